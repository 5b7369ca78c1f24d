"""Word documents: what is read of them and where it stands; hostile ones are refused in one line."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itu_catalog.errors import UnreadableInput
from itu_catalog.readers import Source, read_bytes
from made_documents import archive, docx


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r>{properties and f"<w:rPr>{properties}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*content: str) -> str:
    """Return a paragraph."""
    return f"<w:p><w:pPr><w:jc/></w:pPr>{''.join(content)}</w:p>"


def cells(*texts: str) -> str:
    """Return a row of a table."""
    return f"<w:tr>{''.join(f'<w:tc>{para(run(text))}</w:tc>' for text in texts)}</w:tr>"


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = "<w:r><w:instrText>{}</w:instrText></w:r>"
MARK = '<w:r><w:footnoteReference w:id="7"/></w:r>'
BOX = "<w:r><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></w:r>"

READ = {
    "split runs": (para(run("ITU-T X."), run("5", "<w:b/>"), run("09")), "ITU-T X.509"),
    "a spelling mark between runs": (para(run("X.5"), '<w:proofErr w:type="spellEnd"/>', run("09")), "X.509"),
    "hyphens, tabs, breaks": (
        para(
            "<w:r><w:t>ITU</w:t><w:noBreakHyphen/><w:t>T</w:t><w:tab/><w:t>X.509</w:t><w:br/><w:t>a</w:t></w:r>"
        ),
        "ITU\u2011T\tX.509\na",
    ),
    "paragraphs": (para(run("a")) + para() + para(run("b")), "a\n\n\n\nb"),
    "a table": (
        f"<w:tbl>{cells('ITU-T X.509', '2019')}{cells('X.510', '2020')}</w:tbl>{para(run('b'))}",
        "ITU-T X.509\n │ 2019\n │\nX.510\n │ 2020\n │\n\nb",
    ),
    "inserted and deleted": (
        para(
            run("X.5"),
            f"<w:ins>{run('09')}</w:ins>",
            "<w:del><w:r><w:delText>X.500</w:delText></w:r></w:del>",
            run(" a"),
        ),
        "X.509 a\n\nX.500",
    ),
    "moved": (
        para(f"<w:moveFrom>{run('X.1')}</w:moveFrom>", f"<w:moveTo>{run('X.2')}</w:moveTo>"),
        "X.2\n\nX.1",
    ),
    "a mark of a note": (
        para(run("X.509"), run("1", '<w:vertAlign w:val="superscript"/>'), run("2")),
        "X.509[1]2",
    ),
    "a link": (para('<w:hyperlink r:id="l1">', run("X.509"), "</w:hyperlink>"), "X.509\n\nhttps://itu.int/é"),
    "a link in a field": (
        para(FIELD.format("begin"), CODE.format(' HYPERLINK "https:'), CODE.format('//itu.int/f" '))
        + para(FIELD.format("separate"), run("X.509"), FIELD.format("end"), run(" a")),
        "\n\nX.509 a\n\nhttps://itu.int/f",
    ),
    "a simple field": (para('<w:fldSimple w:instr=" REF x ">', run("X.509"), "</w:fldSimple>"), "X.509"),
    "a box, once": (
        para(
            "<mc:AlternateContent><mc:Choice>",
            BOX.format(para(run("X.25"))),
            "</mc:Choice><mc:Fallback>",
            BOX.format(para(run("X.25"))),
            "</mc:Fallback></mc:AlternateContent>",
            run("around"),
        ),
        "X.25\n\naround",
    ),
    "a formula": (para("<m:oMath><m:r><m:t>X.1=2</m:t></m:r></m:oMath>"), "X.1=2"),
    "a field for a reader": (para("<w:sdt><w:sdtContent>", run("X.509"), "</w:sdtContent></w:sdt>"), "X.509"),
    "reading aids are left out": (
        para(f"<w:r><w:ruby><w:rt>{run('aid')}</w:rt><w:rubyBase>{run('X.509')}</w:rubyBase></w:ruby></w:r>"),
        "X.509",
    ),
}


@pytest.mark.parametrize("what", READ)
def test_what_is_read(what: str) -> None:
    """The text of a Word document is what Word shows, and what it shows no longer."""
    body, text = READ[what]

    source = read_bytes(docx(body, {"l1": ("hyperlink", "https://itu.int/%C3%A9")}), "a.docx")

    assert text == source.text.rstrip("\n")
    assert (None, None) == (source.raw, source.raw_span(0, 1))


def where(source: Source, words: str) -> str:
    """Return the place of the first of these words."""
    return str(source.place(source.text.index(words)))


def test_places() -> None:
    """A place is a paragraph, and the part it stands in."""
    body = (
        para(run("a"), MARK)
        + f"<w:tbl>{cells('b', 'ITU-T X.1')}{cells('c', 'ITU-T X.2')}</w:tbl>"
        + para(
            BOX.format(para(run("ITU-T X.3"))), "<w:del><w:r><w:delText>ITU-T X.4</w:delText></w:r></w:del>"
        )
        + para(run("ITU-T X.5"))
    )
    note = '<w:footnote w:id="-1" w:type="separator"><w:p/></w:footnote><w:footnote w:id="7">' + para(
        run("ITU-T X.6")
    )
    source = read_bytes(
        docx(
            body,
            footnotes=f"{note}</w:footnote>",
            header=para(run("ITU-T X.7")),
            footer=para(run("ITU-T X.8")),
        ),
        "a.docx",
    )

    assert {
        "X.1": "paragraph 3 (table 1, row 1)",
        "X.2": "paragraph 5 (table 1, row 2)",
        "X.3": "paragraph 7 (text box)",
        "X.4": "paragraph 6 (deleted text)",
        "X.5": "paragraph 8",
        "X.6": "paragraph 1 (footnote 1)",
        "X.7": "paragraph 1 (header)",
        "X.8": "paragraph 1 (footer)",
    } == {f"X.{number}": where(source, f"ITU-T X.{number}") for number in range(1, 9)}


def test_standings() -> None:
    """The text of a link is a link, its address a target, a formula code."""
    body = READ["a link"][0] + READ["a formula"][0] + para(run("see https://itu.int/z now"))
    source = read_bytes(docx(body, {"l1": ("hyperlink", "https://itu.int/")}), "a.docx")

    def standing(words: str) -> str:
        start = source.text.index(words)
        return str(source.standing(start, start + len(words)))

    assert ["link", "target", "code", "target", "prose"] == [
        standing(words) for words in ("X.509", "https://itu.int/\n", "X.1=2", "https://itu.int/z", "now")
    ]


PLAIN = docx(para(run("ITU-T X.509")))


def with_document(xml: bytes | str, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a Word document whose main part is this."""
    return archive({"word/document.xml": xml}, compression)


BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
HOSTILE = {
    "cut short": (
        PLAIN[: len(PLAIN) // 2],
        "it is a ZIP archive, as DOCX files are, but damaged or cut short",
    ),
    "no text": (archive({"word/styles.xml": ""}), "it is no Word document: it has no text"),
    "entities": (with_document(BILLION), "its XML declares a document type"),
    "an outer entity": (with_document(OUTSIDE), "its XML declares a document type"),
    "broken XML": (with_document("<w>"), "its XML breaks off or is damaged at line 1"),
    "no XML": (with_document(b"\xff\xfe\0"), "its XML"),
    "a bomb": (with_document(b" " * (3 << 20)), "unpacks to more than 250 times its size"),
    "too much": (
        with_document(bytes(range(256)) * 40),
        "unpacks to more than 10,000 bytes; split the document",
    ),
    "many parts": (archive({f"word/{number}": "" for number in range(10_001)}), "it holds 10,001 parts"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_documents(what: str) -> None:
    """A damaged, bursting or malicious document is refused in one line that says why."""
    data, reason = HOSTILE[what]
    with pytest.raises(UnreadableInput, match=r"cannot read a\.docx: ") as caught:
        read_bytes(data, "a.docx", limit=10_000 if what == "too much" else None)

    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_encrypted_parts() -> None:
    """An archive whose parts are locked is called encrypted."""
    data = bytearray(with_document("<w/>", zipfile.ZIP_STORED))
    data[6] |= 1  # the flag of the part, in its header and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableInput, match="it is encrypted; save it without a password"):
        read_bytes(bytes(data), "a.docx")


def test_lies_about_sizes() -> None:
    """What an archive declares of its sizes is not believed: what comes out is counted."""
    data = bytearray(with_document(b" " * (3 << 20)))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (100).to_bytes(4, "little")
    with pytest.raises(UnreadableInput):
        read_bytes(bytes(data), "a.docx")


def test_a_part_that_is_missing_is_told() -> None:
    """A part that the document refers to and lacks is named in a remark."""
    source = read_bytes(docx(para(run("a")), {"x": ("header", "gone.xml")}), "a.docx")

    assert ("a.docx lacks its part 'word/gone.xml', which was not read",) == source.remarks


@given(st.lists(st.tuples(st.integers(0, len(PLAIN) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_damaged_documents(changes: list[tuple[int, int]]) -> None:
    """Whatever is damaged in a document, it is read or refused."""
    data = bytearray(PLAIN)
    for place, byte in changes:
        data[place] = byte
    try:
        read_bytes(bytes(data), "a.docx")
    except UnreadableInput:
        return


TAGS = [
    *(
        "w:p",
        "w:r",
        "w:t",
        "w:tbl",
        "w:tr",
        "w:tc",
        "w:del",
        "w:ins",
        "w:hyperlink",
        "w:fldSimple",
        "w:fldChar",
        "w:br",
    ),
    *(
        "w:txbxContent",
        "w:footnote",
        "m:oMath",
        "w:ruby",
        "w:instrText",
        "w:delText",
        "w:footnoteReference",
        "w:sym",
    ),
    "mc:Fallback",
]


@given(
    st.recursive(
        st.text("X.509", max_size=4),
        lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)),
        max_leaves=30,
    )
)
def test_any_nesting_is_read(tree: object) -> None:
    """Elements in any order and depth are read: what makes no sense is passed over."""

    def written(node: object) -> str:
        if isinstance(node, str):
            return node
        assert isinstance(node, tuple)
        return f"<{node[0]}>{''.join(map(written, node[1]))}</{node[0]}>"

    source = read_bytes(docx(written(tree)), "a.docx")
    for offset in range(len(source.text)):
        source.place(offset)
