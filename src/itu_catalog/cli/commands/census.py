"""``itu-catalog census``: what there is in a catalogue, counted, beside what was measured on the dataset."""

from __future__ import annotations

from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import catalog_of
from itu_catalog.cli.layout import counted, table, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from itu_catalog.importers.census import Census, Figure

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments of its own."""


def _answer(arguments: argparse.Namespace) -> Answer:
    from itu_catalog.importers.census import census

    catalog = catalog_of(arguments)
    found = census(catalog)
    data = {
        "catalogue": catalog.version,
        "as_of": catalog.as_of.isoformat(),
        "compared": found.compared,
        "figures": [figure.to_dict() for figure in found.figures],
        "series": [
            {**row._asdict(), "measured": list(beside.counts) if beside else None}
            for row, beside in found.series
        ],
        "series_why": found.series_why,
    }
    return Answer(data, list(_lines(found)))


def _lines(found: Census) -> Iterator[str]:
    counts = [each for each in found.figures if each.value.isdigit()]
    yield from table(
        [_row(each, compared=found.compared) for each in counts],
        ["here", "measured", "", "what"] if found.compared else ["here", "what"],
    )
    for each in found.figures:
        if each not in counts:
            beside = "" if each.verdict in ("", "agrees") else f", measured: {each.measured}"
            yield from wrapped(f"{each.name}: {each.value}{beside}", 2, "")
    yield ""
    yield from table(
        [
            [
                row.letter,
                *(
                    _pair(count, other)
                    for count, other in zip(row.counts, (beside or row).counts, strict=True)
                ),
                "" if beside == row or not found.compared else "differs",
            ]
            for row, beside in found.series
        ],
        ["series", "works", "in force", "editions", "documents", "suppl.", "in force", ""],
    )
    if found.series_why and any(beside not in (None, row) for row, beside in found.series):
        yield ""
        yield from wrapped(f"Counts that differ from those in brackets: {found.series_why}", 0, "")
    if found.compared:
        yield ""
        agreeing, explained, differing = (
            sum(each.verdict == verdict for each in found.figures)
            for verdict in ("agrees", "explained", "differs")
        )
        yield from wrapped(
            f"{counted(agreeing, 'figure')} as measured on this snapshot, {explained} with a reason for "
            f"another count, {differing} without",
            0,
            "",
        )


def _row(figure: Figure, *, compared: bool) -> list[str]:
    if not compared:
        return [figure.value, figure.name]
    why = f": {figure.why}" if figure.why else ""
    return [figure.value, figure.measured or "-", _VERDICTS[figure.verdict], figure.name + why]


_VERDICTS = {"": "", "agrees": "=", "explained": "*", "differs": "!"}
"""The marks of agreement in the table."""


def _pair(count: int, other: int) -> str:
    return str(count) if count == other else f"{count} ({other})"


COMMAND = Command(
    "census",
    "count what a catalogue holds, beside what was measured on the dataset",
    (
        "itu-catalog census",
        "itu-catalog census --catalog other.tsv --json",
    ),
    _arguments,
    _answer,
)
