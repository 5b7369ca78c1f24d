r"""The files of a dataset, one by one, out of a folder or an archive: nothing is followed, nothing written to a disk.

>>> import tempfile, zipfile
>>> with tempfile.TemporaryDirectory() as folder:
...     with zipfile.ZipFile(f"{folder}/main.zip", "w") as archive:
...         archive.writestr("relaton-data-itu-main/README.adoc", "")
...         archive.writestr("relaton-data-itu-main/data/itu-t-x-9-10-2019.yaml", "title: …")
...     with Entries(f"{folder}/main.zip") as entries:
...         [name for name, data in entries]
['data/itu-t-x-9-10-2019.yaml']

What a source is, its first bytes say, not its name. Records are the YAML files of a folder ``data``, wherever that
lies in an archive, or those named like records where there is no folder. Everything else is passed over. What has the
name of a record but cannot be one, such as a link, is refused, with a reason; so is an archive that is damaged, cut
short, or becomes more than a dataset does.
"""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack
from pathlib import Path

from itu_catalog.errors import UnreadableInput
from itu_catalog.importers.dating import dated
from itu_catalog.importers.naming import Naming
from itu_catalog.importers.tape import BLOCK, Tape, is_tape
from itu_catalog.importers.unpacking import MARKS, Limits, Unpacked, burst

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO, NoReturn, Self

    from itu_catalog.importers.contents import Contents, Packed
    from itu_catalog.importers.dating import Snapshot

__all__ = ["Entries"]

_BINARY = getattr(os, "O_BINARY", 0)
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
_NO_FOLLOWING = getattr(os, "O_NOFOLLOW", 0)

_ZIP = (b"PK\3\4", b"PK\5\6")
_OTHERS = (
    (b"BZh", "it is packed with bzip2; pack it as tar.xz, tar.gz or zip"),
    (b"\x28\xb5\x2f\xfd", "it is packed with Zstandard; pack it as tar.xz, tar.gz or zip"),
    (b"7z\xbc\xaf", "it is a 7z archive; pack it as tar.xz, tar.gz or zip"),
    (b"Rar!", "it is a RAR archive; pack it as tar.xz, tar.gz or zip"),
    (b"<", "it is a web page, not the archive it may speak of; download the archive itself"),
    (b"---", "it is a single YAML file; name the folder or the archive of the dataset"),
    (b"", "it is no archive, or a damaged one; name a folder, a tar.xz, a tar.gz, a tar or a zip"),
)
"""What a file is that begins so, and what to do."""
_REMEDIES = (
    (FileNotFoundError, "there is no such file or folder"),
    (PermissionError, "reading it is not permitted"),
    (ValueError, "its name holds a NUL, as that of no file does"),
)


