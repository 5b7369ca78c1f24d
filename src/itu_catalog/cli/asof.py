"""The catalogue as it was on a day: what a reader of that day could know, and nothing that came after it.

Every command that takes ``--on`` asks here for texts, titles, numbers, names and study groups.

>>> from datetime import date
>>> from itu_catalog import embedded_catalog
>>> catalog = embedded_catalog()
>>> AsOf(catalog, date(2005, 1, 1)).number(catalog["Z.161"])
Identifier('ITU-T Z.140')
"""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from itu_catalog.catalog import Catalog
    from itu_catalog.dates import Issued
    from itu_catalog.documents import Document, Name, Recommendation
    from itu_catalog.identifier import Identifier
    from itu_catalog.vocabulary import ReportCitation, Series, StudyGroup, SubSeries

__all__ = ["AsOf", "Groups"]


class Groups(NamedTuple):
    """The study group that approved a text, the one that answered for it on the day, and how that is known."""

    then: StudyGroup | None
    now: StudyGroup | None
    certain: bool
    reason: str


class AsOf:
    """A catalogue on a day; on its own day, or later, all of it counts."""

    def __init__(self, catalog: Catalog, day: datetime.date | None = None) -> None:
        """Look at a catalogue on a day (default: the day it is complete to)."""
        self.catalog = catalog
        self.day = day or catalog.as_of
        self.past = self.day < catalog.as_of

    def begun(self, when: Issued | None, *, unknown: bool = False) -> bool:
        """Whether something that began at `when` had begun; `unknown` answers where nobody says when."""
        return not self.past or (unknown if when is None else when.on_or_before(self.day))

    # ---- texts

    def knows(self, text: Document) -> bool:
        """Whether a text is known to have been approved, or posted, by the day."""
        return self.begun(text.approved or text.posted or text.identifier.issued)

    def known(self, texts: Iterable[Document]) -> list[Document]:
        """Return those of some texts that were approved by the day."""
        return [text for text in texts if self.knows(text)]

    def known_works(self, works: Iterable[Recommendation]) -> list[Recommendation]:
        """Return those of some works of which there was a text by the day."""
        return [work for work in works if not self.past or self.known(work.documents)]

    def edition(self, work: Recommendation) -> Document | None:
        """Return the edition that counted on the day; the last one where none is in force."""
        if not self.past:
            return next(iter(work.in_force(self.day)), work.last)
        try:
            text = self.catalog.resolve(work, self.day)
        except LookupError:
            return None
        return text if self.knows(text) else None

    def next_text(self, text: Document) -> str | None:
        """Return the identifier of the text that had superseded one."""
        later = self.catalog.successor(text, self.day) if self.past else text.superseded_by
        return str(later) if later else None

    # ---- words

    def number(self, work: Recommendation) -> Identifier:
        """Return the number that a work bore."""
        text = self.edition(work) if self.past else None
        return text.identifier.work if text else work.identifier

    def title(self, work: Recommendation) -> str | None:
        """Return the title that a work bore; on the catalogue's day, its last one where it bears none."""
        return work.title_on(self.day) or (None if self.past else work.title)

    def title_of(self, text: Document) -> str | None:
        """Return the title of a text, its own or that of a text of the time that it belongs to."""
        if text.own_title or not self.past:
            return text.title
        if text.base is not None:
            return self.title_of(text.base)
        titles = [each.own_title for each in self.known(text.work.editions) if each.own_title]
        return text.title if text.title in titles else next(iter(titles), None)

    def note(self, record: Document | Recommendation) -> str | None:
        """Return a remark; none for a day before the data's, since a remark tells of any time."""
        return None if self.past else record.note

    def twin(self, twin: str | None) -> str | None:
        """Return a twin, unless it is of a later year."""
        year = (twin or "").rpartition(":")[2]
        return None if self.past and year.isdecimal() and int(year) > self.day.year else twin

    def work_twin(self, work: Recommendation) -> str | None:
        """Return the twin of a work, undated."""
        if not self.past:
            return work.twin
        twins = [twin for text in self.known(work.editions) if (twin := self.twin(text.twin))]
        return twins[-1].partition(":")[0] if twins else None

    def names(self, work: Recommendation) -> list[Name]:
        """Return the names that a work bore or had borne; what ended later had not ended yet."""
        from itu_catalog.vocabulary import NameKind

        if not self.past:
            return list(work.names)
        twins = {self.twin(text.twin) for text in self.known(work.editions)} - {None}
        bare = {str(twin).partition(":")[0] for twin in twins}
        kept = []
        for name in work.names:
            if not self.begun(name.since, unknown=name.kind is not NameKind.NUMBER):
                continue
            if name.kind is NameKind.TWIN and name.text not in bare:
                continue
            if name.until is not None and not self.begun(name.until):
                kind = NameKind.NUMBER if name.kind is NameKind.FORMER else name.kind
                name = name._replace(kind=kind, until=None)  # noqa: PLW2901 - the same name, as it was then
            kept.append(name)
        return kept

    # ---- what surrounds

    def series(self, number: Identifier) -> tuple[Series | None, str | None, SubSeries | None]:
        """Return the series of a number, the title it is known to have had, and its block."""
        from itu_catalog.errors import ItuCatalogError

        try:
            series = self.catalog.series(f"{number.sector or 'ITU-T'} {number.series}")
        except ItuCatalogError:
            return None, None, None
        from itu_catalog.vocabulary import Series

        assert isinstance(series, Series)
        return (
            series,
            self.title_of_series(series),
            series.subseries_of(number, self.day if self.past else None),
        )

    def title_of_series(self, series: Series | SubSeries) -> str | None:
        """Return the title that a series or a block is known to have had."""
        from itu_catalog.vocabulary import Series

        if not self.past:
            return series.title
        if isinstance(series, Series):
            title = series.title_on(self.day)
            return title.text if title else None
        return series.title if series.known_on(self.day) else None

    def taken_over(self, work: Recommendation) -> list[Recommendation]:
        """Return the works whose place a work had taken."""
        return [
            older
            for older in work.supersedes
            if not self.past or any(self._heir(text) == work for text in self.known(older.documents))
        ]

    def taken_by(self, work: Recommendation) -> list[Recommendation]:
        """Return the works that had taken the place of a work."""
        heirs = [self._heir(text) for text in self.known(work.documents)] if self.past else []
        return [newer for newer in work.superseded_by if not self.past or newer in heirs]

    def _heir(self, text: Document) -> Recommendation | None:
        from itu_catalog.documents import Document

        later = self.catalog.successor(text, self.day)
        return later.work if isinstance(later, Document) else later

    def cited_by(self, work: Recommendation) -> list[ReportCitation]:
        """Return where the reports written by then cite a work."""
        days = {report.key: report.date for report in self.catalog.reports}
        return [each for each in work.cited_by if self.begun(days.get(each.report or ""))]

    # ---- study groups

    def groups(self, text: Document) -> Groups:
        """Return who approved a text, and who answered for it on the day; only groups that there were."""
        then, now, certain, reason = text.responsibility
        if not self.past:
            return Groups(then, now, certain, reason)
        if not certain and text.approved_by is None:
            # The library reasons back from the group of today, which a reader of that day did not know.
            reason = "inferred from the succession of study groups"
            if then is None:
                reason = "no source says which study group approved it"
        return Groups(then, self._group(then, now), certain, reason)

    def _group(self, then: StudyGroup | None, now: StudyGroup | None) -> StudyGroup | None:
        """Return the group that held on the day what `then` began and `now` holds."""
        if now is not None and (now.active_since is None or now.active_since.on_or_before(self.day)):
            return now
        heirs = [group for group in (then.lineage(self.day) if then else ()) if group.active_on(self.day)]
        leading = [group for group in heirs if now is not None and now in group.lineage()] or heirs
        return leading[0] if len(leading) == 1 else None

    def group_name(self, work: Recommendation) -> str | None:
        """Return the name of the group that answered for a work."""
        if not self.past:
            return work.group
        text = self.edition(work)
        group = self.groups(text).now if text else None
        return (str(group) if group.body else group.name) if group else None
