"""Which records of ITU-R are texts of one work.

The number of a Recommendation says which it is, whatever the series: ``SA.1028`` and ``RS.1028`` are one, moved.
Reports are counted apart from Recommendations, and two Reports of different series may have one number; so texts
of two series are put together only where their titles are alike. A Question keeps its number and goes on counting
revisions when another study group takes it over.

>>> from itu_catalog.importers.relaton.radio.naming import named
>>> from itu_catalog.importers.relaton.record import Raw
>>> raws = [Raw("a", "ITU-R 48-5/8:", title="Amateur services", date="2003-11"),
...         Raw("b", "ITU-R 48-6/5:", title="Amateur services", date="2012-01")]
>>> [[str(each.identifier) for each in family] for family in families(named(raws)[0])]
[['Question ITU-R 48-5/8', 'Question ITU-R 48-6/5']]
"""

from __future__ import annotations

from collections import defaultdict

from itu_catalog.identifier import Kind
from itu_catalog.importers.relaton.radio.naming import LIKE
from itu_catalog.titles import likeness

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from itu_catalog.importers.relaton.radio.naming import Named

__all__ = ["families"]


def families(records: Iterable[Named]) -> list[list[Named]]:
    """Return the records of each work together."""
    shelves: defaultdict[tuple[Kind, str], list[Named]] = defaultdict(list)
    for each in records:
        shelves[each.kind, _digits(each)].append(each)
    return [family for (kind, _), texts in shelves.items() for family in _parted(kind, texts)]


def _digits(each: Named) -> str:
    """Return the number without series or study group."""
    if each.kind is Kind.QUESTION:
        return each.numbers[0].partition("/")[0]
    return each.numbers[0].rpartition(".")[2]


def _parted(kind: Kind, texts: list[Named]) -> list[list[Named]]:
    """Part the texts of one number into works."""
    lines: dict[object, list[Named]] = {}
    for each in sorted(texts, key=_order):
        # Handbooks have no revisions: under one number there may be a new edition, or another book.
        lines.setdefault(each.identifier if kind is Kind.HANDBOOK else each.numbers, []).append(each)
    belong = _continues if kind is Kind.QUESTION else _are_alike
    works: list[list[Named]] = []
    for line in lines.values():
        known = next((work for work in works if belong(work, line)), None)
        if known is None:
            works.append(line)
        else:
            known += line
    return works


def _order(each: Named) -> tuple[int, str]:
    return each.revision, each.raw.date or ""


def _are_alike(work: list[Named], line: list[Named]) -> bool:
    """Whether two lines of texts are one work: a title of one is like a title of the other."""
    mine, theirs = ({each.raw.title for each in texts if each.raw.title} for texts in (work, line))
    if not mine or not theirs:
        return work[0].kind is Kind.RECOMMENDATION
    return any(likeness(one, other) >= LIKE for one in mine for other in theirs)


def _continues(work: list[Named], line: list[Named]) -> bool:
    """Whether a Question goes on under another group: with the next revision, later, and a title that is alike."""
    last, first = work[-1], line[0]
    return (
        first.revision == last.revision + 1
        and (last.raw.date or "") < (first.raw.date or "")
        and likeness(last.raw.title or "", first.raw.title or "") >= LIKE
    )
