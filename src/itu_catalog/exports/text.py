"""The report to read: a table of what is written, what it means and what there is to say about it.

>>> from itu_catalog.exports import report_on
>>> print(report_on("See ITU-T Z.140."), end="")
place  finding     as written → what it means
1:5    renumbered  ITU-T Z.140 → ITU-T Z.161 (10/2023)
                   ITU-T Z.140 has been numbered ITU-T Z.161 since 2007-11-13,
...
<BLANKLINE>
1 citation on 2026-08-22: 0 ok, 0 notes, 1 warning, 0 errors
  1 renumbered

Of several inputs each has a part, under its name, with places that terminals and editors can go to. What could not
be read is only counted here: whoever writes to a terminal says it on the way.
"""

from __future__ import annotations

from itu_catalog.escapes import in_line
from itu_catalog.exports.common import (
    closing,
    code_counts,
    level_counts,
    level_words,
    meant,
    name_of,
    path_and_place,
)
from itu_catalog.layout import table, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.checking import Checked, Run, Summary
    from itu_catalog.exports.common import Presentation
    from itu_catalog.findings import Finding
    from itu_catalog.readers.source import Source

__all__ = ["Report"]

_STYLES = {"ok": "", "note": "cyan", "warning": "yellow", "error": "bold red"}


class Report:
    """Tables in columns, one for each input."""

    def __init__(self, presentation: Presentation) -> None:
        self._presentation = presentation
        self._begun = False

    def begin(self, run: Run) -> Iterator[str]:
        """Yield nothing: the first table begins at once."""
        self._run = run
        yield from ()

    def add(self, checked: Checked) -> Iterator[str]:
        """Yield the table of one input; of several, under its name and counts."""
        findings, source, presentation = checked.findings, checked.source, self._presentation
        if source is None or not findings:
            return
        rows = [self._row(finding, source, before) for before, finding in _pairs(findings)]
        heads, above = ["place", "finding", "as written → what it means"], []
        if presentation.several:
            name = in_line(name_of(checked))
            styled = presentation.paint(name, 0, len(name), "bold") if presentation.paint else name
            gap = "\n" * self._begun
            yield f"{gap}{styled}: {level_words(level_counts(findings))}\n"
            heads = ["", ""]
            above = [
                path_and_place(name, source.place(finding.citation.start)) if place else ""
                for finding, (place, *_) in zip(findings, rows, strict=True)
            ]
            rows = [[f"  {code}", said] for _, code, said in rows]
        styles = [_STYLES[finding.level] for finding in findings]
        lines = table(rows, heads, styles, above=above, width=presentation.width, paint=presentation.paint)
        yield from (f"{line}\n" for line in lines)
        self._begun = True

    def end(self, summary: Summary) -> Iterator[str]:
        """Yield how many citations of each level there are, and how many findings of each code."""
        first, *others = closing(summary, self._run.on, several=self._presentation.several)
        codes = ", ".join(f"{count} {code}" for code, count in code_counts(summary.codes).items())
        lines = wrapped(codes, 2, width=self._presentation.width) if codes else []
        yield from (f"{line}\n" for line in ([""] * self._begun + [first, *lines, *others]))

    def _row(self, finding: Finding, source: Source, before: Finding | None) -> list[str]:
        """Return place, code and words of a finding; the place of a citation, and what it means, once."""
        if before is not None and before.citation is finding.citation:
            return ["", str(finding.code), finding.message]
        written, means = " ".join(finding.citation.text.split()), meant(finding)
        said = written if means in ("", written) else f"{written} → {means}"
        if self._run.titles and finding.document is not None and finding.document.title:
            said += f"\n{finding.document.title}"
        if finding.level != "ok":
            said += f"\n{finding.message}"
        return [str(source.place(finding.citation.start)), str(finding.code), said]


def _pairs(findings: tuple[Finding, ...]) -> Iterator[tuple[Finding | None, Finding]]:
    """Yield each finding with the one before it."""
    return zip((None, *findings), findings, strict=False)
