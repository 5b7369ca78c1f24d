"""Judging what lies between the two ends of a range: "Z.140 to Z.146" speaks of Z.141 to Z.145, too."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from itu_catalog import numbers
from itu_catalog.findings import wording
from itu_catalog.findings.codes import Code
from itu_catalog.findings.memory import Memory
from itu_catalog.findings.verdict import Verdict
from itu_catalog.identifier import Kind
from itu_catalog.parsing import try_parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from itu_catalog.citation import Citation
    from itu_catalog.identifier import Identifier

__all__ = ["RangeJudge"]

LONGEST = 100
"""More numbers than these between two ends are no range that anybody meant."""

_SAID = {
    Code.RENUMBERED: "renumbered",
    Code.WITHDRAWN: "withdrawn",
    Code.SUPERSEDED: "superseded",
}
"""What is said of the members of a range, and in which words."""


class RangeJudge:
    """Judges ranges; each pair of ends once."""

    def __init__(self, judge: Callable[[Identifier], Verdict]) -> None:
        """Take what judges each number."""
        self._judge = judge
        self._told: Memory[tuple[Identifier, Identifier], tuple[Verdict, ...]] = Memory()
        self._numbers: dict[tuple[str, str], _Numbers] = {}

    def judge(self, citation: Citation) -> tuple[Verdict, ...]:
        """Judge the numbers within a range, all in one, at its second end."""
        ends = citation.ends
        if ends is None or ends[1] != citation.identifier:
            return ()
        told = self._told.get(ends)
        if told is None:
            told = self._told[ends] = tuple(self._members(*ends))
        return told

    def _members(self, first: Identifier, last: Identifier) -> Iterator[Verdict]:
        inside = self._between(first, last)
        for code, what in _SAID.items():
            found = [each.designation for each, status in inside if status.code is code and status.document]
            if found:
                share = f"{len(found)} of {len(inside)}"
                have = "has" if len(found) == 1 else "have"
                listed = wording.listing(wording.runs(found))
                yield Verdict(code, f"between them, {share} {have} been {what}: {listed}")
                return

    def _between(self, first: Identifier, last: Identifier) -> list[tuple[Identifier, Verdict]]:
        """Return the numbers that ITU assigned between the ends, judged, in order; none where they make no range."""
        sector, series = first.sector, first.series
        if (sector, series) != (last.sector, last.series) or sector is None or series is None:
            return []
        if any(end.kind is not Kind.RECOMMENDATION or end != end.work for end in (first, last)):
            return []
        known = self._numbers.get((sector, series))
        if known is None:
            known = self._numbers[sector, series] = _Numbers.of(sector, series)
        low, high = (_places(end.designation) for end in (first, last))
        inside = range(bisect_right(known.places, low), bisect_left(known.places, high))
        if len(inside) > LONGEST:
            return []
        for place in inside:
            if known.judged[place] is None:
                identifier = known.identifiers[place]
                known.judged[place] = identifier, self._judge(identifier)
        return [judged for place in inside if (judged := known.judged[place])]


class _Numbers(NamedTuple):
    """The numbers of a series, in order: what they are ordered by, and each with its verdict once it was asked for."""

    places: list[tuple[int, ...]]
    identifiers: list[Identifier]
    judged: list[tuple[Identifier, Verdict] | None]

    @classmethod
    def of(cls, sector: str, series: str) -> _Numbers:
        """Take the numbers from the table."""
        names = (f"{series}.{number}" for number in numbers.numbers(str(sector)[-1], series))
        identifiers = [each for name in names if (each := try_parse(f"{sector} {name}")) is not None]
        places = [_places(each.designation) for each in identifiers]
        return cls(places, identifiers, [None] * len(identifiers))


def _places(designation: str) -> tuple[int, ...]:
    """Return the parts of a number, to be ordered by."""
    return tuple(map(int, re.findall(r"\d+", designation)))
