"""`Finding`: what there is to say about one citation."""

from __future__ import annotations

from attrs import field, frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from typing import Any

    from itu_catalog.citation import Citation
    from itu_catalog.documents import Document, Recommendation
    from itu_catalog.findings.codes import Code, Level

__all__ = ["Finding", "worst"]


@frozen
class Finding:
    """What was found about one citation; a citation has a finding on its status first, then perhaps others.

    >>> from itu_catalog import check
    >>> (finding,) = check("CCITT Rec. X.509 (1988)", on="2006-01-01")
    >>> str(finding.code), str(finding.document), str(finding.replacement), finding.suggestion
    ('superseded', 'ITU-T X.509 (11/1988)', 'ITU-T X.509 (08/2005)', 'ITU-T Rec. X.509 (2005)')

    Attributes:
        code: what it says; see `CODES`.
        level: how much it matters; the level of the code, or less or more where the message says why.
        message: one sentence; it names what to write instead.
        citation: the citation, with its place in the text.
        on: the day it was judged for.
        document: the document that is meant; None where none is, or several are.
        replacement: what to cite instead; None where there is nothing else.
        suggestion: what to write instead, in the author's manner; None where there is nothing else.
        place: the stretch of the text that `suggestion` stands in for, (start, end): the citation, mostly; with its
            twin; the title or the study group beside it. None where there is no suggestion.
        guessed: whether `suggestion` is only the likeliest of what may be meant, and somebody must look.
        documents: what to read, in order; the candidates of an ambiguous citation; the members of a series.
        uncertain: the members of a series of which only the day of their withdrawal is not known.
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
    place: tuple[int, int] | None = None
    guessed: bool = False
    documents: tuple[Document, ...] = field(default=(), repr=False)
    uncertain: tuple[Document, ...] = field(default=(), repr=False)
    dated: bool = False
    certain: bool = True
    quoted: str | None = None
    likeness: float | None = None

    def __str__(self) -> str:
        return f"{self.code} ({self.level}): {self.message}"

    def mended(self, text: str) -> str:
        """Return the text that was checked with the suggestion in its place; as it is where there is none.

        >>> from itu_catalog import check
        >>> text = "See Rec. ITU-T X.509 (2016) | ISO/IEC 9594-8:2017."
        >>> for finding in check(text):
        ...     print(finding.mended(text))
        See Rec. ITU-T X.509 (2019) | ISO/IEC 9594-8:2020.
        """
        if self.suggestion is None or self.place is None:
            return text
        start, end = self.place
        return f"{text[:start]}{self.suggestion}{text[end:]}"

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON-ready values; every key is always there."""
        document = self.document
        return {
            "code": str(self.code),
            "level": str(self.level),
            "message": self.message,
            **self.citation.to_dict(),
            "dated": self.dated,
            "on": self.on.isoformat(),
            "document": str(document) if document else None,
            "title": document.title if document else None,
            "replacement": str(self.replacement) if self.replacement else None,
            "suggestion": self.suggestion,
            "place": list(self.place) if self.place else None,
            "guessed": self.guessed,
            "documents": [str(each) for each in self.documents],
            "uncertain": [str(each) for each in self.uncertain],
            "certain": self.certain,
            "quoted": self.quoted,
            "likeness": self.likeness,
        }


def worst(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the worst finding of each citation, in order; of two as bad, the first.

    As many as there are citations, so that counting their levels adds up.

    >>> from itu_catalog import check
    >>> text = "ITU-T X.1402 “Security threats of distributed ledger technology”, X.1401"
    >>> [str(finding.code) for finding in worst(check(text))]
    ['title-of-another', 'current']
    """
    chosen: dict[tuple[int, int], Finding] = {}
    for finding in findings:
        place = finding.citation.start, finding.citation.end
        if place not in chosen or finding.level.rank > chosen[place].level.rank:
            chosen[place] = finding
    return tuple(chosen.values())
