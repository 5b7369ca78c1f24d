"""Putting a catalogue file where it is looked for: whole and verified, or not at all.

The new file is written beside the old one, brought to the disc, opened and compared with its digest, and only then
takes the old one's name. Whoever has the old one open goes on with it. A run that is killed leaves the old one whole,
and perhaps a hidden file beside it, which the next run removes.

>>> import os, tempfile
>>> from itu_catalog.writer import dump
>>> with tempfile.TemporaryDirectory() as folder:
...     placed = place(dump([], as_of="2020-01-01"), os.path.join(folder, "mine.tsv"))
...     placed.changed, placed.previous, placed.version.partition("+")[0]
(True, None, '2020-01-01')
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from typing import NamedTuple

from itu_catalog.catalog import user_catalogue_path
from itu_catalog.errors import CatalogueFileError, ItuCatalogError, UnwritableFile
from itu_catalog.importers.locking import WAIT, locked
from itu_catalog.replacing import beside, settle
from itu_catalog.store import Store, opened

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "COLLAPSE",
    "Placed",
    "place",
    "previous_path",
    "reasoned",
    "refuse_collapse",
    "scratch",
    "tidy",
    "writable_path",
]

COLLAPSE = 0.9
"""A catalogue with fewer than this share of the works, or of the documents, of the one before is refused."""

_NEW = ".new"
"""How hidden names end of what is being written."""
_ELSEWHERE = "name a file elsewhere with --into or the environment variable ITU_CATALOG"


class Placed(NamedTuple):
    """Where a catalogue was put, and what was there before."""

    path: str
    version: str
    works: int
    documents: int
    previous: str | None
    """The file before, kept beside it under another name; None where there was none, or nothing changed."""
    before: str | None
    """The version of the file before; None where there was none, or it could not be read."""
    changed: bool
    """False where the file there had the same bytes already."""


def place(
    data: bytes, target: str | os.PathLike[str] | None = None, *, force: bool = False, wait: float = WAIT
) -> Placed:
    """Put the bytes of a catalogue file at `target`, or where the user's catalogue lies.

    The file before is kept as ``….previous.tsv``. A directory is made for the user's catalogue only.

    Args:
        data: what `writer.dump` gives.
        target: the file; a symbolic link stays, and what it points to is replaced.
        force: let it take the place of one with far more works or documents.
        wait: seconds to wait for another writer.

    Raises:
        UnwritableFile: it could not be written, or is far smaller than the one there; that is as it was.
        CatalogueFileError: the bytes are no catalogue file.
    """
    path = writable_path(target)
    new = Store(data, path)
    with reasoned(path), locked(path, wait=wait) as alone:
        if alone:
            tidy(path)
        old = _old(path)
        if old is not None and not force:
            refuse_collapse(path, old, new)
        version = None if old is None else old.version
        if _same(path, data):
            return _placed(path, new, None, version, changed=False)
        del old  # Windows replaces no file that is mapped
        with beside(path, data, suffix=_NEW, whoever=True) as fresh:
            _verify(fresh)
            previous = _keep(path)
            os.replace(fresh, path)  # noqa: PTH105 - beside the calls that have no other form, here and below
        settle(os.path.dirname(path))  # noqa: PTH120
        return _placed(path, new, previous, version, changed=True)


def previous_path(path: str) -> str:
    """Return where the file before is kept.

    >>> previous_path("/home/ada/.local/share/itu-catalog/catalogue.tsv")
    '/home/ada/.local/share/itu-catalog/catalogue.previous.tsv'
    """
    stem, end = os.path.splitext(path)  # noqa: PTH122
    return f"{stem}.previous{end}"


def writable_path(target: str | os.PathLike[str] | None = None) -> str:
    """Return the real path of a file to write, or of the user's catalogue, for which a directory is made.

    Raises:
        UnwritableFile: it cannot be one: a directory, no regular file, in a directory that is not there.
    """
    path = user_catalogue_path() if target is None else os.fspath(target)
    if not path:
        reason = f"there is no home directory; set HOME or XDG_DATA_HOME, or {_ELSEWHERE}"
        raise UnwritableFile("the user's catalogue", reason=reason)
    with reasoned(path):
        real = os.path.realpath(path)
        folder = os.path.dirname(real)  # noqa: PTH120
        if target is None:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        try:
            mode = os.stat(real).st_mode  # noqa: PTH116
        except FileNotFoundError:
            if not os.path.isdir(folder):  # noqa: PTH112
                raise UnwritableFile(path, reason=f"there is no directory {folder}; make it first") from None
            return real
        if stat.S_ISDIR(mode):
            raise UnwritableFile(path, reason="it is a directory; name a file in it")
        if not stat.S_ISREG(mode):
            raise UnwritableFile(path, reason="it is no regular file; name another")
        return real


@contextlib.contextmanager
def reasoned(path: str) -> Iterator[None]:
    """Say what the system refused in one sentence, with the way out."""
    try:
        yield
    except ItuCatalogError:
        raise
    except OSError as fault:
        raise UnwritableFile(path, reason=_reason(path, fault)) from fault
    except ValueError as fault:  # half a surrogate pair, or NUL: no file has such a name
        raise UnwritableFile(path, reason=str(fault)) from fault


def _reason(path: str, fault: OSError) -> str:
    folder = os.path.dirname(path) or "."  # noqa: PTH120
    if getattr(fault, "winerror", None) in {5, 32}:
        return (
            "another program has it open, and Windows replaces no open file; end that program and try again"
        )
    way_out = _WAYS_OUT.get(fault.errno or 0)
    return fault.strerror or str(fault) if way_out is None else way_out.format(folder)


_WAYS_OUT = {
    errno.ENOSPC: f"the disc of {{}} is full; free some space, or {_ELSEWHERE}",
    errno.EDQUOT: f"your share of the disc of {{}} is used up; free some space, or {_ELSEWHERE}",
    errno.EFBIG: f"no file so long may be in {{}}; raise the limit (ulimit -f), or {_ELSEWHERE}",
    errno.EROFS: f"the file system of {{}} is read-only; {_ELSEWHERE}",
    errno.EACCES: f"writing in {{}} is not permitted; {_ELSEWHERE}",
    errno.EPERM: f"writing in {{}} is not permitted; {_ELSEWHERE}",
    errno.ENOTDIR: f"a part of {{}} is a file and no directory; {_ELSEWHERE}",
    errno.EEXIST: f"a part of {{}} is a file and no directory; {_ELSEWHERE}",
    errno.ELOOP: "its symbolic links go round in a circle; name another file",
}
"""What is said where the system refuses, by its number; the directory goes into the braces."""


def _placed(path: str, new: Store, previous: str | None, before: str | None, *, changed: bool) -> Placed:
    return Placed(path, new.version, new.count("works"), new.count("documents"), previous, before, changed)


def _old(path: str) -> Store | None:
    """Open the file before; None where there is none, or none that anybody could use."""
    try:
        return opened(path)
    except CatalogueFileError:
        return None


def refuse_collapse(path: str, old: Store, new: Store) -> None:
    """Refuse a catalogue that has far less than the one there.

    Raises:
        UnwritableFile: it has; the sentence has the numbers.
    """
    for what in ("works", "documents"):
        had, has = old.count(what), new.count(what)
        if has < COLLAPSE * had:
            reason = (
                f"the new catalogue has {has:,} {what}, the one there {had:,}; "
                "nothing was changed; if that is right, say --force"
            )
            raise UnwritableFile(path, reason=reason)


def _same(path: str, data: bytes) -> bool:
    """Whether the file there has these bytes."""
    try:
        if os.path.getsize(path) != len(data):  # noqa: PTH202
            return False
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read() == data
    except FileNotFoundError:
        return False


def _verify(fresh: str) -> None:
    """Open what was written, as everybody will, and compare it with its digest."""
    opened(fresh).verify()


def _keep(path: str) -> str | None:
    """Give the file before a second name, which stays when its first one goes to the new file."""
    kept = previous_path(path)
    try:
        with _second_name(path) as other:
            os.replace(other, kept)  # noqa: PTH105
    except FileNotFoundError:  # there is none
        return None
    return kept


@contextlib.contextmanager
def _second_name(path: str) -> Iterator[str]:
    folder, name = os.path.split(path)
    other = os.path.join(folder, f".{name[:100]}.previous{_NEW}")  # noqa: PTH118
    _unlink(other)
    try:
        os.link(path, other)
    except FileNotFoundError:
        raise
    except (OSError, NotImplementedError):  # a file system where a file has one name
        with open(path, "rb") as file, beside(path, file.read(), suffix=_NEW, whoever=True) as copy:  # noqa: PTH123
            yield copy
    else:
        try:
            yield other
        finally:  # it is still there, too, when both were names of one file: then a rename does nothing
            _unlink(other)


def _unlink(path: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108


@contextlib.contextmanager
def scratch(path: str) -> Iterator[str]:
    """Make a directory beside a file for what is on its way there; it goes in the end, or with the next run."""
    import shutil
    import tempfile

    folder, name = os.path.split(path)
    made = tempfile.mkdtemp(prefix=f".{name[:100]}.", suffix=_NEW, dir=folder)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def tidy(path: str) -> None:
    """Remove what killed runs left beside a file; who calls this holds its lock, so nobody is at work on that."""
    import shutil

    folder, name = os.path.split(path)
    mine = re.compile(rf"\.{re.escape(name[:100])}\.(?:[a-z0-9_]{{8}}|previous){re.escape(_NEW)}")
    for entry in [entry for entry in os.scandir(folder) if mine.fullmatch(entry.name)]:
        with contextlib.suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                os.unlink(entry.path)  # noqa: PTH108
