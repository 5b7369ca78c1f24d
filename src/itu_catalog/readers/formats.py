"""The formats that documents come in: how each is told, which module reads it, and what is not read.

>>> FORMATS["markdown"].suffixes
('.md', '.markdown', '.mdown', '.mkd', '.mdx', '.qmd', '.rmd')
>>> format_of(b"%PDF-1.7 ...", "report.txt")
('pdf', 'report.txt is a PDF file whatever its name says; read as that')
"""

from __future__ import annotations

import re
from typing import NamedTuple

from itu_catalog.errors import UnreadableInput

__all__ = ["FORMATS", "Format", "format_of", "refuse"]


class Format(NamedTuple):
    """A format that can be read: one row of the table `FORMATS`."""

    name: str
    suffixes: tuple[str, ...]
    """Ends of file names, lower-case, with the point."""
    first: tuple[bytes, ...]
    """What its files begin with; empty for formats that are text."""
    module: str
    """The module of this package that reads it: ``read(data, name, encoding, limit)`` gives a `Source`."""
    extra: str | None
    """The extra that it needs, or None."""
    about: str
    """One line for people."""


FORMATS: dict[str, Format] = {
    row.name: row
    for row in (
        Format(
            "text", (".txt", ".text"), (), "text", None, "plain text in any common encoding; source code, too"
        ),
        Format(
            "markdown",
            (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"),
            (),
            "markdown",
            None,
            "Markdown as CommonMark has it, with tables, front matter and HTML",
        ),
        Format("html", (".html", ".htm", ".xhtml", ".xht"), (), "html", None, "HTML and XHTML pages"),
        Format(
            "rest", (".rst", ".rest"), (), "rest", None, "reStructuredText, as Docutils and Sphinx read it"
        ),
        Format("latex", (".tex", ".ltx", ".latex"), (), "latex", None, "LaTeX source"),
        Format(
            "docx",
            (".docx", ".docm", ".dotx", ".dotm"),
            (),
            "docx",
            None,
            "Word documents: text, tables, notes, headers, comments, tracked changes",
        ),
        Format("pdf", (".pdf",), (b"%PDF-",), "pdf", "pdf", "PDF files that hold text, page by page"),
    )
}
"""The table of formats, by name."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFUSED = (
    (_OLE, "an old Office file", "save it as DOCX or PDF"),
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"BZh", "a bzip2 file", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz file", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"\x89PNG\r\n", "a PNG picture", "read its text with OCR first"),
    (b"\xff\xd8\xff", "a JPEG picture", "read its text with OCR first"),
    (b"GIF8", "a GIF picture", "read its text with OCR first"),
    (b"II*\x00", "a TIFF picture", "read its text with OCR first"),
    (b"MM\x00*", "a TIFF picture", "read its text with OCR first"),
    (b"{\\rtf", "an RTF file", "save it as DOCX"),
    (b"%!PS", "a PostScript file", "convert it to PDF first"),
    (b"SQLite format 3\x00", "a database", "export its text first"),
    (b"wOF", "a font", "name a document"),
)
"""First bytes of files that are not read, what they are, and the way out."""

_ENCRYPTED = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e".encode("ascii")
"""The name of the part of an OLE file in which Office keeps an encrypted document."""

_ARCHIVES = {
    "word/": ("docx", ""),
    "xl/": ("an Excel workbook", "save it as CSV or PDF"),
    "ppt/": ("a PowerPoint presentation", "save it as PDF"),
    "application/vnd.oasis.opendocument": ("an OpenDocument file", "save it as DOCX or PDF"),
    "application/epub+zip": ("an EPUB book", "convert it to HTML first"),
}
"""What a ZIP archive holds → what it is: a format that is read, or what it is called and the way out."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,80})?(?:<!--[^>]{0,400}-->\s{0,80})?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE,
)
_LATEX = re.compile(rb"^[ \t]{0,9}\\(?:documentclass|documentstyle)\b", re.MULTILINE)
_HEAD = 1024


def refuse(data: bytes, name: str, doing: str = "text") -> None:
    """Raise for bytes that are of a known format which is not text."""
    if data.startswith(b"%PDF-"):
        raise UnreadableInput(name, reason="it is a PDF file, not text; convert it to text first")
    if data.startswith(_ZIP):
        raise UnreadableInput(
            name, reason="it is a ZIP archive, as DOCX and ODT files are, not text; convert it to text first"
        )
    _refuse(data, name, f", not {doing}" if doing else "")


def _refuse(data: bytes, name: str, but: str = "") -> None:
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise UnreadableInput(name, reason="it is an encrypted Office document; save it without a password")
    for first, what, remedy in _REFUSED:
        if data.startswith(first):
            raise UnreadableInput(name, reason=f"it is {what}{but}; {remedy}")


def format_of(data: bytes, name: str) -> tuple[str, str | None]:
    """Tell the format of a file by its content, then by its name; and what to say when they disagree.

    Raises:
        UnreadableInput: it is of a format that is not read.
    """
    suffix = _suffix(name)
    named = next((row.name for row in FORMATS.values() if suffix in row.suffixes), None)
    held = _held(data, name, named)
    if held is None:
        if named in ("pdf", "docx"):
            if not data:
                raise UnreadableInput(name, reason="it is empty; it may not have been copied whole")
            _refuse(data, name)
            if b"\0" in data[:_HEAD]:
                raise UnreadableInput(
                    name, reason=f"it is no {_CALLED[named]}, and no text; it may be damaged"
                )
            return "text", f"{name} is text whatever its name says; read as that"
        return named or "text", None
    if held == named or named is None:
        return held, None
    if held in ("html", "latex") and named not in ("pdf", "docx") and suffix != ".txt":
        return named, None  # Markdown may begin with HTML, a page about LaTeX with LaTeX
    return held, f"{name} is {_ARTICLE[held]} whatever its name says; read as that"


_CALLED = {"pdf": "PDF file", "docx": "DOCX file"}
_ARTICLE = {"pdf": "a PDF file", "docx": "a DOCX file", "html": "an HTML page", "latex": "a LaTeX document"}


def _held(data: bytes, name: str, named: str | None) -> str | None:
    """Tell a format by the content of a file; None for text without a sign."""
    if data.startswith(b"%PDF-") or (named == "pdf" and b"%PDF-" in data[:_HEAD]):
        return "pdf"
    if data.startswith(_ZIP):
        return _archived(data, name)
    _refuse(data, name)
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\0", b"")[2:]
    if _HTML.match(head):
        return "html"
    return "latex" if _LATEX.search(head) else None


def _archived(data: bytes, name: str) -> str:
    """Tell what a ZIP archive is by the names in it; refuse what is not read."""
    from itu_catalog.readers.archive import Archive

    archive = Archive(data, name)
    kind = archive.names[0] if archive.names else ""
    about = archive.read("mimetype", 100).decode("latin-1") if kind == "mimetype" else ""
    for sign, (what, remedy) in _ARCHIVES.items():
        if about.startswith(sign) or any(each.startswith(sign) for each in archive.names):
            if not remedy:
                return what
            raise UnreadableInput(name, reason=f"it is {what}; {remedy}")
    raise UnreadableInput(name, reason="it is a ZIP archive; unpack it and name the documents in it")


def _suffix(name: str) -> str:
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return f".{base.rsplit('.', 1)[-1].lower()}" if "." in base[1:] else ""
