"""A summary that reads."""

import pytest

from newskit.hooks import Sentence
from newskit.summaries.budget import Budget
from newskit.summaries.whole import pick_whole


def texts(*lines: str) -> list[Sentence]:
    return [Sentence(line, 0, position) for position, line in enumerate(lines)]


STORY = texts(
    "It was not to be.",
    "A bridge over the river Ard collapsed on Monday.",
    "It had been closed for repairs in March.",
    "Two drivers were pulled from the water.",
    "But the mayor promised an inquiry within weeks.",
    "What do you think of it?",
    "Engineers had warned of rust for years.",
    "Nine long years.",
)


def best(*order: int, sentences: int = 2) -> list[int]:
    return pick_whole(STORY, order, Budget(sentences=sentences))


def test_a_pronoun_stays_behind_what_it_stands_for() -> None:
    assert best(1, 2, 3) == [1, 2]


def test_a_pronoun_without_that_makes_room() -> None:
    assert best(3, 2, 6) == [3, 6]


def test_the_first_sentence_goes_on_from_nothing() -> None:
    assert best(0, 1, 3) == [1, 3]
    assert best(4, 6, 3) == [3, 6]
    assert best(3, 4, 6) == [3, 4]


def test_the_first_sentence_is_no_brief_one() -> None:
    assert best(7, 6, sentences=1) == [6]
    assert best(7, 1) == [1, 7]


def test_a_question_to_the_reader_makes_room() -> None:
    assert best(1, 5, 6) == [1, 6]


@pytest.mark.parametrize("order", [(5,), (2,), (2, 4), (0, 4)])
def test_what_is_all_there_is_stays(order: tuple[int, ...]) -> None:
    assert best(*order) == list(order)


def test_nothing_is_dropped_that_nothing_takes_the_place_of() -> None:
    assert best(2, 4, 3, sentences=3) == [2, 3, 4]


def test_nothing_of_nothing() -> None:
    assert pick_whole([], [], Budget()) == []
