"""The command line: every command, exit codes, ugly input, and golden reports."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factories import text as text_of
from factories import work
from itu_catalog import __version__, default_catalog, try_parse
from itu_catalog.checking import judging
from itu_catalog.cli import main
from itu_catalog.cli.arguments import EXAMPLES
from itu_catalog.cli.commands import COMMANDS
from itu_catalog.errors import UnreadableInput
from itu_catalog.findings import CODES
from itu_catalog.readers import bounded, plain
from itu_catalog.writer import dump

if TYPE_CHECKING:
    from collections.abc import Callable

REPOSITORY = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden"
BRIEF = "examples/security-brief.txt"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Stand at the root of the repository, with the catalogue in the package."""
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setenv("ITU_CATALOG", "embedded")
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture
def text(tmp_path: Path) -> Callable[[bytes | str], str]:
    """Write a file and return its path."""

    def write(content: bytes | str) -> str:
        path = tmp_path / "text.txt"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Put bytes on standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


# ---- every command

ANSWERS = [
    (
        ["parse", "Rec. ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2020"],
        ["ITU-T X.509 (10/2019)", "twin          ISO/IEC 9594-8:2020"],
    ),
    (["parse", "X.694", "Cor.1"], ["ITU-T X.694 Cor. 1", "kind          corrigendum"]),
    (
        ["resolve", "X.694 Cor.1", "--on", "2020-06-09"],
        ["ITU-T X.694 (2015) Cor. 1 (10/2019)\n", "Mapping W3C XML"],
    ),
    (["resolve", "ISO/IEC 9594-8:2020"], ["ITU-T X.509 (10/2019)\n"]),
    (
        ["show", "X.509", "--on", "2020-06-09"],
        ["in force on 2020-06-09", "read          ITU-T X.509 (10/2019)", "council-2020 3.1"],
    ),
    (["show", "Z.140"], ["ITU-T Z.161", "ITU-T Z.140 (former, since 2001-07-22, until 2007-11-13)"]),
    (["show", "Z.107"], ["same number   ITU-T Z.107, since 1999-11-19, until 2012-04-29: SDL with"]),
    (["show", "X.509 (10/2016)"], ["superseded", "ITU-T X.509 (10/2019)", "ISO/IEC 9594-8:2017"]),
    (["show", "J.1012"], ["ITU-T SG9 when ITU-T J.1012 (04/2020) was approved", "ITU-T SG21 today"]),
    (["show", "X.1402", "--on", "2020-06-09"], ["not yet approved on 2020-06-09", "approved 2020-07-22"]),
    (["show", "Z.Imp100"], ["status        unknown on 2026-08-22 (no source says", "see --json"]),
    (["show", "M.1457"], ["conflict", "the month of posting", "documents: see --json"]),
    (["show", "J.1012 (04/2020)"], ["ITU-T SG9 at its approval", "ITU-T SG21 today"]),
    (
        ["show", "X.500-series", "--on", "2020-06-09"],
        ["10 of its Recommendations", "X.509", "Perhaps also these", "X.586"],
    ),
    (["history", "X.509"], ["2019-10-14  9    in force", "ITU-T X.509 (10/2016) | ISO/IEC 9594-8:2017"]),
    (["history", "Z.104", "--on", "2012-01-01"], ["Semantics", "Data in SDL", "ITU-T Z.104 (12/2011)"]),
    (
        ["list", "--series", "X.500", "--status", "in force", "--on", "2020-06-09"],
        ["ITU-T X.509", "16 works on 2020-06-09", "in force?", "? not certain"],
    ),
    (["list", "--group", "SG21", "--kind", "supplement"], ["ITU-T J Suppl. 7", "3 works"]),
    (["show", "SG17"], ["ITU-T SG17\n", "took over", "see: itu-catalog list --group 'ITU-T SG17'"]),
    (["show", "SG9"], ["until         2024-10-24", "handed over   ITU-T SG21"]),
    (["show", "council-2020"], ["X.694 Cor.1", "ITU-T X.694 (2015) Cor. 1 (10/2019)", "disagree"]),
    (["list", "--series", "Q"], ["0 works"]),
    (["list", "--series", "X.500", "--on", "1989-01-01"], ["ITU-T X.509", "8 works"]),
    (["show", "X.500-series", "--on", "1990-01-01"], ["as printed later", "X.521"]),
    (["search", "quantum", "noise"], ["ITU-T X.1702"]),
    (["search", "security", "--limit", "1"], ["the first 1 of 51; for more: --limit"]),
    (["search", "no", "such", "title"], ["no title in this catalogue has all these words"]),
    (["check", BRIEF, "--on", "2020-06-09"], ["title-of-another", "40 citations on 2020-06-09"]),
    (
        ["check", BRIEF, "--titles"],
        ["Quantum noise random number generator architecture"],
    ),
    (["info"], [f"itu-catalog {__version__}", "complete to   2026-08-22", "in this package", "core.tsv"]),
]


@pytest.mark.parametrize(("words", "printed"), ANSWERS, ids=lambda value: " ".join(value[:4]))
def test_answers(words: list[str], printed: list[str], capsys: Capture) -> None:
    """A command answers on standard output, complains of nothing, and ends well."""
    assert 0 == main(words)

    captured = capsys.readouterr()
    assert "" == captured.err
    assert [] == [each for each in printed if each not in captured.out]
    assert captured.out.endswith("\n")


