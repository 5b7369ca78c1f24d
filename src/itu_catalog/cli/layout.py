"""Laying out text: wrapped lines, columns, cards of names and values.

>>> for line in card([("kind", "recommendation"), ("read", "ITU-T X.509"), ("read", "ITU-T X.510")]):
...     print(line)
  kind          recommendation
  read          ITU-T X.509
                ITU-T X.510
"""

from __future__ import annotations

from itu_catalog.cli.streams import is_terminal, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["card", "counted", "table", "wrapped"]

WIDTH = 80
"""Columns of text in a pipe, whoever reads it; a terminal has its own width."""

NARROWEST, WIDEST = 40, 120
"""Columns between which the width of a terminal is followed."""

VALUES = 16
"""The column in which the values of a card begin."""

_STEP = r"(?:Amd\.|(?:Technical )?Cor\.|Err\.|Suppl\.|Annex) \w+"
_KEPT = (
    rf"(?:ITU-[TRD] (?:[A-Z] Suppl\. )?[^\s,;]+(?: \(\d{{4}}\))?(?: {_STEP})*|\b{_STEP}(?: {_STEP})*)"
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

    kept = re.sub(_KEPT, lambda match: match[0].replace(" ", "\xa0"), visible(text))
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


def table(rows: Sequence[Sequence[str]], heads: Sequence[str], styles: Sequence[str] = ()) -> Iterator[str]:
    """Lay out rows in columns; the last column takes what room is left and wraps below itself.

    On a terminal, when `rich` is installed, the heads are bold and the second column of each row has the colour
    that `styles` gives it.
    """
    if not rows:
        return
    paint = _painter() if is_terminal() else None
    columns = range(len(heads) - 1)
    widths = [max(len(row[place]) for row in (heads, *rows)) for place in columns]
    indent = sum(widths) + 2 * len(widths)
    for number, row in enumerate((heads, *rows)):
        first = "".join(f"{row[place]:<{widths[place] + 2}}" for place in columns)
        lines = []
        for text in row[-1].splitlines() or [""]:
            lines += wrapped(text, indent, first) if text else [first.rstrip()]
            first = ""
        if paint and not number:
            lines[0] = paint(lines[0], 0, len(lines[0]), "bold")
        elif paint and styles and styles[number - 1]:
            begin = widths[0] + 2
            lines[0] = paint(lines[0], begin, begin + len(row[1]), styles[number - 1])
        yield from lines


def _painter() -> Callable[[str, int, int, str], str] | None:
    """Return what colours a part of a line; None without `rich`. NO_COLOR is rich's to honour, and it does."""
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
