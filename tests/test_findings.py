"""What `check` says about a citation: each code, dated and undated, and nothing that came after the day."""

from __future__ import annotations

import datetime
import json
import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import catalog, text, work
from growth import calls
from itu_catalog import check, find_citations, try_parse
from itu_catalog.catalog import embedded_catalog
from itu_catalog.documents import Document, Recommendation
from itu_catalog.findings import CODES, LIKENESS, Code, Finding, Level, worst
from itu_catalog.findings.quoting import quoted_title
from itu_catalog.titles import TitleIndex, is_same, likeness

CORE = embedded_catalog()
REPORT_2020 = "2020-06-09"

# text, day, codes in order, document, replacement, suggestion – of the first finding that is not "ok", else of the first
CASES = [
    # dated
    ("ITU-T X.509 (10/2019)", REPORT_2020, "current", "ITU-T X.509 (10/2019)", None, None),
    ("ITU-T X.509 (10/2019)", None, "amended-since", "ITU-T X.509 (10/2019)", None, None),
    (
        "Rec. ITU-T X.509 (2016)",
        REPORT_2020,
        "superseded",
        "ITU-T X.509 (10/2016)",
        "ITU-T X.509 (10/2019)",
        "Rec. ITU-T X.509 (2019)",
    ),
    (
        "ITU-R M.1457-12",
        REPORT_2020,
        "superseded",
        "ITU-R M.1457-12 (02/2015)",
        "ITU-R M.1457-14 (01/2019)",
        "ITU-R M.1457-14",
    ),
    (
        "ITU-T Z.140 (03/2006)",
        None,
        "superseded",
        "ITU-T Z.140 (03/2006)",
        "ITU-T Z.161 (10/2023)",
        "ITU-T Z.161 (10/2023)",
    ),
    (
        "ITU-T X.694 (2008) Cor. 1",
        None,
        "superseded",
        "ITU-T X.694 (2008) Cor. 1 (10/2011)",
        "ITU-T X.694 (02/2021)",
        "ITU-T X.694 (2021)",
    ),
    ("ITU-T Z.107 (11/1999)", None, "withdrawn", "ITU-T Z.107 (11/1999)", None, None),
    ("ITU-T X.509 (10/2019)", "2017-05-15", "not-yet-approved", "ITU-T X.509 (10/2019)", None, None),
    ("ITU-T X.509 (11/2019)", None, "unknown-date", None, "ITU-T X.509 (10/2019)", "ITU-T X.509 (10/2019)"),
    ("ITU-T X.509 (2018)", REPORT_2020, "unknown-date", None, "ITU-T X.509 (10/2019)", "ITU-T X.509 (2019)"),
    (
        "ITU-T X.509 (11/2023)",
        "2017-05-15",
        "unknown-date",
        None,
        "ITU-T X.509 (10/2016)",
        "ITU-T X.509 (10/2016)",
    ),
    ("ITU-R M.1457-29", None, "unknown-date", None, "ITU-R M.1457-15 (10/2020)", "ITU-R M.1457-15"),
    # undated
    ("ITU-T X.509", REPORT_2020, "current", "ITU-T X.509 (10/2019)", None, None),
    ("ITU-T X.509", None, "amended-since", "ITU-T X.509 (10/2019)", None, None),
    ("ITU-T X.694 Cor.1", REPORT_2020, "current", "ITU-T X.694 (2015) Cor. 1 (10/2019)", None, None),
    ("ITU-T X.694 Cor.1", "2012-01-01", "current", "ITU-T X.694 (2008) Cor. 1 (10/2011)", None, None),
    ("ITU-T X.694 Cor.1", None, "ambiguous", None, None, None),
    ("ITU-T X.581", None, "withdrawn", "ITU-T X.581 (11/1995)", None, None),
    ("ITU-T Z.140", None, "renumbered", "ITU-T Z.161 (10/2023)", "ITU-T Z.161 (10/2023)", "ITU-T Z.161"),
    ("ITU-T Z.140", "2006-12-31", "current", "ITU-T Z.140 (03/2006)", None, None),
    ("ITU-T X.1402", REPORT_2020, "not-yet-approved", "ITU-T X.1402 (07/2020)", None, None),
    ("ITU-T G.Sup.otnsec", REPORT_2020, "draft", None, None, None),
    (
        "ITU-T G.Sup.otnsec",
        None,
        "draft-published",
        "ITU-T G Suppl. 76 (12/2021)",
        "ITU-T G Suppl. 76 (12/2021)",
        "ITU-T G Suppl. 76",
    ),
    ("ITU-T G.Sup.nobody", None, "draft", None, None, None),
    ("ITU-T X.500-series", REPORT_2020, "current", None, None, None),
    ("ITU-T Q-series", None, "unknown", None, None, None),
    ("ITU-T Q.931", None, "unknown", None, None, None),
    ("ITU-T X.5099", None, "unknown", None, None, "ITU-T X.509"),
    ("ITU-T X.509 Amd. 7", None, "unknown", None, None, None),
    (
        "ITU-T M.1457",
        REPORT_2020,
        "wrong-sector",
        "ITU-R M.1457-14 (01/2019)",
        "ITU-R M.1457-14 (01/2019)",
        "ITU-R M.1457",
    ),
    (
        "ITU-R X.509",
        REPORT_2020,
        "wrong-sector",
        "ITU-T X.509 (10/2019)",
        "ITU-T X.509 (10/2019)",
        "ITU-T X.509",
    ),
    (
        "ITU-R Y.3053",
        REPORT_2020,
        "wrong-sector",
        "ITU-T Y.3053 (01/2018)",
        "ITU-T Y.3053 (01/2018)",
        "ITU-T Y.3053",
    ),
    # with what stands beside it
    (
        "ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2020",
        REPORT_2020,
        "current",
        "ITU-T X.509 (10/2019)",
        None,
        None,
    ),
    (
        "ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2017",
        REPORT_2020,
        "current twin-mismatch",
        "ITU-T X.509 (10/2019)",
        "ITU-T X.509 (10/2016)",
        "ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2020",
    ),
    (
        "ITU-T X.509 | ISO/IEC 9594-8:2017",
        REPORT_2020,
        "current twin-mismatch",
        "ITU-T X.509 (10/2019)",
        "ITU-T X.509 (10/2016)",
        "ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2020",
    ),
    (
        "ITU-T X.509 | ISO/IEC 9594-1",
        REPORT_2020,
        "current twin-mismatch",
        "ITU-T X.509 (10/2019)",
        "ITU-T X.500 (10/2019)",
        "ITU-T X.509 | ISO/IEC 9594-8",
    ),
    (
        "ITU-T X.1402 “Security threats to distributed ledger technology”",
        None,
        "current title-of-another",
        None,
        "ITU-T X.1401 (11/2019)",
        "ITU-T X.1401",
    ),
    (
        "ITU-T Q.9999 “Quantum noise random number generator architecture”",
        None,
        "unknown title-of-another",
        None,
        None,
        None,
    ),
    (
        "ITU-T X.501 (2019) “The Directory: Model”",
        REPORT_2020,
        "current",
        "ITU-T X.501 (10/2019)",
        None,
        None,
    ),
    (
        "ITU-T X.1044 “Security needs of network virtualization”",
        REPORT_2020,
        "current title-differs",
        "ITU-T X.1044 (10/2019)",
        None,
        "Security requirements of network virtualization",
    ),
    (
        "ITU-T SG9 determined ITU-T J.1012",
        None,
        "current group-superseded",
        "ITU-T J.1012 (04/2020)",
        None,
        "ITU-T SG21",
    ),
    ("ITU-T SG9 determined ITU-T J.1012", REPORT_2020, "current", "ITU-T J.1012 (04/2020)", None, None),
]


