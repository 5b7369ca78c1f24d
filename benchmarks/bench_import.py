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

_GATHER = """
import json, resource, sys
from itu_catalog.importers.relaton.gathering import gather
found = gather(sys.argv[1], workers=int(sys.argv[2]))
own, hands = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({
    "files": found.files,
    "cpu": own.ru_utime + own.ru_stime + hands.ru_utime + hands.ru_stime,
    "memory": 1024 * (own.ru_maxrss + int(sys.argv[2]) * hands.ru_maxrss),
}))
"""
"""The largest worker counts for each of them, so that the memory is rather too much than too little."""

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


def bench(rounds: int) -> Iterator[Result]:
    """Measure importing."""
    with tempfile.TemporaryDirectory() as folder:
        archive, every = _archive(Path(folder))
        pairs = [
            (_told(_GATHER, archive, _PROCESSES), _told(_LOAD, archive, every))
            for _ in range(max(3, rounds // 12))
        ]
    gathered, loaded = pairs[0]
    against = "CSafeLoader"
    note = (
        f"{gathered['files']:,.0f} files, of which {loaded['files']:,.0f} are loaded; {_PROCESSES} processes"
    )
    for kind in ("wall", "cpu"):
        figure = median(ours[kind] / theirs[kind] for ours, theirs in pairs)
        yield Result(f"gather(), dataset as tar.xz: {kind} time", against, figure, "<= 0.15", note)
        note = f"{median(ours['wall'] for ours, _ in pairs):.1f} s of {median(its['wall'] for _, its in pairs):.0f} s"
    most = max(ours["memory"] for ours, _ in pairs)
    yield Result(
        "gather(), peak memory of all processes",
        "400 MB",
        most / _MOST_MEMORY,
        "<= 1",
        f"{most / 1e6:.0f} MB",
    )


def _archive(folder: Path) -> tuple[Path, int]:
    """Return the snapshot beside the repository, else a dataset of our own, and how many files go to one of the sample."""
    from made_dataset import files, tape
    from snapshot import find_snapshot

    try:
        return find_snapshot(REPOSITORY.parent / "shared"), _SAMPLE
    except FileNotFoundError:
        made = folder / "made.tar.xz"
        made.write_bytes(tape(files(f"ITU-T X.{number} (10/2019)" for number in range(_MADE)), "w:xz"))
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
