"""Which catalogue answers: everybody's answer is the one that they would expect, or a sentence says why there is none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from itu_catalog import default_catalog, embedded_catalog, open_catalog
from itu_catalog.catalog import opening
from itu_catalog.catalog.opening import default_choice, system_catalogue_paths, user_catalogue_path
from itu_catalog.cli import main
from itu_catalog.errors import CatalogueFileError
from itu_catalog.importers.placing import place
from placing import as_somebody_else, catalogue

if TYPE_CHECKING:
    from pathlib import Path

MINE, THEIRS, NAMED = catalogue(3), catalogue(4), catalogue(5)


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """A machine with nothing on it: where a user's catalogue and that of the system would be."""
    for name in ("ITU_CATALOG", "LOCALAPPDATA", "PROGRAMDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_DATA_DIRS", f"{tmp_path / 'none'}:{tmp_path / 'system'}")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(opening, "_opened", {})
    found = {
        "user": tmp_path / "data" / "itu-catalog" / "catalogue.tsv",
        "system": tmp_path / "system" / "itu-catalog" / "catalogue.tsv",
        "named": tmp_path / "named.tsv",
    }
    for path in found.values():
        path.parent.mkdir(parents=True, exist_ok=True)
    return found


# --------------------------------------------------------------------------------------------------
# The order


def test_the_package_answers_where_nothing_else_does() -> None:
    """Without any other catalogue it is the one in the package."""
    assert default_catalog() is embedded_catalog()
    assert ("", "no other was imported") == default_choice()


