"""Read the tables of test cases that lie in ``tables/``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

__all__ = ["blocks", "lines", "rows"]

_TABLES = Path(__file__).parent / "tables"


def rows(name: str, *topics: str) -> list[tuple[str, dict[str, Any]]]:
    """Return (topic, row) for every row of a TOML table, or of some of its topics."""
    with (_TABLES / name).open("rb") as file:
        table = tomllib.load(file)
    return [(topic, row) for topic in topics or table for row in table[topic]]


def lines(name: str) -> list[str]:
    """Return the lines of a text table without comments and blank lines."""
    text = (_TABLES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def blocks(name: str) -> list[list[str]]:
    """Return the blocks of a text table: lines between blank lines or comments."""
    found: list[list[str]] = [[]]
    for line in (_TABLES / name).read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            found.append([])
        else:
            found[-1].append(line)
    return [block for block in found if block]
