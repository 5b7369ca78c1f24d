"""Names that people say instead of numbers: HEVC, JPEG 2000, CAP; rows of ``names.toml``.

>>> str(next(row for row in common_names() if row.name == "HEVC").identifier)
'ITU-T H.265'
"""

from __future__ import annotations

from collections import defaultdict

from attrs import evolve

from itu_catalog.documents.family import age, numbers_of
from itu_catalog.errors import InvalidCatalogueData
from itu_catalog.folding import search_key
from itu_catalog.identifier import Kind
from itu_catalog.importers.relaton.knowledge import table
from itu_catalog.importers.relaton.record import Remark
from itu_catalog.schema import NameRow, NamesFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from itu_catalog.documents import Recommendation
    from itu_catalog.documents.names import Name

__all__ = ["common_names", "named"]


def common_names(rows: NamesFile | None = None) -> tuple[NameRow, ...]:
    """Return the rows of the table, or of `rows`; `InvalidCatalogueData` for rows that cannot be meant."""
    table_rows = (rows or table("names.toml", NamesFile)).name
    faults, seen = [], set()
    for place, row in enumerate(table_rows):
        where = f"names.toml: name[{place}]"
        if row.identifier.kind is not Kind.SERIES and row.identifier != row.identifier.work:
            faults.append(f"{where}.identifier: {row.identifier} is one text; name the work or the series")
        if search_key(row.name) in seen:
            faults.append(f"{where}.name: {row.name} stands here twice; leave an ambiguous name out")
        seen.add(search_key(row.name))
    if faults:
        raise InvalidCatalogueData(faults)
    return table_rows


def named(
    works: Iterable[Recommendation], rows: Sequence[NameRow] | None = None
) -> tuple[list[Recommendation], list[Name], list[Remark]]:
    """Return the works with their common names, the names of series, and a remark on every name left out.

    The names of series are for ``writer.dump(names=…)``. A name that the works already have is not given twice.
    Of several works that bear a number one after the other, the youngest is meant.
    """
    found = list(works)
    wanted = common_names() if rows is None else rows
    numbers = {str(row.identifier) for row in wanted}
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    taken: dict[str, int] = {}
    series = set()
    for place, work in enumerate(found):
        series.add((work.identifier.sector, work.identifier.series))
        for number in numbers_of(work.identifier):
            if number in numbers:
                bearers[number].append(place)
        taken.update((search_key(name.text), place) for name in work.extra_names)
    of_series: list[Name] = []
    of_works: defaultdict[int, list[Name]] = defaultdict(list)
    remarks = []
    for row in wanted:
        target = str(row.identifier)
        holder = taken.get(search_key(row.name))
        meant = max(bearers[target], key=lambda place: _begun(found[place]), default=None)
        if holder is not None:
            if holder != meant:
                remarks.append(_left_out(row, f"the name is that of {found[holder].identifier}"))
        elif row.identifier.kind is Kind.SERIES:
            if (row.identifier.sector, row.identifier.series) in series:
                of_series.append(row.record())
            else:
                remarks.append(_left_out(row, "there is no text of that series"))
        elif meant is None:
            remarks.append(_left_out(row, "there is no such work"))
        else:
            of_works[meant].append(row.record())
    for place, names in of_works.items():
        work = found[place]
        found[place] = evolve(work, extra_names=(*work.extra_names, *names))
    return found, of_series, remarks


def _begun(work: Recommendation) -> str:
    return str(min((age(text) for text in work.editions), default=""))


def _left_out(row: NameRow, reason: str) -> Remark:
    return Remark("in-vain", str(row.identifier), f"the name {row.name!r} is left out: {reason}")
