"""What the corpus of the finder promises, and what the finder promises on it."""

from __future__ import annotations

import doctest
from collections import Counter
from typing import TYPE_CHECKING

import pytest

import finder_trials
import itu_catalog as itu
import marked_passages
from evaluate_finder import main
from finder_trials import Score, Trial, changes, score, total, try_finder
from marked_passages import LOOKALIKE, SETS, Mark, Passage, passages, read_file, read_marked

if TYPE_CHECKING:
    from pathlib import Path

FLOOR = {"development": 0.97, "held-out": 0.95}
"""What precision and recall of exact citations never fall below. A better finder raises it; nothing lowers it."""
MOST_STRAYS_OF_100 = 2
"""Citations found in 100 passages that only look so, at most. A better finder lowers it; nothing raises it."""
ENOUGH = 500
"""Passages of both sets, at least: fewer say little of texts that nobody has seen."""

ALL = passages()


def _of(name: str) -> list[Passage]:
    """Return the passages of a set; skip the test while nobody has written one."""
    chosen = [passage for passage in ALL if passage.set == name]
    if not chosen:
        pytest.skip(f"no passage lies in {name} yet")
    return chosen


def test_every_identifier_is_canonical() -> None:
    """What stands behind the arrow is what `str` of an identifier prints."""
    wrong = [
        (passage.name, mark.identifier)
        for passage in ALL
        for mark in passage.marks
        if (read := itu.try_parse(mark.identifier)) is None or str(read) != mark.identifier
    ]

    assert [] == wrong


def test_every_passage_has_a_name_of_its_own() -> None:
    """A name tells which passage is meant, whichever set it lies in."""
    assert [] == [name for name, count in Counter(passage.name for passage in ALL).items() if count > 1]


def test_no_passage_lies_in_both_sets() -> None:
    """What the finder is mended by does not measure it."""
    texts = Counter(" ".join(passage.text.split()) for passage in ALL)

    assert [] == [text for text, count in texts.items() if count > 1]


def test_what_only_looks_so_is_not_marked() -> None:
    """A passage of look-alikes cites nothing; one of each other genre is there to cite."""
    assert [] == [passage.name for passage in ALL if passage.genre == LOOKALIKE and passage.marks]


def test_there_are_enough_passages() -> None:
    """Both sets together hold what the measure needs."""
    for name in SETS:
        _of(name)

    assert len(ALL) >= ENOUGH


def test_every_kind_of_text_is_in_both_sets() -> None:
    """What is mended by one set can be measured with the other."""
    development, held_out = ({passage.genre for passage in _of(name)} for name in SETS)

    assert development == held_out


@pytest.mark.parametrize("name", SETS)
def test_the_finder_keeps_what_it_reached(name: str) -> None:
    """Neither precision nor recall falls below the floor."""
    assert total(map(try_finder, _of(name))).lowest >= FLOOR[name]


@pytest.mark.parametrize("name", SETS)
def test_what_only_looks_so_is_rarely_found(name: str) -> None:
    """A reader of look-alikes is seldom alarmed for nothing."""
    assert total(map(try_finder, _of(name))).strays_of_100 <= MOST_STRAYS_OF_100


# --- the tool ------------------------------------------------------------------------------------

_PASSAGE = read_marked("see ⟦ITU-T X.500→ITU-T X.500⟧, ⟦X.509→ITU-T X.509 +⟧ and ⟦ITU-T H.264→ITU-T H.264⟧")
_FOUND = (
    Mark(4, 15, "ITU-T X.500"),
    Mark(17, 22, "ITU-T X.509"),  # not carried
    Mark(31, 38, "ITU-T H.264"),  # too short a span
    Mark(0, 3, "ITU-T X.1"),
)


def test_marks_are_taken_out_at_their_places() -> None:
    """The text is what a reader sees, line breaks and all; a mark says where in it."""
    passage = read_marked("⟦ITU-T\n  X.500→ITU-T X.500⟧ to ⟦X.530→ITU-T X.530 + ~⟧, ⟦H.264→ITU-T H.264 ?⟧")

    assert "ITU-T\n  X.500 to X.530, H.264" == passage.text
    assert (
        Mark(0, 13, "ITU-T X.500"),
        Mark(17, 22, "ITU-T X.530", carried=True, ranged=True),
        Mark(24, 29, "ITU-T H.264", bare=True),
    ) == passage.marks


@pytest.mark.parametrize(
    "faulty", ["⟦X.509⟧", "X.509→ITU-T X.509⟧", "⟦X.509→ITU-T\nX.509⟧", "⟦→ITU-T X.509⟧", "a → b"]
)
def test_half_a_mark_is_refused(faulty: str) -> None:
    """A slip in a mark does not go unseen."""
    with pytest.raises(ValueError, match="belongs to no mark"):
        read_marked(faulty)


