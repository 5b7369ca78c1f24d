r"""What has become of the lines of a list, written for people or for programs.

>>> from itu_catalog import watch
>>> print("".join(written(watch("X.509>=8,<9  # keys"), "github")), end="")
::warning file=list,line=1,col=1,endLine=1,endColumn=12,title=superseded::X.509>=8,<9: the newest that it ...
1 line on 2026-08-22: 0 ok, 0 notes, 1 warning, 0 errors
"""

from __future__ import annotations

from collections import Counter

from itu_catalog.comparing import ANSWERS
from itu_catalog.escapes import in_line, plain_json
from itu_catalog.exports.common import Presentation, level_words, path_of
from itu_catalog.exports.csvtable import row
from itu_catalog.exports.github import COMMANDS, command
from itu_catalog.exports.markdown import code_span, escaped
from itu_catalog.findings.codes import Level
from itu_catalog.layout import counted, table, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from itu_catalog.comparing import Watched

__all__ = ["COLUMNS", "FORMATS", "plain", "written"]

COLUMNS = (
    "path",
    "line",
    "column",
    "level",
    "code",
    "text",
    "document",
    "title",
    "replacement",
    "message",
    "remedy",
    "instead",
    "write",
    "guessed",
    "certain",
    "on",
)
"""The columns of CSV, in order; later releases may add some at the end."""

_STYLES = {"ok": "", "note": "cyan", "warning": "yellow", "error": "bold red"}


def written(
    answers: Sequence[Watched],
    format: str = "text",  # noqa: A002 - what people call it
    presentation: Presentation | None = None,
) -> Iterator[str]:
    """Yield the pieces of a report on the answers to some lists.

    Raises:
        ValueError: there is no such format.
    """
    if format not in FORMATS:
        raise ValueError(f"there is no format {format!r} for answers; write one of: {', '.join(FORMATS)}")
    return FORMATS[format](answers, presentation or Presentation())


def plain(answers: Sequence[Watched]) -> dict[str, Any]:
    """Return answers and their counts as JSON-ready values."""
    levels = Counter(answer.level for answer in answers)
    codes = Counter(answer.code for answer in answers)
    return {
        "answers": [answer.to_dict() for answer in answers],
        "summary": {
            "lines": len(answers),
            "levels": {str(level): levels[level] for level in Level},
            "codes": {str(code): codes[code] for code in ANSWERS if codes[code]},
        },
    }


def _text(answers: Sequence[Watched], presentation: Presentation) -> Iterator[str]:
    several = len({answer.path for answer in answers}) > 1
    rows, above = [], []
    for answer in answers:
        said = answer.text
        if answer.level is not Level.OK or answer.changes:
            said += f"\n{answer.message}\n→ {_to_do(answer)}"
        elif answer.document is not None:
            said += f" → {answer.document}"
        place = f"{answer.path}:{answer.line}"
        rows.append(["" if several else str(answer.line), str(answer.code), said])
        above.append(place if several else "")
    heads = ["line", "answer", "as written"]
    styles = [_STYLES[answer.level] for answer in answers]
    lines = table(rows, heads, styles, above=above, width=presentation.width, paint=presentation.paint)
    yield from (f"{line}\n" for line in lines)
    yield "\n" * bool(rows) + _closing(answers) + "\n"
    counts = plain(answers)["summary"]["codes"]
    said = ", ".join(f"{count} {code}" for code, count in counts.items())
    if said:
        yield from (f"{line}\n" for line in wrapped(said, 2, width=presentation.width))


def _to_do(answer: Watched) -> str:
    """Say what to do, with the line to write."""
    if answer.instead is None or answer.instead in answer.remedy:
        return answer.remedy
    return f"{answer.remedy}: {answer.instead}"


def _closing(answers: Sequence[Watched]) -> str:
    levels = Counter(str(answer.level) for answer in answers)
    day = f" on {answers[0].on}" if answers else ""
    return f"{counted(len(answers), 'line')}{day}: {level_words(levels)}" if answers else "no lines"


def _json(answers: Sequence[Watched], presentation: Presentation) -> Iterator[str]:
    yield plain_json(plain(answers), ascii=presentation.ascii, indent=2) + "\n"


def _csv(answers: Sequence[Watched], presentation: Presentation) -> Iterator[str]:  # noqa: ARG001 - of one shape
    yield ",".join(COLUMNS) + "\n"
    for answer in answers:
        yield row(answer.to_dict(), COLUMNS)


def _markdown(answers: Sequence[Watched], presentation: Presentation) -> Iterator[str]:  # noqa: ARG001 - likewise
    yield f"{escaped(_closing(answers))}\n"
    if answers:
        yield "\n| Place | Answer | Line | What to do |\n|:--|:--|:--|:--|\n"
    for answer in answers:
        told = "" if answer.level is Level.OK else f"{escaped(answer.message)}; {escaped(answer.remedy)}"
        if told and answer.instead is not None:
            told += f": {code_span(answer.instead)}"
        place = escaped(f"{answer.path}:{answer.line}")
        yield f"| {place} | {answer.level}: {answer.code} | {code_span(answer.text)} | {told} |\n"


def _github(answers: Sequence[Watched], presentation: Presentation) -> Iterator[str]:  # noqa: ARG001 - likewise
    for answer in answers:
        if answer.level in COMMANDS:
            place: dict[str, object] = {
                "file": path_of(answer.path),
                "line": answer.line,
                "col": answer.column,
                "endLine": answer.line,
                "endColumn": answer.column + len(answer.text),
                "title": str(answer.code),
            }
            message = f"{answer.text}: {answer.message}\nWhat to do: {_to_do(answer)}"
            yield command(COMMANDS[answer.level], place, message)
    yield in_line(_closing(answers)) + "\n"


FORMATS: dict[str, Callable[[Sequence[Watched], Presentation], Iterator[str]]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
    "markdown": _markdown,
    "github": _github,
}
"""Every format by its name."""
