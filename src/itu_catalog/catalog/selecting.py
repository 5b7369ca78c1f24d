"""Choosing works and documents: by where they stand, who answers for them, when they were approved, how they stand.

>>> from itu_catalog import embedded_catalog
>>> chosen = embedded_catalog().documents.select(approved="2019..2020", numbers="X.500..X.599")
>>> [str(text) for text in chosen][:3]
['ITU-T X.500 (10/2019)', 'ITU-T X.501 (10/2019)', 'ITU-T X.509 (10/2019)']
"""

from __future__ import annotations

from typing import NamedTuple, TypedDict

from itu_catalog.catalog.selected import Selected
from itu_catalog.catalog.windows import Numbers, Verdict, Window
from itu_catalog.dates import as_date
from itu_catalog.documents.responsibility import may_have_approved
from itu_catalog.documents.texts import CLASSES, Document
from itu_catalog.errors import UnknownRecommendation
from itu_catalog.folding import search_key, twin_key
from itu_catalog.identifier import Kind
from itu_catalog.vocabulary import Series, Status, StudyGroup, SubSeries

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from itu_catalog.catalog.catalog import Catalog
    from itu_catalog.catalog.search import Hits
    from itu_catalog.catalog.selected import R
    from itu_catalog.catalog.windows import Stretch
    from itu_catalog.dates import Day
    from itu_catalog.documents.works import Recommendation
    from itu_catalog.identifier import Identifier

__all__ = ["SORTS", "Conditions", "Question", "series_on", "words_of"]

SORTS = ("number", "oldest", "newest", "title", "best")
"""Orders: by number; by approval, either way; by title; with words of a title, the best first."""


class Conditions(TypedDict, total=False):
    """What may be asked of works and documents; `Catalog.select` says what each means."""

    series: str | Identifier | Series | SubSeries | None
    numbers: str | tuple[str | Identifier, str | Identifier] | None
    group: str | int | StudyGroup | None
    approved: Stretch | None
    approved_by: str | int | StudyGroup | None
    status: str | Iterable[str] | None
    kind: str | Iterable[str] | None
    work_kind: str | Iterable[str] | None
    document_kind: str | Iterable[str] | None
    twin: str | bool | None
    title: str | None
    on: Day | None
    sort: str | None


class _Tests(NamedTuple):
    """What is asked of a work, and of a document of it."""

    of_work: list[Callable[[Recommendation], Verdict]]
    of_text: list[Callable[[Document], Verdict]]


