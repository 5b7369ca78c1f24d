"""Which document a name means, on a date; and that no answer knows what came later."""

from __future__ import annotations

import copy
import json
import pickle
import threading
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import catalog, found, name, text, work
from itu_catalog import catalog as module
from itu_catalog import errors
from itu_catalog.catalog import Catalog, default_catalog, embedded_catalog, open_catalog
from itu_catalog.dates import Issued
from itu_catalog.documents import Document, Recommendation, numbers_of
from itu_catalog.identifier import Identifier
from itu_catalog.relations import Relation
from itu_catalog.vocabulary import Status

if TYPE_CHECKING:
    from pathlib import Path

CORE = embedded_catalog()
REPORT_2020 = "2020-06-09"


# ---- resolve

RESOLVED = [
    ("X.509", None, "ITU-T X.509 (10/2019)"),
    ("X.509", "2018-01-01", "ITU-T X.509 (10/2016)"),
    ("X.509", "2016-10-14", "ITU-T X.509 (10/2016)"),
    ("X.509 (2019)", None, "ITU-T X.509 (10/2019)"),
    ("X.509 (10/2019)", "1990-01-01", "ITU-T X.509 (10/2019)"),
    ("Rec. ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2020", None, "ITU-T X.509 (10/2019)"),
    ("https://www.itu.int/rec/T-REC-X.509-201910-I", None, "ITU-T X.509 (10/2019)"),
    ("T-REC-X.509-201910-I!!PDF-E", None, "ITU-T X.509 (10/2019)"),
    ("X.694 Cor.1", REPORT_2020, "ITU-T X.694 (2015) Cor. 1 (10/2019)"),
    ("X.694 Cor.1", "2012-01-01", "ITU-T X.694 (2008) Cor. 1 (10/2011)"),
    ("X.694 Cor.1", "2006-01-01", "ITU-T X.694 (2004) Technical Cor. 1 (11/2005)"),
    ("X.694 (2015) Cor. 1", None, "ITU-T X.694 (2015) Cor. 1 (10/2019)"),
    ("X.694 (08/2015) Cor. 1", None, "ITU-T X.694 (2015) Cor. 1 (10/2019)"),
    ("X.694 (2015) Cor. 1 (2019)", None, "ITU-T X.694 (2015) Cor. 1 (10/2019)"),
    ("X.694 Cor. 1 (10/2019)", None, "ITU-T X.694 (2015) Cor. 1 (10/2019)"),
    ("X.694 Cor.2", None, "ITU-T X.694 (2008) Cor. 2 (03/2014)"),
    ("X.893 Cor.1", None, "ITU-T X.893 (2007) Cor. 1 (10/2019)"),
    ("X.1197 Amendment 1", None, "ITU-T X.1197 (2012) Amd. 1 (09/2019)"),
    ("Z.100 Annex F1", None, "ITU-T Z.100 Annex F1 (10/2019)"),
    ("Z.100 Annex F1", "2017-01-01", "ITU-T Z.100 Annex F1 (10/2016)"),
    ("M.1457", "2019-02-01", "ITU-R M.1457-14 (01/2019)"),
    ("M.1457-14", None, "ITU-R M.1457-14 (01/2019)"),
    ("Recommendation ITU-R M.1457-14 (01/2019)", None, "ITU-R M.1457-14 (01/2019)"),
    ("ISO/IEC 9594-8", None, "ITU-T X.509 (10/2019)"),
    ("ISO/IEC 9594-8", "2018-01-01", "ITU-T X.509 (10/2016)"),
    ("ISO/IEC 9594-8:2020", None, "ITU-T X.509 (10/2019)"),
    ("ISO 9594-8:2005", None, "ITU-T X.509 (08/2005)"),
    ("G.Sup.otnsec", None, "ITU-T G Suppl. 76 (12/2021)"),
    ("IMT Vision", None, "ITU-R M.2083-0 (09/2015)"),
    ("imt  vision", None, "ITU-R M.2083-0 (09/2015)"),
    ("Z.140", None, "ITU-T Z.161 (10/2023)"),
    ("Z.140", "2006-01-01", "ITU-T Z.140 (04/2003)"),
    ("Z.101", "1977-01-01", "ITU-T Z.101 (10/1976)"),
    ("Z.101", "1985-01-01", "ITU-T Z.101 (10/1984)"),
    ("Z.101", REPORT_2020, "ITU-T Z.101 (10/2019)"),
    ("Z.146", "2006-05-01", "ITU-T Z.146 (03/2006)"),
    ("Z.167", "2006-05-01", "ITU-T Z.167 (03/2006)"),
    ("Z.Imp100", REPORT_2020, "ITU-T Z.Imp100 (09/2019)"),
    ("X Suppl. 35", None, "ITU-T X Suppl. 35 (09/2019)"),
]


@pytest.mark.parametrize(("given_", "on", "meant"), RESOLVED, ids=str)
def test_names_mean_documents(given_: str, on: str | None, meant: str) -> None:
    """A name, in whatever form, means one document on a date."""
    assert meant == str(CORE.resolve(given_, on))


@pytest.mark.parametrize(("given_", "on"), [row[:2] for row in RESOLVED], ids=str)
def test_a_record_resolves_to_itself(given_: str, on: str | None) -> None:
    """Giving back what was found finds it again."""
    document = CORE.resolve(given_, on)

    assert document is CORE.resolve(document)
    assert document is CORE.resolve(document.identifier)
    assert document.work is CORE[document]
    assert document.work is CORE[document.work]


def test_an_undated_change_without_a_date_has_candidates() -> None:
    """Three corrigenda of X.694 are numbered 1; without a date all are named, with the reason."""
    with pytest.raises(errors.AmbiguousIdentifier, match="no date is known") as caught:
        CORE.resolve("X.694 Cor.1")

    assert [
        "ITU-T X.694 (2004) Technical Cor. 1 (11/2005)",
        "ITU-T X.694 (2008) Cor. 1 (10/2011)",
        "ITU-T X.694 (2015) Cor. 1 (10/2019)",
    ] == found(caught.value.candidates)


def test_a_technical_corrigendum_is_no_plain_one() -> None:
    """``Cor. 1`` may mean a Technical Cor. 1; ``Technical Cor. 1`` means that alone."""
    assert "ITU-T X.694 (2004) Technical Cor. 1 (11/2005)" == str(CORE.resolve("X.694 Technical Cor. 1"))


