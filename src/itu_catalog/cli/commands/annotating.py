"""``itu-catalog annotate``: link the citations in documents where they stand, or mend the stale ones."""

from __future__ import annotations

import sys

from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import add_on, catalog_of
from itu_catalog.cli.inputs import add_inputs
from itu_catalog.cli.layout import counted, painter
from itu_catalog.cli.streams import complain, is_terminal, say
from itu_catalog.errors import ItuCatalogError
from itu_catalog.escapes import visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    import datetime
    from collections.abc import Callable, Iterator
    from typing import Any

    from itu_catalog.annotation import Edited
    from itu_catalog.annotation.files import Document
    from itu_catalog.findings import Finding
    from itu_catalog.readers.source import Source

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="documents in Markdown, HTML, reStructuredText or plain text, directories of them, patterns; "
        "- reads standard input",
    )
    add_on(parser)
    parser.add_argument(
        "--fix",
        action="store_true",
        help="mend stale references instead of linking: superseded dates, numbers and sectors that changed, "
        "drafts that were published; only where what to write is certain",
    )
    parser.add_argument(
        "--codes", metavar="CODES", help="with --fix, mend these findings only (default: all that can be)"
    )
    parser.add_argument(
        "--format",
        dest="read_as",
        metavar="FORMAT",
        help="the same as --read-as: text, markdown, html or rest",
    )
    add_inputs(parser)
    parser.add_argument(
        "--style",
        choices=("inline", "notes"),
        default="inline",
        help="in plain text: an address behind each citation (default), or numbers and a list at the end",
    )
    parser.add_argument(
        "--status",
        action="store_true",
        help="say in the title of a link when its text is not in force",
    )
    # No group of argparse: Pythons break its lines in the help each in their own way.
    parser.add_argument("--diff", action="store_true", help="print what would change as a unified diff")
    parser.add_argument(
        "--write", "--in-place", action="store_true", help="write the new text in the place of each file"
    )
    parser.add_argument("--output", metavar="PATH", help="write the new text of one file to another")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 when a file would change"
    )
    parser.add_argument(
        "--backup",
        metavar="SUFFIX",
        help="keep the old text under this suffix (default: ~, where git does not hold it)",
    )
    parser.add_argument(
        "--allow-dirty",
        action="store_true",
        help="write files with changes that are not committed, too; with a backup",
    )


def _answer(arguments: argparse.Namespace) -> Answer:
    from itu_catalog.annotation import SAFE, judging, linked, mended
    from itu_catalog.annotation.files import Document
    from itu_catalog.checking.inputs import Inputs

    chosen = [f"--{each}" for each in ("diff", "write", "output", "check") if getattr(arguments, each)]
    if len(chosen) > 1:
        raise ValueError(f"{' and '.join(chosen)} exclude each other; choose one")
    codes = [code.strip() for code in (arguments.codes or "").split(",") if code.strip()] or SAFE
    if arguments.codes and not arguments.fix:
        raise ValueError("--codes says what to mend; add --fix")
    catalog = catalog_of(arguments)
    judge = judging(catalog, arguments.on, bare=arguments.bare)
    day = arguments.on or catalog.as_of
    spare = _sparing(arguments.files, day) if arguments.fix else None
    inputs = Inputs(
        arguments.files, read=_is_read, exclude=arguments.exclude, gitignore=not arguments.no_ignore
    )
    run = _Run(arguments, several=inputs.several)
    for given in inputs:
        try:
            if given.fault:
                raise ValueError(given.fault)  # noqa: TRY301 - told as the others are
            document = Document.read(
                given.name, format=arguments.read_as, encoding=arguments.encoding, fixing=arguments.fix
            )
            for remark in document.source.remarks:
                complain(remark)
            if arguments.fix:
                edited = mended(document.source, judge, codes, spare=spare)
            else:
                edited = linked(document.source, judge, style=arguments.style, status=arguments.status)
            run.take(given.name, document, edited)
        except (ItuCatalogError, ValueError) as fault:
            run.fault(given.name, fault)
    if not run.files:
        complain("none of that is a document whose citations can be edited; name one")
    return run.answer(day.isoformat())


def _sparing(files: list[str], day: datetime.date) -> Callable[[Source, list[Finding]], Iterator[Finding]]:
    """Return what tells the findings that a comment in a document, or the nearest ignore file, says to leave."""
    from itu_catalog.checking import IgnoreFile, Policy
    from itu_catalog.checking.configuration import IGNORED, beginning, nearest_file

    listed = nearest_file(beginning(files), IGNORED)
    policy = Policy(ignore_file=IgnoreFile.open(listed) if listed else None)

    def spare(source: Source, findings: list[Finding]) -> Iterator[Finding]:
        for suppressed in policy.applied(source.name, source, findings, day).suppressed:
            yield suppressed.finding

    return spare


def _is_read(name: str) -> bool:
    """Whether a file of a directory is a document that links can be put into."""
    from itu_catalog.annotation.files import LINKED
    from itu_catalog.readers import FORMATS

    return name.lower().endswith(tuple(suffix for kind in LINKED for suffix in FORMATS[kind].suffixes))


