"""What happened between two days: approvals and what they superseded, renumberings, withdrawals.

>>> from itu_catalog import embedded_catalog
>>> for event in embedded_catalog().changes("2013-05", "2013-05"):
...     print(event)
2013-05-17 ITU-T X.1254 (2012) Err. 1 (05/2013) corrected ITU-T X.1254 (09/2012)
"""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from itu_catalog.documents.family import PARTS, numbers_of
from itu_catalog.identifier import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from itu_catalog.catalog.windows import Window
    from itu_catalog.dates import Issued
    from itu_catalog.documents import Document, Recommendation
    from itu_catalog.store import Store

__all__ = ["Event", "EventKind", "events", "touched"]


class EventKind(StrEnum):
    """What happened; the values are stable, later releases may add some.

    >>> EventKind("revised")
    <EventKind.REVISED: 'revised'>
    """

    NEW = "new"
    """The first text of a work was approved."""
    REVISED = "revised"
    """A later edition of it was approved."""
    AMENDED = "amended"
    """An amendment or addendum was approved."""
    CORRECTED = "corrected"
    """A corrigendum was approved, or an erratum published."""
    PART = "part"
    """A part that is published apart was approved: an annex, an appendix, an attachment."""
    SUPERSEDED = "superseded"
    """A text lost its place to another one."""
    RENUMBERED = "renumbered"
    """An edition was approved under another number than the one before."""
    WITHDRAWN = "withdrawn"
    """A text was withdrawn, on a day that a source tells; ITU seldom does."""


_ORDER = {kind: place for place, kind in enumerate(EventKind)}
_APPROVED = {
    Kind.AMENDMENT: EventKind.AMENDED,
    Kind.ADDENDUM: EventKind.AMENDED,
    Kind.CORRIGENDUM: EventKind.CORRECTED,
    Kind.ERRATUM: EventKind.CORRECTED,
    **dict.fromkeys(PARTS, EventKind.PART),
}


class Event(NamedTuple):
    """One thing that happened to a text, on a day as exact as it is known; `reason` says why it is not `certain`.

    >>> from itu_catalog import embedded_catalog
    >>> event = embedded_catalog().changes("2019-10-14", "2019-10-14", numbers="X.509")[-1]
    >>> event.kind, str(event.document), str(event.by), event.certain
    (<EventKind.SUPERSEDED: 'superseded'>, 'ITU-T X.509 (10/2016)', 'ITU-T X.509 (10/2019)', True)
    """

    on: Issued
    kind: EventKind
    document: Document
    by: Document | None = None
    """What took its place, for what was superseded; what it changes or belongs to, for a change or a part."""
    number: str | None = None
    """For a renumbering, the number before."""
    certain: bool = True
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return it, the documents by their identifiers, as JSON-ready values, each key always there."""
        from itu_catalog.vocabulary.plain import plain_dict

        return {**plain_dict(self), "work": str(self.document.work)}

    def __str__(self) -> str:
        said = {
            EventKind.SUPERSEDED: f"superseded by {self.by}",
            EventKind.RENUMBERED: f"renumbered from {self.number}",
            EventKind.WITHDRAWN: "withdrawn",
        }.get(self.kind)
        if said is None:
            said = f"{self.kind} {self.by}" if self.by is not None else str(self.kind)
            said = said.replace("part ", "is part of ", 1) if self.kind is EventKind.PART else said
        return f"{self.on} {self.document} {said}"


def touched(store: Store, window: Window) -> set[str]:
    """Return the keys of the works with a date in a window; what they replaced may have others."""
    touches = window.touching()
    return {key for key, *dates in store.cells("approved", "posted", "withdrawn") if any(map(touches, dates))}


def events(works: Iterable[Recommendation], window: Window) -> tuple[Event, ...]:
    """Return what happened to the texts of some works within a window, in order of time."""
    found = [event for work in works for event in _of_work(work) if window.judge(event.on).fits]
    # Of one day: each work's approvals, then what they brought about. The works come in order.
    return tuple(sorted(found, key=lambda event: (event.on.first_day, event.on)))


def _of_work(work: Recommendation) -> list[Event]:
    texts = [event for text in work.documents for event in _of_text(text)]
    return sorted([*texts, *_renumberings(work)], key=lambda event: _ORDER[event.kind])


def _of_text(text: Document) -> Iterator[Event]:
    begun = text.approved or text.posted
    if begun is not None:
        kind, base = _APPROVED.get(text.kind), None
        if kind is None:
            first = text.work._family.groups[0] if text.work._family.groups else [text]
            kind = EventKind.NEW if text in first else EventKind.REVISED
        else:
            base = text.base
        reason = "" if text.approved else "when it was approved is not known, only when it was posted"
        yield Event(begun, kind, text, base, certain=not reason, reason=reason)
    end = text.work._standing.end(text)
    if end is not None and end.on is not None:
        reason = "" if end.certain else end.reason
        yield Event(end.on, EventKind.SUPERSEDED, text, end.by, certain=end.certain, reason=reason)
    if text.withdrawn is not None:
        reason = "inferred" if "withdrawn" in text.inferred else ""
        yield Event(text.withdrawn, EventKind.WITHDRAWN, text, certain=not reason, reason=reason)


def _renumberings(work: Recommendation) -> Iterator[Event]:
    """Yield the editions that bear none of the numbers of the one before."""
    for older, newer in pairwise(group[-1] for group in work._family.groups):
        before = numbers_of(older.identifier)
        if newer.approved is not None and set(before).isdisjoint(numbers_of(newer.identifier)):
            yield Event(newer.approved, EventKind.RENUMBERED, newer, older, " / ".join(before))
