"""Postings, `key << 32 | number of an article`, and what articles share by them."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from newskit.text.ranges import ranges

COMMON = 512
"""Of a key that more articles have, the latest ones are found."""

_32 = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)

Postings = NDArray[np.uint64]


def packed(keys: Sequence[Sequence[int]], numbers: Sequence[int]) -> Postings:
    """Give the postings of articles, ascending."""
    counts = [len(some) for some in keys]
    number = np.repeat(np.array(numbers, np.uint64), counts)
    key = np.concatenate([np.empty(0, np.uint64), *(np.array(k, np.uint64) for k in keys)])
    postings = key << _32 | number
    postings.sort()
    return postings


def latest(part: NDArray[np.uint64], keys: Postings, most: int) -> Postings:
    """Give those of ascending postings that have one of the keys; the latest of a common one."""
    low = np.searchsorted(part, keys << _32)
    high = np.searchsorted(part, (keys + np.uint64(1)) << _32)
    taken = np.minimum(high - low, most)
    return part[ranges(high - taken, taken)].astype(np.uint64)


def counted(
    asked: Postings, found: Postings, least: Sequence[int]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Count the keys that articles share.

    Args:
        asked: the keys of those that are asked for, each with its place in `least`.
        found: postings of these keys, in any order.
        least: how many another must share, for each that is asked for.

    Returns:
        The place of each asked article, the number of one it shares keys with, and how many they
        share: by place, then by number.
    """
    key = asked >> _32
    low, high = (np.searchsorted(key, found >> _32, side) for side in ("left", "right"))
    times = high - low
    at = ranges(low, times)
    pairs = (asked[at] & _LOW) << _32 | np.repeat(found & _LOW, times)
    pairs, counts = np.unique(pairs, return_counts=True)
    place = (pairs >> _32).astype(np.int64)
    enough = counts >= np.array(least, np.int64)[place]
    return place[enough], (pairs & _LOW).astype(np.int64)[enough], counts[enough]


def best(
    places: NDArray[np.int64],
    numbers: NDArray[np.int64],
    counts: NDArray[np.int64],
    among: Sequence[int],
    most: int,
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of `counted` that share most, at most so many of each place.

    Of those that share as many, the latest come first.
    """
    chosen = np.isin(numbers, np.array(among, np.int64))
    places, numbers, counts = places[chosen], numbers[chosen], counts[chosen]
    order = np.lexsort((-numbers, -counts, places))
    places, numbers = places[order], numbers[order]
    nth = np.arange(len(places)) - np.searchsorted(places, places)
    yield from zip(places[nth < most].tolist(), numbers[nth < most].tolist(), strict=True)
