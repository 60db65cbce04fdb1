"""A page in one line: what stands around the story stands in its line."""

import pytest

from newskit.article import Article
from newskit.cleaning.rules import clean

STORY = (
    "The harbour bridge will stay closed until Friday, the port authority said on Tuesday. "
    "Engineers found two cracked bolts in the northern span. Ferries run every ten minutes."
)


def marked(text: str) -> list[tuple[str, str]]:
    (spans,) = clean([Article(text)])
    return [(span.rule, text[span.start : span.end]) for span in spans]


def test_a_byline_and_a_dateline_at_the_head() -> None:
    head = "By Jane Doe and John Roe PORT ALDIS, Dec. 4 (Reuters) –"
    assert marked(f"{head} {STORY}") == [
        ("byline", "By Jane Doe and John Roe"),
        ("dateline", "PORT ALDIS, Dec. 4 (Reuters) –"),
    ]


def test_a_byline_and_stamps_at_the_head() -> None:
    text = (
        f"By Jane Doe PUBLISHED: 04:33 EST, 19 May 2013 | UPDATED: 05:00 EST, 19 May 2013 {STORY}"
    )
    assert [rule for rule, _ in marked(text)] == ["byline", "updated"]
    (spans,) = clean([Article(text)])
    assert text[spans[-1].end :].strip() == STORY


@pytest.mark.parametrize(
    "tail",
    [
        "Sign up for our newsletter. © 2024 Harbour Times. All rights reserved.",
        "Follow us on Facebook.",
        "Jane Doe and John Roe contributed to this report.",
        "Share this story: Read more:",
        "For more information, visit www.harbour.example.",
        "Advertisement",
    ],
)
def test_the_sentences_at_the_end_that_are_boilerplate(tail: str) -> None:
    text = f"{STORY} {tail}"
    (spans,) = clean([Article(text)])
    assert text[: spans[0].start].rstrip() == STORY
    assert spans[-1].end == len(text)


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        f"By Jane Doe The bridge is closed. {STORY}",
        f"{STORY} All rights to the name were sold to a brewery. The sign stays.",
        f"Sign up for our newsletter, the clerk said. {STORY}",
        f"{STORY} Follow us on Facebook, the sign said. Nobody did.",
        f"Published figures show a loss. {STORY}",
    ],
)
def test_a_story_stays(text: str) -> None:
    assert marked(text) == []


def test_a_line_of_boilerplate_only_is_left() -> None:
    from newskit.cleaning.mark import mark

    (article,) = mark([Article("Follow us on Facebook. All rights reserved.")], [clean])
    assert article.extra["boilerplate"] == []
