"""The whole snapshot, imported: the numbers that were measured on it by other means, and answers that experts know."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from itu_catalog import AmbiguousIdentifier, Identifier, Kind, Status, parse
from itu_catalog.documents import CHANGES
from itu_catalog.documents.family import numbers_of
from snapshot import find_snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from itu_catalog import Catalog, Recommendation
    from itu_catalog.importers import Imported

RECORDS = 21_506
ASIDE = {"non-document": 40, "test": 1}


@pytest.fixture(scope="module")
def works(whole: Catalog) -> list[Recommendation]:
    """Every work."""
    return list(whole)


def of_telecommunication(works: list[Recommendation]) -> list[Recommendation]:
    """Choose the works of ITU-T."""
    return [work for work in works if work.identifier.sector == "ITU-T"]


class TestRecords:
    """Every record is accounted for."""

    def test_every_file_is_read(self, imported: Imported) -> None:
        """All 21,506 records can be read, and the day is that of the archive's name."""
        counts = imported.counts
        assert (counts["files"], counts["records"], counts["unreadable"]) == (RECORDS, RECORDS, 0)
        assert imported.as_of.isoformat() == "2026-08-22"

    def test_what_is_set_aside_has_a_reason(self, imported: Imported) -> None:
        """Index pages, drafts and the test record are no documents, each with its reason."""
        kinds = Counter(each.kind for each in imported.aside)
        assert {kind: kinds[kind] for kind in ASIDE} == ASIDE
        assert [each for each in imported.aside if not each.reason] == []

    def test_nothing_is_lost(self, imported: Imported, works: list[Recommendation]) -> None:
        """Records that were not set aside are documents; the package adds five that the dataset lacks."""
        documents = sum(len(work.documents) for work in works)
        own = ["ITU-R M.2083", *["ITU-T Z.Imp100"] * 4]
        assert documents == imported.counts["documents"] == RECORDS - len(imported.aside) + len(own)

    def test_every_identifier_is_canonical_and_its_own(self, works: list[Recommendation]) -> None:
        """No document stands in the catalogue twice."""
        names = [text.identifier for work in works for text in work.documents]
        assert len(names) == len(set(names))

    def test_the_same_archive_gives_the_same_bytes(self, imported: Imported, whole: Catalog) -> None:
        """The version is a digest of the content: it is the same on every machine and every interpreter."""
        assert imported.placed.version == whole.version
        whole._store.verify()


class TestTelecommunication:
    """ITU-T: families, what is in force, what changes what."""

    def test_families(self, works: list[Recommendation]) -> None:
        """6,471 families hold an edition of a Recommendation, under however many numbers."""
        families = [
            work
            for work in of_telecommunication(works)
            if any(text.kind is Kind.RECOMMENDATION for text in work.documents)
        ]
        assert len(families) == 6_471
        assert sum(work.status.is_in_force for work in families) == 5_975

    def test_changes_in_force_hang_on_texts_in_force(self, works: list[Recommendation]) -> None:
        """All but the nine changes to handbooks that are not there are among what is to be read."""
        changes = [
            text
            for work in of_telecommunication(works)
            for text in work.documents
            if text.kind in CHANGES and text.status.is_in_force
        ]
        read = {text.identifier for work in of_telecommunication(works) for text in work.in_force()}
        lost = sorted(str(text.identifier.work) for text in changes if text.identifier not in read)
        assert lost == ["ITU-T EMC-3"] * 2 + ["ITU-T EMC-5", "ITU-T IMPL-8"] + ["ITU-T MES-2"] * 3 + [
            "ITU-T QOS-2",
            "ITU-T SEC-QKD",
        ]

    def test_what_is_read_is_in_force(self, works: list[Recommendation]) -> None:
        """Nothing that ITU calls withdrawn is among what is to be read today."""
        wrong = [
            str(text)
            for work in of_telecommunication(works)
            for text in work.in_force()
            if not text.status.is_in_force and text.status is not Status.UNKNOWN
        ]
        assert wrong == []


READ_TODAY = {
    "X.509": ["(10/2019)", "Cor. 1", "Cor. 2", "Amd. 1", "Cor. 3"],
    "G.711": ["(11/1988)", "Amd. 1", "Amd. 2", "App. I", "App. II"],
    "Z.100": ["(06/2021)", "Annex F1", "Annex F2", "Annex F3"],
    "X.25": ["(10/1996)", "Cor. 1"],
    "V.42 bis": ["(01/1990)"],
    "E.164": ["(02/2026)"],
}


@pytest.mark.parametrize("number", READ_TODAY)
def test_what_is_read_today(whole: Catalog, number: str) -> None:
    """The edition in force, its changes in order of approval, the parts by their own status."""
    texts = whole[number].in_force()
    assert (len(texts), texts.certain) == (len(READ_TODAY[number]), True)
    assert [
        piece for piece, text in zip(READ_TODAY[number], texts, strict=True) if piece not in str(text)
    ] == []


RESOLVED = [
    # name, day → text
    ("G.721", None, "ITU-T G.726 (12/1990)"),
    ("G.721", "1989-01-01", "ITU-T G.721 (11/1988)"),
    ("Z.140", "2005-01-01", "ITU-T Z.140 (04/2003)"),
    ("Y.2060", None, "ITU-T Y.4000/Y.2060 (06/2012)"),
    ("CCITT I.451", None, "ITU-T Q.931 (05/1998)"),
    ("X.400", None, "ITU-T F.400/X.400 (06/1999)"),
    ("V.25ter", "1996-01-01", "ITU-T V.25 ter (08/1995)"),
    ("HEVC", None, "ITU-T H.265"),
    ("ITU-R M.2083", None, "ITU-R M.2083-0 (09/2015)"),
    ("Report ITU-R M.2083-0", None, "Report ITU-R M.2083-0"),
    ("ITU-R BT.709", None, "ITU-R BT.709-6 (06/2015)"),
    ("ITU-R BT.709", "2005-01-01", "ITU-R BT.709-5 (04/2002)"),
    ("ITU-R TF.460-6", None, "ITU-R TF.460-6 (02/2002)"),
    ("E.164 Suppl. 3", "2003-01-01", "ITU-T E.164 Suppl. 3 (05/2002)"),
]


