"""The catalogue as a whole: what may be asked of it, and what its records ask."""

from __future__ import annotations

from itu_catalog.catalog.lookup import Lookup, read_identifier
from itu_catalog.catalog.ties import Ties
from itu_catalog.dates import as_date
from itu_catalog.documents.texts import Document
from itu_catalog.documents.works import Recommendation
from itu_catalog.errors import AmbiguousIdentifier, InvalidIdentifier, UnknownRecommendation
from itu_catalog.folding import twin_key
from itu_catalog.identifier import Identifier
from itu_catalog.store import Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    import os
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, TypeVar, Unpack

    from itu_catalog.catalog.collection import Documents
    from itu_catalog.catalog.events import Event
    from itu_catalog.catalog.lookup import Subject
    from itu_catalog.catalog.neighbours import Bearer
    from itu_catalog.catalog.provenance import Provenance
    from itu_catalog.catalog.search import Hits, TitleSearch
    from itu_catalog.catalog.selected import Selected
    from itu_catalog.catalog.selecting import Conditions
    from itu_catalog.catalog.tables import Tables
    from itu_catalog.dates import Day
    from itu_catalog.documents import Conflict, Name
    from itu_catalog.relations import Edge, Relation
    from itu_catalog.vocabulary import CouncilReport, Series, StudyGroup, SubSeries

    D = TypeVar("D")

__all__ = ["Catalog"]


