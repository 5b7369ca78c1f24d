"""Several processes that read and judge, each one input at a time; the results come in the order of the inputs.

When a process dies, the input that it was at is lost with a fault, and another process takes over. Few inputs are on
their way at any time, however many there are.
"""

from __future__ import annotations

import pickle

from itu_catalog.checking import crossing, wire
from itu_catalog.checking.judging import Judging, Outcome, attempt
from itu_catalog.crew import Crew, Lost
from itu_catalog.errors import UnreadableInput

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from itu_catalog.checking.checked import Run
    from itu_catalog.checking.inputs import Input
    from itu_catalog.checking.judging import Manner

__all__ = ["outcomes"]

_AHEAD = 4
"""Inputs on their way for each process: enough that none waits for a slow one, few enough to be held."""

_SCRIPT = "import sys; sys.path[:] = {path!r}; from itu_catalog.checking.worker import main; main()"


def outcomes(inputs: Iterable[Input], run: Run, manner: Manner, jobs: int) -> Iterator[tuple[Input, Outcome]]:
    """Yield each input with its outcome, in order, out of so many processes; they end with the iteration.

    Standard input is read here, since only this process has it.
    """
    crew = Crew(jobs, _SCRIPT, wire.dumped(run, manner))
    own = Judging(run, manner)
    waiting: dict[int, Input] = {}
    arrived: dict[int, Outcome | Lost | bytes] = {}
    numbered = enumerate(inputs)
    exhausted = False
    due = 0
    try:
        while True:
            while not exhausted and len(waiting) < jobs * _AHEAD:
                number, given = next(numbered, (-1, None))
                if given is None:
                    exhausted = True
                    break
                waiting[number] = given
                if given.fault is not None or given.name == "-":
                    arrived[number] = attempt(given.name, own, given.fault)
                else:
                    crew.give(number, pickle.dumps(given.name))
            if not waiting:
                return
            while due not in arrived:
                number, answer = crew.take()
                arrived[number] = answer
            given = waiting.pop(due)
            yield given, _outcome(given, arrived.pop(due), run)
            due += 1
    finally:
        crew.close()


def _outcome(given: Input, reply: bytes | Lost | Outcome, run: Run) -> Outcome:
    if isinstance(reply, Outcome):
        return reply
    if isinstance(reply, Lost):
        reason = f"the process that read it {reply.how}; check it alone, or split it"
        return Outcome(fault=str(UnreadableInput(given.name, reason=reason)))
    outcome: Outcome = crossing.loads(reply, run.catalog)
    return outcome
