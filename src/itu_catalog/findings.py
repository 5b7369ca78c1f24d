"""Judging citations: what each one means on a date, whether it holds, and what to write instead.

>>> text = "ITU-T X.509 (2016), X.1402 “Security threats to distributed ledger technology”"
>>> for finding in check(text, on="2020-06-09"):
...     print(finding)
superseded (warning): ... superseded on 2019-10-14 by ITU-T X.509 (10/2019); write ITU-T X.509 (2019)
not-yet-approved (error): this was no document on 2020-06-09: its first text, ITU-T X.1402 (07/2020), was ...
title-of-another (error): the title beside it is that of ITU-T X.1401 (11/2019), ...; write X.1401

A dated reference is judged by its text, an undated one by the text in force on the day, and the finding says
which. Nothing that happened after the day is told, except that a text was not yet approved, and when it was.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from attrs import field, frozen

from itu_catalog import numbers
from itu_catalog.catalog import default_catalog
from itu_catalog.citation import Citation, find_citations
from itu_catalog.dates import as_date
from itu_catalog.documents import CHANGES, PARTS, Document, Recommendation
from itu_catalog.errors import (
    AmbiguousIdentifier,
    InvalidIdentifier,
    NotADocument,
    NotYetApproved,
    UnknownRecommendation,
)
from itu_catalog.folding import fold_twin
from itu_catalog.identifier import Identifier, Kind
from itu_catalog.parsing import try_parse
from itu_catalog.titles import Quoted, TitleIndex, is_same, likeness, quoted_title, words_of
from itu_catalog.vocabulary import Approval, NameKind, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator
    from typing import Any

    from itu_catalog.catalog import Catalog
    from itu_catalog.dates import Issued
    from itu_catalog.vocabulary import StudyGroup

__all__ = ["CODES", "LIKENESS", "Code", "Finding", "Level", "Meaning", "Threshold", "check"]


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
        Level.WARNING, "a provisional name of what has been published since", "write its number"
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
    "lead": Threshold(
        0.1, "how much better another title must fit: titles of one family share most of their words"
    ),
    "variant": Threshold(
        0.5, "below, half of the words are others: no variant of the title, and perhaps no title at all"
    ),
}
"""The bounds by which titles are told apart."""

_FEW = 3
"""A quotation of fewer words is a term as likely as a title, and not judged."""

_LISTED = 8
"""How many documents a message names before it only counts the rest."""


@frozen
class Finding:
    """What was found about one citation; a citation has a finding on its status first, then perhaps others.

    Attributes:
        code: what it says; see `CODES`.
        level: how much it matters; the level of the code, or less or more where the message says why.
        message: one sentence; it names what to write instead.
        citation: the citation, with its place in the text.
        on: the day it was judged for.
        document: the document that is meant; None where none is, or several are.
        replacement: what to cite instead; None where there is nothing else.
        suggestion: what to write instead, in the author's manner; None where there is nothing else.
        documents: what to read, in order; the candidates of an ambiguous citation; the members of a series.
        dated: whether the citation says which text is meant, by a date or revision.
        certain: False where a fact that decides is not known; the message says which.
        quoted: the title beside the citation, for findings about it.
        likeness: how like `quoted` is to the title it is compared with, from 0 to 1.
    """

    code: Code
    level: Level
    message: str
    citation: Citation
    on: datetime.date
    document: Document | None = None
    replacement: Document | Recommendation | None = None
    suggestion: str | None = None
    documents: tuple[Document, ...] = field(default=(), repr=False)
    dated: bool = False
    certain: bool = True
    quoted: str | None = None
    likeness: float | None = None

    def __str__(self) -> str:
        return f"{self.code} ({self.level}): {self.message}"

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON-ready values; every key is always there."""
        citation, document = self.citation, self.document
        return {
            "code": str(self.code),
            "level": str(self.level),
            "message": self.message,
            "start": citation.start,
            "end": citation.end,
            "text": citation.text,
            "identifier": str(citation.identifier),
            "twin": citation.twin,
            "locator": citation.locator,
            "bare": citation.bare,
            "carried": citation.carried,
            "dated": self.dated,
            "on": self.on.isoformat(),
            "document": str(document) if document else None,
            "title": document.title if document else None,
            "replacement": str(self.replacement) if self.replacement else None,
            "suggestion": self.suggestion,
            "documents": [str(each) for each in self.documents],
            "certain": self.certain,
            "quoted": self.quoted,
            "likeness": self.likeness,
        }


