"""The words of findings: documents, days and numbers as a sentence names them.

>>> listing(["A", "B", "C"])
'A, B and C'
"""

from __future__ import annotations

from itu_catalog.identifier import Kind
from itu_catalog.vocabulary import Approval

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.dates import Issued
    from itu_catalog.documents import Document
    from itu_catalog.identifier import Identifier

__all__ = [
    "asked",
    "begun",
    "change_name",
    "designation",
    "distance",
    "in_series",
    "listing",
    "runs",
    "same_step",
    "step_name",
    "when",
]

_LISTED = 8
"""How many documents a message names before it only counts the rest."""

_RUN = 3
"""How many numbers that follow each other are written as a run."""


def when(issued: Issued | None) -> str:
    """Say when: ``on 2019-10-14``, ``in 2015-09``."""
    if issued is None:
        return "on a day that is not known"
    return f"on {issued}" if issued.day else f"in {issued}"


def begun(document: Document) -> str:
    """Say what made it a document, and when: informative texts are agreed, not approved."""
    informative = document.approval is Approval.AGREEMENT or document.kind is Kind.SUPPLEMENT
    return f"{'agreed' if informative else 'approved'} {when(document.approved or document.posted)}"


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
    """Tell how far a text lies from the date, revision or version asked for, in months or by their numbers."""
    mine, theirs = (
        each.revision if each.version is None else each.version for each in (identifier, text.identifier)
    )
    if mine is not None:
        return (0, abs(mine - theirs)) if theirs is not None else (1, 0)
    asked = identifier.issued or identifier.edition.issued
    have = text.identifier.issued or text.approved
    if asked is None or have is None:
        return 1, 0
    return 0, abs((asked.year - have.year) * 12 + (asked.month or 6) - (have.month or 6))
