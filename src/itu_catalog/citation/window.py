r"""A stretch of a text made plain for the reader: joined lines, no comment leaders, no escapes; and the way back.

>>> text = "// ITU-T Recom-\n//   mendation X.509\n//   (10/2019)"
>>> window = Window(text, 3, len(text))
>>> window.text
'ITU-T Recommendation X.509 (10/2019)'
>>> text[window.given(21) : window.given(25) + 1]
'X.509'
"""

from __future__ import annotations

import re
from bisect import bisect_right

from itu_catalog.grammar import fold
from itu_catalog.reading import INVISIBLE

__all__ = ["Window"]

# What opens a line within a comment, a quotation or a table, and is no part of the sentence.
_LEADER = re.compile(
    r"[ \t]{0,200}(?:[+-](?=[ \t]{0,4}(?:\*|//|#|--)[ \t]))?[ \t]{0,200}(?:(?:/{2,4}!?|/?\*{1,3}|#{1,3}:?|%{1,2}|;{1,3}|-{2,3}|>{1,3}|\||!|dnl|'{1,3})(?![^\s*>|])[ \t]{0,200}){0,3}"
)
# A line that begins an item of a list, or with a number as clauses do, begins a paragraph, though none is empty before.
_BEGINS = re.compile(r"(?:[-+•·▪‣◦–—](?=\s)|\d{1,3}(?:\.\d{1,3}){0,4}\.?\s{1,12}(?=[^\W\d_a-z]))")
# Within a line: unseen characters, escapes of Markdown, colours of a terminal, blanks of every width in a row.
_LOOSE = re.compile(
    "[" + "".join(sorted(INVISIBLE)) + r"]+|\\(?=[|_*`~.()\[\]#+-])|\x1b\[[0-9;]{0,20}m"
    r"|</?(?:a|abbr|b|cite|code|em|i|q|s|small|span|strong|sub|sup|tt|u|wbr)(?:\s[^<>]{0,200})?/?>"
    r"|(?<=ITU-)-(?=[TR])"
    r"|(?P<blank>\s{2,200}|[^\S \xa0]|&(?:nbsp|#160|#xa0);|(?<=[A-Za-z.])~(?=[A-Z]))|(?P<hyphen>&(?:#8209|#x2011|#8211|ndash);)"
)
# A line whose number, or sign of a comparison, is no part of it: known by the line before, which breaks off.
_OPENS = re.compile(r"(?:(?:ITU|UIT)-[TR]|МСЭ-[ТР]|CCITT|CCIR|\bRec(?:\.|s\.?|ommendations?)?)\s*\Z").search
_COLUMN = re.compile(
    r"(?:(?P<sign>[+-])(?=[A-Za-z]|[ \t]{2})|[ \t]{0,20}(?P<number>[0-9]{1,5})(?=[ \t]))[ \t]{0,12}"
).match
_MARKS = ("\\", "<", "&", "~", "--")
_HYPHENS = ("-", "\u2010", "\xad")


class Window:
    """What stands between two places of a text, made plain; a place in it is not a place in the text.

    It is of one paragraph: that which `within` stands in.

    Attributes:
        text: the plain characters.
        folded: the same, folded for the rules of the grammar.
    """

    __slots__ = ("_from", "_given", "_length", "_pieces", "folded", "text")

    def __init__(self, given: str, start: int, end: int, within: int | None = None) -> None:
        """Make plain ``given[start:end]``, as far as it is of one paragraph with `within` (default: `start`)."""
        raw = given[start:end]
        self._pieces, self._from, self._given, self._length = [""], [0], [start], 0
        if _is_plain(raw):
            self.text = raw
        else:
            self._join(raw, start, start if within is None else within)
            self.text = "".join(self._pieces)
        self.folded = fold(self.text)

    def at(self, given: int) -> int:
        """Return the place in the window of a place in the text; of what was left out, where it was."""
        index = bisect_right(self._given, given) - 1
        if index < 0:
            return 0
        until = self._from[index + 1] if index + 1 < len(self._from) else len(self.text)
        return min(self._from[index] + given - self._given[index], until)

    def given(self, place: int) -> int:
        """Return the place in the text of a place in the window."""
        index = bisect_right(self._from, place) - 1
        return self._given[index] + place - self._from[index]

    def _join(self, raw: str, start: int, within: int) -> None:
        before = ""
        for count, line in enumerate(raw.split("\n")):
            begin = 0
            if count:
                leader = _LEADER.match(line)
                begin = leader.end() if leader else 0
                column = _OPENS(self._pieces[-1]) and _COLUMN(line, begin)
                if column and _goes_on(column, _COLUMN(before)):
                    begin = column.end()
                    self._put(start - 1, " ")
                elif not line[begin:].strip() or _BEGINS.match(line, begin):
                    if start > within:
                        return
                    self._pieces, self._from, self._given, self._length = [""], [0], [start + begin], 0
                elif not self._divided(line[begin]):
                    self._put(start - 1, " ")
            self._line(line, begin, start)
            before = line
            start += len(line) + 1

    def _divided(self, following: str) -> bool:
        """Whether the line before ends in a hyphen that divides a word; it is taken away then."""
        before = self._pieces[-1]
        if not before.endswith(_HYPHENS):
            return False
        if not before.endswith("\xad") and not (following.islower() and before[-2:-1].islower()):
            return len(before) > 1  # a hyphen that belongs there: "M.1457-", "ITU-"; nothing stands between
        self._pieces[-1] = before[:-1]
        self._length -= 1
        return True

    def _line(self, line: str, begin: int, start: int) -> None:
        end = len(line.rstrip())
        if _is_plain(line[begin:end]):
            self._put(start + begin, line[begin:end])
            return
        for loose in _LOOSE.finditer(line, begin, end):
            if loose[0] == "\xad" and loose.end() == end:
                break  # at the end of a line it divides a word
            self._put(start + begin, line[begin : loose.start()])
            if loose["blank"] is not None:
                self._put(start + loose.start(), " ")
            elif loose["hyphen"] is not None:
                self._put(start + loose.start(), "-")
            begin = loose.end()
        self._put(start + begin, line[begin:end])

    def _put(self, given: int, piece: str) -> None:
        """Append characters that stand in the text from `given` on."""
        if piece:
            self._from.append(self._length)
            self._given.append(given)
            self._pieces.append(piece)
            self._length += len(piece)


def _goes_on(line: re.Match[str], before: re.Match[str] | None) -> bool:
    """Whether the column that a line begins with continues that of the line before."""
    if before is None or line["sign"] != before["sign"]:
        return False
    return line["number"] is None or int(line["number"]) == int(before["number"]) + 1


def _is_plain(text: str) -> bool:
    return text.isprintable() and "  " not in text and not any(mark in text for mark in _MARKS)
