"""For the tests of pictures: what is on one, where, and what holds for all of them."""

from collections.abc import Callable, Iterator, Sequence
from xml.etree import ElementTree

import pytest

from newskit.pictures.draw import svg
from newskit.pictures.lettering import width
from newskit.pictures.shapes import Arc, Box, Dot, Group, Line, Picture, Shape, Words

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "end": "]]><!-- --></svg></style>",
    "control": "bell\x07 escape\x1b[31m null\x00 \ufffe\uffff half\ud800",
    "direction": "\u202eright to left\u202c مصادمات في الميناء",
    "emoji": "👩‍👩‍👧‍👦 a family 🇺🇦 and a flag",
    "one long word": "Unbreakable" * 30,
    "long": "word " * 80,
    "attribute": '" onload="alert(1)',
    "japanese": "港で火災、二十人が負傷したと消防が発表した",
    "nothing": "",
}
TAGS = {"svg", "title", "desc", "style", "rect", "polyline", "path", "circle", "text", "g", "a"}


@pytest.fixture(params=HOSTILE.values(), ids=HOSTILE)
def hostile(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def flat() -> Callable[[Picture], list[Shape]]:
    """Give the shapes of a picture, those of groups among them."""
    return lambda picture: list(_flat(picture.shapes))


@pytest.fixture
def words() -> Callable[[Picture], list[str]]:
    """Give what is written on a picture."""
    return lambda picture: [s.text for s in _flat(picture.shapes) if isinstance(s, Words)]


@pytest.fixture
def meet() -> Callable[[Shape, Shape], bool]:
    """Tell whether two shapes overlap."""

    def do(a: Shape, b: Shape) -> bool:
        (left, top, right, bottom), (left2, top2, right2, bottom2) = _extent(a), _extent(b)
        return left < right2 and left2 < right and top < bottom2 and top2 < bottom

    return do


@pytest.fixture
def is_sound() -> Callable[[Picture], None]:
    """Check what holds for every picture: well-formed, nothing that runs, all on the paper."""

    def check(picture: Picture) -> None:
        for inline in (False, True):
            root = ElementTree.fromstring(svg(picture, inline).encode())
            tags = {element.tag.rpartition("}")[2] for element in root.iter()}
            assert tags <= TAGS
            assert ("style" in tags) is not inline
            for element in root.iter():
                assert not {"id", "style"} & set(element.attrib)
                assert not any(key.startswith("on") for key in element.attrib)
                assert element.get("href", "#").startswith("#")
        for shape in _flat(picture.shapes):
            left, top, right, bottom = _extent(shape)
            assert left >= 0 and top >= 0, shape
            assert right <= picture.width and bottom <= picture.height, shape

    return check


def _flat(shapes: Sequence[Shape]) -> Iterator[Shape]:
    for shape in shapes:
        if isinstance(shape, Group):
            yield from _flat(shape.shapes)
        else:
            yield shape


def _extent(shape: Shape) -> tuple[float, float, float, float]:
    """Give left, top, right and bottom of a shape."""
    match shape:
        case Words((x, y), text, _, size, anchor):
            wide = width(text, size)
            left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
            return left, y - 0.9 * size, left + wide, y + 0.25 * size
        case Dot((x, y), r):
            return x - r, y - r, x + r, y + r
        case Box((x, y), wide, high):
            return x, y, x + wide, y + high
        case Arc((x, y), (via_x, via_y), (to_x, to_y)):
            points = [
                (x, y),
                ((x + 2 * via_x + to_x) / 4, (y + 2 * via_y + to_y) / 4),
                (to_x, to_y),
            ]
        case Line(line):
            points = list(line)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
