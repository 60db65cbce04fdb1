"""Which articles of a story share text: a row for each, joined by lines, wide where much is shared.

Articles that share text stand together, in the order of their times; those in words of their own
stand apart, below. Who was first is said only of articles that all have a time.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newskit.pictures.dates import moment
from newskit.pictures.draw import svg
from newskit.pictures.lettering import counted, lines, short, written
from newskit.pictures.look import HUES
from newskit.pictures.shapes import Arc, Dot, Group, Line, Picture, Shape, Words
from newskit.text.times import parse_time, seconds

WIDTH = 340
DRAWN = 24
"""So many articles are drawn; how many more there are is said."""

MARGIN, HEAD, ROW, GAP = 8, 40, 36, 10
DOT, NAME = 44, 58
"""Where dots and names stand, from the left."""

WIDE = WIDTH - 2 * MARGIN

REACH = 32
"""How far to the left of the dots the lines go at most."""


@dataclass(frozen=True, slots=True)
class Report:
    """An article as the picture shows it; `href` is where it leads on the page, as `#article-3`."""

    id: str
    name: str
    published: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """What two articles, known by their ids, have in common.

    Args:
        a, b: the articles; `a` is the copy, when one is a copy of the other.
        level: `exact`, `near` or `rewritten`.
        share: how much of one is in the other (0..1).
    """

    a: str
    b: str
    level: str
    share: float


def sharing(
    reports: Iterable[Report],
    shared: Iterable[Shared],
    *,
    title: str = "",
    inline: bool = False,
) -> str:
    """Draw which articles share text as SVG.

    Args:
        reports: the articles of a story, in any order.
        shared: the pairs that have text in common.
        title: what stands above it.
        inline: whether it goes into a page that has `newskit.pictures.look.STYLE`; that page has
            the title, too.
    """
    return svg(picture(reports, shared, title, inline), inline)


def picture(
    reports: Iterable[Report], shared: Iterable[Shared], title: str = "", inline: bool = False
) -> Picture:
    """Lay the picture out; what goes in is what `sharing` takes."""
    known = {report.id: report for report in reports}
    links = sorted(
        {link for link in shared if link.a in known and link.b in known and link.a != link.b},
        key=lambda link: (-link.share, link.a, link.b, link.level),
    )
    groups = _groups(known, links)
    drawn = _first(groups, links, DRAWN)
    years = {time.year for report in known.values() if (time := parse_time(report.published))}
    shapes: list[Shape] = (
        [] if inline else [Words((MARGIN, 28), short(title, 16, WIDE), "ink", 16, bold=True)]
    )
    y: float = MARGIN if inline else HEAD
    for number, group in enumerate(drawn):
        if number and (len(group) > 1 or len(drawn[number - 1]) > 1):
            shapes.append(Line([(NAME, y + GAP / 2), (WIDTH - MARGIN, y + GAP / 2)], "line"))
            y += GAP
        hue = HUES[number % len(HUES)] if len(group) > 1 else "calm"
        shapes += _block(group, links, y, hue, len(years) > 1)
        y += ROW * len(group)
    said = _said(groups, drawn)
    if links:
        said = f"{said}. Wide lines: much in common; dashed: in other words."
    for line in lines(said, 11, WIDE, 3):
        y += 16
        shapes.append(Words((MARGIN, y + 4), line, "faint", 11))
    named = written(title) or "Articles that share text"
    return Picture(WIDTH, round(y + MARGIN + 4), named, said, shapes)


def _groups(known: Mapping[str, Report], links: Sequence[Shared]) -> list[list[Report]]:
    """Give what shares text, the largest groups first, each in the order of time; then the rest."""
    home = {id_: id_ for id_ in known}
    for link in links:
        old, new = home[link.b], home[link.a]
        home = {id_: new if of == old else of for id_, of in home.items()}
    groups: dict[str, list[Report]] = {}
    for report in sorted(known.values(), key=_age):
        groups.setdefault(home[report.id], []).append(report)
    return sorted(groups.values(), key=lambda group: (-len(group), _age(group[0])))


def _age(report: Report) -> tuple[float, str, str]:
    return seconds(report.published), report.name, report.id


def _first(
    groups: Sequence[Sequence[Report]], links: Sequence[Shared], most: int
) -> list[list[Report]]:
    """Give the first reports of each group; those that stand alone take a third of the room."""
    alone = sum(1 for group in groups if len(group) == 1)
    room = max(most - alone, most * 2 // 3)
    of = Counter(link.b for link in links)
    found: list[list[Report]] = []
    for group in groups:
        if len(group) == 1:
            room = most - sum(map(len, found))
        kept = list(group[:room])
        hub = max(group, key=lambda report: of[report.id])
        if kept and hub not in kept:  # nothing would join the others
            kept[-1] = hub
        if len(kept) >= min(2, len(group)):  # one of several would seem to stand alone
            found.append(kept)
            room -= len(kept)
    return found


def _block(
    group: Sequence[Report], links: Sequence[Shared], top: float, hue: str, with_year: bool
) -> list[Shape]:
    """Draw a row for each report of a group, and what joins them."""
    at = {report.id: top + ROW * row + 14 for row, report in enumerate(group)}
    inside = [link for link in links if link.a in at and link.b in at]
    widest = 4.3 if len(inside) <= 8 else 1.8
    shapes: list[Shape] = []
    for link in reversed(inside):
        start, end = (DOT, at[link.a]), (DOT, at[link.b])
        # A curve goes half as far as what it is drawn towards.
        away = 2 * min(REACH, 10 + abs(end[1] - start[1]) / 8)
        towards = (DOT - away, (start[1] + end[1]) / 2)
        wide = round(1.2 + widest * _clamped(link.share), 1)
        shapes.append(Arc(start, towards, end, hue, wide, 4 if link.level == "rewritten" else 0))
    earliest = _earliest(group)
    for report in group:
        y = at[report.id]
        said = "earliest known" if report is earliest else _level(report, earliest, inside)
        time = parse_time(report.published)
        facts = " · ".join(filter(None, [moment(time, with_year) if time else "", said]))
        name = short(report.name, 12, WIDTH - NAME - MARGIN) or "–"
        inner: list[Shape] = [
            Dot((DOT, y), 5, hue, "paper"),
            Words((NAME, y + 4), name, "ink", 12),
            Words((NAME, y + 18), short(facts, 11, WIDTH - NAME - MARGIN), "faint", 11),
        ]
        called = written(report.name)
        shapes.append(Group(f"{called}: {facts}" if facts else called, inner, report.href))
    return shapes


def _earliest(group: Sequence[Report]) -> Report | None:
    """Give the first of reports that share text, if all have a time and no other has the same."""
    times = sorted(seconds(report.published) for report in group)
    known = len(group) > 1 and times[-1] < float("inf") and times[0] < times[1]
    return group[0] if known else None


def _level(report: Report, earliest: Report | None, links: Sequence[Shared]) -> str:
    """Say how much a report shares with the one it is a copy of, or with its earliest copy."""
    own = [link for link in links if link.a == report.id]
    turned = [link for link in links if earliest and (link.b, link.a) == (report.id, earliest.id)]
    link = next(iter(own + turned), None)
    if link is None:
        return ""
    level = written(link.level)
    # Of a text in other words the share is no share of the words.
    return f"{level}, {percent(link.share)} %" if level == "near" else level


def percent(share: float) -> int:
    """Say a share in percent, rounded down: 100 is all of it."""
    return int(round(_clamped(share) * 100, 4))


def _clamped(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _said(groups: Sequence[Sequence[Report]], drawn: Sequence[Sequence[Report]]) -> str:
    """Count the articles, those that share text, and those that are not drawn."""
    count = sum(map(len, groups))
    alone = sum(1 for group in groups if len(group) == 1)
    parts = [counted(count, "article")]
    if alone < count:
        parts.append("all share text" if not alone else f"{count - alone:,} share text")
    if alone:
        parts.append(f"{alone:,} in words of {'its' if alone == 1 else 'their'} own")
    rest = count - sum(map(len, drawn))
    return ", ".join(parts) + (f"; {rest:,} of them not drawn" if rest else "")
