"""``itu-catalog check``: find and judge every citation in documents."""

from __future__ import annotations

from argparse import SUPPRESS

from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import add_on, catalog_of
from itu_catalog.cli.inputs import PATHS, add_inputs
from itu_catalog.cli.layout import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator
    from typing import Any

    from itu_catalog.checking import Baseline, IgnoreFile, Policy, Run
    from itu_catalog.checking.configuration import Configuration
    from itu_catalog.checking.settings import Settings

__all__ = ["COMMAND"]

_READ = (("--jobs", "N", "processes, or auto: one for little, else one for each processor (default: auto)"),)
_JUDGING = (
    (
        "--titles",
        None,
        (
            "look closely at titles: print that of each text, and note where a quoted one differs "
            "in as little as a plural, a hyphen or a capital letter"
        ),
    ),
)
_REPORTED = (
    ("--select", "WHAT", "report these only: a level and those above, or codes (note; superseded,withdrawn)"),
    ("--ignore", "CODES", "do not report findings of these codes"),
    (
        "--ignore-file",
        "FILE",
        "the list of citations that are known and not reported (default: the nearest .itu-catalog-ignore)",
    ),
    ("--baseline", "FILE", "report only what is not in this file"),
    ("--warn-unused-ignores", None, "remark on comments and lines that ignore nothing"),
    (
        "--fail-on",
        "WHAT",
        (
            "exit with 1 when such a finding is reported: a level (note, warning, error: that level or a higher one), "
            "codes (superseded,withdrawn), or never (default)"
        ),
    ),
)
_OUTPUT = (
    (
        "--format",
        "NAME",
        "text (default), json, jsonl, csv, markdown, sarif, github or html; --json is --format json",
    ),
    (
        "--quiet",
        None,
        "no remarks and no progress on standard error; what cannot be read is said all the same",
    ),
    ("--no-progress", None, "no progress, which is shown on a terminal alone"),
)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="*", help=PATHS)
    read = parser.add_argument_group("what is read")
    add_inputs(read, ("--exclude", "--no-ignore", "--read-as", "--encoding"), configured=True)
    _add(read, _READ)
    judging = parser.add_argument_group("how it is judged")
    add_on(judging)
    _add(judging, _JUDGING)
    add_inputs(judging, ("--bare",), configured=True)
    reported = parser.add_argument_group("what is reported")
    _add(reported, _REPORTED)
    reported.add_argument(
        "--write-baseline",
        metavar="FILE",
        help="write what there is to report into this file, and report nothing",
    )
    output = parser.add_argument_group("how it is reported")
    _add(output, _OUTPUT)
    output.add_argument("--output", metavar="FILE", help="write the report to a file, when it is complete")
    configuration = parser.add_argument_group("configuration")
    configuration.add_argument(
        "--config",
        metavar="FILE",
        help="the configuration (default: the nearest itu-catalog.toml, or pyproject.toml with [tool.itu-catalog])",
    )
    configuration.add_argument("--no-config", action="store_true", help="follow no configuration")
    configuration.add_argument(
        "--show-config",
        action="store_true",
        help="print every setting and where it comes from, and check nothing",
    )


def _add(group: argparse._ArgumentGroup, options: tuple[tuple[str, str | None, str], ...]) -> None:
    """Add options that are settings; what is not given is not in the arguments, so that a configuration counts."""
    for name, value, text in options:
        if value is None:
            group.add_argument(name, action="store_true", default=SUPPRESS, help=text)
        else:
            group.add_argument(name, metavar=value, default=SUPPRESS, help=text)


def _answer(arguments: argparse.Namespace) -> Answer:
    from itu_catalog.checking import Inputs, configuration
    from itu_catalog.checking.running import is_read
    from itu_catalog.cli.reporting import report_run

    if arguments.config and arguments.no_config:
        raise ValueError("--config and --no-config contradict each other; give one")
    if not arguments.paths and not arguments.show_config:
        arguments.parser.error("the following arguments are required: PATH")
    start = configuration.beginning(arguments.paths)
    found = (
        configuration.Configuration()
        if arguments.no_config
        else configuration.load(arguments.config)
        if arguments.config
        else configuration.nearest(start)
    )
    given = _given(arguments)
    if arguments.show_config:
        return _show(found, given, as_json=getattr(arguments, "json", False))
    settings = configuration.configured(found, given)
    policy = _policy(settings, start, arguments.write_baseline)
    listed = None if policy.ignore_file is None else policy.ignore_file.path  # one without lines counts, too
    output = None if arguments.output == "-" else arguments.output
    others = (found.path, listed, settings.catalog, settings.baseline, arguments.write_baseline)
    _spare(output, [*arguments.paths, *others])
    arguments.catalog, arguments.on = settings.catalog, settings.on
    inputs = Inputs(
        arguments.paths,
        read=is_read,
        exclude=settings.exclude,
        base="" if "exclude" in given else found.base,
        gitignore=not settings.no_ignore,
        own=filter(None, [found.path, output]),
        never=filter(None, [settings.baseline, arguments.write_baseline, listed]),
    )
    code = report_run(inputs, lambda: _run(arguments, settings), settings, policy, output)
    return Answer([], (), code, column=True)  # everything is said


