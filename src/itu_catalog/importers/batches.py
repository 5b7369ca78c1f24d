"""Several processes that do the same with one batch after another; the results come in the order of the batches.

>>> list(done([[3, 1, 2], [5, 4]], "builtins:sorted", 2))
[[1, 2, 3], [4, 5]]
"""

from __future__ import annotations

import os
import pickle
from importlib import import_module

from itu_catalog.crew import Crew, Lost, answers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

__all__ = ["done", "hands", "serve"]

_MOST = 8
"""More processes than that wait for the one that reads."""
_AHEAD = 2
"""Batches on their way for each process: one in work, one to go on with."""
_SCRIPT = "import sys; sys.path[:] = {path!r}; from itu_catalog.importers.batches import serve; serve(JOB)"


def hands() -> int:
    """Return how many processes are of use here: as many as there are CPUs for this one, eight at most."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), _MOST)
    return min(os.cpu_count() or 1, _MOST)


def done(batches: Iterable[Any], job: str, count: int) -> Iterator[Any]:
    """Yield what a function makes of each batch, in so many processes, which end with the iteration.

    The function is named ``module:function``; what it is given and returns has to cross between processes by pickle.

    Raises:
        ChildProcessError: a process could not be started, or has died.
        Exception: what the function raised, in whichever process.
    """
    crew = Crew(count, _SCRIPT.replace("JOB", repr(job)))
    numbered = enumerate(batches)
    arrived: dict[int, Any] = {}
    asked = due = 0
    try:
        while True:
            while asked < due + count * _AHEAD:
                number, batch = next(numbered, (-1, None))
                if number < 0:
                    break
                crew.give(number, pickle.dumps(batch, pickle.HIGHEST_PROTOCOL))
                asked += 1
            if due == asked:
                return
            while due not in arrived:
                number, reply = crew.take()
                if isinstance(reply, Lost):
                    raise ChildProcessError(
                        f"a process that reads it {reply.how}; free memory, or use one worker only"
                    )
                value, fault = pickle.loads(reply)  # noqa: S301 - from a process that this one started
                if fault is not None:
                    raise fault
                arrived[number] = value
            yield arrived.pop(due)
            due += 1
    finally:
        crew.close()


# ---------------------------------------------------------------------------------------------- the other end


def serve(job: str) -> None:
    """Answer batches with what a function makes of them, until nothing more comes."""
    module, _, name = job.partition(":")
    work: Callable[[Any], Any] = getattr(import_module(module), name)
    answers(lambda message: pickle.dumps(_attempt(work, message), pickle.HIGHEST_PROTOCOL))


def _attempt(work: Callable[[Any], Any], message: bytes) -> tuple[Any, Exception | None]:
    try:
        return work(pickle.loads(message)), None  # noqa: S301 - from the process that started this one
    except Exception as fault:  # noqa: BLE001 - it is raised where the batch came from
        return None, fault
