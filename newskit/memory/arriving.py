"""Articles that come in: those a store does not know are compared, and remembered.

What was kept before is kept.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from newskit.article import Article
from newskit.deduplicated import Deduplicated
from newskit.host import Host
from newskit.marks import copies_of, copy_of, is_cleaned, story_of
from newskit.memory.built import Comparing, agree, called
from newskit.memory.near import around, days_of, ranges
from newskit.memory.opening import BATCH
from newskit.progress import stage
from newskit.storing import Store, Stored
from newskit.views import Chosen, joined

if TYPE_CHECKING:
    from newskit.duplicates.copies import Copies


def dedupe(
    articles: Sequence[Article],
    store: Store,
    comparing: Comparing,
    window: str | float | None,
    cleaners: Sequence[object],
    jobs: int | None,
    host: Host,
) -> Deduplicated:
    """Find copies among articles that are new to a store, and remember them all.

    The arguments are those of `newskit.dedupe`.

    Returns:
        What was found of the new articles; `against` are the stored ones they were compared with.
    """
    from newskit.duplicates.mark import mark_copies
    from newskit.duplicates.sketch import SCHEME
    from newskit.finding import find_copies_in

    agree(store, {"index": SCHEME, **comparing.parameters()})
    fresh, came_as = _fresh(store, articles)
    placed = days_of(store, fresh)
    known = around(store, fresh, ranges(placed, window))
    seen = [each.article for each in known]
    cleaned = _cleaned(store, seen, fresh, cleaners, host)
    pile = joined(seen, cleaned)
    gone = {position for position, each in enumerate(known) if each.copy_of is not None}
    copies = find_copies_in(
        pile,
        comparing.level,
        comparing.threshold,
        comparing.detectors,
        comparing.keep,
        host,
        old=len(seen),
        gone=gone,
        jobs=jobs,
    )
    every = mark_copies(pile, copies.removed)
    new = every[len(seen) :] if seen else every
    _remember(store, new, placed, came_as, copies, len(seen))
    return Deduplicated(new, copies, pile[: len(seen)])


def _fresh(store: Store, articles: Sequence[Article]) -> tuple[Sequence[Article], dict[str, str]]:
    """Give the articles that a store does not know, and the ids that some came with.

    Known is an article that came with this id and this text before. One that has the id of another
    article gets a number, as within a pile.
    """
    ids = [article.id for article in articles]
    known = store.known(ids)
    if not known:
        return articles, {}
    fresh: list[int] = []
    renamed: dict[int, str] = {}
    for position, id_ in enumerate(ids):
        same = known.get(id_, ())
        if same and any(text == articles[position].text for _, text in same):
            continue
        fresh.append(position)
        if any(its_id == id_ for its_id, _ in same):
            renamed[position] = id_
    if not renamed:
        return Chosen(articles, fresh), {}
    taken = {*ids}
    named = {}
    for position in sorted(renamed, key=ids.__getitem__):
        number = 1 + len(known[ids[position]])  # as many came with this id
        while (name := f"{ids[position]}-{number}") in taken or store.known([name]):
            number += 1
        taken.add(name)
        named[position] = name
    new = [replace(articles[i], id=named[i]) if i in named else articles[i] for i in fresh]
    return new, {named[position]: id_ for position, id_ in renamed.items()}


def _cleaned(
    store: Store,
    seen: Sequence[Article],
    articles: Sequence[Article],
    cleaners: Sequence[object],
    host: Host,
) -> Sequence[Article]:
    """Mark new articles as clean; what was seen shows what comes back, and keeps its marks."""
    from newskit.finding import mark_boilerplate

    if all(map(is_cleaned, articles)):
        return articles
    agree(store, {"cleaner": ",".join(map(called, cleaners))})
    marked = mark_boilerplate(joined(seen, articles), cleaners=cleaners, host=host)
    return marked[len(seen) :] if seen else marked


def _remember(
    store: Store,
    articles: Sequence[Article],
    placed: Mapping[str, int],
    came_as: Mapping[str, str],
    copies: "Copies",
    old: int,
) -> None:
    """Store new articles, kept ones first, each with the keys it is found by."""
    from newskit.duplicates.sketch import sketches

    ids = [article.id for article in articles]
    present = {*ids}
    order = sorted(range(len(ids)), key=lambda i: (i + old in copies.removed, ids[i]))
    with stage("storing", len(order)) as advance:
        for start in range(0, len(order), BATCH):
            batch = [
                Stored(
                    _bare(article, present),
                    placed[article.id],
                    came_as.get(article.id, article.id),
                    copy_of(article),
                )
                for article in map(articles.__getitem__, order[start : start + BATCH])
            ]
            store.add(batch, list(sketches(each.article.story_text() for each in batch)))
            advance(len(batch))


def _bare(article: Article, present: Collection[str]) -> Article:
    """Give an article without what the store knows better; copies dropped earlier stay listed.

    A stranger's key that is called like a mark, and has not the form of one, stays.
    """
    later = {
        "copy_of": copy_of(article) is not None,
        "story": story_of(article) is not None,
        "related": story_of(article) is not None,
        "new": article.extra.get("new") in ("story", "report"),
    }
    dropped = [entry for entry in copies_of(article) if entry["id"] not in present]
    known = dict.fromkeys(mark for mark, is_there in later.items() if is_there)
    return article.marked(**known, copies=dropped or None)
