"""`Why` a citation is left as it is; and `Skipped`, a citation that is.

>>> print(Why.CODE)
it stands in code
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from itu_catalog.findings import Finding
    from itu_catalog.readers.source import Place

__all__ = ["Skipped", "Why"]


class Why(StrEnum):
    """Reasons for which a citation is neither linked nor mended, as the end of a sentence about it."""

    # Where it stands.
    CODE = "it stands in code"
    LINK = "it is a link already"
    TARGET = "it stands in an address or within markup"
    BROKEN = "markup stands between its words"
    NESTED = "it stands in other markup, where this format has no links"
    BESIDE = "what stands right beside it would change the meaning of a link"
    HEADING = "a link would make the heading longer than the line below it"
    TABLE = "a link would break the columns or rows of a table"
    PLACE = "where it stands in the file is not known"

    # What it names.
    DRAFT = "a draft has no page of its own"
    NO_PAGE = "ITU has no page for what it names"
    UNKNOWN = "ITU is not known to have such a text"
    SECTOR = "the number is one of the other sector"
    SEVERAL = "it may mean several texts"
    NOT_WANTED = "nothing was given to link it to"

    # What speaks against mending it.
    SPARED = "a comment or the ignore file says to leave it"
    UNSURE = "what to write instead is not certain"
    BY_HAND = "only a person can tell what is meant"
    OTHER_WORK = "another work took its place, in which what is cited may not be"
    NUMBER = "the number may be what is wrong, and not the sector"
    CLAUSE = "a clause or part of it is named, which the later text may number otherwise"
    CHANGE = "a change of a text is cited, and the later text is not the same change"
    DATE = "its date stands beside it once more"
    CALLED_DRAFT = "the words before it call it a draft"
    TITLE = "the title beside it is not that of the text to write"
    TWIN = "no ISO, IEC or ETSI text is known that would belong beside it"
    RANGE = "it is an end of a range, whose members are not renumbered alike"
    ADDRESS = "its link, or the address beside it, leads to the text that is cited now"
    ENCODING = "the encoding of the file lacks a character of what to write"
    STILL = "what to write instead would be remarked upon in turn"
    UNREAD = "what to write instead would not be read as a citation there"
    OTHERS = "mended, it would change what citations beside it mean"


class Skipped(NamedTuple):
    """A citation that is left as it is, where it stands in its document, and why."""

    finding: Finding
    place: Place
    why: str

    def to_dict(self) -> dict[str, Any]:
        """Everything as JSON-ready values; every key is always there."""
        return {
            "line": self.place.line,
            "column": self.place.column,
            "text": self.finding.citation.text,
            "identifier": str(self.finding.citation.identifier),
            "code": str(self.finding.code),
            "why": str(self.why),
        }
