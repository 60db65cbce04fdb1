"""The reference detector: datasketch suggests what ours does, and the groups are the same."""

import random

import pytest

import newskit
from newskit.article import Article
from newskit.duplicates.collection import collection_of
from newskit.duplicates.kernel import BANDS, ROWS
from newskit.duplicates.minhash import FEW, candidates
from newskit.duplicates.reference import PERMUTATIONS
from newskit.duplicates.reference import candidates as reference

Marks = dict[str, object]


def marks(articles: list[Article], **options: object) -> Marks:
    result = newskit.dedupe(articles, **options)
    return {a.id: a.extra.get("copy_of") or a.extra["copies"] for a in result.all}


@pytest.mark.parametrize("level", ["near", "rewritten"])
def test_the_samples_are_grouped_the_same(samples, level: str) -> None:
    articles = newskit.read(samples, on_problem=lambda problem: None)
    others = ["rewritten"] if level == "rewritten" else []
    expected = marks(articles, level=level)
    assert marks(articles, level=level, detectors=["datasketch", *others]) == expected
    assert marks(articles, level=level, detectors=["pairs"]) == expected


def test_a_planted_corpus_is_grouped_the_same(corpus: list[Article]) -> None:
    some = corpus[:150]  # datasketch is slow
    expected = marks(some)
    assert sum(isinstance(mark, dict) for mark in expected.values()) > 20
    assert marks(some, detectors=["datasketch", "rewritten"]) == expected


def test_no_candidate_is_missing_that_every_pair_would_bring(corpus: list[Article]) -> None:
    assert marks(corpus, detectors=["pairs"]) == marks(corpus)


def test_the_signatures_agree_in_the_same_bands() -> None:
    """Pairs that the one suggests the other does too, but for those by a sample of shingles."""
    dice = random.Random(1)
    texts = [[f"w{dice.randrange(10**6)}" for _ in range(80)] for _ in range(FEW)]
    for share in (0.02, 0.05, 0.1):
        for text in texts[:40]:
            texts.append([word if dice.random() > share else "edited" for word in text])
    articles = [Article(" ".join([*text, f"end{n}"])) for n, text in enumerate(texts)]
    collection = collection_of(articles)
    assert len(collection) == len(articles)
    theirs = {(a, b) for a, b in reference(collection)}
    ours = {(a, b) for a, b in candidates(collection).tolist()}
    assert len(theirs) > 100
    assert theirs <= ours
    assert len(ours - theirs) < 0.1 * len(theirs)
    assert BANDS * ROWS <= PERMUTATIONS


def test_texts_that_share_nothing_are_no_candidates() -> None:
    assert list(reference([Article(f"report number {n} alone") for n in range(5)])) == []
    assert list(reference([])) == []
