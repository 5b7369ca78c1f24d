"""What the benchmarks measure with: identifiers, versions, and texts made of this repository's own words.

Everything follows from one seed. No text of others lies here: the prose is that of our documentation, sentence by
sentence, laid out the way long technical texts are. `DENSITIES` is what real ones were counted to hold.
"""

from __future__ import annotations

import itertools
import random
import re
import sys
import textwrap
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = [
    "REPOSITORY",
    "SEED",
    "counted",
    "dense",
    "identifiers",
    "messy",
    "mixture",
    "sparse",
    "versions",
]

REPOSITORY = Path(__file__).resolve().parent.parent
SEED = 20191014
MEGABYTE = 1_000_000

DENSITIES = {"sparse": {"points": 17_000, "explicit": 11, "bare": 107}, "dense": {"explicit": 2_200}}
"""In a million characters of RFCs, and of abstracts of Recommendations: points, ``ITU-T`` or ``ITU-R``, and what looks
like a number without them, ``A.1``."""
DENSE_SHARE = 0.05
_SMALLEST, _LARGEST = 2_000, 2_000_000
"""Characters of the documents of the mixture."""

# ---------------------------------------------------------------------------------------------- identifiers


@cache
def identifiers() -> tuple[str, ...]:
    """Return identifiers as catalogues print them: the dataset's where it lies beside us, else our own."""
    from itu_catalog import is_valid
    from snapshot import find_snapshot, primary_identifiers

    try:
        found = [
            text
            for text in primary_identifiers(find_snapshot(REPOSITORY.parent / "shared"))
            if is_valid(text)
        ]
        print(f"identifiers: {len(found):,} of the dataset snapshot", file=sys.stderr)
    except FileNotFoundError:
        from itu_catalog import embedded_catalog

        found = [str(document.identifier) for document in embedded_catalog().documents]
        print(
            f"identifiers: {len(found):,} of the embedded catalogue; no dataset here",
            file=sys.stderr,
        )
    random.Random(SEED).shuffle(found)
    return tuple(found)


PREFIXES = (
    "Rec. ITU-T ",
    "ITU-T Rec. ",
    "Recommendation ITU-T ",
    "ITU-T Recommendation ",
    "ITU\N{NON-BREAKING HYPHEN}T\N{NO-BREAK SPACE}",
    "itu-t ",
    "",
)


def messy(clean: Sequence[str]) -> list[str]:
    """Return the ITU-T identifiers with the prefixes that people write."""
    prefixes = itertools.cycle(PREFIXES)
    return [
        next(prefixes) + text.removeprefix("ITU-T ") for text in clean if re.match(r"ITU-T [A-Z]\.", text)
    ]


def versions(count: int) -> list[str]:
    """Return versions as package indexes hold them: many plain, some with pre, post, dev and local parts."""
    dice = random.Random(SEED)
    tails = ("", "", "", "rc1", "b2", ".post1", ".dev3", "+local.7", "a1.dev2")
    return [
        f"{dice.randrange(30)}.{dice.randrange(20)}.{dice.randrange(20)}{dice.choice(tails)}"
        for _ in range(count)
    ]


# ---------------------------------------------------------------------------------------------- sentences


@cache
def _sentences() -> tuple[str, ...]:
    """Return sentences of our documentation and docstrings that name neither the ITU nor a number of its."""
    found: dict[str, None] = {}
    pages = [*sorted((REPOSITORY / "docs").rglob("*.md")), *sorted((REPOSITORY / "src").rglob("*.py"))]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        if page.suffix == ".py":
            text = "\n\n".join(re.findall(r'"""(.+?)"""', text, re.DOTALL))
        text = re.sub(r"(?ms)^```.*?^```|>>>.*?$|^[ ]{4,}[|#].*?$", "", text)
        text = re.sub(r"\[([^]\n]*)\]\([^)\n]*\)", r"\1", text).replace("`", "").replace("*", "")
        for paragraph in re.split(r"\n\s*\n", text):
            for sentence in re.split(r"(?<=[.!?])\s+", " ".join(paragraph.split())):
                if re.fullmatch(r"[A-Z][\x20-\x7e]{30,240}[.!?]", sentence) and not _NAMES(sentence):
                    found[sentence] = None
    return tuple(found)


_NAMES = re.compile(r"ITU|itu|CCI|Rec|[A-Za-z]\.?[0-9]|[|#<>]").search


def _takes(dice: random.Random, among: Sequence[str]) -> Callable[[], str]:
    """Return a function that takes one after another, all before any again."""

    def endless() -> Iterator[str]:
        while True:
            yield from dice.sample(among, len(among))

    return endless().__next__


