"""Which work or document a name means, read by somebody on a day.

A canonical number of one sector is found without the parser; everything else is parsed first. What is no
number may be another name: a twin, a common or a provisional one.
"""

from __future__ import annotations

from itu_catalog.catalog.shelf import said
from itu_catalog.documents.family import REPEATED, by_change, numbers_of
from itu_catalog.documents.texts import Document
from itu_catalog.documents.works import Recommendation
from itu_catalog.errors import (
    AmbiguousIdentifier,
    InvalidIdentifier,
    NotADocument,
    NotYetApproved,
    UnknownRecommendation,
)
from itu_catalog.folding import twin_key
from itu_catalog.identifier import Identifier, Kind
from itu_catalog.identifier import _of as _identifier  # canonical already: it is in the file
from itu_catalog.vocabulary import NameKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from itu_catalog.catalog.shelf import Shelf
    from itu_catalog.store import NameLine

    Subject = str | Identifier | Document | Recommendation
    """What a look-up may be given."""

__all__ = ["Lookup", "read_identifier"]

_MEMORY = 20_000
"""Answers to strings that are remembered; past it the memory starts afresh."""


def read_identifier(value: object) -> Identifier:
    """Parse a name; the parser is loaded when the first name needs it."""
    from itu_catalog.parsing import parse

    return parse(value)


