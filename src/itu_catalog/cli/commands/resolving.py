"""``itu-catalog resolve``: the one document that a name means."""

from __future__ import annotations

from itu_catalog.cli.asof import AsOf
from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import add_names, answer_lines, catalog_of, day, name_of
from itu_catalog.cli.facts import document_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_names(parser)
    parser.add_argument(
        "--on",
        metavar="DATE",
        type=day,
        help="the day on which the name was written, like 2020-06-09 (default: not known)",
    )


def _answer(arguments: argparse.Namespace) -> Answer:
    catalog = catalog_of(arguments)
    view = AsOf(catalog, arguments.on)

    def one(name: str) -> tuple[dict[str, Any], str]:
        document = catalog.resolve(name, arguments.on)
        return document_facts(document, view), str(document)

    if arguments.name == ["-"]:
        return answer_lines(one)
    facts, identifier = one(name_of(arguments))
    title = facts["title"]
    if facts["status"] == "not yet approved":
        title = f"(not yet approved on {view.day}: approved {facts['approved']})"
    return Answer(facts, [identifier, *([title] if title else [])])


COMMAND = Command(
    "resolve",
    "print the one document that a name means, and its title",
    (
        "itu-catalog resolve X.509",
        "itu-catalog resolve X.694 Cor.1 --on 2020-06-09",
        "itu-catalog resolve 'ISO/IEC 9594-8:2020'",
        "printf 'X.509\\nX.1254\\n' | itu-catalog resolve -",
    ),
    _arguments,
    _answer,
    columns=True,
)
