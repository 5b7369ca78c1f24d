"""What the values of a record mean: where its title, its date, its study group stand, and what is no record at all.

>>> values = {"docidentifier": [{"content": "ITU-T X.9 (10/2019)", "type": "ITU"}], "edition": {"content": "9"}}
>>> record("data/itu-t-x-9-10-2019.yaml", values).edition
'9'
>>> record("data/itu-t-x-9-10-2019.yaml", {})
Traceback (most recent call last):
    ...
itu_catalog.importers.relaton.fields.Misshapen: it has no 'docidentifier' of the type ITU; a record needs one
"""

from __future__ import annotations

import re

from itu_catalog.importers.relaton.record import Raw

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any, TypeAlias

    Related: TypeAlias = Sequence[tuple[str, str]]

__all__ = ["FIELDS", "Misshapen", "identifiers", "joined", "record", "related"]


class Misshapen(Exception):
    """A record that does not hold what records hold; the message says what."""


def record(file: str, values: Mapping[str, object]) -> Raw:
    """Return the record of a file, given its values.

    Raises:
        Misshapen: it has no identifier or several, or something else where a text should be.
    """
    identifier, twin = identifiers(values.get("docidentifier"))
    return joined(file, identifier, twin, {key: judge(values.get(key)) for key, judge in FIELDS.items()})


def joined(file: str, identifier: str, twin: str | None, said: Mapping[str, Any]) -> Raw:
    """Return a record, given what each of its fields says."""
    get = said.get
    relations: Related = get("relation") or ()
    return Raw(
        file,
        identifier,
        get("title"),
        get("date"),
        get("edition"),
        get("status"),
        get("contributor"),
        twin,
        get("source"),
        get("ext"),
        tuple([named for kind, named in relations if kind == "hasEdition"]),
        tuple([named for kind, named in relations if kind == "complementOf"]),
        tuple([f"{kind} {named}" for kind, named in relations if kind not in _KINDS]),
    )


_KINDS = {"hasEdition", "complementOf"}


# ---------------------------------------------------------------------------------------------- one field each


def related(value: object) -> Related:
    """Return the kind and the identifier of each related text."""
    found: list[tuple[str, str]] = []
    for item in _items(value, "relation"):
        work = item.get("bibitem")
        if not isinstance(work, dict):
            raise Misshapen("a 'relation' of it has no 'bibitem'; it should name a text")
        names = list(_items(work.get("docidentifier"), "relation"))
        named = next((each for each in names if each.get("type") == "ITU"), names[0] if names else {})
        kind, other = _text(item.get("type"), "relation"), _text(named.get("content"), "relation")
        if kind is None or other is None:
            raise Misshapen("a 'relation' of it lacks its type or the identifier of the other text; add it")
        found.append((kind, other))
    return found


def identifiers(value: object) -> tuple[str, str | None]:
    """Return the identifier of ITU and that of ISO; several of ISO with a semicolon between."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for item in _items(value, "docidentifier"):
        text = _text(item.get("content"), "docidentifier")
        if text is not None:
            primary = str(item.get("primary")).lower() == "true"
            found.setdefault(str(item.get("type")), []).append((text, primary))
    ours = found.get("ITU", [])
    if not ours:
        raise Misshapen("it has no 'docidentifier' of the type ITU; a record needs one")
    first = [text for text, primary in ours if primary] or [text for text, _ in ours]
    if len(first) > 1:
        shown = " and ".join(repr(text[:80]) for text in first[:2])
        raise Misshapen(f"it has {len(first)} identifiers of ITU, {shown}; leave one as the primary one")
    twins = dict.fromkeys(text for text, _ in found.get("ISO", ()))
    return first[0], "; ".join(twins) or None


def _title(value: object) -> str | None:
    items = list(_items(value, "title"))
    main = [item for item in items if item.get("type") in ("main", None)] or items
    english = [item for item in main if item.get("language") in ("en", None)] or main
    return _text(english[0].get("content"), "title") if english else None


_DATE = re.compile(r"[12][0-9]{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?").fullmatch


def _date(value: object) -> str | None:
    for item in _items(value, "date"):
        if item.get("type") == "published":
            text = _text(item.get("at"), "date")
            if text is not None and not _DATE(text):
                raise Misshapen(f"its date {text[:40]!r} is none; write it like 2019-10-14 or 2009-06")
            return text
    return None


def _stage(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise Misshapen("its 'status' has no 'stage'; it should say Published or Withdrawal")
    return _content(value.get("stage"), "status")


def _group(value: object) -> str | None:
    """Return the study group: the subdivision of an organization that contributed."""
    found: dict[str, None] = {}
    for item in _items(value, "contributor"):
        organization = item.get("organization")
        if organization is None:
            continue  # a person
        if not isinstance(organization, dict):
            raise Misshapen(
                "a 'contributor' of it has an 'organization' that is a text; it should have a name"
            )
        for part in _items(organization.get("subdivision"), "contributor"):
            for name in _items(part.get("name"), "contributor"):
                text = _text(name.get("content"), "contributor")
                if text is not None:
                    found[text] = None
    return "; ".join(found) or None


def _url(value: object) -> str | None:
    """Return the address of the landing page, else that of the file."""
    found: dict[object, str] = {}
    for item in _items(value, "source"):
        text = _text(item.get("content"), "source")
        if text is not None:
            found.setdefault(item.get("type"), text)
    return found.get("src") or found.get("pdf") or next(iter(found.values()), None)


def _doctype(value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise Misshapen("its 'ext' is no list of keys and values; it should have a 'doctype'")
    return _content(value.get("doctype"), "doctype")


FIELDS: Mapping[str, Callable[[object], Any]] = {
    "contributor": _group,
    "date": _date,
    "docidentifier": identifiers,
    "edition": lambda value: _content(value, "edition"),
    "ext": _doctype,
    "relation": related,
    "source": _url,
    "status": _stage,
    "title": _title,
}
"""What is made of the values of each key; of other keys nothing is."""

# ---------------------------------------------------------------------------------------------- shapes


def _items(value: object, field: str) -> Iterator[dict[str, object]]:
    """Yield the items of a list; a single one may stand without one."""
    items: object = (value,) if isinstance(value, dict) else () if value is None else value
    if not isinstance(items, (list, tuple)):
        raise Misshapen(f"its {field!r} is a text; it should be a list")
    for item in items:
        if not isinstance(item, dict):
            raise Misshapen(f"an item of its {field!r} is no list of keys and values; give it a 'content'")
        yield item


def _content(value: object, field: str) -> str | None:
    """Return a text that stands under ``content``, or by itself."""
    return _text(value.get("content") if isinstance(value, dict) else value, field)


def _text(value: object, field: str) -> str | None:
    """Return a text with its blanks made one; None where there is none."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise Misshapen(f"its {field!r} holds something else where a text should be; write it as text")
    text = " ".join(value.split())
    if _UNSEEN(text):
        raise Misshapen(f"its {field!r} has control characters, {text[:40]!r}; delete them")
    return text or None


_UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\ud800-\udfff]").search
