r"""Reports: the findings of a run, written in a format for people or for programs.

>>> print(report_on("See ITU-T Z.140.", "github", name="memo.txt"), end="")
::warning file=memo.txt,line=1,col=5,endLine=1,endColumn=16,title=renumbered::ITU-T Z.140 → ITU-T Z.161 ...
1 citation on 2026-08-22: 0 ok, 0 notes, 1 warning, 0 errors

Each format is a module with a class `Report`; `FORMATS` is the table of them, and `report` makes one.
A report is written while the run goes on: ``begin(run)``, ``add(checked)`` for each input, ``end(summary)``
each yield pieces of text, to be written one after the other as they are, in UTF-8 where there is a choice.
"""

from __future__ import annotations

from itu_catalog.checking import Manner, Summary, begin, check_source
from itu_catalog.exports.common import Format, Presentation, Report
from itu_catalog.readers.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator
    from typing import Literal

    from itu_catalog.catalog import Catalog
    from itu_catalog.checking import Checked, Run

__all__ = ["FORMATS", "Format", "Presentation", "Report", "report", "report_on", "written"]

FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("text", "text", ".txt", "a table to read, in 80 columns or as wide as the terminal"),
        Format("json", "jsondoc", ".json", "one JSON document: inputs, findings, counts"),
        Format("jsonl", "jsonlines", ".jsonl", "one finding a line, each a JSON object"),
        Format("csv", "csvtable", ".csv", "one finding a row, for spreadsheets"),
        Format("markdown", "markdown", ".md", "a summary and a table for each input, for code hosting sites"),
        Format("sarif", "sarif", ".sarif", "SARIF 2.1.0, for code scanning and editors"),
        Format("github", "github", ".txt", "workflow commands that annotate a change on GitHub"),
        Format(
            "html", "html", ".html", "a page to read: the text with its citations, cards, a table to filter"
        ),
    )
}
"""Every format by its name."""


def report(name: str, presentation: Presentation | None = None) -> Report:
    """Return a new report of a format, to be begun, added to and ended once.

    Raises:
        ValueError: there is no such format.
        MissingExtra: what the format needs is not installed.

    >>> report("xml")
    Traceback (most recent call last):
        ...
    ValueError: there is no report format 'xml'; write one of: text, json, jsonl, csv, markdown, sarif, github, html
    """
    form = FORMATS.get(name)
    if form is None:
        raise ValueError(f"there is no report format {name!r}; write one of: {', '.join(FORMATS)}")
    module = __import__(f"itu_catalog.exports.{form.module}", fromlist=["Report"])
    made: Report = module.Report(presentation or Presentation())
    return made


def written(
    name: str, run: Run, inputs: Iterable[Checked], presentation: Presentation | None = None
) -> Iterator[str]:
    """Yield the pieces of a whole report on some inputs, each of which is taken when the one before is written.

    Raises what `report` raises, when the first piece is asked for.
    """
    form = report(name, presentation)
    yield from form.begin(run)
    total = Summary()
    for checked in inputs:
        total.count(checked)
        yield from form.add(checked)
    yield from form.end(total)


def report_on(
    text: str | Source,
    format: str = "text",  # noqa: A002 - what people call it
    *,
    name: str = "text",
    catalog: Catalog | None = None,
    on: datetime.date | str | None = None,
    to_the_letter: bool = False,
    bare: Literal["never", "context", "always"] = "context",
) -> str:
    """Check one text, or what a reader made of a file, and return the report on it.

    `name` is what the report calls a text; a source has its own. The others are those of `check`.
    Raises what `check` and `report` raise.

    >>> import json
    >>> [finding["code"] for finding in json.loads(report_on("ITU-T Z.140", "json"))["findings"]]
    ['renumbered']
    """
    run = begin(catalog, on, titles=to_the_letter)
    source = text if isinstance(text, Source) else Source.of_text(text, name)
    return "".join(written(format, run, [check_source(source, run, manner=Manner(bare))]))