@pytest.mark.parametrize(("text", "on", "codes", "document", "replacement", "suggestion"), CASES)
def test_judgement(  # noqa: D103, PLR0917
    text: str,
    on: str | None,
    codes: str,
    document: str | None,
    replacement: str | None,
    suggestion: str | None,
) -> None:
    found = list(check(text, catalog=CORE, on=on))

    assert codes.split() == [str(finding.code) for finding in found]
    told = next((finding for finding in found if finding.level is not Level.OK), found[0])
    assert document == (str(told.document) if told.document else None)
    assert replacement == (str(told.replacement) if told.replacement else None)
    assert suggestion == told.suggestion or codes.startswith("unknown title")


def said(text: str, on: str | None = None) -> list[str]:
    """Return code and message of each finding, as one string."""
    return [f"{finding.code}: {finding.message}" for finding in check(text, catalog=CORE, on=on)]


MISSING = [
    (
        "ITU-T X.694 (2021) Cor.1",
        "unknown: ITU-T X.694 (02/2021) has no Cor. 1, as far as is known on 2026-08-22",
    ),
    (
        "ITU-T X.694 (2015) Cor.2",
        "unknown: ITU-T X.694 (08/2015) has no Cor. 2, as far as is known on 2026-08-22; it has Cor. 1 (10/2019)",
    ),
    (
        "ITU-T X.509 (2016) Cor. 1",
        "unknown: ITU-T X.509 (10/2016) has no Cor. 1, as far as is known on 2026-08-22",
    ),
    (
        "ITU-T X.694 (2015) Cor. 1 (11/2019)",
        "unknown-date: ITU-T X.694 (08/2015) has no Cor. 1 of 11/2019, but ITU-T X.694 (2015) Cor. 1 (10/2019); write ITU-T X.694 (2015) Cor. 1 (10/2019)",  # noqa: E501 - a finding
    ),
    (
        "ITU-T X.509 (2014) Cor. 1",
        "unknown-date: ITU-T X.509 has no text of 2014; the nearest is ITU-T X.509 (10/2012), and then ITU-T X.509 (10/2016)",  # noqa: E501 - a finding
    ),
]


