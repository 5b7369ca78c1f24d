"""Records as plain values: strings, lists and dictionaries, ready for JSON. `schema` reads them back."""

from __future__ import annotations

from itu_catalog.vocabulary.plain import plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from itu_catalog.documents.texts import Document
    from itu_catalog.documents.works import Recommendation

__all__ = ["document_dict", "work_dict"]


def document_dict(text: Document, keys: Mapping[str, str]) -> dict[str, Any]:
    """Return every fact of a document; `keys` gives the key of each column."""
    out: dict[str, Any] = {"identifier": str(text.identifier), "kind": str(text.kind), "title": text.title}
    if text.own_title is None and text.title is not None:
        out["title_inherited"] = True
    for name, key in keys.items():
        value = getattr(text, name)
        if name not in _APART and value is not None and value != () and value is not False:
            out[key] = plain(value)
    if text.sources:
        out["sources"] = dict(text.sources)
    return out


_APART = ("identifier", "own_title", "sources")
"""Columns that are not simply copied."""


def work_dict(work: Recommendation) -> dict[str, Any]:
    """Return every fact of a work and of its documents."""
    out: dict[str, Any] = {
        "identifier": str(work.identifier),
        "kind": str(work.kind),
        "title": work.title,
        "status": str(work.status),
        "names": [
            {key: plain(value) for key, value in name._asdict().items() if value not in (None, "", ())}
            for name in work.names
        ],
    }
    for name, key in (("twin", "twin"), ("group", "study_group"), ("note", "note"), ("source", "source")):
        if value := getattr(work, name):
            out[key] = value
    for name in ("former", "inferred"):
        if value := getattr(work, name):
            out[name] = plain(value)
    if work.sources:
        out["sources"] = dict(work.sources)
    out["documents"] = [text.to_dict() for text in work.documents]
    return out
