r"""Markdown: the words that a rendered page shows, each at its place in the source.

>>> source = read(b"| [ITU-T X.**509**](https://itu.int) \\| ISO/IEC 9594-8 | 2019 |\n|---|---|\n", "note.md")
>>> source.text
'ITU-T X.509 | ISO/IEC 9594-8 │ 2019 │ \n\nhttps://itu.int\n\n'

Blocks are told line by line as CommonMark does, with tables, front matter and footnotes; `inline` reads what is in
them. Why an own scanner: markdown-it-py, cmark and comrak keep no offsets of what stands in a line; markdown-it-py
needs time that grows with the square of the length for ``[[[[``; tree-sitter-markdown gives offsets, and needs more
than 20 s for 100 kB of ``*a *a *a``. markdown-it-py is what the tests compare the words with.
"""

from __future__ import annotations

from functools import partial

from itu_catalog.readers.blocks import (
    DELIMITERS,
    FENCE,
    FOOTNOTE,
    FRONT,
    HEADING,
    ITEM,
    LINE,
    QUOTE,
    RULE,
    UNDERLINE,
    before_hashes,
    begins_html,
    cells,
    indented,
    interrupts,
    past_blanks,
)
from itu_catalog.readers.html import Page
from itu_catalog.readers.inline import Inline
from itu_catalog.readers.links import label_of, weave_definition
from itu_catalog.readers.plain import LIMIT, decode
from itu_catalog.readers.source import Source, Standing
from itu_catalog.readers.weave import CELL, Stretch, Weaver

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable

__all__ = ["read"]

_DEEPEST = 60
"""Quotes and lists within each other; what is nested more deeply is read as the text of the deepest."""


def read(data: bytes, name: str, encoding: str | None = None, limit: int = LIMIT) -> Source:  # noqa: ARG001
    """Return a Markdown document as a source."""
    plain = decode(data, name, encoding)
    weaver = Weaver(plain.text)
    _Document(weaver).weave()
    weaver.paragraph()
    return weaver.source(name, "markdown", plain)


