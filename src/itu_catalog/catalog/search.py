"""Search in the titles of a catalogue.

>>> words("User‑generated DATA")
['user', 'generated', 'data']
>>> is_slip("quantm", "quantum"), is_slip("quatnum", "quantum"), is_slip("quantity", "quantum")
(True, True, False)

The first searches look the longest word up in the file as it lies there; after those, or where a word is written
with a slip, the words of all titles are kept by title.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property, lru_cache
from typing import NamedTuple

from itu_catalog.folding import search_key
from itu_catalog.identifier import _of as _identifier  # canonical already: it comes from the file
from itu_catalog.store import DOCUMENT_COLUMNS, unescape

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Sequence

    from itu_catalog.documents import Recommendation
    from itu_catalog.store import Store
    from itu_catalog.titles import TitleIndex

    Rank = tuple[int, int]
    """How far down a title stands: less its score, and its length in words."""

__all__ = ["Hits", "TitleSearch", "Titled", "is_slip", "words"]

_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}

_WHOLE, _BEGUN, _SLIPPED, _SLIPPED_BEGUN = 8, 4, 2, 1
"""What a word of the title counts that is a word asked for, is begun by it, or would be but for one slip."""
_LONG = 5
"""Letters from which on a word may have a slip."""
_MOST = 100
"""Different words that no title has so many of, and letters that none of them has; in the dataset, 42 and 32."""
_AS_IT_LIES = 3
"""Searches in the file itself, before the words of all titles are worth keeping."""
_SHORT, _MANY = 3, 2000
"""Letters that a word must have to be looked up in the file, and lines that are too many to look at one by one."""


def words(text: str) -> list[str]:
    """Split a title into the words that are compared."""
    text = search_key(text)
    if text.isascii():
        return text.translate(_BLANKS).split()
    return "".join(char if char.isalnum() else " " for char in text).split()


def is_slip(written: str, meant: str) -> bool:
    """Whether one slip makes one word of another: a letter missing, one too many or another one, or two swapped."""
    longer, shorter = (written, meant) if len(written) >= len(meant) else (meant, written)
    if len(longer) > len(shorter) + 1 or longer == shorter:
        return False
    at = next((at for at, pair in enumerate(zip(longer, shorter, strict=False)) if pair[0] != pair[1]), -1)
    if len(longer) > len(shorter):
        return at < 0 or longer[at + 1 :] == shorter[at:]
    swapped = longer[at : at + 2] == shorter[at : at + 2][::-1]
    return longer[at + 1 :] == shorter[at + 1 :] or (swapped and longer[at + 2 :] == shorter[at + 2 :])


def _weight(token: str, word: str, least: int) -> int:
    """Return what a word of a title counts for one asked for: at least `least`, else 0."""
    if token.startswith(word):
        return _WHOLE if token == word else _BEGUN
    if least >= _BEGUN or len(word) < _LONG or not word.isalpha():
        return 0
    if is_slip(word, token):
        return _SLIPPED
    size = len(word)
    begun = least < _SLIPPED and any(is_slip(word, token[:end]) for end in range(size - 1, size + 2))
    return _SLIPPED_BEGUN if begun else 0


class Titled(NamedTuple):
    """A title that some text of a work printed: by which day, and whether such a text is in force today."""

    key: str
    words: tuple[str, ...]
    since: str
    in_force: bool
    size: int
    """How many different words it has."""


class Hits(NamedTuple):
    """The works with titles that have all the words, each with its rank, and how much the words were forgiven."""

    wanted: tuple[str, ...]
    ranks: dict[str, Rank]
    least: int

    @property
    def forgiven(self) -> bool:
        """Whether words had to be forgiven a slip."""
        return self.least < _BEGUN

    def has(self, title: str) -> bool:
        """Whether a title has all the words, as much forgiven as was for the works."""
        tokens = words(title)
        return all(any(_weight(token, word, self.least) for token in tokens) for word in self.wanted)

    def best_first(self, limit: int | None = None) -> list[str]:
        """Return the keys of the works, best first; no more than `limit`."""
        # Many titles rank alike; the numbers, which are slow to compare, are compared among those alone.
        groups: dict[Rank, list[str]] = {}
        for key, rank in self.ranks.items():
            groups.setdefault(rank, []).append(key)
        found: list[str] = []
        for rank in sorted(groups):
            found += sorted(groups[rank], key=_by_number)
            if limit is not None and len(found) >= limit:
                break
        return found[:limit]


@lru_cache(1 << 15)
def _by_number(key: str) -> tuple[object, str]:
    return _identifier(key.partition("@")[0]), key


class TitleSearch:
    """Every title of a catalogue, once for each work."""

    def __init__(self, store: Store, work: Callable[[str], Recommendation]) -> None:
        """Search in the titles of a file, which is read at the first search; `work` gives the work of a key."""
        self._store = store
        self._work = work
        self._searches = 0
        self._borne: tuple[datetime.date | None, dict[str, tuple[str, ...]]] = None, {}
        """A day, and the titles in force on it, of works that were asked about."""

    def hits(self, asked: str, day: datetime.date | None = None) -> Hits:
        """Return the works with titles that have all the words; on a day, titles of texts approved by then.

        Where none has them, words of five letters or more may have a slip each; where still none has, they may
        be beginnings with a slip.
        """
        run = words(asked)
        wanted = tuple(dict.fromkeys(run))
        if len(wanted) > _MOST or max(map(len, wanted), default=0) > _MOST:
            return Hits(wanted[:_MOST], {}, _BEGUN)
        upto = day.isoformat() if day else None
        for least in (_BEGUN, _SLIPPED, _SLIPPED_BEGUN) if wanted else ():
            ranks: dict[str, Rank] = {}
            for title, score in self._scored(wanted, least):
                if upto is not None and not "" < title.since <= upto:
                    continue
                current = title.in_force if day is None else self._is_current(title, day)
                phrase = len(run) == 1 or _has_run(title.words, run)
                rank = -(score + 2 * current + phrase), title.size
                ranks[title.key] = min(ranks.get(title.key, rank), rank)
            if ranks:
                return Hits(wanted, ranks, least)
        return Hits(wanted, {}, _BEGUN)

    def _is_current(self, title: Titled, day: datetime.date) -> bool:
        """Whether a title was on a day that of the text in force: today's status would tell of later days."""
        known = self._borne
        if known[0] != day:
            known = self._borne = day, {}
        borne = known[1].get(title.key)
        if borne is None:
            work = self._work(title.key)
            in_force = work.status_on(day).status.is_in_force
            borne = known[1][title.key] = tuple(words(work.title_on(day) or "")) if in_force else ()
        return borne == title.words

    def _scored(self, wanted: tuple[str, ...], least: int) -> list[tuple[Titled, int]]:
        """Return the titles that have all the words, each with what its words count."""
        titles = self._as_it_lies(wanted) if least == _BEGUN else None
        if titles is None:
            titles = self._index.having(wanted, least)
        found = []
        for title in titles:
            score = 0
            for word in wanted:
                if word in title.words:
                    score += _WHOLE
                    continue
                best = max((_weight(token, word, least) for token in title.words), default=0)
                if not best:
                    break
                score += best
            else:
                found.append((title, score))
        return found

    def _as_it_lies(self, wanted: tuple[str, ...]) -> list[Titled] | None:
        """Return the titles in whose lines the longest word stands; None where the words of all titles are quicker."""
        word = max(wanted, key=len)
        self._searches += 1
        if self._searches > _AS_IT_LIES or len(word) < _SHORT or not word.isascii():
            return None
        lines = self._store.lines_with(word, _MANY)
        if lines is None:
            return None
        columns = [3 + DOCUMENT_COLUMNS.index(name) for name in _COLUMNS]
        rows = ([*line, *[""] * max(columns)] for line in lines)
        return _titled([line[1], *(line[at] for at in columns)] for line in rows)

    @cached_property
    def _index(self) -> _Index:
        return _Index(_titled(self._store.cells(*_COLUMNS)))

    @cached_property
    def index_of_likeness(self) -> TitleIndex[tuple[str, str]]:
        """Every title by its words, for `Catalog.titled_like`; it knows the key of the work, and the title."""
        from itu_catalog.titles import TitleIndex

        titles = dict.fromkeys((key, title) for key, _, title in self._store.titles())
        return TitleIndex((pair, pair[1]) for pair in titles)


