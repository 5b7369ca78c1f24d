"""Known errors of the dataset, set right before anything else is made of the records."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from itu_catalog.importers.relaton.record import Raw, Remark

__all__ = ["corrected"]


def corrected(raws: Iterable[Raw]) -> tuple[list[Raw], list[Remark]]:
    """Return the records with the known errors set right, and a remark on every correction.

    A correction that fits no longer, because the error is gone or its record is, is a remark, too.
    """
    raise NotImplementedError
