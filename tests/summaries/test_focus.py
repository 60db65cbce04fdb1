"""Focus: what a reader asks for comes first."""

import pytest

import newskit
from newskit.errors import PluginError, UsageError
from newskit.hooks import Sentence
from newskit.summaries.focus import focused, parse_query

LINES = [
    "The ferry line between Ellering and Skarholm will close in June.",
    "It has lost money for six years.",
    "Prices of return tickets rose by forty percent.",
    "Some ferry workers fear for their jobs.",
    "The price of fuel fell.",
]
STORY = [Sentence(line, 0, place) for place, line in enumerate(LINES)]
TEXT = "\n\n".join(LINES)


def order(query: str) -> list[int]:
    return focused(STORY, range(5), parse_query(query))


def summary(query: str, **options: object) -> dict:
    (article,) = newskit.summarize([newskit.Article(TEXT)], query=query, **options)
    found = article.extra["summary"]
    assert isinstance(found, dict)
    return found


def test_sentences_about_it_come_first_and_the_others_keep_their_order() -> None:
    assert order("ferry") == [0, 3, 1, 2, 4]


def test_inflections_are_the_same_word() -> None:
    assert order("PRICE tickets")[:2] == [2, 4]


def test_a_rare_word_of_the_query_is_a_greater_part_of_it() -> None:
    assert order("ferry fuel")[:3] == [4, 0, 3]


def test_a_score_is_the_share_of_the_query() -> None:
    scores = focused(STORY, range(5), parse_query("jobs of ferry workers")).scores
    assert scores[3] == 1
    assert 0 < scores[0] < 0.5
    assert scores[1] == 0


def test_nothing_is_said_where_nothing_matches() -> None:
    assert order("volcano") == []
    found = summary("volcano")
    assert found["sentences"] == []
    assert found["text"] == ""
    assert (found["query"], found["matches"]) == ("volcano", 0)


def test_the_summary_tells_how_many_sentences_match() -> None:
    found = summary("ferry prices", sentences=1)
    assert found["matches"] == 4
    assert len(found["sentences"]) == 1


def test_function_words_are_the_query_where_there_is_nothing_else() -> None:
    assert order("it has")[0] == 1


@pytest.mark.parametrize("query", ["", " ", "?!"])
def test_a_query_has_a_word(query: str) -> None:
    with pytest.raises(UsageError, match="there is no word in it"):
        newskit.summarize([], query=query)


def test_a_wrong_order_is_named() -> None:
    with pytest.raises(PluginError, match="gave position 9"):
        focused(STORY, [0, 9], parse_query("ferry"))


@pytest.mark.parametrize("method", ["coverage", "lead", "centroid", "mmr", "submodular"])
def test_every_method_can_be_focused(method: str) -> None:
    found = summary("jobs", sentences=1, method=method, scores=True)
    assert [(each["text"], each["score"]) for each in found["sentences"]] == [(LINES[3], 1)]
