"""Hand-edited data to records and back, with every fault named by file, place and remedy.

This is the only module where cattrs meets our types. The catalogue file has a reader of its own, in `store`;
a test proves that both give the same records.

>>> read_document({"identifier": "ITU-T X.9 (10/2019)", "approved": "2019-10-14", "status": "in force"})
resolve('ITU-T X.9 (10/2019)')
>>> read_document({"identifier": "ITU-T X.9 (10/2019)", "edition": 3.1, "statu": "in force"})
Traceback (most recent call last):
    ...
itu_catalog.errors.InvalidCatalogueData: 2 faults in the catalogue data:
  document: edition: 3.1 is a number; write it in quotes, because 3.10 and 3.1 are two editions
  document: unknown key 'statu'; did you mean 'status'?
"""

from __future__ import annotations

import datetime
import difflib
import tomllib
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from attrs import Factory, fields, frozen
from cattrs import (
    AttributeValidationNote,
    BaseValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)

from itu_catalog import vocabulary
from itu_catalog.dates import Issued
from itu_catalog.documents import (
    CHANGES,
    CLASSES,
    Conflict,
    Document,
    Name,
    Publication,
    Recommendation,
    numbers_of,
)
from itu_catalog.errors import InvalidCatalogueData, InvalidIdentifier
from itu_catalog.folding import fold_twin
from itu_catalog.identifier import Identifier, Kind, Sector
from itu_catalog.parsing import try_parse
from itu_catalog.vocabulary import Approval, NameKind, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from enum import Enum

__all__ = [
    "RULES",
    "ConflictRow",
    "DocumentRow",
    "Fault",
    "NameRow",
    "NamesFile",
    "Rule",
    "Sources",
    "WorkRow",
    "WorksFile",
    "load",
    "load_works",
    "read",
    "read_document",
    "read_work",
    "validate",
]

T = TypeVar("T")


# --------------------------------------------------------------------------------------------------
# The shape of the files


@frozen(kw_only=True)
class ConflictRow:
    """The other side of a conflict between sources."""

    field: str
    value: str
    source: str
    why: str


@frozen(kw_only=True)
class DocumentRow:
    """A ``[[work.document]]`` table; what each key means is in `itu_catalog.documents.Document`."""

    identifier: Identifier
    approved: Issued | None = None
    edition: str | None = None
    status: Status = Status.UNKNOWN
    title: str | None = None
    approval: Approval | None = None
    twin: str | None = None
    study_group: str | None = None
    url: str | None = None
    supplements: tuple[Identifier, ...] = ()
    superseded_by: tuple[Identifier, ...] = ()
    cumulative: bool = False
    withdrawn: Issued | None = None
    posted: Issued | None = None
    note: str | None = None
    source: str | None = None
    inferred: tuple[str, ...] = ()
    sources: dict[str, str] = Factory(dict)
    conflicts: tuple[ConflictRow, ...] = ()

    def record(self, source: str) -> Document:
        """The record of this row; `source` is that of its file."""
        identifier = self.identifier
        return CLASSES.get(identifier.kind, Publication)(
            identifier=identifier,
            approved=self.approved,
            status=self.status,
            edition=self.edition,
            own_title=self.title,
            approval=self.approval,
            twin=self.twin,
            approved_by=self.study_group,
            url=self.url,
            supplements=self.supplements,
            replaced_by=self.superseded_by,
            cumulative=self.cumulative,
            withdrawn=self.withdrawn,
            posted=self.posted,
            note=self.note,
            source=self.source or source,
            inferred=self.inferred,
            sources=tuple(self.sources.items()),
            conflicts=tuple(
                Conflict(each.field, each.value, each.source, each.why) for each in self.conflicts
            ),
        )


