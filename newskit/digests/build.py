"""The stage as a whole: from marked articles to a digest."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from newskit.article import Article
from newskit.digests.disputes import disputes
from newskit.digests.headline import headline
from newskit.digests.members import gather
from newskit.digests.merge import Choose, merge
from newskit.digests.only import only_in
from newskit.digests.order import Outline, newest_day, outline, selected
from newskit.digests.said import key_quotes
from newskit.digests.spellings import spellings
from newskit.digests.timeline import timeline
from newskit.digests.told import Telling, language_in, tell
from newskit.document import CitedSentence, Digest, Entry, Related
from newskit.errors import PluginError
from newskit.progress import counted

TITLE = "News digest"


def build(
    articles: Sequence[Article],
    choose: Choose,
    title: str = TITLE,
    date: str | None = None,
    order: str = "sources",
    top: int | None = None,
    since: float | str | None = None,
) -> Digest:
    """Merge articles with the marks of `dedupe` and `stories` into a digest.

    Args:
        articles: marked articles, in any order.
        choose: picks the sentences of an entry.
        title: what the digest is called.
        date: its date; by default that of its newest article, None when no time is known.
        order: which stories come first, see `newskit.digests.order.ORDERS`.
        top: at most so many stories.
        since: only stories with an article of this day or later, or of so many days before `date`.
    """
    outlines = {story.id: outline(story) for story in gather(articles)}
    day = date or newest_day(list(outlines.values()))
    chosen = selected(list(outlines.values()), order, top, since, day)
    each = counted(chosen, "merging", unit="stories")
    named = cache(partial(_related, outlines))
    return Digest(title, day, tuple(_entry(known, choose, named) for known in each))


def _entry(known: Outline, choose: Choose, named: Callable[[str], Related | None]) -> Entry:
    story, source_of = known.story, known.source_of
    telling = tell(story)
    try:
        summary = merge(story, telling, choose, source_of)
    except PluginError as error:
        raise error.told(where=f"story {story.id}") from error
    kept = [article.id for article in story.kept()]
    quotes = key_quotes(telling, source_of, [sentence.text for sentence in summary])
    had = [*(place for said in summary for place in said.citations)]
    had += [place for quote in quotes for place in quote.citations]
    language = _language(summary, telling)
    days = timeline(telling, kept, source_of, had, language)
    had += [place for day in days for place in day.sentence.citations]
    return Entry(
        id=story.id,
        headline=headline(story, summary),
        sentences=summary,
        articles=known.articles,
        independent_sources=known.independent_sources,
        disputed=(*disputes(telling, source_of), *spellings(telling, source_of)),
        published=known.times or (None, None),
        related=story.related,
        quotes=quotes,
        timeline=days,
        only_in=only_in(telling, source_of, had, language),
        related_stories=tuple(other for id_ in story.related if (other := named(id_))),
    )


def _language(summary: Sequence[CitedSentence], telling: Telling) -> str | None:
    """Give the language that a summary begins in, if its articles are in several languages."""
    articles = {article[0].article.id: article[0].article for article in telling if article}
    spoken = {id_: language_in(article) for id_, article in articles.items()}
    first = next((said.citations[0].article for said in summary), "")
    return spoken.get(first) if len({*spoken.values()} - {""}) > 1 else None


def _related(outlines: Mapping[str, Outline], id_: str) -> Related | None:
    """Name a story that is among the articles, whether or not the digest has it."""
    if id_ not in outlines:
        return None
    story, articles = outlines[id_].story, outlines[id_].articles
    title = headline(story, ())
    return Related(id_, title, next((a.url for a in articles if a.url and a.title == title), None))
