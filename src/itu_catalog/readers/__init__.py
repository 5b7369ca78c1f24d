"""Readers: one module per format that documents come in, each turning a file into text with its places.

`read` opens a file of any format of the table `FORMATS`, `read_bytes` what is in memory already, `chunks` gives a
text of any length piece by piece, and `stream` chooses between the two.

>>> from itu_catalog import readers
>>> source = readers.read_bytes(b"see [ITU-T X.509](https://www.itu.int/rec/T-REC-X.509)", "note.md")
>>> start = source.text.index("ITU-T")
>>> source.format, str(source.standing(start, start + 11)), str(source.place(start))
('markdown', 'link', '1:6')
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.readers.bounded import LIMIT
    from itu_catalog.readers.formats import FORMATS
    from itu_catalog.readers.opening import read, read_bytes
    from itu_catalog.readers.source import Piece, Place, Source, Standing
    from itu_catalog.readers.streaming import Stream, chunks, stream

__all__ = [
    "FORMATS",
    "LIMIT",
    "Piece",
    "Place",
    "Source",
    "Standing",
    "Stream",
    "chunks",
    "read",
    "read_bytes",
    "stream",
]

_HOMES = {
    "FORMATS": "formats",
    "LIMIT": "bounded",
    "Piece": "source",
    "Place": "source",
    "Source": "source",
    "Standing": "source",
    "Stream": "streaming",
    "chunks": "streaming",
    "read": "opening",
    "read_bytes": "opening",
    "stream": "streaming",
}
"""Public name → module that defines it; imported when it is asked for."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
