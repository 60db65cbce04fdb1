"""Near copies among 12,680 press releases, most of whose text is standard blocks.

The labels count shared text and are no reading: where both texts hold the same story inside
different blocks they see none, and where a firm tells who it is they see a copy.
"""

import gzip
import json
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

import newskit

pytestmark = pytest.mark.quality

Labels = dict[tuple[str, str], tuple[float, float, float]]


@pytest.fixture(scope="module")
def releases(data: Path) -> list[newskit.Article]:
    known = ("id", "title", "text", "url", "source", "published", "language")
    with gzip.open(data / "near" / "docs.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = list(map(json.loads, lines))
    return [newskit.Article(**{k: r[k] for k in known if r.get(k)}) for r in records]


@pytest.fixture(scope="module")
def labels(data: Path) -> Labels:
    """Core, Jaccard and containment of each labelled pair."""
    with gzip.open(data / "near" / "pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        pairs = list(map(json.loads, lines))
    return {
        (min(p["a"], p["b"]), max(p["a"], p["b"])): (p["core"], p["jaccard"], p["containment"])
        for p in pairs
        if p["core"] is not None
    }


def is_copy(labels: Labels, a: str, b: str) -> bool:
    core, jaccard, containment = labels.get((min(a, b), max(a, b)), (0.0, 0.0, 0.0))
    return core >= 0.5 and (jaccard >= 0.5 or containment >= 0.8)


def is_other_news(labels: Labels, a: str, b: str) -> bool:
    return labels.get((min(a, b), max(a, b)), (0.0, 0.0, 0.0))[0] < 0.25


def right(labels: Labels, found: newskit.Deduplicated) -> float:
    """Give the share of removals for a copy among those that the labels judge."""
    judged = []
    for article in found.removed:
        mark = article.extra["copy_of"]
        if mark["level"] == "exact" or is_copy(labels, article.id, mark["id"]):
            judged.append(True)
        elif is_other_news(labels, article.id, mark["id"]):
            judged.append(False)
    return sum(judged) / len(judged)


def left_over(labels: Labels, found: newskit.Deduplicated) -> int:
    """Count the articles that stay though a copy of them stays."""
    kept = {article.id for article in found.kept}
    pairs = [pair for pair in labels if kept.issuperset(pair) and is_copy(labels, *pair)]
    return len({max(pair) for pair in pairs})


def groups(articles: Iterable[newskit.Article]) -> Iterable[list[str]]:
    for article in articles:
        yield [article.id, *(entry["id"] for entry in article.extra["copies"])]


def test_templates_join_nothing_and_copies_are_found(
    releases: list[newskit.Article], labels: Labels
) -> None:
    found = newskit.dedupe(releases, level="near")
    assert right(labels, found) >= 0.985
    copies = len(found.removed)
    assert copies / (copies + left_over(labels, found)) >= 0.96
    joined = sum(
        labels.get((min(a, b), max(a, b)), (1.0,))[0] < 0.25
        for group in groups(found.kept)
        for place, a in enumerate(group)
        for b in group[:place]
    )
    assert joined <= 5


def test_a_tenth_has_less_to_count_from(releases: list[newskit.Article], labels: Labels) -> None:
    shuffled = random.Random(5).sample(releases, len(releases))
    tenths = [newskit.dedupe(shuffled[start::10], level="near") for start in range(3)]
    assert sum(right(labels, found) for found in tenths) / len(tenths) >= 0.85


def edited(text: str, rng: random.Random) -> str:
    """Give a text of whose words one in a hundred is another."""
    return " ".join("again" if rng.random() < 0.01 else word for word in text.split(" "))


def test_fifty_copies_at_a_wire_of_standard_blocks_are_no_template(
    releases: list[newskit.Article],
) -> None:
    rng = random.Random(2)
    base = rng.choice([article for article in releases if article.source == "ibn"])
    for days in (1, 60):
        copies = [
            newskit.Article(
                text=edited(base.text, rng),
                id=f"copy-{number}",
                source="ibn",
                published=f"2025-0{4 + number % days // 28}-{1 + number % days % 28:02d}",
            )
            for number in range(50)
        ]
        planted = {base.id, *(copy.id for copy in copies)}
        for level, least in (("near", 46), ("rewritten", 49)):
            found = newskit.dedupe([*releases, *copies], level=level)
            gone = [article for article in found.removed if article.id in planted]
            assert len(gone) >= least
            assert {article.extra["copy_of"]["id"] for article in gone} <= planted
