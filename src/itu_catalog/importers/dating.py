"""Which day a snapshot shows: the commit of a checkout, a date in its name, or when its files were last changed.

That is the order in which they are preferred. A commit cannot be mistaken; a name was given by somebody who knew;
times of files are those of the commit in archives that Git or GitHub made, but those of the copying elsewhere.

>>> dated_name("relaton-data-itu-2026-08-22.tar.xz")
datetime.date(2026, 8, 22)
>>> dated_name("relaton-data-itu-main.zip")
"""

from __future__ import annotations

import datetime
import re
import zlib
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["Snapshot", "dated", "dated_name", "head"]


class Snapshot(NamedTuple):
    """What can be known of a copy of the dataset."""

    name: str
    """The name of its archive or folder, without the path: ``relaton-data-itu-2026-08-22.tar.xz``."""
    day: datetime.date | None = None
    """The day it shows, in UTC, or None where nothing says so."""
    known_by: str | None = None
    """What says so: ``commit``, ``name`` or ``files``."""
    commit: str | None = None
    """The commit it shows, where a checkout or an archive of Git says so."""


_FIRST = datetime.date(2020, 1, 1)
"""Before that there was no dataset: an older time is none (1970, 1980) or that of another thing."""

_NAMED = re.compile(r"(?<!\d)(20\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?").fullmatch


def dated(name: str, changed: float, *, checkout: Path | None = None, comment: str | None = None) -> Snapshot:
    """Return what is known of a snapshot.

    Its name, when the newest of its files was changed (seconds since 1970, zero where unknown), the folder of a
    checkout, and what an archive says of itself.

    >>> dated("main.zip", 1787356800.0).day
    datetime.date(2026, 8, 22)
    """
    commit = comment if comment is not None and _COMMIT(comment) else None
    if checkout is not None:
        commit, when = head(checkout)
        if (day := _day(when)) is not None:
            return Snapshot(name, day, "commit", commit)
    if (day := dated_name(name)) is not None:
        return Snapshot(name, day, "name", commit)
    if (day := _day(changed)) is not None:
        return Snapshot(name, day, "files", commit)
    return Snapshot(name, commit=commit)


def dated_name(name: str) -> datetime.date | None:
    """Return the last date in a name, such as ``2026-08-22`` or ``20260822``."""
    for match in reversed(list(_NAMED.finditer(name[:255]))):
        try:
            return datetime.date(int(match[1]), int(match[3]), int(match[4]))
        except ValueError:
            continue
    return None


def _day(when: float) -> datetime.date | None:
    """Return the day of a time, None where there was no dataset yet, or is none yet."""
    try:
        day = datetime.datetime.fromtimestamp(when, datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    today = datetime.datetime.now(datetime.UTC).date()
    return day if _FIRST <= day <= today + datetime.timedelta(1) else None


# ---------------------------------------------------------------------------------------------- checkouts of Git

_LONGEST = 1 << 20


def head(folder: Path) -> tuple[str | None, float]:
    """Return the commit that is checked out in a folder and when it was made; None and zero where that is not said.

    It reads what Git writes, and runs nothing.
    """
    git = folder / ".git"
    try:
        commit = _resolved(git)
        if commit is None or not _COMMIT(commit):
            return None, 0.0
        text = _loose(git, commit) or _packed(git, bytes.fromhex(commit))
    except (OSError, ValueError, zlib.error, IndexError):
        return None, 0.0
    made = re.search(rb"^committer [^\n]*> (\d{1,12}) [+-]\d{4}$", text.partition(b"\n\n")[0], re.MULTILINE)
    return commit, float(made[1]) if made else 0.0


def _resolved(git: Path) -> str | None:
    said = _small(git / "HEAD").strip()
    if not said.startswith("ref: "):
        return said
    name = said.removeprefix("ref: ")
    if not re.fullmatch(r"refs/heads/[\w./-]{1,200}", name) or ".." in name:
        return None
    try:
        return _small(git / name).strip()
    except FileNotFoundError:
        rows = _small(git / "packed-refs").splitlines()
        return next((row.partition(" ")[0] for row in rows if row.endswith(f" {name}")), None)


def _small(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(_LONGEST).decode("utf-8", "replace")


def _loose(git: Path, commit: str) -> bytes:
    try:
        with (git / "objects" / commit[:2] / commit[2:]).open("rb") as file:
            return zlib.decompressobj().decompress(file.read(_LONGEST), _LONGEST).partition(b"\0")[2]
    except FileNotFoundError:
        return b""


def _packed(git: Path, commit: bytes) -> bytes:
    """Look a commit up in the packs; the newest is there whole, not as a difference from another."""
    for listed in sorted((git / "objects" / "pack").glob("*.idx")):
        with listed.open("rb") as index:
            place = _place(index, commit)
        if place is not None:
            with listed.with_suffix(".pack").open("rb") as pack:
                return _object(pack, place)
    return b""


_FANOUT = 8
"""Where the counts by first byte begin in an index of the second version."""


def _place(index: BinaryIO, commit: bytes) -> int | None:
    """Return where in its pack an object stands: gitformat-pack(5), version 2."""
    start = index.read(_FANOUT + 4 * 256)
    if start[:_FANOUT] != b"\xfftOc\0\0\0\2":
        return None
    counts = [int.from_bytes(start[at : at + 4], "big") for at in range(_FANOUT, len(start), 4)]
    low, high = counts[commit[0] - 1] if commit[0] else 0, counts[commit[0]]
    width = len(commit)
    while low < high:
        middle = (low + high) // 2
        index.seek(len(start) + middle * width)
        found = index.read(width)
        if found == commit:
            index.seek(len(start) + counts[-1] * (width + 4) + middle * 4)
            place = int.from_bytes(index.read(4), "big")
            return place if place < 1 << 31 else None  # packs of more than 2 GiB
        low, high = (middle + 1, high) if found < commit else (low, middle)
    return None


_WHOLE_COMMIT = 1


def _object(pack: BinaryIO, place: int) -> bytes:
    pack.seek(place)
    data = pack.read(_LONGEST)
    if data[0] >> 4 & 7 != _WHOLE_COMMIT:
        return b""
    at = 1
    while data[at - 1] & 0x80:
        at += 1
    return zlib.decompressobj().decompress(data[at:], _LONGEST)
