"""Promises of the grammar: every rule does what its row says, and folding moves nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itu_catalog import grammar  # noqa: TC001 - pytest reads the annotations
from itu_catalog.grammar import RULES, SLIPS, compiled, expand, fold

RULE_NAMES = [rule.name for rule in RULES]


def _matches(pattern: re.Pattern[str], text: str) -> bool:
    found = pattern.match(fold(text) + "X")
    return pattern.fullmatch(fold(text)) is not None or (found is not None and found.end() == len(text))


@pytest.mark.parametrize("rule", RULES, ids=RULE_NAMES)
def test_rule_matches_its_examples(rule: grammar.Rule) -> None:
    """A rule matches each of its examples from end to end."""
    pattern = compiled(rule.name)

    # A rule that looks ahead needs something to look at.
    assert [each for each in rule.examples if not _matches(pattern, each)] == []


@pytest.mark.parametrize("rule", RULES, ids=RULE_NAMES)
def test_rule_refuses_its_refusals(rule: grammar.Rule) -> None:
    """A rule matches none of the strings it says it refuses."""
    pattern = compiled(rule.name)

    assert [each for each in rule.refuses if pattern.fullmatch(fold(each))] == []


def test_rule_names_are_unique() -> None:
    """No rule hides another."""
    assert len(RULE_NAMES) == len(set(RULE_NAMES))


def test_every_rule_says_what_it_is_for() -> None:
    """Each row carries a note, and a refusal to show its edge."""
    assert [rule.name for rule in RULES if not rule.note or not rule.refuses] == []


def test_no_quantifier_is_unbounded() -> None:
    """No pattern repeats without a limit, except over one class of characters that ends the match."""
    unbounded = re.compile(r"(?<!\\)[)\]][*+]")

    found = {name: unbounded.findall(expand(name)) for name in RULE_NAMES}

    assert {name: hits for name, hits in found.items() if any(hit.startswith(")") for hit in hits)} == {}


@pytest.mark.parametrize(("mark", "pattern", "replacement", "example"), SLIPS)
def test_slip_mends_its_example(mark: str, pattern: str, replacement: str, example: str) -> None:
    """Each typing slip stands in the table with a string it was made for."""
    assert mark in example
    assert re.sub(pattern, replacement, example) != example


def test_unknown_rule_is_a_key_error() -> None:
    """Asking for a rule that is not there fails at once."""
    with pytest.raises(KeyError):
        expand("no_such_rule")


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    """Folding replaces characters one by one, so that offsets into the result are offsets into the text."""
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """What has been folded is not changed by folding."""
    assert fold(fold(text)) == fold(text)
