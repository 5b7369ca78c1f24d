"""What all reports share: their shape, the counts they close with, and the words for places and meanings.

>>> closing_line({"ok": 2, "warning": 1}, 3, "2026-08-22")
'3 citations on 2026-08-22: 2 ok, 0 notes, 1 warning, 0 errors'
"""

from __future__ import annotations

import sys
from typing import NamedTuple, Protocol

from itu_catalog.findings import CODES, Level, worst
from itu_catalog.findings.wording import in_series
from itu_catalog.layout import WIDTH, counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from itu_catalog.checking import Checked, Run, Summary
    from itu_catalog.findings import Finding
    from itu_catalog.layout import Paint
    from itu_catalog.readers.source import Place, Source

__all__ = [
    "UNREADABLE",
    "VERSION",
    "Format",
    "Presentation",
    "Report",
    "closing",
    "closing_line",
    "code_counts",
    "level_counts",
    "level_words",
    "meant",
    "name_of",
    "path_and_place",
    "path_of",
    "plain_finding",
    "uri_of",
    "web_address",
]

VERSION: str = sys.modules[__name__.partition(".")[0]].__version__
"""The version of this package, which is there before its modules are; nothing else of the façade is asked for."""

UNREADABLE = "unreadable"
"""Stands for a code where a row says that an input could not be read; it is none, since no citation was judged."""


class Format(NamedTuple):
    """One report format: its name, its module in this package, the ending of its files, and what it is for."""

    name: str
    module: str
    ending: str
    description: str


class Presentation(NamedTuple):
    """How a report is to be written, where its format leaves a choice.

    Attributes:
        several: whether more than one input may come, so that each is to be named.
        width: columns of text.
        paint: colours text for a terminal; None writes plain text.
        ascii: whether JSON is to escape all but ASCII characters, since nothing else can be written.
    """

    several: bool = False
    width: int = WIDTH
    paint: Paint | None = None
    ascii: bool = False


class Report(Protocol):
    """A report in one format: begun once, given the inputs one by one, ended once.

    Each yields pieces of text with their line ends, some perhaps not before the end.
    """

    def begin(self, run: Run) -> Iterable[str]:
        """Yield what stands before all inputs."""
        ...

    def add(self, checked: Checked) -> Iterable[str]:
        """Yield what there is to say about one input."""
        ...

    def end(self, summary: Summary) -> Iterable[str]:
        """Yield what stands behind all inputs."""
        ...


def level_counts(findings: Iterable[Finding]) -> dict[str, int]:
    """Count citations by the level of their worst finding; all levels are there."""
    judged = worst(findings)
    return {str(level): sum(finding.level is level for finding in judged) for level in Level}


def code_counts(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts of the codes that there are, in the order of `CODES`."""
    return {str(code): counts[code] for code in CODES if counts.get(code)}


def level_words(levels: Mapping[str, int]) -> str:
    """Say how many citations are of each level.

    >>> level_words({"ok": 2, "error": 1})
    '2 ok, 0 notes, 0 warnings, 1 error'
    """
    ok, *others = Level
    return ", ".join(
        [f"{levels.get(ok, 0)} {ok}", *(counted(levels.get(level, 0), level) for level in others)]
    )


def closing_line(levels: Mapping[str, int], citations: int, day: object) -> str:
    """Say in one line what a run came to."""
    return f"{counted(citations, 'citation')} on {day}: {level_words(levels)}"


def closing(summary: Summary, day: object, *, several: bool = False) -> Iterator[str]:
    """Yield what a run came to, a line each: citations by level, then what was left unsaid or could not be read.

    >>> from collections import Counter
    >>> from itu_catalog.checking import Summary
    >>> list(closing(Summary(inputs=1, citations=1, suppressed=Counter(baseline=1)), "2026-08-22"))[1]
    '1 finding is not reported: 1 by baseline'
    """
    inputs = f" in {counted(summary.inputs, 'input')}" if several else ""
    if summary.citations:
        yield closing_line(summary.levels, summary.citations, f"{day}{inputs}")
    elif summary.inputs or not summary.faults:
        yield f"no citations found{inputs}"
    if hidden := summary.suppressed.total():
        reasons = ", ".join(f"{count} by {why}" for why, count in sorted(summary.suppressed.items()))
        yield f"{counted(hidden, 'finding')} {'is' if hidden == 1 else 'are'} not reported: {reasons}"
    if summary.faults:
        yield f"{counted(summary.faults, 'input')} could not be read"


def meant(finding: Finding) -> str:
    """Say in a few words what a citation means: the document, or the numbers of a series; nothing where neither.

    >>> from itu_catalog import check
    >>> [meant(finding) for finding in check("ITU-T Z.140, ITU-T X.694 Cor. 1, ITU-T X.5099")]
    ['ITU-T Z.161 (10/2023)', 'one of 3', '']
    """
    if finding.document is not None:
        return str(finding.document)
    if finding.code == "current":
        return in_series(finding.documents, finding.uncertain)
    if finding.code == "ambiguous":
        return f"one of {len(finding.documents)}" if finding.documents else "one of several"
    return ""


def name_of(checked: Checked) -> str:
    """Return what to call an input: as its reader does, ``standard input`` and not ``-``, where it was read."""
    return checked.source.name if checked.source is not None else checked.name


def path_and_place(name: str, place: Place) -> str:
    """Say where something stands so that terminals and editors can go there: ``memo.txt:3:14``.

    >>> from itu_catalog.readers.source import Place
    >>> path_and_place("memo.txt", Place(3, 14)), path_and_place("memo.pdf", Place(3, 14, page=2))
    ('memo.txt:3:14', 'memo.pdf: page 2, line 3')
    """
    return f"{name}:{place}" if place.page is None and place.paragraph is None else f"{name}: {place}"


def path_of(name: str) -> str:
    """Return the name of an input as a path with slashes, from the working directory where it is below that.

    >>> path_of("./memo.txt"), path_of("standard input")
    ('memo.txt', 'standard input')
    """
    import os
    from pathlib import Path

    path = Path(os.path.abspath(name))  # noqa: PTH100 - links stay, "a/../b" goes
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix()


def uri_of(name: str) -> str:
    """Return the name of an input as a URI reference: relative where it is below the working directory.

    >>> uri_of("docs/a b:c.txt"), uri_of("/no/such/100%.txt")
    ('docs/a%20b%3Ac.txt', 'file:///no/such/100%25.txt')
    """
    import os
    from pathlib import Path
    from urllib.parse import quote

    path = Path(path_of(name))
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()), safe="/")


def web_address(url: str | None) -> str | None:
    """Return an address if it is one of the web: a catalogue of somebody's own may hold anything.

    >>> web_address("https://www.itu.int/rec/T-REC-X.509"), web_address("javascript:alert(1)")
    ('https://www.itu.int/rec/T-REC-X.509', None)
    """
    return url if url and url.startswith(("https://", "http://")) else None


def plain_finding(finding: Finding, source: Source) -> dict[str, Any]:
    """Return a finding and where it stands as JSON-ready values; every key is always there."""
    place = source.place(finding.citation.start)._asdict()
    return {"source": source.name, **place, **finding.to_dict()}
