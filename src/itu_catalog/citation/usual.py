"""What is usual behind a number: a date, a change, a twin, a place, and then what ends a sentence or goes on with it.

Whatever is not usual, is read with care (see `passage`); a test holds both to the same answers.

>>> text = "Rec. ITU-T X.509 (10/2019), clause 7, applies"
>>> tail_of(text, text.index(" (")), text[:27]
((26, 36, None, 'clause 7'), 'Rec. ITU-T X.509 (10/2019),')
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from itu_catalog import numbers
from itu_catalog.citation.before import USUAL
from itu_catalog.citation.words import PLACES
from itu_catalog.grammar import RADIO_SERIES, TELECOM_SERIES, compiled, fold
from itu_catalog.identifier import _of, is_canonical
from itu_catalog.parsing import read_at, read_usual

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.identifier import Identifier

__all__ = ["Known", "names_publisher", "read_changed", "read_written", "tail_of"]

_GAP = r"(?: |[ \t]{0,3}\r?\n[ \t]{0,40})"  # a blank, or where a line ends
_DATE = r"(?:(?:0?[1-9]|1[0-2])[/-])?(?:19|20)?[0-9]{2}"
# A number with what usually belongs to it …
_TAIL = re.compile(
    r"((?:/[A-Z]\.[0-9]{1,5}(?:\.[0-9]{1,4})?)?(?:-[0-9]{1,2}(?![0-9]))?"
    rf"(?:{_GAP}?[(\[]{_DATE}[)\]]|:(?:19|20)[0-9]{{2}}(?![0-9])|,{_GAP}(?:[A-Z][a-z]{{2,8}}\.?{_GAP})?(?:19|20)[0-9]{{2}}(?![0-9/-]))?"
    r"(,? (?:Annex|Appendix|Amd\.|Amendment|Cor\.|Corrigendum|Technical Cor\.|Technical Corrigendum|Suppl\.|Supplement) ?(?:[A-Z][0-9]?|[IVX]{1,4}|[0-9]{1,2})"
    rf"(?: \({_DATE}\))?)?)"
    # … its twin and a place in it, which stand beside …
    r"(?: \| ((?:ISO(?:/IEC)?|IEC) [0-9]{3,5}(?:-[0-9]{1,3})?(?::(?:19|20)[0-9]{2})?))?"
    r"(?:, ((?:clause|section|table|figure|Section|Table|Figure) [0-9]{1,3}(?:\.[0-9]{1,3}){0,4}))?"
    # … and nothing behind that could: the end of a sentence, a closing bracket or quotation mark, a word (which is
    # looked up), a wide gap, the end of a paragraph.
    r"(?=[)\]}\"”»’'*_`>]{0,3}[.;:!?](?:\s|\Z|[)\]\"”»’'])"
    r"|[)\]\"”»’]{1,3},?(?:\s{1,60}(?:[^\W\d_]|[(\[\"“]?[^\W\d_]{2}|\[\d{1,2}\])|\Z)"
    r"|[*_`>]{0,3},?\s{1,60}(?:(?=[A-Z]{1,3}\.[0-9]|[gh]\.[0-9]{3}|ITU-[TR] )|[(\[\"“'«]?([^\W\d_]{2,}|[a-z])(?!\w|-(?![A-Za-z]{2})|['’/]|\.\S|\s?[-.]?[0-9])|\[\d{1,2}\])"
    r"|/(?:[A-Z]{2,}|[a-z]{2,})|-(?![Ss]er)[A-Za-z]{3}|v[0-9]"
    r"|[*_`>]{0,3}(?:\s{0,60}\Z|(?:[ \t]{4}|\t)(?![ \t]{0,40}[(\[])|[ \t]{0,3}\r?\n[ \t]{0,20}\r?\n))"
)
_MORE = frozenset(
    "bis ter quater series serie série edition of from by de der des du del della di da implementers "
    "implementors implementer implementor technical errata fe iso iec etsi recommendation "
    "recommendations red blue white yellow orange green test electronic attachment software".split()
)
_PLAIN = re.compile(
    r"([A-Z]{1,3})\.((?:0|000|[1-9][0-9]{0,4})(?:\.(?:0|[1-9][0-9]{0,3})){0,3})(-(?:0|[1-9]|[1-3][0-9]))?"
    r"(?: \((?:(?:0[1-9]|1[0-2])/)?(?:19|20)[0-9]{2}\))?"
).fullmatch
_SECTORS = {"CCITT": "ITU-T", "CCIR": "ITU-R"} | {
    f"{name}{hyphen}{letter}": sector
    for name, letter, sector in (
        ("ITU", "T", "ITU-T"),
        ("UIT", "T", "ITU-T"),
        ("МСЭ", "Т", "ITU-T"),
        ("ITU", "R", "ITU-R"),
        ("UIT", "R", "ITU-R"),
        ("МСЭ", "R", "ITU-R"),
    )
    for hyphen in "-\u2010\u2011\u2012\u2013"
}
_PART = re.compile(
    r"([A-Z]\.[0-9.]{1,12}(?: \([0-9/]{4,7}\))?),? (Annex|Appendix|Amd\.|Amendment|(?:Technical )?(?:Cor\.|Corrigendum)|Suppl\.|Supplement)"
    r" ([A-Z0-9]{1,4})( \([0-9/]{4,7}\))?"
).fullmatch
_PRINTED = {
    "Amendment": "Amd.",
    "Appendix": "App.",
    "Corrigendum": "Cor.",
    "Technical Corrigendum": "Technical Cor.",
    "Supplement": "Suppl.",
}
_MANY = 10_000
_SUFFIXES = frozenset("bis ter quater series serie série серии attachment electronic test software".split())
_AND = frozenset("and or to et ou und oder y o e и или".split())
_LABEL = re.compile(r"[.,]?\s{0,3}(?:[0-9IVXA-Z(]|the |la |l'|de |n[o°º]|№)").match


@lru_cache(maxsize=4096)
def _continues(word: str) -> bool:
    """Whether a word behind a number may belong to it: a change, a part, a date, a place in the text."""
    plain = fold(word)
    return (
        plain.lower() in PLACES
        or plain.lower() in _MORE
        or compiled("step_word").match(plain) is not None
        or compiled("month_name").fullmatch(plain) is not None
        or compiled("place").fullmatch(plain) is not None
    )


def tail_of(text: str, end: int) -> tuple[int, int, str | None, str | None] | None:
    """Return how far a number reaches and how far is understood, its twin and its place; None where more may belong to it."""
    tail = _TAIL.match(text, end)
    if tail is None:
        return None
    _, changed, twin, locator, word = tail.groups()
    if word is not None:
        if changed and word in _AND:
            return None  # "Amd. 1 and Amd. 2"
        if _continues(word) and (word in _SUFFIXES or _LABEL(text, tail.end(5))):
            return None
    elif (
        changed and text.startswith(",", tail.end()) and not text.startswith((", ITU-", ", Rec"), tail.end())
    ):
        return None
    return tail.end(1), tail.end(), twin, locator


class Known(NamedTuple):
    """What is written in the usual manner, read."""

    identifier: Identifier
    explicit: bool
    named: bool
    """Whether it names the ITU, or one of its predecessors."""


@lru_cache(maxsize=8192)
def read_written(prefix: str, number: str, sector: str | None) -> Known | None:
    """Read what is written in the usual manner; in texts, the same citations come again and again.

    >>> read_written("Rec. ITU-T ", "X.509 (10/2019)", None).identifier
    Identifier('ITU-T X.509 (10/2019)')
    """
    number = _on_one_line(number)
    plain = _read_plain(prefix, number, sector)
    if plain is not None:
        return plain
    written = prefix + number
    # In prose "H.323/H.245" are two works, which only the reader knows.
    usual = None if "/" in written.partition("(")[0] else read_usual(written)
    if usual is not None:
        return Known(*usual, names_publisher(prefix))
    found = read_at(written, fold(written), 0, sector)
    if found is None or found.end != len(written):
        return None
    return Known(found.reference.identifier, found.explicit, names_publisher(prefix))


@lru_cache(maxsize=1024)
def read_changed(prefix: str, number: str, change: str) -> Identifier | None:
    """Read a text of ITU-T and a change of it, both as they are printed.

    >>> read_changed("Rec. ITU-T ", "X.509 (10/2019)", " Cor. 1")
    Identifier('ITU-T X.509 (10/2019) Cor. 1')
    """
    plain = _read_plain(prefix, _on_one_line(number), None)
    if plain is None or not plain.named:
        return None
    if not change:
        return plain.identifier
    canonical = f"{plain.identifier}{change}"
    return _of(canonical) if _sector_of(prefix) == "ITU-T" and is_canonical(canonical) else None


def _on_one_line(number: str) -> str:
    return " ".join(number.split()) if "\n" in number else number


def _read_plain(prefix: str, number: str, sector: str | None) -> Known | None:
    """Read a number, and maybe a date, that are written as they are printed; None where there is any doubt."""
    plain = _PLAIN(number)
    if plain is None:
        return _read_part(prefix, number, sector)
    if not _is_usual(prefix):
        return None
    series, digits, revision = plain.groups()
    sector = _sector_of(prefix) or (None if revision else _sector_by_number(series, digits, sector))
    if sector == "ITU-T":
        if len(series) > 1 or series not in TELECOM_SERIES or revision:
            return None
    elif (
        sector != "ITU-R" or series not in RADIO_SERIES or not digits.isdigit() or not 0 < int(digits) < _MANY
    ):
        return None
    return Known(_of(f"{sector} {number}"), bool(prefix), names_publisher(prefix))


def _read_part(prefix: str, number: str, sector: str | None) -> Known | None:
    """Read a number of ITU-T and a change or a part of it, whose name may be written out."""
    part = _PART(number)
    plain = _read_plain(prefix, part[1], sector) if part else None
    if part is None or plain is None or _sector_of(prefix) != "ITU-T":
        return None
    canonical = f"{plain.identifier} {_PRINTED.get(part[2], part[2])} {part[3]}{part[4] or ''}"
    return plain._replace(identifier=_of(canonical)) if is_canonical(canonical) else None


@lru_cache(maxsize=256)
def _is_usual(prefix: str) -> bool:
    return all(word in USUAL for word in prefix.split(" ")[:-1]) and len(_sectors_in(prefix)) <= 1


@lru_cache(maxsize=256)
def _sector_of(prefix: str) -> str | None:
    return next(iter(_sectors_in(prefix)), None)


def _sectors_in(prefix: str) -> set[str]:
    return {_SECTORS[word] for word in prefix.split() if word in _SECTORS}


def _sector_by_number(series: str, number: str, sector: str | None) -> str | None:
    """Return the sector that a number without one belongs to, as far as it is beyond doubt; see `heads`."""
    if len(series) > 1:
        return "ITU-R"
    if series not in RADIO_SERIES or "." in number:
        return "ITU-T"
    sectors = numbers.sectors_of(series, number)
    return f"ITU-{sectors[0]}" if len(sectors) == 1 else sector


def names_publisher(prefix: str) -> bool:
    """Whether usual words name the ITU, CCITT or CCIR."""
    return "IT" in prefix or "CC" in prefix or "МСЭ" in prefix
