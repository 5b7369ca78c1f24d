"""`Catalog`: which document a name means, on a date, and what surrounds it.

>>> catalog = embedded_catalog()
>>> catalog.resolve("X.694 Cor.1", on="2020-06-09")
resolve('ITU-T X.694 (2015) Cor. 1 (10/2019)')
>>> catalog["ISO/IEC 9594-8"]
default_catalog()['ITU-T X.509']
>>> "X.999" in catalog
False
"""

from __future__ import annotations

from typing import NamedTuple

from itu_catalog.dates import Issued, as_date
from itu_catalog.documents.family import PARTS, numbers_of
from itu_catalog.documents.texts import Document
from itu_catalog.documents.works import Members, Recommendation
from itu_catalog.errors import (
    AmbiguousIdentifier,
    InvalidIdentifier,
    NotADocument,
    NotYetApproved,
    UnknownRecommendation,
)
from itu_catalog.folding import search_key, twin_key
from itu_catalog.identifier import Identifier, Kind
from itu_catalog.store import Store, opened
from itu_catalog.vocabulary import NameKind, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    import os
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, TypeVar

    from itu_catalog.documents.works import Name
    from itu_catalog.relations import Edge, Relation
    from itu_catalog.store import NameLine
    from itu_catalog.vocabulary import CouncilReport, ReportCitation, Series, StudyGroup, SubSeries

    D = TypeVar("D")
    Subject = str | Identifier | Document | Recommendation
    """What a look-up may be given."""

__all__ = [
    "Bearer",
    "Catalog",
    "Documents",
    "default_catalog",
    "embedded_catalog",
    "open_catalog",
    "resolve",
    "user_catalogue_path",
]

_MEMORY = 20_000
"""Answers to strings that are remembered; past it the memory starts afresh."""


class Bearer(NamedTuple):
    """A work that bears or bore a number, and when: from `since` on, and no longer from `until` on."""

    work: Recommendation
    since: Issued | None
    until: Issued | None


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
        found = self._catalog._found(identifier)
        return any(text.identifier == identifier for work in found for text in work.documents)

    def __repr__(self) -> str:
        return f"<{len(self)} documents of {self._catalog!r}>"


