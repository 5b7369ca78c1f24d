"""``itu-catalog list``: works by series, study group, status, kind and date."""

from __future__ import annotations

from itu_catalog.cli.asof import AsOf
from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import add_on, catalog_of
from itu_catalog.cli.facts import summary
from itu_catalog.cli.layout import counted, table, wrapped
from itu_catalog.cli.streams import complain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator
    from enum import StrEnum
    from typing import Any

    from itu_catalog.documents import Recommendation
    from itu_catalog.vocabulary import Series, StudyGroup, SubSeries

__all__ = ["COMMAND", "listed", "series_on"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--series", metavar="NAME", help="X, X.500-series, Z.100 and so on")
    parser.add_argument(
        "--group", metavar="NAME", help="the study group that answers: SG17, 'ITU-R SG5' and so on"
    )
    parser.add_argument("--status", help="in force, superseded, withdrawn, pre-published, unknown")
    parser.add_argument("--kind", help="recommendation, supplement, implementers-guide and so on")
    add_on(parser)


def _answer(arguments: argparse.Namespace) -> Answer:
    from itu_catalog.identifier import Kind
    from itu_catalog.vocabulary import Status

    catalog = catalog_of(arguments)
    view = AsOf(catalog, arguments.on)
    day = view.day
    status = None if arguments.status is None else _one_of(arguments.status, Status, "status")
    kind = None if arguments.kind is None else _one_of(arguments.kind, Kind, "kind")
    series = None if arguments.series is None else series_on(view, arguments.series)
    group = None if arguments.group is None else catalog.study_group(arguments.group)
    works = [
        work
        for work in catalog
        if (kind is None or work.kind == kind)
        and (series is None or _in_series(view, work, series))
        and (group is None or catalog.answers_for(group, work, day))
        and work.status_on(day).status is not Status.NOT_YET_APPROVED
        and (status is None or work.status_on(day).status == status)
    ]
    rows = [summary(work, view) for work in works]
    last = f"{counted(len(rows), 'work')} on {day}"
    why = "" if rows else _why_none(view, series, group)
    if why and getattr(arguments, "json", False):
        complain(f"{last}: {why}")
    return Answer(
        rows, [*listed(rows), *([""] if rows else []), *wrapped(f"{last}: {why}" if why else last, 0)]
    )


def series_on(view: AsOf, name: str) -> Series | SubSeries:
    """Return the series or block of a name as printed on the day; else the block as printed later."""
    from itu_catalog.errors import UnknownRecommendation

    try:
        return view.catalog.series(name, view.day if view.past else None)
    except UnknownRecommendation:
        if not view.past:
            raise
        return view.catalog.series(name)


def _in_series(view: AsOf, work: Recommendation, series: Series | SubSeries) -> bool:
    number = view.number(work)
    return series.sector == number.sector and series.contains(number)


def _why_none(view: AsOf, series: Series | SubSeries | None, group: StudyGroup | None) -> str:
    """Say why nothing was found, where a group was not at work or nothing of a series is held."""
    if group is not None:
        since, until = group.active_since, group.active_until
        if since is not None and not since.on_or_before(view.day):
            return f"{group} exists only since {since}"
        if until is not None and until.on_or_before(view.day):
            heirs = " and ".join(map(str, group.heirs(view.day)))
            has = "have" if " and " in heirs else "has"
            return f"{group} ended on {until}" + (f"; {heirs} {has} its work" if heirs else "")
    if series is not None and not any(_in_series(AsOf(view.catalog), work, series) for work in view.catalog):
        return f"this catalogue holds nothing of {series.identifier_text}"
    return ""


def listed(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Lay out summaries of works; what a status has no day for is marked, and the mark explained."""
    yield from table(
        [[row["identifier"], row["status"] + "?" * (not row["certain"]), row["title"] or ""] for row in rows],
        ["identifier", "status", "title"],
    )
    if not all(row["certain"] for row in rows):
        yield ""
        yield "? not certain; show says why"


def _one_of(value: str, words: Iterable[StrEnum], what: str) -> str:
    """Read a word of a vocabulary; one line with all words when it is none."""
    folded = value.strip().lower().replace("_", " ")
    for word in words:
        if folded in (str(word), str(word).replace("-", " ")):
            return str(word)
    raise ValueError(f"{value!r} is no {what}; write one of: {', '.join(map(str, words))}")


COMMAND = Command(
    "list",
    "list works by series, study group, status, kind and date",
    (
        "itu-catalog list --series X.500 --status 'in force'",
        "itu-catalog list --group SG17 --on 2020-06-09",
        "itu-catalog list --kind supplement --json",
    ),
    _arguments,
    _answer,
)
