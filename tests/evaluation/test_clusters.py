"""Pairs, B-cubed and ARI: worked examples, counted by hand, and what must hold of any grouping."""

from itertools import combinations
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.evaluation import PairCounts, Scores, b_cubed, pair_counts
from newskit.evaluation.clusters import b_cubed_of_links, pair_counts_of_links

# The example of Bagga and Baldwin (1998): twelve mentions of three entities, and two answers that
# make one link too many.
TRUTH = {**dict.fromkeys("12345", "A"), **dict.fromkeys("67", "B"), **dict.fromkeys("89xyz", "C")}
SMALL_WITH_LARGE = {**dict.fromkeys("12345", "p"), **dict.fromkeys("6789xyz", "q")}
LARGE_WITH_LARGE = {**dict.fromkeys("1234589xyz", "p"), **dict.fromkeys("67", "q")}


def test_b_cubed_of_bagga_and_baldwin() -> None:
    assert b_cubed(SMALL_WITH_LARGE, TRUTH) == pytest.approx((0.76, 1), abs=0.005)
    assert b_cubed(LARGE_WITH_LARGE, TRUTH) == pytest.approx((0.58, 1), abs=0.005)


def test_pairs_of_bagga_and_baldwin() -> None:
    same = comb(5, 2) + comb(2, 2) + comb(5, 2)
    counts = pair_counts(LARGE_WITH_LARGE, TRUTH)
    assert counts == PairCounts(same, wrong=5 * 5, missed=0, apart=2 * 10)
    assert counts.precision == same / (same + 25)


def test_adjusted_rand_of_a_contingency_table() -> None:
    """Rows 1 1 0, 1 2 1 and 0 0 4: seven pairs agree, 13 · 14 / 45 are expected by chance."""
    table = ("Xa Yb", "Xc Yd Ye Zf", "Zg Zh Zi Zj")
    gold = {cell[1]: str(row) for row, cells in enumerate(table) for cell in cells.split()}
    found = {cell[1]: cell[0] for cells in table for cell in cells.split()}
    expected = 13 * 14 / 45
    ari = (7 - expected) / ((13 + 14) / 2 - expected)
    assert pair_counts(found, gold).adjusted_rand == pytest.approx(ari)
    assert ari == pytest.approx(0.313, abs=0.0005)


def test_articles_that_the_answer_leaves_out_are_alone() -> None:
    gold = dict.fromkeys("abc", "A")
    assert pair_counts({"a": "b"}, gold) == PairCounts(missed=3)
    assert b_cubed({"a": "b"}, gold) == pytest.approx((1, 1 / 3))


def test_articles_that_nobody_labelled_do_not_count() -> None:
    gold = {"a": "A", "b": "A"}
    assert pair_counts({"a": "p", "b": "p", "c": "p"}, gold) == PairCounts(found=1)
    assert b_cubed({"a": "p", "b": "p", "c": "p"}, gold) == Scores(1, 1)


def test_a_large_group_is_counted_not_listed() -> None:
    size = 200_000
    gold = {str(number): "A" for number in range(size)}
    assert pair_counts(dict.fromkeys(gold, "p"), gold).found == comb(size, 2)


def test_pairs_are_taken_as_they_are_without_closing_chains() -> None:
    gold = dict.fromkeys("abc", "A")
    links = {("a", "b"), ("b", "c")}
    assert pair_counts_of_links(links, gold) == PairCounts(found=2, missed=1)
    assert b_cubed_of_links(links, gold) == pytest.approx((1, (2 / 3 + 1 + 2 / 3) / 3))


def test_what_cannot_be_told_is_none() -> None:
    nothing_said = PairCounts(missed=2, apart=1)
    assert (nothing_said.precision, nothing_said.recall, nothing_said.f1) == (None, 0, 0)
    nothing_there = PairCounts(apart=3)
    assert (nothing_there.precision, nothing_there.recall, nothing_there.f1) == (None, None, None)
    one_sided = PairCounts(found=2, missed=2, one_sided=True)
    assert (one_sided.precision, one_sided.recall, one_sided.f1) == (None, 0.5, None)


IDS = "abcdefghijkl"
GROUPINGS = st.lists(st.sampled_from("PQRS"), min_size=2, max_size=len(IDS)).map(
    lambda groups: dict(zip(IDS, groups, strict=False))
)
TWO = st.lists(st.tuples(st.sampled_from("PQRS"), st.sampled_from("XYZ")), min_size=2, max_size=12)


@st.composite
def two_groupings(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str]]:
    rows = draw(TWO)
    return tuple(dict(zip(IDS, groups, strict=False)) for groups in zip(*rows, strict=True))


@given(GROUPINGS)
def test_a_grouping_is_right_by_itself(grouping: dict[str, str]) -> None:
    counts = pair_counts(grouping, grouping)
    assert (counts.wrong, counts.missed, counts.adjusted_rand) == (0, 0, 1)
    assert b_cubed(grouping, grouping) == pytest.approx((1, 1))


@given(two_groupings())
def test_who_judges_whom_swaps_precision_and_recall(
    groupings: tuple[dict[str, str], dict[str, str]],
) -> None:
    one, other = groupings
    there, back = pair_counts(one, other), pair_counts(other, one)
    assert (there.precision, there.recall) == (back.recall, back.precision)
    assert there.f1 == back.f1 and there.adjusted_rand == back.adjusted_rand
    assert b_cubed(one, other) == b_cubed(other, one)[::-1]


@given(two_groupings(), st.randoms(use_true_random=False))
def test_names_and_order_do_not_matter(
    groupings: tuple[dict[str, str], dict[str, str]], random: object
) -> None:
    one, other = groupings
    shuffled = list(one)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    renamed = {id_: f"group {one[id_]}" for id_ in shuffled}
    assert pair_counts(renamed, other) == pair_counts(one, other)
    assert b_cubed(renamed, other) == b_cubed(one, other)


@given(two_groupings())
def test_the_scores_are_those_of_the_definitions(
    groupings: tuple[dict[str, str], dict[str, str]],
) -> None:
    found, gold = groupings
    links = {(a, b) for a, b in combinations(sorted(gold), 2) if found[a] == found[b]}
    same = {(a, b) for a, b in combinations(sorted(gold), 2) if gold[a] == gold[b]}
    counts = pair_counts(found, gold)
    assert (counts.found, counts.wrong) == (len(links & same), len(links - same))
    assert (counts.missed, counts.judged) == (len(same - links), comb(len(gold), 2))
    precision = [share(found, gold, id_) for id_ in gold]
    recall = [share(gold, found, id_) for id_ in gold]
    means = sum(precision) / len(gold), sum(recall) / len(gold)
    assert b_cubed(found, gold) == pytest.approx(means)
    assert pair_counts_of_links(links, gold) == counts
    assert b_cubed_of_links(links, gold) == pytest.approx(means)


def share(groups: dict[str, str], right: dict[str, str], id_: str) -> float:
    """Give the share of an article's group that is right to be with it."""
    group = [other for other in groups if groups[other] == groups[id_]]
    return sum(right[other] == right[id_] for other in group) / len(group)
