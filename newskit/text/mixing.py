"""Mixing of 64-bit numbers: SplitMix64's finalizer (Steele, Lea and Flood 2014)."""

import numpy as np
from numpy.typing import NDArray

MASK = (1 << 64) - 1
"""The bits that a Python number keeps, to be what NumPy's is."""

_SHIFTS = 30, 27, 31
_FACTORS = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB


def mix_one(number: int) -> int:
    """Spread every bit of a 64-bit number over all bits; no two numbers become one."""
    for shift, factor in zip(_SHIFTS, _FACTORS, strict=False):
        number = (number ^ number >> shift) * factor & MASK
    return number ^ number >> _SHIFTS[-1]


def mix(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Do what `mix_one` does with each number of an array, in place."""
    for shift, factor in zip(_SHIFTS, _FACTORS, strict=False):
        numbers ^= numbers >> np.uint64(shift)
        numbers *= np.uint64(factor)
    numbers ^= numbers >> np.uint64(_SHIFTS[-1])
    return numbers
