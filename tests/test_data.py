"""The hand-edited works of the catalogue keep the rules that ITU's own numbering keeps.

Each rule is a function that yields faults, `RULES` is their table. What is known to break a rule, and why,
stands in `KNOWN`; anything else that does is a mistake of ours (or news worth a line there), and so is an
exception that no longer occurs.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from extract_core import supplemented, toml_lines
from itu_catalog.dates import Issued
from itu_catalog.identifier import Identifier, Kind, Sector
from itu_catalog.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

CATALOGUE = Path(__file__).resolve().parent.parent / "catalogue"

CHANGES = {Kind.AMENDMENT, Kind.CORRIGENDUM, Kind.ERRATUM, Kind.ADDENDUM}
PARTS = {Kind.ANNEX, Kind.APPENDIX, Kind.ATTACHMENT}
IN_FORCE = {"in force", "pre-published"}

FILE_KEYS = {"source", "as_of", "work"}
WORK_KEYS = {"identifier", "former", "study_group", "note", "inferred", "sources", "conflicts", "document"}
DOCUMENT_KEYS = {
    *("identifier", "approved", "edition", "status", "title", "approval", "twin", "study_group", "url"),
    *("supplements", "superseded_by", "cumulative", "posted", "withdrawn", "note"),
    *("inferred", "sources", "conflicts"),
}
CONFLICT_KEYS = {"field", "value", "source", "why"}
STATUSES = {"in force", "pre-published", "superseded", "withdrawn", "unknown"}
APPROVALS = {"AAP", "TAP", "agreement", "TSB"}

LETTERS = {
    "I": {"in force"},
    "P": {"pre-published"},
    "S": {"superseded"},
    "T": {"superseded"},
    "W": {"withdrawn"},
}
URL = re.compile(r"/[TR]-REC-(?P<name>.+?)-(?P<year>\d{4})(?P<month>\d{2})-(?P<letter>[IPSTW])(?:!|$)")

EXTERNAL = {
    "ITU-T X.1231": "X Suppl. 33 is in the core for its subject, its Recommendation is not",
    "ITU-T X.1242": "X Suppl. 29 is in the core for its subject, its Recommendation is not",
    "ITU-T Z.119": "in the scope of the implementers' guide, not cited by the reports",
}
"""Works that the core names without holding them."""


class Fault(NamedTuple):
    """What breaks a rule, and the sentence that says so."""

    about: str
    message: str


@dataclass(frozen=True)
class Text:
    """One document as it stands in its file."""

    identifier: Identifier
    facts: dict[str, Any]
    work: Work

    @property
    def approved(self) -> Issued:
        """When it was approved."""
        return Issued.parse(self.facts["approved"])


@dataclass(frozen=True)
class Work:
    """One work as it stands in its file."""

    file: str
    identifier: Identifier
    facts: dict[str, Any]
    source: str
    as_of: date
    texts: list[Text] = field(default_factory=list, repr=False)
    """Its documents, in the order of the file."""

    @property
    def editions(self) -> list[Text]:
        """Its documents that are neither changes nor parts."""
        return [text for text in self.texts if text.identifier.kind not in CHANGES | PARTS]

    def fault(self, about: object, what: str) -> Fault:
        """Make a fault of this work: where it is, what is wrong, how to mend it."""
        return Fault(str(about), f"{self.file}: {about}: {what}")


@cache
def catalogue() -> tuple[Work, ...]:
    """Every work of every file."""
    works = []
    for path in sorted(CATALOGUE.glob("works/*/*.toml")):
        content = tomllib.loads(path.read_text("utf-8"))
        file = path.relative_to(CATALOGUE).as_posix()
        for facts in content["work"]:
            work = Work(file, parse(facts["identifier"]), facts, content["source"], content["as_of"])
            work.texts.extend(Text(parse(text["identifier"]), text, work) for text in facts["document"])
            works.append(work)
    return tuple(works)


def texts() -> Iterator[Text]:
    """Every document of the catalogue."""
    return (text for work in catalogue() for text in work.texts)


def numbered(edition: str) -> tuple[int, ...]:
    """Return an edition label as numbers: ``"9.3"`` is (9, 3)."""
    return tuple(int(number) for number in edition.split("."))


def is_counted(work: Work) -> bool:
    """Whether ITU counts the editions: it numbers revisions in ITU-R, and guides bear a version."""
    return work.identifier.sector is Sector.T and work.identifier.kind is not Kind.IMPLEMENTERS_GUIDE


# ---- the rules


def known_keys() -> Iterator[Fault]:
    """Files, works, documents and conflicts have no keys but those documented."""
    for path in sorted(CATALOGUE.glob("works/*/*.toml")):
        content = tomllib.loads(path.read_text("utf-8"))
        if content.keys() != FILE_KEYS:
            yield Fault(path.name, f"{path.name}: expected the keys {', '.join(sorted(FILE_KEYS))}")
    for work in catalogue():
        for about, facts, keys in (
            (work.identifier, work.facts, WORK_KEYS),
            *((text.identifier, text.facts, DOCUMENT_KEYS) for text in work.texts),
        ):
            if unknown := facts.keys() - keys:
                yield work.fault(about, f"unknown key {min(unknown)}; use one of {', '.join(sorted(keys))}")
            for conflict in facts.get("conflicts", ()):
                if conflict.keys() != CONFLICT_KEYS or not all(conflict.values()):
                    yield work.fault(about, f"a conflict needs {', '.join(sorted(CONFLICT_KEYS))}")


def known_words() -> Iterator[Fault]:
    """Status and approval are words of the vocabulary."""
    for text in texts():
        if text.facts["status"] not in STATUSES:
            yield text.work.fault(text.identifier, f"status is one of {', '.join(sorted(STATUSES))}")
        if text.facts.get("approval", "AAP") not in APPROVALS:
            yield text.work.fault(text.identifier, f"approval is one of {', '.join(sorted(APPROVALS))}")


def plain_titles() -> Iterator[Fault]:
    """A title has no blanks at its ends and none doubled, and is not empty."""
    for text in texts():
        title = text.facts.get("title", "-")
        if not title or title != " ".join(title.split()):
            yield text.work.fault(text.identifier, "stray white space in the title, or an empty one")


def canonical() -> Iterator[Fault]:
    """Every identifier is written in its canonical form."""
    for work in catalogue():
        for value in (
            work.facts["identifier"],
            *work.facts.get("former", ()),
            *(text.facts["identifier"] for text in work.texts),
            *(name for text in work.texts for name in text.facts.get("supplements", ())),
            *(name for text in work.texts for name in text.facts.get("superseded_by", ())),
        ):
            if str(parse(value)) != value:
                yield work.fault(value, f"write {parse(value)}")


def unique() -> Iterator[Fault]:
    """No document occurs twice."""
    counts = Counter(str(text.identifier) for text in texts())
    for text in texts():
        if counts[str(text.identifier)] > 1:
            yield text.work.fault(text.identifier, "occurs twice; keep one")


def dated_alike() -> Iterator[Fault]:
    """The date of approval is that of the identifier, and no later than the data (V3, V4)."""
    for text in texts():
        own, approved = text.identifier.issued, text.approved
        if own is None or (own.year, own.month) != (approved.year, approved.month):
            yield text.work.fault(text.identifier, f"approved {approved} is not the date in the identifier")
        if not approved.on_or_before(text.work.as_of):
            yield text.work.fault(text.identifier, f"approved after {text.work.as_of}; advance as_of")


def day_precision() -> Iterator[Fault]:
    """ITU-T texts have the day of their approval, ITU-R texts the month."""
    for text in texts():
        exact = text.approved.day is not None
        if exact is not (text.identifier.sector is Sector.T):
            yield text.work.fault(text.identifier, "expected a day for ITU-T and a month for ITU-R")


def sorted_by_approval() -> Iterator[Fault]:
    """The documents of a work stand in the order of their approval."""
    for work in catalogue():
        for before, after in pairwise(work.texts):
            if before.facts["approved"] > after.facts["approved"]:
                yield work.fault(after.identifier, f"move it before {before.identifier}")


def sorted_by_number() -> Iterator[Fault]:
    """The works of a file stand in the order of their numbers, guides and Supplements last."""
    ranks = {Kind.RECOMMENDATION: 0, Kind.IMPLEMENTERS_GUIDE: 1, Kind.SUPPLEMENT: 2}
    for before, after in pairwise(catalogue()):
        here, there = (
            (ranks[work.identifier.kind], work.identifier, work.texts[0].facts["approved"])
            for work in (before, after)
        )
        if before.file == after.file and here > there:
            yield after.fault(after.identifier, f"move it before {before.identifier}")


def filed_by_series() -> Iterator[Fault]:
    """A work is in the file of its sector and series."""
    for work in catalogue():
        sector, series = work.identifier.sector, work.identifier.series
        if work.file != f"works/{sector}/{series}.toml".lower():
            yield work.fault(work.identifier, f"belongs into works/{sector}/{series}.toml".lower())


def numbers_of_the_work() -> Iterator[Fault]:
    """A work bears its latest number; its former numbers are those of its documents, oldest first."""
    for work in catalogue():
        borne = list(dict.fromkeys(str(text.identifier.work) for text in work.editions))
        if borne != [*work.facts.get("former", ()), str(work.identifier)]:
            yield work.fault(work.identifier, f"its documents bear {', '.join(borne)}")


def successive_editions() -> Iterator[Fault]:
    """No two editions of a work were approved at one time (V5)."""
    for work in catalogue():
        for before, after in pairwise(work.editions):
            if before.approved >= after.approved:
                yield work.fault(after.identifier, f"not after {before.identifier}")


def counted_editions() -> Iterator[Fault]:
    """Editions are counted 1, 2, 3 within a work; one text under two numbers counts once (V6, V7)."""
    for work in catalogue():
        days = list(dict.fromkeys(text.facts["approved"] for text in work.editions))
        for text in work.editions if is_counted(work) else ():
            position = days.index(text.facts["approved"]) + 1
            if text.facts.get("edition") != str(position):
                yield work.fault(text.identifier, f"expected edition {position}")


def counted_revisions() -> Iterator[Fault]:
    """Revisions of ITU-R are counted 0, 1, 2 without gaps (V20)."""
    for work in catalogue():
        if work.identifier.sector is Sector.R:
            for position, text in enumerate(work.texts):
                if text.identifier.revision != position:
                    yield work.fault(text.identifier, f"expected revision {position}")


def bases(text: Text) -> list[Text]:
    """Return the editions of its work that a change may be meant to change."""
    base = text.identifier.base
    return [edition for edition in text.work.editions if base is not None and base.covers(edition.identifier)]


def one_base() -> Iterator[Fault]:
    """A change has exactly one edition in its work that it changes, approved no later (V8, V9)."""
    for text in texts():
        if text.identifier.kind in CHANGES:
            found = bases(text)
            if len(found) != 1:
                yield text.work.fault(text.identifier, f"{len(found)} editions could be its base")
            elif found[0].approved > text.approved:
                yield text.work.fault(text.identifier, f"approved before its base {found[0].identifier}")


def edition_of_base() -> Iterator[Fault]:
    """The edition number of a change begins with that of its base; errata end in 0."""
    for work in catalogue():
        taken: dict[tuple[int, ...], Identifier] = {}
        for text in work.texts:
            if text.identifier.kind not in CHANGES:
                continue
            label = numbered(text.facts["edition"])
            if label[0] != numbered(bases(text)[0].facts["edition"])[0]:
                yield work.fault(text.identifier, f"edition {text.facts['edition']} is not that of its base")
            if text.identifier.kind is Kind.ERRATUM:
                if label[1] != 0:
                    yield work.fault(text.identifier, "the edition of an erratum ends in .0")
            elif (other := taken.setdefault(label, text.identifier)) != text.identifier:
                yield work.fault(text.identifier, f"has the edition number of {other}")


def edition_of_parts() -> Iterator[Fault]:
    """The edition number of a part begins with that of the edition current when it was approved."""
    for text in texts():
        if text.identifier.kind in PARTS:
            current = [edition for edition in text.work.editions if edition.approved <= text.approved]
            if numbered(text.facts["edition"])[0] != numbered(current[-1].facts["edition"])[0]:
                yield text.work.fault(
                    text.identifier,
                    f"edition {text.facts['edition']} is not that of {current[-1].identifier}",
                )


def counted_changes() -> Iterator[Fault]:
    """Changes of one kind to one edition are numbered 1, 2, 3 in order of approval (V10)."""
    for work in catalogue():
        groups: defaultdict[tuple[str, Kind], list[Text]] = defaultdict(list)
        for text in work.texts:
            if text.identifier.kind in CHANGES:
                groups[str(text.identifier.base), text.identifier.kind].append(text)
        for group in groups.values():
            for position, text in enumerate(group, 1):
                if text.identifier.label != str(position):
                    yield work.fault(text.identifier, f"expected number {position}")


def last_in_force() -> Iterator[Fault]:
    """Only the last edition of a work can be in force (V12)."""
    for work in catalogue():
        for text in work.editions[:-1]:
            if text.facts["status"] in IN_FORCE:
                yield work.fault(text.identifier, f"in force beside {work.editions[-1].identifier}")


def changes_in_force() -> Iterator[Fault]:
    """A change is in force no longer than its edition (V13)."""
    for text in texts():
        if text.identifier.kind in CHANGES and text.facts["status"] in IN_FORCE:
            for base in bases(text):
                if base.facts["status"] not in IN_FORCE:
                    yield text.work.fault(text.identifier, f"in force although {base.identifier} is not")


def address_agrees() -> Iterator[Fault]:
    """The address names the number and the month of the document, and its state (V14, V15)."""
    for text in texts():
        if "url" not in text.facts:
            continue
        url = URL.search(text.facts["url"])
        if url is None:
            yield text.work.fault(text.identifier, "the address is of no known shape")
            continue
        if not text.identifier.filename.startswith(f"{text.identifier.filename[:5]}-{url['name']}-"):
            yield text.work.fault(text.identifier, f"the address is that of {url['name']}")
        if (int(url["year"]), int(url["month"])) != (text.approved.year, text.approved.month):
            yield text.work.fault(text.identifier, "the address has another month")
        if text.facts["status"] not in LETTERS[url["letter"]]:
            yield text.work.fault(text.identifier, f"the state letter of its address is {url['letter']}")


def one_twin() -> Iterator[Fault]:
    """The twins of one work are editions of one standard, and twins are those of editions (V16)."""
    for work in catalogue():
        numbers = {text.facts["twin"].partition(":")[0] for text in work.texts if "twin" in text.facts}
        if len(numbers) > 1:
            yield work.fault(work.identifier, f"several twins: {', '.join(sorted(numbers))}")
        for text in work.texts:
            if "twin" in text.facts and text.identifier.kind in CHANGES | PARTS:
                yield work.fault(text.identifier, "a change has no twin of its own here")


def own_twin() -> Iterator[Fault]:
    """No dated twin belongs to two documents, no standard to two works."""
    editions = Counter(text.facts["twin"] for text in texts() if ":" in text.facts.get("twin", ""))
    standards: defaultdict[str, set[str]] = defaultdict(set)
    for text in texts():
        if "twin" in text.facts:
            standards[text.facts["twin"].partition(":")[0]].add(str(text.work.identifier))
    for text in texts():
        twin = text.facts.get("twin", "")
        if editions[twin] > 1 or len(standards[twin.partition(":")[0]]) > 1:
            yield text.work.fault(text.identifier, f"{twin} is the twin of another text too")


def posted_later() -> Iterator[Fault]:
    """An ITU-R text was posted no earlier than approved; a wrong year is kept as a conflict (V23)."""
    for text in texts():
        if "posted" not in text.facts:
            continue
        posted = Issued.parse(text.facts["posted"])
        if posted < text.approved:
            yield text.work.fault(text.identifier, "posted before it was approved")
        fields = {conflict["field"] for conflict in text.facts.get("conflicts", ())}
        if (posted.year != text.approved.year) is not ("approved" in fields):
            yield text.work.fault(text.identifier, "posted in another year: keep the month as a conflict")


def targets_exist() -> Iterator[Fault]:
    """What a document names is in the catalogue, a series with members here, or known to be elsewhere."""
    works = {str(work.identifier) for work in catalogue()}
    documents = {str(text.identifier) for text in texts()}
    numbers = [work.identifier for work in catalogue()]
    for text in texts():
        for name in text.facts.get("superseded_by", ()):
            if name not in documents:
                yield text.work.fault(text.identifier, f"superseded by {name}, which is not here")
        for name in text.facts.get("supplements", ()):
            if parse(name).kind is Kind.SERIES:
                letter = parse(name).series
                if not any(number.series == letter for number in numbers):
                    yield text.work.fault(text.identifier, f"supplements {name}, which has no members here")
            elif name not in works and name not in EXTERNAL:
                yield text.work.fault(text.identifier, f"supplements {name}: not here and not in EXTERNAL")


def supplements_are_about() -> Iterator[Fault]:
    """Every Supplement and guide says what it is about, and nothing else does."""
    for text in texts():
        about = text.identifier.kind in {Kind.SUPPLEMENT, Kind.IMPLEMENTERS_GUIDE}
        if about is not bool(text.facts.get("supplements")):
            yield text.work.fault(text.identifier, "Supplements and guides have supplements, others do not")


def agreed_texts() -> Iterator[Fault]:
    """Supplements and guides are agreed, errata come from TSB; no ITU-R text has a procedure."""
    expected = {Kind.SUPPLEMENT: "agreement", Kind.IMPLEMENTERS_GUIDE: "agreement", Kind.ERRATUM: "TSB"}
    for text in texts():
        approval = text.facts.get("approval")
        if approval != expected.get(text.identifier.kind, approval):
            yield text.work.fault(text.identifier, f"approval {approval} does not go with its kind")
        if approval and text.identifier.sector is Sector.R:
            yield text.work.fault(text.identifier, "procedures are those of ITU-T")


def superseded_has_successor() -> Iterator[Fault]:
    """A superseded edition has a later one, or says what superseded it; a withdrawn one has neither."""
    for work in catalogue():
        for text in work.editions:
            followed = text is not work.editions[-1] or "superseded_by" in text.facts
            if text.facts["status"] == "superseded" and not followed:
                yield work.fault(text.identifier, "superseded by what? no later edition, no superseded_by")
            if text.facts["status"] == "withdrawn" and followed:
                yield work.fault(text.identifier, "withdrawn although it was followed by another")


def sourced() -> Iterator[Fault]:
    """Every file names its source, every inference its ground, every source a fact that is there."""
    for work in catalogue():
        if not work.source:
            yield work.fault(work.file, "names no source")
        for about, facts in ((work.identifier, work.facts), *((t.identifier, t.facts) for t in work.texts)):
            grounds, inferred = facts.get("sources", {}), facts.get("inferred", [])
            for name in {*grounds, *inferred} - facts.keys():
                yield work.fault(about, f"a source or an inference for {name}, which is not stated")
            for name in inferred:
                if name not in grounds:
                    yield work.fault(about, f"{name} is inferred: say from what in sources")
            for name, ground in grounds.items():
                if not ground.strip():
                    yield work.fault(about, f"the source of {name} is empty")


RULES: tuple[Callable[[], Iterator[Fault]], ...] = (
    known_keys,
    known_words,
    plain_titles,
    canonical,
    unique,
    dated_alike,
    day_precision,
    sorted_by_approval,
    sorted_by_number,
    filed_by_series,
    numbers_of_the_work,
    successive_editions,
    counted_editions,
    counted_revisions,
    one_base,
    edition_of_base,
    edition_of_parts,
    counted_changes,
    last_in_force,
    changes_in_force,
    address_agrees,
    one_twin,
    own_twin,
    posted_later,
    targets_exist,
    supplements_are_about,
    agreed_texts,
    superseded_has_successor,
    sourced,
)

_ANNEXES = "the dataset counts the annexes of 1988, 1993 and 2000 under editions 2, 3 and 8"
_TWICE = "ITU gave the number 3 twice, in 02/2003 and in 04/2004"
_LAGS = "the name of the file still says in force although a later version exists"
_MONTH = "the versions of the guide print a month"

KNOWN: dict[Callable[[], Iterator[Fault]], dict[str, str]] = {
    day_precision: {f"ITU-T Z.Imp100 ({month})": _MONTH for month in ("04/2015", "03/2016", "09/2018")},
    successive_editions: {"ITU-T Z.167 (03/2006)": "the same text as Z.146 (03/2006)"},
    edition_of_base: {"ITU-T X.509 (2000) Technical Cor. 3 (04/2004)": _TWICE},
    edition_of_parts: {
        **{
            f"ITU-T Z.100 {part} ({month})": _ANNEXES
            for month, parts in {
                "11/1988": ("A", "B", "C1", "C2", "D", "E", "F1", "F2", "F3"),
                "03/1993": ("C", "D", "F1", "F2", "F3"),
                "11/2000": ("F1", "F2", "F3"),
            }.items()
            for part in (f"Annex {letter}" for letter in parts)
        },
        "ITU-T Z.100 App. I (03/1993)": _ANNEXES,
        "ITU-T Z.100 App. II (03/1993)": _ANNEXES,
        "ITU-T Z.100 Annex F1 (10/2019)": "ITU counts it as 11.1, under the edition of 2021",
    },
    counted_changes: {
        "ITU-T X.509 (2000) Technical Cor. 3 (04/2004)": _TWICE,
        "ITU-T X.509 (2000) Technical Cor. 4 (01/2007)": _TWICE,
    },
    address_agrees: dict.fromkeys(
        ("ITU-R M.2012-6 (12/2023)", "ITU-R M.2150-2 (12/2023)", "ITU-T Z.Imp100 (09/2018)"), _LAGS
    ),
}
"""Exceptions by name, each with its reason."""


def named(rule: Callable[[], Iterator[Fault]]) -> str:
    """Name a rule in the output of pytest."""
    return rule.__name__


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_the_rule_holds(rule: Callable[[], Iterator[Fault]]) -> None:
    """The rule holds for every work, but for the exceptions that are known by name and reason."""
    known = KNOWN.get(rule, {})

    news = [fault.message for fault in rule() if fault.about not in known]

    assert news == []


@pytest.mark.parametrize("rule", KNOWN, ids=named)
def test_known_exceptions_still_occur(rule: Callable[[], Iterator[Fault]]) -> None:
    """An exception that was mended leaves the list."""
    occurring = {fault.about for fault in rule()}

    assert set(KNOWN[rule]) - occurring == set()


def test_every_document_of_the_scope_is_here(shared: Path) -> None:
    """Both scope lists are covered; revisions of ITU-R bear the month of their approval besides."""
    held = {str(text.identifier) for text in texts()}
    undated = {str(text.identifier.undated) for text in texts() if text.identifier.sector is Sector.R}
    lists = [shared / "facts" / name for name in ("core-scope.txt", "core-scope-tier2.txt")]
    lines = [line for path in lists for line in path.read_text("utf-8").splitlines()]
    scope = [line for line in lines if line.startswith("ITU-")]

    assert [name for name in scope if name not in held | undated] == []
    assert len(scope) == 613


def test_the_catalogue_is_no_smaller_than_the_core() -> None:
    """The core is 617 documents of 160 works: 613 in scope, four versions of the implementers' guide."""
    assert len(catalogue()) >= 160
    assert len(list(texts())) >= 617


