r"""The configuration of a run: ``itu-catalog.toml``, or the table ``[tool.itu-catalog]`` of a ``pyproject.toml``.

The nearest one counts, from the first input upwards. A setting is named as its long option on the command line,
which wins. What writes files stays there: a configuration may come with a stranger's repository.

>>> parsed('fail-on = "error"\njobs = 2', "itu-catalog.toml").values
{'fail-on': 'error', 'jobs': 2}
>>> parsed('failon = "error"', "itu-catalog.toml")
Traceback (most recent call last):
    ...
itu_catalog.errors.InvalidSettings: itu-catalog.toml: 'failon' is no setting; did you mean 'fail-on'?
"""

from __future__ import annotations

import os
from typing import NamedTuple

from itu_catalog.checking.keeping import read_settings
from itu_catalog.checking.settings import PATHS, Settings, names, plain
from itu_catalog.errors import InvalidSettings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

__all__ = [
    "IGNORED",
    "OWN",
    "Configuration",
    "beginning",
    "configured",
    "load",
    "nearest",
    "nearest_file",
    "parsed",
    "shown",
]

IGNORED = ".itu-catalog-ignore"
"""The name of the ignore file where one is looked for."""

OWN = "itu-catalog.toml"
"""The name of a configuration of its own; its settings stand at the top."""

_PROJECT = "pyproject.toml"
_TABLE = "itu-catalog"
_ELSEWHERE = {
    "output": "it is given on the command line alone, since it writes a file",
    "write-baseline": "it is given on the command line alone, since it writes a file",
    "json": "write format = 'json'",
    "config": "it is given on the command line alone",
    "no-config": "it is given on the command line alone",
    "show-config": "it is given on the command line alone",
}
"""Options that are no settings, and why."""


class Configuration(NamedTuple):
    """What a configuration says: its file, and the settings in it by their names."""

    path: str | None = None
    values: Mapping[str, object] = {}

    @property
    def base(self) -> str:
        """The directory that its paths and patterns are relative to; none for no configuration."""
        return os.path.dirname(os.path.abspath(self.path)) if self.path else ""  # noqa: PTH100, PTH120 - pathlib is slow to load


def beginning(paths: list[str]) -> str:
    """Return the directory from which a configuration is looked for: that of the first input, or the working one.

    >>> beginning(["-"]) == beginning([]) == os.path.abspath(".")
    True
    """
    from itu_catalog.checking.globs import has_magic, literal

    first = paths[0] if paths else "-"
    if first == "-" or "\0" in first:
        return os.path.abspath(".")  # noqa: PTH100 - likewise
    if has_magic(first) and not os.path.lexists(first):
        first = literal(first.replace(os.sep, "/"))[0] or "."
    whole = os.path.abspath(first)  # noqa: PTH100 - likewise
    return whole if os.path.isdir(whole) else os.path.dirname(whole)  # noqa: PTH112, PTH120 - likewise


def nearest(directory: str) -> Configuration:
    """Return the nearest configuration from a directory upwards; an empty one when there is none."""
    for here in _upwards(directory):
        for name in (OWN, _PROJECT):
            path = os.path.join(here, name)  # noqa: PTH118 - likewise
            if os.path.isfile(path):  # noqa: PTH113 - likewise
                found = _load(path, required=False)
                if found is not None:
                    return found
    return Configuration()


def nearest_file(directory: str, name: str) -> str | None:
    """Return the nearest file of a name from a directory upwards."""
    for here in _upwards(directory):
        path = os.path.join(here, name)  # noqa: PTH118 - likewise
        if os.path.isfile(path):  # noqa: PTH113 - likewise
            return path
    return None


def _upwards(directory: str) -> Iterator[str]:
    while True:
        yield directory
        above = os.path.dirname(directory)  # noqa: PTH120 - likewise
        if above == directory:
            return
        directory = above


def load(path: str) -> Configuration:
    """Read a configuration by its name.

    Raises:
        InvalidSettings: it cannot be read, is no TOML, has no table of ours, or one with a fault.
    """
    found = _load(path, required=True)
    assert found is not None
    return found


def _load(path: str, *, required: bool) -> Configuration | None:
    text = read_settings(path)
    own = os.path.basename(path) != _PROJECT  # noqa: PTH119 - likewise
    if not own and not required and _TABLE not in text:
        return None  # and the module that reads TOML is not loaded
    return parsed(text, path, table=not own, required=required)


def parsed(text: str, path: str, *, table: bool = False, required: bool = True) -> Configuration | Any:  # noqa: ANN401 - None only where it is not required
    """Read the text of a configuration; with `table` that of a ``pyproject.toml``.

    Raises:
        InvalidSettings: it is no TOML, or a setting is unknown or cannot be what it is.
    """
    import re
    import tomllib

    deep = InvalidSettings(path, reason="its values are nested too deep; no setting is nested")
    if re.search(_DEEP, text):
        raise deep
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise InvalidSettings(path, reason=f"it is no TOML: {fault}") from None
    except RecursionError:
        raise deep from None
    if table:
        tool = data.get("tool")
        data = tool.get(_TABLE) if isinstance(tool, dict) else None
        if data is None and not required:
            return None
        if data is None:
            reason = f"it has no table [tool.{_TABLE}]; add one, or name another file with --config"
            raise InvalidSettings(path, reason=reason)
    if not isinstance(data, dict):
        raise InvalidSettings(path, reason=f"[tool.{_TABLE}] is no table; write settings in it, a line each")
    for name in data:
        if name not in names():
            raise InvalidSettings(path, reason=f"{_short(name)} is no setting{_hint(name)}")
    try:
        Settings.of(data)
    except ValueError as fault:
        raise InvalidSettings(path, reason=str(fault)) from None
    found = Configuration(path, data)
    for name in PATHS & data.keys():
        data[name] = os.path.join(found.base, data[name])  # noqa: PTH118 - likewise
    return found


# Dotted keys of which the standard library takes the square of their parts, and more, to read: a.a.a.a…
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+"""
_DEEP = rf"""(?<![\w"'-]){_PART}(?:\.[ \t]*+{_PART}){{64}}"""


def _hint(name: str) -> str:
    from difflib import get_close_matches

    if name in _ELSEWHERE:
        return f"; {_ELSEWHERE[name]}"
    found = get_close_matches(name.replace("_", "-")[:_SHOWN], names(), 1)
    return f"; did you mean {found[0]!r}?" if found else f"; the settings are {', '.join(names())}"


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


_SHOWN = 60


def configured(configuration: Configuration, given: Mapping[str, object]) -> Settings:
    """Return the settings of a run: those given on the command line, else those of a configuration, else the usual.

    Raises:
        ValueError: one that is given cannot be; the sentence names the option.

    >>> configured(parsed("jobs = 2", "itu-catalog.toml"), {"bare": "always"}).jobs
    2
    """
    try:
        Settings.of(given)
    except ValueError as fault:
        raise ValueError(f"--{fault}") from None
    return Settings.of({**configuration.values, **given})


def shown(configuration: Configuration, given: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """Return every setting with where it comes from: a file, the command line, or nowhere.

    >>> shown(Configuration(), {"jobs": 2})["jobs"]
    {'value': 2, 'from': 'command line'}
    """
    settings = configured(configuration, given)
    told = dict.fromkeys(given, "command line")
    return {
        name: {
            "value": plain(getattr(settings, name.replace("-", "_"))),
            "from": told.get(name) or (configuration.path if name in configuration.values else "default"),
        }
        for name in names()
    }
