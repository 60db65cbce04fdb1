"""The cut: a topic of close reports parts what a topic of loose ones keeps."""

from itertools import combinations

import pytest

from newskit.grouping.linkage import Cluster, agglomerate
from newskit.grouping.stories import BARS, Bar, cut

STORY = BARS["story"]


def topic(within: int, between: int, close: int = 3, apart: int = 2) -> Cluster:
    """Make a topic of a close part (0, 1, …) and a part that stands apart from it."""
    size = close + apart
    pairs = {
        (a, b): within if b < close or a >= close else between
        for a, b in combinations(range(size), 2)
    }
    [cluster] = agglomerate([(i,) for i in range(size)], pairs, 1)
    return cluster


def stories(
    cluster: Cluster,
    bar: Bar = STORY,
    days: list[float | None] | None = None,
    window: float | None = None,
) -> list[tuple[int, ...]]:
    times = days or [None] * len(cluster.members)
    found = cut(cluster, bar, cluster.cohesion(), times, window)
    return sorted(story.members for story in found)


def test_what_parts_close_reports_does_not_part_loose_ones() -> None:
    assert stories(topic(within=4000, between=2300)) == [(0, 1, 2), (3, 4)]
    assert stories(topic(within=2350, between=2300)) == [(0, 1, 2, 3, 4)]


def test_nothing_below_the_floor_is_a_story() -> None:
    floor = round(STORY.floor * 10_000)
    assert stories(topic(within=floor + 90, between=floor - 1)) == [(0, 1, 2), (3, 4)]
    assert stories(topic(within=floor, between=floor, close=1, apart=1)) == [(0, 1)]
    assert stories(topic(within=9, between=floor - 1, close=1, apart=1)) == [(0,), (1,)]


@pytest.mark.parametrize("alike", [1600, 2000, 3000, 6000])
def test_reports_evenly_alike_stay_together(alike: int) -> None:
    assert stories(topic(within=alike, between=alike)) == [(0, 1, 2, 3, 4)]


def test_an_event_is_finer_than_a_story() -> None:
    cluster = topic(within=3600, between=3200)
    assert stories(cluster) == [(0, 1, 2, 3, 4)]
    assert stories(cluster, BARS["event"]) == [(0, 1, 2), (3, 4)]


@pytest.mark.parametrize(("close", "joins"), [(3, False), (14, True)])
def test_a_single_late_report_joins_many_more_readily_than_few(close: int, joins: bool) -> None:
    cluster = topic(within=3500, between=2200, close=close, apart=1)
    assert (len(stories(cluster)) == 1) is joins


def test_a_window_parts_what_spans_more() -> None:
    cluster = topic(within=3000, between=2900)
    days: list[float | None] = [1, 2, None, 8, 9]
    assert stories(cluster, days=days, window=8) == [(0, 1, 2, 3, 4)]
    assert stories(cluster, days=days, window=7) == [(0, 1, 2), (3, 4)]


def test_a_chain_of_a_thousand_merges_is_cut() -> None:
    cluster = Cluster((0,))
    for i in range(1, 1500):
        size = len(cluster.members)
        parts = (cluster, Cluster((i,)))
        cluster = Cluster((*cluster.members, i), 1000.0, cluster.within + 1000 * size, parts)
    assert len(stories(cluster)) == 1500
