"""Counting the works and documents of a catalogue, as the dataset was counted when it was examined.

>>> from itu_catalog import embedded_catalog
>>> counts = Counts(list(embedded_catalog()), embedded_catalog().as_of)
>>> dict(counts.figures())["ITU-T Recommendations"] > 100
True
"""

from __future__ import annotations

from collections import Counter, defaultdict

from itu_catalog.documents.family import numbers_of
from itu_catalog.identifier import Kind, Sector
from itu_catalog.vocabulary import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from itu_catalog.documents import Document, Recommendation

__all__ = ["Counts"]

_ASIDE = ("non-document", "draft", "test")
_CHANGES = (Kind.AMENDMENT, Kind.CORRIGENDUM, Kind.ERRATUM)
"""The changes that were counted when they were looked for in the sets of what is in force."""
_PARTS = (Kind.ANNEX, Kind.APPENDIX, Kind.ATTACHMENT)
_OF_RADIO = (Kind.RECOMMENDATION, Kind.REPORT, Kind.QUESTION, Kind.RESOLUTION, Kind.HANDBOOK)
_MOVED = "moved or without its successor"


class Counts:
    """The works of a catalogue by sector, and what is counted of them."""

    def __init__(
        self, works: Sequence[Recommendation], as_of: datetime.date, learned: Mapping[str, Any] | None = None
    ) -> None:
        """Look at some works; `learned` are the counts that an import kept."""
        self.as_of = as_of
        self.learned = learned or {}
        self.works = works
        self.of_t = [work for work in works if work.identifier.sector is Sector.T]
        self.of_r = [work for work in works if work.identifier.sector is Sector.R]
        self.recommendations = [
            work for work in self.of_t if work.kind is Kind.RECOMMENDATION and work._family.groups
        ]
        # Of M.3050 the dataset has Supplements alone.
        self.supplements = [
            work
            for work in self.of_t
            if work.kind is Kind.SUPPLEMENT or (not work._family.groups and _has_supplements(work))
        ]

    def figures(self) -> Iterator[tuple[str, int | str]]:
        """Yield every figure with its name."""
        yield from self._read()
        yield from self._works()
        yield from self._documents()
        yield from self._in_force()
        yield from self._names()
        yield from self._radio()

    def _read(self) -> Iterator[tuple[str, int | str]]:
        if not self.learned:
            return
        yield "records read", _number(self.learned.get("records"))
        yield "files that could not be read", _number(self.learned.get("unreadable"))
        for kind in _ASIDE:
            yield f"set aside: {kind}", _number(self.learned.get(f"aside {kind}"))

    def _works(self) -> Iterator[tuple[str, int | str]]:
        orphans = [work for work in self.of_t if not work._family.groups and not _has_supplements(work)]
        yield "ITU-T works", len(self.recommendations) + len(self.supplements) + len(orphans)
        yield "ITU-T Recommendations", len(self.recommendations)
        yield "ITU-T Supplements", len(self.supplements)
        yield "ITU-T sets of changes without their base", len(orphans)
        for name, statuses in (
            ("in force", (Status.IN_FORCE, Status.PRE_PUBLISHED)),
            ("withdrawn", (Status.WITHDRAWN,)),
            ("superseded by another work", (Status.SUPERSEDED,)),
            ("of unknown status", (Status.UNKNOWN,)),
        ):
            yield f"ITU-T Recommendations {name}", _count(self.recommendations, statuses)
        yield (
            "ITU-T Supplements in force",
            _count(self.supplements, (Status.IN_FORCE, Status.PRE_PUBLISHED)),
        )

    def _documents(self) -> Iterator[tuple[str, int | str]]:
        texts = [text for work in self.of_t for text in work.documents]
        yield "ITU-T documents", len(texts)
        yield from _by_kind("ITU-T", texts)
        living = [text for text in texts if text.status.is_in_force]
        yield "ITU-T documents in force", len(living)
        yield from _by_kind("ITU-T in force:", living)

    def _in_force(self) -> Iterator[tuple[str, int | str]]:
        changes = [
            text
            for work in self.of_t
            for text in work.documents
            if text.kind in _CHANGES and text.status.is_in_force
        ]
        read = {text.identifier for work in self.of_t for text in work.in_force(self.as_of)}
        yield "changes in force", len(changes)
        yield "changes in force with their base", sum(text.base is not None for text in changes)
        yield "changes in force among what is to be read", sum(text.identifier in read for text in changes)
        yield "X.509 today", self._today("ITU-T X.509")

    def _today(self, number: str) -> str:
        work = next((each for each in self.recommendations if str(each.identifier) == number), None)
        if work is None:
            return "not held"
        read = work.in_force(self.as_of)
        first = [f"({text.identifier.month:02}/{text.identifier.year})" for text in read[:1]]
        steps = [text.identifier.steps[-1] for text in read[1:] if text.identifier.steps]
        short = {Kind.AMENDMENT: "Amd.", Kind.CORRIGENDUM: "Cor.", Kind.ERRATUM: "Err."}
        return " + ".join([*first, *(f"{short.get(step.kind, step.kind)} {step.label}" for step in steps)])

    def _names(self) -> Iterator[tuple[str, int | str]]:
        joint = [
            text for work in self.of_t for text in work.documents if len(text.identifier.designations) > 1
        ]
        bearers: defaultdict[str, set[str]] = defaultdict(set)
        for work in self.recommendations:
            for text in work.editions:
                for number in text.identifier.designations:
                    bearers[number].add(work.key)
        several = Counter(len(keys) for keys in bearers.values())
        yield "ITU-T documents of several numbers", len(joint)
        yield "ITU-T works that have such documents", len({text.work.key for text in joint})
        yield "ITU-T works with former numbers", sum(bool(work.former) for work in self.of_t)
        yield "ITU-T numbers borne by two works", several[2]
        yield "ITU-T numbers borne by three works", several[3]
        days = [group for work in self.of_t for group in work._family.groups]
        yield "days on which a text had two numbers", sum(len(group) - 1 for group in days)
        yield "ITU-T works with a twin", sum(any(text.twin for text in work.documents) for work in self.of_t)
        scoped = [text for work in self.of_t for text in work.documents if text.supplements]
        yield "ITU-T Supplements in force with a scope", sum(text.status.is_in_force for text in scoped)
        yield "common and provisional names", sum(len(work.extra_names) for work in self.works)

    def _radio(self) -> Iterator[tuple[str, int | str]]:
        texts = [text for work in self.of_r for text in work.documents]
        yield "ITU-R documents", len(texts)
        for kind in _OF_RADIO:
            yield f"ITU-R {kind}s", sum(text.kind is kind for text in texts)
        works = [work for work in self.of_r if work.kind is Kind.RECOMMENDATION]
        yield "ITU-R Recommendations, by work", len(works)
        yield from _by_status("by work", Counter(_state(work.last) for work in works))
        numbers: dict[str, str] = {}
        for work in works:
            for text in work._family.editions:
                for number in numbers_of(text.identifier):
                    numbers[number] = _state(text)
        yield "ITU-R Recommendations, by series and number", len(numbers)
        yield from _by_status("by series and number", Counter(numbers.values()))
        undated = [text for work in works for text in work.documents if text.approved is None]
        yield "ITU-R Recommendations without a day of approval", len(undated)

    def series(self) -> Iterator[tuple[Any, ...]]:
        """Yield letter, Recommendations, those in force, editions, documents, Supplements and those in force."""
        letters = sorted(
            {work.identifier.series or "" for work in (*self.recommendations, *self.supplements)}
        )
        for letter in letters:
            works, supplements = (
                [work for work in each if work.identifier.series == letter]
                for each in (self.recommendations, self.supplements)
            )
            texts = [text for work in works for text in work.documents]
            living = (Status.IN_FORCE, Status.PRE_PUBLISHED)
            yield (
                letter,
                len(works),
                _count(works, living),
                sum(text.kind is Kind.RECOMMENDATION for text in texts),
                len(texts),
                len(supplements),
                _count(supplements, living),
            )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _count(works: Sequence[Recommendation], statuses: tuple[Status, ...]) -> int:
    return sum(any(text.status in statuses for text in _standing_for(work)) for work in works)


