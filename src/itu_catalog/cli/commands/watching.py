"""``itu-catalog watch``: what has become of the texts that somebody relies on."""

from __future__ import annotations

import re

from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.commands.comparing import add_format, catalog_named, format_of, presentation, say_pieces
from itu_catalog.cli.common import add_on, catalog_of
from itu_catalog.cli.reporting import FAILED, UNREADABLE
from itu_catalog.cli.streams import complain
from itu_catalog.dates import as_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    import datetime

    from itu_catalog.catalog import Catalog

__all__ = ["COMMAND"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help="a list: one name or requirement a line, # begins a comment, -r FILE names another list; "
        "- reads standard input",
    )
    add_on(parser)
    parser.add_argument(
        "--since",
        metavar="WHEN",
        help="tell what changed since a day, like 2026-07-01, or since an older catalogue file; previous means the one "
        "before the last update",
    )
    parser.add_argument(
        "--fail-on",
        metavar="WHAT",
        default="never",
        help=(
            "exit with 1 when there is such an answer: a level (note, warning, error: that level or a higher one), "
            "codes (superseded,withdrawn), or never (default)"
        ),
    )
    add_format(parser, "text (default), json, csv, markdown or github")


def _answer(arguments: argparse.Namespace) -> Answer:
    from itu_catalog.checking import Choice
    from itu_catalog.comparing import WatchCode, Watcher
    from itu_catalog.comparing.lists import Lists
    from itu_catalog.exports import watched

    failing = Choice.read(arguments.fail_on, WatchCode)
    chosen = format_of(arguments, tuple(watched.FORMATS))
    catalog = catalog_of(arguments)
    watcher = Watcher(catalog, arguments.on, _since(arguments.since, catalog))
    answers = list(watcher.answers(Lists(complain).read(arguments.files)))
    if chosen == "json":
        from itu_catalog.escapes import plain_json

        shape = presentation()
        head = {
            "on": watcher.day.isoformat(),
            "since": arguments.since,
            "catalogue": {"version": catalog.version, "as_of": catalog.as_of.isoformat()},
        }
        text = plain_json({**head, **watched.plain(answers)}, ascii=shape.ascii, indent=2)
        say_pieces([f"{text}\n"])
    else:
        say_pieces(watched.written(answers, chosen, presentation()))
    unread = any(answer.code is WatchCode.INVALID for answer in answers)
    failed = any(answer in failing for answer in answers)
    return Answer([], (), UNREADABLE if unread else FAILED if failed else 0, column=True)


def _since(text: str | None, current: Catalog) -> datetime.date | Catalog | None:
    """Return the day or the catalogue that is meant."""
    if text is None:
        return None
    return as_date(text) if _DAY.fullmatch(text) else catalog_named(text, current)


COMMAND = Command(
    "watch",
    "tell what has become of the texts in a list, and what to do",
    (
        "itu-catalog watch itu.txt",
        "itu-catalog watch itu.txt --since 2026-07-01 --fail-on warning",
        "itu-catalog watch itu.txt --format github --fail-on warning",
        "echo 'X.509>=8,<9' | itu-catalog watch -",
    ),
    _arguments,
    _answer,
)
