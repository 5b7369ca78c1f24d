"""Write how well the finder finds into docs/guide/finding.md: `python tools/finder_page.py`.

The figures stand between two comments of the page; the rest of it is written by hand. A test fails when the page says
another number of passages than there are, or a share that is off by more than `ROUNDING`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from finder_trials import total, try_finder
from marked_passages import LOOKALIKE, SETS, passages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from finder_trials import Score, Trial

__all__ = ["PAGE", "ROUNDING", "differences", "figures", "with_figures"]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "guide" / "finding.md"
ROUNDING = 0.01
"""What a share on the page may be off by, so that not every change of the finder is one of the page."""

AIM, AIM_OF_STRAYS = 0.97, 1.0
"""What precision and recall, and strays in 100 look-alikes, are to reach in each half."""

_BEGIN = "<!-- figures: python tools/finder_page.py -->"
_END = "<!-- end of figures -->"

LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "pt": "Portuguese",
    "ru": "Russian",
    "zh": "Chinese",
    "zh-Hant": "Chinese, traditional",
}
OTHERS = "others"
"""The row of the languages of which there are only a few passages."""
GENRES = {
    "code": "source code and its comments",
    "datasheets": "data sheets",
    "languages": "prose in other languages",
    "mib-yang": "MIB and YANG modules",
    "papers": "papers",
    "patents": "patents",
    "regulation": "regulation and standards",
    "rfc": "RFCs",
    "web": "the web",
}

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_COLUMNS = tuple(
    f"{name}: {column}" if column == "passages" else column
    for name in SETS
    for column in ("passages", "citations", "precision", "recall")
)


class _Grouping(NamedTuple):
    head: str
    row: Callable[[Trial], str]
    rows: list[str]


_GROUPINGS = (
    _Grouping(
        "Kind of text", lambda trial: GENRES[trial.passage.genre], sorted(GENRES.values(), key=str.lower)
    ),
    _Grouping(
        "Language",
        lambda trial: LANGUAGES.get(trial.passage.language, OTHERS),
        [*sorted(LANGUAGES.values()), OTHERS],
    ),
)


def figures() -> str:
    """Return the tables, measured now."""
    return "\n".join(_lines([try_finder(passage) for passage in passages()]))


def _lines(trials: list[Trial]) -> Iterator[str]:
    of = {name: [trial for trial in trials if trial.passage.set == name] for name in SETS}
    yield from _head(
        "Half", "passages", "citations", "precision", "recall", "F1", "look-alikes: strays in 100"
    )
    for name in SETS:
        score = total(of[name])
        shares = (measure(score.exact) for measure in (score.precision, score.recall, score.f1))
        yield _row(
            name,
            score.passages,
            score.marked,
            *(f"{share:.3f}" for share in shares),
            f"{score.strays_of_100:.1f}",
        )
    citing = {name: [trial for trial in of[name] if trial.passage.genre != LOOKALIKE] for name in SETS}
    yield _row("aim", "", "", *(f"≥ {AIM:.2f}" for _ in range(2)), "", f"≤ {AIM_OF_STRAYS:.1f}")
    for grouping in _GROUPINGS:
        yield ""
        yield from _head(grouping.head, *_COLUMNS)
        for row in grouping.rows:
            scores = [total(trial for trial in citing[name] if grouping.row(trial) == row) for name in SETS]
            yield _row(row, *(cell for score in scores for cell in _cells(score)))


def _cells(score: Score) -> Iterator[str]:
    yield str(score.passages)
    yield str(score.marked)
    for measure in (score.precision, score.recall):
        yield f"{measure(score.exact):.2f}" if score.marked else "–"


def _head(*cells: str) -> Iterator[str]:
    yield _row(*cells)
    yield _row("---", *("--:" for _ in cells[1:]))


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def with_figures(page: str, measured: str) -> str:
    """Return the page with these figures in the place of the old ones."""
    before, _, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not end:
        raise ValueError(f"the page has no place for figures: {_BEGIN} … {_END}")
    return f"{before}{_BEGIN}\n\n{measured}\n\n{_END}{after}"


def differences(page: str, measured: str) -> Iterator[str]:
    """Yield the lines of the page whose figures are not those that were measured, but for rounding.

    >>> list(differences("| rfc | 10 | 0.98 |", "| rfc | 10 | 0.99 |"))
    []
    >>> list(differences("| rfc | 10 | 0.98 |", "| rfc | 11 | 0.98 |"))
    ['| rfc | 10 | 0.98 |: measured is | rfc | 11 | 0.98 |']
    """
    told, now = ([line for line in text.splitlines() if line.startswith("|")] for text in (page, measured))
    if len(told) != len(now):
        yield f"{len(told)} lines of figures: measured are {len(now)}"
    for old, new in zip(told, now, strict=False):
        if _NUMBER.sub("", old) != _NUMBER.sub("", new) or any(
            abs(float(one) - float(two)) > (ROUNDING + 1e-9 if "." in one else 0)
            for one, two in zip(_NUMBER.findall(old), _NUMBER.findall(new), strict=True)
        ):
            yield f"{old}: measured is {new}"


def main() -> None:
    """Write the figures into the page."""
    PAGE.write_text(with_figures(PAGE.read_text(encoding="utf-8"), figures()), encoding="utf-8")


if __name__ == "__main__":
    main()
