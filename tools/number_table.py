"""Write the number table: which numbers each series of each sector ever assigned.

    python tools/number_table.py relaton-data-itu.tar.xz --as-of 2026-08-22

The source is the community dataset ``relaton-data-itu`` (a checkout, an unpacked folder, or a
``.tar``, ``.tar.gz`` or ``.tar.xz`` archive of it; PyYAML is needed, by this tool only), or a text
file with one identifier a line.  Only numbers are kept: no title, no date, no text.  What the
package reads back, and how a line is written, is told in ``itu_catalog.numbers``.

Numbers that the dataset lost, or files under a wrong name, are repaired by the tables below.
Each row says why; nothing else is added.
"""

from __future__ import annotations

import argparse
import re
import sys
import tarfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OUTPUT = Path(__file__).resolve().parent.parent / "src" / "itu_catalog" / "data" / "numbers.txt"


class Entry(NamedTuple):
    """What one record of the source says that matters here."""

    identifier: str
    doctype: str = ""
    url: str = ""


# --- repairs ------------------------------------------------------------------------------------

#: (line, number) that the source holds but that was never assigned.
NEVER_ASSIGNED = {
    ("R V", "2500"): "a test record, titled 'Test'",
    ("R M", "2154"): "its own file name says BT.2154; M.2154 is a Report only",
}

#: Recommendations known to exist and lost by the source, with the place that shows them.
KNOWN = {
    ("R M", "2083"): "IMT Vision, 09/2015, looked up at itu.int; a Report of that number holds its file",
    ("R PI", "435"): "file name R-REC-PI.435-7-199203-W of the record P.435-7",
}

#: Inferred, not seen: the numbers of ITU-R Recommendations from 2001 to 2178 are one sequence, used
#: once each.  These are absent, and a Report bears the same number and series, so that both would
#: have had the same file name in the source; the Report won.
INFERRED = {
    "R BT": "2025 2053",
    "R F": "2086",
    "R M": "2013 2014 2030 2034 2081 2082 2085 2114 2115 2116 2120 2122 2128 2134 2135 2171 2175",
    "R P": "2145",
    "R RS": "2165",
    "R SM": "2028 2048 2152 2158",
}

#: Typing slips in the source's own identifiers.
SLIPS = (
    (re.compile(r"(?<=\d)l\b"), "1"),  # M.73l, E.54l/Q.95 bis: a letter l for the digit 1
    (re.compile(r"\bquarter\b"), "quater"),  # E.211/Q.11 quarter
    (re.compile(r"^ITU-R ([A-Z]+)-(?=\d+-\d+$)"), r"ITU-R \1."),  # BT-1543-1
)

#: Supplements to these "numbers" are supplements to the sub-series that begins there.
SUBSERIES = {"E.400", "Q.100", "Q.400", "Z.200", "Z.300"}

# --- reading the source -------------------------------------------------------------------------

_BLOCK = re.compile(r"^(?:docidentifier|source|ext):\n(?:[ -].*\n?)*", re.MULTILINE)


