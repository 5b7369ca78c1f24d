"""What is in force on a day, what ended a text, and what its records promise."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from typing import Any

import attrs
import pytest

from factories import catalog, found, text, work
from itu_catalog import errors
from itu_catalog.catalog import embedded_catalog
from itu_catalog.dates import Issued
from itu_catalog.documents import Amendment, Corrigendum, Document, Edition, InForce
from itu_catalog.vocabulary import Approval, NameKind, Status

CORE = embedded_catalog()


# ---- in force


def test_changes_follow_their_edition_in_order_of_approval() -> None:
    """What to read is the edition and then its changes, oldest first, whatever their kind."""
    x509 = CORE["X.509"]

    assert [
        "ITU-T X.509 (10/2019)",
        "ITU-T X.509 (2019) Cor. 1 (10/2021)",
        "ITU-T X.509 (2019) Cor. 2 (10/2023)",
        "ITU-T X.509 (2019) Amd. 1 (10/2024)",
        "ITU-T X.509 (2019) Cor. 3 (07/2026)",
    ] == found(x509.in_force())
    assert found(x509.in_force())[:2] == found(x509.in_force("2022-01-01"))


def test_changes_to_an_older_edition_are_not_read() -> None:
    """A corrigendum to an edition that has been superseded is not in force beside the new edition."""
    x509 = CORE["X.509"]

    assert ["ITU-T X.509 (10/2016)"] == found(x509.in_force("2017-01-01"))


def test_parts_keep_their_own_status() -> None:
    """Annex F1 of Z.100 (10/2019) is in force beside the edition of 2021."""
    assert [
        "ITU-T Z.100 (06/2021)",
        "ITU-T Z.100 Annex F1 (10/2019)",
        "ITU-T Z.100 Annex F2 (06/2021)",
        "ITU-T Z.100 Annex F3 (06/2021)",
    ] == found(CORE["Z.100"].in_force())


def test_a_cumulative_amendment_replaces_those_before_it() -> None:
    """Of amendments that repeat each other only the last is read, from its approval on."""
    one = work(
        "ITU-T X.1500",
        text("ITU-T X.1500 (04/2011)"),
        text("ITU-T X.1500 (2011) Amd. 1 (03/2012)", status="superseded"),
        text("ITU-T X.1500 (2011) Amd. 2 (04/2013)", cumulative=True),
    )
    x1500 = catalog(one)["X.1500"]

    assert ["ITU-T X.1500 (04/2011)", "ITU-T X.1500 (2011) Amd. 2 (04/2013)"] == found(x1500.in_force())
    before = x1500.in_force("2012-06-01")
    assert ["ITU-T X.1500 (04/2011)", "ITU-T X.1500 (2011) Amd. 1 (03/2012)"] == found(before)
    assert before.certain


def test_an_amendment_that_vanished_is_presumed_replaced_by_the_next() -> None:
    """Where no source says that an amendment repeats the one before, the answer is not certain."""
    one = work(
        "ITU-T X.1500",
        text("ITU-T X.1500 (04/2011)"),
        text("ITU-T X.1500 (2011) Amd. 1 (03/2012)", status="superseded"),
        text("ITU-T X.1500 (2011) Amd. 2 (04/2013)"),
    )
    x1500 = catalog(one)["X.1500"]

    between = x1500.in_force("2012-06-01")

    assert ["ITU-T X.1500 (04/2011)", "ITU-T X.1500 (2011) Amd. 1 (03/2012)"] == found(between)
    assert not between.certain
    assert "published nowhere" in between.reason
    assert "Amd. 2" not in between.reason  # on that day there was none


def test_pre_published_counts_as_in_force() -> None:
    """An approved text that is not yet edited is to be followed."""
    one = catalog(work("ITU-T F.748.93", text("ITU-T F.748.93 (08/2024)", status="pre")))["F.748.93"]

    assert ["ITU-T F.748.93 (08/2024)"] == found(one.in_force())
    assert Status.PRE_PUBLISHED is one.status


def test_an_unknown_withdrawal_makes_the_past_uncertain() -> None:
    """Between the last approval and today nobody knows whether a withdrawn text was still in force."""
    one = catalog(work("ITU-T X.581", text("ITU-T X.581 (11/1995)", status="withdrawn")))["X.581"]

    past = one.in_force("2000-01-01")

    assert ["ITU-T X.581 (11/1995)"] == found(past)
    assert (False, True) == (past.certain, "published nowhere" in past.reason)
    assert InForce() == one.in_force()
    assert one.in_force().certain


def test_a_known_withdrawal_is_certain() -> None:
    """Where a source says when a text was withdrawn, both sides of that day are certain."""
    one = catalog(
        work("ITU-T X.581", text("ITU-T X.581 (11/1995)", status="withdrawn", withdrawn="2008-03-01"))
    )["X.581"]

    assert (Status.IN_FORCE, True) == one.status_on("2008-02-29")[:2]
    assert (Status.WITHDRAWN, True) == one.status_on("2008-03-01")[:2]


def test_of_a_withdrawal_the_year_may_be_all_that_is_known() -> None:
    """The first Z.107 was withdrawn in 2008: certain before and after, and within the year not."""
    old = CORE["Z.107 (11/1999)"]

    assert (Status.IN_FORCE, True) == old.status_on("2007-12-31")[:2]
    assert (Status.WITHDRAWN, False) == old.status_on("2008-06-01")[:2]
    assert (Status.WITHDRAWN, True) == old.status_on("2009-01-01")[:2]


def test_nothing_is_in_force_before_the_first_approval() -> None:
    """Before the first edition the answer is empty, certain, and says when that came."""
    before = CORE["X.509"].in_force("1980-01-01")

    assert not before
    assert before.certain
    assert "1988-11-25" in before.reason


def test_days_after_the_data_are_not_certain() -> None:
    """The catalogue does not pretend to know what happened after the day it is complete to."""
    later = CORE["X.509"].in_force("2030-01-01")

    assert found(CORE["X.509"].in_force()) == found(later)
    assert not later.certain
    assert "2026-08-22" in later.reason


def test_a_month_is_not_a_day() -> None:
    """Within the month of an approval that is known to the month only, the answer is not certain."""
    m2083 = CORE["M.2083"]

    assert (Status.IN_FORCE, False) == m2083.status_on("2015-09-15")[:2]
    assert (Status.IN_FORCE, True) == m2083.status_on("2015-10-01")[:2]


def test_undated_revisions_do_not_hide_dated_ones() -> None:
    """When a later revision has no date, the last dated one is answered, and the doubt is said."""
    one = catalog(
        work(
            "ITU-R BO.600",
            text("ITU-R BO.600-0 (07/1986)", status="superseded"),
            text("ITU-R BO.600-1", undated=True, status="unknown"),
        )
    )["BO.600"]

    past = one.in_force("2000-01-01")

    assert ["ITU-R BO.600-0 (07/1986)"] == found(past)
    assert not past.certain
    assert "BO.600-1" in past.reason


def test_a_number_given_away_ends_the_work_before() -> None:
    """A withdrawn text is not taken to be in force once another text bears its number."""
    old, _, new = (bearer.work for bearer in CORE.bearers("Z.101"))

    assert Status.IN_FORCE is old.status_on("1984-10-18").status
    assert Status.WITHDRAWN is old.status_on("1984-10-19").status
    assert not old.status_on("2015-01-01").status.is_in_force
    assert new.status_on("2015-01-01").certain


# ---- status


def test_superseded_means_from_the_approval_of_the_next_edition() -> None:
    """The day before the next edition a text is in force; on that day it is superseded."""
    edition = CORE.resolve("X.509 (10/2016)")

    assert (Status.IN_FORCE, True) == edition.status_on("2019-10-13")[:2]
    assert (Status.SUPERSEDED, True) == edition.status_on(date(2019, 10, 14))[:2]
    assert Status.NOT_YET_APPROVED is edition.status_on("2016-10-13").status


def test_a_corrigendum_to_an_old_edition_says_so() -> None:
    """Texts of the X.500-series were corrected after the next edition: superseded, and not certain since when."""
    late = CORE.resolve("X.509 (2012) Cor. 3 (10/2016)")

    status = late.status_on("2017-01-01")

    assert (Status.SUPERSEDED, False) == status[:2]
    assert "X.509 (10/2012)" in status.reason


def test_a_change_ends_with_its_edition() -> None:
    """X.694 (2015) Cor. 1 was superseded when X.694 (02/2021) was approved."""
    cor = CORE.resolve("X.694 (2015) Cor. 1")

    assert Status.IN_FORCE is cor.status_on("2021-02-12").status
    assert Status.SUPERSEDED is cor.status_on("2021-02-13").status
    assert cor.superseded_by is not None
    assert "ITU-T X.694 (02/2021)" == str(cor.superseded_by)


def test_the_status_today_is_what_the_data_says() -> None:
    """On the day of the data every document has the status that its source gives it."""
    assert all(text.status_on().status is text.status for text in CORE.documents)


def test_succession_across_works_is_followed() -> None:
    """Z.101 of 1984 went into Z.100 of 1987, which is an inference and says so."""
    old = CORE.resolve("Z.101 (10/1984)")

    assert "ITU-T Z.100 (09/1987)" == str(old.superseded_by)
    assert (Status.SUPERSEDED, False) == old.status_on("1988-01-01")[:2]


def test_a_circle_of_replacements_ends() -> None:
    """Two texts that are said to replace each other do not hang the walk."""
    cat = catalog(
        work(
            "ITU-T X.1", text("ITU-T X.1 (01/2001)", status="superseded", replaced_by=["ITU-T X.2 (01/2002)"])
        ),
        work(
            "ITU-T X.2", text("ITU-T X.2 (01/2002)", status="superseded", replaced_by=["ITU-T X.1 (01/2001)"])
        ),
    )

    assert "ITU-T X.2 (01/2002)" == str(cat.successor("X.1 (01/2001)"))
    assert cat.replacement("X.1 (01/2001)") is not None


# ---- structure


def test_a_part_approved_with_the_main_text_belongs_to_it() -> None:
    """ITU counts the annexes of 11/1988 as 2.7 and on; they were approved with the third edition, and are its."""
    bases = {str(each): str(each.base) for each in CORE["Z.100"].documents if each.base}

    assert "ITU-T Z.100 (11/1988)" == bases["ITU-T Z.100 Annex F1 (11/1988)"]
    assert "ITU-T Z.100 (03/1993)" == bases["ITU-T Z.100 App. I (03/1993)"]
    assert "ITU-T Z.100 (10/2019)" == bases["ITU-T Z.100 Annex F1 (10/2019)"]
    assert "ITU-T Z.100 (11/1999)" == bases["ITU-T Z.100 Annex F1 (11/2000)"]


@pytest.mark.parametrize(
    ("on", "texts"),
    [
        ("2019-12-01", ["(10/2019)", "Annex F1 (10/2019)", "Annex F2 (10/2019)", "Annex F3 (10/2019)"]),
        ("2020-06-09", ["(10/2019)", "Annex F1 (10/2019)", "Annex F2 (10/2019)", "Annex F3 (10/2019)"]),
        (None, ["(06/2021)", "Annex F1 (10/2019)", "Annex F2 (06/2021)", "Annex F3 (06/2021)"]),
    ],
)
def test_the_annexes_of_sdl_are_read_with_their_main_text(on: str | None, texts: list[str]) -> None:
    """The annexes of 2019 came with the main text; Annex F1 stayed when the two others were renewed in 2021."""
    reading = CORE["Z.100"].in_force(on)

    assert [f"ITU-T Z.100 {each}" for each in texts] == [str(each) for each in reading]
    assert (True, "") == (reading.certain, reading.reason)


def test_two_editions_of_a_year_are_told_apart_by_the_label() -> None:
    """A change names the year of its base; when two editions fall in it, ITU's label decides."""
    one = catalog(
        work(
            "ITU-T G.664",
            text("ITU-T G.664 (03/2006)", edition="3", status="superseded"),
            text("ITU-T G.664 (11/2006)", edition="4"),
            text("ITU-T G.664 (2006) Cor. 1 (12/2006)", edition="3.1", status="superseded"),
            text("ITU-T G.664 (2006) Amd. 1 (06/2007)", edition="4.1"),
        )
    )["G.664"]

    bases = {str(each): str(each.base) for each in one.documents if each.base}

    assert {
        "ITU-T G.664 (2006) Cor. 1 (12/2006)": "ITU-T G.664 (03/2006)",
        "ITU-T G.664 (2006) Amd. 1 (06/2007)": "ITU-T G.664 (11/2006)",
    } == bases


