"""The grammar of ITU identifiers, written once: as named fragments with examples and refusals.

The strict parser and the finder in running text read these same rules, the grammar page of the documentation
is printed from them, and a test holds every rule to its examples and refusals. So they cannot disagree.

There are two families. *Canonical* rules describe what this library prints; they are exact.
*Spelling* rules describe what people write; they are generous, work on folded text (see `fold`) and ignore case.

>>> bool(compiled("designation").fullmatch("V.42 bis"))
True
>>> bool(compiled("canonical").fullmatch("ITU-T X.694 (2015) Cor. 1 (10/2019)"))
True
"""

from __future__ import annotations

import re
from collections import namedtuple
from functools import cache

from itu_catalog.punctuation import APOSTROPHES, DASHES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple

    class Rule(NamedTuple):
        """One fragment of the grammar."""

        name: str
        pattern: str
        note: str
        examples: tuple[str, ...]
        refuses: tuple[str, ...]

else:
    Rule = namedtuple("Rule", "name pattern note examples refuses")
    Rule.__doc__ = """One fragment of the grammar: `pattern` may name others as ``$name``; it matches all of
    `examples` and none of `refuses`, each as a whole."""

__all__ = [
    "LONGEST_SHORT_RANGE",
    "MAX_LENGTH",
    "MONTHS",
    "RADIO_SERIES",
    "RULES",
    "SLIPS",
    "STEP_FORMS",
    "STEP_WORDS",
    "SUBSERIES_HEADS",
    "TELECOM_SERIES",
    "Rule",
    "compiled",
    "expand",
    "fold",
]

MAX_LENGTH = 512
"""Characters an identifier may have, with everything said around it; longer input is refused unread."""

# --------------------------------------------------------------------------------------------------
# Small tables

TELECOM_SERIES = "ABCDEFGHIJKLMNOPQRSTUVXYZ"
"""Series letters of ITU-T. B and C are closed but their old texts exist; W was never allocated (Rec. A.12)."""

RADIO_SERIES = (
    "BO", "BR", "BS", "BT", "F", "IS", "M", "P", "PI", "PN", "RA", "RS", "S", "SA", "SF", "SM", "SNG", "TF", "V",
)  # fmt: skip
"""Series of ITU-R; IS, PI and PN are closed."""

SUBSERIES_HEADS = frozenset({"E.400", "Q.100", "Q.400", "Z.200", "Z.300"})
"""``Q.400 Suppl. 6`` supplements the Q.400-series, as its address ``Q.400SerSup6`` says; no other number does so."""

LONGEST_SHORT_RANGE = 20
"""Numbers that a range like ``Q.732.2-5`` may span; G.992.1-99 is none."""

SLIPS = (
    # a part that gives it away, pattern, replacement, what ITU's own lists print
    ("l", r"(?<=[0-9])l(?![a-z0-9])", "1", "M.73l"),
    ("quarter", r"\bquarter\b", "quater", "Q.11 quarter"),
    ("-1-0", r"\bRS\.516-1-0\b", "RS.516-0", "RS.516-1-0"),
    ("BT-", r"\bBT-1543-1\b", "BT.1543-1", "BT-1543-1"),
    ("App.I", r"\bApp\.(?=[IVX]{1,5}\b)", "App. ", "O.81 App.I"),
    (" v.", r"(?<=[0-9]) v\.([1-9][0-9]?)(?= \(|$)", r" (V\1)", "Q.3627 v.1"),
    ("/Tech", r"(?<=[0-9])/(?=Technical Cor\. [1-9])", " ", "X.733 (1992) Amd. 1/Technical Cor. 1"),
)
"""Slips and habits of ITU's own lists: what is wrong or unusual, what is meant, where it stands."""

STEP_WORDS = {
    # kind, in its canonical print: what introduces it in the languages of the ITU and some others.
    # A word that several kinds share is told apart by its label (see `Reader._step_of`).
    "Technical Cor.": (
        r"tech(?:n(?:ical)?)?\.? ?corr?(?:ig(?:end(?:um|a))?)?", r"t\.? ?corr?", r"tc",
        r"rectificatif technique", r"corrig[eé]ndum t[eé]cnico", r"техническ(?:ое|ие) исправлени[ея]",
        r"技术勘误",
    ),
    "Amd.": (
        r"amd(?:t|mt)?", r"amend(?:e?ments?)?", r"amdts?", r"enmiendas?", r"emendas?", r"emendamento",
        r"änderung", r"поправк[аиу]", r"修正案?", r"修訂", r"수정", r"تعديل", r"التعديل",
    ),
    "Cor.": (
        r"corr?", r"corrig(?:end(?:um|a))?", r"corrig[eé]ndum", r"rectificatif", r"correcci[oó]n", r"rettifica",
        r"berichtigung", r"исправлени[ея]", r"поправка к тексту", r"勘误表?", r"勘誤", r"正誤表", r"정오표", r"تصويب", r"التصويب",
    ),
    "Err.": (r"err?", r"errat(?:um|a)", r"errata corrige", r"fe de erratas", r"опечатк[аи]"),
    "Add.": (r"add", r"addend(?:um|a)", r"additif", r"adici[oó]n"),
    "Suppl.": (
        r"suppl?(?:s|ements?|éments?)?", r"sup", r"suplementos?", r"supplemento", r"ergänzung", r"beiblatt",
        r"добавлени[ея]", r"дополнени[ея]", r"增补", r"增補", r"補足文書", r"부속서보충", r"الإضافة", r"إضافة", r"مكمل",
    ),
    "Annex": (
        r"annex(?:e[sn]?)?", r"ann", r"anexos?", r"allegato", r"anhang", r"anlage", r"приложени[ея]", r"附件", r"附属書",
        r"부속서", r"ملحق", r"الملحق",
    ),
    "App.": (
        r"app(?:endi(?:x|ces|ce))?", r"ap[eé]ndices?", r"ap[eê]ndice", r"appendice", r"дополнени[ея]", r"добавлени[ея]",
        r"附录", r"附錄", r"付録", r"부록", r"تذييل", r"التذييل",
    ),
}  # fmt: skip
"""Words that introduce a change or a part, by the kind they mean (as printed). Regular expressions, any case."""

