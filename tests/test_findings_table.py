"""What `check` says of the texts of a table, and that a text mended as it says is better than before."""

from __future__ import annotations

import re
from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple

import pytest

from cases import lines
from itu_catalog import Citation, check, find_citations, parse, try_parse
from itu_catalog.catalog import embedded_catalog
from itu_catalog.findings import CODES, Judge, Level
from itu_catalog.findings.manner import in_manner_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.documents import Document
    from itu_catalog.findings import Finding

CORE = embedded_catalog()

#     2020-06-09  superseded warning → ITU-T X.509 (2019)
_SAID = re.compile(
    r" {4}(?P<day>\S+) +(?P<code>\S+) (?P<level>\S+)(?P<guessed> \?)?(?: → (?P<suggestion>.+))?"
).fullmatch


class Said(NamedTuple):
    """A finding as the table has it."""

    code: str
    level: str
    suggestion: str | None
    guessed: bool


def table() -> Iterator[tuple[str, str, list[Said]]]:
    """Yield each text of the table with a day and the findings of that day."""
    found: dict[tuple[str, str], list[Said]] = {}
    text = ""
    for line in lines("findings.txt"):
        said = _SAID(line)
        if said is None:
            assert not line.startswith(" "), f"no finding: {line!r}"
            text = line
        else:
            row = Said(said["code"], said["level"], said["suggestion"], bool(said["guessed"]))
            found.setdefault((text, said["day"]), []).append(row)
    return ((text, day, findings) for (text, day), findings in found.items())


CASES = list(table())


@pytest.mark.parametrize(("text", "day", "findings"), CASES)
def test_table(text: str, day: str, findings: list[Said]) -> None:
    """Each text of the table has, on the day, the findings that the table says, in order."""
    found = check(text, catalog=CORE, on=None if day == "-" else day)

    assert findings == [
        Said(str(each.code), str(each.level), each.suggestion, each.guessed) for each in found
    ]


def test_the_table_shows_every_code_and_level() -> None:
    """No code and no level goes without a case."""
    said = [each for _, _, findings in CASES for each in findings]

    assert set(map(str, CODES)) == {each.code for each in said}
    assert set(map(str, Level)) == {each.level for each in said}


# ---- mending

STYLES = (
    "{}",
    "see Rec. {}.",
    "Recommendation {} and others",
    "[1] {}, title",
    "ITU-T X.805, {carried} etc.",
)


def forms(document: Document) -> Iterator[str]:
    """Yield citations of a document: dated and not, by the wrong sector, date, number or twin."""
    identifier = document.identifier
    written = str(identifier)
    yield from (written, str(identifier.undated), str(identifier.work), f"{identifier.work}9")
    yield written.replace("ITU-", "UIT-")
    yield written.replace("ITU-T", "CCITT").replace("ITU-R", "CCIR")
    yield written.replace("ITU-T", "…").replace("ITU-R", "ITU-T").replace("…", "ITU-R")
    issued = identifier.issued
    if issued is not None:
        yield f"{identifier.undated} ({issued.year})"
    if issued is not None and issued.month is not None:
        yield f"{identifier.undated}, {issued.month}/{issued.year}"
        yield f"{identifier.undated} ({issued.year}-{issued.month:02})"
        yield f"{identifier.undated} ({issued.month % 12 + 1:02}/{issued.year})"
    if document.twin:
        yield from (
            f"{written} | {document.twin}",
            f"{written} | ISO/IEC 9594-8:2005",
            f"{document.twin} | {written}",
        )
        yield f"{identifier.work} (ISO/IEC 9594-1:1993)"


def texts() -> Iterator[str]:
    """Yield a text for each such citation, the styles in turn."""
    cited = dict.fromkeys(form for document in CORE.documents for form in forms(document))
    for form, style in zip(cited, cycle(STYLES), strict=False):
        yield style.format(form, carried=re.sub("ITU-[TR] ", "", form))


def touches(one: Finding, other: Finding) -> bool:
    """Whether a finding on the mended text is about what was mended."""
    assert one.place is not None
    begin = min(one.place[0], one.citation.start)
    end = max(one.place[0] + len(one.suggestion or ""), one.citation.end)
    return other.citation.start < end and other.citation.end > begin


@pytest.mark.parametrize("day", [None, "2020-06-09", "2006-05-01"])
def test_what_is_mended_is_right(day: str | None) -> None:
    """Written as a finding suggests, a citation has no such finding any more; for every document of the catalogue."""
    judge = Judge(CORE, day)
    mended_ones = 0

    for text in texts():
        for finding in judge.findings(text, find_citations(text)):
            if finding.suggestion is None:
                continue
            mended = finding.mended(text)
            again = [
                each
                for each in judge.findings(mended, find_citations(mended))
                if touches(finding, each) and each.code is finding.code and each.level is finding.level
            ]
            mended_ones += 1
            assert [] == again, f"{text!r} → {mended!r}"
    assert mended_ones > 1000


