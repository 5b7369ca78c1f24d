"""Measure what this library promises about speed: `python benchmarks/run.py`.

Every promise is a ratio to a baseline measured in the same run: what a user would otherwise wait for, such as
`packaging.version.Version`, `import attrs`, a naive regular expression, a dictionary (see `measuring`). What is
measured with is made of our own words (see `material`).

    python benchmarks/run.py                 # everything, some minutes
    python benchmarks/run.py parse find      # some of it
    python benchmarks/run.py --rounds 100    # steadier

The exit code is 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from measuring import Result

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPOSITORY / "src"), str(REPOSITORY / "tests")]

BENCHMARKS = ("parse", "find", "check", "read", "start", "lookup", "whole", "import")
"""The benchmarks, each in the module ``bench_`` of its name."""


def main() -> int:
    """Run the benchmarks asked for, print a table, and return 0 if every target is met."""
    parser = argparse.ArgumentParser(description="Measure the promised ratios.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"any of: {', '.join(BENCHMARKS)} (default: all)"
    )
    parser.add_argument(
        "--rounds", type=int, default=40, help="rounds in which the cases take turns (default: 40)"
    )
    options = parser.parse_args()
    if unknown := set(options.names) - set(BENCHMARKS):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")

    met = True
    print(f"{'what':<50} {'against':<18} {'ratio':>7}  target")
    for name in options.names or BENCHMARKS:
        for result in import_module(f"bench_{name}").bench(options.rounds):
            print(_row(result), flush=True)
            met = met and result.met
    return 0 if met else 1


def _row(result: Result) -> str:
    measured = "-" if result.ratio is None else f"{result.ratio:.3g}"
    told = f"{result.target:<8}{'' if result.met else ' MISSED':<8}{result.note}"
    return f"{result.what:<50} {result.against:<18} {measured:>7}  {told}".rstrip()


if __name__ == "__main__":
    raise SystemExit(main())
