"""A picture as bytes: SVG, the same on every machine; PNG by Pillow, which is an extra."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from html import escape
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING

from newskit.errors import UsageError
from newskit.pictures.lettering import written
from newskit.pictures.look import DARK, FONT, PALETTE
from newskit.pictures.shapes import Arc, Box, Dot, Group, Line, Picture, Shape, Words

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw as Canvas
    from PIL.ImageFont import FreeTypeFont, ImageFont

    Font = FreeTypeFont | ImageFont

FORMS = (".svg", ".png")

_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
_SCALE = 2
_FINER = 3
"""A PNG has `_SCALE` pixels for one of the picture, and is drawn so many times larger first."""

_LATIN = ("LiberationSans-Regular.ttf", "Arial.ttf", "arial.ttf", "DejaVuSans.ttf")
"""Fonts of the machine, one of which a PNG takes for what Pillow's own, of plain English, lacks."""


def check_form(option: str, path: str) -> str:
    """Give the form that the suffix of a file asks for.

    Args:
        option: the option that names the file.
        path: the file.

    Raises:
        UsageError: it is none of `FORMS`, or what draws it is not installed.
    """
    form = next((form for form in FORMS if path.lower().endswith(form)), None)
    if form is None:
        raise UsageError(f"{option} {path}: name a file that ends in {' or '.join(FORMS)}")
    if form == ".png" and find_spec("PIL") is None:
        remedy = "pip install 'newskit[plot]', or take SVG"
        raise UsageError(f"{option} {path}: PNG needs Pillow ({remedy})")
    return form


def draw(picture: Picture, form: str) -> bytes:
    """Draw a picture as `.svg` or `.png`."""
    return png(picture) if form == ".png" else svg(picture).encode()


def svg(picture: Picture, inline: bool = False) -> str:
    """Draw a picture as SVG; words stay words.

    Args:
        picture: the picture.
        inline: whether it goes into a page that has `look.STYLE` in its style sheet: then it brings
            no style and no paper.
    """
    wide, high = picture.width, picture.height
    size = f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
    # Of an image a screen reader tells only the name; what leads somewhere must stay within reach.
    role = "group" if any(_leads(shape) for shape in picture.shapes) else "img"
    named = f'role="{role}" aria-label="{_safe(picture.title)}"'
    paper = [f"<style>{DARK}</style>", _element(Box((0, 0), wide, high, "paper"))]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="nk" {size} {named} '
            f'font-family="{FONT}">',
            f"<title>{_safe(picture.title)}</title>",
            f"<desc>{_safe(picture.shown)}</desc>",
            *([] if inline else paper),
            *map(_element, picture.shapes),
            "</svg>\n",
        ]
    )


def png(picture: Picture) -> bytes:
    """Draw a picture as PNG, on white."""
    from PIL import Image, ImageDraw

    by = _SCALE * _FINER
    image = Image.new("RGB", (picture.width * by, picture.height * by), _light("paper"))
    canvas = ImageDraw.Draw(image, "RGBA")
    shapes = list(_flat(picture.shapes))
    is_plain = all(shape.text.isascii() for shape in shapes if isinstance(shape, Words))
    for shape in shapes:
        if isinstance(shape, Words):
            _letter(canvas, shape, by, _font(is_plain, shape.size * by))
        else:
            _paint(canvas, shape, by)
    size = (picture.width * _SCALE, picture.height * _SCALE)
    data = BytesIO()
    image.resize(size, Image.Resampling.LANCZOS).save(data, "PNG", optimize=True)
    return data.getvalue()


def _leads(shape: Shape) -> bool:
    return isinstance(shape, Group) and shape.href is not None


def _element(shape: Shape) -> str:
    match shape:
        case Line(points, colour, width, dash):
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            return f'<polyline points="{path}" {_stroke(colour, width, dash)}/>'
        case Arc((x, y), (via_x, via_y), (to_x, to_y), colour, width, dash):
            path = f"M{x:.1f},{y:.1f}Q{via_x:.1f},{via_y:.1f} {to_x:.1f},{to_y:.1f}"
            return f'<path d="{path}" {_stroke(colour, width, dash)}/>'
        case Dot((x, y), radius, colour, ring):
            around = f' stroke="{_light(ring)}" stroke-width="1.5"' if ring else ""
            classes = f"nk-{colour}" + (f" nk-s-{ring}" if ring else "")
            place = f'cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"'
            return f'<circle {place} class="{classes}" fill="{_light(colour)}"{around}/>'
        case Box((x, y), wide, high, colour):
            place = f'x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}"'
            return f"<rect {place} {_fill(colour)}/>"
        case Words():
            return _words(shape)
        case Group(called, shapes, href):
            # What stands in two lines is read as two words.
            inner = " ".join(map(_element, shapes))
            title = f"<title>{_safe(called)}</title>{inner}"
            if href is None or not href.startswith("#"):
                return f"<g>{title}</g>"
            return f'<a href="{_safe(href)}" aria-label="{_safe(called)}">{title}</a>'


def _words(words: Words) -> str:
    x, y = words.at
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{words.size}" text-anchor="{words.anchor}"'
    bold = ' font-weight="bold"' if words.bold else ""
    return f"<text {place}{bold} {_fill(words.colour)}>{_safe(words.text)}</text>"


def _fill(colour: str) -> str:
    return f'class="nk-{colour}" fill="{_light(colour)}"'


def _stroke(colour: str, width: float, dash: float) -> str:
    dashes = f' stroke-dasharray="{dash:g} {dash:g}"' if dash else ""
    line = f'stroke="{_light(colour)}" stroke-width="{width:g}" stroke-linejoin="round"{dashes}'
    return f'class="nk-s-{colour}" fill="none" {line}'


def _light(colour: str) -> str:
    return PALETTE[colour][0]


def _safe(text: str) -> str:
    return escape(written(text))


def _flat(shapes: Sequence[Shape]) -> Iterator[Shape]:
    for shape in shapes:
        if isinstance(shape, Group):
            yield from _flat(shape.shapes)
        else:
            yield shape


def _paint(canvas: "Canvas", shape: Shape, by: int) -> None:
    """Paint a shape, everything `by` times larger."""
    match shape:
        case Line(points, colour, width):
            scaled = [(x * by, y * by) for x, y in points]
            canvas.line(scaled, _light(colour), round(width * by), joint="curve")
        case Dot((x, y), radius, colour, ring):
            edges = [at * by for at in (x - radius, y - radius, x + radius, y + radius)]
            canvas.ellipse(edges, _light(colour), _light(ring) if ring else None, by)
        case Box((x, y), wide, high, colour, opacity):
            filled = f"{_light(colour)}{round(255 * opacity):02x}"
            canvas.rectangle([at * by for at in (x, y, x + wide, y + high)], filled)


@cache
def _font(is_plain: bool, size: int) -> "Font":
    from PIL import ImageFont

    for name in () if is_plain else _LATIN:
        with suppress(OSError):
            return ImageFont.truetype(name, size)
    return ImageFont.load_default(size)


def _letter(canvas: "Canvas", words: Words, by: int, font: "Font") -> None:
    at = (words.at[0] * by, words.at[1] * by)
    text, anchor, colour = written(words.text), _ANCHORS[words.anchor], _light(words.colour)
    # The font has one weight; a line around the letters makes another.
    bold = round(0.35 * by) if words.bold else 0
    canvas.text(at, text, colour, font, anchor, stroke_width=bold, stroke_fill=colour)
