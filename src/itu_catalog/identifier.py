"""`Identifier`: which document, and nothing else.

An identifier *is* its canonical form: two are equal exactly when they print alike, and what it pickles as is
that string, so that pickles outlive releases. Its parts are decoded when somebody asks.

>>> cor = Identifier("ITU-T X.694 (2015) Cor. 1 (10/2019)")
>>> cor.kind, cor.designation, cor.issued, cor.base
(<Kind.CORRIGENDUM: 'corrigendum'>, 'X.694', Issued('2019-10'), Identifier('ITU-T X.694 (2015)'))
>>> sorted(map(Identifier, ["ITU-T X.509", "ITU-T X.25 bis", "ITU-T X.9", "ITU-T X.25"]))[1:]
[Identifier('ITU-T X.25'), Identifier('ITU-T X.25 bis'), Identifier('ITU-T X.509')]
"""

from __future__ import annotations

import re
from collections import namedtuple
from enum import StrEnum
from functools import cache, total_ordering

from itu_catalog.dates import Issued
from itu_catalog.errors import CatalogueFileError, InvalidIdentifier

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NamedTuple

    class Step(NamedTuple):
        """One change or part in the chain after the base text."""

        kind: Kind
        label: str
        technical: bool
        issued: Issued | None

    class _Fields(NamedTuple):
        sector: Sector | None
        head: Kind
        designations: tuple[str, ...]
        series: str | None
        revision: int | None
        version: int | None
        issued: Issued | None
        steps: tuple[Step, ...]

else:
    Step = namedtuple("Step", "kind label technical issued")
    Step.__doc__ = """One change or part in the chain after the base text: its `kind`, its `label` as printed
    (``1``, ``F1``, ``IV``; empty for an attachment), whether it is a *Technical* corrigendum, its own date."""
    _Fields = namedtuple("_Fields", "sector head designations series revision version issued steps")

__all__ = ["Identifier", "Kind", "Sector", "Step", "is_canonical", "plainly_canonical"]


class Sector(StrEnum):
    """The part of the ITU that issued a text.

    >>> from itu_catalog import parse
    >>> parse("BT.709").sector
    <Sector.R: 'ITU-R'>
    """

    T = "ITU-T"
    R = "ITU-R"
    D = "ITU-D"


class Kind(StrEnum):
    """What an identifier names.

    >>> from itu_catalog import parse
    >>> parse("X.509 (2019) Cor. 1").kind
    <Kind.CORRIGENDUM: 'corrigendum'>
    """

    RECOMMENDATION = "recommendation"
    AMENDMENT = "amendment"
    CORRIGENDUM = "corrigendum"
    ERRATUM = "erratum"
    ADDENDUM = "addendum"
    ANNEX = "annex"
    APPENDIX = "appendix"
    ATTACHMENT = "attachment"
    SUPPLEMENT = "supplement"
    IMPLEMENTERS_GUIDE = "implementers-guide"
    SERIES = "series"
    REPORT = "report"
    QUESTION = "question"
    RESOLUTION = "resolution"
    HANDBOOK = "handbook"
    OPINION = "opinion"
    PUBLICATION = "publication"
    DRAFT = "draft"


_HEADS = {
    "Report": Kind.REPORT,
    "Question": Kind.QUESTION,
    "Resolution": Kind.RESOLUTION,
    "Handbook": Kind.HANDBOOK,
    "Opinion": Kind.OPINION,
}
_HEAD_ORDER = {
    kind: rank
    for rank, kind in enumerate(
        (
            Kind.SERIES,
            Kind.RECOMMENDATION,
            Kind.IMPLEMENTERS_GUIDE,
            Kind.SUPPLEMENT,
            Kind.PUBLICATION,
            Kind.REPORT,
            Kind.QUESTION,
            Kind.RESOLUTION,
            Kind.OPINION,
            Kind.HANDBOOK,
            Kind.DRAFT,
        )
    )
}
_SUFFIXES = {"": 0, "bis": 1, "ter": 2, "quater": 3}


@cache
def plainly_canonical() -> Callable[[str], re.Match[str] | None]:
    """Return the test that most canonical forms pass, made on first use: a look-up by name never needs it."""
    from itu_catalog.grammar import compiled

    return compiled("canonical").fullmatch


