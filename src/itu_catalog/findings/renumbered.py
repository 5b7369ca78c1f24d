"""Judging an undated number that its work does not bear on the day any more."""

from __future__ import annotations

from itu_catalog.findings import wording
from itu_catalog.findings.codes import Code
from itu_catalog.findings.verdict import Verdict
from itu_catalog.parsing import try_parse
from itu_catalog.vocabulary import NameKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime

    from itu_catalog.documents import Document, Name
    from itu_catalog.findings.knowledge import Knowledge
    from itu_catalog.identifier import Identifier

__all__ = ["judge_number"]


def judge_number(knowledge: Knowledge, identifier: Identifier, document: Document) -> Verdict | None:
    """Judge an undated number by those that its work bears on the day; None when it is one of them."""
    asked = set(identifier.designations)
    work = document.work
    spans = [name for name in work.names if name.kind in (NameKind.NUMBER, NameKind.FORMER)]
    mine = next((name for name in spans if wording.designation(name.text) in asked), None)
    now = [name for name in spans if _borne(name, knowledge.day)]
    if mine is None or not now or any(wording.designation(name.text) in asked for name in now):
        return None
    to_read = knowledge.in_force(work)
    current = to_read[0] if to_read else document
    state = (
        f"where {current} is in force on {knowledge.day}"
        if to_read
        else f"of which {current} was the last text"
    )
    since = f" since {now[0].since}" if now[0].since else ""
    if mine.until and now[0].since and now[0].since < mine.until:
        named = f"has also been numbered {now[0].text}{since}, and that alone since {mine.until}"
    else:
        named = f"has been numbered {now[0].text}{since}"
    return Verdict(
        Code.RENUMBERED,
        f"{identifier.work} {named}, {state}",
        current,
        current,
        try_parse(now[0].text) or now[0].text,
        documents=tuple(to_read),
        certain=to_read.certain,
    )


def _borne(name: Name, day: datetime.date) -> bool:
    """Whether a work bore a number on a day."""
    if name.kind is NameKind.FORMER and name.since is None and name.until is None:
        return False
    begun = name.since is None or name.since.on_or_before(day)
    return begun and not (name.until and name.until.on_or_before(day))
