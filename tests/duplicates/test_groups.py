"""Groups: one kept article each, every removed one matches it directly, no chains."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newskit.article import Level
from newskit.duplicates.groups import connected, removals
from newskit.duplicates.match import Match

COUNT = 7
PAIRS = [(a, b) for a in range(COUNT) for b in range(a)]


@st.composite
def matches(draw: st.DrawFn, circles: bool = False) -> list[Match]:
    """Draw some matches; a one-way match lets only the shorter text go, so circles are rare."""
    length = draw(st.permutations(range(COUNT)))
    found = []
    for a, b in draw(st.lists(st.sampled_from(PAIRS), unique=True)):
        one_way = draw(st.booleans())
        a_is_shorter = draw(st.booleans()) if circles else length[a] < length[b]
        match = Match(
            0, 1,
            draw(st.sampled_from([Level.NEAR, Level.REWRITTEN])),
            draw(st.sampled_from([0.5, 0.7])),
            0.9,
            a_may_go=not one_way or a_is_shorter,
            b_may_go=not one_way or not a_is_shorter,
        )  # fmt: skip
        found.append(match.between(a, b))
    return found


orders = st.permutations(range(COUNT))


def may_go(matches: Sequence[Match], position: int, other: int) -> bool:
    return any({m.a, m.b} == {position, other} and m.lets_go(position) for m in matches)


@given(matches(circles=True) | matches(), orders)
def test_every_removed_article_may_go_for_a_kept_one_directly(found, order) -> None:
    removed = removals(order, found)
    for position, match in removed.items():
        assert match in found
        assert match.lets_go(position)
        assert match.other(position) not in removed


@given(matches(), orders)
def test_no_kept_article_may_go_for_a_kept_one(found, order) -> None:
    kept = set(order) - set(removals(order, found))
    assert not any(may_go(found, a, b) for a in kept for b in kept)


@given(matches(circles=True), orders)
def test_texts_that_may_go_for_each_other_in_a_circle_leave_one_at_least(found, order) -> None:
    assert len(removals(order, found)) < COUNT


@given(matches(circles=True), orders, st.randoms())
def test_the_order_of_matches_does_not_matter(found, order, random) -> None:
    shuffled = random.sample(found, len(found))
    assert removals(order, shuffled) == removals(order, found)


@given(matches(circles=True), orders, st.permutations(range(COUNT)))
def test_the_numbers_of_articles_do_not_matter(found, order, name) -> None:
    """Only the order of the keep policy does: renamed articles are removed as before."""
    renamed = [m.between(name[m.a], name[m.b]) for m in found]
    removed = removals([name[position] for position in order], renamed)
    assert set(removed) == {name[position] for position in removals(order, found)}
    for position, match in removals(order, found).items():
        assert removed[name[position]].other(name[position]) == name[match.other(position)]


@given(matches(), orders)
def test_the_first_of_the_order_stays_unless_a_longer_text_holds_it(found, order) -> None:
    first = order[0]
    held = [m for m in found if first in (m.a, m.b) and not m.lets_go(m.other(first))]
    assert held or first not in removals(order, found)


def near(a: int, b: int, similarity: float = 0.6, **may_go: bool) -> Match:
    return Match(a, b, Level.NEAR, similarity, 0.9, **may_go)


def test_a_match_is_brought_to_other_articles_with_what_may_go() -> None:
    match = near(0, 1, 0.6, a_may_go=False)
    assert match.between(4, 7) == near(4, 7, 0.6, a_may_go=False)
    turned = match.between(7, 4)  # 7 stands for 0, which may not go
    assert turned == near(4, 7, 0.6, b_may_go=False)
    assert not turned.lets_go(7)
    assert turned.lets_go(4)
    assert turned.other(7) == 4


def test_a_chain_is_no_group() -> None:
    """0 ~ 1 ~ 2, and 0 is not like 2: when 0 stays, 2 stays as well."""
    chain = [near(0, 1), near(1, 2)]
    assert set(removals([0, 1, 2], chain)) == {1}
    assert set(removals([1, 0, 2], chain)) == {0, 2}


def test_an_article_goes_to_the_kept_one_it_is_most_like() -> None:
    found = [near(0, 2, 0.6), near(1, 2, 0.8)]
    assert removals([0, 1, 2], found)[2].other(2) == 1
    assert removals([0, 1, 2], [near(0, 2), near(1, 2)])[2].other(2) == 0
    stronger = [Match(0, 2, Level.REWRITTEN, 0.99, 1.0), near(1, 2, 0.5)]
    assert removals([0, 1, 2], stronger)[2].other(2) == 1


def test_a_short_text_goes_for_the_long_one_that_holds_it_whatever_is_preferred() -> None:
    only_1_may_go = near(0, 1, 0.2, a_may_go=False)
    assert set(removals([0, 1], [only_1_may_go])) == {1}
    assert set(removals([1, 0], [only_1_may_go])) == {1}


# Connected


ends = st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)).filter(lambda p: p[0] < p[1]))


def roots(pairs: Sequence[tuple[int, int]], count: int) -> list[int]:
    a, b = np.array(pairs, np.int64).reshape(-1, 2).T
    return connected(a, b, count).tolist()


def by_union(pairs: Sequence[tuple[int, int]], count: int) -> list[int]:
    """Put the positions of both ends into one set, pair by pair."""
    of = [{position} for position in range(count)]
    for a, b in pairs:
        together = of[a] | of[b]
        for position in together:
            of[position] = together
    return [min(group) for group in of]


@given(ends)
def test_what_pairs_connect_has_one_root_the_first(pairs) -> None:
    assert roots(pairs, 30) == by_union(pairs, 30)


@given(st.randoms(use_true_random=False), st.integers(1, 60))
def test_however_many_lie_between(random, count: int) -> None:
    """A chain through all positions, its pairs in any order."""
    chain = random.sample(range(count), count)
    pairs = [(min(pair), max(pair)) for pair in pairwise(chain)]
    assert roots(random.sample(pairs, len(pairs)), count) == [0] * count


def test_nothing_connects_nothing() -> None:
    assert roots([], 3) == [0, 1, 2]
    assert roots([], 0) == []
