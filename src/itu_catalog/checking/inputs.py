"""Which files a run reads: those named, those of directories and patterns, in stable order and one at a time.

>>> inputs = Inputs(["examples/*.txt"], read=lambda name: name.endswith(".txt"))
>>> [each.name for each in inputs]
['examples/security-brief.txt']
"""

from __future__ import annotations

import os
from typing import NamedTuple

from itu_catalog.checking.globs import Glob, has_magic, literal, names_below

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from itu_catalog.checking.gitignore import Ignored

__all__ = ["Input", "Inputs"]

_VERSION_CONTROL = frozenset({"CVS", "RCS", "SCCS", "_darcs"})
"""Directories of version control whose names do not begin with a point."""

_SETTINGS = "itu-catalog.toml"
"""A configuration is no document, whichever counts."""


class Input(NamedTuple):
    """One file to read, or one that cannot be found, with the reason."""

    name: str
    """What reports call it: its path as it was given, or below the directory that was given."""
    fault: str | None = None


class Inputs:
    """The files that some paths mean: iterate over it, and see then what was left out.

    A path is a file, a directory, a pattern (`Glob`) that no shell expanded, or ``-`` for standard input. A file is
    given once, however often it is named. In directories, hidden files and those of version control are left
    out, so is what a ``.gitignore`` ignores, and links to directories are not followed.

    Attributes:
        found: files given so far.
        complete: whether those are all.
        others: files of directories left out since `read` does not take them.
        excluded: files and directories left out since a pattern of `exclude` means them.
        spared: files of the run itself that were named, and left out.
    """

    def __init__(
        self,
        paths: Iterable[str | os.PathLike[str]],
        *,
        read: Callable[[str], bool],
        exclude: Iterable[str] = (),
        base: str = "",
        gitignore: bool = True,
        own: Iterable[str] = (),
        never: Iterable[str] = (),
    ) -> None:
        """Look at nothing yet; one path alone is one path.

        Patterns of `exclude` are relative to `base` (default: the working directory). Files of a run's `own`, such
        as its configuration and its last report, are left out of directories; those that are `never` read, such as
        its baseline, where they are named as well: who checks the files of a commit names whatever is in it.
        """
        self.found = self.others = self.excluded = self.spared = 0
        self.complete = False
        named = [paths] if isinstance(paths, str | os.PathLike) else paths
        self._paths = [os.fspath(path) for path in named]
        self._read = read
        self._base = os.path.abspath(base or ".")  # noqa: PTH100 - pathlib is slow to load
        self._exclude = [(_pattern(each), "/" in each.rstrip("/")) for each in exclude]
        self._gitignore = gitignore
        self._never = {os.path.abspath(each) for each in never}  # noqa: PTH100 - likewise
        self._own = {*map(os.path.abspath, own), *self._never}
        self._seen: set[str] = set()

    @property
    def several(self) -> bool:
        """Whether there may be more than one file."""
        return len(self._paths) > 1 or any(_is_pattern(path) or _is_directory(path) for path in self._paths)

    def __iter__(self) -> Iterator[Input]:
        for path in self._paths:
            if path == "-":
                yield from self._once(path, path)
            elif _is_pattern(path):
                yield from self._matching(path)
            elif _is_directory(path):
                yield from self._below(path.rstrip("/") or "/")
            elif self._is_excluded(path):
                self.excluded += 1
            elif os.path.abspath(path) in self._never:  # noqa: PTH100 - likewise
                self.spared += 1
            else:
                yield from self._once(path, os.path.abspath(path))  # noqa: PTH100 - likewise
        self.complete = True

    def _once(self, name: str, whole: str) -> Iterator[Input]:
        if whole not in self._seen:
            if len(self._paths) > 1:  # one directory gives no file twice, however many it has
                self._seen.add(whole)
            self.found += 1
            yield Input(name)

    # ---- directories

    def _matching(self, pattern: str) -> Iterator[Input]:
        """Yield the files that a pattern means; one that names an ending names files of any format."""
        directory, rest = literal(pattern.replace(os.sep, "/"))
        glob, last = Glob(rest), rest.rpartition("/")[2]
        before = self.found + self.others + self.excluded
        named = last.strip("*?") != ""
        hidden = any(name.startswith(".") for name in rest.split("/"))
        deep = "**" in rest.split("/")
        depth = None if deep else rest.count("/") + 1
        # Without a directory the pattern begins with a sign, and what it finds is named without "./".
        if _is_directory(directory or "."):
            yield from self._below(directory or ".", glob, named=named, hidden=hidden, depth=depth)
        if before == self.found + self.others + self.excluded and not self._seen_by(pattern):
            yield Input(
                pattern, f"cannot read {pattern!r}: there is no such file, and none fits it as a pattern"
            )

    def _seen_by(self, pattern: str) -> bool:
        whole = Glob(os.path.abspath(pattern))  # noqa: PTH100 - likewise
        return any(whole.matches(path.split("/")) for path in self._seen)

    def _below(
        self,
        top: str,
        glob: Glob | None = None,
        *,
        named: bool = False,
        hidden: bool = False,
        depth: int | None = None,
    ) -> Iterator[Input]:
        """Yield the files of a directory and of those below it, in order of their names."""
        whole = os.path.abspath(top)  # noqa: PTH100 - likewise
        waiting: list[tuple[str, tuple[str, ...], Ignored | None]] = [(whole, (), self._ignored(whole))]
        while waiting:
            path, names, ignored = waiting.pop()
            shown = _joined(top, names)
            if names and ignored is not None:
                ignored = ignored.within(path)
            try:
                files, directories, others = _listed(path)
            except OSError as fault:
                yield Input(shown, f"cannot read the directory {shown}: {fault.strerror or fault}")
                continue
            self.others += others
            for name in files:
                yield from self._file(path, (*names, name), top, ignored, glob, named=named, hidden=hidden)
            if depth is not None and len(names) + 1 >= depth:
                continue
            for name in reversed(directories):
                inner = f"{path.rstrip('/')}/{name}"
                if self._enters(inner, name, ignored, hidden=hidden):
                    waiting.append((inner, (*names, name), ignored))

    def _ignored(self, directory: str) -> Ignored | None:
        if not self._gitignore:
            return None
        from itu_catalog.checking.gitignore import above

        return above(directory).within(directory)

    def _enters(self, path: str, name: str, ignored: Ignored | None, *, hidden: bool) -> bool:
        if name in _VERSION_CONTROL or name == ".git" or (name.startswith(".") and not hidden):
            return False
        if ignored is not None and ignored.ignores(path, directory=True):
            return False
        if self._is_excluded(path):
            self.excluded += 1
            return False
        return True

    def _file(
        self,
        directory: str,
        names: tuple[str, ...],
        top: str,
        ignored: Ignored | None,
        glob: Glob | None,
        *,
        named: bool,
        hidden: bool,
    ) -> Iterator[Input]:
        name = names[-1]
        path = f"{directory.rstrip('/')}/{name}"
        if (
            path in self._own
            or name == _SETTINGS
            or (name.startswith(".") and not hidden)
            or (glob is not None and not glob.matches(names))
        ):
            return
        if ignored is not None and ignored.ignores(path, directory=False):
            return
        if self._is_excluded(path):
            self.excluded += 1
        elif not named and not self._read(name):
            self.others += 1
        else:
            yield from self._once(_joined(top, names), path)

    # ---- exclusion

    def _is_excluded(self, path: str) -> bool:
        """Whether a pattern means a path, or a directory that it lies in."""
        if not self._exclude:
            return False
        names = names_below(path, self._base)
        return any(
            any(glob.matches(names[:count]) for count in range(1, len(names) + 1))
            if anchored
            else any(glob.matches((name,)) for name in names)
            for glob, anchored in self._exclude
        )


