"""A linker that groups articles which carry the same value under a key `event`."""

from collections.abc import Sequence

from newskit.hooks import Article, Catalogue, LinkContext, Linker, StoryGroups, hookimpl


def by_key(articles: Sequence[Article], context: LinkContext) -> StoryGroups:
    """Give a group for each event; who has none is a story of its own."""
    groups: dict[str, list[int]] = {}
    for position, article in enumerate(articles):
        if "event" in article.extra:
            groups.setdefault(str(article.extra["event"]), []).append(position)
    return StoryGroups([groups[name] for name in sorted(groups)])


@hookimpl
def newskit_linkers() -> Catalogue[Linker]:
    """Add the linker to `newskit stories --linker mine`."""
    return {"mine": by_key}
