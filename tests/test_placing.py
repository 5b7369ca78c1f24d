"""A new catalogue takes the place of the old one whole and verified, or the old one stays as it was."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from itu_catalog import open_catalog
from itu_catalog.errors import CatalogueFileError, UnwritableFile
from itu_catalog.importers.locking import locked
from itu_catalog.importers.placing import place, previous_path, writable_path
from itu_catalog.store import opened
from placing import as_somebody_else, catalogue, in_a_child, mounted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEN, NINE, EIGHT = catalogue(10), catalogue(9), catalogue(8)

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def names(folder: Path) -> set[str]:
    """Return what lies in a directory, but for the lock, which stays."""
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


def whole(path: str | Path) -> int:
    """Open and verify a catalogue file, and return how many works it has."""
    store = opened(str(path))
    store.verify()
    return store.count("works")


# --------------------------------------------------------------------------------------------------
# What it does


def test_the_first_catalogue_is_put_in_place(tmp_path: Path) -> None:
    """Where there was none, there is one, and nothing beside it but the lock."""
    path = tmp_path / "mine.tsv"
    placed = place(TEN, path)

    assert (str(path), 10, 10, None, None, True) == (
        placed.path,
        placed.works,
        placed.documents,
        placed.previous,
        placed.before,
        placed.changed,
    )
    assert path.read_bytes() == TEN
    assert names(tmp_path) == {"mine.tsv"}


def test_the_one_before_is_kept(tmp_path: Path) -> None:
    """The file before stays under another name, and the one before that goes."""
    path = tmp_path / "mine.tsv"
    place(EIGHT, path)
    place(NINE, path)
    placed = place(TEN, path)

    assert str(tmp_path / "mine.previous.tsv") == placed.previous
    assert opened(str(placed.previous)).version == placed.before
    assert (10, 9) == (whole(path), whole(previous_path(str(path))))
    assert names(tmp_path) == {"mine.tsv", "mine.previous.tsv"}


def test_the_same_catalogue_changes_nothing(tmp_path: Path) -> None:
    """The same bytes again are not written again, and the one before stays the one before."""
    path = tmp_path / "mine.tsv"
    place(NINE, path)
    place(TEN, path)
    was = path.stat()
    placed = place(TEN, path)

    assert not placed.changed
    assert (was.st_ino, was.st_mtime_ns) == (path.stat().st_ino, path.stat().st_mtime_ns)
    assert whole(previous_path(str(path))) == 9


@pytest.mark.parametrize(("new", "refused"), [(9, False), (8, True), (0, True)])
def test_a_collapse_is_refused(tmp_path: Path, new: int, refused: bool) -> None:  # noqa: FBT001 - a column
    """With fewer than nine tenths of the works there is something wrong, unless somebody says it is right."""
    path = tmp_path / "mine.tsv"
    place(TEN, path)
    if refused:
        with pytest.raises(UnwritableFile, match=rf"has {new} works, the one there 10; .* --force"):
            place(catalogue(new), path)
        assert path.read_bytes() == TEN
    place(catalogue(new), path, force=True)

    assert new == whole(path)


def test_what_is_no_catalogue_is_refused(tmp_path: Path) -> None:
    """Bytes that cannot be opened, or that disagree with their digest, do not get in."""
    path = tmp_path / "mine.tsv"
    place(TEN, path)
    for bad in (b"", b"hello", TEN[:-1], TEN.replace(b"An example", b"An eXample", 1)):
        with pytest.raises(CatalogueFileError):
            place(bad, path)

        assert path.read_bytes() == TEN
        assert names(tmp_path) == {"mine.tsv"}


def test_a_damaged_catalogue_is_replaced(tmp_path: Path) -> None:
    """What nobody can read is no reason to refuse a good one; it is kept all the same."""
    path = tmp_path / "mine.tsv"
    path.write_bytes(b"#itu-catalog\tgarbage\n")
    placed = place(TEN, path)

    assert None is placed.before
    assert whole(path) == 10
    assert Path(str(placed.previous)).read_bytes() == b"#itu-catalog\tgarbage\n"


def test_a_symbolic_link_stays(tmp_path: Path) -> None:
    """What a link points to is replaced, and the link is still one."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    link = tmp_path / "mine.tsv"
    link.symlink_to(folder / "real.tsv")
    place(NINE, link)
    place(TEN, link)

    assert link.is_symlink()
    assert whole(link) == 10
    assert names(folder) == {"real.tsv", "real.previous.tsv"}


