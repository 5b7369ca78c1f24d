"""A file that is written anew is the old one or the new one at every moment, and nothing of it is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from itu_catalog.annotation.saving import Held, create, held_by_git, save
from itu_catalog.errors import UnwritableFile

OLD, NEW = b"see ITU-T X.509\r\n", b"see [ITU-T X.509](https://www.itu.int/rec/T-REC-X.509)\r\n"

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
not_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do anything")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file outside of any repository."""
    path = tmp_path / "report.md"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty repository of git, whatever the person who runs this has configured."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    git(tmp_path, "init", "-q")
    return tmp_path


def git(where: Path, *words: str) -> None:
    """Run git as somebody."""
    who = ("-c", "user.name=somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(where), *who, *words], check=True, capture_output=True)  # noqa: S603, S607


def names(where: Path) -> set[str]:
    """Return the files of a directory."""
    return {path.name for path in where.iterdir()} - {".git"}


def test_new_text_takes_the_place_of_the_old_one(file: Path) -> None:
    """The file has the new bytes, the backup the old ones, and nothing else is left behind."""
    kept = save(str(file), OLD, NEW)

    assert NEW == file.read_bytes()
    assert str(file) + "~" == kept
    assert OLD == Path(kept).read_bytes()
    assert {"report.md", "report.md~"} == names(file.parent)


def test_no_backup_is_ever_overwritten(file: Path) -> None:
    """Each backup has a name of its own, but two of the same bytes are one."""
    save(str(file), OLD, NEW)
    second = save(str(file), NEW, b"third")
    file.write_bytes(OLD)
    third = save(str(file), OLD, NEW)

    assert (f"{file}~1", f"{file}~") == (second, third)
    assert OLD == Path(f"{file}~").read_bytes()
    assert NEW == Path(f"{file}~1").read_bytes()


def test_backup_with_another_suffix(file: Path) -> None:
    """Whoever asks for a suffix gets a backup under it."""
    assert f"{file}.orig" == save(str(file), OLD, NEW, backup=".orig")


def test_mode_stays(file: Path) -> None:
    """Who may read, write and run the file stays as it was, for its backup too."""
    file.chmod(0o750)

    kept = save(str(file), OLD, NEW)

    assert [0o750, 0o750] == [stat.S_IMODE(os.stat(path).st_mode) for path in (str(file), str(kept))]  # noqa: PTH116


def test_symbolic_link_stays(file: Path) -> None:
    """What a symbolic link points to is written, and backed up where it is; the link is still one."""
    folder = file.parent / "links"
    folder.mkdir()
    link = folder / "same.md"
    link.symlink_to("../report.md")

    save(str(link), OLD, NEW)

    assert link.is_symlink()
    assert NEW == file.read_bytes()
    assert {"same.md"} == names(folder)


def test_change_in_between_is_noticed(file: Path) -> None:
    """A file that somebody wrote since it was read is left to them."""
    file.write_bytes(b"somebody else's words")

    with pytest.raises(UnwritableFile, match="it has changed since it was read"):
        save(str(file), OLD, NEW)

    assert b"somebody else's words" == file.read_bytes()
    assert not [name for name in names(file.parent) if name.endswith(".tmp")]


def test_a_new_file_takes_the_place_of_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that somebody makes under the same name in the meantime is not overwritten."""
    path = tmp_path / "new.md"
    path.write_bytes(OLD)
    monkeypatch.setattr("os.path.lexists", lambda _: False)  # it was not there a moment ago

    with pytest.raises(UnwritableFile, match="it is there already"):
        create(str(path), NEW)

    assert OLD == path.read_bytes()
    assert {"new.md"} == names(tmp_path)


def test_a_new_file_where_a_file_has_one_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without hard links gets the new file, too."""
    monkeypatch.setattr("os.link", lambda *_: (_ for _ in ()).throw(PermissionError()))
    create(str(tmp_path / "new.md"), NEW)

    assert {"new.md"} == names(tmp_path)
    assert NEW == (tmp_path / "new.md").read_bytes()


def test_hard_link_is_refused(file: Path) -> None:
    """A file of two names would be two files afterwards."""
    (file.parent / "other.md").hardlink_to(file)

    with pytest.raises(UnwritableFile, match="hard links"):
        save(str(file), OLD, NEW)

    assert OLD == file.read_bytes()


@pytest.mark.parametrize("kind", ["directory", "pipe", "nothing"])
def test_what_is_no_file_is_refused(tmp_path: Path, kind: str) -> None:
    """Only a regular file that is there can be replaced."""
    path = tmp_path / "thing"
    if kind == "directory":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)

    with pytest.raises(UnwritableFile, match="cannot write"):
        save(str(path), OLD, NEW)


