"""Band keys of MinHash signatures: the least shingle of each permutation, mixed by threes."""

from typing import Any

import numpy as np

from newskit_numba.compiling import compiled, inner

U = np.uint64

BANDS, ROWS = 42, 3
_MIX = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
_AT_ONCE = 4


@inner
def _spread(h: Any) -> Any:
    h = np.uint32(h ^ h >> np.uint32(16))
    h = np.uint32(h * np.uint32(0x85EBCA6B))
    h = np.uint32(h ^ h >> np.uint32(13))
    h = np.uint32(h * np.uint32(0xC2B2AE35))
    return np.uint32(h ^ h >> np.uint32(16))


@inner
def _least(hashes: Any, first: Any, last: Any, factors: Any, summands: Any, least: Any) -> None:
    """Write the least of shingles in each permutation, four at a time: fewer loads and stores."""
    least[:] = np.uint32(0xFFFFFFFF)
    for start in range(first, last, _AT_ONCE):
        a = _spread(hashes[start])
        b = _spread(hashes[min(start + 1, last - 1)])
        c = _spread(hashes[min(start + 2, last - 1)])
        d = _spread(hashes[min(start + 3, last - 1)])
        for at in range(BANDS * ROWS):
            factor, summand = factors[at], summands[at]
            one = min(np.uint32(a * factor + summand), np.uint32(b * factor + summand))
            other = min(np.uint32(c * factor + summand), np.uint32(d * factor + summand))
            least[at] = min(least[at], min(one, other))


@compiled
def bands(hashes: Any, offsets: Any, factors: Any, summands: Any) -> Any:
    """Give the band keys of texts, see `newskit.kernels.Kernel.bands`.

    Args:
        hashes: 32-bit hashes.
        offsets: where those of each text begin.
        factors: those of the permutations.
        summands: those of the permutations.
    """
    keys = np.empty((BANDS, offsets.size - 1), np.uint32)
    least = np.empty(BANDS * ROWS, np.uint32)
    for text in range(offsets.size - 1):
        _least(hashes, offsets[text], offsets[text + 1], factors, summands, least)
        for band in range(BANDS):
            key = U(least[ROWS * band]) * U(_MIX[0])
            key += U(least[ROWS * band + 1]) * U(_MIX[1])
            key += U(least[ROWS * band + 2]) * U(_MIX[2])
            keys[band, text] = np.uint32(key >> U(32))
    return keys
