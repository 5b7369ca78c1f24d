"""Reading identifiers: any way of writing one becomes one exact value, or an error that says why not.

>>> parse("Rec. ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2020")
Identifier('ITU-T X.509 (10/2019)')
>>> normalize("corrigendum 1 to recommendation itu-t g.798 (2012)")
'ITU-T G.798 (2012) Cor. 1'
>>> parse("X.509 (13/2019)")
Traceback (most recent call last):
    ...
itu_catalog.errors.InvalidIdentifier: 'X.509 (13/2019)' is not an ITU identifier: there is no month 13
    X.509 (13/2019)
           ^

Three readers stand behind `parse`, each asking the next: canonical forms are taken as they are; canonical forms
behind a usual prefix have it replaced; everything else is read rule by rule. A test proves that they agree.
"""

from __future__ import annotations

import re
from functools import lru_cache

from attrs import frozen

from itu_catalog import notation, numbers
from itu_catalog.dates import Issued
from itu_catalog.errors import InvalidIdentifier
from itu_catalog.grammar import (
    MAX_LENGTH,
    MONTHS,
    RADIO_SERIES,
    SLIPS,
    STEP_WORDS,
    SUBSERIES_HEADS,
    TELECOM_SERIES,
    compiled,
    expand,
    fold,
)
from itu_catalog.identifier import Identifier, _is_canonical, _of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

__all__ = ["Found", "Reference", "is_valid", "normalize", "parse", "parse_reference", "read_at", "try_parse"]


@frozen
class Reference:
    """Everything one string said: the identifier, and what it said beyond identity.

    Attributes:
        identifier: which document.
        twin: the ISO, IEC or ETSI text named beside it, ``"ISO/IEC 9594-8:2020"``; else None.
        language: ITU's letter for the language of the copy: E, F, S, R, A or C; else None.
        state: ITU's letter for the status at the time of writing: I in force, P pre-published, S superseded,
            W withdrawn, T superseded before publication, D draft; it changes, so it is no part of identity.
        format: the file format named, such as ``"PDF"``; else None.
        locator: the place inside the text, as written: ``"clause 7"``; else None.
        issued: the day, when the string gave one; the identifier keeps its month.

    >>> reference = parse_reference("T-REC-X.509-201910-I!!PDF-E")
    >>> reference.identifier, reference.state, reference.format, reference.language
    (Identifier('ITU-T X.509 (10/2019)'), 'I', 'PDF', 'E')
    """

    identifier: Identifier
    twin: str | None = None
    language: str | None = None
    state: str | None = None
    format: str | None = None
    locator: str | None = None
    issued: Issued | None = None

    def __str__(self) -> str:
        return str(self.identifier) + (f" | {self.twin}" if self.twin else "")


# --------------------------------------------------------------------------------------------------
# The verbs

_DASH = "[-\u2010\u2011\u2012\u2013 ]"
_REC = r"[Rr]ec(?:ommendation|s|omendación)?\.?"
_TELECOM_ONLY = "".join(sorted(set(TELECOM_SERIES) - set(RADIO_SERIES)))
# Prefixes so usual that they are worth not folding for, and numbers that need none because one sector alone
# has the letter; the rest must be canonical already.
_prefixed = re.compile(
    rf"(?:(?:(?:{_REC}|Recommandation) )?(?:(?:ITU|UIT){_DASH}(?:T|(R))|CCITT)(?: {_REC})?[ \u00a0]"
    rf"((?(1){expand('canonical_radio')}|{expand('canonical_telecom')}))"
    rf"|([{_TELECOM_ONLY}]\.{expand('number')}(?: (?:bis|ter|quater))?{expand('steps')}))"
).fullmatch
# What ITU-R's own lists print for texts that are no Recommendations.
_listed = re.compile(
    r"ITU-R (?:([1-9][0-9]{0,2}(?:-[1-9][0-9]?)?/(?:[1-9]|1[0-2])):?|R\.([1-9][0-9]{0,2}(?:-[1-9][0-9]?)?)|0?([1-9][0-9]?)\.HDB)"
).fullmatch
_LISTED = ("", "Question ITU-R ", "Resolution ITU-R ", "Handbook ITU-R ")


def parse(value: object) -> Identifier:
    """Return the identifier that `value` writes, in whatever way.

    Raises:
        InvalidIdentifier: `value` is not a string, or not one that names one ITU text; it says why, and where.

    >>> parse("ccitt rec. x.25"), parse("T-REC-Z.100-201910-I!AnnF1")
    (Identifier('ITU-T X.25'), Identifier('ITU-T Z.100 Annex F1 (10/2019)'))
    """
    if isinstance(value, str) and len(value) <= MAX_LENGTH:
        if _is_canonical(value):
            return _of(value)
        found = _prefixed(value)
        if found is not None:
            radio, rest, bare = found.groups()
            return _of(f"ITU-{radio or 'T'} {bare or rest}")
        found = _listed(value)
        if found is not None:
            which = found.lastindex or 0
            return _of(_LISTED[which] + found[which])
    return parse_reference(value).identifier


def parse_reference(value: object) -> Reference:
    """Return all that `value` says: the identifier, twin, language, state, format and locator.

    Raises:
        InvalidIdentifier: as `parse`.

    >>> parse_reference("ITU-T X.509 (10/2019), clause 7").locator
    'clause 7'
    """
    if not isinstance(value, str):
        raise InvalidIdentifier(value, reason=f"a string was expected, not {type(value).__name__}")
    if len(value) > MAX_LENGTH:
        raise InvalidIdentifier(
            value, reason=f"it has {len(value)} characters; an identifier has at most {MAX_LENGTH}"
        )
    if _is_canonical(value):
        return Reference(_of(value))
    return _read_machine_form(value) or _Reader(_mend(value)).read_all()


def try_parse(value: object) -> Identifier | None:
    """Return the identifier that `value` writes, or None when it writes none.

    >>> try_parse("RFC 5280") is None
    True
    """
    try:
        return parse(value)
    except InvalidIdentifier:
        return None


