"""Relations between documents as edges, and walks along them that end even where data runs in a circle.

>>> from itu_catalog import embedded_catalog
>>> cor = embedded_catalog().resolve("X.893 Cor.1")
>>> for edge in edges_of(cor):
...     print(edge)
ITU-T X.893 (2007) Cor. 1 (10/2019) corrects ITU-T X.893 (05/2007)
"""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple, TypeVar

from itu_catalog.documents.family import PARTS, numbers_of
from itu_catalog.documents.texts import Document
from itu_catalog.identifier import Identifier, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from itu_catalog.documents.works import Recommendation

__all__ = ["Edge", "Relation", "edges_of", "walk"]

T = TypeVar("T")


class Relation(StrEnum):
    """What one text is to another; the value reads from source to target.

    >>> from itu_catalog import embedded_catalog
    >>> (edge, *others) = embedded_catalog().related("X.509 (2019) Cor. 1")[Relation.CORRECTS]
    >>> print(edge.source, edge.relation, edge.target)
    ITU-T X.509 (2019) Cor. 1 (10/2021) corrects ITU-T X.509 (10/2019)
    """

    SUPERSEDES = "supersedes"
    AMENDS = "amends"
    CORRECTS = "corrects"
    PART_OF = "is part of"
    SUPPLEMENTS = "supplements"
    SAME_TEXT = "is the same text as"
    RENUMBERED_FROM = "is renumbered from"
    MEMBER_OF = "is a member of"

    @property
    def inverse(self) -> str:
        """How it reads from target to source.

        >>> Relation.SUPERSEDES.inverse
        'is superseded by'
        """
        return _INVERSES[self]


_INVERSES = {
    Relation.SUPERSEDES: "is superseded by",
    Relation.AMENDS: "is amended by",
    Relation.CORRECTS: "is corrected by",
    Relation.PART_OF: "has as a part",
    Relation.SUPPLEMENTS: "is supplemented by",
    Relation.SAME_TEXT: "is the same text as",
    Relation.RENUMBERED_FROM: "is renumbered to",
    Relation.MEMBER_OF: "has as a member",
}

_HANGS_ON = {
    Kind.AMENDMENT: Relation.AMENDS,
    Kind.ADDENDUM: Relation.AMENDS,
    Kind.CORRIGENDUM: Relation.CORRECTS,
    Kind.ERRATUM: Relation.CORRECTS,
    **dict.fromkeys(PARTS, Relation.PART_OF),
}


class Edge(NamedTuple):
    """A relation from one text to another; a twin is no text of ITU and so a plain string.

    >>> print(Edge(Identifier("ITU-T X.9 (2019) Cor. 1"), Relation.CORRECTS, Identifier("ITU-T X.9 (2019)")))
    ITU-T X.9 (2019) Cor. 1 corrects ITU-T X.9 (2019)
    """

    source: Identifier
    relation: Relation
    target: Identifier | str
    certain: bool = True
    reason: str = ""
    """Why it is not certain, or what tells it."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready values, each key always there."""
        from itu_catalog.vocabulary.plain import plain_dict

        return plain_dict(self)

    def __str__(self) -> str:
        return f"{self.source} {self.relation} {self.target}"


def edges_of(record: Document | Recommendation) -> tuple[Edge, ...]:
    """Return every edge from or to a record that the catalogue knows, each once, in order of relation.

    An edge to the record has it as its target. Numbers of editions are edges between editions; that a work
    as a whole took the place of another is an edge between works.
    """
    found = _of_document(record) if isinstance(record, Document) else _of_work(record)
    ranks = {relation: rank for rank, relation in enumerate(Relation)}
    return tuple(sorted(dict.fromkeys(found), key=lambda edge: ranks[edge.relation]))


def _superseding(old: Document) -> Iterator[Edge]:
    """Yield the edge by which `old` lost its place."""
    end = old.work._standing.end(old)
    if end is not None and end.by is not None:
        reason = "" if end.certain else end.reason
        yield Edge(end.by.identifier, Relation.SUPERSEDES, old.identifier, end.certain, reason)


