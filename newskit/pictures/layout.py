"""Where things stand on a map: those that are alike near each other, and none on top of another.

In plain Python, and each sum in one order or exact: the same places on every machine.
"""

import math
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from operator import mul
from typing import NamedTuple

from newskit.pictures.shapes import XY


class Reach(NamedTuple):
    """How far something reaches from its place to the left, up, to the right and down."""

    left: float
    up: float
    right: float
    down: float

    def size(self) -> float:
        """Give its area."""
        return (self.left + self.right) * (self.up + self.down)


TURNS = 40
"""How often the whole map is bettered; after that nothing moves that one would see."""

APART = 1.15
"""How far what hangs together in no way is apart, as a share of the longest way there is."""


def places(count: int, lengths: Mapping[tuple[int, int], float]) -> list[XY]:
    """Place points so that their distances are those of the ways between them.

    The ways are the shortest in the graph of what is alike. Places are first those of classical
    scaling (Torgerson, 1952), then stress is majorized point by point, near ones weighing most (de
    Leeuw, 1977; Gansner, Koren and North, 2004).

    Args:
        count: how many points there are.
        lengths: how far apart pairs of points should be.
    """
    ways = _ways(count, lengths)
    at = _scaled(ways)
    for _ in range(TURNS):
        for point in range(count):
            at[point] = _bettered(point, at, ways[point])
    return at


def _ways(count: int, lengths: Mapping[tuple[int, int], float]) -> list[list[float]]:
    """Give the shortest way from each point to each (Dijkstra, 1959)."""
    edges: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    for (a, b), length in sorted(lengths.items()):
        edges[a].append((b, length))
        edges[b].append((a, length))
    ways = [_from(start, edges) for start in range(count)]
    longest = max((way for row in ways for way in row if way < math.inf), default=0.0) or 1.0
    return [[min(way, APART * longest) for way in row] for row in ways]


def _from(start: int, edges: Sequence[Sequence[tuple[int, float]]]) -> list[float]:
    ways = [math.inf] * len(edges)
    ways[start] = 0.0
    waiting = [(0.0, start)]
    while waiting:
        way, at = heappop(waiting)
        if way > ways[at]:
            continue
        for to, length in edges[at]:
            if way + length < ways[to]:
                ways[to] = way + length
                heappush(waiting, (way + length, to))
    return ways


def _scaled(ways: Sequence[Sequence[float]]) -> list[XY]:
    """Give the two axes along which the ways differ most, by powers of the centred squares."""
    squares = [[-0.5 * way * way for way in row] for row in ways]
    means = [math.fsum(row) / len(row) for row in squares]
    mean = math.fsum(means) / len(means) if means else 0.0
    centred = [
        [value - own - other + mean for value, other in zip(row, means, strict=True)]
        for row, own in zip(squares, means, strict=True)
    ]
    axes: list[list[float]] = []
    for _ in range(2):
        axis = [(number * 0.618034 + 0.37) % 1 - 0.5 for number in range(len(ways))]
        for _ in range(40):
            for other in axes:
                part = math.fsum(map(mul, axis, other))
                axis = [a - part * o for a, o in zip(axis, other, strict=True)]
            axis = _unit([math.fsum(map(mul, row, axis)) for row in centred])
        axes.append(axis)
    return list(zip(*axes, strict=True))


def _unit(axis: Sequence[float]) -> list[float]:
    length = math.sqrt(math.fsum(map(mul, axis, axis)))
    return [value / length if length > 1e-12 else 0.0 for value in axis]


def _bettered(point: int, at: Sequence[XY], ways: Sequence[float]) -> XY:
    """Give the place of a point that fits best while all others stay."""
    x, y = at[point]
    sum_x = sum_y = weights = 0.0
    for other, (other_x, other_y) in enumerate(at):
        if other == point:
            continue
        way = ways[other] or 1e-3
        away_x, away_y = x - other_x, y - other_y
        distance = math.sqrt(away_x * away_x + away_y * away_y)
        if distance < 1e-9:  # in one place: each leaves it in another direction
            away_x, away_y, distance = 1.0 + point % 3, 1.0 + point % 5, 4.0
        weight = 1 / (way * way)
        weights += weight
        sum_x += weight * (other_x + way * away_x / distance)
        sum_y += weight * (other_y + way * away_y / distance)
    return (sum_x / weights, sum_y / weights) if weights else (x, y)


def fitted(at: Sequence[XY], area: Reach) -> list[XY]:
    """Stretch places until they fill an area; a single one, or a line, stands in the middle."""
    across = _stretched([x for x, _ in at], area.left, area.right)
    down = _stretched([y for _, y in at], area.up, area.down)
    return list(zip(across, down, strict=True))


def _stretched(values: Sequence[float], low: float, high: float) -> list[float]:
    least, most = min(values, default=0.0), max(values, default=0.0)
    if most - least < 1e-6:
        return [(low + high) / 2] * len(values)
    return [low + (value - least) * (high - low) / (most - least) for value in values]


def parted(
    at: Sequence[XY],
    boxes: Sequence[Reach],
    area: Reach,
    turns: int = 200,
) -> list[XY]:
    """Push what overlaps apart, as little as does, until nothing overlaps or no turn is left.

    Args:
        at: places.
        boxes: how far each reaches from its place; a small one makes way for a large one.
        area: left, top, right and bottom of what nothing may leave.
        turns: how often all are looked at.
    """
    xs, ys = [x for x, _ in at], [y for _, y in at]
    for _ in range(turns):
        _keep_inside(xs, ys, boxes, area)
        if not _push(xs, ys, boxes):
            break
    _keep_inside(xs, ys, boxes, area)
    return list(zip(xs, ys, strict=True))


def _keep_inside(xs: list[float], ys: list[float], boxes: Sequence[Reach], area: Reach) -> None:
    for i, box in enumerate(boxes):
        xs[i] = min(max(xs[i], area.left + box.left), area.right - box.right)
        ys[i] = min(max(ys[i], area.up + box.up), area.down - box.down)


def _push(xs: list[float], ys: list[float], boxes: Sequence[Reach]) -> bool:
    """Push each pair that overlaps apart, along the axis where it takes least."""
    pushed = False
    order = sorted(range(len(boxes)), key=lambda i: (xs[i] - boxes[i].left, i))
    for place, a in enumerate(order):
        box_a, ends = boxes[a], xs[a] + boxes[a].right
        for b in order[place + 1 :]:
            box_b = boxes[b]
            if xs[b] - box_b.left >= ends:
                break
            across = min(ends - xs[b] + box_b.left, xs[b] + box_b.right - xs[a] + box_a.left)
            along = min(
                ys[a] + box_a.down - ys[b] + box_b.up, ys[b] + box_b.down - ys[a] + box_a.up
            )
            if across <= 0.01 or along <= 0.01:
                continue
            pushed = True
            size_a, size_b = box_a.size(), box_b.size()
            share = size_b / (size_a + size_b)  # of the way that a goes
            if across < along:
                step = across if (xs[b], b) >= (xs[a], a) else -across
                xs[a], xs[b] = xs[a] - step * share, xs[b] + step * (1 - share)
            else:
                step = along if (ys[b], b) >= (ys[a], a) else -along
                ys[a], ys[b] = ys[a] - step * share, ys[b] + step * (1 - share)
    return pushed
