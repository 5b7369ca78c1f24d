"""The series of Recommendations, and the blocks of numbers they are printed in.

A series is a letter (ITU-T) or a few (ITU-R). Page 2 of a Recommendation lists the blocks of its series,
and the lists change: what a number was filed under is a function of the number **and** of the printing.

>>> block = SubSeries("X.1030", "X.1049", "Network security")
>>> block.contains("X.1045"), block.contains("ITU-T X.1050"), block.contains("X.10")
(True, False, False)
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property

from attrs import evolve, field, frozen
from attrs.validators import matches_re

from itu_catalog.dates import Issued, as_date
from itu_catalog.identifier import Sector

from ._attached import Attached, Navigator
from .plain import Plain
from .titles import Title, title_on

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from typing import Any

    from itu_catalog.dates import Day
    from itu_catalog.identifier import Identifier

__all__ = ["Heading", "Printing", "Series", "SubSeries"]

# "X.1045", "ITU-T M.3016.1", "G.709/Y.1331", "V.24 bis": the letters and the leading number place a text.
_PLACE = re.compile(r"(?<![A-Z0-9.])([A-Z]{1,3})\.?(\d{1,5})(?!\d)", re.ASCII)


class Heading(StrEnum):
    """How a block is printed: main headings are in capitals, sub-headings stand below one."""

    MAIN = "main"
    SUB = "sub"


def _places(designation: str | Identifier) -> Iterator[tuple[str, int]]:
    """Yield the letters and leading number of every designation in an identifier or its text."""
    text = designation if isinstance(designation, str) else "/".join(designation.designations)
    for letters, number in _PLACE.findall(text):
        yield letters, int(number)


@frozen(order=True, getstate_setstate=False)
class SubSeries(Attached):
    """A block of numbers within a series, in the words of one printing.

    Ordered by its numbers; the wider block first where one begins another.

    >>> SubSeries("X.500", "X.599", "DIRECTORY", heading=Heading.MAIN) < SubSeries("X.1000", "X.1099", "…")
    True
    >>> str(SubSeries("X.500", "X.599", "DIRECTORY"))
    'X.500–X.599 DIRECTORY'
    """

    first: str = field(validator=matches_re(r"[A-Z]{1,3}\.\d+"), order=lambda text: next(_places(text)))
    last: str = field(validator=matches_re(r"[A-Z]{1,3}\.\d+"), order=lambda text: -next(_places(text))[1])
    title: str = field(order=False)
    heading: Heading = field(default=Heading.SUB, order=False)
    under: str | None = field(default=None, order=False)
    """The main heading it stands below, which often has no numbers of its own."""
    printed: Issued | None = field(default=None, order=False)
    """When the oldest printing known to have these words and numbers was approved; None when not known."""
    until: Issued | None = field(default=None, order=False)
    """When the oldest printing known to have other words or numbers was approved; None while they stand."""
    source: str = field(default="", order=False)
    inferred: bool = field(default=False, order=False)
    unsourced: bool = field(default=False, order=False)
    """True where the words or the numbers are known from memory only."""
    note: str | None = field(default=None, order=False)
    sector: Sector = field(default=Sector.T, order=False)
    _catalog: Navigator | None = field(init=False, default=None, eq=False, repr=False)

    @property
    def series_letter(self) -> str:
        """The letter of its series.

        >>> SubSeries("M.3000", "M.3599", "Telecommunications management network").series_letter
        'M'
        """
        return self.first.partition(".")[0]

    @property
    def numbers(self) -> range:
        """Every number of the block.

        >>> SubSeries("Z.100", "Z.109", "…").numbers
        range(100, 110)
        """
        return range(int(self.first.partition(".")[2]), int(self.last.partition(".")[2]) + 1)

    @property
    def identifier_text(self) -> str:
        """The identifier of the block: ``ITU-T X.500-series``, by its first number."""
        return f"{self.sector} {self.first}-series"

    def contains(self, designation: str | Identifier) -> bool:
        """Whether the designation lies in the block, by its leading number; of several, any.

        >>> tmn = SubSeries("M.3000", "M.3599", "Telecommunications management network")
        >>> tmn.contains("M.3016.1"), tmn.contains("M.30161")
        (True, False)
        >>> SubSeries("Y.1300", "Y.1399", "Transport").contains("ITU-T G.709/Y.1331 (06/2020)")
        True
        """
        places = _places(designation)
        return any(letters == self.series_letter and number in self.numbers for letters, number in places)

    def known_on(self, day: datetime.date) -> bool:
        """Whether a printing of that day or before had these words, and none had yet changed them."""
        begun = self.printed is not None and self.printed.on_or_before(day)
        return begun and not (self.until is not None and self.until.on_or_before(day))

    def members(self, on: Day | None = None) -> tuple[Any, ...]:
        """Return the Recommendations of the block, those approved by `on` when it is given."""
        return self._navigator._members_of(self, as_date(on))

    @property
    def supplements(self) -> tuple[Any, ...]:
        """The Supplements that are about the block, as such."""
        return self._navigator._supplements_to(self)

    def __str__(self) -> str:
        return f"{self.first}–{self.last} {self.title}"


@frozen
class Printing(Plain):
    """What one document prints of the list of its series; later printings hold only what they change.

    `printed` and `source` hold for every block that does not give its own.
    """

    source: str
    subseries: tuple[SubSeries, ...]
    printed: Issued | None = None
    note: str | None = None

    @property
    def dated(self) -> Iterator[SubSeries]:
        """The blocks, each with its date and source."""
        for block in self.subseries:
            yield evolve(block, printed=block.printed or self.printed, source=block.source or self.source)


@frozen(order=True, getstate_setstate=False)
class Series(Attached):
    """A series of Recommendations: its letters, its titles through time, its blocks by printing.

    >>> x = Series(Sector.T, "X", titles=(Title("Data networks, open system communications and security"),))
    >>> str(x), x.title, x.contains("X.509"), x.contains("Y.509")
    ('ITU-T X-series', 'Data networks, open system communications and security', True, False)
    """

    sector: Sector
    letter: str = field(validator=matches_re(r"[A-Z]{1,3}"))
    titles: tuple[Title, ...] = field(default=(), order=False)
    """Oldest first."""
    printings: tuple[Printing, ...] = field(default=(), order=False, repr=False)
    """Oldest first."""
    allocated: bool = field(default=True, order=False)
    """False where no new Recommendation is put in the series; old documents of it remain."""
    note: str | None = field(default=None, order=False, repr=False)
    _catalog: Navigator | None = field(init=False, default=None, eq=False, repr=False)

    @property
    def identifier_text(self) -> str:
        """The identifier of the series: ``ITU-T X-series``."""
        return f"{self.sector} {self.letter}-series"

    @property
    def title(self) -> str | None:
        """Its title today, or its last; None when it never had one."""
        return self.titles[-1].text if self.titles else None

    def title_on(self, on: Day) -> Title | None:
        """Return the title it is known to have borne on a day; None when none is known."""
        day = as_date(on)
        return title_on(self.titles, day) if day else None

    @cached_property
    def subseries(self) -> tuple[SubSeries, ...]:
        """Every block of every printing, by number; those of one range by date."""
        dated = (block for printing in self.printings for block in printing.dated)
        blocks = [evolve(block, sector=self.sector) for block in dated]
        if self._catalog is not None:
            blocks = [block.attached_to(self._catalog) for block in blocks]
        return tuple(sorted(blocks))

    def contains(self, designation: str | Identifier) -> bool:
        """Whether the designation, or one of several, bears this letter."""
        return any(letters == self.letter for letters, _ in _places(designation))

    def blocks_of(self, designation: str | Identifier, on: Day | None = None) -> tuple[SubSeries, ...]:
        """Return every block that holds the designation, the narrowest first.

        With `on`, those known to have been printed by that day and not yet changed;
        without it, those that stand, dated or not.
        """
        day = as_date(on)
        found = [
            block
            for block in self.subseries
            if block.contains(designation) and (block.known_on(day) if day else block.until is None)
        ]
        # Of two wordings for one range that both stand, the one printed later; an undated one last.
        return tuple(sorted(found, key=lambda block: (len(block.numbers), _newest_first(block.printed))))

    def subseries_of(self, designation: str | Identifier, on: Day | None = None) -> SubSeries | None:
        """Return the narrowest block that holds the designation; None when none is known.

        >>> old = SubSeries("X.1310", "X.1339", "Ubiquitous sensor network security",
        ...                 printed=Issued(2012, 4), until=Issued(2022, 9))
        >>> new = SubSeries("X.1310", "X.1319", "Ubiquitous sensor network security", printed=Issued(2022, 9))
        >>> x = Series(Sector.T, "X", printings=(Printing("…", (old,)), Printing("…", (new,))))
        >>> x.subseries_of("X.1325", on="2016-01-01").last, x.subseries_of("X.1325", on="2023-01-01")
        ('X.1339', None)
        """
        return next(iter(self.blocks_of(designation, on)), None)

    def members(self, on: Day | None = None) -> tuple[Any, ...]:
        """Return the Recommendations of the series, those approved by `on` when it is given."""
        return self._navigator._members_of(self, as_date(on))

    @property
    def supplements(self) -> tuple[Any, ...]:
        """The Supplements that are about the series or a block of it; those to one Recommendation are its own."""
        return self._navigator._supplements_to(self)

    def __str__(self) -> str:
        return self.identifier_text


def _newest_first(printed: Issued | None) -> int:
    return -printed.first_day.toordinal() if printed else 0