def test_an_erratum_to_an_amendment_hangs_on_the_amendment() -> None:
    """Changes form chains, and a chain lives as long as its beginning."""
    one = catalog(
        work(
            "ITU-T G.671",
            text("ITU-T G.671 (01/2005)", status="superseded"),
            text("ITU-T G.671 (2005) Amd. 1 (03/2006)", status="superseded"),
            text("ITU-T G.671 (2005) Amd. 1 Err. 1 (11/2006)", status="superseded"),
            text("ITU-T G.671 (01/2009)"),
        )
    )["G.671"]
    err = one.documents[2]

    assert ["ITU-T G.671 (2005) Amd. 1 (03/2006)"] == found([err.base])
    assert [err] == list(err.base.changes if err.base else ())
    assert found(one.documents[:3]) == found(one.in_force("2007-01-01"))


def test_same_day_editions_are_one_text_under_two_numbers() -> None:
    """Z.146 and Z.167 of 03/2006 are one edition: neither supersedes the other."""
    z167 = CORE["Z.167"]
    twins = [each for each in z167.editions if str(each.approved) == "2006-03-16"]

    assert {"ITU-T Z.146 (03/2006)", "ITU-T Z.167 (03/2006)"} == set(found(twins))
    assert twins[0].superseded_by == twins[1].superseded_by
    assert twins[0].superseded_by not in twins


