"""A run over many inputs: its order, its processes, what it does when one dies or somebody interrupts."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from growth import HANGING
from itu_catalog import Catalog, embedded_catalog, find_citations, open_catalog
from itu_catalog.checking import Inputs, Manner, begin, check_paths, check_source, crossing, workers
from itu_catalog.checking.judging import Judging, Outcome, attempt
from itu_catalog.cli import main
from itu_catalog.errors import CatalogueFileError
from itu_catalog.findings import check
from itu_catalog.readers.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from itu_catalog.checking import Checked

Capture = pytest.CaptureFixture[str]
SRC = str(Path(__file__).resolve().parent.parent / "src")
RUN = begin(embedded_catalog(), "2020-06-09")
TEXTS = [
    "See ITU-T Z.140.",
    "Nothing.",
    "ITU-T X.509 (2016) and X.1402",
    "ITU-T Z.100-series; ITU-T X.694 Cor.1",
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ITU_CATALOG", "embedded")
    return tmp_path


def files(root: Path, count: int) -> list[str]:
    """Write texts, and return their names in order."""
    names = [f"{number:03}.txt" for number in range(count)]
    for number, name in enumerate(names):
        (root / name).write_text(TEXTS[number % len(TEXTS)], encoding="utf-8")
    return names


def told(checks: Iterator[Checked]) -> list[tuple[str, list[str], str | None]]:
    """Return what matters of each."""
    return [(each.name, list(map(str, each.findings)), each.fault) for each in checks]


def alive() -> list[int]:
    """Return the processes that this one has started, and that are still there."""
    found = []
    for entry in Path("/proc").iterdir() if Path("/proc").is_dir() else ():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == os.getpid() and fields[0] != "Z":
                found.append(int(entry.name))
    return found


# ---- order and sameness


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_say_what_one_says(jobs: int, here: Path) -> None:
    """However many processes read, the results are the same and in the same order; none is left behind."""
    files(here, 30)
    before = alive()
    paths = ["no-such.txt", ".", "also/*.none"]

    assert told(check_paths(paths, RUN, jobs=1)) == told(check_paths(paths, RUN, jobs=jobs))
    assert before == alive()


def test_findings_of_another_process_navigate(here: Path) -> None:
    """A finding that another process made leads on through the catalogue of this one."""
    files(here, 4)

    *_, last = check_paths(["."], RUN, jobs=2)
    documents = [each.document for each in last.findings if each.document is not None]
    assert [embedded_catalog().resolve(each.identifier) for each in documents] == documents
    assert all(each.work is embedded_catalog()[each.identifier] for each in documents)
    assert {text for each in last.findings for text in each.documents} > set(documents)
    assert "Z.100" in {text.work.identifier.designation for each in last.findings for text in each.documents}


def test_everything_of_a_finding_crosses() -> None:
    """Each code and each series comes through a crossing equal, and its records are those of the catalogue."""
    text = (
        "; ".join(TEXTS)
        + "; ITU-T X.5099; ITU-R X.509; ITU-T X.694 Cor.1; ITU-T G.Sup.otnsec; ITU-T Z.Imp100"
    )
    findings = list(check(text, catalog=embedded_catalog()))

    again = crossing.loads(crossing.dumps(findings), embedded_catalog())
    assert findings == again
    for mine, other in zip(findings, again, strict=True):
        assert mine.document is other.document
        assert mine.replacement is other.replacement
        assert all(one is two for one, two in zip(mine.documents, other.documents, strict=True))


def test_every_record_crosses() -> None:
    """Every work and document of the catalogue crosses, whole collections of them, too."""
    catalog = embedded_catalog()
    records = [*catalog, *catalog.documents]

    again = crossing.loads(crossing.dumps(records), catalog)
    assert all(one is two for one, two in zip(records, again, strict=True))


def test_a_record_of_another_catalogue_does_not_cross() -> None:
    """A catalogue that has no such record says so."""
    other = Catalog.from_records(
        [embedded_catalog()["X.25"]] if "X.25" in embedded_catalog() else [], as_of="2020-01-01"
    )

    with pytest.raises(CatalogueFileError):
        crossing.loads(crossing.dumps(embedded_catalog().resolve("X.509")), other)


def test_catalogues_of_every_kind_cross(tmp_path: Path) -> None:
    """The embedded catalogue, one of a file, one in memory and one laid over another answer in other processes."""
    embedded = embedded_catalog()
    big = tmp_path / "big.tsv"
    big.write_bytes(Path(embedded.path).read_bytes())
    memory = Catalog.from_records([embedded["X.509"]], as_of="2026-08-22")
    text = tmp_path / "a.txt"
    text.write_text("ITU-T X.509 (2016)", encoding="utf-8")

    for catalog in (embedded, open_catalog(big), memory):
        (one,) = check_paths([str(text)], begin(catalog), jobs=2)
        assert one.fault is None
        assert catalog.resolve("X.509 (2016)") is one.findings[0].document


def test_a_catalogue_that_was_replaced_is_told() -> None:
    """A file that is another one by now is no longer opened; the run says so."""
    with pytest.raises(CatalogueFileError, match="when the run began; start again"):
        crossing.opened_again(None, embedded_catalog().path, "2000-01-01+0")


def test_standard_input_is_read_here(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of several processes only this one has standard input."""
    import io

    files(here, 3)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"ITU-T Z.140"), encoding="utf-8"))

    assert ["-", "000.txt", "001.txt", "002.txt"] == [
        each.name for each in check_paths(["-", "."], RUN, jobs=2)
    ]


