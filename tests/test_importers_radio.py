"""Records of ITU-R become works: kinds, numbers, moves, dates and status, each by a rule of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from growth import calls
from itu_catalog import embedded_catalog, open_catalog, parse
from itu_catalog.errors import UnknownRecommendation
from itu_catalog.importers.relaton.radio import radio_works
from itu_catalog.importers.relaton.radio.figures import figures
from itu_catalog.importers.relaton.radio.filenames import file_of
from itu_catalog.importers.relaton.record import Raw
from itu_catalog.validation import validate
from itu_catalog.writer import dump

if TYPE_CHECKING:
    from pathlib import Path

    from itu_catalog import Catalog
    from itu_catalog.documents import Recommendation
    from itu_catalog.importers.relaton.record import Made

SOURCE = "a dataset made for this test"
TITLE = "A title that two series share"


def raw(identifier: str, file: str = "", date: str = "2010-05", title: str = TITLE, doctype: str = "") -> Raw:
    """Make a record in one line: `file` is the name of its PDF, which tells the doctype where none is given."""
    known = {
        "R-REC": "recommendation",
        "R-REP": "technical-report",
        "R-RES": "resolution",
        "R-HDB": "handbook",
    }
    place = f"data/{identifier.lower().replace(' ', '-').replace('/', '-')}.yaml"
    url = f"https://www.itu.int/files/{file}" if file else None
    return Raw(
        place, identifier, title, date, url=url, doctype=doctype or known.get(file[:5], "recommendation")
    )


def rec(number: str, issued: str, letter: str, date: str = "2010-05", title: str = TITLE) -> Raw:
    """Make a Recommendation: its identifier agrees with the name of its file."""
    return raw(f"ITU-R {number}", f"R-REC-{number}-{issued}-{letter}!!PDF-E.pdf", date, title)


def made(*raws: Raw) -> Made:
    """Make works of some records."""
    return radio_works(raws, SOURCE)


def one(*raws: Raw) -> Recommendation:
    """Make the one work of some records."""
    (work,) = made(*raws).works
    return work


def states(work: Recommendation) -> dict[str, str]:
    """Return the status of each text of a work."""
    return {str(text): str(text.status) for text in work.documents}


def catalogue(found: Made, directory: Path) -> Catalog:
    """Write works to a file, and open it."""
    path = directory / "radio.tsv"
    path.write_bytes(dump(found.works, as_of="2026-08-22"))
    return open_catalog(path)


def codes(found: Made) -> list[tuple[str, str]]:
    """Return the code and the subject of each remark."""
    return [(remark.code, remark.identifier) for remark in found.remarks]


# --------------------------------------------------------------------------------------------------
# What a record is

IDENTIFIERS = [
    (rec("M.1457-14", "201901", "S"), "ITU-R M.1457-14 (01/2019)"),
    (raw("ITU-R BS.412-9"), "ITU-R BS.412-9"),
    (raw("ITU-R BO.1212"), "ITU-R BO.1212-0"),
    (raw("ITU-R P.2040", "R-REC-P.2040-0-201309-S!!PDF-E.pdf"), "ITU-R P.2040-0 (09/2013)"),
    (raw("ITU-R BR.602", "R-REC-BR.602-2-199209-S!!PDF-E.pdf"), "ITU-R BR.602-2 (09/1992)"),
    (raw("ITU-R BT-1543-1", "R-REC-BT.1543-1-201506-I!!PDF-E.pdf"), "ITU-R BT.1543-1 (06/2015)"),
    (raw("ITU-R M.2154-0", "R-REC-BT.2154-0-202212-I!!PDF-E.pdf"), "ITU-R BT.2154-0 (12/2022)"),
    (raw("ITU-R P.435-7", "R-REC-PI.435-7-199203-W!!PDF-E.pdf"), "ITU-R P.435-7 (03/1992)"),
    (raw("ITU-R F.383-10", "R-REC-F.383-10202102-I!!PDF-E.pdf"), "ITU-R F.383-10 (02/2021)"),
    (raw("ITU-R SM.1448", "R-REC-SM.1448-0-200005-I!Cor1!PDF-E.pdf"), "ITU-R SM.1448-0 (2000) Cor. 1"),
    (raw("ITU-R SA.1745/RS.1745", "R-REC-SA.1745-0-200603-I!!PDF-E.pdf"), "ITU-R RS.1745/SA.1745-0 (03/2006)"),
    (raw("ITU-R M.2083-0", "R-REP-M.2083-2006-PDF-E.pdf"), "Report ITU-R M.2083-0"),
    (raw("ITU-R M.2083-0", "R-REP-M.2083-2006-PDF-E.pdf", doctype="recommendation"), "Report ITU-R M.2083-0"),
    (raw("ITU-R BT.2215-3", doctype="technical-report"), "Report ITU-R BT.2215-3"),
    (raw("Report ITU-R BT.2215-3", doctype="recommendation"), "Report ITU-R BT.2215-3"),
    (raw("ITU-R F.2060", "R-REP-F.2060-2006-PDF-E.pdf"), "Report ITU-R F.2060-0"),
    (raw("ITU-R 1-3/8:", doctype="question"), "Question ITU-R 1-3/8"),
    (raw("ITU-R 1/6:", doctype="question"), "Question ITU-R 1/6"),
    (raw("ITU-R SG03.203-8", doctype="question"), "Question ITU-R 203-8/3"),
    (raw("Question ITU-R 203-8/3", doctype="question"), "Question ITU-R 203-8/3"),
    (raw("ITU-R R.4-2", "R-RES-R.4-2-1997-PDF-E.pdf"), "Resolution ITU-R 4-2"),
    (raw("ITU-R R.10", "R-RES-R.10-1993-PDF-E.pdf"), "Resolution ITU-R 10 (1993)"),
    (raw("ITU-R R.17", date="1993-01", doctype="resolution"), "Resolution ITU-R 17 (1993)"),
    (raw("Resolution ITU-R 4-2"), "Resolution ITU-R 4-2"),
    (raw("ITU-R 01.HDB", "R-HDB-01-2005-OAS-PDF-E.pdf"), "Handbook ITU-R 1 (2005)"),
    (raw("ITU-R 04.HDB", date="1984-01", doctype="handbook"), "Handbook ITU-R 4 (1984)"),
    (raw("ITU-R 38.HDB", date="2005-05", doctype="handbook"), "Handbook ITU-R 38"),
    (raw("ITU-R 43", "R-HDB-43-2013-OAS-PDF-E.pdf"), "Handbook ITU-R 43 (2013)"),
    (raw("Opinion ITU-R 100-1"), "Opinion ITU-R 100-1"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "identifier"), IDENTIFIERS, ids=lambda each: str(each)[:60])
def test_the_evidence_decides_what_a_record_is(record: Raw, identifier: str) -> None:
    """The identifier's word, the name of the file, the doctype, in that order, tell the kind; the file the number."""
    (text,) = one(record).documents

    assert identifier == str(text.identifier)
    assert parse(identifier) == text.identifier


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        (raw("ITU-R BO", title="A volume"), "non-document"),
        (raw("ITU-R V", title="A volume of the series V"), "non-document"),
        (raw("ITU-R IV.IX", title="An annex"), "non-document"),
        (raw("ITU-R LS-0"), "non-document"),
        (raw("ITU-R SM2"), "non-document"),
        (raw("Report ITU-R SM2"), "non-document"),
        (raw("ITU-R what is this?"), "non-document"),
        (raw("nothing of the kind"), "non-document"),
        (raw("ITU-R XYZ.12-1"), "non-document"),
        (raw("ITU-R 17-3:", doctype="question"), "non-document"),
        (raw("ITU-R BO.4/BL/4"), "draft"),
        (raw("ITU-R BS.6/1005"), "draft"),
        (raw("ITU-R M.5/BL/10:"), "draft"),
        (raw("ITU-R M.5-BL-13"), "draft"),
        (raw("ITU-R BT.6BL5"), "draft"),
        (raw("ITU-R P.3B95"), "draft"),
        (raw("ITU-R S.[4/BL/2]:"), "draft"),
        (raw("ITU-R BT.1893", "R-REC-BT.1893-0-201105-P!!PDF-E.pdf", title="Draft new text"), "draft"),
        (raw("ITU-R V.2500", title="Test"), "test"),
    ],
    ids=lambda each: str(each)[:60],
)
def test_what_is_no_text_is_set_aside(record: Raw, kind: str) -> None:
    """Volumes, lists, drafts and a test become no works, and each says why."""
    found = made(record)

    assert not found.works
    assert [kind] == [aside.kind for aside in found.aside]
    assert found.aside[0].reason


