"""What is known of each text of ITU-R: when it was approved, when it was posted, which state it is in.

`approved` is the month (Recommendations) or the year (others) in the name of the PDF file; the date of the
dataset is when the file was posted, up to decades later, and is kept as `posted`. Of the state letters in the
names of the files only that of the last revision counts: older files keep the letter I that they once had.
Reports, Resolutions, Questions and Handbooks have no letter: whether the last text is in force is unknown.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from attrs import define, field

from itu_catalog.dates import Issued
from itu_catalog.documents.family import UNDATED
from itu_catalog.documents.texts import CLASSES, Conflict, Publication
from itu_catalog.identifier import Identifier, Kind
from itu_catalog.importers.relaton.radio.naming import year_alone
from itu_catalog.importers.relaton.record import Remark
from itu_catalog.vocabulary import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from itu_catalog.documents import Document
    from itu_catalog.importers.relaton.radio.naming import Named

__all__ = ["Draft", "drafted", "judge"]

STATUS = {
    "I": Status.IN_FORCE,
    "P": Status.PRE_PUBLISHED,
    "S": Status.SUPERSEDED,
    "W": Status.WITHDRAWN,
    "": Status.UNKNOWN,
}
"""What the state letters of Recommendations mean."""

_LETTER = "state letter of the PDF's name"
_LAGS = "a later revision exists; the letter lags"
_OTHERWISE = "a later revision exists, and superseded it first"
_SAME = "approval of the same revision under its other number"
_NO_FILE = "year of the dataset's date; there is no file whose name would tell"


@define(eq=False)
class Draft:
    """The facts of one text on their way into a record."""

    named: Named
    identifier: Identifier
    title: str | None = None
    approved: Issued | None = None
    posted: Issued | None = None
    status: Status = Status.UNKNOWN
    replaced_by: tuple[Identifier, ...] = ()
    note: str | None = None
    inferred: list[str] = field(factory=list)
    sources: list[tuple[str, str]] = field(factory=list)
    conflicts: list[Conflict] = field(factory=list)

    @property
    def letter(self) -> str:
        """The state letter of its file."""
        return self.named.file.letter if self.named.file else ""

    @property
    def place(self) -> tuple[int, Issued]:
        """Where it stands in the order of revisions."""
        if self.named.kind is Kind.HANDBOOK:
            return 0, self.approved or self.posted or UNDATED
        return self.named.revision, self.approved or UNDATED

    @property
    def is_change(self) -> bool:
        """Whether it changes another text: there is one Corrigendum."""
        return bool(self.identifier.steps)

    def state(self, name: str, source: str = "", *, inferred: bool = False) -> None:
        """Say of a fact where it is from, if not from the dataset, and whether it was concluded."""
        if source:
            self.sources.append((name, source))
        if inferred:
            self.inferred.append(name)

    def document(self, source: str) -> Document:
        """Return the record."""
        raw = self.named.raw
        columns: dict[str, Any] = {
            "identifier": self.identifier,
            "approved": self.approved,
            "posted": self.posted,
            "status": self.status,
            "own_title": self.title,
            "url": raw.url,
            "replaced_by": self.replaced_by,
            "note": self.note,
            "source": source,
            "inferred": tuple(self.inferred),
            "sources": tuple(self.sources),
            "conflicts": tuple(self.conflicts),
        }
        return CLASSES.get(self.identifier.kind, Publication)(**columns)


# --------------------------------------------------------------------------------------------------
# Dates


def drafted(records: Iterable[Named]) -> tuple[list[Draft], list[Remark]]:
    """Return the texts of some records with their dates, and a remark on every one that the table corrects."""
    rows = {row["identifier"]: row for row in _known()}
    remarks: list[Remark] = []
    drafts = []
    for each in records:
        # The title of a Corrigendum says no more than that it is one.
        draft = Draft(each, each.identifier, None if each.identifier.steps else each.raw.title)
        if each.inferred:
            draft.state("identifier", inferred=True)
        _date(draft, remarks)
        row = rows.pop(str(each.identifier), None)
        if row is not None:
            _correct(draft, row, remarks)
        drafts.append(draft)
    remarks += (
        Remark("in-vain", name, "there is no such text any more that could be corrected") for name in rows
    )
    return drafts, remarks


@cache
def _known() -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath("known.toml").read_text(encoding="utf-8")
    rows: list[dict[str, str]] = tomllib.loads(text)["correction"]
    return rows


def _correct(draft: Draft, row: dict[str, str], remarks: list[Remark]) -> None:
    """Give a text what a row of the table says it is; what its record says is kept beside that."""
    identifier = Identifier(row.get("now", row["identifier"]))
    issued = Issued.parse(row["approved"]) if "approved" in row else identifier.issued or draft.approved
    was = {
        "identifier": (str(draft.identifier), str(identifier)),
        "approved": (str(draft.approved), str(issued)),
        "title": (draft.title or "", row.get("title", draft.title or "")),
    }
    draft.identifier, draft.approved, draft.title = identifier, issued, was["title"][1] or None
    draft.named = draft.named._replace(identifier=identifier, revision=identifier.revision or 0)
    changed = {name: before for name, (before, now) in was.items() if before != now}
    for name, before in changed.items():
        draft.state(name, row["source"], inferred=True)
        draft.conflicts.append(Conflict(name, before, "record of the dataset", row["why"]))
    listed = " and ".join(f"{name} {before!r}" for name, before in changed.items())
    remarks.append(Remark("corrected", str(identifier), f"recorded with {listed}: {row['why']}"))


def _date(draft: Draft, remarks: list[Remark]) -> None:
    """Tell the approval and the posting of a text."""
    raw, file = draft.named.raw, draft.named.file
    if file is not None and not file.corrigendum:  # a Corrigendum's file has the month of what it corrects
        draft.approved = file.issued
    if raw.date is None:
        return
    try:
        posted = Issued.parse(raw.date)
    except ValueError as fault:
        remarks.append(Remark("corrected", str(draft.identifier), f"its date is left out: {fault}"))
        return
    year = year_alone(raw, draft.named.kind)
    if year is not None and draft.approved is None:
        draft.approved = Issued(year)
        draft.state("approved", _NO_FILE, inferred=True)
    elif draft.approved is None or draft.approved.year != year:
        draft.posted = posted


# --------------------------------------------------------------------------------------------------
# State


def judge(drafts: Sequence[Draft]) -> None:
    """Give each text of a work its status, and tell texts that were moved to another series what they are now."""
    _share_dates(drafts)
    last = max((draft.place for draft in drafts if not draft.is_change), default=(0, UNDATED))
    for draft in drafts:
        if draft.is_change:
            _judge_change(draft, last)
        elif draft.place == last:
            draft.status = STATUS[draft.letter]
        else:
            _supersede(draft)
    _follow_moves(drafts)


def _share_dates(drafts: Sequence[Draft]) -> None:
    """Give a text without a file the approval of the same revision in another series."""
    known = {
        draft.named.revision: draft.approved for draft in drafts if draft.approved and not draft.is_change
    }
    for draft in drafts:
        one_of_two = draft.named.kind in (Kind.RECOMMENDATION, Kind.REPORT) and not draft.is_change
        if draft.approved is None and one_of_two and draft.named.revision in known:
            draft.approved = known[draft.named.revision]
            draft.state("approved", _SAME, inferred=True)


def _supersede(draft: Draft) -> None:
    """Supersede a text that has a later revision; a letter that says otherwise is kept beside it."""
    said = STATUS[draft.letter]
    draft.status = Status.SUPERSEDED
    if said is Status.UNKNOWN:
        draft.state("status", inferred=True)
    elif said is not Status.SUPERSEDED:
        why = _LAGS if said.is_in_force else _OTHERWISE
        draft.conflicts.append(Conflict("status", str(said), _LETTER, why))


def _judge_change(draft: Draft, last: tuple[int, Issued]) -> None:
    """Let a change live and die with what it changes."""
    if draft.named.revision < last[0]:
        _supersede(draft)
    else:
        draft.status = STATUS[draft.letter]


def _follow_moves(drafts: Sequence[Draft]) -> None:
    """Lead from the last text in a series that a Recommendation has left to the same text in the new series."""
    ends: dict[tuple[str, ...], Draft] = {}
    for draft in drafts:
        if not draft.is_change and draft.named.kind in (Kind.RECOMMENDATION, Kind.REPORT):
            end = ends.get(draft.named.numbers)
            if end is None or draft.place > end.place:
                ends[draft.named.numbers] = draft
    for end in ends.values():
        for other in drafts:
            if (
                other.named.numbers != end.named.numbers
                and (other.named.revision, other.approved) == (end.named.revision, end.approved)
                and end.approved is not None
                and end.status is Status.SUPERSEDED
                and end.letter in ("S", "W")
                and (end.posted or Issued(1000)) < (other.posted or UNDATED)
            ):
                end.replaced_by = (other.identifier,)
                end.note = f"The same text as {other.identifier}, in the series that it was in before."
                end.state("superseded_by", inferred=True)
                end.state("note", inferred=True)
