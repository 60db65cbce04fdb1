"""Candidates by MinHash: articles whose signatures agree in a whole band (Broder 1997).

The signatures are datasketch's own (scheme `affine32`). Many narrow bands, 42 of 3 rows, let
pairs through at a Jaccard of .3 as a rule: verification is cheap and exact, a missed candidate
is lost for good.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from newskit.article import Article
from newskit.text.words import shingles, words

BANDS, ROWS = 42, 3
FEW = 100
"""Up to here every pair is a candidate: complete, and quicker than loading the MinHash library."""


def candidates(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Give pairs of articles that may share much of their word 5-grams."""
    if len(articles) <= FEW:
        return all_pairs(articles)
    return similar_sets(shingles(words(article.story_text())) for article in articles)


def all_pairs(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Give every pair: complete, and quadratic."""
    return combinations(range(len(articles)), 2)


def similar_sets(sets: Iterable[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Give pairs of positions of sets that are likely to have a Jaccard of .3 or more.

    Args:
        sets: features of one article each; an empty set is like nothing.
    """
    from datasketch import MinHash

    buckets: dict[tuple[int, bytes], list[int]] = {}
    empty = MinHash(num_perm=BANDS * ROWS, scheme="affine32")
    for position, features in enumerate(sets):
        if not features:
            continue
        sketch = empty.copy()
        sketch.update_batch([feature.encode("utf-8", "surrogatepass") for feature in features])
        rows = sketch.hashvalues.reshape(BANDS, ROWS)
        for band in range(BANDS):
            buckets.setdefault((band, rows[band].tobytes()), []).append(position)
    return (pair for bucket in buckets.values() for pair in combinations(bucket, 2))