def test_a_draft_is_no_second_record_of_its_text() -> None:
    """The draft of BT.1893-0 under its number is set aside as a second record, whichever comes first."""
    draft = raw("ITU-R BT.1893", "R-REC-BT.1893-0-201105-P!!PDF-E.pdf", title="Draft new Recommendation")
    final = rec("BT.1893-0", "201105", "S")
    found = made(draft, final)

    assert found.aside == made(final, draft).aside
    assert [TITLE] == [text.title for work in found.works for text in work.documents]
    assert ["duplicate"] == [aside.kind for aside in found.aside]


def test_a_pre_published_text_is_no_draft() -> None:
    """The letter P alone makes no draft: the title has to say so, too."""
    assert {"ITU-R M.2200-0 (05/2026)": "pre-published"} == states(one(rec("M.2200-0", "202605", "P")))


def test_a_draft_leads_to_the_text_that_its_file_names() -> None:
    """What became of a draft is kept as a remark."""
    found = made(raw("ITU-R BT.6BL5", "R-REC-BT.1877-0-201005-P!!PDF-E.pdf"))

    assert ("draft", "ITU-R BT.1877-0 (05/2010)") in codes(found)


def test_a_question_without_its_group_gets_that_of_the_one_before() -> None:
    """A lost study group is that of the Question with the revision before and a title that is alike."""
    found = made(
        raw("ITU-R 209-7:", doctype="question", title="Amateur services in disasters"),
        raw("ITU-R 209-6/5:", doctype="question", title="Amateur services in disaster"),
        raw("ITU-R 209-6/3:", doctype="question", title="Something else altogether"),
    )

    texts = {str(text): text for work in found.works for text in work.documents}
    assert texts["Question ITU-R 209-7/5"].inferred == ("identifier",)
    assert ("corrected", "Question ITU-R 209-7/5") in codes(found)


