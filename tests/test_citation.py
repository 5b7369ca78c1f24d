"""What the finder promises: each citation once, in order, at its place, and the same identifier that `parse` reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import cases
import itu_catalog as itu
import strategies
from growth import calls
from itu_catalog.citation import Citation, Reason
from itu_catalog.grammar import RULES
from marked_passages import passages

if TYPE_CHECKING:
    from pathlib import Path

_MARK = re.compile("⟦(.*?)⟧")


def _meant(citation: Citation) -> str:
    return f"{citation.identifier}{'+' if citation.carried else ''}{'?' if citation.bare else ''}"


@pytest.mark.parametrize("line", cases.lines("citations.txt"), ids=lambda line: line[:50])
def test_passage(line: str) -> None:
    """Each marked span is found with its meaning, and nothing else is."""
    marked, _, meant = line.partition("\t")
    found = list(itu.find_citations(_MARK.sub(r"\1", marked)))

    assert _MARK.findall(marked) == [citation.text for citation in found]
    assert meant == "; ".join(map(_meant, found))


def test_what_stands_beside_is_kept_outside_the_span() -> None:
    """A twin and a place are on the citation, not in its text."""
    (citation,) = itu.find_citations("see ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2020, clause 7, for it")

    assert "ITU-T X.509 (10/2019)" == citation.text
    assert "ISO/IEC 9594-8:2020" == citation.twin
    assert "clause 7" == citation.locator
    assert "ITU-T X.509 (10/2019)" == str(citation)


@pytest.mark.parametrize(
    ("text", "text_and_place"),
    [
        ("see clause 7 of ITU-T X.509 for it", [("ITU-T X.509", "clause 7")]),
        ("Table 2 in Rec. ITU-R M.1457-14", [("Rec. ITU-R M.1457-14", "Table 2")]),
        ("as ITU-T says in § 7.2 of X.509", [("X.509", "§ 7.2")]),
        ("ITU-T X.509, clause 7, and X.510", [("ITU-T X.509", "clause 7"), ("X.510", None)]),
        ("ITU-T X.509 and clause 7 of X.510", [("ITU-T X.509", None), ("X.510", "clause 7")]),
        ("clause 7 is not in ITU-T X.509", [("ITU-T X.509", None)]),
    ],
)
def test_a_place_is_read_before_and_behind(text: str, text_and_place: list[tuple[str, str | None]]) -> None:
    """A clause or table belongs to the text it is said to be in."""
    found = [(citation.text, citation.locator) for citation in itu.find_citations(text)]

    assert text_and_place == found


def test_a_list_ends_with_its_sentence() -> None:
    """A number in the next sentence continues nothing, though it may still be found."""
    first, second = itu.find_citations("It cites ITU-T X.509. Then X.520 is named.")

    assert (first.carried, second.carried, second.bare) == (False, False, True)


def test_a_paragraph_that_does_not_name_the_itu_has_no_bare_citations() -> None:
    """The neighbourhood of a bare number is its paragraph."""
    text = "The ITU publishes H.264.\n\nA second paragraph names H.265."

    assert ["H.264"] == [citation.text for citation in itu.find_citations(text)]


@pytest.mark.parametrize("value", [None, 509, b"ITU-T X.509", bytearray(b"X.509"), [b"ITU-T X.509"], [509]])
def test_only_text_is_read(value: object) -> None:
    """What is no string is refused with the name of its type."""
    with pytest.raises(TypeError, match="find_citations reads"):
        list(itu.find_citations(value))  # type: ignore[arg-type]


@given(
    strategies.recommendations("T") | strategies.recommendations("R"),
    st.sampled_from(["", "As we say, ", "(", "see «", "\t// ", "の", "— ", "1. ", "line\nbreak "]),
    st.sampled_from(["", ".", ", and so on", ")", "» there", " is in force", "\n\nNext", "; it", "\tend"]),
)
def test_what_is_embedded_is_found(identifier: itu.Identifier, before: str, after: str) -> None:
    """A canonical form in any text is found at its place, whole, and means the same."""
    (citation, *others) = itu.find_citations(f"{before}{identifier}{after}")

    assert not others
    assert (len(before), len(before) + len(str(identifier))) == (citation.start, citation.end)
    assert identifier == citation.identifier
    assert not citation.bare
    assert not citation.carried


@given(strategies.spellings(), st.sampled_from(["As we say, ", "(", "_", "*", "“"]))
def test_every_spelling_is_found_in_prose(written: tuple[itu.Identifier, str], before: str) -> None:
    """What a reader of one string understands with its prefix, the finder finds in a text."""
    identifier, spelling = written
    names = identifier.designations
    assume(len({name[0] for name in names}) == len(names))  # G.652/G.657 in prose are two works
    found = [citation.identifier for citation in itu.find_citations(f"{before}{spelling} .")]

    assert identifier in found


@pytest.mark.parametrize("unseen", ["\xad", "\u200b", "\u2060", "\ufeff", "\u200d"])
def test_what_no_reader_sees_is_not_read(unseen: str) -> None:
    """Soft hyphens and joiners, which copying leaves behind, change neither meaning nor place."""
    text = f"see ITU-T Rec. X.{unseen}50{unseen}9 (10/20{unseen}16){unseen}, too"
    (citation,) = itu.find_citations(text)

    assert "ITU-T X.509 (10/2016)" == str(citation.identifier)
    assert text.index("ITU") == citation.start
    assert text.index(")") + 1 == citation.end
    assert text[citation.start : citation.end] == citation.text


def test_a_citation_may_run_over_the_end_of_a_line() -> None:
    """Text set in lines with indents reads as the sentence it is; an empty line ends it."""
    text = "see ITU-T\n      Recommendation  X.509\r\n\t(10/2016) and\n   X.510.\n   \n   X.520 is apart"
    first, second, apart = itu.find_citations(text)

    assert ("ITU-T X.509 (10/2016)", "ITU-T X.510") == (str(first), str(second))
    assert (second.carried, apart.carried, apart.bare) == (True, False, True)
    assert "ITU-T\n      Recommendation  X.509\r\n\t(10/2016)" == first.text == text[first.start : first.end]
    assert "X.510" == second.text == text[second.start : second.end]


@pytest.mark.parametrize(
    ("canonical", "written"),
    [
        ("ITU-T G.694.1 (10/2020)", "G.694.1, October\n              2020"),
        ("ITU-T G.8013/Y.1731 (11/2013)", "G.8013/Y.1731,\r\n\tNovember 2013"),
        ("ITU-T V.34 (03/1998)", "V.34\n   (03/1998)"),
    ],
)
def test_a_date_may_run_over_the_end_of_a_line(canonical: str, written: str) -> None:
    """A date in which a line ends, as in lists of references, belongs to its number."""
    (citation,) = itu.find_citations(f'"A title", ITU-T Recommendation {written}.\n\n[7]  Another')

    assert (canonical, f"ITU-T Recommendation {written}") == (str(citation), citation.text)


NAMES = [
    example
    for rule in RULES
    if rule.name in ("organization", "recommendation_word", "report_word")
    for example in rule.examples
]


@pytest.mark.parametrize(
    "name",
    [
        *NAMES,
        *[
            "ccitt",
            "Ccitt",
            "uit-t",
            "INTERNATIONAL TELECOMMUNICATION UNION",
            "Международный союз электросвязи",
        ],
        *["Union internationale des télécommunications", "informe UIT-R", "Отчет МСЭ-R", "Avis UIT-T"],
    ],
)
def test_every_name_of_the_grammar_opens_a_citation(name: str) -> None:
    """No word that the reader takes for a prefix is passed over by what looks for citations."""
    number = "M.2083" if "R" in name[-2:] or "adio" in name or name in ("Report", "Rapport") else "X.509"
    text = f"see {name} {number} there"
    found = [(citation.start, citation.end) for citation in itu.find_citations(text) if not citation.bare]

    assert [(4, len(text) - len(" there"))] == found


@given(st.lists(strategies.spellings(), max_size=5), st.text(max_size=20))
def test_spans_are_in_order_and_quote_the_text(written: list[tuple[itu.Identifier, str]], noise: str) -> None:
    """Spans never overlap, and `text` is what stands there, whatever was folded to read it."""
    text = noise.join(spelling for _, spelling in written)
    end = 0
    for citation in itu.find_citations(text):
        assert end <= citation.start < citation.end <= len(text)
        assert text[citation.start : citation.end] == citation.text
        end = citation.end


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """No text raises."""
    assert all(isinstance(citation, Citation) for citation in itu.find_citations(text))


@given(
    st.lists(
        st.sampled_from(
            ["ITU-T", "X.509", "Cor. 1 to", "(", ")", "/", "-", ",", "ISO/IEC", "|", "Rec.", "\n"]
        )
    )
)
def test_any_pieces_are_read(pieces: list[str]) -> None:
    """No order of the pieces of citations raises, glued or not."""
    for glue in ("", " "):
        assert all(citation.text for citation in itu.find_citations(glue.join(pieces)))


@pytest.mark.parametrize(
    "piece",
    [
        "ITU-T ",
        "X.509, ",
        "ITU-T X.509/",
        "Corrigendum 1 to ",
        "(((",
        "Rec. Rec. ",
        "ITU\n",
        "ITU-R X.509 ",
        "clause 7 of ",
    ],
)
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    """Counted in steps, not in seconds: ten times the text takes about ten times the calls."""
    texts = ["ITU " + piece * times for times in (40, 400)]

    few, many = (calls(lambda text=text: list(itu.find_citations(text))) for text in texts)  # type: ignore[misc]

    assert many < 12 * few + 1000


def test_a_long_text_finds_each() -> None:
    """Nothing is lost over many paragraphs."""
    numbers = ["ITU-T X.509", "Rec. ITU-R BT.601-7", "CCITT Rec. X.25"] * 700
    text = "\n\n".join(f"It builds on {number}, among others." for number in numbers)

    assert len(numbers) == sum(1 for _ in itu.find_citations(text))


# ---- bare numbers, and why they count

POLICIES = [
    # text, what "never", "context" and "always" find
    ("ITU-T X.509, X.510 and more", ["X.509", "X.510"], ["X.509", "X.510"], ["X.509", "X.510"]),
    ("the G.711 codec", [], ["G.711"], ["G.711"]),
    ("in box G.711 by the door", [], [], ["G.711"]),
    ("Section G.711 is long", [], [], []),
    ("ANSI X.509 is another", [], [], []),
    ("number X.99999 was never assigned", [], [], []),
]


@pytest.mark.parametrize(("text", "never", "context", "always"), POLICIES, ids=lambda value: str(value)[:20])
def test_the_caller_decides_about_bare_numbers(
    text: str, never: list[str], context: list[str], always: list[str]
) -> None:
    """Each policy finds what the one before it finds, and more; none takes another's number."""
    found = {
        policy: [citation.text.removeprefix("ITU-T ") for citation in itu.find_citations(text, bare=policy)]
        for policy in ("never", "context", "always")
    }

    assert {"never": never, "context": context, "always": always} == found


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("ITU-T X.509", [()]),
        ("ITU-T X.509 and X.520", [(), (Reason.LISTED,)]),
        ("the ITU-T met. It revised X.520.", [(Reason.MENTION,)]),
        ("ITU-T X.509 is one.\n\nThe other is in X.509.", [(), (Reason.CITED,)]),
        ("a V.34 modem", [(Reason.SUBJECT,)]),
        ("RFC 2327 and E.212 differ", [(Reason.FAME,)]),
    ],
)
def test_a_bare_number_says_why_it_counts(text: str, reasons: list[tuple[Reason, ...]]) -> None:
    """Whoever does not name the ITU has a reason, and who names it needs none."""
    assert reasons == [citation.reasons for citation in itu.find_citations(text)]


