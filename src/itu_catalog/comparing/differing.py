"""`diff`: what changed between two catalogues.

The lines of the two files are compared first, and records are built only for the works whose lines differ.
"""

from __future__ import annotations

from itu_catalog.catalog import Catalog, open_catalog
from itu_catalog.comparing.changes import Change, ChangeKind, Difference
from itu_catalog.comparing.facts import (
    document_changes,
    evidence_differs,
    gone,
    gone_work,
    new_document,
    new_work,
    work_changes,
)
from itu_catalog.comparing.lines import differing_rows, differing_works
from itu_catalog.comparing.pairing import Group, grouped, paired, rejoined
from itu_catalog.findings import wording

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from itu_catalog.comparing.subjects import Subject
    from itu_catalog.documents import Document, Recommendation
    from itu_catalog.identifier import Identifier
    from itu_catalog.requirement import Requirement

__all__ = ["diff"]


def diff(
    old: Catalog | str | os.PathLike[str],
    new: Catalog | str | os.PathLike[str],
    only: Iterable[str | Identifier | Requirement | Document | Recommendation] | None = None,
) -> Difference:
    """Return what changed from an older catalogue to a newer one, each given itself or as the path of its file.

    Works are the same when they have documents in common, whatever their numbers and dates; the changes say where
    a work was renumbered, split or joined. What is told is what the two states say, not when it came about; a
    difference may be a correction. With `only`, what does not touch these texts is left out: names and identifiers
    of any kind, requirements, ranges and series. A dated identifier means that text and what changes it.

    Raises:
        CatalogueFileError: a file is no catalogue.
        TypeError: something else was given; the sentence says what was expected.

    >>> from itu_catalog import Catalog, embedded_catalog
    >>> new = embedded_catalog()
    >>> old = Catalog.from_records([work for work in new if str(work) != "ITU-T X.1402"], as_of="2020-06-09")
    >>> for change in diff(old, new, only=["X.1402", "X.509"]):
    ...     print(change)
    ITU-T X.1402: ITU-T X.1402 (07/2020), approved on 2020-07-22, in force: “Security framework for ... [new-work]
    """
    mine, theirs = _catalog(old, "old"), _catalog(new, "new")
    asked = None if only is None else _asked(only, mine, theirs)
    unmatched = () if asked is None else tuple(each.text for each in asked if not (each.old or each.new))
    if _same(mine, theirs):
        return Difference(mine, theirs, unmatched=unmatched)
    works = differing_works(mine._store, theirs._store)
    changes: list[Change] = []
    evidence: set[Identifier] = set()
    for group in _groups(*works, mine, theirs):
        about = None if asked is None else [each for each in asked if each.touches(group)]
        if about is None or about:
            changes += (
                change
                for change in _of_group(group, mine, theirs, evidence)
                if about is None or any(each.covers(change) for each in about)
            )
    told = {change.work for change in changes}
    return Difference(
        mine,
        theirs,
        tuple(sorted(changes, key=Change._order)),
        tuple(sorted(evidence - told)),
        tuple(differing_rows(mine._store, theirs._store)) if asked is None else (),
        unmatched,
    )


def _catalog(given: object, which: str) -> Catalog:
    if isinstance(given, Catalog):
        return given
    if isinstance(given, str) or hasattr(given, "__fspath__"):
        return open_catalog(given)
    raise TypeError(f"{which}: a catalogue or the path of its file was expected, not {type(given).__name__}")


def _asked(only: Iterable[object], old: Catalog, new: Catalog) -> list[Subject]:
    from itu_catalog.comparing.subjects import subject

    if isinstance(only, str):
        raise TypeError(f"only: a list of names was expected, not one string; write [{only[:40]!r}]")
    return [subject(each, old, new) for each in only]


def _same(old: Catalog, new: Catalog) -> bool:
    """Whether two catalogues say the same: one file, or two of one digest that have the same lines."""
    return (
        old is new
        or old._store is new._store
        or (
            old.version == new.version and old.sources == new.sources and old._store.raw() == new._store.raw()
        )
    )


