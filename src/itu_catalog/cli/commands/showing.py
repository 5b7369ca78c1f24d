"""``itu-catalog show``: all that is known of a Recommendation, a document or a series."""

from __future__ import annotations

from typing import cast

from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import add_name, add_on, catalog_of, name_of
from itu_catalog.cli.facts import cited_by, document_facts, sources_of, status_said, summary, work_facts
from itu_catalog.cli.layout import card, counted, table, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    import datetime
    from collections.abc import Iterable, Iterator
    from typing import Any

    from itu_catalog.catalog import Catalog
    from itu_catalog.documents import Document, Members, Name, Recommendation
    from itu_catalog.vocabulary import Series, SubSeries

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_name(parser)
    add_on(parser)


def _answer(arguments: argparse.Namespace) -> Answer:
    from itu_catalog.errors import NotADocument
    from itu_catalog.parsing import try_parse

    catalog, asked = catalog_of(arguments), name_of(arguments)
    day = arguments.on or catalog.as_of
    try:
        work = catalog[asked]
    except NotADocument as error:
        return _series(catalog.series(str(getattr(error.series, "identifier_text", error.series))), day)
    identifier = try_parse(asked)
    if identifier is not None and identifier != identifier.work:
        return _document(catalog, catalog.resolve(asked, arguments.on), day)
    return _work(catalog, work, day)


# --------------------------------------------------------------------------------------------------
# A work


def _work(catalog: Catalog, work: Recommendation, day: datetime.date) -> Answer:
    reading = work.in_force(day)
    text = reading[0] if reading else work.last
    data = {
        **work_facts(work, day),
        "on": day.isoformat(),
        "in_force": [str(each) for each in reading],
        "series": work.series.identifier_text if work.series else None,
        "subseries": str(work.subseries) if work.subseries else None,
        "responsibility": _responsibility(text),
        "supersedes": [str(each) for each in work.supersedes],
        "superseded_by": [str(each) for each in work.superseded_by],
        "supplements": [str(each) for each in work.supplements],
        "cited_by": cited_by(catalog, work),
        "url": work.identifier.url,
    }
    title = work.title_on(day) or work.title or "(no title known)"
    documents = (
        f"{counted(len(work.documents), 'document')}, {counted(len(work.editions), 'edition')} among them"
    )
    rows = [
        ("status", status_said(work.status_on(day), day)),
        *_first_text(work, day),
        *(("read", str(each)) for each in reading),
        *(("replaces", _titled(each)) for each in work.supersedes),
        *(("replaced by", _titled(each)) for each in work.superseded_by),
        *(("also called", _name(name)) for name in work.names if name.text != str(work)),
        ("series", f"{work.series} – {work.series.title}" if work.series else ""),
        ("sub-series", str(work.subseries or "")),
        *_groups(work, text, f"when {text} was approved"),
        ("documents", documents if len(work.documents) > 1 else ""),
        *(("supplements", _titled(each)) for each in work.supplements),
        *(("cited by", f"{row['report']} {row['paragraph']}: {row['printed']}") for row in data["cited_by"]),
        ("page", work.identifier.url or ""),
        ("note", work.note or ""),
        *(("source", source) for source in sources_of(work)),
        *_conflicts(work, reading),
    ]
    return Answer(data, [str(work), *wrapped(title, 2), "", *card(rows)])


def _first_text(work: Recommendation, day: datetime.date) -> Iterator[tuple[str, str]]:
    """Say which text was the first, where there was none by the day."""
    if work.status_on(day).status == "not yet approved" and work.documents:
        first = min(work.documents, key=lambda text: str(text.approved or text.posted))
        yield "first text", f"{first}, approved {first.approved or 'on a day that is not known'}"


def _titled(work: Recommendation) -> str:
    return f"{work}: {work.title}" if work.title else str(work)


def _name(name: Name) -> str:
    since = f"since {name.since}" if name.since else ""
    until = f"until {name.until}" if name.until else ""
    return f"{name.text} ({', '.join(filter(None, [str(name.kind), since, until]))})"


