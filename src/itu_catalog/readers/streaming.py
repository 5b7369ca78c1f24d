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

from itu_catalog.errors import UnreadableInput
from itu_catalog.readers.bounded import blocks, name_of
from itu_catalog.readers.encodings import shown
from itu_catalog.readers.formats import refuse
from itu_catalog.readers.plain import encoding_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["chunks"]

_HEAD = 1 << 20
"""Bytes at the beginning by which the encoding is told."""


def chunks(path: str, encoding: str | None = None) -> Iterator[str]:
    """Yield the text of a file, or of standard input for ``-``, about a MiB at a time.

    The pieces put together are the text that `decode` would give, where it reads files so long at all.

    Raises:
        UnreadableInput: it cannot be opened, is no text, or does not go on in the encoding that it begins in.
    """
    name = name_of(path)
    feed = blocks(path)
    head = b""
    for block in feed:
        head += block
        if len(head) >= _HEAD:
            break
    if encoding is None:
        refuse(head, name)
    told, mark, _ = encoding_of(head, name, encoding, whole=False)
    decoder = codecs.getincrementaldecoder(told)()
    place = 0
    block, head = head[len(mark) :], b""
    while True:
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
        if not block:
            return
        place += len(block)
        block = next(feed, b"")
