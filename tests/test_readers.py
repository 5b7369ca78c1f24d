"""Reading a document of any format: told by content, in any encoding, never more than a limit, never without a word."""

from __future__ import annotations

import codecs
import io
import os
import threading
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itu_catalog import readers
from itu_catalog.errors import MissingExtra, UnreadableInput
from itu_catalog.readers import FORMATS, Place, Source, Standing, bounded, chunks, read, read_bytes
from made_documents import archive, docx, pdf

if TYPE_CHECKING:
    from pathlib import Path

# --- what a file is -----------------------------------------------------------------------------

PAGE = b"<!DOCTYPE html><p>ITU-T X.<b>509</b>"

TOLD = [
    ("note.txt", b"ITU-T X.509", "text", None),
    ("NOTE.MD", b"ITU-T X.**509**", "markdown", None),
    ("a.b/note", b"ITU-T X.509", "text", None),
    ("note", PAGE, "html", None),
    ("standard input", b"\n  <html><p>ITU-T X.509", "html", None),
    ("note", b"% draft\n\\documentclass{article}", "latex", None),
    ("page.txt", PAGE, "html", "is an HTML page whatever its name says"),
    ("page.docx", PAGE, "html", "is an HTML page whatever its name says"),
    ("page.pdf", b"ITU-T X.509", "text", "is text whatever its name says"),
    ("page.md", PAGE, "markdown", None),
    ("module.yang", b"// ITU-T X.509", "text", None),
    ("word.txt", docx("<w:p><w:r><w:t>ITU-T X.509</w:t></w:r></w:p>"), "docx", "is a DOCX file whatever"),
    ("word.docx", docx("<w:p><w:r><w:t>ITU-T X.509</w:t></w:r></w:p>"), "docx", None),
    ("empty.txt", b"", "text", "empty.txt is empty"),
]


@pytest.mark.parametrize(("name", "data", "kind", "remark"), TOLD)
def test_content_tells_the_format(name: str, data: bytes, kind: str, remark: str | None) -> None:
    """A file is read as what it holds; where its name says something else, a remark says so."""
    source = read_bytes(data, name)

    assert kind == source.format
    assert bool(remark) == bool(source.remarks)
    assert (remark or "") in " ".join(source.remarks)


