"""`Judge`: a catalogue and a day, and what was already found out about citations."""

from __future__ import annotations

from typing import NamedTuple

from itu_catalog.dates import as_date
from itu_catalog.documents import Document
from itu_catalog.findings.codes import CODES
from itu_catalog.findings.drafts import Draft, drafted, judge_draft
from itu_catalog.findings.exactness import is_dated
from itu_catalog.findings.finding import Finding
from itu_catalog.findings.groups import GroupJudge
from itu_catalog.findings.knowledge import Knowledge
from itu_catalog.findings.manner import in_manner_of
from itu_catalog.findings.memory import Memory
from itu_catalog.findings.missing import judge_sector
from itu_catalog.findings.ranges import RangeJudge
from itu_catalog.findings.status import StatusJudge
from itu_catalog.findings.titled import TitleJudge
from itu_catalog.findings.twins import TwinJudge, with_twin
from itu_catalog.grammar import compiled, fold
from itu_catalog.identifier import Identifier
from itu_catalog.reading import sector_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from itu_catalog.catalog import Catalog
    from itu_catalog.citation import Citation
    from itu_catalog.findings.verdict import Verdict

__all__ = ["Judge"]


class _Judged(NamedTuple):
    """What is the same for all citations of an identifier with a twin."""

    status: Verdict
    twins: tuple[Verdict, ...]


class Judge:
    """Judges the citations of many texts by one catalogue, for one day; what it found out once it keeps.

    Use one for many documents, `check` for one. Its memory is bounded.

    >>> from itu_catalog import embedded_catalog, find_citations
    >>> judge = Judge(embedded_catalog(), "2020-06-09")
    >>> for text in ("See ITU-T X.509 (2016).", "ITU-T X.1402 is new."):
    ...     print(*judge.findings(text, find_citations(text)))
    superseded (warning): ITU-T X.509 (10/2016) was superseded on 2019-10-14 by ITU-T X.509 (10/2019); write ...
    not-yet-approved (error): this was no document on 2020-06-09: its first text, ITU-T X.1402 (07/2020), was ...
    """

    def __init__(
        self, catalog: Catalog, on: datetime.date | str | None = None, *, to_the_letter: bool = False
    ) -> None:
        """Judge for the day `on`; without it for the day the catalogue is complete to.

        Raises `TypeError` for what is no day, `ValueError` for one that no calendar has.
        """
        self._knowledge = Knowledge(catalog, as_date(on))
        self._status = StatusJudge(self._knowledge)
        self._twins = TwinJudge(self._knowledge)
        self._titles = TitleJudge(self._knowledge, to_the_letter=to_the_letter)
        self._groups = GroupJudge(self._knowledge)
        self._ranges = RangeJudge(self._status_of)
        self._statuses: Memory[Identifier, Verdict] = Memory()
        self._judged: Memory[tuple[Identifier, str | None], _Judged] = Memory()

    @property
    def catalog(self) -> Catalog:
        """The catalogue that is asked."""
        return self._knowledge.catalog

    @property
    def day(self) -> datetime.date:
        """The day that citations are judged for."""
        return self._knowledge.day

    def findings(self, text: str, citations: Iterable[Citation]) -> Iterator[Finding]:
        """Yield the findings on each citation of a text, in the order of the text; that on its status first."""
        before: Citation | None = None
        draft: Draft | None = None
        waiting = iter(citations)
        citation = next(waiting, None)
        while citation is not None:
            following = next(waiting, None)
            judged = self._judge(citation)
            draft = drafted(text, citation, before, draft)
            status = self._other_sector(citation) or judge_draft(
                self._knowledge, text, citation, judged.status, draft
            )
            end = following.start if following else len(text)
            for verdict in (
                status,
                *judged.twins,
                *self._titles.judge(text, citation, judged.status, end),
                *self._groups.judge(text, before.end if before else 0, citation, judged.status),
                *self._ranges.judge(citation),
            ):
                yield self._finding(text, citation, verdict)
            before, citation = citation, following

    def _judge(self, citation: Citation) -> _Judged:
        key = citation.identifier, citation.twin
        judged = self._judged.get(key)
        if judged is None:
            status = self._status_of(citation.identifier)
            if citation.twin is not None:
                status = _with_twin(citation.twin, status)
            judged = self._judged[key] = _Judged(status, tuple(self._twins.judge(citation)))
        return judged

    def _status_of(self, identifier: Identifier) -> Verdict:
        verdict = self._statuses.get(identifier)
        if verdict is None:
            verdict = self._statuses[identifier] = self._status.judge(identifier)
        return verdict

    def _other_sector(self, citation: Citation) -> Verdict | None:
        """Judge a number whose words name another sector than its own: "ITU-R X.509"."""
        if citation.identifier.sector is None:
            return None
        words = compiled("organization").search(fold(citation.text[:_LONGEST_NAME]))
        said = sector_said(words) if words else None
        if said in (None, citation.identifier.sector):
            return None
        return judge_sector(self._knowledge, f"{said} {citation.identifier.designation}", citation.identifier)

    def _finding(self, text: str, citation: Citation, verdict: Verdict) -> Finding:
        """Say a verdict of one citation, in the manner of its author."""
        place = verdict.place
        suggestion = verdict.write
        if isinstance(suggestion, Identifier):
            suggestion = in_manner_of(citation, suggestion, exact=verdict.exact)
            if verdict.twin:
                suggestion, place = with_twin(text, citation, suggestion, verdict.twin)
        if suggestion is not None and place is None:
            place = citation.start, citation.end
        told = suggestion is None or verdict.told
        return Finding(
            verdict.code,
            verdict.level or CODES[verdict.code].level,
            verdict.message if told else f"{verdict.message}; write {suggestion}",
            citation,
            self._knowledge.day,
            document=verdict.document,
            replacement=verdict.replacement,
            suggestion=suggestion,
            place=place,
            guessed=verdict.guessed and suggestion is not None,
            documents=verdict.documents,
            uncertain=verdict.uncertain,
            dated=is_dated(citation.identifier),
            certain=verdict.certain,
            quoted=verdict.quoted,
            likeness=verdict.likeness,
        )


_LONGEST_NAME = 120
"""Characters at the beginning of a citation within which the words that name the ITU end."""


def _with_twin(written: str, status: Verdict) -> Verdict:
    """Offer the twin of the new text as well, where one stands beside the old."""
    text = status.replacement
    if not isinstance(status.write, Identifier) or not isinstance(text, Document):
        return status
    if text.twin:
        return status._replace(twin=text.twin if ":" in written else text.twin.partition(":")[0])
    if ":" not in written:
        return status
    # To exchange the one and leave the year of the other would make a pair of two that do not belong together.
    message = f"{status.message}; which text of ISO, IEC or ETSI is the same, is not known here"
    return status._replace(message=message, guessed=True)
