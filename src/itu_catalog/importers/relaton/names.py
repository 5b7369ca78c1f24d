"""Names that people say instead of numbers: HEVC, JPEG 2000, CAP."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from itu_catalog.documents import Recommendation
    from itu_catalog.documents.names import Name
    from itu_catalog.importers.relaton.record import Remark

__all__ = ["named"]


def named(works: Iterable[Recommendation]) -> tuple[list[Recommendation], list[Name], list[Remark]]:
    """Return the works with their common names, the names of series, and a remark on every name left out.

    The names of series are for ``writer.dump(names=…)``. A name that the works already have is not given twice.
    """
    raise NotImplementedError
