"""The baseline: findings that were there when somebody began to look, so that only new ones are reported.

An entry says in which file, about which citation, with which code, and how often. The words around the citation
are kept as two digests, of its sentence and of its line: one of them fits again where lines were moved or text was
reflowed, and none where the sentence was rewritten.

>>> print(Baseline([Entry("docs/a.md", "ITU-T X.25", "superseded", "0f1e", "2d3c")]).dump(), end="")
{
"format": 1,
"entries": [
{"path": "docs/a.md", "identifier": "ITU-T X.25", "code": "superseded", "sentence": "0f1e", "line": "2d3c", "count": 1}
]
}
"""

from __future__ import annotations

import os
import re
from collections import Counter
from typing import NamedTuple

from itu_catalog.checking.globs import names_below
from itu_catalog.checking.keeping import Fresh, read_settings
from itu_catalog.errors import InvalidSettings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from itu_catalog.findings import Finding
    from itu_catalog.readers.source import Source

__all__ = ["FORMAT", "Baseline", "Entry"]

FORMAT = 1
"""The version of the file that is written."""

_AROUND = 4
"""Words on either side of a citation that tell one place from another."""
_REACH = 240
"""Characters on either side in which those words are looked for."""
_WORD = re.compile(r"\w+")
# Where the sentence, the paragraph or the item of a list begins that a citation stands in.
_SENTENCE = re.compile(r"[.!?]\s|\n[ \t\r]*\n|\n[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]|\|")
_LINE = re.compile(r"\n")


class Entry(NamedTuple):
    """A finding of the baseline; the path is relative to the file's directory, with slashes."""

    path: str
    identifier: str
    code: str
    sentence: str
    line: str

    @property
    def about(self) -> tuple[str, str, str]:
        """What it is about, wherever in the file that stands."""
        return self[:3]