def names() -> list[dict[str, Any]]:
    """The entries of the file of names."""
    content: list[dict[str, Any]] = tomllib.loads((CATALOGUE / "names.toml").read_text("utf-8"))["name"]
    return content


def test_names_are_sorted_sourced_and_of_a_known_kind() -> None:
    """Provisional names come first, each kind in the order of the alphabet; all have a source."""
    kinds = ("provisional", "common")
    order = [(kinds.index(entry["kind"]), entry["name"].upper()) for entry in names()]

    assert order == sorted(set(order))
    assert [entry["name"] for entry in names() if not entry["source"].strip()] == []


def test_names_lead_to_works_that_are_here() -> None:
    """A name is that of a work of the catalogue, or of a series with members in it."""
    works = {str(work.identifier) for work in catalogue()}
    series = {entry["identifier"] for entry in names() if parse(entry["identifier"]).kind is Kind.SERIES}

    assert {entry["identifier"] for entry in names()} - works - series == set()
    assert series == {"ITU-T X.500-series", "ITU-T Z.100-series", "ITU-T Z.160-series"}


def test_a_provisional_name_ends_on_the_day_of_approval() -> None:
    """The work item ended when the text was approved or agreed."""
    first = {str(work.identifier): work.texts[0].facts["approved"] for work in catalogue()}
    provisional = [entry for entry in names() if entry["kind"] == "provisional"]

    assert [entry["until"] for entry in provisional] == [first[entry["identifier"]] for entry in provisional]


