"""ITU's item names, which are its file names and the tails of its addresses: ``T-REC-X.509-201910-I!Cor1!PDF-E``.

Ours leave out what changes (state, format, language) and keep what ITU's drop: the base year of a change.
"""

from __future__ import annotations

import re

from itu_catalog.grammar import STEP_FORMS
from itu_catalog.notation.forms import OpaqueForm, Reading, dated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.dates import Issued
    from itu_catalog.identifier import Identifier

__all__ = ["filename", "read_address", "read_item", "url"]

_CLASSES = {"report": "REP", "question": "QUE", "resolution": "RES", "handbook": "HDB", "opinion": "OPI"}
"""Kinds that ITU files apart from its Recommendations."""
_NO_DATE = "nd"
"""Stands for the date of a change that has none, so that the base year before it cannot be taken for one."""

# --------------------------------------------------------------------------------------------------
# Reading

_ITEM = re.compile(
    r"(?P<sector>[TRDX])-(?P<class>REC|REP|RES|HDB|QUE|OPI)-(?P<rest>[A-Z0-9._+\[\]-]{1,60})"
    r"(?P<part>!(?!(?:PDF|MSW|ZPF|ZIP|SOFT|TOC|SUM|HTM)\b)[A-Z0-9+._-]{0,60})?"
    r"(?:!(?P<format>[A-Z]{2,5}(?:-[A-Z0-9]{2,5})?)(?:-(?P<language>[EFSRAC]))?)?",
    re.IGNORECASE,
)
_RECOMMENDATION = re.compile(
    r"(?P<number>.+?)(?:-(?P<base>(?:19|20)[0-9]{2})(?P<base_month>[01][0-9])?(?=-(?:[12][0-9]{3}|nd)))?"
    r"(?:-nd|-(?P<year>(?:19|20)[0-9]{2})(?P<month>[01][0-9])?)?(?:-(?P<state>[ISWPTD]))?",
    re.IGNORECASE,
)
_PUBLICATION = re.compile(
    r"(?P<number>.+?)(?:-(?P<year>(?:19|20)[0-9]{2})(?P<month>[01][0-9])?)?(?:-OAS)?(?:-R[0-9]{1,2})?"
    r"(?:-(?P<format>PDF|MSW|ZPF|ZIP|TOC-HTM|SUM-HTM|HTM)(?:-(?P<language>[EFSRAC]))?)?",
    re.IGNORECASE,
)
_FORMATS = {
    "MSW": "DOC",
    "ZPF": "ZIP",
    "TOC-HTM": "HTML",
    "SUM-HTM": "HTML",
    "HTM": "HTML",
    "SOFT-ZST": "ZIP",
}
_LANGUAGES = {"en": "E", "fr": "F", "es": "S", "ru": "R", "ar": "A", "zh": "C"}
_PART_WORDS = {file.lower(): printed for printed, file in STEP_FORMS.values()} | {"tcor": "Technical Cor."}
_PART = re.compile(
    # Cor1a is ITU's mark for the second of two corrigenda with one name; the document bears the plain number.
    r"(?P<word>Amd|T?Cor|Err|Add|Ann|App|Sup)\.?"
    r"(?P<label>[A-Z]{0,2}[0-9]{1,2}|[A-Z]{1,5}\+?|[0-9]{1,3}(?:\.[0-9]{1,2})?)[a-z]?"
    r"(?:-(?P<extra>test-vectors|Software))?(?:_(?P<year>(?:19|20)[0-9]{2})(?P<month>[01][0-9])?)?",
    re.IGNORECASE,
)
_ATTACHMENT = re.compile(r"Att(?:_(?P<year>(?:19|20)[0-9]{2})(?P<month>[01][0-9])?)?", re.IGNORECASE)
_ODD_PARTS = {"G.729": {"annc1": "AnnC+"}}
"""Names that spell a part unlike its title: there is no plus sign in ITU's file names."""
_NUMBER_FORMS = (
    # pattern, replacement: a number as item names spell it, and as identifiers do
    (re.compile(r"([A-Z])\.Sup([0-9.]+)", re.IGNORECASE), r"\1 Suppl. \2"),
    (
        re.compile(r"([A-Z]\.[0-9]+(?:-[A-Z]\.[0-9]+)?)(?:-series-|Ser)Sup([0-9.]+)", re.IGNORECASE),
        r"\1-series Suppl. \2",
    ),
    (re.compile(r"([A-Z])\.imp(.+)", re.IGNORECASE), r"\1.Imp\2"),
    # D.3W, G.781W: ITU's mark in an address for a withdrawn text whose number was given away again
    (re.compile(r"(.+[0-9])W"), r"\1"),
    (re.compile(r"(.+)-V([0-9]{1,2})", re.IGNORECASE), r"\1 (V\2)"),
    (re.compile(r"(.+[0-9])([A-F])"), r"\1 \2"),
)
_ADDRESS = re.compile(
    r"(?:[a-z]{2,10}:)?(?://)?(?P<host>(?:[a-z0-9-]{1,30}\.){0,3}itu\.int)(?::[0-9]{1,5})?/", re.IGNORECASE
)
_COPY_NUMBER = re.compile(r" ?\([0-9]{1,2}\)$")
_ENDING = re.compile(r"\.(?:pdf|docx?|zip|html?|txt|rtf|epub)$", re.IGNORECASE)


