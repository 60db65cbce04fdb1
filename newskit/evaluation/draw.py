"""A chart as bytes: SVG, the same on every machine; PNG by Pillow, which is an extra."""

from collections.abc import Sequence
from html import escape
from importlib.util import find_spec
from io import BytesIO

from newskit.errors import UsageError
from newskit.evaluation.chart import HEIGHT, WIDTH, Dot, Line, Shape, Words
from newskit.text.line import one_line

FORMS = (".svg", ".png")

_FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
_SCALE = 2
_FINER = 3
"""A PNG has `_SCALE` pixels for one of the chart, and is drawn so many times larger first."""


def check_form(path: str) -> str:
    """Give the form that the suffix of a file asks for.

    Raises:
        UsageError: it is none of `FORMS`, or what draws it is not installed.
    """
    form = next((form for form in FORMS if path.lower().endswith(form)), None)
    if form is None:
        raise UsageError(f"--plot {path}: name a file that ends in {' or '.join(FORMS)}")
    if form == ".png" and find_spec("PIL") is None:
        remedy = "pip install 'newskit[plot]', or name an .svg file"
        raise UsageError(f"--plot {path}: PNG needs Pillow ({remedy})")
    return form


def draw(shapes: Sequence[Shape], form: str) -> bytes:
    """Draw shapes as `.svg` or `.png`."""
    return png(shapes) if form == ".png" else svg(shapes).encode()


def svg(shapes: Sequence[Shape]) -> str:
    """Draw shapes as SVG; words stay words."""
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{_FONT}">'
    back = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
    return "\n".join([head, back, *map(_element, shapes), "</svg>\n"])


def png(shapes: Sequence[Shape]) -> bytes:
    """Draw shapes as PNG."""
    from PIL import Image, ImageDraw, ImageFont

    by = _SCALE * _FINER
    image = Image.new("RGB", (WIDTH * by, HEIGHT * by), "#ffffff")
    canvas = ImageDraw.Draw(image)
    for shape in shapes:
        match shape:
            case Line(points, colour, width):
                scaled = [(x * by, y * by) for x, y in points]
                canvas.line(scaled, colour, round(width * by), joint="curve")
            case Dot((x, y), radius, colour):
                edges = ((x - radius) * by, (y - radius) * by, (x + radius) * by, (y + radius) * by)
                canvas.ellipse(edges, colour)
            case Words((x, y), text, colour, size, anchor):
                font = ImageFont.load_default(size * by)
                canvas.text((x * by, y * by), text, colour, font, _ANCHORS[anchor])
    small = image.resize((WIDTH * _SCALE, HEIGHT * _SCALE), Image.Resampling.LANCZOS)
    data = BytesIO()
    small.save(data, "PNG", optimize=True)
    return data.getvalue()


def _element(shape: Shape) -> str:
    match shape:
        case Line(points, colour, width):
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            return (
                f'<polyline points="{path}" fill="none" stroke="{colour}" '
                f'stroke-width="{width:g}" stroke-linejoin="round"/>'
            )
        case Dot((x, y), radius, colour):
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{colour}"/>'
        case Words((x, y), text, colour, size, anchor):
            place = f'x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}"'
            return f'<text {place} text-anchor="{anchor}">{escape(one_line(text))}</text>'
