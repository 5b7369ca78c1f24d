r"""What changed between two catalogues, written for people or for programs.

>>> from itu_catalog import Catalog, diff, embedded_catalog
>>> new = embedded_catalog()
>>> old = Catalog.from_records([work for work in new if str(work) != "ITU-T X.1402"], as_of="2020-06-09")
>>> for piece in written(diff(old, new, only=["X.1402"]), "csv"):
...     print(piece, end="")
kind,level,identifier,work,title,field,before,after,by,message
new-work,note,ITU-T X.1402,ITU-T X.1402,Security framework for distributed ledger technology,,,,,"ITU-T X.1402 ...
"""

from __future__ import annotations

from itertools import groupby

from itu_catalog.catalog import embedded_catalog
from itu_catalog.comparing import KINDS
from itu_catalog.escapes import in_line, plain_json
from itu_catalog.exports.common import Presentation
from itu_catalog.exports.csvtable import row
from itu_catalog.exports.markdown import escaped
from itu_catalog.layout import card, counted, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from itu_catalog.catalog import Catalog
    from itu_catalog.comparing import Difference

__all__ = ["COLUMNS", "FORMATS", "written"]

COLUMNS = ("kind", "level", "identifier", "work", "title", "field", "before", "after", "by", "message")
"""The columns of CSV, in order; later releases may add some at the end."""


def written(
    difference: Difference,
    format: str = "text",  # noqa: A002 - what people call it
    presentation: Presentation | None = None,
) -> Iterator[str]:
    """Yield the pieces of a report on a difference.

    Raises:
        ValueError: there is no such format.
    """
    if format not in FORMATS:
        raise ValueError(f"there is no format {format!r} for changes; write one of: {', '.join(FORMATS)}")
    return FORMATS[format](difference, presentation or Presentation())


def _text(difference: Difference, presentation: Presentation) -> Iterator[str]:
    width, paint = presentation.width, presentation.paint
    rows = [("older", _which(difference.old)), ("newer", _which(difference.new))]
    yield from (f"{line}\n" for line in card(rows, width=width))
    for kind, changes in groupby(difference, key=lambda change: change.kind):
        listed = list(changes)
        head = f"{KINDS[kind].heading} ({len(listed)})"
        yield f"\n{paint(head, 0, len(head), 'bold') if paint else head}\n"
        for change in listed:
            lines = wrapped(f"{change.identifier}: {change.message}", 4, "  -", width=width)
            yield from (f"{line}\n" for line in lines)
    for head, names in _rest(difference):
        yield f"\n{paint(head, 0, len(head), 'bold') if paint else head}\n"
        yield from (f"{line}\n" for line in wrapped(in_line(names), 2, width=width))
    yield "\n" + "".join(f"{line}\n" for line in wrapped(_closing(difference), 0, width=width))


def _rest(difference: Difference) -> Iterator[tuple[str, str]]:
    """Yield what is not told one by one: a head, and what stands below it."""
    if difference.evidence:
        head = f"the same, with other evidence ({len(difference.evidence)})"
        yield head, ", ".join(map(str, difference.evidence))
    for what in ("new", "changed", "gone"):
        rows = [f"{each.table} {each.key}" for each in difference.tables if each.what == what]
        if rows:
            yield f"rows of the small tables, {what} ({len(rows)})", "; ".join(rows)
    if difference.unmatched:
        head = f"asked about, and known to neither catalogue ({len(difference.unmatched)})"
        yield head, "; ".join(difference.unmatched)


def _closing(difference: Difference) -> str:
    if not difference:
        return str(difference)
    count, works = counted(len(difference), "change"), counted(len(difference.works), "work")
    return f"{count} in {works}: {difference}" if len(difference) else f"{count}; {difference}"


def _which(catalog: Catalog) -> str:
    path = "in this package" if catalog.path == embedded_catalog().path else in_line(catalog.path)
    return f"{catalog.version}, {counted(len(catalog), 'work')}, {path}"


def _json(difference: Difference, presentation: Presentation) -> Iterator[str]:
    yield plain_json(difference.to_dict(), ascii=presentation.ascii, indent=2) + "\n"


def _csv(difference: Difference, presentation: Presentation) -> Iterator[str]:  # noqa: ARG001 - of one shape
    yield ",".join(COLUMNS) + "\n"
    for change in difference:
        yield row(change.to_dict(), COLUMNS)


def _markdown(difference: Difference, presentation: Presentation) -> Iterator[str]:  # noqa: ARG001 - likewise
    old, new = difference.old, difference.new
    yield f"# Changes from {old.as_of} to {new.as_of}\n\n{escaped(_closing(difference))}\n"
    for kind, changes in groupby(difference, key=lambda change: change.kind):
        heading = KINDS[kind].heading
        yield f"\n## {heading[0].upper()}{heading[1:]}\n\n"
        for change in changes:
            yield f"- **{escaped(str(change.identifier))}**: {escaped(change.message)}\n"
    for head, names in _rest(difference):
        yield f"\n## {head[0].upper()}{head[1:]}\n\n{escaped(names)}\n"
    yield f"\nOlder: {escaped(_which(old))}. Newer: {escaped(_which(new))}.\n"


FORMATS: dict[str, Callable[[Difference, Presentation], Iterator[str]]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
    "markdown": _markdown,
}
"""Every format by its name."""
