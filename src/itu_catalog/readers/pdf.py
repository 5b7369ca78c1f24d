"""PDF files: the text of each page in reading order, with page and line; pdfium reads the file.

Words broken at the end of a line are joined, columns are read one after the other, ligatures are taken apart, and what
stands at the edge of every page is read once.
"""

from __future__ import annotations

import re
import unicodedata

from itu_catalog.errors import MissingExtra, UnreadableInput
from itu_catalog.readers.layout import Line, Word, head_of, joined, lines_of, running_heads
from itu_catalog.readers.plain import LIMIT
from itu_catalog.readers.source import Piece, Place, Source, Standing
from itu_catalog.readers.weave import addresses

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, TypeAlias

    from itu_catalog.readers.layout import Head

    Handle: TypeAlias = Any  # what pdfium gives; it has no types

__all__ = ["read"]

_WORD = re.compile(r"[^\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_HYPHENS = dict.fromkeys((0xFFFE, 0x02), "-")
"""What pdfium puts where a hyphen ends a line."""
_UNSEEN = dict.fromkeys((*range(9), 0xB, 0xC, *range(0xE, 0x20), 0xFFFF))
_ENCRYPTED = 4
_MOST_LINKS = 10_000


def read(data: bytes, name: str, encoding: str | None = None, limit: int = LIMIT) -> Source:  # noqa: ARG001
    """Return a PDF file as a source; its places are pages and lines.

    Raises:
        MissingExtra: pypdfium2 is not installed.
    """
    try:
        import pypdfium2 as pdfium
    except ImportError:
        raise MissingExtra("pdf", "PDF files") from None
    _refuse_bombs(data, name, limit)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        if getattr(fault, "err_code", None) == _ENCRYPTED or "password" in str(fault).lower():
            raise UnreadableInput(
                name, reason="it is an encrypted PDF file; save it without a password"
            ) from fault
        reason = "it is a PDF file, but damaged or cut short; get the file again"
        raise UnreadableInput(name, reason=reason) from fault
    try:
        return _Document(name, limit).source(document)
    finally:
        document.close()


# << /Length 1000 /Filter /FlateDecode >> stream
_PACKED = re.compile(
    rb"/(?:FlateDecode|Fl)\b[^<>]{0,500}(?:<<[^<>]{0,500}>>[^<>]{0,500}){0,3}>>\s{0,9}stream\r?\n"
)
_FILTERS = re.compile(rb"/(?:FlateDecode|Fl)\b")
_RATIO = 250
_SMALLEST = 1 << 16
"""Bytes of a packed stream that are worth a look: Deflate packs a thousand to one at most."""


def _refuse_bombs(data: bytes, name: str, limit: int) -> None:
    """Refuse streams that unpack to far more than their size: pdfium unpacks each into memory at once."""
    import zlib

    for match in _PACKED.finditer(data):
        end = data.find(b"endstream", match.end())
        length = (end if end >= 0 else len(data)) - match.end()
        twice = len(_FILTERS.findall(match[0])) > 1
        if length < _SMALLEST and not twice:
            continue
        unpacked, out = zlib.decompressobj(), 0
        rest = memoryview(data)[match.end() : match.end() + length]
        most = min(limit, _RATIO * length) if not twice else _SMALLEST
        try:
            piece: bytes = unpacked.decompress(rest, _BLOCK)
            while piece:
                out += len(piece)
                if out > most and (out > _RATIO * length or out > limit or twice):
                    reason = f"a stream of it unpacks to more than {most:,} bytes, as none of a document does; check it"
                    raise UnreadableInput(name, reason=reason)
                piece = unpacked.decompress(unpacked.unconsumed_tail, _BLOCK)
        except zlib.error:  # pdfium reads what it can of it
            continue


_BLOCK = 1 << 20


class _Document:
    def __init__(self, name: str, limit: int) -> None:
        self._name = name
        self._left = limit
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0

    def source(self, document: Handle) -> Source:
        """Read all pages, then weave them: what is a running head shows only when all are read."""
        pages: list[list[Line]] = []
        heights: list[float] = []
        links: list[list[str]] = []
        damaged: list[int] = []
        for number in range(len(document)):
            try:
                lines, found, height = self._page(document, number)
            except UnreadableInput:
                raise
            except Exception:  # noqa: BLE001 - whatever pdfium says of one page, the others are read
                damaged.append(number + 1)
                lines, found, height = [], [], 0.0
            pages.append(lines)
            links.append(found)
            heights.append(height)
        remarks = []
        if damaged:
            remarks.append(f"{_pages(damaged)} of {self._name} cannot be read")
        if blank := [number for number, lines in enumerate(pages, 1) if not lines and number not in damaged]:
            remarks.append(
                f"{_pages(blank)} of {self._name} held no text; if they are pictures, read them with OCR"
            )
        remarks += self._weave(pages, running_heads(pages, heights), links)
        text = "".join(self._texts)
        pieces = tuple(self._pieces) or (Piece(0, None, Standing.PROSE, Place(page=1)),)
        return Source(self._name, "pdf", text, addresses(text, pieces), remarks=tuple(remarks))

    def _page(self, document: Handle, number: int) -> tuple[list[Line], list[str], float]:
        page = document[number]
        try:
            textpage = page.get_textpage()
            try:
                lines = lines_of(list(self._words(textpage)), page.get_width())
            finally:
                textpage.close()
            return lines, list(_links(document, page)), page.get_height()
        finally:
            page.close()

    def _words(self, textpage: Handle) -> Iterator[Word]:
        """Yield the words of a page with their boxes, in the order in which the page draws them."""
        from ctypes import byref

        import pypdfium2.raw as c

        count = textpage.count_chars()
        self._left -= count
        if self._left < 0:
            raise UnreadableInput(
                self._name, reason="its pages hold more text than is read at once; split it first"
            )
        text = textpage.get_text_range() if count else ""
        if len(text) != count:  # characters beyond the first plane; then the places are counted one by one
            text = "".join(
                map(_character, (c.FPDFText_GetUnicode(textpage, index) for index in range(count)))
            )
        box = c.FS_RECTF()
        for match in _WORD.finditer(text):
            first, last = match.start(), match.end() - 1
            if not c.FPDFText_GetLooseCharBox(textpage, first, byref(box)):
                continue
            left, bottom, top = box.left, box.bottom, box.top
            word = match[0]
            c.FPDFText_GetLooseCharBox(
                textpage, last - (word[-1] in "\ufffe\x02" and last > first), byref(box)
            )
            if word[-1].isdigit() and box.top - box.bottom < _SMALL * (top - bottom) and box.bottom > bottom:
                word = _raised(word)
            word = word.translate(_HYPHENS).translate(_UNSEEN).translate(_LIGATURES)
            if word:
                yield Word(word, left, max(left, box.right), bottom, max(top - bottom, 1.0))

    def _weave(self, pages: list[list[Line]], heads: set[Head], links: list[list[str]]) -> Iterator[str]:
        """Weave the lines of all pages, then running heads and addresses; yield a remark for each running head."""
        read: dict[str, int] = {}
        aside: list[tuple[str, Standing, Place]] = []
        for number, lines in enumerate(pages, 1):
            first = True
            for count, line in enumerate(lines, 1):
                key = head_of(line, number)
                head = key[0]
                if key not in heads:
                    self._line(line, Place(line=count, page=number), first=first)
                    first = False
                elif read.setdefault(head, 0) or not head:
                    read[head] += 1
                else:
                    read[head] = 1
                    aside.append((head, Standing.PROSE, Place(count, page=number, part="running head")))
            aside += [
                (link, Standing.TARGET, Place(page=number)) for link in dict.fromkeys(links[number - 1])
            ]
        for text, standing, place in aside:
            self._add(f"\n\n{text}", standing, place)
        for head, times in read.items():
            if head and times > 1:
                yield f"{head!r} stands at the edge of {times} pages of {self._name} and was read once"

    def _line(self, line: Line, place: Place, *, first: bool) -> None:
        """Add a line; what it begins a page with goes on with the page before, unless a sentence ended there."""
        if self._texts:
            before, between = joined(self._texts[-1], line.text)
            self._length -= len(self._texts[-1]) - len(before)
            self._texts[-1] = before
            if between and (before.endswith((".", ":", "!", "?")) if first else line.breaks):
                between = "\n\n"
            self._texts[-1] += between
            self._length += len(between)
        self._add(line.text, Standing.PROSE, place)

    def _add(self, text: str, standing: Standing, place: Place) -> None:
        self._pieces.append(Piece(self._length, None, standing, place))
        self._texts.append(text)
        self._length += len(text)


_SMALL = 0.8


def _raised(word: str) -> str:
    """Set a small raised number apart from the word: it is the mark of a note."""
    bare = word.rstrip("0123456789")
    digits = word[len(bare) :]
    # Of "X.5091" the mark is the last digit; of two marks nobody knows.
    return f"{word[:-1]}[{word[-1]}]" if bare and len(digits) > 1 else f"{bare}[{digits}]" if bare else word


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " "  # noqa: PLR2004 - no character


def _links(document: Handle, page: Handle) -> Iterator[str]:
    """Yield the addresses that a page links to."""
    from ctypes import byref, c_int, create_string_buffer

    import pypdfium2.raw as c

    place, link = c_int(0), c.FPDF_LINK()
    for _ in range(_MOST_LINKS):
        if not c.FPDFLink_Enumerate(page, byref(place), byref(link)):
            return
        action = c.FPDFLink_GetAction(link)
        if not action or c.FPDFAction_GetType(action) != c.PDFACTION_URI:
            continue
        length = c.FPDFAction_GetURIPath(document, action, None, 0)
        if 1 < length < _MOST_LINKS:
            buffer = create_string_buffer(length)
            c.FPDFAction_GetURIPath(document, action, buffer, length)
            address = buffer.value.decode("utf-8", "replace").strip()
            if address and not address.startswith("mailto:"):
                yield address


def _pages(numbers: list[int]) -> str:
    """Write page numbers as people do.

    >>> _pages([3]), _pages([1, 2, 3, 7])
    ('page 3', 'pages 1–3, 7')
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    said = ", ".join("–".join(map(str, run)) for run in runs)
    return f"page{'s' if len(numbers) > 1 else ''} {said}"