def check(
    text: str, *, catalog: Catalog | None = None, on: datetime.date | str | None = None
) -> Iterator[Finding]:
    """Yield what there is to say about every citation in `text`, in the order of the text.

    Every citation has at least one finding. `on` is the day to judge for, a date or an ISO string; without it
    the day the catalogue is complete to, and then an undated change to several editions is ambiguous.
    Without a catalogue the default one is asked.

    Raises:
        TypeError: `text` is not a string, or `on` neither date nor string.
        ValueError: `on` is no calendar day.

    >>> [str(finding.code) for finding in check("See ITU-T Z.140.")]
    ['renumbered']
    """
    if not isinstance(text, str):
        raise TypeError(f"check reads a string, not {type(text).__name__}")
    judge = _Judge(default_catalog() if catalog is None else catalog, as_date(on))
    return judge.findings(text, find_citations(text))


class _Verdict(NamedTuple):
    """A finding without its citation: what is the same for every citation of one identifier."""

    code: Code
    message: str
    document: Document | None = None
    replacement: Document | Recommendation | None = None
    write: Identifier | str | None = None
    """What to write instead."""
    documents: tuple[Document, ...] = ()
    certain: bool = True
    level: Level | None = None
    perhaps: str | None = None
    """What may have been meant, where that is a guess."""


