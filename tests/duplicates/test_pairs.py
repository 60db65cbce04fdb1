"""Pairs as numbers, and what is made of a stranger's answer."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.duplicates.pairs import as_answer, checked, packed, unpacked
from newskit.errors import PluginError

position = st.integers(0, 2**31 - 1)
some_pairs = st.lists(st.tuples(position, position), max_size=20)


def array(pairs: list[tuple[int, int]]) -> np.ndarray:
    return np.array(pairs, np.int64).reshape(-1, 2)


@given(some_pairs)
def test_packed_pairs_are_ordered_sorted_and_there_once(pairs) -> None:
    numbers = packed(*array(pairs).T)
    expected = sorted({(min(pair), max(pair)) for pair in pairs})
    assert as_answer(numbers).tolist() == [list(pair) for pair in expected]
    assert numbers.tolist() == sorted(numbers.tolist())
    a, b = unpacked(numbers)
    assert [*zip(a.tolist(), b.tolist(), strict=True)] == expected


@given(some_pairs)
def test_an_answer_means_the_same_in_whatever_form_it_comes(pairs) -> None:
    """Either way round, with repeats, with an article against itself; lists, generators, arrays."""
    expected = packed(*array([pair for pair in pairs if pair[0] != pair[1]]).T).tolist()
    turned = [(b, a) for a, b in pairs]
    count = 2**31
    for answer in (
        pairs,
        turned + pairs,
        iter(turned),
        {*pairs},
        [list(pair) for pair in pairs],
        array(pairs),
        array(turned).astype(np.uint32),
        [tuple(map(np.int64, pair)) for pair in pairs],
    ):
        assert checked(answer, count).tolist() == expected


@pytest.mark.parametrize(
    "answer",
    [
        [(0, 5)], [(-1, 0)], [(0,)], [(0, 1, 2)], ["ab"], [7], None, 7, [(0.5, 1)], [(None, 1)],
        np.array([[0, 5]]), np.array([[-1, 0]]), np.array([[0.0, 1.0]]), np.array([0, 1]),
        np.array([[0, 1, 2]]), np.array([["0", "1"]]), np.array([[True, False]]), np.int64(3),
        np.array([[0, 2**64 - 1]], np.uint64), np.array([[0, 1]], object),
    ],
)  # fmt: skip
def test_nonsense_is_refused(answer) -> None:
    with pytest.raises(PluginError, match=r"gave .*(no pair|there are 5 articles)"):
        checked(answer, 5)


@pytest.mark.parametrize("number", [2**63, -(2**70)])
def test_a_position_beyond_every_array_is_refused_like_others(number: int) -> None:
    with pytest.raises(PluginError):
        checked([(0, number)], 5)


def test_an_answer_that_breaks_off_is_not_half_used() -> None:
    def answer() -> Iterator[tuple[int, int]]:
        yield 0, 1
        raise RuntimeError("out of luck")

    with pytest.raises(RuntimeError):
        checked(answer(), 5)


@pytest.mark.parametrize("answer", [[], (), set(), iter([]), np.empty((0, 2), np.int64)])
def test_no_pairs_are_an_answer(answer) -> None:
    assert checked(answer, 5).tolist() == []
    assert checked(answer, 0).tolist() == []