def test_inputs_are_taken_as_they_are_needed(here: Path) -> None:
    """Few inputs are on their way at any time, however many there are."""
    files(here, 400)
    inputs = Inputs(["."], read=lambda _: True)

    checks = check_paths(inputs, RUN, jobs=2)
    next(checks)
    assert inputs.found <= 2 * workers._AHEAD + 1
    checks.close()


def test_stopping_ends_the_processes(here: Path) -> None:
    """Who stops iterating leaves no process behind."""
    files(here, 60)
    before = alive()

    checks = check_paths(["."], RUN, jobs=3)
    assert "000.txt" == next(checks).name
    assert len(alive()) > len(before) or sys.platform != "linux"
    checks.close()
    assert before == alive()


def test_few_files_need_no_process(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Little is read by this process; much by others, one for each processor."""
    asked: list[int] = []

    def outcomes(*given: object) -> Iterator[tuple[object, Outcome]]:
        asked.append(int(str(given[-1])))
        return iter(())

    monkeypatch.setattr(workers, "outcomes", outcomes)
    monkeypatch.setattr("itu_catalog.checking.running._processors", lambda: 7)
    names = files(here, 70)

    assert 3 == len(list(check_paths(names[:3], RUN)))
    assert 70 == len(list(check_paths(["."], RUN)))
    (here / "000.txt").write_text("x " * (1 << 17), encoding="utf-8")
    assert 1 == len(list(check_paths(["000.txt"], RUN)))
    assert [] == asked
    list(check_paths(["."], RUN))
    (here / "big.txt").write_text("x " * (1 << 20), encoding="utf-8")
    list(check_paths(["big.txt", "000.txt"], RUN))
    (here / "big.pdf").write_bytes(b"x" * (1 << 17))
    list(check_paths(["big.pdf", "001.txt"], RUN))
    assert [7, 7, 7] == asked


def test_a_run_or_what_it_says(here: Path) -> None:
    """The day and the catalogue may be given by themselves, and not twice."""
    files(here, 1)

    assert told(check_paths(["."], begin(on="2020-06-09"))) == told(check_paths(["."], on="2020-06-09"))
    with pytest.raises(TypeError, match="give either the run, or these"):
        next(check_paths(["."], RUN, on="2020-06-09"))


# ---- faults


def test_a_process_that_dies_loses_its_file_alone(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that the system ends loses the file it was at; another one goes on with the rest."""
    names = files(here, 12)
    script = (
        "import os, sys; sys.path[:] = {path!r}\n"
        "from itu_catalog.checking import worker\n"
        "def deadly(name, judging, attempt=worker.attempt):\n"
        "    if name in ('003.txt', '004.txt'): os.kill(os.getpid(), 9)\n"
        "    if name == '007.txt': os._exit(3)\n"
        "    return attempt(name, judging)\n"
        "worker.attempt = deadly\n"
        "worker.main()"
    )
    monkeypatch.setattr(workers, "_SCRIPT", script)

    checks = list(check_paths(["."], RUN, jobs=2))
    assert names == [each.name for each in checks]
    faults = {each.name: each.fault for each in checks if each.fault}
    assert ["003.txt", "004.txt", "007.txt"] == list(faults)
    assert "cannot read 003.txt: the process that read it was ended by the system (SIGKILL)" in (
        faults["003.txt"] or ""
    )
    assert "ended by itself (exit code 3)" in (faults["007.txt"] or "")


def test_processes_that_never_start(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no process starts, every file says so, and the run ends."""
    files(here, 5)
    monkeypatch.setattr(workers, "_SCRIPT", "raise SystemExit(4)  # {path}")
    assert all("exit code 4" in (each.fault or "") for each in check_paths(["."], RUN, jobs=2))

    monkeypatch.setattr("sys.executable", "/no/such/interpreter")
    assert all("No such file" in (each.fault or "") for each in check_paths(["."], RUN, jobs=2))


def test_a_worker_that_prints_disturbs_nobody(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a library prints in another process does not get between the answers."""
    files(here, 4)
    script = (
        "import sys; sys.path[:] = {path!r}\n"
        "from itu_catalog.checking import worker\n"
        "def loud(name, judging, attempt=worker.attempt):\n"
        "    print('hello', flush=True); return attempt(name, judging)\n"
        "worker.attempt = loud\n"
        "worker.main()"
    )
    monkeypatch.setattr(workers, "_SCRIPT", script)

    assert [None] * 4 == [each.fault for each in check_paths(["."], RUN, jobs=2)]


FAULTS: list[tuple[BaseException, str]] = [
    (MemoryError(), "cannot read a.txt: it needs more memory than there is; split it first"),
    (RuntimeError("first\nsecond"), "a fault of itu-catalog itself, please report it (RuntimeError: first)"),
    (RecursionError("deep"), "(RecursionError: deep)"),
    (
        CatalogueFileError("x.tsv", reason="damaged"),
        "cannot read a.txt: x.tsv is no usable catalogue file: damaged",
    ),
]


@pytest.mark.parametrize(("fault", "said"), FAULTS, ids=lambda value: type(value).__name__)
def test_whatever_is_wrong_is_one_sentence(
    fault: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading one input may fail in any way: it is a sentence, and the others go on."""

    def broken(*_: object) -> None:
        raise fault

    monkeypatch.setattr(Judging, "read", broken)
    outcome = attempt("a.txt", Judging(RUN))
    assert said in (outcome.fault or "")
    assert "\n" not in (outcome.fault or "")


def test_an_outcome_may_be_pickled() -> None:
    """What goes from one process to another needs no function of this one."""
    assert Manner("never") == pickle.loads(pickle.dumps(Manner("never")))


# ---- the library


def test_one_source() -> None:
    """A source is checked by itself, with the day of the run, or of the catalogue."""
    source = Source.of_text(TEXTS[2], "memo.txt")

    assert [str(each) for each in check(TEXTS[2], on="2020-06-09")] == [
        str(each) for each in check_source(source, RUN).findings
    ]
    assert [str(each) for each in check("X.694 Cor.1, of ITU-T X.694 Cor.1")] == [
        str(each) for each in check_source(Source.of_text("X.694 Cor.1, of ITU-T X.694 Cor.1")).findings
    ]


@pytest.mark.parametrize("bare", ["never", "context", "always"])
def test_bare_numbers_are_found_as_asked(bare: str) -> None:
    """What counts as a citation is what the finder says by the policy that is given."""
    text = "Encode with G.711 or H.264; X.25 too."
    manner = Manner(bare)  # type: ignore[arg-type] # one of three words

    assert [each.start for each in find_citations(text, bare=bare)] == list(  # type: ignore[arg-type] # likewise
        dict.fromkeys(
            each.citation.start for each in check_source(Source.of_text(text), RUN, manner=manner).findings
        )
    )


# ---- the command


def run(words: list[str], here: Path, **more: object) -> subprocess.Popen[bytes]:
    """Start the command in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": SRC, "ITU_CATALOG": "embedded", "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return] # noqa: S603 - our own program
        [sys.executable, "-m", "itu_catalog", "check", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=here,
        env=environment,
        **more,
    )


def endless(here: Path, kind: str = "txt") -> None:
    """Write files of which the first are quick, and one is a pipe that nobody ever writes into."""
    files(here, 8)
    os.mkfifo(here / f"stuck.{kind}")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("form", ["jsonl", "json"])
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_has_printed_what_was_done(
    jobs: str, form: str, asked: signal.Signals, here: Path
) -> None:
    """Ctrl-C ends a run at once: what was done is printed whole, one line says so, and no process stays."""
    endless(here)
    names = [f"{number:03}.txt" for number in range(8)]
    process = run(
        [*names, "stuck.txt", "000.txt", "--jobs", jobs, "--format", form], here, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    read = b""
    while b"006.txt" not in read and (more := os.read(process.stdout.fileno(), 1 << 16)):
        read += more
    time.sleep(0.3)
    os.killpg(process.pid, asked)
    out, err = process.communicate(timeout=HANGING)  # one input never ends: that this returns is the promise
    out = read + out

    assert 128 + asked == process.returncode
    assert b"itu-catalog: interrupted; the report is about 8 inputs alone\n" == err
    found = (
        [json.loads(line) for line in out.splitlines()] if form == "jsonl" else json.loads(out)["findings"]
    )
    assert {"000.txt", "002.txt", "003.txt", "006.txt"} <= {
        each["source"] for each in found if "code" in each
    }
    assert not _sessions(process.pid)


def _sessions(leader: int) -> list[int]:
    """Return the workers that name a process as their parent, or lost it, and still run our script."""
    found = []
    for entry in Path("/proc").iterdir() if Path("/proc").is_dir() else ():
        if entry.name.isdecimal():
            try:
                parent = int((entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            except OSError:
                continue
            if parent == leader:
                found.append(int(entry.name))
    return found


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_report_is_kept(asked: signal.Signals, here: Path) -> None:
    """Nothing of a report for a file is lost: it is kept, whole, and no scratch file stays."""
    endless(here)
    process = run(["000.txt", "stuck.txt", "--format", "json", "--output", "report.json"], here)
    while not any(each.suffix == ".tmp" and each.stat().st_size > 100 for each in here.iterdir()):
        time.sleep(0.02)
        assert process.poll() is None
    process.send_signal(asked)
    _, err = process.communicate(timeout=HANGING)

    assert (128 + asked, b"itu-catalog: interrupted; the report is about 1 input alone\n") == (
        process.returncode,
        err,
    )
    assert ["000.txt"] == [
        each["source"] for each in json.loads((here / "report.json").read_text(encoding="utf-8"))["inputs"]
    ]
    assert [] == [each.name for each in here.iterdir() if each.suffix == ".tmp"]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells which processes there are")
def test_workers_end_when_the_run_is_killed(here: Path) -> None:
    """Even when the command is killed outright, its workers end."""
    endless(here)
    process = run(["000.txt", "stuck.txt", "001.txt", "--jobs", "2", "--format", "jsonl"], here)
    assert process.stdout is not None
    process.stdout.readline()
    workers_of = _sessions(process.pid)
    assert workers_of
    process.kill()
    process.communicate()
    for _ in range(100):
        # One may wait for the pipe, and ends when somebody has opened it; when none does, there is nothing to open.
        with suppress(OSError):
            os.close(os.open(here / "stuck.txt", os.O_WRONLY | os.O_NONBLOCK))
        left = [each for each in workers_of if Path(f"/proc/{each}").exists() and not _is_zombie(each)]
        if not left:
            break
        time.sleep(0.05)
    assert [] == left


def _is_zombie(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


CODES = [
    (["000.txt"], 0),
    (["000.txt", "--fail-on", "warning"], 1),
    (["000.txt", "no-such.txt"], 2),
    (["000.txt", "no-such.txt", "--fail-on", "warning"], 2),
    (["000.txt", "--fail-on", "warning", "--ignore", "renumbered"], 0),
    (["000.txt", "--fail-on", "warning", "--select", "error"], 0),
    (["no-such.txt"], 2),
    (["*.none"], 2),
    (["."], 0),
]


@pytest.mark.parametrize(
    ("words", "code"), CODES, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_exit_codes(words: list[str], code: int, jobs: str, here: Path, capsys: Capture) -> None:
    """2 when an input could not be read, else 1 when what is reported matches --fail-on, else 0."""
    files(here, 4)

    assert code == main(["check", *words, "--jobs", jobs])
    assert ("no-such" in " ".join(words) or "none" in " ".join(words)) == bool(capsys.readouterr().err)


def test_the_others_go_on(here: Path, capsys: Capture) -> None:
    """Of several inputs a faulty one is one line on standard error, and has a row in the report."""
    files(here, 3)
    (here / "bad.txt").write_bytes(b"\x00\x01\x02")

    assert 2 == main(["check", ".", "--json"])
    captured = capsys.readouterr()
    assert ["000.txt", "001.txt", "002.txt", "bad.txt"] == [
        each["source"] for each in json.loads(captured.out)["inputs"]
    ]
    assert 1 == captured.err.count("\n")
    assert captured.err.startswith("itu-catalog: cannot read bad.txt: ")


@pytest.mark.usefixtures("here")
def test_names_that_a_terminal_would_obey(capsys: Capture) -> None:
    """Names with escapes, line ends and bytes that are no UTF-8 are shown, not obeyed, and nothing fails."""
    for name in ("a\x1b[31m.txt", "b\nc.txt", os.fsdecode(b"d\xff.txt")):
        Path(name).write_text("See ITU-T Z.140. # itu-catalog: ignore[x]\n\nITU-T X.509", encoding="utf-8")
        Path(f"{name}.bad.txt").write_bytes(b"\0\1")

    for form in ("text", "json", "jsonl", "csv", "markdown", "sarif", "github"):
        assert 2 == main(["check", ".", "--format", form])
        captured = capsys.readouterr()
        assert "\x1b" not in captured.out + captured.err, form
        assert 6 == captured.err.count("\n"), form


def test_output_to_a_dash_is_printed(here: Path, capsys: Capture) -> None:
    """A dash is standard output, as it is standard input elsewhere, and no file."""
    files(here, 2)

    assert 0 == main(["check", ".", "--output", "-"])
    assert "2 inputs" in capsys.readouterr().out
    assert not Path("-").exists()


def test_output_is_a_file_when_it_is_complete(here: Path, capsys: Capture) -> None:
    """--output holds what would be printed, takes the place of the old file at the end, and keeps its mode."""
    files(here, 5)
    assert 0 == main(["check", ".", "--format", "jsonl"])
    printed = capsys.readouterr().out
    Path("report.out").write_text("old", encoding="utf-8")
    Path("report.out").chmod(0o640)

    assert 0 == main(["check", ".", "--format", "jsonl", "--output", "report.out", "--quiet"])
    assert ("", "") == capsys.readouterr()
    assert printed == Path("report.out").read_text(encoding="utf-8")
    assert 0o640 == Path("report.out").stat().st_mode & 0o777
    assert [] == [each for each in Path().iterdir() if each.name.startswith(".")]


def test_output_is_as_it_was_when_nothing_came_of_it(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the run fails, the old report stays, and no scratch file does."""
    Path("report.out").write_text("old", encoding="utf-8")
    assert 2 == main(["check", "no-such.txt", "--output", "report.out"])
    assert 2 == main(["check", ".", "--output", "report.out", "--format", "xml"])

    def broken(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    files(here, 2)
    monkeypatch.setattr(os, "fsync", broken)
    assert 2 == main(["check", ".", "--output", "report.out"])
    assert "old" == Path("report.out").read_text(encoding="utf-8")
    assert ["000.txt", "001.txt", "report.out"] == sorted(each.name for each in Path().iterdir())


def test_output_into_a_device(here: Path) -> None:
    """What is no regular file is written into, and never replaced."""
    files(here, 1)

    assert 0 == main(["check", ".", "--output", os.devnull])
    assert not Path(os.devnull).is_file()


def test_a_link_is_written_through(here: Path) -> None:
    """A report that is a link stays one; what it leads to is written."""
    files(here, 1)
    Path("real.out").touch()
    Path("report.out").symlink_to("real.out")

    assert 0 == main(["check", "000.txt", "--output", "report.out"])
    assert Path("report.out").is_symlink()
    assert "renumbered" in Path("real.out").read_text(encoding="utf-8")


def test_a_commit_with_the_files_of_the_run(here: Path, capsys: Capture) -> None:
    """The baseline and the ignore file name citations; in a commit they are named, and are no documents."""
    (here / "a.md").write_text("See ITU-T Z.140.", encoding="utf-8")
    (here / ".itu-catalog-ignore").write_text("ITU-T Z.146 [renumbered]\n", encoding="utf-8")
    assert 0 == main(["check", "a.md", "--write-baseline", "known.json", "--quiet"])
    capsys.readouterr()
    named = ["check", "./known.json", ".itu-catalog-ignore", "--baseline", "known.json", "--fail-on", "note"]

    assert 0 == main([*named, "a.md"])
    assert " in 1 input: 0 ok, 0 notes, 0 warnings, 0 errors" in capsys.readouterr().out
    assert 0 == main(named)
    assert (
        "itu-catalog: the baseline and the ignore file of a run are no documents" in capsys.readouterr().err
    )
    assert 1 == main(["check", "known.json", "--fail-on", "note"]), (
        "of another run it is a file like any other"
    )


def test_a_baseline_from_the_command(here: Path, capsys: Capture) -> None:
    """A baseline is written, silences what it holds, and tells what is gone."""
    files(here, 3)
    assert 0 == main(["check", ".", "--write-baseline", "base.json", "--fail-on", "note"])
    assert "base.json: 2 findings written" in capsys.readouterr().err
    assert 0 == main(["check", ".", "--baseline", "base.json", "--fail-on", "note"])
    assert "" == capsys.readouterr().err

    Path("000.txt").write_text("Nothing. ITU-T X.5099", encoding="utf-8")
    assert 1 == main(["check", ".", "--baseline", "base.json", "--fail-on", "note"])
    captured = capsys.readouterr()
    assert (
        "base.json: 1 finding is gone from the inputs; write it anew with --write-baseline base.json"
        in captured.err
    )
    assert "X.5099" in captured.out
    before = Path("base.json").read_text(encoding="utf-8").splitlines()
    assert 0 == main(["check", ".", "--write-baseline", "base.json"])
    after = Path("base.json").read_text(encoding="utf-8").splitlines()
    assert 2 == len(set(before) ^ set(after))


@pytest.mark.usefixtures("here")
def test_quiet_says_what_is_wrong_alone(capsys: Capture) -> None:
    """--quiet leaves out remarks, never faults."""
    Path("a.txt").write_bytes("é ITU-T Z.140 # itu-catalog: ignore[x]".encode("latin-1"))
    Path("b.png").touch()

    assert 0 == main(["check", ".", "--warn-unused-ignores"])
    assert 3 == capsys.readouterr().err.count("\n")
    assert 0 == main(["check", ".", "--warn-unused-ignores", "--quiet"])
    assert "" == capsys.readouterr().err
    assert 2 == main(["check", ".", "no-such.txt", "--quiet"])
    assert 1 == capsys.readouterr().err.count("\n")


class _Terminal:
    """A standard error that is a terminal."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.said = ""

    def write(self, text: str) -> int:
        self.said += text
        return len(text)

    def flush(self) -> None:
        """Keep nothing back."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        raise OSError("this terminal is no file")


@pytest.mark.parametrize(
    ("words", "shown"),
    [([], True), (["--no-progress"], False), (["--quiet"], False)],
    ids=["", "no-progress", "quiet"],
)
def test_progress_on_a_terminal(
    words: list[str],
    shown: bool,  # noqa: FBT001 - a column of the table
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    """On a terminal a bar counts what is done, unless nobody wants it; what is printed is the same."""
    pytest.importorskip("rich")
    files(here, 6)
    assert 0 == main(["check", "."])
    printed = capsys.readouterr().out
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("itu_catalog.cli.progress._PATIENCE", 0)
    monkeypatch.setattr("itu_catalog.cli.progress._PACE", 0)
    monkeypatch.setattr("sys.stderr", screen := _Terminal())

    assert 0 == main(["check", ".", *words])
    assert shown == ("checking" in screen.said and "6/6" in screen.said)
    assert printed == capsys.readouterr().out


def test_no_progress_without_rich_or_terminal(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """In a pipe there is no bar, and without rich there is none on a terminal."""
    files(here, 3)
    monkeypatch.setattr("itu_catalog.cli.progress._PATIENCE", 0)
    assert 0 == main(["check", "."])
    assert "" == capsys.readouterr().err

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setitem(sys.modules, "rich.console", None)
    monkeypatch.setattr("sys.stderr", screen := _Terminal())
    assert 0 == main(["check", "."])
    assert "" == screen.said


def test_a_small_run_loads_little(here: Path, loaded: Callable[[str], set[str]]) -> None:
    """What checking one small file needs is loaded, and nothing for many files, terminals or configurations."""
    files(here, 1)

    modules = loaded("from itu_catalog.cli import main; main(['check', '000.txt'])")
    assert set() == modules & {
        "itu_catalog.checking.gitignore",
        "itu_catalog.checking.baseline",
        "itu_catalog.checking.ignorefile",
        "itu_catalog.checking.inline",
        "itu_catalog.checking.workers",
        "multiprocessing",
        "pathlib",
        "pickle",
        "rich",
        "subprocess",
        "tempfile",
        "tomllib",
    }


@pytest.fixture
def loaded(here: Path) -> Callable[[str], set[str]]:
    """Run code in a fresh interpreter, and return the modules that it loaded."""

    def modules(code: str) -> set[str]:
        script = f"import sys; before = set(sys.modules); {code}; print(*(set(sys.modules) - before), file=sys.stderr)"
        environment = {**os.environ, "PYTHONPATH": SRC}
        done = subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", script],
            check=True,
            capture_output=True,
            text=True,
            cwd=here,
            env=environment,
        )
        return set(done.stderr.split())

    return modules
