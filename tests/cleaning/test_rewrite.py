"""`clean`: texts are rewritten, what was cut is kept, and nothing points into the old text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newskit
from newskit.article import Article
from newskit.cleaning.rewrite import without_boilerplate

STORY = (
    "The harbour bridge will stay closed until Friday, the port authority said on Tuesday.",
    "Engineers found two cracked bolts in the northern span during a routine inspection.",
    "Ferries will run every ten minutes, and the night service has been extended to two o'clock.",
)
PAGE = "\n\n".join(
    ["By Jane Doe", f"PORT ALDIS (AP) — {STORY[0]}", STORY[1], "Follow us", STORY[2]]
)


def marked(text: str, *spans: tuple[int, int], **extra: object) -> Article:
    boilerplate = [{"start": start, "end": end, "rule": "x"} for start, end in spans]
    return Article(text, extra={"boilerplate": boilerplate, **extra})


def test_the_story_is_left() -> None:
    (article,) = newskit.clean([Article(PAGE, "a")])
    assert article.text == "\n\n".join(STORY)
    assert article.id == "a"
    assert article.extra["boilerplate"] == []


def test_what_was_cut_is_kept_with_its_rule() -> None:
    (article,) = newskit.clean([Article(PAGE)])
    cut: Any = article.extra["cut"]
    assert [(each["rule"], each["text"]) for each in cut] == [
        ("byline", "By Jane Doe"),
        ("dateline", "PORT ALDIS (AP) —"),
        ("follow", "Follow us"),
    ]
    assert all(PAGE[each["start"] : each["end"]] == each["text"] for each in cut)
    assert cut[1]["noted"] == {"place": "PORT ALDIS", "agency": "AP"}


def test_cleaning_again_changes_nothing() -> None:
    once = newskit.clean([Article(PAGE), Article(STORY[0])])
    assert newskit.clean(once) == once


def test_without_cleaners_nothing_is_cut() -> None:
    (article,) = newskit.clean([Article(PAGE)], cleaners=())
    assert article.text == PAGE
    assert "cut" not in article.extra


def test_a_summary_goes_with_its_sentences() -> None:
    (article,) = newskit.clean(newskit.summarize([Article(PAGE)], sentences=2))
    summary: Any = article.extra["summary"]
    assert len(summary["sentences"]) == 2
    for sentence in summary["sentences"]:
        assert article.text[sentence["start"] : sentence["end"]] == sentence["text"]


def test_a_summary_of_which_a_sentence_was_cut_is_taken_away() -> None:
    sentence = {"text": "One.", "start": 0, "end": 4}
    summary = {"text": "One.", "sentences": [sentence], "method": "lead"}
    assert "summary" not in without_boilerplate(marked("One. Two.", (0, 4), summary=summary)).extra


def test_marks_without_offsets_stay() -> None:
    story = {"id": "s", "size": 2}
    article = without_boilerplate(marked("One. Two.", (0, 4), story=story, copies=[], desk="sea"))
    assert article.record() == {
        "text": "Two.",
        "id": article.id,
        "boilerplate": [],
        "cut": [{"start": 0, "end": 4, "rule": "x", "text": "One."}],
        "story": story,
        "copies": [],
        "desk": "sea",
    }


@pytest.mark.parametrize(
    ("text", "cut", "left"),
    [
        ("One.\n\nCut\n\nTwo.", (6, 9), "One.\n\nTwo."),
        ("One.\nCut\n\nTwo.", (5, 8), "One.\n\nTwo."),
        ("One. Cut Two.", (5, 8), "One. Two."),
        ("CUT — One.", (0, 5), "One."),
        ("One.\n\nCut\n", (6, 9), "One."),
        ("OneCutTwo", (3, 6), "One Two"),
    ],
)
def test_the_wider_space_joins_what_is_left(text: str, cut: tuple[int, int], left: str) -> None:
    assert without_boilerplate(marked(text, cut)).text == left


@given(
    st.lists(
        st.sampled_from(["a", "B.", " ", "\n", "\r\n", "\u2003", "é"]), min_size=1, max_size=40
    ),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6),
)
def test_nothing_but_spans_and_space_goes(parts: list[str], spans: list[tuple[int, int]]) -> None:
    text = "x" + "".join(parts)
    article = marked(text, *spans)
    cleaned = without_boilerplate(article)
    assert "".join(cleaned.text.split()) in (
        "".join(article.story_text().split()),
        "".join(text.split()),  # where nothing would be left
    )
