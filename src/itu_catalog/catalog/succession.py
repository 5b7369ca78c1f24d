"""What took the place of a text or work, and whose place it took: `Catalog.successor` and its like."""

from __future__ import annotations

from itu_catalog.documents.family import numbers_of
from itu_catalog.documents.texts import Document
from itu_catalog.documents.works import Recommendation
from itu_catalog.relations import walk
from itu_catalog.vocabulary import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime

    from itu_catalog.catalog.lookup import Lookup, Subject
    from itu_catalog.catalog.shelf import Shelf

__all__ = ["predecessor", "replacement", "successor"]


def successor(
    lookup: Lookup, shelf: Shelf, subject: Subject, day: datetime.date
) -> Document | Recommendation | None:
    """Return what took the place of a text or a work, one step on; None when nothing did by the day."""
    record = lookup.record(subject)
    if isinstance(record, Recommendation) and lookup.is_former(subject):
        now = shelf.numbered(numbers_of(record.identifier)[0])
        return record if any(line.target == record.key and line.begun_by(day) for line in now) else None
    return _following(record, day)


def predecessor(lookup: Lookup, subject: Subject, day: datetime.date) -> Document | Recommendation | None:
    """Return the text or work whose place it took, one step back; None for a first one, or one not there by the day."""
    record = lookup.record(subject)
    if isinstance(record, Document):
        return _preceding(record, day)
    number = lookup.number(subject) or numbers_of(record.identifier)[0]
    bearing = (text for text in record.editions if number in numbers_of(text.identifier))
    first = next(bearing, None)
    before = _preceding(first, day) if first else None
    if before is not None and before.work is record:
        return None if number in numbers_of(before.identifier) else before
    if first is not None and first is not record.editions[0]:
        return None
    older = [work for work in record.supersedes if _following(work, day) is not None]
    return max(older, key=lambda work: str(work.last.approved if work.last else ""), default=None)


def replacement(
    lookup: Lookup, shelf: Shelf, subject: Subject, day: datetime.date
) -> Document | Recommendation | None:
    """Return the end of the chain of successors; None when there is none, or it ends in a text that was withdrawn."""
    first = successor(lookup, shelf, subject, day)
    if first is None:
        return None
    chain = walk(first, lambda record: filter(None, [_following(record, day)]))
    end = [first, *chain][-1]
    return None if end.status_on(day).status is Status.WITHDRAWN else end


def _preceding(text: Document, day: datetime.date) -> Document | None:
    """Return the text whose place a text took, if it was there by a day."""
    return text.supersedes if text.approved is None or text.approved.on_or_before(day) else None


def _following(record: Document | Recommendation, day: datetime.date) -> Document | Recommendation | None:
    """Return what took the place of a record, one step on, if it had by a day."""
    text = record if isinstance(record, Document) else record.last
    end = text.work._standing.end(text) if text else None
    if end is None or end.by is None or end.on is None or not end.on.on_or_before(day):
        return None
    return end.by if record is text else end.by.work
