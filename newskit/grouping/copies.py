"""The linker that links nothing: a story is an article and its copies."""

from collections.abc import Sequence

from newskit.article import Article
from newskit.protocols import LinkContext, StoryGroups


def link(articles: Sequence[Article], context: LinkContext) -> StoryGroups:
    """Give each article a story of its own.

    Copies follow the article they are copies of, so a story is that article and its copies.
    """
    return StoryGroups([[position] for position in range(len(articles))])
