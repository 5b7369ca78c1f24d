"""Folding: what makes two spellings of a name or title one.

>>> search_key("ISO/IEC 9594‑8") == search_key("iso/iec  9594-8")
True
"""

from __future__ import annotations

from itu_catalog.punctuation import DASHES

__all__ = ["search_key", "twin_key"]

_DASHES = str.maketrans(dict.fromkeys(DASHES, "-"))


def search_key(text: str) -> str:
    """Return `text` without case, accents, kinds of dash and kinds of space.

    >>> search_key("Quantum\u00a0Noise \u2013 R\u00e9seau")
    'quantum noise - reseau'
    """
    if not text.isascii():
        text = text.translate(_DASHES)
        if not text.isascii():  # more than a dash
            import unicodedata

            decomposed = unicodedata.normalize("NFKD", text)
            text = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(text.casefold().split())


def twin_key(text: str) -> tuple[str, str]:
    """Return the folded number of an ISO, IEC or ETSI text and its year (or nothing).

    ISO and ISO/IEC share their numbers, and the dataset writes either.

    >>> twin_key("ISO/IEC 9594-8:2020"), twin_key("ISO 9594-8")
    (('iso 9594-8', '2020'), ('iso 9594-8', ''))
    """
    number, _, year = search_key(text).partition(":")
    if number.startswith("iso/iec"):
        number = "iso " + number.removeprefix("iso/iec").lstrip()
    return number.strip(), year.strip()[:4]
