"""A strip of days, or hours: how many articles came out when."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from newskit.pictures.dates import clock, day
from newskit.pictures.draw import svg
from newskit.pictures.lettering import counted, short, written
from newskit.pictures.shapes import Box, Group, Line, Picture, Shape, Words
from newskit.text.times import parse_time

WIDTH, HEIGHT, MARGIN, HEAD = 340, 84, 8, 34
WIDE = WIDTH - 2 * MARGIN
BARS = 60
"""So many bars have room beside each other; of a longer time each stands for several days."""

HIGHEST = 36
HOUR, DAY = 3_600, 86_400
_BEGINNING = int(datetime.min.replace(tzinfo=UTC).timestamp())


def timeline(published: Iterable[str | None], *, title: str = "", inline: bool = False) -> str:
    """Draw when articles came out as SVG; nothing, when all known ones are of one hour or day.

    Times are those of UTC. All within two days are counted by the hour, others by the day.

    Args:
        published: when each article came out, as it was given.
        title: what stands above it.
        inline: whether it goes into a page that has `newskit.pictures.look.STYLE`; that page has
            the title, too.
    """
    shown = picture(published, title, inline)
    return svg(shown, inline) if shown else ""


def picture(
    published: Iterable[str | None], title: str = "", inline: bool = False
) -> Picture | None:
    """Lay the strip out; what goes in is what `timeline` takes."""
    given = list(published)
    times = [int(time.timestamp()) for each in given if (time := parse_time(each))]
    step = _step(times)
    counts = Counter(time // step for time in times)
    if len(counts) < 2:
        return None
    first, last = min(counts), max(counts)
    top = 0 if inline else HEAD
    base = top + MARGIN + HIGHEST
    wide = (WIDE) / (last - first + 1)
    shapes: list[Shape] = (
        [] if inline else [Words((MARGIN, 28), short(title, 16, WIDE), "ink", 16, bold=True)]
    )
    shapes.append(Line([(MARGIN, base), (WIDTH - MARGIN, base)], "mark"))
    most = max(counts.values())
    for place, count in sorted(counts.items()):
        high = round(max(3.0, HIGHEST * count / most), 1)
        # A few bars need not be as wide as the strip.
        bar_wide = round(min(22.0, max(1.5, wide - 1.5)), 1)
        x = round(MARGIN + (WIDE - bar_wide) * (place - first) / (last - first), 1)
        bar = Box((x, base - high), bar_wide, high, "blue")
        shapes.append(Group(f"{_when(place * step, step)}: {counted(count, 'article')}", [bar]))
    said = _said(len(given), len(times), most, step)
    ends = _when(first * step, step), _when(last * step, step)
    shapes.append(Words((MARGIN, base + 15), ends[0], "faint", 11))
    shapes.append(Words((WIDTH - MARGIN, base + 15), ends[1], "faint", 11, "end"))
    shapes.append(Words((MARGIN, base + 31), short(said, 11, WIDE), "faint", 11))
    named = written(title) or "When the articles came out"
    return Picture(WIDTH, top + HEIGHT, named, f"{ends[0]} to {ends[1]}: {said}", shapes)


def _step(times: Sequence[int]) -> int:
    """Give the seconds of a bar: an hour, a day, or so many days that there is room."""
    first, last = min(times, default=0), max(times, default=0)
    if last - first <= 2 * DAY and any(time % DAY for time in times):
        return HOUR
    days = last // DAY - first // DAY + 1
    return DAY * max(1, -(-days // BARS))


def _when(seconds: int, step: int) -> str:
    # A bar of several days may begin before the first year there is.
    time = datetime.fromtimestamp(max(seconds, _BEGINNING), UTC)
    return f"{day(time)}, {clock(time)}" if step == HOUR else day(time)


def _said(given: int, known: int, most: int, step: int) -> str:
    """Count the articles, those without a time, and those of the highest bar."""
    unit = "an hour" if step == HOUR else "a day" if step == DAY else f"{step // DAY} days"
    unknown = f", {given - known:,} without a time" if given > known else ""
    highest = f"; at most {most:,} in {unit}" if most > 1 else ""
    return f"{counted(given, 'article')}{unknown}{highest}"
