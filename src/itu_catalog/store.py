"""The catalogue file: sorted lines of text, read where they lie.

One format serves the catalogue in the package and one imported by the user. The file is never read as a
whole: a bisection over its line starts finds the few lines that a question needs, and only they become
records. ``docs/reference/catalogue-file.md`` describes every line.

>>> from itu_catalog.documents import Edition
>>> from itu_catalog.identifier import Identifier
>>> text = Edition(identifier=Identifier("ITU-T X.9 (10/2019)"), own_title="An example")
>>> work = Recommendation(identifier=Identifier("ITU-T X.9"), documents=(text,))
>>> from itu_catalog.documents.works import Recommendation
>>> from itu_catalog.writer import dump
>>> store = Store(dump([work], as_of="2020-01-01"))
>>> store.work(b"ITU-T X.9", None).documents[0].title
'An example'
"""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

from itu_catalog.dates import Issued
from itu_catalog.documents.texts import CLASSES, Conflict, Document, Publication
from itu_catalog.documents.works import Recommendation
from itu_catalog.errors import CatalogueFileError
from itu_catalog.folding import search_key
from itu_catalog.identifier import Identifier
from itu_catalog.identifier import _of as _identifier  # canonical already: `dump` wrote it
from itu_catalog.vocabulary import Approval, NameKind, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    import mmap
    from collections.abc import Callable, Iterator
    from typing import Any, TypeVar

    from itu_catalog.documents.names import Name
    from itu_catalog.documents.works import Handle

    T = TypeVar("T")

__all__ = [
    "DOCUMENT_COLUMNS",
    "FORMAT",
    "MAGIC",
    "OF_WORK",
    "RECORD",
    "UNIT",
    "WORK_COLUMNS",
    "NameLine",
    "Store",
    "digest",
    "escape",
    "opened",
    "unescape",
]

_MANY_MISSES = 1000
"""After so many names that the file does not have, all that it has are kept in memory."""

FORMAT = 1
"""The version of the format that this release reads and writes; it reads older ones, too."""

MAGIC = "#itu-catalog"

# Within a line: TAB between columns, ", " between identifiers, and for the rare column of columns the two
# visible signs that Unicode has for the purpose.
UNIT, RECORD = "\u241f", "\u241e"

OF_WORK = "0000"
"""The place of the line of a work itself; its documents follow."""
_DAMAGE = (ValueError, LookupError, TypeError, AttributeError, AssertionError)
"""What reading a line raises when a byte of it is not what was written."""
_MAPPED = 1 << 20
"""From this size on a file is mapped; below, reading it is quicker than loading the module that maps."""
_BLOCK = 1 << 18
"""Bytes that are read at a time where all lines of a kind are."""
_FOLDED = bytes(range(65)) + bytes(range(97, 123)) + bytes(range(91, 0xC2)) + b"\xff" * 62
_FOLDED = _FOLDED[:0xE2] + b"\xe2" + _FOLDED[0xE3:]
"""Bytes without case, and one byte, which UTF-8 has not, for each that begins a letter other than A to Z."""
_FOREIGN = (b"\xff", b"\xe2(?!\x80|\x90[\x9e\x9f])")
"""What begins such a letter; E2 80 begins dashes and quotation marks, E2 90 9E and 9F are `RECORD` and `UNIT`."""


# --------------------------------------------------------------------------------------------------
# Reading


class NameLine(NamedTuple):
    """A line of the index of names: which work (or document, or series) a name means, and when."""

    folded: str
    target: str
    """The key of a work, or the identifier of a series."""
    kind: NameKind
    since: Issued | None
    until: Issued | None
    text: str
    document: Identifier | None

    @property
    def is_series(self) -> bool:
        """Whether the name is that of a series."""
        return self.target.endswith("-series")

    @property
    def is_number(self) -> bool:
        """Whether the name is a number that a work bears or bore."""
        return self.kind is NameKind.NUMBER or self.kind is NameKind.FORMER

    def begun_by(self, day: datetime.date) -> bool:
        """Whether the name was in use by a day; one without a beginning always was."""
        return self.since is None or self.since.on_or_before(day)

    def over_by(self, day: datetime.date) -> bool:
        """Whether the name was out of use by a day."""
        return self.until is not None and self.until.on_or_before(day)


