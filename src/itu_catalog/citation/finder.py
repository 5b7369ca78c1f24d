"""The finder: from place to place through a text.

Most places are decided at a glance: a number behind usual words, with nothing behind it that could belong to it, or
one that nothing speaks for. All others are read with care (see `passage`).
"""

from __future__ import annotations

import re

from itu_catalog.citation import context
from itu_catalog.citation.anchors import quick, thorough
from itu_catalog.citation.bare import Surroundings
from itu_catalog.citation.before import (
    FREE,
    OF,
    is_ordinary,
    is_turned,
    joined_before,
    may_open,
    stands_alone,
    turned_before,
    words_before,
)
from itu_catalog.citation.passage import as_report, is_plausible, read_around
from itu_catalog.citation.ranges import LONGEST, is_to
from itu_catalog.citation.record import Citation, Reason
from itu_catalog.citation.usual import names_publisher, read_changed, read_written, tail_of
from itu_catalog.citation.words import FAMOUS
from itu_catalog.errors import InvalidIdentifier
from itu_catalog.identifier import Kind
from itu_catalog.parsing import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.citation.passage import Read
    from itu_catalog.identifier import Identifier

__all__ = ["Finder"]

_SHORT = 3000
"""Characters of the longest text that is looked at thoroughly all over."""
_BEHIND = 160
"""Characters behind a name of the ITU that are looked at thoroughly in longer ones."""
_PATIENCE = 8_000
"""Characters in which names of the ITU are looked for in any text; behind them they are only in one that has cited
something: looking for them takes nearly as long as the quick look itself."""
_LONGEST_WORD, _LONGEST_ADDRESS = 24, 200
_MARGIN = 2048
"""Characters before and behind a place that may have a say in what stands there."""

_MACHINE = re.compile(r"itu\.int|[trd]-re[cp]-", re.IGNORECASE)
_ADDRESS_END = re.compile(r"[\s<>\"'`)\]}|，。、；）」』】]|\Z")
_ADDRESS_BEGIN = re.compile(r"(?:https?://|www\.|(?:handle\.)?itu\.int|[TRDtrd]-(?:REC|REP|rec|rep)-)")
_GAP = re.compile(
    r"[\w.\u2010-\u2013-]{0,14}(?:(?:[\s,]{1,4}|,?\r?\n[ \t]{1,40})(?:ITU-[TR]|Recs?\.?|Recommendations?|recommendations?|CCITT|CCIR))*(?:[\s(\[]{0,3}|,?\r?\n[ \t]{1,40})"
).fullmatch
_MAY_FOLLOW = re.compile(
    r"[\w./-]{0,14}(?:[\s,:(\[\"“'*_`#/|;\\-]{1,8}(?:[Rr][Ee][Cc]\w{0,14}\.?|[Ss]tandards?|the|of|de|der|la|No\.?|[Ii]nternational\w{0,2}|[Tt][eé]l[eé]\w{4,20}"
    r"|[Uu]nion|[Ss]ector|[Rr]adio\w{0,16}|CCITT|CCIR|ITU(?:-[TRD])?|UIT(?:-[TRD])?|[Dd]raft|[Nn]ew|Blue|Red|White|Yellow|Orange|Book|[Rr]eports?|Suppl\w*|[Ss]eries"
    r"|[^\W\d_a-zA-Z]{1,24}|(?![Rr][Ee][Cc]|[Tt][eé]l|[Rr]adio)[A-ZÀ-Ý]?[a-zà-ÿ]{0,24}(?:omend|omand|omm|Empf|Avis|avis)[^\W\d_]*\.?)){0,6}[\s,:(\[\"“'*_`#/|\\-]{0,8}"
    r"(?:[A-Za-z]{0,3}[ .-]{0,2}\d|[A-Z][. -]{1,2}[A-Za-z])"
).match
_NAME = re.compile("ITU").search  # twice as fast as str.find for three letters
_NAMES = "IUCRМ"
"""Letters that names of the ITU begin with; what is behind them must look like a number."""
_UNDOTTED = re.compile(
    r"(?P<prefix>ITU-T (?:Rec\. |Recommendation )?)(?P<series>[A-VX-Z])(?P<digits>[1-9][0-9]{1,4})(?![0-9A-Za-z_/.:-])"
).match
_BEFORE_NAMES = ("", " ", "\n", "(", "[")
_OWN = frozenset(("ITU\u2011T ", "ITU-T ", "ITU-R ", "ITU-T Rec. ", "ITU-T Recommendation "))
_SERIES = re.compile(r"[ -][Ss]eries(?![a-z])").match
_LATIN = re.compile(r"Rec(?!omenda|omanda)|rec").match
_IS_ARABIC = re.compile("[\u0621-\u064a]").match  # its shortest words are written with the next one
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def _first_place(match: re.Match[str]) -> int:
    """Return where a match of either look begins: the quick one starts at the point, behind the series."""
    return match.start() if match.lastgroup else match.start() - len(match[1] or match[2] or match[3])


