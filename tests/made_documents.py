"""Documents made for tests: small Word and PDF files, sound ones and hostile ones, from nothing but words."""

from __future__ import annotations

import io
import zipfile
import zlib

__all__ = ["archive", "docx", "pdf", "pdf_of_stream"]

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SPACES = (
    f'{_W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def archive(parts: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def docx(body: str, relations: dict[str, tuple[str, str]] | None = None, **parts: str) -> bytes:
    """Return a Word document.

    `body` is what stands in ``w:body``; `parts` are what stands in ``footnotes``, ``header`` and so on;
    `relations` are identifier → kind and target, besides those of the parts.
    """
    linked = {f"p{number}": (kind, f"{kind}.xml") for number, kind in enumerate(parts)} | (relations or {})
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relations({"r1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(linked),
    }
    roots = {"header": "hdr", "footer": "ftr"}
    for kind, content in parts.items():
        root = roots.get(kind, kind)
        files[f"word/{kind}.xml"] = f"<w:{root} {_SPACES}>{content}</w:{root}>"
    return archive(files)


def _relations(relations: dict[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{identifier}" Type="{_KIND}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if kind == 'hyperlink' else ''}/>"
        for identifier, (kind, target) in relations.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def pdf(*pages: list[tuple[int, int, str]]) -> bytes:
    """Return a PDF file; a page is a list of texts, each with the point at which it begins."""
    streams = []
    for page in pages:
        shown = b"".join(
            b"1 0 0 1 %d %d Tm (%s) Tj " % (x, y, _escaped(text.encode("cp1252"))) for x, y, text in page
        )
        streams.append((b"BT /F1 10 Tf " + shown + b"ET", b""))
    return _pdf(streams)


def pdf_of_stream(content: bytes, *, times: int = 1) -> bytes:
    """Return a PDF file whose only page draws `content`, packed so many times."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return _pdf([(content, b" /Filter [" + b"/FlateDecode " * times + b"]")])


def _escaped(text: bytes) -> bytes:
    return text.replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def _pdf(streams: list[tuple[bytes, bytes]]) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids = b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(streams)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(streams), kids),
        font,
    ]
    for content, packed in streams:
        objects.append(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(content), packed, content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
    out = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    )
