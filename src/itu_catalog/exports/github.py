"""Workflow commands of GitHub Actions: lines that annotate the files of a change.

>>> from itu_catalog.exports import report_on
>>> print(report_on("See ITU-T Z.140.", "github", name="memo.txt"), end="")
::warning file=memo.txt,line=1,col=5,endLine=1,endColumn=16,title=renumbered::ITU-T Z.140 → ITU-T Z.161 (10/2023)...
1 citation on 2026-08-22: 0 ok, 0 notes, 1 warning, 0 errors

There is no annotation for what is ok. The values are escaped as the runner of the workflow reads them: ``%``, line
ends, and in properties ``:`` and ``,``. It shows ten annotations of each level a step, the log has all of them.
"""

from __future__ import annotations

from itu_catalog.escapes import sound, visible
from itu_catalog.exports.common import closing, meant, path_of
from itu_catalog.findings import Level

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.checking import Checked, Run, Summary
    from itu_catalog.exports.common import Presentation
    from itu_catalog.findings import Finding
    from itu_catalog.readers.source import Source

__all__ = ["COMMANDS", "Report", "command"]

COMMANDS = {Level.NOTE: "notice", Level.WARNING: "warning", Level.ERROR: "error"}
"""Level → the command that annotates; there is none for what is ok."""
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = {**_DATA, ord(":"): "%3A", ord(","): "%2C"}


class Report:
    """Lines that the runner of a workflow obeys, and a last one for who reads the log."""

    def __init__(self, presentation: Presentation) -> None:
        self._presentation = presentation

    def begin(self, run: Run) -> Iterator[str]:
        """Yield nothing: the first annotation begins at once."""
        self._on = run.on
        yield from ()

    def add(self, checked: Checked) -> Iterator[str]:
        """Yield an annotation for each finding, or for the fault."""
        if checked.source is not None:
            for finding in checked.findings:
                if finding.level in COMMANDS:
                    yield _annotation(finding, checked.source)
        if checked.fault is not None:
            file = path_of(checked.name)
            yield command("error", {"file": file, "title": "not checked"}, checked.fault)

    def end(self, summary: Summary) -> Iterator[str]:
        """Yield what the run came to."""
        yield from (f"{line}\n" for line in closing(summary, self._on, several=self._presentation.several))


def _annotation(finding: Finding, source: Source) -> str:
    citation = finding.citation
    place, last = source.place(citation.start), source.place(citation.end - 1)
    properties: dict[str, object] = {"file": path_of(source.name)}
    title = str(finding.code)
    if place.page is None and place.paragraph is None:
        properties["line"] = place.line
        if place.line == last.line and last.column is not None:  # columns are for one line only
            properties["col"] = place.column
        properties["endLine"] = last.line
        if "col" in properties:
            properties["endColumn"] = (last.column or 0) + 1
    else:
        title += f" ({place})"
    written, means = " ".join(citation.text.split()), meant(finding)
    said = written if means in ("", written) else f"{written} → {means}"
    return command(COMMANDS[finding.level], {**properties, "title": title}, f"{said}\n{finding.message}")


def command(name: str, properties: dict[str, object], message: str) -> str:
    r"""Write one command, so that nothing in its values ends it or begins another.

    >>> command("error", {"file": "a,b:c.txt"}, "100 %\n::error::no")
    '::error file=a%2Cb%3Ac.txt::100 %25%0A::error::no\n'
    """
    listed = ",".join(
        f"{key}={visible(str(value)).translate(_PROPERTY)}"
        for key, value in properties.items()
        if value is not None
    )
    return f"::{name} {listed}::{sound(visible(message)).translate(_DATA)}\n"
