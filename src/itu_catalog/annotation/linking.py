"""Linking the citations of a source where they stand."""

from __future__ import annotations

from attrs import evolve

from itu_catalog.annotation.edited import Edited
from itu_catalog.annotation.edits import Edit, applied
from itu_catalog.annotation.in_html import HtmlLinker
from itu_catalog.annotation.in_markdown import MarkdownLinker
from itu_catalog.annotation.in_rest import RestLinker
from itu_catalog.annotation.in_text import NotesLinker, TextLinker
from itu_catalog.annotation.linkers import Around
from itu_catalog.annotation.proving import Made, edits_of, proven
from itu_catalog.annotation.reading import Reading
from itu_catalog.annotation.targets import target_of
from itu_catalog.annotation.why import Skipped, Why
from itu_catalog.readers.source import Standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from itu_catalog.annotation.linkers import Linker
    from itu_catalog.annotation.targets import Link
    from itu_catalog.citation import Citation
    from itu_catalog.findings import Finding
    from itu_catalog.readers.source import Source

__all__ = ["LINKERS", "linked"]

LINKERS: dict[tuple[str, str], Callable[[str], Linker]] = {
    ("text", "inline"): TextLinker,
    ("text", "notes"): NotesLinker,
    ("markdown", "inline"): MarkdownLinker,
    ("html", "inline"): HtmlLinker,
    ("rest", "inline"): RestLinker,
}
"""Format and style → what makes the links."""

_STANDING = {Standing.CODE: Why.CODE, Standing.LINK: Why.LINK, Standing.TARGET: Why.TARGET}


def linked(
    source: Source,
    judge: Callable[[str], Iterable[Finding]],
    *,
    link: Link | None = None,
    style: str = "inline",
    status: bool = False,
) -> Edited:
    """Return a source with its citations linked.

    `judge` finds and judges the citations of a text; of each its first finding decides. `link`, `style` and
    `status` are as for `annotate`.

    Raises:
        ValueError: there are no such links in that format.
    """
    make = LINKERS.get((source.format, style))
    if make is None or source.raw is None:
        raise ValueError(_no_links(source.format, style))
    raw = source.raw
    linker = make(raw)
    reading = Reading(source)
    made: list[Made] = []
    left: list[tuple[Finding, Why]] = []
    for finding in _first(judge(reading.text)):
        found = _placed(finding, reading)
        offered = _link(source, linker, found, link, status=status)
        if isinstance(offered, Made):
            made.append(offered)
        else:
            left.append((found, offered))
    if source.format != "text":  # where everything stays what it is
        kept = proven(source, reading, made)
        harmful = {each.begin for each in made} - {each.begin for each in kept}
        left += [(each.finding, Why.BESIDE) for each in made if each.begin in harmful]
        made = kept
    edits = edits_of(made)
    if closing := linker.closing():
        encoding = source.encoding or "utf-8"
        edits.append(Edit(len(raw), len(raw), closing.encode(encoding, "replace").decode(encoding)))
    left.sort(key=lambda each: each[0].citation.start)
    skipped = (Skipped(each, source.place(each.citation.start), str(why)) for each, why in left)
    return Edited(applied(raw, edits), tuple(edits), tuple(each.finding for each in made), tuple(skipped))


def _no_links(kind: str, style: str) -> str:
    formats = ", ".join(dict.fromkeys(each for each, _ in LINKERS))
    styles = [each for form, each in LINKERS if form == kind]
    if styles:
        return f"{kind} has no links of the style {style!r}; write one of: {', '.join(styles)}"
    return f"no links can be put into {kind}; it can be done for: {formats}"


def _first(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the first finding on each citation: that on its status."""
    before = None
    for finding in findings:
        place = finding.citation.start, finding.citation.end
        if place != before:
            yield finding
        before = place


def _placed(finding: Finding, reading: Reading) -> Finding:
    """Return a finding with its citation where it stands in the source."""
    citation: Citation = finding.citation
    start, end = reading.back(citation.start, citation.end)
    return evolve(finding, citation=evolve(citation, start=start, end=end), place=None)


def _link(source: Source, linker: Linker, finding: Finding, link: Link | None, *, status: bool) -> Made | Why:
    """Return what makes a link of a citation, or why nothing does."""
    start, end = finding.citation.start, finding.citation.end
    span = source.raw_span(start, end) if source.format == "text" else source.raw_extent(start, end)
    why = _STANDING.get(source.standing(start, end))
    if why is Why.LINK and isinstance(linker, RestLinker) and span and linker.emphasizes(*span):
        return Why.NESTED
    if why is not None or span is None:
        return why or Why.BROKEN
    target = target_of(finding, link)
    if isinstance(target, Why):
        return target
    made = linker.link(*span, target.marked if status else target)
    return made if isinstance(made, Why) else Made(finding, *span, _in_encoding(made, source))


def _in_encoding(made: Around, source: Source) -> Around:
    """Write characters of a title that the encoding of the file lacks as references to them."""
    encoding = source.encoding or "utf-8"
    return Around(*(text.encode(encoding, "xmlcharrefreplace").decode(encoding) for text in made))
