"""How long to wait: before another attempt, because a server says so, and for everything together.

>>> within(5, lambda: "done")
'done'
"""

from __future__ import annotations

import datetime
import random
import threading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")

__all__ = ["asked_for", "pause", "within"]


def pause(attempt: int, base: float, longest: float) -> float:
    """Return the seconds before the attempt after the `attempt`-th: twice as many each time, and never just that many.

    Who all failed at once do not all come back at once.

    >>> all(2 <= pause(3, 1.0, 30.0) <= 6 for _ in range(100)), pause(60, 1.0, 30.0) <= 45
    (True, True)
    """
    return min(longest, base * 2.0 ** min(attempt - 1, 32)) * random.uniform(0.5, 1.5)  # noqa: S311 - no secret


def asked_for(header: str | None) -> float | None:
    """Return the seconds that ``Retry-After`` asks for, written as seconds or as a date; None for anything else.

    >>> asked_for("120"), asked_for("Wed, 21 Oct 2015 07:28:00 GMT"), asked_for("soon"), asked_for(None)
    (120.0, 0.0, None, None)
    """
    if header is None or len(header) > 100:  # noqa: PLR2004 - no date is as long
        return None
    text = header.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    from email.utils import parsedate_to_datetime

    try:
        when = parsedate_to_datetime(text)
        if when.tzinfo is None:
            when = when.replace(tzinfo=datetime.UTC)
        return max(0.0, (when - datetime.datetime.now(datetime.UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def within(seconds: float, call: Callable[[], T]) -> T:
    """Return what `call` returns, or raises, if that is within so many seconds.

    A server that sends a byte now and then is never silent long enough for the time limits of a socket; so the
    call runs in a thread of its own, and who waits for it stops waiting. The thread is left behind.

    Raises:
        TimeoutError: it is not ready.
    """
    done = threading.Event()
    values: list[T] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            values.append(call())
        except BaseException as fault:  # noqa: BLE001 - it is raised again where somebody waits for it
            faults.append(fault)
        finally:
            done.set()

    threading.Thread(target=run, daemon=True, name="itu-catalog-fetch").start()
    if not done.wait(seconds):
        raise TimeoutError
    if faults:
        raise faults[0]
    return values[0]
