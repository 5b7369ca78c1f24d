"""The page to read: each text with its citations highlighted, a card for each of them, a table to filter.

>>> from itu_catalog.exports import report_on
>>> page = report_on("See ITU-T Z.140.", "html", name="memo.txt")
>>> page.startswith("<!DOCTYPE html>"), "https://www.itu.int/" in page, "http-equiv" in page
(True, True, True)

It is one file that asks no network for anything, and reads without scripts as well; those only filter and copy. All
text is escaped, and a policy in the page forbids whatever does not come with it. The summary stands first, so that
nothing is written before the end of the run; what is kept until then is the page, not the documents.
"""

from __future__ import annotations

import base64
import re
from functools import cache
from hashlib import sha256

from itu_catalog.errors import MissingExtra
from itu_catalog.escapes import shown
from itu_catalog.exports.cards import cards_of
from itu_catalog.exports.common import VERSION, code_counts, level_counts, name_of
from itu_catalog.exports.highlighting import blocks_of
from itu_catalog.findings import CODES, Level

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from jinja2 import Environment
    from markupsafe import Markup

    from itu_catalog.checking import Checked, Run, Summary
    from itu_catalog.exports.common import Presentation

__all__ = ["Report"]


class Report:
    """A page: its parts are made as the inputs come, and put together at the end."""

    def __init__(self, presentation: Presentation) -> None:
        self._presentation = presentation
        self._page = _environment()
        self._inputs: list[dict[str, Any]] = []
        self._rows: list[dict[str, Any]] = []
        self._parts: list[str] = []
        self._worst: dict[str, Level] = {}  # the worst level that findings of each code have here

    def begin(self, run: Run) -> Iterator[str]:
        """Yield nothing yet: the page begins with the summary."""
        self._run = run
        yield from ()

    def add(self, checked: Checked) -> Iterator[str]:
        """Yield nothing yet; make the part on one input and keep it."""
        prefix = f"d{len(self._inputs) + 1}"
        name, source = shown(name_of(checked)), checked.source
        for finding in checked.findings:
            before = self._worst.get(finding.code, finding.level)
            self._worst[finding.code] = max(before, finding.level, key=lambda level: level.rank)
        self._inputs.append(
            {
                "anchor": prefix,
                "name": name,
                "fault": checked.fault,
                "shown": source is not None and bool(checked.findings or checked.suppressed),
                "levels": level_counts(checked.findings),
                "hidden": len(checked.suppressed),
            }
        )
        if source is not None and (checked.findings or checked.suppressed or not self._presentation.several):
            cards = cards_of(checked.findings, source, self._run.catalog, self._run.on, prefix)
            rows: list[dict[str, Any]] = []
            for card in cards:
                for spot in card.places:
                    rows += [
                        {"anchor": prefix, "input": name, "spot": spot, "card": card, "message": message}
                        for message in card.messages
                    ]
            self._rows += sorted(rows, key=lambda row: row["spot"].start)
            template = self._page.get_template("document.html.jinja")
            self._parts.append(
                template.render(
                    anchor=prefix,
                    name=name,
                    source=source,
                    blocks=blocks_of(source, cards),
                    cards=cards,
                    suppressed=checked.suppressed,
                    on=self._run.on,
                )
            )
        yield from ()

    def end(self, summary: Summary) -> Iterator[str]:
        """Yield the page."""
        rules = {str(code): rule for code, rule in CODES.items()}
        style, script = _resource("report.css"), _resource("report.js")
        names = [each["name"] for each in self._inputs]
        yield from self._page.get_template("report.html.jinja").generate(
            title=names[0] if len(names) == 1 else f"{len(names)} documents",
            version=VERSION,
            catalog=self._run.catalog,
            on=self._run.on,
            summary=summary,
            codes=dict(
                sorted(code_counts(summary.codes).items(), key=lambda pair: -self._worst[pair[0]].rank)
            ),
            meanings=rules,
            worst=self._worst,
            levels=list(Level),
            inputs=self._inputs,
            rows=self._rows,
            parts=self._parts,
            style=style,
            script=script,
            style_digest=_digest(style),
            script_digest=_digest(script),
        )


@cache
def _environment() -> Environment:
    """Return what renders the templates of this package: everything escaped, no name that is not there."""
    try:
        from jinja2 import Environment, FunctionLoader, StrictUndefined
    except ImportError:
        raise MissingExtra("report", "HTML reports") from None
    page = Environment(
        autoescape=True,
        finalize=_finalized,
        loader=FunctionLoader(_resource),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    page.filters["kept"] = _kept
    return page


def _finalized(value: object) -> object:
    """Replace in text what a browser must not get."""
    return shown(value) if type(value) is str else value


# 2019-10-14 · ISO/IEC 9594-8:2020 · ITU-T X.509 (10/2019) · Amd. 1 (10/2024) · (10/2019)
_KEPT = re.compile(
    r"\b\d{4}-\d\d(?:-\d\d)?\b|\bISO/IEC \d[\d:-]{0,20}"
    r"|\bITU-[TR] [^\s,;]{1,40}(?: \(\d[^\s()]{3,6}\))?|\b(?:Amd|Cor|Err|Suppl)\. \d{1,3}(?: \(\d[^\s()]{3,6}\))?"
)


def _kept(text: str) -> Markup:
    """Escape a text, and keep its days and identifiers each on one line."""
    from markupsafe import Markup

    out, place = Markup(), 0
    text = shown(text)
    for match in _KEPT.finditer(text):
        out += Markup('{}<span class="name">{}</span>').format(text[place : match.start()], match[0])
        place = match.end()
    return out + text[place:]


def _resource(name: str) -> str:
    """Return a file of the page: a template, its style or its script."""
    from importlib.resources import files

    return files("itu_catalog.exports").joinpath("page", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return what names an inline style or script in the policy of a page."""
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"
