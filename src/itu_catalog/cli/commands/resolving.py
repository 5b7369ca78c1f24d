"""``itu-catalog resolve``: the one document that a name means."""

from __future__ import annotations

from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import add_name, catalog_of, day, name_of
from itu_catalog.cli.facts import document_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_name(parser)
    parser.add_argument(
        "--on",
        metavar="DATE",
        type=day,
        help="the day on which the name was written, like 2020-06-09 (default: not known)",
    )


def _answer(arguments: argparse.Namespace) -> Answer:
    catalog = catalog_of(arguments)
    document = catalog.resolve(name_of(arguments), arguments.on)
    lines = [str(document), *([document.title] if document.title else [])]
    return Answer(document_facts(document, arguments.on or catalog.as_of), lines)


COMMAND = Command(
    "resolve",
    "print the one document that a name means, and its title",
    (
        "itu-catalog resolve X.509",
        "itu-catalog resolve X.694 Cor.1 --on 2020-06-09",
        "itu-catalog resolve 'ISO/IEC 9594-8:2020'",
    ),
    _arguments,
    _answer,
)
