"""``itu-catalog search``: works by words of their titles."""

from __future__ import annotations

from itu_catalog.cli.asof import AsOf
from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.commands.listing import listed
from itu_catalog.cli.common import add_on, catalog_of, count
from itu_catalog.cli.facts import summary

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "words", nargs="+", metavar="WORD", help="a word of the title, or the beginning of one"
    )
    add_on(parser)
    parser.add_argument(
        "--limit", metavar="N", type=count, default=20, help="how many to show at most (default: 20)"
    )


def _answer(arguments: argparse.Namespace) -> Answer:
    words = " ".join(arguments.words)
    if not any(letter.isalnum() for letter in words):
        raise ValueError(f"{words!r} has no word to search for; write one of the title, or its beginning")
    catalog = catalog_of(arguments)
    view = AsOf(catalog, arguments.on)
    found = catalog.search(words, arguments.on, limit=arguments.limit + 1)
    rows = [summary(work, view) for work in found[: arguments.limit]]
    lines = list(listed(rows)) or ["no title in this catalogue has all these words"]
    if len(found) > len(rows):
        lines += ["", f"the first {arguments.limit}; for more: --limit"]
    return Answer(rows, lines)


COMMAND = Command(
    "search",
    "find works by words of their titles",
    (
        "itu-catalog search quantum noise",
        "itu-catalog search telebiometric --limit 5",
        "itu-catalog search ledger --on 2020-06-09",
    ),
    _arguments,
    _answer,
)
