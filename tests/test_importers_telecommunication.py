"""Records of ITU-T become works: families, status, labels, groups and names, each by a rule of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from growth import calls
from itu_catalog import Catalog, UnknownRecommendation
from itu_catalog.importers.relaton.record import Made, Raw
from itu_catalog.importers.relaton.states import status_of
from itu_catalog.importers.relaton.telecommunication import telecommunication_works

if TYPE_CHECKING:
    from itu_catalog.documents import Recommendation

SOURCE = "a dataset made for this test"
PUBLISHED, WITHDRAWAL = "Published", "Withdrawal"


def raw(identifier: str, letter: str = "", stage: str | None = None, **columns: Any) -> Raw:  # noqa: ANN401 - columns are of many types
    """Make a record in one line: `letter` is that of its address, which then says its stage, too."""
    stages = {
        "I": PUBLISHED,
        "P": PUBLISHED,
        "S": WITHDRAWAL,
        "T": WITHDRAWAL,
        "W": WITHDRAWAL,
        "": PUBLISHED,
    }
    month, year = identifier.rpartition("(")[2].rstrip(")").split("/")
    url = f"https://www.itu.int/rec/T-REC-X.9-{year}{month}-{letter}" if letter else None
    columns.setdefault("date", f"{year}-{month}-14")
    columns.setdefault("url", url)
    return Raw(
        f"data/{identifier}.yaml",
        identifier,
        stage=stages[letter] if stage is None else stage or None,
        **columns,
    )


def related(*raws: Raw) -> list[Raw]:
    """Make records one family: each names all others, as the dataset does."""
    names = [each.identifier.removeprefix("ITU-T ") for each in raws]
    return [
        each._replace(editions=tuple(name for name in names if not each.identifier.endswith(name)))
        for each in raws
    ]


def made(*raws: Raw) -> Made:
    """Make works of some records."""
    return telecommunication_works(raws, SOURCE)


def numbers(works: list[Recommendation]) -> list[tuple[str, int]]:
    """Name the works, each with how many texts it has."""
    return sorted((str(work.identifier), len(work.documents)) for work in works)


def catalog(*raws: Raw) -> Catalog:
    """Make a catalogue of some records."""
    return Catalog.from_records(made(*raws).works, as_of="2026-08-22")


class TestFamilies:
    """A family is what ITU relates, not what bears one number."""

    def test_a_family_crosses_numbers(self) -> None:
        """A work that was renumbered is one work, with the number it bore before."""
        work = catalog(*related(raw("ITU-T Z.140 (07/2001)", "S"), raw("ITU-T Z.161 (11/2007)", "I")))[
            "Z.140"
        ]
        assert str(work.identifier) == "ITU-T Z.161"
        assert [str(former) for former in work.former] == ["ITU-T Z.140"]

    def test_a_number_does_not_join(self) -> None:
        """Two texts of one number that ITU does not relate are two works."""
        works = made(raw("ITU-T Z.104 (11/1980)", "W"), raw("ITU-T Z.104 (10/1984)", "W")).works
        assert numbers(works) == [("ITU-T Z.104", 1), ("ITU-T Z.104", 1)]

    def test_records_without_relations_join_by_number(self) -> None:
        """Where ITU's tables were never joined to the records, the number is all there is."""
        works = made(raw("ITU-T X.1280 (03/2024)", "I", ""), raw("ITU-T X.1280 (06/2026)", "P", "")).works
        assert numbers(works) == [("ITU-T X.1280", 2)]

    def test_spellings_of_a_target_are_one(self) -> None:
        """A relation may spell its target otherwise than the document does."""
        old = raw("ITU-T H.222.0 (V8) (06/2021)", "S", editions=("H.222.0 v9 (08/2023)",))
        new = raw("ITU-T H.222.0 (V9) (08/2023)", "I", editions=("H.222.0 v8 (06/2021)",))
        assert numbers(made(old, new).works) == [("ITU-T H.222.0", 2)]

    def test_one_sided_relations_count_and_are_told(self) -> None:
        """A record that is named belongs to the family even if it names nobody."""
        result = made(
            raw("ITU-T G.371 (11/1988)", "I", ""),
            raw("ITU-T G.371 (10/1984)", "S", editions=("G.371 (11/1988)",)),
        )
        assert numbers(result.works) == [("ITU-T G.371", 2)]
        assert [(remark.code, remark.identifier) for remark in result.remarks] == [
            ("V17", "ITU-T G.371 (11/1988)")
        ]

    def test_a_relation_to_nothing_is_told(self) -> None:
        """What a relation names and the data lacks is named once, with how many name it."""
        result = made(
            raw("ITU-T EMC-3 (1974) Amd. 1 (01/1978)", "I", editions=("EMC-3 (01/1974)",)),
            raw(
                "ITU-T EMC-3 (1974) Amd. 2 (01/1995)",
                "I",
                editions=("EMC-3 (01/1974)", "EMC-3 (1974) Amd. 1 (01/1978)"),
            ),
        )
        told = [(remark.code, remark.identifier, remark.message[:9]) for remark in result.remarks]
        assert ("V18", "ITU-T EMC-3 (01/1974)", "2 records") in told

    def test_changes_without_an_edition_are_a_work_of_their_own(self) -> None:
        """Amendments to a handbook that is not in the data are kept, with an unknown status of the whole."""
        work = catalog(raw("ITU-T EMC-5 (2003) Amd. 1 (10/2009)", "I"))["ITU-T EMC-5"]
        assert (str(work.status), [str(text) for text in work.documents]) == (
            "unknown",
            ["ITU-T EMC-5 (2003) Amd. 1 (10/2009)"],
        )

    def test_a_number_without_an_edition_names_what_there_is(self) -> None:
        """Whoever asks for it by its number is told which texts the catalogue has."""
        cat = catalog(raw("ITU-T EMC-5 (2003) Amd. 1 (10/2009)", "I"))
        with pytest.raises(
            UnknownRecommendation, match=r"no edition of it; it has ITU-T EMC-5 \(2003\) Amd\. 1"
        ):
            cat.resolve("ITU-T EMC-5")

    def test_supplements_to_a_number_join_what_bears_it(self) -> None:
        """A Supplement to a Recommendation is one of its texts, even where ITU keeps it apart."""
        works = made(raw("ITU-T M.60 (03/1993)", "I"), raw("ITU-T M.60 Suppl. 1 (05/2004)", "I")).works
        assert numbers(works) == [("ITU-T M.60", 2)]

    def test_supplements_to_a_number_that_is_missing_are_one_work(self) -> None:
        """Supplements to a number of which no text is known are one work under that number."""
        works = made(
            raw("ITU-T M.3050 Suppl. 1 (05/2004)", "I"), raw("ITU-T M.3050 Suppl. 2 (05/2004)", "I")
        ).works
        assert numbers(works) == [("ITU-T M.3050", 2)]

    def test_two_works_of_one_number_and_day_have_two_keys(self) -> None:
        """All texts of an assembly are of one day; what the first text was called tells the works apart."""
        works = made(
            *related(raw("ITU-T F.42 (12/1972)", "S"), raw("ITU-T F.2 (11/1988)", "I")),
            raw("ITU-T F.2 (12/1972)", "W"),
        ).works
        assert sorted(work.key for work in works) == ["ITU-T F.2@1972-12-14", "ITU-T F.2@1972-12-14 F.42"]

    def test_texts_that_nothing_tells_apart_are_one_work(self) -> None:
        """Two histories of one number and one day cannot both be kept apart: they are joined, and that is told."""
        result = made(
            raw("ITU-T EMC-9 (2003) Amd. 1 (10/2009)", "I"), raw("ITU-T EMC-9 (2003) Amd. 2 (10/2011)", "I")
        )
        assert numbers(result.works) == [("ITU-T EMC-9", 2)]
        assert [(remark.code, remark.identifier) for remark in result.remarks] == [("joined", "ITU-T EMC-9")]

    def test_versions_of_one_day_are_one_work(self) -> None:
        """Of two unrelated texts of one number and month each is found, in one work."""
        result = made(
            raw("ITU-T X.9 (V1) (10/2019)", "I"),
            raw("ITU-T X.9 (V2) (10/2019)", "I"),
            raw("ITU-T X.9 (10/2024)", "I"),
        )
        assert numbers(result.works) == [("ITU-T X.9", 1), ("ITU-T X.9", 2)]

    def test_a_relation_of_another_kind_is_told(self) -> None:
        """Of relations other than editions and complements nothing is made, and how many there are is said once."""
        result = made(
            raw("ITU-T X.9 (10/2019)", "I", others=("updates X.8", "updates X.7", "obsoletes X.6")),
            raw("ITU-T X.10 (10/2019)", "I", others=("updates X.8",)),
        )
        told = [(remark.identifier, remark.message[:33]) for remark in result.remarks]
        assert told == [
            ("ITU-T X.9 (10/2019)", "1 record relates to others by 'obs"[:33]),
            ("ITU-T X.9 (10/2019)", "2 records relate to others by 'upd"[:33]),
        ]


