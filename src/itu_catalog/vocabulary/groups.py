"""Study groups: what they were called, what they grew out of, and who does their work today.

A study group lives by study periods; the assembly that opens a period renames, merges and ends groups.
Numbers return: ITU-R Study Group 5 was on propagation until 1993 and is on terrestrial services since 2007.
So a group is known by its `StudyGroup.key`, and its name is only what people say.

>>> seven = StudyGroup("ITU-T SG7", Sector.T, "SG7", number=7)
>>> str(seven), seven < StudyGroup("ITU-T SG17", Sector.T, "SG17", number=17)
('ITU-T SG7', True)
"""

from __future__ import annotations

import re

from attrs import field, frozen

from itu_catalog.dates import Issued, as_date
from itu_catalog.identifier import Sector

from ._attached import Attached, Navigator
from .plain import Plain
from .titles import Title, title_on

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from typing import Any

    from itu_catalog.dates import Day

__all__ = ["StudyGroup", "StudyPeriod", "SubGroup", "Succession"]


@frozen
class Succession(Plain):
    """One step from a study group to the one that took over its work, or a part of it.

    In `StudyGroup.successors` the `group` is the heir, in `StudyGroup.predecessors` the one before.

    >>> Succession("ITU-T SG15", Issued(2008, 10, 30), what="optical fibres").whole
    False
    """

    group: str
    """The `StudyGroup.key` of the other group."""
    on: Issued | None = None
    what: str | None = None
    """The share that moved; None when it was all of it, or the sources do not divide it."""
    decided_by: str | None = None
    source: str = ""
    inferred: bool = False
    unsourced: bool = False
    """True where the step is known from memory only."""
    note: str | None = None

    @property
    def whole(self) -> bool:
        """Whether no share is named."""
        return self.what is None

    def happened_by(self, day: datetime.date | None) -> bool:
        """Whether the step was taken by that day; without a day, whether it was ever taken."""
        return day is None or (self.on is not None and self.on.on_or_before(day))


@frozen(kw_only=True)
class StudyPeriod(Plain):
    """The years between two assemblies: ``2017-2020``, which lasted until March 2022.

    A group bears the title its assembly gave it from the closing day of that assembly (an inference:
    the assemblies decide in plenary on their last days, and documents print the year only).
    """

    name: str
    since: Issued
    """The closing day of the assembly that opened it."""
    until: Issued | None = None
    """The closing day of the assembly that ended it; None for the present period."""
    assembly: str
    place: str
    opened: Issued
    """The first day of that assembly; the month or the year where the day was not read."""
    source: str
    sector: Sector = Sector.T
    inferred: bool = False
    unsourced: bool = False
    note: str | None = None


@frozen
class SubGroup(Plain):
    """A focus group or a regional group: it works for a study group and approves no Recommendations."""

    key: str
    """``FG ML5G``, as ITU writes it without a hyphen; ``SG17RG-AFR``."""
    kind: str
    """``focus group`` or ``regional group``."""
    title: str
    parent: str
    """The `StudyGroup.key` of the group it answers to."""
    since: Issued | None = None
    until: Issued | None = None
    source: str = ""
    spellings: tuple[str, ...] = ()
    """Other ways it is written: ``FG-AI4AD``."""
    inferred: bool = False
    unsourced: tuple[str, ...] = ()
    """The columns known from memory only."""
    note: str | None = None


_DIGITS = re.compile(r"\d+", re.ASCII)


def _natural(key: str) -> str:
    """Make a key under which SG2 comes before SG11."""
    return _DIGITS.sub(lambda match: match[0].zfill(4), key)


