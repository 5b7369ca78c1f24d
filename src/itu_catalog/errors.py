"""Every error this library raises, and what each one knows.

::

    ItuCatalogError
    ├── InvalidIdentifier      (ValueError)   the string is no ITU identifier
    ├── InvalidRequirement     (ValueError)   the string is no requirement such as ``X.509>=8``
    ├── UnknownRecommendation  (LookupError)  an identifier, but of nothing the catalogue holds
    ├── AmbiguousIdentifier    (LookupError)  it fits several documents; here they are
    ├── NotYetApproved         (LookupError)  the document exists, but later than the date asked about
    ├── NotADocument           (LookupError)  it names a series, not a document
    ├── DetachedRecord         (RuntimeError) a record without its catalogue was asked to navigate
    ├── CatalogueFileError     (ValueError)   the catalogue file is damaged or newer than this library
    ├── InvalidCatalogueData   (ValueError)   hand-edited data has faults: all of them, with their places
    ├── InvalidSettings        (ValueError)   a configuration, an ignore file or a baseline cannot be used
    ├── UnreadableInput        (OSError)      a text, or a dataset, could not be read or fetched
    ├── UnwritableFile         (OSError)      a file could not be replaced without losing something
    └── MissingExtra           (ImportError)  an optional dependency is not installed

Each error keeps the input and what is wrong as attributes, so that programs need not read the sentence.
All of them can be pickled.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

__all__ = [
    "AmbiguousIdentifier",
    "CatalogueFileError",
    "DetachedRecord",
    "InvalidCatalogueData",
    "InvalidIdentifier",
    "InvalidRequirement",
    "InvalidSettings",
    "ItuCatalogError",
    "MissingExtra",
    "NotADocument",
    "NotYetApproved",
    "UnknownRecommendation",
    "UnreadableInput",
    "UnwritableFile",
]

_SHOWN = 100
"""Characters of a hostile or merely long input that a message repeats."""


def _shorten(value: object) -> str:
    """Return `value` as a message may show it: quoted, without control characters, never long."""
    # A subclass may say something else of itself, or raise.
    text = str.__str__(value) if isinstance(value, str) else type(value).__name__
    if len(text) > _SHOWN:
        text = text[:_SHOWN] + "…"
    shown = repr(text)
    return shown if isinstance(value, str) else f"a value of type {text}"


def _file(path: object) -> str:
    """Return a path as a message may show it: as it is, or quoted where it has characters that are not seen."""
    text = str(path)
    return text if text.isprintable() else _shorten(text)


class ItuCatalogError(Exception):
    """The root of every error of this library.

    >>> issubclass(InvalidIdentifier, ItuCatalogError) and issubclass(InvalidIdentifier, ValueError)
    True
    """

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions pickle through their positional arguments; ours have keyword-only ones.
        return _rebuild, (type(self), self.args, self.__dict__)


def _rebuild(cls: type[ItuCatalogError], args: tuple[Any, ...], state: dict[str, Any]) -> ItuCatalogError:
    error = cls.__new__(cls)
    error.args = args
    error.__dict__.update(state)
    return error


class InvalidIdentifier(ItuCatalogError, ValueError):
    """A value that is no ITU identifier: what was given, where reading stopped, what was expected there.

    >>> error = InvalidIdentifier("X.509 (13/2019)", reason="there is no month 13", position=7)
    >>> print(error)
    'X.509 (13/2019)' is not an ITU identifier: there is no month 13
        X.509 (13/2019)
               ^
    >>> error.position, error.expected, error.suggestion, error.candidates
    (7, None, None, ())
    """

    def __init__(
        self,
        text: object,
        *,
        reason: str,
        position: int | None = None,
        expected: str | None = None,
        suggestion: str | None = None,
        candidates: Sequence[object] = (),
    ) -> None:
        self.text = text
        self.reason = reason
        self.position = position
        self.expected = expected
        self.suggestion = suggestion
        self.candidates = tuple(candidates)
        sentence = f"{_shorten(text)} is not an ITU identifier: {reason}"
        if expected:
            sentence += f"; expected {expected}"
        if self.candidates:
            sentence += "; it could mean " + " or ".join(str(each) for each in self.candidates)
        if suggestion:
            sentence += f"; did you mean {suggestion!r}?"
        super().__init__(sentence + _caret(text, position))


def _caret(text: object, position: int | None) -> str:
    """Draw the line `text` with a caret below `position`; nothing when it would not help."""
    if position is None or not isinstance(text, str) or len(text) > _SHOWN:
        return ""
    from unicodedata import combining, east_asian_width

    line = "".join(character if character.isprintable() else " " for character in str.__str__(text))
    width = sum(
        0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in line[:position]
    )
    return f"\n    {line}\n    {' ' * width}^"


class InvalidRequirement(ItuCatalogError, ValueError):
    """A value that is no requirement.

    >>> print(InvalidRequirement("X.509~=8", reason="editions know no '~='; write >=8,<9", position=5))
    'X.509~=8' is not a requirement: editions know no '~='; write >=8,<9
        X.509~=8
             ^
    """

    def __init__(self, text: object, *, reason: str, position: int | None = None) -> None:
        self.text = text
        self.reason = reason
        self.position = position
        super().__init__(f"{_shorten(text)} is not a requirement: {reason}{_caret(text, position)}")


class UnknownRecommendation(ItuCatalogError, LookupError):
    """Nothing in this catalogue bears that name; `suggestions` are names near it, the nearest first.

    `what` is the kind of thing that was asked for, where that is no text: a series, a study group, a report.

    >>> print(UnknownRecommendation("X.905", suggestions=("X.805",)))
    the catalogue holds no 'X.905'; near it: X.805
    >>> print(UnknownRecommendation("SG99", what="study group"))
    the catalogue holds no study group 'SG99'
    """

    def __init__(
        self,
        text: object,
        *,
        suggestions: Sequence[str] | Callable[[], Sequence[str]] = (),
        reason: str | None = None,
        what: str = "",
    ) -> None:
        self.text = text
        self.reason = reason
        self._near = suggestions
        sentence = f"the catalogue holds no {what}{' ' if what else ''}{_shorten(text)}"
        super().__init__(f"{sentence}: {reason}" if reason else sentence)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Names near the one asked for, looked for when they are first asked for."""
        if not isinstance(self._near, tuple):
            self._near = tuple(self._near() if callable(self._near) else self._near)
        return self._near

    def __str__(self) -> str:
        near = f"; near it: {', '.join(self.suggestions)}" if self.suggestions else ""
        return f"{self.args[0]}{near}"

    def __reduce__(self) -> tuple[Any, ...]:
        self._near = self.suggestions
        return super().__reduce__()


