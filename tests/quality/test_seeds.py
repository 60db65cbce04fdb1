"""Five real articles on one saga must come out right at every level."""

import json
from itertools import combinations
from pathlib import Path

import pytest

import newskit

pytestmark = pytest.mark.quality

FORM_LINES = 4
"""Lines at the end of the last article that are a comment form and the name of the site."""


def seeds(data: Path) -> list[newskit.Article]:
    return newskit.read(*sorted((data / "seeds").glob("*.txt")))


def name(article: newskit.Article) -> str:
    return Path(article.path or "").stem


@pytest.fixture(scope="module")
def gold(data: Path) -> dict[str, list[list[str]]]:
    return json.loads((data / "seeds" / "gold.json").read_text())


def test_only_the_rewritten_pair_is_copies(data: Path, gold: dict[str, list[list[str]]]) -> None:
    found = newskit.dedupe(seeds(data))
    names = {article.id: name(article) for article in found.all}
    pairs = [(sorted((names[p.a], names[p.b])), p.level) for p in found.pairs()]
    assert pairs == [(gold["rewritten"][0], "rewritten")]


def test_nothing_is_near(data: Path) -> None:
    assert newskit.dedupe(seeds(data), level="near").removed == []


def test_one_article_of_each_story_stays(data: Path) -> None:
    assert len(newskit.dedupe(seeds(data), level="story")) == 2


def stories_of(articles: list[newskit.Article]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for article in newskit.stories(articles):
        found.setdefault(article.extra["story"]["id"], []).append(name(article))
    return found


def test_stories_and_their_relation(data: Path, gold: dict[str, list[list[str]]]) -> None:
    marked = newskit.stories(seeds(data))
    assert sorted(stories_of(seeds(data)).values()) == gold["stories"]
    related = {tuple(article.extra["related"]) for article in marked}
    assert sorted(related) == sorted((id_,) for id_ in stories_of(seeds(data)))


@pytest.mark.parametrize("gone", [("000",), ("001",), ("002",), ("003",)])
def test_the_earlier_event_stays_apart_from_fewer_reports(data: Path, gone: tuple[str]) -> None:
    rest = [article for article in seeds(data) if name(article) not in gone]
    assert ["004"] in stories_of(rest).values()


@pytest.mark.parametrize("copied", ["000", "001", "002", "003", "004"])
@pytest.mark.parametrize("copies", [1, 2, 3])
@pytest.mark.parametrize("edited", [False, True])
def test_copies_of_an_article_change_no_story(
    data: Path, copied: str, copies: int, edited: bool
) -> None:
    articles = seeds(data)
    [original] = [article for article in articles if name(article) == copied]
    texts = [f"Note {n}. {original.text}" if edited else original.text for n in range(copies)]
    twins = [newskit.Article(t, id=f"copy-{n}", path="copy") for n, t in enumerate(texts)]
    found = [sorted({*story} - {"copy"}) for story in stories_of([*articles, *twins]).values()]
    assert sorted(found) == sorted(stories_of(articles).values())


def test_a_digest_has_two_entries_and_nothing_of_the_comment_form(data: Path) -> None:
    digest = newskit.digest(seeds(data), sentences=8)
    assert len(digest.entries) == 2
    said = [sentence.text for entry in digest.entries for sentence in entry.sentences]
    lines = [line for line in (data / "seeds" / "004.txt").read_text().splitlines() if line.strip()]
    assert said
    assert not [
        text for text in said for line in lines[-FORM_LINES:] if text in line or line in text
    ]


def test_every_order_of_the_files_gives_the_same_digest(data: Path) -> None:
    articles = seeds(data)
    first = newskit.digest(articles)
    for a, b in combinations(range(len(articles)), 2):
        swapped = list(articles)
        swapped[a], swapped[b] = swapped[b], swapped[a]
        assert newskit.digest(swapped) == first
