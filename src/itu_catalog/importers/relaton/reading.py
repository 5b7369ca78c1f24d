r"""One file of the dataset, as bytes, to a record: quickly where it has the usual shape, by the YAML loader where not.

>>> data = b"docidentifier:\n- content: ITU-T X.9 (10/2019)\n  type: ITU\n  primary: true\n"
>>> read("data/itu-t-x-9-10-2019.yaml", data).identifier
'ITU-T X.9 (10/2019)'
>>> print(read("data/itu-t-x-9-10-2019.yaml", b"title: 'no end"))
data/itu-t-x-9-10-2019.yaml: it is no YAML: found unexpected end of stream in line 1; get the file again

Four fifths of the dataset are titles of related texts, and most of the rest says what thousands of files say. So the
text is cut where a line begins with a key; of related texts a pattern takes the identifiers; what repeats is loaded
once; and only what is a document's own is loaded each time. Whatever does not have exactly that shape is loaded whole.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from sys import intern

from itu_catalog.errors import MissingExtra
from itu_catalog.importers.relaton import fields
from itu_catalog.importers.relaton.record import Raw, Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["LONGEST", "needed", "read"]

LONGEST = 1 << 20
"""Bytes of the longest file that is read; the longest of the snapshot of 2026-08-22 has 33,149."""

_MOST_EVENTS = 200_000
"""Keys, values, beginnings and ends in one file; they are what takes memory."""
_DEEPEST = 32
"""Levels of one file; the dataset has seven."""
_MOST_ALIASES = 64
"""Places of a file that may stand for others; the dataset has none."""
_KEPT = 4096
"""Parts of files that are remembered because they may come again."""


def read(file: str, data: bytes) -> Raw | Unreadable:
    """Return the record that a file holds, or why it is none; never raise for what the file holds.

    Raises:
        MissingExtra: PyYAML is not installed.
    """
    if len(data) > LONGEST:
        return Unreadable(file, f"it has more than {LONGEST:,} bytes, as no record does; look at what it is")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        return Unreadable(file, f"its byte {fault.start} is no UTF-8; save it as UTF-8")
    text = text.replace("\r\n", "\n")  # which is what YAML makes of it, too
    try:
        found = _quickly(text)
        return fields.record(file, *(_wholly(text) if found is None else found))
    except fields.Misshapen as fault:
        return Unreadable(file, str(fault))


def needed() -> None:
    """Find out whether files can be read at all, before any is opened.

    Raises:
        MissingExtra: PyYAML is not installed.
    """
    _loader()


# ---------------------------------------------------------------------------------------------- the quick way

_ODD = re.compile(
    # What the loader takes for ends of lines, or refuses, or counts its columns by: tabs, NEL, LS, PS, BOM, controls.
    "[^\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    # A line that begins with anything but a key, an item or a blank: comments, flow style, another document.
    r"|\n(?:[^ a-z\n-]|-[^ ])"
).search

_CUT = re.compile(r"\n(?=[a-z])").split

_PLAIN = r"[^\n:#]++(?:(?::(?=[^ \n])|(?<=[^ ])#)[^\n:#]*+)*+"
"""A line of a value without quotation marks: in it, a colon before a blank and a # after one mean something else."""


_ESCAPE = (
    r"\\(?:[0abtnvfre \"/\\N_LP\n]|x[0-9A-Fa-f]{2}|u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}"
    r"|U000(?!0[Dd][89A-Fa-f]|[2-9A-Fa-f])[0-9A-Fa-f]{5})"
)
"""What may stand after a backslash between double quotation marks."""


def _value(indent: int) -> str:
    """Return the pattern of a text whose key stands in that column, on one line or on several."""
    first = rf"(?![-?:,\[\]{{}}#&*!|>'\"%@` ]){_PLAIN}"
    return (
        rf"(?:{first}(?:\n[ ]{{{indent + 1},}}+{_PLAIN})*+"
        r"|'(?:[^']++|'')*+'"
        rf'|"(?:[^"\\]++|{_ESCAPE})*+")'
    )


_RELATED = re.compile(
    r"\n- type: ([A-Za-z]++)"
    r"\n  bibitem:"
    rf"(?:\n    title:\n    - language: en\n      script: Latn\n      content: {_value(6)}(?:\n      type: main)?"
    rf"|\n    formattedref:\n      content: {_value(6)})*+"
    r"\n    docidentifier:"
    r"\n    - content: (?!NULL\n|Null\n)([A-Z][^\n:#]*+)"
    r"\n      type: ITU"
    r"\n      primary: true",
    re.DOTALL,
).match
"""What relates a document to another, as all 445,000 of the snapshot of 2026-08-22 are written."""

_UNREAD = re.compile(
    r"id: [A-Za-z0-9][\w./()+-]*+"
    rf"|abstract:\n- language: en\n  script: Latn(?:\n  content: {_value(2)})?",
    re.DOTALL,
).fullmatch
"""What differs in every file, and which nobody needs."""

_OWN = {"title", "source", "docidentifier"}
"""What a document has for its own."""


