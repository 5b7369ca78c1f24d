"""The reader behind the verbs of `parsing`: one pass over a text, rule by rule.

It reads one reference, either as the whole of a text or at a place in a longer one, and says exactly where and
why it stops. What it knows about words lies in `grammar`, what it knows about numbers in `heads`.

>>> Reader("Corrigendum 1 to Recommendation ITU-T G.798 (2012)").read_all().identifier
Identifier('ITU-T G.798 (2012) Cor. 1')
"""

from __future__ import annotations

import re

from attrs import frozen

from itu_catalog.dates import Issued
from itu_catalog.errors import InvalidIdentifier
from itu_catalog.grammar import MAX_LENGTH, MONTHS, compiled, fold
from itu_catalog.heads import Head, read_head, sector_of_series, step_names
from itu_catalog.identifier import Identifier, _of, is_canonical

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

__all__ = ["INVISIBLE", "Found", "Reader", "Reference", "belongs_to_next", "sector_said"]


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

    >>> from itu_catalog import parse_reference
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


# --------------------------------------------------------------------------------------------------
# What is refused with a reason of its own

_HINTS = (
    (r"(?:ITU-?[TRD] ?)?(?:SG|study group) ?-?[0-9]{1,2}", "it names a study group, not a document"),
    (r"(?:ITU-?[TRD] ?)?FG[- ]?[A-Z0-9].*", "it names a focus group, not a document"),
    (r"(?:ITU-?[TRD] ?)?(?:WP|JWP|TG|JTG) ?[0-9].*", "it names a working party, not a document"),
    (r"(?:annex to )?(?:ITU(?:-T)? ?)?(?:OB|operational bulletin)\b.*", "the Operational Bulletin is a periodical"),
    (r"(?:ITU-?R? ?)?(?:RR|radio regulations)\b.*", "the Radio Regulations are a treaty, not a text of a sector"),
    (r"(?:RFC|STD|BCP) ?[0-9]+", "it names a text of the IETF"),
    (r"(?:3GPP )?T[SR] ?[0-9]{2}\.[0-9]{3}", "it names a specification of 3GPP"),
    (r"IEEE .*", "it names a standard of the IEEE"),
    (r"(?:draft )?(?:ISO|IEC)\b.*", "it names a text of ISO or IEC; a catalogue may know the ITU text that is the same"),
    (r"ETSI .*", "it names a text of ETSI"),
    (r"resolution [0-9]+(?: \(.*)?", "resolutions are numbered by each assembly anew; say whose: Resolution ITU-R 1"),
)  # fmt: skip
_STEP_NAMES = ("Amendment", "Corrigendum", "Erratum", "Addendum", "Supplement", "Annex", "Appendix")
_ROMANS = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII",
    "XIX", "XX",
)  # fmt: skip
_STATES = {"prepublished": "P", "withdrawn": "W", "superseded": "S", "force": "I", "draft": "D"}
_DATE_GROUPS = (
    (
        "y1",
        "y2",
        "y3",
        "y4",
        "y5",
        "y8",
        "by",
        "by2",
        "by3",
        "by4",
        "by5",
        "colon",
        "hyphen",
        "slash",
    ),  # and y7, y9, by8: two digits
    ("m1", "m2", "m4", "m5", "m7", "bm", "bm2", "bm4", "bm8", "cm"),
    ("d2", "d3", "d4", "d5", "d6", "bd"),
    ("name", "bname"),
)
"""The groups of the rule ``dated`` that hold a year, a month, a day, a month's name."""
_CCITT_FOUNDED, _LAST_SHORT_YEAR = 56, 35
"""Two-digit years from the foundation of the CCITT on are of the last century; the others of this one, so far."""
_LONGEST_NAME, _LONGEST_ENDING = 60, 12
"""Characters to look back over for an organization, and for the ending of a file name."""
INVISIBLE = frozenset("\xad\u200b\u200c\u200d\u2060\ufeff")
"""Characters without width: soft hyphens and joiners, which copying leaves behind."""
_LABEL = re.compile(r"0*([1-9][0-9]{0,2}(?:\.[0-9]{1,2})?)([a-z]?)", re.IGNORECASE).fullmatch
_ANNEX_LABEL = re.compile(r"[A-Z]{1,2}[0-9]{0,2}\+?", re.IGNORECASE).fullmatch
_ANOTHER = re.compile(fold(r" ?(?:(?:ITU|UIT|МСЭ|CCITT|CCIR)\b|Rec|Рек|[A-Z]{1,3}(?:\.[0-9]|-series))")).match
_ANOTHER_NUMBER = re.compile(
    r" ?(?:(?:ITU-[TR]|UIT-[TR]|CCITT) )?(?:Rec[a-z]{0,12}\.? )?(?:(?:ITU-[TR]|UIT-[TR]|CCITT) )?[A-Z]{1,3}\.[0-9]"
).match
_MORE_LABELS = re.compile(
    r"(?:(?:, ?(?:and )?| and | & | et | und )(?:[A-Z]|[IVX]{1,5}|[0-9]{1,2})(?![\w.])){1,6}"
).match
_EXTRAS = {"test vectors": " test vectors", "software": " Software"}


