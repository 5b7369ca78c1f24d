"""What the dataset does not have of ITU-R, though it is known to exist: remarks, so that nobody takes it for complete.

Recommendations since number 1100 and Reports since 2001 count their revisions from 0; those before had a life in
the CCIR, and begin with any revision. Numbers of Recommendations from 2001 on are all assigned.
"""

from __future__ import annotations

from itertools import pairwise

from itu_catalog.identifier import Kind
from itu_catalog.importers.relaton.record import Remark
from itu_catalog.vocabulary import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from itu_catalog.importers.relaton.radio.judging import Draft

__all__ = ["gaps"]

_COUNTED_SINCE = {Kind.RECOMMENDATION: 1100, Kind.REPORT: 2001}
"""From this number on the first text of a kind is revision 0."""
_SEQUENCE = 2001
"""From this number on Recommendations have numbers that Reports have, too."""
_PREFIX = {Kind.RECOMMENDATION: "ITU-R ", Kind.REPORT: "Report ITU-R "}


def gaps(works: Iterable[Sequence[Draft]]) -> Iterator[Remark]:
    """Yield a remark on every text that is not there, and on every Recommendation of which no file is known."""
    drafts = [[draft for draft in work if not draft.is_change] for work in works]
    counted = [work for work in drafts if work and work[0].named.kind in _PREFIX]
    # In the older layout a Report and a Recommendation of one number and revision have one file name.
    taken = {
        draft.named.raw.identifier: draft
        for work in counted
        for draft in work
        if not draft.named.raw.identifier.startswith("Report ")
    }
    for work in counted:
        yield from _missing(work, taken)
        yield from _unended(work)
        yield from _without_file(work)
    yield from _lost(counted, taken)


def _missing(work: Sequence[Draft], taken: dict[str, Draft]) -> Iterator[Remark]:
    """Yield the revisions that are missing before and between others."""
    ordered = sorted(work, key=lambda draft: draft.place)
    first = ordered[0]
    kind, number = first.named.kind, first.named.numbers[0]
    if first.named.revision and int(number.rpartition(".")[2]) >= _COUNTED_SINCE[kind]:
        lost = range(first.named.revision)
        holders = [taken[name] for each in lost if (name := f"ITU-R {number}-{each}") in taken]
        listed = " and ".join(str(holder.identifier) for holder in holders)
        why = f": {listed} stands in the file of that name" if listed else ""
        message = f"it is the oldest text here, without {_span(lost)}{why}"
        yield Remark("gap", str(first.identifier), message)
    for older, newer in pairwise(ordered):
        lost = range(older.named.revision + 1, newer.named.revision)
        if lost:
            message = f"before it comes {older.identifier}, without {_span(lost)} between them"
            yield Remark("gap", str(newer.identifier), message)


def _span(revisions: range) -> str:
    first, last = revisions[0], revisions[-1]
    return f"revision -{first}" if first == last else f"the revisions -{first} to -{last}"


def _unended(work: Sequence[Draft]) -> Iterator[Remark]:
    """Yield the last text of a Recommendation that was superseded by nothing that is here."""
    last = max(draft.place for draft in work)
    ends = [draft for draft in work if draft.place == last]
    if all(draft.status is Status.SUPERSEDED and not draft.replaced_by for draft in ends):
        for draft in ends:
            message = "its file says that it is superseded, and nothing later is here: a revision is missing"
            yield Remark("gap", str(draft.identifier), message)


def _without_file(work: Sequence[Draft]) -> Iterator[Remark]:
    """Yield the texts of which neither approval nor state is told, because there is no file."""
    for draft in work:
        if draft.named.file is None:
            what = "approval and state" if draft.named.kind is Kind.RECOMMENDATION else "year"
            yield Remark("gap", str(draft.identifier), f"no file of it is named, which would tell its {what}")


def _lost(works: Sequence[Sequence[Draft]], taken: dict[str, Draft]) -> Iterator[Remark]:
    """Yield the numbers of Recommendations and of Reports whose every text gave way to one of the other kind."""
    bearing: dict[Kind, dict[int, str]] = {kind: {} for kind in _PREFIX}
    for work in works:
        for draft in work:
            for number in draft.named.numbers:
                bearing[draft.named.kind].setdefault(int(number.rpartition(".")[2]), number)
    for kind, other in ((Kind.RECOMMENDATION, Kind.REPORT), (Kind.REPORT, Kind.RECOMMENDATION)):
        for digits in range(_SEQUENCE, max(bearing[kind], default=0)):
            name = bearing[other].get(digits)
            holder = taken.get(f"ITU-R {name}-0") or taken.get(f"ITU-R {name}")
            if digits not in bearing[kind] and holder is not None:
                message = (
                    f"a number of which no text is here: {holder.identifier} stands in the file of that name"
                )
                yield Remark("gap", f"{_PREFIX[kind]}{name}", message)
