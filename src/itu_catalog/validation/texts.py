"""Rules for a document by itself: its identifier, its dates, its address."""

from __future__ import annotations

import re

from attrs import fields

from itu_catalog.parsing import try_parse
from itu_catalog.schema import DocumentRow, WorkRow
from itu_catalog.validation.records import STATES, Breach, letter_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.dates import Issued
    from itu_catalog.documents.texts import Document
    from itu_catalog.documents.works import Recommendation
    from itu_catalog.identifier import Identifier
    from itu_catalog.validation.records import Records

__all__ = [
    "address_agrees",
    "agrees_with_letter",
    "canonical",
    "has_source",
    "known_fields",
    "not_after",
    "posted_before",
    "posted_late",
    "printed_month",
    "unique",
]

_LATE = 24
"""Months between approval and posting from which on the posting is that of a scan, not of the text (V23)."""


def canonical(records: Records) -> Iterator[Breach]:
    """Identifiers are what the parser prints for them."""
    for record in records.all:
        if try_parse(str(record.identifier)) != record.identifier:
            yield Breach(record, "the parser reads it as something else; write what it gives")


def unique(records: Records) -> Iterator[Breach]:
    """No document stands in two places."""
    met: set[Identifier] = set()
    for text in records.texts:
        if text.identifier in met:
            yield Breach(text, "it stands here twice; join the two entries, or mend one identifier")
        met.add(text.identifier)


def printed_month(records: Records) -> Iterator[Breach]:
    """``(10/2019)`` was approved in October 2019."""
    for text in records.texts:
        printed, approved = text.identifier.issued, text.approved
        if printed and approved and not (printed.includes(approved) or approved.includes(printed)):
            yield Breach(text, f"it was approved {approved}, its identifier says otherwise; mend one of them")


def not_after(records: Records) -> Iterator[Breach]:
    """Nothing comes from the future of the data."""
    for text in records.texts:
        if records.as_of and text.approved and not text.approved.on_or_before(records.as_of):
            yield Breach(text, f"approved {text.approved}, after the data ends; mend the date or as_of")


def agrees_with_letter(records: Records) -> Iterator[Breach]:
    """The letter of the address is the finest status there is, but not always the newest."""
    for text in records.texts:
        letter = letter_of(text)
        if letter and STATES[letter] != text.status:
            said = STATES[letter]
            yield Breach(text, f"{text.status}, its address says {said} ({letter}); say which source decides")


# https://www.itu.int/rec/T-REC-Q.3612-201602-I, …/R-REC-M.1457-14-201901-S!!PDF-E.pdf, …/R-REP-M.2083-2006-PDF-E.pdf
_ADDRESS = re.compile(
    r"/(?:T-REC|R-REC|R-REP)-(?P<number>[^/!]+?)-(?P<date>\d{6}|\d{4})(?:-[A-Z]+)*(?:!|\.pdf|$)", re.ASCII
)
# what follows the number of a Supplement, and what tells a number from an older one: Y.Sup6, D.3W, G.774.01
_MORE = re.compile(r"(?:Ser)?Sup.*|W$|(?<=\.)0(?=\d)", re.ASCII)

# Q.120-Q.139, as it stands in the addresses of 1988
_FASCICLE = re.compile(r"(?P<series>[A-Z])\.(?P<first>\d{1,6})-(?P=series)\.(?P<last>\d{1,6})", re.ASCII)
_PLAIN = re.compile(r"(?P<series>[A-Z])\.(?P<number>\d{1,6})", re.ASCII)


def address_agrees(records: Records) -> Iterator[Breach]:
    """The address repeats number and month; where texts were renumbered or share a file, it does not."""
    for text in records.texts:
        match = _ADDRESS.search(text.url or "")
        if match is None:
            continue
        approved, date = text.approved, match["date"]
        if (
            approved
            and approved.month
            and date not in (f"{approved.year}{approved.month:02}", f"{approved.year}")
        ):
            yield Breach(text, f"its address has another month ({date}) than {approved}; check it")
        elif not _names(match["number"], text):
            number = match["number"]
            yield Breach(
                text, f"its address has another number ({number}); check it", _why_named(number, text)
            )


def _names(written: str, text: Document) -> bool:
    """Whether the number in an address is one of a document; Supplements are written in many ways."""
    if "Sup" in written:
        return written.partition(".")[0] == text.identifier.series
    revision = text.identifier.revision
    if revision is not None:
        written = written.removesuffix(f"-{revision}")
    numbers = text.identifier.designations
    return _squeezed(_MORE.sub("", written)) in (_squeezed(_MORE.sub("", number)) for number in numbers)


def _why_named(written: str, text: Document) -> str:
    """Say why a text has the address of another number; nothing where that is not known."""
    borne = (number.partition(" ")[2] for number, _, _ in text.work._family.bearing())
    if _squeezed(written) in map(_squeezed, borne):
        return f"{written} is a number of the same work at another time"
    return f"the address of {written}, which holds it" if _holds(written, text) else ""


def _holds(written: str, text: Document) -> bool:
    """Whether an address is that of a fascicle, ``Q.120-Q.139``, with the number of a document in it."""
    match = _FASCICLE.fullmatch(written)
    number = _PLAIN.fullmatch(text.identifier.designation)
    if match is None or number is None:
        return False
    return match["series"] == number["series"] and int(match["first"]) <= int(number["number"]) <= int(
        match["last"]
    )


def _squeezed(number: str) -> str:
    return number.replace(" ", "").replace("-", "").lower()


def posted_late(records: Records) -> Iterator[Breach]:
    """ITU-R put many a text on line years after its approval, as a scan."""
    for text in records.texts:
        months = _months(text.approved, text.posted)
        if months is not None and months > _LATE:
            yield Breach(text, f"posted {text.posted}, {months} months after its approval ({text.approved})")


def posted_before(records: Records) -> Iterator[Breach]:
    """What is posted was approved."""
    for text in records.texts:
        months = _months(text.approved, text.posted)
        if months is not None and months < 0:
            yield Breach(
                text, f"posted {text.posted}, before its approval ({text.approved}); mend one of them"
            )


def _months(one: Issued | None, other: Issued | None) -> int | None:
    """Return the months from one date to another; None where a month is not known."""
    if one is None or other is None or one.month is None or other.month is None:
        return None
    return (other.year - one.year) * 12 + other.month - one.month


_DOCUMENT_KEYS = frozenset(column.name for column in fields(DocumentRow))
_WORK_KEYS = frozenset(column.name for column in fields(WorkRow))


def known_fields(records: Records) -> Iterator[Breach]:
    """What a record says about its own fields is about fields that there are."""
    named: list[tuple[Document | Recommendation, frozenset[str], set[str]]] = [
        (work, _WORK_KEYS, {*work.inferred, *dict(work.sources)}) for work in records.works
    ]
    for text in records.texts:
        told = {*text.inferred, *dict(text.sources), *(conflict.field for conflict in text.conflicts)}
        named.append((text, _DOCUMENT_KEYS, told))
    for record, known, names in named:
        for name in sorted(names - known):
            listed = ", ".join(sorted(known))
            yield Breach(record, f"it speaks of a field {name!r} that there is not; known are {listed}")


def has_source(records: Records) -> Iterator[Breach]:
    """Whoever reads a fact can ask where it comes from."""
    for record in records.all:
        if not record.source:
            yield Breach(record, "nothing says where its facts come from; add source")
