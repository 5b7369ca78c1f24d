"""Recommendations and the documents they consist of, as frozen records.

A `Recommendation` is the numbered work; its `documents` are the dated texts: editions, what changed them
(amendments, corrigenda, errata, addenda) and what was published apart (annexes, appendices). A Supplement
to a series and an implementers' guide are works too. Records name each other by `Identifier`; a property
that navigates asks the catalogue the record came from, and that handle is never pickled, compared or printed.

Everything here is worked out from the documents and a date, so that no answer about a day knows what came
after it.

>>> from itu_catalog import embedded_catalog
>>> x509 = embedded_catalog()["X.509"]
>>> [str(text.identifier) for text in x509.in_force("2020-06-09")]
['ITU-T X.509 (10/2019)']
>>> str(x509.status_on("1980-01-01").status)
'not yet approved'
"""

from __future__ import annotations

from typing import NamedTuple

from attrs import field, frozen

from itu_catalog.dates import Issued, as_date
from itu_catalog.errors import DetachedRecord
from itu_catalog.identifier import Identifier, Kind
from itu_catalog.vocabulary import Approval, NameKind, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from typing import Any, Protocol, Self

    from itu_catalog.vocabulary import ReportCitation, Series, StudyGroup, SubSeries

    class Handle(Protocol):
        """What a record asks its catalogue for."""

        @property
        def as_of(self) -> datetime.date:
            """The day up to which the data is complete."""

        def _target(self, identifier: Identifier, after: Issued | None) -> Document | None:
            """The text that `identifier` means as a successor of something approved at `after`."""

        def _replaced_by(self, work: Recommendation) -> tuple[Document, ...]:
            """The documents of other works that name this work as what superseded them."""

        def _supplements_of(self, work: Recommendation) -> tuple[Recommendation, ...]:
            """The Supplements that are about this work."""

        def _series_of(self, identifier: Identifier) -> Series | None: ...
        def _subseries_of(self, identifier: Identifier) -> SubSeries | None: ...
        def _study_group(self, name: str) -> StudyGroup | None: ...
        def _bears(self, work: Recommendation) -> bool: ...
        def _number_taken(self, work: Recommendation) -> tuple[Recommendation, Issued] | None:
            """The next work that got this work's number after its last edition, and when."""

        def _citations_of(self, work: Recommendation) -> tuple[ReportCitation, ...]: ...


__all__ = [
    "Addendum",
    "Amendment",
    "Annex",
    "Appendix",
    "Attachment",
    "Conflict",
    "Corrigendum",
    "Document",
    "Edition",
    "Erratum",
    "ImplementersGuide",
    "InForce",
    "Members",
    "Name",
    "Publication",
    "Recommendation",
    "Responsibility",
    "StatusOn",
    "Supplement",
    "numbers_of",
]

CHANGES = frozenset({Kind.AMENDMENT, Kind.CORRIGENDUM, Kind.ERRATUM, Kind.ADDENDUM})
"""Kinds that change a text; they live and die with it."""

PARTS = frozenset({Kind.ANNEX, Kind.APPENDIX, Kind.ATTACHMENT})
"""Kinds published apart from the text they belong to; they keep a status of their own."""


class StatusOn(NamedTuple):
    """What can be known of a status on a day; `reason` says why it is not `certain`, or what decided."""

    status: Status
    certain: bool
    reason: str


class Responsibility(NamedTuple):
    """The study group that approved a text and the one responsible for it today."""

    then: StudyGroup | None
    now: StudyGroup | None
    certain: bool
    reason: str


class Name(NamedTuple):
    """A name that a work bears or bore, and when: from `since` on, and no longer from `until` on."""

    text: str
    kind: NameKind
    since: Issued | None = None
    until: Issued | None = None
    source: str = ""
    inferred: tuple[str, ...] = ()
    document: Identifier | None = None
    """The document it names, where that is not the whole work."""


class Conflict(NamedTuple):
    """The other side of a conflict between sources, kept beside the decision.

    >>> Conflict("approved", "1995-05", "the dataset", "an upload month").why
    'an upload month'
    """

    field: str
    value: str
    source: str
    why: str


class Members(tuple["Recommendation", ...]):  # noqa: SLOT001 - a tuple can have no slots with values
    """The works of a series, block or study group that are in force on a day, in order of their numbers.

    `uncertain` are those among them that are withdrawn by now, nobody knows since when.
    """

    uncertain: tuple[Recommendation, ...]

    def __new__(cls, works: Iterable[Recommendation] = (), uncertain: Iterable[Recommendation] = ()) -> Self:
        """Make the tuple with what is known about it."""
        self = super().__new__(cls, works)
        self.uncertain = tuple(uncertain)
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), self.uncertain)


