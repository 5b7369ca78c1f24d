"""Measure the finder by the corpus under ``tests/corpus/``: `python tools/evaluate_finder.py`.

A citation is found *exactly* when span and identifier are those of the mark, and its *identity* is found when
the spans overlap and the identifiers agree. Precision is the share of what was found that is right, recall the
share of the marks that were found, F1 their harmonic mean. A *stray* is a citation found in a passage that only
looks like one that cites.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import astuple, field, frozen

from itu_catalog import Citation, find_citations
from marked_passages import LOOKALIKE, SETS, Mark, Passage, passages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = ["Score", "Trial", "changes", "main", "rows", "total", "try_finder"]

_HELD_OUT = SETS[1]


@frozen
class Trial:
    """What the finder made of one passage.

    Attributes:
        passage: the passage, with what was marked in it.
        found: what was found, in the form of marks.
    """

    passage: Passage
    found: tuple[Mark, ...]

    def right(self) -> set[Mark]:
        """Return the marks that were found exactly."""
        spans = {_key(mark) for mark in self.found}
        return {mark for mark in self.passage.marks if _key(mark) in spans}

    def missed(self) -> list[Mark]:
        """Return the marks that were not found exactly."""
        right = self.right()
        return [mark for mark in self.passage.marks if mark not in right]

    def false(self) -> list[Mark]:
        """Return what was found and is not so marked."""
        marked = {_key(mark) for mark in self.passage.marks}
        return [mark for mark in self.found if _key(mark) not in marked]


@frozen
class Score:
    """Counts over some passages; scores add up.

    Attributes:
        passages: how many passages.
        marked: how many citations they hold.
        found: how many the finder found.
        exact: how many of these agree with a mark in span and identifier.
        alike: how many agree with a mark in identifier and overlap it.
        signed: how many of the exact ones agree in carried, bare and range, too.
        lookalikes: how many of the passages only look like passages that cite.
        strays: how many citations were found in these.
    """

    passages: int = 0
    marked: int = 0
    found: int = 0
    exact: int = 0
    alike: int = 0
    signed: int = 0
    lookalikes: int = 0
    strays: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))

    def precision(self, right: int) -> float:
        """Return the share of what was found that is right; nothing found is nothing wrong."""
        return right / self.found if self.found else 1.0

    def recall(self, right: int) -> float:
        """Return the share of the marks that were found."""
        return right / self.marked if self.marked else 1.0

    def f1(self, right: int) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.found + self.marked
        return 2 * right / both if both else 1.0

    @property
    def lowest(self) -> float:
        """The lower of precision and recall, of exact citations."""
        return min(self.precision(self.exact), self.recall(self.exact))

    @property
    def strays_of_100(self) -> float:
        """Citations found in 100 passages that only look so."""
        return 100 * self.strays / self.lookalikes if self.lookalikes else 0.0


# --- trying --------------------------------------------------------------------------------------


def try_finder(passage: Passage) -> Trial:
    """Run the finder over one passage."""
    return Trial(passage, tuple(map(_as_mark, find_citations(passage.text))))


def _as_mark(citation: Citation) -> Mark:
    return Mark(
        citation.start,
        citation.end,
        str(citation.identifier),
        citation.carried,
        citation.bare,
        ranged=citation.ends is not None,
    )


def _key(mark: Mark) -> tuple[int, int, str]:
    return mark.start, mark.end, mark.identifier


def _signs(mark: Mark) -> tuple[bool, ...]:
    return mark.carried, mark.bare, mark.ranged


def score(trial: Trial) -> Score:
    """Count what one trial came to."""
    marks = trial.passage.marks
    found = {_key(mark): mark for mark in trial.found}
    lookalike = trial.passage.genre == LOOKALIKE
    return Score(
        passages=1,
        marked=len(marks),
        found=len(trial.found),
        exact=len(trial.right()),
        alike=_alike(marks, trial.found),
        signed=sum(_signs(mark) == _signs(found[_key(mark)]) for mark in trial.right()),
        lookalikes=int(lookalike),
        strays=len(trial.found) if lookalike else 0,
    )


def _alike(marks: Iterable[Mark], found: Iterable[Mark]) -> int:
    """Count pairs that overlap and mean the same, each of them in one pair."""
    left = list(found)
    count = 0
    for mark in marks:
        for one in left:
            if one.start < mark.end and mark.start < one.end and one.identifier == mark.identifier:
                left.remove(one)
                count += 1
                break
    return count


def total(trials: Iterable[Trial]) -> Score:
    """Add the scores of trials up."""
    return sum(map(score, trials), Score())


# --- the table -----------------------------------------------------------------------------------

_GROUPINGS: tuple[Callable[[Passage], str], ...] = (
    lambda passage: passage.set,
    lambda passage: f"genre {passage.genre}",
    lambda passage: f"language {passage.language}",
)
_SHARES = ("precision", "recall", "F1")
_COLUMNS = ("passages", "marked", "found", *_SHARES, "same text: precision", *_SHARES[1:], "carried, bare")


def rows(trials: list[Trial]) -> Iterator[tuple[str, Score]]:
    """Yield a name and a score for every set, genre and language, and for all."""
    for grouping in _GROUPINGS:
        names = [grouping(trial.passage) for trial in trials]
        for name in sorted(set(names)):
            yield name, total(trial for trial, of in zip(trials, names, strict=True) if of == name)
    yield "total", total(trials)


def _cells(name: str, of: Score) -> list[str]:
    shares = [
        measure(right) for right in (of.exact, of.alike) for measure in (of.precision, of.recall, of.f1)
    ]
    shares.append(of.signed / of.exact if of.exact else 1.0)
    return [name, str(of.passages), str(of.marked), str(of.found), *(f"{share:.3f}" for share in shares)]


def table(trials: list[Trial], *, markdown: bool) -> Iterator[str]:
    """Yield the lines of the table, for a terminal or for a page."""
    lines = [["", *_COLUMNS], *(_cells(name, of) for name, of in rows(trials))]
    if markdown:
        lines.insert(1, ["---", *("--:" for _ in _COLUMNS)])
        yield from ("| " + " | ".join(line) + " |" for line in lines)
    else:
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        for line in lines:
            cells = (cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))
            yield "  ".join([line[0].ljust(widths[0]), *cells])


# --- misses, gains and losses --------------------------------------------------------------------


def _context(text: str, mark: Mark) -> str:
    """Return the citation in brackets and a line of what stands around it."""
    before, words, after = text[: mark.start], text[mark.start : mark.end], text[mark.end :]
    return f"{before[-40:]}[{words}]{after[:40]}".replace("\n", "⏎")


def misses(trials: list[Trial]) -> Iterator[str]:
    """Yield a line for every mark that was not found exactly, and for everything found beside."""
    for trial in trials:
        for word, marks in (("missed", trial.missed()), ("false", trial.false())):
            for mark in marks:
                yield f"{trial.passage.name}: {word} {mark.identifier}: {_context(trial.passage.text, mark)}"


@frozen
class Changes:
    """What a change of the finder did to one passage, each a list of "place identifier"."""

    passage: Passage
    gained: list[str] = field(factory=list)
    lost: list[str] = field(factory=list)
    false_gone: list[str] = field(factory=list)
    false_new: list[str] = field(factory=list)


def changes(trial: Trial, before: Trial) -> Changes:
    """Compare two trials of one passage."""
    now, then = ({(m.start, m.end, m.identifier) for m in each.found} for each in (trial, before))
    marked = {_key(mark) for mark in trial.passage.marks}

    def told(keys: set[tuple[int, int, str]]) -> list[str]:
        return [f"{start}-{end} {identifier}" for start, end, identifier in sorted(keys)]

    return Changes(
        trial.passage,
        gained=told((now - then) & marked),
        lost=told((then - now) & marked),
        false_gone=told(then - now - marked),
        false_new=told(now - then - marked),
    )


_KINDS = ("gained", "lost", "false_gone", "false_new")


def comparison(trials: list[Trial], saved: dict[str, Any], *, look: bool) -> Iterator[str]:
    """Yield a line for each gain and loss; of passages that only measure, no more than the counts."""
    counts = dict.fromkeys(_KINDS, 0)
    for trial in trials:
        kept = saved.get(trial.passage.name)
        if kept is None or kept["text"] != trial.passage.text:
            yield f"{trial.passage.name}: not compared, the passage is new or was changed"
            continue
        change = changes(trial, Trial(trial.passage, tuple(Mark(*found) for found in kept["found"])))
        for kind in _KINDS:
            each = getattr(change, kind)
            counts[kind] += len(each)
            if look or trial.passage.set != _HELD_OUT:
                yield from (f"{trial.passage.name}: {kind.replace('_', ' ')} {one}" for one in each)
    yield "; ".join(f"{kind.replace('_', ' ')}: {count}" for kind, count in counts.items())


def _save(trials: list[Trial], path: Path) -> None:
    """Write the run in one step, so that a reader never sees half a file."""
    run = {
        trial.passage.name: {
            "text": trial.passage.text,
            "found": [list(astuple(mark)) for mark in trial.found],
        }
        for trial in trials
    }
    scratch = path.with_name(path.name + ".new")
    scratch.write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    os.replace(scratch, path)  # noqa: PTH105 - the step must replace


# --- the command ---------------------------------------------------------------------------------


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--set", choices=SETS, help="measure by one set only")
    parser.add_argument("--genre", help="measure by one kind of text only")
    parser.add_argument("--misses", action="store_true", help="show each miss and false alarm of development")
    parser.add_argument(
        "--look",
        action="store_true",
        help="show those of held-out, too; each passage you mend the finder by must then move to development",
    )
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep what was found")
    parser.add_argument(
        "--against", type=Path, metavar="FILE", help="show gains and losses against a run kept"
    )
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument(
        "--floor", type=float, metavar="SHARE", help="exit 1 when precision or recall is below"
    )
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and return the exit code: 1 below the floor, 2 for what cannot be done."""
    options = _arguments().parse_args(arguments)
    try:
        saved = json.loads(options.against.read_text(encoding="utf-8")) if options.against else None
        chosen = passages((options.set,) if options.set else SETS)
    except (OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2
    if options.misses and options.set == _HELD_OUT and not options.look:
        print("held-out is there to measure with; add --look and move what you look at", file=sys.stderr)
        return 2
    if options.look:
        print("warning: a held-out passage that is looked at must move to development", file=sys.stderr)
    trials = [try_finder(passage) for passage in chosen if options.genre in (None, passage.genre)]
    print(*table(trials, markdown=options.markdown), sep="\n")
    of = total(trials)
    if of.lookalikes:
        print(f"\n{of.strays} strays in {of.lookalikes} look-alikes: {of.strays_of_100:.1f} of 100")
    if options.misses:
        shown = [trial for trial in trials if options.look or trial.passage.set != _HELD_OUT]
        print("", *misses(shown), sep="\n")
    if saved is not None:
        print("", *comparison(trials, saved, look=options.look), sep="\n")
    if options.save:
        _save(trials, options.save)
    return 1 if options.floor is not None and of.lowest < options.floor else 0


if __name__ == "__main__":
    sys.exit(main())
