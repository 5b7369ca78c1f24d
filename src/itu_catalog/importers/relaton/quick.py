r"""A record in the shape that all files of the dataset have, read without loading it; whatever else is left alone.

>>> data = b"---\ndocidentifier:\n- content: ITU-T X.9 (10/2019)\n  type: ITU\n  primary: true\nedition:\n  content: '2'\n"
>>> quickly("data/itu-t-x-9-10-2019.yaml", data).edition
'2'
>>> quickly("data/itu-t-x-9-10-2019.yaml", b"{docidentifier: [{content: ITU-T X.9 (10/2019), type: ITU}]}")

Four fifths of the dataset are titles of related texts, and most of the rest says what thousands of files say. So a file
is cut where a line begins with a key. A document's own title, address and identifiers, and related texts, are taken by
patterns, which match only what has one meaning in YAML; what repeats is loaded, and judged, once. A part that fits no
pattern is loaded by itself, and a file of which some part is nothing by itself is loaded whole, elsewhere.
"""

from __future__ import annotations

import re
from sys import intern

from itu_catalog.importers.relaton import fields
from itu_catalog.importers.relaton.loading import part

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from itu_catalog.importers.relaton.record import Raw

__all__ = ["quickly"]

_KEPT = 4096
"""Parts of files that are remembered because they may come again; of the snapshot of 2026-08-22, some 2,000 do."""
_KEPT_PAIRS = 1 << 16
"""Related texts that are remembered; the snapshot has some 17,000, half a million times."""

_ELSE: Any = object()
"""Stands for a part that is nothing by itself."""


def quickly(file: str, data: bytes) -> Raw | None:
    """Return the record of a file, or None when it has to be loaded whole.

    Raises:
        UnicodeDecodeError: it is no UTF-8.
    """
    if _is_odd(data):
        return None
    said: dict[str, Any] = {}
    for block in _CUT(data.decode().removeprefix("---\n").removesuffix("\n")):
        key = block[: max(block.find(":"), 0)]
        if key in said:
            return None
        value = _TAKEN.get(key, _repeated)(block)
        if value is _ELSE:
            value = _loaded(block, key)
            if value is _ELSE:
                return None
        said[key] = value
    identifier, twin = said.get("docidentifier", (None, None))
    if identifier is None:
        return None
    return fields.joined(file, identifier, twin, said)


# ---------------------------------------------------------------------------------------------- the cut

_USUAL = bytes([0x0A, *range(0x20, 0x7F), *range(0x80, 0x100)])
_C1 = re.compile(rb"\xc2[\x80-\x9f]").search
_NO_CHARACTERS = re.compile(rb"\xef(?:\xbb\xbf|\xbf[\xbe\xbf])").search


def _is_odd(data: bytes) -> bool:
    """Whether it has what the loader refuses, or takes for the end of a line: controls, tabs, NEL, LS, PS, BOM."""
    if data.translate(None, _USUAL):
        return True
    return not data.isascii() and (
        (b"\xc2" in data and _C1(data) is not None)
        or b"\xe2\x80\xa8" in data
        or b"\xe2\x80\xa9" in data
        or (b"\xef" in data and _NO_CHARACTERS(data) is not None)
    )


_CUT = re.compile(r"\n(?![ \n]|- )").split
"""Where a line begins with a key; or with something else, and then the part before it or after it is no part."""

# ---------------------------------------------------------------------------------------------- patterns

_PLAIN = r"[^\n:#]++(?:(?::(?=[^ \n])|(?<=[^ ])#)[^\n:#]*+)*+"
"""A line of a value without quotation marks: in it, a colon before a blank and a # after one mean something else."""

_FIRST = rf"(?![-?:,\[\]{{}}#&*!|>'\"%@` ]|(?:~|null|Null|NULL) *+(?:\n|\Z)){_PLAIN}"
"""The first line of such a value; these characters and words mean something else there."""

_ESCAPE = (
    r"\\(?:[0abtnvfre \"/\\N_LP\n]|x[0-9A-Fa-f]{2}|u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}"
    r"|U000(?!0[Dd][89A-Fa-f]|[2-9A-Fa-f])[0-9A-Fa-f]{5})"
)
"""What may stand after a backslash between double quotation marks."""


def _unquoted(indent: int) -> str:
    """Return the pattern of a text whose key stands in that column, on one line or on several, plain or in ``'``."""
    return rf"(?:{_FIRST}(?:\n[ ]{{{indent + 1},}}+{_PLAIN})*+|'(?:[^']++|'')*+')"


