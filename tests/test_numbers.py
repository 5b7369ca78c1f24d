"""The number table: what it knows, what it must not know, and what it costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import number_table
from itu_catalog import numbers

DATA = Path(numbers.__file__).parent / "data" / "numbers.txt"


@pytest.mark.parametrize(
    ("sector", "series", "number"),
    [
        ("T", "X", "509"),
        ("T", "X", 509),
        ("T", "X", "20"),
        ("T", "X", "20 bis"),
        ("T", "X", "20bis"),
        ("T", "V", "25 ter"),
        ("T", "Q", "11 quater"),
        ("T", "D", "200 R"),
        ("T", "D", "502 R"),  # the source writes D.502R
        ("T", "R", "38 A"),
        ("T", "Q", "2931 B"),
        ("T", "Q", "1912.5 F"),
        ("T", "I", "256.2a"),
        ("T", "H", "222.0"),
        ("T", "D", "000"),
        ("T", "Y", "4500.15"),
        ("T", "Y", "1331"),  # the second name of G.709
        ("T", "I", "331"),  # the middle name of E.164/I.331/Q.11 bis
        ("T", "M", "731"),  # a letter l for the 1 in the source
        ("T", "Q", "732.4"),  # inside Q.732.2-5
        ("T", "Z", "140"),  # a number that Z.161 bore before
        ("T", "X Suppl", "35"),
        ("T", "M Suppl", "1.1"),
        ("T", "E.164 Suppl", "3"),
        ("T", "V.25 ter Suppl", "1"),
        ("T", "E.100-series Suppl", "1"),
        ("T", "E.100-E.300-series Suppl", "3"),
        ("R", "M", "1457"),
        ("R", "BT", "601"),
        ("R", "BT", "1543"),  # the source writes BT-1543-1
        ("R", "BT", "2154"),  # the source writes M.2154
        ("R", "RS", "516"),
        ("R", "RS", "1745"),
        ("R", "SA", "1745"),
        ("R", "PI", "435"),
        ("R", "M", "2083"),  # lost by the source
        ("R", "M", "2135"),  # lost by the source, inferred
        ("R", "M Report", "2083"),
    ],
)
def test_an_assigned_number_is_known(sector: str, series: str, number: str) -> None:
    """Every shape of number that was ever assigned is found, with or without the blank."""
    assert numbers.assigned(sector, series, number)


@pytest.mark.parametrize(
    ("sector", "series", "number"),
    [
        ("T", "X", "9999"),
        ("T", "X", "509 bis"),
        ("T", "X", "509.0"),
        ("T", "W", "1"),
        ("T", "BT", "601"),
        ("R", "X", "509"),
        ("R", "M", "2410"),  # a Report only
        ("R", "V", "2500"),  # a test record of the source
        ("R", "M", "2154"),
        ("R", "SM", "1004"),  # a draft document, SM.1/1004
        ("R", "BO", "4"),  # a draft document, BO.4/BL/4
        ("R", "R", "1"),  # a Resolution
        ("R", "M", "1457-14"),  # the revision is not part of the number
        ("T", "X", ""),
        ("T", "", ""),
        ("", "", ""),
        ("T", "X: 1-8\nT", "1"),
        ("T", "X" * 1000, "1"),
        ("T", "E.164", "3"),  # supplements are numbered apart
    ],
)
def test_a_number_that_was_never_assigned_is_not_known(sector: str, series: str, number: str) -> None:
    """Drafts, Reports, volumes, test records and nonsense are no assigned Recommendations."""
    assert not numbers.assigned(sector, series, number)


@pytest.mark.parametrize(
    ("series", "number", "expected"),
    [
        ("X", "509", ("T",)),
        ("BT", "709", ("R",)),
        ("M", "1457", ("R",)),
        ("M", "3010", ("T",)),
        ("P", "862.2", ("T",)),
        ("P", "676", ("R",)),
        ("V", "42 bis", ("T",)),
        ("S", "1001", ("R",)),
        ("F", "700", ("T", "R")),
        ("M", "1170", ("T", "R")),
        ("M", "99999", ()),
    ],
)
def test_few_numbers_were_assigned_by_both_sectors(
    series: str, number: str, expected: tuple[str, ...]
) -> None:
    """The table decides the sector of a letter that both sectors use, or says that both assigned it."""
    assert numbers.sectors_of(series, number) == expected


def test_the_number_alone_names_a_radio_recommendation() -> None:
    """CCIR texts print no letters: their number leads to the series, or to all that it was printed with."""
    assert numbers.series_of_radio_number(601) == ("BT",)
    assert numbers.series_of_radio_number("709") == ("BT",)
    assert numbers.series_of_radio_number(468) == ("BS",)
    assert numbers.series_of_radio_number(370) == ("P",)
    assert numbers.series_of_radio_number(1029) == ("RS", "SA")
    assert numbers.series_of_radio_number(2410) == ()


def test_most_radio_numbers_have_one_series() -> None:
    """Only numbers that moved between series are ambiguous: about forty."""
    every = {n for name in numbers.series("R") for n in numbers.numbers("R", name)}
    moved = [n for n in every if len(numbers.series_of_radio_number(n)) > 1]

    assert 40 <= len(moved) <= 45


def test_numbers_come_in_the_order_of_people_and_spelt_as_in_identifiers() -> None:
    """9 before 10, a number before its bis, 256.2 before 256.2a, blanks as ITU prints them."""
    v = numbers.numbers("T", "V")

    assert v[:10] == ("1", "2", "3", "4", "5", "6", "7", "8", "8 bis", "10")
    assert {"25", "25 bis", "25 ter", "42 bis"} <= set(v)
    assert "256.2a" in numbers.numbers("T", "I")
    assert "200 R" in numbers.numbers("T", "D")
    assert all(numbers.assigned("T", "V", number) for number in v)


def test_the_series_of_a_sector_are_known() -> None:
    """The table has every ITU-T letter but W, and the ITU-R series that are or were in use."""
    assert "".join(numbers.series("T")) == "ABCDEFGHIJKLMNOPQRSTUVXYZ"
    assert {"BT", "M", "PI", "SNG"} <= set(numbers.series("R"))


@pytest.mark.parametrize(
    ("series", "number", "expected"),
    [
        ("X", "590", "509"),
        ("X", "5099", "509"),
        ("G", "7221", "722.1"),
        ("V", "42 ter", "42 bis"),
        ("X", "6944", "694"),
    ],
)
def test_a_slip_finds_its_number(series: str, number: str, expected: str) -> None:
    """Swapped, doubled or missing digits, a lost dot and a wrong suffix lead to what was meant."""
    found = numbers.nearest("T", series, number)

    assert expected in found
    assert len(found) <= 3
    assert all(numbers.assigned("T", series, n) for n in found)


@pytest.mark.parametrize("number", ["", "abc", "9" * 10_000, "1." * 5_000, "١٢٣", "77777777"])
def test_nothing_near_is_no_suggestion(number: str) -> None:
    """Nonsense and huge input get an empty answer, not a guess."""
    assert numbers.nearest("T", "X", number) == ()


@pytest.mark.parametrize(
    ("series", "arc", "expected"),
    [
        ("x", 509, ("509",)),
        ("g", 7221, ("722.1",)),
        ("g", 1071, ("107.1", "1071")),
        ("H", "2220", ("222.0",)),
        ("y", 450015, ("4500.15",)),
        ("x", 99999, ()),
        ("x", "9" * 5_000, ()),
        ("x", "५०९", ()),
        ("x", -1, ()),
        ("w", 1, ()),
    ],
)
def test_an_oid_arc_has_the_readings_that_were_assigned(
    series: str, arc: int | str, expected: tuple[str, ...]
) -> None:
    """Arcs lose the dots, so that two numbers can share one: all readings are given."""
    assert numbers.oid_readings(series, arc) == expected


def test_the_file_is_compact_sorted_and_says_where_it_comes_from() -> None:
    """The table stays below 40 KB, its lines are sorted, and its head names source, day and tool."""
    text = DATA.read_text(encoding="ascii")
    head = [line for line in text.splitlines() if line.startswith("#")]
    body = [line.partition(":")[0] for line in text.splitlines() if not line.startswith("#")]

    assert len(text) < 40_000
    assert body == sorted(body)
    assert "relaton-data-itu, snapshot of 2026-08-22" in head[1]
    assert any("tools/number_table.py" in line for line in head)


def test_folding_and_unfolding_agree() -> None:
    """What the tool folds the package unfolds, for every line of the table."""
    for line in DATA.read_text(encoding="ascii").splitlines():
        if not line.startswith("#"):
            listed = line.partition(": ")[2]
            assert number_table.compact(numbers._expand(listed)) == listed, line


@pytest.mark.parametrize(
    ("identifier", "doctype", "expected"),
    [
        ("ITU-T X.509 (10/2019)", "recommendation", {("T X", "509")}),
        ("ITU-T E.164/I.331/Q.11 bis (11/1988)", "", {("T E", "164"), ("T I", "331"), ("T Q", "11bis")}),
        ("ITU-T D.300 R/E.282 R (12/1972)", "", {("T D", "300R"), ("T E", "282R")}),
        ("ITU-T G.729 Annex C+ (02/2000)", "", {("T G", "729")}),
        ("ITU-T Q.120-Q.139 (11/1988)", "", set()),
        ("ITU-T Q.732.2-5 (03/1993)", "", {("T Q", f"732.{n}") for n in (2, 3, 4, 5)}),
        ("ITU-T V.25 ter Suppl. 1 (04/1995)", "", {("T V", "25ter"), ("T V.25 ter Suppl", "1")}),
        ("ITU-T E-100 series Suppl. 1 (02/2019)", "", {("T E.100-series Suppl", "1")}),
        ("ITU-T M Suppl. 1.1 (12/1972)", "", {("T M Suppl", "1.1")}),
        ("ITU-T EMC-3 (1974) Amd. 1 (01/1978)", "", set()),
        ("ITU-R M.1457-14", "recommendation", {("R M", "1457")}),
        ("ITU-R M.2083-0", "technical-report", {("R M Report", "2083")}),
        ("ITU-R BT-1543-1", "recommendation", {("R BT", "1543")}),
        ("ITU-R R.1-4", "resolution", set()),
        ("ITU-R 234-1/7:", "question", set()),
        ("ITU-R SM.1/30", "recommendation", set()),
        ("ITU-R M.5-BL-13", "recommendation", set()),
        ("ITU-R BO", "recommendation", set()),
    ],
)
def test_a_record_shows_the_numbers_it_bears(
    identifier: str, doctype: str, expected: set[tuple[str, str]]
) -> None:
    """Every name of a document counts, on its own line; drafts, volumes and Questions show none."""
    assert set(number_table.assignments(number_table.Entry(identifier, doctype))) == expected


def test_reading_the_table_imports_nothing_heavy() -> None:
    """The table serves the first resolve of a cold process: it pulls in no data or resource machinery."""
    heavy = [
        "attr",
        "cattrs",
        "dataclasses",
        "importlib.resources",
        "json",
        "packaging",
        "pathlib",
        "re",
        "tomllib",
    ]
    code = (
        f"import sys; sys.path.insert(0, {str(DATA.parents[2])!r}); before = set(sys.modules);"
        "from itu_catalog import numbers; numbers.assigned('T', 'X', '509');"
        f"print(sorted(set({heavy}) & (set(sys.modules) - before)))"
    )

    run = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)  # noqa: S603

    assert run.stdout.strip() == "[]"
