r"""Links in Markdown: ``[ITU-T X.509](https://… "title")``, inline ones, as CommonMark and GitHub read them.

>>> from itu_catalog.annotation.targets import Target
>>> raw = "See ITU-T X.509."
>>> print(*MarkdownLinker(raw).link(4, 15, Target("https://example.org", 'A "title" | more', "current")), sep="ITU-T X.509")
[ITU-T X.509](https://example.org "A \"title\" &#124; more")
"""

from __future__ import annotations

import re
from unicodedata import category

from itu_catalog.annotation.in_html import HtmlLinker
from itu_catalog.annotation.linkers import Around, Spans, line_at
from itu_catalog.annotation.why import Why

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.annotation.targets import Target

__all__ = ["MarkdownLinker", "escape_markdown"]

_TITLE = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "`": "&#96;", "|": "&#124;", "<": "&lt;", ">": "&gt;", "&": "&amp;"}
)
"""What ends a title or outranks a link: a bar ends the cell of a table, a backquote may begin code before it."""

_WORDS = re.compile(r"([\\`*_\[\]<>|~])|&(?=[#\w])")

# Markup within a citation that a link cannot hold; a line break, and the mark of a quotation behind it, it can.
_WITHIN = re.compile(r"[\\`*_\[\]<>!|~]")
_NEXT_LINE = re.compile(r"\r?\n[ \t>]*")

# What a block of HTML begins with, in a quotation or a list, too.
_TAG = re.compile(
    r"[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+){0,9}(?P<tag></?[A-Za-z][A-Za-z0-9-]*(?=[\s/>]|\Z)|<[!?](?:--|\[CDATA\[)?)"
)
_ENDS = {
    "<!--": "-->",
    "<![cdata[": "]]>",
    "<?": "?>",
    "<script": "</script>",
    "<style": "</style>",
    "<pre": "</pre>",
    "<textarea": "</textarea>",
}
"""What blocks of HTML begin with that do not end at an empty line, and what they end with."""

_BEFORE = re.compile(r"[]!\\^@]")
# Whether these are marks of emphasis depends on what stands on either side of them, and a link changes that.
_RUN = re.compile(r"(?:\*+|_+|~+)")
_RUN_BEFORE = re.compile(r"(?:\*+|_+|~+)\Z")
_MARGIN = re.compile(r"([ \t>]*)(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)?")
_LONGEST_RUN = 40


class MarkdownLinker:
    """What makes links in a text in Markdown."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._tables = Spans(_table_blocks(raw))
        self._html = Spans(_html_blocks(raw))
        self._html_linker = HtmlLinker(raw)

    def link(self, begin: int, end: int, target: Target) -> Around | Why:
        """Return what makes a link of ``raw[begin:end]``, or why nothing does."""
        raw = self._raw
        if self._html.touch(begin, end):  # Markdown is not read there; and where it is, HTML is, too
            made = self._html_linker.link(begin, end, target)
            return made if isinstance(made, Why) else Around(made.before.replace("|", "&#124;"), made.after)
        if _WITHIN.search(_NEXT_LINE.sub("", raw[begin:end])):
            return Why.BROKEN
        table = self._tables.around(begin, end)
        if table is not None and ("\n" in raw[begin:end] or self._is_set_off(table, begin)):
            return Why.TABLE  # the line break may end a row, and code ends a table
        if _BEFORE.search(raw[max(0, begin - 1) : begin]) or self._defines(begin, end):
            return Why.BESIDE  # an image, a footnote, the label of another link
        if self._undoes(begin, end):
            return Why.BESIDE
        title = "" if target.title is None else f' "{target.title.translate(_TITLE)}"'
        return Around("[", f"]({target.url}{title})")

    def closing(self) -> str:
        """Return nothing: links stand where the citations do."""
        return ""

    def _undoes(self, begin: int, end: int) -> bool:
        """Whether a link would make other marks of emphasis of those beside it: they end words, and it does not.

        Blanks on their other side leave them what they are, punctuation mostly. What a link there has may be one of
        ours, so nothing follows from it.
        """
        opening = _RUN_BEFORE.search(self._raw, max(0, begin - _LONGEST_RUN), begin)
        closing = _RUN.match(self._raw, end, end + _LONGEST_RUN)
        ahead = self._raw[opening.start() - 1 : opening.start()] if opening else ""
        behind = self._raw[closing.end() : closing.end() + 1] if closing else ""
        return not (_sets_apart(ahead) and _sets_apart(behind)) or ahead == ")" or behind == "["

    def _is_set_off(self, table: int, place: int) -> bool:
        """Whether the line of a place is indented like code, compared with the first line of its table."""
        margin, indent = (_MARGIN.match(self._raw, start) for start in (table, line_at(self._raw, place)[0]))
        assert margin is not None
        assert indent is not None
        return len(indent[1].expandtabs(4)) >= len(margin[0].expandtabs(4)) + 4

    def _defines(self, begin: int, end: int) -> bool:
        """Whether it stands in the label of a definition, ``[ITU-T X.509]: https://…``."""
        start, _ = line_at(self._raw, begin)
        return self._raw[start:begin].strip(" >") == "[" and self._raw[end : end + 2] == "]:"


def _html_blocks(raw: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches that may be blocks of HTML: from a line that begins with a tag to the next empty line.

    A comment, or an element whose content is no text, goes on to its end over empty lines.
    """
    place, begin, until = 0, -1, ""
    for line in raw.split("\n"):
        tag = _TAG.match(line) if begin < 0 else None
        if tag is not None:
            begin = place
            until = next((_ENDS[key] for key in _ENDS if tag["tag"].lower().startswith(key)), "")
        if until and until in line.lower():
            until = ""
        elif begin >= 0 and not until and not line.strip(" \t\r>"):
            yield begin, place
            begin = -1
        place += len(line) + 1
    if begin >= 0:
        yield begin, len(raw)


def _sets_apart(char: str) -> bool:
    """Whether a character, or none, sets marks of emphasis apart from words."""
    return not char or char.isspace() or category(char)[0] in "PS"


def _table_blocks(raw: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between empty lines in which a line may be the one below the head of a table."""
    place = begin = 0
    table = False
    for line in raw.split("\n"):
        stripped = line.strip(" \t\r>")
        table = table or (stripped != "" and not stripped.strip(" \t|:-"))
        place += len(line) + 1
        if not stripped:
            if table:
                yield begin, place
            begin, table = place, False
    if table:
        yield begin, len(raw)


def escape_markdown(words: str) -> str:
    r"""Return words as they are written in Markdown, so that nothing of them is markup.

    >>> print(escape_markdown("AT&T [G.711] * 2"))
    AT&amp;T \[G.711\] \* 2
    """
    return _WORDS.sub(lambda match: f"\\{match[1]}" if match[1] else "&amp;", words)
