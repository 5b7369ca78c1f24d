"""``itu-catalog search``: works and documents by words of their titles."""

from __future__ import annotations

import shlex

from itu_catalog.cli.asof import AsOf
from itu_catalog.cli.choosing import add_conditions, add_csv, answered, conditions_of, in_other_sector
from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.commands.listing import COLUMNS, chosen, listed, rows_of
from itu_catalog.cli.common import add_on, catalog_of, count

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="+", metavar="WORD", help="a word of the title, or the beginning of one"
    )
    add_conditions(parser)
    add_on(parser)
    parser.add_argument(
        "--sort", metavar="ORDER", default="best", help="best (default), number, oldest, newest or title"
    )
    parser.add_argument(
        "--limit", metavar="N", type=count, default=20, help="how many to show at most (default: 20)"
    )
    add_csv(parser)


def _answer(arguments: argparse.Namespace) -> Answer:
    words = " ".join(arguments.words)
    view = AsOf(catalog_of(arguments), arguments.on)
    found = chosen(
        view,
        {**conditions_of(arguments), "title": words, "sort": arguments.sort},
        documents=arguments.documents,
    )
    records = found.undecided if arguments.undecided else found
    rows = rows_of(records[: arguments.limit], found, view)
    remarks = []
    if not rows:
        remarks.append("no title in this catalogue has all these words")
    elif found.forgiven:
        remarks.append("no title has all these words as they are written; these have them but for a slip")
    if remarks and words in view.catalog:
        remarks.append(f"{words} is a name: itu-catalog show {shlex.quote(words)}")
    remarks += in_other_sector(view.catalog, arguments)
    lines = [*remarks, *[""] * bool(rows and remarks), *listed(rows)]
    if len(records) > len(rows):
        lines += ["", f"the first {arguments.limit} of {len(records)}; for more: --limit"]
    what = "document" if arguments.documents else "work"
    return answered(arguments, rows, COLUMNS[what], lines, remarks)


COMMAND = Command(
    "search",
    "find works and documents by words of their titles",
    (
        "itu-catalog search quantum noise",
        "itu-catalog search telebiometric --limit 5",
        "itu-catalog search ledger --on 2020-06-09",
        "itu-catalog search directory --documents --approved 2019 --csv",
    ),
    _arguments,
    _answer,
)
