"""A worker: the other end of `workers`, a process that reads and judges what it is told to until nothing more comes."""

from __future__ import annotations

import pickle

from itu_catalog.checking import crossing, wire
from itu_catalog.checking.judging import Judging, Outcome, attempt
from itu_catalog.crew import conversation
from itu_catalog.errors import ItuCatalogError, UnreadableInput

__all__ = ["main"]


def main() -> None:
    """Learn how to judge, then answer each name of an input with its outcome."""
    with conversation() as (heard, answer):
        setup = heard()
        try:
            judging = Judging(*wire.loaded(setup))
            refused = None
        except ItuCatalogError as error:  # another catalogue lies there by now
            refused = str(error)
        while True:
            name = pickle.loads(heard())  # noqa: S301 - from the process that started this one
            fault = None if refused is None else str(UnreadableInput(name, reason=refused))
            answer(_reply(name, Outcome(fault=fault) if fault else attempt(name, judging)))


def _reply(name: str, outcome: Outcome) -> bytes:
    try:
        return crossing.dumps(outcome)
    except MemoryError:
        reason = "it needs more memory than there is; split it first"
        return crossing.dumps(Outcome(fault=str(UnreadableInput(name, reason=reason))))