class Store:
    """A catalogue file, or its bytes; read-only, and safe to read from many threads and after a fork.

    >>> Store(b"hello")
    Traceback (most recent call last):
        ...
    itu_catalog.errors.CatalogueFileError: <memory> is no usable catalogue file: it does not begin with ...
    """

    def __init__(self, data: bytes | mmap.mmap, path: str = "<memory>") -> None:
        """Check the header of `data`; nothing else is read."""
        self.path = path
        self._data = data
        self._size = len(data)
        self._head = self._read_header()
        self._missed = 0
        self._names: frozenset[bytes] | None = None
        self.sources: tuple[str, ...] = ()
        self._start = data.find(b"\n") + 1
        while data[self._start : self._start + 8] == b"#source\t":
            end = data.find(b"\n", self._start)
            self.sources += (unescape(data[self._start + 8 : end].decode("utf-8", "replace")),)
            self._start = end + 1

    def _read_header(self) -> dict[str, str]:
        line = self._data[: max(self._data.find(b"\n", 0, 4096), 0)]
        magic, *columns = line.decode("utf-8", "replace").split("\t")
        if magic != MAGIC:
            raise self.unusable(f"it does not begin with {MAGIC!r}")
        head = dict(column.partition(" ")[::2] for column in columns)
        try:
            made = int(head["format"])
            size = int(head["bytes"])
            head["version"], int(head["works"]), int(head["documents"])
            self.as_of = Issued.parse(head["as_of"]).last_day
        except (KeyError, ValueError):
            raise self.unusable("its first line is damaged") from None
        if made > FORMAT:
            raise CatalogueFileError(
                self.path,
                reason=f"it has format {made}, this release reads formats up to {FORMAT}; "
                "install a newer itu-catalog (pip install -U itu-catalog), or make the file again with this release",
            )
        if size != self._size or self._data[self._size - 1 : self._size] != b"\n":
            raise self.unusable(f"it should have {size} bytes and has {self._size}")
        return head

    def unusable(self, fault: str) -> CatalogueFileError:
        """Return the error that says what is wrong with the file, and the way out."""
        way_out = "make the file again, or remove it to use the catalogue in the package"
        return CatalogueFileError(self.path, reason=f"{fault}; {way_out}")

    @property
    def version(self) -> str:
        """The version of the data: its day, and a digest of its lines."""
        return self._head["version"]

    def count(self, what: str) -> int:
        """How many ``works``, ``documents`` … the header counts; 0 for what it does not count."""
        return self.counts.get(what, 0)

    @property
    def counts(self) -> dict[str, int]:
        """Everything that the header counts."""
        others = {"format", "bytes", "as_of", "version"}
        found = {name: value for name, value in self._head.items() if name not in others}
        return {name: int(value) for name, value in found.items() if value.isascii() and value.isdecimal()}

    # ---- lines

    def _first(self, prefix: bytes) -> int:
        """Where the first line lies that is not before `prefix`."""
        data, low, high = self._data, self._start, self._size
        size = len(prefix)
        while low < high:
            middle = (low + high) >> 1
            start = data.rfind(b"\n", low, middle) + 1 or low
            if data[start : start + size] < prefix:
                low = data.find(b"\n", middle) + 1
            else:
                high = start
        return low

    def lines(self, prefix: bytes) -> Iterator[str]:
        """Yield the lines that begin with `prefix`, which is UTF-8, in order."""
        return self._read(prefix, str)

    def _read(self, prefix: bytes, read: Callable[[str], T]) -> Iterator[T]:
        """Yield what the lines that begin with `prefix` say; a line that cannot be read is damaged."""
        data, place = self._data, self._first(prefix)
        while data[place : place + len(prefix)] == prefix:
            end = data.find(b"\n", place)
            try:
                said = read(data[place:end].decode())
            except _DAMAGE:
                raise self.unusable(f"the line at byte {place} is damaged") from None
            yield said
            place = end + 1

    def whole(self) -> bytes:
        """Return all bytes of the file."""
        return bytes(self._data)

    def raw(self) -> list[bytes]:
        """Every line after the header and the sources."""
        return bytes(self._data[self._start :]).splitlines()

    # ---- names and edges

    def named(self, folded: str) -> list[NameLine]:
        """Return what a folded name means."""
        key = _key(folded)
        if self._names is not None and key not in self._names:
            return []
        found = list(self._read(b"N\t" + key + b"\t", _name_line))
        if not found and self._names is None:
            self._missed += 1
            if self._missed > _MANY_MISSES:
                self._names = self._all_names()
        return found

    def _all_names(self) -> frozenset[bytes]:
        """Return every folded name: a text full of names that are not here is not worth a search for each."""
        lines = self._data[self._first(b"N\t") : self._first(b"N\n")].split(b"\n")
        return frozenset(name for line in lines for name in line.split(b"\t", 2)[1:2])

    def names_from(self, folded: str) -> Iterator[NameLine]:
        """Yield the names that begin with some characters."""
        return self._read(b"N\t" + _key(folded), _name_line)

    def edges_to(self, number: str, relation: str) -> list[tuple[str, str]]:
        """Return (work key, document) of what points at a number from elsewhere in that relation."""
        return list(self._read(f"E\t{search_key(number)}\t{relation}\t".encode(), _edge))

    def numbers_pointed_at(self, begun: str, relation: str) -> list[str]:
        """Return the numbers that begin with some characters and are pointed at in that relation, folded, each once."""
        lines = self._read(f"E\t{search_key(begun)}".encode(), lambda line: line.split("\t", 3)[1:3])
        return list(dict.fromkeys(number for number, found in lines if found == relation))

    # ---- works

    def keys(self) -> Iterator[str]:
        """Yield the key of every work, in the order of the file."""
        return (key for key, place in self._read(b"W\t", _place) if place == OF_WORK)

    def work(self, key: bytes, handle: Handle | None) -> Recommendation:
        """Build one work with its documents; `KeyError` when the file has none of that key."""
        lines = self.lines(b"W\t" + key + b"\t")
        try:
            return _work(lines, self.sources, handle)
        except StopIteration:
            raise KeyError(key.decode()) from None
        except _DAMAGE as fault:
            raise self.unusable(f"the lines of {key.decode()} are damaged ({fault})") from fault

    def cells(self, *columns: str) -> Iterator[list[str]]:
        """Yield the key of the work and some columns, as they are written, of every document; no record is built."""
        places = [1, *(_BEFORE + DOCUMENT_COLUMNS.index(name) for name in columns)]
        upto, blanks = max(places) + 1, [""] * max(places)
        for place, lines in self._blocks(b"W\t"):
            try:
                split = [line.split("\t", upto) for line in lines]
                found = [[(line + blanks)[at] for at in places] for line in split if line[2] != OF_WORK]
            except _DAMAGE:
                raise self.unusable(f"a line after byte {place} is damaged") from None
            yield from found

    def _blocks(self, prefix: bytes) -> Iterator[tuple[int, list[str]]]:
        """Yield the lines that begin with `prefix`, which ends in a tab, many at a time, and where they begin."""
        data, place, end = self._data, self._first(prefix), self._first(prefix[:-1] + b"\n")
        while place < end:
            stop = data.rfind(b"\n", place, min(place + _BLOCK, end)) + 1 or data.find(b"\n", place) + 1
            try:
                yield place, data[place:stop].decode().split("\n")[:-1]
            except UnicodeDecodeError as fault:
                raise self.unusable(f"the line at byte {place + fault.start} is damaged") from None
            place = stop

    def titles(self) -> Iterator[tuple[str, Status, str]]:
        """Yield (key of the work, status, title) for every title printed, without building records."""
        for key, status, title in self.cells("status", "own_title"):
            if title:
                if status not in _STATUSES:
                    raise self.unusable(f"the lines of {key} are damaged")
                yield key, _STATUSES[status], unescape(title)

    def lines_with(self, word: str, most: int) -> list[list[str]] | None:
        """Return the columns of the documents in whose lines an ASCII word may stand, whatever its case and accents.

        None when there are more than `most`: then one look through all is quicker.
        """
        import re

        begin, data = self._first(b"W\t"), self._data
        folded = data[begin : self._first(b"W\n")].translate(_FOLDED)
        found: dict[int, list[str]] = {}
        for sign in (re.escape(word.encode("ascii")), *_FOREIGN):
            find, place = re.compile(sign).search, 0
            while (met := find(folded, place)) is not None:
                start = folded.rfind(b"\n", 0, met.start()) + 1
                place = folded.find(b"\n", start) + 1
                if len(found) >= most:
                    return None
                try:
                    found[start] = data[begin + start : begin + place - 1].decode().split("\t")
                except UnicodeDecodeError:
                    raise self.unusable(f"the line at byte {begin + start} is damaged") from None
        return [line for _, line in sorted(found.items()) if line[2:3] != [OF_WORK]]

    # ---- small tables

    def table(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield (key, row) of a small table: ``series``, ``groups``, ``periods``, ``reports`` …."""
        return self.records(name, dict)

    def records(self, name: str, read: Callable[[dict[str, Any]], T]) -> Iterator[tuple[str, T]]:
        """Yield (key, what `read` makes of its row) of a small table."""
        return self._read(b"T\t" + name.encode() + b"\t", lambda line: _row(line, read))

    def record(self, name: str, key: str, read: Callable[[dict[str, Any]], T]) -> T | None:
        """Return what `read` makes of one row of a small table; None when it is not there."""
        found = self._read(_key(f"T\t{name}\t{escape(key)}\t"), lambda line: _row(line, read))
        return next((said for _, said in found), None)

    def verify(self) -> None:
        """Read the whole file and compare it with the digest in its header.

        Opening checks the size alone, because a digest would make every start as slow as the file is long.
        """
        if self.version.partition("+")[2] != digest(self.raw()):
            raise self.unusable("its lines do not agree with the digest in its first line")


def _key(text: str) -> bytes:
    """Encode what somebody asks for; half a surrogate pair, which UTF-8 refuses, is simply the name of nothing."""
    return text.encode(errors="surrogatepass")


def opened(path: str, get_data: Callable[[str], bytes] | None = None) -> Store:
    """Open the catalogue file at `path`; `get_data` of the package's loader helps where there is no file.

    >>> opened("/nowhere/at/all.tsv")
    Traceback (most recent call last):
        ...
    itu_catalog.errors.CatalogueFileError: /nowhere/at/all.tsv is no usable catalogue file: No such ...
    """
    if not isinstance(path, str):
        raise TypeError(f"the path of a catalogue file is a string, not {type(path).__name__}")
    try:
        _refuse_endless(path)
        with open(path, "rb") as file:  # noqa: PTH123 - pathlib costs more than everything else here
            size = file.seek(0, 2)
            file.seek(0)
            if size < _MAPPED:
                return Store(file.read(), path)
            import mmap

            return Store(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), path)
    except OSError as fault:
        if get_data is not None:
            with suppress(OSError):  # then it is a file, and the first fault says what is wrong with it
                return Store(get_data(path), path)
        raise CatalogueFileError(path, reason=fault.strerror or str(fault)) from fault
    except CatalogueFileError:
        raise
    except ValueError as fault:  # half a surrogate pair, or NUL: no file has such a name
        raise CatalogueFileError(path, reason=str(fault)) from fault


def _refuse_endless(path: str) -> None:
    """Refuse what may have no end, as a pipe, a terminal or a device: it would be waited for, or read, for ever."""
    import os
    import stat

    mode = os.stat(path).st_mode  # noqa: PTH116 - as above
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise CatalogueFileError(path, reason="it is no regular file; write what it gives into one")


# --------------------------------------------------------------------------------------------------
# Lines to records. Written by hand and not with the schema, because every cold start passes here;
# a test proves that both give the same records.

# The columns of a document after "W", the key of the work and the place in it.
DOCUMENT_COLUMNS = (
    "kind",
    "identifier",
    "approved",
    "status",
    "edition",
    "own_title",
    "approval",
    "twin",
    "approved_by",
    "url",
    "replaced_by",
    "supplements",
    "cumulative",
    "withdrawn",
    "posted",
    "note",
    "source",
    "inferred",
    "sources",
    "conflicts",
)
WORK_COLUMNS = ("identifier", "group", "former", "note", "source", "inferred", "sources", "extra_names")
_BEFORE = 3
_BLANKS = [""] * max(len(DOCUMENT_COLUMNS), len(WORK_COLUMNS))

_CLASS_OF = {str(kind): cls for kind, cls in CLASSES.items()}
_STATUSES = {str(status): status for status in Status}
_APPROVALS: dict[str, Approval | None] = {"": None, **{str(approval): approval for approval in Approval}}

_new = object.__new__
_set = object.__setattr__


def _work(lines: Iterator[str], sources: tuple[str, ...], handle: Handle | None) -> Recommendation:
    cells = next(lines).split("\t")[_BEFORE:] + _BLANKS
    work = _new(Recommendation)
    for (name, read, blank), cell in zip(_WORK_READERS, cells, strict=False):
        _set(work, name, read(cell) if cell else blank)
    if not cells[0]:
        raise ValueError("a work has an identifier")
    _set(work, "source", sources[int(work.source)] if work.source else "")
    _set(work, "documents", tuple(_document(line, sources, work) for line in lines))
    _set(work, "_catalog", handle)
    _set(work, "_time", None)
    return work


def _document(line: str, sources: tuple[str, ...], work: Recommendation) -> Document:
    kind, *cells = line.split("\t")[_BEFORE:] + _BLANKS
    text = _new(_CLASS_OF.get(kind, Publication))
    for (name, read, blank), cell in zip(_DOCUMENT_READERS, cells, strict=False):
        _set(text, name, read(cell) if cell else blank)
    if not (cells[0] and cells[2]):
        raise ValueError("a document has an identifier and a status")
    _set(text, "source", sources[int(text.source)] if text.source else "")
    _set(text, "_work", work)
    return text


def _place(line: str) -> tuple[str, str]:
    """Return the key of the work, and the place of the line among its lines."""
    _, key, place, _ = line.split("\t", 3)
    return key, place


def _edge(line: str) -> tuple[str, str]:
    _, _, _, key, document = line.split("\t")
    return key, document


def _row(line: str, read: Callable[[dict[str, Any]], T]) -> tuple[str, T]:
    import json

    _, _, key, row = line.split("\t", 3)
    return unescape(key), read(json.loads(row))


def _text(cell: str) -> str | None:
    return unescape(cell) if cell else None


def _identifiers(column: str) -> tuple[Identifier, ...]:
    return tuple(map(_identifier, column.split(", "))) if column else ()


def _rows(column: str) -> Iterator[list[str]]:
    return (unescape(row).split(UNIT) for row in column.split(RECORD)) if column else iter(())


def _listed(column: str) -> tuple[str, ...]:
    return tuple(column.split(",")) if column else ()


def _pairs(column: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in _rows(column))


def _conflicts(column: str) -> tuple[Conflict, ...]:
    return tuple(Conflict(*row) for row in _rows(column))


def _when(text: str) -> Issued | None:
    return Issued.parse(text) if text else None


def _names(column: str) -> tuple[Name, ...]:
    if not column:
        return ()
    from itu_catalog.documents.names import Name

    return tuple(
        Name(
            text,
            NameKind(kind),
            _when(since),
            _when(until),
            source,
            _listed(inferred),
            _identifier(document) if document else None,
        )
        for text, kind, since, until, source, inferred, document in _rows(column)
    )


_READERS: dict[str, Callable[[str], object]] = {
    "identifier": _identifier,
    "approved": _when,
    "status": _STATUSES.__getitem__,
    "approval": _APPROVALS.__getitem__,
    "replaced_by": _identifiers,
    "supplements": _identifiers,
    "former": _identifiers,
    "cumulative": "cumulative".__eq__,
    "withdrawn": _when,
    "posted": _when,
    "inferred": _listed,
    "sources": _pairs,
    "conflicts": _conflicts,
    "extra_names": _names,
}
"""How a column is read that is not simply text."""

# How each column is read, and what an empty one means, which most of them are.
_BLANK: dict[str, object] = {
    **dict.fromkeys(("replaced_by", "supplements", "former", "inferred", "sources", "conflicts"), ()),
    "cumulative": False,
    "extra_names": (),
}
_WORK_READERS = [(name, _READERS.get(name, _text), _BLANK.get(name)) for name in WORK_COLUMNS]
_DOCUMENT_READERS = [
    (name, _READERS.get(name, _text), _BLANK.get(name))
    for name in DOCUMENT_COLUMNS[1:]  # the kind is the class
]


def _name_line(line: str) -> NameLine:
    _, folded, target, kind, since, until, text, document = (line.split("\t") + _BLANKS)[:8]
    return NameLine(
        folded,
        target,
        NameKind(kind),
        _when(since),
        _when(until),
        unescape(text),
        _identifier(document) if document else None,
    )


# --------------------------------------------------------------------------------------------------
# What reader and writer share


def digest(lines: list[bytes]) -> str:
    """Return the digest of the lines after the header and the sources."""
    from hashlib import sha256

    return sha256(b"\n".join(lines)).hexdigest()[:12]


def escape(text: str) -> str:
    """Write what would end a column or a line with a backslash."""
    if "\\" in text or "\t" in text or "\n" in text or "\r" in text:
        text = text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return text


_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}


def unescape(text: str) -> str:
    """Read what `escape` wrote."""
    if "\\" not in text:
        return text
    letters = iter(text)
    return "".join(_ESCAPES.get(next(letters, ""), "") if letter == "\\" else letter for letter in letters)
