"""What changed between two catalogues: every kind of change, who is the same as whom, and nothing left out."""

# ruff: noqa: ANN401 - columns are of many types

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import itu_catalog as itu
from factories import catalog, name, text, work
from itu_catalog import ChangeKind, Requirement, diff
from itu_catalog.comparing import KINDS
from itu_catalog.vocabulary import Approval
from itu_catalog.writer import dump

if TYPE_CHECKING:
    from pathlib import Path

    from itu_catalog.catalog import Catalog
    from itu_catalog.documents import Document, Recommendation


def told(old: Catalog, new: Catalog, **more: Any) -> list[str]:
    """Say each change in a line, the way a reader would see it."""
    return [str(change) for change in diff(old, new, **more)]


def one(*documents: Document, number: str = "ITU-T X.9", **columns: Any) -> Catalog:
    """Make a catalogue of one work."""
    return catalog(work(number, *documents, **columns))


FIRST = text("ITU-T X.9 (10/2015)", "2015-10-14", edition="1", own_title="Nine")
SECOND = text("ITU-T X.9 (10/2019)", "2019-10-14", edition="2", own_title="Nine")
OVER = text("ITU-T X.9 (10/2015)", "2015-10-14", "superseded", edition="1", own_title="Nine")
GONE = text("ITU-T X.9 (10/2015)", "2015-10-14", "withdrawn", edition="1", own_title="Nine")
OTHER = text("ITU-T X.8 (01/2000)", "2000-01-20", own_title="Eight")


# ---- every kind of change


def test_new_work() -> None:
    """A work that was not there is one change, with its text and title."""
    changes = told(one(FIRST), catalog(work("ITU-T X.9", FIRST), work("ITU-T X.8", OTHER)))

    assert ["ITU-T X.8: ITU-T X.8 (01/2000), approved on 2000-01-20, in force: “Eight” [new-work]"] == changes


def test_gone_work() -> None:
    """A work that is not there any more is one change, and an error."""
    difference = diff(catalog(work("ITU-T X.9", FIRST), work("ITU-T X.8", OTHER)), one(FIRST))

    (change,) = difference
    assert (ChangeKind.GONE, "ITU-T X.8", "error") == (change.kind, str(change.identifier), change.level)
    assert change.new is None


def test_a_new_edition_supersedes() -> None:
    """A new edition is told, and that the one before is superseded by it."""
    difference = diff(one(FIRST), one(OVER, SECOND))

    assert [
        "ITU-T X.9 (10/2015): superseded by ITU-T X.9 (10/2019), approved on 2019-10-14 [superseded]",
        "ITU-T X.9 (10/2019): edition 2, approved on 2019-10-14, in force [new-document]",
    ] == [str(change) for change in difference]
    assert "ITU-T X.9 (10/2019)" == str(difference.changes[0].by)
    assert ("in force", "superseded") == (difference.changes[0].before, difference.changes[0].after)


CHANGES = [
    ("ITU-T X.9 (2015) Amd. 1 (02/2017)", "amendment to ITU-T X.9 (10/2015), approved in 2017-02"),
    ("ITU-T X.9 (2015) Cor. 1 (02/2017)", "corrigendum to ITU-T X.9 (10/2015)"),
    ("ITU-T X.9 (2015) Err. 1 (02/2017)", "erratum to ITU-T X.9 (10/2015)"),
    ("ITU-T X.9 Annex A (02/2017)", "annex to ITU-T X.9 (10/2015)"),
]


@pytest.mark.parametrize(("identifier", "said"), CHANGES)
def test_new_change_or_part(identifier: str, said: str) -> None:
    """Amendments, corrigenda, errata and parts are new documents of their work, with what they hang on."""
    (change,) = diff(one(FIRST), one(FIRST, text(identifier)))

    assert (ChangeKind.NEW_DOCUMENT, identifier, "ITU-T X.9") == (
        change.kind,
        str(change.identifier),
        str(change.work),
    )
    assert said in change.message


