"""Answering for a line that names a text, a range or a series; requirements are answered for in `editions`."""

from __future__ import annotations

import re

from itu_catalog.comparing.answers import Said, WatchCode
from itu_catalog.documents import Document, Recommendation
from itu_catalog.errors import (
    AmbiguousIdentifier,
    InvalidIdentifier,
    NotADocument,
    NotYetApproved,
    UnknownRecommendation,
)
from itu_catalog.findings import wording
from itu_catalog.findings.codes import CODES, Code, Level
from itu_catalog.findings.exactness import as_exact, is_dated
from itu_catalog.folding import twin_key
from itu_catalog.identifier import Identifier
from itu_catalog.parsing import try_parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.comparing.subjects import Asked
    from itu_catalog.findings.knowledge import Knowledge
    from itu_catalog.findings.status import StatusJudge
    from itu_catalog.findings.verdict import Verdict

__all__ = ["NOTHING", "NameAnswers", "bare", "hint", "in_manner"]

NOTHING = "nothing to do"

_REMEDIES = {
    Code.CURRENT: NOTHING,
    Code.AMENDED_SINCE: "read those as well, or leave the date out to mean the text with all its changes",
    Code.SUPERSEDED: "read {new}, and name it instead",
    Code.WITHDRAWN: "read {new}, and name it instead",
    Code.RENUMBERED: "write the new number",
    Code.NOT_YET_APPROVED: "check the number and the date, or wait until the day has come",
    Code.DRAFT: "look again when it is published",
    Code.DRAFT_PUBLISHED: "write its number",
    Code.AMBIGUOUS: "write the one that is meant",
    Code.UNKNOWN: "check the number",
    Code.UNKNOWN_DATE: "check the date",
    Code.WRONG_SECTOR: "write the sector that assigned the number",
}
"""What to do, by what was found."""

_ALONE = {
    Code.SUPERSEDED: "take the line out, or keep it and know that nothing is known to have taken its place",
    Code.WITHDRAWN: "take the line out, or keep it and know that nothing is known to have taken its place",
    Code.AMBIGUOUS: "write the sector or the date of the one that is meant",
    Code.UNKNOWN: "ask a larger catalogue, such as an imported one, or lay a record of it over this one",
}
"""What to do where there is nothing to write instead."""

_NO_STATUS = "look on the page of the text whether it is in force: no source of this catalogue says"


class NameAnswers:
    """Answers for names by what a catalogue tells of them on a day."""

    def __init__(self, knowledge: Knowledge, judge: StatusJudge) -> None:
        """Take what is known, and what judges identifiers by it."""
        self._knowledge = knowledge
        self._judge = judge

    def answer(self, asked: Asked) -> Said:
        """Answer for a name of any kind."""
        identifier = asked.identifier
        if asked.ends is not None and (identifier is None or identifier not in self._knowledge.catalog):
            return self._range(asked.ends)
        if identifier is not None:
            return self.said(asked.text, identifier, self._judge.judge(identifier))
        return self._named(asked.text)

    def said(self, text: str, identifier: Identifier, verdict: Verdict) -> Said:
        """Say a verdict on an identifier of one who relies on it."""
        code, level = verdict.code, verdict.level or CODES[verdict.code].level
        if code is Code.AMENDED_SINCE and not is_dated(identifier):
            code, level = Code.CURRENT, Level.OK  # without a date the changes are meant, too
        write = verdict.write
        if isinstance(write, Identifier):
            write = in_manner(text, identifier, write, exact=verdict.exact)
        guess = f"if {write} is meant, write that" if verdict.guessed and write is not None else ""
        return Said(
            WatchCode(code),
            verdict.message,
            guess or self._remedy(code, verdict, level),
            write,
            verdict.document,
            verdict.replacement,
            verdict.documents,
            guessed=bool(guess),
            certain=verdict.certain,
            level=level,
        )

    def _remedy(self, code: Code, verdict: Verdict, level: Level) -> str:
        alone = code in _ALONE and verdict.replacement is None and not verdict.documents
        if alone and not (code is Code.UNKNOWN and level is Level.ERROR):
            return _ALONE[code] if verdict.document is None or code is not Code.UNKNOWN else _NO_STATUS
        return _REMEDIES.get(code, NOTHING).format(new=verdict.replacement)

    # ---- names that are no identifiers

    def _named(self, text: str) -> Said:
        """Answer for a twin, or for a common name."""
        catalog, day = self._knowledge.catalog, self._knowledge.on
        try:
            document = catalog.resolve(text, day)
        except NotADocument as error:
            name = getattr(error.series, "identifier_text", None) or str(error.series)
            series = try_parse(name)
            if series is None:
                return Said(WatchCode.UNKNOWN, str(error), _REMEDIES[Code.UNKNOWN])
            return self.said(text, series, self._judge.judge(series))
        except NotYetApproved as error:
            message = (
                f"nothing of that name was approved by {self._knowledge.day}: {error.document} came later"
            )
            return Said(
                WatchCode.NOT_YET_APPROVED, message, _REMEDIES[Code.NOT_YET_APPROVED], None, error.document
            )
        except AmbiguousIdentifier as error:
            texts = tuple(each for each in error.candidates if isinstance(each, Document))
            listed = wording.listing([str(each) for each in error.candidates], "or")
            message = f"the name may mean {listed} ({error.reason})"
            return Said(
                WatchCode.AMBIGUOUS, message, f"write the one that is meant: {listed}", documents=texts
            )
        except UnknownRecommendation as error:
            return _unknown(error)
        except InvalidIdentifier as error:
            return Said(WatchCode.INVALID, f"it names nothing that is known: {error.reason}", hint(text))
        return self._other_name(text, document)

    def _other_name(self, text: str, document: Document) -> Said:
        """Answer for another name by the text it means: a twin with its year by that text, others by the work."""
        dated = bool(document.twin) and bool(twin_key(text)[1])
        meant = document.identifier if dated else document.work.identifier
        said = self.said(str(meant), meant, self._judge.judge(meant))
        if not dated:
            said = said._replace(message=f"it is {meant}: {said.message}")
        if not dated or said.write is None:  # the name goes on to mean the work, whatever its number
            gone = said.code in (WatchCode.SUPERSEDED, WatchCode.WITHDRAWN)
            return said if gone else said._replace(write=None)
        new = said.replacement
        twin = new.twin if isinstance(new, Document) else None
        return said._replace(write=twin or said.write)

    # ---- ranges

    def _range(self, ends: tuple[Identifier, Identifier]) -> Said:
        """Answer for a range by the worst of its members."""
        works = self._knowledge.catalog.between(*ends)
        if not works:
            message = f"this catalogue holds no text numbered {ends[0]} to {ends[1]}"
            return Said(WatchCode.UNKNOWN, message, _ALONE[Code.UNKNOWN], level=Level.NOTE)
        answers = [self._member(work) for work in works]
        worst = max(answers, key=lambda said: (said.level or Level.OK).rank)
        fine = sum(said.level is Level.OK for said in answers)
        message = f"{len(works)} work{'s' * (len(works) != 1)}, {fine} of them in force and complete"
        said = [
            f"{work.identifier.designation} {answer.code}"
            for work, answer in zip(works, answers, strict=True)
            if answer.level is not Level.OK
        ]
        if said:
            message += f"; {wording.listing(said)}"
        documents = tuple(said.document for said in answers if said.document is not None)
        remedy = "write a line for each that you rely on; each then says what to do" if said else NOTHING
        certain = all(said.certain for said in answers)
        return Said(worst.code, message, remedy, documents=documents, certain=certain, level=worst.level)

    def _member(self, work: Recommendation) -> Said:
        return self.said(str(work.identifier), work.identifier, self._judge.judge(work.identifier))


