"""Works and documents chosen by what is known of them: what fits, what may fit, and that no day knows a later one."""

from __future__ import annotations

import json
import pickle
from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import catalog, found, text, work
from itu_catalog import errors
from itu_catalog.catalog import Catalog, embedded_catalog
from itu_catalog.catalog.selecting import SORTS
from itu_catalog.catalog.windows import Numbers, Window
from itu_catalog.dates import Issued
from itu_catalog.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Callable

CORE = embedded_catalog()

days = st.dates(date(1976, 1, 1), date(2026, 8, 22))


def small() -> Catalog:
    """Make a catalogue of works with every oddity: vague dates, no dates, other numbers, Supplements."""
    groups = {name: dict(CORE._store.table(name)) for name in ("groups", "series")}
    return catalog(
        work(
            "ITU-T X.1",
            text("ITU-T X.1 (02/2001)", "2001-02-10", "superseded", own_title="Old name"),
            text("ITU-T X.1 (11/2011)", "2011-11", own_title="Quantum noise"),
            text("ITU-T X.1 (2011) Amd. 1 (03/2012)", "2012-03-04"),
            group="SG17",
        ),
        work("ITU-T X.9", text("ITU-T X.9 (05/2005)", "2005-05-05", "withdrawn"), group="SG17"),
        work("ITU-T X.10", text("ITU-T X.10 (06/2006)", "2006-06-06", "unknown", twin="ISO/IEC 1:2006")),
        work("ITU-T X.10.2", text("ITU-T X.10.2 (07/2007)", "2007-07-07"), group="SG2"),
        work(
            "ITU-T Y.7",
            text("ITU-T X.7 (08/2008)", "2008-08-08", "superseded"),
            text("ITU-T Y.7 (09/2009)", "2009-09-09"),
        ),
        work("ITU-T X Suppl. 3", text("ITU-T X Suppl. 3 (10/2010)", "2010-10-10")),
        work("ITU-R M.5", text("ITU-R M.5-0", undated=True, posted="1999-01")),
        work("Report ITU-R M.6", text("Report ITU-R M.6-0 (2002)", "2002")),
        tables=groups,
    )


SMALL = small()

WORKS: list[tuple[dict[str, Any], list[str]]] = [
    ({"series": "X"}, ["ITU-T X.1", "ITU-T X.9", "ITU-T X.10", "ITU-T X.10.2", "ITU-T X Suppl. 3"]),
    ({"series": "X", "kind": "recommendation", "status": "in force"}, ["ITU-T X.1", "ITU-T X.10.2"]),
    (
        {"series": "X", "on": "2008-12-31"},
        ["ITU-T X.1", "ITU-T Y.7", "ITU-T X.9", "ITU-T X.10", "ITU-T X.10.2"],
    ),
    ({"series": "Y"}, ["ITU-T Y.7"]),
    ({"series": "ITU-R M"}, ["ITU-R M.5", "Report ITU-R M.6"]),
    ({"numbers": "X.9..X.10"}, ["ITU-T X.9", "ITU-T X.10", "ITU-T X.10.2"]),
    ({"numbers": ("X.9", "X.9")}, ["ITU-T X.9"]),
    ({"numbers": "X.7", "on": "2009-01-01"}, ["ITU-T Y.7"]),
    ({"numbers": "X.7"}, []),
    ({"numbers": "ITU-R M.1..M.9"}, ["ITU-R M.5", "Report ITU-R M.6"]),
    ({"group": "SG17"}, ["ITU-T X.1", "ITU-T X.9"]),
    ({"group": 17, "on": "2005-06-01"}, ["ITU-T X.1", "ITU-T X.9"]),
    ({"status": "withdrawn"}, ["ITU-T X.9"]),
    ({"status": ["Withdrawn", "unknown"]}, ["ITU-T X.9", "ITU-T X.10"]),
    ({"status": "in force", "on": "2005-12-31", "series": "X"}, ["ITU-T X.1", "ITU-T X.9"]),
    ({"kind": "supplement"}, ["ITU-T X Suppl. 3"]),
    ({"kind": ["report", "supplement"]}, ["ITU-T X Suppl. 3", "Report ITU-R M.6"]),
    ({"document_kind": "amendment"}, ["ITU-T X.1"]),
    ({"document_kind": "amendment", "approved": "2001..2011"}, []),
    ({"approved": "2011-11"}, ["ITU-T X.1"]),
    ({"approved": "..2002"}, ["ITU-T X.1", "Report ITU-R M.6"]),
    ({"approved": (Issued(2009), None)}, ["ITU-T X.1", "ITU-T Y.7", "ITU-T X Suppl. 3"]),
    ({"twin": "ISO 1"}, ["ITU-T X.10"]),
    ({"twin": True}, ["ITU-T X.10"]),
    ({"twin": "ISO/IEC 1:2007"}, []),
    ({"title": "quantum"}, ["ITU-T X.1"]),
    ({"title": "quantum", "on": "2011-10-31"}, []),
    ({"title": "quantun"}, ["ITU-T X.1"]),
]