def test_a_document_without_a_title_has_that_of_its_base() -> None:
    """A corrigendum prints no title of its own; the effective one is that of what it corrects."""
    cor = CORE.resolve("X.694 (2015) Cor. 1")

    assert cor.own_title is None
    assert cor.base is not None
    assert cor.base.own_title == cor.title


def test_a_title_of_the_past_is_not_taken_from_the_future() -> None:
    """An edition without a title has that of a neighbour, but on a day only of one that there was."""
    one = catalog(
        work(
            "ITU-T X.1",
            text("ITU-T X.1 (01/2001)", status="superseded"),
            text("ITU-T X.1 (01/2005)", own_title="Later words"),
        )
    )["X.1"]

    assert "Later words" == one.documents[0].title
    assert one.title_on("2002-01-01") is None
    assert "Later words" == one.title_on("2005-01-01")


def test_numbers_have_their_time() -> None:
    """Z.161 was Z.140 until the day its first edition under the new number was approved."""
    numbers = [name for name in CORE["Z.161"].names if name.kind in (NameKind.NUMBER, NameKind.FORMER)]

    assert [
        ("ITU-T Z.140", "2001-07-22", "2007-11-13"),
        ("ITU-T Z.161", "2007-11-13", "None"),
    ] == [(name.text, str(name.since), str(name.until)) for name in numbers]
    assert ("ITU-T Z.140",) == tuple(name.text for name in CORE["Z.161"].former_names)


