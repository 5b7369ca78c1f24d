"""Making a catalogue of records, which is its file, written in memory; and making one again out of a pickle."""

from __future__ import annotations

import os

from itu_catalog.dates import as_date
from itu_catalog.documents.names import Name
from itu_catalog.documents.works import Recommendation
from itu_catalog.errors import CatalogueFileError
from itu_catalog.store import Store
from itu_catalog.writer import dump

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, TypeVar

    from itu_catalog.catalog.catalog import Catalog
    from itu_catalog.dates import Day

    D = TypeVar("D")

__all__ = ["made", "pickled"]


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


def pickled(catalog: Catalog) -> tuple[Any, ...]:
    """Return what makes a catalogue again: the package's by name, another by its file, one in memory by its bytes."""
    from itu_catalog.catalog.opening import embedded_catalog

    if catalog.path == embedded_catalog().path:
        return embedded_catalog, ()
    if os.path.exists(catalog.path):  # noqa: PTH110 - a path of the catalogue is a string
        return _opened_again, (catalog.path, catalog.version)
    return _of_bytes, (catalog._store.whole(), catalog.path)


def _opened_again(path: str, version: str) -> Catalog:
    """Open a file, which must be what it was: nobody is given other answers without a word."""
    from itu_catalog.catalog.opening import open_catalog

    catalog = open_catalog(path)
    if catalog.version != version:
        reason = f"it is {catalog.version} now, not {version} as when it was pickled; open it anew"
        raise CatalogueFileError(path, reason=reason)
    return catalog


def _of_bytes(data: bytes, path: str) -> Catalog:
    from itu_catalog.catalog.catalog import Catalog

    return Catalog(Store(data, path))