def is_valid(value: object) -> bool:
    """Whether `value` writes an ITU identifier; this says nothing about whether such a document exists.

    >>> is_valid("G.711"), is_valid("ITU-R X.509")
    (True, False)
    """
    return try_parse(value) is not None


def normalize(value: object) -> str:
    """Return the canonical form of the identifier that `value` writes; purely syntactic.

    The key for joining data is the identifier a catalogue resolves to.

    Raises:
        InvalidIdentifier: as `parse`.

    >>> normalize("g 711 appendix ii (02/2000)")
    'ITU-T G.711 App. II (02/2000)'
    """
    return str(parse(value))


def _read_machine_form(text: str) -> Reference | None:
    """Read addresses, file names, URNs and OIDs; None when `text` is none of them."""
    plain = fold(text).strip(" <>\"'")
    try:
        reading = notation.read(plain)
    except notation.AmbiguousForm as error:
        raise InvalidIdentifier(text, reason=str(error), candidates=error.candidates) from None
    except notation.OpaqueForm as error:
        raise InvalidIdentifier(text, reason=str(error)) from None
    if reading is None:
        return None
    if _is_canonical(reading.text):
        reference = Reference(_of(reading.text))
    else:
        try:
            reference = _Reader(reading.text).read_all()
        except InvalidIdentifier as error:
            raise InvalidIdentifier(
                text, reason=f"it says {reading.text!r}: {error.reason}", suggestion=error.suggestion
            ) from None
    return Reference(
        reference.identifier,
        reference.twin,
        reading.language or reference.language,
        reading.state or reference.state,
        reading.format,
        reference.locator,
        reference.issued,
    )


_slips = tuple((re.compile(pattern), replacement) for pattern, replacement, _ in SLIPS)
_any_slip = re.compile("|".join(pattern for pattern, _, _ in SLIPS)).search


def _mend(text: str) -> str:
    """Put the typing slips of ITU's own lists right."""
    if _any_slip(text):
        for pattern, replacement in _slips:
            text = pattern.sub(replacement, text)
    return text


@frozen
class Found:
    """A reference read out of a longer text.

    Attributes:
        reference: what was read.
        start: where its own words begin, after a place or a twin text named before it.
        end: where the identifier ends: what is said beyond identity lies behind.
        read: how far the text was understood, twin and place included.
        explicit: whether its own words name the ITU, CCITT, CCIR or a Recommendation.
    """

    reference: Reference
    start: int
    end: int
    read: int
    explicit: bool


def read_at(text: str, folded: str, start: int, sector: str | None = None) -> Found | None:
    """Read the longest reference that begins at `start` of a longer text; None when none begins there.

    This is the door of the finder: the same reader as `parse_reference`, stopping where the identifier stops.
    `folded` is ``fold(text)``; `sector` is what the text before says where the number itself does not.

    >>> found = read_at("see ITU-T X.509 (10/2019), clause 7", "see ITU-T X.509 (10/2019), clause 7", 4)
    >>> found.reference.identifier, found.end, found.reference.locator
    (Identifier('ITU-T X.509 (10/2019)'), 25, 'clause 7')
    """
    reader = _Reader(text, folded, start)
    reader.context = sector
    try:
        return reader.read_some()
    except InvalidIdentifier:
        return None


# --------------------------------------------------------------------------------------------------
# What is refused with a reason of its own

_HINTS = (
    (r"(?:ITU-?[TRD] ?)?(?:SG|study group) ?-?[0-9]{1,2}", "it names a study group, not a document"),
    (r"(?:ITU-?[TRD] ?)?FG[- ]?[A-Z0-9].*", "it names a focus group, not a document"),
    (r"(?:annex to )?(?:ITU(?:-T)? ?)?(?:OB|operational bulletin)\b.*", "the Operational Bulletin is a periodical, not a numbered text"),
    (r"(?:ITU-?R? ?)?(?:RR|radio regulations)\b.*", "the Radio Regulations are a treaty, not a text of a sector"),
    (r"(?:RFC|STD|BCP) ?[0-9]+", "it names a text of the IETF"),
    (r"(?:3GPP )?T[SR] ?[0-9]{2}\.[0-9]{3}", "it names a specification of 3GPP"),
    (r"IEEE .*", "it names a standard of the IEEE"),
    (r"(?:draft )?(?:ISO|IEC)\b.*", "it names a text of ISO or IEC; a catalogue may know its ITU twin: catalog.resolve(…)"),
    (r"ETSI .*", "it names a text of ETSI"),
    (r"resolution [0-9]+(?: \(.*)?", "resolutions are numbered by each assembly anew; say whose: Resolution ITU-R 1"),
)  # fmt: skip
_STEP_NAMES = ("Amendment", "Corrigendum", "Erratum", "Addendum", "Supplement", "Annex", "Appendix")
_ROMANS = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII",
    "XIX", "XX",
)  # fmt: skip
_BOTH_SECTORS = frozenset("FMPSV")
_LAST_GROUP = {"ITU-T": 21, "ITU-R": 12, "ITU-D": 2}
"""The highest study group number each sector ever had."""
_STATES = {"prepublished": "P", "withdrawn": "W", "superseded": "S", "force": "I", "draft": "D"}
_STEP_TESTS = tuple(
    (name, re.compile("|".join(fold(word) for word in words), re.IGNORECASE))
    for name, words in STEP_WORDS.items()
)


@lru_cache(maxsize=256)
def _step_names(word: str) -> tuple[str, ...]:
    """Return the kinds, as printed, that `word` (folded) can introduce; a few words introduce two."""
    return tuple(name for name, test in _STEP_TESTS if test.fullmatch(word))


# --------------------------------------------------------------------------------------------------
# The reader


