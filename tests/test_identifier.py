"""`Identifier` as a value: immutable, comparable, totally ordered, picklable, and what it covers."""

from __future__ import annotations

import copy
import functools
import itertools
import operator
import pickle

import pytest
from hypothesis import given

import cases
import itu_catalog as itu
import strategies
from itu_catalog import numbers

BLOCKS = cases.blocks("ordering.txt")
EVERY = [line for block in BLOCKS for line in block]
PAIRS = [
    (block[i], block[j], (i > j) - (i < j))
    for block in BLOCKS
    for i in range(len(block))
    for j in range(len(block))
]


# --- a frozen value -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sector", "kind", "year", "base", "_text", "anything"])
def test_an_identifier_cannot_be_changed(name: str) -> None:
    """No attribute can be set or deleted, and none added."""
    identifier = itu.parse("ITU-T X.509 (10/2019)")

    with pytest.raises(AttributeError):
        setattr(identifier, name, "other")
    with pytest.raises(AttributeError):
        delattr(identifier, name)

    assert str(identifier) == "ITU-T X.509 (10/2019)"


def test_an_identifier_is_small() -> None:
    """It is slotted: a hundred thousand of them fit."""
    assert not hasattr(itu.parse("X.509"), "__dict__")


@given(strategies.canonical_forms())
def test_a_canonical_form_is_read_as_it_is_written(text: str) -> None:
    """The canonical form parses, and prints as itself."""
    assert str(itu.parse(text)) == text


@given(strategies.identifiers())
def test_equal_identifiers_are_interchangeable(identifier: itu.Identifier) -> None:
    """Parsing the printed form gives an equal value with an equal hash and equal fields."""
    again = itu.parse(str(identifier))

    assert again == identifier
    assert hash(again) == hash(identifier)
    assert {again, identifier} == {identifier}
    assert (again.kind, again.sector, again.year) == (identifier.kind, identifier.sector, identifier.year)


@given(strategies.identifiers())
def test_repr_evaluates_to_the_identifier(identifier: itu.Identifier) -> None:
    """``repr`` is an expression that gives the value back."""
    assert eval(repr(identifier), {"Identifier": itu.Identifier, "itu_catalog": itu}) == identifier  # noqa: S307


@pytest.mark.parametrize("other", ["ITU-T X.509", None, 509, ("ITU-T X.509",), object()])
def test_an_identifier_equals_only_identifiers(other: object) -> None:
    """A string, even the canonical one, is no identifier; comparison with it is refused, not guessed."""
    identifier = itu.parse("X.509")

    assert identifier != other
    with pytest.raises(TypeError):
        identifier < other  # noqa: B015


@given(strategies.identifiers())
def test_copies_and_pickles_are_equal(identifier: itu.Identifier) -> None:
    """Every pickle protocol, ``copy`` and ``deepcopy`` keep the value."""
    assert copy.copy(identifier) == identifier
    assert copy.deepcopy([identifier]) == [identifier]
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        loaded = pickle.loads(pickle.dumps(identifier, protocol))
        assert loaded == identifier
        assert (str(loaded), loaded.kind, loaded.base) == (str(identifier), identifier.kind, identifier.base)


def test_a_pickle_holds_the_printed_form_and_nothing_of_our_insides() -> None:
    """Pickles survive releases: the canonical string is what they carry."""
    identifier = itu.parse("ITU-T X.694 (2015) Cor. 1 (10/2019)")

    assert b"ITU-T X.694 (2015) Cor. 1 (10/2019)" in pickle.dumps(identifier)
    assert identifier.__reduce__()[1] == ("ITU-T X.694 (2015) Cor. 1 (10/2019)",)


@pytest.mark.parametrize(
    "text", ["X.509", "ITU-T X.509 ", "itu-t x.509", "", "ITU-T X.509 (13/2019)", None, 7]
)
def test_the_constructor_takes_canonical_forms_only(text: object) -> None:
    """``Identifier(…)`` is for what ``repr`` shows; anything else belongs to `parse`."""
    with pytest.raises(itu.InvalidIdentifier):
        itu.Identifier(text)  # type: ignore[arg-type]


