"""Archives and XML that may be hostile: read in memory, counted while they unpack, never written to a disk.

No name in an archive is ever used as a path: parts are looked up by the names that a document needs.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from itu_catalog.errors import UnreadableInput
from itu_catalog.readers.bounded import LIMIT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["FAULTS", "Archive", "walk"]

_MOST_ENTRIES = 10_000
_RATIO = 250
"""Text seldom shrinks to a fiftieth; what shrinks to less than this part was made to burst."""
_FREE = 1 << 20
"""Bytes that may unpack at any ratio: a small part can be a single blank, many times."""
_TOTAL = 4
"""All parts together may be so many limits long."""
_BLOCK = 1 << 16

FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    OverflowError,
    ValueError,
    LookupError,
    OSError,
    MemoryError,
)
"""What zipfile raises on damaged archives, as fuzzing found it."""


class Archive:
    """A ZIP archive in memory."""

    def __init__(self, data: bytes, name: str, limit: int = LIMIT) -> None:
        self._name = name
        self._limit = limit
        self._left = _TOTAL * limit
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except FAULTS as fault:
            raise self._damaged() from fault
        if len(entries) > _MOST_ENTRIES:
            raise UnreadableInput(name, reason=f"it holds {len(entries):,} parts; no document needs so many")
        self._entries = {entry.filename: entry for entry in entries}
        self.names = [entry.filename for entry in entries]
        """What the parts are called, in their order."""

    def read(self, part: str, limit: int | None = None) -> bytes:
        """Return a part, unpacked.

        Raises:
            UnreadableInput: there is no such part, it is damaged, encrypted, or unpacks to more than a document would.
        """
        entry = self._entries.get(part)
        if entry is None:
            raise UnreadableInput(self._name, reason=f"it has no part {part!r}; it may be damaged")
        if entry.flag_bits & 1:
            raise UnreadableInput(self._name, reason="it is encrypted; save it without a password")
        most = min(self._limit, self._left) if limit is None else limit
        parts: list[bytes] = []
        length = 0
        try:
            with self._zip.open(entry) as stream:
                # What the archive declares of its sizes may be a lie: what comes out is counted.
                while (block := stream.read(_BLOCK)) and length <= most and not self._bursts(entry, length):
                    length += len(block)
                    parts.append(block)
        except FAULTS as fault:
            raise self._damaged(part) from fault
        if length > most:
            reason = f"its part {part!r} unpacks to more than {most:,} bytes; split the document"
            raise UnreadableInput(self._name, reason=reason)
        if self._bursts(entry, length):
            reason = f"its part {part!r} unpacks to more than {_RATIO} times its size, as no document does; check it"
            raise UnreadableInput(self._name, reason=reason)
        self._left -= length
        return b"".join(parts)

    @staticmethod
    def _bursts(entry: zipfile.ZipInfo, length: int) -> bool:
        return length > _FREE and length > _RATIO * max(entry.compress_size, 1)

    def _damaged(self, part: str | None = None) -> UnreadableInput:
        where = f"its part {part!r} is" if part is not None else "it is a ZIP archive, as DOCX files are, but"
        return UnreadableInput(self._name, reason=f"{where} damaged or cut short; get the file again")


def walk(
    data: bytes,
    name: str,
    begin: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None],
    say: Callable[[str], None],
) -> None:
    """Read XML: call `begin` and `end` for each element, `say` for the characters between.

    Names are given as ``{namespace}local``. Nothing is fetched, and no entity is expanded but those of XML itself:
    a document type declaration, which they would need, is refused.

    Raises:
        UnreadableInput: it is no well-formed XML, or declares a document type.
    """
    from xml.parsers import expat

    def forbidden(*_: object) -> None:
        raise UnreadableInput(
            name, reason="its XML declares a document type, as no document does; save it anew"
        )

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = say
    parser.StartDoctypeDeclHandler = forbidden
    parser.EntityDeclHandler = forbidden
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
    except expat.ExpatError as fault:
        reason = (
            f"its XML breaks off or is damaged at line {fault.lineno}; get the file again, or save it anew"
        )
        raise UnreadableInput(name, reason=reason) from fault
    except (LookupError, ValueError) as fault:  # an encoding that nobody knows
        raise UnreadableInput(name, reason=f"its XML cannot be read: {fault}; save it anew") from fault
