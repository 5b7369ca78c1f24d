"""ITU Recommendations: identifiers, a catalogue that knows what is in force on a date, citations found and checked.

>>> import itu_catalog as itu
>>> itu.parse("Rec. ITU-T X.509 (10/2019) | ISO/IEC 9594-8:2020")
Identifier('ITU-T X.509 (10/2019)')

Everything public is a name of this module, loaded when it is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.catalog import (
        Catalog as Catalog,
        default_catalog as default_catalog,
        embedded_catalog as embedded_catalog,
        open_catalog as open_catalog,
        resolve as resolve,
    )
    from itu_catalog.citation import Citation as Citation, find_citations as find_citations
    from itu_catalog.dates import Issued as Issued
    from itu_catalog.errors import (
        AmbiguousIdentifier as AmbiguousIdentifier,
        CatalogueFileError as CatalogueFileError,
        DetachedRecord as DetachedRecord,
        InvalidCatalogueData as InvalidCatalogueData,
        InvalidIdentifier as InvalidIdentifier,
        InvalidRequirement as InvalidRequirement,
        ItuCatalogError as ItuCatalogError,
        MissingExtra as MissingExtra,
        NotADocument as NotADocument,
        NotYetApproved as NotYetApproved,
        UnknownRecommendation as UnknownRecommendation,
        UnreadableInput as UnreadableInput,
    )
    from itu_catalog.identifier import Identifier as Identifier, Kind as Kind, Sector as Sector, Step as Step
    from itu_catalog.parsing import (
        Reference as Reference,
        is_valid as is_valid,
        normalize as normalize,
        parse as parse,
        parse_reference as parse_reference,
        try_parse as try_parse,
    )

__version__ = "0.1.0"

_HOMES = {
    "catalog": ("Catalog", "default_catalog", "embedded_catalog", "open_catalog", "resolve"),
    "citation": ("Citation", "find_citations"),
    "dates": ("Issued",),
    "errors": (
        "AmbiguousIdentifier",
        "CatalogueFileError",
        "DetachedRecord",
        "InvalidCatalogueData",
        "InvalidIdentifier",
        "InvalidRequirement",
        "ItuCatalogError",
        "MissingExtra",
        "NotADocument",
        "NotYetApproved",
        "UnknownRecommendation",
        "UnreadableInput",
    ),
    "identifier": ("Identifier", "Kind", "Sector", "Step"),
    "parsing": ("Reference", "is_valid", "normalize", "parse", "parse_reference", "try_parse"),
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
