"""What the records of a catalogue ask it about their neighbours; each answer comes from the module that knows."""

from __future__ import annotations

from itu_catalog.catalog.shelf import Shelf
from itu_catalog.errors import AmbiguousIdentifier

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from itu_catalog.catalog.tables import Tables
    from itu_catalog.dates import Issued
    from itu_catalog.documents import Document, Recommendation
    from itu_catalog.identifier import Identifier
    from itu_catalog.store import Store
    from itu_catalog.vocabulary import ReportCitation, Series, StudyGroup, SubSeries

__all__ = ["Ties"]


class Ties:
    """The handle that records of one catalogue have: `documents.works.Handle` says what it is for."""

    def __init__(self, store: Store, find: Callable[[object], Recommendation | None]) -> None:
        """Put the works of a file on a shelf; `find` gives the work that an identifier means."""
        self.shelf = Shelf(store, self)
        self._find = find
        self._made_tables: Tables | None = None

    @property
    def as_of(self) -> datetime.date:
        """The day up to which the data is complete."""
        return self.shelf.store.as_of

    @property
    def tables(self) -> Tables:
        """The series, study groups and reports, loaded when something first asks for one."""
        if self._made_tables is None:
            from itu_catalog.catalog.tables import Tables

            self._made_tables = Tables(self.shelf, self._find)
        return self._made_tables

    def _bears(self, work: Recommendation) -> bool:
        lines = self.shelf.bearing(work.identifier)
        try:
            return self.shelf.pick(work.identifier, lines, self.as_of, work.identifier) is work
        except AmbiguousIdentifier:
            return False

    def _target(self, identifier: Identifier, after: Issued | None) -> Document | None:
        from itu_catalog.catalog.neighbours import target

        return target(self.shelf, identifier, after)

    def _number_taken(self, work: Recommendation) -> Issued | None:
        from itu_catalog.catalog.neighbours import number_taken

        return number_taken(self.shelf, work)

    def _replaced_by(self, work: Recommendation) -> tuple[Document, ...]:
        from itu_catalog.catalog.neighbours import replaced_by

        return replaced_by(self.shelf, work)

    def _supplements_of(self, work: Recommendation) -> tuple[Recommendation, ...]:
        from itu_catalog.catalog.neighbours import supplements_of

        return supplements_of(self.shelf, work)

    def _series_of(self, identifier: Identifier) -> Series | None:
        return self.tables.series_of(identifier)

    def _subseries_of(self, identifier: Identifier) -> SubSeries | None:
        series = self._series_of(identifier)
        return series.subseries_of(identifier) if series else None

    def _study_group(self, name: str) -> StudyGroup | None:
        return self.tables._study_group(name)

    def _citations_of(self, work: Recommendation) -> tuple[ReportCitation, ...]:
        return self.tables.citations_of(work)