def _hanging(text: Document) -> Iterator[Edge]:
    """Yield the edge from a change or a part to what it changes or belongs to."""
    relation = _HANGS_ON.get(text.kind)
    base = text.base if relation else None
    if relation and base is not None:
        certain = text.kind not in PARTS  # which edition a part came with follows from the dates alone
        yield Edge(text.identifier, relation, base.identifier, certain, "" if certain else "by their dates")


def _of_document(text: Document) -> Iterator[Edge]:
    family = text.work._family
    yield from _superseding(text)
    others = text.work._handle._replaced_by(text.work)
    for other in filter(None, (text.supersedes, *others, *family.documents)):
        if other.superseded_by is text:
            yield from _superseding(other)
    yield from _hanging(text)
    for other in family.documents:
        if family.base(other) is text:
            yield from _hanging(other)
    for target in text.supplements:
        yield Edge(text.identifier, Relation.SUPPLEMENTS, target, *_told(text, "supplements"))
    if text.twin:
        yield Edge(text.identifier, Relation.SAME_TEXT, text.twin, *_told(text, "twin"))
    yield from _numbering(text)


def _numbering(text: Document) -> Iterator[Edge]:
    """Yield the edges between editions of one work that bear different numbers."""
    family = text.work._family
    # Two editions of one day are one text under two numbers.
    for other in next((group for group in family.groups if text in group), ()):
        if other is not text:
            reason = "approved on one day"
            yield Edge(text.identifier, Relation.SAME_TEXT, other.identifier, certain=False, reason=reason)
    heads = [group[-1] for group in family.groups]
    for older, newer in pairwise(heads):
        if text in (older, newer):
            before, after = numbers_of(older.identifier), numbers_of(newer.identifier)
            if set(before).isdisjoint(after):
                yield Edge(newer.identifier, Relation.RENUMBERED_FROM, older.identifier)


def _told(text: Document, column: str) -> tuple[bool, str]:
    inferred = column in text.inferred
    return not inferred, dict(text.sources).get(column, "") if inferred else ""


def _of_work(work: Recommendation) -> Iterator[Edge]:
    for newer in work.superseded_by:
        yield Edge(newer.identifier, Relation.SUPERSEDES, work.identifier, *_told_by_last(work))
    for older in work.supersedes:
        yield Edge(work.identifier, Relation.SUPERSEDES, older.identifier, *_told_by_last(older))
    for text in work.documents[-1:]:
        for target in text.supplements:
            yield Edge(work.identifier, Relation.SUPPLEMENTS, target, *_told(text, "supplements"))
    for other in work.supplements:
        yield Edge(other.identifier, Relation.SUPPLEMENTS, work.identifier)
    if work.twin:
        yield Edge(work.identifier, Relation.SAME_TEXT, work.twin)
    now = numbers_of(work.identifier)
    for number, _, _ in work._family.bearing():
        if number not in now:
            yield Edge(work.identifier, Relation.RENUMBERED_FROM, Identifier(number))
    for group in (work.subseries, work.series):
        if group is not None:
            yield Edge(work.identifier, Relation.MEMBER_OF, Identifier(group.identifier_text))


def _told_by_last(work: Recommendation) -> tuple[bool, str]:
    return _told(work.last, "superseded_by") if work.last else (True, "")


def walk(start: T, step: Callable[[T], Iterable[T]]) -> Iterator[T]:
    """Yield what can be reached from `start` by repeating `step`, nearest first, nothing twice, not `start`.

    >>> following = {"A": ["B"], "B": ["C"], "C": ["A"]}
    >>> list(walk("A", following.__getitem__))
    ['B', 'C']
    """
    met, waiting = {start}, [start]
    while waiting:
        following = []
        for each in waiting:
            for other in step(each):
                if other not in met:
                    met.add(other)
                    following.append(other)
                    yield other
        waiting = following
