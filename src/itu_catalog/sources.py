"""The hand-edited files as a whole: works, names and small tables, read, joined and checked.

Every fault of every file is found in one go, with the file, the place in it and what to do.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from itu_catalog import vocabulary
from itu_catalog.documents.family import numbers_of
from itu_catalog.errors import InvalidCatalogueData
from itu_catalog.identifier import Identifier, Kind
from itu_catalog.schema import NameRow, NamesFile, WorksFile, read, read_toml
from itu_catalog.validation import validate

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping

    from itu_catalog.documents.names import Name
    from itu_catalog.documents.works import Recommendation

__all__ = ["Sources", "load"]


class Sources(NamedTuple):
    """Everything that the hand-edited files hold."""

    works: tuple[Recommendation, ...]
    names: tuple[Name, ...]
    """Names of series; names of works are on the works."""
    tables: dict[str, dict[str, dict[str, Any]]]
    """Rows of the small tables, as plain values, by table and key."""
    as_of: datetime.date
    sources: tuple[str, ...]
    places: dict[Identifier, str]
    """Where each document stands: ``works/itu-t/x.toml: work[3].document[0]``."""


def load(directory: str | Path) -> Sources:
    """Read a directory of hand-edited files: ``works/**.toml``, ``names.toml`` and the small tables.

    All faults of all files are collected and raised as one `InvalidCatalogueData`.
    """
    root = Path(directory)
    faults: list[str] = []
    files: dict[str, WorksFile] = {}
    for path in sorted(root.glob("works/**/*.toml")):
        where = path.relative_to(root).as_posix()
        try:
            files[where] = read(read_toml(path), WorksFile, where)
        except InvalidCatalogueData as fault:
            faults += fault.faults
    named = root / "names.toml"
    rows: tuple[NameRow, ...] = ()
    try:
        if named.exists():
            rows = read(read_toml(named), NamesFile, named.name).name
    except InvalidCatalogueData as fault:
        faults += fault.faults
    tables, found = _tables(root)
    faults += found
    if faults:
        raise InvalidCatalogueData(faults)
    works, places = _works(files, rows)
    series_names = tuple(row.record() for row in rows if row.identifier.kind is Kind.SERIES)
    days = [file.as_of for file in files.values() if file.as_of]
    if not days:
        raise InvalidCatalogueData([f"{root}: no file says as_of; add the day the data is complete to"])
    as_of = max(days)
    breaches = [fault for fault in validate(works, places, as_of) if not fault.explained]
    if breaches:
        raise InvalidCatalogueData([str(fault) for fault in breaches])
    sources = tuple(dict.fromkeys(file.source for file in files.values()))
    return Sources(works, series_names, tables, as_of, sources, places)


class _Table(NamedTuple):
    """A small table: where its rows are written, of what type they are, and what tells them apart."""

    name: str
    file: str
    key_in_file: str
    """The array of tables that holds the rows; nothing where a file is one row."""
    cls: str
    key: Callable[[Any], str]


_TABLES = (
    _Table("series", "series.toml", "series", "Series", lambda row: f"{row.sector} {row.letter}"),
    _Table("groups", "study_groups.toml", "study_group", "StudyGroup", lambda row: str(row.key)),
    _Table("periods", "study_groups.toml", "study_period", "StudyPeriod", lambda row: str(row.name)),
    _Table("subgroups", "study_groups.toml", "sub_group", "SubGroup", lambda row: str(row.key)),
    _Table("reports", "reports/*.toml", "", "CouncilReport", lambda row: str(row.key)),
)


def _tables(root: Path) -> tuple[dict[str, dict[str, dict[str, Any]]], list[str]]:
    """Read the small tables: checked against their types, and kept as the plain values of the file."""
    tables: dict[str, dict[str, dict[str, Any]]] = {}
    faults: list[str] = []
    allowed: dict[str, set[str]] = defaultdict(lambda: {"as_of"})
    for table in _TABLES:
        allowed[table.file].add(table.key_in_file)
    for table in _TABLES:
        cls = getattr(vocabulary, table.cls)
        for path in sorted(root.glob(table.file)):
            where, plain = path.relative_to(root).as_posix(), read_toml(path)
            if table.key_in_file:
                known = allowed[table.file]
                faults += [
                    f"{where}: unknown key {key!r}; known are: {', '.join(sorted(known))}"
                    for key in sorted(set(plain) - known)
                ]
            for place, row in enumerate(plain.get(table.key_in_file, ()) if table.key_in_file else [plain]):
                here = f"{where}: {table.key_in_file}[{place}]" if table.key_in_file else where
                try:
                    key = table.key(read(row, cls, here))
                except InvalidCatalogueData as fault:
                    faults += fault.faults
                    continue
                if tables.setdefault(table.name, {}).setdefault(key, row) is not row:
                    faults.append(f"{here}: {key} stands here twice; join the two entries")
    return tables, list(dict.fromkeys(faults))


def _works(
    files: Mapping[str, WorksFile], names: Iterable[NameRow]
) -> tuple[tuple[Recommendation, ...], dict[Identifier, str]]:
    """Make the works of some files, with the names that mean them, and note where each document stands."""
    borne: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for where, file in files.items():
        for place, row in enumerate(file.work):
            for number in numbers_of(row.identifier):
                borne[number].append((where, place))
    meant: dict[tuple[str, int], list[Name]] = defaultdict(list)
    faults = []
    for nth, name in enumerate(names):
        if name.identifier.kind is Kind.SERIES:
            continue
        bearers = borne.get(numbers_of(name.identifier)[0], [])
        if not bearers:
            where = f"names.toml: name[{nth}].identifier"
            faults.append(f"{where}: no work bears {name.identifier}; add it, or mend the name")
            continue
        # Of several works of one number the last in the file is the youngest: files are in order of dates.
        holding = [
            (where, place)
            for where, place in bearers
            if any(text.identifier == name.identifier for text in files[where].work[place].document)
        ]
        meant[(holding or bearers)[-1]].append(name.record())
    if faults:
        raise InvalidCatalogueData(faults)
    works, places = [], {}
    for where, file in files.items():
        for place, row in enumerate(file.work):
            works.append(row.record(file.source, tuple(meant[where, place])))
            places[row.identifier] = f"{where}: work[{place}]"
            for nth, text in enumerate(row.document):
                places[text.identifier] = f"{where}: work[{place}].document[{nth}]"
    return tuple(works), places
