"""`Knowledge`: what a catalogue tells on a day, and nothing that came after it."""

from __future__ import annotations

from itu_catalog.documents import PARTS, Document
from itu_catalog.errors import InvalidIdentifier
from itu_catalog.findings.memory import Memory

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime

    from itu_catalog.catalog import Catalog
    from itu_catalog.documents import InForce, Recommendation
    from itu_catalog.identifier import Identifier

__all__ = ["Knowledge"]


class Knowledge:
    """A catalogue, and the day on which it is asked.

    Attributes:
        catalog: the catalogue.
        on: the day that the caller gave, if any.
        day: that day, else the one the catalogue is complete to.
    """

    def __init__(self, catalog: Catalog, on: datetime.date | None) -> None:
        self.catalog = catalog
        self.on = on
        self.day = on or catalog.as_of
        self._meant: Memory[Identifier, Document | None] = Memory()
        self._reading: Memory[str, InForce] = Memory()

    def has(self, text: Document) -> bool:
        """Whether a document was there on the day."""
        begun = text.approved or text.posted
        return begun is None or begun.on_or_before(self.day)

    def document(self, identifier: Identifier) -> Document | None:
        """Return what an identifier means on the day, if anything."""
        if identifier not in self._meant:
            self._meant[identifier] = self._document(identifier)
        return self._meant[identifier]

    def _document(self, identifier: Identifier) -> Document | None:
        try:
            document = self.catalog.resolve(identifier, self.on)
        except (LookupError, InvalidIdentifier):
            return None
        return document if self.has(document) else None

    def to_read(self, document: Document) -> tuple[Document, ...]:
        """Return what to read on the day to have the whole of the text."""
        if document.kind in PARTS:
            living = (text for text in document.changes if text.status_on(self.day).status.is_in_force)
            return (document, *living)
        return tuple(self.in_force(document.work)) or (document,)

    def in_force(self, work: Recommendation) -> InForce:
        """Return what of a work is in force on the day."""
        reading = self._reading.get(work.key)
        if reading is None:
            reading = self._reading[work.key] = work.in_force(self.day)
        return reading