@pytest.mark.parametrize(("name", "day", "text"), RESOLVED)
def test_a_name_means_a_text_on_a_day(whole: Catalog, name: str, day: str | None, text: str) -> None:
    """What experts know: numbers that went to other works, dates, sectors, Reports and Recommendations."""
    assert str(whole.resolve(name, on=day)).startswith(text)


def test_a_number_of_two_sectors_is_ambiguous(whole: Catalog) -> None:
    """F.400 is a Recommendation of ITU-T and one of ITU-R: nobody guesses which is meant."""
    with pytest.raises(AmbiguousIdentifier) as caught:
        whole.resolve("F.400")
    assert [str(each) for each in caught.value.candidates] == ["ITU-T F.400/X.400", "ITU-R F.400"]


def test_the_package_decides(whole: Catalog, imported: Imported) -> None:
    """Where both say something, the package's word stands; all conflicts are listed."""
    conflicts = {remark.identifier for remark in imported.remarks if remark.code == "conflict"}
    assert {f"ITU-T Z.10{n} (10/1984)" for n in (1, 2, 3, 4)} <= conflicts
    assert str(whole.resolve("Z.101 (10/1984)").status) == "superseded"


def test_the_past_is_as_far_as_approvals_tell(whole: Catalog) -> None:
    """A text withdrawn by now was in force at some time, nobody knows until when."""
    standing = whole["P.862"].status_on("2010-01-01")
    assert (str(standing.status), standing.certain, bool(standing.reason)) == ("in force", False, True)


def test_every_identifier_has_all_its_properties(works: list[Recommendation]) -> None:
    """What an identifier belongs to, its work, its address and its order can be asked of every document."""
    for work in works:
        for text in work.documents:
            each: Identifier | None = text.identifier
            while each is not None:
                assert each.kind
                assert each.work.work == each.work
                assert Identifier(str(each)) == each
                each = each.base


RENUMBERED = [
    # a number that a work bore, the day from which it bears another, that number; one of each way to get it
    ("Z.140", "2007-11-13", "Z.161"),  # the next edition has another number
    ("M.14", "1976-10-08", "M.1400"),  # by way of M.140
    ("S.61", "1984-10-19", "T.61"),
    ("I.256.2", "1993-03-12", "I.256.2a"),
    ("Y.1369.1", "2026-02-22", "G.8275.1"),  # the second of two numbers was dropped
    ("L.10", None, "L.100"),
    ("F.41", None, "F.13"),  # on one day, nobody says until when it had both
]


@pytest.mark.parametrize(("old", "day", "new"), RENUMBERED)
def test_a_work_is_found_under_every_number(whole: Catalog, old: str, day: str | None, new: str) -> None:
    """A number leads to the work that bore it, with the day from which the work bears another."""
    work = whole[new]
    spans = {name.text: name for name in work.names}
    assert work.key in {bearer.work.key for bearer in whole.bearers(old)}
    assert day is None or str(spans[f"ITU-T {old}"].until) == day


def test_numbers_of_several_families(works: list[Recommendation]) -> None:
    """139 numbers were borne by two works, seven by three: a number is no family."""
    bearers: dict[str, set[str]] = {}
    for work in of_telecommunication(works):
        for text in work.editions:
            if text.kind is Kind.RECOMMENDATION:
                for number in numbers_of(text.identifier):
                    bearers.setdefault(number, set()).add(work.key)
    assert Counter(len(keys) for keys in bearers.values() if len(keys) > 1) == {2: 139, 3: 7}


def test_numbers_that_only_addresses_have(works: list[Recommendation]) -> None:
    """Five texts are kept under the address of a number that no text bears; 117 numbers were given later."""
    names = [name for work in of_telecommunication(works) for name in work.names]
    former = sorted(name.text for name in names if name.source == "its address")
    assert former == ["ITU-T F.743.4", "ITU-T F.743.5", "ITU-T F.743.6", "ITU-T F.743.9", "ITU-T M.3351"]
    assert sum("since" in name.inferred for name in names) == 117


def test_what_a_record_says_is_in_the_catalogue(shared: Path, whole: Catalog) -> None:
    """Titles, addresses, days and labels are those of the records, but for what is corrected by name."""
    from itu_catalog.importers.relaton.corrections import corrected
    from itu_catalog.importers.relaton.gathering import gather

    raws, _ = corrected(gather(find_snapshot(shared)).raws)
    texts = {text.identifier: text for text in whole.documents}
    kept = {"Z.101 (10/1984)", "Z.102 (10/1984)", "Z.103 (10/1984)", "Z.104 (10/1984)"}
    lost = []
    for raw in raws:
        if not raw.identifier.startswith("ITU-T") or raw.identifier[6:] in kept:
            continue
        text = texts[parse(raw.identifier)]
        said = (raw.title, raw.url, raw.date, raw.edition or text.edition)
        if said != (text.own_title, text.url, str(text.approved), text.edition):
            lost.append(raw.identifier)
        if raw.twin and text.kind in (Kind.RECOMMENDATION, Kind.SUPPLEMENT) and not text.twin:
            lost.append(raw.identifier)
    assert lost == []
