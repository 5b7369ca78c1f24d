"""Which numbers each series of each sector ever assigned.

>>> assigned("T", "X", "509"), assigned("T", "X", "50900")
(True, False)
>>> sectors_of("M", "1457")
('R',)

The table tells an unknown number from a known one before any catalogue is opened, and decides
the sector of the letters that two sectors share (F, M, P, S, V).  It lies in ``data/numbers.txt``,
written by ``tools/number_table.py``; its head names its source and the day it was true.  It knows
numbers and nothing else: not whether a Recommendation is in force, nor what it is called.

A *sector* is ``"T"`` or ``"R"``.  A *series* is the letter or letters before the dot (``"X"``,
``"BT"``).  The same functions answer for supplements and ITU-R Reports when the series says so:
``"X Suppl"``, ``"E.164 Suppl"``, ``"E.100-series Suppl"``, ``"M Report"``.  A *number* is all that
follows the dot (``"509"``, ``"4500.1"``, ``"42 bis"``, ``"200 R"``), blank or no blank; the
revision of an ITU-R Recommendation is not part of it.  Nothing here raises for an unknown sector,
series or number: there is simply no such number.
"""

from __future__ import annotations

import os.path

__all__ = [
    "assigned",
    "covers",
    "inferred",
    "nearest",
    "numbers",
    "oid_readings",
    "sectors_of",
    "series",
    "series_of_radio_number",
]

# Not pathlib: it would be the heaviest import of a cold start.
_PATH = os.path.join(os.path.dirname(__file__), "data", "numbers.txt")  # noqa: PTH118, PTH120
_SECTORS = ("T", "R")
_SUFFIXES = ("", "bis", "ter", "quater", "R", "A", "B", "C", "D", "E", "F", "a", "b", "c")
_SUFFIXED = "abcdefghijklmnopqrstuvwxyzABCDEFR"
"""Letters of which suffixes are made."""
_LETTERS = 3
"""A series has at most so many."""
_LONGEST = 12  # characters of the longest number ever assigned, generously; bounds the guessing below

_text: str | None = None
_lines: dict[str, frozenset[str]] = {}
_radio: dict[str, tuple[str, ...]] = {}
_reach: dict[str, frozenset[str]] = {}


def _table() -> str:
    """Return the file, read once, as it is: lines are only taken apart when they are asked for."""
    global _text  # noqa: PLW0603 - one small cache, filled once
    if _text is None:
        # The loader, not open(): the package may lie in a zip file.
        loader = __spec__.loader
        data: bytes = loader.get_data(_PATH)  # type: ignore[union-attr]
        _text = "\n" + data.decode("ascii")
    return _text


def _expand(listed: str) -> list[str]:
    """Unfold the runs of a line: ``4.1-3 25bis`` is 4.1, 4.2, 4.3 and 25bis, in that order."""
    members: list[str] = []
    for token in listed.split():
        first, dash, last = token.partition("-")
        if not dash:
            members.append(token)
        else:
            stem, dot, start = first.rpartition(".")
            members += [f"{stem}{dot}{n}" for n in range(int(start), int(last) + 1)]
    return members


def _listed(line: str) -> str:
    """Return what stands after the colon of a line, "" where the table has no such line."""
    table = _table()
    at = table.find(f"\n{line}: ")
    return "" if at < 0 else table[at + len(line) + 3 : table.find("\n", at + 1)]


def _members(sector: str, series: str) -> frozenset[str]:
    line = f"{sector} {series}"
    members = _lines.get(line)
    if members is None:
        if ":" in line or "\n" in line:
            return frozenset()
        members = frozenset(_expand(_listed(line)) + _expand(_listed(f"{line} inferred")))
        if (
            members or len(series) <= _LETTERS
        ):  # other unknown names are not kept: no input is to fill the memory
            _lines[line] = members
    return members


def _key(number: object) -> str:
    return str(number).replace(" ", "")


def _order(number: str) -> tuple[list[int], str]:
    digits = number.rstrip(_SUFFIXED)
    return [int(part) for part in digits.split(".")], number[len(digits) :]


def _spaced(number: str) -> str:
    """Print a number as identifiers do: ``42bis`` as ``42 bis``, but ``256.2a`` as it is."""
    suffix = _order(number)[1]
    if suffix in {"", "a", "b", "c"}:
        return number
    return f"{number[: -len(suffix)]} {suffix}"


def assigned(sector: str, series: str, number: str | int) -> bool:
    """Tell whether a number was ever assigned in a series of a sector.

    >>> assigned("T", "V", "42 bis"), assigned("T", "E.164 Suppl", 3), assigned("R", "M Report", "2083")
    (True, True, True)
    """
    return _key(number) in _members(sector, series)


def covers(sector: str, series: str) -> bool:
    """Tell whether the table has a series of a sector at all.

    >>> covers("T", "X"), covers("T", "W")
    (True, False)
    """
    return bool(_members(sector, series))


def inferred(sector: str, series: str, number: str | int) -> bool:
    """Tell whether a number stands in the table by inference only: no source lists it, a gap speaks for it.

    >>> inferred("R", "BT", "2025"), inferred("R", "BT", "601")
    (True, False)
    """
    return _key(number) in _expand(_listed(f"{sector} {series} inferred"))


