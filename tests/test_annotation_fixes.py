"""Stale citations are mended where what to write is certain; what is left has a reason."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import rows
from itu_catalog.annotation import Why, fix
from itu_catalog.annotation.edits import applied

TABLE = rows("fixes.toml")
NAMES = [f"{topic}: {row.get('what') or row['before'][:40]}" for topic, row in TABLE]


@pytest.mark.parametrize("row", [row for _, row in TABLE], ids=NAMES)
def test_table_of_fixes(row: dict[str, Any]) -> None:
    """What the table says is mended as it says, and the rest is left for the reasons given."""
    fixed = fix(row["before"], format=row.get("format", "text"), on=row.get("on"))

    assert row.get("after", row["before"]) == fixed.text
    assert [Why[name] for name in row.get("left", [])] == [skipped.why for skipped in fixed.skipped]


@pytest.mark.parametrize("row", [row for _, row in TABLE], ids=NAMES)
def test_fixing_twice_is_fixing_once(row: dict[str, Any]) -> None:
    """A mended text is left as it is, and the same citations are left in it."""
    how = {"format": row.get("format", "text"), "on": row.get("on")}
    once = fix(row["before"], **how)

    twice = fix(once.text, **how)

    assert (once.text, ()) == (twice.text, twice.edits)
    assert [skipped.why for skipped in once.skipped] == [skipped.why for skipped in twice.skipped]


def test_only_the_codes_asked_for() -> None:
    """Whoever wants one kind of finding mended gets no other."""
    text = "ITU-T Z.140 and ITU-T X.509 (2016)"

    assert "ITU-T Z.161 and ITU-T X.509 (2016)" == fix(text, codes=["renumbered"]).text
    assert "ITU-T Z.140 and ITU-T X.509 (2019)" == fix(text, codes=["superseded"]).text


@pytest.mark.parametrize("code", ["unknown", "title-of-another", "ambiguous", "no-code"])
def test_what_is_never_mended(code: str) -> None:
    """Codes of which only a person can tell what is meant are refused, and so are words that are none."""
    with pytest.raises(ValueError, match=f"'{code}' is no finding that can be mended"):
        fix("ITU-T X.509", codes=[code])


def test_titles_are_escaped() -> None:
    """A title is written as the format wants it."""
    text = 'ITU-T Z.100 (11/2007) "Specification and Description Language (SDL)"'

    assert '"Specification and Description Language - Overview of SDL-2010"' in fix(text, format="html").text


_CITED = st.sampled_from(
    [
        *(
            "ITU-T X.509 (10/2016)",
            "ITU-T X.509 (2016)",
            "X.510 (2012)",
            "ITU-T Z.140",
            "Z.141",
            "ITU-R X.500",
        ),
        *(
            "ITU-T BT.601",
            "M.3010",
            "ITU-T X.509",
            "X.511",
            "ITU-T G.Sup.otnsec",
            "ITU-T X.99999",
            "CCITT X.25",
        ),
        *(
            "ITU-T X.509 (2016) | ISO/IEC 9594-8:2017",
            "clause 8 of ITU-T X.509 (2016)",
            "ITU-T X.1402",
            "ITU-R BT.601-5",
        ),
        *(
            "ITU-T Z.100 (11/2007) “Specification and Description Language (SDL)”",
            "ITU-T X.694 Cor.1",
            "X.500-series",
        ),
    ]
)
_BETWEEN = st.sampled_from([", ", " and ", "; ", ". See ", "\n", " to ", "–", "\n\n", " or draft ", "/"])


@given(st.lists(st.tuples(_CITED, _BETWEEN), min_size=1, max_size=7))
def test_a_mended_text_has_nothing_left_to_mend(parts: list[tuple[str, str]]) -> None:
    """Judged again, no mended citation is stale, others mean what they meant, and nothing else changes hands."""
    text = "".join(cited + between for cited, between in parts)

    fixed = fix(text)

    assert fixed.text == applied(text, fixed.edits)
    assert () == fix(fixed.text).edits
    left = {(str(each.finding.citation.identifier), each.why) for each in fix(fixed.text).skipped}
    assert {(str(each.finding.citation.identifier), each.why) for each in fixed.skipped} == left
