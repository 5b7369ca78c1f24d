"""How exactly a reference says which text it means: by a date to the month or the year, by a number, or not at all."""

from __future__ import annotations

from itu_catalog.parsing import try_parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.identifier import Identifier

__all__ = ["as_exact", "is_dated"]


def is_dated(identifier: Identifier) -> bool:
    """Whether an identifier says by itself which text is meant: by a date (a change: of its base), or a revision."""
    return any(
        each is not None
        for each in (identifier.edition.issued, identifier.issued, identifier.revision, identifier.version)
    )


def as_exact(old: Identifier, new: Identifier) -> Identifier:
    """Return `new` as exact in its date as `old` is: to the month, to the year, or without.

    >>> from itu_catalog.parsing import parse
    >>> str(as_exact(parse("X.509 (2016)"), parse("X.509 (10/2019)")))
    'ITU-T X.509 (2019)'
    """
    if new.issued is None:
        return new
    exact = old.issued if old.issued or new.steps else old.edition.issued
    by_year = try_parse(f"{new.undated} ({new.issued.year})") or new
    if exact is not None:
        return new if exact.month else by_year
    if old.steps and not new.steps:
        return by_year  # for a change, the edition that has it
    if is_dated(old) and not is_dated(new.undated):
        return by_year  # of a part, whose base it does not name; for a version, where the text has none
    return new.undated if new.steps or is_dated(old) else new.work