class _Reader:
    """One pass over one text, rule by rule; `place` only ever moves forward over what was understood."""

    __slots__ = (
        "begin", "book", "chain", "context", "core", "end", "explicit", "finding", "folded", "head_date", "inverted", "issued", "language", "legacy", "locator", "place",
        "sector", "start", "state", "text", "twin", "version", "word",
    )  # fmt: skip

    def __init__(self, text: str, folded: str | None = None, start: int = 0) -> None:
        self.text = text
        self.folded = fold(text) if folded is None else folded
        self.start = self.place = start
        self.finding = folded is not None
        self.end = min(len(text), start + MAX_LENGTH) if self.finding else len(text)
        self.begin = start  # where its own words begin, after a leading place or twin
        self.core = start  # where the identifier ends, before what is said beyond identity
        self.context: str | None = None  # the sector the text around speaks of
        self.sector: str | None = None  # as the text says it
        self.explicit = False  # whether the text names the ITU or its Recommendations at all
        self.legacy = False  # CCITT, CCIR
        self.word: str | None = None  # report, question, …
        self.twin: str | None = None
        self.language: str | None = None
        self.state: str | None = None
        self.locator: str | None = None
        self.book: str | None = None
        self.version: str | None = None
        self.issued: Issued | None = None
        self.head_date = ""
        self.inverted: list[str] = []  # "Cor. 1 (10/2019)" written before what it corrects, innermost last
        self.chain = ""

    # ---- entries

    def read_all(self) -> Reference:
        """Read a text that is one reference from end to end."""
        self._trim()
        if self.place == self.end:
            self._refuse("it is empty")
        reference = self._read()
        self._tail_punctuation()
        if self.place < self.end:
            self._refuse_rest(reference)
        return reference

    def read_some(self) -> Found:
        """Read the reference at the start of what follows, and say where it ends."""
        reference = self._read()
        while self.folded[self.core - 1] in " .,:;":
            self.core -= 1
        return Found(reference, self.begin, self.core, self.place, self.explicit)

    def _read(self) -> Reference:
        self._leading_twin()
        self._locator_or_steps_first()
        self._prefix()
        head = self._head()
        self.core = self.place
        self._tail(head)
        return self._compose(head)

    # ---- small steps

    def _take(self, rule: str) -> re.Match[str] | None:
        match = compiled(rule).match(self.folded, self.place, self.end)
        if match is not None and match.end() > self.place:
            self.place = match.end()
            return match
        return None

    def _skip(self, characters: str) -> None:
        while self.place < self.end and self.folded[self.place] in characters:
            self.place += 1

    def _trim(self) -> None:
        """Narrow the text to what stands within blanks, quotes and one pair of brackets."""
        while True:
            self._skip(" \"'“”«»„<>")
            while self.end > self.place and self.folded[self.end - 1] in " \"'“”«»„<>":
                self.end -= 1
            inner = self.folded[self.place : self.end]
            if (
                len(inner) > 2
                and (inner[0], inner[-1]) in (("[", "]"), ("(", ")"), ("{", "}"))
                and inner.count(inner[0]) == 1
            ):
                self.place += 1
                self.end -= 1
            else:
                return

    def _tail_punctuation(self) -> None:
        self._skip(" .,;:")

    # ---- before the head

    def _leading_twin(self) -> None:
        """``ISO/IEC 9594-8:2020 | ITU-T X.509``."""
        place = self.place
        match = self._take("iso")
        if match is None:
            return
        bar = re.compile(r" ?\\?[|/(=] ?").match(self.folded, self.place, self.end)
        if bar is None:
            self.place = place
            return
        self.place = self.begin = bar.end()
        if bar[0].strip() == "(" and self.end > self.place and self.folded[self.end - 1] == ")":
            self.end -= 1
        self.twin = _twin(match)

    def _locator_or_steps_first(self) -> None:
        """``Corrigendum 1 (10/2019) to …`` is part of the chain; ``clause 7 of …`` and ``Annex B of …`` are places."""
        for _ in range(4):
            place = self.place
            match = self._take("spelled_step")
            if match is None:
                break
            name, label = self._step_of(match)
            dated = self._dated()
            if name is None or self._take("belongs") is None:
                self.place = place
                break
            self._skip(" ")
            if name in ("Annex", "App."):
                self.locator = self.text[place : match.end()].strip()
                self.begin = self.place
            else:
                self.inverted.append(f" {name} {label}{dated}")
        else:
            return
        place = self.place
        match = compiled("locator").match(" " + self.folded[place : self.end])
        if match is not None:
            where = re.match(r"(.{1,60}?)(?: of| in|,)(?: the)? (?=\S)", self.folded[place : self.end])
            if where is not None:
                self.locator = self.text[place : place + where.end(1)]
                self.place = self.begin = place + where.end()

    _WORDS = ("report", "question", "resolution", "handbook", "opinion")

    def _prefix(self) -> None:
        """Read the words before the number, in any order: the ITU, its sector, Recommendation, the, No."""
        for _ in range(12):
            place = self.place
            self._skip(" ,:;.([{" if self.explicit else " ([")
            if self._organization() or self._class_word():
                self.explicit = True
                self._skip_closed_bracket(place)
            elif (match := self._take("book")) is not None:
                self.book = self.text[match.start() : match.end()]
            elif self._take("draft_word"):
                self.state = "D"
            elif self._take("filler"):
                continue
            else:
                self.place = place
                self._skip(" ,:;." if self.explicit else " ")
                if self.explicit and self.folded[self.place : self.place + 1] in ("[", "("):
                    self._skip("[(")
                return

    def _skip_closed_bracket(self, place: int) -> None:
        if any(mark in self.folded[place : self.place] for mark in "([") and self.folded[
            self.place : self.place + 1
        ] in (")", "]"):
            self.place += 1

    def _organization(self) -> bool:
        match = self._take("organization")
        if match is None:
            return False
        letter = match["letter"]
        said = (
            letter.upper()
            if letter
            else "T"
            if match["telecom"]
            else "R"
            if match["radio"]
            else "D"
            if match["development"]
            else None
        )
        if said:
            if self.sector not in (None, f"ITU-{said}"):
                self._refuse(f"it names two sectors, {self.sector} and ITU-{said}", at=match.start())
            self.sector = f"ITU-{said}"
        self.legacy = self.legacy or bool((match["telecom"] or match["radio"]) and len(match[0]) < 11)
        return True

    def _class_word(self) -> bool:
        if self._take("recommendation_word"):
            return True
        for word in self._WORDS:
            if self._take(f"{word}_word"):
                self.word = word
                return True
        return False

    # ---- the head: returns the canonical text up to the first date, without the sector

    def _head(self) -> _Head:
        if self.word is not None:
            return self._numbered()
        for read in (
            self._guide,
            self._series_supplement,
            self._range,
            self._set,
            self._group_question,
            self._radio_draft,
            self._radio_resolution,
            self._designations,
            self._plain_question,
            self._radio_number,
            self._publication,
            self._draft,
        ):
            place = self.place
            head = read()
            if head is not None:
                return head
            self.place = place
        self._refuse_head()

    def _numbered(self) -> _Head:
        """Read what follows Report, Question, Resolution, Handbook or Opinion."""
        word = self.word
        self._skip(" .")
        if word == "question":
            head = self._group_question() or self._any_question()
            if head is None:
                self._refuse("a Question has a number and a study group", expected="a number like 3/17")
            return head
        if word == "report":
            head = self._designations()
            if head is None or head.sector == "ITU-T":
                self._refuse("only ITU-R numbers its Reports like this", expected="a number like M.2410-0")
            return _Head(f"Report ITU-R {head.text}", None)
        if word == "handbook":
            match = self._take("handbook_number")
            if match is None:
                self._refuse("a Handbook has a number", expected="a number like 42")
            return _Head(f"Handbook ITU-R {match['number']}", None)
        self._take_letter_of_sector()
        match = re.compile(r"([1-9][0-9]{0,2})(-[0-9]{1,2}(?![0-9]))?(?![0-9./])").match(
            self.folded, self.place, self.end
        )
        sector = self.sector or ("ITU-R" if word == "opinion" else None)
        if match is None or sector is None or sector == "ITU-D" or (word == "opinion" and sector != "ITU-R"):
            self._refuse_hint(
                f"a{'n' if word == 'opinion' else ''} {word} has a number and a sector",
                "a number like ITU-R 1-8",
            )
        self.place = match.end()
        revision = f"-{int(match[2][1:])}" if match[2] else ""
        return _Head(f"{str(word).capitalize()} {sector} {match[1]}{revision}", None)

    def _take_letter_of_sector(self) -> None:
        """Skip the R of ``Resolution R.1-8``."""
        match = re.compile(r"[RT]\.(?=[0-9])", re.IGNORECASE).match(self.folded, self.place, self.end)
        if match:
            self.place = match.end()

    def _guide(self) -> _Head | None:
        match = self._take("guide_word")
        if match is not None:
            self._skip(" ")
            self._prefix()
            head = self._designations()
            if head is None or not head.number:
                return None
            return _Head(f"{head.series}.Imp{head.number}", "ITU-T")
        match = self._take("spelled_guide")
        if match is None:
            return None
        number = match["number"]
        if not number[0].isdigit():
            number = number.upper() if number.islower() else number
        return _Head(f"{match['series'].upper()}.Imp{number}", "ITU-T")

    def _series_supplement(self) -> _Head | None:
        match = self._take("spelled_supplement")
        if match is None or self.sector in ("ITU-R", "ITU-D"):
            return None
        label = _plain_number(match["supplement"])
        scope = self._scope(match)
        if scope is None:
            return None
        self._take_scope_words()
        return _Head(f"{scope} Suppl. {label}", "ITU-T")

    def _scope(self, match: re.Match[str]) -> str | None:
        """Return what a Supplement supplements, as printed; None when that is one Recommendation."""
        if match["bare"]:
            letter = match["bare"].upper()
            return letter if letter in TELECOM_SERIES and (self.explicit or match["bare"].isupper()) else None
        sub = match["sub"]
        if sub:
            letter, rest = sub[0].upper(), sub[1:]
            if rest.startswith("."):
                return f"{letter}{rest}-series" if f"{letter}{rest}" in SUBSERIES_HEADS else None
            first, _, last = rest.lstrip("-").partition("-")
            return f"{letter}.{first}-{letter}.{last}-series" if last else f"{letter}.{first}-series"
        return self._set_name(match)

    def _set_name(self, match: re.Match[str]) -> str | None:
        letter = (match["letter"] or match["letter2"] or match["letter3"]).upper()
        number, until = match["number"] or match["number2"], match["until"]
        if match["tens"] and number:
            number += "0" * len(match["tens"])
        if number is None:
            return letter
        return f"{letter}.{number}-{letter}.{until}-series" if until else f"{letter}.{number}-series"

    def _take_scope_words(self) -> None:
        """Skip ``to ITU-T Y.4000 series`` after a Supplement; the scope is a place, not identity."""
        place = self.place
        if self._take("belongs"):
            self._skip(" ")
            self._take("organization")
            self._skip(" ")
            self._take("recommendation_word")
            self._skip(" ")
            match = self._take("spelled_set") or re.compile(
                r"(?P<number>[0-9]{1,4}) ?-? ?series", re.IGNORECASE
            ).match(self.folded, self.place, self.end)
            if match is not None:
                self.place = match.end()
                self.locator = self.text[place : self.place].strip()
                return
        self.place = place

    def _range(self) -> _Head | None:
        if self.finding:
            return None  # in prose both ends of a range are citations of their own
        match = self._take("spelled_range")
        if match is None or self.sector in ("ITU-R", "ITU-D"):
            return None
        series, first = match["series"].upper(), _plain_number(match["first"])
        if match["series2"]:
            if match["series2"].upper() != series:
                return None
            last = _plain_number(match["last"])
        elif "." in first:
            if int(match["last2"]) <= int(first.rpartition(".")[2]):
                return None
            return _Head(f"{series}.{first}-{int(match['last2'])}", "ITU-T", series, first)
        else:
            last = match["last2"]
            if len(last) == 4 and last[:2] in ("19", "20"):
                return None  # a year
            if len(last) <= 2 and series in _BOTH_SECTORS and self.sector is None:
                return None  # a revision
        if _number_key(last) <= _number_key(first):
            return None
        return _Head(f"{series}.{first}-{series}.{last}", "ITU-T", series, first)

    def _set(self) -> _Head | None:
        match = self._take("spelled_set")
        if match is None:
            return None
        name = self._set_name(match)
        letter = str(name).partition(".")[0].removesuffix("-series")
        sector = self._sector_of_series(letter)
        if name is None or sector is None or match["until"] or (sector == "ITU-R" and "." in name):
            return None
        self._skip(" ")
        self._take("recommendation_word")
        return _Head(name if name.endswith("-series") else f"{name}-series", sector)

    def _sector_of_series(self, letters: str) -> str | None:
        """Return the sector that has a series `letters`; the ITU-T one when both have and nothing else is said."""
        if self.sector != "ITU-R" and len(letters) == 1 and letters in TELECOM_SERIES:
            return "ITU-T"
        return "ITU-R" if letters in RADIO_SERIES and self.sector != "ITU-T" else None

    def _group_question(self) -> _Head | None:
        match = self._take("group_question")
        if match is None or (match["again"] and int(match["again"]) != int(match["group"])):
            return None
        return self._question(match["number"], match["group"])

    def _plain_question(self) -> _Head | None:
        """Read ``234-1/7`` and ``Q3/17``."""
        text = self.folded[self.place : self.place + 2].lower()
        if text[:1] == "q" or self.sector in ("ITU-R", "ITU-D"):
            return self._any_question()
        return None

    def _any_question(self) -> _Head | None:
        match = self._take("spelled_question")
        return None if match is None else self._question(match["number"], match["group"])

    def _question(self, number: str, group: str) -> _Head | None:
        sector = self.sector
        if group.isdigit():
            group = str(int(group))
            if sector and not 1 <= int(group) <= _LAST_GROUP[sector]:
                self._refuse(f"{sector} never had a study group {group}")
            if sector is None:
                possible = [name for name, last in _LAST_GROUP.items() if int(group) <= last]
                sector = possible[0] if len(possible) == 1 else None
        else:
            sector = sector or "ITU-T"  # Roman numerals are CCITT's
        stem, dash, revision = number.partition("-")
        plain = str(int(stem)) + (f"-{int(revision)}" if dash else "")
        return _Head(f"Question {f'{sector} ' if sector else ''}{plain}/{group}", None)

    def _radio_resolution(self) -> _Head | None:
        """Read ``ITU-R R.1-2``: in ITU-R's lists R is no series but the word Resolution."""
        match = re.compile(r"R\.([1-9][0-9]{0,2})(-[0-9]{1,2})?(?![0-9./])").match(
            self.folded, self.place, self.end
        )
        if match is None or self.sector != "ITU-R":
            return None
        self.place = match.end()
        return _Head(f"Resolution ITU-R {match[1]}{match[2] or ''}", None)

    def _radio_draft(self) -> _Head | None:
        if self.sector != "ITU-R":
            return None
        match = self._take("radio_draft")
        return None if match is None else _Head(match[0], "ITU-R")

    def _designations(self) -> _Head | None:
        """Read one number, or several that one text bears: ``G.709/Y.1331``."""
        first = self._designation()
        if first is None:
            return None
        names, sectors = [first], {first.sector}
        said, self.sector = self.sector, first.sector  # one text, one sector
        while len(names) < 4:
            place = self.place
            bar = re.compile(r" ?/ ?(?=[A-Za-z]{1,3}\.? ?[0-9])").match(self.folded, self.place, self.end)
            if bar is None:
                break
            self.place = bar.end()
            following = self._designation()
            if following is None or (self.finding and following.series == first.series):
                self.place = place  # G.652/G.657: in prose two works; one work has two series
                break
            names.append(following)
            sectors.add(following.sector)
        self.sector = said
        sectors.discard(None)
        if len(sectors) > 1:
            self._refuse("its numbers belong to two sectors")
        return _Head(
            "/".join(name.text for name in names),
            sectors.pop() if sectors else None,
            first.series,
            first.number,
        )

    def _designation(self) -> _Head | None:
        begin = self.place
        match = self._take("spelled_designation")
        if match is None:
            return None
        series, separator, number = (
            match["series"].upper(),
            match["separator"],
            _plain_number(match["number"]),
        )
        sector = self.sector
        if not separator.strip(" .") == "" and not self.explicit:
            return None  # X-509 without a word about the ITU is anything
        if "." not in separator and not self._dot_is_dispensable(series, separator, number):
            return None
        suffix = self._suffix(series, number)
        if sector is None:
            sector = self._sector_by_evidence(series, number, suffix)
        elif sector == "ITU-D":
            self._refuse("of ITU-D only Questions are known", at=begin)
        self._check_series(series, sector, begin)
        revision = self._revision(series, sector)
        if revision:
            sector = "ITU-R"
            self._check_series(series, sector, begin)
        return _Head(f"{series}.{number}{suffix}{revision}", sector, series, number + suffix.strip())

    def _dot_is_dispensable(self, series: str, separator: str, number: str) -> bool:
        """Whether ``H264``, ``G 711`` or ``BT-601`` may lack its point: not when A4 or M2 could be meant."""
        leading = number.partition(".")[0]
        if self.sector == "ITU-R" or series not in TELECOM_SERIES:
            return len(leading) >= 3 and series in RADIO_SERIES
        if separator == "-" and re.compile(r"-[0-9]+ ?(?:series|suppl)", re.IGNORECASE).match(
            self.folded, self.place - len(number) - 1
        ):
            return False
        return len(leading) >= 2 or (self.explicit and numbers.assigned("T", series, number))

    def _suffix(self, series: str, number: str) -> str:
        """Read what follows a number and belongs to it, as printed: `` bis``, `` R``, `` B``, ``a``."""
        place = self.place
        match = self._take("spelled_suffix")
        if match is None:
            return ""
        if match["latin"]:
            return f" {match['latin'].strip(' -').lower()}"
        letter = match[0].strip()
        if match["regional"] and (series in "DE" or numbers.assigned("T", series, f"{number}R")):
            return " R"
        if (
            match["part"]
            and (self.explicit or numbers.assigned("T", series, number + letter))
            and self.sector != "ITU-R"
        ):
            return f" {letter}"
        if match["glued"] and numbers.assigned("T", series, number + letter):
            return f" {letter}"
        if match["minor"] and "." in number:
            return letter
        self.place = place
        return ""

    def _sector_by_evidence(self, series: str, number: str, suffix: str) -> str | None:
        """Decide the sector of a number without prefix: its letters, its shape, what follows, the number table."""
        if len(series) > 1:
            return "ITU-R"
        if series not in _BOTH_SECTORS:
            return "ITU-T"
        if suffix or "." in number:
            return "ITU-T"
        rest = self.folded[self.place : self.place + 60]
        if re.match(r"-[0-9]{1,2}(?![0-9])", rest):
            return "ITU-R"
        if self.inverted or self._followed_by_change():
            return "ITU-T"
        found = numbers.sectors_of(series, number)
        if self.context and (len(found) != 1):
            return self.context
        return f"ITU-{found[0]}" if len(found) == 1 else None

    def _followed_by_change(self) -> bool:
        """Whether an amendment, corrigendum or the like follows, which only ITU-T texts have."""
        rest = self.folded[self.place : self.place + 80]
        rest = re.sub(r"^ ?[(\[][^()\[\]]{4,20}[)\]]|^:[0-9]{4}", "", rest)
        match = compiled("spelled_step").match(rest.lstrip(" ,/-(") + "")
        if match is None:
            return False
        names = _step_names(match["word"])
        return bool(names) and names[0] not in ("Annex", "App.")

    def _check_series(self, series: str, sector: str | None, at: int) -> None:
        """Refuse a series the sector does not have."""
        if sector == "ITU-R" and series not in RADIO_SERIES:
            self._refuse(
                f"{series} is no ITU-R series",
                at=at,
                suggestion=self._swapped("ITU-T") if series in TELECOM_SERIES else None,
            )
        if sector == "ITU-T" and (len(series) > 1 or series not in TELECOM_SERIES):
            known = series in RADIO_SERIES
            self._refuse(
                self._hint() or f"{series} is no ITU-T series",
                at=at,
                suggestion=self._swapped("ITU-R") if known else None,
            )

    def _swapped(self, sector: str) -> str | None:
        """Suggest the same number in the other sector."""
        match = re.compile(r"[A-Za-z]{1,3}\.? ?[0-9.]+(?:-[0-9]{1,2}(?![0-9]))?").search(
            self.folded, self.start
        )
        return f"{sector} {match[0].upper()}" if match else None

    def _revision(self, series: str, sector: str | None) -> str:
        """Read ``-14``; four digits are a year and left alone."""
        if sector == "ITU-T" or series not in RADIO_SERIES:
            return ""
        match = re.compile(r" ?-([0-9]{1,2})(?![0-9])").match(self.folded, self.place, self.end)
        if match is None:
            return ""
        self.place = match.end()
        return f"-{int(match[1])}"

    def _radio_number(self) -> _Head | None:
        """Read ``CCIR Rec. 601-2`` and ``ITU-R 43``: numbers without a series."""
        if self.sector != "ITU-R":
            return None
        place = self.place
        handbook = self._take("handbook_number")
        if handbook is not None and handbook["mark"]:
            return _Head(f"Handbook ITU-R {handbook['number']}", None)
        self.place = place
        match = self._take("radio_number")
        if match is None:
            return None
        number = int(match["number"])
        if number < 100 and not match["revision"]:
            return _Head(str(number), "ITU-R")
        revision = f"-{int(match['revision'][1:])}" if match["revision"] else ""
        found = numbers.series_of_radio_number(number)
        names = [f"ITU-R {series}.{number}{revision}" for series in found]
        if len(found) > 1:
            self._refuse(f"the number {number} moved between series", candidates=names, at=place)
        if not found:
            self._refuse(
                f"no ITU-R Recommendation has the number {number}",
                expected=f"the study group if it is a Question, like {match[0]}/6",
            )
        return _Head(f"{found[0]}.{number}{revision}", "ITU-R", found[0], str(number))

    def _publication(self) -> _Head | None:
        if self.sector != "ITU-T" or self._hint() is not None:
            return None
        match = re.compile(expand("publication")).match(self.folded, self.place, self.end)
        if match is None:
            return None
        self.place = match.end()
        return _Head(match[0], "ITU-T")

    def _draft(self) -> _Head | None:
        match = re.compile(expand("draft"), re.IGNORECASE).match(self.folded, self.place, self.end)
        if match is None or self.sector in ("ITU-R", "ITU-D"):
            return None
        name = match[0].rstrip("._-")
        if not self.explicit and not re.search(
            r"(?:\.Sup\.|[-_0-9])", name[2:] if name[2:5] != "Sup" else ".Sup."
        ):
            return None  # J.Smith
        self.place = match.start() + len(name)
        return _Head(name[0].upper() + name[1:], "ITU-T")

    # ---- after the head

    def _tail(self, head: _Head) -> None:
        """Read, in any order and as often as they come: version, date, changes, language, state, twin, place."""
        dateable = True  # whether a date here would belong to the head or to the last step
        for _ in range(24):
            if self.place >= self.end:
                return
            if (
                self.version is None
                and not self.chain
                and not head.text.startswith(("Report", "Question", "Handbook"))
            ):
                match = self._take("spelled_version")
                if match is not None and not (self.finding and match["outer"]):
                    self.version = match["inner"] or match["outer"]
                    self.core = self.place
                    continue
                if match is not None:  # X.509v3, X.509 v3: in prose a version of something else
                    self.place = match.start()
            if dateable:
                dated = self._dated()
                if dated:
                    self.chain += dated
                    dateable = False
                    self.core = self.place
                    continue
            if self._step():
                dateable = True
                self.core = self.place
            elif not (self._mark() or self._trailing_twin() or self._trailing_words()):
                return

    def _dated(self) -> str:
        """Read a date and return it as printed, `` (10/2019)``; the empty string without one."""
        place = self.place
        match = self._take("dated")
        if match is None:
            return ""
        groups = match.groupdict()
        year = next(
            (
                groups[name]
                for name in ("y1", "y2", "y3", "y4", "y5", "y8", "by", "by2", "by3", "colon", "hyphen")
                if groups[name]
            ),
            None,
        )
        month = next((groups[name] for name in ("m1", "m2", "m4", "m5", "m7", "bm") if groups[name]), None)
        day = next((groups[name] for name in ("d2", "d3", "d4", "d5", "d6") if groups[name]), None)
        name = groups["name"] or groups["bname"]
        if year is None:  # (02/98)
            short = int(groups["y7"])
            year = str(1900 + short if short >= 56 else 2000 + short)
        number = MONTHS[name.lower().rstrip(".")] if name else int(month) if month else 0
        if month is not None and not 1 <= number <= 12:
            at = next(match.start(group) for group in ("m1", "m2", "m4", "m5", "m7", "bm") if groups[group])
            self.place = place
            self._refuse(f"there is no month {month}", at=at)
        if day is not None and number:
            try:
                self.issued = Issued(int(year), number, int(day))
            except ValueError as error:
                self._refuse(str(error), at=place)
        self.language = self.language or (groups["language"] or None)
        return f" ({number:02}/{year})" if number else f" ({year})"

    def _step(self) -> bool:
        """Read one change or part."""
        place = self.place
        opened = re.compile(r"[ .]{0,2}(?:[-/,;+&]|[(\[])?[ .]?").match(self.folded, place, self.end)
        assert opened is not None
        self.place = opened.end()
        attachment = re.compile(r"(?:electronic )?attachment(?![a-z])", re.IGNORECASE).match(
            self.folded, self.place, self.end
        )
        if attachment:
            self.place = attachment.end()
            self.chain += " attachment"
            return True
        match = self._take("spelled_step")
        if match is not None and not (self.finding and match["word"].islower() and match["word"].isascii()):
            name, label = self._step_of(match)
            if name is not None:
                extra = {"test vectors": " test vectors", "software": " Software"}.get(
                    (match["extra"] or "").strip().lower(), ""
                )
                self.chain += f" {name} {label}{extra if name == 'App.' else ''}"
                if ("(" in opened[0] or "[" in opened[0]) and self.folded[self.place : self.place + 1] in (
                    ")",
                    "]",
                ):
                    self.place += 1
                return True
        self.place = place
        return False

    def _step_of(self, match: re.Match[str]) -> tuple[str | None, str]:
        """Return kind and label as printed, or None when word and label do not go together."""
        names, label = _step_names(match["word"]), match["label"]
        digits = re.fullmatch(r"0*([1-9][0-9]{0,2}(?:\.[0-9]{1,2})?)([a-z]?)", label)
        roman = label.upper() if label.upper() in _ROMANS else None
        for name in names:
            if name == "Annex":
                if re.fullmatch(r"[A-Za-z]{1,2}[0-9]{0,2}\+?", label):
                    return name, label.upper()
            elif name == "App.":
                if roman or (
                    digits and digits[1].isdigit() and int(digits[1]) <= len(_ROMANS) and len(names) == 1
                ):
                    return name, roman or _ROMANS[int(digits[1]) - 1]  # type: ignore[index]
            elif name == "Suppl.":
                if digits and not digits[2]:
                    return name, digits[1]
            elif digits and "." not in digits[1] and len(digits[1]) <= 2:
                return name, digits[1] + digits[2]
        return None, ""

    def _mark(self) -> bool:
        match = self._take("status_word")
        if match is not None:
            self.state = next(letter for name, letter in _STATES.items() if match[name])
            return True
        match = self._take("language_mark")
        if match is not None and self.language is None:
            self.language = match["dash"] or match["bracket"]
            return True
        if match is not None:
            self.place = match.start()
        return False

    def _trailing_twin(self) -> bool:
        if self.twin is not None:
            return False
        place = self.place
        bar = re.compile(r" ?(?:\\?\||/|\(|=|,)\|? ?").match(self.folded, place, self.end)
        if bar is None:
            return False
        self.place = bar.end()
        match = self._take("iso")
        if match is None:
            self.place = place
            return False
        self.twin = _twin(match)
        self.language = self.language or match["language"]
        if "(" in bar[0]:
            self._skip(" ")
            if self.folded[self.place : self.place + 1] == ")":
                self.place += 1
        return True

    def _trailing_words(self) -> bool:
        """Read the word Recommendation after the number (zh, ar, ko), guide words, and places in the text."""
        place = self.place
        self._skip(" ")
        if self._take("recommendation_word"):
            return True
        self.place = place
        match = self._take("locator")
        if match is not None and self.locator is None:
            self.locator = self.text[match.start("where") : match.end("where")].strip(" ,.;")
            return True
        self.place = place
        return False

    # ---- the result

    def _compose(self, head: _Head) -> Reference:
        text, sector = head.text, head.sector or self.sector
        chain = self.chain
        guide = compiled("guide_word").match(self.folded, self._after_blank(), self.end)
        if guide is not None and head.number:
            self.place = guide.end()
            text = f"{head.series}.Imp{head.number}"
        if self.inverted and text.endswith("-series"):
            # "Supplement 39 to ITU-T G-series Recommendations"
            supplement = self.inverted.pop()
            scope = text.removesuffix("-series") if "." not in text else text
            text = f"{scope}{supplement.partition(' (')[0]}"
            chain = supplement[len(supplement.partition(" (")[0]) :] + chain
        if self.inverted:
            # "Erratum 1 to Amendment 1 to G.671 (2005)": the innermost was written last.
            date, _, rest = self._split_date(chain)
            chain = date + "".join(reversed(self.inverted)) + rest
        version = f" (V{self.version})" if self.version else ""
        if (
            text.startswith(("Report ", "Question ", "Resolution ", "Handbook ", "Opinion "))
            or sector is None
        ):
            canonical = f"{text}{version}{chain}"
        else:
            canonical = f"{sector} {text}{version}{chain}"
        if _is_canonical(canonical) is None:
            self._refuse("its parts do not go together")
        locator = self.locator or self.book
        return Reference(_of(canonical), self.twin, self.language, self.state, None, locator, self.issued)

    def _after_blank(self) -> int:
        return self.place + 1 if self.folded[self.place : self.place + 1] == " " else self.place

    @staticmethod
    def _split_date(chain: str) -> tuple[str, str, str]:
        match = re.match(rf" {expand('date')}", chain)
        return (match[0], "", chain[match.end() :]) if match else ("", "", chain)

    # ---- refusals

    def _refuse(
        self,
        reason: str,
        *,
        at: int | None = None,
        expected: str | None = None,
        suggestion: str | None = None,
        candidates: list[str] | tuple[str, ...] = (),
    ) -> NoReturn:
        raise InvalidIdentifier(
            self.text,
            reason=reason,
            position=at if at is not None else (self.place if expected else None),
            expected=expected,
            suggestion=suggestion,
            candidates=candidates,
        )

    def _hint(self) -> str | None:
        plain = self.folded[self.start : self.end].strip(" .,;:[]()")
        return next(
            (reason for pattern, reason in _HINTS if re.fullmatch(pattern, plain, re.IGNORECASE)), None
        )

    def _refuse_hint(self, reason: str, expected: str) -> NoReturn:
        hint = self._hint()
        if hint:
            self._refuse(hint)
        self._refuse(reason, expected=expected)

    def _refuse_head(self) -> NoReturn:
        hint = self._hint()
        if hint:
            self._refuse(hint)
        alone = re.compile(r"([A-Za-z]{1,3})(?![A-Za-z0-9])").match(self.folded, self.place, self.end)
        if alone and alone.end() == self.end and (sector := self._sector_of_series(alone[1].upper())):
            self._refuse(
                "it names no number",
                at=self.end,
                expected="a number",
                suggestion=f"{sector} {alone[1].upper()}-series",
            )
        if re.compile(r"W ?\. ?[0-9]", re.IGNORECASE).match(self.folded, self.place, self.end):
            self._refuse("W is no ITU-T series", at=self.place)
        self._refuse("it has no number of an ITU text", expected="a series and a number like X.509")

    def _refuse_rest(self, reference: Reference) -> NoReturn:
        hint = self._hint()
        if hint:
            self._refuse(hint)
        rest = self.folded[self.place : self.end]
        if re.match(r" ?(?:,|and|&|or|et|y|и|und|/) ?(?:ITU-[TR] )?[A-Za-z]{1,3}\.[0-9]", rest):
            self._refuse(
                "it names several documents; itu_catalog.find_citations takes lists apart", at=self.place
            )
        letter = re.match(r"([A-Z][0-9]?)(?![a-z0-9])", rest)
        if letter and self.place and self.folded[self.place - 1].isdigit():
            self._refuse(
                f"{letter[1]!r} is not part of the number",
                at=self.place,
                suggestion=f"{reference.identifier} Annex {letter[1]}"
                if len(letter[1]) == 1
                else str(reference.identifier),
            )
        self._skip(" ,/-(")
        word = re.match(r"[A-Za-z]+", rest.lstrip(" ,/-("))
        suggestion = None
        if word:
            from difflib import get_close_matches

            near = get_close_matches(word[0].capitalize(), _STEP_NAMES, n=1, cutoff=0.6)
            label = re.match(r"[A-Za-z]+\.? ?([A-Z0-9]{1,3})\b", rest.lstrip(" ,/-("))
            if near and label:
                corrected = try_parse(f"{reference.identifier} {near[0]} {label[1]}")
                suggestion = str(corrected) if corrected else None
        self._refuse(
            f"{self.text[self.place : self.place + 20]!r} is not understood after {reference.identifier}",
            expected="a date, an amendment, a corrigendum, an annex or the end",
            suggestion=suggestion,
        )