def test_both_layouts_make_the_same_works() -> None:
    """Whether Reports share the names of Recommendations or have their own, the works are the same."""
    older = raw("ITU-R BT.2052-0", "R-REP-BT.2052-2005-PDF-E.pdf")
    newer = older._replace(identifier="Report ITU-R BT.2052-0", file="data/report-itu-r-bt-2052-0.yaml")

    assert made(older).works == made(newer).works


def test_a_report_is_never_a_recommendation(tmp_path: Path) -> None:
    """Report M.2083 answers to its own name only; that a Recommendation has the number, too, is remarked on."""
    found = made(
        raw("ITU-R M.2083-0", "R-REP-M.2083-2006-PDF-E.pdf"),
        rec("M.2101-0", "201702", "I", title="Another"),
    )
    catalog = catalogue(found, tmp_path)

    assert "Report ITU-R M.2083-0" == str(catalog.resolve("Report ITU-R M.2083-0"))
    with pytest.raises(UnknownRecommendation):
        catalog.resolve("ITU-R M.2083-0")
    assert ("gap", "ITU-R M.2083") in codes(found)


# --------------------------------------------------------------------------------------------------
# Families


def test_a_recommendation_keeps_its_number_in_another_series(tmp_path: Path) -> None:
    """SA.1259 and RS.1259 are one work under the number of today; the older number leads to it."""
    found = made(
        rec("SA.1259-0", "199706", "S", "1997-07"),
        rec("RS.1259-0", "199706", "I", "2006-04"),
    )
    catalog = catalogue(found, tmp_path)
    old = catalog.resolve("SA.1259-0")

    assert ["ITU-R RS.1259"] == [str(work) for work in found.works]
    assert {"ITU-R RS.1259-0 (06/1997)": "in force", "ITU-R SA.1259-0 (06/1997)": "superseded"} == states(
        found.works[0]
    )
    assert ["ITU-R SA.1259"] == [name.text for name in catalog["RS.1259"].former_names]
    assert "ITU-R RS.1259-0 (06/1997)" == str(catalog.resolve("SA.1259"))
    assert "ITU-R RS.1259-0 (06/1997)" == str(catalog["SA.1259"].current)
    assert "ITU-R RS.1259-0 (06/1997)" == str(old.superseded_by)
    assert "in force" == str(old.status_on("2004-01-01").status)
    assert "superseded" == str(old.status_on("2008-01-01").status)
    assert "ITU-R SA.1259-0 (06/1997)" == str(catalog.resolve("SA.1259", on="2004-01-01"))


