"""Laying out text: wrapped lines, columns, cards of names and values.

>>> for line in card([("kind", "recommendation"), ("read", "ITU-T X.509"), ("read", "ITU-T X.510")]):
...     print(line)
  kind          recommendation
  read          ITU-T X.509
                ITU-T X.510
"""

from __future__ import annotations

from itu_catalog.cli.streams import is_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["card", "counted", "table", "wrapped"]

WIDTH = 80
"""Columns of text in a pipe, whoever reads it; a terminal has its own width."""

NARROWEST, WIDEST = 40, 120
"""Columns between which the width of a terminal is followed."""

VALUES = 16
"""The column in which the values of a card begin."""

_KEPT = (
    r"(?:ITU-[TRD] (?:[A-Z] Suppl\. )?\S+(?: \(\d{4}\))?)?(?: ?(?:Amd\.|Technical Cor\.|Cor\.|Err\.|Suppl\.|Annex) \w+)*"
    r"(?: \((?:\d\d/)?\d{4}\))?|\b\d+ [a-z-]+(?=,|$)"
)
"""What is not broken: ``ITU-T X.694 (2015) Cor. 1 (10/2019)``, ``Amd. 1 (10/2024)``, ``3 notes``."""


def _width() -> int:
    if not is_terminal():
        return WIDTH
    from shutil import get_terminal_size

    return max(NARROWEST, min(get_terminal_size((WIDTH, 24)).columns, WIDEST))


def counted(count: int, what: str) -> str:
    """Say how many.

    >>> counted(1, "note"), counted(2, "note")
    ('1 note', '2 notes')
    """
    return f"{count} {what}{'' if count == 1 else 's'}"


def wrapped(text: str, indent: int, first: str | None = None) -> list[str]:
    """Break a text into lines, at blanks, indented; `first` begins the first line.

    An identifier stays on one line, so that it can be found in the output.
    """
    import re
    import textwrap

    kept = re.sub(_KEPT, lambda match: match[0].replace(" ", "\xa0"), text)
    lines = textwrap.wrap(
        kept,
        width=max(_width(), indent + 30),
        initial_indent=" " * indent if first is None else first.ljust(indent),
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\xa0", " ") for line in lines] or [(first or "").rstrip()]


def card(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Lay out names and values; values of one name below each other; what has no value is left out."""
    last = ""
    for name, value in rows:
        if value:
            yield from wrapped(value, VALUES, "  " + (name if name != last else ""))
            last = name


def table(
    rows: Sequence[Sequence[str]], heads: Sequence[str], styles: Sequence[str] | None = None
) -> Iterator[str]:
    """Lay out rows in columns; the last column takes what room is left and wraps below itself.

    On a terminal, when `rich` is installed, as a table in colours: `styles` are the colours of the rows.
    """
    if not rows:
        return
    if is_terminal():
        drawn = _drawn(rows, heads, styles or [""] * len(rows))
        if drawn is not None:
            yield from drawn
            return
    columns = range(len(heads) - 1)
    widths = [max(len(row[place]) for row in (heads, *rows)) for place in columns]
    indent = sum(widths) + 2 * len(widths)
    for row in (heads, *rows):
        first = "".join(f"{row[place]:<{widths[place] + 2}}" for place in columns)
        for line in row[-1].splitlines() or [""]:
            yield from wrapped(line, indent, first) if line else [first.rstrip()]
            first = ""


def _drawn(rows: Sequence[Sequence[str]], heads: Sequence[str], styles: Sequence[str]) -> list[str] | None:
    """Draw a table with `rich`; None when it is not installed. NO_COLOR is rich's to honour, and it does."""
    try:
        from rich.box import SIMPLE_HEAD
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text
    except ImportError:
        return None
    import sys

    drawn = Table(*heads, box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in drawn.columns[:-1]:
        column.no_wrap = True
    for row, style in zip(rows, styles, strict=True):
        drawn.add_row(*(Text(cell, style=style if place == 1 else "") for place, cell in enumerate(row)))
    console = Console(file=sys.stdout, highlight=False)
    with console.capture() as captured:
        console.print(drawn)
    return captured.get().rstrip("\n").splitlines()
