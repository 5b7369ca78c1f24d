"""A worker: the other end of `workers`, a process that reads and judges what it is told to until nothing more comes."""

from __future__ import annotations

import os
import pickle
import sys

from itu_catalog.checking import crossing, wire
from itu_catalog.checking.judging import Judging, Outcome, attempt
from itu_catalog.errors import ItuCatalogError, UnreadableInput

__all__ = ["main"]


def main() -> None:
    """Answer on what was standard output; whatever else writes there, such as a library that warns, is not heard."""
    asked = sys.stdin.buffer
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        try:
            setup = wire.read(asked)
            try:
                judging = Judging(*wire.loaded(setup))
                refused = None
            except ItuCatalogError as error:  # another catalogue lies there by now
                refused = str(error)
            while True:
                name = pickle.loads(wire.read(asked))  # noqa: S301 - from the process that started this one
                fault = None if refused is None else str(UnreadableInput(name, reason=refused))
                wire.write(answers, _reply(name, Outcome(fault=fault) if fault else attempt(name, judging)))
        except (EOFError, BrokenPipeError):
            return  # the run is over


def _reply(name: str, outcome: Outcome) -> bytes:
    try:
        return crossing.dumps(outcome)
    except MemoryError:
        reason = "it needs more memory than there is; split it first"
        return crossing.dumps(Outcome(fault=str(UnreadableInput(name, reason=reason))))
