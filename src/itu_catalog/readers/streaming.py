r"""Text of any length, piece by piece, in bounded memory.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     path = Path(folder, "long.txt")
...     _ = path.write_bytes(b"see ITU-T X.509\n" * 200_000)
...     [len(piece) for piece in chunks(str(path))]
[1048576, 1048576, 1048576, 54272]
"""

from __future__ import annotations

import codecs
import os
from collections import deque
from itertools import chain

from itu_catalog.errors import UnreadableInput
from itu_catalog.readers.bounded import blocks, gathered, name_of
from itu_catalog.readers.encodings import shown
from itu_catalog.readers.formats import format_of, refuse
from itu_catalog.readers.opening import read_bytes
from itu_catalog.readers.plain import encoding_of
from itu_catalog.readers.source import Place

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.readers.source import Source

__all__ = ["Stream", "chunks", "stream"]

_HEAD = 1 << 20
"""Bytes at the beginning by which the encoding, and the format, is told."""
_KEPT = 16 << 20
"""Characters that have gone by and whose places can still be told: a citation is known a while after it was read."""


def chunks(path: str | os.PathLike[str], encoding: str | None = None) -> Iterator[str]:
    """Yield the text of a file, or of standard input for ``-``, about a MiB at a time.

    The pieces put together are the text that `decode` would give, where it reads files so long at all.

    Raises:
        UnreadableInput: it cannot be opened, is no text, or does not go on in the encoding that it begins in.
    """
    name, feed = name_of(os.fspath(path)), blocks(os.fspath(path))
    head, _ = _head(feed)
    if encoding is None:
        refuse(head, name)
    told, mark, _ = encoding_of(head, name, encoding, whole=False)
    yield from _decoded(chain((head[len(mark) :],), feed), name, told)


def _head(feed: Iterator[bytes]) -> tuple[bytes, bool]:
    """Return the beginning of an input, and whether that is all of it."""
    head = b""
    for block in feed:
        head += block
        if len(head) >= _HEAD:
            return head, False
    return head, True


def _decoded(feed: Iterator[bytes], name: str, told: str, errors: str = "strict") -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(told)(errors)
    place = 0
    for block in chain(feed, (b"",)):
        try:
            text = decoder.decode(block, final=not block)
        except (UnicodeError, ValueError) as fault:
            at = place + getattr(fault, "start", 0)
            reason = f"it begins as {shown(told)}, but does not go on so near byte {at:,}; name its encoding"
            raise UnreadableInput(name, reason=reason) from None
        if "\0" in text:
            raise UnreadableInput(name, reason="it is binary data, not text; convert it to text first")
        if text:
            yield text
        place += len(block)


class Stream:
    """A long plain text that goes by: it is read once, from `text`, and never held as a whole.

    Attributes:
        name: what the caller called it.
        format: ``text``.
        encoding: its encoding, as Python calls it.
        text: its pieces, about a MiB each; `find_citations` takes them as they are.
        remarks: what the reader should be told; more may come while it is read.
    """

    format = "text"

    def __init__(
        self, name: str, pieces: Iterator[str], encoding: str, remarks: tuple[str, ...] = ()
    ) -> None:
        """Begin at the beginning of `pieces`."""
        self.name, self.encoding, self.remarks = name, encoding, remarks
        self.text = self._through(pieces)
        self._held: deque[tuple[int, str]] = deque()  # where pieces begin, and they themselves
        self._line, self._start, self._at = 1, 0, 0  # the line of a place, where it begins, and the place
        self._ends = ""  # what ends lines

    def place(self, offset: int) -> Place:
        """Return where the character at `offset` stands; to be asked in order.

        Of one that went by too long ago nothing is known any more.
        """
        if offset < self._at:
            return Place()
        self._advance(offset)
        return Place(self._line, offset - self._start + 1)

    def _through(self, pieces: Iterator[str]) -> Iterator[str]:
        end = strays = 0
        for piece in pieces:
            # As old Macintosh files have it, if the first piece has no other.
            self._ends = self._ends or ("\n" if "\n" in piece or "\r" not in piece else "\r")
            self._held.append((end, piece))
            end += len(piece)
            if not piece.isascii():
                strays += sum("\udc80" <= char <= "\udcff" for char in set(piece))
            while end - self._held[0][0] - len(self._held[0][1]) >= _KEPT:
                self._advance(self._held[0][0] + len(self._held[0][1]))
            yield piece
        if strays:
            self.remarks += (f"{self.name} is UTF-8 but for some bytes, which are left out",)

    def _advance(self, offset: int) -> None:
        """Count the lines up to a place."""
        while self._held and self._at < offset:
            begin, piece = self._held[0]
            until = min(offset, begin + len(piece))
            lines = piece.count(self._ends, self._at - begin, until - begin)
            if lines:
                self._line += lines
                self._start = begin + piece.rindex(self._ends, self._at - begin, until - begin) + 1
            self._at = until
            if until == begin + len(piece):
                self._held.popleft()


def stream(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,  # noqa: A002 - users say format="text"
    encoding: str | None = None,
) -> Source | Stream:
    r"""Read a document, or standard input for ``-``, as `read` does; but a plain text that is long goes by.

    What comes back has a `name`, a `format`, `remarks`, a `text` to look for citations in, and `place`.

    >>> import tempfile
    >>> from itu_catalog import find_citations
    >>> with tempfile.NamedTemporaryFile() as file:
    ...     _ = file.write(b"nothing\n" * 400_000 + b"see ITU-T X.509\n")
    ...     file.flush()
    ...     long = stream(file.name)
    ...     [(str(long.place(each.start)), str(each)) for each in find_citations(long.text)]
    [('400001:5', 'ITU-T X.509')]

    Raises:
        UnreadableInput: it cannot be read, with the reason and the way out; of a long one perhaps not at once.
        MissingExtra: its format needs an extra that is not installed.
    """
    name, feed = name_of(os.fspath(path)), blocks(os.fspath(path))
    head, whole = _head(feed)
    if not whole and (format or _format(head, name)) == "text":
        if encoding is None:
            refuse(head, name)
        told, mark, remark = encoding_of(head, name, encoding, whole=False)
        errors = "surrogateescape" if told == "utf-8" and encoding is None and not mark else "strict"
        if errors != "strict" and remark and "left out" in remark:
            remark = None  # it is said in the end, of all of it
        pieces = _decoded(chain((head[len(mark) :],), feed), name, told, errors)
        return Stream(name, pieces, told, (remark,) if remark else ())
    data = gathered(chain((head,), feed), name)
    return read_bytes(data, name, format=format, encoding=encoding)


def _format(head: bytes, name: str) -> str | None:
    """Tell the format of a long input by its beginning; None of an archive, which is known by its end."""
    return None if head.startswith(b"PK") else format_of(head, name)[0]
