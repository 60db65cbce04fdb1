"""Which article of a group of copies stays: keepers, and the order they give."""

from collections.abc import Callable, Iterable, Sequence
from math import isinf
from typing import Any

from newskit.article import Article
from newskit.errors import UsageError
from newskit.protocols import Keeper
from newskit.text.times import seconds
from newskit.text.words import words


def longest(article: Article) -> tuple[int, float]:
    """Prefer the text with the most words, then the earliest."""
    return -len(words(article.story_text())), earliest(article)


def earliest(article: Article) -> float:
    """Prefer the earliest published; articles without a time come last."""
    return seconds(article.published)


def latest(article: Article) -> float:
    """Prefer the latest published; articles without a time come last."""
    time = seconds(article.published)
    return time if isinf(time) else -time


def first(article: Article) -> int:
    """Prefer what comes first in the input: the one keeper that depends on the order."""
    return 0


def source(names: str) -> Callable[[Article], tuple[int, int, float]]:
    """Make a keeper that prefers these sources, in this order, then the longest.

    Args:
        names: names of sources with commas between them.

    Raises:
        UsageError: there is no name.
    """
    order = [name.strip().casefold() for name in names.split(",") if name.strip()]
    if not order:
        raise UsageError("--keep source: needs names of sources, as in source:agency.example")

    def key(article: Article) -> tuple[int, int, float]:
        name = (article.source or "").casefold()
        return order.index(name) if name in order else len(order), *longest(article)

    return key


def in_keep_order(
    articles: Sequence[Article],
    members: Iterable[int],
    keeper: Keeper,
    lengths: Sequence[int] | None = None,
) -> list[int]:
    """Sort positions of articles, the one to keep before all others first; ties go by id.

    Args:
        articles: the articles.
        members: positions of the articles that are sorted.
        keeper: gives the sort key.
        lengths: the words of every article, as far as they have been counted already.
    """
    position = list(members)
    if keeper is first:
        return sorted(position)
    keys: dict[int, tuple[Any, str]] = {}
    for i in position:
        article = articles[i]
        if keeper is longest and lengths is not None:
            keys[i] = ((-lengths[i], earliest(article)), article.id)
        else:
            keys[i] = (keeper(article), article.id)
    return sorted(position, key=keys.__getitem__)