@pytest.mark.parametrize(("text", "finding"), MISSING)
def test_a_missing_change_does_not_deny_its_base(text: str, finding: str) -> None:
    """The edition that is there is named, and only its own changes are offered."""
    assert [finding] == said(text)


TWINS = [
    # text, the finding on the twin, suggestion of the last finding
    (
        "ITU-T X.1254 (09/2020) | ISO/IEC 29115:2013",
        "ISO/IEC 29115:2013 is the same text as ITU-T X.1254 (09/2012); of ITU-T X.1254 (09/2020) no such text is known; write ITU-T X.1254 (09/2020) alone",  # noqa: E501 - a finding
        "ITU-T X.1254 (09/2020)",
    ),
    (
        "ITU-T X.805 | ISO/IEC 9594-8",
        "ISO/IEC 9594-8 is the same text as ITU-T X.509 (10/2019); no such text is known of ITU-T X.805",
        None,
    ),
    (
        "ITU-T X.1051 (07/2004) | ISO/IEC 27011:2008",
        "ISO/IEC 27011:2008 is the same text as ITU-T X.1051 (02/2008); of ITU-T X.1051 (07/2004) no such text is known; write ITU-T X.1051 (06/2023) | ISO/IEC 27011:2024",  # noqa: E501 - a finding
        "ITU-T X.1051 (06/2023) | ISO/IEC 27011:2024",
    ),
    (
        "ITU-T X.501 | ISO/IEC 9594-8:2017",
        "ITU-T X.501 is the same text as ISO/IEC 9594-2, not as ISO/IEC 9594-8:2017, which is the same text as ITU-T X.509 (10/2016); write ITU-T X.501 (10/2019) | ISO/IEC 9594-2:2020",  # noqa: E501 - a finding
        "ITU-T X.501 (10/2019) | ISO/IEC 9594-2:2020",
    ),
    ("ITU-T X.805 | ISO/IEC 18028-2", None, None),  # nothing is known of either
    ("ITU-T X.1254 | ISO/IEC 29115", None, None),  # of some edition that is so
    (
        "ITU-T X.500 (2016) | ISO/IEC 9594-1:2017",
        None,
        "ITU-T X.500 (2019) | ISO/IEC 9594-1:2020",
    ),
]


