"""Candidates on labelled news: of the pairs of a story, nearly all are compared."""

import json
from collections import Counter
from pathlib import Path

import pytest

import newskit
from newskit.grouping import candidates
from newskit.grouping.features import features
from newskit.grouping.vectors import as_arrays

pytestmark = pytest.mark.quality


@pytest.mark.parametrize("name", ["ecbplus", "pac_story_pairs"])
def test_nearly_all_pairs_of_a_story_are_candidates(
    data: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(candidates, "ALL_PAIRS", 0)
    (file,) = (data / "stories" / name).glob("*.jsonl")
    records = list(map(json.loads, file.read_text(encoding="utf-8").splitlines()))
    known = ("id", "title", "text", "source", "published", "language")
    articles = [newskit.Article(**{k: r[k] for k in known if r.get(k)}) for r in records]
    reports = as_arrays(map(features, newskit.mark_boilerplate(articles)))
    found = compared = 0
    for batch in candidates.candidates(reports, 0.09):
        gold = [[records[i]["cluster"] for i in side.tolist()] for side in batch]
        found += sum(a == b for a, b in zip(*gold, strict=True))
        compared += len(gold[0])
    pairs = sum(n * (n - 1) // 2 for n in Counter(r["cluster"] for r in records).values())
    assert found >= 0.98 * pairs
    assert compared <= 0.2 * len(records) * (len(records) - 1) / 2
