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
from array import array
from bisect import bisect_right

from attrs import evolve, frozen

from itu_catalog import numbers
from itu_catalog.grammar import compiled, expand, fold
from itu_catalog.identifier import Kind
from itu_catalog.parsing import Found, Reference, read_at, try_parse
from itu_catalog.reading import INVISIBLE, belongs_to_next, sector_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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

_UNSPACED = "\u3040-\u9fff\uac00-\ud7af"  # scripts that put no space between words
# Where an explicit citation may begin. The reader decides; this only has to miss none and be quick.
_TRIGGER = re.compile(
    rf"(?:(?<![^\W_])(?<!-)|(?<=[{_UNSPACED}]))(?:{expand('organization')}|{expand('recommendation_word')}|{expand('report_word')}"
    rf"|{expand('spelled_step')}{expand('belongs')}|{expand('iso')} ?\\?\|)"
    r"|(?<=b-)ITU",
    re.IGNORECASE,
)
# A number as the later members of a list are written: a capital letter, a point, digits. Or a series, a draft.
_BARE = re.compile(
    r"(?<![^\W_])(?<![./:@#$%&=+-])(?:[A-Z]{1,3}\.[0-9]{1,5}(?:\.[0-9]{1,4}){0,3}(?![0-9])"
    r"|[A-Z](?:\.[0-9]{1,4})?-series(?!\w)|[A-Z]\.(?:Sup|Imp)[.A-Za-z0-9]"
    r"|[A-Z] (?=Suppl(?:ement)?\.? [0-9]))"
)
# What stands between two members of a list, or between the ends of a range.
_AND = "and|or|to|through|et|ou|à|und|oder|bis|y|o|a|e|и|или|до"
_GLUE = re.compile(
    rf"(?: ?[-/] ?|[,;] ?(?:(?:{_AND}) )?| (?:(?:{_AND}|&) )?)(?=[A-Z]{{1,3}}\.[0-9]{{1,5}}(?![0-9]))"
)
_GLUE_OF_CHANGES = re.compile(rf"(?:[,;] ?(?:(?:{_AND}) )?| (?:{_AND}|&) ?)")
# The words between which and a number nothing else stands: they speak of it.
_PREFIX = re.compile(
    rf"{expand('organization')} ?(?:{expand('recommendation_word')} ?)?", re.IGNORECASE
).fullmatch
# The end of a sentence: what follows it continues no list.
_SENTENCE_END = re.compile(r"(?<=[\w)\]”\"»’'])[.!?](?:[”\"»’'])?(?:\[\d+\])? +(?=[^\Wa-z\d_])")
# A number after one of these words is a place in the document at hand.
_PLACE_BEFORE = re.compile(
    r"(?:sections?|sec\.|clauses?|cl\.|annex(?:es)?|app(?:endix|endices|\.)|figures?|fig\.|tables?|equations?|eq\.|chapters?|parts?"
    r"|§|paragraphs?|items?|steps?|page|pp?\.|listing|theorem|lemma|version) ?$",
    re.IGNORECASE,
)
# A place that is named before the text it is in.
_PLACED = re.compile(rf"{expand('locator')}(?: of| in| der| des| de)(?: the| la| l)?[ ']\Z", re.IGNORECASE)
_LONGEST_PLACE = 60
# Where a paragraph ends: an empty line, or a line that begins with a number as clauses do.
_PARAGRAPH = re.compile(r"\n[ \t\r]{0,80}\n|\n(?=\d{1,3}(?:\.\d{1,3}){0,4}\.?\s)")
# Some letters of every word that may open a citation; where none stands, there is nothing to read.
_SIGNAL = re.compile(
    fold(
        r"itu|uit|cci|c\.c|мсэ|мкк|rec[os.m]|\brecs?\b|avis|recom|empf|racc|\bрек|建[议議]|勧告|권고|توصي"
        r"|rep[.o]|rapp|informe|bericht|отч[её]т|报告|報告|보고서|国际电|قطاع|t[eé]l[eé]com|radioc|электросв"
    ),
    re.IGNORECASE,
)
# What setting and copying a text leave behind: blanks in a row, line breaks with indents, unseen characters.
_LOOSE = re.compile(rf"\s{{2,}}|[{''.join(sorted(INVISIBLE))}]+")


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
    if _LOOSE.search(text) is None:
        yield from _find(text)
        return
    joined, place = _joined(text)
    for citation in _find(joined):
        start, end = place(citation.start), place(citation.end - 1) + 1
        yield evolve(citation, start=start, end=end, text=text[start:end])


