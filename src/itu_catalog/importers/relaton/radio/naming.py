"""What text a record of ITU-R is: its kind by the best evidence there is, its number, its revision.

The dataset files Recommendations and Reports of one number under one name, drafts and sales lists among them.
So the kind is that which the identifier prints (newer layout of the dataset), else that of the name of the PDF
file, else the doctype; the number and the revision are those of the name of the file, where there is one.

>>> from itu_catalog.importers.relaton.record import Raw
>>> raw = Raw("a", "ITU-R M.2083-0", date="2007-01", doctype="technical-report", url="…/R-REP-M.2083-2006-PDF-E.pdf")
>>> records, aside, remarks = named([raw])
>>> str(records[0].identifier)
'Report ITU-R M.2083-0'
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import NamedTuple

from attrs import define, field

from itu_catalog.errors import InvalidIdentifier
from itu_catalog.identifier import Identifier, Kind
from itu_catalog.importers.relaton.radio.filenames import file_of
from itu_catalog.importers.relaton.radio.sorting import is_draft, put_aside
from itu_catalog.importers.relaton.record import Aside, Remark
from itu_catalog.titles import likeness

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from itu_catalog.importers.relaton.radio.filenames import FileName
    from itu_catalog.importers.relaton.record import Raw

__all__ = ["LIKE", "Named", "named", "year_alone"]

LIKE = 0.6
"""From this likeness on two titles are taken for those of one text; other pairs have 0.2 at most."""


class Named(NamedTuple):
    """A record with the text that it is found to be of."""

    raw: Raw
    identifier: Identifier
    kind: Kind
    numbers: tuple[str, ...]
    """``("M.1457",)``, ``("RS.1745", "SA.1745")``, ``("229/5",)``, ``("42",)``."""
    revision: int
    file: FileName | None
    former: str | None = None
    """Another number that the name of the file has: ``PI.435``."""
    inferred: bool = False
    """Whether the identifier is concluded from other records or taken for granted."""


class _Read(NamedTuple):
    """What an identifier of the dataset says, kind by kind."""

    kind: Kind
    numbers: tuple[str, ...]
    revision: int | None = None


_WORD = re.compile(
    r"(?:(?P<word>Recommendation|Report|Question|Resolution|Handbook|Opinion) )?(?:ITU-R )?(?P<body>.+)"
)
_NUMBER = r"(?P<number>[1-9][0-9]{0,2})"
_REVISION = r"(?:-(?P<revision>[0-9]{1,2}))?"
_NAME = r"[A-Z]{1,3}\.[1-9][0-9]{0,3}"
_FORMS = (
    # BT-1543-1: a hyphen for the dot. RS.516-1-0: two revisions, of which one is the file's.
    (None, rf"(?P<series>[A-Z]{{1,3}})[.-](?P<number>[1-9][0-9]{{0,3}}){_REVISION}(?:-[0-9]{{1,2}})?"),
    (Kind.RECOMMENDATION, rf"(?P<joint>{_NAME}/{_NAME}){_REVISION}"),
    (Kind.QUESTION, rf"{_NUMBER}{_REVISION}/(?P<group>[1-9][0-9]?):?"),
    (Kind.QUESTION, rf"SG0?(?P<group>[1-9][0-9]?)\.{_NUMBER}{_REVISION}:?"),
    (Kind.QUESTION, rf"{_NUMBER}-(?P<revision>[0-9]{{1,2}}):"),
    (Kind.HANDBOOK, rf"0?{_NUMBER}(?:\.HDB)?"),
)
_READERS = tuple((kind, re.compile(form, re.ASCII)) for kind, form in _FORMS)
_PLAIN = re.compile(r"(?P<number>[1-9][0-9]{0,2})(?:-(?P<revision>[0-9]{1,2}))?", re.ASCII)
_PLAIN_KINDS = {Kind.RESOLUTION, Kind.OPINION}
"""Kinds whose numbers stand without a series, if the word for the kind is there."""

_DOCTYPES = {"technical-report": Kind.REPORT, "recommendation": Kind.RECOMMENDATION}
_DATED_BY_YEAR = frozenset({Kind.REPORT, Kind.RESOLUTION, Kind.HANDBOOK})
_UNTIL = 2004
"""Up to this year the dataset writes January where it knows no month: so do 46 Reports with the year of their file."""

_RENAMED = {"PI": "P", "PN": "P"}
"""Series that went into another one: propagation, in ionized and non-ionized media, was two series until 1995."""


def named(raws: Iterable[Raw]) -> tuple[list[Named], list[Aside], list[Remark]]:
    """Return the texts among some records, those that are none, and remarks on what was mended.

    Of two records of one text the first is kept whose own identifier is right, and whose file is known.
    """
    naming = _Naming()
    groupless: list[tuple[Raw, _Read]] = []
    for raw in raws:
        apart = put_aside(raw)
        if apart is not None:
            naming.aside.append(apart[0])
            naming.remarks += apart[1]
            continue
        read = _read(raw)
        if read is None:
            naming.refuse(raw, "its identifier has no known shape")
        elif read.kind is Kind.QUESTION and "/" not in read.numbers[0]:
            groupless.append((raw, read))
        else:
            naming.name(raw, read)
    for raw, read in groupless:
        naming.give_group(raw, read)
    return naming.once(), naming.aside, naming.remarks


def year_alone(raw: Raw, kind: Kind) -> int | None:
    """Return the year of a record that knows no month of it, and says January; None where the date is a real one.

    >>> from itu_catalog.importers.relaton.record import Raw
    >>> year_alone(Raw("a", "ITU-R 04.HDB", date="1984-01"), Kind.HANDBOOK)
    1984
    """
    year, _, month = (raw.date or "").partition("-")
    is_one = kind in _DATED_BY_YEAR and month == "01" and year.isdecimal() and int(year) <= _UNTIL
    return int(year) if is_one else None


def _read(raw: Raw) -> _Read | None:
    """Take an identifier of the dataset apart; None when it has no known shape."""
    parts = _WORD.fullmatch(raw.identifier)
    if parts is None:
        return None
    word, body = parts["word"], parts["body"]
    said = Kind(word.lower()) if word else None
    if said in _PLAIN_KINDS:
        plain = _PLAIN.fullmatch(body)
        if plain is not None:
            return _Read(said, (plain["number"],), _number(plain["revision"]))
    for kind, reader in _READERS:
        match = reader.fullmatch(body)
        if match is None:
            continue
        part = match.groupdict()
        revision = _number(part.get("revision"))
        if kind is Kind.QUESTION:
            group = part.get("group")
            return _Read(kind, (part["number"] + (f"/{group}" if group else ""),), revision)
        if kind is Kind.HANDBOOK:
            return _Read(kind, (part["number"],))
        if part.get("series") == "R":
            return _Read(Kind.RESOLUTION, (part["number"],), revision)
        joint = part.get("joint")
        numbers = tuple(sorted(joint.split("/"))) if joint else (f"{part['series']}.{part['number']}",)
        return _Read(_kind(raw, said), numbers, revision)
    return None


def _kind(raw: Raw, said: Kind | None) -> Kind:
    """Tell a Report from a Recommendation: by the identifier, the name of the file, the doctype."""
    file = file_of(raw.url)
    for kind in (said, file.kind if file else None, _DOCTYPES.get(raw.doctype or "")):
        if kind in (Kind.RECOMMENDATION, Kind.REPORT):
            return kind
    return Kind.RECOMMENDATION


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


@define(eq=False)
class _Naming:
    """The texts found so far."""

    found: list[Named] = field(factory=list)
    aside: list[Aside] = field(factory=list)
    remarks: list[Remark] = field(factory=list)
    _questions: dict[tuple[str, int], dict[Identifier, Named]] = field(factory=dict)
    """Questions by number and revision, whatever their study group: one record of each."""

    def refuse(self, raw: Raw, reason: str) -> None:
        """Set a record aside of which nobody knows what it is."""
        self.aside.append(Aside(raw.file, raw.identifier, "non-document", reason))

    def remark(self, code: str, identifier: Identifier, message: str) -> None:
        """Say what was mended or decided."""
        self.remarks.append(Remark(code, str(identifier), message))

    def name(self, raw: Raw, read: _Read, guess: str | None = None) -> None:
        """Add the text of a record; `guess` is the remark on an identifier that was concluded."""
        file = file_of(raw.url)
        if file is not None and file.kind is not read.kind:
            file = None
        numbers, revision, former = _settled(read, file)
        year = file.issued.year if file else year_alone(raw, read.kind)
        text = _printed(read.kind, numbers, revision, file, year)
        try:
            identifier = Identifier(text)
        except InvalidIdentifier:
            self.refuse(raw, f"{text!r} is no identifier that this library knows")
            return
        bare = revision is None and file is None and read.kind in (Kind.RECOMMENDATION, Kind.REPORT)
        inferred = bare or guess is not None or (file is None and text.endswith(f" ({year})"))
        each = Named(raw, identifier, read.kind, numbers, revision or 0, file, former, inferred)
        self.found.append(each)
        if read.kind is Kind.QUESTION:
            place = numbers[0].partition("/")[0], each.revision
            self._questions.setdefault(place, {}).setdefault(identifier, each)
        printed = f"recorded as {raw.identifier}"
        if guess is not None:
            self.remark("corrected", identifier, f"{printed}, {guess}")
        elif bare:
            message = f"{printed}, without a revision or a file that names one: taken for the first"
            self.remark("decided", identifier, message)
        elif file is not None and ((read.revision or 0) != each.revision or read.numbers != numbers):
            message = f"{printed}; corrected after the name of its file, {file.text}"
            self.remark("corrected", identifier, message)
        elif former is not None:
            self.remark("decided", identifier, f"the name of its file has its former number, {former}")
        elif _is_slip(raw.identifier, read):
            self.remark("corrected", identifier, printed)
        if file is not None and file.is_misspelt:
            message = f"the name of its file lacks a hyphen; it is read as {file.text}"
            self.remark("corrected", identifier, message)

    def give_group(self, raw: Raw, read: _Read) -> None:
        """Add a Question whose study group is missing: it is that of the Question of which it is the next revision."""
        before = self._questions.get((read.numbers[0], (read.revision or 0) - 1), {}).values()
        likely = [(likeness(each.raw.title or "", raw.title or ""), each) for each in before]
        how_like, best = max(likely, key=itemgetter(0), default=(0.0, None))
        if best is None or how_like < LIKE:
            self.refuse(raw, "a Question whose study group is not given, nor told by the Question before it")
            return
        guess = f"without its study group; that of {best.identifier}, whose title is alike"
        self.name(raw, read._replace(numbers=best.numbers), guess)

    def once(self) -> list[Named]:
        """Return one record of each text."""
        texts: dict[Identifier, list[Named]] = {}
        for each in self.found:
            texts.setdefault(each.identifier, []).append(each)
        kept = []
        for identifier, records in texts.items():
            first, *others = sorted(records, key=_worth)
            if is_draft(first.raw):
                reason = f"a draft of {identifier}, of which there is no other record"
                self.aside.append(Aside(first.raw.file, first.raw.identifier, "draft", reason))
            else:
                kept.append(first)
            for other in others:
                what = "a draft of the text of" if is_draft(other.raw) else "the same text as"
                reason = f"{what} {first.raw.identifier} ({first.raw.file}), both {identifier}"
                self.aside.append(Aside(other.raw.file, other.raw.identifier, "duplicate", reason))
                both = f"{first.raw.identifier} and {other.raw.identifier}"
                self.remark("decided", identifier, f"it has two records, {both}; the first is used")
        return kept


def _worth(each: Named) -> tuple[bool, bool, bool, bool, str]:
    """Put the record first that is no draft, whose own identifier is the right one, and whose file is known."""
    printed = each.raw.identifier.rpartition("ITU-R ")[2]
    return (
        is_draft(each.raw),
        each.inferred,
        each.file is None,
        f"ITU-R {printed}" not in str(each.identifier),
        each.raw.file,
    )


# --------------------------------------------------------------------------------------------------
# Numbers


def _settled(read: _Read, file: FileName | None) -> tuple[tuple[str, ...], int | None, str | None]:
    """Return number, revision and former number: the name of the file is believed."""
    if file is None:
        return read.numbers, read.revision, None
    revision = read.revision if file.revision is None else file.revision
    if len(read.numbers) > 1 or file.number in read.numbers:
        return read.numbers, revision, None
    series, _, digits = file.number.partition(".")
    if read.numbers == (f"{_RENAMED.get(series)}.{digits}",):
        return read.numbers, revision, file.number
    return (file.number,), revision, None


def _printed(
    kind: Kind, numbers: tuple[str, ...], revision: int | None, file: FileName | None, year: int | None
) -> str:
    """Return the canonical identifier of a text; `year` is its own."""
    number = "/".join(numbers)
    if kind is Kind.RECOMMENDATION:
        head = f"ITU-R {number}-{revision or 0}"
        if file is None:
            return head
        if file.corrigendum:
            return f"{head} ({file.issued.year}) Cor. {file.corrigendum}"
        return f"{head} ({file.issued.month:02}/{file.issued.year})"
    if kind is Kind.REPORT:
        return f"Report ITU-R {number}-{revision or 0}"
    if kind is Kind.QUESTION:
        digits, _, group = number.partition("/")
        return f"Question ITU-R {digits}{f'-{revision}' if revision else ''}/{group}"
    if kind is Kind.HANDBOOK:
        return f"Handbook ITU-R {number}" + (f" ({year})" if year else "")
    # The first text of a Resolution is printed without a revision, like the Resolution as such: its year tells it.
    tail = f"-{revision}" if revision else f" ({year})" if year else ""
    return f"{kind.value.capitalize()} ITU-R {number}{tail}"


def _is_slip(printed: str, read: _Read) -> bool:
    """Whether an identifier is a slip, and not just in the dataset's own way of writing: SG03.203-8, BT-1543-1."""
    if read.kind is Kind.QUESTION:
        return " SG" in printed
    return re.search(r" [A-Z]{1,3}-[0-9]", printed) is not None
