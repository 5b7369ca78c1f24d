"""``itu-catalog show``: all that is known of a Recommendation, a document, a series, a study group, a report."""

from __future__ import annotations

from typing import cast

from itu_catalog.cli.asof import AsOf
from itu_catalog.cli.bodies import body
from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import add_name, add_on, catalog_of, name_of
from itu_catalog.cli.facts import (
    cited_by,
    document_facts,
    sources_of,
    status_said,
    summary,
    unborn_facts,
    work_facts,
)
from itu_catalog.cli.layout import card, counted, table, wrapped
from itu_catalog.identifier import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    import datetime
    from collections.abc import Iterable, Iterator
    from typing import Any

    from itu_catalog.documents import Document, Members, Name, Recommendation
    from itu_catalog.identifier import Identifier
    from itu_catalog.vocabulary import Series, SubSeries

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_name(parser)
    add_on(parser)


def _answer(arguments: argparse.Namespace) -> Answer:
    from itu_catalog.catalog.selecting import series_on
    from itu_catalog.errors import InvalidIdentifier, NotADocument, NotYetApproved, UnknownRecommendation
    from itu_catalog.parsing import try_parse

    catalog, asked = catalog_of(arguments), name_of(arguments)
    view = AsOf(catalog, arguments.on)
    try:
        work = catalog[asked]
    except NotADocument as error:
        name = str(getattr(error.series, "identifier_text", error.series))
        return _series(series_on(catalog, name, view.day), view)
    except (InvalidIdentifier, UnknownRecommendation):
        found = body(asked, view)
        if found is None:
            raise
        return found
    identifier = try_parse(asked)
    if identifier is not None and identifier != identifier.work:
        return _document(catalog.resolve(asked, arguments.on), view)
    if view.past and work.documents:
        try:
            work = catalog.resolve(asked, view.day).work
        except NotYetApproved as error:
            return _unborn(str(identifier or asked), cast("Document", error.document), view)
    return _work(work, view, identifier)


# --------------------------------------------------------------------------------------------------
# A work


def _work(work: Recommendation, view: AsOf, asked: Identifier | None) -> Answer:
    day, reading, text = view.day, work.in_force(view.day), view.edition(work)
    number = view.number(work)
    series, series_title, block = view.series(number)
    replaces, replaced = view.taken_over(work), view.taken_by(work)
    supplements = view.known_works(work.supplements)
    others = _others(work, view, asked)
    own = [
        each
        for each in view.known(work.documents)
        if each.kind is Kind.SUPPLEMENT and each.identifier.steps and each.status_on(day).status.is_in_force
    ]
    data = {
        **work_facts(work, view),
        "on": day.isoformat(),
        "in_force": [str(each) for each in reading],
        "same_number": others,
        "series": series.identifier_text if series else None,
        "subseries": str(block) if block else None,
        "responsibility": _responsibility(text, view),
        "supersedes": [str(view.number(each)) for each in replaces],
        "superseded_by": [str(view.number(each)) for each in replaced],
        "supplements": [*map(str, own), *(str(view.number(each)) for each in supplements)],
        "cited_by": cited_by(view, work),
        "url": number.url,
    }
    known = view.known(work.documents)
    editions = [each for each in work.editions if each in known]
    documents = f"{counted(len(known), 'document')}, {counted(len(editions), 'edition')} among them"
    rows = [
        ("status", status_said(work.status_on(day), day)),
        *_first_text(work, day),
        *(("read", str(each)) for each in reading),
        *(("replaces", _titled(each, view)) for each in replaces),
        *(("replaced by", _titled(each, view)) for each in replaced),
        *(("also called", _name(name)) for name in view.names(work) if name.text != str(number)),
        *(("same number", _other(each)) for each in others),
        ("series", " – ".join(filter(None, [str(series), series_title])) if series else ""),
        ("sub-series", str(block or "")),
        *_groups(work, text, view, f"when {text} was approved"),
        ("documents", documents if len(known) > 1 else ""),
        *(("supplements", f"{each}: {each.title}" if each.title else str(each)) for each in own),
        *(("supplements", _titled(each, view)) for each in supplements),
        *(("cited by", f"{row['report']} {row['paragraph']}: {row['printed']}") for row in data["cited_by"]),
        ("page", number.url or ""),
        ("note", view.note(work) or ""),
        *(("source", source) for source in sources_of(work)),
        *_conflicts(known, reading),
    ]
    title = view.title(work) or "(no title known)"
    return Answer(data, [str(number), *wrapped(title, 2), "", *card(rows)])


