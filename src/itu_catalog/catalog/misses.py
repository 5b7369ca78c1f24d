"""What to say about a name that means nothing here: why, and which names are near it.

A name is near when one slip of the fingers makes it the other one; far ones are not offered. What was first
approved after the day that is asked about is not offered either.

>>> [slip("X.905", name) for name in ("X.805", "X.950", "X.9005", "X.509")]
[3, 0, 0, None]
"""

from __future__ import annotations

from itu_catalog import numbers
from itu_catalog.catalog.shelf import said
from itu_catalog.errors import UnknownRecommendation
from itu_catalog.folding import twin_key
from itu_catalog.identifier import Identifier, Kind
from itu_catalog.vocabulary import NameKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from itu_catalog.catalog.shelf import Shelf
    from itu_catalog.documents import Document, Recommendation
    from itu_catalog.store import NameLine

__all__ = ["is_twin", "no_such_number", "no_such_text", "no_such_twin", "no_such_year", "slip"]

_MOST = 5
"""How many names are offered at most, the nearest first."""


def no_such_text(
    asked: object, identifier: Identifier, works: Iterable[Recommendation], day: datetime.date | None
) -> UnknownRecommendation:
    """Make the error for a known number with a date or a change that never was."""
    texts = [text for work in works for text in work.documents if _known(text, day)]
    near = [text for text in texts if text.kind is identifier.kind]
    near = near or [text for text in texts if text in text.work.editions]
    if identifier.edition.issued is not None and identifier.steps:
        near = [text for text in near if text.identifier.edition.year == identifier.edition.year] or near

    def distance(text: Document) -> tuple[int, int, Identifier]:
        """Put the date that was written before all; then the changes to the newest edition."""
        have, edition = text.approved or text.identifier.issued, text.identifier.edition.year or 0
        wanted = identifier.issued
        days = abs((have.first_day - wanted.first_day).days) if have and wanted else 0
        return days, -edition if identifier.steps else 0, text.identifier

    return UnknownRecommendation(
        said(asked),
        suggestions=lambda: [str(text.identifier) for text in sorted(near, key=distance)[:_MOST]],
        reason=f"it knows {identifier.work}, but no such text of it",
    )


def no_such_number(
    asked: object, identifier: Identifier, shelf: Shelf, day: datetime.date | None
) -> UnknownRecommendation:
    """Make the error for a number that nothing bears, with those of its series that look like it."""
    return UnknownRecommendation(
        said(asked), suggestions=lambda: _near(identifier, shelf, day), reason=_whether_assigned(identifier)
    )


def no_such_year(
    asked: object, work: Recommendation, same: Iterable[Document], day: datetime.date | None
) -> UnknownRecommendation:
    """Make the error for a known twin with a year that no edition has; `same` are those with the twin."""
    year = twin_key(str(asked))[1]
    known = {text.twin: twin_key(text.twin)[1] for text in same if text.twin and _known(text, day)}
    if year.isdigit():
        known = {twin: had for twin, had in known.items() if had.isdigit()}
        order = sorted(known, key=lambda twin: abs(int(known[twin]) - int(year)))
    else:
        order = list(known)
    return UnknownRecommendation(
        said(asked), suggestions=order[:_MOST], reason=f"no text of {work} has a twin of {year}"
    )


def is_twin(text: str) -> bool:
    """Whether a text names one of another organization, with a number, that some text may be the same as.

    >>> is_twin("ISO/IEC 9594-99"), is_twin("ISO standard"), is_twin("X.509")
    (True, False, False)
    """
    body, _, rest = twin_key(text)[0].partition(" ")
    return body in _ORGANIZATIONS and any(char.isdigit() for char in rest)


_ORGANIZATIONS = ("iso", "iec", "etsi")


