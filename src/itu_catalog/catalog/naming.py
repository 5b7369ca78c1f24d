"""Every name that a work, or one document of it, ever had: `Catalog.names`."""

from __future__ import annotations

from itu_catalog.catalog.neighbours import bearers
from itu_catalog.documents.names import Name
from itu_catalog.documents.texts import Document
from itu_catalog.identifier import Identifier
from itu_catalog.vocabulary import NameKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.catalog.shelf import Shelf
    from itu_catalog.documents import Recommendation

__all__ = ["names"]

_NUMBERS = (NameKind.NUMBER, NameKind.FORMER)


def names(shelf: Shelf, record: Document | Recommendation) -> tuple[Name, ...]:
    """Return every name that a record ever had."""
    if isinstance(record, Document):
        return tuple(_of_document(record))
    return tuple(_ended(shelf, record, name) for name in record.names)


def _ended(shelf: Shelf, work: Recommendation, name: Name) -> Name:
    """Return the name with the day by which another work had the number, where that ended it: an inference."""
    if name.kind not in _NUMBERS or name.until is not None:
        return name
    spans = [span for span in bearers(shelf, Identifier(name.text)) if span.work is work]
    until = spans[0].until if spans else None
    return name if until is None else name._replace(until=until, inferred=(*name.inferred, "until"))


def _of_document(text: Document) -> Iterator[Name]:
    work = text.work
    group = next((group for group in work._family.groups if text in group), [text])
    for other in (text, *(each for each in group if each is not text)):
        # Two editions of one day are one text under two numbers.
        yield Name(str(other), NameKind.NUMBER, other.approved, document=other.identifier)
        if len(other.identifier.designations) > 1:
            joint = other.identifier.designation
            for number in other.identifier.designations:
                printed = str(other).replace(joint, number)
                yield Name(printed, NameKind.NUMBER, other.approved, document=other.identifier)
    if text.twin:
        yield Name(text.twin, NameKind.TWIN, document=text.identifier)
    yield from (name for name in work.extra_names if name.document == text.identifier)