def _unborn(number: str, first: Document, view: AsOf) -> Answer:
    """Say of a number that there was no text of it yet, and which was to be the first; nothing else was known."""
    data = {
        **unborn_facts(number, first),
        "on": view.day.isoformat(),
        "in_force": [],
        "same_number": [],
        "series": None,
        "subseries": None,
        "responsibility": None,
        "supersedes": [],
        "superseded_by": [],
        "supplements": [],
        "cited_by": [],
        "url": None,
    }
    rows = [
        ("status", f"not yet approved on {view.day}"),
        ("first text", f"{first}, approved {first.approved or 'on a day that is not known'}"),
    ]
    return Answer(data, [number, "", *card(rows)])


def _first_text(work: Recommendation, day: datetime.date) -> Iterator[tuple[str, str]]:
    """Say which text was the first, where there was none by the day."""
    if work.status_on(day).status == "not yet approved" and work.documents:
        first = min(work.documents, key=lambda text: str(text.approved or text.posted))
        yield "first text", f"{first}, approved {first.approved or 'on a day that is not known'}"


def _others(work: Recommendation, view: AsOf, asked: Identifier | None) -> list[dict[str, Any]]:
    """Return the other works that bore the number asked for by the day, each as far as was known then."""
    bearers = view.catalog.bearers(asked.work) if asked is not None else ()
    return [
        {
            "work": str(view.number(bearer.work)),
            "title": view.title(bearer.work),
            "since": str(bearer.since) if bearer.since else None,
            "until": str(bearer.until) if bearer.until and view.begun(bearer.until) else None,
        }
        for bearer in bearers
        if bearer.work != work and view.begun(bearer.since)
    ]


def _other(bearer: dict[str, Any]) -> str:
    times = (f", {word} {bearer[word]}" for word in ("since", "until") if bearer[word])
    return f"{bearer['work']}{''.join(times)}{': ' if bearer['title'] else ''}{bearer['title'] or ''}"


def _titled(work: Recommendation, view: AsOf) -> str:
    return ": ".join(filter(None, [str(view.number(work)), view.title(work)]))


def _name(name: Name) -> str:
    # A number that a text was given after its approval: nobody says when.
    later = " or later" if "since" in name.inferred else ""
    since = f"since {name.since}{later}" if name.since else ""
    until = f"until {name.until}" if name.until else ""
    return f"{name.text} ({', '.join(filter(None, [str(name.kind), since, until]))})"


