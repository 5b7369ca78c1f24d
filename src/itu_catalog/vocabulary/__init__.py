"""The small vocabularies of ITU: what a status, a series, a study group and a report are.

The two words that every record carries, `Status` and `Approval`, cost nothing to import.
The value types of the small tables load on first use, each family from its own module.

>>> Status("in force").is_in_force, Status.SUPERSEDED.is_in_force
(True, False)
>>> from itu_catalog.vocabulary import Title
>>> Title("Security", period="2009-2012").text
'Security'
"""

from __future__ import annotations

from enum import StrEnum

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.identifier import Kind, Sector

    from ._attached import Navigator
    from .council import CouncilReport, Discrepancy, Outcome, ReportCitation
    from .groups import StudyGroup, StudyPeriod, SubGroup, Succession
    from .series import Heading, Printing, Series, SubSeries
    from .titles import Title

__all__ = [
    "Approval",
    "CouncilReport",
    "Discrepancy",
    "Heading",
    "Kind",
    "NameKind",
    "Navigator",
    "Outcome",
    "Printing",
    "ReportCitation",
    "Sector",
    "Series",
    "Status",
    "StudyGroup",
    "StudyPeriod",
    "SubGroup",
    "SubSeries",
    "Succession",
    "Title",
]

# An attrs class takes most of a millisecond to make, and a first look-up needs none of these.
_HOMES = {
    "CouncilReport": ".council",
    "Discrepancy": ".council",
    "Heading": ".series",
    "Kind": "..identifier",
    "Navigator": "._attached",
    "Outcome": ".council",
    "Printing": ".series",
    "ReportCitation": ".council",
    "Sector": "..identifier",
    "Series": ".series",
    "StudyGroup": ".groups",
    "StudyPeriod": ".groups",
    "SubGroup": ".groups",
    "SubSeries": ".series",
    "Succession": ".groups",
    "Title": ".titles",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_HOMES[name], __name__), name)
    globals()[name] = value
    return value


class Status(StrEnum):
    """Whether a text counts, as ITU says it on its pages.

    The dataset behind the catalogue folds superseded and withdrawn into one word; here they are two.

    >>> str(Status.PRE_PUBLISHED), [status for status in Status if status.is_in_force]
    ('pre-published', [<Status.IN_FORCE: 'in force'>, <Status.PRE_PUBLISHED: 'pre-published'>])
    """

    IN_FORCE = "in force"
    PRE_PUBLISHED = "pre-published"
    """Approved and online, not yet edited; it counts like a text in force."""
    SUPERSEDED = "superseded"
    """Replaced by a later edition, or by a text under another number."""
    WITHDRAWN = "withdrawn"
    """Deleted; nothing need have taken its place."""
    NOT_YET_APPROVED = "not yet approved"
    """Consented, determined or unknown on the date asked about; approved later."""
    DRAFT = "draft"
    """A work item under a provisional name."""
    UNKNOWN = "unknown"

    @property
    def is_in_force(self) -> bool:
        """Whether a text of this status is to be followed."""
        return self in _COUNTING


_COUNTING = frozenset({Status.IN_FORCE, Status.PRE_PUBLISHED})


class Approval(StrEnum):
    """The procedure by which a text was approved; where it is not known there is None instead.

    Sources: Rec. ITU-T A.8 (AAP), WTSA Resolution 1 clause 9 (TAP), Resolution ITU-R 1 (ITU-R).

    >>> Approval("AAP").name, str(Approval.AGREEMENT)
    ('AAP', 'agreement')
    """

    AAP = "AAP"
    """Alternative approval process: consent, last call, approval."""
    TAP = "TAP"
    """Traditional approval process: determination, consultation of Member States, approval at a meeting."""
    AGREEMENT = "agreement"
    """Informative texts, which are not Recommendations, are agreed by a study group."""
    ASSEMBLY = "assembly"
    """A CCITT Plenary, WTSC or WTSA (ITU-T), or a Radiocommunication Assembly (ITU-R)."""
    CONSULTATION = "consultation"
    """ITU-R: adopted by a study group, then approved by consultation of Member States."""
    PSAA = "PSAA"
    """ITU-R: simultaneous adoption and approval by correspondence."""
    TSB = "TSB"
    """An erratum: an editorial matter of the secretariat."""


class NameKind(StrEnum):
    """What kind of name a document or a work is known by.

    >>> NameKind("provisional")
    <NameKind.PROVISIONAL: 'provisional'>
    """

    NUMBER = "number"
    """The number it bears."""
    FORMER = "former"
    """A number it bore before."""
    PROVISIONAL = "provisional"
    """The name of the work item before it had a number: ``G.Sup.otnsec``."""
    COMMON = "common"
    """What people call it: ``ASN.1``."""
    TWIN = "twin"
    """The number of the same text at another organization: ``ISO/IEC 9594-8``."""
