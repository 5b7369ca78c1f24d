"""Judging the title beside a citation: whether it is that of the text, nearly so, or that of another."""

from __future__ import annotations

import re

from itu_catalog.findings import wording
from itu_catalog.findings.codes import LIKENESS, Code, Level
from itu_catalog.findings.exactness import is_dated
from itu_catalog.findings.languages import is_foreign
from itu_catalog.findings.memory import Memory
from itu_catalog.findings.quoting import printed_titles, quoted_title
from itu_catalog.findings.verdict import Verdict
from itu_catalog.identifier import Kind
from itu_catalog.titles import is_same, likeness, misquoted, words_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.citation import Citation
    from itu_catalog.documents import Document
    from itu_catalog.findings.knowledge import Knowledge
    from itu_catalog.findings.quoting import Quoted
    from itu_catalog.identifier import Identifier

__all__ = ["TitleJudge"]

_FEW = 3
"""A quotation of fewer words is a term as likely as a title, and not judged."""


class TitleJudge:
    """Judges titles; the same words beside the same identifier once."""

    def __init__(self, knowledge: Knowledge, *, to_the_letter: bool) -> None:
        self._knowledge = knowledge
        self._to_the_letter = to_the_letter
        self._told: Memory[tuple[str, Identifier, bool], Verdict | bool] = Memory()
        self._own: Memory[tuple[Identifier, bool], list[str]] = Memory()

    def judge(self, text: str, citation: Citation, status: Verdict, end: int) -> Iterator[Verdict]:
        """Judge the title behind the number, in quotation marks or, before `end`, without."""
        if citation.identifier.kind is Kind.SERIES:
            return
        quoted = quoted_title(text, citation.end)
        if quoted is not None:
            found = self._remembered(quoted, citation.identifier, status, marked=True)
            if isinstance(found, Verdict) and not _may_be_translated(found, citation, quoted):
                yield self._placed(found, quoted)
            return
        for printed in printed_titles(text, citation.end, end):
            found = self._remembered(printed, citation.identifier, status, marked=False)
            if isinstance(found, Verdict):
                yield self._placed(found, printed)
            if found:
                return

    def _placed(self, verdict: Verdict, quoted: Quoted) -> Verdict:
        """Say that what to write is a title and stands in for the one that was read."""
        place = (quoted.start, quoted.end) if verdict.code is Code.TITLE_DIFFERS else None
        return verdict._replace(place=place, quoted=quoted.text)

    def _remembered(
        self, quoted: Quoted, identifier: Identifier, status: Verdict, *, marked: bool
    ) -> Verdict | bool:
        """Return the verdict on a title; else whether nothing is left to look for."""
        key = quoted.text, identifier, marked
        if key not in self._told:
            document = status.document if status.document and self._knowledge.has(status.document) else None
            judged = self._marked if marked else self._printed
            self._told[key] = judged(quoted.text, document, identifier, status)
        return self._told[key]

    # ---- in quotation marks

    def _marked(
        self, quoted: str, document: Document | None, identifier: Identifier, status: Verdict
    ) -> Verdict | bool:
        if len(words_of(quoted)) < _FEW:
            return True
        own = self._own_titles(document, identifier, status, former=False)
        best = max((likeness(quoted, title) for title in own), default=0.0)
        if best == 1.0:
            return (self._to_the_letter and self._misquoted(quoted, document, own)) or True
        other, score = self._titled(quoted, document, identifier, LIKENESS["another"].value)
        if other is not None and _belongs_to_another(quoted, other, best, score):
            return self._of_another(identifier, other, score)
        if document is not None and document.own_title:  # of one that it inherits, its own is not known
            return self._differs(quoted, document, own[0], best)
        return True

    def _misquoted(self, quoted: str, document: Document | None, own: list[str]) -> Verdict | None:
        same = [title for title in own if likeness(quoted, title) == 1.0]
        if document is None or not all(misquoted(quoted, title) for title in same):
            return None
        differing = [f"“{theirs}” for “{mine}”" for mine, theirs in misquoted(quoted, same[0])]
        return Verdict(
            Code.TITLE_DIFFERS,
            f"to the letter, the title of {document} has {wording.listing(differing)}",
            document,
            write=same[0],
            told=True,
            likeness=1.0,
        )

    def _differs(self, quoted: str, document: Document, title: str, best: float) -> Verdict:
        variant = best >= LIKENESS["variant"].value
        older = next(
            (
                text
                for text in document.work.editions
                if self._knowledge.has(text) and text.own_title and is_same(quoted, text.own_title)
            ),
            None,
        )
        if older is not None:
            message = f"that was the title in {older}; {document} is titled “{title}”"
        elif variant:
            message = f"the title of {document} is “{title}”"
        else:
            message = f"“{quoted}” is not the title of {document} nor of another text here; write “{title}”"
        return Verdict(
            Code.TITLE_DIFFERS,
            message,
            document,
            write=title,
            told=True,
            level=Level.NOTE if variant or older else Level.WARNING,
            likeness=round(best, 2),
        )

    # ---- without quotation marks

    def _printed(
        self, printed: str, document: Document | None, identifier: Identifier, status: Verdict
    ) -> Verdict | bool:
        """Judge words that stand where a title does: only whether they are the title of another text."""
        if len(words_of(printed)) <= _FEW:
            return False
        bound = LIKENESS["unquoted"].value
        own = self._own_titles(document, identifier, status, former=True)
        best = max((likeness(printed, title) for title in own), default=0.0)
        if best >= bound:
            return True
        other, score = self._titled(printed, document, identifier, bound)
        if other is None:
            return False
        if identifier.designation in (other.own_title or ""):
            return True  # the number is a part of the title: "X.1242 – Supplement on …"
        if _belongs_to_another(printed, other, best, score):
            return self._of_another(identifier, other, score)
        return False

    # ---- whose title it is

    def _own_titles(
        self, document: Document | None, identifier: Identifier, status: Verdict, *, former: bool
    ) -> list[str]:
        """Return the titles that may stand beside a document: its own, that of what it changes; and former ones."""
        key = identifier, former
        if key not in self._own:
            texts = status.documents if document is None else (document, *filter(None, [document.base]))
            titles = [title for text in texts if (title := text.title)]
            if (
                document is not None
                and document.base is not None
                and document.own_title
                and document.base.title
            ):
                titles.append(f"{document.base.title}: {document.own_title}")
            if former and document is not None:
                titles += [title for each in document.work.editions if (title := each.own_title)]
            self._own[key] = list(dict.fromkeys(titles))
        return self._own[key]

    def _titled(
        self, quoted: str, document: Document | None, identifier: Identifier, bound: float
    ) -> tuple[Document | None, float]:
        """Return the document of another work whose title is most like a quoted one, and enough; near numbers first."""
        found: list[tuple[float, tuple[int, int], int, Document]] = []
        for score, text in self._knowledge.catalog.titled_like(quoted, bound):
            if found and -score > found[0][0]:
                break  # the likeliest come first
            mine = document is not None and text.work is document.work
            if mine or (document is None and text.work.identifier == identifier.work):
                continue
            if self._knowledge.has(text):
                begun = text.approved or text.posted
                age = -begun.first_day.toordinal() if begun else 0
                found.append((-score, _apart(identifier, text.work.identifier), age, text))
        if not found:
            return None, 0.0
        score, _, _, text = min(found, key=lambda row: row[:3])
        return text, -score

    def _of_another(self, identifier: Identifier, other: Document, score: float) -> Verdict:
        exact = "" if score == 1.0 else f", “{other.own_title}” (likeness {score:.2f})"
        return Verdict(
            Code.TITLE_OF_ANOTHER,
            f"the title beside it is that of {other}{exact}",
            replacement=other,
            write=other.identifier if is_dated(identifier) else other.work.identifier,
            guessed=True,
            documents=self._knowledge.to_read(other),
            likeness=round(score, 2),
        )


def _may_be_translated(verdict: Verdict, citation: Citation, quoted: Quoted) -> bool:
    """Whether a title that is nobody's here may be the title in another language: nothing is known of those."""
    nobodys = verdict.code is Code.TITLE_DIFFERS and verdict.level is Level.WARNING
    return nobodys and (is_foreign(quoted.text) or is_foreign(citation.text))


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
