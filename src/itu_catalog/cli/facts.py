"""What the commands say of works and documents as JSON: the same keys for every record, known or not.

Keys that end in ``_on``, and those the documentation says so of, answer for the day asked about; the others are
the facts of the catalogue, whenever they became true.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from typing import Any

    from itu_catalog.catalog import Catalog
    from itu_catalog.documents import Document, Recommendation, StatusOn

__all__ = ["cited_by", "document_facts", "sources_of", "status_said", "summary", "work_facts"]

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


def document_facts(text: Document, day: datetime.date) -> dict[str, Any]:
    """Return the facts of a document, and its status on a day."""
    standing = text.status_on(day)
    by = text.superseded_by
    return {
        **_DOCUMENT,
        **text.to_dict(),
        "superseded_by": str(by) if by else None,
        "status_on": str(standing.status),
        "certain": standing.certain,
        "reason": standing.reason,
    }


def work_facts(work: Recommendation, day: datetime.date) -> dict[str, Any]:
    """Return the facts of a work and of its documents, and its status on a day."""
    standing = work.status_on(day)
    facts = {**_WORK, **work.to_dict()}
    del facts["documents"]
    return {
        **facts,
        "status_on": str(standing.status),
        "certain": standing.certain,
        "reason": standing.reason,
        "documents": [document_facts(text, day) for text in work.documents],
    }


def summary(work: Recommendation, day: datetime.date) -> dict[str, Any]:
    """Return what a list says of a work, on a day."""
    reading = work.in_force(day)
    standing = work.status_on(day)
    return {
        "identifier": str(work),
        "kind": str(work.kind),
        "title": work.title_on(day),
        "status": str(standing.status),
        "certain": standing.certain,
        "current": str(reading[0]) if reading else None,
    }


def status_said(standing: StatusOn, day: datetime.date) -> str:
    """Say the status of a day, and the reason where it is not certain."""
    doubt = "" if standing.certain or not standing.reason else f" (not certain: {standing.reason})"
    return f"{standing.status} on {day}{doubt}"


def sources_of(record: Document | Recommendation) -> list[str]:
    """Return where the facts come from: the source of most of them, then those of single ones."""
    named = [f"{field}: {source}" for field, source in record.sources]
    return [record.source, *named] if record.source else named


def cited_by(catalog: Catalog, work: Recommendation) -> list[dict[str, str]]:
    """Return where reports cite a work, as it was printed there."""
    cited = set(map(id, work.cited_by))
    return [
        {"report": report.key, "paragraph": each.paragraph, "printed": each.printed}
        for report in catalog.reports
        for each in report.citations
        if id(each) in cited
    ]
