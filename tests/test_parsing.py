"""Reading identifiers as people write them: the tables, round trips, refusals, and bounded time."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cases
import itu_catalog as itu
import strategies
from growth import assert_linear, assert_no_dearer

if TYPE_CHECKING:
    from collections.abc import Callable

    from itu_catalog.dates import Issued

CASES = cases.rows("identifiers.toml")
REFUSALS = cases.rows("refusals.toml")
WILD = [tuple(line.split("\t")) for line in cases.lines("wild.txt")]
PEER = cases.rows("peer.toml", "cases", "translated")
PAIRS = cases.rows("peer.toml", "pairs")

ON_IDENTIFIER = ("kind", "sector", "year", "month", "revision", "version", "base", "work")
ON_REFERENCE = ("twin", "language", "state", "format", "locator")


def label(row: tuple[str, dict[str, Any]]) -> str:
    """Name a case after its topic and what is given, in ASCII."""
    return f"{row[0]}-{row[1]['given']}".encode("unicode_escape").decode()


def check(row: dict[str, Any]) -> itu.Reference | None:
    """Assert all that a row says; None when it was refused, and may be."""
    try:
        reference = itu.parse_reference(row["given"])
    except itu.InvalidIdentifier:
        if not row.get("may_refuse"):
            raise
        return None
    expected = row.get("canonical")
    if expected is not None:
        assert str(reference.identifier) in ([expected] if isinstance(expected, str) else expected)
    for key in ON_IDENTIFIER:
        if key in row:
            value = getattr(reference.identifier, key)
            assert (str(value) if isinstance(row[key], str) else value) == row[key], key
    for key in ON_REFERENCE:
        if key in row:
            assert getattr(reference, key) == row[key], key
    return reference


# --- the tables ---------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=label)
def test_a_way_of_writing_means_what_the_table_says(case: tuple[str, dict[str, Any]]) -> None:
    """Every way of writing of the table gives its identifier, and all that the string said beyond it."""
    check(case[1])


@pytest.mark.parametrize("case", CASES, ids=label)
def test_what_is_printed_is_read_back(case: tuple[str, dict[str, Any]]) -> None:
    """``parse(str(parse(s))) == parse(s)``, and the URN and the verbs agree."""
    identifier = itu.try_parse(case[1]["given"])
    if identifier is None:
        assert case[1].get("may_refuse")
        return

    assert itu.parse(str(identifier)) == identifier
    assert str(itu.parse(str(identifier))) == str(identifier)
    assert str(identifier).isascii()
    assert itu.parse(identifier.urn) == identifier
    assert itu.normalize(case[1]["given"]) == str(identifier)
    assert itu.is_valid(case[1]["given"])
    assert itu.parse(case[1]["given"]) == itu.parse_reference(case[1]["given"]).identifier


@pytest.mark.parametrize(("given_text", "canonical"), WILD)
def test_identifiers_of_the_wild_are_understood(given_text: str, canonical: str) -> None:
    """What RFCs, MIBs, data sheets, patents and ITU's own pages print is read as it was meant."""
    assert str(itu.parse(given_text)) == canonical


@pytest.mark.parametrize("case", PEER, ids=label)
def test_the_cases_of_the_nearest_peer(case: tuple[str, dict[str, Any]]) -> None:
    """What the peer reads we read, as ITU prints it; where we differ the table says why."""
    row = case[1]
    if row.get("refused"):
        with pytest.raises(itu.InvalidIdentifier):
            itu.parse(row["given"])
    else:
        check(row)


@pytest.mark.parametrize("case", PAIRS, ids=label)
def test_two_strings_name_one_document_or_two(case: tuple[str, dict[str, Any]]) -> None:
    """Equality is about documents: not about spelling, twin or language."""
    row = case[1]

    assert (itu.parse(row["given"]) == itu.parse(row["other"])) is row["equal"]


EVERY = sorted({row["given"] for _, row in CASES + REFUSALS + PEER} | {pair[0] for pair in WILD})


@pytest.mark.parametrize("text", EVERY, ids=lambda text: text.encode("unicode_escape").decode())
def test_all_verbs_agree(text: str) -> None:
    """`parse` is the identifier of `parse_reference`, whichever way is taken inside; the others follow."""
    try:
        expected = itu.parse_reference(text).identifier
    except itu.InvalidIdentifier:
        expected = None

    assert itu.try_parse(text) == expected
    assert itu.is_valid(text) is (expected is not None)


# --- refusals -----------------------------------------------------------------------------------


