"""What reading a machine form yields, and how it can fail."""

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple

    class Reading(NamedTuple):
        """A machine form in words, and what it said beyond identity."""

        text: str
        state: str | None = None
        format: str | None = None
        language: str | None = None

else:
    Reading = namedtuple("Reading", "text state format language", defaults=(None, None, None))

__all__ = ["AmbiguousForm", "OpaqueForm", "Reading", "dated"]


class OpaqueForm(ValueError):
    """A machine form that names a document only to ITU's own database, or names none at all."""


class AmbiguousForm(OpaqueForm):
    """A machine form that several numbers share.

    Attributes:
        candidates: the texts it could mean, in words.
    """

    def __init__(self, reason: str, candidates: tuple[str, ...]) -> None:
        super().__init__(reason)
        self.candidates = candidates


def dated(year: str | None, month: str | None) -> str:
    """Print a date as identifiers do, with the blank before it; the empty string without a year.

    >>> dated("2019", "10"), dated("2019", None), dated(None, None)
    (' (10/2019)', ' (2019)', '')
    """
    return f" ({month}/{year})" if year and month else f" ({year})" if year else ""
