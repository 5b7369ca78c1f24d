r"""Lists of what somebody relies on: one name or requirement a line, like the requirements of a Python program.

>>> text = "# ours\nX.509>=8,<10  # the profile\n\n-r other.txt\n--hash=sha256:0\n"
>>> for line in lines_of(text, "itu.txt"):
...     print(line.number, line.text, line.includes, line.fault)
2 X.509>=8,<10 None None
4 -r other.txt other.txt None
5 --hash=sha256:0 None there is no option '--hash' in a list; -r FILE is the only one

A list may name another with ``-r``, relative to itself. No list is read twice, so that lists may name each other.
"""

from __future__ import annotations

import os
import re
from typing import NamedTuple

from itu_catalog.errors import UnreadableInput
from itu_catalog.readers.bounded import name_of, read_bounded
from itu_catalog.readers.plain import decode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = [
    "DEEPEST",
    "LIMIT",
    "LONGEST_PATH",
    "MOST_FILES",
    "MOST_LINES",
    "Line",
    "Lists",
    "lines_of",
    "shortened",
]

LIMIT = 4 << 20
"""Bytes of the longest list."""
MOST_LINES = 100_000
"""Names that all lists of a run may have together."""
MOST_FILES = 100
"""Lists that a run may read."""
DEEPEST = 10
"""How far a list may lie behind the one that was named."""
LONGEST_PATH = 4096
"""Characters of the longest path."""

_ENDS = re.compile(r"\r\n|\n|\r")
_COMMENT = re.compile(r"(?:^|\s)#")
_INCLUDE = re.compile(r"(?:-r\s*|--requirement(?:\s+|=\s*))(?P<path>\S.*)")
_OPTION = re.compile(r"--?[A-Za-z][\w-]*")
_SHOWN = 100


class Line(NamedTuple):
    """One line that says something."""

    path: str
    number: int
    before: str
    """What stands before the name: blanks."""
    text: str
    """The name or requirement."""
    after: str = ""
    """What stands behind it: blanks and the comment."""
    includes: str | None = None
    """The list that it names, as it is written."""
    fault: str | None = None
    """Why it is not understood, or the list that it names is not read."""
    again: bool = False
    """Whether the list that it names has been read already, which is no fault."""

    def written(self, text: str) -> str:
        """Return the line with another name."""
        return f"{self.before}{text}{self.after}"


def shortened(text: str) -> str:
    """Return the beginning of a text that is very long."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def lines_of(text: str, path: str) -> Iterator[Line]:
    """Yield the lines of a list that say something, in order; other lists are not read."""
    for number, raw in enumerate(_ENDS.split(text.removeprefix("\ufeff")), start=1):
        comment = _COMMENT.search(raw)
        body = raw[: comment.start()] if comment else raw
        name = body.strip()
        if name:
            begin = body.index(name[0])
            yield _line(Line(path, number, raw[:begin], name, raw[begin + len(name) :]))


def _line(line: Line) -> Line:
    """Tell what a line is: a name, another list, or an option that there is not."""
    include = _INCLUDE.fullmatch(line.text)
    if include is not None:
        return line._replace(includes=include["path"].strip())
    if line.text.startswith("-"):
        option = _OPTION.match(line.text)
        said = (
            "-r names no list; write the path behind it"
            if line.text in ("-r", "--requirement")
            else f"there is no option {shortened(option[0] if option else line.text)!r} in a list; "
            "-r FILE is the only one"
        )
        return line._replace(fault=said)
    if line.text.endswith("\\"):
        return line._replace(
            fault="a line does not go on after a backslash here; write all of it on one line"
        )
    return line


class Lists:
    """Reads lists, and those that they name; every list once."""

    def __init__(self, remark: Callable[[str], object] | None = None) -> None:
        """Tell `remark` what should be said of how a list was read."""
        self._remark = remark
        self._met: set[str] = set()
        self._count = 0

    def read(self, paths: Iterable[str]) -> Iterator[Line]:
        """Yield the lines of some lists, ``-`` for standard input, each list that is named in its place.

        Raises:
            UnreadableInput: a list that was asked for cannot be read; for one that another list names, the line
                there has the fault.
        """
        for path in paths:
            key = self._key(path)
            if key not in self._met:
                self._met.add(key)
                yield from self._lines(path, 0)

    def of_text(self, text: str, path: str) -> Iterator[Line]:
        """Yield the lines of a text, and of the lists that it names, relative to the working directory."""
        yield from self._followed(lines_of(text, path), "", 0, path)

    def _lines(self, path: str, depth: int) -> Iterator[Line]:
        name, data = read_bounded(path, LIMIT)
        plain = decode(data, name)
        if plain.remark and self._remark is not None:
            self._remark(plain.remark)
        folder = "" if path == "-" else os.path.dirname(path)  # noqa: PTH120 - paths stay as they are written
        yield from self._followed(lines_of(plain.text, name_of(path)), folder, depth, name)

    def _followed(self, lines: Iterable[Line], folder: str, depth: int, name: str) -> Iterator[Line]:
        for line in lines:
            self._count += 1
            if self._count > MOST_LINES:
                raise UnreadableInput(
                    name, reason=f"the lists have more than {MOST_LINES:,} lines; split them"
                )
            if line.includes is None or line.fault is not None:
                yield line
            else:
                yield from self._included(line, folder, depth)

    def _included(self, line: Line, folder: str, depth: int) -> Iterator[Line]:
        assert line.includes is not None
        path = os.path.join(folder, line.includes)  # noqa: PTH118 - likewise
        if len(line.includes) > LONGEST_PATH:
            fault = f"the name of the list has {len(line.includes):,} characters, and no file's has so many"
        elif "://" in line.includes:
            fault = "nothing is fetched; download the list, and name the file"
        elif line.includes == "-":
            fault = "standard input cannot be named in a list; name a file"
        elif self._key(path) in self._met:
            fault = f"{shortened(path)} has been read already, and is not read again"
            yield line._replace(fault=fault, again=True)
            return
        elif depth >= DEEPEST:
            fault = f"it lies more than {DEEPEST} lists behind the one that was named; name it directly"
        elif len(self._met) >= MOST_FILES:
            fault = f"{MOST_FILES} lists have been read, and no more are; put some together"
        else:
            self._met.add(self._key(path))
            try:
                yield from self._lines(path, depth + 1)
            except UnreadableInput as error:
                if self._count > MOST_LINES:
                    raise
                yield line._replace(fault=str(error))
            return
        yield line._replace(fault=fault)

    @staticmethod
    def _key(path: str) -> str:
        return path if path == "-" else os.path.realpath(path.partition("\0")[0])