STATUSES = [
    ("in force", "superseded", ChangeKind.SUPERSEDED, "superseded; no text is known that took its place"),
    ("in force", "withdrawn", ChangeKind.WITHDRAWN, "withdrawn; no text is known that took its place"),
    ("unknown", "withdrawn", ChangeKind.WITHDRAWN, "withdrawn; no text is known that took its place"),
    ("superseded", "withdrawn", ChangeKind.WITHDRAWN, "withdrawn; no text is known that took its place"),
    ("pre", "in force", ChangeKind.IN_FORCE, "in force now; it was pre-published"),
    ("superseded", "in force", ChangeKind.REVIVED, "in force again; it was superseded"),
    ("withdrawn", "in force", ChangeKind.REVIVED, "in force again; it was withdrawn"),
    ("unknown", "in force", ChangeKind.STATUS, "of unknown status before, in force now"),
    ("in force", "unknown", ChangeKind.STATUS, "in force before, of unknown status now"),
    ("in force", "pre", ChangeKind.STATUS, "in force before, pre-published now"),
]


@pytest.mark.parametrize(("before", "after", "kind", "said"), STATUSES)
def test_status(before: str, after: str, kind: ChangeKind, said: str) -> None:
    """Each change of status has its kind and says what it was."""
    old, new = (one(text("ITU-T X.9 (10/2015)", "2015-10-14", status)) for status in (before, after))

    assert [(kind, said, "status")] == [(each.kind, each.message, each.field) for each in diff(old, new)]


def test_superseded_by_another_number() -> None:
    """Where a text under another number took its place, that is named."""
    new = catalog(
        work("ITU-T X.9", text("ITU-T X.9 (10/2015)", status="superseded", replaced_by=["ITU-T X.8"])),
        work("ITU-T X.8", text("ITU-T X.8 (01/2020)")),
    )
    old = catalog(
        work("ITU-T X.9", text("ITU-T X.9 (10/2015)")), work("ITU-T X.8", text("ITU-T X.8 (01/2020)"))
    )

    (change,) = diff(old, new)
    assert "superseded by ITU-T X.8 (01/2020), approved in 2020-01" == change.message


FACTS = [
    ({"twin": "ISO/IEC 9:2015"}, {"twin": "ISO/IEC 9:2016"}, "twin", "ISO/IEC 9:2015", "ISO/IEC 9:2016"),
    ({}, {"twin": "ISO/IEC 9:2016"}, "twin", None, "ISO/IEC 9:2016"),
    ({"edition": "1"}, {"edition": "1.1"}, "edition", "1", "1.1"),
    ({"approved_by": "SG7"}, {"approved_by": "SG17"}, "study_group", "SG7", "SG17"),
    ({"url": "https://www.itu.int/a"}, {}, "url", "https://www.itu.int/a", None),
    ({"cumulative": True}, {}, "cumulative", "yes", None),
    ({"posted": "2015-11"}, {"posted": "2015-12"}, "posted", "2015-11", "2015-12"),
    ({"supplements": ["ITU-T X.8"]}, {"supplements": ["ITU-T X.7"]}, "supplements", "ITU-T X.8", "ITU-T X.7"),
    ({"replaced_by": ["ITU-T X.8"]}, {}, "superseded_by", "ITU-T X.8", None),
    ({"withdrawn": "2020"}, {"withdrawn": "2020-01"}, "withdrawn", "2020", "2020-01"),
    ({"note": "one"}, {"note": "two"}, "note", "one", "two"),
    ({"approval": Approval.AAP}, {"approval": Approval.TAP}, "approval", "AAP", "TAP"),
]


@pytest.mark.parametrize(("mine", "theirs", "key", "before", "after"), FACTS)
def test_corrected_fact(
    mine: dict[str, Any], theirs: dict[str, Any], key: str, before: str | None, after: str | None
) -> None:
    """Each other fact of a text that differs is one correction, with what was and what is told."""
    old, new = (one(text("ITU-T X.9 (10/2015)", **columns)) for columns in (mine, theirs))

    (change,) = diff(old, new)
    assert (ChangeKind.CORRECTED, key, before, after) == (
        change.kind,
        change.field,
        change.before,
        change.after,
    )


def test_corrected_approval_of_the_first_text() -> None:
    """A work stays the same when the day changes that it is called by."""
    (change,) = diff(
        one(text("ITU-T X.9 (10/2015)", "2015-10-14")), one(text("ITU-T X.9 (10/2015)", "2015-10-15"))
    )

    assert "approved: 2015-10-15, was 2015-10-14" == change.message


