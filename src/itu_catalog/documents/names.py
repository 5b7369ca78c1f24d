"""The names that a work bears or bore, and when.

>>> from itu_catalog import embedded_catalog
>>> for name in names_of(embedded_catalog()["Z.161"]):
...     print(name.text, name.kind, name.since)
ITU-T Z.140 former 2001-07-22
ITU-T Z.161 number 2007-11-13
"""

from __future__ import annotations

from typing import NamedTuple

from itu_catalog.documents.family import numbers_of
from itu_catalog.vocabulary import NameKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from itu_catalog.dates import Issued
    from itu_catalog.documents.works import Recommendation
    from itu_catalog.identifier import Identifier

__all__ = ["Name", "names_of"]


class Name(NamedTuple):
    """A name that a work bears or bore, and when: from `since` on, and no longer from `until` on.

    >>> from itu_catalog import embedded_catalog
    >>> for name in embedded_catalog()["Z.161"].names:
    ...     print(name.text, name.kind, name.since, name.until)
    ITU-T Z.140 former 2001-07-22 2007-11-13
    ITU-T Z.161 number 2007-11-13 None
    """

    text: str
    kind: NameKind
    since: Issued | None = None
    until: Issued | None = None
    source: str = ""
    inferred: tuple[str, ...] = ()
    document: Identifier | None = None
    """The document it names, where that is not the whole work."""

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready values, each key always there."""
        from itu_catalog.vocabulary.plain import plain_dict

        return plain_dict(self)


def names_of(work: Recommendation) -> tuple[Name, ...]:
    """Return every name of a work: numbers with their time, twins, common and provisional names."""
    now = numbers_of(work.identifier)
    given = _given_later(work)
    numbers = [
        Name(
            number,
            NameKind.NUMBER if number in now else NameKind.FORMER,
            since,
            until,
            inferred=("since",) if since is not None and given.get(number) == since else (),
        )
        for number, since, until in work._family.bearing()
    ]
    twins = dict.fromkeys(text.twin.partition(":")[0] for text in work.editions if text.twin)
    return (*numbers, *(Name(twin, NameKind.TWIN) for twin in twins), *work.extra_names)


def _given_later(work: Recommendation) -> dict[str, Issued | None]:
    """Return the numbers that a text has got some time after its approval, nobody says when, each with that day.

    ITU prints both, the present number first: Y.4000/Y.2060 (06/2012). The address keeps the one that the text was
    approved under. Where the work later lost the first number (I.450/Q.930 became Q.930), the address is the later one.
    """
    now = numbers_of(work.identifier)
    given: dict[str, Issued | None] = {}
    for text in work.editions:
        first, *others = numbers_of(text.identifier)
        if others and text.url and first in now:
            address = text.url.partition("/T-REC-")[2]
            if any(address.startswith(f"{number.partition(' ')[2]}-") for number in others):
                given.setdefault(first, text.approved)
    return given
