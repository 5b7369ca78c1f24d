"""`Documents`: all documents of a catalogue as one collection."""

from __future__ import annotations

from itu_catalog.documents.texts import Document
from itu_catalog.identifier import Identifier

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Unpack

    from itu_catalog.catalog.catalog import Catalog
    from itu_catalog.catalog.selected import Selected
    from itu_catalog.catalog.selecting import Conditions

__all__ = ["Documents"]


class Documents:
    """All documents of a catalogue, in order; counted without being read.

    >>> from itu_catalog import embedded_catalog
    >>> documents = embedded_catalog().documents
    >>> len(documents), embedded_catalog().resolve("X.509") in documents
    (617, True)
    """

    __slots__ = ("_catalog",)

    def __init__(self, catalog: Catalog) -> None:
        """Look at the documents of `catalog`."""
        self._catalog = catalog

    def __len__(self) -> int:
        return self._catalog._store.count("documents")

    def __iter__(self) -> Iterator[Document]:
        return (text for work in self._catalog for text in work.documents)

    def __contains__(self, item: object) -> bool:
        identifier = item.identifier if isinstance(item, Document) else item
        if not isinstance(identifier, Identifier):
            return False
        works = self._catalog._shelf.works(self._catalog._shelf.bearing(identifier))
        return any(text.identifier == identifier for work in works for text in work.documents)

    def __repr__(self) -> str:
        return f"<{len(self)} documents of {self._catalog!r}>"

    def select(self, **conditions: Unpack[Conditions]) -> Selected[Document]:
        """Return the documents that meet every condition, those of one work together, in order of number.

        The conditions are those of `Catalog.select`. ``series``, ``numbers``, ``group`` and ``work_kind`` are asked
        of the work that a document is of; ``status``, ``kind``, ``twin`` and ``title`` of the document itself. Only
        documents that were approved, or posted, by the day ``on`` are among them.

        >>> from itu_catalog import embedded_catalog
        >>> documents = embedded_catalog().documents
        >>> for text in documents.select(series="X.500", kind="corrigendum", approved="2021.."):
        ...     print(text, text.approved)
        ITU-T X.509 (2019) Cor. 1 (10/2021) 2021-10-14
        ITU-T X.509 (2019) Cor. 2 (10/2023) 2023-10-29
        ITU-T X.509 (2019) Cor. 3 (07/2026) 2026-07-14
        >>> chosen = documents.select(approved="2016-10", approved_by="SG17", series="X.500")
        >>> len(chosen), chosen.reason(chosen.uncertain[0])
        (10, 'inferred: ITU-T SG17 existed on that day and is responsible today')
        """
        from itu_catalog.catalog.selecting import Question

        return Question(self._catalog, conditions, documents=True).documents()