def _conflicts(known: Iterable[Document], reading: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """Say where sources disagree about the texts to read, and about how many others."""
    shown = [(text, each) for text in reading for each in text.conflicts]
    for text, each in shown:
        yield "conflict", f"{text}, {each.field}: {each.value} ({each.source}; {each.why})"
    more = sum(len(text.conflicts) for text in known) - len(shown)
    if more:
        yield "conflict", f"{'and ' if shown else ''}{more} about other documents: see --json"


# --------------------------------------------------------------------------------------------------
# A document


def _document(document: Document, view: AsOf) -> Answer:
    day, catalog = view.day, view.catalog
    facts = document_facts(document, view)
    born = facts["status"] != "not yet approved"
    replacement = catalog.replacement(document, day) if born else None
    reading = document.work.in_force(day)
    changes = view.known(document.changes) if born else []
    data = {
        **facts,
        "on": day.isoformat(),
        "work": str(view.number(document.work)),
        "replacement": str(replacement) if replacement else None,
        "in_force": [str(text) for text in reading],
        "base": str(document.base) if document.base else None,
        "changes": [str(text) for text in changes],
        "supersedes": str(document.supersedes) if document.supersedes and born else None,
        "responsibility": _responsibility(document, view) if born else None,
    }
    if not born:
        rows = [
            ("status", f"not yet approved on {day}"),
            ("approved", str(document.approved)),
            *(("read", str(text)) for text in reading),
        ]
        return Answer(data, [str(document), "", *card(rows)])
    heads = [str(document), *wrapped(facts["title"] or "(no title known)", 2)]
    if document.own_title is None and facts["title"]:
        heads.append("  (the title of the text it belongs to)")
    rows = [
        ("kind", str(document.kind)),
        ("approved", " by ".join(filter(None, [str(document.approved or ""), document.approval]))),
        ("posted", facts["posted"] or ""),
        ("edition", document.edition or ""),
        ("status", status_said(document.status_on(day), day)),
        ("replaced by", str(replacement or "")),
        *(("read", str(text)) for text in reading),
        ("changes", str(document.base or "")),
        *(("changed by", str(text)) for text in changes),
        ("replaces", str(document.supersedes or "")),
        ("twin", facts["twin"] or ""),
        *_groups(document.work, document, view, "at its approval"),
        ("page", document.url or document.identifier.url or ""),
        ("note", facts["note"] or ""),
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


def _responsibility(text: Document | None, view: AsOf) -> dict[str, Any] | None:
    """Return who approved a text and who answered for it on the day."""
    if text is None:
        return None
    then, now, certain, reason = view.groups(text)
    return {
        "text": str(text),
        "then": str(then) if then else None,
        "now": str(now) if now else None,
        "certain": certain,
        "reason": reason,
    }


def _groups(
    work: Recommendation, text: Document | None, view: AsOf, approved: str
) -> Iterator[tuple[str, str]]:
    """Say who answered for a text on the day, and who did when it was `approved`, and how sure that is."""
    when = f"on {view.day}" if view.past else "today"
    if text is None:
        yield "study group", str((None if view.past else work.study_group) or "not known")
        return
    then, now, certain, reason = view.groups(text)
    if then == now:
        yield "study group", str(now or "not known")
    else:
        yield "study group", f"{now or 'not known'} {when}"
        yield "study group", f"{then or 'not known'} {approved}"
    doubts = [] if certain else [reason]
    if "study_group" in work.inferred and now is not None and not (view.past and doubts):
        doubts.append(f"the one {when} is inferred" if view.past else "that of today is inferred")
    if doubts:
        yield "study group", f"({'; '.join(doubts)})"


# --------------------------------------------------------------------------------------------------
# A series


def _series(series: Series | SubSeries, view: AsOf) -> Answer:
    day, title = view.day, view.title_of_series(series)
    members = cast("Members", series.members(day))
    ended = [work for work in members.uncertain if not work.status.is_in_force]
    sure = [work for work in members if work not in ended]
    data = {
        "identifier": series.identifier_text,
        "kind": "series",
        "title": title,
        "on": day.isoformat(),
        "members": [summary(work, view) for work in sure],
        "uncertain": [summary(work, view) for work in ended],
    }
    count = f"{len(sure)} of its Recommendations in this catalogue" if sure else "none in this catalogue"
    numbers = _block(series, view)
    lines = [
        series.identifier_text,
        *wrapped(title or "(no title known)", 2),
        "",
        *card([("numbers", numbers), ("in force", f"{count}, on {day}")]),
    ]
    lines += ["", *_numbered(sure, view)] if sure else []
    if ended:
        lines += ["", *wrapped("Perhaps also these, withdrawn on days that are not known:", 0), ""]
        lines += _numbered(ended, view)
    return Answer(data, lines)


def _block(series: Series | SubSeries, view: AsOf) -> str:
    """Say which numbers a block has; those of a later printing where none of the time is known."""
    first, last = getattr(series, "first", None), getattr(series, "last", None)
    if first is None:
        return ""
    later = view.past and view.title_of_series(series) is None
    return f"{first}–{last}" + (
        f", as printed later: no printing known by {view.day} has them" if later else ""
    )


def _numbered(works: Iterable[Recommendation], view: AsOf) -> Iterator[str]:
    rows = [[view.number(work).designation, work.title_on(view.day) or ""] for work in works]
    return table(rows, ["number", "title"])


COMMAND = Command(
    "show",
    "print all that is known of a text or a series: names, status, what replaced it",
    (
        "itu-catalog show X.509",
        "itu-catalog show 'X.509 (10/2016)' --on 2017-05-15",
        "itu-catalog show Z.160-series",
        "itu-catalog show SG17",
        "itu-catalog show council-2020",
    ),
    _arguments,
    _answer,
)
