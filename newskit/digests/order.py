"""Which stories a digest has, and which comes first: decided before anything is merged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from newskit.digests.members import Story
from newskit.digests.roles import independent, sources
from newskit.document import Source
from newskit.text.times import parse_time

DAY = 86_400
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A story, what is known of its articles, and the first and the last time known."""

    story: Story
    articles: tuple[Source, ...]
    source_of: Mapping[str, int]
    times: tuple[str, str] | None

    @property
    def independent_sources(self) -> int:
        """How many independent sources report it."""
        return len(set(self.source_of.values()))

    def seconds(self, place: int) -> float:
        """Give the first (0) or the last (-1) time in seconds, as if early when not known."""
        found = parse_time(self.times[place]) if self.times else None
        return found.timestamp() if found else float("-inf")


_Key = tuple[float, ...]
ORDERS: dict[str, Callable[[Outline], _Key]] = {
    "sources": lambda o: (-o.independent_sources, -len(o.articles), -o.seconds(-1)),
    "size": lambda o: (-len(o.articles), -o.independent_sources, -o.seconds(-1)),
    "newest": lambda o: (-o.seconds(-1), -o.independent_sources, -len(o.articles)),
    "oldest": lambda o: (
        o.seconds(0) if o.times else float("inf"),
        -o.independent_sources,
        -len(o.articles),
    ),
}
"""How stories are ordered; what is equal by all that is ordered by id."""


def outline(story: Story) -> Outline:
    """Give what is known of a story without reading its texts."""
    listed = sources(story.members)
    times = [article.published for article in listed if parse_time(article.published)]
    return Outline(
        story,
        listed,
        independent(story.members),
        (str(times[0]), str(times[-1])) if times else None,
    )


def newest_day(outlines: Sequence[Outline]) -> str | None:
    """Give the day (UTC) of the newest article; None when no time is known."""
    times = [time for each in outlines if each.times and (time := parse_time(each.times[1]))]
    return max(times).date().isoformat() if times else None


def selected(
    outlines: Sequence[Outline],
    order: str,
    top: int | None = None,
    since: float | str | None = None,
    day: str | None = None,
) -> list[Outline]:
    """Give the stories of a digest in order.

    Args:
        outlines: all stories.
        order: one of `ORDERS`.
        top: at most so many.
        since: only stories with an article of this day (ISO) or later; or of so many days before
            the day of the digest, or later. A story without a time is none of these.
        day: the day of the digest.
    """
    start = _start(since, day)
    wanted = [each for each in outlines if start is None or each.seconds(-1) >= start]
    key = ORDERS[order]
    return sorted(wanted, key=lambda each: (key(each), each.story.id))[:top]


def _start(since: float | str | None, day: str | None) -> float | None:
    """Give the first moment that counts, in seconds; parts of a day count from the day's end."""
    if since is None:
        return None
    if isinstance(since, str):
        return datetime.combine(date.fromisoformat(since), time(), UTC).timestamp()
    if day is None:
        return float("-inf")
    end = datetime.combine(date.fromisoformat(day), time(), UTC).timestamp()
    if not float(since).is_integer():
        end += DAY
    # In seconds: no `datetime` is before the year 1.
    return end - round(since * DAY)
