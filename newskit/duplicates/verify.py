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
    pairs = overlaps(collection, candidates)
    matches, settled = near(collection, pairs, threshold)
    if level <= Level.REWRITTEN:
        rest = np.flatnonzero(~settled)
        more, settled = edited(collection, pairs.take(rest))
        matches += more
        rest = candidates[rest[~settled]]
        if not thorough:
            rest = rest[_apart(rest, matches, len(collection))]
        matches += retellings(collection, rest)
    return matches


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
