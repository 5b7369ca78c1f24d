"""Rules for what changes a text: amendments, corrigenda, errata, addenda."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from itu_catalog.documents.family import CHANGES, by_change
from itu_catalog.validation.records import Breach
from itu_catalog.vocabulary import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.documents.texts import Document
    from itu_catalog.documents.works import Recommendation
    from itu_catalog.identifier import Kind
    from itu_catalog.validation.records import Records

__all__ = ["after_next", "base_year", "has_base", "living_base", "runs_on"]


def _of(records: Records) -> Iterator[tuple[Recommendation, Document]]:
    """Yield the changes of all works."""
    for work in records.works:
        yield from ((work, text) for text in work.documents if text.kind in CHANGES)


def has_base(records: Records) -> Iterator[Breach]:
    """A change names a year; of two editions of that year the number of the edition decides."""
    for work, text in _of(records):
        above = text.identifier.base
        if text.base is None:
            yield Breach(text, f"what it changes, {above}, is not there; add it")
            continue
        assert above is not None
        meant = [other for other in work._family.editions if work._family.fits(above, other)]
        if meant[1:] and meant[0].approved != meant[-1].approved:
            listed = " or ".join(str(other) for other in meant)
            major = (text.edition or "").partition(".")[0]
            counted = [other for other in meant if major and (other.edition or "").partition(".")[0] == major]
            why = f"edition {text.edition} is one of {counted[0]}" if len(counted) == 1 else ""
            yield Breach(text, f"it changes {listed}; say which by its edition", why)


def base_year(records: Records) -> Iterator[Breach]:
    """``X.694 (2015) Cor. 1`` changes the edition of 2015, and came after it."""
    for _, text in _of(records):
        above, base = text.identifier.base, text.base
        if base is None or base.approved is None or above is None:
            continue
        if above.year is not None and above.year != base.approved.year:
            yield Breach(
                text, f"it names {above.year}, {base.identifier} is of {base.approved}; mend one of them"
            )
        elif text.approved is not None and text.approved < base.approved:
            yield Breach(
                text, f"approved {text.approved}, before {base.identifier}, which it changes; mend a date"
            )


def runs_on(records: Records) -> Iterator[Breach]:
    """Amd. 1, 2, 3 to one edition, each once, each later than the one before."""
    groups: dict[tuple[int, Kind], list[Document]] = defaultdict(list)
    for _, text in _of(records):
        base = text.base
        if base is not None and (text.identifier.label or "").isdigit():
            # Technical Cor. 1 and 2 are followed by Cor. 3 where the name changed in between.
            groups[id(base), text.kind].append(text)
    for texts in groups.values():
        base = texts[0].base
        assert base is not None
        numbers = sorted(_label(text) for text in texts)
        listed = ", ".join(map(str, numbers))
        kind = texts[0].kind
        if len(set(numbers)) < len(numbers):
            yield Breach(
                base, f"its changes of kind {kind} are numbered {listed}: one number twice; check it"
            )
        elif numbers != list(range(1, len(numbers) + 1)):
            yield Breach(base, f"its changes of kind {kind} are numbered {listed}; check for one missing")
        for older, newer in pairwise(sorted(texts, key=by_change)):
            if _label(newer) < _label(older) and newer.approved != older.approved:
                yield Breach(newer, f"approved {newer.approved}, after {older.identifier}")


def _label(text: Document) -> int:
    return int(text.identifier.label or 0)


def after_next(records: Records) -> Iterator[Breach]:
    """A new edition takes up the changes to the one before; what comes after it changes an old text."""
    for _, text in _of(records):
        base = text.base
        end = base.superseded_by if base else None
        if end and end.work is not text.work:
            continue  # an heir under another number may have stood beside it
        if end and end.approved and text.approved and text.approved > end.approved:
            yield Breach(text, f"approved after {end.identifier}, the edition after the one it changes")


def living_base(records: Records) -> Iterator[Breach]:
    """A change lives and dies with what it changes."""
    for _, text in _of(records):
        base = text.base if text.status.is_in_force else None
        if base is not None and base.status in (Status.SUPERSEDED, Status.WITHDRAWN):
            yield Breach(
                text,
                f"in force, but {base.identifier}, which it changes, is {base.status}; mend one status",
            )
