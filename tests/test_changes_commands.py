"""``itu-catalog watch`` and ``itu-catalog diff``: exit codes, ugly input, and golden reports."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from factories import text, work
from itu_catalog.cli import main
from itu_catalog.comparing import ChangeKind, WatchCode
from itu_catalog.exports import differences, watched
from itu_catalog.writer import dump

REPOSITORY = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden" / "changes"
LIST = "examples/watched/itu.txt"
Capture = pytest.CaptureFixture[str]
ENDINGS = {"text": ".txt", "json": ".json", "csv": ".csv", "markdown": ".md", "github": ".github.txt"}


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Stand at the root of the repository, with the catalogue in the package."""
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setenv("ITU_CATALOG", "embedded")
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """Write two catalogues, between which everything happened that can."""
    title = {"own_title": "Nine <b> of | *all*"}
    old = [
        work("ITU-T X.9", text("ITU-T X.9 (10/2015)", "2015-10-14", edition="1", **title)),
        work("ITU-T X.8", text("ITU-T X.8 (01/2000)", "2000-01-20", "unknown")),
        work("ITU-T X.7", text("ITU-T X.7 (01/2000)", "2000-01-20", "pre"), group="SG7"),
        work("ITU-T X.6", text("ITU-T X.6 (01/2000)", "2000-01-20", "withdrawn")),
        work("ITU-T X.5", text("ITU-T X.5 (01/2000)", "2000-01-20")),
        work(
            "ITU-T X.4", text("ITU-T X.4 (01/1990)", "1990-01-20"), text("ITU-T X.4 (01/2000)", "2000-01-20")
        ),
        work("ITU-T Y.2060", text("ITU-T Y.2060 (06/2012)", "2012-06-15")),
        work("ITU-T X.3", text("ITU-T X.3 (01/2000)", "2000-01-20", twin="=ISO 3")),
    ]
    new = [
        work(
            "ITU-T X.9",
            text("ITU-T X.9 (10/2015)", "2015-10-14", "superseded", edition="1", **title),
            text("ITU-T X.9 (10/2019)", "2019-10-14", edition="2", own_title="Nine, again"),
        ),
        work("ITU-T X.8", text("ITU-T X.8 (01/2000)", "2000-01-20", "withdrawn")),
        work("ITU-T X.7", text("ITU-T X.7 (01/2000)", "2000-01-20"), group="SG17"),
        work("ITU-T X.6", text("ITU-T X.6 (01/2000)", "2000-01-20")),
        work("ITU-T X.4", text("ITU-T X.4 (01/1990)", "1990-01-20")),
        work("ITU-T X.4", text("ITU-T X.4 (01/2000)", "2000-01-20", "unknown")),
        work("ITU-T Y.4000", text("ITU-T Y.2060 (06/2012)", "2012-06-15"), text("ITU-T Y.4000 (06/2012)", "2012-06-15")),
        work("ITU-T X.3", text("ITU-T X.3 (01/2000)", "2000-01-20", inferred=("approved",), twin="=ISO 3")),
        work("ITU-T X.2", text("ITU-T X.2 (01/2019)", "2019-01-20", own_title="Two")),
    ]  # fmt: skip
    tables = {"groups": {"ITU-T SG17": {"name": "SG17"}}}
    paths = (str(tmp_path / "old.tsv"), str(tmp_path / "new.tsv"))
    Path(paths[0]).write_bytes(dump(old, as_of="2018-12-31"))
    Path(paths[1]).write_bytes(dump(new, as_of="2019-12-31", tables=tables))
    return paths


def compare(name: str, got: str, request: pytest.FixtureRequest) -> None:
    """Compare a report with its golden file, or write that anew."""
    golden = GOLDEN / name
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(got, encoding="utf-8", newline="\n")
    assert golden.read_text(encoding="utf-8") == got, (
        "if that is right: python -m pytest tests/test_changes_commands.py --update-golden"
    )


def without_digests(got: str, *paths: str) -> str:
    """Leave out what changes with every fact and every run."""
    import re

    for path in paths:
        got = got.replace(path, Path(path).name)
    return re.sub(r"(\d{4}-\d\d-\d\d\+)[0-9a-f]{12}", r"\1…", got)


# ---- golden reports


@pytest.mark.parametrize("form", watched.FORMATS)
@pytest.mark.parametrize("on", ["2020-06-09", None])
def test_golden_watch(form: str, on: str | None, request: pytest.FixtureRequest, capsys: Capture) -> None:
    """The report on the example list, in every format, is exactly so."""
    assert 0 == main(["watch", LIST, "--format", form, *(["--on", on] if on else [])])

    name = f"watch-{f'on-{on}' if on else 'today'}{ENDINGS[form]}"
    compare(name, without_digests(capsys.readouterr().out), request)


