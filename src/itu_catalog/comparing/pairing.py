"""Which works of two catalogues are the same: told by the documents they have, since numbers and dates may change.

A work is called by its number and the day of its first text. Either may be corrected, works may be split or
joined; what stays is that a document is found on both sides. A group is what hangs together so.

>>> groups = grouped({"X.9@2019": ("X.9 (10/2019)",)}, {"X.9@2018": ("X.9 (09/2018)", "X.9 (10/2019)")})
>>> groups
[Group(old=('X.9@2019',), new=('X.9@2018',))]
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from itu_catalog.documents import Document, Recommendation

__all__ = ["Group", "grouped", "paired", "rejoined"]


class Group(NamedTuple):
    """Works that are the same, by their keys in both catalogues; one side is empty for what is new or gone."""

    old: tuple[str, ...]
    new: tuple[str, ...]


def grouped(old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]) -> list[Group]:
    """Group works, each given with the identifiers of its documents, by what they have in common."""
    # Each work hangs on its key and on its documents; what hangs on one thing is one group.
    heads: dict[str, str] = {}

    def head(name: str) -> str:
        while (above := heads.setdefault(name, name)) != name:
            heads[name] = name = heads[above]
        return name

    for works in (old, new):
        for key, texts in works.items():
            for text in texts:
                heads[head(f"\t{text}")] = head(key)  # a tab, which no key has, tells the two apart
    groups: dict[str, tuple[list[str], list[str]]] = {}
    for side, works in enumerate((old, new)):
        for key in works:
            groups.setdefault(head(key), ([], []))[side].append(key)
    return [Group(tuple(sorted(mine)), tuple(sorted(theirs))) for mine, theirs in groups.values()]


def paired(
    old: list[Recommendation], new: list[Recommendation]
) -> list[tuple[Recommendation, Recommendation]]:
    """Pair works of one group, each once: those first that have most documents in common."""
    texts = {id(work): {str(text.identifier) for text in work.documents} for work in (*old, *new)}
    common = [(len(texts[id(mine)] & texts[id(theirs)]), mine, theirs) for mine in old for theirs in new]
    # The same from either side, so that a comparison the other way round pairs the same works.
    common.sort(key=lambda each: (-each[0], *sorted((each[1].key, each[2].key))))
    pairs: list[tuple[Recommendation, Recommendation]] = []
    met: set[int] = set()
    for _, mine, theirs in common:
        if id(mine) not in met and id(theirs) not in met:
            met |= {id(mine), id(theirs)}
            pairs.append((mine, theirs))
    return pairs


def rejoined(
    old: list[Recommendation], new: list[Recommendation]
) -> list[tuple[Recommendation, Recommendation]]:
    """Pair works that have no document in common, and yet a text that must be the same: its number or date changed.

    Only where such a text is one alone on either side; a title that is printed twice on a day tells nothing.
    """
    marks = [_marked(works) for works in (old, new)]
    pairs = {
        (id(mine[0]), id(theirs[0])): (mine[0], theirs[0])
        for mark in marks[0].keys() & marks[1].keys()
        for mine, theirs in [(marks[0][mark], marks[1][mark])]
        if len(mine) == len(theirs) == 1
    }
    counts = Counter(each for pair in pairs for each in pair)
    found = [pair for ids, pair in pairs.items() if counts[ids[0]] == counts[ids[1]] == 1]
    return sorted(found, key=lambda pair: (pair[0].key, pair[1].key))


def _marked(works: list[Recommendation]) -> dict[tuple[str, ...], list[Recommendation]]:
    """Return who has a text with each mark."""
    marked: dict[tuple[str, ...], list[Recommendation]] = {}
    for work in works:
        for text in work.documents:
            for mark in _marks(text):
                marked.setdefault(mark, []).append(work)
    return marked


def _marks(text: Document) -> Iterator[tuple[str, ...]]:
    """Yield what tells a text apart from all others, but for its number or but for its date."""
    title, number = text.own_title, str(text.identifier.work)
    if title and text.approved and text.approved.day:
        yield "day", str(text.kind), str(text.approved), title
    if text.identifier.revision is not None:  # ITU-R gives no number twice
        yield "revision", number, str(text.identifier.undated)
    elif title and text.edition:
        yield "label", number, str(text.kind), text.edition, title
