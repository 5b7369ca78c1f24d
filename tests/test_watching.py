"""Lists of texts that somebody relies on: what may stand on a line, what is answered, and what to write."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import itu_catalog as itu
from factories import catalog, name, text, work
from itu_catalog import Requirement, WatchCode, parse, watch
from itu_catalog.comparing import ANSWERS, lists
from itu_catalog.comparing.editions import raised
from itu_catalog.comparing.lists import Lists, lines_of
from itu_catalog.findings import Level
from itu_catalog.writer import dump
from strategies import noise

if TYPE_CHECKING:
    from pathlib import Path

    from itu_catalog import Watched

OLD = text("ITU-T X.9 (10/2015)", "2015-10-14", "superseded", edition="1", twin="ISO/IEC 9:2015")
OLD_COR = text("ITU-T X.9 (2015) Cor. 1 (01/2017)", status="superseded", edition="1.1")
NOW = text("ITU-T X.9 (10/2019)", "2019-10-14", edition="2", twin="ISO/IEC 9:2019")
COR = text("ITU-T X.9 (2019) Cor. 1 (10/2021)", "2021-10-29", edition="2.1")
WORKS = (
    work("ITU-T X.9", OLD, OLD_COR, NOW, COR, extra_names=(name("NINE", "common"),)),
    work("ITU-T X.8", text("ITU-T X.8 (01/2000)", status="withdrawn", edition="1")),
    work(
        "ITU-T Y.4000",
        text("ITU-T Y.2060 (06/2012)", status="superseded", edition="1"),
        text("ITU-T Y.4000 (06/2016)", edition="2"),
    ),
    work("ITU-R M.1457", text("ITU-R M.1457-1 (01/2010)", status="superseded"), text("ITU-R M.1457-2 (02/2010)")),
    work("ITU-T H.9", text("ITU-T H.9 (01/2010)", edition="1"), text("ITU-T H.9 (01/2012)", edition="2")),
    work("ITU-T A.1", *(text(f"ITU-T A.1 ({year})", f"{year}-05-05", edition="2", status=s) for year, s in
                        ((1988, "superseded"), (2000, "in force")))),
    work("ITU-T Q.1", text("ITU-T Q.1 (11/1988)")),
    work("ITU-T G Suppl. 76", text("ITU-T G Suppl. 76 (12/2021)"), extra_names=(name("G.Sup.otnsec", "provisional"),)),
    work("ITU-T X.5", text("ITU-T X.5 (01/2026)", edition="3")),
    work("ITU-T X.7", text("ITU-T X.7 (10/2015)", "2015-10-14", "superseded", edition="1", replaced_by=["ITU-T X.9"])),
)  # fmt: skip
CATALOG = catalog(*WORKS, as_of="2024-12-31")


def answer(line: str, **more: Any) -> Watched:  # noqa: ANN401 - handed on
    """Return the answer to one line."""
    (found,) = watch(line, CATALOG, **more)
    return found


# ---- every answer

ANSWERED = [
    ("X.9", "current", None, "undated: on 2024-12-31 it means ITU-T X.9 (10/2019)"),
    ("X.9>=2", "current", None, "met by ITU-T X.9 (10/2019), which is in force on 2024-12-31, with Cor. 1"),
    ("X.9>=1,<3", "current", None, "met by ITU-T X.9 (10/2019)"),
    ("X.9==2.*", "current", None, "met by ITU-T X.9 (10/2019)"),
    ("X.9>2", "current", None, "met by ITU-T X.9 (2019) Cor. 1 (10/2021)"),
    ("X.9==2", "amended-since", "X.9==2.*", "it leaves out Cor. 1 (10/2021)"),
    ("X.9<=2", "amended-since", "X.9<3", "it leaves out Cor. 1 (10/2021)"),
    ("X.9 (10/2019)", "amended-since", None, "leaves out Cor. 1 (10/2021)"),
    ("X.9 (2019) Cor. 1", "current", None, "it changes ITU-T X.9 (10/2019)"),
    ("X.9==1", "superseded", "X.9==2", "the newest that it accepts is edition 1: ITU-T X.9 (10/2015) was superseded"),
    ("X.9==1.*", "superseded", "X.9==2.*", "was superseded on 2019-10-14 by ITU-T X.9 (10/2019)"),
    ("X.9>=1, <2", "superseded", "X.9>=1, <3", "was superseded on 2019-10-14"),
    ("X.9!=2,<2.1", "superseded", None, "was superseded on 2019-10-14"),
    ("X.9 (10/2015)", "superseded", "X.9 (10/2019)", "was superseded on 2019-10-14 by ITU-T X.9 (10/2019)"),
    ("X.9 (2015)", "superseded", "X.9 (2019)", "was superseded"),
    ("Rec. ITU-T X.9 (2015)", "superseded", "Rec. ITU-T X.9 (2019)", "was superseded"),
    ("X.7>=1", "superseded", "X.9", "by ITU-T X.9 (10/2015), and that by ITU-T X.9 (10/2019)"),
    ("ITU-T X.7>=1", "superseded", "ITU-T X.9", "was superseded"),
    ("X.8", "withdrawn", None, "was withdrawn by 2024-12-31, and no text is known that took its place"),
    ("X.8>=1", "withdrawn", None, "the newest that it accepts is edition 1: ITU-T X.8 (01/2000) was withdrawn"),
    ("Y.2060", "renumbered", "Y.4000", "has been numbered ITU-T Y.4000"),
    ("Y.2060>=2", "renumbered", "Y.4000>=2", "has been numbered ITU-T Y.4000"),
    ("ITU-T Y.2060>=1,<2", "renumbered", "ITU-T Y.4000>=1,<3", "the newest that it accepts is edition 1"),
    ("H.9==1", "newer-edition", "H.9==2", "in force on 2024-12-31; newer is ITU-T H.9 (01/2012)"),
    ("M.1457>1", "current", None, "met by ITU-R M.1457-2 (02/2010)"),
    ("M.1457==1", "superseded", "M.1457==2", "the newest that it accepts is edition 1"),
    ("M.1457-1", "superseded", "M.1457-2", "was superseded"),
    ("X.5>=3", "not-yet-approved", None, "no text that it accepts was there on 2024-12-31: ITU-T X.5 (01/2026)"),
    ("X.9>=4", "unsatisfied", "X.9>=2", "there are editions 1 and 2, the last of them ITU-T X.9 (10/2019)"),
    ("Q.1>=1", "unsatisfied", "Q.1 (11/1988)", "ITU gives the texts of ITU-T Q.1 no labels to count by"),
    ("X.9 (11/2019)", "unknown-date", "X.9 (10/2019)", "has no text of 11/2019"),
    ("X.5099", "unknown", "X.509", "ITU is not known ever to have assigned this number"),
    ("X.5099>=2", "unknown", "X.509>=2", "ITU is not known ever to have assigned this number"),
    ("G.711", "unknown", None, "ITU did assign this number, but this catalogue does not hold it"),
    ("ITU-T M.1457", "wrong-sector", "ITU-R M.1457", "no ITU-T M.1457 was ever assigned"),
    ("G.Sup.otnsec", "draft-published", "G Suppl. 76", "this is the provisional name of ITU-T G Suppl. 76"),
    ("G.Sup.nothing", "draft", None, "a provisional name that this catalogue does not know"),
    ("A.1==2", "current", None, "take care: ITU gave the label 2 to ITU-T A.1 (1988) and ITU-T A.1 (2000)"),
    ("ISO/IEC 9", "current", None, "it is ITU-T X.9: "),
    ("ISO/IEC 9:2015", "superseded", "ISO/IEC 9:2019", "ITU-T X.9 (10/2015) was superseded"),
    ("ISO/IEC 9:2016", "unknown", "ISO/IEC 9:2015", "no text of ITU-T X.9 has a twin of 2016"),
    ("nine", "current", None, "it is ITU-T X.9: "),
    ("X.6 to X.8", "superseded", None, "2 works, 0 of them in force and complete; X.7 superseded and X.8 withdrawn"),
    ("X.200-X.299", "unknown", None, "this catalogue holds no text numbered ITU-T X.200 to ITU-T X.299"),
    ("X.6 to X.16", "superseded", None, "3 works, 1 of them in force and complete"),  # ITU never assigned X.16
    ("X.6..16", "superseded", None, "3 works, 1 of them in force and complete"),
    ("ITU-R M.1457 to M.2100", "current", None, "1 work, 1 of them in force"),  # M.2100 is one of ITU-T alone
]  # fmt: skip


@pytest.mark.parametrize(("line", "code", "instead", "said"), ANSWERED)
def test_answer(line: str, code: str, instead: str | None, said: str) -> None:
    """A line is answered with a code, a sentence, what to do, and what to write instead."""
    found = answer(line)

    assert (code, instead) == (found.code, found.instead)
    assert said in found.message
    assert found.remedy
    assert "\n" not in found.message + found.remedy


def test_every_answer_is_explained() -> None:
    """Each code has a level and a meaning, and each is given in these tests."""
    assert set(WatchCode) == ANSWERS.keys()
    elsewhere = {"changed-since", "ambiguous", "read-already", "invalid"}
    assert set(WatchCode) - elsewhere == {code for _, code, _, _ in ANSWERED}


@pytest.mark.parametrize(
    ("line", "level"),
    [("X.9", "ok"), ("X.9==2", "note"), ("X.9==1", "warning"), ("X.9>=4", "error"), ("G.711", "note")],
)
def test_level(line: str, level: str) -> None:
    """An answer has the level of its code, unless there is reason for another."""
    assert level == answer(line).level


def test_ambiguous() -> None:
    """An undated change to several editions is ambiguous, and the candidates are there."""
    both = catalog(work("ITU-T X.9", OLD, OLD_COR, NOW, COR))
    (found,) = watch("X.9 Cor. 1", both)

    assert WatchCode.AMBIGUOUS is found.code
    assert ["ITU-T X.9 (2015) Cor. 1 (01/2017)", "ITU-T X.9 (2019) Cor. 1 (10/2021)"] == [
        str(each) for each in found.documents
    ]


def test_ambiguous_number() -> None:
    """A number that both sectors assigned is ambiguous without its sector, in a requirement too."""
    both = catalog(
        work("ITU-T M.1371", text("ITU-T M.1371 (01/2000)", edition="1")),
        work("ITU-R M.1371", text("ITU-R M.1371-1 (01/2000)")),
    )

    for line in ("M.1371", "M.1371>=1"):
        (found,) = watch(line, both)
        if found.code is not WatchCode.AMBIGUOUS:  # the number table may know better
            assert found.document is not None
            continue
        assert "ITU-T M.1371" in found.message


def test_written_line_keeps_what_stands_around() -> None:
    """The line to write has the blanks and the comment of the one that is there."""
    assert "  X.9>=1,<3   # the profile" == answer("  X.9>=1,<2   # the profile").write
    assert 3 == answer("  X.9>=1,<2   # the profile").column


def test_as_of_a_day() -> None:
    """An answer for a day knows nothing that came after it."""
    before = answer("X.9>=1,<2", on="2018-01-01")

    assert (WatchCode.CURRENT, "ITU-T X.9 (10/2015)") == (before.code, str(before.document))
    assert datetime.date(2018, 1, 1) == before.on
    assert "2019" not in str(before.to_dict())
    assert WatchCode.NOT_YET_APPROVED is answer("X.9>=2", on="2018-01-01").code


@pytest.mark.parametrize("line", [line for line, *_ in ANSWERED])
def test_what_to_write_is_no_worse(line: str) -> None:
    """Whoever writes what is told gets a better answer for it, and none that tells to write yet another line."""
    first = answer(line)
    if first.instead is None or first.code in (WatchCode.UNKNOWN, WatchCode.WRONG_SECTOR):
        return
    second = answer(first.instead)

    assert second.level.rank <= first.level.rank
    assert second.code in ("current", "amended-since") or first.guessed


RAISED = [
    ("X.9<2", "X.9<3"),
    ("X.9 >=1 , <=1", "X.9>=1 , <3"),
    ("X.9==1.1", "X.9==2"),
    ("X.9>=3", None),
    ("X.9!=2", None),
    ("X.9!=2.*,<2", None),
]


@pytest.mark.parametrize(("line", "written"), RAISED)
def test_raised(line: str, written: str | None) -> None:
    """A bound above is raised; what a line excludes stays excluded, and a bound below is nobody's to lower."""
    assert written == raised(line, CATALOG.resolve("X.9 (10/2019)"))


