"""The questions that people ask, put to all documents of ITU; many readers at once of the file as it lies mapped."""

from __future__ import annotations

import multiprocessing
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from factories import found
from itu_catalog import open_catalog
from itu_catalog.catalog.search import TitleSearch

if TYPE_CHECKING:
    from itu_catalog import Catalog


def test_what_a_group_approved_in_two_years(whole: Catalog) -> None:
    """What SG17 approved in 2019 and 2020, with how that is known."""
    approved = whole.documents.select(approved="2019..2020", approved_by="SG17")

    assert {"ITU-T X.509 (10/2019)", "ITU-T X.1402 (07/2020)", "ITU-T X.694 (2015) Cor. 1 (10/2019)"} <= {
        *found(approved)
    }
    assert all(2019 <= text.approved.year <= 2020 for text in approved if text.approved)
    assert all(text.responsibility.then == whole.study_group("SG17") for text in approved)
    assert all(text.responsibility.certain or approved.reason(text) for text in approved)


def test_a_group_that_was_merged_is_told_from_the_others_where_that_is_known(whole: Catalog) -> None:
    """Of what SG21 has today nobody says whether SG9 or SG16 approved it: each may have."""
    nine, sixteen = (
        whole.documents.select(approved="2019..2020", approved_by=name) for name in ("SG9", "SG16")
    )

    assert "ITU-T J.1012 (04/2020)" in found(nine)  # a source says so
    assert set(nine.undecided) == set(sixteen.undecided) != set()
    assert set(nine).isdisjoint(sixteen)


def test_what_was_in_force_in_a_range_on_a_day(whole: Catalog) -> None:
    """Everything in force in X.1000 to X.1099 on 2020-06-09, and nothing that came later."""
    chosen = whole.select(numbers="X.1000..X.1099", status=["in force", "pre-published"], on="2020-06-09")

    assert "ITU-T X.1051" in found(chosen)
    assert all(work.status_on("2020-06-09").status.is_in_force for work in chosen)
    assert [
        work
        for work in whole.series("X", "2020-06-09").members("2020-06-09")
        if re.match(r"ITU-T X\.10\d\d\b", str(work))
    ] == [work for work in chosen if str(work).startswith("ITU-T X.10")]


def test_what_followed_g_721(whole: Catalog) -> None:
    """The number was borne by two works; what the second became is G.726."""
    assert "ITU-T G.726" == str(whole.successor("G.721"))
    assert ["ITU-T G.721", "ITU-T G.726"] == [name.text for name in whole.names("G.721")]
    assert 2 == len(whole.bearers("G.721"))


def test_choosing_agrees_with_asking_each(whole: Catalog) -> None:
    """By status on a day, the works are those that say so themselves; windows of a year add up."""
    for day in ("1989-01-01", "2020-06-09", None):
        chosen = whole.select(status="in force", on=day)
        in_force = {work for work in whole if work.status_on(day).status == "in force"}
        assert in_force.difference(chosen.undecided) == set(chosen)
    years = [text for year in range(2010, 2020) for text in whole.documents.select(approved=f"{year}")]
    assert sorted(years) == sorted(whole.documents.select(approved="2010..2019"))


def test_events_of_a_month_are_those_of_all_time(whole: Catalog) -> None:
    """Looking only where a window touches finds the same events as looking everywhere."""
    all_time = whole.changes(None)

    for month in ("1988-11", "1997-08", "2016-10", "2019-10", "2026-07"):
        assert [event for event in all_time if str(event.on)[:7] == month] == [
            event for event in whole.changes(month, month) if event.on.month
        ]


@pytest.mark.parametrize(
    "asked", ["quantum", "telebiometrics", "réseau", "IMT-2000", "jpeg 2000", "fibre cable"]
)
def test_the_file_and_the_index_agree(whole: Catalog, asked: str) -> None:
    """A search in the file as it lies ranks like one among the words of all titles."""
    first, later = (TitleSearch(whole._store, whole._work) for _ in range(2))
    later._searches = 99

    assert first.hits(asked) == later.hits(asked)


@pytest.mark.parametrize(
    ("slipped", "meant"),
    [("telebiometrc", "telebiometric"), ("cyptography", "cryptography"), ("Quantun", "quantum")],
)
def test_a_slip_is_forgiven(whole: Catalog, slipped: str, meant: str) -> None:
    """A slip finds works that the right word finds."""
    assert set(whole.search(slipped)) & set(whole.search(meant))


def _answers(cat: Catalog) -> list[object]:
    """Ask what is worked out on first use."""
    return [
        str(cat.resolve("X.509", on="2018-01-01")),
        found(cat.search("cyptography")),
        found(cat.select(numbers="G.700..G.799", status="in force", on="2000-01-01")),
        [str(event) for event in cat.changes("2019-10", "2019-10")],
        found(cat.documents.select(approved="2016-10", approved_by="SG17")),
        sum(len(work.documents) for work in cat),
    ]


def test_threads_share_the_mapped_file(whole: Catalog) -> None:
    """Threads that all ask first get what one gets."""
    assert "mmap" == type(whole._store._data).__name__
    expected, shared = _answers(whole), open_catalog(whole.path)
    begin = threading.Barrier(4)

    def ask(_: int) -> list[object]:
        begin.wait()
        return _answers(shared)

    with ThreadPoolExecutor(4) as pool:
        assert [expected] * 4 == list(pool.map(ask, range(4)))


_SHARED: list[Catalog] = []


def _of_shared(_: int) -> list[object]:
    return _answers(_SHARED[0])


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this system has no fork")
def test_forks_share_the_mapped_file(whole: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Children of a process with the file open get what it gets."""
    shared = open_catalog(whole.path)
    shared.resolve("X.509")
    monkeypatch.setitem(globals(), "_SHARED", [shared])

    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert [_answers(whole)] * 3 == pool.map(_of_shared, range(3))
