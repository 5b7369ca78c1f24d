"""What a citation is linked to: the page of the edition it means, else the page of its number, which never changes.

>>> from itu_catalog.findings import check
>>> dated, undated = (target_of(finding) for finding in check("ITU-T X.509 (10/2016) and X.510"))
>>> dated.url, undated.url
('https://www.itu.int/rec/T-REC-X.509-201610-S', 'https://www.itu.int/rec/T-REC-X.510')
"""

from __future__ import annotations

import re
from typing import NamedTuple

from itu_catalog import numbers
from itu_catalog.annotation.why import Why
from itu_catalog.findings import Code, Level
from itu_catalog.identifier import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from itu_catalog.citation import Citation
    from itu_catalog.findings import Finding
    from itu_catalog.identifier import Identifier

    Link = Callable[[Citation, Finding], str | None]

__all__ = ["Target", "target_of"]

_NO_LINK = {Code.DRAFT: Why.DRAFT, Code.WRONG_SECTOR: Why.SECTOR}
"""Codes of citations that name nothing with a page."""

_UNTITLED = frozenset({Code.NOT_YET_APPROVED, Code.DRAFT, Code.UNKNOWN_DATE, Code.AMBIGUOUS, Code.UNKNOWN})
"""Codes of citations of which no text is certain, or known on the day, that a title could be taken from."""

_TABLES = {Kind.RECOMMENDATION: "", Kind.REPORT: " Report"}
"""Kinds of works whose numbers the number table has, and how it names their series."""

_IN_FORCE = frozenset({Code.CURRENT, Code.AMENDED_SINCE})

# What no address in a link may hold as it stands, in any of the formats.
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\"'<>\\^`{|}()\[\]\s]")


class Target(NamedTuple):
    """What a link leads to, and what it says of it.

    Attributes:
        url: the address, with nothing in it that any of the formats would read as markup.
        title: the title of the text; None where none is certain.
        status: the code of the finding on the status of the text: ``current``, ``superseded``.
    """

    url: str
    title: str | None
    status: str

    @property
    def marked(self) -> Target:
        """The same, with the status behind the title where it is anything but in force."""
        if self.title is None or self.status in _IN_FORCE:
            return self
        return self._replace(title=f"{self.title} ({self.status.replace('-', ' ')})")


def target_of(finding: Finding, link: Link | None = None) -> Target | Why:
    """Return what a citation is linked to by the first finding on it, or why to nothing.

    `link` decides where to, when given: it is called with the citation and the finding, and may return None.
    """
    url = _page(finding) if link is None else link(finding.citation, finding) or Why.NOT_WANTED
    if isinstance(url, Why):
        return url
    document = None if finding.code in _UNTITLED else finding.document
    title = document.title if document else None
    return Target(_UNSAFE.sub(_quoted, url), " ".join(title.split()) if title else None, str(finding.code))


def _page(finding: Finding) -> str | Why:
    identifier, document = finding.citation.identifier, finding.document
    if finding.code in _NO_LINK:
        return _NO_LINK[finding.code]
    if finding.code is Code.UNKNOWN and (finding.level is not Level.NOTE or not _assigned(identifier)):
        return Why.UNKNOWN
    if finding.code is Code.AMBIGUOUS and identifier.sector is None:
        return Why.SEVERAL
    if finding.code is Code.DRAFT_PUBLISHED and document is not None:
        return document.work.identifier.url or Why.NO_PAGE
    if finding.dated and document is not None and finding.code is not Code.NOT_YET_APPROVED and document.url:
        return document.url
    return identifier.url or Why.NO_PAGE


def _assigned(identifier: Identifier) -> bool:
    """Whether ITU did assign the number of a text that the catalogue does not hold."""
    if identifier.sector is None:
        return False
    series, _, number = identifier.designations[0].partition(".")
    kind = _TABLES.get(identifier.work.kind)
    return kind is not None and numbers.assigned(str(identifier.sector)[-1], f"{series}{kind}", number)


def _quoted(unsafe: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in unsafe[0].encode())
