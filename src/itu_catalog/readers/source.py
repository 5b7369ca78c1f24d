r"""`Source`: what a reader makes of a file, whatever its format: text to read, and where each part of it stands.

>>> source = Source.of_text("see\nITU-T X.509", name="note.txt")
>>> str(source.place(4)), source.raw_span(4, 15), source.standing(4, 15)
('2:1', (4, 15), <Standing.PROSE: 'prose'>)
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from typing import NamedTuple

from attrs import field, frozen

__all__ = ["Piece", "Place", "Source", "Standing"]


class Standing(StrEnum):
    """What a stretch of text is in its document: what may be rewritten or linked, and what may not."""

    PROSE = "prose"
    """Words that people read."""
    CODE = "code"
    """Code, verbatim or mathematical text: it is checked, and never edited."""
    LINK = "link"
    """The text of a link: it is checked, it may be mended, and never linked again."""
    TARGET = "target"
    """The address of a link, or another value within markup: it is checked, and never edited."""


class Place(NamedTuple):
    """Where something stands in a document; what a format does not have is None.

    Lines, columns (in characters), pages and paragraphs count from 1; `part` says what it stands in when that is
    not the running text: ``footnote 2``, ``header``, ``table 1, row 3``, ``deleted text``.
    """

    line: int | None = None
    column: int | None = None
    page: int | None = None
    paragraph: int | None = None
    part: str | None = None

    def __str__(self) -> str:
        where = f"{self.line}:{self.column}" if self.line is not None else ""
        if self.page is not None:
            where = f"page {self.page}, line {self.line}" if self.line is not None else f"page {self.page}"
        elif self.paragraph is not None:
            where = f"paragraph {self.paragraph}"
        return f"{where} ({self.part})" if self.part else where


class Piece(NamedTuple):
    """A stretch of the text of a source, up to the next piece."""

    start: int
    """Where it begins in `Source.text`."""
    raw: int | None = None
    """Where its first character stands in `Source.raw`; the others follow one by one. None for what was put in."""
    standing: Standing = Standing.PROSE
    place: Place | None = None
    """Where it stands, in a format whose places are not lines and columns of `Source.raw`."""
    raw_end: int | None = None
    """Where it ends in `Source.raw`, when its characters do not follow one by one there: an entity, an escape."""


@frozen(eq=False)
class Source:
    """One input, read.

    Attributes:
        name: what the caller called it: a path, ``standard input``.
        format: ``text``, ``markdown``, ``html``, ``rest``, ``latex``, ``docx``, ``pdf``.
        text: what is searched for citations; offsets of citations count in it. Markup that stands between the
            letters of a word is left out of it, an entity is the character it means.
        pieces: the stretches of `text`, in order; the first begins at 0.
        raw: the characters of the file as decoded, line ends and all; None for a format that is not text.
        encoding: the encoding of the file, as Python calls it; None for a format that is not text.
        remarks: what the reader should be told, one sentence each: an encoding that was guessed, a page without text.
        mark: the byte order mark that the file begins with; it is not in `raw`.
        exact: whether `raw` in `encoding` is the file, byte for byte; if not, it must not be written back.
    """

    name: str
    format: str
    text: str = field(repr=False)
    pieces: tuple[Piece, ...] = field(default=(Piece(0, 0),), repr=False)
    raw: str | None = field(default=None, repr=False)
    encoding: str | None = None
    remarks: tuple[str, ...] = ()
    mark: bytes = field(default=b"", repr=False)
    exact: bool = field(default=True, repr=False)
    _starts: list[int] = field(init=False, repr=False)
    _lines: list[int] = field(init=False, repr=False)

    @_starts.default
    def _(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    @_lines.default
    def _(self) -> list[int]:
        starts, raw = [0], self.raw or ""
        end = "\n" if "\n" in raw else "\r"  # as old Macintosh files have it
        place = raw.find(end)
        while place >= 0:
            starts.append(place + 1)
            place = raw.find(end, place + 1)
        return starts

    @classmethod
    def of_text(cls, text: str, name: str = "text") -> Source:
        """Return plain text as a source: all of it is prose."""
        return cls(name, "text", text, raw=text)

    def place(self, offset: int) -> Place:
        """Return where the character at `offset` of the text stands in the document."""
        index = self._index(offset)
        piece = self.pieces[index]
        if piece.place is not None:
            return piece.place
        raw = self._raw(index, offset)
        line = bisect_right(self._lines, raw)
        return Place(line, raw - self._lines[line - 1] + 1)

    def raw_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where ``text[start:end]`` stands in `raw`; None where it does not stand there in one stretch.

        An entity or an escape does not interrupt a stretch; markup between two characters does.
        """
        first, last = self._index(start), self._index(max(start, end - 1))
        span = self.raw_extent(start, end)
        if span is not None:
            for index in range(first, last):
                if self._raw_end(index) != self.pieces[index + 1].raw:
                    return None
        return span

    def raw_extent(self, start: int, end: int) -> tuple[int, int] | None:
        """Return where ``text[start:end]`` begins and ends in `raw`, with what markup stands between.

        None for what was put in, and where the end comes before the beginning.
        """
        first, last = self._index(start), self._index(max(start, end - 1))
        head, tail = self.pieces[first], self.pieces[last]
        if self.raw is None or head.raw is None or tail.raw is None:
            return None
        begin = head.raw + (start - head.start if head.raw_end is None else 0)
        close = tail.raw + end - tail.start if tail.raw_end is None else tail.raw_end
        return (begin, close) if begin <= close else None

    def standing(self, start: int, end: int) -> Standing:
        """Return what ``text[start:end]`` is in its document; of several kinds, the one that is edited least."""
        first, last = self._index(start), self._index(max(start, end - 1))
        return max((piece.standing for piece in self.pieces[first : last + 1]), key=_ORDER.__getitem__)

    def encode(self, raw: str) -> bytes:
        """Return `raw`, an edited copy of the characters of the file, as the bytes of a file: mark and encoding.

        Raises:
            UnicodeEncodeError: the encoding has no such character; or not even the file as it is comes back from
                it byte for byte.
        """
        encoding = self.encoding or "utf-8"
        if not self.exact:
            raise UnicodeEncodeError(encoding, raw[:1], 0, 1, "it would change bytes that nobody edited")
        # Bytes of a file in UTF-8 that are none stand in `raw` as such escapes.
        return self.mark + raw.encode(encoding, "surrogateescape")

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self._starts, offset) - 1)

    def _raw_end(self, index: int) -> int | None:
        piece = self.pieces[index]
        if piece.raw_end is not None or piece.raw is None:
            return piece.raw_end
        return piece.raw + self._starts[index + 1] - piece.start

    def _raw(self, index: int, offset: int) -> int:
        piece = self.pieces[index]
        if piece.raw is not None:
            return piece.raw + (offset - piece.start if piece.raw_end is None else 0)
        # What was put in stands where the stretch before it ends.
        while index and self.pieces[index].raw is None:
            index -= 1
        return self._raw_end(index) or 0


_ORDER = {standing: rank for rank, standing in enumerate(Standing)}
