"""The catalogue as a whole: what may be asked of it, and what its records ask."""

from __future__ import annotations

from itu_catalog.catalog.lookup import Lookup, read_identifier
from itu_catalog.catalog.shelf import Shelf
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
    from typing import Any, TypeVar

    from itu_catalog.catalog.lookup import Subject
    from itu_catalog.catalog.neighbours import Bearer
    from itu_catalog.catalog.search import TitleSearch
    from itu_catalog.catalog.tables import Tables
    from itu_catalog.dates import Day, Issued
    from itu_catalog.documents import Conflict, Name
    from itu_catalog.relations import Edge, Relation
    from itu_catalog.titles import TitleIndex
    from itu_catalog.vocabulary import CouncilReport, ReportCitation, Series, StudyGroup, SubSeries

    D = TypeVar("D")

__all__ = ["Catalog", "Documents"]


class Documents:
    """All documents of a catalogue, in order; counted without being read."""

    __slots__ = ("_catalog",)

    def __init__(self, catalog: Catalog) -> None:
        """Look at the documents of `catalog`."""
        self._catalog = catalog

    def __len__(self) -> int:
        return self._catalog._store.count("documents")

    def __iter__(self) -> Iterator[Document]:
        return (text for work in self._catalog for text in work.documents)

    def __contains__(self, item: object) -> bool:
        identifier = item.identifier if isinstance(item, Document) else item
        if not isinstance(identifier, Identifier):
            return False
        works = self._catalog._shelf.works(self._catalog._shelf.bearing(identifier))
        return any(text.identifier == identifier for work in works for text in work.documents)

    def __repr__(self) -> str:
        return f"<{len(self)} documents of {self._catalog!r}>"