@pytest.mark.parametrize(("conditions", "expected"), WORKS, ids=str)
def test_works_are_chosen(conditions: dict[str, Any], expected: list[str]) -> None:
    """Exactly the works that meet every condition are chosen, whatever their order."""
    assert sorted(expected) == sorted(found(SMALL.select(**conditions)))


DOCUMENTS: list[tuple[dict[str, Any], list[str]]] = [
    ({"kind": "amendment"}, ["ITU-T X.1 (2011) Amd. 1 (03/2012)"]),
    ({"status": "superseded"}, ["ITU-T X.1 (02/2001)", "ITU-T X.7 (08/2008)"]),
    ({"status": "in force", "numbers": "X.1", "on": "2011-12-01"}, ["ITU-T X.1 (11/2011)"]),
    ({"work_kind": "supplement"}, ["ITU-T X Suppl. 3 (10/2010)"]),
    ({"approved": "2001-02-10..2001-02-10"}, ["ITU-T X.1 (02/2001)"]),
    ({"approved_by": "SG17", "approved": "2012"}, ["ITU-T X.1 (2011) Amd. 1 (03/2012)"]),
    ({"title": "old"}, ["ITU-T X.1 (02/2001)"]),
    ({"twin": True}, ["ITU-T X.10 (06/2006)"]),
]


@pytest.mark.parametrize(("conditions", "expected"), DOCUMENTS, ids=str)
def test_documents_are_chosen(conditions: dict[str, Any], expected: list[str]) -> None:
    """Exactly the documents that meet every condition are chosen."""
    assert expected == found(SMALL.documents.select(**conditions))


UNDECIDED: list[tuple[dict[str, Any], str, str]] = [
    ({"status": "in force"}, "ITU-T X.10", "no source says whether it is in force"),
    ({"group": "SG2"}, "ITU-T X.10", "which study group answers for it is not known"),
    ({"approved": "1999"}, "ITU-R M.5", "its date is not known"),
    ({"approved": "2011-11-15.."}, "ITU-T X.1", ""),  # the amendment fits
    ({"approved": "2002-06..2002-07"}, "Report ITU-R M.6", "of its date only 2002 is known"),
]


@pytest.mark.parametrize(("conditions", "name", "reason"), UNDECIDED, ids=str)
def test_what_may_fit_stands_apart(conditions: dict[str, Any], name: str, reason: str) -> None:
    """What is not known to fit, nor known not to, is not chosen and not forgotten."""
    chosen = SMALL.select(**conditions)
    record = SMALL[name]

    assert bool(reason) == (record in chosen.undecided)
    assert bool(reason) != (record in chosen)
    assert reason == chosen.reason(record)


