"""Plain text, in whatever encoding it is: bytes as one string, which can be written back byte for byte.

>>> decode(b"ITU-T X.509").text, decode(b"ITU-T X.509").encoding
('ITU-T X.509', 'utf-8')
"""

from __future__ import annotations

import re
from typing import NamedTuple

from itu_catalog.errors import UnreadableInput
from itu_catalog.readers.bounded import LIMIT, read_bounded
from itu_catalog.readers.encodings import declared, guess, known, shown

__all__ = ["LIMIT", "Plain", "decode", "encoding_of", "read_text"]


class Plain(NamedTuple):
    """A text, the encoding it was in, and what the reader should be told about that (or None)."""

    text: str
    encoding: str
    remark: str | None = None
    mark: bytes = b""
    """The byte order mark before the text."""
    exact: bool = True
    """Whether the text in that encoding is the bytes that were read."""


_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Byte order mark → encoding; the longer mark first where one begins another."""

_CONTROLS = bytes({*range(32)} - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
"""Bytes that no text has, whatever its encoding."""

_BINARY = "it is binary data, not text; convert it to text first"


def read_text(path: str) -> Plain:
    """Read a file, or standard input for ``-``.

    Raises `UnreadableInput` for what cannot be opened, is a directory, is binary or is longer than `LIMIT`.
    """
    name, data = read_bounded(path)
    return decode(data, name)


def decode(data: bytes, name: str = "the input", encoding: str | None = None) -> Plain:
    r"""Turn bytes into text: by `encoding`, else their byte order mark, else as they look; and say what was guessed.

    Without a mark, Latin text in UTF-16 has a NUL in every other byte. What is not UTF-8 is read in the encoding it
    declares, in the one it surely is in, or as Windows-1252.

    >>> decode("Fréquence".encode("latin-1")).remark
    'the input is not UTF-8; read as Windows-1252'
    >>> decode("Рекомендация".encode("koi8-r"), encoding="koi8-r").text
    'Рекомендация'
    >>> decode(b"\x00\x01\x02")
    Traceback (most recent call last):
        ...
    itu_catalog.errors.UnreadableInput: cannot read the input: it is binary data, not text; convert it to text first
    """
    from itu_catalog.readers.formats import refuse

    if encoding is None:
        refuse(data, name)
    told, mark, remark = encoding_of(data, name, encoding)
    body = data[len(mark) :]
    stray = told == "utf-8" and encoding is None and not mark  # a few bytes that do not fit keep their place
    try:
        text = body.decode(told, "surrogateescape" if stray else "strict")
    except UnicodeDecodeError as fault:
        raise UnreadableInput(name, reason=_misfit(told, fault.start + len(mark), encoding, mark)) from None
    except (UnicodeError, ValueError) as fault:  # some codecs say no more than this
        raise UnreadableInput(name, reason=f"it is not {shown(told)}: {fault}; save it as UTF-8") from None
    if told == "utf-8":
        return Plain(text, told, remark, mark)
    exact = _comes_back(text, told, body)
    if not exact:
        remark = f"{remark or f'{name} is read as {shown(told)}'}; not every byte comes back, so it is not rewritten"
    return Plain(text, told, remark, mark, exact)


def encoding_of(
    data: bytes, name: str, encoding: str | None = None, *, whole: bool = True
) -> tuple[str, bytes, str | None]:
    """Tell the encoding of bytes, or of a text that begins with them; with its mark, and a remark.

    Raises:
        UnreadableInput: `encoding` is unknown, or the bytes are no text.
    """
    for mark, marked in _MARKS:
        if data.startswith(mark):
            if encoding is not None and not (known(encoding) or "").startswith(
                marked.split("-")[0] + marked[3:6]
            ):
                return marked, mark, f"{name} begins like {shown(marked)} and is read so, not as {encoding}"
            return marked, mark, None
    if encoding is not None:
        told = known(encoding)
        if told is None:
            raise UnreadableInput(
                name, reason=f"{encoding!r} is no encoding; name one such as utf-8 or koi8-r"
            )
        if re.fullmatch(r"utf[-_](?:16|32)", told):  # without a mark: as most machines write it
            told = f"{told}-le"
        return told, b"", None
    if wide := _wide(data):
        return wide, b"", f"{name} is not UTF-8; read as {shown(wide)}"
    if len(data.translate(None, _CONTROLS)) < len(data):
        raise UnreadableInput(name, reason=_BINARY)
    return _eight_bits(data, name, whole=whole)


def _eight_bits(data: bytes, name: str, *, whole: bool) -> tuple[str, bytes, str | None]:
    """Tell the encoding of what has no mark and no NUL."""
    says = declared(data)
    utf8 = _fits(data, "utf-8", whole=whole)
    if utf8 and data.isascii():
        # Encodings that shift between alphabets look like ASCII.
        if b"\x1b$" in data and _fits(data, "iso2022_jp", whole=whole):
            return "iso2022_jp", b"", None if says == "iso2022_jp" else f"{name} is read as ISO-2022-JP"
        return "utf-8", b"", None
    if utf8:
        contrary = says not in (None, "utf-8")
        return "utf-8", b"", f"{name} says it is {shown(says or '')}, but it is UTF-8" if contrary else None
    if (
        says not in (None, "utf-8")
        and not says.startswith(("utf", "iso2022"))
        and _fits(data, says, whole=whole)
    ):
        return says, b"", None
    if (strays := _strays(data)) is not None:
        return (
            "utf-8",
            b"",
            f"{name} is UTF-8 but for {strays} byte{'s' * (strays != 1)}, which {_ARE[strays != 1]} left out",
        )
    # Windows-1252 is Latin-1 with the quotation marks that people do write, but leaves five bytes open.
    told = guess(data) or "windows-1252"
    if not _fits(data, told, whole=whole):
        told = "windows-1252" if _fits(data, "windows-1252", whole=whole) else "latin-1"
    return told, b"", f"{name} is not UTF-8; read as {shown(told)}"


_ARE = ("is", "are")


def _fits(data: bytes, encoding: str, *, whole: bool) -> bool:
    import codecs

    try:
        codecs.getincrementaldecoder(encoding)().decode(data, final=whole)
    except (UnicodeError, ValueError):
        return False
    return True


def _comes_back(text: str, encoding: str, data: bytes) -> bool:
    try:
        return text.encode(encoding) == data
    except UnicodeError:
        return False


# A character of two to four bytes, as UTF-8 has them.
_LONG = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_STRAYS = 20


def _strays(data: bytes) -> int | None:
    """Count the bytes that do not fit in what otherwise is UTF-8; None when it is none.

    One damaged character in a long text must not turn all its other letters into garbage.
    """
    if len(_LONG.findall(data)) < _STRAYS:
        return None
    text = data.decode("utf-8", "surrogateescape")
    strays = len(re.findall(r"[\udc80-\udcff]", text))
    return strays if strays * _STRAYS <= len(re.findall(r"[^\x00-\x7f\udc80-\udcff]", text)) else None


def _misfit(told: str, place: int, asked: str | None, mark: bytes) -> str:
    if mark:
        return f"it begins like {shown(told)}, but byte {place} does not fit; save it as UTF-8"
    if asked is not None:
        return f"byte {place} is not {shown(told)}; name another encoding, or none"
    return (
        f"it looks like {shown(told)}, but byte {place} does not fit; save it as UTF-8, or name its encoding"
    )


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
