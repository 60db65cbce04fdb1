"""What explains a map: sizes, lines, colours, and how many stories there are."""

from collections.abc import Mapping

from newskit.pictures.layout import Reach
from newskit.pictures.lettering import counted, width
from newskit.pictures.look import HUES
from newskit.pictures.shapes import Dot, Line, Shape, Words

LARGEST = 20.0
"""Dots of a greater radius are not shown as examples."""


def legend(sizes: Mapping[int, float], families: int, counts: str, area: Reach) -> list[Shape]:
    """Explain a map.

    Args:
        sizes: the radius of a dot by its number of articles.
        families: how many groups of related stories are drawn.
        counts: what is said of the numbers of stories.
        area: where there is room for it.
    """
    first, second = area.up + 30, area.up + 64
    shapes: list[Shape] = [Line([(area.left, area.up), (area.right, area.up)], "line")]
    x = area.left
    for articles in _shown(sizes):
        radius = sizes[articles]
        said = counted(articles, "article")
        shapes += [
            Dot((x + radius, first), radius, "calm"),
            Words((x + 2 * radius + 6, first + 4), said),
        ]
        x += 2 * radius + 24 + width(said, 12)
    if families:
        said = "related stories"
        if families > len(HUES):
            said += f", the {len(HUES)} largest groups coloured"
        shapes += [
            Line([(x, first), (x + 26, first)], "mark", 1.4),
            Dot((x, first), 4, HUES[0]),
            Dot((x + 26, first), 4, HUES[0]),
            Words((x + 38, first + 4), said),
        ]
    return [*shapes, Words((area.left, second), counts)]


def _shown(sizes: Mapping[int, float]) -> list[int]:
    """Give the numbers of articles whose dots are shown: few, many, and one between."""
    known = sorted(size for size in sizes if sizes[size] <= LARGEST)
    return sorted({known[0], known[len(known) // 2], known[-1]}) if known else []