def test_a_work_of_which_changes_alone_are_known() -> None:
    """Its status is not known, and it is chosen by what its changes are; before them it was not there."""
    cat = catalog(work("ITU-T X.3", text("ITU-T X.3 (1990) Amd. 1 (04/1991)", "1991-04-04")))

    assert (Status.UNKNOWN, False, "no edition of it is known") == tuple(cat["X.3"].status_on("2000-01-01"))
    assert ["ITU-T X.3"] == found(cat.select(approved="1991"))
    assert ["ITU-T X.3"] == found(cat.select(status="in force").undecided)
    assert [] == found(cat.select(on="1991-01-01"))
    assert ["1991-04-04 ITU-T X.3 (1990) Amd. 1 (04/1991) amended"] == [
        str(each) for each in cat.changes(None)
    ]


def test_what_is_inferred_says_so() -> None:
    """A withdrawal without a day, a vague date, a group by lineage: chosen, uncertain, with the reason."""
    before = SMALL.select(status="in force", numbers="X.9", on="2010-01-01")
    vague = SMALL.documents.select(approved="..2011-11-15", numbers="X.1")
    group = SMALL.documents.select(approved_by="SG17", numbers="X.1")

    assert "on which day it ended is published nowhere" == before.reason(before.uncertain[0])
    assert ["ITU-T X.1 (11/2011)"] == found(vague.uncertain)
    assert "inferred: ITU-T SG17 existed on that day and is responsible today" == group.reason(group[-1])


def test_a_group_that_was_one_of_several_is_not_guessed() -> None:
    """Where today's group descends from two, neither is said to have approved a text; either may have."""
    cat = catalog(
        work("ITU-T H.1", text("ITU-T H.1 (05/2015)", "2015-05-05"), group="SG21"),
        tables={"groups": dict(CORE._store.table("groups"))},
    )

    for name in ("SG9", "SG16"):
        chosen = cat.documents.select(approved_by=name)
        assert [] == found(chosen)
        assert ["ITU-T H.1 (05/2015)"] == found(chosen.undecided)
    assert [] == found(cat.documents.select(approved_by="SG15").undecided)


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"status": "bogus"}, "is no status; write one of: in force"),
    ({"kind": "bogus"}, "is no kind; write one of: recommendation"),
    ({"kind": "amendment"}, "no work is of it"),
    ({"numbers": "X.1..Y.2"}, "its ends are of two series"),
    ({"numbers": "X.2..X.1"}, "its second end is the lower one"),
    ({"numbers": "X Suppl. 1"}, "is no number of a series"),
    ({"numbers": "..X.1"}, "write it like X.1000..X.1099"),
    ({"numbers": ("X.1", "X.2", "X.3")}, "write it like X.1000..X.1099"),
    ({"approved": "someday"}, "is no day, month or year; write 2019"),
    ({"approved": ("2019", "y")}, "'y' is no day, month or year"),
    ({"approved": ".."}, "has one end at least"),
    ({"title": "*"}, "has no word to search for"),
    ({"twin": "any"}, "is no name of a text of ISO, IEC or ETSI"),
    ({"approved": ("2020", "2019")}, "it ends before it begins"),
    ({"sort": "colour"}, "is no order; write one of: number"),
    ({"sort": "best"}, "only with words of a title"),
]


@pytest.mark.parametrize(("conditions", "reason"), REFUSED, ids=str)
def test_what_cannot_be_asked_is_refused(conditions: dict[str, Any], reason: str) -> None:
    """A condition that cannot be read is refused in a sentence with the way out."""
    with pytest.raises(ValueError, match=reason):
        SMALL.select(**conditions)


@pytest.mark.parametrize("ask", [SMALL.select, SMALL.documents.select, partial(SMALL.changes, None)])
def test_an_unknown_condition_is_refused(ask: Callable[..., object]) -> None:
    """A condition that is written wrongly never chooses everything: the ones that there are are named."""
    with pytest.raises(TypeError, match=r"no condition 'aproved'; there are: series, numbers, .*approved"):
        ask(aproved="2019")


