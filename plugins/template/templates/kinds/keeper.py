"""Keepers: the copy with the shortest title, and the copy in a language."""

from collections.abc import Callable

from newskit.hooks import Article, Catalogue, hookimpl


def shortest_title(article: Article) -> int:
    """Give the length of the title; the smallest is kept."""
    return len(article.title or "")


def language(tag: str) -> Callable[[Article], tuple[bool, int]]:
    """Make a keeper that prefers a language, then the shortest title."""
    return lambda article: (article.language != tag, shortest_title(article))


@hookimpl
def newskit_keepers() -> Catalogue[Callable[..., object]]:
    """Add the keepers to `newskit dedupe --keep mine` and `--keep mine:de`."""
    return {"mine": shortest_title, "mine:": language}
