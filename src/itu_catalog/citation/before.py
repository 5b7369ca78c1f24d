"""What stands before a number: usual words, which are known at a glance, or something that may belong to it.

>>> text = "as in Recommendation ITU-T X.509"
>>> words_before(text, 27), may_open(text, 6, " "), is_turned("Annex B to ITU-T X.509", 11)
((6, 'in'), False, True)
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from itu_catalog.grammar import compiled, expand, fold

__all__ = [
    "FREE",
    "LAST_OF_NAMES",
    "OF",
    "SPACED",
    "USUAL",
    "Turned",
    "is_ordinary",
    "is_turned",
    "is_unspaced",
    "joined_before",
    "may_open",
    "opens",
    "stands_alone",
    "turned_before",
    "words_before",
]

USUAL = frozenset(
    "ITU-T ITU-R ITU CCITT CCIR UIT-T UIT-R Recommendation Recommendations Rec. Rec Recs Recs. "
    "recommendation recommendations rec. Recommandation Recommandations Recomendación "
    "Recomendaciones Empfehlung Raccomandazione Recomendação МСЭ-Т МСЭ-R Рекомендация Рекомендации".split()
)
USUAL |= {word.replace("-", hyphen) for word in USUAL for hyphen in "\u2010\u2011\u2012\u2013" if "-" in word}
"""Words that usually stand before a number: the grammar knows more of them, but asking it takes longer."""
OF = frozenset(
    "a to of in for from on de der des du del della di da zu zum zur к al alla à au aux para the la "
    "le les".split()
)
FREE = frozenset(
    " \n\t\r\x0b\x0c\xa0([{\"'“„«»‘’*_`,;:=|>#\u3001\u3002\uff0c\uff08\u300c\u300e\u3010…·•\uff1a\uff1b\u300a\u3000"
)
"""Characters behind which a number may stand on its own."""
_MARKS = "+~()[]{},:;\"'“”„«»*_`|#/\\-.>"
"""Characters that stand around words and are none of them."""
_LONGEST_WORD, _LONGEST_PREFIX, _MOST_WORDS = 24, 60, 4
LAST_OF_NAMES = frozenset(
    [
        "union",
        "sector",
        "book",
        "telecomunicaciones",
        "télécommunications",
        "telecomunicações",
        "электросвязи",
    ]
)
_COMPOUND = re.compile(f"(?:{expand('organization')})-?(?:{expand('recommendation_word')})", re.IGNORECASE)
SPACED = re.compile(r"(?:ITU|UIT)[ -]{1,3}[TRD](?![a-z])", re.IGNORECASE)
_LABELLED = re.compile(r"(?:[0-9IVX]|\b[A-Z])[)\]]?,?\s+\w{1,5}(?:\s+(?:the|la|le|les))?\s*\Z")
_OPENING = ("", "\t", "[", "“", '"', "«")
_names_twin = re.compile("ISO|IEC|ETSI|ИСО").search
is_unspaced = re.compile("[\u3040-\u9fff\uac00-\ud7af]").match


@lru_cache(maxsize=4096)
def opens(word: str) -> bool | None:
    """Whether a word may begin a prefix; None when it may not even stand in one."""
    if word.lower() in LAST_OF_NAMES or _COMPOUND.fullmatch(word) or SPACED.fullmatch(word):
        return True
    match = compiled("prefix_word").fullmatch(word)
    if match is None or any(match[kind] for kind in ("question", "resolution", "handbook", "opinion")):
        return None
    return bool(match["who"] or match["recommendation"] or match["report"])


def words_before(text: str, start: int, floor: int = 0) -> tuple[int, str]:
    """Return where the usual words before a number begin, ``Recommendation ITU-T ``, and the word before them.

    A blank stands before the number; nothing before `floor` belongs to it.
    """
    begin = start
    words = (
        text[max(floor, start - _LONGEST_PREFIX - _LONGEST_WORD) : start - 1].replace("\xa0", " ").split(" ")
    )
    while True:
        word = words.pop()
        if word not in USUAL:
            whole = words and len(word) < _LONGEST_WORD - 1
            if word.isalpha():
                return begin, word if whole else ""
            run = _last_run(word if whole else word[1 - _LONGEST_WORD :])
            if run not in USUAL:
                return begin, word if whole else word[1 - _LONGEST_WORD :]
            return begin - len(run) - 1, ""
        begin -= len(word) + 1
        if not words or start - begin > _LONGEST_PREFIX:
            return begin, ""


@lru_cache(maxsize=4096)
def is_ordinary(word: str) -> bool:
    """Whether a word is one of no interest: no name of the ITU, no word that leads to one."""
    return len(word) > 1 and word.isalpha() and word.isascii() and opens(word) is None


@lru_cache(maxsize=4096)
def _opening(word: str) -> bool | str | None:
    """Whether what stands between blanks ends in a word that may begin a prefix; "" when it is none at all.

    It is the word itself when it may not even stand in one.
    """
    plain = word.strip(_MARKS)
    if not plain:
        return ""
    if is_unspaced(plain[-1]):
        return True
    if not plain.isalpha():
        plain = fold(plain).replace("&nbsp", " ").replace("~", " ").replace("--", "-")
        plain = _without_article(plain)
        if not plain.endswith(("'s", ":s")):
            plain = _last_run(plain.rstrip(" ;")).removeprefix("b-")
    opening = plain in ("T", "R") or opens(fold(plain))  # "ITU - R P.370"
    return plain or "-" if opening is None else opening


def stands_alone(text: str, start: int, floor: int = 0) -> bool:
    """Whether a number behind a blank has a word before it that cannot lead to it; False wherever that takes a closer look."""
    words = text[max(floor, start - _LONGEST_WORD) : start].split()
    return bool(words) and bool(opening := _opening(words[-1])) and opening is not True


def may_open(text: str, start: int, before: str, floor: int = 0) -> bool:
    """Whether the words before a number may be its prefix in some unusual manner; `before` is the last character."""
    if before.isspace():
        words = text[max(floor, start - 2 * _LONGEST_WORD) : start].split()[-_MOST_WORDS:]
    elif is_unspaced(before):
        return True
    elif before not in FREE and before.isprintable() and before not in "=-./)~}":
        return False
    else:
        words = text[max(floor, start - 2 * _LONGEST_WORD) : start].split()[-_MOST_WORDS:]
    for word in reversed(words):
        opening = _opening(word)
        if opening is True:
            return True
        if opening:
            return before == "-" and opening[-3:] in ("ITU", "UIT")
    return False


def is_turned(text: str, begin: int, floor: int = 0) -> bool:
    """Whether something may stand before a prefix that belongs to it: a change, a place, a twin, another prefix."""
    before = text[begin - 1 : begin]
    if before in _OPENING:
        return False
    if before == "(":
        return text[max(0, begin - 3) : begin - 1].strip()[-1:].isdigit()
    if before == "-" or is_unspaced(before):
        return True
    near = text[max(floor, begin - 2 * _LONGEST_WORD) : begin]
    if before in "|/=":
        return _names_twin(near) is not None or bool(opens(_last_run(near[:-1])))
    return _turns(near)


def _turns(near: str) -> bool:
    """Whether the words directly before a prefix may belong to it."""
    if "-\n" in near or "-\r" in near:
        return True  # a word may be divided
    words = near.split()
    last = words[-1].lower().lstrip("([{\"'“„«*_`") if words else ""
    if last in OF:
        return _LABELLED.search(near) is not None or (len(words) > 1 and bool(opens(words[-2])))
    if last in ("|", "/", "="):
        return _names_twin(near) is not None
    if last[-1:] == "," and last[-2:-1].isdigit():
        return True
    while words and (not words[-1].strip(_MARKS) or (words[-1].isdecimal() and "\n" in near)):
        words.pop()  # marks that lines of comments begin with, and their numbers
    return bool(words) and bool(_leads(words[-1]))


_JOINED = re.compile(
    r"(?<![^\s(\[\"“])(?:(?:"
    + "|".join(re.escape(word) for word in sorted(USUAL, key=len, reverse=True))
    + r")(?: {1,2}|[ \t]{0,3}\r?\n[ \t]{0,40})){1,5}\Z"
)
_LONGEST_JOINED = 110


def joined_before(text: str, start: int, floor: int = 0) -> int | None:
    r"""Return where usual words before a number begin between which a line ends; None where something may belong to them.

    >>> joined_before("as in Recommendation\n   ITU-T X.509", 30)
    6
    """
    joined = _JOINED.search(text, max(floor, start - _LONGEST_JOINED), start)
    if joined is None:
        return None
    begin = joined.start()
    near = text[max(floor, begin - _LONGEST_WORD) : begin]
    if "-\n" in near or "-\r" in near:
        return None  # a word may be divided
    words = near.split()
    word = words[-1] if len(words) > 1 else ""
    if (not is_ordinary(word) or word in OF) and is_turned(text, begin, floor):
        return None
    return begin


class Turned(NamedTuple):
    """What is named before a prefix and belongs to it: a change, a place in the text, or the twin."""

    start: int
    change: str = ""
    """As it is printed behind the text: `` Amd. 1 (10/2019)``."""
    locator: str | None = None
    twin: str | None = None


_TURNED = re.compile(
    r"(?:(Amendment|Corrigendum|Erratum) ([1-9][0-9]?)( \((?:(?:0[1-9]|1[0-2])/)?(?:19|20)[0-9]{2}\))? to (?:the )?"
    r"|((?:Annex|Appendix|[Cc]lause|[Ss]ection|Table|Figure) (?:[A-Z]|[IVX]{1,4}|[0-9]{1,3}(?:\.[0-9]{1,3}){0,4})) of (?:the )?"
    r"|((?:ISO(?:/IEC)?|IEC) [0-9]{3,5}(?:-[0-9]{1,3})?(?::(?:19|20)[0-9]{2})?) \| )\Z"
)
_PRINTED = {"Amendment": "Amd.", "Corrigendum": "Cor.", "Erratum": "Err."}
_LONGEST_TURNED = len("Amendment 11 (10/2019) to the ")
_OTHERS = frozenset("technical Technical TECHNICAL Draft draft and or".split())


def turned_before(text: str, begin: int, floor: int = 0) -> Turned | None:
    """Return what is named before a prefix in the usual manner; None where anything else may belong to it.

    >>> turned_before("with Amendment 1 to Recommendation ITU-T X.509", 20).change
    ' Amd. 1'
    >>> turned_before("see clause 7 of ITU-T X.509", 16)
    Turned(start=16, change='', locator='clause 7', twin=None)
    """
    turned = _TURNED.search(text, max(floor, begin - _LONGEST_TURNED), begin)
    if turned is None:
        return None
    start = turned.start()
    before = text[max(floor, start - 2 * _LONGEST_WORD) : start]
    if before and not before[-1:].isspace():
        return None
    words = before.split()
    word = words[-1].rstrip(".,;:") if words else ""
    if word and (word in _OTHERS or (word in OF and word != "in") or not is_ordinary(word)):
        return None
    name, label, date, locator, twin = turned.groups()
    if name is None:
        return Turned(begin, "", locator, twin)
    return Turned(start, f" {_PRINTED[name]} {label}{date or ''}")


@lru_cache(maxsize=4096)
def _leads(word: str) -> bool:
    """Whether a word, with marks around it, may begin a prefix."""
    plain = _without_article(fold(word.strip(_MARKS)))
    return bool(opens(plain) or (word.endswith(".") and opens(f"{plain}.")))


def _without_article(word: str) -> str:
    """Return a word without what an apostrophe joins to it, as in *l'avis*; but ``ITU-T's`` is one."""
    return word if word.endswith("'s") else word.rpartition("'")[2]


def _last_run(text: str) -> str:
    """Return the letters, digits, points and hyphens that a text ends in, of a script that parts its words."""
    place = len(text)
    while (
        place and (text[place - 1].isalnum() or text[place - 1] in "_.-") and not is_unspaced(text, place - 1)
    ):
        place -= 1
    return text[place:]
