"""PDF files: pages and lines, broken words, columns, running heads; hostile ones are refused in one line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itu_catalog.errors import MissingExtra, UnreadableInput
from itu_catalog.readers import Place, Source, Standing, read_bytes
from itu_catalog.readers.layout import Line, Word, lines_of, running_heads
from made_documents import pdf, pdf_of_stream

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("pypdfium2")

LEFT = [
    "The left column of this page says",
    "in many words that Recommen-",
    "dation ITU-T X.509 is in force",
    "and that nothing follows ITU-T",
    "X.680 but the other column.",
]
RIGHT = [
    "The right column of this page has",
    "other words, such as those of ITU-",
    "T G.711, and those of ISO/IEC",
    "8824-1, and of many others that",
    "are read when the left one ends.",
]


def column(x: int, lines: list[str]) -> list[tuple[int, int, str]]:
    """Return lines below each other."""
    return [(x, 700 - 12 * number, line) for number, line in enumerate(lines)]


SIDE_BY_SIDE = [each for pair in zip(column(50, LEFT), column(320, RIGHT), strict=True) for each in pair]


def pages(*wanted: list[tuple[int, int, str]]) -> Source:
    """Read a PDF file of these pages."""
    return read_bytes(pdf(*wanted), "a.pdf")


@pytest.mark.parametrize(
    "page", [column(50, LEFT) + column(320, RIGHT), SIDE_BY_SIDE], ids=["by column", "by line"]
)
def test_columns_and_broken_words(page: list[tuple[int, int, str]]) -> None:
    """Columns are read one after the other, however they are drawn; words broken at a line's end are whole."""
    text = pages(page).text

    assert "that Recommendation ITU-T X.509 is in force" in text
    assert "those of ITU-T G.711" in text
    assert "ITU-T\nX.680 but the other column.\nThe right column" in text


def test_places() -> None:
    """A place is a page and a line of it."""
    source = pages(column(50, ["a", "ITU-T X.509"]), column(50, ["ITU-T X.510"]))

    assert Place(line=2, page=1) == source.place(source.text.index("X.509"))
    assert "page 2, line 1" == str(source.place(source.text.index("X.510")))
    assert (None, None) == (source.raw, source.raw_span(0, 1))


def test_citations_across_lines_and_pages() -> None:
    """What goes on in the next line, or on the next page, is in one paragraph; a gap begins another."""
    source = pages(
        [(50, 700, "See ITU-T"), (50, 688, "X.509."), (50, 640, "And ITU-T")], [(50, 700, "X.510")]
    )

    assert "See ITU-T\nX.509.\n\nAnd ITU-T\nX.510" == source.text


def test_tables_keep_their_rows() -> None:
    """Cells of a row are apart, and in one line."""
    page = [(50, 700, "ITU-T G.711"), (250, 700, "2019"), (50, 688, "ITU-T G.722"), (250, 688, "2020")]

    assert "ITU-T G.711 │ 2019\nITU-T G.722 │ 2020" == pages(page).text


def test_running_heads_are_read_once() -> None:
    """What stands at the edge of every page is read once, behind the text; page numbers are not read."""
    source = pages(
        *(
            [(50, 760, "Rec. ITU-T X.509 (10/2019)"), (500, 760, str(number)), (50, 600, "Text goes on")]
            for number in range(1, 5)
        )
    )

    assert (
        "Text goes on\nText goes on\nText goes on\nText goes on\n\nRec. ITU-T X.509 (10/2019)" == source.text
    )
    assert "page 1, line 1 (running head)" == str(source.place(source.text.index("Rec.")))
    assert (
        "'Rec. ITU-T X.509 (10/2019)' stands at the edge of 4 pages of a.pdf and was read once",
    ) == source.remarks


def test_heads_that_differ_are_all_read() -> None:
    """A number that is no page number is part of the head."""
    lines = [[Line(f"ITU-T X.{number}", 760.0, 10.0, 50.0, breaks=False)] for number in range(500, 506)]

    assert set() == running_heads(lines, [792.0] * 6)