STEP_FORMS = {
    # kind: as printed, in ITU's file names (our URNs use the same in lower case)
    "amendment": ("Amd.", "Amd"),
    "corrigendum": ("Cor.", "Cor"),
    "erratum": ("Err.", "Err"),
    "addendum": ("Add.", "Add"),
    "supplement": ("Suppl.", "Sup"),
    "annex": ("Annex", "Ann"),
    "appendix": ("App.", "App"),
    "attachment": ("attachment", "Att"),
}
"""Changes and parts in the order in which they follow their base: what they are called in print and in file names."""

_MONTH_NAMES = (
    "january janvier enero januar janeiro gennaio январь января jan janv ene gen янв",
    "february février febrero februar fevereiro febbraio февраль февраля feb févr fév fev фев",
    "march mars marzo märz março март марта mar mär мар",
    "april avril abril aprile апрель апреля apr avr abr апр",
    "may mai mayo maio maggio май мая mag",
    "june juin junio juni junho giugno июнь июня jun giu июн",
    "july juillet julio juli julho luglio июль июля jul juil lug июл",
    "august août agosto август августа aug ago авг",
    "september septembre septiembre setembro settembre сентябрь сентября sep sept set сен сент",
    "october octobre octubre oktober outubro ottobre октябрь октября oct okt out ott окт",
    "november novembre noviembre novembro ноябрь ноября nov ноя нояб",
    "december décembre diciembre dezember dezembro dicembre декабрь декабря dec déc dic dez дек",
)
MONTHS: dict[str, int] = {}
"""Month names in the languages of the ITU and some others, folded and lower case, to their numbers."""

# --------------------------------------------------------------------------------------------------
# Folding

