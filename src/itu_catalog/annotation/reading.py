"""What of a source is searched for citations to link: all but the targets of links.

A text with links in it reads as it did without them, and so the same is found in it, word by word. That is why
linking a text twice changes nothing.

>>> from itu_catalog.readers.source import Source
>>> reading = Reading(Source.of_text("ITU-T X.509 <https://example.org> and X.510"))
>>> reading.text, reading.back(16, 21)
('ITU-T X.509 and X.510', (38, 43))
"""

from __future__ import annotations

from bisect import bisect_right

from itu_catalog.annotation.in_text import addresses
from itu_catalog.readers.source import Standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.readers.source import Source

__all__ = ["Reading"]


class Reading:
    """The text of a source without the targets of its links.

    Attributes:
        source: the source.
        text: what is left of its text.
    """

    def __init__(self, source: Source) -> None:
        """Leave out what is a target, or an address as we put them into plain text."""
        self.source = source
        self._starts: list[int] = []  # where each stretch begins here …
        self._theirs: list[int] = []  # … and in the text of the source
        parts: list[str] = []
        length = 0
        for start, end in _kept(source):
            if start < end:
                self._starts.append(length)
                self._theirs.append(start)
                parts.append(source.text[start:end])
                length += end - start
        self.text = "".join(parts)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]`` stands in the text of the source, with what was left out of it."""
        return self._back(start), self._back(end - 1) + 1

    def _back(self, offset: int) -> int:
        index = bisect_right(self._starts, offset) - 1
        return self._theirs[index] + offset - self._starts[index]


def _kept(source: Source) -> Iterator[tuple[int, int]]:
    place = 0
    for start, end in addresses(source.text) if source.format == "text" else _targets(source):
        yield place, start
        place = end
    yield place, len(source.text)


def _targets(source: Source) -> Iterator[tuple[int, int]]:
    pieces = source.pieces
    for piece, after in zip(pieces, (*pieces[1:], None), strict=True):
        if piece.standing is Standing.TARGET:
            yield piece.start, len(source.text) if after is None else after.start
