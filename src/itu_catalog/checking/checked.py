"""What checking makes of one input and of a whole run: the records that reports are written from.

A run is streamed: a report is begun with the `Run`, is given one `Checked` after the other, in the order of the
inputs, and is ended with the `Summary`.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from attrs import Factory, define, frozen

from itu_catalog.findings import worst

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from itu_catalog.catalog import Catalog
    from itu_catalog.findings import Finding
    from itu_catalog.readers.source import Source

__all__ = ["Checked", "Run", "Summary", "Suppressed", "Why"]


class Why(StrEnum):
    """Why a finding is not reported."""

    INLINE = "inline"
    """A comment in the document says so."""
    IGNORE_FILE = "ignore file"
    """A line of the ignore file says so."""
    BASELINE = "baseline"
    """It was there when the baseline was written."""
    SELECTION = "selection"
    """Its code was not asked for."""


@frozen
class Suppressed:
    """A finding that is not reported, and why."""

    finding: Finding
    why: Why


@frozen
class Run:
    """What holds for all inputs of a run.

    Attributes:
        catalog: the catalogue that is asked.
        on: the day that citations are judged for.
        titles: whether titles are looked at closely, and each text is shown with its own.
        asked: whether the day was asked for; else it is the catalogue's, and no date is known of the inputs:
            then an undated change to several editions is ambiguous.
    """

    catalog: Catalog
    on: datetime.date
    titles: bool = False
    asked: bool = True


@frozen(eq=False)
class Checked:
    """One input, and what there is to say about its citations.

    Attributes:
        name: what the caller called the input.
        source: what was read; None when it could not be read.
        findings: what is reported, in the order of the text.
        suppressed: what is not.
        fault: one sentence that says why the input could not be read, or None.
        remarks: what else the reader should be told, one sentence each: a comment that is not understood.

    >>> from itu_catalog.checking import check_source
    >>> from itu_catalog.readers import Source
    >>> checked = check_source(Source.of_text("See ITU-T Z.140. <!-- itu-catalog: ignore -->", "memo"))
    >>> len(checked.findings), len(checked.suppressed), checked.fault
    (0, 1, None)
    """

    name: str
    source: Source | None = None
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    fault: str | None = None
    remarks: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """All that the reader should be told: by who read the input, and by who checked it."""
        return (*(self.source.remarks if self.source else ()), *self.remarks)


@define
class Summary:
    """What a run came to: counts, kept while it goes on.

    Attributes:
        inputs: inputs that were read.
        faults: inputs that could not be read.
        citations: citations found, those whose findings are all suppressed too.
        levels: citations by the level of their worst reported finding.
        codes: reported findings by code.
        suppressed: findings that are not reported, by why.
        failed: reported findings that match what the run is to fail on.
    """

    inputs: int = 0
    faults: int = 0
    citations: int = 0
    levels: Counter[str] = Factory(Counter)
    codes: Counter[str] = Factory(Counter)
    suppressed: Counter[str] = Factory(Counter)
    failed: int = 0

    def count(self, checked: Checked, failing: Callable[[Finding], bool] | None = None) -> None:
        """Count one more input; `failing` says which findings the run is to fail on.

        >>> from itu_catalog import check
        >>> summary = Summary()
        >>> summary.count(Checked("a.txt", findings=tuple(check("ITU-T Z.140, ITU-T Z.101"))))
        >>> summary.citations, summary.levels["ok"], summary.codes["renumbered"]
        (2, 1, 1)
        """
        if checked.fault is not None:
            self.faults += 1
            return
        reported, hidden = checked.findings, [each.finding for each in checked.suppressed]
        self.inputs += 1
        self.citations += len({(each.citation.start, each.citation.end) for each in (*reported, *hidden)})
        self.levels.update(str(each.level) for each in worst(reported))
        self.codes.update(str(each.code) for each in reported)
        self.suppressed.update(str(each.why) for each in checked.suppressed)
        self.failed += sum(map(failing, reported)) if failing else 0
