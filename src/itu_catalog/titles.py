"""Titles as people quote them behind a citation, and how like two titles are.

>>> quoted_title("X.1045 ”Security service chain architecture”, X.1059", 6).text
'Security service chain architecture'
>>> likeness("Technical framework for user generated information", "Technical framework for user-generated information")
1.0
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from itu_catalog.folding import search_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "Quoted",
    "TitleIndex",
    "is_same",
    "likeness",
    "misquoted",
    "printed_titles",
    "quoted_title",
    "words_of",
]

LONGEST = 400
"""Characters of the longest quotation that is taken for a title; the longest title in the dataset has 296."""

LONGEST_LIST = 6
"""How many places a title without quotation marks is tried to end at."""

PART = 3
"""Words that a part of a title must have to stand for the whole: "Models" alone is the title of nothing."""


class Quoted(NamedTuple):
    """A title in quotation marks: its words with single blanks, and where it stands in the text."""

    text: str
    start: int
    end: int


# --------------------------------------------------------------------------------------------------
# Reading

_CLOSING = {
    "“": '”“"',  # “…“ is in print, too: Council 2017, 3.2, X.1087
    "”": '”“"',  # a closing mark that opens: Council 2020, 3.2, X.1045; also Swedish
    "„": '“”"',
    "‟": '”“"',
    '"': '"”',
    "«": "»",
    "»": "«",
    "``": "''",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    "《": "》",
}
"""Opening quotation mark → what may close it."""

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
_GAP = re.compile(r"\n\s*\n")


def quoted_title(text: str, start: int) -> Quoted | None:
    r"""Return the title quoted right after `start`, in any quotation marks; None when there is none.

    A wrong mark does not matter, nor a twin text, a comma or the word "entitled" before it. A quotation
    longer than 400 characters, or one with a blank line in it, is none.

    >>> quoted_title("X.1402, “Security\nthreats” and", 6)
    Quoted(text='Security threats', start=9, end=25)
    >>> quoted_title("the “Guide to X.805”, X.1085 “Telebiometrics”", 19)
    """
    opening = _BRIDGE.match(text, start, start + 140)
    if opening is None:
        return None
    begin = opening.end()
    closing = _CLOSING[(opening["proper"] or opening["other"]).strip()]
    end = _closed(text, begin, closing)
    if end is None or _GAP.search(text, begin, end):
        return None
    title = " ".join(text[begin:end].split()).strip(" ,;.")
    return Quoted(title, begin, end) if title else None


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
        |\n[ \t]*(?=\n|[-–—•*\[(\d]|Rec(?:ommendation|\.)|ITU\b|ISO\b|IEC\b|[A-Z]{1,2}\.\d)""",
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
    opening = _BESIDE.match(text, start, min(start + 140, end))
    if opening is None:
        return []
    begin = opening.end()
    stop = min(begin + LONGEST, end)
    for closing in _BESIDE_END.finditer(text, begin, stop):
        opened = text.count("(", begin, closing.start()) - text.count(")", begin, closing.start())
        if closing[0] != ")" or not opened:
            stop = closing.start()
            break
    stops = [stop, *(match.start() for match in _BESIDE_COMMA.finditer(text, begin, stop))]
    found = {
        title: Quoted(title, begin, each)
        for each in sorted(stops, reverse=True)[:LONGEST_LIST]
        if (title := " ".join(text[begin:each].split()).strip(" ,;.*_"))
    }
    return list(found.values())


def _closed(text: str, begin: int, closing: str) -> int | None:
    """Return where the quotation ends."""
    window = text[begin : begin + LONGEST]
    if closing == "''":
        place = window.find(closing)
    else:
        # An apostrophe closes nothing: ‘the implementor’s guide’.
        places = (
            place
            for place, char in enumerate(window)
            if char in closing and not (char in "’‘" and window[place + 1 : place + 2].isalpha())
        )
        place = next(places, -1)
    return begin + place if place > 0 else None


# --------------------------------------------------------------------------------------------------
# Comparing

_NOT_WORD = re.compile(r"[^\w&+]+")
_APOSTROPHES = re.compile(r"[’'‘ʼ]s?\b")
_SEPARATOR = re.compile(r"\s+[–—-]\s+|:\s+|\s+/\s+")

_VARIANTS = {"&": "and", "implementor": "implementer", "organisation": "organization", "programme": "program"}
"""Spellings that ITU itself does not keep apart, without their plural."""


def _word(word: str) -> str:
    """Take the plural off: ITU prints *telecommunication* and *telecommunications* organizations alike."""
    if len(word) > 3 and word.endswith("s") and word[-2] not in "sui":  # noqa: PLR2004 - "gas", "bus", "basis"
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return _VARIANTS.get(word, word)


@lru_cache(4096)
def words_of(title: str) -> tuple[str, ...]:
    r"""Return the words of a title as they are compared: no case, accents, marks, hyphens or plurals.

    >>> words_of("Implementor’s guide – TTCN-3 «extensions»")
    ('implementer', 'guide', 'ttcn', '3', 'extension')
    """
    text = _NOT_WORD.sub(" ", _APOSTROPHES.sub("", search_key(title)))
    return tuple(_word(word) for word in text.split())