@pytest.mark.parametrize(("words", "printed"), ANSWERS, ids=lambda value: " ".join(value[:4]))
def test_json_answers(words: list[str], printed: list[str], capsys: Capture) -> None:  # noqa: ARG001 - the same table
    """With --json, before or after the command, a command answers with one JSON document."""
    assert 0 == main([*words, "--json"])
    after = capsys.readouterr().out
    assert 0 == main(["--json", *words])

    assert json.loads(after) == json.loads(capsys.readouterr().out)
    assert "\\u" not in after


def test_check_json_has_stable_keys(capsys: Capture) -> None:
    """Programs find the same keys on every finding, and the counts agree with the findings."""
    assert 0 == main(["check", BRIEF, "--on", "2020-06-09", "--json"])

    data = json.loads(capsys.readouterr().out)
    assert ["on", "catalogue", "findings", "inputs", "source", "citations", "summary"] == list(data)
    assert documented("check")[1] == set.union(*(set(finding) for finding in data["findings"]))
    assert len({tuple(finding) for finding in data["findings"]}) == 1
    assert data["citations"] == sum(data["summary"]["levels"].values())  # each once, by its worst finding
    assert len(data["findings"]) == sum(data["summary"]["codes"].values())


def documented(section: str) -> list[set[str]]:
    """Return the keys that each table of a section of the reference page lists."""
    page = (REPOSITORY / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    body = page.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    tables = re.findall(r"\| Key \| Is \|\n\|---\|---\|\n((?:\|.*\n)+)", body)
    return [
        {key for row in table.splitlines() for key in re.findall(r"`(\w+)`", row.split("|")[1])}
        for table in tables
    ]


DOCUMENT, WORK = documented("resolve")[0], documented("list")[0]
KEYS: list[tuple[list[str], Callable[[Any], Any], set[str]]] = [
    (["parse", "X.509"], lambda data: data, documented("parse")[0]),
    (["parse", "M.1457-14 (01/2019)"], lambda data: data, documented("parse")[0]),
    (["resolve", "X.509"], lambda data: data, DOCUMENT),
    (["resolve", "S.1250"], lambda data: data, DOCUMENT),
    (["show", "X.509"], lambda data: data, documented("show")[0]),
    (["show", "X Suppl. 35"], lambda data: data, documented("show")[0]),
    (["show", "X.1402", "--on", "2020-06-09"], lambda data: data, documented("show")[0]),
    (["show", "X.509"], lambda data: data["documents"][0], DOCUMENT),
    (["show", "J.1012 (04/2020)"], lambda data: data, DOCUMENT | documented("show")[1]),
    (["show", "X.500-series"], lambda data: data["members"][0], WORK),
    (["show", "SG17"], lambda data: data, documented("show")[2]),
    (["show", "council-2020"], lambda data: data, documented("show")[3]),
    (["history", "X.509"], lambda data: data[0]["documents"][-1], DOCUMENT),
    (["list", "--kind", "supplement"], lambda data: data[0], WORK),
    (["search", "quantum"], lambda data: data[0], WORK),
    (["check", BRIEF], lambda data: data, documented("check")[0]),
    (["check", BRIEF], lambda data: data["findings"][0], documented("check")[1]),
    (["watch", "examples/watched/itu.txt"], lambda data: data, documented("watch")[0]),
    (["watch", "examples/watched/itu.txt"], lambda data: data["answers"][0], documented("watch")[1]),
    (["diff", "embedded"], lambda data: data, documented("diff")[0]),
]


@pytest.mark.parametrize(
    ("words", "part", "keys"), KEYS, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_json_has_the_keys_that_the_page_lists(
    words: list[str], part: Callable[[Any], Any], keys: set[str], capsys: Capture
) -> None:
    """The keys of every answer are those of the reference page, whatever is known."""
    assert 0 == main([*words, "--json"])

    assert keys == set(part(json.loads(capsys.readouterr().out)))


@pytest.mark.parametrize("words", [[], *([each.name] for each in COMMANDS)], ids=str)
def test_the_reference_page_has_every_help(
    words: list[str], capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reference page shows the help of every command as it is printed."""
    monkeypatch.setenv("COLUMNS", "80")
    assert 0 == main([*words, "--help"])

    page = (REPOSITORY / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    assert f"$ {' '.join(['itu-catalog', *words])} --help\n{capsys.readouterr().out}" in page


def test_every_work_of_a_number_has_its_history(tmp_path: Path, capsys: Capture) -> None:
    """A number has the histories of all that bore it, though one goes by another now, or by two."""
    works = (
        work("ITU-T X.9", text_of("ITU-T X.9 (11/1988)", status="withdrawn")),
        work("ITU-T X.9/Y.1", text_of("ITU-T X.9/Y.1 (02/2001)")),
        work("ITU-T X.7", text_of("ITU-T X.7 (11/1976)", status="withdrawn")),
        work(
            "ITU-T X.8", text_of("ITU-T X.7 (10/1984)", status="superseded"), text_of("ITU-T X.8 (12/1990)")
        ),
    )
    path = str(tmp_path / "works.tsv")
    Path(path).write_bytes(dump(works, as_of="2024-12-31"))

    for name, numbers in (("X.9", ["ITU-T X.9", "ITU-T X.9/Y.1"]), ("X.7", ["ITU-T X.7", "ITU-T X.8"])):
        assert 0 == main(["history", name, "--catalog", path, "--json"])
        assert numbers == [each["identifier"] for each in json.loads(capsys.readouterr().out)]
        assert 0 == main(["show", name, "--catalog", path, "--json"])
        assert numbers[:1] == [each["work"] for each in json.loads(capsys.readouterr().out)["same_number"]]


def test_places_are_lines_and_columns(text: Callable[[bytes | str], str], capsys: Capture) -> None:
    """A place is a line and a column, both from 1, in characters."""
    main(["check", text("é\nüß see ITU-T X.509"), "--json"])

    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (2, 8, 9) == (finding["line"], finding["column"], finding["start"])


@pytest.mark.parametrize("more", [[], ["--on", "2020-06-09"], ["--titles"]], ids=str)
def test_output_keeps_to_80_columns(more: list[str], capsys: Capture) -> None:
    """Text reads well in 80 columns, and has no colours in a pipe."""
    main(["check", BRIEF, *more])
    main(["show", "council-2020"])
    main(["show", "SG17"])

    out = capsys.readouterr().out
    assert [] == [line for line in out.splitlines() if len(line) > 80]
    assert "\x1b" not in out


# ---- the day asked about

DAYS: list[tuple[str, str, list[str], list[str]]] = [
    ("Z.101", "1990-01-01", ["superseded", "Basic SDL\n"], ["2011", "SG17"]),
    ("Z.101", "1978-06-01", ["ITU-T Z.101 (10/1976)"], ["2011", "SG17", "today"]),
    (
        "Z.107",
        "2007-01-01",
        ["ITU-T Z.107 (11/1999)", "ITU-T SG17 on 2007-01-01"],
        ["2012", "today", "same number"],
    ),
    ("G.Sup.otnsec", "2020-06-09", ["ITU-T G.Sup.otnsec\n", "approved 2021-12-17"], ["Optical", "SG15"]),
    ("X.1254", "2020-06-09", ["ITU-T X Suppl. 35", "1 edition"], ["Suppl. 41", "Suppl. 42", "X.1299"]),
    ("X.509", "2017-05-15", ["council-2017", "29 documents, 8 editions"], ["council-2020", "2019"]),
    ("Z.105", "2000-06-01", ["ITU-T Z.105 (11/1999)"], ["Z.Imp100", "SG17"]),
    ("Z.161", "2005-01-01", ["ITU-T Z.161\n", "approved 2007-11-13"], ["Z.160", "Z.140"]),
    ("Z.140", "2005-01-01", ["ITU-T Z.140\n", "Z.140–Z.149"], ["Z.161", "2007", "former,"]),
    ("SG9", "2020-06-09", ["ITU-T SG9\n", "in force in this catalogue"], ["SG21", "2024", "until"]),
    ("council-2020", "2020-06-09", ["G.Sup.otnsec → no text is known"], ["2021", "Suppl. 76", "disagree"]),
    ("J.1012", "2020-06-09", ["ITU-T SG9"], ["SG21", "today"]),
    ("X.510", "2020-06-09", ["not yet approved on 2020-06-09", "approved 2020-08-22"], ["9594", "secure"]),
    ("X.1258", "2017-05-15", ["X.1250–X.1279 Identity management\n"], ["Authentication"]),
    ("X.1250-series", "2017-05-15", ["Identity management\n", "X.1250–X.1279"], ["Authentication"]),
    ("X.509 (10/2019)", "2017-05-15", ["not yet approved", "approved      2019-10-14"], ["9594-8:2020"]),
    ("X.509 (10/2016)", "2017-05-15", ["in force", "ISO/IEC 9594-8:2017"], ["2019", "replaced by"]),
]


@pytest.mark.parametrize(("name", "day", "printed", "later"), DAYS)
def test_show_knows_nothing_of_later_days(
    name: str, day: str, printed: list[str], later: list[str], capsys: Capture
) -> None:
    """What is shown of a day is what could be known then, of the work that bore the name then."""
    assert 0 == main(["show", name, "--on", day])

    out = re.sub(r"(?m)^  source .*(\n {16}.*)*", "", capsys.readouterr().out)
    assert [] == [each for each in printed if each not in out]
    assert [] == [each for each in later if each in out]


def days_in(value: Any) -> list[str]:  # noqa: ANN401 - JSON
    """Return every day, month or year after which something is said, but for where it is from."""
    if isinstance(value, dict):
        said = {"source", "sources", "conflicts", "note", "reason"}
        return [day for key, each in value.items() if key not in said for day in days_in(each)]
    if isinstance(value, list):
        return [day for each in value for day in days_in(each)]
    text = str(value)
    dates = re.findall(r"\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b", text) if not text.startswith("http") else []
    return [*dates, *(f"{year}-{month}" for month, year in re.findall(r"\((\d\d)/(\d{4})\)", text))]


@pytest.mark.parametrize("day", ["1990-01-01", "2005-01-01", "2017-05-15", "2020-06-09"])
def test_json_of_a_day_holds_no_later_day(day: str, capsys: Capture) -> None:
    """No work that there was on a day has a date after it in the JSON of that day."""
    assert 0 == main(["list", "--on", day, "--json"])
    rows = json.loads(capsys.readouterr().out)
    for row in rows:
        assert 0 == main(["show", row["identifier"], "--on", day, "--json"])
        data = json.loads(capsys.readouterr().out)
        assert [] == [each for each in days_in(data) if each > day], row["identifier"]
        assert data["status"] == data["status_on"], row["identifier"]
        # Several works may have borne the number in turn; the list has all of them.
        assert {"identifier": data["identifier"], "status": data["status"]}.items() <= max(
            (each for each in rows if each["identifier"] == row["identifier"]),
            key=lambda each: each["status"] == data["status"],
        ).items()


@pytest.mark.parametrize("day", ["1970-01-01", "1990-01-01", "2000-06-01", "2005-01-01", "2020-06-09"])
def test_no_study_group_before_its_time(day: str, capsys: Capture) -> None:
    """On no day is a study group named that came later."""
    from itu_catalog.dates import as_date

    on = as_date(day)
    assert on is not None
    groups = default_catalog().study_groups
    later = {str(each) for each in groups if each.active_since and not each.active_since.on_or_before(on)}
    assert 0 == main(["list", "--on", day, "--json"])
    for row in json.loads(capsys.readouterr().out):
        assert 0 == main(["show", row["identifier"], "--on", day, "--json"])
        who = json.loads(capsys.readouterr().out)["responsibility"] or {}
        said = set(re.findall(r"ITU-[TR] SG\d+", f"{who}"))
        assert set() == said & later, row["identifier"]


def test_resolve_says_the_status_of_the_day(capsys: Capture) -> None:
    """A script that reads ``status`` learns nothing that became so later."""
    assert 0 == main(["resolve", "X.694 Cor.1", "--on", "2020-06-09", "--json"])

    data = json.loads(capsys.readouterr().out)
    assert ("in force", None) == (data["status"], data["superseded_by"])


def test_resolve_of_a_text_not_yet_approved(capsys: Capture) -> None:
    """A dated identifier is resolved whatever the day; of a later text only its approval is told."""
    assert 0 == main(["resolve", "X.509 (10/2019)", "--on", "2017-05-15"])

    assert "ITU-T X.509 (10/2019)\n(not yet approved on 2017-05-15: approved 2019-10-14)\n" == (
        capsys.readouterr().out
    )


@pytest.mark.parametrize(
    "command", [["resolve", "X.509"], ["show", "X.509"], ["list"], ["check", BRIEF]], ids=str
)
def test_a_day_after_the_data(command: list[str], capsys: Capture) -> None:
    """A day after the data is answered, and standard error says where the data ends."""
    assert 0 == main([*command, "--on", "2030-01-01"])

    assert capsys.readouterr().err.startswith("itu-catalog: the data ends on 2026-08-22; ")


def test_a_day_after_the_data_is_not_certain(capsys: Capture) -> None:
    """A script sees that an answer for a day after the data is not certain, and why."""
    assert 0 == main(["resolve", "X.509", "--on", "2030-01-01", "--json"])

    data = json.loads(capsys.readouterr().out)
    assert (False, "the data ends on 2026-08-22") == (data["certain"], data["reason"])


NONE_LISTED = [
    (["--group", "SG9"], "ITU-T SG9 ended on 2024-10-24; ITU-T SG21 has its work"),
    (["--group", "SG21", "--on", "2020-06-09"], "ITU-T SG21 exists only since 2024-10-24"),
    (["--series", "Q.500"], "this catalogue holds nothing of ITU-T Q.500-series"),
]


@pytest.mark.parametrize(("words", "reason"), NONE_LISTED, ids=str)
def test_an_empty_list_has_a_reason(words: list[str], reason: str, capsys: Capture) -> None:
    """A list of nothing says why, where the question itself is the reason; as JSON, on standard error."""
    assert 0 == main(["list", *words])
    assert reason in capsys.readouterr().out
    assert 0 == main(["list", *words, "--json"])
    captured = capsys.readouterr()
    assert [] == json.loads(captured.out)
    assert reason in captured.err


# ---- columns of names


@pytest.mark.parametrize(
    ("command", "first"), [("parse", "ITU-T X.509"), ("resolve", "ITU-T X.509 (10/2019)")]
)
def test_a_column_of_names(
    command: str, first: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """``-`` answers each line by a line, a bad one by an empty one and a complaint with its number."""
    stdin(monkeypatch, b"X.509\r\nfoo\nITU-T X.1254\n")
    assert 2 == main([command, "-"])

    captured = capsys.readouterr()
    lines = captured.out.split("\n")
    assert [first, "", ""] == [lines[0], lines[1], lines[3]]
    assert lines[2].startswith("ITU-T X.1254")
    assert captured.err.startswith("itu-catalog: line 2: 'foo' is not an ITU identifier")
    assert 1 == captured.err.count("\n")


@pytest.mark.parametrize("command", ["parse", "resolve"])
def test_a_column_of_names_as_json(command: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """With --json a column is answered by one object a line, which has ``error`` where nothing is known."""
    stdin(monkeypatch, b"X.509\nfoo")
    assert 2 == main([command, "-", "--json"])

    good, bad = map(json.loads, capsys.readouterr().out.splitlines())
    assert documented(command)[0] | {"line", "asked"} == set(good)
    assert {"line", "asked", "error"} == set(bad)
    assert (2, "foo") == (bad["line"], bad["asked"])


def test_a_good_column_ends_well(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """A column without a bad line ends with 0, and takes the day for all of them."""
    stdin(monkeypatch, b"X.509\nX.694 Cor.1\n")
    assert 0 == main(["resolve", "-", "--on", "2020-06-09"])
    assert "ITU-T X.509 (10/2019)\nITU-T X.694 (2015) Cor. 1 (10/2019)\n" == capsys.readouterr().out


@pytest.mark.parametrize("more", [[], ["--json"]], ids=str)
def test_an_empty_column(more: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Where nothing is asked nothing is answered."""
    stdin(monkeypatch, b"")
    assert 0 == main(["resolve", "-", *more])
    assert ("", "") == capsys.readouterr()


# ---- help


@pytest.mark.parametrize("words", [[], *([each.name] for each in COMMANDS)], ids=str)
def test_help_has_examples(words: list[str], capsys: Capture) -> None:
    """The help of every command has examples, and keeps to 80 columns."""
    assert 0 == main([*words, "--help"])

    out = capsys.readouterr().out
    assert "examples:\n  itu-catalog" in out
    assert [] == [line for line in out.splitlines() if len(line) > 80]
    assert out.isascii(), "argparse writes the help itself, and fails where an encoding lacks a character"


def test_examples_of_the_help_work(
    monkeypatch: pytest.MonkeyPatch, text: Callable[[bytes | str], str], capsys: Capture
) -> None:
    """Every example that the help shows runs."""
    import shlex

    core = default_catalog().path
    path = text("See ITU-T X.509.")
    files = {"report.txt": path, "other.tsv": core, "COMMAND": "check", "docs": path, "papers/**/*.pdf": path}
    Path(f"{path}.itu").write_text("X.1254", encoding="utf-8")
    files |= {"itu.txt": f"{path}.itu", **dict.fromkeys(("old.tsv", "new.tsv", "last-month.tsv"), core)}
    files |= {"report.md": path, **{name: f"{path}.{name}" for name in ("baseline.json", "out.html")}}
    for line in (*EXAMPLES, *(example for command in COMMANDS for example in command.examples)):
        name, *words = shlex.split(line.partition(" > ")[0])
        if words[0] in ("import", "update"):
            continue  # they need a dataset, or a server: tests/test_updating.py has both
        if name == "itu-catalog" and ("html" not in words or find_spec("jinja2")):
            assert main([files.get(word, word) for word in words]) == 0, line
    stdin(monkeypatch, b"See ITU-T Z.140.")
    capsys.readouterr()
    assert 0 == main(["check", "-"])
    assert "renumbered" in capsys.readouterr().out


def test_titles_to_the_letter(text: Callable[[bytes | str], str], capsys: Capture) -> None:
    """--titles notes what a reader would forgive; without it, nobody is bothered with that."""
    path = text(
        "ITU-T X.1232 “Technical framework for countering Advertising spam in user generated information”"
    )

    assert 0 == main(["check", path, "--fail-on", "note"])
    assert "title-differs" not in capsys.readouterr().out
    assert 1 == main(["check", path, "--fail-on", "note", "--titles"])
    out = capsys.readouterr().out
    assert "title-differs" in out
    assert "“user-generated” for “user generated”" in " ".join(out.split())


def test_version(capsys: Capture) -> None:
    """--version says the version."""
    assert 0 == main(["--version"])
    assert f"itu-catalog {__version__}\n" == capsys.readouterr().out


def test_help_loads_no_catalogue() -> None:
    """Help is instant: neither the catalogue nor a third-party package is loaded."""
    code = (
        "import sys; from itu_catalog.cli import main; main(['check', '--help']);"
        "print(sorted({'attrs', 'itu_catalog.catalog', 'itu_catalog.parsing', 'json', 'rich'} & set(sys.modules)))"
    )
    assert run(["-c", code]).stdout.decode().endswith("[]\n")


# ---- exit codes

FAILING = [
    ("never", 0),
    ("error", 1),
    ("warning", 1),
    ("note", 1),
    ("ok", 1),
    ("superseded", 1),
    ("withdrawn", 0),
    ("withdrawn,title-of-another", 1),
    ("Error", 1),
]


@pytest.mark.parametrize(("wanted", "code"), FAILING)
def test_fail_on(wanted: str, code: int, capsys: Capture) -> None:
    """--fail-on decides the exit code, by level or by code; without it findings never fail."""
    assert 0 == main(["check", BRIEF, "--on", "2020-06-09"])
    assert code == main(["check", BRIEF, "--on", "2020-06-09", "--fail-on", wanted])
    assert "" == capsys.readouterr().err


def test_a_level_includes_the_higher_ones(text: Callable[[bytes | str], str]) -> None:
    """A warning fails at "note" and "warning", not at "error"."""
    path = text("See ITU-T Z.140.")

    assert [1, 1, 0] == [main(["check", path, "--fail-on", level]) for level in ("note", "warning", "error")]


REFUSED = [
    (["parse", "X.50 9"], "'X.50 9' is not an ITU identifier"),
    (["parse", ""], "is not an ITU identifier"),
    (["resolve", "X.694 Cor.1"], "fits several documents"),
    (["show", "SG21", "--on", "2020-06-09"], "ITU-T SG21 did not exist on 2020-06-09"),
    (["show", "council-2020", "--on", "2017-05-15"], "council-2020 was not yet written on 2017-05-15"),
    (["resolve", "X.1038", "X.1039"], "each of its words is; give one at a time, or one a line to '-'"),
    (["show", "X.1038", "X.1039"], "each of its words is; give one at a time\n"),
    (["resolve", "X.1402", "--on", "2020-06-09"], "was not yet approved on 2020-06-09"),
    (["resolve", "X.500-series"], "see its members with: itu-catalog show 'X.500-series'"),
    (["list", "--series", ""], "no series or sub-series of that name"),
    (["list", "--fo", "x"], "'--fo' is one argument too many; see: itu-catalog list --help"),
    (["check", BRIEF, "--fail-on", ""], "--fail-on: nothing is given"),
    (["search", "…"], "has no word to search for"),
    (["resolve", "X.599"], "the catalogue holds no 'X.599'"),
    (["show", "X.509 (11/2019)"], "no such text"),
    (["history", "nonsense"], "is not an ITU identifier"),
    (["list", "--series", "QQ"], "no series or sub-series of that name"),
    (["list", "--group", "SG99"], "no study group of that name"),
    (["show", "SG99"], "no study group of that name"),
    (["list", "--status", "bogus"], "is no status; write one of: in force"),
    (["list", "--kind", "bogus"], "is no kind; write one of: recommendation"),
    (["search", "x", "--limit", "0"], "is no number of lines"),
    (["check", BRIEF, "--on", "June"], "is no calendar day; write it like 2020-06-09"),
    (
        ["check", BRIEF, "--fail-on", "bogus"],
        "--fail-on: 'bogus' is no level and no code; write never, a level",
    ),
    (["check"], "required: PATH"),
    (["bogus"], "'bogus' is no command; write one of: parse, resolve, show,"),
    ([], "required: COMMAND"),
    (["info", "--catalog", "nowhere.tsv"], "nowhere.tsv is no usable catalogue file"),
    (["info", "--catalog", BRIEF], "is no usable catalogue file"),
    (["check", "nowhere.txt"], "cannot read nowhere.txt: there is no such file"),
    (["check", BRIEF, "--json", "--format", "csv"], "--json and --format csv contradict each other"),
    (["check", BRIEF, "--bare", "perhaps"], "--bare: 'perhaps' is none of: never, context, always"),
    (["check", BRIEF, "--jobs", "0"], "--jobs: '0' is no number of processes"),
    (["check", BRIEF, "--select", "old"], "--select: 'old' is no level and no code"),
    (["check", BRIEF, "--ignore", "superceded"], "did you mean 'superseded'?"),
    (["check", BRIEF, "--config", "nowhere.toml"], "nowhere.toml: cannot be read: No such file"),
    (["check", BRIEF, "--config", "pyproject.toml"], "it has no table [tool.itu-catalog]; add one"),
    (["check", BRIEF, "--config", "x.toml", "--no-config"], "--config and --no-config contradict each other"),
    (["check", BRIEF, "--baseline", "nowhere.json"], "nowhere.json: cannot be read: No such file"),
    (["check", BRIEF, "--ignore-file", "nowhere"], "nowhere: cannot be read: No such file"),
    (["check", BRIEF, "--output", "no/such/directory"], "cannot write no/such/directory: No such file"),
    (["check", "a\0b"], "a NUL"),
]


@pytest.mark.parametrize(
    ("words", "reason"), REFUSED, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
@pytest.mark.parametrize("more", [[], ["--json"]], ids=["text", "json"])
def test_refused_in_one_line(words: list[str], reason: str, more: list[str], capsys: Capture) -> None:
    """Bad usage, unreadable input and what nothing is known of end with 2 and one line on standard error."""
    assert 2 == main([*words, *more])

    captured = capsys.readouterr()
    assert "" == captured.out
    assert captured.err.startswith("itu-catalog: ")
    assert 1 == captured.err.count("\n")
    assert reason in captured.err


# ---- ugly input

BINARY = [
    (b"\x7fELF\x00\x01\x02", "binary data"),
    (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
        "a PDF file" if find_spec("pypdfium2") else "PDF files need the extra 'pdf'",
    ),
    (b"PK\x03\x04\x14\x00", "a ZIP archive"),
    (b"\x1f\x8b\x08\x00", "a gzip file"),
    (b"\xff\xfeX", "begins like UTF-16"),
    (b"\xef\xbb\xbf\xff", "begins like UTF-8"),
    (b"ITU-T X.509 \x01", "binary data"),
]


@pytest.mark.parametrize(("data", "reason"), BINARY)
def test_binary_is_refused(
    data: bytes, reason: str, text: Callable[[bytes | str], str], capsys: Capture
) -> None:
    """What is no text is refused with its reason."""
    assert 2 == main(["check", text(data)])
    assert reason in capsys.readouterr().err


SPELT = "Règle: ITU-T Z.140 – “voilà”"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings(encoding: str, text: Callable[[bytes | str], str], capsys: Capture) -> None:
    """Text is read by its byte order mark, else as what it looks like, and a guess is announced."""
    assert 0 == main(["check", text(SPELT.encode(encoding)), "--json"])

    captured = capsys.readouterr()
    (finding,) = json.loads(captured.out)["findings"]
    assert ("renumbered", 8) == (finding["code"], finding["column"])
    said = {"cp1252": "Windows-1252", "utf-16-le": "UTF-16-LE", "utf-16-be": "UTF-16-BE"}.get(encoding)
    assert captured.err.endswith(f"is not UTF-8; read as {said}\n") if said else not captured.err


def test_latin_1_is_the_last_resort() -> None:
    """Bytes that even Windows-1252 leaves open are read as Latin-1."""
    assert ("\xff\x81", "latin-1") == plain.decode(b"\xff\x81")[:2]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"nothing here\r\n"])
def test_nothing_to_find(data: bytes, text: Callable[[bytes | str], str], capsys: Capture) -> None:
    """An empty text, or one without citations, is no fault."""
    assert 0 == main(["check", text(data), "--fail-on", "ok"])
    assert "no citations found\n" == capsys.readouterr().out
    assert 0 == main(["check", text(data), "--json"])
    assert [] == json.loads(capsys.readouterr().out)["findings"]


def test_a_huge_line_is_read(text: Callable[[bytes | str], str], capsys: Capture) -> None:
    """One line of a megabyte is a line like any other."""
    assert 0 == main(["check", text("word " * 200_000 + "ITU-T Z.140")])
    assert "1:1000001  renumbered" in capsys.readouterr().out


def test_too_much_is_refused(
    monkeypatch: pytest.MonkeyPatch, text: Callable[[bytes | str], str], capsys: Capture
) -> None:
    """Input beyond the limit is refused before it fills the memory."""
    monkeypatch.setattr(bounded, "LIMIT", 1 << 20)

    assert 2 == main(["check", text("x" * ((1 << 20) + 1))])
    assert "longer than 1 MiB" in capsys.readouterr().err


def test_unreadable_file(
    text: Callable[[bytes | str], str], monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """A file that may not be read is named with the reason."""
    path = text("ITU-T X.509")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(bounded, "_file", denied)
    with pytest.raises(UnreadableInput, match="not permitted"):
        plain.read_text(path)
    monkeypatch.undo()
    capsys.readouterr()


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """``-`` reads standard input: bytes, text, or nothing at all."""
    stdin(monkeypatch, "Siehe ITU‑T Z.140 …".encode())
    assert 0 == main(["check", "-"])
    assert "1:7    renumbered" in capsys.readouterr().out

    monkeypatch.setattr("sys.stdin", io.StringIO("ITU-T Z.140"))
    assert 0 == main(["check", "-"])

    monkeypatch.setattr("sys.stdin", None)
    assert 2 == main(["check", "-"])
    assert "standard input: it is closed" in capsys.readouterr().err


def test_an_encoding_that_cannot_say_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where standard output knows no arrow, it is escaped, and nothing fails."""
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii"))

    assert 0 == main(["check", BRIEF])
    assert b"ITU-T X.694 Cor.1 -> one of 3" in raw.getvalue()


def test_json_in_an_encoding_that_cannot_say_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """JSON stays JSON where standard output knows no accents, and says the same."""
    path = tmp_path / "é𝄞.txt"
    path.write_text("Règle 𝄞: МСЭ‑T Z.140", encoding="utf-8")
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii"))

    assert 0 == main(["check", str(path), "--json"])
    data = json.loads(raw.getvalue())
    assert ("renumbered", "МСЭ‑T Z.140") == (data["findings"][0]["code"], data["findings"][0]["text"])
    assert str(path) == data["source"]


def test_interruption(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Ctrl-C ends the command with one word."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(judging.Judging, "read", interrupted)

    assert 130 == main(["check", BRIEF])
    assert "itu-catalog: interrupted\n" == capsys.readouterr().err


def test_a_fault_of_our_own(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Even a fault of the program is answered by a line, not by a traceback."""

    def broken(*_: object) -> None:
        raise RuntimeError("first line\nsecond line")

    monkeypatch.setattr(judging.Judging, "read", broken)

    assert 2 == main(["check", BRIEF])
    assert (
        f"itu-catalog: cannot read {BRIEF}: a fault of itu-catalog itself, please report it (RuntimeError: first line)\n"
        == capsys.readouterr().err
    )


# ---- as a process


def run(words: list[str], **more: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: ANN401 - as subprocess takes them
    """Run Python with this package."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), "PYTHONIOENCODING": "utf-8"}
    more.setdefault("stdout", subprocess.PIPE)
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *words], check=False, stderr=subprocess.PIPE, env=environment, cwd=REPOSITORY, **more
    )


def test_module_runs() -> None:
    """``python -m itu_catalog`` is the command, exit code and all."""
    done = run(["-m", "itu_catalog", "check", BRIEF, "--fail-on", "error"])

    assert (1, b"") == (done.returncode, done.stderr)


@pytest.mark.parametrize("words", [["list"], ["--help"], ["list", "--json"]], ids=str)
def test_a_reader_that_stops_reading(words: list[str]) -> None:
    """When the other end of the pipe is closed, as by ``head``, nothing is complained of."""
    reading, writing = os.pipe()
    os.close(reading)

    done = run(["-m", "itu_catalog", *words], stdout=writing)

    os.close(writing)
    assert (0, b"") == (done.returncode, done.stderr)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")  # noqa: PTH110
def test_a_full_disk() -> None:
    """An answer that cannot be written is an error with its reason."""
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = run(["-m", "itu_catalog", "info"], stdout=full)

    assert 2 == done.returncode
    assert done.stderr.startswith(b"itu-catalog: cannot write: ")
    assert 1 == done.stderr.count(b"\n")


# ---- on a terminal


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("variable", "value", "coloured"),
    [("COLUMNS", "100", True), ("NO_COLOR", "1", False), ("TERM", "dumb", False)],
)
def test_colours_on_a_terminal(
    variable: str,
    value: str,
    coloured: bool,  # noqa: FBT001 - a column of the table
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a terminal, with rich, tables have colours; NO_COLOR and a dumb terminal turn them off."""
    pytest.importorskip("rich")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv(variable, value)
    monkeypatch.setattr("sys.stdout", screen := _Terminal())

    assert 0 == main(["check", BRIEF, "--on", "2020-06-09"])
    assert coloured == ("\x1b[1;31mnot-yet-approved" in screen.getvalue())
    assert "ITU-T X.893 (2007) Cor. 1 (10/2019)" in screen.getvalue(), "an identifier stays on one line"
    assert "X.1401" in screen.getvalue()


def test_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without rich, too, text keeps to the width of the terminal; a pipe always has 80 columns."""
    monkeypatch.setitem(sys.modules, "rich.console", None)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr("sys.stdout", screen := _Terminal())
    assert 0 == main(["show", "X.1085"])
    monkeypatch.setattr("sys.stdout", pipe := io.StringIO())
    assert 0 == main(["show", "X.1085"])

    assert 60 >= max(map(len, screen.getvalue().splitlines()))
    assert 60 < max(map(len, pipe.getvalue().splitlines())) <= 80


def test_a_terminal_without_rich(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without rich a terminal of 80 columns gets what a pipe gets."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setitem(sys.modules, "rich.console", None)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stdout", screen := _Terminal())
    assert 0 == main(["check", BRIEF])
    monkeypatch.setattr("sys.stdout", pipe := io.StringIO())
    assert 0 == main(["check", BRIEF])

    assert pipe.getvalue() == screen.getvalue()


# ---- golden reports: what we print about real texts, never the texts themselves

REPORTS = [
    ("council-2020", "2020-06-09"),
    ("council-2020", None),
    ("council-2017", "2017-05-15"),
    ("council-2017", None),
]


def compare(name: str, source: str, on: str | None, request: pytest.FixtureRequest, capsys: Capture) -> None:
    """Compare the two forms of a check with their golden files, or write those anew."""
    for suffix, more in ((".txt", []), (".json", ["--json"])):
        path = GOLDEN / f"{name}-{f'on-{on}' if on else 'today'}{suffix}"
        assert 0 == main(["check", source, *(["--on", on] if on else []), *more])
        got = capsys.readouterr().out
        if more:
            data = json.loads(got.replace(json.dumps(source), json.dumps(Path(source).name)))
            data["catalogue"]["version"] = "…"  # a digest, which changes with every fact
            got = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(got, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == got, (
            "if that is right: python -m pytest tests/test_cli.py --update-golden"
        )


@pytest.mark.parametrize(("report", "on"), REPORTS)
def test_golden_report(
    report: str, on: str | None, shared: Path, request: pytest.FixtureRequest, capsys: Capture
) -> None:
    """A Council report is judged, as of its day and as of today's data, exactly so."""
    compare(report, str(shared / "reports" / f"{report}.txt"), on, request, capsys)


@pytest.mark.parametrize("on", ["2020-06-09", None])
def test_golden_brief(on: str | None, request: pytest.FixtureRequest, capsys: Capture) -> None:
    """The example in this repository is judged exactly so."""
    compare("security-brief", BRIEF, on, request, capsys)


def test_everything_a_report_cites_is_found(shared: Path, capsys: Capture) -> None:
    """What the catalogue says a report cites by number is what the check of that report finds."""
    for report in default_catalog().reports:
        assert 0 == main(
            ["check", str(shared / "reports" / f"{report.key}.txt"), "--on", str(report.date), "--json"]
        )
        findings = json.loads(capsys.readouterr().out)["findings"]
        found = {finding["identifier"] for finding in findings}
        cited = {str(each.reads or try_parse(each.printed)) for each in report.citations} - {"None"}
        cited = {
            name for name in cited if not name.startswith("Question")
        }  # numbered, but not cited as texts are
        assert set() == cited - found, report.key
        assert set() == found - cited, report.key


def test_every_code_is_known_to_fail_on() -> None:
    """Every code can be asked for with --fail-on."""
    assert 0 == main(["check", os.devnull, "--fail-on", ",".join(CODES)])


@pytest.mark.parametrize("name", ["\x1b[31mfoo", "a\nb", "\u202egnp.exe"])
def test_a_terminal_is_told_nothing_by_a_file_name(name: str, capsys: Capture) -> None:
    """Names are quoted where they have characters that a terminal obeys; the reason still follows."""
    assert 2 == main(["check", name])

    said = capsys.readouterr().err
    assert said.rstrip("\n").isprintable()
    assert "there is no such file" in said


def test_a_terminal_is_told_nothing_by_a_text(tmp_path: Path, capsys: Capture) -> None:
    """What a checked text says is shown, not obeyed."""
    path = tmp_path / "text.txt"
    path.write_text("see ITU-T\u202eX.510 and \x1b[31mITU-T X.511", encoding="utf-8")
    main(["check", str(path)])

    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "X.510" in out
    assert "X.511" in out
