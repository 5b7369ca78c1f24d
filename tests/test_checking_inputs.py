"""Which files a run reads: patterns, directories, what version control ignores, and hostile names."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from growth import assert_linear
from itu_catalog.checking.gitignore import Rules
from itu_catalog.checking.globs import Glob
from itu_catalog.checking.inputs import Inputs
from itu_catalog.checking.running import is_read

if TYPE_CHECKING:
    from collections.abc import Iterable


def every(_: str) -> bool:
    """Take every file."""
    return True


def make(root: Path, paths: Iterable[str]) -> None:
    """Make empty files."""
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ---- patterns

GLOBS = [
    ("*.md", "a.md", True),
    ("*.md", "a/b.md", False),
    ("**/*.md", "b.md", True),
    ("**/*.md", "a/b/c.md", True),
    ("docs/**", "docs/a/b", True),
    ("docs/**", "docs", False),
    ("a/**/b/**/c", "a/x/b/y/z/c", True),
    ("a/**/b/**/c", "a/x/y/z/c", False),
    ("**", "a/b", True),
    ("a**b", "a-b", True),
    ("a**b", "a/b", False),
    ("?.txt", "é.txt", True),
    ("[!a-c].txt", "d.txt", True),
    ("[!a-c].txt", "b.txt", False),
    ("[]-]x", "]x", True),
    ("[z-a]", "b", False),
    ("[[:digit:]]*", "7a", True),
    ("[a", "[a", False),
    (r"\*", "*", True),
    (r"\*", "a", False),
    ("a\nb", "a\nb", True),
    ("*", "a\nb", True),
]


@pytest.mark.parametrize(("pattern", "path", "fits"), GLOBS)
def test_globs(pattern: str, path: str, fits: bool) -> None:  # noqa: FBT001 - a column of the table
    """A pattern means just the paths that a shell, or Git, would say."""
    assert fits == Glob(pattern).matches(path.split("/"))


HOSTILE = [
    # what is repeated in the pattern, what ends it, and what is repeated in the path
    ("a*", "b", "a"),
    ("**/a/", "b", "a/"),
    ("[", "", "["),
    ("*", "", "a"),
    ("?*", "!", "a"),
]


def match(pattern: str, path: str) -> None:
    """Match a path in both ways, some times over."""
    names = path.split("/")
    for _ in range(10):
        Glob(pattern).matches(names)
        Rules.read(pattern).says(names, directory=False)


@pytest.mark.parametrize(("unit", "end", "name"), HOSTILE, ids=[unit for unit, _, _ in HOSTILE])
def test_no_pattern_takes_long(unit: str, end: str, name: str) -> None:
    """A pattern of a stranger's repository costs what its length explains, and the length of the path."""
    assert_linear(lambda pattern: match(pattern, name * 100), lambda times: unit * times + end, 100)
    assert_linear(lambda path: match(unit * 100 + end, path), name.__mul__, 100)


# ---- what version control ignores

NAMES = ["a", "b", "ab", "a.txt", "b.txt", "build", "x y"]
PATTERNS = st.text(st.sampled_from("ab*?/![]\\. -x"), min_size=1, max_size=8) | st.sampled_from(
    [*NAMES, "/a", "a/", "!a", "*.txt", "!*.txt", "/*", "!/a", "**/b", "a/**", "a/*", "!a/b", "**/a/**", "build/", "[ab]",
     "[!a]*", "x\\ y", "a ", "a\\ ", "\\!a", "\\#a", "#a", "/**/b", "a/**/b", "**", "!b/", "*/", "!*/", "/a/b/", "*.t?t"]
)  # fmt: skip
FILES = [
    "/".join((*directories, name))
    for count in (0, 1, 2)
    for directories in itertools.product(["a", "b", "build"], repeat=count)
    for name in ("ab", "a.txt", "x y", "!a", "#a", "a ")
]


