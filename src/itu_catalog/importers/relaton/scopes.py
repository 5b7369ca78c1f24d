"""What each Supplement is about: Recommendations, a block of numbers or a series.

The dataset says it backwards: under ``complementOf`` a Recommendation names the Supplements that are about it,
and only the newest of each. The title of a Supplement often says it better: ``ITU-T X.1051 – Supplement on …``.

>>> supplement = Raw("…", "ITU-T X Suppl. 4 (09/2008)", title="ITU-T X.290-series – Supplement on …")
>>> [str(target) for target in scopes([supplement])[try_parse(supplement.identifier)].targets]
['ITU-T X.290-series']
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from itu_catalog.documents.family import numbers_of
from itu_catalog.documents.texts import Conflict
from itu_catalog.identifier import Kind
from itu_catalog.importers.relaton.record import Raw, Remark
from itu_catalog.parsing import try_parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from itu_catalog.identifier import Identifier
    from itu_catalog.vocabulary import SubSeries

    Read = Callable[[str], Identifier | None]

__all__ = ["Scope", "remarks_of", "scopes"]

MOST = 12
"""Numbers that are listed one by one; more are a block or a series where one holds them."""

_COMPLEMENT = "relaton-data-itu, complementOf"
_TITLE = "its title"

_NUMBER = r"[A-Z]\.[0-9]{1,5}(?:\.[0-9]{1,3})?(?:/[A-Z]\.[0-9]{1,5}(?:\.[0-9]{1,3})?)?(?![0-9.]*x)"
_LEAD = re.compile(
    r"(?:Supplement(?: [0-9]{1,3})? to )?(?:ITU-T |Recommendations? ){1,3}"
    rf"(?P<numbers>{_NUMBER}(?:(?:, | and |, and )(?:ITU-T )?{_NUMBER}){{0,9}})"
    rf"(?:[-–](?P<last>{_NUMBER}))?"
    r"(?P<series>[ -][Ss]eries)?"
    # What follows must end the naming: "ITU-T G.989.3 TC layer operating in …" is about something else.
    r"(?= ?[-–:]| Recommendation| \(|$| Supplement)",
    re.ASCII,
)
"""How a title begins that says what the Supplement is about.

