"""Our URNs: ``urn:x-itu:<sector>:<class>:<number>[:v<n>][:<date>][:<step>[:<date>]]…``.

No name space is registered for ITU texts, so this one is ours (``x-itu``). It is lossless: reading gives back
the identifier that was written.
"""

from __future__ import annotations

import re

from itu_catalog.grammar import STEP_FORMS
from itu_catalog.notation.forms import OpaqueForm, Reading, dated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.identifier import Identifier

__all__ = ["read_urn", "urn"]

_CLASSES = {"report": "rep", "question": "que", "resolution": "res", "handbook": "hdb", "opinion": "opi"}
"""Kinds that are printed with their word before the sector; all others are ``rec``."""
_CLASS_WORDS = {short: f"{kind.capitalize()} " for kind, short in _CLASSES.items()}
_STEP_WORDS = {file.lower(): printed for printed, file in STEP_FORMS.values()}
_URN = re.compile(
    r"urn:(?:x-)?itu[:-](?P<sector>[trd-]):(?:(?P<class>rec|rep|que|res|hdb|opi)(?:ort|ommendation)?:)?(?P<rest>.{1,200})",
    re.IGNORECASE,
)
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?|([0-9]{2})/([0-9]{4})")
_STEP = re.compile(r"(?P<technical>t(?=cor))?(?P<word>[a-z]{3})(?:\.(?P<label>.+))?")


def urn(identifier: Identifier) -> str:
    """Write `identifier` as our URN; `read_urn` gives the same back."""
    sector = identifier.sector[-1].lower() if identifier.sector else "-"
    number = identifier.designation
    if identifier.revision is not None:
        stem, slash, group = (
            number.partition("/") if identifier.edition.kind == "question" else (number, "", "")
        )
        number = f"{stem}-{identifier.revision}{slash}{group}"
    printed_with_its_word = not str(identifier).startswith("ITU-")
    short = _CLASSES.get(identifier.edition.kind, "rec") if printed_with_its_word else "rec"
    segments = ["urn:x-itu", sector, short, number.replace(" ", "_")]
    if identifier.version:
        segments.append(f"v{identifier.version}")
    if identifier.edition.issued:
        segments.append(str(identifier.edition.issued))
    for kind, label, technical, issued in identifier.steps:
        word = ("t" if technical else "") + STEP_FORMS[kind][1].lower()
        segments.append(f"{word}.{label.replace(' ', '_')}" if label else word)
        if issued:
            segments.append(str(issued))
    return ":".join(segments)


def read_urn(text: str) -> Reading:
    """Read our URNs, and forms others made up such as ``urn:itu:t:X.509:10/2019`` and ``urn:itu-t:rec:x.509``.

    Raises:
        OpaqueForm: it is another URN, or one of its segments means nothing.

    >>> read_urn("urn:x-itu:t:rec:V.42_bis:2002-03").text
    'ITU-T V.42 bis (03/2002)'
    """
    match = _URN.fullmatch(text.strip())
    if match is None:
        raise OpaqueForm("the URN is not one of ours; they look like urn:x-itu:t:rec:X.509:2019-10")
    number, *segments = match["rest"].split(":")
    sector = "" if match["sector"] == "-" else f"ITU-{match['sector'].upper()} "
    words = _CLASS_WORDS.get((match["class"] or "").lower(), "") + sector + _spaced(number)
    for segment in segments:
        date, step = _DATE.fullmatch(segment), _STEP.fullmatch(segment)
        if date:
            words += dated(date[1] or date[4], date[2] or date[3])
        elif re.fullmatch("v[0-9]{1,2}", segment):
            words += f" (V{segment[1:]})"
        elif step and step["word"] in _STEP_WORDS:
            words += " Technical" if step["technical"] else ""
            words += f" {_STEP_WORDS[step['word']]} {(step['label'] or '').replace('_', ' ')}".rstrip()
        else:
            raise OpaqueForm(f"the URN's segment {segment[:40]!r} is neither a date, a version nor a change")
    return Reading(words)


def _spaced(number: str) -> str:
    """Give a number its blanks back; names of drafts and publications keep their underscores."""
    return re.sub(r"_(?=(?:bis|ter|quater|R|[A-F])(?:/|$)|Suppl\.)|(?<=Suppl\.)_", " ", number)
