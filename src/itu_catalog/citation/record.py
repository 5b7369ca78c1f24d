"""`Citation`: one citation at its place in a text, and why it is one.

>>> from itu_catalog.citation import find_citations
>>> citation, = find_citations("A certificate is defined by X.509.")
>>> str(citation), citation.bare, citation.reasons
('ITU-T X.509', True, (<Reason.SUBJECT: 'subject'>,))
"""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from itu_catalog.identifier import Identifier

__all__ = ["Citation", "Reason"]


class Reason(StrEnum):
    """Why a number that does not name the ITU itself is taken for one of its texts."""

    LISTED = "listed"
    """It continues a list, or a sentence: carried behind a citation in full, bare behind another bare number."""
    MENTION = "mention"
    """The sentence names the ITU; or the paragraph does, and the number is well known, or above 1000."""
    CITED = "cited"
    """The document cites it in full before, or others of its series."""
    SUBJECT = "subject"
    """The words around it are those of what the series is about: a codec beside G.711."""
    FAME = "fame"
    """It is known by this number alone, and the words around are technical ones."""
    FORM = "form"
    """Nothing else is written so: ``G.Sup39``, ``T-REC-X.509``."""
    POLICY = "policy"
    """The caller wants every number that ITU assigned."""


@frozen(weakref_slot=False)
class Citation:
    """One citation, at its place in the caller's text.

    Attributes:
        start: where it begins, an offset into the text, in characters.
        end: where it ends (exclusive): after the date, amendment, corrigendum or annex that belongs to it.
        text: the characters between.
        identifier: the ITU text it names; what is written, nothing added and nothing dropped.
        twin: the ISO, IEC or ETSI text named beside it; outside the span.
        locator: the clause, table or annex named with it; outside the span.
        bare: its own words do not name the ITU, and neither does a list that it continues.
        carried: it continues an explicit citation and inherits its sector.
        ends: both ends, when it is one end of a range such as ``X.680 to X.683``; else None.
        reasons: why it counts, for one that is bare or carried; empty for one that names the ITU.

    >>> from itu_catalog.citation import find_citations
    >>> for citation in find_citations("see ITU-T X.680 to X.683 (2021)"):
    ...     print(citation.text, "|", *citation.ends)
    ITU-T X.680 | ITU-T X.680 ITU-T X.683 (2021)
    X.683 (2021) | ITU-T X.680 ITU-T X.683 (2021)
    """

    start: int
    end: int
    text: str
    identifier: Identifier
    twin: str | None = None
    locator: str | None = None
    bare: bool = False
    carried: bool = False
    ends: tuple[Identifier, Identifier] | None = None
    reasons: tuple[Reason, ...] = ()

    def __str__(self) -> str:
        return str(self.identifier)

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready values, each key always there.

        >>> from itu_catalog.citation import find_citations
        >>> (citation,) = find_citations("see clause 7 of ITU-T X.680")
        >>> plain = citation.to_dict()
        >>> plain["start"], plain["identifier"], plain["locator"], plain["reasons"], plain["ends"]
        (16, 'ITU-T X.680', 'clause 7', [], None)
        """
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "identifier": str(self.identifier),
            "twin": self.twin,
            "locator": self.locator,
            "bare": self.bare,
            "carried": self.carried,
            "reasons": [str(reason) for reason in self.reasons],
            "ends": [str(end) for end in self.ends] if self.ends else None,
        }
