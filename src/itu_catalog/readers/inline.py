"""What stands within a block of Markdown: emphasis, code, links, HTML, escapes; in time linear in its length.

>>> from itu_catalog.readers.weave import Stretch, Weaver
>>> weaver = Weaver("*ITU-T* X.**509** and `X.25`")
>>> Inline(weaver, Stretch(weaver.raw, [(0, 28)]), set()).weave(0, 28)
>>> weaver.source("note.md", "markdown").text
'ITU-T X.509 and X.25'
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cache

from attrs import define

from itu_catalog.readers.html import Page
from itu_catalog.readers.links import LABEL, LONGEST, TITLE, Span, bracketed, destination, folded, past
from itu_catalog.readers.markup import ENTITY, Tag, Tags, entity, weave_value
from itu_catalog.readers.source import Standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from itu_catalog.readers.weave import Stretch, Weaver

__all__ = ["Inline"]

_SPECIAL = re.compile(r"[\\`*_~\[\]<&]|!\[")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TICKS = re.compile(r"`+")
_RUN = re.compile(r"\*+|_+|~+")
# <https://www.itu.int/rec/T-REC-X.509> · <tsbmail@itu.int>
_AUTOLINK = re.compile(
    r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*+|[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]++@[A-Za-z0-9.-]++)>"
)


@define(eq=False)
class _Run:
    """A run of ``*``, ``_`` or ``~``, of which pairs are taken away."""

    char: str
    start: int
    end: int
    opens: bool
    closes: bool
    serial: int
    length: int


@define(eq=False)
class _Bracket:
    """A ``[`` or ``![`` that may begin a link."""

    start: int
    end: int
    image: bool
    runs: int
    """How many runs stood before it."""


class Inline:
    """Reads the inlines of one block."""

    def __init__(self, weaver: Weaver, stretch: Stretch, defined: set[str], *, cell: bool = False) -> None:
        self._weaver = weaver
        self._stretch = stretch
        self._text = stretch.text
        self._defined = defined
        self._cell = cell
        self._page: Page | None = None
        self._out: list[
            tuple[int, int, Callable[[], None]]
        ] = []  # start, end, what is done instead of the text
        self._runs: list[_Run] = []
        self._brackets: list[_Bracket] = []
        self._dead = 0  # brackets below this height can begin no link: there is one in them
        self._never: set[str] = set()
        self._ticks: dict[int, list[int]] | None = None
        self._links = self._images = 0

    def weave(self, start: int, end: int) -> None:
        """Weave the characters from `start` to `end` of the stretch."""
        self._end = end
        self._tags = Tags(self._text[:end])
        place = start
        while match := _SPECIAL.search(self._text, place, end):
            place = _READ[match[0]](self, match.start())
        self._pair(0)
        self._out.sort(key=lambda each: each[:2])
        done = start
        for begin, stop, do in self._out:
            self._plain(done, begin)
            do()
            done = max(done, stop)
        self._plain(done, end)

    # What is done when the words are woven.

    @property
    def _standing(self) -> Standing:
        page = self._page.standing if self._page is not None else Standing.PROSE
        if page is Standing.CODE or page is Standing.TARGET:
            return page
        if self._images:
            return Standing.TARGET
        return Standing.LINK if self._links else page

    def _plain(self, start: int, end: int) -> None:
        if start < end:
            self._weaver.keep_of(self._stretch, start, end, self._standing)

    def _code(self, start: int, end: int) -> None:
        while self._cell and (bar := self._text.find("\\|", start, end)) >= 0:
            self._weaver.keep_of(self._stretch, start, bar, Standing.CODE)
            self._weaver.say_of("|", self._stretch, bar, bar + 2, Standing.CODE)
            start = bar + 2
        self._weaver.keep_of(self._stretch, start, end, Standing.CODE)

    def _instead(self, start: int, end: int, do: Callable[[], None]) -> int:
        self._out.append((start, end, do))
        return end

    def _say(self, text: str, start: int, end: int) -> int:
        return self._instead(
            start, end, lambda: self._weaver.say_of(text, self._stretch, start, end, self._standing)
        )

    def _address(self, spans: list[Span]) -> None:
        for span in spans:
            weave_value(self._weaver, self._stretch, *span)

    def _enter(self, link: int, image: int) -> None:
        self._links += link
        self._images += image

    # Reading: each takes a place, and returns the one behind what it read.

    def _escape(self, start: int) -> int:
        char = self._text[start + 1 : min(start + 2, self._end)]
        if char in ("\n", "\r"):
            return self._instead(start, start + 1, _nothing)
        if char and char in _PUNCTUATION:
            return self._say(char, start, start + 2)
        return start + 1

    def _entity(self, start: int) -> int:
        match = ENTITY.match(self._text, start, self._end)
        if match is None or not match[0].endswith(";") or entity(match[0]) == match[0]:
            return start + 1
        return self._say(entity(match[0]), start, match.end())

    def _ticked(self, start: int) -> int:
        if self._ticks is None:
            self._ticks = {}
            for match in _TICKS.finditer(self._text, 0, self._end):
                self._ticks.setdefault(len(match[0]), []).append(match.start())
        run = _TICKS.match(self._text, start, self._end)
        assert run is not None
        ends = self._ticks.get(len(run[0]), [])
        index = bisect_right(ends, start)
        if index == len(ends):
            return run.end()
        begin, stop = run.end(), ends[index]
        after = stop + len(run[0])
        if begin + 1 < stop and self._text[begin] in " \n" and self._text[stop - 1] in " \n":
            inner = (begin + 1, stop - 1) if self._text[begin:stop].strip() else (begin, stop)
        else:
            inner = (begin, stop)
        return self._instead(start, after, lambda: self._code(*inner))

    def _run(self, start: int) -> int:
        match = _RUN.match(self._text, start, self._end)
        assert match is not None
        end, char = match.end(), self._text[start]
        before = self._text[start - 1 : start] or "\n"
        after = self._text[end : end + 1] if end < self._end else "\n"
        left = not after.isspace() and (not _mark(after) or before.isspace() or _mark(before))
        right = not before.isspace() and (not _mark(before) or after.isspace() or _mark(after))
        if char == "_":
            left, right = left and (not right or _mark(before)), right and (not left or _mark(after))
        if char == "~" and end - start > 2:  # noqa: PLR2004 - three are a fence
            return end
        self._runs.append(_Run(char, start, end, left, right, len(self._runs) + 1, end - start))
        return end

    def _bracket(self, start: int) -> int:
        image = self._text[start] == "!"
        end = start + 1 + image
        self._brackets.append(_Bracket(start, end, image, len(self._runs)))
        return end

    def _close(self, start: int) -> int:
        """Read a ``]``: the end of a link, or a character."""
        if not self._brackets:
            return start + 1
        bracket = self._brackets.pop()
        height = len(self._brackets)
        dead = height < self._dead and not bracket.image
        self._dead = min(self._dead, height)
        if dead:
            return start + 1
        found = self._target(bracket, start)
        if found is None:
            return start + 1
        end, spans = found
        link, image = int(not bracket.image), int(bracket.image)
        self._instead(bracket.start, bracket.end, lambda: self._enter(link, image))

        def leave() -> None:
            self._enter(-link, -image)
            self._address(spans)

        self._instead(start, end, leave)
        # Emphasis within a link does not reach out of it.
        self._pair(bracket.runs)
        del self._runs[bracket.runs :]
        if link:
            self._dead = height
        return end

    def _target(self, bracket: _Bracket, close: int) -> tuple[int, list[Span]] | None:
        """Return the end of a link whose text ends at `close`, and where its address and title stand; None for none."""
        text, end = self._text, self._end
        if text.startswith("(", close + 1) and close + 1 < end:
            place = past(text, close + 2, end)
            spans = []
            found = destination(text, place, end)
            if found is not None:
                spans, place = [found[:2]], found[2]
            blank = past(text, place, end)
            if blank > place and (title := TITLE.match(text, blank, end)):
                spans.append(title.span(title.lastindex or 0))
                blank = past(text, title.end(), end)
            if text.startswith(")", blank) and blank < end:
                return blank + 1, spans
        label = LABEL.match(text, close + 1, end)
        if label is not None and label[1]:
            return (label.end(), []) if folded(label[1]) in self._defined else None
        short = text[bracket.end : close]
        if len(short) <= LONGEST and not bracketed(short) and folded(short) in self._defined:
            return label.end() if label is not None else close + 1, []
        return None

    def _angle(self, start: int) -> int:
        text, end = self._text, self._end
        if auto := _AUTOLINK.match(text, start, end):
            span = auto.span(1)
            return self._instead(
                start,
                auto.end(),
                lambda: self._weaver.keep_of(self._stretch, *span, Standing.TARGET),
            )
        for opens, closes in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", "?>")):
            if text.startswith(opens, start):
                stop = (
                    -1
                    if closes in self._never
                    else text.find(closes, start + len(opens) - 2 * (opens == "<!--"), end)
                )
                if stop < 0:
                    self._never.add(closes)
                    return start + 1
                return self._instead(start, stop + len(closes), _nothing)
        tag = self._tags.at(start)
        if tag is None:
            return start + 1
        return self._instead(start, tag.end, lambda: self._tag(tag))

    def _tag(self, tag: Tag) -> None:
        if self._page is None:
            self._page = Page(self._weaver)
        self._page.tag(self._stretch, tag)

    # Emphasis.

    def _pair(self, bottom: int) -> None:
        """Take away the runs of delimiters that enclose something, as CommonMark pairs them."""
        openers: list[_Run] = []
        lowest: dict[tuple[str, bool, int], int] = {}
        for run in self._runs[bottom:]:
            while run.closes and run.start < run.end:
                key = (run.char, run.opens, run.length % 3)
                floor = lowest.get(key, 0)
                height = len(openers) - 1
                while height >= 0 and openers[height].serial > floor and not _pairs(openers[height], run):
                    height -= 1
                if height < 0 or openers[height].serial <= floor:
                    if openers:
                        lowest[key] = openers[-1].serial
                    break
                opener = openers[height]
                del openers[height + 1 :]
                width = min(2, opener.end - opener.start, run.end - run.start)
                self._instead(opener.end - width, opener.end, _nothing)
                self._instead(run.start, run.start + width, _nothing)
                opener.end -= width
                run.start += width
                if opener.start == opener.end:
                    openers.pop()
            if run.opens and run.start < run.end:
                openers.append(run)


def _nothing() -> None:
    """Do nothing: what stands there is mark-up."""


def _pairs(opener: _Run, closer: _Run) -> bool:
    if opener.char != closer.char or (opener.char == "~" and opener.length != closer.length):
        return False
    if (opener.closes or closer.opens) and (opener.length + closer.length) % 3 == 0:
        return opener.length % 3 == 0
    return True


@cache
def _mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


_READ: dict[str, Callable[[Inline, int], int]] = {
    "\\": Inline._escape,
    "`": Inline._ticked,
    "*": Inline._run,
    "_": Inline._run,
    "~": Inline._run,
    "[": Inline._bracket,
    "![": Inline._bracket,
    "]": Inline._close,
    "<": Inline._angle,
    "&": Inline._entity,
}
"""What may begin mark-up → how it is read."""
