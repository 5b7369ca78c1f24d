"""An imported collection and the catalogue in the package, made one: what was checked by hand decides.

The package's facts win field by field, and what the collection says otherwise is kept as a conflict and listed.
One thing the collection may know better, because it may be younger: what has happened to a text since.

>>> from itu_catalog import embedded_catalog
>>> core = embedded_catalog()
>>> works, remarks = merged([], core, core.as_of, "a test")
>>> len(works) == len(core), remarks
(True, [])
"""

from __future__ import annotations

from collections import defaultdict

from attrs import evolve

from itu_catalog.documents.texts import COLUMNS, KEYS, Conflict
from itu_catalog.folding import search_key, twin_key
from itu_catalog.importers.relaton.record import Remark
from itu_catalog.vocabulary import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable
    from typing import Any

    from itu_catalog.catalog import Catalog
    from itu_catalog.documents import Document, Recommendation
    from itu_catalog.identifier import Identifier

__all__ = ["merged"]

_LIFE = (
    {Status.UNKNOWN},
    {Status.PRE_PUBLISHED},
    {Status.IN_FORCE},
    {Status.SUPERSEDED, Status.WITHDRAWN},
)
"""The stages of a text's life; it never goes back."""

_TOLD = frozenset({"identifier", "source", "sources", "conflicts", "inferred"})
"""Columns that tell of the others."""


def merged(
    works: Iterable[Recommendation], core: Catalog, as_of: datetime.date, source: str
) -> tuple[list[Recommendation], list[Remark]]:
    """Lay the works of the package over imported ones; return all, and a remark on every conflict.

    Works are the same where they hold the same document. `as_of` is the day the collection is complete to,
    `source` what it is called where it stands against the package.
    """
    merger = _Merger(source, younger=as_of > core.as_of)
    held: list[Recommendation | None] = list(works)
    where: defaultdict[Identifier, int] = defaultdict(lambda: -1)
    for place, work in enumerate(held):
        if work is not None:
            where.update((text.identifier, place) for text in work.documents)
    for known in core:
        places = list(dict.fromkeys(where[text.identifier] for text in known.documents))
        places = [place for place in places if place >= 0]
        found = [work for place in places if (work := held[place]) is not None]
        for place in places:
            held[place] = None
        both = merger.work(found, known) if found else evolve(known, catalog=None)
        held.append(_attested(both, as_of, core))
    return [work for work in held if work is not None], merger.remarks


def _attested(work: Recommendation, as_of: datetime.date, core: Catalog) -> Recommendation:
    """Say of texts that an older collection cannot know who does: the package, which is complete to a later day."""
    known_by = ("approved", f"the catalogue in the package, complete to {core.as_of}")
    later = [text for text in work.documents if text.approved and not text.approved.on_or_before(as_of)]
    if not later:
        return work
    texts = [
        evolve(text, sources=(*text.sources, known_by))
        if text in later and "approved" not in dict(text.sources)
        else text
        for text in work.documents
    ]
    return evolve(work, documents=tuple(texts), catalog=None)


class _Merger:
    """Lays what is known over what was imported, and remembers every conflict."""

    def __init__(self, source: str, *, younger: bool) -> None:
        self.remarks: list[Remark] = []
        self._source = source
        self._younger = younger

    def work(self, found: list[Recommendation], known: Recommendation) -> Recommendation:
        """Make one work of the imported ones that hold documents of a known one, and of that."""
        if len(found) > 1:
            listed = ", ".join(work.key for work in found)
            self._remark(str(known.identifier), f"the collection has it as {len(found)} works: {listed}")
        texts = {text.identifier: text for work in found for text in work.documents}
        for text in known.documents:
            other = texts.get(text.identifier)
            texts[text.identifier] = self._text(other, text) if other else text
        group = found[0].group if self._younger and found[0].group else known.group or found[0].group
        newest = max(found, key=lambda work: str(work.last.approved if work.last else ""))
        grown = self._younger and newest.last is not None and newest.last not in known.editions
        identifier = newest.identifier if grown else known.identifier
        former = dict.fromkeys((*known.former, *(number for work in found for number in work.former)))
        former.pop(identifier, None)
        names = (*known.extra_names, *(name for work in found for name in work.extra_names))
        return evolve(
            known,
            identifier=identifier,
            documents=tuple(texts.values()),
            former=tuple(former),
            group=group,
            extra_names=tuple({(name.text, name.kind): name for name in names}.values()),
            note=known.note or found[0].note,
            catalog=None,
        )

    def _text(self, other: Document, known: Document) -> Document:
        """Lay a known document over an imported record of it."""
        columns: dict[str, Any] = {name: getattr(known, name) for name in COLUMNS}
        sources, inferred = dict(known.sources), list(known.inferred)
        conflicts = list(
            {(each.field, each.value): each for each in (*other.conflicts, *known.conflicts)}.values()
        )
        for name in COLUMNS:
            ours, theirs, key = columns[name], getattr(other, name), KEYS[name]
            if name in _TOLD or theirs in (None, (), "", False) or ours == theirs:
                continue
            taken = ours in (None, (), "", False) or ours is Status.UNKNOWN
            if taken or (self._younger and _NEWER.get(name, _never)(theirs, ours)):
                columns[name] = theirs
                sources[key] = dict(other.sources).get(key, other.source)
                inferred = [field for field in inferred if field != key]
                inferred += [key] if key in other.inferred else []
            elif not _SAME.get(name, _never)(theirs, ours):
                shown = ", ".join(map(str, theirs)) if isinstance(theirs, tuple) else str(theirs)
                if not any(each.field == key and each.value == shown for each in conflicts):
                    why = "the catalogue in the package was checked by hand"
                    conflicts.append(Conflict(key, shown, self._source, why))
                decided = ", ".join(map(str, ours)) if isinstance(ours, tuple) else str(ours)
                self._remark(str(known.identifier), f"{key}: {shown!r} in the collection; {decided!r} stands")
        columns |= {
            "sources": tuple((key, each) for key, each in sources.items() if each != known.source),
            "inferred": tuple(inferred),
            "conflicts": tuple(conflicts),
        }
        return type(known)(**columns)

    def _remark(self, identifier: str, message: str) -> None:
        self.remarks.append(Remark("conflict", identifier, message))


def _never(_theirs: object, _ours: object) -> bool:
    return False


def _further(theirs: Status, ours: Status) -> bool:
    """Whether a text has gone on in its life."""
    return _stage(theirs) > _stage(ours)


def _stage(status: Status) -> int:
    return next((place for place, stage in enumerate(_LIFE) if status in stage), 0)


_NEWER: dict[str, Callable[[Any, Any], bool]] = {
    "status": _further,
    "url": lambda theirs, ours: _unlettered(theirs) == _unlettered(ours),
}
"""What a younger collection knows better: the course of a life, and the letter that tells it."""

_SAME: dict[str, Callable[[Any, Any], bool]] = {
    "twin": lambda theirs, ours: twin_key(theirs)[0] == twin_key(ours)[0] and not twin_key(theirs)[1],
    "approved": lambda theirs, ours: bool(theirs.includes(ours)),
    "posted": lambda theirs, ours: bool(theirs.includes(ours)),
    "own_title": lambda theirs, ours: search_key(theirs) == search_key(ours),
    "url": lambda theirs, ours: _unlettered(theirs) == _unlettered(ours),
}
"""What says the same, if less exactly."""


def _unlettered(url: str) -> str:
    """Return an address without its state letter, which changes."""
    head, mark, tail = url.partition("!")
    return head.rpartition("-")[0] + mark + tail
