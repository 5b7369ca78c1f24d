"""Judging a citation by its number and date: what it means on a day, and whether that holds."""

from __future__ import annotations

from typing import cast

from itu_catalog import numbers
from itu_catalog.documents import CHANGES, PARTS, Document, Members, Recommendation
from itu_catalog.errors import (
    AmbiguousIdentifier,
    InvalidIdentifier,
    NotADocument,
    NotYetApproved,
    UnknownRecommendation,
)
from itu_catalog.findings import wording
from itu_catalog.findings.around import Draft, between, drafted
from itu_catalog.findings.beside import Beside
from itu_catalog.findings.codes import CODES, Code, Level
from itu_catalog.findings.finding import Finding
from itu_catalog.findings.verdict import Verdict
from itu_catalog.grammar import compiled, fold
from itu_catalog.identifier import Identifier, Kind
from itu_catalog.parsing import try_parse
from itu_catalog.reading import sector_said
from itu_catalog.vocabulary import NameKind, Status, SubSeries

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from itu_catalog.catalog import Catalog
    from itu_catalog.citation import Citation
    from itu_catalog.vocabulary import Series

__all__ = ["Judge"]

_IN_RANGE = {
    Code.RENUMBERED: "renumbered",
    Code.WITHDRAWN: "withdrawn",
    Code.SUPERSEDED: "superseded",
}
"""What is said of the members of a range, and in which words."""

_NEAREST = 2
"""How many texts are named for a date that none has: the nearest before and after, mostly."""