class InForce(tuple["Document", ...]):  # noqa: SLOT001 - a tuple can have no slots with values
    """The documents to read on a day, in reading order; a tuple that knows how sure it is.

    `certain` is False when a fact that decides is not known; `reason` then says which. An empty one says in
    `reason` why there is nothing to read.
    """

    certain: bool
    reason: str

    def __new__(cls, documents: Iterable[Document] = (), certain: bool = True, reason: str = "") -> Self:  # noqa: FBT001, FBT002 - the shape of a pickle
        """Make the tuple with what is known about it."""
        self = super().__new__(cls, documents)
        self.certain = certain
        self.reason = reason
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), self.certain, self.reason)

    def __repr__(self) -> str:
        doubt = "" if self.certain else f", certain=False, reason={self.reason!r}"
        return f"InForce({list(self)!r}{doubt})"


def numbers_of(identifier: Identifier) -> tuple[str, ...]:
    """The numbers that an identifier prints, each as the undated work: two for a joint one.

    >>> from itu_catalog import parse
    >>> numbers_of(parse("G.709/Y.1331 (06/2020)"))
    ('ITU-T G.709', 'ITU-T Y.1331')
    """
    work = str(identifier.work)
    names = identifier.designations
    if len(names) < 2:  # noqa: PLR2004 - one number or several
        return (work,)
    joint = identifier.designation
    return tuple(work.replace(joint, name) for name in names)


@frozen(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Document:
    """One dated text, with the columns that every kind of text shares.

    Fields hold what a source says; properties that take no field's name are worked out. `own_title` is None
    for a text that prints no title of its own, `title` then gives that of the text it belongs to.
    Dates are `Issued` (ISO, day or month precision), `edition` is ITU's label as printed (``"9.3"``).
    """

    identifier: Identifier
    approved: Issued | None = None
    status: Status = Status.UNKNOWN
    edition: str | None = None
    own_title: str | None = None
    approval: Approval | None = None
    twin: str | None = None
    approved_by: str | None = None
    """The name of the study group that approved it (``"SG9"``), where a source says so."""
    url: str | None = None
    supplements: tuple[Identifier, ...] = ()
    """What a Supplement is about."""
    replaced_by: tuple[Identifier, ...] = ()
    """What superseded it, where that is not the next edition of the same work."""
    cumulative: bool = False
    """Whether an amendment repeats and so replaces those before it."""
    withdrawn: Issued | None = None
    """When it was withdrawn; ITU publishes that almost nowhere."""
    posted: Issued | None = None
    """When ITU-R put the file on line; never earlier than the approval."""
    note: str | None = None
    source: str = ""
    inferred: tuple[str, ...] = ()
    """The fields of this record that are inferences."""
    sources: tuple[tuple[str, str], ...] = ()
    """(field, source) where a fact has another source than `source`."""
    conflicts: tuple[Conflict, ...] = ()
    _work: Recommendation | None = field(default=None, init=False)

    # ---- identity

    @property
    def kind(self) -> Kind:
        """The kind, from the identifier."""
        return self.identifier.kind

    def _columns(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in COLUMNS)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Document):
            return NotImplemented
        return self is other or (self.identifier == other.identifier and self._columns() == other._columns())

    def __hash__(self) -> int:
        return hash(self.identifier)

    def _order(self) -> tuple[Any, ...]:
        return self.identifier, repr(self._columns())

    def __lt__(self, other: object) -> bool:
        return self._order() < other._order() if isinstance(other, Document) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self._order() > other._order() if isinstance(other, Document) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self._order() <= other._order() if isinstance(other, Document) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self._order() >= other._order() if isinstance(other, Document) else NotImplemented

    def __repr__(self) -> str:
        return f"resolve({str(self.identifier)!r})"

    def __str__(self) -> str:
        return str(self.identifier)

    def __reduce__(self) -> tuple[Any, ...]:
        # By name and without defaults, so that a later release with another column still reads it.
        return _restore, (KIND_NAMES[type(self)], _state(self, COLUMNS))

    # ---- navigation

    @property
    def work(self) -> Recommendation:
        """The Recommendation (or Supplement, or guide) that this is a text of."""
        if self._work is None:
            raise DetachedRecord(self.identifier)
        return self._work

    @property
    def title(self) -> str | None:
        """Its title; for a text that prints none of its own, the title of the text it belongs to.

        An edition that the sources give no title takes that of the nearest edition: an inference.
        """
        return self.own_title or (self._work._family.title(self) if self._work else None)

    @property
    def base(self) -> Document | None:
        """The text that this one changes or belongs to; None for an edition."""
        return self.work._family.base(self)

    @property
    def changes(self) -> tuple[Document, ...]:
        """What changes this very text, in order of approval; changes to changes hang on those."""
        return self.work._family.changes(self)

    @property
    def supersedes(self) -> Document | None:
        """The text that this one took the place of, one step back, also across numbers."""
        return self.work._family.predecessor(self)

    @property
    def superseded_by(self) -> Document | None:
        """The text that took its place as of the catalogue's date, one step on, also across numbers."""
        end = self.work._family.end(self)
        return end.by if end else None

    def status_on(self, date: datetime.date | str | None = None) -> StatusOn:
        """What can be known of its status on `date` (default: the day the catalogue is complete to).

        A text is superseded once a later edition was approved. When a text now withdrawn was withdrawn is
        published nowhere: for days before, the answer is in force, not certain, with the reason.
        """
        return self.work._family.status(self, self.work._day(date))

    @property
    def responsibility(self) -> Responsibility:
        """The group that approved it and the one responsible today, each with how that is known."""
        return _responsibility(self)

    @property
    def study_group(self) -> StudyGroup | None:
        """The study group that approved it; inferred through the lineage of groups where no source says."""
        return self.responsibility.then

    def to_dict(self) -> dict[str, Any]:
        """Every fact of it as JSON-ready values: strings, lists, dictionaries.

        `title` is the effective title, `title_inherited` says whether it is another text's.
        """
        return _document_dict(self)

    def _bound(self, work: Recommendation) -> Document:
        """This record as a part of `work`; a copy when it already belongs to another one."""
        mine = self
        if self._work is not None:
            mine = object.__new__(type(self))
            for name in COLUMNS:
                object.__setattr__(mine, name, getattr(self, name))
        object.__setattr__(mine, "_work", work)
        return mine


