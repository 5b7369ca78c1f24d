"""From words on a page to lines in reading order: columns, cells, paragraphs, running heads.

>>> words = [Word("ITU-T", 50, 80, 700, 10), Word("X.509", 83, 110, 700, 10), Word("2019", 300, 320, 700, 10)]
>>> [line.text for line in lines_of(words, 600)]
['ITU-T X.509 │ 2019']
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from itu_catalog.readers.weave import CELL

__all__ = ["Line", "Word", "head_of", "joined", "lines_of", "running_heads"]


class Word(NamedTuple):
    """A word, and its box on the page, in points; `y` is its lower edge, and grows upwards."""

    text: str
    left: float
    right: float
    y: float
    height: float


class Line(NamedTuple):
    """A line in reading order."""

    text: str
    y: float
    height: float
    left: float
    breaks: bool
    """Whether a paragraph begins with it, as far as the gap before it tells."""


class _Segment(NamedTuple):
    """Words that follow each other on one line without a gap."""

    text: str
    left: float
    right: float
    y: float
    height: float


_GAP = 1.5
"""A gap between words that is wider than so many heights sets cells or columns apart."""
_LEADING = 1.75
"""A line that stands lower than so many heights below the one before begins a paragraph."""


def lines_of(words: list[Word], width: float) -> list[Line]:
    """Put words, in the order in which the page draws them, into lines; `width` is that of the page."""
    segments = _in_columns(_segments(words), width)
    lines: list[Line] = []
    last: _Segment | None = None
    for segment in segments:
        if last is not None and _level(last, segment) and segment.left >= last.right:
            before = lines.pop()
            lines.append(before._replace(text=f"{before.text}{CELL}{segment.text}"))
        else:
            below = 0 if last is None else last.y - segment.y
            breaks = last is not None and below > _LEADING * max(last.height, segment.height)
            lines.append(Line(segment.text, segment.y, segment.height, segment.left, breaks))
        last = segment
    return lines


def _level(one: _Segment | Word, other: _Segment | Word) -> bool:
    """Whether two stand on one line."""
    return abs(one.y - other.y) < 0.5 * max(one.height, other.height)


def _segments(words: list[Word]) -> list[_Segment]:
    """Gather words that follow each other on a line, and part them at the gaps between cells and columns."""
    segments: list[_Segment] = []
    run: list[Word] = []
    for word in words:
        if run and not (_level(run[-1], word) and word.left - run[-1].right > -0.5 * word.height):
            segments += _parted(run)
            run = []
        run.append(word)
    return segments + _parted(run)


def _parted(run: list[Word]) -> list[_Segment]:
    if not run:
        return []
    gaps = [(right.left - left.right) / right.height for left, right in pairwise(run)]
    usual = sorted(gaps)[len(gaps) // 2] if len(gaps) >= _JUSTIFIED else 0.0
    # In a justified line all gaps are wide; those between cells are wider than any line is stretched.
    least = _GAP if usual > _STRETCHED else max(_GAP, 2 * usual)
    cuts = [0, *(number for number, gap in enumerate(gaps, 1) if gap > least), len(run)]
    return [
        _Segment(
            " ".join(word.text for word in part),
            part[0].left,
            part[-1].right,
            part[0].y,
            max(word.height for word in part),
        )
        for part in (run[start:end] for start, end in pairwise(cuts))
    ]


_JUSTIFIED = 3
_STRETCHED = 3.0


_FEWEST = 4
_WIDE = 0.18


def _in_columns(segments: list[_Segment], width: float) -> list[_Segment]:
    """Read columns one after the other where the page draws them line by line; else keep the order of drawing.

    That order is the reading order in what word processors and TeX write, and goes cell by cell through a table. It
    is not where two wide columns take turns: a table hardly has two columns so wide over so many lines.
    """
    turns = [
        (left, right)
        for left, right in pairwise(segments)
        if _level(left, right)
        and right.left > left.right
        and left.right - left.left > _WIDE * width
        and right.right - right.left > _WIDE * width
    ]
    if len(turns) < _FEWEST:
        return segments
    gutter = sorted((left.right + right.left) / 2 for left, right in turns)[len(turns) // 2]
    if any(left.right > gutter or right.left < gutter for left, right in turns):
        gutter = (max(left.right for left, _ in turns) + min(right.left for _, right in turns)) / 2
    ordered: list[_Segment] = []
    left_side: list[_Segment] = []
    right_side: list[_Segment] = []
    for segment in segments:
        if segment.left < gutter < segment.right:  # a heading over both columns
            ordered += left_side + right_side
            left_side, right_side = [], []
            ordered.append(segment)
        else:
            (left_side if segment.right <= gutter else right_side).append(segment)
    return ordered + left_side + right_side


_PAGE_NUMBER = re.compile(r"^\W{0,3}(\d{1,4})\W{0,3}(?:\s+|$)|(?:\s+|^)\W{0,3}(\d{1,4})\W{0,3}$")
_EDGE = 2
_MARGIN = 0.12
_PAGES = 3

Head = tuple[str, int, int | None]
"""A running head: its words, its height on the page, and by how much its number differs from that of the page."""


def head_of(line: Line, page: int) -> Head:
    """Return what a line is if it is a running head: its words without the number of the page.

    >>> head_of(Line("12 │ Rec. ITU-T X.509 (10/2019)", 760, 10, 50, False), 10)
    ('Rec. ITU-T X.509 (10/2019)', 190, 2)
    """
    match = _PAGE_NUMBER.search(line.text)
    words = line.text if match is None else line.text[: match.start()] + line.text[match.end() :]
    number = None if match is None else int(match[1] or match[2]) - page
    return words.strip(" │"), round(line.y / 4), number


def running_heads(pages: list[list[Line]], heights: list[float]) -> set[Head]:
    """Return the lines that stand at the edge of three pages or more, at the same height.

    A number counts as that of the page only if it grows with the pages: "Suppl. 35" on one, "Suppl. 36" on the next
    but one are words.
    """
    seen: Counter[Head] = Counter()
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True), 1):
        seen.update({head_of(line, number) for line in _edges(lines, height)})
    return {key for key, count in seen.items() if count >= _PAGES}


def _edges(lines: list[Line], height: float) -> list[Line]:
    by_height = sorted(lines, key=lambda line: line.y)
    foot = [line for line in by_height[:_EDGE] if line.y < _MARGIN * height]
    return foot + [line for line in by_height[-_EDGE:] if line.y > (1 - _MARGIN) * height]


# "Recommen-" at the end of a line, and a small letter at the beginning of the next
_BROKEN = re.compile(r"[^\W\d_][-\u00ad\u2010]\Z")


def joined(before: str, after: str) -> tuple[str, str]:
    r"""Return the end of a line as it is written when the next line follows, and what is put between them.

    >>> joined("Recommen-", "dation"), joined("ITU-", "T X.509"), joined("see", "X.509")
    (('Recommen', ''), ('ITU-', ''), ('see', '\n'))
    """
    if (
        before.endswith(("-", "\u2010", "\u2011", "\u00ad"))
        and after[:1].isalnum()
        and before[-2:-1].isalnum()
    ):
        if _BROKEN.search(before) and before[-2].islower() and after[0].islower():
            return before[:-1], ""
        return before, ""
    return before, "\n"
