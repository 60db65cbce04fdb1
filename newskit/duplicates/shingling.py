"""Hashes of the word n-grams of many texts at once, and of one of them in plain Python.

The hash of an n-gram is a polynomial over the hashes of its words, modulo 2^64, then mixed. Its
upper half is the published 32-bit hash, `hashfunc`, of which signatures are made: with it,
datasketch makes the same signatures.
"""

import numpy as np
from numpy.typing import NDArray

from newskit.text.hashing import HashedWords, word_hash
from newskit.text.mixing import MASK, mix, mix_one
from newskit.text.ranges import offsets_of

_FACTOR = 0xD1342543DE82EF95

SIZE = 5
"""Words in a shingle of newskit's own."""

LEAD = 36
"""Shingles at the beginning of a text that are its lead: those of its first 40 words."""

BATCH = 1 << 14
"""Words worked on at once: what the cache holds."""


def shingle_hashes(
    words: HashedWords, size: int = SIZE
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Hash every word n-gram of each text, in order and with repeats.

    A text of fewer words is one shingle of them all; a text without words has none.

    Args:
        words: the words of a number of texts.
        size: words in a shingle, one or more.

    Returns:
        The 64-bit hashes, and where those of each text begin: one offset more than there are texts.
    """
    counts = np.diff(words.offsets)
    offsets = offsets_of(shingle_counts(counts, size))
    hashes = np.empty(offsets[-1], np.uint64)
    whole = _windows_in_texts(words.offsets, size)
    if (counts[counts > 0] >= size).all():
        _hash_windows(words.hashes, whole, size, hashes)
        return hashes, offsets
    long = np.ones(hashes.size, np.bool_)
    for length in range(1, size):
        texts = np.flatnonzero(counts == length)
        hashes[offsets[texts]] = _combined(words.hashes, words.offsets[texts], length)
        long[offsets[texts]] = False
    windows = np.empty(np.count_nonzero(long), np.uint64)
    _hash_windows(words.hashes, whole, size, windows)
    hashes[long] = windows
    return hashes, offsets


def shingle_counts(lengths: NDArray[np.int64], size: int = SIZE) -> NDArray[np.int64]:
    """Give how many shingles texts of so many words have, with repeats."""
    return np.where(lengths < size, np.minimum(lengths, 1), lengths - size + 1)


def hashfunc(shingle: bytes) -> int:
    """Give the 32-bit hash of a shingle, as signatures are made of it.

    It serves `datasketch.MinHash(hashfunc=hashfunc)`.

    Args:
        shingle: normalized words, joined by single spaces, in UTF-8 (`surrogatepass`).
    """
    total = 0
    for word in shingle.decode("utf-8", "surrogatepass").split(" "):
        total = (total * _FACTOR + word_hash(word)) & MASK
    return mix_one(total) >> 32


def narrow(hashes: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Give the 32-bit hashes, those of `hashfunc`, of shingles."""
    return (hashes >> np.uint64(32)).astype(np.uint32)


def covered(
    chosen: NDArray[np.bool_],
    offsets: NDArray[np.int64],
    words: NDArray[np.int64],
    size: int = SIZE,
) -> NDArray[np.bool_]:
    """Tell which words stand in one of the chosen shingles.

    Args:
        chosen: whether each shingle is chosen.
        offsets: where the shingles of each text begin.
        words: where the words of each text begin.
        size: words in a shingle.
    """
    inside = np.zeros(int(words[-1]), np.bool_)
    place = np.flatnonzero(chosen)
    text = np.searchsorted(offsets, place, side="right") - 1
    start, end = place - offsets[text] + words[text], words[text + 1]
    for further in range(size):
        inside[np.minimum(start + further, end - 1)] = True
    return inside


def _windows_in_texts(offsets: NDArray[np.int64], size: int) -> NDArray[np.bool_]:
    """Tell of each word whether the `size` words from there on are of one text."""
    whole = np.ones(offsets[-1], np.bool_)
    # The last words of each text. Those of a short text reach into the text before it, but only
    # to words that are among the last ones there, too.
    for back in range(1, size):
        whole[np.maximum(offsets[1:] - back, 0)[offsets[1:] > 0]] = False
    return whole


def _hash_windows(
    words: NDArray[np.uint64],
    whole: NDArray[np.bool_],
    size: int,
    result: NDArray[np.uint64],
) -> None:
    """Write the hashes of the windows that are `whole` to `result`."""
    filled = 0
    last = words.size - size + 1
    for start in range(0, last, BATCH):
        stop = min(start + BATCH, last)
        windows = words[start:stop].copy()
        for place in range(1, size):
            windows *= np.uint64(_FACTOR)
            windows += words[start + place : stop + place]
        kept = mix(windows)[whole[start:stop]]
        result[filled : filled + kept.size] = kept
        filled += kept.size


def _combined(
    words: NDArray[np.uint64], starts: NDArray[np.int64], length: int
) -> NDArray[np.uint64]:
    """Give the hashes of the shingles of `length` words from each of `starts`."""
    total = words[starts]
    for place in range(1, length):
        total *= np.uint64(_FACTOR)
        total += words[starts + place]
    return mix(total)