def read_address(text: str) -> Reading:
    """Read an address of itu.int.

    Raises:
        OpaqueForm: it is no address of itu.int, or one that does not say which document it leads to.

    >>> read_address("https://www.itu.int/rec/T-REC-X.509-201910-I!Cor1/en").language
    'E'
    """
    plain = _unquoted(text)
    address = _ADDRESS.match(plain)
    if address is None:
        raise OpaqueForm("the address is not one of itu.int")
    if address["host"].lower().startswith("handle."):
        raise OpaqueForm("a handle is a number of ITU's database and does not say which document it is")
    path, _, query = plain.partition("#")[0].partition("?")
    # A joint number with its slash; the query names the document where the path names its parent.
    path = re.sub(r"/(?=[A-Z]\.[0-9])", "_", path[address.end() - 1 :])
    for part in (*re.findall(r"(?:^|&)(?:parent|id)=([^&]{1,120})", query), path):
        item = None
        for item in _ITEM.finditer(_ENDING.sub("", part)):  # noqa: B007 - the last one is wanted; those before are folders
            pass
        if item is not None:
            reading = _read_match(item)
            following = re.match(r"/(en|fr|es|ru|ar|zh)(?![a-z])", part[item.end() :])
            return reading._replace(language=reading.language or (following and _LANGUAGES[following[1]]))
    named = re.search(r"(?:^|&)(?:rec|id)=([A-Za-z]{1,3}\.?[0-9][A-Za-z0-9.-]{0,20})(?:&|$)", query)
    if named is None:
        raise OpaqueForm(
            "the address does not name a document; ITU's database numbers do not say which one they are"
        )
    return Reading(f"ITU-T {named[1]}")


def _unquoted(text: str) -> str:
    if "%" not in text:
        return text
    from urllib.parse import unquote

    return unquote(text)


def read_item(text: str) -> Reading | None:
    """Read a file name, with or without a folder before it and an ending behind; None when it is no whole item name.

    >>> read_item("R-REC-M.1457-14-201901-S!!PDF-E.pdf")
    Reading(text='ITU-R M.1457-14 (01/2019)', state='S', format='PDF', language='E')
    """
    name = re.split(r"[/\\]", re.sub("^ITU-[TRD] ", "", _unquoted(text.strip()), flags=re.IGNORECASE))[-1]
    match = _ITEM.fullmatch(_COPY_NUMBER.sub("", _ENDING.sub("", _COPY_NUMBER.sub("", name))))
    return None if match is None else _read_match(match)


def _read_match(match: re.Match[str]) -> Reading:
    sector, part = match["sector"].upper(), (match["part"] or "").strip("!")
    form, language = match["format"], match["language"]
    if match["class"].upper() == "REC":
        rest, number = _RECOMMENDATION.fullmatch(match["rest"]), ""
        assert rest is not None, match[0]
        words = _recommendation(sector, rest, part)
        state = rest["state"]
    else:
        rest = _PUBLICATION.fullmatch(match["rest"])
        assert rest is not None, match[0]
        kind = next(kind for kind, short in _CLASSES.items() if short == match["class"].upper())
        number = (
            _question(rest["number"])
            if kind == "question"
            else _unfolded(rest["number"]).removeprefix(f"{sector}.")
        )
        words = f"{kind.capitalize()} {_sector(sector)}{number}{dated(rest['year'], rest['month'])}"
        form, language, state = form or rest["format"], language or rest["language"], None
    form = form and _FORMATS.get(form.upper(), form.upper())
    return Reading(words, state and state.upper(), form, language and language.upper())


def _recommendation(sector: str, rest: re.Match[str], part: str) -> str:
    """Spell the name of a Recommendation, its changes or its parts out."""
    number = rest["number"]
    if number.isalpha():
        return f"{_sector(sector)}{number.upper()}-series"
    number = number[0].upper() + number[1:]
    if sector == "T":
        for pattern, replacement in _NUMBER_FORMS:
            number = pattern.sub(replacement, number) if pattern.fullmatch(number) else number
    number = number.replace("_", "/") if sector == "R" else _unfolded(number)
    own = dated(rest["year"], rest["month"])
    steps = _steps(number, part)
    base = dated(rest["base"], rest["base_month"])
    return f"{_sector(sector)}{number}{base}{steps}{own}"


def _sector(letter: str) -> str:
    """Print the sector; X stands in our file names for a number that several sectors assigned."""
    return "" if letter == "X" else f"ITU-{letter} "


