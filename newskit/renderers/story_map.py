"""The map of stories as a picture of its own, from the marks on their articles."""

from collections.abc import Iterable, Mapping, Sequence

from newskit.article import Article
from newskit.marks import copy_of, related_of, story_of
from newskit.pictures.draw import draw
from newskit.pictures.story_map import MapStory, picture
from newskit.text.times import seconds

TITLE = "Stories"

BEGINNING = 80
"""So many characters of a text stand for a headline where there is none."""


def story_map(
    articles: Iterable[Article], alike: Iterable[tuple[str, str, float]], form: str, title: str
) -> bytes:
    """Draw a map of stories.

    Args:
        articles: with the marks of `stories`.
        alike: ids of two stories, and how alike they are (0..1).
        form: `svg` or `png`.
        title: what stands above it.
    """
    members: dict[str, list[Article]] = {}
    for article in articles:
        members.setdefault(story_of(article) or article.id, []).append(article)
    stories = [_story(id_, found) for id_, found in members.items()]
    return draw(picture(stories, alike, title), f".{form}")


def _story(id_: str, members: Sequence[Article]) -> MapStory:
    first = min(members, key=_age)
    told = first.extra.get("story")
    mark: Mapping[str, object] = told if isinstance(told, Mapping) else {}
    size, headline, published = (mark.get(key) for key in ("size", "headline", "published"))
    when = published[0] if isinstance(published, list) and published else first.published
    return MapStory(
        id_,
        headline if isinstance(headline, str) else first.title or first.text[:BEGINNING],
        # The mark counts copies that were dropped, too.
        max(len(members), size) if isinstance(size, int) else len(members),
        when if isinstance(when, str) else None,
        tuple(sorted({related for article in members for related in related_of(article)})),
    )


def _age(article: Article) -> tuple[bool, float, str]:
    return copy_of(article) is not None, seconds(article.published), article.id
