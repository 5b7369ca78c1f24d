"""What stands around a work: texts that it replaced, its Supplements, the work that got its number."""

from __future__ import annotations

import re
from typing import NamedTuple

from itu_catalog.documents.family import UNDATED, by_change, numbers_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from itu_catalog.catalog.shelf import Shelf
    from itu_catalog.dates import Issued
    from itu_catalog.documents import Document, Recommendation
    from itu_catalog.identifier import Identifier
    from itu_catalog.store import NameLine

__all__ = [
    "Bearer",
    "bearers",
    "number_taken",
    "numbers_between",
    "pointing_at",
    "replaced_by",
    "supplements_of",
    "target",
]


class Bearer(NamedTuple):
    """A work that bears or bore a number, and when: from `since` on, and no longer from `until` on.

    >>> from itu_catalog import embedded_catalog
    >>> for bearer in embedded_catalog().bearers("Z.140"):
    ...     print(bearer.work, bearer.since, bearer.until)
    ITU-T Z.161 2001-07-22 2007-11-13
    """

    work: Recommendation
    since: Issued | None
    until: Issued | None

    def to_dict(self) -> dict[str, Any]:
        """Return it, the work by its identifier and whether its end is inferred, as JSON-ready values."""
        from itu_catalog.vocabulary.plain import plain_dict

        return {**plain_dict(self), "inferred": self.inferred}

    @property
    def inferred(self) -> bool:
        """Whether `until` is only the day on which another work got the number, and not the work's own."""
        return (self.since, self.until) not in {span[1:] for span in self.work._family.bearing()}


def numbers_between(shelf: Shelf, first: Identifier, last: Identifier) -> list[str]:
    """Return the numbers that works bear or bore, from one to another of its series, in order."""
    sector = first.sector or last.sector
    if first.series is None or first.series != last.series or sector is None:
        return []
    series = f"{sector} {first.series}"
    low, high = (_places(each.designations[0]) for each in (first, last))
    held = {line.text for line in shelf.numbers_in(series) if line.text.startswith(f"{series}.")}
    return sorted(
        (each for each in held if low <= _places(each) <= high), key=lambda each: (_places(each), each)
    )


def _places(number: str) -> tuple[int, ...]:
    """Return the parts of a number, to be ordered by."""
    return tuple(map(int, re.findall("[0-9]+", number)))


def bearers(shelf: Shelf, identifier: Identifier) -> tuple[Bearer, ...]:
    """Return every work that bears or bore a number, oldest first.

    Of a number that was given to another work nobody says when the older one lost it: by that day at the latest.
    """
    lines = sorted(shelf.bearing(identifier), key=lambda line: (line.since or UNDATED, line.target))
    found = []
    for line in lines:
        later = [other.since for other in lines if other.target != line.target and _follows(other, line)]
        taken = min((since for since in later if since), default=None) if line.until is None else None
        found.append(Bearer(shelf.work(line.target), line.since, line.until or taken))
    return tuple(found)


def _follows(later: NameLine, earlier: NameLine) -> bool:
    """Whether a number was given to a work after it had been given to another one, in the same sector."""
    return later.folded == earlier.folded and (
        later.since is not None and earlier.since is not None and later.since > earlier.since
    )


def target(shelf: Shelf, identifier: Identifier, after: Issued | None) -> Document | None:
    """Return the text that superseded one approved at `after`: the dated one, or the work's next."""
    lines = shelf.bearing(identifier)
    if identifier != identifier.work:
        return next(iter(shelf.matching(identifier, lines)), None)
    texts = [text for work in shelf.works(lines) for text in work.editions]
    later = [text for text in texts if after is None or (text.approved and text.approved >= after)]
    return min(later or texts, key=by_change, default=None)


def number_taken(shelf: Shelf, work: Recommendation) -> Issued | None:
    """Return when the number of a work was given to another one, after its last edition."""
    last = work.last
    if last is None or last.approved is None:
        return None
    later = [
        line.since
        for line in shelf.numbered(numbers_of(last.identifier)[0])
        if line.target != work.key and line.since is not None and line.since > last.approved
    ]
    return min(later, default=None)


def pointing_at(shelf: Shelf, number: str, relation: str) -> Iterator[Document]:
    """Yield the documents that point at a number in a relation."""
    for key, document in shelf.store.edges_to(number, relation):
        yield from (text for text in shelf.work(key).documents if str(text.identifier) == document)


def _pointing_at_work(shelf: Shelf, work: Recommendation, relation: str) -> dict[Document, None]:
    numbers = [number for number, _, _ in work._family.bearing()]
    return dict.fromkeys(text for number in numbers for text in pointing_at(shelf, number, relation))


def replaced_by(shelf: Shelf, work: Recommendation) -> tuple[Document, ...]:
    """Return the documents of other works that name this work as what superseded them."""
    found = []
    for text in _pointing_at_work(shelf, work, "superseded by"):
        targets = [target(shelf, each, text.approved) for each in text.replaced_by]
        if text.work is not work and any(each is not None and each.work is work for each in targets):
            found.append(text)
    return tuple(found)


def supplements_of(shelf: Shelf, work: Recommendation) -> tuple[Recommendation, ...]:
    """Return the Supplements that are about a work."""
    works = {text.work for text in _pointing_at_work(shelf, work, "supplements")}
    return tuple(sorted(works - {work}))
