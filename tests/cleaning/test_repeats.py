"""What a source repeats around its articles, told from what its articles say."""

import random
from collections.abc import Sequence
from typing import Any

import pytest

from newskit.article import Article
from newskit.cleaning.repeats import WITNESSES, clean

TAIL = (
    "Get the evening briefing",
    "Subscribe now and never miss a story from our reporters",
    "Our desk thanks you for reading to the end",
    "Terms of service and privacy notice",
    "Most read this week in our region",
    "Tell the newsroom what we should look into next",
    "Harbour Media Group",
)
SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "ra", "so", "ti", "va", "ze")


def prose(seed: object, length: int = 60) -> str:
    """Give a paragraph of invented words; another seed gives other words."""
    chance = random.Random(str(seed))
    return " ".join("".join(chance.choices(SYLLABLES, k=3)) for _ in range(length)).capitalize()


def marked(articles: list[Article]) -> list[list[str]]:
    """Give the marked lines of each article."""
    spans = clean(articles)
    return [
        [
            line
            for span in each
            for line in article.text[span.start : span.end].split("\n")
            if span.rule == "repeated"
        ]
        for article, each in zip(articles, spans, strict=True)
    ]


def test_a_page_tail_of_seven_lines_is_marked_on_short_articles_of_five_sources() -> None:
    articles = [
        Article(text="\n".join([prose((source, n)), *TAIL]), source=f"{source}.example")
        for source in "abcde"
        for n in range(4)
    ]
    assert marked(articles) == [list(TAIL)] * len(articles)


def test_lines_are_the_same_up_to_case_and_punctuation() -> None:
    tails = ("Terms of service", "TERMS OF SERVICE.", "– Terms of service –")
    articles = [Article(text=f"{prose(tail)}\n{tail}", source="a") for tail in tails]
    assert marked(articles) == [[tail] for tail in tails]


def test_a_line_in_two_articles_is_none() -> None:
    articles = [Article(text=f"{prose(n)}\n{TAIL[0]}", source="a") for n in range(2)]
    articles.append(Article(text=prose(2), source="a"))
    assert marked(articles) == [[], [], []]


def test_a_line_in_less_than_a_tenth_of_the_articles_is_none() -> None:
    with_line = [Article(text=f"{prose(n)}\n{TAIL[0]}", source="a") for n in range(3)]
    others = [Article(text=prose(n), source="a") for n in range(100, 127)]
    assert marked([*with_line, *others])[:3] == [[TAIL[0]]] * 3
    more = [Article(text=prose(200), source="a")]
    assert marked([*with_line, *others, *more])[:3] == [[]] * 3


def test_each_source_is_judged_by_itself() -> None:
    articles = [Article(text=f"{prose(n)}\n{TAIL[0]}", source=f"{n}.example") for n in range(6)]
    assert marked(articles) == [[]] * 6


def test_the_host_stands_in_for_the_source() -> None:
    articles = [
        Article(text=f"{prose(n)}\n{TAIL[0]}", url=f"https://www.a.example/{n}") for n in range(3)
    ]
    assert marked(articles) == [[TAIL[0]]] * 3


def test_a_quotation_in_the_middle_stays() -> None:
    articles = [
        Article(text=f"{prose(n)}\n“We will rebuild it.”\n{prose(-n - 1)}", source="a")
        for n in range(5)
    ]
    assert marked(articles) == [[]] * 5


def test_a_header_is_marked_too() -> None:
    articles = [Article(text=f"Front page\n{prose(n)}", source="a") for n in range(3)]
    assert marked(articles) == [["Front page"]] * 3


def test_identical_copies_are_no_witnesses() -> None:
    text = "\n".join(prose(n, 12) for n in range(10))
    articles = [Article(text=text, id=str(n), source="a") for n in range(6)]
    assert marked(articles) == [[]] * 6


def test_versions_of_one_story_are_no_witnesses() -> None:
    """Each version has another headline and another word in its lead, and adds a sentence."""
    lead = prose("lead", 40)
    body = [prose(("body", n), 20) for n in range(5)]
    versions = [
        Article(
            text="\n".join([f"{prose(n, 6)}", f"{lead} {prose(n, 1)}", *body, prose(-n - 1, 10)]),
            source="a",
        )
        for n in range(5)
    ]
    assert marked(versions) == [[]] * 5


