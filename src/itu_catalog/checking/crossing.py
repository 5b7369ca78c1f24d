"""What crosses from one process to another: catalogues by their file, and records by where they stand in it.

A record out of an ordinary pickle has lost its catalogue. Here it is named instead, and looked up again in the
catalogue of the process that reads it; so the findings of a worker navigate like any others.

>>> from itu_catalog import check, embedded_catalog
>>> catalog = embedded_catalog()
>>> (finding,) = check("See ITU-T Z.140.", catalog=catalog)
>>> again = loads(dumps(finding), catalog)
>>> again == finding, again.document is finding.document
(True, True)
"""

from __future__ import annotations

import io
import pickle
from typing import Any

from itu_catalog.documents import Document, Recommendation
from itu_catalog.errors import CatalogueFileError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.catalog import Catalog

__all__ = ["dumps", "loads", "opened_again", "to_open"]


class _Writer(pickle.Pickler):
    def persistent_id(self, value: object) -> tuple[str, object] | None:
        """Name a record that has a catalogue: by the key of its work, and its own identifier."""
        if isinstance(value, Document) and value._work is not None:
            return value._work.key, value.identifier
        if isinstance(value, Recommendation) and value._catalog is not None:
            return value.key, None
        return None


class _Reader(pickle.Unpickler):
    def __init__(self, data: bytes, catalog: Catalog) -> None:
        super().__init__(io.BytesIO(data))
        self._catalog = catalog

    def persistent_load(self, name: tuple[str, object]) -> object:
        key, identifier = name
        work = self._catalog._work(key)
        if identifier is None:
            return work
        for text in work.documents:
            if text.identifier == identifier:
                return text
        reason = f"it has no {identifier}, which another process read in it; it was changed meanwhile"
        raise CatalogueFileError(self._catalog.path, reason=reason)


def dumps(value: object) -> bytes:
    """Return a value as bytes, its records of a catalogue by name."""
    out = io.BytesIO()
    _Writer(out, pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


def loads(data: bytes, catalog: Catalog) -> Any:  # noqa: ANN401 - whatever was written
    """Return the value again, its records those of `catalog`.

    Raises `CatalogueFileError` where `catalog` has no such record. Read only what `dumps` wrote.
    """
    return _Reader(data, catalog).load()


def to_open(catalog: Catalog) -> tuple[bytes | None, str, str]:
    """Return what opens the same catalogue in another process: its bytes, its path, its version.

    A file that is mapped into memory is opened again, since it may be large.
    """
    data = catalog._store._data
    return data if isinstance(data, bytes) else None, catalog.path, catalog.version


def opened_again(data: bytes | None, path: str, version: str) -> Catalog:
    """Open the catalogue that `to_open` told of; `CatalogueFileError` when the file is another one by now."""
    from itu_catalog.catalog import Catalog, open_catalog
    from itu_catalog.store import Store

    catalog = open_catalog(path) if data is None else Catalog(Store(data, path))
    if catalog.version != version:
        raise CatalogueFileError(path, reason=f"it was {version} when the run began; start again")
    return catalog