def _entry(text: str) -> Entry:
    """Read the three small blocks that matter; the relations are four fifths of a file."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # both are safe; C is ten times faster
    record: dict[str, Any] = {}
    for block in _BLOCK.findall(text):
        record.update(yaml.load(block, Loader=loader))  # noqa: S506
    identifier = next(i["content"] for i in record["docidentifier"] if i.get("type") == "ITU")
    doctype = record.get("ext", {}).get("doctype", {}).get("content", "")
    url = " ".join(s["content"] for s in record.get("source", ()))
    return Entry(identifier, doctype, url)


def entries(source: Path) -> Iterator[Entry]:
    """Yield what each record of the dataset, or each line of a list, says."""
    if source.is_dir():
        for path in sorted(source.rglob("*.yaml")):
            yield _entry(path.read_text(encoding="utf-8"))
    elif tarfile.is_tarfile(source):
        with tarfile.open(source) as archive:
            for member in archive:
                stream = archive.extractfile(member) if member.name.endswith(".yaml") else None
                if stream is not None:
                    yield _entry(stream.read().decode("utf-8"))
    else:
        for line in source.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                yield Entry(*line.split("\t")[:3])


# --- from an identifier to (line, number) --------------------------------------------------------

_NUMBER = r"\d+(?:\.\d+)*(?:[a-c]\b|[ ]?(?:bis|ter|quater|R)\b|[ ][A-F](?![\w+]))?"
_T_NAMES = re.compile(rf"ITU-T ([A-Z]\.{_NUMBER}(?:/[A-Z]\.{_NUMBER})*)")
_T_SPREAD = re.compile(r"ITU-T ([A-Z])\.(\d+)\.(\d+)-(\d+)(?= |$)")  # Q.732.2-5 is four numbers
_T_RANGE = re.compile(r"ITU-T [A-Z]\.\d+-[A-Z]\.\d+(?= |$)")  # a fascicle; its members are listed apart
_T_SERIES_SUPPLEMENT = re.compile(r"ITU-T ([A-Z]) Suppl\. ?(\d+(?:\.\d+)?)(?= |$)")
_T_GROUP_SUPPLEMENT = re.compile(  # E-100 series, E-300, E.1100 series, E100-300
    r"ITU-T ([A-Z])(?=-\d|\.\d+ series|\d+-)[-.]?(?P<first>\d+)(?:-(?P<last>\d+))?(?: series)?"
    r" Suppl\. ?(?P<n>\d+)(?= |$)"
)
_T_SUPPLEMENT = re.compile(rf"ITU-T ([A-Z]\.{_NUMBER}) Suppl\. ?(\d+)(?= |$)")
_R_NAMES = re.compile(r"ITU-R ([A-Z]+\.\d+(?:/[A-Z]+\.\d+)*)(?:-\d+)*:?$")
_R_FILE = re.compile(r"R-REC-([A-Z]+)\.(\d+)-\d+-?\d{6}-[ISW]")


def assignments(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield every (line, number) that a record shows to be assigned; drafts and volumes show none."""
    identifier = entry.identifier
    for slip, repaired in SLIPS:
        identifier = slip.sub(repaired, identifier)
    yield from _supplements(identifier)
    yield from _recommendations(identifier)
    yield from _radio(entry, identifier)


def _supplements(identifier: str) -> Iterator[tuple[str, str]]:
    if found := _T_SERIES_SUPPLEMENT.match(identifier):
        yield f"T {found[1]} Suppl", found[2]
    elif found := _T_GROUP_SUPPLEMENT.match(identifier):
        last = f"-{found[1]}.{found['last']}" if found["last"] else ""
        yield f"T {found[1]}.{found['first']}{last}-series Suppl", found["n"]
    elif found := _T_SUPPLEMENT.match(identifier):
        yield f"T {found[1]}{'-series' if found[1] in SUBSERIES else ''} Suppl", found[2]


def _recommendations(identifier: str) -> Iterator[tuple[str, str]]:
    if found := _T_SPREAD.match(identifier):
        for part in range(int(found[3]), int(found[4]) + 1):
            yield f"T {found[1]}", f"{found[2]}.{part}"
    elif (found := _T_NAMES.match(identifier)) and not _T_RANGE.match(identifier):
        for name in found[1].split("/"):
            yield f"T {name[0]}", name[2:].replace(" ", "")


def _radio(entry: Entry, identifier: str) -> Iterator[tuple[str, str]]:
    if entry.doctype != "resolution" and (found := _R_NAMES.match(identifier)):
        report = " Report" if entry.doctype == "technical-report" or "R-REP-" in entry.url else ""
        for name in found[1].split("/"):
            series, _, number = name.partition(".")
            yield f"R {series}{report}", number
    if identifier.startswith("ITU-R") and (found := _R_FILE.search(entry.url)):
        yield f"R {found[1]}", found[2]  # the file's own name, where the record's differs


