"""Rules for the history of a work: its editions, one after the other."""

from __future__ import annotations

from itertools import pairwise, permutations

from itu_catalog.documents.family import numbers_of, whole_label
from itu_catalog.folding import search_key, twin_key
from itu_catalog.titles import words_of
from itu_catalog.validation.records import Breach

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.documents.texts import Document
    from itu_catalog.validation.records import Records

__all__ = [
    "alike",
    "in_order",
    "last_in_force",
    "one_group",
    "one_in_force",
    "one_twin",
    "starts_at_one",
    "steps_by_one",
]

_LIKE = 0.1
"""The share of words that two neighbouring titles have in common, below which they look like two works (V19)."""


def in_order(records: Records) -> Iterator[Breach]:
    """Two texts of one day are one text under two numbers; ITU-R revisions are approved in their order."""
    for work in records.works:
        for group in work._family.groups:
            if not group[1:]:
                continue
            numbers = [frozenset(numbers_of(text.identifier)) for text in group]
            if any(one <= other for one, other in permutations(numbers, 2)):
                yield Breach(group[-1], f"{len(group)} editions of one number on one day; keep one")
            else:
                twins = " and ".join(text.identifier.designation for text in group)
                yield Breach(
                    group[-1], f"{len(group)} editions on one day", f"one text under two numbers, {twins}"
                )
        for older, newer in pairwise(work._family.editions):
            if newer.approved and older.approved and newer.approved < older.approved:
                yield Breach(
                    newer, f"approved {newer.approved}, before {older.identifier}; mend one of the dates"
                )


def steps_by_one(records: Records) -> Iterator[Breach]:
    """ITU counts editions, also through a change of number."""
    for older, newer in records.pairs():
        before, after = _counts(older), _counts(newer)
        if before and after and not {count + 1 for count in before} & after:
            yield Breach(
                newer[-1],
                f"edition {max(after)} follows edition {max(before)}; check for a missing edition",
            )


def _counts(group: list[Document]) -> set[int]:
    return {label for text in group if (label := whole_label(text.edition))}


def starts_at_one(records: Records) -> Iterator[Breach]:
    """A first edition of another number is what is left of a work that was divided, or came from elsewhere."""
    for work in records.works:
        counts = _counts(work._family.groups[0]) if work._family.groups else set()
        if counts and 1 not in counts:
            yield Breach(
                work._family.groups[0][0],
                f"the history begins with edition {min(counts)}; say where it came from",
            )


def one_in_force(records: Records) -> Iterator[Breach]:
    """A new edition supersedes the one before."""
    for work in records.works:
        living = [
            group[-1] for group in work._family.groups if any(text.status.is_in_force for text in group)
        ]
        for text in living[:-1]:
            yield Breach(text, f"in force beside {living[-1].identifier}; the older one is superseded")


def last_in_force(records: Records) -> Iterator[Breach]:
    """What is in force is the last edition; after a withdrawn one nothing of a work is."""
    for work in records.works:
        editions = [group[-1] for group in work._family.groups]
        living = [text for text in editions if text.status.is_in_force]
        if living and living[-1] is not editions[-1] and not editions[-1].status.is_in_force:
            last = editions[-1]
            yield Breach(
                living[-1], f"in force, but {last.identifier} came later and is {last.status}; check both"
            )


def one_twin(records: Records) -> Iterator[Breach]:
    """A common text keeps its number at ISO; whether IEC is named beside ISO changes."""
    for work in records.works:
        written = {
            search_key(text.twin).partition(":")[0].strip(): text.twin for text in work.editions if text.twin
        }
        numbers = {twin_key(twin)[0] for twin in written.values()}
        if len(written) > 1:
            listed = ", ".join(sorted({twin.partition(":")[0] for twin in written.values()}))
            why = "only IEC is named in one and not in the other" if len(numbers) == 1 else ""
            yield Breach(work, f"its editions have several twins: {listed}; check them", why)


def alike(records: Records) -> Iterator[Breach]:
    """Two neighbouring titles without a word in common are seldom one work."""
    for older, newer in records.pairs():
        one, other = older[-1].own_title, newer[-1].own_title
        if one and other:
            mine, theirs = {*words_of(one)}, {*words_of(other)}
            if len(mine & theirs) < _LIKE * len(mine | theirs):
                yield Breach(
                    newer[-1],
                    f"its title has next to nothing of that of {older[-1].identifier}; check that it is one work",
                )


def one_group(records: Records) -> Iterator[Breach]:
    """The group of a work is at work, and took over from whoever approved its texts."""
    for work in records.works:
        now = work.study_group if work.group and work._catalog is not None else None
        if now is None:
            continue
        assert work._catalog is not None
        if now not in now.heirs(records.as_of):
            yield Breach(work, f"{now} no longer exists; name the group that took over")
        for name in sorted({text.approved_by for text in work.documents if text.approved_by}):
            then = work._catalog._study_group(work._group_key(name))
            if then is not None and now not in then.heirs(records.as_of):
                yield Breach(work, f"{then}, which approved a text of it, did not hand over to {now}")
