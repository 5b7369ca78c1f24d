"""``itu-catalog list``: works and documents by what is known of them."""

from __future__ import annotations

from itu_catalog.cli.asof import AsOf
from itu_catalog.cli.choosing import add_conditions, add_csv, answered, conditions_of, in_other_sector
from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import add_on, catalog_of, count
from itu_catalog.cli.facts import document_summary, summary
from itu_catalog.cli.layout import counted, table, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator
    from typing import Any

    from itu_catalog.catalog import Selected
    from itu_catalog.catalog.selecting import Conditions
    from itu_catalog.documents import Document, Recommendation

__all__ = ["COLUMNS", "COMMAND", "chosen", "listed", "rows_of"]

COLUMNS = {
    "work": ("identifier", "kind", "title", "status", "certain", "reason", "current", "doubt"),
    "document": (
        "identifier",
        "kind",
        "title",
        "approved",
        "status",
        "certain",
        "reason",
        "work",
        "study_group",
        "edition",
        "twin",
        "url",
        "doubt",
    ),
}
"""The columns of CSV, in order; later releases may add some at the end."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_conditions(parser)
    add_on(parser)
    parser.add_argument("--title", metavar="WORDS", help="with these words in the title, the best first")
    parser.add_argument(
        "--sort",
        metavar="ORDER",
        help="number (default), oldest, newest, title, or best, which is the default with --title",
    )
    parser.add_argument("--limit", metavar="N", type=count, help="how many to list at most (default: all)")
    add_csv(parser)


def _answer(arguments: argparse.Namespace) -> Answer:
    view = AsOf(catalog_of(arguments), arguments.on)
    conditions = conditions_of(arguments)
    if arguments.title is not None:
        conditions["title"] = arguments.title
    if arguments.sort is not None:
        conditions["sort"] = arguments.sort
    what = "document" if arguments.documents else "work"
    found = chosen(view, conditions, documents=arguments.documents)
    records = found.undecided if arguments.undecided else found
    rows = rows_of(records[: arguments.limit], found, view)
    last = f"{counted(len(records), what)} on {view.day}"
    if len(rows) < len(records):
        last = f"the first {len(rows)} of {last}; for more: --limit"
    told = []
    if not records and (why := _why_none(view, arguments)):
        last = f"{last}: {why}"
        told.append(last)
    if found.undecided and not arguments.undecided:
        number = counted(len(found.undecided), what)
        told.append(f"perhaps also {number}, of which it is not known: see --undecided")
    told += in_other_sector(view.catalog, arguments)
    doubts = sum(row["certain"] and row["doubt"] is not None and not arguments.undecided for row in rows)
    lines = [*listed(rows), *[""] * bool(rows), *wrapped(last, 0)]
    if doubts:
        lines += wrapped(f"{doubts} of them by inference, or not certainly: --json and --csv say why", 0)
    lines += [line for each in told if each != last for line in wrapped(each, 0)]
    return answered(arguments, rows, COLUMNS[what], lines, told)


def chosen(
    view: AsOf, conditions: Conditions, *, documents: bool
) -> Selected[Recommendation] | Selected[Document]:
    """Return the works that meet the conditions, or the documents."""
    catalog = view.catalog
    return catalog.documents.select(**conditions) if documents else catalog.select(**conditions)


def rows_of(
    records: Iterable[Recommendation | Document],
    found: Selected[Recommendation] | Selected[Document],
    view: AsOf,
) -> list[dict[str, Any]]:
    """Return what a list says of works or documents, and why it is not certain that they fit."""
    from itu_catalog.documents import Document

    return [
        {
            **(document_summary(each, view) if isinstance(each, Document) else summary(each, view)),
            "doubt": found.reason(each) or None,  # type: ignore[arg-type]  # records are of either kind
        }
        for each in records
    ]


def _why_none(view: AsOf, arguments: argparse.Namespace) -> str:
    """Say why nothing was found, where a group was not at work or nothing of a series is held."""
    if arguments.group is not None:
        group = view.catalog.study_group(arguments.group)
        since, until = group.active_since, group.active_until
        if since is not None and not since.on_or_before(view.day):
            return f"{group} exists only since {since}"
        if until is not None and until.on_or_before(view.day):
            heirs = " and ".join(map(str, group.heirs(view.day)))
            has = "have" if " and " in heirs else "has"
            return f"{group} ended on {until}" + (f"; {heirs} {has} its work" if heirs else "")
    twin = arguments.twin
    if twin not in (None, "any", "none") and not view.catalog.same_text(twin):
        return f"no text in this catalogue is known to be the same as {twin}"
    if arguments.series is not None and not view.catalog.select(series=arguments.series):
        from itu_catalog.catalog.selecting import series_on

        series = series_on(view.catalog, arguments.series, view.day)
        return f"this catalogue holds nothing of {series.identifier_text}"
    return ""


def listed(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Lay out summaries; what a status has no day for is marked, and the mark explained."""
    if rows and "approved" in rows[0]:
        yield from table(
            [
                [
                    row["approved"] or "",
                    _status(row),
                    ": ".join(filter(None, [row["identifier"], row["title"]])),
                ]
                for row in rows
            ],
            ["approved", "status", "document"],
        )
    else:
        cells = [[row["identifier"], _status(row), row["title"] or ""] for row in rows]
        yield from table(cells, ["identifier", "status", "title"])
    if not all(row["certain"] for row in rows):
        yield ""
        yield "? not certain; show says why"


def _status(row: dict[str, Any]) -> str:
    return f"{row['status']}{'' if row['certain'] else '?'}"


COMMAND = Command(
    "list",
    "list works and documents by what is known of them",
    (
        "itu-catalog list --series X.500 --status 'in force'",
        "itu-catalog list --range X.1000..X.1099 --on 2020-06-09",
        "itu-catalog list --group SG17 --on 2020-06-09",
        "itu-catalog list --documents --approved 2019..2020 --approved-by SG17",
        "itu-catalog list --kind supplement --sort newest --csv",
    ),
    _arguments,
    _answer,
)
