r"""HTML pages: the words people see, each at its place in the source, and the addresses behind them.

>>> source = read(b"<p>ITU-T&nbsp;X.<b>509</b></p><script>X.25</script>", "page.html")
>>> source.text, source.raw_extent(0, 11), source.raw_span(0, 8)
('ITU-T\xa0X.509\n\n', (3, 22), (3, 16))

Why an own scanner: of the kept parsers, lexbor and libxml2 give no offsets; tree-sitter-html gives them, but needs
more than 20 s for 100 kB of ``<!--``; html.parser gives line and column, and takes 9 s for the same.
"""

from __future__ import annotations

import re

from itu_catalog.readers.markup import ENTITY, READ_ATTRIBUTES, Tag, Tags, entity, weave_value
from itu_catalog.readers.plain import LIMIT, decode
from itu_catalog.readers.source import Source, Standing
from itu_catalog.readers.weave import CELL, Stretch, Weaver

__all__ = ["Page", "read"]

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend main menu nav ol optgroup option p pre search "
        "section summary table tbody tfoot thead title ul",
    )
)
"""Elements that begin and end a paragraph."""

_STANDINGS = {
    **dict.fromkeys(
        ("code", "pre", "kbd", "samp", "var", "tt", "xmp", "listing", "math", "svg"), Standing.CODE
    ),
    **dict.fromkeys(("title", "textarea", "option"), Standing.TARGET),
    **dict.fromkeys(("a", "button"), Standing.LINK),
}
"""Elements whose text is not running text: no link may be put into a title or another link."""

_SKIPPED = frozenset(("script", "style", "iframe", "noembed", "noframes"))
"""Elements whose content is no text of the page; it ends at their end tag, whatever stands in it."""

# What must be looked at: mark-up, an entity, an empty line (which ends no paragraph in HTML).
_SPECIAL = re.compile(r"[<&]|\n[ \t\r\f]*+\n\s*+")
_NOTE = re.compile(r"\s*+(?:<[^<>]{0,200}>\s*+){0,3}[(\[]?[\d*†‡]")


_DECLARATIONS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">"))


def read(data: bytes, name: str, encoding: str | None = None, limit: int = LIMIT) -> Source:  # noqa: ARG001
    """Return an HTML page as a source."""
    plain = decode(data, name, encoding)
    weaver = Weaver(plain.text)
    page = Page(weaver, xml=plain.text.lstrip("\ufeff \t\r\n").startswith("<?xml"))
    page.weave(Stretch(plain.text, [(0, len(plain.text))]))
    weaver.paragraph()
    return weaver.source(name, "html", plain)


