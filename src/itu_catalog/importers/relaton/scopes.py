"""What each Supplement is about: the Recommendation, the numbers, the block or the series."""

from __future__ import annotations

from typing import NamedTuple

from itu_catalog.parsing import try_parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from itu_catalog.documents.texts import Conflict
    from itu_catalog.identifier import Identifier
    from itu_catalog.importers.relaton.record import Raw, Remark

__all__ = ["Scope", "remarks_of", "scopes"]


class Scope(NamedTuple):
    """What one edition of a Supplement is about, and how that is known."""

    targets: tuple[Identifier, ...]
    """Undated Recommendations, or one block or series: what `Document.supplements` holds."""
    inferred: bool
    """Whether it is a conclusion: for `Document.inferred`, as ``supplements``."""
    source: str | None
    """For `Document.sources`, as ``supplements``; None where it is the dataset, whatever record of it says so."""
    conflicts: tuple[Conflict, ...] = ()
    """What the losing side says, for `Document.conflicts`."""


def scopes(
    raws: Iterable[Raw], identifier_of: Callable[[str], Identifier | None] = try_parse
) -> dict[Identifier, Scope]:
    """Return what every edition of every Supplement among the records is about, by its dated identifier.

    `identifier_of` reads an identifier as the dataset prints it, with its sector.
    """
    raise NotImplementedError


def remarks_of(found: Mapping[Identifier, Scope]) -> list[Remark]:
    """Return a remark on every scope about which the sources disagree."""
    raise NotImplementedError
