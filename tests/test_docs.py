"""What the README and the pages under docs/ show is what happens.

Two kinds of block are executed, in the order of the page:

* ``python``: examples with ``>>>``, compared as doctests; the blocks of a page share their names;
* ``console``: lines ``$ itu-catalog …``, also ``$ echo TEXT | itu-catalog …``;
  a final ``; echo $?`` shows the exit code.
  Output is compared character by character; three dots stand for anything.

Docstrings of the modules are doctests too; pytest collects those by itself.
"""

from __future__ import annotations

import doctest
import io
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import itu_catalog
from grammar_page import PAGE, grammar_page
from itu_catalog.cli import main
from itu_catalog.documents import Document, Recommendation
from itu_catalog.requirement import Requirement
from test_layers import LAYERS, MODULES, place

if TYPE_CHECKING:
    from collections.abc import Iterator

REPOSITORY = Path(__file__).resolve().parent.parent
DOCS = REPOSITORY / "docs"
PAGES = [REPOSITORY / "README.md", *sorted(DOCS.rglob("*.md"))]

FLAGS = doctest.ELLIPSIS | doctest.REPORT_NDIFF

# ```python
# >>> 1 + 1
# 2
# ```
_BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
# $ itu-catalog parse X.509
# ITU-T X.509
_COMMAND = re.compile(r"^\$ (?P<text>.*)\n(?P<printed>(?:(?!\$ ).*\n)*)", re.MULTILINE)
_CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
# [The catalogue](catalogue.md#works)
_LINK = re.compile(r"\]\((?P<target>[^)#\s]+)(?:#[^)]*)?\)")


class Block(NamedTuple):
    """A fenced block of a page: its language, its text and the line of the page on which the text begins."""

    language: str
    body: str
    line: int


class Command(NamedTuple):
    """A command of a console block, what the page says it prints, and the line of the page it stands on."""

    text: str
    printed: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """Yield the fenced blocks of a page."""
    text = page.read_text(encoding="utf-8")
    for match in _BLOCK.finditer(text):
        yield Block(match["language"], match["body"], text.count("\n", 0, match.start("body")) + 1)


def commands(page: Path) -> Iterator[Command]:
    """Yield the commands of this library in the console blocks of a page."""
    for block in blocks(page):
        if block.language in ("console", "sh"):
            for match in _COMMAND.finditer(block.body):
                if re.match(r"(?:echo .* \| )?itu-catalog ", match["text"]):
                    line = block.line + block.body.count("\n", 0, match.start())
                    yield Command(match["text"], match["printed"], line)


def links(page: Path) -> list[str]:
    """Return the targets of the links of a page that lead to files."""
    prose = _CODE.sub("", page.read_text(encoding="utf-8"))
    return [target for target in _LINK.findall(prose) if "://" not in target]


def run(text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command line as a shell would, in this process, and return what it prints to either stream."""
    line, show_code, _ = text.partition("; echo $?")
    words = shlex.split(line)
    if "|" in words:
        echo, words = words[: words.index("|")], words[words.index("|") + 1 :]
        piped = io.BytesIO(f"{' '.join(echo[1:])}\n".encode())
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(piped, encoding="utf-8"))
    try:
        code = main(words[1:])
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    captured = capsys.readouterr()
    return captured.out + captured.err + (f"{code}\n" if show_code else "")


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Stand where a reader stands: at the root of the repository, 80 columns, no catalogue of their own."""
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setenv("COLUMNS", "80")
    for home in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(home, str(tmp_path))


def name(page: Path) -> str:
    """Name a page in a test report."""
    return page.relative_to(REPOSITORY).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_python_examples(page: Path) -> None:
    """Every Python example of a page gives what the page says."""
    names: dict[str, object] = {}
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=FLAGS)
    report: list[str] = []

    for block in blocks(page):
        if block.language == "python":
            examples = parser.get_doctest(block.body, names, name(page), str(page), block.line - 1)
            assert examples.examples, f"{name(page)}:{block.line}: no example to test"
            runner.run(examples, out=report.append, clear_globs=False)
            names = examples.globs

    assert not runner.failures, "".join(report)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_console_examples(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command of a page prints what the page says."""
    checker = doctest.OutputChecker()

    for command in commands(page):
        got = run(command.text, monkeypatch, capsys)
        if not checker.check_output(command.printed, got, FLAGS):
            example = doctest.Example(command.text, command.printed)
            difference = checker.output_difference(example, got, FLAGS)
            pytest.fail(f"{name(page)}:{command.line}: $ {command.text}\n{difference}", pytrace=False)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link of a page to another file of the repository leads to a file."""
    assert [] == [target for target in links(page) if not (page.parent / target).exists()]


def test_every_page_is_in_the_index() -> None:
    """A reader who starts at docs/index.md can reach every page."""
    index = links(DOCS / "index.md")

    assert [] == [
        name(page)
        for page in PAGES[1:]
        if page.name != "index.md" and page.relative_to(DOCS).as_posix() not in index
    ]


@pytest.mark.parametrize("public", [public for public in itu_catalog.__all__ if not public.startswith("_")])
def test_every_public_name_is_in_the_reference(public: str) -> None:
    """A public name is explained on the page of the API."""
    page = (DOCS / "reference" / "api.md").read_text(encoding="utf-8")

    assert re.search(rf"`(?:itu\.)?{public}\b", page), f"docs/reference/api.md does not mention {public}"


def test_the_design_page_has_every_module() -> None:
    """The table of layers is that which the imports are tested by."""
    page = (DOCS / "design.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+)(?:–(\d+))? \| (.*?) \|", page, re.MULTILINE)
    shown = {
        name: range(int(first), int(last or first) + 1)
        for first, last, modules in rows
        for name in re.findall(r"`(\w+)`", modules)
    }
    here = {place(path) for path in MODULES}

    assert here == set(shown)
    assert [] == [name for name in here if LAYERS[name] not in shown[name]]


MEMBERS = [
    (owner.__name__, name)
    for owner in (
        itu_catalog.Catalog,
        itu_catalog.Citation,
        itu_catalog.Finding,
        itu_catalog.Identifier,
        itu_catalog.Issued,
        itu_catalog.Reference,
        Document,
        Recommendation,
        Requirement,
    )
    for name in dir(owner)
    if not name.startswith("_")
]


@pytest.mark.parametrize(("owner", "member"), MEMBERS)
def test_every_public_member_is_in_the_reference(owner: str, member: str) -> None:
    """What can be asked of a public value is on the page of the API, in code."""
    page = (DOCS / "reference" / "api.md").read_text(encoding="utf-8")

    assert re.search(rf"`[^`\n]*\b{member}\b[^`\n]*`", page), (
        f"docs/reference/api.md does not mention {owner}.{member}"
    )


def test_grammar_page_is_the_grammar() -> None:
    """The page about the grammar is what `tools/grammar_page.py` prints from the grammar that runs."""
    assert grammar_page() == PAGE.read_text(encoding="utf-8"), "run: python tools/grammar_page.py"
