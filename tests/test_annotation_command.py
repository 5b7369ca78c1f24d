"""``itu-catalog annotate``: what it prints, writes and refuses, and how it ends."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from itu_catalog.annotation import annotate
from itu_catalog.annotation.edits import Edit, applied
from itu_catalog.annotation.unified import diff
from itu_catalog.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "See ITU-T X.509 (10/2016) and `ITU-T X.510`.\n"
LINKED = annotate(TEXT, format="markdown")
FIXED = "See ITU-T X.509 (10/2019) and `ITU-T X.510`.\n"


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    """What runs a command line in a directory of its own, and returns its exit code and what it prints."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        monkeypatch.setattr(
            "sys.stdout", io.TextIOWrapper(io.FileIO(1, "wb", closefd=False), encoding="utf-8", newline="\n")
        )
        code = main(["annotate", *words])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode("utf-8"), err.decode("utf-8")

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A document."""
    path = tmp_path / "report.md"
    path.write_text(TEXT, encoding="utf-8", newline="")
    return path


def test_the_text_of_one_file_is_printed(run: Any, file: Path) -> None:  # noqa: ANN401
    """Without options, the linked text goes to standard output, the rest to standard error; nothing is written."""
    code, out, err = run("report.md")

    assert (0, LINKED) == (code, out)
    assert "report.md:1:32: not linked: ITU-T X.510; it stands in code" in err
    assert "report.md: 1 citation linked, 1 left" in err
    assert TEXT == file.read_text(encoding="utf-8")


def test_standard_input(run: Any) -> None:  # noqa: ANN401
    """A dash reads standard input, in the format that is named; line ends and what is no text of UTF-8 stay."""
    code, out, _ = run("-", "--format", "html", stdin=b"<p>ITU-T X.509</p>\r\n")

    assert 0 == code
    assert annotate("<p>ITU-T X.509</p>\r\n", format="html") == out


def test_fixes_are_shown_as_a_difference(run: Any, file: Path) -> None:  # noqa: ANN401
    """With --fix, standard output has a unified diff, and the file stays."""
    code, out, _ = run("report.md", "--fix")

    assert 0 == code
    assert [
        "--- a/report.md",
        "+++ b/report.md",
        "@@ -1 +1 @@",
        f"-{TEXT[:-1]}",
        f"+{FIXED[:-1]}",
    ] == out.splitlines()
    assert TEXT == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [".", "*.md"])
def test_the_text_of_several_files_goes_into_no_single_one(
    run: Any,  # noqa: ANN401
    file: Path,
    tmp_path: Path,
    path: str,
) -> None:
    """With --output a directory or a pattern is refused before anything is written."""
    (tmp_path / "b.md").write_text(TEXT)

    code, _, err = run(path, "--output", "new.md")

    assert 2 == code
    assert "--output takes the text of one file" in err
    assert {"b.md", file.name} == {each.name for each in tmp_path.iterdir()}


def test_several_files_are_shown_as_differences(run: Any, file: Path, tmp_path: Path) -> None:  # noqa: ANN401
    """Of several files, or a directory, the texts could not be told apart: a diff is printed."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.rst").write_text("ITU-T X.509\n")
    (tmp_path / "docs" / "a.py").write_text("# ITU-T X.509\n")

    code, out, _ = run("report.md", "docs")

    assert 0 == code
    assert ["+++ b/report.md", "+++ b/docs/a.rst"] == [
        line for line in out.splitlines() if line.startswith("+++")
    ]
    assert file.exists()


@pytest.mark.parametrize("option", ["--write", "--in-place"])
def test_writing(run: Any, file: Path, option: str) -> None:  # noqa: ANN401
    """With --write the file has the new text, and the old one is kept beside it; the second time nothing happens."""
    code, out, err = run("report.md", option)

    assert (0, "") == (code, out)
    assert "report.md is written; the old text is in " in err
    assert LINKED == file.read_text(encoding="utf-8")
    assert TEXT == file.with_name("report.md~").read_text(encoding="utf-8")

    code, _, err = run("report.md", option)

    assert 0 == code
    assert "is written" not in err
    assert "1 with a link already (nothing changes)" in err


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"", "windows-1252"),
    ],
)
def test_encoding_mark_and_line_ends_stay(run: Any, file: Path, mark: bytes, encoding: str) -> None:  # noqa: ANN401
    """The file stays in its encoding, with its byte order mark and its line ends, mixed ones too."""
    text = "Fréquence: ITU-T X.509 (10/2016)\r\nand ITU-T Z.140\n\r\nend"
    file.write_bytes(mark + text.encode(encoding))

    assert 0 == run("report.md", "--fix", "--write")[0]

    fixed = text.replace("10/2016", "10/2019").replace("Z.140", "Z.161")
    assert mark + fixed.encode(encoding) == file.read_bytes()


def test_another_file(run: Any, file: Path, tmp_path: Path) -> None:  # noqa: ANN401
    """--output writes a file that is not there yet, and never takes the place of one."""
    assert 0 == run("report.md", "--output", "new.md")[0]
    assert LINKED == (tmp_path / "new.md").read_text(encoding="utf-8")

    code, _, err = run("report.md", "--output", "new.md")

    assert 2 == code
    assert "cannot write new.md: it is there already" in err
    assert TEXT == file.read_text(encoding="utf-8")


def test_check(run: Any, file: Path) -> None:  # noqa: ANN401
    """--check ends with 1 where something would change, with 0 where nothing would; it prints no text."""
    assert (1, "") == run("report.md", "--check")[:2]
    assert (1, "") == run("report.md", "--fix", "--check")[:2]
    file.write_text(LINKED, encoding="utf-8")
    assert (0, "") == run("report.md", "--check")[:2]


