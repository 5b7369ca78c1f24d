r"""The unified diff of a text and its edits: made from the edits, so that no length of text makes it slow.

>>> print("".join(diff("see X.25\n", [Edit(4, 8, "ITU-T X.25")], "a.txt")), end="")
--- a/a.txt
+++ b/a.txt
@@ -1 +1 @@
-see X.25
+see ITU-T X.25
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from itu_catalog.annotation.edits import Edit, applied, in_order

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["diff"]

AROUND = 3
"""Unchanged lines that are shown before and after changed ones."""

_UNSEEN = re.compile(r'[\x00-\x1f\x7f"\\]')
_QUOTED = {'"': '\\"', "\\": "\\\\"}


class _Run(NamedTuple):
    """Lines of the old text that change, from `first` up to `last`, counted from 0; and what they become."""

    first: int
    last: int
    new: list[str]


def diff(text: str, edits: Iterable[Edit], name: str) -> Iterator[str]:
    """Yield the lines of a unified diff, each with its line end, as ``patch -p1`` and ``git apply`` read them.

    A line ends with a line feed; a carriage return before it belongs to the line. Nothing is yielded where
    nothing changes.
    """
    lines = _lines(text)
    runs = list(_runs(text, lines, in_order(edits)))
    if not runs:
        return
    yield f"--- {_named('a', name)}\n"
    yield f"+++ {_named('b', name)}\n"
    grown = 0  # lines that the new text has more than the old one, so far
    while runs:
        hunk = [runs.pop(0)]
        while runs and runs[0].first - hunk[-1].last <= 2 * AROUND:
            hunk.append(runs.pop(0))
        begin, end = max(0, hunk[0].first - AROUND), min(len(lines), hunk[-1].last + AROUND)
        more = sum(len(run.new) - (run.last - run.first) for run in hunk)
        yield f"@@ -{_range(begin, end - begin)} +{_range(begin + grown, end - begin + more)} @@\n"
        place = begin
        for run in hunk:
            yield from (_line(" ", each) for each in lines[place : run.first])
            yield from (_line("-", each) for each in lines[run.first : run.last])
            yield from (_line("+", each) for each in run.new)
            place = run.last
        yield from (_line(" ", each) for each in lines[place:end])
        grown += more


def _lines(text: str) -> list[str]:
    """Split at line feeds alone: what else ends a line elsewhere, such as a form feed, is a character here."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def _runs(text: str, lines: list[str], edits: list[Edit]) -> Iterator[_Run]:
    """Yield the runs of lines that change: edits of the same lines or neighbouring ones make one."""
    starts = [0, *accumulate(map(len, lines))]
    together: list[tuple[int, int, list[Edit]]] = []
    for edit in edits:
        if text[edit.start : edit.end] == edit.text:
            continue
        first = min(bisect_right(starts, edit.start) - 1, max(len(lines) - 1, 0))
        last = max(bisect_left(starts, edit.end), first + 1) if lines else 0
        if together and first <= together[-1][1]:
            begun, before, waiting = together[-1]
            waiting.append(edit)
            together[-1] = begun, max(before, last), waiting
        else:
            together.append((first, last, [edit]))
    for first, last, mine in together:
        start, end = starts[first], starts[last]
        moved = [Edit(edit.start - start, edit.end - start, edit.text) for edit in mine]
        yield _Run(first, last, _lines(applied(text[start:end], moved)))


def _range(begin: int, count: int) -> str:
    """Say which lines: ``3,4`` are four from the third on; where there are none, the line before them is named."""
    first = begin + (count > 0)
    return str(first) if count == 1 else f"{first},{count}"


def _line(mark: str, line: str) -> str:
    return f"{mark}{line}" if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n"


def _named(side: str, name: str) -> str:
    r"""Name a file as in a diff: quoted, as C does, where its name has characters that would break the line.

    >>> _named("a", "report.md"), _named("b", "two\nlines")
    ('a/report.md', '"b/two\\012lines"')
    """
    path = f"{side}/{name.lstrip('/')}"
    if _UNSEEN.search(path):
        return '"{}"'.format(_UNSEEN.sub(lambda char: _QUOTED.get(char[0]) or f"\\{ord(char[0]):03o}", path))
    return f"{path}\t" if " " in path else path  # the tabulator ends a name with blanks
