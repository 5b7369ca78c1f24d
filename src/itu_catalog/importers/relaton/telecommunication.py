"""Records of ITU-T to works: each family one work, its texts with their status, labels and what they are about.

What hangs together inside a work (which edition a change changes, what superseded what, which number was borne
when) is not written here: `documents.family` works it out from the texts, for every catalogue alike.

>>> from itu_catalog.importers.relaton.record import Raw
>>> raws = [Raw("a", "ITU-T X.9 (10/2019)", date="2019-10-14", edition="1", stage="Withdrawal",
...             url="https://www.itu.int/rec/T-REC-X.9-201910-S", editions=("X.9 (10/2024)",)),
...         Raw("b", "ITU-T X.9 (10/2024)", date="2024-10-29", edition="2", stage="Published",
...             group="ITU-T Study Group 17", editions=("X.9 (10/2019)",))]
>>> work, = telecommunication_works(raws, "a test").works
>>> work.group, [str(text.status) for text in work.documents]
('SG17', ['superseded', 'in force'])
"""

from __future__ import annotations

from collections import Counter, defaultdict

from attrs import define, field

from itu_catalog.dates import Issued
from itu_catalog.documents.family import CHANGES, PARTS, whole_label
from itu_catalog.documents.texts import CLASSES, Conflict, Publication
from itu_catalog.identifier import Kind
from itu_catalog.importers.relaton.addresses import ADDRESS, Addresses
from itu_catalog.importers.relaton.assembling import assembled, told_apart
from itu_catalog.importers.relaton.families import families, gathered, named
from itu_catalog.importers.relaton.record import Made, Remark
from itu_catalog.importers.relaton.responsible import Responsible
from itu_catalog.importers.relaton.states import letter_of, status_of
from itu_catalog.vocabulary import Approval

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from itu_catalog.documents import Document
    from itu_catalog.identifier import Identifier
    from itu_catalog.importers.relaton.families import Named
    from itu_catalog.importers.relaton.record import Raw
    from itu_catalog.importers.relaton.scopes import Scope

__all__ = ["telecommunication_works"]

_NEVER_PUBLISHED = "Superseded before it was published separately (state letter T)."
_OF_LETTER_T = "what the texts with this letter have in common"
_ONE_TWIN = "a text has one twin, and the record names another one first"
_COUNTED = "counted: in every family that has numbers they follow from the order"
_BY_KIND = {
    Kind.SUPPLEMENT: (Approval.AGREEMENT, "kind: Supplements are agreed"),
    Kind.ERRATUM: (Approval.TSB, "kind: errata are editorial and issued by TSB"),
}
"""How texts of a kind come about; of all others only ITU's bulletins tell."""


def telecommunication_works(
    raws: Iterable[Raw], source: str, scopes: Mapping[Identifier, Scope] | None = None
) -> Made:
    """Return the works of ITU-T, with remarks on what is odd about their records.

    `scopes` says what each Supplement is about; `source` is that of every record.
    """
    records, aside, remarks = named(raws)
    found, odd = families(records)
    histories = gathered(found)
    responsible = Responsible(histories)
    addresses = Addresses(records)
    works = []
    for history in histories:
        drafts = [_draft(record, scopes or {}, addresses) for record in history]
        remarks += [remark for draft in drafts for remark in draft.remarks]
        _judge(drafts)
        _count(drafts)
        texts = tuple(draft.document(source) for draft in drafts)
        works.append(assembled(texts, responsible.of(history), source, addresses))
    works, alike = told_apart(works)
    return Made(works, aside, [*remarks, *odd, *responsible.remarks, *alike, *_unused(records)])


def _unused(records: Iterable[Named]) -> Iterator[Remark]:
    """Yield a remark on every kind of relation of which nothing is made, with the first record that has it."""
    named_by: defaultdict[str, Counter[Identifier]] = defaultdict(Counter)
    for record in records:
        for other in record.raw.others:
            named_by[other.partition(" ")[0]][record.identifier] += 1
    for kind, records_of in sorted(named_by.items()):
        many = f"{len(records_of)} records relate" if len(records_of) > 1 else "1 record relates"
        yield Remark(
            "relation", str(min(records_of)), f"{many} to others by {kind!r}, of which nothing is made"
        )


# --------------------------------------------------------------------------------------------------
# Texts


@define(eq=False)
class _Draft:
    """The facts of one text on their way into a record."""

    identifier: Identifier
    raw: Raw
    approved: Issued | None
    facts: dict[str, Any] = field(factory=dict)
    inferred: list[str] = field(factory=list)
    sources: list[tuple[str, str]] = field(factory=list)
    conflicts: tuple[Conflict, ...] = ()
    remarks: list[Remark] = field(factory=list)

    def state(self, name: str, value: object, source: str | None = "", *, inferred: bool = False) -> None:
        """Set a fact; `source` where it is not the dataset."""
        self.facts[_COLUMNS.get(name, name)] = value
        if source:
            self.sources.append((name, source))
        if inferred:
            self.inferred.append(name)

    @property
    def labels(self) -> tuple[tuple[Kind, str], ...]:
        """What tells a text from others of its work but for its dates: nothing for an edition."""
        return tuple((step.kind, step.label) for step in self.identifier.steps)

    def document(self, source: str) -> Document:
        """Return the record."""
        return CLASSES.get(self.identifier.kind, Publication)(
            identifier=self.identifier,
            approved=self.approved,
            source=source,
            inferred=tuple(self.inferred),
            sources=tuple(self.sources),
            conflicts=self.conflicts,
            **self.facts,
        )


