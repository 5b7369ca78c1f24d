"""Requirements on editions: ``X.509>=8,<10`` reads like a requirement on a package, and means as much.

Editions, amendments and corrigenda stand on one axis of labels as ITU counts them: X.509 (10/2019) is ``9``,
its Cor. 1 ``9.1``. For ITU-R the revision is the label. What may be written after the number is what
`packaging.specifiers` reads, without ``~=`` and ``===``.

>>> requirement = Requirement("X.509>=8,<10")
>>> from itu_catalog import embedded_catalog
>>> catalog = embedded_catalog()
>>> [requirement.accepts(catalog.resolve(f"X.509 ({date})")) for date in ("10/2012", "10/2016")]
[False, True]
>>> requirement.latest(catalog)
resolve('ITU-T X.509 (2019) Cor. 3 (07/2026)')
"""

from __future__ import annotations

import re
from functools import total_ordering

from itu_catalog.dates import as_date
from itu_catalog.documents.family import numbers_of
from itu_catalog.documents.texts import Document
from itu_catalog.errors import InvalidIdentifier, InvalidRequirement
from itu_catalog.grammar import MAX_LENGTH
from itu_catalog.identifier import Identifier, Kind
from itu_catalog.parsing import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Protocol

    from packaging.specifiers import SpecifierSet
    from packaging.version import Version

    from itu_catalog.dates import Day
    from itu_catalog.documents.works import Recommendation

    class Shelf(Protocol):
        """What `Requirement.latest` asks of a catalogue."""

        def __getitem__(self, name: Identifier) -> Recommendation: ...


__all__ = ["Requirement"]

_FIRST_OPERATOR = re.compile(r"[<>=!~]")
_CLAUSE = re.compile(r"\s*(?P<operator>[<>=!~]{1,3})?\s*(?P<label>[^,]*)")
_LABEL = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,3}(?:\.\*)?", re.ASCII)

# Errata are labelled N.0, and Version("1.0") == Version("1"): an erratum would pass for the edition itself.
# Parts have labels on the same axis, but owning an annex is not owning the edition.
_COUNTED = frozenset(
    {
        Kind.RECOMMENDATION,
        Kind.SUPPLEMENT,
        Kind.IMPLEMENTERS_GUIDE,
        Kind.REPORT,
        Kind.AMENDMENT,
        Kind.CORRIGENDUM,
        Kind.ADDENDUM,
    }
)


