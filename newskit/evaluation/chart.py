"""A sweep as a picture: where every line and word stands; what draws it is in `draw.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from newskit.evaluation.report import Point
from newskit.evaluation.sweep import best

WIDTH, HEIGHT = 760, 440
LEFT, TOP, RIGHT, BOTTOM = 64, 76, 620, 376
"""The edges of the plot; names of lines stand to the right of it."""

INK, FAINT, MARK, GRID = "#1f2430", "#6b7280", "#cbd0d8", "#e5e7eb"
COLOURS = ("#0072b2", "#d55e00", "#1f2430", "#009e73")
"""Of precision, recall, F1, B-cubed F1: told apart by the colour-blind too (Okabe and Ito 2008)."""

APART = 17
"""Pixels between names of lines."""

XY: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points."""

    points: Sequence[XY]
    colour: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle."""

    at: XY
    radius: float
    colour: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words at a place; `anchor` says which end of them stands there: start, middle or end."""

    at: XY
    text: str
    colour: str = FAINT
    size: int = 12
    anchor: str = "start"


Shape: TypeAlias = Line | Dot | Words


def chart(points: Sequence[Point], title: str, axis: str) -> list[Shape]:
    """Lay a sweep out: precision, recall and F1 over the settings, the best one marked.

    Args:
        points: two or more, in order; settings that are all numbers stand at their values.
        title: what was measured.
        axis: what the settings are.
    """
    across = _positions([point.setting for point in points])
    shapes: list[Shape] = [
        Words((LEFT, 32), title, INK, 16),
        Words(((LEFT + RIGHT) / 2, HEIGHT - 16), axis, FAINT, 12, "middle"),
        *_grid(),
        *_settings(points, across),
        *_best(points, across),
    ]
    ends = []
    for (name, values), colour in zip(_series(points).items(), COLOURS, strict=False):
        known = [(x, _up(v)) for x, v in zip(across, values, strict=True) if v is not None]
        if known:
            shapes.append(Line(known, colour, 3.0 if "F1" in name else 1.8))
            shapes.extend(Dot(at, 3.2, colour) for at in known)
            ends.append((known[-1][1], name, colour))
    return shapes + _names(ends)


def _series(points: Sequence[Point]) -> dict[str, list[float | None]]:
    of = "pair " if any(point.b_cubed for point in points) else ""
    return {
        f"{of}precision": [point.pairs.precision for point in points],
        f"{of}recall": [point.pairs.recall for point in points],
        f"{of}F1": [point.pairs.f1 for point in points],
        "B-cubed F1": [point.b_cubed and point.b_cubed.f1 for point in points],
    }


def _positions(settings: Sequence[str]) -> list[float]:
    """Give where on the axis each setting stands: a number at its value, a name evenly."""
    try:
        values = [float(setting) for setting in settings]
    except ValueError:
        values = [float(number) for number in range(len(settings))]
    low, high = min(values), max(values)
    margin = 24
    wide = (RIGHT - LEFT - 2 * margin) / ((high - low) or 1)
    return [LEFT + margin + (value - low) * wide for value in values]


def _up(share: float) -> float:
    return BOTTOM - share * (BOTTOM - TOP)


def _grid() -> list[Shape]:
    shapes: list[Shape] = []
    for step in range(6):
        y = _up(step / 5)
        shapes.append(Line([(LEFT, y), (RIGHT, y)], GRID if step else FAINT))
        shapes.append(Words((LEFT - 10, y + 4), f"{step / 5:.1f}", anchor="end"))
    return shapes


def _settings(points: Sequence[Point], across: Sequence[float]) -> list[Shape]:
    """Write the settings under the axis, as many as have room."""
    shapes: list[Shape] = []
    free = 0.0
    for point, x in zip(points, across, strict=True):
        if x >= free:
            shapes.append(Line([(x, BOTTOM), (x, BOTTOM + 5)], FAINT))
            shapes.append(Words((x, BOTTOM + 20), point.setting, anchor="middle"))
            free = x + 10 + 7 * len(point.setting)
    return shapes


def _names(ends: list[tuple[float, str, str]]) -> list[Shape]:
    """Write the name of each line at its end, one below the other where they would meet."""
    shapes: list[Shape] = []
    free = 0.0
    for y, name, colour in sorted(ends):
        y = max(y, free)
        shapes.append(Words((RIGHT + 10, y + 4), name, colour, 13))
        free = y + APART
    return shapes


def _best(points: Sequence[Point], across: Sequence[float]) -> list[Shape]:
    top = best(points)
    if top is None:
        return []
    x = across[points.index(top)]
    f1 = top.b_cubed.f1 if top.b_cubed else top.pairs.f1 or 0.0
    said = f"best {'B-cubed ' if top.b_cubed else ''}F1 {f1:.4f} at {top.setting}"
    anchor = "start" if x < (LEFT + RIGHT) / 2 else "end"
    return [
        Line([(x, TOP - 8), (x, BOTTOM)], MARK, 1.5),
        Words((x, TOP - 14), said, INK, 12, anchor),
    ]