class _Judge:
    """A catalogue and a day, with what was already found out."""

    def __init__(self, catalog: Catalog, on: datetime.date | None) -> None:
        self.catalog = catalog
        self.on = on
        self.day = on or catalog.as_of
        self._verdicts: dict[tuple[Identifier, str | None], list[_Verdict]] = {}
        self._titles: TitleIndex | None = None

    def findings(self, text: str, citations: Iterable[Citation]) -> Iterator[Finding]:
        """Yield the findings on each citation, that on its status first."""
        before = 0
        for citation in citations:
            key = citation.identifier, citation.twin
            verdicts = self._verdicts.get(key)
            if verdicts is None:
                verdicts = self._verdicts[key] = [self._status(citation.identifier), *self._twin(citation)]
            status, *others = verdicts
            misled = self._other_sector(text, citation)
            yield self._finding(citation, misled or status)
            for verdict in others:
                yield self._finding(citation, verdict)
            yield from self._title(text, citation, status)
            yield from self._group(text[before : citation.start], citation, status)
            before = citation.end

    def _finding(self, citation: Citation, verdict: _Verdict) -> Finding:
        written = verdict.write
        suggestion = _in_manner_of(citation, written) if isinstance(written, Identifier) else written
        message = f"{verdict.message}; write {suggestion}" if suggestion else verdict.message
        return Finding(
            verdict.code,
            verdict.level or CODES[verdict.code].level,
            message,
            citation,
            self.day,
            document=verdict.document,
            replacement=verdict.replacement,
            suggestion=suggestion or verdict.perhaps,
            documents=verdict.documents,
            dated=_is_dated(citation.identifier),
            certain=verdict.certain,
        )

    def _known(self, text: Document) -> bool:
        """Whether a document was there on the day."""
        begun = text.approved or text.posted
        return begun is None or begun.on_or_before(self.day)

    # ---- the status

    def _status(self, identifier: Identifier) -> _Verdict:
        try:
            document = self.catalog.resolve(identifier, self.on)
        except NotADocument:
            return self._series(identifier)
        except NotYetApproved as error:
            return self._too_early(identifier, error.document)
        except AmbiguousIdentifier as error:
            return self._ambiguous(identifier, error)
        except UnknownRecommendation as error:
            return self._unknown(identifier, error)
        if not self._known(document):
            return self._too_early(identifier, document)
        if identifier.kind is Kind.DRAFT:
            message = (
                f"this is the provisional name of {document}, {_verb(document)} {_when(document.approved)}"
            )
            return _Verdict(
                Code.DRAFT_PUBLISHED,
                message,
                document,
                document,
                document.work.identifier,
                self._to_read(document),
            )
        return self._standing(identifier, document)

    def _too_early(self, identifier: Identifier, document: Document) -> _Verdict:
        if identifier.kind is Kind.DRAFT:
            message = f"a provisional name: on {self.day} no document had come of it that could be cited"
            return _Verdict(Code.DRAFT, message)
        named = f"{document}" if _is_dated(identifier) else f"its first text, {document},"
        when = _when(document.approved or document.posted)
        message = f"this was no document on {self.day}: {named} was {_verb(document)} {when}"
        return _Verdict(Code.NOT_YET_APPROVED, message, document)

    def _ambiguous(self, identifier: Identifier, error: AmbiguousIdentifier) -> _Verdict:
        texts = [each for each in error.candidates if isinstance(each, Document)]
        works = [each for each in error.candidates if isinstance(each, Recommendation)]
        known = tuple(text for text in texts if self._known(text))
        if len(known) == 1 and len(texts) > 1:
            return self._standing(identifier, known[0])
        named = [str(each) for each in (*known, *works)]
        if works:
            message = f"it may mean {_listing(named, 'or')} ({error.reason}); write the sector or the date"
        else:
            message = f"undated, and without the year of its base, it fits {_listing(named, 'or')}; write the one meant"
        return _Verdict(Code.AMBIGUOUS, message, documents=known)

    def _series(self, identifier: Identifier) -> _Verdict:
        try:
            members = self.catalog.series(identifier).members(self.day)
        except UnknownRecommendation:
            members = ()
        readings = [work.in_force(self.day) for work in members]
        texts = tuple(reading[0] for reading in readings if reading)
        if not texts:
            message = f"a series, of which this catalogue holds no text that was in force on {self.day}"
            return _Verdict(Code.UNKNOWN, message, level=Level.NOTE)
        doubtful = [
            str(reading[0].work.identifier.designation)
            for reading in readings
            if reading and not reading.certain
        ]
        count = f"{len(texts)} texts" if len(texts) > 1 else "one text"
        listed = _listing([text.work.identifier.designation for text in texts])
        doubt = f" (of {_listing(doubtful)} that is not certain)" if doubtful else ""
        message = f"a series, with {count} in this catalogue in force on {self.day}: {listed}{doubt}"
        return _Verdict(Code.CURRENT, message, documents=texts, certain=not doubtful)

    def _standing(self, identifier: Identifier, document: Document) -> _Verdict:
        """Judge a document that is there: by its status on the day, and by its number."""
        if not _is_dated(identifier) and (renumbered := self._renumbered(identifier, document)):
            return renumbered
        standing = document.status_on(self.day)
        if standing.status.is_in_force:
            return self._in_force(identifier, document, "" if standing.certain else self._doubt(document))
        meant = f"{document}" if _is_dated(identifier) else f"undated: its last text, {document},"
        if standing.status in (Status.SUPERSEDED, Status.WITHDRAWN):
            return self._ended(identifier, document, meant, standing.status, standing.certain)
        message = f"{meant} has no known status on {self.day}"
        return _Verdict(Code.UNKNOWN, message, document, certain=False, level=Level.NOTE)

    def _doubt(self, document: Document) -> str:
        """Say why a status in force is not certain, without telling what came after the day."""
        if self.day > self.catalog.as_of:
            return f", as far as the data goes, which ends on {self.catalog.as_of}"
        if document.approved and self.day < document.approved.last_day:
            return f" (of its approval only {document.approved} is known)"
        return ", as far as is known: no day of its end is published"

    def _in_force(self, identifier: Identifier, document: Document, doubt: str) -> _Verdict:
        to_read = self._to_read(document)
        later = [text for text in to_read if text.kind in CHANGES and text is not document]
        dated = _is_dated(identifier)
        meant = f"{document} is" if dated else f"undated: on {self.day} it means {document}, which is"
        state = f"in force on {self.day}" if dated else "in force"
        if later and document.kind not in CHANGES:
            others = _listing([_change_name(text) for text in later])
            scope = "the reference, being dated, leaves out" if dated else "it is to be read with"
            message = f"{meant} {state}{doubt}; {scope} {others}"
            return _Verdict(Code.AMENDED_SINCE, message, document, documents=to_read, certain=not doubt)
        changed = f"; it changes {document.base}" if document.kind in CHANGES and document.base else ""
        message = f"{meant} {state}{changed}{doubt}"
        return _Verdict(Code.CURRENT, message, document, documents=to_read, certain=not doubt)

    def _ended(
        self,
        identifier: Identifier,
        document: Document,
        meant: str,
        status: Status,
        certain: bool,  # noqa: FBT001 - a column
    ) -> _Verdict:
        following = self.catalog.successor(document, self.day)
        end = self.catalog.replacement(document, self.day)
        doubt = "" if certain else " (that it was by then is inferred)"
        if not isinstance(following, Document) or not isinstance(end, Document):
            code = Code.WITHDRAWN if status is Status.WITHDRAWN else Code.SUPERSEDED
            gone = document.withdrawn if status is Status.WITHDRAWN else None
            when = _when(gone) if gone else f"by {self.day}"
            message = f"{meant} was {status} {when}{doubt}, and no text is known that took its place"
            return _Verdict(code, message, document, certain=certain)
        when = _when(following.approved) if following.approved else f"by {self.day}"
        code = Code.WITHDRAWN if status is Status.WITHDRAWN else Code.SUPERSEDED
        if code is Code.WITHDRAWN:
            message = f"{meant} was withdrawn by {self.day}{doubt}; {following} took its place"
        else:
            message = f"{meant} was superseded {when}{doubt} by {following}"
        if end is not following:
            message += f", and that by others, the last of them {end}"
        write = end.identifier if _is_dated(identifier) or identifier.steps else end.work.identifier
        return _Verdict(code, message, document, end, write, self._to_read(end), certain)

    def _renumbered(self, identifier: Identifier, document: Document) -> _Verdict | None:
        """Judge an undated number that its work no longer bears on the day."""
        asked = set(identifier.designations)
        work = document.work
        spans = [name for name in work.names if name.kind in (NameKind.NUMBER, NameKind.FORMER)]
        mine = [name for name in spans if _designation(name.text) in asked]
        now = [
            name
            for name in spans
            if (name.since is None or name.since.on_or_before(self.day))
            and not (name.until and name.until.on_or_before(self.day))
            and not (name.kind is NameKind.FORMER and name.since is None and name.until is None)
        ]
        if not mine or not now or any(name in now for name in mine):
            return None
        to_read = work.in_force(self.day)
        since = f" since {now[0].since}" if now[0].since else ""
        current = to_read[0] if to_read else document
        state = (
            f"where {current} is in force on {self.day}"
            if to_read
            else f"of which {current} was the last text"
        )
        message = f"{identifier.work} has been numbered {now[0].text}{since}, {state}"
        return _Verdict(
            Code.RENUMBERED,
            message,
            current,
            current,
            try_parse(now[0].text) or now[0].text,
            tuple(to_read),
            to_read.certain,
        )

    def _to_read(self, document: Document) -> tuple[Document, ...]:
        """Return what to read on the day to have the whole of the text."""
        if document.kind in PARTS:
            return (
                document,
                *(text for text in document.changes if text.status_on(self.day).status.is_in_force),
            )
        reading = tuple(document.work.in_force(self.day))
        return reading or (document,)

    # ---- what is not there

    def _unknown(self, identifier: Identifier, error: UnknownRecommendation) -> _Verdict:
        if identifier.kind is Kind.DRAFT:
            message = "a provisional name that this catalogue does not know; find out whether it has a number by now"
            return _Verdict(Code.DRAFT, message)
        works = [bearer.work for bearer in self.catalog.bearers(identifier)]
        if works:
            return self._no_such_text(identifier, works)
        other = self._other_number(identifier)
        if other is not None:
            return self._wrong_sector(identifier, other)
        assigned = _assigned(identifier)
        if assigned:
            message = "ITU did assign this number, but this catalogue does not hold it and cannot say whether it is in force"
            return _Verdict(Code.UNKNOWN, message, level=Level.NOTE)
        if assigned is None:
            message = "this catalogue does not hold it, and no list of such numbers is at hand to tell whether it exists"
            return _Verdict(Code.UNKNOWN, message, level=Level.NOTE)
        near = [
            name
            for name in dict.fromkeys((*_near_numbers(identifier), *error.suggestions))
            if self._existed(name)
        ]
        listed = f"; near it: {_listing(near[:3], 'or')}" if near else ""
        message = f"ITU is not known ever to have assigned this number{listed}"
        return _Verdict(Code.UNKNOWN, message, perhaps=near[0] if near else None)

    def _existed(self, name: str) -> bool:
        """Whether a number may be named on the day: what the catalogue knows to be younger may not."""
        work = self.catalog.get(name)
        return work is None or work.status_on(self.day).status is not Status.NOT_YET_APPROVED

    def _no_such_text(self, identifier: Identifier, works: list[Recommendation]) -> _Verdict:
        texts = [text for work in works for text in work.documents if self._known(text)]
        same = [text for text in texts if text.kind is identifier.kind]
        dated = identifier.issued or identifier.edition.issued
        number = identifier.work
        if identifier.steps and not any(_same_step(identifier, text) for text in same):
            has = (
                f"; there is {_listing([str(text) for text in same[-3:]])}"
                if same
                else "; it has none of that kind"
            )
            message = f"{number} is known, but has no {_step_name(identifier)} by {self.day}{has}"
            return _Verdict(Code.UNKNOWN, message, documents=tuple(same))
        if dated is None and identifier.revision is None:
            message = f"{number} is known, but no such text of it by {self.day}"
            return _Verdict(Code.UNKNOWN, message, documents=tuple(same))
        same = [text for text in same if not identifier.steps or _same_step(identifier, text)]
        asked = f"dated {_printed(identifier)}" if dated else f"a revision {identifier.revision}"
        if not same:
            message = f"no text of {number} is {asked}, and none was approved by {self.day}"
            return _Verdict(Code.UNKNOWN_DATE, message)
        nearest = min(same, key=lambda text: _distance(identifier, text))
        message = f"no text of {number} is {asked}; the nearest is {nearest}"
        return _Verdict(Code.UNKNOWN_DATE, message, None, nearest, nearest.identifier, tuple(same))

    def _other_number(self, identifier: Identifier) -> Identifier | None:
        """Return the same number in the sector that alone assigned it; None when that is no other one."""
        if identifier.sector is None or identifier.series is None:
            return None
        series, _, number = identifier.designations[0].partition(".")
        assigned = numbers.sectors_of(series, number)
        if len(assigned) != 1 or str(identifier.sector) == f"ITU-{assigned[0]}":
            return None
        return try_parse(f"ITU-{assigned[0]} {identifier.work.designation}")

    def _wrong_sector(self, wrong: Identifier | str, right: Identifier) -> _Verdict:
        document = self._document(right)
        held = f"{document}" if document else f"{right}"
        message = f"no {wrong} was ever assigned; the number is that of {held}"
        return _Verdict(Code.WRONG_SECTOR, message, document, document, right)

    def _document(self, identifier: Identifier) -> Document | None:
        """Return what an identifier means on the day, if anything."""
        try:
            document = self.catalog.resolve(identifier, self.day)
        except (LookupError, InvalidIdentifier):
            return None
        return document if self._known(document) else None

    def _other_sector(self, text: str, citation: Citation) -> _Verdict | None:
        """Judge a number whose sector stands before it and is not its own: "ITU-R X.509"."""
        if not (citation.bare or citation.carried) or citation.identifier.sector is None:
            return None
        named = _SECTOR_BEFORE.search(text, max(0, citation.start - 40), citation.start)
        if named is None or named["letter"].upper() == str(citation.identifier.sector)[-1]:
            return None
        wrong = f"ITU-{named['letter'].upper()} {citation.identifier.designation}"
        return self._wrong_sector(wrong, citation.identifier)._replace(write=str(citation.identifier))

    # ---- the twin

    def _twin(self, citation: Citation) -> Iterator[_Verdict]:
        """Judge the ISO, IEC or ETSI text named beside the number."""
        document = self._document(citation.identifier) if citation.twin else None
        if document is None or citation.twin is None:
            return
        number, year = fold_twin(citation.twin)
        editions = [text for text in document.work.editions if self._known(text) and text.twin]
        own = [text for text in editions if text.twin and fold_twin(text.twin)[0] == number]
        if editions and not own:
            whose = self._document_of_twin(citation.twin)
            known = editions[-1].twin or ""
            twin = known if _is_dated(citation.identifier) else known.partition(":")[0]
            also = f", which is the same text as {whose}" if whose else ""
            message = f"{document.work} is the same text as {twin}, not as {citation.twin}{also}"
            yield _Verdict(Code.TWIN_MISMATCH, message, document, whose, f"{document.work} | {twin}")
            return
        root = document.work._family.root(document)
        years = {fold_twin(text.twin)[1]: text for text in own if text.twin}
        if not year or not years.get("", True) or (root.twin and fold_twin(root.twin) == (number, year)):
            return
        if root.twin is None or not fold_twin(root.twin)[1]:
            return  # which year it has is not known
        match = years.get(year)
        if match is not None:
            message = f"{citation.twin} is the same text as {match}; {root} is the same as {root.twin}"
        else:
            message = f"no text of {document.work} by {self.day} is {citation.twin}; {root} is the same as {root.twin}"
        pair = (
            f"{match.identifier} | {match.twin}"
            if match and not _is_dated(citation.identifier)
            else f"{root} | {root.twin}"
        )
        yield _Verdict(Code.TWIN_MISMATCH, message, document, match, pair)

    def _document_of_twin(self, twin: str) -> Document | None:
        try:
            document = self.catalog.resolve(twin, self.day)
        except (LookupError, InvalidIdentifier):
            return None
        return document if self._known(document) else None

    # ---- the title

    def _title(self, text: str, citation: Citation, status: _Verdict) -> Iterator[Finding]:
        """Judge the title quoted behind the number."""
        quoted = quoted_title(text, citation.end)
        if quoted is None or citation.identifier.kind is Kind.SERIES or len(words_of(quoted.text)) < _FEW:
            return
        document = status.document if status.document and self._known(status.document) else None
        own = self._own_titles(document, status.documents if document is None else ())
        best = max((likeness(quoted.text, title) for title in own), default=0.0)
        if best == 1.0:
            return
        other, score = self._titled(quoted, document, citation.identifier)
        if other is not None and _belongs_to_another(quoted.text, other, best, score):
            yield self._title_of_another(citation, quoted, other, score)
        elif document is not None and own:
            yield self._title_differs(citation, quoted, document, own[0], best)

    def _own_titles(self, document: Document | None, candidates: tuple[Document, ...]) -> list[str]:
        """Return the titles that may stand beside a document: its own, and that of what it changes."""
        texts = candidates if document is None else (document, *filter(None, [document.base]))
        joined = []
        if document is not None and document.base is not None and document.own_title and document.base.title:
            joined = [f"{document.base.title}: {document.own_title}"]
        return [title for text in texts if (title := text.title)] + joined

    def _titled(
        self, quoted: Quoted, document: Document | None, identifier: Identifier
    ) -> tuple[Document | None, float]:
        """Return the document of another work whose title is most like the quoted one; near numbers first."""
        if self._titles is None:
            self._titles = TitleIndex((key, title) for key, _, title in self.catalog._store.titles())
        found: list[tuple[float, tuple[int, int], int, Document]] = []
        for key in self._titles.near(quoted.text):
            work = self.catalog._work(key)
            if (document is not None and work is document.work) or (
                document is None and work.identifier == identifier.work
            ):
                continue
            for text in work.documents:
                if text.own_title and self._known(text):
                    begun = text.approved or text.posted
                    age = -begun.first_day.toordinal() if begun else 0
                    score = likeness(quoted.text, text.own_title)
                    found.append((-score, _apart(identifier, work.identifier), age, text))
        if not found:
            return None, 0.0
        score, _, _, text = min(found, key=lambda row: row[:3])
        return text, -score

    def _title_of_another(self, citation: Citation, quoted: Quoted, other: Document, score: float) -> Finding:
        exact = "" if score == 1.0 else f", “{other.own_title}” (likeness {score:.2f})"
        suggestion = _in_manner_of(
            citation, other.identifier if _is_dated(citation.identifier) else other.work.identifier
        )
        return Finding(
            Code.TITLE_OF_ANOTHER,
            CODES[Code.TITLE_OF_ANOTHER].level,
            f"the title beside it is that of {other}{exact}; write {suggestion}",
            citation,
            self.day,
            replacement=other,
            suggestion=suggestion,
            documents=self._to_read(other),
            dated=_is_dated(citation.identifier),
            quoted=quoted.text,
            likeness=round(score, 2),
        )

    def _title_differs(
        self, citation: Citation, quoted: Quoted, document: Document, title: str, best: float
    ) -> Finding:
        variant = best >= LIKENESS["variant"].value
        older = next(
            (
                text
                for text in document.work.editions
                if self._known(text) and text.own_title and is_same(quoted.text, text.own_title)
            ),
            None,
        )
        if older is not None:
            message = f"that was the title in {older}; {document} is titled “{title}”"
        elif variant:
            message = f"the title of {document} is “{title}”"
        else:
            message = (
                f"“{quoted.text}” is not the title of {document} nor of another text here; write “{title}”"
            )
        return Finding(
            Code.TITLE_DIFFERS,
            Level.NOTE if variant or older else Level.WARNING,
            message,
            citation,
            self.day,
            document=document,
            suggestion=title,
            dated=_is_dated(citation.identifier),
            quoted=quoted.text,
            likeness=round(best, 2),
        )

    # ---- the study group

    def _group(self, before: str, citation: Citation, status: _Verdict) -> Iterator[Finding]:
        """Judge a study group named before the number, in the same sentence."""
        document = status.document
        named = list(_GROUP.finditer(before[-600:])) if document and self._known(document) else []
        if not named or document is None or _SENTENCE_END.search(before[-600:], named[-1].end()):
            return
        sector = named[-1]["sector"] or str(citation.identifier.sector or "ITU-T")
        try:
            group = self.catalog.study_group(f"{sector} SG{int(named[-1]['number'])}")
        except UnknownRecommendation:
            return
        ended = group.active_until
        if ended is None or not ended.on_or_before(self.day) or not _answered(group, document):
            return
        heirs = [str(heir) for heir in group.heirs(self.day)]
        has = f"; its work is with {_listing(heirs)}" if heirs else ", and who has its work is not known"
        suggestion = heirs[0] if len(heirs) == 1 else None
        yield Finding(
            Code.GROUP_SUPERSEDED,
            CODES[Code.GROUP_SUPERSEDED].level,
            f"{group}, named with it, ended on {ended}{has}",
            citation,
            self.day,
            document=document,
            suggestion=suggestion,
            dated=_is_dated(citation.identifier),
        )


