"""The keys by which a store finds texts again: a sample of their shingles, of each text the same.

Sampled are the lowest hashes (Broder 1997): texts that share shingles share the sampled ones in
proportion, so that a text inside a longer one is found too. A pile is not asked: a key of today is
a key tomorrow.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from newskit.duplicates.sets import firsts
from newskit.duplicates.shingling import shingle_hashes
from newskit.text.hashing import hashed_words
from newskit.text.ranges import ranges

SCHEME = "5-grams-1/8"
"""What the keys are; with others, a store finds nothing."""

SHARE = 1 / 8
"""How many of the shingles of a text are sampled, at least."""

ENOUGH = 32
"""Of short texts so many, about: a text of fewer shingles has all of them for keys."""

BATCH = 1_024

_32 = np.uint64(32)
_BITS = np.uint64(30)
_KEY = np.uint64((1 << 31) - 1)


SHORT = 36
"""A text of fewer keys, of 250 words or less, is asked for by one of them, others by two."""


def enough_shared(keys: Sequence[Sequence[int]]) -> list[int]:
    """Give for the keys of each text how many of them another must have to be like it."""
    return [1 if len(some) < SHORT else 2 for some in keys]


def sketches(texts: Iterable[str]) -> Iterator[list[int]]:
    """Give the keys of each text, ascending numbers below 2^31."""
    rest = iter(texts)
    while batch := list(islice(rest, BATCH)):
        hashes, offsets = shingle_hashes(hashed_words(batch))
        place = np.flatnonzero(_sampled(hashes, offsets))
        text = (np.searchsorted(offsets, place, side="right") - 1).astype(np.uint64)
        packed = text << _32 | (hashes[place] >> _BITS & _KEY)
        packed.sort()
        packed = packed[firsts(packed, 0)]
        ends = np.searchsorted(packed, np.arange(len(batch) + 1, dtype=np.uint64) << _32)
        keys = packed.astype(np.uint32).tolist()
        yield from (keys[start:end] for start, end in pairwise(ends.tolist()))


def _sampled(hashes: NDArray[np.uint64], offsets: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which shingles are sampled: the lowest eighth of all hashes, more of short texts.

    The lowest eighth has 61 bits: in them the key must lie.
    """
    sampled = hashes < np.uint64(int(SHARE * 2**64))
    counts = np.diff(offsets)
    short = np.flatnonzero((counts * SHARE < ENOUGH) & (counts > 0))
    at = ranges(offsets[short], counts[short])
    limit = (np.minimum(ENOUGH / counts[short], 1) * 2.0**63).astype(np.uint64)
    sampled[at] = hashes[at] >> np.uint64(1) < np.repeat(limit, counts[short])
    return sampled
