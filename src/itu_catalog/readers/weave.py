r"""Weaving the text of a source from stretches of its raw characters, so that each keeps its place.

>>> weaver = Weaver("X.&#53;<b>09</b>")
>>> weaver.keep(0, 2); weaver.say("5", 2, 7); weaver.keep(10, 12)
>>> source = weaver.source("note.html", "html")
>>> source.text, source.raw_span(0, 3), source.raw_extent(0, 5)
('X.509', (0, 7), (0, 12))
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from itu_catalog.readers.source import Piece, Source, Standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.readers.plain import Plain

__all__ = ["CELL", "Stretch", "Weaver", "addresses"]

CELL = " │ "
"""What is put between the cells of a row: a line, as tables have it. No citation runs across it and no list goes on
behind it; ``|`` would join a twin text.
"""

# https://www.itu.int/rec/T-REC-X.509
_ADDRESS = re.compile(r"(?<!\w)(?:https?|ftp)://[^\s<>\"]+")


class Stretch:
    r"""Characters that a block consists of, gathered from several places of the raw text: lines without their markers.

    >>> stretch = Stretch("> ITU-T\n> X.509", [(2, 8), (10, 15)])
    >>> stretch.text, stretch.raw(8)
    ('ITU-T\nX.509', 12)
    """

    __slots__ = ("_raws", "_starts", "text")

    def __init__(self, raw: str, spans: list[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._raws: list[int] = []
        length = 0
        parts = []
        for start, end in spans:
            self._starts.append(length)
            self._raws.append(start)
            parts.append(raw[start:end])
            length += end - start
        self.text = "".join(parts)

    def raw(self, offset: int) -> int:
        """Return where the character at `offset` stands in the raw text."""
        index = bisect_right(self._starts, offset) - 1
        return self._raws[index] + offset - self._starts[index]

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return where ``text[start:end]`` stands in the raw text, stretch by stretch."""
        if len(self._starts) == 1:
            begin = self._raws[0]
            return [(begin + start, begin + end)] if start < end else []
        found = []
        index = bisect_right(self._starts, start) - 1
        while start < end:
            stop = min(end, self._starts[index + 1] if index + 1 < len(self._starts) else end)
            begin = self._raws[index] + start - self._starts[index]
            found.append((begin, begin + stop - start))
            start, index = stop, index + 1
        return found


class _Op(NamedTuple):
    """A bit of text; `raw_end` is None where its characters follow one by one, `raw` too where it was put in."""

    text: str
    raw: int | None
    raw_end: int | None
    standing: Standing


