"""The dated texts that Recommendations consist of, as frozen records.

A text is an edition, a change to one (amendment, corrigendum, erratum, addendum) or a part published apart
(annex, appendix, attachment). Records name each other by `Identifier`; a property that navigates asks the work
that the text is of, and through it the catalogue; neither is ever pickled, compared or printed.

>>> from itu_catalog import resolve
>>> cor = resolve("X.694 (2015) Cor. 1")
>>> str(cor.base), cor.status_on("2020-06-09").status.is_in_force
('ITU-T X.694 (08/2015)', True)
"""

from __future__ import annotations

from functools import total_ordering
from typing import NamedTuple

from attrs import field, frozen

from itu_catalog.errors import DetachedRecord
from itu_catalog.identifier import Identifier, Kind
from itu_catalog.vocabulary import Approval, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, ClassVar

    from itu_catalog.dates import Day, Issued
    from itu_catalog.documents.responsibility import Responsibility
    from itu_catalog.documents.standing import StatusOn
    from itu_catalog.documents.works import Recommendation
    from itu_catalog.vocabulary import StudyGroup

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
    "Publication",
    "Record",
    "Supplement",
    "state",
]


class Conflict(NamedTuple):
    """The other side of a conflict between sources, kept beside the decision.

    >>> Conflict("approved", "1995-05", "the dataset", "an upload month").why
    'an upload month'
    """

    field: str
    value: str
    source: str
    why: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready values, each key always there."""
        from itu_catalog.vocabulary.plain import plain_dict

        return plain_dict(self)


@total_ordering
class Record:
    """What every record does alike: equal by its facts, hashed and printed by its identifier, in its order."""

    __slots__ = ()
    identifier: Identifier

    def _facts(self) -> tuple[object, ...]:
        """Return every column that holds a fact."""
        raise NotImplementedError

    def _order(self) -> tuple[Any, ...]:
        return self.identifier, repr(self._facts())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Record):
            return NotImplemented
        return self is other or (self.identifier == other.identifier and self._facts() == other._facts())

    def __hash__(self) -> int:
        return hash(self.identifier)

    def __lt__(self, other: object) -> bool:
        return self._order() < other._order() if isinstance(other, Record) else NotImplemented

    def __str__(self) -> str:
        return str(self.identifier)


@frozen(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Document(Record):
    """One dated text, with the columns that every kind of text shares.

    Fields hold what a source says; properties that take no field's name are worked out. `own_title` is None
    for a text that prints no title of its own, `title` then gives that of the text it belongs to.
    Dates are `Issued` (ISO, day or month precision), `edition` is ITU's label as printed (``"9.3"``).

    >>> from itu_catalog import resolve
    >>> document = resolve("X.694 Cor.1", on="2020-06-09")
    >>> print(document, document.approved, document.base, document.status, sep=" | ")
    ITU-T X.694 (2015) Cor. 1 (10/2019) | 2019-10-14 | ITU-T X.694 (08/2015) | superseded
    """

    hangs: ClassVar[bool] = False
    """Whether texts of this class hang on another one: changes and parts do."""

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

    @property
    def kind(self) -> Kind:
        """The kind, from the identifier."""
        return self.identifier.kind

    def _facts(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in COLUMNS)

    def __repr__(self) -> str:
        return f"resolve({str(self.identifier)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        # By name and without defaults, so that a later release with another column still reads it.
        return _restore, (type(self).__name__, state(self, COLUMNS))

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
    def root(self) -> Document:
        """The text that it hangs on in the end: the edition of an amendment, of a corrigendum to one; itself for an edition.

        >>> from itu_catalog import resolve
        >>> str(resolve("X.694 (2015) Cor. 1").root)
        'ITU-T X.694 (08/2015)'
        """
        return self.work._family.root(self)

    def fits(self, identifier: Identifier) -> bool:
        """Whether an identifier may mean this text: the number, the kind and every date it gives are those of it.

        >>> from itu_catalog import parse, resolve
        >>> resolve("X.694 (2015) Cor. 1").fits(parse("X.694 Cor. 1"))
        True
        """
        return self.work._family.fits(identifier, self)

    @property
    def changes(self) -> tuple[Document, ...]:
        """What changes this very text, in order of approval; changes to changes hang on those."""
        return self.work._family.changes(self)

    @property
    def supersedes(self) -> Document | None:
        """The text that this one took the place of, one step back, also across numbers."""
        return self.work._standing.predecessor(self)

    @property
    def superseded_by(self) -> Document | None:
        """The text that took its place as of the catalogue's date, one step on, also across numbers."""
        end = self.work._standing.end(self)
        return end.by if end else None

    def status_on(self, date: Day | None = None) -> StatusOn:
        """What can be known of its status on `date` (default: the day the catalogue is complete to).

        A text is superseded once a later edition was approved. When a text now withdrawn was withdrawn is
        published nowhere: for days before, the answer is in force, not certain, with the reason.
        """
        return self.work._standing.status(self, self.work._day(date))

    @property
    def responsibility(self) -> Responsibility:
        """The group that approved it and the one responsible today, each with how that is known."""
        from itu_catalog.documents.responsibility import responsibility

        return responsibility(self)

    @property
    def study_group(self) -> StudyGroup | None:
        """The study group that approved it; inferred through the lineage of groups where no source says."""
        return self.responsibility.then

    def to_dict(self) -> dict[str, Any]:
        """Every fact of it as JSON-ready values: strings, lists, dictionaries.

        `title` is the effective title, `title_inherited` says whether it is another text's.
        """
        from itu_catalog.documents.plain import document_dict

        return document_dict(self, KEYS)

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
    """The text of a Recommendation as approved on a date; for ITU-R, a revision.

    >>> from itu_catalog import resolve
    >>> type(resolve("X.509 (10/2019)")).__name__
    'Edition'
    """

    __slots__ = ()


