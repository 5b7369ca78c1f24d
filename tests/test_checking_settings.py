"""The configuration: where it is found, what it may say, and that the command line wins."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from typing import TYPE_CHECKING

import pytest

from itu_catalog.checking.configuration import (
    Configuration,
    beginning,
    configured,
    load,
    nearest,
    nearest_file,
    parsed,
)
from itu_catalog.checking.settings import Settings, names
from itu_catalog.cli import main
from itu_catalog.errors import InvalidSettings

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty directory, where a repository begins."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ITU_CATALOG", "embedded")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("See ITU-T Z.140.\n", encoding="utf-8")
    return tmp_path


def write(path: Path, text: str) -> str:
    """Write a file and return its path."""
    path.write_text(text, encoding="utf-8")
    return str(path)


ALL = """\
catalog = "other.tsv"
on = 2020-06-09
titles = true
bare = "always"
format = "jsonl"
fail-on = ["error", "withdrawn"]
select = "note"
ignore = ["title-differs"]
exclude = ["old", "*.pdf"]
no-ignore = true
read-as = "markdown"
encoding = "latin-1"
ignore-file = "known.txt"
baseline = "baseline.json"
warn-unused-ignores = true
jobs = 2
quiet = true
no-progress = true
"""


def test_every_setting_can_be_configured(here: Path) -> None:
    """Each setting is read from TOML, with what TOML has for it; paths are relative to the file."""
    found = parsed(ALL, str(here / "itu-catalog.toml"))
    settings = configured(found, {})

    assert names() == list(found.values)
    assert (date(2020, 6, 9), "always", 2, True) == (
        settings.on,
        settings.bare,
        settings.jobs,
        settings.titles,
    )
    assert "error,withdrawn" == str(settings.fail_on)
    assert ("old", "*.pdf") == settings.exclude
    assert [str(here / name) for name in ("other.tsv", "known.txt", "baseline.json")] == [
        settings.catalog,
        settings.ignore_file,
        settings.baseline,
    ]


def test_the_table_of_a_project(here: Path) -> None:
    """A pyproject.toml has the settings in its table; without one it is passed by."""
    write(here / "pyproject.toml", "[project]\nname = 'x'\ndependencies = ['itu-catalog']\n")
    assert Configuration() == nearest(str(here))

    write(here / "pyproject.toml", "[tool.itu-catalog]\njobs = 2\n")
    assert {"jobs": 2} == nearest(str(here / "docs")).values


def test_the_nearest_counts(here: Path) -> None:
    """From the first input upwards the first file counts, its own before the project's."""
    write(here / "pyproject.toml", "[tool.itu-catalog]\njobs = 2\n")
    write(here / "itu-catalog.toml", "jobs = 3\n")
    assert {"jobs": 3} == nearest(beginning(["docs/a.txt"])).values

    write(here / "docs" / "itu-catalog.toml", "")
    assert {} == nearest(beginning(["docs/a.txt", "."])).values
    assert {"jobs": 3} == nearest(beginning(["-"])).values


@pytest.mark.parametrize(
    ("paths", "start"),
    [(["docs"], "docs"), (["docs/a.txt"], "docs"), (["docs/*.md"], "docs"), (["*.md"], ""), (["-"], ""), ([], ""),
     (["docs/no.txt"], "docs"), (["a\0b"], "")],
)  # fmt: skip
def test_where_a_configuration_is_looked_for(paths: list[str], start: str, here: Path) -> None:
    """The look-out begins at the directory of the first input, else at the working one."""
    assert str(here / start).rstrip("/") == beginning(paths)


