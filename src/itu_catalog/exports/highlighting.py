r"""The text of a source cut into stretches: what cites, what does not, and marks where a page begins.

>>> from itu_catalog.readers.source import Piece, Place, Source
>>> first, second = Place(1, 1, page=1), Place(1, 1, page=2)
>>> source = Source("memo.pdf", "pdf", "One.\nTwo.", (Piece(0, place=first), Piece(5, place=second)))
>>> [(block.mark, [stretch.text for stretch in block.stretches]) for block in blocks_of(source, [])]
[('page 1', ['One.\n']), ('page 2', ['Two.'])]
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque

from attrs import field, frozen

from itu_catalog.escapes import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from itu_catalog.exports.cards import Card, Spot
    from itu_catalog.readers.source import Source

__all__ = ["Block", "Stretch", "blocks_of"]

_BLOCK = 4000
"""Characters of text, about, that a browser lays out together, or not at all while they are out of sight."""


@frozen
class Stretch:
    """Characters of a text, and the citation that they are, with its card, if they are one."""

    text: str
    spot: Spot | None = None
    card: Card | None = None


@frozen
class Block:
    """A part of a text, and the mark that stands before it: a page, or a part of the document."""

    mark: str | None
    stretches: list[Stretch] = field(factory=list)


def blocks_of(source: Source, cards: Sequence[Card]) -> list[Block]:
    """Return the text in blocks, which end at the ends of lines where they can; joined they are the text."""
    text = source.text
    spots = sorted(
        ((spot, card) for card in cards for spot in card.places),
        key=lambda pair: (pair[0].start, pair[0].end),
    )
    apart: list[tuple[Spot, Card]] = []
    for spot, card in spots:
        if not apart or spot.start >= apart[-1][0].end:
            apart.append((spot, card))
    ends = [(spot.start, spot.end) for spot, _ in apart]
    marks = {_outside(offset, ends): mark for offset, mark in _marks(source)}
    blocks: list[Block] = []
    place, waiting = 0, deque(apart)
    for cut in _cuts(text, ends, marks):
        block = Block(marks.get(place))
        while waiting and waiting[0][0].start < cut:
            spot, card = waiting.popleft()
            if spot.start > place:
                block.stretches.append(Stretch(shown(text[place : spot.start])))
            block.stretches.append(Stretch(shown(text[spot.start : spot.end]), spot, card))
            place = spot.end
        if place < cut:
            block.stretches.append(Stretch(shown(text[place:cut])))
            place = cut
        blocks.append(block)
    return blocks


def _cuts(text: str, ends: list[tuple[int, int]], marks: Iterable[int]) -> list[int]:
    """Return where blocks end: at marks, and at ends of lines a good way apart; never within a citation."""
    cuts = {len(text), *marks} - {0}
    place = text.find("\n", _BLOCK)
    while place >= 0:
        cuts.add(_outside(place + 1, ends))
        place = text.find("\n", place + 1 + _BLOCK)
    return sorted(cuts)


def _outside(offset: int, ends: list[tuple[int, int]]) -> int:
    """Return an offset, or the end of the citation that it is in."""
    index = bisect_right(ends, (offset, -1)) - 1
    return max(offset, ends[index][1]) if index >= 0 else offset


def _marks(source: Source) -> Iterator[tuple[int, str]]:
    """Yield where a page begins, or a part of the document that is not its running text, and what to call it."""
    before: tuple[int | None, str | None] = None, None
    for piece in source.pieces:
        if piece.place is not None:
            part = piece.place.part
            here = piece.place.page, part.partition(", ")[0] if part else None  # not each row of a table
            if here != before:
                page = f"page {here[0]}" if here[0] is not None and here[0] != before[0] else ""
                apart = here[1] or ("running text" if before[1] and not page else "")
                yield piece.start, ", ".join(filter(None, (page, apart)))
            before = here
