"""The package that a Word document is: its parts, how they refer to each other, and how their elements are called.

>>> short("http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"), local("urn:x}id")
('w:p', 'id')
"""

from __future__ import annotations

from itu_catalog.errors import UnreadableInput
from itu_catalog.readers.archive import Archive, walk

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["local", "main_part", "relations_of", "short"]


def main_part(archive: Archive, name: str) -> str:
    """Return the part that holds the text, as the archive says, or where it always is."""
    if "_rels/.rels" in archive.names:
        for what, target in relations_of(archive, "", name).values():
            if what == "officeDocument" and target in archive.names:
                return target
    if "word/document.xml" in archive.names:
        return "word/document.xml"
    raise UnreadableInput(
        name, reason="it is no Word document: it has no text; open it in Word and save it anew"
    )


def relations_of(archive: Archive, part: str, name: str) -> dict[str, tuple[str, str]]:
    """Return what a part refers to: identifier → the kind of relation, and the part or address."""
    folder, _, base = part.rpartition("/")
    path = f"{folder}/_rels/{base}.rels".lstrip("/") if part else "_rels/.rels"
    if path not in archive.names:
        return {}
    found: dict[str, tuple[str, str]] = {}

    def begin(tag: str, attributes: Mapping[str, str]) -> None:
        if tag.endswith("}Relationship"):
            target = attributes.get("Target", "")
            if attributes.get("TargetMode") != "External":
                target = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}".lstrip("/")
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)

    walk(archive.read(path), name, begin, lambda _tag: None, lambda _text: None)
    return found


def short(tag: str) -> str:
    """Name an element as people do: ``w:p``; the two dialects of the format have different namespaces."""
    space, _, local = tag.rpartition("}")
    for end, prefix in _SPACES:
        if space.endswith(end):
            return prefix + local
    return f"?:{local}"


_SPACES = (
    ("/wordprocessingml/2006/main", "w:"),
    ("/wordprocessingml/main", "w:"),
    ("/officeDocument/math", "m:"),
    ("/2006/math", "m:"),
    ("/markup-compatibility/2006", "mc:"),
)


def local(key: str) -> str:
    """Name an attribute without its namespace."""
    return key.rpartition("}")[2]
