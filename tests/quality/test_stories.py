"""Stories and rewritten copies on labelled news: scores that must not fall.

The parameters were chosen with this data in view: the figures guard against a step back, they do
not prove how good newskit is elsewhere.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

import newskit

pytestmark = pytest.mark.quality


def articles_of(folder: Path) -> tuple[list[newskit.Article], dict[str, str]]:
    """Give the articles of a set without their labels, and the gold story of each."""
    (file,) = folder.glob("*.jsonl")
    known = ("id", "title", "text", "url", "source", "published", "language")
    articles, gold = [], {}
    for record in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        article = newskit.Article(**{key: record[key] for key in known if record.get(key)})
        articles.append(article)
        gold[article.id] = str(record["cluster"])
    return articles, gold


def b_cubed(found: dict[str, str], gold: dict[str, str]) -> float:
    """Give the B-cubed F1 (Bagga and Baldwin 1998) of one grouping against another."""
    together = Counter((found[id_], gold[id_]) for id_ in gold)
    in_found, in_gold = Counter(found.values()), Counter(gold.values())
    precision = sum(n * n / in_found[f] for (f, _), n in together.items()) / len(gold)
    recall = sum(n * n / in_gold[g] for (_, g), n in together.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def stories_of(articles: Iterable[newskit.Article]) -> dict[str, str]:
    return {article.id: article.extra["story"]["id"] for article in newskit.stories(articles)}


def undated(articles: Iterable[newskit.Article]) -> list[newskit.Article]:
    known = ("id", "title", "text", "source", "language")
    return [newskit.Article(**{key: getattr(a, key) for key in known}) for a in articles]


def test_stories_of_ecbplus(data: Path) -> None:
    articles, gold = articles_of(data / "stories" / "ecbplus")
    assert b_cubed(stories_of(articles), gold) >= 0.92


def test_stories_of_outlets_with_and_without_dates(data: Path) -> None:
    articles, gold = articles_of(data / "stories" / "pac_story_pairs")
    assert b_cubed(stories_of(articles), gold) >= 0.93
    assert b_cubed(stories_of(undated(articles)), gold) >= 0.86


def rewritten_share(articles: Sequence[newskit.Article], gold: dict[str, str]) -> tuple[float, int]:
    """Give the share of same-story pairs called rewritten, and how many other pairs are."""
    sizes = defaultdict(int)
    for story in gold.values():
        sizes[story] += 1
    same = sum(n * (n - 1) // 2 for n in sizes.values())
    pairs = [p for p in newskit.dedupe(articles).pairs() if p.level == "rewritten"]
    within = sum(1 for pair in pairs if gold[pair.a] == gold[pair.b])
    return within / same, len(pairs) - within


def test_independent_reports_are_rarely_called_rewritten(data: Path) -> None:
    """Most of the pairs of ecbplus that are called so were read, and are edits of one text."""
    share, across = rewritten_share(*articles_of(data / "stories" / "pac_story_pairs"))
    assert share <= 0.01
    assert across <= 8
    share, across = rewritten_share(*articles_of(data / "stories" / "ecbplus"))
    assert share <= 0.035
    assert across <= 3
