r"""CSV: one row for each finding, in fixed columns, safe to open in a spreadsheet.

>>> from itu_catalog.exports import report_on
>>> head, row = report_on("ITU-T Z.140", "csv", name="=memo.txt").splitlines()
>>> head
'source,line,column,page,paragraph,part,start,end,level,code,text,identifier,document,title,replacement,suggestion,...
>>> row[:50]
"'=memo.txt,1,1,,,,0,11,warning,renumbered,ITU-T Z."

A cell that a spreadsheet would take for a formula, since it begins with ``=``, ``+``, ``-`` or ``@``, begins with an
apostrophe instead. An input that could not be read is a row as well, of the code ``unreadable``.
"""

from __future__ import annotations

import csv
import io

from itu_catalog.escapes import shown
from itu_catalog.exports.common import UNREADABLE, plain_finding
from itu_catalog.findings import Level

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from itu_catalog.checking import Checked, Run, Summary
    from itu_catalog.exports.common import Presentation

__all__ = ["COLUMNS", "Report", "row"]

COLUMNS = (
    "source",
    "line",
    "column",
    "page",
    "paragraph",
    "part",
    "start",
    "end",
    "level",
    "code",
    "text",
    "identifier",
    "document",
    "title",
    "replacement",
    "suggestion",
    "message",
    "on",
    "dated",
    "certain",
    "guessed",
)
"""The columns, in order; later releases may add some at the end."""

_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
"""What a formula begins with, in either width; blanks before it do not matter to every program."""


class Report:
    """A head and rows, each input's written as soon as it is read."""

    def __init__(self, presentation: Presentation) -> None:
        self._presentation = presentation

    def begin(self, run: Run) -> Iterator[str]:
        """Yield the head."""
        self._on = run.on.isoformat()
        yield ",".join(COLUMNS) + "\n"

    def add(self, checked: Checked) -> Iterator[str]:
        """Yield a row for each finding, or for the fault."""
        if checked.source is not None:
            for finding in checked.findings:
                yield row(plain_finding(finding, checked.source))
        if checked.fault is not None:
            yield row(
                {
                    "source": checked.name,
                    "level": Level.ERROR,
                    "code": UNREADABLE,
                    "message": checked.fault,
                    "on": self._on,
                }
            )

    def end(self, summary: Summary) -> Iterator[str]:  # noqa: ARG002 - each format has the same shape
        """Yield nothing: a table has rows of one kind."""
        yield from ()


def row(values: Mapping[str, Any], columns: Sequence[str] = COLUMNS) -> str:
    """Write one row of a table with such columns; what is not among the values is empty."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([_cell(values.get(name)) for name in columns])
    return out.getvalue()


def _cell(value: object) -> str:
    r"""Write a value: nothing for None, true or false, text as it is but on one line and never a formula.

    >>> _cell("=1+1"), _cell(" \t-x"), _cell(True), _cell(None), _cell("a\n b")
    ("'=1+1", "'-x", 'true', '', 'a b')
    """
    if isinstance(value, bool):
        return str(value).lower()
    text = "" if value is None else shown(str(value))
    begins = text.lstrip()[:1]
    text = " ".join(text.split()) if not text.isprintable() else text
    return f"'{text}" if begins in _FORMULA else text
