"""Stories that belong together: the whole topic, over time, and the other stories of it."""

from collections.abc import Sequence
from itertools import combinations

from newskit.grouping.linkage import agglomerate
from newskit.grouping.pairs import Similarities, homes

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
        similarities: of the texts alone.
        floor: what two topics must score, in ten-thousandths.
    """
    return [saga.members for saga in agglomerate(topics, similarities, floor)]


def related_pairs(
    groups: Sequence[tuple[int, ...]],
    sagas: Sequence[tuple[int, ...]],
    similarities: Similarities,
) -> list[tuple[int, int]]:
    """Give the pairs of groups, by position in `groups`, that are of one saga."""
    import numpy as np

    count = sum(map(len, sagas))
    saga_of, group_of = homes(sagas, count), homes(groups, count)
    families: list[list[int]] = [[] for _ in sagas]
    for index, group in enumerate(groups):
        families[saga_of[group[0]]].append(index)
    pairs = {
        pair for family in families if len(family) <= FAMILY for pair in combinations(family, 2)
    }
    alike = similarities.having(similarities.value >= ALIKE)
    between = np.sort([group_of[alike.first], group_of[alike.second]], axis=0)
    same = saga_of[alike.first] == saga_of[alike.second]
    between = between[:, same & (between[0] != between[1])]
    pairs.update(zip(*between.tolist(), strict=True))
    return sorted(pairs)