def _joined(text: str) -> tuple[str, Callable[[int], int]]:
    """Join what was set apart, line breaks within a sentence too; and tell where each character stood."""
    pieces: list[str] = []
    length, end = 0, 0
    from_here, shifts = array("L", [0]), array("L", [0])  # from this place on, so many characters are missing
    for loose in _LOOSE.finditer(text):
        blank = "\n" * min(2, loose[0].count("\n")) or " " * loose[0][0].isspace()
        pieces += text[end : loose.start()], blank
        length += loose.start() - end + len(blank)
        end = loose.end()
        from_here.append(length)
        shifts.append(end - length)
    pieces.append(text[end:])
    return "".join(pieces), lambda place: place + shifts[bisect_right(from_here, place) - 1]


def _find(text: str) -> Iterator[Citation]:
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
        yield from _Paragraph(text, folded, begin, min(end, len(text))).citations()


class _Paragraph:
    """One paragraph on its way to its citations, and what it has been speaking of so far."""

    __slots__ = (
        "begin",
        "behind",
        "end",
        "folded",
        "listed",
        "misnamed",
        "opened",
        "place",
        "read",
        "sector",
        "text",
    )

    def __init__(self, text: str, folded: str, begin: int, end: int) -> None:
        self.text, self.folded = text, folded
        self.begin, self.end = begin, end
        self.place = self.behind = begin  # where to read on; where the last citation was left behind
        self.sector: str | None = None  # what the text speaks of
        self.opened = False  # whether the ITU is named, so that bare numbers may be its own
        self.listed: Identifier | None = None  # the last citation that is explicit or continues one …
        self.read = -1  # … and how far it, or a mention of the ITU, was understood
        self.misnamed = -1  # where words stand that name a sector and open no citation

    def citations(self) -> Iterator[Citation]:
        """Yield the citations of the paragraph, in order."""
        triggers = list(_TRIGGER.finditer(self.folded, self.begin, self.end))
        if not triggers:
            return
        self._first_mention(triggers)
        later, numbered = iter(triggers), _BARE.finditer(self.folded, self.begin, self.end)
        trigger, bare = next(later, None), next(numbered, None)
        while self.place < self.end:
            citation = self._next_of_list()
            if citation is None:
                trigger = _from(self.place, trigger, later)
                bare = _from(self.place, bare, numbered)
                if trigger is not None and (bare is None or trigger.start() <= bare.start()):
                    citation = self._explicit(trigger)
                elif bare is not None:
                    citation = self._bare(bare)
                else:
                    return
            if citation is not None:
                yield citation

    def _first_mention(self, triggers: list[re.Match[str]]) -> None:
        """Let the first words that name the ITU speak for the whole paragraph."""
        for trigger in triggers:
            mention = compiled("organization").match(self.folded, trigger.start())
            if mention is not None:
                self.opened, self.sector = True, sector_said(mention)
                return

    def _next_of_list(self) -> Citation | None:
        """Read the next member of a list, or the end of a range: in its own series it need not be assigned."""
        if self.listed is None or self.read != self.place:
            return None
        glue = _GLUE.match(self.folded, self.place, self.end)
        found = self._read(glue.end()) if glue else None
        if found is None:
            return self._next_change(self.listed)
        identifier = found.reference.identifier
        same = identifier.series == self.listed.series and identifier.sector in (None, self.listed.sector)
        return self._cite(found, carried=True) if same or _is_assigned(identifier) else None

    def _next_change(self, listed: Identifier) -> Citation | None:
        """Read "Cor. 2" behind "X.694 (2015) Cor. 1 and": another change, or part, of the same text."""
        glue = _GLUE_OF_CHANGES.match(self.folded, self.place, self.end) if listed.steps else None
        step = glue and compiled("spelled_step").match(self.folded, glue.end(), self.end)
        if step is None or step[0][0].islower():
            return None
        dated = compiled("dated").match(self.folded, step.end(), self.end)
        start, end = step.start(), (dated or step).end()
        if belongs_to_next(self.folded, end, self.end):
            return None
        identifier = try_parse(f"{listed.base} {self.text[start:end]}")
        if identifier is None or identifier.kind not in _CITED:
            return None
        return self._cite(Found(Reference(identifier), start, end, end, explicit=False), carried=True)

    def _explicit(self, trigger: re.Match[str]) -> Citation | None:
        """Read a citation that says itself whose it is; or note that the paragraph names the ITU."""
        found = self._read(trigger.start())
        if found is not None and found.explicit:
            self.opened = True
            return self._cite(found)
        if found is not None and self.opened and _is_plausible(found.reference.identifier):
            return self._continue(found)  # "Amendment 3 to X.509"
        self.place = trigger.end()
        mention = compiled("organization").match(self.folded, trigger.start())
        if mention is not None:  # "… approved new ITU-T Recommendations, namely X.1044, …"
            said = sector_said(mention)
            self.misnamed = mention.start() if said else -1
            self.sector = said or self.sector
            self.read, self.listed = self.place if said else -1, None
        return None

    def _bare(self, bare: re.Match[str]) -> Citation | None:
        """Read a number without prefix, if ITU assigned it or its form says that it is one."""
        self.place = bare.end()
        if not self.opened or not _stands_free(self.folded, self.begin, bare.start()):
            return None
        found = self._read(bare.start())
        if found is None or not _is_plausible(found.reference.identifier):
            return None
        own = found.reference.identifier.sector
        if self.misnamed >= 0 and own != self.sector and _PREFIX(self.folded, self.misnamed, bare.start()):
            return self._cite(evolve(found, start=self.misnamed))  # "ITU-R X.509": its own words, and wrong
        return self._continue(found)

    def _continue(self, found: Found) -> Citation:
        """Take what names no publisher as carried within the sentence that named one, as bare behind it."""
        carried = self.read >= 0 and not _SENTENCE_END.search(self.folded, self.read, found.start)
        return self._cite(found, carried=carried, bare=not carried)

    def _read(self, start: int) -> Found | None:
        found = read_at(self.text, self.folded, start, self.sector)
        if found is None or found.end > self.end or found.reference.identifier.kind not in _CITED:
            return None
        return found

    def _cite(self, found: Found, *, carried: bool = False, bare: bool = False) -> Citation:
        """Step over a citation, and remember what it speaks of."""
        reference = found.reference
        locator = reference.locator
        if locator is None:
            placed = _PLACED.search(self.folded, max(self.behind, found.start - _LONGEST_PLACE), found.start)
            locator = self.text[placed.start("where") : placed.end("where")] if placed else None
        self.place = self.behind = found.read
        self.misnamed = -1
        self.sector = reference.identifier.sector or self.sector
        if not bare:
            self.read, self.listed = found.read, reference.identifier
        written = self.text[found.start : found.end]
        return Citation(
            found.start,
            found.end,
            written,
            reference.identifier,
            reference.twin,
            locator,
            bare,
            carried,
        )


def _from(place: int, match: re.Match[str] | None, later: Iterator[re.Match[str]]) -> re.Match[str] | None:
    """Return the first match at or behind a place: this one or a later one."""
    while match is not None and match.start() < place:
        match = next(later, None)
    return match


def _is_plausible(identifier: Identifier) -> bool:
    """Whether a number without prefix is one: ITU assigned it, or its form says so."""
    if identifier.kind is Kind.SERIES:
        return "." in identifier.designation  # "the Z-series guide" cites no series
    return identifier.kind in (Kind.DRAFT, Kind.SUPPLEMENT, Kind.IMPLEMENTERS_GUIDE) or _is_assigned(
        identifier
    )


def _is_assigned(identifier: Identifier) -> bool:
    """Whether a sector that the identifier may mean assigned its number."""
    letter = str(identifier.sector)[-1] if identifier.sector else ""
    series, _, number = identifier.designations[0].partition(".")
    return any(numbers.assigned(each, series, number) for each in (letter or "TR"))


def _stands_free(folded: str, begin: int, start: int) -> bool:
    """Whether the number at `start` is no place in the document at hand ("Section X.5")."""
    return _PLACE_BEFORE.search(folded, max(begin, start - 16), start) is None