def collect(source: Iterable[Entry]) -> dict[str, set[str]]:
    """Gather the numbers of every line, repaired."""
    table: defaultdict[str, set[str]] = defaultdict(set)
    for entry in source:
        for line, number in assignments(entry):
            if (line, number) not in NEVER_ASSIGNED:
                table[line].add(number)
    if any(line.startswith("R ") for line in table):
        for line, number in KNOWN:
            table[line].add(number)
        for line, listed in INFERRED.items():
            table[f"{line} inferred"].update(set(listed.split()) - table[line])
    return dict(table)


# --- writing ------------------------------------------------------------------------------------


def order(number: str) -> tuple[tuple[int, ...], str]:
    """Sort numbers as people do: 9 before 10, 25 before 25bis, 9.2 before 9.10."""
    digits = re.split(r"[^\d.]", number, maxsplit=1)[0]
    return tuple(int(part) for part in digits.split(".")), number[len(digits) :]


#: Two numbers in a row are written out: "4 5" is no longer than "4-5" and easier to search for.
SHORTEST_RUN = 2


def compact(numbers: Iterable[str]) -> str:
    """Write numbers with their runs folded.

    >>> compact({"1", "2", "3", "25", "25bis", "680.1", "680.2", "680.3", "680.10"})
    '1-3 25 25bis 680.1-3 680.10'
    """
    runs: list[tuple[str, int, int]] = []  # (what stands before the last part, first, last)
    single: list[str] = []
    for number in sorted(numbers, key=order):
        stem, dot, last = number.rpartition(".")
        stem += dot
        if not last.isdigit() or last != str(int(last)):
            single.append(number)  # a suffix, or D.000 with its leading zeros
        elif (begun := next((r for r in reversed(runs) if r[0] == stem), None)) and begun[2] + 1 == int(last):
            runs[runs.index(begun)] = (stem, begun[1], int(last))
        else:
            runs.append((stem, int(last), int(last)))
    for stem, first, end in runs:
        run = [f"{stem}{part}" for part in range(first, end + 1)]
        single += run if len(run) <= SHORTEST_RUN else [f"{stem}{first}-{end}"]
    return " ".join(sorted(single, key=lambda token: order(token.partition("-")[0])))


def render(table: dict[str, set[str]], source: str) -> str:
    """Write the whole file: where it comes from, then a line for each series."""
    total = sum(len(numbers) for numbers in table.values())
    head = [
        "# Numbers that each series of each sector ever assigned, current or not; numbers only.",
        f"# Source: {source}.",
        f"# {total} numbers in {len(table)} lines, by tools/number_table.py, which lists every repair.",
        "# A line: sector, series, what is numbered (nothing: Recommendations), colon, the numbers.",
        "# 4-7 is 4 5 6 7; 4.1-3 is 4.1 4.2 4.3.",
        "# 'inferred': absent from the source, deduced from a gap in a sequence (the tool says how).",
        *(f"# Added to {line}: {number} ({why})." for (line, number), why in sorted(KNOWN.items())),
    ]
    return "\n".join([*head, *(f"{line}: {compact(table[line])}" for line in sorted(table))]) + "\n"


def main() -> int:
    """Read the source named on the command line and write the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("source", type=Path, help="archive, folder, or list of identifiers")
    parser.add_argument("--as-of", required=True, help="day of the snapshot, yyyy-mm-dd")
    parser.add_argument("--name", default="the community dataset relaton-data-itu", help="what the source is")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    table = collect(entries(options.source))
    text = render(table, f"{options.name}, snapshot of {options.as_of}")
    options.output.write_text(text, encoding="ascii")
    print(f"{options.output.name}: {len(text)} bytes, {len(table)} lines", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
