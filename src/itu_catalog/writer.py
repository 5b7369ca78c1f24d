"""Records to the lines of the catalogue file; `store` reads what this writes.

>>> from itu_catalog.store import Store
>>> Store(dump([], as_of="2020-01-01")).as_of
datetime.date(2020, 1, 1)
"""

from __future__ import annotations

from itu_catalog.documents.family import numbers_of
from itu_catalog.folding import search_key, twin_key
from itu_catalog.store import FORMAT, MAGIC, RECORD, UNIT, digest, escape
from itu_catalog.vocabulary import NameKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from itu_catalog.documents.names import Name
    from itu_catalog.documents.works import Recommendation

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
    """
    index: dict[str, int] = dict.fromkeys(sources, 0)
    ordered = list(works)
    for work in ordered:
        index.setdefault(work.source, 0)
        index.update((text.source, 0) for text in work.documents)
    index.pop("", None)
    index = {source: place for place, source in enumerate(index)}
    lines = set(keep)
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


def _file(lines: list[bytes], sources: Iterable[str], as_of: str) -> bytes:
    heads = [line for line in lines if line.startswith(b"W\t")]
    works = sum(line.split(b"\t", 3)[2] == b"0000" for line in heads)
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
    yield _line(
        "W",
        key,
        "0000",
        str(work.identifier),
        work.group,
        ", ".join(map(str, work.former)),
        work.note,
        sources.get(work.source, ""),
        ",".join(work.inferred),
        _join(work.sources),
        _join(_name_row(name) for name in work.extra_names),
    )
    for place, text in enumerate(work.documents, 1):
        yield _line(
            "W",
            key,
            f"{place:04}",
            text.kind,
            str(text.identifier),
            text.approved,
            text.status,
            text.edition,
            text.own_title,
            text.approval,
            text.twin,
            text.approved_by,
            text.url,
            ", ".join(map(str, text.replaced_by)),
            ", ".join(map(str, text.supplements)),
            "cumulative" if text.cumulative else "",
            text.withdrawn,
            text.posted,
            text.note,
            sources.get(text.source, ""),
            ",".join(text.inferred),
            _join(text.sources),
            _join(text.conflicts),
        )
        for relation, targets in (("superseded by", text.replaced_by), ("supplements", text.supplements)):
            for number in {number for target in targets for number in numbers_of(target)}:
                yield _line("E", search_key(number), relation, key, str(text.identifier))
    for name in work.names:
        folded = twin_key(name.text)[0] if name.kind is NameKind.TWIN else search_key(name.text)
        yield _line("N", folded, key, name.kind, *_span(name), name.text, name.document)


def _span(name: Name) -> tuple[str, str]:
    return str(name.since or ""), str(name.until or "")


def _name_row(name: Name) -> tuple[str, ...]:
    return name.text, name.kind, *_span(name), name.source, ",".join(name.inferred), str(name.document or "")


def _join(rows: Iterable[Iterable[str]]) -> str:
    """Write the rows of a column of columns; escaping comes with the line."""
    return RECORD.join(UNIT.join(_whole(cell) for cell in row) for row in rows)


def _whole(cell: str) -> str:
    if UNIT in cell or RECORD in cell:
        raise ValueError(f"{cell[:40]!r} holds a sign that separates columns; write it without")
    return cell


def _line(*columns: object) -> str:
    return "\t".join("" if column is None else escape(str(column)) for column in columns).rstrip("\t")