@pytest.mark.parametrize("form", differences.FORMATS)
def test_golden_diff(
    form: str, files: tuple[str, str], request: pytest.FixtureRequest, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """The report on two catalogues, in every format, is exactly so."""
    monkeypatch.chdir(Path(files[0]).parent)
    assert 0 == main(["diff", "old.tsv", "new.tsv", "--format", form])

    compare(f"diff{ENDINGS[form]}", without_digests(capsys.readouterr().out), request)


def test_every_kind_of_change_is_in_the_golden_report(files: tuple[str, str], capsys: Capture) -> None:
    """Nothing that can happen between two catalogues is missing there."""
    main(["diff", *files, "--json"])

    data = json.loads(capsys.readouterr().out)
    assert set(ChangeKind) == data["counts"].keys()
    assert data["evidence"]
    assert data["tables"]


@pytest.mark.parametrize("command", [["watch", LIST], ["diff", "embedded"]], ids=lambda words: words[0])
def test_json_and_csv_by_their_own_names(command: list[str], capsys: Capture) -> None:
    """--json and --csv are formats by other names, and no two formats are given at once."""
    for form in ("json", "csv"):
        assert 0 == main([*command, f"--{form}"])
        mine = capsys.readouterr().out
        assert 0 == main([*command, "--format", form])
        assert capsys.readouterr().out == mine
    assert 2 == main([*command, "--json", "--csv"])
    assert "json and csv contradict each other" in capsys.readouterr().err
    assert 2 == main([*command, "--format", "xml"])
    assert "there is no format 'xml' here; write one of: text, json" in capsys.readouterr().err


@pytest.mark.parametrize("more", [[], ["--on", "2020-06-09"], ["--since", "2019-01-01"]], ids=str)
def test_output_keeps_to_80_columns(more: list[str], capsys: Capture) -> None:
    """Text reads well in 80 columns."""
    main(["watch", LIST, *more])
    assert [] == [line for line in capsys.readouterr().out.splitlines() if len(line) > 80]


# ---- exit codes

FAILING = [
    (["watch", LIST], 0),
    (["watch", LIST, "--fail-on", "never"], 0),
    (["watch", LIST, "--fail-on", "error"], 0),
    (["watch", LIST, "--fail-on", "warning"], 1),
    (["watch", LIST, "--fail-on", "withdrawn,unknown"], 0),
    (["watch", LIST, "--fail-on", "withdrawn, Superseded"], 1),
    (["watch", LIST, "--fail-on", "note", "--on", "2020-06-09"], 1),
    (["watch", LIST, "--since", "2026-01-01", "--fail-on", "changed-since"], 1),
    (["watch", "no-such-file.txt"], 2),
    (["watch", LIST, "--fail-on", "superceded"], 2),
    (["watch", LIST, "--fail-on", "title-differs"], 2),
    (["watch", LIST, "--since", "2026-02-30"], 2),
    (["watch", LIST, "--since", "2030-01-01"], 2),
    (["watch", LIST, "--since", "no-such-file.tsv"], 2),
    (["watch", LIST, "--since", "embedded", "--fail-on", "changed-since"], 0),
    (["watch"], 2),
    (["diff", "embedded"], 0),
    (["diff", "embedded", "embedded", "--fail-on", "note"], 0),
    (["diff"], 2),
    (["diff", "no-such-file.tsv"], 2),
    (["diff", "embedded", LIST], 2),
    (["diff", "embedded", "--fail-on", "superceded"], 2),
    (["diff", "embedded", "--only", "no-such-file.txt"], 2),
]


@pytest.mark.parametrize(
    ("words", "code"), FAILING, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_exit_codes(words: list[str], code: int, capsys: Capture) -> None:
    """1 only when --fail-on matches, 2 for what cannot be read; what went wrong is one line."""
    assert code == main(words)

    assert (code == 2) == bool(capsys.readouterr().err)


CHANGED = [("never", 0), ("error", 1), ("gone", 1), ("warning", 1), ("new-work,in-force", 1)]


@pytest.mark.parametrize(("what", "code"), CHANGED)
def test_diff_fails_on(what: str, code: int, files: tuple[str, str], capsys: Capture) -> None:
    """The exit code is 1 when there is a change of a kind or level that is named."""
    assert code == main(["diff", *files, "--fail-on", what])
    assert "" == capsys.readouterr().err


def test_diff_of_a_list(files: tuple[str, str], tmp_path: Path, capsys: Capture) -> None:
    """With a list only what touches its texts is told, and counts; what nobody knows is named."""
    path = tmp_path / "itu.txt"
    path.write_text("X.6  # ours\nX.4711\n", encoding="utf-8")

    assert 0 == main(["diff", *files, "--only", str(path), "--fail-on", "warning"])
    out = capsys.readouterr().out
    assert "in force again (1)" in out
    assert "asked about, and known to neither catalogue (1)\n  X.4711\n" in out
    assert "1 change in 1 work: 1 in force again" in out
    assert 0 == main(["diff", *files, "--only", str(path), "--csv"])
    assert "itu-catalog: X.4711: neither catalogue knows it\n" == capsys.readouterr().err


def test_diff_of_a_bad_list(files: tuple[str, str], tmp_path: Path, capsys: Capture) -> None:
    """A line that is not understood is named with its place, the others count, and the exit code is 2."""
    path = tmp_path / "itu.txt"
    path.write_text("X.6\nX.9~=1\n-e .\n", encoding="utf-8")

    assert 2 == main(["diff", *files, "--only", str(path)])
    captured = capsys.readouterr()
    assert "1 change in 1 work" in captured.out
    assert [f"itu-catalog: {path}:2", f"itu-catalog: {path}:3"] == [
        line.partition(": '")[0].partition(": there")[0] for line in captured.err.splitlines()
    ]


def test_diff_the_wrong_way_round(files: tuple[str, str], capsys: Capture) -> None:
    """Whoever names the younger catalogue first is told so."""
    assert 0 == main(["diff", files[1], files[0]])
    assert "the first catalogue is the younger one" in capsys.readouterr().err


def test_the_catalogue_before(files: tuple[str, str], tmp_path: Path, capsys: Capture) -> None:
    """``previous`` is the catalogue before the last update of the one that is asked."""
    Path(files[0]).rename(tmp_path / "new.previous.tsv")
    path = tmp_path / "itu.txt"
    path.write_text("X.6\n", encoding="utf-8")

    assert 0 == main(["diff", "previous", "--catalog", files[1]])
    assert "13 changes in 8 works" in capsys.readouterr().out
    assert 0 == main(["watch", str(path), "--since", "previous", "--catalog", files[1]])
    assert "1 change since the catalogue of 2018-12-31" in " ".join(capsys.readouterr().out.split())
    assert 2 == main(["diff", "previous"])
    assert "there was none before the catalogue in the package" in capsys.readouterr().err
    assert 2 == main(["diff", "previous", "--catalog", str(tmp_path / "new.previous.tsv")])
    assert "new.previous.previous.tsv is no usable catalogue file" in capsys.readouterr().err


def test_watch_a_line_that_is_not_understood(tmp_path: Path, capsys: Capture) -> None:
    """Nobody would watch such a line, so the exit code is 2, whatever --fail-on says; the others are answered."""
    path = tmp_path / "itu.txt"
    path.write_text("X.1254\nrequests>=2\n", encoding="utf-8")

    assert 2 == main(["watch", str(path), "--fail-on", "superseded"])
    captured = capsys.readouterr()
    assert "1 current, 1 invalid" in captured.out
    assert "" == captured.err


def test_watch_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """- reads a list from standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"X.1254\n"), encoding="utf-8"))

    assert 0 == main(["watch", "-", "--json"])
    (answer,) = json.loads(capsys.readouterr().out)["answers"]
    assert ("standard input", 1, "current") == (answer["path"], answer["line"], answer["code"])


def test_watch_several_lists(tmp_path: Path, capsys: Capture) -> None:
    """Of several lists each line says where it stands, so that terminals and editors can go there."""
    path = tmp_path / "itu.txt"
    path.write_text("Z.140\n", encoding="utf-8")

    assert 0 == main(["watch", LIST, str(path)])
    out = capsys.readouterr().out
    assert f"\n{path}:1\n" in out
    assert "\nexamples/watched/itu.txt:3\n" in out


def test_watch_nothing(tmp_path: Path, capsys: Capture) -> None:
    """A list without lines says so in every format."""
    path = tmp_path / "itu.txt"
    path.write_text("# nothing yet\n", encoding="utf-8")

    for form in watched.FORMATS:
        assert 0 == main(["watch", str(path), "--format", form])
        assert capsys.readouterr().out


def test_hostile_lines_obey_nobody(tmp_path: Path, capsys: Capture) -> None:
    """What stands on a line is shown, not obeyed: by a terminal, a runner, a spreadsheet, a page."""
    path = tmp_path / "itu.txt"
    path.write_bytes(b"\x1b[31m::error::no\n=1+1\n<script>|`x`\n")

    for form in watched.FORMATS:
        assert 2 == main(["watch", str(path), "--format", form])
        out = capsys.readouterr().out
        assert "\x1b" not in out
        assert "\n::error::no" not in out
        assert "\n=1" not in out
        if form == "markdown":
            assert "| `` <script>\\|`x` `` |" in out


def test_an_encoding_without_our_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the encoding of the output lacks is written plainer."""
    for form in watched.FORMATS:
        out = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="ascii"))
        assert 0 == main(["watch", LIST, "--format", form])
        assert out.getvalue().isascii()


def test_every_answer_may_be_failed_on(capsys: Capture) -> None:
    """Each code of an answer and each kind of change is taken by --fail-on."""
    for code in WatchCode:
        assert main(["watch", LIST, "--fail-on", code]) in (0, 1)
    for kind in ChangeKind:
        assert 0 == main(["diff", "embedded", "--fail-on", kind])
    capsys.readouterr()
