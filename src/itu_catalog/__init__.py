"""ITU Recommendations: identifiers, a catalogue that knows what is in force on a date, citations found and checked.

>>> import itu_catalog as itu
>>> itu.parse("Rec. ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2020")
Identifier('ITU-T X.509 (10/2019)')

Everything public is a name of this module, loaded when it is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.annotation import Edited as Edited
    from itu_catalog.annotation import annotate as annotate
    from itu_catalog.annotation import fix as fix
    from itu_catalog.catalog import Bearer as Bearer
    from itu_catalog.catalog import (
        Catalog as Catalog,
    )
    from itu_catalog.catalog import Event as Event
    from itu_catalog.catalog import EventKind as EventKind
    from itu_catalog.catalog import Provenance as Provenance
    from itu_catalog.catalog import Selected as Selected
    from itu_catalog.catalog import (
        default_catalog as default_catalog,
    )
    from itu_catalog.catalog import (
        embedded_catalog as embedded_catalog,
    )
    from itu_catalog.catalog import (
        open_catalog as open_catalog,
    )
    from itu_catalog.catalog import (
        resolve as resolve,
    )
    from itu_catalog.checking import Checked as Checked
    from itu_catalog.checking import check_paths as check_paths
    from itu_catalog.citation import Citation as Citation
    from itu_catalog.citation import Reason as Reason
    from itu_catalog.citation import find_citations as find_citations
    from itu_catalog.comparing import Change as Change
    from itu_catalog.comparing import ChangeKind as ChangeKind
    from itu_catalog.comparing import Difference as Difference
    from itu_catalog.comparing import WatchCode as WatchCode
    from itu_catalog.comparing import Watched as Watched
    from itu_catalog.comparing import diff as diff
    from itu_catalog.comparing import watch as watch
    from itu_catalog.dates import Issued as Issued
    from itu_catalog.documents import Addendum as Addendum
    from itu_catalog.documents import Amendment as Amendment
    from itu_catalog.documents import Annex as Annex
    from itu_catalog.documents import Appendix as Appendix
    from itu_catalog.documents import Attachment as Attachment
    from itu_catalog.documents import Conflict as Conflict
    from itu_catalog.documents import Corrigendum as Corrigendum
    from itu_catalog.documents import Document as Document
    from itu_catalog.documents import Edition as Edition
    from itu_catalog.documents import Erratum as Erratum
    from itu_catalog.documents import ImplementersGuide as ImplementersGuide
    from itu_catalog.documents import InForce as InForce
    from itu_catalog.documents import Members as Members
    from itu_catalog.documents import Name as Name
    from itu_catalog.documents import Publication as Publication
    from itu_catalog.documents import Recommendation as Recommendation
    from itu_catalog.documents import Responsibility as Responsibility
    from itu_catalog.documents import StatusOn as StatusOn
    from itu_catalog.documents import Supplement as Supplement
    from itu_catalog.errors import (
        AmbiguousIdentifier as AmbiguousIdentifier,
    )
    from itu_catalog.errors import (
        CatalogueFileError as CatalogueFileError,
    )
    from itu_catalog.errors import (
        DetachedRecord as DetachedRecord,
    )
    from itu_catalog.errors import (
        InvalidCatalogueData as InvalidCatalogueData,
    )
    from itu_catalog.errors import (
        InvalidIdentifier as InvalidIdentifier,
    )
    from itu_catalog.errors import (
        InvalidRequirement as InvalidRequirement,
    )
    from itu_catalog.errors import (
        InvalidSettings as InvalidSettings,
    )
    from itu_catalog.errors import (
        ItuCatalogError as ItuCatalogError,
    )
    from itu_catalog.errors import (
        MissingExtra as MissingExtra,
    )
    from itu_catalog.errors import (
        NotADocument as NotADocument,
    )
    from itu_catalog.errors import (
        NotYetApproved as NotYetApproved,
    )
    from itu_catalog.errors import (
        UnknownRecommendation as UnknownRecommendation,
    )
    from itu_catalog.errors import (
        UnreadableInput as UnreadableInput,
    )
    from itu_catalog.errors import (
        UnwritableFile as UnwritableFile,
    )
    from itu_catalog.exports import report_on as report_on
    from itu_catalog.findings import Finding as Finding
    from itu_catalog.findings import Level as Level
    from itu_catalog.findings import check as check
    from itu_catalog.identifier import Identifier as Identifier
    from itu_catalog.identifier import Kind as Kind
    from itu_catalog.identifier import Sector as Sector
    from itu_catalog.identifier import Step as Step
    from itu_catalog.parsing import (
        Reference as Reference,
    )
    from itu_catalog.parsing import (
        is_valid as is_valid,
    )
    from itu_catalog.parsing import (
        normalize as normalize,
    )
    from itu_catalog.parsing import (
        parse as parse,
    )
    from itu_catalog.parsing import (
        parse_reference as parse_reference,
    )
    from itu_catalog.parsing import (
        try_parse as try_parse,
    )
    from itu_catalog.relations import Edge as Edge
    from itu_catalog.relations import Relation as Relation
    from itu_catalog.requirement import Requirement as Requirement
    from itu_catalog.vocabulary import Approval as Approval
    from itu_catalog.vocabulary import CouncilReport as CouncilReport
    from itu_catalog.vocabulary import Discrepancy as Discrepancy
    from itu_catalog.vocabulary import NameKind as NameKind
    from itu_catalog.vocabulary import ReportCitation as ReportCitation
    from itu_catalog.vocabulary import Series as Series
    from itu_catalog.vocabulary import Status as Status
    from itu_catalog.vocabulary import StudyGroup as StudyGroup
    from itu_catalog.vocabulary import SubSeries as SubSeries
    from itu_catalog.vocabulary import Title as Title

__version__ = "0.1.0"

_HOMES = {
    "annotation": ("Edited", "annotate", "fix"),
    "catalog": (
        "Bearer",
        "Catalog",
        "Event",
        "EventKind",
        "Provenance",
        "Selected",
        "default_catalog",
        "embedded_catalog",
        "open_catalog",
        "resolve",
    ),
    "checking": ("Checked", "check_paths"),
    "citation": ("Citation", "Reason", "find_citations"),
    "comparing": ("Change", "ChangeKind", "Difference", "WatchCode", "Watched", "diff", "watch"),
    "dates": ("Issued",),
    "documents": (
        "Addendum",
        "Amendment",
        "Annex",
        "Appendix",
        "Attachment",
        "Conflict",
        "Corrigendum",
        "Document",
        "Edition",
        "Erratum",
        "ImplementersGuide",
        "InForce",
        "Members",
        "Name",
        "Publication",
        "Recommendation",
        "Responsibility",
        "StatusOn",
        "Supplement",
    ),
    "errors": (
        "AmbiguousIdentifier",
        "CatalogueFileError",
        "DetachedRecord",
        "InvalidCatalogueData",
        "InvalidIdentifier",
        "InvalidRequirement",
        "InvalidSettings",
        "ItuCatalogError",
        "MissingExtra",
        "NotADocument",
        "NotYetApproved",
        "UnknownRecommendation",
        "UnreadableInput",
        "UnwritableFile",
    ),
    "exports": ("report_on",),
    "findings": ("Finding", "Level", "check"),
    "identifier": ("Identifier", "Kind", "Sector", "Step"),
    "parsing": ("Reference", "is_valid", "normalize", "parse", "parse_reference", "try_parse"),
    "relations": ("Edge", "Relation"),
    "requirement": ("Requirement",),
    "vocabulary": (
        "Approval",
        "CouncilReport",
        "Discrepancy",
        "NameKind",
        "ReportCitation",
        "Series",
        "Status",
        "StudyGroup",
        "SubSeries",
        "Title",
    ),
}
"""Which module each public name lives in."""
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME)  # noqa: PLE0605 - one table, not two lists


def __getattr__(name: str) -> object:
    """Load the module of a public name when the name is first used (PEP 562)."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = __import__(f"{__name__}.{home}", fromlist=[name])
    value = getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