# Thin on purpose: attrs needs most of a millisecond for each class it decorates, and every start waits.
class Edition(Document):
    """The text of a Recommendation as approved on a date; for ITU-R, a revision."""

    __slots__ = ()


class Amendment(Document):
    """A change or addition to an edition."""

    __slots__ = ()


class Corrigendum(Document):
    """A correction of an edition, approved like it; older ones print *Technical Corrigendum*."""

    __slots__ = ()


class Erratum(Document):
    """A publishing error put right by the secretariat; ITU labels it like the edition itself."""

    __slots__ = ()


class Addendum(Document):
    """An addition to an older text."""

    __slots__ = ()


class Annex(Document):
    """An integral part of a Recommendation that is published apart."""

    __slots__ = ()


class Appendix(Document):
    """An informative part of a Recommendation that is published apart."""

    __slots__ = ()


class Attachment(Document):
    """A file that belongs to a Recommendation, such as a schema."""

    __slots__ = ()


class Supplement(Document):
    """An informative text beside a Recommendation or a series, agreed rather than approved."""

    __slots__ = ()


class ImplementersGuide(Document):
    """The record of defects found in a Recommendation or a set of them, agreed by a study group."""

    __slots__ = ()


class Publication(Document):
    """A text of a kind that has no rules of its own here: a Report, a Question, a Resolution, a Handbook."""

    __slots__ = ()


CLASSES: dict[Kind, type[Document]] = {
    Kind.RECOMMENDATION: Edition,
    Kind.AMENDMENT: Amendment,
    Kind.CORRIGENDUM: Corrigendum,
    Kind.ERRATUM: Erratum,
    Kind.ADDENDUM: Addendum,
    Kind.ANNEX: Annex,
    Kind.APPENDIX: Appendix,
    Kind.ATTACHMENT: Attachment,
    Kind.SUPPLEMENT: Supplement,
    Kind.IMPLEMENTERS_GUIDE: ImplementersGuide,
}
"""The class of each kind; other kinds are `Publication`."""

_HANGING = frozenset(cls for kind, cls in CLASSES.items() if kind in CHANGES | PARTS)
"""Classes of texts that hang on another one."""

KIND_NAMES = {cls: cls.__name__ for cls in (*CLASSES.values(), Publication, Document)}

COLUMNS = tuple(column.name for column in Document.__attrs_attrs__ if column.name != "_work")
"""The fields of a `Document` that hold facts, in order."""


def _state(record: object, names: Iterable[str]) -> dict[str, Any]:
    """The fields of a record that differ from their defaults, by name."""
    fields = {column.name: column.default for column in type(record).__attrs_attrs__}  # type: ignore[attr-defined]
    return {name: value for name in names if (value := getattr(record, name)) != fields[name]}


def _restore(kind: str, state: dict[str, Any]) -> Document:
    """Rebuild a pickled document; columns that this release does not know are left out."""
    classes = {name: cls for cls, name in KIND_NAMES.items()}
    cls: type[Document] = classes[kind]
    return cls(**{name: value for name, value in state.items() if name in COLUMNS})


class _End(NamedTuple):
    """What ended the life of a text: the text that took its place, when, and how sure that is."""

    by: Document | None
    on: Issued | None
    certain: bool
    reason: str


_UNDATED = Issued(9999)
"""Stands in for an unknown date where texts are put in order."""


def _age(document: Document) -> Issued:
    return document.approved or _UNDATED


