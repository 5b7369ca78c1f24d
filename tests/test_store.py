"""The catalogue file: read where it lies, refused when it cannot be trusted, the same by every reader."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import subprocess
import sys
import threading
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import build_catalogue
from factories import catalog, found, text, work
from itu_catalog import store as module
from itu_catalog import writer
from itu_catalog.catalog import Catalog, embedded_catalog, open_catalog
from itu_catalog.documents import Name
from itu_catalog.errors import (
    AmbiguousIdentifier,
    CatalogueFileError,
    NotADocument,
    NotYetApproved,
    UnknownRecommendation,
)
from itu_catalog.folding import search_key, twin_key
from itu_catalog.identifier import Identifier
from itu_catalog.rows import record
from itu_catalog.sources import Sources, load
from itu_catalog.store import FORMAT, Store, opened
from itu_catalog.vocabulary import NameKind
from itu_catalog.writer import dump

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CORE = build_catalogue.TARGET.read_bytes()


@pytest.fixture(scope="module")
def sources(repository: Path) -> Sources:
    """The hand-edited data, read by the schema."""
    return load(repository / "catalogue")


def test_the_file_in_the_package_is_what_the_data_says() -> None:
    """The compiled file agrees with the hand-edited data to the byte."""
    assert build_catalogue.compiled() == CORE, "run: python tools/build_catalogue.py"


def test_both_readers_give_the_same_records(sources: Sources) -> None:
    """The quick reader of the file and the schema that reads TOML agree on every record and every column."""
    catalogue = embedded_catalog()

    assert len(sources.works) == len(catalogue)
    for each in sources.works:
        read = catalogue[each.documents[0]]
        assert each == read
        for one, other in zip(each.documents, read.documents, strict=True):
            assert type(one) is type(other)
            assert one == other


def test_both_readers_give_the_same_tables(sources: Sources) -> None:
    """The rows of the small tables become the same records by annotation as by the schema."""
    from itu_catalog import vocabulary
    from itu_catalog.schema import read

    kept = Store(CORE)
    for table, cls in (
        ("series", vocabulary.Series),
        ("groups", vocabulary.StudyGroup),
        ("periods", vocabulary.StudyPeriod),
        ("subgroups", vocabulary.SubGroup),
        ("reports", vocabulary.CouncilReport),
    ):
        held = dict(kept.table(table))
        assert held == sources.tables[table]
        for row in held.values():
            checked: object = read(row, cls)
            assert checked == record(cls, row)


def test_a_row_is_read_after_the_schema_has_met_its_type() -> None:
    """Reading with the schema resolves the annotations of a type; rows are read by what is written there."""
    code = """
