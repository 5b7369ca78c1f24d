"""Machine forms of identifiers: itu.int addresses, file names, object identifiers and our URNs, both ways.

Writing takes an identifier's parts. Reading translates a machine form into the words the one grammar reads,
so that every judgement about what is valid stays there.

>>> read("T-REC-X.509-202310-I!Cor2!PDF-E")
Reading(text='ITU-T X.509 Cor. 2 (10/2023)', state='I', format='PDF', language='E')
>>> read("https://www.itu.int/rec/R-REC-M.1457/en").text
'ITU-R M.1457'
>>> read("Rec. ITU-T X.509") is None
True
"""

from __future__ import annotations

import re
from collections import namedtuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple

    from itu_catalog.identifier import Identifier

    class Reading(NamedTuple):
        """A machine form in words, and what it said beyond identity."""

        text: str
        state: str | None = None
        format: str | None = None
        language: str | None = None

else:
    Reading = namedtuple("Reading", "text state format language", defaults=(None, None, None))

__all__ = ["AmbiguousForm", "OpaqueForm", "Reading", "filename", "oid", "read", "url", "urn"]


class OpaqueForm(ValueError):
    """A machine form that names a document only to ITU's own database, or names none at all."""


# --------------------------------------------------------------------------------------------------
# Reading

