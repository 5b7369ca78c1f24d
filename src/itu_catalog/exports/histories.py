"""The history of a work as a reader of a day could know it: its editions, what changed them, what is to be read.

>>> import datetime
>>> from itu_catalog import embedded_catalog
>>> catalog = embedded_catalog()
>>> work = catalog["X.509"]
>>> told = history_of(work, catalog, datetime.date(2020, 6, 9))
>>> [row.name for row in told.editions][-2:], told.editions[-1].read, told.summary
(['ITU-T X.509 (10/2016)', 'ITU-T X.509 (10/2019)'], True, '9 editions since 1988, 21 changes')
"""

from __future__ import annotations

from attrs import frozen

from itu_catalog.exports.common import web_address
from itu_catalog.layout import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from itu_catalog.catalog import Catalog
    from itu_catalog.documents import Document, Recommendation

__all__ = ["Dot", "History", "Row", "history_of", "known_on"]


@frozen
class Row:
    """One text of a history.

    Attributes:
        name: its identifier.
        date: when it was approved, as exact as that is known; empty where it is not.
        status: its status on the day, with a question mark where that is not certain.
        in_force: whether it counts on the day.
        read: whether it is to be read on the day.
        url: its page at the ITU.
        changes: what changes it, or belongs to it.
        key: the document, to tell which ones are cited.
    """

    name: str
    date: str
    status: str
    in_force: bool
    read: bool
    url: str | None
    changes: tuple[Row, ...]
    key: Document


@frozen
class Dot:
    """One text on the line of time: how far along it stands, from 0 to 100, and whether it is an edition."""

    at: float
    edition: bool
    key: Document
    in_force: bool


@frozen
class History:
    """What a work consisted of on a day: editions with their changes, other texts, and where they stand in time."""

    work: str
    editions: tuple[Row, ...]
    others: tuple[Row, ...]
    dots: tuple[Dot, ...]
    first: int
    last: int
    summary: str


def known_on(text: Document, catalog: Catalog, day: datetime.date) -> bool:
    """Whether a reader of the day could know of a text: it was approved or posted by then.

    A text without any date counts on the catalogue's own day and later.
    """
    begun = text.approved or text.posted or text.identifier.issued
    return day >= catalog.as_of if begun is None else begun.on_or_before(day)


def history_of(work: Recommendation, catalog: Catalog, day: datetime.date) -> History:
    """Return the history of a work up to a day."""
    known = [text for text in work.documents if known_on(text, catalog, day)]
    editions = [text for text in work.editions if text in known]
    reading = frozenset(work.in_force(day))
    below: dict[Document | None, list[Document]] = {}
    for text in known:
        if text not in editions:
            below.setdefault(_root(text, editions), []).append(text)
    rows = tuple(
        _row(text, day, reading, [_row(each, day, reading) for each in _by_date(below.get(text, []))])
        for text in editions
    )
    others = tuple(_row(text, day, reading) for text in _by_date(below.get(None, [])))
    years = [text.approved.year for text in known if text.approved]
    first, last = min(years, default=day.year), max(*years, day.year) if years else day.year
    changes = len(known) - len(editions) - len(others)
    said = [f"{counted(len(editions), 'edition')} since {first}" if editions else "no edition"]
    said += [counted(changes, "change")] * bool(changes) + [counted(len(others), "other text")] * bool(others)
    dots = tuple(_dots(known, editions, first, day))
    return History(str(work.identifier), rows, others, dots, first, last, ", ".join(said))


def _root(text: Document, editions: Iterable[Document]) -> Document | None:
    """Return the edition that a text changes or belongs to, however many steps away."""
    base = text.base
    while base is not None and base not in editions:
        base = base.base
    return base


def _by_date(texts: Iterable[Document]) -> list[Document]:
    return sorted(texts, key=lambda text: (str(text.approved or "9999"), text.identifier))


def _row(
    text: Document, day: datetime.date, reading: frozenset[Document], changes: Iterable[Row] = ()
) -> Row:
    standing = text.status_on(day)
    return Row(
        str(text),
        str(text.approved or ""),
        f"{standing.status}{'' if standing.certain else '?'}",
        standing.status.is_in_force,
        text in reading,
        web_address(text.url),
        tuple(changes),
        text,
    )


def _dots(
    known: Iterable[Document], editions: list[Document], first: int, day: datetime.date
) -> Iterable[Dot]:
    begin, length = first, max(1.0, day.year + day.month / 12 - first)
    for text in known:
        if text.approved is not None:
            when = text.approved.year + ((text.approved.month or 6) - 1) / 12
            at = round(min(100.0, max(0.0, 100 * (when - begin) / length)), 1)
            yield Dot(at, text in editions, text, text.status_on(day).status.is_in_force)
