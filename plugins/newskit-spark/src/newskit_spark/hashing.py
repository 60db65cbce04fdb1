"""The texts of articles as hashes, a batch at a time; the one place that names the kernel."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from newskit.article import Article
from newskit.duplicates.kernel import KERNEL
from newskit.duplicates.sets import pack
from newskit.duplicates.shingling import LEAD
from newskit.kernels import HashedTexts
from newskit.text.ranges import ranges

BATCH = 1_024


def keys_and_lengths(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Give the key of each text, and its words."""
    keys, lengths = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    for hashed in _hashed(texts):
        keys.append(hashed.keys)
        lengths.append(hashed.lengths)
    return np.concatenate(keys), np.concatenate(lengths)


def shingles(articles: Sequence[Article]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Give the shingles of each text in their order, and where those of each begin."""
    found, counts = [np.empty(0, np.uint64)], [np.zeros(1, np.int64)]
    for hashed in _hashed([article.story_text() for article in articles]):
        found.append(hashed.shingles)
        counts.append(np.diff(hashed.offsets))
    return np.concatenate(found), np.cumsum(np.concatenate(counts))


def packed_shingles(articles: Sequence[Article], bits: int) -> NDArray[np.uint64]:
    """Give the different shingles of each text with its place, packed as in `newskit.duplicates`.

    The lowest bit of one says that it stands behind the lead of its text.
    """
    hashes, offsets = shingles(articles)
    counts = np.diff(offsets)
    tags = np.repeat(np.arange(len(counts)) << 1 | 1, counts)
    tags[ranges(offsets[:-1], np.minimum(counts, LEAD))] ^= 1
    return pack(hashes, tags, bits)


def bands(hashes: NDArray[np.uint32], offsets: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Give the band keys of texts, see `newskit.kernels`."""
    return KERNEL.bands(hashes, offsets)


def _hashed(texts: Sequence[str]) -> Iterator[HashedTexts]:
    for start in range(0, len(texts), BATCH):
        yield KERNEL.hash_texts(texts[start : start + BATCH])
