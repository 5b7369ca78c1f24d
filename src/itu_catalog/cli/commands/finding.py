"""``itu-catalog find``: the citations in documents, as they are written; nothing is judged, no catalogue asked."""

from __future__ import annotations

from contextlib import closing
from typing import NamedTuple

from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.inputs import PATHS, add_inputs
from itu_catalog.cli.interrupts import Interrupts
from itu_catalog.cli.layout import counted
from itu_catalog.cli.streams import can_say, complain, flush, put
from itu_catalog.escapes import in_line, plain_json, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from typing import Any, Protocol

    from itu_catalog.citation import Citation
    from itu_catalog.readers import Place, Source, Stream

    class _Format(Protocol):
        """One way of writing what is found, as it is found."""

        def begin(self) -> str: ...
        def add(self, row: _Row) -> str: ...
        def end(self, inputs: list[dict[str, Any]]) -> str: ...


__all__ = ["COMMAND"]

_FORMATS = ("text", "json", "jsonl", "csv")
_TOGETHER = 256
"""Citations that are written together."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", help=PATHS)
    add_inputs(parser)
    parser.add_argument(
        "--format",
        metavar="NAME",
        choices=_FORMATS,
        help="text (default), json, jsonl or csv; --json is --format json",
    )
    parser.add_argument(
        "--quiet",
        action="store_true",
        help="no remarks and no count on standard error; what cannot be read is said all the same",
    )


def _answer(arguments: argparse.Namespace) -> Answer:
    from itu_catalog.checking import Inputs
    from itu_catalog.checking.running import is_read

    form = _format(arguments)
    if arguments.read_as is not None:
        from itu_catalog.readers import FORMATS

        if arguments.read_as not in FORMATS:
            raise ValueError(f"there is no format {arguments.read_as!r}; name one of {', '.join(FORMATS)}")
    inputs = Inputs(
        arguments.paths, read=is_read, exclude=arguments.exclude, gitignore=not arguments.no_ignore
    )
    finding = _Finding(arguments, inputs, _FORMS[form](several=inputs.several))
    with Interrupts() as interrupts:
        code = finding.run(interrupts)
    return Answer([], (), code, column=True)  # everything is said


def _format(arguments: argparse.Namespace) -> str:
    form: str | None = arguments.format
    if getattr(arguments, "json", False):
        if form not in (None, "json"):
            raise ValueError(f"--json and --format {form} contradict each other; give one")
        return "json"
    return form or "text"


class _Row(NamedTuple):
    """One citation and where it stands."""

    name: str
    place: Place
    citation: Citation

    def plain(self) -> dict[str, Any]:
        """Return JSON-ready values; every key is always there, under the names that findings have for it."""
        return {"source": self.name, **self.place._asdict(), **self.citation.to_dict()}


class _Finding:
    """One run over all inputs."""

    def __init__(self, arguments: argparse.Namespace, inputs: Any, form: _Format) -> None:  # noqa: ANN401 - `Inputs`, which is loaded late
        self._arguments, self._inputs, self._form = arguments, inputs, form
        self._told: list[dict[str, Any]] = []
        self._count = 0
        self._waiting: list[str] = []

    def run(self, interrupts: Interrupts) -> int:
        """Find and write; when somebody interrupts, end with what was found."""
        interrupted = False
        put(self._form.begin())
        try:
            for given in self._inputs:
                self._one(given.name, given.fault, interrupts)
        except KeyboardInterrupt:
            interrupted = True
        with interrupts.held():
            self._waiting.append(self._form.end(self._told))
            self._send()
        if interrupted:
            complain(f"interrupted; {counted(self._count, 'citation')} until then")
            return interrupts.code
        self._close()
        return 2 if any(each["fault"] for each in self._told) else 0

    def _one(self, name: str, fault: str | None, interrupts: Interrupts) -> None:
        """Write the citations of one input; whatever is wrong with it becomes a sentence."""
        from itu_catalog.errors import ItuCatalogError, UnreadableInput
        from itu_catalog.readers import stream

        told: dict[str, Any] = {
            "source": name,
            "format": None,
            "encoding": None,
            "remarks": [],
            "citations": 0,
        }
        told["fault"] = fault
        self._told.append(told)
        try:
            if fault is None:
                source = stream(name, format=self._arguments.read_as, encoding=self._arguments.encoding)
                told |= {"source": source.name, "format": source.format, "encoding": source.encoding}
                try:
                    self._write(source, told, interrupts)
                finally:
                    with interrupts.held():
                        self._send()
        except UnreadableInput as error:
            told["fault"] = str(error)
        except ItuCatalogError as error:  # a format that needs an extra
            told["fault"] = str(UnreadableInput(name, reason=str(error)))
        except MemoryError:
            told["fault"] = str(
                UnreadableInput(name, reason="it needs more memory than there is; split it first")
            )
        if told["fault"] is not None:
            told["fault"] = told["fault"].partition("\n")[0]
            complain(told["fault"])

    def _write(self, source: Source | Stream, told: dict[str, Any], interrupts: Interrupts) -> None:
        from itu_catalog.citation import find_citations

        found = find_citations(source.text, bare=self._arguments.bare)
        with closing(found):  # type: ignore[type-var] # it is a generator
            for citation in found:
                with interrupts.held():
                    row = _Row(source.name, source.place(citation.start), citation)
                    self._waiting.append(self._form.add(row))
                    told["citations"] += 1
                    self._count += 1
                    if len(self._waiting) >= _TOGETHER:
                        self._send()
        told["remarks"] = list(source.remarks)
        if not self._arguments.quiet:
            for remark in source.remarks:
                complain(remark)

    def _send(self) -> None:
        """Write what waits."""
        put("".join(self._waiting))
        self._waiting.clear()
        flush()

    def _close(self) -> None:
        """Say how many there are, and what was left out."""
        if self._arguments.quiet:
            return
        if self._inputs.others:
            complain(f"{counted(self._inputs.others, 'other file')} left out, of formats that are not read")
        read = sum(each["fault"] is None for each in self._told)
        inputs = f" in {counted(read, 'input')}" if self._inputs.several else ""
        if read or self._inputs.several:
            complain(f"{counted(self._count, 'citation')}{inputs}")


class _Text:
    """A line for each citation: its place, its words, what they say where that is more, and why it counts."""

    def __init__(self, *, several: bool) -> None:
        self._several = several

    def begin(self) -> str:
        return ""

    def add(self, row: _Row) -> str:
        from itu_catalog.exports.common import path_and_place

        citation = row.citation
        place = path_and_place(in_line(row.name), row.place) if self._several else str(row.place)
        written, said = shown(" ".join(citation.text.split())), str(citation.identifier)
        what = written if written == said else f"{written} → {said}"
        if citation.twin is not None:
            what += f" | {shown(citation.twin)}"
        why = "bare" if citation.bare else "carried" if citation.carried else ""
        if why:
            what += f"  ({': '.join(filter(None, [why, ', '.join(citation.reasons)]))})"
        return f"{place or f'character {citation.start}'}: {what}\n"

    def end(self, inputs: list[dict[str, Any]]) -> str:  # noqa: ARG002 - each format has the same shape
        return ""


class _Json:
    """One document, whose citations are written as they come."""

    def __init__(self, *, several: bool) -> None:  # noqa: ARG002 - each format has the same shape
        self._ascii, self._written = not can_say("→中𝄞"), 0

    def begin(self) -> str:
        return '{\n  "found": ['

    def add(self, row: _Row) -> str:
        self._written += 1
        return f"{',' * (self._written > 1)}\n    {plain_json(row.plain(), ascii=self._ascii)}"

    def end(self, inputs: list[dict[str, Any]]) -> str:
        rows = ",".join(f"\n    {plain_json(each, ascii=self._ascii)}" for each in inputs)
        closed = "\n  " * bool(self._written)
        return f'{closed}],\n  "inputs": [{rows}\n  ],\n  "citations": {self._written}\n}}\n'


class _JsonLines:
    """One object a line."""

    def __init__(self, *, several: bool) -> None:  # noqa: ARG002 - each format has the same shape
        self._ascii = not can_say("→中𝄞")

    def begin(self) -> str:
        return ""

    def add(self, row: _Row) -> str:
        return plain_json(row.plain(), ascii=self._ascii) + "\n"

    def end(self, inputs: list[dict[str, Any]]) -> str:  # noqa: ARG002 - each format has the same shape
        return ""


class _Csv:
    """A head and a row for each."""

    def __init__(self, *, several: bool) -> None: ...

    def begin(self) -> str:
        return ",".join(_COLUMNS) + "\n"

    def add(self, row: _Row) -> str:
        from itu_catalog.exports.csvtable import row as csv_row

        plain = row.plain()
        plain |= {key: " ".join(plain[key] or ()) for key in ("reasons",)}
        plain["ends"] = " to ".join(plain["ends"] or ()) or None
        return csv_row(plain, _COLUMNS)

    def end(self, inputs: list[dict[str, Any]]) -> str:  # noqa: ARG002 - each format has the same shape
        return ""


_COLUMNS = (
    "source",
    "line",
    "column",
    "page",
    "paragraph",
    "part",
    "start",
    "end",
    "text",
    "identifier",
    "twin",
    "locator",
    "bare",
    "carried",
    "reasons",
    "ends",
)
"""The columns of CSV, in order; later releases may add some at the end."""

_FORMS: dict[str, Any] = dict(zip(_FORMATS, (_Text, _Json, _JsonLines, _Csv), strict=True))

COMMAND = Command(
    "find",
    "find every citation in documents, of any length, and judge none",
    (
        "itu-catalog find report.txt",
        "itu-catalog find docs --format csv > citations.csv",
        "itu-catalog find report.txt --json --bare never",
        "echo 'See ITU-T X.509.' | itu-catalog find -",
    ),
    _arguments,
    _answer,
)
