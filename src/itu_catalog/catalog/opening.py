"""Which catalogue answers: the user's where there is one, else the one in the package."""

from __future__ import annotations

import copyreg

from itu_catalog.catalog.catalog import Catalog
from itu_catalog.errors import CatalogueFileError
from itu_catalog.store import Store, opened

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os
    from typing import Any

    from itu_catalog.catalog.lookup import Subject
    from itu_catalog.dates import Day
    from itu_catalog.documents import Document

__all__ = [
    "default_catalog",
    "default_choice",
    "embedded_catalog",
    "open_catalog",
    "resolve",
    "system_catalogue_paths",
    "user_catalogue_path",
]

_IN_DATA = ("itu-catalog", "catalogue.tsv")
"""Where the catalogue lies in a data directory."""

_opened: dict[str, Catalog] = {}


def embedded_catalog() -> Catalog:
    """Return the catalogue in the package: the same for everybody, whatever has been imported.

    >>> embedded_catalog().as_of
    datetime.date(2026, 8, 22)
    """
    found = _opened.get("")
    if found is None:
        # Found beside this module and not through importlib.resources, which costs more than a look-up;
        # in a package inside a zip there is no such file, and the loader has the bytes.
        path = __file__.rpartition("catalog")[0] + "data/core.tsv"
        loader = globals().get("__loader__")
        found = _opened.setdefault("", Catalog(opened(path, getattr(loader, "get_data", None))))
    return found


def open_catalog(path: str | os.PathLike[str]) -> Catalog:
    """Open a catalogue file, such as one made by an import; `CatalogueFileError` when it cannot be used.

    >>> open_catalog("no-such-file.tsv")
    Traceback (most recent call last):
        ...
    itu_catalog.errors.CatalogueFileError: ...
    """
    import os

    return Catalog(opened(os.fspath(path)))


def default_catalog() -> Catalog:
    """Return the user's catalogue where there is one, else the one in the package; opened once.

    In this order: the file that the environment variable ``ITU_CATALOG`` names (``embedded`` means the one in
    the package), the imported catalogue in the user's data directory, one in a data directory of the whole system,
    the one in the package. Nothing is ever fetched. A catalogue that is there and cannot be used is an error, not
    passed over. Who has a catalogue goes on with it when another takes its place.
    """
    path, why = default_choice()
    if not path:
        return embedded_catalog()
    found = _opened.get(path)
    if found is None:
        try:
            found = _opened.setdefault(path, open_catalog(path))
        except CatalogueFileError as fault:
            anew = "itu-catalog update makes it anew, " if path == user_catalogue_path() else ""
            reason = f"{fault.reason} ({why}; {anew}ITU_CATALOG=embedded asks the one in the package)"
            raise CatalogueFileError(path, reason=reason) from fault
    return found


def default_choice() -> tuple[str, str]:
    """Return the path of the default catalogue, empty for the one in the package, and why it is the default.

    >>> default_choice()
    ('', 'ITU_CATALOG says embedded')
    """
    import os

    named = os.environ.get("ITU_CATALOG", "")
    if named == "embedded":
        return "", "ITU_CATALOG says embedded"
    if named:
        return named, "ITU_CATALOG names it"
    path = user_catalogue_path()
    if path and _is_there(path):
        return path, "it is the one in your data directory"
    for path in system_catalogue_paths():
        if _is_there(path):
            return path, "it is the one of the whole system"
    return "", "no other was imported"


def _is_there(path: str) -> bool:
    """Whether there is a file, usable or not; what lies in a directory that one may not enter is another's."""
    import os

    return os.path.lexists(path)


def user_catalogue_path() -> str:
    """Return where an imported catalogue lies: in the user's data directory, as each system has it.

    Empty for a user without a home directory.
    """
    import os
    import sys

    home = os.path.expanduser("~")  # noqa: PTH111 - pathlib costs more than the look-up, here and below
    usual = os.path.join(home, ".local", "share")  # noqa: PTH118
    places = {"win32": os.environ.get("LOCALAPPDATA"), "darwin": f"{home}/Library/Application Support"}
    # A relative path would be another one in each directory; the rules for XDG_DATA_HOME pass over it, too.
    named = os.environ.get("XDG_DATA_HOME", "")
    base = places.get(sys.platform) or (named if os.path.isabs(named) else usual)  # noqa: PTH117
    return os.path.join(base, *_IN_DATA) if os.path.isabs(base) else ""  # noqa: PTH117, PTH118


def system_catalogue_paths() -> tuple[str, ...]:
    """Return where a catalogue for all users of a machine may lie, the first one first."""
    import os
    import sys

    one = {"win32": os.environ.get("PROGRAMDATA", ""), "darwin": "/Library/Application Support"}.get(
        sys.platform
    )
    several = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    bases = several.split(":") if one is None else [one]
    return tuple(os.path.join(base, *_IN_DATA) for base in bases if os.path.isabs(base))  # noqa: PTH117, PTH118


def resolve(name: Subject, on: Day | None = None) -> Document:
    """Return the one document that `name` means on `on`: `Catalog.resolve` of the default catalogue.

    >>> print(resolve("X.694 Cor.1", on="2020-06-09"))
    ITU-T X.694 (2015) Cor. 1 (10/2019)
    """
    return default_catalog().resolve(name, on)


# --------------------------------------------------------------------------------------------------
# Pickles. Registered here, because a catalogue does not know where it may be read.


def _pickled(catalog: Catalog) -> tuple[Any, ...]:
    """Return what makes a catalogue again: the package's by name, another by its file, one in memory by its bytes."""
    import os

    if catalog.path == embedded_catalog().path:
        return embedded_catalog, ()
    if os.path.exists(catalog.path):  # noqa: PTH110 - pathlib costs more than the look-up
        return _opened_again, (catalog.path, catalog.version)
    return _of_bytes, (catalog._store.whole(), catalog.path)


def _opened_again(path: str, version: str) -> Catalog:
    """Open a file, which must be what it was: nobody is given other answers without a word."""
    catalog = open_catalog(path)
    if catalog.version != version:
        reason = f"it is {catalog.version} now, not {version} as when it was pickled; open it anew"
        raise CatalogueFileError(path, reason=reason)
    return catalog


def _of_bytes(data: bytes, path: str) -> Catalog:
    return Catalog(Store(data, path))


copyreg.pickle(Catalog, _pickled)
