"""The summary of one article, as its mark."""

from collections.abc import Sequence

import newskit
from newskit.hooks import Sentence, SummaryContext

TEXT = "Fog closed the harbour on Monday. Nine ships wait outside. A tug captain blamed the fog."


def summary(**options: object) -> dict:
    (article,) = newskit.summarize([newskit.Article(TEXT)], **options)
    found = article.extra["summary"]
    assert isinstance(found, dict)
    return found


def backwards(sentences: Sequence[Sentence], context: SummaryContext) -> list[int]:
    return list(range(len(sentences)))[::-1]


def test_without_being_asked_for_there_are_no_scores() -> None:
    assert summary().keys() == {"text", "sentences", "method"}
    assert all(each.keys() == {"text", "start", "end"} for each in summary()["sentences"])


def test_scores_of_a_method() -> None:
    found = summary(method="lead", scores=True)
    assert [each["score"] for each in found["sentences"]] == [1, 0.5, 0.3333]


def test_a_method_without_scores_is_scored_by_rank() -> None:
    found = summary(method=backwards, scores=True)
    assert [each["score"] for each in found["sentences"]] == [0.3333, 0.6667, 1]


def test_the_default_prefers_what_comes_first() -> None:
    found = summary(sentences=1, scores=True)
    assert [(each["text"], each["score"]) for each in found["sentences"]] == [
        ("Fog closed the harbour on Monday.", 1)
    ]
