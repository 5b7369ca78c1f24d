"""What each Supplement is about: which source decides, and what is said about the others."""

from __future__ import annotations

from collections import Counter

import pytest

from itu_catalog import embedded_catalog, parse
from itu_catalog.importers.relaton.corrections import corrected
from itu_catalog.importers.relaton.record import Raw
from itu_catalog.importers.relaton.scopes import MOST, Scope, remarks_of, scopes


def supplement(identifier: str, title: str | None = None) -> Raw:
    """A Supplement in force."""
    return Raw("data/s.yaml", f"ITU-T {identifier}", title=title, stage="Published")


def listing(identifier: str, *supplements: str, stage: str | None = "Published") -> Raw:
    """A Recommendation that lists some Supplements."""
    return Raw("data/r.yaml", f"ITU-T {identifier}", stage=stage, complements=supplements)


def only(raws: list[Raw]) -> Scope:
    """The scope of the one Supplement among the records."""
    ((_, scope),) = scopes(raws).items()
    return scope


def targets(*raws: Raw) -> list[str]:
    """What the one Supplement among the records is about, without the sector."""
    return [str(target).removeprefix("ITU-T ") for target in only(list(raws)).targets]


@pytest.mark.parametrize(
    ("identifier", "expected"),
    [
        ("D.50 Suppl. 1 (04/2011)", ["D.50"]),
        ("V.25 ter Suppl. 1 (04/1995)", ["V.25 ter"]),
        ("E-800 series Suppl. 9 (10/2021)", ["E.800-series"]),
        ("E.400 Suppl. 1 (10/1984)", ["E.400-series"]),
        ("E100-300 Suppl. 3 (10/1984)", ["E.100-series", "E.300-series"]),
    ],
)
def test_the_number_of_a_supplement_says_what_it_supplements(identifier: str, expected: list[str]) -> None:
    """A Supplement whose number is that of a Recommendation or a block is about that, and nothing is inferred."""
    scope = only([supplement(identifier, "ITU-T X.1 – A title about something else")])

    assert [str(target).removeprefix("ITU-T ") for target in scope.targets] == expected
    assert (scope.inferred, scope.source) == (False, None)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("ITU-T X.1051 – Supplement on controls", ["X.1051"]),
        ("ITU-T X.1051 - Supplement on controls", ["X.1051"]),
        ("ITU-T X.660, X.662 and X.665 – Surges", ["X.660", "X.662", "X.665"]),
        ("ITU-T X.660, X.662, X.665, X.666 – Surges", ["X.660", "X.662", "X.665", "X.666"]),
        ("ITU-T X.290-series – Supplement on testing", ["X.290-series"]),
        ("ITU-T X.290 Series - Supplement on testing", ["X.290-series"]),
        ("ITU-T X.800-X.849 series – Supplement on baselines", ["X.800-series"]),
        ("ITU-T X.1120-X.1139 - Phones", ["X.1120-series"]),
        ("Supplement to ITU-T X.1254: e-KYC", ["X.1254"]),
        ("Supplement to ITU-T X.1813 - Deployment", ["X.1813"]),
        ("Supplement to ITU-T Recommendation X.701 – Roadmap", ["X.701"]),
        ("Supplement to ITU-T X.901 Recommendation – Report", ["X.901"]),
        ("Supplement to Recommendations ITU-T X.610 and ITU-T X.611 - Flows", ["X.610", "X.611"]),
        ("Supplement 9 to ITU-T X.800-series Recommendations (Guidelines)", ["X.800-series"]),
        ("Implementation guidelines to Recommendation ITU-T X.409/F.70", ["X.409/F.70"]),
        ("Interpreting ITU-T X.1540 measurements", ["X.1540"]),
        ("ITU-T X.989.3 TC layer operating in ITU T X.987.3 mode", ["X.989.3"]),
        # Not numbers of one text, or not of this series: nothing is read into them.
        ("ITU-T X.83x-series – Supplement on images", ["X-series"]),
        ("X.248.x sub-series packages guide – Release 5", ["X-series"]),
        ("Application of Recommendation B.4 concerning the use of decibel", ["X-series"]),
        ("Report TRQ.2000: Roadmap for the TRQ.2xxx-series", ["X-series"]),
        (None, ["X-series"]),
    ],
)
def test_the_title_names_what_a_supplement_is_about(title: str | None, expected: list[str]) -> None:
    """Numbers, lists and blocks that a title names are read in every spelling of it."""
    assert targets(supplement("X Suppl. 1 (01/2020)", title)) == expected


