"""The stage as a whole: from marked articles to a digest."""

from collections.abc import Sequence
from datetime import datetime

from newskit.article import Article
from newskit.digests.disputes import disputes
from newskit.digests.headline import headline
from newskit.digests.members import Story, gather
from newskit.digests.merge import Choose, merge
from newskit.digests.roles import independent, sources
from newskit.document import Digest, Entry
from newskit.text.times import parse_time

TITLE = "News digest"


def build(
    articles: Sequence[Article], choose: Choose, title: str = TITLE, date: str | None = None
) -> Digest:
    """Merge articles with the marks of `dedupe` and `stories` into a digest.

    Args:
        articles: marked articles, in any order.
        choose: picks the sentences of an entry.
        title: what the digest is called.
        date: its date; by default that of its newest article, None when no time is known.
    """
    entries = [_entry(story, choose) for story in gather(articles)]
    entries.sort(key=_order)
    return Digest(title, date or _newest(entries), tuple(entries))


def _entry(story: Story, choose: Choose) -> Entry:
    source_of = independent(story.members)
    summary = merge(story, choose, source_of)
    listed = sources(story.members)
    times = [article.published for article in listed if parse_time(article.published)]
    return Entry(
        id=story.id,
        headline=headline(story, summary),
        sentences=summary,
        articles=listed,
        independent_sources=len(set(source_of.values())),
        disputed=disputes(story, source_of),
        published=(times[0], times[-1]) if times else (None, None),
        related=story.related,
    )


def _order(entry: Entry) -> tuple[int, int, float, str]:
    """Order by independent coverage, then by number of articles, the newest first, then by id."""
    last = parse_time(entry.published[1])
    newest = last.timestamp() if last else 0.0
    return -entry.independent_sources, -len(entry.articles), -newest, entry.id


def _newest(entries: Sequence[Entry]) -> str | None:
    times: list[datetime] = [
        time for entry in entries if (time := parse_time(entry.published[1])) is not None
    ]
    return max(times).date().isoformat() if times else None
