"""Files come out of folders and archives one by one, and what is damaged or hostile ends with a reason."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import random
import tarfile
import tracemalloc
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest

from itu_catalog.errors import UnreadableInput
from itu_catalog.importers.entries import Entries
from itu_catalog.importers.naming import Naming
from itu_catalog.importers.unpacking import Limits
from made_dataset import files, packed, put, tape

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RECORDS = ["data/itu-r-m-2083-0.yaml", "data/itu-t-x-8-08-1997.yaml", "data/itu-t-x-9-10-2019.yaml"]


def names_of(source: Path, limits: Limits | None = None) -> list[str]:
    """Return the names of the records, sorted; each has its bytes."""
    with Entries(source, limits) as entries:
        found = list(entries)
    assert [] == entries.refused
    assert all(b"docidentifier" in data for _, data in found)
    return sorted(name for name, _ in found)


def refusals_of(source: Path) -> dict[str, str]:
    """Return what is refused, and why."""
    with Entries(source) as entries:
        list(entries)
    return dict(entries.refused)


def fault_of(source: Path, limits: Limits | None = None) -> str:
    """Return the reason why a source cannot be read, which is one line and speaks of nothing but it."""
    with pytest.raises(UnreadableInput) as caught, Entries(source, limits) as entries:
        list(entries)
    reason = str(caught.value.reason)
    assert reason.isprintable()
    return reason


# ---------------------------------------------------------------------------------------------- what is read

ARCHIVES: dict[str, Callable[[], bytes]] = {
    "tar": lambda: tape(files()),
    "tar.gz": lambda: tape(files(), "w:gz"),
    "tar.xz": lambda: tape(files(), "w:xz"),
    "zip": lambda: packed(files()),
    "stored zip": lambda: packed(files(), zipfile.ZIP_STORED),
    "no top folder": lambda: tape(files(top="")),
    "a point before": lambda: tape(files(top="./")),
    "deep": lambda: tape(files(top="home/somebody/itu/")),
    "ustar": lambda: tape(files(), format=tarfile.USTAR_FORMAT),
    "gnu": lambda: tape(files(top=f"{'deep/' * 40}"), format=tarfile.GNU_FORMAT),
    "pax": lambda: tape(files(top=f"{'tïef/' * 40}"), format=tarfile.PAX_FORMAT),
    "long ustar": lambda: tape(files(top=f"{'deep/' * 25}"), format=tarfile.USTAR_FORMAT),
    "two gzips": lambda: b"".join(map(gzip.compress, _halves(tape(files())))),
    "two xz": lambda: b"".join(map(lzma.compress, _halves(tape(files())))),
    "padded xz": lambda: lzma.compress(tape(files())) + bytes(8),
    "backslashes": lambda: packed({name.replace("/", "\\"): data for name, data in files().items()}),
}


def _halves(data: bytes) -> tuple[bytes, bytes]:
    return data[: len(data) // 2], data[len(data) // 2 :]


@pytest.mark.parametrize("kind", ARCHIVES)
def test_records_are_found_in_every_kind_of_archive(kind: str, tmp_path: Path) -> None:
    """Content tells what an archive is, whatever it is called; records have the same names in all of them."""
    (tmp_path / "dataset.bin").write_bytes(ARCHIVES[kind]())

    assert names_of(tmp_path / "dataset.bin") == RECORDS


@pytest.mark.parametrize("inner", ["", "relaton-data-itu-main", "relaton-data-itu-main/data"])
def test_records_are_found_in_a_folder(inner: str, tmp_path: Path) -> None:
    """The checkout may be named, the folder it lies in, or the folder of the records."""
    put(tmp_path, files())

    with Entries(tmp_path / inner) as entries:
        assert [name for name, _ in entries] == RECORDS
        assert entries.total == 3


def test_records_may_lie_loose() -> None:
    """Without a folder, what is named like a record is one; other YAML is not."""
    naming = Naming()

    assert naming.named("report-itu-r-m-1-0.yaml") is not None
    assert naming.named("itu-t-x-1-2000.yml") is not None
    assert naming.named("index-v2.yaml") is None


@pytest.mark.parametrize("make", [tape, packed])
def test_other_files_are_passed_over(make: Callable[[dict[str, bytes]], bytes], tmp_path: Path) -> None:
    """The index, the read-me file, what is hidden and what lies in an archive inside are no records; they are counted."""
    (tmp_path / "a").write_bytes(make(files() | {"relaton-data-itu-main/data/inner.zip": packed(files())}))

    with Entries(tmp_path / "a") as entries:
        assert [name for name, _ in sorted(entries)] == RECORDS
        assert entries.others == 5


def test_the_number_of_records_is_known_beforehand_where_it_is_listed(tmp_path: Path) -> None:
    """A ZIP archive has a list of contents, a tar archive has none."""
    (tmp_path / "a.zip").write_bytes(packed(files()))
    (tmp_path / "a.tar").write_bytes(tape(files()))

    with Entries(tmp_path / "a.zip") as zipped, Entries(tmp_path / "a.tar") as taped:
        assert zipped.total == 3
        assert taped.total is None


def _noise(seed: int, length: int) -> bytes:
    return random.Random(seed).randbytes(length)  # noqa: S311 - no cryptography


def test_nothing_is_held_but_the_record_at_hand(tmp_path: Path) -> None:
    """An archive of 40 MB is read with a fraction of that in memory."""
    big = {f"data/itu-t-x-{number}.yaml": _noise(number, 400_000) for number in range(100)}
    (tmp_path / "a").write_bytes(tape(big))
    big.clear()

    tracemalloc.start()
    with Entries(tmp_path / "a") as entries:
        count = sum(1 for _ in entries)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert count == 100
    assert peak < 4_000_000


# ---------------------------------------------------------------------------------------------- what is refused


def test_names_that_lead_elsewhere_are_refused(tmp_path: Path) -> None:
    """No path leads out, nothing unseen gets into a message, and of two files of one name the first is read."""
    odd = {
        "../data/itu-t-x-1.yaml": "leads out",
        "/data/itu-t-x-2.yaml": "leads out",
        "C:/data/itu-t-x-3.yaml": "leads out",
        "data/../../data/itu-t-x-4.yaml": "leads out",
        "data/itu-t-\x1b[31m.yaml": "not seen",
        f"data/{'x' * 2000}.yaml": "more than 1,024 characters",
        "other/data/itu-t-x-5.yaml": "in another folder",
    }
    for make in (tape, packed):
        (tmp_path / "a").write_bytes(make(files(top="") | dict.fromkeys(odd, b"")))

        refused = refusals_of(tmp_path / "a")

        assert len(odd) == len(refused)
        assert all(name.isprintable() for name in refused)
        assert all(any(said in reason for reason in refused.values()) for said in odd.values())


def test_a_second_file_of_a_name_is_refused(tmp_path: Path) -> None:
    """Of two files of one name the first is read, and the second is not dropped in silence."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for data in (b"one", b"two"):
            entry = tarfile.TarInfo("data/itu-t-x-1.yaml")
            entry.size = 3
            archive.addfile(entry, io.BytesIO(data))
    (tmp_path / "a").write_bytes(made.getvalue())

    with Entries(tmp_path / "a") as entries:
        assert list(entries) == [("data/itu-t-x-1.yaml", b"one")]
        assert entries.refused == [("data/itu-t-x-1.yaml", "another file of that name came before it")]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (tarfile.SYMTYPE, "a link"),
        (tarfile.LNKTYPE, "a hard link"),
        (tarfile.CHRTYPE, "a device"),
        (tarfile.BLKTYPE, "a device"),
        (tarfile.FIFOTYPE, "a pipe"),
        (tarfile.GNUTYPE_SPARSE, "a sparse file"),
        (b"Z", "a thing of a kind"),
    ],
)
def test_only_files_are_read_from_a_tape(kind: bytes, said: str, tmp_path: Path) -> None:
    """Links, devices and pipes that are named like records are refused, and what comes after them is read."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        entry = tarfile.TarInfo("data/itu-t-x-1.yaml")
        entry.type, entry.linkname = kind, "/etc/passwd"
        archive.addfile(entry)
    (tmp_path / "a").write_bytes(made.getvalue()[:512] + tape(files(top="")))

    refused = refusals_of(tmp_path / "a")

    assert ["data/itu-t-x-1.yaml"] == list(refused)
    assert said in refused["data/itu-t-x-1.yaml"]


def test_only_files_are_read_from_a_zip(tmp_path: Path) -> None:
    """Links, encrypted files and those packed in unusual ways are refused."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("data/link.yaml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr(zipfile.ZipInfo("data/lzma.yaml"), "title: a", zipfile.ZIP_LZMA)
        archive.writestr("data/secret.yaml", "title: a")
    data = bytearray(made.getvalue())
    data[data.rindex(b"PK\1\2") + 8] |= 1  # encrypted
    (tmp_path / "a").write_bytes(data)

    refused = refusals_of(tmp_path / "a")

    assert "a link" in refused["data/link.yaml"]
    assert "unusual way" in refused["data/lzma.yaml"]
    assert "encrypted" in refused["data/secret.yaml"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_only_files_are_read_from_a_folder(tmp_path: Path) -> None:
    """Links and pipes in a checkout are refused; nobody waits for a pipe."""
    put(tmp_path, files(top=""))
    (tmp_path / "data" / "link.yaml").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "data" / "pipe.yaml")

    refused = refusals_of(tmp_path)

    assert "a link" in refused["data/link.yaml"]
    assert "pipe" in refused["data/pipe.yaml"]


