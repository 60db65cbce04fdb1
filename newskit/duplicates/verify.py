"""Verification: the matches among candidate pairs, on the full texts, strongest level first."""

import numpy as np
from numpy.typing import NDArray

from newskit.article import Level
from newskit.duplicates.collection import Collection
from newskit.duplicates.groups import connected
from newskit.duplicates.match import Matches
from newskit.duplicates.near import near
from newskit.duplicates.overlap import overlaps
from newskit.duplicates.pairs import unpacked
from newskit.duplicates.passages import edited
from newskit.duplicates.rewritten import retellings

_AT_ONCE = 1 << 18
"""Pairs that are counted and compared at once."""


def verified(
    collection: Collection,
    candidates: NDArray[np.int64],
    level: Level,
    threshold: float,
    thorough: bool = False,
) -> Matches:
    """Give the matches among candidates.

    Args:
        collection: the texts.
        candidates: pairs of them, as `smaller << 32 | larger`, ascending, each once.
        level: the weakest level that counts, `near` or `rewritten`.
        threshold: least Jaccard of near copies.
        thorough: whether texts that matches connect already are aligned all the same.
    """
    found = [Matches.of([])]
    left = [candidates[:0]]
    for start in range(0, len(candidates), _AT_ONCE):
        some = candidates[start : start + _AT_ONCE]
        *matched, unmatched = _compared(collection, some, level, threshold)
        found += matched
        left.append(some[unmatched])
    matches = Matches.joined(found)
    if level <= Level.REWRITTEN:
        pairs_left = np.concatenate(left)
        if not thorough:
            pairs_left = pairs_left[_apart(pairs_left, matches, len(collection))]
        matches += retellings(collection, pairs_left)
    return matches


def _compared(
    collection: Collection, candidates: NDArray[np.int64], level: Level, threshold: float
) -> tuple[Matches, Matches, NDArray[np.int64]]:
    """Give near copies, texts that are edited heavily, and which pairs may be retellings."""
    pairs = overlaps(collection, candidates)
    copies, settled = near(collection, pairs, threshold)
    if level > Level.REWRITTEN:
        return copies, Matches.of([]), np.arange(0)
    rest = np.flatnonzero(~settled)
    more, settled = edited(collection, pairs.take(rest))
    return copies, Matches.of(more), rest[~settled]


def _apart(pairs: NDArray[np.int64], matches: Matches, count: int) -> NDArray[np.bool_]:
    """Tell which pairs are of texts that matches do not connect yet.

    Aligning is what costs most. Copies of one text need none, and where it matters they are
    compared once it is known which of them stays.
    """
    one, other = matches.ends
    groups = connected(one, other, count)
    a, b = unpacked(pairs)
    apart: NDArray[np.bool_] = groups[a] != groups[b]
    return apart
