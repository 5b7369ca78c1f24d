"""Laying data of one's own over a catalogue, which keeps what is replaced."""

from __future__ import annotations

from attrs import evolve

from itu_catalog.documents.family import numbers_of
from itu_catalog.documents.texts import COLUMNS, KEYS, Conflict, state
from itu_catalog.errors import InvalidCatalogueData
from itu_catalog.identifier import Kind
from itu_catalog.schema import load_overlay
from itu_catalog.vocabulary import Status
from itu_catalog.writer import dump

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os

    from itu_catalog.catalog.catalog import Catalog
    from itu_catalog.documents import Document, Name, Recommendation
    from itu_catalog.identifier import Identifier

__all__ = ["overlaid"]


def overlaid(catalog: Catalog, path: str | os.PathLike[str]) -> bytes:
    """Return the catalogue file of a catalogue with a file of works and names laid over it."""
    file = load_overlay(path)
    laid: list[Recommendation] = []
    gone: set[str] = set()
    for row in file.work:
        new = row.record(file.source)
        found = (catalog.get(identifier) for identifier in (*_identifiers(new), new.identifier))
        held = next((work for work in found if work is not None), None)
        laid.append(_merged(held, new, file.source) if held else new)
        gone |= {held.key} if held else set()
    series: list[Name] = []
    faults: list[str] = []
    for nth, named in enumerate(file.name):
        name = named.record()._replace(source=named.source or file.source)
        if named.identifier.kind is Kind.SERIES:
            series.append(name)
            continue
        place = next((at for at, work in enumerate(laid) if _is_of(named.identifier, work)), None)
        if place is not None:
            laid[place] = evolve(laid[place], extra_names=(*laid[place].extra_names, name))
        elif (held := catalog.get(named.identifier)) is not None:
            laid.append(evolve(held, extra_names=(*held.extra_names, name)))
            gone.add(held.key)
        else:
            where = f"{path}: name[{nth}].identifier"
            faults.append(f"{where}: no work bears {named.identifier}; add it, or mend the name")
    if faults:
        raise InvalidCatalogueData(faults)
    return dump(
        laid,
        as_of=max(catalog.as_of, file.as_of or catalog.as_of).isoformat(),
        names=series,
        sources=[*catalog.sources, file.source],
        keep=[line for line in catalog._store.raw() if not _is_about(line, gone)],
    )


def _identifiers(work: Recommendation) -> list[Identifier]:
    return [text.identifier for text in work.documents]


def _is_of(identifier: Identifier, work: Recommendation) -> bool:
    """Whether an identifier is the number of a work, or one of its texts."""
    return identifier in _identifiers(work) or not set(numbers_of(work.identifier)).isdisjoint(
        numbers_of(identifier) if identifier == identifier.work else ()
    )


def _is_about(line: bytes, keys: set[str]) -> bool:
    """Whether a line of a catalogue file belongs to one of the works."""
    columns = line.decode().split("\t", 5)
    place = {"W": 1, "N": 2, "E": 3}.get(columns[0])
    return place is not None and columns[place] in keys


def _merged(held: Recommendation, new: Recommendation, source: str) -> Recommendation:
    """Lay a work over the one that the catalogue holds."""
    texts = {text.identifier: text for text in held.documents}
    for text in new.documents:
        old = texts.get(text.identifier)
        texts[text.identifier] = _corrected(old, text, source) if old else text
    return evolve(
        held,
        identifier=new.identifier,
        documents=tuple(texts.values()),
        former=new.former or held.former,
        group=new.group or held.group,
        note=new.note or held.note,
        catalog=None,
    )


def _corrected(old: Document, new: Document, source: str) -> Document:
    """Lay a document over an older record of it, keeping what is replaced as a conflict."""
    columns = {name: getattr(old, name) for name in COLUMNS}
    conflicts, sources = list(old.conflicts), dict(old.sources)
    for name, value in state(new, COLUMNS).items():
        if name in ("identifier", "source", "sources", "conflicts", "inferred"):
            continue
        before = columns[name]
        key = KEYS[name]
        if before not in (None, (), "", value) and before is not Status.UNKNOWN:
            shown = ", ".join(map(str, before)) if isinstance(before, tuple) else str(before)
            conflicts.append(Conflict(key, shown, sources.get(key, old.source), f"replaced by {source}"))
        columns[name] = value
        sources[key] = source
    sources.update(new.sources)
    inferred = [name for name in old.inferred if sources.get(name) != source]
    columns |= {
        "conflicts": (*conflicts, *new.conflicts),
        "sources": tuple(sources.items()),
        "inferred": tuple(dict.fromkeys((*inferred, *new.inferred))),
    }
    return type(old)(**columns)