from itu_catalog import embedded_catalog, vocabulary
from itu_catalog.schema import read
row = {"text": "Security", "since": "2008-10-30"}
said = read(row, vocabulary.Title)
read({"sector": "ITU-T", "letter": "X", "titles": [row]}, vocabulary.Series)
print(embedded_catalog().series("X").titles[0].since.year, said.since.year)
"""

    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our own code

    assert "2008" == done.stdout.split()[1]
    assert done.stdout.split()[0].isdecimal()


def test_lines_are_sorted_and_counted() -> None:
    """After the head the lines are in order, which is what finding them rests on; the head counts rightly."""
    kept = Store(CORE)
    lines = kept.raw()

    assert lines == sorted(lines)
    assert {"works": 160, "documents": 617, "reports": 2} == {
        name: count for name, count in kept.counts.items() if name != "names"
    }
    kept.verify()


def test_writing_what_was_read_changes_nothing() -> None:
    """Reading every work and writing it again gives the same lines."""
    catalogue = embedded_catalog()

    again = Store(dump(list(catalogue), as_of=catalogue.as_of.isoformat(), sources=catalogue.sources))

    def keep(lines: list[bytes]) -> list[bytes]:
        return [line for line in lines if line[:2] in (b"W\t", b"E\t")]

    assert keep(Store(CORE).raw()) == keep(again.raw())


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12), min_size=1, max_size=9
    )
)
def test_every_line_is_found_by_its_beginning(names: list[str]) -> None:
    """Whatever the keys, bisection finds exactly the lines that begin with the one asked for."""
    lines = sorted({f"T\tx\t{module.escape(each)}\t{{}}".encode() for each in names})
    kept = Store(writer._file(lines, (), "2020-01-01"))

    assert sorted(set(names)) == sorted(key for key, _ in kept.table("x"))
    for each in names:
        assert kept.record("x", each, dict) == {}
    assert kept.record("x", "no such key, ever", dict) is None


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\u241e\u241f"), min_size=1))
def test_any_text_survives_the_file(words: str) -> None:
    """Titles and notes may hold tabs, line ends, backslashes and any script."""
    one = work(
        "ITU-T X.1",
        text("ITU-T X.1 (01/2001)", own_title=words, note=words, sources=(("note", words),)),
        note=words,
        source=words,
    )

    again = catalog(one)["X.1"]

    assert one == again
    assert [] == [line for line in Store(dump([one], as_of="2020-01-01")).raw() if b"\r" in line]


def test_a_sign_that_separates_columns_is_refused() -> None:
    """What could not be read back is not written."""
    one = work("ITU-T X.1", text("ITU-T X.1 (01/2001)", sources=(("note", "a\u241fb"),)))

    with pytest.raises(ValueError, match="separates columns"):
        dump([one], as_of="2020-01-01")


DAMAGE = {
    "empty": b"",
    "another file": b"%PDF-1.7\nhello\n",
    "no header fields": b"#itu-catalog\n",
    "cut short": CORE[: len(CORE) // 2],
    "cut at a line end": CORE[: CORE.rindex(b"\n", 0, len(CORE) // 2) + 1],
    "something added": CORE + b"W\tmore\n",
    "no day": CORE.replace(b"as_of 2026-08-22", b"as_of someday...", 1),
    "binary": bytes(range(256)),
    "no line end": b"#itu-catalog\tformat 1",
}


@pytest.mark.parametrize("damaged", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_file_is_refused_with_the_way_out(damaged: bytes, tmp_path: Path) -> None:
    """A file that is not whole is not read, and the error says what to do."""
    path = tmp_path / "catalogue.tsv"
    path.write_bytes(damaged)

    with pytest.raises(CatalogueFileError, match="make the file again") as caught:
        open_catalog(path)
    assert str(path) == caught.value.path


@given(st.integers(CORE.index(b"\n") + 1, len(CORE) - 2), st.integers(0, 255))
def test_a_changed_byte_is_never_a_fault_of_ours(place: int, byte: int) -> None:
    """Whatever byte of a file is damaged: what cannot be read is said to be damaged, and nothing else is raised."""
    catalog = Catalog(Store(CORE[:place] + bytes([byte]) + CORE[place + 1 :]))
    for read in (
        lambda: [each.documents for each in catalog],
        lambda: (catalog.reports, catalog.study_groups, catalog.series("X")),
        lambda: (catalog.search("security"), catalog.resolve("X.509")),
    ):
        with suppress(CatalogueFileError, UnknownRecommendation, AmbiguousIdentifier):
            read()


SMALL = dump(
    [evolve(embedded_catalog()[name], catalog=None) for name in ("X.509", "Z.161", "M.1457", "X Suppl. 35")],
    as_of="2026-08-22",
    names=[Name("The Directory", NameKind.COMMON, document=Identifier("ITU-T X.500-series"))],
    keep=[
        line
        for line in Store(CORE).raw()
        if line.startswith((b"T\tgroups\tITU-T SG17", b"T\tseries\tITU-T X\t"))
    ],
)
QUESTIONS: list[Callable[[Catalog], object]] = [
    lambda cat: [each.to_dict() for each in cat],
    lambda cat: [(each.names, each.title, each.twin, each.in_force("2015-01-01")) for each in cat],
    lambda cat: [(each.supersedes, each.superseded_by, each.supplements, each.subseries) for each in cat],
    lambda cat: [
        (each.responsibility, each.identifier.kind, each.base, each.changes) for each in cat.documents
    ],
    lambda cat: (cat.search("security"), cat.search("securty"), cat.titled_like("The Directory")),
    lambda cat: [cat.resolve(each) for each in ("X.509", "X.509 (10/2019)")],
    lambda cat: cat.resolve("Z.140", "2006-01-01"),
    lambda cat: cat.resolve("ISO/IEC 9594-8:2020"),
    lambda cat: cat.select(series="X", group="SG17", status="in force"),
    lambda cat: cat.documents.select(approved="2019..2020", approved_by="SG17", sort="newest"),
    lambda cat: (
        cat.changes("1988"),
        cat.bearers("X.509"),
        cat.names("Z.161"),
        cat.related("X.509 (10/2019)"),
    ),
    lambda cat: (cat.study_groups, cat.all_series, cat.reports, cat.provenance, cat.info()),
]


@given(
    st.integers(0, len(SMALL) - 1),
    st.sampled_from(b"\x00\t\n\r \\@\x80\xc3\xe2\xff") | st.integers(0, 255),
    st.sampled_from(QUESTIONS),
)
def test_a_damaged_byte_gives_an_answer_or_a_damaged_file(
    place: int, byte: int, question: Callable[[Catalog], object]
) -> None:
    """Wherever one byte is damaged, the head too: an answer, nothing of that name, or `CatalogueFileError`."""
    missing = (UnknownRecommendation, AmbiguousIdentifier, NotYetApproved, NotADocument)
    with suppress(CatalogueFileError, *missing):
        question(Catalog(Store(SMALL[:place] + bytes([byte]) + SMALL[place + 1 :])))


def test_two_works_of_one_key_are_not_written() -> None:
    """Their lines would be read as one work; which works they are is said."""
    same = [work("ITU-T X.1", text("ITU-T X.1 (01/2001)", own_title=title)) for title in ("A", "B")]

    with pytest.raises(ValueError, match=r"two works have the key 'ITU-T X\.1@2001-01'"):
        dump(same, as_of="2020-01-01")


def test_cells_are_those_of_the_records() -> None:
    """What is read without building records is what the records hold, in their order."""
    rows = list(Store(CORE).cells("approved", "edition"))
    works = sorted(embedded_catalog(), key=lambda each: each.key.encode())

    assert [
        [each.key, str(text.approved or ""), text.edition or ""] for each in works for text in each.documents
    ] == rows


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_may_have_no_end_is_no_catalogue(tmp_path: Path) -> None:
    """A pipe is not waited for, nor a device read without end: each is refused at once."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    for path in (str(pipe), "/dev/zero"):
        with pytest.raises(CatalogueFileError, match="it is no regular file; write what it gives into one"):
            opened(path)


