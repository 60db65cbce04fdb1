"""What is new in a store since it was told of last."""

from collections.abc import Collection

from newskit import settings
from newskit.article import Article
from newskit.host import Host, default_host
from newskit.marks import story_of
from newskit.memory.giving import with_copies, with_stories
from newskit.memory.grouping import group
from newskit.memory.near import first_day, newest_day
from newskit.memory.opening import Place, using
from newskit.storing import Store
from newskit.text.times import seconds

_STORIES = {"linker": settings.LINKER, "granularity": settings.GRANULARITY}


def new(
    store: Store | Place,
    *,
    since: str | float | None = None,
    date: str | None = None,
    window: str | float | None = None,
    host: Host | None = None,
) -> list[Article]:
    """Give what was not told yet: new stories, then what is new in old ones; and tell it.

    Articles are kept ones, with the marks of the stages, and with `new`: `story` in a story of
    which nothing was told before, `report` in another. In each story they are in order of time.

    Args:
        store: where articles are; of one that is open, what is given here counts as told only
            when its block ends.
        since: only articles of this day or later: a day, `today` or `yesterday`, or the last days
            before `date` (`2d`). The others stay untold.
        date: what `today` is; by default the day of the newest article.
        window: how far back stories go on, where articles are in none yet.
        host: the plugins to choose from.
    """
    wanted, today = settings.parse_since_day(since), settings.parse_date(date)
    host = host or default_host()
    with using(store, host, is_there=True) as opened:
        built = {**_STORIES, **opened.parameters()}
        group(opened, built["linker"], built["granularity"], window, host)
        start = first_day(wanted, today, newest_day(opened))
        untold = [each for each in opened.untold() if each.day >= start]
        old = _told_of(opened, {each.story for each in untold if each.story})
        marked = with_stories(opened, with_copies(opened, untold))
        opened.tell([article.id for article in marked])
    first: dict[str | None, tuple[float, str]] = {}
    for article in marked:
        when = (seconds(article.published), article.id)
        first[story_of(article)] = min(first.get(story_of(article), when), when)

    def order(article: Article) -> tuple[object, ...]:
        story = story_of(article)
        return story in old, first[story], story, seconds(article.published), article.id

    return [
        article.marked(new="report" if story_of(article) in old else "story")
        for article in sorted(marked, key=order)
    ]


def _told_of(store: Store, stories: Collection[str]) -> set[str | None]:
    return {each.story for each in store.in_stories(stories) if each.told}
