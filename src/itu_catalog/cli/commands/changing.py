"""``itu-catalog changes``: what happened between two days, as the catalogue knows it."""

from __future__ import annotations

from itu_catalog.cli.choosing import add_csv, add_works, answered, in_other_sector, works_of
from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import catalog_of, count
from itu_catalog.cli.layout import counted, table, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from itu_catalog.catalog import Event

__all__ = ["COMMAND"]

_COLUMNS = ("on", "kind", "document", "work", "by", "number", "certain", "reason")
"""The columns of CSV, in order; later releases may add some at the end."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "since", metavar="FROM", help="the first day, month or year: 2019-10-14, 2019-10 or 2019"
    )
    parser.add_argument(
        "until", metavar="TO", nargs="?", help="the last day, month or year (default: the day of the data)"
    )
    add_works(parser)
    parser.add_argument("--limit", metavar="N", type=count, help="how many to list at most (default: all)")
    add_csv(parser)


def _answer(arguments: argparse.Namespace) -> Answer:
    catalog = catalog_of(arguments)
    events = catalog.changes(arguments.since, arguments.until, **works_of(arguments))
    shown = events[: arguments.limit]
    last = counted(len(events), "event")
    if len(shown) < len(events):
        last = f"the first {len(shown)} of {last}; for more: --limit"
    cells = [[str(event.on), _said(event)] for event in shown]
    lines = [*table(cells, ["on", "what happened"]), *[""] * bool(cells), *wrapped(last, 0)]
    if not all(event.certain for event in shown):
        lines.append("? not certain; --json and --csv say why")
    remarks = in_other_sector(catalog, arguments)
    lines += [line for remark in remarks for line in wrapped(remark, 0)]
    return answered(arguments, [event.to_dict() for event in shown], _COLUMNS, lines, remarks)


def _said(event: Event) -> str:
    """Say an event without its day."""
    return str(event).partition(" ")[2] + "?" * (not event.certain)


COMMAND = Command(
    "changes",
    "list what happened to texts from one day to another",
    (
        "itu-catalog changes 2019-10 2019-12",
        "itu-catalog changes 2020-06-09 --series X.500",
        "itu-catalog changes 2019 2020 --group SG17 --csv",
    ),
    _arguments,
    _answer,
)
