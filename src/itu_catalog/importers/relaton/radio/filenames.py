"""The names of ITU-R's PDF files: what they say of the text inside, better than anything else in a record.

>>> file = file_of("https://www.itu.int/dms_pubrec/itu-r/rec/m/R-REC-M.1457-14-201901-S!!PDF-E.pdf")
>>> file.number, file.revision, file.issued, file.letter
('M.1457', 14, Issued('2019-01'), 'S')
"""

from __future__ import annotations

import re
from typing import NamedTuple

from itu_catalog.dates import Issued
from itu_catalog.identifier import Kind

__all__ = ["FileName", "file_of"]


class FileName(NamedTuple):
    """What the name of a file says."""

    kind: Kind
    number: str
    """``M.1457`` of a Recommendation or Report, ``4`` of a Resolution, ``42`` of a Handbook."""
    revision: int | None
    """None where the name has none: then it is the first text."""
    issued: Issued
    """The month of approval for a Recommendation, the year for others."""
    letter: str = ""
    """The state: I in force, P pre-published, S superseded, W withdrawn; only Recommendations have one."""
    corrigendum: str | None = None
    """The number of the Corrigendum to the text that the name is about: ``1`` of ``!Cor1!``."""

    is_misspelt: bool = False
    """Whether the hyphen before the month is missing."""

    @property
    def text(self) -> str:
        """The text as the name of the file has it, for people.

        >>> FileName(Kind.REPORT, "M.2083", None, Issued(2006)).text
        'M.2083 (2006)'
        """
        tail = "" if self.revision is None else f"-{self.revision}"
        return f"{self.number}{tail} ({self.issued})"


_SERIES = r"(?P<number>[A-Z]{1,3}\.[1-9][0-9]{0,3})"
_REVISION = r"(?P<revision>[0-9]{1,2})"
_YEAR = r"(?P<year>19[0-9]{2}|20[0-9]{2})"
_FORMS = {
    # The hyphen before the month is missing once: R-REC-F.383-10202102-I.
    Kind.RECOMMENDATION: rf"R-REC-{_SERIES}-{_REVISION}(?P<hyphen>-?){_YEAR}(?P<month>0[1-9]|1[0-2])-(?P<letter>[ISWP])"
    r"!(?:Cor(?P<corrigendum>[1-9]))?!",
    Kind.REPORT: rf"R-REP-{_SERIES}(?:-{_REVISION})?-{_YEAR}(?![0-9])",
    Kind.RESOLUTION: rf"R-RES-R\.(?P<number>[1-9][0-9]{{0,2}})(?:-{_REVISION})?-{_YEAR}(?![0-9])",
    Kind.HANDBOOK: rf"R-HDB-0?(?P<number>[1-9][0-9]{{0,2}})-{_YEAR}(?![0-9])",
}
_READERS = [(kind, re.compile(form, re.ASCII)) for kind, form in _FORMS.items()]


def file_of(url: str | None) -> FileName | None:
    """Return what the name of the file at an address says; None where it is no such name.

    >>> file_of("http://www.itu.int/dms_pub/itu-r/opb/hdb/R-HDB-21-2005-R1-PDF-E.pdf").text
    '21 (2005)'
    >>> file_of(None)
    """
    name = (url or "").rpartition("/")[2]
    for kind, reader in _READERS:
        found = reader.match(name)
        if found:
            part = found.groupdict()
            revision = part.get("revision")
            month = part.get("month")
            return FileName(
                kind,
                part["number"],
                None if revision is None else int(revision),
                Issued(int(part["year"]), int(month) if month else None),
                part.get("letter") or "",
                part.get("corrigendum"),
                part.get("hyphen") == "",
            )
    return None
