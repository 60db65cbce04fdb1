"""Pages that go on with the next articles, and articles that only look so."""

import random

import pytest

import newskit
from newskit.article import Article
from newskit.cleaning import repeats, rules
from newskit.marks import copy_of
from tests.cleaning.test_repeats import prose


def story(name: str) -> str:
    return "\n".join(prose((name, number), 30) for number in range(4))


def title(name: str) -> str:
    return prose((name, "title"), 7)


def page(*names: str, head: str = "") -> Article:
    """Give a page with the story of its name, and behind it others under their headlines."""
    nexts = [f"{title(name)}\n{head}{story(name)}" for name in names[1:]]
    text = "\n\n".join([head + story(names[0]), *nexts])
    return Article(text, "-".join(names), title=title(names[0]), source="Gazette")


def kept(articles: list[Article]) -> list[str]:
    """Give of each article the text before what a pile tells to be the next one."""
    spans = [
        [span for span in each if span.rule == "next-article"] for each in repeats.clean(articles)
    ]
    assert all(
        span.end == len(article.text)
        for article, each in zip(articles, spans, strict=True)
        for span in each
    )
    return [
        article.text[: each[0].start].rstrip() if each else article.text
        for article, each in zip(articles, spans, strict=True)
    ]


@pytest.mark.parametrize("head", ["", "By Ada Brook\n", "By Ada Brook\n3 March 2026\n\n"])
def test_a_page_ends_where_the_next_article_of_the_pile_begins(head: str) -> None:
    pages = [page("a", "b", "c", head=head), page("b", head=head), page("c", "a", head=head)]
    assert kept(pages) == [(head + story(name)) for name in "abc"]


def test_each_page_of_a_pile_may_go_on_with_the_next_ones() -> None:
    names = "abcdefgh"
    pages = [page(*(names[(at + by) % 8] for by in range(4))) for at in range(8)]
    assert kept(pages) == [story(name) for name in names]
    chance = random.Random(1)
    chance.shuffle(pages)
    assert kept(pages) == [story(each.id[0]) for each in pages]


def test_the_title_may_name_the_site_too() -> None:
    named = page("b")
    named = Article(named.text, "b", title=f"{named.title} | Gazette", source="Gazette")
    assert kept([page("a", "b"), named]) == [story("a"), story("b")]


def test_an_updated_story_keeps_the_earlier_one() -> None:
    new = prose("what is new", 50)
    updated = Article(f"{new}\n{story('a')}", title=title("new"), source="Gazette")
    assert kept([updated, page("a")]) == [updated.text, story("a")]


def test_an_updated_story_keeps_an_earlier_one_whose_first_line_says_its_title() -> None:
    lead = f"{title('a')} {prose('more', 20)}"
    earlier = Article(f"{lead}\n{story('a')}", title=title("a"), source="Gazette")
    updated = Article(f"{prose('n', 50)}\n{earlier.text}", title=title("new"), source="Gazette")
    assert kept([updated, earlier]) == [updated.text, earlier.text]


def test_a_round_up_keeps_the_beginnings_of_other_articles() -> None:
    items = "\n".join(
        f"{title(name)}\n" + "\n".join(story(name).split("\n")[:1]) for name in "abcd"
    )
    survey = Article(f"{story('own')}\n{items}", title=title("own"), source="Gazette")
    assert kept([survey, *(page(name) for name in "abcd")])[0] == survey.text


@pytest.mark.parametrize(
    "called", ["Live: the vote in Aldis", "Morning briefing", "The day’s recap"]
)
def test_a_page_of_many_reports_by_its_name_keeps_them(called: str) -> None:
    live = page("a", "b", "c")
    live = Article(live.text, "live", title=called, source="Gazette")
    assert kept([live, page("b"), page("c")])[0] == live.text


def test_an_article_of_another_source_ends_nothing() -> None:
    other = Article(story("b"), "b", title=title("b"), source="Herald")
    assert kept([page("a", "b"), other]) == [page("a", "b").text, other.text]


def test_what_stays_is_a_story() -> None:
    short = Article(f"{prose(1, 20)}\n{page('b').title}\n{story('b')}", source="Gazette")
    assert kept([short, page("b")])[0] == short.text


def test_a_page_is_no_copy_for_what_it_goes_on_with() -> None:
    pages = [page("a", "x", "y"), page("b", "x", "y"), page("x"), page("y")]
    assert not newskit.dedupe(pages).removed
    assert len(newskit.dedupe(pages, cleaners=[]).removed) > 1


def test_copies_with_other_articles_behind_them_are_copies() -> None:
    herald = [
        Article(each.text, f"herald {each.id}", title=each.title, source="Herald")
        for each in (page("a", "y"), page("y"))
    ]
    (copy,) = newskit.dedupe([page("a", "x"), page("x"), *herald]).removed
    mark = copy_of(copy)
    assert mark
    assert (mark["level"], mark["similarity"]) == ("exact", 1)
    assert {copy.id, mark["id"]} == {"a-x", "herald a-y"}


def test_citations_of_such_a_page_are_of_its_own_story() -> None:
    (first, _) = newskit.summarize([page("a", "b"), page("b")], sentences=9)
    summary = first.extra["summary"]
    assert isinstance(summary, dict)
    assert summary["sentences"]
    assert all(each["end"] <= len(story("a")) for each in summary["sentences"])


# Single pages

SIGNED = "By Ada Brook\n3 March 2026"


def alone(text: str) -> list[str]:
    (spans,) = rules.clean([Article(text, title=title("a"))])
    return [text[span.start :] for span in spans if span.rule == "next-article"]


@pytest.mark.parametrize(
    "end", ["© 2026 Aldis Gazette. All rights reserved.", "Share this article"]
)
@pytest.mark.parametrize(
    "opening", ["By Ada Brook\n", f"{SIGNED}\n", "Updated 3 hours ago\n", "PORT ALDIS (AP) — "]
)
def test_a_single_page_ends_before_a_signed_story_behind_its_end(end: str, opening: str) -> None:
    following = f"Council of Aldis votes for bridge\n{opening}{story('b')}"
    assert alone(f"{story('a')}\n{end}\n{following}") == [following]


@pytest.mark.parametrize(
    "text",
    [
        f"{story('a')}\nShare this article\nWhat the council wants\n{story('b')}",
        f"{story('a')}\nWhat the council wants\nBy Ada Brook\n{story('b')}",
        f"{story('a')}\nShare this article\nBy Ada Brook\n{story('b')}",
        f"{prose(1, 30)}\nShare this article\nWhat the council wants\nBy Ada Brook\n{story('b')}",
        f"{story('a')}\nShare this article\nWhat the council wants\nBy Ada Brook\n{prose(1, 20)}",
        f"{story('a')}\nShare this article\n{title('a')}\nBy Ada Brook\n{story('b')}",
    ],
    ids=["unsigned", "no end", "no headline", "its own story", "too short", "its own headline"],
)
def test_less_than_that_ends_nothing(text: str) -> None:
    assert alone(text) == []
