"""What the commands say of works and documents as JSON: the same keys for every record, known or not.

Everything is said as of a day (see `asof`): what became true later is not in it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from typing import Any

    from itu_catalog.cli.asof import AsOf
    from itu_catalog.dates import Issued
    from itu_catalog.documents import Document, Name, Recommendation, StatusOn

__all__ = [
    "cited_by",
    "document_facts",
    "document_summary",
    "sources_of",
    "status_said",
    "summary",
    "unborn_facts",
    "work_facts",
]

_DOCUMENT: dict[str, Any] = {
    "identifier": None,
    "kind": None,
    "title": None,
    "title_inherited": False,
    "approved": None,
    "posted": None,
    "approval": None,
    "edition": None,
    "status": None,
    "withdrawn": None,
    "superseded_by": None,
    "supplements": [],
    "cumulative": False,
    "twin": None,
    "study_group": None,
    "url": None,
    "note": None,
    "source": None,
    "sources": {},
    "inferred": [],
    "conflicts": [],
}
"""Keys of a document, and what stands there where nothing is known."""

_WORK: dict[str, Any] = {
    "identifier": None,
    "kind": None,
    "title": None,
    "status": None,
    "names": [],
    "former": [],
    "twin": None,
    "study_group": None,
    "note": None,
    "source": None,
    "sources": {},
    "inferred": [],
}
"""Keys of a work, likewise."""


def document_facts(text: Document, view: AsOf) -> dict[str, Any]:
    """Return the facts of a document on a day; of one not yet approved only what it is and when it was approved."""
    standing = text.status_on(view.day)
    said = {"status": str(standing.status), "status_on": str(standing.status)}
    doubt = {"certain": standing.certain, "reason": standing.reason}
    if not view.knows(text) and standing.status == "not yet approved":
        whole = {"identifier": str(text), "kind": str(text.kind), "approved": str(text.approved)}
        return {**_DOCUMENT, **whole, **said, **doubt}
    return {
        **_DOCUMENT,
        **text.to_dict(),
        "title": view.title_of(text),
        "withdrawn": _by_then(text.withdrawn, view),
        "posted": _by_then(text.posted, view),
        "superseded_by": view.next_text(text),
        "twin": view.twin(text.twin),
        "note": view.note(text),
        **said,
        **doubt,
    }


def _by_then(when: Issued | None, view: AsOf) -> str | None:
    return str(when) if when and view.begun(when) else None


def work_facts(work: Recommendation, view: AsOf) -> dict[str, Any]:
    """Return the facts of a work and of its documents on a day."""
    standing = work.status_on(view.day)
    facts = {**_WORK, **work.to_dict()}
    del facts["documents"]
    names = view.names(work)
    if view.past:
        facts["former"] = [name.text for name in names if name.kind == "former"]
    return {
        **facts,
        "identifier": str(view.number(work)),
        "title": view.title(work),
        "names": [_name_facts(name) for name in names],
        "twin": view.work_twin(work),
        "study_group": view.group_name(work),
        "note": view.note(work),
        "status": str(standing.status),
        "status_on": str(standing.status),
        "certain": standing.certain,
        "reason": standing.reason,
        "documents": [document_facts(text, view) for text in view.known(work.documents)],
    }


def unborn_facts(number: str, first: Document) -> dict[str, Any]:
    """Return what is said of a number of which there was no text by the day: the keys of a work, and no facts."""
    return {
        **_WORK,
        "identifier": number,
        "kind": str(first.work.kind),
        "status": "not yet approved",
        "status_on": "not yet approved",
        "certain": True,
        "reason": f"first text {first}, approved {first.approved or 'on a day that is not known'}",
        "documents": [],
    }


def _name_facts(name: Name) -> dict[str, Any]:
    """Return a name as plain values, without what is not known of it."""
    known = {key: value for key, value in name._asdict().items() if value not in (None, "", ())}
    return {key: list(value) if isinstance(value, tuple) else str(value) for key, value in known.items()}


def summary(work: Recommendation, view: AsOf) -> dict[str, Any]:
    """Return what a list says of a work, on a day."""
    reading = work.in_force(view.day)
    standing = work.status_on(view.day)
    return {
        "identifier": str(view.number(work)),
        "kind": str(work.kind),
        "title": work.title_on(view.day),
        "status": str(standing.status),
        "certain": standing.certain,
        "reason": standing.reason,
        "current": str(reading[0]) if reading else None,
        "doubt": None,
    }


def document_summary(text: Document, view: AsOf) -> dict[str, Any]:
    """Return what a list says of a document, on a day."""
    standing = text.status_on(view.day)
    group = view.groups(text).then
    return {
        "identifier": str(text),
        "kind": str(text.kind),
        "title": view.title_of(text),
        "approved": str(text.approved) if text.approved else None,
        "status": str(standing.status),
        "certain": standing.certain,
        "reason": standing.reason,
        "work": str(view.number(text.work)),
        "study_group": str(group) if group else None,
        "edition": text.edition,
        "twin": view.twin(text.twin),
        "url": text.url,
        "doubt": None,
    }


def status_said(standing: StatusOn, day: datetime.date) -> str:
    """Say the status of a day, and the reason where it is not certain."""
    doubt = "" if standing.certain or not standing.reason else f" (not certain: {standing.reason})"
    if standing.status == "unknown":
        doubt = f" ({standing.reason})"
    return f"{standing.status} on {day}{doubt}"


def sources_of(record: Document | Recommendation) -> list[str]:
    """Return where the facts come from: the source of most of them, then those of single ones."""
    named = [f"{field}: {source}" for field, source in record.sources]
    return [record.source, *named] if record.source else named


def cited_by(view: AsOf, work: Recommendation) -> list[dict[str, str]]:
    """Return where reports cite a work, as it was printed there."""
    return [
        {"report": each.report or "", "paragraph": each.paragraph, "printed": each.printed}
        for each in view.cited_by(work)
    ]
