"""Parsing: text to a frozen value, against the best-known Python class that does the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from material import identifiers, messy, versions
from measuring import Result, alternate, ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["BATCH", "bench", "each"]

BATCH = 400
"""Strings in one timed batch: long enough to time, short enough that cases alternate quickly."""


def _batches(strings: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield batch after batch, for ever; a string comes back only after all the others."""
    while True:
        for start in range(0, len(strings) - BATCH + 1, BATCH):
            yield strings[start : start + BATCH]


def each(function: Callable[[str], object], strings: Sequence[str]) -> Callable[[], object]:
    """Return a case that applies the function to every string of the next batch."""
    supply = _batches(strings)
    return lambda: [function(text) for text in next(supply)]


def bench(rounds: int) -> Iterator[Result]:
    """Measure parsing."""
    from packaging.version import Version

    from itu_catalog import parse

    def decoded(text: str) -> object:
        identifier = parse(text)
        return identifier.sector, identifier.kind, identifier.designation, identifier.issued, identifier.steps

    clean = identifiers()
    times = alternate(
        {
            "version": each(Version, versions(20_000)),
            "clean": each(parse, clean),
            "messy": each(parse, messy(clean)),
            "decoded": each(decoded, clean),
        },
        rounds,
    )
    yield Result("parse(), catalogue strings", "Version()", ratio(times["version"], times["clean"]), ">= 1.5")
    yield Result("parse(), messy prefixes", "Version()", ratio(times["version"], times["messy"]), ">= 1.0")
    yield Result("parse() and read five fields", "Version()", ratio(times["version"], times["decoded"]))