class Finder:
    """One pass through a text."""

    __slots__ = (
        "_base",
        "_ended",
        "_given",
        "_looked",
        "_name",
        "_never",
        "_opaque",
        "_place",
        "_short",
        "_wide",
        "around",
        "ranged",
        "settled",
        "text",
    )

    def __init__(self, bare: str = "context") -> None:
        """Begin at the beginning; `bare` is the policy for numbers that name the ITU in no way."""
        self.text = self._given = ""  # what is at hand of the text; the second as it was given
        self.around = Surroundings(always=bare == "always")
        self._never = bare == "never"
        self.ranged: set[int] = set()  # where the second ends of ranges begin, in the text
        self._ended = -LONGEST - 1  # where the last citation ended
        self._base = 0  # where what is at hand begins in the text
        self._place = 0  # how far it has been looked at …
        self._looked = 0  # … and how far thoroughly
        self._opaque = 0  # before this place no address is looked for again
        self.settled = True  # whether the last citation can be no end of a range that has not been read yet
        self._short: bool | None = None  # whether the whole text is short
        self._wide = False  # whether the text has full-width forms
        self._name = -1  # where the next name of the ITU stands, as far as it was looked for

    def read(self, more: str, *, last: bool = True) -> Iterator[Citation]:
        """Yield the citations of a text that continues with `more`: all, or those that no later text can change."""
        self._take(more)
        end = len(self.text)
        if self._short is None and (last or end > _SHORT):
            self._short = end <= _SHORT
        if not last:
            end = self._settled(end - _MARGIN)
        self._name = -1
        if end <= self._place:
            return
        if self._short:
            yield from self._look_thoroughly(self._place, end)
        else:
            yield from self._look(self._place, end)
        self._place = max(end, self.around.done)
        self.settled = self._place - self._ended > LONGEST
        if not last:
            self._forget(self._place - _MARGIN)

    def _take(self, more: str) -> None:
        """Add to the text at hand."""
        self._given += more
        # Full-width forms are those of Chinese and Japanese type; where there is none of the point, there is no number.
        self._wide = self._wide or (not more.isascii() and "\uff0e" in more)
        self.text = self._given.translate(_FULL_WIDTH) if self._wide else self._given
        self.around.text = self.text

    def _settled(self, end: int) -> int:
        """Return the last place before `end` where no word is cut in two; where there is none, nothing is settled."""
        while end > self._place and not self.text[end - 1].isspace():
            end -= 1
        return end

    def _forget(self, place: int) -> None:
        """Let go of the text at hand before `place`."""
        if place <= 0:
            return
        self._given, self.text = self._given[place:], self.text[place:]
        self.around.shift(self.text, place)
        self._base += place
        self._place -= place
        self._ended -= place
        self._opaque -= place
        self._name = max(-1, self._name - place)

    def _look(self, place: int, end: int) -> Iterator[Citation]:
        """Yield what the quick look finds between two places, and behind names of the ITU what the thorough one does."""
        text, number, around = self.text, self._number, self.around
        self._looked = place
        name = self._next_name(place, end)
        cited = bool(around.known)
        for match in quick(text).finditer(text, place, end):
            point = match.start()
            if point <= around.done:
                continue
            series = match[1] or match[2] or match[3]
            start = point - len(series)
            if name < start and text[name:start] in _OWN:
                name = self._next_name(start, end)  # the name that the number itself bears
            if name < start:
                yield from self._names(start, end)
                name = self._name
                if point <= around.done or start < self._looked:
                    continue
            found = number(start, match.end(), series)
            if found:
                yield from found
                if not cited and around.known:
                    cited, self._name = True, -1
                    name = self._next_name(max(point, around.done), end)
        if name < end:
            yield from self._names(None, end)

    # ---- looking

    def _names(self, number: int | None, end: int) -> list[Citation]:
        """Return what is cited behind the names of the ITU before a number, or before the end."""
        found: list[Citation] = []
        name, until = self._name, end if number is None else number
        while name < until:
            place = name + len("ITU")
            if name >= self.around.done:
                if number is not None and number - place <= _BEHIND and _GAP(self.text, place, number):
                    place = number  # its own name
                elif number is not None or not self._comes_to_a_number(place):
                    place = self._looked = self._boundary(name + _BEHIND)
                    found += self._look_thoroughly(name, place)
            name = self._next_name(max(place, self.around.done), end)
        return found

    def _next_name(self, place: int, end: int) -> int:
        """Return where the ITU is named next; `end` where it is not, or where that is not worth looking for."""
        if self._name < place:
            stop = end if self.around.known else min(end, max(place, _PATIENCE - self._base))
            name = _NAME(self.text, place, stop)
            self._name = name.start() if name else end
        return min(self._name, end)

    def _look_thoroughly(self, place: int, until: int) -> Iterator[Citation]:
        """Yield what the thorough look, and the quick one, find between two places."""
        text = self.text
        looks = quick(text).finditer(text, place, until), thorough(text).finditer(text, place, until)
        for match in sorted((match for look in looks for match in look), key=_first_place):
            what, start = match.lastgroup, _first_place(match)
            if start < self.around.done:
                continue
            if what is None:
                found = self._number(start, match.end(), text[start : match.start()])
            elif what == "name":
                found = self._named(start, match.end())
            else:
                found = self._formed(start, match.end(), match[0], undotted=what != "form")
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
        text, around = self.text, self.around
        before = text[start - 1] if start else "\n"
        digits = text[start + len(series) + 1 : end]
        if (
            before.isspace()
            and not digits[2:3].isdigit()
            and around.is_nothing(start, series, digits)
            and stands_alone(text, start, around.done)
            and not _SERIES(text, end)
        ):
            return None
        if around.is_listed(start):
            return self._bare(start, end, series, digits, turned=False)
        begin, word = words_before(text, start, around.done) if before in (" ", "\xa0") else (start, "")
        # Before the usual words stands another one; nothing but it has to be looked at, when it is an ordinary one.
        ordinary = is_ordinary(word)
        if begin < start:
            turned = (not ordinary or word in OF) and is_turned(text, begin, around.done)
            if not turned and word and not ordinary and not names_publisher(text[begin:start]):
                return self._carefully(
                    start, end
                )  # "UIT-T) Recommandation X.509": an odd word may name the publisher
            return self._changed(begin, start, end) if turned else self._prefixed(begin, start, end)
        if ordinary:
            return self._bare(start, end, series, digits, turned=word in OF)
        if may_open(text, start, before, around.done):
            return self._joined(start, end) or self._carefully(start, end, (series, digits))
        if before == "=" and self._is_machine(start):
            return self._address(start, end)
        if before in FREE or not before.isprintable() or _IS_ARABIC(before):
            if text.startswith('="', start - 2) or text.startswith("='", start - 2):
                return None  # the value of an attribute
        elif not (around.is_glued(start) or (before == "/" and around.is_alternative(start))):
            if self._is_machine(start):
                return self._address(start, end)
            return None
        return self._bare(start, end, series, digits)

    def _changed(self, begin: int, start: int, end: int) -> list[Citation] | None:
        """Return what a number cites whose prefix is not the first of its words: "Amendment 1 to Rec. …"."""
        text = self.text
        turned, tail = turned_before(text, begin, self.around.done), tail_of(text, end)
        if turned is not None and tail is not None:
            until, done, twin, locator = tail
            identifier = read_changed(text[begin:start], text[start:until], turned.change)
            if identifier is not None and not (turned.locator and locator) and not (turned.twin and twin):
                twin, locator = turned.twin or twin, turned.locator or locator
                return [self._cite(turned.start, until, done, identifier, twin=twin, locator=locator)]
        return self._joined(start, end) or self._carefully(start, end)

    def _joined(self, start: int, end: int) -> list[Citation] | None:
        """Return what a number behind usual words cites between which a line ends."""
        text, around = self.text, self.around
        begin = joined_before(text, start, around.done)
        tail = tail_of(text, end) if begin is not None else None
        if begin is None or tail is None:
            return None
        until, done, twin, locator = tail
        prefix = " ".join([*text[begin:start].split(), ""])
        known = read_written(prefix, text[start:until], around.sector)
        if known is None or not known.named:
            return None
        return [self._cite(begin, until, done, known.identifier, twin=twin, locator=locator)]

    def _prefixed(self, begin: int, start: int, end: int) -> list[Citation] | None:
        """Return what a number behind usual words cites, of which the first begins at `begin`."""
        text = self.text
        tail = tail_of(text, end)
        known = (
            read_written(text[begin:start].replace("\xa0", " "), text[start : tail[0]], self.around.sector)
            if tail is not None
            else None
        )
        if tail is None or known is None or not known.explicit:
            return self._carefully(start, end, floor=begin)
        if not known.named and not self._is_ours(begin, start, known.identifier):
            return None
        until, done, twin, locator = tail
        return [self._cite(begin, until, done, known.identifier, twin=twin, locator=locator)]

    def _is_ours(self, begin: int, start: int, identifier: Identifier) -> bool:
        """Whether a Recommendation is one of the ITU's: others recommend, too, and number that A.1, B.2."""
        prefix = self.text[begin:start]
        if names_publisher(prefix) or self.around.known or not identifier.designations:
            return True
        series, _, number = identifier.designations[0].partition(".")
        if (series != "R" and not context.is_outline(series, number)) or identifier.issued is not None:
            return True
        return self.around.names_itu(start) > 0 or not _LATIN(prefix)

    def _bare(
        self, start: int, end: int, series: str, digits: str, *, turned: bool | None = None
    ) -> list[Citation] | None:
        """Return what a number without prefix cites, if anything speaks for it."""
        around = self.around
        if _SERIES(self.text, end):
            return self._formed(start, end, self.text[start:end], undotted=False)
        reasons, carried = around.reasons(start, end, series, digits)
        if not reasons or (self._never and not carried):
            return None
        tail = tail_of(self.text, end)
        if turned is None:
            turned = self.text[start - 1 : start] not in ("/", "-")
        if tail is not None and not (turned and is_turned(self.text, start, around.done)):
            until, done, twin, locator = tail
            known = read_written("", self.text[start:until], around.sector)
            if known is not None:
                identifier = known.identifier
                if carried and around.listed is not None and around.listed.kind is Kind.REPORT:
                    identifier = as_report(identifier) or identifier
                beside = {"twin": twin, "locator": locator}
                return [self._cite(start, until, done, identifier, reasons, carried=carried, **beside)]
        return self._carefully(start, end, (series, digits), reasons, carried=carried)

    def _named(self, start: int, end: int) -> list[Citation] | None:
        """Return what is cited behind a name of the ITU, or a word like it, without a number that has its point."""
        if self._comes_to_a_number(end) or (
            self.text[start] in _NAMES and _MAY_FOLLOW(self.text, end) is None
        ):
            return None
        if _MACHINE.match(self.text, start):
            return self._address(start, end)
        return self._undotted(start) or self._carefully(start, end)

    def _undotted(self, begin: int) -> list[Citation] | None:
        """Return what a name of the ITU and a number without its point cite where all else is usual: ``ITU-T X509``."""
        text, around = self.text, self.around
        named = _UNDOTTED(text, begin)
        tail = tail_of(text, named.end()) if named and text[begin - 1 : begin] in _BEFORE_NAMES else None
        if named is None or tail is None or is_turned(text, begin, around.done):
            return None
        until, done, twin, locator = tail
        number = f"{named['series']}.{named['digits']}{text[named.end() : until]}"
        known = read_written(named["prefix"], number, around.sector)
        if known is None:
            return None
        return [self._cite(begin, until, done, known.identifier, twin=twin, locator=locator)]

    def _formed(self, start: int, end: int, written: str, *, undotted: bool) -> list[Citation] | None:
        """Return what is cited by a number without its point, a series, a file name."""
        around = self.around
        before = self.text[start - 1] if start else "\n"
        if "-RE" in written:
            return self._address(start, end)
        if ((before not in FREE and before.isprintable()) or before == "_") and not around.is_glued(start):
            return None
        if not undotted:
            if "." not in written or not (around.names_itu(start) or written[0].upper() in around.known):
                return None
            carried = around.is_joined(start)
            return (
                None
                if self._never and not carried
                else self._carefully(start, end, None, (Reason.FORM,), carried=carried)
            )
        series = written.rstrip("0123456789.").rstrip(" -")
        number = written[len(series) :].lstrip(" -")
        reasons, carried = around.reasons(start, end, series, number)
        if not reasons or (self._never and not carried) or len(number) < len("24"):
            return None
        if len(series) + len(number) < len(written) and Reason.LISTED not in reasons:
            return None  # "G 711" by itself
        if series.islower() and (f"{series}.{number}".upper() not in FAMOUS or Reason.MENTION in reasons):
            return None
        if Reason.MENTION in reasons and len(number) < len("264"):
            return None
        return self._carefully(start, end, (series, number), reasons, carried=carried)

    def _is_machine(self, start: int) -> bool:
        """Whether what stands before a number is an address, or the beginning of a file name, of the ITU's."""
        near = self.text[max(self.around.done, start - _LONGEST_ADDRESS) : start].lower()
        return "itu.int" in near or "-rec-" in near or "-rep-" in near

    def _address(self, start: int, end: int) -> list[Citation] | None:
        """Return what an address or a file name of the ITU's cites, as a whole."""
        text = self.text
        if start < self._opaque:
            return None
        words = text[max(self.around.done, start - _LONGEST_ADDRESS) : start].split()
        word = start - len(words[-1]) if words and not text[start - 1].isspace() else start
        ends = _ADDRESS_END.search(text, end, end + _LONGEST_ADDRESS)
        stop = ends.start() if ends else end
        while stop > end and text[stop - 1] in ".,;:!?*_":
            stop -= 1
        begins = [each.start() for each in _ADDRESS_BEGIN.finditer(text, word, end)]
        for begin in dict.fromkeys(
            begins[:1] + begins[-1:]
        ):  # the address as a whole, else the file name in it
            try:
                identifier = parse(text[begin:stop])
            except InvalidIdentifier:
                continue
            return [self._cite(begin, stop, stop, identifier)]
        self._opaque = stop
        return None

    # ---- citing

    def _carefully(
        self,
        start: int,
        end: int,
        number: tuple[str, str] | None = None,
        reasons: tuple[Reason, ...] = (),
        *,
        carried: bool = False,
        floor: int | None = None,
    ) -> list[Citation] | None:
        """Read one place with care, and the list it opens; nothing before `floor` belongs to it."""
        around = self.around
        floor = around.done if floor is None else floor
        reads, low = read_around(self.text, start, end, floor=floor, sector=around.sector)
        if not reads:
            return None
        read = reads[0].behind(low)
        if read.explicit:
            if not self._is_ours(read.start, max(start, read.start), read.identifier):
                return None
            reasons, carried = (), False
        elif not reasons:
            if number is not None:
                reasons, carried = around.reasons(start, end, *number)
            elif is_plausible(read.identifier) and around.names_itu(start):
                reasons, carried = (Reason.FORM,), around.is_joined(start)
            if not reasons or (self._never and not carried):
                return None
        found = [self._shown(read, reasons, carried=carried)]
        bare = found[0].bare
        found += [self._shown(each.behind(low), (Reason.LISTED,), carried=not bare) for each in reads[1:]]
        return found

    def _shown(self, read: Read, reasons: tuple[Reason, ...], *, carried: bool) -> Citation:
        beside = {"twin": read.twin, "locator": read.locator}
        return self._cite(
            read.start, read.end, read.read, read.identifier, reasons, carried=carried, **beside
        )

    def _cite(
        self,
        start: int,
        end: int,
        done: int,
        identifier: Identifier,
        reasons: tuple[Reason, ...] = (),
        *,
        carried: bool = False,
        twin: str | None = None,
        locator: str | None = None,
    ) -> Citation:
        """Step over a citation."""
        bare, base = bool(reasons) and not carried, self._base
        self.around.cited(identifier, done, bare=bare)
        if 0 < start - self._ended <= LONGEST and is_to(self.text[max(0, self._ended) : start]):
            self.ranged.add(start + base)
        self._ended = end
        written = self._given[start:end]
        return Citation(
            start + base, end + base, written, identifier, twin, locator, bare, carried, None, reasons
        )
