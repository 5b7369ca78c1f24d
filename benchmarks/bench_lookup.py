"""Look-up in a catalogue that is open, against a dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench_parse import BATCH, each
from material import messy
from measuring import Result, alternate, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["bench"]


def bench(rounds: int) -> Iterator[Result]:
    """Measure looking up."""
    import itu_catalog

    catalog = itu_catalog.embedded_catalog()
    strings = [str(document.identifier) for document in catalog.documents]
    table = dict.fromkeys(strings)
    strings = (strings * (BATCH // len(strings) + 2))[: 2 * BATCH]
    date = catalog.as_of
    times = alternate(
        {
            "dict": each(table.__getitem__, strings),
            "exact": each(catalog.resolve, strings),
            "messy": each(catalog.resolve, messy(strings) * 2),
            "as of": each(lambda text: catalog.resolve(text, on=date), strings),
        },
        rounds,
    )
    yield Result("resolve(), canonical: rate", "dict[...]", ratio(times["dict"], times["exact"]))
    yield Result("resolve(), messy: rate", "dict[...]", ratio(times["dict"], times["messy"]))
    yield Result("resolve(on=...): rate", "dict[...]", ratio(times["dict"], times["as of"]))
