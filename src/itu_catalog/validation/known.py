"""Breaches that are known: listed one by one, or counted; what is neither is new.

A breach of which there are a few is listed, with the reason. Where a rule has hundreds for one reason, nobody
would keep a list of them true: then their number on the day of the list is known, and more of them are new.
What a record itself explains (a conflict that it keeps, the source of the fact) needs no exception.

>>> from itu_catalog.validation import Fault
>>> known = read({"known": [{"rule": "V12", "why": "the list of the group lags", "identifiers": ["ITU-T X.9 (10/2019)"]}]},
...              KnownFile)
>>> fault = Fault("V12", "error", "ITU-T X.9 (10/2019)", "record", "in force beside another")
>>> [(each.state, each.why) for each in judged([fault], known).breaches]
[('known', 'the list of the group lags')]
"""

from __future__ import annotations

import datetime  # noqa: TC003 - the schema reads it
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from attrs import frozen

from itu_catalog.errors import InvalidCatalogueData
from itu_catalog.schema import read, read_toml
from itu_catalog.validation import RULES

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Container, Iterable
    from typing import Any

    from itu_catalog.validation.records import Fault, Rule

__all__ = ["NOTHING", "Counted", "Judged", "Known", "KnownFile", "Tally", "Verdict", "judged", "load_known"]


@frozen(kw_only=True)
class Known:
    """A ``[[known]]`` table: breaches of one rule that have one reason, by the records that they are about."""

    rule: str
    why: str
    identifiers: tuple[str, ...]
    source: str = ""


@frozen(kw_only=True)
class Counted:
    """A ``[[counted]]`` table: how many breaches of a rule there are, beside those listed, and why."""

    rule: str
    why: str
    count: int
    source: str = ""


@frozen(kw_only=True)
class KnownFile:
    """A file of known breaches; `as_of` is the day of the data for which it was made."""

    as_of: datetime.date | None = None
    source: str = ""
    known: tuple[Known, ...] = ()
    counted: tuple[Counted, ...] = ()


NOTHING = KnownFile()
"""No breach is known."""


def load_known(path: str | os.PathLike[str]) -> KnownFile:
    """Read a file of known breaches; `InvalidCatalogueData` names what is wrong in it, and where."""
    where = Path(path)
    file = read(read_toml(where), KnownFile, where.name)
    codes = {rule.code for rule in RULES}
    named = [(f"known[{place}]", known.rule) for place, known in enumerate(file.known)]
    named += [(f"counted[{place}]", counted.rule) for place, counted in enumerate(file.counted)]
    faults = [
        f"{where.name}: {place}.rule: {code!r} is no rule; write one of V1 to {RULES[-1].code}"
        for place, code in named
        if code not in codes
    ]
    if faults:
        raise InvalidCatalogueData(faults)
    return file


class Judged(NamedTuple):
    """A breach, and whether it is ``explained`` (by its record), ``known`` or ``new``; `why` for the first two."""

    fault: Fault
    state: str
    why: str

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready values, each key always there."""
        fault = self.fault
        return {
            "rule": fault.code,
            "level": fault.level,
            "identifier": str(fault.identifier),
            "message": fault.message,
            "state": self.state,
            "why": self.why,
        }


class Tally(NamedTuple):
    """How often a rule is broken."""

    code: str
    level: str
    sentence: str
    breaches: int
    explained: int
    """By the records themselves."""
    known: int
    new: int

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready values."""
        return self._asdict()


class Verdict(NamedTuple):
    """Every breach with what is known of it, the count of each rule, and the exceptions that no longer occur."""

    breaches: tuple[Judged, ...]
    tallies: tuple[Tally, ...]
    unneeded: tuple[str, ...]


def judged(
    faults: Iterable[Fault],
    known: KnownFile = NOTHING,
    *,
    present: Container[str] = frozenset(),
    exact: bool = False,
    rules: Iterable[Rule] = RULES,
) -> Verdict:
    """Tell known breaches from new ones.

    An exception for a record that is `present` and breaks the rule no longer is not needed any more. `exact`
    says that the catalogue is the one for which the file was made: then its counts have to agree, too. `rules` are
    those that were checked.
    """
    checked = tuple(rules)
    codes = {rule.code for rule in checked}
    listed = {(row.rule, name): row for row in known.known if row.rule in codes for name in row.identifiers}
    counted = {row.rule: row for row in known.counted if row.rule in codes}
    met: set[tuple[str, str]] = set()
    given = list(faults)
    open_ones = Counter(
        fault.code
        for fault in given
        if not fault.explained and (fault.code, str(fault.identifier)) not in listed
    )
    breaches = []
    for fault in given:
        key = fault.code, str(fault.identifier)
        if key in listed:
            met.add(key)
        if fault.explained:
            breaches.append(Judged(fault, "explained", fault.explained))
        elif key in listed:
            breaches.append(Judged(fault, "known", listed[key].why))
        elif fault.code in counted and open_ones[fault.code] <= counted[fault.code].count:
            breaches.append(Judged(fault, "known", counted[fault.code].why))
        else:
            breaches.append(Judged(fault, "new", _surplus(counted.get(fault.code), open_ones[fault.code])))
    unneeded = [
        f"{code} for {name}: it no longer occurs"
        for code, name in listed
        if (code, name) not in met and (exact or name in present)
    ]
    unneeded += [
        f"{row.rule}: {row.count} are expected, {open_ones[row.rule]} occur; lower the count"
        for row in counted.values()
        if exact and open_ones[row.rule] < row.count
    ]
    return Verdict(tuple(breaches), _tallies(checked, breaches, counted, open_ones), tuple(unneeded))


def _surplus(row: Counted | None, found: int) -> str:
    return f"one of {found}, of which {row.count} are expected: {row.why}" if row else ""


def _tallies(
    rules: Iterable[Rule],
    breaches: Iterable[Judged],
    counted: dict[str, Counted],
    open_ones: Counter[str],
) -> tuple[Tally, ...]:
    counts = Counter((each.fault.code, each.state) for each in breaches)
    tallies = []
    for rule in rules:
        explained, known, new = (counts[rule.code, state] for state in ("explained", "known", "new"))
        total = explained + known + new
        if new and rule.code in counted:
            # Which of them are the new ones nobody can tell; how many there are is certain.
            new = open_ones[rule.code] - counted[rule.code].count
        tallies.append(
            Tally(rule.code, rule.level, rule.sentence, total, explained, total - explained - new, new)
        )
    return tuple(tallies)