class _Family:
    """How the documents of one work hang together; worked out once per work, on first use."""

    __slots__ = ("_bases", "_ends", "depth", "documents", "editions", "groups", "work")

    def __init__(self, work: Recommendation) -> None:
        self.work = work
        self.documents = work.documents
        # A Supplement to a Recommendation is a work whose own identifier has a step; no other work has one.
        # Asking for steps takes an identifier apart, which a first look-up need not wait for.
        self.depth = len(work.identifier.steps) if " Suppl. " in str(work.identifier) else 0
        self.editions = sorted((text for text in self.documents if self._is_head(text)), key=_edition_order)
        # Two editions of one day are one text under two numbers, on the day of a renumbering.
        self.groups: list[list[Document]] = []
        for text in self.editions:
            last = self.groups[-1][0] if self.groups else None
            if last and last.approved and last.approved == text.approved and _revision(text) is None:
                self.groups[-1].append(text)
            else:
                self.groups.append([text])
        self._bases: dict[Identifier, Document | None] = {}
        self._ends: dict[Identifier, _End | None] = {}

    def _is_head(self, text: Document) -> bool:
        if type(text) is not Supplement:
            return type(text) not in _HANGING
        return len(text.identifier.steps) <= self.depth

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
            self._bases[key] = self._find_base(text) if not self._is_head(text) else None
        return self._bases[key]

    def _find_base(self, text: Document) -> Document | None:
        above = text.identifier.base
        if above is None:
            return None
        found = [other for other in self.documents if other is not text and self.fits(above, other)]
        earlier = [other for other in found if _age(other) <= _age(text)]
        if len(earlier) > 1 and text.edition:
            # Two editions in one year: ITU counts 3.1, 3.2 … the changes to edition 3.
            major = text.edition.partition(".")[0]
            earlier = [
                other for other in earlier if (other.edition or "").partition(".")[0] == major
            ] or earlier
        return max(earlier, key=_age) if earlier else min(found, key=_age, default=None)

    def root(self, text: Document) -> Document:
        """The edition that a text hangs on in the end; itself when the base is not known."""
        while (base := self.base(text)) is not None:
            text = base
        return text

    def changes(self, text: Document) -> tuple[Document, ...]:
        """What changes this very text, in order of approval."""
        found = [other for other in self.documents if other.kind in CHANGES and self.base(other) is text]
        return tuple(sorted(found, key=_change_order))

    def title(self, text: Document) -> str | None:
        """The title of what a text hangs on, or of the nearest edition."""
        base = self.base(text)
        if base is not None:
            return base.own_title or self.title(base)
        titled = [other for other in self.editions if other.own_title]
        if not titled:
            return None
        earlier = [other for other in titled if _age(other) <= _age(text)]
        return earlier[-1].own_title if earlier else titled[0].own_title

    # ---- time

    def edition_on(self, day: datetime.date, number: str | None = None) -> tuple[Document | None, str]:
        """The last edition approved by `day`, and what makes that uncertain (or nothing).

        Of two editions of one day the one that bears `number` is meant, else the one in force.
        """
        chosen: list[Document] = []
        doubt = ""
        for group in self.groups:
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
            return None, doubt
        bearing = [text for text in chosen if number in numbers_of(text.identifier)] if chosen[1:] else []
        return (bearing or chosen)[-1], doubt

    def last(self) -> Document | None:
        """The last edition, whatever its status."""
        return self.groups[-1][-1] if self.groups else None

    def end(self, text: Document) -> _End | None:
        """What ended the life of a text; None while it is in force or nobody says."""
        key = text.identifier
        if key not in self._ends:
            self._ends[key] = None  # a circle of replacements ends here
            self._ends[key] = self._find_end(text)
        return self._ends[key]

    def _find_end(self, text: Document) -> _End | None:
        if text.status not in (Status.SUPERSEDED, Status.WITHDRAWN):
            return None
        if text.replaced_by:
            return self._replaced(text)
        if self._is_head(text):
            return self._next_edition(text)
        return self._part_end(text) if text.kind in PARTS else self._change_end(text)

    def _replaced(self, text: Document) -> _End:
        handle = self.work._catalog
        certain = "superseded_by" not in text.inferred
        found = [handle._target(each, text.approved) for each in text.replaced_by] if handle else []
        known = sorted((other for other in found if other is not None), key=_age)
        if not known:
            listed = ", ".join(map(str, text.replaced_by))
            return _End(
                None,
                None,
                certain=False,
                reason=f"superseded by {listed}, of which this catalogue holds no text",
            )
        return _End(known[0], known[0].approved, certain, f"superseded by {known[0]}")

    def _next_edition(self, text: Document) -> _End | None:
        later = [group[-1] for group in self.groups if _edition_order(group[-1]) > _edition_order(text)]
        later = [other for other in later if other.approved != text.approved or other.identifier.revision]
        return (
            _End(later[0], later[0].approved, certain=True, reason=f"superseded by {later[0]}")
            if later
            else None
        )

    def _part_end(self, text: Document) -> _End | None:
        mine = _label_path(text)
        later = [other for other in self.documents if _label_path(other) == mine and _age(other) > _age(text)]
        if later:
            following = min(later, key=_age)
            return _End(following, following.approved, certain=True, reason=f"superseded by {following}")
        editions = [other for other in self.editions if other.approved and _age(other) > _age(text)]
        if editions and text.status is Status.SUPERSEDED:
            reason = f"presumably taken up by {editions[0]}: no later text of this part is known"
            return _End(editions[0], editions[0].approved, certain=False, reason=reason)
        return None

    def _change_end(self, text: Document) -> _End | None:
        base = self.base(text)
        ends: list[_End] = []
        siblings = [
            other
            for other in (self.changes(base) if base else ())
            if other.kind is text.kind and _age(other) > _age(text)
        ]
        for other in siblings:
            if other.cumulative:
                ends.append(
                    _End(other, other.approved, certain=True, reason=f"replaced by {other}, which repeats it")
                )
                break
        above = self.end(base) if base else None
        if above and above.on and text.approved:
            if text.approved < above.on:
                ends.append(_End(above.by, above.on, above.certain, above.reason))
            else:
                reason = f"it changes {base}, {above.reason}"
                ends.append(_End(above.by, text.approved, certain=False, reason=reason))
        elif siblings and not ends and text.status is Status.SUPERSEDED:
            reason = f"presumably replaced by {siblings[0]}: the text it changes is in force"
            ends.append(_End(siblings[0], siblings[0].approved, certain=False, reason=reason))
        return min(ends, key=lambda end: end.on or _UNDATED) if ends else None

    def predecessor(self, text: Document) -> Document | None:
        """The text whose place this one took."""
        if not self._is_head(text):
            same = [
                other
                for other in self.documents
                if other.kind is text.kind and (end := self.end(other)) is not None and end.by is text
            ]
            return max(same, key=_age) if same else None
        earlier = [group for group in self.groups if _edition_order(group[-1]) < _edition_order(text)]
        earlier = [
            group for group in earlier if group[-1].approved != text.approved or text.identifier.revision
        ]
        if earlier:
            return earlier[-1][-1]
        handle = self.work._catalog
        others = handle._replaced_by(self.work) if handle else ()
        before = [other for other in others if (end := other.work._family.end(other)) and end.by is text]
        return max(before, key=_age) if before else None

    def status(self, text: Document, day: datetime.date) -> StatusOn:
        """What can be known of the status of a text on a day."""
        as_of = self.work._as_of
        now = text.status
        begun = text.approved or text.posted
        if begun is None or (text.approved is None and not begun.on_or_before(day)):
            if as_of and day >= as_of:
                return StatusOn(
                    now, day == as_of and now is not Status.UNKNOWN, "its date of approval is not known"
                )
            return StatusOn(Status.UNKNOWN, certain=False, reason="its date of approval is not known")
        if not begun.on_or_before(day):
            return StatusOn(Status.NOT_YET_APPROVED, certain=True, reason=f"approved {begun}")
        vague = day < begun.last_day
        doubt = f"of its approval only {begun} is known" if vague else ""
        gone = text.withdrawn
        if gone and gone.on_or_before(day):
            vague = day < gone.last_day
            doubt = f"of its withdrawal only {gone} is known" if vague else f"withdrawn {gone}"
            return StatusOn(Status.WITHDRAWN, not vague, doubt)
        end = self.end(text)
        if as_of and day >= as_of:
            if day > as_of:
                doubt = f"the data ends on {as_of.isoformat()}"
            return StatusOn(
                now, not doubt and now is not Status.UNKNOWN, doubt or (end.reason if end else "")
            )
        if end and end.on and end.on.on_or_before(day):
            return StatusOn(Status.SUPERSEDED, end.certain and not vague, end.reason)
        if now.is_in_force or now not in (Status.SUPERSEDED, Status.WITHDRAWN):
            return StatusOn(now, not doubt and now is not Status.UNKNOWN, doubt)
        if gone:
            return StatusOn(Status.IN_FORCE, not vague, doubt)
        taken = self._taken(text)
        if taken and taken[1].on_or_before(day):
            reason = f"inferred: its number was given to another text by then, {taken[0].documents[0]}"
            return StatusOn(now, certain=False, reason=reason)
        if now is Status.SUPERSEDED and end and end.on:
            return StatusOn(
                Status.IN_FORCE, end.certain and not vague, doubt or ("" if end.certain else end.reason)
            )
        reason = end.reason if end and not end.by else f"{now} today; since which day is published nowhere"
        return StatusOn(Status.IN_FORCE, certain=False, reason=reason)

    def _taken(self, text: Document) -> tuple[Recommendation, Issued] | None:
        """The work that got the number of this one after its last edition: by then that was over."""
        handle = self.work._catalog
        return handle._number_taken(self.work) if handle and text is self.last() else None

    def in_force(self, day: datetime.date, number: str | None = None) -> InForce:
        """What to read on a day: the edition, its changes by approval, the parts by their own status."""
        edition, doubt = self.edition_on(day, number)
        if edition is None:
            first = self.groups[0][0] if self.groups else None
            reason = doubt or (f"first approved {first.approved}" if first else "no edition is known")
            return InForce((), not doubt, reason)
        standing = self.status(edition, day)
        if standing.status is Status.UNKNOWN:
            return InForce((edition,), certain=False, reason=f"{edition}: its status is not known")
        chosen = [(edition, standing)] if standing.status.is_in_force else []
        if not chosen:
            return InForce(
                (), standing.certain and not doubt, f"{edition} is {standing.status}: {standing.reason}"
            )
        texts = [(text, self.status(text, day)) for text in self.documents]
        living = [(text, each) for text, each in texts if each.status.is_in_force]
        chosen += sorted(
            ((text, each) for text, each in living if text.kind in CHANGES and self._whole(text) is edition),
            key=lambda pair: _change_order(pair[0]),
        )
        parts = sorted(
            (pair for pair in living if pair[0].kind in PARTS),
            key=lambda pair: (pair[0].identifier, _age(pair[0])),
        )
        for part, each in parts:
            chosen.append((part, each))
            chosen += [pair for pair in living if pair[0].kind in CHANGES and self._whole(pair[0]) is part]
        doubts = [f"{text}: {each.reason}" for text, each in chosen if not each.certain]
        reasons = "; ".join([doubt] * bool(doubt) + doubts)
        return InForce((text for text, _ in chosen), not reasons, reasons)

    def _whole(self, text: Document) -> Document:
        """The edition or part that a change, or a change to a change, changes."""
        while text.kind in CHANGES and (base := self.base(text)) is not None:
            text = base
        return text

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


