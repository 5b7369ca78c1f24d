"""Reading: each format, against the library that people would otherwise take the text from."""

from __future__ import annotations

import io
import random
from html.parser import HTMLParser
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from material import SEED, sparse
from measuring import Result, alternate, ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["bench"]

_SIZE = 200_000


class _Reading(NamedTuple):
    """A format: how a document is made, who else reads it, and how."""

    name: str
    against: str
    needs: str
    make: Callable[[list[str]], bytes]
    otherwise: Callable[[bytes], object]


class _Words(HTMLParser):
    """The words of a page, with where they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[tuple[str, tuple[int, int]]] = []

    def handle_data(self, data: str) -> None:
        self.words.append((data, self.getpos()))


def _html(data: bytes) -> object:
    words = _Words()
    words.feed(data.decode())
    return words.words


def _markdown(data: bytes) -> object:
    from markdown_it import MarkdownIt

    return MarkdownIt().parse(data.decode())


def _rest(data: bytes) -> object:
    from docutils.core import publish_doctree

    return publish_doctree(data.decode(), settings_overrides={"report_level": 5})


def _docx(data: bytes) -> object:
    from docx import Document

    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


def _pdf(data: bytes) -> object:
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def _make_html(paragraphs: list[str]) -> bytes:
    body = "\n".join(f"<h2>On it</h2>\n<p>See <b>this</b>: {text}</p>" for text in paragraphs)
    return f"<!DOCTYPE html><html><body>{body}</body></html>".encode()


def _make_marked(paragraphs: list[str]) -> bytes:
    return "\n\n".join(f"## On it\n\nSee **this**: {text}" for text in paragraphs).encode()


def _make_rest(paragraphs: list[str]) -> bytes:
    return "\n\n".join(f"On it\n-----\n\nSee **this**: {text}" for text in paragraphs).encode()


def _make_docx(paragraphs: list[str]) -> bytes:
    from docx import Document

    document, file = Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph("See ").add_run(text)
    document.save(file)
    return file.getvalue()


def _make_pdf(paragraphs: list[str]) -> bytes:
    from made_documents import pdf

    lines = [text[start : start + 90] for text in paragraphs for start in range(0, len(text), 90)]
    pages = [lines[start : start + 50] for start in range(0, len(lines), 50)]
    return pdf(*([(60, 750 - 14 * row, line) for row, line in enumerate(page)] for page in pages))


_READINGS = (
    _Reading("markdown", "markdown-it-py", "markdown_it", _make_marked, _markdown),
    _Reading("html", "html.parser", "html", _make_html, _html),
    _Reading("rst", "docutils", "docutils", _make_rest, _rest),
    _Reading("docx", "python-docx", "docx", _make_docx, _docx),
    _Reading("pdf", "text of pypdfium2", "pypdfium2", _make_pdf, _pdf),
)


def bench(rounds: int) -> Iterator[Result]:
    """Measure reading."""
    from itu_catalog.readers import read_bytes

    text = sparse(_SIZE, random.Random(SEED))
    drawn = str.maketrans(dict.fromkeys("*_`|<>&[]:\\\f", " "))
    paragraphs = [" ".join(each.translate(drawn).split()) for each in text.split("\n\n")]
    paragraphs = [each for each in paragraphs if len(each) > 40]  # noqa: PLR2004 - no headings
    for reading in _READINGS:
        what = f"reading {reading.name}: rate"
        if find_spec(reading.needs) is None:
            yield Result(what, reading.against, None, "", f"skipped: {reading.needs} is not installed")
            continue
        data = reading.make(paragraphs)
        times = alternate(
            {
                "ours": lambda data=data, name=reading.name: read_bytes(data, f"a.{name}"),  # type: ignore[misc]
                "theirs": lambda data=data, read=reading.otherwise: read(data),  # type: ignore[misc]
            },
            max(3, rounds // 10),
        )
        yield Result(what, reading.against, ratio(times["theirs"], times["ours"]))