WRONG = [
    ("fail_on = 'error'", "'fail_on' is no setting; did you mean 'fail-on'?"),
    ("colour = 'red'", "'colour' is no setting; the settings are catalog, on, titles"),
    ("output = 'x'", "'output' is no setting; it is given on the command line alone, since it writes a file"),
    ("write-baseline = 'x'", "it is given on the command line alone, since it writes a file"),
    ("json = true", "write format = 'json'"),
    ("titles = 'yes'", "titles: 'yes' is neither true nor false"),
    ("titles = 1", "titles: 1 is neither true nor false"),
    ("jobs = 0", "jobs: 0 is no number of processes; write 1 to 256, or auto"),
    ("jobs = true", "jobs: True is no number of processes"),
    ("jobs = 100000", "write 1 to 256"),
    ("jobs = -1", "jobs: -1 is no number of processes"),
    ("exclude = 3", "exclude: 3 is no list; write one like ['a', 'b']"),
    ("exclude = [3]", "exclude: 3 is no text; write it in quotation marks"),
    ("on = 'June'", "on: 'June' is no calendar day"),
    ("on = 2020-06-09T10:00:00", "on: datetime.datetime(2020, 6, 9, 10, 0) is no text"),
    ("bare = 'perhaps'", "bare: 'perhaps' is none of: never, context, always"),
    ("fail-on = 'errors'", "fail-on: 'errors' is no level and no code"),
    ("ignore = 'superceded'", "did you mean 'superseded'?"),
    ("baseline = ''", "baseline: nothing is given; write something"),
    ("jobs = ", "it is no TOML: "),
    ("a = " + "[" * 20_000, "its values are nested too deep"),
    ("x" * 100_000 + " = 1", "is no setting"),
    (f"bare = '{'x' * 100_000}'", "is none of"),
    ("exclude = [" + "'a'," * 1000 + "1]", "exclude: 1 is no text"),
]


@pytest.mark.parametrize(("text", "reason"), WRONG, ids=lambda value: value[:30])
def test_a_wrong_setting_is_one_error(text: str, reason: str, here: Path, capsys: Capture) -> None:
    """An unknown setting, or a wrong value, is one line with the file and the way out; nothing is checked."""
    write(here / "itu-catalog.toml", text)

    assert 2 == main(["check", "docs"])
    captured = capsys.readouterr()
    assert "" == captured.out
    assert captured.err.startswith(f"itu-catalog: {here / 'itu-catalog.toml'}: ")
    assert 1 == captured.err.count("\n")
    assert reason in captured.err
    assert len(captured.err) < 700


def test_a_huge_configuration(here: Path, capsys: Capture) -> None:
    """A configuration of many megabytes is not read; one is told so, and --no-config goes on without."""
    write(here / "pyproject.toml", "# itu-catalog\n" + "#" * (5 << 20))

    assert 2 == main(["check", "docs"])
    assert "it is longer than 4 MiB" in capsys.readouterr().err
    assert 0 == main(["check", "docs", "--no-config"])


@pytest.mark.parametrize("part", ["a.", "'a' . ", '"a b".'])
def test_keys_that_take_long_to_read(part: str) -> None:
    """Keys of thousands of parts are refused before they are read; a version of many parts in a value is not."""
    for text in (f"{part * 50_000}a = 1", f"[{part * 50_000}a]", f"x = {{ {part * 50_000}a = 1 }}"):
        with pytest.raises(InvalidSettings, match="nested too deep"):
            parsed(text, "itu-catalog.toml")

    assert {"exclude": ["1.2.3.4.5.6.7.8.9"]} == parsed(
        "exclude = ['1.2.3.4.5.6.7.8.9']", "itu-catalog.toml"
    ).values


def test_a_project_with_a_strange_table() -> None:
    """What stands where the table should be is refused by name."""
    for text in ("tool = 1", "[tool]\nitu-catalog = 1", "[tool]\nother = 1"):
        with pytest.raises(InvalidSettings, match=r"\[tool\.itu-catalog\]"):
            parsed(text, "pyproject.toml", table=True)


def test_the_command_line_wins(here: Path, capsys: Capture) -> None:
    """What the command line gives counts; the rest comes from the configuration."""
    write(here / "itu-catalog.toml", "fail-on = 'renumbered'\nformat = 'jsonl'\n")

    assert 1 == main(["check", "docs"])
    assert "renumbered" == json.loads(capsys.readouterr().out.splitlines()[0])["code"]
    assert 0 == main(["check", "docs", "--fail-on", "never", "--format", "text"])
    assert "renumbered  ITU-T Z.140" in capsys.readouterr().out
    assert 0 == main(["check", "docs", "--no-config"])
    assert 1 == main(["check", "docs", "--config", write(here / "x.toml", "fail-on = 'warning'")])


