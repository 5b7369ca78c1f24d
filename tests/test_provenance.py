"""What an import tells of itself, and every name that something had."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import itu_catalog
from factories import catalog, found, name, text, work
from itu_catalog.catalog import Catalog, Provenance, embedded_catalog
from itu_catalog.catalog.provenance import REMARKS
from itu_catalog.errors import CatalogueFileError
from itu_catalog.identifier import Identifier
from itu_catalog.validation import RULES

CORE = embedded_catalog()

TABLE: dict[str, Any] = {
    "dataset": {"name": "a dataset", "source": "a dataset, snapshot of 2024-12-31", "as_of": "2024-12-31"},
    "counts": {"records": 3, "aside draft": 1},
    "unreadable": {"rows": [{"file": "a.yaml", "reason": "no mapping"}]},
    "aside": {
        "rows": [{"file": "b.yaml", "identifier": "X.a", "kind": "draft", "reason": "no number", "new": 1}]
    },
    "remarks gap": {"rows": [{"identifier": "ITU-T X.9", "message": "no date"}]},
    "remarks conflict": {"rows": [{"identifier": "ITU-T X.1", "message": "two dates"}]},
    "something of a later release": {"rows": 7},
}


def with_table(table: dict[str, Any]) -> Catalog:
    """Make a catalogue that an import made."""
    return catalog(work("ITU-T X.1", text("ITU-T X.1 (01/2001)")), tables={"provenance": table})


def test_what_an_import_wrote_can_be_read() -> None:
    """Dataset, counts, what was not read or set aside, and every remark by its code."""
    told = with_table(TABLE).provenance

    assert isinstance(told, Provenance)
    assert ("a dataset", 3) == (told.dataset["name"], told.counts["records"])
    assert [("a.yaml", "no mapping")] == [tuple(each) for each in told.unreadable]
    assert [("b.yaml", "X.a", "draft", "no number")] == [tuple(each) for each in told.aside]
    assert [("conflict", "ITU-T X.1", "two dates"), ("gap", "ITU-T X.9", "no date")] == [
        tuple(each) for each in told.remarks
    ]
    assert told.with_code("gap") == told.remarks[1:]
    assert told.to_dict() == json.loads(json.dumps(told.to_dict()))


def test_every_remark_is_explained() -> None:
    """What an import remarks has a code that is explained, or that of a rule."""
    modules = (Path(itu_catalog.__file__).parent / "importers").rglob("*.py")
    written = "".join(module.read_text(encoding="utf-8") for module in modules)

    codes = set(re.findall(r'\bRemark\(\s*"([^"]+)"', written))

    assert set(REMARKS) == codes - {rule.code for rule in RULES}


def test_a_catalogue_without_an_import_tells_of_none() -> None:
    """The catalogue in the package, and one made of records, have no import to tell of."""
    assert CORE.provenance is None
    assert catalog().provenance is None


@pytest.mark.parametrize(
    "table",
    [
        {"counts": {"records": "many"}},
        {"aside": {"rows": 3}},
        {"remarks gap": {"rows": ["x"]}},
    ],
    ids=str,
)
def test_what_is_no_such_table_is_damage(table: dict[str, Any]) -> None:
    """A row of another shape is said to be damaged, with the way out."""
    with pytest.raises(CatalogueFileError, match="damaged; make the file again"):
        _ = with_table(table).provenance


def test_every_name_that_a_document_had() -> None:
    """A joint text has each of its numbers; one renumbered on its day the other one; then twin and common names."""
    cat = catalog(
        work(
            "ITU-T Y.1331",
            text("ITU-T G.709/Y.1331 (06/2020)", "2020-06-01", twin="ISO/IEC 1:2020"),
            text("ITU-T Y.1331 (06/2020)", "2020-06-01"),
            extra_names=(
                name("OTN", "common"),
                name("G.otn", "provisional", document=Identifier("ITU-T G.709/Y.1331 (06/2020)")),
            ),
        )
    )

    assert {
        "ITU-T G.709/Y.1331 (06/2020)",
        "ITU-T G.709 (06/2020)",
        "ITU-T Y.1331 (06/2020)",
        "ISO/IEC 1:2020",
        "G.otn",
    } == {each.text for each in cat.names("G.709/Y.1331 (06/2020)")}
    assert "OTN" in {each.text for each in cat.names("Y.1331")}


def test_a_number_that_another_work_got_has_an_inferred_end() -> None:
    """Who bore Z.107 first lost it when another work got it: the end of the name is said to be an inference."""
    first, second = (bearer.work for bearer in CORE.bearers("Z.107"))

    (before,) = (each for each in CORE.names(first) if each.text == "ITU-T Z.107")
    (after,) = (each for each in CORE.names(second) if each.text == "ITU-T Z.107")
    assert str(before.until) == str(after.since)
    assert after.until is None


@pytest.mark.parametrize("work_", list(CORE)[::7], ids=str)
def test_names_lead_back(work_: Any) -> None:  # noqa: ANN401 - a work
    """Every name of a document, but the provisional and common ones, means that document, or its work."""
    for document in work_.documents:
        for each in CORE.names(document):
            assert work_ in (CORE.resolve(each.text).work, CORE[document])
    assert found([work_]) == found([CORE[work_]])