``ITU-T K.91 – …``, ``ITU-T K.20, K.21 and K.44 – …``, ``ITU-T Y.3800 series – …``, ``ITU-T X.800-X.849 series - …``,
``ITU-T Y.4550-Y.4699 - …``, ``Supplement to ITU-T X.1254: …``, ``Supplement to ITU-T Recommendation Q.1701 – …``.
"""
_INSIDE = re.compile(
    rf"\bRecommendations?(?: ITU-T)? (?P<numbers>{_NUMBER}(?:(?:, | and |, and )(?:ITU-T )?{_NUMBER}){{0,9}})"
    rf"|\bITU-T (?P<alone>{_NUMBER})",
    re.ASCII,
)
"""A Recommendation named further on: ``Guidelines for the implementation of Recommendation J.111 …``."""
_EACH = re.compile(_NUMBER, re.ASCII)


class Scope(NamedTuple):
    """What one edition of a Supplement is about, and how that is known."""

    targets: tuple[Identifier, ...]
    """Undated Recommendations, or one block or series: what `Document.supplements` holds."""
    inferred: bool = False
    """Whether it is a conclusion: for `Document.inferred`, as ``supplements``."""
    source: str | None = None
    """For `Document.sources`, as ``supplements``; None where the number of the Supplement says so."""
    conflicts: tuple[Conflict, ...] = ()
    """What the losing side says, for `Document.conflicts`."""


class _Named(NamedTuple):
    """What a title says that its text is about."""

    targets: tuple[Identifier, ...]
    clear: bool
    """Whether the title begins with it."""


def scopes(raws: Iterable[Raw], identifier_of: Read = try_parse) -> dict[Identifier, Scope]:
    """Return what every edition of every Supplement among the records is about, by its dated identifier.

    `identifier_of` reads an identifier as the dataset prints it, with its sector. What decides, best first: the
    number of the Supplement (``D.50 Suppl. 1``), the beginning of its title, the Recommendations that list it,
    a Recommendation inside its title, and last the series of its number.
    """
    read = cache(identifier_of)
    records = [raw for raw in raws if raw.identifier.startswith("ITU-T ")]
    supplements: dict[Identifier, Raw] = {}
    for raw in records:
        if "Sup" in raw.identifier:  # before the parser is asked
            identifier = read(raw.identifier)
            if identifier is not None and identifier.kind is Kind.SUPPLEMENT:
                supplements[identifier] = raw
    lists = _Lists(records, read)
    named = {identifier: _named(raw.title or "", identifier, read) for identifier, raw in supplements.items()}
    lists.learn(named)
    return {
        identifier: _own(identifier)
        or _from_sources(identifier, named[identifier], lists)
        or Scope(_series(identifier))
        for identifier in supplements
    }


def remarks_of(found: Mapping[Identifier, Scope]) -> list[Remark]:
    """Return a remark on every scope about which the sources disagree."""
    return [
        Remark(
            "scope",
            str(identifier),
            f"its title is about {', '.join(map(str, scope.targets))}, but it is listed by {conflict.value}; "
            "the title decides",
        )
        for identifier, scope in found.items()
        for conflict in scope.conflicts
    ]


# --------------------------------------------------------------------------------------------------
# The single sources


def _own(identifier: Identifier) -> Scope | None:
    """Return what the number says: ``D.50 Suppl. 1`` is about D.50, ``E.800-series Suppl. 9`` about E.800 ff."""
    if "-series " in str(identifier):
        # Of two series that it prints, as in E.100-E.300-series Suppl. 3, each.
        numbers = _EACH.findall(identifier.designation)
        return Scope(_read_all([f"{number}-series" for number in numbers], try_parse))
    base = identifier.base
    return Scope((base.work,)) if base is not None and base.kind is not Kind.SERIES else None


def _series(identifier: Identifier) -> tuple[Identifier, ...]:
    """Return the whole series that a number names."""
    series = try_parse(f"ITU-T {identifier.series}-series")
    return (series,) if series is not None else ()


def _named(title: str, supplement: Identifier, read: Read) -> _Named | None:
    """Return what a title names: a series or a block as its first number, else every number."""
    match = _LEAD.match(title)
    if match is not None:
        numbers = _EACH.findall(match["numbers"])
        if match["series"] or match["last"]:
            numbers = [f"{numbers[0]}-series"]
        targets = _read_all(numbers, read)
        return _Named(targets, clear=True) if targets else None
    inside = [
        number
        for match in _INSIDE.finditer(title[:500])
        for number in _EACH.findall(match["numbers"] or match["alone"])
        # "Application of Recommendation B.4 …" is a Supplement to its own series all the same.
        if number[0] == supplement.series
    ]
    targets = _read_all(dict.fromkeys(inside), read)
    return _Named(targets, clear=False) if targets else None


def _read_all(numbers: Iterable[str], read: Read) -> tuple[Identifier, ...]:
    found = (read(f"ITU-T {number}") for number in numbers)
    return tuple(each for each in found if each is not None)


class _Lists:
    """Which Recommendations list a Supplement, turned round from what each of them says."""

    def __init__(self, records: Iterable[Raw], read: Read) -> None:
        # Thousands of records print one of a few hundred lists: each is taken apart once.
        listing: defaultdict[tuple[str, ...], set[Identifier]] = defaultdict(set)
        living: defaultdict[tuple[str, ...], set[Identifier]] = defaultdict(set)
        self._numbers: defaultdict[str, set[int]] = defaultdict(set)
        """The leading numbers in force of each series, of records that may list anything."""
        for raw in records:
            if not raw.enriched or " Suppl" in raw.identifier:
                continue
            in_force = raw.stage == "Published"
            if not raw.complements and not in_force:
                continue
            identifier = read(raw.identifier)
            if identifier is None:
                continue
            if raw.complements:
                # Earlier editions list what today's edition lists, under the numbers they bore.
                (living if in_force else listing)[raw.complements].add(identifier.work)
            if in_force:
                for letter, number in _places(identifier.work):
                    self._numbers[letter].add(number)
        self._listed: defaultdict[Identifier, set[Identifier]] = defaultdict(set)
        for found in (living, listing):
            known = set(self._listed)
            for printed, works in found.items():
                for text in printed:
                    supplement = read(text if text.startswith("ITU-T ") else f"ITU-T {text}")
                    if supplement is not None and supplement not in known:
                        self._listed[supplement] |= works
        self._names: dict[frozenset[Identifier], Identifier] = {}

    def of(self, supplement: Identifier) -> tuple[Identifier, ...]:
        """Return the works that list a Supplement, in order."""
        # By key: comparing the identifiers themselves, a million times, took a sixth of the import.
        return tuple(sorted(self._listed.get(supplement, ()), key=lambda work: work._key()))

    def learn(self, named: Mapping[Identifier, _Named | None]) -> None:
        """Learn from titles what ITU calls a set of numbers: those that list the Supplement ``ITU-T Y.3800-series – …``."""
        for supplement, said in named.items():
            works = self._listed.get(supplement)
            if said and said.clear and works and len(works) > MOST and said.targets[0].kind is Kind.SERIES:
                self._names.setdefault(frozenset(works), said.targets[0])

    def whole(self, works: tuple[Identifier, ...], supplement_series: str) -> Identifier | None:
        """Return the block or series that many works make up together; None where they are but some of it."""
        learned = self._names.get(frozenset(works))
        if learned is not None:
            return learned
        numbers = {
            number for work in works for letter, number in _places(work) if letter == supplement_series
        }
        every = self._numbers[supplement_series]
        for block in sorted(_blocks(supplement_series), key=lambda block: len(block.numbers)):
            held = block.numbers
            # A few withdrawn numbers may be missing or too many, but the set must be this block and no mere part.
            if all(number in held for number in numbers) and 2 * len(numbers) > sum(n in held for n in every):
                return try_parse(block.identifier_text)
        return try_parse(f"ITU-T {supplement_series}-series") if 2 * len(numbers) > len(every) else None


_PLACE = re.compile(r"([A-Z])\.([0-9]{1,5})", re.ASCII)


@cache
def _places(work: Identifier) -> tuple[tuple[str, int], ...]:
    """Return the letter and the leading number of every designation."""
    return tuple((letter, int(number)) for letter, number in _PLACE.findall(work.designation))


@cache
def _blocks(letter: str) -> tuple[SubSeries, ...]:
    """Return the printed blocks of a series, those that stand before those of old."""
    from itu_catalog.catalog.opening import embedded_catalog
    from itu_catalog.errors import UnknownRecommendation
    from itu_catalog.vocabulary import Series

    try:
        series = embedded_catalog().series(f"{letter}-series")
    except UnknownRecommendation:
        return ()
    blocks = series.subseries if isinstance(series, Series) else ()
    return tuple(sorted(blocks, key=lambda block: block.until is not None))


def _is_no_block(target: Identifier) -> bool:
    """Whether a series is meant that is printed nowhere as a block of numbers."""
    blocks = _blocks(str(target.series)) if target.kind is Kind.SERIES else ()
    return bool(blocks) and all(block.identifier_text != str(target) for block in blocks)


# --------------------------------------------------------------------------------------------------
# Their judgement


def _from_sources(supplement: Identifier, named: _Named | None, lists: _Lists) -> Scope | None:
    """Return what title and lists make of a Supplement; None where neither says anything."""
    listed = lists.of(supplement)
    if named is not None and named.clear:
        if len(listed) == 1 and _is_no_block(named.targets[0]):  # "Y.3302 series": there is Y.3302 alone
            return Scope(listed, source=_COMPLEMENT)
        return Scope(named.targets, source=_TITLE, conflicts=_conflict(named, listed))
    if not listed:
        return Scope(named.targets, inferred=True, source=_TITLE) if named is not None else None
    if len(listed) > MOST:
        letters = [letter for work in listed for letter, _ in _places(work)]
        whole = lists.whole(listed, max(set(letters), key=letters.count))
        if whole is not None:
            # That it supplements its whole series is what its number says, too.
            return Scope((whole,), inferred=whole not in _series(supplement), source=_COMPLEMENT)
    return Scope(listed, source=_COMPLEMENT)


def _conflict(named: _Named, listed: tuple[Identifier, ...]) -> tuple[Conflict, ...]:
    """Return what the lists say against the single numbers of a title, where one of those does not list it."""
    if not listed or named.targets[0].kind is Kind.SERIES:
        return ()
    listing = {number for work in listed for number in numbers_of(work)}
    if all(listing.intersection(numbers_of(target)) for target in named.targets):
        return ()
    value = ", ".join(map(str, listed[:MOST])) + (" …" if len(listed) > MOST else "")
    return (Conflict("supplements", value, _COMPLEMENT, "the title names the number itself"),)
