"""A copy of the dataset in one call: which day it shows, what is counted, and that the same gives the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from itu_catalog import UnreadableInput, UnwritableFile, open_catalog
from itu_catalog.importers import import_dataset
from made_dataset import put, tape, tree, written

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("yaml", reason="the extra `import` is not installed")


def contents(*dates: str) -> dict[str, bytes]:
    """Return the files of a dataset with one Recommendation for each day."""
    found = {}
    for number, date in enumerate(dates, start=9001):
        values = tree(f"ITU-T X.{number} ({date[5:7]}/{date[:4]})", date=date, related=())
        found[f"relaton-data-itu-main/data/itu-t-x-{number}.yaml"] = written(values).encode()
    return found


def dataset(folder: Path, *dates: str) -> Path:
    """Write a checkout with one Recommendation for each day; return its folder."""
    return put(folder, contents(*dates)) / "relaton-data-itu-main"


def archive(folder: Path, name: str, *dates: str) -> Path:
    """Write an archive whose files were last changed on 22 August 2026; return its path."""
    return put(folder, {name: tape(contents(*dates), "w:gz")}) / name


def test_an_archive_shows_the_day_of_its_name(tmp_path: Path) -> None:
    """A day in the name of an archive is somebody's word."""
    source = archive(tmp_path, "relaton-data-itu-2024-06-01.tar.gz", "2024-05-13")
    imported = import_dataset(source, tmp_path / "out.tsv", workers=1)
    assert (str(imported.as_of), imported.known_by) == ("2024-06-01", "name")


def test_an_archive_shows_the_day_of_its_files(tmp_path: Path) -> None:
    """An archive keeps when its files were changed: the day of the commit."""
    source = archive(tmp_path, "main.tar.gz", "2024-05-13")
    imported = import_dataset(source, tmp_path / "out.tsv", workers=1)
    assert (str(imported.as_of), imported.known_by) == ("2026-08-22", "files")


def test_a_copied_folder_shows_the_day_of_its_newest_text(tmp_path: Path) -> None:
    """Files that somebody copied have the day of the copying, which says nothing."""
    imported = import_dataset(dataset(tmp_path, "2024-05-13", "2023-01-13"), tmp_path / "out.tsv", workers=1)
    assert (str(imported.as_of), imported.known_by) == ("2024-05-13", "newest")


def test_a_day_that_has_not_come_is_no_evidence(tmp_path: Path) -> None:
    """A record dated in the far future is somebody's slip."""
    imported = import_dataset(dataset(tmp_path, "2024-05-13", "2999-01-13"), tmp_path / "out.tsv", workers=1)
    assert str(imported.as_of) == "2024-05-13"


def test_the_day_that_is_asked_for_decides(tmp_path: Path) -> None:
    """Whoever knows better says so."""
    imported = import_dataset(
        dataset(tmp_path, "2024-05-13"), tmp_path / "out.tsv", workers=1, as_of="2024-08-01"
    )
    assert (str(imported.as_of), imported.known_by) == ("2024-08-01", "asked")


def test_the_order_of_files_and_the_number_of_processes_do_not_matter(tmp_path: Path) -> None:
    """The same records give the same bytes, from a folder or an archive, by one process or two."""
    days = [f"20{year:02}-0{month}-13" for year in range(10, 24) for month in range(1, 10)]
    folder, packed = dataset(tmp_path, *days), archive(tmp_path, "main.tar.gz", *days)
    one = import_dataset(folder, tmp_path / "one.tsv", workers=1, as_of="2026-08-22")
    two = import_dataset(packed, tmp_path / "two.tsv", workers=2)
    assert one.placed.version == two.placed.version
    assert (tmp_path / "one.tsv").read_bytes() == (tmp_path / "two.tsv").read_bytes()


def test_a_bad_file_is_counted_and_named(tmp_path: Path) -> None:
    """One file that cannot be read does not stop the others, unless it is to."""
    folder = dataset(tmp_path, "2024-05-13")
    (folder / "data" / "itu-t-x-bad.yaml").write_text("docidentifier: [", "utf-8")
    imported = import_dataset(folder, tmp_path / "out.tsv", workers=1)
    assert [each.file for each in imported.unreadable] == ["data/itu-t-x-bad.yaml"]
    assert "X.9001" in open_catalog(imported.placed.path)
    with pytest.raises(UnreadableInput, match=r"itu-t-x-bad\.yaml"):
        import_dataset(folder, tmp_path / "strict.tsv", workers=1, strict=True)
    assert not (tmp_path / "strict.tsv").exists()


def test_what_was_learned_is_kept_in_the_file(tmp_path: Path) -> None:
    """The catalogue file itself tells how it came about."""
    folder = dataset(tmp_path, "2024-05-13")
    imported = import_dataset(folder, tmp_path / "out.tsv", workers=1)
    table = dict(open_catalog(imported.placed.path)._store.table("provenance"))
    assert table["counts"] == imported.counts
    assert (table["dataset"]["name"], table["dataset"]["as_of"]) == ("relaton-data-itu", "2024-05-13")


def test_the_package_is_part_of_it(tmp_path: Path) -> None:
    """Whatever is imported, what the package knows is there, too."""
    imported = import_dataset(dataset(tmp_path, "2024-05-13"), tmp_path / "out.tsv", workers=1)
    cat = open_catalog(imported.placed.path)
    assert "X.509" in cat
    assert len(cat.reports) == 2
    assert {remark.code for remark in imported.remarks} >= {"age"}


def test_progress_is_told(tmp_path: Path) -> None:
    """Whoever waits is told how many files were read."""
    told: list[tuple[int, int | None]] = []
    import_dataset(
        dataset(tmp_path, "2024-05-13"),
        tmp_path / "out.tsv",
        workers=1,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told[-1][0] == 1


def test_a_name_that_cannot_be_written_is_said_before_the_work(tmp_path: Path) -> None:
    """Nobody waits for an import whose file cannot be written: the source is not even looked for."""
    with pytest.raises(UnwritableFile, match="no-such-folder"):
        import_dataset(tmp_path / "absent.tar.gz", tmp_path / "no-such-folder" / "out.tsv")


def test_a_text_like_one_of_the_package_is_no_second_work(tmp_path: Path) -> None:
    """A record of the number and the day of a work of the package, and of none of its texts, joins that work."""
    values = tree("ITU-T X.509 (V2) (11/1988)", date="1988-11-25", related=())
    source = put(tmp_path, {"relaton-data-itu-main/data/itu-t-x-509-v2.yaml": written(values).encode()})
    imported = import_dataset(
        source / "relaton-data-itu-main", tmp_path / "out.tsv", workers=1, as_of="2026-08-22"
    )
    work = open_catalog(imported.placed.path)["X.509"]
    assert {"ITU-T X.509 (11/1988)", "ITU-T X.509 (V2) (11/1988)"} <= {str(text) for text in work.documents}
    assert [each.code for each in imported.remarks if each.identifier == "ITU-T X.509"] == ["joined"]
