"""Judging what is not there: numbers, dates and changes that no text has, and numbers of the other sector."""

from __future__ import annotations

from itu_catalog import numbers
from itu_catalog.findings import wording
from itu_catalog.findings.codes import Code, Level
from itu_catalog.findings.verdict import Verdict
from itu_catalog.identifier import Kind
from itu_catalog.parsing import try_parse
from itu_catalog.vocabulary import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.documents import Document, Recommendation
    from itu_catalog.errors import UnknownRecommendation
    from itu_catalog.findings.knowledge import Knowledge
    from itu_catalog.identifier import Identifier

__all__ = ["judge_missing", "judge_sector"]

_NEAREST = 2
"""How many texts are named for a date that none has: the nearest before and after, mostly."""

_OFFERED = 3
"""How many numbers are named for one that was never assigned."""


def judge_missing(knowledge: Knowledge, identifier: Identifier, error: UnknownRecommendation) -> Verdict:
    """Judge an identifier that the catalogue refused with `error`."""
    if identifier.kind is Kind.DRAFT:
        message = (
            "a provisional name that this catalogue does not know; find out whether it has a number by now"
        )
        return Verdict(Code.DRAFT, message)
    works = [bearer.work for bearer in knowledge.catalog.bearers(identifier)]
    if works:
        return _no_such_text(knowledge, identifier, works)
    other = _other_number(identifier)
    if other is not None:
        return judge_sector(knowledge, identifier, other)
    assigned = _assigned(identifier)
    if assigned:
        message = "ITU did assign this number, but this catalogue does not hold it and cannot say whether it is in force"
        return Verdict(Code.UNKNOWN, message, level=Level.NOTE)
    if assigned is None:
        message = "this catalogue does not hold it, and no list of such numbers is at hand to tell whether it exists"
        return Verdict(Code.UNKNOWN, message, level=Level.NOTE)
    return _never_assigned(knowledge, identifier, error)


def _never_assigned(knowledge: Knowledge, identifier: Identifier, error: UnknownRecommendation) -> Verdict:
    """Judge a number that ITU never assigned; those one slip away may be what is meant."""
    slips = error.suggestions if identifier.work.kind is Kind.SUPPLEMENT else _near_numbers(identifier)
    near = [name for name in slips if _existed(knowledge, name)]
    near.sort(
        key=lambda name: name not in knowledge.catalog
    )  # of the likely ones, those of which more is known
    listed = f"; near it: {wording.listing(near[:_OFFERED], 'or')}" if near else ""
    write = try_parse(f"{near[0]}{_behind_number(identifier)}") or near[0] if near else None
    return Verdict(
        Code.UNKNOWN,
        f"ITU is not known ever to have assigned this number{listed}",
        write=write,
        exact=True,
        told=True,
        guessed=True,
    )


def _behind_number(identifier: Identifier) -> str:
    """Return what an identifier says behind its number: the date, the changes."""
    return str(identifier).removeprefix(str(identifier.work))


def _existed(knowledge: Knowledge, name: str) -> bool:
    """Whether a number may be named on the day: what the catalogue knows to be younger may not."""
    work = knowledge.catalog.get(name)
    return work is None or work.status_on(knowledge.day).status is not Status.NOT_YET_APPROVED


# --------------------------------------------------------------------------------------------------
# A known number, and no such text


def _no_such_text(knowledge: Knowledge, identifier: Identifier, works: list[Recommendation]) -> Verdict:
    texts = [text for work in works for text in work.documents if knowledge.has(text)]
    same = [text for text in texts if text.kind is identifier.kind]
    number = identifier.work
    if not identifier.steps and texts and not any(work.editions for work in works):
        held = wording.listing([str(text) for text in texts[:_NEAREST]])
        more = f" and {len(texts) - _NEAREST} more" * (len(texts) > _NEAREST)
        message = (
            f"this catalogue holds no edition of it, only {held}{more}, and cannot say whether it is in force"
        )
        return Verdict(Code.UNKNOWN, message, level=Level.NOTE)
    base = _named_base(identifier, texts)
    if base is not None:
        return _no_such_change(knowledge, identifier, base, same)
    if identifier.steps and not any(wording.same_step(identifier, text) for text in same):
        has = (
            f"; there is {wording.listing([str(text) for text in same[-3:]])}"
            if same
            else "; it has none of that kind"
        )
        message = f"{number} is known, but has no {wording.step_name(identifier)} by {knowledge.day}{has}"
        return Verdict(Code.UNKNOWN, message, documents=tuple(same))
    dated = identifier.issued or identifier.edition.issued
    if dated is None and identifier.revision is None and identifier.version is None:
        message = f"{number} is known, but no such text of it by {knowledge.day}"
        return Verdict(Code.UNKNOWN, message, documents=tuple(same))
    if identifier.steps and identifier.edition.issued:
        # No edition of that date; the changes of another one are not what is meant.
        same = [text for text in texts if not text.hangs]
    elif identifier.steps:
        same = [text for text in same if wording.same_step(identifier, text)]
    return _no_such_date(knowledge, identifier, same)


