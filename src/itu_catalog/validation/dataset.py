"""Rules for a dataset as it was before it became a catalogue: what its import found wrong is kept in the file.

A catalogue that was not imported has none of it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.validation.records import Breach, Records


def found_at_import(records: Records) -> Iterator[Breach]:  # noqa: ARG001 - the shape of a rule
    """What only the dataset itself could break; nothing is left of it in the records."""
    yield from ()
