"""Writing another identifier as the author wrote the one that stands there.

What must change is exchanged where it stands: the number, the date, the revision, the sector. The words around it,
the brackets and the language stay. Where that does not read back as what is meant, the author's prefix is put
before the canonical form; and where that does not either, the canonical form is written.

>>> from itu_catalog.citation import find_citations
>>> from itu_catalog.parsing import parse
>>> for text in ("Rec. ITU-T X.509 (2016)", "CCITT X.509-1988", "МСЭ-T X.509 [10/2016]"):
...     (cited,) = find_citations(text)
...     print(in_manner_of(cited, parse("X.509 (10/2019)")))
Rec. ITU-T X.509 (2019)
ITU-T X.509-2019
МСЭ-T X.509 [10/2019]
"""

from __future__ import annotations

import re
from functools import lru_cache

from itu_catalog.dates import Issued
from itu_catalog.findings.exactness import as_exact
from itu_catalog.grammar import compiled, fold
from itu_catalog.parsing import read_at, try_parse
from itu_catalog.reading import sector_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.citation import Citation
    from itu_catalog.identifier import Identifier

__all__ = ["in_manner_of"]

_SECTORS_BEGAN = Issued(1993, 3)
"""From then on ITU-T and ITU-R issue what CCITT and CCIR issued before."""

_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_MONTH = r"(?P<month>0[1-9]|1[0-2]|[1-9])"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![0-9/.-]){_MONTH} ?[/.-] ?{_YEAR}(?![0-9])",  # 10/2019
        rf"(?<![0-9]){_YEAR} ?[/.-] ?{_MONTH}(?![0-9]|[/.-][0-9])",  # 2019-10
        rf"(?<![0-9]){_YEAR}(?P<month>0[1-9]|1[0-2])(?![0-9])",  # 201910, in addresses
        rf"(?<![0-9/.-]){_MONTH}/(?P<year>[0-9]{{2}})(?![0-9/])",  # 10/98
        rf"(?<![A-Za-z])(?P<month>[A-Za-z]{{3,9}})\.?,? {_YEAR}",  # October 2019, Oct. 2019
    )
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_TWO_DIGITS = 10
_YEARS = (re.compile(rf"(?<![0-9/.]){_YEAR}(?![0-9]|[/.-][0-9])"),)
_DESIGNATION = re.compile(
    r"(?<![a-z])(?P<series>[a-z]{1,3})(?: ?\. ?|[ -]|)(?P<number>[0-9]{1,5}(?: ?\. ?[0-9]{1,4}){0,3})(?![0-9])"
    r"(?P<suffix> ?-?(?:bis|ter|quater)(?![a-z])| (?-i:[A-FR])(?![a-z0-9]))?",
    re.IGNORECASE,
)
_JOINT = re.compile(r" ?/ ?(?:ITU-[TR] )?", re.IGNORECASE)
_SERIES_LETTERS = re.compile(r"(?<![A-Za-z-])[A-Z]{1,3}(?![A-Za-z])")
_THE = re.compile(r" ?(?:the )?", re.IGNORECASE)
_REVISION = re.compile(r" ?-(?P<revision>[0-9]{1,2})(?![0-9])")
_STATE = re.compile(r"(?<=-[0-9]{6}-)[PSTW](?=[!/]|$)")
_SAYS_UIT = re.compile(r"avis|recommanda|recomenda", re.IGNORECASE)
"""Words of the languages in which the ITU is the UIT."""


def in_manner_of(citation: Citation, identifier: Identifier, *, exact: bool = False) -> str:
    """Write an identifier as the author wrote the citation, and as exact in its date as that is; or as it is.

    >>> from itu_catalog.citation import find_citations
    >>> from itu_catalog.parsing import parse
    >>> _, carried = find_citations("Recs. ITU-T X.500 and X.509 (08/97)")
    >>> in_manner_of(carried, parse("X.509 (10/2019)"))
    'X.509 (10/2019)'
    """
    return _written(citation.text, citation.identifier, identifier, exact)


