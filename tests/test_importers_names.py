"""Names that people say instead of numbers: which work gets them, and what is said of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from itu_catalog import Catalog, parse, try_parse
from itu_catalog.errors import InvalidCatalogueData
from itu_catalog.folding import search_key
from itu_catalog.identifier import Kind
from itu_catalog.importers.relaton.corrections import corrected
from itu_catalog.importers.relaton.knowledge import table_of
from itu_catalog.importers.relaton.names import common_names, named
from itu_catalog.importers.relaton.telecommunication import telecommunication_works
from itu_catalog.schema import NameRow, NamesFile, read_work
from itu_catalog.vocabulary import NameKind

if TYPE_CHECKING:
    from itu_catalog.documents import Recommendation
    from itu_catalog.importers.relaton.record import Raw


def work(number: str, day: str = "2010-10-14", *names: str) -> Recommendation:
    """A work with one edition in force, and some names."""
    year, month, _ = day.split("-")
    edition = {"identifier": f"{number} ({month}/{year})", "approved": day, "status": "in force"}
    rows = [{"text": name, "kind": "common"} for name in names]
    return read_work({"identifier": number, "document": [edition], "names": rows}, "dataset")


def row(name: str, identifier: str) -> NameRow:
    """A row of the table."""
    return NameRow(name=name, kind=NameKind.COMMON, identifier=parse(identifier), source="a title")


def test_a_work_gets_its_name() -> None:
    """A work is found by the name that people say, in any case."""
    works, of_series, remarks = named(
        [work("ITU-T H.265"), work("ITU-T H.264")], [row("HEVC", "ITU-T H.265")]
    )

    assert (of_series, remarks) == ([], [])
    assert "ITU-T H.265 (10/2010)" == str(Catalog.from_records(works, as_of="2020-01-01").resolve("hevc"))


def test_the_youngest_bearer_of_a_number_is_meant() -> None:
    """Of two works that bore a number one after the other the name is that of the later one."""
    works = [work("ITU-T G.709", "2001-02-09"), work("ITU-T G.709", "1988-11-25")]
    (young, old), _, _ = named(works, [row("OTN", "ITU-T G.709")])

    assert [["OTN"], []] == [[name.text for name in each.extra_names] for each in (young, old)]


def test_a_joint_number_is_found_by_either_half() -> None:
    """A row may name one of the two numbers that a work bears."""
    (found,), _, _ = named([work("ITU-T G.7041/Y.1303")], [row("GFP", "ITU-T Y.1303")])

    assert ["GFP"] == [name.text for name in found.extra_names]


def test_the_name_of_a_series_is_kept_apart() -> None:
    """The name of a series is no name of a work; it names the series."""
    works, (name,), _ = named([work("ITU-T Q.701")], [row("SS7", "ITU-T Q.700-series")])

    assert works == [work("ITU-T Q.701")]
    assert ("SS7", parse("ITU-T Q.700-series")) == (name.text, name.document)


def test_a_name_that_is_there_already_is_not_given_twice() -> None:
    """A work that has a name keeps its own record of it."""
    given = [work("ITU-T H.265", "2010-10-14", "HEVC")]

    assert (given, [], []) == named(given, [row("hevc", "ITU-T H.265")])


@pytest.mark.parametrize(
    ("works", "identifier", "reason"),
    [
        ([work("ITU-T H.264")], "ITU-T H.265", "there is no such work"),
        ([work("ITU-T H.264")], "ITU-T Q.700-series", "there is no text of that series"),
        (
            [work("ITU-T H.264", "2010-10-14", "HEVC"), work("ITU-T H.265")],
            "ITU-T H.265",
            "the name is that of ITU-T H.264",
        ),
    ],
)
def test_a_name_that_fits_nothing_is_left_out_and_told(
    works: list[Recommendation], identifier: str, reason: str
) -> None:
    """A name whose work is absent, or that another work has, is left out with a remark."""
    found, of_series, (remark,) = named(works, [row("HEVC", identifier)])

    assert (works, []) == (found, of_series)
    assert str(remark) == f"{identifier}: the name 'HEVC' is left out: {reason} [in-vain]"


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([("AVC", "ITU-T H.264"), ("avc", "ITU-T H.264")], "name[1].name: avc stands here twice"),
        ([("AVC", "ITU-T H.264 (08/2021)")], "name[0].identifier: ITU-T H.264 (08/2021) is one text"),
        ([("AVC", "H.264")], "write 'ITU-T H.264'"),
    ],
)
def test_a_malformed_table_is_refused(rows: list[tuple[str, str]], fault: str) -> None:
    """Each fault of the table is one sentence with the place of the row and the way out."""
    text = "".join(
        f'[[name]]\nname = "{name}"\nkind = "common"\nidentifier = "{each}"\n' for name, each in rows
    )

    with pytest.raises(InvalidCatalogueData) as caught:
        common_names(table_of(text, NamesFile, "names.toml"))

    assert fault in str(caught.value)


def test_the_table_is_sorted_sourced_and_of_names_that_are_no_numbers() -> None:
    """Every row has a source; no name reads as an identifier, which would never be looked up as a name."""
    rows = common_names()

    assert all(each.source for each in rows)
    assert [each.name for each in rows] == sorted((each.name for each in rows), key=search_key)
    assert [] == [each.name for each in rows if try_parse(each.name) is not None]
    assert {"SS7", "Signalling System No. 7", "TMN"} == {
        each.name for each in rows if each.identifier.kind is Kind.SERIES
    }


def test_every_name_means_a_work_of_the_snapshot(dataset_records: tuple[Raw, ...]) -> None:
    """On the snapshot no name is left out, and people find what they ask for."""
    records, _ = corrected(dataset_records)
    made = telecommunication_works([raw for raw in records if raw.identifier.startswith("ITU-T")], "dataset")
    works, of_series, remarks = named(made.works)
    meant = {
        search_key(name.text): str(each.identifier)
        for each in works
        for name in each.extra_names
        if name.kind is NameKind.COMMON  # others are former numbers, which addresses alone have
    }

    assert remarks == []
    assert len(common_names()) == len(meant) + len(of_series)
    for name, number in {
        "hevc": "H.265",
        "jpeg 2000": "T.800",
        "cap": "X.1303",
        "otn": "G.709/Y.1331",
    }.items():
        assert f"ITU-T {number}" == meant[name]
