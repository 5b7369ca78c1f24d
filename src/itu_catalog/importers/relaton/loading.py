r"""YAML by the loader, safely and within bounds: a whole file, or a part of one that is whole by itself.

>>> loaded("edition:\n  content: 3.10\n")
{'edition': {'content': '3.10'}}
>>> part("title: 'no end")
"""

from __future__ import annotations

import re
from functools import cache

from itu_catalog.errors import MissingExtra
from itu_catalog.importers.relaton.fields import Misshapen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["loaded", "loader", "part"]

_MOST_EVENTS = 200_000
"""Keys, values, beginnings and ends in one file; they are what takes memory."""
_DEEPEST = 32
"""Levels of one file; the dataset has seven."""
_MOST_ALIASES = 64
"""Places of a file that may stand for others; the dataset has none."""


@cache
def loader() -> type[Any]:
    """Return a safe loader to which numbers, dates, yes and no are the text that is written there: edition ``3.10``.

    Raises:
        MissingExtra: PyYAML is not installed.
    """
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


_ODDITIES = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
"""What constructors raise for odd keys and values, beside the errors of the loader."""


def loaded(text: str) -> dict[str, object]:
    """Return the values of a file.

    Raises:
        Misshapen: it is no YAML, or holds what no record holds.
    """
    import yaml

    try:
        _bounded(text)
        values = yaml.load(text, loader())  # noqa: S506 - a safe one
    except yaml.YAMLError as fault:
        raise Misshapen(f"it is no YAML: {_said(fault)}; get the file again") from fault
    except _ODDITIES as fault:
        raise Misshapen(f"it is no YAML that can be read: {fault}; get the file again") from fault
    if not isinstance(values, dict):
        raise Misshapen("it holds no keys and values; a record begins with 'id:' or 'title:'")
    return values


_MARKED = re.compile(r"(?<![\w/!])[&*!]\S|(?:[-?:] +){4}").search
"""What may be an anchor, an alias or a tag, not only a character in the midst of an address; and lists in lists."""


def part(text: str) -> dict[str, object] | None:
    """Return the values of some lines; None when they are none by themselves, or may be more than values."""
    import yaml

    if _MARKED(text) or text.count("[") + text.count("{") > _DEEPEST:
        return None
    try:
        values = yaml.load(text, loader())  # noqa: S506 - a safe one
    except (yaml.YAMLError, *_ODDITIES):
        return None
    return values if isinstance(values, dict) else None


_TAGS = {None, "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map", "bool", "null"))}
"""What a value may be said to be."""


def _bounded(text: str) -> None:
    """Refuse what would take much to load: nothing is built before it is counted."""
    import yaml

    depth = documents = aliases = 0
    keys: set[str] = set()
    place = 0
    for count, event in enumerate(yaml.parse(text, loader())):
        if isinstance(event, yaml.AliasEvent):
            aliases += 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        if (tag := getattr(event, "tag", None)) not in _TAGS:
            raise Misshapen(f"it gives a value the type {str(tag)[:40]!r}; a record has texts only")
        if depth == 1:  # keys and values of the record itself, by turns
            if place % 2 == 0 and isinstance(event, yaml.ScalarEvent):
                if event.value in keys:
                    raise Misshapen(f"it has {event.value[:40]!r} twice; delete the one that is wrong")
                keys.add(event.value)
            place += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if documents > 1:
            raise Misshapen("it holds several YAML documents; a file holds one record")
        if count > _MOST_EVENTS or depth > _DEEPEST or aliases > _MOST_ALIASES:
            raise Misshapen(
                f"it has more than {_MOST_EVENTS:,} parts, {_DEEPEST} levels or {_MOST_ALIASES} aliases, "
                "as no record does; look at what it is"
            )


def _said(fault: Exception) -> str:
    """Return what the loader says, on one line, and where."""
    problem = str(getattr(fault, "problem", None) or fault).split("\n")[0][:120]
    mark = getattr(fault, "problem_mark", None)
    return problem if mark is None else f"{problem} in line {mark.line + 1}"
