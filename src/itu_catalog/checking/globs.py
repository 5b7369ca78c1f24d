"""Patterns of paths, as shells and version control write them, matched in linear time.

``*``, ``?`` and ``[a-z]`` stay within a name, ``**`` between slashes stands for any directories. A pattern may come
with a stranger's repository: no pattern takes long on any path.

>>> glob = Glob("docs/**/*.md")
>>> glob.matches(["docs", "guide", "checking.md"]), glob.matches(["docs", "index.md"]), glob.matches(["index.md"])
(True, True, False)
"""

from __future__ import annotations

import os
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Segment = Callable[[str], object]

__all__ = ["Glob", "has_magic", "literal", "names_below"]

_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": " \\t",
    "cntrl": "\\x00-\\x1f\\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": "!-/:-@\\[-`{-~",
    "space": "\\s",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}
"""``[[:alpha:]]``: the classes of POSIX, as parts of a set of `re`."""

_NEVER = re.compile(r"(?!)").match
_MAGIC = re.compile(r"[*?\[]")


class Glob:
    """A pattern of whole paths, which are sequences of names."""

    __slots__ = ("_segments", "text")

    def __init__(self, pattern: str) -> None:
        self.text = pattern
        self._segments: list[Segment | None] = []
        names = pattern.split("/")
        for place, name in enumerate(names):
            if name != "**":
                self._segments.append(_segment(name))
                continue
            if not self._segments or self._segments[-1] is not None:
                self._segments.append(None)
            if place == len(names) - 1:  # "docs/**" is what lies in docs, and not docs itself
                self._segments.append(bool)

    def matches(self, names: Sequence[str]) -> bool:
        """Whether the path of these names is one that the pattern means."""
        segments = self._segments
        here, place = 0, 0
        after, resumed = -1, 0  # the last "**", and how far it reaches so far
        while place < len(names):
            segment = segments[here] if here < len(segments) else _NEVER
            if segment is None:
                after, resumed = here, place
                here += 1
            elif segment(names[place]):
                here, place = here + 1, place + 1
            elif after >= 0:
                resumed += 1
                here, place = after + 1, resumed
            else:
                return False
        return all(segment is None for segment in segments[here:])


def has_magic(path: str) -> bool:
    """Whether a path has a sign of a pattern.

    >>> has_magic("docs/*.md"), has_magic("docs/index.md")
    (True, False)
    """
    return _MAGIC.search(path) is not None


def literal(pattern: str) -> tuple[str, str]:
    """Part a pattern into the directory that it names in full, and the rest.

    >>> literal("docs/guide/*.md"), literal("*.md"), literal("/**/a")
    (('docs/guide', '*.md'), ('', '*.md'), ('/', '**/a'))
    """
    names = pattern.split("/")
    count = next(place for place, name in enumerate(names) if has_magic(name))
    directory = "/".join(names[:count])
    return directory or "/" * (count > 0), "/".join(names[count:])


def names_below(path: str, base: str) -> list[str]:
    """Return the names of a path below a directory; of one elsewhere, all its names.

    >>> names_below("/repository/docs/a.md", "/repository"), names_below("/tmp/a.md", "/repository")
    (['docs', 'a.md'], ['tmp', 'a.md'])
    """
    whole = os.path.abspath(path)  # noqa: PTH100 - pathlib is slow to load
    inner = whole.removeprefix(base.rstrip(os.sep) + os.sep)
    return inner.replace(os.sep, "/").strip("/").split("/")


def _segment(name: str) -> Segment:
    r"""Return what tells whether a name fits the part of a pattern between two slashes.

    Between two stars the first place that fits is as good as any other, so nothing is ever tried twice.

    >>> [bool(_segment(each)("a-1.txt")) for each in ("*.txt", "?-[0-9].*", r"\*.txt", "[!a]*", "[a")]
    [True, True, False, False, False]
    """
    parts = [""]
    rest = name
    while rest:
        char, rest = rest[0], rest[1:]
        if char == "*":
            parts.append("")
            continue
        if char == "?":
            said = "."
        elif char == "[":
            said, rest = _set(rest)
        elif char == "\\":
            said, rest = re.escape(rest[:1]), rest[1:]
        else:
            said = re.escape(char)
        if not said:
            return _NEVER
        parts[-1] += said
    first, *others = parts
    if not others:
        return re.compile(first, re.DOTALL).fullmatch
    *middle, last = others
    free = "".join(f"(?>.*?{part})" for part in middle if part)
    return re.compile(f"{first}{free}.*{last}", re.DOTALL).fullmatch


def _set(rest: str) -> tuple[str, str]:
    """Read a set of characters behind its bracket; return it for `re`, empty when it has no end, and what follows."""
    sign = ""
    if rest[:1] in ("!", "^"):
        sign, rest = "^", rest[1:]
    said = ""
    first = True
    while rest:
        if rest[0] == "]" and not first:
            # Of a range that runs backwards no character is part; an empty set has none either.
            said = said or ("" if sign else "^\\x00-\\U0010ffff")
            return f"[{sign}{said}]" if said else ".", rest[1:]
        first = False
        if rest.startswith("[:") and (end := rest.find(":]", 2)) > 0:
            if rest[2:end] not in _CLASSES:
                return "", ""
            said, rest = said + _CLASSES[rest[2:end]], rest[end + 2 :]
            continue
        low, rest = _character(rest)
        if rest[:1] == "-" and rest[1:2] not in ("", "]"):
            high, rest = _character(rest[1:])
            said += f"{re.escape(low)}-{re.escape(high)}" if low <= high else ""
        else:
            said += re.escape(low)
    return "", ""


def _character(rest: str) -> tuple[str, str]:
    """Take one character of a set, which may stand behind a backslash."""
    if rest[0] == "\\" and len(rest) > 1:
        rest = rest[1:]
    return rest[0], rest[1:]
