"""`Catalog`: which document a name means, on a date, and what surrounds it.

`shelf` knows who bears a number or a name, `lookup` what is meant by one on a day, `misses` what to say
when nothing is; `neighbours` and `tables` know what stands around a work, `search` finds titles, `overlay` lays
data of one's own over a catalogue, and `opening` says which catalogue answers.

>>> catalog = embedded_catalog()
>>> catalog.resolve("X.694 Cor.1", on="2020-06-09")
resolve('ITU-T X.694 (2015) Cor. 1 (10/2019)')
>>> catalog["ISO/IEC 9594-8"]
default_catalog()['ITU-T X.509']
>>> "X.999" in catalog
False
"""

from __future__ import annotations

from itu_catalog.catalog.catalog import Catalog
from itu_catalog.catalog.opening import (
    default_catalog,
    embedded_catalog,
    open_catalog,
    resolve,
    user_catalogue_path,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.catalog.collection import Documents
    from itu_catalog.catalog.events import Event, EventKind
    from itu_catalog.catalog.neighbours import Bearer
    from itu_catalog.catalog.provenance import Aside, Provenance, Remark, Unreadable
    from itu_catalog.catalog.selected import Selected

__all__ = [
    "Aside",
    "Bearer",
    "Catalog",
    "Documents",
    "Event",
    "EventKind",
    "Provenance",
    "Remark",
    "Selected",
    "Unreadable",
    "default_catalog",
    "embedded_catalog",
    "open_catalog",
    "resolve",
    "user_catalogue_path",
]

_ELSEWHERE = {
    "Aside": "provenance",
    "Bearer": "neighbours",
    "Documents": "collection",
    "Event": "events",
    "EventKind": "events",
    "Provenance": "provenance",
    "Remark": "provenance",
    "Selected": "selected",
    "Unreadable": "provenance",
}
"""Where a name lives that no first look-up needs."""


def __getattr__(name: str) -> object:
    home = _ELSEWHERE.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(__import__(f"{__name__}.{home}", fromlist=[name]), name)
    globals()[name] = value
    return value
