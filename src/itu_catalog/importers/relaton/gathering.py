"""All records of the dataset, out of a checkout or an archive, read by several processes.

    gathered = gather("relaton-data-itu-2026-08-22.tar.xz")
    len(gathered.raws), gathered.snapshot.day       # (21506, datetime.date(2026, 8, 22))

Records come in the order of their file names, whatever the order of the archive and however many processes there are.
"""

from __future__ import annotations

import sys
from contextlib import closing
from itertools import chain, islice
from operator import itemgetter
from sys import intern
from typing import NamedTuple

from itu_catalog.errors import UnreadableInput
from itu_catalog.importers.batches import done, hands
from itu_catalog.importers.entries import Entries
from itu_catalog.importers.relaton.reading import needed, read
from itu_catalog.importers.relaton.record import Raw, Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Generator, Iterable, Iterator
    from typing import TypeAlias

    from itu_catalog.importers.dating import Snapshot

    Batch: TypeAlias = list[tuple[str, bytes]]

__all__ = ["Gathered", "gather", "read_batch"]

_FILES = 256
"""Files that a process is given at a time."""
_BYTES = 4 << 20
"""Bytes that it is given at a time, about: a MiB of them may be in the last file."""


class Gathered(NamedTuple):
    """What a checkout or an archive of the dataset holds."""

    raws: list[Raw]
    """All records, in the order of their file names."""
    unreadable: list[Unreadable]
    """What is named like a record and is none, in the order of the file names."""
    snapshot: Snapshot
    """What is known of the day that it shows."""
    others: int
    """How many files it has besides, which were passed over."""

    @property
    def files(self) -> int:
        """How many files are named like records."""
        return len(self.raws) + len(self.unreadable)


def gather(
    source: str | os.PathLike[str],
    *,
    workers: int | None = None,
    progress: Callable[[int, int | None], object] | None = None,
    strict: bool = False,
) -> Gathered:
    """Read all records of a folder or an archive (tar, tar.gz, tar.xz, ZIP) of the dataset.

    `workers` processes do it: as many as there are CPUs, eight at most, if nothing is said; with one, this process
    does it all. `progress` is called with the number of files that are read, and of those there are where that is
    known. What cannot be read is kept with its reason; with `strict` it is an error.

    Raises:
        UnreadableInput: there is no such source, it is no dataset, it is damaged, cut short or hostile; a process that
            read it has died; or one of its records cannot be read, and `strict` says that this matters.
        MissingExtra: PyYAML is not installed.
        ValueError: `workers` is less than one.
    """
    needed()
    if workers is not None and workers < 1:
        raise ValueError(f"{workers} workers read nothing; use one or more")
    raws: list[Raw] = []
    unreadable: list[Unreadable] = []
    with Entries(source) as entries, closing(_found(entries, workers or hands())) as found:
        for batch in found:
            for each in batch:
                if isinstance(each, Unreadable):
                    unreadable.append(each)
                else:
                    raws.append(_shared(each))
            if strict:
                _insist(entries, unreadable)
            if progress is not None:
                progress(len(raws) + len(unreadable), entries.total)
        if strict:
            _insist(entries, unreadable)
        unreadable += [Unreadable(*refused) for refused in entries.refused]
        return Gathered(
            sorted(raws, key=_file), sorted(unreadable, key=_file), entries.snapshot, entries.others
        )


def read_batch(batch: Batch) -> list[Raw | Unreadable]:
    """Read some files, given their names and bytes."""
    return [read(name, data) for name, data in batch]


def _found(entries: Entries, workers: int) -> Generator[list[Raw | Unreadable], None, None]:
    """Read files in several processes, unless there is only one process, or one batch."""
    batches = _batches(entries)
    begun = list(islice(batches, 2))
    rest = chain(begun, batches)
    if workers == 1 or len(begun) == 1 or not sys.executable:
        yield from map(read_batch, rest)
        return
    try:
        yield from done(rest, f"{__name__}:{read_batch.__name__}", workers)
    except ChildProcessError as fault:
        raise UnreadableInput(entries.path, reason=str(fault)) from fault


def _batches(entries: Iterable[tuple[str, bytes]]) -> Iterator[Batch]:
    batch: Batch = []
    size = 0
    for name, data in entries:
        batch.append((name, data))
        size += len(data)
        if len(batch) == _FILES or size > _BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


_file = itemgetter(0)


def _shared(raw: Raw) -> Raw:
    """Return a record whose related texts are named by the same strings as those of others: there are half a million."""
    return raw._replace(
        editions=tuple(map(intern, raw.editions)), complements=tuple(map(intern, raw.complements))
    )


def _insist(entries: Entries, unreadable: list[Unreadable]) -> None:
    """Raise when anything could not be read."""
    for fault in (*unreadable[:1], *entries.refused[:1]):
        raise UnreadableInput(
            entries.path, reason=f"{Unreadable(*fault)}; mend that, or import without 'strict'"
        )
