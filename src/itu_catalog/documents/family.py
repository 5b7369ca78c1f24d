"""How the texts of one work hang together: its editions, what changes them, what belongs to them, its numbers.

A family is worked out from the documents of a work alone; days are the matter of `standing`.

>>> from itu_catalog import parse
>>> numbers_of(parse("G.709/Y.1331 (06/2020)"))
('ITU-T G.709', 'ITU-T Y.1331')
"""

from __future__ import annotations

from itu_catalog.dates import Issued
from itu_catalog.identifier import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection

    from itu_catalog.documents.texts import Document
    from itu_catalog.documents.works import Recommendation
    from itu_catalog.identifier import Identifier

__all__ = [
    "CHANGES",
    "PARTS",
    "REPEATED",
    "UNDATED",
    "Family",
    "age",
    "by_change",
    "by_edition",
    "is_another",
    "label_path",
    "numbers_of",
    "revision_of",
    "whole_label",
]

CHANGES = frozenset({Kind.AMENDMENT, Kind.CORRIGENDUM, Kind.ERRATUM, Kind.ADDENDUM})
"""Kinds that change a text; they live and die with it."""

PARTS = frozenset({Kind.ANNEX, Kind.APPENDIX, Kind.ATTACHMENT})
"""Kinds published apart from the text they belong to; they keep a status of their own."""

REPEATED = PARTS | {Kind.SUPPLEMENT}
"""Kinds of which, on one text, a later one with the same label takes the place of the earlier."""

_LONGEST_LABEL = 3

UNDATED = Issued(9999)
"""Stands in for an unknown date where texts are put in order."""


def numbers_of(identifier: Identifier) -> tuple[str, ...]:
    """The numbers that an identifier prints, each as the undated work: two for a joint one.

    >>> from itu_catalog import parse
    >>> numbers_of(parse("G.709/Y.1331 (06/2020)"))
    ('ITU-T G.709', 'ITU-T Y.1331')
    """
    work = str(identifier.work)
    names = identifier.designations
    if not names[1:]:
        return (work,)
    joint = identifier.designation
    return tuple(work.replace(joint, name) for name in names)


