"""``itu-catalog validate``: what must be true of the records of a catalogue, and where it is not."""

from __future__ import annotations

from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import catalog_of
from itu_catalog.cli.layout import counted, table, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from itu_catalog.validation import Rule
    from itu_catalog.validation.known import Judged, KnownFile, Tally, Verdict

__all__ = ["COMMAND"]

_COLUMNS = ("rule", "level", "identifier", "message", "state", "why")
_NEVER = "never"
_LEVELS = {"note": ("note", "error"), "error": ("error",)}
"""Which levels a level means: itself and those above."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--rule",
        metavar="CODES",
        help="check these rules only, such as V5,V12, and list every breach of them",
    )
    parser.add_argument("--notes", action="store_true", help="list the new breaches of the milder rules, too")
    parser.add_argument(
        "--exceptions",
        metavar="FILE",
        help="the list of known breaches (default: those of the community dataset)",
    )
    parser.add_argument(
        "--fail-on",
        metavar="WHAT",
        default=_NEVER,
        help="exit with 1 when such a breach is new: a level (note, error: that level or a higher one), "
        "rules (V5,V12), or never (default)",
    )
    parser.add_argument("--csv", action="store_true", help="answer with one row for each breach")


def _answer(arguments: argparse.Namespace) -> Answer:
    from itu_catalog.validation import RULES, validate
    from itu_catalog.validation.dataset import kept
    from itu_catalog.validation.known import judged

    as_json = getattr(arguments, "json", False)
    if arguments.csv and as_json:
        raise ValueError("--json and --csv contradict each other; give one")
    rules = _rules(arguments.rule) if arguments.rule is not None else RULES
    fatal = _fatal(arguments.fail_on)
    known = _known(arguments.exceptions)
    catalog = catalog_of(arguments)
    provenance = dict(catalog._store.table("provenance"))
    works = list(catalog)
    faults = validate(works, as_of=catalog.as_of, notes=True, faults=kept(provenance.items()), rules=rules)
    verdict = judged(
        faults,
        known,
        present={str(each.identifier) for work in works for each in (work, *work.documents)},
        exact=bool(provenance) and known.as_of == catalog.as_of,
        rules=rules,
    )
    code = int(any(tally.new and {tally.code, tally.level} & fatal for tally in verdict.tallies))
    if arguments.csv:
        return Answer(None, [_csv(verdict)], code)
    data = {
        "catalogue": catalog.version,
        "as_of": catalog.as_of.isoformat(),
        "rules": [tally.to_dict() for tally in verdict.tallies],
        "breaches": [each.to_dict() for each in verdict.breaches],
        "unneeded": list(verdict.unneeded),
    }
    if as_json:
        return Answer(data, (), code)
    listed = [
        each
        for each in verdict.breaches
        if arguments.rule or (each.state == "new" and (arguments.notes or each.fault.level == "error"))
    ]
    return Answer(data, list(_lines(verdict, listed, notes=arguments.notes or bool(arguments.rule))), code)


def _known(path: str | None) -> KnownFile:
    """Read a list of known breaches; its first fault is the sentence that a person sees."""
    from itu_catalog.errors import InvalidCatalogueData
    from itu_catalog.importers.census import EXCEPTIONS
    from itu_catalog.validation.known import load_known

    try:
        return load_known(path or EXCEPTIONS)
    except InvalidCatalogueData as fault:
        first, *more = fault.faults
        raise ValueError(f"{first} (and {len(more)} more)" if more else first) from None


def _rules(text: str) -> tuple[Rule, ...]:
    """Read codes of rules with commas between, in any case."""
    from itu_catalog.validation import RULES

    asked = {word.strip().upper() for word in text.split(",") if word.strip()}
    unknown = sorted(asked - {rule.code for rule in RULES})
    if unknown or not asked:
        said = f"{unknown[0]!r} is no rule" if unknown else "no rule is named"
        raise ValueError(f"{said}; write codes from {RULES[0].code} to {RULES[-1].code}, such as V5,V12")
    return tuple(rule for rule in RULES if rule.code in asked)


def _fatal(text: str) -> set[str]:
    """Read what to fail on: codes of rules, and levels with those above."""
    fatal: set[str] = set()
    for word in filter(None, (word.strip() for word in text.split(","))):
        if word.lower() != _NEVER:
            fatal.update(_LEVELS.get(word.lower()) or [rule.code for rule in _rules(word)])
    return fatal


def _csv(verdict: Verdict) -> str:
    from itu_catalog.exports.csvtable import row

    rows = [each.to_dict() for each in verdict.breaches]
    return "".join([",".join(_COLUMNS) + "\n", *(row(each, _COLUMNS) for each in rows)]).removesuffix("\n")


def _lines(verdict: Verdict, listed: list[Judged], *, notes: bool) -> Iterator[str]:
    yield from table(
        [_row(tally) for tally in verdict.tallies],
        ["rule", "level", "found", "explained", "known", "new", "what is demanded"],
    )
    if listed:
        yield ""
    for each in listed:
        fault = each.fault
        why = f" ({each.state}: {each.why})" if each.why else ""
        yield from wrapped(f"{fault.identifier}: {fault.message}{why}", 6, fault.code)
    if verdict.unneeded:
        yield ""
        yield "exceptions no longer needed:"
        for sentence in verdict.unneeded:
            yield from wrapped(sentence, 4, "  ")
    yield ""
    errors, milder = (
        sum(tally.new for tally in verdict.tallies if tally.level == level) for level in ("error", "note")
    )
    more = "" if notes or not milder else "; --notes lists them"
    yield f"{counted(errors, 'new error')} and {counted(milder, 'new note')}{more}"


def _row(tally: Tally) -> list[str]:
    counts = (tally.breaches, tally.explained, tally.known, tally.new)
    return [tally.code, tally.level, *(str(count or "-") for count in counts), tally.sentence]


COMMAND = Command(
    "validate",
    "check a catalogue by rules, and tell known breaches from new ones",
    (
        "itu-catalog validate",
        "itu-catalog validate --rule V5,V12",
        "itu-catalog validate --catalog other.tsv --fail-on error",
        "itu-catalog validate --csv > breaches.csv",
    ),
    _arguments,
    _answer,
)
