"""Which entries of a folder or an archive are records, and what they are called.

>>> naming = Naming()
>>> naming.named("relaton-data-itu-main/data/itu-t-x-9-10-2019.yaml")
EntryName(record='data/itu-t-x-9-10-2019.yaml', reason='')
>>> naming.named("relaton-data-itu-main/README.adoc")
>>> naming.named("../data/itu-t-x-9-10-2019.yaml").reason
'its name leads out of the archive'
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["EntryName", "Naming"]

_FOLDER = "data"
_SUFFIXES = (".yaml", ".yml")
_LIKE = re.compile(r"(?:[a-z]{1,20}-)?itu-[a-z]-", re.IGNORECASE).match
"""How records are named in both layouts: ``itu-t-x-509-…``, ``itu-r-m-2083-0``, ``report-itu-r-m-2083-0``."""
_DRIVE = re.compile(r"[A-Za-z]:").match
_LONGEST = 1024


class EntryName(NamedTuple):
    """What has the name of a record, as ``data/….yaml``, and why it is refused all the same."""

    record: str
    reason: str = ""


class Naming:
    """Tells records from other files, and sees to it that they come from one folder, each once."""

    def __init__(self) -> None:
        self._root: list[str] | None = None
        self._seen: set[str] = set()

    def named(self, written: str) -> EntryName | None:
        """Return the name of a record, given what is written in the archive; None when it is some other file."""
        if not written.lower().endswith(_SUFFIXES):
            return None
        if len(written) > _LONGEST:
            return EntryName(f"{written[:80]}…", f"its name has more than {_LONGEST:,} characters")
        parts = [part for part in written.split("/") if part not in ("", ".")]
        *folders, last = parts
        if any(part.startswith(".") and part != ".." for part in parts):
            return None
        if folders[-1:] != [_FOLDER] and (folders or not _LIKE(last)):
            return None
        if written.startswith("/") or ".." in parts or _DRIVE(written):
            return EntryName(written, "its name leads out of the archive")
        if not written.isprintable():
            return EntryName(ascii(written)[1:-1], "its name has characters that are not seen")
        if self._root is None:
            self._root = folders
        if folders != self._root:
            there = "/".join(self._root) or "the outermost one"
            return EntryName(written, f"it lies in another folder than the records before it, {there}")
        record = f"{_FOLDER}/{last}" if folders else last
        if record in self._seen:
            return EntryName(record, "another file of that name came before it")
        self._seen.add(record)
        return EntryName(record)
