"""Changes in the whole of ITU: an older state of the snapshot compared with it, and every text of it watched."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from itu_catalog import Catalog, ChangeKind, diff, watch
from itu_catalog.documents import Recommendation
from itu_catalog.documents.texts import COLUMNS
from itu_catalog.vocabulary import Status

if TYPE_CHECKING:
    from itu_catalog.documents import Document

DAY = datetime.date(2025, 1, 1)


def before(text: Document) -> Document:
    """Return a text as it stood on the day: what superseded it later had not yet."""
    columns = {name: getattr(text, name) for name in COLUMNS}
    end = text.work._standing.end(text)
    if end is not None and end.on is not None and not end.on.on_or_before(DAY):
        columns |= {"status": Status.IN_FORCE, "replaced_by": ()}
    return type(text)(**columns)


def older(work: Recommendation) -> Recommendation | None:
    """Return a work as it stood on the day; None when there was none."""
    texts = [before(text) for text in work.documents if not later(text)]
    if not texts:
        return None
    heads = sorted((text for text in texts if not text.hangs), key=lambda text: str(text.approved or ""))
    same = any(text.identifier.work == work.identifier for text in texts)
    return Recommendation(
        identifier=work.identifier if same or not heads else heads[-1].identifier.work,
        documents=tuple(texts),
        former=work.former,
        group=work.group,
        extra_names=work.extra_names,
        note=work.note,
        source=work.source,
        inferred=work.inferred,
        sources=work.sources,
    )


def later(text: Document) -> bool:
    """Whether a text came after the day."""
    begun = text.approved or text.posted
    return begun is not None and not begun.on_or_before(DAY)


@pytest.fixture(scope="module")
def past(whole: Catalog) -> Catalog:
    """The catalogue as it might have been on the day."""
    works = filter(None, map(older, whole))
    return Catalog.from_records(works, as_of=DAY, sources=["another source before the others"])


def test_the_whole_does_not_differ_from_itself(whole: Catalog, past: Catalog) -> None:
    """Of equal catalogues nothing differs, however large."""
    assert not diff(whole, whole)
    assert not diff(past, Catalog.from_records(list(past), as_of=DAY)).changes


def test_every_text_of_the_time_between_is_new(whole: Catalog, past: Catalog) -> None:
    """Exactly the texts approved since are new, in new works or in known ones; nothing is gone or torn apart."""
    difference = diff(past, whole)

    new = {
        str(text)
        for change in difference.of("new-work", "new-document")
        if change.new is not None
        for text in getattr(change.new, "documents", [change.new])
    }
    assert {str(text) for text in whole.documents if later(text)} == new
    assert () == difference.of("gone", "regrouped", "corrected")
    assert () == difference.evidence


def test_every_text_superseded_since_is_told(whole: Catalog, past: Catalog) -> None:
    """Exactly the texts whose end came since are told to be superseded or withdrawn, with what took their place."""
    ended = {
        str(text)
        for text in whole.documents
        if not later(text) and before(text).status is not text.status
    }  # fmt: skip
    told = diff(past, whole).of(ChangeKind.SUPERSEDED, ChangeKind.WITHDRAWN)

    assert ended == {str(change.identifier) for change in told}
    assert all(change.by is not None and later(change.by) for change in told)


def test_the_other_way_round(whole: Catalog, past: Catalog) -> None:
    """What is new is gone the other way round, and what was superseded is revived."""
    there, back = diff(past, whole).counts, diff(whole, past).counts

    assert there[ChangeKind.NEW_WORK] + there[ChangeKind.NEW_DOCUMENT] == back[ChangeKind.GONE]
    assert there[ChangeKind.SUPERSEDED] == back[ChangeKind.REVIVED]
    assert there[ChangeKind.RENUMBERED] == back[ChangeKind.RENUMBERED]


def test_every_text_can_be_watched(whole: Catalog) -> None:
    """Every identifier of the whole names its text on a line, and what ended has another text, or none, to write."""
    texts = list(whole.documents)
    answers = watch((text.identifier for text in texts), whole)

    assert len(texts) == len(answers)
    # What no state is known of is unknown, with a note; nothing else is.
    assert set() == {answer.code for answer in answers} - {
        *("current", "amended-since", "superseded", "withdrawn", "unknown", "draft", "draft-published")
    }
    assert {"note"} >= {str(answer.level) for answer in answers if answer.code == "unknown"}
    superseded = [answer for answer in answers if answer.code == "superseded"]
    assert [] == [
        str(answer) for answer in superseded if answer.replacement is not None and answer.instead is None
    ]


def test_every_work_can_be_watched_since(whole: Catalog, past: Catalog) -> None:
    """Of every work it is told whether something changed since the older catalogue."""
    works = list(whole)
    answers = watch((work.identifier for work in works), whole, since=past)

    changed = {work.identifier for work in works if any(map(later, work.documents))}
    told = {answer.identifier for answer in answers if answer.changes}
    assert Counter(changed - told) == Counter()
