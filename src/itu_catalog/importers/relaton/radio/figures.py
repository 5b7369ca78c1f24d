"""Figures of ITU-R, counted the way the dataset was first measured: by series and number, by the last letter.

>>> from itu_catalog.importers.relaton.radio import radio_works
>>> from itu_catalog.importers.relaton.record import Raw
>>> raw = Raw("a", "ITU-R BS.412-9", title="Planning standards", date="2002-05", doctype="recommendation")
>>> found = figures(radio_works([raw], "a test").works)
>>> found["families"], found["unknown"]
(1, 1)
"""

from __future__ import annotations

from collections import Counter, defaultdict

from itu_catalog.documents.family import by_edition
from itu_catalog.identifier import Kind, Sector
from itu_catalog.importers.relaton.radio.filenames import file_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from itu_catalog.documents import Document, Recommendation

__all__ = ["figures"]

_STATES = {
    "I": "in force",
    "P": "in force",
    "W": "withdrawn",
    "S": "last is superseded",
    "": "unknown",
}
_OTHERS = {
    Kind.REPORT: "Reports",
    Kind.QUESTION: "Questions",
    Kind.RESOLUTION: "Resolutions",
    Kind.HANDBOOK: "Handbooks",
}


def figures(works: Iterable[Recommendation]) -> dict[str, int]:
    """Return how many there are of each kind of text of ITU-R, and of the Recommendations in each state.

    ``families``, ``revisions`` and the states count a Recommendation that was moved to another series in both;
    ``works`` counts it once, and ``works in force`` and so on are the states of the works.
    """
    lines: defaultdict[str, list[Document]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for work in works:
        if work.identifier.sector is not Sector.R:
            continue
        if work.kind in _OTHERS:
            counts[_OTHERS[work.kind]] += len(work.documents)
        if work.kind is not Kind.RECOMMENDATION:
            continue
        counts["works"] += 1
        counts[f"works {work.status}"] += 1
        for text in work.editions:
            lines[text.identifier.designation].append(text)
    for texts in lines.values():
        last = max(texts, key=by_edition)
        file = file_of(last.url)
        counts["families"] += 1
        counts["revisions"] += len(texts)
        counts[_STATES[file.letter if file else ""]] += 1
    return dict(counts)