class TestNumbers:
    """A work bears the number of its last edition."""

    def test_of_two_numbers_of_one_day_the_one_in_force_counts(self) -> None:
        """On the day of a renumbering both names exist; the withdrawn one is the old."""
        work = catalog(
            *related(
                raw("ITU-T F.80 (11/1988)", "I"),
                raw("ITU-T F.105 (11/1988)", "W"),
                raw("ITU-T F.105 (10/1984)", "S"),
            )
        )["F.105"]
        assert (str(work.identifier), str(work.current)) == ("ITU-T F.80", "ITU-T F.80 (11/1988)")

    def test_of_two_numbers_of_one_day_the_new_one_counts(self) -> None:
        """Where neither is in force, the work has gone on under the number that it did not bear before."""
        cat = catalog(
            *related(
                raw("ITU-T F.41 (10/1984)", "S"),
                raw("ITU-T F.41 (11/1988)", stage=WITHDRAWAL),
                raw("ITU-T F.13 (11/1988)", "W"),
            ),
            raw("ITU-T F.41 (03/1991)", "I"),
        )
        assert [str(cat[number].identifier) for number in ("F.13", "F.41")] == ["ITU-T F.13", "ITU-T F.41"]

    def test_of_two_numbers_of_one_day_the_later_label_counts(self) -> None:
        """ITU's count goes on under the present number, and begins anew under none."""
        works = made(
            *related(
                raw("ITU-T E Suppl. 7 (10/1976)", stage=WITHDRAWAL, edition="1"),
                raw("ITU-T E-800 series Suppl. 3 (10/1976)", stage=WITHDRAWAL, edition="2"),
            )
        ).works
        assert numbers(works) == [("ITU-T E.800-series Suppl. 3", 2)]

    def test_a_dropped_second_number_is_a_former_one(self) -> None:
        """A work that lost one of its two numbers still answers to it."""
        work = catalog(
            *related(raw("ITU-T G.8275.1/Y.1369.1 (11/2022)", "S"), raw("ITU-T G.8275.1 (02/2026)", "I"))
        )["Y.1369.1"]
        assert [str(former) for former in work.former] == ["ITU-T Y.1369.1"]

    def test_a_number_that_was_given_away_means_the_last_bearer(self) -> None:
        """A withdrawn work does not keep a number that another one bore after it."""
        cat = catalog(
            raw("ITU-T G.721 (11/1980)", "W"),
            *related(raw("ITU-T G.721 (11/1988)", "S"), raw("ITU-T G.726 (12/1990)", "I")),
        )
        assert str(cat["G.721"].identifier) == "ITU-T G.726"
        assert str(cat.resolve("G.721", on="1982-01-01")) == "ITU-T G.721 (11/1980)"

    def test_a_number_lent_and_given_back_is_its_first_bearers(self) -> None:
        """A work that went on beside one that shared its number for a time has it again."""
        cat = catalog(
            *related(raw("ITU-T F.67 (10/1976)", "S"), raw("ITU-T F.67 (08/1992)", "I")),
            *related(raw("ITU-T D.61/F.67 (11/1980)", "S"), raw("ITU-T F.61 (11/1988)", "I")),
        )
        assert [str(work.identifier) for work in (cat["F.67"], cat["D.61"])] == ["ITU-T F.67", "ITU-T F.61"]

    def test_a_number_that_only_the_address_has_is_a_former_one(self) -> None:
        """ITU keeps the address of a text that was renumbered after its approval."""
        url = "https://www.itu.int/rec/T-REC-F.743.4-201703-I"
        work = catalog(raw("ITU-T F.744.1 (03/2017)", "I", url=url))["F.743.4"]
        name = work.former_names[0]
        assert str(work.identifier) == "ITU-T F.744.1"
        assert (name.text, str(name.kind), name.source) == ("ITU-T F.743.4", "former", "its address")

    @pytest.mark.parametrize(
        ("identifier", "number", "month"),
        [
            ("ITU-T Q.732.2-5 (12/1999)", "Q.732.2", "199912"),  # the range begins with it
            ("ITU-T D.195 (11/1988)", "D.195W", "198811"),  # no number
            ("ITU-T J.24 (03/1993)", "J.21", "198202"),  # the address is of another text
            ("ITU-T X.10 (10/2019)", "X.9", "201910"),  # another work bears it
        ],
    )
    def test_not_every_number_of_an_address_is_a_former_one(
        self, identifier: str, number: str, month: str
    ) -> None:
        """A range, a mark of a withdrawn namesake, another text and a number that is borne say nothing."""
        result = made(
            raw(identifier, "I", url=f"https://www.itu.int/rec/T-REC-{number}-{month}-I"),
            raw("ITU-T X.9 (10/2019)", "I"),
        )
        assert [work.extra_names for work in result.works] == [(), ()]

    def test_an_address_of_several_works_is_no_former_number(self) -> None:
        """Parts of one publication share its address."""
        url = "https://www.itu.int/rec/T-REC-I.233-199110-I"
        works = made(
            raw("ITU-T I.233.1 (10/1991)", "I", url=url), raw("ITU-T I.233.2 (10/1991)", "I", url=url)
        ).works
        assert [work.extra_names for work in works] == [(), ()]

    @pytest.mark.parametrize(
        ("identifiers", "number", "inferred"),
        [
            (["ITU-T Y.4000/Y.2060 (06/2012)"], "Y.2060", {"ITU-T Y.4000"}),
            (["ITU-T Y.4000/Y.2060 (06/2012)"], "Y.4000", set()),
            (["ITU-T L.104/L.67 (10/2006)", "ITU-T L.104 (10/2026)"], "L.67", {"ITU-T L.104"}),
            (["ITU-T I.450/Q.930 (11/1988)", "ITU-T Q.930 (03/1993)"], "Q.930", set()),
        ],
    )
    def test_the_address_tells_which_of_two_numbers_came_first(
        self, identifiers: list[str], number: str, inferred: set[str]
    ) -> None:
        """The address has the number that a text was approved under: since when the other is borne is an inference."""
        raws = [
            raw(
                each,
                "I",
                url=f"https://www.itu.int/rec/T-REC-{number}-200001-I" if "/" in each[:-9] else None,
            )
            for each in identifiers
        ]
        work = catalog(*related(*raws))[identifiers[-1].partition(" (")[0]]
        assert {name.text for name in work.names if "since" in name.inferred} == inferred