def test_a_withdrawn_text_that_was_moved_is_withdrawn(tmp_path: Path) -> None:
    """Under its last number it is withdrawn, under the first superseded; the work is withdrawn."""
    catalog = catalogue(
        made(rec("SA.1028-2", "200305", "S", "2003-07"), rec("RS.1028-2", "200305", "W", "2006-04")), tmp_path
    )

    assert "withdrawn" == str(catalog["SA.1028"].status)
    assert "ITU-R RS.1028" == str(catalog["SA.1028"])
    assert not catalog["RS.1028"].in_force()
    assert catalog.replacement("SA.1028-2") is None


def test_a_move_with_a_revision_is_a_history_of_revisions() -> None:
    """IS.1141-0 was followed by M.1141-1: one work, and nothing needs a pointer."""
    work = one(
        rec("IS.1141-0", "199510", "S"), rec("M.1141-1", "199710", "S"), rec("M.1141-2", "200506", "I")
    )

    assert "ITU-R M.1141" == str(work)
    assert ["superseded", "superseded", "in force"] == [str(text.status) for text in work.editions]
    assert all(not text.replaced_by for text in work.documents)


def test_a_text_in_two_series_has_both_numbers(tmp_path: Path) -> None:
    """Where both files say that they are in force, neither number is former."""
    catalog = catalogue(made(rec("BS.1895-0", "201105", "I"), rec("BT.1895-0", "201105", "I")), tmp_path)

    assert "ITU-R BS.1895/BT.1895" == str(catalog["BT.1895"])
    assert not catalog["BT.1895"].former_names
    assert "ITU-R BS.1895-0 (05/2011)" == str(catalog.resolve("BS.1895"))
    assert "in force" == str(catalog["BS.1895"].status)


def test_two_reports_of_one_number_may_be_two() -> None:
    """Reports of two series are one work only if their titles are alike."""
    files = ("R-REP-P.2553-2025-PDF-E.pdf", "R-REP-SA.2553-2025-PDF-E.pdf")
    titles = ("Measurements in buildings", "Space research systems at 27 GHz")
    unlike = [
        raw(f"ITU-R {file[6:].partition('-')[0]}-0", file, title=title)
        for file, title in zip(files, titles, strict=True)
    ]
    alike = [each._replace(title=TITLE) for each in unlike]

    assert 2 == len(made(*unlike).works)
    assert ["Report ITU-R P.2553/SA.2553"] == [str(work) for work in made(*alike).works]


def test_a_question_goes_on_under_another_group(tmp_path: Path) -> None:
    """The next revision under another group, with a title that is alike, is of the same Question."""
    found = made(
        raw("ITU-R 48-5/8:", doctype="question", date="2003-11"),
        raw("ITU-R 48-6/5:", doctype="question", date="2012-01"),
        raw("ITU-R 48/6:", doctype="question", date="2003-10", title="In-service monitoring of sound"),
    )
    catalog = catalogue(found, tmp_path)

    assert "Question ITU-R 48/5" == str(catalog["Question ITU-R 48/8"])
    assert "Question ITU-R 48-6/5" == str(catalog.resolve("Question ITU-R 48-5/8").superseded_by)
    assert "SG5" == catalog["Question ITU-R 48/5"].group
    assert "In-service monitoring of sound" == catalog["Question ITU-R 48/6"].title


