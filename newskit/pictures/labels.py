"""Headlines beside the dots of a map: few, short, and none over anything else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newskit.pictures.layout import Reach
from newskit.pictures.lettering import lines, width
from newskit.pictures.shapes import XY, Box, Line, Shape, Words

SIZE, LINE = 12, 15
"""The size of the font, and from one line of a headline to the next."""

MOST = 18
"""So many dots have a headline, the largest."""

FEW = 14
"""Up to so many dots there is room for long ones."""


@dataclass(frozen=True, slots=True)
class Label:
    """The headline of a dot, in lines; none for a dot that has no headline beside it."""

    lines: Sequence[str]

    @classmethod
    def of(cls, headline: str, number: int, count: int) -> "Label":
        """Make the label of a dot.

        Args:
            headline: as it came.
            number: the place of the dot, from the largest down.
            count: how many dots there are.
        """
        wide, most = (190.0, 3) if count <= FEW else (140.0, 2)
        return cls(lines(headline, SIZE, wide, most) if number < MOST else [])

    def width(self) -> float:
        """Give the width of the longest line."""
        return max((width(line, SIZE) for line in self.lines), default=0.0)

    def reach(self, radius: float) -> Reach:
        """Tell how far a dot reaches with its headline below it."""
        round_ = radius + 2.5
        if not self.lines:
            return Reach(round_, round_, round_, round_)
        half = max(round_, self.width() / 2 + 3)
        return Reach(half, round_, half, radius + 5 + LINE * len(self.lines))


def labelled(
    labels: Sequence[Label],
    at: Sequence[XY],
    radii: Sequence[float],
    lines: Sequence[Line],
    area: Reach,
) -> list[list[Shape]]:
    """Write each headline where there is room for it: below its dot, above, right or left of it.

    Where it covers fewest lines is best, and of several places the one named first.

    Args:
        labels: one for each dot.
        at: where the dots are.
        radii: how large they are.
        lines: what joins dots.
        area: left, top, right and bottom of what nothing may leave.

    Returns:
        the lines of each; none where there is no room.
    """
    taken = [
        Reach(x - r - 1, y - r - 1, x + r + 1, y + r + 1)
        for (x, y), r in zip(at, radii, strict=True)
    ]
    written: list[list[Shape]] = []
    for label, (x, y), radius in zip(labels, at, radii, strict=True):
        free = [
            (sum(_crosses(line, box) for line in lines), number, place, anchor, box)
            for number, (place, anchor, box) in enumerate(_sides(label, x, y, radius))
            if _inside(box, area) and not any(_meet(box, other) for other in taken)
        ]
        written.append([])
        if free and label.lines:
            *_, place, anchor, box = min(free)
            taken.append(box)
            written[-1] = _written(label.lines, place, anchor, box)
    return written


def _written(lines: Sequence[str], x: float, anchor: str, box: Reach) -> list[Shape]:
    """Write lines on paper that lets little through of what is below."""
    wide, high = box.right - box.left, box.down - box.up
    back = Box((round(box.left, 1), box.up), round(wide, 1), high, "paper", 0.8)
    return [
        back,
        *(
            Words((x, box.up + LINE * number + SIZE), line, "ink", SIZE, anchor)
            for number, line in enumerate(lines)
        ),
    ]


def _sides(label: Label, x: float, y: float, radius: float) -> Iterator[tuple[float, str, Reach]]:
    wide, high = label.width(), LINE * len(label.lines)
    below, above, beside = y + radius + 3, y - radius - 3 - high, y - high / 2
    for top in (below, above):
        yield x, "middle", Reach(x - wide / 2, top, x + wide / 2, top + high)
    right, left = x + radius + 5, x - radius - 5
    yield right, "start", Reach(right, beside, right + wide, beside + high)
    yield left, "end", Reach(left - wide, beside, left, beside + high)
    for top in (below, above):
        yield x - radius, "start", Reach(x - radius, top, x - radius + wide, top + high)
        yield x + radius, "end", Reach(x + radius - wide, top, x + radius, top + high)


def _inside(box: Reach, area: Reach) -> bool:
    return (
        box.left >= area.left
        and box.up >= area.up
        and box.right <= area.right
        and box.down <= area.down
    )


def _meet(a: Reach, b: Reach) -> bool:
    return a.left < b.right and b.left < a.right and a.up < b.down and b.up < a.down


def _crosses(line: Line, box: Reach) -> bool:
    """Tell whether a line meets a box, by what its sides leave of it (Liang and Barsky, 1984)."""
    (x, y), (to_x, to_y) = line.points[0], line.points[-1]
    enters, leaves = 0.0, 1.0
    for start, way, low, high in (
        (x, to_x - x, box.left, box.right),
        (y, to_y - y, box.up, box.down),
    ):
        if way:
            ends = sorted(((low - start) / way, (high - start) / way))
            enters, leaves = max(enters, ends[0]), min(leaves, ends[1])
        elif not low < start < high:
            return False
    return enters < leaves
