"""The cut: a topic of close reports parts what a topic of loose ones keeps."""

from itertools import combinations

import pytest

from newskit.grouping.linkage import Cluster, agglomerate, cohesion_of
from newskit.grouping.pairs import Similarities
from newskit.grouping.stories import BARS, Bar, cut

STORY = BARS["story"]


def topic(within: int, between: int, close: int = 3, apart: int = 2) -> tuple[Cluster, float]:
    """Make a topic of a close part (0, 1, …) and one apart from it, and give its cohesion, too."""
    size = close + apart
    pairs = {
        (a, b): within if b < close or a >= close else between
        for a, b in combinations(range(size), 2)
    }
    [cluster] = agglomerate([(i,) for i in range(size)], Similarities.of(pairs), 1)
    [cohesion] = cohesion_of([range(size)], Similarities.of(pairs))
    return cluster, cohesion


def stories(
    topic: tuple[Cluster, float],
    bar: Bar = STORY,
    days: list[float | None] | None = None,
    window: float | None = None,
) -> list[tuple[int, ...]]:
    cluster, cohesion = topic
    found = cut(cluster, bar, cohesion, days or [None] * cluster.size, window)
    return sorted(story.members for story in found)


def test_what_parts_close_reports_does_not_part_loose_ones() -> None:
    assert stories(topic(within=4500, between=2800, close=5)) == [(0, 1, 2, 3, 4), (5, 6)]
    assert len(stories(topic(within=3000, between=2800, close=5))) == 1


def test_nothing_below_the_floor_is_a_story() -> None:
    floor = round(STORY.floor * 10_000)
    assert stories(topic(within=floor + 90, between=floor - 1)) == [(0, 1, 2), (3, 4)]
    assert stories(topic(within=floor, between=floor, close=1, apart=1)) == [(0, 1)]
    assert stories(topic(within=9, between=floor - 1, close=1, apart=1)) == [(0,), (1,)]


@pytest.mark.parametrize("alike", [1300, 2000, 3000, 4500, 6000])
def test_reports_evenly_alike_stay_together(alike: int) -> None:
    assert stories(topic(within=alike, between=alike)) == [(0, 1, 2, 3, 4)]


def test_of_hundreds_of_close_reports_some_pairs_may_be_unlike() -> None:
    assert STORY.at(4500) == STORY.at(4000) < 0.35


def test_the_floor_rises_with_the_pile() -> None:
    floors = [STORY.in_pile(size).floor for size in (0, 2, 5, 50, 5000)]
    assert floors[0] == floors[1] == floors[2] == STORY.floor < floors[3] < floors[4] < 0.25
    assert STORY.in_pile(5000).at(4000) == STORY.at(4000)


def test_an_event_is_finer_than_a_story() -> None:
    cluster = topic(within=4100, between=3000, close=5)
    assert len(stories(cluster)) == 1
    assert stories(cluster, BARS["event"]) == [(0, 1, 2, 3, 4), (5, 6)]


@pytest.mark.parametrize(("close", "joins"), [(3, False), (14, True)])
def test_a_single_late_report_joins_many_more_readily_than_few(close: int, joins: bool) -> None:
    cluster = topic(within=4400, between=2700, close=close, apart=1)
    assert (len(stories(cluster)) == 1) is joins


def test_two_reports_that_are_nearly_one_take_no_stranger_along() -> None:
    stranger = round(STORY.floor * 10_000) + 100
    assert stories(topic(within=9000, between=stranger, close=2, apart=1)) == [(0, 1), (2,)]
    assert len(stories(topic(within=2000, between=stranger, close=2, apart=1))) == 1


def test_a_window_parts_what_spans_more() -> None:
    cluster = topic(within=3000, between=2900)
    days: list[float | None] = [1, 2, None, 8, 9]
    assert stories(cluster, days=days, window=8) == [(0, 1, 2, 3, 4)]
    assert stories(cluster, days=days, window=7) == [(0, 1, 2), (3, 4)]


def test_a_chain_of_a_thousand_merges_is_cut() -> None:
    cluster = Cluster((0,), 1)
    for i in range(1, 1500):
        parts = (cluster, Cluster((i,), 1))
        cluster = Cluster((), i + 1, 1000.0, parts)
    assert len(stories((cluster, 1000.0))) == 1500
