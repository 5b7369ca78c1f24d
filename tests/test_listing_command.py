"""``list``, ``search`` and ``changes``: the same answer as a table, CSV or JSON, safe to open and to pipe."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest

from factories import catalog, text, work
from itu_catalog.catalog import embedded_catalog
from itu_catalog.cli.commands.changing import COMMAND as CHANGES
from itu_catalog.cli.commands.listing import COLUMNS
from itu_catalog.cli.running import main

if TYPE_CHECKING:
    from pathlib import Path

    Capture = pytest.CaptureFixture[str]

CORE = embedded_catalog()

ANSWERS = [
    (["list", "--range", "X.1400..1405"], ["ITU-T X.1402", "6 works on 2026-08-22"]),
    (["list", "--range", "X.1400..1405", "--on", "2019-12-31"], ["ITU-T X.1401", "1 work on 2019-12-31"]),
    (["list", "--approved", "2020-09"], ["ITU-T X.1254", "6 works"]),
    (
        ["list", "--documents", "--approved", "2020-09"],
        ["2020-09-03  in force", "ITU-T X.1254 (09/2020): Entity"],
    ),
    (["list", "--approved-by", "SG9", "--approved", "2019..2020"], ["ITU-T J.1012", "8 works"]),
    (["list", "--documents", "--approved-by", "SG17", "--approved", "2016"], ["of them by inference"]),
    (["list", "--documents", "--kind", "erratum"], ["ITU-T X.1254 (2012) Err. 1 (05/2013)"]),
    (["list", "--document-kind", "erratum"], ["ITU-T X.1254"]),
    (["list", "--twin", "ISO/IEC 9594-8"], ["ITU-T X.509", "1 work on"]),
    (["list", "--twin", "none", "--range", "X.1400..X.1401"], ["ITU-T X.1400", "2 works"]),
    (["list", "--title", "quantum noise"], ["ITU-T X.1702"]),
    (["list", "--status", "superseded,withdrawn", "--series", "Z"], ["ITU-T Z."]),
    (["list", "--sort", "newest", "--limit", "1"], ["the first 1 of 160 works", "for more: --limit"]),
    (
        ["list", "--kind", "implementers-guide", "--status", "in force"],
        ["perhaps also 1 work", "--undecided"],
    ),
    (["list", "--kind", "implementers-guide", "--status", "in force", "--undecided"], ["ITU-T Z.Imp100"]),
    (["search", "quantun", "noise"], ["but for a slip", "ITU-T X.1702"]),
    (["search", "directory", "--kind", "recommendation", "--approved", "2019"], ["ITU-T X.500"]),
    (["search", "directory", "--documents", "--approved", "2019-10"], ["ITU-T X.509 (10/2019)"]),
    (["changes", "2020-09", "2020-09"], ["2020-09-03  ITU-T X.1148 (09/2020) new", "8 events"]),
    (["changes", "2026"], ["ITU-T X.509 (2019) Cor. 3 (07/2026) corrected ITU-T X.509 (10/2019)"]),
    (["changes", "2007-11", "2007-11", "--range", "Z.161"], ["renumbered from ITU-T Z.140", "3 events"]),
    (["changes", "1960", "1961"], ["0 events"]),
]


@pytest.mark.parametrize(("asked", "printed"), ANSWERS, ids=" ".join)
def test_tables(asked: list[str], printed: list[str], capsys: Capture) -> None:
    """A table answers on standard output, in 80 columns, and complains of nothing."""
    assert 0 == main(asked)

    captured = capsys.readouterr()
    assert "" == captured.err
    assert [] == [each for each in printed if each not in captured.out]
    assert all(len(line) <= 80 for line in captured.out.splitlines())


@pytest.mark.parametrize(("asked", "printed"), ANSWERS, ids=" ".join)
def test_csv_and_json_say_the_same(asked: list[str], printed: list[str], capsys: Capture) -> None:  # noqa: ARG001 - the same table
    """CSV has a row for each object of JSON, with its values in the columns that are promised."""
    assert 0 == main([*asked, "--json"])
    told = json.loads(capsys.readouterr().out)
    assert 0 == main([*asked, "--csv"])
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    assert len(told) == len(rows)
    for each, row in zip(told, rows, strict=True):
        assert {*row} == {*each}
        for name, value in each.items():
            assert {True: "true", False: "false", None: ""}.get(value, value) == row[name]


def test_csv_has_the_promised_columns(capsys: Capture) -> None:
    """The head names the columns in their order, also where there is no row."""
    for words, columns in (
        (["list", "--series", "Q"], COLUMNS["work"]),
        (["list", "--documents", "--series", "Q"], COLUMNS["document"]),
        (
            ["changes", "1960", "1961"],
            ("on", "kind", "document", "work", "by", "number", "certain", "reason"),
        ),
    ):
        assert 0 == main([*words, "--csv"])
        assert ",".join(columns) == capsys.readouterr().out.splitlines()[0]


def test_csv_is_no_formula(tmp_path: Path, capsys: Capture) -> None:
    """What a spreadsheet would take for a formula is text, and a title with line ends is one row."""
    path = tmp_path / "mine.tsv"
    titles = ["=1+1", "@x\n=2", '"a", b', "-3"]
    works = [
        work(f"ITU-T X.{n}", text(f"ITU-T X.{n} (01/2001)", own_title=title))
        for n, title in enumerate(titles, 1)
    ]
    path.write_bytes(catalog(*works)._store._data)

    assert 0 == main(["list", "--csv", "--catalog", str(path)])

    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert ["'=1+1", "'@x =2", '"a", b', "'-3"] == [row["title"] for row in rows]


def test_what_may_fit_is_told_beside_data(capsys: Capture) -> None:
    """Beside CSV and JSON, which hold what fits alone, standard error tells of what may fit."""
    for form in ("--csv", "--json"):
        assert 0 == main(["list", "--kind", "implementers-guide", "--status", "in force", form])
        assert "perhaps also 1 work" in capsys.readouterr().err


def test_a_day_decides_everything(capsys: Capture) -> None:
    """With --on a list has the numbers and titles of the day, and is found by them."""
    assert 0 == main(["list", "--range", "Z.140", "--on", "2005-01-01", "--json"])
    (then,) = json.loads(capsys.readouterr().out)
    assert 0 == main(["list", "--range", "Z.161", "--json"])
    now, *_ = json.loads(capsys.readouterr().out)

    assert ("ITU-T Z.140", "ITU-T Z.161") == (then["identifier"], now["identifier"])


NAMES = [
    ("X.509", "X.509 is a name: itu-catalog show X.509"),
    ("ISO/IEC 9594-8", "ISO/IEC 9594-8 is a name: itu-catalog show 'ISO/IEC 9594-8'"),
    ("X.9999", None),
]


@pytest.mark.parametrize(("name", "remark"), NAMES, ids=str)
def test_a_search_for_a_name_says_how_to_ask(name: str, remark: str | None, capsys: Capture) -> None:
    """Where no title has what is a name in the catalogue, the answer says so, for data on standard error."""
    told = ["no title in this catalogue has all these words", *filter(None, [remark])]

    assert 0 == main(["search", name])
    assert told == capsys.readouterr().out.splitlines()

    assert 0 == main(["search", name, "--json"])
    assert [f"itu-catalog: {line}" for line in told] == capsys.readouterr().err.splitlines()


OTHER_SECTOR = [
    ("list --series M", "M of ITU-T; ITU-R has it, too: --series 'ITU-R M'"),
    ("search --series M network", "M of ITU-T; ITU-R has it, too: --series 'ITU-R M'"),
    ("changes 2019 --series M", "M of ITU-T; ITU-R has it, too: --series 'ITU-R M'"),
    ("list --series ITU-T\N{NO-BREAK SPACE}M", None),
    ("list --series X", None),
    ("list --series X.500", None),
]


@pytest.mark.parametrize(("asked", "remark"), OTHER_SECTOR, ids=str)
def test_a_letter_of_both_sectors_is_told(asked: str, remark: str | None, capsys: Capture) -> None:
    """A letter means ITU-T's series; where ITU-R has one of that letter, too, the last line says how to ask for it."""
    assert 0 == main(asked.split(" "))

    out = " ".join(capsys.readouterr().out.split())
    assert (remark in out) if remark else ("has it, too" not in out)


