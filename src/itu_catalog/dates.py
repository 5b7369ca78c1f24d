"""When a text was issued: a year, a month or a day, no more exact than its source.

ITU prints ``(10/2019)`` on a cover, its lists print ``2019-10-14``, old texts have a year only.
A partial date is a value of its own here, not a day somebody invented.

>>> Issued.parse("10/2019"), Issued.parse("2019-10-14")
(Issued('2019-10'), Issued('2019-10-14'))
>>> sorted([Issued(2019, 10, 14), Issued(2019), Issued(2019, 10)])
[Issued('2019'), Issued('2019-10'), Issued('2019-10-14')]
"""

from __future__ import annotations

import datetime
import re
from functools import total_ordering

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["Issued", "as_date"]

_FORMS = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?|(\d\d)/(\d{4})", re.ASCII)


@total_ordering
class Issued:
    """A date of issue with the precision of its source; ordered, a vaguer date before the dates within it.

    >>> Issued(2019, 10) < Issued(2019, 10, 1) < Issued(2019, 11)
    True
    >>> str(Issued(2015, 9))
    '2015-09'
    >>> Issued(2019, 13)
    Traceback (most recent call last):
        ...
    ValueError: there is no month 13
    """

    # Written out, not an attrs class: thousands are made while records load, and this is on the way of
    # every cold start. It has no behaviour beyond a tuple with names.
    __slots__ = ("_parts",)
    _parts: tuple[int, int, int]

    def __new__(cls, year: int | str, month: int | None = None, day: int | None = None) -> Issued:  # noqa: PYI034 - nobody derives from it
        """Make a date from parts, or from one string that `parse` reads (so that `repr` evaluates)."""
        if isinstance(year, str):
            return cls.parse(year)
        if year.__class__ is not int or not 1000 <= year <= 9999:  # noqa: PLR2004 - four digits; True is none
            raise ValueError(f"the year {year!s:.40} has not four digits")
        if month is not None and (month.__class__ is not int or not 1 <= month <= 12):  # noqa: PLR2004
            raise ValueError(f"there is no month {month!s:.40}")
        if day is not None:
            if month is None:
                raise ValueError("a day needs a month")
            try:
                datetime.date(year, month, day)
            except (ValueError, TypeError, OverflowError):
                raise ValueError(f"{year}-{month:02} has no day {day!s:.40}") from None
        self = object.__new__(cls)
        object.__setattr__(self, "_parts", (year, month or 0, day or 0))
        return self

    @classmethod
    def parse(cls, text: str) -> Issued:
        """Read ``2019``, ``2019-10``, ``2019-10-14`` or ``10/2019``; anything else is a `ValueError`.

        >>> Issued.parse("2019-10").month
        10
        >>> Issued.parse("October")
        Traceback (most recent call last):
            ...
        ValueError: 'October' is no date; write 2019, 2019-10, 2019-10-14 or 10/2019
        """
        match = _FORMS.fullmatch(text)
        if match is None:
            raise ValueError(f"{text[:40]!r} is no date; write 2019, 2019-10, 2019-10-14 or 10/2019")
        year, month, day, month_first, year_last = match.groups()
        if year is None:
            return cls(int(year_last), int(month_first))
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @property
    def year(self) -> int:
        """The year, four digits."""
        return self._parts[0]

    @property
    def month(self) -> int | None:
        """The month 1–12; None when only the year is known."""
        return self._parts[1] or None

    @property
    def day(self) -> int | None:
        """The day of the month; None when only the month or the year is known."""
        return self._parts[2] or None

    @property
    def first_day(self) -> datetime.date:
        """The earliest day it can mean.

        >>> Issued(2015, 9).first_day.isoformat()
        '2015-09-01'
        """
        year, month, day = self._parts
        return datetime.date(year, month or 1, day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The latest day it can mean.

        >>> Issued(2016, 2).last_day.isoformat()
        '2016-02-29'
        """
        year, month, day = self._parts
        if day:
            return datetime.date(year, month, day)
        following = (
            datetime.date(year + month // 12, month % 12 + 1, 1) if month else datetime.date(year + 1, 1, 1)
        )
        return following - datetime.timedelta(days=1)

    def on_or_before(self, date: datetime.date) -> bool:
        """Whether it had been issued by the end of `date`.

        A vague date counts from its first day on: a text approved in ``2015-09`` is taken to exist on
        2015-09-01, because reports cite a text by the month in which it was approved. That is an inference.

        >>> Issued(2015, 9).on_or_before(datetime.date(2015, 9, 10))
        True
        """
        return self.first_day <= date

    def includes(self, other: Issued) -> bool:
        """Whether `other` is this date or lies within it.

        >>> Issued(2019).includes(Issued(2019, 10)), Issued(2019, 10).includes(Issued(2019))
        (True, False)
        """
        mine, theirs = self._parts, other._parts
        return mine[0] == theirs[0] and mine[1] in (0, theirs[1]) and mine[2] in (0, theirs[2])

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Issued is immutable; make a new one instead of setting {name!r}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"Issued is immutable; {name!r} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        return self._parts == other._parts if isinstance(other, Issued) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self._parts < other._parts if isinstance(other, Issued) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._parts)

    def __str__(self) -> str:
        year, month, day = self._parts
        return f"{year}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")

    def __repr__(self) -> str:
        return f"Issued({str(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return Issued, (str(self),)


if TYPE_CHECKING:
    Day = datetime.date | str | Issued
    """What `as_date` reads as a day."""


def as_date(value: Day | None) -> datetime.date | None:
    """Return `value` as a calendar day: a date, a datetime, an ISO string or a full `Issued`; None stays None.

    >>> as_date("2020-06-09") == as_date(Issued(2020, 6, 9))
    True
    >>> as_date(Issued(2020, 6))
    Traceback (most recent call last):
        ...
    ValueError: 2020-06 is no calendar day but a whole month; give a day of it, like 2020-06-30
    >>> as_date("June")
    Traceback (most recent call last):
        ...
    ValueError: 'June' is no calendar day; write it like 2020-06-09
    """
    if value is None:
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, str):
        match = _FORMS.fullmatch(value.strip())
        if match and match[3]:
            try:
                return datetime.date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                pass
        raise ValueError(f"{value[:40]!r} is no calendar day; write it like 2020-06-09")
    if isinstance(value, Issued):
        if value.day:
            return value.first_day
        whole = "month" if value.month else "year"
        raise ValueError(
            f"{value} is no calendar day but a whole {whole}; give a day of it, like {value.last_day}"
        )
    raise TypeError(
        f"a day is a datetime.date, an Issued or a string like 2020-06-09, not {type(value).__name__}"
    )
