"""Read the snapshot of the community dataset that lies beside the repository, without a YAML parser.

Tests and benchmarks need the identifiers only; they stand on the same three lines of every file.
"""

from __future__ import annotations

import re
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["find_snapshot", "primary_identifiers"]

# docidentifier:                        docidentifier:
# - content: ITU-T G.654 (10/2000)      - content: 'ITU-R 1-3/8:'
#   type: ITU                             type: ITU
#   primary: true                         primary: true
_PRIMARY = re.compile(
    r"^- content: '?(?P<identifier>.{1,200}?)'?\n  type: ITU\n  primary: true$", re.MULTILINE
)


def find_snapshot(shared: Path) -> Path:
    """Return the newest snapshot in the directory of shared material, or raise `FileNotFoundError`."""
    found = sorted(shared.glob("data/relaton-data-itu-*.tar.xz"))
    if not found:
        raise FileNotFoundError(f"no relaton-data-itu-*.tar.xz in {shared / 'data'}")
    return found[-1]


def primary_identifiers(snapshot: Path) -> Iterator[str]:
    """Yield the primary identifier of every record of the snapshot, in the order of the archive."""
    with tarfile.open(snapshot) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.name.endswith(".yaml") else None
            if stream is None:
                continue
            match = _PRIMARY.search(stream.read().decode())
            if match is None:
                raise ValueError(f"{member.name}: no primary identifier")
            yield match["identifier"].replace("''", "'")
