"""``itu-catalog info``: which data answers."""

from __future__ import annotations

from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import catalog_of
from itu_catalog.cli.layout import card

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own."""


def _answer(arguments: argparse.Namespace) -> Answer:
    from itu_catalog import __version__
    from itu_catalog.catalog import embedded_catalog

    catalog = catalog_of(arguments)
    embedded = catalog.path == embedded_catalog().path
    data = {"itu_catalog": __version__, "embedded": embedded, **catalog.info()}
    rows = [
        ("catalogue", f"{data['version']}, {'in this package' if embedded else 'a file of its own'}"),
        ("complete to", data["as_of"]),
        ("works", str(data.get("works", ""))),
        ("documents", str(data.get("documents", ""))),
        ("names", str(data.get("names", ""))),
        ("reports", str(data.get("reports", ""))),
        ("file", data["path"]),
        *(("source", source) for source in data["sources"]),
        ("", "Single facts have sources of their own; show names them."),
    ]
    return Answer(data, [f"itu-catalog {__version__}", *card(rows)])


COMMAND = Command(
    "info",
    "say which data answers: its version, day, size and sources",
    (
        "itu-catalog info",
        "itu-catalog info --catalog other.tsv --json",
    ),
    _arguments,
    _answer,
)