class AmbiguousIdentifier(ItuCatalogError, LookupError):
    """Several documents fit; `candidates` are they, `reason` says why none of them wins.

    >>> print(AmbiguousIdentifier("X.694 Cor.1", candidates=["A", "B"], reason="no date is known"))
    'X.694 Cor.1' fits several documents (no date is known): A, B
    """

    def __init__(self, text: object, *, candidates: Sequence[Any], reason: str) -> None:
        self.text = text
        self.candidates = tuple(candidates)
        self.reason = reason
        listed = ", ".join(str(getattr(each, "identifier", each)) for each in self.candidates)
        super().__init__(f"{_shorten(text)} fits several documents ({reason}): {listed}")


class NotYetApproved(ItuCatalogError, LookupError):
    """The document exists, but was approved after the date asked about.

    >>> print(NotYetApproved("X.1402", document="ITU-T X.1402 (07/2020)", on="2020-06-09"))
    'X.1402' was not yet approved on 2020-06-09; the first text is ITU-T X.1402 (07/2020)
    """

    def __init__(self, text: object, *, document: object, on: object) -> None:
        self.text = text
        self.document: Any = document
        self.on = on
        named = getattr(document, "identifier", document)
        super().__init__(f"{_shorten(text)} was not yet approved on {on}; the first text is {named}")