@pytest.mark.parametrize(
    ("given_", "on", "first"),
    [
        ("X.1402", REPORT_2020, "ITU-T X.1402 (07/2020)"),
        ("G.Sup.otnsec", REPORT_2020, "ITU-T G Suppl. 76 (12/2021)"),
        ("X.694 (2015) Cor. 1", "2016-01-01", "ITU-T X.694 (2015) Cor. 1 (10/2019)"),
        ("X.694 Cor. 1", "2005-01-01", "ITU-T X.694 (2004) Technical Cor. 1 (11/2005)"),
        ("ISO/IEC 9594-8", "1980-01-01", "ITU-T X.509 (11/1988)"),
    ],
)
def test_what_was_not_yet_approved_is_named(given_: str, on: str, first: str) -> None:
    """Before the first approval the error names the text that came."""
    with pytest.raises(errors.NotYetApproved) as caught:
        CORE.resolve(given_, on)

    assert first == str(caught.value.document)
    assert date.fromisoformat(on) == caught.value.on


def test_a_date_that_never_was_names_the_editions_there_are() -> None:
    """X.509 (11/2019) was never published; the editions that were are suggested."""
    with pytest.raises(errors.UnknownRecommendation) as caught:
        CORE.resolve("X.509 (11/2019)")

    assert "ITU-T X.509 (10/2019)" in caught.value.suggestions
    assert all(CORE.resolve(each).kind == "recommendation" for each in caught.value.suggestions)


def test_a_change_that_never_was_names_those_there_are() -> None:
    """X.509 (2019) Cor. 9 is unknown; the three corrigenda of that edition are suggested."""
    with pytest.raises(errors.UnknownRecommendation) as caught:
        CORE.resolve("X.509 (2019) Cor. 9")

    assert [f"ITU-T X.509 (2019) Cor. {n}" for n in (1, 2, 3)] == [
        each.rpartition(" (")[0] for each in caught.value.suggestions
    ]


def test_a_number_that_never_was_is_met_with_near_ones_of_its_series() -> None:
    """A typing slip gets names that exist, of the same series."""
    with pytest.raises(errors.UnknownRecommendation) as caught:
        CORE.resolve("X.905")

    assert "ITU-T X.805" in caught.value.suggestions
    assert "was ever numbered X.905" in str(caught.value.reason)
    assert all(each.startswith("ITU-T X.") for each in caught.value.suggestions)


def test_a_number_beyond_the_catalogue_is_told_from_one_that_never_was() -> None:
    """X.208 exists, but not in this catalogue; the number table knows the difference from a typo."""
    with pytest.raises(errors.UnknownRecommendation, match="ITU gave the number"):
        CORE.resolve("X.208")
    with pytest.raises(errors.UnknownRecommendation, match="ITU probably gave the number"):
        CORE.resolve("BT.2025")  # between BT.2024 and BT.2026; no source lists it


def test_a_year_with_two_editions_is_ambiguous() -> None:
    """A year means the edition of that year, unless there are two; before the second there was one."""
    cat = catalog(
        work("ITU-T X.1", text("ITU-T X.1 (02/2001)", status="superseded"), text("ITU-T X.1 (11/2001)"))
    )

    with pytest.raises(errors.AmbiguousIdentifier) as caught:
        cat.resolve("X.1 (2001)")
    assert ["ITU-T X.1 (02/2001)", "ITU-T X.1 (11/2001)"] == found(caught.value.candidates)
    assert "ITU-T X.1 (02/2001)" == str(cat.resolve("X.1 (2001)", "2001-06-01"))


def test_a_twin_of_another_year_names_the_years_there_are() -> None:
    """A twin whose year no edition has is unknown, and its real years are suggested."""
    with pytest.raises(errors.UnknownRecommendation) as caught:
        CORE.resolve("ISO/IEC 9594-8:1999")

    years = [each.partition(":")[2] for each in caught.value.suggestions]
    assert ["1998", "2001", "1995", "2005", "1990"] == years

    with pytest.raises(errors.UnknownRecommendation) as caught:
        CORE.resolve("ISO/IEC 9594-8:1999", on="1996-01-01")
    assert ("ISO/IEC 9594-8:1995", "ISO/IEC 9594-8:1990") == caught.value.suggestions


TWINS = [
    ("ISO/IEC 29115", None, "ITU-T X.1254 (09/2012)"),
    ("ISO/IEC 29115", "2015-01-01", "ITU-T X.1254 (09/2012)"),
    ("ISO/IEC 29115", "2022-01-01", "ITU-T X.1254 (09/2012)"),
    ("ISO/IEC 9594-8", None, "ITU-T X.509 (10/2019)"),
    ("ISO/IEC 9594-8", "2019-10-13", "ITU-T X.509 (10/2016)"),
]


@pytest.mark.parametrize(("twin", "on", "meant"), TWINS)
def test_an_undated_twin_means_an_edition_that_has_it(twin: str, on: str | None, meant: str) -> None:
    """The second edition of X.1254 is not ISO/IEC 29115 any more: its twin stays the first, superseded one."""
    assert meant == str(CORE.resolve(twin, on))


def test_an_undated_twin_was_not_there_before_its_first_edition() -> None:
    """Before any edition with the twin was approved, the error names the first that has it."""
    cat = catalog(
        work(
            "ITU-T X.1",
            text("ITU-T X.1 (01/2000)", status="superseded"),
            text("ITU-T X.1 (01/2010)", twin="ISO/IEC 77777-1:2010"),
        )
    )

    with pytest.raises(errors.NotYetApproved) as caught:
        cat.resolve("ISO/IEC 77777-1", on="2005-01-01")
    assert "ITU-T X.1 (01/2010)" == str(caught.value.document)


@pytest.mark.parametrize(
    ("twin", "near"),
    [
        ("ISO/IEC 99999", ()),
        ("ISO/IEC 9594-99", ("ISO/IEC 9594-9",)),
        ("ISO 92115", ("ISO/IEC 29115",)),
        ("ETSI ES 999", ()),
    ],
)
def test_an_unknown_twin_is_an_unknown_text(twin: str, near: tuple[str, ...]) -> None:
    """However it is asked for, what is known to be the same as no text here is said to be so."""
    for ask in (CORE.resolve, CORE.__getitem__):
        with pytest.raises(errors.UnknownRecommendation, match=f"known to be the same as {twin}") as caught:
            ask(twin)
        assert near == caught.value.suggestions
    assert CORE.get(twin) is None
    assert twin not in CORE


@pytest.mark.parametrize(
    ("asked", "on", "near"),
    [
        ("X.51", None, ["X.511", "X.510", "X.518", "X.519"]),
        ("X.51", "1989-01-01", ["X.511", "X.518", "X.519"]),
        ("X.5099", None, ["X.509"]),
        ("X.2154", None, ["X.1254"]),
        ("X.l254", None, ["X.1254"]),
        ("X.l254", "2010-01-01", []),
        ("X.9999", None, []),
    ],
)
def test_near_is_one_slip_away_and_known_on_the_day(asked: str, on: str | None, near: list[str]) -> None:
    """A digit missing, doubled, swapped or a letter like it: the likeliest first, nothing far, nothing later."""
    with pytest.raises(errors.UnknownRecommendation) as caught:
        CORE.resolve(asked, on)

    assert [f"ITU-T {each}" for each in near] == list(caught.value.suggestions)