STATUS = [
    # stage, letter, followed by a later text → status, inferred
    (PUBLISHED, "I", False, "in force", False),
    (PUBLISHED, "P", False, "pre-published", False),
    (PUBLISHED, "", False, "in force", False),
    (WITHDRAWAL, "S", True, "superseded", False),
    (WITHDRAWAL, "T", True, "superseded", False),
    (WITHDRAWAL, "W", False, "withdrawn", False),
    (WITHDRAWAL, "W", True, "withdrawn", False),
    (WITHDRAWAL, "I", True, "superseded", True),
    (WITHDRAWAL, "I", False, "withdrawn", True),
    (WITHDRAWAL, "", True, "superseded", True),
    (WITHDRAWAL, "", False, "withdrawn", True),
    ("", "I", False, "in force", False),
    ("", "I", True, "superseded", True),
    ("", "P", False, "pre-published", False),
    ("", "S", True, "superseded", False),
    ("", "W", False, "withdrawn", False),
    ("", "", False, "unknown", False),
]


@pytest.mark.parametrize(("stage", "letter", "later", "status", "inferred"), STATUS)
def test_the_word_and_the_letter_say_the_status(
    stage: str,
    letter: str,
    later: bool,  # noqa: FBT001 - a column of the table
    status: str,
    inferred: bool,  # noqa: FBT001 - a column of the table
) -> None:
    """The dataset's word, the letter of the address and what came later decide together."""
    url = f"https://www.itu.int/rec/T-REC-X.9-201910-{letter}" if letter else None
    state = status_of(Raw("a", "ITU-T X.9 (10/2019)", stage=stage or None, url=url), later=later)
    assert (str(state.status), state.inferred) == (status, inferred)


