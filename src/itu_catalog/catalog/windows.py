"""Stretches of time and of numbers, as people write them: ``2019..2020``, ``X.1000..X.1099``.

>>> Window.read("2019..2020")
Window(since=datetime.date(2019, 1, 1), until=datetime.date(2020, 12, 31))
>>> numbers = Numbers.read("X.1000..X.1099")
>>> numbers.has("ITU-T X.1099.1"), numbers.has("ITU-T X.100")
(True, False)
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from itu_catalog.dates import Issued
from itu_catalog.identifier import Identifier, Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from itu_catalog.dates import Day

    Stretch = str | tuple[Day | None, Day | None]
    """What `Window.read` reads: ``2019``, ``2019-10..2020``, or a pair of days, months or years; None is open."""

__all__ = ["Numbers", "Verdict", "Window"]

_BETWEEN = re.compile(r"\s{0,9}(?:\.\.|[\u2026\u2013\u2014])\s{0,9}|\s{1,9}to\s{1,9}")
_FROM = re.compile(_BETWEEN.pattern + r"|-(?=(?:ITU-[TR] )?[A-Z]{1,3}\.[0-9])", re.ASCII)
"""What stands between the ends of a range; ``X.1000-X.1099`` is one, too."""
_FORMS = "write 2019, 2019-10..2020-03, 2019-10-14.. or ..2020"


class Verdict(NamedTuple):
    """Whether something fits, None where that is not known; `reason` says why that is not known, or not sure."""

    fits: bool | None
    reason: str = ""


class Window(NamedTuple):
    """The days from one to another, both included; None where it is open."""

    since: datetime.date | None
    until: datetime.date | None

    @classmethod
    def read(cls, value: Stretch | object) -> Window:
        """Read two ends, or one stretch: a year means all of it, and so does a month.

        >>> Window.read(("2019-10-14", None))
        Window(since=datetime.date(2019, 10, 14), until=None)
        >>> Window.read("June")
        Traceback (most recent call last):
            ...
        ValueError: 'June' is no day, month or year; write 2019, 2019-10..2020-03, 2019-10-14.. or ..2020
        """
        ends: tuple[Day | None, ...] | list[str] | None = None
        if isinstance(value, str):
            ends = _BETWEEN.split(value[:99].strip())
            ends = ends * 2 if len(ends) == 1 else ends
        elif isinstance(value, tuple | list):
            ends = tuple(value)
        if ends is None or len(ends) != 2:  # noqa: PLR2004 - two ends
            raise ValueError(f"{str(value)[:60]!r} is no stretch of time; {_FORMS}")
        first, last = map(_issued, ends)
        since = first.first_day if isinstance(first, Issued) else first
        until = last.last_day if isinstance(last, Issued) else last
        if since is None and until is None:
            raise ValueError(f"a stretch of time has one end at least; {_FORMS}")
        if since and until and since > until:
            raise ValueError(f"{since} to {until} is no stretch of time: it ends before it begins")
        return cls(since, until)

    def __contains__(self, day: object) -> bool:
        """Whether a day lies in it."""
        return isinstance(day, datetime.date) and not (
            (self.since is not None and day < self.since) or (self.until is not None and day > self.until)
        )

    def touching(self) -> Callable[[str], bool]:
        """Return what tells quickly whether a date, as a catalogue file writes it, may lie in it; none does not.

        >>> touches = Window.read("2019-10-14..2020").touching()
        >>> [touches(when) for when in ("2019-10-13", "2019-10", "2020", "2021-01", "")]
        [False, True, True, False, False]
        """
        since = self.since.isoformat() if self.since else ""
        until = self.until.isoformat() if self.until else "9999"
        return lambda when: bool(when) and when >= since[: len(when)] and when <= until

    def judge(self, when: Issued | None) -> Verdict:
        """Whether something that happened then happened in it; a vague date counts from its first day on.

        >>> Window.read("2019-10-14..").judge(Issued("2019-10"))
        Verdict(fits=None, reason='of its date only 2019-10 is known')
        """
        if when is None:
            return Verdict(None, "its date is not known")
        first, last = when.first_day, when.last_day
        vague = f"of its date only {when} is known"
        if first in self:
            return Verdict(fits=True, reason="" if last in self else vague)
        if last in self or (self.since is not None and first < self.since <= last):
            return Verdict(None, vague)
        return Verdict(fits=False)

    def __str__(self) -> str:
        return f"{self.since or ''}..{self.until or ''}"


def _issued(end: object) -> Issued | datetime.date | None:
    if end is None or end == "":
        return None
    if isinstance(end, datetime.datetime):
        return end.date()
    if isinstance(end, datetime.date | Issued):
        return end
    try:
        return Issued.parse(str(end))
    except ValueError:
        raise ValueError(f"{str(end)[:60]!r} is no day, month or year; {_FORMS}") from None


class Numbers(NamedTuple):
    """The numbers of one series from one to another, both included, with all that is numbered below either."""

    sector: str | None
    series: str
    first: tuple[int, ...]
    last: tuple[int, ...]

    @classmethod
    def read(cls, value: object) -> Numbers:
        """Read ``X.1000..X.1099``, ``X.1000..1099``, one number, or a pair of identifiers.

        >>> Numbers.read("X.1099..X.1000")
        Traceback (most recent call last):
            ...
        ValueError: 'X.1099..X.1000' is no range of numbers: its second end is the lower one
        """
        ends: list[object] = [value]
        if isinstance(value, str):
            ends = [*_FROM.split(value[:199].strip())]
        elif isinstance(value, tuple | list):
            ends = [*value]
        if not 1 <= len(ends) <= 2 or not all(ends):  # noqa: PLR2004 - two ends
            raise ValueError(f"{str(value)[:60]!r} is no range of numbers; write it like X.1000..X.1099")
        first = _number(ends[0])
        if len(ends) > 1 and isinstance(ends[-1], str):
            after = f"{first.series}.{ends[-1]}" if ends[-1][:1].isdigit() else ends[-1]
            # The sector is said once; by itself the second number might be one of the other sector.
            ends[-1] = f"{first.sector} {after}" if first.sector and after[:3] != "ITU" else after
        last = _number(ends[-1])
        sector = first.sector or last.sector
        shown = value if isinstance(value, str) else f"{ends[0]}..{ends[-1]}"
        if first.series != last.series or (first.sector and last.sector and first.sector != last.sector):
            raise ValueError(f"{shown[:60]!r} is no range of numbers: its ends are of two series")
        low, high = (_places(each.designations[0]) for each in (first, last))
        if low > high:
            raise ValueError(f"{shown[:60]!r} is no range of numbers: its second end is the lower one")
        return cls(str(sector) if sector else None, str(first.series), low, high)

    def has(self, number: str) -> bool:
        """Whether a number in full, or one of several, lies in the range."""
        if self.sector is not None and self.sector not in number:
            return False
        return any(
            self.first <= places and places[: len(self.last)] <= self.last
            for letters, digits in _NUMBER.findall(number)
            if letters == self.series
            for places in [_places(digits)]
        )


_NUMBER = re.compile(r"(?<![A-Za-z0-9.])([A-Z]{1,3})\.(\d{1,5}(?:\.\d{1,5}){0,3})", re.ASCII)


def _number(end: object) -> Identifier:
    """Read one end of a range."""
    from itu_catalog.parsing import parse

    identifier = end if isinstance(end, Identifier) else parse(str(end))
    if identifier.series is None or identifier.kind is not Kind.RECOMMENDATION:
        raise ValueError(f"{str(end)[:60]!r} is no number of a series; write a range like X.1000..X.1099")
    return identifier


def _places(number: str) -> tuple[int, ...]:
    """Return the parts of a number, to be ordered by."""
    return tuple(map(int, re.findall("[0-9]{1,9}", number)))
