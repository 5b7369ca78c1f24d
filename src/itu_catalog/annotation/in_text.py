"""Links in plain text: the address behind the citation, or a number there and a list of addresses at the end.

>>> from itu_catalog.annotation.targets import Target
>>> TextLinker("see ITU-T X.509.").link(4, 15, Target("https://example.org", None, "current")).after
' <https://example.org>'
"""

from __future__ import annotations

import re

from itu_catalog.annotation.linkers import Around, newline_of
from itu_catalog.annotation.why import Why

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.annotation.targets import Target

__all__ = ["NotesLinker", "TextLinker", "addresses"]

_ADDRESS = re.compile(r" <https?://[^\s<>]{1,2000}>")
# The list at the end: lines like "[1] <https://…> Title", and nothing but them up to the last line end.
_NOTE = re.compile(r"\[(?P<number>\d{1,6})\] <(?P<url>https?://[^\s<>]{1,2000})>[^\n]*")
_NUMBER = re.compile(r" ?\[(\d{1,6})\]")


def addresses(raw: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a plain text that links of ours consist of, in order: addresses, numbers, the list.

    >>> list(addresses("see ITU-T X.509 <https://example.org>."))
    [(15, 37)]
    """
    notes, begin = _notes(raw)
    pattern = re.compile(rf"{_ADDRESS.pattern}|{_NUMBER.pattern}") if notes else _ADDRESS
    for match in pattern.finditer(raw, 0, begin):
        if match[0].endswith(">") or int(match[1]) in notes:
            yield match.span()
    if notes:
        yield begin, len(raw)


def _notes(raw: str) -> tuple[dict[int, str], int]:
    """Return the list at the end, number → address, and where it begins, with the empty line before it."""
    notes: dict[int, str] = {}
    begin = end = len(raw.rstrip("\r\n"))
    while True:
        start = raw.rfind("\n", 0, end) + 1
        note = _NOTE.fullmatch(raw, start, end - (raw[end - 1 : end] == "\r"))
        if note is None:
            break
        notes[int(note["number"])] = note["url"]
        begin, end = start, max(start - 1, 0)
        if not start:
            break
    if not notes:
        return {}, len(raw)
    return notes, len(raw[:begin].rstrip("\r\n"))


class TextLinker:
    """What puts addresses behind citations in plain text."""

    def __init__(self, raw: str) -> None:
        self._raw = raw

    def link(self, begin: int, end: int, target: Target) -> Around | Why:
        """Return what makes a link of ``raw[begin:end]``, or why nothing does."""
        if _ADDRESS.match(self._raw, end):
            return Why.LINK
        return Around("", f" <{target.url}>") if begin < end else Why.BROKEN

    def closing(self) -> str:
        """Return nothing: links stand where the citations do."""
        return ""


class NotesLinker:
    """What numbers citations in plain text, and lists the addresses below it."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._notes, _ = _notes(raw)
        self._numbers = {url: number for number, url in self._notes.items()}
        self._next = 1 + max((int(match[1]) for match in _NUMBER.finditer(raw)), default=0)
        self._new: list[str] = []

    def link(self, begin: int, end: int, target: Target) -> Around | Why:
        """Return what numbers ``raw[begin:end]``, or why nothing does."""
        noted = _NUMBER.match(self._raw, end)
        if _ADDRESS.match(self._raw, end) or (noted and int(noted[1]) in self._notes) or begin == end:
            return Why.LINK
        number = self._numbers.get(target.url)
        if number is None:
            number = self._numbers[target.url] = self._next
            self._next += 1
            self._new.append(f"[{number}] <{target.url}> {target.title or ''}".rstrip())
        return Around("", f" [{number}]")

    def closing(self) -> str:
        """Return the new lines of the list."""
        if not self._new:
            return ""
        newline = newline_of(self._raw)
        ended = self._raw.endswith("\n")
        gap = "" if self._notes else newline
        lines = newline.join(self._new)
        return f"{gap}{lines}{newline}" if ended else f"{newline}{gap}{lines}"