def test_a_name_inside_a_title_is_an_inference() -> None:
    """What a title begins with is a statement; what it mentions further on is a conclusion."""
    assert not only([supplement("X Suppl. 1 (01/2020)", "ITU-T X.5 – Cases")]).inferred
    assert only([supplement("X Suppl. 1 (01/2020)", "Interpreting ITU-T X.5 measurements")]).inferred


@pytest.mark.parametrize(
    "printed", ["K Suppl. 27 (07/2022)", "K Suppl.27 (07/2022)", "ITU-T K Suppl. 27 (07/2022)"]
)
def test_lists_are_turned_round(printed: str) -> None:
    """Recommendations that list a Supplement, however they spell it, are what it is about."""
    scope = only(
        [
            supplement("K Suppl. 27 (07/2022)", "The ring wave"),
            listing("K.44 (07/2019)", printed),
            listing("K.43 (07/2019)", printed),
            listing("K.45 (07/2019)"),
        ]
    )

    assert [str(target) for target in scope.targets] == ["ITU-T K.43", "ITU-T K.44"]
    assert (scope.inferred, scope.source) == (False, "relaton-data-itu, complementOf")


def test_numbers_that_a_listing_work_bore_before_are_left_out() -> None:
    """Old editions list what today's edition lists: of a work only the number in force is a target."""
    assert targets(
        supplement("Y Suppl. 60 (06/2022)"),
        listing("I.380 (02/1999)", "Y Suppl. 60 (06/2022)", stage="Withdrawal"),
        listing("Y.1540 (12/2019)", "Y Suppl. 60 (06/2022)"),
    ) == ["Y.1540"]


def test_withdrawn_works_count_where_no_other_lists_a_supplement() -> None:
    """A Supplement listed by a withdrawn Recommendation alone is about that."""
    assert targets(
        supplement("K Suppl. 1 (06/2022)"),
        listing("K.3 (02/1999)", "K Suppl. 1 (06/2022)", stage="Withdrawal"),
    ) == ["K.3"]


def block_of_forty() -> list[Raw]:
    """Forty works of X.800–X.849 that list one Supplement, and sixty others of the series."""
    inside = [listing(f"X.{number} (01/2020)", "X Suppl. 1 (01/2021)") for number in range(800, 840)]
    return inside + [listing(f"X.{number} (01/2020)") for number in range(200, 260)]


def test_many_numbers_become_the_block_that_they_fill() -> None:
    """More numbers than are listed one by one are the narrowest printed block that holds them."""
    scope = only([supplement("X Suppl. 1 (01/2021)"), *block_of_forty()])

    assert [str(target) for target in scope.targets] == ["ITU-T X.800-series"]
    assert scope.inferred


def test_many_numbers_become_the_series_that_they_fill() -> None:
    """A Supplement that most of its series lists is about the series, as its number says: no inference."""
    raws = [listing(f"X.{number} (01/2020)", "X Suppl. 1 (01/2021)") for number in range(1, 90)]
    scope = only([supplement("X Suppl. 1 (01/2021)"), *raws])

    assert [str(target) for target in scope.targets] == ["ITU-T X-series"]
    assert not scope.inferred


def test_many_numbers_that_fill_nothing_stay_a_list() -> None:
    """A scope is never widened to a block or series of which it is a mere part."""
    numbers = [*range(200, 207), *range(800, 807)]
    raws = [listing(f"X.{number} (01/2020)", "X Suppl. 1 (01/2021)") for number in numbers]
    others = [listing(f"X.{number} (01/2020)") for number in range(300, 400)]

    assert len(targets(supplement("X Suppl. 1 (01/2021)"), *raws, *others)) == len(numbers) > MOST


def test_a_set_of_numbers_is_called_what_a_title_calls_it() -> None:
    """What the title of one Supplement calls the numbers that list it, they are called for another one, too."""
    both = ("Y Suppl. 1 (01/2021)", "Y Suppl. 2 (01/2021)")
    raws = [listing(f"Y.{number} (01/2020)", *both) for number in range(4100, 4130)]
    found = scopes(
        [
            supplement("Y Suppl. 1 (01/2021)", "ITU-T Y.4000-series – Cases"),
            supplement("Y Suppl. 2 (01/2021)", "Cases without a number"),
            *raws,
        ]
    )

    assert [parse("ITU-T Y.4000-series")] * 2 == [
        target for scope in found.values() for target in scope.targets
    ]
    assert [False, True] == [scope.inferred for scope in found.values()]