def test_a_new_handbook_takes_the_place_of_the_old_one() -> None:
    """Two Handbooks of one number and title are two editions, the later one of unknown state."""
    work = one(
        raw("ITU-R 43.HDB", "R-HDB-43-2002"), raw("ITU-R 43", "R-HDB-43-2013-OAS-PDF-E.pdf", "2022-08")
    )

    assert {"Handbook ITU-R 43 (2002)": "superseded", "Handbook ITU-R 43 (2013)": "unknown"} == states(work)


def test_one_text_in_two_records_is_one_text() -> None:
    """RS.1745/SA.1745 and SA.1745/RS.1745 are one document; the second record is named."""
    found = made(
        raw("ITU-R RS.1745/SA.1745", "R-REC-RS.1745-0-200603-I!!PDF-E.pdf"),
        raw("ITU-R SA.1745/RS.1745", "R-REC-SA.1745-0-200603-I!!PDF-E.pdf"),
    )

    assert ["ITU-R RS.1745/SA.1745-0 (03/2006)"] == [str(text) for text in found.works[0].documents]
    assert ["duplicate"] == [aside.kind for aside in found.aside]


# --------------------------------------------------------------------------------------------------
# Dates and states


def test_approval_is_the_month_of_the_file_and_the_date_is_the_posting() -> None:
    """The date of the dataset may be decades late."""
    (text,) = one(rec("BT.500-5", "199209", "S", "2024-05")).documents

    assert ("1992-09", "2024-05") == (str(text.approved), str(text.posted))


@pytest.mark.parametrize(
    ("record", "approved", "posted"),
    [
        (raw("ITU-R M.2083-0", "R-REP-M.2083-2006-PDF-E.pdf", "2007-01"), "2006", "2007-01"),
        (raw("ITU-R BO.2006-0", "R-REP-BO.2006-1995-PDF-E.pdf", "1995-01"), "1995", "None"),
        (raw("ITU-R M.2563", "R-REP-M.2563-2026-PDF-E.pdf", "2026-01"), "2026", "2026-01"),
        (raw("ITU-R BT.2215-3", date="2013-04", doctype="technical-report"), "None", "2013-04"),
        (raw("ITU-R R.17-1", date="1997-01", doctype="resolution"), "1997", "None"),
        (raw("ITU-R R.17-4", "R-RES-R.17-4-2012-PDF-E.pdf", "2012-01"), "2012", "2012-01"),
        (raw("ITU-R 24-1/6:", date="2004-01", doctype="question"), "None", "2004-01"),
        (raw("ITU-R BS.412-9", date="2010-07"), "None", "2010-07"),
        (raw("ITU-R BS.412-9", date="no date"), "None", "None"),
    ],
    ids=lambda each: str(each)[:40],
)
def test_no_date_says_more_than_is_known(record: Raw, approved: str, posted: str) -> None:
    """A year stays a year, a January of old times is one, and an unknown approval stays unknown."""
    (text,) = one(record).documents

    assert (approved, posted) == (str(text.approved), str(text.posted))


def test_only_the_last_revision_says_its_state() -> None:
    """Older files keep a letter that was right once; it stays beside the status as a conflict."""
    work = one(rec("M.9-0", "200001", "I"), rec("M.9-1", "200501", "W"), rec("M.9-2", "201001", "I"))

    assert ["superseded", "superseded", "in force"] == [str(text.status) for text in work.editions]
    assert [["in force"], ["withdrawn"], []] == [
        [conflict.value for conflict in text.conflicts] for text in work.editions
    ]


@pytest.mark.parametrize(
    ("letter", "status"), [("I", "in force"), ("P", "pre-published"), ("W", "withdrawn"), ("S", "superseded")]
)
def test_the_letter_of_the_last_revision_is_the_state(letter: str, status: str) -> None:
    """I and P are in force, W is withdrawn, S superseded by something that is not here."""
    found = made(rec("M.9-0", "201001", letter))

    assert {"ITU-R M.9-0 (01/2010)": status} == states(found.works[0])
    assert (letter == "S") == (("gap", "ITU-R M.9-0 (01/2010)") in codes(found))


