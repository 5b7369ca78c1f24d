"""Try the finder on marked passages, and count what it finds.

>>> from marked_passages import read_marked
>>> of = score(try_finder(read_marked("see ⟦ITU-T X.509→ITU-T X.509⟧ now, ⟦not this→ITU-T X.500⟧")))
>>> of.marked, of.found, of.precision(of.exact), of.recall(of.exact)
(2, 1, 1.0, 0.5)

A citation is found *exactly* when span and identifier are those of the mark, and it is found *alike* when the
spans overlap and the identifiers agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import astuple, field, frozen

from itu_catalog import Citation, find_citations
from marked_passages import LOOKALIKE, Mark, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["KINDS_OF_CHANGE", "Changes", "Score", "Trial", "changes", "score", "total", "try_finder"]


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


KINDS_OF_CHANGE = ("gained", "lost", "false_gone", "false_new")


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
