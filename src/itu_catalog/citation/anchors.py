"""Where in a text a citation may stand: the quick look over all of it, and the thorough one where it pays.

The quick look starts at the point of ``X.509``: the engine runs to a single literal character faster than to any
class of them, and nearly all points are dismissed by the letter before and the digit behind. It sees every number
that is written with its point. The thorough look sees numbers without a point, series, supplements and drafts, and
names of the ITU; it costs ten times as much, and is taken in short texts and behind such names.

>>> text = "the codecs G.711 and g.729, H264"
>>> [match[0] for match in quick(text).finditer(text)]
['.711', '.729']
>>> [match[0] for match in thorough(text).finditer(text)]
['H264']
"""

from __future__ import annotations

import re

__all__ = ["quick", "thorough"]

_CAPITALS = "A-Z" + "АВЕКМНОРСТУХІЅЈ"  # those that look like Latin ones, too
_NUMBER = r"[0-9]{1,5}(?:\.[0-9]{1,4}){0,3}(?![0-9])"
_NAMES = (
    "ITU", "UIT", "itu-", "ccitt", r"C\.?C\.?I\.?T\.?T", "CCIR", "МСЭ", "МСЕ-", "МККТТ", "МККР", "国际电", "國際電", "国際電", "국제전기",
    "International Tele", "Union inter", "Unión Inter", "União Inter", "Международн",
    r"Rec(?:s|ommendation|omm?)?\b", "RECOMMENDATION", "Recomm", "Recom", "Raccom", "Empf", "Recomand", "Σύσταση", "Συστάσε", "Рек", "рек", "Avis",
    "建议", "建議", "勧告", "권고", "توصية", "التوصية",
    r"Suppl?(?:ement)?\.? \d", r"Amend\w+ \d", r"Corrig\w+ \d", r"Errat\w+ \d", r"Addend\w+ \d", "Implement[eo]r",
    r"Поправка \d", r"Исправление \d", r"Дополнение \d",
)  # fmt: skip
"""How names of the ITU, and words that may open a citation of it, begin."""


def _quick(capitals: str) -> re.Pattern[str]:
    free = "(?<![A-Za-z0-9])"
    return re.compile(
        rf"\.[0-9](?<=[{capitals}a-z]..)(?<![ac-z][A-Za-z]..)"
        rf"(?:(?<={free}([{capitals}a-z])..)|(?<={free}([A-Z]{{2}}|b[ts])..)|(?<={free}([A-Z]{{3}})..))"
        r"[0-9]{0,4}(?:\.[0-9]{1,4}){0,3}(?![0-9])"
    )


def _thorough(capitals: str, names: tuple[str, ...]) -> re.Pattern[str]:
    """Every alternative begins behind its first letter, so that the engine can run to the letters there are."""
    letters = sorted({name[0] for name in names})
    named = "|".join(
        f"(?<={letter})(?:{'|'.join(name[1:] for name in names if name[0] == letter)})" for letter in letters
    )
    return re.compile(
        rf"[gh{capitals}{''.join(letters)}](?<![A-Za-z0-9].)(?:"
        r"(?<=[gh])(?P<small>[2467][0-9]{2}(?![^\s,;!?)]))"
        rf"|(?<=[A-Z])(?P<undotted>[A-Z]{{0,2}}[ -]?[0-9]{{1,5}}(?:\.[0-9]{{1,4}}){{0,3}}(?![0-9A-Za-z_]|-[A-Z]))"
        r"|(?<=[A-Z])(?P<form>(?:\.[0-9]{1,4})?[ -][Ss]eries(?![a-z])|\.(?:[Ss]up|[Ii]mp)[.A-Za-z0-9]|-RE[CP]-)"
        rf"|(?P<name>{named}))"
    )


_QUICK = _quick("A-Z"), _quick(_CAPITALS)
_ASCII = tuple(name for name in _NAMES if name.isascii())
_THOROUGH = _thorough("A-Z", _ASCII), _thorough(_CAPITALS, _NAMES)


def quick(text: str) -> re.Pattern[str]:
    """Return the pattern of the quick look: its groups are the series, of one, two or three letters."""
    return _QUICK[not text.isascii()]


def thorough(text: str) -> re.Pattern[str]:
    """Return the pattern of the thorough look: its group is what stands there."""
    return _THOROUGH[not text.isascii()]
