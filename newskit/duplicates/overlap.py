"""How much pairs of texts share, counted exactly on their sets of shingles."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newskit.duplicates.collection import Collection
from newskit.duplicates.pairs import unpacked
from newskit.duplicates.sets import SharedSets
from newskit.duplicates.workspace import Workspace

_PAIRS = 256
"""Pairs that are counted at once: of each, pages of a file around both sets are in memory."""


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
    a, b = unpacked(pairs)
    sets, workspace = collection.shingles, collection.workspace
    whole = np.stack([sets.offsets[:-1], sets.own_ends, sets.offsets[1:]])
    own = _common(sets, whole[:2], a, b, workspace)
    both = own.copy()
    of_template = np.diff(whole[1:], axis=0)[0] > 0
    if of_template.any():
        some = np.flatnonzero(of_template[a] & of_template[b])
        both[some] += _common(sets, whole[1:], a[some], b[some], workspace)
    return Overlaps(
        a,
        b,
        both,
        own,
        np.stack([collection.sizes[a], collection.sizes[b]]),
        np.stack([collection.own[a], collection.own[b]]),
    )


def shared_counts(
    sets: SharedSets, pairs: NDArray[np.int64], workspace: Workspace
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count the items that pairs of texts share, and those that each of them holds (two rows)."""
    a, b = unpacked(pairs)
    whole = np.stack([sets.offsets[:-1], sets.offsets[1:]])
    sizes = np.diff(sets.offsets)
    return _common(sets, whole, a, b, workspace), np.stack([sizes[a], sizes[b]])


def _common(
    sets: SharedSets,
    ends: NDArray[np.int64],
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    workspace: Workspace,
) -> NDArray[np.int64]:
    """Count what pairs of texts have in common between two ends in the set of each."""

    def counted(start: int) -> NDArray[np.int64]:
        one, other = (ends[:, text[start : start + _PAIRS]].T for text in (a, b))
        return workspace.kernel.count_common(sets.packed, sets.bits, one, other)

    counts = [np.empty(0, np.int64)]
    for some in workspace.each(counted, range(0, len(a), _PAIRS)):
        counts.append(some)
        sets.release()
    return np.concatenate(counts)


def jaccard(shared: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give the Jaccard similarity of pairs of sets, to four decimals."""
    return share(shared, sizes.sum(axis=0) - shared)


def share(part: NDArray[np.int64], whole: NDArray[np.int64]) -> NDArray[np.float64]:
    """Divide counts, to four decimals; a share of nothing is nothing."""
    return np.round(part / np.maximum(whole, 1), 4)
