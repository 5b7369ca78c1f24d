"""Whether a number that does not name the ITU is one of its numbers: what the words around it say.

That ITU assigned the number proves nothing: ``A.1`` is an appendix, ``U.2`` a band. The words must speak for it
(of the ITU, or of what the series is about), and none against it (a place in the document, another publisher).

>>> speaks_of("G", "the codec is it at 64 kbit/s"), speaks_of("G", "the chapter is long")
(True, False)
"""

from __future__ import annotations

import re
from functools import lru_cache

from itu_catalog.citation.words import AGAINST, MENTIONS, SHORT, SUBJECTS, TECHNICAL

__all__ = ["is_heading", "is_outline", "is_technical", "names_itu", "speaks_against", "speaks_of"]

_LETTER = "a-zà-öø-ÿа-яё"


def _spoken(words: str) -> re.Pattern[str]:
    parts = (
        re.escape(word.strip())
        + (rf"(?:e?s)?(?![{_LETTER}])" if word.isascii() and len(word) <= SHORT else "")
        for word in words.split("|")
    )
    return re.compile(rf"(?<![{_LETTER}0-9])(?:{'|'.join(parts)})")


_SPEAKS = {series: _spoken(words).search for series, words in SUBJECTS.items()}
_SPEAKS_TECHNICALLY = _spoken(TECHNICAL).search
_SPEAKS_AGAINST = _spoken(AGAINST).search

_FEW, _QUESTIONS, _MANY = 10, 30, 100
_DIGITS = re.compile("[0-9]+").match
_OF_APPENDICES = frozenset("ABCDEFNS")


def is_outline(series: str, number: str) -> bool:
    """Whether a number is as small as those of appendices, Questions and the like: ``A.1``, ``Q.12``.

    >>> is_outline("A", "23.1"), is_outline("Q", "12"), is_outline("V", "34")
    (True, True, False)
    """
    digits = _DIGITS(number)
    first = int(digits[0]) if digits else _MANY
    few = _MANY if series in _OF_APPENDICES else _QUESTIONS if series == "Q" else _FEW
    return first < few


_HEADING = re.compile(r"[ \t]*[A-Z]\.\d{1,2}(?:\.\d{1,3}){0,3}\.?(?:[ \t]{2,}|[ \t]+(?=[A-Z][a-z]))").match


@lru_cache(maxsize=1024)
def speaks_of(series: str, around: str) -> bool:
    """Whether words, in lower case, are those of what a series is about."""
    speaks = _SPEAKS.get(series)
    return speaks is not None and speaks(around) is not None


# A polynomial and a coding of pictures are called after the CCITT, and cite nothing of it.
_CCITT = re.compile(
    r"(?<!CRC[-_ ])(?<!CRC16[-_ ])(?<!CRC-16[-_ ])CCITT(?![-_ ]?(?:Group|GROUP|group|G[34]|CRC|16|32))"
).search
_RECOMMENDS = re.compile("Recomm?[ae]nda|Raccomand|Empf|Рекоменд|建[议議]|勧告|권고|توصي").search


_ASCII = [name for name in MENTIONS if name.isascii()]
_FOREIGN = [name for name in MENTIONS if not name.isascii()]
# Letters that mentions share: where they are missing, so are these.
_KEYS = [
    (key, [name for name in _ASCII if key in name])
    for key in ("ITU", "CCI", "UIT", "C.C.I", "ecom", "eunion", "itu-", "ccitt")
]


def names_itu(text: str, start: int, end: int) -> int:
    """Tell how a stretch of a text names the ITU: 2, as the publisher of Recommendations; 1, by three letters; 0, not."""
    stretch = text[start:end]
    for key, names in _KEYS:
        if key in stretch and any(name in stretch for name in names):
            return 2
    if not stretch.isascii() and any(name in stretch for name in _FOREIGN):
        return 2
    if "CCITT" in stretch and _CCITT(stretch) is not None:
        return 2
    if "ITU" not in stretch:
        return 0
    return 1 + (_RECOMMENDS(stretch) is not None)


@lru_cache(maxsize=1024)
def speaks_against(around: str) -> bool:
    """Whether words, in lower case, are those of a parliament, a court, a catalogue of music.

    >>> speaks_against("h.264, an act relating to"), speaks_against("the h.264 codec")
    (True, False)
    """
    return _SPEAKS_AGAINST(around) is not None


def is_technical(around: str) -> bool:
    """Whether words are those of telecommunication and computing.

    >>> is_technical("the SIP header"), is_technical("jeans, wash")
    (True, False)
    """
    return _SPEAKS_TECHNICALLY(around.lower()) is not None


def is_heading(text: str, start: int) -> bool:
    """Whether a small number at `start` opens a line, as the headings of an outline do: ``A.1  Scope``."""
    line = text.rfind("\n", max(0, start - 40), start) + 1
    return not text[line or max(0, start - 40) : start].strip() and _HEADING(text, start) is not None
