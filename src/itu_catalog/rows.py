"""Rows of the small tables to records of the vocabulary, by the annotations of their columns.

>>> record(vocabulary.Title, {"text": "Security", "since": "2008-10-30"})
Title(text='Security', since=Issued('2008-10-30'))
"""

from __future__ import annotations

from itu_catalog import vocabulary
from itu_catalog.dates import Issued
from itu_catalog.identifier import _of as _identifier  # canonical already: the writer checked it

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, TypeVar

    from attrs import AttrsInstance

    R = TypeVar("R", bound=AttrsInstance)

__all__ = ["record"]

_LEAVES: dict[str, Callable[[str], object]] = {"Issued": Issued.parse, "Identifier": _identifier}


def record(cls: type[R], row: Mapping[str, Any]) -> R:
    """Build a record of a vocabulary type from plain values, by the annotations of its columns.

    The values were checked when they were written; what a column holds is in its annotation:
    a leaf such as ``Issued | None``, another type of the vocabulary, or a tuple of either.
    """
    values = {}
    # Not `column.type`: cattrs replaces that by the type itself, once it has met the class.
    annotations: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        annotations |= vars(base).get("__annotations__", {})
    for column in cls.__attrs_attrs__:
        name = column.name
        if column.init and name in row:
            values[column.alias] = _value(annotations[name], row[name])
    return cls(**values)


def _value(annotation: str, value: Any) -> object:  # noqa: ANN401 - a JSON value may be anything
    kind = annotation.removesuffix(" | None")
    if kind.startswith("tuple["):
        inner = kind[len("tuple[") : -1].removesuffix(", ...")
        return tuple(_value(inner, each) for each in value)
    if kind in ("str", "int", "bool"):
        return value
    if kind in _LEAVES:
        return _LEAVES[kind](value)
    cls = getattr(vocabulary, kind)
    return record(cls, value) if hasattr(cls, "__attrs_attrs__") else cls(value)