@not_root
def test_protected_file_is_refused(file: Path) -> None:
    """A file that may not be written is not replaced, though its directory would allow it."""
    file.chmod(0o444)

    with pytest.raises(UnwritableFile, match="not permitted"):
        save(str(file), OLD, NEW)

    assert OLD == file.read_bytes()


@needs_git
def test_what_git_holds_needs_no_backup(repository: Path) -> None:
    """A committed file is written without a backup."""
    path = repository / "report.md"
    path.write_bytes(OLD)
    git(repository, "add", "report.md")
    git(repository, "commit", "-qm", "first")

    assert Held.YES is held_by_git(str(path))
    assert None is save(str(path), OLD, NEW)
    assert {"report.md"} == names(repository)


@needs_git
def test_uncommitted_changes_are_not_touched(repository: Path) -> None:
    """Of a file that somebody is at work on, nothing is written, unless they say so; then with a backup."""
    path = repository / "report.md"
    path.write_bytes(b"first")
    git(repository, "add", "report.md")
    path.write_bytes(OLD)

    with pytest.raises(UnwritableFile, match="changes that are not committed"):
        save(str(path), OLD, NEW)
    assert OLD == path.read_bytes()

    assert f"{path}~" == save(str(path), OLD, NEW, allow_dirty=True)


@needs_git
@pytest.mark.parametrize("ignored", [False, True])
def test_what_git_does_not_know_is_backed_up(repository: Path, ignored: bool) -> None:  # noqa: FBT001
    """A file in a repository that is none of its files, ignored or new, gets a backup as anywhere else."""
    (repository / ".gitignore").write_text("*.md\n" if ignored else "")
    path = repository / "report.md"
    path.write_bytes(OLD)

    assert Held.NO is held_by_git(str(path))
    assert f"{path}~" == save(str(path), OLD, NEW)


@needs_git
def test_changes_that_git_was_told_to_overlook_are_seen(repository: Path) -> None:
    """A file that is assumed to be unchanged, and is not, counts as changed."""
    path = repository / "report.md"
    path.write_bytes(b"first")
    git(repository, "add", "report.md")
    git(repository, "update-index", "--assume-unchanged", "report.md")
    path.write_bytes(OLD)

    assert Held.CHANGED is held_by_git(str(path))


@needs_git
def test_line_ends_that_git_converts_are_held(repository: Path) -> None:
    """What git stores in another form, and gives back as it is, it holds."""
    (repository / ".gitattributes").write_text("*.md text eol=crlf\n")
    path = repository / "report.md"
    path.write_bytes(OLD)
    git(repository, "add", "report.md")

    assert Held.YES is held_by_git(str(path))


def test_without_git_a_backup_is_made(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no git, nobody holds anything."""
    monkeypatch.setenv("PATH", "")

    assert f"{file}~" == save(str(file), OLD, NEW)


_WRITER = """
import sys
from itu_catalog.annotation.saving import save
path = sys.argv[1]
with open(path, "rb") as file:
    old = file.read()
new = bytes([old[0] ^ 3]) * len(old)
print("ready", flush=True)
while True:
    save(path, old, new, backup=".orig")
    old, new = new, old
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal")
def test_killed_at_any_moment_the_file_is_whole(tmp_path: Path) -> None:
    """Whenever the process is killed, the file has all of the old bytes or all of the new ones."""
    path, size = tmp_path / "report.md", 3_000_000
    path.write_bytes(b"a" * size)
    moments = random.Random(0)  # noqa: S311 - any moments will do
    seen = set()

    for _ in range(12):
        command = [sys.executable, "-c", _WRITER, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:  # noqa: S603 - our own code
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(moments.uniform(0, 0.08))
            writer.send_signal(signal.SIGKILL)
        data = path.read_bytes()
        assert (size, 1) == (len(data), len(set(data)))
        seen.add(data[:1])

    assert {b"a", b"b"} == seen
