"""A sweep over scores, and its picture."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from newskit.evaluation.answers import Links
from newskit.evaluation.chart import HEIGHT, WIDTH, chart
from newskit.evaluation.counts import PairCounts, Scores
from newskit.evaluation.report import Point
from newskit.evaluation.sweep import STEPS, best, by_score
from newskit.pictures.draw import draw
from newskit.pictures.shapes import Dot, Line, Shape, Words

LINKS = Links({("a", "b"): 0.32, ("a", "c"): 0.61, ("b", "c"): 0.62, ("c", "d"): None})
POINTS = [
    Point("0.3", PairCounts(9, 9, 1, 1), Scores(0.5, 0.9)),
    Point("0.5", PairCounts(8, 2, 2, 8), Scores(0.8, 0.8)),
    Point("0.9", PairCounts(0, 0, 10, 10), Scores(1, 0.3)),
]


def test_thresholds_part_the_scores() -> None:
    found = {setting: sorted(links.links) for setting, links in by_score(LINKS)}
    high = [("a", "c"), ("b", "c")]
    assert found == {"0.32": [("a", "b"), *high], "0.35": high}


def test_scores_of_any_scale() -> None:
    links = Links({("a", f"{number:03}"): number * 1.5 for number in range(100)})
    swept = list(by_score(links))
    assert len(swept) == STEPS
    assert (swept[0][0], len(swept[0][1].links)) == ("0", 100)
    assert (swept[-1][0], len(swept[-1][1].links)) == ("142.5", 5)


def test_no_scores_no_thresholds() -> None:
    assert list(by_score(Links({("a", "b"): None}))) == []


def test_the_best_point_is_that_of_the_highest_f1_of_b_cubed_if_there_is_one() -> None:
    assert best(POINTS) is POINTS[1]
    pairs_only = [Point(point.setting, point.pairs) for point in POINTS]
    assert best(pairs_only) is pairs_only[1]
    assert best([]) is None


# The picture


def shapes(points: list[Point] = POINTS) -> Sequence[Shape]:
    return chart(points, "newskit on gold.csv", "threshold").shapes


def test_everything_stands_on_the_picture() -> None:
    for shape in shapes():
        for x, y in shape.points if isinstance(shape, Line) else [shape.at]:
            assert 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def test_settings_stand_at_their_values() -> None:
    at = {shape.text: shape.at[0] for shape in shapes() if isinstance(shape, Words)}
    assert at["0.5"] - at["0.3"] == pytest.approx((at["0.9"] - at["0.5"]) / 2)
    named = [Point(name, point.pairs) for name, point in zip("xyz", POINTS, strict=True)]
    at = {shape.text: shape.at[0] for shape in shapes(named) if isinstance(shape, Words)}
    assert at["y"] - at["x"] == pytest.approx(at["z"] - at["y"])


def test_what_cannot_be_told_is_not_drawn() -> None:
    dots = [shape for shape in shapes() if isinstance(shape, Dot)]
    assert len(dots) == 4 * 3 - 1  # no precision where nothing is said


def test_names_of_lines_do_not_meet() -> None:
    same = [Point(point.setting, PairCounts(1, 0, 0, 1), Scores(1, 1)) for point in POINTS]
    names = {"pair precision", "pair recall", "pair F1", "B-cubed F1"}
    words = [shape for shape in shapes(same) if isinstance(shape, Words) and shape.text in names]
    heights = sorted(shape.at[1] for shape in words)
    assert len(heights) == 4
    assert all(low - high >= 15 for high, low in pairwise(heights))


def test_a_chart_can_be_drawn() -> None:
    picture = chart(POINTS, "a < b & c", "score")
    drawn = draw(picture, ".svg").decode()
    assert "a &lt; b &amp; c" in drawn and "best B-cubed F1 0.8000 at 0.5" in drawn
    assert draw(picture, ".png").startswith(b"\x89PNG")
