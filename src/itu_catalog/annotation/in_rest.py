r"""Links in reStructuredText: ```ITU-T X.509 <https://…>`__``, each for itself, naming no target.

>>> from itu_catalog.annotation.targets import Target
>>> "{}X.509{}".format(*RestLinker("see X.509v3").link(4, 9, Target("https://example.org", None, "current")))
'`X.509 <https://example.org>`__\\ '
"""

from __future__ import annotations

import re
from unicodedata import category

from itu_catalog.annotation.linkers import Around, Spans, line_at
from itu_catalog.annotation.why import Why

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.annotation.targets import Target

__all__ = ["RestLinker", "escape_rest"]

# What may stand beside inline markup (docutils, "Inline markup recognition rules"); else an escaped blank, which
# is not shown, sets it apart.
_BEFORE = frozenset("'\"([{<-/:")
_AFTER = frozenset("'\")]}>-/\\:.,;!?")
_OPENING, _CLOSING = ("Ps", "Pi", "Pf", "Pd", "Po"), ("Pe", "Pi", "Pf", "Pd", "Po")
_APART = "\\ "
# What would become markup beside a link, or a part of it.
_MARKS = ("\\", "*", "`", "|", "_")

_WITHIN = re.compile(r"[\\`*_|<>]")
_TOKEN = re.compile(r"\\.|``|`|\*\*|\*|\||\n[ \t]*\n", re.DOTALL)
_SPECIAL = re.compile(r"[\\`*_|]")

# The name of a role, which reads the backquotes beside it: :doc:`…`.
_LONGEST_ROLE = 80
_ROLE = re.compile(r":[\w.+:-]{1,80}:`")
_ROLE_BEFORE = re.compile(r":[\w.+:-]{1,80}:\Z")
# The beginning of a line: its indentation, and what begins an item of a list or a directive.
_ITEM = re.compile(
    r"[ \t]*(?:(?:[-*+•|]|\(?(?:[0-9]{1,4}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,8}|#)[.)]|\.\.|[\w-]{1,40}::)[ \t]+){0,6}"
)
_UNDERLINE = re.compile(r"([!-/:-@[-`{-~])\1*[ \t\r]*")
_GRID = re.compile(r"[ \t]*\+[-=]+\+[-=+]*[ \t\r]*")
_SIMPLE = re.compile(r"[ \t]*=+(?: +=+)+[ \t\r]*")


