"""Groups around kept articles: every removed article matches the kept one itself, no chains.

The kept articles are the lexicographically first maximal independent set in the order of the keep
policy: going down that order, an article is kept unless it may go for one that is kept already.
A text that another one contains is looked at after its container, whatever the policy says.
"""

import heapq
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    matches_of: dict[int, list[Match]] = {position: [] for position in order}
    for match in matches:
        matches_of[match.a].append(match)
        matches_of[match.b].append(match)
    kept: set[int] = set()
    for position in _containers_first(rank, matches_of):
        if not any(m.lets_go(position) and m.other(position) in kept for m in matches_of[position]):
            kept.add(position)
    return {
        position: max(
            (m for m in matches_of[position] if m.lets_go(position) and m.other(position) in kept),
            key=lambda m: (m.strength(), -rank[m.other(position)]),
        )
        for position in order
        if position not in kept
    }


def _containers_first(
    rank: Mapping[int, int], matches_of: Mapping[int, list[Match]]
) -> Iterator[int]:
    """Give positions by rank, but a container before what may only go for it."""
    waits_for = {
        position: {m.other(position) for m in found if not m.lets_go(m.other(position))}
        for position, found in matches_of.items()
    }
    ready = [(rank[position], position) for position, wait in waits_for.items() if not wait]
    heapq.heapify(ready)
    waiting = deque(sorted((p for p, wait in waits_for.items() if wait), key=rank.__getitem__))
    done: set[int] = set()
    while ready or waiting:
        # Containment by coverage can run in a circle: then the first by rank opens it.
        position = heapq.heappop(ready)[1] if ready else waiting.popleft()
        if position in done:
            continue
        done.add(position)
        yield position
        for match in matches_of[position]:
            other = match.other(position)
            if position in waits_for[other]:
                waits_for[other].remove(position)
                if not waits_for[other]:
                    heapq.heappush(ready, (rank[other], other))


def connected(matches: Iterable[Match]) -> list[list[int]]:
    """Give the groups of positions that matches connect, however many lie between two."""
    root: dict[int, int] = {}

    def find(position: int) -> int:
        while root.setdefault(position, position) != position:
            root[position] = position = root[root[position]]
        return position

    for match in matches:
        one, other = sorted((find(match.a), find(match.b)))
        root[other] = one
    groups: dict[int, list[int]] = {}
    for position in sorted(root):
        groups.setdefault(find(position), []).append(position)
    return list(groups.values())
