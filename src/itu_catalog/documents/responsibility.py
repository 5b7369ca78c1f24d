"""Which study group approved a text, and which one is responsible today.

>>> from itu_catalog import resolve
>>> responsibility(resolve("J.1012")).then.name
'SG9'
"""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from itu_catalog.dates import Issued
    from itu_catalog.documents.texts import Document
    from itu_catalog.documents.works import Handle
    from itu_catalog.vocabulary import StudyGroup

__all__ = ["Responsibility", "may_have_approved", "responsibility"]


class Responsibility(NamedTuple):
    """The study group that approved a text and the one responsible for it today.

    >>> from itu_catalog import resolve
    >>> answer = resolve("J.1012").responsibility
    >>> str(answer.then), str(answer.now), answer.certain
    ('ITU-T SG9', 'ITU-T SG21', True)
    """

    then: StudyGroup | None
    now: StudyGroup | None
    certain: bool
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """Return it, the groups by their names, as JSON-ready values, each key always there."""
        from itu_catalog.vocabulary.plain import plain_dict

        return plain_dict(self)


def responsibility(text: Document) -> Responsibility:
    """Who approved a text: as a source says, else the groups of that day from whom today's group descends."""
    work = text.work
    handle = work._handle
    now = work.study_group
    if text.approved_by:
        certain = "study_group" not in text.inferred
        reason = dict(text.sources).get("study_group", text.source)
        return Responsibility(handle._study_group(work._group_key(text.approved_by)), now, certain, reason)
    if now is None or text.approved is None:
        missing = "which group is responsible today" if now is None else "when it was approved"
        return Responsibility(None, now, certain=False, reason=f"{missing} is not known")
    settled = _groups_of(now, text.approved, handle)
    if len(settled) == 1:
        then = settled[0]
        how = (
            f"{then} existed on that day and is responsible today"
            if then is now
            else f"{now} descends from {then}, which existed on that day"
        )
        return Responsibility(then, now, certain=False, reason=f"inferred: {how}")
    listed = " or ".join(str(group) for group in sorted(settled))
    reason = f"{now} descends from {listed}" if listed else f"no group is known that {now} descends from"
    return Responsibility(None, now, certain=False, reason=f"{reason}; no source says which approved it")


def may_have_approved(text: Document) -> tuple[StudyGroup, ...]:
    """Return the groups of which one approved a text, where no source says which: those of the day of its approval.

    Empty where today's group, or the day, is not known.
    """
    now = text.work.study_group
    if now is None or text.approved is None:
        return ()
    return tuple(sorted(_groups_of(now, text.approved, text.work._handle)))


def _groups_of(now: StudyGroup, approved: Issued, handle: Handle) -> list[StudyGroup]:
    """Return the groups of a day from which today's group descends: itself when it existed then."""
    waiting, settled, met = [now], [], {now.key}
    while waiting:
        group = waiting.pop()
        if group.active_since is None or group.active_since <= approved:
            settled.append(group)
            continue
        for step in group.predecessors:
            if step.group not in met and (older := handle._study_group(step.group)) is not None:
                met.add(step.group)
                waiting.append(older)
    return settled
