"""Laying out text in a number of columns: wrapped lines, tables, cards of names and values.

>>> for line in card([("kind", "recommendation"), ("read", "ITU-T X.509"), ("read", "ITU-T X.510")]):
...     print(line)
  kind          recommendation
  read          ITU-T X.509
                ITU-T X.510
"""

from __future__ import annotations

from itu_catalog.escapes import in_line, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Paint = Callable[[str, int, int, str], str]
    """Colours the characters of a line from one column to another in a style."""

__all__ = ["WIDTH", "card", "counted", "table", "wrapped"]

WIDTH = 80
"""Columns of text where nobody knows better."""

VALUES = 16
"""The column in which the values of a card begin."""

_STEP = r"(?:Amd\.|(?:Technical )?Cor\.|Err\.|Suppl\.|Annex) \w+"
_KEPT = (
    rf"(?:ITU-[TRD] (?:[A-Z] Suppl\. )?[^\s,;]+(?: \(\d{{4}}\))?(?: {_STEP})*|\b{_STEP}(?: {_STEP})*)"
    r"(?: \((?:\d\d/)?\d{4}\))?|\b\d+ [a-z-]+(?=,|$)"
)
"""What is not broken: ``ITU-T X.694 (2015) Cor. 1 (10/2019)``, ``Amd. 1 (10/2024)``, ``3 notes``."""


def counted(count: int, what: str) -> str:
    """Say how many.

    >>> counted(1, "note"), counted(2, "note")
    ('1 note', '2 notes')
    """
    return f"{count} {what}{'' if count == 1 else 's'}"


def wrapped(text: str, indent: int, first: str | None = None, *, width: int = WIDTH) -> list[str]:
    """Break a text into lines, at blanks, indented; `first` begins the first line.

    An identifier stays on one line, so that it can be found in the output.
    """
    import re
    import textwrap

    kept = re.sub(_KEPT, lambda match: match[0].replace(" ", "\xa0"), visible(text))
    lines = textwrap.wrap(
        kept,
        width=max(width, indent + 30),
        initial_indent=" " * indent if first is None else first.ljust(indent),
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\xa0", " ") for line in lines] or [(first or "").rstrip()]


def card(rows: Iterable[tuple[str, str]], *, width: int = WIDTH) -> Iterator[str]:
    """Lay out names and values; values of one name below each other; what has no value is left out."""
    last = ""
    for name, value in rows:
        if value:
            yield from wrapped(value, VALUES, "  " + (name if name != last else ""), width=width)
            last = name


def table(
    rows: Sequence[Sequence[str]],
    heads: Sequence[str],
    styles: Sequence[str] = (),
    *,
    above: Sequence[str] = (),
    width: int = WIDTH,
    paint: Paint | None = None,
) -> Iterator[str]:
    """Lay out rows in columns; the last column takes what room is left and wraps below itself.

    `above` has a line that stands alone above each row, or nothing; heads that are all empty are left out.
    `paint` makes the heads bold, and gives the last column but one of each row the style that `styles` has for it.
    """
    if not rows:
        return
    columns = range(len(heads) - 1)
    widths = [max(len(row[place]) for row in (heads, *rows)) for place in columns]
    indent = sum(widths) + 2 * len(widths)
    begin = indent - widths[-1] - 2
    for number, row in enumerate((heads, *rows), -1):
        if number < 0 and not any(heads):
            continue
        first = "".join(f"{row[place]:<{widths[place] + 2}}" for place in columns)
        lines = []
        for text in row[-1].splitlines() or [""]:
            lines += wrapped(text, indent, first, width=width) if text else [first.rstrip()]
            first = ""
        if paint and number < 0:
            lines[0] = paint(lines[0], 0, len(lines[0]), "bold")
        elif paint and styles and styles[number]:
            lines[0] = paint(lines[0], begin, begin + len(row[-2]), styles[number])
        if number >= 0 and above and above[number]:
            yield in_line(above[number])
        yield from lines
