"""Search in the titles of a catalogue.

>>> words("User‑generated DATA")
['user', 'generated', 'data']
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from itu_catalog.folding import search_key
from itu_catalog.identifier import _of as _identifier  # canonical already: it comes from the file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.store import Store

__all__ = ["TitleSearch", "has_words", "words"]


def words(text: str) -> list[str]:
    """Split a title into the words that are compared."""
    return "".join(char if char.isalnum() else " " for char in search_key(text)).split()


def has_words(title: str, asked: str) -> bool:
    """Whether a title has all the words, or words that they begin.

    >>> has_words("Quantum noise random number generator architecture", "QUANT noise")
    True
    """
    return _Titled.of("", title, in_force=False).score(words(asked)) > 0


class _Titled(NamedTuple):
    """A title that some text of a work printed."""

    key: str
    in_force: bool
    text: str
    tokens: frozenset[str]

    @classmethod
    def of(cls, key: str, title: str, *, in_force: bool) -> _Titled:
        """Take a title apart."""
        text = " ".join(words(title))
        return cls(key, in_force, text, frozenset(text.split()))

    def score(self, wanted: list[str]) -> int:
        """Return how well it has all the words, 0 when it has not."""
        score = 0
        for word in wanted:
            hits = [token for token in self.tokens if token.startswith(word)]
            if not hits:
                return 0
            score += 8 if word in hits else 4
        return score + 2 * self.in_force + (" ".join(wanted) in self.text)


class TitleSearch:
    """Every title of a catalogue, once for each work."""

    def __init__(self, store: Store) -> None:
        """Search in the titles of a file, which is read at the first search."""
        self._store = store

    @cached_property
    def _titles(self) -> list[_Titled]:
        rows = dict.fromkeys(
            (key, status.is_in_force, " ".join(words(title))) for key, status, title in self._store.titles()
        )
        return [_Titled(key, in_force, text, frozenset(text.split())) for key, in_force, text in rows]

    def keys(self, asked: str) -> list[str]:
        """Return the keys of the works with titles that have all the words, best first."""
        wanted = words(asked)
        best: dict[str, tuple[int, int]] = {}
        for title in self._titles if wanted else ():
            if score := title.score(wanted):
                rank = (-score, len(title.tokens))
                best[title.key] = min(best.get(title.key, rank), rank)
        return sorted(best, key=lambda key: (best[key], _identifier(key.partition("@")[0]), key))
