"""JSON Lines: one object a line for each finding, with the keys of the JSON document's findings.

>>> import json
>>> from itu_catalog.exports import report_on
>>> finding = json.loads(report_on("See ITU-T Z.140.", "jsonl", name="memo.txt"))
>>> finding["source"], finding["line"], finding["column"], finding["code"], finding["suggestion"]
('memo.txt', 1, 5, 'renumbered', 'ITU-T Z.161')

An input that could not be read is a line as well: of the code ``unreadable``, with null for whatever it has not.
"""

from __future__ import annotations

from functools import cache

from itu_catalog.escapes import plain_json
from itu_catalog.exports.common import UNREADABLE, plain_finding
from itu_catalog.findings import Level

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.checking import Checked, Run, Summary
    from itu_catalog.exports.common import Presentation

__all__ = ["Report"]


class Report:
    """Lines of JSON, each written as soon as its input is read."""

    def __init__(self, presentation: Presentation) -> None:
        self._ascii = presentation.ascii

    def begin(self, run: Run) -> Iterator[str]:
        """Yield nothing: every line says the day itself."""
        self._on = run.on.isoformat()
        yield from ()

    def add(self, checked: Checked) -> Iterator[str]:
        """Yield a line for each finding, or for the fault."""
        if checked.source is not None:
            for finding in checked.findings:
                yield plain_json(plain_finding(finding, checked.source), ascii=self._ascii) + "\n"
        if checked.fault is not None:
            told = {
                "source": checked.name,
                "code": UNREADABLE,
                "level": str(Level.ERROR),
                "message": checked.fault,
                "on": self._on,
            }
            yield plain_json({key: told.get(key) for key in _keys()}, ascii=self._ascii) + "\n"

    def end(self, summary: Summary) -> Iterator[str]:  # noqa: ARG002 - each format has the same shape
        """Yield nothing: who reads lines counts them."""
        yield from ()


@cache
def _keys() -> list[str]:
    """Return the keys of a line, in order, as those of a finding on some text."""
    from itu_catalog.findings import check
    from itu_catalog.readers.source import Source

    source = Source.of_text("ITU-T X.500")
    return list(plain_finding(next(check(source.text)), source))
