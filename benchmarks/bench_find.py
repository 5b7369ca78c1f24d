"""Finding: citations in a text, against the expression that everybody writes first."""

from __future__ import annotations

import random
import re
import statistics
from itertools import cycle, islice
from typing import TYPE_CHECKING, TypeVar

from material import MEGABYTE, SEED, dense, mixture, sparse
from measuring import Result, alternate, peak_of, ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["bench"]

_MIX, _SPARSE, _DENSE, _STREAM = 4 * MEGABYTE, 2 * MEGABYTE, MEGABYTE // 4, 64 * MEGABYTE
_PIECE = 1 << 16
_Text = TypeVar("_Text")
_HOSTILE = "ITU-T X.1/" * 3_000
_ROUNDS = 8
"""Rounds, each with texts of its own: what the finder remembers of one text must not help it with the next."""
_naive = re.compile(r"ITU-[TR] [A-Z]+\.\d+").finditer


def _naively(texts: str | Sequence[str]) -> None:
    for text in [texts] if isinstance(texts, str) else texts:
        _ = [(match.start(), match.end(), match[0]) for match in _naive(text)]


def _find(texts: str | Sequence[str]) -> int:
    from itu_catalog import find_citations

    return sum(len(list(find_citations(text))) for text in ([texts] if isinstance(texts, str) else texts))


def _each(function: Callable[[_Text], object], texts: Sequence[_Text]) -> Callable[[], object]:
    """Return a case that applies the function to the next of the texts."""
    supply = cycle(texts)
    return lambda: function(next(supply))


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
    dice = random.Random(SEED)
    count = max(5, min(rounds // 4, _ROUNDS))
    mixes = [mixture(_MIX, dice) for _ in range(count + 1)]  # the first one warms
    rare = [sparse(_SPARSE, dice) for _ in range(count + 1)]
    rich = [dense(_DENSE, dice) for _ in range(count + 1)]
    whole = rare[0][: len(rare[0]) // _PIECE * _PIECE]
    times = alternate(
        {
            "naive, mix": _each(_naively, mixes),
            "mix": _each(_find, mixes),
            "naive, sparse": _each(_naively, rare),
            "sparse": _each(_find, rare),
            "sparse, an eighth": _each(_find, [each[-len(each) // 8 :] for each in [*rare[1:], rare[0]]]),
            "naive, dense": _each(_naively, rich),
            "dense": _each(_find, rich),
            "dense, an eighth": _each(_find, [each[-len(each) // 8 :] for each in [*rich[1:], rich[0]]]),
            "hostile": lambda: _find(_HOSTILE * 8),
            "hostile, an eighth": lambda: _find(_HOSTILE),
            "whole": lambda: _find(whole),
            "streamed": lambda: _stream(whole, len(whole)),
        },
        count,
    )
    for kind, target in {"mix": ">= 0.4", "sparse": "", "dense": ""}.items():
        rate = ratio(times[f"naive, {kind}"], times[kind])
        note = ""
        if kind == "dense":
            note = f"{_find(rich[-1]) / statistics.median(times[kind]):,.0f} citations/s"
        yield Result(f"find_citations(), {kind} text: rate", "naive finditer", rate, target, note)
    for kind in ("sparse", "dense", "hostile"):
        grown = ratio(times[kind], times[f"{kind}, an eighth"])
        yield Result(f"find_citations(), 8 times a {kind} text", "the text", grown, "<= 12")
    rate = ratio(times["whole"], times["streamed"])
    yield Result("find_citations(), in pieces of 64 kB: rate", "in one piece", rate)
    most = peak_of(lambda: _stream(whole, _STREAM))
    note = f"{most / MEGABYTE:.1f} MB"
    yield Result("find_citations(), 64 MB in pieces: memory", "its length", most / _STREAM, "<= 0.05", note)
