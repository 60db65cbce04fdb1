"""Where a topic falls into stories: a bar that rises with how alike the articles of a topic are.

A fixed threshold cannot serve: a stream of unrelated news parts at a similarity of .1, five reports
on one war at .3. So the bar is set by the topic itself, above a floor for all.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from newskit.grouping.linkage import Cluster
from newskit.grouping.similarity import UNIT

HIGHEST = 0.97
"""The bar is at most this share of the cohesion: reports evenly alike never fall apart."""

SMALL_SHARE = 0.22
"""A part smaller than this share of its group, a late or short report, meets a lower bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What two parts of a story must score, of 1: `factor · cohesion^power`, `floor` at least."""

    factor: float
    floor: float
    power: float = 0.7

    def at(self, cluster: Cluster, topic: float) -> float:
        """Give the bar of a cluster, of 1; `topic` is its topic's cohesion, in ten-thousandths.

        It depends on the geometric mean of the cohesion of the cluster itself and that of its
        whole topic. For two articles there is only the floor.
        """
        if len(cluster.members) == 2:
            return self.floor
        cohesion = math.sqrt(cluster.cohesion() * topic) / UNIT
        bar = min(self.factor * math.pow(cohesion, self.power), HIGHEST * cohesion)
        return max(self.floor, bar)


BARS = {"event": Bar(factor=0.8, floor=0.25), "story": Bar(factor=0.675, floor=0.15)}


def cut(
    topic: Cluster,
    bar: Bar,
    cohesion: float,
    days: Sequence[float | None],
    window: float | None = None,
) -> list[Cluster]:
    """Give the stories of one topic.

    Args:
        topic: as `agglomerate` made it.
        bar: what the parts of a story must score.
        cohesion: of the whole topic, in ten-thousandths.
        days: when each article was published, or None.
        window: the greatest distance in days within a story, or None.
    """
    # Parts come before what they were made into; a chain of merges is too deep for recursion.
    stories: dict[Cluster, list[Cluster]] = {}
    for cluster in _upwards(topic):
        within = [story for part in cluster.parts for story in stories.pop(part)]
        if not cluster.parts or (
            _fits(cluster.members, days, window)
            and cluster.score >= _needed(cluster, bar, cohesion, len(within))
        ):
            within = [cluster]
        stories[cluster] = within
    return stories[topic]


def _upwards(topic: Cluster) -> list[Cluster]:
    found, at = [topic], 0
    while at < len(found):
        found.extend(found[at].parts)
        at += 1
    return found[::-1]


def _fits(members: Sequence[int], days: Sequence[float | None], window: float | None) -> bool:
    if window is None:
        return True
    known = [day for member in members if (day := days[member]) is not None]
    return not known or max(known) - min(known) <= window


def _needed(cluster: Cluster, bar: Bar, topic: float, stories: int) -> int:
    """Give what a cluster must score, in ten-thousandths; a small part that is whole needs less."""
    needed = bar.at(cluster, topic)
    if stories == 2:
        share = len(cluster.parts[1].members) / len(cluster.members)
        needed *= min(1.0, math.sqrt(share / SMALL_SHARE))
    return round(max(needed, bar.floor) * UNIT)
