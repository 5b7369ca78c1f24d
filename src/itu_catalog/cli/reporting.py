"""Writing the report of a run while it goes on: to standard output or a file, whole at every moment.

What is wrong with an input is said on standard error at once, and so are remarks, unless nobody wants them.
"""

from __future__ import annotations

from contextlib import closing

from itu_catalog.cli.interrupts import Interrupts
from itu_catalog.cli.layout import counted, painter, width
from itu_catalog.cli.progress import Progress
from itu_catalog.cli.streams import can_say, complain, flush, put
from itu_catalog.errors import UnwritableFile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Protocol

    from itu_catalog.checking import Checked, Inputs, Policy, Run
    from itu_catalog.checking.settings import Settings
    from itu_catalog.exports import Report

    class _Out(Protocol):
        def write(self, text: str) -> object:
            """Take the next piece."""

        def flush(self) -> None:
            """Send on what was taken."""


__all__ = ["FAILED", "UNREADABLE", "report_run"]

FAILED, UNREADABLE = 1, 2
"""Exit codes, the higher before the lower: what is not known is worse than what is known to be bad."""


def report_run(
    inputs: Inputs, begin: Callable[[], Run], settings: Settings, policy: Policy, output: str | None = None
) -> int:
    """Check inputs, write the report, and return the exit code; the run begins when all else is known to be well.

    Raises:
        UnwritableFile: the report cannot be written to `output`, which is as it was.
    """
    from itu_catalog import exports

    presentation = exports.Presentation(several=inputs.several)
    if output is None:
        presentation = exports.Presentation(inputs.several, width(), painter(), ascii=not can_say("→中𝄞"))
    writing = _Writing(exports.report(settings.format or "text", presentation), inputs, settings, policy)
    with Interrupts() as interrupts:
        if output is None:
            return writing.run(begin(), interrupts, _Standard())
        from itu_catalog.checking.keeping import Fresh

        try:
            with Fresh(output) as file:
                code = writing.run(begin(), interrupts, file)
                if writing.begun:
                    file.keep()
        except OSError as fault:
            raise UnwritableFile(output, reason=fault.strerror or str(fault)) from fault
        return code


class _Standard:
    def write(self, text: str) -> None:
        put(text)

    def flush(self) -> None:
        flush()


class _Writing:
    """One report on its way."""

    def __init__(self, report: Report, inputs: Inputs, settings: Settings, policy: Policy) -> None:
        from itu_catalog.checking import Summary

        self._report, self._inputs, self._settings, self._policy = report, inputs, settings, policy
        self._summary = Summary()
        self.begun = False
        """Whether anything was written."""

    def run(self, run: Run, interrupts: Interrupts, out: _Out) -> int:
        """Check and write; when somebody interrupts, end the report with what was done."""
        from itu_catalog.checking import Manner, check_paths

        settings = self._settings
        manner = Manner(settings.bare, settings.read_as, settings.encoding)
        checks = check_paths(self._inputs, run, manner=manner, policy=self._policy, jobs=settings.jobs)
        interrupted = False
        try:
            with closing(checks), Progress(self._inputs, wanted=self._shows_progress()) as progress:
                for checked in checks:
                    with interrupts.held(), progress.aside():
                        self._add(run, checked, out)
                    progress.step()
        except KeyboardInterrupt:
            if not self.begun:
                raise
            interrupted = True
        with interrupts.held():
            if self.begun or self._inputs.several or not self._summary.faults:
                self._write(
                    out, () if self.begun else self._report.begin(run), self._report.end(self._summary)
                )
            out.flush()
            if interrupted:
                done = counted(self._summary.inputs + self._summary.faults, "input")
                complain(f"interrupted; the report is about {done} alone")
                return interrupts.code
            self._close(run)
        return UNREADABLE if self._summary.faults else FAILED if self._summary.failed else 0

    def _shows_progress(self) -> bool:
        settings = self._settings
        return self._inputs.several and not settings.quiet and not settings.no_progress

    def _add(self, run: Run, checked: Checked, out: _Out) -> None:
        """Write what there is to say about one input; of a single one that cannot be read there is no report."""
        if checked.fault is not None:
            complain(checked.fault)
        for remark in self._remarks(checked):
            complain(remark)
        self._summary.count(checked, self._settings.fail_on.__contains__)
        if self.begun or self._inputs.several or checked.fault is None:
            self._write(out, () if self.begun else self._report.begin(run), self._report.add(checked))
            out.flush()

    def _write(self, out: _Out, *pieces: Iterable[str]) -> None:
        self.begun = True
        for each in pieces:
            for piece in each:
                out.write(piece)

    def _remarks(self, checked: Checked) -> Iterator[str]:
        if self._settings.quiet:
            return
        if checked.source is not None:
            yield from checked.source.remarks
            yield from (f"{checked.source.name}: {remark}" for remark in checked.remarks)

    def _close(self, run: Run) -> None:
        """Write the baseline where that is wanted, and say what was left out or is of no use."""
        remarks = list(self._closing(run))
        if not self._settings.quiet:
            for remark in remarks:
                complain(remark)

    def _closing(self, run: Run) -> Iterator[str]:
        inputs, policy = self._inputs, self._policy
        if inputs.others:
            yield f"{counted(inputs.others, 'other file')} left out, of formats that are not read"
        if inputs.excluded and not inputs.found:
            yield "everything was left out by --exclude, or exclude in the configuration"
        if inputs.spared and not inputs.found:
            yield "the baseline and the ignore file of a run are no documents; nothing else was named"
        if policy.ignore_file is not None:
            yield from policy.ignore_file.expired(run.on)
            if policy.unused:
                yield from policy.ignore_file.unused(run.on)
        if policy.baseline is not None:
            gone = sum(count for _, count in policy.baseline.gone(policy.read))
            if policy.adopt:
                written = policy.baseline.rewritten(policy.read)
                written.write()
                left = f"; {gone} of before gone" if gone else ""
                yield f"{written.path}: {counted(len(written), 'finding')} written{left}"
            elif gone:
                what = "finding is" if gone == 1 else "findings are"
                yield (
                    f"{policy.baseline.path}: {gone} {what} gone from the inputs; "
                    f"write it anew with --write-baseline {policy.baseline.path}"
                )
