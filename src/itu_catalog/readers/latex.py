r"""LaTeX: the words that are printed, each at its place in the source.

>>> source = read(rb"\textbf{ITU-T}~X.\emph{509}\footnote{Cf. X.510.} is \verb|X.25| % X.121" + b"\n", "note.tex")
>>> source.text
'ITU-T\xa0X.509 is X.25 \n\nCf. X.510.\n\n'

Words of a command that is not known are read as text; nothing is expanded. Why an own scanner: pylatexenc keeps
offsets, but recurses (100 kB of ``{`` end it) and takes 5 s for a MB of prose; there is no tree-sitter wheel.
"""

from __future__ import annotations

import re
import unicodedata

from itu_catalog.readers.plain import LIMIT, decode
from itu_catalog.readers.source import Source, Standing
from itu_catalog.readers.texnames import (
    ACCENTS,
    ARGUMENTS,
    BREAKS,
    ENVIRONMENTS,
    LETTERS,
    MATHS,
    SYMBOLS,
    VERBATIM,
)
from itu_catalog.readers.weave import CELL, Weaver

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["read"]

_SPECIAL = re.compile(r"\\(?:[A-Za-z@]+\*?|\n|.)|[%${}~&]|-{2,3}|``|''|\n[ \t\r]*\n\s*", re.DOTALL)
_COMMENT = re.compile(r"%[^\n]*(?:\n[ \t]*|\Z)")
_BLANKS = re.compile(r"[ \t]*(?:\n[ \t]*)?")
_OPTIONAL = re.compile(r"\s{0,20}\[[^\[\]{}]{0,2000}\]")
_ARGUMENT = re.compile(r"\s{0,20}\{([^{}]{0,10000})\}")
_NAME = re.compile(r"\s{0,20}\{([A-Za-z@]{1,40}\*?)\}")
_COLUMNS = re.compile(r"\s{0,20}\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,200}\}){0,300}\}){0,1000}\}")
_VERB = re.compile(r"[^\w\s]")
_ACCENTED = re.compile(
    r"\s{0,5}(?:\{\s{0,5}(\\[ij]|[^\W\d_])\s{0,5}\}|(\\[ij])(?![A-Za-z])\s{0,5}|([^\W\d_]))"
)


def read(data: bytes, name: str, encoding: str | None = None, limit: int = LIMIT) -> Source:  # noqa: ARG001
    """Return a LaTeX document as a source."""
    plain = decode(data, name, encoding)
    weaver = Weaver(plain.text)
    _Document(weaver).weave()
    weaver.paragraph()
    return weaver.source(name, "latex", plain)


