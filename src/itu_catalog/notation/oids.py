"""Object identifiers: ``{itu-t(0) recommendation(0) x(24) 509}`` and ``0.0.24.509``.

The arcs below recommendation(0) are the letters, a(1) to z(26), then the numbers without their points.
"""

from __future__ import annotations

import re

from itu_catalog import numbers
from itu_catalog.notation.forms import AmbiguousForm, OpaqueForm, Reading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.identifier import Identifier

__all__ = ["oid", "read_oid"]

_BEFORE_A = ord("A") - 1
_TEXT = re.compile(
    r"[{(]? ?(?:itu-t|ccitt)(?: ?\( ?0 ?\))?[ .]{1,2}recommendation(?: ?\( ?0 ?\))?[ .]{1,2}"
    r"(?P<letter>[a-z])(?: ?\( ?(?P<arc>[0-9]{1,2}) ?\))?[ .]{1,2}(?P<number>[0-9]{1,9})(?:[ .][^{}]{0,80})? ?[})]?",
    re.IGNORECASE,
)
_DOTTED = re.compile(r"(?:urn:oid:|oid:? ?)?0\.0\.(?P<arc>[0-9]{1,2})\.(?P<number>[0-9]{1,9})", re.IGNORECASE)


def read_oid(text: str) -> Reading | None:
    """Read an object identifier below recommendation(0), in names or in digits; None when it is no whole one.

    Raises:
        AmbiguousForm: several numbers share the arc, since OIDs drop the points.
        OpaqueForm: the letter and its arc contradict each other.

    >>> read_oid("{itu-t(0) recommendation(0) x(24) 509}").text, read_oid("0.0.7.7221").text
    ('ITU-T X.509', 'ITU-T G.722.1')
    """
    match = _DOTTED.fullmatch(text.strip()) or _TEXT.fullmatch(re.sub(" +", " ", text.strip()))
    if match is None:
        return None
    named = match.groupdict().get("letter")
    arc = int(match["arc"] or ord(str(named).upper()) - _BEFORE_A)
    if arc not in range(1, 27):
        raise OpaqueForm(f"arc {arc} is no series; the arcs below recommendation(0) are 1 to 26 for a to z")
    letter = chr(_BEFORE_A + arc)
    if named and named.upper() != letter:
        raise OpaqueForm(f"{named}({arc}) contradicts itself: {named} is {ord(named.upper()) - _BEFORE_A}")
    readings = numbers.oid_readings(letter, int(match["number"]))
    if len(readings) > 1:
        names = tuple(f"ITU-T {letter}.{number}" for number in readings)
        raise AmbiguousForm("an OID drops the points of a number, and several numbers share this arc", names)
    return Reading(f"ITU-T {letter}.{readings[0] if readings else match['number']}")


def oid(identifier: Identifier) -> str | None:
    """Return ``0.0.<letter>.<number>`` for an undated ITU-T Recommendation with a one-part number.

    Numbers with sub-numbers lose their points in an OID and would not come back, so they have none here.
    """
    name = identifier.designation
    bare = (
        identifier.sector == "ITU-T"
        and identifier.kind == "recommendation"
        and str(identifier) == f"ITU-T {name}"
    )
    return f"0.0.{ord(name[0]) - _BEFORE_A}.{name[2:]}" if bare and name[2:].isdigit() else None
