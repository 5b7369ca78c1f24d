"""``X.509>=8,<10``: which editions will do, and what is refused kindly."""

from __future__ import annotations

import pickle

import pytest

from factories import catalog, found, text, work
from itu_catalog.catalog import embedded_catalog
from itu_catalog.errors import InvalidRequirement, UnknownRecommendation
from itu_catalog.requirement import Requirement

CORE = embedded_catalog()
X509 = CORE["X.509"].documents

ACCEPTED = [
    ("X.509>=8,<9", ["ITU-T X.509 (10/2016)"]),
    ("X.509==9", ["ITU-T X.509 (10/2019)"]),
    (
        "X.509==9.*",
        [
            "ITU-T X.509 (10/2019)",
            "ITU-T X.509 (2019) Amd. 1 (10/2024)",
            "ITU-T X.509 (2019) Cor. 1 (10/2021)",
            "ITU-T X.509 (2019) Cor. 2 (10/2023)",
            "ITU-T X.509 (2019) Cor. 3 (07/2026)",
        ],
    ),
    ("X.509>9.2", ["ITU-T X.509 (2019) Amd. 1 (10/2024)", "ITU-T X.509 (2019) Cor. 3 (07/2026)"]),
    ("ITU-T X.509 >= 9.4", ["ITU-T X.509 (2019) Cor. 3 (07/2026)"]),
]


@pytest.mark.parametrize(("asked", "accepted"), ACCEPTED, ids=[asked for asked, _ in ACCEPTED])
def test_labels_filter(asked: str, accepted: list[str]) -> None:
    """Editions and their changes stand on one axis of labels."""
    assert accepted == found(Requirement(asked).filter(X509))


def test_revisions_are_labels() -> None:
    """For ITU-R the revision is what is compared."""
    revisions = CORE["M.1457"].documents

    assert ["ITU-R M.1457-13 (02/2017)", "ITU-R M.1457-14 (01/2019)"] == found(
        Requirement("M.1457>12,<15").filter(revisions)
    )


def test_without_a_condition_every_edition_will_do() -> None:
    """A bare number accepts every text of it with a place on the axis, and nothing of another."""
    bare = Requirement("X.509")

    assert all(bare.accepts(each) for each in CORE["X.509"].editions)
    assert not any(bare.accepts(each) for each in CORE["X.500"].documents)


def test_errata_are_no_editions() -> None:
    """An erratum is labelled like the edition it mends, and is not taken for it."""
    one = catalog(
        work(
            "ITU-T X.1",
            text("ITU-T X.1 (01/2001)", edition="1"),
            text("ITU-T X.1 (2001) Err. 1 (02/2001)", edition="1.0"),
        )
    )

    assert ["ITU-T X.1 (01/2001)"] == found(Requirement("X.1==1").filter(one["X.1"].documents))


def test_former_numbers_will_do() -> None:
    """A requirement on an old number accepts the texts of the work under its new one."""
    assert "ITU-T Z.161 (10/2023)" == str(Requirement("Z.140>=4").latest(CORE))
    assert Requirement("Z.161>=4").accepts(CORE.resolve("Z.161 (11/2007)"))


def test_a_number_that_another_work_has_by_now_will_not() -> None:
    """Z.104 of 1984 is another Recommendation than the Z.104 of today."""
    assert [] == [
        str(text)
        for text in (CORE.resolve("Z.104 (11/1980)"), CORE.resolve("Z.101 (10/1984)"))
        if Requirement(f"{text.identifier.designation}==1").accepts(text)
    ]
    assert Requirement("Z.101==1").accepts(CORE.resolve("Z.101 (12/2011)"))


def test_only_documents_are_judged() -> None:
    """A name, or a Recommendation with its many texts, is no document."""
    for nonsense in ("X.509 (10/2019)", 3, None, CORE["X.509"]):
        with pytest.raises(TypeError, match="a document of a catalogue"):
            Requirement("X.509>=8").accepts(nonsense)  # type: ignore[arg-type]
    assert CORE.resolve("X.509 (10/2019)") in Requirement("X.509>=8")
    assert CORE.resolve("X.509 (10/2012)") not in Requirement("X.509>=8")


def test_latest_on_a_day() -> None:
    """What was approved later does not count."""
    requirement = Requirement("X.509>=8")

    assert "ITU-T X.509 (10/2016)" == str(requirement.latest(CORE, on="2017-05-15"))
    assert requirement.latest(CORE, on="2010-01-01") is None


def test_latest_is_by_approval() -> None:
    """Of the texts that will do the last approved is the latest; none is none."""
    assert "ITU-T X.509 (2012) Cor. 3 (10/2016)" == str(Requirement("X.509<8").latest(CORE))
    assert Requirement("X.509>99").latest(CORE) is None
    with pytest.raises(UnknownRecommendation):
        Requirement("X.999").latest(CORE)


def test_labels_given_twice_are_a_warning() -> None:
    """Where ITU counted a label twice the doubt is said."""
    said = Requirement("X.509==4.3").warnings(CORE)

    assert 1 == len(said)
    assert "02/2003" in said[0]
    assert () == Requirement("X.509>=8").warnings(CORE)


REFUSED = [
    ("X.509~=3", 5, "write >=3,<4"),
    ("X.509===3", 5, "write ==3"),
    ("X.509=3", 5, "there is no '='"),
    ("X.509>=", 7, "expected an edition"),
    ("X.509>=8,", 9, "expected an operator"),
    ("X.509>=8,9", 9, "expected an operator"),
    ("X.509>=2019-10", 7, "is no edition"),
    ("X.509>=V3", 7, "is no edition"),
    ("X.509>=8.*", 7, "write >=8"),
    ("X.509>=8;python_version>'3'", 7, "is no edition"),
    ("X.500-series>=8", 0, "a series has no editions"),
    ("X.509 (10/2019)>=8", 0, "is one document already"),
    (">=8", 0, "expected a Recommendation first"),
    ("", 0, "expected a Recommendation first"),
    ("X.509>=2019", 7, "is a year"),
    ("X.509>=8,<2019.1", 10, "is a year"),
    ("X.509~=" + "9" * 400, 7, "is no edition"),
    ("X.509>=9.1.1.1.1.1", 7, "is no edition"),
    ("X.509>=8 x", 7, "is no edition"),
    ("X.509>=1" + " " * 100_000 + "x", None, "characters"),
    ("nonsense>=8", None, ""),
]


@pytest.mark.parametrize(("given", "position", "said"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_makes_no_sense_is_refused_with_a_remedy(given: str, position: int | None, said: str) -> None:
    """The error names the place and what to write instead."""
    with pytest.raises(InvalidRequirement) as caught:
        Requirement(given)

    assert said in caught.value.reason
    if position is not None:
        assert position == caught.value.position


@pytest.mark.parametrize("nonsense", [None, 5, b"X.509>=8"])
def test_what_is_no_text_is_refused(nonsense: object) -> None:
    """Only text is a requirement."""
    with pytest.raises(InvalidRequirement):
        Requirement(nonsense)  # type: ignore[arg-type]


def test_requirements_are_values() -> None:
    """Equal requirements print alike, sort, hash and survive a pickle; they cannot be changed."""
    one = Requirement("X.509 >= 8, < 10")

    assert one == Requirement("ITU-T X.509<10,>=8") == pickle.loads(pickle.dumps(one))
    assert 1 == len({one, Requirement(str(one))})
    assert Requirement("X.25>=1") < one
    assert one == eval(repr(one), {"Requirement": Requirement})  # noqa: S307 - our own text
    with pytest.raises(AttributeError):
        one.specifier = "<1"