def is_canonical(text: str) -> bool:
    """Whether `text` is exactly what this library prints for some identifier.

    >>> is_canonical("ITU-T X.509"), is_canonical("X.509"), is_canonical("M.1457"), is_canonical("M.1170")
    (True, False, False, True)
    """
    if plainly_canonical()(text) is not None:
        return True
    from itu_catalog.grammar import LONGEST_SHORT_RANGE, compiled

    match = compiled("canonical_checked").fullmatch(text)
    if match is None:
        return False
    if match["bare"]:
        from itu_catalog import numbers

        # One sector alone assigned M.1457, so that number is printed with it.
        return len(numbers.sectors_of(match["bare"], match["number"])) != 1
    if match["lettered"]:
        from itu_catalog import numbers

        return numbers.assigned("T", match["lettered"][0], match["lettered"][2:])
    if match["joint"]:
        return len({name[0] for name in match["joint"].split("/")}) > 1
    first, _, last = match["range"].partition("-")
    series, _, stem = first.partition(".")
    if last.isdigit():
        return 0 < int(last) - int(stem.rpartition(".")[2]) <= LONGEST_SHORT_RANGE
    return last.partition(".")[0] == series and _natural(stem) < _natural(last.partition(".")[2])


@total_ordering
class Identifier:
    """One ITU document, Recommendation, series, Question or other numbered text, exactly.

    Make one with `itu_catalog.parse`, which reads every way of writing; the constructor takes a canonical form
    (that is what `repr` shows) and raises `InvalidIdentifier` for anything else.

    >>> Identifier("ITU-R M.1457-14 (01/2019)").revision
    14
    >>> Identifier("X.509")
    Traceback (most recent call last):
        ...
    itu_catalog.errors.InvalidIdentifier: 'X.509' is not an ITU identifier: it is not canonical; use itu_catalog.parse
    """

    # The last two stay empty until somebody asks: most identifiers are only compared, hashed and printed.
    __slots__ = ("_decoded", "_order", "_text")
    _text: str
    _decoded: _Fields
    _order: tuple[Any, ...]

    def __new__(cls, text: str) -> Identifier:  # noqa: PYI034 - nobody derives from it
        """Take `text` in canonical form as it is."""
        from itu_catalog.grammar import MAX_LENGTH

        given: object = text
        text = str.__str__(text) if isinstance(given, str) else ""
        if len(text) > MAX_LENGTH or not is_canonical(text):
            raise InvalidIdentifier(given, reason="it is not canonical; use itu_catalog.parse")
        return _of(text)

    # ---- decoding

    def _fields(self) -> _Fields:
        try:
            return self._decoded
        except AttributeError:
            try:
                fields = _decode(self._text)
            except (AssertionError, LookupError, ValueError) as fault:
                # Whoever composes one checks it first; what else there is was read from a file.
                reason = f"it has {self._text[:60]!r} for an identifier; make the file again"
                raise CatalogueFileError("the file of this record", reason=reason) from fault
            _set_decoded(self, fields)
            return fields

    @property
    def sector(self) -> Sector | None:
        """The sector; None when the string does not decide (``M.1170`` exists in two)."""
        return self._fields().sector

    @property
    def kind(self) -> Kind:
        """What it names: the last change or part in its chain, else what the whole is.

        >>> Identifier("ITU-T X.237 (1995) Amd. 1 Technical Cor. 1 (06/1999)").kind
        <Kind.CORRIGENDUM: 'corrigendum'>
        """
        fields = self._fields()
        return fields.steps[-1].kind if fields.steps else fields.head

    @property
    def issued(self) -> Issued | None:
        """The document's own date, a month or a year; None when it has none.

        >>> print(Identifier("ITU-T Y.3053 (2018) Amd. 1").issued)
        None
        """
        fields = self._fields()
        return fields.steps[-1].issued if fields.steps else fields.issued

    @property
    def year(self) -> int | None:
        """The year of its own date."""
        issued = self.issued
        return issued.year if issued else None

    @property
    def month(self) -> int | None:
        """The month of its own date."""
        issued = self.issued
        return issued.month if issued else None

    @property
    def revision(self) -> int | None:
        """The ITU-R revision: 14 for ``M.1457-14``, 0 for the first text ``-0``."""
        return self._fields().revision

    @property
    def version(self) -> int | None:
        """The version some protocols and codecs count: 14 for ``H.264 (V14)``."""
        return self._fields().version

    @property
    def series(self) -> str | None:
        """The series letters of its first number: ``X``, ``BT``; None for texts that are in no series."""
        return self._fields().series

    @property
    def designation(self) -> str:
        """The short name: without sector, revision, version, dates and changes.

        >>> Identifier("ITU-T G.709/Y.1331 (06/2020)").designation
        'G.709/Y.1331'
        >>> Identifier("ITU-T X Suppl. 35 (09/2019)").designation
        'X Suppl. 35'
        """
        return "/".join(self._fields().designations)

    @property
    def designations(self) -> tuple[str, ...]:
        """Each number it bears: ``("G.709", "Y.1331")``."""
        return self._fields().designations

    @property
    def steps(self) -> tuple[Step, ...]:
        """The chain of changes and parts after the base text, outermost last."""
        return self._fields().steps

    @property
    def label(self) -> str | None:
        """The number of the last change or part as printed: ``1``, ``F1``, ``IV``; None without one."""
        steps = self._fields().steps
        return (steps[-1].label or None) if steps else None

    # ---- neighbours

    @property
    def undated(self) -> Identifier:
        """The same without its own date; the base year of a change stays.

        >>> Identifier("ITU-T X.694 (2015) Cor. 1 (10/2019)").undated
        Identifier('ITU-T X.694 (2015) Cor. 1')
        """
        if self.issued is None:
            return self
        return _of(self._text[: self._text.rindex(" (")])

    @property
    def base(self) -> Identifier | None:
        """What it changes or belongs to; None for a text that stands alone.

        A Supplement to a series belongs to the series; one to several blocks of a series, to the whole of it,
        because blocks together have no name of their own.

        >>> Identifier("ITU-T E.100-E.300-series Suppl. 3").base
        Identifier('ITU-T E-series')
        >>> Identifier("ITU-T Y.3053 (2018) Amd. 1").base
        Identifier('ITU-T Y.3053 (2018)')
        >>> Identifier("ITU-T X Suppl. 35").base
        Identifier('ITU-T X-series')
        """
        fields = self._fields()
        if fields.steps:
            return _of(self._head() + _chain(fields.issued, fields.steps[:-1]))
        if fields.head is Kind.SUPPLEMENT:
            scope = fields.designations[0].partition(" ")[0].removesuffix("-series")
            return _of(f"ITU-T {fields.series if '-' in scope else scope}-series")
        return None

    @property
    def edition(self) -> Identifier:
        """The text at the head of the chain, with its date: ``ITU-T X.694 (2015)`` for its Cor. 1."""
        fields = self._fields()
        return _of(self._head() + _chain(fields.issued, ())) if fields.steps else self

    @property
    def work(self) -> Identifier:
        """The undated Recommendation; for a Supplement to a series the Supplement itself.

        >>> Identifier("ITU-R M.1457-14 (01/2019)").work
        Identifier('ITU-R M.1457')
        >>> Identifier("ITU-T X Suppl. 1 (1988) Cor. 1 (02/1990)").work
        Identifier('ITU-T X Suppl. 1')
        """
        fields = self._fields()
        if not (fields.steps or fields.issued or fields.version or fields.revision is not None):
            return self
        head = self._head()
        if fields.version is not None:
            head = head[: head.rindex(" (V")]
        if fields.revision is not None and fields.head is not Kind.QUESTION:
            head = head[: head.rindex("-")]
        elif fields.revision is not None:
            number, _, group = head.rpartition("/")
            head = f"{number[: number.rindex('-')]}/{group}"
        return _of(head)

    def _head(self) -> str:
        """Return the canonical text up to, and without, its first date or step."""
        fields = self._fields()
        chain = _chain(fields.issued, fields.steps)
        return self._text[: len(self._text) - len(chain)] if chain else self._text

    def covers(self, other: Identifier) -> bool:
        """Whether this is a looser form of `other`: what it leaves open, `other` says; nothing contradicts.

        A number covers the joint numbers it is one of, no sector covers every sector,
        a year covers its months, and ``Cor. n`` covers ``Technical Cor. n``.

        >>> loose, tight = Identifier("ITU-T X.694 Cor. 1"), Identifier("ITU-T X.694 (2015) Cor. 1 (10/2019)")
        >>> loose.covers(tight), tight.covers(loose), Identifier("ITU-T X.694").covers(tight)
        (True, False, False)
        """
        if self._text == other._text:
            return True
        mine, theirs = self._fields(), other._fields()
        return (
            mine.head is theirs.head
            and mine.sector in (None, theirs.sector)
            and (
                mine.designations == theirs.designations or set(mine.designations) < set(theirs.designations)
            )
            and mine.revision in (None, theirs.revision)
            and mine.version in (None, theirs.version)
            and _date_covers(mine.issued, theirs.issued)
            and len(mine.steps) == len(theirs.steps)
            and all(
                a.kind is b.kind
                and a.label == b.label
                and a.technical <= b.technical
                and _date_covers(a.issued, b.issued)
                for a, b in zip(mine.steps, theirs.steps, strict=True)
            )
        )

    # ---- forms for machines (written in `notation`, which knows ITU's addresses)

    @property
    def url(self) -> str | None:
        """The landing page at itu.int, which never changes; None where no such page is known.

        >>> Identifier("ITU-T X.509 (10/2019)").url
        'https://www.itu.int/rec/T-REC-X.509'
        """
        from itu_catalog import notation

        return notation.url(self)

    @property
    def urn(self) -> str:
        """Our own URN, lossless: `itu_catalog.parse` reads it back.

        >>> Identifier("ITU-T X.694 (2015) Cor. 1 (10/2019)").urn
        'urn:x-itu:t:rec:X.694:2015:cor.1:2019-10'
        """
        from itu_catalog import notation

        return notation.urn(self)

    @property
    def oid(self) -> str | None:
        """The object identifier arc of an undated one-part number, as digits with dots; else None.

        >>> Identifier("ITU-T X.509").oid
        '0.0.24.509'
        """
        from itu_catalog import notation

        return notation.oid(self)

    @property
    def filename(self) -> str:
        """A stem for file names: ITU's own pattern without the state letter that changes.

        >>> Identifier("ITU-T X.509 (10/2019)").filename
        'T-REC-X.509-201910'
        """
        from itu_catalog import notation

        return notation.filename(self)

    # ---- value

    def _key(self) -> tuple[Any, ...]:
        try:
            return self._order
        except AttributeError:
            key = _sort_key(self._text, self._fields())
            _set_order(self, key)
            return key

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, Identifier) else NotImplemented

    def __lt__(self, other: object) -> bool:
        return self._key() < other._key() if isinstance(other, Identifier) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._text)

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"Identifier({self._text!r})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"Identifier is immutable; make a new one instead of setting {name!r}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"Identifier is immutable; {name!r} cannot be deleted")

    def __copy__(self) -> Identifier:
        return self

    def __deepcopy__(self, memo: object) -> Identifier:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Identifier, (self._text,)


