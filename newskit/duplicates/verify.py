"""Verification: the matches among candidate pairs, on the full texts, strongest level first."""

import numpy as np
from numpy.typing import NDArray

from newskit.article import Level
from newskit.duplicates.collection import Collection
from newskit.duplicates.match import Match
from newskit.duplicates.near import near
from newskit.duplicates.overlap import overlaps
from newskit.duplicates.pairs import unpacked
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
    matches, settled = near(collection, pairs, threshold)
    if level <= Level.REWRITTEN:
        rest = np.flatnonzero(~settled)
        more, settled = edited(collection, pairs.take(rest))
        matches += more
        rest = candidates[rest[~settled]]
        # Aligning is what costs most. Two texts that are copies of others already need no
        # alignment: where it matters, they are compared once it is known which ones are kept.
        alone = np.ones(len(collection), np.bool_)
        alone[[text for match in matches for text in (match.a, match.b)]] = False
        a, b = unpacked(rest)
        matches += retellings(collection, rest[alone[a] | alone[b]])
    return matches