def _is_pattern(path: str) -> bool:
    """Whether a path is a pattern; what exists under just that name is none."""
    return has_magic(path) and "\0" not in path and not os.path.lexists(path)


def _is_directory(path: str) -> bool:
    return "\0" not in path and os.path.isdir(path)  # noqa: PTH112 - likewise


def _listed(directory: str) -> tuple[list[str], list[str], int]:
    """Return the names of the files and directories in a directory, and how many are neither."""
    files: list[str] = []
    directories: list[str] = []
    others = 0
    with os.scandir(directory) as entries:
        for entry in entries:
            try:
                chosen = (
                    files if entry.is_file() else directories if entry.is_dir(follow_symlinks=False) else None
                )
            except OSError:  # a link that leads in a circle
                chosen = None
            if chosen is not None:
                chosen.append(entry.name)
            else:  # a link to a directory or to nothing, a pipe, a socket
                others += not entry.name.startswith(".")
    return sorted(files), sorted(directories), others


def _pattern(text: str) -> Glob:
    return Glob(text.replace(os.sep, "/").removeprefix("./").rstrip("/").removeprefix("/"))


def _joined(top: str, names: Sequence[str]) -> str:
    inner = "/".join(names)
    if not inner or top in (".", ""):
        return inner or top
    return f"{top.removesuffix('/')}/{inner}"
