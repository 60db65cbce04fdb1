"""How alike two articles are, in whole ten-thousandths: sums of them are exact on every machine."""

import math
from operator import mul

from newskit.grouping.features import Features

UNIT = 10_000
"""The similarity of an article with itself."""

FREE_DAYS, SLOW_DAYS = 1.0, 3.0
"""Reports a day apart are as good as at once; then likeness fades with this deviation."""


def text_similarity(a: Features, b: Features) -> int:
    """Give the cosine of the weighted terms of two articles, in ten-thousandths."""
    # The order of a set of words changes from run to run; fsum is exact in any order.
    shared = a.weights.keys() & b.weights.keys()
    product = math.fsum(
        map(mul, map(a.weights.__getitem__, shared), map(b.weights.__getitem__, shared))
    )
    return round(product * UNIT)


def faded(similarity: int, a: Features, b: Features, window: float | None = None) -> int:
    """Lessen a similarity by the days between two articles; nothing changes if a time is unknown.

    Args:
        similarity: in ten-thousandths.
        a: one article.
        b: the other.
        window: the greatest distance in days, beyond which nothing is left; None for no limit.
    """
    if a.day is None or b.day is None:
        return similarity
    days = abs(a.day - b.day)
    if window is not None and days > window:
        return 0
    late = max(0.0, days - FREE_DAYS) / SLOW_DAYS
    return round(similarity * math.exp(-0.5 * late * late))
