"""Consecutive stretches of an array, as lists in one array are."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_Item = TypeVar("_Item", bound=np.generic)


def offsets_of(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give where each of consecutive stretches begins, and where the last ends."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])


def ranges(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give `counts` consecutive numbers from each of `starts`."""
    ends = np.cumsum(counts)
    return np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + counts, counts)


def taken(
    items: NDArray[_Item], starts: NDArray[np.int64], counts: NDArray[np.int64]
) -> NDArray[_Item]:
    """Give the items of ranges, those of one behind those of the one before, in new memory."""
    ends = starts + counts
    # Most follow each other as a rule, and what is in one piece is copied many times faster.
    begins = np.flatnonzero(np.append(True, starts[1:] != ends[:-1])[: len(starts)])
    lasts = np.append(begins[1:], len(starts))[: len(begins)] - 1
    pieces = zip(starts[begins].tolist(), ends[lasts].tolist(), strict=True)
    return np.concatenate([items[:0], *(items[start:end] for start, end in pieces)])


def counted(chosen: NDArray[np.bool_], offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give how many items are chosen of each of consecutive stretches."""
    counts = np.zeros(len(offsets) - 1, np.int64)
    filled = np.flatnonzero(np.diff(offsets))
    if len(filled):
        counts[filled] = np.add.reduceat(chosen, offsets[filled], dtype=np.int64)
    return counts