def _no_such_date(knowledge: Knowledge, identifier: Identifier, same: list[Document]) -> Verdict:
    """Judge a date, or a revision, that none of the texts has that would be meant without it."""
    number, asked = identifier.work, wording.asked(identifier)
    if not same:
        message = f"{number} has no text {asked}, and none was approved by {knowledge.day}"
        return Verdict(Code.UNKNOWN_DATE, message)
    nearest, *other = sorted(same, key=lambda text: wording.distance(identifier, text))[:_NEAREST]
    message = f"{number} has no text {asked}; the nearest is {nearest}"
    if other:
        message += f", and then {other[0]}"
    if identifier.steps and not nearest.hangs:
        return Verdict(Code.UNKNOWN_DATE, message, documents=(nearest, *other))
    return Verdict(
        Code.UNKNOWN_DATE,
        message,
        None,
        nearest,
        nearest.identifier,
        guessed=True,
        documents=(nearest, *other),
    )


def _no_such_change(
    knowledge: Knowledge, identifier: Identifier, base: Document, same: list[Document]
) -> Verdict:
    """Judge a change, or a part, of a text that is there and has none such."""
    own = [text for text in same if text.base is base]
    mine = [text for text in own if wording.same_step(identifier, text)]
    step = wording.step_name(identifier)
    if mine:  # with another date
        message = f"{base} has no {step} {wording.asked(identifier)}, but {mine[0]}"
        return Verdict(
            Code.UNKNOWN_DATE, message, None, mine[0], mine[0].identifier, guessed=True, documents=tuple(mine)
        )
    has = f"; it has {wording.listing([wording.change_name(text) for text in own])}" if own else ""
    message = f"{base} has no {step}, as far as is known on {knowledge.day}{has}"
    return Verdict(Code.UNKNOWN, message, documents=tuple(own))


def _named_base(identifier: Identifier, texts: list[Document]) -> Document | None:
    """Return the text that a dated change or part names as its base; None when that is not there, or not said."""
    base = identifier.base
    while base is not None and (base.issued or base.edition.issued or base.revision is not None):
        for text in texts:
            if text.fits(base):
                return text
        base = base.base
    return None


# --------------------------------------------------------------------------------------------------
# The other sector, and the number table


def judge_sector(knowledge: Knowledge, wrong: Identifier | str, right: Identifier) -> Verdict:
    """Judge a number whose words name another sector than the one that assigned it."""
    document = knowledge.document(right)
    held = f"{document}" if document else f"{right}"
    message = f"no {wrong} was ever assigned; the number is that of {held}"
    return Verdict(Code.WRONG_SECTOR, message, document, document, right, exact=True)


def _other_number(identifier: Identifier) -> Identifier | None:
    """Return the same, of the sector that alone assigned the number; None when that is no other one."""
    if identifier.sector is None or identifier.series is None:
        return None
    series, _, number = identifier.designations[0].partition(".")
    assigned = numbers.sectors_of(series, number)
    if len(assigned) != 1 or str(identifier.sector) == f"ITU-{assigned[0]}":
        return None
    whole = f"ITU-{assigned[0]} {str(identifier).partition(' ')[2]}"
    return try_parse(whole) or try_parse(f"ITU-{assigned[0]} {identifier.work.designation}")


def _number_keys(identifier: Identifier) -> Iterator[tuple[str, str, str]]:
    """Yield (sector, series, number) of each number, as the number table files them."""
    letters = [str(identifier.sector)[-1]] if identifier.sector else ["T", "R"]
    kind = identifier.work.kind
    for name in identifier.designations:
        if kind is Kind.SUPPLEMENT:
            scope, _, number = str(identifier.work).partition(" ")[2].rpartition(" Suppl. ")
            yield "T", f"{scope} Suppl", number
            return
        series, dot, number = name.partition(".")
        if not dot or kind not in (Kind.RECOMMENDATION, Kind.REPORT):
            continue
        for letter in letters:
            yield letter, f"{series} Report" if kind is Kind.REPORT else series, number


def _assigned(identifier: Identifier) -> bool | None:
    """Whether ITU ever assigned the number; None where the number table does not cover such numbers."""
    keys = [key for key in _number_keys(identifier) if numbers.covers(key[0], key[1])]
    return any(numbers.assigned(*key) for key in keys) if keys else None


def _near_numbers(identifier: Identifier) -> list[str]:
    """Return assigned numbers one slip away."""
    return [
        f"ITU-{sector} {series}.{number}"
        for sector, series, _ in _number_keys(identifier)
        if " " not in series
        for number in numbers.nearest(sector, series, identifier.designations[0].partition(".")[2])
    ]
