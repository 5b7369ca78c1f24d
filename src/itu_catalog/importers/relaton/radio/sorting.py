"""Records of ITU-R that are no text of the catalogue: volumes and lists, drafts, a test.

>>> from itu_catalog.importers.relaton.record import Raw
>>> aside, remarks = put_aside(Raw("a", "ITU-R CD", title="ITU-R Recommendations and Reports - CD-ROM"))
>>> aside.reason
'an index page, a list or an edition for sale, no numbered text'
"""

from __future__ import annotations

import re

from itu_catalog.identifier import Kind
from itu_catalog.importers.relaton.radio.filenames import file_of
from itu_catalog.importers.relaton.record import Aside, Remark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.importers.relaton.record import Raw

__all__ = ["is_draft", "put_aside"]

_NO_TEXT = (
    (r"(?!V$)[IVX]{1,4}(?:\.[IVX]{1,4})?", "an annex to a volume of the CCIR of 1990, no numbered text"),
    (r"CD|LS(?:-0)?|OL|USB", "an index page, a list or an edition for sale, no numbered text"),
    (r"[A-Z]{1,3}", "a volume of all Recommendations of a series, no numbered text"),
    (r"[A-Z]{1,3}[0-9]", "an item for sale: a volume of Reports, or a Report under another number"),
)
"""What stands behind ``ITU-R`` where no number does, and what it is. The volume V is not there, the series V is."""

_DRAFT = re.compile(
    # BO.4/BL/4 · BS.6/1005 · M.5-BL-13 · BT.6BL5 · P.3B95 · P.[3/BL/1] · S.[4/BL/2]:
    r"[A-Z]{1,3}\.\[?[1-9][0-9]?(?:/BL/|-BL-|BL|B|/)[0-9]{1,4}\]?:?",
    re.ASCII,
)
_READERS = tuple((re.compile(form, re.ASCII), reason) for form, reason in _NO_TEXT)


def put_aside(raw: Raw) -> tuple[Aside, tuple[Remark, ...]] | None:
    """Return why a record is no text of the catalogue, with remarks; None when it may be one.

    A draft whose file names the final text is remarked on: that is what became of it.
    """
    body = raw.identifier.removeprefix("Report ").removeprefix("ITU-R ")
    if raw.title == "Test" and raw.url is None:
        reason = "a record made to try something: its title is Test, and it has no file"
        return Aside(raw.file, raw.identifier, "test", reason), ()
    found = next((why for reader, why in _READERS if reader.fullmatch(body)), None)
    if found is not None:
        return Aside(raw.file, raw.identifier, "non-document", found), ()
    if not _DRAFT.fullmatch(body):
        return None
    file = file_of(raw.url)
    reason = "a draft, known by the number of a study group's document"
    apart = Aside(raw.file, raw.identifier, "draft", reason)
    if file is None or file.kind is not Kind.RECOMMENDATION:
        return apart, ()
    final = f"ITU-R {file.number}-{file.revision} ({file.issued.month:02}/{file.issued.year})"
    return apart, (Remark("draft", final, f"{raw.identifier} was its draft, as the name of that file says"),)


def is_draft(raw: Raw) -> bool:
    """Whether a record under the number of a text is a draft of it: so say its title and the letter of its file.

    >>> from itu_catalog.importers.relaton.record import Raw
    >>> is_draft(Raw("a", "ITU-R BT.1893", title="Draft new Recommendation", url="R-REC-BT.1893-0-201105-P!!PDF-E.pdf"))
    True
    """
    file = file_of(raw.url)
    return file is not None and file.letter == "P" and (raw.title or "").lower().startswith("draft ")
