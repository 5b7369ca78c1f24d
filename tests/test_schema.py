"""Hand-edited data: every fault has a place and a remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from itu_catalog.errors import InvalidCatalogueData
from itu_catalog.schema import DocumentRow, load_overlay, read, read_document, read_work
from itu_catalog.sources import load

if TYPE_CHECKING:
    from pathlib import Path

GOOD = {"identifier": "ITU-T X.9 (10/2019)", "approved": "2019-10-14", "status": "in force"}

FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"identifier": "X.9"}, "identifier: 'X.9' is not a canonical identifier; write 'ITU-T X.9'"),
    (
        {"identifier": "nonsense"},
        "identifier: 'nonsense' is not a canonical identifier; write it in canonical form",
    ),
    ({"identifier": 9}, "identifier: 9 is not a canonical identifier"),
    ({**GOOD, "approved": "14.10.2019"}, "approved: '14.10.2019' is no date"),
    ({**GOOD, "approved": 2019}, "approved: 2019 is no date; write"),
    ({**GOOD, "edition": 3.1}, "edition: 3.1 is a number; write it in quotes"),
    ({**GOOD, "status": "in farce"}, "status: 'in farce' is not known here; did you mean 'in force'?"),
    ({**GOOD, "status": "blue"}, "status: 'blue' is not known here; write one of: in force"),
    ({**GOOD, "cumulative": "yes"}, "cumulative: 'yes' is neither true nor false"),
    ({**GOOD, "titel": "x"}, "unknown key 'titel'; did you mean 'title'?"),
    ({**GOOD, "colour": "x"}, "unknown key 'colour'; known are: identifier"),
    ({**GOOD, "title": ""}, "title: it is empty; leave the key out"),
    ({**GOOD, "title": ["x"]}, "title: a list is no text; write it in quotes"),
    ({"status": "in force"}, "identifier: the key 'identifier' is missing; add it"),
    ({**GOOD, "superseded_by": ["X.10"]}, "superseded_by[0]: 'X.10' is not a canonical identifier"),
    ({**GOOD, "conflicts": [{"field": "title"}]}, "conflicts[0].value: the key 'value' is missing; add it"),
]


@pytest.mark.parametrize(("row", "said"), FAULTS, ids=[said[:40] for _, said in FAULTS])
def test_a_fault_has_a_place_and_a_remedy(row: dict[str, Any], said: str) -> None:
    """A mistake in the data is told as file, path, what is wrong and what to write."""
    with pytest.raises(InvalidCatalogueData) as caught:
        read(row, DocumentRow, "x.toml")

    assert any(fault.startswith(f"x.toml: {said}") for fault in caught.value.faults), caught.value.faults


def test_the_place_leads_through_the_file(tmp_path: Path) -> None:
    """The path of a fault counts works and documents as they stand."""
    path = tmp_path / "x.toml"
    path.write_text(
        'source = "s"\n[[work]]\nidentifier = "ITU-T X.8"\n[[work]]\nidentifier = "ITU-T X.9"\n'
        '[[work.document]]\nidentifier = "ITU-T X.9 (10/2019)"\napproved = "soon"\n',
        "utf-8",
    )

    with pytest.raises(InvalidCatalogueData) as caught:
        load_overlay(path)

    assert (
        "x.toml: work[1].document[0].approved: 'soon' is no date; write 2019, 2019-10, 2019-10-14 or 10/2019",
    ) == (caught.value.faults)


def test_broken_toml_names_the_file(tmp_path: Path) -> None:
    """A file that is no TOML at all is named with the line."""
    path = tmp_path / "x.toml"
    path.write_text("source = \n", "utf-8")

    with pytest.raises(InvalidCatalogueData, match=r"x\.toml.*line 1"):
        load_overlay(path)


def test_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    """Whoever mends the data sees everything that is wrong in one run."""
    works = tmp_path / "works"
    works.mkdir()
    for number in (1, 2):
        (works / f"{number}.toml").write_text(f'source = "s"\n[[work]]\nidentifier = "X.{number}"\n', "utf-8")
    (tmp_path / "names.toml").write_text('[[name]]\nname = "FOO"\n', "utf-8")
    (tmp_path / "series.toml").write_text('[[series]]\nsector = "ITU-X"\nletter = "X"\n', "utf-8")

    with pytest.raises(InvalidCatalogueData) as caught:
        load(tmp_path)

    assert {"works/1.toml", "works/2.toml", "names.toml", "series.toml"} == {
        fault.partition(":")[0] for fault in caught.value.faults
    }


def test_a_name_of_nothing_is_a_fault(tmp_path: Path) -> None:
    """A name must mean something that the data holds."""
    (tmp_path / "works").mkdir()
    (tmp_path / "works" / "x.toml").write_text('source = "s"\nas_of = 2020-01-01\n', "utf-8")
    (tmp_path / "names.toml").write_text(
        '[[name]]\nname = "FOO"\nkind = "common"\nidentifier = "ITU-T X.1"\n', "utf-8"
    )

    with pytest.raises(
        InvalidCatalogueData, match=r"names\.toml: name\[0\]\.identifier: no work bears ITU-T X\.1"
    ):
        load(tmp_path)


def test_records_come_back_from_what_they_give() -> None:
    """A record made of plain values gives plain values that make the same record."""
    document = read_document({**GOOD, "title": "T", "sources": {"title": "me"}, "inferred": ["status"]}, "s")

    assert document == read_document(document.to_dict())
    one = read_work({"identifier": "ITU-T X.9", "study_group": "SG17", "document": [GOOD]}, "s")
    assert one == read_work(
        {"identifier": "ITU-T X.9", "study_group": "SG17", "source": "s", "document": [GOOD]}
    )
