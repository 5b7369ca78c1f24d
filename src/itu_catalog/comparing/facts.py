"""What differs between two records of one text, or of one work: a `Change` for each fact."""

from __future__ import annotations

from itu_catalog.comparing.changes import Change, ChangeKind
from itu_catalog.documents import Document, numbers_of
from itu_catalog.documents.texts import COLUMNS, KEYS
from itu_catalog.findings import wording
from itu_catalog.vocabulary import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.documents import Recommendation

__all__ = [
    "document_changes",
    "evidence_differs",
    "gone",
    "gone_work",
    "new_document",
    "new_work",
    "work_changes",
]

_EVIDENCE = frozenset({"source", "inferred", "sources", "conflicts"})
"""Columns that tell how a fact is known, and not what it is."""
_APART = _EVIDENCE | {"identifier", "status", "own_title"}
"""Columns that have changes of their own kind, or none."""
_WITH_STATUS = frozenset({"replaced_by", "withdrawn"})
"""Columns that come and go with a status, and are told with it."""

_OVER = (Status.SUPERSEDED, Status.WITHDRAWN)


# --------------------------------------------------------------------------------------------------
# Texts


def document_changes(old: Document, new: Document) -> Iterator[Change]:
    """Yield what differs between two records of one text."""
    if old.identifier != new.identifier:
        message = f"it was called {old.identifier} before"
        called = str(old.identifier), str(new.identifier)
        yield _change(ChangeKind.CORRECTED, (old, new), "identifier", called, message)
    if old.status is not new.status:
        yield _status(old, new)
    if old.own_title != new.own_title:
        message = _said("title", _quoted(old.own_title), _quoted(new.own_title))
        yield _change(ChangeKind.RETITLED, (old, new), "title", (old.own_title, new.own_title), message)
    for name in COLUMNS:
        if name in _APART or (name in _WITH_STATUS and old.status is not new.status):
            continue
        before, after = (_shown(getattr(text, name)) for text in (old, new))
        if before != after:
            yield _change(ChangeKind.CORRECTED, (old, new), KEYS[name], (before, after))


def new_document(text: Document) -> Change:
    """Say that a known work has one more text."""
    return Change(
        ChangeKind.NEW_DOCUMENT, text.identifier, text.work.identifier, _introduced(text), new=text, by=None
    )


def gone(text: Document) -> Change:
    """Say that a work has a text no more."""
    message = f"the newer catalogue does not hold this text, {wording.begun(text)}, any more"
    return Change(ChangeKind.GONE, text.identifier, text.work.identifier, message, old=text)


def _introduced(text: Document) -> str:
    """Say what a new text is: ``corrigendum to ITU-T X.509 (10/2019), approved on 2021-10-29, in force``."""
    base = text.base
    what = str(text.kind).replace("-", " ") if base is not None or text.hangs else "edition"
    if base is None and text.edition and not text.hangs:
        what = f"edition {text.edition}"
    elif text.identifier.revision is not None:
        what = f"revision {text.identifier.revision}"
    to = f" to {base}" if base is not None else ""
    return f"{what}{to}, {wording.begun(text)}, {_state(text.status)}"


def _state(status: Status) -> str:
    return "of unknown status" if status is Status.UNKNOWN else str(status)


def _status(old: Document, new: Document) -> Change:
    """Say that the status of a text differs, and what took its place."""
    before, after = old.status, new.status
    kind, by = ChangeKind.STATUS, None
    message = f"{_state(before)} before, {_state(after)} now"
    if after in _OVER:
        kind = ChangeKind.SUPERSEDED if after is Status.SUPERSEDED else ChangeKind.WITHDRAWN
        by = new.superseded_by
        message = _ended(new, by)
    elif after.is_in_force and before in _OVER:
        kind, message = ChangeKind.REVIVED, f"{_state(after)} again; it was {_state(before)}"
    elif after is Status.IN_FORCE and before is Status.PRE_PUBLISHED:
        kind, message = ChangeKind.IN_FORCE, "in force now; it was pre-published"
    return Change(
        kind,
        new.identifier,
        new.work.identifier,
        message,
        "status",
        str(before),
        str(after),
        old,
        new,
        by,
    )


def _ended(text: Document, by: Document | None) -> str:
    if by is None:
        gone = f" {wording.when(text.withdrawn)}" if text.withdrawn else ""
        listed = wording.listing([str(each) for each in text.replaced_by])
        return f"{text.status}{gone}" + (
            f" by {listed}" if listed else "; no text is known that took its place"
        )
    if text.status is Status.WITHDRAWN:
        return f"withdrawn; {by}, {wording.begun(by)}, took its place"
    return f"superseded by {by}, {wording.begun(by)}"


