"""A file of the dataset becomes a record: quickly where it has the usual shape, and the same as if it were loaded whole."""

from __future__ import annotations

import datetime
import sys
import tarfile
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growth import assert_linear
from itu_catalog.errors import MissingExtra
from itu_catalog.importers.relaton import quick, reading
from itu_catalog.importers.relaton.fields import record
from itu_catalog.importers.relaton.loading import loaded, loader
from itu_catalog.importers.relaton.quick import quickly
from itu_catalog.importers.relaton.reading import read
from itu_catalog.importers.relaton.record import Raw, Unreadable
from made_dataset import tree, written
from snapshot import find_snapshot

yaml = pytest.importorskip("yaml", reason="the extra `import` is not installed")

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

FILE = "data/itu-t-x-9-10-2019.yaml"


def raw_of(text: str) -> Raw:
    """Return the record of a text that is one."""
    found = read(FILE, text.encode())
    assert isinstance(found, Raw), str(found)
    return found


def reason_of(text: str | bytes) -> str:
    """Return why a text is no record."""
    found = read(FILE, text if isinstance(text, bytes) else text.encode())
    assert isinstance(found, Unreadable), found
    return found.reason


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that went through the loader whole."""
    seen: list[str] = []

    def noted(text: str) -> dict[str, object]:
        seen.append(text)
        return loaded(text)

    monkeypatch.setattr(reading, "loaded", noted)
    return seen


# ---------------------------------------------------------------------------------------------- what a record says


def test_every_field_is_taken_from_its_place(whole: list[str]) -> None:
    """A record in the usual shape is read without loading it whole, and everything is where it was."""
    raw = raw_of(written(tree()))

    assert [] == whole
    assert raw == Raw(
        FILE,
        "ITU-T X.9 (10/2019)",
        title="A title: of our own",
        date="2019-10-14",
        edition="3.10",
        stage="Published",
        group="ITU-T Study Group 17",
        twin="ISO/IEC 9999-8",
        url="https://www.itu.int/rec/T-REC-X.9-201910-I!Amd1",
        doctype="recommendation",
        editions=("X.9 (08/1997)",),
        complements=("X Suppl. 3 (04/2008)",),
    )


def test_what_is_not_said_is_none() -> None:
    """A record that was never joined with editions and states has little more than an identifier."""
    raw = raw_of("docidentifier:\n- content: ITU-R P.1-0\n  type: ITU\n")

    assert raw == Raw(FILE, "ITU-R P.1-0")
    assert not raw.enriched


NEWER = """\
---
id: ReportITURM99990
title:
- language: en
  script: Latn
  content: A Report of our own
  type: main
docidentifier:
- content: Report ITU-R M.9999-0
  type: ITU
  primary: true
date:
- type: published
  at: 2007-01
ext:
  doctype:
    content: technical-report