class Judge:
    """A catalogue and a day, with what was already found out."""

    def __init__(self, catalog: Catalog, on: datetime.date | None, *, to_the_letter: bool = False) -> None:
        self.catalog = catalog
        self.to_the_letter = to_the_letter
        self.on = on
        self.day = on or catalog.as_of
        self._verdicts: dict[tuple[Identifier, str | None], list[Verdict]] = {}
        self._beside = Beside(self)

    def findings(self, text: str, citations: Iterable[Citation]) -> Iterator[Finding]:
        """Yield the findings on each citation, that on its status first."""
        before: Citation | None = None
        draft: Draft | None = None
        citations = list(citations)
        ends = [citation.start for citation in citations[1:]] + [len(text)]
        for citation, end in zip(citations, ends, strict=False):
            key = citation.identifier, citation.twin
            verdicts = self._verdicts.get(key)
            if verdicts is None:
                verdicts = self._verdicts[key] = [
                    self._with_twin(citation, self._status(citation.identifier)),
                    *self._beside.twin(citation),
                ]
            status, *others = verdicts
            draft = drafted(text, citation, before, draft)
            yield self.finding(
                citation, self._other_sector(citation) or self._as_draft(citation, status, draft)
            )
            gap = text[before.end if before else 0 : citation.start]
            for verdict in (
                *others,
                *self._beside.title(text, citation, status, end),
                *self._beside.group(gap, citation, status),
                *self._range(between(text, before, citation)),
            ):
                yield self.finding(citation, verdict)
            before = citation

    def _as_draft(self, citation: Citation, status: Verdict, draft: Draft | None) -> Verdict:
        """Judge what the text itself calls a draft: whether it still is one on the day."""
        identifier = citation.identifier
        if draft is None or identifier.kind in (Kind.DRAFT, Kind.SERIES):
            return status
        named = str(identifier.work if not identifier.steps else identifier)
        if status.code is Code.NOT_YET_APPROVED:
            return Verdict(Code.DRAFT, f"a draft, as the text says: {named} was no document on {self.day}")
        if status.code is Code.UNKNOWN and status.level is None:
            return Verdict(Code.DRAFT, f"a draft, as the text says, of which this catalogue knows no {named}")
        document = status.document
        if document is None or status.code not in (Code.CURRENT, Code.AMENDED_SINCE) or draft.revised:
            return status
        known = [text for text in document.work.editions if self.known(text)]
        if len(known) > 1 and not identifier.steps and not wording.is_dated(identifier):
            return status  # it may be a draft of the next edition
        since = f"{wording.verb(document)} {wording.when(document.approved)}"
        return status._replace(
            code=Code.DRAFT_PUBLISHED,
            message=f"called a draft, published since as {document}, {since}",
            level=Level.NOTE if draft.narrated else None,
        )

    def _range(self, inside: Iterable[Identifier]) -> Iterator[Verdict]:
        """Judge what lies between the ends of a range, all in one."""
        members = [(each, self._status(each)) for each in inside]
        held = [(each, status) for each, status in members if status.document and self.known(status.document)]
        for code, what in _IN_RANGE.items():
            found = [each.designation for each, status in held if status.code is code]
            if found:
                share = f"{len(found)} of {len(members)}"
                have = "has" if len(found) == 1 else "have"
                listed = wording.listing(wording.runs(found))
                yield Verdict(code, f"between them, {share} {have} been {what}: {listed}")
                return

    def _with_twin(self, citation: Citation, verdict: Verdict) -> Verdict:
        """Offer the twin of the new text as well, where one stands beside the old."""
        text = verdict.replacement
        if (
            citation.twin is None
            or not isinstance(verdict.write, Identifier)
            or not isinstance(text, Document)
        ):
            return verdict
        if not text.twin:
            return verdict
        twin = text.twin if ":" in citation.twin else text.twin.partition(":")[0]
        return verdict._replace(write=f"{wording.in_manner_of(citation, verdict.write)} | {twin}")

    def finding(self, citation: Citation, verdict: Verdict) -> Finding:
        """Say a verdict of one citation, in the manner of its author."""
        written = verdict.write
        suggestion = wording.in_manner_of(citation, written) if isinstance(written, Identifier) else written
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
            uncertain=verdict.uncertain,
            dated=wording.is_dated(citation.identifier),
            certain=verdict.certain,
            quoted=verdict.quoted,
            likeness=verdict.likeness,
        )

    def known(self, text: Document) -> bool:
        """Whether a document was there on the day."""
        begun = text.approved or text.posted
        return begun is None or begun.on_or_before(self.day)

    # ---- the status

    def _status(self, identifier: Identifier) -> Verdict:
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
        if not self.known(document):
            return self._too_early(identifier, document)
        if identifier.kind is Kind.DRAFT:
            since = f"{wording.verb(document)} {wording.when(document.approved)}"
            message = f"this is the provisional name of {document}, {since}"
            return Verdict(
                Code.DRAFT_PUBLISHED,
                message,
                document,
                document,
                document.work.identifier,
                self.to_read(document),
            )
        return self._standing(identifier, document)

    def _too_early(self, identifier: Identifier, document: Document) -> Verdict:
        if identifier.kind is Kind.DRAFT:
            message = f"a provisional name: on {self.day} no document had come of it that could be cited"
            return Verdict(Code.DRAFT, message)
        named = f"{document}" if wording.is_dated(identifier) else f"its first text, {document},"
        when = wording.when(document.approved or document.posted)
        message = f"this was no document on {self.day}: {named} was {wording.verb(document)} {when}"
        return Verdict(Code.NOT_YET_APPROVED, message, document)

    def _ambiguous(self, identifier: Identifier, error: AmbiguousIdentifier) -> Verdict:
        texts = [each for each in error.candidates if isinstance(each, Document)]
        works = [each for each in error.candidates if isinstance(each, Recommendation)]
        known = tuple(text for text in texts if self.known(text))
        if texts and not known:
            return self._too_early(identifier, min(texts, key=lambda text: str(text.approved or text.posted)))
        if len(known) == 1 and len(texts) > 1:
            return self._standing(identifier, known[0])
        named = [str(each) for each in (*known, *works)]
        if works:
            message = (
                f"it may mean {wording.listing(named, 'or')} ({error.reason}); write the sector or the date"
            )
        else:
            message = f"undated, it fits {wording.listing(named, 'or')}; write the one meant"
        return Verdict(Code.AMBIGUOUS, message, documents=known)

    def _series(self, identifier: Identifier) -> Verdict:
        holder = self._block(identifier)
        if holder is None and (wider := self._wider_block(identifier)):
            message = f"no block of numbers is known to begin with {_number(identifier)} on {self.day}; it lies in {wider}"
            return Verdict(Code.UNKNOWN, message, level=Level.WARNING)
        members = cast("Members", holder.members(self.day)) if holder else Members()
        # Withdrawn by now, nobody knows since when: they are not mixed with those that certainly held.
        ended = {work for work in members.uncertain if not work.status.is_in_force}
        doubtful = [
            self._borne(work, holder).identifier.designation
            for work in members.uncertain
            if work not in ended
        ]
        texts = tuple(self._borne(work, holder) for work in members if work not in ended)
        perhaps = tuple(self._borne(work, holder) for work in members if work in ended)
        if not members:
            message = f"a series, of which this catalogue holds no text that was in force on {self.day}"
            return Verdict(Code.UNKNOWN, message, level=Level.NOTE)
        message = f"a series, with {wording.in_series(texts, perhaps)}, on {self.day}"
        if self.day > self.catalog.as_of:
            message += f", as far as the data goes, which ends on {self.catalog.as_of}"
        elif doubtful:
            message += f"; of {wording.listing(wording.runs(doubtful))} that is not certain"
        return Verdict(
            Code.CURRENT, message, documents=texts, uncertain=perhaps, certain=not members.uncertain
        )

    def _block(self, identifier: Identifier) -> Series | SubSeries | None:
        """Return the series, or the block that begins with a number: of the day, else as it stands."""
        for day in dict.fromkeys((self.on, None)):
            try:
                found = self.catalog.series(identifier, day)
            except UnknownRecommendation:
                continue
            if not isinstance(found, SubSeries) or found.first == _number(identifier):
                return found
        return None

    def _wider_block(self, identifier: Identifier) -> SubSeries | None:
        """Return the narrowest block that a number lies in, which it does not begin."""
        number = _number(identifier)
        letters, dot, rest = number.partition(".")
        sectors = numbers.sectors_of(letters, rest) if dot else ()
        series = self.catalog._tables.series_of(identifier)
        if series is None or not dot or (sectors and str(identifier.sector)[-1] not in sectors):
            return None  # "M.2083-series": the other sector has that number, and no blocks
        return series.subseries_of(number, self.day) or series.subseries_of(number)

    def _borne(self, work: Recommendation, holder: Series | SubSeries | None) -> Document:
        """Return the edition of the day, under a number of the series where it bears several."""
        first: Document = work.in_force(self.day)[0]
        for text in work.editions:
            if text.approved == first.approved and holder is not None and holder.contains(text.identifier):
                return text
        return first

    def _standing(self, identifier: Identifier, document: Document) -> Verdict:
        """Judge a document that is there: by its status on the day, and by its number."""
        if not wording.is_dated(identifier) and (renumbered := self._renumbered(identifier, document)):
            return renumbered
        standing = document.status_on(self.day)
        if standing.status.is_in_force:
            return self._in_force(identifier, document, "" if standing.certain else self._doubt(document))
        meant = f"{document}" if wording.is_dated(identifier) else f"undated: its last text, {document},"
        if standing.status in (Status.SUPERSEDED, Status.WITHDRAWN):
            return self._ended(identifier, document, meant, standing.status, standing.certain)
        message = f"{meant} has no known status on {self.day}"
        return Verdict(Code.UNKNOWN, message, document, certain=False, level=Level.NOTE)

    def _doubt(self, document: Document) -> str:
        """Say why a status in force is not certain, without telling what came after the day."""
        if self.day > self.catalog.as_of:
            return f", as far as the data goes, which ends on {self.catalog.as_of}"
        if document.approved and self.day < document.approved.last_day:
            return f" (of its approval only {document.approved} is known)"
        return ", as far as is known: no day of its end is published"

    def _in_force(self, identifier: Identifier, document: Document, doubt: str) -> Verdict:
        to_read = self.to_read(document)
        later = [text for text in to_read if text.kind in CHANGES and text is not document]
        dated = wording.is_dated(identifier)
        meant = f"{document} is" if dated else f"undated: on {self.day} it means {document}, which is"
        state = f"in force on {self.day}" if dated else "in force"
        if later and document.kind not in CHANGES:
            others = wording.listing([wording.change_name(text) for text in later])
            scope = "the reference, being dated, leaves out" if dated else "it is to be read with"
            message = f"{meant} {state}{doubt}; {scope} {others}"
            return Verdict(Code.AMENDED_SINCE, message, document, documents=to_read, certain=not doubt)
        changed = f"; it changes {document.base}" if document.kind in CHANGES and document.base else ""
        message = f"{meant} {state}{changed}{doubt}"
        return Verdict(Code.CURRENT, message, document, documents=to_read, certain=not doubt)

    def _ended(
        self,
        identifier: Identifier,
        document: Document,
        meant: str,
        status: Status,
        certain: bool,  # noqa: FBT001 - a column
    ) -> Verdict:
        following = self.catalog.successor(document, self.day)
        end = self.catalog.replacement(document, self.day)
        doubt = "" if certain else " (that it was by then is inferred)"
        if not isinstance(following, Document) or not isinstance(end, Document):
            code = Code.WITHDRAWN if status is Status.WITHDRAWN else Code.SUPERSEDED
            gone = document.withdrawn if status is Status.WITHDRAWN else None
            when = wording.when(gone) if gone else f"by {self.day}"
            message = f"{meant} was {status} {when}{doubt}, and no text is known that took its place"
            if isinstance(following, Document):
                message = f"{meant} was {status} {when}{doubt}; {following} took its place, and was withdrawn in turn"
            return Verdict(code, message, document, certain=certain)
        when = wording.when(following.approved) if following.approved else f"by {self.day}"
        code = Code.WITHDRAWN if status is Status.WITHDRAWN else Code.SUPERSEDED
        if code is Code.WITHDRAWN:
            message = f"{meant} was withdrawn by {self.day}{doubt}; {following} took its place"
        else:
            message = f"{meant} was superseded {when}{doubt} by {following}"
        if end is not following:
            message += f", and that by others, the last of them {end}"
        write = end.identifier if wording.is_dated(identifier) or identifier.steps else end.work.identifier
        return Verdict(code, message, document, end, write, self.to_read(end), certain)

    def _renumbered(self, identifier: Identifier, document: Document) -> Verdict | None:
        """Judge an undated number that its work no longer bears on the day."""
        asked = set(identifier.designations)
        work = document.work
        spans = [name for name in work.names if name.kind in (NameKind.NUMBER, NameKind.FORMER)]
        mine = [name for name in spans if wording.designation(name.text) in asked]
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
        both = mine[0].until and now[0].since and now[0].since < mine[0].until
        named = (
            f"has also been numbered {now[0].text}{since}, and that alone since {mine[0].until}"
            if both
            else f"has been numbered {now[0].text}{since}"
        )
        message = f"{identifier.work} {named}, {state}"
        return Verdict(
            Code.RENUMBERED,
            message,
            current,
            current,
            try_parse(now[0].text) or now[0].text,
            tuple(to_read),
            to_read.certain,
        )

    def to_read(self, document: Document) -> tuple[Document, ...]:
        """Return what to read on the day to have the whole of the text."""
        if document.kind in PARTS:
            return (
                document,
                *(text for text in document.changes if text.status_on(self.day).status.is_in_force),
            )
        reading = tuple(document.work.in_force(self.day))
        return reading or (document,)

    # ---- what is not there

    def _unknown(self, identifier: Identifier, error: UnknownRecommendation) -> Verdict:
        if identifier.kind is Kind.DRAFT:
            message = "a provisional name that this catalogue does not know; find out whether it has a number by now"
            return Verdict(Code.DRAFT, message)
        works = [bearer.work for bearer in self.catalog.bearers(identifier)]
        if works:
            return self._no_such_text(identifier, works)
        other = self._other_number(identifier)
        if other is not None:
            return self._wrong_sector(identifier, other)
        assigned = _assigned(identifier)
        if assigned:
            message = "ITU did assign this number, but this catalogue does not hold it and cannot say whether it is in force"
            return Verdict(Code.UNKNOWN, message, level=Level.NOTE)
        if assigned is None:
            message = "this catalogue does not hold it, and no list of such numbers is at hand to tell whether it exists"
            return Verdict(Code.UNKNOWN, message, level=Level.NOTE)
        near = [name for name in _near_numbers(identifier) or error.suggestions if self._existed(name)]
        listed = f"; near it: {wording.listing(near[:3], 'or')}" if near else ""
        message = f"ITU is not known ever to have assigned this number{listed}"
        return Verdict(Code.UNKNOWN, message, perhaps=near[0] if near else None)

    def _existed(self, name: str) -> bool:
        """Whether a number may be named on the day: what the catalogue knows to be younger may not."""
        work = self.catalog.get(name)
        return work is None or work.status_on(self.day).status is not Status.NOT_YET_APPROVED

    def _no_such_text(self, identifier: Identifier, works: list[Recommendation]) -> Verdict:
        texts = [text for work in works for text in work.documents if self.known(text)]
        same = [text for text in texts if text.kind is identifier.kind]
        dated = identifier.issued or identifier.edition.issued
        number = identifier.work
        base = _named_base(identifier, texts)
        if base is not None:
            return self._no_such_change(identifier, base, same)
        if identifier.steps and not any(wording.same_step(identifier, text) for text in same):
            has = (
                f"; there is {wording.listing([str(text) for text in same[-3:]])}"
                if same
                else "; it has none of that kind"
            )
            message = f"{number} is known, but has no {wording.step_name(identifier)} by {self.day}{has}"
            return Verdict(Code.UNKNOWN, message, documents=tuple(same))
        if dated is None and identifier.revision is None and identifier.version is None:
            message = f"{number} is known, but no such text of it by {self.day}"
            return Verdict(Code.UNKNOWN, message, documents=tuple(same))
        asked = wording.asked(identifier)
        if identifier.steps and identifier.edition.issued:
            # No edition of that date; the changes of another one are not what is meant.
            same = [text for text in texts if not text.hangs]
        elif identifier.steps:
            same = [text for text in same if wording.same_step(identifier, text)]
        if not same:
            message = f"{number} has no text {asked}, and none was approved by {self.day}"
            return Verdict(Code.UNKNOWN_DATE, message)
        nearest, *other = sorted(same, key=lambda text: wording.distance(identifier, text))[:_NEAREST]
        message = f"{number} has no text {asked}; the nearest is {nearest}"
        if other:
            message += f", and then {other[0]}"
        if identifier.steps and not nearest.hangs:
            return Verdict(Code.UNKNOWN_DATE, message, documents=(nearest, *other))
        return Verdict(Code.UNKNOWN_DATE, message, None, nearest, nearest.identifier, (nearest, *other))

    def _no_such_change(self, identifier: Identifier, base: Document, same: list[Document]) -> Verdict:
        """Judge a change, or a part, of a text that is there and has none such."""
        own = [text for text in same if text.base is base]
        mine = [text for text in own if wording.same_step(identifier, text)]
        if mine:  # with another date
            message = (
                f"{base} has no {wording.step_name(identifier)} {wording.asked(identifier)}, but {mine[0]}"
            )
            return Verdict(Code.UNKNOWN_DATE, message, None, mine[0], mine[0].identifier, tuple(mine))
        step = wording.step_name(identifier)
        has = f"; it has {wording.listing([wording.change_name(text) for text in own])}" if own else ""
        message = f"{base} has no {step}, as far as is known on {self.day}{has}"
        return Verdict(Code.UNKNOWN, message, documents=tuple(own))

    def _other_number(self, identifier: Identifier) -> Identifier | None:
        """Return the same number in the sector that alone assigned it; None when that is no other one."""
        if identifier.sector is None or identifier.series is None:
            return None
        series, _, number = identifier.designations[0].partition(".")
        assigned = numbers.sectors_of(series, number)
        if len(assigned) != 1 or str(identifier.sector) == f"ITU-{assigned[0]}":
            return None
        return try_parse(f"ITU-{assigned[0]} {identifier.work.designation}")

    def _wrong_sector(self, wrong: Identifier | str, right: Identifier) -> Verdict:
        document = self.document(right)
        held = f"{document}" if document else f"{right}"
        message = f"no {wrong} was ever assigned; the number is that of {held}"
        return Verdict(Code.WRONG_SECTOR, message, document, document, right)

    def document(self, name: Identifier | str) -> Document | None:
        """Return what a name means on the day, if anything."""
        try:
            document = self.catalog.resolve(name, self.day)
        except (LookupError, InvalidIdentifier):
            return None
        return document if self.known(document) else None

    def _other_sector(self, citation: Citation) -> Verdict | None:
        """Judge a number whose words name another sector than its own: "ITU-R X.509"."""
        words = compiled("organization").match(fold(citation.text))
        said = sector_said(words) if words else None
        if said in (None, citation.identifier.sector) or citation.identifier.sector is None:
            return None
        wrong = self._wrong_sector(f"{said} {citation.identifier.designation}", citation.identifier)
        return wrong._replace(write=str(citation.identifier))


def _number(identifier: Identifier) -> str:
    """Return the number that names a series: ``Z.140`` of the Z.140-series."""
    return identifier.designation.removesuffix("-series")


def _named_base(identifier: Identifier, texts: list[Document]) -> Document | None:
    """Return the text that a dated change or part names as its base; None when that is not there, or not said."""
    base = identifier.base
    while base is not None and (base.issued or base.edition.issued or base.revision is not None):
        for text in texts:
            if text.work._family.fits(base, text):
                return text
        base = base.base
    return None


# --------------------------------------------------------------------------------------------------
# The number table


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
    keys = [key for key in _number_keys(identifier) if numbers.covers(key[0], key[1])]
    return any(numbers.assigned(*key) for key in keys) if keys else None


def _near_numbers(identifier: Identifier) -> list[str]:
    """Return assigned numbers one slip away."""
    return [
        f"ITU-{sector} {series}.{number}"
        for sector, series, _ in _number_keys(identifier)
        if " " not in series
        for number in numbers.nearest(sector, series, identifier.designations[0].partition(".")[2])
    ]
