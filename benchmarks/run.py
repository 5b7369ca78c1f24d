"""Measure what this library promises about speed: `python benchmarks/run.py`.

Absolute times say more about the machine than about the code. Every promise is therefore a ratio to
a baseline measured in the same run; the cases take turns in an order shuffled in every round, and medians
are reported. The baselines are what a user would otherwise wait for: `packaging.version.Version`,
`import attrs`, a naive regular expression, a dictionary.

    python benchmarks/run.py                 # everything, about a minute
    python benchmarks/run.py parse find      # some of it
    python benchmarks/run.py --rounds 100    # steadier

The exit code is 1 when a target is missed.
"""

from __future__ import annotations

import argparse
import compileall
import gc
import itertools
import os
import random
import re
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(REPOSITORY / "src"), str(REPOSITORY / "tests")]

SEED = 20191014
BATCH = 400
"""Strings in one timed batch: long enough to time, short enough that cases alternate quickly."""


class Result(NamedTuple):
    """One line of the report: what was measured, against what, the ratio, and what it must be."""

    what: str
    against: str
    ratio: float
    target: str  # ">= 1.5", "<= 1.25", or "" where nothing is promised

    @property
    def met(self) -> bool:
        """Whether the promise is kept; True where there is none."""
        if not self.target:
            return True
        sign, figure = self.target.split()
        return self.ratio >= float(figure) if sign == ">=" else self.ratio <= float(figure)