class Baseline:
    """The entries of a baseline as one run goes through them: what is met again is taken away once.

    >>> baseline = Baseline([Entry("a.md", "ITU-T X.25", "superseded", "0f1e", "2d3c")])
    >>> len(baseline), list(baseline.gone(["a.md"]))
    (1, [(Entry(path='a.md', identifier='ITU-T X.25', code='superseded', sentence='0f1e', line='2d3c'), 1)])
    """

    def __init__(
        self, entries: Iterable[Entry] | Mapping[Entry, int] = (), path: str = "baseline.json"
    ) -> None:
        """Take entries, each as often as it was found; paths are relative to the directory of `path`."""
        self.path = path
        self._base = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120 - pathlib is slow to load
        self._left: dict[tuple[str, str, str], Counter[Entry]] = {}
        for entry, count in Counter(entries).items():
            self._left.setdefault(entry.about, Counter())[entry] = count
        self._met: list[Entry] = []

    @classmethod
    def open(cls, path: str) -> Baseline:
        """Read a file; `InvalidSettings` when it cannot be read, or is no baseline."""
        import json

        try:
            data = json.loads(read_settings(path))
            if data["format"] != FORMAT:
                reason = f"its format is {data['format']!r}, and this release reads {FORMAT}; write it anew"
                raise InvalidSettings(path, reason=reason)
            counts = Counter({_entry(row): _count(row["count"]) for row in data["entries"]})
        except (ValueError, LookupError, TypeError, RecursionError) as fault:
            if isinstance(fault, InvalidSettings):
                raise
            reason = (
                f"it is no baseline ({type(fault).__name__}: {fault}); write it anew with --write-baseline"
            )
            raise InvalidSettings(path, reason=reason) from None
        return cls(counts, path)

    def __len__(self) -> int:
        return sum(entries.total() for entries in self._left.values())

    def entry(self, finding: Finding, source: Source, name: str) -> Entry:
        """Return what a finding in a file is called in the baseline."""
        sentence, line = (_digest(finding, source.text, end) for end in (_SENTENCE, _LINE))
        return Entry(self.path_of(name), str(finding.citation), str(finding.code), sentence, line)

    def path_of(self, name: str) -> str:
        """Return what an input is called in the baseline."""
        if name == "-":
            return name
        names = names_below(name, self._base)
        inside = os.path.abspath(name).startswith(self._base.rstrip(os.sep) + os.sep)  # noqa: PTH100 - likewise
        return "/".join(names) if inside else f"/{'/'.join(names)}"

    def known(self, entries: list[Entry]) -> list[bool]:
        """Whether findings of one file were there before; each entry counts as often as it says, and no more."""
        self._met += entries
        answers = [self._take(entry, entry) for entry in entries]
        for place, entry in enumerate(entries):
            if not answers[place]:
                answers[place] = self._take_moved(entry)
        return answers

    def _take(self, entry: Entry, like: Entry) -> bool:
        left = self._left.get(entry.about)
        if not left or not left.get(like):
            return False
        left[like] -= 1
        return True

    def _take_moved(self, entry: Entry) -> bool:
        """Take an entry of which either the sentence or the line is the same."""
        for other in list(self._left.get(entry.about, ())):
            alike = other.sentence == entry.sentence or other.line == entry.line
            if alike and self._take(entry, other):
                return True
        return False

    def gone(self, names: Iterable[str]) -> Iterator[tuple[Entry, int]]:
        """Yield the entries that were not met again in inputs which were read, and how often they were missed."""
        paths = {self.path_of(name) for name in names}
        for (path, *_), entries in self._left.items():
            if path in paths:
                yield from ((entry, count) for entry, count in entries.items() if count)

    def rewritten(self, names: Iterable[str]) -> Baseline:
        """Return the baseline of today: what was met, and what it says of other files that still exist."""
        paths = {self.path_of(name) for name in names}
        kept = Counter(self._met)
        for (path, *_), entries in self._left.items():
            if path not in paths and os.path.exists(os.path.join(self._base, path)):  # noqa: PTH110, PTH118 - likewise
                kept.update(entries)
        return Baseline(kept, self.path)

    def dump(self) -> str:
        """Return the file: JSON, an entry a line, in order, so that a difference shows what changed."""
        import json

        counted: Counter[Entry] = Counter()
        for entries in self._left.values():
            counted.update(entries)
        rows = [
            json.dumps({**entry._asdict(), "count": count}, ensure_ascii=not _sound(entry.path))
            for entry, count in sorted(counted.items())
            if count
        ]
        listed = "\n" + ",\n".join(rows) + "\n" if rows else ""
        return f'{{\n"format": {FORMAT},\n"entries": [{listed}]\n}}\n'

    def write(self) -> None:
        """Write the file whole, or leave the old one; `InvalidSettings` when that cannot be done."""
        try:
            with Fresh(self.path) as file:
                file.write(self.dump())
                file.keep()
        except OSError as fault:
            raise InvalidSettings(
                self.path, reason=f"cannot be written: {fault.strerror or fault}"
            ) from fault


def _entry(row: dict[str, Any]) -> Entry:
    values = [row[key] for key in Entry._fields]
    if not all(isinstance(value, str) for value in values):
        raise TypeError("what is no string stands in an entry")
    return Entry(*values)


def _count(value: object) -> int:
    if not isinstance(value, int) or value < 1:
        raise TypeError(f"a count is 1 or more, not {value!r}")
    return value


def _sound(path: str) -> bool:
    """Whether a path can be written in UTF-8; else JSON escapes it."""
    return not any("\ud800" <= char <= "\udfff" for char in path)


def _digest(finding: Finding, text: str, end: re.Pattern[str]) -> str:
    """Return a digest of the words around a citation, as far as its sentence or its line goes."""
    from hashlib import blake2b

    citation = finding.citation
    before = end.split(text[max(0, citation.start - _REACH) : citation.start])[-1]
    after = end.split(text[citation.end : citation.end + _REACH], maxsplit=1)[0]
    words = [*_WORD.findall(before)[-_AROUND:], "|", *_WORD.findall(after)[:_AROUND]]
    said = " ".join([*words, *_WORD.findall(citation.text)]).casefold()
    return blake2b(said.encode("utf-8", "replace"), digest_size=6).hexdigest()