@frozen(kw_only=True)
class WorkRow:
    """A ``[[work]]`` table: a Recommendation, Supplement or guide with its documents."""

    identifier: Identifier
    former: tuple[Identifier, ...] = ()
    study_group: str | None = None
    note: str | None = None
    source: str | None = None
    inferred: tuple[str, ...] = ()
    sources: dict[str, str] = Factory(dict)
    document: tuple[DocumentRow, ...] = ()

    def record(self, source: str, names: tuple[Name, ...] = ()) -> Recommendation:
        """The record of this row; `source` is that of its file."""
        source = self.source or source
        return Recommendation(
            identifier=self.identifier,
            documents=tuple(row.record(source) for row in self.document),
            former=self.former,
            group=self.study_group,
            extra_names=names,
            note=self.note,
            source=source,
            inferred=self.inferred,
            sources=tuple(self.sources.items()),
        )


@frozen(kw_only=True)
class WorksFile:
    """A file of works: ``works/itu-t/x.toml``, or what the user lays over a catalogue."""

    source: str
    as_of: datetime.date | None = None
    work: tuple[WorkRow, ...] = ()


@frozen(kw_only=True)
class NameRow:
    """A ``[[name]]`` table: a name other than a number, and what it means."""

    name: str
    kind: NameKind
    identifier: Identifier
    since: Issued | None = None
    until: Issued | None = None
    source: str = ""
    inferred: tuple[str, ...] = ()
    note: str | None = None

    def record(self) -> Name:
        """The record of this row."""
        whole = self.identifier == self.identifier.work and self.identifier.kind is not Kind.SERIES
        return Name(
            self.name,
            self.kind,
            self.since,
            self.until,
            self.source,
            self.inferred,
            None if whole else self.identifier,
        )


@frozen(kw_only=True)
class NamesFile:
    """``names.toml``."""

    as_of: datetime.date | None = None
    source: str = ""
    name: tuple[NameRow, ...] = ()


# --------------------------------------------------------------------------------------------------
# Reading

_converter = Converter(forbid_extra_keys=True, unstruct_collection_overrides={})


class _Refused(ValueError):
    """A value that is not what its key asks for; the message says what to write instead."""


def _structure_text(value: object, _: object) -> str:
    if isinstance(value, str):
        if not value.strip():
            raise _Refused("it is empty; leave the key out where nothing is known")
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise _Refused(f"{value} is a number; write it in quotes, because 3.10 and 3.1 are two editions")
    raise _Refused(f"{_shown(value)} is no text; write it in quotes")


