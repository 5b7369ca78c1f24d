"""Judging what stands beside a citation: the twin text, the title, the study group."""

from __future__ import annotations

import re

from itu_catalog.errors import UnknownRecommendation
from itu_catalog.findings import wording
from itu_catalog.findings.codes import LIKENESS, Code, Level
from itu_catalog.findings.verdict import Verdict
from itu_catalog.folding import twin_key
from itu_catalog.identifier import Kind
from itu_catalog.titles import (
    Quoted,
    TitleIndex,
    is_same,
    likeness,
    misquoted,
    printed_titles,
    quoted_title,
    words_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.citation import Citation
    from itu_catalog.documents import Document
    from itu_catalog.findings.judge import Judge
    from itu_catalog.identifier import Identifier
    from itu_catalog.vocabulary import StudyGroup

__all__ = ["Beside"]

_FEW = 3
"""A quotation of fewer words is a term as likely as a title, and not judged."""

_GROUP = re.compile(r"(?:(?P<sector>ITU-[TRD])\s+)?\b(?:Study Groups?\s+|SG[\s-]?)(?P<number>\d{1,2})\b")
_SENTENCE_END = re.compile(
    r"(?<=[\w)\]”\"»’'])[.!?][”\"»’']?\s+(?=[^\Wa-z\d_])|\n\s*\n|\n(?=\d+(?:\.\d+)*\s)"
)


class Beside:
    """What a judge finds beside a citation."""

    def __init__(self, judge: Judge) -> None:
        """Judge for the day and by the catalogue of `judge`."""
        self._judge = judge
        self._titles: TitleIndex | None = None

    # ---- the twin

    def twin(self, citation: Citation) -> Iterator[Verdict]:
        """Judge the ISO, IEC or ETSI text named beside the number."""
        document = self._judge.document(citation.identifier) if citation.twin else None
        if document is None or citation.twin is None:
            return
        number, year = twin_key(citation.twin)
        root = document.work._family.root(document)
        twinned = [text for text in document.work.editions if self._judge.known(text) and text.twin]
        own = {key[1]: text for text in twinned if text.twin and (key := twin_key(text.twin))[0] == number}
        if not own:
            yield from self._twin_of_another(citation, document, twinned)
            return
        mine = twin_key(root.twin or "")
        match = own.get(year)
        if not year or mine in ((number, year), (number, "")):
            return
        if root.twin is None and match is None:
            return  # which year it has is not known
        its = f"{root} is the same as {root.twin}" if root.twin else f"of {root} no such text is known"
        if match is not None:
            message = f"{citation.twin} is the same text as {match}; {its}"
        else:
            message = f"no text of {document.work} is {citation.twin} by {self._judge.day}; {its}"
        pair = self.pair(document)
        if " | " in pair:
            yield Verdict(Code.TWIN_MISMATCH, message, document, match, pair)
        else:
            message += f"; write {pair} alone"
            yield Verdict(Code.TWIN_MISMATCH, message, document, match, perhaps=pair)

    def _twin_of_another(
        self, citation: Citation, document: Document, twinned: list[Document]
    ) -> Iterator[Verdict]:
        """Judge a twin that is none of any text of the work; one that the catalogue knows nowhere may be."""
        written = str(citation.twin)
        whose = self._twin_elsewhere(written)
        if twinned:
            number = (twinned[-1].twin or "").partition(":")[0]
            also = f", which is the same text as {whose}" if whose else ""
            message = f"{document.work} is the same text as {number}, not as {written}{also}"
            exact = wording.is_dated(citation.identifier) or ":" in written
            pair = self.pair(document) if exact else ""
            pair = pair if " | " in pair else f"{document.work} | {number}"
            yield Verdict(Code.TWIN_MISMATCH, message, document, whose, pair)
        elif whose is not None:
            message = f"{written} is the same text as {whose}; no such text is known of {document.work}"
            yield Verdict(Code.TWIN_MISMATCH, message, document, whose)

    def _twin_elsewhere(self, twin: str) -> Document | None:
        """Return the text that is known to be the same as an ISO, IEC or ETSI text: of its year, else of the day."""
        number, year = twin_key(twin)
        shelf = self._judge.catalog._shelf
        texts = [
            text
            for work in shelf.works(shelf.named(number))
            for text in work.editions
            if text.twin and twin_key(text.twin)[0] == number and self._judge.known(text)
        ]
        of_year = [text for text in texts if text.twin and twin_key(text.twin)[1] == year]
        return next(reversed(of_year or texts), None)

    def pair(self, document: Document) -> str:
        """Return the edition of the day with its twin: ``ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2020``."""
        reading = document.work.in_force(self._judge.day)
        text = reading[0] if reading else document.work._family.root(document)
        return f"{text} | {text.twin}" if text.twin else str(text)

    # ---- the title

    def title(self, text: str, citation: Citation, status: Verdict, end: int) -> Iterator[Verdict]:
        """Judge the title behind the number, in quotation marks or, before `end`, without."""
        quoted = quoted_title(text, citation.end)
        if quoted is None:
            yield from self._unquoted(text, citation, status, end)
            return
        if citation.identifier.kind is Kind.SERIES or len(words_of(quoted.text)) < _FEW:
            return
        document = status.document if status.document and self._judge.known(status.document) else None
        own = self._own_titles(document, status.documents if document is None else ())
        best = max((likeness(quoted.text, title) for title in own), default=0.0)
        if best == 1.0:
            if self._judge.to_the_letter:
                yield from self._to_the_letter(quoted, document, own)
            return
        other, score = self._titled(quoted, document, citation.identifier)
        if other is not None and _belongs_to_another(quoted.text, other, best, score):
            yield self._title_of_another(citation, quoted, other, score)
        elif document is not None and document.own_title:  # of one that it inherits, its own is not known
            yield self._title_differs(quoted, document, own[0], best)

    def _unquoted(self, text: str, citation: Citation, status: Verdict, end: int) -> Iterator[Verdict]:
        """Judge words that stand where a title does: only whether they are the title of another text."""
        if citation.identifier.kind is Kind.SERIES:
            return
        document = status.document if status.document and self._judge.known(status.document) else None
        own = self._own_titles(document, status.documents if document is None else ())
        if document is not None:
            own += [title for each in document.work.editions if (title := each.own_title)]
        bound = LIKENESS["unquoted"].value
        for printed in printed_titles(text, citation.end, end):
            if len(words_of(printed.text)) <= _FEW:
                continue
            best = max((likeness(printed.text, title) for title in own), default=0.0)
            if best >= bound:
                return
            other, score = self._titled(printed, document, citation.identifier)
            if other is not None and citation.identifier.designation in (other.own_title or ""):
                return  # the number is a part of the title: "X.1242 – Supplement on …"
            if other is not None and score >= bound and _belongs_to_another(printed.text, other, best, score):
                yield self._title_of_another(citation, printed, other, score)
                return

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
            self._titles = TitleIndex((key, title) for key, _, title in self._judge.catalog._store.titles())
        found: list[tuple[float, tuple[int, int], int, Document]] = []
        for key in self._titles.near(quoted.text):
            work = self._judge.catalog._work(key)
            if (document is not None and work is document.work) or (
                document is None and work.identifier == identifier.work
            ):
                continue
            for text in work.documents:
                if text.own_title and self._judge.known(text):
                    begun = text.approved or text.posted
                    age = -begun.first_day.toordinal() if begun else 0
                    score = likeness(quoted.text, text.own_title)
                    found.append((-score, _apart(identifier, work.identifier), age, text))
        if not found:
            return None, 0.0
        score, _, _, text = min(found, key=lambda row: row[:3])
        return text, -score

    def _title_of_another(self, citation: Citation, quoted: Quoted, other: Document, score: float) -> Verdict:
        exact = "" if score == 1.0 else f", “{other.own_title}” (likeness {score:.2f})"
        return Verdict(
            Code.TITLE_OF_ANOTHER,
            f"the title beside it is that of {other}{exact}",
            replacement=other,
            write=other.identifier if wording.is_dated(citation.identifier) else other.work.identifier,
            documents=self._judge.to_read(other),
            quoted=quoted.text,
            likeness=round(score, 2),
        )

    def _to_the_letter(self, quoted: Quoted, document: Document | None, own: list[str]) -> Iterator[Verdict]:
        same = [title for title in own if likeness(quoted.text, title) == 1.0]
        if document is None or not all(misquoted(quoted.text, title) for title in same):
            return
        differing = [f"“{theirs}” for “{mine}”" for mine, theirs in misquoted(quoted.text, same[0])]
        yield Verdict(
            Code.TITLE_DIFFERS,
            f"to the letter, the title of {document} has {wording.listing(differing)}",
            document,
            perhaps=same[0],
            quoted=quoted.text,
            likeness=1.0,
        )

    def _title_differs(self, quoted: Quoted, document: Document, title: str, best: float) -> Verdict:
        variant = best >= LIKENESS["variant"].value
        older = next(
            (
                text
                for text in document.work.editions
                if self._judge.known(text) and text.own_title and is_same(quoted.text, text.own_title)
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
        return Verdict(
            Code.TITLE_DIFFERS,
            message,
            document,
            level=Level.NOTE if variant or older else Level.WARNING,
            perhaps=title,
            quoted=quoted.text,
            likeness=round(best, 2),
        )

    # ---- the study group

    def group(self, before: str, citation: Citation, status: Verdict) -> Iterator[Verdict]:
        """Judge a study group named before the number, in the same sentence."""
        document = status.document
        named = list(_GROUP.finditer(before[-600:])) if document and self._judge.known(document) else []
        if not named or document is None or _SENTENCE_END.search(before[-600:], named[-1].end()):
            return
        sector = named[-1]["sector"] or str(citation.identifier.sector or "ITU-T")
        try:
            group = self._judge.catalog.study_group(f"{sector} SG{int(named[-1]['number'])}")
        except UnknownRecommendation:
            return
        ended = group.active_until
        if ended is None or not ended.on_or_before(self._judge.day) or not _answered(group, document):
            return
        heirs = [str(heir) for heir in group.heirs(self._judge.day)]
        has = (
            f"; its work is with {wording.listing(heirs)}" if heirs else ", and who has its work is not known"
        )
        yield Verdict(
            Code.GROUP_SUPERSEDED,
            f"{group}, named with it, ended on {ended}{has}",
            document,
            perhaps=heirs[0] if len(heirs) == 1 else None,
        )


def _answered(group: StudyGroup, document: Document) -> bool:
    """Whether a group is known, or inferred, to have answered for a document or its work."""
    responsibility = document.responsibility
    if responsibility.then is not None and responsibility.then.key == group.key:
        return True
    now = responsibility.now
    return now is not None and any(heir.key == now.key for heir in group.lineage())


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
