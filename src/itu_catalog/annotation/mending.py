"""Mending stale citations where what to write instead is certain, and leaving the others with a reason.

What is safe to mend by itself, when somebody asks for it:

* a dated reference to a text that a later edition of the same work superseded: the date is exchanged;
* a number that its work no longer bears: it is the same work under another number;
* a provisional name of what has been published since: it is the same work, too;
* a sector that never had a series of that letter: only the letter of the sector can be wrong.

What is not: whatever a person has to look at, because another work took the place, a clause is cited that a later
text may number otherwise, the title beside the number speaks against it, or the number itself is in doubt.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from attrs import define, field

from itu_catalog.annotation.against import Case, against, is_editable
from itu_catalog.annotation.edited import Edited
from itu_catalog.annotation.edits import Edit, applied, in_order
from itu_catalog.annotation.exchanging import ESCAPES, in_raw, proposal
from itu_catalog.annotation.why import Skipped, Why
from itu_catalog.findings import Code, Level
from itu_catalog.findings.drafts import drafted
from itu_catalog.parsing import try_parse
from itu_catalog.readers.source import Standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from itu_catalog.findings import Finding
    from itu_catalog.readers.source import Source

__all__ = ["SAFE", "mended"]

SAFE = (Code.SUPERSEDED, Code.RENUMBERED, Code.DRAFT_PUBLISHED, Code.WRONG_SECTOR)
"""Codes of findings that can be mended, each under its conditions."""

_BY_HAND = frozenset(
    {Code.UNKNOWN, Code.UNKNOWN_DATE, Code.AMBIGUOUS, Code.TITLE_OF_ANOTHER, Code.TWIN_MISMATCH}
)
"""Codes of findings that somebody has to look at: they are named among what is left, and never mended."""

_NAMED = re.compile(r"(?:ITU|UIT|МСЭ)\W?[TRТР]\W{0,3}\Z")
"""A sector right before a citation that is no part of it."""

_ROUNDS = 8
"""How often edits are taken back because others would suffer, before all of them are."""


def mended(
    source: Source,
    judge: Callable[[str], Iterable[Finding]],
    codes: Collection[Code | str] = SAFE,
    *,
    spare: Callable[[Source, list[Finding]], Iterable[Finding]] | None = None,
) -> Edited:
    """Return a source with its stale citations mended; `judge` finds and judges the citations of a text.

    `spare` is given all findings on the source and returns those that are to be left, such as those that a comment
    in the document says to ignore.

    The mended text is judged again before it is returned: what would be remarked upon in turn, or would change
    what another citation means, is taken back.

    Raises:
        ValueError: a code is none of `SAFE`, or the format cannot be edited.
    """
    wanted = _codes(codes)
    if source.raw is None or source.format not in ESCAPES:
        raise ValueError(f"{source.format} cannot be edited; it can be done for: {', '.join(ESCAPES)}")
    findings = list(judge(source.text))
    spared = frozenset(finding.citation.start for finding in (spare(source, findings) if spare else ()))
    plan = _Plan(source, list(_cases(source, findings)), wanted, spared)
    plan.settle(judge)
    edits = in_order(edit for each in plan.edits for edit in in_raw(source, each) or ())
    mended = tuple(plan.cases[index].status for index in sorted(plan.made))
    return Edited(applied(source.raw, edits), tuple(edits), mended, tuple(plan.skipped()))


def _codes(codes: Collection[Code | str]) -> frozenset[Code]:
    wanted = {str(code) for code in codes}
    for code in sorted(wanted - set(map(str, SAFE))):
        raise ValueError(f"{code!r} is no finding that can be mended; it can be done for: {', '.join(SAFE)}")
    return frozenset(Code(code) for code in wanted)


def _cases(source: Source, findings: Iterable[Finding]) -> Iterator[Case]:
    """Yield the citations with their findings and what stands around them."""
    groups: list[list[Finding]] = []
    for finding in findings:
        if groups and groups[-1][0].citation is finding.citation:
            groups[-1].append(finding)
        else:
            groups.append([finding])
    addressed = frozenset(
        first.document
        for first, *_ in groups
        if first.dated
        and first.document is not None
        and source.standing(first.citation.start, first.citation.end) is Standing.TARGET
    )
    citations = [None, *(group[0].citation for group in groups), None]
    draft = None
    for index, group in enumerate(groups):
        before, citation, after = citations[index : index + 3]
        assert citation is not None
        draft = drafted(source.text, citation, before, draft)
        yield Case(source, group, after, draft is not None, addressed)


@define
class _Plan:
    """What is to be mended, and how; it is settled when nothing of the mended text is wrong.

    Attributes:
        spared: where citations begin that are to be left.
        made: the edits that mend a citation, by its place among the cases.
        prefixed: those that only put a sector before one, which would get that of a mended one before it.
        refused: why the others are left.
    """

    source: Source
    cases: list[Case]
    wanted: frozenset[Code]
    spared: frozenset[int]
    made: dict[int, list[Edit]] = field(init=False, factory=dict)
    prefixed: dict[int, list[Edit]] = field(init=False, factory=dict)
    refused: dict[int, Why] = field(init=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        for index, case in enumerate(self.cases):
            if case.citation.start in self.spared:
                if case.status.code in self.wanted:
                    self.refused[index] = Why.SPARED
            elif (
                case.status.suggestion is None
                and case.status.level.rank <= Level.NOTE.rank
                and not self._doubtful(case)
            ):
                continue  # there is nothing to write, and nothing wrong
            elif case.status.code in self.wanted:
                offered = against(case) or proposal(case)
                if isinstance(offered, Why):
                    self.refused[index] = offered
                else:
                    self.made[index] = offered
            elif self._doubtful(case):
                self.refused[index] = Why.BY_HAND
        self._keep_sectors()

    def _keep_sectors(self) -> None:
        """Put a sector before members of a list whose head gets another one, which people would take for theirs."""
        said = None
        for index, case in enumerate(self.cases):
            finding, own = case.status, case.citation.identifier.sector
            if finding.code is Code.WRONG_SECTOR and index in self.made:
                right = try_parse(finding.suggestion or "")
                own = right.sector if right else None
            if not case.citation.carried:
                said = own if finding.code is Code.WRONG_SECTOR and index in self.made else None
            elif said is not None and own not in (said, None):
                self._prefix(index, str(own))
                said = own

    def _prefix(self, index: int, sector: str) -> bool:
        """Put a sector before a citation, where its words may be changed; tell whether."""
        case = self.cases[index]
        prefix = [Edit(case.citation.start, case.citation.start, f"{sector} ")]
        if _NAMED.search(self.source.text, max(0, case.citation.start - 20), case.citation.start):
            return False
        if index in self.prefixed or not is_editable(case) or in_raw(case.source, prefix) is None:
            return False
        self.prefixed[index] = prefix
        return True

    @property
    def edits(self) -> list[list[Edit]]:
        """The edits of the text, citation by citation."""
        return [*self.made.values(), *self.prefixed.values()]

    def skipped(self) -> Iterator[Skipped]:
        """Yield what is left, in the order of the text."""
        for index, why in sorted(self.refused.items()):
            case = self.cases[index]
            said = case.status if case.status.code in self.wanted else self._doubtful(case)
            yield Skipped(said or case.status, self.source.place(case.citation.start), str(why))

    def settle(self, judge: Callable[[str], Iterable[Finding]]) -> None:
        """Judge the mended text, and take back or add edits until all citations are as they should be."""
        starts = [case.citation.start for case in self.cases]
        for _ in range(_ROUNDS):
            if not self.made:
                break
            edits = in_order(edit for each in self.edits for edit in each)
            now: dict[int, list[Finding]] = {}
            for finding in judge(applied(self.source.text, edits)):
                now.setdefault(finding.citation.start, []).append(finding)
            places = list(_moved(starts, edits))
            wrong = [index for index, place in enumerate(places) if not self._is_right(index, now.get(place))]
            # What is only found now, and is stale, would be mended the next time.
            new = [place for place in now.keys() - set(places) if now[place][0].code in self.wanted]
            if not wrong and not new:
                return
            for index in wrong:
                self._take_back(index, read=places[index] in now)
            for place in new:
                self._take_back_before(bisect_right(places, place))
        if self.made:
            self.refused.update(dict.fromkeys(self.made, Why.OTHERS))
            self.made.clear()
        self.prefixed.clear()

    @staticmethod
    def _doubtful(case: Case) -> Finding | None:
        """Return the finding on a citation that somebody has to look at."""
        looked = (finding for finding in case.findings if finding.code in _BY_HAND)
        return next((finding for finding in looked if finding.level.rank > Level.NOTE.rank), None)

    def _is_right(self, index: int, now: list[Finding] | None) -> bool:
        """Whether a citation is as it should be: mended, or as it was."""
        if now is None:
            return False
        if index in self.made:
            return now[0].code not in self.wanted and all(each.level is not Level.ERROR for each in now)
        return bool(now[0].citation.identifier == self.cases[index].citation.identifier)

    def _take_back(self, index: int, *, read: bool) -> None:
        """Help a citation that is not as it should be by a prefix; where that is no help, an edit is taken back.

        `read` says whether it is read as a citation at all.
        """
        sector = self.cases[index].citation.identifier.sector
        helped = index not in self.made or not read
        if sector is not None and helped and self._prefix(index, str(sector)):
            return
        if self.made.pop(index, None):
            self.prefixed.pop(index, None)
            self.refused[index] = Why.STILL if read else Why.UNREAD
            return
        self.prefixed.pop(index, None)
        self._take_back_before(index)

    def _take_back_before(self, index: int) -> None:
        """Take back the last edit before a citation."""
        before = max((each for each in self.made if each < index), default=None)
        if before is not None:
            del self.made[before]
            self.refused[before] = Why.OTHERS


def _moved(places: list[int], edits: list[Edit]) -> Iterator[int]:
    """Yield where places of a text stand after its edits; what is put in at a place stands behind it."""
    waiting = iter(edits)
    edit = next(waiting, None)
    shift = 0
    for place in places:
        while edit is not None and edit.end <= place and edit.start < place:
            shift += len(edit.text) - (edit.end - edit.start)
            edit = next(waiting, None)
        yield place + shift