class Catalog:
    """A set of works that can be asked by any name, on any date; read-only, and safe to share by threads.

    Make one with `embedded_catalog`, `open_catalog`, `default_catalog` or `Catalog.from_records`.

    >>> catalog = embedded_catalog()
    >>> len(catalog), len(catalog.documents), catalog.as_of
    (160, 617, datetime.date(2026, 8, 22))
    """

    def __init__(self, store: Store) -> None:
        """Answer from an open catalogue file."""
        self._store = store
        self.as_of: datetime.date = store.as_of
        """The day up to which the data is complete; what "today" means wherever no date is given."""
        self._works: dict[str, Recommendation] = {}
        self._answers: dict[tuple[str, object], Document] = {}
        self._tables: dict[str, Any] = {}

    @classmethod
    def from_records(
        cls,
        works: Iterable[Recommendation],
        *,
        as_of: datetime.date | str,
        names: Iterable[Name] = (),
        tables: Mapping[str, Mapping[str, Mapping[str, Any]]] | None = None,
        sources: Iterable[str] = (),
    ) -> Catalog:
        """Make a catalogue of records, by writing its file in memory.

        `names` are the names of series, `tables` the rows of the small tables as plain values.
        """
        from itu_catalog.writer import dump

        day = as_date(as_of)
        assert day is not None
        return cls(Store(dump(works, as_of=day.isoformat(), names=names, tables=tables, sources=sources)))

    # ---- what it is

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
        keys = self._tables.get("keys")
        if keys is None:
            # The file is in order of bytes; people expect X.9 before X.25.
            keys = sorted(self._store.keys(), key=lambda key: (_of(key.partition("@")[0]), key))
            self._tables["keys"] = keys
        return (self._work(key) for key in keys)

    @property
    def documents(self) -> Documents:
        """All its documents."""
        return Documents(self)

    def _work(self, key: str) -> Recommendation:
        work = self._works.get(key)
        if work is None:
            # Two threads may both build it; the first to store it wins, so that it stays one object.
            work = self._works.setdefault(key, self._store.work(key.encode(), self))
        return work

    # ---- names to works

    def _named(self, folded: str) -> list[NameLine]:
        return self._store.named(folded)

    def _number_lines(self, number: str) -> list[NameLine]:
        return [
            line
            for line in self._named(search_key(number))
            if line.kind in (NameKind.NUMBER, NameKind.FORMER)
        ]

    def _lines_of(self, identifier: Identifier) -> list[NameLine]:
        """Return who bears a number: of a joint one, who bears all of it; without a sector, in any."""
        numbers = numbers_of(identifier)
        prefixes = ("",) if identifier.sector or not identifier.series else ("ITU-T ", "ITU-R ")
        found: list[NameLine] = []
        for prefix in prefixes:
            each = [self._number_lines(prefix + number) for number in numbers]
            common = set.intersection(*({line.target for line in lines} for lines in each))
            found += [line for line in each[0] if line.target in common]
        return found

    def _found(self, identifier: object) -> list[Recommendation]:
        if not isinstance(identifier, Identifier):
            return []
        return [self._work(key) for key in dict.fromkeys(line.target for line in self._lines_of(identifier))]

    def bearers(self, number: Subject) -> tuple[Bearer, ...]:
        """Return every work that bears or ever bore a number, oldest first; empty when none did.

        Raises `InvalidIdentifier` for what is no identifier.

        >>> for bearer in embedded_catalog().bearers("Z.107"):
        ...     print(bearer.since, bearer.work.title)
        1999-11-19 SDL with embedded ASN.1
        2012-04-29 Specification and Description Language - Object-oriented data in SDL-2010
        """
        identifier = (
            number
            if isinstance(number, Identifier)
            else getattr(number, "identifier", None) or _parse(number)
        )
        lines = self._lines_of(identifier)
        lines.sort(key=lambda line: (line.since is None, line.since or Issued(9999), line.target))
        return tuple(Bearer(self._work(line.target), line.since, line.until) for line in lines)

    def _bears(self, work: Recommendation) -> bool:
        """Whether looking its number up gives this very work."""
        try:
            return (
                self._pick(work.identifier, self._lines_of(work.identifier), self.as_of, work.identifier)
                is work
            )
        except AmbiguousIdentifier:
            return False

    def _pick(
        self, identifier: Identifier, lines: list[NameLine], on: datetime.date, asked: object
    ) -> Recommendation:
        """Choose the work that bears a number on a day, else the one that bore it last."""
        targets = dict.fromkeys(line.target for line in lines)
        if len(targets) > 1:
            begun = [line for line in lines if line.since is None or line.since.on_or_before(on)] or [
                min(lines, key=lambda line: line.since or Issued(9999))
            ]
            bearing = [line for line in begun if line.until is None or not line.until.on_or_before(on)]
            # A number is taken from a work without a word when another one gets it: the last one has it.
            newest = max(line.since or Issued(1000) for line in bearing or begun)
            targets = dict.fromkeys(
                line.target for line in bearing or begun if (line.since or Issued(1000)) == newest
            )
            if identifier.sector is None and identifier.series:
                sectors = {line.target.partition(" ")[0] for line in begun}
                if len(sectors) > 1:
                    targets = dict.fromkeys(line.target for line in bearing or begun)
        works = [self._work(key) for key in targets]
        if len(works) > 1:
            sectors = {str(work.identifier.sector) for work in works}
            reason = (
                f"the number exists in {' and '.join(sorted(sectors))}"
                if len(sectors) > 1
                else f"{len(works)} works bear the number on {on.isoformat()}"
            )
            raise AmbiguousIdentifier(_said(asked), candidates=works, reason=reason)
        return works[0]

    def _names_of(self, text: str) -> list[NameLine]:
        """Return what a text means that is no number: a common or provisional name, or a twin."""
        lines = [
            line
            for line in self._named(search_key(text))
            if line.kind in (NameKind.COMMON, NameKind.PROVISIONAL)
        ]
        return lines or [line for line in self._named(twin_key(text)[0]) if line.kind is NameKind.TWIN]

    # ---- look-up

    def __getitem__(self, name: Subject) -> Recommendation:
        """Return the work that bears a name as of the catalogue's day, else the one that bore it last.

        A dated identifier, or one of a change, gives the work that has that document.
        Raises `UnknownRecommendation`, `AmbiguousIdentifier`, `NotADocument` (a series), `InvalidIdentifier`.

        >>> embedded_catalog()["Z.140"].identifier
        Identifier('ITU-T Z.161')
        """
        if isinstance(name, Recommendation):
            name = name.documents[0] if name.documents else name.identifier
        if isinstance(name, Document):
            name = name.identifier
        identifier, lines = self._read(name)
        if identifier is None:
            return self._named_work(name, lines, self.as_of)
        if identifier == identifier.work:
            return self._pick(identifier, lines, self.as_of, name)
        found = self._matching(identifier, lines)
        if not found:
            raise self._no_such_text(name, identifier, lines)
        works = list(dict.fromkeys(text.work for text in found))
        if len(works) > 1:
            chosen = self._pick(identifier.work, lines, self.as_of, name)
            if chosen in works:
                return chosen
            raise AmbiguousIdentifier(
                _said(name), candidates=works, reason="several works have such a document"
            )
        return works[0]

    def get(self, name: object, default: D | None = None) -> Recommendation | D | None:
        """Return the work that `name` means, or `default` when it is unknown, ambiguous or malformed.

        >>> embedded_catalog().get("X.509 (11/2019)") is None
        True
        """
        try:
            return self[name]  # type: ignore[index]  # whatever it is
        except (LookupError, InvalidIdentifier):
            return default

    def __contains__(self, name: object) -> bool:
        try:
            self[name]  # type: ignore[index]  # whatever it is
        except AmbiguousIdentifier:
            return True
        except (LookupError, InvalidIdentifier):
            return False
        return True

    def resolve(self, name: Subject, on: datetime.date | str | None = None) -> Document:
        """Return the one document that `name` means, read by somebody on the day `on`.

        A dated identifier gives its document whatever the day. An undated work gives the edition in force on
        the day; without a day the current one, else the last. An undated change gives the one to the edition
        in force on the day; without a day the only one there is.

        Raises `UnknownRecommendation` (with suggestions), `AmbiguousIdentifier` (with candidates),
        `NotYetApproved` (with the first text), `NotADocument` (a series), `InvalidIdentifier`.

        >>> embedded_catalog().resolve("ISO/IEC 9594-8:2020")
        resolve('ITU-T X.509 (10/2019)')
        """
        day = as_date(on)
        if type(name) is str:
            answer = self._answers.get((name, day))
            if answer is None:
                answer = self._quickly(name, day) or self._resolve(name, day)
                if len(self._answers) >= _MEMORY:
                    self._answers.clear()
                self._answers[name, day] = answer
            return answer
        if isinstance(name, Recommendation):
            return self._edition(self[name], day, name.identifier, str(name.identifier))
        return self._resolve(name.identifier if isinstance(name, Document) else name, day)

    def _quickly(self, name: str, day: datetime.date | None) -> Document | None:
        """Resolve a name that is canonical but for the sector, as it stands; None when it must be parsed.

        What the parser would find is found: the series decides the sector, save for those that exist in two.
        Loading the parser is most of a cold start.
        """
        if not name.isascii() or name[:1] in "FMPSV":
            return None
        head, dated, _ = name.partition(" (")
        prefixes = ("",) if head.startswith("ITU-") else ("ITU-T ", "ITU-R ")
        lines = [line for prefix in prefixes for line in self._number_lines(prefix + head)]
        sectors = {line.text.partition(" ")[0] for line in lines}
        if len(sectors) != 1 or not all(line.text.endswith(head) for line in lines):
            return None
        full = name if name.startswith("ITU-") else f"{sectors.pop()} {name}"
        if not dated:
            return self._by_number(name, _of(full), lines, day)
        works = [self._work(key) for key in dict.fromkeys(line.target for line in lines)]
        return next((text for work in works for text in work.documents if str(text.identifier) == full), None)

    def _by_number(
        self, asked: object, identifier: Identifier, lines: list[NameLine], day: datetime.date | None
    ) -> Document:
        """Choose the document that an undated number means on a day, which must have been given by then."""
        work = self._pick(identifier, lines, day or self.as_of, asked)
        if day is not None and not any(line.since is None or line.since.on_or_before(day) for line in lines):
            # A number that a work got later is not known yet, even if the work is.
            numbers = numbers_of(identifier)
            named = [
                text for text in work.editions if not set(numbers).isdisjoint(numbers_of(text.identifier))
            ]
            raise NotYetApproved(_said(asked), document=(named or list(work.editions))[0], on=day)
        return self._edition(work, day, asked, str(identifier))

    def _resolve(self, name: Subject, day: datetime.date | None) -> Document:
        identifier, lines = self._read(name)
        if identifier is None:
            return self._named_document(name, lines, day)
        if identifier == identifier.work:
            return self._by_number(name, identifier, lines, day)
        found = self._matching(identifier, lines)
        if not found:
            raise self._no_such_text(name, identifier, lines)
        if identifier.issued is not None or not identifier.steps:
            if day is not None and len(found) > 1:  # a year may fit two texts, one of them not yet written
                found = [text for text in found if text.approved and text.approved.on_or_before(day)] or found
            if len(found) > 1:
                raise AmbiguousIdentifier(
                    _said(name), candidates=found, reason=f"{len(found)} texts fit that date"
                )
            return found[0]
        return self._undated_change(name, found, day)

    def _read(self, name: object) -> tuple[Identifier | None, list[NameLine]]:
        """Return the identifier that `name` is with who bears its number, or None with what else it names."""
        try:
            identifier = name if isinstance(name, Identifier) else _parse(name)
        except InvalidIdentifier:
            lines = self._names_of(name) if isinstance(name, str) else []
            if not lines:
                raise
            return None, lines
        lines = [] if identifier.kind is Kind.SERIES else self._lines_of(identifier)
        if lines:
            return identifier, lines
        lines = (
            self._names_of(str(name))
            or self._names_of(str(identifier))
            or self._names_of(identifier.designation)
        )
        if lines:
            return None, lines
        if identifier.kind is Kind.SERIES:
            raise NotADocument(str(name), series=self._series_or(identifier))
        raise UnknownRecommendation(
            _said(name), suggestions=self._near(identifier), reason=_whether_assigned(identifier)
        )

    def _matching(self, identifier: Identifier, lines: list[NameLine]) -> list[Document]:
        works = [self._work(key) for key in dict.fromkeys(line.target for line in lines)]
        for work in works:  # the identifier itself, before anything is taken apart
            for text in work.documents:
                if text.identifier == identifier:
                    return [text]
        return [text for work in works for text in work._family.find(identifier)]

    def _edition(
        self, work: Recommendation, day: datetime.date | None, asked: object, number: str | None = None
    ) -> Document:
        """Choose the edition of a work that is meant on a day."""
        family, standing = work._family, work._standing
        if day is None:
            text = work.current or work.last
            if text is not None and number is not None:
                text, _ = standing.edition_on(self.as_of, number) if text is work.current else (text, "")
        else:
            text, doubt = standing.edition_on(day, number)
            if text is None and not doubt and family.groups:
                raise NotYetApproved(_said(asked), document=family.groups[0][0], on=day)
            text = text or work.last
        if text is None:
            raise UnknownRecommendation(
                _said(asked), reason="the catalogue has the number, but none of its texts"
            )
        return text

    def _undated_change(self, asked: object, found: list[Document], day: datetime.date | None) -> Document:
        """Choose among the changes or parts that an identifier without a date of its own may mean."""
        if found[0].kind in PARTS:
            found = self._newest_parts(found, day)
        if day is not None:
            approved = [text for text in found if text.approved is None or text.approved.on_or_before(day)]
            if not approved:
                raise NotYetApproved(_said(asked), document=min(found, key=_by_approval), on=day)
            in_force = {text.work._standing.edition_on(day)[0] for text in approved}
            meant = [text for text in approved if text.work._family.root(text) in in_force]
            found = meant or approved
        if len(found) > 1:
            reason = "no date is known" if day is None else f"on {day.isoformat()} more than one was approved"
            raise AmbiguousIdentifier(_said(asked), candidates=sorted(found, key=_by_approval), reason=reason)
        return found[0]

    def _newest_parts(self, found: list[Document], day: datetime.date | None) -> list[Document]:
        """Keep the newest text of a part: parts replace each other like editions do."""
        begun = [
            text for text in found if day is None or text.approved is None or text.approved.on_or_before(day)
        ]
        works = {text.work for text in begun}
        return [max(begun, key=_by_approval)] if len(works) == 1 else found

    def _named_work(self, asked: object, lines: list[NameLine], day: datetime.date) -> Recommendation:
        targets = dict.fromkeys(line.target for line in lines)
        if len(targets) > 1:
            # A name passes from one work to the next like a number does.
            known = [line for line in lines if line.since is None or line.since.on_or_before(day)]
            live = [line for line in known if line.until is None or not line.until.on_or_before(day)]
            targets = dict.fromkeys(line.target for line in live or known or lines)
        if any(target.endswith("-series") for target in targets):
            raise NotADocument(str(asked), series=self._series_or(next(iter(targets))))
        works = [self._work(target) for target in targets]
        if len(works) > 1:
            raise AmbiguousIdentifier(_said(asked), candidates=works, reason="several works have that name")
        return works[0]

    def _named_document(self, asked: object, lines: list[NameLine], day: datetime.date | None) -> Document:
        work = self._named_work(asked, lines, day or self.as_of)
        if lines[0].kind is NameKind.TWIN:
            number, year = twin_key(str(asked))
            if year:
                dated = {
                    text.twin: text
                    for text in work.editions
                    if text.twin and twin_key(text.twin) == (number, year)
                }
                if len(dated) == 1:
                    return next(iter(dated.values()))
                known = tuple(text.twin for text in work.editions if text.twin)
                raise UnknownRecommendation(
                    _said(asked), suggestions=known, reason=f"no text of {work} has a twin of {year}"
                )
        document = lines[0].document
        if document is not None and document.kind is not Kind.SERIES:
            for text in work.documents:
                if text.identifier == document:
                    if day and text.approved and not text.approved.on_or_before(day):
                        raise NotYetApproved(_said(asked), document=text, on=day)
                    return text
        return self._edition(work, day, asked)

    # ---- what to say on a miss

    def _no_such_text(
        self, asked: object, identifier: Identifier, lines: list[NameLine]
    ) -> UnknownRecommendation:
        """Make the error for a known number with a date or a change that never was."""
        works = [self._work(key) for key in dict.fromkeys(line.target for line in lines)]
        texts = [text for work in works for text in work.documents]
        near = [text for text in texts if text.kind is identifier.kind] or [
            text for work in works for text in work.editions
        ]
        if identifier.edition.issued is not None and identifier.steps:
            same = [text for text in near if text.identifier.edition.year == identifier.edition.year]
            near = same or near
        reason = f"it knows {identifier.work}, but no such text of it"
        return UnknownRecommendation(
            _said(asked), suggestions=tuple(str(text.identifier) for text in near), reason=reason
        )

    def _near(self, identifier: Identifier) -> tuple[str, ...]:
        """Return numbers of the same series that look like one that nobody bears."""
        if identifier.series is None:
            return ()
        import difflib

        sectors = [str(identifier.sector)] if identifier.sector else ["ITU-T", "ITU-R"]
        known: dict[str, str] = {}
        for sector in sectors:
            for mark in (".", " "):
                for line in self._store.names_from(search_key(f"{sector} {identifier.series}") + mark):
                    if line.kind in (NameKind.NUMBER, NameKind.FORMER):
                        known[line.text.partition(" ")[2]] = line.text
        near = difflib.get_close_matches(identifier.work.designation, known, 5, 0.7)
        return tuple(known[name] for name in near)

    # ---- succession

    def _record(self, subject: Subject) -> Document | Recommendation:
        """Return what a look-up is about: the document that is named exactly, else the work."""
        if isinstance(subject, Document | Recommendation):
            return subject
        identifier, _ = self._read(subject)
        return self[subject] if identifier is None or identifier == identifier.work else self.resolve(subject)

    def _renamed(self, subject: Subject) -> bool:
        """Whether a number was asked for that its work does not bear any more."""
        if isinstance(subject, Document | Recommendation):
            return False
        identifier, lines = self._read(subject)
        if identifier is None or identifier != identifier.work:
            return False
        work = self[subject]
        return any(line.target == work.key and line.kind is NameKind.FORMER for line in lines)

    def successor(
        self, subject: Subject, on: datetime.date | str | None = None
    ) -> Document | Recommendation | None:
        """Return what took the place of a text or a work, one step on; None when nothing did by `on`.

        For a number that its work bears no longer, the work under its new number.

        >>> catalog = embedded_catalog()
        >>> catalog.successor("X.509 (10/2012)"), catalog.successor("X.509")
        (resolve('ITU-T X.509 (10/2016)'), None)
        >>> catalog.successor("Z.140").identifier
        Identifier('ITU-T Z.161')
        """
        day = as_date(on) or self.as_of
        record = self._record(subject)
        if self._renamed(subject):
            assert isinstance(record, Recommendation)
            now = numbers_of(record.identifier)
            since = [line.since for line in self._number_lines(now[0]) if line.target == record.key]
            return record if since and (since[0] is None or since[0].on_or_before(day)) else None
        return self._next(record, day)

    def _next(
        self, record: Document | Recommendation, day: datetime.date
    ) -> Document | Recommendation | None:
        if isinstance(record, Document):
            end = record.work._standing.end(record)
            done = end is not None and end.by is not None and end.on is not None and end.on.on_or_before(day)
            return end.by if end and done else None
        last = record.last
        following = self._next(last, day) if last else None
        return following.work if isinstance(following, Document) else None

    def predecessor(self, subject: Subject) -> Document | Recommendation | None:
        """Return the text or work whose place it took, one step back; None for a first one.

        >>> embedded_catalog().predecessor("Z.161 (11/2007)")
        resolve('ITU-T Z.140 (03/2006)')
        """
        record = self._record(subject)
        if isinstance(record, Document):
            return record.supersedes
        older = record.supersedes
        return max(older, key=lambda work: str(work.last.approved if work.last else "")) if older else None

    def replacement(
        self, subject: Subject, on: datetime.date | str | None = None
    ) -> Document | Recommendation | None:
        """Return what to read instead: the end of the chain of successors, also across numbers.

        None when the text or work is itself the end of the chain: it is current, or nothing replaced it.

        >>> embedded_catalog().replacement("X.509 (11/1988)")
        resolve('ITU-T X.509 (10/2019)')
        """
        from itu_catalog.relations import walk

        day = as_date(on) or self.as_of
        first = self.successor(subject, day)
        if first is None:
            return None
        chain = walk(first, lambda record: filter(None, [self._next(record, day)]))
        return [first, *chain][-1]

    def related(self, subject: Subject) -> dict[Relation, tuple[Edge, ...]]:
        """Return every relation of a work or document, grouped: edges from it and edges to it.

        >>> for relation, edges in embedded_catalog().related("X.893 (2007) Cor. 1").items():
        ...     print(relation, [str(edge.target) for edge in edges])
        corrects ['ITU-T X.893 (05/2007)']
        """
        from itu_catalog.relations import Relation, edges_of

        edges = edges_of(self._record(subject))
        grouped = {
            relation: tuple(edge for edge in edges if edge.relation is relation) for relation in Relation
        }
        return {relation: found for relation, found in grouped.items() if found}

    # ---- what records ask

    def _target(self, identifier: Identifier, after: Issued | None) -> Document | None:
        """Return the text that superseded one approved at `after`: the dated one, or the work's next."""
        lines = self._lines_of(identifier)
        found = self._matching(identifier, lines) if identifier != identifier.work else []
        if identifier == identifier.work:
            works = [self._work(key) for key in dict.fromkeys(line.target for line in lines)]
            texts = [text for work in works for text in work.editions]
            later = [text for text in texts if after is None or (text.approved and text.approved >= after)]
            found = [min(later or texts, key=_by_approval)] if texts else []
        return found[0] if found else None

    def _number_taken(self, work: Recommendation) -> tuple[Recommendation, Issued] | None:
        last = work.last
        if last is None or last.approved is None:
            return None
        later = [
            line
            for line in self._number_lines(numbers_of(last.identifier)[0])
            if line.target != work.key and line.since is not None and line.since > last.approved
        ]
        first = min(later, key=lambda line: line.since or Issued(9999), default=None)
        return (self._work(first.target), first.since) if first and first.since else None

    def _pointing(self, work: Recommendation, relation: str) -> Iterator[Document]:
        for number, _, _ in work._family.bearing():
            for key, document in self._store.edges_to(number, relation):
                for text in self._work(key).documents:
                    if text.identifier == _of(document):
                        yield text

    def _replaced_by(self, work: Recommendation) -> tuple[Document, ...]:
        found = []
        for text in dict.fromkeys(self._pointing(work, "superseded by")):
            targets = [self._target(each, text.approved) for each in text.replaced_by]
            if text.work is not work and any(
                target is not None and target.work is work for target in targets
            ):
                found.append(text)
        return tuple(found)

    def _supplements_of(self, work: Recommendation) -> tuple[Recommendation, ...]:
        works = dict.fromkeys(text.work for text in self._pointing(work, "supplements"))
        return tuple(sorted(other for other in works if other is not work))

    def _series_of(self, identifier: Identifier) -> Series | None:
        letter, sector = identifier.series, identifier.sector
        return self._all_series().get(f"{sector or 'ITU-T'} {letter}") if letter else None

    def _subseries_of(self, identifier: Identifier) -> SubSeries | None:
        series = self._series_of(identifier)
        return series.subseries_of(identifier) if series else None

    def _study_group(self, name: str) -> StudyGroup | None:
        groups: dict[str, StudyGroup | None] = self._tables.setdefault("group", {})
        if name not in groups:
            row = self._store.row("groups", name)
            groups[name] = self._attach("StudyGroup", row) if row else None
        return groups[name]

    def _members_of(self, holder: Any, on: datetime.date | None) -> Members:  # noqa: ANN401 - one of three types
        """Return the works of a series, a block or a study group that have an edition in force on a day.

        Supplements and guides are no members of a series, they stand beside it.
        """
        from itu_catalog.vocabulary import StudyGroup

        day = on or self.as_of
        if isinstance(holder, StudyGroup):
            candidates = [work for work in self if self._answers_for(work, holder, day)]
        else:
            prefix = f"{holder.sector} {getattr(holder, 'letter', '') or holder.series_letter}"
            keys: dict[str, None] = {}
            for line in self._store.names_from(search_key(prefix) + "."):
                borne = (line.since is None or line.since.on_or_before(day)) and not (
                    line.until is not None and line.until.on_or_before(day)
                )
                if line.kind in (NameKind.NUMBER, NameKind.FORMER) and borne and holder.contains(line.text):
                    keys[line.target] = None
            candidates = sorted(self._work(key) for key in keys)
        found = [(work, work.status_on(day)) for work in candidates]
        living = [(work, standing) for work, standing in found if standing.status.is_in_force]
        return Members(
            (work for work, _ in living), (work for work, standing in living if not standing.certain)
        )

    def _answers_for(self, work: Recommendation, group: StudyGroup, day: datetime.date) -> bool:
        """Whether a group answered for a work on a day: today's group, or its ancestor of that day."""
        now = work.study_group
        if now is None:
            return False
        if now.key == group.key:
            return now.active_since is None or now.active_since.on_or_before(day)
        if not group.active_on(day) or (now.active_since is not None and now.active_since.on_or_before(day)):
            return False
        text, _ = work._standing.edition_on(day)
        then = text.responsibility.then if text else None
        return then is not None and any(heir.key == group.key for heir in then.lineage(day))

    # ---- the small tables

    def _attach(self, cls: str, row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the class is named
        import itu_catalog.vocabulary as vocabulary  # noqa: PLR0402 - its names load on use
        from itu_catalog.rows import record

        return record(getattr(vocabulary, cls), row).attached_to(self)

    def _all_series(self) -> dict[str, Series]:
        found: dict[str, Series] | None = self._tables.get("series")
        if found is None:
            found = {key: self._attach("Series", row) for key, row in self._store.table("series")}
            self._tables["series"] = found
        return found

    @property
    def all_series(self) -> tuple[Series, ...]:
        """Every series that the catalogue has a title or a table of numbers for, in order."""
        return tuple(sorted(self._all_series().values()))

    @property
    def study_groups(self) -> tuple[StudyGroup, ...]:
        """Every study group it knows, of today and before, in order."""
        rows = self._tables.get("groups")
        if rows is None:
            rows = self._tables["groups"] = [key for key, _ in self._store.table("groups")]
        return tuple(sorted(group for key in rows if (group := self._study_group(key)) is not None))

    def series(self, name: str | Identifier) -> Series | SubSeries:
        """Return the series or sub-series of a name: ``X``, ``X-series``, ``X.500``, ``Z.160-series``.

        A letter means the whole series. A number means the block of numbers that begins with it (the
        narrowest when two do), else the narrowest block that contains it: ``X.500-series`` is
        X.500–X.599, the Directory.
        Of several wordings the one printed last counts. Raises `UnknownRecommendation` for any other name.
        """
        text = str(name).strip()
        body = text.removesuffix("-series").removesuffix(" series").strip()
        sector, _, rest = body.partition(" ")
        sectors = (sector,) if sector in ("ITU-T", "ITU-R") else ("ITU-T", "ITU-R")
        rest = rest if sector in ("ITU-T", "ITU-R") else body
        if not rest.isupper() and rest.islower():
            rest = rest.upper()
        for sector in sectors:
            letters = rest.partition(".")[0]
            series = self._all_series().get(f"{sector} {letters}")
            if series is None:
                continue
            if rest == letters:
                return series
            blocks = series.blocks_of(rest)
            starting = [block for block in blocks if block.first == rest]
            if blocks:
                return (starting or list(blocks))[0]
        raise UnknownRecommendation(_said(name), reason="no series or sub-series of that name is known")

    def _series_or(self, name: str | Identifier) -> Series | SubSeries | str:
        """Return the series of a name, or the name itself where the catalogue has no table of series."""
        try:
            return self.series(name)
        except UnknownRecommendation:
            return str(name)

    def study_group(self, name: str | int) -> StudyGroup:
        """Return a study group: ``SG17``, ``17``, ``ITU-T SG17``, ``Study Group 17``, ``SG-17``, ``TSAG``.

        Without a sector an ITU-T group is meant where there is one. Raises `UnknownRecommendation`.

        >>> str(embedded_catalog().study_group("Study Group 17"))
        'ITU-T SG17'
        """
        text = " ".join(str(name).replace("Study Group", "SG").replace("study group", "SG").split())
        head, _, rest = text.partition(" ")
        body, short = (head, rest) if head in ("ITU-T", "ITU-R", "ITU-D", "CCITT", "CCIR") else ("", text)
        short = short.upper().replace("-", "").replace("SG ", "SG")
        short = f"SG{short}" if short.isdigit() else short
        if body in ("CCITT", "CCIR"):
            short = short.replace("SG", "SG ", 1)
        for sector in (body,) if body else ("ITU-T", "ITU-R", "ITU-D"):
            for key in (f"{sector} {short}", f"{sector} {short.replace('SG ', 'SG')}"):
                if (group := self._study_group(key)) is not None:
                    return group
        raise UnknownRecommendation(_said(name), reason="no study group of that name is known")

    @property
    def reports(self) -> tuple[CouncilReport, ...]:
        """The reports whose citations the catalogue holds, by their key."""
        found: tuple[CouncilReport, ...] | None = self._tables.get("reports")
        if found is None:
            import itu_catalog.vocabulary as vocabulary  # noqa: PLR0402 - its names load on use
            from itu_catalog.rows import record

            found = tuple(record(vocabulary.CouncilReport, row) for _, row in self._store.table("reports"))
            self._tables["reports"] = found
        return found

    def report(self, key: str) -> CouncilReport:
        """Return one report by its key (``council-2020``) or number (``C17/18``)."""
        for report in self.reports:
            if key in (report.key, report.number):
                return report
        known = tuple(report.key for report in self.reports)
        raise UnknownRecommendation(key, suggestions=known, reason="no report of that name is known")

    def _citations_of(self, work: Recommendation) -> tuple[ReportCitation, ...]:
        cited: dict[str, list[ReportCitation]] | None = self._tables.get("cited")
        if cited is None:
            cited = {}
            for report in self.reports:
                for citation in report.citations:
                    meant = [citation.identifier, *citation.members]
                    works = dict.fromkeys(self.get(each) for each in meant if each is not None)
                    for each in works:
                        if each is not None:
                            cited.setdefault(each.key, []).append(citation)
            self._tables["cited"] = cited
        return tuple(cited.get(work.key, ()))

    # ---- search

    def search(self, words: str, *, limit: int | None = None) -> tuple[Recommendation, ...]:
        """Return works whose titles have all the words, best first; case, accents and dashes do not count.

        A word may be the beginning of one in the title. Whole words count more than beginnings, the current
        title more than older ones, works in force more than others; then the shorter title, then the number.

        >>> [str(work) for work in embedded_catalog().search("quantum noise")]
        ['ITU-T X.1702']
        """
        wanted = _words(words)
        if not wanted:
            return ()
        scored: dict[str, tuple[int, int]] = {}
        for key, standing, text, tokens in self._title_index():
            score = 0
            for word in wanted:
                best = max(
                    (2 if token == word else 1 for token in tokens if token.startswith(word)), default=0
                )
                if not best:
                    break
                score += 4 * best
            else:
                score += 2 * standing + (" ".join(wanted) in text)
                scored[key] = min(scored.get(key, (0, 0)), (-score, len(tokens)))
        ranked = sorted(scored, key=lambda key: (scored[key], _of(key.partition("@")[0]), key))
        return tuple(self._work(key) for key in ranked[:limit])

    def _title_index(self) -> list[tuple[str, int, str, frozenset[str]]]:
        index: list[tuple[str, int, str, frozenset[str]]] | None = self._tables.get("titles")
        if index is None:
            seen = set()
            index = []
            for key, status, title in self._store.titles():
                tokens = _words(title)
                standing = int(status in (Status.IN_FORCE, Status.PRE_PUBLISHED))
                row = (key, standing, " ".join(tokens))
                if row not in seen:
                    seen.add(row)
                    index.append((*row, frozenset(tokens)))
            self._tables["titles"] = index
        return index

    # ---- laying data over it

    def overlay(self, path: str) -> Catalog:
        """Return this catalogue with the works of a TOML file laid over it; nothing here changes.

        The file has the shape of the hand-edited data: new works and documents are added, and what it says of
        a known document counts, while what it replaces stays in that document's `conflicts`.
        Raises `InvalidCatalogueData` with every fault.
        """
        from itu_catalog.schema import load_works
        from itu_catalog.writer import dump

        file = load_works(path)
        laid, gone = [], set()
        for row in file.work:
            new = row.record(file.source)
            held = next(
                (work for work in map(self.get, (text.identifier for text in new.documents)) if work), None
            )
            if held is None and not any(text.approved for text in new.documents):
                held = self.get(new.identifier)
            if held is None and (same := self.get(new.identifier)) is not None:
                held = same  # a further document of a known work
            laid.append(_merged(held, new, file.source) if held else new)
            if held:
                gone.add(held.key)
        keep = [line for line in self._store.raw() if not _is_about(line, gone)]
        data = dump(
            laid,
            as_of=max(self.as_of, file.as_of or self.as_of).isoformat(),
            sources=[*self.sources, file.source],
            keep=keep,
        )
        return Catalog(Store(data, f"{self.path} + {path}"))

    @property
    def conflicts(self) -> tuple[tuple[Document, Any], ...]:
        """Every place where sources disagree: (document, the side that was not followed)."""
        return tuple((text, conflict) for text in self.documents for conflict in text.conflicts)


def _parse(value: object) -> Identifier:
    from itu_catalog.parsing import parse

    return parse(value)


def _of(text: str) -> Identifier:
    from itu_catalog.identifier import _of

    return _of(text)


def _said(asked: object) -> object:
    """What an error repeats: the string that was given, or that of an identifier."""
    return str(asked) if isinstance(asked, Identifier) else asked


def _whether_assigned(identifier: Identifier) -> str | None:
    """Say whether ITU ever gave a number that this catalogue does not hold."""
    if identifier.work.kind is not Kind.RECOMMENDATION or identifier.sector not in ("ITU-T", "ITU-R"):
        return None
    from itu_catalog.numbers import assigned

    for name in identifier.designations:
        series, _, number = name.partition(".")
        if not assigned(identifier.sector[-1], series, number):
            return f"no text of {identifier.sector} was ever numbered {name}, as far as is known"
    return "ITU gave the number, but this catalogue does not hold the text; import the whole catalogue"


def _by_approval(text: Document) -> tuple[str, Identifier]:
    return str(text.approved or "9999"), text.identifier


def _words(text: str) -> list[str]:
    """Split a title into folded words, so that ``user-generated`` is found by ``user generated``."""
    return "".join(char if char.isalnum() else " " for char in search_key(text)).split()


def _is_about(line: bytes, keys: set[str]) -> bool:
    """Whether a line of a catalogue file belongs to one of the works."""
    columns = line.decode().split("\t", 5)
    place = {"W": 1, "N": 2, "E": 3}.get(columns[0])
    return place is not None and columns[place] in keys


def _merged(held: Recommendation, new: Recommendation, source: str) -> Recommendation:
    """Lay a work over the one that the catalogue holds."""
    texts = {text.identifier: text for text in held.documents}
    for text in new.documents:
        old = texts.get(text.identifier)
        texts[text.identifier] = _corrected(old, text, source) if old else text
    return Recommendation(
        identifier=new.identifier if new.identifier != held.identifier else held.identifier,
        documents=tuple(texts.values()),
        former=new.former or held.former,
        group=new.group or held.group,
        extra_names=held.extra_names,
        note=new.note or held.note,
        source=held.source,
        inferred=held.inferred,
        sources=held.sources,
    )


def _corrected(old: Document, new: Document, source: str) -> Document:
    """Lay a document over an older record of it, keeping what is replaced as a conflict."""
    from itu_catalog.documents.texts import COLUMNS, Conflict, state

    said = state(new, COLUMNS)
    columns = {name: getattr(old, name) for name in COLUMNS}
    conflicts, sources = list(old.conflicts), dict(old.sources)
    for name, value in said.items():
        if name in ("identifier", "source", "sources", "conflicts", "inferred"):
            continue
        before = columns[name]
        key = _KEYS.get(name, name)
        if before not in (None, (), "", value) and before is not Status.UNKNOWN:
            shown = ", ".join(map(str, before)) if isinstance(before, tuple) else str(before)
            conflicts.append(Conflict(key, shown, sources.get(key, old.source), f"replaced by {source}"))
        columns[name] = value
        sources[key] = source
    sources.update(new.sources)
    inferred = tuple(name for name in old.inferred if name not in sources or sources[name] != source)
    columns |= {
        "conflicts": (*conflicts, *new.conflicts),
        "sources": tuple(sources.items()),
        "inferred": tuple(dict.fromkeys((*inferred, *new.inferred))),
    }
    return type(old)(**columns)


_KEYS = {"own_title": "title", "approved_by": "study_group", "replaced_by": "superseded_by"}
"""Column → key in the data files, where they differ."""


# --------------------------------------------------------------------------------------------------
# Which catalogue answers

_opened: dict[str, Catalog] = {}


def embedded_catalog() -> Catalog:
    """Return the catalogue in the package: the same for everybody, whatever has been imported."""
    found = _opened.get("")
    if found is None:
        # Found beside this module and not through importlib.resources, which costs more than a look-up;
        # in a package inside a zip there is no such file, and the loader has the bytes.
        path = __file__.removesuffix("catalog.py").removesuffix("catalog.pyc") + "data/core.tsv"
        loader = globals().get("__loader__")
        found = _opened.setdefault("", Catalog(opened(path, getattr(loader, "get_data", None))))
    return found


def open_catalog(path: str | os.PathLike[str]) -> Catalog:
    """Open a catalogue file, such as one made by an import; `CatalogueFileError` when it cannot be used."""
    import os

    return Catalog(opened(os.fspath(path)))


def default_catalog() -> Catalog:
    """Return the user's catalogue where there is one, else the one in the package; opened once.

    In this order: the file that the environment variable ``ITU_CATALOG`` names (``embedded`` means the one in
    the package), the imported catalogue in the user's data directory, the one in the package.
    Nothing is ever fetched.
    """
    import os

    named = os.environ.get("ITU_CATALOG", "")
    if named == "embedded":
        return embedded_catalog()
    path = named or user_catalogue_path()
    found = _opened.get(path)
    if found is None:
        if not named and not os.path.exists(path):  # noqa: PTH110 - pathlib costs more than the look-up
            return embedded_catalog()
        found = _opened.setdefault(path, open_catalog(path))
    return found


def user_catalogue_path() -> str:
    """Return where an imported catalogue lies: in the user's data directory, as each system has it."""
    import os
    import sys

    home = os.path.expanduser("~")  # noqa: PTH111 - the same
    places = {"win32": os.environ.get("LOCALAPPDATA"), "darwin": f"{home}/Library/Application Support"}
    base = places.get(sys.platform) or os.environ.get("XDG_DATA_HOME") or f"{home}/.local/share"
    return os.path.join(base, "itu-catalog", "catalogue.tsv")  # noqa: PTH118 - the same


def resolve(name: Subject, on: datetime.date | str | None = None) -> Document:
    """Return the one document that `name` means on `on`: `Catalog.resolve` of the default catalogue."""
    return default_catalog().resolve(name, on)