def _groups(
    old: dict[str, tuple[str, ...]], new: dict[str, tuple[str, ...]], mine: Catalog, theirs: Catalog
) -> list[Group]:
    """Return the works that differ, those that are the same together."""
    groups = grouped(old, new)
    lost = {group.old[0]: group for group in groups if not group.new and len(group.old) == 1}
    found = {group.new[0]: group for group in groups if not group.old and len(group.new) == 1}
    if lost and found:
        pairs = rejoined([mine._work(key) for key in lost], [theirs._work(key) for key in found])
        joined = {(lost[one.key], found[other.key]) for one, other in pairs}
        single = {id(group) for pair in joined for group in pair}
        groups = [group for group in groups if id(group) not in single]
        groups += [Group(one.old, other.new) for one, other in joined]
    return groups


def _of_group(group: Group, mine: Catalog, theirs: Catalog, evidence: set[Identifier]) -> Iterator[Change]:
    """Yield what changed in works that are the same; those with other evidence alone are added to `evidence`."""
    old = [mine._work(key) for key in group.old]
    new = [theirs._work(key) for key in group.new]
    if not old or not new:
        yield from map(gone_work, old)
        yield from map(new_work, new)
        return
    if len(old) > 1 or len(new) > 1:
        yield from _regrouped(old, new)
    pairs: list[tuple[Document | Recommendation, Document | Recommendation]] = []
    for before, after in paired(old, new):
        pairs.append((before, after))
        yield from work_changes(before, after)
    texts, lost, found = _matched(
        [text for work in old for text in work.documents], [text for work in new for text in work.documents]
    )
    for text, other in texts:
        pairs.append((text, other))
        yield from document_changes(text, other)
    yield from map(gone, lost)
    yield from map(new_document, found)
    if any(evidence_differs(*pair) for pair in pairs):
        evidence.update(work.identifier for work in new)


def _matched(
    old: list[Document], new: list[Document]
) -> tuple[list[tuple[Document, Document]], list[Document], list[Document]]:
    """Pair the texts that are the same; return the pairs, those that are gone, and those that are new."""
    pairs: list[tuple[Document, Document]] = []
    for mark in (_by_identifier, _by_day, _by_label):
        waiting: dict[object, list[Document]] = {}
        for text in old:
            waiting.setdefault(mark(text), []).append(text)
        marks = [mark(text) for text in new]
        left = []
        for text, mine in zip(new, marks, strict=True):
            same = waiting.get(mine, [])
            several = mark is not _by_identifier and (len(same) > 1 or marks.count(mine) > 1)
            if not same or mine is None or several:
                left.append(text)
            else:
                pairs.append((same.pop(0), text))
        met = {id(text) for text, _ in pairs}
        old, new = [text for text in old if id(text) not in met], left
        if not old or not new:
            break
    return pairs, old, new


def _by_identifier(text: Document) -> object:
    return str(text.identifier)


def _by_day(text: Document) -> object:
    """Return what tells a text apart within its work, but for the number and date it prints; None if nothing does."""
    if text.approved is None or not text.approved.day:
        return None
    return text.approved, _steps(text)


def _by_label(text: Document) -> object:
    """Return the place of a text among the others of its work, as ITU counts them; None where it does not.

    The dates of ITU-R's texts have been those of files for long, and are corrected more often than others.
    """
    label = text.edition if text.identifier.revision is None else text.identifier.revision
    return None if label is None else (str(text.identifier.work), str(label), _steps(text))


def _steps(text: Document) -> tuple[object, ...]:
    return tuple((step.kind, step.label) for step in text.identifier.steps)


def _regrouped(old: list[Recommendation], new: list[Recommendation]) -> Iterator[Change]:
    """Say that works were split or joined: once for all that hang together."""
    before, after = (wording.listing([_called(work) for work in works]) for works in (old, new))
    if len(new) == 1:
        message = f"one work now; it was {len(old)}: {before}"
    elif len(old) == 1:
        message = f"{len(new)} works now: {after}; it was one, {before}"
    else:
        message = f"{len(new)} works now: {after}; they were {len(old)}: {before}"
    first, last = old[0], new[0]
    yield Change(
        ChangeKind.REGROUPED,
        last.identifier,
        last.identifier,
        message,
        "works",
        ", ".join(work.key for work in old),
        ", ".join(work.key for work in new),
        first,
        last,
    )


def _called(work: Recommendation) -> str:
    """Name a work so that another one of that number is not meant."""
    first = work.editions[0] if work.editions else None
    return f"{work} (since {first.approved})" if first is not None and first.approved else f"{work}"
