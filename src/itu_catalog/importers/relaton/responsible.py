"""Which study group answers today for each history of ITU-T.

The dataset names the group of each text as it is today; records without it take that of their history, and
where a whole history was never joined to ITU's tables, the group of its neighbours, if both sides agree.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict

from itu_catalog.importers.relaton.record import Remark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from itu_catalog.identifier import Identifier
    from itu_catalog.importers.relaton.families import Named

__all__ = ["Responsible", "group_name"]

_STUDY_GROUP = re.compile(r"(?:ITU-T )?Study Group ([0-9]{1,2})", re.IGNORECASE)
_ADVISORY = re.compile(r"(?:ITU-T )?(?:TSAG|Telecommunication Standardization Advisory Group)", re.IGNORECASE)


def group_name(printed: str) -> str | None:
    """Return the short name of a group as the dataset prints it; None for another body.

    >>> group_name("ITU-T Study Group 17"), group_name("Telecommunication Standardization Advisory Group")
    ('SG17', 'TSAG')
    """
    found = _STUDY_GROUP.fullmatch(printed.strip())
    if found:
        return f"SG{int(found[1])}"
    return "TSAG" if _ADVISORY.fullmatch(printed.strip()) else None


class Responsible:
    """The groups of some histories, and remarks on what the records say of them."""

    def __init__(self, histories: Iterable[Sequence[Named]]) -> None:
        """Read what every record of every history says."""
        self.remarks: list[Remark] = []
        self._groups: dict[Identifier, str] = {}
        beside: defaultdict[str, list[tuple[Identifier, str]]] = defaultdict(list)
        for history in histories:
            group = self._said(history)
            if group:
                for record in history:
                    self._groups[record.identifier] = group
                    if not record.identifier.steps:
                        beside[record.identifier.series or ""].append((record.identifier.work, group))
        self._beside = {series: sorted(set(pairs)) for series, pairs in beside.items()}

    def _said(self, history: Sequence[Named]) -> str | None:
        """Return the group that the records of a history name; the one that most name, with a remark."""
        named: Counter[str] = Counter()
        for record in history:
            if record.raw.group:
                group = group_name(record.raw.group)
                if group is None:
                    message = f"responsible is {record.raw.group!r}, which is no study group; left out"
                    self.remarks.append(Remark("group", str(record.identifier), message))
                else:
                    named[group] += 1
        if len(named) > 1:
            listed = ", ".join(f"{group} ({count})" for group, count in named.most_common())
            self.remarks.append(
                Remark("V25", str(history[0].identifier), f"its texts name several groups: {listed}")
            )
        return named.most_common(1)[0][0] if named else None

    def of(self, history: Sequence[Named]) -> tuple[str | None, str]:
        """Return the group of a history, and why where that is an inference; None where nobody knows."""
        first = history[0].identifier
        group = self._groups.get(first)
        if group is not None or any(record.raw.enriched for record in history):
            return group, ""
        beside = self._beside.get(first.series or "", [])
        place = bisect_left(beside, (first.work, ""))
        if 0 < place < len(beside):
            (below, one), (above, other) = beside[place - 1], beside[place]
            if one == other:
                return one, f"inferred: its neighbours {below} and {above} are of {one}"
        return None, ""
