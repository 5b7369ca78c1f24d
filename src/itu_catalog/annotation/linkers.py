"""What linkers share: the two strings that make a link of what stands between them, and the lines of a text.

There is one linker for each format: `in_text`, `in_markdown`, `in_html`, `in_rest`. It is made of the raw text, is
asked for each citation, in order, and says in the end what is to be put behind all. Nothing but insertions comes of
it, so that whatever it does not say stays as it was.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple, Protocol

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from itu_catalog.annotation.targets import Target
    from itu_catalog.annotation.why import Why

__all__ = ["Around", "Linker", "Spans", "line_at", "newline_of"]


class Around(NamedTuple):
    """What is put before and behind a citation to make it a link."""

    before: str
    after: str


class Linker(Protocol):
    """What makes links in one raw text."""

    def link(self, begin: int, end: int, target: Target) -> Around | Why:
        """Return what makes a link of ``raw[begin:end]``, or why nothing does."""
        ...

    def closing(self) -> str:
        """Return what is to stand behind the whole text."""
        ...


class Spans:
    """Stretches of a text that do not overlap, to be asked whether they hold a place.

    >>> spans = Spans([(2, 4), (7, 9)])
    >>> spans.touch(0, 2), spans.touch(3, 5)
    (False, True)
    """

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Take (start, end) in the order of the text."""
        pairs = list(spans)
        self._starts = [start for start, _ in pairs]
        self._ends = [end for _, end in pairs]

    def touch(self, begin: int, end: int) -> bool:
        """Whether a stretch has a character of any of them."""
        return self.around(begin, end) is not None

    def around(self, begin: int, end: int) -> int | None:
        """Return where the last of them begins that has a character of a stretch."""
        last = bisect_right(self._starts, end - 1) - 1
        return self._starts[last] if last >= 0 and self._ends[last] > begin else None


def line_at(raw: str, place: int) -> tuple[int, int]:
    r"""Return where the line of a place begins and ends, its line feed left out.

    >>> line_at("a\nbcd\ne", 3)
    (2, 5)
    """
    end = raw.find("\n", place)
    return raw.rfind("\n", 0, place) + 1, len(raw) if end < 0 else end


_LINE_END = re.compile(r"\r?\n")


def newline_of(raw: str) -> str:
    r"""Return how the lines of a text end, as the first of them does.

    >>> newline_of("a\r\nb"), newline_of("a")
    ('\r\n', '\n')
    """
    first = _LINE_END.search(raw)
    return first[0] if first else "\n"