# ---- since


def test_since_a_day() -> None:
    """What happened from the day on is told, and makes a current line worth a look."""
    found = answer("X.9", since="2021-01-01")

    assert (WatchCode.CHANGED_SINCE, Level.WARNING) == (found.code, found.level)
    assert (
        "1 change since 2021-01-01: 2021-10-29 ITU-T X.9 (2019) Cor. 1 (10/2021) corrected" in found.message
    )
    assert WatchCode.CURRENT is answer("X.9", since="2022-01-01").code


def test_since_a_day_of_a_dated_text() -> None:
    """Of a dated text only what befell it is told."""
    assert () == answer("X.9 (10/2015)", since="2021-01-01").changes
    events = [str(event) for event in answer("X.9 (10/2015)", since="2019-01-01").changes]
    assert ["2019-10-14 ITU-T X.9 (10/2015) superseded by ITU-T X.9 (10/2019)"] == events[:1]  # fmt: skip


def test_since_a_catalogue(tmp_path: Path) -> None:
    """What differs from an older catalogue, itself or the path of its file, is told of each line."""
    older = catalog(work("ITU-T X.9", NOW, extra_names=(name("NINE", "common"),)), as_of="2020-01-01")
    path = tmp_path / "older.tsv"
    path.write_bytes(dump(older, as_of="2020-01-01"))

    for since in (older, path):
        found = answer("X.9>=2", since=since)
        assert WatchCode.CHANGED_SINCE is found.code
        assert ["new-document"] == [change.kind for change in found.changes]
        assert "1 change since the catalogue of 2020-01-01: ITU-T X.9 (2019) Cor. 1" in found.message