def sector_said(match: re.Match[str]) -> str | None:
    """Return the sector that a match of the rule ``organization`` names; None for the ITU at large."""
    if match["letter"]:
        return f"ITU-{match['letter'].upper()}"
    return (
        "ITU-T"
        if match["telecom"]
        else "ITU-R"
        if match["radio"]
        else "ITU-D"
        if match["development"]
        else None
    )


def belongs_to_next(folded: str, place: int, end: int) -> bool:
    """Whether what was read belongs to the text named behind it: "Erratum 1" in "Erratum 1 to X.1197"."""
    more = _MORE_LABELS(folded, place, end)
    belongs = compiled("belongs").match(folded, more.end() if more else place, end)
    if belongs is None:
        return False
    another = _ANOTHER if belongs["to"] is not None else _ANOTHER_NUMBER
    return another(folded, belongs.end(), end) is not None


# --------------------------------------------------------------------------------------------------


class Reader:
    """One pass over one text, rule by rule; `place` only ever moves forward over what was understood."""

    __slots__ = (
        "begin", "book", "chain", "context", "core", "end", "explicit", "finding", "folded", "given", "inverted", "issued",
        "language", "locator", "mending", "named", "place", "places", "recommends", "sector", "start", "state", "text",
        "twin", "version", "word",
    )  # fmt: skip

    def __init__(self, text: str, folded: str | None = None, start: int = 0) -> None:
        self.places: list[int] | None = None  # where each character stood before blanks were joined
        self.given = text
        if folded is None:
            folded = fold(text)
            if "  " in folded or not text.isascii():
                text, self.places = _squeezed(text)
                folded = fold(text)
            self.finding = False
        else:
            self.finding = True
        self.text = text
        self.folded = folded
        self.start = self.place = start
        self.end = min(len(text), start + MAX_LENGTH) if self.finding else len(text)
        self.begin = start  # where its own words begin, after a leading place or twin
        self.core = start  # where the identifier ends, before what is said beyond identity
        self.mending = False  # whether this text is itself a correction
        self.context: str | None = None  # the sector the text around speaks of
        self.sector: str | None = None  # as the text says it
        self.named = False  # whether the text names the ITU
        self.recommends = False  # whether it says Recommendation
        self.explicit = False  # whether the text names the ITU or its Recommendations at all
        self.word: str | None = None  # report, question, …
        self.twin: str | None = None
        self.language: str | None = None
        self.state: str | None = None
        self.locator: str | None = None
        self.book: str | None = None
        self.version: str | None = None
        self.issued: Issued | None = None
        self.inverted: list[str] = []  # "Cor. 1 (10/2019)" written before what it corrects, innermost last
        self.chain = ""

    def read_all(self) -> Reference:
        """Read a text that is one reference from end to end."""
        self._trim()
        self._trailing_organization()
        if self.place == self.end:
            self.refuse("it is empty")
        reference = self._read()
        place = self.place
        self.skip(" .,;:")
        if self.place < self.end:
            self.place = place
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
        self.prefix()
        head = read_head(self)
        if head is None:
            self._refuse_head()
        self.core = self.place
        self._tail(head)
        return self._compose(head)

    def take(self, rule: str) -> re.Match[str] | None:
        """Match a rule of the grammar here and step over it; None, and no step, when it does not match."""
        match = compiled(rule).match(self.folded, self.place, self.end)
        if match is not None and match.end() > self.place:
            self.place = match.end()
            return match
        return None

    def skip(self, characters: str) -> None:
        """Step over any of `characters`."""
        while self.place < self.end and self.folded[self.place] in characters:
            self.place += 1

    def _trim(self) -> None:
        """Narrow the text to what stands within blanks, quotes and one pair of brackets, before a file's ending."""
        if "." in self.folded[-len(".html") :]:
            ending = compiled("file_ending").search(self.folded, max(0, self.end - _LONGEST_ENDING), self.end)
            self.end = ending.start() if ending else self.end
        while True:
            self.skip(" \"'“”«»„<>")
            while self.end > self.place and self.folded[self.end - 1] in " \"'“”«»„<>":
                self.end -= 1
            if _is_bracketed(self.folded[self.place : self.end]):
                self.place += 1
                self.end -= 1
            else:
                return

    def _trailing_organization(self) -> None:
        """Read ``de l'UIT-T`` at the end first: it decides the sector of what stands before it."""
        if self.folded[: self.end].rstrip(")")[-1:].isdigit():
            return  # most texts end in a number or a date
        match = compiled("trailing_organization").search(
            self.folded, max(self.place, self.end - _LONGEST_NAME), self.end
        )
        if match is not None:
            self.named = self.explicit = True
            self.sector = sector_said(match)
            self.end = match.start()

    def _leading_twin(self) -> None:
        """``ISO/IEC 9594-8:2020 | ITU-T X.509``."""
        place = self.place
        match = self.take("iso")
        if match is None:
            return
        bar = self.take("twin_bar")
        if bar is None:
            self.place = place
            return
        self.begin = self.place
        if bar[0].strip() == "(" and self.end > self.place and self.folded[self.end - 1] == ")":
            self.end -= 1
        self.twin = _twin(match)

    def _locator_or_steps_first(self) -> None:
        """``Corrigendum 1 (10/2019) to …`` is part of the chain; ``clause 7 of …`` and ``Annex B of …`` are places."""
        for _ in range(4):
            place = self.place
            match = self.take("spelled_step")
            if match is None:
                break
            name, label = self._step_of(match)
            dated = self._dated()
            belongs = self.take("belongs")
            numbered = name is None and step_names(match["word"])[0] == "Annex"
            if belongs is None or (name is None and not numbered):
                self.place = place
                break
            self.skip(" ")
            # Annexes with numbers (of ITU-R's texts) are not published apart.
            if numbered or (name in ("Annex", "App.") and not belongs["to"] and not self.inverted):
                self.locator = self.text[place : match.end()].strip()
                self.begin = self.place
            else:
                self.inverted.append(f" {name} {label}{dated}")
        else:
            return
        place = self.place
        match = compiled("locator").match(" " + self.folded[place : self.end])
        if match is not None:
            where = self.take("place_of")
            if where is not None:
                self.locator = self.text[place : where.end("where")]
                self.begin = self.place

    def prefix(self) -> None:
        """Read the words before the number, in any order: the ITU, its sector, Recommendation, the, No."""
        for _ in range(12):
            place = self.place
            self.skip((' ,:([{-/")]}' if self.finding else ' ,:;.([{-/"') if self.explicit else " ([")
            match = self.take("prefix_word")
            if match is None:
                self.place = place
                self.skip((' ,:-/")]' if self.finding else ' ,:;.-/"') if self.explicit else " ")
                if self.explicit:
                    self.skip("[(")
                return
            if match["book"]:
                self.book = self.text[match.start() : match.end()]
            elif match["draft"]:
                self.state = "D"
            elif not match["filler"]:
                self.explicit = True
                self._said(match)
                if self.finding and self.folded[self.place : self.place + 2].strip(".").isalpha():
                    self.skip(".")  # "Rec.T.134"; a point and a blank would end a sentence
                if any(mark in "([" for mark in self.folded[place : match.start()]):
                    self._skip_one(")]")

    def _said(self, match: re.Match[str]) -> None:
        """Note the sector, or the kind of text, that a word before the number names."""
        if match["who"]:
            self.named = True
            said = sector_said(match)
            if said and self.sector not in (None, said):
                self.refuse(f"it names two sectors, {self.sector} and {said}", at=match.start())
            self.sector = said or self.sector
        elif match["recommendation"]:
            self.recommends = True
        else:
            self.word = match.lastgroup

    def _skip_one(self, characters: str) -> None:
        if self.place < self.end and self.folded[self.place] in characters:
            self.place += 1

    def _tail(self, head: Head) -> None:
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
                match = self.take("spelled_version")
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
            elif self._trailing_twin():
                # In prose a date behind the twin is that of a reference.
                dateable = dateable and not self.finding
            elif not (self._mark() or self._trailing_words()):
                return

    def _dated(self) -> str:
        """Read a date and return it as printed, `` (10/2019)``; the empty string without one."""
        place = self.place
        match = self.take("dated")
        if match is None:
            return ""
        groups = match.groupdict()
        year, month, day, name = (
            next((groups[each] for each in names if groups[each]), None) for names in _DATE_GROUPS
        )
        if year is None:  # (02/98); the CCITT was founded in 1956
            short = int(groups["y7"] or groups["y9"] or groups["by8"])
            if _LAST_SHORT_YEAR < short < _CCITT_FOUNDED:
                self.refuse(f"no text of the ITU is of a year '{short}", at=place)
            year = str(1900 + short if short >= _CCITT_FOUNDED else 2000 + short)
        number = MONTHS[name.lower().rstrip(".")] if name else int(month) if month else 0
        if month is not None and number not in range(1, 13):
            at = next(match.start(group) for group in _DATE_GROUPS[1] if groups[group])
            self.place = place
            self.refuse(f"there is no month {month}", at=at)
        if day is not None and number:
            try:
                self.issued = Issued(int(year), number, int(day))
            except ValueError as error:
                self.refuse(str(error), at=place)
        self.language = self.language or (groups["language"] or None)
        return f" ({number:02}/{year})" if number else f" ({year})"

    def _step(self) -> bool:
        """Read one change or part."""
        place = self.place
        self.take("opening")
        opened = self.folded[place : self.place]
        if self.finding and ". " in opened and self.folded[place - 1] != ".":
            self.place = place  # the end of a sentence
            return False
        if self.take("attachment"):
            self.chain += " attachment"
            return True
        match = self.take("spelled_step")
        if match is not None and not (self.finding and self._is_no_step_here(match)):
            name, label = self._step_of(match)
            if name is not None:
                extra = _EXTRAS.get((match["extra"] or "").strip().lower(), "") if name == "App." else ""
                step = f" {name} {label}{extra}"
                if not compiled("steps").fullmatch(self.chain + step):
                    self.place = place  # "Amd. 1, Amd. 2": two amendments, not one of the other
                    return False
                self.chain += step
                if "(" in opened or "[" in opened:
                    self._skip_one(")]")
                return True
        self.place = place
        return False

    def _is_no_step_here(self, match: re.Match[str]) -> bool:
        """Whether, in prose, ``annex b`` is a word and no title, or ``Erratum 1 to X.1197`` begins anew."""
        if match["word"].islower() and not match["label"][0].isdigit() and not match["label"].isupper():
            return True
        dated = compiled("dated").match(self.folded, match.end(), self.end)
        return belongs_to_next(self.folded, (dated or match).end(), self.end)

    def _step_of(self, match: re.Match[str]) -> tuple[str | None, str]:
        """Return kind and label as printed, or None when word and label do not go together."""
        names, label = step_names(match["word"]), match["label"]
        digits = _LABEL(label)
        roman = label.upper() if label.upper() in _ROMANS else None
        for name in names:
            if name == "Annex":
                if _ANNEX_LABEL(label):
                    return name, label.upper()
            elif name == "App.":
                if roman or (
                    digits and digits[1].isdigit() and int(digits[1]) <= len(_ROMANS) and len(names) == 1
                ):
                    return name, roman or _ROMANS[int(digits[1]) - 1]  # type: ignore[index]
            elif name == "Suppl.":
                if digits and not digits[2]:
                    return name, digits[1]
            elif digits and "." not in digits[1] and len(digits[1]) <= len("12"):
                return name, digits[1] + digits[2]
        return None, ""

    def _mark(self) -> bool:
        match = self.take("status_word")
        if match is not None:
            self.state = next(letter for name, letter in _STATES.items() if match[name])
            return True
        match = self.take("language_mark")
        if match is not None and self.language is None:
            self.language = match["dash"] or match["after"] or match["bracket"]
            return True
        if match is not None:
            self.place = match.start()
        return False

    def _trailing_twin(self) -> bool:
        if self.twin is not None:
            return False
        place = self.place
        bar = self.take("twin_joint")
        match = self.take("iso") if bar else None
        if bar is None or match is None:
            self.place = place
            return False
        self.twin = _twin(match)
        self.language = self.language or match["language"]
        if "(" in bar[0]:
            self.skip(" ")
            self._skip_one(")")
        return True

    def _trailing_words(self) -> bool:
        """Read the word Recommendation after the number (zh, ar, ko), guide words, and places in the text."""
        place = self.place
        self.skip(" ")
        if self.take("recommendation_word"):
            return True
        self.place = place
        book = self.take("trailing_book")
        if book is not None:
            self.book = self.text[book.start() : book.end()].strip(" ,")
            return True
        self.place = place
        match = self.take("locator")
        if match is not None and self.locator is None:
            self.locator = self.text[match.start("where") : match.end("where")].strip(" ,.;")
            return True
        self.place = place
        return False

    def _compose(self, head: Head) -> Reference:
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
        # "Erratum 1 to Amendment 1 to G.671 (2005)": the innermost was written last.
        chain += "".join(reversed(self.inverted))
        version = f" (V{self.version})" if self.version else ""
        # Reports, Questions and their like carry the sector inside: head.sector is None for them.
        carries = head.sector is None and " " in text
        canonical = f"{'' if carries or sector is None else f'{sector} '}{text}{version}{chain}"
        if not is_canonical(canonical):
            self.refuse(f"no ITU text is numbered {canonical!r}", at=self.core - 1)
        locator = self.locator or self.book
        return Reference(_of(canonical), self.twin, self.language, self.state, None, locator, self.issued)

    def _after_blank(self) -> int:
        return self.place + 1 if self.folded[self.place : self.place + 1] == " " else self.place

    def refuse(
        self,
        reason: str,
        *,
        at: int | None = None,
        expected: str | None = None,
        suggestion: str | None = None,
        candidates: list[str] | tuple[str, ...] = (),
    ) -> NoReturn:
        """Raise the error that says what is wrong, and where in the text as it was given."""
        if self.finding:
            raise InvalidIdentifier("", reason=reason)  # in prose most is none, and nobody is told why
        place = at if at is not None else (self.place if expected else None)
        if place is not None and self.places is not None:
            place = self.places[place] if place < len(self.places) else len(self.given)
        raise InvalidIdentifier(
            self.given,
            reason=reason,
            position=place,
            expected=expected,
            suggestion=suggestion,
            candidates=candidates,
        )

    def hint(self) -> str | None:
        """Return what the text is when it is a well-known something else."""
        plain = self.folded[self.start : self.end].strip(" .,;:[]()")
        return next(
            (reason for pattern, reason in _HINTS if re.fullmatch(pattern, plain, re.IGNORECASE)), None
        )

    def refuse_hint(self, reason: str, expected: str) -> NoReturn:
        """Refuse with the hint when there is one, else with `reason`."""
        hint = None if self.finding else self.hint()
        if hint:
            self.refuse(hint)
        self.refuse(reason, expected=expected)

    def _refuse_head(self) -> NoReturn:
        if self.finding:
            self.refuse("it has no number of an ITU text")
        hint = self.hint()
        if hint:
            self.refuse(hint)
        place = self.place
        if self.take("unknown_series"):
            self.refuse("W is no ITU-T series", at=place)
        alone = self.take("lone_series")
        letters = alone["letters"].upper() if alone and self.place == self.end else ""
        sector = sector_of_series(self, letters)
        if sector:
            suggestion = f"{sector} {letters}-series"
            self.refuse("it names no number", at=self.end, expected="a number", suggestion=suggestion)
        self.place = place
        self.refuse("it has no number of an ITU text", expected="a series and a number like X.509")

    def _refuse_rest(self, reference: Reference) -> NoReturn:
        hint = self.hint()
        if hint:
            self.refuse(hint)
        place = self.place
        if self.take("another") or self.take("another_step"):
            self.refuse("it names several documents; itu_catalog.find_citations takes lists apart", at=place)
        date = self.take("stray_date")
        if date:
            self.refuse(f"no text of the ITU is of the year {date['year']}", at=date.start("year"))
        letter = self.take("stray_letter") if self.folded[place - 1].isdigit() else None
        if letter:
            plain = str(reference.identifier)
            self.refuse(
                f"{letter['letter']!r} is not part of the number", at=letter.start("letter"), suggestion=plain
            )
        word = self.take("stray_word")
        self.place = word.start("word") if word else place
        suggestion = None
        if word and not self.mending:
            suggestion = _corrected(f"{reference.identifier}", word["word"], word["label"])
        self.refuse(
            f"{self.text[self.place : self.place + 20]!r} is not understood after {reference.identifier}",
            expected="a date, an amendment, a corrigendum, an annex or the end",
            suggestion=suggestion,
        )


