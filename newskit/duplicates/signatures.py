"""MinHash signatures of many texts at once (Broder 1997).

Bit for bit those of `datasketch.MinHash` with its scheme `affine32`, which is what `to_datasketch`
and `from_datasketch` are for; made here because a batch takes a thirtieth of the time, and because
importing datasketch takes half a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from newskit.duplicates.shingling import hashfunc

if TYPE_CHECKING:
    from datasketch import MinHash

SCHEME = "affine32"
"""datasketch's name of the family of permutations: `a * h + b` modulo 2^32, with `a` odd."""

EMPTY = 0xFFFFFFFF
"""What the signature of a text without shingles consists of."""

BATCH = 1 << 16
"""Shingles permuted at once: what the second-level cache holds."""


def signatures(
    hashes: NDArray[np.uint32],
    offsets: NDArray[np.int64],
    num_perm: int = 128,
    seed: int = 1,
) -> NDArray[np.uint32]:
    """Give the signature of each text: the least value of its shingles in each permutation.

    Args:
        hashes: 32-bit hashes of the shingles of all texts; repeats do no harm.
        offsets: where those of each text begin: one offset more than there are texts.
        num_perm: permutations, the length of a signature.
        seed: chooses the permutations.

    Returns:
        An array of the shape (texts, permutations).

    Raises:
        ValueError: `num_perm` is out of datasketch's range.
    """
    factors, summands = permutations(num_perm, seed)
    result = np.full((offsets.size - 1, num_perm), EMPTY, np.uint32)
    filled = np.flatnonzero(offsets[1:] > offsets[:-1])
    starts = offsets[:-1][filled]
    for begin in range(int(offsets[0]), int(offsets[-1]), BATCH):
        block = _spread(hashes[begin : min(begin + BATCH, int(offsets[-1]))])
        # The text that goes on from the block before, and those that begin in this one.
        first, last = np.searchsorted(starts, [begin, begin + block.size], side="left").tolist()
        goes_on = first == starts.size or starts[first] > begin
        first -= goes_on
        places = np.maximum(starts[first:last] - begin, 0)
        least = _least(block, places, factors, summands)
        texts = filled[first:last]
        result[texts] = np.minimum(result[texts], least.T)
    return result


def to_datasketch(signatures: NDArray[np.uint32], seed: int = 1) -> list[MinHash]:
    """Give signatures as datasketch's objects, to be compared, indexed or stored with it.

    Args:
        signatures: an array of the shape (texts, permutations).
        seed: the seed that they were made with.
    """
    from datasketch import MinHash

    chosen = np.array(permutations(signatures.shape[1], seed))
    return [
        MinHash(
            seed=seed,
            hashfunc=hashfunc,
            hashvalues=signature,
            permutations=chosen,
            scheme=SCHEME,
        )
        for signature in signatures
    ]


def from_datasketch(minhashes: Sequence[MinHash], seed: int = 1) -> NDArray[np.uint32]:
    """Give the signatures of datasketch's objects, of the shape (texts, permutations).

    Raises:
        ValueError: one was made by another scheme, with another seed or another number of
            permutations, so that its values cannot be compared.
    """
    for place, minhash in enumerate(minhashes):
        for what, is_, should in (
            ("scheme", getattr(minhash, "scheme", "legacy"), SCHEME),
            ("seed", minhash.seed, seed),
            ("number of permutations", len(minhash), len(minhashes[0])),
        ):
            if is_ != should:
                raise ValueError(f"signature {place}: {what} is {is_!r}, must be {should!r}")
    if not minhashes:
        return np.empty((0, 0), np.uint32)
    return np.array([minhash.hashvalues for minhash in minhashes], np.uint32)


@lru_cache(maxsize=8)
def permutations(num_perm: int, seed: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Give datasketch's factors and summands for a number of permutations and a seed."""
    if not 0 < num_perm <= 1 << 32:
        raise ValueError(f"permutations must be 1 to {1 << 32}, not {num_perm}")
    generator = np.random.RandomState(seed)
    factors = generator.randint(0, 1 << 31, num_perm, dtype=np.uint32) * np.uint32(2)
    factors += np.uint32(1)
    return factors, generator.randint(0, 1 << 32, num_perm, dtype=np.uint32)


def _spread(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Give the hashes after MurmurHash3's 32-bit finalizer (Appleby 2011), as datasketch does."""
    hashes = hashes ^ (hashes >> np.uint32(16))
    hashes *= np.uint32(0x85EBCA6B)
    hashes ^= hashes >> np.uint32(13)
    hashes *= np.uint32(0xC2B2AE35)
    hashes ^= hashes >> np.uint32(16)
    return hashes


def _least(
    block: NDArray[np.uint32],
    places: NDArray[np.int64],
    factors: NDArray[np.uint32],
    summands: NDArray[np.uint32],
) -> NDArray[np.uint32]:
    """Give the least value of each stretch from `places` on, of the shape (permutations, texts).

    One permutation after the other, over all texts of the block: the block stays in the cache.
    """
    least = np.empty((factors.size, places.size), np.uint32)
    permuted = np.empty_like(block)
    for row, factor, summand in zip(least, factors, summands, strict=True):
        np.multiply(block, factor, out=permuted)
        np.add(permuted, summand, out=permuted)
        np.minimum.reduceat(permuted, places, out=row)
    return least
