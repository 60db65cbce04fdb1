"""The samples come out as `samples/gold.json` says: stories and what is related."""

import json
from pathlib import Path

import pytest

import newskit

SAMPLES = Path(__file__).parents[1] / "samples"
GOLD = json.loads((SAMPLES / "gold.json").read_text(encoding="utf-8"))


def name(article: newskit.Article) -> str:
    path = Path(article.path or "")
    return f"feed:{path.name.rpartition(':')[2]}" if ".jsonl" in path.name else path.stem


@pytest.fixture(scope="module")
def marked() -> list[newskit.Article]:
    return newskit.stories(newskit.read(SAMPLES, on_problem=lambda problem: None))


@pytest.fixture(scope="module")
def scored() -> set[str]:
    """Articles that are linked to others across languages are not scored."""
    across = {b for _, b in GOLD["unscored"]}
    return {article for story in GOLD["stories"] for article in story} - across


def test_stories_are_those_of_the_gold(marked: list[newskit.Article], scored: set[str]) -> None:
    found: dict[str, set[str]] = {}
    for article in marked:
        if name(article) in scored:
            found.setdefault(article.extra["story"]["id"], set()).add(name(article))
    gold = [sorted(scored.intersection(story)) for story in GOLD["stories"]]
    assert sorted(map(sorted, found.values())) == sorted(gold)


def test_only_the_stories_of_one_saga_are_related(
    marked: list[newskit.Article], scored: set[str]
) -> None:
    story_of = {article.extra["story"]["id"]: [] for article in marked}
    for article in marked:
        story_of[article.extra["story"]["id"]].append(name(article))
    found = set()
    for article in marked:
        for other in article.extra.get("related", ()):
            pair = (story_of[article.extra["story"]["id"]], story_of[other])
            if all(scored.intersection(story) for story in pair):
                found.add(tuple(sorted(tuple(sorted(scored.intersection(s))) for s in pair)))
    gold = {
        tuple(sorted(tuple(sorted(scored.intersection(GOLD["stories"][i]))) for i in pair))
        for pair in GOLD["related"]
    }
    assert found == gold


def test_the_level_story_keeps_one_article_of_each_story(marked: list[newskit.Article]) -> None:
    kept = newskit.dedupe(marked, level="story").kept
    stories = {article.extra["story"]["id"] for article in marked}
    assert len(kept) == len(stories)