def test_without_a_file_nobody_knows_the_state() -> None:
    """Unknown is not withdrawn; that an older revision is superseded is an inference."""
    found = made(raw("ITU-R BS.412-8"), raw("ITU-R BS.412-9"))
    older, newer = found.works[0].editions

    assert ("superseded", ("status",)) == (str(older.status), older.inferred)
    assert ("unknown", ()) == (str(newer.status), newer.inferred)
    assert 2 == sum(code == "gap" for code, _ in codes(found))


def test_reports_and_the_like_have_no_state() -> None:
    """A Report, a Question and a Resolution with a later revision are superseded; of the last nothing is known."""
    found = made(
        raw("ITU-R M.2083-0", "R-REP-M.2083-2006-PDF-E.pdf"),
        raw("ITU-R M.2083-1", "R-REP-M.2083-1-2008-PDF-E.pdf"),
        raw("ITU-R 1/6:", doctype="question"),
        raw("ITU-R 1-1/6:", doctype="question"),
        raw("ITU-R R.4", "R-RES-R.4-1993-PDF-E.pdf"),
        raw("ITU-R R.4-1", "R-RES-R.4-1-1995-PDF-E.pdf"),
    )

    assert [["superseded", "unknown"]] * 3 == [
        [str(text.status) for text in work.editions] for work in found.works
    ]


def test_one_revision_in_two_series_was_approved_once() -> None:
    """Where one of the two has no file, the other tells the approval: an inference."""
    work = one(raw("ITU-R BO.1503-0"), rec("S.1503-0", "200005", "S"), rec("S.1503-1", "200504", "I"))
    text = next(text for text in work.documents if "BO.1503" in str(text))

    assert ("2000-05", ("approved", "status")) == (str(text.approved), text.inferred)


def test_a_corrigendum_dies_with_its_text() -> None:
    """Corrigendum 1 to SM.1448-0 is superseded with it, and takes its title from it."""
    work = one(
        raw("ITU-R SM.1448", "R-REC-SM.1448-0-200005-I!Cor1!PDF-E.pdf", title="Corrigendum"),
        rec("SM.1448-0", "200005", "S"),
        rec("SM.1448-1", "201910", "I"),
    )
    text = next(text for text in work.documents if text.hangs)

    assert ("superseded", "ITU-R SM.1448-0 (05/2000)", TITLE) == (
        str(text.status),
        str(text.base),
        text.title,
    )
    assert text.approved is None


def test_a_corrigendum_leaves_its_text_in_force() -> None:
    """What corrects the last revision does not supersede it, and is in force with it."""
    work = one(
        raw("ITU-R SM.1448", "R-REC-SM.1448-0-200005-I!Cor1!PDF-E.pdf", "2002-09"),
        rec("SM.1448-0", "200005", "I"),
    )

    assert ["in force", "in force"] == list(states(work).values())


def test_a_row_of_the_table_is_applied_and_told() -> None:
    """P.683-0 is of June 1990, whatever its file is called; the rows that find nothing say so."""
    found = made(rec("P.683-0", "199001", "W", "2017-01"), rec("PI.683-0", "199006", "W", "2001-10"))
    (work,) = found.works

    assert "ITU-R P.683" == str(work)
    assert ["ITU-R PI.683-0 (06/1990)", "ITU-R P.683-0 (06/1990)"] == [str(text) for text in work.editions]
    assert ("corrected", "ITU-R P.683-0 (06/1990)") in codes(found)
    assert ("in-vain", "ITU-R RS.516-0 (03/1994)") in codes(found)


# --------------------------------------------------------------------------------------------------
# Gaps


def test_missing_revisions_are_remarked_on() -> None:
    """A gap between revisions, and a missing first one since number 1100, are told; before, nothing is known of it."""
    middle = made(rec("P.837-6", "201202", "S"), rec("P.837-8", "202509", "I"))
    first = made(rec("BT.1379-1", "200104", "I"))
    report = made(
        rec("BT.2052-1", "201510", "I"), raw("ITU-R BT.2052-0", "R-REP-BT.2052-2005-PDF-E.pdf", title="Other")
    )

    assert [
        "before it comes ITU-R P.837-6 (02/2012), without revision -7 between them",
        "it is the oldest text here, without revision -0",
        "it is the oldest text here, without revision -0: Report ITU-R BT.2052-0 stands in the file of that name",
    ] == [
        next(remark.message for remark in found.remarks if remark.code == "gap")
        for found in (middle, first, report)
    ]


