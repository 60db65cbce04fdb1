"""Verification: the matches among candidate pairs, on the full texts, strongest level first."""

import numpy as np
from numpy.typing import NDArray

from newskit.article import Level
from newskit.duplicates.collection import Collection
from newskit.duplicates.match import Match
from newskit.duplicates.near import near
from newskit.duplicates.overlap import overlaps
from newskit.duplicates.passages import edited
from newskit.duplicates.rewritten import retellings


def verified(
    collection: Collection, candidates: NDArray[np.int64], level: Level, threshold: float
) -> list[Match]:
    """Give the matches among candidates.

    Args:
        collection: the texts.
        candidates: pairs of them, as `smaller << 32 | larger`, ascending, each once.
        level: the weakest level that counts, `near` or `rewritten`.
        threshold: least Jaccard of near copies.
    """
    pairs = overlaps(collection, candidates)
    matches, found = near(collection, pairs, threshold)
    if level <= Level.REWRITTEN:
        rest = np.flatnonzero(~found)
        more, is_edited = edited(collection, pairs.take(rest))
        matches += more
        matches += retellings(collection, candidates[rest[~is_edited]])
    return matches
