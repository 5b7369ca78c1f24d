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

from itu_catalog.notation.forms import AmbiguousForm, OpaqueForm, Reading
from itu_catalog.notation.items import filename, read_address, read_item, url
from itu_catalog.notation.oids import oid, read_oid
from itu_catalog.notation.urns import read_urn, urn

__all__ = ["AmbiguousForm", "OpaqueForm", "Reading", "filename", "oid", "read", "url", "urn"]

# How each form begins. Without braces or numbered arcs "ITU-T Recommendation X.509" is no OID but the usual prefix.
_BEGINS = re.compile(
    r"(?P<oid>(?:urn:)?oid[: ]|0\.0\.|\{ *(?:itu-t|ccitt)|\(? *(?:itu-t|ccitt) *\( *0 *\)[ .])|(?P<urn>urn:)"
    r"|(?P<address>(?:[a-z]{2,10}:)?//|(?:www\.|handle\.)?itu\.int[/:])"
    r"|(?P<item>(?:.{0,400}[/\\]|itu-[trd] )?[trdx]-(?:rec|rep|res|hdb|que|opi)-)",
    re.IGNORECASE,
)
_READERS = {"oid": read_oid, "urn": read_urn, "address": read_address, "item": read_item}


def read(text: str) -> Reading | None:
    """Translate a machine form into words; None when `text` is no machine form.

    Raises:
        OpaqueForm: it is one, but says nothing about the document (a handle, a database number).

    >>> read("0.0.24.509").text, read("urn:x-itu:t:rec:X.694:2015:cor.1:2019-10").text
    ('ITU-T X.509', 'ITU-T X.694 (2015) Cor. 1 (10/2019)')
    """
    begins = _BEGINS.match(text)
    return _READERS[begins.lastgroup or ""](text) if begins else None