def _unknown(error: UnknownRecommendation) -> Said:
    """Say that a name is not known, and which are near it."""
    near = error.suggestions
    message = str(error.args[0]) if error.args else str(error)
    if not near:
        return Said(WatchCode.UNKNOWN, message, "check the name, or ask a larger catalogue")
    listed = wording.listing(list(near), "or")
    remedy = f"if {near[0]} is meant, write that"
    return Said(WatchCode.UNKNOWN, f"{message}; near it: {listed}", remedy, near[0], guessed=True)


def in_manner(text: str, old: Identifier, new: Identifier, *, exact: bool = False) -> str:
    """Write another identifier as somebody wrote the one on the line.

    >>> from itu_catalog.parsing import parse
    >>> in_manner("Rec. X.509 (2016)", parse("X.509 (2016)"), parse("X.509 (10/2019)"))
    'Rec. X.509 (2019)'
    """
    from itu_catalog.citation import find_citations
    from itu_catalog.findings.manner import in_manner_of

    found = list(find_citations(text, bare="always"))
    if len(found) == 1 and found[0].identifier == old and found[0].text == text.strip():
        return in_manner_of(found[0], new, exact=exact)
    written = new if exact else as_exact(old, new)
    return str(written) if text.lstrip().upper().startswith("ITU") else bare(written)


def bare(identifier: Identifier) -> str:
    """Write an identifier without the sector, where it is read the same without.

    >>> from itu_catalog.parsing import parse
    >>> bare(parse("X.509")), bare(parse("Report ITU-R M.2083-0"))
    ('X.509', 'Report ITU-R M.2083-0')
    """
    number = str(identifier).removeprefix(f"{identifier.sector} ")
    return number if try_parse(number) == identifier else str(identifier)


# --------------------------------------------------------------------------------------------------
# Lines for other programs

_HINTS = (
    (re.compile(r"--hash|sha256:"), "leave the hash out: ITU's texts have none"),
    (
        re.compile(r"^[A-Za-z]:[\\/]|^\.{0,2}[\\/]|\.(?:txt|in|cfg|toml)$"),
        "to read another list, write -r before it",
    ),
    (re.compile(r"://"), "write the number that the address leads to, like X.509"),
    (re.compile(r";"), "leave out what stands behind the semicolon: a line holds always"),
    (re.compile(r"^[\w.-]+\s*\[[^\]]*\]"), "leave the brackets out: ITU's texts have no extras"),
    (re.compile(r","), "write one name on a line"),
)
"""What people write for other programs → what to do about it."""

_FORMS = "write a number like X.509, a text like X.509 (10/2019), or a requirement like X.509>=8"

_LOOKED = 400
"""Characters of a line that are looked at for a hint."""


def hint(text: str, otherwise: str = _FORMS) -> str:
    r"""Say what to do about a line that is not understood; `otherwise`, where it is written for no other program.

    >>> hint("requests[socks]>=2"), hint("C:\\lists")
    ("leave the brackets out: ITU's texts have no extras", 'to read another list, write -r before it')
    """
    looked = text[:_LOOKED]
    found = next((said for pattern, said in _HINTS if pattern.search(looked)), None)
    return found or otherwise