_new = object.__new__
# The slots themselves, since the class refuses to be written to.
_set_text = Identifier.__dict__["_text"].__set__
_set_decoded = Identifier.__dict__["_decoded"].__set__
_set_order = Identifier.__dict__["_order"].__set__


def _of(text: str) -> Identifier:
    """Wrap `text`, which must be canonical: the way in for code that has just checked or composed it."""
    self = _new(Identifier)
    _set_text(self, text)
    return self


# --------------------------------------------------------------------------------------------------
# Decoding and composing the canonical text

_LETTERS = re.compile("[A-Z]+")
# The groups of the rule `parts` and what they mean; a number alone is a Handbook's.
_KIND_OF_GROUP = {
    "supplement": Kind.SUPPLEMENT,
    "set": Kind.SERIES,
    "guide": Kind.IMPLEMENTERS_GUIDE,
    "radio_draft": Kind.DRAFT,
    "range": Kind.RECOMMENDATION,
    "names": Kind.RECOMMENDATION,
    "publication": Kind.PUBLICATION,
    "draft": Kind.DRAFT,
}
_NAME_GROUPS = (*_KIND_OF_GROUP, "number")
# Nearly all canonical texts are of this shape, and taken apart sooner by an expression of their own.
_PLAIN = re.compile(
    r"(?:(ITU-[TR]) )?(([A-Z]|B[ORST]|R[AS]|S[AFM]|TF|SNG)\.[0-9]+(\.[0-9.]+)?)"
    r"(?(4)|(?:-([0-9]{1,2}))?)(?: \((?:([0-9]{2})/)?([0-9]{4})\))?"
).fullmatch
_SECTORS = {None: None, "ITU-T": Sector.T, "ITU-R": Sector.R}


