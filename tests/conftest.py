"""What every test may ask for: the pace of property tests, and the material beside the repository."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from itu_catalog import open_catalog
from snapshot import find_snapshot, primary_identifiers

if TYPE_CHECKING:
    from itu_catalog import Catalog
    from itu_catalog.importers import Imported

if TYPE_CHECKING:
    from itu_catalog.importers.relaton.record import Raw

REPOSITORY = Path(__file__).resolve().parent.parent

# Whoever runs the tests may keep a catalogue of their own; what is promised here is about the one in the package.
os.environ["ITU_CATALOG"] = "embedded"

# A run in the background may have Ctrl-C ignored, and so would every process that a test starts and interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

IN_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")

# No deadline: a shared machine may halt any example for a second, and time is measured by benchmarks/.
# Automatic runs are the same run each time; a person's runs explore.
settings.register_profile("default", max_examples=100, deadline=None, derandomize=IN_CI)
settings.register_profile("quick", max_examples=20, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=3000, deadline=None, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what a person may ask for beside running the tests."""
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden/ anew instead of comparing with it"
    )


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The directory `shared` beside the repository: two Council reports, facts and a snapshot of the dataset.

    None of it is ours to redistribute. Without it a test is skipped and says so; in an automatic run
    (`CI` is set) its absence is a failure, so that nobody mistakes a run without it for a full one.
    """
    directory = REPOSITORY.parent / "shared"
    if not directory.is_dir():
        reason = "the reference material is absent: expected a directory `shared` beside the repository"
        if IN_CI:
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return directory


@pytest.fixture(scope="session")
def dataset_identifiers(shared: Path) -> tuple[str, ...]:
    """The primary identifiers of all 21,506 records of the dataset snapshot."""
    return tuple(primary_identifiers(find_snapshot(shared)))


@pytest.fixture(scope="session")
def dataset_records(shared: Path) -> tuple[Raw, ...]:
    """Every record of the dataset snapshot, as it is written there."""
    pytest.importorskip("yaml")
    from itu_catalog.importers.relaton.gathering import gather

    return tuple(gather(find_snapshot(shared)).raws)


@pytest.fixture(scope="session")
def imported(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """The whole snapshot, imported once for all tests; `imported.placed.path` is the catalogue file."""
    pytest.importorskip("yaml", reason="the extra `import` is not installed")
    from itu_catalog.importers import import_dataset

    return import_dataset(find_snapshot(shared), tmp_path_factory.mktemp("imported") / "whole.tsv")


@pytest.fixture(scope="session")
def whole(imported: Imported) -> Catalog:
    """The catalogue of all documents of ITU that the snapshot holds."""
    return open_catalog(imported.placed.path)
