"""Citations become links where they stand, and nothing else of a document changes."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import itu_catalog as itu
from cases import rows
from itu_catalog.annotation import Why, annotate, judging, linked
from itu_catalog.annotation.edits import Edit, applied, in_order
from itu_catalog.annotation.linkers import Around
from itu_catalog.annotation.linking import LINKERS
from itu_catalog.annotation.targets import Target
from itu_catalog.readers import read_bytes
from rendering import Link, render

if TYPE_CHECKING:
    from itu_catalog.annotation import Edited

JUDGE = judging(itu.embedded_catalog())
X509 = "https://www.itu.int/rec/T-REC-X.509"
TITLE = (
    "Information technology – Open Systems Interconnection – The Directory: "
    "Public-key and attribute certificate frameworks"
)


def link(raw: str, kind: str, **how: Any) -> Edited:  # noqa: ANN401 - as `linked` takes it
    """Link a document of a format."""
    return linked(read_bytes(raw.encode(), "the text", format=kind, encoding="utf-8"), JUDGE, **how)


def marked(raw: str, edited: Edited) -> str:
    """Return a document with its links as «…»; in plain text, with what an address was put behind."""
    edits = list(edited.edits)
    if all(edit.text.startswith(" ") for edit in edits):
        starts = [Edit(finding.citation.start, finding.citation.start, "«") for finding in edited.findings]
        return applied(raw, in_order([*starts, *(Edit(edit.start, edit.end, "»") for edit in edits)]))
    return applied(raw, [Edit(edit.start, edit.end, "«»"[place % 2]) for place, edit in enumerate(edits)])


@pytest.mark.parametrize(
    ("kind", "row"), rows("annotation.toml"), ids=lambda each: each if isinstance(each, str) else each["what"]
)
def test_table_of_documents(kind: str, row: dict[str, Any]) -> None:
    """What is marked in a document of the table becomes a link, and the rest is left for the reasons given."""
    raw = row["text"].replace("«", "").replace("»", "")

    edited = link(raw, kind)

    assert row["text"] == marked(raw, edited)
    assert [Why[name] for name in row.get("left", [])] == [skipped.why for skipped in edited.skipped]


# --------------------------------------------------------------------------------------------------
# What a link says and leads to


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("text", "", f" <{X509}>"),
        ("markdown", "[", f']({X509} "{TITLE}")'),
        (
            "html",
            f'<a href="{X509}" title="{TITLE}" class="itu-citation" data-itu-status="amended-since">',
            "</a>",
        ),
        ("rest", "`", f" <{X509}>`__"),
    ],
)
def test_form_of_links(kind: str, before: str, after: str) -> None:
    """Each format has its own links."""
    assert f"See {before}ITU-T X.509{after}." == annotate("See ITU-T X.509.", format=kind)


def test_numbers_and_a_list() -> None:
    """In plain text there may be numbers and a list of addresses at the end, each address once."""
    text = "As [7] says, ITU-T X.509, X.510 and ITU-T X.509.\r\n"

    got = annotate(text, style="notes").split("\r\n")

    assert "As [7] says, ITU-T X.509 [8], X.510 [9] and ITU-T X.509 [8]." == got[0]
    assert ["", f"[8] <{X509}> {TITLE}"] == got[1:3]
    assert got[3].startswith("[9] <https://www.itu.int/rec/T-REC-X.510> ")
    assert [""] == got[4:]


def test_numbers_go_on_where_they_ended() -> None:
    """A text with a list is linked on: old addresses keep their numbers, new ones follow."""
    once = annotate("ITU-T X.509\n", style="notes")

    twice = annotate(f"ITU-T X.510, ITU-T X.509; {once}", style="notes")

    assert "ITU-T X.510 [2], ITU-T X.509 [1]; ITU-T X.509 [1]" == twice.splitlines()[0]
    assert ["[1] <", "[2] <"] == [line[:5] for line in twice.splitlines()[2:]]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("ITU-T X.509 (10/2016)", "https://www.itu.int/rec/T-REC-X.509-201610-S"),
        ("ITU-T X.509", X509),
        (
            "ITU-T X.509 (11/2019)",
            X509,
        ),  # there is no such text; the page of the number lists those there are
        ("Report ITU-R M.2083", "https://www.itu.int/pub/R-REP-M.2083"),
        ("ITU-T G.711", "https://www.itu.int/rec/T-REC-G.711"),  # assigned, and not in the embedded catalogue
        ("ITU-T X.99999", None),
        ("ITU-T X.1402", "https://www.itu.int/rec/T-REC-X.1402"),
    ],
)
def test_where_links_lead(text: str, url: str | None) -> None:
    """A dated citation leads to its edition, others to the page of the number, if ITU assigned it."""
    assert (text if url is None else f"{text} <{url}>") == annotate(text, on="2020-06-09")


def test_links_of_ones_own() -> None:
    """Whoever has other pages gives a function; what it gives no address for is left."""

    def own(citation: itu.Citation, finding: itu.Finding) -> str | None:
        assert finding.citation.identifier == citation.identifier
        return None if str(citation) == "ITU-T X.510" else f"/itu/{citation.identifier.filename}?a=(b c)&d"

    got = annotate("ITU-T X.509, ITU-T X.510", format="html", link=own)

    assert '<a href="/itu/T-REC-X.509?a=%28b%20c%29&amp;d" ' in got
    assert got.endswith("</a>, ITU-T X.510")


def test_status_in_the_title() -> None:
    """On request a title says what its text is, where that is not in force; HTML always has the code."""
    text = "ITU-T X.509 (10/2016), ITU-T X.509"

    got = annotate(text, format="markdown", status=True)

    assert f'-S "{TITLE} (superseded)")' in got
    assert f'X.509 "{TITLE}")' in got
    assert 'data-itu-status="superseded"' in annotate(text, format="html")


@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_titles_are_escaped(kind: str) -> None:
    """Whatever a title has in it, it is read back as it is, and nothing around it is read otherwise."""
    title = 'A "b" <c> & `d` | [e](f) \\ *g* &amp; –'
    finding = next(iter(itu.check("ITU-T X.509")))
    document = finding.document
    assert document is not None
    target = Target("https://example.org", title, "current")
    raw = "| a ` b | ITU-T X.509 c ` |\n|---|---|\n" if kind == "markdown" else "<p>ITU-T X.509</p>"
    begin = raw.index("ITU-T")

    made = LINKERS[kind, "inline"](raw).link(begin, begin + 11, target)

    assert isinstance(made, Around)
    page = raw[:begin] + made.before + "ITU-T X.509" + made.after + raw[begin + 11 :]
    assert [Link("https://example.org", title, "ITU-T X.509")] == render(page, kind).links


def test_characters_that_the_encoding_lacks() -> None:
    """In a file of few characters a title is written with references to the others."""
    source = read_bytes("Рек. МСЭ-Т X.509".encode("koi8-r"), "a.md", encoding="koi8-r")

    edited = linked(source, JUDGE)

    assert "technology &#8211; Open" in edited.text
    assert edited.text.encode("koi8-r")


@pytest.mark.parametrize("text", [b"ITU-T X.509", None, 3])
def test_only_strings(text: Any) -> None:  # noqa: ANN401
    """Bytes and the like are refused by name."""
    with pytest.raises(TypeError, match="annotate reads a string"):
        annotate(text)


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ({"format": "docx"}, "knows no format 'docx'"),
        ({"format": "latex"}, "no links can be put into latex"),
        ({"format": "html", "style": "notes"}, "html has no links of the style 'notes'"),
        ({"bare": "perhaps"}, "perhaps"),
        ({"on": "2020-02-30"}, "2020-02-30"),
    ],
)
def test_refusals(how: dict[str, Any], reason: str) -> None:
    """What cannot be done is refused in a sentence."""
    with pytest.raises(ValueError, match=reason):
        annotate("ITU-T X.509", **how)


# --------------------------------------------------------------------------------------------------
# Promises about every text

_WORDS = st.sampled_from(
    [
        *("ITU-T X.509", "ITU-T X.509 (10/2016)", "Rec. ITU-T X.510 and X.511", "CCITT X.25", "ITU-T Z.140"),
        *(
            "see",
            "the text",
            "“a title”",
            "ITU-R M.1457-14",
            "ITU-T\nX.501",
            "ITU-T X.99999",
            "a_b",
            "2 < 3 & 4",
        ),
        *(
            "Annex A of ITU-T X.509",
            "X.519",
            "ITU-T X.509v3",
            "é",
            "|",
            "`",
            "*",
            "_",
            "[",
            "]",
            "!",
            "\\",
            "<",
            "**",
        ),
    ]
)
_GAPS = st.sampled_from(
    [" ", " ", " ", ", ", "\n", "\n\n", "", ". ", "\r\n", "\n    ", "\n> ", "\n- ", " | "]
)
_MARKUP = {
    "text": ["{} <https://example.org>", "{} [1]", "https://www.itu.int/rec/T-REC-{}", "{}"],
    "markdown": [
        *(
            "`{}`",
            "*{}*",
            "**{}**",
            "[{}](https://example.org)",
            "![{}](a.png)",
            "<b>{}</b>",
            "~~{}~~",
            "[{}]",
            "<{}>",
        ),
        *(
            "```\n{}\n```\n",
            "    {}\n",
            "# {}\n",
            "> {}\n",
            "- {}\n",
            "| {} | b |\n|---|---|\n| {} | `{}` |\n",
            "(_{}_)",
        ),
        *(
            "<div>{}</div>\n",
            "<!-- {} -->",
            "\\[{}\\]",
            "[a]: https://example.org '{}'\n",
            "[^1]: see {}\n",
            "{}\n===\n",
        ),
    ],
    "html": [
        *(
            "<p>{}</p>",
            "<a href='x'>{}</a>",
            "<code>{}</code>",
            "<b>{}</b>",
            "<!-- {} -->",
            "<img alt='{}'>",
            "<td>{}",
        ),
        *(
            "<script>{}</script>",
            "<pre>{}</pre>",
            "&lt;{}&gt;",
            "ITU&#45;T&nbsp;X.509 {}",
            "<title>{}</title>",
            "<{}",
        ),
    ],
    "rest": [
        *(
            "``{}``",
            "*{}*",
            "**{}**",
            "`{} <https://example.org>`_",
            ":doc:`{}`",
            "|{}|",
            "[{}]_",
            "{}_",
            "({})",
            '"{}"',
        ),
        *(
            "::\n\n   {}\n\n",
            "\n\n{}\n=====================\n\n",
            "\n\n.. {}\n\n",
            "\n\n.. note:: {}\n\n",
            "\n\n* {}\n\n",
        ),
    ],
}


@st.composite
def documents(draw: st.DrawFn, kind: str) -> str:
    """Return documents of a format: citations in and between its markup, well made or not."""
    pieces = []
    for _ in range(draw(st.integers(1, 8))):
        form = draw(st.one_of(st.just("{}"), st.sampled_from(_MARKUP[kind])))
        words = draw(_WORDS)
        if form.startswith("<!"):  # a comment that ends in another block than it began in hides half a page
            words = words.replace("\n", " ")
        pieces += [form.replace("{}", words), draw(_GAPS)]
    document = "".join(pieces)
    # Whether an indented line goes on a paragraph in a quotation, renderers do not agree.
    assume(kind != "markdown" or ">" not in document or "\n    " not in document)
    return document


@pytest.mark.parametrize("kind", ["text", "markdown", "html", "rest"])
def test_links_taken_out_again_leave_the_text(kind: str) -> None:
    """Linking only puts something in: what there was is there, byte for byte, and in order."""

    @given(documents(kind))
    def holds(raw: str) -> None:
        edited = link(raw, kind)

        assert all(edit.start == edit.end for edit in edited.edits)
        pieces = [raw[a:b] for a, b in pairwise([0, *(edit.start for edit in edited.edits), len(raw)])]
        assert raw == "".join(pieces)
        assert edited.text == applied(raw, edited.edits)

    holds()


@pytest.mark.parametrize(
    ("kind", "style"),
    [("text", "inline"), ("text", "notes"), ("markdown", "inline"), ("html", "inline"), ("rest", "inline")],
)
def test_linking_twice_is_linking_once(kind: str, style: str) -> None:
    """A linked text is left as it is."""

    @given(documents(kind))
    def holds(raw: str) -> None:
        once = link(raw, kind, style=style).text

        assert once == link(once, kind, style=style).text

    holds()


@pytest.mark.parametrize("kind", ["markdown", "html", "rest"])
def test_the_same_is_shown(kind: str) -> None:
    """What people see of a linked text is what they saw before; each link is one, and is around its citation."""

    @given(documents(kind))
    def holds(raw: str) -> None:
        edited = link(raw, kind)

        before, after = render(raw, kind), render(edited.text, kind)
        assert (before.words, before.code) == (after.words, after.code)
        made = Counter(" ".join(finding.citation.text.split()) for finding in edited.findings)
        assert Counter(found.words for found in before.links) + made == Counter(
            found.words for found in after.links
        )

    holds()
