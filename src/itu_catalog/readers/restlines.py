"""Lines of a document in reStructuredText, and the cells of the tables that are drawn with them.

>>> raw = "| ITU-T | 2019 |"
>>> line = next(lines_of(raw))
>>> [[raw[start:end] for start, end in cell] for cell in drawn_cells(raw, "+-------+------+", [line], 0)]
[['ITU-T'], ['2019']]
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Line", "column_cells", "drawn_cells", "has_first", "lines_of"]

Span = tuple[int, int]

_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\n|\r|\Z)")
_END = 1 << 30
"""A column right of every line."""


class Line(NamedTuple):
    """A line of a document, and where it stands."""

    start: int
    stop: int
    """Where its last character ends, blanks at the end left off."""
    end: int
    """Where the next one begins."""
    indent: int
    """In columns; that of an empty line is of no account."""
    text: int
    """Where its first character that is no blank stands."""

    @property
    def empty(self) -> bool:
        """Whether nothing but blanks stands in it."""
        return self.text >= self.stop


def lines_of(raw: str) -> Iterator[Line]:
    """Yield the lines of a text."""
    for match in _LINE.finditer(raw):
        line = match[0]
        if not line:
            return
        bare = line.rstrip()
        start = match.start()
        blank = len(bare) - len(bare.lstrip(" \t"))
        indent = len(bare[:blank].expandtabs(8))
        yield Line(start, start + len(bare), match.end(), indent, start + blank)


def drawn_cells(raw: str, top: str, row: list[Line], indent: int) -> list[list[Span]]:
    """Return the cells of a row of a table drawn with ``+---+`` and ``|``: for each, where its lines stand.

    `top` is the line above the row. A bar of it that is missing in a line of the row joins the columns beside it.
    """
    bars = [place for place, char in enumerate(top) if char == "+"]
    inner = [
        bar
        for bar in bars[1:-1]
        if all(
            raw[line.start + indent + bar : line.start + indent + bar + 1] in ("|", "+", "") for line in row
        )
    ]
    return [_lines_of_cell(raw, row, indent, left + 1, right) for left, right in pairwise([0, *inner, _END])]


def column_cells(raw: str, row: list[Line], indent: int, columns: list[int]) -> list[list[Span]]:
    """Return the cells of a row of a table whose columns begin at these places, as `drawn_cells` does."""
    return [_lines_of_cell(raw, row, indent, left, right) for left, right in pairwise([*columns, _END])]


def has_first(raw: str, line: Line, indent: int, columns: list[int]) -> bool:
    """Whether a line has something in the first column, and so begins a row."""
    return bool(_lines_of_cell(raw, [line], indent, columns[0], columns[1]))


def _lines_of_cell(raw: str, row: list[Line], indent: int, left: int, right: int) -> list[Span]:
    spans = []
    for line in row:
        text = raw[line.start + indent + left : min(line.start + indent + right, line.stop)]
        bare = text.strip()
        if right == _END and bare.endswith("|"):  # the bar at the end of the line
            bare = bare[:-1].rstrip()
        if bare.strip("-="):
            start = line.start + indent + left + len(text) - len(text.lstrip())
            spans.append((start, start + len(bare)))
    return spans
