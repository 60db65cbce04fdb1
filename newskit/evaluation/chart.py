"""A sweep as a picture: where every line and word stands."""

from collections.abc import Sequence

from newskit.evaluation.report import Point
from newskit.evaluation.sweep import best
from newskit.pictures.lettering import short
from newskit.pictures.shapes import Dot, Line, Picture, Shape, Words

WIDTH, HEIGHT = 760, 440
LEFT, TOP, RIGHT, BOTTOM = 64, 76, 620, 376
"""The edges of the plot; names of lines stand to the right of it."""

COLOURS = ("blue", "vermilion", "ink", "green")
"""Of precision, recall, F1, B-cubed F1."""

APART = 17
"""Pixels between names of lines."""


def chart(points: Sequence[Point], title: str, axis: str) -> Picture:
    """Lay a sweep out: precision, recall and F1 over the settings, the best one marked.

    Args:
        points: two or more, in order; settings that are all numbers stand at their values.
        title: what was measured.
        axis: what the settings are.
    """
    across = _positions([point.setting for point in points])
    shapes: list[Shape] = [
        Words((LEFT, 34), short(title, 18, WIDTH - LEFT), "ink", 18, bold=True),
        Words(((LEFT + RIGHT) / 2, HEIGHT - 16), axis, "faint", 12, "middle"),
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
    said = f"{', '.join(name for _, name, _ in ends)} at {len(points)} settings of {axis}"
    return Picture(WIDTH, HEIGHT, title, said, shapes + _names(ends))


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
        shapes.append(Line([(LEFT, y), (RIGHT, y)], "line" if step else "mark"))
        shapes.append(Words((LEFT - 10, y + 4), f"{step / 5:.1f}", anchor="end"))
    return shapes


def _settings(points: Sequence[Point], across: Sequence[float]) -> list[Shape]:
    """Write the settings under the axis, as many as have room."""
    shapes: list[Shape] = []
    free = 0.0
    for point, x in zip(points, across, strict=True):
        if x >= free:
            shapes.append(Line([(x, BOTTOM), (x, BOTTOM + 5)], "mark"))
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
        Line([(x, TOP - 8), (x, BOTTOM)], "mark", 1.5),
        Words((x, TOP - 14), said, "ink", 12, anchor),
    ]
