"""Promise: the quick readers of `parse` are shortcuts, not dialects. They agree with the rule-by-rule reader."""

from __future__ import annotations

import pytest
from hypothesis import given

import cases
import itu_catalog as itu
import strategies
from itu_catalog.errors import InvalidIdentifier
from itu_catalog.parsing import _mend
from itu_catalog.reading import Reader

PREFIXES = (
    "",
    "ITU-T ",
    "Rec. ITU-T ",
    "ITU-T Rec. ",
    "ITU‑T ",
    "UIT-T ",
    "CCITT ",
    "Recommendation ITU-T ",
    "ITU-R ",
)


def slowly(text: str) -> str | None:
    """Read `text` rule by rule, without the shortcuts."""
    try:
        return str(Reader(_mend(text)).read_all().identifier)
    except InvalidIdentifier:
        return None


def quickly(text: str) -> str | None:
    """Read `text` as a user does."""
    found = itu.try_parse(text)
    return None if found is None else str(found)


@given(strategies.identifiers())
def test_a_canonical_form_is_read_the_same_without_the_shortcut(identifier: itu.Identifier) -> None:
    """What is taken as it is would have been read as the same."""
    assert slowly(str(identifier)) == str(identifier)


@pytest.mark.parametrize(
    "topic_and_row", cases.rows("identifiers.toml"), ids=lambda each: each[1]["given"][:40]
)
def test_the_table_is_read_the_same_without_the_shortcut(topic_and_row: tuple[str, dict[str, str]]) -> None:
    """What no machine form is, both ways of reading understand alike."""
    given_text = topic_and_row[1]["given"]
    if slowly(given_text) is None:
        return  # an address, a file name, a URN: there is no shortcut for them

    assert quickly(given_text) == slowly(given_text)


@pytest.mark.parametrize("prefix", PREFIXES)
def test_usual_prefixes_are_read_the_same_without_the_shortcut(prefix: str) -> None:
    """Replacing a prefix gives what reading it gives, for every number of the ordering table."""
    numbers = [line.removeprefix("ITU-T ").removeprefix("ITU-R ") for line in cases.lines("ordering.txt")]

    texts = [
        prefix + number
        for number in (*numbers, "M.1457", "M.1170 (02/1997)", "P.862.2", "F.60 (08/1992)", "BT.709-6")
    ]

    assert [(each, quickly(each)) for each in texts] == [(each, slowly(each)) for each in texts]
