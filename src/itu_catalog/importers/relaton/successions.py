"""What took the place of works that the dataset leaves without a successor: rows of ``successions.toml``.

>>> next(row for row in successions() if str(row.document) == "ITU-T X.209 (11/1988)").by
(Identifier('ITU-T X.690 (07/1994)'),)
"""

from __future__ import annotations

from attrs import evolve, frozen

from itu_catalog.documents.family import numbers_of
from itu_catalog.errors import InvalidCatalogueData
from itu_catalog.identifier import Identifier
from itu_catalog.importers.relaton.knowledge import table
from itu_catalog.importers.relaton.record import Remark
from itu_catalog.vocabulary import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from itu_catalog.documents import Document, Recommendation

__all__ = ["Succession", "SuccessionsFile", "succeeded", "successions"]


@frozen(kw_only=True)
class Succession:
    """A row of ``successions.toml``: the last edition of a work, and what took its place."""

    document: Identifier
    by: tuple[Identifier, ...]
    source: str
    inferred: bool = False


@frozen(kw_only=True)
class SuccessionsFile:
    """``successions.toml``."""

    succession: tuple[Succession, ...] = ()


def successions(rows: SuccessionsFile | None = None) -> tuple[Succession, ...]:
    """Return the rows of the table, or of `rows`; `InvalidCatalogueData` for rows that cannot be meant."""
    table_rows = (rows or table("successions.toml", SuccessionsFile)).succession
    faults, seen = [], set()
    for place, row in enumerate(table_rows):
        where = f"successions.toml: succession[{place}]"
        if row.document.issued is None:
            faults.append(f"{where}.document: {row.document} has no date; name the last edition")
        if not row.by:
            faults.append(f"{where}.by: it is empty; name what took the place, or take the row out")
        if row.document.work in {each.work for each in row.by}:
            faults.append(f"{where}.by: {row.document.work} cannot take its own place; take it out")
        if row.document in seen:
            faults.append(f"{where}.document: {row.document} stands here twice; join the two rows")
        seen.add(row.document)
    if faults:
        raise InvalidCatalogueData(faults)
    return table_rows


def succeeded(
    works: Iterable[Recommendation], rows: Sequence[Succession] | None = None
) -> tuple[list[Recommendation], list[Remark]]:
    """Return the works, the last edition of some with what superseded it, and a remark on every row in vain.

    Only a last edition that is superseded or withdrawn, and that names no successor yet, is given one.
    """
    found = list(works)
    wanted = {row.document: row for row in (successions() if rows is None else rows)}
    targets = {target for row in wanted.values() for target in row.by}
    known: set[Identifier] = set()
    places: dict[Identifier, int] = {}
    for place, work in enumerate(found):
        for text in work.documents:
            if text.identifier in targets:
                known.add(text.identifier)
            if text.identifier in wanted:
                places[text.identifier] = place
        known.update(targets.intersection(map(Identifier, numbers_of(work.identifier))))
    remarks = []
    for document, row in wanted.items():
        work_place = places.get(document)
        reason = (
            "there is no such document"
            if work_place is None
            else _in_vain(found[work_place], document) or _unknown(row, known)
        )
        if reason or work_place is None:
            heirs = ", ".join(map(str, row.by))
            remarks.append(Remark("in-vain", str(document), f"not said to be replaced by {heirs}: {reason}"))
        else:
            found[work_place] = _with_heirs(found[work_place], row)
    return found, remarks


def _in_vain(work: Recommendation, document: Identifier) -> str:
    """Return why a work needs no heirs; nothing where it does."""
    last = work.last
    if last is None or last.identifier != document:
        return f"{last} follows it"
    if last.status not in (Status.SUPERSEDED, Status.WITHDRAWN):
        return f"it is {last.status}"
    if last.replaced_by:
        return f"{', '.join(map(str, last.replaced_by))} is known to have replaced it"
    return ""


def _unknown(row: Succession, known: Container[Identifier]) -> str:
    missing = [str(target) for target in row.by if target not in known]
    return f"there is no {', '.join(missing)}" if missing else ""


def _with_heirs(work: Recommendation, row: Succession) -> Recommendation:
    return evolve(
        work,
        documents=tuple(
            _replaced(text, row) if text.identifier == row.document else text for text in work.documents
        ),
    )


def _replaced(text: Document, row: Succession) -> Document:
    # Facts are named as in the hand-edited files, where this one is called superseded_by.
    return evolve(
        text,
        replaced_by=row.by,
        inferred=(*text.inferred, "superseded_by") if row.inferred else text.inferred,
        sources=(*text.sources, ("superseded_by", row.source)),
    )