def test_permissions_stay(tmp_path: Path) -> None:
    """A file that others may read, or may not, is so after an update."""
    path = tmp_path / "mine.tsv"
    place(NINE, path)
    assert path.stat().st_mode & 0o777 == 0o666 & ~_mask()
    path.chmod(0o640)
    place(TEN, path)

    assert path.stat().st_mode & 0o777 == 0o640


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_an_open_catalogue_goes_on(tmp_path: Path) -> None:
    """Who has a catalogue open reads the old one to the end, mapped or not, and who opens it then, the new one."""
    path = tmp_path / "mine.tsv"
    long = "A long title " * 200
    place(catalogue(500, title=f"Old {long}"), path)
    assert path.stat().st_size > 1 << 20, "long enough to be mapped"
    before = open_catalog(path)
    place(catalogue(501, title=f"New {long}"), path)
    place(catalogue(502, title=f"Newer {long}"), path)
    after = open_catalog(path)

    assert {"Old"} == {str(work.title).split()[0] for work in before}
    assert (500, 502) == (sum(1 for _ in before), sum(1 for _ in after))


def test_the_users_catalogue_gets_a_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The data directory of a user who never had one is made; another directory never is."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "not" / "there"))
    placed = place(TEN)

    assert str(tmp_path / "not" / "there" / "itu-catalog" / "catalogue.tsv") == placed.path
    with pytest.raises(UnwritableFile, match=r"there is no directory .*elsewhere; make it first"):
        place(TEN, tmp_path / "elsewhere" / "mine.tsv")


# --------------------------------------------------------------------------------------------------
# What the system refuses: one sentence, with the way out


def refusal(call: Callable[[], object]) -> str:
    """Return the sentence in which something is refused; a line, and no more."""
    with pytest.raises(UnwritableFile) as caught:
        call()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_is_no_place_for_a_file(tmp_path: Path) -> None:
    """A directory, a pipe, links in a circle and a file for a directory are refused by name."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    (tmp_path / "file").write_text("")

    assert "it is a directory; name a file in it" in refusal(lambda: place(TEN, tmp_path))
    assert "it is no regular file" in refusal(lambda: place(TEN, tmp_path / "pipe"))
    assert "round in a circle" in refusal(lambda: place(TEN, tmp_path / "circle"))
    assert "is a file and no directory" in refusal(lambda: place(TEN, tmp_path / "file" / "mine.tsv"))
    assert "null" in refusal(lambda: place(TEN, f"{tmp_path}/a\0b"))


def test_no_home_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a home is told what to set."""
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)

    assert "there is no home directory; set HOME or XDG_DATA_HOME, or" in refusal(writable_path)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "is full; free some space"),
        (errno.EROFS, "is read-only; name a file elsewhere"),
        (errno.EACCES, "is not permitted; name a file elsewhere"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
@pytest.mark.parametrize("call", ["os.fsync", "os.replace", "tempfile.mkstemp"])
def test_a_refusal_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, sentence: str
) -> None:
    """Whatever fails, the old file is whole, nothing is left beside it, and the sentence says what to do."""
    path = tmp_path / "mine.tsv"
    place(NINE, path)

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(call, fail)
        assert sentence in refusal(lambda: place(TEN, path))
    assert path.read_bytes() == NINE
    assert names(tmp_path) == {"mine.tsv"}


@needs_fork
def test_a_limit_on_files(tmp_path: Path) -> None:
    """The real thing: a write that breaks off in the middle leaves the old file, and nothing else."""
    path = tmp_path / "mine.tsv"
    place(NINE, path)

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(NINE), len(NINE)))
        assert "no file so long may be in" in refusal(lambda: place(catalogue(100), path))

    assert in_a_child(limited) == 0
    assert path.read_bytes() == NINE
    assert names(tmp_path) == {"mine.tsv"}


def test_a_full_disc(tmp_path: Path) -> None:
    """The real thing: where there is no room for the new file, the old one stays."""
    with mounted(tmp_path, "size=64k"):
        path = tmp_path / "mine.tsv"
        place(NINE, path)

        assert "the disc of" in refusal(lambda: place(catalogue(1000), path))
        assert path.read_bytes() == NINE
        assert names(tmp_path) == {"mine.tsv"}


