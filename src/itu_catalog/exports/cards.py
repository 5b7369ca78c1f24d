"""What a card tells of a citation, once for all places that say the same.

>>> import datetime
>>> from itu_catalog import check, embedded_catalog
>>> from itu_catalog.readers.source import Source
>>> source = Source.of_text("ITU-T Z.140, ITU-T X.1044 and again ITU-T Z.140.")
>>> cards = cards_of(check(source.text), source, embedded_catalog(), datetime.date(2026, 8, 22), "d1")
>>> for card in cards:
...     print(card.anchor, card.level, card.written, "→", card.meant.name, [place.anchor for place in card.places])
d1-card1 warning ITU-T Z.140 → ITU-T Z.161 (10/2023) ['d1-c1', 'd1-c3']
d1-card2 ok ITU-T X.1044 → ITU-T X.1044 (10/2019) ['d1-c2']
"""

from __future__ import annotations

from typing import NamedTuple

from attrs import define, field, frozen

from itu_catalog.documents import Document
from itu_catalog.exports.common import meant, web_address
from itu_catalog.exports.histories import history_of
from itu_catalog.findings import Level

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from itu_catalog.catalog import Catalog
    from itu_catalog.documents import Recommendation
    from itu_catalog.exports.histories import History
    from itu_catalog.findings import Finding
    from itu_catalog.readers.source import Source

__all__ = ["Card", "Message", "Spot", "Text", "cards_of"]


@frozen
class Spot:
    """One place of a citation: its anchor on the page, its offsets, where it is in the document, its worst level."""

    anchor: str
    start: int
    end: int
    place: str
    level: Level


@frozen
class Message:
    """One finding in words."""

    level: Level
    code: str
    text: str


@frozen
class Text:
    """One text that is named on a card, with its page at the ITU."""

    name: str
    url: str | None


@define
class Card:
    """Everything to say about a citation.

    Attributes:
        anchor: its name on the page.
        level: the worst level of its findings.
        written: the words that cite, as they stand at the first place.
        names: what they say, in canonical form, where neither these words nor what they mean show it.
        meant: the document they mean on the day, or a few words in its stead; None where messages say it all.
        title: the title of the document.
        twin: the ISO, IEC or ETSI text that is the same, as the catalogue has it.
        status: the status of the document on the day, and why that is not certain or what ended it.
        read: what to read on the day, where that is more than the document, or another one.
        read_note: why that is not certain, or why there is nothing to read.
        replacement: what to cite instead.
        candidates: what is meant perhaps; the members of a series.
        candidates_are: what these are.
        codes: the findings by level and code.
        messages: the findings.
        told: what the card says of them: the messages but those that what else it says makes superfluous.
        suggestions: what to write instead, and whether that is only the likeliest.
        places: where it stands.
        history: the history of the work, on the first card of each work; on others `history_on` is that card.
        cited: the documents of the work that this input cites.
    """

    anchor: str
    level: Level
    codes: tuple[tuple[Level, str], ...]
    written: str
    names: str
    meant: Text | None
    title: str | None
    twin: str | None
    status: tuple[str, str] | None
    read: tuple[Text, ...]
    read_note: str
    replacement: Text | None
    candidates: tuple[Text, ...]
    candidates_are: str
    messages: tuple[Message, ...]
    told: tuple[str, ...]
    suggestions: tuple[tuple[str, bool], ...]
    places: list[Spot] = field(factory=list)
    history: History | None = None
    history_on: str | None = None
    cited: set[Document] = field(factory=set)


_CANDIDATES = {"ambiguous": "It fits", "current": "Members"}


def cards_of(
    findings: Iterable[Finding], source: Source, catalog: Catalog, day: datetime.date, prefix: str
) -> list[Card]:
    """Return the cards of one input, in the order of the first place of each; anchors begin with `prefix`."""
    cards: dict[tuple[object, ...], Card] = {}
    works: dict[str, Card] = {}
    for number, group in enumerate(_by_citation(findings), 1):
        citation = group[0].citation
        said = tuple((each.code, each.level, each.message, each.suggestion) for each in group)
        key = citation.identifier, citation.twin, said
        card = cards.get(key)
        if card is None:
            card = cards[key] = _card(group, day, f"{prefix}-card{len(cards) + 1}")
            _tell_history(card, group, catalog, day, works)
        spot = f"{prefix}-c{number}", citation.start, citation.end
        card.places.append(Spot(*spot, str(source.place(citation.start)), card.level))
    return list(cards.values())


