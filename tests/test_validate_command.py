"""``itu-catalog validate`` and the lists of known breaches: what is known is told from what is new, and new ones fail."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from factories import text, work
from itu_catalog.cli import main
from itu_catalog.errors import InvalidCatalogueData
from itu_catalog.importers.census import EXCEPTIONS
from itu_catalog.schema import read
from itu_catalog.validation import Fault, validate
from itu_catalog.validation.dataset import kept
from itu_catalog.validation.known import KnownFile, Verdict, judged, load_known
from itu_catalog.writer import dump

if TYPE_CHECKING:
    from itu_catalog.catalog import Catalog
    from itu_catalog.documents import Recommendation

Capture = pytest.CaptureFixture[str]

SOUND = work("ITU-T X.1", text("ITU-T X.1 (01/2001)", source="s"), source="s")
TWO = work(
    "ITU-T X.2",
    text("ITU-T X.2 (01/2001)", source="s"),
    text("ITU-T X.2 (01/2002)", source="s"),
    source="s",
)
"""Two editions in force: V12."""

LATE = work("ITU-T X.3", text("ITU-T X.3 (01/2001)", edition="3", source="s"), source="s")
"""A history that begins with edition 3: V7."""

STALE = work(
    "ITU-T X.4",
    text(
        "ITU-T X.4 (01/2001)",
        url="https://www.itu.int/rec/T-REC-X.4-200101-S",
        inferred=("status",),
        source="s",
    ),
    source="s",
)
"""A stale letter in the address, which the record explains: V14."""

LISTED = """
as_of = 2024-12-31
[[known]]
rule = "V12"
why = "the older one is read beside the newer"
identifiers = ["ITU-T X.2 (01/2001)", "ITU-T X.1 (01/2001)"]
[[counted]]
rule = "V7"
why = "works were divided"
count = 2
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))


def catalogue(*works: Recommendation, provenance: dict[str, Any] | None = None) -> str:
    """Write a catalogue file and return its name."""
    tables = {"provenance": provenance} if provenance else None
    Path("c.tsv").write_bytes(dump(works, as_of="2024-12-31", tables=tables))
    return "c.tsv"


def listed(content: str = LISTED) -> str:
    """Write a list of known breaches and return its name."""
    Path("known.toml").write_text(content, "utf-8")
    return "known.toml"


def answer(*words: str, capsys: Capture) -> dict[str, Any]:
    """Ask for JSON."""
    main(["validate", *words, "--json"])
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    return data


def tally(data: dict[str, Any], code: str) -> tuple[int, int, int, int]:
    """Return found, explained, known and new of a rule."""
    (row,) = (each for each in data["rules"] if each["code"] == code)
    return row["breaches"], row["explained"], row["known"], row["new"]


# ---- what is known


def test_states_of_a_breach(capsys: Capture) -> None:
    """A breach is explained by its record, known by the list or its count, or new."""
    path = catalogue(SOUND, TWO, LATE, STALE)

    data = answer("--catalog", path, "--exceptions", listed(), capsys=capsys)

    assert ((1, 0, 1, 0), (1, 0, 1, 0), (1, 1, 0, 0)) == (
        tally(data, "V12"),
        tally(data, "V7"),
        tally(data, "V14"),
    )
    assert [
        ("V7", "known", "works were divided"),
        ("V12", "known", "the older one is read beside the newer"),
        ("V14", "explained", "inferred"),
    ] == [(each["rule"], each["state"], each["why"]) for each in data["breaches"]]


def test_an_exception_that_no_longer_occurs_is_told(capsys: Capture) -> None:
    """An exception for a record that is there and sound is no longer needed; one for a record elsewhere may wait."""
    path = catalogue(SOUND)

    data = answer("--catalog", path, "--exceptions", listed(), capsys=capsys)

    assert ["V12 for ITU-T X.1 (01/2001): it no longer occurs"] == data["unneeded"]


