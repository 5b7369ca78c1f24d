"""The settings of a run: what each is called, what it may be, and how a value is read, wherever it comes from.

A name is that of the long option of the command line; a configuration file uses the same one.

>>> settings = Settings.of({"fail-on": "error", "exclude": ["old"]})
>>> settings.fail_on, settings.exclude, settings.bare
(Choice('error'), ('old',), 'context')
>>> Settings.of({"jobs": "many"})
Traceback (most recent call last):
    ...
ValueError: jobs: 'many' is no number of processes; write 1 or more, or auto
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from itu_catalog.checking.choosing import ALL, NONE, Choice, read_codes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Literal, Self

    from itu_catalog.findings import Code

__all__ = ["BARE", "MOST_JOBS", "PATHS", "Settings", "names", "plain"]

BARE = ("never", "context", "always")
"""What to make of numbers without a prefix."""

MOST_JOBS = 256
"""Processes that anybody may ask for; a configuration may be a stranger's."""


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{_said(value)} is neither true nor false")  # noqa: TRY004 - a value of a file, not an argument
    return value


def _text(value: object) -> str:
    if value == "":
        raise ValueError("nothing is given; write something, or leave it out")
    if not isinstance(value, str):
        raise ValueError(f"{_said(value)} is no text; write it in quotation marks")  # noqa: TRY004 - likewise
    return value


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (_text(value),)
    if not isinstance(value, list | tuple):
        raise ValueError(f"{_said(value)} is no list; write one like ['a', 'b']")  # noqa: TRY004 - likewise
    return tuple(map(_text, value))


def _joined(value: object) -> str:
    """Read what may be one text with commas, or a list of texts."""
    return ",".join(_texts(value))


def _day(value: object) -> datetime.date:
    from itu_catalog.dates import as_date

    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    day = as_date(_text(value))
    assert day is not None
    return day


def _bare(value: object) -> str:
    if value not in BARE:
        raise ValueError(f"{_said(value)} is none of: {', '.join(BARE)}")
    return str(value)


def _jobs(value: object) -> int | None:
    if value == "auto":
        return None
    text = str(value) if not isinstance(value, bool) else ""
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:9]) <= MOST_JOBS):
        hint = f"write 1 to {MOST_JOBS}, or auto" if text.isdecimal() else "write 1 or more, or auto"
        raise ValueError(f"{_said(value)} is no number of processes; {hint}")
    return int(text)


def _said(value: object) -> str:
    said = repr(value)
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"


_SHOWN = 60


class Settings(NamedTuple):
    """The settings of a run, each read and checked.

    Attributes:
        catalog: the catalogue file to ask; None for the default one.
        on: the day to judge for; None for that of the data.
        titles: whether to look closely at titles.
        bare: what to make of numbers without a prefix.
        format: the format of the report; None for text.
        fail_on: findings that the run fails on.
        select: findings that are reported.
        ignore: codes that are not.
        exclude: patterns of paths that are left out.
        no_ignore: whether ``.gitignore`` is disregarded.
        read_as: the format of every input; None tells it for each.
        encoding: the encoding of every input; None tells it for each.
        ignore_file: the ignore file; None looks for one.
        baseline: the baseline; None for none.
        warn_unused_ignores: whether to remark on what ignores nothing.
        jobs: processes; None decides by what there is to do.
        quiet: whether remarks on standard error are left out.
        no_progress: whether no progress is shown.
    """

    catalog: str | None = None
    on: datetime.date | None = None
    titles: bool = False
    bare: Literal["never", "context", "always"] = "context"
    format: str | None = None
    fail_on: Choice = NONE
    select: Choice = ALL
    ignore: frozenset[Code] = frozenset()
    exclude: tuple[str, ...] = ()
    no_ignore: bool = False
    read_as: str | None = None
    encoding: str | None = None
    ignore_file: str | None = None
    baseline: str | None = None
    warn_unused_ignores: bool = False
    jobs: int | None = None
    quiet: bool = False
    no_progress: bool = False

    @classmethod
    def of(cls, values: Mapping[str, object]) -> Self:
        """Read values by the names of their options.

        Raises:
            ValueError: a value cannot be; the sentence begins with the name.
            KeyError: there is no such setting.
        """
        read: dict[str, Any] = {}
        for name, value in values.items():
            try:
                read[name.replace("-", "_")] = _READERS[name](value)
            except ValueError as fault:
                raise ValueError(f"{name}: {fault}") from None
        return cls(**read)


_READERS: dict[str, Callable[[object], Any]] = {
    "catalog": _text,
    "on": _day,
    "titles": _flag,
    "bare": _bare,
    "format": _text,
    "fail-on": lambda value: Choice.read(_joined(value)),
    "select": lambda value: Choice.read(_joined(value)),
    "ignore": lambda value: read_codes(_joined(value)),
    "exclude": _texts,
    "no-ignore": _flag,
    "read-as": _text,
    "encoding": _text,
    "ignore-file": _text,
    "baseline": _text,
    "warn-unused-ignores": _flag,
    "jobs": _jobs,
    "quiet": _flag,
    "no-progress": _flag,
}
"""Setting → what reads its value."""


PATHS = frozenset({"catalog", "ignore-file", "baseline"})
"""Settings that name a file; in a configuration they are relative to its directory."""


def names() -> list[str]:
    """Return the names of all settings, in order.

    >>> names()[:3]
    ['catalog', 'on', 'titles']
    """
    return list(_READERS)


def plain(value: object) -> object:
    """Return a setting as a configuration file would have it; None where none is set.

    >>> plain(Choice.read("error")), plain(("old",)), plain(frozenset())
    ('error', ['old'], [])
    """
    if isinstance(value, Choice | datetime.date):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    return list(value) if isinstance(value, tuple) else value
