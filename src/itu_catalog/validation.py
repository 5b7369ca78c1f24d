"""The validator: what must be true of the records of a catalogue, whatever they came from.

A rule is a row of a table: a code, a level, a sentence and a function that finds its breaches.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from attrs import fields

from itu_catalog.documents.family import CHANGES, numbers_of
from itu_catalog.folding import twin_key
from itu_catalog.identifier import Identifier, Kind
from itu_catalog.parsing import try_parse
from itu_catalog.schema import DocumentRow, WorkRow
from itu_catalog.vocabulary import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from itu_catalog.documents.texts import Document
    from itu_catalog.documents.works import Recommendation

__all__ = ["RULES", "Fault", "Rule", "validate"]


class Fault(NamedTuple):
    """A rule that a record breaks: which, where, and what to do.

    `level` is ``error`` where the record cannot be right, ``note`` where ITU itself does such things.
    """

    code: str
    level: str
    identifier: Identifier
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.identifier}: {self.message} [{self.code}]"


class Rule(NamedTuple):
    """A code, a level, one sentence, and the function that yields (identifier, message) for each breach."""

    code: str
    level: str
    sentence: str
    check: Callable[[_Records], Iterator[tuple[Identifier, str]]]


class _Records:
    """What the rules look at: the works, and their documents by identifier."""

    def __init__(self, works: Iterable[Recommendation], as_of: datetime.date | None) -> None:
        self.works = tuple(works)
        self.as_of = as_of
        self.texts = [text for work in self.works for text in work.documents]
        self.numbers = {number for work in self.works for number, _, _ in work._family.bearing()}

    def pairs(self) -> Iterator[tuple[Recommendation, Document, Document]]:
        """Yield each edition with the one before it."""
        for work in self.works:
            heads = [group[-1] for group in work._family.groups]
            yield from ((work, older, newer) for older, newer in pairwise(heads))


def _canonical(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for identifier in [each.identifier for each in records.works] + [
        each.identifier for each in records.texts
    ]:
        if try_parse(str(identifier)) != identifier:
            yield identifier, "the parser reads it as something else; write what it gives"


def _unique(records: _Records) -> Iterator[tuple[Identifier, str]]:
    met: set[Identifier] = set()
    for text in records.texts:
        if text.identifier in met:
            yield text.identifier, "it stands here twice; join the two entries, or mend one identifier"
        met.add(text.identifier)


def _printed_month(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        printed, approved = text.identifier.issued, text.approved
        if printed and approved and not (printed.includes(approved) or approved.includes(printed)):
            yield (
                text.identifier,
                f"it was approved {approved}, its identifier says otherwise; mend one of them",
            )


def _not_after(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        if records.as_of and text.approved and not text.approved.on_or_before(records.as_of):
            yield text.identifier, f"approved {text.approved}, after the data ends; mend the date or as_of"


def _one_edition_a_day(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for work in records.works:
        for group in work._family.groups:
            numbers = [number for text in group for number in numbers_of(text.identifier)]
            if len(set(numbers)) < len(numbers):
                yield group[-1].identifier, f"{len(group)} editions of one number on one day; keep one"


def _steps_by_one(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for _, older, newer in records.pairs():
        counts = [text.edition or "" for text in (older, newer)]
        if all(count.isdigit() for count in counts) and int(counts[1]) != int(counts[0]) + 1:
            yield (
                newer.identifier,
                f"edition {counts[1]} follows edition {counts[0]}; check for a missing edition",
            )


def _starts_at_one(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for work in records.works:
        first = work._family.groups[0][0] if work._family.groups else None
        if first and (first.edition or "").isdigit() and first.edition != "1":
            yield first.identifier, f"the history begins with edition {first.edition}; say where it came from"


def _has_base(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        if text.kind in CHANGES and text.base is None:
            yield text.identifier, f"what it changes, {text.identifier.base}, is not there; add it"


def _runs_on(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for work in records.works:
        labels: dict[tuple[Document, Kind], list[int]] = defaultdict(list)
        for text in work.documents:
            if text.kind in CHANGES and text.base and (text.identifier.label or "").isdigit():
                labels[text.base, text.kind].append(int(text.identifier.label or 0))
        for (base, kind), numbers in labels.items():
            if sorted(numbers) != list(range(1, len(numbers) + 1)):
                listed = ", ".join(map(str, sorted(numbers)))
                yield (
                    base.identifier,
                    f"its changes of kind {kind} are numbered {listed}; check for one missing",
                )


def _after_next(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        base = text.base if text.kind in CHANGES else None
        end = base.superseded_by if base else None
        if end and end.approved and text.approved and text.approved > end.approved:
            yield text.identifier, f"approved after {end.identifier}, the edition after the one it changes"


def _one_in_force(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for work in records.works:
        living = [
            group[-1] for group in work._family.groups if any(text.status.is_in_force for text in group)
        ]
        for text in living[:-1]:
            yield text.identifier, f"in force beside {living[-1].identifier}; the older one is superseded"


def _living_base(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        base = text.base if text.kind in CHANGES and text.status.is_in_force else None
        if base is not None and base.status in (Status.SUPERSEDED, Status.WITHDRAWN):
            yield (
                text.identifier,
                f"in force, but {base.identifier}, which it changes, is {base.status}; mend one status",
            )


_LETTERS = {"I": "in force", "P": "pre-published", "S": "superseded", "T": "superseded", "W": "withdrawn"}


def _letter(text: Document) -> str:
    """Return the state letter in the address of a document; nothing where there is none."""
    last = (text.url or "").rpartition("/")[2]
    stem, _, _ = last.partition("!")
    letter = stem.rpartition("-")[2]
    return letter if letter in _LETTERS else ""


def _agrees_with_letter(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        letter = _letter(text)
        explained = "status" in text.inferred or "status" in dict(text.sources)
        if letter and not explained and _LETTERS[letter] != text.status:
            yield (
                text.identifier,
                f"{text.status}, its address says {_LETTERS[letter]} ({letter}); say which source decides",
            )


def _address_agrees(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        approved = text.approved
        if text.url and approved and approved.month and f"{approved.year}{approved.month:02}" not in text.url:
            yield text.identifier, f"its address has another month than {approved}; check it"


def _one_twin(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for work in records.works:
        twins = {twin_key(text.twin)[0] for text in work.editions if text.twin}
        if len(twins) > 1:
            yield work.identifier, f"its editions have several twins: {', '.join(sorted(twins))}; check them"


def _contiguous(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for _, older, newer in records.pairs():
        one, two = older.identifier.revision, newer.identifier.revision
        if one is not None and two is not None and two > one + 1:
            yield newer.identifier, f"revision {two} follows revision {one}; those between are missing"


def _says_successor(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for work in records.works:
        if work.last and work.last.status is Status.SUPERSEDED and not work.last.replaced_by:
            yield (
                work.last.identifier,
                "superseded, but nothing says by what; add superseded_by where it is known",
            )


def _scope_agrees(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        if not text.supplements or not text.own_title:
            continue
        lead = text.own_title.partition(" – ")[0].partition(" - ")[0]
        named = try_parse(lead) if lead.startswith("ITU-T ") else None
        if named is not None and named not in text.supplements and named.work not in text.supplements:
            yield (
                text.identifier,
                f"its title is about {named}, supplements says otherwise; say which source decides",
            )


def _targets_exist(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for text in records.texts:
        for target in (*text.replaced_by, *text.supplements):
            if target.kind is not Kind.SERIES and not set(numbers_of(target)) & records.numbers:
                yield text.identifier, f"it points at {target}, which is not in this catalogue"


def _former_borne(records: _Records) -> Iterator[tuple[Identifier, str]]:
    for work in records.works:
        borne = {number for text in work.editions for number in numbers_of(text.identifier)}
        for former in work.former:
            if not set(numbers_of(former)) & borne:
                yield (
                    work.identifier,
                    f"no edition bears the former number {former}; add one, or take the number out",
                )


_DOCUMENT_KEYS = frozenset(column.name for column in fields(DocumentRow))
_WORK_KEYS = frozenset(column.name for column in fields(WorkRow))


def _known_fields(records: _Records) -> Iterator[tuple[Identifier, str]]:
    named: list[tuple[Identifier, frozenset[str], set[str]]] = [
        (work.identifier, _WORK_KEYS, {*work.inferred, *dict(work.sources)}) for work in records.works
    ]
    for text in records.texts:
        told = {*text.inferred, *dict(text.sources), *(conflict.field for conflict in text.conflicts)}
        named.append((text.identifier, _DOCUMENT_KEYS, told))
    for identifier, known, names in named:
        for name in sorted(names - known):
            listed = ", ".join(sorted(known))
            yield identifier, f"it speaks of a field {name!r} that there is not; known are {listed}"


RULES: tuple[Rule, ...] = (
    Rule("V1", "error", "Identifiers are canonical.", _canonical),
    Rule("V2", "error", "No document stands in the catalogue twice.", _unique),
    Rule("V3", "error", "The month in an identifier is that of the approval.", _printed_month),
    Rule("V4", "error", "Nothing was approved after the data ends.", _not_after),
    Rule("V5", "error", "Two editions of one day bear two numbers.", _one_edition_a_day),
    Rule("V6", "note", "Edition numbers rise by one.", _steps_by_one),
    Rule("V7", "note", "A history begins with edition 1.", _starts_at_one),
    Rule("V8", "error", "What a change changes is in the catalogue.", _has_base),
    Rule("V10", "note", "The changes of one kind to one text are numbered from 1 without gaps.", _runs_on),
    Rule("V11", "note", "A change comes before the next edition.", _after_next),
    Rule("V12", "error", "At most one edition of a work is in force.", _one_in_force),
    Rule("V13", "error", "What a change in force changes is in force.", _living_base),
    Rule("V14", "note", "The status agrees with the letter in the address.", _agrees_with_letter),
    Rule("V15", "note", "The month in the address is that of the approval.", _address_agrees),
    Rule("V16", "note", "All editions have the same twin, but for its year.", _one_twin),
    Rule("V20", "note", "ITU-R revisions follow each other without gaps.", _contiguous),
    Rule("V21", "note", "A superseded work says what superseded it.", _says_successor),
    Rule("V24", "note", "The scope of a Supplement agrees with its title.", _scope_agrees),
    Rule("V26", "note", "What a document points at is in the catalogue.", _targets_exist),
    Rule("V27", "error", "A former number is borne by an edition.", _former_borne),
    Rule("V28", "error", "Inferences, sources and conflicts are about fields that exist.", _known_fields),
)
"""The rules, most of them numbered like those measured on the community dataset."""


def validate(
    works: Iterable[Recommendation],
    places: Mapping[Identifier, str] | None = None,
    as_of: datetime.date | None = None,
    *,
    notes: bool = False,
) -> tuple[Fault, ...]:
    """Return the rules that some records break, in the order of the rules; `notes` asks for the milder ones.

    `places` says where each record stands, so that the message leads there.

    >>> from itu_catalog.schema import read_work
    >>> work = read_work({"identifier": "ITU-T X.9", "document": [
    ...     {"identifier": "ITU-T X.9 (10/2019)", "approved": "2019-11-14", "status": "in force"}]})
    >>> fault, = validate([work])
    >>> fault.code, fault.message
    ('V3', 'it was approved 2019-11-14, its identifier says otherwise; mend one of them')
    """
    records = _Records(works, as_of)
    known = places or {}
    return tuple(
        Fault(rule.code, rule.level, identifier, known.get(identifier, "record"), message)
        for rule in RULES
        if notes or rule.level == "error"
        for identifier, message in rule.check(records)
    )
