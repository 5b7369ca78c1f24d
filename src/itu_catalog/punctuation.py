"""The marks that print has several of, each said once: dashes, apostrophes, quotation marks, the end of a sentence.

>>> "2019\u20132020".translate(PLAIN), "the implementor\u2019s guide".translate(PLAIN)
('2019-2020', "the implementor's guide")
"""

from __future__ import annotations

__all__ = ["APOSTROPHES", "CLOSING", "DASHES", "PLAIN", "SENTENCE_END"]

DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
"""Hyphens and dashes other than ``-``, and the minus sign."""

APOSTROPHES = "\u2018\u2019\u201b\u02bc"
"""Apostrophes other than ``'``."""

PLAIN = str.maketrans({**dict.fromkeys(DASHES, "-"), **dict.fromkeys(APOSTROPHES, "'")})
"""What makes dashes and apostrophes plain; for `str.translate`."""

CLOSING = {
    "“": '”“"',  # “…“ is in print, too: Council 2017, 3.2, X.1087
    "”": '”“"',  # a closing mark that opens: Council 2020, 3.2, X.1045; also Swedish
    "„": '“”"',
    "‟": '”“"',
    '"': '"”',
    "«": "»",
    "»": "«",
    "``": "''",
    "‘": "’",
    "‚": "‘’",
    "「": "」",
    "『": "』",
    "《": "》",
}
"""Opening quotation mark → what may close it."""

SENTENCE_END = r"(?<=[\w)\]”\"»’'])[.!?][”\"»’']?(?:\[\d+\])?\s+(?=[^\Wa-z\d_])"
"""The end of a sentence, and the blanks behind it, as a pattern: an end mark, perhaps closing quotes or a note, before
a capital. Not compiled, because every start of the library loads this module.

>>> import re
>>> [match.start() for match in re.finditer(SENTENCE_END, "See Rec. X.509. It is in force.")]
[7, 14]
"""
