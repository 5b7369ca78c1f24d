"""What took the place of works that the dataset leaves without a successor."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from itu_catalog.documents import Recommendation
    from itu_catalog.importers.relaton.record import Remark

__all__ = ["succeeded"]


def succeeded(works: Iterable[Recommendation]) -> tuple[list[Recommendation], list[Remark]]:
    """Return the works, the last edition of some with what superseded it, and a remark on every row in vain.

    Only a last edition that is superseded or withdrawn, and that names no successor yet, is given one.
    """
    raise NotImplementedError
