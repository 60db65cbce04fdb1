"""Who tells a sentence."""

from newskit.hooks import Sentence, SummaryContext
from newskit.summaries import coverage
from newskit.summaries.sources import independent_sources

WIRE = [
    "The harbour of Port Ellering closed on Monday.",
    "Nine ships wait off the northern pier.",
    "A tug captain blamed the fog.",
]
OWN = [
    "Fishermen lost their day.",
    "The market opened without them.",
    "Children were sent home early.",
]


def told(lines: list[str], article: int, source: str = "") -> list[Sentence]:
    return [Sentence(line, article, place, source) for place, line in enumerate(lines)]


def sources(*articles: list[Sentence]) -> list[tuple[int, ...]]:
    sentences = [sentence for article in articles for sentence in article]
    return independent_sources(sentences, [sentence.text for sentence in sentences])


def test_an_article_is_a_source() -> None:
    assert set(sources(told(WIRE, 0), told(OWN, 1))) == {(0,), (1,)}


def test_articles_of_one_publisher_are_one_source() -> None:
    found = sources(told(WIRE, 0, "post.example"), told(OWN, 1, "post.example"))
    assert set(found) == {(0, 1)}


def test_a_copy_is_no_new_source() -> None:
    copy = [WIRE[0], OWN[0], OWN[1]]
    assert set(sources(told(WIRE, 0, "a.example"), told(copy, 1, "b.example"))) == {(0, 1)}


def test_copies_of_copies_are_one_source() -> None:
    chain = [WIRE[2], OWN[0]]
    assert set(sources(told(WIRE, 0), told(chain, 1), told(OWN, 2))) == {(0, 1, 2)}


def test_a_copy_adds_no_weight() -> None:
    """Two outlets print a wire story, two report on their own: what these agree on is first."""
    agreed = ["Divers found the anchor of the lost trawler.", "Divers found the lost anchor."]
    wire = told(WIRE, 0) + told(WIRE, 1)
    own = told([agreed[0], OWN[0]], 2) + told([agreed[1], OWN[1]], 3)
    sentences = wire + own
    best = [sentences[i].text for i in coverage.summarize(sentences, SummaryContext())]
    assert best[0] in agreed