@pytest.mark.parametrize("case", REFUSALS, ids=label)
def test_what_is_no_identifier_is_refused_with_a_reason(case: tuple[str, dict[str, Any]]) -> None:
    """The refusal says what is wrong, where, and what to write instead when something is near."""
    row = case[1]

    with pytest.raises(itu.InvalidIdentifier) as caught:
        itu.parse(row["given"])

    error = caught.value
    message = " ".join([str(error), *map(str, error.candidates), error.suggestion or ""])
    assert error.text == row["given"]
    assert error.reason
    assert row.get("says", "").lower() in message.lower()
    if "caret" in row:
        assert error.position == row["caret"]
    if "suggestion" in row:
        assert error.suggestion == row["suggestion"]
    if error.position is not None:
        assert 0 <= error.position <= len(row["given"])
    if error.suggestion is not None and not error.suggestion.startswith("find_citations"):
        assert itu.is_valid(error.suggestion)
    assert itu.try_parse(row["given"]) is None
    assert not itu.is_valid(row["given"])
    assert "\n" not in error.reason


def test_a_refusal_points_at_the_place_with_a_caret() -> None:
    """The printed error shows the string, and below it a caret where reading stopped."""
    with pytest.raises(itu.InvalidIdentifier) as caught:
        itu.parse("ITU-T X.509 (13/2019)")

    shown = str(caught.value).splitlines()
    assert "    ITU-T X.509 (13/2019)" in shown
    assert shown[-1].strip() == "^"
    assert shown[-1].index("^") - 4 == caught.value.position


def test_a_refusal_can_be_pickled() -> None:
    """Errors cross process borders with all they know."""
    with pytest.raises(itu.InvalidIdentifier) as caught:
        itu.parse("ITU-R X.509")

    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.text, again.position) == (
        str(caught.value),
        "ITU-R X.509",
        caught.value.position,
    )


class Hostile:
    """An object that raises whatever it is asked."""

    def __str__(self) -> str:
        raise RuntimeError

    __repr__ = __str__

    def __len__(self) -> int:
        raise RuntimeError


OBJECTS: list[object] = [
    None,
    0,
    509,
    -1,
    1.5,
    float("nan"),
    True,
    b"ITU-T X.509",
    bytearray(b"X.509"),
    [],
    ["X.509"],
    (),
    {},
]
OBJECTS += [
    {"X.509"},
    object(),
    type,
    Ellipsis,
    len,
    Hostile(),
    range(3),
    memoryview(b"X.509"),
    ValueError("X.509"),
]


@pytest.mark.parametrize("value", OBJECTS, ids=lambda value: type(value).__name__)
def test_anything_but_a_string_is_refused(value: object) -> None:
    """Any object whatever gets `InvalidIdentifier`, also where a string was promised by the types."""
    for verb in (itu.parse, itu.parse_reference, itu.normalize):
        with pytest.raises(itu.InvalidIdentifier):
            verb(value)
    assert itu.try_parse(value) is None
    assert itu.is_valid(value) is False


def test_a_subclass_of_str_is_a_string() -> None:
    """Strings that carry more than text (enumerations, marked-up strings) are read as text."""

    class Marked(str):
        __slots__ = ()

    assert itu.parse(Marked("X.509")) == itu.parse("X.509")
    assert type(str(itu.parse(Marked("ITU-T X.509")))) is str


@given(st.one_of(st.text(), st.text(alphabet=st.characters()), strategies.noise()))
def test_any_string_gets_an_answer(text: str) -> None:
    """Every string is an identifier that survives the round trip, or is refused: never another error."""
    try:
        identifier = itu.parse(text)
    except itu.InvalidIdentifier as error:
        shown = f"{error}{error!r}{error.reason}"
        assert len(shown) > len(type(error).__name__)  # noqa: PT017 - both outcomes are right
        assert itu.try_parse(text) is None
    else:
        assert itu.parse_reference(text).identifier == identifier
        assert itu.parse(str(identifier)) == identifier
        assert itu.parse(identifier.urn) == identifier
        assert identifier.work.work == identifier.work


# --- ways of writing ----------------------------------------------------------------------------


@given(strategies.spellings())
def test_every_spelling_means_the_same(written: tuple[itu.Identifier, str]) -> None:
    """Prefix, dash, blank, case, abbreviation and form of the date do not change what is meant."""
    identifier, spelling = written

    assert itu.parse(spelling) == identifier


@given(
    strategies.recommendations("T"), st.sampled_from(["ISO/IEC 9594-8:2020", "ISO/IEC 8824-1", "ISO 7498"])
)
def test_a_twin_stands_beside_the_identity(identifier: itu.Identifier, twin: str) -> None:
    """A twin before or after the bar is kept on the reference and leaves the identifier alone."""
    after = itu.parse_reference(f"{identifier} | {twin}")
    before = itu.parse_reference(f"{twin} | {identifier}")

    assert (after.identifier, after.twin) == (identifier, twin)
    assert (before.identifier, before.twin) == (identifier, twin)


@given(strategies.dates())
def test_a_date_is_read_with_the_precision_it_has(issued: Issued) -> None:
    """A year stays a year, a month a month; the day is kept on the reference, not in the identity."""
    reference = itu.parse_reference(f"ITU-T X.509 ({issued})")

    assert (reference.identifier.year, reference.identifier.month) == (issued.year, issued.month)


