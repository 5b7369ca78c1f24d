"""Recommendations: the numbered works, under every name they bear or bore.

Supplements, implementers' guides, Reports and other numbered texts are works of the same shape.

>>> from itu_catalog import embedded_catalog
>>> [name.text for name in embedded_catalog()["Z.161"].names]
['ITU-T Z.140', 'ITU-T Z.161']
"""

from __future__ import annotations

from attrs import field, frozen

from itu_catalog.dates import Issued, as_date
from itu_catalog.documents.family import UNDATED, Family, age, numbers_of
from itu_catalog.documents.standing import Standing, StatusOn
from itu_catalog.documents.texts import Record, state
from itu_catalog.errors import DetachedRecord
from itu_catalog.vocabulary import NameKind, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from typing import Any, Protocol, Self

    from itu_catalog.dates import Day
    from itu_catalog.documents.names import Name
    from itu_catalog.documents.standing import InForce
    from itu_catalog.documents.texts import Document
    from itu_catalog.identifier import Identifier, Kind
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
        def _number_taken(self, work: Recommendation) -> Issued | None:
            """When this work's number was given to another one, after its last edition."""

        def _citations_of(self, work: Recommendation) -> tuple[ReportCitation, ...]: ...


__all__ = ["Members", "Recommendation"]


class Members(tuple["Recommendation", ...]):  # noqa: SLOT001 - a tuple can have no slots with values
    """The works of a series, block or study group that are in force on a day, in order of their numbers.

    `uncertain` are those among them that are withdrawn by now, nobody knows since when.

    >>> from itu_catalog import embedded_catalog
    >>> members = embedded_catalog().series("X.500").members("2020-06-09")
    >>> len(members), len(members.uncertain), str(members[0].identifier)
    (16, 6, 'ITU-T X.500')
    """

    uncertain: tuple[Recommendation, ...]

    def __new__(cls, works: Iterable[Recommendation] = (), uncertain: Iterable[Recommendation] = ()) -> Self:
        """Make the tuple with what is known about it."""
        self = super().__new__(cls, works)
        self.uncertain = tuple(uncertain)
        return self

    def to_dict(self) -> dict[str, Any]:
        """Return the identifiers of the works, and of the uncertain ones among them, as JSON-ready values.

        >>> from itu_catalog import embedded_catalog
        >>> embedded_catalog().series("X.500").members("1988-12-01").to_dict()["works"][:3]
        ['ITU-T X.500', 'ITU-T X.501', 'ITU-T X.509']
        """
        return {"works": [str(work) for work in self], "uncertain": [str(work) for work in self.uncertain]}


