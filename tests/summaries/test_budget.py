"""How long a summary may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.errors import UsageError
from newskit.summaries.budget import Budget, Size, size_of, total_size

ANY = Size(100, 1000, 6000)
"""Candidates, where the budget is no share of them."""


def test_nothing_given_is_three_sentences() -> None:
    assert Budget() == Budget(sentences=3)
    assert Budget(words=50).sentences is None


@pytest.mark.parametrize(
    ("text", "words", "chars"),
    [
        ("The bridge fell.", 3, 16),
        ("A well-known U.S. firm paid $4.20 – at last.", 9, 44),  # a lone dash is a word of `wc`
        ("Ça coûte 3,5 euros.", 4, 19),
        ("桥塌了。", 3, 4),
        ("桥 2024年 塌了。", 5, 11),
        ("다리가 무너졌다.", 2, 9),
        ("สะพานข้ามแม่น้ำ พังแล้ว", 6, 23),  # 16 letters and marks, and 7: five are a word
        ("ស្ពានបានដួលរលំ។", 3, 15),
    ],
)
def test_size_of_a_sentence(text: str, words: int, chars: int) -> None:
    assert size_of(text) == Size(1, words, chars)


def test_sentences_are_joined_by_one_space() -> None:
    assert total_size(["One two.", "Three."]) == Size(2, 3, len("One two. Three."))
    assert total_size([]) == Size() == Size().plus(Size())


@pytest.mark.parametrize(
    ("budget", "largest"),
    [
        (Budget(sentences=2), Size(2, 999, 9999)),
        (Budget(words=10), Size(9, 10, 9999)),
        (Budget(chars=10), Size(9, 999, 10)),
        (Budget(ratio=0.29), Size(99, 290, 9999)),  # .29 * 1000 is below 290 in floats
        (Budget(ratio=1.0), Size(100, 1000, 6000)),
    ],
)
def test_a_limit_may_be_reached_and_not_passed(budget: Budget, largest: Size) -> None:
    empty = Size()
    assert budget.fits(empty, largest, ANY)
    over = Size(*(number + 1 for number in largest))
    assert not budget.fits(empty, over, ANY)


def test_several_limits_all_hold() -> None:
    budget = Budget(sentences=2, words=10, chars=60, ratio=0.5)
    one = Size(1, 5, 20)
    assert budget.fits(one, one, ANY)
    assert not budget.fits(Size(2, 2, 8), Size(1, 1, 3), ANY)
    assert not budget.fits(one, Size(1, 6, 20), ANY)
    assert not budget.fits(one, Size(1, 5, 40), ANY)  # 20 and 40 and the space between them
    assert not budget.fits(one, one, Size(9, 19, 99))


@pytest.mark.parametrize("unit", ["sentences", "words", "chars"])
@pytest.mark.parametrize("limit", [0, -1, 2.5, True, "3"])
def test_a_limit_is_a_positive_whole_number(unit: str, limit: object) -> None:
    with pytest.raises(UsageError, match=rf"{unit}: give a whole number above 0"):
        Budget(**{unit: limit})


@pytest.mark.parametrize("ratio", [0, -0.1, 1.01, float("nan"), float("inf"), "1", True])
def test_a_ratio_is_a_share(ratio: object) -> None:
    with pytest.raises(UsageError, match="give a number above 0 and at most 1"):
        Budget(ratio=ratio)  # type: ignore[arg-type]


@given(st.lists(st.text(min_size=1)))
def test_characters_are_those_of_the_joined_text(sentences: list[str]) -> None:
    assert total_size(sentences).chars == len(" ".join(sentences))
    assert total_size(sentences).sentences == len(sentences)