def sectors_of(series: str, number: str | int) -> tuple[str, ...]:
    """Return the sectors that ever assigned a number: ``()``, ``("T",)``, ``("R",)`` or ``("T", "R")``.

    >>> sectors_of("M", "1457"), sectors_of("M", 1170), sectors_of("X", "9999")
    (('R',), ('T', 'R'), ())
    """
    return tuple(sector for sector in _SECTORS if assigned(sector, series, number))


def numbers(sector: str, series: str) -> tuple[str, ...]:
    """Return all numbers of a series in their order, spelt as in identifiers.

    >>> numbers("T", "C")
    ('1', '2', '3')
    """
    return tuple(_spaced(number) for number in sorted(_members(sector, series), key=_order))


def series(sector: str) -> tuple[str, ...]:
    """Return the series of Recommendations of a sector that the table knows, in alphabetic order.

    >>> series("R")
    ('BO', 'BR', 'BS', 'BT', 'F', 'IS', 'M', 'P', 'PI', 'RA', 'RS', 'S', 'SA', 'SF', 'SM', 'SNG', 'TF', 'V')
    """
    names = (line.partition(":")[0] for line in _table().splitlines() if line.startswith(f"{sector} "))
    return tuple(name[2:] for name in names if " " not in name[2:])


def series_of_radio_number(number: str | int) -> tuple[str, ...]:
    """Return the series that a number of an ITU-R Recommendation was ever printed with.

    CCIR Recommendations had no letters and ITU-R has kept their numbers, each used once whatever the
    series (Reports are numbered apart), so the number alone names the Recommendation.  Some moved to
    another series: then all are given, and the caller decides or says that it is ambiguous.

    >>> series_of_radio_number(601), series_of_radio_number("515"), series_of_radio_number("99999")
    (('BT',), ('RS', 'SA'), ())
    """
    if not _radio:
        found: dict[str, list[str]] = {}
        for name in series("R"):
            for member in _members("R", name):
                found.setdefault(member, []).append(name)
        _radio.update((member, tuple(names)) for member, names in found.items())
    return _radio.get(_key(number), ())


def _slips(number: str) -> list[str]:
    """Return what a number may have been before one slip of the fingers, the likeliest first."""
    digits = number.rstrip(_SUFFIXED)
    suffix = number[len(digits) :]
    cuts = range(len(digits))
    other_suffix = [digits + other for other in _SUFFIXES if other != suffix]
    swapped = [digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] + suffix for i in cuts[:-1]]
    dotted = [digits[:i] + "." + digits[i:] + suffix for i in cuts[1:]]
    doubled = [digits[:i] + digits[i + 1 :] + suffix for i in cuts]
    missed = [digits[:i] + d + digits[i:] + suffix for i in range(len(digits), -1, -1) for d in "0123456789"]
    wrong = [digits[:i] + d + digits[i + 1 :] + suffix for i in reversed(cuts) for d in "0123456789."]
    return other_suffix + swapped + dotted + doubled + missed + wrong


def _within_reach(sector: str, series: str, key: str) -> bool:
    """Whether any member may be one slip away: what both are without one sign, or without a suffix, agrees."""
    line = f"{sector} {series}"
    reach = _reach.get(line)
    if reach is None:
        members = _members(sector, series)
        without = (number[:i] + number[i + 1 :] for number in members for i in range(len(number)))
        stems = (number.rstrip(_SUFFIXED) for number in members)
        reach = _reach[line] = frozenset((*members, *without, *stems))
    return (
        key in reach
        or key.rstrip(_SUFFIXED) in reach
        or any(key[:i] + key[i + 1 :] in reach for i in range(len(key)))
    )


def nearest(sector: str, series: str, number: str | int, limit: int = 3) -> tuple[str, ...]:
    """Return the assigned numbers one slip away from a number that was not assigned, likeliest first.

    A slip is a wrong or missing suffix or dot, two digits swapped, one too many, too few or wrong.

    >>> nearest("T", "X", "6994"), nearest("T", "G", "7231"), nearest("T", "V", "42 ter")
    (('694',), ('723.1', '231', '731'), ('42', '42 bis'))
    >>> nearest("T", "X", "1234567890123")
    ()
    """
    members = _members(sector, series)
    key = _key(number)
    if not members or not key or len(key) > _LONGEST or not key[0].isdigit():
        return ()
    if not _within_reach(sector, series, key):
        return ()
    found = dict.fromkeys(slip for slip in _slips(key) if slip in members and slip != key)
    return tuple(_spaced(slip) for slip in found)[:limit]


def oid_readings(series: str, arc: int | str) -> tuple[str, ...]:
    """Return the assigned ITU-T numbers that the last arc of an object identifier can stand for.

    Under ``{itu-t(0) recommendation(0)}`` the arc of a Recommendation is its number without the dots,
    so G.107.1 and G.1071 share theirs.  The series may be in lower case.

    >>> oid_readings("x", 509), oid_readings("g", 7221), oid_readings("g", 1071)
    (('509',), ('722.1',), ('107.1', '1071'))
    """
    digits = str(arc)
    if not digits.isdecimal() or not digits.isascii() or len(digits) > _LONGEST:
        return ()
    members = _members("T", series.upper())
    return tuple(number for number in sorted(members, key=_order) if number.replace(".", "") == digits)
