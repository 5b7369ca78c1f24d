"""Reading a document with its links again, before anybody else does: its words must be those it had.

What a mark means in Markdown or reStructuredText depends on what stands beside it, and a link there may change that.
The linkers know the usual cases; whatever else goes wrong shows here, and the links that caused it are left out.
"""

from __future__ import annotations

from typing import NamedTuple

from itu_catalog.annotation.edits import Edit, applied
from itu_catalog.annotation.reading import Reading
from itu_catalog.errors import UnreadableInput
from itu_catalog.readers import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from itu_catalog.annotation.linkers import Around
    from itu_catalog.findings import Finding
    from itu_catalog.readers.source import Source

__all__ = ["Made", "edits_of", "proven"]

_READINGS, _CHARACTERS = 60, 20_000_000
"""How often a document is read again to find the links that do harm, and how many characters in all; but a few times
in any case. What is not cleared by then is left out."""

_A_FEW = 6


class Made(NamedTuple):
    """A link that was made: of which citation, where it stands in the raw text, and what is put around it."""

    finding: Finding
    begin: int
    end: int
    around: Around


def edits_of(made: Iterable[Made]) -> list[Edit]:
    """Return what is to be put in, in order; what closes a link comes before what opens one at the same place."""
    return [
        edit
        for each in made
        for edit in (
            Edit(each.begin, each.begin, each.around.before),
            Edit(each.end, each.end, each.around.after),
        )
        if edit.text
    ]


def proven(source: Source, reading: Reading, made: list[Made]) -> list[Made]:
    """Return the links with which a document still reads as it did: all, or all but those that do harm."""
    words = reading.text.split()
    kept: list[Made] = []
    waiting = [made]
    for _ in range(max(_A_FEW, min(_READINGS, _CHARACTERS // (1 + len(source.raw or ""))))):
        if not waiting:
            break
        group = waiting.pop()
        if _words(source, sorted([*kept, *group], key=lambda each: each.begin)) == words:
            kept += group
        elif len(group) > 1:
            half = len(group) // 2
            waiting += group[half:], group[:half]
    return sorted(kept, key=lambda each: each.begin)


def _words(source: Source, made: list[Made]) -> list[str] | None:
    raw = applied(source.raw or "", edits_of(made))
    # Bytes that are no characters of their encoding stand in the raw text as they do for Python.
    data = raw.encode("utf-8", "surrogateescape")
    try:
        again = read_bytes(data, source.name, format=source.format, encoding="utf-8", limit=len(data))
    except UnreadableInput:
        return None
    return Reading(again).text.split()