def test_a_long_line_is_refused_in_no_time() -> None:
    """Whatever is written in a record, it is a text or set aside."""
    found = made(
        raw("ITU-R " + "1-" * 10_000), raw("ITU-R M." + "9" * 10_000), raw("ITU-R " + "M.1/" * 5_000)
    )

    assert ["non-document"] * 3 == [aside.kind for aside in found.aside]
    assert file_of("https://www.itu.int/" + "R-REC-M.1-" * 10_000) is None


# --------------------------------------------------------------------------------------------------
# The whole snapshot


@pytest.fixture(scope="module")
def of_radio(dataset_records: tuple[Raw, ...]) -> list[Raw]:
    """The records of ITU-R in the snapshot."""
    return [each for each in dataset_records if not each.identifier.startswith("ITU-T")]


@pytest.fixture(scope="module")
def whole(of_radio: list[Raw]) -> Made:
    """The works of all of them."""
    return radio_works(of_radio, SOURCE)


def test_the_figures_of_the_snapshot(whole: Made) -> None:
    """The figures measured on the dataset come out, but for what is explained here.

    1,558 families were counted, and RS.516 (recorded as RS.516-1-0) and RS.1745/SA.1745 are two more. 1,078 in force
    and BT.1543-1 (recorded as BT-1543-1) and RS.1745/SA.1745 are two more; 333 withdrawn and RS.516 is one more. 38
    last revisions were superseded: BT.1543-0 is none. The 3,221 revisions are others by three: two drafts and a
    Corrigendum were counted, the three texts just named were not.
    """
    assert {
        "families": 1560,
        "revisions": 3221,
        "in force": 1080,
        "withdrawn": 334,
        "last is superseded": 37,
        "unknown": 109,
        "works": 1519,
        "works in force": 1076,
        "works withdrawn": 327,
        "works superseded": 8,
        "works unknown": 108,
        "Reports": 984,
        "Questions": 732,
        "Resolutions": 213,
        "Handbooks": 60,
    } == figures(whole.works)


def test_what_is_set_aside_of_the_snapshot(whole: Made, of_radio: list[Raw]) -> None:
    """Every record is a text or set aside; second records are the drafts of BT.1893 and BT.1895, and SA.1745/RS.1745."""
    kinds = [aside.kind for aside in whole.aside]
    texts = sum(len(work.documents) for work in whole.works)

    assert (40, 79, 1, 3) == tuple(
        kinds.count(kind) for kind in ("non-document", "draft", "test", "duplicate")
    )
    assert len(of_radio) == texts + len(kinds)


def test_the_gaps_of_the_snapshot(whole: Made) -> None:
    """27 numbers of Recommendations and 3 of Reports are lost; 405 Recommendations have no file that is named."""
    gaps = [remark for remark in whole.remarks if remark.code == "gap"]
    lost = [gap.identifier for gap in gaps if "number of which no text" in gap.message]
    unknown = [gap for gap in gaps if "approval and state" in gap.message]

    assert 27 == sum(not number.startswith("Report") for number in lost)
    assert ["Report ITU-R BS.2051", "Report ITU-R BT.2100", "Report ITU-R F.2005"] == sorted(
        number for number in lost if number.startswith("Report")
    )
    assert 405 == len(unknown)
    assert not [remark for remark in whole.remarks if remark.code == "in-vain"]


def test_the_newer_layout_makes_the_same_of_the_snapshot(whole: Made, of_radio: list[Raw]) -> None:
    """Give every Report the name it has in the newer layout: the works are the same, one for one."""
    newer = [
        each._replace(identifier=f"Report {each.identifier}", file=each.file.replace("data/", "data/report-"))
        if each.doctype == "technical-report"
        else each
        for each in of_radio
    ]

    assert whole.works == radio_works(newer, SOURCE).works


