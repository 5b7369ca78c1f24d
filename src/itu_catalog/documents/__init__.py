"""Recommendations and the documents they consist of, as frozen records.

A `Recommendation` is the numbered work; its `documents` are the dated texts: editions, what changed them
(amendments, corrigenda, errata, addenda) and what was published apart (annexes, appendices). A Supplement
to a series and an implementers' guide are works too. Records name each other by `Identifier`; a property
that navigates asks the catalogue the record came from, and that handle is never pickled, compared or printed.

Everything here is worked out from the documents and a date, so that no answer about a day knows what came
after it: `family` says which text hangs on which, `standing` which counts when; `texts` and `works` are the
records, which answer with their help.

>>> from itu_catalog import embedded_catalog
>>> x509 = embedded_catalog()["X.509"]
>>> [str(text.identifier) for text in x509.in_force("2020-06-09")]
['ITU-T X.509 (10/2019)']
>>> str(x509.status_on("1980-01-01").status)
'not yet approved'
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.documents.family import CHANGES, PARTS, numbers_of
    from itu_catalog.documents.names import Name
    from itu_catalog.documents.responsibility import Responsibility
    from itu_catalog.documents.standing import InForce, StatusOn
    from itu_catalog.documents.texts import (
        CLASSES,
        Addendum,
        Amendment,
        Annex,
        Appendix,
        Attachment,
        Conflict,
        Corrigendum,
        Document,
        Edition,
        Erratum,
        ImplementersGuide,
        Publication,
        Supplement,
    )
    from itu_catalog.documents.works import Members, Recommendation

__all__ = [
    "CHANGES",
    "CLASSES",
    "PARTS",
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
    "numbers_of",
]

_ELSEWHERE = {
    "CHANGES": "family",
    "InForce": "standing",
    "Members": "works",
    "Name": "names",
    "PARTS": "family",
    "Recommendation": "works",
    "Responsibility": "responsibility",
    "StatusOn": "standing",
    "numbers_of": "family",
}
"""Where a name lives that is not in `texts`."""


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = f"{__name__}.{_ELSEWHERE.get(name, 'texts')}"
    value: object = getattr(__import__(home, fromlist=[name]), name)
    globals()[name] = value
    return value
