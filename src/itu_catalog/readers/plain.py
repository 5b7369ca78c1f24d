"""Plain text, in whatever encoding it is: a file or standard input, as one string.

>>> decode(b"ITU-T X.509")
Plain(text='ITU-T X.509', encoding='utf-8', remark=None)
"""

from __future__ import annotations

import sys
from typing import NamedTuple

from itu_catalog.errors import UnreadableInput

__all__ = ["LIMIT", "Plain", "decode", "read_text"]

LIMIT = 64 << 20
"""Bytes of the longest input that is read."""


class Plain(NamedTuple):
    """A text, the encoding it was in, and what the reader should be told about that (or None)."""

    text: str
    encoding: str
    remark: str | None = None


_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
"""Byte order mark → encoding; the longer mark first where one begins another."""

_FORMATS = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive, as DOCX and ODT files are",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "a gzip file",
}
"""First bytes of files that people take for text."""

_CONTROLS = bytes({*range(32)} - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
"""Bytes that no text has, whatever its encoding."""


def read_text(path: str) -> Plain:
    """Read a file, or standard input for ``-``.

    Raises `UnreadableInput` for what cannot be opened, is a directory, is binary or is longer than `LIMIT`.
    """
    name = "standard input" if path == "-" else path
    try:
        if path == "-":
            if sys.stdin is None:
                raise UnreadableInput(name, reason="it is closed; name a file instead")
            stream = getattr(sys.stdin, "buffer", None)
            if stream is None:
                return Plain(sys.stdin.read(LIMIT), "str")
            data = stream.read(LIMIT + 1)
        else:
            with open(path, "rb") as file:  # noqa: PTH123 - the path is the user's, as given
                data = file.read(LIMIT + 1)
    except OSError as fault:
        if isinstance(fault, UnreadableInput):
            raise
        raise UnreadableInput(name, reason=_remedy(fault)) from fault
    except ValueError as fault:  # a NUL in the path; a stream that was closed
        raise UnreadableInput(repr(name), reason=str(fault)) from fault
    if len(data) > LIMIT:
        raise UnreadableInput(name, reason=f"it is longer than {LIMIT >> 20} MiB; split it first")
    return decode(data, name)


def _remedy(fault: OSError) -> str:
    said = {
        IsADirectoryError: "it is a directory; name a file in it",
        FileNotFoundError: "there is no such file",
        PermissionError: "reading it is not permitted",
    }
    return said.get(type(fault)) or fault.strerror or str(fault)


def decode(data: bytes, name: str = "the input") -> Plain:
    r"""Turn bytes into text: by their byte order mark, else as they look, and say so if that is not UTF-8.

    Without a mark, Latin text in UTF-16 has a NUL in every other byte; what is not UTF-8 is read as Windows-1252.

    >>> decode("Fréquence".encode("latin-1")).remark
    'the input is not UTF-8; read as Windows-1252'
    >>> decode(b"\x00\x01\x02")
    Traceback (most recent call last):
        ...
    itu_catalog.errors.UnreadableInput: cannot read the input: it is binary data, not text; convert it to text first
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Plain(data.decode(encoding), encoding.removesuffix("-sig"))
            except UnicodeDecodeError as fault:
                reason = f"it begins like {encoding.upper()}, but byte {fault.start} does not fit; save it as UTF-8"
                raise UnreadableInput(name, reason=reason) from None
    for first, what in _FORMATS.items():
        if data.startswith(first):
            raise UnreadableInput(name, reason=f"it is {what}, not text; convert it to text first")
    if wide := _wide(data):
        return Plain(data.decode(wide), wide, f"{name} is not UTF-8; read as {wide.upper()}")
    if len(data.translate(None, _CONTROLS)) < len(data):
        raise UnreadableInput(name, reason="it is binary data, not text; convert it to text first")
    # Windows-1252 is Latin-1 with the quotation marks that people do write, but leaves five bytes open.
    for encoding in ("utf-8", "windows-1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        break
    shown = encoding.capitalize()
    return Plain(text, encoding, None if encoding == "utf-8" else f"{name} is not UTF-8; read as {shown}")


def _wide(data: bytes) -> str | None:
    """Tell the kind of UTF-16 that bytes without a mark are in; None when they are in none."""
    if len(data) % 2 or b"\0" not in data[:_LOOKED]:
        return None
    even, odd = (data[place:_LOOKED:2] for place in (0, 1))
    for empty, full, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if 0 not in full and empty.count(0) * 2 > len(empty):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                return None
            return (
                None
                if any(ord(char) < _BLANK and char not in "\t\n\v\f\r" for char in text[:_LOOKED])
                else encoding
            )
    return None


_LOOKED = 4096
"""Bytes, or characters, at the beginning by which an encoding is told."""

_BLANK = 32
"""Characters before the blank are controls."""