@pytest.mark.parametrize("make", [tape, packed])
def test_a_record_that_is_far_too_long_is_refused(
    make: Callable[[dict[str, bytes]], bytes], tmp_path: Path
) -> None:
    """One file that is too long costs that file only."""
    (tmp_path / "a").write_bytes(make(files(top="") | {"data/long.yaml": b"#" * (1 << 20) + b"#"}))

    assert "more than 1,048,576 bytes" in refusals_of(tmp_path / "a")["data/long.yaml"]


def test_a_folder_has_the_same_limit(tmp_path: Path) -> None:
    """A file of a checkout that is too long is refused, too."""
    put(tmp_path, {"data/long.yaml": b"#" * (1 << 20) + b"#"})

    assert "more than 1,048,576 bytes" in refusals_of(tmp_path)["data/long.yaml"]


@pytest.mark.parametrize("name", [b"data/itu-t-\xe9.yaml", "data/itu-t-é.yaml".encode()])
def test_names_in_any_encoding_are_read(name: bytes, tmp_path: Path) -> None:
    """A name that is no UTF-8 is shown with its bytes, and the file is read."""
    placeholder = "data/itu-t-" + "q" * (len(name) - len("data/itu-t-.yaml")) + ".yaml"
    data = tape({placeholder: b"title: a"}, format=tarfile.USTAR_FORMAT)
    header = data[:512].replace(placeholder.encode(), name)
    header = header[:148] + b" " * 8 + header[156:]
    header = header[:148] + b"%06o\0 " % sum(header) + header[156:]
    (tmp_path / "a").write_bytes(header + data[512:])

    with Entries(tmp_path / "a") as entries:
        ((found, content),) = entries

    assert content == b"title: a"
    assert found == name.decode("utf-8", "backslashreplace")
    assert found.isprintable()


