"""What an update knew about the archive it took, kept beside the catalogue: so that the next one need not fetch it again.

>>> import os, tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     path = os.path.join(folder, "catalogue.tsv")
...     remember(path, Remembered("https://example.org/a.tar.gz", "2026-08-22+0123", "itu-catalog 1", etag='"a"'))
...     recall(path).etag, os.listdir(folder)
('"a"', ['catalogue.update.json'])
"""

from __future__ import annotations

import datetime
import json
import os
from typing import NamedTuple

from itu_catalog.replacing import beside, settle

__all__ = ["Remembered", "now", "recall", "remember", "remembered_path"]

_LONGEST = 1 << 16


class Remembered(NamedTuple):
    """What is known of the archive that a catalogue was made of."""

    url: str
    """Which address was asked."""
    catalogue: str
    """The version of the catalogue that came of it; of another one this says nothing."""
    program: str
    """Which release made it; another one may make it better."""
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    """Of the archive."""
    bytes: int | None = None
    """The length of the archive."""
    fetched: str | None = None
    """When it was fetched, in UTC: ``2026-08-23T04:05:06Z``."""
    checked: str | None = None
    """When the server was last asked, and said that there is nothing newer."""

    @property
    def age(self) -> float | None:
        """Days since the server was last asked; None where that is not known, or lies ahead."""
        try:
            asked = datetime.datetime.fromisoformat(self.checked or self.fetched or "")
            days = (datetime.datetime.now(datetime.UTC) - asked).total_seconds() / 86400
        except (ValueError, TypeError):
            return None
        return days if days >= 0 else None


def now() -> str:
    """Return the time as it is written here.

    >>> len(now())
    20
    """
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def remembered_path(path: str) -> str:
    """Return where it is kept for a catalogue.

    >>> remembered_path("catalogue.tsv")
    'catalogue.update.json'
    """
    return f"{os.path.splitext(path)[0]}.update.json"  # noqa: PTH122 - as strings, like all paths of the catalogue


def recall(path: str) -> Remembered | None:
    """Return what is kept for a catalogue; None where nothing is, or what is there is not ours.

    That is not worth an error: the archive is fetched once more.
    """
    try:
        with open(remembered_path(path), "rb") as file:  # noqa: PTH123
            row = json.loads(file.read(_LONGEST))
    except (OSError, ValueError, RecursionError):
        return None
    kinds = Remembered.__annotations__
    if not isinstance(row, dict) or not {"url", "catalogue", "program"} <= row.keys() <= kinds.keys():
        return None
    for name, value in row.items():
        good = isinstance(value, int) if name == "bytes" else isinstance(value, str) and _is_plain(value)
        if not good and (value is not None or name in ("url", "catalogue", "program")):
            return None
    return Remembered(**row)


def _is_plain(value: str) -> bool:
    """Whether a value could have been a header: somebody may have edited the file."""
    return value.isascii() and value.isprintable()


def remember(path: str, known: Remembered) -> None:
    """Keep what is known for a catalogue.

    Raises:
        OSError: it cannot be written.
    """
    target = remembered_path(path)
    text = json.dumps(known._asdict(), indent=2) + "\n"
    with beside(target, text.encode(), whoever=True) as fresh:
        os.replace(fresh, target)  # noqa: PTH105
    settle(os.path.dirname(target))  # noqa: PTH120