def test_the_catalogue_of_the_snapshot_is_sound(whole: Made, tmp_path: Path) -> None:
    """Identifiers are canonical and unique, no rule is broken, and names lead to their texts.

    A first Question is called like the Question as such, so its name leads to the last revision.
    """
    catalog = catalogue(whole, tmp_path)
    texts = [text for work in catalog for text in work.documents]
    named = [text for text in texts if text.identifier != text.identifier.work]

    assert all(parse(str(text.identifier)) == text.identifier for text in texts)
    assert len(texts) == len({text.identifier for text in texts})
    assert not [text for text in named if catalog.resolve(str(text.identifier)) is not text]
    assert not [
        fault
        for fault in validate(list(catalog), as_of=catalog.as_of)
        if fault.level == "error" and not fault.explained
    ]


def test_the_package_agrees_with_the_snapshot(whole: Made) -> None:
    """What the package says of ITU-R texts is what comes out here; only the lost M.2083 is its own."""
    mine = {text.identifier: text for work in whole.works for text in work.documents}
    theirs = [
        text
        for work in embedded_catalog()
        for text in work.documents
        if str(text.identifier).startswith("ITU-R ")
    ]
    columns = ("approved", "posted", "status", "own_title", "url", "replaced_by")

    assert ["ITU-R M.2083-0 (09/2015)"] == [str(text) for text in theirs if text.identifier not in mine]
    for text in theirs:
        if text.identifier in mine:
            other = mine[text.identifier]
            assert [getattr(text, name) for name in columns] == [getattr(other, name) for name in columns]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("M.1457-14", "ITU-R M.1457-14 (01/2019)"),
        ("Report ITU-R M.2083-0", "Report ITU-R M.2083-0"),
        ("Report ITU-R M.2410-0 (11/2017)", "Report ITU-R M.2410-0"),
        ("BT.709", "ITU-R BT.709-6 (06/2015)"),
        ("CCIR Rec. 601", "ITU-R BT.601-7 (03/2011)"),
        ("TF.460-6", "ITU-R TF.460-6 (02/2002)"),
        ("SA.1028", "ITU-R RS.1028-2 (05/2003)"),
        ("SA.1259", "ITU-R RS.1259-0 (06/1997)"),
        ("PI.435", "ITU-R P.435-7 (03/1992)"),
        ("BT.2020", "ITU-R BT.2020-2 (10/2015)"),
        ("Report ITU-R BT.2020-1", "Report ITU-R BT.2020-1"),
        ("SM.1448 Cor. 1", "ITU-R SM.1448-0 (2000) Cor. 1"),
        ("BO.1774", "ITU-R BT.1774-3 (04/2025)"),
        ("Resolution ITU-R 41", "Resolution ITU-R 41-1"),
        ("Handbook ITU-R 43", "Handbook ITU-R 43 (2013)"),
    ],
)
def test_people_find_what_they_ask_for(whole: Made, tmp_path: Path, asked: str, answer: str) -> None:
    """Names of all kinds lead to the right text of the snapshot."""
    assert answer == str(catalogue(whole, tmp_path).resolve(asked))


def test_questions_without_a_group_cost_no_more_than_they_are_many() -> None:
    """A Question without a study group is compared with one record of each Question that it may continue."""
    known = [raw(f"ITU-R 1-1/{group}:", title=f"Title {group}") for group in range(1, 8)]

    def cost(many: int) -> int:
        lost = [
            raw("ITU-R 1-2:", title=f"Title {many}.{number}")._replace(file=f"{number}")
            for number in range(many)
        ]
        return calls(lambda: made(*known, *lost))

    cost(10)  # what is made once; titles differ each time, for pairs of them are remembered
    assert cost(400) < 3 * cost(200)


@pytest.mark.parametrize("identifier", ["ITU-R 1-40/6:", "ITU-R R.1-50", "ITU-R M.9-40"])
def test_a_revision_beyond_all_is_set_aside(identifier: str) -> None:
    """What this library cannot take apart is no text of a catalogue file."""
    result = made(raw(identifier))
    assert (result.works, [each.kind for each in result.aside]) == ([], ["non-document"])
