"""Candidates by MinHash: texts whose signatures agree in a whole band (Broder 1997).

Signed is what a text shares with others and is no template. Leaving out what no other text holds
brings the similarity of two signatures nearer to containment: a text inside a longer one, whose
rest nobody else has, is found like a copy. Many narrow bands let through what is alike at .3 as a
rule; verification is cheap and exact, a missed candidate is lost for good.

A text inside one whose rest is shared, too, is found by a sample of the shingles, the same of each
text (Broder 1997, "modulo sketch").
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article
from newskit.duplicates.buckets import pairs_in_buckets
from newskit.duplicates.collection import Collection, collection_of
from newskit.duplicates.pairs import as_answer, packed, unpacked
from newskit.duplicates.shingling import narrow
from newskit.duplicates.signatures import signatures
from newskit.text.ranges import counted, offsets_of

BANDS, ROWS = 42, 3
FEW = 100
"""Up to so many texts every pair is a candidate."""
FEWEST, LEAST = 5, 0.1
"""Fewest shingles, and least share of a text's own, that others hold, for it to be signed."""
SAMPLED = 8
"""One shingle in so many is in the sample."""
SAMPLES = 2
"""Sampled shingles that two texts share, to be candidates."""

_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_32 = np.uint64(32)


def candidates(articles: Sequence[Article]) -> NDArray[np.int64]:
    """Give pairs of texts that may share much of what they have of their own.

    Args:
        articles: articles with different texts; a `Collection` is not prepared again.

    Returns:
        Rows of two positions.
    """
    collection = collection_of(articles)
    if len(collection) <= FEW:
        return all_pairs(collection)
    items, offsets = _signed(collection)
    hashes = narrow(collection.shingles.hashes)
    found = [
        banded(hashes[items], offsets, collection.ranks),
        _sampled(items, offsets, hashes, collection.ranks),
    ]
    return as_answer(_of_texts(np.concatenate(found), collection.ranks))


def all_pairs(articles: Sequence[Article]) -> NDArray[np.int64]:
    """Give every pair: complete, and quadratic."""
    return as_answer(every_pair(len(articles)))


def term_candidates(collection: Collection) -> NDArray[np.int64]:
    """Give pairs of texts that may share many of their terms, packed."""
    if len(collection) <= FEW:
        return every_pair(len(collection))
    terms = collection.terms
    hashes = narrow(terms.hashes)[terms.items]
    return _of_texts(banded(hashes, terms.offsets, collection.ranks), collection.ranks)


def every_pair(count: int) -> NDArray[np.int64]:
    """Give every pair of so many texts, packed."""
    a, b = np.triu_indices(count, 1)
    return a << 32 | b


def _signed(collection: Collection) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Give the shingles by which texts are found, and where those of each text begin.

    They are a text's own that others hold, too; none of a text of which others hold little.
    """
    sets = collection.shingles
    own = ~collection.template[sets.items]
    held = counted(own, sets.offsets)
    signed = held >= np.minimum(FEWEST, collection.own)
    signed &= held >= LEAST * collection.own
    own &= np.repeat(signed, np.diff(sets.offsets))
    return sets.items[own], offsets_of(np.where(signed, held, 0))


def banded(
    hashes: NDArray[np.uint32], offsets: NDArray[np.int64], ranks: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Give pairs of ranks of texts whose signatures agree in a band; `offsets` as for these."""
    filled = np.flatnonzero(np.diff(offsets))
    members = ranks[filled]
    rows = signatures(hashes, np.append(offsets[filled], len(hashes)))[:, : BANDS * ROWS]
    found = []
    for band in range(BANDS):
        keys = rows[:, band * ROWS : (band + 1) * ROWS].astype(np.uint64) @ _MIX
        packed = keys >> _32 << _32 | members.astype(np.uint64)
        packed.sort()
        found.append(_paired(packed))
        if band % 8 == 7:  # most pairs agree in many bands
            found = [np.unique(np.concatenate(found))]
    return np.concatenate(found)


def _sampled(
    items: NDArray[np.uint32],
    offsets: NDArray[np.int64],
    hashes: NDArray[np.uint32],
    ranks: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Give pairs of ranks of texts that share some of the sampled shingles."""
    sampled = np.flatnonzero((hashes % np.uint32(SAMPLED) == 0)[items])
    rank = ranks[np.searchsorted(offsets, sampled, side="right") - 1]
    packed = items[sampled].astype(np.uint64) << _32 | rank.astype(np.uint64)
    packed.sort()
    pairs, times = np.unique(_paired(packed), return_counts=True)
    return pairs[times >= SAMPLES]


def _paired(packed: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Give the pairs in buckets packed as `bucket << 32 | rank`, ascending."""
    return pairs_in_buckets(packed >> _32, packed.astype(np.uint32).astype(np.int64))


def _of_texts(pairs: NDArray[np.int64], ranks: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give pairs of texts for pairs of ranks, each once, ascending."""
    by_rank = np.argsort(ranks)
    one, other = unpacked(np.unique(pairs))
    return packed(by_rank[one], by_rank[other])