# --------------------------------------------------------------------------------------------------
# Words before a citation

_SECTOR_BEFORE = re.compile(
    r"(?:ITU|UIT|МСЭ)\s?[-‐‑–]?\s?(?P<letter>[TRD])\s+(?:Rec(?:ommendation)?s?\.?\s+)?$", re.IGNORECASE
)
_GROUP = re.compile(r"(?:(?P<sector>ITU-[TRD])\s+)?\b(?:Study Groups?\s+|SG[\s-]?)(?P<number>\d{1,2})\b")
_SENTENCE_END = re.compile(
    r"(?<=[\w)\]”\"»’'])[.!?][”\"»’']?\s+(?=[^\Wa-z\d_])|\n\s*\n|\n(?=\d+(?:\.\d+)*\s)"
)


def _answered(group: StudyGroup, document: Document) -> bool:
    """Whether a group is known, or inferred, to have answered for a document or its work."""
    responsibility = document.responsibility
    if responsibility.then is not None and responsibility.then.key == group.key:
        return True
    now = responsibility.now
    return now is not None and any(heir.key == now.key for heir in group.lineage())


# --------------------------------------------------------------------------------------------------
# Identifiers in sentences


def _is_dated(identifier: Identifier) -> bool:
    """Whether an identifier says by itself which text is meant: by a date (a change: of its base), or a revision."""
    return any(
        each is not None
        for each in (identifier.edition.issued, identifier.issued, identifier.revision, identifier.version)
    )


