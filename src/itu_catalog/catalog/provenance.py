"""How an imported catalogue came about: what was read, what was set aside, what was mended or left open.

An import writes it into the small table ``provenance`` of the catalogue file, so that it can be asked later,
without the archive.
"""

from __future__ import annotations

from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from itu_catalog.store import Store

__all__ = ["REMARKS", "Aside", "Provenance", "Remark", "Unreadable", "provenance"]


class Unreadable(NamedTuple):
    """A file of the dataset that could not be read, and why."""

    file: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.reason}"


class Aside(NamedTuple):
    """A record of the dataset that is no document of the catalogue, and why."""

    file: str
    identifier: str
    kind: str
    """``non-document``, ``draft``, ``test``, or ``duplicate`` of a text that has another record."""
    reason: str

    def __str__(self) -> str:
        return f"{self.identifier} ({self.file}): {self.reason}"


class Remark(NamedTuple):
    """Something about a record that was mended, decided or left open on the way; one sentence."""

    code: str
    """What kind of thing; `REMARKS` explains each. ``V17`` and the like are rules of the validator."""
    identifier: str
    message: str

    def __str__(self) -> str:
        return f"{self.identifier}: {self.message} [{self.code}]"


REMARKS = {
    "age": "the dataset ends before the catalogue in the package does",
    "conflict": "where what was checked by hand says otherwise, and stands",
    "corrected": "known errors of the dataset, set right",
    "decided": "what a record leaves open, decided by other evidence",
    "draft": "texts whose draft was set aside",
    "gap": "texts, revisions and files that the dataset is known to lack",
    "group": "names of study groups that cannot be read",
    "in-vain": "corrections, names and successors kept by hand that fit nothing any more",
    "joined": "records that nothing tells apart, made one work",
    "relation": "relations of a kind of which nothing is made",
    "scope": "Supplements whose title names other texts than list them; the title decides",
}
"""What each code of a remark says."""


class Provenance(NamedTuple):
    """What an import tells of itself: the dataset, counts, and everything that it did not take as it was.

    >>> told = Provenance({"name": "a dataset"}, {"records": 2}, remarks=(Remark("gap", "ITU-T X.9", "no date"),))
    >>> told.with_code("gap")[0].identifier
    'ITU-T X.9'
    """

    dataset: Mapping[str, str]
    """``name``, ``source`` and ``as_of``, the day that it is complete to."""
    counts: Mapping[str, int]
    unreadable: tuple[Unreadable, ...] = ()
    aside: tuple[Aside, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def with_code(self, code: str) -> tuple[Remark, ...]:
        """Return the remarks of one kind, such as ``conflict``, ``gap`` or ``corrected``."""
        return tuple(remark for remark in self.remarks if remark.code == code)

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON-ready values, each key always there."""
        return {
            "dataset": dict(self.dataset),
            "counts": dict(self.counts),
            "unreadable": [each._asdict() for each in self.unreadable],
            "aside": [each._asdict() for each in self.aside],
            "remarks": [each._asdict() for each in self.remarks],
        }


_KEY = "remarks "
"""What the keys of rows with remarks begin with; their code follows."""


def provenance(store: Store) -> Provenance | None:
    """Read what an import wrote into a file; None where none did."""
    rows = dict(store.table("provenance"))
    if not rows:
        return None
    try:
        return Provenance(
            {key: str(value) for key, value in rows.get("dataset", {}).items()},
            {key: int(value) for key, value in rows.get("counts", {}).items()},
            tuple(Unreadable(*_cells(row, Unreadable)) for row in _listed(rows.get("unreadable"))),
            tuple(Aside(*_cells(row, Aside)) for row in _listed(rows.get("aside"))),
            tuple(
                Remark(key.removeprefix(_KEY), str(row.get("identifier", "")), str(row.get("message", "")))
                for key, listed in rows.items()
                if key.startswith(_KEY)
                for row in _listed(listed)
            ),
        )
    except (AttributeError, TypeError, ValueError) as fault:
        raise store.unusable("what it tells of its import is damaged") from fault


def _listed(row: Mapping[str, Any] | None) -> Iterable[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = (row or {}).get("rows", [])
    return found


def _cells(row: Mapping[str, Any], kind: type[Unreadable | Aside]) -> Iterable[str]:
    return (str(row.get(name, "")) for name in kind._fields)