@pytest.mark.parametrize("day", [None, "2020-06-09"])
def test_what_is_suggested_is_an_identifier(day: str | None) -> None:
    """What is to stand in for a citation alone is read as an identifier, in the manner of the author."""
    judge = Judge(CORE, day)

    for text in texts():
        for finding in judge.findings(text, find_citations(text)):
            if finding.place == (finding.citation.start, finding.citation.end):
                assert try_parse(finding.suggestion) is not None, finding
                prefixed = re.match(r"\W*(?:ITU|UIT|Rec|CCI)", finding.citation.text)
                assert bool(prefixed) == bool(re.match(r"(?:ITU|UIT|Rec)", finding.suggestion or "")), finding


# ---- the manner of the author

MANNERS = [
    # written, meant, suggested
    ("Rec. ITU-T X.509 (2016)", "X.509 (10/2019)", "Rec. ITU-T X.509 (2019)"),
    ("ITU-T X.509 (2016-10)", "X.509 (02/2021)", "ITU-T X.509 (2021-02)"),
    ("ITU-T X.509 (8/1997)", "X.509 (10/2019)", "ITU-T X.509 (10/2019)"),
    ("ITU-T X.509 (08/97)", "X.509 (03/99)", "ITU-T X.509 (03/99)"),
    ("ITU-T X.509 (08/97)", "X.509 (10/2019)", "ITU-T X.509 (10/2019)"),
    ("ITU-T X.509, Oct. 2016", "X.509 (03/2019)", "ITU-T X.509, Mar. 2019"),
    ("ITU-T Rec. X.509 (octobre 2016)", "X.509 (03/2019)", "ITU-T Rec. X.509 (03/2019)"),
    ("rec. itu-t x509 (2016)", "X.509 (10/2019)", "rec. itu-t x509 (2019)"),
    ("CCITT X.509 (1988)", "X.509 (11/1988)", "CCITT X.509 (1988)"),
    ("CCITT X.509 (1988)", "X.509 (10/2019)", "ITU-T X.509 (2019)"),
    ("Avis CCITT X.509 (1988)", "X.509 (10/2019)", "Avis UIT-T X.509 (2019)"),
    ("МККТТ X.509 (1988)", "X.509 (10/2019)", "МСЭ-T X.509 (2019)"),
    ("ITU-T V.42 bis (1990)", "V.44 (11/2000)", "ITU-T V.44 (2000)"),
    ("ITU-T G.709/Y.1331 (2012)", "G.709/Y.1331 (06/2020)", "ITU-T G.709/Y.1331 (2020)"),
    (
        "ITU-T X.694 (2008) Cor. 1 (10/2011)",
        "X.694 (2015) Cor. 1 (10/2019)",
        "ITU-T X.694 (2015) Cor. 1 (10/2019)",
    ),
    (
        "Corrigendum 1 to Recommendation ITU-T X.694 (2008)",
        "X.694 (02/2021)",
        "Recommendation ITU-T X.694 (2021)",
    ),
    ("ITU-R M.1457-12 (2015)", "M.1457-15 (10/2020)", "ITU-R M.1457-15 (2020)"),
    ("T-REC-X.509-201610-S!!PDF-E", "X.509 (10/2019)", "T-REC-X.509-201910-I!!PDF-E"),
]


@pytest.mark.parametrize(("written", "meant", "suggested"), MANNERS)
def test_suggestions_are_in_the_manner_of_the_author(written: str, meant: str, suggested: str) -> None:
    """The number and the date are exchanged; words, brackets, language and precision stay."""
    citation = Citation(0, len(written), written, parse(written))

    assert suggested == in_manner_of(citation, parse(meant))
    assert try_parse(suggested) is not None


def test_what_the_suggestion_stands_for() -> None:
    """A suggestion says which stretch it replaces: the citation, with its twin, the title, the group, the word draft."""
    text = (
        "ITU-T SG9 wrote ITU-T J.1012; ITU-T X.501 (2016) (ISO/IEC 9594-2:2017), ITU-T X.1044 “Security needs of "
        "network virtualization”, the draft new Recommendation ITU-T X.1402."
    )

    places = [
        (text[each.place[0] : each.place[1]], each.suggestion)
        for each in check(text, catalog=CORE)
        if each.place
    ]

    assert [
        ("ITU-T SG9", "ITU-T SG21"),
        ("ITU-T X.501 (2016) (ISO/IEC 9594-2:2017)", "ITU-T X.501 (2019) (ISO/IEC 9594-2:2020)"),
        ("Security needs of network virtualization", "Security requirements of network virtualization"),
        ("draft new Recommendation ITU-T X.1402", "Recommendation ITU-T X.1402"),
    ] == places
