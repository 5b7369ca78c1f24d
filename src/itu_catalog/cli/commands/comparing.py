"""``itu-catalog diff``: what changed between two catalogues."""

from __future__ import annotations

from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import catalog_of
from itu_catalog.cli.reporting import FAILED, UNREADABLE
from itu_catalog.cli.streams import complain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from itu_catalog.catalog import Catalog
    from itu_catalog.exports import Presentation

__all__ = ["COMMAND", "add_format", "catalog_named", "format_of", "presentation", "say_pieces"]

_EMBEDDED, _PREVIOUS = "embedded", "previous"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "old",
        metavar="OLD",
        help=f"the older catalogue file; {_PREVIOUS} means the one before the last update, "
        f"{_EMBEDDED} the one in this package",
    )
    parser.add_argument(
        "new", metavar="NEW", nargs="?", help="the newer one (default: the catalogue that is asked otherwise)"
    )
    parser.add_argument(
        "--only",
        metavar="FILE",
        help="tell what touches the texts of this list alone, one name or requirement a line; - reads standard input",
    )
    parser.add_argument(
        "--fail-on",
        metavar="WHAT",
        default="never",
        help=(
            "exit with 1 when there is such a change: a level (note, warning, error: that level or a higher one), "
            "kinds (superseded,withdrawn), or never (default)"
        ),
    )
    add_format(parser, "text (default), json, csv or markdown")


def _answer(arguments: argparse.Namespace) -> Answer:
    from itu_catalog.checking import Choice
    from itu_catalog.comparing import ChangeKind, diff
    from itu_catalog.exports import differences

    failing = Choice.read(arguments.fail_on, ChangeKind)
    chosen = format_of(arguments, tuple(differences.FORMATS))
    current = catalog_of(arguments)
    old = catalog_named(arguments.old, current)
    new = current if arguments.new is None else catalog_named(arguments.new, current)
    only, faults = (None, 0) if arguments.only is None else _listed(arguments.only)
    if new.as_of < old.as_of:
        complain(
            f"the first catalogue is the younger one: {old.as_of} and {new.as_of}; name the older one first"
        )
    difference = diff(old, new, only)
    for name in difference.unmatched if chosen == "csv" else ():  # the others say it themselves
        complain(f"{name}: neither catalogue knows it")
    say_pieces(differences.written(difference, chosen, presentation()))
    failed = any(change in failing for change in difference)
    return Answer([], (), UNREADABLE if faults else FAILED if failed else 0, column=True)


def _listed(path: str) -> tuple[list[str], int]:
    """Return the names of a list, and how many lines of it are not understood, each of which is complained of."""
    from itu_catalog.comparing.lists import Lists, shortened
    from itu_catalog.comparing.subjects import read
    from itu_catalog.errors import InvalidRequirement

    names, faults = [], 0
    for line in Lists(complain).read([path]):
        fault = line.fault
        if fault is None:
            try:
                read(line.text)
            except InvalidRequirement as error:
                fault = f"{shortened(line.text)!r} is no requirement: {error.reason}"
        if fault is None:
            names.append(line.text)
        else:
            complain(f"{line.path}:{line.number}: {fault}")
            faults += not line.again
    return names, faults


def catalog_named(name: str, current: Catalog) -> Catalog:
    """Open the catalogue file of a name, the one that was there before the `current` one, or that in the package."""
    from itu_catalog.catalog import embedded_catalog, open_catalog

    if name == _EMBEDDED:
        return embedded_catalog()
    if name != _PREVIOUS:
        return open_catalog(name)
    from itu_catalog.importers.placing import previous_path

    if current.path == embedded_catalog().path:
        raise ValueError("there was none before the catalogue in the package, which is asked; name a file")
    return open_catalog(previous_path(current.path))


def add_format(parser: argparse.ArgumentParser, formats: str) -> None:
    """Let a command write its report in one of some formats."""
    parser.add_argument("--format", metavar="NAME", help=f"{formats}; --json is --format json")
    parser.add_argument("--csv", action="store_true", help="the same as --format csv")


def format_of(arguments: argparse.Namespace, formats: tuple[str, ...]) -> str:
    """Return the format that is asked for."""
    wanted = [arguments.format] if arguments.format is not None else []
    wanted += [name for name in ("json", "csv") if getattr(arguments, name, False)]
    if len(set(wanted)) > 1:
        raise ValueError(f"{' and '.join(wanted)} contradict each other; give one format")
    chosen: str = wanted[0] if wanted else "text"
    if chosen not in formats:
        raise ValueError(f"there is no format {chosen!r} here; write one of: {', '.join(formats)}")
    return chosen


def presentation() -> Presentation:
    """Return how a report is written to standard output."""
    from itu_catalog import exports
    from itu_catalog.cli.layout import painter, width
    from itu_catalog.cli.streams import can_say

    return exports.Presentation(width=width(), paint=painter(), ascii=not can_say("→中𝄞"))


def say_pieces(pieces: Iterable[str]) -> None:
    """Write a report to standard output."""
    from itu_catalog.cli.streams import flush, put

    for piece in pieces:
        put(piece)
    flush()


COMMAND = Command(
    "diff",
    "tell what changed between two catalogues",
    (
        "itu-catalog diff last-month.tsv",
        "itu-catalog diff old.tsv new.tsv --only itu.txt --fail-on superseded,withdrawn",
        "itu-catalog diff old.tsv new.tsv --format markdown",
    ),
    _arguments,
    _answer,
)
