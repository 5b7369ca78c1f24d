"""Small files that a run reads, and files that it writes: whole, or not at all."""

from __future__ import annotations

import os
from contextlib import suppress

from itu_catalog.errors import InvalidSettings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

__all__ = ["LIMIT", "Fresh", "is_there", "read_settings"]

LIMIT = 4 << 20
"""Bytes of the longest file of settings."""


def is_there(path: str) -> bool:
    """Whether a file is there to be read."""
    return os.path.exists(path)  # noqa: PTH110 - pathlib is slow to load


def read_settings(path: str) -> str:
    """Return the text of a small file, UTF-8.

    Raises:
        InvalidSettings: it cannot be read, is longer than `LIMIT`, or is no UTF-8.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib is slow to load
            data = file.read(LIMIT + 1)
    except OSError as fault:
        raise InvalidSettings(path, reason=f"cannot be read: {fault.strerror or fault}") from fault
    except ValueError as fault:  # a NUL in the path
        raise InvalidSettings(path, reason=f"cannot be read: {fault}") from fault
    if len(data) > LIMIT:
        raise InvalidSettings(path, reason=f"it is longer than {LIMIT >> 20} MiB; no such file is")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InvalidSettings(path, reason=f"byte {fault.start} is no UTF-8; save it as UTF-8") from None


class Fresh:
    r"""A new text for a file, written piece by piece, that takes its place in the end: ``with Fresh(path) as file``.

    Until `keep` the old file stays as it is, and without it for good. What is no regular file, such as a pipe or
    ``/dev/null``, is written at once.

    >>> import os, tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as directory:
    ...     path = os.path.join(directory, "report.txt")
    ...     with Fresh(path) as file:
    ...         file.write("done\n")
    ...         before = os.path.exists(path)
    ...         file.keep()
    ...     before, Path(path).read_text(encoding="utf-8")
    (False, 'done\n')

    Raises:
        OSError: the file cannot be written.
    """

    def __init__(self, path: str) -> None:
        self._path = os.path.realpath(path)
        self._scratch: str | None = None

    def __enter__(self) -> Self:
        if os.path.exists(self._path) and not os.path.isfile(self._path):  # noqa: PTH110, PTH113 - likewise
            self._file = open(self._path, "w", encoding="utf-8", newline="")  # noqa: PTH123 - closed below
            return self
        from tempfile import mkstemp

        folder, name = os.path.split(self._path)
        number, self._scratch = mkstemp(prefix=f".{name[:100]}.", suffix=".tmp", dir=folder)
        self._file = open(number, "w", encoding="utf-8", newline="")  # noqa: PTH123 - closed below
        return self

    def write(self, text: str) -> None:
        """Write a piece; halves of characters, which names of files may have, are escaped."""
        try:
            self._file.write(text)
        except UnicodeEncodeError:
            self._file.write(text.encode("utf-8", "backslashreplace").decode())

    def flush(self) -> None:
        """Send what was written to the system, which says so when there is no room."""
        self._file.flush()

    def keep(self) -> None:
        """Let what was written take the place of the file."""
        self._file.flush()
        if self._scratch is None:
            return
        os.fsync(self._file.fileno())
        os.chmod(self._scratch, _mode(self._path))  # noqa: PTH101 - likewise
        self._file.close()
        os.replace(self._scratch, self._path)  # noqa: PTH105 - likewise
        self._scratch = None

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._file.close()
        if self._scratch is not None:
            with suppress(OSError):
                os.unlink(self._scratch)  # noqa: PTH108 - likewise


def _mode(path: str) -> int:
    """Return the mode of a file, or that which a new one gets."""
    with suppress(OSError):
        return os.stat(path).st_mode & 0o7777  # noqa: PTH116 - likewise
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask
