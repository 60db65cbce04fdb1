"""Which pairs of articles are compared: all of a few, those that share heavy terms of many."""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

from newskit.grouping.features import Features

ALL_PAIRS = 200
"""Up to this many articles each is compared with each."""

TERMS = 48
"""How many of its heaviest terms an article is found by."""

FREQUENT = 150
"""A term in more articles than this, and the square root of their number, finds nothing."""

SHARED_WEIGHT = 0.04
"""The part of the cosine that those terms must make up."""


def candidates(articles: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """Yield pairs of positions to compare, the smaller first, each once, in order.

    Above `ALL_PAIRS` articles an inverted index over the heaviest terms finds them. Terms in too
    many of the articles are left out of it: they cost most and tell least.
    """
    if len(articles) <= ALL_PAIRS:
        yield from combinations(range(len(articles)), 2)
        return
    index: dict[str, list[tuple[int, float]]] = {}
    heaviest = [list(article.weights.items())[:TERMS] for article in articles]
    for position, terms in enumerate(heaviest):
        for term, weight in terms:
            index.setdefault(term, []).append((position, weight))
    most = FREQUENT + math.isqrt(len(articles))
    for position, terms in enumerate(heaviest):
        shared: dict[int, float] = {}
        for term, weight in terms:
            postings = index[term]
            if len(postings) > most:
                continue
            for other, its_weight in postings:
                if other >= position:
                    break
                shared[other] = shared.get(other, 0.0) + weight * its_weight
        yield from ((other, position) for other in sorted(shared) if shared[other] >= SHARED_WEIGHT)
