"""``itu-catalog census``: every figure of a catalogue, and beside it the one measured on the dataset."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from factories import catalog, text, work
from itu_catalog import embedded_catalog
from itu_catalog.cli import main
from itu_catalog.importers.census import census

if TYPE_CHECKING:
    from pathlib import Path

    from itu_catalog.catalog import Catalog
    from itu_catalog.importers.census import Census

Capture = pytest.CaptureFixture[str]


def small(as_of: str = "2024-12-31", **provenance: Any) -> Catalog:  # noqa: ANN401 - rows of a table
    """Make a catalogue of one Recommendation of each sort."""
    return catalog(
        work(
            "ITU-T X.1",
            text("ITU-T X.1 (01/2001)", status="superseded"),
            text("ITU-T X.1 (01/2002)"),
            text("ITU-T X.1 (2002) Amd. 1 (06/2002)"),
            text("ITU-T X.1 Annex A (01/2002)", status="withdrawn"),
        ),
        work("ITU-T X.2", text("ITU-T X.2/Y.2 (01/2001)", status="withdrawn", twin="ISO 1")),
        work("ITU-T Y.2", text("ITU-T Y.2 (01/2003)", status="pre")),
        work("ITU-T EMC-3", text("ITU-T EMC-3 (1974) Amd. 1 (01/1978)", status="in force")),
        work("ITU-T X Suppl. 1", text("ITU-T X Suppl. 1 (01/2002)", supplements=["ITU-T X.1"])),
        work(
            "ITU-R BS.7",
            text("ITU-R BR.7-0 (01/2001)", status="superseded"),
            text("ITU-R BS.7-1 (01/2002)"),
        ),
        work("ITU-R BS.8", text("ITU-R BS.8-0", status="unknown", undated=True)),
        work("Report ITU-R BS.9", text("Report ITU-R BS.9-0", status="unknown", undated=True)),
        as_of=as_of,
        tables={"provenance": provenance},
    )


def figures(found: Census) -> dict[str, str]:
    """Return the figures by name."""
    return {figure.name: figure.value for figure in found.figures}


def test_works_and_documents_are_counted() -> None:
    """Works are told by kind and status, documents by kind, and changes by whether their text is there."""
    counted = figures(census(small()))

    assert {
        "ITU-T works": "5",
        "ITU-T Recommendations": "3",
        "ITU-T Supplements": "1",
        "ITU-T sets of changes without their base": "1",
        "ITU-T Recommendations in force": "2",
        "ITU-T Recommendations withdrawn": "1",
        "ITU-T documents": "8",
        "ITU-T editions": "4",
        "ITU-T amendments": "2",
        "ITU-T parts": "1",
        "ITU-T documents in force": "5",
        "ITU-T in force: parts": "0",
        "changes in force": "2",
        "changes in force with their base": "1",
        "changes in force among what is to be read": "1",
        "X.509 today": "not held",
        "ITU-T documents of several numbers": "1",
        "ITU-T numbers borne by two works": "1",
        "ITU-T works with a twin": "1",
        "ITU-T Supplements in force with a scope": "1",
    }.items() <= counted.items()


def test_numbers_of_itu_r_count_by_work_and_by_series() -> None:
    """A Recommendation that went to another series is one work, and two numbers, of which one has moved."""
    counted = figures(census(small()))

    assert ("2", "1", "0", "1") == tuple(
        counted[f"ITU-R Recommendations{state}, by work"]
        for state in ("", " in force", " moved or without its successor", " unknown")
    )
    assert ("3", "1", "1", "1") == tuple(
        counted[f"ITU-R Recommendations{state}, by series and number"]
        for state in ("", " in force", " moved or without its successor", " unknown")
    )
    assert ("1", "1") == (
        counted["ITU-R reports"],
        counted["ITU-R Recommendations without a day of approval"],
    )


def test_each_series_is_a_row() -> None:
    """A series has its Recommendations, those in force, editions, documents and Supplements."""
    rows = {row.letter: row.counts for row, _ in census(small()).series}

    assert {"X": (2, 1, 3, 5, 1, 1), "Y": (1, 1, 1, 1, 0, 0)} == rows


def test_another_catalogue_is_compared_with_nothing() -> None:
    """The measured figures stand beside an import of the day on which they were measured, and no other."""
    assert not census(small()).compared
    assert not census(small("2026-08-22")).compared
    assert not census(embedded_catalog()).compared
    assert not census(small("2026-08-21", counts={"records": 3})).compared


def test_the_snapshot_is_compared() -> None:
    """Beside an import of the snapshot each figure agrees, is explained, or differs."""
    found = census(small("2026-08-22", counts={"records": 21506, "unreadable": 0, "aside draft": 81}))
    verdicts = {figure.name: (figure.verdict, figure.measured) for figure in found.figures}

    assert found.compared
    assert ("agrees", "21506") == verdicts["records read"]
    assert ("explained", "79") == verdicts["set aside: draft"]
    assert ("differs", "7093") == verdicts["ITU-T works"]
    assert ("", None) == verdicts["common and provisional names"]
    assert "ITU-T works" in {figure.name for figure in found.differing}
    assert all(figure.why for figure in found.figures if figure.verdict == "explained")


def test_the_whole_snapshot_is_as_measured(whole: Catalog) -> None:
    """Every figure of the imported snapshot agrees with the measured one, or is explained."""
    found = census(whole)

    assert found.compared
    assert [] == [(each.name, each.value, each.measured) for each in found.differing]
    assert ["M"] == [row.letter for row, measured in found.series if row != measured]
    assert "M.3050" in found.series_why


# ---- the command


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Write the small catalogue as an import of the snapshot."""
    file = tmp_path / "c.tsv"
    file.write_bytes(small("2026-08-22", counts={"records": 21506, "aside draft": 81})._store._data)
    return str(file)


def test_the_table_marks_agreement(path: str, capsys: Capture) -> None:
    """Text has each figure with the measured one and a mark, then the series, then how many agree."""
    assert 0 == main(["census", "--catalog", path])

    out = capsys.readouterr().out
    assert "21506  21506     =  records read\n" in out
    assert "81     79        *  set aside: draft: BT.1893 and BT.1895 are drafts" in out
    assert "5      7093      !  ITU-T works\n" in out
    assert "X.509 today: not held, measured: (10/2019) + Cor. 1 + Cor. 2 + Amd. 1 + Cor. 3" in " ".join(
        out.split()
    )
    assert "X       2 (700)" in out
    assert "as measured on this snapshot" in out


def test_a_catalogue_of_ones_own_is_counted_alone(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the snapshot there is nothing beside the figures."""
    monkeypatch.setenv("ITU_CATALOG", "embedded")

    assert 0 == main(["census"])

    out = capsys.readouterr().out
    assert "X.509 today: (10/2019) + Cor. 1 + Cor. 2 + Amd. 1 + Cor. 3" in out
    assert "measured" not in out


def test_json_has_all_of_it(path: str, capsys: Capture) -> None:
    """Programs get figures and series with the same keys throughout."""
    assert 0 == main(["census", "--catalog", path, "--json"])

    data = json.loads(capsys.readouterr().out)
    assert ["catalogue", "as_of", "compared", "figures", "series", "series_why"] == list(data)
    assert {("name", "value", "measured", "place", "verdict", "why")} == {
        tuple(figure) for figure in data["figures"]
    }
    assert [700, 676, 1147, 1590, 45, 45] == next(
        row["measured"] for row in data["series"] if row["letter"] == "X"
    )