@pytest.mark.parametrize("state", ["I", "S", "W", "P", "T"])
def test_the_state_letter_changes_and_is_no_part_of_the_identity(state: str) -> None:
    """The same file before and after it is superseded is the same document."""
    reference = itu.parse_reference(f"T-REC-X.509-201910-{state}!!PDF-E")

    assert reference.identifier == itu.parse("ITU-T X.509 (10/2019)")
    assert reference.state == state


@pytest.mark.parametrize("letter", ["E", "F", "S", "R", "A", "C"])
def test_the_six_languages_are_one_document(letter: str) -> None:
    """English, French, Spanish, Russian, Arabic and Chinese files are copies of one text."""
    reference = itu.parse_reference(f"T-REC-X.509-201910-I!!PDF-{letter}")

    assert reference.identifier == itu.parse("ITU-T X.509 (10/2019)")
    assert reference.language == letter


# --- bounded time -------------------------------------------------------------------------------

# Each makes a string of about n characters that invites backtracking or re-reading.
ADVERSARIES: dict[str, Callable[[int], str]] = {
    "digits": lambda n: "ITU-T X." + "9" * n,
    "dotted digits": lambda n: "ITU-T X.5" + ".1" * (n // 2),
    "joint numbers": lambda n: "ITU-T " + "X.1/" * (n // 4),
    "blanks": lambda n: "ITU-T" + " " * n + "X.509 x",
    "blanks at the end": lambda n: "ITU-T X.509" + " " * n + "x",
    "no-break blanks": lambda n: "ITU-T" + "\u00a0 " * (n // 2) + "X.509 x",
    "dashes": lambda n: "ITU" + "-" * n + "T X.509",
    "brackets": lambda n: "ITU-T X.509 " + "(" * n,
    "dates": lambda n: "ITU-T X.509 " + "(10/2019) " * (n // 10),
    "changes": lambda n: "ITU-T X.509" + " Cor. 1" * (n // 7) + " x",
    "amendments": lambda n: "ITU-T X.509" + " Amd. 1 (10/2019)" * (n // 17) + " x",
    "prefixes": lambda n: "Rec. ITU-T " * (n // 11),
    "recommendations": lambda n: "Recommendation " * (n // 15) + "X.509",
    "bars": lambda n: "ITU-T X.509 " + "| " * (n // 2),
    "twins": lambda n: "ITU-T X.509 " + "| ISO/IEC 9594-8:2020 " * (n // 22),
    "exclamations": lambda n: "T-REC-X.509-201910-I" + "!" * n,
    "file names": lambda n: "T-REC-" * (n // 6),
    "addresses": lambda n: "https://www.itu.int/" * (n // 20),
    "percents": lambda n: "https://www.itu.int/rec/T-REC-X.509-201910-I" + "%21" * (n // 3),
    "arcs": lambda n: "0.0." + "24." * (n // 3) + "509",
    "braces": lambda n: "{" * n + "itu-t(0)",
    "named arcs": lambda n: "{" + "itu-t(0) " * (n // 9) + "}",
    "urn": lambda n: "urn:x-itu:t:rec:X.509" + ":1" * (n // 2),
    "series letters": lambda n: "X" * n,
    "bis": lambda n: "ITU-T V.42" + " bis" * (n // 4),
    "commas": lambda n: "ITU-T X.509" + "," * n + " clause 7",
    "locators": lambda n: "ITU-T X.509, " + "clause 7 " * (n // 9) + "!",
    "combining marks": lambda n: "ITU-T X.509" + "\u0301" * n,
    "soft hyphens": lambda n: "ITU\u00ad" * (n // 4) + "T X.509",
    "Roman numerals": lambda n: "ITU-T G.711 App. " + "IVX" * (n // 3),
    "to": lambda n: "Corrigendum 1 to " * (n // 17) + "X.509",
}


def read(text: str) -> None:
    """Read one string some times over: once is too quick to measure."""
    for _ in range(20):
        itu.try_parse(text)


@pytest.mark.parametrize("name", ADVERSARIES)
def test_reading_time_grows_no_faster_than_the_string(name: str) -> None:
    """What a string costs to read is explained by its length."""
    assert_linear(read, ADVERSARIES[name], 60)  # eight times that is about as long as strings are read at all


@pytest.mark.parametrize("name", ADVERSARIES)
def test_a_huge_string_is_refused_unread(name: str) -> None:
    """A million characters cost no more than a few: they are refused, and the error stays short."""
    text = ADVERSARIES[name](1_000_000)

    with pytest.raises(itu.InvalidIdentifier) as caught:
        itu.parse(text)

    assert len(str(caught.value)) < 1_000
    assert_no_dearer(lambda: read(text), lambda: read("ITU-R X.509"))


@given(strategies.canonical_forms(), st.integers(0, 60), st.characters())
def test_one_wrong_character_never_breaks_the_reader(text: str, at: int, character: str) -> None:
    """A canonical form with one character replaced is read or refused; nothing else happens."""
    mutated = text[:at] + character + text[at + 1 :]

    identifier = itu.try_parse(mutated)

    assert identifier is None or itu.parse(str(identifier)) == identifier
