"""What a worker is told before it begins."""

from __future__ import annotations

import pickle

from itu_catalog.checking import crossing
from itu_catalog.checking.checked import Run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.checking.judging import Manner

__all__ = ["dumped", "loaded"]


def dumped(run: Run, manner: Manner) -> bytes:
    """Return what a worker has to know before it begins."""
    return pickle.dumps((crossing.to_open(run.catalog), run.on, run.titles, run.asked, manner))


def loaded(message: bytes) -> tuple[Run, Manner]:
    """Return the run, with a catalogue of this process, and how to read."""
    opened, on, titles, asked, manner = pickle.loads(message)  # noqa: S301 - from the process that started this one
    return Run(crossing.opened_again(*opened), on, titles, asked), manner