@pytest.mark.parametrize(("text", "finding", "suggestion"), TWINS)
def test_twins(text: str, finding: str | None, suggestion: str | None) -> None:
    """A twin that is known of another text or edition is a mismatch; the pair of the day is offered."""
    found = list(check(text, catalog=CORE))

    assert [finding] * bool(finding) == [each.message for each in found if each.code is Code.TWIN_MISMATCH]
    assert suggestion == found[-1].suggestion


DRAFTS = [
    ("Draft Recommendation ITU-T X.1402", None, "draft-published", "warning"),
    ("Draft Recommendation ITU-T X.1402", REPORT_2020, "draft", "note"),
    (
        "draft new Recommendations ITU-T J.1012, J.1013",
        REPORT_2020,
        "draft-published draft-published",
        "warning",
    ),
    ("ITU-T SG9 determined draft Recommendation ITU-T J.1012", REPORT_2020, "draft-published", "note"),
    ("draft revised Recommendation ITU-T X.1402", None, "current", "ok"),
    ("draft ITU-T X.501", REPORT_2020, "current", "ok"),  # perhaps of the next edition
    ("draft Recommendation ITU-T X.98765", None, "draft", "note"),
    ("This draft follows Recommendation ITU-T X.1402", None, "current", "ok"),
]


@pytest.mark.parametrize(("text", "on", "codes", "level"), DRAFTS)
def test_what_the_text_calls_a_draft(text: str, on: str | None, codes: str, level: str) -> None:
    """A draft that has been published since is no draft; a tale of what was done with it is only noted."""
    found = list(check(text, catalog=CORE, on=on))

    assert codes.split() == [str(finding.code) for finding in found]
    assert {level} == {str(finding.level) for finding in found}


CHAIN = "Security service chain architecture for networks and applications"  # the title of X.1045
UNQUOTED = [
    (f"ITU-T X.1044 (2019), {CHAIN}.", True),
    (f"ITU-T X.1044 (10/2019): {CHAIN}, Geneva, 2019.", True),
    (f"ITU-T X.1044 – {CHAIN}\n\nITU-T X.509, Directory", True),
    (f"ITU-T X.1044 ({CHAIN}) and more", True),
    (f"[1] ITU-T X.1044 (2019), *{CHAIN}*.\n[2] ITU-T X.1045", True),
    ("ITU-T X.1044, Security service chain\narchitecture for networks and applications.", True),
    (f"ITU-T X.1045 (2019), {CHAIN}.", False),
    ("ITU-T X.1044 (2019), *Security requirements of network virtualization*.", False),
    (
        "ITU-T X.1044, which needs the security service chain architecture for networks and applications.",
        False,
    ),
    ("ITU-T X.509 defines certificates.", False),
    (
        "ITU-T X.805 – Supplement on security guidelines for mobile virtual network operators",
        False,
    ),  # a title
    (f"ITU-T X.1044. {CHAIN}.", False),
    (f"ITU-T X.1044, ITU-T X.1045, {CHAIN}.", False),
]


@pytest.mark.parametrize(("text", "another"), UNQUOTED)
def test_titles_without_quotation_marks(text: str, another: bool) -> None:  # noqa: FBT001 - a column
    """Words that stand where print has the title are a finding when they are the title of another text."""
    found = [finding for finding in check(text, catalog=CORE) if finding.quoted]

    assert [Code.TITLE_OF_ANOTHER] * another == [finding.code for finding in found]