@given(
    st.sampled_from([each.approved.first_day for each in CORE.documents if each.approved]),
    st.sampled_from(["X.509 (11/2019)", "X.694 Cor. 9", "Z.16l", "X.2154", "ISO/IEC 9594-8:1999"]),
)
def test_a_miss_offers_at_most_five_names_of_the_day(on: date, asked: str) -> None:
    """What was first approved after the day asked about is not offered, and never more than five."""
    try:
        CORE.resolve(asked, on)
    except errors.UnknownRecommendation as fault:
        assert 5 >= len(fault.suggestions)  # noqa: PT017 - either answer will do
        for each in fault.suggestions:
            CORE.resolve(each, on)
    except errors.NotYetApproved:
        pass


@pytest.mark.parametrize("given_", ["X.500-series", "ITU-T X.500 series", "TTCN-3", "The Directory"])
def test_a_series_is_not_a_document(given_: str) -> None:
    """The name of a series leads to the series."""
    with pytest.raises(errors.NotADocument) as caught:
        CORE.resolve(given_)

    assert caught.value.series.members(REPORT_2020)


def test_a_number_of_two_sectors_is_ambiguous_unless_the_sector_is_said() -> None:
    """M.1170 exists in ITU-T and ITU-R; nothing is guessed."""
    cat = catalog(
        work("ITU-T M.1170", text("ITU-T M.1170 (07/1988)")),
        work("ITU-R M.1170", text("ITU-R M.1170-0 (10/1995)")),
    )

    with pytest.raises(errors.AmbiguousIdentifier, match="ITU-R and ITU-T"):
        cat.resolve("M.1170")
    assert "ITU-R M.1170-0 (10/1995)" == str(cat.resolve("ITU-R M.1170"))
    assert "ITU-T M.1170 (07/1988)" == str(cat.resolve("ITU-T M.1170"))


def test_a_joint_number_is_found_by_each_and_by_both() -> None:
    """G.709/Y.1331 is one document; either of its numbers, or both, mean it."""
    cat = catalog(
        work(
            "ITU-T G.709",
            text("ITU-T G.709/Y.1331 (06/2020)", status="superseded"),
            text("ITU-T G.709 (03/2024)"),
        )
    )

    assert {"ITU-T G.709 (03/2024)"} == {
        str(cat.resolve(each)) for each in ("G.709", "Y.1331", "G.709/Y.1331")
    }
    assert "ITU-T G.709/Y.1331 (06/2020)" == str(cat.resolve("Y.1331 (06/2020)"))
    assert [("ITU-T G.709", None), ("ITU-T Y.1331", "2024-03")] == [
        (each.text, str(each.until) if each.until else None) for each in sorted(cat["G.709"].names)
    ]


# ---- look-up


def test_look_up_gives_the_work_that_bears_the_number_now() -> None:
    """Z.107 was two works; the number means the one that bears it."""
    assert "ITU-T Z.107 (06/2021)" == str(CORE["Z.107"].current)
    assert [1, 4] == [len(bearer.work.editions) for bearer in CORE.bearers("Z.107")]


def test_a_number_given_away_was_borne_until_then() -> None:
    """Nobody says when a work lost its number; by the day another one got it, it had, and the answer is marked."""
    spans = [(str(each.since), str(each.until), each.inferred) for each in CORE.bearers("Z.101")]

    assert [
        ("1976-10-08", "1984-10-19", True),
        ("1984-10-19", "2011-12-22", True),
        ("2011-12-22", "None", False),
    ] == spans
    assert [False, False] == [each.inferred for each in (*CORE.bearers("Z.140"), *CORE.bearers("X.509"))]


def test_look_up_by_a_document_gives_its_work() -> None:
    """A dated identifier means the work that has that document, even one that lost its number."""
    assert CORE.bearers("Z.107")[0].work is CORE["Z.107 (11/1999)"]
    assert CORE["X.694"] is CORE["X.694 Cor.1"]


def test_a_work_without_its_number_is_the_one_that_bore_it_last() -> None:
    """Z.140 is borne by nobody; the work that bore it last is meant."""
    assert "ITU-T Z.161" == str(CORE["Z.140"])


def test_get_and_in_never_raise() -> None:
    """Whatever is asked, `get` gives a default and `in` an answer."""
    for nonsense in (
        "X.999999",
        "X.509 (11/2019)",
        "garbage",
        "",
        None,
        5,
        b"X.509",
        [],
        object(),
        "\x00" * 999,
    ):
        assert CORE.get(nonsense) is None
        assert "fallback" == CORE.get(nonsense, "fallback")
        assert nonsense not in CORE
    assert "X.509" in CORE
    assert CORE.resolve("X.509") in CORE
    assert CORE.resolve("X.509") in CORE.documents
    assert Identifier("ITU-T X.509 (10/2019)") in CORE.documents


@pytest.mark.parametrize("nonsense", ["garbage", "", None, 5, b"X.509"])
def test_brackets_and_resolve_raise_for_what_is_no_identifier(nonsense: str) -> None:
    """What is no identifier, and no name, is an error that says so."""
    for ask in (CORE.__getitem__, CORE.resolve):
        with pytest.raises(errors.InvalidIdentifier):
            ask(nonsense)


def test_every_document_is_found_by_its_identifier_and_its_address() -> None:
    """What the catalogue holds, it finds: by identifier, by URL."""
    for each in CORE.documents:
        assert each is CORE.resolve(each.identifier)
        assert each is CORE.resolve(str(each.identifier))


def test_every_work_is_found_by_every_name_it_has() -> None:
    """Numbers, former numbers, twins, common and provisional names all lead to the work, or say who shares them."""
    for each in CORE:
        for known in each.names:
            try:
                assert each in [CORE[known.text], *(bearer.work for bearer in _bearers(known.text))]
            except errors.AmbiguousIdentifier as fault:
                assert each in fault.candidates  # noqa: PT017 - either answer will do


def _bearers(number: str) -> tuple[module.Bearer, ...]:
    try:
        return CORE.bearers(number)
    except errors.InvalidIdentifier:
        return ()


def test_iteration_is_in_order_and_complete() -> None:
    """Works come in the order of their numbers, all of them, as often as one asks."""
    works = list(CORE)

    assert len(CORE) == len(works) == len(set(works))
    assert [each.identifier for each in works] == sorted(each.identifier for each in works)
    assert len(CORE.documents) == len(list(CORE.documents)) == 617
    assert works == list(CORE)


