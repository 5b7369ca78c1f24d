"""``itu-catalog list``: works by series, study group, status, kind and date."""

from __future__ import annotations

from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import add_on, catalog_of
from itu_catalog.cli.facts import summary
from itu_catalog.cli.layout import counted, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator
    from enum import StrEnum
    from typing import Any

__all__ = ["COMMAND", "listed"]


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
    day = arguments.on or catalog.as_of
    status = None if arguments.status is None else _one_of(arguments.status, Status, "status")
    kind = None if arguments.kind is None else _one_of(arguments.kind, Kind, "kind")
    series = None if arguments.series is None else catalog.series(arguments.series)
    group = None if arguments.group is None else catalog.study_group(arguments.group)
    works = [
        work
        for work in catalog
        if (kind is None or work.kind == kind)
        and (series is None or (series.sector == work.identifier.sector and series.contains(work.identifier)))
        and (group is None or catalog._answers_for(work, group, day))
        and work.status_on(day).status is not Status.NOT_YET_APPROVED
        and (status is None or work.status_on(day).status == status)
    ]
    rows = [summary(work, day) for work in works]
    last = f"{counted(len(rows), 'work')} on {day}"
    return Answer(rows, [*listed(rows), *([""] if rows else []), last])


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
