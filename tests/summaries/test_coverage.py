"""Coverage, the default, and lead."""

import subprocess
import sys

from newskit.hooks import Sentence, SummaryContext
from newskit.summaries import coverage, lead

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
    assert coverage.summarize(article(0, *lines), NOTHING) == [0, 1, 2, 3]


def test_what_an_article_comes_back_to_beats_an_earlier_aside() -> None:
    lines = [
        "Talks at the harbour broke down.",
        "Gulls circled above.",
        "The northern port lost nine ferries.",
        "Nine ferries have left the northern port, unions say.",
    ]
    assert coverage.summarize(article(0, *lines), NOTHING) == [0, 2, 1, 3]


def test_what_two_articles_say_comes_before_what_one_says() -> None:
    story = FIRST + SECOND
    best = [story[i].text for i in coverage.summarize(story, NOTHING)]
    assert best[0] == FIRST[0].text
    assert best[1] in (FIRST[2].text, SECOND[2].text)


def test_what_is_covered_counts_no_more() -> None:
    best = coverage.summarize(FIRST + SECOND, NOTHING)
    told, again = sorted([best.index(2), best.index(6)])
    assert told == 1
    assert again >= 5  # the same rescue, told by the other article
    assert best[-1] == 5  # every word of it was said by the first choice


def test_what_no_other_source_says_a_word_of_counts_less() -> None:
    shared = article(2, "Fog over the Ard kept helicopters away.")
    foreign = article(2, "Zwei Fahrer wurden aus dem Fluss gerettet.")
    assert coverage.summarize(FIRST + SECOND + shared, NOTHING)[:4] == [0, 2, 8, 1]
    assert coverage.summarize(FIRST + SECOND + foreign, NOTHING)[:4] == [0, 2, 1, 8]


def test_the_scene_a_report_opens_with_comes_after_the_news() -> None:
    scene = "The windows of Ada Brook shook early on Monday."
    news = "The bridge over the river Ard collapsed under nine cars."
    assert coverage.summarize(FIRST + article(1, scene, news), NOTHING).index(4) == 5
    assert coverage.summarize(FIRST + article(1, scene, news[:20] + "."), NOTHING).index(4) == 1


def test_ties_are_broken_by_the_text_not_by_the_order_of_articles() -> None:
    b, a = article(0, "Beta two.") + article(1, "Alfa one.")
    assert coverage.summarize([b, a], NOTHING) == [1, 0]
    assert coverage.summarize([a, b], NOTHING) == [0, 1]


def test_no_sentences() -> None:
    assert coverage.summarize([], NOTHING) == []
    assert lead.summarize([], NOTHING) == []


def test_no_heavy_library_is_imported() -> None:
    code = (
        "import sys, newskit.summaries.coverage, newskit.summaries.lead, newskit.summaries.mmr,"
        " newskit.summaries.sumy;"
        "print(sorted({'numpy', 'sumy', 'nltk', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
