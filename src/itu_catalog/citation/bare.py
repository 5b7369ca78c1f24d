"""What speaks for a number that does not name the ITU: the list it stands in, its paragraph, the words beside it.

The cheap questions come first, since in most texts most things that look like numbers are none. What was decided
about a number once holds for the rest of the text, but for what stands directly before it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from itu_catalog import numbers
from itu_catalog.citation import context
from itu_catalog.citation.record import Reason
from itu_catalog.citation.words import ANOTHERS, FAMOUS, NUMBERED, OFTEN, PLACES, SMALL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.identifier import Identifier

__all__ = ["Surroundings"]

_AROUND = 1000
"""Characters to both sides of a number in which its paragraph may name the ITU."""
_FAR, _NEAR, _BESIDE, _STRETCH = 1000, 100, 20, 500
"""Characters to both sides in which words may be technical ones (whole stretches), may speak of the subject of the series, and the
same for a number of one digit, which may be anything."""
_LONGEST_SENTENCE, _LONGEST_GLUE, _LONGEST_WORD = 400, 24, 24
_FEW, _MANY, _HIGH = 10, 100, 1000
_MOST = 4096
"""Numbers that are remembered of one text."""

_GLUES = frozenset(
    ", |; |, and | and |, or | or |/| / |-|–| - | – | to | up to | through | through to | & |,|;| et |, et | ou | und |"
    " oder | bis | y | e | o | и |, и | или |、|及び|および|和|与|と|및| a | à | en | och | i |~|‑|—|..|...|+/".split(
        "|"
    )
)
"""What stands between two members of a list, or between both ends of a range."""
_JOINS = re.compile(
    r"(?:[,;、，]|\b(?:and|or|et|ou|und|oder|y|o|e|и|или|en|och)|&|及び|および|[和与及])[\s(\[]*\Z"
).search
_SENTENCE_END = re.compile(r"(?<=[\w)\]”\"»’'])[.!?](?:[”\"»’'])?(?:\[\d+\])?\s+(?=[^\Wa-z\d_])|\n[ \t]*\n")
_CLAUSE_END = re.compile(r"[.;:!?]\s|\n")
_GAP_OF_PARAGRAPHS = re.compile(r"\n[ \t\r]{0,80}\n")
_PATH = re.compile(r"://|\.[a-z]{2,5}/|/[a-z_]+/").search
_PLAIN = re.compile(r"ITU-[TR] (([A-Z]{1,3})\.[0-9.]*[0-9])(?=\Z|-[0-9]| \()").match
_OF_SECTOR = frozenset(("ITU-T", "ITU-R"))
_SAID = re.compile("ITU-[TR]|UIT-[TR]|CCITT|CCIR|МСЭ-[ТРR]")
_SECTORS = {"CCITT": "ITU-T", "CCIR": "ITU-R", "T": "ITU-T", "Т": "ITU-T", "R": "ITU-R", "Р": "ITU-R"}
_OPENING = "([{\"'“„«*_`,"
_COUNTING = frozenset("number no no. nr nr. code type".split())
_NO_NUMBER = ("x", ".x", ".X", "号", "號", "室", "教室", "호", "층", "階")
"""What stands behind families, ``G.984.x``, and behind rooms, floors and lines."""
_NOTHING: tuple[Reason, ...] = ()


class _Number(NamedTuple):
    """What is known of a number before its surroundings are looked at."""

    name: str
    weak: bool
    """As small as those of appendices."""
    many: bool
    """Of three digits or more."""
    famous: bool
    small: bool
    """Of one digit, and cited by itself all the same."""
    often: bool
    known_for_itself: bool
    """So well known, or so high, that it is hardly anything else."""


@lru_cache(maxsize=_MOST)
def _number(series: str, number: str) -> _Number | None:
    """Return what is known of a number; None when ITU never assigned it."""
    letters = series.upper()
    if not numbers.sectors_of(letters, number):
        return None
    name, weak, first = (
        f"{letters}.{number}",
        context.is_outline(letters, number),
        int(number.partition(".")[0]),
    )
    if series.islower() and first < _FEW:
        return None
    famous = name in FAMOUS and not weak and series.isupper()
    sure = famous or first >= _HIGH
    return _Number(name, weak, first >= _MANY, famous, name in SMALL, letters in OFTEN, sure)


@lru_cache(maxsize=_MOST)
def _told(identifier: Identifier) -> tuple[str, ...]:
    """Return the series and the numbers of an identifier."""
    plain = _PLAIN(
        str(identifier)
    )  # taking one apart costs more, and most are "ITU-T X.509", and what follows
    return plain.groups() if plain is not None else (*identifier.designations, identifier.series or "")


class Surroundings:
    """What a text has spoken of so far, and what stands around a place in it.

    Attributes:
        known: the numbers, and the series, that the text has cited in full so far.
        sector: the sector that it spoke of last.
        listed: the last citation, if it is explicit or continues one that is …
        done: … and how far it was understood.
    """

    __slots__ = (
        "_always",
        "_base",
        "_far",
        "_judged",
        "_last",
        "_paragraph",
        "_technical",
        "done",
        "known",
        "listed",
        "sector",
        "text",
    )  # fmt: skip

    def __init__(self, *, always: bool = False) -> None:
        """Begin a text; `always` takes every number that ITU assigned for its own, unless something speaks against it."""
        self.text = ""  # what is at hand of it
        self.done = 0
        self.known: set[str] = set()
        self.sector: str | None = None
        self.listed: Identifier | None = None
        self._last: Identifier | None = None  # the last citation, of whatever kind
        self._always = always
        self._base = 0  # where what is at hand begins in the text
        self._far = (-1, False)  # the last stretch that was asked about, and the answer
        self._technical: dict[int, bool] = {}
        self._judged: dict[str, tuple[Reason, ...]] = {}
        self._paragraph = (0, 0, -1)

    def shift(self, text: str, place: int) -> None:
        """Go on with a text whose first `place` characters are left behind."""
        self.text = text
        self._base += place
        self.done = max(self.done - place, 0)
        self._paragraph = (0, 0, -1)

    def cited(self, identifier: Identifier, done: int, *, bare: bool) -> None:
        """Note a citation."""
        self.done, self._last = done, identifier
        sector = str(identifier)[: len("ITU-T")]
        self.sector = sector if sector in _OF_SECTOR else identifier.sector or self.sector
        if bare:
            self.listed = None
            return
        self.listed = identifier
        if len(self.known) < 2 * _MOST:
            self.known.update(_told(identifier))

    def reasons(self, start: int, end: int, series: str, number: str) -> tuple[tuple[Reason, ...], bool]:
        """Return what speaks for a bare number, and whether it continues a citation."""
        told = _number(series, number)
        glued = self._last is not None and start - self.done <= _LONGEST_GLUE and self.is_glued(start)
        if told is None:
            # In a list of its own series a number is meant as one, assigned or not.
            mistyped = glued and self.listed is not None and self.listed.series == series
            return ((Reason.LISTED,), True) if mistyped else (_NOTHING, False)
        if (
            glued
            and self._last is not None
            and (not told.weak or told.small or self._last.series == series.upper())
        ):
            return (Reason.LISTED,), self.listed is not None
        if told.weak and not told.small and not self._always and told.name not in self.known:
            return _NOTHING, False
        if not self._stands_free(start) or self.text.startswith(_NO_NUMBER, end):
            return _NOTHING, False
        if series.islower() and self.text.startswith("-", end):
            return _NOTHING, False  # the name of something in a program: "g.994.1-vendor-id"
        if told.name in self.known:
            return (Reason.CITED,), self._is_joined(start)
        if told.weak and context.is_heading(self.text, start):
            return _NOTHING, False
        if not told.weak and self._is_joined(start):
            return (Reason.LISTED,), True
        judged = self._judged.get(told.name)
        if judged is None:
            judged = self._judge(start, end, series.upper(), told)
            if judged and len(self._judged) < _MOST:
                self._judged[told.name] = judged
        return judged, False

    def is_nothing(self, start: int, series: str, number: str) -> bool:
        """Whether nothing but words before a number could make it one: it is as small as an appendix, or unassigned."""
        if start - self.done <= _LONGEST_GLUE:
            return False
        told = _number(series, number)
        return told is None or (
            told.weak and not (told.small or self._always) and told.name not in self.known
        )

    def _judge(self, start: int, end: int, series: str, told: _Number) -> tuple[Reason, ...]:
        """Return what the words around a number say for it."""
        text = self.text
        if not told.weak:
            named = self.names_itu(start)
            if (named > 1 or (named and told.many)) and (
                told.known_for_itself or self._is_named_with(start, end)
            ):
                self._hear(start)
                return (Reason.MENTION,)
            if series in self.known or (self.known and told.many and told.often):
                return (Reason.CITED,)
        near = _BESIDE if told.weak else _NEAR
        low, high = self._bounds(start)
        before, behind = text[max(low, start - near) : start], text[end : min(high, end + near)]
        if told.weak:
            before, behind = _CLAUSE_END.split(before)[-1], _CLAUSE_END.split(behind)[0]
        beside = f"{before} \0 {behind}".lower()
        if context.speaks_against(beside):
            return _NOTHING
        if context.speaks_of(series, beside):
            return (Reason.SUBJECT,)
        if told.famous and self._is_technical(start):
            return (Reason.FAME,)
        return (Reason.POLICY,) if self._always else _NOTHING

    def _is_named_with(self, start: int, end: int) -> bool:
        """Whether the sentence that a number stands in names the ITU itself: its paragraph may speak of other things."""
        low, high = self._bounds(start)
        text = self.text
        for stop in _SENTENCE_END.finditer(text, low, start):
            low = stop.end()
        ends = _SENTENCE_END.search(text, end, high)
        return context.names_itu(text, low, ends.start() if ends else high) > 0

    def _is_technical(self, start: int) -> bool:
        """Whether some words around a place are technical: looked up by stretches, each of which is read once."""
        stretch = (self._base + start) // _STRETCH
        if self._far[0] != stretch:
            around = range(max(0, stretch - _FAR // _STRETCH), stretch + _FAR // _STRETCH + 1)
            self._far = stretch, any(map(self._speaks_technically, around))
        return self._far[1]

    def _speaks_technically(self, stretch: int) -> bool:
        known = self._technical.get(stretch)
        if known is None:
            begin = max(0, stretch * _STRETCH - self._base)
            known = context.is_technical(self.text[begin : (stretch + 1) * _STRETCH - self._base])
            if len(self._technical) >= _MOST:
                self._technical.clear()
            self._technical[stretch] = known
        return known

    def is_glued(self, start: int) -> bool:
        """Whether nothing but a comma, an *and* or their like stands between the last citation and a number."""
        if self._last is None or start - self.done > _LONGEST_GLUE:
            return False
        gap = self.text[self.done : start]
        return gap in _GLUES or gap.isspace() or " ".join(["", *gap.split(), ""]) in _GLUES

    def is_listed(self, start: int) -> bool:
        """Whether only what usually joins the members of a list stands between the last citation and a number."""
        gap = self.text[self.done : start] if start - self.done <= _LONGEST_GLUE else ""
        return gap in _GLUES or gap == " "

    def is_alternative(self, start: int) -> bool:
        """Whether a number behind a slash is the second of two names, ``RS-232/V.24``, and no part of a path."""
        word = self.text[max(0, start - _LONGEST_WORD) : start].split()[-1].lstrip(_OPENING + "|")
        return word[:1].isalnum() and _PATH(word) is None and word.count("/") < len("a/b/c")

    def _stands_free(self, start: int) -> bool:
        """Whether the word before a number does not make it a place in the document, or somebody else's number."""
        words = self.text[max(0, start - _LONGEST_WORD) : start].rsplit(None, 2)
        last = words[-1].lower().strip(_OPENING) if words else ""
        if last in _COUNTING:
            last = words[-2].lower() if len(words) > 1 else ""
            return last not in NUMBERED and last not in ANOTHERS
        return last not in PLACES and last not in ANOTHERS

    def _is_joined(self, start: int) -> bool:
        """Whether a comma, or an *and*, joins a number to a citation earlier in its sentence."""
        if self.listed is None or start - self.done > _LONGEST_SENTENCE:
            return False
        if _JOINS(self.text[max(self.done, start - _LONGEST_GLUE) : start]) is None:
            return False
        return _SENTENCE_END.search(self.text, self.done, start) is None

    def is_joined(self, start: int) -> bool:
        """Whether what begins at a place continues the sentence of a citation in the manner of a list."""
        return self._is_joined(start)

    # ---- the paragraph

    def names_itu(self, start: int) -> int:
        """Tell how the paragraph around a place names the ITU: see `context.names_itu`."""
        low, high = self._bounds(start)
        if self._paragraph[2] < 0:
            self._paragraph = low, high, context.names_itu(self.text, low, high)
        return self._paragraph[2]

    def _bounds(self, start: int) -> tuple[int, int]:
        """Return where the paragraph around a place begins and ends, as far as it is looked at."""
        low, high, _ = self._paragraph
        if low <= start < high:
            return low, high
        text = self.text
        low, high = max(0, start - _AROUND), min(len(text), start + _AROUND)
        empty = text.rfind("\n\n", low, start)
        low = low if empty < 0 else empty + 2
        for gap in _GAP_OF_PARAGRAPHS.finditer(text, low, start):
            low = gap.end()
        ends = _GAP_OF_PARAGRAPHS.search(text, start, high)
        high = ends.start() if ends else high
        self._paragraph = low, high, -1
        return low, high

    def _hear(self, start: int) -> None:
        """Note the sector that was named last before a number."""
        low = max(self._bounds(start)[0], start - _LONGEST_SENTENCE, self.done)
        for said in _SAID.finditer(self.text, low, start):
            self.sector = _SECTORS.get(said[0], _SECTORS.get(said[0][-1]))
