"""What every command is made of, and what it gives back.

>>> Answer({"works": 2}, ["2 works"]).code
0
"""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable
    from typing import Any

__all__ = ["Answer", "Command"]


class Answer(NamedTuple):
    """What a command has to say: plain values for JSON, lines for people, and the exit code."""

    data: Any
    lines: Iterable[str]
    code: int = 0
    column: bool = False
    """Whether `data` is a list of answers that are printed one JSON object a line."""


class Command(NamedTuple):
    """One command: its name, what it does in half a sentence, examples, its arguments, and how it answers."""

    name: str
    summary: str
    examples: tuple[str, ...]
    """Command lines that run as they stand, but for the file and catalogue names in them."""
    arguments: Callable[[argparse.ArgumentParser], None]
    answer: Callable[[argparse.Namespace], Answer]
    columns: bool = False
    """Whether it reads a column of names for ``-``."""
