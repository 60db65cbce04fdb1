"""A sweep: the scores of one answer at many thresholds, and which of a number of points is best."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newskit.evaluation.answers import Links
from newskit.evaluation.report import Point

STEPS = 20
"""A sweep has at most so many steps."""


def by_score(answer: Links) -> Iterator[tuple[str, Links]]:
    """Give thresholds, and the pairs that reach them: `0.35`, and all that score .35 or more.

    Between 0 and 1 thresholds are multiples of .05 that part the scores; else scores themselves,
    evenly chosen among the different ones. The lowest takes all pairs that have a score.
    """
    scores = sorted({score for score in answer.links.values() if score is not None})
    if not scores:
        return
    for threshold in _thresholds(scores):
        yield f"{threshold:.4g}", answer.at_least(threshold)


def best(points: Sequence[Point]) -> Point | None:
    """Give the point with the highest F1 (B-cubed where there is one); of equal ones the first."""
    if not points:
        return None
    return max(points, key=lambda p: p.b_cubed.f1 if p.b_cubed else p.pairs.f1 or 0.0)


def _thresholds(scores: Sequence[float]) -> list[float]:
    if scores[0] < 0 or scores[-1] > 1:
        steps = min(STEPS, len(scores))
        return [scores[step * len(scores) // steps] for step in range(steps)]
    grid = [step / STEPS for step in range(STEPS + 1) if step / STEPS <= scores[-1]]
    lost = {bisect_left(scores, threshold): threshold for threshold in reversed(grid)}
    return sorted((lost | {0: scores[0]}).values())