class _Document:
    """The blocks of a document: first gathered, then woven, since a link may be defined behind its use."""

    def __init__(self, weaver: Weaver) -> None:
        self._weaver = weaver
        self._raw = weaver.raw
        self._containers: list[int] = []  # 0 for a quote; for a list item, how far its content is indented
        self._blocks: list[Callable[[], None]] = []
        self._definitions: set[str] = set()
        self._lines: list[tuple[int, int]] = []  # of the paragraph that is open
        self._markers: list[tuple[int, int]] = []  # list markers that stand before the next block
        self._fence: tuple[str, int] | None = None
        self._html: re.Pattern[str] | None = None
        self._hollow = 0  # how many containers are open, if the last is a list item without text yet
        self._table = False
        self._html_lines: list[tuple[int, int]] | None = None
        self._page = Page(weaver)

    def weave(self) -> None:
        place = self._front_matter()
        for match in LINE.finditer(self._raw, place):
            if match.start() < match.end():
                self._line(match.start(), match.end())
        self._close()
        for block in self._blocks:
            block()

    def _front_matter(self) -> int:
        """Pass metadata at the beginning, between lines of ``---``; they are checked, and never edited."""
        lines = LINE.finditer(self._raw)
        first = next(lines)
        opened = FRONT.match(first[0].rstrip())
        if opened is None:
            return 0
        for count, line in enumerate(lines):
            if line[0].rstrip() in (opened[1], "..." if opened[1] == "---" else opened[1]) and count:
                metadata = [(first.end(), line.start())]
                self._blocks.append(partial(self._verbatim, metadata))
                return line.end()
            if not line[0]:
                break
        return 0

    # Gathering: one line after the other.

    def _line(self, start: int, end: int) -> None:
        raw = self._raw
        stop = end
        while stop > start and raw[stop - 1] in "\r\n":
            stop -= 1
        if self._hollow and not raw[start:stop].strip():
            del self._containers[self._hollow - 1 :]  # a list item begins with one empty line at most
        self._hollow = 0
        place, depth = self._inside(start, stop)
        if depth < len(self._containers) and (self._fence or self._html_lines is not None):
            self._close()
        if self._fence is not None:
            self._fenced(place, stop, end)
            return
        if self._html_lines is not None and depth == len(self._containers):
            self._in_html(place, stop, end)
            return
        if depth < len(self._containers):
            if self._lazy(place, stop):
                self._lines.append((place, end))
                return
            self._close()
            del self._containers[depth:]
        place, opened = self._open(place, stop)
        self._leaf(place, stop, end, fresh=opened)

    def _inside(self, start: int, stop: int) -> tuple[int, int]:
        """Pass the markers of the open containers; return the place behind them, and how many go on."""
        place = start
        for depth, indent in enumerate(self._containers):
            if indent == 0:
                match = QUOTE.match(self._raw, place, stop)
                if match is None:
                    return place, depth
                place = match.end()
            else:
                behind = indented(self._raw, place, stop, indent)
                if behind is None:
                    if self._raw[place:stop].strip():
                        return place, depth
                    behind = stop
                place = behind
        return place, len(self._containers)

    def _lazy(self, place: int, stop: int) -> bool:
        """Whether a line without the markers of its containers goes on with their paragraph."""
        line = self._raw[place:stop]
        return (
            bool(self._lines)
            and not self._table
            and bool(line.strip())
            and not ITEM.match(line)
            and not interrupts(line)
        )

    def _open(self, place: int, stop: int) -> tuple[int, bool]:
        """Open the containers that begin here; return the place behind their markers, and whether there are any."""
        opened = False
        while len(self._containers) < _DEEPEST:
            if indented(self._raw, place, stop, 4) is not None:
                break
            if match := QUOTE.match(self._raw, place, stop):
                self._close()
                self._blocks.append(self._weaver.paragraph)
                self._containers.append(0)
                place = match.end()
            elif (item := ITEM.match(self._raw[place:stop])) and not RULE.match(self._raw[place:stop]):
                content = self._raw[place + item.end() : stop]
                # In the midst of a paragraph, "1986. A year" begins a list only with 1, and nothing empty does.
                if (
                    self._lines
                    and not (opened or self._table)
                    and (not content.strip() or item[0].strip()[:-1] not in ("", "1"))
                ):
                    break
                self._close()
                blanks = len(content) - len(content.lstrip(" \t"))
                width = blanks if 1 <= blanks <= 4 and content.strip() else 1  # noqa: PLR2004 - CommonMark's figure
                self._containers.append(item.end() + width)
                self._hollow = 0 if content.strip() else len(self._containers)
                self._markers.append((place + len(item[0]) - len(item[0].lstrip()), place + item.end()))
                place = min(stop, place + item.end() + width)
            else:
                break
            opened = True
        return place, opened

    def _leaf(self, place: int, stop: int, end: int, *, fresh: bool) -> None:
        line = self._raw[place:stop]
        if not line.strip():
            self._close()
            self._blocks.append(self._weaver.paragraph)
        elif self._table and not interrupts(line):
            self._lines.append((place, end))
        elif not self._lines and indented(self._raw, place, stop, 4) is not None:
            self._block(self._verbatim, [(place, end)])
        elif match := FENCE.match(line):
            self._close()
            self._fence = (match["fence"], place)
            self._blocks.append(self._weaver.paragraph)
            info = match.start("info") + place
            self._block(self._verbatim, [(info, end)] if match["info"].strip() else [])
        elif match := HEADING.match(line):
            self._close()
            self._blocks.append(self._weaver.paragraph)
            self._block(self._inline, [(place + match.end(), place + max(match.end(), before_hashes(line)))])
            self._blocks.append(self._weaver.paragraph)
        elif (self._lines and not fresh and UNDERLINE.match(line) and not self._is_table(line)) or RULE.match(
            line
        ):
            self._close()
            self._blocks.append(self._weaver.paragraph)
        elif html := begins_html(line, paragraph=bool(self._lines)):
            self._close()
            self._html_lines, self._html = [], html[0]
            self._in_html(place, stop, end)
        elif self._is_table(line):
            head = self._lines.pop()
            self._close()
            self._table = True
            self._lines = [head, (place, end)]
        else:
            self._table = self._table and bool(self._lines)
            self._lines.append((place, end))

    def _is_table(self, line: str) -> bool:
        """Whether a line is the second one of a table: it has as many columns as the line before it."""
        if (
            not self._lines
            or self._table
            or not DELIMITERS.match(line)
            or ("|" not in line and ":" not in line)
        ):
            return False
        head = self._raw[slice(*self._lines[-1])]
        return len(list(cells(head, 0))) == len(list(cells(line, 0)))

    def _fenced(self, place: int, stop: int, end: int) -> None:
        assert self._fence is not None
        fence = self._fence[0]
        line = self._raw[place:stop].strip(" \t")
        if (
            len(line) >= len(fence)
            and not line.strip(fence[0])
            and indented(self._raw, place, stop, 4) is None
        ):
            self._fence = None
            self._blocks.append(self._weaver.paragraph)
        else:
            self._blocks.append(lambda: self._weaver.keep(place, end, Standing.CODE))

    def _in_html(self, place: int, stop: int, end: int) -> None:
        line = self._raw[place:stop]
        assert self._html_lines is not None
        if self._html is None and not line.strip():
            self._close()
            return
        self._html_lines.append((place, end))
        if self._html is not None and self._html.search(line):
            self._close()

    def _close(self) -> None:
        """End the paragraph, the table or the HTML that is open."""
        lines, table, html = self._lines, self._table, self._html_lines
        self._lines, self._table, self._html_lines, self._html = [], False, None, None
        if self._fence is not None:
            self._fence = None
            self._blocks.append(self._weaver.paragraph)
        if html:
            self._block(self._tags, html)
        if not lines:
            return
        if table:
            self._block(self._rows, lines)
            return
        lines = self._define(lines)
        if lines:
            self._block(self._inline, lines)

    def _block(self, weave: Callable[[list[tuple[int, int]]], None], lines: list[tuple[int, int]]) -> None:
        markers, self._markers = self._markers, []

        def block() -> None:
            for start, end in markers:
                self._weaver.line()
                self._weaver.keep(start, end)
                self._weaver.put(" ")
            weave(lines)

        self._blocks.append(block)

    def _define(self, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Take the definitions of links off the beginning of a paragraph."""
        if not self._raw[lines[0][0] : lines[0][1]].lstrip().startswith("["):
            return lines
        if FOOTNOTE.match(self._raw, *lines[0]):
            return lines
        stretch = Stretch(self._raw, lines)
        place = 0
        while found := label_of(stretch.text, place):
            label, parts, place = found
            self._definitions.add(label)
            self._block(lambda _lines, parts=parts: weave_definition(self._weaver, stretch, parts), [])  # type: ignore[misc]
        return stretch.spans(place, len(stretch.text)) if place else lines

    # Weaving: what each kind of block comes to.

    def _verbatim(self, lines: list[tuple[int, int]]) -> None:
        self._weaver.line()
        for start, end in lines:
            self._weaver.keep(start, end, Standing.CODE)

    def _inline(self, lines: list[tuple[int, int]]) -> None:
        stretch = Stretch(self._raw, [(past_blanks(self._raw, *line), line[1]) for line in lines])
        Inline(self._weaver, stretch, self._definitions).weave(0, len(stretch.text.rstrip()))
        self._weaver.line()

    def _tags(self, lines: list[tuple[int, int]]) -> None:
        self._weaver.paragraph()
        self._page.weave(Stretch(self._raw, lines))
        self._weaver.paragraph()

    def _rows(self, lines: list[tuple[int, int]]) -> None:
        self._weaver.paragraph()
        for number, (start, end) in enumerate(lines):
            if number == 1:  # the row of dashes
                continue
            row = self._raw[start:end]
            self._weaver.line()
            for cell_start, cell_end in cells(row, start):
                stretch = Stretch(self._raw, [(cell_start, cell_end)])
                Inline(self._weaver, stretch, self._definitions, cell=True).weave(0, len(stretch.text))
                self._weaver.put(CELL)
        self._weaver.paragraph()