def _conflicts(work: Recommendation, reading: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Say where sources disagree about the texts to read, and about how many others."""
    shown = [(text, each) for text in reading for each in text.conflicts]
    for text, each in shown:
        yield "conflict", f"{text}, {each.field}: {each.value} ({each.source}; {each.why})"
    more = sum(len(text.conflicts) for text in work.documents) - len(shown)
    if more:
        yield "conflict", f"{'and ' if shown else ''}{more} about other documents: see --json"


# --------------------------------------------------------------------------------------------------
# A document


def _document(catalog: Catalog, document: Document, day: datetime.date) -> Answer:
    replacement = catalog.replacement(document, day)
    reading = document.work.in_force(day)
    data = {
        **document_facts(document, day),
        "on": day.isoformat(),
        "work": str(document.work),
        "replacement": str(replacement) if replacement else None,
        "in_force": [str(text) for text in reading],
        "base": str(document.base) if document.base else None,
        "changes": [str(text) for text in document.changes],
        "supersedes": str(document.supersedes) if document.supersedes else None,
        "responsibility": _responsibility(document),
    }
    heads = [str(document), *wrapped(document.title or "(no title known)", 2)]
    if document.own_title is None and document.title:
        heads.append("  (the title of the text it belongs to)")
    rows = [
        ("kind", str(document.kind)),
        ("approved", " by ".join(filter(None, [str(document.approved or ""), document.approval]))),
        ("posted", str(document.posted or "")),
        ("edition", document.edition or ""),
        ("status", status_said(document.status_on(day), day)),
        ("replaced by", str(replacement or "")),
        *(("read", str(text)) for text in reading),
        ("changes", str(document.base or "")),
        *(("changed by", str(text)) for text in document.changes),
        ("replaces", str(document.supersedes or "")),
        ("twin", document.twin or ""),
        *_groups(document.work, document, "at its approval"),
        ("page", document.url or document.identifier.url or ""),
        ("note", document.note or ""),
        ("inferred", ", ".join(document.inferred)),
        *(("source", source) for source in sources_of(document)),
        *(
            ("conflict", f"{each.field}: {each.value} ({each.source}; {each.why})")
            for each in document.conflicts
        ),
    ]
    return Answer(data, [*heads, "", *card(rows)])


# --------------------------------------------------------------------------------------------------
# Study groups


def _responsibility(text: Document | None) -> dict[str, Any] | None:
    """Return who approved a text and who answers for it today."""
    if text is None:
        return None
    then, now, certain, reason = text.responsibility
    return {
        "text": str(text),
        "then": str(then) if then else None,
        "now": str(now) if now else None,
        "certain": certain,
        "reason": reason,
    }


def _groups(work: Recommendation, text: Document | None, approved: str) -> Iterator[tuple[str, str]]:
    """Say who answers for a text today, and who did when it was `approved`, and how sure that is."""
    if text is None:
        yield "study group", str(work.study_group or "not known")
        return
    then, now, certain, reason = text.responsibility
    if then == now:
        yield "study group", str(now or "not known")
    else:
        yield "study group", f"{now or 'not known'} today"
        yield "study group", f"{then or 'not known'} {approved}"
    doubts = [] if certain else [reason]
    if "study_group" in work.inferred:
        doubts.append("that of today is inferred")
    if doubts:
        yield "study group", f"({'; '.join(doubts)})"


# --------------------------------------------------------------------------------------------------
# A series


def _series(series: Series | SubSeries, day: datetime.date) -> Answer:
    members = cast("Members", series.members(day))
    ended = [work for work in members.uncertain if not work.status.is_in_force]
    sure = [work for work in members if work not in ended]
    data = {
        "identifier": series.identifier_text,
        "kind": "series",
        "title": series.title,
        "on": day.isoformat(),
        "members": [summary(work, day) for work in sure],
        "uncertain": [summary(work, day) for work in ended],
    }
    count = f"{len(sure)} of its Recommendations in this catalogue" if sure else "none in this catalogue"
    lines = [
        series.identifier_text,
        *wrapped(series.title or "(no title known)", 2),
        "",
        *card([("in force", f"{count}, on {day}")]),
    ]
    lines += ["", *_numbered(sure, day)] if sure else []
    if ended:
        lines += ["", *wrapped("Perhaps also these, withdrawn on days that are not known:", 0), ""]
        lines += _numbered(ended, day)
    return Answer(data, lines)


def _numbered(works: Iterable[Recommendation], day: datetime.date) -> Iterator[str]:
    rows = [[work.identifier.designation, work.title_on(day) or ""] for work in works]
    return table(rows, ["number", "title"])


COMMAND = Command(
    "show",
    "print all that is known of a Recommendation, a document or a series",
    (
        "itu-catalog show X.509",
        "itu-catalog show 'X.509 (10/2016)' --on 2017-05-15",
        "itu-catalog show Z.160-series",
    ),
    _arguments,
    _answer,
)
