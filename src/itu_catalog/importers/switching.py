"""From a dataset to the catalogue that answers: imported beside the old one, validated, compared, and then put in place.

What an import makes lies in a hidden directory beside the catalogue until it is good; whatever goes wrong before
that, the old one stays as it was.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from itu_catalog.catalog import Catalog
from itu_catalog.catalog.opening import user_catalogue_path
from itu_catalog.comparing import diff
from itu_catalog.errors import CatalogueFileError, InvalidCatalogueData, UnwritableFile
from itu_catalog.importers.locking import locked
from itu_catalog.importers.placing import place, reasoned, refuse_collapse, scratch, tidy, writable_path
from itu_catalog.store import Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator

    from itu_catalog.comparing import Difference
    from itu_catalog.importers import Imported
    from itu_catalog.importers.placing import Placed

    Progress = Callable[[int, int | None], object]

__all__ = ["PATIENCE", "Switched", "bench", "import_path", "old_catalogue", "switch"]

PATIENCE = 300.0
"""Seconds to wait for another import or update."""


class Switched(NamedTuple):
    """What an import made, what it changes, and where it was put."""

    imported: Imported
    new: Catalog
    old: Catalog | None
    """The catalogue before; None where there was none, or it could not be used."""
    changes: Difference | None
    """What differs between them; None without an old one."""
    breaches: tuple[str, ...]
    """What the validator found that was not known before, of the level error; one sentence each."""
    placed: Placed | None
    """None when it was tried only."""


@contextmanager
def bench(
    path: str, *, doing: str, dry_run: bool = False, tell: Callable[[str], object] | None = None
) -> Iterator[str]:
    """Make room beside a catalogue for what is on its way there, and let nobody else write it meanwhile.

    To try only, room is made among the temporary files, and nothing near the catalogue is touched.

    Raises:
        UnwritableFile: nothing can be written there, or somebody else is at work for too long.
    """
    with ExitStack() as stack:
        if dry_run:
            import tempfile

            with reasoned(tempfile.gettempdir()):
                folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="itu-catalog-"))
        else:
            with reasoned(path):
                if stack.enter_context(locked(path, wait=PATIENCE, doing=doing, tell=tell)):
                    tidy(path)
                folder = stack.enter_context(scratch(path))
        yield folder


def import_path(target: str | os.PathLike[str] | None, *, dry_run: bool = False) -> str:
    """Return the catalogue file to write; to try only, no directory is made for it, and none need be there.

    Raises:
        UnwritableFile: it cannot be one.
    """
    if not dry_run:
        return writable_path(target)
    path = user_catalogue_path() if target is None else os.fspath(target)
    return os.path.realpath(path) if path else ""


def old_catalogue(path: str) -> Catalog | None:
    """Open the catalogue that is there; None where there is none, or none that anybody could use.

    It is read and not mapped, because Windows replaces no file that is mapped.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - as strings, like all paths of the catalogue
            return Catalog(Store(file.read(), path))
    except (CatalogueFileError, OSError, ValueError):
        return None


def switch(
    source: str,
    path: str,
    folder: str,
    *,
    strict: bool = False,
    workers: int | None = None,
    as_of: datetime.date | None = None,
    force: bool = False,
    newer: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Switched:
    """Import a dataset and let the result take the place of a catalogue.

    Args:
        source: a checkout or an archive of the dataset.
        path: the catalogue file.
        folder: where to work; see `bench`.
        strict: refuse a dataset with a file that cannot be read, and a catalogue with new faults.
        workers: how many processes read the dataset.
        as_of: the day that the dataset shows, where it does not say that itself.
        force: let it take the place of one that has far more, or is newer.
        newer: refuse one that ends before the one that is there.
        dry_run: change nothing.
        progress: is told how many files were read, of how many.

    Raises:
        UnreadableInput: the source is no dataset, or `strict` refuses it.
        InvalidCatalogueData: `strict` refuses what was made of it.
        UnwritableFile: the catalogue cannot be replaced, or should not be.
    """
    from itu_catalog.importers import import_dataset

    made = os.path.join(folder, "catalogue.tsv")  # noqa: PTH118 - likewise
    try:
        imported = import_dataset(
            source, made, strict=strict, workers=workers, progress=progress, as_of=as_of
        )
    except UnwritableFile as fault:
        if dry_run:
            raise
        # Nobody asked for the hidden directory; it lies beside what was asked for, so its disc is the same.
        reason = fault.reason.replace(folder, os.path.dirname(path) or ".")  # noqa: PTH120
        raise UnwritableFile(path, reason=reason) from fault
    with open(made, "rb") as file:  # noqa: PTH123
        data = file.read()
    new, old = Catalog(Store(data, path)), old_catalogue(path)
    if old is not None and not force:
        refuse_collapse(path, old._store, new._store)
        if newer:
            _refuse_older(path, old, new)
    breaches = _breaches(new)
    if strict and breaches:
        raise InvalidCatalogueData(breaches)
    changes = None if old is None else diff(old, new)
    placed = None if dry_run else place(data, path, force=force, wait=PATIENCE)
    if placed is not None:
        imported = imported._replace(placed=placed)
    return Switched(imported, new, old, changes, breaches, placed)


def _refuse_older(path: str, old: Catalog, new: Catalog) -> None:
    if new.as_of < old.as_of:
        reason = (
            f"the dataset ends on {new.as_of}, the catalogue there on {old.as_of}; "
            "nothing was changed; if the older one is wanted, say --force"
        )
        raise UnwritableFile(path, reason=reason)


def _breaches(catalog: Catalog) -> tuple[str, ...]:
    """Return what the validator finds in a catalogue that is not among what is known of the dataset."""
    from itu_catalog.importers.census import EXCEPTIONS
    from itu_catalog.validation import validate
    from itu_catalog.validation.known import judged, load_known

    verdict = judged(validate(catalog, as_of=catalog.as_of), load_known(EXCEPTIONS))
    return tuple(
        f"{each.fault.identifier}: {each.fault.message} [{each.fault.code}]"
        for each in verdict.breaches
        if each.state == "new"
    )
