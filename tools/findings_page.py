"""Write docs/reference/findings.md from the table of codes: `python tools/findings_page.py`.

The examples are checked by the embedded catalogue, so the page shows what is said. A test fails while the page and the
table differ, so the page is never edited by hand.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from itu_catalog.catalog import embedded_catalog
from itu_catalog.findings import CODES, LIKENESS, check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itu_catalog.findings import Code, Finding, Meaning

__all__ = ["PAGE", "findings_page"]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "findings.md"

INTRODUCTION = """\
# Findings

This page is printed from `itu_catalog.findings.CODES` by `tools/findings_page.py`; every example was checked for it.

Every citation has one finding on its status, and may have others on what stands beside it.
The codes are stable: programs can rely on them. Each has a level:

| Level | Means |
|---|---|
| `ok` | nothing to do |
| `note` | good to know; nothing is wrong |
| `warning` | the reference is understood, but another one should stand there |
| `error` | the reference names nothing, or not what its words say |

A **dated** reference, one that names its text by a date or a revision, is judged by that text.
An **undated** one means the edition in force on the day, and its sentence begins with *undated* where that matters.
`Finding.dated` tells which it was.
Nothing that came after the day is told, except by `not-yet-approved`.

What a finding says besides:

| Attribute | Is |
|---|---|
| `message` | one sentence; it ends with what to write instead, where that is known |
| `suggestion` | what to write, in the manner of the author: with the prefix, language, brackets and precision found there |
| `place` | the stretch of the text that the suggestion stands in for: the citation, with its twin, or the title beside it |
| `guessed` | whether the suggestion is only the likeliest of what may be meant: never write it unseen |
| `certain` | False where a fact that decides is not known; the message says which |
| `documents` | what to read, in order; the candidates of an ambiguous citation; the members of a series |

`finding.mended(text)` writes the suggestion into the text:

```python
>>> import itu_catalog as itu
>>> text = "as in CCITT Rec. X.509 (1988)"
>>> (finding,) = itu.check(text, on="2006-01-01")
>>> finding.mended(text)
'as in ITU-T Rec. X.509 (2005)'
```
"""

CLOSING = """
## How titles are compared

Titles are compared by their words (`itu_catalog.titles.words_of`); their likeness is the share of words, in order, that
agree, from 0 to 1. These are the bounds:

| Bound | Likeness | Why |
|---|---|---|
"""


def section(code: Code, meaning: Meaning) -> Iterator[str]:
    """Yield the lines about one code."""
    finding = shown(code, meaning)
    text, day = meaning.example
    yield f"\n## {code}\n"
    yield f"**{meaning.level}**: {meaning.meaning}.\n"
    yield meaning.given.replace(". ", ".\n") + "\n"
    yield f"What to do: {meaning.remedy}.\n"
    yield f"> {text}\n>\n> on {day or finding.on}: {finding.message}\n"
    if finding.suggestion is not None:
        guess = ", as a guess" if finding.guessed else ""
        yield f"Suggested{guess}: `{finding.suggestion}`\n"


def shown(code: Code, meaning: Meaning) -> Finding:
    """Return the finding that the example of a code has."""
    text, day = meaning.example
    return next(each for each in check(text, catalog=embedded_catalog(), on=day) if each.code is code)


def findings_page() -> str:
    """Return the text of the page."""
    lines = [INTRODUCTION, "| Code | Level | Means |", "|---|---|---|"]
    lines += [
        f"| [`{code}`](#{code}) | {meaning.level} | {meaning.meaning} |" for code, meaning in CODES.items()
    ]
    for code, meaning in CODES.items():
        lines += section(code, meaning)
    lines.append(CLOSING.rstrip("\n"))
    lines += [f"| {name} | {bound.value} | {bound.why} |" for name, bound in LIKENESS.items()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip("\n") + "\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text(findings_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
