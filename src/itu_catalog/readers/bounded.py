"""Reading bytes that may be anything: never more than a limit, never without end.

>>> import os
>>> read_bounded(os.devnull)
('/dev/null', b'')
"""

from __future__ import annotations

import os
import stat
import sys

from itu_catalog.errors import UnreadableInput

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["LIMIT", "PATIENCE", "blocks", "gathered", "name_of", "read_bounded"]

LIMIT = 64 << 20
"""Bytes of the longest input that is read at once, and of the longest part of an archive."""

PATIENCE = 30.0
"""Seconds that a pipe may stay silent."""

_BLOCK = 1 << 20


def name_of(path: str) -> str:
    """Return what an input is called: its path, or ``standard input``."""
    return "standard input" if path == "-" else path


def read_bounded(path: str, limit: int | None = None) -> tuple[str, bytes]:
    """Read a file, or standard input for ``-``; return what it is called and its bytes, `LIMIT` at most.

    Raises:
        UnreadableInput: it cannot be opened, is a directory, is longer than `limit` bytes, or a pipe that is silent.
    """
    name = name_of(path)
    return name, gathered(blocks(path), name, limit)


def gathered(feed: Iterable[bytes], name: str, limit: int | None = None) -> bytes:
    """Return the blocks of an input as one; `UnreadableInput` when that is longer than `limit` bytes."""
    parts, length = [], 0
    limit = LIMIT if limit is None else limit
    for block in feed:
        parts.append(block)
        length += len(block)
        if length > limit:
            raise UnreadableInput(name, reason=f"it is longer than {_size(limit)}; split it first")
    return b"".join(parts)


def _size(limit: int) -> str:
    return f"{limit >> 20} MiB" if limit >= _BLOCK and limit % _BLOCK == 0 else f"{limit:,} bytes"


def blocks(path: str) -> Iterator[bytes]:
    """Yield the bytes of a file, or of standard input for ``-``, a MiB or less at a time.

    Raises:
        UnreadableInput: it cannot be read; see `read_bounded`.
    """
    name = name_of(path)
    try:
        if path == "-":
            yield from _standard_input(name)
        else:
            yield from _file(path)
    except OSError as fault:
        if isinstance(fault, UnreadableInput):
            raise
        raise UnreadableInput(name, reason=_remedy(fault)) from fault
    except (
        ValueError
    ) as fault:  # a NUL in the path, which each Python words in its way; a stream that was closed
        reason = "its name holds a NUL, as that of no file does" if "\0" in path else str(fault)
        raise UnreadableInput(repr(name), reason=reason) from fault


def _standard_input(name: str) -> Iterator[bytes]:
    if sys.stdin is None:
        raise UnreadableInput(name, reason="it is closed; name a file instead")
    stream = getattr(sys.stdin, "buffer", None)
    while True:
        # Without bytes below it, what stands in for standard input gives characters.
        block = (
            stream.read(_BLOCK) if stream is not None else sys.stdin.read(_BLOCK).encode("utf-8", "replace")
        )
        if not block:
            return
        yield block


def _file(path: str) -> Iterator[bytes]:
    # Opening a pipe waits for somebody to write into it; not waiting does no harm to files.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError
        waits = not stat.S_ISREG(mode)
        while True:
            block = _patiently(descriptor) if waits else os.read(descriptor, _BLOCK)
            if not block:
                return
            yield block
    finally:
        os.close(descriptor)


def _patiently(descriptor: int) -> bytes:
    """Read from a pipe or a device, which may have nothing to say yet, or nobody at its other end."""
    import select

    if hasattr(select, "poll"):
        poll = select.poll()
        poll.register(descriptor, select.POLLIN | select.POLLHUP)
        if not poll.poll(PATIENCE * 1000):
            raise TimeoutError
    return os.read(descriptor, _BLOCK)


def _remedy(fault: OSError) -> str:
    said = {
        IsADirectoryError: "it is a directory; name a file in it",
        FileNotFoundError: "there is no such file",
        PermissionError: "reading it is not permitted",
        TimeoutError: f"nothing came out of it for {PATIENCE:g} s; give it a writer, or a file",
    }
    return said.get(type(fault)) or fault.strerror or str(fault)
