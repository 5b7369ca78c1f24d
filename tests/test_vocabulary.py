"""Series, sub-series, study groups and the words for status: what the small tables promise."""

from __future__ import annotations

import datetime
import itertools
import pickle
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itu_catalog import parse
from itu_catalog.dates import Issued
from itu_catalog.errors import DetachedRecord
from itu_catalog.schema import read
from itu_catalog.vocabulary import (
    Heading,
    Printing,
    Sector,
    Series,
    Status,
    StudyGroup,
    StudyPeriod,
    SubGroup,
    SubSeries,
    Succession,
    Title,
)
from itu_catalog.vocabulary.titles import title_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

TODAY = datetime.date(2026, 11, 21)

# Blocks of one printing that overlap though neither is a heading over the other: as ITU printed them.
OVERLAPS = {
    ("X.2000–X.2199", "X.2150–X.2199"),  # metaverse; software supply chain
}

UNSOURCED = "not found in print"


@pytest.fixture(scope="module")
def series_file(repository: Path) -> dict[str, Any]:
    """The file of series as plain values."""
    return tomllib.loads((repository / "catalogue/series.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def groups_file(repository: Path) -> dict[str, Any]:
    """The file of study groups as plain values."""
    return tomllib.loads((repository / "catalogue/study_groups.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def series(series_file: dict[str, Any]) -> dict[str, Series]:
    """The series by identifier."""
    read_in = read(series_file["series"], tuple[Series, ...], "series.toml")
    return {each.identifier_text: each for each in read_in}


@pytest.fixture(scope="module")
def periods(groups_file: dict[str, Any]) -> dict[str, StudyPeriod]:
    """The study periods by name."""
    read_in = read(groups_file["study_period"], tuple[StudyPeriod, ...], "study_groups.toml")
    return {each.name: each for each in read_in}


@pytest.fixture(scope="module")
def groups(groups_file: dict[str, Any]) -> dict[str, StudyGroup]:
    """The study groups by key, able to navigate among themselves."""
    read_in = read(groups_file["study_group"], tuple[StudyGroup, ...], "study_groups.toml")
    return Shelf(read_in).groups


class Shelf:
    """A catalogue of study groups and nothing else."""

    def __init__(self, groups: Iterable[StudyGroup]) -> None:
        self.groups = {group.key: group.attached_to(self) for group in groups}

    def _supplements_to(self, holder: Series | SubSeries) -> tuple[()]:
        raise NotImplementedError

    def _members_of(
        self, holder: Series | SubSeries | StudyGroup, on: datetime.date | None
    ) -> tuple[Any, ...]:
        return (str(holder), on)

    def _study_group(self, name: str) -> StudyGroup | None:
        return self.groups.get(name)


# --- series -------------------------------------------------------------------------------------


def test_every_letter_of_itu_t_has_a_row(series: dict[str, Series]) -> None:
    """A to Z are there once each, and the three that are not allocated say so."""
    mine = [each for each in series.values() if each.sector is Sector.T]

    assert "ABCDEFGHIJKLMNOPQRSTUVWXYZ" == "".join(each.letter for each in mine)
    assert ["B", "C", "W"] == [each.letter for each in mine if not each.allocated]
    assert ["W"] == [each.letter for each in mine if each.title is None]


def test_every_series_of_itu_r_has_a_row(series: dict[str, Series]) -> None:
    """The sixteen of today and the three of old."""
    mine = [each for each in series.values() if each.sector is Sector.R]

    assert ["BO", "BR", "BS", "BT", "F", "M", "P", "RA", "RS", "S", "SA", "SF", "SM", "SNG", "TF", "V"] == [
        each.letter for each in mine if each.allocated
    ]
    assert ["IS", "PI", "PN"] == [each.letter for each in mine if not each.allocated]


def test_size_of_the_series_table(series: dict[str, Series]) -> None:
    """The table has not lost a row by an edit."""
    assert 45 == len(series)
    assert 490 == sum(len(each.subseries) for each in series.values())


def test_series_identifiers_are_canonical(series: dict[str, Series]) -> None:
    """What a series and its blocks call themselves parses to itself; no text bears W, which is refused."""
    texts = [each.identifier_text for each in series.values() if each.titles]
    texts += [block.identifier_text for each in series.values() for block in each.subseries]

    assert texts == [str(parse(text)) for text in texts]


@pytest.mark.parametrize(
    ("letter", "day", "title"),
    [
        ("X", "2005-01-01", "Data networks and open system communications"),
        ("X", "2020-06-09", "Data networks, open system communications and security"),
        ("P", "2005-01-01", "Telephone transmission quality, telephone installations, local line networks"),
        ("P", "2014-01-01", "Terminals and subjective and objective assessment methods"),
        ("P", "2020-01-01", "Telephone transmission quality, telephone installations, local line networks"),
        ("B", "2005-01-01", "Means of expression: definitions, symbols, classification"),
        ("B", "2020-01-01", None),
        ("X", "1990-01-01", None),
    ],
)
def test_title_of_a_series_on_a_day(
    series: dict[str, Series], letter: str, day: str, title: str | None
) -> None:
    """A series bears the title that was known to be printed then."""
    found = series[f"ITU-T {letter}-series"].title_on(day)

    assert title == (found.text if found else None)


@pytest.mark.parametrize(
    ("designation", "day", "block"),
    [
        ("X.1045", "2020-06-09", "X.1030–X.1049 Network security"),
        ("ITU-T X.1045 (10/2019)", "2020-06-09", "X.1030–X.1049 Network security"),
        ("X.500", "2020-06-09", "X.500–X.599 DIRECTORY"),
        ("X.680", None, "X.680–X.699 Abstract Syntax Notation One (ASN.1)"),
        ("X.1402", "2020-06-09", "X.1400–X.1429 Distributed ledger technology security"),
        ("X.1402", "2023-01-01", "X.1400–X.1429 Distributed ledger technology (DLT) security"),
        ("X.1402", "2016-01-01", None),
        ("X.1157", "2015-01-01", "X.1150–X.1159 Security protocols"),
        ("X.1157", "2018-01-01", "X.1150–X.1159 Security protocols (1)"),
        ("X.1157", "2023-01-01", "X.1150–X.1159 Application Security (1)"),
        ("X.1325", "2013-01-01", "X.1310–X.1339 Ubiquitous sensor network security"),
        ("X.1325", "2023-01-01", "X.1300–X.1499 SECURE APPLICATIONS AND SERVICES (2)"),
        ("X.1341", "2017-01-01", "X.1340–X.1349 PKI related Recommendations"),
        ("X.1341", "2023-01-01", "X.1340–X.1349 Certified mail"),
        ("X.1254", "2020-01-01", "X.1250–X.1279 Identity management"),
        ("X.1254", "2025-01-01", "X.1250–X.1299 Identity management (IdM) and Authentication"),
        ("X.1702", "2020-01-01", None),
        ("X.1702", "2024-12-01", "X.1700–X.1729 QUANTUM COMMUNICATION"),
        ("X.1702", None, "X.1702–X.1704 Quantum random number generator"),
        ("X.2160", None, "X.2150–X.2199 SOFTWARE SUPPLY CHAIN SECURITY"),
        ("M.3016.1", "2020-01-01", "M.3000–M.3599 Telecommunications management network"),
        ("Z.100", "2020-06-09", "Z.100–Z.109 Specification and Description Language (SDL)"),
        ("Z.161.7", "2020-06-09", "Z.160–Z.179 Testing and Test Control Notation (TTCN)"),
        ("Z.140", "2005-01-01", "Z.140–Z.149 Testing and Test Control Notation (TTCN)"),
        ("Z.140", "2020-06-09", None),
        ("G.600", "2010-01-01", "G.600–G.699 TRANSMISSION MEDIA CHARACTERISTICS"),
        ("G.650", "2020-01-01", "G.650–G.659 Optical fibre cables"),
        ("G.8032/Y.1344", "2020-01-01", "G.8000–G.8099 Ethernet over Transport aspects"),
        ("V.24 bis", "2020-01-01", "V.10–V.34 Interfaces and voiceband modems"),
        ("D.400 R", "2020-01-01", None),
        ("D.400 R", None, "D.400–D.499 Recommendations applicable in Latin America"),
        ("K.20", None, None),
    ],
)
def test_subseries_of(
    series: dict[str, Series], designation: str, day: str | None, block: str | None
) -> None:
    """The narrowest block whose words were printed by the day; without one, the narrowest that stands."""
    letter = designation.removeprefix("ITU-T ")[0]
    found = series[f"ITU-T {letter}-series"].subseries_of(designation, on=day)

    assert block == (str(found) if found else None)


def test_an_identifier_lies_where_its_text_lies(series: dict[str, Series]) -> None:
    """An `Identifier` with two numbers lies in a block of either series."""
    dual = parse("ITU-T G.8032/Y.1344 (02/2012)")
    y_block = series["ITU-T Y-series"].subseries_of(dual, on="2020-01-01")

    assert series["ITU-T G-series"].contains(dual)
    assert y_block is not None
    assert "Y.1300–Y.1399 Transport" == str(y_block)


@given(
    letter=st.sampled_from("DEFGHIJLMOPQTVXYZ"),
    number=st.integers(0, 9999),
    day=st.dates(datetime.date(1980, 1, 1), datetime.date(2030, 1, 1)),
)
def test_nothing_is_known_before_it_was_printed(
    series: dict[str, Series], letter: str, number: int, day: datetime.date
) -> None:
    """No wording answers for a day before its printing, nor for one after it was changed."""
    for block in series[f"ITU-T {letter}-series"].blocks_of(f"{letter}.{number}", on=day):
        assert block.printed is not None
        assert block.printed.first_day <= day
        assert block.until is None or day < block.until.first_day
        assert number in block.numbers


@given(number=st.integers(0, 9999), other=st.integers(0, 9999), last=st.integers(0, 9999))
def test_contains_goes_by_the_leading_number(number: int, other: int, last: int) -> None:
    """A block contains exactly its numbers, whatever stands behind them, and of its own letter only."""
    block = SubSeries(f"X.{min(number, last)}", f"X.{max(number, last)}", "…")

    assert (other in block.numbers) == block.contains(f"X.{other}") == block.contains(f"X.{other}.7 bis")
    assert not block.contains(f"Y.{other}")


def overlaps(printing: Printing) -> Iterator[tuple[str, str]]:
    """Yield the pairs of blocks in one printing that overlap without one standing below the other."""
    for one, other in itertools.combinations(sorted(printing.subseries), 2):
        shared = range(max(one.numbers[0], other.numbers[0]), min(one.numbers[-1], other.numbers[-1]) + 1)
        below = one.heading is Heading.MAIN and other.heading is Heading.SUB and other.under == one.title
        if shared and not (below and len(shared) == len(other.numbers)):
            yield (f"{one.first}–{one.last}", f"{other.first}–{other.last}")


def test_ranges_of_one_printing_do_not_overlap(series: dict[str, Series]) -> None:
    """In one printing a number stands in one block, but for the overlaps that ITU printed."""
    found = {pair for each in series.values() for printing in each.printings for pair in overlaps(printing)}

    assert found == OVERLAPS


def test_blocks_are_well_formed(series: dict[str, Series]) -> None:
    """A block runs upwards within its own series, and its words ended after they began."""
    for each in series.values():
        for block in each.subseries:
            assert block.last.startswith(f"{each.letter}."), block
            assert len(block.numbers) > 0, block
            assert block.until is None or (block.printed and block.printed < block.until), block
            assert block.source, block


def test_one_range_is_not_given_the_same_words_twice(series: dict[str, Series]) -> None:
    """A later printing holds only what it changes, or what was no more than a conclusion before."""
    for each in series.values():
        rows = sorted(each.subseries, key=lambda block: (block.first, block.last, block.title))
        for older, newer in itertools.pairwise(rows):
            if (older.first, older.last, older.title) == (newer.first, newer.last, newer.title):
                assert older.inferred, older
                assert older.until == newer.printed, (older, newer)


def test_what_has_no_source_says_so(series: dict[str, Series]) -> None:
    """A row from memory is marked and claims no document; a marked row without a source is dated nowhere."""
    for each in series.values():
        rows: list[SubSeries | Title] = [*each.subseries, *each.titles]
        for row in rows:
            assert row.unsourced == (row.source == UNSOURCED), row
        for block in each.subseries:
            assert not (block.unsourced and block.printed), block


# --- study groups -------------------------------------------------------------------------------


def test_size_of_the_study_group_tables(
    groups: dict[str, StudyGroup], periods: dict[str, StudyPeriod], groups_file: dict[str, Any]
) -> None:
    """The tables have not lost a row by an edit."""
    subs = read(groups_file["sub_group"], tuple[SubGroup, ...], "study_groups.toml")

    assert (58, 9, 16) == (len(groups), len(periods), len(subs))
    assert 146 == sum(len(group.titles) for group in groups.values())
    assert 8 == sum(sub.kind == "focus group" for sub in subs)
    assert {sub.parent for sub in subs} <= groups.keys()


def test_groups_at_work_today(groups: dict[str, StudyGroup]) -> None:
    """Ten study groups and TSAG work in ITU-T in the period 2025-2028."""
    mine = [
        group.name for group in sorted(groups.values()) if group.sector is Sector.T and group.active_on(TODAY)
    ]

    assert ["SG2", "SG3", "SG5", "SG11", "SG12", "SG13", "SG15", "SG17", "SG20", "SG21", "TSAG"] == mine


def test_study_periods_join(periods: dict[str, StudyPeriod]) -> None:
    """One period begins on the day the one before it ends, after its assembly opened."""
    rows = list(periods.values())

    assert all(one.until == other.since for one, other in itertools.pairwise(rows))
    assert all(row.opened < row.since for row in rows)
    assert rows[-1].until is None


def test_titles_lie_within_their_periods(
    groups: dict[str, StudyGroup], periods: dict[str, StudyPeriod]
) -> None:
    """A title begins and ends with its study period, or within it where the group itself did."""
    for group in groups.values():
        for title in group.titles:
            period = periods.get(title.period or "")
            if group.body or group.sector is not Sector.T or period is None:
                continue
            assert title.since in (period.since, group.active_since), (group, title)
            assert title.until in (period.until, group.active_until), (group, title)


def test_titles_are_in_order(groups: dict[str, StudyGroup]) -> None:
    """The titles of a group follow each other without overlap."""
    for group in groups.values():
        for older, newer in itertools.pairwise(group.titles):
            assert older.until is not None, group
            assert newer.since is not None, group
            assert older.until <= newer.since, (group, newer)


def test_predecessors_and_successors_agree(groups: dict[str, StudyGroup]) -> None:
    """Each step is written at both of its ends, with the same words."""
    forward = {
        (group.key, step.group, step.on, step.what, step.source, step.inferred, step.unsourced)
        for group in groups.values()
        for step in group.successors
    }
    backward = {
        (step.group, group.key, step.on, step.what, step.source, step.inferred, step.unsourced)
        for group in groups.values()
        for step in group.predecessors
    }

    assert forward == backward
    assert 41 == len(forward)
    assert {key for row in forward for key in row[:2]} <= groups.keys()


def test_steps_happen_while_both_groups_exist(groups: dict[str, StudyGroup]) -> None:
    """Nobody hands over work after the end, and nobody takes it over before the beginning."""
    for group in groups.values():
        for step in group.successors:
            heir = groups[step.group]
            assert step.on is not None, (group, step)
            assert group.active_until is None or step.on <= group.active_until, (group, step)
            assert heir.active_since is None or heir.active_since <= step.on, (group, step)


def test_groups_that_ended_have_heirs(groups: dict[str, StudyGroup]) -> None:
    """What became of the work is known, except where the table says that it was not found."""
    lost = sorted(group.key for group in groups.values() if group.active_until and not group.heirs())

    assert ["CCITT SG IX"] == lost
    assert "not found" in (groups["CCITT SG IX"].note or "")


@pytest.mark.parametrize(
    ("key", "day", "heirs"),
    [
        ("ITU-T SG9", "2020-06-09", ["ITU-T SG9"]),
        ("ITU-T SG9", None, ["ITU-T SG21"]),
        ("ITU-T SG7", "2005-01-01", ["ITU-T SG17"]),
        ("CCITT SG VII", None, ["ITU-T SG17"]),
        ("ITU-T SG4", None, ["ITU-T SG2", "ITU-T SG15"]),
        ("ITU-T SG6", None, ["ITU-T SG5", "ITU-T SG15"]),
        ("ITU-T SG1", None, ["ITU-T SG2", "ITU-T SG21"]),
        ("ITU-T SG8", "1998-01-01", ["ITU-T SG8", "ITU-T SG16"]),
        ("ITU-T SG8", None, ["ITU-T SG21"]),
        ("ITU-T SSG", "2007-01-01", ["ITU-T SG19"]),
        ("ITU-T SSG", None, ["ITU-T SG13"]),
        ("ITU-T SG17", None, ["ITU-T SG17"]),
        ("CCIR SG3", "1995-01-01", ["ITU-R SG9"]),
        ("CCIR SG3", None, ["ITU-R SG5"]),
        ("CCIR SG5", None, ["ITU-R SG3"]),
    ],
)
def test_who_holds_the_work(
    groups: dict[str, StudyGroup], key: str, day: str | None, heirs: list[str]
) -> None:
    """The work of a group is with its heirs of that day."""
    assert heirs == [group.key for group in sorted(groups[key].heirs(day))]


def test_work_does_not_travel_back_in_time(groups: dict[str, StudyGroup]) -> None:
    """SG15 gave its multimedia work to SG16 in 1996; what it took from SG4 in 2008 was not among it."""
    assert ["ITU-T SG2", "ITU-T SG4", "ITU-T SG15"] == [
        group.key for group in sorted(groups["ITU-T SG4"].lineage())
    ]
    assert "ITU-T SG4" not in [group.key for group in groups["ITU-T SG21"].ancestry()]


def test_ancestry_is_lineage_read_backwards(groups: dict[str, StudyGroup]) -> None:
    """A group is in the lineage of exactly those that are in its ancestry."""
    for one in groups.values():
        for other in one.lineage():
            assert one.key in [group.key for group in other.ancestry()], (one, other)


@given(
    steps=st.lists(st.tuples(*[st.sampled_from("ABCDE")] * 2, st.one_of(st.none(), st.integers(1990, 1994))))
)
def test_lineage_ends_on_any_graph(steps: list[tuple[str, str, int | None]]) -> None:
    """Circles in the data end in an answer, and every group is in it once."""
    shelf = Shelf(
        StudyGroup(
            name,
            Sector.T,
            name,
            successors=tuple(
                Succession(heir, Issued(year) if year else None) for old, heir, year in steps if old == name
            ),
        )
        for name in "ABCDE"
    )
    for group in shelf.groups.values():
        keys = [each.key for each in group.lineage()]
        assert group.key == keys[0]
        assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("key", "day", "title"),
    [
        ("ITU-T SG17", "2020-06-09", "Security"),
        ("ITU-T SG17", "2006-01-01", "Security, languages and telecommunication software"),
        ("ITU-T SG17", "2001-01-01", None),
        (
            "ITU-T SG20",
            "2016-01-01",
            "IoT and its applications including smart cities and communities (SC&C)",
        ),
        ("ITU-T SG20", "2017-05-15", "Internet of things (IoT) and smart cities and communities (SC&C)"),
        ("ITU-T SG11", "2026-01-01", None),
        ("CCITT SG III", "1990-01-01", "Tariff and Accounting Principles"),
        ("ITU-R SG4", "2020-01-01", "Satellite services"),
    ],
)
def test_title_of_a_group_on_a_day(
    groups: dict[str, StudyGroup], key: str, day: str, title: str | None
) -> None:
    """A group bears the title of its study period, and none where none was found."""
    found = groups[key].title_on(day)

    assert title == (found.text if found else None)


def test_conflicts_are_kept(groups: dict[str, StudyGroup]) -> None:
    """The title of SG3 in 2017-2020 is the sourced one, and the other side stands beside it."""
    title = groups["ITU-T SG3"].title_on("2019-01-01")

    assert title is not None
    assert "related telecommunication economic and policy issues" in title.text
    assert not title.unsourced
    assert [
        "Tariff and accounting principles and international telecommunication/ICT economic and policy issues"
    ] == [other.text for other in title.against]


def test_group_facts_without_a_source_say_so(groups: dict[str, StudyGroup]) -> None:
    """A title or a step from memory is marked; the mark is not put on one with a source of its own."""
    for group in groups.values():
        for title in group.titles:
            assert title.unsourced == (title.source == UNSOURCED), (group, title)
        for step in group.successors:
            assert step.source, (group, step)
            assert step.unsourced or step.source != UNSOURCED, (group, step)


def test_numbers_that_returned_are_told_apart(groups: dict[str, StudyGroup]) -> None:
    """SG5 is three bodies, and `key` tells them apart while the names do not."""
    fives = sorted(group.key for group in groups.values() if group.name == "SG5")

    assert ["CCIR SG5", "ITU-R SG5", "ITU-T SG5"] == fives


# --- the values ---------------------------------------------------------------------------------


def test_pickles_leave_the_catalogue_behind(series: dict[str, Series], groups: dict[str, StudyGroup]) -> None:
    """A record comes out of a pickle equal to what went in, and says so when asked to navigate."""
    shelf = Shelf(())
    x_series = series["ITU-T X-series"].attached_to(shelf)
    for record in (x_series, x_series.subseries[0], groups["ITU-T SG17"]):
        copy = pickle.loads(pickle.dumps(record))

        assert copy == record
        assert hash(copy) == hash(record)
        assert (str(record), None) == record.members()
        with pytest.raises(DetachedRecord):
            copy.members()


def test_pickles_of_a_poorer_release_are_read() -> None:
    """A column that an older pickle lacks takes its default, one that this release lacks is dropped."""
    group = StudyGroup.__new__(StudyGroup)
    group.__setstate__({"key": "ITU-T SG17", "sector": Sector.T, "name": "SG17", "motto": "?"})

    assert StudyGroup("ITU-T SG17", Sector.T, "SG17") == group


def test_members_are_asked_of_the_catalogue(groups: dict[str, StudyGroup]) -> None:
    """A day may be given as text; without one it stays unknown."""
    group = groups["ITU-T SG17"]

    assert ("ITU-T SG17", datetime.date(2020, 6, 9)) == group.members("2020-06-09")
    assert ("ITU-T SG17", None) == group.works


def test_statuses_that_count() -> None:
    """In force and pre-published count, nothing else does."""
    assert {"in force", "pre-published"} == {status for status in Status if status.is_in_force}


def test_title_on_takes_the_newest() -> None:
    """Where two titles are known for one day, the later one is the answer."""
    titles = [Title("old", Issued(2000)), Title("new", Issued(2010))]

    assert ["old", "new"] == [
        found.text for year in (2005, 2015) if (found := title_on(titles, datetime.date(year, 1, 1)))
    ]


def test_the_light_words_load_alone() -> None:
    """Statuses come without attrs, which costs a first look-up more than all its own work."""
    code = "import sys; from itu_catalog.vocabulary import Approval, Status; print('attr' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our own code

    assert "False" == done.stdout.strip()
