"""Reading the title that stands behind a citation, in quotation marks or as lists of references print it.

>>> quoted_title("X.1045 ”Security service chain architecture”, X.1059", 6).text
'Security service chain architecture'
"""

from __future__ import annotations

import re
from typing import NamedTuple

from itu_catalog.punctuation import APOSTROPHES, CLOSING
from itu_catalog.titles import LONGEST

__all__ = ["Quoted", "printed_titles", "quoted_title"]

_REACH = 140
"""Characters behind a citation within which a title must begin: a twin text may stand between."""

LONGEST_LIST = 6
"""How many places a title without quotation marks is tried to end at."""


class Quoted(NamedTuple):
    """A title beside a citation: its words with single blanks, and where it stands in the text."""

    text: str
    start: int
    end: int


# A twin text, a comma or a dash, "on" or "entitled", then the mark. A mark that usually closes opens a title
# only after a blank: in “Guide to X.805”, X.1085 “…” the mark after X.805 closes.
_BRIDGE = re.compile(
    r"""(?:\s*\\?\|\s*(?:ISO|IEC|ETSI)\b[\w /.:()-]{0,60}?)?   # | ISO/IEC 9594-8:2017
        \s{0,20}(?:[,:;–—-]\s{0,20})?
        (?:(?:on|entitled|titled|called|named)\s{1,20})?
        (?:(?P<proper>“|„|‟|‘|‚|«\s?|``|「|『|《)|(?<=\s)(?P<other>[”"»]))
        (?=[\w(])""",
    re.VERBOSE,
)
_GAP = re.compile(r"\n\s{0,80}\n")
# An apostrophe closes nothing: ‘the implementor’s guide’.
_CLOSED = {
    opening: re.compile(
        "''"
        if closing == "''"
        else "|".join(rf"{mark}(?![^\W\d_])" if mark in APOSTROPHES else mark for mark in closing)
    )
    for opening, closing in CLOSING.items()
}


def quoted_title(text: str, start: int) -> Quoted | None:
    r"""Return the title quoted right after `start`, in any quotation marks; None when there is none.

    A wrong mark does not matter, nor a twin text, a comma or the word "entitled" before it. A quotation
    longer than 400 characters, or one with a blank line in it, is none.

    >>> quoted_title("X.1402, “Security\nthreats” and", 6)
    Quoted(text='Security threats', start=9, end=25)
    >>> quoted_title("the “Guide to X.805”, X.1085 “Telebiometrics”", 19)
    """
    opening = _BRIDGE.match(text, start, start + _REACH)
    if opening is None:
        return None
    begin = opening.end()
    closing = _CLOSED[(opening["proper"] or opening["other"]).strip()].search(text, begin, begin + LONGEST)
    if closing is None or closing.start() == begin or _GAP.search(text, begin, closing.start()):
        return None
    title = " ".join(text[begin : closing.start()].split()).strip(" ,;.")
    return Quoted(title, begin, closing.start()) if title else None


# A title in print: behind a comma, colon, dash or parenthesis, or in italics, and with a capital.
_BESIDE = re.compile(
    r"""(?:\s*\\?\|\s*(?:ISO|IEC|ETSI)\b(?:[\w /.:-]|\(\d{4}\)){0,60}?)?   # | ISO/IEC 9594-8:2017
        [ \t]{0,20}(?:[,:;(–—-][ \t\n]{1,20}|\([ \t]?|(?=[*_]))
        (?:[*_]{1,3})?(?=[A-Z\u00c0-\u00de])""",
    re.VERBOSE,
)
# Where it ends: the sentence does, the italics or the parenthesis do, or a line begins with another entry.
_BESIDE_END = re.compile(
    r"""[*_]{1,3}(?!\w)|\)|[.!?](?=\s|[”"»’')\]]|$)
        |\n[ \t]{0,80}(?=\n|[-–—•*\[(\d]|Rec(?:ommendation|\.)|ITU\b|ISO\b|IEC\b|[A-Z]{1,2}\.\d)""",
    re.VERBOSE,
)
_BESIDE_COMMA = re.compile(r"[,;]\s|\s[–—-]\s")


def printed_titles(text: str, start: int, end: int) -> list[Quoted]:
    """Return what may be the title printed without quotation marks between `start` and `end`, the longest first.

    Lists of normative references print titles behind a comma, colon or dash, in parentheses or in italics.
    What ends with a comma may be the title too: a place and a year follow some.

    >>> [each.text for each in printed_titles("X.1044 (2019), Security needs of networks, Geneva.", 13, 50)]
    ['Security needs of networks, Geneva', 'Security needs of networks']
    >>> printed_titles("X.509, which defines certificates.", 5, 33)
    []
    """
    opening = _BESIDE.match(text, start, min(start + _REACH, end))
    if opening is None:
        return []
    begin = opening.end()
    stop = _end_of_print(text, begin, min(begin + LONGEST, end))
    stops = [stop, *(match.start() for match in _BESIDE_COMMA.finditer(text, begin, stop))]
    found = {
        title: Quoted(title, begin, each)
        for each in sorted(stops, reverse=True)[:LONGEST_LIST]
        if (title := " ".join(text[begin:each].split()).strip(" ,;.*_"))
    }
    return list(found.values())


def _end_of_print(text: str, begin: int, stop: int) -> int:
    """Return where a title in print ends; a parenthesis within it does not end it."""
    opened, counted = 0, begin
    for closing in _BESIDE_END.finditer(text, begin, stop):
        opened += text.count("(", counted, closing.start())
        counted = closing.start()
        if closing[0] != ")" or not opened:
            return closing.start()
        opened -= 1
    return stop
