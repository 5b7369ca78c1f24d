"""Reading identifiers: any way of writing one becomes one exact value, or an error that says why not.

>>> parse("Rec. ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2020")
Identifier('ITU-T X.509 (10/2019)')
>>> normalize("corrigendum 1 to recommendation itu-t g.798 (2012)")
'ITU-T G.798 (2012) Cor. 1'
>>> parse("X.509 (13/2019)")
Traceback (most recent call last):
    ...
itu_catalog.errors.InvalidIdentifier: 'X.509 (13/2019)' is not an ITU identifier: there is no month 13
    X.509 (13/2019)
           ^

Three readers stand behind `parse`, each asking the next: canonical forms are taken as they are; canonical forms
behind a usual prefix have it replaced; everything else is read rule by rule. A test proves that they agree.
"""

from __future__ import annotations

import re

from itu_catalog import notation, numbers
from itu_catalog.errors import InvalidIdentifier
from itu_catalog.grammar import MAX_LENGTH, RADIO_SERIES, SLIPS, TELECOM_SERIES, expand, fold
from itu_catalog.identifier import Identifier, _of, is_canonical, plainly_canonical
from itu_catalog.reading import Found, Reader, Reference

__all__ = [
    "Found",
    "Reference",
    "is_valid",
    "normalize",
    "parse",
    "parse_reference",
    "read_at",
    "read_usual",
    "try_parse",
]

# --------------------------------------------------------------------------------------------------
# The verbs

_DASH = "[-\u2010\u2011\u2012\u2013 ]"
_is_plainly_canonical = plainly_canonical()
_REC = r"[Rr]ec(?:ommendation|s|omendación)?\.?"
_TELECOM_ONLY = "".join(sorted(set(TELECOM_SERIES) - set(RADIO_SERIES)))
_SHARED = "".join(sorted(set(TELECOM_SERIES) & set(RADIO_SERIES)))  # with a sub-number they are ITU-T's
_PREFIX = (
    rf"(?:(?:{_REC}|Recommandation) )?(?:(?:ITU|UIT|itu){_DASH}(?:[Tt]|([Rr]))|CCITT)(?: {_REC})?[ \u00a0]"
)
# Prefixes so usual that they are worth not folding for, and numbers that need none because one sector alone
# has the letter; the rest must be canonical already.
_prefixed = re.compile(
    rf"(?:{_PREFIX}"
    rf"((?(1){expand('canonical_radio')}|{expand('canonical_telecom')}))"
    rf"|((?:(?:[{_TELECOM_ONLY}]\.{expand('number')}|[{_SHARED}]\.[1-9][0-9]{{0,4}}\.{expand('number')})"
    r"(?: (?:bis|ter|quater))?"
    rf"(?:/{expand('telecom_series')}\.{expand('number')})?(?:{expand('version')})?"
    rf"|{expand('telecom_series')} Suppl\. [1-9][0-9]?){expand('steps')})"
    rf"|([{_SHARED}])\.([1-9][0-9]{{0,4}})((?: {expand('date')})?)({expand('changes')}))"
).fullmatch
_EXPLICIT, _ONE_SECTOR = 2, 3
"""The last group of each way in: behind a prefix, and without one but in a series that one sector alone has."""
# The same, before forms that are canonical only if the number table says so.
_prefix = re.compile(
    rf"{_PREFIX}|(?=[{_TELECOM_ONLY}]\.[0-9]|[{_SHARED}]\.[0-9.]{{1,20}}(?: (?:bis|ter|quater)\b|/[A-Z]))"
).match
# What ITU-R's own lists print for texts that are no Recommendations.
_listed = re.compile(
    r"ITU-R (?:([1-9][0-9]{0,2}(?:-(?:[1-9]|[1-3][0-9]))?/(?:[1-9]|1[0-2])):?"
    r"|R\.([1-9][0-9]{0,2}(?:-(?:[1-9]|[1-3][0-9]))?)|0?([1-9][0-9]?)\.HDB)"
).fullmatch
_LISTED = ("", "Question ITU-R ", "Resolution ITU-R ", "Handbook ITU-R ")


def parse(value: object) -> Identifier:
    """Return the identifier that `value` writes, in whatever way.

    Raises:
        InvalidIdentifier: `value` is not a string, or not one that names one ITU text; it says why, and where.

    >>> parse("ccitt rec. x.25"), parse("T-REC-Z.100-201910-I!AnnF1")
    (Identifier('ITU-T X.25'), Identifier('ITU-T Z.100 Annex F1 (10/2019)'))
    """
    if value.__class__ is not str and isinstance(value, str):
        value = str.__str__(value)
    if isinstance(value, str) and len(value) <= MAX_LENGTH:
        if _is_plainly_canonical(value):
            return _of(value)
        found = _prefixed(value)
        if found is not None:
            which = found.lastindex
            if which == _EXPLICIT:
                return _of(("ITU-R " if found[1] else "ITU-T ") + found[which])
            if which == _ONE_SECTOR:
                return _of("ITU-T " + found[which])
            sectors = ("T",) if found[7] else numbers.sectors_of(found[4], found[5])  # ITU-R amends nothing
            return _of(f"ITU-{sectors[0]} {found[0]}" if len(sectors) == 1 else found[0])
        found = _listed(value)
        if found is not None:
            which = found.lastindex or 0
            return _of(_LISTED[which] + found[which])
        return _read(value).identifier
    return parse_reference(value).identifier


