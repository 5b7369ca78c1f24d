"""`itu-catalog import` and `update`: a new catalogue takes the place of the old one, or a sentence says why not."""

from __future__ import annotations

import errno
import gzip
import json
import os
import shlex
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import made_dataset
from badserver import Asked, Server, serving
from itu_catalog import embedded_catalog, open_catalog
from itu_catalog.cli import main
from itu_catalog.cli.commands import COMMANDS
from itu_catalog.importers.placing import previous_path
from itu_catalog.importers.remembered import Remembered, recall, remember, remembered_path
from itu_catalog.updating import DEFAULT_URL
from made_dataset import SMALL, files, tape
from placing import catalogue, mounted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

pytest.importorskip("yaml")

Capture = pytest.CaptureFixture[str]

MORE = (*SMALL, "ITU-T X.7 (10/2019)")

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")  # of connections that are cut


def archive(names: Sequence[str] = SMALL, more: dict[str, bytes] | None = None) -> bytes:
    """Return a small dataset as its repository would send it."""
    return tape({**files(names), **(more or {})}, "w:gz")


FIRST, SECOND = archive(), archive(MORE)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user of their own, with no catalogue and no settings yet; the path of what will be their catalogue."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "ITU_CATALOG_URL", "ITU_CATALOG"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "system"))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data" / "itu-catalog" / "catalogue.tsv"


def names(folder: Path) -> set[str]:
    """Return what lies in a directory, but for the lock, which stays."""
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


class Run:
    """Runs command lines, and keeps what they print."""

    def __init__(self, capsys: Capture) -> None:
        self._capsys = capsys

    def __call__(self, *words: str, code: int = 0) -> str:
        """Run, and return what was printed; standard error is kept in `err`."""
        got = main([*words, *["--workers=1"] * (words[0] in ("update", "import"))])
        captured = self._capsys.readouterr()
        self.err = captured.err
        assert code == got, captured.err
        return captured.out

    def json(self, *words: str) -> dict[str, Any]:
        """Run, and return the JSON."""
        data: dict[str, Any] = json.loads(self(*words, "--json"))
        return data

    def refused(self, *words: str) -> str:
        """Run what fails, and return its one sentence."""
        assert self(*words, code=2) == ""
        *before, last = self.err.splitlines()
        assert all(line.startswith("itu-catalog: ") for line in before)
        assert last.startswith("itu-catalog: ")
        return last.removeprefix("itu-catalog: ")

    def update(self, server: Server, *words: str) -> dict[str, Any]:
        """Update from a server, and return the JSON."""
        return self.json("update", "--allow-http", "--url", server.url, *words)

    def no_update(self, server: Server, *words: str) -> str:
        """Update from a server, which fails, and return the sentence."""
        return self.refused("update", "--allow-http", "--url", server.url, *words)


@pytest.fixture
def run(capsys: Capture) -> Run:
    """Run command lines as the user."""
    return Run(capsys)


def sending(*archives: bytes, **headers: object) -> Callable[[Asked], None]:
    """Answer the first question with the first archive, and so on; the last one for good."""
    return lambda asked: asked.file(archives[min(asked.number, len(archives)) - 1], **headers)  # type: ignore[arg-type]


# --------------------------------------------------------------------------------------------------
# Import


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """An archive of a small dataset."""
    path = tmp_path / "main.tar.gz"
    path.write_bytes(FIRST)
    return path


def test_an_import_is_the_default_catalogue(run: Run, small: Path, home: Path) -> None:
    """What was imported answers from then on, with the facts of the package still in it."""
    said = run("import", str(small))

    assert f"file          {home}" in said
    assert "3 records, complete to 2026-08-22" in said
    assert len(open_catalog(home)) > len(embedded_catalog())
    assert run("resolve", "X.9").startswith("ITU-T X.9 (10/2019)")
    assert run("resolve", "X.509").startswith("ITU-T X.509 (10/2019)")