@pytest.mark.parametrize(
    ("url", "letter"),
    [
        ("https://www.itu.int/rec/T-REC-X.9-201910-S!Cor1", "S"),
        ("https://www.itu.int/rec/T-REC-E.800SerSup9-202110-I", "I"),
        ("https://www.itu.int/rec/T-REC-Q.120-Q.139-198811-I", "I"),
        ("https://www.itu.int/rec/T-REC-H.222.0-199505-W!Amd1-2", "W"),
        ("https://www.itu.int/rec/T-REC-X.9-201910-Z", ""),
        ("https://www.itu.int/rec/T-REC-X.9", ""),
    ],
)
def test_the_letter_is_read_from_any_address(url: str, letter: str) -> None:
    """Addresses have many shapes, all with the letter behind the month."""
    state = status_of(Raw("a", "ITU-T X.9 (10/2019)", url=url), later=False)
    assert {"S": "superseded", "I": "in force", "W": "withdrawn", "": "unknown"}[letter] == str(state.status)


class TestStatusInAWork:
    """What is later is judged within the line of texts that follow each other."""

    def test_an_amendment_is_no_later_edition(self) -> None:
        """An edition that was amended is in force, though its records lack a status of their own."""
        work = catalog(
            raw("ITU-T X.1500 (04/2011)", "I", ""), raw("ITU-T X.1500 (2011) Amd. 12 (03/2018)", "I", "")
        )["X.1500"]
        assert [str(text) for text in work.in_force()] == [
            "ITU-T X.1500 (04/2011)",
            "ITU-T X.1500 (2011) Amd. 12 (03/2018)",
        ]

    def test_a_change_goes_with_its_edition(self) -> None:
        """An amendment without a letter is superseded when a later edition exists, an inference."""
        work = made(
            *related(
                raw("ITU-T X.9 (10/1984)", stage=WITHDRAWAL),
                raw("ITU-T X.9 (1984) Amd. 1 (10/1986)", stage=WITHDRAWAL),
                raw("ITU-T X.9 (11/1988)", "I"),
            )
        ).works[0]
        amendment = next(text for text in work.documents if str(text.kind) == "amendment")
        assert (str(amendment.status), amendment.inferred) == ("superseded", ("status",))

    def test_a_part_follows_its_own_line(self) -> None:
        """An annex published apart stays in force beside a newer edition; its older text does not."""
        work = catalog(
            *related(
                raw("ITU-T Z.100 Annex F1 (11/2000)", "S"),
                raw("ITU-T Z.100 Annex F1 (10/2019)", "I"),
                raw("ITU-T Z.100 (06/2021)", "I"),
            )
        )["Z.100"]
        assert [str(text) for text in work.in_force()] == [
            "ITU-T Z.100 (06/2021)",
            "ITU-T Z.100 Annex F1 (10/2019)",
        ]

    def test_a_text_never_published_says_so(self) -> None:
        """The letter T means superseded before publication: an inference, and told as one."""
        text = made(raw("ITU-T H.264 (2005) Amd. 2 (06/2006)", "T")).works[0].documents[0]
        assert (str(text.status), text.inferred) == ("superseded", ("note",))
        assert "before it was published" in (text.note or "")

    def test_supplements_to_a_number_replace_each_other(self) -> None:
        """A later Supplement of the same label supersedes the earlier, not the next edition of what it is about."""
        cat = catalog(
            *related(
                raw("ITU-T E.164 (02/2005)", "S"),
                raw("ITU-T E.164 (11/2010)", "I"),
                raw("ITU-T E.164 Suppl. 2 (11/2009)", "S"),
                raw("ITU-T E.164 Suppl. 2 (06/2020)", "I"),
            )
        )
        assert str(cat.resolve("E.164 Suppl. 2")) == "ITU-T E.164 Suppl. 2 (06/2020)"
        assert str(cat.resolve("E.164 Suppl. 2 (2009)").superseded_by) == "ITU-T E.164 Suppl. 2 (06/2020)"
        assert [str(text) for text in cat["E.164"].in_force()] == ["ITU-T E.164 (11/2010)"]


