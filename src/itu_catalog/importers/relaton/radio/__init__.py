"""Records of ITU-R to works: Recommendations, Reports, Questions, Resolutions and Handbooks, each kind apart.

``ITU-R M.2083-0`` of the dataset is a Report; the Recommendation of that name is not there, and a remark says so.

>>> from itu_catalog.importers.relaton.record import Raw
>>> address = "https://www.itu.int/dms_pubrec/itu-r/rec/m/"
>>> raws = [Raw("a", "ITU-R M.9-0", title="A", date="2009-02", url=address + "R-REC-M.9-0-200105-S!!PDF-E.pdf"),
...         Raw("b", "ITU-R M.9-1", title="A", date="2010-11", url=address + "R-REC-M.9-1-200206-I!!PDF-E.pdf")]
>>> work, = radio_works(raws, "a test").works
>>> [f"{text}: {text.status}, posted {text.posted}" for text in work.documents]
['ITU-R M.9-0 (05/2001): superseded, posted 2009-02', 'ITU-R M.9-1 (06/2002): in force, posted 2010-11']
"""

from __future__ import annotations

from itu_catalog.documents import Recommendation
from itu_catalog.documents.family import numbers_of
from itu_catalog.documents.names import Name
from itu_catalog.identifier import Identifier, Kind
from itu_catalog.importers.relaton.radio.families import families
from itu_catalog.importers.relaton.radio.gaps import gaps
from itu_catalog.importers.relaton.radio.judging import drafted, judge
from itu_catalog.importers.relaton.radio.naming import named
from itu_catalog.importers.relaton.record import Made, Remark
from itu_catalog.vocabulary import NameKind, Status

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from itu_catalog.documents import Document
    from itu_catalog.importers.relaton.radio.judging import Draft
    from itu_catalog.importers.relaton.record import Raw

__all__ = ["radio_works"]

_GROUPS = frozenset({"1", "3", "4", "5", "6", "7"})
"""The study groups of ITU-R that exist today; Questions of others were not taken over under the same number."""
_MOVED = "the number of a Recommendation or Report is kept when its series changes"
_TAKEN_OVER = "the revisions go on under the number of another study group"
_LISTED = "both are listed with the same state"


def radio_works(raws: Iterable[Raw], source: str) -> Made:
    """Return the works of ITU-R, the records that are none, and remarks; `source` is that of every record."""
    records, aside, remarks = named(raws)
    drafts, odd = drafted(records)
    of = dict(zip(map(id, records), drafts, strict=True))
    grouped = [[of[id(each)] for each in family] for family in families(records)]
    works = []
    for family in grouped:
        judge(family)
        work = _work(family, source)
        works.append(work)
        if work.former or len(numbers_of(work.identifier)) > 1:
            remarks.append(_joined(work))
    return Made(works, aside, [*remarks, *odd, *gaps(grouped)])


def _work(family: Sequence[Draft], source: str) -> Recommendation:
    """Make a work: it bears the number of its last text, or both numbers of one that is in two series."""
    texts = tuple(draft.document(source) for draft in family)
    loose = Recommendation(identifier=texts[0].identifier.work, documents=texts)
    groups = loose._family.groups
    identifier = _called(groups[-1]) if groups else loose.identifier
    now = set(numbers_of(identifier))
    borne = dict.fromkeys(number for text in loose.editions for number in numbers_of(text.identifier))
    former = tuple(Identifier(number) for number in borne if number not in now)
    is_question = identifier.kind is Kind.QUESTION
    group = identifier.designation.partition("/")[2] if is_question else ""
    return Recommendation(
        identifier=identifier,
        documents=texts,
        former=former,
        group=f"SG{group}" if group in _GROUPS else None,
        extra_names=tuple(
            Name(f"ITU-R {draft.named.former}", NameKind.FORMER, source="name of the PDF file")
            for draft in family
            if draft.named.former
        ),
        source=source,
        inferred=("former",) if former else (),
        sources=(("former", _TAKEN_OVER if is_question else _MOVED),) if former else (),
    )


def _called(last: Sequence[Document]) -> Identifier:
    """Return the number of a work whose last text is given, once for each series that it is listed in."""
    works = sorted({text.identifier.work for text in last})
    states = {text.status for text in last}
    if len(works) == 2 and (states == {Status.UNKNOWN} or all(state.is_in_force for state in states)):  # noqa: PLR2004
        return Identifier(f"{works[0]}/{works[1].designation}")
    return last[-1].identifier.work


def _joined(work: Recommendation) -> Remark:
    """Say that a work has several numbers."""
    if work.former:
        listed = ", ".join(map(str, work.former))
        return Remark("decided", str(work), f"one work with {listed}: {work.sources[0][1]}")
    return Remark("decided", str(work), f"one text in two series: {_LISTED}")