def test_unknown_names_are_refused_as_everywhere() -> None:
    """A series or group of no such name, and a number that is none, raise what look-up raises."""
    for conditions in ({"series": "QQ"}, {"group": "SG99"}, {"approved_by": "SG99"}):
        with pytest.raises(errors.UnknownRecommendation):
            SMALL.select(**conditions)
    with pytest.raises(errors.InvalidIdentifier):
        SMALL.select(numbers="hello..world")


@given(
    st.sampled_from([conditions for conditions, _ in WORKS]),
    st.sampled_from([None, "2005-01-01", "2010-01-01"]),
)
def test_what_is_chosen_is_a_part_of_all(conditions: dict[str, Any], on: str | None) -> None:
    """Chosen, undecided and the rest never mix, and each work comes once."""
    chosen = SMALL.select(**{**conditions, "on": on})

    assert set(chosen) <= set(SMALL)
    assert len(set(chosen)) == len(chosen)
    assert set(chosen.uncertain) <= set(chosen)
    assert set(chosen).isdisjoint(chosen.undecided)


@given(days, st.sampled_from([*Status]))
def test_a_status_on_a_day_is_that_of_the_work(day: date, status: Status) -> None:
    """Choosing by a status agrees with asking each work and each document."""
    works = CORE.select(status=status, on=day)
    documents = CORE.documents.select(status=status, on=day)

    if status is not Status.NOT_YET_APPROVED:
        assert [w for w in CORE if w.status_on(day).status is status and w not in works.undecided] == list(
            works
        )
    assert all(text.status_on(day).status is status for text in documents)
    assert all(work.status_on(day).certain or work in works.uncertain for work in works)


@given(st.tuples(days, days, days))
def test_windows_add_up(three: tuple[date, date, date]) -> None:
    """What was approved from a to c is what was approved from a to b, and from the day after b to c."""
    first, middle, last = sorted(three)
    whole = CORE.documents.select(approved=(first, last))
    parts = list(CORE.documents.select(approved=(first, middle)))
    if middle < last:
        parts += CORE.documents.select(approved=(middle + timedelta(days=1), last))

    assert sorted(whole) == sorted(parts)


@given(days)
def test_nothing_that_came_later_is_chosen(day: date) -> None:
    """As of a day, no document is chosen that was approved after it, and no title that was printed after it."""
    assert all(
        text.approved is None or text.approved.on_or_before(day) for text in CORE.documents.select(on=day)
    )
    assert all(work.status_on(day).status is not Status.NOT_YET_APPROVED for work in CORE.select(on=day))


@pytest.mark.parametrize("series", ["X.500", "Z.100", "X"])
@pytest.mark.parametrize("day", ["1995-01-01", "2020-06-09", None])
def test_members_of_a_series_are_its_recommendations_in_force(series: str, day: str | None) -> None:
    """Choosing by series and status agrees with `members`, which leaves out Supplements and guides."""
    chosen = CORE.select(series=series, status=["in force", "pre-published"], kind="recommendation", on=day)

    members: Any = CORE.series(series).members(day)
    assert sorted(members) == sorted(chosen)
    assert set(members.uncertain) == set(chosen.uncertain)


@pytest.mark.parametrize("sort", [each for each in SORTS if each != "best"])
def test_orders_change_the_order_alone(sort: str) -> None:
    """Whatever the order, the same works and documents are chosen."""
    for select in (CORE.select, CORE.documents.select):
        assert sorted(select()) == sorted(select(sort=sort))


def test_orders_are_what_they_say() -> None:
    """By number X.9 stands before X.10; the newest is the one approved last; undated ones stand at the end."""
    assert ["ITU-T X.1", "ITU-T X.9", "ITU-T X.10", "ITU-T X.10.2"] == found(
        SMALL.select(numbers="X.1..X.10")
    )[:4]
    assert "ITU-T X.1" == found(SMALL.select(sort="newest"))[0]
    assert "ITU-R M.5" == found(SMALL.select(sort="oldest"))[0]  # posted in 1999
    assert "ITU-T X.1 (2011) Amd. 1 (03/2012)" == found(SMALL.documents.select(sort="newest"))[0]