def _structure_bool(value: object, _: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _Refused(f"{_shown(value)} is neither true nor false")


def _structure_int(value: object, _: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise _Refused(f"{_shown(value)} is no whole number")


def _structure_date(value: object, _: object) -> datetime.date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    raise _Refused(f"{_shown(value)} is no day; write it like 2026-08-22, without quotes")


def _structure_issued(value: object, _: object) -> Issued:
    if isinstance(value, datetime.date):
        return Issued(value.year, value.month, value.day)
    if not isinstance(value, str):
        raise _Refused(f'{_shown(value)} is no date; write "2019", "2019-10" or "2019-10-14"')
    try:
        return Issued.parse(value)
    except ValueError as fault:
        raise _Refused(str(fault)) from None


def _structure_identifier(value: object, _: object) -> Identifier:
    try:
        return Identifier(value)  # type: ignore[arg-type]  # it says what is wrong with any other type
    except InvalidIdentifier:
        meant = try_parse(value) if isinstance(value, str) else None
        remedy = (
            f"write {str(meant)!r}" if meant else "write it in canonical form, like 'ITU-T X.509 (10/2019)'"
        )
        raise _Refused(f"{_shown(value)} is not a canonical identifier; {remedy}") from None


def _structure_enum(value: object, cls: type[Enum]) -> Enum:
    try:
        return cls(value)
    except ValueError:
        known = [str(member) for member in cls]
        near = difflib.get_close_matches(str(value), known, 1)
        remedy = f"did you mean {near[0]!r}?" if near else "write one of: " + ", ".join(known)
        raise _Refused(f"{_shown(value)} is not known here; {remedy}") from None


def _shown(value: object) -> str:
    return repr(value) if isinstance(value, str | int | float | bool) else f"a {type(value).__name__}"


for _cls, _hook in (
    (str, _structure_text),
    (bool, _structure_bool),
    (int, _structure_int),
    (datetime.date, _structure_date),
    (Issued, _structure_issued),
    (Identifier, _structure_identifier),
    # Each by name: a StrEnum is a str, and would be taken for one.
    *(
        (cls, _structure_enum)
        for cls in (Approval, NameKind, Sector, Status, vocabulary.Heading, vocabulary.Outcome)
    ),
):
    _converter.register_structure_hook(_cls, _hook)


def read(data: object, cls: type[T], where: str = "") -> T:
    """Turn plain values (of TOML or JSON) into a record of `cls`; all faults at once, each with its place.

    >>> read({"name": "SDL", "kind": "comon", "identifier": "Z.100"}, NameRow, "names.toml")
    Traceback (most recent call last):
        ...
    itu_catalog.errors.InvalidCatalogueData: 2 faults in the catalogue data:
      names.toml: kind: 'comon' is not known here; did you mean 'common'?
      names.toml: identifier: 'Z.100' is not a canonical identifier; write 'ITU-T Z.100'
    """
    try:
        return _converter.structure(data, cls)
    except BaseValidationError as group:
        raise InvalidCatalogueData([_sentence(where, *fault) for fault in _faults(group)]) from None
    except (TypeError, ValueError, LookupError, AttributeError) as fault:
        raise InvalidCatalogueData([_sentence(where, "", fault)]) from None


def _faults(group: BaseException, path: str = "") -> Iterator[tuple[str, BaseException]]:
    """Yield every fault in a group of errors with its path: ``work[3].document[0].approved``."""
    if not isinstance(group, BaseValidationError):
        yield path, group
        return
    for fault in group.exceptions:
        step = ""
        for note in getattr(fault, "__notes__", ()):
            if isinstance(note, AttributeValidationNote):
                step = f".{note.name}" if path else note.name
            elif isinstance(note, IterableValidationNote):
                step = f"[{note.index}]" if isinstance(note.index, int) else f".{note.index}"
        yield from _faults(fault, path + step)


def _sentence(where: str, path: str, fault: BaseException) -> str:
    place = ": ".join(filter(None, (where, path)))
    if isinstance(fault, ForbiddenExtraKeysError):
        known = [column.name for column in fields(fault.cl)]
        said = []
        for key in sorted(fault.extra_fields):
            near = difflib.get_close_matches(key, known, 1)
            said.append(
                f"unknown key {key!r}; "
                + (f"did you mean {near[0]!r}?" if near else "known are: " + ", ".join(known))
            )
        message = "; ".join(said)
    elif isinstance(fault, KeyError):
        message = f"the key {fault} is missing; add it"
    elif isinstance(fault, _Refused):
        message = str(fault)
    else:
        message = f"it has the wrong shape ({fault}); look at a neighbouring entry"
    return f"{place}: {message}" if place else message


def read_document(data: Mapping[str, Any], source: str = "") -> Document:
    """Turn plain values in the shape of ``[[work.document]]``, or of `Document.to_dict`, into a record."""
    return read(_from_json(data), DocumentRow, "document").record(source)


def read_work(data: Mapping[str, Any], source: str = "") -> Recommendation:
    """Turn plain values in the shape of ``[[work]]``, or of `Recommendation.to_dict`, into a record.

    >>> read_work({"identifier": "ITU-T X.9", "document": [{"identifier": "ITU-T X.9 (10/2019)"}]}).editions
    (resolve('ITU-T X.9 (10/2019)'),)
    """
    plain = dict(data)
    names = []
    for row in plain.pop("names", ()):
        if row["kind"] in (NameKind.COMMON, NameKind.PROVISIONAL):
            whole = {"identifier": row.get("document", plain.get("identifier"))}
            names.append(
                read(
                    {key: row[key] for key in row if key not in ("document", "text")}
                    | whole
                    | {"name": row["text"]},
                    NameRow,
                ).record()
            )
    for key in ("kind", "title", "status", "twin"):
        plain.pop(key, None)
    plain["document"] = [_from_json(row) for row in (*plain.pop("documents", ()), *plain.pop("document", ()))]
    return read(plain, WorkRow, "work").record(source, tuple(names))


def _from_json(data: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what `to_dict` adds for readers: the kind, and a title that is another text's."""
    plain = {key: value for key, value in data.items() if key not in ("kind", "title_inherited")}
    if data.get("title_inherited"):
        del plain["title"]
    return plain


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


def load_works(path: str | Path) -> WorksFile:
    """Read one file of works."""
    return read(_toml(Path(path)), WorksFile, Path(path).name)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise InvalidCatalogueData([f"{path}: it cannot be read as TOML: {fault}"]) from fault


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
            files[where] = read(_toml(path), WorksFile, where)
        except InvalidCatalogueData as fault:
            faults += fault.faults
    named = root / "names.toml"
    rows: tuple[NameRow, ...] = ()
    try:
        if named.exists():
            rows = read(_toml(named), NamesFile, named.name).name
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
    breaches = validate(works, places, as_of)
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
            where, plain = path.relative_to(root).as_posix(), _toml(path)
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


# --------------------------------------------------------------------------------------------------
# The validator: what must be true of records, whatever they came from


class Fault(NamedTuple):
    """A rule that a record breaks: which, where, and what to do.

    `level` is ``error`` where the record cannot be right, ``note`` where ITU itself does such things.
    """

    code: str
    level: str
    identifier: Identifier
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.identifier}: {self.message} [{self.code}]"


class Rule(NamedTuple):
    """A code, a level, one sentence, and the function that yields (identifier, message) for each breach."""

    code: str
    level: str
    sentence: str
    check: Callable[[_Records], Iterator[tuple[Identifier, str]]]


class _Records:
    """What the rules look at: the works, and their documents by identifier."""

    def __init__(self, works: Iterable[Recommendation], as_of: datetime.date | None) -> None:
        self.works = tuple(works)
        self.as_of = as_of
        self.texts = [text for work in self.works for text in work.documents]
        self.numbers = {number for work in self.works for number, _, _ in work._family.bearing()}

    def pairs(self) -> Iterator[tuple[Recommendation, Document, Document]]:
        """Yield each edition with the one before it."""
        for work in self.works:
            heads = [group[-1] for group in work._family.groups]
            yield from ((work, older, newer) for older, newer in pairwise(heads))


def _canonical(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for identifier in [each.identifier for each in records.works] + [
        each.identifier for each in records.texts
    ]:
        if try_parse(str(identifier)) != identifier:
            yield identifier, "the parser reads it as something else; write what it gives"


def _unique(records: _Records) -> Iterator[tuple[Identifier, str]]:
    met: set[Identifier] = set()
    for text in records.texts:
        if text.identifier in met:
            yield text.identifier, "it stands here twice; join the two entries, or mend one identifier"
        met.add(text.identifier)


def _printed_month(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        printed, approved = text.identifier.issued, text.approved
        if printed and approved and not (printed.includes(approved) or approved.includes(printed)):
            yield (
                text.identifier,
                f"it was approved {approved}, its identifier says otherwise; mend one of them",
            )


def _not_after(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        if records.as_of and text.approved and not text.approved.on_or_before(records.as_of):
            yield text.identifier, f"approved {text.approved}, after the data ends; mend the date or as_of"


def _one_edition_a_day(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for work in records.works:
        for group in work._family.groups:
            numbers = [number for text in group for number in numbers_of(text.identifier)]
            if len(set(numbers)) < len(numbers):
                yield group[-1].identifier, f"{len(group)} editions of one number on one day; keep one"


def _steps_by_one(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for _, older, newer in records.pairs():
        counts = [text.edition or "" for text in (older, newer)]
        if all(count.isdigit() for count in counts) and int(counts[1]) != int(counts[0]) + 1:
            yield (
                newer.identifier,
                f"edition {counts[1]} follows edition {counts[0]}; check for a missing edition",
            )


def _starts_at_one(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for work in records.works:
        first = work._family.groups[0][0] if work._family.groups else None
        if first and (first.edition or "").isdigit() and first.edition != "1":
            yield first.identifier, f"the history begins with edition {first.edition}; say where it came from"


def _has_base(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        if text.kind in CHANGES and text.base is None:
            yield text.identifier, f"what it changes, {text.identifier.base}, is not there; add it"


def _runs_on(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for work in records.works:
        labels: dict[tuple[Document, Kind], list[int]] = defaultdict(list)
        for text in work.documents:
            if text.kind in CHANGES and text.base and (text.identifier.label or "").isdigit():
                labels[text.base, text.kind].append(int(text.identifier.label or 0))
        for (base, kind), numbers in labels.items():
            if sorted(numbers) != list(range(1, len(numbers) + 1)):
                listed = ", ".join(map(str, sorted(numbers)))
                yield (
                    base.identifier,
                    f"its changes of kind {kind} are numbered {listed}; check for one missing",
                )


def _after_next(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        base = text.base if text.kind in CHANGES else None
        end = base.superseded_by if base else None
        if end and end.approved and text.approved and text.approved > end.approved:
            yield text.identifier, f"approved after {end.identifier}, the edition after the one it changes"


def _one_in_force(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for work in records.works:
        living = [
            group[-1] for group in work._family.groups if any(text.status.is_in_force for text in group)
        ]
        for text in living[:-1]:
            yield text.identifier, f"in force beside {living[-1].identifier}; the older one is superseded"


def _living_base(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        base = text.base if text.kind in CHANGES and text.status.is_in_force else None
        if base is not None and base.status in (Status.SUPERSEDED, Status.WITHDRAWN):
            yield (
                text.identifier,
                f"in force, but {base.identifier}, which it changes, is {base.status}; mend one status",
            )


_LETTERS = {"I": "in force", "P": "pre-published", "S": "superseded", "T": "superseded", "W": "withdrawn"}


def _letter(text: Document) -> str:
    """Return the state letter in the address of a document; nothing where there is none."""
    last = (text.url or "").rpartition("/")[2]
    stem, _, _ = last.partition("!")
    letter = stem.rpartition("-")[2]
    return letter if letter in _LETTERS else ""


def _agrees_with_letter(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        letter = _letter(text)
        explained = "status" in text.inferred or "status" in dict(text.sources)
        if letter and not explained and _LETTERS[letter] != text.status:
            yield (
                text.identifier,
                f"{text.status}, its address says {_LETTERS[letter]} ({letter}); say which source decides",
            )


def _address_agrees(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        approved = text.approved
        if text.url and approved and approved.month and f"{approved.year}{approved.month:02}" not in text.url:
            yield text.identifier, f"its address has another month than {approved}; check it"


def _one_twin(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for work in records.works:
        twins = {fold_twin(text.twin)[0] for text in work.editions if text.twin}
        if len(twins) > 1:
            yield work.identifier, f"its editions have several twins: {', '.join(sorted(twins))}; check them"


def _contiguous(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for _, older, newer in records.pairs():
        one, two = older.identifier.revision, newer.identifier.revision
        if one is not None and two is not None and two > one + 1:
            yield newer.identifier, f"revision {two} follows revision {one}; those between are missing"


def _says_successor(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for work in records.works:
        if work.last and work.last.status is Status.SUPERSEDED and not work.last.replaced_by:
            yield (
                work.last.identifier,
                "superseded, but nothing says by what; add superseded_by where it is known",
            )


def _scope_agrees(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        if not text.supplements or not text.own_title:
            continue
        lead = text.own_title.partition(" – ")[0].partition(" - ")[0]
        named = try_parse(lead) if lead.startswith("ITU-T ") else None
        if named is not None and named not in text.supplements and named.work not in text.supplements:
            yield (
                text.identifier,
                f"its title is about {named}, supplements says otherwise; say which source decides",
            )


def _targets_exist(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        for target in (*text.replaced_by, *text.supplements):
            if target.kind is not Kind.SERIES and not set(numbers_of(target)) & records.numbers:
                yield text.identifier, f"it points at {target}, which is not in this catalogue"


def _former_borne(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for work in records.works:
        borne = {number for text in work.editions for number in numbers_of(text.identifier)}
        for former in work.former:
            if not set(numbers_of(former)) & borne:
                yield (
                    work.identifier,
                    f"no edition bears the former number {former}; add one, or take the number out",
                )


_DOCUMENT_KEYS = frozenset(column.name for column in fields(DocumentRow))
_WORK_KEYS = frozenset(column.name for column in fields(WorkRow))


def _known_fields(records: _Records) -> Iterator[tuple[Identifier, str]]:
    named: list[tuple[Identifier, frozenset[str], set[str]]] = [
        (work.identifier, _WORK_KEYS, {*work.inferred, *dict(work.sources)}) for work in records.works
    ]
    for text in records.texts:
        told = {*text.inferred, *dict(text.sources), *(conflict.field for conflict in text.conflicts)}
        named.append((text.identifier, _DOCUMENT_KEYS, told))
    for identifier, known, names in named:
        for name in sorted(names - known):
            listed = ", ".join(sorted(known))
            yield identifier, f"it speaks of a field {name!r} that there is not; known are {listed}"


RULES: tuple[Rule, ...] = (
    Rule("V1", "error", "Identifiers are canonical.", _canonical),
    Rule("V2", "error", "No document stands in the catalogue twice.", _unique),
    Rule("V3", "error", "The month in an identifier is that of the approval.", _printed_month),
    Rule("V4", "error", "Nothing was approved after the data ends.", _not_after),
    Rule("V5", "error", "Two editions of one day bear two numbers.", _one_edition_a_day),
    Rule("V6", "note", "Edition numbers rise by one.", _steps_by_one),
    Rule("V7", "note", "A history begins with edition 1.", _starts_at_one),
    Rule("V8", "error", "What a change changes is in the catalogue.", _has_base),
    Rule("V10", "note", "The changes of one kind to one text are numbered from 1 without gaps.", _runs_on),
    Rule("V11", "note", "A change comes before the next edition.", _after_next),
    Rule("V12", "error", "At most one edition of a work is in force.", _one_in_force),
    Rule("V13", "error", "What a change in force changes is in force.", _living_base),
    Rule("V14", "note", "The status agrees with the letter in the address.", _agrees_with_letter),
    Rule("V15", "note", "The month in the address is that of the approval.", _address_agrees),
    Rule("V16", "note", "All editions have the same twin, but for its year.", _one_twin),
    Rule("V20", "note", "ITU-R revisions follow each other without gaps.", _contiguous),
    Rule("V21", "note", "A superseded work says what superseded it.", _says_successor),
    Rule("V24", "note", "The scope of a Supplement agrees with its title.", _scope_agrees),
    Rule("V26", "note", "What a document points at is in the catalogue.", _targets_exist),
    Rule("V27", "error", "A former number is borne by an edition.", _former_borne),
    Rule("V28", "error", "Inferences, sources and conflicts are about fields that exist.", _known_fields),
)
"""The rules, most of them numbered like those measured on the community dataset."""


def validate(
    works: Iterable[Recommendation],
    places: Mapping[Identifier, str] | None = None,
    as_of: datetime.date | None = None,
    *,
    notes: bool = False,
) -> tuple[Fault, ...]:
    """Return the rules that some records break, in the order of the rules; `notes` asks for the milder ones.

    `places` says where each record stands, so that the message leads there.

    >>> work = read_work({"identifier": "ITU-T X.9", "document": [
    ...     {"identifier": "ITU-T X.9 (10/2019)", "approved": "2019-11-14", "status": "in force"}]})
    >>> fault, = validate([work])
    >>> fault.code, fault.message
    ('V3', 'it was approved 2019-11-14, its identifier says otherwise; mend one of them')
    """
    records = _Records(works, as_of)
    known = places or {}
    return tuple(
        Fault(rule.code, rule.level, identifier, known.get(identifier, "record"), message)
        for rule in RULES
        if notes or rule.level == "error"
        for identifier, message in rule.check(records)
    )
