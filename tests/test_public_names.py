"""What the package and its modules say they offer is what they offer, and asking costs little."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import itu_catalog

if TYPE_CHECKING:
    from collections.abc import Iterable

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(itu_catalog.__path__, "itu_catalog.")
    if not module.name.endswith("__main__")
)

# Each of these costs more at start-up than this library's own work up to the first answer.
EXPENSIVE = (
    "cattrs",
    "dataclasses",
    "importlib.metadata",
    "importlib.resources",
    "json",
    "packaging",
    "pathlib",
    "tomllib",
)


def in_order(names: Iterable[str]) -> list[str]:
    """Return names once each: constants, classes, functions, which is the order the linter asks for."""
    return sorted(set(names), key=lambda name: (not name.isupper(), not name[0].isupper(), name))


def loaded_after(code: str) -> set[str]:
    """Run code in a fresh interpreter and return the modules that it loaded beyond a bare start."""
    script = f"import sys; before = set(sys.modules); {code}; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)  # noqa: S603 - our own code
    assert not done.returncode, f"{code}\n{done.stderr}"
    return set(done.stdout.split())


@pytest.mark.parametrize("name", itu_catalog.__all__)
def test_public_name_resolves(name: str) -> None:
    """Every name that the package lists can be had from it."""
    assert hasattr(itu_catalog, name)


def test_all_is_sorted_and_dir_agrees() -> None:
    """The list of public names is in order, free of repetition, and is what completion shows."""
    names = list(itu_catalog.__all__)

    assert in_order(names) == names
    assert names == [name for name in dir(itu_catalog) if not name.startswith("_") or name in names]


@pytest.mark.parametrize("module", MODULES)
def test_module_lists_what_it_offers(module: str) -> None:
    """The sorted `__all__` of a module holds all public functions and classes it defines, and no more."""
    loaded = importlib.import_module(module)
    defined = {
        name
        for name, value in vars(loaded).items()
        if not name.startswith("_") and getattr(value, "__module__", None) == module and callable(value)
    }

    assert in_order(loaded.__all__) == list(loaded.__all__)
    assert set() == defined - set(loaded.__all__)
    assert set() == {name for name in loaded.__all__ if not hasattr(loaded, name)}


def test_import_loads_nothing_else() -> None:
    """`import itu_catalog` loads no other module of the package and no dependency."""
    loaded = loaded_after("import itu_catalog")

    assert {"itu_catalog"} == {name for name in loaded if name.split(".")[0] == "itu_catalog"}
    assert set() == loaded & {"attr", "attrs", "re", *EXPENSIVE}


@pytest.mark.parametrize("statement", ["itu_catalog.parse('X.509')", "itu_catalog.resolve('X.509')"])
def test_first_answer_loads_nothing_expensive(statement: str) -> None:
    """The first answer of a fresh process does not wait for modules that it does not need."""
    needed_by_attrs = loaded_after("import attrs")

    loaded = loaded_after(f"import itu_catalog; {statement}")

    assert set() == (loaded - needed_by_attrs) & set(EXPENSIVE)