@lru_cache(4096)
def _written(text: str, old: Identifier, new: Identifier, exact: bool) -> str:  # noqa: FBT001 - a key
    wanted = new if exact else as_exact(old, new)
    text = " ".join(text.split())
    for written in (_exchanged(text, old, wanted), _prefixed(text, old, wanted)):
        if written and _reads_as(written, wanted):
            return written
    return str(wanted)


def _reads_as(written: str, wanted: Identifier) -> bool:
    """Whether a form is read as what is meant, by itself or with the sector that the list before it gives."""
    if try_parse(written) == wanted:
        return True
    found = read_at(written, fold(written), 0, str(wanted.sector) if wanted.sector else None)
    return found is not None and found.end == len(written) and found.reference.identifier == wanted


# --------------------------------------------------------------------------------------------------
# Exchanging what must change

Edit = tuple[int, int, str]
"""From where, to where, and what to write there."""


def _exchanged(text: str, old: Identifier, new: Identifier) -> str | None:
    """Return the text with what differs exchanged; None where the two are not of one shape."""
    mine, theirs = ([(step.kind, step.label) for step in each.steps] for each in (old, new))
    folded = fold(text)
    number = _number(folded, old)
    if mine != theirs or old.kind is not new.kind or number is None:
        return None
    edits = [
        _sector_edit(folded, new),
        None if old.designations == new.designations else (*number, new.designation),
        *_revision_edits(folded, number[1], old, new),
        *_date_edits(folded, number, old, new),
    ]
    if any(edit is _IMPOSSIBLE for edit in edits):
        return None
    return _STATE.sub("I", _edited(text, [edit for edit in edits if edit]))


_IMPOSSIBLE: Edit = (-1, -1, "")
"""Stands for an edit that cannot be made."""