class Lookup:
    """The look-ups of a catalogue, with what they answered before."""

    def __init__(self, shelf: Shelf, series: Callable[[str | Identifier], object]) -> None:
        """Look up what is on a shelf; `series` gives the series of a name, or the name."""
        self._shelf = shelf
        self._series = series
        self._as_of = shelf.store.as_of
        self.undated: dict[str, Document] = {}
        """What strings were found to mean without a day; `Catalog.resolve` looks here before it asks."""
        self._dated: dict[tuple[str, datetime.date], Document] = {}

    def work(self, name: object) -> Recommendation:
        """Return the work that bears a name as of the catalogue's day, else the one that bore it last.

        What is no name at all is refused like one that cannot be parsed.
        """
        if isinstance(name, Recommendation):
            name = name.documents[0] if name.documents else name.identifier
        if isinstance(name, Document):
            name = name.identifier
        identifier, lines = self.read(name)
        if identifier is None:
            return self._named_work(name, lines, self._as_of)
        if identifier == identifier.work:
            return self._shelf.pick(identifier, lines, self._as_of, name)
        found = self._matching(identifier, lines, name)
        works = list(dict.fromkeys(text.work for text in found))
        if len(works) > 1:
            chosen = self._shelf.pick(identifier.work, lines, self._as_of, name)
            if chosen in works:
                return chosen
            raise AmbiguousIdentifier(
                said(name), candidates=works, reason="several works have such a document"
            )
        return works[0]

    def document(self, name: Subject, day: datetime.date | None) -> Document:
        """Return the one document that a name means on a day."""
        if type(name) is str:
            answer = self.undated.get(name) if day is None else self._dated.get((name, day))
            if answer is None:
                answer = self._quickly(name, day) or self._resolve(name, day)
                for answers in (self.undated, self._dated):
                    if len(answers) >= _MEMORY:
                        answers.clear()
                if day is None:
                    self.undated[name] = answer
                else:
                    self._dated[name, day] = answer
            return answer
        if isinstance(name, Recommendation):
            return self._edition(self.work(name), day, name.identifier, str(name.identifier))
        return self._resolve(name.identifier if isinstance(name, Document) else name, day)

    def record(self, subject: Subject) -> Document | Recommendation:
        """Return what a question is about: the document that is named exactly, else the work."""
        if isinstance(subject, Document | Recommendation):
            return subject
        identifier, _ = self.read(subject)
        if identifier is None or identifier == identifier.work:
            return self.work(subject)
        return self.document(subject, None)

    def is_former(self, subject: Subject) -> bool:
        """Whether a number was given that its work does not bear any more."""
        if isinstance(subject, Document | Recommendation):
            return False
        identifier, lines = self.read(subject)
        if identifier is None or identifier != identifier.work:
            return False
        key = self.work(subject).key
        return any(line.target == key and line.kind is NameKind.FORMER for line in lines)

    def number(self, subject: Subject) -> str | None:
        """Return the number in full that was given for a work; None for a record, a change or another name."""
        if isinstance(subject, Document | Recommendation):
            return None
        identifier, lines = self.read(subject)
        if identifier is None or identifier != identifier.work:
            return None
        return lines[0].text

    def _quickly(self, name: str, day: datetime.date | None) -> Document | None:
        """Resolve a name that is canonical but for the sector, as it stands; None when it must be parsed.

        What the parser would find is found: the series decides the sector, save for those that exist in two.
        Loading the parser is most of a cold start.
        """
        if not name.isascii() or name[:1] in "FMPSV":
            return None
        head, dated, _ = name.partition(" (")
        prefixes = ("",) if head.startswith("ITU-") else ("ITU-T ", "ITU-R ")
        lines = [line for prefix in prefixes for line in self._shelf.numbered(prefix + head)]
        sectors = {line.text.partition(" ")[0] for line in lines}
        if len(sectors) != 1 or not all(line.text.endswith(head) for line in lines):
            return None
        full = name if name.startswith("ITU-") else f"{sectors.pop()} {name}"
        if not dated:
            return self._by_number(name, _identifier(full), lines, day)
        works = self._shelf.works(lines)
        return next((text for work in works for text in work.documents if str(text.identifier) == full), None)

    def _by_number(
        self, asked: object, identifier: Identifier, lines: list[NameLine], day: datetime.date | None
    ) -> Document:
        """Choose the document that an undated number means on a day, which must have been given by then."""
        work = self._shelf.pick(identifier, lines, day or self._as_of, asked)
        if day is not None and not any(line.begun_by(day) for line in lines):
            # A number that a work got later is not known yet, even if the work is.
            numbers = numbers_of(identifier)
            named = [
                text for text in work.editions if not set(numbers).isdisjoint(numbers_of(text.identifier))
            ]
            raise NotYetApproved(said(asked), document=(named or list(work.editions))[0], on=day)
        return self._edition(work, day, asked, str(identifier))

    def _resolve(self, name: Subject, day: datetime.date | None) -> Document:
        identifier, lines = self.read(name, day)
        if identifier is None:
            return self._named_document(name, lines, day)
        if identifier == identifier.work:
            return self._by_number(name, identifier, lines, day)
        found = self._matching(identifier, lines, name, day)
        if identifier.issued is not None or not identifier.steps:
            if day is not None and len(found) > 1:  # a year may fit two texts, one of them not yet written
                found = [text for text in found if text.approved and text.approved.on_or_before(day)] or found
            if len(found) > 1:
                raise AmbiguousIdentifier(
                    said(name), candidates=found, reason=f"{len(found)} texts fit that date"
                )
            return found[0]
        return self._undated_change(name, found, day)

    def read(
        self, name: object, day: datetime.date | None = None
    ) -> tuple[Identifier | None, list[NameLine]]:
        """Return the identifier that `name` is with who bears its number, or None with what else it names.

        A miss is answered with names that were known on `day`.
        """
        try:
            identifier = name if isinstance(name, Identifier) else read_identifier(name)
        except InvalidIdentifier:
            lines = self._shelf.named(name) if isinstance(name, str) else []
            if lines:
                return None, lines
            from itu_catalog.catalog.misses import is_twin, no_such_twin

            if isinstance(name, str) and is_twin(name):
                raise no_such_twin(name, self._shelf, day) from None
            raise
        lines = [] if identifier.kind is Kind.SERIES else self._shelf.bearing(identifier)
        if lines:
            return identifier, lines
        spellings = dict.fromkeys((str(name), str(identifier), identifier.designation))
        lines = next((found for each in spellings if (found := self._shelf.named(each))), [])
        if lines:
            return None, lines
        if identifier.kind is Kind.SERIES:
            raise NotADocument(str(name), series=self._series(identifier))
        from itu_catalog.catalog.misses import no_such_number

        raise no_such_number(name, identifier, self._shelf, day)

    def _matching(
        self,
        identifier: Identifier,
        lines: list[NameLine],
        asked: object,
        day: datetime.date | None = None,
    ) -> list[Document]:
        found = self._shelf.matching(identifier, lines)
        if not found:
            from itu_catalog.catalog.misses import no_such_text

            raise no_such_text(asked, identifier, self._shelf.works(lines), day)
        return found

    def _edition(
        self, work: Recommendation, day: datetime.date | None, asked: object, number: str | None = None
    ) -> Document:
        """Choose the edition of a work that is meant on a day."""
        family, standing = work._family, work._standing
        if day is None:
            text = work.current or work.last
            if text is not None and number is not None:
                text, _ = standing.edition_on(self._as_of, number) if text is work.current else (text, "")
        else:
            text, doubt = standing.edition_on(day, number)
            if text is None and not doubt and family.groups:
                raise NotYetApproved(said(asked), document=family.groups[0][0], on=day)
            text = text or work.last
        if text is None:
            listed = ", ".join(map(str, work.documents[:3])) + ", …" * bool(work.documents[3:])
            reason = "the catalogue has the number, but no edition of it" + f"; it has {listed}" * bool(
                listed
            )
            raise UnknownRecommendation(said(asked), reason=reason)
        return text

    def _undated_change(self, asked: object, found: list[Document], day: datetime.date | None) -> Document:
        """Choose among the changes or parts that an identifier without a date of its own may mean."""
        if found[0].kind in REPEATED:
            found = self._newest_parts(found, day)
        if day is not None:
            approved = [text for text in found if _known_by(text, day)]
            if not approved:
                raise NotYetApproved(said(asked), document=min(found, key=by_change), on=day)
            in_force = {text.work._standing.edition_on(day)[0] for text in approved}
            meant = [text for text in approved if text.work._family.root(text) in in_force]
            found = meant or approved
        if len(found) > 1:
            reason = "no date is known" if day is None else f"on {day.isoformat()} more than one was approved"
            raise AmbiguousIdentifier(said(asked), candidates=sorted(found, key=by_change), reason=reason)
        return found[0]

    def _newest_parts(self, found: list[Document], day: datetime.date | None) -> list[Document]:
        """Keep the newest text of a part: parts replace each other like editions do."""
        begun = [text for text in found if day is None or _known_by(text, day)]
        works = {text.work for text in begun}
        return [max(begun, key=by_change)] if len(works) == 1 else found

    def _named_work(self, asked: object, lines: list[NameLine], day: datetime.date) -> Recommendation:
        if len({line.target for line in lines}) > 1:
            # A name passes from one work to the next like a number does.
            known = [line for line in lines if line.begun_by(day)]
            live = [line for line in known if not line.over_by(day)]
            lines = live or known or lines
        if any(line.is_series for line in lines):
            raise NotADocument(str(asked), series=self._series(lines[0].target))
        works = self._shelf.works(lines)
        if len(works) > 1:
            raise AmbiguousIdentifier(said(asked), candidates=works, reason="several works have that name")
        return works[0]

    def _named_document(self, asked: object, lines: list[NameLine], day: datetime.date | None) -> Document:
        work = self._named_work(asked, lines, day or self._as_of)
        if lines[0].kind is NameKind.TWIN:
            text = self._same_text(asked, work, day)
            if text is not None:
                return text
        document = lines[0].document
        if document is not None and document.kind is not Kind.SERIES:
            for text in work.documents:
                if text.identifier == document:
                    if day and not _known_by(text, day):
                        raise NotYetApproved(said(asked), document=text, on=day)
                    return text
        return self._edition(work, day, asked)

    def _same_text(self, asked: object, work: Recommendation, day: datetime.date | None) -> Document | None:
        """Choose the edition whose record names a twin; None when the twin is only that of the work.

        Without a year the one that is in force on the day, or else the last that had this twin: a later edition
        need not be the same text any more.
        """
        number, year = twin_key(str(asked))
        same = [text for text in work.editions if text.twin and twin_key(text.twin)[0] == number]
        if year:
            dated = [text for text in same if text.twin and twin_key(text.twin)[1] == year]
            if len({text.twin for text in dated}) == 1:
                return dated[-1]
            from itu_catalog.catalog.misses import no_such_year

            raise no_such_year(asked, work, same, day)
        if not same:
            return None
        known = [text for text in same if day is None or _known_by(text, day)]
        if not known:
            raise NotYetApproved(said(asked), document=same[0], on=day)
        meant, _ = work._standing.edition_on(day or self._as_of)
        return meant if meant in known else known[-1]


def _known_by(text: Document, day: datetime.date) -> bool:
    """Whether a text was approved by a day, or may have been."""
    return text.approved is None or text.approved.on_or_before(day)