def _edition_order(text: Document) -> tuple[Any, ...]:
    """ITU-R counts revisions and often hides their dates; ITU-T editions follow their dates."""
    revision = _revision(text)
    return (-1 if revision is None else revision, _age(text), text.status.is_in_force, text.identifier)


def _revision(text: Document) -> int | None:
    """Return the ITU-R revision; of a text of ITU-T without taking its identifier apart."""
    identifier = text.identifier
    return None if str(identifier).startswith("ITU-T ") else identifier.revision


def _change_order(text: Document) -> tuple[Any, ...]:
    return _age(text), text.identifier


def _label_path(text: Document) -> tuple[Any, ...]:
    return tuple((step.kind, step.label) for step in text.identifier.steps)


def _includes(asked: Issued, text: Document) -> bool:
    """Whether a date someone wrote is that of a document, as printed or as approved."""
    printed = text.identifier.issued
    return any(known is not None and asked.includes(known) for known in (printed, text.approved))


def _same_head(asked: Identifier, have: Identifier) -> bool:
    wanted, held = asked.edition.issued, have.edition.issued
    return wanted is None or (held is not None and wanted.year == held.year)


def _responsibility(text: Document) -> Responsibility:
    """Who approved a text: as a source says, else the groups of that day from whom today's group descends."""
    work = text.work
    handle = work._handle
    now = work.study_group
    if text.approved_by:
        certain = "study_group" not in text.inferred
        reason = dict(text.sources).get("study_group", text.source)
        return Responsibility(handle._study_group(work._group_key(text.approved_by)), now, certain, reason)
    if now is None or text.approved is None:
        missing = "which group is responsible today" if now is None else "when it was approved"
        return Responsibility(None, now, certain=False, reason=f"{missing} is not known")
    settled = _groups_of(now, text.approved, handle)
    if len(settled) == 1:
        then = settled[0]
        how = (
            f"{then} existed on that day and is responsible today"
            if then is now
            else f"{now} descends from {then}, which existed on that day"
        )
        return Responsibility(then, now, certain=False, reason=f"inferred: {how}")
    listed = " or ".join(str(group) for group in sorted(settled))
    reason = f"{now} descends from {listed}" if listed else f"no group is known that {now} descends from"
    return Responsibility(None, now, certain=False, reason=f"{reason}; no source says which approved it")