class Question:
    """One set of conditions, to be answered with works or with documents."""

    def __init__(self, catalog: Catalog, conditions: Conditions, *, documents: bool) -> None:
        """Read the conditions; what cannot be read is a `ValueError` that says what to write."""
        for name in conditions:
            if name not in Conditions.__annotations__:
                known = ", ".join(Conditions.__annotations__)
                raise TypeError(f"there is no condition {name!r}; there are: {known}")
        self._catalog = catalog
        self._shelf = catalog._shelf
        self._tables = catalog._tables
        self._documents = documents
        self.day = as_date(conditions.get("on")) or catalog.as_of
        self._past = self.day < catalog.as_of
        self._asked = conditions
        sort = conditions.get("sort")
        if sort is not None and sort not in SORTS:
            raise ValueError(f"{sort!r} is no order; write one of: {', '.join(SORTS)}")
        self._hits: Hits | None = None
        if (title := conditions.get("title")) is not None:
            self._hits = catalog._hits(title, self.day if self._past else None)
            if not self._hits.wanted:
                raise ValueError(
                    f"{title[:60]!r} has no word to search for; write one of the title, or its beginning"
                )
        if sort == "best" and self._hits is None:
            raise ValueError("there is a best first only with words of a title; give some, or another order")
        self._sort = sort or ("best" if self._hits is not None else "number")
        self._prefixes: set[str] | None = None
        self._window: Window | None = None
        self._tests = _Tests([], [])
        self._read()

    # ---- the conditions

    def _read(self) -> None:
        asked, works, texts = self._asked, self._tests.of_work, self._tests.of_text
        mine: list[Any] = texts if self._documents else works
        if self._documents:
            texts.append(self._known_text)
        else:
            works.append(self._known)
        if (series := asked.get("series")) is not None:
            works.append(self._in_series(self._series(series)))
        if (numbers := asked.get("numbers")) is not None:
            works.append(self._in_range(Numbers.read(numbers)))
        if (group := asked.get("group")) is not None:
            works.append(self._answered_by(self._group(group)))
        for name, tests in (("kind", mine), ("work_kind", works), ("document_kind", texts)):
            if (given := asked.get(name)) is not None:
                kinds = words_of(given, Kind, "kind")  # type: ignore[arg-type]
                tests.append(_of_kind(kinds if tests is texts else _of_works(kinds)))
        if (status := asked.get("status")) is not None:
            mine.append(self._stands(words_of(status, Status, "status")))
        if (twin := asked.get("twin")) is not None:
            mine.append(self._has_twin(twin))
        if (approved := asked.get("approved")) is not None:
            self._window = window = Window.read(approved)
            texts.append(lambda text: window.judge(text.approved))
        if (approver := asked.get("approved_by")) is not None:
            texts.append(self._approved_by(self._group(approver)))
        if self._hits is not None and self._documents:
            texts.append(self._titled)

    def _series(self, series: str | Identifier | Series | SubSeries) -> Series | SubSeries:
        if isinstance(series, Series | SubSeries):
            return series
        return series_on(self._catalog, series, self.day)

    def _group(self, group: str | int | StudyGroup) -> StudyGroup:
        return group if isinstance(group, StudyGroup) else self._catalog.study_group(group)

    # ---- what is asked of a work

    def _known(self, work: Recommendation) -> Verdict:
        text, doubt = work._standing.edition_on(self.day)
        if text is not None:
            return Verdict(fits=True)
        if not work._family.groups:  # changes alone, of a text that no source has
            return Verdict(any(self._known_text(each).fits is not False for each in work.documents))
        return Verdict(None, doubt) if doubt and self._past else Verdict(fits=bool(doubt))

    def _number(self, work: Recommendation) -> Identifier:
        """Return the number that a work bore on the day."""
        text = work._standing.edition_on(self.day)[0] if self._past else None
        return text.identifier.work if text else work.identifier

    def _in_series(self, series: Series | SubSeries) -> Callable[[Recommendation], Verdict]:
        letter = series.letter if isinstance(series, Series) else series.series_letter
        self._narrow(str(series.sector), letter)

        def fits(work: Recommendation) -> Verdict:
            number = self._number(work)
            beside = isinstance(series, Series) and number.series == letter  # Supplements and guides
            return Verdict(number.sector == series.sector and (beside or series.contains(number)))

        return fits

    def _in_range(self, numbers: Numbers) -> Callable[[Recommendation], Verdict]:
        for sector in (numbers.sector,) if numbers.sector else ("ITU-T", "ITU-R"):
            self._narrow(sector, numbers.series)
        return lambda work: Verdict(numbers.has(str(self._number(work))))

    def _narrow(self, sector: str, letters: str) -> None:
        """Look at works only that bear or bore a number with these letters."""
        heads = (f"{kind}{sector} {letters}{mark}" for kind in ("", "Report ") for mark in ". ")
        self._prefixes = {*(self._prefixes or ()), *map(_folded, heads)}

    def _answered_by(self, group: StudyGroup) -> Callable[[Recommendation], Verdict]:
        def fits(work: Recommendation) -> Verdict:
            now = work.study_group
            if now is None:
                at_work = group.active_since is None or group.active_on(self.day)
                may = at_work and str(work.identifier.sector) == str(group.sector)
                return Verdict(None if may else False, "which study group answers for it is not known")
            if not self._tables.answers_for(work, group, self.day):
                return Verdict(fits=False)
            reason = f"inferred: {now} answers for it today" if self._past or "group" in work.inferred else ""
            return Verdict(fits=True, reason=reason)

        return fits

    # ---- what is asked of a document

    def _known_text(self, text: Document) -> Verdict:
        when = text.approved or text.posted or text.identifier.issued
        if when is None:
            return Verdict(None, "its date of approval is not known") if self._past else Verdict(fits=True)
        return Verdict(fits=when.on_or_before(self.day))

    def _approved_by(self, group: StudyGroup) -> Callable[[Document], Verdict]:
        def fits(text: Document) -> Verdict:
            then, now, certain, reason = text.responsibility
            if then is not None:
                return Verdict(then.key == group.key, "" if certain else reason)
            if now is not None and text.approved is not None:
                may = any(each.key == group.key for each in may_have_approved(text))
            elif now is not None:
                may = any(each.key == group.key for each in now.ancestry())
            else:
                at_work = text.approved is None or group.active_on(text.approved.last_day)
                may = at_work and str(text.identifier.sector) == str(group.sector)
            return Verdict(None if may else False, reason)

        return fits

    def _titled(self, text: Document) -> Verdict:
        title = text.own_title or (text.work._family.title(text, self.day) if self._past else text.title)
        return Verdict(bool(title and self._hits and self._hits.has(title)))

    # ---- what is asked of either

    def _stands(self, wanted: frozenset[str]) -> Callable[[Recommendation | Document], Verdict]:
        def fits(record: Recommendation | Document) -> Verdict:
            standing = record.status_on(self.day)
            if standing.status in wanted:
                return Verdict(fits=True, reason="" if standing.certain else standing.reason)
            may = standing.status is Status.UNKNOWN and wanted != {Status.NOT_YET_APPROVED}
            return Verdict(None if may else False, standing.reason)

        return fits

    def _has_twin(self, twin: str | bool) -> Callable[[Recommendation | Document], Verdict]:  # noqa: FBT001 - a condition
        number, year = twin_key(twin) if isinstance(twin, str) else ("", "")
        if isinstance(twin, str) and not any(map(str.isdigit, number)):
            raise ValueError(
                f"{twin[:60]!r} is no name of a text of ISO, IEC or ETSI; write it like 'ISO/IEC 9594-8'"
            )

        def same(text: Document) -> bool:
            if not text.twin:
                return False
            mine, printed = twin_key(text.twin)
            if self._past and printed.isdecimal() and int(printed) > self.day.year:
                return False
            return not number or (mine == number and year in ("", printed))

        def fits(record: Recommendation | Document) -> Verdict:
            texts = (record,) if isinstance(record, Document) else record.editions
            found = any(same(text) for text in texts if self._known_text(text).fits)
            return Verdict(found == bool(twin))

        return fits

    # ---- the answer

    def works(self) -> Selected[Recommendation]:
        """Return the works that fit, those with a document that fits where documents are asked about."""
        return Selected(self._sorted(self._judged()), forgiven=self._forgiven)

    def documents(self) -> Selected[Document]:
        """Return the documents that fit, of works that fit."""
        return Selected(
            self._sorted(
                (text, both)
                for work, verdict in self._judged()
                for text in work.documents
                if (both := _all([verdict], (test(text) for test in self._tests.of_text))).fits is not False
            ),
            forgiven=self._forgiven,
        )

    @property
    def _forgiven(self) -> bool:
        return self._hits is not None and self._hits.forgiven

    def _judged(self) -> Iterator[tuple[Recommendation, Verdict]]:
        for work in self._candidates():
            verdict = _all([], (test(work) for test in self._tests.of_work))
            if verdict.fits is not False and self._tests.of_text and not self._documents:
                verdict = _all([verdict], [self._best(work)])
            if verdict.fits is not False:
                yield work, verdict

    def _best(self, work: Recommendation) -> Verdict:
        """Return the surest verdict on the documents of a work."""
        verdicts = (
            _all([self._known_text(text)], (test(text) for test in self._tests.of_text))
            for text in work.documents
        )
        return max(
            verdicts, key=lambda each: (_SURE[each.fits], not each.reason), default=Verdict(fits=False)
        )

    def _candidates(self) -> Iterable[Recommendation]:
        """Return the works to look at, by number: all, unless something narrows the choice at little cost."""
        store = self._shelf.store
        keys: set[str] | None = None
        if self._hits is not None:
            keys = set(self._hits.ranks)
        if self._prefixes is not None:
            lines = (line for prefix in self._prefixes for line in store.names_from(prefix))
            numbered = {line.target for line in lines if line.is_number}
            keys = numbered if keys is None else keys & numbered
        if self._window is not None and keys is None:
            touches = self._window.touching()
            keys = {key for key, when in store.cells("approved") if not when or touches(when)}
        return self._shelf if keys is None else self._shelf.in_order(keys)

    def _sorted(self, judged: Iterable[tuple[R, Verdict]]) -> Iterable[tuple[R, Verdict]]:
        if self._sort == "number":
            return judged  # as the works are looked at, each with its documents
        return sorted(judged, key=lambda pair: self._place(pair[0]))

    def _place(self, record: Recommendation | Document) -> tuple[object, ...]:
        if self._sort == "best":
            work = record.work if isinstance(record, Document) else record
            assert self._hits is not None
            return self._hits.ranks[work.key]
        if self._sort == "title":
            title = record.title if isinstance(record, Document) else record.title_on(self.day)
            return (not title, search_key(title or ""))
        text = record if isinstance(record, Document) else record._standing.edition_on(self.day)[0]
        when = text.approved or text.posted if text else None
        if when is None:
            return (1,)
        return (0, -when.first_day.toordinal() if self._sort == "newest" else when.first_day.toordinal())


