"""What the judge of citations asks the catalogue: promises that its speed and its sentences rest on."""

from __future__ import annotations

import pickle

import pytest

from itu_catalog import UnknownRecommendation, numbers, parse
from itu_catalog.catalog import embedded_catalog
from itu_catalog.numbers import _members, _slips
from itu_catalog.store import _MANY_MISSES
from itu_catalog.titles import likeness

CORE = embedded_catalog()


def test_same_text_goes_both_ways() -> None:
    """Every edition with a twin is found by it; by a number without a year, all that ever had it, oldest first."""
    for text in CORE.documents:
        if text.twin and text in text.work.editions:
            assert text in CORE.same_text(text.twin)
    found = CORE.same_text("ISO/IEC 9594-8")
    assert list(found) == sorted(found, key=lambda text: str(text.approved))
    assert () == CORE.same_text("ISO/IEC 9594-8:1901")


def test_titled_like_says_how_like() -> None:
    """Every document is found by its own title, the likeliest come first, and none is less like than was asked."""
    for text in list(CORE.documents)[::9]:
        if text.own_title:
            found = CORE.titled_like(text.own_title, 0.9)
            assert text in [other for score, other in found if score == 1.0]
            assert [score for score, _ in found] == sorted((score for score, _ in found), reverse=True)
            assert all(likeness(text.own_title, other.own_title or "") >= 0.9 for _, other in found)
    assert () == CORE.titled_like("")


def test_roots_are_editions() -> None:
    """Whatever hangs on a text leads to one that hangs on nothing, and fits its own identifier."""
    for text in CORE.documents:
        assert text.root is text or text.root in text.work.editions
        assert text.fits(text.identifier)
    assert not CORE.resolve("X.509 (2016)").fits(parse("X.509 (2019)"))


def test_a_group_answers_for_works_of_the_day() -> None:
    """A group of today answers for its works, one that has ended for them while it was there."""
    j1012 = CORE["J.1012"]

    assert CORE.answers_for(CORE.study_group("SG9"), j1012, "2020-06-09")
    assert not CORE.answers_for(CORE.study_group("SG9"), j1012)
    assert CORE.answers_for(CORE.study_group("SG21"), j1012)


def test_suggestions_are_looked_for_when_asked_for() -> None:
    """An error looks for names near the one asked for when somebody wants them, and carries them through a pickle."""
    asked: list[str] = []

    def near() -> list[str]:
        asked.append("once")
        return ["X.805"]

    error = UnknownRecommendation("X.905", suggestions=near)
    assert [] == asked
    assert ("X.805",) == error.suggestions == error.suggestions
    assert "near it: X.805" in str(error)
    assert ["once"] == asked
    again = pickle.loads(pickle.dumps(UnknownRecommendation("X.905", suggestions=["X.805"], reason="why")))
    assert ("X.805",) == again.suggestions
    assert "the catalogue holds no 'X.905': why; near it: X.805" == str(again)


def test_after_many_misses_names_are_found_as_before() -> None:
    """A catalogue asked for many names that it does not have answers the same afterwards."""
    catalog = type(CORE)(CORE._store)
    before = {name: catalog.get(name) for name in ("X.509", "G.Sup.otnsec", "ISO/IEC 9594-8", "Z.140")}

    for number in range(_MANY_MISSES + 10):
        assert f"ITU-T Q.{number}.77" not in catalog

    assert before == {name: catalog.get(name) for name in before}
    assert all(work.identifier in catalog for work in catalog)


@pytest.mark.parametrize(
    ("sector", "series"), [("T", "X"), ("T", "V"), ("T", "G"), ("R", "BT"), ("R", "M Report")]
)
def test_near_numbers_are_those_one_slip_away(sector: str, series: str) -> None:
    """The quick look whether any number may be near loses none."""
    members = _members(sector, series)

    for key in (
        "5099",
        "42ter",
        "7231",
        "1",
        "10809",
        "9",
        "601A",
        "2083",
        "54321",
        "0",
        "1.1",
        "42.bis",
        "99999",
    ):
        near = dict.fromkeys(slip for slip in _slips(key) if slip in members and slip != key)
        assert [name.replace(" ", "") for name in numbers.nearest(sector, series, key, 99)] == list(near)
