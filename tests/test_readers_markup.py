"""Readers of mark-up: the words that people see, each at its place, in time that grows with the length alone."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growth import assert_linear
from itu_catalog import find_citations
from itu_catalog.readers import Source, Standing, read_bytes

TABLE = tomllib.loads((Path(__file__).parent / "tables" / "readers.toml").read_text(encoding="utf-8"))
ROWS = [(kind, row) for kind, rows in TABLE.items() for row in rows]
MARKUP = ["text", "markdown", "html", "rest", "latex"]


def stretches(source: Source) -> list[tuple[str, Any]]:
    """Return the pieces of a source with their texts."""
    ends = [*(piece.start for piece in source.pieces[1:]), len(source.text)]
    return [(source.text[piece.start : end], piece) for piece, end in zip(source.pieces, ends, strict=True)]


def assert_sound(source: Source) -> None:
    """Assert what holds of every source: pieces in order, each where it says it stands."""
    assert source.raw is not None
    assert 0 == source.pieces[0].start
    assert all(one.start < other.start for one, other in pairwise(source.pieces))
    for text, piece in stretches(source):
        if piece.raw is None:
            assert piece.raw_end is None
        elif piece.raw_end is None:
            assert text == source.raw[piece.raw : piece.raw + len(text)].translate(LOST)
        else:
            assert piece.raw < piece.raw_end <= len(source.raw)


LOST = dict.fromkeys(range(0xDC80, 0xDD00), "\ufffd")


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=[f"{kind}: {row['what']}" for kind, row in ROWS])
def test_what_is_read(kind: str, row: dict[str, Any]) -> None:
    """Each row of the table is read as it says: the words, and what they are in the document."""
    source = read_bytes(row["source"].encode(), "a", format=kind)

    assert_sound(source)
    assert row["text"] == source.text.rstrip("\n")
    found: dict[str, list[str]] = {"code": [], "link": [], "target": []}
    last = None
    for text, piece in stretches(source):
        if piece.standing in found:
            words = found[piece.standing]
            if last == piece.standing:
                words[-1] += text
            else:
                words.append(text)
        last = piece.standing
    assert {name: row.get(name, []) for name in found} == found


def test_the_table_has_every_format() -> None:
    """Every format that keeps its raw text has rows."""
    assert set(MARKUP) == set(TABLE)


@pytest.mark.parametrize(
    ("kind", "raw", "words", "marked"),
    [
        ("html", "<p>ITU-T&nbsp;X.509</p>", "ITU-T\xa0X.509", "ITU-T&nbsp;X.509"),
        ("html", "<p>ITU-T X.<b>509</b></p>", "ITU-T X.509", None),
        ("markdown", "a ITU-T\\.X.509 b", "ITU-T.X.509", "ITU-T\\.X.509"),
        ("markdown", "ITU-T X.**509** b", "ITU-T X.509", None),
        ("latex", "see ITU-T~X.509.", "ITU-T\xa0X.509", "ITU-T~X.509"),
        ("rest", "see ITU-T\\ X.509.", "ITU-TX.509", None),
    ],
)
def test_spans_in_the_file(kind: str, raw: str, words: str, marked: str | None) -> None:
    """A citation is where it stands in the file; with mark-up in it, it is in no one stretch."""
    source = read_bytes(raw.encode(), "a", format=kind)
    start = source.text.index(words)
    span = source.raw_span(start, start + len(words))

    assert marked == (None if span is None else raw[slice(*span)])
    extent = source.raw_extent(start, start + len(words))
    assert extent is not None
    assert raw[extent[0]] == words[0]
    assert raw[extent[1] - 1] == words[-1]


def test_places() -> None:
    """Places are lines and columns of the file, whatever is left out before them."""
    source = read_bytes(b"<p>\n  <b>a</b> ITU-T X.509</p>\r\n<p>X.510", "a.html")

    assert "2:12" == str(source.place(source.text.index("ITU")))
    assert "3:4" == str(source.place(source.text.index("X.510")))


@pytest.mark.parametrize(
    ("kind", "document"),
    [
        (
            "markdown",
            "| ITU-T | X.509 | (10/2019) |\n|---|---|---|\n| ITU-T G.711 | Annex B | x |\n| X.25 | ISO/IEC 1 | y |",
        ),
        (
            "html",
            "<table><tr><td>ITU-T<td>X.509<td>(10/2019)<tr><td>ITU-T G.711<td>Annex B<td>x<tr><td>X.25<td>ISO/IEC 1",
        ),
        ("rest", "===== =====\nITU-T X.509\nITU-T (2019)\n===== =====\n"),
        (
            "latex",
            "\\begin{tabular}{ll}ITU-T & X.509 & (10/2019)\\\\ITU-T G.711 & Annex B \\\\X.25 & ISO/IEC 1\\end{tabular}",
        ),
    ],
)
def test_no_citation_runs_across_cells(kind: str, document: str) -> None:
    """What stands in two cells of a table, or in two rows, is not read as one citation."""
    source = read_bytes(document.encode(), "a", format=kind)

    for citation in find_citations(source.text, bare="always"):
        assert "│" not in citation.text
        assert "\n" not in citation.text
        assert citation.twin is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_end(end: str) -> None:
    """Lines are counted whatever they end with."""
    source = read_bytes(f"a{end}b{end}{end}- ITU-T X.509".encode(), "a.md")

    assert "4:3" == str(source.place(source.text.index("ITU-T")))


# --- against other readers ----------------------------------------------------------------------

FRAGMENTS = [
    *(
        "ITU-T",
        "X.509",
        "*",
        "**",
        "_",
        "__",
        "***",
        "`",
        "``",
        "[",
        "]",
        "(",
        ")",
        "](a.b)",
        "[x]",
        "![",
        "\\",
        "\\*",
    ),
    *(
        "\\|",
        "&amp;",
        "&nbsp;",
        "&x;",
        "a",
        ".",
        "!",
        "'",
        '"',
        "~",
        "é",
        "|",
        "é*",
        "“",
        "text ",
        " ",
        "  ",
        "\n",
    ),
    *("\n\n", "\n\n    ", "\n- ", "\n1. ", "\n> ", "\n# ", "\n## a ##", "\n```\n", "\n~~~ py\n", "\n---\n"),
    *("\n===\n", "\n***\n", "\n[x]: http://e.f\n", "\n* ", "\n+ x", "\n   ", "\n\n- a\n\n  b"),
    "\n| a | b |\n|---|---|\n| c | d |\n",
]
ADDRESSES = re.compile(r"https?://\S+")


def letters(text: str) -> str:
    """Return the letters of a text, without those of addresses and of list markers."""
    return re.sub(r"[\W\d_]|http|ef", "", ADDRESSES.sub("", text))


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
def test_markdown_says_what_others_say(text: str) -> None:
    """The words of a Markdown document are those that markdown-it-py reads, in the same order."""
    markdown_it = pytest.importorskip("markdown_it")
    parser = markdown_it.MarkdownIt("commonmark").enable("table")
    if text.lstrip().startswith(("---", "\\[", "[")) or "](a.b)" in text:
        return  # front matter is no CommonMark; addresses and labels are read elsewhere than they stand
    if re.search(r"^[ >]*(?:[-+*]|1\.)\s*$", text, re.MULTILINE):
        return  # whether an empty item ends what stands before it, parsers do not agree

    source = read_bytes(text.encode(), "a.md")

    assert_sound(source)
    shown = "".join(part for part, piece in stretches(source) if piece.standing is not Standing.TARGET)
    assert letters("".join(said(parser.parse(text)))) == letters(shown)


def said(tokens: list[Any]) -> list[str]:
    """Return what markdown-it-py reads as text."""
    words: list[str] = []
    for token in tokens:
        if token.children:
            words += [*said(token.children), "\n"]
        elif token.type in ("text", "code_inline", "text_special", "code_block", "fence"):
            words.append(f"{token.info if token.type == 'fence' else ''}{token.content}")
        elif token.type in ("softbreak", "hardbreak"):
            words.append("\n")
    return words


REST = [
    *(
        "ITU-T X.509 ",
        "**X.510** ",
        "*a b* ",
        "``X.25`` ",
        "`t <http://u.v>`_ ",
        "`title` ",
        ":code:`c` ",
        "word ",
    ),
    *("a\\*b ", "x\\ y ", "\n\n", "\n", "* item\n", "\n\n* item\n", "Title\n=====\n\n", "\n\nSub\n---\n\n"),
    *(
        "so::\n\n  lit\n\n",
        "\n\n.. note:: n\n   m\n\n",
        "\n\n.. code-block:: c\n\n   cc\n\n",
        "(**b**) ",
        '"*q*" ',
    ),
    *(
        "\n\n.. comment\n   more\n\n",
        "\n\n.. _t: http://e.f\n\n",
        "\n\n+---+---+\n| a | b |\n+---+---+\n\n",
        "[1]_ ",
    ),
    *(
        "\n\n== ==\na  b\n== ==\n\n",
        "2*3*4 ",
        ":f: x\n",
        "\n\nterm\n  def\n\n",
        "é“*z*” ",
        "\n\n1. one\n2. two\n\n",
    ),
    *("\n\n.. [1] note\n\n", "\n\n>>> d\nout\n\n", "\n\n| line\n| block\n\n"),
]


@given(st.lists(st.sampled_from(REST), max_size=8).map("".join))
def test_rest_says_what_others_say(text: str) -> None:
    """The words of a document in reStructuredText are those that Docutils reads, in the same order."""
    pytest.importorskip("docutils")
    from docutils import frontend, nodes, utils
    from docutils.parsers.rst import Parser

    settings = frontend.get_default_settings(Parser)
    settings.report_level, settings.halt_level = 5, 6
    document = utils.new_document("a", settings)
    Parser().parse(text, document)
    for node in [*document.findall(nodes.comment), *document.findall(nodes.system_message)]:
        node.parent.remove(node)

    source = read_bytes(text.encode(), "a.rst")

    assert_sound(source)
    shown = "".join(part for part, piece in stretches(source) if piece.standing is not Standing.TARGET)
    told = "".join(f"{node} " for node in document.findall(nodes.Text))
    assert letters(re.sub(r"<http://u.v>`?_?", "", told)) == letters(re.sub(r"<>`?_?", "", shown))


def test_html_says_what_others_say() -> None:
    """The words of a page are those that the standard library reads, where tags are well-formed."""
    from html.parser import HTMLParser

    words: list[str] = []

    class Words(HTMLParser):
        def handle_data(self, data: str) -> None:
            words.append(data)

    page = "<h1>A &lt;b&gt;</h1>\n<p class='x'>ITU-T&nbsp;X.<i>509</i> &#8211; é &notit; &copy;2019<p>x &lt; y</p><hr/>"
    Words().feed(page)

    source = read_bytes(page.encode(), "a.html")
    assert "".join("".join(words).split()) == "".join(source.text.split())


# --- hostile input ------------------------------------------------------------------------------

HOSTILE = [
    line.replace("_", " ").replace("~", "\n")
    for line in (Path(__file__).parent / "tables" / "hostile.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
]


@pytest.mark.parametrize("kind", MARKUP)
def test_hostile_input_takes_linear_time(kind: str) -> None:
    """No beginning of mark-up, repeated, costs more than its length explains."""
    for unit in HOSTILE:
        text = unit.encode()
        assert_linear(
            lambda data: read_bytes(data, "a", format=kind),
            lambda size, text=text: text * (size // len(text)),  # type: ignore[misc]
            4_000,
        )


@pytest.mark.parametrize("kind", MARKUP)
@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8)), max_size=30).map(" ".join))
def test_anything_is_read(kind: str, text: str) -> None:
    """Whatever a text holds, it is read, and comes back as the bytes that it was."""
    text = "".join(char for char in text if char.isprintable() or char in "\n\t")
    data = text.encode("utf-8", "replace")

    source = read_bytes(data, "a", format=kind)

    assert_sound(source)
    assert source.raw is not None
    assert data == source.encode(source.raw)
    for offset in range(len(source.text)):
        source.place(offset)
        source.raw_span(offset, offset + 1)


def test_a_remark_is_made_once() -> None:
    """What is wrong with a document in the same way a thousand times is said once."""
    (remark,) = read_bytes(b"\\begin{verbatim} ITU-T X.509 " * 1000, "a.tex").remarks

    assert "is never ended" in remark