class Catalog:
    """A set of works that can be asked by any name, on any date; read-only, and safe to share by threads.

    Make one with `embedded_catalog`, `open_catalog`, `default_catalog` or `Catalog.from_records`.

    >>> from itu_catalog import embedded_catalog
    >>> catalog = embedded_catalog()
    >>> len(catalog), len(catalog.documents), catalog.as_of
    (160, 617, datetime.date(2026, 8, 22))
    """

    __slots__ = ("__weakref__", "_lookup", "_made_search", "_shelf", "_store", "_ties", "_undated")

    def __init__(self, store: Store) -> None:
        """Answer from an open catalogue file."""
        self._store = store
        self._ties = Ties(store, self.get)
        self._shelf = self._ties.shelf
        self._lookup = Lookup(self._shelf, self._series_or_name)
        self._undated = self._lookup.undated
        self._made_search: TitleSearch | None = None

    @classmethod
    def from_records(
        cls,
        works: Iterable[Recommendation],
        *,
        as_of: Day,
        names: Iterable[Name] = (),
        tables: Mapping[str, Mapping[str, Mapping[str, Any]]] | None = None,
        sources: Iterable[str] = (),
    ) -> Catalog:
        """Make a catalogue of records, by writing its file in memory; of no records, an empty one.

        `names` are the names of series, `tables` the rows of the small tables as plain values.
        `TypeError` names what is no record, and its place.

        >>> len(Catalog.from_records([], as_of="2020-01-01"))
        0
        >>> Catalog.from_records(["X.509"], as_of="2020-01-01")
        Traceback (most recent call last):
            ...
        TypeError: works[0]: a Recommendation was expected, not str; look it up in a catalogue, or make one
        """
        from itu_catalog.catalog.making import made

        return cls(made(works, as_of, names, tables, sources))

    # ---- what it is

    @property
    def as_of(self) -> datetime.date:
        """The day up to which the data is complete; what "today" means wherever no date is given."""
        return self._store.as_of

    @property
    def version(self) -> str:
        """The version of the data: the day it is complete to, and a digest."""
        return self._store.version

    @property
    def path(self) -> str:
        """The file it reads; ``<memory>`` for one made of records."""
        return self._store.path

    @property
    def sources(self) -> tuple[str, ...]:
        """Where its facts come from, the default source of each file of them."""
        return self._store.sources

    def info(self) -> dict[str, Any]:
        """Which data answers: version, day, counts, file and sources, as JSON-ready values."""
        return {
            "version": self.version,
            "as_of": self.as_of.isoformat(),
            "path": self.path,
            **self._store.counts,
            "sources": list(self.sources),
        }

    def __repr__(self) -> str:
        return f"<Catalog {self.version} with {len(self)} works, {self.path}>"

    def __len__(self) -> int:
        return self._store.count("works")

    def __iter__(self) -> Iterator[Recommendation]:
        return iter(self._shelf)

    @property
    def documents(self) -> Documents:
        """All its documents."""
        from itu_catalog.catalog.collection import Documents

        return Documents(self)

    @property
    def provenance(self) -> Provenance | None:
        """What the import that made it tells of itself; None for a catalogue that no import made."""
        from itu_catalog.catalog.provenance import provenance

        return provenance(self._store)

    # ---- look-up

    def __getitem__(self, name: Subject) -> Recommendation:
        """Return the work that bears a name as of the catalogue's day, else the one that bore it last.

        A dated identifier, or one of a change, gives the work that has that document.
        Raises `UnknownRecommendation`, `AmbiguousIdentifier`, `NotADocument` (a series), `InvalidIdentifier`.

        >>> from itu_catalog import embedded_catalog
        >>> embedded_catalog()["Z.140"].identifier
        Identifier('ITU-T Z.161')
        """
        return self._lookup.work(name)

    def get(self, name: object, default: D | None = None) -> Recommendation | D | None:
        """Return the work that `name` means, or `default` when it is unknown, ambiguous or malformed.

        >>> from itu_catalog import embedded_catalog
        >>> embedded_catalog().get("X.509 (11/2019)") is None
        True
        """
        try:
            return self._lookup.work(name)
        except (LookupError, InvalidIdentifier):
            return default

    def __contains__(self, name: object) -> bool:
        try:
            self._lookup.work(name)
        except AmbiguousIdentifier:
            return True
        except (LookupError, InvalidIdentifier):
            return False
        return True

    def resolve(self, name: Subject, on: Day | None = None) -> Document:
        """Return the one document that `name` means, read by somebody on the day `on`.

        A dated identifier gives its document whatever the day. An undated work gives the edition in force on
        the day; without a day the current one, else the last. An undated change gives the one to the edition
        in force on the day; without a day the only one there is.

        Raises `UnknownRecommendation` (with suggestions), `AmbiguousIdentifier` (with candidates),
        `NotYetApproved` (with the first text), `NotADocument` (a series), `InvalidIdentifier`.

        >>> from itu_catalog import embedded_catalog
        >>> embedded_catalog().resolve("ISO/IEC 9594-8:2020")
        resolve('ITU-T X.509 (10/2019)')
        """
        if on is None:
            try:
                return self._undated[name]  # type: ignore[index]  # asked before: nothing is quicker
            except (KeyError, TypeError):  # not asked, or not to be asked
                pass
        return self._lookup.document(name, as_date(on))

    def bearers(self, number: Subject) -> tuple[Bearer, ...]:
        """Return every work that bears or ever bore a number, oldest first; empty when none did.

        Where a number was given to another work, the older one lost it by that day: `Bearer.inferred` says so.
        Raises `InvalidIdentifier` for what is no identifier.

        >>> from itu_catalog import embedded_catalog
        >>> for bearer in embedded_catalog().bearers("Z.107"):
        ...     print(bearer.since, bearer.work.title)
        1999-11-19 SDL with embedded ASN.1
        2012-04-29 Specification and Description Language - Object-oriented data in SDL-2010
        """
        from itu_catalog.catalog.neighbours import bearers

        if isinstance(number, Document | Recommendation):
            number = number.identifier
        return bearers(self._shelf, number if isinstance(number, Identifier) else read_identifier(number))

    def between(self, first: Subject, last: Subject) -> tuple[Recommendation, ...]:
        """Return the works of a range of numbers such as ``X.680 to X.683``, both ends included, in order.

        Those that the catalogue holds, each once: a work that bore one of the numbers is among them under its new
        number. Empty where the ends are of two series, or the second is the lower one.
        Raises `InvalidIdentifier` for what is no identifier.

        >>> from itu_catalog import embedded_catalog, find_citations
        >>> citation, _ = find_citations("ITU-T Z.161 to Z.163")
        >>> [str(work) for work in embedded_catalog().between(*citation.ends)][-2:]
        ['ITU-T Z.162', 'ITU-T Z.163']
        """
        from itu_catalog.catalog.neighbours import numbers_between

        ends = (
            each if isinstance(each, Identifier) else read_identifier(str(each)) for each in (first, last)
        )
        works = (self.get(number) for number in numbers_between(self._shelf, *ends))
        return tuple(dict.fromkeys(work for work in works if work is not None))

    def same_text(self, twin: str) -> tuple[Document, ...]:
        """Return the editions that are the same text as one of ISO, IEC or ETSI, oldest first; with a year, of that year.

        Empty when none is known to be.

        >>> from itu_catalog import embedded_catalog
        >>> [str(text) for text in embedded_catalog().same_text("ISO/IEC 9594-8:2020")]
        ['ITU-T X.509 (10/2019)']
        """
        number, year = twin_key(twin)
        return tuple(
            text
            for work in self._shelf.works(self._shelf.named(number))
            for text in work.editions
            if text.twin
            and (twin_key(text.twin) == (number, year) or (not year and twin_key(text.twin)[0] == number))
        )

    # ---- succession

    def successor(self, subject: Subject, on: Day | None = None) -> Document | Recommendation | None:
        """Return what took the place of a text or a work, one step on; None when nothing did by `on`.

        For a number that its work bears no longer, the work under its new number.

        >>> from itu_catalog import embedded_catalog
        >>> catalog = embedded_catalog()
        >>> catalog.successor("X.509 (10/2012)"), catalog.successor("X.509")
        (resolve('ITU-T X.509 (10/2016)'), None)
        >>> catalog.successor("Z.140").identifier
        Identifier('ITU-T Z.161')
        """
        from itu_catalog.catalog.succession import successor

        return successor(self._lookup, self._shelf, subject, as_date(on) or self.as_of)

    def predecessor(self, subject: Subject, on: Day | None = None) -> Document | Recommendation | None:
        """Return the text or work whose place it took, one step back; None for a first one, or one not there by `on`.

        For a number that a work got later, the last text under the number before.

        >>> from itu_catalog import embedded_catalog
        >>> catalog = embedded_catalog()
        >>> catalog.predecessor("X.509 (10/2016)"), catalog.predecessor("Z.161")
        (resolve('ITU-T X.509 (10/2012)'), resolve('ITU-T Z.140 (03/2006)'))
        """
        from itu_catalog.catalog.succession import predecessor

        return predecessor(self._lookup, subject, as_date(on) or self.as_of)

    def replacement(self, subject: Subject, on: Day | None = None) -> Document | Recommendation | None:
        """Return what to read instead: the end of the chain of successors, also across numbers.

        None when the text or work is itself the end of the chain: it is current, or nothing replaced it. None,
        too, when the chain ends in a text that was withdrawn by the day: then there is nothing to read instead,
        and `successor` leads to that text.

        >>> from itu_catalog import embedded_catalog
        >>> embedded_catalog().replacement("X.509 (11/1988)")
        resolve('ITU-T X.509 (10/2019)')
        """
        from itu_catalog.catalog.succession import replacement

        return replacement(self._lookup, self._shelf, subject, as_date(on) or self.as_of)

    def related(self, subject: Subject) -> dict[Relation, tuple[Edge, ...]]:
        """Return every relation of a work or document, grouped: edges from it and edges to it.

        >>> from itu_catalog import embedded_catalog
        >>> for relation, edges in embedded_catalog().related("X.893 (2007) Cor. 1").items():
        ...     print(relation, [str(edge.target) for edge in edges])
        corrects ['ITU-T X.893 (05/2007)']
        """
        if not isinstance(subject, str | Identifier | Document | Recommendation):
            raise TypeError(
                f"relations are between texts: a name, a document or a Recommendation was expected, not "
                f"{type(subject).__name__}; series and study groups have members()"
            )
        from itertools import groupby
        from operator import attrgetter

        from itu_catalog.relations import edges_of

        edges = edges_of(self._lookup.record(subject))  # in order of relation
        return {relation: tuple(found) for relation, found in groupby(edges, attrgetter("relation"))}

    # ---- what surrounds

    @property
    def _tables(self) -> Tables:
        return self._ties.tables

    @property
    def all_series(self) -> tuple[Series, ...]:
        """Every series that the catalogue has a title or a table of numbers for, in order."""
        return tuple(sorted(self._tables.series.values()))

    def series(self, name: str | Identifier, on: Day | None = None) -> Series | SubSeries:
        """Return the series or sub-series of a name: ``X``, ``X-series``, ``X.500``, ``Z.160-series``.

        A letter means the whole series. A number means the block of numbers that begins with it, the
        narrowest when two do; written as a series it may lie anywhere in its block: ``X.509-series`` is
        X.500–X.599, the Directory. ``X.509`` by itself is one text and no series.
        Of several wordings the one printed last counts; with `on`, the one known to have stood on that day.
        Raises `UnknownRecommendation` for any other name; for a single number, with the block it lies in.

        >>> from itu_catalog import embedded_catalog
        >>> str(embedded_catalog().series("X.500", on="2020-06-09"))
        'X.500–X.599 DIRECTORY'
        """
        return self._tables.series_named(name, as_date(on))

    @property
    def study_groups(self) -> tuple[StudyGroup, ...]:
        """Every study group it knows, of today and before, in order."""
        return self._tables.groups

    def study_group(self, name: str | int) -> StudyGroup:
        """Return a study group: ``SG17``, ``17``, ``ITU-T SG17``, ``Study Group 17``, ``SG-17``, ``TSAG``.

        Without a sector an ITU-T group is meant where there is one. Raises `UnknownRecommendation`.

        >>> from itu_catalog import embedded_catalog
        >>> str(embedded_catalog().study_group("Study Group 17"))
        'ITU-T SG17'
        """
        return self._tables.group_named(name)

    def answers_for(self, group: StudyGroup, work: Recommendation, on: Day | None = None) -> bool:
        """Whether a study group answered for a work on a day: today's group, or its ancestor of that day.

        >>> from itu_catalog import embedded_catalog
        >>> catalog = embedded_catalog()
        >>> catalog.answers_for(catalog.study_group("SG17"), catalog["X.509"])
        True
        """
        return self._tables.answers_for(work, group, as_date(on) or self.as_of)

    @property
    def reports(self) -> tuple[CouncilReport, ...]:
        """The reports whose citations the catalogue holds, by their key."""
        return self._tables.reports

    def report(self, key: str) -> CouncilReport:
        """Return one report by its key (``council-2020``) or number (``C17/18``)."""
        for report in self.reports:
            if key in (report.key, report.number):
                return report
        known = tuple(report.key for report in self.reports)
        reason = "no report of that name is known"
        raise UnknownRecommendation(key, suggestions=known, reason=reason, what="report")

    @property
    def conflicts(self) -> tuple[tuple[Document, Conflict], ...]:
        """Every place where sources disagree: (document, the side that was not followed)."""
        return tuple((text, conflict) for text in self.documents for conflict in text.conflicts)

    # ---- choosing

    def select(self, **conditions: Unpack[Conditions]) -> Selected[Recommendation]:
        """Return the works that meet every condition, in order of number; without any, all that there were on the day.

        Asked of the work: `series` (a name as `Catalog.series` takes it; a letter means its Supplements and guides,
        too), `numbers` (``X.1000..X.1099``), `group` (the study group that answered for it on the day, through the
        lineage of groups), `status`, `kind` (``supplement``; one or several), `twin` (``ISO/IEC 9594-8``, or whether
        there is one), `title` (words, as for `Catalog.search`).
        Asked of its documents, of which one has to meet all: `approved` (``2019-10..2020``, or a pair of days),
        `approved_by` (the study group that approved it, as a source says or through the lineage), `document_kind`.

        Everything is asked as of the day `on` (default: the day that the catalogue is complete to), and nothing
        approved later enters. What decides may be inferred, as who approved a text mostly is, or not known, as days
        of withdrawal mostly are: `Selected.uncertain`, `Selected.undecided` and `Selected.reason` tell.
        `sort` is ``number``, ``oldest``, ``newest``, ``title``, or ``best``, which is the default with `title`.
        `ValueError` and `UnknownRecommendation` say what is no such condition.

        >>> from itu_catalog import embedded_catalog
        >>> catalog = embedded_catalog()
        >>> [str(work) for work in catalog.select(numbers="X.1000..X.1099", status="in force", on="2009-12-31")]
        ['ITU-T X.1051']
        >>> [str(work) for work in catalog.select(series="X", kind="supplement", twin=False, sort="newest")][:2]
        ['ITU-T X Suppl. 45', 'ITU-T X Suppl. 41']
        """
        from itu_catalog.catalog.selecting import Question

        return Question(self, conditions, documents=False).works()

    def changes(
        self, since: Day | None, until: Day | None = None, **conditions: Unpack[Conditions]
    ) -> tuple[Event, ...]:
        """Return what happened from one day to another, both included, in order of time: approvals and what they brought.

        An end may be a month or a year, or None: the beginning, or the day that the catalogue is complete to.
        `conditions` are those of `select`, asked of the works. Withdrawals are told where a source has their day,
        which is seldom; that a text was withdrawn some time is no event.

        >>> from itu_catalog import embedded_catalog
        >>> for event in embedded_catalog().changes("2007-11", "2007-11", numbers="Z.161"):
        ...     print(event)
        2007-11-13 ITU-T Z.161 (11/2007) revised
        2007-11-13 ITU-T Z.140 (03/2006) superseded by ITU-T Z.161 (11/2007)
        2007-11-13 ITU-T Z.161 (11/2007) renumbered from ITU-T Z.140
        """
        from itu_catalog.catalog.events import events, touched
        from itu_catalog.catalog.windows import Window

        window = Window.read((since, until if until is not None else self.as_of))
        if conditions:
            return events(self.select(**conditions), window)
        works = {self._work(key) for key in touched(self._store, window)}
        replaced = (older for work in works for older in work.supersedes)
        return events(self._shelf.in_order({work.key for work in (*works, *replaced)}), window)

    def names(self, subject: Subject) -> tuple[Name, ...]:
        """Return every name that a work, or one document, ever had: numbers with their time, twins and others.

        Of a document: the numbers that it was printed under, its twin with the year, and names given to it alone;
        of a work: what `Recommendation.names` has, each number until another work got it.

        >>> from itu_catalog import embedded_catalog
        >>> [name.text for name in embedded_catalog().names("Z.161")]
        ['ITU-T Z.140', 'ITU-T Z.161']
        >>> [name.text for name in embedded_catalog().names("X.509 (10/2019)")]
        ['ITU-T X.509 (10/2019)', 'ISO/IEC 9594-8:2020']
        """
        from itu_catalog.catalog.naming import names

        return names(self._shelf, self._lookup.record(subject))

    def search(
        self, words: str, on: Day | None = None, *, limit: int | None = None
    ) -> tuple[Recommendation, ...]:
        """Return works whose titles have all the words, best first; case, accents and dashes do not count.

        A word may be the beginning of one in the title. Whole words count more than beginnings, the current
        title more than older ones, works in force more than others; then the shorter title, then the number.
        Where no title has all the words, each of five letters or more may have one slip.
        With `on`, only titles of texts that were approved by that day count.

        >>> from itu_catalog import embedded_catalog
        >>> [str(work) for work in embedded_catalog().search("quantum noise")]
        ['ITU-T X.1702']
        >>> embedded_catalog().search("quantum noise", on="2019-01-01")
        ()
        >>> [str(work) for work in embedded_catalog().search("quantun noise")]
        ['ITU-T X.1702']
        """
        return tuple(map(self._work, self._hits(words, as_date(on)).best_first(limit)))

    def _hits(self, words: str, day: datetime.date | None) -> Hits:
        if not isinstance(words, str):
            raise TypeError(f"words of a title were expected, as one string, not {type(words).__name__}")
        return self._search.hits(words, day)

    @property
    def _search(self) -> TitleSearch:
        if self._made_search is None:
            from itu_catalog.catalog.search import TitleSearch

            self._made_search = TitleSearch(self._store, self._work)
        return self._made_search

    def titled_like(self, title: str, at_least: float = 0.8) -> tuple[tuple[float, Document], ...]:
        """Return the documents whose own titles are like `title`, each with its likeness, from `at_least` to 1.

        The likeliest come first; `itu_catalog.titles.likeness` says what likeness is.

        >>> from itu_catalog import embedded_catalog
        >>> for score, text in embedded_catalog().titled_like("Security threats to distributed ledger technology"):
        ...     print(round(score, 2), text)
        0.83 ITU-T X.1401 (11/2019)
        """
        return tuple(
            (score, text)
            for score, (key, own) in self._search.index_of_likeness.near(title, at_least)
            for text in self._work(key).documents
            if text.own_title == own
        )

    # ---- laying data over it

    def overlay(self, path: str | os.PathLike[str]) -> Catalog:
        """Return this catalogue with the works of a TOML file laid over it; nothing here changes.

        The file has the shape of the hand-edited data: new works and documents are added, and what it says of
        a known document counts, while what it replaces stays in that document's `conflicts`. It may hold names,
        too, as ``names.toml`` does. Raises `InvalidCatalogueData` with every fault.
        """
        from itu_catalog.catalog.overlay import overlaid

        return Catalog(Store(overlaid(self, path), f"{self.path} + {path}"))

    # ---- what its parts ask

    def _work(self, key: str) -> Recommendation:
        return self._shelf.work(key)

    def _series_or_name(self, name: str | Identifier) -> Series | SubSeries | str:
        """Return the series of a name, or the name itself where the catalogue has no table of series."""
        try:
            return self.series(name)
        except UnknownRecommendation:
            return str(name)