REFUSED = [
    (
        "a.doc",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "it is an old Office file; save it as DOCX or PDF",
    ),
    (
        "a.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "it is an encrypted Office document; save it without a password",
    ),
    ("a.rtf", b"{\\rtf1\\ansi ITU-T X.509}", "it is an RTF file; save it as DOCX"),
    (
        "a.odt",
        archive({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "it is an OpenDocument file; save",
    ),
    ("a.epub", archive({"mimetype": "application/epub+zip"}), "it is an EPUB book; convert it to HTML first"),
    ("a.xlsx", archive({"xl/workbook.xml": ""}), "it is an Excel workbook; save it as CSV or PDF"),
    ("a.zip", archive({"../../etc/passwd": "x", "/absolute": "y"}), "it is a ZIP archive; unpack it"),
    ("a.docx", b"", "it is empty"),
    ("a.pdf", b"\0\0\0", "it is no PDF file, and no text"),
    ("a.txt", b"a\0b", "it is binary data"),
    ("a.txt", b"\x1f\x8b\x08", "it is a gzip file; unpack it first"),
    ("a.html", b"\x89PNG\r\n\x1a\n", "it is a PNG picture; read its text with OCR first"),
]


@pytest.mark.parametrize(("name", "data", "reason"), REFUSED)
def test_refusals_say_the_way_out(name: str, data: bytes, reason: str) -> None:
    """What is not read is named, with what to do instead, in one line."""
    with pytest.raises(UnreadableInput) as caught:
        read_bytes(data, name)

    assert str(caught.value).startswith(f"cannot read {name}: {reason}")
    assert "\n" not in str(caught.value)


def test_unknown_formats_are_refused() -> None:
    """A format that is asked for must be one of the table."""
    with pytest.raises(UnreadableInput, match="there is no format 'odt'; name one of text, markdown"):
        read_bytes(b"", "a", format="odt")


def test_a_format_can_be_asked_for() -> None:
    """What the user says counts more than the name; what is no text is still refused as text."""
    assert "<b>" in read_bytes(b"<b>x", "a.html", format="text").text
    with pytest.raises(UnreadableInput, match="it is a PDF file"):
        read_bytes(pdf([]), "a.pdf", format="text")


def test_every_format_has_a_reader() -> None:
    """The table names modules that exist, extras that are declared, and each suffix once."""
    from importlib import import_module

    suffixes = [suffix for row in FORMATS.values() for suffix in row.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    for name, row in FORMATS.items():
        assert name == row.name
        assert callable(import_module(f"itu_catalog.readers.{row.module}").read)
        assert row.extra in (None, "pdf")


@pytest.mark.parametrize("kind", sorted(FORMATS))
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(kind: str, data: bytes) -> None:
    """Random bytes never raise anything but the two errors of reading."""
    for asked in (kind, None):
        try:
            source = read_bytes(data, f"a{FORMATS[kind].suffixes[0]}", format=asked)
        except (UnreadableInput, MissingExtra):
            continue
        if source.raw is not None and source.exact:
            assert data == source.encode(source.raw)


# --- encodings ----------------------------------------------------------------------------------

SENTENCES = {
    "Рекомендация МСЭ-Т X.509 определяет основы сертификатов открытых ключей.": (
        "cp1251 koi8-r iso8859_5 cp866",
        "charset_normalizer",
    ),
    "Σύσταση ITU-T X.509 πλαίσιο πιστοποιητικών δημόσιου κλειδιού": ("cp1253", "charset_normalizer"),
    "توصية قطاع تقييس الاتصالات X.509 تحدد أطر شهادات المفتاح العمومي": ("cp1256", "charset_normalizer"),
    "建议书 ITU-T X.509 规定了公钥和属性证书框架，以及相关的数据。": ("gb18030", None),
    "建議書 ITU-T X.509 規定了公鑰和屬性憑證框架。": ("big5", None),
    "勧告 ITU-T X.509 は、公開鍵証明書の枠組みを規定する。": ("cp932 euc_jp iso2022_jp", None),
    "권고 ITU-T X.509는 공개 키 인증서 프레임워크를 정의한다.": ("cp949", None),
    "Empfehlung ITU-T X.509 für öffentliche Schlüssel – „heute“": ("windows-1252", None),
}
CODED = [
    (sentence, encoding, needs)
    for sentence, (encodings, needs) in SENTENCES.items()
    for encoding in encodings.split()
]


@pytest.mark.parametrize(("sentence", "encoding", "needs"), CODED, ids=[row[1] for row in CODED])
def test_encodings_are_told(sentence: str, encoding: str, needs: str | None) -> None:
    """One sentence is enough to tell an encoding; a remark says which, and the bytes come back."""
    if needs is not None:
        pytest.importorskip(needs)
    data = f"{sentence}\n".encode(encoding)

    source = read_bytes(data, "note.txt")

    assert f"{sentence}\n" == source.text
    assert encoding == source.encoding
    assert 1 == len(source.remarks)
    assert source.raw is not None
    assert data == source.encode(source.raw)


DECLARED = [
    b"# -*- coding: koi8-r -*-\n",
    b"\n# vim: set fileencoding=koi8-r :\n",
    b'<?xml version="1.0" encoding="koi8-r"?>\n',
    b'<html><meta charset="KOI8-R">\n',
    b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>\n",
    b"\\usepackage[koi8-r]{inputenc}\n",
]


@pytest.mark.parametrize("line", DECLARED)
def test_declared_encodings_count(line: bytes) -> None:
    """A file that says its encoding is read in it, even where its bytes would not tell."""
    source = read_bytes(line + "МСЭ".encode("koi8-r"), "note.txt", format="text")

    assert source.text.endswith("МСЭ")
    assert ("koi8-r", ()) == (source.encoding, source.remarks)


def test_utf8_counts_more_than_what_is_declared() -> None:
    """Bytes that are UTF-8 are read so whatever the file says; a remark says that it says otherwise."""
    source = read_bytes("# -*- coding: koi8-r -*- МСЭ".encode(), "note.txt")

    assert source.text.endswith("МСЭ")
    assert ("note.txt says it is KOI8-R, but it is UTF-8",) == source.remarks


def test_an_encoding_can_be_asked_for() -> None:
    """What the user says counts more than guesses; what does not fit is refused."""
    assert "МСЭ" == read_bytes("МСЭ".encode("cp866"), "a.txt", encoding="cp866").text
    assert "МСЭ" == read_bytes("МСЭ".encode("utf-16-le"), "a.txt", encoding="UTF-16").text
    with pytest.raises(UnreadableInput, match="byte 2 is not UTF-8; name another encoding"):
        read_bytes(b"ab\xff", "a.txt", encoding="utf-8")
    for unknown in ("klingon", "rot13", "unicode_escape", "\0"):
        with pytest.raises(UnreadableInput, match="is no encoding; name one such as utf-8"):
            read_bytes(b"ab", "a.txt", encoding=unknown)


def test_a_stray_byte_does_not_spoil_a_text() -> None:
    """One damaged character leaves all others as they are; it is seen as such, and comes back."""
    data = "Рекомендация МСЭ-Т X.509 ".encode() * 9 + b"\xd0 X.510"

    source = read_bytes(data, "note.txt")

    assert source.text.startswith("Рекомендация")
    assert source.text.endswith("\ufffd X.510")
    assert ("note.txt is UTF-8 but for 1 byte, which is left out",) == source.remarks
    assert data == source.encode(source.raw or "")


MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.sampled_from(sorted(MARKS)))
def test_texts_with_a_mark_come_back(text: str, encoding: str) -> None:
    """A byte order mark tells the encoding, is no character of the text, and comes back."""
    text = f".{text}"  # a text may begin with a mark of its own
    data = MARKS[encoding] + text.encode(encoding)

    source = read_bytes(data, "a.txt", format="text")

    assert (text, encoding, ()) == (source.raw, source.encoding, source.remarks)
    assert "1:1" == str(source.place(0))
    assert data == source.encode(source.raw or "")


@given(st.text(), st.sampled_from(["utf-8", "windows-1252", "gb18030", "cp932", "big5", "koi8-r", "euc_jp"]))
def test_texts_come_back(text: str, encoding: str) -> None:
    """What is read in any encoding comes back byte for byte, or is marked as what does not."""
    data = text.encode(encoding, "replace")
    for asked in (None, encoding):
        try:
            source = read_bytes(data, "a.txt", format="text", encoding=asked)
        except UnreadableInput:
            continue
        assert source.raw is not None
        if source.exact:
            assert data == source.encode(source.raw)
        else:
            with pytest.raises(UnicodeEncodeError):
                source.encode(source.raw)


# --- what cannot be opened ----------------------------------------------------------------------


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    """A directory, a path to nothing, a path that no file can have: each one line."""
    for path, reason in (
        (str(tmp_path), "it is a directory; name a file in it"),
        (str(tmp_path / "none.txt"), "there is no such file"),
        ("a\0b", "its name holds a NUL"),
    ):
        with pytest.raises(UnreadableInput, match=reason):
            read(path)


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such devices here")  # noqa: PTH110 - no path of ours
def test_devices_end() -> None:
    """A device that never ends is read to the limit, one that holds nothing is empty."""
    with pytest.raises(UnreadableInput, match="it is longer than 1,000 bytes; split it first"):
        read("/dev/zero", limit=1000)
    assert "" == read(os.devnull).text


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipes_are_read_and_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe that somebody writes into is read to its end; one that nobody opens is given up."""
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    writer = threading.Thread(target=lambda: path.write_bytes(b"ITU-T X.509"))
    writer.start()
    assert "ITU-T X.509" == read(str(path)).text
    writer.join()

    monkeypatch.setattr(bounded, "PATIENCE", 0.05)
    with pytest.raises(UnreadableInput, match=r"nothing came out of it for 0.05 s"):
        read(str(path))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is standard input, whose format the content tells."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE)))

    source = read("-")

    assert ("standard input", "html", "ITU-T X.509\n\n") == (source.name, source.format, source.text)


def test_limits(tmp_path: Path) -> None:
    """An input beyond the limit is refused before it is read."""
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * (2 << 20))

    assert 2 << 20 == len(read(str(path)).text)
    with pytest.raises(UnreadableInput, match="it is longer than 1 MiB; split it first"):
        read(str(path), limit=1 << 20)


# --- text piece by piece ------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp932", "koi8-r", "windows-1252"])
def test_chunks_are_the_text(encoding: str, tmp_path: Path) -> None:
    """The pieces of a long text, put together, are the text, wherever characters are cut."""
    text = "".join(f"{number} ITU-T X.509 — ключ.\n" for number in range(90_000))
    if encoding in ("windows-1252", "cp932"):
        text = text.replace(" — ключ", " für" if encoding == "windows-1252" else "、公開鍵の")
    elif encoding == "koi8-r":
        text = text.replace("—", "-")
    path = tmp_path / "long.txt"
    path.write_bytes(text.encode(encoding))

    pieces = list(chunks(str(path), encoding if encoding == "koi8-r" else None))

    assert text == "".join(pieces)
    assert all(len(piece) <= 1 << 20 for piece in pieces)


def test_chunks_say_what_does_not_fit(tmp_path: Path) -> None:
    """A text that goes on in another encoding than it begins in is a fault, with its place."""
    path = tmp_path / "long.txt"
    path.write_bytes("ключ\n".encode() * 200_000 + b"\xff\xff")
    with pytest.raises(UnreadableInput, match="it begins as UTF-8, but does not go on so near byte 1,8"):
        list(chunks(str(path)))

    path.write_bytes(pdf([]))
    with pytest.raises(UnreadableInput, match="a PDF file"):
        list(chunks(str(path)))
    path.write_bytes(b"a" * (2 << 20) + b"\0")
    with pytest.raises(UnreadableInput, match="binary data"):
        list(chunks(str(path)))


# --- the rest -----------------------------------------------------------------------------------


def test_public_names_are_there() -> None:
    """What the package announces is there, and nothing else is."""
    for name in readers.__all__:
        assert getattr(readers, name) is not None
    assert set(readers.__all__) <= set(dir(readers))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        readers.nothing  # noqa: B018 - asking is the test


def test_what_was_put_in_stands_where_it_was_put() -> None:
    """What a reader puts between words has the place of what stands before it, and no span."""
    source = read_bytes(b"<p>a</p>\n<p>b", "a.html")
    place = source.text.index("\n")

    assert Place(1, 5) == source.place(place)
    assert source.raw_span(place, place + 1) is None
    assert Standing.PROSE is source.standing(place, place + 1)


def test_an_empty_source_has_a_place() -> None:
    """Nothing has a place, too."""
    source = Source.of_text("")

    assert Place(1, 1) == source.place(0)
    assert b"" == source.encode(source.raw or "")


def test_archives_are_not_written_to_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names in an archive lead nowhere: no part is unpacked to a file."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(zipfile.ZipFile, "extract", None)
    read_bytes(docx("<w:p/>", {"x": ("header", "../../../../tmp/x.xml")}), "a.docx")

    assert [] == list(tmp_path.iterdir())
