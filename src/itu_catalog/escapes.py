r"""Showing characters instead of letting a terminal, a browser or a reader of lines obey them.

>>> in_line("memo\n\x1b[31m.txt")
'memo\\n\\x1b[31m.txt'
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["in_line", "plain_json", "shown", "sound", "visible"]

# What is not printable and yet obeyed: controls, the ends of lines of Unicode, marks of direction.
_CONTROLS, _LINE_ENDS, _DIRECTIONS = "\x7f-\x9f", "\u2028\u2029", "\u202a-\u202e\u2066-\u2069"


def visible(text: str) -> str:
    r"""Escape what a terminal would obey instead of showing: control characters and marks of direction.

    >>> visible("X.509\x1b[31m and\u202e 015.X")
    'X.509\\x1b[31m and\\u202e 015.X'
    """
    if text.isprintable():
        return text
    return "".join(
        char
        if char.isprintable() or (char.isspace() and char not in "\x1c\x1d\x1e\x1f\x85\v\f\r\u2028\u2029")
        else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def in_line(text: str) -> str:
    r"""Escape likewise, and line ends too: a name that has some makes no lines of its own.

    >>> in_line("a.txt\n::error::b.txt")
    'a.txt\\n::error::b.txt'
    """
    return visible(text).replace("\n", "\\n")


def shown(text: str) -> str:
    r"""Replace controls, and marks that would turn the direction of what stands around, by a sign that is seen.

    >>> shown("a\x1b[31m\u202eb\r\n") == "a\ufffd[31m\ufffdb\n"
    True
    """
    import re

    text = sound(text).replace("\r\n", "\n")
    return text if text.isprintable() else re.sub(f"[{_UNSEEN}]", "\ufffd", text)


_UNSEEN = f"\x00-\x08\x0b\x0c\x0e-\x1f{_CONTROLS}{_DIRECTIONS}"


def sound(text: str) -> str:
    r"""Replace halves of characters, which no encoding can write, and which names of files may have.

    >>> sound("a\udcff.txt") == "a\ufffd.txt"
    True
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def plain_json(value: Any, *, ascii: bool = False, indent: int | None = None) -> str:  # noqa: A002, ANN401 - JSON
    r"""Write JSON in which every character can be encoded and none is obeyed; `ascii` escapes all but ASCII.

    A text that has the line ends of Unicode stays one line, for whoever reads lines.

    >>> plain_json("é"), plain_json("\udcff"), plain_json("é", ascii=True), plain_json("\u2028\x9b")
    ('"é"', '"\\udcff"', '"\\u00e9"', '"\\u2028\\u009b"')
    """
    import json

    text = json.dumps(value, ensure_ascii=ascii, indent=indent)
    if text.isascii() and "\x7f" not in text:
        return text
    if sound(text) != text:
        return json.dumps(value, indent=indent)
    import re

    # JSON has such characters within strings alone.
    return re.sub(f"[{_CONTROLS}{_LINE_ENDS}{_DIRECTIONS}]", lambda found: f"\\u{ord(found[0]):04x}", text)
