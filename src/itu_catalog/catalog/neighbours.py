"""What stands around a work: texts that it replaced, its Supplements, the work that got its number."""

from __future__ import annotations

from itu_catalog.documents.family import by_change, numbers_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.catalog.shelf import Shelf
    from itu_catalog.dates import Issued
    from itu_catalog.documents import Document, Recommendation
    from itu_catalog.identifier import Identifier

__all__ = ["number_taken", "pointing_at", "replaced_by", "supplements_of", "target"]


def target(shelf: Shelf, identifier: Identifier, after: Issued | None) -> Document | None:
    """Return the text that superseded one approved at `after`: the dated one, or the work's next."""
    lines = shelf.bearing(identifier)
    if identifier != identifier.work:
        return next(iter(shelf.matching(identifier, lines)), None)
    texts = [text for work in shelf.works(lines) for text in work.editions]
    later = [text for text in texts if after is None or (text.approved and text.approved >= after)]
    return min(later or texts, key=by_change, default=None)


def number_taken(shelf: Shelf, work: Recommendation) -> tuple[Recommendation, Issued] | None:
    """Return the next work that got the number of a work after its last edition, and when."""
    last = work.last
    if last is None or last.approved is None:
        return None
    later = [
        (line.since, line.target)
        for line in shelf.numbered(numbers_of(last.identifier)[0])
        if line.target != work.key and line.since is not None and line.since > last.approved
    ]
    if not later:
        return None
    since, key = min(later)
    return shelf.work(key), since


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
