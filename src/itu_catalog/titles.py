"""How like two titles are, and looking for the like of one among many.

>>> likeness("Technical framework for user generated information", "Technical framework for user-generated information")
1.0
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from itu_catalog.folding import search_key
from itu_catalog.punctuation import APOSTROPHES, PLAIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LONGEST", "TitleIndex", "is_same", "likeness", "misquoted", "words_of"]

K = TypeVar("K")

LONGEST = 400
"""Characters of the longest quotation that is taken for a title; the longest title in the dataset has 296."""

PART = 3
"""Words that a part of a title must have to stand for the whole: "Models" alone is the title of nothing."""

_COMPARED = 1000
"""Characters of a title that are compared: of longer ones, which nobody prints, the beginning."""

# --------------------------------------------------------------------------------------------------
# Comparing

_NOT_WORD = re.compile(r"[^\w&+]+")
_POSSESSIVE = re.compile(rf"['{APOSTROPHES}]s?\b")
_SEPARATOR = re.compile(r"\s+[–—-]\s+|:\s+|\s+/\s+")

_VARIANTS = {
    "&": "and",
    "behaviour": "behavior",
    "centre": "center",
    "colour": "color",
    "fibre": "fiber",
    "implementor": "implementer",
    "labelling": "labeling",
    "metre": "meter",
    "programme": "program",
    "signalling": "signaling",
}
"""Spellings that ITU itself does not keep apart, without their plural."""

_REMEMBERED = 4096
"""Titles, and pairs of them, whose comparison is remembered."""


@lru_cache(1 << 15)
def _word(word: str) -> str:
    """Take the plural off: ITU prints *telecommunication* and *telecommunications* organizations alike."""
    if len(word) > 3 and word.endswith("s") and word[-2] not in "sui":  # noqa: PLR2004 - "gas", "bus", "basis"
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    return _VARIANTS.get(word) or word.replace("isation", "ization")


@lru_cache(_REMEMBERED)
def words_of(title: str) -> tuple[str, ...]:
    r"""Return the words of a title as they are compared: no case, accents, marks, hyphens or plurals.

    >>> words_of("Implementor’s guide – TTCN-3 «extensions»")
    ('implementer', 'guide', 'ttcn', '3', 'extension')
    """
    text = _NOT_WORD.sub(" ", _POSSESSIVE.sub("", search_key(title)))
    return tuple(map(_word, text.split()))


@lru_cache(_REMEMBERED)
def _forms(title: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a title and of its last parts; "Information technology – …" is often left out."""
    words: tuple[str, ...] = ()
    forms = []
    for part in reversed(_SEPARATOR.split(title[:_COMPARED])):
        words = words_of(part) + words
        forms.append(words)
    return (forms.pop(), *(form for form in reversed(forms) if len(form) >= PART))


def is_same(quoted: str, title: str) -> bool:
    """Whether two titles are the same, whole, but for what `words_of` leaves out.

    >>> is_same("MODELS", "Models"), is_same("The Directory: Models", "Models")
    (True, False)
    """
    return words_of(quoted) == words_of(title)


@lru_cache(_REMEMBERED)
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


def _ratio(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Return `difflib`'s ratio, quickly where the words that both have stand in one order in both."""
    both = {*one} & {*other}
    mine, theirs = ([word for word in words if word in both] for words in (one, other))
    if mine == theirs and len(mine) == len(both):
        return 2 * len(both) / (len(one) + len(other) or 1)
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


# --------------------------------------------------------------------------------------------------
# To the letter


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
    title = title[:_COMPARED]
    return [title, *(title[match.end() :] for match in _SEPARATOR.finditer(title))]


def _letters(title: str) -> list[str]:
    """Return the words of a title as they are compared to the letter: print has several of some marks."""
    return title.translate(PLAIN).replace("\xad", "").split()


# --------------------------------------------------------------------------------------------------
# Looking for a title among many


class _Form(NamedTuple):
    """A title, or its last parts, as words; `owner` is the place of the title."""

    words: tuple[str, ...]
    each: frozenset[str]
    owner: int


class TitleIndex(Generic[K]):
    """Many titles by their words, to find the few that are like a given one without comparing it with all.

    >>> index = TitleIndex([("A", "Quantum noise generators"), ("B", "Paper clips of all sizes and colours")])
    >>> index.near("Quantum noise generator")
    ((1.0, 'A'),)
    """

    def __init__(self, titles: Iterable[tuple[K, str]]) -> None:
        """Take pairs of a key and a title."""
        self._keys: list[K] = []
        self._forms: list[_Form] = []
        self._having: dict[str, list[int]] = defaultdict(list)
        self._whole: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._answers: dict[tuple[tuple[tuple[str, ...], ...], float], tuple[tuple[float, K], ...]] = {}
        for owner, (key, title) in enumerate(titles):
            self._keys.append(key)
            forms = _forms.__wrapped__(title)  # there are more than are worth remembering
            self._whole[forms[0]].append(owner)
            for words in forms:
                for word in {*words}:
                    self._having[word].append(len(self._forms))
                self._forms.append(_Form(words, frozenset(words), owner))

    def near(self, title: str, at_least: float = 0.8) -> tuple[tuple[float, K], ...]:
        """Return the titles whose `likeness` to `title` is `at_least` so much, with it: the likeliest first."""
        asked = _forms(title), at_least
        found = self._answers.get(asked)
        if found is None:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            best = self._near(*asked)
            places = sorted(best, key=lambda owner: (-best[owner], owner))
            found = self._answers[asked] = tuple((best[owner], self._keys[owner]) for owner in places)
        return found

    def _near(self, forms: tuple[tuple[str, ...], ...], at_least: float) -> dict[int, float]:
        """Return the likeness of every title that is like enough, by its place."""
        words = forms[0]
        if not words:
            return {}
        best = {owner: 1.0 for form in forms for owner in self._whole.get(form, ())}
        twice = len(words) - len({*words})
        # Of n words that are to agree by r with m others, 2 × agreeing ÷ (n + m) ≥ r, where m ≥ agreeing:
        # at least r ÷ (2 – r) × n words agree. So one of the rarest words that may be missing, or the next, does.
        agreeing = math.ceil(at_least / (2 - at_least) * len(words) - 1e-9) - twice
        mine = frozenset(words)
        rarest = sorted(mine, key=lambda word: len(self._having.get(word, ())))
        tried = rarest[: len(mine) - max(agreeing, 1) + 1]
        # The length of the other is bounded, too: n × r ÷ (2 – r) ≤ m ≤ n × (2 – r) ÷ r.
        shortest, longest = agreeing + twice, len(words) * (2 - at_least) / at_least + 1e-9
        for place in {place for word in tried for place in self._having.get(word, ())}:
            theirs, each, owner = self._forms[place]
            if not shortest <= len(theirs) <= longest:
                continue
            shared = len(mine & each) + min(twice, len(theirs) - len(each))
            known = best.get(owner, 0.0)
            if 2 * shared < max(at_least, known) * (len(words) + len(theirs)) - 1e-9:
                continue
            score = _ratio(words, theirs)
            if score >= at_least and score > known:
                best[owner] = score
        return best