def test_counts_must_agree_where_the_list_was_made_for_the_catalogue(capsys: Capture) -> None:
    """In the import of the day of the list, fewer breaches than expected are told as well."""
    path = catalogue(SOUND, TWO, LATE, provenance={"dataset": {"as_of": "2024-12-31"}})

    data = answer("--catalog", path, "--exceptions", listed(), capsys=capsys)

    assert [
        "V12 for ITU-T X.1 (01/2001): it no longer occurs",
        "V7: 2 are expected, 1 occur; lower the count",
    ] == data["unneeded"]


def known_of(*faults: Fault, **rows: Any) -> Verdict:  # noqa: ANN401 - tables of TOML
    """Judge faults by a list."""
    return judged(faults, read(rows, KnownFile))


def test_more_than_were_counted_are_new() -> None:
    """Of more breaches than expected the surplus is new; all are named, since nobody can tell which."""
    faults = [Fault("V7", "note", f"ITU-T X.{number} (01/2001)", "record", "m") for number in (1, 2, 3)]

    verdict = known_of(*faults, counted=[{"rule": "V7", "count": 2, "why": "divided"}])

    (row,) = (each for each in verdict.tallies if each.code == "V7")
    assert (3, 0, 2, 1) == (row.breaches, row.explained, row.known, row.new)
    assert {("new", "one of 3, of which 2 are expected: divided")} == {
        (each.state, each.why) for each in verdict.breaches
    }


def test_what_is_listed_is_not_counted() -> None:
    """The count of a rule is that of the breaches beside those listed."""
    faults = [Fault("V7", "note", f"ITU-T X.{number} (01/2001)", "record", "m") for number in (1, 2)]

    verdict = known_of(
        *faults,
        known=[{"rule": "V7", "why": "w", "identifiers": ["ITU-T X.1 (01/2001)"]}],
        counted=[{"rule": "V7", "count": 1, "why": "divided"}],
    )

    assert ["w", "divided"] == [each.why for each in verdict.breaches]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            '[[known]]\nrule = "V99"\nwhy = "w"\nidentifiers = []',
            "known.toml: known[0].rule: 'V99' is no rule",
        ),
        ('[[counted]]\nrule = "X"\nwhy = "w"\ncount = 1', "known.toml: counted[0].rule: 'X' is no rule"),
        ('[[counted]]\nrule = "V1"\ncount = 1', "known.toml: counted[0].why: the key 'why' is missing"),
        ("[[known]", "known.toml: it cannot be read as TOML"),
    ],
)
def test_a_bad_list_is_refused(content: str, said: str) -> None:
    """A list with a mistake names the place and the remedy."""
    with pytest.raises(InvalidCatalogueData) as caught:
        load_known(listed(content))

    assert said in caught.value.faults[0]


def test_the_list_of_the_dataset_is_sound() -> None:
    """Every exception has a reason, and no record stands under a rule twice."""
    file = load_known(EXCEPTIONS)
    names = [(row.rule, name) for row in file.known for name in row.identifiers]

    assert len(names) == len(set(names))
    assert all([row.why for row in file.known] + [row.why for row in file.counted])


# ---- the command


def test_new_errors_are_listed_and_notes_on_demand(capsys: Capture) -> None:
    """Text has the table of rules and the new errors; --notes adds the new notes."""
    path = catalogue(SOUND, TWO, LATE)

    assert 0 == main(["validate", "--catalog", path])
    out = capsys.readouterr().out
    assert 0 == main(["validate", "--catalog", path, "--notes"])
    more = capsys.readouterr().out

    assert "V12   error  1      -          -      1    At most one edition of a work is in" in out
    assert "V12   ITU-T X.2 (01/2001): in force beside ITU-T X.2 (01/2002)" in out
    assert "begins with edition 3" not in out
    assert out.endswith("1 new error and 1 new note; --notes lists them\n")
    assert "V7    ITU-T X.3 (01/2001): the history begins with edition 3" in more
    assert more.endswith("1 new error and 1 new note\n")


