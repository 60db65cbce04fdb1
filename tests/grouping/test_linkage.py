"""Linkage: groups merge by all of their pairs, so no chain of pairs makes a group."""

import random
import time
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.grouping.linkage import CAP, Cluster, agglomerate, cohesion_of
from newskit.grouping.pairs import Similarities

Pairs = dict[tuple[int, int], int]
Tree = tuple[tuple[int, ...], float, tuple["Tree", ...]]

PAIRS = list(combinations(range(6), 2))
similarities = st.fixed_dictionaries({}, optional={pair: st.integers(0, 10_000) for pair in PAIRS})
tied = st.fixed_dictionaries(
    {}, optional={pair: st.sampled_from([0, 1000, 2000, 5000, 9000]) for pair in PAIRS}
)


def grown(groups: list[tuple[int, ...]], pairs: Pairs, floor: float) -> list[Cluster]:
    return agglomerate(groups, Similarities.of(pairs), floor)


def members(clusters: list[Cluster]) -> list[tuple[int, ...]]:
    return sorted(cluster.members for cluster in clusters)


def alone(size: int) -> list[tuple[int, ...]]:
    return [(i,) for i in range(size)]


def tree(cluster: Cluster) -> Tree:
    parts = tuple(tree(part) for part in cluster.parts)
    return cluster.members, cluster.score, parts


def reference(groups: list[tuple[int, ...]], pairs: Pairs, floor: float) -> list[Tree]:
    """Always merge the two groups that score most, ties by their smallest members."""

    def values(a: Tree, b: Tree) -> list[int]:
        return [max(0, pairs.get((min(i, j), max(i, j)), 0)) for i in a[0] for j in b[0]]

    def score(a: Tree, b: Tree) -> float:
        between = values(a, b)
        return (4 * sum(between) + min(between) * len(between)) / (5 * len(between))

    found: list[Tree] = [(tuple(sorted(group)), 0.0, ()) for group in groups]
    while len(found) > 1:
        found.sort()
        best, a, b = min(((-score(a, b), a, b) for a, b in combinations(found, 2)))
        if -best < floor:
            break
        parts = (a, b) if len(a[0]) >= len(b[0]) else (b, a)
        found = [each for each in found if each not in (a, b)]
        found.append((tuple(sorted(a[0] + b[0])), -best, parts))
    return sorted(found)


def test_the_most_alike_merge_first_and_a_chain_does_not() -> None:
    chain = {(0, 1): 6000, (1, 2): 5000, (2, 3): 6000}
    assert members(grown(alone(4), chain, 2000)) == [(0, 1), (2, 3)]


def test_a_merge_scores_the_mean_and_a_fifth_of_the_least() -> None:
    pairs = {(0, 1): 9000, (0, 2): 5000, (1, 2): 3000}
    [cluster] = grown(alone(3), pairs, 100)
    assert cluster.score == pytest.approx(0.8 * 4000 + 0.2 * 3000)
    assert [part.members for part in cluster.parts] == [(0, 1), (2,)]


def test_a_pair_that_was_not_compared_counts_as_unlike() -> None:
    [cluster] = grown(alone(3), {(0, 1): 9000, (0, 2): 5000}, 100)
    assert cluster.score == pytest.approx(0.8 * 2500)


def test_ties_go_to_those_that_stand_first() -> None:
    pairs = {(0, 1): 5000, (1, 2): 5000}
    assert members(grown(alone(3), pairs, 4000)) == [(0, 1), (2,)]


def test_groups_may_be_given_to_merge_further() -> None:
    pairs = {(0, 2): 4000, (0, 3): 4000, (1, 2): 4000, (1, 3): 4000, (2, 9): 9000}
    assert members(grown([(2, 3), (4,), (1, 0)], pairs, 3000)) == [(0, 1, 2, 3), (4,)]


def test_nothing_is_nothing() -> None:
    assert grown([], {}, 1) == []
    assert grown([], {(0, 1): 5000}, 1) == []


@given(similarities | tied, st.integers(1, 9000))
def test_the_tree_is_that_of_always_merging_the_most_alike(pairs: Pairs, floor: int) -> None:
    assert [tree(each) for each in grown(alone(6), pairs, floor)] == reference(
        alone(6), pairs, floor
    )


@given(similarities | tied, st.integers(1, 9000))
def test_so_is_the_tree_of_groups(pairs: Pairs, floor: int) -> None:
    groups = [(5,), (1, 3), (0,), (2, 4)]
    assert [tree(each) for each in grown(groups, pairs, floor)] == reference(groups, pairs, floor)


def test_the_order_of_the_groups_does_not_matter() -> None:
    dice = random.Random(3)
    pairs = {pair: dice.choice([1000, 2000, 3000]) for pair in combinations(range(12), 2)}
    trees = [tree(each) for each in grown(alone(12), pairs, 1500)]
    assert trees == [tree(each) for each in grown(alone(12)[::-1], pairs, 1500)]
    assert trees == reference(alone(12), pairs, 1500)


@given(similarities, st.integers(1, 9000))
def test_scores_fall_upwards(pairs: Pairs, floor: int) -> None:
    waiting = grown(alone(6), pairs, floor)
    while waiting:
        cluster = waiting.pop()
        if cluster.parts:
            assert cluster.score >= floor
            assert all(part.score >= cluster.score - 1e-6 for part in cluster.parts if part.parts)
        waiting.extend(cluster.parts)


@given(similarities)
def test_cohesion_is_the_mean_of_all_pairs_with_near_copies_capped(pairs: Pairs) -> None:
    clusters = grown(alone(6), pairs, 1)
    inside = {
        pair: similarity
        for pair, similarity in pairs.items()
        if any(set(pair) <= set(cluster.members) for cluster in clusters)
    }
    found = cohesion_of([cluster.members for cluster in clusters], Similarities.of(inside))
    for cluster, cohesion in zip(clusters, found, strict=True):
        between = list(combinations(cluster.members, 2))
        capped = [min(CAP, pairs.get(pair, 0)) for pair in between]
        assert cohesion == pytest.approx(sum(capped) / len(between) if between else 0)


def test_a_thousand_dense_articles_take_no_minute() -> None:
    dice = random.Random(5)
    pairs = {pair: dice.randint(1, 10_000) for pair in combinations(range(1000), 2)}
    given_pairs = Similarities.of(pairs)
    begin = time.process_time()
    [cluster] = agglomerate(alone(1000), given_pairs, 1)
    assert cluster.size == 1000
    assert time.process_time() - begin < 6
