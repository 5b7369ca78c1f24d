"""Finding citations of ITU texts in prose; this knows the grammar, not the catalogue.

>>> text = "Rec. ITU-R M.1078, M.1223 and M.2083 follow Corrigendum 1 to Recommendation ITU-T X.694 (2015)."
>>> for citation in find_citations(text):
...     print(citation.start, citation.end, citation.identifier, citation.carried)
0 17 ITU-R M.1078 False
19 25 ITU-R M.1223 True
30 36 ITU-R M.2083 True
44 94 ITU-T X.694 (2015) Cor. 1 False

A citation is *explicit* when its own words name the ITU, CCITT, CCIR or a Recommendation; *carried* when it
continues an explicit one, whose sector it inherits; *bare* when only its neighbourhood speaks of the ITU.
"""

from __future__ import annotations

import re

from attrs import frozen

from itu_catalog import numbers
from itu_catalog.grammar import compiled, expand, fold
from itu_catalog.identifier import Kind
from itu_catalog.parsing import Found, read_at
from itu_catalog.reading import sector_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.identifier import Identifier

__all__ = ["Citation", "find_citations"]


@frozen
class Citation:
    """One citation, at its place in the caller's text.

    Attributes:
        start: where it begins, an offset into the text, in characters.
        end: where it ends (exclusive): after the date, amendment, corrigendum or annex that belongs to it.
        text: the characters between.
        identifier: the ITU text it names; what is written, nothing added and nothing dropped.
        twin: the ISO, IEC or ETSI text named beside it; outside the span.
        locator: the clause, table or annex named with it; outside the span.
        bare: its own words do not name the ITU, and neither does a list that it continues.
        carried: it continues an explicit citation and inherits its sector.
    """

    start: int
    end: int
    text: str
    identifier: Identifier
    twin: str | None = None
    locator: str | None = None
    bare: bool = False
    carried: bool = False

    def __str__(self) -> str:
        return str(self.identifier)


_CITED = frozenset(Kind) - {Kind.QUESTION, Kind.RESOLUTION, Kind.HANDBOOK, Kind.OPINION, Kind.PUBLICATION}
"""What counts as a citation; Questions and the like are numbered, but nothing that is cited as a text."""

# Where an explicit citation may begin. The reader decides; this only has to miss none and be quick.
_TRIGGER = re.compile(
    rf"(?<![\w-])(?:{expand('organization')}|{expand('recommendation_word')}|{expand('report_word')}"
    rf"|{expand('spelled_step')}{expand('belongs')}|{expand('iso')} ?\\?\|)"
    r"|(?<=b-)ITU",
    re.IGNORECASE,
)
# A number as the later members of a list are written: a capital letter, a point, digits. Or a series, a draft.
_BARE = re.compile(
    r"(?<![\w./:@#$%&=+-])(?:[A-Z]{1,3}\.[0-9]{1,5}(?:\.[0-9]{1,4}){0,3}(?![0-9])"
    r"|[A-Z](?:\.[0-9]{1,4})?-series(?!\w)|[A-Z]\.(?:Sup|Imp)[.A-Za-z0-9]"
    r"|[A-Z] (?=Suppl(?:ement)?\.? [0-9]))"
)
# The end of a sentence: what follows it continues no list.
_SENTENCE_END = re.compile(r"(?<=[\w)\]”\"»’'])[.!?](?:[”\"»’'])?(?:\[\d+\])? +(?=[^\Wa-z\d_])")
# A number after one of these words is a place in the document at hand.
_PLACE_BEFORE = re.compile(
    r"(?:sections?|sec\.|clauses?|cl\.|annex(?:es)?|app(?:endix|endices|\.)|figures?|fig\.|tables?|equations?|eq\.|chapters?|parts?"
    r"|§|paragraphs?|items?|steps?|page|pp?\.|listing|theorem|lemma|table|version) ?$",
    re.IGNORECASE,
)
# Where a paragraph ends: an empty line, or a line that begins with a number as clauses do.
_PARAGRAPH = re.compile(r"\n[ \t\r]{0,80}\n|\n(?=\d{1,3}(?:\.\d{1,3}){0,4}\.?\s)")
# Some of the letters of every word that may open a paragraph; where none stands, there is nothing to read.
_SIGNAL = re.compile(
    fold(
        r"ITU|UIT|CCI|C\.C|[Ii]tu|[Rr]ec[os.m]|REC|МСЭ|МКК|Empf|Racc|Рек|рек|建[议議]|勧告|권고|توصي|[Rr]eport|ITU|国际电|قطاع|[Tt]eleco|[Rr]adioc"
    )
)