def test_an_import_goes_where_it_is_told(
    run: Run, small: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The option, the file to ask, the environment: in this order; and the user's own catalogue is not touched."""
    monkeypatch.setenv("ITU_CATALOG", "environment.tsv")
    run("import", str(small), "--into", "option.tsv")
    run("--catalog", "asked.tsv", "import", str(small))
    run("import", str(small))

    assert {"option.tsv", "asked.tsv", "environment.tsv"} <= names(Path())
    assert not home.exists()
    assert "name two files; give one" in run.refused(
        "import", str(small), "--into", "option.tsv", "--catalog", "asked.tsv"
    )


def test_who_puts_a_catalogue_elsewhere_is_told_how_to_ask_it(run: Run, small: Path, home: Path) -> None:
    """A catalogue that no question would be answered by says so, each time; the default one does not."""
    hint = "asked with --catalog or ITU_CATALOG"

    assert hint in run("import", str(small), "--into", "own.tsv")
    assert hint in run("import", str(small), "--into", "own.tsv")
    assert hint not in run("import", str(small))
    assert hint not in run("import", str(small), "--into", str(home))
    assert hint not in run("import", str(small), "--into", "tried.tsv", "--dry-run")


def test_the_package_goes_on_where_it_is_told(
    run: Run, small: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has said that the package answers is told that it still will."""
    monkeypatch.setenv("ITU_CATALOG", "embedded")
    run("import", str(small))

    assert "ITU_CATALOG says embedded: the catalogue in the package goes on answering" in run.err
    assert home.exists()


def test_what_could_not_be_read_is_named(run: Run, tmp_path: Path) -> None:
    """A bad file is counted, named and explained, and the others are imported; --strict refuses them all."""
    path = tmp_path / "main.tar.gz"
    path.write_bytes(archive(more={"relaton-data-itu-main/data/itu-t-x-6.yaml": b"\0\1\2"}))
    said = run("import", str(path), "--into", "a.tsv")
    data = run.json("import", str(path), "--into", "b.tsv")

    assert "unreadable    data/itu-t-x-6.yaml: " in said
    assert ["data/itu-t-x-6.yaml"] == [row["file"] for row in data["unreadable"]]
    assert "data/itu-t-x-6.yaml" in run.refused("import", str(path), "--into", "c.tsv", "--strict")
    assert {"a.tsv", "b.tsv"} == {name for name in names(tmp_path) if name.endswith(".tsv")}


def test_new_faults_are_named(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the validator finds and nobody knows is listed; --strict refuses the catalogue for it."""
    path = tmp_path / "main.tar.gz"
    path.write_bytes(archive())
    fault = "ITU-T X.9 (10/2019): it was approved 2019-11-14 [V3]"
    monkeypatch.setattr("itu_catalog.importers.switching._breaches", lambda _: (fault,))
    said = run("import", str(path), "--into", "a.tsv")
    assert fault in " ".join(said.split())
    assert [fault] == run.json("import", str(path), "--into", "a.tsv")["faults"]

    said = run.refused("import", str(path), "--into", "b.tsv", "--strict")
    assert "the new catalogue has 1 new fault, and --strict refuses it; nothing was changed" == said
    assert fault in run.err
    assert not Path("b.tsv").exists()


def test_a_dry_run_changes_nothing(run: Run, small: Path, home: Path) -> None:
    """Everything is done and told, and not even a directory is made."""
    said = run("import", str(small), "--dry-run")
    assert f"{home} (not written: it was to be tried only)" in " ".join(said.split())
    assert not home.parent.exists()

    run("import", str(small))
    was = home.read_bytes()
    small.write_bytes(SECOND)
    data = run.json("import", str(small), "--dry-run")
    assert ({"new-work": 1}, False) == (data["changes"], data["replaced"])
    assert was == home.read_bytes()


def test_what_changed_is_told(run: Run, small: Path, home: Path) -> None:
    """Against the catalogue before, by kinds, with the command that lists everything."""
    run("import", str(small))
    small.write_bytes(SECOND)
    said = run("import", str(small))

    assert "1 new work, against 2026-08-22+" in said
    assert "itu-catalog diff" in said
    assert (len(open_catalog(home)) - 1) == len(open_catalog(previous_path(str(home))))
    assert "it was the same already" in run("import", str(small))


def test_a_day_that_is_known_better(run: Run, small: Path) -> None:
    """--as-of says to which day the dataset is complete."""
    assert "2026-08-30" == run.json("import", str(small), "--as-of", "2026-08-30")["as_of"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("import nowhere.tar.gz", "cannot read nowhere.tar.gz: "),
        ("import page.html", "cannot read page.html: "),
        ("import ''", "names no archive and no checkout"),
        ("import https://example.org/main.tar.gz", "itu-catalog update --url ADDRESS fetches"),
        ("import main.tar.gz --into .", "it is a directory; name a file in it"),
        ("import main.tar.gz --into no/such/mine.tsv", "there is no directory"),
        ("import main.tar.gz --into ''", "--into names no file"),
    ],
)
def test_an_import_that_cannot_be(run: Run, small: Path, words: str, sentence: str) -> None:  # noqa: ARG001
    """One sentence says what is wrong, and nothing is written."""
    Path("page.html").write_text("<html>", encoding="utf-8")
    said = run.refused(*shlex.split(words))
    assert sentence in said
    assert 1 >= said.count("cannot ")
    assert not list(Path().rglob("*.tsv"))


def test_a_collapse_is_refused(run: Run, small: Path, home: Path) -> None:
    """A dataset that has lost most of its works does not take the place of one that has them, unless told."""
    home.parent.mkdir(parents=True)
    home.write_bytes(catalogue(1000))
    said = run.refused("import", str(small))

    assert "the new catalogue has " in said
    assert "the one there 1,000; nothing was changed; if that is right, say --force" in said
    assert home.read_bytes() == catalogue(1000)
    run("import", str(small), "--force")
    assert home.read_bytes() != catalogue(1000)


def test_a_full_disc_is_told_of_what_was_asked_for(
    run: Run, small: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence names the catalogue, not the hidden directory in which it is made."""

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", fail)
    said = run.refused("import", str(small))

    assert f"cannot write {home}: the disc of {home.parent} is full; free some space" in said


def test_a_damaged_catalogue_is_made_anew(run: Run, small: Path, home: Path) -> None:
    """With a damaged catalogue every question is answered by what is wrong and the way out, which works."""
    home.parent.mkdir(parents=True)
    home.write_bytes(b"#itu-catalog\tformat 1\n")
    said = run.refused("resolve", "X.509")

    assert "is no usable catalogue file: its first line is damaged" in said
    assert "it is the one in your data directory; itu-catalog update makes it anew" in said
    run("import", str(small))
    assert run("resolve", "X.509").startswith("ITU-T X.509 (10/2019)")


# --------------------------------------------------------------------------------------------------
# Update


def test_the_first_update(run: Run, home: Path) -> None:
    """Without a catalogue there is one afterwards, and what was fetched is remembered."""
    with serving(sending(FIRST, ETag='"a"')) as server:
        data = run.update(server)

    assert ("updated", str(home), None, True) == tuple(
        data[key] for key in ("outcome", "path", "before", "replaced")
    )
    assert (len(FIRST), '"a"') == (data["fetched"]["bytes"], data["fetched"]["etag"])
    known = recall(str(home))
    assert known is not None
    assert (server.url, '"a"', data["version"]) == (known.url, known.etag, known.catalogue)
    assert {"catalogue.tsv", "catalogue.update.json"} == names(home.parent)
    assert run("resolve", "X.9").startswith("ITU-T X.9 (10/2019)")


def test_an_update_tells_what_changed(run: Run, home: Path) -> None:
    """A newer dataset takes the place of the older one, which is kept."""
    with serving(sending(FIRST, SECOND)) as server:
        run.update(server)
        said = run("update", "--allow-http", "--url", server.url)

    assert f"asked         {server.url} (it was asked for)" in said
    assert f"fetched       {len(SECOND):,} bytes" in said
    assert "1 new work, against 2026-08-22+" in said
    assert {"catalogue.tsv", "catalogue.previous.tsv", "catalogue.update.json"} == names(home.parent)


def test_nothing_newer(run: Run, home: Path) -> None:
    """A server that has nothing newer is asked by what it said last, and nothing is imported."""

    def answer(asked: Asked) -> None:
        if asked.headers.get("if-none-match") == '"a"':
            asked.head(304)
        else:
            asked.file(FIRST, ETag='"a"')

    with serving(answer) as server:
        run.update(server)
        was = home.stat()
        data = run.update(server)
        said = run("update", "--allow-http", "--url", server.url)

    assert ("current", None) == (data["outcome"], data["fetched"])
    assert "there is nothing newer" in said
    assert (was.st_ino, was.st_mtime_ns) == (home.stat().st_ino, home.stat().st_mtime_ns)


def test_the_same_again_from_a_server_without_conditions(run: Run, home: Path) -> None:
    """The same bytes are known again by their digest; what is remembered stays."""
    with serving(sending(FIRST)) as server:
        run.update(server)
        assert "current" == run.update(server)["outcome"]
    assert {"catalogue.tsv", "catalogue.update.json"} == names(home.parent)


def edited(path: Path, **columns: Any) -> None:  # noqa: ANN401 - columns are of many types
    """Remember something else."""
    known = recall(str(path))
    assert known is not None
    remember(str(path), known._replace(**columns))


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_bytes(catalogue(300)),
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b"damaged"),
        lambda path: Path(remembered_path(str(path))).write_text("[]", encoding="utf-8"),
        lambda path: Path(remembered_path(str(path))).write_bytes(b"\xff"),
        lambda path: edited(path, program="itu-catalog 0.0.1"),
        lambda path: edited(path, url="https://example.org/a"),
        lambda path: edited(path, etag="a\nX: y"),
    ],
    ids=[
        "another catalogue",
        "none",
        "a damaged one",
        "no row",
        "no text",
        "another release",
        "another address",
        "a bad tag",
    ],
)
def test_what_is_remembered_of_something_else(run: Run, home: Path, change: Callable[[Path], object]) -> None:
    """A tag is sent only for the catalogue, the release and the address that it is about."""

    def answer(asked: Asked) -> None:
        assert "if-none-match" not in asked.headers
        asked.file(FIRST, ETag='"a"')

    with serving(answer) as server:
        run.update(server)
        change(home)
        run.update(server, "--force")
        assert "if-none-match" not in server.asked[-1].headers
    known = recall(str(home))
    assert known is not None
    assert (server.url, open_catalog(home).version) == (known.url, known.catalogue)


def test_not_again_so_soon(run: Run, home: Path) -> None:
    """With --if-older-than the server is asked only after so many days, also when it had nothing newer then."""
    with serving(sending(FIRST)) as server:
        run.update(server, "--if-older-than", "7")
        assert "recent" == run.update(server, "--if-older-than", "7")["outcome"]
        assert "not asked again: the last time was 2" in run(
            "update", "--allow-http", "--url", server.url, "--if-older-than=7"
        )
        assert len(server.asked) == 1
        known = recall(str(home))
        assert known is not None
        remember(str(home), known._replace(checked="2020-01-01T00:00:00Z"))
        assert "current" == run.update(server, "--if-older-than", "7")["outcome"]
        assert "recent" == run.update(server, "--if-older-than", "7")["outcome"]
        assert "current" == run.update(server, "--if-older-than", "0")["outcome"]


@pytest.mark.parametrize(("checked", "age"), [("2999-01-01T00:00:00Z", None), ("soon", None), (None, None)])
def test_a_time_that_is_none(checked: str | None, age: float | None) -> None:
    """A clock that was wrong, or a file that somebody edited, keeps no update from asking."""
    assert age is Remembered("https://example.org/", "1", "2", checked=checked).age


def test_an_update_tried_only(run: Run, home: Path) -> None:
    """It fetches, imports and compares, and changes nothing, not even what is remembered."""
    with serving(sending(FIRST, SECOND, SECOND, ETag='"a"')) as server:
        run.update(server)
        was = {path.name: path.read_bytes() for path in home.parent.iterdir()}
        data = run.update(server, "--dry-run")
        assert ("tried", {"new-work": 1}, False) == tuple(
            data[key] for key in ("outcome", "changes", "replaced")
        )
        assert was == {path.name: path.read_bytes() for path in home.parent.iterdir()}


def test_an_old_copy_is_refused(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mirror that shows an earlier day does not take what is newer away, unless told."""
    monkeypatch.setattr(made_dataset, "DAY", made_dataset.DAY - 30 * 86400)
    old = archive(MORE)
    with serving(sending(FIRST, old)) as server:
        run.update(server)
        said = run.no_update(server)
        assert (
            "the dataset ends on 2026-07-23, the catalogue there on 2026-08-22; nothing was changed" in said
        )
        assert "2026-08-22" == open_catalog(home).as_of.isoformat()
        assert "2026-07-23" == run.update(server, "--force")["as_of"]


def test_a_collapse_of_the_dataset_is_refused(run: Run, home: Path) -> None:
    """A dataset that lost its records keeps the catalogue as it was."""
    home.parent.mkdir(parents=True)
    home.write_bytes(catalogue(1000, as_of="2026-01-01"))
    with serving(sending(FIRST)) as server:
        assert "the one there 1,000; nothing was changed" in run.no_update(server)
        assert home.read_bytes() == catalogue(1000, as_of="2026-01-01")
        assert {"catalogue.tsv"} == names(home.parent)
        run.update(server, "--force")


BOMB = gzip.compress(b"\0" * (300 << 20))


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (b"", "the server sent nothing"),
        (b"\n<!DOCTYPE html><title>Log in", "the server sent a page to read and no archive"),
        (b"not an archive at all", "cannot read the archive: "),
        (FIRST[:-300], "cannot read the archive: "),
        (FIRST[:100] + b"\xff" * 50 + FIRST[150:], "cannot read the archive: "),
        (tape({"a/README": b"hello"}, "w:gz"), "cannot read the archive: "),
        (BOMB, "cannot read the archive: "),
        (os.urandom(5000), "cannot read the archive: "),
    ],
    ids=["nothing", "a page", "text", "cut short", "damaged", "no dataset", "a bomb", "noise"],
)
def test_what_is_no_dataset_is_refused(run: Run, home: Path, sent: bytes, sentence: str) -> None:
    """Whatever comes with a 200: the catalogue stays as it was, and a sentence says what came."""
    with serving(sending(FIRST, sent)) as server:
        run.update(server)
        was = home.read_bytes()
        said = run.no_update(server)

    assert sentence in said
    assert said.startswith("cannot read ")
    assert was == home.read_bytes()
    assert {"catalogue.tsv", "catalogue.update.json"} == names(home.parent)


