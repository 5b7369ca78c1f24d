"""The command ``itu-catalog``: what the library knows, in a terminal or a pipe.

Every command answers as text of at most 80 columns where words allow it, or with ``--json`` as one JSON document.
Exit codes: 0; 1 only when ``--fail-on`` matches; 2 for bad usage, unreadable input and what nothing is known of.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import NamedTuple, NoReturn

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from itu_catalog.catalog import Catalog
    from itu_catalog.documents import Document, Recommendation
    from itu_catalog.findings import Finding

__all__ = ["main"]

WIDTH = 80


class _Answer(NamedTuple):
    """What a command has to say: plain values for JSON, lines for people, and the exit code."""

    data: Any
    lines: Iterable[str]
    code: int = 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line (default: the one of this process) and return its exit code; nothing is raised.

    >>> main(["resolve", "X.694 Cor.1", "--on", "2020-06-09"])
    ITU-T X.694 (2015) Cor. 1 (10/2019)
    Information technology – ASN.1 encoding rules: Mapping W3C XML schema definitions into ASN.1
    0
    """
    try:
        return _run(sys.argv[1:] if argv is None else list(argv))
    except SystemExit as stop:  # --help, --version and bad usage end so
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BrokenPipeError:
        # The reader of the pipe has seen enough. Python would complain when it flushes at the end.
        _silence()
        return 0
    except KeyboardInterrupt:
        _complain("interrupted")
        return 130
    except Exception as fault:  # noqa: BLE001 - a person never sees a traceback
        return _fault(fault)


def _run(argv: list[str]) -> int:
    parser = _parser()
    arguments = parser.parse_args(argv)
    answer: _Answer = arguments.run(arguments)
    if getattr(arguments, "json", False):
        import json

        text = json.dumps(answer.data, ensure_ascii=False, indent=2)
    else:
        text = "\n".join(answer.lines)
    _print(text)
    return answer.code


def _fault(fault: Exception) -> int:
    """Answer an error in one line."""
    from itu_catalog.errors import ItuCatalogError

    if isinstance(fault, ItuCatalogError):
        # The first line says it all; those after it draw a caret, or list every fault of a file.
        _complain(str(fault).partition("\n")[0])
    elif isinstance(fault, OSError):
        _complain(f"cannot write: {fault.strerror or fault}")
        _silence()
    elif isinstance(fault, ValueError) and type(fault) is ValueError:
        _complain(str(fault))
    else:
        named = f"{type(fault).__name__}: {fault}".partition("\n")[0]
        _complain(f"a fault of itu-catalog itself, please report it ({named})")
    return 2


