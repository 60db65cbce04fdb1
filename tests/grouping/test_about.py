"""What the mark of a story says of it: as much as is known, whatever the order of the articles."""

import random

import newskit
from newskit.grouping.about import TERMS, about
from newskit.hooks import Article

A = Article(
    "Cracks in a pier have closed the Kesslow bridge, engineer Runa Ostby said on Monday.",
    id="a",
    title="Cracks close the Kesslow bridge",
    source="Kesslow Post",
    published="2031-05-04T09:00:00Z",
)
B = Article(
    "The bridge at Kesslow is closed: Runa Ostby, the engineer, found cracks in a pier.",
    id="b",
    title="PIER PRESSURE",
    source="coast.example",
    published="2031-05-04T10:00:00+02:00",
)
COPY = Article(
    B.text,
    id="c",
    title="Live updates: Cracks close the Kesslow bridge, engineer Runa Ostby says",
    source="Kesslow Post",
    published="some day",
    extra={"copy_of": {"id": "b", "level": "exact"}},
)


def test_a_story_has_a_headline_terms_times_and_sources() -> None:
    told = about([A, B, COPY])
    assert told["headline"] == A.title
    assert told["published"] == [B.published, A.published]
    assert told["sources"] == ["Kesslow Post", "coast.example"]
    terms = told["terms"]
    assert isinstance(terms, list) and len(terms) == TERMS
    assert {"Kesslow", "Ostby", "Runa", "pier"} <= set(terms)


def test_terms_are_those_of_several_reports_if_there_are_several() -> None:
    assert about([Article("Zandermoor burns", id="a"), Article("Quillfeather", id="b")]) == {}
    assert about([Article("Zandermoor burns", id="a")]) == {"terms": ["Zandermoor", "burns"]}


def test_function_words_are_no_terms() -> None:
    reports = [Article("All about the pier.", id="a"), Article("The pier: what about it?", id="b")]
    assert about(reports) == {"terms": ["pier"]}


def test_copies_that_were_dropped_count() -> None:
    entry = {"id": "d", "title": "Cracks close bridge", "source": "D", "published": "2031-05-01"}
    listed = {"copies": [{"id": "e", "source": "E", "copies": [entry]}]}
    told = about([Article(A.text, id="a", source="A", extra=listed)])
    assert told["sources"] == ["A", "D", "E"]
    assert told["published"] == ["2031-05-01", "2031-05-01"]
    assert told["headline"] == "Cracks close bridge"


def test_nothing_known_is_nothing_said() -> None:
    assert about([Article("🎈 🎈")]) == about([Article("7 7")]) == {}


def test_it_is_the_same_on_every_article_and_for_every_order() -> None:
    articles = [A, B, Article("Botanists found a bog orchid in the Tarn valley.", id="x")]
    marks = {a.id: a.extra["story"] for a in newskit.stories(articles)}
    assert marks["a"] == marks["b"] != marks["x"]
    random.Random(1).shuffle(articles)
    assert {a.id: a.extra["story"] for a in newskit.stories(articles)} == marks
