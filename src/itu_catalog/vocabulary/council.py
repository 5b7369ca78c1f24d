"""Reports to the ITU Council, as data: what they cite, as printed, and what is wrong in it.

>>> ReportCitation("3.2", "X.694 Cor.1", outcome=Outcome.APPROVED).printed
'X.694 Cor.1'
"""

from __future__ import annotations

from enum import StrEnum

from attrs import evolve, field, frozen

from itu_catalog.dates import Issued  # noqa: TC001 - the schema reads the annotations
from itu_catalog.identifier import Identifier  # noqa: TC001 - the same

from .plain import Plain

__all__ = ["CouncilReport", "Discrepancy", "Outcome", "ReportCitation"]


class Outcome(StrEnum):
    """What a report says has become of a text. It need not be so: see `CouncilReport.discrepancies`."""

    APPROVED = "approved"
    REVISED = "revised"
    DETERMINED = "determined"
    WORKING_ON = "working on"
    MENTIONED = "mentioned"


@frozen
class ReportCitation(Plain):
    """One reference in a report: the characters printed, and the document that is meant.

    `reads` is what the printed form says when taken literally, `identifier` what is meant;
    they differ where the report prints a wrong number or leaves out a year.

    >>> from itu_catalog import embedded_catalog
    >>> cited = embedded_catalog().report("council-2020").citations[9]
    >>> cited.paragraph, cited.printed, str(cited.reads), str(cited.identifier)
    ('3.2', 'X.1402', 'ITU-T X.1402', 'ITU-T X.1401 (11/2019)')
    """

    paragraph: str
    printed: str
    """The reference as printed, to the character; without a number, the words that make it."""
    identifier: Identifier | None = None
    """The document, work or series that is meant; None where nothing has an identifier."""
    reads: Identifier | None = None
    """The printed form read literally; None for a reference without a number."""
    printed_title: str | None = None
    """The title beside it as printed, without its quotation marks."""
    outcome: Outcome = Outcome.MENTIONED
    members: tuple[Identifier, ...] = ()
    """The editions meant, when the reference is to a series."""
    external: str | None = None
    """Why the document meant is not in the catalogue; None when it is."""
    inferred: bool = False
    """True where the document meant is a conclusion and not what is printed; `note` says from what."""
    note: str | None = None
    source: str | None = None
    report: str | None = None
    """The `CouncilReport.key` of the report that it stands in, which sets it."""


@frozen
class Discrepancy(Plain):
    """A place where a report and the record disagree.

    >>> from itu_catalog import embedded_catalog
    >>> discrepancy = embedded_catalog().report("council-2017").discrepancies[2]
    >>> discrepancy.printed, discrepancy.fact
    ('ITU-T X.805', 'X.805 stands only within the title of X.1039; nothing is reported of it.')
    """

    paragraph: str
    fact: str
    """What is so."""
    source: str
    printed: str | None = None
    """What the report prints, to the character; None where the fault is in what a whole sentence says."""
    identifiers: tuple[Identifier, ...] = ()
    """The documents it is about."""
    inferred: bool = False
    unsourced: bool = False


@frozen
class CouncilReport(Plain):
    """A report to a session of the ITU Council.

    >>> CouncilReport("council-2017", "Geneva", Issued(2017, 5, 15), "…", "C17/18")
    CouncilReport(key='council-2017', council='Geneva', date=Issued('2017-05-15'), number='C17/18')
    """

    key: str
    """``council-2017``."""
    council: str
    date: Issued
    """The day to check it at when none is given; see `date_note` for where it comes from."""
    source: str = field(repr=False)
    number: str | None = None
    """``C17/18``; None where it was not found in print."""
    title: str | None = field(default=None, repr=False)
    session_first: Issued | None = field(default=None, repr=False)
    session_last: Issued | None = field(default=None, repr=False)
    not_before: Issued | None = field(default=None, repr=False)
    """The earliest day on which it can have been written, from what it tells of."""
    not_after: Issued | None = field(default=None, repr=False)
    number_note: str | None = field(default=None, repr=False)
    title_note: str | None = field(default=None, repr=False)
    date_note: str | None = field(default=None, repr=False)
    inferred: tuple[str, ...] = field(default=(), repr=False)
    """The columns that are conclusions."""
    citations: tuple[ReportCitation, ...] = field(default=(), repr=False)
    """In the order of the text."""
    discrepancies: tuple[Discrepancy, ...] = field(default=(), repr=False)

    def __attrs_post_init__(self) -> None:
        told = tuple(evolve(citation, report=self.key) for citation in self.citations)
        object.__setattr__(self, "citations", told)

    def __str__(self) -> str:
        return self.number or self.key