@pytest.mark.parametrize("path", ["\ud800.tsv", "a\0b", "\x1b]0;title\x07"])
def test_a_name_that_no_file_can_have_is_no_file(path: str) -> None:
    """It is refused like a file that is not there, and shown without its control characters."""
    with pytest.raises(CatalogueFileError) as caught:
        open_catalog(path)
    assert str(caught.value).isprintable()


def test_a_newer_format_is_refused_with_the_way_out() -> None:
    """A file of a later release asks for that release."""
    newer = CORE.replace(f"format {FORMAT}\t".encode(), f"format {FORMAT + 1}\t".encode(), 1)

    with pytest.raises(CatalogueFileError, match="pip install -U itu-catalog"):
        Store(newer)


def test_damage_within_is_found_when_it_is_met() -> None:
    """A byte changed in a line is found by reading that line, or by verifying the whole file."""
    place = CORE.index(b"\tITU-T X.509 (10/2019)\t") + 30
    broken = CORE[:place] + b"\xff\xfe" + CORE[place + 2 :]
    status = CORE.replace(b"\tin force\t", b"\tin farce\t", 1)

    with pytest.raises(CatalogueFileError, match="digest"):
        Store(broken).verify()
    with pytest.raises(CatalogueFileError, match="damaged"):
        Catalog(Store(broken))["X.509"]
    with pytest.raises(CatalogueFileError, match="damaged"):
        list(Catalog(Store(status)))


def test_a_large_file_is_mapped_and_answers_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read or mapped, the file gives the same answers."""
    path = tmp_path / "catalogue.tsv"
    path.write_bytes(CORE)
    monkeypatch.setattr(module, "_MAPPED", 0)

    mapped = open_catalog(path)

    assert "mmap" == type(mapped._store._data).__name__
    assert found(embedded_catalog().documents) == found(mapped.documents)
    mapped._store.verify()


def test_a_mapped_file_may_be_replaced_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update puts a new file in place; who has the old one open goes on with it."""
    path = tmp_path / "catalogue.tsv"
    path.write_bytes(CORE)
    monkeypatch.setattr(module, "_MAPPED", 0)
    old = open_catalog(path)

    (tmp_path / "new").write_bytes(dump([work("ITU-T X.1", text("ITU-T X.1 (01/2001)"))], as_of="2020-01-01"))
    (tmp_path / "new").replace(path)

    assert 617 == len(list(old.documents))
    assert 1 == len(open_catalog(path))


