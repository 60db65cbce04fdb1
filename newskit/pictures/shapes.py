"""What pictures are made of; a colour is a name of `look.PALETTE`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

XY: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points; `dash` is the length of its dashes, 0 for none."""

    points: Sequence[XY]
    colour: str
    width: float = 1.0
    dash: float = 0.0


@dataclass(frozen=True, slots=True)
class Arc:
    """A curve from one point to another that is drawn towards a third (quadratic Bézier)."""

    start: XY
    towards: XY
    end: XY
    colour: str
    width: float = 1.0
    dash: float = 0.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle; `ring` is the colour of a line around it."""

    at: XY
    radius: float
    colour: str
    ring: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; `at` is its corner at the top left."""

    at: XY
    width: float
    height: float
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """Words at a place; `anchor` says which end of them stands there: start, middle or end."""

    at: XY
    text: str
    colour: str = "faint"
    size: int = 12
    anchor: str = "start"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that are one thing: what it is called, and where on the page it leads (`#…`)."""

    called: str
    shapes: "Sequence[Shape]"
    href: str | None = None


Shape: TypeAlias = Line | Arc | Dot | Box | Words | Group


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes on paper, what the picture is called, and what it shows, for who cannot see it."""

    width: int
    height: int
    title: str
    shown: str
    shapes: Sequence[Shape]