def _when(issued: Issued | None) -> str:
    """Say when: ``on 2019-10-14``, ``in 2015-09``."""
    if issued is None:
        return "on a day that is not known"
    return f"on {issued}" if issued.day else f"in {issued}"


def _verb(document: Document) -> str:
    """Say what made it a document: informative texts are agreed, not approved."""
    return (
        "agreed"
        if document.approval is Approval.AGREEMENT or document.kind is Kind.SUPPLEMENT
        else "approved"
    )


def _designation(name: str) -> str:
    """Take the sector off a number: ``ITU-T Z.140`` is ``Z.140``."""
    return name.partition(" ")[2] if name.startswith("ITU-") else name


def _listing(names: list[str], last: str = "and") -> str:
    """Join names as in a sentence; of many, the first ones and how many more.

    >>> _listing(["A", "B", "C"]), _listing(["A"])
    ('A, B and C', 'A')
    """
    if len(names) > _LISTED + 1:
        names = [*names[:_LISTED], f"{len(names) - _LISTED} more"]
        last = "and"
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)


def _change_name(text: Document) -> str:
    """Name a change beside its base: ``Cor. 1 (10/2021)``."""
    return str(text.identifier).removeprefix(str(text.identifier.base)).strip()


def _step_name(identifier: Identifier) -> str:
    """Name the change or part that an identifier asks for, without its date."""
    undated = identifier.undated
    return str(undated).removeprefix(str(undated.base)).strip()