@pytest.mark.skipif(shutil.which("git") is None, reason="Git is not installed: it says what is right here")
@settings(max_examples=60)
@given(
    root=st.lists(PATTERNS, max_size=5),
    nested=st.lists(PATTERNS, max_size=4),
    excluded=st.lists(PATTERNS, max_size=2),
)
@example(root=["/*", "!/a", "/a/*", "!/a/b"], nested=[], excluded=[])
@example(root=["*", "!*/", "!*.txt"], nested=["a.txt"], excluded=["b"])
@example(root=["a/", "!a/b"], nested=["!b"], excluded=["*.txt"])
def test_the_files_of_a_repository_are_those_that_git_sees(
    root: list[str], nested: list[str], excluded: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What a directory gives is what Git calls its files, with nested files of rules and exclusions of the clone."""
    top = tmp_path_factory.mktemp("repository")
    subprocess.run(["git", "init", "-q", str(top)], check=True)  # noqa: S603, S607 - Git on the path
    make(top, FILES)
    for directory, lines in (("", root), ("b", nested)):
        (top / directory / ".gitignore").write_text("\n".join(lines), encoding="utf-8")
    (top / ".git" / "info" / "exclude").write_text("\n".join(excluded), encoding="utf-8")
    listed = subprocess.run(  # noqa: S603 - likewise
        ["git", "-C", str(top), "ls-files", "--others", "--exclude-standard", "-z"],  # noqa: S607 - likewise
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    expected = sorted(path for path in listed if path and not path.endswith(".gitignore"))

    for start in ("", "b/"):
        got = sorted(each.name.removeprefix(f"{top}/") for each in Inputs([f"{top}/{start}"], read=every))
        inner = [path for path in expected if path.startswith(start)]
        # Who names a directory that is ignored itself means it: then nothing above counts.
        if not start or inner:
            assert inner == got


def test_without_a_repository_rules_hold_below(here: Path) -> None:
    """A .gitignore in a directory that no repository has is respected; --no-ignore disregards it."""
    make(here, ["a.txt", "out/b.txt"])
    (here / ".gitignore").write_text("out/\n", encoding="utf-8")

    assert ["a.txt"] == [each.name for each in Inputs(["."], read=every)]
    assert ["a.txt", "out/b.txt"] == [each.name for each in Inputs(["."], read=every, gitignore=False)]


def test_a_named_directory_is_read_though_ignored(here: Path) -> None:
    """Who names a directory, or a file, that is ignored means it; its own rules still hold."""
    make(here, [".git/HEAD", "build/a.txt", "build/b.tmp", "build/c.txt"])
    (here / ".gitignore").write_text("build/\n*.txt\n", encoding="utf-8")
    (here / "build" / ".gitignore").write_text("*.tmp\n", encoding="utf-8")

    assert ["build/a.txt", "build/c.txt"] == [each.name for each in Inputs(["build"], read=every)]
    assert ["build/b.tmp"] == [each.name for each in Inputs(["build/b.tmp"], read=every)]


def test_another_work_tree_shares_exclusions(here: Path) -> None:
    """In a second work tree of a repository, whose .git is a file, the exclusions of the first hold."""
    make(here, ["main/.git/worktrees/two/HEAD", "two/a.txt", "two/b.tmp"])
    (here / "main/.git/worktrees/two/commondir").write_text("../..\n", encoding="utf-8")
    (here / "main/.git/info").mkdir()
    (here / "main/.git/info/exclude").write_text("*.tmp\n", encoding="utf-8")
    (here / "two/.git").write_text(f"gitdir: {here}/main/.git/worktrees/two\n", encoding="utf-8")

    assert ["two/a.txt"] == [each.name for each in Inputs(["two"], read=every)]


# ---- paths

TREE = [
    "z.txt",
    "docs/a.md",
    "docs/b.png",
    "docs/guide/c.md",
    "docs/.hidden.md",
    ".venv/d.md",
    "docs/CVS/e.md",
]
MEANT: list[tuple[list[str], list[str]]] = [
    (["."], ["z.txt", "docs/a.md", "docs/guide/c.md"]),
    (["docs", "z.txt"], ["docs/a.md", "docs/guide/c.md", "z.txt"]),
    (["z.txt", "docs/a.md", "docs"], ["z.txt", "docs/a.md", "docs/guide/c.md"]),
    (["docs/"], ["docs/a.md", "docs/guide/c.md"]),
    (["./docs"], ["./docs/a.md", "./docs/guide/c.md"]),
    (["docs/**/*.md"], ["docs/a.md", "docs/guide/c.md"]),
    (["docs/*.md"], ["docs/a.md"]),
    (["**/c.*"], ["docs/guide/c.md"]),
    (["docs/*"], ["docs/a.md"]),
    (["docs/*.png"], ["docs/b.png"]),
    (["docs/b.png"], ["docs/b.png"]),
    ([".venv"], [".venv/d.md"]),
    ([".venv/*.md"], [".venv/d.md"]),
    (["docs/.*.md"], ["docs/.hidden.md"]),
    (["-", "z.txt", "-"], ["-", "z.txt"]),
    (["docs", "docs/*.md", "z.txt", "./z.txt"], ["docs/a.md", "docs/guide/c.md", "z.txt"]),
    (["nowhere.txt"], ["nowhere.txt"]),
]


@pytest.mark.parametrize(("paths", "names"), MEANT, ids=str)
def test_what_paths_mean(paths: list[str], names: list[str], here: Path) -> None:
    """Files, directories and patterns give their files in stable order, each once."""
    make(here, TREE)

    assert names == [each.name for each in Inputs(paths, read=is_read)]


def test_what_is_left_out_is_counted(here: Path) -> None:
    """Files of other formats in directories are no fault; how many there were is known."""
    make(here, TREE)
    inputs = Inputs(["."], read=is_read, exclude=["guide"])

    assert 2 == len(list(inputs))
    assert (2, 1, 1, True) == (inputs.found, inputs.others, inputs.excluded, inputs.complete)


EXCLUDED = [
    ("docs", ["z.txt"]),
    ("docs/", ["z.txt"]),
    ("guide", ["z.txt", "docs/a.md"]),
    ("docs/guide", ["z.txt", "docs/a.md"]),
    ("*.md", ["z.txt"]),
    ("docs/*.md", ["z.txt", "docs/guide/c.md"]),
    ("docs/**/c.md", ["z.txt", "docs/a.md"]),
    ("./docs", ["z.txt"]),
    ("/docs", ["z.txt"]),
    ("nothing", ["z.txt", "docs/a.md", "docs/guide/c.md"]),
]


@pytest.mark.parametrize(("pattern", "names"), EXCLUDED)
def test_exclusion(pattern: str, names: list[str], here: Path) -> None:
    """A pattern without a slash means a name anywhere, one with a slash a path; named files are left out, too."""
    make(here, TREE)

    assert names == [each.name for each in Inputs(["."], read=is_read, exclude=[pattern])]
    assert names == [
        each.name
        for each in Inputs(["z.txt", "docs/a.md", "docs/guide/c.md"], read=is_read, exclude=[pattern])
    ]


def test_exclusion_is_relative_to_the_configuration(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Patterns of a configuration are relative to its directory, wherever the command runs."""
    make(here, TREE)
    monkeypatch.chdir(here / "docs")

    assert ["a.md"] == [
        each.name for each in Inputs(["."], read=is_read, exclude=["docs/guide"], base=str(here))
    ]


def test_a_pattern_that_nothing_fits_is_a_fault(here: Path) -> None:
    """A pattern without a file is said to be one; a file of just that name is that file."""
    make(here, ["[a].txt"])

    assert [
        "there is no such file" in (each.fault or "") for each in Inputs(["*.md", "no/*.md"], read=every)
    ] == [
        True,
        True,
    ]
    assert [("[a].txt", None)] == list(Inputs(["[a].txt"], read=every))


def test_links_in_a_circle(here: Path) -> None:
    """Links to directories are not followed, so no circle of them is walked; links to files are read."""
    make(here, ["docs/a.md"])
    (here / "docs/up").symlink_to(here)
    (here / "docs/self.md").symlink_to("self.md")
    (here / "docs/b.md").symlink_to("a.md")
    inputs = Inputs(["docs"], read=is_read)

    assert ["docs/a.md", "docs/b.md"] == [each.name for each in inputs]
    assert 2 == inputs.others
    assert ["docs/up/docs/a.md"] == [each.name for each in Inputs(["docs/up/docs/a.md"], read=is_read)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_in_a_directory_is_not_waited_for(here: Path) -> None:
    """What is no file in a directory is left out, whatever its name ends with."""
    os.mkfifo(here / "pipe.txt")
    make(here, ["a.txt"])

    assert ["a.txt"] == [each.name for each in Inputs(["."], read=is_read)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_in_the_place_of_rules_is_not_waited_for(here: Path) -> None:
    """A pipe that is called .gitignore ignores nothing, and nothing waits for it."""
    make(here, ["a.txt", ".git/HEAD"])
    os.mkfifo(here / ".gitignore")

    assert ["a.txt"] == [each.name for each in Inputs(["."], read=every)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every directory")
def test_a_directory_that_may_not_be_read(here: Path) -> None:
    """A directory that may not be read is a fault, and the others go on."""
    make(here, ["a/b.txt", "c/d.txt"])
    (here / "a").chmod(0)
    try:
        found = list(Inputs(["."], read=every))
    finally:
        (here / "a").chmod(0o755)

    assert [("a", True), ("c/d.txt", False)] == [(each.name, each.fault is not None) for each in found]


def test_a_directory_that_goes_away(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory that cannot be listed is a fault with its reason."""
    make(here, ["a/b.txt"])

    def denied(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", denied)
    (fault,) = Inputs(["a"], read=every)
    assert "cannot read the directory a: Permission denied" == fault.fault


@pytest.mark.parametrize(
    "name", ["a\nb.txt", "\x1b[31m.txt", "\udcff.txt", "-n.txt", " .txt", "é.txt", "a" * 250]
)
def test_any_name_a_file_can_have(name: str, here: Path) -> None:
    """Names with line ends, escapes, bytes that are no UTF-8 or a hyphen are names."""
    try:
        (here / "docs").mkdir()
        (here / "docs" / name).touch()
    except (OSError, UnicodeEncodeError):
        pytest.skip("this file system has no such names")

    assert [f"docs/{name}"] == [each.name for each in Inputs(["docs"], read=every)]
    assert [f"docs/{name}"] == [each.name for each in Inputs([f"docs/{name}"], read=every)]


def test_paths_that_no_file_can_have() -> None:
    """A path with a NUL is given on, for the reader to refuse."""
    assert ["a\0b", "*\0"] == [each.name for each in Inputs(["a\0b", "*\0"], read=every)]


@pytest.mark.skipif(shutil.which("rm") is None, reason="nothing here removes a tree so deep")
def test_deep_nesting(here: Path) -> None:
    """Directories may be nested deeper than Python's calls may be; where the system gives up, that is a fault."""
    try:
        for _ in range(1200):
            Path("d").mkdir()
            os.chdir("d")
        Path("a.txt").touch()
        os.chdir(here)

        (found,) = Inputs(["."], read=every)
        assert found.name.endswith("/d/a.txt") or found.fault is not None
    finally:
        os.chdir(here)
        subprocess.run(["rm", "-rf", "d"], check=True)  # noqa: S607 - shutil.rmtree is recursive on older Pythons


def test_a_gigantic_directory_is_given_at_once(here: Path) -> None:
    """The first file of many is given before the others are looked at, and nothing is remembered of each."""
    for number in range(3000):
        (here / f"{number:04}.txt").touch()
    inputs = Inputs(["."], read=every)

    first = next(iter(inputs))
    assert ("0000.txt", 1, False) == (first.name, inputs.found, inputs.complete)
    assert not inputs._seen


def test_paths_are_strings_or_paths(here: Path) -> None:
    """Path objects are paths as strings are, and one path is not taken for its letters."""
    make(here, ["docs/a.md"])

    for paths in (["docs"], [Path("docs")], "docs", Path("docs")):
        assert ["docs/a.md"] == [each.name for each in Inputs(paths, read=every)]  # type: ignore[arg-type] # a Path has no letters