def test_what_lies_between_the_ends_of_a_range() -> None:
    """One finding, on the second end, says what has become of those between."""
    *_, between = said("ITU-T Z.140 to Z.146")

    assert "renumbered: between them, 5 of 5 have been renumbered: Z.141–Z.145" == between
    assert not any("between" in each for each in said("ITU-T Z.140, Z.146; ITU-T X.500–X.530"))


def test_few_texts_are_offered_for_a_wrong_date() -> None:
    """At most two, known on the day; and no near numbers for a number that ITU did assign."""
    (wrong,) = check("ITU-T X.509 (2018)", catalog=CORE)
    (assigned,) = check("ITU-T X.680 (07/1994)", catalog=CORE)

    assert ["ITU-T X.509 (10/2019)", "ITU-T X.509 (10/2016)"] == [str(text) for text in wrong.documents]
    assert (Level.NOTE, None) == (assigned.level, assigned.suggestion)
    assert "near" not in assigned.message


def test_a_series_is_the_block_of_the_day() -> None:
    """Z.140–Z.149 was a block in 2005, its members bore those numbers; since 2016 nothing begins with Z.140."""
    assert [
        "current: a series, with 3 in force: Z.140–Z.142, on 2005-01-01",
    ] == said("the ITU-T Z.140-series Recommendations", "2005-01-01")
    assert [
        "unknown: no block of numbers is known to begin with Z.140 on 2026-08-22; it lies in Z.100–Z.199 Formal description techniques (FDT)"  # noqa: E501 - a finding
    ] == said("the ITU-T Z.140-series Recommendations")


def test_a_series_of_the_other_sector_lies_in_no_block() -> None:
    """M exists in both sectors: M.2083 is a number of ITU-R, which has no blocks."""
    (finding,) = said("the ITU Recommendations of the M.2083-series")

    assert finding.startswith("unknown: a series, of which this catalogue holds no text")


@pytest.mark.parametrize("text", ["ITU-T X.694 Cor.2", "ITU-T X.694 (2008) Cor.2"])
def test_instead_of_a_change_an_edition_is_offered(text: str) -> None:
    """What took the place of a corrigendum is the edition that has it, not the undated work."""
    (finding,) = check(text, catalog=CORE)

    assert "ITU-T X.694 (2021)" == finding.suggestion


def test_two_numbers_at_a_time() -> None:
    """A work that bore both numbers for a while is said to have done so."""
    (finding,) = said("ITU-T Z.146")

    assert finding.startswith(
        "renumbered: ITU-T Z.146 has also been numbered ITU-T Z.167 since 2006-03-16, and that alone since 2008-11-29,"
    )


def test_worst_counts_each_citation_once() -> None:
    """Of several findings on a citation the worst stands for it."""
    found = list(
        check("ITU-T X.1402 “Security threats to distributed ledger technology”, X.1401", catalog=CORE)
    )

    assert ["title-of-another", "current"] == [str(finding.code) for finding in worst(found)]
    assert () == worst([])


def test_cases_show_every_code() -> None:
    """No code exists without an example."""
    assert set() == {str(code) for code in CODES} - {code for case in CASES for code in case[2].split()}
    assert set(CODES) == set(Code)


def test_dated_and_undated_say_so() -> None:
    """The sentence tells an undated reference, which follows the editions, from a dated one, which does not."""
    dated, undated = check("ITU-T X.509 (10/2019) and ITU-T X.509", catalog=CORE)

    assert (True, False) == (dated.dated, undated.dated)
    assert "being dated, leaves out" in dated.message
    assert undated.message.startswith("undated: on 2026-08-22 it means ITU-T X.509 (10/2019)")
    assert [str(text) for text in undated.documents][1] == "ITU-T X.509 (2019) Cor. 1 (10/2021)"


def test_only_unassigned_numbers_are_errors() -> None:
    """A number that ITU did assign is a note when this catalogue does not hold it, one never assigned an error."""
    held_elsewhere, nowhere = check("ITU-T Q.931 and ITU-T Q.93199", catalog=CORE)

    assert (Level.NOTE, Level.ERROR) == (held_elsewhere.level, nowhere.level)
    assert "ITU did assign this number" in held_elsewhere.message


