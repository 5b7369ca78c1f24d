"""The codes and levels of findings, and where the bounds between likenesses of titles lie.

>>> CODES[Code.SUPERSEDED].level, CODES[Code.SUPERSEDED].remedy
(<Level.WARNING: 'warning'>, 'cite the later text, or say why not')
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

__all__ = ["CODES", "LIKENESS", "Code", "Level", "Meaning", "Threshold"]


class Level(StrEnum):
    """How much a finding matters.

    >>> Level.ERROR.rank > Level.WARNING.rank > Level.NOTE.rank > Level.OK.rank
    True
    """

    OK = "ok"
    """Nothing to do."""
    NOTE = "note"
    """Good to know; nothing is wrong."""
    WARNING = "warning"
    """The reference is understood, but another one should stand there."""
    ERROR = "error"
    """The reference names nothing, or not what its words say."""

    @property
    def rank(self) -> int:
        """0 for ok to 3 for error."""
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(Level)}


class Code(StrEnum):
    """What a finding says; stable, so that programs can rely on it. `CODES` explains each.

    >>> Code("superseded"), f"{Code.NOT_YET_APPROVED}"
    (<Code.SUPERSEDED: 'superseded'>, 'not-yet-approved')
    """

    CURRENT = "current"
    AMENDED_SINCE = "amended-since"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    RENUMBERED = "renumbered"
    NOT_YET_APPROVED = "not-yet-approved"
    DRAFT = "draft"
    DRAFT_PUBLISHED = "draft-published"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    UNKNOWN_DATE = "unknown-date"
    WRONG_SECTOR = "wrong-sector"
    TITLE_OF_ANOTHER = "title-of-another"
    TITLE_DIFFERS = "title-differs"
    TWIN_MISMATCH = "twin-mismatch"
    GROUP_SUPERSEDED = "group-superseded"


class Meaning(NamedTuple):
    """What a code stands for, and a text that shows it.

    >>> CODES[Code.RENUMBERED].example
    ('ITU-T Z.140', None)
    """

    level: Level
    """The level that it has unless the message says why it has another."""
    meaning: str
    """What it says, in one line."""
    remedy: str
    """What to do about it."""
    given: str
    """When it is given, and when it is not; whole sentences."""
    example: tuple[str, str | None]
    """A text, and the day for which it has the finding; None for the day the embedded catalogue is complete to."""


CODES: dict[Code, Meaning] = {
    Code.CURRENT: Meaning(
        Level.OK,
        "the text meant is in force on the day",
        "nothing",
        "A dated reference is judged by the text of that date, an undated one by the edition in force on the day; the "
        "sentence tells which that is. A series is current when the catalogue holds members that are in force, and "
        "lists them. Pre-published texts count as in force.",
        ("ITU-T X.509", "2020-06-09"),
    ),
    Code.AMENDED_SINCE: Meaning(
        Level.NOTE,
        "the edition is in force, and amendments or corrigenda to it as well",
        "read those, too",
        "An undated reference is to be read with what changes the edition; a dated one leaves it out. Only changes "
        "approved by the day and in force on it are named.",
        ("ITU-T X.694", "2020-06-09"),
    ),
    Code.SUPERSEDED: Meaning(
        Level.WARNING,
        "a later text had taken its place by the day",
        "cite the later text, or say why not",
        "The sentence names the text that took its place first, with the day, and the one at the end of the chain, "
        "which is what to write; across numbers, too. For a change, that is the edition that has it.",
        ("CCITT Rec. X.509 (1988)", "2006-01-01"),
    ),
    Code.WITHDRAWN: Meaning(
        Level.WARNING,
        "the text was withdrawn",
        "cite what replaced it, if anything did",
        "ITU hardly ever publishes the day of a withdrawal. For a day on which a text now withdrawn may still have "
        "been in force, it is current, not certain, and the sentence says so.",
        ("ITU-T Z.107 (11/1999)", None),
    ),
    Code.RENUMBERED: Meaning(
        Level.WARNING,
        "the work bears another number on the day",
        "write that number",
        "For undated references; a text dated under the old number is superseded by one under the new. The second end "
        "of a range tells, too, what has become of the numbers between.",
        ("ITU-T Z.140", None),
    ),
    Code.NOT_YET_APPROVED: Meaning(
        Level.ERROR,
        "no text was approved by the day",
        "check the number, or the day",
        "The one finding that tells what came after the day: which text it was, and when it was approved. Where an "
        "edition was in force on the day, that is named.",
        ("ITU-T X.509 (10/2019)", "2017-05-15"),
    ),
    Code.DRAFT: Meaning(
        Level.NOTE,
        "a work item or provisional name, and no document on the day",
        "cite it as work in progress, and look again before publication",
        "By its name, or because the words directly before it, or before its list, call it a draft.",
        ("draft Recommendation ITU-T X.1402", "2020-06-09"),
    ),
    Code.DRAFT_PUBLISHED: Meaning(
        Level.WARNING,
        "a draft, or a provisional name, of what has been published since",
        "write its number, and leave the word draft out",
        "A note where the sentence only tells what was done with the draft. A draft revision, or a draft of a work that "
        "has several editions, may be that of the next one, and is judged like any other reference.",
        ("ITU-T G.Sup.otnsec", None),
    ),
    Code.AMBIGUOUS: Meaning(
        Level.WARNING,
        "several documents fit",
        "add the date, or the year of the base text",
        "For an undated change to several editions when no day was asked for; for a year with two texts; for a number "
        "that both sectors assigned. The candidates are named, and are the `documents` of the finding.",
        ("ITU-T X.694 Cor. 1", None),
    ),
    Code.UNKNOWN: Meaning(
        Level.ERROR,
        "no such text is known; a note, when ITU did assign the number and this catalogue does not hold it",
        "check the number",
        "An error for a number that ITU never assigned, with those one slip away, and for a change or a part that no "
        "text has. A note for a number that this catalogue does not hold though ITU assigned it, where no list of such "
        "numbers is at hand, and for a text whose status no source gives. A warning for a series that no block is named "
        "after.",
        ("Recs. ITU-T X.500 and X.5099", None),
    ),
    Code.UNKNOWN_DATE: Meaning(
        Level.ERROR,
        "the number is known, but no text of it has that date",
        "write the date of a text there is",
        "For a year, a month or a revision that was never published. The two nearest texts of the day are named, and "
        "the suggestion, the nearer one, is a guess.",
        ("ITU-T X.509 (11/2019)", None),
    ),
    Code.WRONG_SECTOR: Meaning(
        Level.ERROR,
        "the number is one of the other sector",
        "write the sector that assigned it",
        "When only the other sector ever assigned the number. It takes the place of the finding on the status.",
        ("Recommendation ITU-T M.1457", None),
    ),
    Code.TITLE_OF_ANOTHER: Meaning(
        Level.ERROR,
        "the title beside the number is that of another text",
        "find out which of the two is meant",
        "For a title in quotation marks, or as lists of references print it, that is the title of another text of the "
        "day, or clearly more like it. The number of that text is suggested, as a guess.",
        ("ITU-T X.1402 “Security threats to distributed ledger technology”", None),
    ),
    Code.TITLE_DIFFERS: Meaning(
        Level.NOTE,
        "the title is not quite as published; a warning, when it is quite another",
        "write it as published",
        "For titles of three words or more in quotation marks. Capitals, accents, hyphens, dashes, quotation marks, "
        "plurals, left-out first parts and spellings that ITU itself does not keep apart do not count, unless `check` is "
        "asked to look to the letter. Of titles in other languages than English nothing is known, and nothing is said.",
        ("ITU-T X.1044 “Security needs of network virtualization”", None),
    ),
    Code.TWIN_MISMATCH: Meaning(
        Level.WARNING,
        "the ISO, IEC or ETSI text beside it is the same as another text or edition",
        "write the two that belong together",
        "When the twin is known to be the same as another text, or its year as another edition; where nothing is known "
        "of it, nothing is said. The pair that is suggested is the one of the day.",
        ("ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2017", "2020-06-09"),
    ),
    Code.GROUP_SUPERSEDED: Meaning(
        Level.NOTE,
        "the study group named with it no longer exists on the day",
        "name the group that has its work",
        "For a group that is named in the same sentence before the citation, or in brackets behind it, and that is "
        "known, or inferred, to have answered for the text.",
        ("Study Group 9 approved ITU-T J.1012.", None),
    ),
}
"""Every code, with its level, its meaning and the remedy."""


class Threshold(NamedTuple):
    """A bound on the likeness of titles (0 to 1, see `itu_catalog.titles.likeness`), and why it lies there.

    >>> LIKENESS["another"].value
    0.8
    """

    value: float
    why: str


LIKENESS = {
    "another": Threshold(
        0.8, "one word in five exchanged: “threats to” for “threats of” in six words gives 0.83"
    ),
    "unquoted": Threshold(
        0.9, "of words without quotation marks, which may be prose: one word in ten exchanged"
    ),
    "lead": Threshold(
        0.1, "how much better another title must fit: titles of one family share most of their words"
    ),
    "variant": Threshold(
        0.5, "below, half of the words are others: no variant of the title, and perhaps no title at all"
    ),
}
"""The bounds by which titles are told apart."""
