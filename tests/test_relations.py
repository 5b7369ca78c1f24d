"""Edges are told with what makes them certain, and walks end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from itu_catalog.catalog import embedded_catalog
from itu_catalog.relations import Edge, Relation, edges_of, walk

CORE = embedded_catalog()


def told(name: str) -> set[str]:
    """Tell the edges of a document as sentences."""
    return {str(edge) for edge in edges_of(CORE.resolve(name))}


def test_edges_of_an_edition() -> None:
    """An edition supersedes, is changed, and has a twin."""
    assert {
        "ITU-T X.509 (10/2019) supersedes ITU-T X.509 (10/2016)",
        "ITU-T X.509 (2019) Cor. 1 (10/2021) corrects ITU-T X.509 (10/2019)",
        "ITU-T X.509 (2019) Cor. 2 (10/2023) corrects ITU-T X.509 (10/2019)",
        "ITU-T X.509 (2019) Cor. 3 (07/2026) corrects ITU-T X.509 (10/2019)",
        "ITU-T X.509 (2019) Amd. 1 (10/2024) amends ITU-T X.509 (10/2019)",
        "ITU-T X.509 (10/2019) is the same text as ISO/IEC 9594-8:2020",
    } == told("X.509 (10/2019)")


def test_renumbering_is_an_edge_of_the_edition_and_of_the_work() -> None:
    """Z.161 (11/2007) took the place of Z.140 (03/2006), under a new number."""
    assert "ITU-T Z.161 (11/2007) is renumbered from ITU-T Z.140 (03/2006)" in told("Z.161 (11/2007)")
    assert "ITU-T Z.161 is renumbered from ITU-T Z.140" in {str(edge) for edge in edges_of(CORE["Z.161"])}


def test_an_inferred_edge_says_so() -> None:
    """That Z.100 took up Z.101 is a conclusion from titles and dates."""
    edge = next(
        edge for edge in edges_of(CORE.resolve("Z.101 (10/1984)")) if edge.relation is Relation.SUPERSEDES
    )

    assert not edge.certain
    assert edge.reason


def test_parts_belong_to_editions_by_their_dates() -> None:
    """Annex F1 (10/2019) belongs to the edition of that day; that is an inference."""
    edge = next(
        edge for edge in edges_of(CORE.resolve("Z.100 Annex F1")) if edge.relation is Relation.PART_OF
    )

    assert "ITU-T Z.100 (10/2019)" == str(edge.target)
    assert not edge.certain


def test_edges_have_two_ends() -> None:
    """An edge that one document tells of another is told by the other, too."""
    for document in CORE.documents:
        for edge in edges_of(document):
            if edge.relation in (Relation.SAME_TEXT, Relation.SUPPLEMENTS):
                continue
            other = edge.target if edge.source == document.identifier else edge.source
            assert not isinstance(other, str)
            if other != other.work:
                assert edge in edges_of(CORE.resolve(other)), edge


def test_every_relation_reads_both_ways() -> None:
    """Each relation has its words from target to source."""
    assert all(relation.inverse for relation in Relation)


def test_edges_are_values() -> None:
    """Equal edges are one member of a set."""
    first, second = edges_of(CORE.resolve("X.893 Cor.1")), edges_of(CORE.resolve("X.893 Cor.1"))

    assert {*first} == {*second}
    assert all(isinstance(edge, Edge) for edge in first)


@given(st.dictionaries(st.integers(0, 9), st.lists(st.integers(0, 9), max_size=4)), st.integers(0, 9))
def test_a_walk_ends_and_meets_everything_once(steps: dict[int, list[int]], start: int) -> None:
    """In any graph, with any circles, a walk yields each thing once, nearest first, and never its start."""
    met = list(walk(start, lambda each: steps.get(each, [])))

    assert len(met) == len(set(met))
    assert start not in met
    reached: set[int] = set()
    border = {start}
    while border:
        border = {other for each in border for other in steps.get(each, [])} - reached
        reached |= border
    assert reached - {start} == set(met)


def test_the_chains_of_the_core_end() -> None:
    """Following successors from any edition comes to an end, and time only runs forward."""
    for document in (edition for each in CORE for edition in each.editions):
        chain = [document, *walk(document, lambda each: filter(None, [each.superseded_by]))]
        dates = [str(each.approved) for each in chain]
        assert dates == sorted(dates)
