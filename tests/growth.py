"""How the cost of a work grows with its input, measured so that a busy machine does not decide a test.

Nothing here knows what a second is worth: a test says how two costs compare. Where the work is Python calling Python,
count its `calls`, which are the same in every run. Where it is patterns and strings, `assert_linear` compares processor
times; benchmarks/ has the figures.
"""

from __future__ import annotations

import gc
import sys
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["HANGING", "assert_linear", "assert_no_dearer", "calls"]

T = TypeVar("T")

HANGING = 120
"""Seconds after which a process that a test waits for hangs; what is well takes a few, and no promise is about them."""

_BOUND = 3  # between 1, when the cost grows with the input, and 8, when it grows with its square
_FLOOR = 0.002  # seconds; what costs less is not told apart from noise
_ROUNDS = 6


def calls(work: Callable[[], object]) -> int:
    """Count the calls of a work, and the returns from them; those that C code makes of C code do not count."""
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def assert_no_dearer(this: Callable[[], object], that: Callable[[], object]) -> None:
    """Assert that one work takes no more than some three times the processor time of another.

    Noise only ever adds, so the least of several rounds is compared, and the first round that is good enough will do.
    """
    mine = other = float("inf")
    for _ in range(_ROUNDS):
        other = min(other, _seconds(that))
        mine = min(mine, _seconds(this))
        if mine <= _BOUND * max(other, _FLOOR):
            return
    raise AssertionError(f"{mine:.4f} seconds at best, where {_BOUND} x {other:.4f} are allowed")


def assert_linear(work: Callable[[T], object], make: Callable[[int], T], size: int) -> None:
    """Assert that the cost grows with the input: one of eight times the size is like eight of that size.

    Args:
        work: What is done with an input.
        make: Makes an input of about a size.
        size: The smaller of the two sizes. At eight times that, the work should take some milliseconds.
    """
    short, long = make(size), make(8 * size)
    work(short)  # patterns are compiled, modules imported

    assert_no_dearer(lambda: work(long), lambda: [work(short) for _ in range(8)])


def _seconds(work: Callable[[], object]) -> float:
    """Return the processor time of a work, in which no garbage of others is collected."""
    collected = gc.isenabled()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        if collected:
            gc.enable()