def test_a_number_of_which_only_supplements_are_held() -> None:
    """That no edition is held is no fault of who cites the number: a note, with what is held."""
    supplements = work(
        "ITU-T X.9", text("ITU-T X.9 Suppl. 1 (05/2004)"), text("ITU-T X.9 Suppl. 2 (05/2004)")
    )
    (undated,) = check("ITU-T X.9", catalog=catalog(supplements))
    (dated,) = check("ITU-T X.9 (2005)", catalog=catalog(supplements))

    assert (Code.UNKNOWN, Level.NOTE) == (undated.code, undated.level)
    assert (
        "holds no edition of it, only ITU-T X.9 Suppl. 1 (05/2004) and ITU-T X.9 Suppl. 2" in undated.message
    )
    assert Level.NOTE == dated.level
    assert "holds no edition of it" in dated.message


def test_ambiguous_names_its_candidates() -> None:
    """An ambiguous citation lists the documents it may mean."""
    (finding,) = check("ITU-T X.694 Cor.1", catalog=CORE)

    assert [
        "ITU-T X.694 (2004) Technical Cor. 1 (11/2005)",
        "ITU-T X.694 (2008) Cor. 1 (10/2011)",
        "ITU-T X.694 (2015) Cor. 1 (10/2019)",
    ] == [str(text) for text in finding.documents]
    assert all(str(text) in finding.message for text in finding.documents)


def test_series_gives_its_members_of_the_day() -> None:
    """A series is judged by the texts that were in force, with the edition of the day."""
    (finding,) = check("the ITU-T X.500-series", catalog=CORE, on=REPORT_2020)

    members = [str(text) for text in finding.documents]
    assert "ITU-T X.509 (10/2019)" in members
    assert not any("X.510" in member for member in members)  # first approved in 08/2020
    assert not finding.certain  # when X.581 to X.586 were withdrawn is published nowhere


def test_status_comes_first_and_on_each_citation() -> None:
    """In the 2020 report X.1402 is judged twice: it did not exist, and its title is that of X.1401."""
    text = "ITU-T X.677 and X.1402 “Security threats to distributed ledger technology”, X.1197 Amendment 1"

    found = [
        (finding.citation.text, str(finding.code)) for finding in check(text, catalog=CORE, on=REPORT_2020)
    ]

    assert [
        ("ITU-T X.677", "current"),
        ("X.1402", "not-yet-approved"),
        ("X.1402", "title-of-another"),
        ("X.1197 Amendment 1", "current"),
    ] == found


TITLES = [
    ("X.1045 ”Security service chain architecture for networks and applications”, X.1059", "same"),
    (
        "X.1087 “Technical and operational countermeasures for telebiometric applications using mobile devices “,",
        "same",
    ),
    ("X.1232 «Technical framework for countering advertising spam in user generated information»", "same"),
    (
        'X.1059, "Implementation guidance for telecommunications organizations on risk management of their assets globally accessible in IP-based networks"',  # noqa: E501 - a title
        "same",
    ),
    ("X.1039 „Technical security measures for implementation of ITU-T X.805 security dimensions“", "same"),
    (
        "Y.3053 (2018) Amendment 1 “Framework of trustworthy networking with trust-centric network domains: Amendment 1 - Trustworthy networking deployment architecture and procedures”",  # noqa: E501 - a title
        "same",
    ),
    ("Y.3514 Cor.1 “Cloud computing - Trusted inter-cloud computing framework and requirements”", "same"),
    (
        "Y.4807 “Agility by design for Telecommunications/ICT Systems\u00a0Security used in the Internet of Things”",
        "same",
    ),
    ("X.509 | ISO/IEC 9594-8, “The Directory: Public-key and attribute certificate frameworks”", "same"),
    (
        "X.1197 Amendment 1 “Revised guidelines on criteria for selecting cryptographic algorithms for IPTV service and content protection”",  # noqa: E501 - a title
        "same",  # as far as is known: the catalogue has only the title of what it amends
    ),
    ("X.509 “The Directory – Authentication framework”", "differs"),
    ("X.1044 “strong words”", "same"),  # too few words to be taken for a title
]


