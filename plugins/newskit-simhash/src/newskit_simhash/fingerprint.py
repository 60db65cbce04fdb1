"""Fingerprints of 64 bits, and pairs of them that differ in few bits.

Close fingerprints agree in whole blocks of bits (Manku, Jain and Das Sarma 2007): with one block
more than bits may differ, one block is the same, so only articles that share a block are compared.
"""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from newskit.hooks import Article, UsageError, settings, shingles, words
from newskit_simhash import SETTINGS

BITS = 64
_LARGEST_BUCKET = 500
"""Articles that share a block by chance are many in a large pile; a bucket beyond this size is
compared with its neighbours in fingerprint order only."""


def candidates(articles: Sequence[Article]) -> Iterator[tuple[int, int]]:
    """Give pairs of articles with close fingerprints, each once."""
    distance = settings("newskit-simhash", SETTINGS)["distance"]
    if not 0 <= distance < BITS:
        raise UsageError(f"newskit-simhash: distance = {distance}: must be from 0 to {BITS - 1}")
    bits = np.array([fingerprint(article.story_text()) for article in articles], dtype=np.uint8)
    seen: set[tuple[int, int]] = set()
    for block in np.array_split(np.arange(BITS), distance + 1) if len(articles) > 1 else []:
        for bucket in _buckets(bits[:, block]):
            for a, b in _pairs(bucket, bits):
                if (a, b) not in seen and int((bits[a] != bits[b]).sum()) <= distance:
                    seen.add((a, b))
                    yield a, b


def fingerprint(text: str) -> NDArray[np.uint8]:
    """Give the fingerprint of a text as 64 zeros and ones, over its word 2-grams."""
    features = sorted(shingles(words(text), 2))
    digests = b"".join(
        blake2b(feature.encode("utf-8", "surrogatepass"), digest_size=BITS // 8).digest()
        for feature in features
    )
    votes = np.unpackbits(np.frombuffer(digests, dtype=np.uint8)).reshape(-1, BITS)
    set_bits: NDArray[np.bool_] = 2 * votes.sum(axis=0, dtype=np.int64) > len(features)
    return set_bits.astype(np.uint8)


def _buckets(keys: NDArray[np.uint8]) -> Iterator[list[int]]:
    by_key: dict[bytes, list[int]] = {}
    for position, key in enumerate(keys):
        by_key.setdefault(key.tobytes(), []).append(position)
    return (bucket for bucket in by_key.values() if len(bucket) > 1)


def _pairs(bucket: list[int], bits: NDArray[np.uint8]) -> Iterator[tuple[int, int]]:
    if len(bucket) <= _LARGEST_BUCKET:
        yield from combinations(bucket, 2)
        return
    ordered = sorted(bucket, key=lambda position: bits[position].tobytes())
    for place, a in enumerate(ordered):
        for b in ordered[place + 1 : place + 21]:
            yield (a, b) if a < b else (b, a)
