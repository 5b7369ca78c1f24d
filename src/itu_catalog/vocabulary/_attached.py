"""Records that can look their neighbours up in the catalogue they came from."""

from __future__ import annotations

from typing import Any, Protocol, Self

import attrs

from itu_catalog.errors import DetachedRecord

from .plain import Plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime

    from .groups import StudyGroup
    from .series import Series, SubSeries

__all__ = ["Attached", "Navigator"]


class Navigator(Protocol):
    """What the records of the small tables ask of a catalogue."""

    def _members_of(
        self, holder: Series | SubSeries | StudyGroup, on: datetime.date | None
    ) -> tuple[Any, ...]:
        """Return the Recommendations of a series, or those a study group answers for, as of a day."""

    def _supplements_to(self, holder: Series | SubSeries) -> tuple[Any, ...]:
        """Return the Supplements that are about a series, or a block of it."""

    def _study_group(self, name: str) -> StudyGroup | None:
        """Return the study group with this `StudyGroup.key`; None when there is none."""


class Attached(Plain):
    """The behaviour of a record with a ``_catalog``: no argument, not compared, not shown, never pickled.

    A subclass declares that column, and says ``getstate_setstate=False`` so that attrs leaves pickling alone.
    """

    __slots__ = ()
    _catalog: Navigator | None

    def attached_to(self, catalog: Navigator) -> Self:
        """Return the same record, able to navigate in `catalog`."""
        copy: Self = attrs.evolve(self)  # type: ignore[misc]  # every subclass is an attrs class
        object.__setattr__(copy, "_catalog", catalog)
        return copy

    @property
    def _navigator(self) -> Navigator:
        if self._catalog is None:
            raise DetachedRecord(self)
        return self._catalog

    def _columns(self) -> tuple[attrs.Attribute[Any], ...]:
        columns: tuple[attrs.Attribute[Any], ...] = attrs.fields(type(self))  # type: ignore[arg-type]
        return columns

    # The state is a mapping by name, and unknown or missing names are forgiven,
    # so that a later release with one more column still reads an older pickle.
    def __getstate__(self) -> dict[str, Any]:
        return {column.name: getattr(self, column.name) for column in self._columns() if column.init}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for column in self._columns():
            default = column.default if column.init else None
            object.__setattr__(self, column.name, state.get(column.name, default))
