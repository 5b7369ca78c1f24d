"""``itu-catalog update``: the newest dataset, fetched and made into the catalogue that answers."""

from __future__ import annotations

from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.imports import add_import, carefully, facts_of, lines_of, target_of
from itu_catalog.cli.layout import card
from itu_catalog.cli.streams import complain

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import Any

    from itu_catalog.updating import Updated

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--url",
        metavar="ADDRESS",
        help="where the archive is (default: what ITU_CATALOG_URL or your config.toml names, else the "
        "community's repository)",
    )
    parser.add_argument(
        "--if-older-than",
        metavar="DAYS",
        type=_days,
        help="ask only if the server was last asked so many days ago, or more",
    )
    add_import(parser)
    parser.add_argument(
        "--allow-http", action="store_true", help="take http:// from this machine itself, for tests"
    )


def _days(text: str) -> float:
    import argparse

    try:
        days = float(text[:20])
    except ValueError:
        days = -1.0
    if not 0 <= days <= 100_000:  # noqa: PLR2004 - more than anybody means
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days; write 7, or 0.5")
    return days


def _answer(arguments: argparse.Namespace) -> Answer:
    from itu_catalog.cli.progress import Gauge
    from itu_catalog.updating import update

    wanted = not arguments.no_progress
    with (
        carefully(),
        Gauge("fetching", wanted=wanted, bytes_=True) as fetching,
        Gauge("reading", wanted=wanted) as reading,
    ):

        def tell(sentence: str) -> None:
            with fetching.aside():
                complain(sentence)

        def read(done: int, total: int | None) -> None:
            fetching.end()
            reading.at(done, total)

        updated = update(
            target_of(arguments),
            url=arguments.url,
            if_older_than=arguments.if_older_than,
            dry_run=arguments.dry_run,
            force=arguments.force,
            strict=arguments.strict,
            workers=arguments.workers,
            allow_http=arguments.allow_http,
            fetching=fetching.at,
            importing=read,
            tell=tell,
        )
    return Answer(_facts(updated), _lines(updated))


def _facts(updated: Updated) -> dict[str, Any]:
    fetched, switched, known = updated.fetched, updated.switched, updated.known
    catalog = updated.catalog
    facts: dict[str, Any] = {
        "outcome": str(updated.outcome),
        "path": updated.path,
        "url": updated.url,
        "url_by": updated.why,
        "version": None if catalog is None else catalog.version,
        "as_of": None if catalog is None else catalog.as_of.isoformat(),
        "checked": None if known is None else known.checked,
        "fetched": None if fetched is None or not fetched.modified else fetched._asdict(),
    }
    if switched is not None:
        facts |= facts_of(switched, updated.path)
    return facts


def _lines(updated: Updated) -> Iterator[str]:
    fetched, switched, catalog, known = updated.fetched, updated.switched, updated.catalog, updated.known
    yield from card([("asked", f"{updated.url} ({updated.why})")])
    if fetched is not None and fetched.modified:
        times = f", in {fetched.attempts} attempts" if fetched.attempts > 1 else ""
        yield from card([("fetched", f"{fetched.bytes:,} bytes{times}")])
    if switched is not None:
        yield from lines_of(switched, updated.path)
        return
    assert catalog is not None
    if updated.outcome == "recent":
        assert known is not None
        what = f"not asked again: the last time was {known.checked}"
    else:
        what = "there is nothing newer"
    yield from card([("result", what), ("catalogue", catalog.version), ("file", updated.path)])


COMMAND = Command(
    "update",
    "fetch the newest dataset and make the whole catalogue of it; the only command\nthat uses the network",
    (
        "itu-catalog update",
        "itu-catalog update --if-older-than 7",
        "itu-catalog update --dry-run --json",
        "itu-catalog update --into /usr/local/share/itu-catalog/catalogue.tsv",
    ),
    _arguments,
    _answer,
)