def _groups_of(now: StudyGroup, approved: Issued, handle: Handle) -> list[StudyGroup]:
    """Return the groups of a day from which today's group descends: itself when it existed then."""
    waiting, settled, met = [now], [], {now.key}
    while waiting:
        group = waiting.pop()
        if group.active_since is None or group.active_since <= approved:
            settled.append(group)
            continue
        for step in group.predecessors:
            if step.group not in met and (older := handle._study_group(step.group)) is not None:
                met.add(step.group)
                waiting.append(older)
    return settled


@frozen(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Recommendation:
    """The numbered work: all documents that ITU keeps as one history, under the number it bears now.

    Supplements, implementers' guides, Reports and other numbered texts are works of the same shape; `kind`
    says which. Two works that bear the same number at different times are two records.
    """

    identifier: Identifier
    documents: tuple[Document, ...] = ()
    """All its documents in the order of their identifiers."""
    former: tuple[Identifier, ...] = ()
    """Numbers it bore before, oldest first."""
    group: str | None = None
    """The name of the study group responsible today (``"SG17"``)."""
    extra_names: tuple[Name, ...] = ()
    """Names other than numbers and twins: common and provisional ones."""
    note: str | None = None
    source: str = ""
    inferred: tuple[str, ...] = ()
    """The fields of this record that are inferences."""
    sources: tuple[tuple[str, str], ...] = ()
    """(field, source) where a fact has another source than `source`."""
    _catalog: Handle | None = field(default=None)
    _known: dict[str, Any] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        texts = sorted(self.documents, key=_identifier) if self._catalog is None else self.documents
        object.__setattr__(self, "documents", tuple(text._bound(self) for text in texts))

    # ---- identity

    @property
    def key(self) -> str:
        """What tells this work from another one of the same number: its number and its first text's date."""
        first = min((_age(text) for text in self._family.editions), default=_UNDATED)
        return f"{self.identifier}@{first}" if first is not _UNDATED else str(self.identifier)

    @property
    def kind(self) -> Kind:
        """The kind of the work, from its identifier."""
        return self.identifier.kind

    def _columns(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in WORK_COLUMNS)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Recommendation):
            return NotImplemented
        return self is other or (self.identifier == other.identifier and self._columns() == other._columns())

    def __hash__(self) -> int:
        return hash(self.identifier)

    def _order(self) -> tuple[Any, ...]:
        return self.identifier, self.key, repr(self._columns())

    def __lt__(self, other: object) -> bool:
        return self._order() < other._order() if isinstance(other, Recommendation) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self._order() > other._order() if isinstance(other, Recommendation) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self._order() <= other._order() if isinstance(other, Recommendation) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self._order() >= other._order() if isinstance(other, Recommendation) else NotImplemented

    def __repr__(self) -> str:
        handle = self._catalog
        bearer = handle._bears(self) if handle else True
        first = self._family.groups[0][0].identifier if self._family.groups else self.identifier
        return f"default_catalog()[{str(self.identifier if bearer else first)!r}]"

    def __str__(self) -> str:
        return str(self.identifier)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_work, (_state(self, WORK_COLUMNS),)

    @property
    def _handle(self) -> Handle:
        if self._catalog is None:
            raise DetachedRecord(self.identifier)
        return self._catalog

    @property
    def _family(self) -> _Family:
        family = self._known.get("family")
        if family is None:
            family = self._known["family"] = _Family(self)
        assert isinstance(family, _Family)
        return family

    @property
    def _as_of(self) -> datetime.date | None:
        return self._catalog.as_of if self._catalog else None

    def _day(self, date: datetime.date | str | None) -> datetime.date:
        return as_date(date) or self._handle.as_of

    # ---- what it consists of

    @property
    def editions(self) -> tuple[Document, ...]:
        """Its editions (for ITU-R, revisions), oldest first."""
        return tuple(self._family.editions)

    @property
    def last(self) -> Document | None:
        """The last edition, whatever its status."""
        return self._family.last()

    @property
    def current(self) -> Document | None:
        """The edition in force as of the catalogue's date; None when none is."""
        edition, _ = self._family.edition_on(self._handle.as_of)
        edition = edition or self.last
        return edition if edition is not None and edition.status.is_in_force else None

    @property
    def title(self) -> str | None:
        """The title of the current edition, else of the last."""
        text = (self.current if self._catalog else None) or self.last
        return text.title if text else None

    def title_on(self, date: datetime.date | str) -> str | None:
        """The title it bore on a day; None before its first edition."""
        text, _ = self._family.edition_on(self._day(date))
        return text.title if text else None

    @property
    def twin(self) -> str | None:
        """The ISO, IEC or ETSI text that is the same as it, undated; an edition's own twin has the year."""
        twins = [text.twin for text in self._family.editions if text.twin]
        return twins[-1].partition(":")[0] if twins else None

    # ---- its state

    @property
    def status(self) -> Status:
        """Its status as of the catalogue's date: that of its last edition."""
        last = self.last
        return last.status if last else Status.UNKNOWN

    def status_on(self, date: datetime.date | str | None = None) -> StatusOn:
        """What can be known of its status on `date` (default: the day the catalogue is complete to)."""
        day = self._day(date)
        text, doubt = self._family.edition_on(day)
        if text is None:
            if doubt:
                return StatusOn(Status.UNKNOWN, certain=False, reason=doubt)
            first = self._family.groups[0][0].approved if self._family.groups else None
            return StatusOn(Status.NOT_YET_APPROVED, certain=True, reason=f"first approved {first}")
        found = self._family.status(text, day)
        return StatusOn(found.status, found.certain and not doubt, doubt or found.reason)

    def in_force(self, on: datetime.date | str | None = None) -> InForce:
        """What to read on `on` (default: the day the catalogue is complete to), in reading order.

        The edition, then its changes in order of approval, then the parts published apart that are in force
        by their own status. A cumulative amendment stands for those before it. Pre-published texts count.
        """
        return self._family.in_force(self._day(on))

    # ---- what surrounds it

    @property
    def series(self) -> Series | None:
        """The series that its number belongs to."""
        return self._handle._series_of(self.identifier)

    @property
    def subseries(self) -> SubSeries | None:
        """The sub-series that its number belongs to, as printed last."""
        return self._handle._subseries_of(self.identifier)

    @property
    def study_group(self) -> StudyGroup | None:
        """The study group responsible for it today; a document's is the one that approved it."""
        return self._handle._study_group(self._group_key(self.group)) if self.group else None

    def _group_key(self, name: str) -> str:
        """Name a group in full: ``SG17`` of a text of ITU-T is ``ITU-T SG17``."""
        return name if " " in name else f"{self.identifier.sector or 'ITU-T'} {name}"

    @property
    def names(self) -> tuple[Name, ...]:
        """Every name it bears or bore: numbers with their time, twins, common and provisional names."""
        now = numbers_of(self.identifier)
        numbers = [
            Name(name, NameKind.NUMBER if name in now else NameKind.FORMER, since, until)
            for name, since, until in self._family.bearing()
        ]
        twins = dict.fromkeys(text.twin.partition(":")[0] for text in self._family.editions if text.twin)
        return (*numbers, *(Name(twin, NameKind.TWIN) for twin in twins), *self.extra_names)

    @property
    def former_names(self) -> tuple[Name, ...]:
        """Numbers it bore and bears no longer, with their time, and provisional names."""
        return tuple(name for name in self.names if name.kind in (NameKind.FORMER, NameKind.PROVISIONAL))

    @property
    def supersedes(self) -> tuple[Recommendation, ...]:
        """Works that this one took the place of."""
        return _works(self._handle._replaced_by(self))

    @property
    def superseded_by(self) -> tuple[Recommendation, ...]:
        """Works that took the place of this one."""
        last = self.last
        found = [self._handle._target(each, last.approved) for each in last.replaced_by] if last else []
        return _works(text for text in found if text is not None)

    @property
    def supplements(self) -> tuple[Recommendation, ...]:
        """The Supplements that are about it."""
        return self._handle._supplements_of(self)

    @property
    def cited_by(self) -> tuple[ReportCitation, ...]:
        """The places in the catalogue's reports that cite it or one of its documents."""
        return self._handle._citations_of(self)

    def to_dict(self) -> dict[str, Any]:
        """Every fact of it and of its documents as JSON-ready values."""
        return _work_dict(self)