def test_threads_share_a_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many threads reading at once get what one gets."""
    path = tmp_path / "catalogue.tsv"
    path.write_bytes(CORE)
    monkeypatch.setattr(module, "_MAPPED", 0)
    shared = open_catalog(path)
    expected = found(embedded_catalog().documents)
    got: list[list[str]] = []

    threads = [threading.Thread(target=lambda: got.append(found(shared.documents))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [expected] * 4 == got


def _all_answers(cat: Catalog) -> list[object]:
    """Ask for everything that is worked out on first use."""
    return [
        found(cat.search("security")),
        found(cat.search("securty")),
        found(cat.select(series="X.500", status="in force", on="2015-01-01")),
        found(cat.documents.select(approved="2016", approved_by="SG17")),
        [str(event) for event in cat.changes("2019", "2020")],
        [str(each) for each in cat.study_groups],
        [text.to_dict() for text in cat.documents],
        [(work.names, work.in_force(), found(work.supersedes), found(work.supplements)) for work in cat],
        cat.info(),
    ]


def test_threads_work_everything_out_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that are the first to ask for tables, words, families and works get what one thread gets."""
    path = tmp_path / "catalogue.tsv"
    path.write_bytes(CORE)
    monkeypatch.setattr(module, "_MAPPED", 0)
    expected = _all_answers(open_catalog(path))
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for _ in range(3):
            shared = open_catalog(path)
            got: list[object] = []
            begin = threading.Barrier(4)

            def ask(
                shared: Catalog = shared, got: list[object] = got, begin: threading.Barrier = begin
            ) -> None:
                begin.wait()
                got.append(_all_answers(shared))

            threads = [threading.Thread(target=ask) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert [expected] * 4 == got
            assert all(text.work is shared._work(text.work.key) for text in shared.documents)
    finally:
        sys.setswitchinterval(interval)


def _everything(_: int) -> bytes:
    return pickle.dumps(_all_answers(_SHARED[0]))


def _ask(name: str) -> str:
    return str(_SHARED[0].resolve(name))


_SHARED: list[Catalog] = []


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this system has no fork")
def test_a_catalogue_survives_a_fork(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child process goes on with its parent's open catalogue."""
    path = tmp_path / "catalogue.tsv"
    path.write_bytes(CORE)
    monkeypatch.setattr(module, "_MAPPED", 0)
    monkeypatch.setattr(sys.modules[__name__], "_SHARED", [open_catalog(path)])

    with multiprocessing.get_context("fork").Pool(2) as pool:
        answers = pool.map(_ask, ["X.509", "Z.140", "M.1457"] * 5)

    assert ["ITU-T X.509 (10/2019)", "ITU-T Z.161 (10/2023)", "ITU-R M.1457-15 (10/2020)"] * 5 == answers


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this system has no fork")
def test_forks_work_everything_out_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Children of a process that has a mapped file open, and half of its answers, find all of them."""
    path = tmp_path / "catalogue.tsv"
    path.write_bytes(CORE)
    monkeypatch.setattr(module, "_MAPPED", 0)
    shared = open_catalog(path)
    expected = _all_answers(open_catalog(path))
    shared.search("security")
    monkeypatch.setattr(sys.modules[__name__], "_SHARED", [shared])

    with multiprocessing.get_context("fork").Pool(2) as pool:
        answers = pool.map(_everything, range(4))

    assert [pickle.dumps(expected)] * 4 == answers


def test_the_package_works_inside_a_zip(repository: Path, tmp_path: Path) -> None:
    """Imported from a zip there is no file to open; the loader's bytes serve."""
    archive = tmp_path / "packed.zip"
    package = repository / "src" / "itu_catalog"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in sorted(package.rglob("*")):
            if path.suffix in (".py", ".tsv", ".txt"):
                packed.write(path, path.relative_to(package.parent).as_posix())
    code = "import itu_catalog.catalog as c; print(c.__file__, c.embedded_catalog().resolve('X.694 Cor.1', '2020-06-09'))"

    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(archive)},
        check=True,
        capture_output=True,
        text=True,
    )

    assert "packed.zip" in done.stdout
    assert "ITU-T X.694 (2015) Cor. 1 (10/2019)" in done.stdout


def test_a_missing_file_is_a_clear_error(tmp_path: Path) -> None:
    """A path without a file, and one of a directory, are errors of ours."""
    for path in (tmp_path / "none.tsv", tmp_path):
        with pytest.raises(CatalogueFileError):
            opened(str(path))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Quantum Noise", "quantum  noise"),
        ("Réseau", "RESEAU"),
        ("a–b", "a-b"),
        ("a\u00a0b", "a b"),
        ("ﬁbre", "fibre"),
    ],
)
def test_folding_joins_spellings(one: str, other: str) -> None:
    """Case, accents, dashes, spaces and ligatures make no other name."""
    assert search_key(one) == search_key(other)


def test_twins_fold_modulo_iec() -> None:
    """ISO and ISO/IEC share their numbers; the year stands apart."""
    assert ("iso 9594-8", "2020") == twin_key("ISO/IEC 9594‑8:2020") == twin_key("iso 9594-8:2020(E)")


def test_a_file_of_the_package_that_nobody_may_read_is_said() -> None:
    """Where neither the system nor the loader of the package gets at the bytes, that is one sentence."""

    def refused(path: str) -> bytes:
        raise PermissionError(13, "Permission denied", path)

    with pytest.raises(CatalogueFileError, match="no usable catalogue file: No such file"):
        opened("/nowhere/at/all.tsv", refused)
