"""Word documents: what they say in text, tables, boxes, notes, headers, comments and tracked changes.

The XML is read as it streams by, with no tree of it; so no extra is needed, and a hostile file cannot fill the memory.
Word breaks text into runs where spelling, language or an edit changes: within a paragraph they are joined.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from itu_catalog.errors import UnreadableInput
from itu_catalog.readers.archive import Archive, walk
from itu_catalog.readers.bounded import LIMIT
from itu_catalog.readers.package import local, main_part, relations_of, short
from itu_catalog.readers.source import Piece, Place, Source, Standing
from itu_catalog.readers.weave import CELL, addresses

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["read"]

_PARTS = ("footnotes", "endnotes", "header", "footer", "comments")
"""Parts beside the text, in the order in which they are read, by how their relations are called."""

_CALLED = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}

_CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}
"""Elements that stand for a character."""

_SKIPPED = frozenset(("mc:Fallback", "w:rt", "w:pPr", "w:sectPr", "w:tblPr", "w:tcPr", "w:trPr", "w:sdtPr"))
"""Elements whose content is no text, or the same text once more."""

_ADDRESS = re.compile(r"""\s*HYPERLINK\s+(?:\\l\s+)?"([^"]{1,2000})""")


class _Run(NamedTuple):
    text: str
    standing: Standing


class _Paragraph:
    """A paragraph while it is read: its runs, and what was put aside."""

    __slots__ = ("aside", "deleted", "number", "place", "runs")

    def __init__(self, place: Place) -> None:
        self.place = place
        self.runs: list[_Run] = []
        self.deleted: list[_Run] = []
        self.aside: list[str] = []


def read(data: bytes, name: str, encoding: str | None = None, limit: int = LIMIT) -> Source:  # noqa: ARG001
    """Return a Word document as a source; its places are paragraphs and parts."""
    archive = Archive(data, name, limit)
    if "EncryptedPackage" in archive.names:
        raise UnreadableInput(name, reason="it is encrypted; save it without a password")
    main = main_part(archive, name)
    text = _Text()
    relations = relations_of(archive, main, name)
    _Part(text, relations, None).read(archive.read(main), name)
    for kind in _PARTS:
        for path in sorted({target for what, target in relations.values() if what == kind}):
            if path in archive.names:
                part = _Part(text, relations_of(archive, path, name), kind)
                part.read(archive.read(path), name)
            else:
                text.remarks.append(f"{name} lacks its part {path!r}, which was not read")
    return text.source(name)


class _Text:
    """The text of the whole document while it is woven, with its pieces."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self._length = 0
        self.notes: dict[str, dict[str, int]] = {}
        """The marks of notes in the text: kind → identifier → the number that is printed."""
        self.remarks: list[str] = []

    def add(self, text: str, standing: Standing, place: Place) -> None:
        if not text:
            return
        last = self._pieces[-1] if self._pieces else None
        if last is None or last.standing != standing or last.place != place:
            self._pieces.append(Piece(self._length, None, standing, place))
        self._texts.append(text)
        self._length += len(text)

    def source(self, name: str) -> Source:
        text = "".join(self._texts)
        pieces = tuple(self._pieces) or (Piece(0, None, Standing.PROSE, Place(paragraph=1)),)
        return Source(name, "docx", text, addresses(text, pieces), remarks=tuple(self.remarks))