def test_a_read_only_file_system(tmp_path: Path) -> None:
    """The real thing: a system on which nothing can be written says so in one sentence."""
    with mounted(tmp_path, "ro"):
        assert "is read-only; name a file elsewhere" in refusal(lambda: place(TEN, tmp_path / "mine.tsv"))


@needs_fork
def test_a_directory_of_somebody_else(tmp_path: Path) -> None:
    """Where one may not write, the sentence says where else one may."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    folder.chmod(0o555)

    def try_it() -> None:
        assert "is not permitted; name a file elsewhere" in refusal(lambda: place(TEN, folder / "mine.tsv"))

    assert as_somebody_else(try_it, tmp_path) == 0


# --------------------------------------------------------------------------------------------------
# Kills, and several at once


@needs_fork
def test_a_kill_at_any_moment_leaves_a_whole_catalogue(tmp_path: Path) -> None:
    """Two hundred runs are killed at random moments; each time the catalogue is whole, and so is the one before."""
    path = tmp_path / "mine.tsv"
    place(catalogue(20), path)
    dice = random.Random(1956)  # noqa: S311 - the year of the first Recommendations; no secret
    seen, left = set(), 0
    script = str(Path(__file__).with_name("placing.py"))
    with subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        for _ in range(200):
            nursery.stdin.write(f"{dice.uniform(0.1, 6)}\n")
            nursery.stdin.flush()
            assert nursery.stdout.readline() == "killed\n"
            seen.add(whole(path))
            left += any(name.endswith(".new") for name in names(tmp_path))
            before = Path(previous_path(str(path)))
            assert not before.exists() or whole(before) in (20, 24)
        nursery.stdin.close()

    assert seen == {20, 24}
    assert left, "no run was killed in the middle of it; make them shorter"
    place(catalogue(30), path)
    assert names(tmp_path) == {"mine.tsv", "mine.previous.tsv"}, "the next run removes what was left"


def _place_some(path: str, sizes: list[int]) -> None:
    for size in sizes:
        place(catalogue(size), path, force=True)


@needs_fork
def test_several_imports_at_once(tmp_path: Path) -> None:
    """Four processes put forty catalogues at one place while a reader opens it: it always is one of them."""
    path = tmp_path / "mine.tsv"
    place(catalogue(50), path)
    context = multiprocessing.get_context("spawn")
    batches = [list(range(51 + 10 * each, 61 + 10 * each)) for each in range(4)]
    writers = [context.Process(target=_place_some, args=(str(path), batch)) for batch in batches]
    for writer in writers:
        writer.start()
    seen = set()
    while any(writer.is_alive() for writer in writers):
        seen.add(whole(path))
    for writer in writers:
        writer.join()

    assert [0] * 4 == [writer.exitcode for writer in writers]
    assert seen <= set(range(50, 91))
    assert whole(path) in {batch[-1] for batch in batches}
    assert whole(previous_path(str(path))) in range(50, 91)
    assert names(tmp_path) == {"mine.tsv", "mine.previous.tsv"}


def test_several_threads_at_once(tmp_path: Path) -> None:
    """The lock is between threads, too."""
    path = str(tmp_path / "mine.tsv")
    threads = [threading.Thread(target=_place_some, args=(path, [20 + each] * 3)) for each in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert whole(path) in range(20, 26)
    assert names(tmp_path) == {"mine.tsv", "mine.previous.tsv"}


def _hold(path: str, ready: str, seconds: float) -> None:
    with locked(path, doing="a test"):
        Path(ready).write_text("", encoding="utf-8")
        time.sleep(seconds)


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that holds the lock of ``mine.tsv`` for a minute, unless somebody ends it."""
    script = "import sys, test_placing; test_placing._hold(sys.argv[1], sys.argv[2], 60)"  # a module of this directory
    path, ready = tmp_path / "mine.tsv", tmp_path / "ready"
    place(NINE, path)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([*sys.path, str(Path(__file__).parent)])}
    with subprocess.Popen([sys.executable, "-c", script, str(path), str(ready)], env=environment) as process:  # noqa: S603
        while not ready.exists():
            assert process.poll() is None
            time.sleep(0.01)
        yield process
        process.kill()