@pytest.mark.parametrize(("text", "outcome"), TITLES)
def test_titles_are_compared_tolerantly(text: str, outcome: str) -> None:
    """Case, marks, hyphens, plurals and left-out first parts do not matter; other words do, a little."""
    found = [finding for finding in check(f"ITU-T {text}", catalog=CORE, on=REPORT_2020) if finding.quoted]

    if outcome == "same":
        assert [] == found
    else:
        assert [Code.TITLE_DIFFERS] == [finding.code for finding in found]
        assert [Level.NOTE] == [finding.level for finding in found]
        assert (
            LIKENESS["variant"].value <= (found[0].likeness or 0) < 1 or "was the title" in found[0].message
        )


def test_quite_another_title_is_a_warning() -> None:
    """A title that is nobody's here is more than a slip."""
    *_, finding = check("ITU-T X.1044 “Pottery in the late bronze age”", catalog=CORE, on=REPORT_2020)

    assert (Code.TITLE_DIFFERS, Level.WARNING) == (finding.code, finding.level)


def test_title_of_another_is_no_title_from_the_future() -> None:
    """The title of a text that was approved later is nobody's title on the day."""
    text = "ITU-T X.1401 “Security framework for distributed ledger technology”"

    assert Code.TITLE_OF_ANOTHER in {finding.code for finding in check(text, catalog=CORE)}
    assert Code.TITLE_OF_ANOTHER not in {
        finding.code for finding in check(text, catalog=CORE, on=REPORT_2020)
    }


def test_a_mark_that_closes_opens_no_title() -> None:
    """The quotation mark after a number inside a title belongs to that title."""
    assert quoted_title("the “Guide to X.805”, X.1085 “Telebiometrics”", 19) is None
    assert quoted_title("“See X.805” and more ”", 10) is None


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_share(one: str, other: str) -> None:
    """The likeness lies from 0 to 1, and is 1 for a title and itself."""
    assert 0 <= likeness(one, other) <= 1
    assert is_same(one, one)


def test_title_index_finds_what_is_like() -> None:
    """The index gives the titles, and the likeness, that comparing with every title would give."""
    titles = sorted({title for _, _, title in CORE._store.titles()})
    index = TitleIndex((title, title) for title in titles)

    for asked in titles[::7]:
        for quoted in (
            asked,
            f"{asked} and security",
            asked.replace(" of ", " for "),
            asked.partition(" ")[2],
        ):
            near = {title: likeness(quoted, title) for title in titles if likeness(quoted, title) >= 0.8}
            assert near == {title: score for score, title in index.near(quoted)}


# ---- promises for every text


def _citations() -> st.SearchStrategy[str]:
    """Texts that cite what the core holds, and much that it does not."""
    documents = st.sampled_from([str(text) for text in CORE.documents])
    works = st.sampled_from([str(work) for work in CORE])
    names = st.sampled_from(
        ["ITU-T X.500-series", "ITU-T G.Sup.otnsec", "ITU-T X.694 Cor.1", "ITU-T Z.140", "ITU-R X.509"]
    )
    others = st.builds(
        "ITU-T {}.{}{}".format,
        st.sampled_from("EGMQXYZ"),
        st.integers(1, 9999),
        st.sampled_from(["", " (2019)", " Amd. 1"]),
    )
    titles = st.sampled_from(["", *(f" “{title}”" for work in CORE if (title := work.title))])
    return st.lists(st.builds("{}{}".format, documents | works | names | others, titles), max_size=6).map(
        "; see also ".join
    )