def test_small_changes_are_a_note() -> None:
    """Where only a title or another fact was corrected, what is to be read is the same: a note."""
    older = catalog(
        *(work("ITU-T X.9", OLD, OLD_COR, NOW, COR) if each is WORKS[0] else each for each in WORKS),
        as_of="2024-01-01",
    )

    assert (WatchCode.CHANGED_SINCE, Level.NOTE) == (
        answer("X.9", since=older).code,
        answer("X.9", since=older).level,
    )
    assert WatchCode.SUPERSEDED is answer("X.9==1", since=older).code


def test_since_a_day_to_come() -> None:
    """A day after the one that is asked about is refused."""
    with pytest.raises(ValueError, match="since: 2030-01-01 is after 2024-12-31"):
        answer("X.9", since="2030-01-01")


# ---- lists


def test_lines() -> None:
    """Comments, blank lines and blanks say nothing; each other line is answered, with its number."""
    found = watch("# ours\r\n\r\nX.9  # nine\r\n\tX.8\n   \nY.4000#no comment\rQ.1\n", CATALOG)

    assert [(3, "X.9"), (4, "X.8"), (6, "Y.4000#no comment"), (7, "Q.1")] == [
        (each.line, each.text) for each in found
    ]


def test_empty() -> None:
    """A list that says nothing has no answers."""
    assert () == watch("", CATALOG) == watch("# nothing\n\n", CATALOG) == watch([], CATALOG)


