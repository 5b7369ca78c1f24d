"""The works of a catalogue file, each built once, and which of them bears a number or a name."""

from __future__ import annotations

from itu_catalog.dates import Issued
from itu_catalog.documents.family import UNDATED, numbers_of
from itu_catalog.errors import AmbiguousIdentifier
from itu_catalog.folding import search_key, twin_key
from itu_catalog.identifier import Identifier
from itu_catalog.identifier import _of as _identifier  # canonical already: it comes from the file
from itu_catalog.vocabulary import NameKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from itu_catalog.documents import Document, Recommendation
    from itu_catalog.documents.works import Handle
    from itu_catalog.store import NameLine, Store

__all__ = ["Shelf", "said"]

_EVER = Issued(1000)
"""Stands in for the unknown beginning of a number."""


def said(asked: object) -> object:
    """Return what an error repeats: the string that was given, or that of an identifier."""
    return str(asked) if isinstance(asked, Identifier) else asked


class Shelf:
    """The works of a file by key, number and name; safe to share by threads."""

    def __init__(self, store: Store, handle: Handle) -> None:
        """Take works from a file; `handle` is what they ask for what surrounds them."""
        self.store = store
        self._handle = handle
        self._works: dict[str, Recommendation] = {}
        self._keys: list[str] | None = None
        self._numbers: dict[str, tuple[NameLine, ...]] = {}

    def work(self, key: str) -> Recommendation:
        """Return the work of a key."""
        work = self._works.get(key)
        if work is None:
            try:
                work = self.store.work(key.encode(), self._handle)
            except KeyError:  # keys come from the index of names
                raise self.store.unusable(f"its index names {key!r}, and no such work is there") from None
            # Two threads may both build it; the first to store it wins, so that it stays one object.
            work = self._works.setdefault(key, work)
        return work

    def __iter__(self) -> Iterator[Recommendation]:
        if self._keys is None:
            self._keys = sorted(self.store.keys(), key=_by_number)
        return map(self.work, self._keys)

    def in_order(self, keys: Iterable[str]) -> Iterator[Recommendation]:
        """Yield the works of some keys, by number."""
        return map(self.work, sorted(keys, key=_by_number))

    # ---- who bears what

    def numbered(self, number: str) -> list[NameLine]:
        """Return who bears or bore one number, in full: ``ITU-T X.509``."""
        return [line for line in self.store.named(search_key(number)) if line.is_number]

    def numbers_in(self, series: str) -> tuple[NameLine, ...]:
        """Return who bears or bore a number of a series: ``ITU-T X``; kept, because there are few series."""
        lines = self._numbers.get(series)
        if lines is None:
            found = (line for mark in ". " for line in self.store.names_from(search_key(series) + mark))
            lines = tuple(line for line in found if line.is_number)
            if lines:
                self._numbers[series] = lines
        return lines

    def bearing(self, identifier: Identifier) -> list[NameLine]:
        """Return who bears a number: of a joint one, who bears all of it; without a sector, in any."""
        numbers = numbers_of(identifier)
        prefixes = ("",) if identifier.sector or not identifier.series else ("ITU-T ", "ITU-R ")
        found: list[NameLine] = []
        for prefix in prefixes:
            each = [self.numbered(prefix + number) for number in numbers]
            common = set.intersection(*({line.target for line in lines} for lines in each))
            found += [line for line in each[0] if line.target in common]
        return found

    def named(self, text: str) -> list[NameLine]:
        """Return what a text means that is no number: a common or provisional name, or a twin."""
        folded, number = search_key(text), twin_key(text)[0]
        lines = self.store.named(folded)
        found = [line for line in lines if line.kind in (NameKind.COMMON, NameKind.PROVISIONAL)]
        if not found and number != folded:
            lines = self.store.named(number)
        return found or [line for line in lines if line.kind is NameKind.TWIN]

    def works(self, lines: Iterable[NameLine]) -> list[Recommendation]:
        """Return the works that some lines lead to, each once."""
        return [self.work(key) for key in dict.fromkeys(line.target for line in lines)]

    def matching(self, identifier: Identifier, lines: Iterable[NameLine]) -> list[Document]:
        """Return the texts of those works that an identifier may mean."""
        works = self.works(lines)
        for work in works:  # the identifier itself, before anything is taken apart
            for text in work.documents:
                if text.identifier == identifier:
                    return [text]
        return [text for work in works for text in work._family.find(identifier)]

    def pick(
        self, identifier: Identifier, lines: list[NameLine], on: datetime.date, asked: object
    ) -> Recommendation:
        """Choose the work that bears a number on a day, else the one that bore it last."""
        if len({line.target for line in lines}) > 1:
            begun = [line for line in lines if line.begun_by(on)] or [
                min(lines, key=lambda line: line.since or UNDATED)
            ]
            bearing = [line for line in begun if not self._is_over(line, begun, on)] or begun
            if identifier.sector is None and len({_sector(line) for line in begun}) > 1:
                lines = bearing
            else:
                # A number is taken from a work without a word when another one gets it: the last one has it.
                newest = max(line.since or _EVER for line in bearing)
                lines = [line for line in bearing if (line.since or _EVER) == newest]
        works = self.works(lines)
        if len(works) > 1:
            sectors = {str(work.identifier.sector) for work in works}
            reason = (
                f"the number exists in {' and '.join(sorted(sectors))}"
                if len(sectors) > 1
                else f"{len(works)} works bear the number on {on.isoformat()}"
            )
            raise AmbiguousIdentifier(said(asked), candidates=works, reason=reason)
        return works[0]

    def _is_over(self, line: NameLine, begun: list[NameLine], on: datetime.date) -> bool:
        """Whether a work lost a number by a day: it took another, or another work got this one after its last text."""
        if line.over_by(on):
            return True
        last = self.work(line.target).last
        ended = last.approved if last else None
        return ended is not None and any(
            other.target != line.target
            and other.folded == line.folded
            and other.since is not None
            and other.since > ended
            for other in begun
        )


def _by_number(key: str) -> tuple[Identifier, str]:
    """Put keys in order: the file is in order of bytes, people expect X.9 before X.25."""
    return _identifier(key.partition("@")[0]), key


def _sector(line: NameLine) -> str:
    return line.target.partition(" ")[0]