def _quickly(text: str) -> tuple[dict[str, object], fields.Related] | None:
    """Return the values of a file and its related texts, or None when it has to be loaded whole."""
    if _ODD(text):
        return None
    found: dict[str, object] = {}
    own: list[str] = []
    related: fields.Related = ()
    for block in _CUT(text.removeprefix("---\n").removesuffix("\n")):
        key = block.partition(":")[0]
        if key in found:
            return None
        found[key] = None
        if key in _OWN:
            own.append(block)
        elif key == "relation":
            pairs = _related(block)
            if pairs is None:
                return None
            related = pairs
        elif not _UNREAD(block):
            value = _repeated(block, key)
            if value is _ELSE:
                return None
            found[key] = value
    values = _load_part("\n".join(own))
    # A quotation mark that is closed in another part would have swallowed a key.
    if values is None or len(values) != len(own) or not values.keys() <= _OWN:
        return None
    return found | values, related


def _related(block: str) -> fields.Related | None:
    pairs = []
    end = len("relation:")
    # Not `finditer`, which would look on where nothing fits, from every place to the end.
    while match := _RELATED(block, end):
        kind, named = match.groups()
        pairs.append((kind, _named(named)))
        end = match.end()
    return pairs if end == len(block) else None


@lru_cache(maxsize=1 << 16)
def _named(text: str) -> str:
    """Return the name of a related text, the same string for all that name it: they do so half a million times."""
    return intern(" ".join(text.split()))


_ELSE = object()
"""Stands for a part that is no whole by itself."""
_REPEATED: dict[str, object] = {}


def _repeated(block: str, key: str) -> object:
    """Return the value of a part of a file, which is loaded when it is met for the first time."""
    value = _REPEATED.get(block, _REPEATED)
    if value is _REPEATED:
        values = _load_part(block)
        value = values[key] if values is not None and values.keys() == {key} else _ELSE
        if len(_REPEATED) < _KEPT:
            _REPEATED[block] = value
    return value


_MARKED = re.compile(r"(?<![\w/!])[&*!]\S|(?:[-?:] +){4}").search
"""What may be an anchor, an alias or a tag, not only a character in the midst of an address; and lists in lists."""


def _load_part(text: str) -> dict[str, object] | None:
    """Load some lines of a file; None when they are no values by themselves."""
    import yaml

    if _MARKED(text) or text.count("[") + text.count("{") > _DEEPEST:
        return None
    try:
        values = yaml.load(text, _loader())  # noqa: S506 - a safe one
    except (yaml.YAMLError, *_ODDITIES):
        return None
    return values if isinstance(values, dict) else None


# ---------------------------------------------------------------------------------------------- the whole way


_ODDITIES = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What constructors raise for odd keys and values, beside the errors of the loader."""


@cache
def _loader() -> type[Any]:
    """Return a safe loader to which numbers, dates, yes and no are the text that is written there: edition ``3.10``."""
    try:
        import yaml
    except ImportError as missing:
        raise MissingExtra("import", "imports of YAML records") from missing
    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    null = "tag:yaml.org,2002:null"
    resolvers = {
        first: kept
        for first, pairs in base.yaml_implicit_resolvers.items()
        if (kept := [pair for pair in pairs if pair[0] == null])
    }
    return type("Loader", (base,), {"yaml_implicit_resolvers": resolvers})


def _wholly(text: str) -> tuple[dict[str, object], fields.Related]:
    """Return the values of any YAML file and its related texts."""
    import yaml

    try:
        _bounded(text)
        values = yaml.load(text, _loader())  # noqa: S506 - a safe one
    except yaml.YAMLError as fault:
        raise fields.Misshapen(f"it is no YAML: {_said(fault)}; get the file again") from fault
    except (
        ValueError,
        TypeError,
        RecursionError,
    ) as fault:  # what constructors raise for odd keys and values
        raise fields.Misshapen(f"it is no YAML that can be read: {fault}; get the file again") from fault
    if not isinstance(values, dict):
        raise fields.Misshapen("it holds no keys and values; a record begins with 'id:' or 'title:'")
    return values, fields.related(values.get("relation"))


_TAGS = {None, "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map", "bool", "null"))}
"""What a value may be said to be."""


def _bounded(text: str) -> None:
    """Refuse what would take much to load: nothing is built before it is counted."""
    import yaml

    depth = documents = aliases = 0
    keys: set[str] = set()
    place = 0
    for count, event in enumerate(yaml.parse(text, _loader())):
        if isinstance(event, yaml.AliasEvent):
            aliases += 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        if (tag := getattr(event, "tag", None)) not in _TAGS:
            raise fields.Misshapen(f"it gives a value the type {str(tag)[:40]!r}; a record has texts only")
        if depth == 1:  # keys and values of the record itself, by turns
            if place % 2 == 0 and isinstance(event, yaml.ScalarEvent):
                if event.value in keys:
                    raise fields.Misshapen(f"it has {event.value[:40]!r} twice; delete the one that is wrong")
                keys.add(event.value)
            place += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if documents > 1:
            raise fields.Misshapen("it holds several YAML documents; a file holds one record")
        if count > _MOST_EVENTS or depth > _DEEPEST or aliases > _MOST_ALIASES:
            raise fields.Misshapen(
                f"it has more than {_MOST_EVENTS:,} parts, {_DEEPEST} levels or {_MOST_ALIASES} aliases, "
                "as no record does; look at what it is"
            )


def _said(fault: Exception) -> str:
    """Return what the loader says, on one line, and where."""
    problem = str(getattr(fault, "problem", None) or fault).split("\n")[0][:120]
    mark = getattr(fault, "problem_mark", None)
    return problem if mark is None else f"{problem} in line {mark.line + 1}"
