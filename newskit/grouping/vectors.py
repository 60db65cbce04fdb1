"""The articles of a pile as arrays: weighted terms in whole numbers, and days."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newskit.grouping.features import Features

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_array

    Days = np.ndarray[Any, np.dtype[np.float64]]
    Ints = np.ndarray[Any, np.dtype[np.integer[Any]]]

ONE = 1 << 15
"""The length of a vector. Products of whole numbers add up to the same sum in any order, and those
of two vectors of this length to less than 2^31."""

COMMON = 0.05
"""The share of a pile from which on a term of it counts less; what all have tells nothing."""

ENOUGH = 300
"""Articles of a pile at which its own shares count half of what they do in a large one."""


@dataclass(frozen=True, slots=True)
class Reports:
    """Articles as the linker compares them.

    Args:
        starts: where the terms of each article start in `terms` and `weights`, and the end.
        terms: the terms of all articles, as numbers, the heaviest of an article first.
        weights: their weights as whole numbers.
        days: when each article was published, in days, or NaN.
    """

    starts: "Ints"
    terms: "Ints"
    weights: "Ints"
    days: "Days"

    def __len__(self) -> int:
        return len(self.days)

    def matrix(self, most: int | None = None) -> "csr_array":
        """Give a row for each article, a column for each term; of each the `most` heaviest."""
        import numpy as np
        from scipy.sparse import csr_array

        sizes = np.diff(self.starts)
        place = np.arange(len(self.terms)) - np.repeat(self.starts[:-1], sizes)
        kept = slice(None) if most is None else place < most
        starts = self.starts if most is None else np.r_[0, np.cumsum(np.minimum(sizes, most))]
        shape = (len(self), 1 + int(self.terms.max(initial=0)))
        return csr_array((self.weights[kept], self.terms[kept], starts), shape)


def as_arrays(articles: Iterable[Features]) -> Reports:
    """Give features as arrays; each article's own are forgotten once they are read."""
    import numpy as np

    numbers: dict[str, int] = {}
    terms, weights, sizes, days = array("i"), array("i"), array("q"), array("d")
    for article in articles:
        terms.extend(numbers.setdefault(term, len(numbers)) for term in article.weights)
        weights.extend(round(weight * ONE) for weight in article.weights.values())
        sizes.append(len(article.weights))
        days.append(float("nan") if article.day is None else article.day)
    columns, raw = np.frombuffer(terms, np.int32), np.frombuffer(weights, np.int32)
    ends = np.frombuffer(sizes, np.int64).cumsum()
    starts = np.r_[0, ends]
    when = np.frombuffer(days, np.float64)
    return Reports(starts, columns, _damped(raw, columns, starts, when), when)


def _damped(values: "Ints", columns: "Ints", starts: "Ints", when: "Days") -> "Ints":
    """Lessen the weights of terms that much of the pile has, and give vectors of length `ONE`.

    Inverse document frequency (Sparck Jones, 1972), blended in as the pile grows: from five
    articles nobody learns what is frequent. Each day has its say, and a busy one not much more than
    others: what is said day by day is the manner of the pile, what fills one day is an event.
    """
    import numpy as np

    count = len(starts) - 1
    _, day, sizes = np.unique(np.floor(when), return_inverse=True, return_counts=True)
    say = np.sqrt(sizes) / np.sqrt(sizes).sum() / sizes
    share = np.bincount(columns, np.repeat(say[day], np.diff(starts)))
    blend = count / (count + ENOUGH)
    own = np.minimum(1.0, np.log(np.clip(share, 1e-9, 1.0)) / np.log(COMMON))
    damped = np.rint(values * (1 - blend + blend * own)[columns]).astype(np.int64)
    squares = np.r_[0, np.cumsum(damped * damped)]  # of whole numbers: exact
    lengths = np.sqrt(squares[starts[1:]] - squares[starts[:-1]])
    scale = np.repeat(ONE / np.maximum(lengths, 1), np.diff(starts))
    whole: Ints = np.rint(damped * scale).astype(np.int32)
    return whole
