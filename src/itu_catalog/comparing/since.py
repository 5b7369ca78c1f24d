"""What changed in what a line means: since an older catalogue, or since a day in the same one."""

from __future__ import annotations

from itu_catalog.catalog.events import events
from itu_catalog.catalog.windows import Window
from itu_catalog.comparing.changes import ChangeKind
from itu_catalog.comparing.differing import diff
from itu_catalog.comparing.pairing import Group
from itu_catalog.comparing.subjects import subject
from itu_catalog.documents import Document

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime

    from itu_catalog.catalog import Catalog
    from itu_catalog.catalog.events import Event
    from itu_catalog.comparing.changes import Change

__all__ = ["SinceCatalogue", "SinceDay"]


class SinceDay:
    """What happened from one day to another, both included, as the catalogue tells it now."""

    def __init__(self, since: datetime.date, until: datetime.date, catalog: Catalog) -> None:
        """Ask a catalogue about a stretch of time."""
        self.said = f"since {since}"
        self._catalog = catalog
        self._window = Window.read((since, until))

    def changes(self, text: str) -> tuple[Event, ...]:
        """Return what happened to the texts that a name or a requirement means."""
        asked = subject(text, self._catalog, self._catalog)
        works = [self._catalog._work(key) for key in sorted(asked.new)]
        return tuple(event for event in events(works, self._window) if asked.means(event.document))


class SinceCatalogue:
    """What differs from an older catalogue."""

    def __init__(self, old: Catalog, new: Catalog) -> None:
        """Compare two catalogues, once for all lines."""
        self.said = f"since the catalogue of {old.as_of}"
        self._old, self._new = old, new
        self._by_key: dict[str, list[tuple[Group, Change]]] = {}
        for change in diff(old, new).changes:
            group = _group(change)
            for key in {*group.old, *group.new}:
                self._by_key.setdefault(key, []).append((group, change))

    def changes(self, text: str) -> tuple[Change, ...]:
        """Return what changed in the texts that a name or a requirement means."""
        asked = subject(text, self._old, self._new)
        near = [pair for key in sorted(asked.old | asked.new) for pair in self._by_key.get(key, ())]
        found = {
            id(change): change for group, change in near if asked.touches(group) and asked.covers(change)
        }
        return tuple(sorted(found.values(), key=lambda change: change._order()))


def _group(change: Change) -> Group:
    """Return the keys of the works that a change is about."""
    if change.kind is ChangeKind.REGROUPED:
        before, after = ((each or "").split(", ") for each in (change.before, change.after))
        return Group(tuple(before), tuple(after))
    keys = []
    for record in (change.old, change.new):
        work = record.work if isinstance(record, Document) else record
        keys.append((work.key,) if work is not None else ())
    return Group(*keys)