# ---- responsibility


def test_the_group_that_approved_is_not_the_group_of_today() -> None:
    """J.1012 was approved by SG9, which a source says; SG21 is responsible today."""
    said = CORE.resolve("J.1012").responsibility

    assert ("ITU-T SG9", "ITU-T SG21", True) == (str(said.then), str(said.now), said.certain)
    assert "ITU-T SG9" == str(CORE.resolve("J.1012").study_group)
    assert "ITU-T SG21" == str(CORE["J.1012"].study_group)


def test_an_unsourced_group_is_inferred_through_the_lineage() -> None:
    """Where no source names the approving group, the lineage does, and the answer says that it is inferred."""
    said = CORE.resolve("X.509 (10/2012)").responsibility

    assert "ITU-T SG17" == str(said.then)
    assert not said.certain
    assert said.reason.startswith("inferred")


def test_several_ancestors_are_not_guessed_between() -> None:
    """In 1988 two groups did what SG17 does today; which one approved is not made up."""
    said = CORE.resolve("X.509 (11/1988)").responsibility

    assert said.then is None
    assert not said.certain
    assert " or " in said.reason


# ---- records


EDITION = CORE.resolve("X.509 (10/2019)")


def test_kinds_have_classes() -> None:
    """Each kind of text is a class of its own, and all are documents."""
    assert isinstance(EDITION, Edition)
    assert isinstance(CORE.resolve("X.694 (2015) Cor. 1"), Corrigendum)
    assert isinstance(CORE.resolve("X.1197 Amd. 1"), Amendment)
    assert all(isinstance(each, Document) for each in CORE.documents)


