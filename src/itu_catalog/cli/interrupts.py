"""Ctrl-C in a moment when something is being written: it waits until that is whole.

>>> import signal
>>> with Interrupts() as interrupts:
...     try:
...         with interrupts.held():
...             signal.raise_signal(signal.SIGINT)
...             print("written to the end")
...     except KeyboardInterrupt:
...         print("interrupted")
written to the end
interrupted
"""

from __future__ import annotations

import signal
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Self

__all__ = ["Interrupts"]


class Interrupts:
    """Ctrl-C while it is in force; a second one is not held back, since what is written may be stuck."""

    def __init__(self) -> None:
        self._holding = self._waiting = self._mine = False

    def __enter__(self) -> Self:
        # Somebody else's way of answering is left alone, and only a main thread may change it.
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            try:
                signal.signal(signal.SIGINT, self._answer)
                self._mine = True
            except ValueError:
                pass
        return self

    def __exit__(self, *_: object) -> None:
        if self._mine:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def _answer(self, *_: Any) -> None:  # noqa: ANN401 - a number and a frame
        if not self._holding or self._waiting:
            raise KeyboardInterrupt
        self._waiting = True

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let Ctrl-C wait until the block is done."""
        self._holding = True
        try:
            yield
        finally:
            self._holding = False
        if self._waiting:
            self._waiting = False
            raise KeyboardInterrupt
