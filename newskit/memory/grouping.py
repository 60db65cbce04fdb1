"""Stories that go on from day to day: new reports join those of the days around them."""

from collections.abc import Iterable, Mapping, Sequence

from newskit import settings
from newskit.article import Article
from newskit.guard import guarded, naming
from newskit.host import Host
from newskit.marks import copy_of
from newskit.memory.arriving import dedupe
from newskit.memory.built import Comparing, agree, called
from newskit.memory.giving import with_copies, with_stories
from newskit.memory.near import ranges
from newskit.protocols import LinkContext
from newskit.storing import Store


def stories(
    articles: Sequence[Article],
    store: Store,
    linker: object,
    granularity: str,
    window: str | float | None,
    cleaners: Sequence[object],
    host: Host,
) -> list[Article]:
    """Put articles that have no story in a store yet into its stories, or into new ones.

    The arguments are those of `newskit.stories`.

    Returns:
        These articles, in the order they came in, with their marks.
    """
    dedupe(articles, store, Comparing.of(store), window, cleaners, 1, host)
    known = store.known(article.id for article in articles)
    waiting = {each.article.id for each in store.ungrouped()}
    asked: dict[str, None] = {}
    for article in articles:
        same = {id_ for id_, text in known[article.id] if text == article.text}
        asked.update(dict.fromkeys(sorted(same & waiting)))
    group(store, linker, granularity, window, host)
    # As they are stored now: what was a copy at first may be none.
    whole = {article.id: article for article in with_copies(store, list(store.with_ids(asked)))}
    return with_stories(store, [whole[id_] for id_ in asked])


def without_repeats(articles: Sequence[Article]) -> list[Article]:
    """Leave out the copies of what was stored before: their news was told."""
    here = {article.id for article in articles}
    return [a for a in articles if not (of := copy_of(a)) or of["id"] in here]


def group(
    store: Store,
    linker: object,
    granularity: str,
    window: str | float | None,
    host: Host,
) -> None:
    """Give every stored article that has no story one."""
    from newskit.grouping.remembered import continued

    width = settings.parse_granularity(granularity)
    context = LinkContext(width, settings.parse_window(window))
    agree(store, {"linker": called(linker), "granularity": width})
    waiting = list(store.ungrouped())
    if not waiting:
        return
    around = store.on_days(ranges({each.article.id: each.day for each in waiting}, window))
    known = [*(each for each in around if each.story is not None), *waiting]
    marked = _judged_anew(store, [each.article for each in known], host)
    copies = {each.article.id: str(each.copy_of["id"]) for each in known if each.copy_of}
    released = _released(copies, marked)
    copies = {id_: of for id_, of in copies.items() if id_ not in released}
    reports = [place for place, each in enumerate(known) if each.article.id not in copies]
    was = {each.article.id: each.story for each in known}
    chosen = guarded(host, "linker", linker)
    with naming(host, "linker", linker):
        before = list(was.values())
        found = continued(marked, before, reports, chosen, context, store.has_story)
    elsewhere = store.with_ids({*copies.values()} - found.stories.keys())
    home = {**found.stories, **{each.article.id: each.story for each in elsewhere}}
    stories = {**found.stories, **{id_: str(home[of]) for id_, of in copies.items()}}
    store.release(sorted(released))
    store.group({id_: story for id_, story in stories.items() if was[id_] != story})
    empty = {story: into for story, into in found.gone.items() if not _has_any(store, story)}
    for story, into in sorted({**empty, **found.joined}.items()):
        store.join(story, into)
    store.relate(sorted(found.related))


def _has_any(store: Store, story: str) -> bool:
    return any(True for _ in store.in_stories([story]))


def _released(copies: Mapping[str, str], marked: Iterable[Article]) -> set[str]:
    """Give the stored copies, of `copies`, that nothing says any more to be the same text."""
    now = {article.id: article.id for article in marked}
    now |= {article.id: str(of["id"]) for article in marked if (of := copy_of(article))}
    return {id_ for id_, of in copies.items() if now[id_] == id_ and now.get(of, id_) != id_}


def _judged_anew(store: Store, articles: Sequence[Article], host: Host) -> Sequence[Article]:
    """Mark boilerplate and copies as one run over these articles would.

    What a source always prints shows from day to day: on the first one, its standing text makes
    copies of articles that are none.
    """
    from newskit.duplicates.mark import mark_copies
    from newskit.finding import find_copies_in, mark_boilerplate

    cleaners = store.parameters().get("cleaner")
    if cleaners is not None:  # else the articles came with these marks
        names = cleaners.split(",") if cleaners else ()
        articles = mark_boilerplate(articles, cleaners=names, host=host)
    how = Comparing.of(store)
    copies = find_copies_in(articles, how.level, how.threshold, how.detectors, how.keep, host)
    return mark_copies(articles, copies.removed)
