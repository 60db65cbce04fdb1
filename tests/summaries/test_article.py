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


GERMAN = (
    "Die alte Brücke über die Arl ist am Montag, dem 3. Mai, eingestürzt. "
    "Nach Angaben von Dr. Veit vom Krankenhaus in Belm wurden ca. 14 Menschen verletzt. "
    "Ein Gutachten hatte im XIX. Kapitel vor Rost gewarnt."
)


def told(text: str, **known: str) -> list[str]:
    (article,) = newskit.summarize([newskit.Article(text, **known)])
    found = article.extra["summary"]
    assert isinstance(found, dict)
    return [each["text"] for each in found["sentences"]]


def test_a_language_that_is_not_said_is_detected() -> None:
    assert told(GERMAN) == told(GERMAN, language="de")
    assert [each[:4] for each in told(GERMAN)] == ["Die ", "Nach", "Ein "]


def test_chinese_sentences_are_joined_without_spaces() -> None:
    lines = [
        "阿尔达河大桥周一上午坍塌。",
        "医院院长罗维说，事故造成14人受伤。",
        "新桥将于五年后通车。",
    ]
    (article,) = newskit.summarize([newskit.Article("".join(lines), language="zh")], words=32)
    found = article.extra["summary"]
    assert isinstance(found, dict)
    assert found["text"] == lines[0] + lines[1]  # 12 and 15 characters, and a number


def test_what_a_summary_opens_with_needs_nothing_before_it() -> None:
    text = "It was not to be. The harbour is closed for good. Nine ships wait outside of it."
    (article,) = newskit.summarize([newskit.Article(text)], sentences=2)
    assert str(article.extra["summary"]["text"]).startswith("The harbour")  # type: ignore[index]


def test_what_is_asked_for_is_not_left_out_for_how_it_begins() -> None:
    text = "It had been a quiet gale. The harbour is closed for good."
    (article,) = newskit.summarize([newskit.Article(text)], sentences=1, query="gale")
    assert article.extra["summary"]["text"] == "It had been a quiet gale."  # type: ignore[index]