def test_no_room_for_what_is_fetched(run: Run, home: Path) -> None:
    """Where the disc is full before the archive is there, the sentence names the catalogue that stays as it was."""
    home.parent.mkdir(parents=True)
    with mounted(home.parent, "size=64k"), serving(sending(os.urandom(1 << 20))) as server:
        home.write_bytes(catalogue(3))
        assert "the disc of " in run.no_update(server)
        assert home.read_bytes() == catalogue(3)
        assert {"catalogue.tsv"} == names(home.parent)


def test_a_length_that_is_too_short(run: Run, home: Path) -> None:
    """A server that promises less than it sends has sent a part, and a part is no archive."""

    def answer(asked: Asked) -> None:
        asked.head(Content_Length=len(FIRST) // 2)
        asked.raw(FIRST)

    with serving(answer) as server:
        assert run.no_update(server).startswith("cannot read the archive: ")
    assert not home.exists()


def test_a_server_that_is_down(run: Run, home: Path) -> None:
    """What makes it wait is said while it waits, and why it failed in the end."""
    with serving(lambda asked: asked.file(b"", status=404)) as server:
        assert (
            "there is no such file; name the address of the archive with --url (status 404)"
            in run.no_update(server)
        )
    assert not home.exists()
    assert "only https:// is fetched; http is for this machine itself, with --allow-http" in run.refused(
        "update", "--url", server.url
    )


def test_the_address_of_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which address is asked, and why, is told."""
    with serving(sending(FIRST)) as server:
        monkeypatch.setenv("ITU_CATALOG_URL", server.url)
        assert "ITU_CATALOG_URL names it" == run.json("update", "--allow-http")["url_by"]


def test_the_usual_address_is_safe() -> None:
    """What is fetched without being told is fetched over https."""
    assert DEFAULT_URL.startswith("https://github.com/relaton/relaton-data-itu/")


@pytest.mark.parametrize("module", ["urllib3", "yaml"])
def test_without_the_extra_nothing_is_fetched(run: Run, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who lacks a package is told the line to type before anything is fetched."""
    monkeypatch.setitem(sys.modules, module, None)
    with serving(sending(FIRST)) as server:
        assert "pip install 'itu-catalog[update]'" in run.no_update(server)
    assert not server.asked


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("--if-older-than soon", "'soon' is no number of days"),
        ("--if-older-than=-1", "'-1' is no number of days"),
        ("--if-older-than nan", "'nan' is no number of days"),
        ("--url ftp://example.org/", "only https:// is fetched"),
    ],
)
def test_bad_usage(run: Run, words: str, sentence: str) -> None:
    """What cannot be meant is said in one sentence."""
    assert sentence in run.refused("update", *words.split())


