"""Known errors of the dataset, set right before anything else is made of the records.

Slips of spelling are rules; errors in a single record are rows of ``corrections.toml``, each with its source.

>>> records, remarks = corrected([Raw("data/itu-t-m-73l.yaml", "ITU-T M.73l (10/1976)")], ())
>>> records[0].identifier
'ITU-T M.731 (10/1976)'
>>> print(remarks[0])
ITU-T M.731 (10/1976): printed 'ITU-T M.73l (10/1976)', with the letter l for the digit 1 [corrected]
"""

from __future__ import annotations

import re

from attrs import evolve, frozen

from itu_catalog.documents.texts import Conflict
from itu_catalog.errors import InvalidCatalogueData
from itu_catalog.importers.relaton.knowledge import table
from itu_catalog.importers.relaton.record import Raw, Remark
from itu_catalog.parsing import try_parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from itu_catalog.documents import Document, Recommendation

__all__ = ["Correction", "CorrectionsFile", "corrected", "corrections", "credited"]

_SLIPS = (
    # what to look for, what is meant, what it is called; an example from the dataset
    (re.compile(r"(?<=[0-9])l(?![a-z0-9])"), "1", "the letter l for the digit 1"),  # M.73l
    (re.compile(r"\bquarter\b"), "quater", "quarter for quater"),  # E.211/Q.11 quarter
    (re.compile(r"(?<=[0-9])(?=(?:R|bis|ter|quater)\b)"), " ", "a blank missing"),  # D.502R, F.80bis/E.322
    (re.compile(r"\bApp\.(?=[IVX])"), "App. ", "a blank missing"),  # O.81 App.I
)
_SLIPPED = re.compile("|".join(slip.pattern for slip, _, _ in _SLIPS))
"""Whether any of the slips may be there: few identifiers have one."""

_FIELDS = frozenset({"date", "doctype", "edition", "group", "stage", "title", "twin", "url"})
"""What a row may set right. Another identifier would be another record: that is for a rule."""

_COLUMNS = {"edition": "edition", "title": "own_title", "twin": "twin", "url": "url"}
"""The columns of a document that hold what a record says, as it stands there."""


@frozen(kw_only=True)
class Correction:
    """A row of ``corrections.toml``: what a record says, what it should say, and who says so."""

    identifier: str
    """As the dataset prints it."""
    field: str
    why: str
    source: str
    was: str | None = None
    """None where the record says nothing."""
    now: str | None = None
    """None where it should say nothing."""
    inferred: bool = False
    """Whether the right value was concluded and not read."""


@frozen(kw_only=True)
class CorrectionsFile:
    """``corrections.toml``."""

    correction: tuple[Correction, ...] = ()


def corrections(rows: CorrectionsFile | None = None) -> tuple[Correction, ...]:
    """Return the rows of the table, or of `rows`; `InvalidCatalogueData` for rows that cannot be meant.

    >>> [row.field for row in corrections() if row.identifier == "ITU-T K.12 (11/1988)"]
    ['edition']
    """
    table_rows = (rows or table("corrections.toml", CorrectionsFile)).correction
    faults, seen = [], set()
    for place, row in enumerate(table_rows):
        where = f"corrections.toml: correction[{place}]"
        if row.field not in _FIELDS:
            known = ", ".join(sorted(_FIELDS))
            faults.append(f"{where}.field: {row.field!r} is nothing to set right; write one of: {known}")
        if row.was == row.now:
            faults.append(f"{where}: it changes nothing; let 'was' and 'now' differ, or take the row out")
        if (row.identifier, row.field) in seen:
            faults.append(f"{where}: {row.identifier} has its {row.field} set right twice; join the two rows")
        seen.add((row.identifier, row.field))
    if faults:
        raise InvalidCatalogueData(faults)
    return table_rows


