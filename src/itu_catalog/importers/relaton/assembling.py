"""Texts of ITU-T to works: under which number, and under which ones before.

>>> from itu_catalog.documents import Edition
>>> from itu_catalog.importers.relaton.addresses import Addresses
>>> texts = [Edition(identifier=Identifier(f"ITU-T {each}")) for each in ("Z.140 (03/2006)", "Z.161 (11/2007)")]
>>> assembled(texts, ("SG17", ""), "a test", Addresses([])).former
(Identifier('ITU-T Z.140'),)
"""

from __future__ import annotations

from collections import defaultdict

from attrs import evolve

from itu_catalog.documents import Recommendation
from itu_catalog.documents.family import numbers_of
from itu_catalog.documents.names import Name
from itu_catalog.identifier import Identifier
from itu_catalog.importers.relaton.addresses import ADDRESS
from itu_catalog.importers.relaton.record import Remark
from itu_catalog.vocabulary import NameKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from itu_catalog.documents import Document
    from itu_catalog.importers.relaton.addresses import Addresses

__all__ = ["assembled", "told_apart"]


def assembled(
    texts: Sequence[Document], group: tuple[str | None, str], source: str, addresses: Addresses
) -> Recommendation:
    """Make a work of its texts: it bears the number of its last edition, and bore those of the others."""
    before = dict.fromkeys(number for text in texts if (number := addresses.number_before(text.identifier)))
    name, why = group
    return _numbered(
        Recommendation(
            identifier=texts[0].identifier.work,
            documents=tuple(texts),
            group=name,
            extra_names=tuple(
                Name(number, NameKind.FORMER, source=ADDRESS, inferred=("name",)) for number in before
            ),
            source=source,
            inferred=("study_group",) if why else (),
            sources=(("study_group", why),) if why else (),
        )
    )


def _numbered(work: Recommendation) -> Recommendation:
    """Give a work the number that its last edition bears, and as former ones those of the others."""
    last = work.last
    identifier = last.identifier.work if last else work.identifier
    now = set(numbers_of(identifier))
    borne = dict.fromkeys(number for text in work.editions for number in numbers_of(text.identifier))
    former = tuple(Identifier(number) for number in borne if number not in now)
    return evolve(work, identifier=identifier, former=former)


def told_apart(works: list[Recommendation]) -> tuple[list[Recommendation], list[Remark]]:
    """Return the works with those joined that have one key, and a remark on each.

    Two histories of one number whose first texts are of one day cannot be told apart: versions of one month that
    ITU does not relate, or changes to handbooks that are not there.
    """
    remarks: list[Remark] = []
    while True:
        alike: defaultdict[str, list[Recommendation]] = defaultdict(list)
        for work in works:
            alike[work.key].append(work)
        if len(alike) == len(works):
            return works, remarks
        for same in alike.values():
            if same[1:]:
                message = (
                    f"{len(same)} histories of one number and one day are one work: nothing tells them apart"
                )
                remarks.append(Remark("joined", str(same[0]), message))
        # A work that was joined may bear another number, and be like another one then.
        works = [_joined(same) if same[1:] else same[0] for same in alike.values()]


def _joined(works: Sequence[Recommendation]) -> Recommendation:
    """Make one work of several."""
    first = next((work for work in works if work.group), works[0])
    return _numbered(
        evolve(
            first,
            documents=tuple(text for work in works for text in work.documents),
            extra_names=tuple(dict.fromkeys(name for work in works for name in work.extra_names)),
        )
    )