def test_a_common_name_is_printed_by_a_title() -> None:
    """Common names come from titles of the catalogue, within the time they claim."""
    printed = [(text.facts["approved"], text.facts.get("title", "")) for text in texts()]
    common = [entry for entry in names() if entry["kind"] == "common"]

    for entry in common:
        dates = [approved for approved, title in printed if entry["name"].lower() in title.lower()]
        assert entry["since"] in dates, entry["name"]


def test_what_the_extraction_writes_reads_back() -> None:
    """The writer of the first version and a TOML reader agree on every work and document."""
    for facts in (*(work.facts for work in catalogue()), *(text.facts for text in texts())):
        table = {key: value for key, value in facts.items() if key != "document"}

        assert tomllib.loads("\n".join(toml_lines(table))) == table


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("ITU-T X.1254 – Supplement on use cases of entity authentication assurance", "ITU-T X.1254"),
        ("Supplement to ITU-T X.1254: e-KYC use cases in digital financial services", "ITU-T X.1254"),
        ("ITU-T X.800-X.849 series – Supplement on security baseline", "ITU-T X.800-series"),
        ("ITU-T Z.100-series – Supplement on SDL+ methodology", "ITU-T Z.100-series"),
        ("ITU-T Z.100 series – Supplement on SDL+ methodology", "ITU-T Z.100-series"),
        ("Optical transport network security", "ITU-T G-series"),
    ],
)
def test_a_supplement_is_about_what_its_title_names(title: str, about: str) -> None:
    """The title of a Supplement names a Recommendation or a sub-series, or it belongs to its series."""
    assert supplemented("ITU-T G Suppl. 76", title) == about