# --- order --------------------------------------------------------------------------------------

_OPERATORS = [
    (operator.lt, {-1}),
    (operator.le, {-1, 0}),
    (operator.eq, {0}),
    (operator.ne, {-1, 1}),
    (operator.ge, {0, 1}),
    (operator.gt, {1}),
]


@pytest.mark.parametrize(("left", "right", "expected"), PAIRS)
def test_identifiers_are_in_the_order_of_the_table(left: str, right: str, expected: int) -> None:
    """All six operators agree with the order in which a reader would list them."""
    a, b = itu.parse(left), itu.parse(right)

    for compare, when in _OPERATORS:
        assert compare(a, b) == (expected in when), compare.__name__


def test_the_order_is_total_and_has_no_ties() -> None:
    """Of two different identifiers of the tables exactly one is less; sorting is therefore stable."""
    known = [itu.parse(text) for text in EVERY]
    known += [itu.parse(row["given"]) for _, row in cases.rows("identifiers.toml", "canonical", "dataset")]

    for a, b in itertools.combinations(set(known), 2):
        assert (a < b) != (b < a), (a, b)
    assert sorted(known) == sorted(known, reverse=True)[::-1]


@given(strategies.identifiers(), strategies.identifiers(), strategies.identifiers())
def test_the_order_is_transitive(a: itu.Identifier, b: itu.Identifier, c: itu.Identifier) -> None:
    """Sorting needs no luck: less is transitive, antisymmetric and agrees with equality."""
    low, middle, high = sorted([a, b, c])

    assert low <= middle <= high
    assert low <= high
    assert (a < b) + (b < a) + (a == b) == 1


@given(strategies.identifiers())
def test_a_base_comes_before_its_changes(identifier: itu.Identifier) -> None:
    """What is changed is listed before what changes it."""
    base = identifier.base
    if base is not None and base.kind is not itu.Kind.SERIES:
        assert base < identifier