def _same_step(identifier: Identifier, text: Document) -> bool:
    mine, theirs = identifier.steps, text.identifier.steps
    return [(step.kind, step.label) for step in mine] == [(step.kind, step.label) for step in theirs]


def _printed(identifier: Identifier) -> str:
    """Print the date that an identifier gives, of itself or of its base, as ITU prints it."""
    issued = identifier.issued or identifier.edition.issued
    assert issued is not None
    return f"{issued.month:02}/{issued.year}" if issued.month else str(issued.year)


def _distance(identifier: Identifier, text: Document) -> tuple[int, int]:
    """Tell how far a text lies from the date or revision asked for, in months or revisions."""
    if identifier.revision is not None and text.identifier.revision is not None:
        return 0, abs(identifier.revision - text.identifier.revision)
    asked = identifier.issued or identifier.edition.issued
    have = text.identifier.issued or text.approved
    if asked is None or have is None:
        return 1, 0
    return 0, abs((asked.year - have.year) * 12 + (asked.month or 6) - (have.month or 6))


def _number_keys(identifier: Identifier) -> Iterator[tuple[str, str, str]]:
    """Yield (sector, series, number) of each number, as the number table files them."""
    letters = [str(identifier.sector)[-1]] if identifier.sector else ["T", "R"]
    kind = identifier.work.kind
    for name in identifier.designations:
        if kind is Kind.SUPPLEMENT:
            scope, _, number = str(identifier.work).partition(" ")[2].rpartition(" Suppl. ")
            yield "T", f"{scope} Suppl", number
            return
        series, dot, number = name.partition(".")
        if not dot or kind not in (Kind.RECOMMENDATION, Kind.REPORT):
            continue
        for letter in letters:
            yield letter, f"{series} Report" if kind is Kind.REPORT else series, number


