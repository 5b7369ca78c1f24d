"""Known errors of the dataset: what is set right, what is said of it, and what becomes of rows in vain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from itu_catalog import parse
from itu_catalog.errors import InvalidCatalogueData
from itu_catalog.importers.relaton.corrections import (
    Correction,
    CorrectionsFile,
    corrected,
    corrections,
    credited,
)
from itu_catalog.importers.relaton.knowledge import table_of
from itu_catalog.importers.relaton.record import Raw
from itu_catalog.schema import read_work

if TYPE_CHECKING:
    from itu_catalog.documents import Recommendation

TWIN = Correction(
    identifier="ITU-T X.9 (10/2019)",
    field="twin",
    was="ISO 1",
    now="ISO/IEC 2",
    why="the cover says so",
    source="the cover",
)


def raw(identifier: str = "ITU-T X.9 (10/2019)", **facts: str | None) -> Raw:
    """A record of the dataset."""
    return Raw("data/x.yaml", identifier, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("ITU-T M.73l (10/1976)", "ITU-T M.731 (10/1976)"),
        ("ITU-T E.54l/Q.95 bis (12/1972)", "ITU-T E.541/Q.95 bis (12/1972)"),
        ("ITU-T E.211/Q.11 quarter (11/1980)", "ITU-T E.211/Q.11 quater (11/1980)"),
        ("ITU-T D.502R (02/2026)", "ITU-T D.502 R (02/2026)"),
        ("ITU-T F.80bis/E.322 (10/1976)", "ITU-T F.80 bis/E.322 (10/1976)"),
        ("ITU-T I.112 App.I (02/2002)", "ITU-T I.112 App. I (02/2002)"),
        ("ITU-T O.81 App.I (1998) Err. 1 (05/2000)", "ITU-T O.81 App. I (1998) Err. 1 (05/2000)"),
    ],
)
def test_slips_of_spelling_are_mended_by_rule(printed: str, meant: str) -> None:
    """An identifier with a slip becomes what the parser reads in it, and a remark keeps what was printed."""
    (record,), (remark,) = corrected([raw(printed)], ())

    assert meant == record.identifier == str(parse(printed))
    assert ("corrected", meant) == (remark.code, remark.identifier)
    assert repr(printed) in remark.message


@pytest.mark.parametrize(
    "identifier",
    [
        "ITU-T D.200 R (10/1976)",
        "ITU-T V.25 ter (07/1997)",
        "ITU-T I.256.2a (03/1993)",
        "ITU-T G.101 App. I (05/2000)",
        "ITU-T L.1 (11/1988)",
        "ITU-R 1-3/8:",
        "ITU-R 43.HDB",
    ],
)
def test_what_is_no_slip_stays(identifier: str) -> None:
    """Identifiers without a slip are left as they are, and nothing is said."""
    assert ([raw(identifier)], []) == corrected([raw(identifier)], ())


def test_a_row_that_fits_is_applied_and_told() -> None:
    """A record that says what a row expects says the right thing afterwards, and nothing else of it changes."""
    records, (remark,) = corrected([raw(twin="ISO 1", edition="3"), raw("ITU-T X.8 (10/2019)")], [TWIN])

    assert [raw(twin="ISO/IEC 2", edition="3"), raw("ITU-T X.8 (10/2019)")] == records
    assert str(remark) == (
        "ITU-T X.9 (10/2019): twin 'ISO/IEC 2' instead of 'ISO 1' (the cover): the cover says so [corrected]"
    )


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        ([raw(twin="ISO/IEC 2")], "the dataset says so now"),
        ([raw(twin="ISO 3")], "the dataset says 'ISO 3' now and not 'ISO 1'"),
        ([raw()], "the dataset says nothing now and not 'ISO 1'"),
        ([], "there is no such record now"),
    ],
)
def test_a_row_that_fits_no_longer_is_told_and_never_applied(records: list[Raw], reason: str) -> None:
    """What upstream has mended, changed or taken away is left as it is; the remark says why the row is in vain."""
    found, (remark,) = corrected(records, [TWIN])

    assert records == found
    assert ("in-vain", True) == (remark.code, remark.message.endswith(f"no longer needed: {reason}"))


def work(twin: str | None) -> Recommendation:
    """What was made of the record."""
    text = {"identifier": "ITU-T X.9 (10/2019)", "status": "in force"} | ({"twin": twin} if twin else {})
    return read_work({"identifier": "ITU-T X.9", "document": [text]}, "dataset")


def test_a_fact_that_was_set_right_has_the_source_of_its_row() -> None:
    """The document says who says so, whether it was concluded, and what the dataset says instead."""
    row = evolve(TWIN, inferred=True)
    (found,) = credited([work("ISO/IEC 2")], [raw(twin="ISO 1")], [row])
    (text,) = found.documents

    assert (("twin", "the cover"),) == text.sources
    assert ("twin",) == text.inferred
    assert [("twin", "ISO 1", "the cover says so")] == [
        (each.field, each.value, each.why) for each in text.conflicts
    ]


@pytest.mark.parametrize(("printed", "made"), [("ISO/IEC 2", "ISO/IEC 2"), ("ISO 3", "ISO 3"), (None, None)])
def test_a_fact_that_was_not_set_right_stays_that_of_the_dataset(
    printed: str | None, made: str | None
) -> None:
    """Where a row is in vain, the record is as the dataset made it."""
    assert [work(made)] == credited([work(made)], [raw(twin=printed)], [TWIN])


def test_a_row_finds_its_record_by_either_spelling() -> None:
    """A row may name its record as the dataset prints it, slip and all, or as it should be printed."""
    for identifier in ("ITU-T M.73l (10/1976)", "ITU-T M.731 (10/1976)"):
        row = Correction(identifier=identifier, field="edition", now="2", why="…", source="…")
        records, _ = corrected([raw("ITU-T M.73l (10/1976)", edition=None)], [row])

        assert ["2"] == [record.edition for record in records]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            'field = "titel"\nwas = "a"',
            "correction[0].field: 'titel' is nothing to set right; write one of: date,",
        ),
        ('field = "identifier"\nwas = "a"', "correction[0].field: 'identifier' is nothing to set right"),
        ('field = "title"\nwas = "a"\nnow = "a"', "correction[0]: it changes nothing"),
        ('field = "title"\nwas = 3.1', "correction[0].was: 3.1 is a number; write it in quotes"),
        ('field = "title"\nform = "a"', "correction[0]: unknown key 'form'"),
    ],
)
def test_a_malformed_table_is_refused(row: str, fault: str) -> None:
    """Each fault of the table is one sentence with the place of the row and the way out."""
    text = f'[[correction]]\nidentifier = "ITU-T X.9"\nwhy = "…"\nsource = "…"\n{row}\n'

    with pytest.raises(InvalidCatalogueData, match=re.escape(fault)):
        corrections(table_of(text, CorrectionsFile, "corrections.toml"))


def test_a_fact_is_set_right_once() -> None:
    """Two rows for one field of one record are a fault, since only one could be applied."""
    with pytest.raises(InvalidCatalogueData, match="has its twin set right twice"):
        corrections(CorrectionsFile(correction=(TWIN, TWIN)))


def test_the_table_says_where_every_fact_was_read() -> None:
    """Every row of the table has a reason and a source, and names its record in canonical form."""
    for row in corrections():
        assert row.why
        assert row.source
        assert row.identifier == str(parse(row.identifier))


def test_every_correction_fits_the_snapshot(dataset_records: tuple[Raw, ...]) -> None:
    """On the snapshot no row is in vain, and twelve identifiers have a slip of spelling."""
    records, remarks = corrected(dataset_records)

    assert len(dataset_records) == len(records)
    assert [] == [str(remark) for remark in remarks if remark.code == "in-vain"]
    assert len(corrections()) + 12 == len(remarks)