# ---------------------------------------------------------------------------------------------- what bursts

SMALL = Limits(entries=50, entry=1000, total=1_000_000, ratio=100, free=10_000)


def _bomb() -> dict[str, bytes]:
    return {"data/README": bytes(500_000), "data/itu-t-x-1.yaml": b"title: a"}


@pytest.mark.parametrize("mode", ["w:gz", "w:xz"])
def test_an_archive_that_bursts_is_refused(mode: str, tmp_path: Path) -> None:
    """What becomes far more than it was is refused before it does so, even where no record is concerned."""
    (tmp_path / "a").write_bytes(tape(_bomb(), mode))

    assert "more than 100 times its size" in fault_of(tmp_path / "a", SMALL)


def test_a_burst_is_noticed_early(tmp_path: Path) -> None:
    """Of a bomb of 4 GB no more than a fraction is unpacked, in a fraction of the memory."""
    head_of_it = tape({"data/big": b""})[:512]
    size = b"%011o\0" % (4 << 30)
    header = head_of_it[:124] + size + head_of_it[136:148] + b" " * 8 + head_of_it[156:]
    header = header[:148] + b"%06o\0 " % sum(header) + header[156:]
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    zeros = bytes(1 << 20)
    data = packer.compress(header) + b"".join(packer.compress(zeros) for _ in range(256)) + packer.flush()
    (tmp_path / "a").write_bytes(data)

    tracemalloc.start()
    reason = fault_of(tmp_path / "a")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "more than 1,000 times its size" in reason
    assert peak < 8_000_000


def test_a_zip_that_bursts_is_refused(tmp_path: Path) -> None:
    """Records that become far more than the archive is long are refused together."""
    (tmp_path / "a").write_bytes(packed({f"data/{n}.yaml": bytes(1000) for n in range(40)}))

    assert "times its size" in fault_of(tmp_path / "a", SMALL._replace(ratio=2))


@pytest.mark.parametrize("make", [tape, packed])
def test_too_many_files_are_refused(make: Callable[[dict[str, bytes]], bytes], tmp_path: Path) -> None:
    """An archive of very many files is no dataset."""
    (tmp_path / "a").write_bytes(make({f"x/{n}": b"" for n in range(60)}))

    assert "more than 50 files" in fault_of(tmp_path / "a", SMALL)


def test_too_much_in_all_is_refused(tmp_path: Path) -> None:
    """A folder, too, may only have so many bytes."""
    put(tmp_path, {f"data/{n}.yaml": b"#" * 900 for n in range(20)})

    assert "more than 5,000 bytes" in fault_of(tmp_path, SMALL._replace(total=5_000))


