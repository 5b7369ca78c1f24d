"""Rules for what leads from one work to another: successors, scopes, numbers and names."""

from __future__ import annotations

from collections import defaultdict

from itu_catalog.documents.family import numbers_of
from itu_catalog.folding import search_key
from itu_catalog.identifier import Kind, Sector
from itu_catalog.parsing import try_parse
from itu_catalog.validation.records import Breach
from itu_catalog.vocabulary import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.dates import Issued
    from itu_catalog.documents.works import Recommendation
    from itu_catalog.validation.records import Records

__all__ = [
    "former_borne",
    "identifier_borne",
    "no_circle",
    "one_bearer",
    "one_meaning",
    "says_successor",
    "scope_agrees",
    "targets_exist",
]


def says_successor(records: Records) -> Iterator[Breach]:
    """A superseded work leads on to what superseded it; V21 asks that of ITU-R."""
    for work in records.works:
        last = work.last if work.identifier.sector is not Sector.R else None
        if last and last.status is Status.SUPERSEDED and not last.replaced_by:
            yield Breach(last, "superseded, but nothing says by what; add superseded_by where it is known")


def scope_agrees(records: Records) -> Iterator[Breach]:
    """``ITU-T X.1254 – Supplement on …`` is about X.1254."""
    for text in records.texts:
        kept = next((each for each in text.conflicts if each.field == "supplements"), None)
        if kept is not None:
            why = f"conflict with {kept.source}: {kept.why}"
            yield Breach(text, f"its scope was printed as {kept.value}", why)
            continue
        if not text.supplements or not text.own_title:
            continue
        lead = text.own_title.partition(" – ")[0].partition(" - ")[0]
        named = try_parse(lead) if lead.startswith("ITU-T ") else None
        if named is None or named.kind is not Kind.RECOMMENDATION or "-" in named.designation:
            continue  # a title about a series or a range is not so exact
        if named not in text.supplements and named.work not in text.supplements:
            yield Breach(
                text, f"its title is about {named}, supplements says otherwise; say which source decides"
            )


def targets_exist(records: Records) -> Iterator[Breach]:
    """Whoever follows a pointer arrives somewhere."""
    for text in records.texts:
        for target in (*text.replaced_by, *text.supplements):
            if target.kind is not Kind.SERIES and not records.targets(target):
                yield Breach(text, f"it points at {target}, which is not in this catalogue")


def former_borne(records: Records) -> Iterator[Breach]:
    """A former number is no invention: an edition bears it."""
    for work in records.works:
        borne = {number for text in work.editions for number in numbers_of(text.identifier)}
        for former in work.former:
            if not set(numbers_of(former)) & borne:
                yield Breach(
                    work, f"no edition bears the former number {former}; add one, or take the number out"
                )


def identifier_borne(records: Records) -> Iterator[Breach]:
    """A work is called as its last edition is."""
    for work in records.works:
        if not work.documents:
            yield Breach(work, "it has no document; add one, or take the work out")
            continue
        last = work._family.groups[-1] if work._family.groups else []
        borne = {number for text in last for number in numbers_of(text.identifier)}
        if last and not set(numbers_of(work.identifier)) <= borne:
            yield Breach(work, f"its last edition is called {last[-1].identifier}; call the work likewise")


def one_bearer(records: Records) -> Iterator[Breach]:
    """A number is given to another work only when the first one has no new edition under it."""
    spans: dict[str, list[tuple[Issued, Issued, Recommendation]]] = defaultdict(list)
    for work in records.works:
        met: dict[str, tuple[Issued, Issued]] = {}
        for group in work._family.groups:
            approved = group[0].approved
            if approved is not None:
                for number in {number for text in group for number in numbers_of(text.identifier)}:
                    met[number] = (met.get(number, (approved,))[0], approved)
        for number, (first, last) in met.items():
            spans[number].append((first, last, work))
    for number, bearers in spans.items():
        if not bearers[1:]:
            continue
        bearers.sort(key=lambda span: (span[0], span[1], span[2].identifier))
        longest = bearers[0]
        for span in bearers[1:]:
            # On the day of a renumbering one work takes a number up and another lays it down.
            if span[0] < longest[1]:
                yield Breach(
                    span[2],
                    f"it bears {number} since {span[0]}, and {longest[2].key} bore it until {longest[1]}; part the works",
                )
            longest = max(longest, span, key=lambda each: each[1])


def one_meaning(records: Records) -> Iterator[Breach]:
    """A common or provisional name means one thing."""
    meant: dict[str, list[Recommendation]] = defaultdict(list)
    for work in records.works:
        for folded in {search_key(name.text) for name in work.extra_names}:
            meant[folded].append(work)
    for folded, works in meant.items():
        for work in works[1:]:
            yield Breach(work, f"the name {folded!r} means {works[0].identifier}, too; take one out")


def no_circle(records: Records) -> Iterator[Breach]:
    """Whoever follows successors arrives at an end."""
    done: set[str] = set()
    for start in records.works:
        path: dict[str, Recommendation] = {}
        work: Recommendation | None = start
        while work is not None and work.key not in done:
            if work.key in path:
                yield Breach(work, "its successors lead back to it; mend one of them")
                break
            path[work.key] = work
            last = work.last
            ahead = (
                [each for target in last.replaced_by for each in records.targets(target)[-1:]] if last else []
            )
            # Of several successors the first is followed, as a reader does.
            work = ahead[0] if ahead else None
        done.update(path)
