"""Linkage: groups merge by all of their pairs, so no chain of pairs makes a group."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.grouping.linkage import CAP, Cluster, agglomerate, cohesion_of

PAIRS = list(combinations(range(6), 2))
Similarities = dict[tuple[int, int], int]
similarities = st.fixed_dictionaries({}, optional={pair: st.integers(0, 10_000) for pair in PAIRS})


def members(clusters: list[Cluster]) -> list[tuple[int, ...]]:
    return sorted(cluster.members for cluster in clusters)


def alone(size: int) -> list[tuple[int]]:
    return [(i,) for i in range(size)]


def test_the_most_alike_merge_first_and_a_chain_does_not() -> None:
    chain = {(0, 1): 6000, (1, 2): 5000, (2, 3): 6000}
    assert members(agglomerate(alone(4), chain, 2000)) == [(0, 1), (2, 3)]


def test_a_merge_scores_the_mean_and_a_fifth_of_the_least() -> None:
    pairs = {(0, 1): 9000, (0, 2): 5000, (1, 2): 3000}
    [cluster] = agglomerate(alone(3), pairs, 100)
    assert cluster.score == pytest.approx(0.8 * 4000 + 0.2 * 3000)
    assert [part.members for part in cluster.parts] == [(0, 1), (2,)]


def test_a_pair_that_was_not_compared_counts_as_unlike() -> None:
    [cluster] = agglomerate(alone(3), {(0, 1): 9000, (0, 2): 5000}, 100)
    assert cluster.score == pytest.approx(0.8 * 2500)


def test_ties_go_to_those_that_stand_first() -> None:
    pairs = {(0, 1): 5000, (1, 2): 5000}
    assert members(agglomerate(alone(3), pairs, 4000)) == [(0, 1), (2,)]


def test_groups_may_be_given_to_merge_further() -> None:
    pairs = {(0, 2): 4000, (0, 3): 4000, (1, 2): 4000, (1, 3): 4000}
    assert members(agglomerate([(0, 1), (2, 3), (4,)], pairs, 3000)) == [(0, 1, 2, 3), (4,)]


def test_nothing_is_nothing() -> None:
    assert agglomerate([], {}, 1) == []


@given(similarities, st.integers(1, 9000))
def test_every_article_is_in_one_cluster_and_scores_fall_upwards(
    pairs: Similarities, floor: int
) -> None:
    clusters = agglomerate(alone(6), pairs, floor)
    assert sorted(member for cluster in clusters for member in cluster.members) == [*range(6)]
    waiting = list(clusters)
    while waiting:
        cluster = waiting.pop()
        if cluster.parts:
            assert cluster.score >= floor
            assert all(part.score >= cluster.score - 1e-6 for part in cluster.parts if part.parts)
        waiting.extend(cluster.parts)


@given(similarities)
def test_cohesion_is_the_mean_of_all_pairs_with_near_copies_capped(pairs: Similarities) -> None:
    clusters = agglomerate(alone(6), pairs, 1)
    inside = {
        pair: similarity
        for pair, similarity in pairs.items()
        if any(set(pair) <= set(cluster.members) for cluster in clusters)
    }
    found = cohesion_of([cluster.members for cluster in clusters], inside)
    assert found == pytest.approx([cluster.cohesion() for cluster in clusters])
    for cluster in clusters:
        between = list(combinations(cluster.members, 2))
        capped = [min(CAP, pairs.get(pair, 0)) for pair in between]
        assert cluster.cohesion() == pytest.approx(sum(capped) / len(between) if between else 0)
