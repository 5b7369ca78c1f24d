r"""reStructuredText: the words that Docutils and Sphinx show, each at its place in the source.

>>> source = read(b"See **ITU-T X.509** and ``X.25``::\n\n    X.680\n", "note.rst")
>>> source.text
'See ITU-T X.509 and X.25:\n\n    X.680\n\n'
>>> [source.standing(source.text.index(word), source.text.index(word) + 1).value for word in ("ITU", "X.25", "X.680")]
['link', 'code', 'code']

In reStructuredText nothing nests: where text is emphasised, no link can be put; so it stands as the text of a link
does. Why an own scanner: Docutils keeps lines, no columns, and recurses; tree-sitter-rst has offsets, and needs more
than 20 s for 100 kB of empty lines. Docutils is what the tests compare the words with.
"""

from __future__ import annotations

import re

from itu_catalog.readers.plain import LIMIT, decode
from itu_catalog.readers.restlines import Line, column_cells, drawn_cells, has_first, lines_of
from itu_catalog.readers.roles import Roles
from itu_catalog.readers.source import Source, Standing
from itu_catalog.readers.weave import CELL, Stretch, Weaver

TYPE_CHECKING = False

__all__ = ["read"]

# A line under, or over, a title; a transition: one mark, repeated.
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{1,}[ \t]*$")
_EXPLICIT = re.compile(r"\.\.(?:[ \t]+|$)")
_DIRECTIVE = re.compile(r"(?:\|[^|]{1,200}\|[ \t]+)?([A-Za-z0-9][\w.:+-]{0,80}?)[ \t]?::(?:[ \t]+|$)")
_TARGET = re.compile(
    r"_(?:`[^`]{1,300}`|(?:[^:\\]|\\.|:(?! |$)){0,300}?):(?:[ \t]+|$)|__(?::[ \t]+|[ \t]+|$)"
)
_NOTE = re.compile(r"\[(?:\d{1,9}|[#*]?[\w.-]{0,80}|\*)\][ \t]+")
_OPTION = re.compile(r"[ \t]*:[A-Za-z][\w -]{0,80}:(?:[ \t]+|$)")
_GRID = re.compile(r"\+(?:[-=]+\+)+[ \t]*$")
_SIMPLE = re.compile(r"=+(?:[ \t]+=+)+[ \t]*$")
_SPANS = re.compile(r"-+(?:[ \t]+-+)*[ \t]*$")
_COLUMN = re.compile(r"=+")

_CODE = frozenset(
    re.findall(
        r"[\w-]+",
        "code code-block sourcecode highlight literalinclude math parsed-literal raw productionlist graphviz "
        "digraph doctest testcode testoutput testsetup prompt mermaid uml plantuml ipython plot "
        "command-output program-output",
    )
)
"""Directives whose content is code; it is checked, and never edited."""

_VALUES = frozenset(
    re.findall(
        r"[\w-]+",
        "image figure include toctree contents index only automodule autoclass autofunction module "
        "currentmodule role default-role highlightlang meta sectnum unicode date target-notes",
    )
)
"""Directives whose arguments are names and addresses."""


def read(data: bytes, name: str, encoding: str | None = None, limit: int = LIMIT) -> Source:  # noqa: ARG001
    """Return a document in reStructuredText as a source."""
    plain = decode(data, name, encoding)
    weaver = Weaver(plain.text)
    _Document(weaver).weave()
    weaver.paragraph()
    return weaver.source(name, "rest", plain)


