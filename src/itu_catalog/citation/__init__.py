"""Finding citations of ITU texts in prose; this knows the grammar, not the catalogue.

>>> text = "Rec. ITU-R M.1078, M.1223 and M.2083 follow Corrigendum 1 to Recommendation ITU-T X.694 (2015)."
>>> for citation in find_citations(text):
...     print(citation.start, citation.end, citation.identifier, citation.carried)
0 17 ITU-R M.1078 False
19 25 ITU-R M.1223 True
30 36 ITU-R M.2083 True
44 94 ITU-T X.694 (2015) Cor. 1 False

A citation is *explicit* when its own words name the ITU, CCITT, CCIR or a Recommendation; *carried* when it
continues an explicit one, whose sector it inherits; *bare* when only its neighbourhood speaks for it.
"""

from __future__ import annotations

from itu_catalog.citation.finder import Finder
from itu_catalog.citation.ranges import with_ends
from itu_catalog.citation.record import Citation, Reason

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Literal

__all__ = ["Citation", "Reason", "find_citations"]

_POLICIES = ("never", "context", "always")
_PIECE = 1 << 16
"""Characters of a stream that are looked at together, at least."""


def find_citations(
    text: str | Iterable[str], *, bare: Literal["never", "context", "always"] = "context"
) -> Iterator[Citation]:
    """Yield the citations of ITU texts in `text`, in order; they do not overlap.

    Explicit citations are found wherever they stand. After one, the numbers that continue its list are found
    too. Numbers that name the ITU in no way are found by `bare`: ``"never"``; in a ``"context"`` that makes them
    ITU's, which `Citation.reasons` tell; or ``"always"``, when ITU did assign them.

    A text may also come in pieces, such as an open file: then only some thousand characters of it are held at a
    time, and what is found is the same wherever the pieces end.

    Raises:
        TypeError: `text` is neither a string nor strings.
        ValueError: there is no such policy.

    >>> [str(c) for c in find_citations("Section X.5 cites ITU-T Recs. X.500 and X.509, as does Annex A.1.")]
    ['ITU-T X.500', 'ITU-T X.509']
    >>> [(c.start, str(c)) for c in find_citations(iter(["see ITU-", "T X.5", "09"]))]
    [(4, 'ITU-T X.509')]
    """
    if isinstance(text, bytes | bytearray | memoryview) or not hasattr(text, "__iter__"):
        raise TypeError(f"find_citations reads a string, not {type(text).__name__}")
    if bare not in _POLICIES:
        raise ValueError(f"bare is one of {', '.join(map(repr, _POLICIES))}, not {bare!r}")
    finder = Finder(bare)
    found = finder.read(text) if isinstance(text, str) else _in_pieces(finder, text)
    return with_ends(found, finder.ranged)


def _in_pieces(finder: Finder, pieces: Iterable[str]) -> Iterator[Citation | None]:
    """Yield the citations of a text in pieces, and None where the last one cannot be an end of a range."""
    held: list[str] = []
    length = 0
    for piece in pieces:
        if not isinstance(piece, str):
            raise TypeError(f"find_citations reads strings, not {type(piece).__name__}")
        held.append(piece)
        length += len(piece)
        if length >= _PIECE:
            yield from finder.read("".join(held), last=False)
            if finder.settled:
                yield None
            held, length = [], 0
    yield from finder.read("".join(held))