class RestLinker:
    """What makes links in a text in reStructuredText."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._marked = Spans(_marked(raw))
        self._tables = Spans(_tables(raw))

    def link(self, begin: int, end: int, target: Target) -> Around | Why:
        """Return what makes a link of ``raw[begin:end]``, or why nothing does."""
        raw = self._raw
        if _WITHIN.search(raw, begin, end) or not self._in_one_block(begin, end):
            return Why.BROKEN
        if self._marked.touch(begin, end):
            return Why.NESTED
        if self._tables.touch(begin, end):
            return Why.TABLE
        before, after = raw[max(0, begin - 1) : begin], raw[end : end + 1]
        if before in _MARKS or after in _MARKS or raw[end : end + 2] == "]_" or self._labels(begin):
            return Why.BESIDE
        if _ROLE_BEFORE.search(raw, max(0, begin - _LONGEST_ROLE), begin) or _ROLE.match(raw, end):
            return Why.BESIDE
        if self._heads(begin, end):
            return Why.HEADING
        url = f"{target.url[:-1]}%5F" if target.url.endswith("_") else target.url  # "name_" is a reference
        return Around(
            "`" if _apart(before, _BEFORE, _OPENING) else f"{_APART}`",
            f" <{url}>`__" + ("" if _apart(after, _AFTER, _CLOSING) else _APART),
        )

    def emphasizes(self, begin: int, end: int) -> bool:
        """Whether it stands in emphasis."""
        place = self._marked.around(begin, end)
        return place is not None and self._raw[place] == "*"

    def closing(self) -> str:
        """Return nothing: links stand where the citations do."""
        return ""

    def _in_one_block(self, begin: int, end: int) -> bool:
        """Whether the lines that it runs over are indented alike; others belong to several blocks."""
        first = _ITEM.match(self._raw, line_at(self._raw, begin)[0], begin)
        assert first is not None
        indent = len(first[0].expandtabs())
        later = re.findall(r"\n([ \t]*)", self._raw[begin:end])
        return all(len(blanks.expandtabs()) == indent for blanks in later)

    def _labels(self, begin: int) -> bool:
        """Whether it stands in the label of a footnote or citation, ``.. [X.509] …``, or in a target."""
        start, _ = line_at(self._raw, begin)
        ahead = self._raw[start:begin].lstrip()
        return ahead in (".. [", ".. _") or (ahead.startswith(".. [") and "]" not in ahead)

    def _heads(self, begin: int, end: int) -> bool:
        """Whether it stands in a title: the line below is one of marks, or the first line of its paragraph is."""
        start, (_, stop) = line_at(self._raw, begin)[0], line_at(self._raw, end)
        if stop < len(self._raw) and _is_drawn(self._raw[slice(*line_at(self._raw, stop + 1))]):
            return True
        lines: list[str] = []  # the three above
        while start and len(lines) < 3:  # noqa: PLR2004 - docutils looks for a title in the first two of a paragraph
            start, stop = line_at(self._raw, start - 1)
            lines.append(self._raw[start:stop])
        return any(
            _is_drawn(line) and not "".join(lines[place + 1 : place + 2]).strip()
            for place, line in enumerate(lines[:2])
        )


def _is_drawn(line: str) -> bool:
    """Whether a line consists of one mark, as those above and below titles do."""
    return bool(line.strip()) and _UNDERLINE.fullmatch(line) is not None


def _apart(char: str, plain: frozenset[str], categories: tuple[str, ...]) -> bool:
    """Whether inline markup may stand beside a character, or at the edge of the text."""
    return (
        not char or char.isspace() or char in plain or (not char.isascii() and category(char) in categories)
    )


def _marked(raw: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of inline markup: emphasis, literals, references; what is not closed, to its paragraph's end."""
    opened, start = "", 0
    for token in _TOKEN.finditer(raw):
        mark = token[0]
        if mark[0] in "\\\n":
            if mark[0] == "\n" and opened:
                yield start, token.start()
                opened = ""
            continue
        ahead, behind = raw[token.start() - 1 : token.start()], raw[token.end() : token.end() + 1]
        if not opened:
            if behind and not behind.isspace() and _apart(ahead, _BEFORE, _OPENING):
                opened, start = mark, token.start()
        elif mark == opened and not ahead.isspace() and _ends(raw, token.end(), mark):
            yield start, token.end()
            opened = ""
    if opened:
        yield start, len(raw)


def _ends(raw: str, place: int, mark: str) -> bool:
    """Whether a mark before a place ends markup, by the character behind it; a reference has one or two lines there."""
    for _ in range(2):
        place += mark in "`|" and raw[place : place + 1] == "_"
    return _apart(raw[place : place + 1], _AFTER, _CLOSING)


def _tables(raw: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of tables whose columns are drawn: a block with a border, or from border to last border."""
    place = begin = 0  # of the line at hand; of its block
    grid = simple = border = False
    for line in raw.splitlines(keepends=True):
        blank = not line.strip()
        if simple:
            if blank and border:
                yield begin, place
                simple = False
        elif blank:
            if grid:
                yield begin, place
            grid = False
        elif _GRID.fullmatch(line.rstrip("\n")):
            begin = begin if grid else place
            grid = True
        elif _SIMPLE.fullmatch(line.rstrip("\n")):
            begin, simple = place, True
        border = _SIMPLE.fullmatch(line.rstrip("\n")) is not None
        place += len(line)
    if grid or simple:
        yield begin, place


def escape_rest(words: str) -> str:
    r"""Return words as they are written in reStructuredText, so that nothing of them is markup.

    >>> print(escape_rest("a * b_ `c`"))
    a \* b\_ \`c\`
    """
    return _SPECIAL.sub(r"\\\g<0>", words)
