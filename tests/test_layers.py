"""Imports point downwards only, and every module has its place."""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import itu_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).resolve().parent.parent / "src" / "itu_catalog"

# A module imports from lower layers only. Packages count as one module; inside one, modules import freely.
LAYERS = {
    "crew": 0,
    "errors": 0,
    "escapes": 0,
    "folding": 0,
    "layout": 0,
    "punctuation": 0,
    "replacing": 0,
    "dates": 1,
    "grammar": 1,
    "numbers": 1,
    "heads": 2,
    "identifier": 2,
    "notation": 2,
    "parsing": 2,
    "reading": 2,
    "vocabulary": 2,
    "documents": 3,
    "relations": 4,
    "requirement": 4,
    "rows": 4,
    "schema": 4,
    "store": 4,
    "citation": 5,
    "sources": 5,
    "titles": 5,
    "validation": 5,
    "writer": 5,
    "readers": 5,  # of documents: they know neither catalogue nor citations
    "catalog": 6,
    "findings": 7,
    "comparing": 7,
    "importers": 8,
    "checking": 8,  # documents × findings: the records that reports are written from
    "annotation": 8,
    "exports": 9,
    "updating": 9,  # the only part that asks the network
    "itu_catalog": 10,  # the façade: it re-exports, and only the command line may stand on it
    "cli": 11,
    "__main__": 12,
}

# Steps within a layer: what the upper module needs of its neighbours. They make no cycle.
WITHIN = {
    "comparing": {"findings"},  # what is said of a text, and in which words
    "folding": {"punctuation"},  # the marks that it makes one
    "identifier": {"notation"},  # its addresses and file names
    "layout": {"escapes"},  # columns have text that is shown, not obeyed
    "reading": {"heads", "identifier"},  # a head, then its changes, make an identifier
    "parsing": {"identifier", "notation", "reading"},  # the verbs: machine forms first, then words
    "sources": {"validation"},  # what is read is checked
    "validation": {"titles"},  # neighbouring editions are called alike
    "vocabulary": {"identifier"},  # series and groups name a sector
}

MODULES = sorted(SOURCE.rglob("*.py"))


def place(path: Path) -> str:
    """Name the row of the table that a source file belongs to."""
    top = path.relative_to(SOURCE).parts[0]
    return "itu_catalog" if top == "__init__.py" else top.removesuffix(".py")


def targets(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield every name imported, those in functions too, and whether the type checker alone sees it."""
    package = ("itu_catalog", *path.relative_to(SOURCE).parts[:-1])
    tree = ast.parse(path.read_bytes())
    for_types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for statement in node.body
        for inner in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join((*base, *filter(None, [node.module])))
            named = [f"{stem}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in named:
            yield name, node in for_types


def imported(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield the row of every import of our own, and whether the type checker alone sees it."""
    for name, for_types in targets(path):
        top, *rest = name.split(".")
        if top == "itu_catalog":
            yield (rest[0] if rest and rest[0] in LAYERS else "itu_catalog"), for_types


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_point_downwards(path: Path) -> None:
    """A module imports from layers below its own; for the type checker alone it may also look sideways."""
    here = place(path)

    upward = {
        there
        for there, for_types in imported(path)
        if there not in {here, *WITHIN.get(here, ())} and LAYERS[there] > LAYERS[here] - (not for_types)
    }

    assert set() == upward, f"{here} (layer {LAYERS[here]}) must not import {sorted(upward)}"


def test_every_module_has_a_layer() -> None:
    """A new module is given its place in the table, or it does not get in."""
    assert set() == {place(path) for path in MODULES} - LAYERS.keys()


PACKAGES = sorted({path.parent for path in MODULES} - {SOURCE})


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_within_a_package_make_no_cycle(package: Path) -> None:
    """Inside a package modules import each other one way, those in functions too; what only re-exports stands apart."""
    home = ".".join(("itu_catalog", *package.relative_to(SOURCE).parts))
    needs = {
        path.stem: {
            top.removeprefix(f"{home}.").partition(".")[0]
            for top, for_types in targets(path)
            if top.startswith(f"{home}.") and not for_types
        }
        & {other.stem for other in package.glob("*.py")}
        for path in package.glob("*.py")
        if path.stem != "__init__"
    }

    TopologicalSorter(needs).prepare()  # raises CycleError


def test_steps_within_a_layer_make_no_cycle() -> None:
    """Within a layer, too, there is a lower and an upper module."""
    TopologicalSorter(WITHIN).prepare()  # raises CycleError

    assert all(LAYERS[upper] == LAYERS[lower] for upper, lowers in WITHIN.items() for lower in lowers)


def test_no_submodule_hides_a_public_name() -> None:
    """Importing a submodule never replaces a public function or class of the same name."""
    assert set() == {path.stem for path in MODULES} & set(itu_catalog.__all__)