REFUSED = [
    (["list", "--kind", "corrigendum"], "no work is of it"),
    (["list", "--csv", "--json"], "--json and --csv contradict each other"),
    (["list", "--approved", "x"], "'x' is no day, month or year; write 2019"),
    (["list", "--title", ""], "'' has no word to search for"),
    (["search", "*"], "'*' has no word to search for"),
    (["list", "--twin", "foo"], "'foo' is no name of a text of ISO, IEC or ETSI"),
    (["list", "--range", "X.2..X.1"], "its second end is the lower one"),
    (["list", "--range", "=1+1"], "is not an ITU identifier"),
    (["list", "--sort", "x"], "is no order; write one of: number"),
    (["list", "--sort", "best"], "only with words of a title"),
    (["list", "--approved-by", "SG99"], "no study group of that name"),
    (["changes"], "required: FROM"),
    (["changes", "2020", "2019"], "it ends before it begins"),
    (["changes", "\x1b[2J"], "is no day, month or year"),
    (["changes", "2019", "y"], "'y' is no day, month or year"),
]


@pytest.mark.parametrize(("asked", "reason"), REFUSED, ids=str)
def test_refused_in_one_line(asked: list[str], reason: str, capsys: Capture) -> None:
    """Bad usage is one line on standard error, without control characters, and the exit code is 2."""
    assert 2 == main(asked)

    captured = capsys.readouterr()
    assert "" == captured.out
    assert reason in captured.err
    assert 1 == captured.err.count("\n")
    assert captured.err.strip().isprintable()


def test_a_list_of_everything_has_everything(capsys: Capture) -> None:
    """Without conditions every work is listed, and every document, once."""
    assert 0 == main(["list", "--csv"])
    works = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert 0 == main(["list", "--documents", "--csv"])
    documents = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))

    assert [str(each) for each in CORE] == [row["identifier"] for row in works]
    assert sorted(str(each) for each in CORE.documents) == sorted(row["identifier"] for row in documents)


def test_examples_are_of_this_command() -> None:
    """Each example of the help names the command that it is an example of."""
    assert all(re.match("itu-catalog changes ", line) for line in CHANGES.examples)
