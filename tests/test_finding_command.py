"""``itu-catalog find``: what documents cite, in every format, at any length, and whatever is wrong with them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from itu_catalog import find_citations
from itu_catalog.cli import main
from itu_catalog.errors import UnreadableInput
from itu_catalog.readers import Place, Source, Stream, chunks, read, stream, streaming

if TYPE_CHECKING:
    from collections.abc import Iterator

Capture = pytest.CaptureFixture[str]

TEXT = (
    "Follow Rec. ITU-T X.509 (10/2016) | ISO/IEC 9594-8:2017,\nX.694 Cor.1 and ITU-T X.680 to X.683.\n"
    "Certificates are those of X.510.\n"
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("memo.txt").write_text(TEXT, encoding="utf-8")


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Put bytes on standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def test_a_line_for_each_citation(capsys: Capture) -> None:
    """The text has the place, the words, what they say where that is more, and why a bare one counts."""
    assert 0 == main(["find", "memo.txt"])

    out, err = capsys.readouterr()
    assert [
        "1:8: Rec. ITU-T X.509 (10/2016) → ITU-T X.509 (10/2016) | ISO/IEC 9594-8:2017",
        "2:1: X.694 Cor.1 → ITU-T X.694 Cor. 1  (carried: listed)",
        "2:17: ITU-T X.680",
        "2:32: X.683 → ITU-T X.683  (carried: listed)",
        "3:27: X.510 → ITU-T X.510  (bare: cited)",
    ] == out.splitlines()
    assert "itu-catalog: 5 citations\n" == err


def test_all_formats_say_the_same(capsys: Capture) -> None:
    """JSON, JSON Lines and CSV have the same citations, with the keys that findings have for them."""
    assert 0 == main(["find", "memo.txt", "--json", "--quiet"])
    document = json.loads(capsys.readouterr().out)
    assert 0 == main(["find", "memo.txt", "--format", "jsonl", "--quiet"])
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert 0 == main(["find", "memo.txt", "--format", "csv", "--quiet"])
    out, err = capsys.readouterr()
    rows = list(csv.DictReader(io.StringIO(out)))

    assert (document["found"], 5, "") == (lines, document["citations"], err)
    assert ["inputs", "citations"] == list(document)[1:]
    assert [
        {
            "source": "memo.txt",
            "format": "text",
            "encoding": "utf-8",
            "remarks": [],
            "citations": 5,
            "fault": None,
        }
    ] == document["inputs"]
    assert list(lines[0]) == list(rows[0])
    assert [each["identifier"] for each in lines] == [row["identifier"] for row in rows]
    assert (["ITU-T X.680", "ITU-T X.683"], "ITU-T X.680 to ITU-T X.683") == (
        lines[3]["ends"],
        rows[3]["ends"],
    )
    assert ("cited", "true") == (rows[4]["reasons"], rows[4]["bare"])
    assert 0 == main(["check", "memo.txt", "--json"])
    assert set(lines[0]) <= set(json.loads(capsys.readouterr().out)["findings"][0])


def test_nothing_found(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Where nothing is cited, JSON is JSON all the same, and the exit code is 0."""
    stdin(monkeypatch, b"See section B.3.")
    assert 0 == main(["find", "-", "--json"])

    out, err = capsys.readouterr()
    assert ([], "standard input", "itu-catalog: 0 citations\n") == (
        json.loads(out)["found"],
        json.loads(out)["inputs"][0]["source"],
        err,
    )


@pytest.mark.parametrize(("bare", "count"), [("never", 4), ("context", 5), ("always", 5)])
def test_the_policy_counts(bare: str, count: int, capsys: Capture) -> None:
    """--bare says what to make of numbers without a prefix."""
    assert 0 == main(["find", "memo.txt", "--bare", bare])
    assert count == len(capsys.readouterr().out.splitlines())


