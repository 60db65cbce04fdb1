"""What is cited stands in the text as it came in, and outside of what is boilerplate."""

from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import newskit
from newskit.text.spans import Span, overlaps

STORY = (
    "The harbour bridge will stay closed until Friday, the port authority said on Tuesday.",
    "Engineers found two cracked bolts in the northern span during a routine inspection.",
    "Ferries will run every ten minutes, and the night service has been extended.",
    "“We would rather lose three days than lose the bridge,” said Mira Okonjo.",
)
FURNITURE = (
    "By Jane Doe",
    "Updated March 3, 2024",
    "Follow us on Facebook",
    "Advertisement",
    "All rights reserved.",
    "Read more:",
    "About Northspan",
    "Photo: Jane Doe",
)
LEADS = ("PORT ALDIS (AP) — ", "ALDIS, March 3 /ISLANDWIRE/ -- ", "")
TEXTS = st.tuples(
    st.sampled_from(LEADS),
    st.lists(st.sampled_from(STORY + FURNITURE), min_size=1, max_size=12),
    st.sampled_from(["\n", "\n\n", "\r\n", " "]),
).map(lambda drawn: drawn[0] + drawn[2].join(drawn[1]))


def places(articles: list[newskit.Article]) -> Iterator[tuple[newskit.Article, Any, str]]:
    """Yield what summaries and digest say: the article, the span, the words."""
    by_id = {article.id: article for article in articles}
    for article in newskit.summarize(articles):
        mark: Any = article.extra["summary"]
        for each in mark["sentences"]:
            yield by_id[article.id], Span(each["start"], each["end"]), each["text"]
    for entry in newskit.digest(articles).entries:
        for sentence in entry.sentences:
            first = sentence.citations[0]
            yield by_id[first.article], Span(first.start, first.end), sentence.text


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_what_is_cited_is_verbatim_and_no_boilerplate(texts: list[str]) -> None:
    articles = [newskit.Article(text, str(number)) for number, text in enumerate(texts)]
    marked = list(newskit.mark_boilerplate(articles))
    for article, span, words in places(marked):
        assert article.text[span.start : span.end] == words
        assert not overlaps(span, article.boilerplate())


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_the_same_holds_of_cleaned_articles(texts: list[str]) -> None:
    articles = [newskit.Article(text, str(number)) for number, text in enumerate(texts)]
    for article, span, words in places(newskit.clean(articles)):
        assert article.text[span.start : span.end] == words
