"""What speaks against mending a citation, although something else should stand there."""

from __future__ import annotations

import re
from typing import NamedTuple

from itu_catalog import numbers
from itu_catalog.annotation.why import Why
from itu_catalog.documents import Document
from itu_catalog.findings import Code
from itu_catalog.parsing import try_parse
from itu_catalog.readers.source import Standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.citation import Citation
    from itu_catalog.findings import Finding
    from itu_catalog.readers.source import Source

__all__ = ["Case", "against", "is_editable"]

_DOUBTS = frozenset({Code.TITLE_OF_ANOTHER, Code.TITLE_DIFFERS, Code.TWIN_MISMATCH})
"""Codes of further findings on a citation that put what it means in doubt."""

_BESIDE = 300
"""Characters behind a citation in which what belongs to it stands."""

_GAP = re.compile(r"\n\s{0,80}\n")


class Case(NamedTuple):
    """A citation with its findings, and what stands around it."""

    source: Source
    findings: list[Finding]
    after: Citation | None
    draft: bool
    addressed: frozenset[Document]
    """The texts that dated addresses in the document lead to."""

    @property
    def status(self) -> Finding:
        """The finding on the status of the text."""
        return self.findings[0]

    @property
    def citation(self) -> Citation:
        """The citation."""
        return self.findings[0].citation


def against(case: Case) -> Why | None:
    """Return the first reason not to mend a citation, or None."""
    return next(filter(None, (condition(case) for condition in _AGAINST)), None)


def is_editable(case: Case) -> bool:
    """Whether a citation stands where its words may be changed."""
    return _stands_elsewhere(case) is None


def _unsure(case: Case) -> Why | None:
    finding = case.status
    offered = finding.suggestion is not None and not finding.guessed and finding.certain
    return None if offered else Why.UNSURE


def _stands_elsewhere(case: Case) -> Why | None:
    standing = case.source.standing(case.citation.start, case.citation.end)
    if standing is Standing.LINK and case.status.document in case.addressed:
        return Why.ADDRESS
    if case.after is not None and "://" in case.after.text and case.status.document in case.addressed:
        near = case.source.text[case.citation.end : case.after.start]
        if len(near) < _BESIDE and not _GAP.search(near):
            return Why.ADDRESS
    return {Standing.CODE: Why.CODE, Standing.TARGET: Why.TARGET}.get(standing)


def _of_another_work(case: Case) -> Why | None:
    finding = case.status
    old, new = finding.document, finding.replacement
    if finding.code is not Code.SUPERSEDED:
        return None
    same = isinstance(new, Document) and old is not None and new.work == old.work and finding.dated
    return None if same else Why.OTHER_WORK


def _is_change(case: Case) -> Why | None:
    old, new = case.status.document, case.status.replacement
    if case.status.code is not Code.SUPERSEDED or old is None or not isinstance(new, Document):
        return None
    return Why.CHANGE if old.kind is not new.kind else None


def _dated_again(case: Case) -> Why | None:
    """A list of references may print the date a second time, at the end of the entry."""
    identifier = case.citation.identifier
    issued = identifier.issued or identifier.edition.issued
    if case.status.code is not Code.SUPERSEDED or issued is None:
        return None
    entry = _beside(case)
    return Why.DATE if re.search(rf"(?<!\d){issued.year}(?!\d)", entry) else None


def _beside(case: Case) -> str:
    """Return what stands behind a citation, and its twin, in the same paragraph and before the next citation."""
    start = max(case.citation.end, case.status.place[1] if case.status.place else 0)
    end = start + _BESIDE if case.after is None else min(start + _BESIDE, case.after.start)
    return _GAP.split(case.source.text[start:end], maxsplit=1)[0]


def _perhaps_number(case: Case) -> Why | None:
    right = try_parse((case.status.suggestion or "").partition(" | ")[0])
    if case.status.code is not Code.WRONG_SECTOR:
        return None
    if right is None or right.sector is None or right.series is None:
        return Why.NUMBER
    wrong = "R" if str(right.sector).endswith("T") else "T"
    return Why.NUMBER if right.series in numbers.series(wrong) else None


def _names_clause(case: Case) -> Why | None:
    return Why.CLAUSE if case.status.code is Code.SUPERSEDED and case.citation.locator else None


def _called_draft(case: Case) -> Why | None:
    return Why.CALLED_DRAFT if case.status.code is Code.DRAFT_PUBLISHED and case.draft else None


def _doubted(case: Case) -> Why | None:
    return Why.BY_HAND if any(finding.code in _DOUBTS for finding in case.findings[1:]) else None


def _twin_lost(case: Case) -> Why | None:
    place = case.status.place
    kept = (
        case.citation.twin is None
        or place is None
        or place[1] > case.citation.end
        or place[0] < case.citation.start
    )
    return None if kept or case.status.code is Code.WRONG_SECTOR else Why.TWIN


def _ends_range(case: Case) -> Why | None:
    """A range of dated texts is none of numbers; the members of one of numbers may each bear another one now."""
    renumbered = case.status.code in (Code.RENUMBERED, Code.DRAFT_PUBLISHED)
    return Why.RANGE if case.citation.ends and renumbered else None


_AGAINST = (
    _unsure,
    _stands_elsewhere,
    _of_another_work,
    _is_change,
    _dated_again,
    _perhaps_number,
    _names_clause,
    _called_draft,
    _doubted,
    _twin_lost,
    _ends_range,
)
"""Conditions, each of which gives the reason not to mend a citation, or None."""
