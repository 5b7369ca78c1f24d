r"""Opening an input of any format: read what is there, tell what it is, and hand it to the reader of that format.

>>> source = read_bytes(b"<p>see ITU-T&nbsp;X.<b>509</b></p>", "page.html")
>>> source.format, source.text.strip()
('html', 'see ITU-T\xa0X.509')
"""

from __future__ import annotations

import os
from importlib import import_module

from itu_catalog.errors import UnreadableInput
from itu_catalog.readers.bounded import LIMIT, read_bounded
from itu_catalog.readers.formats import FORMATS, format_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.readers.source import Source

__all__ = ["read", "read_bytes"]


def read(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,  # noqa: A002 - users say format="markdown"
    encoding: str | None = None,
    limit: int | None = None,
) -> Source:
    """Read a document, or standard input for ``-``.

    Args:
        path: the file, as the user wrote it.
        format: a name of `FORMATS`; by default the content and the suffix tell.
        encoding: the encoding of a format that is text; by default its mark, its declarations and its bytes tell.
        limit: bytes of the longest input, and of the longest part of an archive; `LIMIT` by default.

    Raises:
        UnreadableInput: it cannot be read, with the reason and the way out.
        MissingExtra: its format needs an extra that is not installed.
    """
    name, data = read_bounded(os.fspath(path), limit)
    return read_bytes(data, name, format=format, encoding=encoding, limit=limit)


def read_bytes(
    data: bytes,
    name: str,
    *,
    format: str | None = None,  # noqa: A002 - as above
    encoding: str | None = None,
    limit: int | None = None,
) -> Source:
    """Read a document that is in memory; `name` is what it is called, and its suffix counts. See `read`."""
    remark = None
    if format is None:
        told, remark = format_of(data, name)
    elif format in FORMATS:
        told = format
    else:
        raise UnreadableInput(name, reason=f"there is no format {format!r}; name one of {', '.join(FORMATS)}")
    reader = import_module(f"itu_catalog.readers.{FORMATS[told].module}")
    try:
        source: Source = reader.read(data, name, encoding, LIMIT if limit is None else limit)
    except RecursionError as fault:  # no reader of ours recurses; a library might
        raise UnreadableInput(name, reason="it is nested too deeply; simplify it") from fault
    remarks = (remark,) if remark else () if data else (f"{name} is empty",)
    if remarks:
        from attrs import evolve

        return evolve(source, remarks=remarks + source.remarks)
    return source
