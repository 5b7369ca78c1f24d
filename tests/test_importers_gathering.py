"""All records of a dataset, on several processes: the same on any number of them, and an end in every case."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from growth import HANGING
from itu_catalog.errors import MissingExtra, UnreadableInput
from itu_catalog.importers import batches
from itu_catalog.importers.relaton import gathering
from itu_catalog.importers.relaton.gathering import gather
from made_dataset import files, packed, put, tape, tree, written
from snapshot import find_snapshot

pytest.importorskip("yaml", reason="the extra `import` is not installed")

MANY = [f"ITU-T X.{number} (10/2019)" for number in range(60)]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give processes few files at a time, so that a small dataset keeps several busy."""
    monkeypatch.setattr(gathering, "_FILES", 7)


def workers_of(parent: int) -> set[int]:
    """Return the processes that one has started to read, and that have not ended."""
    found = set()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            state, of = (place / "stat").read_text().rpartition(")")[2].split()[:2]
            begun = (place / "cmdline").read_bytes()
        except OSError:  # it has ended meanwhile
            continue
        if int(of) == parent and state != "Z" and b"batches" in begun:
            found.add(int(place.name))
    return found


listed = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are listed by Linux only")


def mixed(folder: Path) -> Path:
    """Make a dataset in which three files are no records."""
    good = files(MANY, top="")
    bad = {
        "data/itu-t-a.yaml": b"title: a\n",
        "data/itu-t-x-31-a.yaml": b"title: 'a\n",
        "data/itu-t-z.yaml": b"\xff",
    }
    return put(folder, good | bad)


# ---------------------------------------------------------------------------------------------- what is gathered


@pytest.mark.usefixtures("few")
def test_the_number_of_processes_changes_nothing(tmp_path: Path) -> None:
    """One process or several, a folder or an archive in any order: the same records in the same order."""
    folder = mixed(tmp_path / "a")
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}
    (tmp_path / "b").write_bytes(tape(dict(reversed(contents.items()))))

    alone, many, taped = (
        gather(folder, workers=1),
        gather(folder, workers=3),
        gather(tmp_path / "b", workers=2),
    )

    assert set(MANY) == {raw.identifier for raw in alone.raws}
    assert alone.raws == many.raws == taped.raws
    assert alone.unreadable == many.unreadable == taped.unreadable
    assert len(alone.unreadable) == 3


@pytest.mark.usefixtures("few")
def test_what_cannot_be_read_is_counted_and_explained(tmp_path: Path) -> None:
    """A bad file stops nothing: it is named, with its reason."""
    found = gather(mixed(tmp_path), workers=2)

    assert found.files == 63
    assert [each.file for each in found.unreadable] == [
        "data/itu-t-a.yaml",
        "data/itu-t-x-31-a.yaml",
        "data/itu-t-z.yaml",
    ]
    assert "has no 'docidentifier'" in found.unreadable[0].reason


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.usefixtures("few")
def test_strict_stops_at_the_first(workers: int, tmp_path: Path) -> None:
    """With `strict` a bad file is an error that names it."""
    with pytest.raises(UnreadableInput, match=r"data/itu-t-a\.yaml: it has no 'docidentifier'"):
        gather(mixed(tmp_path), workers=workers, strict=True)


def test_strict_minds_what_was_refused(tmp_path: Path) -> None:
    """A link that is named like a record matters, too."""
    put(tmp_path, files(top=""))
    (tmp_path / "data" / "link.yaml").symlink_to("/etc/passwd")

    with pytest.raises(UnreadableInput, match=r"data/link\.yaml: it is a link"):
        gather(tmp_path, strict=True)


@pytest.mark.usefixtures("few")
def test_progress_is_told(tmp_path: Path) -> None:
    """Whoever asks hears how many files are read, and of how many, where that is known."""
    (tmp_path / "a.zip").write_bytes(packed(files(MANY)))
    (tmp_path / "a.tar").write_bytes(tape(files(MANY)))
    heard: list[tuple[int, int | None]] = []

    gather(tmp_path / "a.zip", workers=2, progress=lambda *told: heard.append(told))
    gather(tmp_path / "a.tar", workers=1, progress=lambda *told: heard.append(told))

    steps = [*range(7, 60, 7), 60]
    assert heard == [(step, 60) for step in steps] + [(step, None) for step in steps]


