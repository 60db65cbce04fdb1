"""Groups around kept articles: every removed article matches the kept one itself, no chains.

The kept articles are the lexicographically first maximal independent set in the order of the keep
policy: going down that order, an article is kept unless it may go for one that is kept already.
A text that another one contains is looked at after its container, whatever the policy says.
"""

import heapq
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from newskit.duplicates.match import Match


def removals(order: Sequence[int], matches: Iterable[Match]) -> dict[int, Match]:
    """Choose what is removed, and for each the best match to an article that is kept.

    Args:
        order: positions of the articles that have matches, the one to keep before others first.
        matches: verified pairs among them.

    Returns:
        The removed positions with the match that removes them; all others are kept.
    """
    rank = {position: place for place, position in enumerate(order)}
    # Whom each may go for, and whom it waits for, since that one may not go for it.
    goes_for: dict[int, list[tuple[int, Match]]] = {position: [] for position in order}
    waits_for: dict[int, set[int]] = {}
    for match in matches:
        for one, other, may_go in (
            (match.a, match.b, match.a_may_go),
            (match.b, match.a, match.b_may_go),
        ):
            if may_go:
                goes_for[one].append((other, match))
            else:
                waits_for.setdefault(other, set()).add(one)
    kept: set[int] = set()
    for position in _containers_first(order, rank, waits_for) if waits_for else order:
        if not any(other in kept for other, _ in goes_for[position]):
            kept.add(position)

    def best(position: int) -> Match:
        offered = [(other, match) for other, match in goes_for[position] if other in kept]
        return max(offered, key=lambda each: (*each[1].strength(), -rank[each[0]]))[1]

    return {position: best(position) for position in order if position not in kept}


def _containers_first(
    order: Sequence[int], rank: Mapping[int, int], waits_for: Mapping[int, set[int]]
) -> Iterator[int]:
    """Give positions in order, but a container before what may only go for it."""
    held_up: dict[int, list[int]] = {}
    for position, containers in waits_for.items():
        for container in containers:
            held_up.setdefault(container, []).append(position)
    ready = [rank[position] for position in order if position not in waits_for]  # a heap
    waiting = deque(position for position in order if position in waits_for)
    done: set[int] = set()
    while ready or waiting:
        # Containment by coverage can run in a circle: then the first by rank opens it.
        position = order[heapq.heappop(ready)] if ready else waiting.popleft()
        if position in done:
            continue
        done.add(position)
        yield position
        for other in held_up.get(position, ()):
            waits_for[other].discard(position)
            if not waits_for[other]:
                heapq.heappush(ready, rank[other])


def connected(a: NDArray[np.int64], b: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Tell which of so many positions pairs connect, however many lie between two.

    Args:
        a: one position of each pair.
        b: the other.
        count: how many positions there are.

    Returns:
        For each position the first one that it is connected with, which may be itself.
    """
    root = np.arange(count)
    while True:
        # Each root goes below the least root that a pair brings it together with, and every
        # position to its own root; then there are fewer roots (Shiloach and Vishkin 1982).
        one, other = root[a], root[b]
        apart = one != other
        if not apart.any():
            return root
        a, b, one, other = a[apart], b[apart], one[apart], other[apart]
        np.minimum.at(root, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(further := root[root], root):
            root = further
