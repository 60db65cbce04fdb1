"""Similarity of articles, and what is related: whole numbers, the same on every machine."""

import numpy as np
import pytest

from newskit.article import Article
from newskit.grouping.features import Features, features
from newskit.grouping.pairs import Similarities
from newskit.grouping.related import FAMILY, related_pairs
from newskit.grouping.similarity import UNIT, compared, faded
from newskit.grouping.vectors import as_arrays

NONE = Features({})


def alike(a: Features, b: Features) -> int:
    others = [Features({f"other{n}": 1.0}) for n in range(100)]  # no term is everybody's
    pair = (np.array([0]), np.array([1]))
    return int(compared(as_arrays([a, b, *others]), [pair]).value[0])


def left(similarity: int, a: float | None, b: float | None, window: float | None) -> int:
    reports = as_arrays([Features({}, a), Features({}, b)])
    return int(faded(Similarities.of({(0, 1): similarity}), reports.days, window).value[0])


def test_an_article_is_wholly_like_itself_and_one_without_terms_like_none() -> None:
    one = features(Article("Zandermoor burns, and Quillfeather with it."))
    assert alike(one, one) == pytest.approx(UNIT, abs=1)
    assert alike(one, NONE) == alike(NONE, NONE) == 0


def test_likeness_is_the_cosine() -> None:
    a, b = Features({"x": 0.6, "y": 0.8}), Features({"y": 0.6, "z": 0.8})
    assert alike(a, b) == pytest.approx(4800, abs=50)  # what both have counts a little less


def test_in_a_large_pile_what_many_have_makes_nothing_alike() -> None:
    def likeness(pile: int) -> int:
        common = [Features({"council": 0.6, f"w{n}": 0.8}) for n in range(pile)]
        pair = (np.array([0]), np.array([1]))
        return int(compared(as_arrays(common), [pair]).value[0])

    assert 3200 < likeness(5) <= 3600
    assert likeness(1000) < 350


def test_nothing_compared_is_nothing() -> None:
    assert len(compared(as_arrays([NONE]), [])) == 0


@pytest.mark.parametrize(
    ("days", "window", "kept"),
    [(0, None, 5000), (1, None, 5000), (1, 0.5, 0), (4, None, 3033), (4, 4, 3033), (40, None, 0)],
)
def test_likeness_fades_after_a_day_and_ends_at_the_window(
    days: int, window: float | None, kept: int
) -> None:
    assert left(5000, 100.0, 100.0 + days, window) == kept
    assert left(5000, 100.0 + days, 100.0, window) == kept


def test_likeness_to_what_has_no_time_does_not_fade() -> None:
    assert left(5000, 1.0, None, 0) == left(5000, None, None, 0) == 5000


def test_the_groups_of_one_saga_are_related_and_of_a_long_one_those_alike() -> None:
    nothing = Similarities.of({})
    assert related_pairs([(0, 1), (2,), (3,)], [(0, 1, 3), (2,)], nothing) == [(0, 2)]
    long = [(n,) for n in range(FAMILY + 1)]
    saga = [tuple(range(FAMILY + 1))]
    pairs = Similarities.of({(2, 5): 1500, (3, 6): 1499})
    assert related_pairs(long, saga, pairs) == [(2, 5)]
