"""Finding: citations in a text, against the expression that everybody writes first."""

from __future__ import annotations

import random
import re
import statistics
from itertools import cycle, islice
from typing import TYPE_CHECKING

from material import MEGABYTE, SEED, dense, mixture, sparse
from measuring import Result, alternate, peak_of, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["bench"]

_MIX, _STREAM, _PIECE = 8 * MEGABYTE, 64 * MEGABYTE, 1 << 16
_HOSTILE = "ITU-T X.1/" * 3_000
_naive = re.compile(r"ITU-[TR] [A-Z]+\.\d+").finditer


def _naively(*texts: str) -> None:
    for text in texts:
        _ = [(match.start(), match.end(), match[0]) for match in _naive(text)]


def _find(*texts: str) -> int:
    from itu_catalog import find_citations

    return sum(len(list(find_citations(text))) for text in texts)


def _pieces(text: str, size: int) -> Iterator[str]:
    """Yield `size` characters of a text that begins again whenever it ends."""
    starts = cycle(range(0, len(text) - _PIECE + 1, _PIECE))
    return (text[start : start + _PIECE] for start in islice(starts, size // _PIECE))


def _stream(text: str, size: int) -> None:
    from itu_catalog import find_citations

    for _ in find_citations(_pieces(text, size)):
        pass


def bench(rounds: int) -> Iterator[Result]:
    """Measure finding."""
    mix = mixture(_MIX)
    dice = random.Random(SEED)
    rare, rich = sparse(4 * MEGABYTE, dice), dense(MEGABYTE // 2, dice)
    whole = rare[: 2 * MEGABYTE // _PIECE * _PIECE]
    times = alternate(
        {
            "naive, mix": lambda: _naively(*mix),
            "mix": lambda: _find(*mix),
            "naive, sparse": lambda: _naively(rare),
            "sparse": lambda: _find(rare),
            "sparse, an eighth": lambda: _find(rare[: len(rare) // 8]),
            "naive, dense": lambda: _naively(rich),
            "dense": lambda: _find(rich),
            "dense, an eighth": lambda: _find(rich[: len(rich) // 8]),
            "hostile": lambda: _find(_HOSTILE * 8),
            "hostile, an eighth": lambda: _find(_HOSTILE),
            "whole": lambda: _find(whole),
            "streamed": lambda: _stream(whole, len(whole)),
        },
        max(5, rounds // 4),
    )
    for kind, target in {"mix": ">= 0.4", "sparse": "", "dense": ""}.items():
        rate = ratio(times[f"naive, {kind}"], times[kind])
        note = ""
        if kind == "dense":
            note = f"{_find(rich) / statistics.median(times[kind]):,.0f} citations/s"
        yield Result(f"find_citations(), {kind} text: rate", "naive finditer", rate, target, note)
    for kind in ("sparse", "dense", "hostile"):
        grown = ratio(times[kind], times[f"{kind}, an eighth"])
        yield Result(f"find_citations(), 8 times a {kind} text", "the text", grown, "<= 12")
    rate = ratio(times["whole"], times["streamed"])
    yield Result("find_citations(), in pieces of 64 kB: rate", "in one piece", rate)
    most, few = (peak_of(lambda size=size: _stream(whole, size)) for size in (_STREAM, _STREAM // 8))  # type: ignore[misc]
    note = f"{most / MEGABYTE:.1f} MB"
    yield Result("find_citations(), 64 MB in pieces: memory", "8 MB", most / few, "<= 1.2", note)
