"""What happened between two days: every approval, and what it brought about, once and in order."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import catalog, text, work
from itu_catalog.catalog import EventKind, embedded_catalog

CORE = embedded_catalog()

HISTORY = catalog(
    work(
        "ITU-T X.2",
        text("ITU-T X.1 (02/2001)", "2001-02-10", "superseded"),
        text("ITU-T X.1 (2001) Amd. 1 (03/2002)", "2002-03-03", "superseded"),
        text("ITU-T X.1 (2001) Err. 1 (04/2002)", "2002-04-04", "superseded"),
        text("ITU-T X.2 (05/2003)", "2003-05-05"),
        text("ITU-T X.2 Annex A (06/2003)", "2003-06-06"),
        text("ITU-T X.2 (2003) Cor. 1 (07/2003)", "2003-07-07"),
    ),
    work("ITU-T X.7", text("ITU-T X.7 (01/2000)", "2000-01-01", "superseded", replaced_by=["ITU-T X.2"])),
    work("ITU-T X.9", text("ITU-T X.9 (01/2001)", "2001-01-01", "withdrawn", withdrawn="2003-05")),
    work("ITU-R M.5", text("ITU-R M.5-0", undated=True, posted="1999-01")),
)


def test_a_history_is_told_in_order() -> None:
    """Every event stands once, on its day, in words that say what happened to which text."""
    assert [
        "1999-01 ITU-R M.5-0 new",
        "2000-01-01 ITU-T X.7 (01/2000) new",
        "2001-01-01 ITU-T X.9 (01/2001) new",
        "2001-02-10 ITU-T X.1 (02/2001) new",
        "2001-02-10 ITU-T X.7 (01/2000) superseded by ITU-T X.1 (02/2001)",
        "2002-03-03 ITU-T X.1 (2001) Amd. 1 (03/2002) amended ITU-T X.1 (02/2001)",
        "2002-04-04 ITU-T X.1 (2001) Err. 1 (04/2002) corrected ITU-T X.1 (02/2001)",
        "2003-05 ITU-T X.9 (01/2001) withdrawn",
        "2003-05-05 ITU-T X.2 (05/2003) revised",
        "2003-05-05 ITU-T X.1 (02/2001) superseded by ITU-T X.2 (05/2003)",
        "2003-05-05 ITU-T X.1 (2001) Amd. 1 (03/2002) superseded by ITU-T X.2 (05/2003)",
        "2003-05-05 ITU-T X.1 (2001) Err. 1 (04/2002) superseded by ITU-T X.2 (05/2003)",
        "2003-05-05 ITU-T X.2 (05/2003) renumbered from ITU-T X.1",
        "2003-06-06 ITU-T X.2 Annex A (06/2003) is part of ITU-T X.2 (05/2003)",
        "2003-07-07 ITU-T X.2 (2003) Cor. 1 (07/2003) corrected ITU-T X.2 (05/2003)",
    ] == [str(event) for event in HISTORY.changes(None)]


def test_a_text_of_another_work_is_in_the_window_that_ended_it() -> None:
    """What a later text of another work replaced is told, though nothing of its own happened then."""
    assert [
        "2001-02-10 ITU-T X.1 (02/2001) new",
        "2001-02-10 ITU-T X.7 (01/2000) superseded by ITU-T X.1 (02/2001)",
    ] == [str(event) for event in HISTORY.changes("2001-02", "2001-02")]


def test_posting_is_no_approval() -> None:
    """A text of which only the posting is known has an event, which is not certain."""
    (event,) = HISTORY.changes("1999", "1999")

    assert not event.certain
    assert "only when it was posted" in event.reason


def test_events_of_chosen_works_alone() -> None:
    """Conditions leave the events of other works out; bad ones and bad windows are refused."""
    assert {"ITU-T X.9"} == {str(each.document.work) for each in HISTORY.changes(None, numbers="X.9")}
    with pytest.raises(ValueError, match="ends before it begins"):
        HISTORY.changes("2003", "2001")


def test_an_event_is_plain_data() -> None:
    """An event can be told as JSON, each key always there."""
    told = [json.loads(json.dumps(event.to_dict())) for event in HISTORY.changes(None)]

    assert {"on", "kind", "document", "by", "number", "certain", "reason", "work"} == set.intersection(
        *map(set, told)
    )
    assert "ITU-T X.1" in {each["number"] for each in told}


def test_every_dated_document_is_approved_once() -> None:
    """Over all time, each document with a date has exactly one event of its approval."""
    approvals = [
        event.document
        for event in CORE.changes(None)
        if event.kind not in (EventKind.SUPERSEDED, EventKind.RENUMBERED, EventKind.WITHDRAWN)
    ]

    assert len(set(approvals)) == len(approvals)
    assert {text for text in CORE.documents if text.approved or text.posted} == set(approvals)


def test_what_is_told_superseded_is_superseded() -> None:
    """Each supersession agrees with what the text itself says, the day before and on the day."""
    for event in CORE.changes("2015", None):
        if event.kind is EventKind.SUPERSEDED and event.certain and event.on.day:
            assert event.by is event.document.superseded_by
            assert not event.document.status_on(event.on).status.is_in_force


@given(st.tuples(*[st.dates(date(1984, 1, 1), date(2026, 8, 22))] * 3))
def test_windows_of_events_add_up(three: tuple[date, date, date]) -> None:
    """What happened from a to c is what happened from a to b, and after b to c."""
    first, middle, last = sorted(three)
    whole = CORE.changes(first, last)

    assert [event for event in whole if event.on.first_day <= middle] == list(CORE.changes(first, middle))
    assert all(first <= event.on.first_day <= last for event in whole)
