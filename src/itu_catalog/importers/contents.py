r"""ZIP archives: names and contents of files, counted while they unpack, whatever the archive says of their sizes.

>>> import io, zipfile
>>> made = io.BytesIO()
>>> with zipfile.ZipFile(made, "w") as archive:
...     archive.writestr("data/short.yaml", "title: …")
>>> contents = Contents(made, "made.zip")
>>> [(member.name, member.kind, contents.content(member)) for member in contents.members]
[('data/short.yaml', 'file', b'title: \xe2\x80\xa6')]
"""

from __future__ import annotations

import datetime
import os
import stat
import zipfile
from typing import NamedTuple

from itu_catalog.errors import UnreadableInput
from itu_catalog.readers.archive import FAULTS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

__all__ = ["Contents", "Packed"]

_MOST_LISTED = 16 << 20
"""Bytes of the longest list of contents; that of the whole dataset has 2 MB."""
_TAIL = (1 << 16) + 128
"""Where the place of the list is said: before a comment of up to 64 KiB."""
_END, _END_64 = b"PK\5\6", b"PK\6\6"

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 1
_UNIX = 3


class Packed(NamedTuple):
    """An entry of an archive."""

    name: str
    """As it is written there, with ``/`` for ``\\``: no path to be followed."""
    kind: str
    size: int
    """What the archive says."""
    changed: float
    """When it was last changed: seconds since 1970; where no zone is said, UTC."""
    entry: zipfile.ZipInfo


class Contents:
    """An archive that lies in a file."""

    def __init__(self, raw: BinaryIO, name: str) -> None:
        self._name = name
        self.size = raw.seek(0, os.SEEK_END)
        """Bytes of the archive itself."""
        raw.seek(max(0, self.size - _TAIL))
        if _listed(raw.read(_TAIL)) > _MOST_LISTED:
            reason = f"its list of contents has more than {_MOST_LISTED:,} bytes, as that of no dataset has"
            raise UnreadableInput(name, reason=reason)
        raw.seek(0)
        try:
            self._zip = zipfile.ZipFile(raw)
            self.members = [_member(entry) for entry in self._zip.infolist()]
        except FAULTS as fault:
            reason = "it is a ZIP archive, but damaged or cut short; get the file again"
            raise UnreadableInput(name, reason=reason) from fault
        self.comment = self._zip.comment[:100].decode("latin-1")
        """What is said of the archive as a whole; Git writes its commit there."""

    def content(self, member: Packed) -> bytes:
        """Return the bytes of an entry, of which there are no more than it says there are.

        Raises:
            UnreadableInput: the archive is damaged there.
        """
        try:
            with self._zip.open(member.entry) as stream:
                # Reading ends at the size that is said; what is longer or shorter has another check sum.
                data = stream.read(member.size + 1)
        except FAULTS as fault:
            raise self._damaged(member) from fault
        if len(data) != member.size:
            raise self._damaged(member)
        return data

    def _damaged(self, member: Packed) -> UnreadableInput:
        shown = member.name if member.name.isprintable() else ascii(member.name)
        reason = f"its part {shown} is damaged or cut short; get the file again"
        return UnreadableInput(self._name, reason=reason)


def _listed(tail: bytes) -> int:
    """Return how long the list of contents is said to be, given the end of an archive."""
    place = tail.rfind(_END)
    said = int.from_bytes(tail[place + 12 : place + 16], "little") if place >= 0 else 0
    place = tail.rfind(_END_64)
    return max(
        said if said < (1 << 32) - 1 else 0,
        int.from_bytes(tail[place + 40 : place + 48], "little") if place >= 0 else 0,
    )


def _member(entry: zipfile.ZipInfo) -> Packed:
    mode = stat.S_IFMT(entry.external_attr >> 16) if entry.create_system == _UNIX else 0
    kind = "file"
    if entry.is_dir() or mode == stat.S_IFDIR:
        kind = "folder"
    elif mode not in (0, stat.S_IFREG):
        kind = "link" if mode == stat.S_IFLNK else "device"
    elif entry.flag_bits & _ENCRYPTED:
        kind = "file that is encrypted"
    elif entry.compress_type not in _METHODS:
        kind = "file that is packed in an unusual way"
    return Packed(entry.filename.replace("\\", "/"), kind, entry.file_size, _time(entry), entry)


def _time(entry: zipfile.ZipInfo) -> float:
    """Return when an entry was changed: by what Unix programs add, which knows its zone, else by the old clock."""
    extra, at = entry.extra, 0
    while at + 4 <= len(extra):
        length = int.from_bytes(extra[at + 2 : at + 4], "little")
        if extra[at : at + 2] == b"UT" and length > 4 and extra[at + 4] & 1:  # noqa: PLR2004 - flags and a time
            return float(int.from_bytes(extra[at + 5 : at + 9], "little", signed=True))
        at += 4 + length
    try:
        return datetime.datetime(*entry.date_time, tzinfo=datetime.UTC).timestamp()
    except ValueError:  # month 0
        return 0.0