class NotADocument(ItuCatalogError, LookupError):
    """The identifier names a series; its members are documents, it is none.

    >>> print(NotADocument("X.500-series", series="ITU-T X.500-series"))
    'X.500-series' names a series, not a document; list its members with catalog.series(…).members()
    """

    def __init__(self, text: object, *, series: object) -> None:
        self.text = text
        self.series: Any = series
        super().__init__(
            f"{_shorten(text)} names a series, not a document; list its members with catalog.series(…).members()"
        )


class DetachedRecord(ItuCatalogError, RuntimeError):
    """A record that came out of a pickle has no catalogue to look its neighbours up in.

    >>> print(DetachedRecord("ITU-T X.509 (10/2019)"))
    ITU-T X.509 (10/2019) is detached from its catalogue; look it up again with catalog.resolve(record.identifier)
    """

    def __init__(self, record: object) -> None:
        self.record = str(record)
        super().__init__(
            f"{record} is detached from its catalogue; look it up again with catalog.resolve(record.identifier)"
        )


class CatalogueFileError(ItuCatalogError, ValueError):
    """A catalogue file that cannot be used, and the way out.

    >>> print(CatalogueFileError("core.tsv", reason="it ends in the middle of a line; import it again"))
    core.tsv is no usable catalogue file: it ends in the middle of a line; import it again
    """

    def __init__(self, path: object, *, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{_file(path)} is no usable catalogue file: {reason}")


class InvalidCatalogueData(ItuCatalogError, ValueError):
    """Faults in hand-edited data, each one ``file: path: what is wrong; how to mend it``.

    >>> print(InvalidCatalogueData(["x.toml: work[0].identifier: missing; add it"]))
    1 fault in the catalogue data:
      x.toml: work[0].identifier: missing; add it
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        count = f"{len(self.faults)} fault{'s' if len(self.faults) != 1 else ''}"
        super().__init__("\n  ".join([f"{count} in the catalogue data:", *self.faults]))


class InvalidSettings(ItuCatalogError, ValueError):
    """A file that says how documents are checked has a fault: the configuration, an ignore file, a baseline.

    >>> print(InvalidSettings("pyproject.toml", reason="'fail' is no setting; did you mean 'fail-on'?"))
    pyproject.toml: 'fail' is no setting; did you mean 'fail-on'?
    >>> print(InvalidSettings(".itu-catalog-ignore", reason="nothing stands before the codes", line=3))
    .itu-catalog-ignore:3: nothing stands before the codes
    """

    def __init__(self, path: object, *, reason: str, line: int | None = None) -> None:
        self.path = path
        self.reason = reason
        self.line = line
        super().__init__(f"{_file(path)}{'' if line is None else f':{line}'}: {reason}")


class UnreadableInput(ItuCatalogError, OSError):
    """A file or stream that could not be read as text, or an archive of a dataset that could not be read or fetched.

    >>> print(UnreadableInput("scan.bin", reason="it holds binary data; convert it to text first"))
    cannot read scan.bin: it holds binary data; convert it to text first
    """

    def __init__(self, path: object, *, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"cannot read {_file(path)}: {reason}")

    def __str__(self) -> str:
        return str(self.args[0])


class UnwritableFile(ItuCatalogError, OSError):
    """A file that could not be given a new text, or not without losing something; it is as it was.

    >>> print(UnwritableFile("report.md", reason="it has changed since it was read; try again"))
    cannot write report.md: it has changed since it was read; try again
    """

    def __init__(self, path: object, *, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"cannot write {_file(path)}: {reason}")

    def __str__(self) -> str:
        return str(self.args[0])


class MissingExtra(ItuCatalogError, ImportError):
    """An optional feature was asked for whose dependency is not installed.

    >>> print(MissingExtra("rich", "colourful tables"))
    colourful tables need the extra 'rich'; install it with: pip install 'itu-catalog[rich]'
    """

    def __init__(self, extra: str, feature: str) -> None:
        self.extra = extra
        self.feature = feature
        super().__init__(
            f"{feature} need the extra {extra!r}; install it with: pip install 'itu-catalog[{extra}]'"
        )
