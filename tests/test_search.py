"""Words of titles: ranked, folded, through slips; the same whether looked up in the file or among all words."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import catalog, found, text, work
from itu_catalog.catalog import Catalog, embedded_catalog
from itu_catalog.catalog.search import TitleSearch, is_slip, words

CORE = embedded_catalog()
WORDS = sorted({word for _, _, title in CORE._store.titles() for word in words(title)})

TITLES = catalog(
    work("ITU-T X.1", text("ITU-T X.1 (01/2001)", own_title="Réseau de données – Fibre optique")),
    work("ITU-T X.2", text("ITU-T X.2 (01/2001)", own_title="Security framework of the network")),
    work("ITU-T X.3", text("ITU-T X.3 (01/2001)", own_title="Security frameworks")),
    work(
        "ITU-T X.4",
        text("ITU-T X.4 (01/2001)", status="superseded", own_title="Secured access"),
        text("ITU-T X.4 (01/2011)", own_title="User‑generated content"),
    ),
    work("ITU-T X.5", text("ITU-T X.5 (01/2001)", status="withdrawn", own_title="Security frameworks")),
    work("ITU-T X.6", text("ITU-T X.6 (01/2001)", own_title="Сеть ШИРОКОПОЛОСНАЯ\tand a tab")),
    work("ITU-T X.7", text("ITU-T X.7 (01/2001)", own_title="The ﬁbre – Part 2²")),
)

ASKED = [
    ("reseau", ["ITU-T X.1"]),
    ("RÉSEAU", ["ITU-T X.1"]),
    ("données reseau", ["ITU-T X.1"]),
    ("fibre", ["ITU-T X.7", "ITU-T X.1"]),
    ("22", ["ITU-T X.7"]),
    ("security framework", ["ITU-T X.2", "ITU-T X.3", "ITU-T X.5"]),
    ("security frameworks", ["ITU-T X.3", "ITU-T X.5"]),
    ("secur", ["ITU-T X.3", "ITU-T X.4", "ITU-T X.2", "ITU-T X.5"]),
    ("user generated", ["ITU-T X.4"]),
    ("user-generated", ["ITU-T X.4"]),
    ("сеть широкополосная", ["ITU-T X.6"]),
    ("tab", ["ITU-T X.6"]),
    ("securty framwork", ["ITU-T X.2"]),
    ("secruity", ["ITU-T X.3", "ITU-T X.2", "ITU-T X.5"]),
    ("netwrok", ["ITU-T X.2"]),
    ("teb", []),
    ("usar", []),
    ("securitty ferameworks", ["ITU-T X.3", "ITU-T X.5"]),
    ("", []),
    ("…", []),
]


@pytest.mark.parametrize("after", [0, 10])
@pytest.mark.parametrize(("asked", "expected"), ASKED)
def test_titles_are_found(asked: str, expected: list[str], after: int) -> None:
    """The best first; a slip is forgiven only where nothing is found without; asked often or not, the same."""
    cat = Catalog(TITLES._store)
    for _ in range(after):
        cat.search("nothing of the sort")

    assert sorted(expected) == sorted(found(cat.search(asked)))
    assert expected[:1] == found(cat.search(asked, limit=1))


def test_a_day_knows_no_later_title_and_no_later_status() -> None:
    """A title counts from its first text on, and ranks by the status of the day."""
    assert ["ITU-T X.4"] == found(TITLES.search("secured", on="2005-01-01"))
    assert [] == found(TITLES.search("generated", on="2005-01-01"))
    assert [] == found(TITLES.search("secured", on="2000-12-31"))


SLIPS = [
    ("quantm", "quantum", True),
    ("quantuum", "quantum", True),
    ("quontum", "quantum", True),
    ("qauntum", "quantum", True),
    ("uantum", "quantum", True),
    ("quantu", "quantum", True),
    ("quantum", "quantum", False),
    ("qunatmu", "quantum", False),
    ("quatnums", "quantum", False),
    ("quntm", "quantum", False),
    ("", "a", True),
    ("", "", False),
]


@pytest.mark.parametrize(("written", "meant", "slip"), SLIPS)
def test_one_slip(written: str, meant: str, slip: bool) -> None:  # noqa: FBT001 - a column of a table
    """One letter missing, too many, other or swapped with its neighbour is one slip, in either direction."""
    assert slip == is_slip(written, meant)
    assert slip == is_slip(meant, written)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2), st.integers(3, 20))
def test_the_file_and_the_index_agree(chosen: list[str], size: int) -> None:
    """Looked up in the file as it lies, or among the words of all titles, the same works rank alike."""
    asked = " ".join(word[:size] for word in chosen)
    first, later = TitleSearch(CORE._store, CORE._work), TitleSearch(CORE._store, CORE._work)
    later._searches = 99

    assert first.hits(asked) == later.hits(asked)


@given(st.sampled_from(list(CORE.documents)), st.data())
def test_a_title_finds_its_work(document: object, data: st.DataObject) -> None:
    """Any words of a title, or their beginnings, find the work that bore it."""
    title = getattr(document, "own_title", None) or "Directory"
    chosen = data.draw(st.lists(st.sampled_from(words(title)), min_size=1, max_size=4))
    asked = " ".join(word[: data.draw(st.integers(1, len(word)))] for word in chosen)

    if getattr(document, "own_title", None):
        assert getattr(document, "work") in CORE.search(asked)  # noqa: B009 - of any document


@given(st.sampled_from([word for word in WORDS if len(word) > 5 and word.isalpha()]), st.data())
def test_a_slip_still_finds(word: str, data: st.DataObject) -> None:
    """With one letter left out a word still finds what it found, unless the rest is a word itself."""
    place = data.draw(st.integers(0, len(word) - 1))
    slipped = word[:place] + word[place + 1 :]
    hits = CORE._search.hits(slipped)

    assert hits.ranks
    if hits.forgiven:
        assert set(CORE._search.hits(word).ranks) & set(hits.ranks)


@given(st.text(max_size=300))
def test_any_words_are_an_answer(asked: str) -> None:
    """Whatever is asked, there is an answer, with or without a day."""
    assert isinstance(CORE.search(asked), tuple)
    assert set(CORE.search(asked, on=date(2010, 1, 1), limit=3)) <= set(CORE)


@pytest.mark.parametrize(
    "asked",
    ["a " * 200_000, "x" * 400_000, " ".join(WORDS), "é" * 100_000, "-" * 400_000, "security " * 50_000],
    ids=["short", "long", "every word", "accents", "dashes", "one word"],
)
def test_too_much_is_answered_soon(asked: str) -> None:
    """However much is asked, the time is that of reading it, and not of comparing it with every title."""
    began = time.process_time()

    CORE.search(asked)
    CORE.search(asked, on="2015-01-01")

    assert time.process_time() - began < 5
