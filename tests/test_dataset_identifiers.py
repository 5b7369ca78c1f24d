"""Every primary identifier of the community dataset, read, printed and read again."""

from __future__ import annotations

import collections
import itertools
from typing import TYPE_CHECKING

import pytest

import itu_catalog as itu

if TYPE_CHECKING:
    from collections.abc import Callable

# Counted by identifier, not by the doctype of the dataset, which is wrong for some 280 records.
TELECOM_KINDS = {
    "recommendation": 12_707,
    "amendment": 1_398,
    "supplement": 897,
    "corrigendum": 766,
    "erratum": 192,
    "annex": 142,
    "appendix": 41,
    "addendum": 22,
    "attachment": 7,
}
RADIO_KINDS = {
    "recommendation or report": 4_210,
    "question": 730,
    "resolution": 213,
    "draft": 74,
    "handbook": 60,
}


@pytest.fixture(scope="module")
def parsed(dataset_identifiers: tuple[str, ...]) -> dict[str, itu.Identifier]:
    """Each string that is an identifier, with what it means."""
    found = {text: itu.try_parse(text) for text in dataset_identifiers}
    return {text: identifier for text, identifier in found.items() if identifier is not None}


def test_all_identifiers_are_read_and_the_rest_is_refused(
    dataset_identifiers: tuple[str, ...], parsed: dict[str, itu.Identifier]
) -> None:
    """Of 21,506 strings 21,459 are identifiers; 47 are not, and each refusal says why."""
    refused = [text for text in dataset_identifiers if text not in parsed]

    assert len(dataset_identifiers) == 21_506
    assert len(parsed) == 21_459, refused
    assert all(text.startswith("ITU-R") for text in refused)
    for text in refused:
        with pytest.raises(itu.InvalidIdentifier) as caught:
            itu.parse(text)
        assert len(caught.value.reason) > 10


def test_what_is_printed_is_read_back(parsed: dict[str, itu.Identifier]) -> None:
    """``parse(str(parse(s))) == parse(s)`` for every one of them."""
    assert [text for text, identifier in parsed.items() if itu.parse(str(identifier)) != identifier] == []
    assert [text for text, identifier in parsed.items() if not str(identifier).isascii()] == []


def test_canonical_strings_of_the_dataset_stay_as_they_are(parsed: dict[str, itu.Identifier]) -> None:
    """What ITU prints we print: nine in ten strings of ITU-T do not change by a character."""
    telecom = [text for text in parsed if text.startswith("ITU-T")]
    changed = [text for text in telecom if str(parsed[text]) != text]

    assert len(telecom) == 16_172
    assert len(changed) < 160, sorted(changed)[:50]


@pytest.mark.parametrize("form", ["canonical form", "URN", "file name"])
def test_no_two_documents_share_a_name(parsed: dict[str, itu.Identifier], form: str) -> None:
    """Canonical forms, URNs and file names tell all documents of the dataset apart."""
    forms: dict[str, Callable[[itu.Identifier], str]] = {
        "canonical form": str,
        "URN": lambda i: i.urn,
        "file name": lambda i: i.filename,
    }
    names = collections.defaultdict(list)
    for text, identifier in parsed.items():
        names[forms[form](identifier)].append(text)

    assert {name: texts for name, texts in names.items() if len(texts) > 1} == {}


def test_no_two_file_names_differ_by_case_only(parsed: dict[str, itu.Identifier]) -> None:
    """File systems that ignore case keep the files apart, too."""
    names = collections.Counter(identifier.filename.lower() for identifier in parsed.values())

    assert [name for name, n in names.items() if n > 1] == []


def test_every_urn_is_read_back(parsed: dict[str, itu.Identifier]) -> None:
    """The URN of every document is lossless."""
    assert [text for text, identifier in parsed.items() if itu.parse(identifier.urn) != identifier] == []


def test_the_kinds_are_right_where_the_dataset_is_wrong(parsed: dict[str, itu.Identifier]) -> None:
    """Errata, addenda, appendices, attachments and corrigenda of amendments are what they say they are."""
    telecom = collections.Counter(str(i.kind) for text, i in parsed.items() if text.startswith("ITU-T"))
    radio = collections.Counter(str(i.kind) for text, i in parsed.items() if text.startswith("ITU-R"))
    radio["recommendation or report"] = radio.pop("recommendation") + radio.pop("report", 0)

    assert dict(telecom) == TELECOM_KINDS
    assert dict(radio) == RADIO_KINDS


def test_every_identifier_knows_its_sector(parsed: dict[str, itu.Identifier]) -> None:
    """The prefix decides, also for the letters that both sectors use."""
    wrong = [text for text, i in parsed.items() if str(i.sector) != text[:5]]

    assert wrong == []


def test_the_month_of_an_itu_t_identifier_is_its_own_date(parsed: dict[str, itu.Identifier]) -> None:
    """Every ITU-T identifier of the dataset ends in its month; that, not its base's year, is its date."""
    wrong = [
        text
        for text, i in parsed.items()
        if text.startswith("ITU-T") and f"({i.month or 0:02}/{i.year})" != text[text.rindex("(") :]
    ]

    assert wrong == []


def test_all_identifiers_have_a_place_in_the_order(parsed: dict[str, itu.Identifier]) -> None:
    """Sorting gives one order, whatever it starts from, and no two documents tie."""
    every = list(parsed.values())
    ordered = sorted(every)

    assert ordered == sorted(every, reverse=True)[::-1]
    assert all(a < b for a, b in itertools.pairwise(ordered))


def test_every_change_and_part_has_a_base_before_it(parsed: dict[str, itu.Identifier]) -> None:
    """Amendments and the like name what they change, and come after it."""
    changes = [i for i in parsed.values() if i.steps]

    assert len(changes) > 2_500
    assert [i for i in changes if i.base is None or not i.base < i] == []
    assert [i for i in changes if not i.work.covers(i.base.work if i.base else i)] == []
