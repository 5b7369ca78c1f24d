"""Answering for a requirement: whether a text that it accepts is in force, and what it leaves out."""

from __future__ import annotations

import re

from itu_catalog.comparing.answers import Said, WatchCode
from itu_catalog.comparing.naming import NOTHING, NameAnswers, bare
from itu_catalog.documents import CHANGES, Document
from itu_catalog.errors import AmbiguousIdentifier, InvalidRequirement, UnknownRecommendation
from itu_catalog.findings import wording
from itu_catalog.findings.codes import Level
from itu_catalog.findings.missing import judge_missing
from itu_catalog.findings.renumbered import judge_number
from itu_catalog.identifier import Identifier
from itu_catalog.requirement import Requirement
from itu_catalog.requirement import _label as label_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.documents import Recommendation
    from itu_catalog.findings.knowledge import Knowledge
    from itu_catalog.findings.status import StatusJudge

__all__ = ["EditionAnswers", "raised"]

_OPERATOR = re.compile(r"[<>=!]")
_CLAUSE = re.compile(r"\s*([<>=!]=?)\s*([0-9.]+?)(\.\*)?\s*")


class EditionAnswers:
    """Answers for requirements by what a catalogue tells on a day."""

    def __init__(self, knowledge: Knowledge, judge: StatusJudge) -> None:
        """Take what is known, and what judges identifiers by it."""
        self._knowledge = knowledge
        self._judge = judge
        self._names = NameAnswers(knowledge, judge)

    def answer(self, text: str, requirement: Requirement) -> Said:
        """Answer for a requirement, which is written as `text`."""
        identifier = requirement.identifier
        try:
            work = self._knowledge.catalog[identifier]
        except AmbiguousIdentifier as error:
            listed = wording.listing([str(each) for each in error.candidates], "or")
            message = f"the number may mean {listed} ({error.reason})"
            return Said(WatchCode.AMBIGUOUS, message, f"write the sector of the one that is meant: {listed}")
        except UnknownRecommendation as error:
            verdict = judge_missing(self._knowledge, identifier, error)
            said = self._names.said(_number(text), identifier, verdict)
            return said if said.write is None else said._replace(write=f"{said.write}{_condition(text)}")
        said = self._of_work(text, requirement, work)
        if said.document is None or said.document.work is not work:
            return said
        label = label_of(said.document)
        accepted = requirement.filter(work.documents)
        same = [each for each in accepted if label_of(each) == label and self._knowledge.has(each)]
        if len(same) > 1 and label is not None:
            listed = wording.listing([str(each) for each in same])
            doubt = f"take care: ITU gave the label {label} to {listed}, and a date would tell them apart"
            return said._replace(message=f"{said.message}; {doubt}", certain=False)
        return said

    def _of_work(self, text: str, requirement: Requirement, work: Recommendation) -> Said:
        accepted = requirement.filter(work.documents)
        known = [each for each in accepted if self._knowledge.has(each)]
        if not known:
            return self._none(text, requirement, work, accepted)
        reading = self._knowledge.in_force(work)
        living = [each for each in reading if each in accepted]
        newest = max(known, key=lambda each: str(each.approved or each.posted or ""))
        said = (
            self._living(text, requirement, tuple(reading), living)
            if living
            else self._apart(text, work, known, newest)
        )
        if not reading.certain and living:
            said = said._replace(certain=False)
        renumbered = judge_number(self._knowledge, requirement.identifier, newest)
        return (
            said if renumbered is None else self._renumbered(text, said, renumbered.message, renumbered.write)
        )

    def _living(
        self, text: str, requirement: Requirement, reading: tuple[Document, ...], living: list[Document]
    ) -> Said:
        """Say that something accepted is in force, and what is left out."""
        head, day = reading[0], self._knowledge.day
        met = head if head in living else living[-1]
        state = f"met by {met}, which is in force on {day}"
        if met is not head:
            return Said(
                WatchCode.CURRENT, f"{state}; it changes {met.base}", NOTHING, None, met, documents=reading
            )
        others = [each for each in reading[1:] if each.kind in CHANGES]
        left = [each for each in others if not requirement.accepts(each) and label_of(each) is not None]
        if left:
            names = wording.listing([wording.change_name(each) for each in left])
            message = f"{state}; it leaves out {names}"
            write = _widened(text, left[-1])
            remedy = "read those as well" + (", or write the line that has all changes" if write else "")
            return Said(WatchCode.AMENDED_SINCE, message, remedy, write, met, documents=reading)
        if others:
            state += f", with {wording.listing([wording.change_name(each) for each in others])}"
        return Said(WatchCode.CURRENT, state, NOTHING, None, met, documents=reading)

    def _apart(
        self,
        text: str,
        work: Recommendation,
        known: list[Document],
        newest: Document,
    ) -> Said:
        """Say what became of texts of which none is to be read on the day."""
        day, last = self._knowledge.day, newest.root
        still = [each for each in known if each.status_on(day).status.is_in_force and not each.hangs]
        head = next(iter(self._knowledge.in_force(work)), None)
        if still and head is not None and head is not still[-1]:
            message = (
                f"met by {still[-1]}, which is in force on {day}; newer is {head}, {wording.begun(head)}"
            )
            write = raised(text, head)
            remedy = f"read {head}, and move to it when you can"
            return Said(WatchCode.NEWER_EDITION, message, remedy, write, still[-1], head, (still[-1], head))
        verdict = self._judge.judge(last.identifier)
        said = self._names.said(str(last.identifier), last.identifier, verdict)
        label = f"edition {label_of(last)}" if label_of(last) is not None else str(last)
        said = said._replace(message=f"the newest that it accepts is {label}: {said.message}", write=None)
        new = said.replacement
        if not isinstance(new, Document):
            return said
        root = new.root
        raising = raised(text, root) if root.work is work else None
        remedy = f"read {root}, and when you rely on it, write the line that accepts it"
        if raising is not None:
            return said._replace(remedy=remedy, write=raising)
        if (
            root.work is work and label_of(root) is not None
        ):  # the line excludes it by a bound of another kind
            return said._replace(
                remedy=f"read {root}, and when you rely on it, write a condition that it meets"
            )
        named = self._bare(root.identifier if root.work is work else root.work.identifier, text)
        return said._replace(remedy=f"read {root}, and name it instead", write=named)

    def _none(
        self, text: str, requirement: Requirement, work: Recommendation, later: tuple[Document, ...]
    ) -> Said:
        """Say that no text is accepted that was there on the day."""
        day = self._knowledge.day
        if later:
            first = min(later, key=lambda each: str(each.approved or ""))
            message = f"no text that it accepts was there on {day}: {first} was {wording.begun(first)}"
            return Said(WatchCode.NOT_YET_APPROVED, message, "wait until it is approved, or widen the condition",
                        None, first)  # fmt: skip
        editions = [each for each in work.editions if self._knowledge.has(each)]
        labelled = [each for each in editions if label_of(each) is not None]
        if not labelled:
            known = wording.listing([str(each) for each in editions[-3:]])
            message = f"ITU gives the texts of {work} no labels to count by; there is {known}"
            write = self._bare(editions[-1].identifier, text) if editions else None
            return Said(
                WatchCode.UNSATISFIED, message, "name the text by its date", write, guessed=bool(write)
            )
        last = labelled[-1]
        labels = wording.listing(list(dict.fromkeys(str(label_of(each)) for each in labelled)))
        message = f"no text of {work} is accepted by it: there are editions {labels}, the last of them {last}"
        write = f"{_number(text)}>={label_of(last)}"
        remedy = "write a condition that one of them meets, such as the last"
        if requirement.identifier.designation != last.identifier.designation:
            write = f"{self._bare(last.identifier.work, text)}>={label_of(last)}"
        return Said(WatchCode.UNSATISFIED, message, remedy, write, guessed=True, documents=tuple(labelled))

    def _renumbered(self, text: str, said: Said, message: str, number: Identifier | str | None) -> Said:
        """Say that the number is another one by now, and what else is to be said."""
        if said.level is not None or said.code not in (WatchCode.CURRENT, WatchCode.AMENDED_SINCE):
            message = f"{message}; {said.message}"
        number = self._bare(number, text) if isinstance(number, Identifier) else str(number)
        write = f"{number}{_condition(said.write or text)}"
        try:
            fits = Requirement(write).latest(self._knowledge.catalog, self._knowledge.day) is not None
        except (InvalidRequirement, LookupError):
            fits = False
        if not fits:
            write = number
        return said._replace(
            code=WatchCode.RENUMBERED,
            message=message,
            remedy="write the new number",
            write=write,
            level=Level.WARNING,
        )

    @staticmethod
    def _bare(identifier: Identifier, text: str) -> str:
        """Write an identifier with the sector, or without it as the line is written."""
        return str(identifier) if text.lstrip().upper().startswith("ITU") else bare(identifier)


