"""What to write in the place of a citation: the words that differ, with the title beside it, and in its format."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from html import escape

from itu_catalog.annotation.edits import Edit
from itu_catalog.annotation.in_markdown import escape_markdown
from itu_catalog.annotation.in_rest import escape_rest
from itu_catalog.annotation.why import Why
from itu_catalog.findings import LIKENESS
from itu_catalog.findings.quoting import printed_titles, quoted_title
from itu_catalog.titles import likeness, words_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from itu_catalog.annotation.against import Case
    from itu_catalog.readers.source import Source

__all__ = ["ESCAPES", "exchanged", "in_raw", "proposal"]

_FEW = 3
"""A quotation of fewer words is a term as likely as a title; findings do not judge it either."""

_WORD = re.compile(r"\S+")
_STOPS = " ,;."

_LATEX = str.maketrans(
    {
        **{char: f"\\{char}" for char in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
ESCAPES: dict[str, Callable[[str], str]] = {
    "text": str,
    "markdown": escape_markdown,
    "html": lambda words: escape(words, quote=False),
    "rest": escape_rest,
    "latex": lambda words: words.translate(_LATEX),
}
"""Format → how words are written in it. What is not here cannot be edited."""


def proposal(case: Case) -> list[Edit] | Why:
    """Return the edits of the text that mend a citation as suggested, with the title beside it; or why there are none."""
    assert case.status.suggestion is not None
    place = case.status.place or (case.citation.start, case.citation.end)
    title = _title(case)
    if isinstance(title, Why):
        return title
    edits = [*exchanged(case.source.text, *place, case.status.suggestion), *title]
    raw = in_raw(case.source, edits)
    if raw is None:
        return Why.BROKEN
    try:
        "".join(edit.text for edit in raw).encode(case.source.encoding or "utf-8")
    except UnicodeEncodeError:
        return Why.ENCODING
    return edits


def _title(case: Case) -> list[Edit] | Why:
    """Return the edits that make the title beside a citation that of the text to write, if there need be any."""
    old, new = case.status.document, case.status.replacement
    if old is None or new is None or not new.title or old.title == new.title:
        return []
    text, citation = case.source.text, case.citation
    quoted = quoted_title(text, citation.end)
    if quoted is not None:
        if len(words_of(quoted.text)) < _FEW or likeness(quoted.text, new.title) == 1.0:
            return []
        if not old.title or likeness(quoted.text, old.title) < 1.0:
            return Why.TITLE
        written = text[quoted.start : quoted.end]
        end = quoted.start + len(written.rstrip(_STOPS))
        return exchanged(text, quoted.start, end, _as_whole(quoted.text, old.title, new.title))
    bound = LIKENESS["unquoted"].value
    following = case.after.start if case.after else len(text)
    for printed in printed_titles(text, citation.end, following):
        theirs = likeness(printed.text, new.title)
        if theirs < 1.0 and old.title and max(likeness(printed.text, old.title), theirs) >= bound:
            return Why.TITLE
    return []


def _as_whole(quoted: str, old: str, new: str) -> str:
    """Return the new title, without the first parts that the quotation lacks and both titles have."""
    missing = old[: max(0, len(old) - len(quoted))]
    return new[len(missing) :] if missing and new.startswith(missing) else new


def exchanged(text: str, start: int, end: int, written: str) -> list[Edit]:
    """Return the edits that make ``text[start:end]`` say something else: only words that differ are exchanged.

    >>> exchanged("Rec.  ITU-T X.509 (2016)", 0, 24, "Rec. ITU-T X.509 (2019)")
    [Edit(start=19, end=23, text='2019')]
    """
    old = [(match.start(), match.end()) for match in _WORD.finditer(text, start, end)]
    new = written.split()
    words = [text[begin:stop] for begin, stop in old]
    edits: list[Edit] = []
    for tag, first, last, begin, stop in SequenceMatcher(None, words, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if last - first == stop - begin:
            edits += (
                _trimmed(text, *place, word)
                for place, word in zip(old[first:last], new[begin:stop], strict=True)
            )
        elif first == last:
            at = old[first - 1][1] if first else start
            added = " ".join(new[begin:stop])
            edits.append(Edit(at, at, f" {added}" if first else f"{added} "))
        elif begin == stop:
            edits.append(
                Edit(old[first - 1][1] if first else start, old[last - 1][1] if first else old[last][0], "")
            )
        else:
            edits.append(_trimmed(text, old[first][0], old[last - 1][1], " ".join(new[begin:stop])))
    return edits


def _trimmed(text: str, start: int, end: int, word: str) -> Edit:
    """Return the edit that makes a word another one, without the marks and words at either end that both have."""
    old = text[start:end]
    ahead = 0
    while ahead < min(len(old), len(word)) and old[ahead] == word[ahead]:
        ahead += 1
    while ahead > 0 and old[ahead - 1].isalnum():
        ahead -= 1
    behind = 0
    while behind < min(len(old), len(word)) - ahead and old[-1 - behind] == word[-1 - behind]:
        behind += 1
    while behind > 0 and old[-behind].isalnum():
        behind -= 1
    return Edit(start + ahead, end - behind, word[ahead : len(word) - behind])


def in_raw(source: Source, edits: list[Edit]) -> list[Edit] | None:
    """Return edits of the text as edits of the raw characters; None where markup stands between those."""
    escaped = ESCAPES[source.format]
    found = []
    for start, end, text in edits:
        if start < end:
            span = source.raw_span(start, end)
        elif start:  # behind a letter
            span = source.raw_span(start - 1, start)
            span = span and (span[1], span[1])
        else:
            span = 0, 0
        if span is None or "\n" in source.text[start:end]:
            return None
        found.append(Edit(*span, escaped(text)))
    return found