class _Document:
    """The blocks of a document, one line after the other; nothing nests, but what is indented belongs to something."""

    def __init__(self, weaver: Weaver) -> None:
        self._weaver = weaver
        self._raw = weaver.raw
        self._all = list(lines_of(weaver.raw))
        self._at = 0

    def weave(self) -> None:
        while self._at < len(self._all):
            line = self._all[self._at]
            if line.empty:
                self._weaver.paragraph()
                self._at += 1
            elif _EXPLICIT.match(self._raw, line.text, line.stop):
                self._explicit(line)
            else:
                self._body(line)

    def _text(self, line: Line) -> str:
        return self._raw[line.text : line.stop]

    def _next(self, offset: int = 1) -> Line | None:
        return self._all[self._at + offset] if self._at + offset < len(self._all) else None

    def _body(self, line: Line) -> None:
        text = self._text(line)
        if _GRID.match(text):
            self._grid(line)
        elif _SIMPLE.match(text) and self._simple(line):
            pass
        elif _ADORNMENT.match(text) and text not in ("::", ".."):
            self._weaver.paragraph()
            self._at += 1
        elif text.startswith("__ "):
            self._values(line.text + 3, line)
        elif text.startswith(">>>"):
            self._verbatim(self._until_empty())
        else:
            self._paragraph(line)

    def _until_empty(self) -> list[Line]:
        first = self._at
        while self._at < len(self._all) and not self._all[self._at].empty:
            self._at += 1
        return self._all[first : self._at]

    def _verbatim(self, lines: list[Line]) -> None:
        for line in lines:
            self._weaver.keep(line.start, line.end, Standing.CODE)
        self._weaver.paragraph()

    def _paragraph(self, line: Line) -> None:
        """Weave a paragraph: lines of one indentation, up to an empty one or an adornment."""
        lines = [line]
        self._at += 1
        while (following := self._next(0)) is not None and not following.empty:
            if following.indent != line.indent and (following.indent < line.indent or len(lines) > 1):
                break
            text = self._text(following)
            if _ADORNMENT.match(text) or _EXPLICIT.match(text) or _GRID.match(text):
                break
            lines.append(following)
            self._at += 1
        literal = self._raw.endswith("::", lines[-1].text, lines[-1].stop)
        self._inline(lines, literal=literal)
        if literal:
            self._literal(line.indent)

    def _inline(self, lines: list[Line], *, literal: bool = False) -> None:
        spans = [(line.text, line.end) for line in lines]
        last = lines[-1]
        stop = last.stop
        if literal:
            # "text::" shows one colon, "text ::" and "::" none.
            stop -= 1 if last.stop - 2 > last.text and not self._raw[last.stop - 3].isspace() else 2
        spans[-1] = (last.text, max(last.text, stop))
        stretch = Stretch(self._raw, spans)
        self._weaver.line()
        Roles(self._weaver, stretch).weave()
        self._weaver.line()

    def _indented(self, indent: int) -> list[Line]:
        """Return the lines from here on that are indented more than `indent`, empty ones between them too."""
        first = last = self._at
        while self._at < len(self._all):
            line = self._all[self._at]
            if not line.empty:
                if line.indent <= indent:
                    break
                last = self._at + 1
            self._at += 1
        self._at = last
        return self._all[first:last]

    def _literal(self, indent: int) -> None:
        """Weave the literal block after ``::``: what is indented, or lines that all begin with one same mark."""
        self._weaver.paragraph()
        while (line := self._next(0)) is not None and line.empty:
            self._at += 1
        if line is None:
            return
        if line.indent > indent:
            self._verbatim(self._indented(indent))
        elif line.indent == indent and self._raw[line.text] in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~":
            mark, first = self._raw[line.text], self._at
            while (line := self._next(0)) is not None and not line.empty and self._raw[line.text] == mark:
                self._at += 1
            self._verbatim(self._all[first : self._at])

    # What begins with two points.

    def _explicit(self, line: Line) -> None:
        mark = _EXPLICIT.match(self._raw, line.text, line.stop)
        assert mark is not None
        place = mark.end()
        self._weaver.paragraph()
        if _NOTE.match(self._raw, place, line.stop):
            self._at += 1
            self._rest_of(place, line)
        elif directive := _DIRECTIVE.match(self._raw, place, line.stop):
            self._directive(directive[1].lower(), directive.end(), line)
        elif target := _TARGET.match(self._raw, place, line.stop):
            self._values(target.end(), line)
        else:  # a comment
            self._at += 1
            if place < line.stop or ((after := self._next(0)) is not None and not after.empty):
                self._indented(line.indent)

    def _rest_of(self, place: int, line: Line) -> None:
        """Weave the text that begins behind a marker, with the lines of its paragraph below."""
        lines = [line._replace(text=place)] if place < line.stop else []
        while (
            (following := self._next(0)) is not None
            and not following.empty
            and following.indent > line.indent
        ):
            if _OPTION.match(self._raw, following.start, following.stop):
                break
            lines.append(following)
            self._at += 1
        if not lines:
            return
        literal = self._raw.endswith("::", lines[-1].text, lines[-1].stop)
        self._inline(lines, literal=literal)
        if literal:
            self._literal(line.indent)

    def _values(self, place: int, line: Line) -> None:
        """Weave an address, with the lines below that go on with it."""
        self._at += 1
        lines = [line._replace(text=place)] if place < line.stop else []
        while (
            (following := self._next(0)) is not None
            and not following.empty
            and following.indent > line.indent
        ):
            lines.append(following)
            self._at += 1
        self._targets(lines)

    def _targets(self, lines: list[Line]) -> None:
        for line in lines:
            self._weaver.keep(line.text, line.stop, Standing.TARGET)
        self._weaver.paragraph()

    def _directive(self, name: str, place: int, line: Line) -> None:
        self._at += 1
        argument = [line._replace(text=place)] if place < line.stop else []
        if name in _CODE:
            self._targets(argument)
            self._verbatim(self._indented(line.indent))
        elif name in _VALUES:
            self._targets(argument)
            self._options(line.indent)
        else:
            if argument:
                self._rest_of(place, line)
            self._options(line.indent)
            # The content is text like any other: the lines that follow are read as such.
        self._weaver.paragraph()

    def _options(self, indent: int) -> None:
        lines = []
        while (line := self._next(0)) is not None and not line.empty and line.indent > indent:
            if not _OPTION.match(self._raw, line.start, line.stop):
                break
            lines.append(line)
            self._at += 1
        self._targets(lines)

    # Tables.

    def _simple(self, line: Line) -> bool:
        """Weave a table between lines of ``==== ====``; return False where it is none."""
        columns = [match.start() for match in _COLUMN.finditer(self._text(line))]
        last, borders = self._at + 1, 1
        while last < len(self._all):
            each = self._all[last]
            if _SIMPLE.match(self._text(each)):
                borders += 1
                after = self._all[last + 1] if last + 1 < len(self._all) else None
                if borders > 2 or after is None or after.empty:  # noqa: PLR2004 - top, head, bottom
                    break
            last += 1
        else:
            return False
        row: list[Line] = []
        for each in self._all[self._at + 1 : last + 1]:
            text = self._text(each)
            border = _SIMPLE.match(text) or _SPANS.match(text)
            if row and (border or each.empty or has_first(self._raw, each, line.indent, columns)):
                self._row(column_cells(self._raw, row, line.indent, columns))
                row = []
            if not border and not each.empty:
                row.append(each)
        self._at = last + 1
        self._weaver.paragraph()
        return True

    def _grid(self, line: Line) -> None:
        """Weave a table that is drawn with ``+---+`` and ``|``."""
        top, row = self._text(line), list[Line]()
        self._at += 1
        while (each := self._next(0)) is not None and not each.empty and self._raw[each.text] in "+|":
            text = self._text(each)
            if _GRID.match(text):
                self._row(drawn_cells(self._raw, top, row, line.indent) if row else [])
                top, row = text, []
            else:
                row.append(each)
            self._at += 1
        if row:
            self._row(drawn_cells(self._raw, top, row, line.indent))
        self._weaver.paragraph()

    def _row(self, cells: list[list[tuple[int, int]]]) -> None:
        self._weaver.line()
        for cell in cells:
            for number, (start, end) in enumerate(cell):
                if number:
                    self._weaver.put(" ")
                Roles(self._weaver, Stretch(self._raw, [(start, end)])).weave()
            self._weaver.put(CELL)
        self._weaver.line()
