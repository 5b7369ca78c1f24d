"""What was chosen, and how sure that is.

>>> from itu_catalog import embedded_catalog
>>> [str(work) for work in embedded_catalog().select(numbers="X.1400..X.1401")]
['ITU-T X.1400', 'ITU-T X.1401']
"""

from __future__ import annotations

from typing import Generic, TypeVar

from itu_catalog.documents.texts import Document
from itu_catalog.documents.works import Recommendation

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, Self

    from itu_catalog.catalog.windows import Verdict

__all__ = ["R", "Selected"]

R = TypeVar("R", bound=Recommendation | Document)


class Selected(tuple[R, ...], Generic[R]):  # noqa: SLOT001 - a tuple can have no slots with values
    """The works or documents that were chosen; a tuple that knows how sure it is of each.

    `uncertain` are those among them of which a fact that decides is inferred, or not known exactly; `undecided`
    are others, not among them, of which it is not known whether they fit. `reason` says why, of either.

    >>> from itu_catalog import embedded_catalog
    >>> chosen = embedded_catalog().select(series="X.500", status="in force", on="2020-06-09")
    >>> len(chosen), len(chosen.uncertain), chosen.reason(chosen.uncertain[0])
    (16, 6, 'on which day it ended is published nowhere')
    """

    uncertain: tuple[R, ...]
    undecided: tuple[R, ...]
    forgiven: bool
    _reasons: Mapping[R, str]

    def __new__(cls, judged: Iterable[tuple[R, Verdict]] = (), *, forgiven: bool = False) -> Self:
        """Make the tuple of records with what was found of each; those that do not fit are left out."""
        pairs = [(record, verdict) for record, verdict in judged if verdict.fits is not False]
        self = super().__new__(cls, [record for record, verdict in pairs if verdict.fits])
        self.uncertain = tuple(record for record, verdict in pairs if verdict.fits and verdict.reason)
        self.undecided = tuple(record for record, verdict in pairs if verdict.fits is None)
        self.forgiven = forgiven
        self._reasons = {record: verdict.reason for record, verdict in pairs if verdict.reason}
        return self

    def __getnewargs__(self) -> tuple[list[tuple[R, Verdict]]]:
        """Return what makes it again out of a pickle."""
        from itu_catalog.catalog.windows import Verdict

        judged = [(record, Verdict(True, self.reason(record))) for record in self]  # noqa: FBT003 - it fits
        return ([*judged, *((record, Verdict(None, self.reason(record))) for record in self.undecided)],)

    def reason(self, record: R) -> str:
        """Return why it is not certain that a record fits; nothing where it is."""
        return self._reasons.get(record, "")

    def to_dict(self) -> dict[str, Any]:
        """Return the identifiers, and why for those that are not certain, as JSON-ready values.

        >>> from itu_catalog import embedded_catalog
        >>> embedded_catalog().select(numbers="X.1400..X.1401").to_dict()
        {'records': ['ITU-T X.1400', 'ITU-T X.1401'], 'uncertain': {}, 'undecided': {}}
        """
        return {
            "records": [str(record) for record in self],
            "uncertain": {str(record): self.reason(record) for record in self.uncertain},
            "undecided": {str(record): self.reason(record) for record in self.undecided},
        }