def parse_reference(value: object) -> Reference:
    """Return all that `value` says: the identifier, twin, language, state, format and locator.

    Raises:
        InvalidIdentifier: as `parse`.

    >>> parse_reference("ITU-T X.509 (10/2019), clause 7").locator
    'clause 7'
    """
    if not isinstance(value, str):
        raise InvalidIdentifier(value, reason=f"a string was expected, not {type(value).__name__}")
    value = str.__str__(value)
    if len(value) > MAX_LENGTH:
        raise InvalidIdentifier(
            value, reason=f"it has {len(value)} characters; an identifier has at most {MAX_LENGTH}"
        )
    if is_canonical(value):
        return Reference(_of(value))
    return _read(value)


def try_parse(value: object) -> Identifier | None:
    """Return the identifier that `value` writes, or None when it writes none.

    >>> try_parse("RFC 5280") is None
    True
    """
    try:
        return parse(value)
    except InvalidIdentifier:
        return None


def is_valid(value: object) -> bool:
    """Whether `value` writes an ITU identifier; this says nothing about whether such a document exists.

    >>> is_valid("G.711"), is_valid("ITU-R X.509")
    (True, False)
    """
    return try_parse(value) is not None


def normalize(value: object) -> str:
    """Return the canonical form of the identifier that `value` writes; purely syntactic.

    The key for joining data is the identifier a catalogue resolves to.

    Raises:
        InvalidIdentifier: as `parse`.

    >>> normalize("g 711 appendix ii (02/2000)")
    'ITU-T G.711 App. II (02/2000)'
    """
    return str(parse(value))


def _read(text: str) -> Reference:
    mended = _mend(text)
    prefix = _prefix(mended)
    if prefix is not None:
        canonical = ("ITU-R " if prefix[1] else "ITU-T ") + mended[prefix.end() :]
        if is_canonical(canonical):
            return Reference(_of(canonical))
    reference = _read_machine_form(text)
    if reference is None:
        reader = Reader(mended)
        reader.given = text  # an error speaks of what was given, not of what was mended
        reference = reader.read_all()
    return reference


def _read_machine_form(text: str) -> Reference | None:
    """Read addresses, file names, URNs and OIDs; None when `text` is none of them."""
    plain = fold(text).strip(" <>\"'")
    try:
        reading = notation.read(plain)
    except notation.AmbiguousForm as error:
        raise InvalidIdentifier(text, reason=str(error), candidates=error.candidates) from None
    except notation.OpaqueForm as error:
        raise InvalidIdentifier(text, reason=str(error)) from None
    if reading is None:
        return None
    if is_canonical(reading.text):
        reference = Reference(_of(reading.text))
    else:
        try:
            reference = Reader(reading.text).read_all()
        except InvalidIdentifier as error:
            raise InvalidIdentifier(
                text, reason=f"it says {reading.text!r}: {error.reason}", suggestion=error.suggestion
            ) from None
    return Reference(
        reference.identifier,
        reference.twin,
        reading.language or reference.language,
        reading.state or reference.state,
        reading.format,
        reference.locator,
        reference.issued,
    )


def _mend(text: str) -> str:
    """Put the typing slips of ITU's own lists right."""
    for mark, pattern, replacement, _ in SLIPS:
        if mark in text:
            text = re.sub(pattern, replacement, text)
    return text


def read_usual(text: str) -> tuple[Identifier, bool] | None:
    """Read what is written in a usual manner, and say whether it names the ITU; None for any other manner.

    This is the quick way of `parse`, without what depends on the text around.

    >>> read_usual("Rec. ITU-T X.509 (10/2019)"), read_usual("rec. x509"), read_usual("M.1457")
    ((Identifier('ITU-T X.509 (10/2019)'), True), None, None)
    """
    found = _prefixed(text)
    if found is None:
        return None
    if found.lastindex == _EXPLICIT:
        return _of(("ITU-R " if found[1] else "ITU-T ") + found[_EXPLICIT]), True
    return (_of("ITU-T " + found[_ONE_SECTOR]), False) if found.lastindex == _ONE_SECTOR else None


def read_at(text: str, folded: str, start: int, sector: str | None = None) -> Found | None:
    """Read the longest reference that begins at `start` of a longer text; None when none begins there.

    This is the door of the finder: the same reader as `parse_reference`, stopping where the identifier stops.
    `folded` is ``fold(text)``; `sector` is what the text before says where the number itself does not.

    >>> found = read_at("see ITU-T X.509 (10/2019), clause 7", "see ITU-T X.509 (10/2019), clause 7", 4)
    >>> found.reference.identifier, found.end, found.reference.locator
    (Identifier('ITU-T X.509 (10/2019)'), 25, 'clause 7')
    """
    reader = Reader(text, folded, start)
    reader.context = sector
    try:
        return reader.read_some()
    except InvalidIdentifier:
        return None
