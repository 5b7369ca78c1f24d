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

from attrs import astuple

from finder_trials import KINDS_OF_CHANGE, Score, Trial, changes, total, try_finder
from marked_passages import SETS, Mark, Passage, passages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["main", "rows", "table"]

_HELD_OUT = SETS[1]


# --- the table -----------------------------------------------------------------------------------

_GROUPINGS: tuple[Callable[[Passage], str], ...] = (
    lambda passage: passage.set,
    lambda passage: f"genre {passage.genre}",
    lambda passage: f"language {passage.language}",
)
_SHARES = ("precision", "recall", "F1")
_COLUMNS = (
    "passages",
    "marked",
    "found",
    *_SHARES,
    "same text: precision",
    *_SHARES[1:],
    "carried, bare, range",
)


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


def comparison(trials: list[Trial], saved: dict[str, Any], *, look: bool) -> Iterator[str]:
    """Yield a line for each gain and loss; of passages that only measure, no more than the counts."""
    counts = dict.fromkeys(KINDS_OF_CHANGE, 0)
    for trial in trials:
        kept = saved.get(trial.passage.name)
        if kept is None or kept["text"] != trial.passage.text:
            yield f"{trial.passage.name}: not compared, the passage is new or was changed"
            continue
        change = changes(trial, Trial(trial.passage, tuple(Mark(*found) for found in kept["found"])))
        for kind in KINDS_OF_CHANGE:
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


def _chosen(name: str | None, genre: str | None) -> list[Passage]:
    """Return the passages of a set and a kind of text, or all of them."""
    chosen = passages((name,) if name else SETS)
    genres = sorted({passage.genre for passage in chosen})
    if genre not in (None, *genres):
        raise ValueError(f"no passage is of the genre {genre!r}; there are {', '.join(genres)}")
    return [passage for passage in chosen if genre in (None, passage.genre)]


def _kept(path: Path) -> dict[str, Any]:
    """Read a run that `_save` wrote."""
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        run = None
    if not isinstance(run, dict) or not all(
        isinstance(each, dict) and "found" in each for each in run.values()
    ):
        raise ValueError(f"{path}: expected a run kept with --save")
    return run


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and return the exit code: 1 below the floor, 2 for what cannot be done."""
    options = _arguments().parse_args(arguments)
    if options.misses and options.set == _HELD_OUT and not options.look:
        print("held-out is there to measure with; add --look and move what you look at", file=sys.stderr)
        return 2
    try:
        saved = _kept(options.against) if options.against else None
        trials = list(map(try_finder, _chosen(options.set, options.genre)))
    except (OSError, ValueError) as fault:
        print(fault, file=sys.stderr)
        return 2
    if options.look:
        print("warning: a held-out passage that is looked at must move to development", file=sys.stderr)
    print(*table(trials, markdown=options.markdown), sep="\n")
    of = total(trials)
    print(f"\nstrays in look-alikes: {of.strays} in {of.lookalikes} passages, {of.strays_of_100:.1f} of 100")
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