def _by_citation(findings: Iterable[Finding]) -> list[list[Finding]]:
    groups: dict[tuple[int, int], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.citation.start, finding.citation.end), []).append(finding)
    return [groups[place] for place in sorted(groups)]


def _card(group: list[Finding], day: datetime.date, anchor: str) -> Card:
    status, citation = group[0], group[0].citation
    document = next((each.document for each in group if each.document is not None), None)
    instead = next((each.replacement for each in group if each.replacement is not None), None)
    written, names, means = " ".join(citation.text.split()), str(citation.identifier), meant(status)
    standing = document.status_on(day) if document else None
    reading = _reading(instead or document, day)
    few = status.documents if document is None else ()
    told = [each for each in group if each.level is not Level.OK or document is None]
    return Card(
        anchor=anchor,
        level=max((each.level for each in group), key=lambda level: level.rank),
        codes=tuple((each.level, str(each.code)) for each in group),
        written=written,
        names="" if _same(names, written) or means.startswith(names) else names,
        meant=_text(document) if document else Text(means, None) if means and not few else None,
        title=document.title if document else None,
        twin=document.twin if document else None,
        status=(
            f"{standing.status}{'' if standing.certain else ', not certain'}",
            "" if instead is not None and str(instead) in standing.reason else standing.reason,
        )
        if standing
        else None,
        read=() if reading.texts in ((document,), (instead,)) else tuple(map(_text, reading.texts)),
        read_note=reading.reason,
        replacement=_text(instead) if instead is not None and str(instead) != str(document) else None,
        candidates=_candidates(status) if few else (),
        candidates_are=_CANDIDATES.get(status.code, "Near it"),
        messages=tuple(Message(each.level, str(each.code), each.message) for each in group),
        told=tuple(each.message for each in told),
        suggestions=tuple(
            dict.fromkeys((each.suggestion, each.guessed) for each in group if each.suggestion)
        ),
    )


def _same(names: str, written: str) -> bool:
    """Whether what is written shows what it says: blanks apart, and perhaps with more before it."""
    return names.replace(" ", "") in written.replace(" ", "")


class _Reading(NamedTuple):
    """What to read on a day, and what makes that doubtful."""

    texts: tuple[Document, ...] = ()
    reason: str = ""


def _reading(target: Document | Recommendation | None, day: datetime.date) -> _Reading:
    """Return what to read on the day of the work that is meant."""
    if target is None:
        return _Reading()
    found = (target.work if isinstance(target, Document) else target).in_force(day)
    return _Reading(tuple(found), found.reason)


def _text(text: Document | Recommendation) -> Text:
    return Text(str(text), web_address(text.url if isinstance(text, Document) else text.identifier.url))


def _candidates(status: Finding) -> tuple[Text, ...]:
    """Return the texts that are meant perhaps, or the members of a series by their numbers alone."""
    if status.code != "current":
        return tuple(map(_text, status.documents))
    members = (*status.documents, *status.uncertain)
    return tuple(Text(each.identifier.designation, web_address(each.url)) for each in members)


def _tell_history(
    card: Card, group: list[Finding], catalog: Catalog, day: datetime.date, works: dict[str, Card]
) -> None:
    """Put the history of the work on its first card, and name that card on the others."""
    document = next((each.document for each in group if each.document is not None), None)
    if document is None:
        return
    work = document.work
    if work.key in works:
        card.history_on = works[work.key].anchor if works[work.key].history else None
    else:
        works[work.key] = card
        told = history_of(work, catalog, day)
        card.history = told if told.editions or told.others else None
    works[work.key].cited.add(document)
