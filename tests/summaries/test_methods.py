"""What holds for every method that ships with newskit."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newskit import builtin
from newskit.hooks import Scored, Sentence, Summarizer, SummaryContext
from newskit.summaries.budget import Budget, Size, size_of, total_size
from newskit.summaries.pick import pick

METHODS = dict(builtin.newskit_summarizers())
OURS = [name for name in METHODS if not name.startswith("sumy-")]
CONTEXT = SummaryContext(("Bridge over the Ard collapses", "Ard bridge gone"), "en")

FIRST = [
    "A bridge over the river Ard collapsed on Monday.",
    "Reporters gathered early in the morning fog.",
    "Two drivers were pulled from the water alive.",
    "The mayor promised an inquiry within weeks.",
]
SECOND = [
    "Ferries were full on Monday morning.",
    "The old bridge over the Ard collapsed at dawn.",
    "Two drivers were rescued from the river, police said.",
    "A bakery next to it stayed open.",
]


def load(name: str) -> Summarizer:
    module, _, attribute = str(METHODS[name]).partition(":")
    method: Summarizer = getattr(import_module(module), attribute)
    return method


def story(*articles: Sequence[str]) -> list[Sentence]:
    return [
        Sentence(line, number, place)
        for number, lines in enumerate(articles)
        for place, line in enumerate(lines)
    ]


every_method = pytest.mark.parametrize("name", METHODS)
TEXTS = st.text(alphabet="ab .é三น́-'3", max_size=12) | st.sampled_from(FIRST)
SENTENCES = st.lists(
    st.builds(
        Sentence,
        text=TEXTS,
        article=st.integers(0, 3),
        position=st.integers(0, 5),
        source=st.sampled_from(["", "ard.example", "ferry.example"]),
    ),
    max_size=10,
)
LIMIT = st.none() | st.integers(1, 40)


@every_method
@settings(max_examples=25, deadline=None)
@given(sentences=SENTENCES, words=LIMIT, chars=LIMIT, count=LIMIT)
def test_each_sentence_has_a_place_and_a_score_and_budgets_hold(
    name: str,
    sentences: list[Sentence],
    words: int | None,
    chars: int | None,
    count: int | None,
) -> None:
    order = load(name)(sentences, CONTEXT)
    assert sorted(order) == list(range(len(sentences)))
    assert isinstance(order, Scored)
    assert order.scores.keys() == set(order)
    assert all(score >= 0 for score in order.scores.values())
    assert all(score == score for score in order.scores.values())
    budget = Budget(count, words, chars)
    picked = pick(sentences, order, budget)
    lines = [each.text for each in sentences]
    assert budget.fits(Size(), total_size([lines[i] for i in picked]), total_size(lines))
    assert bool(picked) or not any(
        budget.fits(Size(), size_of(line), total_size(lines)) for line in lines
    )


@every_method
def test_shuffled_sentences_are_ordered_alike(name: str) -> None:
    told = story(FIRST, SECOND)
    expected = [told[i] for i in load(name)(told, CONTEXT)]
    chance = random.Random(3)
    for _ in range(3):
        shuffled = chance.sample(told, len(told))
        assert [shuffled[i] for i in load(name)(shuffled, CONTEXT)] == expected


@pytest.mark.parametrize("name", [name for name in OURS if name != "lead"])
def test_the_numbers_of_articles_do_not_matter(name: str) -> None:
    def best(*articles: Sequence[str]) -> list[str]:
        told = story(*articles)
        return [told[i].text for i in load(name)(told, SummaryContext())]

    assert best(FIRST, SECOND) == best(SECOND, FIRST)


@every_method
@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Yes."],
        ["…", "—", "!!"],
        ["It is what it is.", "So it was."],
        ["桥倒了。", "市长来了。"],
    ],
    ids=["nothing", "one", "no words", "function words", "Chinese"],
)
def test_poor_texts(name: str, lines: list[str]) -> None:
    assert sorted(load(name)(story(lines), CONTEXT)) == list(range(len(lines)))


@pytest.mark.parametrize("name", [name for name in OURS if name != "lead"])
def test_what_two_articles_say_comes_before_an_aside(name: str) -> None:
    told = story(FIRST, SECOND)
    best = [told[i].text for i in load(name)(told, CONTEXT)]
    assert "collapsed" in best[0]
    assert best.index(SECOND[3]) > 2


@pytest.mark.parametrize("name", OURS)
def test_a_thousand_sentences_take_no_minute(name: str) -> None:
    chance = random.Random(7)
    names = [f"{chance.choice('bdgklmn')}{n}" for n in range(3000)]
    lines = [" ".join(chance.choices(names[: 30 + n * 3], k=25)) + "." for n in range(1000)]
    method, told = load(name), story(lines[:500], lines[500:])
    method(told[:3], CONTEXT)
    start = time.process_time()
    assert len(method(told, CONTEXT)) == 1000
    assert time.process_time() - start < 4


HASHED = """
from newskit.hooks import Sentence, SummaryContext
from importlib import import_module
told = [Sentence(line, n % 2, n // 2) for n, line in enumerate({lines!r})]
for target in {targets!r}:
    module, _, name = target.partition(":")
    order = getattr(import_module(module), name)(told, SummaryContext())
    print(order, [round(score, 6) for score in order.scores.values()])
"""


def test_the_hash_seed_does_not_matter() -> None:
    targets = [str(METHODS[name]) for name in OURS]
    code = HASHED.format(lines=FIRST + SECOND, targets=targets)
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in "012"
    }
    assert len(answers) == 1
    assert len(answers.pop().splitlines()) == len(OURS)