_COLUMNS = ("status", "approved", "own_title")


def _titled(rows: Iterable[list[str]]) -> list[Titled]:
    """Return every title once for each work: since the first text that printed it, in force if one of them is."""
    known: dict[tuple[str, str], list[list[str]]] = {}
    for row in rows:
        if row[3]:
            known.setdefault((row[0], row[3]), []).append(row)
    split: dict[str, tuple[str, ...]] = {}
    found: dict[tuple[str, tuple[str, ...]], Titled] = {}
    for (key, cell), texts in known.items():
        each = split.get(cell)
        if each is None:
            each = split[cell] = tuple(words(unescape(cell)))
        since = min((row[2] for row in texts if row[2]), default="")
        in_force = any(row[1] in ("in force", "pre-published") for row in texts)
        other = found.get((key, each))
        if other is not None:
            since = min(filter(None, (since, other.since)), default="")
            in_force = in_force or other.in_force
        found[key, each] = Titled(key, each, since, in_force, len({*each}))
    return list(found.values())


class _Index:
    """Which titles have a word."""

    def __init__(self, titles: list[Titled]) -> None:
        self._titles = titles
        self._having: dict[str, list[int]] = {}
        for place, title in enumerate(titles):
            for token in {*title.words}:
                self._having.setdefault(token, []).append(place)
        self._tokens = sorted(self._having)
        self._sized: dict[int, list[str]] = {}
        for token in self._tokens:
            self._sized.setdefault(len(token), []).append(token)

    def having(self, wanted: tuple[str, ...], least: int) -> list[Titled]:
        """Return the titles that have all the words, or what is forgiven for them."""
        places: set[int] | None = None
        for word in sorted(wanted, key=len, reverse=True):
            mine = {place for token in self._tokens_for(word, least) for place in self._having[token]}
            places = mine if places is None else places & mine
            if not places:
                return []
        return [self._titles[place] for place in sorted(places or ())]

    def _tokens_for(self, word: str, least: int) -> list[str]:
        begin = bisect_left(self._tokens, word)
        end = begin
        while end < len(self._tokens) and self._tokens[end].startswith(word):
            end += 1
        found = self._tokens[begin:end]
        if least < _BEGUN:
            sizes = [len(word) - 1, len(word), len(word) + 1]
            if least < _SLIPPED:
                sizes = [size for size in self._sized if size >= len(word) - 1]
            # One slip leaves the first half of a word alone, or the second.
            half = (len(word) - 1) // 2
            head, tail = word[:half], word[len(word) - half :]
            found += [
                token
                for size in sizes
                for token in self._sized.get(size, ())
                if (token.startswith(head) or tail in token)
                and not token.startswith(word)
                and _weight(token, word, least)
            ]
        return found


def _has_run(tokens: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether the words stand side by side in a title, the last one perhaps only begun."""
    return len(wanted) <= len(tokens) and f" {' '.join(wanted)}" in f" {' '.join(tokens)}"
