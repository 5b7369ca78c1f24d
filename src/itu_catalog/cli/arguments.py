"""Reading a command line: the commands, the arguments that several of them share, and bad usage in one line.

>>> read(["resolve", "X.694", "Cor.1"]).name
['X.694', 'Cor.1']
>>> read(["check", "a.md", "--quiet", "b.md", "--", "-c.md"]).paths
['a.md', 'b.md', '-c.md']
"""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

from itu_catalog.cli.commands import COMMANDS
from itu_catalog.cli.streams import complain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["EXAMPLES", "Parser", "read"]

EXAMPLES = (
    "itu-catalog resolve 'X.694 Cor.1' --on 2020-06-09",
    "itu-catalog show X.509",
    "itu-catalog check report.txt --on 2020-06-09 --fail-on error",
    "itu-catalog COMMAND --help",
)


# argument COMMAND: invalid choice: 'shwo' (choose from 'parse', 'resolve')
_NO_COMMAND = re.compile(r"argument COMMAND: invalid choice: ('.*?'|\".*?\") \(", re.DOTALL)


class Parser(argparse.ArgumentParser):
    """An argument parser that shows examples, takes no half-written options, and answers bad usage in one line."""

    def __init__(self, *, examples: tuple[str, ...] = (), more: str = "", **settings: Any) -> None:  # noqa: ANN401 - as argparse takes them
        """Make one with examples below its help, and `more` below those."""
        listed = "\n".join(["examples:", *(f"  {line}" for line in examples)]) if examples else None
        super().__init__(
            **settings,
            epilog=f"{listed}{more}" if listed else None,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def error(self, message: str) -> NoReturn:
        """Complain of bad usage and end with 2."""
        wrong = _NO_COMMAND.match(message)
        if wrong:
            message = f"{wrong[1]} is no command; write one of: {', '.join(each.name for each in COMMANDS)}"
        complain(f"{message}; see: {self.prog} --help")
        raise SystemExit(2)


def read(argv: list[str]) -> argparse.Namespace:
    """Return the arguments, with the chosen `command` among them; bad usage, --help and --version end here."""
    arguments, unknown = _parser().parse_known_args(argv)
    # Of words on both sides of an option argparse takes the first ones alone.
    inputs: list[str] | None = next(
        (vars(arguments)[name] for name in ("paths", "files") if name in arguments), None
    )
    rest = iter(unknown)
    for word in rest:
        if inputs is not None and word == "--":
            inputs.extend(rest)
        elif inputs is not None and (word == "-" or not word.startswith("-")):
            inputs.append(word)
        else:
            arguments.parser.error(f"{word!r} is one argument too many")
    return arguments


def _parser() -> Parser:
    from itu_catalog import __version__

    common = Parser(add_help=False)
    common.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="answer with one JSON document"
    )
    common.add_argument(
        "--catalog",
        metavar="PATH",
        default=argparse.SUPPRESS,
        help="the catalogue file to ask instead of the default one",
    )
    parser = Parser(
        prog="itu-catalog",
        description="ITU Recommendations: what a reference means, whether it is in force,\nand what to read.",
        examples=EXAMPLES,
        more="\n\nexit codes: 0; 1 only when --fail-on or --check says so; 2 for bad usage,\n"
        "unreadable input and what nothing is known of",
        parents=[common],
    )
    parser.add_argument(
        "--version", action="version", version=f"itu-catalog {__version__}", help="print the version and exit"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    for command in COMMANDS:
        added = commands.add_parser(
            command.name,
            help=command.summary,
            description=f"{command.summary[0].upper()}{command.summary[1:]}.",
            examples=command.examples,
            parents=[common],
        )
        command.arguments(added)
        added.set_defaults(command=command, parser=added)
    return parser