class _Run:
    """What is done with each document, and what is said of it."""

    def __init__(self, arguments: argparse.Namespace, *, several: bool) -> None:
        self.files: list[dict[str, Any]] = []
        self._arguments = arguments
        self._json = bool(getattr(arguments, "json", False))
        self._verb = "mended" if arguments.fix else "linked"
        self._code = 0
        self._several = several
        self._paint = None if self._json else painter()
        if several and arguments.output:
            raise ValueError("--output takes the text of one file; name one, or use --write")
        if "-" in arguments.files and arguments.write:
            raise ValueError("standard input cannot be written; leave --write away, and the text is printed")

    def take(self, name: str, document: Document, edited: Edited) -> None:
        """Print or write what came of one document."""
        arguments = self._arguments
        new = document.encoded(edited.text)
        changed = new != document.data
        if arguments.check and changed:
            self._code = max(self._code, 1)
        entry: dict[str, Any] = {
            "source": name,
            "format": document.source.format,
            "changed": changed,
            "written": None,
            "backup": None,
            "fault": None,
            **edited.to_dict(),
        }
        self._report(name, edited, changed=changed)
        if arguments.write or arguments.output:
            self._write(arguments.output or name, document, new, entry, changed=changed)
        elif not arguments.check and not self._json:
            if self._shows_text():
                _pour(new, edited.text)
            else:
                self._show(name, document, edited)
        self.files.append(entry)

    def fault(self, name: str, fault: Exception) -> None:
        """Say that nothing could be done with one document."""
        from itu_catalog.cli.running import sentence

        self._code = 2
        self.files.append({"source": name, "changed": False, "written": None, "fault": sentence(fault)})
        complain(sentence(fault))

    def answer(self, day: str) -> Answer:
        """Return the exit code, and everything for JSON; what is for people has been written."""
        if not self._json:
            return Answer([], (), self._code, column=True)  # everything is said
        return Answer({"on": day, "files": self.files}, (), self._code)

    def _shows_text(self) -> bool:
        """Whether the whole new text is printed: of one file, and where no difference is asked for."""
        return not (self._several or self._arguments.fix or self._arguments.diff)

    def _write(
        self, path: str, document: Document, new: bytes, entry: dict[str, Any], *, changed: bool
    ) -> None:
        from itu_catalog.annotation.saving import create, save

        arguments = self._arguments
        if arguments.output:
            create(path, new)
        elif changed:
            entry["backup"] = save(
                path, document.data, new, backup=arguments.backup, allow_dirty=arguments.allow_dirty
            )
        else:
            return
        entry["written"] = path
        kept = f"; the old text is in {entry['backup']}" if entry["backup"] else ""
        complain(f"{path} is written{kept}")

    def _report(self, name: str, edited: Edited, *, changed: bool) -> None:
        """Say to standard error what was done, and what was left, but for what is linked already."""
        if self._json:
            return
        for skipped in edited.skipped:
            if skipped.why != _LINKED_ALREADY or self._arguments.fix:
                complain(f"{name}:{skipped.place}: not {self._verb}: {_said(skipped.finding)}; {skipped.why}")
        done = counted(len(edited.findings), "citation")
        already = sum(skipped.why == _LINKED_ALREADY for skipped in edited.skipped)
        left = len(edited.skipped) - (0 if self._arguments.fix else already)
        counts = [f"{done} {self._verb}", *([f"{left} left"] if left else [])]
        if already and not self._arguments.fix:
            counts.append(f"{already} with a link already")
        would = (
            ""
            if changed and not self._arguments.check
            else " (nothing changes)"
            if not changed
            else " (to do)"
        )
        complain(f"{name}: {', '.join(counts)}{would}")

    def _show(self, name: str, document: Document, edited: Edited) -> None:
        """Print what changes as a unified diff."""
        from itu_catalog.annotation.unified import diff

        raw = document.source.raw or ""
        for line in diff(raw, edited.edits, name):
            # A patch has the characters of the file; a terminal would obey some of them.
            shown = visible(line) if is_terminal() else line
            say(_painted(shown.removesuffix("\n"), self._paint))


_LINKED_ALREADY = "it is a link already"


def _said(finding: Finding) -> str:
    """Say a citation and what is wrong with it in a few words."""
    written = " ".join(finding.citation.text.split())
    offered = f", write {finding.suggestion}?" if finding.suggestion and finding.guessed else ""
    return f"{written} ({finding.code}{offered})" if finding.level in ("warning", "error") else written


_STYLES = {"+++": "bold", "---": "bold", "@": "cyan", "+": "green", "-": "red"}
"""What a line of a diff begins with → its style; the first that fits."""


def _painted(line: str, paint: Any) -> str:  # noqa: ANN401 - what colours a line, or None
    if paint is None:
        return line
    style = next((style for begin, style in _STYLES.items() if line.startswith(begin)), None)
    return str(paint(line, 0, len(line), style)) if style else line


def _pour(data: bytes, text: str) -> None:
    """Write a whole text to standard output as its bytes are, line ends and all; to a terminal, as characters."""
    out = sys.stdout
    stream = getattr(out, "buffer", None)
    if out is None:
        return
    if stream is None or out.isatty():
        say(visible(text.replace("\r\n", "\n").removesuffix("\n")))
        return
    out.flush()
    stream.write(data)
    stream.flush()


COMMAND = Command(
    "annotate",
    "link citations in documents where they stand, or mend stale ones",
    (
        "itu-catalog annotate report.md > linked.md",
        "itu-catalog annotate docs --diff",
        "itu-catalog annotate report.md --write",
        "itu-catalog annotate report.md --fix",
        "itu-catalog annotate docs --fix --write --on 2020-06-09",
        "echo 'See ITU-T X.509.' | itu-catalog annotate -",
    ),
    _arguments,
    _answer,
)
