"""A title that a series or a study group bore for a time."""

from __future__ import annotations

from attrs import field, frozen

from itu_catalog.dates import Issued  # noqa: TC001 - the schema reads the annotations

from .plain import Plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

__all__ = ["Title", "title_on"]


@frozen
class Title(Plain):
    """Words by which something was called, when, and how that is known.

    `since` is the first day on which the words are known to have been in use, `until` the first on which
    others are; each is None where it is not known, and an `until` of None means they still stand.
    `against` keeps what other sources say of the same time.

    >>> Title("Security", since=Issued(2008, 10, 30), period="2009-2012", source="itu.int")
    Title(text='Security', since=Issued('2008-10-30'), period='2009-2012', source='itu.int')
    """

    text: str
    since: Issued | None = None
    until: Issued | None = None
    period: str | None = None
    """The study period it belongs to: ``2017-2020``."""
    source: str = ""
    inferred: bool = False
    unsourced: bool = False
    """True where the words are known from memory only: no page or document that prints them was read."""
    note: str | None = None
    against: tuple[Title, ...] = field(default=())

    def stood_on(self, day: datetime.date) -> bool:
        """Whether these words are known to have been in use on `day`."""
        begun = self.since is not None and self.since.on_or_before(day)
        return begun and not (self.until is not None and self.until.on_or_before(day))

    def __repr__(self) -> str:
        said = (f"{name}={value!r}" for name, value in self._said())
        return f"Title({', '.join(said)})"

    def _said(self) -> list[tuple[str, object]]:
        names = ("text", "since", "until", "period", "source", "inferred", "unsourced", "note", "against")
        return [(name, value) for name in names if (value := getattr(self, name))]


def title_on(titles: Sequence[Title], day: datetime.date) -> Title | None:
    """Return the title known to have been in use on `day`, the newest first; None when none is known.

    >>> import datetime
    >>> old = Title("Data networks", since=Issued(2000), until=Issued(2016))
    >>> title_on([old], datetime.date(2010, 1, 1)).text
    'Data networks'
    >>> title_on([old], datetime.date(2020, 1, 1))
    """
    return next((title for title in reversed(titles) if title.stood_on(day)), None)
