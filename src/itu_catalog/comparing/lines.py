"""Which lines of two catalogue files differ: the two are read side by side, and equal ones are passed over.

Both are sorted, so that neither is held in memory; what differs is kept as it lies there.
"""

from __future__ import annotations

from itertools import groupby

from itu_catalog.comparing.changes import TableChange
from itu_catalog.store import DOCUMENT_COLUMNS, OF_WORK, WORK_COLUMNS, unescape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeVar

    from itu_catalog.store import Store

    T = TypeVar("T")

    Works = dict[str, tuple[str, ...]]
    """Some works of one catalogue: key → the identifiers of its documents."""

__all__ = ["differing_rows", "differing_works"]

_KEY, _PLACE, _IDENTIFIER = 1, 2, 4
_BEFORE = 3
"""Columns of a line before those of the record."""
_SOURCES = {
    True: _BEFORE + WORK_COLUMNS.index("source"),
    False: _BEFORE + DOCUMENT_COLUMNS.index("source"),
}
"""Where the place of the source stands in the lines of a work itself, and in those of its documents."""

_UNCOMPARED = frozenset({"provenance"})
"""Tables that tell of an import, and not of ITU's texts: they are never the same twice."""


def differing_works(old: Store, new: Store) -> tuple[Works, Works]:
    """Return the works whose lines are not the same in both, those of each side."""
    blank = old.sources != new.sources
    sides: tuple[Works, Works] = ({}, {})
    for key, mine, theirs in _side_by_side(_works(old), _works(new)):
        if mine == theirs or (blank and mine and theirs and _blanked(mine) == _blanked(theirs)):
            continue
        for side, lines in zip(sides, (mine, theirs), strict=True):
            if lines:
                side[key] = (*side.get(key, ()), *_identifiers(lines))
    return sides


def _works(store: Store) -> Iterator[tuple[str, list[str]]]:
    """Yield each work's key with its lines."""
    for key, lines in groupby(_columns(store, b"W\t", _KEY), key=lambda pair: pair[0]):
        yield key, [line for _, line in lines]


def _columns(store: Store, prefix: bytes, column: int) -> Iterator[tuple[str, str]]:
    for line in store.lines(prefix):
        parts = line.split("\t", column + 1)
        if len(parts) <= column + 1:
            raise store.unusable(f"the line that begins with {line[:40]!r} is damaged")
        yield parts[column], line


def _side_by_side(
    mine: Iterator[tuple[str, T]], theirs: Iterator[tuple[str, T]]
) -> Iterator[tuple[str, T | None, T | None]]:
    """Yield each key of two sorted rows once, with what either has under it."""
    left, right = next(mine, None), next(theirs, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left[0] < right[0]):
            assert left is not None
            yield left[0], left[1], None
            left = next(mine, None)
        elif left is None or right[0] < left[0]:
            yield right[0], None, right[1]
            right = next(theirs, None)
        else:
            yield left[0], left[1], right[1]
            left, right = next(mine, None), next(theirs, None)


def _blanked(lines: list[str]) -> list[list[str]]:
    """Return the columns of some lines without the place of the source, which depends on what else is there."""
    rows = []
    for line in lines:
        columns = line.split("\t")
        at = _SOURCES[columns[_PLACE] == OF_WORK]
        if len(columns) > at:
            columns[at] = ""
            while not columns[-1]:  # empty columns at the end are not written
                columns.pop()
        rows.append(columns)
    return rows


def _identifiers(lines: list[str]) -> Iterator[str]:
    for line in lines:
        columns = line.split("\t", _IDENTIFIER + 1)
        if len(columns) > _IDENTIFIER and columns[_PLACE] != OF_WORK:
            yield columns[_IDENTIFIER]


# --------------------------------------------------------------------------------------------------
# The small tables, and the names of series


def differing_rows(old: Store, new: Store) -> Iterator[TableChange]:
    """Yield the rows of the small tables that differ, then the names of series."""
    for place, mine, theirs in _side_by_side(_rows(old), _rows(new)):
        table, _, key = place.partition("\t")
        if mine != theirs and table not in _UNCOMPARED:
            yield TableChange(table, unescape(key), _what(mine, theirs))
    for line, mine, theirs in _side_by_side(_series_names(old), _series_names(new)):
        if mine != theirs:
            columns = line.split("\t")
            yield TableChange("names", unescape(f"{columns[1]}: {columns[2]}"), _what(mine, theirs))


def _what(mine: str | None, theirs: str | None) -> str:
    return "new" if mine is None else "gone" if theirs is None else "changed"


def _rows(store: Store) -> Iterator[tuple[str, str]]:
    for line in store.lines(b"T\t"):
        _, table, key, row = (*line.split("\t", 3), "", "")[:4]
        yield f"{table}\t{key}", row


def _series_names(store: Store) -> Iterator[tuple[str, str]]:
    """Yield the names of series; the line is the key, because one name may be that of several series."""
    for line in store.lines(b"N\t"):
        if "-series\t" in line and line.split("\t", 3)[2].endswith("-series"):
            yield line, line
