"""The page about finding says how well the finder finds."""

from __future__ import annotations

import doctest
from collections import Counter

import pytest

import finder_page
from finder_page import GENRES, LANGUAGES, PAGE, differences, figures, with_figures
from marked_passages import LOOKALIKE, passages


def test_the_page_says_what_is_measured() -> None:
    """The figures are those of the finder as it is, but for a hundredth."""
    page = PAGE.read_text(encoding="utf-8")
    told = page.partition("<!-- figures")[2].partition("<!-- end of figures")[0]

    assert [] == list(differences(told, figures())), "run: python tools/finder_page.py"


def test_every_kind_of_text_and_every_common_language_has_a_row() -> None:
    """Languages of a few passages share one."""
    corpus = passages()
    languages = Counter(passage.language for passage in corpus)

    assert {passage.genre for passage in corpus} - {LOOKALIKE} == set(GENRES)
    assert {"zh-Hant", *(name for name, count in languages.items() if count > 10)} == set(LANGUAGES)


def test_figures_take_the_place_of_the_old_ones() -> None:
    """What is written by hand around them stays."""
    page = "a\n<!-- figures: python tools/finder_page.py -->\nold\n<!-- end of figures -->\nb\n"
    told = with_figures(page, "| new | 1 |")

    assert "old" not in told
    assert told.startswith("a\n<!-- figures")
    assert told.endswith("<!-- end of figures -->\nb\n")
    assert with_figures(told, "| new | 1 |") == told
    with pytest.raises(ValueError, match="no place for figures"):
        with_figures("a\n", "| new | 1 |")


def test_a_share_may_be_off_by_a_hundredth() -> None:
    """A change of the finder that nobody would notice is none of the page; another number of passages is."""
    assert [] == list(differences("| rfc | 10 | 0.98 |", "| rfc | 10 | 0.97 |"))
    for measured in (
        "| rfc | 10 | 0.96 |",
        "| rfc | 9 | 0.98 |",
        "| web | 10 | 0.98 |",
        "| rfc | 10 | – |",
        "",
    ):
        assert list(differences("| rfc | 10 | 0.98 |", measured))


def test_the_examples_of_the_tool_are_what_it_does() -> None:
    """Its docstrings show what happens."""
    ran = doctest.testmod(finder_page)

    assert ran.attempted
    assert not ran.failed
