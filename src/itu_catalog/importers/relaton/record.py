"""What passes between the steps of an import: a record as it is written, and what came of it.

>>> Raw("data/itu-t-x-9-10-2019.yaml", "ITU-T X.9 (10/2019)", date="2019-10-14").enriched
False
"""

from __future__ import annotations

from typing import NamedTuple

from itu_catalog.catalog.provenance import Aside, Remark, Unreadable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.documents import Recommendation

__all__ = ["Aside", "Made", "Raw", "Remark", "Unreadable"]


class Raw(NamedTuple):
    """One record of the dataset: what is written there, judged by nobody yet.

    Blanks are made one; what a record does not say is None, or an empty tuple.
    """

    file: str
    """Its place in the dataset: ``data/itu-t-x-509-10-2019.yaml``."""
    identifier: str
    """The primary identifier of type ITU, as printed: ``ITU-R 1-3/8:``."""
    title: str | None = None
    date: str | None = None
    """``2019-10-14`` for ITU-T: the approval; ``2009-06`` for ITU-R: an upload."""
    edition: str | None = None
    stage: str | None = None
    """``Published``, or ``Withdrawal`` for both superseded and withdrawn."""
    group: str | None = None
    """Today's study group: ``ITU-T Study Group 17``, ``Telecommunication Standardization Advisory Group``."""
    twin: str | None = None
    """The identifier of type ISO; several with ``; `` between: the snapshot of 2026-08-22 has no second one."""
    url: str | None = None
    """The address of the landing page (ITU-T) or of the file (ITU-R)."""
    doctype: str | None = None
    editions: tuple[str, ...] = ()
    """Whom ``hasEdition`` names, as printed there, without ``ITU-T``."""
    complements: tuple[str, ...] = ()
    """Whom ``complementOf`` names: Supplements that are about this text."""
    others: tuple[str, ...] = ()
    """Relations of other kinds, of which nothing is made: ``updates X.1``; the snapshot of 2026-08-22 has none."""

    @property
    def enriched(self) -> bool:
        """Whether ITU's editions and states were joined to the record; 231 of ITU-T lack them."""
        return self.stage is not None


class Made(NamedTuple):
    """What a step made of some records: works, records set aside, and remarks on the way."""

    works: list[Recommendation]
    aside: list[Aside]
    remarks: list[Remark]
