"""The level `near`: one text with edits, or one that the other contains.

What a text has of its own decides: everything but boilerplate and templates. The texts as they came
must agree as well: two articles that are mostly something else are not one text. And one form
filled in with other names and numbers is other news.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article, Level
from newskit.duplicates.collection import Collection
from newskit.duplicates.match import Matches
from newskit.duplicates.overlap import Overlaps, jaccard, share
from newskit.duplicates.passages import OTHER_FACTS, other_news
from newskit.duplicates.shingling import shingle_hashes
from newskit.text.distinct import distinct
from newskit.text.hashing import hashed_words

THRESHOLD = 0.5
"""Least Jaccard of two texts that are near copies."""
CONTAINED = 0.8
"""Least share of the shorter text that stands in the longer one, for the shorter to be a copy."""
ENOUGH_TO_CONTAIN = 30
"""Fewest shingles of its own in a text of which containment alone may say that it is a copy."""
ENOUGH, NEARLY_ALL = 20, 0.9
"""With fewer shingles of their own, two texts must agree in so much of all they have."""

BEYOND_DOUBT = 0.7
"""Least Jaccard of two texts whose facts need not be compared."""

_PAIRS = 2_048
_BATCH = 256


def near(
    collection: Collection, pairs: Overlaps, threshold: float = THRESHOLD
) -> tuple[Matches, NDArray[np.bool_]]:
    """Match texts that are one text with edits, or one of which holds the other.

    Where one text stands in the other, only a text that does may go: a trimmed print for the full
    one, never the reverse; two prints with a sentence more here and there, either.

    Args:
        collection: the texts.
        pairs: pairs of them.
        threshold: least Jaccard.

    Returns:
        The matches, and which pairs are settled: these, and what is found to be other news.
    """
    alike, contained = _of_own(pairs, threshold)
    asked = np.flatnonzero(alike | contained)
    whole = _agree_in_full(collection, pairs.take(asked), threshold)
    alike[asked] &= whole
    contained[asked] &= whole
    doubtful = np.flatnonzero(_doubtful(pairs, alike, contained))
    settled = alike | contained
    alike[doubtful] &= ~other_news(collection, pairs.take(doubtful), OTHER_FACTS)
    found = alike | contained
    held = share(pairs.own, pairs.own_sizes) >= CONTAINED
    may_go = held | ~contained
    matches = Matches.from_columns(
        Level.NEAR,
        a=pairs.a[found],
        b=pairs.b[found],
        similarity=jaccard(pairs.own, pairs.own_sizes)[found],
        containment=share(pairs.own, pairs.own_sizes.min(axis=0))[found],
        a_may_go=may_go[0, found],
        b_may_go=may_go[1, found],
    )
    return matches, settled


def reads(collection: Collection, pairs: Overlaps, threshold: float) -> NDArray[np.bool_]:
    """Tell of which pairs `near` reads the texts; of the others it needs what they share."""
    alike, contained = _of_own(pairs, threshold)
    in_part = collection.in_part[pairs.a] | collection.in_part[pairs.b]
    return (alike | contained) & in_part | _doubtful(pairs, alike, contained)


def _doubtful(
    pairs: Overlaps, alike: NDArray[np.bool_], contained: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell of which pairs facts must be compared."""
    return alike & ~contained & (jaccard(pairs.own, pairs.own_sizes) < BEYOND_DOUBT)


def _of_own(pairs: Overlaps, threshold: float) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell which pairs are alike, and of which one contains the other, by what is their own."""
    shorter = pairs.own_sizes.min(axis=0)
    alike = jaccard(pairs.own, pairs.own_sizes) >= threshold
    contained = (share(pairs.own, shorter) >= CONTAINED) & (shorter >= ENOUGH_TO_CONTAIN)
    return alike, contained


def _agree_in_full(collection: Collection, pairs: Overlaps, threshold: float) -> NDArray[np.bool_]:
    """Tell of which pairs the texts as they came are alike, or one in the other."""
    both, sizes = _full_counts(collection, pairs)
    few = pairs.own_sizes.min(axis=0) < ENOUGH
    mostly_template = few & (pairs.sizes.min(axis=0) >= ENOUGH)
    least = np.where(mostly_template, NEARLY_ALL, threshold)
    contained = (share(both, sizes.min(axis=0)) >= CONTAINED) & ~few
    agree: NDArray[np.bool_] = contained | (jaccard(both, sizes) >= least)
    return agree


def _full_counts(
    collection: Collection, pairs: Overlaps
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count what pairs share with boilerplate and all."""
    both, sizes = pairs.both.copy(), pairs.sizes.copy()
    which = np.flatnonzero(collection.in_part[pairs.a] | collection.in_part[pairs.b])
    for start in range(0, len(which), _PAIRS):
        some = which[start : start + _PAIRS]
        texts = distinct(np.concatenate([pairs.a[some], pairs.b[some]])).tolist()
        sets = dict(_full_sets(collection.articles, texts))
        for place in some.tolist():
            a, b = sets[int(pairs.a[place])], sets[int(pairs.b[place])]
            both[place] = len(np.intersect1d(a, b, assume_unique=True))
            sizes[:, place] = len(a), len(b)
    return both, sizes


def _full_sets(
    articles: Sequence[Article], texts: Sequence[int]
) -> Iterator[tuple[int, NDArray[np.uint64]]]:
    for start in range(0, len(texts), _BATCH):
        some = texts[start : start + _BATCH]
        shingles, offsets = shingle_hashes(hashed_words([articles[text].text for text in some]))
        for text, one in zip(some, np.split(shingles, offsets[1:-1]), strict=True):
            yield text, distinct(one)
