r"""Comments in a document that say which findings are not to be reported.

They stand in a comment of any syntax, or on a line of their own: ``itu-catalog: ignore`` means its own line,
``ignore-next-line`` the next one, ``ignore-begin`` to ``ignore-end`` all lines between, and ``ignore-file`` the
whole document. Codes in brackets narrow it: ``itu-catalog: ignore[superseded]``.

>>> from itu_catalog.readers.source import Source
>>> comments = Comments.of(Source.of_text("ITU-T X.25 <!-- itu-catalog: ignore[superseded, superceded] -->"))
>>> comments.remarks
("line 1: 'superceded' is no code of a finding; did you mean 'superseded'?",)
"""

from __future__ import annotations

import re
from bisect import bisect_right

from itu_catalog.checking.choosing import read_codes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.findings import Code, Finding
    from itu_catalog.readers.source import Source

__all__ = ["Comments"]

# What comments begin with: <!-- of HTML and Markdown, .. of reST, % of LaTeX, -- of SQL, ASN.1 and YANG's friends,
# the * that continues a comment of C, ' and REM of Basic, dnl of M4, \" of troff. What a page about this
# program quotes stands in a code span, and does not count.
_DIRECTIVE = re.compile(
    r"""(?:(?:<!--|\{\#|\(\*|/\*|//|--|\#|%|;|\*|'|!|\.\.|\\"|\bREM|\bdnl)|^)[ \t]*"""
    r"itu-catalog:[ \t]*(?P<verb>ignore(?:-[a-z-]{1,20})?)(?![\w-])"
    r"(?:[ \t]*\[(?P<codes>[^\]\n]{0,400})\])?",
    re.IGNORECASE | re.MULTILINE,
)


class _Comment:
    """A comment: the lines that it is about, and the codes; no codes mean all of them."""

    __slots__ = ("codes", "first", "last", "line", "used", "verb")

    def __init__(self, verb: str, line: int, first: int, last: float, codes: frozenset[Code] | None) -> None:
        self.verb, self.line, self.first, self.last = verb, line, first, last
        self.codes = codes
        self.used = False

    def means(self, finding: Finding, first: int, last: int) -> bool:
        """Whether it is about a finding on some lines."""
        return (
            first <= self.last and last >= self.first and (self.codes is None or finding.code in self.codes)
        )


class Comments:
    """The comments of one document, and which of them were of use.

    Attributes:
        remarks: what is wrong with them, one sentence each.
    """

    def __init__(self, source: Source | None = None) -> None:
        """Have none; `of` reads those of a document."""
        self._source = source
        self._comments: list[_Comment] = []
        self._of_line: dict[int, list[_Comment]] = {}  # a file may have one on each of its lines
        self._of_more: list[_Comment] = []
        self._starts: list[int] = []
        self.remarks: tuple[str, ...] = ()

    @classmethod
    def of(cls, source: Source) -> Comments:
        """Read the comments of a document; of one that is no text (a PDF file), those in its words."""
        text = source.text if source.raw is None else source.raw
        found = cls(source)
        found._read(text)
        return found

    def ignore(self, finding: Finding) -> bool:
        """Whether a comment says that a finding is not to be reported; the comment was of use then."""
        if not self._comments:
            return False
        first, last = self._lines(finding.citation.start, finding.citation.end)
        # The narrowest says it: a comment on the line itself is of use though the whole file is ignored, too.
        near = [each for line in range(first, last + 1) for each in self._of_line.get(line, ())]
        meant = [each for each in (*near, *self._of_more) if each.means(finding, first, last)]
        if meant:
            min(meant, key=lambda each: each.last - each.first).used = True
        return bool(meant)

    def unused(self) -> Iterator[str]:
        """Say which comments ignored nothing."""
        for each in self._comments:
            if not each.used and (each.codes is None or each.codes):
                yield f"line {each.line}: 'itu-catalog: {each.verb}' ignores nothing; remove it"

    # ---- reading

    def _read(self, text: str) -> None:
        self._starts = _starts(text)
        remarks: list[str] = []
        open_: list[_Comment] = []
        for match in _DIRECTIVE.finditer(text):
            if _is_quoted(text, match.start()):
                continue
            verb, line = match["verb"].lower(), bisect_right(self._starts, match.start("verb"))
            codes = None if match["codes"] is None else _codes(match["codes"], line, remarks)
            if verb not in _VERBS:
                remarks.append(f"line {line}: {verb!r} is not understood; write one of {', '.join(_VERBS)}")
                continue
            if verb == "ignore-end":
                if open_:
                    open_.pop().last = line
                else:
                    remarks.append(f"line {line}: 'itu-catalog: ignore-end' ends nothing; remove it")
                continue
            first, last = {
                "ignore": (line, line),
                "ignore-next-line": (line + 1, line + 1),
                "ignore-begin": (line, float("inf")),
                "ignore-file": (1, float("inf")),
            }[verb]
            comment = _Comment(verb, line, int(first), last, codes)
            if first == last:
                self._of_line.setdefault(int(first), []).append(comment)
            elif len(self._of_more) < _MOST:
                self._of_more.append(comment)
            else:
                remarks.append(
                    f"line {line}: {_MOST} comments before it ignore more than a line; none counts from here on"
                )
                break
            self._comments.append(comment)
            if verb == "ignore-begin":
                open_.append(comment)
        remarks += (
            f"line {each.line}: 'itu-catalog: ignore-begin' has no ignore-end; it ignores to the end of the file"
            for each in open_
        )
        self.remarks = tuple(remarks)

    def _lines(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and last line of a stretch of the text, as the comments count lines."""
        assert self._source is not None
        if self._source.raw is None:
            return bisect_right(self._starts, start), bisect_right(self._starts, end - 1)
        places = (self._source.place(offset).line for offset in (start, end - 1))
        first, last = (0 if line is None else line for line in places)
        return first, max(first, last)


_MOST = 1000
"""Comments about more than one line that one document may have; each finding is held against all of them."""

_VERBS = ("ignore", "ignore-next-line", "ignore-begin", "ignore-end", "ignore-file")


def _is_quoted(text: str, start: int) -> bool:
    """Whether the signs that a comment begins with stand behind the sign of a code span."""
    before = text[max(0, start - _SIGNS) : start].rstrip("<!-{#(*/%;.'\\\"")
    return before.endswith("`")


_SIGNS = 8
"""Characters that may stand before what a comment was told by: ``<!`` of ``<!--``."""


def _codes(text: str, line: int, remarks: list[str]) -> frozenset[Code]:
    """Read the codes in brackets; one that there is not is remarked upon, and ignores nothing."""
    found: set[Code] = set()
    for word in text.split(","):
        try:
            found |= read_codes(word)
        except ValueError as fault:
            remarks.append(f"line {line}: {fault}")
    return frozenset(found)


def _starts(text: str) -> list[int]:
    starts, place = [0], text.find("\n")
    while place >= 0:
        starts.append(place + 1)
        place = text.find("\n", place + 1)
    return starts
