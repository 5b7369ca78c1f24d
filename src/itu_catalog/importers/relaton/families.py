"""Which records of ITU-T are one history: families, as ITU itself keeps them.

``hasEdition`` names all other texts of a history, so that a family is a clique of it. Families cross numbers
(Z.140 became Z.161) and keep apart what merely shared one (Z.101 of 1976, 1984 and 2011), so that a number
alone never joins two records; save for those records to which ITU's relations were never joined at all.

>>> raws = [Raw("a", "ITU-T Z.140 (07/2001)", stage="Withdrawal", editions=("Z.161 (11/2007)",)),
...         Raw("b", "ITU-T Z.161 (11/2007)", stage="Published"),
...         Raw("c", "ITU-T Z.161 (12/1972)", stage="Withdrawal")]
>>> [[str(record.identifier) for record in family] for family in families(named(raws)[0])[0]]
[['ITU-T Z.140 (07/2001)', 'ITU-T Z.161 (11/2007)'], ['ITU-T Z.161 (12/1972)']]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from itu_catalog.documents.family import numbers_of
from itu_catalog.identifier import Kind
from itu_catalog.importers.relaton.record import Aside, Raw, Remark
from itu_catalog.parsing import try_parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from itu_catalog.identifier import Identifier

__all__ = ["Named", "families", "gathered", "named"]


_SHOWN = 120
"""So many characters of what is no identifier are shown; the longest identifiers of the dataset have 60."""


class Named(NamedTuple):
    """A record with what its identifier means."""

    identifier: Identifier
    raw: Raw


def named(raws: Iterable[Raw]) -> tuple[list[Named], list[Aside], list[Remark]]:
    """Read the identifiers of some records; who cannot be a document here is set aside with the reason.

    Of two records with one identifier the first is kept.

    >>> records, aside, remarks = named([Raw("a", "ITU-T X.9 (10/2019)"), Raw("b", "ITU-T X.9  (10/2019)")])
    >>> len(records), len(aside), str(remarks[0])
    (1, 0, 'ITU-T X.9 (10/2019): b is a second record of it, a is kept [V2]')
    """
    records: dict[Identifier, Named] = {}
    aside: list[Aside] = []
    remarks: list[Remark] = []
    for raw in raws:
        identifier = try_parse(raw.identifier)
        if identifier is None:
            shown = f"{raw.identifier[:_SHOWN]}…" if raw.identifier[_SHOWN:] else raw.identifier
            aside.append(Aside(raw.file, shown, "non-document", "its identifier cannot be read"))
        elif identifier.kind is Kind.DRAFT:
            aside.append(Aside(raw.file, raw.identifier, "draft", "a provisional name: it is a draft"))
        elif identifier.kind is Kind.SERIES or identifier == identifier.work:
            aside.append(Aside(raw.file, raw.identifier, "non-document", "it names no text: it has no date"))
        elif identifier in records:
            kept = records[identifier].raw.file
            message = f"{raw.file} is a second record of it, {kept} is kept"
            remarks.append(Remark("V2", str(identifier), message))
        else:
            records[identifier] = Named(identifier, raw)
    return list(records.values()), aside, remarks


def families(records: Sequence[Named]) -> tuple[list[list[Named]], list[Remark]]:
    """Return the families, each in the order of its identifiers, and what is odd about ITU's relations.

    Remarks are of the rules V17 (relations are mutual, and a family is a clique) and V18 (what a relation names
    is there). The time is linear in the number of relations.
    """
    places = {record.identifier: place for place, record in enumerate(records)}
    parent = list(range(len(records)))

    def find(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    targets = _Targets(places)
    named_by: list[int] = []
    for place, record in enumerate(records):
        others = targets.of(record) - {place}
        named_by.append(len(others))  # not the set: of 20,000 that name each other there are too many
        for other in others:
            parent[find(place)] = find(other)
    first_of: dict[str, int] = {}
    for place, record in enumerate(records):
        if not record.raw.enriched:
            parent[find(place)] = find(first_of.setdefault(str(record.identifier.work), place))
    found: defaultdict[int, list[int]] = defaultdict(list)
    for place in range(len(records)):
        found[find(place)].append(place)
    remarks = [*targets.remarks(), *_cliques(records, found.values(), named_by)]
    made = [sorted((records[place] for place in family), key=_identifier) for family in found.values()]
    return sorted(made, key=lambda family: family[0].identifier), remarks


class _Targets:
    """Whom records name, by place; each name is read once."""

    def __init__(self, places: Mapping[Identifier, int]) -> None:
        self._places = places
        self._known: dict[str, int | None] = {}
        self._lost: Counter[str] = Counter()

    def of(self, record: Named) -> set[int]:
        """Return the places of the records that one names."""
        found: set[int] = set()
        for printed in record.raw.editions:
            if printed not in self._known:
                meant = try_parse(printed if printed.startswith("ITU-") else f"ITU-T {printed}")
                self._known[printed] = None if meant is None else self._places.get(meant)
            place = self._known[printed]
            if place is None:
                self._lost[printed] += 1
            else:
                found.add(place)
        return found

    def remarks(self) -> list[Remark]:
        """Return a remark for each name that leads nowhere."""
        return [
            Remark(
                "V18",
                f"ITU-T {printed}"[:_SHOWN],
                f"{count} {'records name' if count > 1 else 'record names'} it as another edition, and it is not there",
            )
            for printed, count in sorted(self._lost.items())
        ]


def _cliques(
    records: Sequence[Named], found: Iterable[Sequence[int]], named_by: Sequence[int]
) -> list[Remark]:
    """Return a remark for each record that does not name all others of its family, though it names some or is named."""
    remarks = []
    for family in found:
        if not any(named_by[place] for place in family):
            continue
        for place in family:
            missing = len(family) - 1 - named_by[place]
            if missing:
                remarks.append(
                    Remark(
                        "V17",
                        str(records[place].identifier),
                        f"it names {named_by[place]} of the {len(family) - 1} other texts of its family",
                    )
                )
    return remarks


def _identifier(record: Named) -> Identifier:
    return record.identifier


def gathered(found: Iterable[list[Named]]) -> list[list[Named]]:
    """Return the histories: the families, where Supplements to a number that ITU keeps apart join those that bear it."""
    histories: list[list[Named]] = []
    others: list[list[Named]] = []
    for family in found:
        apart = all(record.identifier.steps and _is_supplement(record) for record in family)
        (others if apart else histories).append(family)
    bearing: defaultdict[str, list[list[Named]]] = defaultdict(list)
    for family in histories:
        for number in {n for record in family for n in numbers_of(record.identifier)}:
            bearing[number].append(family)
    for family in others:
        number = numbers_of(family[0].identifier)[0]
        bearers = bearing[number]
        if len(bearers) == 1:
            bearers[0] += family
        else:  # no text of the number itself is known: those about it are one work
            bearing[number] = bearers or [family]
            histories.append(family)
    return histories


def _is_supplement(record: Named) -> bool:
    return " Suppl. " in str(record.identifier)
