"""Finding takes time in proportion to the text, whatever it is made of, and a text of nothing but bait is no dearer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growth import assert_linear, assert_no_dearer
from itu_catalog import annotate, find_citations

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

LINES = (Path(__file__).parent / "tables" / "hostile_texts.txt").read_text(encoding="utf-8").splitlines()
HOSTILE = [
    re.sub(
        r"\\([uU])([0-9a-f]{8}|[0-9a-f]{4})",
        lambda code: chr(int(code[2], 16)),
        line.replace("_", " ").replace("~", "\n"),
    )
    for line in LINES
    if not line.startswith("# ")
]
SIZE = 3_200
"""Characters of a text that is too long to be looked at thoroughly all over."""


def repeated(unit: str) -> Callable[[int], str]:
    """Return a function that makes a text of a size from nothing but a unit."""
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def found(text: str, bare: Literal["never", "context", "always"] = "context") -> int:
    """Count the citations in a text."""
    return sum(1 for _ in find_citations(text, bare=bare))


def ordinary(size: int) -> str:
    """Return a text in which every third word is a citation, and none comes twice."""
    pieces = (f"Rec. ITU-T X.{number} ({1990 + number % 30}) has it, " for number in range(1, size // 30))
    return "".join(pieces)[:size]


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_time_grows_with_the_text(unit: str) -> None:
    """Eight times a text of nothing but bait takes about eight times the time."""
    assert_linear(found, repeated(unit), SIZE)


@pytest.mark.parametrize("bare", ["context", "always"])
def test_bait_is_no_dearer_than_citations(bare: Literal["context", "always"]) -> None:
    """A text of all kinds of bait takes some times as long as one of citations, at most."""
    bait = "".join(repeated(unit)(SIZE // 4) for unit in HOSTILE)
    usual = ordinary(len(bait))
    found(bait), found(usual)

    assert_no_dearer(lambda: found(bait, bare), lambda: found(usual))


@pytest.mark.parametrize("format", ["text", "markdown", "html", "rest"])
def test_annotating_bait_takes_time_in_proportion(format: str) -> None:  # noqa: A002 - what people call it
    """Eight times a text of all kinds of bait takes about eight times the time to annotate."""

    def made(size: int) -> str:
        return "\n\n".join(repeated(unit)(size // len(HOSTILE)) for unit in HOSTILE)

    assert_linear(lambda text: annotate(text, format=format), made, 5 * SIZE)


@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=12), st.integers(1, 40))
def test_no_mixture_makes_it_fail(units: list[str], times: int) -> None:
    """Whatever bait is put together, what is found stands in the text, in order, and does not overlap."""
    text = "".join(units) * times
    end = 0

    for citation in find_citations(text, bare="always"):
        assert end <= citation.start < citation.end <= len(text)
        assert citation.text == text[citation.start : citation.end]
        end = citation.end
