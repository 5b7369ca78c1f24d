"""What is left unsaid: comments in documents, the ignore file, the baseline, and the choice of codes."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growth import assert_linear
from itu_catalog import embedded_catalog
from itu_catalog.checking import Baseline, Checked, Choice, IgnoreFile, Policy, Why, begin, check_source
from itu_catalog.checking.choosing import read_codes
from itu_catalog.checking.inline import Comments
from itu_catalog.errors import InvalidSettings
from itu_catalog.findings import Code, Level
from itu_catalog.readers.source import Piece, Place, Source

if TYPE_CHECKING:
    from pathlib import Path

RUN = begin(embedded_catalog())
OLD = "ITU-T Z.140"  # renumbered: one warning


def checked(text: str, policy: Policy | None = None, name: str = "memo.txt") -> Checked:
    """Check a text."""
    return check_source(Source.of_text(text, name), RUN, policy=policy)


def reasons(result: Checked) -> list[Why | None]:
    """Return of each finding, in the order of the text, why it is not reported, or None."""
    marked = [(each, None) for each in result.findings]
    marked += [(each.finding, each.why) for each in result.suppressed]  # type: ignore[misc]
    return [why for _, why in sorted(marked, key=lambda pair: pair[0].citation.start)]


# ---- comments

COMMENTS = [
    (f"{OLD} <!-- itu-catalog: ignore -->", True),
    (f"{OLD}  # itu-catalog: ignore", True),
    (f"{OLD}; // itu-catalog:ignore", True),
    (f"/* {OLD} */ /* itu-catalog: ignore[renumbered] */", True),
    (f"{OLD} -- ITU-CATALOG: Ignore[Renumbered, superseded]", True),
    (f"{OLD} % itu-catalog: ignore", True),
    (f"{OLD} (* itu-catalog: ignore *)", True),
    (f"{OLD}\n.. itu-catalog: ignore", False),
    (f".. itu-catalog: ignore-next-line\n{OLD}", True),
    (f"itu-catalog: ignore-next-line\n{OLD}", True),
    (f"# itu-catalog: ignore-next-line\n\n{OLD}", False),
    (f"{OLD} # itu-catalog: ignore[superseded]", False),
    (f"# itu-catalog: ignore-begin\n\n{OLD}\n# itu-catalog: ignore-end", True),
    (f"# itu-catalog: ignore-begin\n# itu-catalog: ignore-end\n{OLD}", False),
    (f"# itu-catalog: ignore-begin[superseded]\n{OLD}", False),
    (f"{OLD}\n# itu-catalog: ignore-file", True),
    (f"{OLD}\n# itu-catalog: ignore-file[unknown]", False),
    (f"{OLD} as said by itu-catalog: ignore", False),
    (f"{OLD}: write `<!-- itu-catalog: ignore -->` behind it", False),
    (f"{OLD} # itu-catalog: ignored", False),
    ("ITU-T\nZ.140 # itu-catalog: ignore", True),
    (f"ITU-T # itu-catalog: ignore\nX.509; {OLD}", False),
    (f"{OLD}\r\n# itu-catalog: ignore", False),
    (f"// itu-catalog: ignore-next-line\r\n{OLD}", True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ignored"), COMMENTS)
def test_comments(text: str, ignored: bool) -> None:  # noqa: FBT001 - a column of the table
    """A comment of any syntax silences its line, the next one, a block, or the file; its codes narrow it."""
    assert (Why.INLINE if ignored else None) == reasons(checked(text))[-1]


def test_what_is_well_is_not_silenced() -> None:
    """A finding that says all is well stays: the citation is still counted as good."""
    result = checked("ITU-T X.1702 (2019)  # itu-catalog: ignore", Policy(unused=True))

    assert [Level.OK] == [each.level for each in result.findings]
    assert ("line 1: 'itu-catalog: ignore' ignores nothing; remove it",) == result.remarks


REMARKS = [
    (
        "# itu-catalog: ignore[superceded]",
        "line 1: 'superceded' is no code of a finding; did you mean 'superseded'?",
    ),
    ("# itu-catalog: ignore[]", ""),
    ("\n# itu-catalog: ignore-end", "line 2: 'itu-catalog: ignore-end' ends nothing; remove it"),
    ("# itu-catalog: ignore-begin", "has no ignore-end; it ignores to the end of the file"),
    ("# itu-catalog: ignore-all", "'ignore-all' is not understood; write one of ignore, ignore-next-line"),
]


@pytest.mark.parametrize(("text", "remark"), REMARKS)
def test_remarks_on_comments(text: str, remark: str) -> None:
    """A comment that is not understood is remarked upon, with its line; it ignores nothing."""
    result = checked(f"{text}\n")

    assert remark in "\n".join(result.remarks)


def test_unused_comments_are_remarked_upon_on_request() -> None:
    """A comment that ignores nothing is named when that is wanted; the narrower of two was of use."""
    text = f"# itu-catalog: ignore\n{OLD}  # itu-catalog: ignore[renumbered]\n# itu-catalog: ignore-file\n"

    assert () == checked(text).remarks
    assert (
        "line 1: 'itu-catalog: ignore' ignores nothing; remove it",
        "line 3: 'itu-catalog: ignore-file' ignores nothing; remove it",
    ) == checked(text, Policy(unused=True)).remarks


def test_comments_in_markup_count_where_they_stand() -> None:
    """A comment that a reader of markup leaves out of the text still counts: lines are those of the file."""
    raw = f"<p>{OLD}</p> <!-- itu-catalog: ignore -->"
    source = Source("page.html", "html", OLD, pieces=(Piece(0, 3),), raw=raw)

    assert [Why.INLINE] == reasons(check_source(source, RUN))


def test_comments_of_a_format_without_lines() -> None:
    """In a format that is no text, the words of its text count, with the lines that it has there."""
    text = f"{OLD} # itu-catalog: ignore\n{OLD}"
    source = Source("a.pdf", "pdf", text, pieces=(Piece(0, None, place=Place(page=1)),))

    assert [Why.INLINE, None] == reasons(check_source(source, RUN))


@pytest.mark.parametrize(
    "piece",
    ["# ", "itu-catalog: ignore-", "<!--", "itu-catalog: ignore[", "# itu-catalog: ignore-begin\n"],
)
def test_comments_are_read_in_linear_time(piece: str) -> None:
    """What looks like comments, to half a megabyte, costs no more than its length explains."""
    assert_linear(
        lambda text: Comments.of(Source.of_text(text)), lambda size: piece * (size // len(piece)), 1 << 16
    )


def test_comments_on_every_line_take_no_longer_than_the_lines() -> None:
    """Where each citation has a comment, they are not each held against all the comments."""
    line = f"{OLD} # itu-catalog: ignore[superseded]\n"
    assert_linear(checked, lambda size: line * (size // len(line)), 1 << 14)


def test_there_are_not_endlessly_many_blocks() -> None:
    """From the thousandth block of a document on its comments are not counted, and a remark says so."""
    text = (
        "# itu-catalog: ignore-begin[superseded]\n# itu-catalog: ignore-end\n" * 1001
        + f"{OLD} # itu-catalog: ignore"
    )
    result = checked(text)

    assert [None] == reasons(result)
    assert (
        "line 2001: 1000 comments before it ignore more than a line; none counts from here on",
    ) == result.remarks


# ---- the ignore file

LINES = [
    ("Z.140", True),
    ("ITU-T Z.140  # history", True),
    ("ITU-T X.140", False),
    ("*", True),
    ("* [renumbered]", True),
    ("* [superseded]", False),
    ("Z.140 [renumbered,superseded] *.txt", True),
    ("Z.140 *.md", False),
    ("Z.140 docs", True),
    ("Z.140 docs/", True),
    ("Z.140 docs/**", True),
    ("Z.140 /memo.txt", False),
    ("* until 2026-08-23", True),
    ("* until 2026-08-22", False),
    ("Z.140 [renumbered] docs/*.txt until 2027-01-01 # all of it", True),
    ("Z.141", False),
    ("# Z.140", False),
    ("", False),
]


@pytest.mark.parametrize(("line", "ignored"), LINES)
def test_lines_of_the_ignore_file(line: str, ignored: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a column of the table
    """A line names a text or any, perhaps codes, a pattern of paths and a day."""
    policy = Policy(ignore_file=IgnoreFile.read(line, str(tmp_path / ".itu-catalog-ignore")))
    name = str(tmp_path / "docs" / "memo.txt")

    assert [Why.IGNORE_FILE if ignored else None] == reasons(checked(OLD, policy, name))


DATED = [
    ("X.509", "ITU-T X.509 (2016)", True),
    ("X.509 (2016)", "ITU-T X.509 (10/2016)", True),
    ("ITU-T X.509 (10/2016)", "X.509 (2016), of ITU-T X.509 (2016)", True),
    ("X.509 (2012)", "ITU-T X.509 (2016)", False),
    ("X.509 (2016)", "ITU-T X.509", False),
]


@pytest.mark.parametrize(("line", "text", "ignored"), DATED)
def test_a_line_means_what_its_text_covers(line: str, text: str, ignored: bool) -> None:  # noqa: FBT001 - a column of the table
    """An undated line means every edition; a dated one that edition, however the document writes the date."""
    result = checked(text, Policy(ignore_file=IgnoreFile.read(line)))

    assert ignored == (Why.IGNORE_FILE in reasons(result))


BROKEN = [
    ("nonsense", "'nonsense' begins with no ITU identifier; write one, or * for any"),
    ("[superseded]", "begins with no ITU identifier"),
    ("X.509 [superceded]", "'superceded' is no code of a finding; did you mean 'superseded'?"),
    ("X.509 until tomorrow", "'tomorrow' is no calendar day"),
    ("x" * 100_000, "begins with no ITU identifier"),
]


@pytest.mark.parametrize(("line", "reason"), BROKEN)
def test_a_line_that_is_not_understood(line: str, reason: str) -> None:
    """A line that is not understood is one error, with its number and what to write."""
    with pytest.raises(InvalidSettings, match=r"^list:2: ") as caught:
        IgnoreFile.read(f"# a list\n{line}", "list")

    assert reason in str(caught.value)
    assert 2 == caught.value.line
    assert len(str(caught.value)) < 600


def test_expired_and_unused_lines() -> None:
    """A line whose day has come is named, and so is one that ignores nothing, when that is wanted."""
    lines = IgnoreFile.read("Z.140\nZ.141\nX.25 until 2020-01-01\n", "list")
    policy = Policy(ignore_file=lines)
    checked(OLD, policy)

    assert ["list:3: this line held until 2020-01-01 and ignores nothing since; remove it"] == list(
        lines.expired(RUN.on)
    )
    assert ["list:2: this line ignores nothing; remove it"] == list(lines.unused(RUN.on))
    assert [] == list(lines.expired(date(2019, 1, 1)))


# ---- the baseline

DRAFT = "We follow ITU-T Z.140 in all that we do. Nothing else counts.\n\nSee also ITU-T Z.141.\n"
CHANGED = [
    (DRAFT, ["baseline", "baseline"]),
    (f"A new paragraph.\n\n{DRAFT}", ["baseline", "baseline"]),
    ("See also ITU-T Z.141.\n\nWe follow ITU-T Z.140 in all that we do.", ["baseline", "baseline"]),
    (DRAFT.replace("in all", "in\nall").replace("We follow", "We\nfollow"), ["baseline", "baseline"]),
    (
        DRAFT.replace("We follow ITU-T Z.140 in all that we do", "Everybody must obey ITU-T Z.140 now"),
        [None, "baseline"],
    ),
    (f"{DRAFT}We follow ITU-T Z.142 in all that we do.", ["baseline", "baseline", None]),
    (f"{DRAFT}\n{DRAFT}", ["baseline", "baseline", None, None]),
]


def rebased(before: str, after: str, name: str = "a.txt") -> tuple[list[Why | None], Baseline]:
    """Write a baseline of one text, and check another with it."""
    first = Baseline()
    adopting = Policy(baseline=first, adopt=True)
    assert all(reasons(checked(before, adopting, name)))
    second = first.rewritten(adopting.read)
    return reasons(checked(after, Policy(baseline=second), name)), second


@pytest.mark.parametrize(("after", "why"), CHANGED)
def test_the_baseline_knows_what_was_moved(after: str, why: list[str | None]) -> None:
    """Moved and reflowed text is known again, a rewritten sentence is not, and a copy counts as new."""
    assert why == rebased(DRAFT, after)[0]


def test_the_baseline_is_about_a_file() -> None:
    """The same words in another file are new there."""
    first = Baseline()
    policy = Policy(baseline=first, adopt=True)
    checked(DRAFT, policy, "a.txt")
    second = first.rewritten(policy.read)

    assert [None, None] == reasons(checked(DRAFT, Policy(baseline=second), "b.txt"))


def test_what_is_gone_is_known_and_pruned(tmp_path: Path) -> None:
    """Entries that are not met again are told, of the files that were read; rewritten, they are left out."""
    path = str(tmp_path / "baseline.json")
    names = [str(tmp_path / name) for name in ("a.txt", "b.txt", "gone.txt")]
    (tmp_path / "b.txt").touch()
    first = Baseline(path=path)
    policy = Policy(baseline=first, adopt=True)
    for name in names:
        checked(DRAFT, policy, name)
    first.rewritten(policy.read).write()

    again = Baseline.open(path)
    policy = Policy(baseline=again, adopt=True)
    checked("See also ITU-T Z.141.", policy, names[0])

    assert [("a.txt", "ITU-T Z.140", 1)] == [
        (entry.path, entry.identifier, count) for entry, count in again.gone(policy.read)
    ]
    written = again.rewritten(policy.read)
    assert ["a.txt", "b.txt", "b.txt"] == sorted(
        json.loads(line.rstrip(","))["path"] for line in written.dump().split("\n")[3:-3]
    )


def test_the_file_is_stable(tmp_path: Path) -> None:
    """The file is JSON with an entry a line, in order; written again from what it says, it is the same."""
    _, baseline = rebased(f"{DRAFT}\n{DRAFT}", "")
    path = tmp_path / "baseline.json"
    path.write_text(baseline.dump(), encoding="utf-8")
    again = Baseline.open(str(path))

    assert baseline.dump() == again.dump() == path.read_text(encoding="utf-8")
    assert [2, 2] == [row["count"] for row in json.loads(again.dump())["entries"]]
    assert 4 == len(again)


ROW = '{"format": 1, "entries": [{"path": %s, "identifier": "", "code": "", "sentence": "", "line": "", "count": %s}]}'

UNUSABLE = [
    (b"", "it is no baseline"),
    (b"[]", "it is no baseline"),
    (b'{"format": 2, "entries": []}', "its format is 2, and this release reads 1"),
    (b'{"format": 1, "entries": [{}]}', "it is no baseline (KeyError"),
    ((ROW % ("1", "1")).encode(), "TypeError"),
    ((ROW % ('""', "0")).encode(), "1 or more"),
    (b"[" * 100_000, "it is no baseline (RecursionError"),
    (b"\xff", "byte 0 is no UTF-8"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), UNUSABLE, ids=lambda value: str(value)[:24])
def test_a_file_that_is_no_baseline(data: bytes, reason: str, tmp_path: Path) -> None:
    """A file that is no baseline is one error, with its name and the way out."""
    path = tmp_path / "baseline.json"
    path.write_bytes(data)

    with pytest.raises(InvalidSettings) as caught:
        Baseline.open(str(path))
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_hostile_count_is_not_counted_out(tmp_path: Path) -> None:
    """A count of a thousand millions costs nothing."""
    row = '{"path": "a.txt", "identifier": "x", "code": "unknown", "sentence": "", "line": "", "count": 1000000000}'
    path = tmp_path / "baseline.json"
    path.write_text(f'{{"format": 1, "entries": [{row}]}}', encoding="utf-8")
    baseline = Baseline.open(str(path))

    assert [1_000_000_000] == [count for _, count in baseline.gone([str(tmp_path / "a.txt")])]
    assert row in baseline.dump()


@given(
    st.lists(
        st.sampled_from([OLD, "ITU-T Z.141", "ITU-T X.25 (1988)", "some words.", "\n\n", "and"]), max_size=12
    )
)
def test_a_baseline_knows_its_own_text(pieces: list[str]) -> None:
    """Whatever a text says: right after its baseline was written, nothing of it is new, and nothing is gone."""
    text = " ".join(pieces)
    first = Baseline()
    policy = Policy(baseline=first, adopt=True)
    checked(text, policy)
    second = first.rewritten(policy.read)
    policy = Policy(baseline=second)

    assert {Level.OK} >= {each.level for each in checked(text, policy).findings}
    assert [] == list(second.gone(policy.read))


# ---- the choice


def test_selection() -> None:
    """What is selected is reported, and what is ignored is not; the rest is counted."""
    text = f"{OLD}; ITU-T X.509 (10/2019); ITU-T X.5099"
    codes = [str(each.code) for each in checked(text).findings]

    assert ["renumbered", "amended-since", "unknown"] == codes
    assert ["unknown"] == [
        str(each.code) for each in checked(text, Policy(select=Choice.read("error"))).findings
    ]
    policy = Policy(select=Choice.read("error,renumbered"), ignore=read_codes("unknown"))
    result = checked(text, policy)
    assert ["renumbered"] == [str(each.code) for each in result.findings]
    assert {Why.SELECTION} == {each.why for each in result.suppressed}


def test_choices_are_read_tolerantly_and_strictly() -> None:
    """Blanks and capitals do not matter, what there is not does."""
    assert "error,withdrawn" == str(Choice.read(" Withdrawn , ERROR"))
    assert "never" == str(Choice.read("never"))
    assert frozenset() == read_codes(" , ")
    with pytest.raises(ValueError, match="'eror' is no level and no code; did you mean 'error'"):
        Choice.read("eror")
    for wrong in ("", "bogus", "q" * 10_000):
        with pytest.raises(ValueError, match="is no level and no code; write never, a level") as caught:
            Choice.read(wrong)
        assert len(str(caught.value)) < 500


def test_the_first_reason_counts() -> None:
    """A finding that several things silence is silenced by the comment, then the file; both were of use."""
    lines = IgnoreFile.read("Z.140")
    policy = Policy(select=Choice.read("error"), ignore_file=lines, unused=True)
    result = checked(f"{OLD} # itu-catalog: ignore\n\n{OLD}\n\nITU-T Z.141", policy)

    assert [Why.INLINE, Why.IGNORE_FILE, Why.SELECTION] == reasons(result)
    assert [] == list(lines.unused(RUN.on))
    assert () == result.remarks


def test_all_codes_may_be_ignored() -> None:
    """Every code can be named in a comment."""
    for code in Code:
        assert () == checked(f"# itu-catalog: ignore[{code}]").remarks
