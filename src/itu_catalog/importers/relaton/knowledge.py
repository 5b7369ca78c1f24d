"""The hand-kept tables beside this module: what is known of ITU's texts and stands in no record of the dataset.

>>> from itu_catalog.importers.relaton.corrections import CorrectionsFile
>>> min(row.identifier for row in table("corrections.toml", CorrectionsFile).correction)
'ITU-T H.273 (12/2016)'
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TypeVar

from itu_catalog.errors import InvalidCatalogueData
from itu_catalog.schema import read

__all__ = ["table", "table_of"]

T = TypeVar("T")


def table(name: str, cls: type[T]) -> T:
    """Read a table of this package: ``names.toml``."""
    return table_of(files(__package__).joinpath(name).read_text("utf-8"), cls, name)


def table_of(text: str, cls: type[T], name: str) -> T:
    """Read a table from its text; `InvalidCatalogueData` names every fault with its place.

    >>> from itu_catalog.importers.relaton.corrections import CorrectionsFile
    >>> table_of("[[corection]]", CorrectionsFile, "mine.toml")
    Traceback (most recent call last):
        ...
    itu_catalog.errors.InvalidCatalogueData: 1 fault in the catalogue data:
      mine.toml: unknown key 'corection'; did you mean 'correction'?
    """
    try:
        return read(tomllib.loads(text), cls, name)
    except tomllib.TOMLDecodeError as fault:
        raise InvalidCatalogueData([f"{name}: it cannot be read as TOML: {fault}"]) from fault