def test_versions_do_not_hide_the_tail_they_share_with_other_articles() -> None:
    lead, body = prose("lead", 40), prose("body", 40)
    versions = [
        Article(text="\n".join([f"{lead} {prose(n, 4)}", body, *TAIL]), source="a")
        for n in range(3)
    ]
    others = [Article(text="\n".join([prose(n), *TAIL]), source="a") for n in range(100, 103)]
    assert marked([*versions, *others]) == [list(TAIL)] * 6


def test_a_long_paragraph_needs_five_witnesses() -> None:
    background = prose("background", 40)
    articles = [Article(text=f"{prose(n, 90)}\n{background}", source="a") for n in range(5)]
    assert marked(articles[:4]) == [[]] * 4
    assert marked(articles) == [[background]] * 5


def test_articles_of_no_known_source_need_to_be_five_and_keep_long_lines() -> None:
    background = prose("background", 40)
    articles = [
        Article(text=f"{prose(n, 90)}\n{background}\n{TAIL[0]}", path=f"{n}.txt") for n in range(5)
    ]
    assert marked(articles[:4]) == [[]] * 4
    assert marked(articles) == [[TAIL[0]]] * 5


def test_a_text_of_furniture_only_is_left_as_it_is() -> None:
    articles = [Article(text="\n".join([prose(n), *TAIL]), source="a") for n in range(4)]
    articles.append(Article(text="\n".join(TAIL), source="a"))
    assert marked(articles)[-1] == []


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_articles_does_not_matter(seed: int) -> None:
    articles = [
        Article(text="\n".join([prose(n % 7), *TAIL[: n % 5]]), id=str(n), source="ab"[n % 2])
        for n in range(40)
    ]
    by_id = dict(zip((article.id for article in articles), marked(articles), strict=True))
    assert any(by_id.values())
    random.Random(seed).shuffle(articles)
    assert marked(articles) == [by_id[article.id] for article in articles]


def test_copies_do_not_hide_the_tail_of_a_source() -> None:
    """Every article of the source is there four times, each time with the tail."""
    articles = [
        Article(text="\n".join([prose(n % 4), *TAIL]), id=str(n), source="a") for n in range(16)
    ]
    assert marked(articles) == [list(TAIL)] * 16


def test_a_broken_url_is_no_source() -> None:
    articles = [Article(text=f"{prose(n)}\n{TAIL[0]}", url="http://[broken") for n in range(4)]
    assert marked(articles) == [[]] * 4


@pytest.mark.parametrize("note", ["Short note one", "Closed today", "See tomorrow's page"])
def test_an_article_too_short_to_bear_witness_is_cleaned_like_the_others(note: str) -> None:
    articles = [Article(text="\n".join([prose(n), *TAIL]), source="a") for n in range(3)]
    articles.insert(0, Article(text="\n".join([note, *TAIL]), source="a"))
    assert marked(articles) == [list(TAIL)] * 4


class Walked(Sequence[Article]):
    """Articles that note which of them are read."""

    def __init__(self, articles: list[Article]) -> None:
        self.articles = articles
        self.read: list[int] = []

    def __len__(self) -> int:
        return len(self.articles)

    def __getitem__(self, index: Any) -> Any:
        article = self.articles[index]
        self.read.append(index)
        return article


def test_articles_without_common_lines_are_read_once_and_in_order() -> None:
    articles = Walked([Article(text=f"{prose(n)}\n{prose(-n - 1)}", source="a") for n in range(9)])
    assert list(clean(articles)) == [[]] * 9
    assert articles.read == list(range(9))


def test_others_are_read_again_and_at_most_three_times_but_for_witnesses() -> None:
    articles = Walked(
        [Article(text="\n".join([prose(n), *TAIL]), source="a") for n in range(30)]
        + [Article(text=prose(n), source="a") for n in range(100, 130)]
    )
    assert sum(map(bool, clean(articles))) == 30
    assert articles.read[: 60 + 30] == [*range(60), *range(30)]
    assert articles.read[-30:] == list(range(30))
    assert len(articles.read) <= 60 + 30 + WITNESSES + 30
