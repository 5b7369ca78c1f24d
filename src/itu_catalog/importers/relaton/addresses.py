"""What the address of a text of ITU-T tells beside its state: what it was published in, a number that it bore before.

ITU keeps an address when a text gets another number: that of F.744.1 (03/2017) still has F.743.4.

>>> from itu_catalog.importers.relaton.families import named
>>> from itu_catalog.importers.relaton.record import Raw
>>> raw = Raw("a", "ITU-T F.744.1 (03/2017)", url="https://www.itu.int/rec/T-REC-F.743.4-201703-I")
>>> records, _, _ = named([raw])
>>> Addresses(records).number_before(records[0].identifier)
'ITU-T F.743.4'
"""

from __future__ import annotations

import re
from collections import defaultdict

from itu_catalog.documents.family import numbers_of
from itu_catalog.identifier import Kind
from itu_catalog.parsing import try_parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from itu_catalog.identifier import Identifier
    from itu_catalog.importers.relaton.families import Named

__all__ = ["ADDRESS", "Addresses"]

ADDRESS = "its address"
"""The source of what an address tells."""

_RANGE = re.compile(r"[A-Z]\.[0-9]{1,5}-[A-Z]\.[0-9]{1,5}").fullmatch
_EDITION = re.compile(
    r"https?://www\.itu\.int/rec/T-REC-([A-Z]\.[0-9.]{1,20})-([0-9]{4})([0-9]{2})-[ISWPT]"
).fullmatch


class Addresses:
    """The addresses of all texts: what one tells is known only beside the others."""

    def __init__(self, records: Sequence[Named]) -> None:
        """Look at every record; the time is linear in their number."""
        self._ranges = {
            raw.url: identifier for identifier, raw in records if raw.url and _RANGE(identifier.designation)
        }
        borne = {number for identifier, _ in records for number in numbers_of(identifier)}
        found: defaultdict[str, set[Identifier]] = defaultdict(set)
        for identifier, raw in records:
            number = _number(identifier, raw.url or "")
            if number is not None and number not in borne:
                found[number].add(identifier)
        # An address of several texts is that of a publication with parts: I.233 of I.233.1 and I.233.2.
        self._before = {
            identifier: number
            for number, texts in found.items()
            if len({text.work for text in texts}) == 1
            for identifier in texts
        }

    def range_of(self, record: Named) -> Identifier | None:
        """Return the text of a whole range of numbers in which one of them was published."""
        whole = self._ranges.get(record.raw.url) if record.raw.url else None
        # Texts of later years lead to the range that their predecessor was in.
        is_part = (
            whole is not None and whole != record.identifier and whole.issued == record.identifier.issued
        )
        return whole if is_part else None

    def number_before(self, text: Identifier) -> str | None:
        """Return the number that the address of a text has and no text bears: it was approved under that one."""
        return self._before.get(text)


def _number(text: Identifier, url: str) -> str | None:
    """Return the number in the address of an edition, where it is another one and the month is that of the edition."""
    match = _EDITION(url)
    if match is None or text.kind is not Kind.RECOMMENDATION or text.issued is None:
        return None
    number, year, month = match.groups()
    if (int(year), int(month)) != (text.issued.year, text.issued.month) or number in text.designations:
        return None
    if text.designation.startswith(f"{number}-"):  # Q.732.2-5 is Q.732.2 and three more
        return None
    read = try_parse(f"ITU-T {number}")
    return str(read) if read is not None and read == read.work and read.kind is Kind.RECOMMENDATION else None
