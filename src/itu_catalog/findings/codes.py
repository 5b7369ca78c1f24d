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
    """What a finding says; stable, so that programs can rely on it. `CODES` explains each."""

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
    """What a code stands for: its default level, its meaning in one line, and what to do about it."""

    level: Level
    meaning: str
    remedy: str


CODES: dict[Code, Meaning] = {
    Code.CURRENT: Meaning(Level.OK, "the text meant is in force on the day", "nothing"),
    Code.AMENDED_SINCE: Meaning(
        Level.NOTE, "the edition is in force, and amendments or corrigenda to it as well", "read those, too"
    ),
    Code.SUPERSEDED: Meaning(
        Level.WARNING, "a later text had taken its place by the day", "cite the later text, or say why not"
    ),
    Code.WITHDRAWN: Meaning(
        Level.WARNING, "the text was withdrawn", "cite what replaced it, if anything did"
    ),
    Code.RENUMBERED: Meaning(Level.WARNING, "the work bears another number on the day", "write that number"),
    Code.NOT_YET_APPROVED: Meaning(
        Level.ERROR, "no text was approved by the day", "check the number, or the day"
    ),
    Code.DRAFT: Meaning(
        Level.NOTE,
        "a work item or provisional name, and no document on the day",
        "cite it as work in progress, and look again before publication",
    ),
    Code.DRAFT_PUBLISHED: Meaning(
        Level.WARNING, "a draft, or a provisional name, of what has been published since", "write its number"
    ),
    Code.AMBIGUOUS: Meaning(
        Level.WARNING, "several documents fit", "add the date, or the year of the base text"
    ),
    Code.UNKNOWN: Meaning(
        Level.ERROR,
        "no such text is known; a note, when ITU did assign the number and this catalogue does not hold it",
        "check the number",
    ),
    Code.UNKNOWN_DATE: Meaning(
        Level.ERROR,
        "the number is known, but no text of it has that date",
        "write the date of a text there is",
    ),
    Code.WRONG_SECTOR: Meaning(
        Level.ERROR, "the number is one of the other sector", "write the sector that assigned it"
    ),
    Code.TITLE_OF_ANOTHER: Meaning(
        Level.ERROR,
        "the title beside the number is that of another text",
        "find out which of the two is meant",
    ),
    Code.TITLE_DIFFERS: Meaning(
        Level.NOTE,
        "the title is not quite as published; a warning, when it is quite another",
        "write it as published",
    ),
    Code.TWIN_MISMATCH: Meaning(
        Level.WARNING,
        "the ISO, IEC or ETSI text beside it is the same as another text or edition",
        "write the two that belong together",
    ),
    Code.GROUP_SUPERSEDED: Meaning(
        Level.NOTE,
        "the study group named with it no longer exists on the day",
        "name the group that has its work",
    ),
}
"""Every code, with its level, its meaning and the remedy."""


class Threshold(NamedTuple):
    """A bound on the likeness of titles (0 to 1, see `itu_catalog.titles.likeness`), and why it lies there."""

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
