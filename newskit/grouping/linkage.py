"""Agglomerative linkage: the two groups that are most alike become one, until none are.

Groups are compared by the mean of all their pairs and, for a fifth, by the pair that is least
alike. A single pair would do (connected components) only if it were never wrong; chains of such
pairs make one story of everything.

The most alike are not searched for among all. Who follows the most alike neighbour, then that
one's, and so on, comes to two groups that are each other's (Murtagh, 1983). These may merge at
once: no merge makes a third group more alike to the two than the more alike of them was, so the
tree is the one that always merging the most alike gives.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from newskit.grouping.pairs import Similarities, homes
from newskit.progress import counted

if TYPE_CHECKING:
    import numpy as np

    from newskit.grouping.pairs import Ints

LEAST_SHARE = 5
"""The pair that is least alike counts for one in so many, the mean of all for the rest."""

CAP = 4_500
"""Cohesion counts no pair as more alike: near-copies must not set the bar for the rest."""


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """A group of articles and how it came together.

    Args:
        group: positions, in ascending order; of a merged cluster none, as its parts have them.
        size: how many articles it has.
        score: how alike the two parts are that it was made of, in ten-thousandths.
        parts: the two clusters that it was made of, the larger first; or none.
    """

    group: tuple[int, ...]
    size: int
    score: float = 0.0
    parts: tuple["Cluster", ...] = ()

    @property
    def members(self) -> tuple[int, ...]:
        """Give the positions of its articles, in ascending order."""
        found, waiting = list[int](), [self]
        while waiting:
            cluster = waiting.pop()
            found += cluster.group
            waiting += cluster.parts
        return tuple(sorted(found))


def agglomerate(
    groups: Iterable[Sequence[int]], similarities: Similarities, floor: float
) -> list[Cluster]:
    """Merge groups as long as two of them score at least `floor`.

    Ties go to the groups whose smallest positions come first. What a merge scores never exceeds
    what its parts scored.

    Args:
        groups: disjoint groups of positions, those of one article included.
        similarities: pairs outside of `groups` do not matter.
        floor: in ten-thousandths, above 0.

    Returns:
        what is left, in the order of their smallest positions.
    """
    leaves = sorted((tuple(sorted(group)) for group in groups), key=lambda group: group[0])
    forest = _Forest(leaves, similarities, floor)
    chain: list[int] = []
    for start in counted(forest.worth_visiting, "linking", unit="groups"):
        while chain or forest.is_waiting(start):
            if not chain:
                chain.append(start)
            nearest = forest.nearest(chain[-1])
            if nearest is None:
                forest.finish(chain.pop())
            elif len(chain) > 1 and nearest == chain[-2]:
                forest.merge(chain.pop(), chain.pop())
            else:
                chain.append(nearest)
    return forest.clusters()


def cohesion_of(groups: Sequence[Sequence[int]], similarities: Similarities) -> list[float]:
    """Give for each group the mean over all its pairs of their similarity, each at most `CAP`.

    Args:
        groups: disjoint groups of positions.
        similarities: of pairs inside the groups, in ten-thousandths.
    """
    import numpy as np

    home = homes(groups, 1 + max((max(group) for group in groups), default=0))
    capped = np.minimum(similarities.value, CAP).astype(float)
    within = np.bincount(home[similarities.first], capped, len(groups))
    sizes = np.fromiter(map(len, groups), np.int64, len(groups))
    return list(2 * within / np.maximum(1, sizes * (sizes - 1)))


class _Bonds(NamedTuple):
    """The pairs between a group and others: their sum, minimum and number."""

    other: "Ints"
    total: "Ints"
    least: "Ints"
    pairs: "Ints"

    def merged(self, root: "Ints", but: int) -> "_Bonds":
        """Add up what has come together since; leave out what is now inside."""
        import numpy as np

        other = root[self.other]
        order = np.argsort(other, kind="stable")
        order = order[other[order] != but]
        other = other[order]
        starts = _changes(other)
        if not len(starts):
            return _Bonds(*(column[:0] for column in self))
        return _Bonds(
            other[starts],
            np.add.reduceat(self.total[order], starts),
            np.minimum.reduceat(self.least[order], starts),
            np.add.reduceat(self.pairs[order], starts),
        )


class _Forest:
    """Groups on their way to clusters, each known by the number of one of its leaves."""

    def __init__(self, leaves: list[tuple[int, ...]], pairs: Similarities, floor: float) -> None:
        import numpy as np

        count = len(leaves)
        self._floor = floor
        self._cluster = [Cluster(leaf, len(leaf)) for leaf in leaves]
        self._leaves = [[leaf] for leaf in range(count)]
        self._size = np.fromiter(map(len, leaves), np.int64, count)
        self._first = np.arange(count)
        self._root = np.arange(count)
        self._final = np.ones(count, bool)
        home = homes(leaves, 1 + max((leaf[-1] for leaf in leaves), default=0))
        self._columns, self._starts = _bonds(home, count, pairs, floor)
        self._bonds: dict[int, _Bonds] = {}
        self.worth_visiting: list[int] = np.flatnonzero(np.diff(self._starts)).tolist()
        self._final[self.worth_visiting] = False

    def is_waiting(self, group: int) -> bool:
        """Tell whether a group may merge yet, and is no part of another."""
        return not self._final[group] and bool(self._root[group] == group)

    def finish(self, group: int) -> None:
        """Leave a group as it is: merging others makes none of them more alike to it."""
        self._final[group] = True
        self._bonds.pop(group, None)

    def nearest(self, group: int) -> int | None:
        """Give the group most alike to one, or None if none scores the floor."""
        import numpy as np

        bonds = self._merged(group)
        if group in self._bonds:
            self._bonds[group] = bonds
        if not len(bonds.other):
            return None
        score = self._scores(group, bonds)
        best = score.max()
        if best < self._floor:
            return None
        ties = bonds.other[np.flatnonzero(score == best)]
        return int(ties[np.argmin(self._first[ties])])

    def merge(self, a: int, b: int) -> None:
        """Make one of two groups; it goes by the name of the larger."""
        import numpy as np

        a, b = sorted((a, b), key=lambda group: (-self._size[group], self._first[group]))
        bonds, its = self._merged(a), self._merged(b)
        at = np.searchsorted(bonds.other, b)
        score = float(self._scores(a, bonds)[at])
        parts = (self._cluster[a], self._cluster[b])
        size = sum(part.size for part in parts)
        self._cluster[a] = Cluster((), size, score, parts)
        self._root[self._leaves[b]] = a
        self._leaves[a] += self._leaves[b]
        self._leaves[b] = []
        self._size[a] = size
        self._first[a] = min(self._first[a], self._first[b])
        self._bonds.pop(b, None)
        self._bonds[a] = _Bonds(*map(np.concatenate, zip(bonds, its, strict=True)))

    def clusters(self) -> list[Cluster]:
        """Give the groups that are part of no other, in the order of their first leaves."""
        import numpy as np

        left = np.flatnonzero(self._root == np.arange(len(self._root)))
        return [self._cluster[group] for group in left[np.argsort(self._first[left])]]

    def _merged(self, group: int) -> _Bonds:
        bonds = self._bonds.get(group)
        if bonds is None:
            row = slice(self._starts[group], self._starts[group + 1])
            bonds = _Bonds(*(column[row] for column in self._columns))
        return bonds.merged(self._root, group)

    def _scores(self, group: int, bonds: _Bonds) -> "np.ndarray[Any, np.dtype[np.float64]]":
        """Give what merging with each neighbour scores, from whole numbers: ties are exact."""
        import numpy as np

        pairs = self._size[group] * self._size[bonds.other]
        least = np.where(bonds.pairs == pairs, bonds.least, 0)
        scores: np.ndarray[Any, np.dtype[np.float64]] = (
            (LEAST_SHARE - 1) * bonds.total + least * pairs
        ) / (LEAST_SHARE * pairs)
        return scores


def _bonds(
    home: "Ints", count: int, similarities: Similarities, floor: float
) -> tuple[_Bonds, "Ints"]:
    """Sum up the pairs between different groups, for each group in a row of its own.

    What no pair of at least `floor` joins to anything never merges, and is left out.

    Returns:
        the rows, one after the other, and where each starts and ends.
    """
    import numpy as np

    last = len(home)
    inside = similarities.having((similarities.first < last) & (similarities.second < last))
    a, b = home[inside.first], home[inside.second]
    joins = (a >= 0) & (b >= 0) & (a != b) & (inside.value >= floor)
    merges = np.zeros(count + 1, bool)  # the last stands for -1
    merges[a[joins]] = merges[b[joins]] = True
    chosen = merges[a] & merges[b] & (a != b) & (inside.value > 0)
    a, b, value = a[chosen], b[chosen], inside.value[chosen]
    row, other = np.concatenate((a, b)), np.concatenate((b, a))
    order = np.argsort(row.astype(np.int64) * count + other, kind="stable")
    row, other = row[order], other[order]
    value = np.concatenate((value, value))[order]
    starts = _changes(row, other)
    if not len(starts):
        nothing = np.zeros(0, np.int64)
        return _Bonds(*[nothing] * 4), np.zeros(count + 1, np.int64)
    ends = np.searchsorted(row[starts], np.arange(count + 1))
    each = np.broadcast_to(np.int64(1), len(row))
    if len(starts) == len(row):
        return _Bonds(other, value, value, each), ends
    total, number = (np.add.reduceat(part, starts) for part in (value, each))
    return _Bonds(other[starts], total, np.minimum.reduceat(value, starts), number), ends


def _changes(*columns: "Ints") -> "Ints":
    """Give where any of the columns has another value than before."""
    import numpy as np

    changed = np.zeros(len(columns[0]), bool)
    changed[:1] = True
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(changed)