def _assigned(identifier: Identifier) -> bool | None:
    """Whether ITU ever assigned the number; None where the number table does not cover such numbers."""
    keys = [key for key in _number_keys(identifier) if numbers.numbers(key[0], key[1])]
    return any(numbers.assigned(*key) for key in keys) if keys else None


def _near_numbers(identifier: Identifier) -> list[str]:
    """Return assigned numbers one slip away."""
    return [
        f"ITU-{sector} {series}.{number}"
        for sector, series, _ in _number_keys(identifier)
        if " " not in series
        for number in numbers.nearest(sector, series, identifier.designations[0].partition(".")[2])
    ]


def _apart(one: Identifier, other: Identifier) -> tuple[int, int]:
    """Tell how far two numbers lie apart; those of another series lie farther than any of the same."""
    mine, theirs = (re.findall(r"\d+", each.designation) for each in (one, other))
    if (one.sector, one.series) != (other.sector, other.series) or not mine or not theirs:
        return 1, 0
    return 0, abs(int(mine[0]) - int(theirs[0]))


def _belongs_to_another(quoted: str, other: Document, own: float, score: float) -> bool:
    """Whether the quoted title is that of another document, and not a variant of the cited one's."""
    if other.own_title and is_same(quoted, other.own_title):
        return True
    return score >= LIKENESS["another"].value and score - own >= LIKENESS["lead"].value


_BEFORE_NUMBER = re.compile(r"(?:[^\d\n]*\s)?(?=[A-Z]{1,3}\.\d)")


def _in_manner_of(citation: Citation, identifier: Identifier) -> str:
    """Write an identifier as the author wrote the citation: with its prefix, as exact in its date as it is.

    >>> from itu_catalog.parsing import parse
    >>> cited = next(find_citations("See Rec. ITU-T X.509 (2016)."))
    >>> _in_manner_of(cited, parse("X.509 (10/2019)"))
    'Rec. ITU-T X.509 (2019)'
    """
    old = citation.identifier
    exact = old.issued if old.issued or identifier.steps else old.edition.issued
    written = str(identifier)
    if identifier.issued is not None and exact is None:
        written = str(identifier.undated if identifier.steps or old.revision is not None else identifier.work)
    elif identifier.issued is not None and exact is not None and exact.month is None:
        written = f"{identifier.undated} ({identifier.issued.year})"
    sector = str(identifier.sector or "")
    prefix = _BEFORE_NUMBER.match(citation.text)
    if prefix is None or "CCI" in prefix[0] or old.sector is not identifier.sector:
        return written
    return " ".join(prefix[0].split()) + " " * bool(prefix[0]) + written.removeprefix(sector).strip()
