"""Judging what the text itself calls a draft: whether it still is one on the day."""

from __future__ import annotations

import re

from itu_catalog.findings import wording
from itu_catalog.findings.codes import Code, Level
from itu_catalog.findings.exactness import is_dated
from itu_catalog.findings.verdict import Verdict
from itu_catalog.identifier import Kind
from itu_catalog.punctuation import SENTENCE_END

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.citation import Citation
    from itu_catalog.findings.knowledge import Knowledge

__all__ = ["Draft", "drafted", "judge_draft"]

_ENDS = re.compile(SENTENCE_END)
_BACK = 600
"""Characters before a citation in which the sentence is looked for that it stands in."""

_DIRECTLY = 80
"""Characters before a citation in which the words stand that call it a draft."""

_DRAFT = re.compile(
    r"\b(?P<words>(?:draft|proje(?:t|c?to)s?\s+d[e’']|proyectos?\s+de|Entwurf\s+(?:de[rs]|zu)|проект\w{0,3})\s*"
    r"(?P<revised>(?:new|nouvelles?|nuevas?|neuen?|новой|revised|amended|révisée?s?|revisadas?|пересмотренной)\s+)?)"
    r"(?:(?:ITU-[TR]\s+)?(?:Recommendation|Recommandation|Recomendaci[oó]n(?:e)?|Empfehlung(?:en)?|Рекомендаци\w)s?\s+)?"
    r"(?:(?:of|the)\s+){0,2}\Z",
    re.IGNORECASE,
)
_NEW = re.compile(r"new|nou|nue|neu|нов", re.IGNORECASE)
_NARRATED = re.compile(
    r"\b(?:agreed|approved|completed|consented|considered|determined|developed|discussed|finali[sz]ed|initiated"
    r"|prepared|progressed|reached|reviewed|started|was|were|work(?:ed|ing)?)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?:\s*[,;]?\s*[“”„\"«»][^“”„\"«»]{1,400}[“”„\"«»])?[\s,;&/]*(?:\b(?:and|or|et|ou|y|und|и)\b)?\s*"
)


class Draft:
    """What a text says of a citation that it calls a draft.

    Attributes:
        revised: it is a draft of a revision, so texts of it may well be there.
        narrated: the sentence tells what was done with the draft, some time ago.
        words: where the words stand that call it a draft; None when they speak of a list.
    """

    __slots__ = ("narrated", "revised", "words")

    def __init__(self, *, revised: bool, narrated: bool, words: tuple[int, int] | None = None) -> None:
        self.revised, self.narrated, self.words = revised, narrated, words


def drafted(text: str, citation: Citation, before: Citation | None, said: Draft | None) -> Draft | None:
    """Return what the words directly before a citation, or before the list it continues, say of a draft.

    `before` is the citation before it, and `said` what was said of that.
    """
    begin = before.end if before else 0
    if said is not None and citation.carried and citation.start - begin <= _BACK:
        listed = _LISTED.fullmatch(text, begin, citation.start)
        if listed is not None:
            return Draft(revised=said.revised, narrated=said.narrated)
    from_here = max(begin, citation.start - _DIRECTLY)
    found = _DRAFT.search(text[from_here : citation.start])
    if found is None:
        return None
    gap = text[max(begin, citation.start - _BACK) : citation.start - len(found[0])]
    sentence = _ENDS.split(gap)[-1].rpartition("\n")[2]
    revised = bool(found["revised"]) and not _NEW.match(found["revised"])
    words = from_here + found.start(), from_here + found.end("words")
    return Draft(revised=revised, narrated=_NARRATED.search(sentence) is not None, words=words)


def judge_draft(
    knowledge: Knowledge, text: str, citation: Citation, status: Verdict, draft: Draft | None
) -> Verdict:
    """Return the status of what the text calls a draft; `status` is what it would be without that word."""
    identifier = citation.identifier
    if draft is None or identifier.kind in (Kind.DRAFT, Kind.SERIES):
        return status
    named = str(identifier.work if not identifier.steps else identifier)
    if status.code is Code.NOT_YET_APPROVED:
        return Verdict(Code.DRAFT, f"a draft, as the text says: {named} was no document on {knowledge.day}")
    if status.code is Code.UNKNOWN and status.level is None:
        return Verdict(Code.DRAFT, f"a draft, as the text says, of which this catalogue knows no {named}")
    document = status.document
    if document is None or status.code not in (Code.CURRENT, Code.AMENDED_SINCE) or draft.revised:
        return status
    known = [text for text in document.work.editions if knowledge.has(text)]
    if len(known) > 1 and not identifier.steps and not is_dated(identifier):
        return status  # it may be a draft of the next edition
    published = status._replace(
        code=Code.DRAFT_PUBLISHED,
        message=f"called a draft, published since as {document}, {wording.begun(document)}",
        level=Level.NOTE if draft.narrated else None,
    )
    if draft.words is None or draft.narrated:
        return published
    write = " ".join(text[draft.words[1] : citation.end].split())
    return published._replace(write=write, place=(draft.words[0], citation.end))
