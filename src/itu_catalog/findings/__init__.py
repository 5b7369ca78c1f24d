"""Judging citations: what each one means on a date, whether it holds, and what to write instead.

>>> text = "ITU-T X.509 (2016), X.1402 “Security threats to distributed ledger technology”"
>>> for finding in check(text, on="2020-06-09"):
...     print(finding)
superseded (warning): ... superseded on 2019-10-14 by ITU-T X.509 (10/2019); write ITU-T X.509 (2019)
not-yet-approved (error): this was no document on 2020-06-09: its first text, ITU-T X.1402 (07/2020), was ...
title-of-another (error): the title beside it is that of ITU-T X.1401 (11/2019), ...; write X.1401

A dated reference is judged by its text, an undated one by the text in force on the day, and the finding says
which. Nothing that happened after the day is told, except that a text was not yet approved, and when it was.
"""

from __future__ import annotations

from itu_catalog.catalog import default_catalog
from itu_catalog.citation import find_citations
from itu_catalog.findings.codes import CODES, LIKENESS, Code, Level, Meaning, Threshold
from itu_catalog.findings.finding import Finding, worst
from itu_catalog.findings.judge import Judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator
    from typing import Literal

    from itu_catalog.catalog import Catalog
    from itu_catalog.citation import Citation

__all__ = ["CODES", "LIKENESS", "Code", "Finding", "Judge", "Level", "Meaning", "Threshold", "check", "worst"]


def check(
    text: str,
    *,
    catalog: Catalog | None = None,
    on: datetime.date | str | None = None,
    to_the_letter: bool = False,
    bare: Literal["never", "context", "always"] = "context",
    citations: Iterable[Citation] | None = None,
) -> Iterator[Finding]:
    """Yield what there is to say about every citation in `text`, in the order of the text.

    Every citation has at least one finding. `on` is the day to judge for, a date or an ISO string; without it
    the day the catalogue is complete to, and then an undated change to several editions is ambiguous.
    Without a catalogue the default one is asked. Titles quoted beside a number are compared as a reader would,
    who does not mind capitals, marks, hyphens, plurals and spellings (`itu_catalog.titles.words_of`); `to_the_letter`
    notes those, too. `bare` says what to make of numbers that name the ITU in no way, as for `find_citations`;
    or `citations` are those of the text, in order, for a caller who has found them already. For many texts, a
    `Judge` keeps what it found out from one to the next.

    Raises:
        TypeError: `text` is not a string, or `on` neither date nor string.
        ValueError: `on` is no calendar day, or `bare` no such policy.

    >>> [str(finding.code) for finding in check("See ITU-T Z.140.")]
    ['renumbered']
    """
    if not isinstance(text, str):
        raise TypeError(f"check reads a string, not {type(text).__name__}")
    judge = Judge(default_catalog() if catalog is None else catalog, on, to_the_letter=to_the_letter)
    return judge.findings(text, find_citations(text, bare=bare) if citations is None else citations)
