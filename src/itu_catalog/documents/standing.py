"""What can be known of the texts of a work on a day: their status, what ended them, and what is to be read.

No answer about a day knows what came after it.
"""

from __future__ import annotations

from typing import NamedTuple

from itu_catalog.documents.family import (
    CHANGES,
    PARTS,
    REPEATED,
    UNDATED,
    Family,
    age,
    by_change,
    by_edition,
    is_another,
    label_path,
    numbers_of,
    revision_of,
)
from itu_catalog.vocabulary import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from typing import Any, Self

    from itu_catalog.dates import Issued
    from itu_catalog.documents.texts import Document
    from itu_catalog.documents.works import Recommendation
    from itu_catalog.identifier import Identifier

__all__ = ["End", "InForce", "Standing", "StatusOn"]


class StatusOn(NamedTuple):
    """What can be known of a status on a day; `reason` says why it is not `certain`, or what decided.

    >>> from itu_catalog import resolve
    >>> standing = resolve("X.509 (10/2016)").status_on("2020-06-09")
    >>> str(standing.status), standing.certain, standing.reason
    ('superseded', True, 'superseded by ITU-T X.509 (10/2019)')
    """

    status: Status
    certain: bool
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready values, each key always there."""
        from itu_catalog.vocabulary.plain import plain_dict

        return plain_dict(self)


class InForce(tuple["Document", ...]):  # noqa: SLOT001 - a tuple can have no slots with values
    """The documents to read on a day, in reading order; a tuple that knows how sure it is.

    `certain` is False when a fact that decides is not known; `reason` then says which. An empty one says in
    `reason` why there is nothing to read.

    >>> from itu_catalog import embedded_catalog
    >>> documents = embedded_catalog()["X.509"].in_force("2022-01-01")
    >>> [str(document) for document in documents], documents.certain
    (['ITU-T X.509 (10/2019)', 'ITU-T X.509 (2019) Cor. 1 (10/2021)'], True)
    """

    certain: bool
    reason: str

    def __new__(cls, documents: Iterable[Document] = (), *, certain: bool = True, reason: str = "") -> Self:
        """Make the tuple with what is known about it."""
        self = super().__new__(cls, documents)
        self.certain = certain
        self.reason = reason
        return self

    def to_dict(self) -> dict[str, Any]:
        """Return the identifiers of the documents, how sure that is and why, as JSON-ready values.

        >>> from itu_catalog import embedded_catalog
        >>> embedded_catalog()["X.509"].in_force("2020-06-09").to_dict()
        {'documents': ['ITU-T X.509 (10/2019)'], 'certain': True, 'reason': ''}
        """
        return {"documents": [str(text) for text in self], "certain": self.certain, "reason": self.reason}

    def __repr__(self) -> str:
        doubt = "" if self.certain else f", certain=False, reason={self.reason!r}"
        return f"InForce({list(self)!r}{doubt})"


class End(NamedTuple):
    """What ended the life of a text: the text that took its place, when, and how sure that is."""

    by: Document | None
    on: Issued | None
    certain: bool
    reason: str


_UNKNOWN = "no source says whether it is in force"
_OPEN = "on which day it ended is published nowhere"
"""Why a status in the past is not certain where nobody says until when it lasted."""


class Standing:
    """Which text counts when, in one work; worked out once per work, on first use."""

    __slots__ = ("_ends", "family", "work")

    def __init__(self, work: Recommendation) -> None:
        self.work = work
        self.family = Family(work)
        self._ends: dict[Identifier, End | None] = {}

    def edition_on(self, day: datetime.date, number: str | None = None) -> tuple[Document | None, str]:
        """The last edition approved by `day`, and what makes that uncertain (or nothing).

        Of two editions of one day the one that bears `number` is meant, unless the other took its place; else the
        one in force.
        """
        chosen: list[Document] = []
        doubt = ""
        for group in self.family.groups:
            text = group[0]
            if text.approved is not None:
                if text.approved.on_or_before(day):
                    chosen, doubt = group, ""
            elif text.posted is not None and text.posted.on_or_before(day):
                chosen, doubt = (
                    group,
                    f"when {text} was approved is not known, only that it was posted {text.posted}",
                )
            else:
                doubt = f"when {text} was approved is not known"
        if not chosen:
            first = revision_of(self.family.groups[0][0]) if self.family.groups else None
            return None, doubt or (f"no revision before -{first} is held" if first else "")
        bearing = [text for text in chosen if number in numbers_of(text.identifier)] if chosen[1:] else []
        meant = (bearing or chosen)[-1]
        end = self.end(meant) if bearing else None
        if end and end.by in chosen and end.on and end.on.on_or_before(day):
            return end.by, doubt
        return meant, doubt

    def end(self, text: Document) -> End | None:
        """What ended the life of a text; None while it is in force or nobody says."""
        key = text.identifier
        if key not in self._ends:
            self._ends[key] = self._find_end(text)
        return self._ends[key]

    def _find_end(self, text: Document) -> End | None:
        if text.status not in (Status.SUPERSEDED, Status.WITHDRAWN):
            return None
        if text.replaced_by:
            return self._replaced(text)
        if self.family.is_head(text):
            return self._next_edition(text)
        return self._part_end(text) if text.kind in REPEATED else self._change_end(text)

    def _replaced(self, text: Document) -> End:
        handle = self.work._catalog
        found = [] if handle is None else [handle._target(each, text.approved) for each in text.replaced_by]
        known = [other for other in found if other is not None]
        if known:
            by = min(known, key=age)
            if by.posted and not is_another(by, text):
                # Moved to another series, an ITU-R revision stays what it is: only its number came later.
                reason = f"the same text is {by} since it was posted under that number, {by.posted}"
                return End(by, by.posted, certain=False, reason=reason)
            after = [
                other for other in self.family.documents if by.approved and UNDATED > age(other) > by.approved
            ]
            if after:
                # P.862 was corrected long after P.863 was there: the two stood side by side.
                last = max(after, key=age)
                reason = f"superseded by {by}, some time after {last} was approved"
                return End(by, last.approved, certain=False, reason=reason)
            if text.status is Status.WITHDRAWN:
                reason = f"superseded by {by}; on which day it was withdrawn is published nowhere"
                return _end(by, reason, certain=False)
            return _end(by, certain="superseded_by" not in text.inferred)
        listed = ", ".join(map(str, text.replaced_by))
        reason = f"superseded by {listed}, of which this catalogue holds no text"
        return End(None, None, certain=False, reason=reason)

    def _next_edition(self, text: Document) -> End | None:
        later = (group[-1] for group in self.family.groups if by_edition(group[-1]) > by_edition(text))
        return next((_end(other) for other in later if is_another(other, text)), None)

    def _part_end(self, text: Document) -> End | None:
        mine = label_path(text)
        later = [
            other for other in self.family.documents if label_path(other) == mine and age(other) > age(text)
        ]
        if later:
            return _end(min(later, key=age))
        if text.kind not in PARTS:
            return None
        editions = [other for other in self.family.editions if other.approved and age(other) > age(text)]
        if editions and text.status is Status.SUPERSEDED:
            reason = f"presumably taken up by {editions[0]}: no later text of this part is known"
            return _end(editions[0], reason, certain=False)
        return None

    def _change_end(self, text: Document) -> End | None:
        base = self.family.base(text)
        changes = self.family.changes(base) if base else ()
        later = [other for other in changes if other.kind is text.kind and age(other) > age(text)]
        repeating = next((other for other in later if other.cumulative), None)
        ends = [_end(repeating, f"replaced by {repeating}, which repeats it")] if repeating else []
        above = self.end(base) if base else None
        if above and above.on and text.approved:
            if text.approved < above.on:
                ends.append(above)
            else:
                reason = f"it changes {base}, {above.reason}"
                ends.append(End(above.by, text.approved, certain=False, reason=reason))
        elif later and not ends and text.status is Status.SUPERSEDED:
            reason = f"presumably replaced by {later[0]}: the text it changes is in force"
            ends.append(_end(later[0], reason, certain=False))
        return min(ends, key=lambda end: end.on or UNDATED, default=None)

    def predecessor(self, text: Document) -> Document | None:
        """The text whose place this one took."""
        if not self.family.is_head(text):
            same = [
                other
                for other in self.family.documents
                if other.kind is text.kind and (end := self.end(other)) is not None and end.by is text
            ]
            return max(same, key=age, default=None)
        earlier = [group[-1] for group in self.family.groups if by_edition(group[-1]) < by_edition(text)]
        earlier = [other for other in earlier if is_another(other, text)]
        if earlier:
            return earlier[-1]
        handle = self.work._catalog
        others = handle._replaced_by(self.work) if handle else ()
        before = [other for other in others if (end := other.work._standing.end(other)) and end.by is text]
        return max(before, key=age, default=None)

    def status(self, text: Document, day: datetime.date) -> StatusOn:
        """What can be known of the status of a text on a day."""
        begun = text.approved or text.posted
        if begun is None or (text.approved is None and not begun.on_or_before(day)):
            return self._undated(text, day)
        if not begun.on_or_before(day):
            return StatusOn(Status.NOT_YET_APPROVED, certain=True, reason=f"approved {begun}")
        gone = text.withdrawn
        if gone and gone.on_or_before(day):
            vague = day < gone.last_day
            reason = f"of its withdrawal only {gone} is known" if vague else f"withdrawn {gone}"
            return StatusOn(Status.WITHDRAWN, not vague, reason)
        doubt = f"of its approval only {begun} is known" if day < begun.last_day else ""
        as_of = self.work._as_of
        if as_of is None or day < as_of:
            return self._past(text, day, doubt)
        if day > as_of:
            doubt = f"the data ends on {as_of.isoformat()}"
        end = self.end(text)
        certain = not doubt and text.status is not Status.UNKNOWN
        unknown = _UNKNOWN if text.status is Status.UNKNOWN else ""
        return StatusOn(text.status, certain, doubt or unknown or (end.reason if end else ""))

    def _undated(self, text: Document, day: datetime.date) -> StatusOn:
        """Judge a text that nobody knows to have been approved by the day."""
        as_of = self.work._as_of
        now = text.status if as_of and day >= as_of else Status.UNKNOWN
        certain = day == as_of and now is not Status.UNKNOWN
        return StatusOn(now, certain, "its date of approval is not known")

    def _past(self, text: Document, day: datetime.date, doubt: str) -> StatusOn:
        """Judge a text that had begun by a day before the data ends; `doubt` is on its beginning."""
        now, end = text.status, self.end(text)
        if end and end.on and end.on.on_or_before(day):
            vague = f", of which only {end.on} is known" if day < end.on.last_day else ""
            return StatusOn(Status.SUPERSEDED, end.certain and not doubt and not vague, end.reason + vague)
        if now not in (Status.SUPERSEDED, Status.WITHDRAWN):
            unknown = _UNKNOWN if now is Status.UNKNOWN else ""
            return StatusOn(now, not (doubt or unknown), doubt or unknown)
        if text.withdrawn:
            return StatusOn(Status.IN_FORCE, not doubt, doubt)
        taken = self._taken(text)
        if taken and taken.on_or_before(day):
            reason = f"inferred: its number was given to another text, approved {taken}"
            return StatusOn(now, certain=False, reason=reason)
        # Whatever ended it later is not told: the day asked about knows nothing of it.
        sure = end is not None and end.on is not None and end.certain and now is Status.SUPERSEDED
        open_end = "" if sure else _OPEN
        doubt = doubt or self._lacking(text) or open_end
        return StatusOn(Status.IN_FORCE, not doubt, doubt)

    def _lacking(self, text: Document) -> str:
        """Say that revisions of ITU-R after a text are not held, one of which may have taken its place."""
        revision = revision_of(text)
        if revision is None or not self.family.is_head(text):
            return ""
        later = (
            revision_of(group[0]) for group in self.family.groups if by_edition(group[0]) > by_edition(text)
        )
        following = next((each for each in later if each is not None and each > revision), revision)
        return (
            f"a revision between -{revision} and -{following} is not held" if following > revision + 1 else ""
        )

    def _taken(self, text: Document) -> Issued | None:
        """Return when the number of this work was given to another one: by then its last text was over."""
        handle = self.work._catalog
        if handle is None or text is not self.family.last():
            return None
        return handle._number_taken(self.work)

    def in_force(self, day: datetime.date, number: str | None = None) -> InForce:
        """What to read on a day: the edition, its changes by approval, the parts by their own status."""
        edition, doubt = self.edition_on(day, number)
        if edition is None:
            first = self.family.groups[0][0] if self.family.groups else None
            reason = doubt or (f"first approved {first.approved}" if first else "no edition is known")
            return InForce(certain=not doubt, reason=reason)
        standing = self.status(edition, day)
        if standing.status is Status.UNKNOWN:
            return InForce((edition,), certain=False, reason=f"{edition}: its status is not known")
        chosen = [(edition, standing)] if standing.status.is_in_force else []
        if not chosen:
            reason = f"{edition} is {standing.status}: {standing.reason}"
            return InForce(certain=standing.certain and not doubt, reason=reason)
        texts = [(text, self.status(text, day)) for text in self.family.documents]
        living = [(text, each) for text, each in texts if each.status.is_in_force]
        chosen += sorted(
            ((text, each) for text, each in living if text.kind in CHANGES and self._whole(text) is edition),
            key=lambda pair: by_change(pair[0]),
        )
        parts = sorted(
            (pair for pair in living if pair[0].kind in PARTS),
            key=lambda pair: (pair[0].identifier, age(pair[0])),
        )
        for part, each in parts:
            chosen.append((part, each))
            chosen += [pair for pair in living if pair[0].kind in CHANGES and self._whole(pair[0]) is part]
        doubts = [f"{text}: {each.reason}" for text, each in chosen if not each.certain]
        reasons = "; ".join([doubt] * bool(doubt) + doubts)
        return InForce((text for text, _ in chosen), certain=not reasons, reason=reasons)

    def _whole(self, text: Document) -> Document:
        """The edition or part that a change, or a change to a change, changes."""
        while text.kind in CHANGES and (base := self.family.base(text)) is not None:
            text = base
        return text


def _end(by: Document, reason: str = "", *, certain: bool = True) -> End:
    """Make the end that a text brought to another one by its approval."""
    return End(by, by.approved, certain, reason or f"superseded by {by}")
