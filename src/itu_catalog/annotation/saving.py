"""Putting a new text in the place of a file, so that at every moment the old one or the new one is there whole.

The new text is written to a file beside the old one, made to last, and then takes its name. What git does not hold
is kept as a backup first, or, where somebody is at work on it, not touched.
"""

from __future__ import annotations

import os
import stat
import subprocess
from enum import StrEnum
from pathlib import Path

from itu_catalog.errors import UnwritableFile
from itu_catalog.replacing import beside, like, settle

__all__ = ["Held", "create", "held_by_git", "save"]

SUFFIX = "~"
"""What the name of a backup ends with, where nobody asks for another end."""

_PATIENCE = 20
"""Seconds that git has to answer."""


class Held(StrEnum):
    """Whether git can give a file back as it is now."""

    YES = "yes"
    """It has these bytes: committed, or staged to be."""
    CHANGED = "changed"
    """It has other ones: somebody is at work on the file."""
    NO = "no"
    """The file is none of its files, or there is no git."""


def save(
    path: str, old: bytes, new: bytes, *, backup: str | None = None, allow_dirty: bool = False
) -> str | None:
    """Put `new` in the place of `old`, the bytes that were read from a file; return the path of the backup, if any.

    A backup is made with the suffix `backup`, and without one with ``~`` where git does not hold the old bytes;
    no earlier backup is overwritten. Mode, owner and extended attributes stay; a symbolic link stays, and what it
    points to is written.

    Raises:
        UnwritableFile: the file has changed since it was read, has changes that are not committed (unless
            `allow_dirty`), is no regular file, has other names, or cannot be written.
    """
    held = held_by_git(path)
    if held is Held.CHANGED and not allow_dirty:
        raise UnwritableFile(
            path, reason="it has changes that are not committed; commit or stage them, or add --allow-dirty"
        )
    target = os.path.realpath(path)
    try:
        _refuse(path, os.stat(target))  # noqa: PTH116 - beside the calls that have no other form
        with beside(target, new) as fresh:
            kept = None
            if backup is not None or held is not Held.YES:
                kept = _backup(target, old, backup or SUFFIX)
            _refuse_changed(path, target, old)
            os.replace(fresh, target)  # noqa: PTH105
        settle(os.path.dirname(target))  # noqa: PTH120
    except UnwritableFile:
        raise
    except OSError as fault:
        raise UnwritableFile(path, reason=fault.strerror or str(fault)) from fault
    return kept


def create(path: str, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises:
        UnwritableFile: there is a file of that name, or it cannot be written.
    """
    there = UnwritableFile(path, reason="it is there already; name another, or move it away")
    if os.path.lexists(path):
        raise there
    try:
        with beside(os.path.abspath(path), data) as fresh:  # noqa: PTH100
            try:
                os.link(fresh, path)  # as a rename that never takes the place of a file
            except FileExistsError:
                raise there from None
            except (OSError, NotImplementedError):  # a file system where a file has one name
                os.replace(fresh, path)  # noqa: PTH105
            else:
                os.unlink(fresh)  # noqa: PTH108
        settle(os.path.dirname(path))  # noqa: PTH120
    except UnwritableFile:
        raise
    except OSError as fault:
        raise UnwritableFile(path, reason=fault.strerror or str(fault)) from fault


def _refuse(path: str, status: os.stat_result) -> None:
    """Refuse what a new file of the same name would not replace entirely."""
    if not stat.S_ISREG(status.st_mode):
        raise UnwritableFile(path, reason="it is no regular file; write to another with --output")
    if status.st_nlink > 1:
        reason = (
            "it has other names (hard links), which would keep the old text; write to another with --output"
        )
        raise UnwritableFile(path, reason=reason)
    if not os.access(path, os.W_OK):
        raise UnwritableFile(path, reason="writing it is not permitted")


def _refuse_changed(path: str, target: str, old: bytes) -> None:
    if Path(target).read_bytes() != old:
        raise UnwritableFile(path, reason="it has changed since it was read; try again")


def _backup(target: str, old: bytes, suffix: str) -> str:
    """Keep the old bytes under a name that is free, or that holds just them already."""
    count = 0
    while True:
        kept = f"{target}{suffix}{count or ''}"
        try:
            if Path(kept).read_bytes() == old:
                return kept
        except FileNotFoundError:
            break
        count += 1
    with open(kept, "xb") as file:  # noqa: PTH123 - it takes the place of no file
        file.write(old)
        file.flush()
        os.fsync(file.fileno())
    like(target, kept)
    return kept


# --------------------------------------------------------------------------------------------------
# git


def held_by_git(path: str) -> Held:
    """Tell whether git can give a file back as it is; the index counts, so what is staged is held.

    The bytes themselves are compared, as git would store them, because its status also calls files clean that it
    was told not to look at.
    """
    folder, name = os.path.split(os.path.realpath(path))
    listed = _git(folder, "ls-files", "--stage", "-z", "--", name)
    if not listed:
        return Held.NO
    entries = listed.rstrip(b"\0").split(b"\0")
    mine = _git(folder, "hash-object", "--", name)
    one = len(entries) == 1  # of a file in conflict there are several
    return Held.YES if one and mine and mine.strip() == entries[0].split()[1] else Held.CHANGED


def _git(folder: str, *words: str) -> bytes | None:
    """Ask git; None where there is none, or no repository."""
    command = ["git", "-C", folder, "--no-optional-locks", "--literal-pathspecs", *words]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and a name cannot be an option behind "--"
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
