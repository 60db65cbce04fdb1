"""A map of stories: a dot for each, large where many report, near those that are like it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newskit.pictures.draw import svg
from newskit.pictures.labels import Label, labelled
from newskit.pictures.layout import Reach, fitted, parted, places
from newskit.pictures.legend import legend
from newskit.pictures.lettering import counted, short, written
from newskit.pictures.look import HUES
from newskit.pictures.shapes import XY, Dot, Group, Line, Picture, Shape, Words

WIDTH = 860
DRAWN = 120
"""So many stories are drawn, the largest; more would be a cloud."""

MARGIN = 18
HEAD = 44
"""The height of the title."""

FOOT = 78
"""The height of what explains the map, below it."""

LEAST, LARGEST, SHARE = 3.5, 40.0, 0.055
"""The radius of the smallest and of the largest dot; how much of the map all dots cover at most."""

RELATED = 0.16
"""How alike related stories are at least when it comes to their places."""

CLOSER = 0.4
"""Related stories are so much closer than others that are as much alike."""


@dataclass(frozen=True, slots=True)
class MapStory:
    """A story as the map shows it.

    Args:
        id: what `related` and likenesses know it by.
        headline: what it is about.
        articles: how many report it.
        published: its first time, if that is known.
        related: ids of the stories it belongs together with.
        href: where its dot leads on the page, as `#story-3`.
    """

    id: str
    headline: str
    articles: int = 1
    published: str | None = None
    related: tuple[str, ...] = ()
    href: str | None = None


def story_map(
    stories: Iterable[MapStory],
    alike: Iterable[tuple[str, str, float]] = (),
    *,
    title: str = "",
    inline: bool = False,
) -> str:
    """Draw a map of stories as SVG.

    Args:
        stories: the stories, in any order.
        alike: ids of two stories, and how alike they are (0..1); the nearest of each are enough.
        title: what stands above it.
        inline: whether it goes into a page that has `newskit.pictures.look.STYLE`; that page has
            the title, too.
    """
    return svg(picture(stories, alike, title, inline), inline)


def picture(
    stories: Iterable[MapStory],
    alike: Iterable[tuple[str, str, float]] = (),
    title: str = "",
    inline: bool = False,
) -> Picture:
    """Lay a map out; what goes in is what `story_map` takes."""
    every = sorted(stories, key=lambda story: (-story.articles, story.id))
    drawn = every[:DRAWN]
    likeness, related = _likeness(drawn, alike), _related(drawn)
    top = MARGIN if inline else HEAD + MARGIN
    area = Reach(MARGIN, top, WIDTH - MARGIN, top + min(600.0, 90.0 + 50 * len(drawn)))
    radii = _radii([story.articles for story in drawn], area)
    at, lines, labels = _placed([story.headline for story in drawn], radii, likeness, related, area)
    families = _families(len(drawn), related)
    heading = short(title, 18, WIDTH - 2 * MARGIN)
    shapes: list[Shape] = [] if inline else [Words((MARGIN, 36), heading, "ink", 18, bold=True)]
    shapes += lines
    colours = _colours(len(drawn), families)
    shapes += [
        Group(_called(story), [Dot(place, radius, colour, "paper"), *label], story.href)
        for story, place, radius, colour, label in zip(
            drawn, at, radii, colours, labels, strict=True
        )
    ]
    counts = _counts(every)
    where = Reach(MARGIN, area.down + 12, WIDTH - MARGIN, area.down + 12 + FOOT)
    sizes = dict(zip((story.articles for story in drawn), radii, strict=True))
    shapes += legend(sizes, len(families), counts, where)
    named = written(title) or "Map of the stories"
    return Picture(WIDTH, round(where.down), named, counts, shapes)


def _likeness(
    drawn: Sequence[MapStory], alike: Iterable[tuple[str, str, float]]
) -> dict[tuple[int, int], float]:
    place = {story.id: number for number, story in enumerate(drawn)}
    found: dict[tuple[int, int], float] = {}
    for a, b, value in alike:
        if a != b and a in place and b in place:
            pair = (min(place[a], place[b]), max(place[a], place[b]))
            found[pair] = max(found.get(pair, 0.0), min(max(value, 0.0), 1.0))
    return found


def _related(drawn: Sequence[MapStory]) -> list[tuple[int, int]]:
    place = {story.id: number for number, story in enumerate(drawn)}
    return sorted(
        {
            (min(number, place[id_]), max(number, place[id_]))
            for number, story in enumerate(drawn)
            for id_ in story.related
            if id_ in place and place[id_] != number
        }
    )


def _radii(sizes: Sequence[int], area: Reach) -> list[float]:
    """Give radii by which areas are as numbers of articles."""
    room = (area.right - area.left) * (area.down - area.up)
    most, sum_ = max(sizes, default=1), sum(sizes) or 1
    scale = min(LARGEST / math.sqrt(most), math.sqrt(SHARE * room / math.pi / sum_), 10.0)
    return [round(max(LEAST, scale * math.sqrt(size)) * 2) / 2 for size in sizes]


def _placed(
    headlines: Sequence[str],
    radii: Sequence[float],
    likeness: Mapping[tuple[int, int], float],
    related: Sequence[tuple[int, int]],
    area: Reach,
) -> tuple[list[XY], list[Line], list[list[Shape]]]:
    """Place the dots, join the related ones, and write the headlines of the largest beside them."""
    lengths = {pair: 1 - math.sqrt(value) for pair, value in likeness.items() if value > 0}
    for pair in related:
        value = max(RELATED, likeness.get(pair, 0.0))
        lengths[pair] = CLOSER * (1 - math.sqrt(value))
    lengths = {pair: length + 0.05 for pair, length in lengths.items()}
    # Few need not be far apart to fill it.
    side = max(70.0, (area.right - area.left - 150 * len(radii)) / 2)
    inner = Reach(area.left + side, area.up + 20, area.right - side, area.down - 50)
    at = fitted(places(len(radii), lengths), inner)
    labels = [Label.of(headline, number, len(radii)) for number, headline in enumerate(headlines)]
    boxes = [label.reach(radius) for label, radius in zip(labels, radii, strict=True)]
    at = parted(at, boxes, area)
    # Where not all could be had, at least no dot covers another.
    at = parted(at, [Reach(*[radius + 1.5] * 4) for radius in radii], area)
    at = [(round(x * 2) / 2, round(y * 2) / 2) for x, y in at]
    lines = _lines(related, likeness, at)
    return at, lines, labelled(labels, at, radii, lines, area)


def _families(count: int, related: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Give the stories that belong together, the largest families first, none of one story."""
    home = list(range(count))
    for a, b in related:
        old, new = sorted((home[a], home[b]), reverse=True)
        home = [new if each == old else each for each in home]
    families: dict[int, list[int]] = {}
    for number, of in enumerate(home):
        families.setdefault(of, []).append(number)
    found = [family for family in families.values() if len(family) > 1]
    return sorted(found, key=lambda family: (-len(family), family[0]))


