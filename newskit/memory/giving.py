"""Stored articles as the stages give them: with the marks of their copies and stories."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from newskit.article import Article
from newskit.marks import Mark, copies_of
from newskit.memory.opening import BATCH
from newskit.progress import counted
from newskit.storing import Store, Stored


def export(store: Store) -> Iterator[Article]:
    """Give every article of a store with its marks, in order of ids."""
    rest = store.everything()
    while some := list(islice(rest, BATCH)):
        marks = dict(_story_marks(store, {each.story for each in some if each.story}))
        for each, article in zip(some, with_copies(store, some), strict=True):
            yield article.marked(**marks.get(each.story or "", {}))


def with_copies(store: Store, some: Sequence[Stored]) -> list[Article]:
    """Give stored articles with the marks of `dedupe`."""
    from newskit.duplicates.mark import entry

    copies: dict[str, list[Mark]] = {}
    for copy in store.copies_of([each.article.id for each in some if each.copy_of is None]):
        scores = dict(copy.copy_of or {})
        of = str(scores.pop("id"))
        copies.setdefault(of, []).append(entry(copy.article, scores, copies_of(copy.article)))
    whole = []
    for each in some:
        article = each.article
        every = [*copies.get(article.id, ()), *copies_of(article)]
        every.sort(key=lambda entry: str(entry["id"]))
        marks = {"copies": every} if each.copy_of is None else {"copy_of": each.copy_of}
        whole.append(article.marked(**{"copies": None, **marks}))
    return whole


def with_stories(store: Store, articles: Sequence[Article]) -> list[Article]:
    """Mark stored articles with their stories."""
    home = {
        each.article.id: each.story for each in store.with_ids([article.id for article in articles])
    }
    marks = dict(_story_marks(store, {story for story in home.values() if story is not None}))
    return [article.marked(**marks[home[article.id] or ""]) for article in articles]


def _story_marks(
    store: Store, stories: Collection[str]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Give the marks of the articles of stories: `story`, and `related` if there are some."""
    from newskit.grouping.mark import story_mark

    related = store.related(stories)
    members: dict[str, list[Article]] = {}
    for each in store.in_stories(stories):
        article = each.article.marked(copy_of=each.copy_of)
        members.setdefault(each.story or "", []).append(article)
    for story, found in counted(members.items(), "describing stories", unit="stories"):
        yield story, {"story": story_mark(story, found), "related": related.get(story)}