# --- neighbours ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "base", "edition", "undated", "work"),
    [
        ("ITU-T X.509", None, "ITU-T X.509", "ITU-T X.509", "ITU-T X.509"),
        ("ITU-T X.509 (10/2019)", None, "ITU-T X.509 (10/2019)", "ITU-T X.509", "ITU-T X.509"),
        (
            "ITU-T X.694 (2015) Cor. 1 (10/2019)",
            "ITU-T X.694 (2015)",
            "ITU-T X.694 (2015)",
            "ITU-T X.694 (2015) Cor. 1",
            "ITU-T X.694",
        ),
        ("ITU-T X.694 Cor. 1", "ITU-T X.694", "ITU-T X.694", "ITU-T X.694 Cor. 1", "ITU-T X.694"),
        (
            "ITU-T G.671 (2005) Amd. 1 Err. 1 (11/2006)",
            "ITU-T G.671 (2005) Amd. 1",
            "ITU-T G.671 (2005)",
            "ITU-T G.671 (2005) Amd. 1 Err. 1",
            "ITU-T G.671",
        ),
        (
            "ITU-T G.729 Annex B (1996) Cor. 3 (03/2001)",
            "ITU-T G.729 Annex B (1996)",
            "ITU-T G.729",
            "ITU-T G.729 Annex B (1996) Cor. 3",
            "ITU-T G.729",
        ),
        (
            "ITU-T Z.100 Annex F1 (01/2015)",
            "ITU-T Z.100",
            "ITU-T Z.100",
            "ITU-T Z.100 Annex F1",
            "ITU-T Z.100",
        ),
        (
            "ITU-T G Suppl. 39 (2006) Err. 1 (08/2006)",
            "ITU-T G Suppl. 39 (2006)",
            "ITU-T G Suppl. 39 (2006)",
            "ITU-T G Suppl. 39 (2006) Err. 1",
            "ITU-T G Suppl. 39",
        ),
        (
            "ITU-T G.709/Y.1331 (2020) Amd. 1 (01/2021)",
            "ITU-T G.709/Y.1331 (2020)",
            "ITU-T G.709/Y.1331 (2020)",
            "ITU-T G.709/Y.1331 (2020) Amd. 1",
            "ITU-T G.709/Y.1331",
        ),
        (
            "ITU-T H.264 (V14) (08/2021)",
            None,
            "ITU-T H.264 (V14) (08/2021)",
            "ITU-T H.264 (V14)",
            "ITU-T H.264",
        ),
        ("ITU-T V.42 bis (01/1990)", None, "ITU-T V.42 bis (01/1990)", "ITU-T V.42 bis", "ITU-T V.42 bis"),
        ("ITU-R M.1457-14 (01/2019)", None, "ITU-R M.1457-14 (01/2019)", "ITU-R M.1457-14", "ITU-R M.1457"),
        (
            "Report ITU-R M.2083-0",
            None,
            "Report ITU-R M.2083-0",
            "Report ITU-R M.2083-0",
            "Report ITU-R M.2083",
        ),
        (
            "Question ITU-R 234-1/7",
            None,
            "Question ITU-R 234-1/7",
            "Question ITU-R 234-1/7",
            "Question ITU-R 234/7",
        ),
        ("Resolution ITU-R 1-8", None, "Resolution ITU-R 1-8", "Resolution ITU-R 1-8", "Resolution ITU-R 1"),
    ],
)
def test_an_identifier_names_its_neighbours(
    text: str, base: str | None, edition: str, undated: str, work: str
) -> None:
    """Base, edition, undated form and work are identifiers that follow from the string alone."""
    identifier = itu.parse(text)

    assert (identifier.base and str(identifier.base)) == base
    assert str(identifier.edition) == edition
    assert str(identifier.undated) == undated
    assert str(identifier.work) == work


@given(strategies.identifiers())
def test_neighbours_are_identifiers_too(identifier: itu.Identifier) -> None:
    """Every neighbour parses as printed; the work of a work is itself; undated twice is undated once."""
    for neighbour in (identifier.base, identifier.edition, identifier.undated, identifier.work):
        if neighbour is not None:
            assert itu.parse(str(neighbour)) == neighbour
    assert identifier.work.work == identifier.work
    assert identifier.undated.undated == identifier.undated
    assert identifier.undated.issued is None
    assert identifier.edition.edition == identifier.edition
    assert identifier.work.year is None


