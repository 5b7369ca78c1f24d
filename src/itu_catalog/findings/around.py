"""What the words before and between citations say of them: that they are drafts, or the ends of a range."""

from __future__ import annotations

import re

from itu_catalog import numbers
from itu_catalog.identifier import Kind
from itu_catalog.parsing import try_parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.citation import Citation
    from itu_catalog.identifier import Identifier

__all__ = ["Draft", "between", "drafted"]

LONGEST = 100
"""More numbers than these between two ends are no range that anybody meant."""

_DRAFT = re.compile(
    r"\b(?:draft|projets?\s+d[e’']|proyectos?\s+de)\s*(?P<revised>(?:new|nouvelles?|revised|amended)\s+)?"
    r"(?:(?:ITU-[TR]\s+)?(?:Recommendation|Recommandation|Recomendaci[oó]n(?:e)?)s?\s+)?(?:of\s+)?\Z",
    re.IGNORECASE,
)
_NARRATED = re.compile(
    r"\b(?:agreed|approved|completed|consented|considered|determined|developed|discussed|finali[sz]ed|initiated"
    r"|prepared|progressed|reached|reviewed|started|was|were|work(?:ed|ing)?)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?][”\"»’']?\s+(?=[^\Wa-z\d_])|\n")
_LISTED = re.compile(
    r"(?:\s*[,;]?\s*[“”„\"«»][^“”„\"«»]{1,400}[“”„\"«»])?[\s,;&/]*(?:\b(?:and|or|et|ou|y|und)\b)?\s*"
)
_RANGE = re.compile(r"\s*(?:[-–—‐‑]|\b(?:to|through|bis|à|до)\b)\s*")


class Draft:
    """What a text says of a citation that it calls a draft.

    Attributes:
        revised: it is a draft of a revision, so texts of it may well be there.
        narrated: the sentence tells what was done with the draft, some time ago.
    """

    __slots__ = ("narrated", "revised")

    def __init__(self, *, revised: bool, narrated: bool) -> None:
        self.revised, self.narrated = revised, narrated


def drafted(text: str, citation: Citation, before: Citation | None, said: Draft | None) -> Draft | None:
    """Return what the words directly before a citation, or before the list it continues, say of a draft.

    `before` is the citation before it, and `said` what was said of that.
    """
    begin = before.end if before else 0
    gap = text[max(begin, citation.start - 600) : citation.start]
    if said is not None and citation.carried and _LISTED.fullmatch(gap):
        return said
    sentence = _SENTENCE.split(gap)[-1]
    found = _DRAFT.search(sentence)
    if found is None:
        return None
    revised = (found["revised"] or "").strip().lower() in ("revised", "amended")
    return Draft(revised=revised, narrated=_NARRATED.search(sentence, 0, found.start()) is not None)


def between(text: str, first: Citation | None, last: Citation) -> Iterator[Identifier]:
    """Yield the numbers that ITU assigned between the ends of a range, "Z.140 to Z.146", in their order."""
    if first is None or not _RANGE.fullmatch(text, first.end, last.start):
        return
    ends = first.identifier, last.identifier
    sector, series = ends[0].sector, ends[0].series
    if (sector, series) != (ends[1].sector, ends[1].series) or sector is None or series is None:
        return
    if any(end.kind is not Kind.RECOMMENDATION or end != end.work for end in ends):
        return
    low, high = (_places(end.designation) for end in ends)
    inside = [
        name for name in numbers.numbers(str(sector)[-1], series) if low < _places(f"{series}.{name}") < high
    ]
    if len(inside) <= LONGEST:
        yield from filter(None, (try_parse(f"{sector} {series}.{name}") for name in inside))


def _places(designation: str) -> tuple[int, ...]:
    """Return the parts of a number, to be ordered by."""
    return tuple(map(int, re.findall(r"\d+", designation)))