class Page:
    """A scanner of HTML that remembers which elements are open, from one stretch to the next."""

    def __init__(self, weaver: Weaver, *, xml: bool = False) -> None:
        self._weaver = weaver
        self._xml = xml
        self._open = dict.fromkeys(_STANDINGS, 0)
        self._notes: list[bool] = []
        self._cells = 0
        self.standing = Standing.PROSE

    def weave(self, stretch: Stretch) -> None:
        """Weave what a stretch of HTML says."""
        text, place, done = stretch.text, 0, 0
        self._tags, self._never = Tags(text), set[str]()
        while match := _SPECIAL.search(text, place):
            start = match.start()
            if text[start] == "<":
                end = self._markup(stretch, start, done)
                if end is None:
                    place = start + 1
                    continue
                done = place = end
                continue
            if text[start] == "&":
                found = ENTITY.match(text, start)
                meant = entity(found[0]) if found else ""
                place = found.end() if found else start + 1
                if found is None or meant == found[0]:
                    continue
            else:
                meant, place = "\n", match.end()
            self._characters(stretch, done, start)
            self._weaver.say_of(meant, stretch, start, place, self.standing)
            done = place
        self._characters(stretch, done, len(text))

    def _characters(self, stretch: Stretch, start: int, end: int) -> None:
        if self._weaver.fresh and self.standing is not Standing.CODE:
            start = end - len(stretch.text[start:end].lstrip())
        if start < end:
            self._weaver.keep_of(stretch, start, end, self.standing)

    def _markup(self, stretch: Stretch, start: int, done: int) -> int | None:
        """Weave the mark-up that begins at `start`, and the characters before it; return its end, None for none."""
        text = stretch.text
        if text[start + 1 : start + 2] in ("!", "?"):
            return self._declaration(stretch, start, done)
        tag = self._tags.at(start)
        if tag is None:
            return None
        self._characters(stretch, done, start)
        self.tag(stretch, tag)
        if tag.name in _SKIPPED and not tag.closing:
            return self._past(tag, text)
        return tag.end

    def _declaration(self, stretch: Stretch, start: int, done: int) -> int | None:
        """Pass a comment or a declaration, in the same way; in XML, some of them hold text."""
        text = stretch.text
        opens, closes = next(each for each in _DECLARATIONS if text.startswith(each[0], start))
        end = self._find(closes, text, start + len(opens) - (opens == "<!--") * 2)
        if end is not None:
            self._characters(stretch, done, start)
            if opens == "<![CDATA[" and self._xml:
                self._characters(stretch, start + len(opens), end - len(closes))
        return end

    def _find(self, closes: str, text: str, start: int) -> int | None:
        """Return where the next `closes` ends; what was sought in vain once is not sought again."""
        if closes in self._never:
            return None
        place = text.find(closes, start)
        if place < 0:
            self._never.add(closes)
            if closes == "-->":
                self._weaver.remarks.append("a comment is never closed; what follows it was read as text")
            return None
        return place + len(closes)

    def _past(self, tag: Tag, text: str) -> int:
        """Return where the end tag of an element begins whose content is skipped; after its start where it has none."""
        if f"/{tag.name}" not in self._never:
            found = re.compile(rf"</{tag.name}(?=[\s/>])", re.IGNORECASE | re.ASCII).search(text, tag.end)
            if found is not None:
                return found.start()
            self._never.add(f"/{tag.name}")
            self._weaver.remarks.append(f"<{tag.name}> is never closed; what follows it was read as text")
        return tag.end

    def tag(self, stretch: Stretch, tag: Tag) -> None:
        """Do what a tag asks for: breaks, cells, another standing; put its addresses aside."""
        weaver, name = self._weaver, tag.name
        if name in _BLOCKS:
            weaver.paragraph()
            self._cells *= name != "table"
        elif name == "br":
            weaver.newline()
        elif name in ("tr", "td", "th"):
            self._cell(name, closing=tag.closing)
        elif name == "li" and not tag.closing:
            weaver.line()
            weaver.put("• ")
        elif name in ("sup", "sub"):
            self._raised(stretch, tag)
        for attribute, start, end in tag.attributes:
            if attribute in READ_ATTRIBUTES:
                weave_value(weaver, stretch, start, end)
        if name in self._open:
            # An element within itself is closed by its first end tag, as browsers do with links.
            self._open[name] = int(not tag.closing and not stretch.text.endswith("/>", 0, tag.end))
            standings = [_STANDINGS[each] for each, count in self._open.items() if count]
            self.standing = max(standings, key=_LEAST.__getitem__, default=Standing.PROSE)

    def _cell(self, name: str, *, closing: bool) -> None:
        if name == "tr":
            if self._cells:
                self._weaver.put(CELL.rstrip())
                self._weaver.line()
            self._cells = 0
        elif not closing:
            if self._cells:
                self._weaver.put(CELL)
            self._cells += 1

    def _raised(self, stretch: Stretch, tag: Tag) -> None:
        """Set a raised number apart: in ``X.509<sup>1</sup>`` it is the mark of a note, and no digit of the number."""
        if not tag.closing:
            self._notes.append(_NOTE.match(stretch.text, tag.end) is not None)
            if self._notes[-1]:
                self._weaver.put("[")
        elif self._notes and self._notes.pop():
            self._weaver.put("]")


_LEAST = {Standing.PROSE: 0, Standing.LINK: 1, Standing.TARGET: 2, Standing.CODE: 3}
