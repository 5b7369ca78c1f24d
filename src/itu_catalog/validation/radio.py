"""Rules for the revisions of ITU-R."""

from __future__ import annotations

import re

from itu_catalog.identifier import Kind, Sector
from itu_catalog.validation.records import Breach, letter_of
from itu_catalog.vocabulary import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.documents.works import Recommendation
    from itu_catalog.validation.records import Records

__all__ = ["contiguous", "last_is_not_superseded", "one_kind"]

_SINCE_ZERO = 1100
"""From this number on a Recommendation has its revision 0; those before it had a life in CCIR."""

_NUMBER = re.compile(r"\d+", re.ASCII)


def _works(records: Records) -> Iterator[Recommendation]:
    """Yield the Recommendations of ITU-R."""
    for work in records.works:
        if work.kind is Kind.RECOMMENDATION and work.identifier.sector is Sector.R:
            yield work


def contiguous(records: Records) -> Iterator[Breach]:
    """Revisions are counted from 0 without gaps."""
    for work in _works(records):
        before: int | None = None
        for text in work._family.editions:
            revision = text.identifier.revision
            if revision is None:
                continue
            if before is not None and revision > before + 1:
                yield Breach(
                    text, f"revision {revision} follows revision {before}; those between are missing"
                )
            elif before is None and revision and _number(work) >= _SINCE_ZERO:
                yield Breach(text, f"the history begins with revision {revision}; those before are missing")
            before = revision


def _number(work: Recommendation) -> int:
    found = _NUMBER.search(work.identifier.designation)
    return int(found[0]) if found else 0


def last_is_not_superseded(records: Records) -> Iterator[Breach]:
    """A last revision marked S has a successor somewhere: a revision that is missing, or another number."""
    for work in _works(records):
        last = work.last
        if last and (last.status is Status.SUPERSEDED or letter_of(last) == "S") and not last.replaced_by:
            yield Breach(last, "superseded, but nothing says by what; a later revision may be missing")


_ADDRESSES = {"R-REC": Kind.RECOMMENDATION, "R-REP": Kind.REPORT}


def one_kind(records: Records) -> Iterator[Breach]:
    """Recommendations and Reports are counted apart: M.2083 is one, and another is Report M.2083."""
    for work in records.works:
        kinds = sorted({str(text.kind) for text in work._family.editions})
        if kinds[1:]:
            yield Breach(work, f"its editions are of several kinds ({', '.join(kinds)}); part them")
    for text in records.texts:
        address = (text.url or "").rpartition("/")[2][:5]
        if text.kind is not _ADDRESSES.get(address, text.kind) and not text.hangs:
            yield Breach(text, f"a {text.kind}, its address is that of another kind ({address}); mend one")
