"""Read the corpus of the finder: passages with the citations in them marked by hand.

>>> passage = read_marked("see ⟦ITU-T X.500→ITU-T X.500⟧ and ⟦X.509→ITU-T X.509 +⟧")
>>> passage.text
'see ITU-T X.500 and X.509'
>>> [(mark.start, mark.end, mark.identifier, mark.carried) for mark in passage.marks]
[(4, 15, 'ITU-T X.500', False), (20, 25, 'ITU-T X.509', True)]

``tests/corpus/README.md`` describes the format and says what is marked.
"""

from __future__ import annotations

import re
from pathlib import Path

from attrs import evolve, frozen

__all__ = ["CORPUS", "LOOKALIKE", "SETS", "Mark", "Passage", "passages", "read_file", "read_marked"]

CORPUS = Path(__file__).resolve().parent.parent / "tests" / "corpus"
SETS = ("development", "held-out")
LOOKALIKE = "lookalike"
"""The genre of the passages that cite nothing, but look so."""

# === rfc-udp-encapsulation en rfc
_HEAD = re.compile(r"^===[ \t].*$", re.MULTILINE)
_HEAD_WORDS = re.compile(r"=== (?P<name>[a-z0-9-]+) (?P<language>[a-z]{2}(?:-[A-Za-z]+)?) (?P<genre>[a-z-]+)")
# ⟦X.509→ITU-T X.509 +⟧
_MARK = re.compile(r"⟦(?P<words>[^⟦→⟧]+)→(?P<identifier>[^⟦→⟧\n]*?)(?P<signs>(?: [+?~]+)*)⟧")
_PART_OF_MARK = re.compile("[⟦→⟧]")


@frozen
class Mark:
    """One citation as a careful reader marks it.

    Attributes:
        start: where it begins in the text without marks, in characters.
        end: where it ends, exclusive.
        identifier: the canonical identifier of what it names.
        carried: it continues a list.
        bare: it does not name the ITU itself.
        ranged: it is one end of a range.
    """

    start: int
    end: int
    identifier: str
    carried: bool = False
    bare: bool = False
    ranged: bool = False


@frozen(kw_only=True)
class Passage:
    """One passage without its marks, and the marks.

    Attributes:
        set: the directory it lies in, one of `SETS`; empty for a passage of no file.
        name: its name, unique over both sets.
        language: the two letters of its language, perhaps with a script: ``zh-Hant``.
        genre: the kind of text it is.
        text: its text as the finder reads it.
        marks: its citations, in order.
    """

    text: str
    marks: tuple[Mark, ...]
    set: str = ""
    name: str = ""
    language: str = ""
    genre: str = ""


def read_marked(marked: str) -> Passage:
    """Take the marks out of a text.

    Raises:
        ValueError: an arrow or bracket of a mark stands alone.

    >>> read_marked("see ⟦X.509⟧")
    Traceback (most recent call last):
    ...
    ValueError: '⟦' at character 4 belongs to no mark; write ⟦words→identifier marks⟧ in 'see ⟦X.509⟧'
    """
    pieces: list[str] = []
    marks: list[Mark] = []
    length = end = 0
    for found in _MARK.finditer(marked):
        before, words, signs = marked[end : found.start()], found["words"], found["signs"]
        start = length + len(before)
        length = start + len(words)
        marks.append(Mark(start, length, found["identifier"], "+" in signs, "?" in signs, "~" in signs))
        pieces += before, words
        end = found.end()
    pieces.append(marked[end:])
    text = "".join(pieces)
    if alone := _PART_OF_MARK.search(text):
        near = text[max(0, alone.start() - 20) : alone.end() + 20]
        raise ValueError(
            f"{alone[0]!r} at character {alone.start()} belongs to no mark; "
            f"write ⟦words→identifier marks⟧ in {near!r}"
        )
    return Passage(text=text, marks=tuple(marks))


def read_file(path: Path) -> list[Passage]:
    """Return the passages of a file, in its order; the line ends around a passage are none of it.

    Raises:
        ValueError: a passage has no head, or a head or a mark cannot be read.
    """
    content = path.read_bytes().decode("utf-8")  # as it is: some passages hold a carriage return
    heads = list(_HEAD.finditer(content))
    if content[: heads[0].start() if heads else None].strip():
        raise ValueError(f"{path.name}: text before the first line '=== name language genre'")
    found = []
    ends = [head.start() for head in heads[1:]] + [len(content)]
    for head, end in zip(heads, ends, strict=True):
        words = _HEAD_WORDS.fullmatch(head[0])
        if words is None:
            raise ValueError(f"{path.name}: {head[0]!r} is not of the form '=== name language genre'")
        try:
            passage = read_marked(content[head.end() : end].strip("\n"))
        except ValueError as fault:
            raise ValueError(f"{path.name}: {words['name']}: {fault}") from None
        found.append(
            evolve(
                passage,
                set=path.parent.name,
                name=words["name"],
                language=words["language"],
                genre=words["genre"],
            )
        )
    return found


def passages(sets: tuple[str, ...] = SETS) -> list[Passage]:
    """Return the passages of some sets, file by file.

    Raises:
        ValueError: a file cannot be read.
    """
    return [
        passage
        for each in sets
        for path in sorted((CORPUS / each).glob("*.txt"))
        for passage in read_file(path)
    ]
