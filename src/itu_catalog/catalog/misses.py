"""What to say about a name that means nothing here: why, and which names are near it."""

from __future__ import annotations

import difflib

from itu_catalog import numbers
from itu_catalog.catalog.shelf import said
from itu_catalog.errors import UnknownRecommendation
from itu_catalog.folding import search_key
from itu_catalog.identifier import Kind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from itu_catalog.catalog.shelf import Shelf
    from itu_catalog.documents import Recommendation
    from itu_catalog.identifier import Identifier

__all__ = ["no_such_number", "no_such_text"]


def no_such_text(
    asked: object, identifier: Identifier, works: Iterable[Recommendation]
) -> UnknownRecommendation:
    """Make the error for a known number with a date or a change that never was."""
    near = [text for work in works for text in work.documents if text.kind is identifier.kind]
    near = near or [text for work in works for text in work.editions]
    if identifier.edition.issued is not None and identifier.steps:
        near = [text for text in near if text.identifier.edition.year == identifier.edition.year] or near
    return UnknownRecommendation(
        said(asked),
        suggestions=tuple(str(text.identifier) for text in near),
        reason=f"it knows {identifier.work}, but no such text of it",
    )


def no_such_number(asked: object, identifier: Identifier, shelf: Shelf) -> UnknownRecommendation:
    """Make the error for a number that nothing bears, with those of its series that look like it."""
    return UnknownRecommendation(
        said(asked), suggestions=_near(identifier, shelf), reason=_whether_assigned(identifier)
    )


def _near(identifier: Identifier, shelf: Shelf) -> tuple[str, ...]:
    if identifier.series is None:
        return ()
    sectors = [str(identifier.sector)] if identifier.sector else ["ITU-T", "ITU-R"]
    known = {
        line.text.partition(" ")[2]: line.text
        for sector in sectors
        for mark in (".", " ")
        for line in shelf.store.names_from(search_key(f"{sector} {identifier.series}") + mark)
        if line.is_number
    }
    near = difflib.get_close_matches(identifier.work.designation, known, 5, 0.7)
    return tuple(known[name] for name in near)


def _whether_assigned(identifier: Identifier) -> str | None:
    """Say whether ITU ever gave a number that this catalogue does not hold."""
    if identifier.work.kind is not Kind.RECOMMENDATION or identifier.sector not in ("ITU-T", "ITU-R"):
        return None
    probably = ""
    for name in identifier.designations:
        series, _, number = name.partition(".")
        if not numbers.assigned(identifier.sector[-1], series, number):
            return f"no text of {identifier.sector} was ever numbered {name}, as far as is known"
        if numbers.inferred(identifier.sector[-1], series, number):
            probably = "probably "
    return f"ITU {probably}gave the number, but this catalogue does not hold the text; import the whole catalogue"
