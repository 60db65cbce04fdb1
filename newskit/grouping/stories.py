"""Where a topic falls into stories: a bar that rises with how alike the articles of a topic are.

A fixed threshold cannot serve: a stream of unrelated news parts at a similarity of .1, five reports
on one war at .3. So the bar is set by the topic itself, above a floor for all.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from newskit.grouping.linkage import CAP, Cluster
from newskit.grouping.similarity import UNIT

STEEPNESS = 2.2
"""The bar rises faster than cohesion does: what parts close reports spares loose ones."""

CLOSE = 0.39
"""Cohesion from which on the bar stays: of many close reports some pairs are always unlike."""

GROWTH = 0.012
"""What the floor rises by as a pile of five grows e-fold: of more articles more are alike by
chance."""

CONTRAST = 0.4
"""What joins a part must score this share of what the part itself scored: two reports that are one
text nearly take no third one along that is barely like them."""

SMALL_SHARE = 0.205
"""A part smaller than this share of its group, a late or short report, meets a lower bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What two parts of a story must score, of 1.

    It is `highest` in a topic of close reports, less in looser ones, and `floor` at least.
    """

    highest: float
    floor: float

    def in_pile(self, size: int) -> "Bar":
        """Give the bar in a pile of so many articles."""
        return Bar(self.highest, self.floor + GROWTH * math.log(max(size, 5) / 5))

    def at(self, cohesion: float) -> float:
        """Give the bar in a topic; its cohesion is in ten-thousandths."""
        risen = math.pow(min(cohesion / UNIT / CLOSE, 1.0), STEEPNESS)
        return max(self.floor, self.highest * risen)


BARS = {"event": Bar(highest=0.38, floor=0.2), "story": Bar(highest=0.34, floor=0.1225)}


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
    needed = bar.at(topic)
    if stories == 2:
        share = cluster.parts[1].size / cluster.size
        needed *= min(1.0, math.sqrt(share / SMALL_SHARE))
    largest = cluster.parts[0]
    contrast = CONTRAST * min(largest.score, CAP) if largest.parts else 0.0
    return round(max(needed * UNIT, bar.floor * UNIT, contrast))