def test_plain_values_tell_ranges_and_reasons() -> None:
    """What a citation is one end of, and why it counts, goes into the JSON."""
    first, *_, last = (finding.to_dict() for finding in check("ITU-T X.680 to X.683; an E.164 number"))

    assert (["ITU-T X.680", "ITU-T X.683"], []) == (first["ends"], first["reasons"])
    assert last["ends"] is None
    assert last["bare"]
    assert last["reasons"]


DAYS = st.dates(datetime.date(1960, 1, 1), datetime.date(2030, 1, 1))


@given(_citations(), st.none() | DAYS)
def test_every_citation_has_a_finding(text: str, on: datetime.date | None) -> None:
    """Each citation is judged, in order, its status first; the sentence and the JSON are whole."""
    found = list(check(text, catalog=CORE, on=on))

    assert list(find_citations(text)) == list(dict.fromkeys(finding.citation for finding in found))
    for finding in found:
        assert finding.message
        assert "\n" not in finding.message
        assert finding.on == (on or CORE.as_of)
        assert json.loads(json.dumps(finding.to_dict()))["code"] == finding.code
        assert pickle.loads(pickle.dumps(finding)) == finding


_NAMED = re.compile(r"ITU-[TR] [^;:,|]*?\(\d\d/\d{4}\)")


@given(_citations(), DAYS)
def test_nothing_is_told_that_came_after_the_day(text: str, on: datetime.date) -> None:
    """Only `not-yet-approved` names a document that was approved later."""
    for finding in check(text, catalog=CORE, on=on):
        if finding.code is Code.NOT_YET_APPROVED:
            continue
        named: list[object] = [finding.document, finding.replacement, *finding.documents]
        named += [try_parse(name) for name in _NAMED.findall(finding.message)]
        for each in named:
            if isinstance(each, Recommendation):
                assert each.status_on(on).status != "not yet approved", finding
            elif each is not None:
                document = each if isinstance(each, Document) else CORE.resolve(str(each))
                assert document.approved is None or document.approved.on_or_before(on), finding


def test_a_catalogue_without_series_and_groups() -> None:
    """A catalogue of a few records judges what it has, and says what it has not."""
    small = catalog(work("ITU-T X.9", text("ITU-T X.9 (10/2019)", own_title="An example of a title")))

    found = check(
        "ITU-T SG17: ITU-T X.9 “An example of the titles”, ITU-T X.500-series, ITU-T X.509", catalog=small
    )

    assert ["current", "title-differs", "unknown", "unknown"] == [str(finding.code) for finding in found]
    assert ["unknown"] == [str(finding.code) for finding in check("ITU-T X.509", catalog=catalog())]


def test_what_check_refuses() -> None:
    """A wrong argument is refused at once, not when the first finding is asked for."""
    with pytest.raises(TypeError, match="a string"):
        check(b"X.509")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="no calendar day"):
        check("X.509", on="June")


def test_work_grows_no_faster_than_the_text() -> None:
    """Ten times the paragraphs take about ten times the calls, and each of their citations is judged."""
    paragraph = (
        "See Rec. ITU-T X.509 (10/2016), X.1402 “Security threats to distributed ledger technology”.\n\n"
    )
    found: list[Finding] = []

    few, many = (
        calls(lambda times=times: found.extend(check(paragraph * times, catalog=CORE, on=REPORT_2020)))  # type: ignore[misc]
        for times in (40, 400)
    )

    assert 3 * 440 == len(found)
    assert many < 12 * few


def test_finding_reads_like_a_sentence() -> None:
    """A finding prints as code, level and what to write."""
    (finding,) = check("as in ITU-T Z.140", catalog=CORE)

    assert isinstance(finding, Finding)
    assert (
        "renumbered (warning): ITU-T Z.140 has been numbered ITU-T Z.161 since 2007-11-13, where ITU-T Z.161 (10/2023) "
        "is in force on 2026-08-22; write ITU-T Z.161"
    ) == str(finding)
