"""Hypothesis strategies: dates, identifiers of every kind, and ways of writing an identifier.

`identifiers()` composes canonical forms from the rules ITU prints by, not from the package's grammar:
what it makes must parse as it is.  `spellings(identifier)` writes one as people do.
"""

from __future__ import annotations

import re

from hypothesis import strategies as st

import itu_catalog as itu
from itu_catalog import numbers
from itu_catalog.dates import Issued

__all__ = ["canonical_forms", "dates", "identifiers", "noise", "recommendations", "spellings"]

# --- dates --------------------------------------------------------------------------------------


def dates() -> st.SearchStrategy[Issued]:
    """Return dates of every precision: a year, a month, a day (never one that a month lacks)."""
    years = st.integers(1956, 2030)
    months = st.integers(1, 12)
    return st.one_of(
        st.builds(Issued, years),
        st.builds(Issued, years, months),
        st.builds(Issued, years, months, st.integers(1, 28)),
    )


_years = st.integers(1960, 2030).map(str)
_months = st.builds("{1:02}/{0}".format, _years, st.integers(1, 12))
_printed_dates = st.one_of(st.just(""), _years.map(" ({})".format), _months.map(" ({})".format))

# --- the number ---------------------------------------------------------------------------------


def _designations(sector: str) -> st.SearchStrategy[str]:
    """Return numbers that were assigned: only these are certain to mean what they say."""
    return st.sampled_from(numbers.series(sector)).flatmap(
        lambda series: st.sampled_from(numbers.numbers(sector, series)).map(f"{series}.{{}}".format)
    )


_telecom = _designations("T")
_radio = _designations("R")
# An invented second name: a plain number of another letter, so that no table can object. Of the
# texts with a letter none is joint.
_joint = st.builds(
    "{}/{}".format,
    _designations("T").filter(lambda name: not re.search(" ?[A-Fa-c]$", name)),
    st.sampled_from(["Y.1331", "Y.1351.1", "Q.65", "X.400", "F.85"]),
)

# --- the chain of changes -----------------------------------------------------------------------

_ordinals = st.integers(1, 30)
_changes = st.one_of(
    st.builds("Amd. {}".format, _ordinals),
    st.builds("Cor. {}".format, _ordinals),
    st.builds("Technical Cor. {}".format, _ordinals),
    st.builds("Err. {}".format, _ordinals),
    st.builds("Add. {}".format, _ordinals),
)
_parts = st.one_of(
    st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ").map("Annex {}".format),
    st.builds("Annex {}{}".format, st.sampled_from("ABCDEFM"), st.integers(1, 12)),
    st.sampled_from(["I", "II", "III", "IV", "V", "VI", "IX", "X", "XII"]).map("App. {}".format),
    st.just("attachment"),
)
_bases = st.one_of(st.just(""), _years.map(" ({})".format))
# A chain runs one way: part, amendment, corrigendum, erratum, each at most once.
_later_changes = st.one_of(
    st.builds("Cor. {}".format, _ordinals),
    st.builds("Technical Cor. {}".format, _ordinals),
    st.builds("Err. {}".format, _ordinals),
)
_chains = st.one_of(
    st.builds("{} {}{}".format, _bases, _changes, _printed_dates),
    st.builds(" {}{}".format, _parts, _printed_dates),
    st.builds(
        "{} {} {}{}".format, _bases, st.builds("Amd. {}".format, _ordinals), _later_changes, _printed_dates
    ),
    st.builds(" {}{} {}{}".format, _parts, _bases, _changes, _printed_dates),
)
_tails = st.one_of(_printed_dates, _chains)

# --- whole canonical forms ----------------------------------------------------------------------

_versions = st.integers(1, 20).map(" (V{})".format)
_revisions = st.integers(0, 30).map("-{}".format)
_later = st.one_of(st.just(""), st.integers(1, 30).map("-{}".format))  # the first of these bears no "-0"
_optional_revisions = st.one_of(st.just(""), _revisions)
_letters = st.sampled_from("ABDEFGHIJKLMNOPQRSTUVXYZ")

_recommendations = st.one_of(
    st.builds("ITU-T {}{}".format, _telecom, _tails),
    st.builds("ITU-T {}{}".format, _joint, _tails),
    st.builds(
        "ITU-T {}{}{}".format,
        st.sampled_from(["H.264", "H.265", "T.800", "F.742"]),
        _versions,
        _printed_dates,
    ),
    st.builds("ITU-R {}{}{}".format, _radio, _optional_revisions, _printed_dates),
)
_others = st.one_of(
    st.builds("ITU-T {} Suppl. {}{}".format, _letters, st.integers(1, 130), _printed_dates),
    st.builds(
        "ITU-T {}.{}00-series Suppl. {}{}".format, _letters, st.integers(1, 9), _ordinals, _printed_dates
    ),
    st.builds(
        "ITU-T {} Suppl. {}{}".format,
        st.sampled_from(["E.164", "D.50", "V.25 ter"]),
        _ordinals,
        _printed_dates,
    ),
    st.builds("ITU-T {} Suppl. {} ({}) {}".format, _letters, st.integers(1, 130), _years, _changes),
    st.builds("ITU-T {}.Imp{}{}".format, _letters, st.integers(100, 4000), _printed_dates),
    st.builds("ITU-T {}-series".format, _letters),
    st.builds("ITU-T {}.{}00-series".format, _letters, st.integers(1, 9)),
    st.builds(
        "Report ITU-R {}.{}{}".format,
        st.sampled_from(numbers.series("R")),
        st.integers(2001, 2569),
        _revisions,
    ),
    st.builds("Question ITU-R {}{}/{}".format, st.integers(1, 300), _later, st.integers(1, 8)),
    st.builds("Question ITU-T {}/{}".format, st.integers(1, 40), st.integers(1, 21)),
    st.builds("Question ITU-D {}/{}".format, st.integers(1, 30), st.integers(1, 2)),
    st.builds("Resolution ITU-R {}{}".format, st.integers(1, 80), _later),
    st.builds("Handbook ITU-R {}".format, st.integers(1, 80)),
    st.builds("Opinion ITU-R {}".format, st.integers(1, 120)),
)


