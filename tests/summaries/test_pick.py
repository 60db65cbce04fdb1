"""From an order of preference to a summary."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.errors import PluginError
from newskit.hooks import Sentence
from newskit.summaries.budget import Budget, Size, size_of, total_size
from newskit.summaries.pick import FILLER, pick

STORY = [
    Sentence("A bridge over the river Ard collapsed on Monday.", 0, 0),
    Sentence("Two drivers were pulled from the water.", 0, 1),
    Sentence("The mayor promised an inquiry within weeks.", 0, 2),
    Sentence("Engineers had warned of rust for years.", 1, 0),
    Sentence("Ferries replace the crossing until spring.", 1, 1),
]


def texts(*lines: str) -> list[Sentence]:
    return [Sentence(line, 0, position) for position, line in enumerate(lines)]


def both(first: str, second: str) -> list[int]:
    return pick(texts(first, second), [0, 1], Budget(sentences=2))


def test_the_preferred_sentences_in_reading_order() -> None:
    assert pick(STORY, [4, 2, 0, 1, 3], Budget(sentences=3)) == [0, 2, 4]


def test_reading_order_is_that_of_articles_then_positions() -> None:
    shuffled = [STORY[i] for i in (3, 1, 4, 0, 2)]
    picked = pick(shuffled, [0, 1, 2, 3, 4], Budget(sentences=5))
    assert [shuffled[i] for i in picked] == STORY


def test_what_does_not_fit_is_passed_over() -> None:
    long = Sentence("The ferry company wants four new ships for it by the end of May.", 1, 2)
    assert pick([*STORY, long], [5, 0, 1], Budget(words=12)) == [0]  # 14 words, then 9


def test_a_gap_is_left_rather_than_filled_with_a_few_words() -> None:
    lead = "A bridge over the river Ard collapsed on Monday."
    long = "Engineers had warned of rust in the eastern pillars for more than nine years."
    told = "Ferries will replace the crossing until next spring."
    assert [len(line.split()) for line in (lead, long, told)] == [9, 14, FILLER]
    assert pick(texts(lead, long, told), [0, 1, 2], Budget(words=17)) == [0, 2]
    assert pick(texts(lead, long, "He shrugged."), [0, 1, 2], Budget(words=17)) == [0]
    assert pick(texts(lead, "He shrugged.", long), [0, 1, 2], Budget(words=17)) == [0, 1]


def test_a_short_sentence_is_better_than_none() -> None:
    assert pick(STORY, [0, 4], Budget(words=6)) == [4]


def test_nothing_fits() -> None:
    assert pick(STORY, [0, 1, 2, 3, 4], Budget(words=3)) == []
    assert pick([], [], Budget()) == []


def test_a_ratio_is_of_the_words_of_all_candidates() -> None:
    assert total_size([sentence.text for sentence in STORY]).words == 36
    assert pick(STORY, [1, 2, 0, 3, 4], Budget(ratio=0.4)) == [1, 2]  # 14 of at most 14.4 words


def test_what_a_plugin_leaves_out_is_not_picked() -> None:
    assert pick(STORY, [3], Budget(sentences=3)) == [3]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Two drivers drowned.", "TWO drivers — drowned!"),
        ("He quit.", "He quit."),
        (
            "Officials said two drivers drowned near the old mill on Monday.",
            "Two drivers drowned near the old mill.",
        ),
        (
            "The council approved a new stadium for the northern harbour district on Tuesday.",
            "On Tuesday a new stadium for the harbour district was approved by the council.",
        ),
        (
            "The council approved a stadium in the northern harbour district.",
            "After nine hours of debate, with protesters outside, the council approved a stadium "
            "in the northern harbour district, the costliest building in the history of the town.",
        ),
        ("昨日三人在桥上受伤,警方正在调查事故原因。", "警方正在调查事故原因,昨日三人在桥上受伤。"),
    ],
)
def test_a_near_repeat_is_left_out(first: str, second: str) -> None:
    assert both(first, second) == [0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He quit.", "He won."),
        # A short sentence picked first does not shut out the long one that tells the story.
        ("Smith resigned.", "Smith resigned after auditors found a hole of two million euros."),
        ("The mayor of Ardwick spoke on Monday.", "The mayor of Ardwick sued a bakery."),
        (
            "Police arrested three men at the northern harbour on Friday evening.",
            "Police said the northern harbour would stay closed for divers until Sunday.",
        ),
        ("昨日三人在桥上受伤。", "市长承诺尽快修复道路。"),
    ],
)
def test_news_on_the_same_matter_is_no_repeat(first: str, second: str) -> None:
    assert both(first, second) == [0, 1]


def nan_after_one() -> Iterator[Any]:
    yield 0
    yield float("nan")


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        ([0, 5], "gave position 5, but there are 5 sentences, from 0"),
        ([-1], "gave position -1, but there are 5 sentences, from 0"),
        ([True], "gave position True, but there are 5 sentences, from 0"),
        ([0, 1, 0], "gave position 0 twice"),
        ([0, 1.0], "gave 1.0, which is no position of a sentence"),
        (["0"], "gave '0', which is no position of a sentence"),
        ([None], "gave None, which is no position of a sentence"),
        ("01", "gave '0', which is no position of a sentence"),
        (nan_after_one(), "gave nan, which is no position of a sentence"),
        (None, "gave 'NoneType' instead of positions in order of preference"),
        (3, "gave 'int' instead of positions in order of preference"),
        ({0, 1}, "gave 'set' instead of positions in order of preference"),
    ],
)
def test_a_wrong_answer_is_named(answer: Any, complaint: str) -> None:
    with pytest.raises(PluginError, match=f"^{re.escape(complaint)}$"):
        pick(STORY, answer, Budget())


def test_positions_of_numpy_are_positions() -> None:
    numpy = pytest.importorskip("numpy")
    assert pick(STORY, numpy.argsort([3, 1, 2, 5, 4]), Budget(sentences=2)) == [1, 2]


def test_a_whole_long_article_is_picked_fast() -> None:
    story = texts(*(f"Witness {n} told of event {n * 7} near gate {n * 13}." for n in range(1000)))
    start = time.process_time()
    assert len(pick(story, range(1000), Budget(ratio=1.0))) == 1000
    assert time.process_time() - start < 8


NOUNS = st.sampled_from(["bridge", "mayor", "river", "ferry", "police", "inquiry", "rust", "water"])
LINES = st.lists(NOUNS, min_size=1, max_size=9).map(lambda found: " ".join(found) + ".")
LIMIT = st.none() | st.integers(1, 40)
BUDGETS = st.builds(
    Budget,
    sentences=LIMIT,
    words=LIMIT,
    chars=st.none() | st.integers(1, 200),
    ratio=st.none() | st.floats(0.01, 1),
)


@given(st.lists(LINES, max_size=12), BUDGETS, st.randoms(use_true_random=False))
def test_the_budget_holds_and_is_used(lines: list[str], budget: Budget, random: Any) -> None:
    sentences = texts(*lines)
    preference = list(range(len(lines)))
    random.shuffle(preference)
    candidates = total_size(lines)
    picked = pick(sentences, preference, budget)
    size = total_size([lines[i] for i in picked])
    assert picked == sorted(set(picked))
    assert budget.fits(Size(), size, candidates)
    assert bool(picked) == any(budget.fits(Size(), size_of(line), candidates) for line in lines)
    for i in set(preference) - set(picked):
        too_long = not budget.fits(size, size_of(lines[i]), candidates)
        filler = size_of(lines[i]).words < FILLER
        pair = [texts(lines[j], lines[i]) for j in picked]
        repeat = any(pick(each, [0, 1], Budget(sentences=2)) == [0] for each in pair)
        assert too_long or filler or repeat