def test_one_work_is_one_object() -> None:
    """Threads that ask at once get the same record."""
    cat = Catalog(CORE._store)
    got: list[Recommendation] = []
    threads = [threading.Thread(target=lambda: got.append(cat["X.509"])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 1 == len({id(each) for each in got})


# ---- what surrounds


def test_members_of_a_block_on_a_date() -> None:
    """The X.500-series is the block X.500-X.599: nine texts and X.530 in 2020, and none that came later."""
    members: Any = CORE.series("X.500-series").members(REPORT_2020)

    certain = [each for each in members if each not in members.uncertain]
    assert [f"ITU-T X.{n}" for n in (500, 501, 509, 511, 518, 519, 520, 521, 525, 530)] == found(certain)
    assert "ITU-T X.510" in found(CORE.series("X.500").members())
    assert [f"ITU-T X.{n}" for n in range(581, 587)] == found(members.uncertain)


def test_members_of_the_two_languages() -> None:
    """The Z.100- and Z.160-series of spring 2020 are those that the facts list."""
    assert [f"ITU-T Z.{n}" for n in (100, 101, 102, 103, 104, 105, 106, 107, 109)] == found(
        CORE.series("Z.100-series").members("2020-03-31")
    )
    assert 19 == len(CORE.series("Z.160-series").members("2020-03-31"))


def test_series_are_found_by_letter_and_number() -> None:
    """A letter is the whole series, a number the block that begins with it."""
    assert "ITU-T X-series" == str(CORE.series("X")) == str(CORE.series("ITU-T X-series"))
    for written in ("X.500", "X.500-series", "X.509-series", "ITU-T X.509 series"):
        assert "X.500–X.599 DIRECTORY" == str(CORE.series(written))
    with pytest.raises(errors.UnknownRecommendation):
        CORE.series("QQ")
    assert str(CORE["X.509"].series) == "ITU-T X-series"
    assert str(CORE["X.509"].subseries) == str(CORE.series("X.500"))


@pytest.mark.parametrize(("number", "block"), [("X.509", "X.500–X.599"), ("ITU-T Z.140", "Z.100–Z.199")])
def test_a_single_number_is_no_series(number: str, block: str) -> None:
    """A number that begins no block is one text; the error names the block that it lies in."""
    with pytest.raises(errors.UnknownRecommendation) as caught:
        CORE.series(number)

    first = block.partition("–")[0]
    assert f"holds no series {number!r}" in str(caught.value)
    assert f"lies in {block}; ask for {first!r}" in str(caught.value)


@pytest.mark.parametrize("given_", ["SG17", "17", 17, "ITU-T SG17", "Study Group 17", "SG-17", "sg 17"])
def test_study_groups_are_found_as_people_write_them(given_: str | int) -> None:
    """One group, many spellings."""
    assert "ITU-T SG17" == str(CORE.study_group(given_))


def test_a_study_group_answers_for_its_works() -> None:
    """SG17 answers for X.509, and SG9 answered for J.1012 before SG21 did."""
    assert CORE["X.509"] in CORE.study_group("SG17").works
    assert CORE["J.1012"] in CORE.study_group("SG9").members("2020-05-01")
    assert CORE["J.1012"] not in CORE.study_group("SG9").works
    assert CORE["J.1012"] in CORE.study_group("SG21").works


def test_reports_cite_works_and_works_know_it() -> None:
    """The citations of the reports lead to works, and back."""
    assert ["council-2017", "council-2020"] == [report.key for report in CORE.reports]
    assert CORE.report("C17/18") is CORE.report("council-2017")
    printed = {citation.printed for citation in CORE["X.1401"].cited_by}
    assert printed
    for report in CORE.reports:
        for citation in report.citations:
            if citation.identifier is not None and citation.external is None:
                meant = citation.members or (citation.identifier,)
                assert all(citation in CORE[each].cited_by for each in meant)


def test_a_citation_knows_its_report() -> None:
    """From a citation of a work one comes to the report that it stands in, also out of a pickle."""
    citation = CORE["X.1401"].cited_by[0]

    assert citation in CORE.report(str(citation.report)).citations
    assert {"council-2017", "council-2020"} == {
        each.report for report in CORE.reports for each in report.citations
    }


def test_supplements_to_a_series_stand_beside_the_series() -> None:
    """A Supplement about a series, or a block of it, is listed there, and not one about a single Recommendation."""
    x: Any = CORE.series("X")

    assert [f"ITU-T X Suppl. {n}" for n in (2, 3, 15, 16)] == found(x.supplements)
    assert found(x.supplements) == found(CORE.series("X.800").supplements)
    assert ["ITU-T G Suppl. 76"] == found(CORE.series("G").supplements)
    assert () == CORE.series("X.500").supplements


def test_supplements_may_name_numbers_that_begin_no_block() -> None:
    """A Supplement to the X.1250-series is one to its series, and to the block that this lies in, and no other."""
    cat = catalog(
        work("ITU-T X Suppl. 7", text("ITU-T X Suppl. 7 (02/2009)", supplements=["ITU-T X.1250-series"])),
        work("ITU-T X Suppl. 8", text("ITU-T X Suppl. 8 (02/2009)", supplements=["ITU-T X.509"])),
        tables={"series": dict(CORE._store.table("series"))},
    )

    assert ["ITU-T X Suppl. 7"] == found(cat.series("X").supplements)
    assert ["ITU-T X Suppl. 7"] == found(cat.series("X.1250-series").supplements)
    assert [] == found(cat.series("X.500").supplements) == found(cat.series("Y").supplements)


def test_a_block_of_a_day_is_one_known_to_have_been_printed_by_then() -> None:
    """The lists of blocks change; on a day the words known to have stood are given, or none."""
    assert "X.1310–X.1339 Ubiquitous sensor network security" == str(
        CORE.series("X.1325-series", on="2016-01-01")
    )
    assert "X.1300–X.1499" == str(CORE.series("X.1325-series", on="2023-01-01")).partition(" ")[0]
    with pytest.raises(errors.UnknownRecommendation, match="printed by 1990-01-01"):
        CORE.series("X.1325", on="1990-01-01")


def test_supplements_are_known_to_what_they_supplement() -> None:
    """X.1254 has three Supplements."""
    assert [f"ITU-T X Suppl. {n}" for n in (35, 41, 42)] == found(CORE["X.1254"].supplements)


def test_related_groups_edges() -> None:
    """All relations of an edition: what it superseded, what changed it, what it is the same text as."""
    related = CORE.related("X.509 (10/2019)")

    assert [Relation.SUPERSEDES, Relation.AMENDS, Relation.CORRECTS, Relation.SAME_TEXT] == list(related)
    assert ["ISO/IEC 9594-8:2020"] == [edge.target for edge in related[Relation.SAME_TEXT]]
    assert 3 == len(related[Relation.CORRECTS])


# ---- succession


def test_succession_within_a_work() -> None:
    """One step on, one step back, the end of the chain."""
    assert "ITU-T X.509 (10/2016)" == str(CORE.successor("X.509 (10/2012)"))
    assert "ITU-T X.509 (11/2008)" == str(CORE.predecessor("X.509 (10/2012)"))
    assert "ITU-T X.509 (10/2019)" == str(CORE.replacement("X.509 (10/2012)"))
    assert CORE.replacement("X.509 (10/2019)") is None
    assert CORE.successor("X.509") is None
    assert "ITU-R M.1457-15 (10/2020)" == str(CORE.replacement("M.1457-12"))


def test_succession_across_numbers() -> None:
    """Renumbering and replacement by another work are followed alike."""
    assert "ITU-T Z.161 (11/2007)" == str(CORE.successor("Z.140 (03/2006)"))
    assert CORE["Z.161"] is CORE.replacement("Z.140")
    assert "ITU-T Z.100 (06/2021)" == str(CORE.replacement("Z.101 (10/1984)"))
    assert CORE["Z.101 (10/1984)"] in CORE["Z.100"].supersedes
    assert (CORE["Z.100"],) == CORE["Z.101 (10/1984)"].superseded_by


def test_succession_on_a_date() -> None:
    """Before the next edition was approved there was no successor."""
    assert CORE.successor("X.509 (10/2016)", on="2019-10-13") is None
    assert "ITU-T X.509 (10/2019)" == str(CORE.successor("X.509 (10/2016)", on="2019-10-14"))
    assert "ITU-T X.509 (10/2016)" == str(CORE.replacement("X.509 (11/1988)", on="2019-10-13"))


def test_the_predecessor_of_a_later_number_is_the_last_text_under_the_one_before() -> None:
    """Z.161 took over from Z.140, as Z.140 went on as Z.161; what was first under its number has none."""
    assert "ITU-T Z.140 (03/2006)" == str(CORE.predecessor("Z.161"))
    assert "ITU-T Z.140 (03/2006)" == str(CORE.predecessor(CORE["Z.161"]))
    assert CORE.predecessor("Z.140") is None
    assert CORE.predecessor("X.509") is None
    assert CORE.predecessor("Z.161", on="2007-11-12") is None
    assert CORE.successor("Z.140", on="2007-11-12") is None
    assert CORE["Z.161"] is CORE.successor("Z.140", on="2007-11-13")


def test_a_step_back_is_a_step_on_reversed() -> None:
    """On any day an edition has a predecessor exactly where that one has it as its successor."""
    for each in CORE:
        for text_ in each.editions:
            older = CORE.predecessor(text_)
            if older is not None:
                assert str(CORE.successor(older)) in (str(text_), str(text_.work))
            if text_.approved:
                assert CORE.predecessor(text_, text_.approved.first_day - timedelta(days=1)) is None


def test_a_chain_that_ends_in_a_withdrawn_text_offers_nothing_to_read() -> None:
    """What took its place is still told; as what to read a withdrawn text is not offered."""
    cat = catalog(
        work("ITU-T X.1", text("ITU-T X.1 (01/2001)", status="superseded", replaced_by=["ITU-T X.2"])),
        work("ITU-T X.2", text("ITU-T X.2 (01/2005)", status="withdrawn", withdrawn="2015-01-01")),
    )

    assert cat.replacement("X.1 (01/2001)") is None
    assert cat.replacement("X.1") is None
    assert "ITU-T X.2 (01/2005)" == str(cat.successor("X.1 (01/2001)"))
    assert "ITU-T X.2 (01/2005)" == str(cat.replacement("X.1 (01/2001)", on="2010-01-01"))


# ---- everything as plain values


ANSWERS = {
    "report": (CORE.report("council-2020"), "key"),
    "citation": (CORE.report("council-2020").citations[0], "paragraph"),
    "discrepancy": (CORE.report("council-2020").discrepancies[0], "fact"),
    "series": (CORE.series("X"), "printings"),
    "block": (CORE.series("X.500"), "first"),
    "group": (CORE.study_group("SG17"), "predecessors"),
    "succession": (CORE.study_group("SG21").predecessors[0], "group"),
    "title": (CORE.study_group("SG17").titles[0], "text"),
    "in force": (CORE["X.509"].in_force(), "documents"),
    "members": (CORE.series("X.500").members(REPORT_2020), "uncertain"),
    "status": (CORE["X.509"].status_on(), "certain"),
    "responsibility": (CORE.resolve("J.1012").responsibility, "then"),
    "bearer": (CORE.bearers("Z.107")[0], "work"),
    "name": (CORE["X.509"].names[0], "kind"),
    "conflict": (CORE.conflicts[0][1], "why"),
    "edge": (next(iter(CORE.related("X.509 (10/2019)").values()))[0], "relation"),
    "work": (CORE["X.509"], "documents"),
    "document": (CORE.resolve("X.509"), "identifier"),
}


@pytest.mark.parametrize("what", ANSWERS)
def test_whatever_a_catalogue_gives_can_be_told_in_plain_values(what: str) -> None:
    """Every record and every answer has `to_dict`; JSON gives it back unchanged, and the keys are its columns."""
    answer: Any
    answer, key = ANSWERS[what]

    plain = answer.to_dict()

    assert key in plain
    assert plain == json.loads(json.dumps(plain))
    assert plain == answer.to_dict()
    if hasattr(answer, "_fields"):
        assert list(answer._fields) == list(plain)[: len(answer._fields)]


def test_plain_values_name_what_has_a_name() -> None:
    """Within an answer texts, works and groups are given by their names, dates as they are known."""
    bearer = {"work": "ITU-T Z.107", "since": "1999-11-19", "until": "2012-04-29", "inferred": True}
    assert bearer == CORE.bearers("Z.107")[0].to_dict()
    assert "ITU-T SG9" == CORE.resolve("J.1012").responsibility.to_dict()["then"]
    assert ["ITU-T X.509 (10/2019)"] == CORE["X.509"].in_force(REPORT_2020).to_dict()["documents"]
    cited = CORE.report("council-2020").to_dict()["citations"]
    assert [each.printed for each in CORE.report("council-2020").citations] == [
        each["printed"] for each in cited
    ]


# ---- what is no question


def test_a_catalogue_cannot_be_changed() -> None:
    """No attribute of a catalogue can be set or added; it can still be copied."""
    for attribute, value in (("as_of", None), ("path", ""), ("version", ""), ("documents", ()), ("mine", 1)):
        with pytest.raises(AttributeError):
            setattr(CORE, attribute, value)
    assert CORE.as_of == copy.copy(CORE).as_of
    assert CORE.version == pickle.loads(pickle.dumps(CORE)).version


def test_a_day_may_be_an_issued() -> None:
    """A full date of issue is a day; a month or a year is refused with a sentence."""
    day_ = Issued(2018, 1, 1)

    assert CORE.resolve("X.509", "2018-01-01") is CORE.resolve("X.509", day_)
    assert CORE["X.509"].in_force("2018-01-01") == CORE["X.509"].in_force(day_)
    assert CORE["X.509"].status_on("2018-01-01") == CORE["X.509"].status_on(day_)
    for vague, whole in ((Issued(2018), "a whole year"), (Issued(2018, 1), "a whole month")):
        with pytest.raises(ValueError, match=f"{whole}; give a day of it, like 2018-"):
            CORE.resolve("X.509", vague)


def test_what_is_of_the_wrong_type_is_named_with_its_place() -> None:
    """A number for words, a string for a record, nothing for a day: each is refused with a sentence."""
    wrong: Any = 3
    one = work("ITU-T X.1", text("ITU-T X.1 (01/2001)"))

    with pytest.raises(TypeError, match="words of a title were expected, as one string, not int"):
        CORE.search(wrong)
    with pytest.raises(TypeError, match=r"works\[1\]: a Recommendation was expected, not int"):
        Catalog.from_records([one, wrong], as_of="2020-01-01")
    with pytest.raises(TypeError, match=r"names\[0\]: a Name was expected, not int"):
        Catalog.from_records([one], as_of="2020-01-01", names=[wrong])
    with pytest.raises(TypeError, match="as_of: the day"):
        Catalog.from_records([one], as_of=None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="sources: a list of strings"):
        Catalog.from_records([one], as_of="2020-01-01", sources="me")
    around: Any
    for around in (CORE.study_group("SG17"), CORE.series("X"), wrong):
        with pytest.raises(TypeError, match="series and study groups have members"):
            CORE.related(around)


def test_a_catalogue_of_nothing_knows_nothing() -> None:
    """Without records everything is unknown, and nothing breaks."""
    cat = Catalog.from_records([], as_of="2020-01-01")

    assert (0, 0, ()) == (len(cat), len(cat.documents), cat.search("security"))
    assert "X.509" not in cat
    with pytest.raises(errors.UnknownRecommendation):
        cat.resolve("X.509")


def test_documents_come_in_the_order_of_their_identifiers() -> None:
    """The order is stable: work by work, within a work by identifier, whatever order they were given in."""
    texts = [text(f"ITU-T X.1 ({tail}") for tail in ("01/2001)", "2001) Cor. 1 (02/2002)", "03/2003)")]

    for given_ in (texts, texts[::-1]):
        assert found(texts) == found(catalog(work("ITU-T X.1", *given_)).documents)
    everything = [each.identifier for each in CORE.documents]
    assert everything == [each.identifier for each in CORE.documents]
    for each in CORE:
        assert sorted(one.identifier for one in each.documents) == [one.identifier for one in each.documents]


# ---- search


def test_search_folds_case_accents_and_dashes() -> None:
    """Words of a title are found however they are written."""
    assert ["ITU-T X.1702"] == found(CORE.search("quantum noise"))
    assert found(CORE.search("Quantum NOISE")) == found(CORE.search("qúantum—noise"))
    assert "ITU-T X.1232" in found(CORE.search("user generated"))
    assert () == CORE.search("") == CORE.search("quantum spaghetti")


def test_search_prefers_current_titles_and_whole_words() -> None:
    """The order is the same each time, and the limit cuts its end."""
    hits = CORE.search("directory attribute")

    assert "ITU-T X.520" == str(hits[0])
    assert hits == CORE.search("attribute directory")
    assert hits[:1] == CORE.search("directory attribute", limit=1)


# ---- catalogues of one's own


def test_names_and_their_time() -> None:
    """A common name that passed from one work to another means the one of the day."""
    cat = catalog(
        work(
            "ITU-T X.1", text("ITU-T X.1 (01/2000)"), extra_names=(name("FOO", "common", until=Issued(2005)),)
        ),
        work(
            "ITU-T X.2", text("ITU-T X.2 (01/2005)"), extra_names=(name("FOO", "common", since=Issued(2005)),)
        ),
    )

    assert "ITU-T X.1 (01/2000)" == str(cat.resolve("Foo", "2004-01-01"))
    assert "ITU-T X.2 (01/2005)" == str(cat.resolve("FOO"))


def test_an_overlay_adds_and_corrects_and_keeps_the_other_side(tmp_path: Path) -> None:
    """A user's file counts over the catalogue, which keeps what was replaced, and where each came from."""
    path = tmp_path / "mine.toml"
    path.write_text(
        """
source = "the standards desk"
[[work]]
identifier = "ITU-T X.509"
[[work.document]]
identifier = "ITU-T X.509 (10/2019)"
title = "Another title"
[[work.document]]
identifier = "ITU-T X.509 (11/2026)"
approved = "2026-11-01"
status = "draft"
[[work]]
identifier = "ITU-T X.9999"
[[work.document]]
identifier = "ITU-T X.9999 (01/2020)"
approved = "2020-01-01"
status = "in force"
""",
        "utf-8",
    )

    laid = CORE.overlay(str(path))

    edition = laid.resolve("X.509 (10/2019)")
    assert "Another title" == edition.title
    assert "the standards desk" == dict(edition.sources)["title"]
    kept = [
        conflict for document, conflict in laid.conflicts if document == edition and conflict.field == "title"
    ]
    assert CORE.resolve("X.509 (10/2019)").title == kept[0].value
    assert "ITU-T X.9999 (01/2020)" == str(laid.resolve("X.9999"))
    assert len(CORE) + 1 == len(laid)
    assert len(CORE.documents) + 2 == len(laid.documents)
    assert "the standards desk" in laid.sources
    assert "Another title" != CORE.resolve("X.509 (10/2019)").title
    assert list(laid["Z.100"].documents) == list(CORE["Z.100"].documents)


def test_an_overlay_takes_names(tmp_path: Path) -> None:
    """A user's file may name works of the catalogue, its own works, single texts and series."""
    path = tmp_path / "mine.toml"
    path.write_text(
        """
source = "the standards desk"
[[work]]
identifier = "ITU-T X.9999"
[[work.document]]
identifier = "ITU-T X.9999 (01/2020)"
approved = "2020-01-01"
[[name]]
name = "our certificates"
kind = "common"
identifier = "ITU-T X.509"
[[name]]
name = "X.ours"
kind = "provisional"
identifier = "ITU-T X.9999"
[[name]]
name = "the old certificates"
kind = "common"
identifier = "ITU-T X.509 (11/2008)"
[[name]]
name = "our directory"
kind = "common"
identifier = "ITU-T X.500-series"
""",
        "utf-8",
    )

    laid = CORE.overlay(str(path))

    assert "ITU-T X.509 (10/2019)" == str(laid.resolve("Our Certificates"))
    assert "ITU-T X.509 (11/2008)" == str(laid.resolve("the old certificates"))
    assert "ITU-T X.9999" == str(laid["X.ours"])
    with pytest.raises(errors.NotADocument):
        laid.resolve("our directory")
    assert "the standards desk" in {name.source for name in laid["X.509"].names}
    assert "our certificates" not in CORE

    path.write_text(
        'source = "me"\n[[name]]\nname = "n"\nkind = "common"\nidentifier = "ITU-T X.9998"\n', "utf-8"
    )
    with pytest.raises(
        errors.InvalidCatalogueData, match=r"name\[0\].identifier: no work bears ITU-T X.9998"
    ):
        CORE.overlay(str(path))


def test_an_overlay_with_faults_names_them_all(tmp_path: Path) -> None:
    """Mistakes in a user's file are listed with their places."""
    path = tmp_path / "mine.toml"
    path.write_text('source = "me"\n[[work]]\nidentifier = "X.9"\ncolour = "red"\n', "utf-8")

    with pytest.raises(errors.InvalidCatalogueData) as caught:
        CORE.overlay(str(path))

    assert 2 == len(caught.value.faults)
    assert all(fault.startswith("mine.toml: work[0]") for fault in caught.value.faults)


def test_the_default_catalogue_is_the_users_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Environment variable, then the user's data directory, then the package; `info` says which answers."""
    mine = tmp_path / "mine.tsv"
    mine.write_bytes(catalog(work("ITU-T X.1", text("ITU-T X.1 (01/2001)")))._store._data)
    home = tmp_path / "home"
    monkeypatch.setenv("XDG_DATA_HOME", str(home))
    monkeypatch.setenv("LOCALAPPDATA", str(home))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("ITU_CATALOG", raising=False)

    assert embedded_catalog() is default_catalog()
    (home / "itu-catalog").mkdir(parents=True)
    (home / "itu-catalog" / "catalogue.tsv").write_bytes(mine.read_bytes())
    assert 1 == len(default_catalog())
    monkeypatch.setenv("ITU_CATALOG", "embedded")
    assert embedded_catalog() is default_catalog()
    monkeypatch.setenv("ITU_CATALOG", str(mine))
    assert str(mine) == default_catalog().info()["path"]
    assert default_catalog() is default_catalog()
    assert "ITU-T X.1 (01/2001)" == str(module.resolve("X.1"))


def test_open_catalog_takes_paths(tmp_path: Path) -> None:
    """A path or a string opens a file; a missing one is a clear error."""
    file = tmp_path / "mine.tsv"
    file.write_bytes(CORE._store._data)

    assert CORE.version == open_catalog(file).version == open_catalog(str(file)).version
    with pytest.raises(errors.CatalogueFileError, match="No such file"):
        open_catalog(tmp_path / "none.tsv")


# ---- nothing knows what came later


@st.composite
def histories(draw: st.DrawFn, number: str) -> tuple[Recommendation, ...]:
    """Draw the works of one number: one, or two that bore it one after the other."""
    works = []
    month = draw(st.integers(0, 40))
    for _ in range(draw(st.integers(1, 2))):
        heads: list[Document] = []
        hung: list[Document] = []
        later = f"ITU-T Y.{number}"
        count = draw(st.integers(1, 4))
        renamed = draw(st.integers(1, 8))
        for nth in range(count):
            month += draw(st.integers(1, 40))
            own = f"ITU-T X.{number}" if nth < renamed else later
            last = nth == count - 1
            status = draw(st.sampled_from(["in force", "withdrawn", "superseded"])) if last else "superseded"
            title = draw(st.sampled_from([None, f"Title of {month}"]))
            heads.append(text(f"{own} {stamp(month)}", day(draw, month), status, own_title=title))
            at = (
                month + 1
            )  # not in the month of the edition: a vague date there would put the change before it
            for change in range(draw(st.integers(0, 3))):
                at += draw(st.integers(0, 20))
                kind = draw(st.sampled_from(["Amd.", "Cor."]))
                living = status if draw(st.booleans()) else "superseded"
                columns = {"cumulative": True} if draw(st.booleans()) and kind == "Amd." else {}
                hung.append(
                    text(
                        f"{own} ({year(month)}) {kind} {change + 1} {stamp(at)}",
                        day(draw, at),
                        living,
                        **columns,
                    )
                )
            if draw(st.booleans()):
                at = month + draw(st.integers(1, 20))
                hung.append(
                    text(
                        f"{own} Annex {draw(st.sampled_from('AB'))} {stamp(at)}",
                        day(draw, at),
                        draw(st.sampled_from(["in force", "superseded", "withdrawn"])),
                    )
                )
        month += 80  # past every change and part: no document belongs to two works
        documents = list({each.identifier: each for each in (*heads, *hung)}.values())
        works.append(Recommendation(identifier=heads[-1].identifier.work, documents=tuple(documents)))
    return tuple(works)


def year(month: int) -> int:
    """Give the year of a month counted from 1980."""
    return 1980 + month // 12


def stamp(month: int) -> str:
    """Print a month as identifiers do."""
    return f"({month % 12 + 1:02}/{year(month)})"


def day(draw: st.DrawFn, month: int) -> str:
    """Draw a date in a month, exact or not."""
    precise = draw(st.booleans())
    return f"{year(month)}-{month % 12 + 1:02}" + (f"-{draw(st.integers(1, 28)):02}" if precise else "")


def known_by(cat: Catalog, on: date) -> Catalog:
    """Make the catalogue that somebody would have made on a day: later documents, and what they ended, unknown.

    What ended on a day that nobody knows stays as it is: that is the doubt the answers speak of.
    """
    works = []
    for each in cat:
        kept = []
        for one in each.documents:
            if one.approved is None or not one.approved.on_or_before(on):
                continue
            end = each._standing.end(one)
            ended = one.status is Status.SUPERSEDED and end is not None and end.certain
            if end is not None and ended and end.on is not None and not end.on.on_or_before(on):
                kept.append(attrs.evolve(one, status=Status.IN_FORCE, replaced_by=()))
            else:
                kept.append(attrs.evolve(one))
        if kept:
            heads = [one for one in kept if one in each.editions or not one.identifier.steps]
            number = max(heads or kept, key=lambda one: str(one.approved)).identifier.work
            works.append(Recommendation(identifier=number, documents=tuple(kept)))
    tables = {name: dict(cat._store.table(name)) for name in ("series", "groups")}
    return catalog(*works, as_of=cat.as_of.isoformat(), tables=tables)


def reading(work: Recommendation, on: date) -> tuple[list[str], bool, str]:
    """Give all that an answer about reading a work on a day says, its words included."""
    answer = work.in_force(on)
    return found(answer), answer.certain, answer.reason


def outcome(cat: Catalog, asked: str, on: date) -> str | set[str]:
    """Say what a name means on a day, in a form that two catalogues share."""
    try:
        return str(cat.resolve(asked, on))
    except errors.AmbiguousIdentifier as fault:
        return set(found(getattr(each, "documents", (each,))[0] for each in fault.candidates))
    except (errors.NotYetApproved, errors.UnknownRecommendation):
        return "not yet, or unknown"


@given(st.data())
def test_nothing_answers_with_knowledge_from_after_the_day(data: st.DataObject) -> None:
    """Without all documents approved later, every answer about a day is the same."""
    works = data.draw(st.tuples(histories("10"), histories("20"))).__iter__()
    full = catalog(*(each for pair in works for each in pair), as_of="2030-12-31")
    dates = sorted({each.approved.first_day for each in full.documents if each.approved})
    on = data.draw(st.sampled_from(dates)) + timedelta(
        days=data.draw(st.sampled_from([-1, 0, 1, 15, 31, 400]))
    )

    then = known_by(full, on)

    names = {number for each in full.documents for number in numbers_of(each.identifier)}
    changes = {str(each.identifier.undated) for each in full.documents if each.identifier.steps}
    bare = {f"{each.identifier.work} Amd. 1" for each in full.documents}
    for asked in sorted(names | changes | bare):
        assert outcome(full, asked, on) == outcome(then, asked, on), asked
    for each in then.documents:
        same = full.resolve(each.identifier)
        assert each.status_on(on) == same.status_on(on), each
        before, after = then.successor(each, on), full.successor(same, on)
        assert str(before) == str(after)
        assert str(then.replacement(each, on)) == str(full.replacement(same, on))
        assert reading(then[each], on) == reading(full[same], on)
        assert then[each].status_on(on) == full[same].status_on(on)
        assert then[each].title_on(on) == full[same].title_on(on)


@given(st.sampled_from([each.approved.first_day for each in CORE.documents if each.approved]))
def test_the_core_does_not_know_the_future(on: date) -> None:
    """The same on real data: every name of the core, on the day of an approval."""
    then = known_by(CORE, on)

    for block in ("X.500", "X.1000", "Z.100", "Z.140-series", "Z.160", "M"):
        before: Any = then.series(block).members(on)
        after: Any = CORE.series(block).members(on)
        assert {*found(each.documents[0] for each in before)} == {*found(each.documents[0] for each in after)}
        assert len(before.uncertain) == len(after.uncertain)
    for each in then:
        assert outcome(CORE, str(each.documents[0].identifier.work), on) == outcome(
            then, str(each.documents[0].identifier.work), on
        )
        same = CORE[each.documents[0].identifier]
        assert reading(each, on) == reading(same, on)
        assert each.title_on(on) == same.title_on(on)
        for one in each.documents:
            assert one.status_on(on) == CORE.resolve(one.identifier).status_on(on)


@given(
    st.text(max_size=40)
    | st.sampled_from(["X.", "ITU-T ", "ISO/IEC ", "X.509 (", "X.509 Cor. "]).flatmap(
        lambda head: st.text("0123456789.-:/() ", max_size=12).map(lambda tail: head + tail)
    )
)
def test_any_text_gets_an_answer(asked: str) -> None:
    """Whatever is typed, the answer is a document or one of our errors."""
    try:
        assert isinstance(CORE.resolve(asked), Document)
    except errors.ItuCatalogError as fault:
        assert str(fault)  # noqa: PT017 - either answer will do
    assert (asked in CORE) in (True, False)


def test_search_on_a_day_knows_no_later_title() -> None:
    """A title counts from the approval of the first text that bears it."""
    assert "ITU-T X.1702" in map(str, CORE.search("quantum noise"))
    assert () == CORE.search("quantum noise", "2019-11-12")
    assert "ITU-T X.1702" in map(str, CORE.search("quantum noise", CORE["X.1702"].documents[0].approved))
    assert len(CORE.search("security", "2018-01-01")) < len(CORE.search("security"))
    assert 2 == len(CORE.search("security", "2018-01-01", limit=2))


@pytest.mark.parametrize(
    ("first", "last", "works"),
    [
        ("Z.161", "Z.162", ["ITU-T Z.161", "ITU-T Z.161.1", "ITU-T Z.161.7", "ITU-T Z.162"]),
        ("ITU-T Z.162", "ITU-T Z.161", []),
        ("ITU-T Z.161", "ITU-T X.509", []),
        ("Z.140", "Z.140", ["ITU-T Z.161"]),
    ],
)
def test_a_range_of_numbers_is_its_works(first: str, last: str, works: list[str]) -> None:
    """Every work held whose number lies within is told, in order and once, under the number it bears."""
    found = [str(work) for work in CORE.between(first, last)]

    assert works == [work for work in found if work in works]
    assert found == list(dict.fromkeys(found))
    assert bool(works) == bool(found)


def test_a_range_holds_numbers_that_no_table_knows() -> None:
    """What the catalogue holds is in a range, even if the number was assigned after this release."""
    cat = catalog(
        work("ITU-T X.9998", text("ITU-T X.9998 (10/2019)")),
        work("ITU-T X Suppl. 99", text("ITU-T X Suppl. 99 (10/2019)")),
    )

    assert ["ITU-T X.9998"] == [str(each) for each in cat.between("ITU-T X.99", "ITU-T X.9999")]


class TestPickles:
    """A catalogue goes to another process by where it is read."""

    def test_the_package_s_is_the_same(self) -> None:
        """The catalogue in the package is one object in each process."""
        assert pickle.loads(pickle.dumps(CORE)) is CORE

    def test_one_in_memory_is_carried(self) -> None:
        """A catalogue that has no file takes its records along."""
        cat = catalog(work("ITU-T X.9", text("ITU-T X.9 (10/2019)")))
        again = pickle.loads(pickle.dumps(cat))

        assert (cat.version, ["ITU-T X.9"]) == (again.version, [str(each) for each in again])

    def test_a_file_is_opened_again(self, tmp_path: Path) -> None:
        """A file is opened where it lies, and must be what it was."""
        path = tmp_path / "mine.tsv"
        path.write_bytes(catalog(work("ITU-T X.9", text("ITU-T X.9 (10/2019)")))._store.whole())
        sent = pickle.dumps(open_catalog(path))

        assert "X.9" in pickle.loads(sent)
        path.write_bytes(catalog(work("ITU-T X.8", text("ITU-T X.8 (10/2019)")))._store.whole())
        with pytest.raises(errors.CatalogueFileError, match="as when it was pickled"):
            pickle.loads(sent)