def _unfolded(number: str) -> str:
    """Give joint numbers their slashes back; other underscores belong to names."""
    return re.sub(r"_(?=[A-Z]{1,3}\.[0-9])", "/", number)


def _steps(number: str, part: str) -> str:
    """Spell ``Amd1-Cor1`` out; ``AnnB``, ``AppIV`` and ``App1`` alike."""
    words = ""
    for piece in re.split(r"-(?=[A-Za-z])(?!(?:Software|test|vectors)\b)", part) if part else ():
        spelled = _ODD_PARTS.get(number, {}).get(piece.lower(), piece)
        attachment, match = _ATTACHMENT.fullmatch(spelled), _PART.fullmatch(spelled)
        if attachment:
            words += " attachment" + dated(attachment["year"], attachment["month"])
            continue
        if match is None:
            raise OpaqueForm(f"the part {piece!r} of the name has no number, so it names no single document")
        words += f" {_PART_WORDS[match['word'].lower()]} {match['label'].upper()}"
        words += f" {match['extra'].replace('-', ' ')}" if match["extra"] else ""
        words += dated(match["year"], match["month"])
    return words


def _question(name: str) -> str:
    match = re.fullmatch(r"SG0?([0-9]{1,2}|[IVX]+)\.([0-9]+(?:-[0-9]+)?)", name, re.IGNORECASE)
    if match is None:
        raise OpaqueForm("the name of a Question needs its study group, like SG07.234-1")
    return f"{match[2]}/{match[1]}"


# --------------------------------------------------------------------------------------------------
# Writing


def filename(identifier: Identifier) -> str:
    """Return ITU's file name pattern without state, format and language; unlike ITU's it keeps the base year.

    ITU's own names of two corrigenda collide when editions are corrected in parallel
    (``X.521 (2005) Cor. 1`` and ``X.521 (2008) Cor. 1``, both of 04/2012), so the base year is part of ours:
    ``T-REC-X.521-2005-201204!Cor1``. A change without a date of its own has ``nd`` there.
    """
    head = identifier.edition
    sector = identifier.sector[-1] if identifier.sector else "X"
    kind = _CLASSES.get(head.kind, "REC") if not str(head).startswith("ITU-") else "REC"
    name = _file_number(head, sector)
    if head.revision is not None:
        name += f"-{head.revision}"
    if head.version:
        name += f"-V{head.version}"
    dates = [_compact(issued) for issued in ((head.issued,) if identifier.steps else ()) if issued]
    if identifier.issued:
        dates.append(_compact(identifier.issued))
    elif dates:
        dates.append(_NO_DATE)
    parts = []
    for place, (step, label, technical, issued) in enumerate(identifier.steps):
        part = ("T" if technical else "") + STEP_FORMS[step][1] + label.replace(" ", "-")
        inner = issued is not None and place < len(identifier.steps) - 1
        parts.append(f"{part}_{_compact(issued)}" if issued and inner else part)
    return "-".join([f"{sector}-{kind}-{name}", *dates]) + (f"!{'-'.join(parts)}" if parts else "")


def _file_number(head: Identifier, sector: str) -> str:
    number = head.designation
    if head.kind == "question":
        name, _, group = number.partition("/")
        number = f"SG{int(group):02}.{name}" if group.isdigit() else f"SG{group}.{name}"
    elif head.kind in ("resolution", "opinion"):
        number = f"{sector}.{number}"
    elif head.kind == "supplement":
        scope, _, label = number.partition(" Suppl. ")
        number = f"{scope}-Sup{label}" if scope.endswith("-series") else f"{scope}.Sup{label}"
    return number.replace(" ", "").replace("/", "_")


def _compact(issued: Issued) -> str:
    return str(issued).replace("-", "")


def url(identifier: Identifier) -> str | None:
    """Return the landing page of the work: ITU keeps it, whatever happens to editions and their states."""
    head = identifier.edition
    name = head.designations[0]
    if head.kind in ("draft", "publication") or head.sector not in ("ITU-T", "ITU-R"):
        return None
    sector = head.sector[-1]
    if head.kind in _CLASSES:
        if sector != "R" or (head.kind == "question" and not name.rpartition("/")[2].isdigit()):
            return None
        return f"https://www.itu.int/pub/R-{_CLASSES[head.kind]}-{_file_number(head, sector)}"
    if head.kind == "supplement":
        scope, _, label = name.partition(" Suppl. ")
        if "-" in scope.removesuffix("-series"):
            return None  # no address of a Supplement to several sub-series is known
        name = (
            f"{scope.removesuffix('-series')}SerSup{label}"
            if scope.endswith("-series")
            else f"{scope}.Sup{label}"
        )
    elif head.kind == "series":
        name = name.removesuffix("-series")
        if "." in name:
            return None  # ITU has no page for a sub-series
    return f"https://www.itu.int/rec/{sector}-REC-{name.replace(' ', '')}"
