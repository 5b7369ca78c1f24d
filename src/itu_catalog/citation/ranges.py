"""Ranges: two citations that are the ends of one, ``X.680 to X.683``, know each other.

What lies between is not cited; a catalogue can tell what it is.

>>> is_to(" to "), is_to("–"), is_to(" and ")
(True, True, False)
"""

from __future__ import annotations

import re

from attrs import evolve

from itu_catalog.identifier import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from itu_catalog.citation.record import Citation
    from itu_catalog.identifier import Identifier

__all__ = ["LONGEST", "is_to", "with_ends"]

LONGEST = 12
"""Characters between the ends of a range, at most."""
_TO = frozenset(["up to", "through to", "up until"]) | frozenset(
    "- – — ‐ ‑ ~ ～ ... .. … to through thru until till bis à a до do al 至 到 から 에서 إلى".split()
)
_NUMBERS = re.compile("[0-9]+").findall


def is_to(gap: str) -> bool:
    """Whether what stands between two numbers makes a range of them."""
    return gap.strip() in _TO


def with_ends(citations: Iterable[Citation | None], ranged: set[int]) -> Iterator[Citation]:
    """Yield citations, the ends of ranges with both ends on each; `ranged` holds where the second ones begin.

    A citation is held back until the next one has been seen, or until a None says that it is no end of a range.
    """
    before = None
    for citation in citations:
        if before is not None:
            if citation is not None and citation.start in ranged:
                ranged.discard(citation.start)
                if _rises(before.identifier, citation.identifier):
                    ends = before.identifier, citation.identifier
                    before, citation = evolve(before, ends=ends), evolve(citation, ends=ends)  # noqa: PLW2901
            yield before
        before = citation
    if before is not None:
        yield before


def _rises(first: Identifier, last: Identifier) -> bool:
    """Whether two numbers are of one series and the second the higher one; or two revisions of one."""
    kinds = {first.kind, last.kind}
    if first.series != last.series or not kinds <= {Kind.RECOMMENDATION, Kind.SERIES, Kind.REPORT}:
        return False
    low, high = (list(map(int, _NUMBERS(each.designation))) for each in (first, last))
    return low < high
