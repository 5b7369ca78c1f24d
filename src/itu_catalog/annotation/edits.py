"""`Edit`: a change of some characters; and texts with all their changes made.

>>> applied("see X.509.", [Edit(4, 9, "ITU-T X.509")])
'see ITU-T X.509.'
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Edit", "applied", "in_order"]


class Edit(NamedTuple):
    """What takes the place of the characters from `start` up to `end`; both are equal where something is put in."""

    start: int
    end: int
    text: str


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Return edits in the order of the text; of several at one place, in the order given.

    Raises:
        ValueError: two of them change the same characters.

    >>> in_order([Edit(4, 9, "a"), Edit(8, 10, "b")])
    Traceback (most recent call last):
        ...
    ValueError: two edits change the characters 8 to 9
    """
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    for before, after in pairwise(ordered):
        if after.start < before.end:
            raise ValueError(f"two edits change the characters {after.start} to {before.end}")
    return ordered


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made; what no edit names stays as it is."""
    pieces: list[str] = []
    end = 0
    for edit in in_order(edits):
        pieces += text[end : edit.start], edit.text
        end = edit.end
    return "".join([*pieces, text[end:]])
