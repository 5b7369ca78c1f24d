"""Reading with care: the citation at one place, whatever its words, and the members of the list it opens.

A passage is a window on the text. The grammar's own reader reads it; here is only decided where to begin: at the
words before a number that name its publisher, at a change that is named before its text, at a twin before a bar.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from itu_catalog import numbers
from itu_catalog.citation.before import LAST_OF_NAMES, OF, SPACED, is_ordinary, is_turned, opens, words_before
from itu_catalog.citation.context import is_outline
from itu_catalog.citation.ranges import is_to
from itu_catalog.citation.usual import read_written, tail_of
from itu_catalog.citation.window import Window
from itu_catalog.citation.words import SMALL
from itu_catalog.grammar import compiled, expand
from itu_catalog.identifier import Kind
from itu_catalog.parsing import read_at, try_parse
from itu_catalog.reading import belongs_to_next, sector_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.identifier import Identifier
    from itu_catalog.parsing import Found

__all__ = ["Passage", "Read", "as_report", "is_assigned", "is_plausible", "read_around"]

_BEFORE, _BEHIND = 110, 160
"""Characters of the text that a passage takes in before and behind the place it is opened for."""

_CITED = frozenset(Kind) - {Kind.QUESTION, Kind.RESOLUTION, Kind.HANDBOOK, Kind.OPINION, Kind.PUBLICATION}
"""What counts as a citation; Questions and the like are numbered, but nothing that is cited as a text."""

_UNSPACED = "\u3040-\u9fff\uac00-\ud7af"  # scripts that put no space between words
_AND = "and|or|to|up to|through to|through|thru|et|ou|à|und|oder|sowie|bis|y|o|a|e|и|или|до|en|of|i|och|ve"
# What stands between two members of a list, or between the ends of a range.
_GLUE = re.compile(
    rf"(?: ?[-/~&+] ?| ?[,;、] ?(?:(?:{_AND}|&) )?| (?:(?:{_AND}|&) )?| ?(?:及び|および|または|以及|[和と及至或]|및|와|과|و) ?)"
    r"(?=[A-Z]{1,3} ?\.? ?[0-9]{1,5}(?![0-9])|[A-Z]\.(?:Sup|Imp|[a-z]{2}))"
)
_MEMBER = re.compile(r"[A-Z]{1,3}\.[0-9]{1,5}(?:\.[0-9]{1,4}){0,3}(?![0-9])").match
_LAST_BLANK = re.compile(r"\s\S*\Z").search
_GLUE_OF_CHANGES = re.compile(rf"(?:[,;] ?(?:(?:{_AND}) )?| (?:{_AND}|&) ?)")
# A member that leaves out what it shares with the one before: "X.509, 510 and 511", "X.1044/45", "M.1457-11 and -12".
_SHORT = re.compile(
    rf"(?: ?/ ?| ?- ?(?=[0-9]{{3}})| ?[,;] ?(?:(?:{_AND}|&) )?| (?:{_AND}|&) )(?:(?P<revision>-[0-9]{{1,2}})|(?P<number>\.?[0-9]{{1,5}}(?:\.[0-9]{{1,4}})?))"
    r"(?![0-9%°\w]|\.[0-9]|[:-][0-9]|/(?:19|20)[0-9]{2}| ?=)"
)
_SHORTEST_NUMBER = 2
_IS_FRACTION = re.compile(r"/[0-9]").match
_NEXT_LABEL = re.compile(
    rf"(?:, ?(?:(?:{_AND}|&) )?| (?:{_AND}|&) )(?P<label>[A-Z]|[IVX]{{1,5}}|[0-9]{{1,2}})(?![\w.:/-]|[ ]?[=%])"
).match
_PLURAL = re.compile(
    r"\b(?:annexe[sn]|appendices|amendments|corrigenda|supplements|anexos|anhänge) [A-Z0-9]{1,5}\Z",
    re.IGNORECASE,
).search
_IS_YEAR = re.compile(r"(?:19[5-9]|20[0-4])[0-9]").fullmatch
# A number before one of these words counts something.
_COUNTS = re.compile(
    r" ?(?:[kmg]?bit|[kmg]?bps|[kmg]?b/s|[kmgt]?hz|bytes?|octets?|pages?|years?|days?|times?|others?|more|channels?|users?"
    r"|m?s\b|db\b|km\b|[kmg]b\b|percent|million|different|further|amd|cor|amend)",
    re.IGNORECASE,
).match
_SKIPPED = ' ,:([{}-/"*_`#|“”„«»)]~'
_LONGEST_SKIP, _LONGEST_WORD = 4, 24
_MOST_WORDS = 8
_NAMES = re.compile(f"{expand('organization')}|{expand('book')}", re.IGNORECASE)
# An author and a year, "ITU-T. 2008", "ITU B 1996"; the name of a file, "ITU-T.md"; a name in a program, "ITUR618_13";
# the lines of a picture, "ITU-R 525".
_IS_NO_NUMBER = re.compile(
    r"(?:ITU|UIT|MCЭ)(?:-[TRD]\.(?: (?:19|20)[0-9]{2}|[a-z]{2,5})|-?[TRD]? [A-Z] (?:19|20)[0-9]{2}|[ -]?[TRD]?[ -][56]25"
    r"|[TRD]?[A-Z]{1,3}-?[0-9].{0,9})",
    re.IGNORECASE,
).fullmatch
_is_token = re.compile(r"[A-Za-z]{2,8}[A-Z]{1,2}[0-9]{2,4}[A-Za-z]").fullmatch
_LONGEST_NAME, _LONGEST_UNSPACED = 90, 32
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]").search
_TRIGGER = re.compile(
    f"{expand('organization')}|{expand('recommendation_word')}|{expand('report_word')}", re.IGNORECASE
)
_GLUED = re.compile(r"(?:ITU|UIT)-$", re.IGNORECASE)
_BELONGS = re.compile(rf"{expand('belongs')}[ ']\Z", re.IGNORECASE)
# A word with something like a label behind it: most words that are none of changes are passed over here.
_LABELLED = re.compile(
    r"(?<![^\W_])(?P<word>[^\W\d_]{2,24})\.?[ -]{0,2}(?:[Nn][o°º]\.? ?|№ ?)?-?(?:[0-9]|[IVX]|[A-Z]\b)"
)
_LONGEST_TURN, _LONGEST_BELONGS, _LONGEST_TWIN = 110, 14, 70
_PLACED = re.compile(rf"{expand('locator')}(?: of| in| der| des| de|,)?(?: the| la| l)?[ ']\Z", re.IGNORECASE)
_LONGEST_PLACE = 60
_IS_PREFIX = re.compile(
    rf"(?:{expand('recommendation_word')}[ {{}}.]{{0,3}})?(?:{expand('organization')})[ {{}}]{{0,3}}(?:{expand('recommendation_word')}[ .]{{0,2}})?",
    re.IGNORECASE,
).fullmatch
_TRAILING = re.compile(
    r"(?: ?\(| ?,? (?:of|from|by|de|del|der|des|du|da|dell|di)(?: the| la| l)?[ ']| de l')(?:the )?"
    + expand("organization"),
    re.IGNORECASE,
)


class Read(NamedTuple):
    """A citation that was read, with its places in the text."""

    start: int
    end: int
    read: int
    """How far the text was understood, twin and place included."""
    identifier: Identifier
    twin: str | None = None
    locator: str | None = None
    explicit: bool = False
    """Whether its own words name the ITU, or a Recommendation."""

    def behind(self, place: int) -> Read:
        """Return the same with places that count from `place` characters before."""
        start, end, read, identifier, twin, locator, explicit = self
        return Read(start + place, end + place, read + place, identifier, twin, locator, explicit)


def read_around(
    text: str, start: int, end: int, *, floor: int = 0, sector: str | None = None
) -> tuple[tuple[Read, ...], int]:
    """Read the citation that the characters from `start` to `end` of a text belong to, and the list it opens.

    Those characters are a number, or a name of the ITU; what stands before `floor` belongs to others, and `sector`
    is what the text speaks of. Returned are what was read, maybe nothing, and the place that its places count from.

    >>> reads, low = read_around("Annex B of Rec. H.264, 265", 16, 21)
    >>> [(read.start + low, read.end + low, str(read.identifier), read.locator) for read in reads]
    [(11, 21, 'ITU-T H.264', 'Annex B'), (23, 26, 'ITU-T H.265', None)]
    """
    low, high = max(floor, start - _BEFORE), start + _BEHIND
    if high < len(text):
        blank = _LAST_BLANK(text, high - _LONGEST_WORD + 1, high + 1)
        high = blank.start() if blank else high
    return _read_near(text[low:high], start - low, end - low, sector), low


@lru_cache(maxsize=1024)
def _read_near(text: str, start: int, end: int, sector: str | None) -> tuple[Read, ...]:
    """Read the passage that a text is; tables and lists say the same again and again."""
    passage = Passage(text, start, sector)
    reads = []
    read = passage.read(start, end)
    while read is not None:
        reads.append(read)
        read = passage.following(read.identifier)
    return tuple(reads)


class Passage:
    """The neighbourhood of one place in a text, read with care."""

    def __init__(self, text: str, place: int, sector: str | None = None) -> None:
        """Open a passage around `place`."""
        self.window = Window(text, 0, len(text), place)
        self.sector = sector
        self._place = 0  # how far the window was understood
        self._plural = False  # whether the last change was one of several that share their name

    # ---- one citation

    def read(self, start: int, end: int) -> Read | None:
        """Read the citation that the characters from `start` to `end` of the text, a number or a name, belong to."""
        place, last = self.window.at(start), self.window.at(end - 1)
        usual = self._usually(place, last + 1)
        if usual is not None:
            return usual
        prefixes = self._prefixes(place)
        for begin in [*prefixes, place]:
            for first in (*self._turned(begin), begin):
                found = self._found(first)
                if found is not None and found.end > last and (found.explicit or begin == place):
                    return self._shown(found, prefixes)
        return None

    def _usually(self, place: int, end: int) -> Read | None:
        """Read a number behind usual words, now that its lines are joined; None where anything may belong to it."""
        text = self.window.text
        if text[place - 1 : place] != " " or (tail := tail_of(text, end)) is None:
            return None
        begin, word = words_before(text, place)
        if begin == place or ((not is_ordinary(word) or word in OF) and is_turned(text, begin)):
            return None
        until, self._place, twin, locator = tail
        known = read_written(text[begin:place], text[place:until], self.sector)
        if known is None or not known.explicit:
            return None
        return self._told(begin, until, known.identifier, twin, locator, explicit=True)

    def _found(self, start: int) -> Found | None:
        found = read_at(self.window.text, self.window.folded, start, self.sector)
        if found is None or found.reference.identifier.kind not in _CITED:
            return None
        folded = self.window.folded
        if _is_token(folded, found.start, found.end + 1):
            return None  # "ccittQ922CoreA" is a name in a program
        if folded.startswith(("x", ".x"), found.end) or _IS_NO_NUMBER(folded, found.start, found.end):
            return None  # "G.7xx", "G.984.x" name none
        return found

    def _shown(self, found: Found, prefixes: list[int]) -> Read:
        """Return what was found, and what the words around it add."""
        start, explicit, identifier = found.start, found.explicit, found.reference.identifier
        wrong = next((each for each in prefixes if _IS_PREFIX(self.window.folded, each, start)), None)
        if wrong is not None:  # "ITU-R X.509": its own words, though not those of the number
            start, explicit = wrong, True
        trailing = _TRAILING.match(self.window.folded, found.end) if identifier.sector is None else None
        said = sector_said(trailing) if trailing else None
        if said:
            identifier = try_parse(f"{said} {identifier}") or identifier
        self._place = found.read
        locator = found.reference.locator or self._placed(start)
        return self._told(start, found.end, identifier, found.reference.twin, locator, explicit=explicit)

    def _told(
        self,
        start: int,
        end: int,
        identifier: Identifier,
        twin: str | None = None,
        locator: str | None = None,
        *,
        explicit: bool = False,
    ) -> Read:
        """Return what stands between two places of the window with its places in the text."""
        given = self.window.given
        read = given(self._place - 1) + 1
        return Read(given(start), given(end - 1) + 1, read, identifier, twin, locator, explicit)

    def _prefixes(self, place: int) -> list[int]:
        """Return where words begin that may be the prefix of a number at `place`, the farthest first."""
        folded = self.window.folded
        starts: list[int] = []
        glued = _GLUED.search(folded, max(0, place - len("ITU-")), place)
        if glued is not None:  # ITU-RM.1371
            starts.append(glued.start())
            place = glued.start()
        for _ in range(_MOST_WORDS):
            end = place
            while end and folded[end - 1] in _SKIPPED and place - end < _LONGEST_SKIP:
                end -= 1
            begin = end
            if folded.endswith((":s", "'s"), 0, end):
                begin -= len(":s")
            while begin and (folded[begin - 1].isalnum() or folded[begin - 1] in "-'./"):
                begin -= 1
            begin += _leading(folded[begin:end])
            if _IS_UNSPACED(folded, begin, end) and opens(folded[begin:end]) is None:
                near = max(begin, end - _LONGEST_UNSPACED)
                starts += [each.start() for each in _TRIGGER.finditer(folded, near, end)]
                break
            begin = self._name(begin, end)
            if end - begin == 1:
                begin = next((each.start() for each in SPACED.finditer(folded, max(0, end - 8), end)), begin)
            opening = opens(folded[begin:end])
            if opening is None:
                break
            place = begin
            if opening:
                starts.append(begin)
        return sorted(starts)

    def _name(self, begin: int, end: int) -> int:
        """Return where the name of several words begins that ends with the word from `begin` to `end`."""
        if self.window.folded[begin:end].lower() not in LAST_OF_NAMES:
            return begin
        names = _NAMES.finditer(self.window.folded, max(0, end - _LONGEST_NAME), end)
        return next((name.start() for name in names if name.end() == end), begin)

    def _turned(self, place: int) -> list[int]:
        """Return where what is named before its text may begin: a change or a place of it, or its twin before a bar."""
        folded = self.window.folded
        before = folded[max(0, place - 2) : place].strip()
        if before and before[-1] in "|/=(":
            twins = compiled("iso").finditer(folded, max(0, place - _LONGEST_TWIN), place)
            return [twin.start() for twin in twins]
        if _BELONGS.search(folded, max(0, place - _LONGEST_BELONGS), place) is None:
            return []
        words = _LABELLED.finditer(folded, max(0, place - _LONGEST_TURN), place)
        starts = [word.start() for word in words if _is_step(word["word"].lower())]
        # "Technical Corrigendum 1", "Исправление техническое 1": a word more belongs to it.
        return [folded.rfind(" ", 0, start - 1) + 1 for start in starts if start > 1] + starts

    def _placed(self, start: int) -> str | None:
        """Return the place in the text that is named before it: "clause 7 of"."""
        placed = _PLACED.search(self.window.folded, max(0, start - _LONGEST_PLACE), start)
        return self.window.text[placed.start("where") : placed.end("where")] if placed else None

    # ---- the list that it opens

    def following(self, listed: Identifier) -> Read | None:
        """Read the next member of the list whose last one was `listed`; in its own series it need not be assigned."""
        glue = _GLUE.match(self.window.folded, self._place)
        usual = self._usual_member(glue.end()) if glue else None
        found = self._found(glue.end()) if glue and usual is None else None
        if (
            found is not None
            and glue is not None
            and found.reference.identifier.kind is Kind.SERIES
            and is_to(glue[0])
        ):
            usual = self._end_of_range(glue.end())  # "X.500 to X.530 series": the series is all of it
        if usual is not None:
            read, identifier = usual, usual.identifier
        elif found is not None and not _is_cut(self.window.folded, found):
            read, identifier = self._shown(found, []), found.reference.identifier
        else:
            return self._next_change(listed) or self._next_label(listed) or self._next_number(listed)
        report = as_report(identifier) if listed.kind is Kind.REPORT else None
        if report is not None:
            return read._replace(identifier=report, twin=None, locator=None)
        same = identifier.series == listed.series and identifier.sector in (None, listed.sector)
        name = identifier.designations[0]
        other = is_assigned(identifier) and (name in SMALL or not is_outline(*name.partition(".")[::2]))
        return read if same or other else None

    def _usual_member(self, begin: int) -> Read | None:
        """Read a number with its point and nothing unusual behind it."""
        text = self.window.text
        number = _MEMBER(text, begin)
        tail = tail_of(text, number.end()) if number else None
        known = read_written("", text[begin : tail[0]], self.sector) if tail else None
        if tail is None or known is None:
            return None
        until, self._place, twin, locator = tail
        return self._told(begin, until, known.identifier, twin, locator)

    def _end_of_range(self, begin: int) -> Read | None:
        text = self.window.text
        number = _MEMBER(text, begin)
        known = read_written("", number[0], self.sector) if number else None
        if number is None or known is None:
            return None
        self._place = number.end()
        return self._told(begin, number.end(), known.identifier)

    def _next_change(self, listed: Identifier) -> Read | None:
        """Read "Cor. 2" behind "X.694 (2015) Cor. 1 and": another change, or part, of the same text."""
        folded = self.window.folded
        glue = _GLUE_OF_CHANGES.match(folded, self._place) if listed.steps else None
        step = glue and compiled("spelled_step").match(folded, glue.end())
        if step is None or step[0][0].islower():
            return None
        end = (compiled("dated").match(folded, step.end()) or step).end()
        if belongs_to_next(folded, end, len(folded)):
            return None
        identifier = try_parse(f"{listed.base} {self.window.text[step.start() : end]}")
        return self._member(step.start(), end, identifier)

    def _next_label(self, listed: Identifier) -> Read | None:
        """Read "B" behind "G.729 Annexes A and": what several changes or parts have their name in common."""
        folded = self.window.folded
        label = _NEXT_LABEL(folded, self._place) if listed.steps else None
        plural = label and _PLURAL(folded, max(0, self._place - _LONGEST_WORD), self._place)
        if label is None or not (plural or self._plural) or belongs_to_next(folded, label.end(), len(folded)):
            return None
        self._plural = True
        identifier = try_parse(f"{str(listed).rpartition(' ')[0]} {label['label']}")
        return self._member(label.start("label"), label.end("label"), identifier)

    def _next_number(self, listed: Identifier) -> Read | None:
        """Read "510" behind "X.509,", "45" behind "X.1044/", "-12" behind "M.1457-11 and"."""
        short = _SHORT.match(self.window.folded, self._place)
        if short is None or listed.steps or listed.series is None or _COUNTS(self.window.folded, short.end()):
            return None
        group = "revision" if short["revision"] else "number"
        slash = "/" in short[0][: short.start(group) - short.start()]
        if not slash and _IS_FRACTION(self.window.folded, short.end()):
            return None  # "V.34, 24/7"
        names = _completed(listed, short[group], slash=slash)
        known = [each for each in map(try_parse, names) if each is not None and is_assigned(each)]
        return self._member(short.start(group), short.end(group), known[0]) if known else None

    def _member(self, start: int, end: int, identifier: Identifier | None) -> Read | None:
        if identifier is None or identifier.kind not in _CITED:
            return None
        self._place = end
        return self._told(start, end, identifier)


@lru_cache(maxsize=1024)
def _is_step(word: str) -> bool:
    """Whether a word introduces a change or a part."""
    return compiled("step_word").match(word) is not None


def _is_cut(folded: str, found: Found) -> bool:
    """Whether a number without its point is the beginning of a longer word: "K56Plus"."""
    return folded[found.end : found.end + 1].isalpha() and "." not in folded[found.start : found.end]


def _completed(listed: Identifier, short: str, *, slash: bool) -> list[str]:
    """Return the numbers that a short one may stand for beside the one before it."""
    sector = f"{listed.sector} " if listed.sector else ""
    stem = f"{sector}{listed.designations[-1]}"
    if short.startswith("-"):
        return [stem + short] if listed.revision is not None else []
    number = listed.designations[-1].partition(".")[2]
    if short.startswith("."):  # G.991.1/.2
        return [stem.rpartition(".")[0] + short] if "." in number else []
    if len(short) < len(number.replace(".", "")) and slash:
        if "." not in number and (
            len(short) < _SHORTEST_NUMBER or (len(number) < len("1044") and short >= "76")
        ):
            return []  # a part, or a year: "T.82/7", "X.400/88"
        return [stem[: len(stem) - len(short)] + short]  # X.1044/45, P.862.1/2
    if _IS_YEAR(short):
        return []
    alike = len(short) >= _SHORTEST_NUMBER and len(short.partition(".")[0]) == len(number.partition(".")[0])
    return [f"{sector}{listed.series}.{short}"] if alike else []


def _leading(word: str) -> int:
    """Return how many characters before a word are none of it: an article, as in *l'avis*, or the b of ``b-ITU-T``."""
    word = word.removesuffix("'s")
    return max(word.rfind("'") + 1, len("b-") * word.startswith("b-"))


