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
_TAG = re.compile(r"[ \t>]*(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+){0,9}</?[A-Za-z][A-Za-z0-9-]*(?=[\s/>]|\Z)")

_BEFORE = re.compile(r"[]!\\^@]\Z")
# Whether these are marks of emphasis depends on what stands on either side of them, and a link changes that.
_BEFORE_RUN = re.compile(r"[*_~]{1,8}\Z")
_AFTER_RUN = re.compile(r"[*_~]{1,8}")


class MarkdownLinker:
    """What makes links in a text in Markdown."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
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
        before, after = raw[max(0, begin - 9) : begin], raw[end : end + 9]
        if _BEFORE.search(before) or self._defines(begin, end):
            return Why.BESIDE  # an image, a footnote, the label of another link
        outside = _BEFORE_RUN.search(before), _AFTER_RUN.match(after)
        if outside[0] and not _sets_apart(before[: outside[0].start()][-1:]):
            return Why.BESIDE
        if outside[1] and not _sets_apart(after[outside[1].end() :][:1]):
            return Why.BESIDE
        title = "" if target.title is None else f' "{target.title.translate(_TITLE)}"'
        return Around("[", f"]({target.url}{title})")

    def closing(self) -> str:
        """Return nothing: links stand where the citations do."""
        return ""

    def _defines(self, begin: int, end: int) -> bool:
        """Whether it stands in the label of a definition, ``[ITU-T X.509]: https://…``."""
        start, _ = line_at(self._raw, begin)
        return self._raw[start:begin].strip(" >") == "[" and self._raw[end : end + 2] == "]:"


def _html_blocks(raw: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches that may be blocks of HTML: from a line that begins with a tag to the next empty line."""
    place, begin = 0, -1
    for line in raw.split("\n"):
        if begin < 0 and _TAG.match(line):
            begin = place
        elif begin >= 0 and not line.strip(" \t\r>"):
            yield begin, place
            begin = -1
        place += len(line) + 1
    if begin >= 0:
        yield begin, len(raw)


def _sets_apart(char: str) -> bool:
    """Whether a character, or none, lets marks of emphasis stand beside it whatever stands on their other side."""
    return not char or char.isspace() or category(char)[0] in "PS"


def escape_markdown(words: str) -> str:
    r"""Return words as they are written in Markdown, so that nothing of them is markup.

    >>> print(escape_markdown("AT&T [G.711] * 2"))
    AT&amp;T \[G.711\] \* 2
    """
    return _WORDS.sub(lambda match: f"\\{match[1]}" if match[1] else "&amp;", words)
