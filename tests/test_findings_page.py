"""The page about findings says what is found."""

from __future__ import annotations

import pytest

from findings_page import PAGE, findings_page, shown
from itu_catalog.findings import CODES, Code


def test_the_page_is_what_the_codes_say() -> None:
    """The page is what `tools/findings_page.py` prints from the table of codes and the embedded catalogue."""
    assert findings_page() == PAGE.read_text(encoding="utf-8"), "run: python tools/findings_page.py"


@pytest.mark.parametrize("code", Code)
def test_each_example_shows_its_code(code: Code) -> None:
    """The example of a code has that finding, at the level of the code."""
    assert CODES[code].level is shown(code, CODES[code]).level


@pytest.mark.parametrize("code", Code)
def test_meanings_read_like_the_others(code: Code) -> None:
    """A meaning and a remedy are phrases, what tells when a code is given are sentences; none is empty."""
    meaning = CODES[code]

    assert meaning.meaning[0].islower()
    assert meaning.remedy[0].islower()
    assert not meaning.meaning.endswith(".")
    assert meaning.given[0].isupper()
    assert meaning.given.endswith(".")
