"""Making a catalogue of records: its file, written in memory."""

from __future__ import annotations

from itu_catalog.dates import as_date
from itu_catalog.documents.names import Name
from itu_catalog.documents.works import Recommendation
from itu_catalog.store import Store
from itu_catalog.writer import dump

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, TypeVar

    from itu_catalog.dates import Day

    D = TypeVar("D")

__all__ = ["made"]


def made(
    works: Iterable[Recommendation],
    as_of: Day,
    names: Iterable[Name],
    tables: Mapping[str, Mapping[str, Mapping[str, Any]]] | None,
    sources: Iterable[str],
) -> Store:
    """Write the file of some records; `TypeError` names what is no record, and its place."""
    day = as_date(as_of)
    if day is None:
        raise TypeError("as_of: the day to which the records are complete was expected, not None")
    if isinstance(sources, str):
        raise TypeError("sources: a list of strings was expected, not one string")
    records = _each(works, "works", Recommendation, "look it up in a catalogue, or make one")
    named = _each(names, "names", Name, "make one with itu_catalog.Name(…)")
    return Store(dump(records, as_of=day.isoformat(), names=named, tables=tables, sources=sources))


def _each(records: Iterable[D], what: str, kind: type[D], way_out: str) -> list[D]:
    """Return the records as a list, each of the kind that it has to be."""
    found = list(records)
    for place, each in enumerate(found):
        if not isinstance(each, kind):
            wrong = type(each).__name__
            raise TypeError(f"{what}[{place}]: a {kind.__name__} was expected, not {wrong}; {way_out}")
    return found
