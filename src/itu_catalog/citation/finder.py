"""The finder: from place to place through a text, and what it has been speaking of so far.

Most places are decided at a glance: a number behind usual words with nothing behind it, or one that nothing speaks
for. All others are read with care (see `passage`). A test holds the two to the same answers.
"""

from __future__ import annotations

import re
from functools import lru_cache

from itu_catalog import numbers
from itu_catalog.citation import context
from itu_catalog.citation.anchors import quick, thorough
from itu_catalog.citation.passage import Passage, as_report, is_plausible, opens
from itu_catalog.citation.record import Citation, Reason
from itu_catalog.citation.words import ANOTHERS, FAMOUS, PLACES, SMALL
from itu_catalog.errors import InvalidIdentifier
from itu_catalog.grammar import compiled, fold
from itu_catalog.identifier import Kind
from itu_catalog.parsing import parse, read_at, try_parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from itu_catalog.citation.passage import Read
    from itu_catalog.identifier import Identifier

__all__ = ["Finder"]

_SHORT = 4000
"""Characters of the longest text that is looked at thoroughly all over."""
_BEHIND = 160
"""Characters behind a name of the ITU that are looked at thoroughly in longer ones."""
_PATIENCE = 16_000
"""Characters without a name of the ITU, and without a citation, behind which its names are looked for no longer."""
_AROUND = 1000
"""Characters to both sides of a number in which its paragraph may name the ITU."""
_FAR, _NEAR, _BESIDE = 1000, 100, 20
"""Characters to both sides of a number in which words may speak of its subject; of one digit, which may be anything."""
_LONGEST_SENTENCE, _LONGEST_GLUE, _LONGEST_WORD, _LONGEST_ADDRESS = 400, 24, 24, 200

_USUAL = frozenset(
    "ITU-T ITU-R ITU CCITT CCIR UIT-T UIT-R Recommendation Recommendations Rec. Rec Recs Recs. recommendation recommendations "
    "rec. Recommandation Recommandations Recomendación Recomendaciones Empfehlung Raccomandazione Recomendação МСЭ-Т МСЭ-R "
    "Рекомендация Рекомендации".split()
)
"""Words that usually stand before a number: the grammar knows more of them, but asking it takes longer."""
_MOST_USUAL = 5
_OF = frozenset("to of in for from on de der des du del della di da zu zum zur к al alla à au aux para the la le les".split())
_LABELLED = re.compile(r"(?:[0-9IVX]|\b[A-Z])[)\]]?,?\s+\w{1,5}(?:\s+(?:the|la|le|les))?\s*\Z")
# A number and its date in the usual manner, with nothing behind that could belong to it.
_TAIL = re.compile(
    r"(?:-[0-9]{1,2}(?![0-9]))?(?: \((?:(?:0?[1-9]|1[0-2])/)?(?:19|20)[0-9]{2}\))?"
    r"(?=[)\]}\"”»’'*_`>]{0,3}(?:[.;:!?](?=\s|\Z|[)\]\"”»’'])"
    r"|,?\s{1,60}(?:(?=[A-Z]{1,3}\.[0-9])|[(\[\"“'«]?([^\W\d_]{2,}|[a-z])(?!\w|[-'’/]|\.\S|\s?[-.]?[0-9]))"
    r"|\s{0,60}\Z|[ \t]{0,20}\r?\n[ \t]{0,20}\r?\n))"
)
_MORE = frozenset(
    "bis ter quater series serie série version ver edition of from by de der des du del della di da implementers implementors "
    "implementer implementor technical errata fe iso iec etsi recommendation recommendations red blue white yellow orange green test electronic attachment".split()
)
_GLUES = frozenset(
    ", |; |, and | and |, or | or |/| / |-|–| - | – | to | through | & |,|;| et |, et | ou | und | oder | bis | y | e | o | и |, и | или "
    "|、|及び|および|和|与|と|및| a | à | en | och | i |~|‑|—|..|...".split("|")
)
_FREE = frozenset(" \n\t\r\x0b\x0c\xa0([{\"'“„«»‘’*_`,;:|>\u3001\u3002\uff0c\uff08\u300c\u300e\u3010…·•\uff1a\uff1b\u300a\u3000\u200b\u2003")
"""Characters behind which a number may stand on its own."""
_LATIN = re.compile(r"Rec(?!omenda|omanda)|rec").match
_PATH = re.compile(r"://|\.[a-z]{2,5}/|/[a-z_]+/").search
_LAST_RUN = re.compile("(?:[^\\W\u3040-\u9fff\uac00-\ud7af]|[.-])*\\Z").search
_MARKS = "()[]{},:;\"'“”„«»*_`|#/\\-.>"
_SENTENCE_END = re.compile(r"(?<=[\w)\]”\"»’'])[.!?](?:[”\"»’'])?(?:\[\d+\])?\s+(?=[^\Wa-z\d_])|\n[ \t]*\n")
_NUMBERED = frozenset("part model serial order catalog catalogue item product stock type article batch lot".split())
_JOINS = re.compile(r"(?:[,;、，]|\b(?:and|or|et|ou|und|oder|y|o|e|и|или|en|och)|&|及び|および|[和与及])[\s(\[]*\Z").search
_CLAUSE_END = re.compile(r"[.;:!?]\s|\n")
_SAID = re.compile("ITU-[TR]|UIT-[TR]|CCITT|CCIR|МСЭ-[ТРR]")
_OF_SECTOR = {"CCITT": "ITU-T", "CCIR": "ITU-R", "T": "ITU-T", "Т": "ITU-T", "R": "ITU-R", "Р": "ITU-R"}
_OFTEN = frozenset("GHJQTVXY")
"""Series whose numbers are often cited, and seldom written for anything else."""
_FEW, _MANY = 10, 100
_MACHINE = re.compile(r"itu\.int|[trd]-re[cp]-", re.IGNORECASE)
_ADDRESS_END = re.compile(r"[\s<>\"'`)\]}|，。、；）」』】]|\Z")
_ADDRESS_BEGIN = re.compile(r"(?:https?://|www\.|(?:handle\.)?itu\.int|[TRDtrd]-(?:REC|REP|rec|rep)-)")
_GAP = re.compile(
    r"[\w.-]{0,14}(?:[\s,]{1,4}(?:ITU-[TR]|Recs?\.?|Recommendations?|recommendations?|CCITT|CCIR))*[\s(\[]{0,3}"
).fullmatch
_GAP_OF_PARAGRAPHS = re.compile(r"\n[ \t\r]{0,80}\n")
_IS_UNSPACED = re.compile("[\u3040-\u9fff\uac00-\ud7af]").match
_MOST_KNOWN = 4096
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def _first_place(match: re.Match[str]) -> int:
    """Return where a match of either look begins: the quick one starts at the point, behind the series."""
    return match.start() if match.lastgroup else match.start() - len(match[1] or match[2] or match[3])