def _any(indent: int) -> str:
    """Return the pattern of such a text, or of one between double quotation marks, which has yet to be unescaped."""
    return rf'(?:{_unquoted(indent)}|"(?:[^"\\]++|{_ESCAPE})*+")'


def _pattern(text: str) -> Callable[[str], re.Match[str] | None]:
    return re.compile(text, re.DOTALL).fullmatch


_TITLE = _pattern(rf"title:\n- language: en\n  script: Latn\n  content: ({_unquoted(2)})(?:\n  type: main)?")
_SOURCE = _pattern(rf"source:\n- type: (?:src|pdf)\n  content: ({_unquoted(2)})")
_IDENTIFIERS = _pattern(
    rf"docidentifier:\n- content: ({_unquoted(2)})\n  type: ITU\n  primary: true"
    rf"(?:\n- content: ({_unquoted(2)})\n  type: ISO(?:\n  primary: true)?)?"
)
_RELATED = _pattern(
    r"([A-Za-z]++)\n  bibitem:"
    rf"(?:\n    title:\n    - language: en\n      script: Latn\n      content: {_any(6)}(?:\n      type: main)?"
    rf"|\n    formattedref:\n      content: {_any(6)})?"
    rf"\n    docidentifier:\n    - content: ({_unquoted(6)})\n      type: ITU\n      primary: true"
)
"""What relates a document to another, after ``- type:``; all 445,000 of the snapshot are written so."""
_UNREAD = _pattern(
    rf"id: [A-Za-z0-9][\w./()+-]*+|abstract:\n- language: en\n  script: Latn(?:\n  content: {_any(2)})?"
)
"""What differs in every file, and which nobody needs."""

# ---------------------------------------------------------------------------------------------- parts


def _text(match: re.Match[str] | None, group: int = 1) -> Any:  # noqa: ANN401 - a text, None or _ELSE
    """Return a text that a pattern found, with its blanks made one."""
    if match is None:
        return _ELSE
    text = match[group]
    if text is None:
        return None
    if text[0] == "'":
        text = text[1:-1].replace("''", "'")
    return " ".join(text.split()) or None


def _title(block: str) -> Any:  # noqa: ANN401 - as above
    return _text(_TITLE(block))


def _source(block: str) -> Any:  # noqa: ANN401 - as above
    return _text(_SOURCE(block))


def _identifiers(block: str) -> Any:  # noqa: ANN401 - two texts, or _ELSE
    match = _IDENTIFIERS(block)
    return _ELSE if match is None else (_text(match), _text(match, 2))


def _unread(block: str) -> Any:  # noqa: ANN401 - None or _ELSE
    return _ELSE if _UNREAD(block) is None else None


_PAIRS: dict[str, tuple[str, str]] = {}


def _related(block: str) -> Any:  # noqa: ANN401 - pairs of texts, or _ELSE
    """Return kind and name of each related text; each is written alike in all files that name it."""
    begun, *items = block.split("\n- type: ")
    if begun != "relation:":
        return _ELSE
    found = []
    for item in items:
        pair = _PAIRS.get(item)
        if pair is None:
            match = _RELATED(item)
            name = _text(match, 2)
            if match is None or name is None:
                return _ELSE
            pair = match[1], intern(name)
            if len(_PAIRS) < _KEPT_PAIRS:
                _PAIRS[item] = pair
        found.append(pair)
    return found


_REPEATED: dict[str, Any] = {}


def _repeated(block: str) -> Any:  # noqa: ANN401 - whatever the field is, or _ELSE
    """Return what a part says, which is loaded when it is met for the first time."""
    value = _REPEATED.get(block, _REPEATED)
    if value is _REPEATED:
        value = _loaded(block, block[: max(block.find(":"), 0)])
        if len(_REPEATED) < _KEPT:
            _REPEATED[block] = value
    return value


def _loaded(block: str, key: str) -> Any:  # noqa: ANN401 - as above
    """Return what a part says by itself."""
    values = part(block)
    if values is None or values.keys() != {key}:
        return _ELSE
    try:
        return fields.FIELDS[key](values[key]) if key in fields.FIELDS else None
    except fields.Misshapen:
        return _ELSE  # the whole will be told what is wrong


_TAKEN: dict[str, Callable[[str], Any]] = {
    "abstract": _unread,
    "docidentifier": _identifiers,
    "id": _unread,
    "relation": _related,
    "source": _source,
    "title": _title,
}
"""How the parts are taken that differ from file to file."""
