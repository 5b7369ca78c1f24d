"""The words of findings: documents, days and numbers as a sentence names them.

>>> listing(["A", "B", "C"])
'A, B and C'
"""

from __future__ import annotations

import re

from itu_catalog.identifier import Kind
from itu_catalog.vocabulary import Approval

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.citation import Citation
    from itu_catalog.dates import Issued
    from itu_catalog.documents import Document
    from itu_catalog.identifier import Identifier

__all__ = [
    "asked",
    "change_name",
    "designation",
    "distance",
    "in_manner_of",
    "in_series",
    "is_dated",
    "listing",
    "runs",
    "same_step",
    "step_name",
    "verb",
    "when",
]

_LISTED = 8
"""How many documents a message names before it only counts the rest."""

_RUN = 3
"""How many numbers that follow each other are written as a run."""


def is_dated(identifier: Identifier) -> bool:
    """Whether an identifier says by itself which text is meant: by a date (a change: of its base), or a revision."""
    return any(
        each is not None
        for each in (identifier.edition.issued, identifier.issued, identifier.revision, identifier.version)
    )


def when(issued: Issued | None) -> str:
    """Say when: ``on 2019-10-14``, ``in 2015-09``."""
    if issued is None:
        return "on a day that is not known"
    return f"on {issued}" if issued.day else f"in {issued}"


def verb(document: Document) -> str:
    """Say what made it a document: informative texts are agreed, not approved."""
    return (
        "agreed"
        if document.approval is Approval.AGREEMENT or document.kind is Kind.SUPPLEMENT
        else "approved"
    )


def listing(names: list[str], last: str = "and") -> str:
    """Join names as in a sentence; of many, the first ones and how many more.

    >>> listing(["A", "B", "C"]), listing(["A"])
    ('A, B and C', 'A')
    """
    if len(names) > _LISTED + 1:
        names = [*names[:_LISTED], f"{len(names) - _LISTED} more"]
        last = "and"
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)


def runs(designations: list[str]) -> list[str]:
    """Write numbers that follow each other as one run.

    >>> runs(["X.500", "X.581", "X.582", "X.583", "Z.161", "Z.161.1", "Z.161.2"])
    ['X.500', 'X.581–X.583', 'Z.161', 'Z.161.1', 'Z.161.2']
    """
    runs: list[list[str]] = []
    for name in designations:
        stem, _, last = name.rpartition(".")
        before = runs[-1][-1] if runs else ""
        follows = last.isdecimal() and before == f"{stem}.{int(last) - 1}"
        if follows:
            runs[-1].append(name)
        else:
            runs.append([name])
    return [name for run in runs for name in ([f"{run[0]}–{run[-1]}"] if len(run) >= _RUN else run)]


def in_series(texts: tuple[Document, ...], perhaps: tuple[Document, ...] = ()) -> str:
    """Say which members of a series are in force, and apart from them which may be."""
    sure, doubtful = (runs([text.identifier.designation for text in group]) for group in (texts, perhaps))
    said = f"{len(texts)} in force: {', '.join(sure)}" if sure else "none certainly in force"
    if doubtful:
        said += f", and perhaps {listing(doubtful)}, withdrawn on a day that is not known"
    return said


def change_name(text: Document) -> str:
    """Name a change beside its base: ``Cor. 1 (10/2021)``."""
    return str(text.identifier).removeprefix(str(text.identifier.base)).strip()


def step_name(identifier: Identifier) -> str:
    """Name the change or part that an identifier asks for, without its date."""
    undated = identifier.undated
    return str(undated).removeprefix(str(undated.base)).strip()


def asked(identifier: Identifier) -> str:
    """Say which text an identifier asks for: ``of 11/2019``, ``with the revision number 99``."""
    issued = identifier.issued or identifier.edition.issued
    if issued is not None:
        return f"of {issued.month:02}/{issued.year}" if issued.month else f"of {issued.year}"
    if identifier.revision is not None:
        return f"with the revision number {identifier.revision}"
    return f"with the version number {identifier.version}"


def designation(name: str) -> str:
    """Take the sector off a number: ``ITU-T Z.140`` is ``Z.140``."""
    return name.partition(" ")[2] if name.startswith("ITU-") else name


def same_step(identifier: Identifier, text: Document) -> bool:
    """Whether a document is the change or part that an identifier asks for, whatever their dates."""
    mine, theirs = identifier.steps, text.identifier.steps
    return [(step.kind, step.label) for step in mine] == [(step.kind, step.label) for step in theirs]


def distance(identifier: Identifier, text: Document) -> tuple[int, int]:
    """Tell how far a text lies from the date or revision asked for, in months or revisions."""
    if identifier.revision is not None and text.identifier.revision is not None:
        return 0, abs(identifier.revision - text.identifier.revision)
    asked = identifier.issued or identifier.edition.issued
    have = text.identifier.issued or text.approved
    if asked is None or have is None:
        return 1, 0
    return 0, abs((asked.year - have.year) * 12 + (asked.month or 6) - (have.month or 6))


_BEFORE_NUMBER = re.compile(r"(?:[^\d\n]*\s)?(?=[A-Z]{1,3}\.\d)")


def in_manner_of(citation: Citation, identifier: Identifier) -> str:
    """Write an identifier as the author wrote the citation: with its prefix, as exact in its date as it is.

    >>> from itu_catalog.citation import find_citations
    >>> from itu_catalog.parsing import parse
    >>> cited = next(find_citations("See Rec. ITU-T X.509 (2016)."))
    >>> in_manner_of(cited, parse("X.509 (10/2019)"))
    'Rec. ITU-T X.509 (2019)'
    """
    old = citation.identifier
    exact = old.issued if old.issued or identifier.steps else old.edition.issued
    written = str(identifier)
    if identifier.issued is not None and exact is None and old.steps and not identifier.steps:
        written = f"{identifier.undated} ({identifier.issued.year})"  # for a change, the edition that has it
    elif identifier.issued is not None and exact is None:
        written = str(identifier.undated if identifier.steps or old.revision is not None else identifier.work)
    elif identifier.issued is not None and exact is not None and exact.month is None:
        written = f"{identifier.undated} ({identifier.issued.year})"
    sector = str(identifier.sector or "")
    prefix = _BEFORE_NUMBER.match(citation.text)
    if prefix is None or "CCI" in prefix[0] or old.sector is not identifier.sector:
        return written
    return " ".join(prefix[0].split()) + " " * bool(prefix[0]) + written.removeprefix(sector).strip()
