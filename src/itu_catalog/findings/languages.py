"""Telling whether a title may be in another language than that of the catalogue, which holds the English ones.

>>> is_foreign("Cadre général des certificats"), is_foreign("Public-key and attribute certificate frameworks")
(True, False)
"""

from __future__ import annotations

import re

from itu_catalog.punctuation import PLAIN

__all__ = ["is_foreign"]

_LETTER_ABROAD = re.compile(r"[^\W\d_a-zA-Z]")
_SAYS_SO = re.compile(
    r"\b(?:UIT|recommandation|avis|recomend|empfehlung|raccomandazion|dans|des|les|pour|sur|del|los|las|para|por|con"
    r"|der|das|und|von|delle?|della|per|nella)\b|recomenda",
    re.IGNORECASE,
)


def is_foreign(words: str) -> bool:
    """Whether words have letters, or little words, that English does not have.

    >>> is_foreign("Recommandation UIT-T X.509"), is_foreign("МСЭ-Т X.509"), is_foreign("Rec. ITU-T X.509")
    (True, True, False)
    >>> is_foreign("Directorio: marcos para certificados"), is_foreign("The Directory – “Models”")
    (True, False)
    """
    return bool(_LETTER_ABROAD.search(words.translate(PLAIN)) or _SAYS_SO.search(words))
