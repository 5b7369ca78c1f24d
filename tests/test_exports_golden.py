"""Golden reports: every format on the example of this repository; on the Council reports those without their prose."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from itu_catalog.catalog import embedded_catalog
from itu_catalog.checking import begin, check_source
from itu_catalog.exports import FORMATS, written
from itu_catalog.exports.common import VERSION
from itu_catalog.readers.plain import read_text
from itu_catalog.readers.source import Source

REPOSITORY = Path(__file__).resolve().parent.parent
GOLDEN = Path(__file__).resolve().parent / "golden" / "reports"
BRIEF = "examples/security-brief.txt"

# What holds only the words that cite and our own: of others' texts we keep no more.
WITHOUT_PROSE = ("jsonl", "csv", "sarif")
REPORTS = [
    ("council-2020", "2020-06-09"),
    ("council-2020", None),
    ("council-2017", "2017-05-15"),
    ("council-2017", None),
]


def compare(path: str, form: str, on: str | None, request: pytest.FixtureRequest) -> None:
    """Compare a report with its golden file, or write that anew."""
    if form == "html":
        pytest.importorskip("jinja2", reason="HTML reports need the extra 'report'")
    source = Source.of_text(read_text(path).text, Path(path).name)
    run = begin(embedded_catalog(), on)
    got = "".join(written(form, run, [check_source(source, run)]))
    # The digest of the data changes with every fact, the version with every release; the style has its own tests.
    got = got.replace(run.catalog.version, "…").replace(f"itu-catalog {VERSION}", "itu-catalog …")
    got = re.sub(r'("(?:semanticV|v)ersion": )"(?!2\.1\.0)[^"]*"', r'\1"…"', got)
    got = re.sub(r"(<(style|script)>).*?(</\2>)", r"\1…\3", got, flags=re.DOTALL)
    got = re.sub(r"sha256-[\w+/=]+", "sha256-…", got)
    golden = GOLDEN / f"{Path(path).stem}-{f'on-{on}' if on else 'today'}{_ending(form)}"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(got, encoding="utf-8", newline="\n")
    assert golden.read_text(encoding="utf-8") == got, (
        "if that is right: python -m pytest tests/test_exports_golden.py --update-golden"
    )


def _ending(form: str) -> str:
    return ".github.txt" if form == "github" else FORMATS[form].ending


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("on", ["2020-06-09", None])
def test_golden_brief(form: str, on: str | None, request: pytest.FixtureRequest) -> None:
    """The report on the example, in every format, is exactly so."""
    compare(str(REPOSITORY / BRIEF), form, on, request)


@pytest.mark.parametrize("form", WITHOUT_PROSE)
@pytest.mark.parametrize(("report", "on"), REPORTS)
def test_golden_report(
    report: str, on: str | None, form: str, shared: Path, request: pytest.FixtureRequest
) -> None:
    """What is found in a Council report, as of its day and as of today's data, is exactly so."""
    compare(str(shared / "reports" / f"{report}.txt"), form, on, request)


def test_no_golden_file_holds_the_prose_of_others(shared: Path) -> None:
    """Of the Council reports no golden file has ten words in a row that cite nothing."""
    for report in ("council-2017", "council-2020"):
        text = " ".join(read_text(str(shared / "reports" / f"{report}.txt")).text.split())
        kept = " ".join(
            path.read_text(encoding="utf-8") for path in GOLDEN.glob(f"{report}-*") if path.suffix != ".html"
        )
        quoted = " ".join(re.findall(r"[“\"]([^”\"]{1,300})[”\"]", text))
        words = text.split()
        runs = {" ".join(words[place : place + 10]) for place in range(len(words) - 9)}

        assert [] == [run for run in runs if run in kept and run not in quoted]