@frozen(order=True, getstate_setstate=False)
class StudyGroup(Attached):
    """A study group, or another body that approves texts: TSAG, a vocabulary committee.

    >>> group = StudyGroup("CCITT SG VII", Sector.T, "SG VII", body="CCITT", number=7)
    >>> str(group), group.sector
    ('CCITT SG VII', <Sector.T: 'ITU-T'>)
    """

    key: str = field(order=_natural)
    """What tells it from every other group: body and name, as ``ITU-T SG17``."""
    sector: Sector = field(order=False)
    """The sector that it belonged to, or that continued its body: ITU-T for a group of CCITT."""
    name: str = field(order=False)
    body: str | None = field(default=None, order=False)
    """``CCITT`` or ``CCIR`` for the groups before the sectors; else None."""
    number: int | None = field(default=None, order=False)
    titles: tuple[Title, ...] = field(default=(), order=False, repr=False)
    """Oldest first, one for each study period where it is known."""
    predecessors: tuple[Succession, ...] = field(default=(), order=False, repr=False)
    successors: tuple[Succession, ...] = field(default=(), order=False, repr=False)
    active_since: Issued | None = field(default=None, order=False, repr=False)
    active_until: Issued | None = field(default=None, order=False, repr=False)
    """The day it ended; None while it is at work (or, for an old group, where that day is not known)."""
    source: str = field(default="", order=False, repr=False)
    inferred: bool = field(default=False, order=False, repr=False)
    unsourced: bool = field(default=False, order=False, repr=False)
    note: str | None = field(default=None, order=False, repr=False)
    _catalog: Navigator | None = field(init=False, default=None, eq=False, repr=False)

    @property
    def title(self) -> str | None:
        """Its title today, or its last known one."""
        return self.titles[-1].text if self.titles else None

    def title_on(self, on: Day) -> Title | None:
        """Return the title it is known to have borne on a day; None when none is known.

        >>> group = StudyGroup("ITU-T SG17", Sector.T, "SG17", titles=(
        ...     Title("Data networks and software", Issued(2001, 9, 17), Issued(2004, 10, 14)),
        ...     Title("Security, languages and telecommunication software", Issued(2004, 10, 14)),
        ... ))
        >>> group.title_on("2005-01-01").text
        'Security, languages and telecommunication software'
        >>> group.title_on("1999-01-01")
        """
        day = as_date(on)
        return title_on(self.titles, day) if day else None

    def active_on(self, on: Day) -> bool:
        """Whether it is known to have existed on a day."""
        day = as_date(on)
        begun = day is not None and self.active_since is not None and self.active_since.on_or_before(day)
        return begun and not (day and self.active_until is not None and self.active_until.on_or_before(day))

    def lineage(self, on: Day | None = None) -> tuple[StudyGroup, ...]:
        """Return this group and all that took over its work, nearest first; by steps taken by `on`.

        A group that gave something away before it took this work over did not give this work away.
        No group appears twice, even if the steps run in a circle.
        """
        return self._walk(as_date(on), forward=True)

    def ancestry(self, on: Day | None = None) -> tuple[StudyGroup, ...]:
        """Return this group and all whose work it took over, nearest first; by steps taken by `on`."""
        return self._walk(as_date(on), forward=False)

    def heirs(self, on: Day | None = None) -> tuple[StudyGroup, ...]:
        """Return the groups that hold its work on a day, or today; several where it was divided.

        Itself while it is at work; none where it ended and nothing is known of what became of its work.
        """
        day = as_date(on)
        return tuple(group for group in self.lineage(day) if not group._ended_by(day))

    def _ended_by(self, day: datetime.date | None) -> bool:
        return self.active_until is not None and (day is None or self.active_until.on_or_before(day))

    def _walk(self, day: datetime.date | None, *, forward: bool) -> tuple[StudyGroup, ...]:
        def nearer(one: Issued | None, other: Issued | None) -> bool:
            """Whether a step at `one` leaves more of the way open than a step at `other`."""
            if one is None or other is None:
                return other is not None
            return one < other if forward else one > other

        met: dict[str, Issued | None] = {self.key: None}
        groups = [self]
        waiting: list[tuple[StudyGroup, Issued | None]] = [(self, None)]
        while waiting:
            group, since = waiting.pop(0)
            for step in group.successors if forward else group.predecessors:
                past = since is not None and step.on is not None and nearer(step.on, since)
                known = step.group in met
                if past or not step.happened_by(day) or (known and not nearer(step.on, met[step.group])):
                    continue
                found = self._navigator._study_group(step.group)
                if found is not None:
                    met[step.group] = step.on
                    waiting.append((found, step.on))
                    groups += [] if known else [found]
        return tuple(groups)

    @property
    def works(self) -> tuple[Any, ...]:
        """The Recommendations that it answers for today."""
        return self.members()

    def members(self, on: Day | None = None) -> tuple[Any, ...]:
        """Return the Recommendations that it answered for on a day, or answers for today."""
        return self._navigator._members_of(self, as_date(on))

    def __str__(self) -> str:
        return f"{self.body or self.sector} {self.name}"
