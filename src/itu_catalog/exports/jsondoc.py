"""One JSON document on a whole run: what was asked, every finding, every input, the counts.

>>> import json
>>> from itu_catalog.exports import report_on
>>> document = json.loads(report_on("See ITU-T Z.140.", "json", name="memo.txt"))
>>> list(document)
['on', 'catalogue', 'findings', 'inputs', 'source', 'citations', 'summary']
>>> document["source"], document["findings"][0]["line"], document["summary"]["codes"]
('memo.txt', 1, {'renumbered': 1})
"""

from __future__ import annotations

from textwrap import indent

from itu_catalog.escapes import plain_json
from itu_catalog.exports.common import code_counts, level_counts, name_of, plain_finding
from itu_catalog.findings import Level

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from itu_catalog.checking import Checked, Run, Summary
    from itu_catalog.exports.common import Presentation

__all__ = ["Report"]


class Report:
    """A JSON object, whose findings are written as they come, and what is known at the end behind them."""

    def __init__(self, presentation: Presentation) -> None:
        self._ascii = presentation.ascii
        self._inputs: list[dict[str, Any]] = []
        self._written = 0

    def begin(self, run: Run) -> Iterator[str]:
        """Yield the day and the catalogue, and open the list of findings."""
        yield "{\n"
        yield self._member("on", run.on.isoformat()) + ",\n"
        known = {"version": run.catalog.version, "as_of": run.catalog.as_of.isoformat()}
        yield self._member("catalogue", known) + ",\n"
        yield '  "findings": ['

    def add(self, checked: Checked) -> Iterator[str]:
        """Yield the findings on one input."""
        source = checked.source
        self._inputs.append(
            {
                "source": name_of(checked),
                "format": source.format if source else None,
                "encoding": source.encoding if source else None,
                "remarks": list(checked.told),
                "fault": checked.fault,
                "levels": level_counts(checked.findings),
                "suppressed": _suppressed(checked),
            }
        )
        if source is not None:
            for finding in checked.findings:
                value = plain_json(plain_finding(finding, source), ascii=self._ascii, indent=2)
                yield ("," if self._written else "") + "\n" + indent(value, "    ")
                self._written += 1

    def end(self, summary: Summary) -> Iterator[str]:
        """Yield the inputs and the counts."""
        yield "\n  ],\n" if self._written else "],\n"
        names = [each["source"] for each in self._inputs]
        yield self._member("inputs", self._inputs) + ",\n"
        yield self._member("source", names[0] if len(names) == 1 else None) + ",\n"
        yield self._member("citations", summary.citations) + ",\n"
        counts = {
            "levels": {str(level): summary.levels.get(level, 0) for level in Level},
            "codes": code_counts(summary.codes),
            "suppressed": dict(sorted(summary.suppressed.items())),
            "faults": summary.faults,
        }
        yield self._member("summary", counts) + "\n}\n"

    def _member(self, name: str, value: Any) -> str:  # noqa: ANN401 - JSON
        text = plain_json(value, ascii=self._ascii, indent=2)
        return indent(f'"{name}": {text}', "  ")


def _suppressed(checked: Checked) -> list[dict[str, Any]]:
    source = checked.source
    if source is None:
        return []
    return [{"why": str(each.why), **plain_finding(each.finding, source)} for each in checked.suppressed]
