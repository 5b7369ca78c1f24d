"""What there is in a catalogue, counted, and beside it what was measured on the dataset that it was made of.

The measured figures are of one snapshot of one dataset; beside any other catalogue nothing is put.

>>> from itu_catalog import embedded_catalog
>>> figures = {figure.name: figure.value for figure in census(embedded_catalog()).figures}
>>> figures["X.509 today"]
'(10/2019) + Cor. 1 + Cor. 2 + Amd. 1 + Cor. 3'
"""

from __future__ import annotations

import datetime  # noqa: TC003 - the schema reads it
from pathlib import Path
from typing import NamedTuple

from attrs import frozen

from itu_catalog.importers.counting import Counts
from itu_catalog.schema import read, read_toml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from itu_catalog.catalog import Catalog

__all__ = ["EXCEPTIONS", "Census", "Figure", "SeriesRow", "census"]

_DATA = Path(__file__).parent / "relaton"
EXCEPTIONS = _DATA / "exceptions.toml"
"""The known breaches of the dataset, for `itu_catalog.validation.known.load_known`."""
_MEASURED = _DATA / "measured.toml"


@frozen(kw_only=True)
class _Measured:
    """A ``[[figure]]`` table: what was measured, where that stands, and what another count is due to."""

    name: str
    value: str
    place: str = ""
    expected: str | None = None
    """The count of a sound import, where it is not what was measured; `why` tells the difference."""
    why: str = ""


@frozen(kw_only=True)
class _MeasuredSeries:
    """A row of the table of series: letter, then the columns of `SeriesRow`, with blanks between."""

    rows: str
    place: str = ""
    why: str = ""


@frozen(kw_only=True)
class _MeasuredFile:
    """``measured.toml``."""

    as_of: datetime.date
    source: str
    figure: tuple[_Measured, ...]
    series: _MeasuredSeries


class Figure(NamedTuple):
    """One count of a catalogue, and the one measured on the dataset (None where nothing was, or of another day)."""

    name: str
    value: str
    measured: str | None = None
    place: str = ""
    """Where the measured figure stands."""
    verdict: str = ""
    """``agrees``, ``explained`` or ``differs``; nothing without a measured figure."""
    why: str = ""
    """What a difference is due to."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready values."""
        return self._asdict()


class SeriesRow(NamedTuple):
    """The sizes of one ITU-T series."""

    letter: str
    works: int
    in_force: int
    editions: int
    documents: int
    """All documents of the Recommendations, Supplements to one number among them."""
    supplements: int
    supplements_in_force: int

    @property
    def counts(self) -> tuple[int, ...]:
        """The counts without the letter."""
        return self[1:]


class Census(NamedTuple):
    """The figures of a catalogue, and its series with what was measured beside each (None where nothing was)."""

    figures: tuple[Figure, ...]
    series: tuple[tuple[SeriesRow, SeriesRow | None], ...]
    compared: bool
    """Whether the catalogue is of the snapshot that was measured."""
    series_why: str = ""

    @property
    def differing(self) -> tuple[Figure, ...]:
        """The figures that are not as measured, and nobody knows why."""
        return tuple(figure for figure in self.figures if figure.verdict == "differs")


def census(catalog: Catalog) -> Census:
    """Count a catalogue; beside the figures stand those of the snapshot, if it was made of that snapshot."""
    provenance = dict(catalog._store.table("provenance"))
    counts = Counts(list(catalog), catalog.as_of, provenance.get("counts") or {})
    file = read(read_toml(_MEASURED), _MeasuredFile, _MEASURED.name)
    compared = bool(provenance) and file.as_of == catalog.as_of
    measured = {row.name: row for row in file.figure} if compared else {}
    figures = tuple(_beside(name, str(value), measured.get(name)) for name, value in counts.figures())
    rows = {row.letter: row for row in _rows(file.series.rows)} if compared else {}
    series = tuple((row, rows.get(row.letter)) for row in (SeriesRow(*each) for each in counts.series()))
    return Census(figures, series, compared, file.series.why if compared else "")


def _beside(name: str, value: str, row: _Measured | None) -> Figure:
    if row is None:
        return Figure(name, value)
    if value == row.value:
        return Figure(name, value, row.value, row.place, "agrees")
    verdict = "explained" if value == row.expected else "differs"
    return Figure(name, value, row.value, row.place, verdict, row.why if verdict == "explained" else "")


def _rows(text: str) -> Iterator[SeriesRow]:
    for line in text.strip().splitlines():
        letter, *counts = line.split()
        yield SeriesRow(letter, *map(int, counts))
