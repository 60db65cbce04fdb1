"""Candidates: MinHash finds the planted copies, and few pairs beside them."""

import random
import re

import numpy as np
import pytest

import newskit
from newskit.article import Article
from newskit.duplicates.collection import collection_of
from newskit.duplicates.minhash import all_pairs, banded, candidates, term_candidates
from newskit.duplicates.sets import SharedSets
from newskit.duplicates.workspace import Workspace
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
    one, other = shingles(words(a.text)), shingles(words(b.text))
    return len(one & other) / len(one | other)


def suggested(articles: list[Article]) -> set[tuple[int, int]]:
    return {(a, b) for a, b in candidates(articles).tolist()}


@pytest.fixture(scope="module")
def pile() -> list[Article]:
    """300 texts; the last 40 are copies of the first 40, one word in fifty changed."""
    texts = [invented(seed) for seed in range(260)]
    texts += [[*edited(text, 0.02, seed), "end"] for seed, text in enumerate(texts[:40])]
    return [Article(" ".join(text)) for text in texts]


def test_planted_copies_are_found_among_hundreds(pile: list[Article]) -> None:
    found = suggested(pile)
    planted = {(n, 260 + n) for n in range(40)}
    assert min(jaccard(pile[a], pile[b]) for a, b in planted) > 0.6
    assert planted <= found
    assert len(found) < 100


def test_candidates_do_not_depend_on_the_order(pile: list[Article]) -> None:
    def named(articles: list[Article]) -> set[frozenset[str]]:
        return {frozenset((articles[a].id, articles[b].id)) for a, b in suggested(articles)}

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
    every = [[a, b] for a in range(5) for b in range(a + 1, 5)]
    assert candidates(pile[:5]).tolist() == all_pairs(pile[:5]).tolist() == every
    assert all_pairs(pile[:1]).tolist() == candidates([]).tolist() == []


def test_a_text_inside_a_longer_one_is_found(pile: list[Article]) -> None:
    """Whether the rest of the longer one is its own or somebody else's, too."""
    inside = [Article(" ".join(invented(n, 60))) for n in (901, 902)]
    own = Article(" ".join([*invented(903), inside[0].text, *invented(904)]))
    others = Article(" ".join([pile[100].text, inside[1].text, pile[101].text]))
    found = suggested([*pile, *inside, own, others])
    assert {(300, 302), (301, 303), (100, 303), (101, 303)} <= found


def test_what_is_template_is_not_signed() -> None:
    """200 items of one wire over its block are no candidates; a copy of one of them is."""
    block = " ".join(invented(1, 100))
    items = [
        Article(
            f"{' '.join(invented(1000 + n, 40))} {block}",
            source="wire.example",
            published=f"2026-03-{n % 28 + 1:02}",
        )
        for n in range(200)
    ]
    copy = Article(f"Copied: {items[7].text}", source="echo.example", published="2026-03-09")
    found = suggested([*items, copy])
    assert (7, 200) in found
    assert len(found) < 20


def test_a_crowd_of_copies_costs_a_star() -> None:
    """Each of them is a candidate with somebody; all pairs would be 19,900."""
    text = invented(5)
    crowd = [Article(" ".join([*text, f"print{n}"]), published="2026-03-02") for n in range(200)]
    others = [Article(" ".join(invented(seed))) for seed in range(100, 150)]
    found = suggested([*crowd, *others])
    assert {a for pair in found for a in pair} == set(range(200))
    assert len(found) < 400


def pairs_of_sets(sets: list[list[int]]) -> set[tuple[int, int]]:
    """Give pairs of sets of 32-bit hashes whose signatures agree in a band."""
    bits = len(sets).bit_length() + 1
    packed = [n << 65 - bits | hash_ << 32 - bits for n, one in enumerate(sets) for hash_ in one]
    offsets = np.cumsum([0, *map(len, sets)])
    shared = SharedSets(np.array(packed, np.uint64), offsets, offsets[1:], bits, lambda: None)
    signed, ranks = np.ones(len(sets), np.bool_), np.arange(len(sets))
    found = banded(shared, signed, ranks, Workspace())
    return {(pair >> 32, pair & 0xFFFFFFFF) for pair in found.tolist()}


def test_a_pair_at_the_threshold_of_near_is_found_as_a_rule() -> None:
    """At a Jaccard of .5, 42 bands of 3 rows miss 4 pairs in 1,000."""
    dice, pairs = random.Random(1), 200
    sets = []
    for _ in range(pairs):
        common = dice.sample(range(1 << 32), 60)
        sets += [common + dice.sample(range(1 << 32), 30) for _ in "ab"]
    found = pairs_of_sets(sets)
    assert sum((2 * n, 2 * n + 1) in found for n in range(pairs)) >= pairs - 5
    assert len(found) < 1.1 * pairs


def test_empty_sets_are_like_nothing() -> None:
    assert pairs_of_sets([[], [], [7], [7]]) == {(2, 3)}
    assert pairs_of_sets([]) == pairs_of_sets([[]]) == set()


def test_texts_that_utf_8_cannot_hold_are_compared_too(pile: list[Article]) -> None:
    text = [f"{word}\ud83d" for word in invented(907)]
    broken = [Article(" ".join(text)), Article(" ".join(edited(text, 0.02, 1)))]
    assert (300, 301) in suggested([*pile, *broken])


def test_terms_suggest_what_no_run_of_words_does(pile: list[Article]) -> None:
    """The words of one article in another order, and what is added to it."""
    said = pile[3].text.split()
    shuffled = Article(" ".join(random.Random(1).sample(said, len(said))))
    collection = collection_of([*pile, shuffled])
    found = {(pair >> 32, pair & 0xFFFFFFFF) for pair in term_candidates(collection).tolist()}
    assert (3, 300) in found
    assert (3, 300) not in suggested([*pile, shuffled])