def _spare(output: str | None, others: Iterable[str | None]) -> None:
    """Refuse to put the report in the place of another file of the run."""
    import os

    from itu_catalog.errors import UnwritableFile

    if output and any(each and os.path.realpath(each) == os.path.realpath(output) for each in others):
        raise UnwritableFile(
            output, reason="this run reads or writes it otherwise; name another for the report"
        )


def _run(arguments: argparse.Namespace, settings: Settings) -> Run:
    from itu_catalog.checking import begin

    return begin(catalog_of(arguments), settings.on, titles=settings.titles)


def _given(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the settings that the command line gives, by their names."""
    from itu_catalog.checking.settings import names

    given = {name: getattr(arguments, name.replace("-", "_"), None) for name in names()}
    given = {name: value for name, value in given.items() if value is not None}
    if getattr(arguments, "json", False):
        if given.get("format", "json") != "json":
            raise ValueError(f"--json and --format {given['format']} contradict each other; give one")
        given["format"] = "json"
    return given


def _policy(settings: Settings, start: str, adopting: str | None) -> Policy:
    from itu_catalog.checking import Policy
    from itu_catalog.checking.configuration import IGNORED, nearest_file

    listed = settings.ignore_file or nearest_file(start, IGNORED)
    return Policy(
        select=settings.select,
        ignore=settings.ignore,
        ignore_file=_ignore_file(listed) if listed else None,
        baseline=_baseline(settings.baseline, adopting),
        adopt=adopting is not None,
        unused=settings.warn_unused_ignores,
    )


def _ignore_file(path: str) -> IgnoreFile:
    from itu_catalog.checking import IgnoreFile

    return IgnoreFile.open(path)


def _baseline(path: str | None, adopting: str | None) -> Baseline | None:
    if path is None and adopting is None:
        return None
    from itu_catalog.checking import Baseline
    from itu_catalog.checking.keeping import is_there

    if adopting is not None:
        return Baseline.open(adopting) if is_there(adopting) else Baseline(path=adopting)
    assert path is not None
    return Baseline.open(path)


def _show(found: Configuration, given: dict[str, Any], *, as_json: bool) -> Answer:
    """Answer with every setting: as JSON, or as a configuration file that sets what is set now."""
    from itu_catalog.checking.configuration import shown

    settings = shown(found, given)
    if as_json:
        return Answer({"configuration": found.path, "settings": settings}, ())
    return Answer({}, _lines(found, settings))


def _lines(found: Configuration, settings: dict[str, dict[str, Any]]) -> Iterator[str]:
    from itu_catalog.escapes import in_line, plain_json

    yield f"# configuration: {in_line(found.path or 'none')}"
    rows = [
        (
            f"{name} = {plain_json(row['value'])}" if row["value"] is not None else f"# {name}",
            row,
        )
        for name, row in settings.items()
    ]
    wide = max(len(text) for text, _ in rows)
    for text, row in rows:
        yield f"{text:<{wide}}  # {in_line(row['from'])}"
    count = sum(row["from"] != "default" for _, row in rows)
    yield f"# {counted(count, 'setting')} of {len(rows)} {'is' if count == 1 else 'are'} not the default"


COMMAND = Command(
    "check",
    "find and judge every citation in documents",
    (
        "itu-catalog check report.txt",
        "itu-catalog check docs 'papers/**/*.pdf' --fail-on error",
        "itu-catalog check report.txt --on 2020-06-09 --format html --output out.html",
        "itu-catalog check docs --write-baseline baseline.json",
        "echo 'See ITU-T Z.140.' | itu-catalog check -",
    ),
    _arguments,
    _answer,
)
