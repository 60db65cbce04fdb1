"""A picture as SVG and PNG: well-formed, of one look, the same each time."""

import struct
from xml.etree import ElementTree

import pytest

from newskit.errors import UsageError
from newskit.pictures import draw as drawing
from newskit.pictures.draw import check_form, draw, svg
from newskit.pictures.look import HUES, PALETTE, STYLE
from newskit.pictures.shapes import Arc, Box, Dot, Group, Line, Picture, Words

PICTURE = Picture(
    200,
    100,
    "a < b & c",
    "Everything there is",
    [
        Line([(0, 0), (10, 20)], "line", 2, 3),
        Arc((0, 0), (50, 50), (100, 0), "blue"),
        Dot((50, 50), 8, "green", "paper"),
        Box((10, 10), 5, 20, "purple"),
        Group("a dot", [Words((20, 40), "a < b & c", "ink", 12, "end", True)], "#there"),
    ],
)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("shade", [0, 1], ids=["light", "dark"])
def test_words_and_what_is_drawn_stand_out(shade) -> None:
    """As WCAG 2 asks of text (4.5) and of graphics (3)."""
    paper = PALETTE["paper"][shade]
    assert all(contrast(PALETTE[name][shade], paper) >= 4.5 for name in ("ink", "faint"))
    assert all(contrast(PALETTE[name][shade], paper) >= 3 for name in HUES)


def test_svg_names_every_colour_twice_and_says_what_it_is() -> None:
    root = ElementTree.fromstring(svg(PICTURE))
    assert [element.text for element in root[:2]] == ["a < b & c", "Everything there is"]
    for element in root.iter():
        for key, prefix in (("fill", "nk-"), ("stroke", "nk-s-")):
            if element.get(key, "none") != "none":
                classes = str(element.get("class")).split()
                names = [each.removeprefix(prefix) for each in classes if each.startswith(prefix)]
                assert element.get(key) in {PALETTE[n][0] for n in names if n in PALETTE}
    assert svg(PICTURE) == svg(PICTURE)


def test_every_class_has_a_rule() -> None:
    classes = {
        c for e in ElementTree.fromstring(svg(PICTURE)).iter() for c in e.get("class", "").split()
    }
    assert classes > {"nk", "nk-ink", "nk-s-line"}
    assert all(f".{name}{{" in STYLE for name in classes)


def test_png_has_twice_the_pixels_and_is_the_same_each_time() -> None:
    data = draw(PICTURE, ".png")
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24]) == (400, 200)
    assert draw(PICTURE, ".png") == data


def test_png_has_letters_that_english_has_not_where_the_machine_has_a_font_of_them() -> None:
    if drawing._font(False, 12).getname() == drawing._font(True, 12).getname():
        pytest.skip("this machine has none of the fonts")
    drawn = {
        draw(Picture(80, 40, "", "", [Words((9, 30), letter)]), ".png")
        for letter in ["ß", "ж", "é", "\ufffe"]
    }
    assert len(drawn) == 4


def test_the_form_is_that_of_the_suffix(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (check_form("--plot", "a.svg"), check_form("--plot", "b.PNG")) == (".svg", ".png")
    with pytest.raises(UsageError, match=r"--plot c.pdf: name a file that ends in .svg or .png"):
        check_form("--plot", "c.pdf")
    monkeypatch.setattr(drawing, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"needs Pillow \(pip install 'newskit\[plot\]', or"):
        check_form("--plot", "b.png")
