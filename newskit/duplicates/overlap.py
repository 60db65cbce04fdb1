"""How much pairs of texts share, counted exactly on their sets of shingles."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newskit.duplicates.collection import Collection
from newskit.duplicates.pairs import unpacked
from newskit.duplicates.sets import SharedSets

_OWN = 32


@dataclass(frozen=True, slots=True)
class Overlaps:
    """Pairs of texts and what they share.

    Attributes:
        a, b: the texts.
        both: the shingles that both hold.
        own: those of them that are no template.
        sizes: the shingles of `a` and of `b`, two rows.
        own_sizes: those of them that are no template.
    """

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    both: NDArray[np.int64]
    own: NDArray[np.int64]
    sizes: NDArray[np.int64]
    own_sizes: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.a)

    def take(self, which: NDArray[np.bool_] | NDArray[np.int64]) -> "Overlaps":
        """Give some of the pairs."""
        return Overlaps(
            self.a[which],
            self.b[which],
            self.both[which],
            self.own[which],
            self.sizes[:, which],
            self.own_sizes[:, which],
        )


def overlaps(collection: Collection, pairs: NDArray[np.int64]) -> Overlaps:
    """Count what pairs of texts share.

    Args:
        collection: the texts.
        pairs: pairs of them as `smaller << 32 | larger`, ascending.
    """
    # One mark counts both: 1 in its lower half, and 1 in its upper if the shingle is no template.
    weights = (~collection.template).astype(np.int64) << _OWN | 1
    counts = _counts(collection.shingles, pairs, weights)
    a, b = unpacked(pairs)
    return Overlaps(
        a,
        b,
        counts & (1 << _OWN) - 1,
        counts >> _OWN,
        np.stack([collection.sizes[a], collection.sizes[b]]),
        np.stack([collection.own[a], collection.own[b]]),
    )


def shared_counts(
    sets: SharedSets, pairs: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count the items that pairs of texts share, and those that each of them holds (two rows)."""
    sizes = np.diff(sets.offsets)
    counts = _counts(sets, pairs, np.ones(len(sets.hashes), np.int64))
    return counts, np.stack([sizes[text] for text in unpacked(pairs)])


def _counts(
    sets: SharedSets, pairs: NDArray[np.int64], weights: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Add up the weights of the items that pairs share."""
    marks = np.zeros(len(weights), np.int64)
    counts = []
    marked, held = -1, sets.items[:0]
    for a, b in zip(*(texts.tolist() for texts in unpacked(pairs)), strict=True):
        if a != marked:
            marks[held] = 0
            marked, held = a, sets.of(a)
            marks[held] = weights[held]
        counts.append(marks.take(sets.of(b)).sum())
    return np.array(counts, np.int64)


def jaccard(shared: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give the Jaccard similarity of pairs of sets, to four decimals."""
    return share(shared, sizes.sum(axis=0) - shared)


def share(part: NDArray[np.int64], whole: NDArray[np.int64]) -> NDArray[np.float64]:
    """Divide counts, to four decimals; a share of nothing is nothing."""
    return np.round(part / np.maximum(whole, 1), 4)