class Family:
    """How the documents of one work hang together; worked out once per work, on first use."""

    __slots__ = ("_at_depth", "_bases", "_changes", "depth", "documents", "editions", "groups", "work")

    def __init__(self, work: Recommendation) -> None:
        self.work = work
        self.documents = work.documents
        # A Supplement to a Recommendation is a work whose own identifier has a step; no other work has one.
        # Asking for steps takes an identifier apart, which a first look-up need not wait for.
        self.depth = len(work.identifier.steps) if " Suppl. " in str(work.identifier) else 0
        self.editions = sorted((text for text in self.documents if self.is_head(text)), key=by_edition)
        # Two editions of one day are one text under two numbers: since a renumbering, or, of one revision of
        # ITU-R, since it was moved to another series or listed in two.
        self.groups: list[list[Document]] = []
        for text in self.editions:
            last = self.groups[-1][0] if self.groups else None
            if last and last.approved and not is_another(last, text):
                self.groups[-1].append(text)
            else:
                self.groups.append([text])
        for place, group in enumerate(self.groups):
            if group[1:]:
                before = {number for text in self.groups[place - 1] for number in numbers_of(text.identifier)}
                group.sort(key=lambda text: _by_number(text, before if place else ()))
        self._bases: dict[Identifier, Document | None] = {}
        self._changes: dict[Identifier, list[Document]] | None = None
        self._at_depth: dict[int, list[Document]] | None = None

    def is_head(self, text: Document) -> bool:
        """Whether a text stands by itself: an edition, a Supplement, a guide."""
        if " Suppl. " in str(text.identifier) and not text.hangs:
            return len(text.identifier.steps) <= self.depth
        return not text.hangs

    # ---- finding

    def find(self, wanted: Identifier) -> list[Document]:
        """The documents that `wanted` may mean: all that agree with everything it says."""
        exact = [text for text in self.documents if text.identifier == wanted]
        return exact or [text for text in self.documents if self.fits(wanted, text)]

    def fits(self, wanted: Identifier, text: Document) -> bool:
        """Whether a document is of the number, the kind and the dates that `wanted` gives."""
        have = text.identifier
        return (
            len(wanted.steps) == len(have.steps)
            and not set(wanted.designations).isdisjoint(have.designations)
            and wanted.revision in (None, have.revision)
            and wanted.version in (None, have.version)
            and all(
                # "Cor. 1" also means "Technical Cor. 1", not conversely.
                asked.kind == step.kind and asked.label == step.label and asked.technical <= step.technical
                for asked, step in zip(wanted.steps, have.steps, strict=True)
            )
            and self._dates_fit(wanted, text)
        )

    def _dates_fit(self, wanted: Identifier, text: Document) -> bool:
        """Whether every date in `wanted`, its own and those of what it hangs on, is that of the document."""
        here: Document | None = text
        asked: Identifier | None = wanted
        while asked is not None and here is not None:
            if asked.issued and not _includes(asked.issued, here):
                return False
            asked = asked.base
            if asked is None or (asked.issued is None and asked.base is None):
                return True
            here = self.base(here)
        # The base is not in the catalogue: compare what the identifiers themselves say.
        return asked is None or asked.issued is None or _same_head(asked, text.identifier)

    # ---- structure

    def base(self, text: Document) -> Document | None:
        """What a change or a part hangs on."""
        key = text.identifier
        if key not in self._bases:
            self._bases[key] = self._find_base(text) if not self.is_head(text) else None
        return self._bases[key]

    def _find_base(self, text: Document) -> Document | None:
        above = text.identifier.base
        if above is None:
            return None
        found = [
            other
            for other in self._with_steps(len(above.steps))
            if other is not text and self.fits(above, other)
        ]
        if text.kind in PARTS and text.approved:
            # A part approved with the main text belongs to it, even where ITU counts it 2.7, not 3.1.
            together = [other for other in found if other.approved == text.approved]
            if together:
                return together[-1]
        earlier = [other for other in found if age(other) <= age(text)]
        if len(earlier) > 1 and text.edition:
            # Two editions in one year: ITU counts 3.1, 3.2 … the changes to edition 3.
            major = text.edition.partition(".")[0]
            earlier = [
                other for other in earlier if (other.edition or "").partition(".")[0] == major
            ] or earlier
        return max(earlier, key=age) if earlier else min(found, key=age, default=None)

    def _with_steps(self, count: int) -> list[Document]:
        """Return the documents whose identifiers have so many steps: all texts would be compared with all."""
        if self._at_depth is None:
            found: dict[int, list[Document]] = {}
            for text in self.documents:
                found.setdefault(len(text.identifier.steps), []).append(text)
            self._at_depth = found  # whole: another thread may look at it at once
        return self._at_depth.get(count, [])

    def root(self, text: Document) -> Document:
        """The edition that a text hangs on in the end; itself when the base is not known."""
        while (base := self.base(text)) is not None:
            text = base
        return text

    def changes(self, text: Document) -> tuple[Document, ...]:
        """What changes this very text, in order of approval."""
        if self._changes is None:
            found: dict[Identifier, list[Document]] = {}
            for other in sorted((each for each in self.documents if each.kind in CHANGES), key=by_change):
                base = self.base(other)
                if base is not None:
                    found.setdefault(base.identifier, []).append(other)
            self._changes = found  # whole: another thread may look at it at once
        return tuple(self._changes.get(text.identifier, ()))

    def title(self, text: Document, day: datetime.date | None = None) -> str | None:
        """The title of what a text hangs on, or of the nearest edition; on a day, of none approved later."""
        base = self.base(text)
        if base is not None:
            return base.own_title or self.title(base, day)
        titled = [other for other in self.editions if other.own_title]
        earlier = [other for other in titled if age(other) <= age(text)]
        if not earlier and day is not None:
            titled = [other for other in titled if other.approved and other.approved.on_or_before(day)]
        return next((other.own_title for other in (*reversed(earlier), *titled)), None)

    def last(self) -> Document | None:
        """The last edition, whatever its status."""
        return self.groups[-1][-1] if self.groups else None

    def bearing(self) -> list[tuple[str, Issued | None, Issued | None]]:
        """Every number that the work bears or bore: (number, since, until); until None while it bears it."""
        spans: list[tuple[str, Issued | None, Issued | None]] = []
        current: dict[str, Issued | None] = {}
        for group in self.groups:
            # A second number of the same day does not end the first: the next edition does.
            bears = dict.fromkeys(name for text in group for name in numbers_of(text.identifier))
            lapsed = [name for name in current if name not in bears]
            spans += [(name, current.pop(name), group[0].approved) for name in lapsed]
            for name in bears:
                current.setdefault(name, group[0].approved)
        # Of two numbers of the last day one is dropped some time later, nobody says when.
        spans += [(name, since, None) for name, since in current.items()]
        known = {name for name, _, _ in spans}
        extra = [name for each in (*self.work.former, self.work.identifier) for name in numbers_of(each)]
        spans += [(name, None, None) for name in dict.fromkeys(extra) if name not in known]
        return spans


