"""Arguments that several commands share, and what they mean."""

from __future__ import annotations

import argparse

from itu_catalog.cli.command import Answer
from itu_catalog.cli.streams import complain
from itu_catalog.errors import ItuCatalogError

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable
    from typing import Any

    from itu_catalog.catalog import Catalog

__all__ = ["add_name", "add_names", "add_on", "answer_lines", "catalog_of", "count", "day", "name_of"]


def add_name(parser: argparse.ArgumentParser, more: str = "") -> None:
    """Let a command take a name of one or more words."""
    parser.add_argument(
        "name", nargs="+", metavar="NAME", help=f"an identifier or another name; words are joined{more}"
    )


def add_names(parser: argparse.ArgumentParser) -> None:
    """Let a command take a name, or ``-`` for a column of them."""
    add_name(parser, "; - reads one name a line from standard input")


def name_of(arguments: argparse.Namespace) -> str:
    """Return the name that was asked about; several identifiers at once are refused by name."""
    name, words = " ".join(arguments.name), arguments.name
    if words[1:]:
        from itu_catalog.parsing import is_valid

        if not is_valid(name) and all(map(is_valid, words)):
            column = ", or one a line to '-'" if arguments.command.columns else ""
            raise ValueError(
                f"{name!r} is not an ITU identifier, but each of its words is; give one at a time{column}"
            )
    return name


def answer_lines(answer: Callable[[str], tuple[dict[str, Any], str]]) -> Answer:
    """Answer a column of names on standard input: a line for each, in order; a bad one is complained of.

    Its line of text is empty, and as JSON it has ``error``, so that answers stay beside what was asked.
    """
    from itu_catalog.cli.running import sentence
    from itu_catalog.readers.plain import read_text

    data: list[dict[str, Any]] = []
    lines: list[str] = []
    code = 0
    text = read_text("-").text
    rows = text.removesuffix("\n").split("\n") if text else []
    for number, line in enumerate(rows, start=1):
        name = line.strip()
        place: dict[str, Any] = {"line": number, "asked": name}
        try:
            facts, said = answer(name)
        except (ItuCatalogError, ValueError) as fault:
            code = 2
            facts, said = {"error": sentence(fault)}, ""
            complain(f"line {number}: {facts['error']}")
        data.append({**place, **facts})
        lines.append(said)
    return Answer(data, lines, code, column=True)


def add_on(parser: argparse._ActionsContainer) -> None:
    """Let a command answer for a day."""
    parser.add_argument(
        "--on",
        metavar="DATE",
        type=day,
        help="the day to answer for, like 2020-06-09 (default: the day of the data)",
    )


def day(text: str) -> datetime.date:
    """Read a day.

    >>> day("2020-06-09")
    datetime.date(2020, 6, 9)
    """
    from itu_catalog.dates import as_date

    try:
        read = as_date(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None
    assert read is not None
    return read


def count(text: str) -> int:
    """Read how many.

    >>> count("20")
    20
    """
    if not (text.isdecimal() and text.isascii() and int(text[:9]) > 0):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of lines; write 1 or more")
    return int(text[:9])


def catalog_of(arguments: argparse.Namespace) -> Catalog:
    """Open the catalogue to ask."""
    from itu_catalog.catalog import default_catalog, open_catalog

    path = getattr(arguments, "catalog", None)
    catalog = default_catalog() if path is None else open_catalog(path)
    on = getattr(arguments, "on", None)
    if on is not None and on > catalog.as_of:
        complain(f"the data ends on {catalog.as_of}; what came between that day and {on} is not known")
    return catalog
