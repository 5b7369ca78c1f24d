r"""Editing documents by their citations: linking them where they stand, and mending the stale ones.

>>> annotate("See ITU-T X.509.")
'See ITU-T X.509 <https://www.itu.int/rec/T-REC-X.509>.'
>>> annotate("See `X.25` and *ITU-T X.510*.\n", format="markdown")
'See `X.25` and *[ITU-T X.510](https://www.itu.int/rec/T-REC-X.510 "...")*.\n'
>>> fix("Certificates follow ITU-T Z.140 and X.509 (10/2016).").text
'Certificates follow ITU-T Z.161 and X.509 (10/2019).'

Nothing else of a text changes, and what is left as it is has a reason: `linked` and `fix` give it.
"""

from __future__ import annotations

from itu_catalog.annotation.edited import Edited
from itu_catalog.annotation.edits import Edit
from itu_catalog.annotation.exchanging import ESCAPES
from itu_catalog.annotation.linking import linked
from itu_catalog.annotation.mending import SAFE, mended
from itu_catalog.annotation.why import Skipped, Why
from itu_catalog.catalog import default_catalog
from itu_catalog.citation import find_citations
from itu_catalog.findings.judge import Judge
from itu_catalog.readers import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Collection, Iterable
    from typing import Literal

    from itu_catalog.annotation.targets import Link
    from itu_catalog.catalog import Catalog
    from itu_catalog.findings import Code, Finding
    from itu_catalog.readers.source import Source

__all__ = ["SAFE", "Edit", "Edited", "Skipped", "Why", "annotate", "fix", "judging", "linked", "mended"]


def annotate(
    text: str,
    *,
    format: str = "text",  # noqa: A002 - as people say it
    catalog: Catalog | None = None,
    on: datetime.date | str | None = None,
    link: Link | None = None,
    bare: Literal["never", "context", "always"] = "context",
    style: str = "inline",
    status: bool = False,
) -> str:
    """Return `text` with every citation linked where it stands; its other characters are as they were.

    `format` is ``text``, ``markdown``, ``html`` or ``rest``. A citation leads to the page of the edition that it
    means when it is dated, else to the page of its number, unless `link` is given: a function of the citation and
    the finding on it, which returns an address, or None for no link. `bare` says when a number without prefix
    is a citation, as for `find_citations`. `status` adds to the title of a link that its text is superseded,
    withdrawn or the like; in HTML an attribute always has that. For plain text, ``style="notes"`` puts numbers
    behind the citations and lists the addresses at the end. `catalog` and `on` are as for `check`.

    A citation in code, in a link, within markup, or of what has no page, is left as it is. Linking a linked text
    changes nothing.

    Raises:
        TypeError: `text` is not a string.
        ValueError: there are no such links in that format; `on` is no calendar day.

    >>> annotate("ITU-T X.509", style="notes").splitlines()[0]
    'ITU-T X.509 [1]'
    """
    judge = judging(catalog, on, bare=bare)
    return linked(_source(text, format, "annotate"), judge, link=link, style=style, status=status).text


def fix(
    text: str,
    *,
    format: str = "text",  # noqa: A002 - as people say it
    catalog: Catalog | None = None,
    on: datetime.date | str | None = None,
    bare: Literal["never", "context", "always"] = "context",
    codes: Collection[Code | str] = SAFE,
) -> Edited:
    """Return `text` with stale citations mended, where what to write is certain; and what was left, with reasons.

    `codes` are the codes of the findings to mend, of those in `SAFE`. Dates, numbers and sectors are exchanged in
    the manner of the author, with the title and the twin text beside them, or not at all.

    Raises:
        TypeError: `text` is not a string.
        ValueError: a code is none that can be mended; `on` is no calendar day.

    >>> fixed = fix("ITU-T X.509 (2016); clause 8 of ITU-T X.509 (2016).")
    >>> print(fixed.text, *(skipped.why for skipped in fixed.skipped), sep="; ")
    ITU-T X.509 (2019); clause 8 of ITU-T X.509 (2016).; a clause ... of it is named, ...
    """
    return mended(_source(text, format, "fix"), judging(catalog, on, bare=bare), codes)


def judging(
    catalog: Catalog | None = None,
    on: datetime.date | str | None = None,
    *,
    bare: Literal["never", "context", "always"] = "context",
) -> Callable[[str], Iterable[Finding]]:
    """Return what finds and judges the citations of one text after the other."""
    judge = Judge(default_catalog() if catalog is None else catalog, on)
    # The policy for bare numbers is the finder's to check.
    return lambda text: judge.findings(text, find_citations(text, bare=bare))


def _source(text: str, kind: str, asked: str) -> Source:
    """Read a string as a document; a byte order mark before it is a character like others."""
    if not isinstance(text, str):
        raise TypeError(f"{asked} reads a string, not {type(text).__name__}")
    try:
        data = text.encode()
    except UnicodeEncodeError as fault:
        raise ValueError(f"{asked} reads text, and character {fault.start} is no character of any") from None
    if kind not in ESCAPES:
        raise ValueError(f"{asked} knows no format {kind!r}; write one of: {', '.join(ESCAPES)}")
    return read_bytes(data, "the text", format=kind, encoding="utf-8", limit=len(data))