def corrected(
    raws: Iterable[Raw], rows: Sequence[Correction] | None = None
) -> tuple[list[Raw], list[Remark]]:
    """Return the records with the known errors set right, and a remark on every correction.

    A correction that fits no longer, because the error is gone or its record is, is a remark, too.
    """
    rows = corrections() if rows is None else rows
    # A row names its record as the dataset prints it or as it should.
    wanted: dict[str, list[Correction]] = {}
    for row in rows:
        wanted.setdefault(_spelt(row.identifier)[0], []).append(row)
    records: list[Raw] = []
    remarks: list[Remark] = []
    for raw in raws:
        record = raw
        if raw.identifier.startswith("ITU-T ") and _SLIPPED.search(raw.identifier):
            identifier, slips = _spelt(raw.identifier)
            record = raw._replace(identifier=identifier)
            message = f"printed {raw.identifier!r}, with {' and '.join(slips)}"
            remarks.append(Remark("corrected", identifier, message))
        for row in wanted.pop(record.identifier, ()):
            record, remark = _applied(record, row)
            remarks.append(remark)
        records.append(record)
    gone = (row for left in wanted.values() for row in left)
    remarks += (_vain(row, "there is no such record now") for row in gone)
    return records, remarks


def credited(
    works: Iterable[Recommendation], raws: Iterable[Raw], rows: Sequence[Correction] | None = None
) -> list[Recommendation]:
    """Return the works, the facts that were set right with their source and with what the dataset says instead.

    `raws` are the records as they were before `corrected`: a fact that needed no correction is the dataset's own.
    """
    rows = [row for row in (corrections() if rows is None else rows) if row.field in _COLUMNS]
    wanted = {
        _spelt(row.identifier)[0]: [each for each in rows if each.identifier == row.identifier]
        for row in rows
    }
    applied: dict[str, list[Correction]] = {}
    for raw in raws:
        identifier = _spelt(raw.identifier)[0]
        for row in wanted.get(identifier, ()):
            if getattr(raw, row.field) == row.was:
                applied.setdefault(str(try_parse(identifier)), []).append(row)
    found = list(works)
    for place, work in enumerate(found if applied else ()):
        if any(str(text.identifier) in applied for text in work.documents):
            texts = (_credited(text, applied.get(str(text.identifier), ())) for text in work.documents)
            found[place] = evolve(work, documents=tuple(texts))
    return found


def _credited(text: Document, rows: Iterable[Correction]) -> Document:
    for row in rows:
        if getattr(text, _COLUMNS[row.field]) == row.now:
            other = (Conflict(row.field, row.was, "relaton-data-itu", row.why),) if row.was else ()
            text = evolve(
                text,
                inferred=(*text.inferred, row.field) if row.inferred else text.inferred,
                sources=(*text.sources, (row.field, row.source)),
                conflicts=(*text.conflicts, *other),
            )
    return text


def _spelt(identifier: str) -> tuple[str, list[str]]:
    """Return an identifier without slips, and what they were."""
    slips = []
    for slip, meant, name in _SLIPS:
        mended = slip.sub(meant, identifier)
        if mended != identifier:
            identifier = mended
            slips.append(name)
    return identifier, slips


def _applied(record: Raw, row: Correction) -> tuple[Raw, Remark]:
    """Return the record with a row applied where it says what the row expects, and what came of it."""
    said = getattr(record, row.field)
    if said == row.now:
        return record, _vain(row, "the dataset says so now")
    if said != row.was:
        return record, _vain(row, f"the dataset says {_shown(said)} now and not {_shown(row.was)}")
    how = f"inferred from {row.source}" if row.inferred else row.source
    message = f"{row.field} {_shown(row.now)} instead of {_shown(row.was)} ({how}): {row.why}"
    mended = Raw(**(record._asdict() | {row.field: row.now}))
    return mended, Remark("corrected", record.identifier, message)


def _vain(row: Correction, reason: str) -> Remark:
    message = f"the correction of its {row.field} to {_shown(row.now)} is no longer needed: {reason}"
    return Remark("in-vain", row.identifier, message)


def _shown(value: str | None) -> str:
    return "nothing" if value is None else repr(value)
