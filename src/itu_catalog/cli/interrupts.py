"""Ctrl-C, or a request to end, in a moment when something is being written: it waits until that is whole.

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
from contextlib import contextmanager, suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Self

__all__ = ["Interrupts"]


_USUAL: dict[signal.Signals, Any] = {
    signal.SIGINT: signal.default_int_handler,
    signal.SIGTERM: signal.SIG_DFL,
}
"""The signals that are answered here, and the answer that they have where nobody has given another."""


class Interrupts:
    """Ctrl-C and ``SIGTERM`` while it is in force: both raise `KeyboardInterrupt`.

    A second one is not held back, since what is written may be stuck.

    Attributes:
        code: the exit code of a program that ended so: 130, or 143.
    """

    def __init__(self) -> None:
        self._holding = self._waiting = False
        self._mine: list[signal.Signals] = []
        self.code = 128 + signal.SIGINT

    def __enter__(self) -> Self:
        for number, usual in _USUAL.items():
            # Somebody else's way of answering is left alone, and only a main thread may change it.
            if signal.getsignal(number) is usual:
                with suppress(ValueError):
                    signal.signal(number, self._answer)
                    self._mine.append(number)
        return self

    def __exit__(self, *_: object) -> None:
        for number in self._mine:
            signal.signal(number, _USUAL[number])

    def _answer(self, number: int, *_: Any) -> None:  # noqa: ANN401 - a frame
        self.code = 128 + number
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
