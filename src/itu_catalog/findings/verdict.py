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
    """What to write instead."""
    documents: tuple[Document, ...] = ()
    certain: bool = True
    level: Level | None = None
    perhaps: str | None = None
    """What may be written instead, where it is a guess or the message names it already."""
    quoted: str | None = None
    """The title beside the citation, for verdicts about it."""
    likeness: float | None = None
    uncertain: tuple[Document, ...] = ()
    """Members of a series that are withdrawn by now, nobody knows since when."""
