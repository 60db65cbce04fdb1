"""Agglomerative linkage: the two groups that are most alike become one, until none are.

Groups are compared by the mean of all their pairs and, for a fifth, by the pair that is least
alike. A single pair would do (connected components) only if it were never wrong; chains of such
pairs make one story of everything.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple, TypeAlias

Similarities: TypeAlias = Mapping[tuple[int, int], int]
"""Pairs, the smaller position first, and how alike they are; a pair that is not there is at 0."""

MEAN_SHARE = 0.8
CAP = 4_000
"""Cohesion counts no pair as more alike: near-copies must not set the bar for the rest."""


@dataclass(frozen=True, slots=True, eq=False)
class Cluster:
    """A group of articles and how it came together.

    Args:
        members: positions, in ascending order.
        score: how alike the two parts are that it was made of, in ten-thousandths.
        within: the sum over its pairs of their similarity, each at most `CAP`.
        parts: the two clusters that it was made of, the larger first; or none.
    """

    members: tuple[int, ...]
    score: float = 0.0
    within: int = 0
    parts: tuple["Cluster", ...] = ()

    def cohesion(self) -> float:
        """Give the mean over all pairs of their similarity, each at most `CAP`."""
        size = len(self.members)
        return 2 * self.within / (size * (size - 1)) if size > 1 else 0.0


class _Bond(NamedTuple):
    """The pairs between two clusters that are more than 0: sum, capped sum, minimum, number."""

    total: int
    capped: int
    least: int
    pairs: int

    def joined(self, other: "_Bond") -> "_Bond":
        return _Bond(
            self.total + other.total,
            self.capped + other.capped,
            min(self.least, other.least),
            self.pairs + other.pairs,
        )

    def score(self, all_pairs: int) -> float:
        least = self.least if self.pairs == all_pairs else 0
        return MEAN_SHARE * (self.total / all_pairs) + (1 - MEAN_SHARE) * least


def agglomerate(
    groups: Iterable[Sequence[int]], similarities: Similarities, floor: float
) -> list[Cluster]:
    """Merge groups as long as two of them score at least `floor`.

    Ties go to the groups that stand first. Merging never makes a third group more alike than the
    more alike of the two was, so what a merge scores never exceeds what its parts scored.

    Args:
        groups: disjoint groups of positions, those of one article included.
        similarities: of all pairs, in ten-thousandths; pairs outside of `groups` do not matter.
        floor: in ten-thousandths, above 0.
    """
    clusters = [Cluster(tuple(sorted(group))) for group in groups]
    bonds = _bonds(clusters, similarities)
    alive = dict.fromkeys(range(len(clusters)))
    queue: list[tuple[float, int, int]] = []

    def enqueue(a: int, b: int) -> None:
        pairs = len(clusters[a].members) * len(clusters[b].members)
        score = bonds[a][b].score(pairs)
        if score >= floor:
            heappush(queue, (-score, a, b))

    for a, others in enumerate(bonds):
        for b in others:
            if a < b:
                enqueue(a, b)
    while queue:
        negative, a, b = heappop(queue)
        if a not in alive or b not in alive:
            continue
        new = len(clusters)
        clusters.append(_merge(clusters[a], clusters[b], -negative, bonds[a][b].capped))
        bonds.append(_rebind(bonds, a, b, new))
        del alive[a], alive[b]
        alive[new] = None
        for other in bonds[new]:
            enqueue(other, new)
    return [clusters[index] for index in alive]


def homes(groups: Iterable[Sequence[int]]) -> dict[int, int]:
    """Give for each member of disjoint groups the position of its group."""
    return {member: index for index, group in enumerate(groups) for member in group}


def cohesion_of(groups: Sequence[Sequence[int]], similarities: Similarities) -> list[float]:
    """Give for each group the mean over all its pairs of their similarity, each at most `CAP`.

    Args:
        groups: disjoint groups of positions.
        similarities: of pairs inside the groups, in ten-thousandths.
    """
    home = homes(groups)
    within = [0] * len(groups)
    for (member, _), similarity in similarities.items():
        within[home[member]] += min(similarity, CAP)
    sizes = map(len, groups)
    return [
        2 * total / max(1, size * (size - 1)) for total, size in zip(within, sizes, strict=True)
    ]


def _bonds(clusters: list[Cluster], similarities: Similarities) -> list[dict[int, _Bond]]:
    """Sum up the pairs between different clusters."""
    home = homes(cluster.members for cluster in clusters)
    bonds: list[dict[int, _Bond]] = [{} for _ in clusters]
    for (first, second), similarity in similarities.items():
        a, b = home.get(first), home.get(second)
        if a is None or b is None or a == b or similarity <= 0:
            continue
        bond = _Bond(similarity, min(similarity, CAP), similarity, 1)
        if b in bonds[a]:
            bond = bond.joined(bonds[a][b])
        bonds[a][b] = bonds[b][a] = bond
    return bonds


def _merge(a: Cluster, b: Cluster, score: float, between: int) -> Cluster:
    parts = (a, b) if len(a.members) >= len(b.members) else (b, a)
    members = tuple(sorted(a.members + b.members))
    return Cluster(members, score, a.within + b.within + between, parts)


def _rebind(bonds: list[dict[int, _Bond]], a: int, b: int, new: int) -> dict[int, _Bond]:
    """Give the bonds of the cluster made of `a` and `b`, and tell its neighbours."""
    few, many = sorted((bonds[a], bonds[b]), key=len)
    del few[a if a in few else b], many[a if a in many else b]
    for other, bond in few.items():
        many[other] = bond.joined(many[other]) if other in many else bond
    for other, bond in many.items():
        theirs = bonds[other]
        theirs.pop(a, None)
        theirs.pop(b, None)
        theirs[new] = bond
    return many