def _edited(text: str, edits: list[Edit]) -> str:
    for start, end, written in sorted(edits, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def _number(folded: str, identifier: Identifier) -> tuple[int, int] | None:
    """Return where the number stands in its citation: ``X.509`` in ``rec. x 509 (2016)``."""
    first, *others = identifier.designations
    begin, end = _designation(folded, 0, first)
    if begin < 0:
        begin = folded.lower().find(first.lower())  # no number: a series, a draft
        end = begin + len(first)
    for name in others:
        joint = _JOINT.match(folded, end)
        start, end = _designation(folded, joint.end(), name) if joint else (-1, -1)
        if joint is None or start != joint.end():
            return None
    return (begin, end) if begin >= 0 else None


def _designation(folded: str, place: int, name: str) -> tuple[int, int]:
    """Return where one number stands, from a place on; (-1, -1) where it does not."""
    plain, _, suffix = name.partition(" ")
    for found in _DESIGNATION.finditer(folded, place):
        written = f"{found['series'].upper()}.{found['number'].replace(' ', '')}"
        if written == plain and (not suffix or suffix == (found["suffix"] or "").lstrip(" -")):
            return found.start(), found.end() if suffix else found.end("number")
    return -1, -1


def _sector_edit(folded: str, new: Identifier) -> Edit | None:
    """Write the sector that issued the new text, where the words name one: CCITT and CCIR are no more."""
    who = compiled("organization").search(folded)
    if who is None or new.sector is None:
        return None
    said = sector_said(who)
    if who["letter"]:
        return None if said == new.sector else (*who.span("letter"), str(new.sector)[-1])
    group = next((name for name in ("telecom", "radio") if who[name]), None)
    issued = new.edition.issued or new.issued
    if group is None or "sect" in who[0].lower():
        return None if said in (None, new.sector) else _IMPOSSIBLE
    if said == new.sector and issued is not None and issued < _SECTORS_BEGAN:
        return None
    union = "ITU" if who[0].upper().startswith("C") else "МСЭ"
    if _SAYS_UIT.search(folded):
        union = "UIT"
    return (*who.span(group), f"{union}-{str(new.sector)[-1]}")


def _revision_edits(folded: str, end: int, old: Identifier, new: Identifier) -> Iterator[Edit]:
    if old.revision != new.revision:
        found = _REVISION.match(folded, end)
        fits = found is not None and None not in (old.revision, new.revision)
        yield (*found.span("revision"), str(new.revision)) if found and fits else _IMPOSSIBLE


def _date_edits(folded: str, number: tuple[int, int], old: Identifier, new: Identifier) -> Iterator[Edit]:
    """Yield the edits that write the dates of the new text, its own and that of its base, for those of the old."""
    mine, theirs = _dates(old), _dates(new)
    if len(mine) != len(theirs):
        yield _IMPOSSIBLE
        return
    for before, after in zip(mine, theirs, strict=True):
        if before != after:
            yield from _date_edit(folded, number, before, after)


def _dates(identifier: Identifier) -> list[Issued]:
    """Return the dates that an identifier gives: its own, then those of what it hangs on."""
    found = []
    each: Identifier | None = identifier
    while each is not None:
        found += [each.issued] if each.issued else []
        each = each.base
    return found


def _date_edit(folded: str, number: tuple[int, int], before: Issued, after: Issued) -> Iterator[Edit]:
    for pattern in _DATES if before.month else _YEARS:
        for found in pattern.finditer(folded):
            beside = found.end() <= number[0] or found.start() >= number[1]
            if beside and int(found["year"]) % 100 == before.year % 100 and _month(found) == before.month:
                yield _year_edit(found, before, after)
                if before.month and after.month:
                    yield _month_edit(found, before.month, after.month)
                return
    yield _IMPOSSIBLE


def _month(found: re.Match[str]) -> int | None:
    written = found.groupdict().get("month")
    if written is None or written.isdigit():
        return int(written) if written else None
    begun = (place for place, name in enumerate(_MONTHS, 1) if written.capitalize() in (name, name[:3]))
    return next(begun, None)


def _year_edit(found: re.Match[str], before: Issued, after: Issued) -> Edit:
    """Write the year with two digits only where two were written and the century is the same."""
    short = len(found["year"]) < len(str(after.year)) and before.year // 100 == after.year // 100
    return (*found.span("year"), str(after.year)[-2:] if short else str(after.year))


def _month_edit(found: re.Match[str], before: int, after: int) -> Edit:
    """Write the month as a number, with a zero where there was one or no need of it; or as a word as long."""
    written = found["month"]
    if written.isdigit():
        padded = written.startswith("0") or before >= _TWO_DIGITS
        return (*found.span("month"), f"{after:02}" if padded else str(after))
    name = _MONTHS[after - 1]
    return (*found.span("month"), name if written.capitalize() == _MONTHS[before - 1] else name[:3])


# --------------------------------------------------------------------------------------------------
# Putting the prefix before the canonical form


def _prefixed(text: str, old: Identifier, new: Identifier) -> str | None:
    """Return the canonical form behind the author's prefix; None where there is none to be found."""
    folded = fold(text)
    number = _number(folded, old) or _lone_letter(folded, old)
    if number is None:
        return None
    begin = _behind_step(folded)
    prefix = text[begin : number[0]]
    edit = _sector_edit(folded[begin : number[0]], new)
    if edit is _IMPOSSIBLE or (edit is None and old.sector is not new.sector):
        return None
    prefix = _edited(prefix, [edit] if edit else [])
    own = str(new).partition(f"{new.sector} ")[2] if new.sector else str(new)
    return f"{prefix}{own}" if prefix or begin == 0 else None


def _lone_letter(folded: str, identifier: Identifier) -> tuple[int, int] | None:
    """Return where the letter of a series stands, for a text that is no numbered Recommendation."""
    letters = (found for found in _SERIES_LETTERS.finditer(folded) if found[0] == identifier.series)
    found = next(letters, None)
    return found.span() if found else None


def _behind_step(folded: str) -> int:
    """Return where a form written the other way round comes to its base: ``Corrigendum 1 to`` is left out."""
    step = compiled("spelled_step").match(folded)
    if step is None:
        return 0
    dated = compiled("dated").match(folded, step.end())
    joint = compiled("belongs").match(folded, (dated or step).end())
    if joint is None:
        return 0
    blank = _THE.match(folded, joint.end())
    return blank.end() if blank else joint.end()