class TestBases:
    """A change hangs on the edition of the year it prints."""

    def test_two_editions_of_a_year_are_told_apart_by_the_label(self) -> None:
        """ITU counts 3.1 what changes edition 3."""
        cat = catalog(
            *related(
                raw("ITU-T M.3120 (03/2001)", "S", edition="2"),
                raw("ITU-T M.3120 (10/2001)", "I", edition="3"),
                raw("ITU-T M.3120 (2001) Amd. 1 (11/2001)", "S", edition="2.1"),
            )
        )
        assert str(cat.resolve("M.3120 (2001) Amd. 1").base) == "ITU-T M.3120 (03/2001)"

    def test_a_correction_of_an_amendment_hangs_on_it(self) -> None:
        """The chain is that of the identifier, whatever the dataset's type says."""
        cat = catalog(
            *related(
                raw("ITU-T X.237 (04/1995)", "S", doctype="recommendation"),
                raw("ITU-T X.237 (1995) Amd. 1 (12/1997)", "S"),
                raw(
                    "ITU-T X.237 (1995) Amd. 1/Technical Cor. 1 (06/1999)",
                    "S",
                    doctype="recommendation-amendment",
                ),
            )
        )
        change = cat.resolve("X.237 (1995) Amd. 1 Technical Cor. 1")
        assert (str(change.kind), str(change.base)) == ("corrigendum", "ITU-T X.237 (1995) Amd. 1 (12/1997)")

    def test_looking_for_bases_costs_no_more_than_the_texts_are_many(self) -> None:
        """A work of hundreds of changes is read in proportion to them, though every change looks for its base."""

        def cost(many: int) -> int:
            changes = [
                raw(f"ITU-T X.9 (2019) Amd. {number % 90 + 1} (10/{2020 + number // 90})", "I")
                for number in range(many)
            ]
            work = catalog(*related(raw("ITU-T X.9 (10/2019)", "I"), *changes))["X.9"]
            return calls(work.in_force)

        cost(10)  # what is made once
        assert cost(400) < 3 * cost(200)


