r"""Encodings: what a file says its encoding is, and what it most likely is when it says nothing.

>>> declared(b"# -*- coding: koi8-r -*-"), declared(b'<meta charset="Shift_JIS">'), declared(b"Terminals")
('koi8-r', 'cp932', None)
"""

from __future__ import annotations

import codecs
import re

__all__ = ["declared", "guess", "known", "shown"]

_HEAD = 4096
"""Bytes at the beginning, and lines at the end, in which a declaration is looked for."""

# <?xml version="1.0" encoding="windows-1251"?> · @charset "utf-8"; · <meta charset=big5> ·
# -*- coding: koi8-r -*- · # vim: set fileencoding=euc-jp : · \usepackage[latin1]{inputenc}
_DECLARATIONS = (
    re.compile(rb"""^\s{0,80}<\?xml\b[^>]{0,200}?\bencoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._:-]{1,40})["']"""),
    re.compile(
        rb"""<meta\b[^>]{0,400}?\bcharset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE
    ),
    re.compile(rb"""^@charset "([A-Za-z0-9._:-]{1,40})";"""),
    re.compile(rb"-\*-[^\n]{0,200}?\bcoding:[ \t]{0,9}([A-Za-z0-9._-]{1,40})[^\n]{0,200}?-\*-"),
    re.compile(rb"\bvi[m]?:[^\n]{0,200}?\b(?:fileencoding|fenc)=([A-Za-z0-9._-]{1,40})"),
    re.compile(rb"^[^\n]{0,200}\n?#[^\n]{0,80}\bcoding[:=][ \t]{0,9}([A-Za-z0-9._-]{1,40})"),
    re.compile(rb"\\(?:usepackage|RequirePackage)\[([A-Za-z0-9-]{1,40})\]\{inputenc\}"),
)

_EMACS = re.compile(r"-(?:unix|dos|mac)\Z")
"""What Emacs adds to the name of an encoding: how the lines end."""

_MEANT = {
    # What pages and LaTeX files call it, and what is meant: the superset that people do write.
    "shift_jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "latin-1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
    "ansinew": "windows-1252",
    "latin9": "iso8859-15",
    "applemac": "mac-roman",
    "utf8": "utf-8",
    "utf8x": "utf-8",
}

_SHOWN = {
    "utf-8": "UTF-8",
    "windows-1252": "Windows-1252",
    "latin-1": "Latin-1",
    "cp932": "Shift-JIS",
    "cp949": "EUC-KR",
    "big5": "Big5",
    "euc_jp": "EUC-JP",
    "gb18030": "GB18030",
    "koi8-r": "KOI8-R",
    "iso2022_jp": "ISO-2022-JP",
}


def shown(encoding: str) -> str:
    """Write the name of an encoding as people do.

    >>> shown("cp932"), shown("cp1251"), shown("utf-16-le"), shown("windows-1252")
    ('Shift-JIS', 'Windows-1251', 'UTF-16-LE', 'Windows-1252')
    """
    if re.fullmatch(r"cp125\d", encoding):
        return f"Windows-{encoding[2:]}"
    return _SHOWN.get(encoding) or (encoding.capitalize() if encoding.startswith("w") else encoding.upper())


def known(encoding: str) -> str | None:
    """Return the name by which an encoding is read, None for one that Python does not know.

    >>> known("Windows-1251"), known("latin-1"), known("UTF8"), known("rot13"), known("klingon")
    ('cp1251', 'windows-1252', 'utf-8', None, None)
    """
    name = _EMACS.sub("", encoding.strip().lower())
    name = _MEANT.get(name) or _MEANT.get(name.replace("_", "-")) or name
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):  # ValueError: a NUL in it
        return None
    # rot13 and base64 are codecs, too, but of other things than text; unicode-escape reads what nobody wrote.
    if (
        not getattr(info, "_is_text_encoding", True)
        or "escape" in info.name
        or info.name in ("idna", "punycode")
    ):
        return None
    return name if name in _SHOWN else info.name


def declared(data: bytes) -> str | None:
    """Return the encoding that a file says it is in, in its first lines or (vim, Emacs) its last ones."""
    head, tail = data[:_HEAD], data[_HEAD:][-_HEAD:]
    for pattern in _DECLARATIONS:
        found = pattern.search(head)
        if found is None and pattern in _DECLARATIONS[3:5]:
            found = pattern.search(tail)
        if found is not None:
            return known(found[1].decode("ascii"))
    return None


_SAMPLE = 1 << 16
_FEWEST = 8
"""Characters that a guess needs at least."""

# Where the frequent characters of a language lie: the first bytes of them, punctuation included; and what no other
# language has so much of: first bytes (second bytes where the third item says so) and the least share of them.
_ZONES = {
    "euc_jp": ({0xA1, 0xA3, 0xA4, 0xA5, *range(0xB0, 0xD0)}, {0xA4, 0xA5}, 0, 0.2),
    "cp932": ({0x81, 0x82, 0x83, *range(0x88, 0x98)}, {0x82, 0x83}, 0, 0.2),
    "cp949": ({*range(0xA1, 0xA4), *range(0xB0, 0xC9)}, set(range(0xB0, 0xC9)), 0, 0.5),
    "big5": ({*range(0xA1, 0xC7)}, set(range(0x40, 0x7F)), 1, 0.1),
    "gb18030": ({*range(0xA1, 0xA4), *range(0xB0, 0xD8)}, set(range(0xC9, 0xD8)), 0, 0.1),
}
_COMMON = 0.9

_ALPHABETS = ["cp1251", "koi8_r", "iso8859_5", "cp866", "cp1253", "cp1255", "cp1256"]
"""Encodings of one byte for letters that are not Latin ones."""


def guess(data: bytes) -> str | None:
    """Return the encoding that bytes which are no UTF-8 are surely in; None where nothing is sure.

    East Asian encodings are told by where the frequent characters of each language lie; encodings of one byte by
    charset-normalizer, where it is installed. Latin letters are never guessed at: most of a text is ASCII then, and
    the encodings differ in so little that nothing is sure.

    >>> guess("建议书规定了公钥和属性证书框架，以及相关的数据结构。".encode("gb18030"))
    'gb18030'
    >>> guess("Signalisierung für öffentliche Schlüssel".encode("latin-1"))
    """
    sample = data[:_SAMPLE]
    if len(data) > _SAMPLE:
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    if b"\x1b$" in sample and sample.isascii():
        return "iso2022_jp"
    for encoding, (common, own, which, least) in _ZONES.items():
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        wide = [char.encode(encoding) for char in re.findall(r"[^\x00-\x7f]", text)[:4000]]
        frequent = sum(each[0] in common and len(each) > 1 for each in wide)
        special = sum(len(each) > 1 and each[which] in own for each in wide)
        if len(wide) >= _FEWEST and frequent >= _COMMON * len(wide) and special >= least * len(wide):
            return encoding
    return _one_byte(sample)


def _one_byte(sample: bytes) -> str | None:
    high = sum(byte > 0xBF for byte in sample)  # noqa: PLR2004 - letters of all these alphabets lie there
    letters = len(re.findall(rb"[A-Za-z]", sample))
    if high < 2 * _FEWEST or high * 2 < letters:
        return None
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    # The lines with other letters speak, the ASCII ones would dilute them.
    speaking = b"\n".join(line for line in sample.splitlines() if not line.isascii())
    found = from_bytes(speaking[:20_000], cp_isolation=_ALPHABETS).best()
    if found is None or found.chaos > _NOISE or found.coherence < _COHERENCE:
        return None
    return "koi8-r" if found.encoding == "koi8_r" else str(found.encoding)


_NOISE = 0.1
_COHERENCE = 0.25
"""charset-normalizer's measures: how much looks like garbage, and how much like a language; both from 0 to 1."""