class Amendment(Document):
    """A change or addition to an edition.

    >>> from itu_catalog import resolve
    >>> print(resolve("X.509 (2019) Amd. 1").base)
    ITU-T X.509 (10/2019)
    """

    __slots__ = ()
    hangs = True


class Corrigendum(Document):
    """A correction of an edition, approved like it; older ones print *Technical Corrigendum*.

    >>> from itu_catalog import resolve
    >>> print(resolve("X.694 (2015) Cor. 1").base)
    ITU-T X.694 (08/2015)
    """

    __slots__ = ()
    hangs = True


class Erratum(Document):
    """A publishing error put right by the secretariat; ITU labels it like the edition itself.

    >>> from itu_catalog import resolve
    >>> print(resolve("X.1254 (2012) Err. 1").approved)
    2013-05-17
    """

    __slots__ = ()
    hangs = True


class Addendum(Document):
    """An addition to an older text.

    >>> from itu_catalog import resolve
    >>> print(resolve("Z.100 (1993) Add. 1").base)
    ITU-T Z.100 (03/1993)
    """

    __slots__ = ()
    hangs = True


class Annex(Document):
    """An integral part of a Recommendation that is published apart.

    >>> from itu_catalog import resolve
    >>> print(resolve("Z.100 Annex A (1984)").kind)
    annex
    """

    __slots__ = ()
    hangs = True


class Appendix(Document):
    """An informative part of a Recommendation that is published apart.

    >>> from itu_catalog import resolve
    >>> print(resolve("Z.100 App. I (1993)").kind)
    appendix
    """

    __slots__ = ()
    hangs = True


class Attachment(Document):
    """A file that belongs to a Recommendation, such as a schema."""

    __slots__ = ()
    hangs = True


class Supplement(Document):
    """An informative text beside a Recommendation or a series, agreed rather than approved.

    >>> from itu_catalog import resolve
    >>> print(resolve("G Suppl. 76").approval)
    agreement
    """

    __slots__ = ()


class ImplementersGuide(Document):
    """The record of defects found in a Recommendation or a set of them, agreed by a study group.

    >>> from itu_catalog import resolve
    >>> print(resolve("Z.Imp100 (2019)").kind)
    implementers-guide
    """

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

COLUMNS = tuple(column.name for column in Document.__attrs_attrs__ if column.name != "_work")
"""The fields of a `Document` that hold facts, in order."""

_RENAMED = {"own_title": "title", "approved_by": "study_group", "replaced_by": "superseded_by"}
KEYS = {name: _RENAMED.get(name, name) for name in COLUMNS}
"""Column → its key in the data files and in JSON."""


def state(record: Record, names: Iterable[str]) -> dict[str, Any]:
    """Return the fields of a record that differ from their defaults, by name."""
    fields = {column.name: column.default for column in type(record).__attrs_attrs__}  # type: ignore[attr-defined]
    return {name: value for name in names if (value := getattr(record, name)) != fields[name]}


def _restore(kind: str, state: dict[str, Any]) -> Document:
    """Rebuild a pickled document; columns that this release does not know are left out."""
    known = {cls.__name__: cls for cls in (*CLASSES.values(), Publication, Document)}
    cls: type[Document] = known[kind]
    return cls(**{name: value for name, value in state.items() if name in COLUMNS})