def evidence_differs(old: Document | Recommendation, new: Document | Recommendation) -> bool:
    """Whether two records differ in how a fact is known."""
    return any(getattr(old, name, None) != getattr(new, name, None) for name in _EVIDENCE)


# --------------------------------------------------------------------------------------------------
# Works


def work_changes(old: Recommendation, new: Recommendation) -> Iterator[Change]:
    """Yield what differs between two records of one work, apart from its texts."""
    before, after = (numbers_of(work.identifier) for work in (old, new))
    if set(before) != set(after):
        message = f"{old.identifier} is {new.identifier} now"
        values = " / ".join(before), " / ".join(after)
        yield _change(ChangeKind.RENUMBERED, (old, new), "number", values, message)
    else:
        yield from _former(old, new)
    if old.title != new.title and not _told_by_text(old, new):
        message = _said("title", _quoted(old.title), _quoted(new.title))
        yield _change(ChangeKind.RETITLED, (old, new), "title", (old.title, new.title), message)
    for name, key in (("group", "study_group"), ("note", "note"), ("extra_names", "names")):
        mine, theirs = (_shown(getattr(work, name)) for work in (old, new))
        if mine != theirs:
            yield _change(ChangeKind.CORRECTED, (old, new), key, (mine, theirs))


def _former(old: Recommendation, new: Recommendation) -> Iterator[Change]:
    """Yield what differs of the numbers that a work bore before."""
    before, after = ([number for number, _, _ in work._family.bearing()] for work in (old, new))
    mine, theirs = (wording.listing(sorted(set(each))) or None for each in (before, after))
    if mine != theirs:
        gained = wording.listing([number for number in after if number not in before])
        lost = wording.listing([number for number in before if number not in after])
        message = "; ".join(
            [f"it is known to have borne {gained}, too"] * bool(gained)
            + [f"it is not known any more to have borne {lost}"] * bool(lost)
        )
        yield _change(ChangeKind.RENUMBERED, (old, new), "numbers", (mine, theirs), message)


def _told_by_text(old: Recommendation, new: Recommendation) -> bool:
    """Whether the title of a work differs because that of the text differs which it is taken from."""
    mine, theirs = (work.current or work.last for work in (old, new))
    return mine is not None and theirs is not None and mine.identifier == theirs.identifier


def new_work(work: Recommendation) -> Change:
    """Say that there is a work that was not there before."""
    title = f": {_quoted(work.title)}" if work.title else ""
    message = f"{_texts(work)}{title}"
    return Change(ChangeKind.NEW_WORK, work.identifier, work.identifier, message, new=work)


def gone_work(work: Recommendation) -> Change:
    """Say that a work is not there any more."""
    message = f"the newer catalogue does not hold this work any more: {_texts(work)}"
    return Change(ChangeKind.GONE, work.identifier, work.identifier, message, old=work)


def _texts(work: Recommendation) -> str:
    texts = work.documents
    if not texts:
        return "no text of it is known"
    first, *others = work.editions or texts
    if not others and len(texts) == 1:
        return f"{first}, {wording.begun(first)}, {_state(first.status)}"
    last = work.last or first
    return f"{len(texts)} texts, the last edition {last}, {wording.begun(last)}, {_state(last.status)}"


# --------------------------------------------------------------------------------------------------


def _change(
    kind: ChangeKind,
    pair: tuple[Document, Document] | tuple[Recommendation, Recommendation],
    key: str,
    values: tuple[str | None, str | None],
    message: str = "",
) -> Change:
    """Make the change of one fact of a text or a work, which both catalogues have."""
    old, new = pair
    work = new.work if isinstance(new, Document) else new
    said = message or _said(key, *values)
    return Change(kind, new.identifier, work.identifier, said, key, *values, old, new)


def _said(key: str, before: str | None, after: str | None) -> str:
    """Say what a fact was and is: ``twin: ISO/IEC 9594-8:2017, was not known``."""
    name = key.replace("_", " ")
    if before is None:
        return f"{name}: {after}; none was told before"
    return f"{name}: {after}, was {before}" if after is not None else f"{name}: none is told; it was {before}"


def _quoted(title: str | None) -> str | None:
    return None if title is None else f"“{title}”"


def _shown(value: object) -> str | None:
    """Write the value of a column; None where it holds nothing."""
    if value is None or value == () or value is False or value == "":
        return None
    if value is True:
        return "yes"
    if isinstance(value, tuple):
        return ", ".join(getattr(each, "text", None) or str(each) for each in value)
    return str(value)