def test_examples_of_the_help_work(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every example that the help of import and update shows runs, with small data and a server of this machine."""
    made_dataset.put(tmp_path, {"relaton-data-itu/" + name: data for name, data in files(top="").items()})
    for name in ("relaton-data-itu-main.tar.gz", "main.zip"):
        (tmp_path / name).write_bytes(FIRST)
    with serving(sending(FIRST)) as server:
        monkeypatch.setenv("ITU_CATALOG_URL", server.url)
        for line in [
            example for each in COMMANDS if each.name in ("import", "update") for example in each.examples
        ]:
            words = [
                f"{tmp_path}/system.tsv" if word.startswith("/usr/") else word
                for word in shlex.split(line)[1:]
            ]
            words = [word.replace("../relaton", f"{tmp_path}/relaton") for word in words]
            run(*words, *["--allow-http"] * (words[0] == "update"))


# --------------------------------------------------------------------------------------------------
# Processes: kills, several at once, and who may ask the network


def command(*words: str) -> list[str]:
    """Return a command line of a process of its own."""
    return [sys.executable, "-m", "itu_catalog", *words, "--workers=1"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_an_import_that_is_killed(small: Path, home: Path, run: Run) -> None:
    """Real imports, killed at real moments: the catalogue is the old one or the new one, and the next import works."""
    run("import", str(small))
    small.write_bytes(SECOND)
    began = time.monotonic()
    subprocess.run(command("import", str(small), "--dry-run"), check=True, capture_output=True)  # noqa: S603
    whole = time.monotonic() - began
    good = {home.read_bytes()}
    killed = 0
    for step in range(12):
        with subprocess.Popen(  # noqa: S603 - our own program
            command("import", str(small)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(whole * (0.3 + 0.06 * step))
            process.kill()
        killed += process.returncode == -signal.SIGKILL
        if process.returncode == 0:
            good.add(home.read_bytes())
        store = open_catalog(home)._store
        store.verify()
        good.add(home.read_bytes())
        assert len(good) <= 2
    assert killed
    run("import", str(small))
    assert {"catalogue.tsv"} <= names(home.parent) <= {"catalogue.tsv", "catalogue.previous.tsv"}


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_update_that_is_interrupted(home: Path, number: signal.Signals, code: int) -> None:
    """Ctrl-C, or a request to end, is said in one line, and nothing is left behind."""
    home.parent.mkdir(parents=True)
    home.write_bytes(catalogue(3))
    wait = threading.Event()

    def answer(asked: Asked) -> None:
        asked.file(FIRST, send=100)
        wait.wait(20)

    with serving(answer) as server:
        words = command("update", "--allow-http", "--url", server.url)
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
            while not server.asked:
                time.sleep(0.01)
            time.sleep(0.1)
            process.send_signal(number)
            assert ("", "itu-catalog: interrupted\n") == process.communicate(timeout=20)
        wait.set()

    assert code == process.returncode
    assert home.read_bytes() == catalogue(3)
    assert {"catalogue.tsv"} == names(home.parent)


def test_two_updates_at_once(home: Path) -> None:
    """The second waits for the first, and finds that there is nothing newer."""
    with serving(sending(FIRST)) as server:
        words = command("update", "--allow-http", "--url", server.url, "--json")
        running = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]  # noqa: S603
        outcomes = [json.loads(process.communicate()[0])["outcome"] for process in running]

    assert sorted(outcomes) == ["current", "updated"]
    open_catalog(home)._store.verify()


WATCH = """
import sys
def refuse(event, arguments):
    local = event == "socket.__new__" and arguments[1] not in (2, 10, 23, 30)
    if event.startswith(("socket.", "urllib.", "http.client.")) and not local and event != "socket.gethostname":
        print("network:", event, arguments, flush=True)
        import os
        os._exit(9)
sys.addaudithook(refuse)
"""


def watched(code: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process that ends when anything asks the network."""
    words = [sys.executable, "-c", f"{WATCH}\n{code}"]
    return subprocess.run(words, check=False, capture_output=True, text=True)  # noqa: S603 - our own code


@pytest.mark.parametrize("name", [command.name for command in COMMANDS if command.name != "update"])
def test_no_other_command_asks_the_network(name: str, small: Path, tmp_path: Path) -> None:
    """The examples of every command but update run without a connection, a name looked up, or a socket made."""
    (tmp_path / "report.txt").write_text("ITU-T X.509 (10/2016)", encoding="utf-8")
    for examples in (command.examples for command in COMMANDS if command.name == name):
        lines = [
            shlex.split(line.rpartition(" | ")[2] if line.startswith("printf ") else line)[1:]
            for line in examples
        ]
        lines = [line[: line.index(">")] if ">" in line else line for line in lines]
        code = (
            "import io; from itu_catalog.cli import main\n"
            f"for line in {[*lines, ['import', str(small), '--into', 'x.tsv']]!r}:\n"
            "    sys.stdin = io.TextIOWrapper(io.BytesIO(b'X.509'))\n"
            "    main(line)\n"
        )
        done = watched(code)
        assert (0, False) == (done.returncode, "network:" in done.stdout), (
            done.stdout[-500:] + done.stderr[-500:]
        )


def test_no_import_asks_the_network() -> None:
    """Loading the package and all its modules opens nothing, and answers need nothing that could."""
    code = (
        "import pkgutil, importlib, itu_catalog as itu\n"
        "for each in pkgutil.walk_packages(itu.__path__, 'itu_catalog.'):\n"
        "    each.name.endswith('__main__') or importlib.import_module(each.name)\n"
        "for name in itu.__all__: getattr(itu, name)\n"
        "print(itu.resolve('X.509'))\n"
    )
    assert "ITU-T X.509 (10/2019)" in watched(code).stdout

    done = subprocess.run(
        [sys.executable, "-c", "import sys, itu_catalog as itu; itu.resolve('X.509'); print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert not {"socket", "ssl", "urllib3", "http.client", "urllib.request"} & set(done.stdout.split())


def test_the_watch_would_bark() -> None:
    """The test above notices a connection."""
    assert "network:" in watched("import socket; socket.socket()").stdout
    assert "network:" in watched("import socket; socket.getaddrinfo('localhost', 1)").stdout
