"""What the tests of growth rest on: growth with the input passes, growth with its square does not."""

from __future__ import annotations

import re

import pytest

from growth import assert_linear, assert_no_dearer, calls

ANYTHING = re.compile("a*b")  # a square, where nothing is found


def test_growth_with_the_input_passes() -> None:
    """Eight times the text for eight times the time is what is promised."""
    assert_linear(str.split, "a ".__mul__, 20_000)


def test_growth_with_the_square_fails() -> None:
    """A pattern that begins anew at each character is caught."""
    with pytest.raises(AssertionError, match=r"seconds at best, where 3 x 0\.\d+ are allowed"):
        assert_linear(ANYTHING.search, "a".__mul__, 1_000)


def test_what_is_too_quick_to_measure_passes() -> None:
    """Next to nothing, and a hundred times that, are the same to a clock."""
    assert_no_dearer(lambda: sum(range(100)), lambda: None)


def test_calls_are_the_same_each_time() -> None:
    """Calls are counted, not timed: three more calls are three more, and three more returns."""

    def work(times: int) -> None:
        for _ in range(times):
            len("")

    few, many = (calls(lambda times=times: work(times)) for times in (1, 4))  # type: ignore[misc]

    assert 6 == many - few
    assert few == calls(lambda: work(1))
