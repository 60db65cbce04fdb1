"""Stretches of an array: as what loops over them gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newskit.text.ranges import ranges, taken

some_ranges = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5)), max_size=9)


@given(some_ranges)
def test_ranges_are_taken_one_behind_the_other(given: list[tuple[int, int]]) -> None:
    starts, counts = np.array(given, np.int64).reshape(-1, 2).T
    wanted = [start + further for start, count in given for further in range(count)]
    assert ranges(starts, counts).tolist() == wanted
    items = np.arange(35, dtype=np.uint64) * 3
    found = taken(items, starts, counts)
    assert (found.tolist(), found.dtype) == ([3 * place for place in wanted], np.uint64)


@given(st.lists(st.integers(0, 4), max_size=9))
def test_what_was_taken_is_new_memory(counts: list[int]) -> None:
    """Of ranges that follow each other, too."""
    items = np.arange(sum(counts))
    starts = np.cumsum(counts, dtype=np.int64) - counts
    found = taken(items, starts, np.array(counts, np.int64))
    assert found.tolist() == items.tolist()
    assert not np.shares_memory(found, items)
