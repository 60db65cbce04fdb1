"""Lead, and the default method."""

import random
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.hooks import Sentence, SummaryContext
from newskit.summaries import lead, position

NOTHING = SummaryContext()


def article(number: int, *lines: str) -> list[Sentence]:
    return [Sentence(line, number, place) for place, line in enumerate(lines)]


FIRST = article(
    0,
    "A bridge over the river Ard collapsed on Monday.",
    "Reporters gathered early in the morning fog.",
    "Two drivers were pulled from the water alive.",
    "The mayor promised an inquiry within weeks.",
)
SECOND = article(
    1,
    "Ferries were full on Monday morning.",
    "A bridge over the river Ard collapsed.",
    "Two drivers were pulled from the water alive, police said.",
    "A bakery next to it stayed open.",
)


def test_lead_takes_the_first_sentence_of_each_article_then_the_second() -> None:
    assert lead.summarize(FIRST[:2] + SECOND[:2], NOTHING) == [0, 2, 1, 3]
    assert lead.summarize([*reversed(FIRST[:3])], NOTHING) == [2, 1, 0]


def test_where_nothing_is_said_twice_the_first_sentence_is_best() -> None:
    lines = ["Alpha beta gamma.", "Delta epsilon zeta.", "Eta theta iota.", "Kappa mu nu."]
    assert position.summarize(article(0, *lines), NOTHING) == [0, 1, 2, 3]


def test_what_an_article_comes_back_to_beats_an_earlier_aside() -> None:
    lines = [
        "Talks at the harbour broke down.",
        "Gulls circled above.",
        "The northern port lost nine ferries.",
        "Nine ferries have left the northern port, unions say.",
    ]
    assert position.summarize(article(0, *lines), NOTHING) == [0, 2, 1, 3]


def test_what_two_articles_say_comes_before_what_one_says() -> None:
    story = FIRST + SECOND
    best = [story[i].text for i in position.summarize(story, NOTHING)]
    assert best[0] == FIRST[0].text
    assert best[1] in (FIRST[2].text, SECOND[2].text)


def test_what_is_covered_counts_no_more() -> None:
    best = position.summarize(FIRST + SECOND, NOTHING)
    told, again = sorted([best.index(2), best.index(6)])
    assert told == 1
    assert again >= 5  # the same rescue, told by the other article
    assert best[-1] == 5  # every word of it was said by the first choice


def test_ties_are_broken_by_the_text_not_by_the_order_of_articles() -> None:
    b, a = article(0, "Beta two.") + article(1, "Alfa one.")
    assert position.summarize([b, a], NOTHING) == [1, 0]
    assert position.summarize([a, b], NOTHING) == [0, 1]


def test_no_sentences() -> None:
    assert position.summarize([], NOTHING) == []
    assert lead.summarize([], NOTHING) == []


SENTENCES = st.lists(
    st.builds(
        Sentence,
        text=st.text(alphabet="ab .é三น́-", max_size=12),
        article=st.integers(0, 3),
        position=st.integers(0, 5),
    ),
    max_size=12,
)


@pytest.mark.parametrize("method", [lead.summarize, position.summarize])
@given(sentences=SENTENCES)
def test_every_sentence_has_a_place(method: object, sentences: list[Sentence]) -> None:
    order = method(sentences, NOTHING)  # type: ignore[operator]
    assert sorted(order) == list(range(len(sentences)))


@given(st.permutations(range(8)), st.sampled_from([(0, 1), (1, 0), (7, 3)]))
def test_the_order_of_input_and_the_numbers_of_articles_do_not_matter(
    order: list[int], numbers: tuple[int, int]
) -> None:
    story = FIRST + SECOND
    expected = [story[i].text for i in position.summarize(story, NOTHING)]
    shuffled = [
        Sentence(story[i].text, numbers[story[i].article], story[i].position) for i in order
    ]
    assert [shuffled[i].text for i in position.summarize(shuffled, NOTHING)] == expected


def test_a_thousand_sentences_take_less_than_a_second() -> None:
    chance = random.Random(7)
    names = [f"{chance.choice('bdgklmn')}{n}" for n in range(3000)]
    lines = [" ".join(chance.choices(names[: 30 + n * 3], k=25)) + "." for n in range(1000)]
    start = time.process_time()
    assert len(position.summarize(article(0, *lines), NOTHING)) == 1000
    assert time.process_time() - start < 1


def test_no_heavy_library_is_imported() -> None:
    code = (
        "import sys, newskit.summaries.position, newskit.summaries.lead, newskit.summaries.pick,"
        " newskit.summaries.sumy;"
        "print(sorted({'numpy', 'sumy', 'nltk', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