def test_whatever_names_a_text() -> None:
    """Lines may be given one by one: strings, identifiers, requirements, records and paths."""
    given_: list[Any] = ["X.9", parse("X.8"), Requirement("X.9==1"), CATALOG["X.9"], OLD]

    assert ["current", "withdrawn", "superseded", "current", "superseded"] == [
        each.code for each in watch(given_, CATALOG)
    ]
    assert [1, 2, 3, 4, 5] == [each.line for each in watch(given_, CATALOG)]


@pytest.mark.parametrize("given_", [42, None, [42], [b"X.9"]], ids=str)
def test_what_names_no_text(given_: Any) -> None:  # noqa: ANN401 - anything
    """What is no list of names is refused by name."""
    with pytest.raises(TypeError, match="expected"):
        watch(given_, CATALOG)


def test_list_of_another_list(tmp_path: Path) -> None:
    """A list stands in the place of the line that names it; each line says where it stands."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text("X.9\n-r sub/b.txt\nX.8\n", encoding="utf-8")
    (tmp_path / "sub" / "b.txt").write_text("Q.1\n--requirement=c.txt # more\n", encoding="utf-8")
    (tmp_path / "sub" / "c.txt").write_text("H.9\n", encoding="utf-8")

    found = watch(tmp_path / "a.txt", CATALOG)

    assert [("a.txt", 1), ("b.txt", 1), ("c.txt", 1), ("a.txt", 3)] == [
        (each.path.rpartition("/")[2], each.line) for each in found
    ]


def test_lists_that_name_each_other(tmp_path: Path) -> None:
    """A list is read once, whoever names it; a line that names it again says so."""
    (tmp_path / "a.txt").write_text("-r b.txt\nX.9\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("-r ./a.txt\n-r b.txt\nX.8\n", encoding="utf-8")

    found = watch(tmp_path / "a.txt", CATALOG)

    assert ["read-already", "read-already", "withdrawn", "current"] == [each.code for each in found]
    assert {Level.NOTE} == {each.level for each in found[:2]}


NOT_READ = [
    ("-r none.txt", "there is no such file"),
    ("-r .", "it is a directory"),
    ("-r -", "standard input cannot be named in a list"),
    ("-r https://example.org/itu.txt", "nothing is fetched"),
    ("-r", "-r names no list"),
    (f"-r {'x' * 5000}", "the name of the list has 5,000 characters"),
    ("-r binary.txt", "it is binary data, not text"),
]


@pytest.mark.parametrize(("line", "said"), NOT_READ, ids=lambda value: value[:20])
def test_list_that_cannot_be_read(line: str, said: str, tmp_path: Path) -> None:
    """A list that another one names and that cannot be read is the answer to the line; the others are answered."""
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "a.txt").write_bytes(f"{line}\nX.9\n".encode())

    first, second = watch(tmp_path / "a.txt", CATALOG)

    assert (WatchCode.INVALID, WatchCode.CURRENT) == (first.code, second.code)
    assert said in first.message


def test_lists_without_end(tmp_path: Path) -> None:
    """Lists may lie ten deep, and no deeper; of a hundred others no more are read."""
    for number in range(12):
        (tmp_path / f"{number}.txt").write_text(f"X.9\n-r {number + 1}.txt\n", encoding="utf-8")
    deep = watch(tmp_path / "0.txt", CATALOG)
    assert (11, "invalid") == (sum(each.code == "current" for each in deep), deep[-1].code)

    for number in range(110):
        (tmp_path / f"w{number}.txt").write_text("", encoding="utf-8")
    (tmp_path / "wide.txt").write_text("".join(f"-r w{n}.txt\n" for n in range(110)), encoding="utf-8")
    assert 11 == len(watch(tmp_path / "wide.txt", CATALOG))


def test_list_that_is_asked_for_and_not_there(tmp_path: Path) -> None:
    """A list that was asked for and cannot be read is an error."""
    with pytest.raises(itu.UnreadableInput, match="there is no such file"):
        watch(tmp_path / "none.txt", CATALOG)


UGLY = [
    ("requests[socks]>=2", "leave the brackets out"),
    ("requests==2.1 --hash=sha256:00", "leave the hash out"),
    ("C:\\lists\\itu.txt", "write -r before it"),
    ("./itu.txt", "write -r before it"),
    ("https://example.org/x", "write the number that the address leads to"),
    ('X.9>=2; python_version < "3"', "leave out what stands behind the semicolon"),
    ("X.9, X.8", "write one name on a line"),
    ("-e git+https://example.org/x", "mend the line"),
    ("--hash=sha256:00", "mend the line"),
    ("X.9 \\", "mend the line"),
    ("X.9~=2", "write the condition as the message says"),
    ("X.9>=2019", "write the condition as the message says"),
    ("X.9 (10/2019)>=2", "write the condition as the message says"),
    ("X-series>=2", "write the condition as the message says"),
    (">=2", "write the condition as the message says"),
    ("<<<<<<< HEAD", "write the condition as the message says"),
    ("nonsense", "write a number like X.509"),
    ("\x1b[31mX.9", "write a number like X.509"),
    ("\ud800", "write a number like X.509"),
]


@pytest.mark.parametrize(("line", "remedy"), UGLY, ids=ascii)
def test_lines_for_other_programs(line: str, remedy: str) -> None:
    """What is not understood is an answer, too: what is wrong, and what to write."""
    found = answer(line)

    assert (WatchCode.INVALID, Level.ERROR) == (found.code, found.level)
    assert remedy in found.remedy
    assert found.instead is None


def test_name_of_no_file() -> None:
    """A name that no file can have is refused like one that is not there."""
    assert "its name holds a NUL" in answer("-r a\0b").message


def test_addresses_of_itu() -> None:
    """An address that leads to a text names it."""
    assert "ITU-T X.9 (10/2019)" == str(answer("https://www.itu.int/rec/T-REC-X.9-201910-I").document)


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffX.9\r\nX.8\r\n".encode(),
        "\ufeffX.9\nX.8".encode("utf-16"),
        "X.9 # Zürich\nX.8".encode("latin-1"),
        b"X.9\rX.8\r",
    ],
    ids=["BOM", "UTF-16", "Latin-1", "CR"],
)
def test_encodings_and_line_ends(data: bytes, tmp_path: Path) -> None:
    """A list may be in any encoding of plain text, with any line ends."""
    path = tmp_path / "itu.txt"
    path.write_bytes(data)

    assert [(1, "current"), (2, "withdrawn")] == [(each.line, each.code) for each in watch(path, CATALOG)]


def test_a_very_long_line() -> None:
    """A line of a megabyte is answered at once, and not repeated."""
    for line in (
        "X" * 1_000_000,
        "X.9>=" + "1" * 1_000_000,
        "X.9" + " " * 1_000_000 + "# end",
        "-" + "r" * 1_000_000,
    ):
        (found,) = watch(line, CATALOG)
        assert len(str(found.to_dict())) < 2_000_000 if found.write else len(str(found)) < 1000


def test_a_very_long_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of ten megabytes is refused in a sentence, and so are more lines than anybody has."""
    path = tmp_path / "itu.txt"
    path.write_bytes(b"X.9>=2\n" * 1_500_000)
    with pytest.raises(itu.UnreadableInput, match="it is longer than 4 MiB"):
        watch(path, CATALOG)

    monkeypatch.setattr(lists, "MOST_LINES", 100)
    path.write_bytes(b"X.9>=2\n" * 101)
    with pytest.raises(itu.UnreadableInput, match="more than 100 lines"):
        watch(path, CATALOG)
    (tmp_path / "a.txt").write_text("-r itu.txt", encoding="utf-8")
    with pytest.raises(itu.UnreadableInput, match="more than 100 lines"):
        watch(tmp_path / "a.txt", CATALOG)