class Weaver:
    """The text of a source while it is woven: kept, said otherwise, put in, put aside until the paragraph ends."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.remarks: list[str] = []
        self._out: list[_Op] = []
        self._main = self._out
        self._aside: list[list[_Op]] = []
        self._outer: list[tuple[list[_Op], int]] = []
        self._breaks = 2  # the line breaks at the end of what is woven

    def keep(self, start: int, end: int, standing: Standing = Standing.PROSE) -> None:
        """Take ``raw[start:end]`` as it is."""
        if start < end:
            text = self.raw[start:end]
            self._out.append(_Op(text, start, None, standing))
            if text[-1] != "\n":
                self._breaks = 0
            elif text in ("\n", "\r\n"):
                self._breaks = min(2, self._breaks + 1)
            else:
                self._breaks = 1 + text.endswith(("\n\n", "\n\r\n"))

    def say(self, text: str, start: int, end: int, standing: Standing = Standing.PROSE) -> None:
        """Take `text` for ``raw[start:end]``: what an entity or an escape means."""
        if len(text) == end - start and text == self.raw[start:end]:
            self.keep(start, end, standing)
        elif text:
            self._out.append(_Op(text, start, end, standing))
            self._breaks = 0

    def put(self, text: str) -> None:
        """Put in `text`, which stands nowhere in the document."""
        self._out.append(_Op(text, None, None, Standing.PROSE))
        self._breaks = 0

    @property
    def fresh(self) -> bool:
        """Whether a line begins here."""
        return self._breaks > 0

    def newline(self) -> None:
        """Break the line; twice in a row, that is an empty line."""
        if self._breaks < 2:  # noqa: PLR2004 - more than one empty line says no more
            self._break(self._breaks + 1)

    def line(self) -> None:
        """Begin a new line, unless one begins here."""
        self._break(1)

    def paragraph(self) -> None:
        """End the paragraph: what was put aside follows it, each on its own, and an empty line."""
        self._break(2)
        if self._out is self._main and self._aside:
            waiting, self._aside = self._aside, []
            for ops in waiting:
                self._out += ops
                self._breaks = 0
                self._break(2)

    def begin_aside(self) -> None:
        """Put aside what is woven until `end_aside`: a footnote, an address; words around it stay joined."""
        self._outer.append((self._out, self._breaks))
        self._out, self._breaks = [], 2

    def end_aside(self) -> None:
        """End what is put aside; a paragraph's end brings it in."""
        if self._out:
            self._aside.append(self._out)
        self._out, self._breaks = self._outer.pop()

    @property
    def depth(self) -> int:
        """How many asides are open."""
        return len(self._outer)

    def keep_of(self, stretch: Stretch, start: int, end: int, standing: Standing = Standing.PROSE) -> None:
        """Take ``stretch.text[start:end]`` as it is."""
        for begin, stop in stretch.spans(start, end):
            self.keep(begin, stop, standing)

    def say_of(
        self, text: str, stretch: Stretch, start: int, end: int, standing: Standing = Standing.PROSE
    ) -> None:
        """Take `text` for ``stretch.text[start:end]``."""
        self.say(text, stretch.raw(start), stretch.raw(end - 1) + 1, standing)

    def _break(self, lines: int) -> None:
        if self._breaks < lines:
            self._out.append(_Op("\n" * (lines - self._breaks), None, None, Standing.PROSE))
            self._breaks = lines

    def source(self, name: str, kind: str, plain: Plain | None = None) -> Source:
        """Return what was woven as a source of the format `kind`."""
        while self._outer:
            self.end_aside()
        if self._aside:
            self.paragraph()
        pieces: list[Piece] = []
        texts: list[str] = []
        length = 0
        follows: tuple[int | None, Standing] | None = (
            None  # what an op must begin with to prolong the last piece
        )
        for text, raw, raw_end, standing in self._main:
            if follows != (raw, standing) or raw_end is not None:
                pieces.append(Piece(length, raw, standing, None, raw_end))
            texts.append(text)
            length += len(text)
            # Put-in text that follows put-in text is one piece; what follows an entity begins one.
            follows = None if raw_end is not None else (None if raw is None else raw + len(text), standing)
        text = "".join(texts)
        remarks = tuple(dict.fromkeys(self.remarks))
        cut = addresses(text, tuple(pieces) or (Piece(0, 0),))
        if plain is None:
            return Source(name, kind, text, cut, self.raw, remarks=remarks)
        told = (plain.remark,) if plain.remark else ()
        return Source(
            name,
            kind,
            text,
            cut,
            self.raw,
            plain.encoding,
            told + remarks,
            mark=plain.mark,
            exact=plain.exact,
        )


def addresses(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Cut `pieces` so that the addresses in running text are targets: no link belongs inside them.

    >>> [piece.standing.value for piece in addresses("see https://www.itu.int/rec/ now", (Piece(0, 0),))]
    ['prose', 'target', 'prose']
    """
    if "://" not in text:
        return pieces
    found = [(match.start(), match.end()) for match in _ADDRESS.finditer(text)]
    starts = [piece.start for piece in pieces]
    cut: list[Piece] = []
    done = 0  # pieces before this one are cut
    for start, end in found:
        first = bisect_right(starts, start) - 1
        cut += pieces[done:first]
        done = bisect_right(starts, end - 1)
        for index in range(first, done):
            stop = starts[index + 1] if index + 1 < len(pieces) else len(text)
            # A piece that was cut for the address before is in `cut` already; its rest is cut again.
            piece = cut.pop() if cut and cut[-1].start >= pieces[index].start else pieces[index]
            cut += _cut(piece, stop, max(piece.start, start), min(stop, end))
    return (*cut, *pieces[done:])


def _cut(piece: Piece, stop: int, start: int, end: int) -> list[Piece]:
    """Cut a piece of running text, which ends at `stop`, around an address from `start` to `end`."""
    if piece.standing is not Standing.PROSE or piece.raw_end is not None:
        target = piece._replace(standing=Standing.TARGET) if piece.standing is Standing.PROSE else piece
        return [target]
    marks = [(piece.start, Standing.PROSE), (start, Standing.TARGET), (end, Standing.PROSE)]
    return [
        piece._replace(
            start=at, raw=None if piece.raw is None else piece.raw + at - piece.start, standing=standing
        )
        for (at, standing), after in zip(marks, (start, end, stop), strict=True)
        if at < after
    ]
