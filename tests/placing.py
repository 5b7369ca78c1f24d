"""Small catalogue files, and a process that puts them in place until it is killed: what the tests of placing share.

Run as a script it is that process: for each number on standard input it lets a child put catalogues of two sizes at
a path, over and over, kills the child after the time that so many of them take, and says so.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from itu_catalog.documents import Edition, Recommendation
from itu_catalog.identifier import Identifier
from itu_catalog.importers.placing import place
from itu_catalog.writer import dump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["as_somebody_else", "catalogue", "in_a_child", "mounted"]


def catalogue(works: int, as_of: str = "2020-01-01", title: str = "An example") -> bytes:
    """Return the file of a catalogue of so many works, with one edition each."""
    return dump(
        [
            Recommendation(
                identifier=Identifier(f"ITU-T X.{number}"),
                source="made for a test",
                documents=(
                    Edition(
                        identifier=Identifier(f"ITU-T X.{number} (10/2019)"),
                        own_title=title,
                        source="made for a test",
                    ),
                ),
            )
            for number in range(1, works + 1)
        ],
        as_of=as_of,
    )


def in_a_child(call: Callable[[], None]) -> int:
    """Do something in a forked process, and return how it ended: 0 is well."""
    child = os.fork()
    if not child:
        code = 1
        try:
            call()
            code = 0
        except BaseException as fault:  # noqa: BLE001 - nobody else will say it
            print(f"{type(fault).__name__}: {fault}", file=sys.stderr, flush=True)  # noqa: T201
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


def as_somebody_else(call: Callable[[], None], folder: Path) -> int:
    """Do something in a process that may not do anything, in a directory that it may enter; as `in_a_child`."""

    def lowered() -> None:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        call()

    if os.geteuid() == 0:
        for each in (folder, *folder.parents[:3]):
            each.chmod(each.stat().st_mode | 0o111)
    return in_a_child(lowered)


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    """Put a small file system of its own at a directory; only who may do anything can."""
    mount = shutil.which("mount")
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or mount is None:
        pytest.skip("only root can make a file system to try this on")
    words = [mount, "-t", "tmpfs", "-o", options, "none", str(folder)]
    done = subprocess.run(words, capture_output=True, check=False)  # noqa: S603 - no shell
    if done.returncode:
        pytest.skip("this system lets nobody make a file system to try this on")
    try:
        yield
    finally:
        subprocess.run([mount.replace("mount", "umount"), str(folder)], check=True)  # noqa: S603


def _place_for_ever(path: str, sizes: tuple[int, ...]) -> None:
    while True:
        for size in sizes:
            place(catalogue(size), path, force=True)


def _main(path: str) -> None:
    sizes = (20, 24)
    began = time.monotonic()
    for size in sizes * 4:
        place(catalogue(size), path, force=True)
    pace = (time.monotonic() - began) / 8
    for line in sys.stdin:
        sizes = sizes[::-1]
        child = os.fork()
        if not child:
            try:
                _place_for_ever(path, sizes)
            finally:
                os._exit(3)
        time.sleep(float(line) * pace)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        print("killed" if os.WIFSIGNALED(status) else "ended", flush=True)  # noqa: T201 - its answer


if __name__ == "__main__":
    _main(sys.argv[1])
