"""How far a run has come: a bar on standard error, when that is a terminal, `rich` is there, and it takes a while."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Self

    from itu_catalog.checking import Inputs

__all__ = ["Gauge", "Progress"]

_PATIENCE = 0.5
"""Seconds before anything is shown."""
_PACE = 0.1
"""Seconds between two pictures."""


class Gauge:
    """A bar that shows how much of something is done, or how many `bytes_` of it. It uses no thread of its own."""

    def __init__(self, label: str, *, wanted: bool = True, bytes_: bool = False) -> None:
        err = sys.stderr
        self._wanted = wanted and err is not None and err.isatty() and os.environ.get("TERM") != "dumb"
        self._label, self._bytes = label, bytes_
        self._bar: Any = None
        self._due = time.monotonic() + _PATIENCE

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def at(self, done: int, total: int | None) -> None:
        """Show that so much is done, of so much where that is known."""
        if not self._wanted or time.monotonic() < self._due:
            return
        if self._bar is None and not self._begin():
            self._wanted = False
            return
        self._bar.update(self._task, completed=done, total=total)
        self._bar.refresh()
        self._due = time.monotonic() + _PACE

    def _begin(self) -> bool:
        try:
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                DownloadColumn,
                MofNCompleteColumn,
                TextColumn,
                TimeElapsedColumn,
            )
            from rich.progress import Progress as Bar
        except ImportError:
            return False
        self._bar = Bar(
            TextColumn(self._label),
            BarColumn(),
            DownloadColumn() if self._bytes else MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(file=sys.stderr),
            transient=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._bar.add_task("", total=None)
        self._bar.start()
        return True

    def end(self) -> None:
        """Take the bar away; what is counted after that brings it back."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar away while something is written, which may go to the same terminal."""
        if self._bar is None:
            yield
            return
        self._bar.stop()
        try:
            yield
        finally:
            self._bar.start()


class Progress(Gauge):
    """A bar that counts inputs; of how many, as soon as all are found."""

    def __init__(self, inputs: Inputs, *, wanted: bool) -> None:
        super().__init__("checking", wanted=wanted)
        self._inputs = inputs
        self._done = 0

    def step(self) -> None:
        """Count one more input."""
        self._done += 1
        self.at(self._done, self._inputs.found if self._inputs.complete else None)