def test_many_inputs(capsys: Capture) -> None:
    """Directories are walked as `check` walks them; what cannot be read is one line, and the others go on."""
    Path("docs").mkdir()
    Path("docs/a.md").write_text("See [ITU-T X.25](b.md).", encoding="utf-8")
    Path("docs/old.txt").write_text("See ITU-T X.26.", encoding="utf-8")
    Path("docs/.gitignore").write_text("c.txt\n", encoding="utf-8")
    Path("docs/c.txt").write_text("See ITU-T X.27.", encoding="utf-8")
    Path("docs/d.pdf").write_bytes(b"%PDF-1.4 nothing behind it")

    assert 2 == main(["find", "docs", "no-such.txt", "--exclude", "old.txt"])

    out, err = capsys.readouterr()
    assert "docs/a.md:1:6: ITU-T X.25\n" == out
    assert ["docs/d.pdf", "no-such.txt", "1 citation in 1 input"] == [
        word for line, word in zip(err.splitlines(), ["docs/d.pdf", "no-such.txt", "1 citation in 1 input"], strict=True)
        if word in line
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["memo.txt", "--format", "xml"], "invalid choice: 'xml'"),
        (
            ["memo.txt", "--json", "--format", "csv"],
            "--json and --format csv contradict each other; give one",
        ),
        (["memo.txt", "--read-as", "doc"], "there is no format 'doc'; name one of text, markdown"),
        (["memo.txt", "--bare", "maybe"], "invalid choice: 'maybe'"),
        ([], "PATH"),
    ],
    ids=str,
)
def test_bad_usage(words: list[str], said: str, capsys: Capture) -> None:
    """What is asked wrongly is one line, and 2."""
    assert 2 == main(["find", *words])

    out, err = capsys.readouterr()
    assert ("", 1) == (out, err.count("\n"))
    assert said in err


def long_text(lines: int, end: str = "\n") -> Iterator[str]:
    """Yield a text of many lines, with a citation every now and then, and one that runs across two."""
    for number in range(lines):
        yield (
            "see ITU-"
            if number % 1000 == 0
            else "T X.509 (10/2019)"
            if number % 1000 == 1
            else "nothing to see: nix für uns"
        )
        yield end


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
def test_a_long_text_goes_by(end: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of a long text the same citations are found at the same places as when it is held, file or standard input."""
    text = "".join(long_text(100_000, end))
    path = tmp_path / "long.txt"
    path.write_bytes(text.encode())
    held = Source.of_text(text)
    expected = [(held.place(each.start), each) for each in find_citations(text)]
    assert 100 == len(expected)

    stdin(monkeypatch, path.read_bytes())
    for name in (str(path), "-"):
        source = stream(name)
        assert isinstance(source, Stream)
        assert expected == [(source.place(each.start), each) for each in find_citations(source.text)]
        assert () == source.remarks
    short = stream("memo.txt")
    assert (True, TEXT) == (isinstance(short, Source), short.text)


def test_a_place_that_is_long_gone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Only so much of a text is held that its places can be told; of others nothing is known, and all is well."""
    monkeypatch.setattr(streaming, "_KEPT", 1000)
    path = tmp_path / "long.txt"
    path.write_bytes(b"one line\n" * 500_000 + b"last")
    source = stream(str(path))
    length = sum(map(len, source.text))

    assert (Place(), Place(500_001, 4)) == (source.place(3), source.place(length - 1))


def test_long_texts_that_are_damaged(tmp_path: Path, capsys: Capture) -> None:
    """Stray bytes in a long text are remarked upon; what turns out to be no text is a fault; both are told once."""
    path = tmp_path / "long.txt"
    path.write_bytes(b"ITU-T X.509\n" + "für\n".encode() * 400_000 + b"\xff ITU-T X.510\n")
    assert 0 == main(["find", str(path), "--format", "jsonl"])
    out, err = capsys.readouterr()
    assert 2 == len(out.splitlines())
    assert ["UTF-8 but for some bytes", "2 citations"] == [
        said for said in ("UTF-8 but for some bytes", "2 citations") if said in err
    ]

    path.write_bytes(b"ITU-T X.509\n" + b"for\n" * 400_000 + b"\0")
    assert 2 == main(["find", str(path)])
    assert "it is binary data" in capsys.readouterr().err
    path.write_bytes(b"PK\x03\x04" + b"x" * (2 << 20))
    with pytest.raises(UnreadableInput):
        stream(str(path))


def test_an_interrupted_run_ends_whole(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """After Ctrl-C the document that was begun is ended, and the exit code is 130."""
    from itu_catalog import readers

    def read(*_: object, **__: object) -> Source:
        raise KeyboardInterrupt

    monkeypatch.setattr(readers, "stream", read, raising=False)
    assert 130 == main(["find", "memo.txt", "--json"])

    out, err = capsys.readouterr()
    assert [] == json.loads(out)["found"]
    assert "itu-catalog: interrupted; 0 citations until then\n" == err


def test_a_path_is_a_path() -> None:
    """What reads files takes their paths as strings and as path objects alike."""
    path = Path("memo.txt")

    assert "memo.txt" == read(path).name == stream(path).name
    assert TEXT == read(path).text == "".join(chunks(path))
