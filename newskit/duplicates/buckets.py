"""Pairs of members that share a bucket, by sorting.

All pairs of a small bucket; of a giant one a star around its first member: 6,000 copies of one text
cost 6,000 pairs, not 18 million.
"""

import numpy as np
from numpy.typing import NDArray

from newskit.text.ranges import ranges

SMALL = 32
"""Members of the largest bucket of which every pair is given."""


def pairs_in_buckets(
    buckets: NDArray[np.uint64], members: NDArray[np.int64], small: int = SMALL
) -> NDArray[np.int64]:
    """Give pairs of members that share a bucket, as `smaller << 32 | larger`, with repeats.

    Args:
        buckets: the bucket of each member, ascending.
        members: numbers below 2^31, ascending in each bucket; the first is the centre of a star.
        small: members of the largest bucket of which every pair is given.
    """
    starts = np.flatnonzero(np.diff(buckets, prepend=buckets[:1] ^ np.uint64(1)))
    lengths = np.diff(starts, append=len(buckets))
    starts, lengths = starts[lengths > 1], lengths[lengths > 1]
    giant = lengths > small
    found = [_star(members, starts[giant], lengths[giant])]
    for apart in range(1, int(lengths[~giant].max(initial=0))):
        reach = ~giant & (lengths > apart)
        places = ranges(starts[reach], lengths[reach] - apart)
        found.append(_pairs(members, places, places + apart))
    return np.concatenate(found)


def _star(
    members: NDArray[np.int64], starts: NDArray[np.int64], lengths: NDArray[np.int64]
) -> NDArray[np.int64]:
    places = ranges(starts + 1, lengths - 1)
    return _pairs(members, np.repeat(starts, lengths - 1), places)


def _pairs(
    members: NDArray[np.int64], one: NDArray[np.int64], other: NDArray[np.int64]
) -> NDArray[np.int64]:
    return members[one] << 32 | members[other]