@lru_cache(maxsize=4096)
def _continues(word: str) -> bool:
    """Whether a word behind a number may belong to it: a change, a part, a date, a place in the text."""
    plain = fold(word)
    return (
        plain.lower() in PLACES
        or plain.lower() in _MORE
        or compiled("step_word").match(plain) is not None
        or compiled("month_name").fullmatch(plain) is not None
    )


@lru_cache(maxsize=4096)
def _read(written: str, sector: str | None) -> tuple[Identifier, bool] | None:
    """Read what is written in the usual manner; in texts, the same citations come again and again."""
    found = read_at(written, fold(written), 0, sector)
    if found is None or found.end != len(written):
        return None
    return found.reference.identifier, found.explicit


class Finder:
    """One pass through a text.

    Attributes:
        done: how far the text was understood.
        known: the numbers, and the series, that the text has cited in full so far.
        sector: the sector that it spoke of last.
        listed: the last citation, if it is explicit or continues one that is.
    """

    __slots__ = ("_given", "_name", "_paragraph", "_policy", "done", "known", "listed", "sector", "text")

    def __init__(self, text: str, bare: str = "context") -> None:
        self._given = text
        # Full-width forms are those of Chinese and Japanese type; where there is none of the point, there is no number.
        self.text = text.translate(_FULL_WIDTH) if not text.isascii() and "\uff0e" in text else text
        self.done = 0
        self.known: set[str] = set()
        self.sector: str | None = None
        self.listed: Identifier | None = None
        self._policy = bare
        self._name = -1  # where the next name of the ITU stands, as far as it was looked for
        self._paragraph = (0, 0, 0)

    def citations(self) -> Iterator[Citation]:
        """Yield the citations, in order."""
        end = len(self.text)
        if end <= _SHORT:
            yield from self._look_thoroughly(0, end)
            return
        place = 0
        while place < end:
            name = self._next_name(place)
            place = yield from self._look_quickly(place, name)
            if place >= name < end:
                if not self._comes_to_a_number(name + len("ITU")):
                    yield from self._look_thoroughly(name, self._boundary(name + _BEHIND))
                place = max(name + len("ITU"), self.done)

    # ---- looking

    def _look_quickly(self, place: int, end: int) -> Generator[Citation, None, int]:
        """Yield what the quick look finds between two places; return how far it looked.

        It stops early when the first citation is found, since from then on names of the ITU are looked for, too.
        """
        number, cited = self._number, bool(self.known)
        for match in quick(self.text).finditer(self.text, place, end):
            if match.start() > self.done:
                series = match[1] or match[2] or match[3]
                found = number(match.start() - len(series), match.end(), series)
                if found:
                    yield from found
                    if not cited and self.known:
                        return self.done
        return end

    def _next_name(self, place: int) -> int:
        """Return where the ITU is named next; texts that name it late and cite nothing are not searched for it."""
        if self._name < place:
            stop = len(self.text) if self.known else max(place, _PATIENCE)
            name = self.text.find("ITU", place, stop)
            self._name = name if name >= 0 else len(self.text)
        return self._name

    def _look_thoroughly(self, place: int, until: int) -> Iterator[Citation]:
        """Yield what the thorough look, and the quick one, find between two places."""
        text = self.text
        looks = quick(text).finditer(text, place, until), thorough(text).finditer(text, place, until)
        for match in sorted((match for look in looks for match in look), key=_first_place):
            what, start = match.lastgroup, _first_place(match)
            if start < self.done:
                continue
            if what is None:
                found = self._number(start, match.end(), text[start : match.start()])
            elif what == "name":
                found = self._named(start, match.end())
            else:
                found = self._formed(start, match.end(), match[0], undotted=what == "undotted")
            if found:
                yield from found

    def _boundary(self, place: int) -> int:
        """Return a place nearby where no word is cut in two."""
        end = min(len(self.text), place + _LONGEST_WORD)
        while place < end and not self.text[place].isspace():
            place += 1
        return min(place, end)

    def _comes_to_a_number(self, end: int) -> bool:
        """Whether behind a name of the ITU nothing but such words stands before a number with its point."""
        number = quick(self.text).search(self.text, end, end + _BEHIND)
        if number is None:
            return False
        series = number[1] or number[2] or number[3]
        return _GAP(self.text, end, number.start() - len(series)) is not None

    # ---- one place

    def _number(self, start: int, end: int, series: str) -> list[Citation] | None:
        """Return what a number with its point cites, and the list it opens."""
        text = self.text
        before = text[start - 1] if start else "\n"
        tail = _TAIL.match(text, end)
        word = tail[1] if tail else None
        plain = tail is not None and not (word and _continues(word))
        begin = start
        if before == " ":
            begin = self._usual(start)
            if begin < start and plain and tail is not None and not self._is_turned(begin):
                known = _read(text[begin : tail.end()], self.sector)
                if known is not None and known[1] and self._is_ours(begin, start, known[0]):
                    return [self._cite_quickly(begin, tail.end(), known[0])]
        if begin < start or self._may_open(start, before):
            found = self._carefully(start, end, series if begin == start else None)
            if found is not None:
                return found
        elif ((before in _FREE or before.isspace()) and not self._is_value(start)) or self._is_glue(start) or self._is_alternative(start, before):
            return self._bare(start, end, series, tail.end() if tail and plain else None)
        elif _MACHINE.search(text, max(self.done, start - _LONGEST_ADDRESS), start):
            return self._address(start, end)
        return None

    def _is_ours(self, begin: int, start: int, identifier: Identifier) -> bool:
        """Whether a Recommendation is one of the ITU's: others recommend, too, and number that A.1, B.2."""
        prefix = self.text[begin:start]
        if "IT" in prefix or "CC" in prefix or not identifier.designations:
            return True
        series, _, number = identifier.designations[0].partition(".")
        if not context.is_outline(series, number) or bool(self.known) or identifier.issued is not None:
            return True
        return self._names_itu(start) > 0 or not _LATIN(prefix)

    def _usual(self, start: int) -> int:
        """Return where the usual words before a number begin, one blank before each: ``Recommendation ITU-T ``."""
        text, begin = self.text, start
        for _ in range(_MOST_USUAL):
            if text[begin - 1 : begin] != " ":
                break
            floor = max(self.done, begin - _LONGEST_WORD)
            blank = text.rfind(" ", floor, begin - 1)
            word = text[(blank + 1 if blank >= 0 else floor) : begin - 1]
            if word not in _USUAL:
                word = _LAST_RUN(word)[0]  # type: ignore[index]
                if word not in _USUAL:
                    break
            begin -= len(word) + 1
        return begin

    def _is_turned(self, begin: int) -> bool:
        """Whether something may stand before a prefix that belongs to it: a change, a place, a twin, another prefix."""
        text = self.text
        before = text[begin - 1 : begin]
        if before in ("", "\t", "[", "“", '"', "«"):
            return False
        if before == "(":
            return text[max(0, begin - 3) : begin - 1].strip()[-1:].isdigit()
        if before in "|/=-" or _IS_UNSPACED(before):
            return True
        words = text[max(self.done, begin - 2 * _LONGEST_WORD) : begin].split()
        last = words[-1].lower().lstrip("([{\"'“„«*_`") if words else ""
        if last in _OF:
            return _LABELLED.search(text, max(self.done, begin - 2 * _LONGEST_WORD), begin) is not None or (
                len(words) > 1 and bool(opens(words[-2]))
            )
        if last in ("|", "/", "=", "//", "*", "#", "--", "%", ";") or last[-2:-1].isdigit():
            return True
        return bool(opens(fold(last.rpartition("'")[2])))

    def _may_open(self, start: int, before: str) -> bool:
        """Whether the words before a number may be its prefix in some unusual manner."""
        text = self.text
        if _IS_UNSPACED(before):
            return True
        if before not in _FREE and not before.isspace() and before not in ":=-./)~}":
            return False
        words = text[max(self.done, start - 2 * _LONGEST_WORD) : start].split()
        seen = 0
        for word in reversed(words[-4:]):
            plain = word.strip(_MARKS)
            if not plain:
                continue
            if _IS_UNSPACED(plain[-1]):
                return True
            if not plain.isalpha():
                plain = plain.replace("&nbsp;", " ").replace("~", " ").rpartition("'")[2]
                plain = _LAST_RUN(plain)[0].removeprefix("b-")  # type: ignore[index]
            opening = opens(fold(plain))
            if opening is None:
                return plain[-3:] in ("ITU", "UIT") and before == "-"
            if opening:
                return True
            seen += 1
        return False

    def _is_value(self, start: int) -> bool:
        """Whether a number is the value of an attribute: ``name="h.323"``."""
        return self.text[max(0, start - 2) : start] in ('="', "='")

    def _is_alternative(self, start: int, before: str) -> bool:
        """Whether a number is the second of two names, ``RS-232/V.24``, and no part of a path."""
        if before != "/":
            return False
        word = self.text[max(0, start - _LONGEST_WORD) : start].split()[-1].lstrip("([{\"'“„«*_`|")
        return word[:1].isalnum() and _PATH(word) is None and word.count("/") < _MOST_USUAL

    def _is_glue(self, start: int) -> bool:
        """Whether nothing but a comma, an *and* or their like stands between the last citation and a number."""
        if self.listed is None or start - self.done > _LONGEST_GLUE:
            return False
        gap = self.text[self.done : start]
        return gap in _GLUES or " ".join(["", *gap.split(), ""]) in _GLUES or gap.isspace()

    def _bare(self, start: int, end: int, series: str, plain_end: int | None) -> list[Citation] | None:
        """Return what a number without prefix cites, if anything speaks for it."""
        reasons, carried = self._reasons(start, end, series)
        if not reasons or (self._policy == "never" and not carried):
            return None
        plain = plain_end is not None and not self._is_turned(start)
        known = _read(self.text[start:plain_end], self.sector) if plain else None
        if known is not None and carried and self.listed is not None and self.listed.kind is Kind.REPORT:
            known = as_report(known[0]) or known[0], False
        if known is None:
            return self._carefully(start, end, series, reasons, carried=carried)
        return [self._cite_quickly(start, plain_end or end, known[0], reasons, carried=carried)]

    def _reasons(self, start: int, end: int, series: str, number: str | None = None) -> tuple[tuple[Reason, ...], bool]:
        """Return what speaks for a bare number, and whether it continues a citation."""
        text, known = self.text, self.known
        number = number or text[start + len(series) + 1 : end]
        letters = series.upper()
        name = f"{letters}.{number}"
        glued = self._is_glue(start)
        if not numbers.sectors_of(letters, number):
            same = glued and self.listed is not None and self.listed.series == letters
            return ((Reason.LISTED,), True) if same and try_parse(name) is not None else ((), False)
        first = int(number.partition(".")[0])
        weak = context.is_outline(letters, number)
        if glued and self.listed is not None and (not weak or self.listed.series == letters or self._is_alternative(start, text[start - 1])):
            return (Reason.LISTED,), True
        if not self._stands_free(start) or text[end : end + 1] == "x":
            return (), False
        if name in known:
            return (Reason.CITED,), self._in_sentence(start)
        if weak and ("." not in number or first < _FEW) and context.is_heading(text, start):
            return (), False
        if series.islower() and first < _FEW:
            return (), False
        if not weak and self._in_sentence(start):
            return (Reason.LISTED,), True
        named = 0 if weak else self._names_itu(start)
        if named > 1 or (named and first >= _MANY):
            self._hear(start)
            return (Reason.MENTION,), False
        if not weak and (letters in known or (known and first >= _MANY and letters in _OFTEN)):
            return (Reason.CITED,), False
        if weak and first < _FEW and name not in SMALL:
            return (), False
        near = _BESIDE if weak else _NEAR
        low, high = self._bounds(start)
        before, behind = text[max(low, start - near) : start], text[end : min(high, end + near)]
        if weak:
            before, behind = _CLAUSE_END.split(before)[-1], _CLAUSE_END.split(behind)[0]
        if context.speaks_of(letters, before, behind):
            return (Reason.SUBJECT,), False
        if name in FAMOUS and series.isupper() and not weak:
            around = text[max(0, start - _FAR) : start], text[end : end + _FAR]
            if context.is_technical(" \0 ".join(around)):
                return (Reason.FAME,), False
        return ((Reason.POLICY,), False) if self._policy == "always" else ((), False)

    def _stands_free(self, start: int) -> bool:
        """Whether the word before a number does not make it a place in the document, or somebody else's number."""
        words = self.text[max(0, start - _LONGEST_WORD) : start].split()
        last = words[-1].lower().strip("([{\"'“„«*_`,") if words else ""
        if last in ("number", "no", "no.", "nr", "nr.", "code", "type"):
            last = words[-2].lower() if len(words) > 1 else ""
            return last not in _NUMBERED and last not in ANOTHERS
        return last not in PLACES and last not in ANOTHERS

    def _in_sentence(self, start: int) -> bool:
        """Whether a comma, or an *and*, joins a number to a citation earlier in its sentence."""
        if self.listed is None or start - self.done > _LONGEST_SENTENCE:
            return False
        if _JOINS(self.text[max(self.done, start - _LONGEST_GLUE) : start]) is None:
            return False
        return _SENTENCE_END.search(self.text, self.done, start) is None

    def _bounds(self, start: int) -> tuple[int, int]:
        """Return where the paragraph around a place begins and ends, as far as it is looked at."""
        low, high, _ = self._paragraph
        if not low <= start < high:
            text = self.text
            low, high = max(0, start - _AROUND), min(len(text), start + _AROUND)
            for gap in _GAP_OF_PARAGRAPHS.finditer(text, low, high):
                if gap.start() >= start:
                    high = gap.start()
                    break
                low = gap.end()
            self._paragraph = low, high, context.names_itu(text, low, high)
        return self._paragraph[0], self._paragraph[1]

    def _names_itu(self, start: int) -> int:
        self._bounds(start)
        return self._paragraph[2]

    def _hear(self, start: int) -> None:
        """Note the sector that was named last before a number."""
        low = max(self._bounds(start)[0], start - _LONGEST_SENTENCE, self.done)
        for said in _SAID.finditer(self.text, low, start):
            self.sector = _OF_SECTOR.get(said[0][-1]) if said[0][-2] == "-" else _OF_SECTOR.get(said[0])

    def _named(self, start: int, end: int) -> list[Citation] | None:
        """Return what is cited behind a name of the ITU, or a word like it, without a number that has its point."""
        if self._comes_to_a_number(end):
            return None
        if self.text[start : start + 3].lower() == "itu" and _MACHINE.match(self.text, start):
            return self._address(start, end)
        return self._carefully(start, end)

    def _formed(self, start: int, end: int, written: str, *, undotted: bool) -> list[Citation] | None:
        """Return what is cited by a number without its point, a series, a supplement, a draft, a file name."""
        text = self.text
        before = text[start - 1] if start else "\n"
        if "-RE" in written:
            return self._address(start, end)
        if before not in _FREE and not self._is_glue(start):
            return None
        if not undotted:
            if "." not in written:
                return None
            if not self._names_itu(start):
                return None
            return self._carefully(start, end, reasons=(Reason.FORM,), carried=self._in_sentence(start))
        if before == "_":
            return None
        series = written.rstrip("0123456789.").rstrip(" -")
        number = written[len(series) :].lstrip(" -")
        loose = len(series) + len(number) < len(written)
        reasons, carried = self._reasons(start, end, series, number)
        if not reasons or (self._policy == "never" and not carried):
            return None
        if loose and Reason.LISTED not in reasons:
            return None
        if len(number) < len("24") or (Reason.MENTION in reasons and len(number) < len("264")):
            return None
        return self._carefully(start, end, series, reasons, carried=carried)

    def _address(self, start: int, end: int) -> list[Citation] | None:
        """Return what an address or a file name of the ITU's cites, as a whole."""
        text = self.text
        floor = max(self.done, start - _LONGEST_ADDRESS)
        words = text[floor:start].split()
        word = start - len(words[-1]) if words and not text[start - 1].isspace() else start
        begins = _ADDRESS_BEGIN.search(text, word, end)
        if begins is None:
            return None
        ends = _ADDRESS_END.search(text, end, end + _LONGEST_ADDRESS)
        stop = ends.start() if ends else end
        while stop > end and text[stop - 1] in ".,;:!?*_":
            stop -= 1
        for begin in (begins.start(), *(m.start() for m in _ADDRESS_BEGIN.finditer(text, begins.end(), end))):
            try:
                identifier = parse(text[begin:stop])
            except InvalidIdentifier:
                continue
            return [self._cite(begin, stop, stop, identifier, (Reason.FORM,))]
        return None

    # ---- citing

    def _carefully(
        self,
        start: int,
        end: int,
        series: str | None = None,
        reasons: tuple[Reason, ...] = (),
        *,
        carried: bool = False,
    ) -> list[Citation] | None:
        """Read one place with care, and the list it opens."""
        passage = Passage(self.text, start, floor=self.done, sector=self.sector)
        read = passage.read(start, end)
        if read is None:
            return None
        if read.explicit and not self._is_ours(read.start, max(start, read.start), read.identifier):
            return None
        if not read.explicit and not reasons:
            if series is not None:
                reasons, carried = self._reasons(start, end, series)
            elif is_plausible(read.identifier) and self._names_itu(start):
                reasons, carried = (Reason.FORM,), self._in_sentence(start)
            if not reasons or (self._policy == "never" and not carried):
                return None
        found = [self._shown(read, () if read.explicit else reasons, carried=carried and not read.explicit)]
        bare = found[0].bare
        while self.listed is not None or bare:
            following = passage.following(found[-1].identifier)
            if following is None:
                break
            found.append(
                self._shown(following, (Reason.LISTED,), carried=not bare and not following.explicit)
            )
        return found

    def _shown(self, read: Read, reasons: tuple[Reason, ...], *, carried: bool) -> Citation:
        reasons = () if read.explicit else reasons
        return self._cite(
            read.start, read.end, read.read, read.identifier, reasons, read.twin, read.locator, carried=carried
        )

    def _cite_quickly(
        self,
        start: int,
        end: int,
        identifier: Identifier,
        reasons: tuple[Reason, ...] = (),
        *,
        carried: bool = False,
    ) -> Citation:
        return self._cite(start, end, end, identifier, reasons, carried=carried)

    def _cite(
        self,
        start: int,
        end: int,
        done: int,
        identifier: Identifier,
        reasons: tuple[Reason, ...] = (),
        twin: str | None = None,
        locator: str | None = None,
        *,
        carried: bool = False,
    ) -> Citation:
        """Step over a citation, and remember what it speaks of."""
        self.done = done
        bare = bool(reasons) and not carried and reasons != (Reason.FORM,)
        self.sector = identifier.sector or self.sector
        if bare:
            self.listed = None
        else:
            self.listed = identifier
            if len(self.known) < _MOST_KNOWN:
                self.known.update(identifier.designations)
                self.known.add(identifier.series or "")
        return Citation(
            start, end, self._given[start:end], identifier, twin, locator, bare, carried, None, reasons
        )