class Catalog:
    """A set of works that can be asked by any name, on any date; read-only, and safe to share by threads.

    Make one with `embedded_catalog`, `open_catalog`, `default_catalog` or `Catalog.from_records`.

    >>> from itu_catalog import embedded_catalog
    >>> catalog = embedded_catalog()
    >>> len(catalog), len(catalog.documents), catalog.as_of
    (160, 617, datetime.date(2026, 8, 22))
    """

    __slots__ = ("__weakref__", "_lookup", "_made_search", "_made_tables", "_made_titles", "_shelf", "_store")

    def __init__(self, store: Store) -> None:
        """Answer from an open catalogue file."""
        self._store = store
        self._shelf = Shelf(store, self)
        self._lookup = Lookup(self._shelf, self._series_or_name)
        self._made_tables: Tables | None = None
        self._made_search: TitleSearch | None = None
        self._made_titles: TitleIndex[tuple[str, str]] | None = None

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
        from itu_catalog.documents.names import Name
        from itu_catalog.writer import dump

        day = as_date(as_of)
        if day is None:
            raise TypeError("as_of: the day to which the records are complete was expected, not None")
        if isinstance(sources, str):
            raise TypeError("sources: a list of strings was expected, not one string")
        records = _each(works, "works", Recommendation, "look it up in a catalogue, or make one")
        named = _each(names, "names", Name, "make one with itu_catalog.Name(…)")
        return cls(Store(dump(records, as_of=day.isoformat(), names=named, tables=tables, sources=sources)))

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
        return Documents(self)

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
        works = (self.get(number) for number in numbers_between(*ends))
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
        if self._made_tables is None:
            from itu_catalog.catalog.tables import Tables

            self._made_tables = Tables(self._shelf, self.get)
        return self._made_tables

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

    # ---- search

    def search(
        self, words: str, on: Day | None = None, *, limit: int | None = None
    ) -> tuple[Recommendation, ...]:
        """Return works whose titles have all the words, best first; case, accents and dashes do not count.

        A word may be the beginning of one in the title. Whole words count more than beginnings, the current
        title more than older ones, works in force more than others; then the shorter title, then the number.
        With `on`, only titles of texts that were approved by that day count.

        >>> from itu_catalog import embedded_catalog
        >>> [str(work) for work in embedded_catalog().search("quantum noise")]
        ['ITU-T X.1702']
        >>> embedded_catalog().search("quantum noise", on="2019-01-01")
        ()
        """
        if not isinstance(words, str):
            raise TypeError(f"words of a title were expected, as one string, not {type(words).__name__}")
        from itertools import islice

        from itu_catalog.catalog.search import TitleSearch, has_words

        if self._made_search is None:
            self._made_search = TitleSearch(self._store)
        keys = self._made_search.keys(words)
        day = as_date(on)
        if day is None:
            return tuple(self._work(key) for key in keys[:limit])
        found = (
            work
            for work in map(self._work, keys)
            if any(
                has_words(text.title, words)
                for text in work.documents
                if text.title and text.approved is not None and text.approved.on_or_before(day)
            )
        )
        return tuple(islice(found, limit))

    def titled_like(self, title: str, at_least: float = 0.8) -> tuple[tuple[float, Document], ...]:
        """Return the documents whose own titles are like `title`, each with its likeness, from `at_least` to 1.

        The likeliest come first; `itu_catalog.titles.likeness` says what likeness is.

        >>> from itu_catalog import embedded_catalog
        >>> for score, text in embedded_catalog().titled_like("Security threats to distributed ledger technology"):
        ...     print(round(score, 2), text)
        0.83 ITU-T X.1401 (11/2019)
        """
        if self._made_titles is None:
            from itu_catalog.titles import TitleIndex

            titles = dict.fromkeys((key, title) for key, _, title in self._store.titles())
            self._made_titles = TitleIndex((pair, pair[1]) for pair in titles)
        return tuple(
            (score, text)
            for score, (key, own) in self._made_titles.near(title, at_least)
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

    # ---- what records ask; each answer comes from the module that knows

    def _work(self, key: str) -> Recommendation:
        return self._shelf.work(key)

    def _bears(self, work: Recommendation) -> bool:
        lines = self._shelf.bearing(work.identifier)
        try:
            return self._shelf.pick(work.identifier, lines, self.as_of, work.identifier) is work
        except AmbiguousIdentifier:
            return False

    def _target(self, identifier: Identifier, after: Issued | None) -> Document | None:
        from itu_catalog.catalog.neighbours import target

        return target(self._shelf, identifier, after)

    def _number_taken(self, work: Recommendation) -> Issued | None:
        from itu_catalog.catalog.neighbours import number_taken

        return number_taken(self._shelf, work)

    def _replaced_by(self, work: Recommendation) -> tuple[Document, ...]:
        from itu_catalog.catalog.neighbours import replaced_by

        return replaced_by(self._shelf, work)

    def _supplements_of(self, work: Recommendation) -> tuple[Recommendation, ...]:
        from itu_catalog.catalog.neighbours import supplements_of

        return supplements_of(self._shelf, work)

    def _series_of(self, identifier: Identifier) -> Series | None:
        return self._tables.series_of(identifier)

    def _subseries_of(self, identifier: Identifier) -> SubSeries | None:
        series = self._series_of(identifier)
        return series.subseries_of(identifier) if series else None

    def _series_or_name(self, name: str | Identifier) -> Series | SubSeries | str:
        """Return the series of a name, or the name itself where the catalogue has no table of series."""
        try:
            return self.series(name)
        except UnknownRecommendation:
            return str(name)

    def _study_group(self, name: str) -> StudyGroup | None:
        return self._tables._study_group(name)

    def _citations_of(self, work: Recommendation) -> tuple[ReportCitation, ...]:
        return self._tables.citations_of(work)


def _each(records: Iterable[D], what: str, kind: type[D], way_out: str) -> list[D]:
    """Return the records as a list, each of the kind that it has to be."""
    found = list(records)
    for place, each in enumerate(found):
        if not isinstance(each, kind):
            wrong = type(each).__name__
            raise TypeError(f"{what}[{place}]: a {kind.__name__} was expected, not {wrong}; {way_out}")
    return found