def _decode(text: str) -> _Fields:
    """Take a canonical text apart."""
    plain = _PLAIN(text)
    if plain is not None:
        said, name, series, _, revision, month, year = plain.groups()
        return _Fields(
            _SECTORS[said],
            Kind.RECOMMENDATION,
            (name,),
            series,
            int(revision) if revision else None,
            None,
            Issued(int(year), int(month) if month else None) if year else None,
            (),
        )
    from itu_catalog.grammar import compiled

    match = compiled("parts").fullmatch(text)
    assert match is not None, text
    part = match.groupdict()
    sector = Sector[part["sector"]] if part["sector"] else None
    kind = next((kind for group, kind in _KIND_OF_GROUP.items() if part[group]), None)
    name = next(part[group] for group in _NAME_GROUPS if part[group])
    kind = _HEADS.get(part["word"], kind or Kind.HANDBOOK)
    names = tuple(name.split("/")) if part["names"] else (name + (part["group"] or ""),)
    revision = part["revision"] or part["number_revision"]
    series = None if part["number"] or part["publication"] else _LETTERS.match(name)[0]  # type: ignore[index]
    return _Fields(
        sector,
        kind,
        names,
        series,
        int(revision[1:]) if revision else None,
        int(part["version"][3:-1]) if part["version"] else None,
        _date(part["date"]),
        _steps(part["chain"]) if part["chain"] else (),
    )


