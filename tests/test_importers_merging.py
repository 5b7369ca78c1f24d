"""The package's catalogue laid over an imported collection: what was checked by hand decides, and all is told."""

from __future__ import annotations

import datetime

from factories import catalog, found, text, work
from itu_catalog.importers.merging import merged
from itu_catalog.validation import validate
from itu_catalog.vocabulary import NameKind

DAY = datetime.date(2024, 12, 31)
LATER = datetime.date(2025, 6, 30)
DATASET = "a dataset"
CORE = catalog(
    work(
        "ITU-T X.9",
        text(
            "ITU-T X.9 (10/2019)", "2019-10-14", own_title="Right", twin="ISO/IEC 99:2020", source="by hand"
        ),
        group="SG17",
        source="by hand",
    )
)


def test_works_that_only_one_side_has_are_kept() -> None:
    """Nothing is lost on either side."""
    works, remarks = merged([work("ITU-T X.8", text("ITU-T X.8 (10/2019)"))], CORE, DAY, DATASET)
    assert (found(works), remarks) == (["ITU-T X.8", "ITU-T X.9"], [])


def test_a_fact_of_the_package_wins_and_the_other_is_kept() -> None:
    """A conflict stands on the record with its source and reason, and is listed."""
    other = work("ITU-T X.9", text("ITU-T X.9 (10/2019)", "2019-10-14", own_title="Wrong", source=DATASET))
    works, remarks = merged([other], CORE, DAY, DATASET)
    (document,) = works[0].documents
    assert (document.title, [(each.field, each.value, each.source) for each in document.conflicts]) == (
        "Right",
        [("title", "Wrong", DATASET)],
    )
    assert [(remark.code, remark.identifier) for remark in remarks] == [("conflict", "ITU-T X.9 (10/2019)")]


def test_what_the_package_does_not_say_is_taken_with_its_source() -> None:
    """A fact that only the collection has says where it is from."""
    other = work("ITU-T X.9", text("ITU-T X.9 (10/2019)", "2019-10-14", edition="3", source=DATASET))
    works, remarks = merged([other], CORE, DAY, DATASET)
    (document,) = works[0].documents
    assert (document.edition, dict(document.sources)["edition"], remarks) == ("3", DATASET, [])


def test_a_vaguer_fact_is_no_conflict() -> None:
    """A twin without its year and a month for a day say the same, less exactly."""
    other = work("ITU-T X.9", text("ITU-T X.9 (10/2019)", "2019-10", own_title="RIGHT", twin="ISO 99"))
    works, remarks = merged([other], CORE, DAY, DATASET)
    (document,) = works[0].documents
    assert (document.twin, str(document.approved), document.conflicts, remarks) == (
        "ISO/IEC 99:2020",
        "2019-10-14",
        (),
        [],
    )


def test_a_younger_collection_knows_what_has_happened_since() -> None:
    """A text goes on in its life: superseded in a younger collection is no conflict, and its new edition counts."""
    other = work(
        "ITU-T X.9",
        text("ITU-T X.9 (10/2019)", "2019-10-14", "superseded", source=DATASET),
        text("ITU-T X.9 (05/2025)", source=DATASET),
    )
    works, remarks = merged([other], CORE, LATER, DATASET)
    cat = catalog(*works, as_of="2025-06-30")
    assert (found(cat["X.9"].in_force()), remarks) == (["ITU-T X.9 (05/2025)"], [])


def test_a_life_never_goes_back() -> None:
    """A younger collection that still calls in force what the package knows to be withdrawn is in conflict."""
    core = catalog(work("ITU-T X.9", text("ITU-T X.9 (10/2019)", status="withdrawn")))
    other = work("ITU-T X.9", text("ITU-T X.9 (10/2019)", source=DATASET))
    works, remarks = merged([other], core, LATER, DATASET)
    assert ([str(each.status) for each in works[0].documents], len(remarks)) == (["withdrawn"], 1)


def test_a_collection_of_the_same_day_does_not_change_a_status() -> None:
    """Of one day the package decides, because it tells superseded from withdrawn."""
    other = work("ITU-T X.9", text("ITU-T X.9 (10/2019)", "2019-10-14", "withdrawn", source=DATASET))
    works, remarks = merged([other], CORE, DAY, DATASET)
    assert ([str(each.status) for each in works[0].documents], len(remarks)) == (["in force"], 1)


def test_works_that_the_package_joins_are_joined() -> None:
    """Two imported works with documents of one known work become one, and it is told."""
    core = catalog(
        work("ITU-T X.9", text("ITU-T X.8 (10/2009)"), text("ITU-T X.9 (10/2019)"), former=["ITU-T X.8"])
    )
    works, remarks = merged(
        [work("ITU-T X.8", text("ITU-T X.8 (10/2009)")), work("ITU-T X.9", text("ITU-T X.9 (10/2019)"))],
        core,
        DAY,
        DATASET,
    )
    assert (found(works), found(works[0].documents), len(remarks)) == (
        ["ITU-T X.9"],
        ["ITU-T X.8 (10/2009)", "ITU-T X.9 (10/2019)"],
        1,
    )


def test_a_younger_collection_knows_a_new_number() -> None:
    """A work that was renumbered since bears the new number, and the old one as a former."""
    other = work(
        "ITU-T X.99",
        text("ITU-T X.9 (10/2019)", "2019-10-14", "superseded", source=DATASET),
        text("ITU-T X.99 (05/2025)", source=DATASET),
        former=["ITU-T X.9"],
    )
    works, _ = merged([other], CORE, LATER, DATASET)
    cat = catalog(*works, as_of="2025-06-30")
    assert [(name.text, name.kind) for name in cat["X.9"].names if name.kind is not NameKind.TWIN] == [
        ("ITU-T X.9", NameKind.FORMER),
        ("ITU-T X.99", NameKind.NUMBER),
    ]


def test_merging_twice_changes_nothing() -> None:
    """What was merged agrees with the package."""
    once, _ = merged(
        [work("ITU-T X.9", text("ITU-T X.9 (10/2019)", own_title="Wrong", source=DATASET))],
        CORE,
        DAY,
        DATASET,
    )
    twice, remarks = merged(once, CORE, DAY, DATASET)
    assert ([each.to_dict() for each in twice], remarks) == ([each.to_dict() for each in once], [])


def test_an_older_collection_says_who_knows_what_came_later() -> None:
    """A text approved after an older collection ends is known by the package, and says so; that is no fault."""
    older = datetime.date(2019, 1, 1)
    works, _ = merged([], CORE, older, DATASET)
    (document,) = works[0].documents
    assert dict(document.sources)["approved"].startswith("the catalogue in the package")
    assert [fault.code for fault in validate(works, as_of=older) if not fault.explained] == []
