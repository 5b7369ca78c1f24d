"""The heads of identifiers: what stands between the prefix and the first date.

Each function tries to read one kind of head at the reader's place and returns it, or None when it is not there;
`HEADS` is the order in which they are tried, the more specific first.

>>> [read.__name__ for read in HEADS][:3]
['_guide', '_series_supplement', '_range']
"""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import frozen

from itu_catalog import numbers
from itu_catalog.grammar import (
    LONGEST_SHORT_RANGE,
    RADIO_SERIES,
    STEP_WORDS,
    SUBSERIES_HEADS,
    TELECOM_SERIES,
    compiled,
    fold,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from itu_catalog.reading import Reader

__all__ = ["HEADS", "Head", "read_head", "sector_of_series", "step_names"]

_SHARED_SERIES = frozenset(set(TELECOM_SERIES) & set(RADIO_SERIES))
"""Letters that both sectors use: F, M, P, S and V."""
_LAST_GROUP = {"ITU-T": 21, "ITU-R": 12, "ITU-D": 2}
"""The highest study group number each sector ever had."""
_ALL_ZEROS = "000"
"""D.000 is a number of its own, not D.0 with zeros."""
_MOST_NAMES = 4
"""Numbers one text may bear: E.164/I.331/Q.11 bis bears three, the most so far."""
_FIRST_RADIO_NUMBER = 100
"""ITU-R's Recommendations without their series count from here; below are Handbooks."""
_POINTED = re.compile(r"[A-Za-z]{1,3} ?\.").match
_LETTER_FOR_DIGIT = re.compile("[OoIl][0-9]+").match
_DIGIT_MEANT = str.maketrans("OoIl", "0011")
_MOST_REVISIONS = 39
# A number that no other kind of head begins with: no range, no sub-series, no draft, no Resolution, no Question.
_IS_USUAL = re.compile(
    rf"(?!R\.|(?:{'|'.join(map(re.escape, sorted(SUBSERIES_HEADS)))})(?![0-9]))"
    r"[A-Z]{1,3}\.[0-9]{1,5}(?:\.[0-9]{1,4}){0,3}"
    r"(?=\Z|[,;:)\]'\"]|\.(?:[\s)]|\Z)| ?[(|\[]| (?!se|sé|si|se|Se|SE|[^\x00-\x7f]|su|Su|SU|rec|Rec|REC)[A-Za-z])"
).match
_RENUMBERED = {"L": (100, 100), "Y": (4000, 3000)}
"""Series that ITU renumbered, printing the new number and the old: new ones from the first bound on, old ones below
the second."""
_STEP_TESTS = tuple(
    (name, re.compile("|".join(fold(word) for word in words), re.IGNORECASE))
    for name, words in STEP_WORDS.items()
)


@lru_cache(maxsize=256)
def step_names(word: str) -> tuple[str, ...]:
    """Return the kinds, as printed, that `word` (folded) can introduce; a few words introduce two.

    >>> step_names("Corrigendum"), step_names(fold("дополнение"))
    (('Cor.',), ('Suppl.', 'App.'))
    """
    return tuple(name for name, test in _STEP_TESTS if test.fullmatch(word))


@frozen
class Head:
    """A head as printed, up to its first date.

    Attributes:
        text: canonical, without the sector where that stands before it.
        sector: what it decides; None when it does not, or when `text` already says it.
        series: the letters of its first number.
        number: its first number, without blanks.
    """

    text: str
    sector: str | None
    series: str = ""
    number: str = ""


def read_head(reader: Reader) -> Head | None:
    """Read the head at the reader's place; None when there is none of any kind."""
    if reader.word is not None:
        return _numbered(reader)
    usual = reader.finding and _IS_USUAL(reader.folded, reader.place, reader.end)
    for read in _USUAL_HEADS if usual else HEADS:
        place = reader.place
        head = read(reader)
        if head is not None:
            return head
        reader.place = place
    return None


def _numbered(reader: Reader) -> Head:
    """Read what follows Report, Question, Resolution, Handbook or Opinion."""
    word = reader.word
    reader.skip(" .")
    if word == "question":
        head = _group_question(reader) or _any_question(reader)
        if head is None:
            reader.refuse("a Question has a number and a study group", expected="a number like 3/17")
        return head
    if word == "report":
        head = _designations(reader)
        if head is None or head.sector == "ITU-T":
            reader.refuse("only ITU-R numbers its Reports like this", expected="a number like M.2410-0")
        return Head(f"Report ITU-R {head.text}", None)
    if word == "handbook":
        match = reader.take("handbook_number")
        if match is None or reader.sector not in (None, "ITU-R"):
            reader.refuse("only ITU-R numbers its Handbooks", expected="a number like ITU-R 42")
        return Head(f"Handbook ITU-R {match['number']}", None)
    reader.take("sector_letter")
    match = reader.take("plain_revised")
    sector = reader.sector or ("ITU-R" if word == "opinion" else None)
    if match is None or sector is None or sector == "ITU-D" or (word == "opinion" and sector != "ITU-R"):
        reader.refuse_hint(
            f"a{'n' if word == 'opinion' else ''} {word} has a number and a sector",
            "a number like ITU-R 1-8",
        )
    return Head(
        f"{str(word).capitalize()} {sector} {match['number']}{_plain_revision(match['revision'])}", None
    )


def _guide(reader: Reader) -> Head | None:
    match = reader.take("guide_word")
    if match is not None:
        reader.skip(" ")
        reader.prefix()
        head = _designations(reader)
        if head is None or not head.number:
            return None
        return Head(f"{head.series}.Imp{head.number}", "ITU-T")
    match = reader.take("spelled_guide")
    if match is None:
        return None
    number = match["number"]
    if not number[0].isdigit():
        number = number.upper() if number.islower() else number
    return Head(f"{match['series'].upper()}.Imp{number}", "ITU-T")


def _series_supplement(reader: Reader) -> Head | None:
    match = reader.take("spelled_supplement")
    if match is None or reader.sector in ("ITU-R", "ITU-D"):
        return None
    label = _plain_number(match["supplement"])
    scope = _scope(reader, match)
    if scope is None:
        return None
    _take_scope_words(reader)
    return Head(f"{scope} Suppl. {label}", "ITU-T")


def _scope(reader: Reader, match: re.Match[str]) -> str | None:
    """Return what a Supplement supplements, as printed; None when that is one Recommendation."""
    if match["bare"]:
        letter = match["bare"].upper()
        return letter if letter in TELECOM_SERIES and (reader.explicit or match["bare"].isupper()) else None
    sub = match["sub"]
    if sub:
        letter, rest = sub[0].upper(), sub[1:]
        if rest.startswith("."):
            return f"{letter}{rest}-series" if f"{letter}{rest}" in SUBSERIES_HEADS else None
        first, _, last = rest.lstrip("-").partition("-")
        return f"{letter}.{first}-{letter}.{last}-series" if last else f"{letter}.{first}-series"
    return _set_name(match)


def _set_name(match: re.Match[str]) -> str | None:
    letter = (match["first"] or match["last"]).upper()
    number, until = match["number"] or match["number2"], match["until"]
    if match["tens"] and number:
        number += "0" * len(match["tens"])
    if number is None:
        return letter
    return f"{letter}.{number}-{letter}.{until}-series" if until else f"{letter}.{number}-series"


def _take_scope_words(reader: Reader) -> None:
    """Skip ``to ITU-T Y.4000 series`` after a Supplement; the scope is a place, not identity."""
    place = reader.place
    if reader.take("belongs"):
        reader.skip(" ")
        reader.take("organization")
        reader.skip(" ")
        reader.take("recommendation_word")
        reader.skip(" ")
        if reader.take("spelled_set") or reader.take("scope_tail"):
            reader.locator = reader.text[place : reader.place].strip()
            return
    reader.place = place


def _range(reader: Reader) -> Head | None:
    if reader.finding:
        return None  # in prose both ends of a range are citations of their own
    match = reader.take("spelled_range")
    if match is None or reader.sector in ("ITU-R", "ITU-D"):
        return None
    series, first = match["series"].upper(), _plain_number(match["first"])
    if match["series2"]:
        if match["series2"].upper() != series:
            return None
        last = _plain_number(match["last"])
    elif "." in first:
        if not 0 < int(match["last2"]) - int(first.rpartition(".")[2]) <= LONGEST_SHORT_RANGE:
            return None  # G.992.1-99, G.984.3-2014
        return Head(f"{series}.{first}-{int(match['last2'])}", "ITU-T", series, first)
    else:
        last = match["last2"]
        if len(last) < len("139") or (len(last) == len("2019") and last[:2] in ("19", "20")):
            return None  # a revision, a year, two digits of a year
    if _number_key(last) <= _number_key(first):
        return None
    return Head(f"{series}.{first}-{series}.{last}", "ITU-T", series, first)


def _set(reader: Reader) -> Head | None:
    match = reader.take("spelled_set")
    if match is None:
        return None
    name = _set_name(match)
    letter = str(name).partition(".")[0].removesuffix("-series")
    sector = sector_of_series(reader, letter)
    if name is None or sector is None or match["until"] or (sector == "ITU-R" and "." in name):
        return None
    reader.skip(" ")
    reader.take("recommendation_word")
    return Head(name if name.endswith("-series") else f"{name}-series", sector)


def sector_of_series(reader: Reader, letters: str) -> str | None:
    """Return the sector that has a series `letters`; the ITU-T one when both have and nothing else is said."""
    if reader.sector != "ITU-R" and len(letters) == 1 and letters in TELECOM_SERIES:
        return "ITU-T"
    return "ITU-R" if letters in RADIO_SERIES and reader.sector != "ITU-T" else None


def _group_question(reader: Reader) -> Head | None:
    match = reader.take("group_question")
    if match is None or (match["again"] and int(match["again"]) != int(match["group"])):
        return None
    return _question(reader, match["number"], match["group"])


def _plain_question(reader: Reader) -> Head | None:
    """Read ``234-1/7`` and ``Q3/17``."""
    if reader.folded[reader.place : reader.place + 1] in "qQ" or reader.sector in ("ITU-R", "ITU-D"):
        return _any_question(reader)
    return None


def _any_question(reader: Reader) -> Head | None:
    match = reader.take("spelled_question")
    return None if match is None else _question(reader, match["number"], match["group"])


def _question(reader: Reader, number: str, group: str) -> Head | None:
    sector = reader.sector
    if group.isdigit():
        group = str(int(group))
        if sector and not 1 <= int(group) <= _LAST_GROUP[sector]:
            reader.refuse(f"{sector} never had a study group {group}")
        if sector is None:
            possible = [name for name, last in _LAST_GROUP.items() if int(group) <= last]
            sector = possible[0] if len(possible) == 1 else None
    else:
        sector = sector or "ITU-T"  # Roman numerals are CCITT's
    stem, dash, revision = number.partition("-")
    plain = str(int(stem)) + (f"-{int(revision)}" if dash else "")
    return Head(f"Question {f'{sector} ' if sector else ''}{plain}/{group}", None)


def _radio_resolution(reader: Reader) -> Head | None:
    """Read ``ITU-R R.1-2``: in ITU-R's lists R is no series but the word Resolution."""
    match = reader.take("radio_resolution") if reader.sector == "ITU-R" else None
    return match and Head(f"Resolution ITU-R {match['number']}{_plain_revision(match['revision'])}", None)


def _radio_draft(reader: Reader) -> Head | None:
    if reader.sector != "ITU-R":
        return None
    match = reader.take("radio_draft")
    return None if match is None else Head(match[0], "ITU-R")


def _designations(reader: Reader) -> Head | None:
    """Read one number, or several that one text bears: ``G.709/Y.1331``."""
    first = _designation(reader)
    if first is None:
        return None
    names, sectors = [first], {first.sector}
    # One text, one sector; and joint numbers are ITU-T's, but for letters that it does not have.
    joint = compiled("joint").match(reader.folded, reader.place, reader.end)
    said, reader.sector = reader.sector, first.sector or ("ITU-T" if joint else None)
    while len(names) < _MOST_NAMES:
        place = reader.place
        if reader.take("joint") is None:
            break
        if reader.finding and _POINTED(reader.folded, reader.place) is None:
            reader.place = place  # "V.90/K56"
            break
        following = _designation(reader)
        again = following is not None and following.series == first.series
        if following is not None and again and reader.finding and _is_renumbered(first, following):
            again = False
        if following is None or (again and (reader.finding or len(names) > 1)):
            reader.place = place  # G.652/G.657 in prose, X.509/X.510/X.511 anywhere: several works
            break
        names.append(following)
        sectors.add(following.sector)
    reader.sector = said
    if len(names) > 1:
        sectors.discard(None)
    if len(sectors) > 1:
        reader.refuse("its numbers belong to two sectors")
    return Head(
        "/".join(name.text for name in names),
        sectors.pop() if sectors else None,
        first.series,
        first.number,
    )


def _is_renumbered(first: Head, second: Head) -> bool:
    """Whether two numbers of a series are the new and the old one of one text: ``L.400/L.12``, ``Y.4000/Y.2060``."""
    bounds = _RENUMBERED.get(first.series)
    new, old = (name.number.partition(".")[0] for name in (first, second))
    if bounds is None or not new.isdigit() or not old.isdigit():
        return False
    return int(new) >= bounds[0] and int(old) < bounds[1]


def _designation(reader: Reader) -> Head | None:
    begin = reader.place
    match = reader.take("spelled_designation")
    if match is None:
        return None
    series, separator, number = match["series"].upper(), match["separator"], _plain_number(match["number"])
    # In prose a point and a blank end a sentence: "H.265. 2 of them".
    if reader.finding and " " in match["number"]:
        number = match["number"].partition(" ")[0].rstrip(".")
        reader.place = match.start("number") + len(number)
    slip = _LETTER_FOR_DIGIT(reader.folded, reader.place, reader.end)
    if slip is not None:
        digits = slip[0].translate(_DIGIT_MEANT)
        meant = f"{series}.{number}{digits}"
        reader.refuse(f"a letter {slip[0][0]} stands among the digits", at=reader.place, suggestion=meant)
    sector = reader.sector
    if not reader.explicit and (separator == "-" or (match["series"].islower() and separator == ". ")):
        return None  # X-509 and p. 12 without a word about the ITU are anything
    if "." not in separator and not _dot_is_dispensable(reader, series, separator, number):
        return None
    suffix = _suffix(reader, series, number)
    if sector is None:
        sector = _sector_by_evidence(reader, series, number, suffix)
    elif sector == "ITU-D":
        reader.refuse("of ITU-D only Questions are known", at=begin)
    if not reader.explicit and not (series in TELECOM_SERIES or series in RADIO_SERIES):
        return None
    _check_series(reader, series, sector, begin)
    revision = _revision(reader, series, number, sector)
    if revision:
        sector = "ITU-R"
        _check_series(reader, series, sector, begin)
    return Head(f"{series}.{number}{suffix}{revision}", sector, series, number + suffix.strip())


def _dot_is_dispensable(reader: Reader, series: str, separator: str, number: str) -> bool:
    """Whether ``H264``, ``G 711`` or ``BT-601`` may lack its point: not when A4 or M2 could be meant."""
    leading = number.partition(".")[0]
    if reader.sector == "ITU-R" or series not in TELECOM_SERIES:
        return len(leading) >= len("601") and series in RADIO_SERIES
    if separator == "-" and compiled("subseries_tail").match(reader.folded, reader.place - len(number) - 1):
        return False
    if reader.explicit and len(leading) >= len("25"):
        return True
    return (reader.explicit or len(leading) >= len("25")) and numbers.assigned("T", series, number)


def _suffix(reader: Reader, series: str, number: str) -> str:
    """Read what follows a number and belongs to it, as printed: `` bis``, `` R``, `` B``, ``a``."""
    place = reader.place
    match = reader.take("spelled_suffix")
    if match is None:
        return ""
    if match["latin"]:
        return f" {match['latin'].strip(' -').lower()}"
    letter = match[0].strip()
    if match["regional"] and series in ("D", "E") and len(number) == len("600"):
        return " R"
    if numbers.assigned("T", series, number + letter) and reader.sector != "ITU-R":
        return letter if match["minor"] else f" {letter}"
    reader.place = place
    return ""


def _sector_by_evidence(reader: Reader, series: str, number: str, suffix: str) -> str | None:
    """Decide the sector of a number without prefix: its letters, its shape, what follows, the number table."""
    if len(series) > 1:
        return "ITU-R"
    if series not in _SHARED_SERIES:
        return "ITU-T"
    if suffix or "." in number:
        return "ITU-T"
    if compiled("spelled_revision").match(reader.folded, reader.place, reader.end):
        return "ITU-R"
    if reader.inverted or _followed_by_change(reader):
        return "ITU-T"
    found = numbers.sectors_of(series, number)
    if reader.context and (len(found) != 1):
        return reader.context
    return f"ITU-{found[0]}" if len(found) == 1 else None


def _followed_by_change(reader: Reader) -> bool:
    """Whether an amendment, corrigendum or the like follows, which only ITU-T texts have."""
    gap = compiled("step_date").match(reader.folded, reader.place, reader.end)
    match = gap and compiled("spelled_step").match(reader.folded, gap.end(), reader.end)
    names = step_names(match["word"]) if match else ()
    return bool(names) and names[0] not in ("Annex", "App.")


def _check_series(reader: Reader, series: str, sector: str | None, at: int) -> None:
    """Refuse a series the sector does not have."""
    if sector == "ITU-R" and series not in RADIO_SERIES:
        reader.refuse(
            f"{series} is no ITU-R series",
            at=at,
            suggestion=_swapped(reader, "ITU-T", at) if series in TELECOM_SERIES else None,
        )
    if sector == "ITU-T" and (len(series) > 1 or series not in TELECOM_SERIES):
        known = series in RADIO_SERIES
        reader.refuse(
            reader.hint() or f"{series} is no ITU-T series",
            at=at,
            suggestion=_swapped(reader, "ITU-R", at) if known else None,
        )


def _swapped(reader: Reader, sector: str, at: int) -> str | None:
    """Suggest the same number in the other sector."""
    match = compiled("any_designation").search(reader.folded, at, reader.end)
    return f"{sector} {match[0].upper()}" if match else None


def _revision(reader: Reader, series: str, number: str, sector: str | None) -> str:
    """Read ``-14``; four digits are a year and left alone."""
    if series not in RADIO_SERIES:
        return ""
    if sector == "ITU-T":
        if numbers.sectors_of(series, number) == ("R",):
            match = compiled("spelled_revision").match(reader.folded, reader.place, reader.end)
            if match is not None:  # not dropped, not even by the finder
                meant = f"ITU-R {series}.{number}-{int(match['number'])}"
                reader.refuse("only texts of ITU-R have revisions", at=reader.place, suggestion=meant)
        return ""
    place = reader.place
    match = reader.take("spelled_revision")
    if match is None:
        return ""
    if int(match["number"]) > _MOST_REVISIONS:
        reader.refuse(f"{match['number']} is no revision, and a year has four digits", at=place)
    return f"-{int(match['number'])}"


def _radio_number(reader: Reader) -> Head | None:
    """Read ``CCIR Rec. 601-2`` and ``ITU-R 43``: numbers without a series."""
    if reader.sector != "ITU-R" and not (reader.recommends and reader.named and reader.sector is None):
        return None
    place = reader.place
    handbook = reader.take("handbook_number")
    if handbook is not None and handbook["mark"]:
        return Head(f"Handbook ITU-R {handbook['number']}", None)
    reader.place = place
    match = reader.take("radio_number")
    if match is None:
        return None
    number = int(match["number"])
    if number < _FIRST_RADIO_NUMBER and not match["revision"] and not reader.recommends:
        return Head(str(number), "ITU-R")
    revision = _plain_revision(match["revision"])
    found = numbers.series_of_radio_number(number)
    names = [f"ITU-R {series}.{number}{revision}" for series in found]
    if len(found) > 1:
        reader.refuse(f"the number {number} moved between series", candidates=names, at=place)
    if not found:
        reader.refuse(
            f"no ITU-R Recommendation has the number {number}",
            expected=f"the study group if it is a Question, like {match[0]}/6",
        )
    return Head(f"{found[0]}.{number}{revision}", "ITU-R", found[0], str(number))


def _publication(reader: Reader) -> Head | None:
    if reader.sector != "ITU-T" or reader.hint() is not None:
        return None
    match = reader.take("publication")
    return match and Head(match[0], "ITU-T")


def _draft(reader: Reader) -> Head | None:
    match = reader.take("spelled_draft")
    if match is None or reader.sector in ("ITU-R", "ITU-D"):
        return None
    name = match[0].rstrip("._-")
    if not (reader.explicit or name[2:6] == "Sup." or any(mark in "-_0123456789" for mark in name[2:])):
        return None  # J.Smith
    reader.place = match.start() + len(name)
    return Head(name[0].upper() + name[1:], "ITU-T")


HEADS: tuple[Callable[[Reader], Head | None], ...] = (
    _guide,
    _series_supplement,
    _range,
    _set,
    _group_question,
    _radio_draft,
    _radio_resolution,
    _plain_question,
    _designations,
    _radio_number,
    _publication,
    _draft,
)


_USUAL_HEADS = (_designations, *HEADS)


def _plain_number(text: str) -> str:
    """Take blanks and leading zeros out of a number: ``774. 02`` is 774.2."""
    pieces = text.replace(" ", "").split(".")
    return ".".join(piece if piece == _ALL_ZEROS else str(int(piece)) for piece in pieces)


def _plain_revision(text: str | None) -> str:
    return f"-{int(text[1:])}" if text else ""


def _number_key(text: str) -> tuple[int, ...]:
    return tuple(int(piece) for piece in text.split("."))
