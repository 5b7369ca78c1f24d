"""Judging takes time in proportion to the text, whatever it is made of, and never fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growth import assert_linear
from itu_catalog import check, find_citations
from itu_catalog.catalog import embedded_catalog
from itu_catalog.findings import Judge
from itu_catalog.titles import likeness

if TYPE_CHECKING:
    from collections.abc import Callable

    from itu_catalog.citation import Citation

CORE = embedded_catalog()

HOSTILE: dict[str, Callable[[int], str]] = {
    # each gives the n-th piece of a text
    "numbers never assigned": lambda n: f"ITU-T {'ABDEFGHIJKLMNOPQRSTUVXYZ'[n % 24]}.{90000 - n // 24}, ",
    "numbers one slip away": lambda n: f"ITU-T X.{500 + n % 900}{n // 900 % 10}, ",
    "dates never published": lambda n: f"ITU-T X.509 ({n % 12 + 1:02}/{1950 + n % 80}), ",
    "changes that are not there": lambda n: f"ITU-T X.509 ({1950 + n % 80}) Amd. {n % 90 + 1}, ",
    "provisional names": lambda n: f"ITU-T G.Sup.x{n}, ",
    "quotations that never end": lambda _: "ITU-T X.509 “",
    "other titles": lambda n: f"ITU-T X.509 “security framework {n} for the network of telecommunication”, ",
    "titles nearly right": lambda n: (
        f"ITU-T X.{n % 999 + 1} “Security threats {n} to of distributed ledger technology”, "
    ),
    "titles without marks": lambda n: (
        f"ITU-T X.1044, Security {n} framework, and, network, services, of all. "
    ),
    "twins": lambda n: f"ITU-T X.509 | ISO/IEC {9594 + n}-{n % 9}:20{n % 90 + 10}, ",
    "ranges": lambda n: f"ITU-T X.{n % 500} to X.{n % 500 + 99 + n // 500}, ",
    "series": lambda n: f"ITU-T X.{n % 2000}-series, ",
    "groups": lambda _: "SG9 " * 100 + "ITU-T J.1012 (SG9), ",
    "drafts": lambda _: "draft " * 10 + "Recommendation ITU-T X.1402, ",
}


def found_in(piece: Callable[[int], str], length: int) -> tuple[str, list[Citation]]:
    """Return a text of such pieces, and the citations found in it."""
    pieces: list[str] = []
    size = 0
    while size < length:
        pieces.append(piece(len(pieces)))
        size += len(pieces[-1])
    text = "".join(pieces)
    return text, list(find_citations(text))


def judge(found: tuple[str, list[Citation]]) -> None:
    """Judge each citation of a text."""
    text, citations = found
    findings = sum(1 for _ in Judge(CORE).findings(text, citations))
    assert findings >= len(citations) > 0


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_the_time_grows_with_the_text(piece: Callable[[int], str]) -> None:
    """Eight times the text takes about eight times the time."""
    assert_linear(judge, lambda length: found_in(piece, length), 5_000)


PIECES = (
    "ITU-T |ITU-R |CCITT |X.509|M.1457|-12| (2016)| (10/2019)| Cor. 1| Amd.|“|”|«|(|)|ISO/IEC 9594-8|:2017| to |, | and "
    "|draft |SG9 |\n|\n\n|. |*|\0|Security threats of distributed ledger technology|-series| Annex F1|\u00ad|\ud7ff|X.5|99"
)


@given(st.lists(st.sampled_from([*PIECES.split("|"), " | "]), max_size=40))
def test_no_text_makes_it_fail(parts: list[str]) -> None:
    """Whatever is put together is judged; a suggestion stands in for a stretch of the text, and is one line."""
    text = "".join(parts)

    for finding in check(text, catalog=CORE, on="2020-06-09"):
        assert (finding.suggestion is None) == (finding.place is None)
        if finding.place is not None and finding.suggestion is not None:
            start, end = finding.place
            assert 0 <= start < end <= len(text)
            assert "\n" not in finding.suggestion
            assert finding.mended(text).startswith(text[:start])
        assert "\n" not in finding.message


@pytest.mark.parametrize("piece", ["w ", "a – ", "Part: "])
def test_titles_of_any_length_are_compared_at_once(piece: str) -> None:
    """Repeated words, and parts upon parts, cost no more than the titles are long: a title of a file may be hostile."""
    assert_linear(lambda text: likeness(f"{text}1", f"{text}2"), lambda size: piece * size, 20_000)
