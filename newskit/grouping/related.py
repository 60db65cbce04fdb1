"""Stories that belong together: the whole topic, over time, and the other stories of it."""

from collections.abc import Sequence
from itertools import combinations

from newskit.grouping.linkage import Similarities, agglomerate, homes

FAMILY = 50
"""Of a saga of more stories than this only those are related that hold two articles alike."""

ALIKE = 1_500
"""In ten-thousandths."""


def sagas(
    topics: Sequence[tuple[int, ...]], similarities: Similarities, floor: float
) -> list[tuple[int, ...]]:
    """Merge topics that are alike when their times do not count.

    Args:
        topics: disjoint groups of positions.
        similarities: of the texts alone, in ten-thousandths.
        floor: what two topics must score, in ten-thousandths.
    """
    return [saga.members for saga in agglomerate(topics, similarities, floor)]


def related_pairs(
    groups: Sequence[tuple[int, ...]],
    sagas: Sequence[tuple[int, ...]],
    similarities: Similarities,
) -> list[tuple[int, int]]:
    """Give the pairs of groups, by position in `groups`, that are of one saga."""
    saga_of = homes(sagas)
    families: list[list[int]] = [[] for _ in sagas]
    for index, group in enumerate(groups):
        families[saga_of[group[0]]].append(index)
    pairs = {
        pair for family in families if len(family) <= FAMILY for pair in combinations(family, 2)
    }
    group_of = homes(groups)
    for (a, b), similarity in similarities.items():
        if similarity >= ALIKE and saga_of[a] == saga_of[b] and group_of[a] != group_of[b]:
            first, second = sorted((group_of[a], group_of[b]))
            pairs.add((first, second))
    return sorted(pairs)