def test_equal_lines_are_judged_once() -> None:
    """Ten thousand equal lines cost little more than one."""
    assert 10_000 == len(watch("X.9>=2\n" * 10_000, CATALOG))


@given(st.lists(noise(), max_size=5))
def test_every_line_has_an_answer(lines: list[str]) -> None:
    """Whatever stands on lines, each that says something has one answer, in order; nothing is raised."""
    given_ = "\n".join(lines)
    said = [line.number for line in lines_of(given_, "list")]

    assert said == [each.line for each in watch(given_, CATALOG)]


@given(st.sampled_from(["X.9", "M.1457", "Y.2060", "A.1"]), st.lists(
    st.builds("{}{}".format, st.sampled_from(["<", "<=", "==", "!=", ">=", ">"]), st.integers(1, 4)), min_size=1,
    max_size=3), st.sampled_from([None, "1990-01-01", "2016-01-01", "2020-01-01"]))  # fmt: skip
def test_any_requirement(number: str, clauses: list[str], on: str | None) -> None:
    """For any condition and day: what is met is in force, and what is to be written can be read."""
    found = answer(f"{number}{','.join(clauses)}", on=on)

    assert found.code is not WatchCode.INVALID
    if found.code in (WatchCode.CURRENT, WatchCode.AMENDED_SINCE):
        assert found.document is not None
        assert found.document in Requirement(found.text)
        assert found.document.status_on(found.on).status.is_in_force
    if found.instead is not None:
        assert WatchCode.INVALID is not answer(found.instead, on=on).code


def test_remarks_on_reading(tmp_path: Path) -> None:
    """What was guessed about an encoding is told to whoever wants to hear."""
    path = tmp_path / "itu.txt"
    path.write_bytes("X.9 # Zürich".encode("latin-1"))
    heard: list[str] = []

    assert 1 == len(list(Lists(heard.append).read([str(path)])))
    assert re.search("itu.txt is not UTF-8; read as Windows-1252", heard[0])
