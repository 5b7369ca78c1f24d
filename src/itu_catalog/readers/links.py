"""Links of Markdown: their addresses, titles and labels, in the text and where they are defined.

>>> text = "(<https://www.itu.int> 'ITU')"
>>> destination(text, 1, len(text))
(2, 21, 22)
"""

from __future__ import annotations

import re

from itu_catalog.readers.markup import weave_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.readers.weave import Stretch, Weaver

__all__ = [
    "LABEL",
    "LONGEST",
    "TITLE",
    "Span",
    "bracketed",
    "destination",
    "folded",
    "label_of",
    "past",
    "weave_definition",
]

LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999}+)\]", re.DOTALL)
_DEFINED = re.compile(r"[ \t]*+\[((?:[^\[\]\\]|\\.){1,999}+)\]:[ \t]*+(?:\r?\n[ \t]*+)?+", re.DOTALL)
_POINTED = re.compile(r"<((?:[^<>\n\\]|\\.)*+)>")
_WORD = re.compile(r"[^\s()\\]++|\\[^\s]|\\|[()]")
TITLE = re.compile(r"\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'|\(((?:[^()\\]|\\.)*+)\)", re.DOTALL)
_BLANKS = re.compile(r"\s*+")
_LINE_END = re.compile(r"[ \t]*+(?:\r?\n|\Z)")
_DEEPEST = 32
LONGEST = 999


Span = tuple[int, int]


def past(text: str, place: int, end: int) -> int:
    """Return the place behind the blanks and line ends at `place`."""
    match = _BLANKS.match(text, place, end)
    return match.end() if match else place


def bracketed(label: str) -> bool:
    """Whether a label is none: it is blank, or has brackets in it."""
    return not label.strip() or LABEL.fullmatch(f"[{label}]") is None


def folded(label: str) -> str:
    """Return a label as labels are compared: without regard to case and blanks."""
    return " ".join(label.split()).casefold()


def destination(text: str, place: int, end: int) -> tuple[int, int, int] | None:
    """Return where the address at `place` begins and ends, and the place behind it."""
    if pointed := _POINTED.match(text, place, end):
        return (*pointed.span(1), pointed.end())
    if text.startswith("<", place):
        return None
    depth, stop = 0, place
    while match := _WORD.match(text, stop, end):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if depth < 0 or depth > _DEEPEST:
            break
        stop = match.end()
    return None if stop == place or depth > 0 else (place, stop, stop)


def label_of(text: str, place: int) -> tuple[str, list[Span], int] | None:
    """Read the definition of a link: its label, where its address and title stand, and where it ends.

    >>> label_of('[x509]: https://www.itu.int/rec/T-REC-X.509 "X.509"', 0)
    ('x509', [(8, 43), (45, 50)], 51)
    """
    match = _DEFINED.match(text, place)
    if match is None or not match[1].strip():
        return None
    found = destination(text, match.end(), len(text))
    if found is None:
        return None
    spans: list[Span] = [found[:2]]
    ends = _LINE_END.match(text, found[2])
    blank = past(text, found[2], len(text))
    title = TITLE.match(text, blank) if blank > found[2] else None
    if title is not None and (after := _LINE_END.match(text, title.end())):
        spans.append(title.span(title.lastindex or 0))
        ends = after
    return None if ends is None else (folded(match[1]), spans, ends.end())


def weave_definition(weaver: Weaver, stretch: Stretch, spans: list[Span]) -> None:
    """Weave the address and the title of a definition, each as a paragraph of its own."""
    for span in spans:
        weave_value(weaver, stretch, *span)
    weaver.paragraph()
