"""What took the place of works: when a row is applied, and what is said when it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from itu_catalog import Catalog, parse
from itu_catalog.errors import InvalidCatalogueData
from itu_catalog.importers.relaton.corrections import corrected
from itu_catalog.importers.relaton.knowledge import table_of
from itu_catalog.importers.relaton.successions import Succession, SuccessionsFile, succeeded, successions
from itu_catalog.importers.relaton.telecommunication import telecommunication_works
from itu_catalog.schema import read_work

if TYPE_CHECKING:
    from itu_catalog.documents import Recommendation
    from itu_catalog.importers.relaton.record import Raw

ROW = Succession(
    document=parse("ITU-T X.8 (10/2010)"),
    by=(parse("ITU-T X.9.1 (10/2015)"), parse("ITU-T X.9.2 (10/2015)")),
    source="summary of ITU-T X.9.1 (10/2015)",
)
HEIRS = [("ITU-T X.9.1", [("10/2015", "in force")]), ("ITU-T X.9.2", [("10/2015", "in force")])]


def work(number: str, editions: list[tuple[str, str]], **more: object) -> Recommendation:
    """A work with editions of some months and states; `more` is said of the last."""
    texts: list[dict[str, object]] = [
        {"identifier": f"{number} ({month})", "approved": f"{month[3:]}-{month[:2]}", "status": status}
        for month, status in editions
    ]
    texts[-1].update(more)
    return read_work({"identifier": number, "document": texts}, "dataset")


def old(status: str = "superseded", **more: object) -> Recommendation:
    """The work whose place was taken."""
    return work("ITU-T X.8", [("03/1993", "superseded"), ("10/2010", status)], **more)


@pytest.mark.parametrize("status", ["superseded", "withdrawn"])
def test_a_last_edition_without_a_heir_is_given_one(status: str) -> None:
    """The last edition of a work that is over names its heirs, with the source; earlier ones name none."""
    heirs = [work(*heir) for heir in HEIRS]
    (found, *_), remarks = succeeded([old(status), *heirs], [ROW])
    catalog = Catalog.from_records([found, *heirs], as_of="2020-01-01")

    assert remarks == []
    assert [(), ROW.by] == [text.replaced_by for text in found.editions]
    assert found.editions[-1].sources == (("superseded_by", ROW.source),)
    assert found.editions[-1].inferred == ()
    assert ["ITU-T X.9.1", "ITU-T X.9.2"] == [str(each) for each in catalog["X.8"].superseded_by]


def test_a_conclusion_is_marked_as_one() -> None:
    """A heir that was concluded from titles is listed among what is inferred."""
    row = Succession(document=ROW.document, by=ROW.by, source="titles", inferred=True)
    (found, *_), _ = succeeded([old(), *(work(*heir) for heir in HEIRS)], [row])

    assert found.editions[-1].inferred == ("superseded_by",)


@pytest.mark.parametrize(
    ("works", "reason"),
    [
        ([old("in force")], "it is in force"),
        ([old(superseded_by=["ITU-T X.7"])], "ITU-T X.7 is known to have replaced it"),
        (
            [work("ITU-T X.8", [("10/2010", "superseded"), ("10/2020", "in force")])],
            "ITU-T X.8 (10/2020) follows it",
        ),
        ([], "there is no such document"),
    ],
)
def test_a_row_in_vain_changes_nothing_and_is_told(works: list[Recommendation], reason: str) -> None:
    """Where the dataset has moved on, nothing is laid over it, and a remark says why the row is not applied."""
    given = [*works, *(work(*heir) for heir in HEIRS)]
    found, (remark,) = succeeded(given, [ROW])

    assert given == found
    assert ("in-vain", "ITU-T X.8 (10/2010)") == (remark.code, remark.identifier)
    assert remark.message.endswith(reason)


def test_a_heir_that_is_not_there_is_told() -> None:
    """Heirs that the dataset lacks are named by the remark, and the row is not applied by halves."""
    given = [old(), work(*HEIRS[0])]
    found, (remark,) = succeeded(given, [ROW])

    assert given == found
    assert remark.message.endswith("there is no ITU-T X.9.2 (10/2015)")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ('document = "ITU-T X.8"\nby = ["ITU-T X.9"]', "ITU-T X.8 has no date; name the last edition"),
        ('document = "ITU-T X.8 (10/2010)"\nby = []', "it is empty; name what took the place"),
        (
            'document = "ITU-T X.8 (10/2010)"\nby = ["ITU-T X.8 (10/2020)"]',
            "ITU-T X.8 cannot take its own place",
        ),
        ('document = "X.8 (10/2010)"\nby = []', "write 'ITU-T X.8 (10/2010)'"),
    ],
)
def test_a_malformed_table_is_refused(row: str, fault: str) -> None:
    """Each fault of the table is one sentence with the place of the row and the way out."""
    with pytest.raises(InvalidCatalogueData) as caught:
        successions(table_of(f'[[succession]]\nsource = "…"\n{row}', SuccessionsFile, "successions.toml"))

    assert fault in str(caught.value)
    assert "successions.toml: succession[0]" in str(caught.value)


def test_the_table_gives_every_row_a_source() -> None:
    """Every row of the table says where it was read and names dated texts, in order of the documents."""
    rows = successions()

    assert all(row.source for row in rows)
    assert all(target.issued for row in rows for target in row.by)
    assert [row.document for row in rows] == sorted(row.document for row in rows)


def test_every_row_is_needed_and_fits_the_snapshot(dataset_records: tuple[Raw, ...]) -> None:
    """On the snapshot no row is in vain, and each work of the table is given its heirs."""
    records, _ = corrected(dataset_records)
    made = telecommunication_works([raw for raw in records if raw.identifier.startswith("ITU-T")], "dataset")
    works, remarks = succeeded(made.works)

    assert remarks == []
    assert len(successions()) == sum(bool(text.replaced_by) for work in works for text in work.documents)
