r"""How blocks of Markdown begin and end: what CommonMark says of a single line.

>>> line = r"| ITU-T X.509 \| ISO/IEC 9594-8 | 2019 |"
>>> [line[start:end] for start, end in cells(line, 0)]
['ITU-T X.509 \\| ISO/IEC 9594-8', '2019']
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "DELIMITERS",
    "FENCE",
    "FOOTNOTE",
    "FRONT",
    "HEADING",
    "ITEM",
    "LINE",
    "QUOTE",
    "RULE",
    "UNDERLINE",
    "before_hashes",
    "begins_html",
    "cells",
    "indented",
    "interrupts",
    "past_blanks",
]

LINE = re.compile(r"[^\r\n]*+(?:\r\n|\n|\r|\Z)")
QUOTE = re.compile(r" {0,3}> ?")
ITEM = re.compile(r" {0,3}(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)")
FENCE = re.compile(r" {0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)")
HEADING = re.compile(r" {0,3}#{1,6}(?=[ \t]|$)[ \t]*")
RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
DELIMITERS = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
FRONT = re.compile(r"(---|\+\+\+)[ \t]*$")
FOOTNOTE = re.compile(r" {0,3}\[\^[^\]\s]{1,200}\]:[ \t]*")

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt"
    "|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu"
    "|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr"
    "|track|ul"
)
_HTML = (
    # How a block of HTML begins, how the line looks that ends it, and whether it may interrupt a paragraph.
    (
        re.compile(r" {0,3}<(?:script|pre|style|textarea)(?=[ \t>]|$)", re.IGNORECASE),
        re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    ),
    (re.compile(r" {0,3}<!--"), re.compile("-->")),
    (re.compile(r" {0,3}<\?"), re.compile(r"\?>")),
    (re.compile(r" {0,3}<![A-Za-z]"), re.compile(">")),
    (re.compile(r" {0,3}<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(rf" {{0,3}}</?(?:{_BLOCK_TAGS})(?=[ \t]|/?>|$)", re.IGNORECASE), None),
)
_VALUE = r"""(?:[ \t]*+=[ \t]*+(?:"[^"]*+"|'[^']*+'|[^ \t"'=<>`]++))?+"""
_HTML_ALONE = re.compile(
    rf" {{0,3}}(?:<[A-Za-z][A-Za-z0-9-]*+(?:[ \t]++[A-Za-z_:][\w.:-]*+{_VALUE})*+[ \t]*+/?>"
    r"|</[A-Za-z][A-Za-z0-9-]*+[ \t]*+>)[ \t]*$"
)


def indented(raw: str, place: int, stop: int, columns: int) -> int | None:
    """Return the place behind `columns` columns of blanks, None where there are fewer; tabs stop at each fourth."""
    width = 0
    while place < stop and width < columns:
        if raw[place] == "\t":
            width += 4 - width % 4
        elif raw[place] == " ":
            width += 1
        else:
            return None
        place += 1
    return place if width >= columns else None


def past_blanks(raw: str, start: int, end: int) -> int:
    """Return the place behind the blanks at `start`."""
    while start < end and raw[start] in " \t":
        start += 1
    return start


def before_hashes(line: str) -> int:
    """Return where a heading ends, without the number signs that may close it."""
    bare = line.rstrip(" \t")
    opened = bare.rstrip("#")
    return len(opened.rstrip(" \t")) if opened.endswith((" ", "\t")) else len(bare)


def interrupts(line: str) -> bool:
    """Whether a line begins a block even in the midst of a paragraph."""
    return bool(
        QUOTE.match(line)
        or FENCE.match(line)
        or HEADING.match(line)
        or RULE.match(line)
        or ((item := ITEM.match(line)) and line[item.end() :].strip() and item[0].strip()[:-1] in ("", "1"))
        or begins_html(line, paragraph=True)
    )


def begins_html(line: str, *, paragraph: bool) -> tuple[re.Pattern[str] | None] | None:
    """Tell how a block of HTML that begins here ends: by a line like that, or (None,) by an empty one."""
    if "<" not in line[:4]:
        return None
    for begins, ends in _HTML:
        if begins.match(line):
            return (ends,)
    return (None,) if not paragraph and _HTML_ALONE.match(line) else None


_PIPE = re.compile(r"\\.|\|", re.DOTALL)


def cells(row: str, offset: int) -> Iterator[tuple[int, int]]:
    """Yield where the cells of a row begin and end, blanks outside."""
    left, right = 0, len(row.rstrip())
    left = len(row) - len(row.lstrip())
    left += row.startswith("|", left)
    if right > left and row[right - 1] == "|" and row[right - 2 : right - 1] != "\\":
        right -= 1
    bars = [match.start() for match in _PIPE.finditer(row, left, right) if match[0] == "|"]
    for start, end in zip([left, *(bar + 1 for bar in bars)], [*bars, right], strict=True):
        cell = row[start:end]
        begin = start + len(cell) - len(cell.lstrip())
        yield offset + begin, offset + max(begin, start + len(cell.rstrip()))
