"""What changed between two catalogues, and what has become of texts that somebody relies on.

>>> from itu_catalog import embedded_catalog
>>> print(diff(embedded_catalog(), embedded_catalog()))
nothing changed
"""

from __future__ import annotations

from itu_catalog.comparing.answers import ANSWERS, WatchCode, Watched
from itu_catalog.comparing.changes import KINDS, Change, ChangeKind, Difference, TableChange
from itu_catalog.comparing.differing import diff
from itu_catalog.comparing.watching import Watcher, watch

__all__ = [
    "ANSWERS",
    "KINDS",
    "Change",
    "ChangeKind",
    "Difference",
    "TableChange",
    "WatchCode",
    "Watched",
    "Watcher",
    "diff",
    "watch",
]