class Entries:
    """The records of a folder or an archive: iterate, once, to get the name and the bytes of each.

    Raises:
        UnreadableInput: there is no such thing, it is no dataset, or it is damaged, cut short or hostile. That may
            come in the midst of the iteration, and then what came before is not the whole.
    """

    def __init__(self, source: str | os.PathLike[str], limits: Limits | None = None) -> None:
        self.path = os.fspath(source)
        self.name = ""
        """What the source is called, without its path."""
        self.total: int | None = None
        """How many records there are, where that is known beforehand: of a tar archive it is not."""
        self.refused: list[tuple[str, str]] = []
        """What is named like a record but was not read, and why."""
        self.others = 0
        """How many other files there are."""
        self._limits = limits or Limits()
        self._naming = Naming()
        self._given = 0
        self._read = 0
        self._changed = 0.0
        self._comment: str | None = None
        self._checkout: Path | None = None
        self._stack = ExitStack()
        try:
            self._entries = self._opened()
        except BaseException:
            self._stack.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        for name, data, changed in self._entries:
            self._given += 1
            self._changed = max(self._changed, changed)
            yield name, data
        if not self._given and not self.refused:
            reason = "it holds no records; a dataset has files like data/itu-t-x-509-10-2019.yaml"
            raise UnreadableInput(self.path, reason=reason)

    @property
    def snapshot(self) -> Snapshot:
        """What is known of the snapshot, after the iteration."""
        return dated(self.name, self._changed, checkout=self._checkout, comment=self._comment)

    def close(self) -> None:
        """Close what was opened."""
        self._stack.close()

    # ---- what it is

    def _opened(self) -> Iterator[tuple[str, bytes, float]]:
        try:
            self.name = Path(self.path).resolve().name
            if Path(self.path).is_dir():
                return self._folder(Path(self.path))
            # Opening a pipe waits for somebody to write into it; not waiting does no harm to files.
            descriptor = os.open(self.path, os.O_RDONLY | _NO_WAITING | _BINARY)
            raw = self._stack.enter_context(os.fdopen(descriptor, "rb"))
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                self._refuse("it is neither a file nor a folder; name the archive or the checkout")
            start = raw.read(BLOCK)
            raw.seek(0)
        except (OSError, ValueError) as fault:
            if isinstance(fault, UnreadableInput):
                raise
            said = getattr(fault, "strerror", None) or str(fault)
            self._refuse(next((reason for kind, reason in _REMEDIES if isinstance(fault, kind)), said), fault)
        if start.startswith(_ZIP):
            return self._zip(raw)
        if start.startswith(MARKS) or is_tape(start):
            return self._tape(raw)
        return self._refuse(next(reason for mark, reason in _OTHERS if start.lstrip().startswith(mark)))

    def _refuse(self, reason: str, fault: Exception | None = None) -> NoReturn:
        raise UnreadableInput(self.path, reason=reason) from fault

    def _counted(self, count: int) -> None:
        if count > self._limits.entries:
            self._refuse(f"it holds more than {self._limits.entries:,} files, as no dataset does")

    def _sized(self, record: str, size: int) -> bool:
        """Whether a record is of a size that is read; if not, refuse it."""
        if size > self._limits.entry:
            reason = f"it has more than {self._limits.entry:,} bytes, as no record does; look at what it is"
            self.refused.append((record, reason))
        return size <= self._limits.entry

    def _record(self, written: str, kind: str) -> str | None:
        """Return the name under which an entry is read; None, and a reason where one is due, when it is not."""
        named = self._naming.named(written)
        if named is None:
            self.others += kind != "folder"
            return None
        reason = named.reason
        if not reason and kind != "file":
            reason = f"it is a {kind}; put the plain file there"
        if reason:
            self.refused.append((named.record, reason))
            return None
        return named.record

    # ---- folders

    def _folder(self, named: Path) -> Iterator[tuple[str, bytes, float]]:
        folder, self._checkout = _placed(named)
        inner = "data/" if folder.resolve().name == "data" else ""
        wanted: list[tuple[str, str]] = []
        with os.scandir(folder) as found:
            for count, entry in enumerate(found):
                self._counted(count)
                name = os.fsencode(entry.name).decode("utf-8", "backslashreplace")
                record = self._record(inner + name, _kind(entry))
                if record is not None:
                    wanted.append((record, entry.path))
        self.total = len(wanted)
        return self._files(sorted(wanted))

    def _files(self, wanted: list[tuple[str, str]]) -> Iterator[tuple[str, bytes, float]]:
        for record, path in wanted:
            try:
                descriptor = os.open(path, os.O_RDONLY | _NO_WAITING | _NO_FOLLOWING | _BINARY)
                with os.fdopen(descriptor, "rb") as file:
                    about = os.fstat(descriptor)
                    data = file.read(self._limits.entry + 1) if stat.S_ISREG(about.st_mode) else None
            except OSError as fault:
                self.refused.append((record, f"reading it failed: {fault.strerror or fault}"))
                continue
            if data is None:
                self.refused.append((record, "it is no file any more; import again"))
            elif self._sized(record, len(data)):
                self._read += len(data)
                if reason := burst(self._read, self._read, self._limits):
                    self._refuse(reason)
                yield record, data, about.st_mtime

    # ---- tar archives

    def _tape(self, raw: BinaryIO) -> Iterator[tuple[str, bytes, float]]:
        stream = Unpacked(raw, self.path, self._limits)
        if not is_tape(stream.peek(BLOCK)):
            self._refuse("what is packed in it is no tar archive; name the archive of the dataset")
        tape = Tape(stream, self.path)
        for count, member in enumerate(tape):
            self._counted(count)
            record = self._record(member.name, member.kind)
            if record is not None and self._sized(record, member.size):
                yield record, tape.content(), member.changed
        self._comment = tape.comment

    # ---- ZIP archives

    def _zip(self, raw: BinaryIO) -> Iterator[tuple[str, bytes, float]]:
        from itu_catalog.importers.contents import Contents

        contents = Contents(raw, self.path)
        self._comment = contents.comment
        self._counted(len(contents.members))
        wanted = []
        for member in contents.members:
            record = self._record(member.name, member.kind)
            if record is not None and self._sized(record, member.size):
                wanted.append((record, member))
        self.total = len(wanted)
        return self._parts(contents, wanted)

    def _parts(
        self, contents: Contents, wanted: list[tuple[str, Packed]]
    ) -> Iterator[tuple[str, bytes, float]]:
        for record, member in wanted:
            data = contents.content(member)
            self._read += len(data)
            if reason := burst(contents.size, self._read, self._limits):
                self._refuse(reason)
            yield record, data, member.changed


# ---------------------------------------------------------------------------------------------- where records lie


def _placed(named: Path) -> tuple[Path, Path]:
    """Return the folder of the records, and the one that Git would have made its own.

    It is the folder ``data`` in what was named, or in the only folder there that has one, or what was named itself.
    """
    if _is_folder(named / "data"):
        return named / "data", named
    if named.resolve().name != "data":
        with os.scandir(named) as found:
            tops = [named / entry.name for entry in found if _kind(entry) == "folder"]
        holding = [top for top in tops if _is_folder(top / "data")]
        if len(holding) == 1:
            return holding[0] / "data", holding[0]
    return named, named.resolve().parent


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "device or pipe"
