"""`Watched`: what has become of one line of a list, and what to do about it.

>>> from itu_catalog.comparing import WatchCode
>>> ANSWERS[WatchCode.SUPERSEDED].level, ANSWERS[WatchCode.SUPERSEDED].meaning
(<Level.WARNING: 'warning'>, 'nothing that the line means is in force: a later text took its place')
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import attrs
from attrs import frozen

from itu_catalog.findings.codes import Level

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from typing import Any

    from itu_catalog.catalog.events import Event
    from itu_catalog.comparing.changes import Change
    from itu_catalog.documents import Document, Recommendation
    from itu_catalog.identifier import Identifier

__all__ = ["ANSWERS", "Meaning", "Said", "WatchCode", "Watched"]


class WatchCode(StrEnum):
    """What is answered to a line; the words of findings, and some more. `ANSWERS` explains each.

    >>> WatchCode("newer-edition"), f"{WatchCode.CHANGED_SINCE}"
    (<WatchCode.NEWER_EDITION: 'newer-edition'>, 'changed-since')
    """

    CURRENT = "current"
    CHANGED_SINCE = "changed-since"
    AMENDED_SINCE = "amended-since"
    NEWER_EDITION = "newer-edition"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    RENUMBERED = "renumbered"
    NOT_YET_APPROVED = "not-yet-approved"
    UNSATISFIED = "unsatisfied"
    DRAFT = "draft"
    DRAFT_PUBLISHED = "draft-published"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    UNKNOWN_DATE = "unknown-date"
    WRONG_SECTOR = "wrong-sector"
    READ_ALREADY = "read-already"
    INVALID = "invalid"


class Meaning(NamedTuple):
    """What an answer stands for."""

    level: Level
    """The level that it has, unless the message says why it has another."""
    meaning: str
    """What it says, in one line."""


ANSWERS: dict[WatchCode, Meaning] = {
    WatchCode.CURRENT: Meaning(Level.OK, "what the line means is in force, and nothing is missing"),
    WatchCode.CHANGED_SINCE: Meaning(
        Level.WARNING,
        "it is in force, and something changed since the day or catalogue named; a note, where what is to be read "
        "is the same",
    ),
    WatchCode.AMENDED_SINCE: Meaning(Level.NOTE, "it is in force, and the line leaves out what changes it"),
    WatchCode.NEWER_EDITION: Meaning(
        Level.NOTE, "it is in force, and so is a newer edition that the line leaves out"
    ),
    WatchCode.SUPERSEDED: Meaning(
        Level.WARNING, "nothing that the line means is in force: a later text took its place"
    ),
    WatchCode.WITHDRAWN: Meaning(Level.WARNING, "nothing that the line means is in force: it was withdrawn"),
    WatchCode.RENUMBERED: Meaning(Level.WARNING, "the work bears another number"),
    WatchCode.NOT_YET_APPROVED: Meaning(Level.ERROR, "no text that the line means was approved by the day"),
    WatchCode.UNSATISFIED: Meaning(Level.ERROR, "the number is known, and no text of it fits the condition"),
    WatchCode.DRAFT: Meaning(Level.NOTE, "a provisional name of which no text has come yet"),
    WatchCode.DRAFT_PUBLISHED: Meaning(
        Level.WARNING, "a provisional name of a text that has been published since"
    ),
    WatchCode.AMBIGUOUS: Meaning(Level.WARNING, "the line fits several texts"),
    WatchCode.UNKNOWN: Meaning(
        Level.ERROR, "nothing of that name is known; a note, where only this catalogue does not hold it"
    ),
    WatchCode.UNKNOWN_DATE: Meaning(Level.ERROR, "the number is known, and no text of it has that date"),
    WatchCode.WRONG_SECTOR: Meaning(Level.ERROR, "the number is one of the other sector"),
    WatchCode.READ_ALREADY: Meaning(
        Level.NOTE, "the list that the line names has been read, and is not again"
    ),
    WatchCode.INVALID: Meaning(
        Level.ERROR, "the line is not understood, or the list it names cannot be read"
    ),
}
"""Every answer with its level, the best first."""


class Said(NamedTuple):
    """An answer without its line: what is the same wherever the same words stand."""

    code: WatchCode
    message: str
    remedy: str
    write: str | None = None
    """What to write instead of the name on the line."""
    document: Document | None = None
    replacement: Document | Recommendation | None = None
    documents: tuple[Document, ...] = ()
    guessed: bool = False
    certain: bool = True
    level: Level | None = None


@frozen
class Watched:
    """The answer to one line of a list.

    Attributes:
        path: the list, as it was named; ``list`` for one that was given as text.
        line: the line, counted from 1.
        column: where on the line the name begins, counted from 1.
        text: the name or requirement, as it is written; shortened when it is very long.
        code: the answer; see `ANSWERS`.
        level: how much it matters.
        message: what there is to say, in one sentence.
        remedy: what to do, in one sentence.
        instead: the name or requirement to write instead; None where there is nothing to write.
        write: the whole line with that, its comment and all.
        guessed: whether `instead` is only the likeliest of what may be meant, and somebody must look.
        on: the day it is answered for.
        identifier: what the line names; None for a name that is no identifier.
        document: the text that it means on the day; None where it is none, or several.
        replacement: what to read instead.
        documents: what to read, in order; the candidates of an ambiguous line; the heads of a range.
        changes: what changed since the day or catalogue named.
        certain: False where a fact that decides is not known; the message says which.
    """

    path: str
    line: int
    column: int
    text: str
    code: WatchCode
    level: Level
    message: str
    remedy: str
    instead: str | None
    write: str | None
    guessed: bool
    on: datetime.date
    identifier: Identifier | None = None
    document: Document | None = None
    replacement: Document | Recommendation | None = None
    documents: tuple[Document, ...] = attrs.field(default=(), repr=False)
    changes: tuple[Change | Event, ...] = attrs.field(default=(), repr=False)
    certain: bool = True

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} ({self.level}): {self.message}"

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON-ready values; every key is always there."""
        document = self.document
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "text": self.text,
            "code": str(self.code),
            "level": str(self.level),
            "message": self.message,
            "remedy": self.remedy,
            "instead": self.instead,
            "write": self.write,
            "guessed": self.guessed,
            "on": self.on.isoformat(),
            "identifier": str(self.identifier) if self.identifier is not None else None,
            "document": str(document) if document is not None else None,
            "title": document.title if document is not None else None,
            "replacement": str(self.replacement) if self.replacement is not None else None,
            "documents": [str(each) for each in self.documents],
            "changes": [each.to_dict() for each in self.changes],
            "certain": self.certain,
        }