def canonical_forms() -> st.SearchStrategy[str]:
    """Return canonical forms as text, of every kind the library names."""
    return st.one_of(_recommendations, _others)


def recommendations(sector: str) -> st.SearchStrategy[itu.Identifier]:
    """Return Recommendations of a sector, "T" or "R", with no chain of changes."""
    number = _telecom if sector == "T" else st.builds("{}{}".format, _radio, _optional_revisions)
    return st.builds(f"ITU-{sector} {{}}{{}}".format, number, _printed_dates).map(itu.parse)


def identifiers() -> st.SearchStrategy[itu.Identifier]:
    """Return identifiers of every kind the library names."""
    return canonical_forms().map(itu.parse)


# --- ways of writing ----------------------------------------------------------------------------

_PREFIXES = {
    "ITU-T ": [
        *("ITU-T ", "ITU-T Rec. ", "Rec. ITU-T ", "Recommendation ITU-T ", "ITU-T Recommendation ", "itu-t "),
        *("UIT-T ", "Recommandation UIT-T ", "Recomendación UIT-T ", "МСЭ-T ", "Рекомендация МСЭ-Т "),
        *("التوصية ITU-T ", "ITU\u2011T ", "ITU\u2013T\u00a0", "ITU T ", "ITU/T ", "CCITT ", "CCITT Rec. "),
    ],
    "ITU-R ": [
        *("ITU-R ", "ITU-R Rec. ", "Rec. ITU-R ", "Recommendation ITU-R ", "itu-r ", "UIT-R ", "МСЭ-R "),
        *("Recommandation UIT-R ", "ITU\u2011R ", "ITU\u2013R\u00a0", "ITU R ", "CCIR Rec. "),
    ],
}
_WORDS = {
    "Amd.": ["Amd.", "Amd", "Amendment", "amendment", "Amend.", "AMD"],
    "Technical Cor.": ["Technical Cor.", "Technical Corrigendum"],
    "Cor.": ["Cor.", "Cor", "Corrigendum", "CORRIGENDUM", "Corr."],
    "Err.": ["Err.", "Erratum", "Err"],
    "Add.": ["Add.", "Addendum"],
    "App.": ["App.", "Appendix", "App"],
    "Annex": ["Annex", "ANNEX"],
    "Suppl.": ["Suppl.", "Supplement", "Sup.", "Supp.", "Suppl"],
}
_CHANGE = re.compile("|".join(re.escape(word) for word in _WORDS))
_MONTH = re.compile(r"\((\d\d)/(\d{4})\)")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@st.composite
def spellings(draw: st.DrawFn, identifier: itu.Identifier | None = None) -> tuple[itu.Identifier, str]:
    """Return an identifier and one way in which people write it."""
    chosen = draw(_recommendations.map(itu.parse)) if identifier is None else identifier
    text = str(chosen)

    def word(match: re.Match[str]) -> str:
        return draw(st.sampled_from(_WORDS[match[0]]))

    def month(match: re.Match[str]) -> str:
        number, year = match.groups()
        name = _MONTHS[int(number) - 1]
        forms = ["({0}/{1})", "({1}-{0})", "({2} {1})", "[{0}/{1}]", "( {0}/{1} )"]
        return draw(st.sampled_from(forms)).format(number, year, name)

    for prefix, others in _PREFIXES.items():
        if text.startswith(prefix):
            text = draw(st.sampled_from(others)) + text.removeprefix(prefix)
    text = _CHANGE.sub(word, text)
    text = _MONTH.sub(month, text)
    text = re.sub(r"(?<=\d) (?=bis|ter|quater)", draw(st.sampled_from([" ", ""])), text)
    blank = draw(st.sampled_from([" ", "\u00a0", "  ", "\u2009", "\t"]))
    text = text.replace(" ", blank)
    before, after = draw(
        st.sampled_from([("", ""), (" ", " "), ("", "."), ("", ","), ("[", "]"), ("(", ")")])
    )
    return chosen, f"{before}{text}{after}"


def noise() -> st.SearchStrategy[str]:
    """Return text that is nearly an identifier: its own letters, digits, brackets and words, shuffled."""
    pieces = st.sampled_from(
        [
            *(
                "ITU-T ",
                "ITU-R ",
                "Rec. ",
                "X",
                "BT",
                ".",
                "509",
                "1",
                "/",
                "-",
                " ",
                "(",
                ")",
                "10/2019",
                "2019",
            ),
            *(
                " Cor. ",
                " Amd. ",
                " bis",
                "Annex ",
                " App. I",
                "Suppl. ",
                "-series",
                "|",
                "ISO/IEC 9594-8",
                "!",
                "T-REC-",
            ),
            *(
                "Question ",
                "Report ",
                "{",
                "}",
                "0.0.24.",
                "https://www.itu.int/rec/",
                "urn:",
                "é",
                "\u2011",
                "МСЭ",
                "建议书",
            ),
        ]
    )
    return st.lists(pieces, max_size=12).map("".join)
