"""Tags and entities of HTML, as they stand in pages and within Markdown.

>>> tag = Tags("<a href='x.html' title=y>").at(0)
>>> tag.name, tag.end, [(name, start, end) for name, start, end in tag.attributes]
('a', 25, [('href', 9, 15), ('title', 23, 24)])
"""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from itu_catalog.readers.source import Standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.readers.weave import Stretch, Weaver

__all__ = ["ENTITY", "READ_ATTRIBUTES", "Tag", "Tags", "entity", "weave_value"]

# &nbsp; · &#160; · &#xA0; · &amp without its semicolon, as old pages have it
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")

READ_ATTRIBUTES = frozenset({"href", "cite", "alt", "title", "summary", "content", "aria-label"})
"""Attributes whose values are read; they are never edited."""

_NOT_READ = ("#", "data:", "javascript:", "mailto:", "tel:")
"""Values that cite nothing: places on the same page, pictures, programs."""

_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:_-]*+)(?=[\s/>])", re.ASCII)
# title="a value" title='a value' title=value title
_ATTRIBUTE = re.compile(
    r"""[\s/]*+([^\s/>=<"'][^\s/>=<"']*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'<=`][^\s><]*+)))?+""",
    re.ASCII,
)
_CLOSE = re.compile(r"[\s/]*+>", re.ASCII)
_SHORT = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:_-]*+)[^<>]*+>", re.ASCII)


class Tag(NamedTuple):
    """A start tag or an end tag."""

    name: str
    """Lower-case."""
    closing: bool
    end: int
    """Where it ends."""
    attributes: tuple[tuple[str, int, int], ...] = ()
    """Names, and where the values begin and end; quotation marks are outside."""


class Tags:
    """The tags in a text, read in time that grows with its length alone.

    A tag that is never closed ends only where the text does, and a text can consist of beginnings of such tags. What
    is spent on them is counted; when it comes to several times the text, quotation marks stop protecting ``<``.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._left = 8 * len(text) + 10_000

    def at(self, start: int) -> Tag | None:
        """Return the tag that begins at `start`, None where none does."""
        text = self._text
        if self._left <= 0:
            short = _SHORT.match(text, start)
            return None if short is None else Tag(short[2].lower(), bool(short[1]), short.end())
        match = _NAME.match(text, start)
        if match is None:
            return None
        attributes = []
        place = match.end()
        while found := _ATTRIBUTE.match(text, place):
            place = found.end()
            value = found.lastindex
            if value is not None and value > 1:
                attributes.append((found[1].lower(), found.start(value), found.end(value)))
        close = _CLOSE.match(text, place)
        if close is None:
            self._left -= place - start
            return None
        return Tag(match[2].lower(), bool(match[1]), close.end(), tuple(attributes))


def entity(written: str) -> str:
    r"""Return what an entity means; what none is, as it is written.

    >>> entity("&nbsp;"), entity("&#88;"), entity("&nonsense;")
    ('\xa0', 'X', '&nonsense;')
    """
    return unescape(written)


def weave_value(weaver: Weaver, stretch: Stretch, start: int, end: int) -> None:
    """Put aside the value of an attribute: entities resolved, marked as a target."""
    if stretch.text.startswith(_NOT_READ, start) or start == end:
        return
    weaver.begin_aside()
    place = start
    for match in _entities(stretch.text, start, end):
        weaver.keep_of(stretch, place, match.start(), Standing.TARGET)
        weaver.say_of(entity(match[0]), stretch, match.start(), match.end(), Standing.TARGET)
        place = match.end()
    weaver.keep_of(stretch, place, end, Standing.TARGET)
    weaver.end_aside()


def _entities(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return ENTITY.finditer(text, start, end)
