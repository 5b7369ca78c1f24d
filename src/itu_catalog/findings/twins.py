"""Judging the ISO, IEC or ETSI text beside a citation, and writing the one that belongs to another text."""

from __future__ import annotations

import re

from itu_catalog.findings.codes import Code
from itu_catalog.findings.exactness import is_dated
from itu_catalog.findings.memory import Memory
from itu_catalog.findings.verdict import Verdict
from itu_catalog.folding import twin_key
from itu_catalog.grammar import compiled, expand, fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.citation import Citation
    from itu_catalog.documents import Document
    from itu_catalog.findings.knowledge import Knowledge

__all__ = ["TwinJudge", "beside", "with_twin"]

_LONGEST = 90
"""Characters of a twin as it is written, with what joins it to the citation."""

_BEFORE = re.compile(rf"{expand('iso')}{expand('twin_bar')}\Z", re.IGNORECASE)


def beside(text: str, citation: Citation) -> tuple[int, int] | None:
    """Return where the twin of a citation stands in the text, behind it or before it; None when that is not clear.

    >>> from itu_catalog.citation import find_citations
    >>> text = "ITU-T X.509 (2016) | ISO/IEC 9594-8:2017"
    >>> (cited,) = find_citations(text)
    >>> beside(text, cited)
    (21, 40)
    """
    behind = fold(text[citation.end : citation.end + _LONGEST])
    joint = compiled("twin_joint").match(behind)
    twin = compiled("iso").match(behind, joint.end()) if joint else None
    if twin is not None:
        whose = twin[0].count("(") < twin[0].count(")")  # a closing bracket that was opened before the twin
        return citation.end + twin.start(), citation.end + twin.end() - whose
    before = fold(text[max(0, citation.start - _LONGEST) : citation.start])
    found = _BEFORE.search(before)
    if found is None:
        return None
    begin = citation.start - len(before) + found.start()
    length = len(found[0].rstrip(" \\|/(="))
    return begin, begin + length


def with_twin(text: str, citation: Citation, written: str, twin: str) -> tuple[str, tuple[int, int] | None]:
    """Return what to write for a citation and the twin beside it, and for which stretch of the text.

    What joins the two stays. Where the twin is not found, both are written with a bar, for the citation.
    """
    place = beside(text, citation)
    if place is None:
        return f"{written} | {twin}", None
    if place[0] >= citation.end:
        pieces, begin, end = (written, text[citation.end : place[0]], twin), citation.start, place[1]
    else:
        pieces, begin, end = (twin, text[place[1] : citation.start], written), place[0], citation.end
    closed = "(" in pieces[1] and text[end : end + 1] == ")"
    between = " ".join(f".{pieces[1]}.".split())[1:-1]
    return f"{pieces[0]}{between}{pieces[2]}{')' * closed}", (begin, end + closed)


class TwinJudge:
    """Judges twins; each pair of a citation and its twin once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._twinned: Memory[str, tuple[Document, ...]] = Memory()
        self._elsewhere: Memory[tuple[str, str], Document | None] = Memory()

    def judge(self, citation: Citation) -> Iterator[Verdict]:
        """Judge the ISO, IEC or ETSI text named beside the number."""
        document = self._knowledge.document(citation.identifier) if citation.twin else None
        if document is None or citation.twin is None:
            return
        number, year = twin_key(citation.twin)
        root = document.root
        own = {
            key[1]: text
            for text in self._of_work(document)
            if (key := twin_key(text.twin or ""))[0] == number
        }
        if not own:
            yield from self._of_another(citation, document)
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
            message = f"no text of {document.work} is {citation.twin} by {self._knowledge.day}; {its}"
        text = self._edition(document)
        if text.twin:
            yield self._pair(message, citation, document, match, text)
        else:
            message += f"; write {text} alone"
            yield Verdict(
                Code.TWIN_MISMATCH, message, document, match, text.identifier, exact=True, told=True, twin=""
            )

    def _of_work(self, document: Document) -> tuple[Document, ...]:
        """Return the editions of a work that are known to be the same as another text."""
        work = document.work
        if work.key not in self._twinned:
            self._twinned[work.key] = tuple(
                text for text in work.editions if text.twin and self._knowledge.has(text)
            )
        return self._twinned[work.key]

    def _pair(
        self, message: str, citation: Citation, document: Document, other: Document | None, text: Document
    ) -> Verdict:
        """Offer an edition with its twin, as the two that belong together."""
        exact = not is_dated(citation.identifier)
        return Verdict(
            Code.TWIN_MISMATCH, message, document, other, text.identifier, twin=text.twin, exact=exact
        )

    def _of_another(self, citation: Citation, document: Document) -> Iterator[Verdict]:
        """Judge a twin that is none of any text of the work; one that the catalogue knows nowhere may be."""
        written = str(citation.twin)
        whose = self._same_text(written)
        twinned = self._of_work(document)
        if twinned:
            number = (twinned[-1].twin or "").partition(":")[0]
            also = f", which is the same text as {whose}" if whose else ""
            message = f"{document.work} is the same text as {number}, not as {written}{also}"
            text = self._edition(document)
            if text.twin and (is_dated(citation.identifier) or ":" in written):
                yield self._pair(message, citation, document, whose, text)
            else:
                work = document.work.identifier
                yield Verdict(Code.TWIN_MISMATCH, message, document, whose, work, twin=number)
        elif whose is not None:
            message = f"{written} is the same text as {whose}; no such text is known of {document.work}"
            yield Verdict(Code.TWIN_MISMATCH, message, document, whose)

    def _same_text(self, twin: str) -> Document | None:
        """Return the text that is known to be the same as an ISO, IEC or ETSI text: of its year, else of the day."""
        key = number, year = twin_key(twin)
        if key not in self._elsewhere:
            texts = [text for text in self._knowledge.catalog.same_text(number) if self._knowledge.has(text)]
            of_year = [text for text in texts if twin_key(text.twin or "")[1] == year]
            self._elsewhere[key] = next(reversed(of_year or texts), None)
        return self._elsewhere[key]

    def _edition(self, document: Document) -> Document:
        """Return the edition of the day; of a work without one, that of the document."""
        reading = self._knowledge.in_force(document.work)
        return reading[0] if reading else document.root
