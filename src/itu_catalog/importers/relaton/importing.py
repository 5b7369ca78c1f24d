"""From the records of the dataset to the bytes of a catalogue file.

Everything that was set aside, corrected, decided or left open on the way is kept in the catalogue file itself,
in its small table ``provenance``, so that a question about it can be answered later without the archive.

>>> from itu_catalog.importers.relaton.record import Raw
>>> from itu_catalog.store import Store
>>> raw = Raw("data/itu-t-x-9-10-2019.yaml", "ITU-T X.9 (10/2019)", date="2019-10-14", stage="Published")
>>> made = compiled([raw], datetime.date(2026, 8, 22))
>>> made.counts["records"], Store(made.data).as_of.isoformat()
(1, '2026-08-22')
"""

from __future__ import annotations

import datetime
import gc
from collections import Counter
from contextlib import contextmanager
from typing import NamedTuple

from itu_catalog.catalog import embedded_catalog
from itu_catalog.importers.merging import merged
from itu_catalog.importers.relaton.assembling import told_apart
from itu_catalog.importers.relaton.corrections import corrected, credited
from itu_catalog.importers.relaton.names import named
from itu_catalog.importers.relaton.radio import radio_works
from itu_catalog.importers.relaton.record import Made, Remark
from itu_catalog.importers.relaton.scopes import remarks_of, scopes
from itu_catalog.importers.relaton.successions import succeeded
from itu_catalog.importers.relaton.telecommunication import telecommunication_works
from itu_catalog.writer import dump

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from itu_catalog.catalog import Catalog
    from itu_catalog.documents.names import Name
    from itu_catalog.importers.relaton.record import Aside, Raw, Unreadable

__all__ = ["Compiled", "compiled", "newest"]

NAME = "relaton-data-itu"


class Compiled(NamedTuple):
    """The bytes of a catalogue file, and what was learned on the way."""

    data: bytes
    counts: dict[str, int]
    unreadable: tuple[Unreadable, ...]
    aside: tuple[Aside, ...]
    remarks: tuple[Remark, ...]


def compiled(
    raws: Sequence[Raw],
    as_of: datetime.date,
    unreadable: Iterable[Unreadable] = (),
    core: Catalog | None = None,
    commit: str | None = None,
) -> Compiled:
    """Make the catalogue of some records, with the facts of `core` (default: the package's) laid over them.

    `as_of` is the day that the records are complete to. The same input gives the same bytes.
    """
    core = core or embedded_catalog()
    source = f"{NAME}, snapshot of {as_of.isoformat()}"
    with _collecting_nothing():
        made, series_names = _made(raws, as_of, source, core)
        lost = tuple(unreadable)
        counts = {
            "files": len(raws) + len(lost),
            "records": len(raws),
            "unreadable": len(lost),
            **_counted("aside", (each.kind for each in made.aside)),
            "works": len(made.works),
            "documents": sum(len(work.documents) for work in made.works),
            **_counted("remarks", (each.code for each in made.remarks)),
        }
        told: dict[str, dict[str, Any]] = {
            "dataset": {"name": NAME, "source": source, "as_of": as_of.isoformat(), "commit": commit or ""},
            "counts": dict(counts),
            "unreadable": {"rows": [each._asdict() for each in lost]},
            "aside": {"rows": [each._asdict() for each in made.aside]},
            **_by_code(made.remarks),
        }
        data = dump(
            made.works,
            as_of=as_of.isoformat(),
            names=series_names,
            tables={"provenance": told},
            sources=[source, *core.sources],
            keep=[line for line in core._store.raw() if _is_shared(line)],
        )
    return Compiled(data, counts, lost, tuple(made.aside), tuple(made.remarks))


def _made(raws: Sequence[Raw], as_of: datetime.date, source: str, core: Catalog) -> tuple[Made, list[Name]]:
    """Take the records through all steps; return the works, what was set aside and remarked, and names of series."""
    found, mended = corrected(raws)
    of_telecommunication = [raw for raw in found if raw.identifier.startswith("ITU-T")]
    of_radio = [raw for raw in found if not raw.identifier.startswith("ITU-T")]
    about = scopes(of_telecommunication)
    sectors = [
        telecommunication_works(of_telecommunication, source, about),
        radio_works(of_radio, source),
    ]
    works = credited([work for each in sectors for work in each.works], raws)
    works, in_vain = succeeded(works)
    works, conflicts = merged(works, core, as_of, source)
    works, alike = told_apart(works)
    works, series_names, unnamed = named(works)
    remarks = [
        *mended,
        *remarks_of(about),
        *(remark for each in sectors for remark in each.remarks),
        *in_vain,
        *unnamed,
        *_age(as_of, core),
        *conflicts,
        *alike,
    ]
    return Made(works, [each for every in sectors for each in every.aside], remarks), series_names


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Let no garbage be collected: all records live until the end, and looking through them takes a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _counted(what: str, kinds: Iterable[str]) -> dict[str, int]:
    return {f"{what} {kind}": count for kind, count in sorted(Counter(kinds).items())}


def _is_shared(line: bytes) -> bool:
    """Whether a line of the package's catalogue is about no work: a small table, or the name of a series."""
    kind, _, rest = line.partition(b"\t")
    return kind == b"T" or (kind == b"N" and rest.split(b"\t", 2)[1].endswith(b"-series"))


def _age(as_of: datetime.date, core: Catalog) -> Iterable[Remark]:
    if as_of < core.as_of:
        message = f"the collection ends on {as_of}, the catalogue in the package on {core.as_of}: it is older"
        yield Remark("age", NAME, message)


def _by_code(remarks: Iterable[Remark]) -> dict[str, dict[str, Any]]:
    """Return the remarks as rows of the small table that tells how the catalogue came about, by their code."""
    listed: dict[str, list[dict[str, str]]] = {}
    for remark in remarks:
        row = {"identifier": remark.identifier, "message": remark.message}
        listed.setdefault(remark.code, []).append(row)
    return {f"remarks {code}": {"rows": rows} for code, rows in sorted(listed.items())}


def newest(raws: Iterable[Raw]) -> datetime.date | None:
    """Return the day of the newest record: by then at least the collection is complete; None where none has a day.

    A day that has not come yet is somebody's slip, and no evidence.
    """
    today = datetime.date.today().isoformat()  # noqa: DTZ011 - a slip of a day is none
    days = (raw.date for raw in raws if raw.date and raw.date <= today)
    return max((day for each in days if (day := _day(each)) is not None), default=None)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if len(text) == len("2026-08-22") else None
    except ValueError:
        return None