def test_a_small_dataset_needs_no_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one process has done at once is not handed to another."""
    monkeypatch.setattr(gathering, "done", None)
    put(tmp_path, files())

    assert gather(tmp_path, workers=8).files == 3


def test_names_of_related_texts_are_shared(tmp_path: Path) -> None:
    """Half a million names of some 17,000 texts take the room of the latter."""
    put(tmp_path, {f"data/{n}.yaml": written(tree(f"ITU-T X.{n} (10/2019)")).encode() for n in range(2)})

    first, second = gather(tmp_path).raws

    assert first.editions[0] is second.editions[0]


def test_the_whole_snapshot_is_gathered(shared: Path) -> None:
    """All 21,506 files of the snapshot are records, and its name says the day."""
    found = gather(find_snapshot(shared))

    assert len(found.raws) == 21_506
    assert found.unreadable == []
    assert str(found.snapshot.day) in found.snapshot.name
    assert len({raw.identifier for raw in found.raws}) == 21_506
    assert sum(raw.identifier.startswith("ITU-T") for raw in found.raws) == 16_172
    assert sum(raw.identifier.startswith("ITU-T") and not raw.enriched for raw in found.raws) == 231
    assert sum(len(raw.complements) for raw in found.raws) == 365_690


# ---------------------------------------------------------------------------------------------- when something fails


@listed
def test_an_archive_that_breaks_off_is_an_error(tmp_path: Path) -> None:
    """What was read before the end of a damaged archive is not taken for the whole, and no process is left."""
    (tmp_path / "a").write_bytes(tape(files([f"ITU-T X.{n} (10/2019)" for n in range(600)]))[:-20_000])

    with pytest.raises(UnreadableInput, match="cut short"):
        gather(tmp_path / "a", workers=2)
    assert set() == workers_of(os.getpid())


def test_without_the_extra_nothing_is_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without PyYAML the way out is told before anything is opened."""

    def missing() -> None:
        raise MissingExtra("import", "imports of YAML records")

    monkeypatch.setattr(gathering, "needed", missing)
    with pytest.raises(MissingExtra, match=r"itu-catalog\[import\]"):
        gather(tmp_path / "absent")


def test_no_workers_are_refused(tmp_path: Path) -> None:
    """Nobody would read."""
    with pytest.raises(ValueError, match="0 workers read nothing"):
        gather(tmp_path, workers=0)


@listed
@pytest.mark.usefixtures("few")
def test_an_error_of_the_caller_ends_everything(tmp_path: Path) -> None:
    """When `progress` raises, the processes end."""

    def raising(*_: object) -> None:
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        gather(mixed(tmp_path), workers=2, progress=raising)
    assert set() == workers_of(os.getpid())


@listed
@pytest.mark.usefixtures("few")
def test_a_process_that_dies_is_an_error(tmp_path: Path) -> None:
    """A process that is killed, as a system short of memory does, is an error with the way out, and no wait."""

    def murderous(*_: object) -> None:
        for child in workers_of(os.getpid()):
            os.kill(child, signal.SIGKILL)

    with pytest.raises(
        UnreadableInput, match=r"was ended by the system \(SIGKILL\); free memory, or use one worker"
    ):
        gather(mixed(tmp_path), workers=2, progress=murderous)


def test_what_the_work_raises_is_raised() -> None:
    """An error in a process is raised where the result was waited for."""
    with pytest.raises(ValueError, match="invalid literal"):
        list(batches.done(["1", "a"], "builtins:int", 2))


def test_a_process_that_ends_by_itself_is_an_error() -> None:
    """Work that ends its process does not end the wait."""
    with pytest.raises(ChildProcessError, match=r"ended by itself \(exit code 3\)"):
        list(batches.done([3, 3], "os:_exit", 2))


def test_processes_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process can be started, one worker is the way out."""
    monkeypatch.setattr(sys, "executable", "/absent/python")

    with pytest.raises(ChildProcessError, match=r"could not be started .* one worker"):
        list(batches.done([3, 3], "builtins:abs", 2))


def test_results_come_in_order() -> None:
    """A slow batch holds back what comes after it, and nothing is lost."""
    waits = [0.05, 0, 0, 0.02, 0] * 3

    assert [None] * len(waits) == list(batches.done(waits, "time:sleep", 3))
    assert list(range(50)) == list(batches.done(range(-49, 1), "builtins:abs", 3))[::-1]


def test_few_batches_are_on_their_way() -> None:
    """However many batches there are, few are taken before results are."""
    taken: list[int] = []

    def numbers() -> object:
        for number in range(1000):
            taken.append(number)
            yield number

    results = batches.done(numbers(), "builtins:abs", 2)  # type: ignore[arg-type]
    next(results)
    assert len(taken) <= 5
    results.close()  # type: ignore[attr-defined]


def test_threads_do_no_harm() -> None:
    """Threads that run already, with locks that they hold, are no danger: nothing is forked."""
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert list(batches.done([-1, -2], "builtins:abs", 2)) == [1, 2]
    finally:
        stop.set()
        thread.join()


SCRIPT = """
import sys, time
from itu_catalog.importers.relaton import gathering
gathering._FILES = 7
gathering.gather(sys.argv[1], workers=2, progress=lambda *_: (print("begun", flush=True), time.sleep(0.2)))
"""


@listed
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_import_leaves_no_process(end: signal.Signals, tmp_path: Path) -> None:
    """After Ctrl-C, and after a kill that nobody can answer, no process goes on; a script needs no main guard."""
    put(tmp_path, files([f"ITU-T X.{n} (10/2019)" for n in range(300)]))
    with subprocess.Popen(  # noqa: S603 - it is our code
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "begun\n"
        mine = workers_of(process.pid)
        assert len(mine) == 2
        process.send_signal(end)
        said = process.stderr.read()
        process.wait(HANGING)

    assert ("KeyboardInterrupt" in said) == (end == signal.SIGINT)
    deadline = time.monotonic() + HANGING
    while any(map(_lives, mine)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(_lives, mine))


def _lives(process: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
