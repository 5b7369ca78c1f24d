"""Which status a record of ITU-T has: its word and the state letter of its address, read together.

``Withdrawal`` means superseded as well as withdrawn; the letter tells which. Where there is no letter, what
came after it decides, and the status says that it is an inference.

>>> from itu_catalog.importers.relaton.record import Raw
>>> str(status_of(Raw("a", "ITU-T X.9 (10/2019)", stage="Withdrawal", url=".../T-REC-X.9-201910-W"), later=False).status)
'withdrawn'
"""

from __future__ import annotations

import re
from typing import NamedTuple

from itu_catalog.vocabulary import Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.importers.relaton.record import Raw

__all__ = ["State", "letter_of", "status_of"]

_LETTER = re.compile(r"/T-REC-[^/!]{1,60}-[0-9]{6}-([ISWPT])(?:!|$)")

_STATUS = {
    ("Published", "I"): Status.IN_FORCE,
    ("Published", "P"): Status.PRE_PUBLISHED,
    ("Published", ""): Status.IN_FORCE,
    ("Withdrawal", "S"): Status.SUPERSEDED,
    ("Withdrawal", "T"): Status.SUPERSEDED,
    ("Withdrawal", "W"): Status.WITHDRAWN,
    (None, "I"): Status.IN_FORCE,
    (None, "P"): Status.PRE_PUBLISHED,
    (None, "S"): Status.SUPERSEDED,
    (None, "T"): Status.SUPERSEDED,
    (None, "W"): Status.WITHDRAWN,
}
"""What the word of the dataset and the letter of the address say together."""

_STALE = "the letter of the address (I) lags: a later edition exists"
_UNSAID = "withdrawn or superseded, the dataset does not say which: "
_LETTER_ONLY = "state letter of the address; the dataset has no status"
_LETTER_PASSED = (
    "state letter of the address (I), written before the later edition; the dataset has no status"
)


class State(NamedTuple):
    """A status, and where it is from if not from the dataset's own word; `inferred` where nobody says it."""

    status: Status
    source: str = ""
    inferred: bool = False


def letter_of(raw: Raw) -> str:
    """Return the state letter of the address; nothing where there is none.

    I is in force, P pre-published, S superseded, T superseded before it was published, W withdrawn.

    >>> from itu_catalog.importers.relaton.record import Raw
    >>> letter_of(Raw("a", "ITU-T X.9 (2019) Cor. 1 (10/2020)", url="https://www.itu.int/rec/T-REC-X.9-202010-S!Cor1"))
    'S'
    """
    found = _LETTER.search(raw.url) if raw.url else None
    return found[1] if found else ""


def status_of(raw: Raw, *, later: bool) -> State:
    """Return the status of a record; `later` says whether something took its place that is newer."""
    letter = letter_of(raw)
    status = _STATUS.get((raw.stage, letter))
    if raw.stage is None:
        if status is None:
            return State(Status.UNKNOWN)
        if later and status.is_in_force:
            return State(Status.SUPERSEDED, _LETTER_PASSED, inferred=True)
        return State(status, _LETTER_ONLY)
    if status is not None:
        return State(status)
    after = Status.SUPERSEDED if later else Status.WITHDRAWN
    if letter:
        return State(
            after, _STALE if later else f"the dataset says {raw.stage}, its address {letter}", inferred=True
        )
    reason = "a later edition exists" if later else "no later edition exists"
    return State(after, _UNSAID + reason, inferred=True)
