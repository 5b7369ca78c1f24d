"""What the rules of the validator look at, and what they find: records, breaches, faults.

>>> from itu_catalog.schema import read_work
>>> records = Records([read_work({"identifier": "ITU-T X.9", "document": [
...     {"identifier": "ITU-T X.9 (10/2019)"}]})])
>>> [str(text) for text in records.texts], letter_of(records.texts[0])
(['ITU-T X.9 (10/2019)'], '')
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from itu_catalog.documents.family import numbers_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator

    from itu_catalog.documents.texts import Document
    from itu_catalog.documents.works import Recommendation
    from itu_catalog.identifier import Identifier

__all__ = ["Breach", "Fault", "Records", "Rule", "letter_of"]


class Fault(NamedTuple):
    """A rule that a record breaks: which, where, and what to do.

    `level` is ``error`` where the record cannot be right, ``note`` where ITU itself does such things.
    """

    code: str
    level: str
    identifier: Identifier | str
    """Which record; a string where it is one of a dataset that did not become a record of ours."""
    place: str
    message: str
    explained: str = ""
    """Why it is no fault where the record itself tells: the source that decided, the reason of a conflict."""

    def __str__(self) -> str:
        return f"{self.place}: {self.identifier}: {self.message} [{self.code}]"


class Breach(NamedTuple):
    """What a rule finds: the record, what is wrong and what to do; and, if so, why it is right nevertheless."""

    record: Document | Recommendation
    message: str
    explained: str = ""


class Rule(NamedTuple):
    """A code, a level, one sentence, and the function that yields the breaches."""

    code: str
    level: str
    sentence: str
    check: Callable[[Records], Iterator[Breach]]
    about: tuple[str, ...] = ()
    """The fields that the rule is about: a record that names the source of one, calls it an inference or keeps a
    conflict about it has explained itself."""

    def explained(self, breach: Breach) -> str:
        """Say why a breach is none, as far as the record tells; nothing where it does not."""
        if breach.explained or not self.about:
            return breach.explained
        record = breach.record
        for conflict in getattr(record, "conflicts", ()):
            if conflict.field in self.about:
                return f"conflict with {conflict.source}: {conflict.why}"
        for field, source in record.sources:
            if field in self.about:
                return f"source: {source}"
        return "inferred" if not set(self.about).isdisjoint(record.inferred) else ""


class Records:
    """The works, their documents, and what several rules ask of them; worked out once."""

    def __init__(self, works: Iterable[Recommendation], as_of: datetime.date | None = None) -> None:
        """Look at some works; `as_of` is the day to which they are complete."""
        self.works = tuple(works)
        self.as_of = as_of
        self.texts = [text for work in self.works for text in work.documents]
        self.all: tuple[Document | Recommendation, ...] = (*self.works, *self.texts)

    @cached_property
    def numbers(self) -> dict[str, list[Recommendation]]:
        """Every number that some work bears or bore, with the works, the one that bore it last at the end."""
        borne: dict[str, list[tuple[str, int, Recommendation]]] = {}
        for place, work in enumerate(self.works):
            for number, since, _ in work._family.bearing():
                borne.setdefault(number, []).append((str(since or ""), place, work))
        return {number: [work for _, _, work in sorted(each)] for number, each in borne.items()}

    def pairs(self) -> Iterator[tuple[list[Document], list[Document]]]:
        """Yield the editions of each day with the next ones: several of a day are one text under several numbers."""
        for work in self.works:
            yield from pairwise(work._family.groups)

    def targets(self, identifier: Identifier) -> list[Recommendation]:
        """Return the works that bear or bore a number, of a joint one all of it; the last bearer at the end."""
        first, *others = (self.numbers.get(number, []) for number in numbers_of(identifier))
        return [work for work in dict.fromkeys(first) if all(work in each for each in others)]


STATES = {"I": "in force", "P": "pre-published", "S": "superseded", "T": "superseded", "W": "withdrawn"}
"""What the letter in an address says; T is superseded before it was ever published."""


def letter_of(text: Document) -> str:
    """Return the state letter in the address of a document; nothing where there is none.

    ``…/rec/T-REC-X.509-201910-I!Cor1``, ``…/R-REC-M.1457-14-201901-S!!PDF-E.pdf``.
    """
    stem, _, _ = (text.url or "").rpartition("/")[2].partition("!")
    letter = stem.rpartition("-")[2]
    return letter if letter in STATES else ""
