"""`Verdict`: a finding without its citation, which many citations can share."""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.documents import Document, Recommendation
    from itu_catalog.findings.codes import Code, Level
    from itu_catalog.identifier import Identifier

__all__ = ["Verdict"]


class Verdict(NamedTuple):
    """A finding without its citation: what is the same for every citation of one identifier."""

    code: Code
    message: str
    document: Document | None = None
    replacement: Document | Recommendation | None = None
    write: Identifier | str | None = None
    """What to write instead: an identifier, which is put in the manner of the author, or a text as it is."""
    twin: str | None = None
    """The ISO, IEC or ETSI text to write beside `write`."""
    exact: bool = False
    """Whether `write` keeps its whole date, however exact the author was."""
    told: bool = False
    """Whether the message names already what to write."""
    guessed: bool = False
    """Whether `write` is only the likeliest of what may be meant."""
    documents: tuple[Document, ...] = ()
    certain: bool = True
    level: Level | None = None
    quoted: str | None = None
    """The title beside the citation, for verdicts about it."""
    likeness: float | None = None
    uncertain: tuple[Document, ...] = ()
    """Members of a series that are withdrawn by now, nobody knows since when."""
    place: tuple[int, int] | None = None
    """The stretch of the text that `write` stands in for; None for the citation itself."""