class _Document:
    """A scanner that remembers which groups are open, and what their ends bring about."""

    def __init__(self, weaver: Weaver) -> None:
        self._weaver = weaver
        self._raw = weaver.raw
        self._groups: list[Callable[[], None] | None] = []
        self._standings = [Standing.PROSE]
        self._done = 0
        self._never: set[str] = set()
        self._cells = False

    def weave(self) -> None:
        place = 0
        while match := _SPECIAL.search(self._raw, place):
            start, mark = match.start(), match[0]
            self._plain(start)
            place = self._read(mark, start, match.end())
            self._done = place
        self._plain(len(self._raw))

    def _plain(self, end: int) -> None:
        start = self._done
        if self._weaver.fresh:
            start = end - len(self._raw[start:end].lstrip())
        self._weaver.keep(start, end, self._standings[-1])

    def _read(self, mark: str, start: int, end: int) -> int:
        """Do what a mark asks for, and return the place behind it and what belongs to it."""
        if mark[0] == "\\":
            return self._command(mark[1:], start, end)
        if mark[0] == "\n":
            self._weaver.paragraph()
        elif mark == "%":
            comment = _COMMENT.match(self._raw, start)
            assert comment is not None
            return comment.end()
        elif mark == "$":
            return self._maths("$$" if self._raw.startswith("$$", start) else "$", start, start)
        elif mark == "{":
            self._groups.append(None)
            self._standings.append(self._standings[-1])
        elif mark == "}":
            self._end_group()
        elif mark == "&":
            self._weaver.put(CELL)
            self._cells = True
        else:
            self._weaver.say(_MARKS[mark], start, end, self._standings[-1])
        return end

    def _end_group(self) -> None:
        if self._groups:
            self._standings.pop()
            then = self._groups.pop()
            if then is not None:
                then()

    def _open(self, place: int, standing: Standing, then: Callable[[], None] | None) -> int | None:
        """Enter the argument at `place`; None where there is none."""
        blank = _BLANKS.match(self._raw, place)
        assert blank is not None
        if not self._raw.startswith("{", blank.end()):
            return None
        self._groups.append(then)
        self._standings.append(max(standing, self._standings[-1], key=_LEAST.__getitem__))
        return blank.end() + 1

    def _until(self, mark: str, start: int) -> int:
        """Return where the next `mark` stands, -1 for nowhere; what was sought in vain is not sought again."""
        place = -1 if mark in self._never else self._raw.find(mark, start)
        if place < 0:
            self._never.add(mark)
        return place

    def _maths(self, ends: str, start: int, from_: int) -> int:
        """Take mathematics as it stands, up to `ends`; a lone dollar sign is one."""
        place = self._until(ends, from_ + len(ends))
        while ends == "$" and place > 0 and self._raw[place - 1] == "\\":
            place = self._until(ends, place + 1)
        # A formula within a paragraph holds no empty line; a price does not begin one.
        if place < 0 or (ends == "$" and "\n\n" in self._raw[start:place]):
            self._weaver.keep(start, from_ + len(ends), self._standings[-1])
            return from_ + len(ends)
        self._weaver.keep(start, place + len(ends), Standing.CODE)
        return place + len(ends)

    # Commands.

    def _command(self, name: str, start: int, end: int) -> int:
        weaver, standing = self._weaver, self._standings[-1]
        if name[0] == "\n" or name in " ,;:>":
            weaver.say(" ", start, end, standing)
            return end
        if name == "\\":
            self._end_row()
            option = _OPTIONAL.match(self._raw, end + self._raw.startswith("*", end))
            return option.end() if option else end
        if name in "([":
            return self._maths("\\)" if name == "(" else "\\]", start, start)
        if name in ACCENTS and (found := _ACCENTED.match(self._raw, end)):
            letter = next(each for each in found.groups() if each).lstrip("\\")
            weaver.say(unicodedata.normalize("NFC", letter + ACCENTS[name]), start, found.end(), standing)
            return found.end()
        if not name[0].isalpha():
            if name in "-/!@":
                return end
            weaver.say(name, start, end, standing)
            return end
        if name in LETTERS or name in SYMBOLS:
            return self._symbol(name, start, end)
        return self._word(name.removesuffix("*"), start, end)

    def _end_row(self) -> None:
        """Break the line; in a table, nothing runs on from the last cell of a row into the next row."""
        if self._cells:
            self._weaver.put(CELL.rstrip())
        self._cells = False
        self._weaver.newline()

    def _symbol(self, name: str, start: int, end: int) -> int:
        # The blanks behind the name belong to it, so does an empty group.
        stop = end + 2 if self._raw.startswith("{}", end) else end
        if stop == end:
            blank = _BLANKS.match(self._raw, end)
            stop = blank.end() if blank else end
        self._weaver.say(LETTERS.get(name) or SYMBOLS[name], start, stop, self._standings[-1])
        return stop

    def _word(self, name: str, start: int, end: int) -> int:
        if name in ("begin", "end"):
            return self._environment(name, start, end)
        if name in ("verb", "lstinline", "mintinline", "path", "url", "nolinkurl"):
            return self._verb(name, end)
        if name in BREAKS:
            self._weaver.paragraph() if BREAKS[name] == "paragraph" else self._weaver.line()
            if name in ("item", "bibitem"):
                self._weaver.put("• ")
        place = end
        blank = _BLANKS.match(self._raw, place)
        if blank is not None and "{[".find(self._raw[blank.end() : blank.end() + 1] or " ") < 0:
            place = blank.end() if self._raw[place : place + 1].isspace() else place
        if name == "item":
            return place  # what stands in brackets is its label, and printed
        while option := _OPTIONAL.match(self._raw, place):
            place = option.end()
        return self._arguments(name, place)

    def _arguments(self, name: str, place: int) -> int:
        """Read the arguments of a command: some are values, some are notes, some are linked; most are text."""
        for kind in ARGUMENTS.get(name, ""):
            if kind == "v":
                value = _ARGUMENT.match(self._raw, place)
                if value is None:
                    break
                self._aside(*value.span(1))
                place = value.end()
            elif kind == "n":
                opened = self._open(place, Standing.PROSE, self._weaver.end_aside)
                if opened is not None:
                    self._weaver.begin_aside()
                return place if opened is None else opened
            else:
                ends = self._weaver.paragraph if kind == "b" else None
                opened = self._open(place, Standing.LINK if kind == "l" else Standing.PROSE, ends)
                return place if opened is None else opened
        return place

    def _aside(self, start: int, end: int) -> None:
        if start < end:
            self._weaver.begin_aside()
            self._weaver.keep(start, end, Standing.TARGET)
            self._weaver.end_aside()

    def _verb(self, name: str, place: int) -> int:
        """Read what is enclosed by any mark, or by braces."""
        while option := _OPTIONAL.match(self._raw, place):
            place = option.end()
        if name == "mintinline" and (language := _NAME.match(self._raw, place)):
            place = language.end()
        mark = _VERB.match(self._raw, place)
        if mark is None:
            return place
        close = "}" if mark[0] == "{" else mark[0]
        end = self._until(close, place + 1)
        line = self._raw.find("\n", place + 1, end if end >= 0 else place + 1)
        if end < 0 or line >= 0:
            return place
        self._weaver.keep(place + 1, end, Standing.TARGET if name in ("url", "nolinkurl") else Standing.CODE)
        return end + 1

    def _environment(self, what: str, start: int, end: int) -> int:
        named = _NAME.match(self._raw, end)
        if named is None:
            return end
        name = named[1]
        if what == "begin" and (name in VERBATIM or name in MATHS or name == "comment"):
            close = f"\\end{{{name}}}"
            stop = self._until(close, named.end())
            if stop >= 0:
                self._weaver.paragraph() if name in VERBATIM else self._weaver.line()
                if name != "comment":
                    self._weaver.keep(named.end() if name in VERBATIM else start, stop, Standing.CODE)
                self._weaver.paragraph() if name in VERBATIM else self._weaver.line()
                return stop + len(close)
            self._weaver.remarks.append(f"\\begin{{{name}}} is never ended; what follows it was read as text")
        self._weaver.paragraph()
        place = named.end()
        while what == "begin" and (option := _OPTIONAL.match(self._raw, place)):
            place = option.end()
        for _ in range(ENVIRONMENTS.get(name.removesuffix("*"), 0) if what == "begin" else 0):
            value = _columns(self._raw, place)
            if value is None:
                break
            place = value
        return place


def _columns(raw: str, place: int) -> int | None:
    """Return the place behind an argument that is no text, such as the columns of a table: two braces deep at most."""
    match = _COLUMNS.match(raw, place)
    return match.end() if match else None


_MARKS = {"~": "\xa0", "--": "–", "---": "—", "``": "“", "''": "”"}
_LEAST = {Standing.PROSE: 0, Standing.LINK: 1, Standing.TARGET: 2, Standing.CODE: 3}
