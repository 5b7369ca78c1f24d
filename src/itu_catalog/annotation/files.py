r"""Documents on their way through an edit: the bytes that were read, what they say, and the bytes to write.

>>> document = Document.of(b"see ITU-T X.509\r\n", "note.txt")
>>> document.source.format, document.encoded("see ITU-T X.510\r\n")
('text', b'see ITU-T X.510\r\n')
"""

from __future__ import annotations

from typing import NamedTuple

from itu_catalog.annotation.exchanging import ESCAPES
from itu_catalog.annotation.linking import LINKERS
from itu_catalog.errors import UnreadableInput, UnwritableFile
from itu_catalog.readers import FORMATS, read_bytes
from itu_catalog.readers.bounded import read_bounded
from itu_catalog.readers.formats import format_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.readers.source import Source

__all__ = ["LINKED", "Document"]

LINKED = tuple(dict.fromkeys(kind for kind, _ in LINKERS))
"""Formats that links can be put into."""


class Document(NamedTuple):
    """A file, or standard input: its bytes, and what they say."""

    name: str
    data: bytes
    source: Source

    @classmethod
    def read(
        cls,
        path: str,
        *,
        format: str | None = None,  # noqa: A002 - as people say it
        encoding: str | None = None,
        fixing: bool = False,
    ) -> Document:
        """Read a file, or standard input for ``-``.

        Raises:
            UnreadableInput: it cannot be read, or is of a format that cannot be edited.
        """
        name, data = read_bounded(path)
        return cls.of(data, name, format=format, encoding=encoding, fixing=fixing)

    @classmethod
    def of(
        cls,
        data: bytes,
        name: str,
        *,
        format: str | None = None,  # noqa: A002 - as people say it
        encoding: str | None = None,
        fixing: bool = False,
    ) -> Document:
        """Read bytes; see `read`."""
        kind = format or format_of(data, name)[0]
        formats = tuple(ESCAPES) if fixing else LINKED
        if kind not in formats:
            about = FORMATS[kind].about.partition(":")[0] if kind in FORMATS else kind
            reason = f"citations in {about} can be checked, but not edited; that can be done for: {', '.join(formats)}"
            raise UnreadableInput(name, reason=reason)
        return cls(name, data, read_bytes(data, name, format=kind, encoding=encoding))

    def encoded(self, text: str) -> bytes:
        """Return a new text as bytes: in the encoding of the file, with its byte order mark.

        Raises:
            UnwritableFile: the encoding has no such character, or would not give back the file as it is.
        """
        try:
            if self.source.raw is not None and self.source.encode(self.source.raw) == self.data:
                return self.source.encode(text)
        except UnicodeEncodeError:
            pass
        called = (self.source.encoding or "its encoding").upper()
        raise UnwritableFile(
            self.name, reason=f"not all of it can be written as {called}; convert it to UTF-8 first"
        )