@frozen
class _Head:
    """The canonical text of a head up to its first date, the sector it decides, and its first number."""

    text: str
    sector: str | None
    series: str = ""
    number: str = ""


def _plain_number(text: str) -> str:
    """Take blanks and leading zeros out of a number: ``774. 02`` is 774.2."""
    return ".".join(str(int(piece)) for piece in text.replace(" ", "").split("."))


def _number_key(text: str) -> tuple[int, ...]:
    return tuple(int(piece) for piece in text.split("."))


def _twin(match: re.Match[str]) -> str:
    """Print a text of ISO, IEC or ETSI as they do."""
    publisher = match["publisher"].upper().replace("CEI", "IEC").replace("ИСО/МЭК", "ISO/IEC")
    kind = (
        f" {match['type'].upper()}" if match["type"] and not publisher.endswith(match["type"].upper()) else ""
    )
    year = f":{match['year']}" if match["year"] else ""
    change = ""
    for found in re.finditer(r"([a-z]+)\.? ?([0-9]{1,2})(:[0-9]{4})?", match["change"] or "", re.IGNORECASE):
        word = "Amd" if found[1].lower().startswith("am") else "Cor"
        change += f"/{word} {found[2]}{found[3] or ''}"
    return f"{publisher}{kind} {match['number']}{year}{change}"
