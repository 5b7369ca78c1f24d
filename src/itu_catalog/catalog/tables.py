"""The small tables of a catalogue: series and their blocks, study groups, reports; and which works they hold."""

from __future__ import annotations

from functools import cached_property, partial

from itu_catalog import vocabulary
from itu_catalog.catalog.neighbours import pointing_at
from itu_catalog.catalog.shelf import said
from itu_catalog.documents.works import Members
from itu_catalog.errors import UnknownRecommendation
from itu_catalog.folding import search_key
from itu_catalog.rows import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from itu_catalog.catalog.shelf import Shelf
    from itu_catalog.documents import Recommendation
    from itu_catalog.identifier import Identifier
    from itu_catalog.vocabulary import CouncilReport, ReportCitation, Series, StudyGroup, SubSeries

__all__ = ["Tables"]

_BODIES = ("ITU-T", "ITU-R", "ITU-D", "CCITT", "CCIR")


class Tables:
    """The series, study groups and reports of a catalogue; what their records navigate in."""

    def __init__(self, shelf: Shelf, find: Callable[[Identifier], Recommendation | None]) -> None:
        """Read from the file of a shelf; `find` gives the work that an identifier means."""
        self._shelf = shelf
        self._store = shelf.store
        self._find = find
        self._groups: dict[str, StudyGroup | None] = {}

    # ---- series

    @cached_property
    def series(self) -> dict[str, Series]:
        """Every series by sector and letter: ``ITU-T X``."""
        return {
            key: series.attached_to(self)
            for key, series in self._store.records("series", partial(record, vocabulary.Series))
        }

    def series_of(self, identifier: Identifier) -> Series | None:
        """Return the series that an identifier belongs to."""
        return self.series.get(f"{identifier.sector or 'ITU-T'} {identifier.series}")

    def series_named(self, name: str | Identifier, day: datetime.date | None) -> Series | SubSeries:
        """Return the series or block of a name: ``X``, ``X-series``, ``X.500``, ``ITU-T Z.160-series``.

        A number that begins no block is one only where it is written as a series; by itself it is one text.
        """
        written = " ".join(str(name).split())
        body = written.removesuffix("-series").removesuffix(" series").strip()
        sector, _, rest = body.partition(" ")
        sectors: tuple[str, ...] = (sector,)
        if sector not in ("ITU-T", "ITU-R"):
            sectors, rest = ("ITU-T", "ITU-R"), body
        if rest.islower():
            rest = rest.upper()
        letters = rest.partition(".")[0]
        for sector in sectors:
            series = self.series.get(f"{sector} {letters}")
            if series is not None and rest == letters:
                return series
            blocks = series.blocks_of(rest, day) if series else ()
            begun = next((block for block in blocks if block.first == rest), None)
            if begun is not None or (blocks and body != written):
                return begun or blocks[0]
            if blocks:
                block = blocks[0]
                reason = (
                    f"{rest} lies in {block.first}–{block.last}; ask for {block.first!r}, "
                    f"or for '{rest}-series' if any block that holds it will do"
                )
                raise UnknownRecommendation(said(name), reason=reason, what="series")
        when = f" to have been printed by {day.isoformat()}" if day else ""
        reason = f"no series or sub-series of that name is known{when}"
        raise UnknownRecommendation(said(name), reason=reason, what="series")

    # ---- study groups

    @cached_property
    def groups(self) -> tuple[StudyGroup, ...]:
        """Every study group, in order."""
        found = (self._study_group(key) for key, _ in self._store.table("groups"))
        return tuple(sorted(group for group in found if group is not None))

    def _study_group(self, name: str) -> StudyGroup | None:
        """Return the group of a key, like ``ITU-T SG17``."""
        if name not in self._groups:
            group = self._store.record("groups", name, partial(record, vocabulary.StudyGroup))
            self._groups[name] = group.attached_to(self) if group else None
        return self._groups[name]

    def group_named(self, name: str | int) -> StudyGroup:
        """Return the group of a name as people write it: ``SG17``, ``17``, ``Study Group 17``, ``CCITT SG VII``."""
        text = " ".join(str(name).replace("Study Group", "SG").replace("study group", "SG").split())
        head, _, rest = text.partition(" ")
        body, short = (head, rest) if head in _BODIES else ("", text)
        short = short.upper().replace("-", "").replace("SG ", "SG")
        short = f"SG{short}" if short.isdigit() else short
        for sector in (body,) if body else _BODIES[:3]:
            spaced = short.replace("SG", "SG ", 1)  # the groups of CCITT and CCIR
            for key in (f"{sector} {short}", f"{sector} {spaced}"):
                if (group := self._study_group(key)) is not None:
                    return group
        reason = "no study group of that name is known"
        raise UnknownRecommendation(said(name), reason=reason, what="study group")

    # ---- members

    def _members_of(self, holder: Series | SubSeries | StudyGroup, on: datetime.date | None) -> Members:
        """Return the works of a series, a block or a study group that have an edition in force on a day.

        Supplements and guides are no members of a series, they stand beside it.
        """
        day = on or self._store.as_of
        if isinstance(holder, vocabulary.StudyGroup):
            works = [work for work in self._shelf if self.answers_for(work, holder, day)]
        else:
            works = self._bearing_in(holder, day)
        found = [(work, work.status_on(day)) for work in works]
        living = [(work, standing) for work, standing in found if standing.status.is_in_force]
        return Members(
            (work for work, _ in living), (work for work, standing in living if not standing.certain)
        )

    def _supplements_to(self, holder: Series | SubSeries) -> tuple[Recommendation, ...]:
        """Return the Supplements that name a series as what they are about, or numbers of it that begin a series.

        Not every such number begins a block that ITU has printed: "Y.3100-series" lies in Y.3000–Y.3499.
        """
        whole = isinstance(holder, vocabulary.Series)
        letter = holder.letter if isinstance(holder, vocabulary.Series) else holder.series_letter
        begun = self._store.numbers_pointed_at(f"{holder.sector} {letter}.", "supplements")
        within = (name for name in begun if name.endswith("-series"))
        named = {holder.identifier_text, *(name for name in within if whole or holder.contains(name.upper()))}
        texts = (text for name in named for text in pointing_at(self._shelf, name, "supplements"))
        return tuple(sorted({text.work for text in texts}))

    def _bearing_in(self, holder: Series | SubSeries, day: datetime.date) -> list[Recommendation]:
        """Return the works that bear a number of a series or block on a day."""
        letter = holder.letter if isinstance(holder, vocabulary.Series) else holder.series_letter
        lines = self._store.names_from(search_key(f"{holder.sector} {letter}") + ".")
        borne = (line for line in lines if line.is_number and line.begun_by(day) and not line.over_by(day))
        return sorted(self._shelf.works(line for line in borne if holder.contains(line.text)))

    def answers_for(self, work: Recommendation, group: StudyGroup, day: datetime.date) -> bool:
        """Whether a group answered for a work on a day: today's group, or its ancestor of that day."""
        now = work.study_group
        if now is None:
            return False
        begun = now.active_since is None or now.active_since.on_or_before(day)
        if now.key == group.key:
            return begun
        if not group.active_on(day) or (begun and now.active_since is not None):
            return False
        text, _ = work._standing.edition_on(day)
        then = text.responsibility.then if text else None
        return then is not None and any(heir.key == group.key for heir in then.lineage(day))

    # ---- reports

    @cached_property
    def reports(self) -> tuple[CouncilReport, ...]:
        """The reports, by their key."""
        found = self._store.records("reports", partial(record, vocabulary.CouncilReport))
        return tuple(report for _, report in found)

    @cached_property
    def _cited(self) -> dict[str, list[ReportCitation]]:
        """The citations of each work, by its key."""
        cited: dict[str, list[ReportCitation]] = {}
        for report in self.reports:
            for citation in report.citations:
                meant = [each for each in (citation.identifier, *citation.members) if each is not None]
                for work in dict.fromkeys(map(self._find, meant)):
                    if work is not None:
                        cited.setdefault(work.key, []).append(citation)
        return cited

    def citations_of(self, work: Recommendation) -> tuple[ReportCitation, ...]:
        """Return the places in the reports that cite a work or one of its documents."""
        return tuple(self._cited.get(work.key, ()))