"""


def test_the_newer_layout_names_reports() -> None:
    """In the newer layout a Report says so in its identifier."""
    found = read("data/report-itu-r-m-9999-0.yaml", NEWER.encode())

    assert isinstance(found, Raw)
    assert found.identifier == "Report ITU-R M.9999-0"
    assert found.date == "2007-01"


@pytest.mark.parametrize(
    ("line", "date"),
    [("2009-06", "2009-06"), ("'2019-10-14'", "2019-10-14"), ("2019-10-14", "2019-10-14"), ("1956", "1956")],
)
def test_a_date_is_the_text_that_is_written(line: str, date: str) -> None:
    """Dates are texts, with quotation marks or without, exact to the year, the month or the day."""
    assert date == raw_of(NEWER.replace("2007-01", line)).date


@pytest.mark.parametrize("line", ["3.10", "'3.10'", '"3.10"'])
def test_an_edition_is_no_number(line: str) -> None:
    """Edition 3.10 is not 3.1, even where quotation marks are missing."""
    assert raw_of(f"{NEWER}edition:\n  content: {line}\n").edition == "3.10"


def test_blanks_are_made_one() -> None:
    """Double blanks, no-break spaces and folded lines are single blanks, in related texts, too."""
    related = [("hasEdition", "D.9  (10/2016)"), ("complementOf", "X Suppl.  3")]

    raw = raw_of(written(tree(title="Two  blanks\N{NO-BREAK SPACE}and\nmore ", related=related)))

    assert raw.title == "Two blanks and more"
    assert raw.editions == ("D.9 (10/2016)",)
    assert raw.complements == ("X Suppl. 3",)


def test_relations_of_other_kinds_are_kept() -> None:
    """A relation of a kind that nothing is made of is not dropped in silence."""
    assert raw_of(written(tree(related=[("updates", "X.1")]))).others == ("updates X.1",)


# ---------------------------------------------------------------------------------------------- what is no record

FAULTS = {
    "no identifier": ("title:\n- content: A\n", "has no 'docidentifier' of the type ITU"),
    "identifier of another": ("docidentifier:\n- content: ISO 1\n  type: ISO\n", "of the type ITU"),
    "two identifiers": (
        NEWER.replace("date:", "- content: ITU-R M.1-0\n  type: ITU\n  primary: true\ndate:"),
        "has 2 identifiers of ITU, 'Report ITU-R M.9999-0' and 'ITU-R M.1-0'",
    ),
    "no date": (NEWER.replace("2007-01", "Easter"), "date 'Easter' is none"),
    "month 13": (NEWER.replace("2007-01", "2007-13"), "date '2007-13' is none"),
    "title of lists": (NEWER.replace("A Report of our own", "[[1]]"), "'title' holds something else"),
    "title without items": (f"{NEWER}edition:\n  content: [1]\n", "'edition' holds something else"),
    "relation to nothing": (f"{NEWER}relation:\n- type: hasEdition\n", "has no 'bibitem'"),
    "relation without a name": (
        f"{NEWER}relation:\n- type: hasEdition\n  bibitem:\n    title: A\n",
        "lacks its type or the identifier",
    ),
    "status of its own": (f"{NEWER}status: Published\n", "'status' has no 'stage'"),
    "a key twice": (f"{NEWER}title:\n- content: B\n", "has 'title' twice"),
    "several documents": (f"{NEWER}---\nid: 2\n", "several YAML documents"),
    "no YAML": (NEWER.replace("A Report", "'A Report"), "is no YAML"),
    "a list": ("- a\n- b\n", "holds no keys and values"),
    "nothing": ("", "holds no keys and values"),
    "an object": (NEWER.replace("A Report of our own", "!!python/object:os.system x"), "the type"),
    "a control character": (NEWER.replace("A Report of our own", '"\\a"'), "control characters"),
    "a control byte": (NEWER.replace("A Report of our own", "\a"), "is no YAML"),
    "deep": (NEWER + "place: " + "[" * 100_000, "levels"),
    "deep in lists": (NEWER + "place:\n" + "- " * 100_000 + "a\n", "levels"),
    "deep title": (NEWER.replace("A Report of our own", "[" * 5_000 + "]" * 5_000), "levels"),
    "aliases": (
        NEWER + "place:\n- &a b\n" + "- *a\n" * 100,
        "aliases",
    ),
    "laughs": (
        "a0: &a0 x\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)),
        "aliases",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_no_record_is_told_with_its_reason(name: str) -> None:
    """Whatever a file holds, reading it ends in a sentence that says what is wrong, on one line."""
    text, said = FAULTS[name]

    reason = reason_of(text)

    assert said in reason
    assert reason.isprintable()
    assert len(reason) < 300


def test_bytes_that_are_no_text_are_told() -> None:
    """A file in another encoding, and one that is far too long, are no records."""
    assert "its byte 7 is no UTF-8" in reason_of(b"title: \xe9\n")
    assert "more than 1,048,576 bytes" in reason_of(b"#" * (1 << 20) + b"#")


def test_an_alias_stands_for_what_it_names() -> None:
    """A writer that says things once may; it is few of them that are allowed."""
    text = NEWER.replace("- content: Report", "- &it\n  content: Report") + "place: *it\n"

    assert raw_of(text).identifier == "Report ITU-R M.9999-0"


# ---------------------------------------------------------------------------------------------- the two ways agree

STYLES: list[dict[str, Any]] = [
    {},
    {"width": 30},
    {"width": 10_000},
    {"default_style": '"'},
    {"default_style": "'"},
    {"default_style": "|"},
    {"default_style": ">"},
    {"default_flow_style": True},
    {"default_flow_style": None},
    {"canonical": True},
    {"allow_unicode": False},
    {"sort_keys": True},
    {"explicit_start": False},
    {"explicit_end": True},
    {"indent": 4},
    {"line_break": "\r\n"},
    {"line_break": "\r"},
]


@pytest.mark.parametrize("style", STYLES, ids=str)
def test_the_style_of_the_yaml_does_not_matter(style: dict[str, Any]) -> None:
    """Flow style, JSON, block scalars, other widths, indents and ends of lines: the record is the same."""
    assert raw_of(written(tree())) == raw_of(written(tree(), **style))


@pytest.mark.parametrize(
    "change",
    [
        lambda text: f"\N{ZERO WIDTH NO-BREAK SPACE}{text}",
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("---\n", "%YAML 1.1\n---\n"),
        lambda text: f"# A comment\n{text}",
        lambda text: text.replace("\nedition:", "\n# A comment\nedition:"),
        lambda text: text.replace("\nedition:", "\n\n\nedition:"),
        lambda text: text.replace("edition:\n  content", "edition:\n  ? content\n  "),
        lambda text: text.replace("edition:", '"edition":'),
        lambda text: text.replace("edition:", "edition: # A comment"),
        lambda text: text.replace("- type: hasEdition\n  bibitem", "- type: hasEdition\n\n  bibitem"),
        lambda text: text.replace("'3.10'", "'3.10'\t"),
    ],
)
def test_oddities_of_an_editor_do_not_matter(change: Callable[[str], str]) -> None:
    """Comments, empty lines, a byte order mark and the like change nothing."""
    text = written(tree())

    assert text != change(text)
    assert raw_of(text) == raw_of(change(text))


texts = st.text(
    st.sampled_from("aZ09 -–:#'\"&*!|>%@`[]{},?\\/.()~\n\t\x85\u2028é\U0001d11e"), max_size=60
) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
names = st.from_regex(r"[A-Z]\.?[0-9]{1,4}( Suppl\. ?[0-9])?( \([0-9]{4}\))?", fullmatch=True) | texts.filter(
    lambda text: bool(text.split())
)
trees = st.builds(
    tree,
    names,
    title=st.none() | texts,
    edition=st.none() | st.sampled_from(["1", "3.10", "1.0", "null", "yes"]),
    stage=st.none() | st.sampled_from(["Published", "Withdrawal", "No"]),
    group=st.none() | texts,
    twin=st.none() | names,
    url=st.none() | texts,
    related=st.lists(
        st.tuples(st.sampled_from(["hasEdition", "complementOf", "updates"]), names), max_size=4
    ),
    abstract=st.none() | texts,
)


@given(trees, st.sampled_from(STYLES))
def test_any_record_is_read_as_it_was_written(values: dict[str, Any], style: dict[str, Any]) -> None:
    """For any values in any style, what is read is what the loader of PyYAML makes of the whole file."""
    text = written(values, **style)

    found = read(FILE, text.encode())

    if isinstance(found, Unreadable):
        assert "control characters" in found.reason or "no YAML" in found.reason
    else:
        assert flat(FILE, text) == found


BITS = (
    *"'\"#:-&*!|>%@`\t\r\x85\u2028 \n[]{},?\\~é",
    *("&a ", "*a", "!!int ", "\n\n", "\n- ", "\n  ", "---\n", "...\n", "# c\n", ": ", "null", "<<: ", "- - "),
    *("\n        ", "title:\n", "\ntitle: x\n", "\nrelation:\n", "type: ITU\n", "\n- type: hasEdition\n"),
)


@given(st.randoms(use_true_random=False))
def test_a_damaged_record_is_never_read_otherwise_than_whole(dice: random.Random) -> None:
    """Whatever is put into a file or taken out: the quick way says the same as the loader, or leaves it to it."""
    text = written(tree())
    for _ in range(dice.randrange(1, 5)):
        place = dice.randrange(len(text))
        cut = dice.choice((0, 0, 1, 2, 40))
        text = text[:place] + dice.choice(BITS) * dice.randrange(2) + text[place + cut :]
    text = text.replace("\r\n", "\n")

    found = quickly(FILE, text.encode())

    if found is not None:
        assert record(FILE, loaded(text)) == found


def flat(file: str, text: str) -> Raw:
    """Return what a file says, by the loader of PyYAML and the plainest code there is."""
    values = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))

    def squeezed(value: object) -> str | None:
        shown = value.isoformat() if isinstance(value, datetime.date) else value
        return " ".join(str(shown).split()) or None if shown is not None else None

    def named(kind: str) -> str | None:
        return next(
            (squeezed(each["content"]) for each in values["docidentifier"] if each["type"] == kind), None
        )

    def others() -> list[tuple[str, str]]:
        return [
            (each["type"], squeezed(each["bibitem"]["docidentifier"][0]["content"]) or "")
            for each in values.get("relation", ())
        ]

    groups = [
        squeezed(name["content"])
        for each in values.get("contributor", ())
        for part in each["organization"].get("subdivision", ())
        for name in part["name"]
    ]
    return Raw(
        file,
        named("ITU") or "",
        title=squeezed(values["title"][0]["content"]) if "title" in values else None,
        date=squeezed(values["date"][0]["at"]) if "date" in values else None,
        edition=squeezed(values["edition"]["content"]) if "edition" in values else None,
        stage=squeezed(values["status"]["stage"]["content"]) if "status" in values else None,
        group=groups[0] if groups else None,
        twin=named("ISO"),
        url=squeezed(values["source"][0]["content"]) if "source" in values else None,
        doctype=squeezed(values["ext"]["doctype"]["content"]),
        editions=tuple(name for kind, name in others() if kind == "hasEdition"),
        complements=tuple(name for kind, name in others() if kind == "complementOf"),
        others=tuple(f"{kind} {name}" for kind, name in others() if kind == "updates"),
    )


# ---------------------------------------------------------------------------------------------- the whole snapshot


def test_the_snapshot_is_read_as_by_the_loader(shared: Path, whole: list[str]) -> None:
    """Every 40th file of the snapshot is read quickly, and says what the loader makes of it, fact by fact."""
    compared = 0
    with tarfile.open(find_snapshot(shared)) as archive:
        for number, member in enumerate(archive):
            if number % 40 == 1 and (stream := archive.extractfile(member)) is not None:
                data = stream.read()
                compared += 1
                assert flat(member.name, data.decode()) == read(member.name, data)

    assert compared > 500
    assert [] == whole


# ---------------------------------------------------------------------------------------------- limits


HOSTILE: dict[str, Callable[[int], str]] = {
    "relations that do not end": lambda size: (
        "relation:" + "\n- type: a\n  bibitem:\n    formattedref:\n      content: 'it''s" * size
    ),
    "relations without end": lambda size: (
        "relation:" + "\n- type: a\n  bibitem:" + "\n    formattedref:\n      content: a" * size
    ),
    "quotation marks": lambda size: 'abstract:\n- language: en\n  script: Latn\n  content: "' + "\\\\" * size,
    "colons": lambda size: "abstract:\n- language: en\n  script: Latn\n  content: " + "a:" * size + " b: c",
    "empty lines": lambda size: "title:" + "\n" * size,
    "keys": lambda size: "title:\n" + "".join(f"k{chr(97 + n % 26)}: {n}\n" for n in range(size)),
    "blanks": lambda size: "title: " + " " * size + "a",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_length_of_a_file(name: str) -> None:
    """No text makes the quick way slow: what is eight times as long takes some eight times as long."""
    assert_linear(partial(quickly, FILE), lambda size: HOSTILE[name](size).encode(), 2_000)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dataset in which nothing repeats does not fill the memory."""
    monkeypatch.setattr(quick, "_KEPT", 10)
    monkeypatch.setattr(quick, "_KEPT_PAIRS", 10)
    monkeypatch.setattr(quick, "_REPEATED", {})
    monkeypatch.setattr(quick, "_PAIRS", {})

    for number in range(50):
        raw_of(written(tree(edition=str(number), related=[("hasEdition", f"X.{number}")])))

    assert len(quick._REPEATED) == 10
    assert len(quick._PAIRS) == 10


def test_without_the_extra_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without PyYAML the error names the line that installs it."""
    monkeypatch.setitem(sys.modules, "yaml", None)
    loader.cache_clear()
    try:
        with pytest.raises(MissingExtra, match=r"pip install 'itu-catalog\[import\]'"):
            reading.needed()
    finally:
        loader.cache_clear()


def test_without_the_c_parser_the_record_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without its C parser, it takes longer and comes to the same."""
    expected = raw_of(written(tree()))
    monkeypatch.delattr(yaml, "CSafeLoader")
    monkeypatch.setattr(quick, "_REPEATED", {})
    loader.cache_clear()
    try:
        assert issubclass(loader(), yaml.SafeLoader)
        assert expected == raw_of(written(tree()))
    finally:
        loader.cache_clear()