def raised(text: str, document: Document) -> str | None:
    """Write a requirement so that it accepts a newer document; None where no bound can be raised for that.

    What a line excludes with ``!=`` it goes on to exclude.

    >>> from itu_catalog import resolve
    >>> x509 = resolve("X.509 (10/2019)")
    >>> [raised(text, x509) for text in ("X.509>=7, <9", "X.509==8.*", "X.509==8", "X.509!=9")]
    ['X.509>=7, <10', 'X.509==9.*', 'X.509==9', None]
    """
    label = label_of(document)
    if label is None:
        return None
    number, condition = _number(text), _condition(text)
    clauses = []
    for clause in condition.split(","):
        if not _refuses(number, clause, document):
            clauses.append(clause)
            continue
        found = _CLAUSE.fullmatch(clause)
        if found is None or found[1] not in ("<", "<=", "=="):
            return None
        blank = clause[: len(clause) - len(clause.lstrip())]
        star = found[3] is not None
        bound = f"{label.major}.*" if star else str(label) if found[1] == "==" else str(label.major + 1)
        clauses.append(f"{blank}{'==' if found[1] == '==' else '<'}{bound}")
    written = f"{number}{','.join(clauses)}"
    return written if not _refuses(number, ",".join(clauses), document) else None


def _widened(text: str, change: Document) -> str | None:
    """Write a requirement so that it accepts an edition with what changes it: ``==9`` becomes ``==9.*``."""
    found = _CLAUSE.fullmatch(_condition(text))
    if found is None or found[1] != "==" or found[3] is not None:
        return raised(text, change) if found is not None and found[1] in ("<", "<=") else None
    written = f"{_number(text)}=={found[2].partition('.')[0]}.*"
    return written if not _refuses(_number(text), _condition(written), change) else None


def _refuses(number: str, condition: str, document: Document) -> bool:
    try:
        return not Requirement(f"{number}{condition}").accepts(document)
    except InvalidRequirement:
        return True


def _number(text: str) -> str:
    """Return what stands before the condition."""
    found = _OPERATOR.search(text)
    return text[: found.start()].rstrip() if found else text


def _condition(text: str) -> str:
    found = _OPERATOR.search(text)
    return text[found.start() :] if found else ""
