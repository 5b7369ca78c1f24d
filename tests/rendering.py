"""What people see of a document: its words, those in code, and its links, as renderers that are not ours show them."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

import pytest

__all__ = ["Link", "Page", "render"]

_HIDDEN = frozenset({"script", "style", "template"})
_CODE = frozenset({"code", "pre"})


class Link(NamedTuple):
    """A link as a renderer made it: where to, its title, and the words in it."""

    url: str
    title: str | None
    words: str


class Page(NamedTuple):
    """A document as it is shown.

    Attributes:
        words: all words, with single blanks.
        code: the words in code, piece by piece.
        links: the links, in order.
    """

    words: str
    code: list[str]
    links: list[Link]


def render(raw: str, kind: str) -> Page:
    """Show a document of a format; without the library that shows it, the test is skipped."""
    return {"markdown": _markdown, "html": _html, "rest": _rest}[kind](raw)


def _markdown(raw: str) -> Page:
    markdown_it = pytest.importorskip("markdown_it")
    return _html(markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(raw))


class _Reader(HTMLParser):
    """Collects what a page shows."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.code: list[str] = []
        self.links: list[Link] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a":
            self.links.append(Link(values.get("href") or "", values.get("title"), ""))
        if tag in _CODE:
            self.code.append("")
        if tag in {"a", *_CODE, *_HIDDEN}:
            self._open.append(tag)
        if tag != "a":
            self.words += [f" <{tag} {values.get('alt', '')}>"]

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag != "a":
            self.words.append(f" </{tag}>")

    def handle_data(self, data: str) -> None:
        if not _HIDDEN & set(self._open):
            self.words.append(data)
        if "a" in self._open:
            last = self.links[-1]
            self.links[-1] = last._replace(words=last.words + data)
        if _CODE & set(self._open):
            self.code[-1] += data


def _html(raw: str) -> Page:
    reader = _Reader()
    reader.feed(raw)
    reader.close()
    links = [link._replace(words=" ".join(link.words.split())) for link in reader.links]
    return Page(" ".join("".join(reader.words).split()), reader.code, links)


def _rest(raw: str) -> Page:
    core = pytest.importorskip("docutils.core")
    nodes = pytest.importorskip("docutils.nodes")
    quiet = {"report_level": 5, "halt_level": 5, "file_insertion_enabled": False, "warning_stream": False}
    tree = core.publish_doctree(raw, settings_overrides=quiet)
    links = [
        Link(node.get("refuri", ""), None, " ".join(node.astext().split()))
        for node in tree.findall(nodes.reference)
    ]
    code = [
        node.astext()
        for node in tree.findall(lambda each: isinstance(each, (nodes.literal, nodes.literal_block)))
    ]
    messages = [node.astext() for node in tree.findall(nodes.system_message)]
    return Page(" ".join(tree.astext().split()) + f" {len(messages)} messages", code, links)