@pytest.mark.parametrize(
    "faulty", ["no head\n", "=== Name en rfc\ntext", "=== name en\ntext", "=== a en rfc\n⟦X"]
)
def test_a_faulty_file_is_refused(tmp_path: Path, faulty: str) -> None:
    """The fault names the file."""
    (tmp_path / "some.txt").write_text(faulty, encoding="utf-8")

    with pytest.raises(ValueError, match=r"some\.txt"):
        read_file(tmp_path / "some.txt")


def test_a_passage_keeps_its_own_line_ends(tmp_path: Path) -> None:
    """Blank lines around a passage are none of it; a carriage return or a form feed within it is."""
    (tmp_path / "some.txt").write_bytes(b"=== one en rfc\n\na\r\n\x0cb\n\n=== two de web\nc\n")
    one, two = read_file(tmp_path / "some.txt")

    assert ("one", "en", "rfc", "a\r\n\x0cb") == (one.name, one.language, one.genre, one.text)
    assert ("two", "de", "web", "c") == (two.name, two.language, two.genre, two.text)


def test_a_trial_is_counted() -> None:
    """Exact is more than alike, and signs are counted apart."""
    assert Score(passages=1, marked=3, found=4, exact=2, alike=3, signed=1) == score(Trial(_PASSAGE, _FOUND))


def test_an_overlap_of_the_same_text_is_alike() -> None:
    """A span that is a little off still names the text."""
    of = score(
        Trial(_PASSAGE, (Mark(28, 38, "ITU-T H.264"), Mark(4, 10, "ITU-T X.500"), Mark(8, 9, "ITU-T X.500")))
    )

    assert (0, 2) == (of.exact, of.alike)
    assert (0.0, 2 / 3, 2 / 3) == (of.precision(of.exact), of.recall(of.alike), of.f1(of.alike))


def test_gains_and_losses_are_told_apart() -> None:
    """A change of the finder gains and loses marks and false alarms."""
    change = changes(Trial(_PASSAGE, _FOUND[:2]), Trial(_PASSAGE, _FOUND[1:]))

    assert ["4-15 ITU-T X.500"] == change.gained
    assert [] == change.lost
    assert ["0-3 ITU-T X.1", "31-38 ITU-T H.264"] == change.false_gone
    assert [] == change.false_new


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of three passages: one citation found, one that is none, one held out."""
    texts = {
        "development": "=== easy en rfc\n⟦ITU-T X.509→ITU-T X.509⟧\n\n=== not en lookalike\nITU-T X.500\n",
        "held-out": "=== kept en rfc\nsee ⟦ITU-T X.690 now→ITU-T X.690⟧\n",
    }
    for name, text in texts.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "some.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(marked_passages, "CORPUS", tmp_path)
    return tmp_path


def test_the_command_measures(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table has a row for each set, kind and language; a floor decides the exit code."""
    assert small.is_dir()
    assert 0 == main(["--floor", "0.3", "--markdown"])
    told = capsys.readouterr().out

    assert "| held-out | 1 | 1 | 1 | 0.000 | 0.000 | 0.000 | 1.000 | 1.000 | 1.000 | 1.000 |" in told
    assert "strays in look-alikes: 1 in 1 passages, 100.0 of 100" in told
    assert 1 == main(["--floor", "0.97"])
    assert 0 == main(["--floor", "0.97", "--set", "development", "--genre", "rfc"])


def test_held_out_passages_are_not_shown(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever wants to see one is told what follows from it."""
    kept = str(small / "run.json")
    assert 0 == main(["--misses", "--save", kept])
    told = capsys.readouterr().out
    assert "not: false ITU-T X.500: [ITU-T X.500]" in told
    assert "kept:" not in told

    assert 2 == main(["--misses", "--set", "held-out"])
    assert "--look" in capsys.readouterr().err

    assert 0 == main(["--misses", "--set", "held-out", "--look"])
    told, warned = capsys.readouterr()
    assert "kept: missed ITU-T X.690: see [ITU-T X.690 now]" in told
    assert "must move" in warned


def test_a_run_is_compared_with_one_kept(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing changed is told so; a passage that was rewritten is not compared."""
    kept = str(small / "run.json")
    main(["--save", kept])
    (small / "development" / "more.txt").write_text("=== new en rfc\nnothing\n", encoding="utf-8")
    capsys.readouterr()

    assert 0 == main(["--against", kept])
    told = capsys.readouterr().out
    assert "new: not compared" in told
    assert "gained: 0; lost: 0; false gone: 0; false new: 0" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--against", "absent.json"], "absent.json"),
        (["--against", "development/some.txt"], "expected a run kept with --save"),
        (["--against", "list.json"], "expected a run kept with --save"),
        (["--genre", "poems"], "there are lookalike, rfc"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    small: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    """No slip on the command line ends in a traceback."""
    (small / "list.json").write_text("[1]", encoding="utf-8")
    monkeypatch.chdir(small)

    assert 2 == main(arguments)
    assert told in capsys.readouterr().err


def test_the_examples_of_the_tools_are_what_they_do() -> None:
    """Their docstrings show what happens."""
    for module in (marked_passages, finder_trials):
        ran = doctest.testmod(module)
        assert ran.attempted
        assert not ran.failed