def test_json(run: Any, file: Path) -> None:  # noqa: ANN401
    """--json says everything in one document: what changes, what is left and why, what cannot be read."""
    code, out, _ = run("report.md", "nothing.md", "--fix", "--json")
    said = json.loads(out)

    assert 2 == code
    assert ["report.md", "nothing.md"] == [each["source"] for each in said["files"]]
    first, second = said["files"]
    assert first["changed"]
    assert FIXED == applied(TEXT, [Edit(**edit) for edit in first["edits"]])
    assert "superseded" == first["findings"][0]["code"]
    assert "there is no such file" in second["fault"]
    assert file.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["report.pdf"],
            "citations in PDF files that hold text, page by page can be checked, but not edited",
        ),
        (["report.tex"], "can be checked, but not edited; that can be done for: text, markdown, html, rest"),
        (["nothing.md"], "there is no such file"),
        (["report.md", "--codes", "superseded"], "add --fix"),
        (["report.md", "--fix", "--codes", "unknown"], "'unknown' is no finding that can be mended"),
        (["report.md", "other.md", "--output", "x"], "--output takes the text of one file"),
        (["-", "--write"], "standard input cannot be written"),
        (["report.md", "--style", "notes"], "markdown has no links of the style 'notes'"),
        (["report.md", "--format", "word"], "word"),
        (["report.md", "--write", "--diff"], "--diff and --write exclude each other"),
    ],
)
def test_refusals(run: Any, file: Path, tmp_path: Path, words: list[str], said: str) -> None:  # noqa: ANN401
    """What cannot be done is said in one line, with the way out; the exit code is 2."""
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "report.tex").write_bytes(b"ITU-T X.509")

    code, out, err = run(*words)

    assert (2, "") == (code, out)
    assert said in err
    assert err.count("\n") == 1
    assert TEXT == file.read_text(encoding="utf-8")


def test_nothing_to_do(run: Any, tmp_path: Path) -> None:  # noqa: ANN401
    """A directory without documents is no fault, and is said."""
    (tmp_path / "empty").mkdir()

    code, out, err = run("empty")

    assert (0, "") == (code, out)
    assert "none of that is a document" in err


def test_what_is_to_be_ignored_is_left(run: Any, file: Path) -> None:  # noqa: ANN401
    """A stale citation that a comment says to ignore is not mended either."""
    text = f"{TEXT}\nITU-T Z.140 <!-- itu-catalog: ignore -->\n"
    file.write_text(text, encoding="utf-8")

    code, _, err = run("report.md", "--fix", "--write")

    assert 0 == code
    assert text.replace("10/2016", "10/2019") == file.read_text(encoding="utf-8")
    assert "ITU-T Z.140 (renumbered); a comment or the ignore file says to leave it" in err


def test_what_is_left_out(run: Any, file: Path, tmp_path: Path) -> None:  # noqa: ANN401
    """Patterns and .gitignore leave files out of directories."""
    (tmp_path / "a.md").write_text(TEXT)

    _, out, _ = run(".", "--exclude", "report.*")

    assert ["--- a/a.md"] == [line for line in out.splitlines() if line.startswith("---")]
    assert file.exists()


def test_one_bad_file_does_not_keep_the_others(run: Any, file: Path) -> None:  # noqa: ANN401
    """What can be written is written; the exit code tells of the rest."""
    code, _, err = run("nothing.md", "report.md", "--write")

    assert 2 == code
    assert "nothing.md" in err
    assert LINKED == file.read_text(encoding="utf-8")


def test_closed_pipe(file: Path) -> None:
    """Nobody minds when the reader has seen enough."""
    command = f"{sys.executable} -m itu_catalog annotate {file} 2>&1 | true"
    done = subprocess.run(command, shell=True, check=False, capture_output=True, text=True)  # noqa: S602

    assert "Traceback" not in done.stdout + done.stderr


# --------------------------------------------------------------------------------------------------
# The difference


@pytest.mark.parametrize(
    ("text", "edits", "shown"),
    [
        ("a\nb\nc", [], ""),
        ("a\nb\n", [Edit(2, 3, "B")], "@@ -1,2 +1,2 @@\n a\n-b\n+B\n"),
        (
            "a",
            [Edit(1, 1, "!")],
            "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a!\n\\ No newline at end of file\n",
        ),
        ("a\r\nb", [Edit(0, 1, "A")], "@@ -1,2 +1,2 @@\n-a\r\n+A\r\n b\n\\ No newline at end of file\n"),
        (
            "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
            [Edit(8, 9, "V")],
            "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+V\n 6\n 7\n 8\n",
        ),
    ],
)
def test_differences(text: str, edits: list[Edit], shown: str) -> None:
    """A diff shows changed lines with three around them, and where a last line has no end."""
    lines = "".join(diff(text, edits, "x"))

    assert ("--- a/x\n+++ b/x\n" if shown else "") + shown == lines


def test_a_terminal_obeys_no_document(run: Any, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN401
    """On a terminal, characters that it would obey are shown; in a pipe a diff has them as the file does."""
    file.write_text(f"\x1b[31m {TEXT}", encoding="utf-8")

    assert "\x1b[31m" in run("report.md", "--diff")[1]

    monkeypatch.setattr("itu_catalog.cli.commands.annotating.is_terminal", lambda: True)
    assert "\x1b" not in run("report.md", "--diff")[1]
