"""Summaries beside references: scores that must not fall.

Parameters were chosen on the even items of each set.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from math import sqrt
from pathlib import Path
from statistics import mean, stdev
from typing import NamedTuple

import pytest

import newskit
from newskit import builtin
from newskit.evaluation.rouge import Scorer
from newskit.hooks import Sentence, SummaryContext
from newskit.summaries.budget import Budget
from newskit.summaries.pick import pick
from newskit.summaries.whole import pick_whole
from newskit.text.prose import prose

pytestmark = pytest.mark.quality

Choose = Callable[[Sequence[Sentence], Sequence[int], Budget], list[int]]


class Item(NamedTuple):
    id: str
    sentences: list[Sentence]
    references: list[str]


def items_of(data: Path, name: str) -> list[Item]:
    items = []
    file = data / "summaries" / f"{name}.jsonl"
    for record in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        articles = newskit.mark_boilerplate(
            newskit.Article(doc["text"], doc["id"]) for doc in record["docs"]
        )
        offered = [
            Sentence(article.text[start:end], number, place)
            for number, article in enumerate(articles)
            for place, (start, end) in enumerate(prose(article.text, None, article.boilerplate()))
        ]
        items.append(Item(record["id"], offered, record["refs"]))
    return items


def scores(
    items: Iterable[Item], method: str, budget: Budget, choose: Choose = pick
) -> dict[str, float]:
    """Give ROUGE-1 plus ROUGE-2 of each item, in points."""
    module, _, attribute = str(builtin.newskit_summarizers()[method]).partition(":")
    summarize = getattr(import_module(module), attribute)
    scorer = Scorer()
    found = {}
    for id_, offered, references in items:
        order = summarize(offered, SummaryContext()) if offered else []
        text = " ".join(offered[i].text for i in choose(offered, order, budget))
        rouge = scorer.score(text, references)
        found[id_] = 100 * (rouge["ROUGE-1"].f1 + rouge["ROUGE-2"].f1)
    return found


def gain(ours: dict[str, float], theirs: dict[str, float]) -> float:
    """Give the mean paired difference, and print it with its standard error."""
    differences = [ours[id_] - theirs[id_] for id_ in ours]
    found = mean(differences)
    print(f"{found:+.2f} ± {stdev(differences) / sqrt(len(differences)):.2f}", end="  ")
    return found


def peer(data: Path, name: str, method: str) -> dict[str, float]:
    known = json.loads((data / "summaries" / "peer_scores.json").read_text(encoding="utf-8"))
    return {id_: 100 * (one + two) for id_, (one, two, _) in known[name][method].items()}


def test_single_articles_in_three_sentences(data: Path) -> None:
    items, budget = items_of(data, "cnndm"), Budget(sentences=3)
    for choose in (pick, pick_whole):
        ours = scores(items, "coverage", budget, choose)
        assert gain(ours, peer(data, "cnndm", "Lead-3")) >= 0.8
        assert gain(ours, peer(data, "cnndm", "sumy-lexrank")) >= 4


def test_single_articles_in_sixty_words(data: Path) -> None:
    items, budget = items_of(data, "cnndm"), Budget(words=60)
    lead, lexrank = scores(items, "lead", budget), scores(items, "sumy-lexrank", budget)
    for choose in (pick, pick_whole):
        ours = scores(items, "coverage", budget, choose)
        assert gain(ours, lead) >= 0.5
        assert gain(ours, lexrank) >= 4


def test_clusters_of_web_articles(data: Path) -> None:
    items, budget = items_of(data, "multinews"), Budget(words=220)
    ours = scores(items, "coverage", budget)
    assert gain(ours, peer(data, "multinews", "sumy-lexrank")) >= 6.5
    assert gain(ours, scores(items, "sumy-lexrank", budget)) >= 5.5
    odd = {item.id: ours[item.id] for item in items[1::2]}
    assert gain(odd, peer(data, "multinews", "sumy-lexrank")) >= 6.5


def test_clusters_in_a_hundred_words(data: Path) -> None:
    items, budget = items_of(data, "multinews"), Budget(words=100)
    ours = scores(items, "coverage", budget)
    assert gain(ours, scores(items, "centroid", budget)) >= 1
    assert gain(ours, scores(items, "sumy-lexrank", budget)) >= 3.5