WORK_COLUMNS = (
    "identifier",
    "documents",
    "former",
    "group",
    "extra_names",
    "note",
    "source",
    "inferred",
    "sources",
)
"""The fields of a `Recommendation` that hold facts, in order."""


def _identifier(text: Document) -> Identifier:
    return text.identifier


def _restore_work(state: dict[str, Any]) -> Recommendation:
    """Rebuild a pickled work; columns that this release does not know are left out."""
    return Recommendation(**{name: value for name, value in state.items() if name in WORK_COLUMNS})


def _works(texts: Iterable[Document]) -> tuple[Recommendation, ...]:
    """The works of some documents, each once."""
    return tuple(dict.fromkeys(text.work for text in texts))


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON
    """A column as a JSON value."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Conflict):
        return value._asdict()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value)


def _document_dict(text: Document) -> dict[str, Any]:
    out: dict[str, Any] = {"identifier": str(text.identifier), "kind": str(text.kind), "title": text.title}
    if text.own_title is None and text.title is not None:
        out["title_inherited"] = True
    for name, key in _DICT_KEYS.items():
        value = getattr(text, name)
        if value is not None and value != () and value is not False:
            out[key] = _plain(value)
    if text.sources:
        out["sources"] = dict(text.sources)
    return out


_DICT_KEYS = {
    "approved": "approved",
    "status": "status",
    "edition": "edition",
    "approval": "approval",
    "twin": "twin",
    "approved_by": "study_group",
    "url": "url",
    "supplements": "supplements",
    "replaced_by": "superseded_by",
    "cumulative": "cumulative",
    "withdrawn": "withdrawn",
    "posted": "posted",
    "note": "note",
    "source": "source",
    "inferred": "inferred",
    "conflicts": "conflicts",
}
"""Column of a document → its key in the data files and in JSON."""


def _work_dict(work: Recommendation) -> dict[str, Any]:
    out: dict[str, Any] = {
        "identifier": str(work.identifier),
        "kind": str(work.kind),
        "title": work.title,
        "status": str(work.status),
        "names": [
            {key: _plain(value) for key, value in name._asdict().items() if value not in (None, "", ())}
            for name in work.names
        ],
    }
    for name, key in (("twin", "twin"), ("group", "study_group"), ("note", "note"), ("source", "source")):
        if value := getattr(work, name):
            out[key] = value
    for name in ("former", "inferred"):
        if value := getattr(work, name):
            out[name] = _plain(value)
    if work.sources:
        out["sources"] = dict(work.sources)
    out["documents"] = [_document_dict(text) for text in work.documents]
    return out