# --------------------------------------------------------------------------------------------------
# Orders


def age(text: Document) -> Issued:
    """Return when a text was approved, or a date after all others."""
    return text.approved or UNDATED


def by_edition(text: Document) -> tuple[int, Issued, bool, Issued, Identifier]:
    """Put editions in order: ITU-R counts revisions and often hides their dates; ITU-T goes by dates."""
    revision = revision_of(text)
    return (
        -1 if revision is None else revision,
        age(text),
        text.status.is_in_force,
        text.posted or UNDATED,
        text.identifier,
    )


def _by_number(text: Document, before: Collection[str]) -> tuple[bool, int, bool]:
    """Put texts of one day in order, that under the present number last: the one in force, else that under the new one.

    `before` are the numbers of the edition before: E.800-series Suppl. 3 counts it as the second, E Suppl. 7 as the
    first; F.41 was borne before, F.13 is new.
    """
    old = any(number in before for number in numbers_of(text.identifier))
    return text.status.is_in_force, whole_label(text.edition), not old


def whole_label(label: str | None) -> int:
    """Return ITU's count of an edition as a number; 0 where the label is none, or that of a change.

    >>> whole_label("12"), whole_label("3.1"), whole_label(None), whole_label("9" * 5000)
    (12, 0, 0, 0)
    """
    # Digits of other scripts, and more of them than any history has, are no label of ITU.
    return int(label) if label and len(label) <= _LONGEST_LABEL and label.isascii() and label.isdigit() else 0


def is_another(one: Document, other: Document) -> bool:
    """Whether two editions are more than one text under two numbers: of another day, or another revision."""
    return one.approved != other.approved or revision_of(one) != revision_of(other)


def revision_of(text: Document) -> int | None:
    """Return the ITU-R revision; of a text of ITU-T without taking its identifier apart."""
    identifier = text.identifier
    return None if str(identifier).startswith("ITU-T ") else identifier.revision


def by_change(text: Document) -> tuple[Issued, Identifier]:
    """Put changes in the order of their approval."""
    return age(text), text.identifier


def label_path(text: Document) -> tuple[tuple[Kind, str], ...]:
    """Return what tells a part from others: its kind and label, and those of what it belongs to."""
    return tuple((step.kind, step.label) for step in text.identifier.steps)


def _includes(asked: Issued, text: Document) -> bool:
    """Whether a date someone wrote is that of a document, as printed or as approved."""
    printed = text.identifier.issued
    # Of Reports only the year is known: the month that someone wrote does not contradict it.
    return any(
        known is not None and (asked.includes(known) or known.includes(asked))
        for known in (printed, text.approved)
    )


def _same_head(asked: Identifier, have: Identifier) -> bool:
    wanted, held = asked.edition.issued, have.edition.issued
    return wanted is None or (held is not None and wanted.year == held.year)