def test_corrected_date_in_the_identifier() -> None:
    """A text of the same day in the same work is the same, though another date is printed."""
    old, new = (one(text(f"ITU-T X.9 ({month}/2015)", "2015-10-14")) for month in ("09", "10"))

    (change,) = diff(old, new)
    assert ("identifier", "ITU-T X.9 (09/2015)", "ITU-T X.9 (10/2015)") == (
        change.field,
        change.before,
        change.after,
    )


SAME = [
    ("ITU-R M.1457", "ITU-R M.1457-3 (05/2009)", "ITU-R M.1457-3 (06/2010)", {}),
    ("ITU-T X.9", "ITU-T X.9 (09/2015)", "ITU-T X.9 (10/2015)", {"edition": "3"}),
    (
        "ITU-T X.9",
        "ITU-T X.9 (2015) Amd. 1 (09/2016)",
        "ITU-T X.9 (2015) Amd. 1 (10/2016)",
        {"edition": "3.1"},
    ),
]


@pytest.mark.parametrize(("number", "before", "after", "columns"), SAME)
def test_corrected_date_of_a_counted_text(
    number: str, before: str, after: str, columns: dict[str, Any]
) -> None:
    """A text of the same revision, or of the same label, is the same though its date was corrected."""
    rest = text(
        "ITU-R M.1457-2 (01/2005)" if number.startswith("ITU-R") else "ITU-T X.9 (01/2000)", edition="1"
    )
    old, new = (one(rest, text(each, **columns), number=number) for each in (before, after))

    assert {"identifier", "approved"} == {change.field for change in diff(old, new)}


ALONE = [
    ("ITU-R M.1457", "ITU-R M.1457-3 (05/2009)", "ITU-R M.1457-3 (06/2010)", {}),
    ("ITU-T X.9", "ITU-T X.9 (09/2015)", "ITU-T X.9 (10/2015)", {"edition": "3", "own_title": "Nine"}),
]


@pytest.mark.parametrize(("number", "before", "after", "columns"), ALONE)
def test_corrected_date_of_the_only_text(
    number: str, before: str, after: str, columns: dict[str, Any]
) -> None:
    """A work stays the same where the only date was corrected by which its text is called."""
    old, new = (one(text(each, **columns), number=number) for each in (before, after))

    assert {"identifier", "approved"} == {change.field for change in diff(old, new)}


def test_two_texts_of_one_label_are_not_taken_for_each_other() -> None:
    """Where a label was given twice, a text that is not there any more is gone."""
    old = one(*(text(f"ITU-T X.9 (01/{year})", edition="1") for year in (1988, 1996)))
    new = one(*(text(f"ITU-T X.9 (01/{year})", edition="1") for year in (1989, 1997)))

    assert {"gone": 1, "new-work": 1} == diff(old, new).counts


def test_retitled_text() -> None:
    """Another title of the same text is told once, of the text and not of the work as well."""
    (change,) = diff(one(FIRST), one(text("ITU-T X.9 (10/2015)", "2015-10-14", edition="1", own_title="IX")))

    assert (ChangeKind.RETITLED, "ITU-T X.9 (10/2015)", "title: “IX”, was “Nine”") == (
        change.kind,
        str(change.identifier),
        change.message,
    )


def test_retitled_by_a_new_edition() -> None:
    """A work is called otherwise when its new edition is."""
    renamed = text("ITU-T X.9 (10/2019)", "2019-10-14", edition="2", own_title="Nine and more")

    (change,) = diff(one(FIRST), one(OVER, renamed)).of("retitled")
    assert ("ITU-T X.9", "Nine", "Nine and more") == (str(change.identifier), change.before, change.after)


def test_renumbered() -> None:
    """A work that gets another number stays the same work."""
    old = one(text("ITU-T Y.2060 (06/2012)"), number="ITU-T Y.2060")
    new = one(
        text("ITU-T Y.2060 (06/2012)", status="superseded"),
        text("ITU-T Y.4000 (06/2016)"),
        number="ITU-T Y.4000",
    )

    assert ["superseded", "renumbered", "new-document"] == [change.kind for change in diff(old, new)]
    (change,) = diff(old, new).of("renumbered")
    assert ("ITU-T Y.2060", "ITU-T Y.4000") == (change.before, change.after)


