"""Titles beside citations, in print of every style: the right ones are left alone, those of others are told."""

from __future__ import annotations

from itertools import cycle

import pytest

from itu_catalog import Kind, check, find_citations
from itu_catalog.catalog import embedded_catalog
from itu_catalog.findings import Code, Judge

CORE = embedded_catalog()

STYLES = (
    "Recommendation {cited}, {title}.",
    "[X.509] Recommendation {cited}, {title}.",
    "{cited} “{title}”",
    '{cited}, "{title}", Geneva',
    "{cited}: {title}",
    "– {cited} ({title})",
    "{cited}, *{title}*.",
    "{cited} – {title}\n",
    "{cited} entitled «{title}»",
    "{cited} ‘{title}’",
    "{cited} „{title}“",
    "{cited}, {capitals}.",
)


def printed(style: str, cited: object, title: str) -> str:
    """Return a citation with a title, as the style prints it."""
    return style.format(cited=cited, title=title, capitals=title.upper())


def test_right_titles_are_left_alone() -> None:
    """The title of a document beside its identifier, in any style, is no finding; for every document here."""
    judge = Judge(CORE)

    for style in STYLES:
        for document in CORE.documents:
            if document.own_title:
                text = printed(style, document.identifier, document.own_title)
                found = judge.findings(text, find_citations(text))
                assert [] == [finding.message for finding in found if finding.quoted], text


def test_titles_of_others_are_told() -> None:
    """The title of another Recommendation, in any style, is told as that; but for titles that cite in turn."""
    judge = Judge(CORE)
    titled = [
        text
        for text in CORE.documents
        if text.kind is Kind.RECOMMENDATION and text.own_title and len(text.own_title.split()) > 4
    ]
    pairs = [
        (one, other.own_title)
        for one, other in zip(titled, titled[37:], strict=False)
        if other.own_title and one.work is not other.work and one.own_title != other.own_title
    ]
    assert len(pairs) > 300

    for (document, title), style in zip(pairs, cycle(STYLES), strict=False):
        if "ITU-T" not in title:
            text = printed(style, document.identifier, title)
            found = judge.findings(text, find_citations(text))
            assert Code.TITLE_OF_ANOTHER in {finding.code for finding in found}, text


@pytest.mark.parametrize(
    "text",
    [
        "UIT-T X.509 «Cadre général des certificats de clé publique et d'attribut»",
        "Recomendación UIT-T X.1044 «Requisitos de seguridad de la virtualización de redes»",
        "Empfehlung ITU-T X.509 „Verzeichnis und Zertifikate offener Systeme“",
        "МСЭ-Т X.509 «Справочник: структуры сертификатов открытых ключей»",
        "ITU-T X.509「公開鍵 及び 属性 証明書 フレームワーク」",
    ],
)
def test_nothing_is_said_of_titles_in_other_languages(text: str) -> None:
    """The catalogue has English titles: it cannot tell a translation from another title."""
    assert [] == [finding.message for finding in check(text, catalog=CORE) if finding.quoted]
