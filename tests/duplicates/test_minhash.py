"""Candidates: MinHash finds the planted copies, and few pairs beside them."""

import random
import re

import pytest

import newskit
from newskit.article import Article
from newskit.duplicates.minhash import all_pairs, candidates, similar_sets
from newskit.duplicates.verify import overlap
from newskit.text.words import shingles, words

SYLLABLES = re.findall("..", "badefogihujekalominaosperusitaulve")


def invented(seed: int, length: int = 250) -> list[str]:
    """Write an article of invented words; no two seeds share a run of five."""
    dice = random.Random(seed)
    return ["".join(dice.choices(SYLLABLES, k=dice.randint(1, 3))) for _ in range(length)]


def edited(text: list[str], share: float, seed: int) -> list[str]:
    dice = random.Random(seed)
    return [word if dice.random() > share else "edited" for word in text]


def jaccard(a: Article, b: Article) -> float:
    return overlap(shingles(words(a.text)), shingles(words(b.text)))[0]


@pytest.fixture(scope="module")
def pile() -> list[Article]:
    """300 articles; the last 40 are copies of the first 40, one word in fifty changed."""
    texts = [invented(seed) for seed in range(260)]
    texts += [edited(text, 0.02, seed) for seed, text in enumerate(texts[:40])]
    return [Article(" ".join(text)) for text in texts]


def test_planted_copies_are_found_among_hundreds(pile: list[Article]) -> None:
    found = {tuple(sorted(pair)) for pair in candidates(pile)}
    planted = {(n, 260 + n) for n in range(40)}
    assert min(jaccard(pile[a], pile[b]) for a, b in planted) > 0.6
    assert planted <= found
    assert len(found) < 100


def test_candidates_do_not_depend_on_the_order(pile: list[Article]) -> None:
    def named(articles: list[Article]) -> set[frozenset[str]]:
        return {frozenset((articles[a].id, articles[b].id)) for a, b in candidates(articles)}

    assert named(pile[::-1]) == named(pile)


def test_copies_in_a_large_pile_do_not_depend_on_the_order(pile: list[Article]) -> None:
    def marks(articles: list[Article]) -> dict[str, object]:
        found = newskit.dedupe(articles, cleaners=[])
        return {a.id: a.extra.get("copy_of", a.extra.get("copies")) for a in found.all}

    some = pile[:80] + pile[260:]
    shuffled = random.Random(1).sample(some, len(some))
    assert sum("level" in mark for mark in marks(some).values()) == 40
    assert marks(shuffled) == marks(some)


def test_small_piles_are_compared_completely(pile: list[Article]) -> None:
    assert sorted(candidates(pile[:5])) == [(a, b) for a in range(5) for b in range(a + 1, 5)]
    assert list(all_pairs(pile[:1])) == []
    assert list(candidates([])) == []


def test_a_pair_at_the_threshold_of_near_is_found_as_a_rule() -> None:
    """At a Jaccard of .5, 42 bands of 3 rows miss 4 pairs in 1,000."""
    sets, pairs = [], 200
    for n in range(pairs):
        common = {f"{n} common {i}" for i in range(60)}
        for side in "ab":
            sets.append(frozenset(common | {f"{n} {side} {i}" for i in range(30)}))
    found = set(similar_sets(sets))
    assert sum((2 * n, 2 * n + 1) in found for n in range(pairs)) >= pairs - 5


def test_empty_sets_are_like_nothing() -> None:
    found = similar_sets([frozenset(), frozenset(), frozenset({"a"}), frozenset({"a"})])
    assert set(found) == {(2, 3)}


def test_texts_that_utf_8_cannot_hold_are_compared_too() -> None:
    assert set(similar_sets([frozenset({"\ud83d"}), frozenset({"\ud83d"})])) == {(0, 1)}
