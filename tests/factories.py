"""Small records in one line, for tests that need a catalogue of their own."""

# ruff: noqa: ANN401 - columns are of many types

from __future__ import annotations

from typing import Any

from itu_catalog.catalog import Catalog
from itu_catalog.dates import Issued
from itu_catalog.documents import CLASSES, Document, Name, Publication, Recommendation
from itu_catalog.identifier import Identifier
from itu_catalog.vocabulary import NameKind, Status

AS_OF = "2024-12-31"

WORDS = {
    "in force": Status.IN_FORCE,
    "pre": Status.PRE_PUBLISHED,
    "superseded": Status.SUPERSEDED,
    "withdrawn": Status.WITHDRAWN,
    "unknown": Status.UNKNOWN,
}


def text(identifier: str, approved: str | None = None, status: str = "in force", **columns: Any) -> Document:
    """Make a document; without a date it was approved on the first day of its printed month."""
    ident = Identifier(identifier)
    when = Issued.parse(approved) if approved else ident.issued
    for name in ("supplements", "replaced_by"):
        if name in columns:
            columns[name] = tuple(map(Identifier, columns[name]))
    for name in ("withdrawn", "posted"):
        if name in columns:
            columns[name] = Issued.parse(columns[name])
    if columns.pop("undated", False):
        when = None
    cls = CLASSES.get(ident.kind, Publication)
    return cls(identifier=ident, approved=when, status=WORDS[status], **columns)


def work(identifier: str, *documents: Document, **columns: Any) -> Recommendation:
    """Make a work of some documents."""
    if "former" in columns:
        columns["former"] = tuple(map(Identifier, columns["former"]))
    return Recommendation(identifier=Identifier(identifier), documents=documents, **columns)


def name(text: str, kind: str, **columns: Any) -> Name:
    """Make a name other than a number."""
    return Name(text, NameKind(kind), **columns)


def catalog(*works: Recommendation, as_of: str = AS_OF, **more: Any) -> Catalog:
    """Make a catalogue of some works."""
    return Catalog.from_records(works, as_of=as_of, **more)


def found(documents: Any) -> list[str]:
    """Name some records."""
    return [str(each.identifier) for each in documents]