def test_exclusion_is_relative_to_its_configuration(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Patterns of a configuration mean paths below its file, those of the command line below the working directory."""
    write(here / "itu-catalog.toml", "exclude = ['docs/a.txt']\n")
    write(here / "docs" / "b.txt", "ITU-T X.25")
    monkeypatch.chdir(here / "docs")

    assert 0 == main(["check", ".", "--json"])
    assert ["b.txt"] == [each["source"] for each in json.loads(capsys.readouterr().out)["inputs"]]
    assert 0 == main(["check", ".", "--json", "--exclude", "b.txt"])
    assert ["a.txt"] == [each["source"] for each in json.loads(capsys.readouterr().out)["inputs"]]


def test_files_of_a_configuration_lie_beside_it(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """The ignore file that a configuration names lies beside it; without one the nearest is found."""
    write(here / "known", "Z.140")
    write(here / "itu-catalog.toml", "ignore-file = 'known'\n")
    monkeypatch.chdir(here / "docs")
    assert 0 == main(["check", "a.txt", "--fail-on", "warning"])

    write(here / "itu-catalog.toml", "")
    assert 1 == main(["check", "a.txt", "--fail-on", "warning"])
    write(here / ".itu-catalog-ignore", "Z.140")
    assert 0 == main(["check", "a.txt", "--fail-on", "warning"])
    assert str(here / ".itu-catalog-ignore") == nearest_file(str(here / "docs"), ".itu-catalog-ignore")
    capsys.readouterr()


def test_show_config_is_a_configuration(here: Path, capsys: Capture) -> None:
    """--show-config prints every setting and its origin, as a file that sets the same; and as JSON."""
    path = write(here / "itu-catalog.toml", 'exclude = ["o\'l\\"d"]\njobs = 2\n')

    assert 0 == main(["check", "--show-config", "--fail-on", "Error", "--on", "2020-06-09"])
    out = capsys.readouterr().out
    assert f"jobs = 2                     # {path}\n" in out
    again = parsed(out, str(here / "again.toml"))
    assert configured(load(path), {"fail-on": "error", "on": "2020-06-09"}) == configured(again, {})
    assert tomllib.loads(out)["fail-on"] == "error"

    assert 0 == main(["check", "docs", "--show-config", "--json"])
    data = json.loads(capsys.readouterr().out)
    assert path == data["configuration"]
    assert {"value": 2, "from": path} == data["settings"]["jobs"]
    assert {"value": None, "from": "default"} == data["settings"]["baseline"]
    assert names() == list(data["settings"])


@pytest.mark.parametrize(
    "words", [["docs/a.txt"], ["docs", "--config", "docs/a.txt"], ["docs", "--catalog", "docs/a.txt"]]
)
def test_the_report_takes_the_place_of_nothing_that_is_read(
    words: list[str], here: Path, capsys: Capture
) -> None:
    """A report is refused that would be written over an input, or over another file of the run."""
    (here / "docs" / "a.txt").write_text("# ITU-T Z.140\n", encoding="utf-8")
    (here / "b.txt").symlink_to("docs/a.txt")

    assert 2 == main(["check", *words, "--output", "b.txt"])

    assert "cannot write b.txt: this run reads or writes it otherwise" in capsys.readouterr().err
    assert "# ITU-T Z.140\n" == (here / "docs" / "a.txt").read_text(encoding="utf-8")


def test_an_ignore_file_without_lines(here: Path, capsys: Capture) -> None:
    """An ignore file that says nothing ignores nothing, and is an ignore file all the same."""
    write(here / ".itu-catalog-ignore", "# nothing yet\n")

    assert 0 == main(["check", "docs"])
    assert "1 renumbered" in capsys.readouterr().out
    assert 2 == main(["check", "docs", "--output", ".itu-catalog-ignore"])
    assert "this run reads or writes it otherwise" in capsys.readouterr().err


def test_defaults_are_settings() -> None:
    """Nothing configured and nothing given is what the settings are by default."""
    assert Settings() == configured(Configuration(), {})