def _standing_for(work: Recommendation) -> Sequence[Document]:
    """Return the texts whose status is that of a work: its last edition, where there is one."""
    return [work.last] if work.last is not None else work.documents


def _has_supplements(work: Recommendation) -> bool:
    return any(text.kind is Kind.SUPPLEMENT for text in work.documents)


def _by_kind(what: str, texts: Sequence[Document]) -> Iterator[tuple[str, int]]:
    kinds = Counter("part" if text.kind in _PARTS else str(text.kind) for text in texts)
    for kind in ("recommendation", "amendment", "corrigendum", "erratum", "addendum", "supplement", "part"):
        yield f"{what} {'editions' if kind == 'recommendation' else _plural(kind)}", kinds[kind]


def _plural(kind: str) -> str:
    return {"corrigendum": "corrigenda", "erratum": "errata", "addendum": "addenda"}.get(kind, f"{kind}s")


def _state(text: Document | None) -> str:
    """Say how a number of ITU-R stands, by its last text: one that is superseded goes on under another number."""
    if text is None:
        return "unknown"
    if text.status is Status.SUPERSEDED:
        return _MOVED
    return "in force" if text.status.is_in_force else str(text.status)


def _by_status(what: str, states: Counter[str]) -> Iterator[tuple[str, int]]:
    for state in ("in force", "withdrawn", _MOVED, "unknown"):
        yield f"ITU-R Recommendations {state}, {what}", states[state]
