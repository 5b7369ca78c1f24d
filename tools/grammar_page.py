"""Write docs/reference/grammar.md from the grammar itself: `python tools/grammar_page.py`.

A test fails while the page and the grammar differ, so the page is never edited by hand.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from itu_catalog.grammar import MAX_LENGTH, RULES, SLIPS, STEP_WORDS, compiled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from itu_catalog.grammar import Rule

__all__ = ["PAGE", "grammar_page"]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "grammar.md"

INTRODUCTION = f"""\
# The grammar of identifiers

This page is printed from `itu_catalog.grammar` by `tools/grammar_page.py`; it is the grammar that runs.

A rule is a regular expression that may name other rules as `$name`.
It matches every one of its examples as a whole, and none of its refusals; a test holds it to that.
`parse()` and `find_citations()` read the same rules.
Input longer than {MAX_LENGTH} characters is refused before any rule is tried; no rule repeats without bound.
"""

CANONICAL = """
## Canonical rules

What this library prints, exactly: letter case, blanks and dots count.
"""

SPELLINGS = """
## Spelling rules

What people write.
Before these rules are tried, the text is folded: look-alikes become what they look like
(every dash, every blank, full-width forms, Cyrillic letters that look Latin).
Letter case does not count.
"""


def code(text: str) -> str:
    """Return text as Markdown code that may stand in a table, with blanks at its ends made visible."""
    if not text:
        return "the empty string"
    shown = re.sub(r"^ | $", "␣", text).replace("|", r"\|")
    return f"``{shown}``" if "`" in shown else f"`{shown}`"


def section(rule: Rule) -> Iterator[str]:
    """Yield the lines that describe one rule."""
    yield f"\n### {rule.name}\n"
    yield f"{rule.note[:1].upper()}{rule.note[1:]}.\n"
    yield f"```text\n{rule.pattern}\n```\n"
    yield f"Matches {', '.join(map(code, rule.examples))}."
    if rule.refuses:
        yield f"Refuses {', '.join(map(code, rule.refuses))}."


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a table."""
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(row)} |"


def grammar_page() -> str:
    """Return the text of the page."""
    ignores_case = {rule.name: bool(compiled(rule.name).flags & re.IGNORECASE) for rule in RULES}
    lines = [INTRODUCTION, CANONICAL]
    for rule in RULES:
        if not ignores_case[rule.name]:
            lines += section(rule)
    lines.append(SPELLINGS)
    for rule in RULES:
        if ignores_case[rule.name]:
            lines += section(rule)
    lines.append("\n## Words that introduce a change or a part\n")
    lines += table(
        ("Printed", "Written, as regular expressions"),
        ((code(kind), " ".join(map(code, words))) for kind, words in STEP_WORDS.items()),
    )
    lines.append("\n## Slips in ITU's own lists\n")
    lines += table(
        ("Pattern", "Read as", "Stands in"),
        ((code(pattern), code(meant), code(seen)) for _, pattern, meant, seen in SLIPS),
    )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text(grammar_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