@frozen(kw_only=True, eq=False, repr=False, getstate_setstate=False)
class Recommendation(Record):
    """The numbered work: all documents that ITU keeps as one history, under the number it bears now.

    `kind` says whether it is a Recommendation, a Supplement, a guide or another text. Two works that bear the
    same number at different times are two records.

    >>> from itu_catalog import embedded_catalog
    >>> work = embedded_catalog()["Z.140"]
    >>> print(work, work.status, work.current, sep=" | ")
    ITU-T Z.161 | in force | ITU-T Z.161 (10/2023)
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
    _time: Standing | None = field(init=False, default=None)

    def __attrs_post_init__(self) -> None:
        texts = sorted(self.documents, key=_identifier) if self._catalog is None else self.documents
        object.__setattr__(self, "documents", tuple(text._bound(self) for text in texts))

    # ---- identity

    @property
    def key(self) -> str:
        """What tells this work from another one of the same number: its number, and its first text's date.

        Where the first text bore another number, that too: two works that bear one number now may have begun
        on one day, as all texts of a plenary assembly did.
        """
        first = min(self._family.editions, key=age, default=None)
        if first is None or age(first) is UNDATED:
            return str(self.identifier)
        borne = numbers_of(first.identifier)
        other = set(borne).isdisjoint(numbers_of(self.identifier))
        return f"{self.identifier}@{first.approved}" + f" {first.identifier.designation}" * other

    @property
    def kind(self) -> Kind:
        """The kind of the work, from its identifier."""
        return self.identifier.kind

    def _facts(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in COLUMNS)

    def _order(self) -> tuple[Any, ...]:
        return self.identifier, self.key, repr(self._facts())

    def __repr__(self) -> str:
        handle = self._catalog
        bearer = True if handle is None else handle._bears(self)
        first = self._family.groups[0][0].identifier if self._family.groups else self.identifier
        return f"default_catalog()[{str(self.identifier if bearer else first)!r}]"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (state(self, COLUMNS),)

    @property
    def _handle(self) -> Handle:
        if self._catalog is None:
            raise DetachedRecord(self.identifier)
        return self._catalog

    @property
    def _standing(self) -> Standing:
        if self._time is None:
            object.__setattr__(self, "_time", Standing(self))
            assert self._time is not None
        return self._time

    @property
    def _family(self) -> Family:
        return self._standing.family

    @property
    def _as_of(self) -> datetime.date | None:
        return None if self._catalog is None else self._catalog.as_of

    def _day(self, date: Day | None) -> datetime.date:
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
        edition, _ = self._standing.edition_on(self._handle.as_of)
        edition = edition or self.last
        return edition if edition is not None and edition.status.is_in_force else None

    @property
    def title(self) -> str | None:
        """The title of the current edition, else of the last."""
        text = (None if self._catalog is None else self.current) or self.last
        return text.title if text else None

    def title_on(self, date: Day) -> str | None:
        """The title it bore on a day; None before its first edition, and where none was printed by then."""
        day = self._day(date)
        text, _ = self._standing.edition_on(day)
        return text.own_title or self._family.title(text, day) if text else None

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

    def status_on(self, date: Day | None = None) -> StatusOn:
        """What can be known of its status on `date` (default: the day the catalogue is complete to)."""
        day = self._day(date)
        text, doubt = self._standing.edition_on(day)
        if text is None:
            if doubt or not self._family.groups:
                reason = doubt or "no edition of it is known"
                return StatusOn(Status.UNKNOWN, certain=False, reason=reason)
            first = self._family.groups[0][0].approved
            return StatusOn(Status.NOT_YET_APPROVED, certain=True, reason=f"first approved {first}")
        found = self._standing.status(text, day)
        return StatusOn(found.status, found.certain and not doubt, doubt or found.reason)

    def in_force(self, on: Day | None = None) -> InForce:
        """What to read on `on` (default: the day the catalogue is complete to), in reading order.

        The edition, then its changes in order of approval, then the parts published apart that are in force
        by their own status. A cumulative amendment stands for those before it. Pre-published texts count.
        """
        return self._standing.in_force(self._day(on))

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
        """Every name it bears or bore: numbers with their time, twins, common and provisional names.

        A number is borne until an edition of this work bears another. That it was later given to another work
        is no fact of this one: `Catalog.bearers`, which knows both, then gives the day as an inferred end.
        """
        from itu_catalog.documents.names import names_of

        return names_of(self)

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
        """The Supplements of a series that are about it; those to its number, ``E.164 Suppl. 3``, are its documents."""
        return self._handle._supplements_of(self)

    @property
    def cited_by(self) -> tuple[ReportCitation, ...]:
        """The places in the catalogue's reports that cite it or one of its documents."""
        return self._handle._citations_of(self)

    def to_dict(self) -> dict[str, Any]:
        """Every fact of it and of its documents as JSON-ready values."""
        from itu_catalog.documents.plain import work_dict

        return work_dict(self)


COLUMNS = (
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


def _restore(state: dict[str, Any]) -> Recommendation:
    """Rebuild a pickled work; columns that this release does not know are left out."""
    return Recommendation(**{name: value for name, value in state.items() if name in COLUMNS})


def _works(texts: Iterable[Document]) -> tuple[Recommendation, ...]:
    """The works of some documents, each once."""
    return tuple(dict.fromkeys(text.work for text in texts))