def as_report(identifier: Identifier) -> Identifier | None:
    """Return the Report that a number behind another Report means, if there is one.

    >>> from itu_catalog import parse
    >>> as_report(parse("ITU-R M.2411"))
    Identifier('Report ITU-R M.2411')
    """
    series, _, number = identifier.designations[0].partition(".") if identifier.designations else ("", "", "")
    if identifier.kind is not Kind.RECOMMENDATION or not numbers.assigned("R", f"{series} Report", number):
        return None
    return try_parse(f"Report {identifier}")


def is_plausible(identifier: Identifier) -> bool:
    """Whether a number without prefix is one: ITU assigned it, or its form says so.

    >>> from itu_catalog import parse
    >>> is_plausible(parse("G.711")), is_plausible(parse("G.99999"))
    (True, False)
    """
    if identifier.kind is Kind.SERIES:
        return "." in identifier.designation  # "the Z-series guide" cites no series
    return identifier.kind in (Kind.DRAFT, Kind.SUPPLEMENT, Kind.IMPLEMENTERS_GUIDE) or is_assigned(
        identifier
    )


def is_assigned(identifier: Identifier) -> bool:
    """Whether a sector that the identifier may mean assigned its number.

    >>> from itu_catalog import parse
    >>> is_assigned(parse("M.1457")), is_assigned(parse("ITU-T M.1457.1"))
    (True, False)
    """
    letter = str(identifier.sector)[-1] if identifier.sector else ""
    series, _, number = identifier.designations[0].partition(".")
    return any(numbers.assigned(each, series, number) for each in (letter or "TR"))
