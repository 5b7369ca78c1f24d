"""`Memory`: answers that are kept for the next time, but not without end.

>>> memory: Memory[str, int] = Memory()
>>> for number in range(REMEMBERED + 1):
...     memory[str(number)] = number
>>> len(memory)
1
"""

from __future__ import annotations

from typing import TypeVar

__all__ = ["REMEMBERED", "Memory"]

K = TypeVar("K")
V = TypeVar("V")

REMEMBERED = 20_000
"""Answers of one kind that are remembered."""


class Memory(dict[K, V]):
    """Answers to questions asked before; past `REMEMBERED` of them it starts afresh, so that no text can fill it."""

    def __setitem__(self, question: K, answer: V) -> None:
        if len(self) >= REMEMBERED:
            self.clear()
        super().__setitem__(question, answer)
