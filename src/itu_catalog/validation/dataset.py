"""Rules for a dataset as it was before it became a catalogue: what its import found wrong is kept in the file.

A catalogue that was not imported has none of it.

>>> rows = [("remarks V18", {"rows": [{"identifier": "ITU-T X.9 (10/2019)", "message": "it is not there"}]})]
>>> list(kept(rows))
[{'identifier': 'ITU-T X.9 (10/2019)', 'message': 'it is not there', 'code': 'V18'}]
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from itu_catalog.validation.records import Breach, Records

__all__ = ["found_at_import", "kept"]

_KEY = re.compile(r"remarks (V\d+)", re.ASCII)


def found_at_import(records: Records) -> Iterator[Breach]:  # noqa: ARG001 - the shape of a rule
    """What only the dataset itself could break; nothing is left of it in the records."""
    yield from ()


def kept(provenance: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Yield what an import found wrong in its dataset, from the rows of the small table ``provenance``.

    Each has ``code``, ``identifier`` and ``message``; a row of another shape is not ours, and left alone.
    """
    for key, row in provenance:
        match = _KEY.fullmatch(key)
        rows = row.get("rows") if match else None
        if match and isinstance(rows, list):
            yield from ({**each, "code": match[1]} for each in rows if isinstance(each, dict))
