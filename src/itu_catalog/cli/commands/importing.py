"""``itu-catalog import``: a copy of the community dataset made into a catalogue, and put in place."""

from __future__ import annotations

from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import day
from itu_catalog.cli.imports import add_import, carefully, facts_of, lines_of, target_of
from itu_catalog.cli.streams import complain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source",
        metavar="PATH",
        help="a checkout of relaton-data-itu, or an archive of it: .tar.gz, .tar.xz, .tar or .zip",
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=day,
        help="the day to which the dataset is complete (default: what it says itself)",
    )
    add_import(parser)


def _answer(arguments: argparse.Namespace) -> Answer:
    from itu_catalog.cli.progress import Gauge
    from itu_catalog.importers.switching import bench, import_path, switch

    source, dry_run = arguments.source, arguments.dry_run
    if not source:
        raise ValueError("'' names no archive and no checkout; write where it is")
    if source.startswith(("http://", "https://")):
        raise ValueError(
            f"{source[:60]!r} is an address; import reads what is on this machine, and "
            "itu-catalog update --url ADDRESS fetches what is not"
        )
    path = import_path(target_of(arguments), dry_run=dry_run)
    with (
        carefully(),
        bench(path, doing="itu-catalog import", dry_run=dry_run, tell=complain) as folder,
        Gauge("reading", wanted=not arguments.no_progress) as gauge,
    ):
        switched = switch(
            source,
            path,
            folder,
            strict=arguments.strict,
            workers=arguments.workers,
            as_of=arguments.as_of,
            force=arguments.force,
            dry_run=dry_run,
            progress=gauge.at,
        )
    return Answer(facts_of(switched, path), lines_of(switched, path))


COMMAND = Command(
    "import",
    "make the whole catalogue of a copy of the community dataset",
    (
        "itu-catalog import relaton-data-itu-main.tar.gz",
        "itu-catalog import ../relaton-data-itu --into itu.tsv --strict",
        "itu-catalog import main.zip --dry-run --json",
    ),
    _arguments,
    _answer,
)