# Cyrillic letters that look like Latin ones: ITU's own Russian texts mix the scripts (МСЭ-Т with either T).
_LOOKALIKES = str.maketrans("АВЕКМНОРСТУХІЅЈавекмнорстухіѕј", "ABEKMHOPCTYXISJabekmhopctyxisj")
_FOLDED: tuple[tuple[str, tuple[int | range, ...]], ...] = (
    ("-", (0xAD, *map(ord, DASHES))),
    # blanks of every width, line breaks, and the invisible marks of writing direction
    (" ", (range(9, 14), 0x85, 0xA0, 0x1680, range(0x2000, 0x2010), range(0x2028, 0x2030), 0x205F, 0x2060)),
    (" ", (range(0x2066, 0x206A), 0x3000, 0xFEFF)),
    ("'", tuple(map(ord, APOSTROPHES))),
    (".", (0x2024,)),
    ("/", (0x2044, 0x2215)),
    (":", (0x2236,)),
    ("|", (0x2223, 0x00A6)),
    ("(", (0x3014,)),
    (")", (0x3015,)),
    ("[", (0x3010,)),
    ("]", (0x3011,)),
)
_FOLDS: dict[int, int | str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
for _plain, _codes in _FOLDED:
    for _code in _codes:
        _FOLDS.update(dict.fromkeys(_code if isinstance(_code, range) else (_code,), _plain))
_FOLDS.update(_LOOKALIKES)


def fold(text: str) -> str:
    """Replace look-alikes by what they look like: dashes, spaces, full-width forms, Cyrillic A for Latin A.

    The result has the same length, so a place in it is the same place in `text`.

    >>> fold("МСЭ‑Т\u00a0Х．509")
    'MCЭ-T X.509'
    """
    return text if text.isascii() and text.isprintable() else text.translate(_FOLDS)


_UNSPACED = re.compile("[\u3040-\u9fff\uac00-\ud7af]")
MONTHS.update({fold(name): number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()})


def _any_of(spellings: Iterable[str]) -> str:
    """Join spellings into one alternation, longest first so that no word hides a longer one.

    A word in an alphabet must not run on into another letter; Chinese and its like know no such boundary.
    """
    ordered = sorted(spellings, key=len, reverse=True)
    spaced = "|".join(each for each in ordered if not _UNSPACED.search(each))
    unspaced = "|".join(each for each in ordered if _UNSPACED.search(each))
    return f"(?:{spaced})(?![a-z])" + (f"|{unspaced}" if unspaced else "")


# --------------------------------------------------------------------------------------------------
# Rules

_STEP = _any_of(word for words in STEP_WORDS.values() for word in words)
_SUPPLEMENT = _any_of(STEP_WORDS["Suppl."])

RULES: tuple[Rule, ...] = (
    # ---- canonical: what is printed
    Rule(
        "year", r"(?:19|20)[0-9]{2}", "a year of issue",
        ("1956", "2019"), ("19", "1856", "20199"),
    ),
    Rule(
        "date", r"\((?:(?:0[1-9]|1[0-2])/)?$year\)", "the date of issue, as exact as it is known",
        ("(10/2019)", "(2019)"), ("(13/2019)", "(1/2019)", "10/2019"),
    ),
    Rule(
        "telecom_series", f"[{TELECOM_SERIES}]", "a series letter of ITU-T; W is not allocated",
        ("X", "B"), ("W", "BT"),
    ),
    Rule(
        "radio_series", "(?:" + "|".join(sorted(RADIO_SERIES, key=len, reverse=True)) + ")", "a series of ITU-R",
        ("M", "SNG"), ("X", "BX"),
    ),
    Rule(
        "number", r"(?:0|000|[1-9][0-9]{0,4})(?:\.(?:0|[1-9][0-9]{0,3})){0,3}",
        "the number within the series, with its sub-numbers",
        ("509", "650.1", "222.0", "4500.15", "000"), ("0509", "1.", "123456"),
    ),
    Rule(
        "designation", r"$telecom_series\.$number(?: (?:bis|ter|quater|(?<=[DE]\.[0-9]{3} )R))?",
        "the short name of an ITU-T Recommendation; bis and ter are Recommendations of their own, "
        "R marks a regional tariff Recommendation",
        ("X.509", "V.42 bis", "D.200 R"), ("V.42bis", "W.1", "X.509 Z", "G.711 R"),
    ),
    Rule(
        "lettered", r"$telecom_series\.$number(?:[a-c]| [A-F])",
        "a part that counts as a Recommendation of its own; there are about a dozen such numbers",
        ("Q.2931 B", "R.38 A", "I.256.2a"), ("X.509", "J.83B"),
    ),
    Rule(
        "designations", r"$designation(?:/$designation)?", "one text under one number or two",
        ("G.709/Y.1331", "X.509"), ("G.709/", "E.164/I.331/Q.11 bis"),
    ),
    Rule(
        "range", r"$telecom_series\.(?:$number-$telecom_series\.$number|[0-9]{1,5}\.[0-9]{1,4}-[0-9]{1,2})",
        "one text that covers a range of Recommendations",
        ("Q.120-Q.139", "Q.732.2-5"), ("Q.120-", "Q.120-139"),
    ),
    Rule(
        "version", r" \(V[1-9][0-9]?\)", "the version some protocols and codecs count",
        (" (V14)",), (" (V0)", " v14"),
    ),
    Rule("count", r"[1-9][0-9]?", "the number of a change", ("1", "11"), ("0", "100")),
    Rule(
        "part",
        r" (?:(?<!E\.400 )(?<![QZ]\.[1-4]00 )Suppl\. [1-9][0-9]{0,2}(?:\.[0-9]{1,2})?|Annex [A-Z]{1,2}[0-9]{0,2}\+?"
        r"|App\. [IVX]{1,5}(?: test vectors| Software)?|attachment)",
        "a part of the text that is published apart, or its Supplement",
        (" Suppl. 3", " Annex F1", " Annex C+", " App. IV", " attachment"), (" Annex", " App. 4", "Suppl. 1"),
    ),
    Rule(
        "changes",
        r"(?: (?:Amd|Add)\. $count(?: $date)?)?(?: (?:Technical )?Cor\. $count(?: $date)?)?(?: Err\. $count(?: $date)?)?",
        "an amendment, a corrigendum of it, an erratum of that",
        (" Amd. 1", " Technical Cor. 3", " Amd. 1 Cor. 1 (06/2000)"), (" Amd 1", " Cor. 0", " Amd. 1 Amd. 2"),
    ),
    Rule(
        "steps", r"(?: $date)?(?:(?= [A-Za-z])(?:$part(?: $date)?)?$changes)?",
        "the edition and what was done to it, each with its date; a part comes before an amendment, that before a "
        "corrigendum, that before an erratum, each at most once",
        (" (10/2019)", " (2015) Cor. 1 (10/2019)", " (1995) Amd. 1 Technical Cor. 1 (06/1999)", ""), (" (2015)(2016)", " Amd. 1 Amd. 2", " Cor. 1 Amd. 1"),
    ),
    Rule(
        "series_supplement",
        r"$telecom_series(?:\.$number(?:-$telecom_series\.$number)?-series)? Suppl\. [1-9][0-9]{0,2}(?:\.[0-9]{1,2})?",
        "a Supplement to a whole series or to a sub-series",
        ("X Suppl. 35", "M Suppl. 1.1", "E.100-series Suppl. 1", "E.100-E.300-series Suppl. 3"), ("X Suppl. 0",),
    ),
    Rule(
        "guide", r"$telecom_series\.Imp(?:$number|[A-Z][A-Za-z]{1,11})", "an implementers' guide",
        ("Z.Imp100", "X.ImpOSI", "G.Imp7713.1"), ("Z.Imp", "Z.imp100"),
    ),
    Rule(
        "telecom_set", r"$telecom_series(?:\.$number)?-series", "a series or sub-series: a set, not a document",
        ("X-series", "X.500-series"), ("X", "X.500"),
    ),
    Rule(
        "publication", r"(?:EMC|IMPL|MES|QOS|SEC|TR|TP|[A-Z](?:STP|S?TR))[-.](?=[A-Za-z0-9])[A-Za-z0-9._-]{0,30}[A-Za-z0-9]",
        "a publication of ITU-T with a code for a number: handbook, guide, technical paper or report",
        ("SEC-QKD", "EMC-3", "TR-IoT", "TR.GNSS", "XSTR-SEC"), ("S-1", "SEC-", "FG-AI4H", "BT.709"),
    ),
    Rule(
        "draft", r"$telecom_series\.(?!(?i:imp|sup(?:pl)?\.?[0-9]|[a-z]\.|(?:series|and|or|etc|x{2,4}|n{2,4})(?![a-z])))(?:[A-Za-z]|[1-9][A-Z](?=[A-Za-z]))[A-Za-z0-9._+-]{0,38}[A-Za-z0-9]",
        "the provisional name of a text that has no number yet",
        ("G.Sup.otnsec", "Y.QKDN_FR", "X.qrng-a", "G.fast", "X.5Gsec-q"), ("G.709", "Z.Imp100", "G._", "G.652D", "G.Sup39"),
    ),
    Rule(
        "radio_designation", r"$radio_series\.[1-9][0-9]{0,3}(?:/$radio_series\.[1-9][0-9]{0,3})?",
        "the short name of an ITU-R Recommendation or Report",
        ("M.1457", "SNG.770", "RS.1745/SA.1745"), ("X.509", "M.0"),
    ),
    Rule(
        "radio_draft", r"$radio_series\.(?:(?:[1-9]|1[0-2])(?:/BL)?/[0-9]{1,4}|[1-9]B[0-9]{1,4}|\[[1-9]/BL/[0-9]{1,4}\])",
        "a draft Recommendation, known by its study group's document number; BL is the blue series",
        ("SM.1/30", "P.3/BL/7", "P.[3/BL/1]", "P.3B95"), ("M.5-BL-13", "BT.6BL5", "SM.1"),
    ),
    Rule(
        "revision", r"-(?:0|[1-9]|[1-3][0-9])", "the revision of an ITU-R text; the first is -0",
        ("-0", "-14"), ("-2019", "-014", "-96"),
    ),
    Rule(
        "question_number", r"[1-9][0-9]{0,2}(?:-(?:[1-9]|[1-3][0-9]))?/", "a Question and its revision",
        ("3/", "234-1/"), ("3", "0/", "1-40/"),
    ),
    Rule(
        "question",
        r"(?:ITU-T $question_number(?:[1-9]|1[0-9]|2[01]|[IVX]{1,5})|(?:ITU-R )?$question_number(?:[1-9]|1[0-2])|ITU-D $question_number[12])",
        "a Question with the study group it is put to, of those its sector has or had; without a sector where several had it",
        ("ITU-T 3/17", "ITU-R 234-1/7", "ITU-T 1/XVII", "ITU-D 3/2", "3/2"), ("3/17", "ITU-T 3/25", "ITU-R 3/17"),
    ),
    Rule(
        "canonical_telecom",
        r"(?:(?:$designations(?:$version)?|$series_supplement)$steps|$guide(?: $date)?|$telecom_set"
        r"|$publication$steps|$draft(?: $date)?)",
        "what follows ITU-T in a canonical form",
        (
            "X.509", "X.694 (2015) Cor. 1 (10/2019)", "H.264 (V14) (08/2021)", "X Suppl. 35 (09/2019)", "Z.Imp100",
            "X.500-series", "SEC-QKD (2020) Cor. 1 (04/2021)", "G.Sup.otnsec",
        ),
        ("M.1457-14", "X509", "Z.Imp100 Cor. 1"),
    ),
    Rule(
        "canonical_radio", r"(?:$radio_designation(?:$revision)?$steps|$radio_draft|$radio_series-series)",
        "what follows ITU-R in the canonical form of a Recommendation, a series or a draft",
        ("M.1457", "M.1457-14 (01/2019)", "SM.1/30", "BT-series"), ("X.509", "M.1457-2019"),
    ),
    Rule(
        "canonical",
        r"(?:ITU-T $canonical_telecom|ITU-R (?:$canonical_radio|[1-9][0-9](?: $date)?)"
        r"|Report ITU-R $radio_designation(?:$revision)?(?: $date)?"
        r"|Question $question(?: $date)?|Resolution ITU-[TR] [1-9][0-9]{0,2}(?:$revision)?(?: $date)?"
        r"|Handbook ITU-R [1-9][0-9]{0,2}(?: $date)?|Opinion ITU-R [1-9][0-9]{0,2}(?:$revision)?(?: $date)?)",
        "a whole canonical form, but for those of `canonical_checked`",
        (
            "ITU-T X.509", "ITU-R M.1457-14 (01/2019)", "Report ITU-R M.2083-0", "Question ITU-R 234-1/7",
            "Question ITU-D 3/2", "Resolution ITU-R 1-8", "Handbook ITU-R 42 (2013)", "Opinion ITU-R 100",
        ),
        ("X.509", "ITU-R X.509", "ITU-T X.509 (13/2019)", "Report ITU-T X.509"),
    ),
    Rule(
        "canonical_checked", r"(?:(?P<bare>[FMPSV])\.(?P<number>[1-9][0-9]{0,3})(?: $date)?|ITU-T (?P<range>$range)$steps"
        r"|ITU-T (?P<lettered>$lettered)$steps|ITU-T (?P<joint>$designation(?:/$designation){2,3})$steps)",
        "canonical forms that a pattern cannot judge alone: a bare number must be one that not just one sector "
        "assigned, a range must not run backwards, a letter must be one that was assigned, three numbers of one series "
        "are three texts",
        ("M.1170", "ITU-T Q.120-Q.139 (11/1988)", "ITU-T Q.2931 B (12/2000)", "ITU-T E.164/I.331/Q.11 bis"), ("X.509", "ITU-T X.509"),
    ),
    Rule(
        "parts",
        r"(?:(?P<word>Report|Question|Resolution|Handbook|Opinion) )?(?:ITU-(?P<sector>[TRD]) )?"
        r"(?:(?P<supplement>$series_supplement)|(?P<set>$telecom_set|$radio_series-series)|(?P<guide>$guide)"
        r"|(?P<radio_draft>$radio_draft)|(?P<range>$range)"
        r"|(?P<names>$lettered|$designation(?:/$designation){0,3}|$radio_designation)(?P<revision>$revision)?(?P<version>$version)?"
        r"|(?P<number>[1-9][0-9]{0,3})(?P<number_revision>$revision)?(?P<group>/(?:[1-9][0-9]?|[IVX]{1,5}))?"
        r"|(?P<publication>$publication)|(?P<draft>$draft))(?P<date> $date)?"
        r"(?P<chain>(?:$part|(?: $date)| (?:Amd|Add|Technical Cor|Cor|Err)\. $count){0,9})",
        "a canonical form taken apart; it accepts more than is canonical, and is asked only about what is",
        ("ITU-T X.694 (2015) Cor. 1 (10/2019)", "Question ITU-R 234-1/7", "ITU-T E.100-series Suppl. 1 (02/2019)"),
        ("X509", "itu-t x.509"),
    ),
    Rule(
        "step_parts",
        r" (?:(?P<technical>Technical )?(?P<word>Amd\.|Cor\.|Err\.|Add\.|Suppl\.|Annex|App\.)"
        r" (?P<label>[0-9.]+|[A-Z]{1,5}[0-9]{0,2}\+?(?: test vectors| Software)?)|(?P<attachment>attachment))(?P<date> $date)?",
        "one step of the chain taken apart",
        (" Technical Cor. 1 (06/1999)", " Annex F1", " attachment (08/2003)", " App. I test vectors"), ("Cor. 1",),
    ),
    # ---- spellings: what is read (folded text, any case)
    Rule(
        "organization",
        (r"(?:(?:(?:ITU|UIT|МСЭ) ?[-/_ ]? ?|МСЕ-)(?P<letter>[TRD])(?:SS?)?(?:[:']s(?=$|[ ,)]))?(?=$|[ ,;:|)\]\[(/]|-[a-z]|[^\x00-\x7f]|rec|\.?(?-i:[A-Z]{1,3})\.?[0-9])"
            r"(?![.] ?[0-9])"
            r"|(?P<telecom>C\.?C\.?I\.?T\.?T\.?|МККТТ"
            r"|(?:ITU )?telecommunications? standardi[sz]ation sector(?: of (?:the )?ITU)?|قطاع تقييس الاتصالات)"
            r"|(?P<radio>C\.?C\.?I\.?R\.?(?![a-z])|МККР|(?:ITU )?radiocommunications? sector(?: of (?:the )?ITU)?)"
            r"|(?P<development>(?:ITU )?telecommunications? development sector)"
            r"|(?P<union>ITU|UIT|МСЭ|international telecommunications? union"
            r"|union internationale des télécommunications"
            r"|unión internacional de telecomunicaciones|união internacional d[ea]s? telecomunicações|unione internazionale delle telecomunicazioni|internationale fernmeldeunion|международн\w+ союз\w* электросвязи|国际电联|国际电信联盟|國際電信聯盟|国際電気通信連合|국제전기통신연합|الاتحاد الدولي للاتصالات))"
        ),
        "who issued it; the sector when the name says it, and the two predecessors CCITT and CCIR",
        ("ITU-T", "UIT-R", "ITU/T", "CCITT", "C.C.I.R.", "ITU", "ITU Radiocommunication Sector"),
        ("ITU-X", "CCITTX", "ITU-T.38"),
    ),
    Rule(
        "recommendation_word",
        r"(?:(?:recommendations?|recs?|recos?|recomm?s?|recommandations?|avis|raccomandazion[ei]|recomendaci(?:ón|ones)"
        r"|recomenda(?:ção|ções|cao|coes)|empfehlung(?:en)?|empf|aanbeveling(?:en)?|rekommendation(?:en|er|erna)?|zaleceni(?:e|a|u|em|ami|ach)|doporučení|tavsiye(?:si|leri)?|anbefaling(?:en|er)?|suositus|ajánlás(?:a|ok|ai)?|recomand(?:are|area|ării|ări|ările|ărilor)|σ[υύ]στ[αά]σ(?:η|ης|εις|εων)|рекомендац[иі](?:ями|ям|ях|я|и|й|ей|ю|ї|єю)|рек)\.?(?![a-z])"
        r"|建议书?|建議書?|勧告|권고(?:안)?|(?:ال)?توصي(?:ة|ات|تان|تين))",
        "the word Recommendation in the languages of the ITU and some others, abbreviated or not",
        ("Rec.", "Recs", "Recommendation", "Recommandation", "Empfehlung"), ("Recording", "record"),
    ),
    Rule(
        "report_word",
        (r"(?:reports?|rep\.|rapports?|informes?|berichte?|отчет(?:а|ы)?|отчёт(?:а|ы)?|报告书?|報告|보고서|(?:ال)?تقرير)(?![a-z])"),
        "the word Report",
        ("Report", "Rapport"), ("Reporter",),
    ),
    Rule(
        "question_word",
        (r"(?:questions?|cuesti(?:ón|ones)|вопрос[аы]?|课题|課題|연구과제|المسألة)(?![a-z])"), "the word Question",
        ("Question", "Cuestión"), ("Questionnaire",),
    ),
    Rule(
        "resolution_word",
        (r"(?:res\.|resolutions?|résolutions?|resoluci(?:ón|ones)|резолюци[яию]|决议|決議|القرار)(?![a-z])"),
        "the word Resolution",
        ("Resolution", "Résolution"), ("Resolved",),
    ),
    Rule(
        "handbook_word", (r"(?:handbooks?|manuel|manual|handbuch|справочник|手册|ハンドブック)(?![a-z])"),
        "the word Handbook",
        ("Handbook", "Manuel"), ("Handbooked",),
    ),
    Rule(
        "opinion_word", (r"(?:opinions?|v(?:œ|oe)ux?|opini[oó]n|мнение|意见)(?![a-z])"), "the word Opinion",
        ("Opinion", "Vœu"), ("Opinionated", "Avis"),
    ),
    Rule(
        "filler",
        (r"(?:technical (?:report|paper|specification)s?|the|la|le|les|l'|del?|des|du|della|der|die|den|dem|las|los|gli|delle|of|from|no\.?|nr\.?|n°|№|standards?|norme?s?|norma"
            r"|international|proposed|new|revised)(?![a-z])|b-(?=ITU)"
        ),
        "words between that say nothing about which text it is",
        ("the", "No.", "Standard"), ("theory",),
    ),
    Rule(
        "draft_word", (r"(?:draft|projet de|proyecto de|проект)(?![a-z])"), "the text is not approved yet",
        ("draft",), ("drafted",),
    ),
    Rule(
        "book",
        r"(?:(?:red|blue|white|green|orange|yellow) book(?:,? ?(?:fascicle|vol(?:ume)?\.?) ?[ivx]{1,5}(?:\.[0-9]{1,2})?)?)",
        "the coloured books of CCITT; Red and Blue each name two",
        ("Blue Book", "Red Book, Fascicle VIII.7"), ("Blue Brook",),
    ),
    Rule(
        "prefix_word",
        r"(?P<who>$organization)|(?P<recommendation>$recommendation_word)|(?P<filler>$filler)|(?P<book>$book)"
        r"|(?P<draft>$draft_word)|(?P<report>$report_word)|(?P<question>$question_word)|(?P<resolution>$resolution_word)"
        r"|(?P<handbook>$handbook_word)|(?P<opinion>$opinion_word)",
        "any word that may stand before the number", ("ITU-T", "Rec.", "the", "Blue Book", "Question"), ("X",),
    ),
    Rule(
        "spelled_number", r"[0-9]{1,5}(?: ?\. ?[0-9]{1,4}(?![0-9]|(?<=[01][0-9])/$year)){0,3}", "a number with spaces around its points",
        ("509", "650. 1", "774.02"), ("x",),
    ),
    Rule(
        "spelled_suffix",
        r"(?:(?P<latin> ?-?(?:bis|ter|quater)(?![a-z])(?! (?-i:[A-Z]{1,3})\.? ?[0-9]))|(?P<regional> ?R(?![a-z0-9-]))|(?P<part> (?-i:[A-F])(?![a-z0-9.]))"
        r"|(?P<glued>(?-i:[A-F])(?![a-z0-9]))|(?P<minor>(?-i:[a-c])(?![a-z0-9])))",
        "what may follow a number and belongs to it",
        (" bis", "bis", " R", " B", "a"), (" Z",),
    ),
    Rule(
        "spelled_designation",
        r"(?P<series>[a-z]{1,3})(?P<separator> ?\. ?| |-|)(?P<number>$spelled_number)",
        "series and number with or without the point",
        ("X.509", "H264", "G 711", "X. 509", "h.263", "BT-1543"), ("X.", "ABCD.1"),
    ),
    Rule(
        "spelled_version",
        r" ?,? ?(?:\( ?(?:v|ver\.?|version) ?\.? ?(?P<inner>[1-9][0-9]?) ?\)|(?:v\.? ?|ver\.? ?|version )(?P<outer>[1-9][0-9]?)(?![0-9.]))",
        "a version in any spelling",
        (" (V14)", " v.1", " v10", "V2", " version 3"), (" (14)", " v0"),
    ),
    Rule(
        "month_name", "(?:" + _any_of(re.escape(name) for name in MONTHS) + r")\.?",
        "a month in letters",
        ("October", "Oct.", "octobre", "Mai"), ("Octopus",),
    ),
    Rule(
        "place",
        (r"(?:geneva|genève|ginebra|melbourne|malaga-torremolinos|helsinki|montreal|new delhi|mar del plata|женева)"),
        "where an Assembly met; old texts carry place and year",
        ("Geneva", "Melbourne"), ("Paris",),
    ),
    Rule(
        "spelled_date",
        r"(?:(?P<m1>[01]?[0-9]) ?[/.-] ?(?P<y1>$year)|(?P<y2>$year) ?[/.-] ?(?P<m2>[01]?[0-9])(?:[/.-](?P<d2>[0-3][0-9]))?(?![0-9])"
        r"|(?:(?P<d3>[0-3]?[0-9])(?:st|nd|rd|th|\.)? ?)?(?P<name>$month_name)(?: (?P<d6>[0-3]?[0-9]),)?,? ?(?:de |do )?(?P<y3>$year)"
        r"|(?P<y4>$year) ?[年년] ?(?P<m4>[01]?[0-9]) ?[月월](?: ?(?P<d4>[0-3]?[0-9]) ?[日일])?"
        r"|(?P<d5>[0-3]?[0-9])[/.](?P<m5>[01]?[0-9])[/.](?P<y5>$year)"
        r"|(?P<m7>[01]?[0-9])/(?P<y7>[0-9]{2})(?![0-9/])"
        r"|(?P<y9>[5-9][0-9])(?=[)\]])|(?:$place,? )?(?P<y8>$year)(?! ?[/-][0-9]))(?: ?(?:edition|ed\.|г\.))?"
        r"(?: (?P<language>(?-i:[EFSRAC]))(?![a-z]))?",
        "a date of issue as people write it",
        ("10/2019", "2019", "2019-10", "October 2019", "14/10/2019", "02/98", "1997 E", "2019年10月", "Geneva, 1992"),
        ("10", "20190", "tomorrow"),
    ),
    Rule(
        "dated",
        r" ?,? ?(?:[(\[] ?$spelled_date ?[)\]]|: ?(?:(?P<cm>[01]?[0-9])/)?(?P<colon>$year)(?![0-9]|-[0-9]{2}-)|/(?P<slash>$year)(?![0-9/.-])|-(?P<hyphen>$year)(?![0-9-])"
        r"|(?:(?<=[ ,]))(?:$spelled_date_bare)(?![0-9a-z/]))",
        "a date where it counts: in brackets, or next to the number after a colon, a hyphen, a comma or a blank",
        (" (10/2019)", ":2019", "-2019", ", 2019", " [10/2019]"), (" (13)", " revision 2019"),
    ),
    Rule(
        "spelled_date_bare",
        r"(?:(?P<bm>[01]?[0-9])/(?P<by>$year)|(?:(?P<bd>[0-3]?[0-9]) )?(?P<bname>$month_name),? (?P<by2>$year)"
        r"|(?P<by4>$year)-(?P<bm2>[01][0-9])|(?P<by5>$year) ?[年년] ?(?P<bm4>[01]?[0-9]) ?[月월]|(?:$place,? )?(?P<by3>$year)(?: edition)?|(?<=, )(?P<bm8>0[1-9]|1[0-2])/(?P<by8>[0-9]{2})(?=[,.;)\]]|$))",
        "a date without brackets",
        ("10/2019", "October 2019", "1988"), ("02/98",),
    ),
    Rule(
        "step_word", rf"(?P<word>{_STEP})", "a word that introduces a change or a part",
        ("Amendment", "Corrigendum", "Cor", "Suppl", "Annex", "Technical Corrigendum"), ("Amber", "Core"),
    ),
    Rule(
        "spelled_step",
        rf"(?P<word>{_STEP})\.? ?(?:n[o°]\.? ?|№ ?|n\.? ?º ?)?-?"
        r"(?P<label>[IVX]{1,5}(?![a-z0-9]|\.[0-9])|[0-9]{1,3}(?:\.[0-9]{1,2}(?![0-9/]))?(?-i:[a-z](?![a-z]))?|[A-Z]{1,2}[0-9]{0,2}(?![a-z0-9]|\.[0-9])\+?)"
        r"(?P<extra> test vectors| software)?",
        "a change or a part: its word and its label",
        ("Amd. 1", "Amendment 1", "Cor.1", "Corrigendum No. 2", "Annex F1", "App. IV", "Suppl.3"),
        ("Amendment", "Corner 1"),
    ),
    Rule(
        "belongs",
        (r" ?,? ?(?:(?P<to>to|for|к|à|aux?|zu[rm]?|al?|alla|para)|of|in|on|der|des?|du|del(?:la)?|d'|l')(?![a-z])(?: (?:the|la|le|les)(?![a-z])| l')?"),
        "between a change or a part and what it belongs to; an annex *to* a text is a document, one *of* it a place",
        (" to", " of the", " de la"), (" top",),
    ),
    Rule(
        "trailing_organization",
        r"(?: ?,? ?\(| ?,? (?:of|from|by|de|del|der|des|du|da|dell|di)(?: the| la| l)?[ ']| de l')(?P<who>$organization)\)?$",
        "the ITU named after the number", (" de l'UIT-T", " (ITU-R)", " of ITU-T", " der ITU-T"), (" ITU-T",),
    ),
    Rule(
        "spelled_set",
        r"(?:(?P<first>[a-z]{1,3})(?:(?: ?\. ?|-)?(?P<number>[0-9]{1,4}(?:\.[0-9]{1,3})?)"
        r"(?: ?- ?(?:[a-z]\.?)?(?P<until>[0-9]{1,4}))?)?(?P<tens>x{1,2})?(?:\.x)? ?-? ?(?:series(?![a-z])|серии|系列|シリーズ)"
        r"|(?:series|série|serie|серии) (?P<last>(?-i:[A-Z]{1,3}))(?:\.(?P<number2>[0-9]{1,4}))?(?![a-z0-9.]))"
        r"(?: (?:of|de|der) (?:(?:the |les |las )?$organization )?(?=$recommendation_word))?",
        "a series or sub-series",
        ("X.500-series", "X.500 series", "X-series", "Series G", "E-100 series", "Q.4xx-series"), ("X.500",),
    ),
    Rule(
        "spelled_supplement",
        r"(?:$spelled_set|(?P<bare>[a-z])|(?P<sub>[a-z][.-]?[0-9]{1,4}(?:-[0-9]{1,4})?))(?: ?$recommendation_word)?"
        rf"[ .,:-]{{0,3}}(?:{_SUPPLEMENT})\.? ?(?:no?\.? ?)?-?"
        r"(?P<supplement>[0-9]{1,3}(?:\.[0-9]{1,2}(?![0-9/]))?)(?![0-9a-z])",
        "a Supplement to a series",
        ("X Suppl. 35", "G.Sup39", "G-series Supplement 39", "Y.Suppl.54", "E-100 series Suppl. 1", "Series K Suppl. 26"),
        ("X Suppl", "G.Sup.otnsec"),
    ),
    Rule(
        "spelled_guide",
        r"(?P<series>[a-z]) ?\. ?-?imp\.? ?(?P<number>$number|[a-z]{2,12}(?![a-z]))",
        "an implementers' guide by its number",
        ("Z.Imp100", "x.impOSI"), ("Z.Im100",),
    ),
    Rule(
        "guide_word", r"impl?ement[oe]r'?s?'? ?guides?(?: (?:for|to|of))?", "the words implementers' guide",
        ("Implementers' Guide", "implementor's guide", "Implementers Guide for"), ("guide",),
    ),
    Rule(
        "spelled_range",
        r"(?P<series>[a-z]) ?\. ?(?P<first>$spelled_number) ?(?:-|to|through|à|до|~) ?"
        r"(?:(?P<series2>[a-z]) ?\. ?(?P<last>$spelled_number)|(?P<last2>[0-9]{1,4}))(?![0-9a-z.]|-[0-9])",
        "a range of Recommendations",
        ("Q.120-Q.139", "X.680 to X.683", "Q.732.2-5"), ("Q.120",),
    ),
    Rule(
        "group_question",
        r"(?:SG|study group) ?0?(?P<group>[0-9]{1,2})(?![0-9])[ .,/]{0,2}(?:question|q)?[ .]?(?P<number>[0-9]{1,3}(?:-[0-9]{1,2})?)"
        r"(?:/(?P<again>[0-9]{1,2}))?(?![0-9/])",
        "a Question named after its study group",
        ("SG06.132-6", "SG17.Q11", "SG1 Q1/1", "SG2 Question 3/2"), ("SG17",),
    ),
    Rule(
        "spelled_question",
        r"(?:q\.? ?)?(?P<number>[0-9]{1,3}(?:-[0-9]{1,2})?) ?/ ?(?P<group>[0-9]{1,2}|(?-i:[IVX]{1,5}))(?![0-9/a-z]|\.[0-9])",
        "a Question by number and study group",
        ("3/17", "Q3/17", "234-1/7", "1/XVII"), ("3",),
    ),
    Rule(
        "radio_number", r"(?P<number>[1-9][0-9]{0,3})(?P<revision>-[0-9]{1,2}(?![0-9]))?(?![0-9/]|\.[0-9])",
        "an ITU-R number without its series",
        ("601", "601-2", "468-4"), ("0601", "1/3"),
    ),
    Rule(
        "handbook_number", r"0?(?P<number>[1-9][0-9]{0,2})(?P<mark>\.HDB)?(?![0-9./-])", "the number of a Handbook",
        ("42.HDB", "01.HDB", "62"), ("1/3",),
    ),
    Rule(
        "status_word",
        r" ?,? ?[(\[] ?(?:(?P<prepublished>pre-?published|prepub(?:lished)?)|(?P<withdrawn>withdrawn)|(?P<superseded>superseded)"
        r"|(?P<force>in force)|(?P<draft>draft)) ?[)\]]",
        "the status a list prints after the identifier",
        (" (prepublished)", " [Withdrawn]"), (" (good)",),
    ),
    Rule(
        "language_mark", r"(?:(?: ?- ?(?P<dash>(?-i:[EFSR]))|(?<=\)) ?- ?(?P<after>(?-i:[AC])))| ?\( ?(?P<bracket>(?-i:[EFSRAC])) ?\))(?![a-z0-9])",
        "the language of the copy: English, French, Spanish, Russian, Arabic, Chinese",
        ("-E", " (F)"), ("-X",),
    ),
    Rule(
        "place_number", r"(?:[A-Z]{1,2}\.)?[0-9]{1,3}(?:[.-][0-9]{1,3}){0,5}[a-z]?|(?-i:[A-Z]|[IVX]{1,5})(?:\.[0-9]{1,3}){0,4}",
        "the number of a clause, a table, a figure", ("7", "7.2.1", "A.1", "B", "IV"), ("plan",),
    ),
    Rule(
        "locator",
        r" ?,? ?(?P<where>(?:clauses?|cl\.|sections?|sect?\.|§{1,2}|tables?|tab\.|figures?|fig\.|equations?|eqs?\.|pages?|(?-i:pp?\.(?= [0-9]))"
        r"|article|part|chapter|ch\.|paragraph|para\.|abschnitt|ziffer|пункты?|п\.|раздел|条|節|제) ?(?:$place_number)"
        r"(?:(?: ?[,-] ?| and | to | bis | et | y )(?:$place_number)(?![a-z0-9])){0,4})(?![a-z0-9])",
        "a place inside the text",
        (", clause 7", " § 7.2", ", Table A.1", ", clauses 7 and 8.1"), (", hello", ", clause 7, and the U.S. plan"),
    ),
    Rule(
        "iso",
        r"(?:draft )?(?P<publisher>ISO(?:/IEC)?(?:/(?:TR|TS|TC|IS))?|IEC|ISO/CEI|ИСО/МЭК|ETSI)[ -]?(?P<type>TR|TS|IS|ES|EN|GS)? ?"
        r"(?P<number>[0-9]{3,5}(?: [0-9]{3})?(?:-[0-9]{1,3}(?![0-9])){0,2})(?: ?[:(-] ?(?P<year>$year)\)?)?(?: ?\((?P<language>E|F|R)\))?"
        r"(?P<change>(?:[ /,]{0,2}(?:amd|cor|corr|amendment|corrigendum|technical corrigendum)\.? ?[0-9]{1,2}(?::$year)?){0,2})",
        "the text of ISO, IEC or ETSI that is the twin",
        ("ISO/IEC 9594-8:2020", "ISO 8859-1", "ISO/IEC 9594-8", "ISO/IEC TR 13594:1995", "ISO/IEC 9594-8:2020/Cor.1:2021"),
        ("ISO", "9594-8"),
    ),
    # ---- joints: what stands between the parts
    Rule(
        "twin_bar", r" ?\\?[|/(=] ?", "between a text of ISO and its ITU twin",
        (" | ", "|", " (", "\\|"), (" - ",),
    ),
    Rule(
        "twin_joint", r" ?(?:\\?\||/|\(|=|,)\|? ?", "before the ISO twin of an ITU text",
        (" | ", "|", " (", "/", ", "), (" - ",),
    ),
    Rule(
        "place_of", r"(?P<where>.{1,60}?)(?:(?: of| in| der| des| de|,)(?: the| la| l)?[ '](?=\S)|/(?=[A-Z]{1,3}\.[0-9])| (?=$recommendation_word))",
        "a place in a text, named before the text",
        ("clause 7 of ", "Table 1 in the "), ("clause 7",),
    ),
    Rule(
        "plain_revised", r"(?P<number>[1-9][0-9]{0,2})(?P<revision>-[0-9]{1,2}(?![0-9]))?(?![0-9./])",
        "the number of a Resolution or an Opinion, with its revision",
        ("1-8", "100"), ("1/8", "0"),
    ),
    Rule(
        "sector_letter", r"[RT]\.(?=[0-9])", "the letter of the sector in Resolution R.1-8", (), ("R",),
    ),
    Rule(
        "radio_resolution", r"(?-i:R)\.(?P<number>[1-9][0-9]{0,2})(?P<revision>-[0-9]{1,2})?(?![0-9./])",
        "a Resolution as ITU-R's lists print it: there R is no series but the word",
        ("R.1-8", "R.4"), ("R.1/8", "r.4"),
    ),
    Rule(
        "joint", r" ?/ ?(?:ITU-[TR] )?(?=[A-Z]{1,3}\.? ?[0-9])(?!$step_word)", "between the numbers of one text", (), ("/",),
    ),
    Rule(
        "subseries_tail", r"-[0-9]{1,5} ?(?:series|suppl)", "what makes E-100 a sub-series", ("-100 series", "-300 Suppl"), ("-100",),
    ),
    Rule(
        "spelled_revision", r" ?-(?P<number>[0-9]{1,2})(?![0-9])", "a revision; four digits are a year",
        ("-14", " -0"), ("-2019",),
    ),
    Rule(
        "any_designation", r"[A-Z]{1,3}\.? ?[0-9.]+(?:-[0-9]{1,2}(?![0-9]))?", "something like a number", ("X.509", "M.1457-14"), ("X",),
    ),
    Rule(
        "opening", r"[ .]{0,2}(?:[-/,;+&]|[(\[])?[ .]?", "what may stand before a change or a part", (" - ", "/", " (", ""), ("and",),
    ),
    Rule(
        "attachment", r"(?:electronic )?attachment(?![a-z])", "files that belong to the text", ("attachment",), ("attachments",),
    ),
    Rule(
        "spelled_draft", r"$draft", "a provisional name in any case of its letter", ("g.Sup.otnsec",), ("X.509",),
    ),
    Rule(
        "step_date", r"(?: ?[(\[][^()\[\]]{4,20}[)\]]|:[0-9]{4})?[ ,/(-]{0,3}(?=[a-z])", "from a number to the change that follows it",
        (), ("x",),
    ),
    Rule(
        "leading_date", r" $date", "the date of the base text", (" (2015)", " (10/2019)"), ("(2015)",),
    ),
    Rule(
        "scope_tail", r"(?P<number>[0-9]{1,4}) ?-? ?series", "a sub-series without its letter", ("4000 series",), ("series",),
    ),
    Rule(
        "unknown_series", r"W ?\. ?[0-9]+", "a number in a series that ITU-T never opened", ("W.1",), ("V.1",),
    ),
    Rule(
        "lone_series", r"(?P<letters>[A-Z]{1,3})(?![A-Z0-9])", "letters of a series without a number", ("X", "SNG"), ("X1",),
    ),
    Rule(
        "another", r" ?(?:[,;&/]|and|or|et|y|и|und){1,2} ?(?:ITU-[TR] )?[A-Z]{1,3}\.[0-9]+", "a second number after the first",
        (" and X.681", ", ITU-T X.681"), (" and more",),
    ),
    Rule(
        "another_step", r"(?:[ ,;&+/-]|and){0,4} ?$spelled_step", "a second change or part after the first",
        (", Amd. 2", " and Annex B"), (" and so on",),
    ),
    Rule(
        "trailing_book", r" ?,? ?$book", "the coloured book named after the number", (", Blue Book",), (", a book",),
    ),
    Rule(
        "file_ending", r" ?(?:\([0-9]{1,2}\))?\.(?:pdf|docx?|zip|html?|txt|rtf|epub)$", "what a file name ends in",
        (".pdf", " (1).pdf"), (".exe",),
    ),
    Rule(
        "stray_date", r" ?[(\[]?(?:[0-9]{1,2}/)?(?P<year>(?!19|20)[0-9]{4})[)\]]?", "a date of a year without ITU texts",
        (" (1899)", "(10/3019)"), (" (99)",),
    ),
    Rule(
        "stray_letter", r" ?-?(?P<letter>(?-i:[A-Z][0-9]?))(?![a-z0-9.])", "a letter behind a number that is no part of it", ("D", "A1", " B"), ("d",),
    ),
    Rule(
        "stray_word", r"[ ,/(-]{0,4}(?P<word>[a-z]{1,40})\.?(?: ?(?P<label>(?-i:[A-Z0-9]{1,3}))(?![a-z0-9]))?", "a word that is not understood",
        (" Amendmnt 1", "Corigendum"), ("1",),
    ),
)  # fmt: skip

_BY_NAME = {rule.name: rule for rule in RULES}
_REFERENCE = re.compile(r"\$([a-z_]+)")
# Rules from this one on describe spellings: they are matched on folded text and in any case.
_FIRST_SPELLING = next(place for place, rule in enumerate(RULES) if rule.name == "organization")
_SPELLINGS = frozenset(rule.name for rule in RULES[_FIRST_SPELLING:])


@cache
def expand(name: str) -> str:
    """Return the pattern of rule `name` with every ``$reference`` filled in; KeyError for an unknown name.

    >>> expand("year")
    '(?:19|20)[0-9]{2}'
    """
    # Text is folded before a spelling is matched, so the spelling is, too.
    pattern = fold(_BY_NAME[name].pattern) if name in _SPELLINGS else _BY_NAME[name].pattern
    return _REFERENCE.sub(lambda match: expand(match[1]), pattern)


@cache
def compiled(name: str) -> re.Pattern[str]:
    """Return rule `name` ready to match; a spelling rule ignores case and expects folded text."""
    return re.compile(expand(name), re.IGNORECASE if name in _SPELLINGS else 0)