@cache
def _numbers() -> tuple[str, ...]:
    """Return ITU-T numbers with their point, those that are cited everywhere more often than others."""
    from itu_catalog import numbers

    rare = [f"{series}.{number}" for series in "EFGHIJKLMQTVXYZ" for number in numbers.numbers("T", series)]
    plain = [name for name in rare if re.fullmatch(r"[A-Z]\.\d+(?:\.\d+)?", name)]
    famous = ("G.711", "G.729", "H.264", "H.323", "X.509", "X.680", "X.690", "E.164", "Q.931", "T.38", "V.34")
    return (*plain, *famous * (len(plain) // len(famous)))


# ---------------------------------------------------------------------------------------------- sparse text

_WIDTH, _LINES = 72, 56
"""Columns of a line, and lines of a page."""
_EXPLICIT = ("ITU-T {}", "ITU-T Recommendation {}", "[ITU-T {}]", "Rec. ITU-T {} (03/1998)")
_ABBREVIATIONS = ("e.g. ", "i.e. ", "cf. ", "etc. ", "vs. ")


def sparse(size: int, dice: random.Random, heading: str = "Made to be measured") -> str:
    """Return about `size` characters laid out like an RFC: contents, numbered sections, appendices, references."""
    wanted = DENSITIES["sparse"]
    sentence = _takes(dice, _sentences())
    number = _takes(dice, _numbers())
    lines = [heading.center(_WIDTH).rstrip(), ""]
    lines += [
        f"   {count}.  {sentence().rstrip('.')[:40]} ".ljust(64, " ").replace("  ", " .")[:64]
        + f" {count * 3}"
        for count in range(1, 12 if size > MEGABYTE // 50 else 3)
    ]
    written = sum(map(len, lines))
    owed = {"explicit": dice.random(), "bare": dice.random()}
    section, step, page = 1, 0, 1
    while written < size:
        begun = len(lines)
        step += 1
        if step > dice.randrange(3, 9):
            section, step = section + 1, 1
        outline = "ABCDE"[section % 5] if section % 7 == 6 else str(section)  # noqa: PLR2004 - every seventh is an appendix
        if outline.isalpha() and owed["bare"] > 1:
            owed["bare"] -= 1
            lines += ["", f"{outline}.{step}.  {sentence().rstrip('.')[:50]}", ""]
        else:
            lines += ["", f"{section}.{step}.  {sentence().rstrip('.')[:50]}", ""]
        for _ in range(dice.randrange(1, 6)):
            words = " ".join(_worded(dice, sentence, number, owed) for _ in range(dice.randrange(2, 6)))
            indent = " " * dice.choice((3, 3, 3, 6))
            bullet = dice.choice(("", "", "", "o  ", f"{dice.randrange(1, 9)}.  "))
            lines += textwrap.wrap(
                bullet + words, _WIDTH, initial_indent=indent, subsequent_indent=indent + " " * len(bullet)
            )
            lines.append("")
        if not dice.randrange(12):
            lines += _references(dice, sentence)
        if len(lines) > page * _LINES:
            foot = f"[Page {page}]".rjust(30)
            lines += [
                "",
                "",
                f"Example, et al.{'Informational':^27}{foot}",
                "\f",
                f"RFC 0000{heading:^48}May 1998",
                "",
            ]
            page += 1
        grown = sum(len(line) + 1 for line in lines[begun:])
        written += grown
        owed["explicit"] += grown * wanted["explicit"] / MEGABYTE
        owed["bare"] += grown * (wanted["bare"] - wanted["explicit"]) / MEGABYTE
    return "\n".join(lines)[:size]


def _worded(
    dice: random.Random, sentence: Callable[[], str], number: Callable[[], str], owed: dict[str, float]
) -> str:
    """Return a sentence, with what technical ones have among their words, and what the text still owes."""
    words = sentence().split(" ")
    place = dice.randrange(1, len(words))
    if owed["explicit"] > 1:
        owed["explicit"] -= 1
        words.insert(place, dice.choice(_EXPLICIT).format(number()))
    elif owed["bare"] > 1:
        owed["bare"] -= 1
        outline = f"{dice.choice('ABCDESU')}.{dice.randrange(1, 9)}"
        words.insert(place, dice.choice((f"(Appendix {outline})", f"Section {outline}", outline, number())))
    match dice.randrange(40):
        case 0:
            words.insert(
                place, f"(Section {dice.randrange(1, 12)}.{dice.randrange(1, 9)}.{dice.randrange(1, 5)})"
            )
        case 1:
            words.insert(place, dice.choice(_ABBREVIATIONS).strip())
        case 2:
            words.insert(place, f"{dice.randrange(1, 9)}.{dice.randrange(10)}")
        case 3:
            words.insert(place, f"192.0.2.{dice.randrange(256)}")
        case 4:
            words.insert(place, f"www.example.{dice.choice(('com', 'org', 'net'))}")
        case 5:
            words.insert(place, f"[RFC{dice.randrange(700, 9000)}]")
        case _:
            pass
    return " ".join(words)


def _references(dice: random.Random, sentence: Callable[[], str]) -> list[str]:
    """Return some references, as they end such texts."""
    lines = []
    for _ in range(dice.randrange(4, 12)):
        mark = f"   [RFC{dice.randrange(700, 9000)}]"
        title = " ".join(sentence().rstrip(".").split(" ")[:8])
        authors = ", ".join(
            f"{dice.choice('BCDGKLMNPRST')}. {dice.choice('AEHJW')}. Example"
            for _ in range(dice.randrange(1, 4))
        )
        date = f"{dice.choice(('May', 'July'))} 19{dice.randrange(80, 99)}"
        entry = f'{authors}, "{title}", RFC {dice.randrange(700, 9000)}, {date}.'
        lines += textwrap.wrap(entry, _WIDTH, initial_indent=mark.ljust(15), subsequent_indent=" " * 15)
        lines.append("")
    return lines


# ---------------------------------------------------------------------------------------------- dense text

_FRAMES = (
    "Recommendation ITU-T {} specifies it.",
    "This revision of Recommendation ITU-T {} aligns it with {} and ITU-T {}.",
    "The procedures of ITU-T Recs. {}, {} and {} apply.",
    "It is based on Recommendation ITU-T {} ({}/{}), clause {}, and replaces ITU-T {}.",
    "Amendment 1 to Recommendation ITU-T {} ({}) adds a profile.",
    "See also Rec. ITU-T {} | ISO/IEC {}-{}.",
    "A gateway between {} and {} terminals follows ITU-T {}.",
)
"""Sentences as abstracts have them: the numbers come first, then months, years and parts."""


def dense(size: int, dice: random.Random) -> str:
    """Return about `size` characters like abstracts of Recommendations."""
    sentence, number = _takes(dice, _sentences()), _takes(dice, _numbers())
    parts: list[str] = []
    written = 0
    named = DENSITIES["dense"]["explicit"] / MEGABYTE
    owed = 0.0
    while written < size:
        if owed > 1:
            part = _framed(dice, number)
            owed -= part.count("ITU-")
        else:
            part = sentence()
        owed += (len(part) + 1) * named
        parts += [part, dice.choice((" ", " ", " ", "\n\n"))]
        written += len(part) + 1
    return "".join(parts)[:size]


def _framed(dice: random.Random, number: Callable[[], str]) -> str:
    frame = dice.choice(_FRAMES)
    fields = {
        "({}/{}), clause {}": f"({dice.randrange(1, 13):02}/{dice.randrange(1993, 2021)}), clause {dice.randrange(5, 12)}",
        "({})": f"({dice.randrange(1993, 2021)})",
        "{}-{}.": f"{dice.randrange(8800, 23000)}-{dice.randrange(1, 9)}.",
    }
    for field, filled in fields.items():
        frame = frame.replace(field, filled)
    while "{}" in frame:
        frame = frame.replace("{}", number(), 1)
    return frame


# ---------------------------------------------------------------------------------------------- documents


def mixture(size: int, dice: random.Random) -> list[str]:
    """Return documents of 2 kB to 2 MB, small ones more often, of `size` characters in all, 5 % of them dense."""
    documents: list[str] = []
    written = crowded = 0
    while written < size:
        length = int(_SMALLEST * (_LARGEST / _SMALLEST) ** dice.random())
        owed = int(written * DENSE_SHARE) - crowded
        if owed >= _SMALLEST:
            length = min(length, owed)
            documents.append(dense(length, dice))
            crowded += length
        else:
            length = max(_SMALLEST, min(length, size - written))
            documents.append(sparse(length, dice))
        written += length
    return documents


def counted(text: str) -> dict[str, int]:
    """Return what a million characters of a text hold, as `DENSITIES` counts it."""
    share = MEGABYTE / len(text)
    patterns = {
        "points": r"\.",
        "explicit": "ITU-[TR]",
        "bare": r"(?<![A-Za-z0-9])[A-Z]{1,3}\.[0-9]",
    }
    return {what: round(len(re.findall(pattern, text)) * share) for what, pattern in patterns.items()}
