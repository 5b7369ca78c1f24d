"""The ignore file: citations that are known, and are not to be reported until a day.

A line names a text, or ``*`` for any, then perhaps codes in brackets, a pattern of paths, and ``until`` a day; the
reason stands behind ``#``::

    ITU-T X.509 (10/2016) [superseded] docs/legacy/**   # the profile of 2017 is frozen
    X.25                                                # we write history
    * [title-differs] until 2027-06-30                  # titles are mended with the next release

>>> lines = IgnoreFile.read("X.25 [superseded] old/*.md until 2027-06-30  # history")
>>> line = lines[0]
>>> str(line.identifier), sorted(line.codes), line.glob.text, str(line.until)
('ITU-T X.25', [<Code.SUPERSEDED: 'superseded'>], 'old/*.md', '2027-06-30')
"""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from itu_catalog.checking.choosing import read_codes
from itu_catalog.checking.globs import Glob, names_below
from itu_catalog.checking.keeping import read_settings
from itu_catalog.errors import InvalidSettings
from itu_catalog.parsing import try_parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from itu_catalog.findings import Code, Finding
    from itu_catalog.identifier import Identifier

__all__ = ["IgnoreFile", "Line"]

_REASON = re.compile(r"(?:^|\s)#.*", re.DOTALL)
_UNTIL = re.compile(r"(?:^|\s)until\s+(\S+)$", re.IGNORECASE)
_CODES = re.compile(r"\s*\[([^\]]*)\]\s*")


class Line(NamedTuple):
    """One line of an ignore file."""

    number: int
    identifier: Identifier | None
    """The text that is meant, and all that it covers; None for any."""
    codes: frozenset[Code]
    """The codes that are meant; none means all."""
    glob: Glob | None
    """The paths that are meant, below the directory of the file; None for all."""
    until: datetime.date | None
    """The first day on which it holds no longer."""

    def means(self, finding: Finding, names: list[str]) -> bool:
        """Whether a finding in a file is not to be reported."""
        if self.codes and finding.code not in self.codes:
            return False
        if self.glob is not None and not any(
            self.glob.matches(names[:count]) for count in range(1, len(names) + 1)
        ):
            return False
        if self.identifier is None or self.identifier.covers(finding.citation.identifier):
            return True
        # "X.509 (2016)" in the text, "X.509 (10/2016)" in the line: the same document.
        document = finding.document
        return finding.dated and document is not None and self.identifier.covers(document.identifier)


class IgnoreFile:
    """The lines of an ignore file as of a day, and which of them were of use.

    >>> IgnoreFile.read("nonsense", "list")
    Traceback (most recent call last):
        ...
    itu_catalog.errors.InvalidSettings: list:1: 'nonsense' begins with no ITU identifier; write one, or * for any
    """

    def __init__(self, lines: tuple[Line, ...] = (), path: str = ".itu-catalog-ignore") -> None:
        """Take lines; patterns of paths are relative to the directory of `path`."""
        self.path = path
        self._lines = lines
        self._base = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120 - pathlib is slow to load
        self._used: set[int] = set()

    @classmethod
    def read(cls, text: str, path: str = ".itu-catalog-ignore") -> IgnoreFile:
        """Read the lines of a file; blank ones, and those that begin with ``#``, say nothing.

        Raises:
            InvalidSettings: a line is not understood; the sentence names it and says what to write.
        """
        lines = (_line(line, number, path) for number, line in enumerate(text.split("\n"), start=1))
        return cls(tuple(line for line in lines if line is not None), path)

    @classmethod
    def open(cls, path: str) -> IgnoreFile:
        """Read a file; `InvalidSettings` when that cannot be done."""
        return cls.read(read_settings(path), path)

    def __getitem__(self, place: int) -> Line:
        return self._lines[place]

    def __len__(self) -> int:
        return len(self._lines)

    def ignores(self, finding: Finding, name: str, day: datetime.date) -> bool:
        """Whether a line that holds on a day means a finding in a file; all such lines were of use then."""
        if not self._lines:
            return False
        names = names_below(name, self._base)
        meant = [
            line
            for line in self._lines
            if (line.until is None or day < line.until) and line.means(finding, names)
        ]
        self._used.update(line.number for line in meant)
        return bool(meant)

    def expired(self, day: datetime.date) -> Iterator[str]:
        """Say which lines hold no longer on a day."""
        for line in self._lines:
            if line.until is not None and line.until <= day:
                yield f"{self.path}:{line.number}: this line held until {line.until} and ignores nothing since; remove it"

    def unused(self, day: datetime.date) -> Iterator[str]:
        """Say which of the lines that hold on a day ignored nothing."""
        for line in self._lines:
            if (line.until is None or day < line.until) and line.number not in self._used:
                yield f"{self.path}:{line.number}: this line ignores nothing; remove it"


def _line(text: str, number: int, path: str) -> Line | None:
    rest = _REASON.sub("", text).strip()
    if not rest:
        return None
    until = None
    if match := _UNTIL.search(rest):
        until, rest = _day(match[1], number, path), rest[: match.start()].rstrip()
    codes: frozenset[Code] = frozenset()
    if match := _CODES.search(rest):
        try:
            codes = read_codes(match[1])
        except ValueError as fault:
            raise InvalidSettings(path, reason=str(fault), line=number) from None
        name, glob = rest[: match.start()], rest[match.end() :]
    else:
        name, glob = _parted(rest)
    identifier = try_parse(name) if name != "*" else None
    if identifier is None and name != "*":
        said = f"{_short(name or rest)} begins with no ITU identifier; write one, or * for any"
        raise InvalidSettings(path, reason=said, line=number)
    return Line(number, identifier, codes, Glob(_anchored(glob)) if glob else None, until)


def _parted(text: str) -> tuple[str, str]:
    """Part a line without codes into the identifier, which may have blanks, and the pattern of paths."""
    words = text.split()
    for count in range(min(len(words), _WORDS), 0, -1):
        name = " ".join(words[:count])
        if name == "*" or try_parse(name) is not None:
            return name, " ".join(words[count:])
    return text, ""


_WORDS = 12
"""No identifier has more words."""


def _day(text: str, number: int, path: str) -> datetime.date:
    from itu_catalog.dates import as_date

    try:
        day = as_date(text)
    except ValueError as fault:
        raise InvalidSettings(path, reason=str(fault), line=number) from None
    assert day is not None
    return day


def _anchored(glob: str) -> str:
    """Return a pattern as `Glob` reads it: one without a slash means files of that name at any depth."""
    pattern = glob.rstrip("/")
    return pattern.removeprefix("/") if "/" in pattern else f"**/{pattern}"


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


_SHOWN = 60
