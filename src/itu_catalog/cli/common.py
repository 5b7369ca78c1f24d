"""Arguments that several commands share, and what they mean."""

from __future__ import annotations

import argparse

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime

    from itu_catalog.catalog import Catalog

__all__ = ["add_name", "add_on", "catalog_of", "count", "day", "name_of"]


def add_name(parser: argparse.ArgumentParser) -> None:
    """Let a command take a name of one or more words."""
    parser.add_argument(
        "name", nargs="+", metavar="NAME", help="an identifier or another name; words are joined"
    )


def name_of(arguments: argparse.Namespace) -> str:
    """Return the name that was asked about."""
    return " ".join(arguments.name)


def add_on(parser: argparse.ArgumentParser) -> None:
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
    return default_catalog() if path is None else open_catalog(path)