# --- covers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("loose", "tight", "expected"),
    [
        ("X.509", "X.509", True),
        ("X.509", "X.509 (2019)", True),
        ("X.509", "X.509 (10/2019)", True),
        ("X.509 (2019)", "X.509 (10/2019)", True),
        ("X.509 (10/2019)", "X.509 (2019)", False),
        ("X.509 (2019)", "X.509", False),
        ("X.509 (2016)", "X.509 (10/2019)", False),
        ("X.509", "X.510", False),
        ("X.50", "X.509", False),
        ("X.509", "X.509 bis", False),
        ("X.694 Cor. 1", "X.694 (2015) Cor. 1", True),
        ("X.694 Cor. 1", "X.694 (2015) Cor. 1 (10/2019)", True),
        ("X.694 (2015) Cor. 1", "X.694 (2015) Cor. 1 (10/2019)", True),
        ("X.694 (2015) Cor. 1", "X.694 (2008) Cor. 1 (10/2011)", False),
        ("X.694 Cor. 1", "X.694 (2015) Cor. 2", False),
        ("X.694 Cor. 1", "X.694 (2015) Amd. 1", False),
        ("H.262 Cor. 1", "H.262 (1995) Technical Cor. 1 (11/1996)", True),
        ("H.262 Technical Cor. 1", "H.262 (1995) Cor. 1", False),
        ("G.671 Amd. 1", "G.671 (2005) Amd. 1 Err. 1", False),
        ("ITU-R M.1457", "ITU-R M.1457-14", True),
        ("ITU-R M.1457-14", "ITU-R M.1457-14 (01/2019)", True),
        ("ITU-R M.1457", "ITU-R M.1457-14 (01/2019)", True),
        ("ITU-R M.1457-1", "ITU-R M.1457-14", False),
        ("ITU-R M.1457-0", "ITU-R M.1457", False),
        ("H.264", "H.264 (V14) (08/2021)", True),
        ("H.264 (V14)", "H.264 (V14) (08/2021)", True),
        ("H.264 (V1)", "H.264 (V14)", False),
        ("M.1170", "ITU-T M.1170", True),
        ("M.1170", "ITU-R M.1170-1", True),
        ("ITU-T M.1170", "ITU-R M.1170", False),
        ("ITU-T M.1170", "M.1170", False),
        ("X Suppl. 35", "X Suppl. 35 (09/2019)", True),
        ("X Suppl. 3", "X Suppl. 35", False),
        ("G Suppl. 35", "X Suppl. 35", False),
        ("Z.100 Annex F1", "Z.100 Annex F1 (01/2015)", True),
        ("Z.100 Annex F", "Z.100 Annex F1", False),
        ("Report ITU-R M.2083", "Report ITU-R M.2083-0", True),
        ("Report ITU-R M.2083", "ITU-R M.2083-0", False),
        ("ITU-R M.2083", "Report ITU-R M.2083-0", False),
        ("X.509 (2019)", "X.509 (2019) Cor. 1", False),
        ("X.500-series", "X.509", False),
    ],
)
def test_a_looser_form_covers_a_tighter_one(loose: str, tight: str, *, expected: bool) -> None:
    """What the looser form leaves open the tighter may say; what it says must agree."""
    assert itu.parse(loose).covers(itu.parse(tight)) is expected


@given(strategies.identifiers())
def test_every_identifier_covers_itself_and_its_undated_form_covers_it(identifier: itu.Identifier) -> None:
    """Leaving the date out loosens; nothing else changes."""
    assert identifier.covers(identifier)
    assert identifier.undated.covers(identifier)
    if not identifier.steps:
        assert identifier.work.covers(identifier)


def test_covering_is_a_partial_order() -> None:
    """Over all pairs and triples of the tables: reflexive, antisymmetric and transitive."""
    texts = [row["given"] for _, row in cases.rows("identifiers.toml", "canonical", "dataset")] + EVERY
    texts += ["M.1170", "ITU-T M.1170", "ITU-R M.1170", "ITU-R M.1170-1", "ITU-T H.262 Cor. 1", "ITU-T G.709"]
    known = sorted({itu.parse(text) for text in texts})
    covered = {a: {b for b in known if a.covers(b)} for a in known}

    assert all(a in covered[a] for a in known)
    assert [(a, b) for a in known for b in covered[a] if a != b and a in covered[b]] == []
    assert [(a, b, c) for a in known for b in covered[a] for c in covered[b] if c not in covered[a]] == []


# --- forms for machines -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("ITU-T X.509", "https://www.itu.int/rec/T-REC-X.509"),
        ("ITU-T X.509 (10/2019)", "https://www.itu.int/rec/T-REC-X.509"),
        ("ITU-T X.694 (2015) Cor. 1 (10/2019)", "https://www.itu.int/rec/T-REC-X.694"),
        ("ITU-T G.709/Y.1331 (06/2020)", "https://www.itu.int/rec/T-REC-G.709"),
        ("ITU-T V.42 bis", "https://www.itu.int/rec/T-REC-V.42bis"),
        ("ITU-T D.300 R", "https://www.itu.int/rec/T-REC-D.300R"),
        ("ITU-R M.1457-14", "https://www.itu.int/rec/R-REC-M.1457"),
        ("ITU-R BT.601", "https://www.itu.int/rec/R-REC-BT.601"),
        ("ITU-T X-series", "https://www.itu.int/rec/T-REC-X"),
    ],
)
def test_the_landing_page_is_the_one_that_never_changes(text: str, url: str) -> None:
    """``url`` is the page of the work, without the month and the state letter, which change."""
    assert itu.parse(text).url == url