@total_ordering
class Requirement:
    """A Recommendation and which of its editions will do; equal and ordered by what `str` prints.

    >>> Requirement("X.509 >= 8, < 10")
    Requirement('ITU-T X.509<10,>=8')
    >>> Requirement("M.1457>12").designation
    'M.1457'
    >>> Requirement("X.509~=3")
    Traceback (most recent call last):
        ...
    itu_catalog.errors.InvalidRequirement: 'X.509~=3' is not a requirement: write >=3,<4 instead
        X.509~=3
             ^
    """

    __slots__ = ("_specifiers", "identifier", "specifier")
    _specifiers: SpecifierSet
    identifier: Identifier
    """The undated Recommendation."""
    specifier: str
    """The condition in the order that packaging gives it; empty when every edition will do."""

    def __init__(self, text: str) -> None:
        """Read a requirement; `InvalidRequirement` says what is wrong and where."""
        if not isinstance(text, str):
            raise InvalidRequirement(text, reason="it is not text; write it like 'X.509>=8'")
        if len(text) > MAX_LENGTH:
            raise InvalidRequirement(
                text, reason=f"it has {len(text)} characters, and at most {MAX_LENGTH} may be"
            )
        operator = _FIRST_OPERATOR.search(text)
        place = operator.start() if operator else len(text)
        identifier = _read_identifier(text, text[:place])
        specifiers = _read_specifiers(text, place)
        set_ = object.__setattr__
        set_(self, "identifier", identifier)
        set_(self, "_specifiers", specifiers)
        set_(self, "specifier", str(specifiers))

    @property
    def designation(self) -> str:
        """The number without the sector: ``X.509``."""
        return self.identifier.designation

    def accepts(self, document: Document) -> bool:
        """Whether a document is one of the editions (or changes) asked for.

        False for another Recommendation, for errata and parts, and for a text that ITU gives no label.
        ``document in requirement`` asks the same.

        Raises:
            TypeError: `document` is not a document of a catalogue.

        >>> from itu_catalog import resolve
        >>> resolve("X.509 (10/2016)") in Requirement("X.509>=8")
        True
        """
        if not isinstance(document, Document):
            raise TypeError(
                f"a requirement judges a document of a catalogue, like resolve('X.509 (10/2016)'), "
                f"not {type(document).__name__}"
            )
        label = _label(document)
        return label is not None and self._is_about(document) and self._specifiers.contains(label)

    __contains__ = accepts

    def filter(self, documents: Iterable[Document]) -> tuple[Document, ...]:
        """Return those documents that it accepts, in their order."""
        return tuple(document for document in documents if self.accepts(document))

    def latest(self, catalog: Shelf, on: Day | None = None) -> Document | None:
        """Return the last text of the catalogue that it accepts, by approval; None when there is none.

        With `on`, only texts approved by that day count: a `datetime.date` or a string like ``2020-06-09``.
        A change counts as a text: with ``X.509>=9`` it may be a corrigendum; ``X.509==9`` is the edition alone.

        Raises:
            UnknownRecommendation: the catalogue does not know the number.

        >>> from itu_catalog import embedded_catalog
        >>> Requirement("X.509>=8").latest(embedded_catalog(), on="2018-01-01")
        resolve('ITU-T X.509 (10/2016)')
        """
        day = as_date(on) if on is not None else None
        found = [
            text
            for text in self.filter(catalog[self.identifier].documents)
            if day is None or (text.approved is not None and text.approved.first_day <= day)
        ]
        return max(found, key=lambda text: (str(text.approved or ""), _label(text)), default=None)

    def warnings(self, catalog: Shelf) -> tuple[str, ...]:
        """Return what makes the answer doubtful in this catalogue: labels that ITU gave twice.

        ITU began to count again where it gave an old number to another text.
        """
        met: dict[Version, Document] = {}
        said = []
        for text in catalog[self.identifier].documents:
            label = _label(text)
            if label is None or not self.accepts(text):
                continue
            if label in met:
                said.append(
                    f"label {label} is both {met[label]} and {text}; name the one you mean by its date"
                )
            met.setdefault(label, text)
        return tuple(said)

    def _is_about(self, document: Document) -> bool:
        mine = set(numbers_of(self.identifier))
        numbers = numbers_of(document.identifier)
        work = document._work
        if work is not None:  # a former number will do, too; one that another work has by now will not
            numbers += tuple(number for number, _, _ in work._family.bearing())
            if work._catalog is not None and not work._catalog._bears(work):
                numbers = tuple(number for number in numbers if number not in numbers_of(work.identifier))
        if self.identifier.sector is None:
            numbers = tuple(number.partition(" ")[2] for number in numbers)
        return bool(mine & set(numbers))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Requirement is immutable; make a new one instead of setting {name!r}")

    def __str__(self) -> str:
        return f"{self.identifier}{self.specifier}"

    def __repr__(self) -> str:
        return f"Requirement({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other) if isinstance(other, Requirement) else NotImplemented

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Requirement):
            return NotImplemented
        return (self.identifier, self.specifier) < (other.identifier, other.specifier)

    def __hash__(self) -> int:
        return hash(str(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return Requirement, (str(self),)


def _read_identifier(text: str, name: str) -> Identifier:
    if not name.strip():
        raise InvalidRequirement(text, reason="expected a Recommendation first, like 'X.509>=8'", position=0)
    try:
        identifier = parse(name)
    except InvalidIdentifier as fault:
        raise InvalidRequirement(text, reason=fault.reason, position=fault.position) from None
    if identifier != identifier.work or identifier.kind is Kind.SERIES:
        what = (
            "a series has no editions"
            if identifier.kind is Kind.SERIES
            else f"{identifier} is one document already"
        )
        reason = f"{what}; name the Recommendation, like 'X.509>=8'"
        raise InvalidRequirement(text, reason=reason, position=0)
    return identifier


def _read_specifiers(text: str, place: int) -> SpecifierSet:
    """Check each clause before packaging sees it: its grammar knows much that editions do not have."""
    clauses, start = [], place
    while place < len(text) and start <= len(text):
        clause = _CLAUSE.match(text, start)
        assert clause is not None, "a clause may be empty, and that is refused below"
        clauses.append(_read_clause(text, clause))
        start = clause.end() + 1
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        return SpecifierSet(",".join(clauses))
    except InvalidSpecifier as fault:
        raise InvalidRequirement(text, reason=str(fault), position=place) from None


def _read_clause(text: str, clause: re.Match[str]) -> str:
    operator, label = clause["operator"], clause["label"].rstrip()
    here = clause.start("operator") if operator else clause.start("label")
    if operator is None or not label:
        missing = "an operator, one of < <= == != >= >" if operator is None else "an edition"
        raise InvalidRequirement(
            text, reason=f"expected {missing}", position=here if operator is None else clause.end()
        )
    if _LABEL.fullmatch(label) is None:
        reason = f"{label!r} is no edition; ITU counts 9, 9.1, 9.2"
        raise InvalidRequirement(text, reason=reason, position=clause.start("label"))
    if len(label.partition(".")[0]) >= len("1900"):
        reason = (
            f"{label} is a year, and ITU counts editions 1, 2, 3; filter the documents by `approved` for it"
        )
        raise InvalidRequirement(text, reason=reason, position=clause.start("label"))
    if operator == "~=":
        major = label.partition(".")[0]
        reason = f"write >={label},<{int(major) + 1} instead"
        raise InvalidRequirement(text, reason=reason, position=here)
    if operator == "===":
        raise InvalidRequirement(text, reason=f"there is no '===' here; write =={label}", position=here)
    if operator not in ("<", "<=", "==", "!=", ">=", ">"):
        reason = f"there is no {operator!r}; use one of < <= == != >= >"
        raise InvalidRequirement(text, reason=reason, position=here)
    if label.endswith(".*") and operator not in ("==", "!="):
        reason = f"'{label}' goes with == and != only; write {operator}{label[:-2]}"
        raise InvalidRequirement(text, reason=reason, position=clause.start("label"))
    return operator + label


def _label(document: Document) -> Version | None:
    """Return the place of a document on the axis of editions; None for what has no place there."""
    identifier = document.identifier
    if document.kind not in _COUNTED:
        return None
    text = str(identifier.revision) if identifier.revision is not None else document.edition
    # Never anything but digits and dots: Version("2019-10") is a post-release of 2019.
    if text is None or _LABEL.fullmatch(text) is None:
        return None
    from packaging.version import Version

    return Version(text)