def alternate(cases: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Return CPU seconds of the cases, which take turns in an order shuffled each round."""
    shuffler = random.Random(SEED)
    times: dict[str, list[float]] = {name: [] for name in cases}
    order = list(cases)
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds + 1):  # the first round only warms
            shuffler.shuffle(order)
            for name in order:
                began = time.process_time()
                cases[name]()
                times[name].append(time.process_time() - began)
    finally:
        gc.enable()
    return {name: taken[1:] for name, taken in times.items()}


def ratio(upper: Sequence[float], lower: Sequence[float]) -> float:
    """Return the median of the ratios of two series of times that were taken in the same rounds."""
    return statistics.median(a / b for a, b in zip(upper, lower, strict=True))


# ---------------------------------------------------------------------------------------------- material


def identifiers() -> list[str]:
    """Return identifiers as catalogues print them: the dataset's where it lies beside us, else our own."""
    from itu_catalog import is_valid
    from snapshot import find_snapshot, primary_identifiers

    try:
        found = [
            text
            for text in primary_identifiers(find_snapshot(REPOSITORY.parent / "shared"))
            if is_valid(text)
        ]
        print(f"identifiers: {len(found):,} of the dataset snapshot", file=sys.stderr)
    except FileNotFoundError:
        from itu_catalog import embedded_catalog

        found = [str(document.identifier) for document in embedded_catalog().documents]
        print(
            f"identifiers: {len(found):,} of the embedded catalogue; no dataset here",
            file=sys.stderr,
        )
    random.Random(SEED).shuffle(found)
    return found


PREFIXES = (
    "Rec. ITU-T ",
    "ITU-T Rec. ",
    "Recommendation ITU-T ",
    "ITU-T Recommendation ",
    "ITU\N{NON-BREAKING HYPHEN}T\N{NO-BREAK SPACE}",
    "itu-t ",
    "",
)


def messy(clean: Sequence[str]) -> list[str]:
    """Return the ITU-T identifiers with the prefixes that people write."""
    prefixes = itertools.cycle(PREFIXES)
    return [
        next(prefixes) + text.removeprefix("ITU-T ") for text in clean if re.match(r"ITU-T [A-Z]\.", text)
    ]


def versions(count: int) -> list[str]:
    """Return versions as package indexes hold them: many plain, some with pre, post, dev and local parts."""
    dice = random.Random(SEED)
    tails = ("", "", "", "rc1", "b2", ".post1", ".dev3", "+local.7", "a1.dev2")
    return [
        f"{dice.randrange(30)}.{dice.randrange(20)}.{dice.randrange(20)}{dice.choice(tails)}"
        for _ in range(count)
    ]


def prose(size: int, *, explicit_per_mb: int = 113, bare_per_mb: int = 94) -> str:
    """Return about `size` characters of mixed technical text: words, numbers, dots, and citations among them.

    The densities are those of the mixture of RFCs and manuals on which the design was measured:
    113 explicit and about 94 bare mentions, and 17,000 dots, in a million characters.
    """
    dice = random.Random(SEED)
    words = re.findall(
        r"[A-Za-z][a-z-]+", (REPOSITORY / "docs" / "how-itu-numbers.md").read_text(encoding="utf-8")
    )
    cited = [text for text in identifiers() if re.match(r"ITU-T [A-Z]\.\d+ \(", text)][:500]
    share = {  # of sentences of about 62 characters
        "explicit": explicit_per_mb * 62e-6,
        "bare": bare_per_mb * 62e-6,
        "decimal": 0.1,
    }
    share["plain"] = 1 - sum(share.values())
    insert: dict[str, Callable[[], list[str]]] = {
        "explicit": lambda: ["Rec. " + dice.choice(cited)],
        "bare": lambda: [dice.choice(cited).removeprefix("ITU-T ").split()[0]],
        "decimal": lambda: [f"{dice.randrange(9)}.{dice.randrange(9)}"],
        "plain": list,
    }
    parts: list[str] = []
    for kind in dice.choices(list(share), list(share.values()), k=size // 62):
        sentence = [dice.choice(words).lower() for _ in range(dice.randrange(6, 16))]
        sentence[3:3] = insert[kind]()
        parts.append(" ".join(sentence) + dice.choice((". ", ". ", ".\n", ".\n\n")))
    return "".join(parts)


# ---------------------------------------------------------------------------------------------- promises


def batches(strings: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield batch after batch, for ever; a string comes back only after all the others."""
    while True:
        for start in range(0, len(strings) - BATCH + 1, BATCH):
            yield strings[start : start + BATCH]


def each(function: Callable[[str], object], strings: Sequence[str]) -> Callable[[], object]:
    """Return a case that applies the function to every string of the next batch."""
    supply = batches(strings)
    return lambda: [function(text) for text in next(supply)]


def bench_parse(rounds: int) -> Iterator[Result]:
    """Text to a frozen value, against the best-known Python class that does the same."""
    from packaging.version import Version

    from itu_catalog import parse

    def decoded(text: str) -> object:
        identifier = parse(text)
        return identifier.sector, identifier.kind, identifier.designation, identifier.issued, identifier.steps

    clean = identifiers()
    times = alternate(
        {
            "version": each(Version, versions(20_000)),
            "clean": each(parse, clean),
            "messy": each(parse, messy(clean)),
            "decoded": each(decoded, clean),
        },
        rounds,
    )
    yield Result("parse(), catalogue strings", "Version()", ratio(times["version"], times["clean"]), ">= 1.5")
    yield Result("parse(), messy prefixes", "Version()", ratio(times["version"], times["messy"]), ">= 1.0")
    yield Result("parse() and read five fields", "Version()", ratio(times["version"], times["decoded"]), "")


def bench_find(rounds: int) -> Iterator[Result]:
    """Citations in a text, against the expression that everybody writes first."""
    from itu_catalog import find_citations

    naive = re.compile(r"ITU-[TR] [A-Z]+\.\d+")
    text = prose(500_000)
    hostile = "ITU-T X.1/" * 3_000
    times = alternate(
        {
            "naive": lambda: [(m.start(), m.end(), m[0]) for m in naive.finditer(text * 4)],
            "find": lambda: list(find_citations(text * 4)),
            "find, an eighth": lambda: list(find_citations(text[: len(text) // 2])),
            "hostile": lambda: list(find_citations(hostile * 8)),
            "hostile, an eighth": lambda: list(find_citations(hostile)),
        },
        max(5, rounds // 4),
    )
    yield Result(
        "find_citations(), mixed text: rate", "naive finditer", ratio(times["naive"], times["find"]), ">= 0.4"
    )
    linear = ratio(times["find"], times["find, an eighth"])
    yield Result("find_citations(), 8 times the text", "the text", linear, "<= 12")
    linear = ratio(times["hostile"], times["hostile, an eighth"])
    yield Result("find_citations(), 8 times a hostile text", "the text", linear, "<= 12")


def cpu_of(code: str) -> Callable[[], float]:
    """Return a function that runs code in a fresh interpreter and returns the CPU seconds it took."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(REPOSITORY / "src")

    def run() -> float:
        command = [sys.executable, "-c", code]
        child = os.spawnve(os.P_NOWAIT, sys.executable, command, environment)  # noqa: S606 - it is our code
        _, status, usage = os.wait4(child, 0)
        if status:
            raise SystemExit(f"failed: {code}")
        return usage.ru_utime + usage.ru_stime

    return run


def bench_start(rounds: int) -> Iterator[Result]:
    """A fresh process up to its first answer, against `import attrs`, which the answer needs."""
    # Without bytecode every start would compile the package again, and measure the compiler.
    compileall.compile_dir(REPOSITORY / "src", quiet=1)
    cases = {
        "bare": cpu_of("pass"),
        "attrs": cpu_of("import attrs"),
        "import": cpu_of("import itu_catalog"),
        "parse": cpu_of("import itu_catalog; itu_catalog.parse('Rec. ITU-T X.509 (10/2019)')"),
        "resolve": cpu_of("import itu_catalog; itu_catalog.resolve('X.509')"),
    }
    shuffler = random.Random(SEED)
    times: dict[str, list[float]] = {name: [] for name in cases}
    order = list(cases)
    for _ in range(max(7, rounds // 2)):
        shuffler.shuffle(order)
        for name in order:
            times[name].append(cases[name]())
    yield Result("import itu_catalog", "bare Python", ratio(times["import"], times["bare"]), "<= 1.3")
    yield Result("import + first parse()", "import attrs", ratio(times["parse"], times["attrs"]), "")
    yield Result(
        "import + first resolve()", "import attrs", ratio(times["resolve"], times["attrs"]), "<= 1.25"
    )


def bench_lookup(rounds: int) -> Iterator[Result]:
    """Look-up in a catalogue that is open, against a dictionary."""
    import itu_catalog

    catalog = itu_catalog.embedded_catalog()
    strings = [str(document.identifier) for document in catalog.documents]
    table = dict.fromkeys(strings)
    strings = (strings * (BATCH // len(strings) + 2))[: 2 * BATCH]
    date = catalog.as_of
    times = alternate(
        {
            "dict": each(table.__getitem__, strings),
            "exact": each(catalog.resolve, strings),
            "messy": each(catalog.resolve, messy(strings) * 2),
            "as of": each(lambda text: catalog.resolve(text, on=date), strings),
        },
        rounds,
    )
    yield Result("resolve(), canonical: rate", "dict[...]", ratio(times["dict"], times["exact"]), "")
    yield Result("resolve(), messy: rate", "dict[...]", ratio(times["dict"], times["messy"]), "")
    yield Result("resolve(on=...): rate", "dict[...]", ratio(times["dict"], times["as of"]), "")


BENCHMARKS = {"parse": bench_parse, "find": bench_find, "start": bench_start, "lookup": bench_lookup}


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
    if unknown := set(options.names) - BENCHMARKS.keys():
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")

    results: list[Result] = []
    print(f"{'what':<42} {'against':<16} {'ratio':>7}  target")
    for name in options.names or BENCHMARKS:
        for result in BENCHMARKS[name](options.rounds):
            results.append(result)
            verdict = "" if result.met else "  MISSED"
            print(
                f"{result.what:<42} {result.against:<16} {result.ratio:>7.3g}  {result.target}{verdict}",
                flush=True,
            )
    return 0 if all(result.met for result in results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
