"""How it is measured: cases that take turns, ratios of the same round, fresh processes, memory.

Absolute times say more about the machine than about the code, so that every figure is a ratio to a baseline of the
same run.
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import subprocess
import sys
import time
import tracemalloc
from typing import TYPE_CHECKING, NamedTuple

from material import REPOSITORY, SEED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Result", "alternate", "cpu_of", "peak_of", "ratio"]


class Result(NamedTuple):
    """One line of the report: what was measured, against what, the ratio, what it must be, and what else to know."""

    what: str
    against: str
    ratio: float | None
    """None where nothing could be measured; the note says why."""
    target: str = ""  # ">= 1.5", "<= 1.25", or "" where nothing is promised
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the promise is kept; True where there is none."""
        if not self.target or self.ratio is None:
            return True
        sign, figure = self.target.split()
        return self.ratio >= float(figure) if sign == ">=" else self.ratio <= float(figure)


def alternate(
    cases: Mapping[str, Callable[[], object]],
    rounds: int,
    *,
    fresh: bool = False,
) -> dict[str, list[float]]:
    """Return CPU seconds of the cases, which take turns in an order shuffled each round.

    With `fresh`, the cases are those of `cpu_of`, which tell themselves how long they took.
    """
    shuffler = random.Random(SEED)
    times: dict[str, list[float]] = {name: [] for name in cases}
    order = list(cases)
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds + 1):  # the first round only warms
            shuffler.shuffle(order)
            for name in order:
                began = time.process_time()
                told = cases[name]()
                times[name].append(told if fresh else time.process_time() - began)  # type: ignore[arg-type]
    finally:
        gc.enable()
    return {name: taken[1:] for name, taken in times.items()}


def ratio(upper: Sequence[float], lower: Sequence[float]) -> float:
    """Return the median of the ratios of two series of times that were taken in the same rounds."""
    return statistics.median(a / b for a, b in zip(upper, lower, strict=True))


def cpu_of(*arguments: str) -> Callable[[], float]:
    """Return a function that runs Python with these arguments in a fresh process and returns the CPU seconds it took."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPATH": str(REPOSITORY / "src"), "ITU_CATALOG": "embedded"}
    command = [sys.executable, *arguments]

    def run() -> float:
        with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as child:  # noqa: S603 - it is our code
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = status
        if status:
            raise SystemExit(f"failed: {' '.join(arguments)}")
        return usage.ru_utime + usage.ru_stime

    return run


def peak_of(case: Callable[[], object]) -> int:
    """Return the most bytes that a case held at a time, beyond what was there before."""
    tracemalloc.start()
    try:
        case()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
