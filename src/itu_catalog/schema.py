"""Hand-edited data to records, with every fault named by file, place and remedy.

This is the only module where cattrs meets our types. The catalogue file has a reader of its own, in `store`;
a test proves that both give the same records. What must be true of the records is for `validation` to say.

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
from pathlib import Path
from typing import Any, TypeVar

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
from itu_catalog.documents.names import Name
from itu_catalog.documents.texts import CLASSES, Conflict, Document, Publication
from itu_catalog.documents.works import Recommendation
from itu_catalog.errors import InvalidCatalogueData, InvalidIdentifier
from itu_catalog.identifier import Identifier, Kind, Sector
from itu_catalog.parsing import try_parse
from itu_catalog.vocabulary import Approval, NameKind, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping
    from enum import Enum

__all__ = [
    "ConflictRow",
    "DocumentRow",
    "NameRow",
    "NamesFile",
    "OverlayFile",
    "WorkRow",
    "WorksFile",
    "load_overlay",
    "read",
    "read_document",
    "read_toml",
    "read_work",
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
    """A file of works: ``works/itu-t/x.toml``."""

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


@frozen(kw_only=True)
class OverlayFile(WorksFile):
    """What a user lays over a catalogue: works and names in one file."""

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
    names = [
        _name(row, plain.get("identifier"))
        for row in plain.pop("names", ())
        if row["kind"] in (NameKind.COMMON, NameKind.PROVISIONAL)  # the others follow from the documents
    ]
    for key in ("kind", "title", "status", "twin"):
        plain.pop(key, None)
    plain["document"] = [_from_json(row) for row in (*plain.pop("documents", ()), *plain.pop("document", ()))]
    return read(plain, WorkRow, "work").record(source, tuple(names))


def _name(row: Mapping[str, Any], work: object) -> Name:
    """Read a name as `Recommendation.to_dict` writes it: without what it names, where that is the work."""
    plain = {key: value for key, value in row.items() if key not in ("document", "text")}
    named = {"name": row["text"], "identifier": row.get("document", work)}
    return read(plain | named, NameRow, "name").record()


def _from_json(data: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what `to_dict` adds for readers: the kind, and a title that is another text's."""
    plain = {key: value for key, value in data.items() if key not in ("kind", "title_inherited")}
    if data.get("title_inherited"):
        del plain["title"]
    return plain


def load_overlay(path: str | os.PathLike[str]) -> OverlayFile:
    """Read a file that is to be laid over a catalogue."""
    return read(read_toml(Path(path)), OverlayFile, Path(path).name)


def read_toml(path: Path) -> dict[str, Any]:
    """Read a file of TOML as plain values; `InvalidCatalogueData` when it is none."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise InvalidCatalogueData([f"{path}: it cannot be read as TOML: {fault}"]) from fault
