"""Laying out text for standard output: in the width of the terminal and, with `rich`, its colours.

>>> width() >= NARROWEST
True
"""

from __future__ import annotations

from itu_catalog import layout
from itu_catalog.cli.streams import is_terminal
from itu_catalog.layout import WIDTH, counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from itu_catalog.layout import Paint

__all__ = ["card", "counted", "painter", "table", "width", "wrapped"]

NARROWEST, WIDEST = 40, 120
"""Columns between which the width of a terminal is followed."""


def width() -> int:
    """Return the columns to write in: those of the terminal, and in a pipe the same, whoever reads it."""
    if not is_terminal():
        return WIDTH
    from shutil import get_terminal_size

    return max(NARROWEST, min(get_terminal_size((WIDTH, 24)).columns, WIDEST))


def wrapped(text: str, indent: int, first: str | None = None) -> list[str]:
    """Break a text into lines, as `itu_catalog.layout.wrapped` does."""
    return layout.wrapped(text, indent, first, width=width())


def card(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Lay out names and values, as `itu_catalog.layout.card` does."""
    return layout.card(rows, width=width())


def table(rows: Sequence[Sequence[str]], heads: Sequence[str], styles: Sequence[str] = ()) -> Iterator[str]:
    """Lay out rows in columns, as `itu_catalog.layout.table` does."""
    return layout.table(rows, heads, styles, width=width(), paint=painter())


def painter() -> Paint | None:
    """Return what colours a part of a line; None in a pipe, and without `rich`. NO_COLOR is rich's to honour."""
    if not is_terminal():
        return None
    try:
        from rich.console import Console
        from rich.text import Text
    except ImportError:
        return None
    import sys

    console = Console(file=sys.stdout, highlight=False)

    def paint(line: str, begin: int, end: int, style: str) -> str:
        text = Text(line)
        text.stylize(style, begin, end)
        with console.capture() as captured:
            console.print(text, end="", soft_wrap=True)
        return captured.get()

    return paint
