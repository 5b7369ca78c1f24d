r"""What stands within a paragraph of reStructuredText: emphasis, literals, roles, links, escapes; in linear time.

>>> from itu_catalog.readers.weave import Stretch, Weaver
>>> weaver = Weaver("See `X.509 <https://www.itu.int>`_ and :code:`X.25`.")
>>> Roles(weaver, Stretch(weaver.raw, [(0, 52)])).weave()
>>> weaver.source("note.rst", "rest").text
'See X.509 and X.25.\n\nhttps://www.itu.int\n\n'
"""

from __future__ import annotations

import re
import unicodedata

from itu_catalog.readers.source import Standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.readers.weave import Stretch, Weaver

__all__ = ["Roles"]

_SPECIAL = re.compile(r"\\|\*\*?|``|_?`|:(?=[A-Za-z])")
_ROLE = re.compile(r":([A-Za-z][\w.+-]{0,60}(?::[A-Za-z][\w.+-]{0,60}){0,3}):`")
_ROLE_BEHIND = re.compile(r":([A-Za-z][\w.+-]{0,60}(?::[A-Za-z][\w.+-]{0,60}){0,3}):")
# `text <address>`
_ADDRESSED = re.compile(r"\s*<([^<>]*)>\Z")

_CODE = frozenset(
    (
        "code",
        "literal",
        "math",
        "samp",
        "kbd",
        "command",
        "program",
        "option",
        "file",
        "envvar",
        "regexp",
        "expr",
    )
)
_PROSE = frozenset(
    (
        "emphasis",
        "strong",
        "title-reference",
        "title",
        "t",
        "subscript",
        "sub",
        "superscript",
        "sup",
        "abbr",
        "dfn",
    )
)
"""Roles whose text is shown as it is; that of every other role is a link, or made by it."""


class Roles:
    """Reads the inlines of one paragraph."""

    def __init__(self, weaver: Weaver, stretch: Stretch) -> None:
        self._weaver = weaver
        self._stretch = stretch
        self._text = stretch.text
        self._done = 0
        self._never: set[str] = set()

    def weave(self) -> None:
        """Weave the whole stretch."""
        place = 0
        while match := _SPECIAL.search(self._text, place):
            start, mark = match.start(), match[0]
            if mark == "\\":
                place = self._escape(start, Standing.PROSE)
            elif mark == ":":
                place = self._role(start)
            elif mark in ("`", "_`"):
                place = self._quoted(start, start + len(mark), "", inline_target=mark == "_`") or start + len(
                    mark
                )
            else:
                standing = Standing.CODE if mark == "``" else Standing.LINK
                place = self._enclosed(start, mark, standing) or start + len(mark)
        self._plain(len(self._text))

    def _plain(self, end: int, standing: Standing = Standing.PROSE) -> None:
        if self._done < end:
            self._weaver.keep_of(self._stretch, self._done, end, standing)
        self._done = max(self._done, end)

    def _escape(self, start: int, standing: Standing) -> int:
        """Read a backslash: it takes away what the next character means, or the blank behind it."""
        self._plain(start, standing)
        following = self._text[start + 1 : start + 2]
        self._done = start + 1
        if following.isspace():
            self._done = start + 2
        return start + 2

    def _opens(self, start: int, end: int) -> bool:
        """Whether mark-up may begin between `start` and `end`: behind a blank or a mark, and before a character."""
        before, after = self._text[start - 1 : start], self._text[end : end + 1]
        if (
            not after
            or after.isspace()
            or (before and not (before.isspace() or before == "\0" or _outside(before)))
        ):
            return bool(
                start and self._done == start and after and not after.isspace()
            )  # after an escaped blank
        return (before, after) not in {("'", "'"), ('"', '"'), ("(", ")"), ("[", "]"), ("{", "}"), ("<", ">")}

    def _end(self, mark: str, start: int) -> int | None:
        """Return where the next `mark` stands that may end mark-up; what was sought in vain is not sought again."""
        if mark in self._never:
            return None
        place = start
        while (place := self._text.find(mark, place)) >= 0:
            after = self._text[place + len(mark) : place + len(mark) + 1]
            before = self._text[place - 1]
            if place > start and not before.isspace() and (before != "\\" or mark == "``"):
                if (
                    not after
                    or after.isspace()
                    or after in "\\_"
                    or (after == ":" and mark == "`")
                    or _outside(after)
                ):
                    return place
                if mark == "*" and after == "*":
                    place += 1
            place += 1
        self._never.add(mark)
        return None

    def _enclosed(self, start: int, mark: str, standing: Standing) -> int | None:
        begin = start + len(mark)
        end = self._end(mark, begin) if self._opens(start, begin) else None
        if end is None:
            return None
        self._plain(start)
        self._within(begin, end, standing)
        return self._skip(end + len(mark))

    def _within(self, begin: int, end: int, standing: Standing) -> None:
        self._done = begin
        if standing is not Standing.CODE:
            while (escape := self._text.find("\\", self._done, end - 1)) >= 0:
                self._escape(escape, standing)
                if self._done < end and self._text[self._done] == "\\":  # an escaped backslash stays
                    self._plain(self._done + 1, standing)
        self._plain(end, standing)

    def _skip(self, place: int) -> int:
        self._done = place
        return place

    def _role(self, start: int) -> int:
        match = _ROLE.match(self._text, start)
        if match is None or not self._opens(start, match.end()):
            return start + 1
        return self._quoted(start, match.end(), match[1].lower()) or match.end()

    def _quoted(self, start: int, begin: int, role: str, *, inline_target: bool = False) -> int | None:
        """Read what stands between single backquotes: a role, a link, or the title of something."""
        end = self._end("`", begin) if self._opens(start, begin) else None
        if end is None:
            return None
        after = end + 1
        if not role and (behind := _ROLE_BEHIND.match(self._text, after)):
            role, after = behind[1].lower(), behind.end()
        link = self._text.startswith("_", after)
        after += link + self._text.startswith("__", after)
        self._plain(start)
        name = role.rsplit(":", 1)[-1]
        if name in _CODE:
            self._within(begin, end, Standing.CODE)
            return self._skip(after)
        prose = name in _PROSE or inline_target
        addressed = None if prose else _ADDRESSED.search(self._text, begin, end)
        stop = end if addressed is None else addressed.start()
        if addressed is not None and stop <= begin:  # `<address>`_ shows its address
            self._within(*addressed.span(1), Standing.TARGET)
            return self._skip(after)
        # Without a role it is the title of something; a link cannot be put there, either.
        self._within(begin, stop, Standing.LINK)
        if addressed is not None:
            self._weaver.begin_aside()
            self._weaver.keep_of(self._stretch, *addressed.span(1), Standing.TARGET)
            self._weaver.end_aside()
        return self._skip(after)


def _outside(char: str) -> bool:
    """Whether mark-up may begin behind a character, or end before it."""
    return char in "-:/'\"<([{>)]}.,;!?" or unicodedata.category(char) in ("Ps", "Pe", "Pi", "Pf", "Pd", "Po")
