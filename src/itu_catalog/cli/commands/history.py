"""``itu-catalog history``: the editions of a Recommendation and what changed them, in order of time."""

from __future__ import annotations

from itu_catalog.cli.asof import AsOf
from itu_catalog.cli.command import Answer, Command
from itu_catalog.cli.common import add_name, add_on, catalog_of, name_of
from itu_catalog.cli.facts import document_facts
from itu_catalog.cli.layout import table, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    import datetime

    from itu_catalog.catalog import Catalog
    from itu_catalog.documents import Document, Recommendation

__all__ = ["COMMAND"]


def _arguments(parser: argparse.ArgumentParser) -> None:
    add_name(parser)
    add_on(parser)


def _answer(arguments: argparse.Namespace) -> Answer:
    catalog = catalog_of(arguments)
    view = AsOf(catalog, arguments.on)
    day = view.day
    data, lines = [], []
    works = _works(catalog, name_of(arguments))
    for work in view.known_works(works) or works[:1]:
        texts = view.known(_in_time(work))
        number = str(view.number(work))
        data.append(
            {
                "identifier": number,
                "title": work.title_on(day),
                "on": day.isoformat(),
                "documents": [document_facts(text, view) for text in texts],
            }
        )
        lines += ["", number, *wrapped(work.title_on(day) or f"(nothing approved by {day})", 2)]
        lines += [
            "",
            *table([_row(text, day) for text in texts], ["approved", "ed.", "status", "text"]),
        ] * bool(texts)
    return Answer(data, lines[1:])


def _works(catalog: Catalog, asked: str) -> list[Recommendation]:
    """Return every work that ever bore the number, so that nobody reads the history of another one."""
    from itu_catalog.parsing import try_parse

    work, identifier = catalog[asked], try_parse(asked)
    bearers = catalog.bearers(identifier.work) if identifier is not None else ()
    return list(dict.fromkeys([*(bearer.work for bearer in bearers), work]))


def _in_time(work: Recommendation) -> list[Document]:
    return sorted(work.documents, key=lambda text: (str(text.approved or text.posted or ""), text.identifier))


def _row(text: Document, day: datetime.date) -> list[str]:
    what = str(text)
    if text.own_title and text.base is not None:
        what += f": {text.own_title}"
    if text.twin:
        what += f" | {text.twin}"
    standing = text.status_on(day)
    return [
        str(text.approved or ""),
        text.edition or "",
        f"{standing.status}{'' if standing.certain else '?'}",
        what,
    ]


COMMAND = Command(
    "history",
    "list the editions of a Recommendation and what changed them",
    (
        "itu-catalog history X.509",
        "itu-catalog history Z.140 --on 2012-01-01",
    ),
    _arguments,
    _answer,
)
