"""``itu-catalog check``: find and judge every citation in a text."""

from __future__ import annotations

from itertools import chain

from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import add_on, catalog_of
from itu_catalog.cli.layout import counted, table, wrapped
from itu_catalog.cli.streams import complain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    import datetime
    from collections.abc import Callable, Iterator

    from itu_catalog.findings import Finding

__all__ = ["COMMAND"]

_STYLES = {"ok": "", "note": "cyan", "warning": "yellow", "error": "bold red"}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a text file; - reads standard input")
    add_on(parser)
    parser.add_argument(
        "--titles",
        action="store_true",
        help="look closely at titles: print that of each text, and note where a quoted one differs "
        "in as little as a plural, a hyphen or a capital letter",
    )
    parser.add_argument(
        "--fail-on",
        metavar="WHAT",
        default="never",
        help="exit with 1 when there is such a finding: a level (note, warning, error: that level or a higher one), "
        "codes (superseded,withdrawn), or never (default)",
    )


def _answer(arguments: argparse.Namespace) -> Answer:
    from itu_catalog.findings import check
    from itu_catalog.readers.plain import read_text

    failing = _failing(arguments.fail_on)
    catalog = catalog_of(arguments)
    plain = read_text(arguments.file)
    if plain.remark:
        complain(plain.remark)
    findings = list(check(plain.text, catalog=catalog, on=arguments.on, to_the_letter=arguments.titles))
    day = arguments.on or catalog.as_of
    places = _Places(plain.text)
    levels, codes = _counts(findings)
    citations = sum(levels.values())
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
    lines = chain(
        _table(findings, places, titles=arguments.titles),
        _closing(levels, codes, citations, day) if findings else ["no citations found"],
    )
    return Answer(data, lines, int(any(failing(finding) for finding in findings)))


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
    for word in words or [""]:
        if word not in known:
            levels, codes = (", ".join(map(str, each)) for each in (Level, Code))
            raise ValueError(
                f"--fail-on knows no {word!r}; write never, a level ({levels}) or codes ({codes})"
            )
    ranks = [Level(word).rank for word in words if word in set(Level)]
    lowest = min(ranks, default=len(Level))
    return lambda finding: finding.level.rank >= lowest or str(finding.code) in words


def _counts(findings: list[Finding]) -> tuple[dict[str, int], dict[str, int]]:
    """Count citations by the level of their worst finding (all levels), and findings by code (those there are)."""
    from itu_catalog.findings import Code, Level, worst

    judged = worst(findings)
    levels = {str(level): sum(finding.level is level for finding in judged) for level in Level}
    codes = {str(code): sum(finding.code is code for finding in findings) for code in Code}
    return levels, {code: count for code, count in codes.items() if count}


def _table(findings: list[Finding], places: _Places, *, titles: bool) -> Iterator[str]:
    rows = list(_rows(findings, places, titles=titles))
    styles = [_STYLES[finding.level] for finding in findings]
    yield from table(rows, ["place", "finding", "as written → what it means"], styles)


def _rows(findings: list[Finding], places: _Places, *, titles: bool) -> Iterator[list[str]]:
    """Yield place, code and words of each finding; the place of a citation once."""
    before = None
    for finding in findings:
        place, said = "", finding.message
        if finding.citation is not before:
            place = "{}:{}".format(*places.of(finding.citation.start))
            written, meant = " ".join(finding.citation.text.split()), _meant(finding)
            said = written if meant in ("", written) else f"{written} → {meant}"
            if titles and finding.document is not None and finding.document.title:
                said += f"\n{finding.document.title}"
            if finding.level != "ok":
                said += f"\n{finding.message}"
        yield [place, str(finding.code), said]
        before = finding.citation


def _meant(finding: Finding) -> str:
    """Say in a few words what a citation means: the document, or the numbers of a series."""
    from itu_catalog.findings.wording import in_series

    if finding.document is not None:
        return str(finding.document)
    if finding.code == "current":
        return in_series(finding.documents, finding.uncertain)
    if finding.code == "ambiguous":
        return f"one of {len(finding.documents)}" if finding.documents else "one of several"
    return ""


def _closing(
    levels: dict[str, int], codes: dict[str, int], citations: int, day: datetime.date
) -> Iterator[str]:
    """Yield the last lines: how many findings of each level and code."""
    counts = [
        f"{levels['ok']} ok",
        *(counted(levels[level], level) for level in ("note", "warning", "error")),
    ]
    yield ""
    yield f"{counted(citations, 'citation')} on {day}: {', '.join(counts)}"
    yield from wrapped(", ".join(f"{count} {code}" for code, count in codes.items()), 2)


COMMAND = Command(
    "check",
    "find and judge every citation in a text",
    (
        "itu-catalog check report.txt",
        "itu-catalog check report.txt --on 2020-06-09 --fail-on error",
        "itu-catalog check report.txt --fail-on superseded,withdrawn --json",
        "echo 'See ITU-T Z.140.' | itu-catalog check -",
    ),
    _arguments,
    _answer,
)
