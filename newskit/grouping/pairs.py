"""How alike pairs of articles are, as arrays: 100,000 articles have millions of such pairs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np

    Ints: TypeAlias = np.ndarray[Any, np.dtype[np.signedinteger[Any]]]


@dataclass(frozen=True, slots=True)
class Similarities:
    """Pairs of positions and how alike they are; a pair that is not there is at 0.

    Args:
        first: the smaller position of each pair; pairs are in ascending order, each once.
        second: the greater one.
        value: in ten-thousandths.
    """

    first: "Ints"
    second: "Ints"
    value: "Ints"

    @classmethod
    def of(cls, pairs: Mapping[tuple[int, int], int]) -> "Similarities":
        """Give pairs, the smaller position first, as arrays."""
        import numpy as np

        listed = np.array([(*pair, pairs[pair]) for pair in sorted(pairs)], np.int32).reshape(-1, 3)
        return cls(*listed.T)

    def __len__(self) -> int:
        return len(self.value)

    def having(self, chosen: Any) -> "Similarities":
        """Give the pairs that a mask or an index array chooses."""
        return Similarities(self.first[chosen], self.second[chosen], self.value[chosen])

    def at(self, value: "Ints") -> "Similarities":
        """Give the same pairs with other similarities."""
        return Similarities(self.first, self.second, value)

    def joined(self, *others: "Similarities") -> "Similarities":
        """Give the pairs of all, which share none."""
        import numpy as np

        all_ = (self, *others)
        first = np.concatenate([each.first for each in all_])
        second = np.concatenate([each.second for each in all_])
        value = np.concatenate([each.value for each in all_])
        return Similarities(first, second, value).having(np.lexsort((second, first)))


def homes(groups: Sequence[Sequence[int]], count: int) -> "Ints":
    """Give for each of `count` positions that of its group in `groups`, or -1.

    Args:
        groups: disjoint groups of positions.
        count: how many positions there are.
    """
    from itertools import chain

    import numpy as np

    home = np.full(count, -1, np.int32)
    sizes = np.fromiter(map(len, groups), np.int64, len(groups))
    members = np.fromiter(chain.from_iterable(groups), np.int32, int(sizes.sum()))
    home[members] = np.repeat(np.arange(len(groups)), sizes)
    return home