def test_what_was_chosen_is_plain_data() -> None:
    """A choice can be told as JSON; its records are those of the catalogue, and it is a tuple like any other."""
    chosen = SMALL.select(status="in force", on="2010-01-01")

    told = json.loads(json.dumps(chosen.to_dict()))
    assert {"records", "uncertain", "undecided"} == set(told)
    assert found(chosen) == told["records"]
    assert "ITU-T X.9" in told["uncertain"]
    assert chosen[0] is SMALL[chosen[0]]
    assert found(chosen) == found(pickle.loads(pickle.dumps(chosen)))


WINDOWS = [
    ("2019", "2019-01-01..2019-12-31"),
    ("2019-02", "2019-02-01..2019-02-28"),
    ("2019-10-14", "2019-10-14..2019-10-14"),
    (" 2019-10 .. 2020 ", "2019-10-01..2020-12-31"),
    ("2019..", "2019-01-01.."),
    ("2019 to 2020", "2019-01-01..2020-12-31"),
    ("2019\u20132020", "2019-01-01..2020-12-31"),
    ("..2019", "..2019-12-31"),
    (("2019", date(2020, 1, 2)), "2019-01-01..2020-01-02"),
    ((None, Issued(2020, 2)), "..2020-02-29"),
]


@pytest.mark.parametrize(("given_", "meant"), WINDOWS, ids=str)
def test_windows_as_people_write_them(given_: Any, meant: str) -> None:  # noqa: ANN401 - many forms
    """A year or a month means all of it, at either end; an end may be open."""
    assert meant == str(Window.read(given_))


def test_a_sector_is_said_once() -> None:
    """The second end of a range is of the sector of the first, whatever sector assigned that number."""
    assert Numbers("ITU-R", "M", (2000,), (2100,)) == Numbers.read("ITU-R M.2000..M.2100")
    assert Numbers("ITU-R", "M", (2000,), (2100,)) == Numbers.read("ITU-R M.2000..2100")


@pytest.mark.parametrize(
    "written",
    [
        *("X.1000..X.1099", "X.1000..1099", "X.1000 .. X.1099", "X.1000\u2013X.1099", "X.1000 to X.1099"),
        *("X.1000-X.1099", "ITU-T X.1000-ITU-T X.1099", "ITU-T X.1000..X.1099", "x.1000..x.1099"),
    ],
)
def test_ranges_as_people_write_them(written: str) -> None:
    """Dots, a dash or a word stand between the ends, and the second may leave out its series."""
    assert (("ITU-T", "X", (1000,), (1099,))) == tuple(Numbers.read(written))


@given(st.text(max_size=30) | st.none() | st.integers() | st.tuples(st.text(max_size=8), st.text(max_size=8)))
def test_any_window_and_range_is_read_or_refused(value: Any) -> None:  # noqa: ANN401 - anything
    """Whatever is given for a window or a range, it is read, or refused as a `ValueError`."""
    for read in (Window.read, Numbers.read):
        with suppress(ValueError):
            read(value)


def test_the_questions_that_people_ask() -> None:
    """What a group approved in two years, what was in force in a range on a day, what followed G.721."""
    approved = CORE.documents.select(approved="2019..2020", approved_by="SG17")
    in_force = CORE.select(numbers="X.1000..X.1099", status="in force", on="2020-06-09")

    assert "ITU-T X.509 (10/2019)" in found(approved)
    assert all(text.responsibility.then == CORE.study_group("SG17") for text in approved)
    assert "ITU-T X.1051" in found(in_force)
    assert ["ITU-T Z.140", "ITU-T Z.161"] == [name.text for name in CORE.names("Z.161")]
    assert "ITU-T Z.161" == str(CORE.successor("Z.140"))
