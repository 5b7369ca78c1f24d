"""The validator: what must be true of the records of a catalogue, whatever they came from.

A rule is a row of a table: a code, a level, a sentence and a function that finds its breaches.
``docs/reference/validation.md`` explains each; `known` tells the breaches that are known from new ones.
"""

from __future__ import annotations

from itu_catalog.parsing import try_parse
from itu_catalog.validation import changes, editions, pointing, radio, texts
from itu_catalog.validation.dataset import found_at_import
from itu_catalog.validation.records import Breach, Fault, Records, Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from itu_catalog.documents.works import Recommendation
    from itu_catalog.identifier import Identifier

__all__ = ["RULES", "Breach", "Fault", "Rule", "validate"]

RULES: tuple[Rule, ...] = (
    Rule("V1", "error", "Identifiers are canonical.", texts.canonical),
    Rule("V2", "error", "No document stands in the catalogue twice.", texts.unique),
    Rule(
        "V3",
        "error",
        "The month in an identifier is that of the approval.",
        texts.printed_month,
        ("approved",),
    ),
    Rule("V4", "error", "Nothing was approved after the data ends.", texts.not_after, ("approved",)),
    Rule(
        "V5",
        "error",
        "Editions follow each other in time; two of one day bear two numbers.",
        editions.in_order,
    ),
    Rule("V6", "note", "Edition numbers rise by one.", editions.steps_by_one, ("edition",)),
    Rule("V7", "note", "A history begins with edition 1.", editions.starts_at_one, ("edition",)),
    Rule("V8", "error", "What a change changes is in the catalogue, and is one text.", changes.has_base),
    Rule("V9", "error", "A change is of the year of its base, and not before it.", changes.base_year),
    Rule(
        "V10", "note", "The changes of one kind to one text are numbered from 1, in order.", changes.runs_on
    ),
    Rule("V11", "note", "A change comes before the next edition.", changes.after_next),
    Rule("V12", "error", "At most one edition of a work is in force.", editions.one_in_force),
    Rule("V13", "error", "What a change in force changes is in force.", changes.living_base),
    Rule(
        "V14",
        "note",
        "The status agrees with the letter in the address.",
        texts.agrees_with_letter,
        ("status",),
    ),
    Rule(
        "V15",
        "note",
        "The number and the month in the address are those of the text.",
        texts.address_agrees,
        ("url", "approved"),
    ),
    Rule("V16", "note", "All editions have the same twin, but for its year.", editions.one_twin),
    Rule("V17", "note", "In the dataset, editions of one work all name each other.", found_at_import),
    Rule("V18", "note", "In the dataset, what a record names is there.", found_at_import),
    Rule("V19", "note", "The titles of neighbouring editions have words in common.", editions.alike),
    Rule("V20", "note", "ITU-R revisions follow each other without gaps.", radio.contiguous),
    Rule("V21", "note", "The last revision of ITU-R is not superseded.", radio.last_is_not_superseded),
    Rule("V22", "error", "The editions of a work are of one kind.", radio.one_kind),
    Rule("V23", "note", "ITU-R posted a text within two years of its approval.", texts.posted_late),
    Rule("V24", "note", "The scope of a Supplement agrees with its title.", pointing.scope_agrees),
    Rule(
        "V25",
        "note",
        "One study group, and those it took over from, answered for a work.",
        editions.one_group,
    ),
    Rule("V26", "note", "What a document points at is in the catalogue.", pointing.targets_exist),
    Rule("V27", "error", "A former number is borne by an edition.", pointing.former_borne),
    Rule(
        "V28", "error", "Inferences, sources and conflicts are about fields that exist.", texts.known_fields
    ),
    Rule("V29", "note", "A superseded work says what superseded it.", pointing.says_successor),
    Rule("V30", "note", "A number is borne by one work at a time.", pointing.one_bearer),
    Rule("V31", "note", "A common or provisional name means one work.", pointing.one_meaning),
    Rule("V32", "error", "A work bears the number of its last edition.", pointing.identifier_borne),
    Rule("V33", "error", "Successors lead to an end.", pointing.no_circle),
    Rule("V34", "note", "Nothing was posted before it was approved.", texts.posted_before),
    Rule("V35", "note", "What is in force is the last edition.", editions.last_in_force),
    Rule("V36", "note", "Every record says where its facts come from.", texts.has_source),
)
"""The rules, those up to V25 numbered like those measured on the community dataset."""


def validate(
    works: Iterable[Recommendation],
    places: Mapping[Identifier, str] | None = None,
    as_of: datetime.date | None = None,
    *,
    notes: bool = False,
    faults: Iterable[Mapping[str, Any]] = (),
    rules: Iterable[Rule] = RULES,
) -> tuple[Fault, ...]:
    """Return the rules that some records break, in the order of the rules; `notes` asks for the milder ones.

    `places` says where each record stands, so that the message leads there. `faults` are what an import found
    wrong in its dataset, as its catalogue keeps them: rows with ``code``, ``identifier`` and ``message``.
    `rules` are those to check by.

    >>> from itu_catalog.schema import read_work
    >>> work = read_work({"identifier": "ITU-T X.9", "document": [
    ...     {"identifier": "ITU-T X.9 (10/2019)", "approved": "2019-11-14", "status": "in force"}]})
    >>> fault, = validate([work])
    >>> fault.code, fault.message
    ('V3', 'it was approved 2019-11-14, its identifier says otherwise; mend one of them')
    """
    records = Records(works, as_of)
    given = list(faults)
    return tuple(
        fault
        for rule in rules
        if notes or rule.level == "error"
        for fault in (*_found(rule, records, places or {}), *_told(rule, given))
    )


def _found(rule: Rule, records: Records, places: Mapping[Identifier, str]) -> Iterator[Fault]:
    for breach in rule.check(records):
        identifier = breach.record.identifier
        place = places.get(identifier, "record")
        yield Fault(rule.code, rule.level, identifier, place, breach.message, rule.explained(breach))


def _told(rule: Rule, rows: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
    for row in rows:
        if row.get("code") == rule.code:
            name = str(row.get("identifier", ""))
            yield Fault(
                rule.code, rule.level, try_parse(name) or name, "dataset", str(row.get("message", ""))
            )