def test_pages_without_text_are_told() -> None:
    """A page that is a picture is named."""
    source = pages([], [(50, 700, "text")], [], [])

    assert ("pages 1, 3–4 of a.pdf held no text; if they are pictures, read them with OCR",) == source.remarks


def test_addresses_are_targets() -> None:
    """An address in the text is a target, in its place."""
    source = pages([(50, 700, "see https://www.itu.int/rec/T-REC-X.509 now")])
    start = source.text.index("https")

    assert Standing.TARGET is source.standing(start, start + 8)
    assert Place(line=1, page=1) == source.place(start)


def test_raised_words_stay_in_their_line() -> None:
    """What stands a little higher is in the same line."""
    words = [Word("a", 50, 55, 700, 10), Word("b", 57, 60, 703, 10)]

    assert ["a b"] == [line.text for line in lines_of(words, 600)]


SOUND = pdf([(50, 700, "ITU-T X.509")])

HOSTILE = {
    "cut to its head": (SOUND[:20], "it is a PDF file, but damaged or cut short; get the file again"),
    "garbage": (b"%PDF-1.7\n" + bytes(range(256)), "it is a PDF file, but damaged or cut short"),
    "a bomb": (pdf_of_stream(b" " * (80 << 20)), "a stream of it unpacks to more than"),
    "a bomb in a bomb": (pdf_of_stream(b" " * (80 << 20), times=2), "a stream of it unpacks to more than"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_files(what: str) -> None:
    """A damaged or bursting file is refused in one line that says why."""
    data, reason = HOSTILE[what]
    with pytest.raises(UnreadableInput, match=r"cannot read a\.pdf: ") as caught:
        read_bytes(data, "a.pdf")

    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_packed_text_is_read() -> None:
    """Packed pages are read, and unpack to what they are."""
    source = read_bytes(pdf_of_stream(b"BT /F1 10 Tf 50 700 Td (ITU-T X.509) Tj ET"), "a.pdf")

    assert "ITU-T X.509" == source.text


def test_encrypted_files(tmp_path: Path) -> None:
    """A file that needs a password says so."""
    # The keys of the standard handler are random here: no password opens it.
    lock = b"<< /Filter /Standard /V 1 /R 2 /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") /P -4 >>"
    path = tmp_path / "locked.pdf"
    path.write_bytes(SOUND.replace(b"/Root 1 0 R", b"/Root 1 0 R /ID [(a) (a)] /Encrypt " + lock))

    with pytest.raises(UnreadableInput, match="it is an encrypted PDF file; save it without a password"):
        read_bytes(path.read_bytes(), "locked.pdf")


def test_too_much_text_is_refused() -> None:
    """The limit holds for the text of the pages, too."""
    page = [(50, 700 - 12 * number, "x" * 90) for number in range(20)]
    with pytest.raises(UnreadableInput, match="more text than is read at once; split it first"):
        read_bytes(pdf(page), "a.pdf", limit=1000)


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pypdfium2 the line to install it is named."""
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingExtra, match=r"pip install 'itu-catalog\[pdf\]'"):
        read_bytes(SOUND, "a.pdf")


@given(st.lists(st.tuples(st.integers(0, len(SOUND) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_damaged_files(changes: list[tuple[int, int]]) -> None:
    """Whatever is damaged in a file, it is read or refused."""
    data = bytearray(SOUND)
    for place, byte in changes:
        data[place] = byte
    try:
        source = read_bytes(bytes(data), "a.pdf")
    except UnreadableInput:
        return
    for offset in range(len(source.text)):
        source.place(offset)


WORDS = st.builds(
    Word,
    st.sampled_from(["ITU-T", "X.509", "a", "Recommen-"]),
    st.floats(0, 600),
    st.floats(0, 600),
    st.floats(0, 800),
    st.floats(1, 40),
)


@given(st.lists(WORDS, max_size=60))
def test_no_word_is_lost(words: list[Word]) -> None:
    """However words lie on a page, each is read, once."""
    lines = lines_of(words, 612)

    assert sorted(word.text for word in words) == sorted(
        part for line in lines for part in line.text.replace(" │ ", " ").split()
    )