def test_the_order(places: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment, the user, the system, the package; and the environment may say that it is the package."""
    places["system"].write_bytes(THEIRS)
    assert 4 == len(default_catalog())
    assert (str(places["system"]), "it is the one of the whole system") == default_choice()

    places["user"].write_bytes(MINE)
    assert 3 == len(default_catalog())
    assert "it is the one in your data directory" == default_choice()[1]

    places["named"].write_bytes(NAMED)
    monkeypatch.setenv("ITU_CATALOG", str(places["named"]))
    assert 5 == len(default_catalog())
    assert "ITU_CATALOG names it" == default_choice()[1]

    monkeypatch.setenv("ITU_CATALOG", "embedded")
    assert default_catalog() is embedded_catalog()


def test_the_package_is_always_the_same(places: dict[str, Path]) -> None:
    """Whatever was imported, the embedded catalogue is the one in the package."""
    places["user"].write_bytes(MINE)

    assert 3 == len(default_catalog())
    assert len(embedded_catalog()) > 100


def test_it_is_opened_once_and_stays(places: dict[str, Path]) -> None:
    """A process goes on with the catalogue that it has, whole, when another takes its place."""
    place(MINE, places["user"])
    first = default_catalog()
    place(THEIRS, places["user"])

    assert default_catalog() is first
    assert 3 == sum(1 for _ in first)
    assert 4 == len(open_catalog(places["user"]))


# --------------------------------------------------------------------------------------------------
# What is wrong


@pytest.mark.parametrize("kind", ["user", "system", "named"])
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "it does not begin with '#itu-catalog'"),
        (MINE[:-20], "it should have "),
        (MINE.replace(b"format 1\t", b"format 9\t", 1), "it has format 9, this release reads formats up to"),
    ],
    ids=["empty", "cut short", "newer"],
)
def test_a_catalogue_that_cannot_be_used_is_not_passed_over(  # noqa: PLR0917 - two tables and where they are tried
    places: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    data: bytes,
    sentence: str,
) -> None:
    """Nobody is given the answers of another catalogue without a word; the sentence has the way out, and it works."""
    places[kind].write_bytes(data)
    if kind == "named":
        monkeypatch.setenv("ITU_CATALOG", str(places[kind]))
    with pytest.raises(CatalogueFileError) as caught:
        default_catalog()

    assert str(caught.value).startswith(f"{places[kind]} is no usable catalogue file: {sentence}")
    assert default_choice()[1] in str(caught.value)
    assert ("itu-catalog update makes it anew" in str(caught.value)) == (kind == "user")
    for words in (["info"], ["resolve", "X.509"], ["list"]):
        assert 2 == main(words)
        printed = capsys.readouterr()
        assert ("", 1) == (printed.out, printed.err.count("\n"))
    monkeypatch.setenv("ITU_CATALOG", "embedded")
    assert 0 == main(["resolve", "X.509"])


def test_a_file_that_is_not_there(places: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Who names a file means it; and a link that leads nowhere is no missing catalogue."""
    monkeypatch.setenv("ITU_CATALOG", str(places["named"]))
    with pytest.raises(CatalogueFileError, match=r"No such file or directory \(ITU_CATALOG names it; "):
        default_catalog()

    monkeypatch.delenv("ITU_CATALOG")
    places["user"].symlink_to(places["named"])
    with pytest.raises(CatalogueFileError, match="it is the one in your data directory"):
        default_catalog()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_directory_of_somebody_else(places: dict[str, Path], tmp_path: Path) -> None:
    """A catalogue that may not be read is said to be one; a home that may not be entered has none."""
    embedded_catalog()  # which another user might not be allowed to read
    places["user"].write_bytes(MINE)
    for folder in places["user"].parents[:3]:
        folder.chmod(0o755)
    places["user"].chmod(0)

    def read() -> None:
        with pytest.raises(CatalogueFileError, match="Permission denied"):
            default_catalog()

    def enter() -> None:
        assert default_catalog() is embedded_catalog()

    assert 0 == as_somebody_else(read, tmp_path)
    places["user"].parent.chmod(0)
    try:
        assert 0 == as_somebody_else(enter, tmp_path)
    finally:
        places["user"].parent.chmod(0o700)


# --------------------------------------------------------------------------------------------------
# Machines and users


def test_no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without a home directory has no catalogue of their own, and everything else works."""
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setattr("os.path.expanduser", lambda path: path)

    assert "" == user_catalogue_path()
    assert default_catalog() is embedded_catalog()


@pytest.mark.parametrize("value", ["", "data", "./data"])
def test_a_data_directory_that_is_none(value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is no absolute path is passed over, or it would be another one in each directory."""
    monkeypatch.setenv("XDG_DATA_HOME", value)
    monkeypatch.setenv("XDG_DATA_DIRS", value or ":")

    assert (
        str(tmp_path / "home" / ".local" / "share" / "itu-catalog" / "catalogue.tsv") == user_catalogue_path()
    )
    assert not value or () == system_catalogue_paths()


@pytest.mark.parametrize(
    ("platform", "user", "system"),
    [
        ("linux", "{}/data/itu-catalog/catalogue.tsv", "{}/system/itu-catalog/catalogue.tsv"),
        (
            "darwin",
            "{}/home/Library/Application Support/itu-catalog/catalogue.tsv",
            "/Library/Application Support/itu-catalog/catalogue.tsv",
        ),
        ("win32", "{}/local/itu-catalog/catalogue.tsv", "{}/program/itu-catalog/catalogue.tsv"),
    ],
)
def test_where_each_system_has_it(
    platform: str, user: str, system: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Data lies where other programs of the system have theirs."""
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    monkeypatch.setenv("PROGRAMDATA", str(tmp_path / "program"))

    assert user.format(tmp_path) == user_catalogue_path()
    assert system.format(tmp_path) == system_catalogue_paths()[-1]


def test_a_user_whom_the_machine_does_not_know() -> None:
    """The real thing: a process without HOME, of a user without a name, on a system where it may write nothing."""
    if os.geteuid() != 0:
        pytest.skip("only root can be another user")
    code = (  # what root may load and the other may not is loaded before
        "import os, sys, itu_catalog as itu; from itu_catalog.catalog import opening; from itu_catalog.cli import main\n"
        "def ask(): print(itu.resolve('X.509'), file=sys.stderr); main(['import', 'nowhere.tar.gz'])\n"
        "ask(); opening._opened.clear(); os.setgid(61234); os.setuid(61234); ask()\n"
    )
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    nobody = {"HOME": "nowhere", "XDG_DATA_HOME": ""}
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        env=environment | nobody,
        cwd="/",
        check=False,
        capture_output=True,
        text=True,
    )
    if "core.tsv is no usable catalogue file: Permission denied" in done.stderr:
        pytest.skip("another user may not read this program here")
    assert 2 == done.stderr.count("ITU-T X.509 (10/2019)\n"), done.stderr
    assert 2 == done.stderr.count("there is no home directory; set HOME or XDG_DATA_HOME, or name a file")


def test_nothing_more_is_loaded(places: dict[str, Path]) -> None:
    """With a catalogue of one's own the first answer loads no module that it does not load without."""
    places["user"].write_bytes(catalogue(3000, title="A title that makes the file long " * 15))
    assert places["user"].stat().st_size > 1 << 20
    code = "import sys, itu_catalog as itu; itu.resolve('X.1'); print(*sys.modules)"
    loaded = []
    for named in (str(places["user"]), ""):
        environment = {**os.environ, "ITU_CATALOG": named}
        done = subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code.replace("X.1'", "X.1'" if named else "X.509'")],
            env={**environment, "XDG_DATA_HOME": "/nowhere"} if not named else environment,
            check=True,
            capture_output=True,
            text=True,
        )
        loaded.append(set(done.stdout.split()))
    assert {"mmap"} >= loaded[0] - loaded[1]


# --------------------------------------------------------------------------------------------------
# info


def test_info_says_why(
    places: dict[str, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which data answers, why that, and how old it is."""

    def why(*words: str) -> tuple[str, str]:
        assert 0 == main([*words, "info", "--json"])
        data = json.loads(capsys.readouterr().out)
        return data["why"], data["path"]

    assert ("no other was imported", embedded_catalog().path) == why()
    places["system"].write_bytes(THEIRS)
    assert ("it is the one of the whole system", str(places["system"])) == why()
    places["user"].write_bytes(MINE)
    assert ("it is the one in your data directory", str(places["user"])) == why()
    assert ("--catalog names it", str(places["system"])) == why("--catalog", str(places["system"]))
    monkeypatch.setenv("ITU_CATALOG", "embedded")
    assert ("ITU_CATALOG says embedded", embedded_catalog().path) == why()
    assert 0 == main(["info"])
    said = capsys.readouterr().out
    assert "answers       because ITU_CATALOG says embedded" in said
    assert "complete to   2026-08-22" in said
