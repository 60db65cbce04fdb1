"""Pairs in buckets: all of a small bucket, a star of a giant one."""

from itertools import chain, combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newskit.duplicates.buckets import SMALL, pairs_in_buckets

Buckets = list[list[int]]


def found(buckets: Buckets, small: int = SMALL, first: int = 0) -> list[tuple[int, int]]:
    """Give the pairs in buckets that are numbered from `first`."""
    keys = [key for key, bucket in enumerate(buckets, first) for _ in bucket]
    packed = pairs_in_buckets(
        np.array(keys, np.uint64), np.array([*chain(*buckets)], np.int64), small
    )
    return [(pair >> 32, pair & 0xFFFFFFFF) for pair in packed.tolist()]


def expected(bucket: list[int], small: int) -> set[tuple[int, int]]:
    if len(bucket) <= small:
        return set(combinations(bucket, 2))
    return {(bucket[0], other) for other in bucket[1:]}


members = st.sets(st.integers(0, 2**31 - 1), min_size=1, max_size=9).map(sorted)


@given(st.lists(members, max_size=6), st.integers(1, 6), st.sampled_from([0, 1, 2**64 - 9]))
def test_each_bucket_gives_its_pairs_and_no_others(buckets, small: int, first: int) -> None:
    every = found(buckets, small, first)
    assert set(every) == set().union(*(expected(bucket, small) for bucket in buckets))
    assert all(a < b for a, b in every)


def test_a_giant_bucket_costs_a_pair_a_member() -> None:
    pairs = found([list(range(6000))])
    assert pairs == [(0, other) for other in range(1, 6000)]


def test_the_largest_small_bucket_and_the_smallest_giant_one() -> None:
    assert len(found([list(range(SMALL))])) == SMALL * (SMALL - 1) // 2
    assert len(set(found([list(range(SMALL + 1))]))) == SMALL


def test_nothing_and_members_alone_make_no_pairs() -> None:
    assert found([]) == []
    assert found([[4], [2], [7]]) == []
