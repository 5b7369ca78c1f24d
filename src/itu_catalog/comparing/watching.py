r"""`watch`: what has become of the texts that somebody relies on, line by line, and what to do.

>>> for answer in watch("X.509 (10/2016)  # certificates\nX.509>=8,<9\nX.1254\n"):
...     print(answer.line, answer.code, "|", answer.write)
1 superseded | X.509 (10/2019)  # certificates
2 superseded | X.509>=8,<10
3 current | None
"""

from __future__ import annotations

from itu_catalog.catalog import Catalog, default_catalog, open_catalog
from itu_catalog.comparing.answers import ANSWERS, Said, WatchCode, Watched
from itu_catalog.comparing.changes import Change, ChangeKind
from itu_catalog.comparing.editions import EditionAnswers
from itu_catalog.comparing.lists import Line, Lists, shortened
from itu_catalog.comparing.naming import NameAnswers, hint
from itu_catalog.comparing.since import SinceCatalogue, SinceDay
from itu_catalog.comparing.subjects import as_asked, read
from itu_catalog.dates import as_date
from itu_catalog.errors import InvalidRequirement
from itu_catalog.findings.codes import Level
from itu_catalog.findings.knowledge import Knowledge
from itu_catalog.findings.memory import Memory
from itu_catalog.findings.status import StatusJudge

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    import os
    from collections.abc import Iterable, Iterator

    from itu_catalog.catalog.events import Event
    from itu_catalog.documents import Document, Recommendation
    from itu_catalog.identifier import Identifier
    from itu_catalog.requirement import Requirement

    Named = str | os.PathLike[str] | Identifier | Requirement | Document | Recommendation
    """What names a text, or is the path of a list."""

__all__ = ["Watcher", "watch"]

_NAME = "list"
"""What a list is called that was given as text."""
_MINOR = frozenset({ChangeKind.RETITLED, ChangeKind.CORRECTED, ChangeKind.STATUS, ChangeKind.REGROUPED})
"""Changes that leave what is to be read as it was."""


def watch(
    requirements: str | os.PathLike[str] | Iterable[Named],
    catalog: Catalog | None = None,
    *,
    on: datetime.date | str | None = None,
    since: datetime.date | str | Catalog | os.PathLike[str] | None = None,
) -> tuple[Watched, ...]:
    """Answer, line by line, what has become of the texts that somebody relies on, and what to do.

    `requirements` is the text of a list, or the `Path` of one, or several of either, or of records, identifiers and
    `Requirement`s. Every line that says something has an answer, in order; ``-r FILE`` stands for the lines of
    another list. Without a catalogue the default one is asked, without a day for the day it is complete to. With
    `since`, a day or an older catalogue, what changed from then on is told of each line.

    Raises:
        UnreadableInput: a list cannot be read; of one that another list names, the line there says so.
        CatalogueFileError: `since` names a file that is no catalogue.
        TypeError: something else was given; the sentence says what was expected.
        ValueError: a day is none.

    >>> from itu_catalog import embedded_catalog
    >>> (answer,) = watch(["Z.140>=2"], embedded_catalog())
    >>> print(answer)
    list:1: renumbered (warning): ITU-T Z.140 has been numbered ITU-T Z.161 since 2007-11-13, ...
    >>> answer.remedy, answer.write
    ('write the new number', 'Z.161>=2')
    """
    watcher = Watcher(default_catalog() if catalog is None else catalog, on, since)
    return tuple(watcher.answers(_lines(requirements)))


def _lines(given: object) -> Iterator[Line]:
    """Yield the lines of whatever is a list, or has some."""
    lists = Lists()
    if isinstance(given, str):
        yield from lists.of_text(given, _NAME)
        return
    if hasattr(given, "__fspath__"):
        import os

        yield from lists.read([os.fspath(given)])
        return
    try:
        several = iter(given)  # type: ignore[call-overload]  # what cannot be gone through is refused
    except TypeError:
        raise TypeError(
            f"a list was expected: its text, its path, or names one by one; not {type(given).__name__}"
        ) from None
    for number, each in enumerate(several, start=1):
        if hasattr(each, "__fspath__"):
            yield from _lines(each)
        elif isinstance(each, str):
            for line in lists.of_text(each, _NAME):
                yield line._replace(number=number) if line.path == _NAME else line
        else:
            asked = as_asked(each)
            yield Line(_NAME, number, "", asked.text)


