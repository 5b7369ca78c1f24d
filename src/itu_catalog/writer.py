"""Records to the lines of the catalogue file; `store` reads what this writes.

>>> from itu_catalog.store import Store
>>> Store(dump([], as_of="2020-01-01")).as_of
datetime.date(2020, 1, 1)
"""

from __future__ import annotations

from itu_catalog.documents.family import numbers_of
from itu_catalog.folding import search_key, twin_key
from itu_catalog.store import (
    DOCUMENT_COLUMNS,
    FORMAT,
    MAGIC,
    OF_WORK,
    RECORD,
    UNIT,
    WORK_COLUMNS,
    digest,
    escape,
)
from itu_catalog.vocabulary import NameKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from itu_catalog.documents.names import Name
    from itu_catalog.documents.texts import Record
    from itu_catalog.documents.works import Recommendation
    from itu_catalog.identifier import Identifier

__all__ = ["dump"]


def dump(
    works: Iterable[Recommendation],
    *,
    as_of: str,
    names: Iterable[Name] = (),
    tables: Mapping[str, Mapping[str, Mapping[str, Any]]] | None = None,
    sources: Iterable[str] = (),
    keep: Iterable[bytes] = (),
) -> bytes:
    """Return the catalogue file of some works.

    `names` are those of series, whose `Name.document` is the series; names of works are on the works.
    `tables` maps the name of a small table to its rows by key, as plain values.
    `sources` come first in the list of sources; `keep` are lines of another file to take over as they are.
    Two works of the same `Recommendation.key` are a `ValueError`.
    """
    index: dict[str, int] = dict.fromkeys(sources, 0)
    ordered = list(works)
    for work in ordered:
        index.setdefault(work.source, 0)
        index.update((text.source, 0) for text in work.documents)
    index.pop("", None)
    index = {source: place for place, source in enumerate(index)}
    lines = set(keep)
    _refuse_same_keys(ordered)
    for work in ordered:
        lines.update(line.encode() for line in _work_lines(work, index))
    for name in names:
        lines.add(
            _line("N", search_key(name.text), str(name.document), name.kind, *_span(name), name.text).encode()
        )
    if tables:
        import json

        for table, rows in tables.items():
            for key, row in rows.items():
                text = json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
                lines.add(f"T\t{table}\t{escape(key)}\t{text}".encode())
    return _file(sorted(lines), index, as_of)


def _refuse_same_keys(works: Iterable[Recommendation]) -> None:
    """Refuse two works of one key: their lines would run together, and be read as one work."""
    met: set[str] = set()
    for work in works:
        if work.key in met:
            raise ValueError(
                f"two works have the key {work.key!r}; join them, or mend their numbers or dates"
            )
        met.add(work.key)


def _file(lines: list[bytes], sources: Iterable[str], as_of: str) -> bytes:
    heads = [line for line in lines if line.startswith(b"W\t")]
    works = sum(line.split(b"\t", 3)[2] == OF_WORK.encode() for line in heads)
    counts = {
        "works": works,
        "documents": len(heads) - works,
        "names": sum(line.startswith(b"N\t") for line in lines),
        "reports": sum(line.startswith(b"T\treports\t") for line in lines),
    }
    body = b"".join(f"#source\t{escape(source)}\n".encode() for source in sources)
    body += b"".join(line + b"\n" for line in lines)
    columns = [
        MAGIC,
        f"format {FORMAT}",
        f"version {as_of}+{digest(lines)}",
        f"as_of {as_of}",
        *(f"{name} {count}" for name, count in counts.items()),
    ]
    # The size includes the line that says it: let the number have a fixed width.
    head = "\t".join([*columns, "bytes "]).encode()
    return head + b"%010d\n" % (len(head) + 11 + len(body)) + body


def _work_lines(work: Recommendation, sources: Mapping[str, int]) -> Iterator[str]:
    key = work.key
    yield _line("W", key, OF_WORK, *_cells(work, WORK_COLUMNS, sources))
    for place, text in enumerate(work.documents, 1):
        yield _line("W", key, f"{place:04}", *_cells(text, DOCUMENT_COLUMNS, sources))
        for relation, targets in (("superseded by", text.replaced_by), ("supplements", text.supplements)):
            for number in {number for target in targets for number in numbers_of(target)}:
                yield _line("E", search_key(number), relation, key, str(text.identifier))
    for name in work.names:
        folded = twin_key(name.text)[0] if name.kind is NameKind.TWIN else search_key(name.text)
        yield _line("N", folded, key, name.kind, *_span(name), name.text, name.document)


def _cells(record: Record, columns: Iterable[str], sources: Mapping[str, int]) -> Iterator[object]:
    """Yield what the columns of a record hold, written; a source is written as its place in the list."""
    for name in columns:
        value = getattr(record, name)
        yield sources.get(value, "") if name == "source" else _WRITERS.get(name, _same)(value)


def _same(value: object) -> object:
    return value


def _span(name: Name) -> tuple[str, str]:
    return str(name.since or ""), str(name.until or "")


def _name_row(name: Name) -> tuple[str, ...]:
    return name.text, name.kind, *_span(name), name.source, ",".join(name.inferred), str(name.document or "")


def _join(rows: Iterable[Iterable[str]]) -> str:
    """Write the rows of a column of columns; escaping comes with the line."""
    return RECORD.join(UNIT.join(_whole(cell) for cell in row) for row in rows)


def _several(identifiers: Iterable[Identifier]) -> str:
    return ", ".join(map(str, identifiers))


_WRITERS: dict[str, Callable[[Any], object]] = {
    "replaced_by": _several,
    "supplements": _several,
    "former": _several,
    "cumulative": {False: "", True: "cumulative"}.__getitem__,
    "inferred": ",".join,
    "sources": _join,
    "conflicts": _join,
    "extra_names": lambda names: _join(map(_name_row, names)),
}
"""How a column is written that is not simply its text."""


def _whole(cell: str) -> str:
    if UNIT in cell or RECORD in cell:
        raise ValueError(f"{cell[:40]!r} holds a sign that separates columns; write it without")
    return cell


def _line(*columns: object) -> str:
    return "\t".join("" if column is None else escape(str(column)) for column in columns).rstrip("\t")
