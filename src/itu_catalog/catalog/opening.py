"""Which catalogue answers: the user's where there is one, else the one in the package."""

from __future__ import annotations

from itu_catalog.catalog.catalog import Catalog
from itu_catalog.store import opened

TYPE_CHECKING = False
if TYPE_CHECKING:
    import os

    from itu_catalog.catalog.lookup import Subject
    from itu_catalog.dates import Day
    from itu_catalog.documents import Document

__all__ = ["default_catalog", "embedded_catalog", "open_catalog", "resolve", "user_catalogue_path"]

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
    the package), the imported catalogue in the user's data directory, the one in the package.
    Nothing is ever fetched.
    """
    import os

    named = os.environ.get("ITU_CATALOG", "")
    if named == "embedded":
        return embedded_catalog()
    path = named or user_catalogue_path()
    found = _opened.get(path)
    if found is None:
        if not named and not os.path.exists(path):  # noqa: PTH110 - pathlib costs more than the look-up
            return embedded_catalog()
        found = _opened.setdefault(path, open_catalog(path))
    return found


def user_catalogue_path() -> str:
    """Return where an imported catalogue lies: in the user's data directory, as each system has it."""
    import os
    import sys

    home = os.path.expanduser("~")  # noqa: PTH111 - the same
    places = {"win32": os.environ.get("LOCALAPPDATA"), "darwin": f"{home}/Library/Application Support"}
    base = places.get(sys.platform) or os.environ.get("XDG_DATA_HOME") or f"{home}/.local/share"
    return os.path.join(base, "itu-catalog", "catalogue.tsv")  # noqa: PTH118 - the same


def resolve(name: Subject, on: Day | None = None) -> Document:
    """Return the one document that `name` means on `on`: `Catalog.resolve` of the default catalogue.

    >>> print(resolve("X.694 Cor.1", on="2020-06-09"))
    ITU-T X.694 (2015) Cor. 1 (10/2019)
    """
    return default_catalog().resolve(name, on)