def _complain(sentence: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(f"itu-catalog: {sentence}\n")


def _print(text: str) -> None:
    """Write to standard output; what its encoding cannot express is escaped, not refused."""
    out = sys.stdout
    if out is None:
        return
    encoding = getattr(out, "encoding", None) or "utf-8"
    out.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    out.flush()


def _silence() -> None:
    """Let the flush at the end of the process go nowhere."""
    from contextlib import suppress

    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# --------------------------------------------------------------------------------------------------
# The command line


class _Parser(argparse.ArgumentParser):
    """An argument parser that answers bad usage in one line."""

    def error(self, message: str) -> NoReturn:
        _complain(f"{message}; see: {self.prog} --help")
        raise SystemExit(2)


def _parser() -> argparse.ArgumentParser:
    from itu_catalog import __version__

    common = _Parser(add_help=False)
    common.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="answer with one JSON document"
    )
    common.add_argument(
        "--catalog",
        metavar="PATH",
        default=argparse.SUPPRESS,
        help="the catalogue file to ask instead of the default one",
    )
    parser = _Parser(
        prog="itu-catalog",
        description="ITU Recommendations: what a reference means, whether it is in force, and what to read.",
        epilog=_EXAMPLES[""],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"itu-catalog {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)

    def command(
        name: str, run: Callable[[argparse.Namespace], _Answer], summary: str
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            epilog=_EXAMPLES[name],
            formatter_class=argparse.RawDescriptionHelpFormatter,
            parents=[common],
        )
        added.set_defaults(run=run)
        return added

    def on(added: argparse.ArgumentParser) -> None:
        added.add_argument(
            "--on",
            metavar="DATE",
            type=_day,
            help="the day to answer for, like 2020-06-09 (default: the day of the data)",
        )

    def name(added: argparse.ArgumentParser) -> None:
        added.add_argument(
            "name", nargs="+", metavar="NAME", help="an identifier or another name; words are joined"
        )

    name(command("parse", _parse, "take an identifier apart; no catalogue is asked"))
    for verb, run, summary in (
        ("resolve", _resolve, "print the one document that a name means, and its title"),
        ("show", _show, "print all that is known of a Recommendation, a document or a series"),
        ("history", _history, "list the editions of a Recommendation and what changed them"),
    ):
        added = command(verb, run, summary)
        name(added)
        on(added)

    listing = command("list", _list, "list works by series, study group, status, kind and date")
    listing.add_argument("--series", metavar="NAME", help="X, X.500-series, Z.100 …")
    listing.add_argument("--group", metavar="NAME", help="a study group: SG17, 'ITU-R SG5' …")
    listing.add_argument(
        "--status", metavar="STATUS", help="in force, superseded, withdrawn, pre-published, unknown"
    )
    listing.add_argument("--kind", metavar="KIND", help="recommendation, supplement, implementers-guide …")
    on(listing)

    searching = command("search", _search, "find works by words of their titles")
    searching.add_argument(
        "words", nargs="+", metavar="WORD", help="a word of the title, or the beginning of one"
    )
    searching.add_argument(
        "--limit", metavar="N", type=_count, default=20, help="how many to show at most (default: 20)"
    )

    checking = command("check", _check, "find and judge every citation in a text")
    checking.add_argument("file", metavar="FILE", help="a text file; - reads standard input")
    on(checking)
    checking.add_argument("--titles", action="store_true", help="print the title of each text, too")
    checking.add_argument(
        "--fail-on",
        metavar="WHAT",
        default="never",
        help="exit with 1 when there is such a finding: a level (note, warning, error: that level or a higher one), "
        "codes (superseded,withdrawn), or never (default)",
    )

    command("info", _info, "say which data answers: its version, day, size and sources")
    return parser


_EXAMPLES = {
    "": """\
examples:
  itu-catalog resolve 'X.694 Cor.1' --on 2020-06-09
  itu-catalog show X.509
  itu-catalog check report.txt --on 2020-06-09 --fail-on error
  itu-catalog COMMAND --help

exit codes: 0; 1 only when --fail-on matches; 2 bad usage, unreadable input, nothing known""",
    "parse": """\
examples:
  itu-catalog parse 'Rec. ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2020'
  itu-catalog parse T-REC-X.509-201910-I!!PDF-E --json""",
    "resolve": """\
examples:
  itu-catalog resolve X.509
  itu-catalog resolve X.694 Cor.1 --on 2020-06-09
  itu-catalog resolve 'ISO/IEC 9594-8:2020'""",
    "show": """\
examples:
  itu-catalog show X.509
  itu-catalog show 'X.509 (10/2016)' --on 2017-05-15
  itu-catalog show Z.160-series""",
    "history": """\
examples:
  itu-catalog history X.509
  itu-catalog history Z.140 --on 2012-01-01""",
    "list": """\
examples:
  itu-catalog list --series X.500 --status 'in force'
  itu-catalog list --group SG17 --on 2020-06-09
  itu-catalog list --kind supplement --json""",
    "search": """\
examples:
  itu-catalog search quantum noise
  itu-catalog search telebiometric --limit 5""",
    "check": """\
examples:
  itu-catalog check report.txt
  itu-catalog check report.txt --on 2020-06-09 --fail-on error
  itu-catalog check report.txt --fail-on superseded,withdrawn --json
  echo 'See ITU-T Z.140.' | itu-catalog check -""",
    "info": """\
examples:
  itu-catalog info
  itu-catalog info --catalog other.tsv --json""",
}


def _day(text: str) -> datetime.date:
    from itu_catalog.dates import as_date

    try:
        day = as_date(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None
    assert day is not None
    return day


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text[:9]) > 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of lines; write 1 or more")
    return int(text)


def _catalog(arguments: argparse.Namespace) -> Catalog:
    from itu_catalog.catalog import default_catalog, open_catalog

    path = getattr(arguments, "catalog", None)
    return default_catalog() if path is None else open_catalog(path)


def _name(arguments: argparse.Namespace) -> str:
    return " ".join(arguments.name)


# --------------------------------------------------------------------------------------------------
# Laying out


def _wrapped(text: str, indent: int, first: str | None = None) -> list[str]:
    """Break a text into lines of at most 80 columns, at blanks, indented; `first` begins the first line.

    An identifier stays on one line, so that it can be found in the output.
    """
    import re
    import textwrap

    kept = re.sub(_KEPT, lambda match: match[0].replace(" ", "\xa0"), text)
    lines = textwrap.wrap(
        kept,
        width=max(WIDTH, indent + 30),
        initial_indent=" " * indent if first is None else first.ljust(indent),
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace("\xa0", " ") for line in lines] or [(first or "").rstrip()]


_KEPT = (
    r"(?:ITU-[TRD] (?:[A-Z] Suppl\. )?\S+(?: \(\d{4}\))?)?(?: ?(?:Amd\.|Technical Cor\.|Cor\.|Err\.|Suppl\.|Annex) \w+)*"
    r"(?: \((?:\d\d/)?\d{4}\))?|\b\d+ [a-z-]+(?=,|$)"
)
"""What is not broken: ``ITU-T X.694 (2015) Cor. 1 (10/2019)``, ``Amd. 1 (10/2024)``, ``3 notes``."""


def _rows(
    rows: Sequence[Sequence[str]], heads: Sequence[str], styles: Sequence[str] | None = None
) -> Iterator[str]:
    """Lay out rows in columns; the last column takes what room is left and wraps below itself.

    On a terminal, when `rich` is installed, as a table in colours: `styles` are the colours of the rows.
    """
    if not rows:
        return
    if _terminal():
        drawn = _drawn(rows, heads, styles or [""] * len(rows))
        if drawn is not None:
            yield from drawn
            return
    columns = range(len(heads) - 1)
    widths = [max(len(row[place]) for row in (heads, *rows)) for place in columns]
    indent = sum(widths) + 2 * len(widths)
    for row in (heads, *rows):
        first = "".join(f"{row[place]:<{widths[place] + 2}}" for place in columns)
        for line in row[-1].splitlines() or [""]:
            yield from _wrapped(line, indent, first) if line else [first.rstrip()]
            first = ""


def _terminal() -> bool:
    """Whether standard output is a terminal that can do more than print characters."""
    out = sys.stdout
    return out is not None and out.isatty() and os.environ.get("TERM") != "dumb"


def _drawn(rows: Sequence[Sequence[str]], heads: Sequence[str], styles: Sequence[str]) -> list[str] | None:
    """Draw a table with `rich`; None when it is not installed. NO_COLOR is rich's to honour, and it does."""
    try:
        from rich.box import SIMPLE_HEAD
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text
    except ImportError:
        return None
    table = Table(*heads, box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in table.columns[:-1]:
        column.no_wrap = True
    for row, style in zip(rows, styles, strict=True):
        table.add_row(*(Text(cell, style=style if place == 1 else "") for place, cell in enumerate(row)))
    console = Console(file=sys.stdout, highlight=False)
    with console.capture() as captured:
        console.print(table)
    return captured.get().rstrip("\n").splitlines()


def _card(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Lay out names and values; values of one name below each other."""
    last = ""
    for name, value in rows:
        if value:
            yield from _wrapped(value, 16, "  " + (name if name != last else ""))
            last = name


# --------------------------------------------------------------------------------------------------
# Commands


def _parse(arguments: argparse.Namespace) -> _Answer:
    from itu_catalog.parsing import parse_reference

    reference = parse_reference(_name(arguments))
    identifier = reference.identifier
    data: dict[str, Any] = {
        "identifier": str(identifier),
        "kind": str(identifier.kind),
        "sector": str(identifier.sector) if identifier.sector else None,
        "series": identifier.series,
        "designation": identifier.designation,
        "date": str(identifier.issued) if identifier.issued else None,
        "revision": identifier.revision,
        "version": identifier.version,
        "base": str(identifier.base) if identifier.base else None,
        "work": str(identifier.work),
        "twin": reference.twin,
        "language": reference.language,
        "state": reference.state,
        "format": reference.format,
        "locator": reference.locator,
        "url": identifier.url,
        "urn": identifier.urn,
        "oid": identifier.oid,
        "filename": identifier.filename,
    }
    rows = ((name, str(value)) for name, value in data.items() if value is not None and name != "identifier")
    return _Answer(data, [str(identifier), *_card(rows)])


def _resolve(arguments: argparse.Namespace) -> _Answer:
    document = _catalog(arguments).resolve(_name(arguments), arguments.on)
    return _Answer(document.to_dict(), [str(document), *([document.title] if document.title else [])])


def _show(arguments: argparse.Namespace) -> _Answer:
    from itu_catalog.errors import NotADocument
    from itu_catalog.identifier import Identifier

    catalog, asked = _catalog(arguments), _name(arguments)
    day = arguments.on or catalog.as_of
    try:
        work = catalog[asked]
    except NotADocument as error:
        return _series_card(catalog, error.series, day)
    document = None
    identifier = _identifier_in(asked)
    if isinstance(identifier, Identifier) and identifier != identifier.work:
        document = catalog.resolve(asked, arguments.on)
    if document is not None:
        data = {**document.to_dict(), "on": day.isoformat(), "status_on": _status(document, day)}
        return _Answer(data, _document_card(catalog, document, day))
    reading = work.in_force(day)
    data = {
        **work.to_dict(),
        "on": day.isoformat(),
        "status_on": _status(work, day),
        "in_force": [str(text) for text in reading],
        "certain": reading.certain,
        "reason": reading.reason,
        "cited_by": [{"report": key, **row} for key, row in _cited_by(catalog, work)],
    }
    return _Answer(data, _work_card(catalog, work, day))


def _identifier_in(asked: str) -> object:
    from itu_catalog.parsing import try_parse

    return try_parse(asked)


def _status(record: Document | Recommendation, day: datetime.date) -> str:
    return str(record.status_on(day).status)


def _said_status(record: Document | Recommendation, day: datetime.date) -> str:
    """Say the status of a day, and the reason where it is not certain."""
    standing = record.status_on(day)
    return str(standing.status) if standing.certain else f"{standing.status} (not certain: {standing.reason})"


def _work_card(catalog: Catalog, work: Recommendation, day: datetime.date) -> Iterator[str]:
    reading = work.in_force(day)
    yield str(work)
    yield from _wrapped(work.title_on(day) or work.title or "(no title known)", 2)
    yield ""
    yield from _card(
        [
            (f"on {day}", _said_status(work, day)),
            *(("read", str(text)) for text in reading),
            ("", ""),
            *(("replaces", f"{other} {other.title or ''}") for other in work.supersedes),
            *(("replaced by", f"{other} {other.title or ''}") for other in work.superseded_by),
            *(("also called", _span(name)) for name in work.names if name.text != str(work)),
            ("series", f"{work.series} – {work.series.title}" if work.series else ""),
            ("sub-series", str(work.subseries or "")),
            ("study group", str(work.study_group or "")),
            (
                "documents",
                f"{_counted(len(work.editions), 'edition')} among {_counted(len(work.documents), 'document')}",
            ),
            *(("supplements", f"{other} {other.title or ''}") for other in work.supplements),
            *(
                ("cited by", f"{key} {row['paragraph']}: {row['printed']}")
                for key, row in _cited_by(catalog, work)
            ),
            ("page", work.identifier.url or ""),
            ("note", work.note or ""),
            *(("source", source) for source in _sources(work)),
        ]
    )


def _span(name: Any) -> str:  # noqa: ANN401 - a Name
    since = f"since {name.since}" if name.since else ""
    until = f"until {name.until}" if name.until else ""
    said = ", ".join(filter(None, [str(name.kind), since, until]))
    return f"{name.text} ({said})"


def _sources(record: Document | Recommendation) -> list[str]:
    named = [f"{field}: {source}" for field, source in record.sources]
    return [record.source, *named] if record.source else named


def _cited_by(catalog: Catalog, work: Recommendation) -> list[tuple[str, dict[str, Any]]]:
    cited = set(map(id, work.cited_by))
    return [
        (report.key, {"paragraph": each.paragraph, "printed": each.printed})
        for report in catalog.reports
        for each in report.citations
        if id(each) in cited
    ]


def _document_card(catalog: Catalog, document: Document, day: datetime.date) -> Iterator[str]:
    responsibility = document.responsibility
    then = str(responsibility.then or "not known")
    now = str(responsibility.now or "not known")
    replacement = catalog.replacement(document, day)
    reading = document.work.in_force(day)
    yield str(document)
    yield from _wrapped(document.title or "(no title known)", 2)
    if document.own_title is None and document.title:
        yield "  (the title of the text it belongs to)"
    yield ""
    yield from _card(
        [
            ("kind", str(document.kind)),
            ("approved", " by ".join(filter(None, [str(document.approved or ""), document.approval]))),
            ("edition", document.edition or ""),
            (f"on {day}", _said_status(document, day)),
            ("replaced by", str(replacement or "")),
            *(("read", str(text)) for text in reading),
            ("changes", str(document.base or "")),
            *(("changed by", str(text)) for text in document.changes),
            ("replaces", str(document.supersedes or "")),
            ("twin", document.twin or ""),
            ("study group", then if then == now else f"then {then}, today {now}"),
            ("", "" if responsibility.certain else f"({responsibility.reason})"),
            ("page", document.url or document.identifier.url or ""),
            ("note", document.note or ""),
            ("inferred", ", ".join(document.inferred)),
            *(("source", source) for source in _sources(document)),
            *(
                ("conflict", f"{each.field}: {each.value} ({each.source}; {each.why})")
                for each in document.conflicts
            ),
        ]
    )


def _series_card(catalog: Catalog, series: Any, day: datetime.date) -> _Answer:  # noqa: ANN401 - one of three types
    series = catalog.series(str(getattr(series, "identifier_text", series)))
    members = series.members(day)
    data = {
        "identifier": series.identifier_text,
        "kind": "series",
        "title": series.title,
        "on": day.isoformat(),
        "members": [_summary(work, day) for work in members],
    }
    heads = [
        ("title", series.title or ""),
        (f"on {day}", f"{len(members)} of its works in this catalogue are in force"),
    ]
    rows = [[work.identifier.designation, work.title_on(day) or ""] for work in members]
    return _Answer(data, [series.identifier_text, *_card(heads), "", *_rows(rows, ["number", "title"])])


def _history(arguments: argparse.Namespace) -> _Answer:
    catalog, asked = _catalog(arguments), _name(arguments)
    day = arguments.on or catalog.as_of
    works = [catalog[asked]]
    identifier = _identifier_in(asked)
    if identifier is not None:
        # Every work that ever bore the number, so that nobody reads the history of another one.
        works = list(dict.fromkeys([*(bearer.work for bearer in catalog.bearers(works[0])), works[0]]))
    data, lines = [], []
    for work in works:
        texts = sorted(
            (text for text in work.documents if text.status_on(day).status != "not yet approved"),
            key=lambda text: (str(text.approved or text.posted or ""), text.identifier),
        )
        data.append(
            {
                "work": str(work),
                "title": work.title_on(day),
                "on": day.isoformat(),
                "documents": [{**text.to_dict(), "status_on": _status(text, day)} for text in texts],
            }
        )
        lines += ["", str(work), *_wrapped(work.title_on(day) or "(nothing approved)", 2), ""]
        rows = []
        for text in texts:
            what = str(text)
            if text.own_title and text.base is not None:
                what += f": {text.own_title}"
            if text.twin:
                what += f" | {text.twin}"
            rows.append([str(text.approved or ""), text.edition or "", _status(text, day), what])
        lines += _rows(rows, ["approved", "ed.", "status", "text"])
    return _Answer(data, lines[1:])


def _summary(work: Recommendation, day: datetime.date) -> dict[str, Any]:
    reading = work.in_force(day)
    return {
        "identifier": str(work),
        "kind": str(work.kind),
        "title": work.title_on(day),
        "status": _status(work, day),
        "certain": work.status_on(day).certain,
        "current": str(reading[0]) if reading else None,
    }


def _listed(rows: list[dict[str, Any]]) -> Iterator[str]:
    yield from _rows(
        [[row["identifier"], row["status"] + "?" * (not row["certain"]), row["title"] or ""] for row in rows],
        ["identifier", "status", "title"],
    )


def _list(arguments: argparse.Namespace) -> _Answer:
    from itu_catalog.identifier import Kind
    from itu_catalog.vocabulary import Status

    catalog = _catalog(arguments)
    day = arguments.on or catalog.as_of
    status = _one_of(arguments.status, Status, "status") if arguments.status else None
    kind = _one_of(arguments.kind, Kind, "kind") if arguments.kind else None
    series = catalog.series(arguments.series) if arguments.series else None
    group = catalog.study_group(arguments.group) if arguments.group else None
    works = [
        work
        for work in catalog
        if (kind is None or work.kind == kind)
        and (series is None or (series.sector == work.identifier.sector and series.contains(work.identifier)))
        and (group is None or catalog._answers_for(work, group, day))
        and work.status_on(day).status is not Status.NOT_YET_APPROVED
        and (status is None or work.status_on(day).status == status)
    ]
    rows = [_summary(work, day) for work in works]
    count = f"{_counted(len(rows), 'work')} on {day}"
    return _Answer(rows, [*_listed(rows), *([""] if rows else []), count])


def _one_of(value: str, words: Any, what: str) -> str:  # noqa: ANN401 - an enumeration of strings
    """Read a word of a vocabulary; one line with all words when it is none."""
    folded = value.strip().lower().replace("_", " ")
    for word in words:
        if folded in (str(word), str(word).replace("-", " ")):
            return str(word)
    raise ValueError(f"{value!r} is no {what}; write one of: {', '.join(map(str, words))}")


def _search(arguments: argparse.Namespace) -> _Answer:
    catalog = _catalog(arguments)
    found = catalog.search(" ".join(arguments.words), limit=arguments.limit)
    rows = [_summary(work, catalog.as_of) for work in found]
    return _Answer(rows, list(_listed(rows)) or ["no title has all these words"])


def _info(arguments: argparse.Namespace) -> _Answer:
    from itu_catalog import __version__
    from itu_catalog.catalog import embedded_catalog

    catalog = _catalog(arguments)
    embedded = catalog.path == embedded_catalog().path
    data = {"itu_catalog": __version__, "embedded": embedded, **catalog.info()}
    rows = [
        ("catalogue", f"{data['version']}, {'in this package' if embedded else 'a file of its own'}"),
        ("complete to", data["as_of"]),
        ("works", str(data.get("works", ""))),
        ("documents", str(data.get("documents", ""))),
        ("names", str(data.get("names", ""))),
        ("reports", str(data.get("reports", ""))),
        ("file", data["path"]),
        *(("sources", source) for source in data["sources"]),
    ]
    return _Answer(data, [f"itu-catalog {__version__}", *_card(rows)])


# --------------------------------------------------------------------------------------------------
# check


def _check(arguments: argparse.Namespace) -> _Answer:
    from itu_catalog.findings import check
    from itu_catalog.readers.plain import read_text

    failing = _failing(arguments.fail_on)
    catalog = _catalog(arguments)
    plain = read_text(arguments.file)
    if plain.remark:
        _complain(plain.remark)
    findings = list(check(plain.text, catalog=catalog, on=arguments.on))
    day = arguments.on or catalog.as_of
    places = _Places(plain.text)
    levels, codes = _counts(findings)
    citations = len({finding.citation.start for finding in findings})
    data = {
        "source": arguments.file,
        "on": day.isoformat(),
        "catalogue": {"version": catalog.version, "as_of": catalog.as_of.isoformat()},
        "citations": citations,
        "summary": {"levels": levels, "codes": codes},
        "findings": [
            {"line": line, "column": column, **finding.to_dict()}
            for finding in findings
            for line, column in [places.of(finding.citation.start)]
        ],
    }
    failed = any(failing(finding) for finding in findings)
    return _Answer(data, _report(findings, places, day, citations, arguments.titles), int(failed))


class _Places:
    """Line and column, both from 1, of offsets into a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        place = text.find("\n")
        while place >= 0:
            self._starts.append(place + 1)
            place = text.find("\n", place + 1)

    def of(self, offset: int) -> tuple[int, int]:
        from bisect import bisect_right

        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _failing(wanted: str) -> Callable[[Finding], bool]:
    """Read ``--fail-on``: levels, codes, or never."""
    from itu_catalog.findings import Code, Level

    words = [word.strip().lower() for word in wanted.split(",") if word.strip()]
    known = {str(each) for each in (*Level, *Code)} | {"never"}
    for word in words:
        if word not in known:
            levels, codes = (", ".join(map(str, each)) for each in (Level, Code))
            raise ValueError(
                f"--fail-on knows no {word!r}; write never, a level ({levels}) or codes ({codes})"
            )
    ranks = [Level(word).rank for word in words if word in set(Level)]
    lowest = min(ranks, default=len(Level))
    return lambda finding: finding.level.rank >= lowest or str(finding.code) in words


def _counts(findings: list[Finding]) -> tuple[dict[str, int], dict[str, int]]:
    """Count findings by level (all of them) and by code (those there are)."""
    from itu_catalog.findings import Code, Level

    levels = {str(level): sum(finding.level is level for finding in findings) for level in Level}
    codes = {str(code): sum(finding.code is code for finding in findings) for code in Code}
    return levels, {code: count for code, count in codes.items() if count}


def _report(
    findings: list[Finding],
    places: _Places,
    day: datetime.date,
    citations: int,
    titles: bool,  # noqa: FBT001 - an option
) -> Iterator[str]:
    if not findings:
        yield "no citations found"
        return
    rows, before = [], None
    for finding in findings:
        said = finding.message
        if finding.citation is not before:
            written, meant = " ".join(finding.citation.text.split()), _meant(finding)
            said = f"{written} → {meant}" if meant else written
            if titles and finding.document is not None and finding.document.title:
                said += f"\n{finding.document.title}"
            if finding.level != "ok":
                said += f"\n{finding.message}"
        place = "" if finding.citation is before else "{}:{}".format(*places.of(finding.citation.start))
        rows.append([place, str(finding.code), said])
        before = finding.citation
    yield from _rows(
        rows, ["place", "finding", "as written → what it means"], [_STYLES[f.level] for f in findings]
    )
    levels, codes = _counts(findings)
    yield ""
    counted = [
        f"{levels['ok']} ok",
        *(_counted(levels[level], level) for level in ("note", "warning", "error")),
    ]
    yield f"{_counted(citations, 'citation')} on {day}: {', '.join(counted)}"
    yield from _wrapped(", ".join(f"{count} {code}" for code, count in codes.items()), 2)


_STYLES = {"ok": "", "note": "cyan", "warning": "yellow", "error": "bold red"}


def _counted(count: int, what: str) -> str:
    """Say how many: ``1 note``, ``2 notes``."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def _meant(finding: Finding) -> str:
    """Say in a few words what a citation means: the document, or the numbers of a series."""
    if finding.document is not None:
        return str(finding.document)
    if finding.code == "current":
        numbers = [text.work.identifier.designation for text in finding.documents]
        doubt = "" if finding.certain else ", not all of them for certain"
        return f"{len(numbers)} in force{doubt}: {', '.join(numbers)}"
    if finding.code == "ambiguous":
        return f"one of {len(finding.documents)}" if finding.documents else "one of several"
    return ""
