"""`Edited`: a text with its edits made, and what was left as it is."""

from __future__ import annotations

from attrs import field, frozen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from itu_catalog.annotation.edits import Edit
    from itu_catalog.annotation.why import Skipped
    from itu_catalog.findings import Finding

__all__ = ["Edited"]


@frozen
class Edited:
    """What came of editing a text.

    Attributes:
        text: the new text.
        edits: what was changed, in the order of the old text; its other characters are as they were.
        findings: the findings on the citations that were linked or mended.
        skipped: the citations that were left as they are, and why.

    >>> from itu_catalog import fix
    >>> edited = fix("See ITU-T Z.140.")
    >>> edited.text, [(edit.start, edit.end, edit.text) for edit in edited.edits], edited.skipped
    ('See ITU-T Z.161.', [(12, 15, '161')], ())
    """

    text: str = field(repr=False)
    edits: tuple[Edit, ...] = field(default=(), repr=False)
    findings: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Everything but the text as JSON-ready values; every key is always there."""
        return {
            "edits": [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in self.edits],
            "findings": [finding.to_dict() for finding in self.findings],
            "skipped": [each.to_dict() for each in self.skipped],
        }
