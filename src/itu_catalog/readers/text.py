"""Plain text, and whatever else is read as if it were: source code, data, mark-up that no reader knows.

>>> read(b"see ITU-T X.509", "note.txt").text
'see ITU-T X.509'
"""

from __future__ import annotations

from itu_catalog.readers.plain import LIMIT, decode
from itu_catalog.readers.source import Piece, Source
from itu_catalog.readers.weave import addresses

__all__ = ["read"]

_ESCAPES = dict.fromkeys(range(56448, 56576), "�")
"""What stands for a byte that fits in no encoding, in a text that people see."""


def read(data: bytes, name: str, encoding: str | None = None, limit: int = LIMIT) -> Source:  # noqa: ARG001
    """Return bytes of text as a source: every character in its place, addresses apart from running text."""
    plain = decode(data, name, encoding)
    raw = plain.text
    text = raw if raw.isascii() else raw.translate(_ESCAPES)
    return Source(
        name,
        "text",
        text,
        addresses(text, (Piece(0, 0),)),
        raw,
        plain.encoding,
        (plain.remark,) if plain.remark else (),
        mark=plain.mark,
        exact=plain.exact,
    )
