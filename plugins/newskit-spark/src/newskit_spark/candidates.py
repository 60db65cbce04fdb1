"""Candidate pairs: texts go to ranges of the keys of bands, and of sampled shingles.

Of a bucket of more than a few, which is starred, only its first text is compared with each other
one. A pair is told where the text is that is not this first one: so the pairs of a star are spread
over the segments.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newskit.duplicates.buckets import pairs_in_buckets
from newskit.duplicates.minhash import SAMPLED, SAMPLES, are_signed, every_pair
from newskit.duplicates.pairs import unpacked
from newskit.duplicates.shingling import narrow
from newskit.text.ranges import counted, offsets_of
from newskit_spark.exchange import Row, Said
from newskit_spark.hashing import bands
from newskit_spark.numbers import by_segment, numbers, places_of, segments_of, stretches
from newskit_spark.shared import Sets

_32 = np.uint64(32)
_BAND = np.uint64(58)
"""A bucket is a number of 64 bits: 6 of them tell the band."""


def rank_of(sets: Sets) -> NDArray[np.uint64]:
    """Give numbers that sort texts as `Collection.ranks`: the longest first, then by the key."""
    texts = sets.texts
    return (0xFFFFFFFF - texts.lengths).astype(np.uint64) << _32 | texts.keys >> _32


def bucketed(parts: int, samples: int) -> Any:
    """Make what sends the texts of a segment to the buckets they fall into.

    Args:
        parts: ranges of the buckets of bands.
        samples: ranges of sampled shingles.
    """

    def work(segment: int, _: str, sets: Sets) -> Iterator[Row]:
        items, offsets = _signed(sets)
        if not len(items):
            return
        number, rank = numbers(segment, sets.texts.places), rank_of(sets)
        hashes = narrow(sets.hashes)
        yield from banded(hashes[items], offsets, number, rank, parts)
        chosen = np.flatnonzero((hashes % np.uint32(SAMPLED) == 0)[items])
        text = np.searchsorted(offsets, chosen, side="right") - 1
        buckets = hashes[items[chosen]].astype(np.uint64) << _32
        order = np.argsort(buckets, kind="stable")
        buckets, text = buckets[order], text[order]
        for part, some in stretches(buckets, samples):
            yield parts + part, "sampled", (buckets[some], number[text[some]], rank[text[some]])

    return work


def banded(
    hashes: NDArray[np.uint32],
    offsets: NDArray[np.int64],
    number: NDArray[np.int64],
    rank: NDArray[np.uint64],
    parts: int,
) -> Iterator[Row]:
    """Send texts to the buckets of their bands, in ranges of these."""
    filled = np.flatnonzero(np.diff(offsets))
    if not len(filled):
        return
    mine, first = number[filled], rank[filled]
    every = bands(hashes, np.append(offsets[filled], len(hashes)))
    for band, keys in enumerate(every.astype(np.uint64)):
        # The band in 6 bits, so that the buckets of all are spread over what 64 bits can say.
        buckets = np.uint64(band) << _BAND | keys << np.uint64(26)
        order = np.argsort(buckets)
        for part, some in stretches(buckets[order], parts):
            chosen = order[some]
            yield part, "banded", (buckets[chosen], mine[chosen], first[chosen])


def _signed(sets: Sets) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Give the shingles by which texts are found, as `newskit.duplicates.minhash` does."""
    own = ~sets.template[sets.items]
    held = counted(own, sets.offsets)
    signed = are_signed(held, sets.own)
    own &= np.repeat(signed, np.diff(sets.offsets))
    return sets.items[own], offsets_of(np.where(signed, held, 0))


def paired(part: int, said: Said) -> Iterator[Row]:
    """Give pairs of texts that share a bucket."""
    for kind, told in said.items():
        buckets, number, rank = map(np.concatenate, zip(*told, strict=True))
        order = np.lexsort((number, rank))
        place = np.empty(len(order), np.int64)
        new = np.diff(number[order], prepend=-1) != 0
        place[order] = np.cumsum(new) - 1
        by_rank = number[order][new]
        order = np.lexsort((place, buckets))
        found = pairs_in_buckets(buckets[order], place[order])
        pairs, times = np.unique(found, return_counts=True)
        # What shares a band is a candidate; of samples it takes some.
        times = np.minimum(times, SAMPLES) if kind == "sampled" else np.full(len(pairs), SAMPLES)
        one, other = unpacked(pairs)
        yield from _told(by_rank[one], by_rank[other], times)


def _told(
    first: NDArray[np.int64], other: NDArray[np.int64], times: NDArray[np.int64]
) -> Iterator[Row]:
    for segment, some in by_segment(other):
        yield segment, "pairs", (other[some], first[some], times[some].astype(np.int8))


def listed(segment: int, _: str, sets: Sets) -> Iterator[Row]:
    """Send all texts of a segment to one place: there are few."""
    yield 0, "every", (numbers(segment, sets.texts.places), rank_of(sets))


def every(part: int, said: Said) -> Iterator[Row]:
    """Give every pair of a few texts."""
    number, rank = map(np.concatenate, zip(*said["every"], strict=True))
    number = number[np.lexsort((number, rank))]
    one, other = unpacked(every_pair(len(number)))
    yield from _told(number[one], number[other], np.full(len(one), SAMPLES))


def candidates(kind: str) -> Callable[[int, Said], Iterator[Row]]:
    """Make what keeps the pairs of a segment that are candidates, and asks for their other texts.

    Args:
        kind: what the pairs are called.
    """

    def work(segment: int, said: Said) -> Iterator[Row]:
        yield from _candidates(segment, said, kind)

    return work


def _candidates(segment: int, said: Said, kind: str) -> Iterator[Row]:
    mine, other, times = map(np.concatenate, zip(*said["pairs"], strict=True))
    order = np.lexsort((other, mine))
    mine, other, times = mine[order], other[order], times[order].astype(np.int64)
    new = (np.diff(mine, prepend=-1) != 0) | (np.diff(other, prepend=-1) != 0)
    starts = np.flatnonzero(new)
    enough = np.add.reduceat(times, starts) >= SAMPLES
    pairs = mine[starts][enough], other[starts][enough]
    if len(pairs[0]):
        yield segment, kind, pairs
        yield from asked(segment, pairs[1])


def asked(segment: int, others: NDArray[np.int64]) -> Iterator[Row]:
    """Ask other segments for texts of theirs."""
    others = np.unique(others[segments_of(others) != segment])
    for holder, some in by_segment(others):
        yield holder, "asked", (segment, places_of(others[some]))
