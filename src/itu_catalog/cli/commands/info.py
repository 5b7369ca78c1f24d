"""``itu-catalog info``: which data answers, why that, how old it is and what it was made of."""

from __future__ import annotations

from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import catalog_of
from itu_catalog.cli.layout import card, counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    import datetime
    from collections.abc import Iterator
    from typing import Any

    from itu_catalog.catalog import Catalog

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own."""


def _answer(arguments: argparse.Namespace) -> Answer:
    import datetime

    from itu_catalog import __version__
    from itu_catalog.catalog import embedded_catalog

    catalog = catalog_of(arguments)
    embedded = catalog.path == embedded_catalog().path
    data = {
        "itu_catalog": __version__,
        "embedded": embedded,
        "why": _why(arguments),
        **catalog.info(),
        "made_of": _made_of(catalog),
        "fetched": None if embedded else _fetched(catalog),
    }
    rows = [
        ("catalogue", f"{data['version']}, {'in this package' if embedded else 'a file of its own'}"),
        ("answers", f"because {data['why']}"),
        ("complete to", f"{data['as_of']}{_ago(catalog.as_of, datetime.datetime.now(datetime.UTC).date())}"),
        *((name, f"{data[name]:,}") for name in ("works", "documents", "names", "reports") if name in data),
        ("file", data["path"]),
        *_origins(data),
        *(("source", source) for source in data["sources"]),
        ("", "Single facts have sources of their own; show names them."),
    ]
    return Answer(data, [f"itu-catalog {__version__}", *card(rows)])


def _why(arguments: argparse.Namespace) -> str:
    """Say why this catalogue answers, and no other."""
    from itu_catalog.catalog.opening import default_choice

    return "--catalog names it" if hasattr(arguments, "catalog") else default_choice()[1]


def _made_of(catalog: Catalog) -> dict[str, Any] | None:
    """Return what an import kept of the dataset and its counts; None for a catalogue that was not imported."""
    dataset = catalog._store.record("provenance", "dataset", dict)
    if dataset is None:
        return None
    counts = catalog._store.record("provenance", "counts", dict) or {}
    return {**dataset, "counts": counts}


def _fetched(catalog: Catalog) -> dict[str, Any] | None:
    """Return what an update remembers of the archive; None where this catalogue came in another way."""
    import os

    from itu_catalog.importers.remembered import recall

    known = recall(os.path.realpath(catalog.path))
    if known is None or known.catalogue != catalog.version:
        return None
    return known._asdict()


def _ago(day: datetime.date, today: datetime.date) -> str:
    """Say how old data is by the clock of this machine; nothing where that is behind."""
    days = (today - day).days
    return f", {counted(days, 'day')} ago" if days > 0 else ""


def _origins(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Say how the catalogue came about."""
    made, fetched = data["made_of"], data["fetched"]
    if made is not None:
        commit = f", commit {made['commit'][:12]}" if made.get("commit") else ""
        counts = made["counts"]
        aside = sum(count for what, count in counts.items() if what.startswith("aside "))
        yield "made of", f"{made.get('source', made.get('name', ''))}{commit}"
        yield (
            "made of",
            f"{counts.get('records', 0):,} records, {aside:,} set aside, {counts.get('unreadable', 0):,} unreadable",
        )
    if fetched is not None:
        yield "fetched", f"{fetched['fetched']} from {fetched['url']}"
        if fetched["checked"] != fetched["fetched"]:
            yield "fetched", f"{fetched['checked']}: nothing newer there"


COMMAND = Command(
    "info",
    "say which data answers, why, how old it is and what it was made of",
    (
        "itu-catalog info",
        "itu-catalog info --catalog other.tsv --json",
    ),
    _arguments,
    _answer,
)