class TestLabels:
    """Records that ITU's labels were never joined to are counted, and say that they are."""

    def test_a_whole_history_is_counted(self) -> None:
        """Editions 1, 2; changes 1.1, 1.2; errata 1.0."""
        work = made(
            raw("ITU-T X.1197 (04/2012)", "S", ""),
            raw("ITU-T X.1197 (2012) Amd. 1 (09/2019)", "S", ""),
            raw("ITU-T X.1197 (2012) Err. 1 (03/2020)", "S", ""),
            raw("ITU-T X.1197 (06/2026)", "P", ""),
        ).works[0]
        labels = {
            str(text.identifier)[6:]: (text.edition, "edition" in text.inferred) for text in work.documents
        }
        assert labels == {
            "X.1197 (04/2012)": ("1", True),
            "X.1197 (2012) Amd. 1 (09/2019)": ("1.1", True),
            "X.1197 (2012) Err. 1 (03/2020)": ("1.0", True),
            "X.1197 (06/2026)": ("2", True),
        }

    def test_an_edition_between_others_is_numbered(self) -> None:
        """One edition without a label follows the one before it."""
        work = made(
            *related(
                raw("ITU-T K.12 (10/1984)", "S", edition="4"),
                raw("ITU-T K.12 (11/1988)", "S", ""),
                raw("ITU-T K.12 (05/1995)", "I", edition="6"),
            )
        ).works[0]
        assert [(text.edition, "edition" in text.inferred) for text in work.editions] == [
            ("4", False),
            ("5", True),
            ("6", False),
        ]

    @pytest.mark.parametrize("label", ["4.1", "²", "٣", "9" * 5000, "fourth"])
    def test_a_label_that_is_no_count_is_not_counted_on(self, label: str) -> None:
        """What follows a label that is no number stays without one."""
        work = made(
            *related(
                raw("ITU-T K.12 (10/1984)", "S", edition=label),
                raw("ITU-T K.12 (11/1988)", "S", ""),
                raw("ITU-T K.13 (11/1988)", "S", edition=label),
            )
        ).works[0]
        assert [text.edition for text in work.editions] == [label, None, label]


