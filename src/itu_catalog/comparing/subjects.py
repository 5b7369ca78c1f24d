"""What somebody relies on, or asks about: a name, a dated text, a requirement, a range, a series.

>>> from itu_catalog.comparing.subjects import read
>>> read("X.509>=8").requirement, str(read("X.680 to X.683").ends[1]), read("ISO/IEC 9594-8").identifier
(Requirement('ITU-T X.509>=8'), 'ITU-T X.683', None)
"""

from __future__ import annotations

import re
from typing import NamedTuple

from itu_catalog.documents import Document, Recommendation
from itu_catalog.errors import AmbiguousIdentifier, InvalidIdentifier
from itu_catalog.findings.exactness import is_dated
from itu_catalog.grammar import MAX_LENGTH
from itu_catalog.identifier import Identifier, Kind
from itu_catalog.parsing import try_parse
from itu_catalog.requirement import Requirement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.catalog import Catalog
    from itu_catalog.comparing.changes import Change
    from itu_catalog.comparing.pairing import Group

__all__ = ["Asked", "Subject", "as_asked", "read", "subject"]

_OPERATOR = re.compile(r"[<>=!~]")
_BETWEEN = re.compile(r"(?<=\d)\s*(?:\.\.|[-\u2010-\u2015]|\bto\b)\s*(?=\w)", re.ASCII)
"""What stands between the ends of a range."""


class Asked(NamedTuple):
    """What a text says that somebody asks about; one of the columns has it, or `text` is another name."""

    text: str
    identifier: Identifier | None = None
    requirement: Requirement | None = None
    ends: tuple[Identifier, Identifier] | None = None


def read(text: str) -> Asked:
    """Read what somebody relies on.

    What is neither identifier, range nor requirement is another name, for a catalogue to know.

    Raises:
        InvalidRequirement: it has an operator, and yet is no requirement.
    """
    if len(text) > MAX_LENGTH:
        return Asked(text)
    identifier = try_parse(text)
    if identifier is not None:
        # ITU has published texts on whole ranges, and so a range may be one identifier: Q.120-Q.139.
        return Asked(text, identifier, ends=_range(text) if "-" in identifier.designation else None)
    if _OPERATOR.search(text):
        requirement = Requirement(text)
        return Asked(text, requirement.identifier, requirement)
    return Asked(text, ends=_range(text))


def _range(text: str) -> tuple[Identifier, Identifier] | None:
    """Return the ends of a range that is all of a text; None when it is none."""
    from itu_catalog.citation import find_citations

    found = list(find_citations(text, bare="always"))
    if len(found) != 2 or found[0].ends is None or found[0].ends != found[1].ends:  # noqa: PLR2004 - the ends
        return _between(text)
    first, last = found[0].ends
    whole = not text[: found[0].start].strip() and not text[found[1].end :].strip()
    return (first, last) if whole and first.sector is last.sector else _between(text)


def _between(text: str) -> tuple[Identifier, Identifier] | None:
    """Return the ends of a range where ITU never assigned one, which no citation would have.

    Who relies on X.1000 to X.1099 means whatever is numbered so, now or later.

    >>> print(*_between("X.1000..1099"))
    ITU-T X.1000 ITU-T X.1099
    """
    first, *rest = _BETWEEN.split(text)
    low = try_parse(first)
    if low is None or low.kind is not Kind.RECOMMENDATION or low != low.work or len(rest) != 1:
        return None
    after = f"{low.series}.{rest[0]}" if rest[0].isdecimal() else rest[0]
    # The sector is said once; the second number alone might be one of the other.
    high = try_parse(f"{low.sector or ''} {after}") or try_parse(after)
    if high is None or high != high.work or high < low:
        return None
    return (low, high) if (high.sector, high.series) == (low.sector, low.series) else None


class Subject(NamedTuple):
    """What is asked about, and which works of two catalogues that is."""

    text: str
    asked: Asked
    old: frozenset[str]
    """The keys of the works in the older catalogue."""
    new: frozenset[str]
    """Likewise in the newer one."""

    def touches(self, group: Group) -> bool:
        """Whether works that are the same are meant."""
        return not self.old.isdisjoint(group.old) or not self.new.isdisjoint(group.new)

    def covers(self, change: Change) -> bool:
        """Whether a change of such works is meant: each one of a work, and those of texts that fit."""
        texts = [record for record in (change.old, change.new) if isinstance(record, Document)]
        return not texts or any(map(self.means, texts))

    def means(self, text: Document) -> bool:
        """Whether a text, or what it changes, is asked about."""
        requirement, identifier = self.asked.requirement, self.asked.identifier
        if requirement is not None:
            return requirement.accepts(text) or requirement.accepts(text.root)
        if identifier is None or (identifier == identifier.work and not is_dated(identifier)):
            return True
        chain: Document | None = text
        while chain is not None:
            if identifier.covers(chain.identifier) or chain.fits(identifier):
                return True
            chain = chain.base
        return False


def subject(given: object, old: Catalog, new: Catalog) -> Subject:
    """Find out which works of two catalogues are asked about.

    Raises:
        InvalidRequirement: a text has an operator, and yet is no requirement.
        TypeError: it is nothing that can be asked about.
    """
    asked = as_asked(given)
    return Subject(asked.text, asked, *(frozenset(_keys(asked, catalog)) for catalog in (old, new)))


def as_asked(given: object) -> Asked:
    """Take what is asked about in any form; `TypeError` for what can be none."""
    if isinstance(given, str):
        return read(given.strip())
    if isinstance(given, Requirement):
        return Asked(str(given), given.identifier, given if given.specifier else None)
    if isinstance(given, Document | Recommendation):
        given = given.identifier
    if isinstance(given, Identifier):
        return Asked(str(given), given)
    raise TypeError(
        "a name, an identifier, a requirement or a record of a catalogue was expected, not "
        f"{type(given).__name__}"
    )


def _keys(asked: Asked, catalog: Catalog) -> set[str]:
    """Return the keys of the works that are meant in a catalogue."""
    identifier = asked.identifier
    if asked.ends is not None and (identifier is None or identifier not in catalog):
        return {work.key for work in catalog.between(*asked.ends)}
    if identifier is not None and identifier.kind is Kind.SERIES:
        return _in_series(identifier, catalog)
    keys = _named(identifier if identifier is not None else asked.text, catalog)
    if not keys and identifier is not None and identifier != identifier.work:
        keys = _named(identifier.work, catalog)  # the text may be new, or gone
    return keys


def _named(name: str | Identifier, catalog: Catalog) -> set[str]:
    try:
        return {catalog[name].key}
    except AmbiguousIdentifier as error:
        works = (each.work if isinstance(each, Document) else each for each in error.candidates)
        return {work.key for work in works if isinstance(work, Recommendation)}
    except (LookupError, InvalidIdentifier):
        return set()


def _in_series(identifier: Identifier, catalog: Catalog) -> set[str]:
    try:
        series = catalog.series(identifier)
    except LookupError:
        return set()
    return {
        key
        for key in catalog._store.keys()  # noqa: SIM118 - a store is no mapping
        if (number := try_parse(key.partition("@")[0])) is not None
        and number.sector == series.sector
        and series.contains(number)
    }
