"""A whole catalogue: what 21,506 documents cost where the core has 617, and what its answers cost.

The file is made of the one in the package: each of its works many times, under numbers that it makes up.
"""

from __future__ import annotations

import random
import re
import tempfile
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

from bench_parse import BATCH, each
from material import SEED, dense
from measuring import Result, alternate, cpu_of, ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from itu_catalog.catalog import Catalog

__all__ = ["bench"]

DOCUMENTS = 21_506
"""The documents of the dataset that a whole catalogue is imported from."""

_NUMBER = re.compile(rb"(?<=[A-Za-z]\.)\d{1,5}\b")


def whole(least: int = DOCUMENTS) -> bytes:
    """Return a catalogue file of at least so many documents: X.509 comes as X.509.1, X.509.2 and so on, too."""
    from itu_catalog import embedded_catalog
    from itu_catalog.writer import _file

    core = embedded_catalog()
    raw = core._store.raw()  # noqa: SLF001 - the lines as they lie there
    numbered = [line for line in raw if (place := _KEY_OF.get(line[:2])) and _is_numbered(line, place)]
    texts = [line for line in numbered if line[:2] == b"W\t" and line.split(b"\t", 3)[2] != b"0000"]
    lines = {*raw}
    for copy in range(1, least // len(texts) + 2):
        below = rb"\g<0>.%d" % copy
        lines.update(_NUMBER.sub(below, line) for line in numbered)
    return _file(sorted(lines), core.sources, core.as_of.isoformat())


_KEY_OF = {b"W\t": 1, b"N\t": 2, b"E\t": 3}
"""Where the key of the work stands in a line of each kind."""


def _is_numbered(line: bytes, place: int) -> bool:
    key = line.split(b"\t", place + 1)[place]
    return _NUMBER.search(key) is not None and key.startswith(b"ITU-T ") and not key.endswith(b"-series")


def bench(rounds: int) -> Iterator[Result]:
    """Measure a whole catalogue."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "whole.tsv")
        path.write_bytes(whole())
        yield from _starting(str(path), rounds)
        yield from _asking(str(path), rounds)


def _starting(path: str, rounds: int) -> Iterator[Result]:
    opened = f"import itu_catalog; cat = itu_catalog.open_catalog({path!r}); "
    times = alternate(
        {
            "attrs": cpu_of("-c", "import attrs"),
            "core": cpu_of("-c", "import itu_catalog; itu_catalog.resolve('X.509')"),
            "whole": cpu_of("-c", opened + "cat.resolve('X.509')"),
            "search": cpu_of("-c", opened + "cat.search('quantum noise')"),
        },
        max(7, rounds // 2),
        fresh=True,
    )
    yield Result(
        "first resolve(), 21,506 documents", "the core", ratio(times["whole"], times["core"]), "<= 1.15"
    )
    yield Result("the same", "import attrs", ratio(times["whole"], times["attrs"]), "<= 1.25")
    yield Result("first search()", "import attrs", ratio(times["search"], times["attrs"]), "<= 2")


def _asking(path: str, rounds: int) -> Iterator[Result]:
    from itu_catalog import embedded_catalog, open_catalog, parse
    from itu_catalog.schema import read_work

    catalog = open_catalog(path)
    rows = [work.to_dict() for work in catalog]
    strings = [str(text.identifier) for text in catalog.documents]
    asked = (strings[:: len(strings) // BATCH] * 3)[: 2 * BATCH]
    for string in asked:
        catalog.resolve(string)
    times = alternate({"parse": each(parse, asked), "resolve": each(catalog.resolve, asked)}, rounds)
    yield Result("resolve(), exact, warm: rate", "parse()", ratio(times["parse"], times["resolve"]), ">= 10")

    few = max(2, rounds // 12)
    times = alternate(
        {
            "iterate": lambda: [work.documents for work in open_catalog(path)],
            "cattrs": lambda: [read_work(row) for row in rows],
            "in force": lambda: open_catalog(path).select(status="in force", on="2020-06-09"),
        },
        few,
    )
    yield Result(
        "iterating over everything: time",
        "cattrs, all rows",
        ratio(times["iterate"], times["cattrs"]),
        "<= 0.5",
    )
    yield Result("select(status=, on=), cold: time", "iterating", ratio(times["in force"], times["iterate"]))
    words = ("quantum", "security", "telebiometrc", "directory attribute", "nothing of the sort")
    catalog.search("of")  # from the fourth search on, words are kept
    times = alternate(
        {
            "search": lambda: [catalog.search(word) for _ in range(4) for word in words],
            "iterate": lambda: [work.documents for work in open_catalog(path)],
        },
        few,
    )
    yield Result("20 searches, warm: time", "iterating", ratio(times["search"], times["iterate"]), "<= 1")
    texts = [dense(50_000, random.Random(SEED + number)) for number in range(few + 1)]
    times = alternate(
        {"core": _judging(embedded_catalog(), texts), "whole": _judging(catalog, texts)},
        few,
    )
    yield Result("check(), dense text: time", "with the core", ratio(times["whole"], times["core"]))
    yield Result("held by a first resolve()", "4 MB", _held(path) / (4 << 20), "<= 1")


def _judging(catalog: Catalog, texts: list[str]) -> Callable[[], object]:
    """Return a case that judges the next of some texts."""
    from itu_catalog import check

    supply = iter(texts)
    return lambda: check(next(supply), catalog=catalog)


def _held(path: str) -> int:
    """Return the bytes that the first answer of a whole catalogue leaves in memory."""
    from itu_catalog import open_catalog

    tracemalloc.start()
    try:
        catalog: Catalog = open_catalog(path)
        catalog.resolve("X.509")
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