class _Part:
    """One part of the document: the text itself, or notes, headers, comments."""

    def __init__(self, text: _Text, relations: dict[str, tuple[str, str]], kind: str | None) -> None:
        self._text = text
        self._relations = relations
        self._kind = kind
        self._open: list[_Paragraph] = []
        self._path: list[str] = []
        self._count = 0
        self._tables: list[tuple[int, int, int]] = []  # number, row, cell of each table that is open
        self._number = 0
        self._note: str | None = None
        self._skip = self._deleted = self._links = self._boxes = self._maths = 0
        self._raised = False
        self._fields: list[
            tuple[str, bool]
        ] = []  # of the fields that are open: what it says, whether it is a link

    def read(self, data: bytes, name: str) -> None:
        walk(data, name, self._begin, self._end, self._say)

    # Where we are.

    def _place(self) -> Place:
        said = self._note or ""
        if self._kind in ("header", "footer"):
            said = self._kind
        if self._tables:
            number, row, _ = self._tables[-1]
            said += f"{', ' if said else ''}table {number}, row {row}"
        if self._boxes:
            said += f"{', ' if said else ''}text box"
        return Place(paragraph=self._count, part=said or None)

    @property
    def _standing(self) -> Standing:
        if self._maths:
            return Standing.CODE
        return Standing.LINK if self._links else Standing.PROSE

    # What happens in the XML.

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = short(tag)
        self._path.append(name)
        if self._skip or name in _SKIPPED:
            self._skip += 1
            return
        if name in _BEGIN:
            _BEGIN[name](self, {local(key): value for key, value in attributes.items()})
        elif name in _CHARACTERS:
            self._characters(_CHARACTERS[name])

    def _end(self, _tag: str) -> None:
        name = self._path.pop()
        if self._skip:
            self._skip -= 1
        elif name in _END:
            _END[name](self)

    def _say(self, text: str) -> None:
        if self._skip or not self._path:
            return
        here = self._path[-1]
        if here in ("w:t", "m:t"):
            self._characters(text)
        elif here == "w:delText":
            self._characters(text, deleted=True)
        elif here in ("w:instrText", "w:delInstrText") and self._fields:
            said, linked = self._fields[-1]
            self._fields[-1] = ((said + text)[:_LONGEST], linked)

    def _characters(self, text: str, *, deleted: bool = False) -> None:
        if not self._open:
            return
        paragraph = self._open[-1]
        if self._raised and text.strip().isdigit():
            text = f"[{text.strip()}]"  # the mark of a note, and no digit of the number before it
        runs = paragraph.deleted if deleted or self._deleted else paragraph.runs
        runs.append(_Run(text, self._standing))

    def _paragraph(self, _: Mapping[str, str]) -> None:
        self._count += 1
        self._open.append(_Paragraph(self._place()))

    def _end_paragraph(self) -> None:
        if not self._open:
            return
        paragraph = self._open.pop()
        add, place = self._text.add, paragraph.place
        for text, standing in paragraph.runs:
            add(text, standing, place)
        add("\n" if self._tables and not self._boxes else "\n\n", Standing.PROSE, place)
        gone = place._replace(part=f"{place.part}, deleted text" if place.part else "deleted text")
        for text, standing in paragraph.deleted:
            add(text, standing, gone)
        if paragraph.deleted:
            add("\n\n", Standing.PROSE, gone)
        for address in paragraph.aside:
            add(f"{address}\n\n", Standing.TARGET, place)

    def _table(self, _: Mapping[str, str]) -> None:
        self._number += 1
        self._tables.append((self._number, 0, 0))

    def _row(self, _: Mapping[str, str]) -> None:
        if self._tables:
            number, row, _cell = self._tables[-1]
            self._tables[-1] = (number, row + 1, 0)

    def _cell(self, _: Mapping[str, str]) -> None:
        if self._tables:
            number, row, cell = self._tables[-1]
            if cell:
                self._text.add(CELL, Standing.PROSE, self._place())
            self._tables[-1] = (number, row, cell + 1)

    def _end_row(self) -> None:
        self._text.add(f"{CELL.rstrip()}\n", Standing.PROSE, self._place())

    def _end_table(self) -> None:
        if self._tables:
            self._text.add("\n", Standing.PROSE, self._place())
            self._tables.pop()

    def _begin_note(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("type", "normal") != "normal":  # the line above the notes
            self._skip += 1
            return
        what = _CALLED.get(self._kind or "", "note")
        identifier = attributes.get("id", "?")
        number = self._text.notes.get(what, {}).get(identifier)
        self._note = f"{what} {number if number is not None else identifier}"
        self._count = 0

    def _mark_of_note(self, attributes: Mapping[str, str]) -> None:
        what = self._path[-1].removeprefix("w:").removesuffix("Reference")
        notes = self._text.notes.setdefault(what, {})
        notes.setdefault(attributes.get("id", "?"), len(notes) + 1)

    def _hyperlink(self, attributes: Mapping[str, str]) -> None:
        self._links += 1
        what, target = self._relations.get(attributes.get("id", ""), ("", ""))
        if what == "hyperlink" and self._open:
            self._open[-1].aside.append(unquote(target) if "%" in target else target)

    def _end_hyperlink(self) -> None:
        self._links -= 1

    def _field(self, attributes: Mapping[str, str]) -> None:
        kind = attributes.get("fldCharType")
        if kind == "begin":
            self._fields.append(("", False))
        elif kind == "separate":
            self._shows()
        elif kind == "end":
            self._end_field()

    def _simple_field(self, attributes: Mapping[str, str]) -> None:
        self._fields.append((attributes.get("instr", "")[:_LONGEST], False))
        self._shows()

    def _shows(self) -> None:
        """Begin what a field shows; if it is a link, its address stands in its instruction."""
        if self._fields and not self._fields[-1][1] and (match := _ADDRESS.match(self._fields[-1][0])):
            self._fields[-1] = (self._fields[-1][0], True)
            self._links += 1
            if self._open:
                self._open[-1].aside.append(match[1])

    def _end_field(self) -> None:
        if self._fields:
            self._links -= self._fields.pop()[1]

    def _delete(self, _: Mapping[str, str]) -> None:
        self._deleted += 1

    def _end_delete(self) -> None:
        self._deleted -= 1

    def _box(self, _: Mapping[str, str]) -> None:
        self._boxes += 1

    def _end_box(self) -> None:
        self._boxes -= 1

    def _formula(self, _: Mapping[str, str]) -> None:
        self._maths += 1

    def _end_formula(self) -> None:
        self._maths -= 1

    def _raise(self, attributes: Mapping[str, str]) -> None:
        self._raised = attributes.get("val") == "superscript"

    def _end_run(self) -> None:
        self._raised = False

    def _symbol(self, _: Mapping[str, str]) -> None:
        self._characters(" ")  # a picture out of a font: nobody knows which letter it shows


_LONGEST = 10_000

_BEGIN = {
    "w:p": _Part._paragraph,
    "w:tbl": _Part._table,
    "w:tr": _Part._row,
    "w:tc": _Part._cell,
    "w:footnote": _Part._begin_note,
    "w:endnote": _Part._begin_note,
    "w:comment": _Part._begin_note,
    "w:footnoteReference": _Part._mark_of_note,
    "w:endnoteReference": _Part._mark_of_note,
    "w:commentReference": _Part._mark_of_note,
    "w:hyperlink": _Part._hyperlink,
    "w:fldChar": _Part._field,
    "w:fldSimple": _Part._simple_field,
    "w:del": _Part._delete,
    "w:moveFrom": _Part._delete,
    "w:txbxContent": _Part._box,
    "m:oMath": _Part._formula,
    "w:vertAlign": _Part._raise,
    "w:sym": _Part._symbol,
}
_END = {
    "w:p": _Part._end_paragraph,
    "w:tbl": _Part._end_table,
    "w:tr": _Part._end_row,
    "w:hyperlink": _Part._end_hyperlink,
    "w:fldSimple": _Part._end_field,
    "w:del": _Part._end_delete,
    "w:moveFrom": _Part._end_delete,
    "w:txbxContent": _Part._end_box,
    "m:oMath": _Part._end_formula,
    "w:r": _Part._end_run,
}
"""Element → what its beginning, and its end, bring about."""
