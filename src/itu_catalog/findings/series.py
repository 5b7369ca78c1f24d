"""Judging a series or a block of numbers by its members that were in force on the day."""

from __future__ import annotations

from typing import NamedTuple, cast

from itu_catalog import numbers
from itu_catalog.errors import UnknownRecommendation
from itu_catalog.findings import wording
from itu_catalog.findings.codes import Code, Level
from itu_catalog.findings.verdict import Verdict
from itu_catalog.vocabulary import SubSeries

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.documents import Document, Members, Recommendation
    from itu_catalog.findings.knowledge import Knowledge
    from itu_catalog.identifier import Identifier
    from itu_catalog.vocabulary import Series

__all__ = ["SeriesJudge"]


class _Texts(NamedTuple):
    """The members of a series, by the editions of the day."""

    sure: tuple[Document, ...] = ()
    perhaps: tuple[Document, ...] = ()
    """Withdrawn by now, nobody knows since when: not mixed with those that certainly held."""
    doubtful: tuple[str, ...] = ()
    """Numbers among `sure` whose status on the day is not certain."""
    certain: bool = True


class SeriesJudge:
    """Judges series; the members of each are gathered once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._day = knowledge.day
        self._members: dict[str, _Texts] = {}

    def judge(self, identifier: Identifier) -> Verdict:
        """Judge a series, or the block that begins with a number."""
        found = self._found(identifier)
        number = _number(identifier)
        if isinstance(found, SubSeries) and found.first != number:
            if _other_sector_alone(identifier, number):
                found = None  # "M.2083-series": the other sector has that number, and no blocks
            else:
                message = (
                    f"no block of numbers is known to begin with {number} on {self._day}; it lies in {found}"
                )
                return Verdict(Code.UNKNOWN, message, level=Level.WARNING)
        texts = self._texts(found) if found else _Texts()
        if not texts.sure and not texts.perhaps:
            message = f"a series, of which this catalogue holds no text that was in force on {self._day}"
            return Verdict(Code.UNKNOWN, message, level=Level.NOTE)
        message = f"a series, with {wording.in_series(texts.sure, texts.perhaps)}, on {self._day}"
        as_of = self._knowledge.catalog.as_of
        if self._day > as_of:
            message += f", as far as the data goes, which ends on {as_of}"
        elif texts.doubtful:
            message += f"; of {wording.listing(wording.runs([*texts.doubtful]))} that is not certain"
        return Verdict(
            Code.CURRENT, message, documents=texts.sure, uncertain=texts.perhaps, certain=texts.certain
        )

    def _found(self, identifier: Identifier) -> Series | SubSeries | None:
        """Return the series or block of a name: that of the day, else as it stands; one that begins there first."""
        found = None
        for day in dict.fromkeys((self._knowledge.on, None)):
            try:
                each = self._knowledge.catalog.series(identifier, day)
            except UnknownRecommendation:
                continue
            if not isinstance(each, SubSeries) or each.first == _number(identifier):
                return each
            found = found or each
        return found

    def _texts(self, holder: Series | SubSeries) -> _Texts:
        known = self._members.get(holder.identifier_text)
        if known is None:
            known = self._members[holder.identifier_text] = self._gathered(holder)
        return known

    def _gathered(self, holder: Series | SubSeries) -> _Texts:
        members = cast("Members", holder.members(self._day))
        ended = {work for work in members.uncertain if not work.status.is_in_force}
        return _Texts(
            tuple(self._borne(work, holder) for work in members if work not in ended),
            tuple(self._borne(work, holder) for work in members if work in ended),
            tuple(
                self._borne(work, holder).identifier.designation
                for work in members.uncertain
                if work not in ended
            ),
            certain=not members.uncertain,
        )

    def _borne(self, work: Recommendation, holder: Series | SubSeries) -> Document:
        """Return the edition of the day, under a number of the series where it bears several."""
        first: Document = self._knowledge.in_force(work)[0]
        for text in work.editions:
            if text.approved == first.approved and holder.contains(text.identifier):
                return text
        return first


def _number(identifier: Identifier) -> str:
    """Return the number that names a series: ``Z.140`` of the Z.140-series."""
    return identifier.designation.removesuffix("-series")


def _other_sector_alone(identifier: Identifier, number: str) -> bool:
    """Whether only the other sector assigned a number."""
    letters, _, rest = number.partition(".")
    sectors = numbers.sectors_of(letters, rest)
    return bool(sectors) and str(identifier.sector or "ITU-T")[-1] not in sectors