def _squeezed(text: str) -> tuple[str, list[int]]:
    r"""Join blanks, drop characters without width, compose accents; and say where each character stood.

    >>> _squeezed("X.\xad509  (e\u0301)")
    ('X.509 (é)', [0, 1, 3, 4, 5, 6, 8, 9, 11])
    """
    from unicodedata import combining, normalize

    kept: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        if character in INVISIBLE or (kept and fold(character) == fold(kept[-1]) == " "):
            continue
        if kept and combining(character):
            composed = normalize("NFC", kept[-1] + character)
            if len(composed) == 1:
                kept[-1] = composed
                continue
        kept.append(character)
        places.append(at)
    return "".join(kept), places


def _is_bracketed(text: str) -> bool:
    """Whether one pair of brackets encloses all of `text`."""
    if (text[:1] + text[-1:]) not in ("[]", "()", "{}") or len(text) <= len("()"):
        return False
    depth = 0
    for place, character in enumerate(text):
        depth += (character == text[0]) - (character == text[-1])
        if depth == 0:
            return place == len(text) - 1
    return False


def _corrected(identifier: str, word: str, label: str | None) -> str | None:
    """Suggest the change whose name `word` misspells."""
    from difflib import get_close_matches

    near = get_close_matches(word.capitalize(), _STEP_NAMES, n=1, cutoff=0.6)
    if not near or not label:
        return None
    reader = Reader(f"{identifier} {near[0]} {label}")
    reader.mending = True  # one correction, not a chain of them
    try:
        return str(reader.read_all().identifier)
    except InvalidIdentifier:
        return None


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