def test_renumbered_throughout() -> None:
    """A work is known again by the day and title of its text when all its numbers changed."""
    old = one(text("ITU-T Y.2060 (06/2012)", "2012-06-15", own_title="Things"), number="ITU-T Y.2060")
    new = one(text("ITU-T Y.4000 (06/2012)", "2012-06-15", own_title="Things"), number="ITU-T Y.4000")

    assert ["renumbered", "corrected"] == [change.kind for change in diff(old, new)]


def test_two_texts_of_a_day_and_title_prove_nothing() -> None:
    """Where two new works have the day and the title, neither is guessed to be the old one."""
    old = one(text("ITU-T Y.2060 (06/2012)", "2012-06-15", own_title="Things"), number="ITU-T Y.2060")
    new = catalog(
        *(
            work(number, text(f"{number} (06/2012)", "2012-06-15", own_title="Things"))
            for number in ("ITU-T Y.4000", "ITU-T Y.4001")
        )
    )

    assert {"gone": 1, "new-work": 2} == diff(old, new).counts


def test_former_number_gained() -> None:
    """A number that a work is known to have borne is told as well."""
    (change,) = diff(one(FIRST), one(FIRST, former=["ITU-T X.1"]))

    assert (ChangeKind.RENUMBERED, "it is known to have borne ITU-T X.1, too") == (
        change.kind,
        change.message,
    )


def test_facts_of_a_work() -> None:
    """The study group of today, a remark and common names are facts of the work."""
    new = one(FIRST, group="SG17", note="a remark", extra_names=(name("NINE", "common"),))

    assert ["names", "note", "study_group"] == [change.field for change in diff(one(FIRST), new)]


def test_split_and_joined() -> None:
    """A family that becomes two is one change that says so, and the same the other way round."""
    texts = text("ITU-T X.9 (10/1988)"), text("ITU-T X.9 (10/2015)")
    whole = one(*texts)
    parts = catalog(*(work("ITU-T X.9", each) for each in texts))

    (split,), (joined,) = diff(whole, parts), diff(parts, whole)
    assert ChangeKind.REGROUPED is split.kind
    assert "2 works now: ITU-T X.9 (since 1988-10) and ITU-T X.9 (since 2015-10); it was one" in split.message
    assert "one work now; it was 2: ITU-T X.9 (since 1988-10) and ITU-T X.9 (since 2015-10)" == joined.message


def test_a_number_given_to_another_work() -> None:
    """Two works of one number are not taken for one."""
    older = work("ITU-T G.721", text("ITU-T G.721 (11/1988)", status="withdrawn"))
    newer = work("ITU-T G.721", text("ITU-T G.721 (01/2023)"))

    assert {"new-work": 1} == diff(catalog(older), catalog(older, newer)).counts
    assert {"gone": 1, "new-work": 1} == diff(catalog(older), catalog(newer)).counts


# ---- what is no change, and what is told apart


def test_a_record_knows_the_level_of_each_kind() -> None:
    """Every kind has a level, a heading and a meaning."""
    assert set(ChangeKind) == KINDS.keys()


def test_identical() -> None:
    """A catalogue does not differ from itself, nor from another file with the same lines."""
    assert not diff(one(FIRST), one(FIRST))
    assert "nothing changed" == str(diff(one(FIRST), one(FIRST)))


def test_another_source_is_no_change() -> None:
    """Where the facts come from is no fact, even where it stands in another place of the list."""
    old = one(text("ITU-T X.9 (10/2015)", source="this"), source="this")
    new = catalog(
        work("ITU-T X.9", text("ITU-T X.9 (10/2015)", source="this"), source="this"), sources=["that"]
    )

    assert not diff(old, new)


def test_other_evidence_is_counted() -> None:
    """That a fact is inferred now, or told by another source, is not dropped: the work is named."""
    difference = diff(one(FIRST), one(text("ITU-T X.9 (10/2015)", "2015-10-14", edition="1", own_title="Nine",
                                           inferred=("approved",))))  # fmt: skip

    assert ([], ["ITU-T X.9"]) == (list(difference), [str(each) for each in difference.evidence])
    assert "1 work with other evidence only" == str(difference)


def test_tables() -> None:
    """Rows of the small tables are compared, but for those that tell of an import."""
    old, new = (
        catalog(
            tables={
                "groups": {"SG1": {"name": title}, **more},
                "provenance": {"dataset": {"read": title}},
            }
        )
        for title, more in (("one", {}), ("two", {"SG2": {"name": "new"}}))
    )

    assert [("groups", "SG1", "changed"), ("groups", "SG2", "new")] == list(diff(old, new).tables)