@cache
def _kinds_of_steps() -> dict[str, Kind]:
    from itu_catalog.grammar import STEP_FORMS

    return {printed: Kind(kind) for kind, (printed, _) in STEP_FORMS.items()}


def _steps(chain: str) -> tuple[Step, ...]:
    from itu_catalog.grammar import compiled

    kinds = _kinds_of_steps()
    return tuple(
        Step(
            kinds[match["word"] or match["attachment"]],
            match["label"] or "",
            match["technical"] is not None,
            _date(match["date"]),
        )
        for match in compiled("step_parts").finditer(chain)
    )


def _date(text: str | None) -> Issued | None:
    """Read `` (10/2019)`` or `` (2019)``."""
    if not text:
        return None
    return Issued(int(text[-5:-1]), int(text[2:4]) if text[4] == "/" else None)


def _chain(issued: Issued | None, steps: tuple[Step, ...]) -> str:
    """Print the part of a canonical text from its first date on."""
    from itu_catalog.grammar import STEP_FORMS

    text = _printed(issued)
    for kind, label, technical, own in steps:
        text += (
            (" Technical " if technical else " ")
            + STEP_FORMS[kind][0]
            + (f" {label}" if label else "")
            + _printed(own)
        )
    return text


def _printed(issued: Issued | None) -> str:
    if issued is None:
        return ""
    return f" ({issued.month:02}/{issued.year})" if issued.month else f" ({issued.year})"


def _date_covers(mine: Issued | None, theirs: Issued | None) -> bool:
    return mine is None or (theirs is not None and mine.includes(theirs))


# --------------------------------------------------------------------------------------------------
# Order

_PIECES = re.compile(r"[0-9]+|[A-Za-z]+")
_HEAD_MARK = re.compile("^[A-Z]+|-series$")


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Order digits by value and letters after them: 9.2 before 9.10, 25 before 25 bis."""
    return tuple(
        (0, int(piece), "") if piece.isdigit() else (1, _SUFFIXES.get(piece, 9), piece)
        for piece in _PIECES.findall(text)
    )


def _sort_key(text: str, fields: _Fields) -> tuple[Any, ...]:
    """Order by sector, series, number, revision, year, chain, month; the text itself settles what is left.

    Own dates come after the chain, but for the year of the base text: ``X.509 (10/2019)`` stands before its
    changes, which name it by year (``X.509 (2019) Cor. 1``), and an amendment before its own errata.
    """
    from itu_catalog.grammar import STEP_FORMS

    issued = fields.issued
    order = list(STEP_FORMS).index
    return (
        fields.sector or "",
        fields.series or "",
        _HEAD_ORDER[fields.head],  # a series, its Recommendations, what belongs to it
        tuple(_natural(_HEAD_MARK.sub("", name, 1)) for name in fields.designations),
        -1 if fields.revision is None else fields.revision,
        issued.year if issued else 0,
        fields.version or 0,
        tuple(
            (
                order(step.kind),
                _natural(step.label) if step.kind is not Kind.APPENDIX else ((0, _roman(step.label), ""),),
                step.technical,
            )
            for step in fields.steps
        ),
        (issued.month or 0) if issued else 0,
        tuple(step.issued._parts if step.issued else (0, 0, 0) for step in fields.steps),
        text,
    )


_ROMAN = {"I": 1, "V": 5, "X": 10}


def _roman(label: str) -> int:
    """Read the Roman numeral at the start of `label`; 0 when there is none."""
    values = [_ROMAN[letter] for letter in label.partition(" ")[0] if letter in _ROMAN]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