_PART_WORDS = {
    "Amd": "Amd. {}", "Cor": "Cor. {}", "TCor": "Technical Cor. {}", "Err": "Err. {}", "Add": "Add. {}",
    "Ann": "Annex {}", "App": "App. {}", "Sup": "Suppl. {}",
}  # fmt: skip
_ODD_PARTS = {"G.729": {"AnnC1": "AnnC+"}}
"""Addresses that spell a part unlike its title: there is no plus sign in ITU's file names."""
_PART = re.compile(
    # Cor1a is ITU's mark for the second of two corrigenda with one name; the document bears the plain number.
    r"(?P<word>Amd|T?Cor|Err|Add|Ann|App|Sup)\.?"
    r"(?P<label>[A-Z]{0,2}[0-9]{1,2}(?=[a-z]?)|[A-Z]{1,5}\+?|[0-9]{1,3}(?:\.[0-9]{1,2})?)[a-z]?"
    r"(?:-(?P<extra>test-vectors|Software))?(?:_(?P<date>(?:19|20)[0-9]{2}(?:[01][0-9])?))?"
)
_ITEM = re.compile(
    r"(?P<sector>[TRDX])-(?P<class>REC|REP|RES|HDB|QUE|OPI)-(?P<rest>[A-Za-z0-9._+\[\]-]{1,60})"
    r"(?P<part>![A-Za-z0-9+._-]{0,40})?(?P<file>![A-Z]{2,5}(?:-[A-Z0-9]{2,5})?(?:-[EFSRAC])?)?",
)
_REC = re.compile(
    r"(?P<number>.+?)(?:-(?P<base>(?:19|20)[0-9]{2}))?(?:-(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})?)?(?:-(?P<state>[ISWPTD]))?"
)
_PUBLICATION = re.compile(
    r"(?P<number>.+?)(?:-(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})?)?(?:-OAS)?(?:-R[0-9]+)?"
    r"(?:-(?P<format>PDF|MSW|ZPF|ZIP|TOC-HTM|SUM-HTM|HTM)(?:-(?P<language>[EFSRAC]))?)?"
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
_OID_TEXT = re.compile(
    r"[{(]? *(?:itu-t|ccitt)(?: *\( *0 *\))?[ .]+recommendation(?: *\( *0 *\))?[ .]+"
    r"([a-z])(?: *\( *([0-9]{1,2}) *\))?[ .]+([0-9]{1,9})"
    r"(?:[ .]+[^{}]{0,80})? *[})]?",
    re.IGNORECASE,
)
_OID_DOTTED = re.compile(r"(?:urn:oid:|oid:? ?)?0\.0\.([0-9]{1,2})\.([0-9]{1,9})", re.IGNORECASE)


def read(text: str) -> Reading | None:
    """Translate a machine form into words; None when `text` is no machine form.

    Raises:
        OpaqueForm: it is one, but says nothing about the document (a handle, a database number).

    >>> read("0.0.24.509").text, read("urn:x-itu:t:rec:X.694:2015:cor.1:2019-10").text
    ('ITU-T X.509', 'ITU-T X.694 (2015) Cor. 1 (10/2019)')
    """
    head = text[:40].lower()
    if head.startswith("urn:oid:") or (head[:1].isdigit() and head.startswith("0.0.")) or "oid" in head[:4]:
        return _read_oid_dotted(text)
    if head.startswith("urn:"):
        return _read_urn(text)
    # Braces or numbered arcs: without them these words are the usual prefix of a Recommendation.
    if re.match(
        r"(?:\{ *|[({]? *(?=(?:itu-t|ccitt) *\( *0 *\)))(?:itu-t|ccitt)(?: *\( *0 *\))?[ .]+recommendation",
        head,
    ):
        return _read_oid_text(text)
    if "://" in head or head.startswith("www.") or "itu.int/" in head:
        return _read_url(text)
    if re.match(r"(?:itu-[trd] )?[trdx]-(?:rec|rep|res|hdb|que|opi)-", head):
        return _read_item(_unquote(text).rpartition(" ")[2])
    return None


def _unquote(text: str) -> str:
    if "%" not in text:
        return text
    from urllib.parse import unquote

    return unquote(text)


def _read_url(text: str) -> Reading | None:
    plain = _unquote(text)
    if not re.match(r"(?:https?://)?(?:[a-z0-9-]{1,30}\.){0,2}itu\.int(?::[0-9]+)?/", plain, re.IGNORECASE):
        raise OpaqueForm("the address is not one of itu.int")
    if plain.lower().partition("://")[2].startswith("handle."):
        raise OpaqueForm("a handle is a number of ITU's database and does not say which document it is")
    item = None
    for item in _ITEM.finditer(plain):  # noqa: B007 - the last one is the document, those before are its parents
        pass
    if item is None:
        named = re.search(r"[?&](?:rec|id)=([A-Za-z]{1,3}\.?[0-9][A-Za-z0-9.-]{0,20})(?:&|$)", plain)
        if named:
            return Reading(f"ITU-T {named[1]}")
        series = re.search(r"/rec/([TR])-REC-([A-Z]{1,3})(?:/|$)", plain)
        if series:
            return Reading(f"ITU-{series[1]} {series[2]}-series")
        raise OpaqueForm(
            "the address does not name a document; ITU's database numbers do not say which one they are"
        )
    reading = _read_item(item[0])
    following = re.match(r"/(en|fr|es|ru|ar|zh)(?![a-z])", plain[item.end() :])
    if reading and following and reading.language is None:
        reading = reading._replace(language=_LANGUAGES[following[1]])
    return reading


def _read_item(text: str) -> Reading | None:
    """Read ITU's item names, which are its file names and the tails of its addresses."""
    stem = re.sub(r"\.(?:pdf|docx?|zip|html?|txt|rtf|epub)$", "", text.strip(), flags=re.IGNORECASE)
    match = _ITEM.fullmatch(stem) or _ITEM.fullmatch(stem.upper() if stem.islower() else stem)
    if match is None:
        return None
    sector, kind = match["sector"], match["class"]
    part, file = match["part"] or "", match["file"] or ""
    if part and not file and re.fullmatch(r"!(?:PDF|MSW|ZPF|ZIP|SOFT|TOC|SUM|HTM)\S*", part):
        part, file = "", part
    form, language = _file_format(file)
    if kind == "REC":
        return _read_recommendation(sector, match["rest"], part.strip("!"), form, language)
    return _read_publication(sector, kind, match["rest"], form, language)


def _file_format(file: str) -> tuple[str | None, str | None]:
    if not file:
        return None, None
    words = file.strip("!")
    language = words[-1] if re.search(r"-[EFSRAC]$", words) else None
    words = words[:-2] if language else words
    return _FORMATS.get(words, words), language


def _read_recommendation(
    sector: str, rest: str, part: str, form: str | None, language: str | None
) -> Reading:
    match = _REC.fullmatch(rest)
    assert match is not None, rest
    number = match["number"].replace("_", "/")
    year, month, base = match["year"], match["month"], match["base"]
    if base and not year:
        base, year = None, base
    if number.isalpha() and number.isupper():
        return Reading(f"ITU-{sector} {number}-series")
    if sector == "T":
        number = re.sub(r"^([A-Z])\.Sup([0-9.]+)$", r"\1 Suppl. \2", number)
        number = re.sub(r"^([A-Z]\.[0-9]+)SerSup([0-9]+)$", r"\1-series Suppl. \2", number)
        number = re.sub(
            r"^([A-Z]\.[0-9]+)(?:-([A-Z]\.[0-9]+))?-series-Sup([0-9.]+)$", _series_supplement, number
        )
        # D.3W, G.781W: ITU's mark in an address for a withdrawn text whose number was given away again.
        number = re.sub(r"(?<=[0-9])W$", "", number)
        number = re.sub(r"-V([0-9]{1,2})$", r" (V\1)", number)
        number = re.sub(r"(?<=[0-9])([A-F])$", r" \1", number)
    dated = f" ({month}/{year})" if month else f" ({year})" if year else ""
    first, dash, others = part.partition("-")
    steps = _part_words(_ODD_PARTS.get(number, {}).get(first, first) + dash + others)
    words = f"{number}{f' ({base})' if base else ''}{steps}{dated}" if steps else f"{number}{dated}"
    return Reading(f"ITU-{sector} {words}", match["state"], form, language)


def _series_supplement(match: re.Match[str]) -> str:
    span = match[1] + (f"-{match[2]}" if match[2] else "")
    return f"{span}-series Suppl. {match[3]}"


def _part_words(part: str) -> str:
    """Spell ``Amd1-Cor1`` out; ``AnnB``, ``AppIV`` and ``App1`` alike."""
    if not part:
        return ""
    words = ""
    for piece in re.split(r"-(?=[A-Z])(?!Software)", part):
        if piece == "Att":
            words += " attachment"
            continue
        match = _PART.fullmatch(piece)
        if match is None:
            raise OpaqueForm(f"the part {piece!r} of the name has no number, so it names no single document")
        words += f" {_PART_WORDS[match['word']].format(match['label'])}"
        words += f" {match['extra'].replace('-', ' ')}" if match["extra"] else ""
        year, month = (match["date"] or "")[:4], (match["date"] or "")[4:]
        words += f" ({month}/{year})" if month else f" ({year})" if year else ""
    return words


def _read_publication(sector: str, kind: str, rest: str, form: str | None, language: str | None) -> Reading:
    match = _PUBLICATION.fullmatch(rest)
    assert match is not None, rest
    number, year, month = match["number"], match["year"], match["month"]
    dated = f" ({month}/{year})" if month else f" ({year})" if year else ""
    found_format, found_language = match["format"], match["language"]
    form = form or (_FORMATS.get(found_format, found_format) if found_format else None)
    language = language or found_language
    if kind == "REP":
        words = f"Report ITU-{sector} {number.replace('_', '/')}"
    elif kind == "RES":
        words = f"Resolution ITU-{sector} {number.removeprefix(sector + '.')}"
    elif kind == "HDB":
        words = f"Handbook ITU-{sector} {int(number) if number.isdigit() else number}"
    elif kind == "OPI":
        words = f"Opinion ITU-{sector} {number.removeprefix(sector + '.')}"
    else:
        group = re.fullmatch(r"SG0?([0-9]{1,2}|[IVX]+)\.([0-9]+(?:-[0-9]+)?)", number)
        if group is None:
            raise OpaqueForm("the name of a Question needs its study group, like SG07.234-1")
        words = f"Question {'' if sector == 'X' else f'ITU-{sector} '}{group[2]}/{group[1]}"
    return Reading(words + dated, None, form, language)


def _read_oid_dotted(text: str) -> Reading | None:
    match = _OID_DOTTED.fullmatch(text.strip())
    if match is None:
        return None
    letter = int(match[1])
    if letter not in range(1, 27):
        raise OpaqueForm(
            f"arc {letter} is no series; the arcs below recommendation(0) are 1 to 26 for a to z"
        )
    return _read_arc(chr(64 + letter), match[2])


def _read_oid_text(text: str) -> Reading | None:
    match = _OID_TEXT.fullmatch(text.strip())
    if match is None:
        return None
    letter = match[1].upper()
    if match[2] and int(match[2]) != ord(letter) - 64:
        raise OpaqueForm(
            f"the arc {match[1]}({match[2]}) contradicts itself: {match[1]} is {ord(letter) - 64}"
        )
    return _read_arc(letter, match[3])


def _read_arc(letter: str, arc: str) -> Reading:
    """Give an arc its points back: OIDs drop them, so 7221 is G.7221 or G.722.1."""
    from itu_catalog import numbers

    readings = numbers.oid_readings(letter, int(arc))
    if len(readings) > 1:
        names = tuple(f"ITU-T {letter}.{number}" for number in readings)
        raise AmbiguousForm("an OID drops the points of a number, and several numbers share this arc", names)
    return Reading(f"ITU-T {letter}.{readings[0] if readings else arc}")


class AmbiguousForm(OpaqueForm):
    """A machine form that several numbers share."""

    def __init__(self, reason: str, candidates: tuple[str, ...]) -> None:
        super().__init__(reason)
        self.candidates = candidates


# --------------------------------------------------------------------------------------------------
# URNs: urn:x-itu:<sector>:<class>:<number>[:vN][:date][:step[:date]]…

_URN_CLASSES = {
    "recommendation": "rec", "supplement": "rec", "implementers-guide": "rec", "series": "rec", "draft": "rec",
    "publication": "rec", "report": "rep", "question": "que", "resolution": "res", "handbook": "hdb", "opinion": "opi",
}  # fmt: skip
_URN_WORDS = {
    "rep": "Report ",
    "que": "Question ",
    "res": "Resolution ",
    "hdb": "Handbook ",
    "opi": "Opinion ",
}
_URN_STEPS = {
    "amendment": "amd", "corrigendum": "cor", "erratum": "err", "addendum": "add", "supplement": "sup", "annex": "ann",
    "appendix": "app", "attachment": "att",
}  # fmt: skip
_URN_STEP_WORDS = {
    "amd": "Amd. ", "cor": "Cor. ", "tcor": "Technical Cor. ", "err": "Err. ", "add": "Add. ", "sup": "Suppl. ",
    "ann": "Annex ", "app": "App. ", "att": "attachment", "suppl": "Suppl. ",
}  # fmt: skip


def urn(identifier: Identifier) -> str:
    """Write `identifier` as our URN; `read` gives the same back.

    The name space is ours (``x-itu``): none is registered for ITU texts.
    """
    fields = identifier._fields()
    sector = fields.sector[-1].lower() if fields.sector else "-"
    number = "/".join(fields.designations)
    if fields.revision is not None:
        number, slash, group = number.partition("/") if fields.head == "question" else (number, "", "")
        number = f"{number}-{fields.revision}{slash}{group}"
    segments = ["urn:x-itu", sector, _URN_CLASSES[fields.head], number.replace(" ", "_")]
    if fields.head == "handbook" and str(identifier).startswith("ITU-R "):
        segments[2] = "rec"  # printed without the word, and so kept apart
    if fields.version:
        segments.append(f"v{fields.version}")
    if fields.issued:
        segments.append(str(fields.issued))
    for kind, label, technical, issued in fields.steps:
        word = ("t" if technical else "") + _URN_STEPS[kind]
        segments.append(f"{word}.{label.replace(' ', '_')}" if label else word)
        if issued:
            segments.append(str(issued))
    return ":".join(segments)


def _read_urn(text: str) -> Reading | None:
    """Read our URNs, and forms others made up such as ``urn:itu:t:X.509:10/2019`` and ``urn:itu-t:rec:x.509``."""
    match = re.fullmatch(
        r"urn:(?:x-)?itu[:-]([trd-]):(?:(rec|rep|que|res|hdb|opi|report|recommendation):)?(.{1,200})",
        text.strip(),
        re.IGNORECASE,
    )
    if match is None:
        raise OpaqueForm("the URN is not one of ours; they look like urn:x-itu:t:rec:X.509:2019-10")
    kind = (match[2] or "rec").lower()[:3]
    number, *segments = match[3].split(":")
    sector = "" if match[1] == "-" else f"ITU-{match[1].upper()} "
    words = f"{_URN_WORDS.get(kind, '')}{sector}{_spaced(number)}"
    for segment in segments:
        date = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?|([0-9]{2})/([0-9]{4})", segment)
        step = re.fullmatch(r"(t?[a-z]+)(?:\.(.+))?", segment)
        if date:
            year, month = (date[1], date[2]) if date[1] else (date[4], date[3])
            words += f" ({month}/{year})" if month else f" ({year})"
        elif re.fullmatch(r"v[0-9]{1,2}", segment):
            words += f" (V{segment[1:]})"
        elif step and step[1] in _URN_STEP_WORDS:
            words += " " + _URN_STEP_WORDS[step[1]] + (step[2] or "").replace("_", " ")
        else:
            raise OpaqueForm(f"the URN's segment {segment[:40]!r} is neither a date, a version nor a change")
    return Reading(words)


def _spaced(number: str) -> str:
    """Give a URN's number its blanks back; names of drafts and publications keep their underscores."""
    return re.sub(r"_(?=(?:bis|ter|quater|R|[A-F])(?:/|$)|Suppl\.)|(?<=Suppl\.)_", " ", number)


# --------------------------------------------------------------------------------------------------
# Writing

_FILE_CLASSES = {"report": "REP", "question": "QUE", "resolution": "RES", "handbook": "HDB", "opinion": "OPI"}
_FILE_STEPS = {
    "amendment": "Amd", "corrigendum": "Cor", "erratum": "Err", "addendum": "Add", "supplement": "Sup", "annex": "Ann",
    "appendix": "App", "attachment": "Att",
}  # fmt: skip


def filename(identifier: Identifier) -> str:
    """Return ITU's file name pattern without state, format and language; unlike ITU's it keeps the base year.

    ITU's own names of two corrigenda collide when editions are corrected in parallel
    (``X.521 (2005) Cor. 1`` and ``X.521 (2008) Cor. 1``, both of 04/2012), so the base year is part of ours:
    ``T-REC-X.521-2005-201204!Cor1``.
    """
    fields = identifier._fields()
    sector = fields.sector[-1] if fields.sector else "X"
    kind = _FILE_CLASSES.get(fields.head, "REC")
    if fields.head == "handbook" and str(identifier).startswith("ITU-R "):
        kind = "REC"
    number = "/".join(fields.designations)
    if fields.head == "question":
        name, _, group = number.partition("/")
        number = f"SG{int(group):02}.{name}" if group.isdigit() else f"SG{group}.{name}"
    elif fields.head in ("resolution", "opinion"):
        number = f"{sector}.{number}"
    elif fields.head == "supplement":
        scope, _, label = number.partition(" Suppl. ")
        number = f"{scope}-Sup{label}" if scope.endswith("-series") else f"{scope}.Sup{label}"
    number = number.replace(" ", "").replace("/", "_")
    if fields.revision is not None:
        number += f"-{fields.revision}"
    if fields.version:
        number += f"-V{fields.version}"
    own = fields.steps[-1].issued if fields.steps else fields.issued
    stem = f"{sector}-{kind}-{number}"
    if fields.steps and fields.issued:
        stem += f"-{_compact(fields.issued)}"
    if own:
        stem += f"-{_compact(own)}"
    parts = []
    for place, (step, label, technical, issued) in enumerate(fields.steps):
        part = ("T" if technical else "") + _FILE_STEPS[step] + label.replace(" ", "-")
        if issued and place < len(fields.steps) - 1:
            part += f"_{_compact(issued)}"
        parts.append(part)
    return stem + (f"!{'-'.join(parts)}" if parts else "")


def _compact(issued: object) -> str:
    return str(issued).replace("-", "")


_PUB = {"report": "REP", "resolution": "RES", "handbook": "HDB", "question": "QUE", "opinion": "OPI"}


def url(identifier: Identifier) -> str | None:
    """Return the landing page of the work: ITU keeps it, whatever happens to editions and their states."""
    fields = identifier._fields()
    if fields.head in ("draft", "publication") or fields.sector is None or fields.sector == "ITU-D":
        return None
    sector = fields.sector[-1]
    name = fields.designations[0]
    if fields.head in _PUB:
        if sector != "R":
            return None
        if fields.head == "question":
            number, _, group = name.partition("/")
            return f"https://www.itu.int/pub/R-QUE-SG{int(group):02}.{number}" if group.isdigit() else None
        number = f"R.{name}" if fields.head in ("resolution", "opinion") else name
        return f"https://www.itu.int/pub/R-{_PUB[fields.head]}-{number}"
    if fields.head == "supplement":
        scope, _, label = name.partition(" Suppl. ")
        name = (
            f"{scope.removesuffix('-series')}SerSup{label}"
            if scope.endswith("-series")
            else f"{scope}.Sup{label}"
        )
    elif fields.head == "series":
        name = name.removesuffix("-series")
        if "." in name:
            return None  # ITU has no page for a sub-series
    return f"https://www.itu.int/rec/{sector}-REC-{name.replace(' ', '')}"


def oid(identifier: Identifier) -> str | None:
    """Return ``0.0.<letter>.<number>`` for an undated ITU-T Recommendation with a one-part number.

    Numbers with sub-numbers lose their points in an OID and would not come back, so they have none here.
    """
    fields = identifier._fields()
    name = fields.designations[0]
    if (
        fields.head != "recommendation"
        or fields.sector != "ITU-T"
        or fields.steps
        or fields.issued
        or fields.version
        or len(fields.designations) != 1
        or not name[2:].isdigit()
    ):
        return None
    return f"0.0.{ord(name[0]) - 64}.{name[2:]}"
