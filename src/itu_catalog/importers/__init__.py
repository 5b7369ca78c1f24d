"""Foreign collections of records, made into catalogue files.

    from itu_catalog.importers import import_dataset
    imported = import_dataset("relaton-data-itu-main.zip")        # into the user's data directory
    imported.counts["documents"], imported.aside, imported.remarks

A collection is a checkout or an archive of ``relaton-data-itu``; see docs/guide/whole-catalogue.md.
"""

from __future__ import annotations

from typing import NamedTuple

from itu_catalog.importers.relaton.record import Aside, Remark, Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    import os
    from collections.abc import Callable
    from typing import Any

    from itu_catalog.dates import Day
    from itu_catalog.importers.placing import Placed

__all__ = ["Aside", "Imported", "Remark", "Unreadable", "import_dataset"]


class Imported(NamedTuple):
    """What an import made, where it put that, and what it learned on the way."""

    placed: Placed
    """Where the catalogue file lies now."""
    as_of: datetime.date
    """The day to which the collection is complete."""
    known_by: str
    """How that day is known: ``asked``, ``commit``, ``name``, ``files`` or ``newest`` (the newest text's)."""
    commit: str | None
    """The commit of the collection, where it says so."""
    counts: dict[str, int]
    """Files, records, works, documents, what was set aside and remarked on, by kind."""
    unreadable: tuple[Unreadable, ...]
    """Files that could not be read, and why."""
    aside: tuple[Aside, ...]
    """Records that are no documents of the catalogue, and why."""
    remarks: tuple[Remark, ...]
    """What was corrected, decided or left open: each with a code, an identifier and a sentence."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready values, each key always there."""
        return {
            "placed": self.placed._asdict(),
            "as_of": self.as_of.isoformat(),
            "known_by": self.known_by,
            "commit": self.commit,
            "counts": dict(self.counts),
            "unreadable": [each._asdict() for each in self.unreadable],
            "aside": [each._asdict() for each in self.aside],
            "remarks": [each._asdict() for each in self.remarks],
        }


def import_dataset(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str] | None = None,
    *,
    strict: bool = False,
    workers: int | None = None,
    progress: Callable[[int, int | None], object] | None = None,
    as_of: Day | None = None,
    force: bool = False,
) -> Imported:
    """Make a catalogue file of a copy of the community dataset ``relaton-data-itu``, and put it in place.

    The file that was there stays whole until the new one is, and is kept beside it. The day to which the
    collection is complete is that of its commit or archive; else that of its newest text.

    Args:
        source: a checkout, or an archive of it: ``.tar.gz``, ``.tar.xz``, ``.tar`` or ``.zip``.
        target: the catalogue file; where the user's catalogue lies, if nothing is said.
        strict: stop at the first file that cannot be read, instead of counting and naming it.
        workers: how many processes read; as many as there are CPUs, eight at most, if nothing is said.
        progress: called with how many files were read, and of how many, where that is known.
        as_of: the day to which the collection is complete, if it is known better than by the collection itself.
        force: let the file take the place of one with far more documents.

    Raises:
        UnreadableInput: the source is not there, is no such dataset, is damaged or hostile; or `strict` refuses it.
        UnwritableFile: the file cannot be written, or is far smaller than the one there.
        MissingExtra: PyYAML is not installed (``pip install "itu-catalog[import]"``).
    """
    from pathlib import Path

    from itu_catalog.dates import as_date
    from itu_catalog.errors import UnreadableInput
    from itu_catalog.importers.placing import place, writable_path
    from itu_catalog.importers.relaton.gathering import gather
    from itu_catalog.importers.relaton.importing import compiled, newest

    path = writable_path(target)  # what cannot be written is said before the long work, not after
    gathered = gather(source, workers=workers, progress=progress, strict=strict)
    snapshot = gathered.snapshot
    # Files of a folder that is no checkout have the day on which somebody copied them.
    copied = snapshot.known_by == "files" and Path(source).is_dir()
    known: list[tuple[datetime.date | None, str | None]] = [
        (as_date(as_of), "asked"),
        (None if copied else snapshot.day, snapshot.known_by),
        (newest(gathered.raws), "newest"),
    ]
    day, known_by = next(((day, by) for day, by in known if day and by), (None, ""))
    if day is None:
        raise UnreadableInput(str(source), reason="no record has a date; say which day it shows with as_of")
    made = compiled(gathered.raws, day, gathered.unreadable, commit=snapshot.commit)
    placed = place(made.data, path, force=force)
    return Imported(
        placed, day, known_by, snapshot.commit, made.counts, made.unreadable, made.aside, made.remarks
    )
