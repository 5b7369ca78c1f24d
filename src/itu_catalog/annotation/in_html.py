"""Links in HTML: ``<a href="https://…" title="…" class="itu-citation" data-itu-status="current">ITU-T X.509</a>``.

>>> from itu_catalog.annotation.targets import Target
>>> HtmlLinker("<p>ITU-T X.509").link(3, 14, Target("https://example.org/?a=1&b=2", None, "current")).before
'<a href="https://example.org/?a=1&amp;b=2" class="itu-citation" data-itu-status="current">'
"""

from __future__ import annotations

import re
from bisect import bisect_left
from html import escape

from itu_catalog.annotation.linkers import Around
from itu_catalog.annotation.why import Why

TYPE_CHECKING = False
if TYPE_CHECKING:
    from itu_catalog.annotation.targets import Target

__all__ = ["HtmlLinker"]


_OPENS = re.compile(r"<(?=[A-Za-z/!?])")
_CLOSES = re.compile(">")


class HtmlLinker:
    """What makes links in a text in HTML."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._opens = [match.start() for match in _OPENS.finditer(raw)]
        self._closes = [match.start() for match in _CLOSES.finditer(raw)]

    def link(self, begin: int, end: int, target: Target) -> Around | Why:
        """Return what makes a link of ``raw[begin:end]``, or why nothing does."""
        written = self._raw[begin:end]
        if "<" in written or ">" in written:
            return Why.BROKEN
        if self._in_open_tag(begin):
            return Why.BESIDE
        values = {
            "href": target.url,
            "title": target.title,
            "class": "itu-citation",
            "data-itu-status": target.status,
        }
        attributes = " ".join(f'{name}="{escape(value)}"' for name, value in values.items() if value)
        return Around(f"<a {attributes}>", "</a>")

    def closing(self) -> str:
        """Return nothing: links stand where the citations do."""
        return ""

    def _in_open_tag(self, place: int) -> bool:
        """Whether a tag before a place is never closed, so that the end of a link would close it."""
        before = bisect_left(self._opens, place)
        closing = bisect_left(self._closes, self._opens[before - 1]) if before else 0
        return before > 0 and (closing == len(self._closes) or self._closes[closing] >= place)
