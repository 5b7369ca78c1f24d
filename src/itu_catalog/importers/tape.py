r"""Tar archives, read forwards: names and contents of files, and nothing that would have to be put anywhere.

The module of the standard library takes a damaged header for the end of the archive; here it is an error, so that
nobody takes a part for the whole.

>>> import io, tarfile
>>> made = io.BytesIO()
>>> with tarfile.open(fileobj=made, mode="w") as archive:
...     archive.addfile(tarfile.TarInfo("data/empty.yaml"))
>>> from itu_catalog.importers.unpacking import Unpacked
>>> tape = Tape(Unpacked(io.BytesIO(made.getvalue()), "made.tar"), "made.tar")
>>> [(member.name, member.kind, member.size) for member in tape]
[('data/empty.yaml', 'file', 0)]
"""

from __future__ import annotations

from typing import NamedTuple

from itu_catalog.errors import UnreadableInput

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import NoReturn

    from itu_catalog.importers.unpacking import Unpacked

__all__ = ["BLOCK", "Member", "Tape", "is_tape"]

BLOCK = 512
"""Bytes of a header; what follows is filled up to a multiple of them."""
_LONGEST_NAME = 1 << 16
"""Bytes of the longest header that gives a name or a time its place; real ones are shorter than a block."""

KINDS = {
    b"0": "file",
    b"\0": "file",
    b"7": "file",
    b"1": "hard link",
    b"2": "link",
    b"3": "device",
    b"4": "device",
    b"5": "folder",
    b"6": "pipe",
    b"S": "sparse file",
}
"""What an entry is, by its type flag; anything else is a thing of some vendor."""

_EXTENDED = {b"x", b"g", b"L", b"K"}
"""Headers that say something of the next entry, or of all."""

_BODILESS = {"hard link", "link", "device", "folder", "pipe"}


class Member(NamedTuple):
    """An entry of an archive."""

    name: str
    """As it is written there: no path to be followed. Bytes that are no UTF-8 read like ``\\xe9``."""
    kind: str
    size: int
    changed: float
    """When it was last changed: seconds since 1970."""


def is_tape(header: bytes) -> bool:
    """Whether that is how an archive begins."""
    return len(header) == BLOCK and (header.count(0) == BLOCK or _summed(header))


class Tape:
    """An archive that is read once, from its beginning to its end.

    Iteration gives one `Member` after another; `content` returns what the one just given holds.
    """

    def __init__(self, stream: Unpacked, name: str) -> None:
        self._stream = stream
        self._name = name
        self._left = 0
        self._padding = 0
        self.comment: str | None = None
        """What is said of the archive as a whole; Git writes its commit there."""

    def __iter__(self) -> Iterator[Member]:
        said: dict[str, str] = {}
        while True:
            self._pass()
            header = self._exactly(BLOCK)
            if header.count(0) == BLOCK:
                self._end()
                return
            if not _summed(header):
                self._damaged("an entry of it has a false check sum")
            flag = header[156:157]
            extended = flag in _EXTENDED
            size = self._size(None if extended else said.get("size"), _number(header[124:136]))
            self._left, self._padding = size, -size % BLOCK
            if extended:
                self._extend(flag, size, said)
                continue
            kind = KINDS.get(flag, "thing of a kind that is not known")
            if kind in _BODILESS:
                self._left = self._padding = 0
            if any(key.startswith("GNU.sparse.") for key in said):
                kind = "sparse file"
            name = said.get("path") or _named(header)
            if kind == "file" and name.endswith("/"):
                kind = "folder"  # as in the oldest archives
            yield Member(name, kind, size, _time(said.get("mtime"), _number(header[136:148])))
            said = {}

    def content(self) -> bytes:
        """Return the bytes of the entry just given."""
        size, self._left = self._left, 0
        return self._exactly(size)

    # ---- parts

    def _pass(self) -> None:
        count = self._left + self._padding
        self._left = self._padding = 0
        if self._stream.skip(count) < count:
            self._short()

    def _end(self) -> None:
        """Read on to the end of the file, where the check sums of what compressed it are."""
        while self._stream.skip(1 << 20):
            pass

    def _extend(self, flag: bytes, size: int, said: dict[str, str]) -> None:
        """Note what is said of the next entry (or of all): its name where that is long, its time."""
        if size > _LONGEST_NAME:
            self._damaged(f"a header of it has {size:,} bytes")
        body = self.content()
        if flag == b"L":
            said["path"] = _text(body)
        elif flag == b"x":
            said |= self._records(body)
        elif flag == b"g":
            self.comment = self._records(body).get("comment", self.comment)

    def _records(self, body: bytes) -> dict[str, str]:
        """Take apart lines such as ``28 mtime=1787356800.25``; each begins with its length."""
        found: dict[str, str] = {}
        at = 0
        while at < len(body) and body[at]:
            blank = body.find(b" ", at, at + 8)
            digits = body[at:blank] if blank > 0 else b""
            end = at + int(digits) if digits.isdigit() else 0
            if not blank < end <= len(body):
                self._damaged("a header of it cannot be taken apart")
            key, _, value = body[blank + 1 : end - 1].partition(b"=")
            found[_text(key)] = _text(value)
            at = end
        return found

    def _size(self, said: str | None, size: int | None) -> int:
        if said is not None:
            size = int(said) if said.isdecimal() and len(said) < len("9" * 19) else None
        if size is None or size < 0:
            self._damaged("an entry of it does not say how long it is")
        return size

    def _exactly(self, count: int) -> bytes:
        data = self._stream.read(count)
        if len(data) < count:
            self._short()
        return data

    def _short(self) -> NoReturn:
        raise UnreadableInput(self._name, reason="it is cut short; get the file again")

    def _damaged(self, what: str) -> NoReturn:
        raise UnreadableInput(self._name, reason=f"it is damaged: {what}; get the file again")


# ---------------------------------------------------------------------------------------------- fields of a header


def _summed(header: bytes) -> bool:
    """Whether the check sum of a header is right: the sum of its bytes, with blanks where it stands itself."""
    total = sum(header) - sum(header[148:156]) + 8 * ord(" ")
    said = _number(header[148:156])
    if said == total:
        return True
    # Some systems summed signed bytes.
    return said == total - 256 * (sum(byte > 127 for byte in header) - sum(b > 127 for b in header[148:156]))  # noqa: PLR2004


def _number(field: bytes) -> int | None:
    r"""Return a number in octal digits, or in binary where the first bit says so; None when it is neither.

    >>> _number(b"0000644\0"), _number(b"\x80" + (5).to_bytes(11, "big")), _number(b"broken!\0")
    (420, 5, None)
    """
    if field[0] & 0x80:
        return int.from_bytes(field, "big") & ~(0x80 << 8 * (len(field) - 1)) if field[0] == 0x80 else None  # noqa: PLR2004
    digits = field.strip(b" \0")
    if not digits:
        return 0
    return int(digits, 8) if not digits.strip(b"01234567") else None


def _named(header: bytes) -> str:
    name, prefix = header[:100], header[345:500]
    if header[257:263] == b"ustar\0" and prefix[0]:
        return f"{_text(prefix)}/{_text(name)}"
    return _text(name)


def _text(data: bytes) -> str:
    return data.partition(b"\0")[0].decode("utf-8", "backslashreplace")


def _time(said: str | None, field: int | None) -> float:
    """Return a time, zero where it makes no sense."""
    try:
        return float(said[:40]) if said is not None else float(field or 0)
    except (ValueError, OverflowError):
        return 0.0
