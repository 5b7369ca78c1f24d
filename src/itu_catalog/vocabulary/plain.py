"""Records and answers as plain values: strings, numbers, lists and dictionaries, ready for JSON.

>>> from itu_catalog.vocabulary import Title
>>> plain((Title("Security"),))[0]["text"]
'Security'
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

__all__ = ["Plain", "plain", "plain_dict"]


class Plain:
    """A record that can tell all its columns as plain values."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return every column as JSON-ready values; each key is always there, with None for what is not known.

        Dates and identifiers are strings, records within it are dictionaries.

        >>> from itu_catalog import embedded_catalog
        >>> block = embedded_catalog().series("X.500").to_dict()
        >>> block["first"], block["last"], block["printed"], block["until"]
        ('X.500', 'X.599', '2016-10', None)
        """
        return plain_dict(self)


def plain_dict(record: object) -> dict[str, Any]:
    """Return the columns of a record of attrs, or of a tuple with names, as plain values by name.

    >>> from itu_catalog.vocabulary import Title
    >>> plain_dict(Title("Security"))["since"] is None
    True
    """
    columns = getattr(record, "__attrs_attrs__", None)
    names = record._fields if columns is None else [each.name for each in columns if each.init]  # type: ignore[attr-defined]
    return {name: plain(getattr(record, name)) for name in names}


def plain(value: object) -> Any:  # noqa: ANN401 - a JSON value may be anything
    """Return a value as it goes into JSON.

    A text, a work and a study group within something else are given by their names.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, tuple):
        return plain_dict(value) if hasattr(value, "_fields") else [plain(each) for each in value]
    if isinstance(value, Plain) and not hasattr(value, "key"):
        return plain_dict(value)
    return str(value)