def _colours(count: int, families: Sequence[Sequence[int]]) -> list[str]:
    """Give the largest families a colour each; lines tell what else belongs together."""
    colours = ["calm"] * count
    for family, hue in zip(families, HUES, strict=False):
        for number in family:
            colours[number] = hue
    return colours


def _lines(
    related: Sequence[tuple[int, int]], likeness: Mapping[tuple[int, int], float], at: Sequence[XY]
) -> list[Line]:
    """Join related stories: what holds each family together, and of further pairs the closest."""
    closest = sorted(related, key=lambda pair: (-likeness.get(pair, 0.0), pair))
    home = list(range(len(at)))
    count = [0] * len(at)
    lines = []
    for a, b in closest:
        if home[a] != home[b]:
            home = [home[a] if each == home[b] else each for each in home]
        elif max(count[a], count[b]) >= 3:
            continue
        count[a], count[b] = count[a] + 1, count[b] + 1
        lines.append(Line([at[a], at[b]], "mark", 1.4))
    return lines


def _called(story: MapStory) -> str:
    day = f", {story.published[:10]}" if story.published else ""
    named = written(story.headline) or "A story without a headline"
    return f"{named} ({counted(story.articles, 'article')}{day})"


def _counts(every: Sequence[MapStory]) -> str:
    """Say how many stories there are, and how many of them are not drawn."""
    articles = sum(story.articles for story in every)
    said = f"{counted(len(every), 'story', 'stories')} from {counted(articles, 'article')}"
    if len(every) <= DRAWN:
        return said
    rest = every[DRAWN:]
    smaller = counted(sum(story.articles for story in rest), "article")
    return f"{said}. The {DRAWN} largest are drawn, {len(rest):,} others ({smaller}) are not."
