"""Judging the study group that is named with a citation: whether it still exists on the day."""

from __future__ import annotations

import re

from itu_catalog.errors import UnknownRecommendation
from itu_catalog.findings import wording
from itu_catalog.findings.codes import Code
from itu_catalog.findings.verdict import Verdict
from itu_catalog.punctuation import SENTENCE_END

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.citation import Citation
    from itu_catalog.documents import Document
    from itu_catalog.findings.knowledge import Knowledge
    from itu_catalog.vocabulary import StudyGroup

__all__ = ["GroupJudge"]

_ENDS = re.compile(SENTENCE_END)
_BACK = 600
"""Characters before a citation in which its sentence may name a group."""

_BEHIND = 60
"""Characters behind a citation in which a group may be named in parentheses."""

_GROUP = re.compile(
    r"(?P<sector>(?:ITU|UIT|МСЭ)-(?P<letter>[TRDТ]) )?\b(?:Study Groups? |SG[ -]?|Commissions? d['’]études |CE ?"
    r"|Comisi(?:ón|ones) de Estudio |Studienkommission(?:en)? |Исследовательск\w{2} комисси\w |ИК ?)"
    r"(?P<number>[0-9]{1,2})(?![0-9.])"
)
_PARTED = re.compile(r"\n\s{0,80}\n|\n(?=[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}\s)")
_BRACKETED = re.compile(r"\s?[(\[]\s?")


class GroupJudge:
    """Judges the groups that are named with citations."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._ended: dict[tuple[str, str], tuple[StudyGroup, tuple[str, ...]] | None] = {}

    def judge(self, text: str, begin: int, citation: Citation, status: Verdict) -> Iterator[Verdict]:
        """Judge a study group named before the number from `begin` on, in the same sentence, or in brackets behind it."""
        document = status.document
        if document is None or not self._knowledge.has(document):
            return
        told: set[StudyGroup] = set()
        for named in (*_before(text, begin, citation), *_behind(text, citation)):
            letter = (named["letter"] or str(citation.identifier.sector or "T")[-1]).replace("Т", "T")
            ended = self._ended_group(f"ITU-{letter}", named["number"])
            if ended is not None and ended[0] not in told and _answered(ended[0], document):
                told.add(ended[0])
                yield _verdict(named, document, *ended)

    def _ended_group(self, sector: str, number: str) -> tuple[StudyGroup, tuple[str, ...]] | None:
        """Return a group that no longer exists on the day, and those that have its work; None for any other."""
        key = sector, number
        if key not in self._ended:
            self._ended[key] = None
            try:
                group = self._knowledge.catalog.study_group(f"{sector} SG{int(number)}")
            except UnknownRecommendation:
                return None
            until = group.active_until
            if until is not None and until.on_or_before(self._knowledge.day):
                self._ended[key] = group, tuple(map(str, group.heirs(self._knowledge.day)))
        return self._ended[key]


def _before(text: str, begin: int, citation: Citation) -> list[re.Match[str]]:
    """Return the groups that the sentence names before a citation."""
    begin = max(begin, citation.start - _BACK)
    named = list(_GROUP.finditer(text, begin, citation.start))
    if named:
        ends = (
            end.end() for parted in (_ENDS, _PARTED) for end in parted.finditer(text, begin, citation.start)
        )
        begin = max(ends, default=begin)
    return [each for each in named if each.start() >= begin]


def _behind(text: str, citation: Citation) -> list[re.Match[str]]:
    """Return the group that is named in brackets behind a citation."""
    opened = _BRACKETED.match(text, citation.end)
    named = _GROUP.match(text, opened.end(), citation.end + _BEHIND) if opened else None
    return [named] if named else []


def _verdict(named: re.Match[str], document: Document, group: StudyGroup, heirs: tuple[str, ...]) -> Verdict:
    has = (
        f"; its work is with {wording.listing([*heirs])}" if heirs else ", and who has its work is not known"
    )
    written, place = _in_manner_of(named, heirs) if len(heirs) == 1 else (None, None)
    return Verdict(
        Code.GROUP_SUPERSEDED,
        f"{group}, named with it, ended on {group.active_until}{has}",
        document,
        write=written,
        told=True,
        place=place,
    )


def _in_manner_of(named: re.Match[str], heirs: tuple[str, ...]) -> tuple[str, tuple[int, int]]:
    """Write the heir of a group as the author wrote the group: ``Study Group 21`` for ``Study Group 9``."""
    (heir,) = heirs
    body, _, name = heir.partition(" ")
    number = name.removeprefix("SG")
    if not number.isdigit():
        return heir, named.span()
    written = named[0][: named.start("number") - named.start()] + number
    if named["letter"] and not body.endswith(named["letter"].replace("Т", "T")):
        written = heir
    return written, named.span()


def _answered(group: StudyGroup, document: Document) -> bool:
    """Whether a group is known, or inferred, to have answered for a document or its work."""
    responsibility = document.responsibility
    if responsibility.then is not None and responsibility.then.key == group.key:
        return True
    now = responsibility.now
    return now is not None and any(heir.key == now.key for heir in group.lineage())
