"""Checking: what judging adds to finding, what a page of a report costs, and many small files on the command line."""

from __future__ import annotations

import random
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from material import MEGABYTE, SEED, dense, sparse
from measuring import Result, alternate, cpu_of, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["bench"]

_FILES, _FILE = 100, 4_000
_CITATIONS = 5_000
"""Citations of the text of a megabyte that is reported on."""


def _cited(count: int, size: int, dice: random.Random) -> str:
    """Return a text of so many characters with about so many citations, each that of a document of the catalogue."""
    from itu_catalog import embedded_catalog

    names = [str(document.identifier) for document in embedded_catalog().documents]
    paragraphs = sparse(size - count * len("ITU-T X.509 (10/2019) is one. "), dice).split("\n\n")
    for _ in range(count):
        paragraphs[dice.randrange(len(paragraphs))] += f" {dice.choice(names)} is one."
    return "\n\n".join(paragraphs)


def bench(rounds: int) -> Iterator[Result]:
    """Measure checking."""
    import itu_catalog
    from itu_catalog.checking import begin
    from itu_catalog.checking.running import check_source
    from itu_catalog.exports import written
    from itu_catalog.readers import Source

    catalog = itu_catalog.embedded_catalog()
    dice = random.Random(SEED)
    rich, long = dense(MEGABYTE // 5, dice), _cited(_CITATIONS, MEGABYTE, dice)
    run = begin(catalog)
    checked = check_source(Source.of_text(long, "long.txt"), run)
    cases = {
        "find": lambda: list(itu_catalog.find_citations(rich)),
        "check": lambda: list(itu_catalog.check(rich, catalog=catalog)),
        "check long": lambda: check_source(Source.of_text(long, "long.txt"), run),
    }
    missing = _jinja()
    if not missing:
        cases["page"] = lambda: list(written("html", run, [checked]))
    times = alternate(cases, max(3, rounds // 10))
    count = len(list(itu_catalog.find_citations(rich)))
    judged = statistics.median(times["check"]) - statistics.median(times["find"])
    note = f"{count / judged:,.0f} judged/s"
    yield Result(
        "check(), dense text: time", "find_citations()", ratio(times["check"], times["find"]), "", note
    )
    what = f"HTML report, 1 MB, {len(list(itu_catalog.find_citations(long))):,} citations: time"
    if missing:
        yield Result(what, "checking it", None, "", missing)
    else:
        page = sum(map(len, written("html", run, [checked])))
        note = f"{page / MEGABYTE:.1f} MB"
        yield Result(what, "checking it", ratio(times["page"], times["check long"]), "", note)

    with tempfile.TemporaryDirectory() as folder:
        for number in range(_FILES):
            Path(folder, f"{number:03}.txt").write_text(dense(_FILE, dice), encoding="utf-8")
        started = {
            "one": cpu_of("-m", "itu_catalog", "check", str(Path(folder, "000.txt"))),
            "all": cpu_of("-m", "itu_catalog", "check", folder),
        }
        times = alternate(started, max(3, rounds // 10), fresh=True)
    grown = ratio(times["all"], times["one"])
    yield Result(f"itu-catalog check, {_FILES} files of 4 kB: time", "one of them", grown)


def _jinja() -> str:
    try:
        __import__("jinja2")
    except ImportError:
        return "skipped: jinja2 is not installed"
    return ""
