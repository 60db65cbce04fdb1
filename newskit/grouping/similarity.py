"""How alike two articles are, in whole ten-thousandths: sums of them are exact on every machine."""

import math
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from newskit.grouping.pairs import Similarities

if TYPE_CHECKING:
    from newskit.grouping.pairs import Ints
    from newskit.grouping.vectors import Days, Reports

UNIT = 10_000
"""The similarity of an article with itself."""

FREE_DAYS, SLOW_DAYS = 1.0, 3.0
"""Reports a day apart are as good as at once; then likeness fades with this deviation."""

MINUTES = 24 * 60


def compared(reports: "Reports", pairs: "Iterable[tuple[Ints, Ints]]") -> Similarities:
    """Give the cosine of the weighted terms of pairs of articles, in ten-thousandths.

    Args:
        reports: the articles.
        pairs: batches of pairs of positions, each pair once; it is fastest where few of the first
            ones differ.
    """
    import numpy as np

    found = Similarities.of({})
    batches = [
        Similarities(np.minimum(a, b), np.maximum(a, b), _cosines(reports, a, b)) for a, b in pairs
    ]
    return found.joined(*batches)


def faded(alike: Similarities, days: "Days", window: float | None = None) -> Similarities:
    """Lessen similarities by the days between two articles, to the minute.

    Nothing changes where a time is unknown.

    Args:
        alike: in ten-thousandths.
        days: when each article was published, in days, or NaN.
        window: the greatest distance in days, beyond which nothing is left; None for no limit.
    """
    import numpy as np

    share = np.array(_fading())
    apart = np.nan_to_num(np.abs(days[alike.first] - days[alike.second]))
    minutes = np.rint(np.minimum(apart * MINUTES, len(share) - 1)).astype(np.int32)
    value = np.rint(alike.value * share[minutes]).astype(np.int32)
    if window is not None:
        value[apart > window] = 0
    return alike.at(value)


def _cosines(reports: "Reports", first: "Ints", second: "Ints") -> "Ints":
    import numpy as np

    from newskit.grouping.vectors import ONE

    products = np.zeros(len(first), np.int64)
    order = np.argsort(first, kind="stable")
    weight_of = np.zeros(1 + int(reports.terms.max(initial=0)), np.int64)
    firsts, begins = np.unique(first[order], return_index=True)
    for one, begin, end in zip(firsts, begins, [*begins[1:], len(order)], strict=False):
        pairs = order[begin:end]
        own = slice(reports.starts[one], reports.starts[one + 1])
        weight_of[reports.terms[own]] = reports.weights[own]
        products[pairs] = _products(reports, second[pairs], weight_of)
        weight_of[reports.terms[own]] = 0
    cosines: Ints = np.rint(products * (UNIT / ONE**2)).astype(np.int32)
    return cosines


def _products(reports: "Reports", others: "Ints", weight_of: "Ints") -> "Ints":
    """Give the products of the vector `weight_of` with those of other articles."""
    import numpy as np

    begins, ends = reports.starts[others], reports.starts[others + 1]
    after = np.cumsum(ends - begins)
    at = np.arange(after[-1]) + np.repeat(ends - after, ends - begins)
    sums = np.zeros(len(at) + 1, np.int64)
    np.cumsum(weight_of[reports.terms[at]] * reports.weights[at], out=sums[1:])
    products: Ints = sums[after] - sums[after - (ends - begins)]
    return products


@cache
def _fading() -> tuple[float, ...]:
    """Give what is left after 0, 1, 2, … minutes, until nothing is."""
    shares, late = [1.0], 0.0
    while shares[-1] * UNIT >= 0.5:
        late = max(0.0, len(shares) / MINUTES - FREE_DAYS) / SLOW_DAYS
        shares.append(math.exp(-0.5 * late * late))
    return (*shares, 0.0)
