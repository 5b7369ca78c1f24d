"""Importing: all records of the dataset out of its archive, against PyYAML's C loader over the same files."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from material import REPOSITORY
from measuring import Result

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["bench"]

_PROCESSES = 2
"""What the promise is about: two cores."""
_MOST_MEMORY = 400_000_000
_SAMPLE = 14
"""One file in so many is loaded by PyYAML, which would take minutes for all; its time is scaled by the bytes."""
_MADE = 1_500
"""Files of a dataset of our own, where the snapshot is absent."""

_USAGE = """
import json, resource, sys, tempfile
from itu_catalog.importers import import_dataset
from itu_catalog.importers.relaton.gathering import gather
source, workers = sys.argv[1], int(sys.argv[2])
{work}
own, hands = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({{
    "files": files,
    "cpu": own.ru_utime + own.ru_stime + hands.ru_utime + hands.ru_stime,
    "memory": 1024 * (own.ru_maxrss + workers * hands.ru_maxrss),
}}))
"""
"""The largest worker counts for each of them, so that the memory is rather too much than too little."""
_GATHER = _USAGE.format(work="files = gather(source, workers=workers).files")
_IMPORT = _USAGE.format(
    work="""with tempfile.TemporaryDirectory() as folder:
    files = import_dataset(source, f"{folder}/catalogue.tsv", workers=workers).counts["files"]"""
)

_LOAD = """
import json, sys, time
import yaml
from itu_catalog.importers.entries import Entries
total, sample = 0, []
with Entries(sys.argv[1]) as entries:
    for number, (name, data) in enumerate(entries):
        total += len(data)
        if number % int(sys.argv[2]) == 0:
            sample.append(data)
share = total / sum(map(len, sample))
cpu, wall = time.process_time(), time.perf_counter()
for data in sample:
    yaml.load(data.decode(), yaml.CSafeLoader)
print(json.dumps({
    "cpu": share * (time.process_time() - cpu), "wall": share * (time.perf_counter() - wall), "files": len(sample)
}))
"""


_CASES = (("gather()", _GATHER, "<= 0.15"), ("import_dataset()", _IMPORT, "<= 0.2"))


def bench(rounds: int) -> Iterator[Result]:
    """Measure importing."""
    with tempfile.TemporaryDirectory() as folder:
        archive, every = _archive(Path(folder))
        loads, ours = [], {name: list[dict[str, float]]() for name, _, _ in _CASES}
        for _ in range(max(3, rounds // 12)):
            loads.append(_told(_LOAD, archive, every))
            for name, script, _ in _CASES:
                ours[name].append(_told(script, archive, _PROCESSES))
    print(
        f"import: {ours['gather()'][0]['files']:,.0f} files, {loads[0]['files']:,.0f} of them for PyYAML; "
        f"{_PROCESSES} processes",
        file=sys.stderr,
    )
    for name, _, target in _CASES:
        for kind in ("wall", "cpu"):
            figures = [mine[kind] / its[kind] for mine, its in zip(ours[name], loads, strict=True)]
            note = f"{median(each[kind] for each in ours[name]):.1f} s of {median(each[kind] for each in loads):.0f} s"
            yield Result(f"{name}, tar.xz: {kind} time", "CSafeLoader", median(figures), target, note)
        most = max(each["memory"] for each in ours[name])
        share = most / _MOST_MEMORY
        yield Result(f"{name}, tar.xz: peak memory", "400 MB", share, "<= 1", f"{most / 1e6:.0f} MB")


def _archive(folder: Path) -> tuple[Path, int]:
    """Return the snapshot beside the repository, else a dataset of our own, and how many files go to one of the sample."""
    from made_dataset import files, tape
    from snapshot import find_snapshot

    try:
        return find_snapshot(REPOSITORY.parent / "shared"), _SAMPLE
    except FileNotFoundError:
        made = folder / "made.tar.xz"
        made.write_bytes(tape(files(f"ITU-T X.{number} (10/2019)" for number in range(1, _MADE)), "w:xz"))
        return made, 1


def _told(script: str, archive: Path, argument: int) -> dict[str, float]:
    """Run a script in a fresh process and return what it tells, and how long it took where it does not tell that."""
    began = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - it is our code
        [sys.executable, "-c", script, str(archive), str(argument)],
        env={"PYTHONPATH": str(REPOSITORY / "src")},
        capture_output=True,
        check=True,
    )
    wall = time.perf_counter() - began
    told: dict[str, float] = json.loads(done.stdout)
    return {"wall": wall} | told