class Watcher:
    """A catalogue and a day, by which lines are answered for; equal lines are judged once.

    >>> from itu_catalog import embedded_catalog
    >>> from itu_catalog.comparing.lists import lines_of
    >>> watcher = Watcher(embedded_catalog(), "2018-01-01")
    >>> [answer.code for answer in watcher.answers(lines_of("X.509 (10/2016)", "itu.txt"))]
    [<WatchCode.CURRENT: 'current'>]
    """

    def __init__(
        self,
        catalog: Catalog,
        on: datetime.date | str | None = None,
        since: datetime.date | str | Catalog | os.PathLike[str] | None = None,
    ) -> None:
        """Answer for the day `on`, and tell what changed `since` a day or an older catalogue."""
        self._knowledge = Knowledge(catalog, as_date(on))
        judge = StatusJudge(self._knowledge)
        self._names = NameAnswers(self._knowledge, judge)
        self._editions = EditionAnswers(self._knowledge, judge)
        self._since = self._beginning(since)
        self._told: Memory[str, tuple[Said, Identifier | None, tuple[Change | Event, ...]]] = Memory()

    def _beginning(
        self, since: datetime.date | str | Catalog | os.PathLike[str] | None
    ) -> SinceDay | SinceCatalogue | None:
        if since is None:
            return None
        catalog, day = self._knowledge.catalog, self._knowledge.day
        if isinstance(since, Catalog):
            return SinceCatalogue(since, catalog)
        if hasattr(since, "__fspath__"):
            return SinceCatalogue(open_catalog(since), catalog)
        begin = as_date(since)
        assert begin is not None
        if begin > day:
            raise ValueError(f"since: {begin} is after {day}, the day that is asked about; name one before")
        return SinceDay(begin, day, catalog)

    @property
    def day(self) -> datetime.date:
        """The day that lines are answered for."""
        return self._knowledge.day

    @property
    def catalog(self) -> Catalog:
        """The catalogue that is asked."""
        return self._knowledge.catalog

    def answers(self, lines: Iterable[Line]) -> Iterator[Watched]:
        """Yield the answer to each line, in order."""
        return map(self._answer, lines)

    def _answer(self, line: Line) -> Watched:
        if line.fault is not None:
            code = WatchCode.READ_ALREADY if line.again else WatchCode.INVALID
            remedy = "take the line out" if line.again else "mend the line, or take it out"
            return self._watched(line, Said(code, line.fault, remedy), None, ())
        told = self._told.get(line.text)
        if told is None:
            told = self._told[line.text] = self._tell(line.text)
        return self._watched(line, *told)

    def _tell(self, text: str) -> tuple[Said, Identifier | None, tuple[Change | Event, ...]]:
        """Judge what stands on a line, and tell what changed of it."""
        try:
            asked = read(text)
        except InvalidRequirement as error:
            said = f"it is no requirement: {error.reason}"
            remedy = hint(text, "write the condition as the message says, like X.509>=8")
            return Said(WatchCode.INVALID, said, remedy), None, ()
        if asked.requirement is not None and asked.requirement.specifier:
            said_of = self._editions.answer(text, asked.requirement)
        else:
            said_of = self._names.answer(asked)
        changes = self._since.changes(text) if self._since is not None else ()
        return said_of, asked.identifier, tuple(changes)

    def _watched(
        self, line: Line, said: Said, identifier: Identifier | None, changes: tuple[Change | Event, ...]
    ) -> Watched:
        code, message, remedy = said.code, said.message, said.remedy
        level = said.level or ANSWERS[code].level
        if changes and self._since is not None:
            count = f"{len(changes)} change{'s' * (len(changes) > 1)} {self._since.said}"
            message = (
                f"{message}; {count}{': ' if len(changes) == 1 else ', such as: '}{_told_first(changes)}"
            )
            if code is WatchCode.CURRENT and level is Level.OK:
                code = WatchCode.CHANGED_SINCE
                matters = any(not isinstance(each, Change) or each.kind not in _MINOR for each in changes)
                level = ANSWERS[code].level if matters else Level.NOTE
                remedy = "look at what changed, and whether you rely on it"
        return Watched(
            line.path,
            line.number,
            len(line.before) + 1,
            shortened(line.text),
            code,
            level,
            message,
            remedy,
            said.write,
            line.written(said.write) if said.write is not None else None,
            said.guessed,
            self._knowledge.day,
            identifier,
            said.document,
            said.replacement,
            said.documents,
            changes,
            said.certain,
        )


def _told_first(changes: tuple[Change | Event, ...]) -> str:
    """Say the one that matters most: changes come in that order, and events in order of time."""
    change = changes[0] if isinstance(changes[0], Change) else changes[-1]
    return f"{change.identifier}: {change.message}" if isinstance(change, Change) else str(change)