class TestGroups:
    """The dataset's study group is today's, of the whole history."""

    def test_a_history_has_the_group_of_its_records(self) -> None:
        """A record without a group takes that of its siblings."""
        work = made(
            *related(
                raw("ITU-T X.9 (10/2019)", "S"), raw("ITU-T X.9 (10/2024)", "I", group="ITU-T Study Group 17")
            )
        ).works[0]
        assert (work.group, work.inferred) == ("SG17", ())

    def test_a_history_of_two_groups_is_told(self) -> None:
        """Most records decide, and the rest is a breach of V25."""
        result = made(
            *related(
                raw("ITU-T X.9 (10/2014)", "S", group="ITU-T Study Group 17"),
                raw("ITU-T X.9 (10/2019)", "S", group="ITU-T Study Group 17"),
                raw("ITU-T X.9 (10/2024)", "I", group="ITU-T Study Group 13"),
            )
        )
        assert [(work.group, remark.code) for work in result.works for remark in result.remarks] == [
            ("SG17", "V25")
        ]

    def test_unjoined_records_have_the_group_of_both_neighbours(self) -> None:
        """Between two works of one group a work without is of that group: an inference."""
        result = made(
            raw("ITU-T X.1161 (05/2008)", "I", group="ITU-T Study Group 17"),
            raw("ITU-T X.1162 (05/2008)", "I", ""),
            raw("ITU-T X.1752 (09/2019)", "I", group="ITU-T Study Group 17"),
        )
        work = next(work for work in result.works if str(work.identifier) == "ITU-T X.1162")
        assert (work.group, work.inferred) == ("SG17", ("study_group",))

    def test_a_gap_between_groups_stays_a_gap(self) -> None:
        """Between two groups nobody knows."""
        result = made(
            raw("ITU-T X.1161 (05/2008)", "I", group="ITU-T Study Group 17"),
            raw("ITU-T X.1162 (05/2008)", "I", ""),
            raw("ITU-T X.1752 (09/2019)", "I", group="ITU-T Study Group 13"),
        )
        assert [work.group for work in result.works] == ["SG17", None, "SG13"]

    def test_a_body_that_is_no_group_is_told(self) -> None:
        """What cannot be a study group is left out with a remark."""
        result = made(raw("ITU-T X.9 (10/2019)", "I", group="ITU-T Secretariat"))
        assert (result.works[0].group, [remark.code for remark in result.remarks]) == (None, ["group"])


