"""``itu-catalog parse``: take an identifier apart; no catalogue is asked."""

from __future__ import annotations

from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import add_names, answer_lines, name_of
from itu_catalog.cli.layout import card

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any

__all__ = ["COMMAND"]


def _answer(arguments: argparse.Namespace) -> Answer:
    if arguments.name == ["-"]:
        return answer_lines(_parsed)
    data, identifier = _parsed(name_of(arguments))
    rows = ((name, str(value)) for name, value in data.items() if value is not None and name != "identifier")
    return Answer(data, [identifier, *card(rows)])


def _parsed(name: str) -> tuple[dict[str, Any], str]:
    """Take one name apart."""
    from itu_catalog.parsing import parse_reference

    reference = parse_reference(name)
    identifier = reference.identifier
    data = {
        "identifier": str(identifier),
        "kind": str(identifier.kind),
        "sector": str(identifier.sector) if identifier.sector else None,
        "series": identifier.series,
        "designation": identifier.designation,
        "date": str(identifier.issued) if identifier.issued else None,
        "revision": identifier.revision,
        "version": identifier.version,
        "base": str(identifier.base) if identifier.base else None,
        "work": str(identifier.work),
        "twin": reference.twin,
        "language": reference.language,
        "state": reference.state,
        "format": reference.format,
        "locator": reference.locator,
        "url": identifier.url,
        "urn": identifier.urn,
        "oid": identifier.oid,
        "filename": identifier.filename,
    }
    return data, str(identifier)


COMMAND = Command(
    "parse",
    "take an identifier apart; no catalogue is asked",
    (
        "itu-catalog parse 'Rec. ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2020'",
        "itu-catalog parse 'T-REC-X.509-201910-I!!PDF-E' --json",
        "printf 'X.509\\nX.1254\\n' | itu-catalog parse -",
    ),
    add_names,
    _answer,
    columns=True,
)