def test_an_unknown_policy_is_refused() -> None:
    """A policy is one of three words, and the error names them."""
    with pytest.raises(ValueError, match="'never', 'context', 'always', not 'maybe'"):
        itu.find_citations("X.509", bare="maybe")  # type: ignore[arg-type]


# ---- ranges


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("ITU-T X.680 to X.683", ["ITU-T X.680–ITU-T X.683"] * 2),
        ("ITU-T J.1012–J.1015", ["ITU-T J.1012–ITU-T J.1015"] * 2),
        ("Recommendations X.500 through X.530 (2019)", ["ITU-T X.500–ITU-T X.530 (2019)"] * 2),
        ("ITU-T X.680 and X.683", [None, None]),
        ("ITU-T X.683 to X.680", [None, None]),
        ("from ITU-T G.711 to H.264", [None, None]),
        ("ITU-T X.680-683", ["ITU-T X.680–ITU-T X.683"] * 2),
        ("ITU-T X.680 up to X.683", ["ITU-T X.680–ITU-T X.683"] * 2),
        ("die ITU-T Z.140 bis Z.146", ["ITU-T Z.140–ITU-T Z.146"] * 2),
        ("ITU-T X.509-2019", [None]),
        ("ITU-T X.509, X.680 to X.683", [None, *["ITU-T X.680–ITU-T X.683"] * 2]),
    ],
)
def test_both_ends_of_a_range_know_each_other(text: str, ends: list[str | None]) -> None:
    """A range rises within a series; both its ends carry both."""
    found = [
        "–".join(map(str, citation.ends)) if citation.ends else None for citation in itu.find_citations(text)
    ]

    assert ends == found