class TestFacts:
    """What a record says of itself is taken over, and what it cannot mean is told."""

    def test_only_editions_have_a_twin(self) -> None:
        """The dataset gives a change the twin of its edition, which is not the change's."""
        work = made(
            *related(
                raw("ITU-T X.509 (10/2019)", "I", twin="ISO/IEC 9594-8"),
                raw("ITU-T X.509 (2019) Cor. 1 (10/2021)", "I", twin="ISO/IEC 9594-8"),
            )
        ).works[0]
        assert [text.twin for text in work.documents] == ["ISO/IEC 9594-8", None]

    def test_a_supplement_has_its_own_twin(self) -> None:
        """A Supplement is a text of its own, and so is the technical report that is the same."""
        work = made(raw("ITU-T H Suppl. 19 (04/2021)", "I", twin="ISO/IEC TR 23091-4")).works[0]
        assert [text.twin for text in work.documents] == ["ISO/IEC TR 23091-4"]

    def test_a_second_twin_is_kept_beside_the_first(self) -> None:
        """A text has one twin; what else the record names is a conflict."""
        text = (
            made(raw("ITU-T X.9 (10/2019)", "I", twin="ISO/IEC 9594-8; ISO/IEC 9594-9")).works[0].documents[0]
        )
        assert (text.twin, [each.value for each in text.conflicts]) == ("ISO/IEC 9594-8", ["ISO/IEC 9594-9"])

    def test_a_text_of_a_fascicle_says_where_it_was_published(self) -> None:
        """Texts that share the address of a range are parts of it."""
        url = "https://www.itu.int/rec/T-REC-Q.120-Q.139-198811-I"
        works = made(
            raw("ITU-T Q.120-Q.139 (11/1988)", "I", url=url), raw("ITU-T Q.120 (11/1988)", "I", url=url)
        ).works
        notes = {str(work.identifier): work.documents[0].note for work in works}
        assert notes == {
            "ITU-T Q.120": "Published as a part of ITU-T Q.120-Q.139 (11/1988).",
            "ITU-T Q.120-Q.139": None,
        }

    def test_a_later_text_is_no_part_of_a_fascicle(self) -> None:
        """A text may lead to the fascicle of its predecessor; it is not published there."""
        url = "https://www.itu.int/rec/T-REC-Q.140-Q.180-198811-I"
        works = made(
            raw("ITU-T Q.140-Q.180 (11/1988)", "I", url=url), raw("ITU-T Q.141 (03/1993)", "I", url=url)
        ).works
        assert [work.documents[0].note for work in works] == [None, None]

    def test_the_month_of_the_identifier_is_believed(self) -> None:
        """A date outside the printed month is kept as a conflict and told."""
        result = made(raw("ITU-T X.9 (10/2019)", "I", date="2020-01-05"))
        text = result.works[0].documents[0]
        assert (str(text.approved), [each.value for each in text.conflicts]) == ("2019-10", ["2020-01-05"])
        assert [remark.code for remark in result.remarks] == ["V3"]

    @pytest.mark.parametrize("date", ["soon", "2019-13-01", "2019-02-30", ""])
    def test_a_date_that_is_none_is_told(self, date: str) -> None:
        """What is no day leaves the month of the identifier."""
        result = made(raw("ITU-T X.9 (10/2019)", "I", date=date or None))
        assert str(result.works[0].documents[0].approved) == "2019-10"
        assert [remark.code for remark in result.remarks] == ["V3"] * bool(date)

    @pytest.mark.parametrize(
        ("identifier", "kind"),
        [
            ("ITU-T !?", "non-document"),
            ("ITU-T G.Sup.otnsec", "draft"),
            ("ITU-T X.9", "non-document"),
            ("ITU-T X", "non-document"),
        ],
    )
    def test_what_is_no_text_is_set_aside(self, identifier: str, kind: str) -> None:
        """A record that names no dated text is no document, and the reason is said."""
        result = telecommunication_works([Raw("data/a.yaml", identifier)], SOURCE)
        assert ([], [(kind, "data/a.yaml")]) == (
            result.works,
            [(each.kind, each.file) for each in result.aside],
        )
        assert result.aside[0].reason

    def test_an_identifier_of_absurd_length_is_set_aside(self) -> None:
        """No identifier of ITU is so long; what is kept of it is its beginning."""
        result = telecommunication_works([Raw("data/a.yaml", "ITU-T X." + "9" * 100_000)], SOURCE)
        assert [each.identifier[:9] for each in result.aside] == ["ITU-T X.9"]
        assert len(result.aside[0].identifier) <= 200

    def test_a_second_record_of_a_text_is_told(self) -> None:
        """Of two records of one text the first is kept."""
        one, two = raw("ITU-T X.9 (10/2019)", "I", title="One"), raw("ITU-T X.9 (10/2019)", "I", title="Two")
        result = made(one, two)
        assert [text.title for work in result.works for text in work.documents] == ["One"]
        assert [remark.code for remark in result.remarks] == ["V2"]
