"""One update from beginning to end: ask, fetch, import, compare, switch, and remember what was fetched."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import NamedTuple

from itu_catalog.errors import UnreadableInput
from itu_catalog.importers.placing import reasoned
from itu_catalog.importers.remembered import Remembered, now, recall, remember
from itu_catalog.importers.switching import Switched, bench, import_path, old_catalogue, switch
from itu_catalog.updating.address import address, permitted, shown_address
from itu_catalog.updating.fetching import Fetched, Limits, fetch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from itu_catalog.catalog import Catalog

    Progress = Callable[[int, int | None], object]

__all__ = ["Outcome", "Updated", "program", "update"]


class Outcome(StrEnum):
    """How an update ended.

    >>> f"{Outcome.CURRENT}"
    'current'
    """

    UPDATED = "updated"
    """There was another dataset, and its catalogue is in place."""
    CURRENT = "current"
    """There is nothing newer than what is there."""
    RECENT = "recent"
    """The server was asked not long ago, and was not asked again."""
    TRIED = "tried"
    """There is another dataset; nothing was changed, because it was to be tried only."""


class Updated(NamedTuple):
    """What came of an update."""

    outcome: Outcome
    path: str
    """The catalogue file."""
    url: str
    why: str
    """Why this address was asked."""
    catalog: Catalog | None
    """The catalogue that is there now; one that was only tried is in `switched`."""
    known: Remembered | None
    """What is remembered of the archive that it was made of."""
    fetched: Fetched | None = None
    switched: Switched | None = None


def update(
    target: str | os.PathLike[str] | None = None,
    *,
    url: str | None = None,
    if_older_than: float | None = None,
    dry_run: bool = False,
    force: bool = False,
    strict: bool = False,
    workers: int | None = None,
    limits: Limits | None = None,
    allow_http: bool = False,
    fetching: Progress | None = None,
    importing: Progress | None = None,
    tell: Callable[[str], object] | None = None,
) -> Updated:
    """Fetch the dataset if there is a newer one, and let its catalogue take the place of the one there.

    Args:
        target: the catalogue file; without it, where the user's catalogue lies.
        url: the address of the archive; see `address.address` for what is asked without it.
        if_older_than: ask only if the server was last asked more than so many days ago.
        dry_run: fetch, import and compare, but change nothing.
        force: switch although the new one has far less, or is older; and ask for everything again.
        strict: refuse a dataset with a file that cannot be read, and a catalogue with new faults.
        workers: how many processes read the dataset.
        limits: what the fetch may cost.
        allow_http: whether http from this machine itself is allowed, for tests.
        fetching: is told how many bytes have come, of how many.
        importing: is told how many files were read, of how many.
        tell: is given a sentence about what makes it wait.

    Raises:
        UnreadableInput: it could not be fetched, or is no dataset.
        UnwritableFile: the catalogue cannot be replaced, or should not be.
        InvalidCatalogueData: `strict` refuses what was made of it.
        MissingExtra: the extra ``update`` is not installed.
    """
    asked, why = address(url)
    permitted(asked, allow_http=allow_http)
    path = import_path(target, dry_run=dry_run)
    old, known = _before(path)
    if if_older_than is not None and old is not None and not force and known is not None:
        age = known.age
        if age is not None and age < if_older_than:
            return Updated(Outcome.RECENT, path, asked, why, old, known)
    _needed()
    with bench(path, doing="itu-catalog update", dry_run=dry_run, tell=tell) as folder:
        old, known = _before(path)  # another update may have been at work
        tags: tuple[str | None, str | None] = (None, None)
        if known is not None and not force and (known.url, known.program) == (asked, program()):
            tags = known.etag, known.last_modified
        archive = os.path.join(folder, "archive")  # noqa: PTH118 - as strings, like all paths of the catalogue
        with reasoned(path):
            fetched = fetch(
                asked, archive, known=tags, limits=limits, allow_http=allow_http, progress=fetching, tell=tell
            )
        same = known is not None and not force and _is_same(known, fetched)
        if known is not None and (same or not fetched.modified):
            known = known._replace(checked=now())
            if not dry_run:
                _remember(path, known, tell)
            return Updated(Outcome.CURRENT, path, asked, why, old, known, fetched)
        _refuse_page(asked, archive)
        try:
            switched = switch(
                archive,
                path,
                folder,
                strict=strict,
                workers=workers,
                force=force,
                newer=True,
                dry_run=dry_run,
                progress=importing,
            )
        except UnreadableInput as fault:
            reason = f"{fault.reason} (what {shown_address(asked)} sent)"
            raise UnreadableInput("the archive", reason=reason) from fault
        if dry_run:
            return Updated(Outcome.TRIED, path, asked, why, old, known, fetched, switched)
        known = Remembered(
            asked,
            switched.new.version,
            program(),
            fetched.etag,
            fetched.last_modified,
            fetched.sha256,
            fetched.bytes,
            now(),
            now(),
        )
        _remember(path, known, tell)
        return Updated(Outcome.UPDATED, path, asked, why, switched.new, known, fetched, switched)


def program() -> str:
    """Return what makes the catalogue: another release may make a better one of the same dataset.

    >>> program().partition(" ")[0]
    'itu-catalog'
    """
    # The façade stands above this layer, but it is there whoever imports this.
    version: str = sys.modules[__name__.partition(".")[0]].__version__
    return f"itu-catalog {version}"


def _before(path: str) -> tuple[Catalog | None, Remembered | None]:
    """Return the catalogue that is there, and what is remembered of it, if it is of that one."""
    old = old_catalogue(path)
    known = recall(path)
    return old, known if old is not None and known is not None and known.catalogue == old.version else None


def _is_same(known: Remembered, fetched: Fetched) -> bool:
    """Whether a server without conditions sent the archive that one has, and this release made the catalogue of it."""
    return fetched.modified and (known.sha256, known.program) == (fetched.sha256, program())


def _needed() -> None:
    """Say what is missing before anything is fetched."""
    import importlib.util

    from itu_catalog.errors import MissingExtra

    for name in ("urllib3", "yaml"):
        if importlib.util.find_spec(name) is None:
            raise MissingExtra("update", "updates over the network")


def _remember(path: str, known: Remembered, tell: Callable[[str], object] | None) -> None:
    """Keep what is known; that it cannot be kept is no reason to fail, but the next update fetches it all again."""
    try:
        remember(path, known)
    except OSError as fault:
        if tell is not None:
            tell(f"what was fetched could not be remembered: {fault.strerror or fault}")


def _refuse_page(url: str, archive: str) -> None:
    """Refuse a page to read, which is what many a network sends instead: to log in, to pay, to say it is down."""
    with reasoned(archive), open(archive, "rb") as file:  # noqa: PTH123
        begin = file.read(1024)
    if not begin:
        reason = "the server sent nothing"
    elif begin.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        reason = "the server sent a page to read and no archive; does this network ask for something first?"
    else:
        return
    raise UnreadableInput(shown_address(url), reason=reason)
