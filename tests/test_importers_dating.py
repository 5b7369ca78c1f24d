"""The day of a snapshot: from the commit of a checkout, a date in the name, or the newest of its files."""

from __future__ import annotations

import datetime
import io
import os
import subprocess
import tarfile
import zipfile
import zlib
from shutil import which
from typing import TYPE_CHECKING

import pytest

from itu_catalog.importers.dating import dated_name, head
from itu_catalog.importers.entries import Entries
from made_dataset import DAY, files, packed, put, tape

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_date_in_the_name_is_the_day(tmp_path: Path) -> None:
    """Who named the archive knew its day, however late it was packed."""
    path = tmp_path / "relaton-data-itu-2026-08-20.tar.xz"
    path.write_bytes(tape(files(), "w:xz"))

    with Entries(path) as entries:
        list(entries)

    assert entries.snapshot == (path.name, datetime.date(2026, 8, 20), "name", None)


@pytest.mark.parametrize("make", [tape, packed])
def test_else_it_is_the_newest_file(make: Callable[[dict[str, bytes]], bytes], tmp_path: Path) -> None:
    """Archives of Git have the time of the commit on all files."""
    (tmp_path / "main").write_bytes(make(files()))

    with Entries(tmp_path / "main") as entries:
        list(entries)

    assert entries.snapshot == ("main", datetime.date(2026, 8, 22), "files", None)


def test_times_that_cannot_be_are_none(tmp_path: Path) -> None:
    """An archive whose files are of 1980 or of next century says nothing of its day."""
    for when in (0, 4_000_000_000):
        put(tmp_path, files(top=""))
        for path in (tmp_path / "data").iterdir():
            os.utime(path, (when, when))

        with Entries(tmp_path) as entries:
            list(entries)

        assert entries.snapshot.day is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("data-20260822.zip", datetime.date(2026, 8, 22)),
        ("2026_08_22", datetime.date(2026, 8, 22)),
        ("x-2026-02-30.zip", None),
        ("x-120260822.zip", None),
        ("9" * 10_000, None),
    ],
)
def test_dates_in_names(name: str, day: datetime.date | None) -> None:
    """A date is eight digits, with the same mark between them or none."""
    assert day == dated_name(name)


COMMIT = "1234567890abcdef1234567890abcdef12345678"


def test_an_archive_of_git_names_its_commit(tmp_path: Path) -> None:
    """Git writes the commit into the archives that it makes, of both kinds."""
    made = io.BytesIO()
    with tarfile.open(
        fileobj=made, mode="w", format=tarfile.PAX_FORMAT, pax_headers={"comment": COMMIT}
    ) as tar:
        entry = tarfile.TarInfo("data/itu-t-x-1.yaml")
        entry.mtime = DAY
        tar.addfile(entry)
    (tmp_path / "a.tar").write_bytes(made.getvalue())
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("data/itu-t-x-1.yaml", "")
        archive.comment = COMMIT.encode()

    for name in ("a.tar", "a.zip"):
        with Entries(tmp_path / name) as entries:
            list(entries)
        assert entries.snapshot.commit == COMMIT


def commit_into(git: Path) -> None:
    """Write what Git would write of one commit."""
    text = b"tree 0\nauthor A <a> 1 +0000\ncommitter B <b> %d +0200\n\nSay committer C <c> 1 +0000\n" % DAY
    put(
        git,
        {
            "HEAD": b"ref: refs/heads/main\n",
            "packed-refs": f"# pack-refs with: peeled\n{COMMIT} refs/heads/main\n".encode(),
            f"objects/{COMMIT[:2]}/{COMMIT[2:]}": zlib.compress(b"commit %d\0" % len(text) + text),
        },
    )


def test_a_checkout_is_of_the_day_of_its_commit(tmp_path: Path) -> None:
    """The files of a checkout are as old as the checkout; the commit knows better, and Git is not run."""
    put(tmp_path, files(top=""))
    commit_into(tmp_path / ".git")

    for source in (tmp_path, tmp_path / "data"):
        with Entries(source) as entries:
            list(entries)
        assert entries.snapshot[1:] == (datetime.date(2026, 8, 22), "commit", COMMIT)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("HEAD", b"ref: refs/heads/../../../etc/passwd"),
        ("HEAD", b"\xff\xfe"),
        ("HEAD", b"ref: refs/heads/gone"),
        (f"objects/{COMMIT[:2]}/{COMMIT[2:]}", b"no zlib"),
        (f"objects/{COMMIT[:2]}/{COMMIT[2:]}", zlib.compress(b"blob 0\0")),
    ],
)
def test_a_damaged_checkout_has_no_commit(name: str, data: bytes, tmp_path: Path) -> None:
    """What Git wrote may be damaged: then the files say the day."""
    commit_into(tmp_path / ".git")
    put(tmp_path / ".git", {name: data})

    assert head(tmp_path)[1] == 0.0


@pytest.mark.skipif(which("git") is None, reason="Git is not here")
@pytest.mark.parametrize("packed_too", [False, True])
def test_real_checkouts_are_understood(packed_too: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    """What Git itself writes is read, packed or not."""
    put(tmp_path, files(top=""))
    when = f"{DAY} +0000"
    environment = os.environ | {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when, "HOME": str(tmp_path)}
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    steps = [["init", "-q"], ["add", "data"], [*who, "commit", "-q", "-m", "Begin"]]
    for step in [*steps, ["gc", "-q"]] if packed_too else steps:
        subprocess.run(["git", *step], cwd=tmp_path, env=environment, check=True)  # noqa: S603, S607

    commit, made = head(tmp_path)

    assert commit is not None
    assert len(commit) in {40, 64}
    assert made == DAY
    assert packed_too == any((tmp_path / ".git" / "objects" / "pack").glob("*.pack"))