def no_such_twin(asked: str, shelf: Shelf, day: datetime.date | None) -> UnknownRecommendation:
    """Make the error for a text of another organization that nothing here is the same as."""
    number, _ = twin_key(asked)
    body = number.partition(" ")[0]
    known = {
        line.folded: line.text
        for line in shelf.store.names_from(f"{body} ")
        if line.kind is NameKind.TWIN
        and slip(number, line.folded) is not None
        and any(_is_twin_of(line, text, day) for work in shelf.works([line]) for text in work.editions)
    }
    return UnknownRecommendation(
        asked,
        suggestions=[known[name] for name in _nearest(number, known)],
        reason=f"no text in this catalogue is known to be the same as {' '.join(asked.split())[:60]}",
    )


def _is_twin_of(line: NameLine, text: Document, day: datetime.date | None) -> bool:
    return text.twin is not None and twin_key(text.twin)[0] == line.folded and _known(text, day)


def _known(text: Document, day: datetime.date | None) -> bool:
    """Whether a text was approved by a day, or may have been."""
    return day is None or text.approved is None or text.approved.on_or_before(day)


def _near(identifier: Identifier, shelf: Shelf, day: datetime.date | None) -> list[str]:
    if identifier.series is None:
        return []
    sectors = [str(identifier.sector)] if identifier.sector else ["ITU-T", "ITU-R"]
    known = {
        line.text.partition(" ")[2]: line.text
        for sector in sectors
        for line in shelf.numbers_in(f"{sector} {identifier.series}")
        if day is None or line.begun_by(day)
    }
    return [known[name] for name in _nearest(identifier.work.designation, known)]


def _nearest(asked: str, names: Iterable[str]) -> Sequence[str]:
    """Return the names that one slip makes of what was asked, the likeliest first."""
    ranks = {name: rank for name in names if (rank := slip(asked, name)) is not None}
    return sorted(ranks, key=lambda name: (ranks[name], name))[:_MOST]


_ALIKE = {"l": "1", "I": "1", "i": "1", "O": "0", "o": "0"}
_LONG = 3
"""From how many digits on one may be missing anywhere: of ``X.51`` too many numbers have one more."""


def slip(written: str, meant: str) -> int | None:
    """Say how likely a slip makes one name of another, 0 for the likeliest; None when no single one does.

    Letters for digits that look like them, two signs swapped, one doubled or only half of a double written;
    then the last digit missing, then one within, then a key beside the right one.

    >>> slip("X.l254", "X.1254"), slip("X.590", "X.509"), slip("X.5099", "X.509"), slip("X.51", "X.511")
    (0, 0, 0, 0)
    >>> slip("X.51", "X.518"), slip("X.125", "X.1205"), slip("X.5091", "X.509"), slip("X.51", "X.581")
    (1, 2, None, None)
    """
    plain = "".join(_ALIKE.get(char, char) if place else char for place, char in enumerate(written))
    if meant in (plain, written):
        return 0
    if len(written) == len(meant):
        return _exchanged(written, meant)
    longer, shorter = sorted((written, meant), key=len, reverse=True)
    if len(longer) != len(shorter) + 1:
        return None
    place = 0
    while longer[place : place + 1] == shorter[place : place + 1]:
        place += 1
    if longer[:place] + longer[place + 1 :] != shorter or not longer[place].isdigit():
        return None
    if longer[place - 1] == longer[place]:
        return 0
    if longer is written:
        return None
    if place == len(shorter):
        return 1
    return 2 if sum(char.isdigit() for char in written) >= _LONG else None


def _exchanged(written: str, meant: str) -> int | None:
    """Say how likely two signs were swapped, or a key hit beside the right one."""
    differing = [at for at, pair in enumerate(zip(written, meant, strict=True)) if len({*pair}) > 1]
    first, last = differing[0], differing[-1]
    if last == first + 1 and written[first : last + 1] == meant[first : last + 1][::-1]:
        return 0
    keys = "1234567890"
    beside = keys.find(written[first]), keys.find(meant[first])
    return 3 if first == last and min(beside) >= 0 and abs(beside[0] - beside[1]) == 1 else None


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
    return (
        f"ITU {probably}gave the number, but this catalogue does not hold the text; "
        "ask a larger catalogue file, or lay a record of it over this one"
    )
