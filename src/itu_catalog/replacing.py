"""Writing a file beside another and giving it the other's name: at every moment there is the old one, or the new one.

>>> import os, tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     path = os.path.join(folder, "a.txt")
...     with beside(path, b"new") as fresh:
...         os.replace(fresh, path)
...     settle(folder)
...     os.listdir(folder)
['a.txt']
"""

from __future__ import annotations

import contextlib
import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["beside", "like", "masked", "settle"]


@contextlib.contextmanager
def beside(target: str, data: bytes, *, suffix: str = ".tmp", whoever: bool = False) -> Iterator[str]:
    """Write a file in the directory of another, with all that the other has but its bytes; it goes if not used.

    It is on the disc when the block begins. Its name is that of the other, hidden, with eight letters and `suffix`.
    With `whoever`, the owner need not be that of the other, where giving files away is not permitted.
    """
    import tempfile

    folder, name = os.path.split(target)
    number, fresh = tempfile.mkstemp(prefix=f".{name[:100]}.", suffix=suffix, dir=folder)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            if os.path.exists(target):  # noqa: PTH110 - beside the calls that have no other form, here and below
                like(target, fresh, whoever=whoever)
            else:
                os.chmod(fresh, 0o666 & ~masked())  # noqa: PTH101 - as any new file
            os.fsync(file.fileno())
        yield fresh
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(fresh)  # noqa: PTH108
        raise


def masked() -> int:
    """Return the permissions that new files do not have; to learn them they must be set for a moment."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def like(target: str, fresh: str, *, whoever: bool = False) -> None:
    """Give a new file the owner, mode and attributes of another, but not its age."""
    import shutil

    theirs, own = os.stat(target), os.stat(fresh)  # noqa: PTH116
    if (theirs.st_uid, theirs.st_gid) != (own.st_uid, own.st_gid) and hasattr(os, "chown"):
        with contextlib.suppress(*[PermissionError] * whoever):
            os.chown(fresh, theirs.st_uid, theirs.st_gid)
    shutil.copystat(target, fresh)
    os.utime(fresh)


def settle(folder: str) -> None:
    """Make the new name of a file last, where directories can be told to."""
    with contextlib.suppress(OSError):
        number = os.open(folder or ".", os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
