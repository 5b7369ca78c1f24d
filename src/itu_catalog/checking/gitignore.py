r"""Which files version control leaves alone: ``.gitignore`` at every level, and ``.git/info/exclude``.

Git itself need not be there. What a user keeps for all repositories (``core.excludesFile``) is not read.

>>> rules = Rules.read("*.tmp\n!kept.tmp\n/build/\n")
>>> [rules.says(path.split("/"), directory=False) for path in ("a/b.tmp", "kept.tmp", "notes.txt")]
[True, False, None]
>>> rules.says(["build"], directory=True), rules.says(["docs", "build"], directory=True)
(True, None)
"""

from __future__ import annotations

import os
from typing import NamedTuple

from itu_catalog.checking.globs import Glob

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Ignored", "Rules", "above"]

_LONGEST = 1 << 20
"""Bytes of a ``.gitignore`` that are read."""


class _Rule(NamedTuple):
    glob: Glob
    ignores: bool
    """False behind ``!``, which takes back what was said before."""
    directories: bool
    """Whether it means directories only."""


class Rules(tuple[_Rule, ...]):
    """The lines of one file."""

    __slots__ = ()

    @classmethod
    def read(cls, text: str) -> Rules:
        """Read the lines of a file; blank lines and those that begin with ``#`` say nothing."""
        return cls(rule for line in text.removeprefix("\ufeff").split("\n") if (rule := _rule(line)))

    def says(self, names: Sequence[str], *, directory: bool) -> bool | None:
        """Whether a path below the file is ignored (True) or kept (False); None when nothing is said of it."""
        for rule in reversed(self):
            if (directory or not rule.directories) and rule.glob.matches(names):
                return rule.ignores
        return None


def _rule(line: str) -> _Rule | None:
    line = line.removesuffix("\r")
    if line.startswith("#"):
        return None
    stripped = line.rstrip(" ")
    if len(stripped) < len(line) and _escaped(stripped):
        stripped += " "
    ignores = not stripped.startswith("!")
    pattern = stripped if ignores else stripped[1:]
    directories = pattern.endswith("/")
    pattern = pattern.removesuffix("/")
    if not pattern:
        return None
    anchored = "/" in pattern
    return _Rule(Glob(pattern.removeprefix("/") if anchored else f"**/{pattern}"), ignores, directories)


def _escaped(text: str) -> bool:
    """Whether what follows a text stands behind a backslash that is none itself."""
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


class Ignored(NamedTuple):
    """What is ignored in a directory: by files of its own and of those above it.

    >>> Ignored().ignores("/repository/notes.txt", directory=False)
    False
    """

    files: tuple[tuple[str, Rules], ...] = ()
    """(directory, what its file says), the deepest last."""

    def ignores(self, path: str, *, directory: bool) -> bool:
        """Whether a path is ignored; the deepest file that says something of it decides."""
        for base, rules in reversed(self.files):
            said = rules.says(path[len(base) :].strip("/").split("/"), directory=directory)
            if said is not None:
                return said
        return False

    def within(self, directory: str) -> Ignored:
        """Return what is ignored in a directory below, which may have a file of its own."""
        rules = _read(f"{directory}/.gitignore")
        return Ignored((*self.files, (directory, rules))) if rules else self


def above(directory: str) -> Ignored:
    """Return what the files above a directory ignore in it, up to the root of its repository.

    Who names a directory means it: nothing above counts for a directory that is itself ignored.
    """
    found: list[str] = []
    here = directory
    while True:
        parent = os.path.dirname(here)  # noqa: PTH120 - pathlib is slow to load
        root = os.path.exists(f"{here}/.git")  # noqa: PTH110 - likewise
        found.append(here)
        if root or parent == here:
            break
        here = parent
    if not root:
        return Ignored()
    files: list[tuple[str, Rules]] = []
    if excluded := _read(f"{_git(here)}/info/exclude"):
        files.append((here, excluded))
    for each in reversed(found[1:]):
        below = Ignored(tuple(files))
        if each != here and below.ignores(each, directory=True):
            return Ignored()
        files += below.within(each).files[len(files) :]
    ignored = Ignored(tuple(files))
    return Ignored() if here != directory and ignored.ignores(directory, directory=True) else ignored


def _git(root: str) -> str:
    """Return the directory that Git keeps its files in; of another work tree, that which all of them share."""
    place = f"{root}/.git"
    if os.path.isdir(place):  # noqa: PTH112 - likewise
        return place
    told = _text(place).removeprefix("gitdir:").strip()
    place = os.path.join(root, told)  # noqa: PTH118 - likewise
    return os.path.join(place, _text(f"{place}/commondir").strip())  # noqa: PTH118 - likewise


def _read(path: str) -> Rules:
    text = _text(path)
    return Rules.read(text) if text else Rules()


def _text(path: str) -> str:
    """Return the text of a file; none when there is no such file, or it may not be read: then it ignores nothing."""
    if not os.path.isfile(path):  # noqa: PTH113 - likewise; a pipe would be waited for
        return ""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - likewise
            return os.fsdecode(file.read(_LONGEST))
    except (OSError, ValueError):
        return ""