_COLUMNS = {"title": "own_title"}
"""Keys whose column has another name."""


def _draft(record: Named, scopes: Mapping[Identifier, Scope], addresses: Addresses) -> _Draft:
    """Take over what a record says of itself."""
    identifier, raw = record
    draft = _Draft(identifier, raw, identifier.issued)
    _date(draft)
    if raw.edition:
        draft.state("edition", raw.edition)
    if raw.title:
        draft.state("title", raw.title)
    if raw.twin and identifier.kind not in CHANGES | PARTS:
        twin, *others = raw.twin.split("; ")
        draft.state("twin", twin)
        draft.conflicts += tuple(Conflict("twin", other, "relaton-data-itu", _ONE_TWIN) for other in others)
    if raw.url:
        draft.state("url", raw.url)
    if identifier.kind in _BY_KIND:
        draft.state("approval", *_BY_KIND[identifier.kind], inferred=True)
    if letter_of(raw) == "T":
        draft.state("note", _NEVER_PUBLISHED, _OF_LETTER_T, inferred=True)
    elif whole := addresses.range_of(record):
        draft.state("note", f"Published as a part of {whole}.", ADDRESS, inferred=True)
    scope = scopes.get(identifier)
    if scope is not None:
        draft.state("supplements", scope.targets, scope.source, inferred=scope.inferred)
        draft.conflicts += scope.conflicts
    return draft


def _date(draft: _Draft) -> None:
    """Take the day of approval, if it is a day of the month that the identifier prints; else keep that month."""
    printed = draft.raw.date
    try:
        day = Issued.parse(printed) if printed else None
    except ValueError as fault:
        draft.remarks.append(Remark("V3", str(draft.identifier), f"its date cannot be read: {fault}"))
        return
    if day is None or draft.approved is None:
        draft.approved = draft.approved or day
    elif draft.approved.includes(day):
        draft.approved = day
    else:
        message = f"its date is {day}, its identifier says otherwise; the identifier is believed"
        draft.remarks.append(Remark("V3", str(draft.identifier), message))
        why = "not in the month that the identifier prints"
        draft.conflicts += (Conflict("approved", str(day), "relaton-data-itu, date", why),)


def _judge(drafts: Sequence[_Draft]) -> None:
    """Give each text of a history its status."""
    newest: dict[tuple[object, ...], Issued] = {}
    for draft in drafts:
        if draft.approved is not None and draft.identifier.kind not in CHANGES:
            key = _line(draft)
            newest[key] = max(newest.get(key, draft.approved), draft.approved)
    for draft in drafts:
        state = status_of(draft.raw, later=_is_followed(draft, newest))
        draft.state("status", state.status, state.source, inferred=state.inferred)


def _line(draft: _Draft) -> tuple[object, ...]:
    """Name the line of texts in which one follows another: editions of a work, texts of one part of it."""
    return tuple((kind, label) for kind, label in draft.labels if kind not in CHANGES)


def _is_followed(draft: _Draft, newest: Mapping[tuple[object, ...], Issued]) -> bool:
    """Whether a newer text took the place of one, or of the edition that it changes or belongs to."""
    if draft.approved is None:
        return False
    lines = {_line(draft), ()} if draft.identifier.steps else {()}
    return any(draft.approved < newest[line] for line in lines if line in newest)


def _count(drafts: Sequence[_Draft]) -> None:
    """Number the texts that ITU's labels were never joined to: 1, 1.1, 1.2, 2; errata n.0.

    Where only some texts of a history lack them, an edition between two that have them is numbered.
    """
    ordered = sorted(
        drafts, key=lambda draft: (draft.approved or Issued(9999), bool(draft.labels), draft.identifier)
    )
    bare = [draft for draft in ordered if not (draft.raw.enriched or "edition" in draft.facts)]
    if not bare:
        return
    if len(bare) == len(ordered) and not ordered[0].labels:
        _count_all(ordered)
        return
    editions = [draft for draft in ordered if not draft.labels]
    for place, draft in enumerate(editions):
        before = whole_label(editions[place - 1].facts.get("edition")) if place else 0
        if draft in bare and (before or not place):
            draft.state("edition", str(before + 1), _COUNTED, inferred=True)


def _count_all(ordered: Sequence[_Draft]) -> None:
    major = minor = 0
    for draft in ordered:
        kind = draft.identifier.kind
        if not draft.labels:
            major, minor = major + 1, 0
            label = str(major)
        elif kind is Kind.ERRATUM:
            label = f"{major}.0"
        else:
            minor += 1
            label = f"{major}.{minor}"
        draft.state("edition", label, _COUNTED, inferred=True)
