"""`Change`: one thing that differs between two states of a catalogue, and `Difference`: all of them.

>>> from itu_catalog.comparing import ChangeKind
>>> KINDS[ChangeKind.SUPERSEDED].level, KINDS[ChangeKind.SUPERSEDED].meaning
(<Level.WARNING: 'warning'>, 'another text took its place')
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import NamedTuple

import attrs
from attrs import frozen

from itu_catalog.findings.codes import Level

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from itu_catalog.catalog import Catalog
    from itu_catalog.documents import Document, Recommendation
    from itu_catalog.identifier import Identifier

__all__ = ["KINDS", "Change", "ChangeKind", "Difference", "Meaning", "TableChange"]


class ChangeKind(StrEnum):
    """What a change is; stable, so that programs can rely on it. `KINDS` explains each.

    >>> ChangeKind("new-document"), f"{ChangeKind.GONE}"
    (<ChangeKind.NEW_DOCUMENT: 'new-document'>, 'gone')
    """

    GONE = "gone"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    RENUMBERED = "renumbered"
    REGROUPED = "regrouped"
    NEW_WORK = "new-work"
    NEW_DOCUMENT = "new-document"
    IN_FORCE = "in-force"
    REVIVED = "revived"
    STATUS = "status"
    RETITLED = "retitled"
    CORRECTED = "corrected"


class Meaning(NamedTuple):
    """What a kind of change stands for."""

    level: Level
    heading: str
    """What stands above such changes."""
    meaning: str
    """What it says, in one line."""


KINDS: dict[ChangeKind, Meaning] = {
    ChangeKind.GONE: Meaning(Level.ERROR, "gone", "the newer catalogue does not hold it any more"),
    ChangeKind.WITHDRAWN: Meaning(Level.WARNING, "withdrawn", "it was withdrawn"),
    ChangeKind.SUPERSEDED: Meaning(Level.WARNING, "superseded", "another text took its place"),
    ChangeKind.RENUMBERED: Meaning(
        Level.WARNING, "renumbered", "the work bears another number, or one more is known that it bore"
    ),
    ChangeKind.REGROUPED: Meaning(
        Level.WARNING, "grouped anew", "what was one work is several, or several are one"
    ),
    ChangeKind.NEW_WORK: Meaning(Level.NOTE, "new works", "a work that the older catalogue did not hold"),
    ChangeKind.NEW_DOCUMENT: Meaning(
        Level.NOTE, "new documents", "an edition, an amendment, a corrigendum or another text of a known work"
    ),
    ChangeKind.IN_FORCE: Meaning(
        Level.NOTE, "came into force", "it was pre-published, and is in force in its final form"
    ),
    ChangeKind.REVIVED: Meaning(
        Level.NOTE, "in force again", "it was superseded or withdrawn, and counts as in force"
    ),
    ChangeKind.STATUS: Meaning(
        Level.NOTE, "other changes of status", "its status is known now, or not any more"
    ),
    ChangeKind.RETITLED: Meaning(Level.NOTE, "retitled", "it has another title"),
    ChangeKind.CORRECTED: Meaning(
        Level.NOTE, "corrected", "another fact is told: a date, a twin, a label, a study group, a scope …"
    ),
}
"""Every kind of change with its level, in the order in which a report lists them."""

_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}


@frozen
class Change:
    """One thing that differs: of a work or of a document, of one fact.

    Attributes:
        kind: what it is; see `KINDS`.
        identifier: the document or work, as the newer state calls it; what is gone, as the older one did.
        work: the work that it is, or is a text of.
        message: one sentence.
        field: the fact that differs: ``status``, ``title``, ``approved`` …; None where a whole text is new or gone.
        before: what the older state says, as text; None where it says nothing.
        after: what the newer one says, likewise.
        old: the record of the older state; None for what is new.
        new: the record of the newer state; None for what is gone.
        by: what took its place.
    """

    kind: ChangeKind
    identifier: Identifier
    work: Identifier
    message: str
    field: str | None = None
    before: str | None = None
    after: str | None = None
    old: Document | Recommendation | None = attrs.field(default=None, repr=False)
    new: Document | Recommendation | None = attrs.field(default=None, repr=False)
    by: Document | None = None

    @property
    def code(self) -> ChangeKind:
        """The kind, by the name that findings have for theirs."""
        return self.kind

    @property
    def level(self) -> Level:
        """How much it matters to somebody who relies on the text."""
        return KINDS[self.kind].level

    def __str__(self) -> str:
        return f"{self.identifier}: {self.message} [{self.kind}]"

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON-ready values; every key is always there."""
        record = self.new or self.old
        return {
            "kind": str(self.kind),
            "level": str(self.level),
            "identifier": str(self.identifier),
            "work": str(self.work),
            "title": record.title if record is not None else None,
            "message": self.message,
            "field": self.field,
            "before": self.before,
            "after": self.after,
            "by": str(self.by) if self.by is not None else None,
        }

    def _order(self) -> tuple[Any, ...]:
        return _RANKS[self.kind], self.identifier, self.field or "", self.before or "", self.after or ""