@pytest.mark.parametrize(
    ("text", "oid"),
    [
        ("ITU-T X.509", "0.0.24.509"),
        ("ITU-T A.1", "0.0.1.1"),
        ("ITU-T Z.100", "0.0.26.100"),
        ("ITU-T X.509 (10/2019)", None),
        ("ITU-T G.722.1", None),
        ("ITU-T V.42 bis", None),
        ("ITU-T G.709/Y.1331", None),
        ("ITU-T X.694 Cor. 1", None),
        ("ITU-T X.500-series", None),
        ("ITU-R BT.601", None),
        ("Question ITU-T 3/17", None),
    ],
)
def test_only_a_plain_number_has_an_object_identifier(text: str, oid: str | None) -> None:
    """An arc holds no date, dot, suffix or second number, so only undated one-part numbers have one."""
    assert itu.parse(text).oid == oid


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("ITU-T X.509 (10/2019)", "T-REC-X.509-201910"),
        ("ITU-T X.509", "T-REC-X.509"),
        ("ITU-R M.1457-14 (01/2019)", "R-REC-M.1457-14-201901"),
    ],
)
def test_a_file_name_is_the_one_itu_uses_without_what_changes(text: str, stem: str) -> None:
    """The stem follows ITU's own files, less the state letter, the format and the language."""
    assert itu.parse(text).filename == stem


@given(strategies.identifiers())
def test_a_urn_is_lossless(identifier: itu.Identifier) -> None:
    """Our own URN reads back as the same identifier, whatever it names."""
    assert itu.parse(identifier.urn) == identifier
    assert identifier.urn.isascii()
    assert " " not in identifier.urn


@given(strategies.identifiers())
def test_an_object_identifier_reads_back_where_its_arc_means_one_number(identifier: itu.Identifier) -> None:
    """The OID of a number reads back as that number, unless a dotted number shares its arc: that is said."""
    if identifier.oid is not None:
        series, number = identifier.designation.split(".")
        if len(numbers.oid_readings(series, number)) > 1:
            with pytest.raises(itu.InvalidIdentifier) as caught:
                itu.parse(identifier.oid)
            assert str(identifier) in map(str, caught.value.candidates)
        else:
            assert itu.parse(identifier.oid) == identifier


@given(strategies.identifiers())
def test_a_landing_page_reads_back_as_the_work(identifier: itu.Identifier) -> None:
    """The page is one of the names of the work: its first number, without date and revision."""
    if identifier.url is not None:
        page = itu.parse(identifier.url)
        assert set(page.designations) <= set(identifier.work.designations) | set(
            (identifier.base or identifier).work.designations
        )


@given(strategies.identifiers())
def test_a_file_name_is_safe_on_every_file_system(identifier: itu.Identifier) -> None:
    """The stem is ASCII, holds no separator, and starts with no dot."""
    stem = identifier.filename

    assert stem.isascii()
    assert not set(stem) & set('/\\:*?"<>| ')
    assert not stem.startswith(".")


def test_sorting_a_history_needs_no_key() -> None:
    """``sorted`` and ``max`` work on identifiers as they are."""
    history = ["ITU-T X.509 (10/2019)", "ITU-T X.509 (08/2005)", "ITU-T X.509 (2019) Cor. 1 (10/2021)"]

    ordered = [str(i) for i in sorted(map(itu.parse, history))]

    assert ordered == [history[1], history[0], history[2]]
    assert str(functools.reduce(max, map(itu.parse, history))) == history[2]