@pytest.mark.parametrize("record", [EDITION, CORE["X.509"]], ids=["document", "work"])
def test_records_cannot_be_changed(record: Document) -> None:
    """A record is what the catalogue said; nobody changes it in place."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        record.note = "mine"  # type: ignore[misc]


@pytest.mark.parametrize("record", [EDITION, CORE["X.509"], CORE["Z.101 (10/1976)"]], ids=str)
def test_records_survive_a_pickle_without_their_catalogue(record: Document) -> None:
    """A pickle holds the facts and not the catalogue; asked to navigate, it says how to attach it again."""
    again = pickle.loads(pickle.dumps(record))

    assert record == again
    assert hash(record) == hash(again)
    assert repr(record).partition("(")[0] == repr(again).partition("(")[0]
    with pytest.raises(errors.DetachedRecord, match=r"catalog\.resolve"):
        _ = again.work if isinstance(again, Document) else again.in_force()


def test_answers_survive_a_pickle() -> None:
    """What an answer knows about itself goes with it."""
    reading = CORE["X.581"].in_force("2000-01-01")
    members: Any = CORE.series("X.500").members("2020-06-09")

    assert (tuple(reading), False, reading.reason) == (*_unpacked(reading),)
    assert found(members.uncertain) == found(pickle.loads(pickle.dumps(members)).uncertain)


def _unpacked(reading: InForce) -> tuple[tuple[Document, ...], bool, str]:
    again = pickle.loads(pickle.dumps(reading))
    return tuple(again), again.certain, again.reason


def test_a_pickled_work_still_knows_its_own_history() -> None:
    """What follows from the documents alone needs no catalogue."""
    again = pickle.loads(pickle.dumps(CORE["X.509"]))

    assert found(CORE["X.509"].in_force("2022-01-01")) == found(again.in_force("2022-01-01"))
    with pytest.raises(errors.DetachedRecord):
        again.in_force()


def test_a_pickle_of_a_later_release_is_read() -> None:
    """A column that this release does not know is left out, not an error."""
    make, (kind, state) = EDITION.__reduce__()

    assert make(kind, {**state, "colour": "blue"}) == EDITION


def test_records_are_ordered_and_hashable() -> None:
    """Documents sort by identifier, and equal ones are one member of a set."""
    texts = list(CORE["X.509"].documents)

    assert texts == sorted({*texts})
    assert len({*texts, *copy.deepcopy(texts)}) == len(texts)
    assert texts[0] < texts[1] <= texts[1]
    assert texts[1] > texts[0] >= texts[0]


def test_a_repr_evaluates() -> None:
    """What is printed for a record is an expression that gives it."""
    from itu_catalog.catalog import default_catalog, resolve

    names = {"resolve": resolve, "default_catalog": default_catalog}
    for record in (EDITION, CORE["X.509"], CORE["Z.101 (10/1976)"]):
        assert record == eval(repr(record), names)  # noqa: S307 - our own text


def test_to_dict_is_json_and_complete() -> None:
    """Every fact of every work leaves as plain values and comes back the same."""
    import json

    from itu_catalog.schema import read_document, read_work

    for each in CORE:
        plain = json.loads(json.dumps(each.to_dict()))
        assert each == read_work(plain)
        for document in each.documents:
            assert document == read_document(json.loads(json.dumps(document.to_dict())))


def test_facts_have_sources() -> None:
    """Every document says where it comes from, and what is an inference is a field it has."""
    for each in CORE.documents:
        assert each.source
        assert set(each.inferred) <= {"identifier", *each.to_dict()}
    assert Approval.TAP is CORE.resolve("J.1012").approval


def test_a_month_leaves_both_texts_uncertain() -> None:
    """Where only the month of the change is known, within it neither text is certainly the one in force."""
    old, new = CORE.resolve("M.1457-12"), CORE.resolve("M.1457-13")
    within, after = date(2017, 2, 10), date(2017, 3, 1)

    assert not old.status_on(within).certain
    assert "only 2017-02 is known" in old.status_on(within).reason
    assert not new.status_on(within).certain
    assert old.status_on(after).certain
    assert new.status_on(after).certain


def test_a_status_that_nobody_knows_says_so() -> None:
    """Whatever is uncertain has a reason."""
    for day in ("2020-01-01", CORE.as_of, "2030-01-01"):
        found = CORE.resolve("Z.Imp100").status_on(day)
        assert not found.certain
        assert found.reason


@pytest.mark.parametrize(
    "parts",
    [
        (True,),
        (12.5,),
        (None,),
        (-123,),
        (999,),
        (10_000,),
        (2019, True),
        (2019, 1.0),
        (2019, 2, 29),
        (2019, 2, 1.5),
    ],
)
def test_a_date_has_whole_numbers_that_the_calendar_has(parts: tuple[Any, ...]) -> None:
    """Nothing else becomes a date in silence."""
    with pytest.raises(ValueError, match=r"year|month|day"):
        Issued(*parts)


def test_a_missing_revision_may_have_taken_the_place() -> None:
    """Between two revisions of ITU-R that are not neighbours nobody knows which one was in force, and since when."""
    found = catalog(
        work(
            "ITU-R BT.2100",
            text("ITU-R BT.2100-1 (06/2017)", status="superseded"),
            text("ITU-R BT.2100-3 (02/2023)"),
        )
    )
    between = found["BT.2100"].in_force("2020-01-01")
    before = found["BT.2100"].in_force("2017-01-01")
    after = found.resolve("BT.2100-1").status_on("2024-01-01")

    assert ["ITU-R BT.2100-1 (06/2017)"] == [str(each) for each in between]
    assert (False, "ITU-R BT.2100-1 (06/2017): a revision between -1 and -3 is not held") == (
        between.certain,
        between.reason,
    )
    assert ((), False, "no revision before -1 is held") == (tuple(before), before.certain, before.reason)
    assert ("superseded", True) == (after.status, after.certain)


def test_a_text_that_was_corrected_later_stood_beside_its_heir() -> None:
    """A heir older than the last correction did not end the text at once: both stood side by side for a time."""
    found = catalog(
        work(
            "ITU-T X.1",
            text("ITU-T X.1 (01/2001)", status="withdrawn", replaced_by=["ITU-T X.2 (01/2011)"]),
            text("ITU-T X.1 (2001) Cor. 1 (03/2018)", status="withdrawn"),
        ),
        work("ITU-T X.2", text("ITU-T X.2 (01/2011)")),
    )
    then = found["X.1"].in_force("2015-01-01")

    assert ["ITU-T X.1 (01/2001)"] == [str(each) for each in then]
    assert not then.certain
    assert "ITU-T X.2 (01/2011)" == str(found.successor("X.1 (01/2001)"))
    assert () == found["X.1"].in_force("2019-01-01")


def test_a_withdrawn_text_with_an_heir_was_withdrawn_nobody_knows_when() -> None:
    """ITU withdrew X.208 years after X.680 was there: on a day between, nothing is certain."""
    cat = catalog(
        work("ITU-T X.208", text("ITU-T X.208 (11/1988)", status="withdrawn", replaced_by=["ITU-T X.680"])),
        work("ITU-T X.680", text("ITU-T X.680 (07/1994)")),
    )
    standing = cat["X.208"].status_on("1996-01-01")
    assert (str(standing.status), standing.certain) == ("superseded", False)
    assert "published nowhere" in standing.reason
