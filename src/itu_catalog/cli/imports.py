"""What ``import`` and ``update`` have in common: where the catalogue goes, and what is told of a new one."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import contextmanager

from itu_catalog.cli.interrupts import Interrupts
from itu_catalog.cli.layout import card, counted
from itu_catalog.cli.streams import complain
from itu_catalog.errors import InvalidCatalogueData

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import Any

    from itu_catalog.importers.switching import Switched

__all__ = ["add_import", "carefully", "facts_of", "lines_of", "target_of"]

_LISTED = 10
"""How many of a kind are listed; --json has all."""


def add_import(parser: argparse.ArgumentParser) -> None:
    """Let a command say how to import, and where the catalogue goes."""
    parser.add_argument(
        "--into",
        metavar="FILE",
        help="the catalogue file to make (default: what --catalog or ITU_CATALOG names, else the one in your "
        "data directory)",
    )
    parser.add_argument("--dry-run", action="store_true", help="do everything but replace the catalogue")
    parser.add_argument(
        "--force", action="store_true", help="replace it also by one that has far less, or is older"
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="refuse a dataset with a file that cannot be read, and a catalogue with faults that are not known",
    )
    parser.add_argument(
        "--workers",
        metavar="N",
        type=_workers,
        help="how many processes read (default: one for each CPU, at most eight)",
    )
    parser.add_argument("--no-progress", action="store_true", help="show no bar")


def _workers(text: str) -> int:
    import argparse

    if not (text.isdecimal() and text.isascii() and 0 < int(text[:9]) <= 256):  # noqa: PLR2004 - as for check
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes; write 1 to 256")
    return int(text)


@contextmanager
def carefully() -> Iterator[None]:
    """Tidy up when somebody interrupts, and name each fault for which --strict refuses a catalogue."""
    with Interrupts() as interrupts:
        try:
            yield
        except KeyboardInterrupt:
            complain("interrupted")
            raise SystemExit(interrupts.code) from None
        except InvalidCatalogueData as refused:
            for fault in refused.faults[:_LISTED]:
                complain(fault)
            count = counted(len(refused.faults), "new fault")
            reason = f"the new catalogue has {count}, and --strict refuses it; nothing was changed"
            raise ValueError(reason) from refused


def target_of(arguments: argparse.Namespace) -> str | None:
    """Return the file to make; None where the user's catalogue lies."""
    given = getattr(arguments, "catalog", None)
    if arguments.into is not None and given is not None and arguments.into != given:
        raise ValueError(f"--into {arguments.into} and --catalog {given} name two files; give one")
    into: str | None = given if arguments.into is None else arguments.into
    if into == "":
        raise ValueError("--into names no file; write one, or leave it out")
    if into is not None:
        return into
    named = os.environ.get("ITU_CATALOG", "")
    if named == "embedded":
        complain(
            "ITU_CATALOG says embedded: the catalogue in the package goes on answering where that is set"
        )
        return None
    return named or None


def facts_of(switched: Switched, path: str) -> dict[str, Any]:
    """Return what is told of a new catalogue, as JSON-ready values."""
    placed, changes = switched.placed, switched.changes
    imported = switched.imported.to_dict()
    del imported["placed"]  # that is told below
    return {
        **imported,
        "path": path,
        "version": switched.new.version,
        "faults": list(switched.breaches),
        "before": None if switched.old is None else switched.old.version,
        "previous": None if placed is None else placed.previous,
        "replaced": placed is not None and placed.changed,
        "changes": None if changes is None else {str(kind): count for kind, count in changes.counts.items()},
    }


def lines_of(switched: Switched, path: str) -> Iterator[str]:
    """Lay out what is told of a new catalogue."""
    yield from card(list(_rows(switched, path)))


def _rows(switched: Switched, path: str) -> Iterator[tuple[str, str]]:
    imported, new, placed = switched.imported, switched.new, switched.placed
    counts = imported.counts
    yield "dataset", f"{_some(counts['records'], 'record')}, complete to {new.as_of}{_how(imported.known_by)}"
    yield "catalogue", f"{_some(len(new), 'work')}, {_some(len(new.documents), 'document')}"
    yield from _named("set aside", [(f"{each.kind}: {each.reason}", str(each)) for each in imported.aside])
    codes = Counter(each.code for each in imported.remarks)
    for code, count in sorted(codes.items(), key=lambda row: (-row[1], row[0])):
        yield "remarks", f"{count:,} {code}: {_meaning(code)}"
    yield from _listed("unreadable", [str(each) for each in imported.unreadable])
    yield from _listed("faults", list(switched.breaches))
    if switched.changes is not None:
        yield "changes", f"{switched.changes}, against {switched.changes.old.version}"
    if placed is None:
        yield "file", f"{path} (not written: it was to be tried only)"
        return
    if not placed.changed:
        yield "file", f"{path} (it was the same already)"
    else:
        yield "file", path
        if placed.previous is not None:
            yield "before", placed.previous
            if switched.changes:
                yield "", "what changed, one by one: itu-catalog diff BEFORE FILE, with these two"
    if not _answers(path):
        yield "", "it is no default, and is asked with --catalog or ITU_CATALOG"


def _meaning(code: str) -> str:
    """Say what remarks of a code are about: of a rule, its sentence."""
    from itu_catalog.catalog.provenance import REMARKS
    from itu_catalog.validation import RULES

    rules = {rule.code: f"breaches of a rule: {rule.sentence}" for rule in RULES}
    return REMARKS.get(code) or rules[code]


def _answers(path: str) -> bool:
    """Whether a catalogue is asked by those who name none; whoever sets ITU_CATALOG to the package has been told."""
    from itu_catalog.catalog.opening import default_choice, system_catalogue_paths, user_catalogue_path

    usual = (default_choice()[0], user_catalogue_path(), *system_catalogue_paths())
    return os.path.realpath(path) in {os.path.realpath(each) for each in usual if each}


def _how(known_by: str) -> str:
    said = {"newest": " (the day of its newest text)", "files": " (the time of its files)"}
    return said.get(known_by, "")


def _some(count: int, what: str) -> str:
    return f"{count:,} {what}{'s' * (count != 1)}"


def _named(label: str, rows: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Tell how many there are of each sort; what is alone of its sort by its name."""
    sorts = Counter(sort for sort, _ in rows)
    first = dict(reversed(rows))
    listed = sorts.most_common(_LISTED)
    for sort, count in listed:
        yield label, f"{count:,} × {sort}" if count > 1 else first[sort]
    more = len(rows) - sum(count for _, count in listed)
    if more:
        yield label, f"and {counted(more, 'other')}; --json names all"


def _listed(label: str, sentences: list[str]) -> Iterator[tuple[str, str]]:
    for sentence in sentences[:_LISTED]:
        yield label, sentence
    if len(sentences) > _LISTED:
        yield label, f"and {counted(len(sentences) - _LISTED, 'other')}; --json names all"
