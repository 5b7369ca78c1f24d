"""Records in the format of the community dataset, written by us: their values, their YAML, and archives of them."""

from __future__ import annotations

import io
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["SMALL", "files", "packed", "put", "tape", "tree", "written"]


def tree(
    identifier: str = "ITU-T X.9 (10/2019)",
    *,
    title: str | None = "A title: of our own",
    date: str | None = "2019-10-14",
    edition: str | None = "3.10",
    stage: str | None = "Published",
    group: str | None = "ITU-T Study Group 17",
    twin: str | None = "ISO/IEC 9999-8",
    url: str | None = "https://www.itu.int/rec/T-REC-X.9-201910-I!Amd1",
    doctype: str | None = "recommendation",
    related: Iterable[tuple[str, str]] = (
        ("hasEdition", "X.9 (08/1997)"),
        ("complementOf", "X Suppl. 3 (04/2008)"),
    ),
    abstract: str | None = "What it is about.\r\n\r\nAnd more: \\ 'so' # \"on\".",
) -> dict[str, Any]:
    """Return the values of a record, laid out as in the dataset."""
    english: dict[str, Any] = {"language": "en", "script": "Latn"}
    found: dict[str, Any] = {"id": "".join(filter(str.isalnum, identifier)), "type": "standard"}
    if title is not None:
        found["title"] = [english | {"content": title, "type": "main"}]
    if url is not None:
        found["source"] = [{"type": "src", "content": url}]
    found["docidentifier"] = [{"content": identifier, "type": "ITU", "primary": True}]
    if twin is not None:
        found["docidentifier"].append({"content": twin, "type": "ISO", "primary": True})
    if date is not None:
        found["date"] = [{"type": "published", "at": date}]
    publisher = {"uri": [{"content": "www.itu.int"}], "name": [{"content": "International Union"}]}
    found["contributor"] = [{"role": [{"type": "publisher"}], "organization": publisher}]
    if group is not None:
        part = {"name": [{"content": group}], "type": "technical-committee", "subtype": "study-group"}
        author = {"name": [{"content": "International Union"}], "subdivision": [part]}
        found["contributor"].append({"role": [{"type": "author"}], "organization": author})
    if edition is not None:
        found["edition"] = {"content": edition}
    found |= {"language": ["en"], "script": ["Latn"]}
    found["abstract"] = [english | ({} if abstract is None else {"content": abstract})]
    if stage is not None:
        found["status"] = {"stage": {"content": stage}}
    relations = [_related(kind, named, number) for number, (kind, named) in enumerate(related)]
    if relations:
        found["relation"] = relations
    found["place"] = [{"city": "Geneva"}]
    found["ext"] = {"schema_version": "v1.1.3", "flavor": "itu"}
    if doctype is not None:
        found["ext"]["doctype"] = {"content": doctype}
    return found


def _related(kind: str, named: str, number: int) -> dict[str, Any]:
    """Return a relation; every third has no title."""
    said = {"language": "en", "script": "Latn", "content": f"The title of text {number}: it's “long” " * 4}
    about = {"formattedref": {"content": named}} if number % 3 == 1 else {"title": [said]}
    return {
        "type": kind,
        "bibitem": about | {"docidentifier": [{"content": named, "type": "ITU", "primary": True}]},
    }


def written(values: Mapping[str, Any], **style: Any) -> str:  # noqa: ANN401 - whatever PyYAML knows
    """Return values as YAML, in the style of the dataset if no other is asked for."""
    yaml = pytest.importorskip("yaml", reason="the extra `import` is not installed")
    usual: dict[str, Any] = {"explicit_start": True, "sort_keys": False, "allow_unicode": True, "width": 80}
    text: str = yaml.safe_dump(dict(values), **usual | style)
    return text


SMALL = ("ITU-T X.9 (10/2019)", "ITU-T X.8 (08/1997)", "ITU-R M.2083-0")
"""What the records of a small dataset are called."""


def files(identifiers: Iterable[str] = SMALL, top: str = "relaton-data-itu-main/") -> dict[str, bytes]:
    """Return the files of a small dataset, by name, with some that are no records."""
    found = {
        f"{top}data/{_stem(identifier)}.yaml": written(tree(identifier)).encode()
        for identifier in identifiers
    }
    return {
        f"{top}README.adoc": b"= Data\n",
        f"{top}index-v2.yaml": b"---\n- id: 1\n",
        f"{top}.github/workflows/crawler.yml": b"name: crawler\n",
        f"{top}static/itu-t-x-1.yaml": b"title: no record\n",
    } | found


def _stem(identifier: str) -> str:
    return "-".join("".join(letter if letter.isalnum() else " " for letter in identifier).lower().split())


def put(folder: Path, contents: Mapping[str, bytes]) -> Path:
    """Write files into a folder, and return it."""
    for name, data in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


DAY = 1_787_356_800
"""2026-08-22, in seconds since 1970."""


def tape(contents: Mapping[str, bytes], mode: str = "w", **style: Any) -> bytes:  # noqa: ANN401 - what tarfile knows
    """Return a tar archive: with mode ``w:gz`` or ``w:xz`` a packed one."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode, **style) as archive:  # type: ignore[call-overload]
        for name, data in contents.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime = len(data), DAY
            archive.addfile(entry, io.BytesIO(data))
    return made.getvalue()


def packed(contents: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in contents.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 8, 22, 12, 0, 0)), data, method)
    return made.getvalue()