def test_sizes_that_are_lies_are_noticed(tmp_path: Path) -> None:
    """A ZIP archive whose list of contents says a smaller size than there is does not get its way."""
    data = bytearray(packed({"data/itu-t-x-1.yaml": b"a" * 5000}))
    for mark, place in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
        at = data.rindex(mark) + place
        data[at : at + 4] = (10).to_bytes(4, "little")
    (tmp_path / "a").write_bytes(data)

    assert "is damaged or cut short" in fault_of(tmp_path / "a")


def test_a_list_of_contents_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    """What a ZIP archive says of its own list is looked at before the list is."""
    data = bytearray(packed(files()))
    at = data.rindex(b"PK\5\6") + 12
    data[at : at + 4] = (1 << 30).to_bytes(4, "little")
    (tmp_path / "a").write_bytes(data)

    assert "list of contents has more than" in fault_of(tmp_path / "a")


def test_an_xz_that_wants_all_the_memory_is_refused(tmp_path: Path) -> None:
    """A dictionary of 1 GiB, which unpacking would have to hold, is more than any dataset needs."""
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}]
    data = bytearray(lzma.compress(tape(files()), check=lzma.CHECK_NONE, filters=filters))
    size = (
        data[12] + 1
    ) * 4  # of the block header: size, flags, filter, its length, dictionary … and a check sum
    data[16] = 36  # 1 GiB
    data[12 + size - 4 : 12 + size] = zlib.crc32(data[12 : 12 + size - 4]).to_bytes(4, "little")
    (tmp_path / "a").write_bytes(data)

    assert "more memory than" in fault_of(tmp_path / "a")


# ---------------------------------------------------------------------------------------------- what is damaged


@pytest.mark.parametrize("kind", ["tar", "tar.gz", "tar.xz", "zip"])
def test_a_part_is_never_taken_for_the_whole(kind: str, tmp_path: Path) -> None:
    """Wherever an archive breaks off, reading it ends with an error; at the boundary between two files, too."""
    data = ARCHIVES[kind]()
    ends = len(data.rstrip(b"\0")) if kind == "tar" else len(data)
    for cut in {*range(1, ends, max(1, ends // 60)), *range(512, ends, 512)}:
        (tmp_path / "a").write_bytes(data[:cut])

        reason = fault_of(tmp_path / "a")

        assert "cut short" in reason or "damaged" in reason, cut


@pytest.mark.parametrize("kind", ["tar", "tar.gz", "tar.xz", "zip"])
def test_a_damaged_archive_never_raises_anything_else(kind: str, tmp_path: Path) -> None:
    """Bytes that are changed lead to a reason, a refusal or a changed record, and to nothing else."""
    dice = random.Random(1)  # noqa: S311 - no cryptography
    good = ARCHIVES[kind]()
    for _ in range(150):
        data = bytearray(good)
        for _ in range(dice.randrange(1, 4)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        (tmp_path / "a").write_bytes(data)
        try:
            with Entries(tmp_path / "a") as entries:
                list(entries)
        except UnreadableInput:
            continue
        assert all(name.isprintable() and reason for name, reason in entries.refused)


def test_a_damaged_header_is_not_the_end(tmp_path: Path) -> None:
    """The check sum of a header is wrong in the midst of the archive: nobody takes what came before for the whole."""
    data = bytearray(tape(files(top="")))
    at = data.index(b"data/itu-r")
    data[at + 1] ^= 1
    (tmp_path / "a").write_bytes(data)

    assert "false check sum" in fault_of(tmp_path / "a")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no archive"),
        (b"<!DOCTYPE html>", "a web page"),
        (b"\n<html>", "a web page"),
        (b"---\nid: 1\n", "a single YAML file"),
        (b"BZh91AY", "bzip2"),
        (b"\x28\xb5\x2f\xfd", "Zstandard"),
        (b"PK\x05\x06" + bytes(18), "no records"),
        (bytes(1024), "no records"),
        (gzip.compress(b"hello"), "no tar archive"),
        (b"PK\3\4 and then nothing", "damaged or cut short"),
        (b"\x1f\x8b and then nothing", "damaged"),
        (b"Some text", "no archive"),
    ],
)
def test_what_is_no_dataset_is_told_what_it_is(data: bytes, said: str, tmp_path: Path) -> None:
    """Every file that is none of the archives is refused, with what it is, or what should be there."""
    (tmp_path / "a.tar.xz").write_bytes(data)

    assert said in fault_of(tmp_path / "a.tar.xz")


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """A name without a file, an empty folder, a device and a name that none can have."""
    assert "no such file or folder" in fault_of(tmp_path / "absent")
    assert "no records" in fault_of(tmp_path)
    assert "NUL" in fault_of(tmp_path / "a\0b")