def test_plain_values() -> None:
    """A difference is plain values with every key."""
    plain = diff(one(FIRST), one(OVER, SECOND)).to_dict()

    assert {"old", "new", "changes", "evidence", "tables", "unmatched", "counts"} == plain.keys()
    assert {"superseded": 1, "new-document": 1} == plain["counts"]
    assert "ITU-T X.9 (10/2019)" == plain["changes"][0]["by"]


# ---- what somebody asks about

OLDER = catalog(
    work("ITU-T X.9", FIRST, text("ITU-T X.9 (2015) Cor. 1 (01/2016)", edition="1.1", own_title="C")),
    work("ITU-T X.8", text("ITU-T X.8 (01/2000)")),
    work("ITU-T Z.1", text("ITU-T Z.1 (01/2000)")),
)
NEWER = catalog(
    work(
        "ITU-T X.9",
        OVER,
        text("ITU-T X.9 (2015) Cor. 1 (01/2016)", status="superseded", edition="1.1", own_title="C"),
        SECOND,
    ),
    work("ITU-T X.8", text("ITU-T X.8 (01/2000)", status="withdrawn")),
    work("ITU-T Z.1", text("ITU-T Z.1 (01/2000)", status="withdrawn")),
)

ONLY = [
    (["X.9"], ["ITU-T X.9 (10/2015)", "ITU-T X.9 (2015) Cor. 1 (01/2016)", "ITU-T X.9 (10/2019)"]),
    (["X.9 (2015)"], ["ITU-T X.9 (10/2015)", "ITU-T X.9 (2015) Cor. 1 (01/2016)"]),
    (["X.9 (2015) Cor. 1"], ["ITU-T X.9 (2015) Cor. 1 (01/2016)"]),
    (["X.9 (10/2019)"], ["ITU-T X.9 (10/2019)"]),
    (["X.9==1"], ["ITU-T X.9 (10/2015)", "ITU-T X.9 (2015) Cor. 1 (01/2016)"]),
    (["X.9>=2"], ["ITU-T X.9 (10/2019)"]),
    ([Requirement("X.8")], ["ITU-T X.8 (01/2000)"]),
    ([itu.parse("Z.1")], ["ITU-T Z.1 (01/2000)"]),
    ([NEWER["X.8"], NEWER["Z.1"].documents[0]], ["ITU-T X.8 (01/2000)", "ITU-T Z.1 (01/2000)"]),
    (
        ["X.8 to X.10"],  # what the catalogues hold, whatever numbers ITU assigned
        [
            "ITU-T X.8 (01/2000)",
            "ITU-T X.9 (10/2015)",
            "ITU-T X.9 (10/2019)",
            "ITU-T X.9 (2015) Cor. 1 (01/2016)",
        ],
    ),
    ([], []),
]


@pytest.mark.parametrize(("only", "changed"), ONLY)
def test_only(only: list[Any], changed: list[str]) -> None:
    """What does not touch the texts asked about is left out; a dated text means it and what changes it."""
    assert set(changed) == {str(change.identifier) for change in diff(OLDER, NEWER, only=only)}


def test_only_names_what_nobody_knows() -> None:
    """What neither catalogue knows is said, not dropped."""
    difference = diff(OLDER, NEWER, only=["X.9", "X.4711", "SDL"])

    assert ("X.4711", "SDL") == difference.unmatched
    assert ("X.4711",) == diff(OLDER, OLDER, only=["X.4711"]).unmatched


def test_only_by_another_name() -> None:
    """A twin, a common name and a former number mean their work."""
    names = (name("NINE", "common"),)
    old, new = (
        one(
            text("ITU-T X.9 (10/2015)", twin="ISO/IEC 9", status=status),
            extra_names=names,
            former=["ITU-T X.1"],
        )
        for status in ("in force", "withdrawn")
    )

    for each in ("ISO/IEC 9", "nine", "X.1"):
        assert 1 == len(diff(old, new, only=[each])), each


def test_only_of_a_series() -> None:
    """A series means all its members, of the real catalogue."""
    embedded = itu.embedded_catalog()
    rest = catalog(*(each for each in embedded if str(each) not in ("ITU-T X.509", "ITU-T Z.161")))

    assert ["ITU-T X.509"] == [str(change.work) for change in diff(rest, embedded, only=["X.500-series"])]