def test_who_holds_it_is_told(tmp_path: Path, holder: subprocess.Popen[bytes]) -> None:
    """Who has waited long enough is told which process is at work, since when and on what."""
    began = time.monotonic()
    said = refusal(lambda: place(TEN, tmp_path / "mine.tsv", wait=0.3))

    assert 0.3 <= time.monotonic() - began < 10
    assert f"process {holder.pid} on " in said
    assert "(a test); try again when that is done" in said
    assert (tmp_path / "mine.tsv").read_bytes() == NINE


def test_a_killed_holder_blocks_nobody(tmp_path: Path, holder: subprocess.Popen[bytes]) -> None:
    """The lock of a process that is killed is gone with it."""
    holder.kill()
    holder.wait()
    place(TEN, tmp_path / "mine.tsv", wait=0)

    assert whole(tmp_path / "mine.tsv") == 10


@needs_fork
def test_what_a_killed_import_forked_blocks_nobody(tmp_path: Path) -> None:
    """A worker that outlives its import has not inherited the lock."""
    path, note = str(tmp_path / "mine.tsv"), tmp_path / "worker"

    def fork_and_die() -> None:
        with locked(path):
            worker = os.fork()
            if not worker:
                time.sleep(30)
                os._exit(0)
            note.write_text(str(worker), encoding="utf-8")
            os.kill(os.getpid(), signal.SIGKILL)

    assert in_a_child(fork_and_die) == signal.SIGKILL
    try:
        assert place(TEN, path, wait=0).changed
    finally:
        os.kill(int(note.read_text(encoding="utf-8")), signal.SIGKILL)


def test_who_waits_gets_it_in_the_end(tmp_path: Path) -> None:
    """Who waits is told for whom, once, and goes on when that is done."""
    path, told = str(tmp_path / "mine.tsv"), list[str]()
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_hold, args=(path, str(tmp_path / "ready"), 0.5))
    process.start()
    while not (tmp_path / "ready").exists():
        time.sleep(0.01)
    with locked(path, tell=told.append) as alone:
        assert alone
    process.join()

    assert len(told) == 1
    assert "waiting, because process " in told[0]


def test_the_holder_may_ask_again(tmp_path: Path) -> None:
    """An update holds the lock all along, and what it calls takes it too; the files of the update stay."""
    path = tmp_path / "mine.tsv"
    with locked(str(path)) as first:
        mine = tmp_path / ".mine.tsv.abcdefgh.new"
        mine.write_bytes(b"")
        place(TEN, path)
        with locked(str(path)) as second:
            assert (True, False) == (first, second)
        assert mine.exists()
    place(NINE, path)
    assert not mine.exists()


def test_only_what_an_import_left_is_removed(tmp_path: Path) -> None:
    """Files of other names are nobody's business."""
    others = {
        "mine.tsv.new",
        ".mine.tsv.new",
        ".mine.tsv.ABCDEFGH.new",
        ".other.tsv.abcdefgh.new",
        ".mine.tsv.abcdefgh.tmp",
    }
    for name in others:
        (tmp_path / name).write_bytes(b"")
    left = tmp_path / ".mine.tsv.abc_1234.new"
    left.mkdir()
    (left / "archive").write_bytes(b"x")
    place(TEN, tmp_path / "mine.tsv")

    assert names(tmp_path) == others | {"mine.tsv"}


def test_without_locks_a_catalogue_is_whole_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a file system that has no locks a rename is whole, too; only what others left is not touched."""

    def none(_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("itu_catalog.importers.locking._take", none)
    (tmp_path / ".mine.tsv.abcdefgh.new").write_bytes(b"")
    place(TEN, tmp_path / "mine.tsv")

    assert names(tmp_path) == {"mine.tsv", ".mine.tsv.abcdefgh.new"}


def test_a_run_that_was_killed_between_two_names(tmp_path: Path) -> None:
    """When the one before and the one there are one file already, nothing is left beside them."""
    path = tmp_path / "mine.tsv"
    place(NINE, path)
    (tmp_path / "mine.previous.tsv").hardlink_to(path)
    place(TEN, path)

    assert (10, 9) == (whole(path), whole(previous_path(str(path))))
    assert names(tmp_path) == {"mine.tsv", "mine.previous.tsv"}


def test_where_a_file_has_one_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are no hard links, the one before is a copy."""

    def none(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr("os.link", none)
    place(NINE, tmp_path / "mine.tsv")
    placed = place(TEN, tmp_path / "mine.tsv")

    assert whole(str(placed.previous)) == 9
    assert names(tmp_path) == {"mine.tsv", "mine.previous.tsv"}