# ---- texts that come in pieces


@given(st.data())
def test_pieces_make_no_difference(data: st.DataObject) -> None:
    """Wherever a stream is cut, what is found in it is what is found in the whole."""
    texts = [passage.text for passage in passages(("development",))]
    text = "\n\n".join(
        data.draw(st.lists(st.sampled_from(texts), min_size=1, max_size=12))
        + [f"{'and so it goes on. ' * 300}ITU-T X.509"] * data.draw(st.integers(0, 2))
    )
    size = data.draw(st.integers(1, 5000))
    pieces = [text[place : place + size] for place in range(0, len(text), size)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("itu_catalog.citation._PIECE", data.draw(st.sampled_from([1, 4000, 9000])))

        assert list(itu.find_citations(text)) == list(itu.find_citations(iter(pieces)))


def test_an_open_file_is_a_text(tmp_path: Path) -> None:
    """What is larger than memory is given as a file; offsets count in all of it."""
    file = tmp_path / "long.txt"
    file.write_text("one word and another\n" * 20_000 + "ITU-T X.509\n", encoding="utf-8")
    with file.open(encoding="utf-8") as lines:
        (citation,) = itu.find_citations(lines)

    assert (420_000, 420_011) == (citation.start, citation.end)


# ---- two ways of reading


def test_what_is_usual_is_read_as_with_care(monkeypatch: pytest.MonkeyPatch) -> None:
    """The quick way and the careful one say the same of every passage of the corpus."""
    texts = [passage.text for passage in passages(("development",))]
    usual = [_what_is_said(text) for text in texts]
    monkeypatch.setattr("itu_catalog.citation.finder.tail_of", lambda *_: None)

    for text, found in zip(texts, usual, strict=True):
        assert found == _what_is_said(text), text


def _what_is_said(text: str) -> list[Citation]:
    """Return the citations without their reasons: a list read at once tells others than its members one by one."""
    return [attrs.evolve(citation, reasons=()) for citation in itu.find_citations(text)]
