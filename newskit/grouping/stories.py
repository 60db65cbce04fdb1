"""Where a topic falls into stories: a bar that rises with how alike the articles of a topic are.

A fixed threshold cannot serve: a stream of unrelated news parts at a similarity of .1, five reports
on one war at .3. So the bar is set by the topic itself, above a floor for all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from newskit.grouping.linkage import Cluster
from newskit.grouping.similarity import UNIT

SMALL_SHARE = 0.2
"""A part smaller than this share of its group, a late or short report, meets a lower bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What two parts of a story must score, of 1: `factor · cohesion^power`, at least `floor`."""

    factor: float
    floor: float
    power: float = 0.6

    def at(self, cluster: Cluster, topic: float) -> float:
        """Give the bar of a cluster, in ten-thousandths.

        It depends on the geometric mean of the cohesion of the cluster itself and that of its
        whole topic. For two articles there is only the floor.
        """
        if len(cluster.members) == 2:
            return self.floor * UNIT
        cohesion = (cluster.cohesion() * topic) ** 0.5 / UNIT
        return max(self.floor, self.factor * cohesion**self.power) * UNIT


BARS = {"event": Bar(0.75, 0.25), "story": Bar(0.59, 0.15)}


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
            and cluster.score >= bar.at(cluster, cohesion) * _leniency(cluster, len(within))
            and cluster.score >= bar.floor * UNIT
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


def _leniency(cluster: Cluster, stories: int) -> float:
    """Give the share of the bar to meet: less than 1 for a small part, if both parts are whole."""
    if stories > 2:
        return 1.0
    share = len(cluster.parts[1].members) / len(cluster.members)
    return min(1.0, (share / SMALL_SHARE) ** 0.5)
