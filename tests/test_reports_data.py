"""The two Council reports as data: what they cite is what they print, and means what it says."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from itu_catalog import parse
from itu_catalog.identifier import Kind
from itu_catalog.schema import read
from itu_catalog.vocabulary import CouncilReport, Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from itu_catalog.identifier import Identifier
    from itu_catalog.vocabulary import Discrepancy, ReportCitation

YEARS = (2017, 2020)


@pytest.fixture(scope="module")
def reports(repository: Path) -> dict[int, CouncilReport]:
    """The reports by year."""
    files = {year: repository / f"catalogue/reports/council-{year}.toml" for year in YEARS}
    return {
        year: read(tomllib.loads(path.read_text("utf-8")), CouncilReport, path.name)
        for year, path in files.items()
    }


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[int, str]:
    """The texts of the reports, which are not in the repository."""
    return {year: (shared / f"reports/council-{year}.txt").read_text("utf-8") for year in YEARS}


@pytest.fixture(scope="module")
def held(repository: Path) -> frozenset[str]:
    """Every identifier of the hand-edited works: of works, their former numbers and their documents."""
    found: set[str] = set()
    for path in sorted((repository / "catalogue/works").rglob("*.toml")):
        for work in tomllib.loads(path.read_text("utf-8"))["work"]:
            found |= {work["identifier"], *work.get("former", ())}
            found |= {document["identifier"] for document in work.get("document", ())}
    return frozenset(found)


def meant(citation: ReportCitation) -> tuple[Identifier, ...]:
    """Return what a citation is to: the text, and the editions of a series."""
    return (*filter(None, [citation.identifier]), *citation.members)


def printed_rows(report: CouncilReport) -> list[ReportCitation | Discrepancy]:
    """Return everything of a report that quotes it."""
    return [*report.citations, *report.discrepancies]


@pytest.mark.parametrize(
    ("year", "citations", "works", "discrepancies"), [(2017, 20, 18, 11), (2020, 36, 34, 29)]
)
def test_size_of_the_reports(
    reports: dict[int, CouncilReport], year: int, citations: int, works: int, discrepancies: int
) -> None:
    """The files have not lost a citation or a discrepancy by an edit."""
    report = reports[year]
    cited = {citation.identifier.work for citation in report.citations if citation.identifier}

    assert citations == len(report.citations)
    assert works == len([work for work in cited if work.kind is not Kind.QUESTION])
    assert discrepancies == len(report.discrepancies)


def test_what_is_known_of_the_reports(reports: dict[int, CouncilReport]) -> None:
    """The number of the 2020 report is not known, and both dates are bounded conclusions."""
    assert ["C17/18", None] == [reports[year].number for year in YEARS]
    assert ["2017-05-15", "2020-06-09"] == [str(reports[year].date) for year in YEARS]
    for report in reports.values():
        assert report.not_before is not None
        assert report.not_after is not None
        assert report.not_before <= report.not_after <= report.date
        assert "date" in report.inferred
        assert report.date == report.session_first


@pytest.mark.parametrize("year", YEARS)
def test_printed_forms_are_printed(
    reports: dict[int, CouncilReport], texts: dict[int, str], year: int
) -> None:
    """Each printed form and title occurs in the text, to the character, in the order of the file."""
    text, report = texts[year], reports[year]
    place = 0
    for citation in report.citations:
        found = text.find(citation.printed, place)
        assert found >= 0, citation
        place = found + 1
        assert citation.printed_title is None or citation.printed_title in text, citation
    for discrepancy in report.discrepancies:
        assert discrepancy.printed is None or discrepancy.printed in text, discrepancy


@pytest.mark.parametrize("year", YEARS)
def test_printed_forms_stand_in_their_paragraphs(
    reports: dict[int, CouncilReport], texts: dict[int, str], year: int
) -> None:
    """What is said of a paragraph is in that paragraph."""
    paragraphs = {line.split("\t")[0].strip(): line for line in texts[year].splitlines() if "\t" in line}
    for row in printed_rows(reports[year]):
        if row.printed and row.paragraph in paragraphs:
            assert row.printed in paragraphs[row.paragraph], row


@pytest.mark.parametrize("year", YEARS)
def test_no_sentence_of_a_report_is_copied(reports: dict[int, CouncilReport], year: int) -> None:
    """Printed forms are identifiers, names and single phrases; only titles are longer."""
    titles = {citation.printed_title for citation in reports[year].citations}
    rows = printed_rows(reports[year])
    long = [row.printed for row in rows if row.printed and len(row.printed.split()) > 11]

    assert [] == [printed for printed in long if printed not in titles]


@pytest.mark.parametrize("year", YEARS)
def test_printed_forms_read_as_stated(reports: dict[int, CouncilReport], year: int) -> None:
    """A printed form parses to what `reads` says; in a list the sector carries over from before."""
    for citation in reports[year].citations:
        if citation.reads is None:
            continue
        literal = parse(citation.printed)
        carried = literal.sector is None and literal.designation == citation.reads.designation
        assert literal == citation.reads or carried, citation


@pytest.mark.parametrize("year", YEARS)
def test_identifiers_are_canonical(reports: dict[int, CouncilReport], year: int) -> None:
    """Every identifier of the data survives the parser unchanged."""
    report = reports[year]
    identifiers = [
        each for citation in report.citations for each in (*meant(citation), citation.reads) if each
    ]
    identifiers += [each for discrepancy in report.discrepancies for each in discrepancy.identifiers]

    assert identifiers == [parse(str(each)) for each in identifiers]


@pytest.mark.parametrize("year", YEARS)
def test_what_is_meant_is_held(reports: dict[int, CouncilReport], held: frozenset[str], year: int) -> None:
    """Every text meant is in the catalogue, or says why it cannot be; a series is there by its members."""
    for citation in reports[year].citations:
        present = [str(each) in held for each in meant(citation) if each.kind is not Kind.SERIES]
        assert all(present) if citation.external is None else not any(present), citation
        assert citation.external is not None or present, citation


@pytest.mark.parametrize("year", YEARS)
def test_what_is_meant_fits_what_is_printed(reports: dict[int, CouncilReport], year: int) -> None:
    """The literal reading covers the text meant, unless the number is wrong and the row says so."""
    for citation in reports[year].citations:
        if citation.reads is None or citation.identifier is None:
            continue
        fits = citation.reads == citation.identifier or citation.reads.covers(citation.identifier)
        assert fits or (citation.inferred and citation.note), citation


def test_the_wrong_number_is_the_only_one(reports: dict[int, CouncilReport]) -> None:
    """Of all citations in both reports one prints another Recommendation's number: X.1402 for X.1401."""
    wrong = [
        (str(citation.reads), str(citation.identifier))
        for report in reports.values()
        for citation in report.citations
        if citation.reads and citation.identifier and citation.reads.work != citation.identifier.work
    ]

    assert [("ITU-T X.1402", "ITU-T X.1401 (11/2019)")] == wrong


def test_nothing_reported_as_approved_is_younger_than_the_report(
    reports: dict[int, CouncilReport],
) -> None:
    """What a report calls approved or revised had been, by its day; what it calls draft may be younger."""
    for report in reports.values():
        for citation in report.citations:
            if citation.outcome in (Outcome.APPROVED, Outcome.REVISED):
                for each in meant(citation):
                    assert each.issued is None or each.issued < report.date, citation


def test_conclusions_say_from_what(reports: dict[int, CouncilReport]) -> None:
    """A text meant that is not what is printed has a note, and every discrepancy its source."""
    for report in reports.values():
        assert all(citation.note for citation in report.citations if citation.inferred)
        assert all(discrepancy.source for discrepancy in report.discrepancies)


def test_every_outcome_occurs(reports: dict[int, CouncilReport]) -> None:
    """The words for what a report says are the words the two reports need."""
    said = {citation.outcome for report in reports.values() for citation in report.citations}

    assert set(Outcome) == said