def find_citations(text: str) -> Iterator[Citation]:
    """Yield the citations of ITU texts in `text`, in order; they do not overlap.

    Explicit citations are found wherever they stand. After one, the numbers that continue its list are found
    too; and in a paragraph that names the ITU, bare numbers that ITU did assign.

    Raises:
        TypeError: `text` is not a string.

    >>> [str(c) for c in find_citations("Section X.5 cites ITU-T Recs. X.500 and X.509, as does Annex A.1.")]
    ['ITU-T X.500', 'ITU-T X.509']
    """
    if not isinstance(text, str):
        raise TypeError(f"find_citations reads a string, not {type(text).__name__}")
    folded = fold(text)
    begin, end = 0, 0  # the paragraph at hand
    gaps = _PARAGRAPH.finditer(text)
    for signal in _SIGNAL.finditer(folded):
        if signal.start() < end:
            continue
        while end <= signal.start():
            begin = end
            gap = next(gaps, None)
            end = gap.end() if gap else len(text) + 1
        yield from _in_paragraph(text, folded, begin, min(end, len(text)))


def _in_paragraph(text: str, folded: str, begin: int, end: int) -> Iterator[Citation]:
    """Find the citations of one paragraph: its first explicit mention of the ITU opens it for bare numbers."""
    trigger = _TRIGGER.search(folded, begin, end)
    if trigger is None:
        return
    place = begin
    sector: str | None = None  # what the text has been speaking of
    explicit_end = -1  # how far the last citation that is explicit or continues one was understood
    opened = False
    while place < end:
        bare = _BARE.search(folded, place, end)
        if trigger is not None and trigger.start() < place:
            trigger = _TRIGGER.search(folded, place, end)
        if trigger is not None and (bare is None or trigger.start() <= bare.start()):
            found = read_at(text, folded, trigger.start(), sector)
            if (
                found is not None
                and found.explicit
                and found.reference.identifier.kind in _CITED
                and found.end <= end
            ):
                yield _citation(text, found)
                sector = found.reference.identifier.sector or sector
                place = explicit_end = found.read
                opened = True
                continue
            if _names_the_itu(folded, trigger):  # "… approved new ITU-T Recommendations, namely X.1044, …"
                opened = True
                sector = sector_said(trigger) or sector
                explicit_end = trigger.end()
            place = trigger.end()
            continue
        if bare is None:
            return
        found = _read_bare(text, folded, bare.start(), sector) if opened else None
        if found is None or found.end > end:
            place = bare.end()
            continue
        if _stands_free(folded, begin, bare.start()):
            carried = explicit_end >= 0 and _SENTENCE_END.search(folded, explicit_end, bare.start()) is None
            yield _citation(text, found, bare=not carried, carried=carried)
            sector = found.reference.identifier.sector or sector
            if carried:
                explicit_end = found.read
            place = found.read
        else:
            place = bare.end()


def _names_the_itu(folded: str, trigger: re.Match[str]) -> bool:
    """Whether the words that opened no citation still say that this paragraph is about the ITU."""
    return compiled("organization").match(folded, trigger.start()) is not None


def _read_bare(text: str, folded: str, start: int, sector: str | None) -> Found | None:
    """Read a number without prefix; None unless ITU assigned it or its form says that it is one."""
    found = read_at(text, folded, start, sector)
    if found is None:
        return None
    identifier = found.reference.identifier
    if identifier.kind not in _CITED:
        return None
    if identifier.kind is Kind.SERIES:
        return found if "." in identifier.designation else None  # "the Z-series guide" cites no series
    if identifier.kind in (Kind.DRAFT, Kind.SUPPLEMENT, Kind.IMPLEMENTERS_GUIDE):
        return found
    letter = str(identifier.sector)[-1] if identifier.sector else ""
    name = identifier.designations[0]
    series, _, number = name.partition(".")
    return found if any(numbers.assigned(each, series, number) for each in (letter or "TR")) else None


def _stands_free(folded: str, begin: int, start: int) -> bool:
    """Whether the number at `start` is no place in the document at hand ("Section X.5")."""
    return _PLACE_BEFORE.search(folded, max(begin, start - 16), start) is None


def _citation(text: str, found: Found, *, bare: bool = False, carried: bool = False) -> Citation:
    reference = found.reference
    return Citation(
        found.start,
        found.end,
        text[found.start : found.end],
        reference.identifier,
        reference.twin,
        reference.locator,
        bare,
        carried,
    )
