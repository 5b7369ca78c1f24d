"""Records as plain values: strings, lists and dictionaries, ready for JSON. `schema` reads them back."""

from __future__ import annotations

from itu_catalog.documents.texts import Conflict

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from itu_catalog.documents.texts import Document
    from itu_catalog.documents.works import Recommendation

__all__ = ["document_dict", "work_dict"]


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON
    """A column as a JSON value."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Conflict):
        return value._asdict()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value)


def document_dict(text: Document) -> dict[str, Any]:
    """Return every fact of a document."""
    out: dict[str, Any] = {"identifier": str(text.identifier), "kind": str(text.kind), "title": text.title}
    if text.own_title is None and text.title is not None:
        out["title_inherited"] = True
    for name, key in _DICT_KEYS.items():
        value = getattr(text, name)
        if value is not None and value != () and value is not False:
            out[key] = _plain(value)
    if text.sources:
        out["sources"] = dict(text.sources)
    return out


_DICT_KEYS = {
    "approved": "approved",
    "status": "status",
    "edition": "edition",
    "approval": "approval",
    "twin": "twin",
    "approved_by": "study_group",
    "url": "url",
    "supplements": "supplements",
    "replaced_by": "superseded_by",
    "cumulative": "cumulative",
    "withdrawn": "withdrawn",
    "posted": "posted",
    "note": "note",
    "source": "source",
    "inferred": "inferred",
    "conflicts": "conflicts",
}
"""Column of a document → its key in the data files and in JSON."""


def work_dict(work: Recommendation) -> dict[str, Any]:
    """Return every fact of a work and of its documents."""
    out: dict[str, Any] = {
        "identifier": str(work.identifier),
        "kind": str(work.kind),
        "title": work.title,
        "status": str(work.status),
        "names": [
            {key: _plain(value) for key, value in name._asdict().items() if value not in (None, "", ())}
            for name in work.names
        ],
    }
    for name, key in (("twin", "twin"), ("group", "study_group"), ("note", "note"), ("source", "source")):
        if value := getattr(work, name):
            out[key] = value
    for name in ("former", "inferred"):
        if value := getattr(work, name):
            out[name] = _plain(value)
    if work.sources:
        out["sources"] = dict(work.sources)
    out["documents"] = [document_dict(text) for text in work.documents]
    return out
