"""What of the findings on an input is reported, and why the others are not.

>>> from itu_catalog.checking.choosing import Choice
>>> Policy(select=Choice.read("warning")).select
Choice('warning')
"""

from __future__ import annotations

from attrs import field, frozen

from itu_catalog.checking.checked import Checked, Suppressed, Why
from itu_catalog.checking.choosing import ALL, Choice
from itu_catalog.findings.codes import Code, Level

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from itu_catalog.checking.baseline import Baseline
    from itu_catalog.checking.ignorefile import IgnoreFile
    from itu_catalog.checking.inline import Comments
    from itu_catalog.findings import Finding
    from itu_catalog.readers.source import Source

__all__ = ["Policy"]


@frozen(eq=False)
class Policy:
    """What a run leaves unsaid; by default what comments in the documents say.

    A finding that says all is well is left out by `select` alone: there is nothing to be silent about.

    Attributes:
        select: what is reported; the rest is `Why.SELECTION`.
        ignore: codes that are not.
        comments: whether comments in the documents count.
        ignore_file: the lines of an ignore file.
        baseline: findings that were there before.
        adopt: whether all findings of the run become the baseline, so that none is reported.
        unused: whether a comment that ignores nothing is remarked upon.
    """

    select: Choice = ALL
    ignore: frozenset[Code] = frozenset()
    comments: bool = True
    ignore_file: IgnoreFile | None = None
    baseline: Baseline | None = None
    adopt: bool = False
    unused: bool = False
    _read: list[str] = field(init=False, factory=list)

    @property
    def read(self) -> tuple[str, ...]:
        """The names of the inputs that it was applied to, where a baseline needs to know them."""
        return tuple(self._read)

    def applied(self, name: str, source: Source, findings: Iterable[Finding], day: datetime.date) -> Checked:
        """Return what is reported of an input, and what is not."""
        comments = _comments(source) if self.comments else None
        marked = [(finding, self._why(finding, name, comments, day)) for finding in findings]
        if self.baseline is not None:
            self._read.append(name)
            marked = self._without_known(marked, name, source, self.baseline)
        remarks = comments.remarks if comments else ()
        if comments and self.unused:
            remarks += tuple(comments.unused())
        return Checked(
            name,
            source,
            tuple(finding for finding, why in marked if why is None),
            tuple(Suppressed(finding, why) for finding, why in marked if why is not None),
            remarks=remarks,
        )

    def _why(self, finding: Finding, name: str, comments: Comments | None, day: datetime.date) -> Why | None:
        """Say why a finding is not reported. All are asked, so that each knows whether it was of use."""
        selected = finding in self.select and finding.code not in self.ignore
        if finding.level is Level.OK:
            return None if selected else Why.SELECTION
        inline = comments is not None and comments.ignore(finding)
        listed = self.ignore_file is not None and self.ignore_file.ignores(finding, name, day)
        return Why.INLINE if inline else Why.IGNORE_FILE if listed else None if selected else Why.SELECTION

    def _without_known(
        self, marked: list[tuple[Finding, Why | None]], name: str, source: Source, baseline: Baseline
    ) -> list[tuple[Finding, Why | None]]:
        """Leave out what the baseline knows: findings that matter, and are not left out already."""
        asked = [
            place
            for place, (finding, why) in enumerate(marked)
            if why is None and finding.level is not Level.OK
        ]
        entries = [baseline.entry(marked[place][0], source, name) for place in asked]
        for place, known in zip(asked, baseline.known(entries), strict=True):
            if known or self.adopt:
                marked[place] = marked[place][0], Why.BASELINE
        return marked


def _comments(source: Source) -> Comments | None:
    """Return the comments of a document; None, and their grammar is not loaded, when it cannot have any."""
    text = source.text if source.raw is None else source.raw
    if _SIGN not in text and _SIGN not in text.lower():
        return None
    from itu_catalog.checking.inline import Comments

    return Comments.of(source)


_SIGN = "itu-catalog:"
"""What every comment has."""