@lru_cache(4096)
def _forms(title: str) -> tuple[tuple[str, ...], ...]:
    """Return the whole of a title and its last parts; "Information technology – …" is often left out."""
    starts = [0, *(match.end() for match in _SEPARATOR.finditer(title))]
    forms = [words_of(title[start:]) for start in starts]
    return (forms[0], *(form for form in forms[1:] if len(form) >= PART))


def is_same(quoted: str, title: str) -> bool:
    """Whether two titles are the same, whole, but for what `words_of` leaves out.

    >>> is_same("MODELS", "Models"), is_same("The Directory: Models", "Models")
    (True, False)
    """
    return words_of(quoted) == words_of(title)


def likeness(quoted: str, title: str) -> float:
    """Return how like a quoted title is to a title, from 0 to 1: `difflib`'s ratio over their words.

    Either may lack the first parts of the other, up to a dash or colon: "The Directory: …" without
    "Information technology – Open Systems Interconnection –", "Base title: Amendment 1 - Own title".

    >>> round(likeness("Security threats to distributed ledgers", "Security threats of distributed ledgers"), 2)
    0.8
    """
    mine, theirs = _forms(quoted), _forms(title)
    if mine[0] in theirs or theirs[0] in mine:
        return 1.0 if mine[0] else 0.0
    return max(_ratio(mine[0], form) for form in theirs)


_TYPOGRAPHY = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\xad": None}
)
"""Marks of which print has several: comparing to the letter does not tell them apart either."""


def misquoted(quoted: str, title: str) -> tuple[tuple[str, str], ...]:
    """Return what differs, to the letter, between a quotation and the title it is like: pairs of words.

    For titles whose `likeness` is 1: what that forgives is told here, but for the first parts that either may
    lack, blanks, and the sort of dash and apostrophe.

    >>> misquoted("Rules for user generated Data", "Rules for user-generated data")
    (('user generated Data', 'user-generated data'),)
    >>> misquoted("The Directory – Models", "Open Systems Interconnection – The Directory: Models")
    (('Directory –', 'Directory:'),)
    >>> misquoted("The Directory: Models", "Open Systems Interconnection – The Directory: Models")
    ()
    """
    pairs = [
        (mine, theirs)
        for mine, theirs in (
            *((quoted, part) for part in _parts(title)),
            *((part, title) for part in _parts(quoted)),
        )
        if words_of(mine) == words_of(theirs)
    ]
    if not pairs or any(_letters(mine) == _letters(theirs) for mine, theirs in pairs):
        return ()
    mine, theirs = (part.split() for part in pairs[0])
    steps = SequenceMatcher(None, _letters(pairs[0][0]), _letters(pairs[0][1]), autojunk=False).get_opcodes()
    differing = []
    for tag, begin, end, start, stop in steps:
        if tag != "equal":
            before = int((begin == end or start == stop) and begin > 0 and start > 0)  # something to stand on
            differing.append((" ".join(mine[begin - before : end]), " ".join(theirs[start - before : stop])))
    return tuple(differing)


def _parts(title: str) -> list[str]:
    """Return a title and its last parts."""
    return [title, *(title[match.end() :] for match in _SEPARATOR.finditer(title))]


def _letters(title: str) -> list[str]:
    """Return the words of a title as they are compared to the letter."""
    return title.translate(_TYPOGRAPHY).split()


def _ratio(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


# --------------------------------------------------------------------------------------------------
# Looking for the title among many

_SHARED = 0.6
"""The share of its words that a title must have in common with the one looked for, to be compared at all."""

_COMMON = 0.2
"""A word in more of the titles than this share tells nothing ("for", "of") and is not looked up."""


class TitleIndex:
    """Many titles by their words, to find the few that may be like a given one.

    >>> index = TitleIndex([("A", "Quantum noise generators"), ("B", "Paper clips of all sizes and colours")])
    >>> list(index.near("Quantum noise generator"))
    ['A']
    """

    def __init__(self, titles: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a key and a title."""
        self._keys: list[str] = []
        self._having: dict[str, list[int]] = defaultdict(list)
        for place, (key, title) in enumerate(titles):
            self._keys.append(key)
            for word in set(words_of(title)):
                self._having[word].append(place)

    def near(self, title: str) -> Iterator[str]:
        """Yield the keys of titles that share most words with `title`, each once, the likeliest first."""
        words = set(words_of(title))
        bound = max(_COMMON * len(self._keys), 50)
        telling = [word for word in words if len(self._having.get(word, ())) <= bound]
        shared = Counter(place for word in telling for place in self._having.get(word, ()))
        enough = _SHARED * len(telling)
        found = [place for place, count in shared.most_common() if count >= enough]
        return iter(dict.fromkeys(self._keys[place] for place in found))