REFUSED: list[tuple[Any, str]] = [
    ((42, OLDER), "old: a catalogue or the path of its file was expected, not int"),
    ((OLDER, None), "new: a catalogue or the path of its file was expected, not NoneType"),
    ((OLDER, NEWER, "X.9"), "only: a list of names was expected, not one string; write ['X.9']"),
    (
        (OLDER, NEWER, [9]),
        "a name, an identifier, a requirement or a record of a catalogue was expected, not int",
    ),
]


@pytest.mark.parametrize(("given", "said"), REFUSED)
def test_refused(given: tuple[Any, ...], said: str) -> None:
    """What is no catalogue, and no list of names, is refused by name."""
    with pytest.raises(TypeError, match=re.escape(said)):
        diff(*given)


def test_paths(tmp_path: Path) -> None:
    """Two files are compared like two catalogues; what is no catalogue is refused with the way out."""
    paths = []
    for number, each in enumerate((OLDER, NEWER)):
        path = tmp_path / f"{number}.tsv"
        path.write_bytes(dump(each, as_of="2024-12-31"))
        paths.append(path)

    assert 5 == len(diff(str(paths[0]), paths[1]))
    with pytest.raises(itu.CatalogueFileError, match="no usable catalogue file"):
        diff(tmp_path / "none.tsv", paths[0])


# ---- what holds for any two

_numbers = st.sampled_from(["ITU-T X.9", "ITU-T X.25", "ITU-T X.509", "ITU-R M.1457"])


@st.composite
def _works(draw: st.DrawFn) -> tuple[Recommendation, ...]:
    made = []
    for number in draw(st.sets(_numbers, max_size=4)):
        dates = draw(st.sets(st.integers(1980, 2020), min_size=1, max_size=4))
        documents = []
        for year in sorted(dates):
            status = draw(st.sampled_from(["in force", "superseded", "withdrawn", "unknown", "pre"]))
            title = draw(st.sampled_from([None, "One", "Two"]))
            twin = draw(st.sampled_from([None, "ISO/IEC 9:2015"]))
            documents.append(
                text(f"{number} (01/{year})", f"{year}-01-20", status, own_title=title, twin=twin)
            )
            if draw(st.booleans()):
                documents.append(text(f"{number} ({year}) Cor. 1 (05/{year})"))
        cut = draw(st.integers(0, len(documents)))
        parts = [part for part in (documents[:cut], documents[cut:]) if part]
        made += [work(number, *part, group=draw(st.sampled_from([None, "SG17"]))) for part in parts]
    return tuple(made)


@given(_works())
def test_nothing_differs_from_itself(works: tuple[Recommendation, ...]) -> None:
    """Of two catalogues of the same records nothing differs."""
    assert not diff(catalog(*works), catalog(*works))


@given(_works(), _works())
def test_the_other_way_round(mine: tuple[Recommendation, ...], theirs: tuple[Recommendation, ...]) -> None:
    """Whatever is told of two catalogues is told the other way round when they change places."""
    old, new = catalog(*mine), catalog(*theirs)

    there = sorted((change.field or "", change.before or "", change.after or "") for change in diff(old, new))
    back = sorted((change.field or "", change.after or "", change.before or "") for change in diff(new, old))

    assert there == back


@given(_works(), _works())
def test_every_document_is_accounted_for(
    mine: tuple[Recommendation, ...], theirs: tuple[Recommendation, ...]
) -> None:
    """The old texts without those gone, and with those new or renamed, are the new texts."""
    old, new = catalog(*mine), catalog(*theirs)
    identifiers = {str(each) for each in old.documents}

    for change in diff(old, new):
        if change.kind is ChangeKind.GONE and change.old is not None:
            identifiers -= {str(each) for each in getattr(change.old, "documents", [change.old])}
        if change.field == "identifier" and change.before:
            identifiers.discard(change.before)
    for change in diff(old, new):
        if change.kind in ("new-work", "new-document") and change.new is not None:
            identifiers |= {str(each) for each in getattr(change.new, "documents", [change.new])}
        if change.field == "identifier" and change.after:
            identifiers.add(change.after)

    assert {str(each) for each in new.documents} == identifiers
