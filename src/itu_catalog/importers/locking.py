"""One writer at a time: a lock beside a file, which the system takes away from a process that dies.

Locks of the system are used by hand, on a file that is never removed, for three reasons. A file whose mere
existence is the lock stays behind when its process is killed, and blocks for ever. ``flock``, which libraries for
the purpose use, passes to the processes that an import forks: one that outlives a killed import would keep it. And
who waits wants to know for whom, which the locked file tells.

>>> import os, tempfile
>>> with tempfile.TemporaryDirectory() as folder, locked(os.path.join(folder, "a.tsv")):
...     os.listdir(folder)
['.a.tsv.lock']
"""

from __future__ import annotations

import contextlib
import errno
import os
import threading
import time

from itu_catalog.errors import UnwritableFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["WAIT", "locked"]

WAIT = 60.0
"""Seconds to wait for another writer."""
_PACE = 0.05
"""Seconds between two looks."""
_TOLD = 200
"""Bytes of what a holder says of itself."""
_BUSY = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}
"""What a file system says that has no locks; a rename is whole there, too."""


class _Turn:
    """The threads of this process that want to write one file; the system's locks are between processes."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.held = False


_turns: dict[tuple[int, str], _Turn] = {}
"""By process, because what is held here is not held by a process that forks off."""


@contextlib.contextmanager
def locked(
    target: str,
    *,
    wait: float = WAIT,
    doing: str = "an import",
    tell: Callable[[str], object] | None = None,
) -> Iterator[bool]:
    """Let nobody else write `target` during the block; gives True, but False where that is not sure.

    The thread that holds it may ask for it again, and is given False: what it finds there may be its own. So is
    everybody on a file system that has no locks. `doing` is what others are told; `tell` gets a sentence when
    there is somebody to wait for.

    Raises:
        UnwritableFile: another writer was not ready after `wait` seconds; the sentence says who.
        OSError: the lock cannot be made.
    """
    target = os.path.realpath(target)
    turn = _turns.setdefault((os.getpid(), target), _Turn())
    until = time.monotonic() + wait
    if not turn.lock.acquire(timeout=max(wait, 0)):
        raise _busy(target, "another thread of this process is writing it")
    try:
        with _between_processes(turn, target, until, doing, tell) as alone:
            yield alone
    finally:
        turn.lock.release()


@contextlib.contextmanager
def _between_processes(
    turn: _Turn, target: str, until: float, doing: str, tell: Callable[[str], object] | None
) -> Iterator[bool]:
    """Hold the lock of the system, from the outermost block of this thread on."""
    if turn.held:
        yield False
        return
    number = _open(target)
    try:
        alone = _wait(number, target, until, tell)
        turn.held = True
        try:
            os.ftruncate(number, 0)
            os.pwrite(number, _said(doing), 0) if hasattr(os, "pwrite") else os.write(number, _said(doing))
            yield alone
        finally:
            turn.held = False
            with contextlib.suppress(OSError):
                os.ftruncate(number, 0)
    finally:
        os.close(number)  # with which the lock goes


def _open(target: str) -> int:
    folder, name = os.path.split(target)
    path = os.path.join(folder, f".{name[:100]}.lock")  # noqa: PTH118 - beside the calls that have no other form
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
    try:
        return os.open(path, flags)
    except FileNotFoundError:
        number = os.open(path, flags | os.O_CREAT, 0o600)
        # Whoever may put a file into the directory may lock it.
        with contextlib.suppress(OSError, AttributeError):
            os.fchmod(number, os.stat(folder).st_mode & 0o666)  # noqa: PTH116
        return number


def _wait(number: int, target: str, until: float, tell: Callable[[str], object] | None) -> bool:
    while True:
        try:
            _take(number)
        except OSError as fault:
            if fault.errno in _NO_LOCKS:
                return False
            if fault.errno not in _BUSY:
                raise
        else:
            return True
        holder = _holder(number)
        if time.monotonic() >= until:
            raise _busy(target, holder)
        if tell is not None:
            tell(f"waiting, because {holder}")
            tell = None
        time.sleep(_PACE)


def _take(number: int) -> None:
    """Take the lock of the system, or raise: its owner is this process alone, and none that it forks."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        # What is locked cannot be read there: a byte behind everything that is told.
        os.lseek(number, _TOLD * 2, os.SEEK_SET)
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        os.lseek(number, 0, os.SEEK_SET)
    else:
        fcntl.lockf(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _said(doing: str) -> bytes:
    import platform

    since = time.strftime("%Y-%m-%d %H:%M:%S")
    return f"process {os.getpid()} on {platform.node()} has been writing it since {since} ({doing})".encode()[
        :_TOLD
    ]


def _holder(number: int) -> str:
    os.lseek(number, 0, os.SEEK_SET)
    said = os.read(number, _TOLD).decode("utf-8", "replace")
    return said if said.isprintable() and said.startswith("process ") else "another process is writing it"


def _busy(target: str, holder: str) -> UnwritableFile:
    return UnwritableFile(target, reason=f"{holder}; try again when that is done")
