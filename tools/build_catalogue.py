"""Compile the hand-edited data in ``catalogue/`` into the catalogue file of the package.

Usage: ``python tools/build_catalogue.py [--check] [--notes]``

``--check`` writes nothing and fails when the file is not what the data says; ``--notes`` prints what the
milder rules of the validator have to remark.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from itu_catalog.errors import InvalidCatalogueData
from itu_catalog.sources import load
from itu_catalog.validation import validate
from itu_catalog.writer import dump

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "catalogue"
TARGET = ROOT / "src" / "itu_catalog" / "data" / "core.tsv"


def compiled(source: Path = SOURCE) -> bytes:
    """Return the catalogue file of the data in a directory."""
    data = load(source)
    return dump(
        data.works,
        as_of=data.as_of.isoformat(),
        names=data.names,
        tables=data.tables,
        sources=data.sources,
    )


def main(arguments: list[str] | None = None) -> int:
    """Build, or check, the file; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail when the file is not current"
    )
    parser.add_argument("--notes", action="store_true", help="print the remarks of the milder rules")
    options = parser.parse_args(arguments)
    try:
        content = compiled()
    except InvalidCatalogueData as fault:
        print(fault, file=sys.stderr)
        return 1
    if options.notes:
        data = load(SOURCE)
        print(*validate(data.works, data.places, data.as_of, notes=True), sep="\n")
    if options.check:
        current = TARGET.exists() and TARGET.read_bytes() == content
        print(f"{TARGET.relative_to(ROOT)} is " + ("current" if current else "not current; build it"))
        return 0 if current else 1
    # Replaced in one step: a reader never sees half a file.
    scratch = TARGET.with_suffix(".new")
    scratch.write_bytes(content)
    os.replace(scratch, TARGET)  # noqa: PTH105 - the step must replace
    print(f"{TARGET.relative_to(ROOT)}: {len(content)} bytes, {content.partition(b'bytes')[0].decode()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
