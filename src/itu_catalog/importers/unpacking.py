r"""Bytes that come out of a compressed file, read forwards and counted: what would burst is refused before it does.

>>> import gzip, io
>>> stream = Unpacked(io.BytesIO(gzip.compress(b"hello")), "small.gz")
>>> stream.read(2), stream.read(1000), stream.read(1)
(b'he', b'llo', b'')
"""

from __future__ import annotations

import lzma
import zlib
from typing import NamedTuple

from itu_catalog.errors import UnreadableInput

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

__all__ = ["MARKS", "Limits", "Unpacked", "burst"]


class Limits(NamedTuple):
    """What an archive or a folder may hold at most; the snapshot of 2026-08-22 has 21,506 files and 149 MB."""

    entries: int = 200_000
    entry: int = 1 << 20
    """Bytes of one record; the longest of the snapshot has 33,149."""
    total: int = 2 << 30
    """Bytes of all that is unpacked."""
    ratio: int = 1000
    """Bytes that may come out of one byte; of the snapshot, as tar.xz, it is 72."""
    free: int = 64 << 20
    """Bytes that may come out at any ratio."""


_BLOCK = 1 << 18
_MOST_MEMORY = 128 << 20
"""What unpacking may take; ``xz -9`` asks for half of that."""
_GZIP = 31
"""How zlib is told to expect the header and the check sum of gzip."""

MARKS = (b"\xfd7zXZ\0", b"\x1f\x8b")
"""How files begin that xz and gzip made."""


def burst(taken: int, given: int, limits: Limits) -> str:
    """Return why what came out of an archive is too much for what went in, or an empty text.

    >>> burst(10, 300_000_000, Limits())
    'it unpacks to more than 1,000 times its size, as no dataset does; check where it comes from'
    """
    if given > limits.total:
        return (
            f"it unpacks to more than {limits.total:,} bytes, as no dataset does; check where it comes from"
        )
    if given > limits.free and given > limits.ratio * taken:
        return f"it unpacks to more than {limits.ratio:,} times its size, as no dataset does; check where it comes from"
    return ""


class Unpacked:
    """A file that may be compressed with xz or gzip: its bytes, forwards, with an eye on how many they become."""

    def __init__(self, raw: BinaryIO, name: str, limits: Limits | None = None) -> None:
        self._raw = raw
        self._name = name
        self._limits = limits or Limits()
        self._taken = self._given = 0
        first = self._take()
        self._blocks = self._streams(first) if first.startswith(MARKS) else self._plain(first)
        self._buffer = b""
        self._at = 0

    def read(self, count: int) -> bytes:
        """Return the next so many bytes, or fewer at the end.

        Raises:
            UnreadableInput: it is damaged, cut short, or becomes more than a dataset does.
        """
        data = self.peek(count)
        self._at += len(data)
        return data

    def peek(self, count: int) -> bytes:
        """Return the next so many bytes, and leave them there."""
        while len(self._buffer) - self._at < count:
            block = next(self._blocks, b"")
            if not block:
                break
            self._given += len(block)
            if reason := burst(self._taken, self._given, self._limits):
                raise UnreadableInput(self._name, reason=reason)
            self._buffer = self._buffer[self._at :] + block
            self._at = 0
        return self._buffer[self._at : self._at + count]

    def skip(self, count: int) -> int:
        """Pass over so many bytes, and return how many there were."""
        passed = 0
        while passed < count and (data := self.read(min(count - passed, _BLOCK))):
            passed += len(data)
        return passed

    # ---- blocks, none of them longer than _BLOCK

    def _take(self) -> bytes:
        try:
            data = self._raw.read(_BLOCK)
        except OSError as fault:
            raise UnreadableInput(self._name, reason=fault.strerror or str(fault)) from fault
        self._taken += len(data)
        return data

    def _plain(self, data: bytes) -> Iterator[bytes]:
        while data:
            yield data
            data = self._take()

    def _streams(self, data: bytes) -> Iterator[bytes]:
        """Yield what one compressed stream after another holds; between them there may be zeros."""
        unpack = _xz if data.startswith(MARKS[0]) else _gzip
        while data:
            try:
                data = yield from unpack(data, self._take)
            except (lzma.LZMAError, zlib.error) as fault:
                reason = f"it is damaged ({fault}); get the file again"
                if "emory usage limit" in str(fault):
                    reason = f"unpacking it takes more memory than {_MOST_MEMORY >> 20} MiB; pack it with less effort"
                raise UnreadableInput(self._name, reason=reason) from fault
            except EOFError as fault:
                raise UnreadableInput(self._name, reason="it is cut short; get the file again") from fault
            while data and not (data := data.lstrip(b"\0")):
                data = self._take()
            data = data or self._take()


if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    _Taking = Callable[[], bytes]
    _Unpacking = Generator[bytes, None, bytes]


def _xz(data: bytes, take: _Taking) -> _Unpacking:
    """Yield what a stream holds, and return what came after it."""
    packed = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MOST_MEMORY)
    while not packed.eof:
        if packed.needs_input and not data and not (data := take()):
            raise EOFError
        block = packed.decompress(data, _BLOCK)
        data = b""
        if block:
            yield block
    return packed.unused_data


def _gzip(data: bytes, take: _Taking) -> _Unpacking:
    """Yield what a stream holds, and return what came after it."""
    packed = zlib.decompressobj(_GZIP)
    while not packed.eof:
        if not data and not (data := take()):
            raise EOFError
        block = packed.decompress(data, _BLOCK)
        data = packed.unconsumed_tail
        if block:
            yield block
    return packed.unused_data
