"""Which findings are meant by levels and codes: what a run fails on, what it reports.

>>> Choice.read("warning,title-differs")
Choice('warning,title-differs')
"""

from __future__ import annotations

from itu_catalog.findings.codes import Code, Level

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum
    from typing import Protocol

    class Judged(Protocol):
        """What has a level and a code: a finding, an answer to a line of a list, a change."""

        @property
        def level(self) -> Level: ...
        @property
        def code(self) -> str: ...


__all__ = ["ALL", "NONE", "Choice", "read_codes"]

_NEVER = "never"
_LONGEST = 40
"""Characters of a wrong word that a sentence repeats."""


class Choice:
    """Findings of a level and above, and findings of some codes.

    >>> from itu_catalog import check
    >>> (finding,) = check("See ITU-T Z.140.")
    >>> [finding in Choice.read(each) for each in ("note", "renumbered,unknown", "error")]
    [True, True, False]
    """

    __slots__ = ("_codes", "_lowest", "_text")

    def __init__(self, lowest: Level | None, codes: frozenset[str] = frozenset()) -> None:
        """Mean findings from the level `lowest` on (None: of no level), and those of `codes`."""
        self._lowest = len(Level) if lowest is None else lowest.rank
        self._codes = codes
        levels = [] if lowest is None else [str(lowest)]
        self._text = ",".join([*levels, *sorted(map(str, codes))]) or _NEVER

    @classmethod
    def read(cls, text: str, codes: type[StrEnum] = Code) -> Choice:
        """Read levels and codes with commas between, in any case; ``never`` means none.

        `codes` are those that may be meant: of findings, or what else has a level and a code.

        Raises:
            ValueError: there is no such level or code; the sentence names those there are.
        """
        words = _words(text)
        known = {*map(str, Level), *map(str, codes), _NEVER}
        for word in words or [""]:
            if word not in known:
                levels, listed = (", ".join(map(str, each)) for each in (Level, codes))
                hint = _near(word, known) or f"write {_NEVER}, a level ({levels}) or codes ({listed})"
                raise ValueError(f"{word[:_LONGEST]!r} is no level and no code; {hint}")
        levels_meant = [Level(word) for word in words if word in set(Level)]
        codes_meant = frozenset(word for word in words if word in set(codes))
        return cls(min(levels_meant, key=lambda level: level.rank, default=None), codes_meant)

    def __contains__(self, finding: Judged) -> bool:
        return finding.level.rank >= self._lowest or finding.code in self._codes

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, Choice) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._text)

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"Choice({self._text!r})"


ALL = Choice(Level.OK)
"""All findings."""

NONE = Choice(None)
"""No finding."""


def read_codes(text: str) -> frozenset[Code]:
    """Read codes with commas between, in any case.

    >>> sorted(read_codes("superseded, Withdrawn"))
    [<Code.SUPERSEDED: 'superseded'>, <Code.WITHDRAWN: 'withdrawn'>]
    >>> read_codes("superceded")
    Traceback (most recent call last):
        ...
    ValueError: 'superceded' is no code of a finding; did you mean 'superseded'?

    Raises:
        ValueError: there is no such code; the sentence names one that is near, or all of them.
    """
    words = _words(text)
    for word in words:
        if word not in set(Code):
            hint = _near(word, map(str, Code)) or f"the codes are {', '.join(map(str, Code))}"
            raise ValueError(f"{word[:_LONGEST]!r} is no code of a finding; {hint}")
    return frozenset(map(Code, words))


def _near(word: str, known: Iterable[str]) -> str:
    """Ask whether a word that is near was meant; nothing where none is."""
    from difflib import get_close_matches

    found = get_close_matches(word[:_LONGEST], sorted(known), 1)
    return f"did you mean {found[0]!r}?" if found else ""


def _words(text: str) -> list[str]:
    return [word.strip().lower() for word in text.split(",") if word.strip()]
