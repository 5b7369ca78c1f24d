r"""Markdown: a summary, then a table for each input, as code hosting sites show it.

>>> from itu_catalog.exports import report_on
>>> print(report_on("See ITU-T Z.140.", "markdown", name="memo.txt"), end="")
# ITU citations on 2026-08-22
<BLANKLINE>
1 citation on 2026-08-22: 0 ok, 0 notes, 1 warning, 0 errors
<BLANKLINE>
| Input | ok | notes | warnings | errors |
|:--|--:|--:|--:|--:|
| memo.txt | 0 | 0 | 1 | 0 |
...
## memo.txt
<BLANKLINE>
| Place | Finding | Written | Means | What to do |
|:--|:--|:--|:--|:--|
| 1:5 | ⚠️ renumbered | `ITU-T Z.140` | ITU-T Z.161 (10/2023) | ITU-T Z.140 has been numbered ITU-T Z.161 ...

The summary stands first, so that nothing is written before the end of the run. What documents, titles and file names
say is escaped: it makes no link, no mention, no markup and no row.
"""

from __future__ import annotations

import re

from itu_catalog.escapes import sound, visible
from itu_catalog.exports.common import closing, code_counts, level_counts, meant, name_of
from itu_catalog.findings import CODES, Level

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from itu_catalog.checking import Checked, Run, Summary
    from itu_catalog.exports.common import Presentation
    from itu_catalog.findings import Finding
    from itu_catalog.readers.source import Source

__all__ = ["Report", "code_span", "escaped"]

_ICONS = {Level.OK: "✅", Level.NOTE: "ℹ️", Level.WARNING: "⚠️", Level.ERROR: "❌"}


class Report:
    """Tables that people read in a pull request or a summary of a workflow."""

    def __init__(self, presentation: Presentation) -> None:
        self._presentation = presentation
        self._rows: list[Sequence[str]] = []
        self._parts: list[str] = []

    def begin(self, run: Run) -> Iterator[str]:
        """Yield the heading."""
        self._run = run
        yield f"# ITU citations on {run.on}\n\n"

    def add(self, checked: Checked) -> Iterator[str]:
        """Yield nothing yet: one input's row of the summary and its table are kept."""
        name = escaped(name_of(checked))
        if checked.source is None:
            self._rows.append((name, escaped(checked.fault or "not read"), "", "", ""))
        else:
            counts = level_counts(checked.findings)
            self._rows.append((name, *(str(counts[level]) for level in Level)))
            remarks = [f"> {escaped(remark)}\n" for remark in checked.told]
            if checked.findings or remarks:
                told = [*remarks, *["\n"] * bool(remarks), *_table(checked.findings, checked.source)]
                self._parts.append(f"\n## {name}\n\n{''.join(told)}")
        yield from ()

    def end(self, summary: Summary) -> Iterator[str]:
        """Yield the summary, then the tables."""
        yield "\n\n".join(closing(summary, self._run.on, several=self._presentation.several)) + "\n"
        if self._rows:
            yield "\n" + _row("Input", "ok", "notes", "warnings", "errors") + "|:--|--:|--:|--:|--:|\n"
            yield from (_row(*row) for row in self._rows)
        if codes := code_counts(summary.codes):
            yield "\n" + _row("Finding", "Count", "Says", "What to do") + "|:--|--:|:--|:--|\n"
            for code, count in codes.items():
                rule = next(rule for each, rule in CODES.items() if each == code)
                yield _row(f"{_ICONS[rule.level]} {code}", str(count), rule.meaning, rule.remedy)
        yield from self._parts
        catalog = self._run.catalog
        yield f"\nJudged by the catalogue {escaped(catalog.version)}, complete to {catalog.as_of}.\n"


def _table(findings: Sequence[Finding], source: Source) -> Iterator[str]:
    if findings:
        yield _row("Place", "Finding", "Written", "Means", "What to do") + "|:--|:--|:--|:--|:--|\n"
    before: Finding | None = None
    for finding in findings:
        again = before is not None and before.citation is finding.citation
        yield _row(
            "" if again else escaped(str(source.place(finding.citation.start))),
            f"{_ICONS[finding.level]} {finding.code}",
            "" if again else code_span(finding.citation.text),
            "" if again else escaped(meant(finding)),
            "" if finding.level is Level.OK else escaped(finding.message),
        )
        before = finding


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


_MARKS = re.compile(r"([\\`*_\[\]<>|~$&])")
# A number sign or an at sign before a word would name an issue or a person; "www." and "://" make links.
_NAMES = re.compile(r"([#@])(?=\w)|(?<=www)(\.)|(:)(?=//)", re.IGNORECASE)


def escaped(text: str) -> str:
    r"""Write text so that Markdown, also in a table, shows it and does nothing else.

    >>> escaped("a|b <i> *c*\n")
    'a\\|b \\<i\\> \\*c\\*'
    >>> ascii(escaped("@you #1 www.x.org"))
    "'@\\u2060you #\\u20601 www\\u2060.x.org'"
    """
    plain = visible(sound(" ".join(text.split())))
    return _NAMES.sub(_apart, _MARKS.sub(r"\\\1", plain))


def _apart(match: re.Match[str]) -> str:
    """Put a word joiner, which nobody sees, where a name or an address would be recognized."""
    return f"{match[0]}\u2060" if match[1] else f"\u2060{match[0]}"


def code_span(text: str) -> str:
    r"""Write text as code, on one line, whatever backticks and bars it has.

    >>> code_span("X.509"), code_span("a`b|c")
    ('`X.509`', '``a`b\\|c``')
    """
    plain = visible(sound(" ".join(text.split())))
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", plain)), default=0))
    pad = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{fence}{pad}{plain}{pad}{fence}".replace("|", "\\|")
