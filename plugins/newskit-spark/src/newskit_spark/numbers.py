"""How articles and texts are numbered over all segments of a pile, and hashes fall into parts."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

PLACES = 20
"""Lower bits of the number of an article: its place in its segment; the upper ones are this."""

MOST = 1 << 14

_64 = np.uint64(64)


def numbers(segment: int, places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the numbers of articles of a segment."""
    return np.int64(segment) << PLACES | places


def segments_of(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the segments that articles are in."""
    return numbers >> PLACES


def places_of(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the places of articles in their segments."""
    return numbers & (1 << PLACES) - 1


def parts_for(items: int, size: int, least: int = 1) -> int:
    """Give a power of two: parts of about `size` for so many items.

    They are `MOST` at most, and then larger: each segment has a row for each, which is to be some
    kilobytes.
    """
    return min(1 << max(items // size, least - 1).bit_length(), MOST)


def stretches(ascending: NDArray[np.uint64], parts: int) -> list[tuple[int, slice]]:
    """Give the parts, ranges of 64-bit numbers, that ascending numbers lie in, and where."""
    if parts == 1:
        return [(0, slice(0, len(ascending)))] if len(ascending) else []
    begins = np.arange(parts, dtype=np.uint64) << (_64 - np.uint64(parts.bit_length() - 1))
    ends = np.append(np.searchsorted(ascending, begins), len(ascending)).tolist()
    return [
        (part, slice(start, end)) for part, (start, end) in enumerate(pairwise(ends)) if start < end
    ]


def by_segment(numbers: NDArray[np.int64]) -> list[tuple[int, NDArray[np.int64]]]:
    """Give the segments that articles are in, and for each the positions of its articles."""
    order = np.argsort(numbers >> PLACES, kind="stable")
    segments = segments_of(numbers[order])
    starts = np.flatnonzero(np.diff(segments, prepend=-1))
    pieces = np.split(order, starts[1:]) if len(starts) else []
    return [(int(segments[s]), piece) for s, piece in zip(starts, pieces, strict=True)]


def find(needles: NDArray[np.uint64], ascending: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Give the place of each number in an ascending list, or -1."""
    if not len(ascending):
        return np.full(len(needles), -1)
    at = np.minimum(np.searchsorted(ascending, needles), len(ascending) - 1)
    return np.where(ascending[at] == needles, at, -1)