def test_a_rule_by_itself_lists_all_its_breaches(capsys: Capture) -> None:
    """--rule checks those rules alone, and lists what is explained or known, too."""
    assert 0 == main(["validate", "--catalog", catalogue(STALE, TWO), "--rule", "v14"])

    out = capsys.readouterr().out
    assert "(explained: inferred)" in " ".join(out.split())
    assert "V12" not in out


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [("never", 0), ("error", 1), ("note", 1), ("V12", 1), ("v7,v12", 1), ("V7", 0), ("V1,V2", 0)],
)
def test_new_breaches_fail_on_demand(fail_on: str, code: int, capsys: Capture) -> None:
    """The exit code is 1 only when --fail-on names the level or the rule of a new breach."""
    path = catalogue(SOUND, TWO)

    assert code == main(["validate", "--catalog", path, "--fail-on", fail_on])
    assert "" == capsys.readouterr().err


def test_known_breaches_do_not_fail(capsys: Capture) -> None:
    """What is on the list is no reason to fail."""
    assert 0 == main(["validate", "--catalog", catalogue(TWO), "--exceptions", listed(), "--fail-on", "note"])
    capsys.readouterr()


def test_rows_for_a_spreadsheet(capsys: Capture) -> None:
    """--csv has one row for each breach."""
    assert 0 == main(["validate", "--catalog", catalogue(TWO, STALE), "--csv"])

    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [
        ("V12", "error", "ITU-T X.2 (01/2001)", "new"),
        ("V14", "note", "ITU-T X.4 (01/2001)", "explained"),
    ] == [(row["rule"], row["level"], row["identifier"], row["state"]) for row in rows]


def test_what_the_import_found_is_among_the_breaches(capsys: Capture) -> None:
    """Faults of the dataset that a catalogue keeps are told under their rules."""
    kept = {"rows": [{"identifier": "ITU-T X.9 (10/2019)", "message": "2 records name it"}]}
    path = catalogue(
        SOUND, provenance={"remarks V18": kept, "remarks scope": kept, "remarks V17": {"rows": 3}}
    )

    data = answer("--catalog", path, capsys=capsys)

    assert [("V18", "ITU-T X.9 (10/2019)", "2 records name it")] == [
        (each["rule"], each["identifier"], each["message"]) for each in data["breaches"]
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--rule", "V99"], "'V99' is no rule; write codes from V1 to V36, such as V5,V12"),
        (["--rule", ","], "no rule is named; write codes from V1 to V36"),
        (["--fail-on", "warning"], "'WARNING' is no rule"),
        (["--csv", "--json"], "--json and --csv contradict each other; give one"),
        (["--exceptions", "nowhere.toml"], "cannot be read as TOML"),
    ],
)
def test_bad_usage_is_one_line(words: list[str], said: str, capsys: Capture) -> None:
    """What cannot be asked is refused with 2 and one line."""
    assert 2 == main(["validate", "--catalog", catalogue(SOUND), *words])

    out, err = capsys.readouterr()
    assert ("", 1) == (out, err.count("\n"))
    assert said in err


def test_the_package_has_no_new_error(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """The catalogue in the package breaks no rule of the level error that it does not explain."""
    monkeypatch.setenv("ITU_CATALOG", "embedded")

    assert 0 == main(["validate", "--fail-on", "error"])
    assert "0 new errors" in capsys.readouterr().out


# ---- the snapshot


def test_the_whole_snapshot_has_no_new_breach(whole: Catalog) -> None:
    """Every breach in the imported snapshot is explained or known, and every exception is needed."""
    verdict = verdict_on(whole)

    assert [] == [str(each.fault) for each in verdict.breaches if each.state == "new"]
    assert () == verdict.unneeded


def test_the_page_has_every_rule_and_its_counts(whole: Catalog, repository: Path) -> None:
    """The page about the rules has the table of them, with the counts on the snapshot."""
    page = (repository / "docs" / "reference" / "validation.md").read_text("utf-8")
    rows = [
        f"| {each.code} | {each.level} | {each.sentence} "
        f"| {each.breaches or '–'} | {each.explained or '–'} | {each.known or '–'} |"
        for each in verdict_on(whole).tallies
    ]

    assert [] == [row for row in rows if row not in page]


def verdict_on(whole: Catalog) -> Verdict:
    """Judge an import by the list of the dataset, as the command does."""
    provenance = whole._store.table("provenance")
    faults = validate(whole, as_of=whole.as_of, notes=True, faults=kept(provenance))
    return judged(faults, load_known(EXCEPTIONS), exact=True)
