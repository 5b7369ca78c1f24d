"""Judging a citation by its number and date: which text it means on a day, and whether that holds."""

from __future__ import annotations

from itu_catalog.documents import CHANGES, Document, Recommendation
from itu_catalog.errors import AmbiguousIdentifier, NotADocument, NotYetApproved, UnknownRecommendation
from itu_catalog.findings import wording
from itu_catalog.findings.codes import Code, Level
from itu_catalog.findings.exactness import is_dated
from itu_catalog.findings.missing import judge_missing
from itu_catalog.findings.renumbered import judge_number
from itu_catalog.findings.series import SeriesJudge
from itu_catalog.findings.verdict import Verdict
from itu_catalog.identifier import Kind
from itu_catalog.vocabulary import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.findings.knowledge import Knowledge
    from itu_catalog.identifier import Identifier

__all__ = ["StatusJudge"]


class StatusJudge:
    """Judges identifiers by what a catalogue tells of them on a day."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._day = knowledge.day
        self._series = SeriesJudge(knowledge)

    def judge(self, identifier: Identifier) -> Verdict:
        """Judge what an identifier means."""
        try:
            document = self._knowledge.catalog.resolve(identifier, self._knowledge.on)
        except NotADocument:
            return self._series.judge(identifier)
        except NotYetApproved as error:
            return self._too_early(identifier, error.document)
        except AmbiguousIdentifier as error:
            return self._ambiguous(identifier, error)
        except UnknownRecommendation as error:
            return judge_missing(self._knowledge, identifier, error)
        if not self._knowledge.has(document):
            return self._too_early(identifier, document)
        if identifier.kind is Kind.DRAFT:
            return self._published(document)
        return self._standing(identifier, document)

    def _published(self, document: Document) -> Verdict:
        """Judge a provisional name of what has got its number since."""
        return Verdict(
            Code.DRAFT_PUBLISHED,
            f"this is the provisional name of {document}, {wording.begun(document)}",
            document,
            document,
            document.work.identifier,
            documents=self._knowledge.to_read(document),
        )

    def _too_early(self, identifier: Identifier, document: Document) -> Verdict:
        if identifier.kind is Kind.DRAFT:
            message = f"a provisional name: on {self._day} no document had come of it that could be cited"
            return Verdict(Code.DRAFT, message)
        named = f"{document}" if is_dated(identifier) else f"its first text, {document},"
        message = f"this was no document on {self._day}: {named} was {wording.begun(document)}"
        reading = tuple(self._knowledge.in_force(document.work)) if not identifier.steps else ()
        if reading:
            message += f"; in force on that day was {reading[0]}"
        return Verdict(Code.NOT_YET_APPROVED, message, document, documents=reading)

    def _ambiguous(self, identifier: Identifier, error: AmbiguousIdentifier) -> Verdict:
        texts = [each for each in error.candidates if isinstance(each, Document)]
        works = [each for each in error.candidates if isinstance(each, Recommendation)]
        known = tuple(text for text in texts if self._knowledge.has(text))
        if texts and not known:
            return self._too_early(identifier, min(texts, key=lambda text: str(text.approved or text.posted)))
        if len(known) == 1 and len(texts) > 1:
            return self._standing(identifier, known[0])
        listed = wording.listing([str(each) for each in (*known, *works)], "or")
        if works:
            message = f"it may mean {listed} ({error.reason}); write the sector or the date"
        elif is_dated(identifier) and not identifier.steps:
            message = f"{len(known)} texts have that date: {listed}; write the one meant"
        else:
            message = f"undated, it fits {listed}; write the one meant"
        return Verdict(Code.AMBIGUOUS, message, documents=known)

    # ---- a document that is there

    def _standing(self, identifier: Identifier, document: Document) -> Verdict:
        """Judge a document that is there: by its status on the day, and by its number."""
        dated = is_dated(identifier)
        if not dated and (renumbered := judge_number(self._knowledge, identifier, document)):
            return renumbered
        standing = document.status_on(self._day)
        if standing.status.is_in_force:
            return self._in_force(identifier, document, "" if standing.certain else self._doubt(document))
        meant = f"{document}" if dated else f"undated: its last text, {document},"
        if standing.status in (Status.SUPERSEDED, Status.WITHDRAWN):
            return self._ended(identifier, document, meant, standing.status, standing.certain)
        message = f"{meant} has no known status on {self._day}"
        return Verdict(Code.UNKNOWN, message, document, certain=False, level=Level.NOTE)

    def _doubt(self, document: Document) -> str:
        """Say why a status in force is not certain, without telling what came after the day."""
        as_of = self._knowledge.catalog.as_of
        if self._day > as_of:
            return f", as far as the data goes, which ends on {as_of}"
        if document.approved and self._day < document.approved.last_day:
            return f" (of its approval only {document.approved} is known)"
        return ", as far as is known: no day of its end is published"

    def _in_force(self, identifier: Identifier, document: Document, doubt: str) -> Verdict:
        to_read = self._knowledge.to_read(document)
        later = [text for text in to_read if text.kind in CHANGES and text is not document]
        dated = is_dated(identifier)
        meant = f"{document} is" if dated else f"undated: on {self._day} it means {document}, which is"
        state = f"in force on {self._day}" if dated else "in force"
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
        """Judge a text that is over: what took its place, and what stands at the end of that chain."""
        catalog = self._knowledge.catalog
        following = catalog.successor(document, self._day)
        end = catalog.replacement(document, self._day)
        doubt = "" if certain else " (that it was by then is inferred)"
        withdrawn = status is Status.WITHDRAWN
        code = Code.WITHDRAWN if withdrawn else Code.SUPERSEDED
        if not isinstance(following, Document) or not isinstance(end, Document):
            gone = document.withdrawn if withdrawn else None
            when = wording.when(gone) if gone else f"by {self._day}"
            message = f"{meant} was {status} {when}{doubt}, and no text is known that took its place"
            if isinstance(following, Document):
                message = f"{meant} was {status} {when}{doubt}; {following} took its place, and was withdrawn in turn"
            return Verdict(code, message, document, certain=certain)
        when = wording.when(following.approved) if following.approved else f"by {self._day}"
        message = (
            f"{meant} was withdrawn by {self._day}{doubt}; {following} took its place"
            if withdrawn
            else f"{meant} was superseded {when}{doubt} by {following}"
        )
        if end is not following:
            direct = catalog.successor(following, self._day) is end
            message += f", and that by {end}" if direct else f", and that by others, the last of them {end}"
        write = end.identifier if is_dated(identifier) or identifier.steps else end.work.identifier
        reading = self._knowledge.to_read(end)
        return Verdict(code, message, document, end, write, documents=reading, certain=certain)