class TableChange(NamedTuple):
    """A row of a small table that differs: of the series, study groups, reports, or names of series.

    >>> TableChange("groups", "ITU-T SG22", "new").to_dict()
    {'table': 'groups', 'key': 'ITU-T SG22', 'what': 'new'}
    """

    table: str
    key: str
    what: str
    """``new``, ``changed`` or ``gone``."""

    def to_dict(self) -> dict[str, str]:
        """Return it as JSON-ready values."""
        return self._asdict()


@frozen(repr=False)
class Difference:
    """What differs between two catalogues: a sequence of `Change`, in the order of `KINDS`, then of identifiers.

    Attributes:
        old: the older catalogue.
        new: the newer one.
        changes: what differs of works and documents.
        evidence: works of which nothing differs but how a fact is known: sources, inferences, conflicts.
        tables: rows of the small tables that differ.
        unmatched: what was asked for with `only`, and neither catalogue knows.

    >>> from itu_catalog import diff, embedded_catalog
    >>> difference = diff(embedded_catalog(), embedded_catalog())
    >>> len(difference), bool(difference), str(difference)
    (0, False, 'nothing changed')
    """

    old: Catalog
    new: Catalog
    changes: tuple[Change, ...] = ()
    evidence: tuple[Identifier, ...] = ()
    tables: tuple[TableChange, ...] = ()
    unmatched: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)

    def __bool__(self) -> bool:
        return bool(self.changes or self.evidence or self.tables)

    def __repr__(self) -> str:
        return f"<Difference of {self.old.version} and {self.new.version}: {self}>"

    def __str__(self) -> str:
        said = [_counted(kind, count) for kind, count in self.counts.items()]
        if self.evidence:
            said.append(f"{_some(len(self.evidence), 'work')} with other evidence only")
        if self.tables:
            said.append(f"{_some(len(self.tables), 'row')} of the small tables")
        return ", ".join(said) or "nothing changed"

    @property
    def counts(self) -> dict[ChangeKind, int]:
        """How many changes there are of each kind that there is, in the order of `KINDS`."""
        counts = Counter(change.kind for change in self.changes)
        return {kind: counts[kind] for kind in KINDS if counts[kind]}

    @property
    def works(self) -> tuple[Identifier, ...]:
        """The works that changed, in order."""
        return tuple(sorted({change.work for change in self.changes}))

    def of(self, *kinds: ChangeKind | str) -> tuple[Change, ...]:
        """Return the changes of some kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON-ready values."""
        return {
            "old": _which(self.old),
            "new": _which(self.new),
            "changes": [change.to_dict() for change in self.changes],
            "evidence": [str(each) for each in self.evidence],
            "tables": [each.to_dict() for each in self.tables],
            "unmatched": list(self.unmatched),
            "counts": {str(kind): count for kind, count in self.counts.items()},
        }


def _which(catalog: Catalog) -> dict[str, str]:
    return {"path": catalog.path, "version": catalog.version, "as_of": catalog.as_of.isoformat()}


def _counted(kind: ChangeKind, count: int) -> str:
    """Say how many changes of a kind there are: ``1 new work``, ``2 superseded``."""
    return f"{count} {_ONE.get(kind, KINDS[kind].heading) if count == 1 else KINDS[kind].heading}"


_ONE = {
    ChangeKind.NEW_WORK: "new work",
    ChangeKind.NEW_DOCUMENT: "new document",
    ChangeKind.STATUS: "other change of status",
}
"""What one change is called, where that is not the heading of all."""


def _some(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