def test_the_title_decides_against_the_lists_and_the_conflict_is_kept() -> None:
    """A single number in the title wins; what the lists say stays with the record, and a remark says so."""
    raws = [
        supplement("X Suppl. 45 (12/2025)", "ITU-T X.1403 – Supplement on a rationale"),
        listing("X.1043 (03/2019)", "X Suppl. 45 (12/2025)"),
    ]
    scope = only(raws)
    (remark,) = remarks_of(scopes(raws))

    assert [str(target) for target in scope.targets] == ["ITU-T X.1403"]
    assert [("supplements", "ITU-T X.1043")] == [(each.field, each.value) for each in scope.conflicts]
    assert str(remark) == (
        "ITU-T X Suppl. 45 (12/2025): its title is about ITU-T X.1403, but it is listed by ITU-T X.1043; "
        "the title decides [scope]"
    )


@pytest.mark.parametrize("title", ["ITU-T X.5 – Cases", "ITU-T X.5-series – Cases"])
def test_a_narrower_title_is_no_conflict(title: str) -> None:
    """A title that names one of the numbers listed, or their block, agrees with the lists."""
    raws = [
        supplement("X Suppl. 1 (01/2021)", title),
        listing("X.5 (01/2020)", "X Suppl. 1 (01/2021)"),
        listing("X.6 (01/2020)", "X Suppl. 1 (01/2021)"),
    ]

    assert remarks_of(scopes(raws)) == []


def test_a_series_of_one_number_is_that_number() -> None:
    """A title that speaks of a series means the one number that lists the Supplement, save for a printed block."""
    assert targets(
        supplement("Y Suppl. 101 (02/2026)", "ITU-T Y.3302 series – Architecture"),
        listing("Y.3302 (01/2017)", "Y Suppl. 101 (02/2026)"),
    ) == ["Y.3302"]
    assert targets(
        supplement("L Suppl. 59 (11/2023)", "ITU-T L.1700 series – Cases"),
        listing("L.1700 (06/2016)", "L Suppl. 59 (11/2023)"),
    ) == ["L.1700-series"]


def test_every_edition_has_a_scope_and_changes_have_none() -> None:
    """The scope is a fact of each edition of a Supplement, not of what changes it, nor of anything else."""
    raws = [
        supplement("G Suppl. 39 (02/2006)"),
        supplement("G Suppl. 39 (10/2025)"),
        supplement("G Suppl. 39 (2006) Err. 1 (08/2006)"),
        listing("G.1 (01/2020)"),
        Raw("data/q.yaml", "ITU-R 1/2:"),
        Raw("data/x.yaml", "ITU-T Suppl. of nothing"),
    ]

    assert ["ITU-T G Suppl. 39 (02/2006)", "ITU-T G Suppl. 39 (10/2025)"] == [
        str(each) for each in scopes(raws)
    ]


def test_long_titles_are_read_in_linear_time() -> None:
    """A title made to confuse costs no more than its length."""
    hostile = "ITU-T " + "X.1, " * 50_000

    assert targets(supplement("X Suppl. 1 (01/2021)", hostile))


def test_every_supplement_of_the_snapshot_is_about_something(dataset_records: tuple[Raw, ...]) -> None:
    """All 897 editions of Supplements have a scope; of 510 in force only 13 have no more than their series to go by.

    Title and lists disagree about three of them; a fourth is an error of its title, which is set right before.
    """
    records, _ = corrected(dataset_records)
    found = scopes(records)
    in_force = {raw.identifier for raw in records if raw.stage == "Published" and "Suppl" in raw.identifier}
    standing = {
        identifier: scope
        for raw in records
        if raw.identifier in in_force
        and (scope := found.get(identifier := parse(raw.identifier))) is not None
    }
    poor = [
        identifier
        for identifier, scope in standing.items()
        if scope.source is None and str(scope.targets[0]) == f"ITU-T {identifier.series}-series"
    ]

    assert (897, 510, 13) == (len(found), len(standing), len(poor))
    assert all(scope.targets for scope in found.values())
    assert {"its title": 194, "relaton-data-itu, complementOf": 262, None: 54} == Counter(
        scope.source for scope in standing.values()
    )
    assert ["ITU-T K Suppl. 15 (09/2018)", "ITU-T X Suppl. 45 (12/2025)", "ITU-T Y Suppl. 93 (09/2025)"] == [
        remark.identifier for remark in remarks_of(found)
    ]


def test_what_the_core_knows_of_supplements_is_found_in_the_dataset(dataset_records: tuple[Raw, ...]) -> None:
    """The scopes that were checked by hand for the package's own catalogue come out of the dataset alike."""
    records, _ = corrected(dataset_records)
    found = scopes(records)
    known = {
        text.identifier: text.supplements
        for work in embedded_catalog()
        for text in work.editions
        if text.supplements and text.identifier in found
    }

    assert len(known) > 15
    assert known == {identifier: found[identifier].targets for identifier in known}