_SURE = {True: 2, None: 1, False: 0}


def _all(known: Iterable[Verdict], others: Iterable[Verdict]) -> Verdict:
    """Join verdicts: what one denies is denied, and what one leaves open is open."""
    fits: bool | None = True
    reasons: list[str] = []
    for verdicts in (known, others):
        for verdict in verdicts:
            if verdict.fits is False:
                return verdict
            if verdict.fits is None:
                fits = None
            if verdict.reason and verdict.reason not in reasons:
                reasons.append(verdict.reason)
    return Verdict(fits, "; ".join(reasons))


def _of_kind(kinds: frozenset[str]) -> Callable[[Recommendation | Document], Verdict]:
    return lambda record: Verdict(record.kind in kinds)


def _of_works(kinds: frozenset[str]) -> frozenset[str]:
    """Refuse kinds that no work can be of."""
    for kind in sorted(kinds):
        if (cls := CLASSES.get(Kind(kind))) is not None and cls.hangs:
            raise ValueError(
                f"{str(kind)!r} is a kind of document, and no work is of it; ask for documents, "
                "or by the kind of document for the works that have one"
            )
    return kinds


def series_on(catalog: Catalog, name: str | Identifier, day: datetime.date) -> Series | SubSeries:
    """Return the series or block of a name as printed on a day; else the block as printed later."""
    if day < catalog.as_of:
        try:
            return catalog.series(name, day)
        except UnknownRecommendation:
            pass
    return catalog.series(name)


def words_of(given: str | Iterable[str], vocabulary: Iterable[str], what: str) -> frozenset[str]:
    """Read one word of a vocabulary or several; `ValueError` names the words that there are.

    >>> words_of("In_Force", Status, "status")
    frozenset({<Status.IN_FORCE: 'in force'>})
    """
    known = {str(word).replace("-", " "): word for word in vocabulary}
    found = set()
    for each in [given] if isinstance(given, str) else given:
        folded = str(each).strip().lower().replace("_", " ").replace("-", " ")
        if folded not in known:
            raise ValueError(
                f"{str(each)[:60]!r} is no {what}; write one of: {', '.join(map(str, known.values()))}"
            )
        found.add(known[folded])
    return frozenset(found)


def _folded(head: str) -> str:
    """Fold the beginning of a name, the blank at its end too."""
    return search_key(head) + " " * head.endswith(" ")
