"""What ``list``, ``search`` and ``changes`` share: the options that choose, and answers as a table, CSV or JSON."""

from __future__ import annotations

from itu_catalog.cli.command import Answer
from itu_catalog.cli.streams import complain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence
    from typing import Any

    from itu_catalog.catalog import Catalog
    from itu_catalog.catalog.selecting import Conditions

__all__ = [
    "add_conditions",
    "add_csv",
    "add_works",
    "answered",
    "conditions_of",
    "in_other_sector",
    "works_of",
]


def add_works(parser: argparse.ArgumentParser) -> None:
    """Let a command choose works by where they stand and who answers for them."""
    parser.add_argument("--series", metavar="NAME", help="X, X.500-series, Z.100 and so on")
    parser.add_argument(
        "--range", metavar="A..B", help="numbers from one to another, both included: X.1000..X.1099"
    )
    parser.add_argument(
        "--group", metavar="NAME", help="the study group that answers: SG17, 'ITU-R SG5' and so on"
    )


def add_conditions(parser: argparse.ArgumentParser) -> None:
    """Let a command choose works and documents by all that is known of them."""
    add_works(parser)
    parser.add_argument(
        "--approved",
        metavar="WHEN",
        help="documents approved then, and works with one: 2019, 2019-10..2020-03, 2019-10-14.. and so on",
    )
    parser.add_argument(
        "--approved-by",
        metavar="NAME",
        help="documents that this study group approved, and works with one: SG17, 'ITU-T SG9' and so on",
    )
    parser.add_argument(
        "--status",
        help="in force, superseded, withdrawn, pre-published, unknown; several with commas between",
    )
    parser.add_argument(
        "--kind",
        help="recommendation, supplement, implementers-guide and so on; of documents also amendment, "
        "corrigendum and so on",
    )
    parser.add_argument(
        "--document-kind", metavar="KIND", help="works with a document of this kind: amendment and so on"
    )
    parser.add_argument(
        "--twin",
        metavar="NAME",
        help="the same text as this one of ISO, IEC or ETSI: 'ISO/IEC 9594-8'; any, or none",
    )
    parser.add_argument(
        "--documents", action="store_true", help="list the documents themselves instead of works"
    )
    parser.add_argument(
        "--undecided",
        action="store_true",
        help="list those instead of which it is not known whether they are meant",
    )


def add_csv(parser: argparse.ArgumentParser) -> None:
    """Let a command answer with CSV."""
    parser.add_argument("--csv", action="store_true", help="answer with CSV, a head and a row for each")


def works_of(arguments: argparse.Namespace) -> Conditions:
    """Return the conditions that `add_works` lets people give."""
    given: dict[str, Any] = {
        "series": arguments.series,
        "numbers": arguments.range,
        "group": arguments.group,
    }
    return {name: value for name, value in given.items() if value is not None}  # type: ignore[return-value]


def in_other_sector(catalog: Catalog, arguments: argparse.Namespace) -> list[str]:
    """Say where the other sector has the series or the numbers, too, of one that no sector was named for."""
    from itu_catalog.catalog.windows import Numbers
    from itu_catalog.vocabulary import Series

    asked = []
    if arguments.series is not None and "ITU-" not in arguments.series.upper():
        series = catalog.series(arguments.series)
        if isinstance(series, Series):  # blocks of numbers are ITU-T's alone
            asked.append(("--series", str(series.sector), series.letter, series.letter))
    if arguments.range is not None and "ITU-" not in arguments.range.upper():
        numbers = Numbers.read(arguments.range)
        if numbers.sector:
            asked.append(("--range", numbers.sector, numbers.series, arguments.range))
    remarks = []
    for option, sector, letter, written in asked:
        other = "ITU-R" if sector == "ITU-T" else "ITU-T"
        if all(each.identifier_text != f"{other} {letter}-series" for each in catalog.all_series):
            continue
        name = f"{other} {written}"
        conditions: Conditions = {"series": name} if option == "--series" else {"numbers": name}
        if catalog.select(**conditions):
            remarks.append(f"{written} of {sector}; {other} has it, too: {option} '{name}'")
    return remarks


def conditions_of(arguments: argparse.Namespace) -> Conditions:
    """Return the conditions that `add_conditions` lets people give, and the day."""
    twin = arguments.twin
    given: dict[str, Any] = {
        "approved": arguments.approved,
        "approved_by": arguments.approved_by,
        "status": _several(arguments.status),
        "kind": _several(arguments.kind),
        "document_kind": _several(arguments.document_kind),
        "twin": {"any": True, "none": False}.get(twin, twin),
        "on": arguments.on,
    }
    known = {name: value for name, value in given.items() if value is not None}
    return {**works_of(arguments), **known}  # type: ignore[typeddict-item]


def _several(words: str | None) -> list[str] | None:
    return None if words is None else words.split(",")


def answered(
    arguments: argparse.Namespace,
    rows: Sequence[dict[str, Any]],
    columns: Sequence[str],
    table: Iterable[str],
    remarks: Iterable[str] = (),
) -> Answer:
    """Answer with rows as they were asked for; what a table says below itself goes to standard error for others."""
    as_json, as_csv = getattr(arguments, "json", False), arguments.csv
    if as_json and as_csv:
        raise ValueError("--json and --csv contradict each other; give one")
    if not (as_json or as_csv):
        return Answer(rows, table)
    for remark in remarks:
        complain(remark)
    if as_json:
        return Answer(rows, ())
    from itu_catalog.exports.csvtable import row as csv_row

    lines = (csv_row({**row, **_flat(row)}, columns).removesuffix("\n") for row in rows)
    return Answer(rows, [",".join(columns), *lines])


def _flat(row: dict[str, Any]) -> dict[str, str]:
    return {key: "; ".join(map(str, value)) for key, value in row.items() if isinstance(value, list)}
