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
from itu_catalog.documents.texts import CLASSES, Conflict, Publication
from itu_catalog.identifier import Identifier, Kind
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

_YEAR_ALONE = {Kind.REPORT, Kind.RESOLUTION, Kind.HANDBOOK}
_UNTIL = 2004
"""Up to this year the dataset writes a year as its January where it knows no month: 47 of 47 Reports, for one."""

_NAME = "name of the PDF"
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
        revision = -1 if self.named.kind is Kind.HANDBOOK else self.named.revision
        return revision, self.approved or self.posted or Issued(9999)

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
            "own_title": raw.title,
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
        draft = Draft(each, each.identifier)
        if each.inferred:
            draft.state("identifier", inferred=True)
        _date(draft, remarks)
        row = rows.pop(str(each.identifier), None)
        if row is not None:
            _correct(draft, row)
            remarks.append(Remark("corrected", row["now"], f"not {row['identifier']}: {row['why']}"))
        drafts.append(draft)
    remarks += (
        Remark("in-vain", name, f"there is no such text any more that could be corrected to {row['now']}")
        for name, row in rows.items()
    )
    return drafts, remarks


@cache
def _known() -> list[dict[str, str]]:
    text = resources.files(__package__).joinpath("known.toml").read_text(encoding="utf-8")
    rows: list[dict[str, str]] = tomllib.loads(text)["correction"]
    return rows


def _correct(draft: Draft, row: dict[str, str]) -> None:
    """Give a text the revision and the month of a row of the table; what its file says is kept beside them."""
    draft.identifier = Identifier(row["now"])
    draft.named = draft.named._replace(identifier=draft.identifier, revision=draft.identifier.revision or 0)
    issued = draft.identifier.issued
    field = "identifier" if issued == draft.approved else "approved"
    was = row["identifier"] if field == "identifier" else str(draft.approved)
    draft.approved = issued
    draft.state(field, row["source"], inferred=True)
    draft.conflicts.append(Conflict(field, was, _NAME, row["why"]))


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
    if draft.named.kind in _YEAR_ALONE and posted.month == 1 and posted.year <= _UNTIL:
        if draft.approved is None:
            draft.approved = Issued(posted.year)
            draft.state("approved", _NO_FILE, inferred=True)
            return
        if draft.approved.year == posted.year:
            return
    draft.posted = posted


# --------------------------------------------------------------------------------------------------
# State


def judge(drafts: Sequence[Draft]) -> None:
    """Give each text of a work its status, and tell texts that were moved to another series what they are now."""
    _share_dates(drafts)
    last = max(draft.place for draft in drafts)
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
                and (end.posted or Issued(1000)) < (other.posted or Issued(9999))
            ):
                end.replaced_by = (other.identifier,)
                end.note = f"The same text as {other.identifier}, in the series that it was in before."
                end.state("superseded_by", inferred=True)
                end.state("note", inferred=True)
